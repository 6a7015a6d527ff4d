//! What forms start from is still to come, and can mostly be sent as it is.

use super::*;
use crate::offers::parse::{Known, parse};
use crate::offers::sample::{MISSED, family};
use crate::swap::sample::{looking, now};
use crate::text::Lang;
use jiff::civil::datetime;

fn query(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    let pairs = pairs.iter();
    pairs
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect()
}

#[test]
fn a_suggested_stretch_is_to_come() {
    let morning = datetime(2026, 11, 22, 11, 0, 0, 0);
    let at = Time::constant(15, 0, 0, 0);
    let check = |now, day, hours: (i8, i8), date: i8| {
        let (start, end) = to_come(now, day, at, 3);
        assert_eq!(
            (start.hour(), end.hour(), start.day()),
            (hours.0, hours.1, date)
        );
    };
    check(morning, None, (15, 18), 22);
    check(datetime(2026, 11, 22, 15, 20, 0, 0), None, (16, 18), 22);
    check(datetime(2026, 11, 22, 16, 50, 0, 0), None, (15, 18), 23);
    check(morning, Some(jiff::civil::date(2026, 12, 1)), (15, 18), 1);
    check(morning, Some(jiff::civil::date(2026, 11, 1)), (15, 18), 23);
}

#[test]
fn care_that_was_missed_is_made_up_for_with_as_much_time() {
    let family = family();
    let look = looking(&family, Side::A, Lang::En);
    let form = fresh(
        &look,
        Kind::MakeUp,
        &query(&[("missed", &MISSED.to_string())]),
    );
    let known = Known {
        family: &family,
        viewer: Side::A,
        answers: None,
        now: now(),
    };
    let draft = parse(&form, &known).unwrap();
    let Terms::Time(offer) = &draft.terms else {
        panic!("time")
    };
    let one = &offer.options[0][0];
    assert_eq!(one.to, Side::B);
    assert_eq!(
        one.start.duration_until(one.end),
        SignedDuration::from_hours(48)
    );
    assert_eq!(one.start.weekday(), Weekday::Saturday);
    assert!(!crate::offers::build::is_with(&family, one));
    let other = fresh(&look, Kind::MakeUp, &query(&[("missed", "3")]));
    assert_eq!(other.one("missed"), "");
}

#[test]
fn a_handover_is_named_by_its_address() {
    let family = family();
    let look = looking(&family, Side::B, Lang::En);
    let next = fresh(&look, Kind::Handover, &[]);
    let named = Coming::read(&family, next.one("handover")).unwrap();
    let at = named.at.strftime("%Y-%m-%dT%H:%M").to_string();
    let pairs = query(&[("to", side_value(named.to)), ("at", &at)]);
    assert_eq!(fresh(&look, Kind::Handover, &pairs), next);
    let unknown = query(&[("to", "a"), ("at", "2026-11-24T03:00")]);
    assert_eq!(fresh(&look, Kind::Handover, &unknown), next);
    assert_eq!(Coming::read(&family, "a@2026-11-24T03:00"), None);
}
