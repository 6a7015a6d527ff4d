//! What forms start from is still to come, and can mostly be sent as it is.

use super::*;
use crate::offers::parse::{Known, parse};
use crate::offers::sample::{MISSED, family};
use crate::swap::sample::{change, children, looking, now};
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

/// What is suggested for care of these children that was missed from a time on, for so many hours.
fn suggested(
    family: &Family,
    (ids, parent): (&[&str], Side),
    (from, hours): (DateTime, i64),
) -> Option<(DateTime, DateTime)> {
    let look = looking(family, Side::A, Lang::En);
    let missed = MissedView {
        entry: MISSED,
        parent,
        children: children(ids),
        from,
        until: from + hours.hours(),
    };
    Lost::of(&look, &missed)?.suggested()
}

#[test]
fn what_is_suggested_is_the_other_parent_s_time() {
    let family = family();
    let change = |ids: &[&str], to, (start, end)| change(ids, to, start, end);
    for hours in [1, 6, 24, 48, 24 * 30] {
        for day in 9..16 {
            let from = datetime(2026, 11, day, 10, 0, 0, 0);
            for parent in Side::BOTH {
                let ids = ["noor", "sam"];
                let span = suggested(&family, (&ids, parent), (from, hours)).unwrap();
                let one = change(&ids, parent, span);
                assert!(!crate::offers::build::is_with(&family, &one), "{one:?}");
                assert_eq!(one.start.time(), from.time());
                assert_eq!(one.end, one.start + hours.hours());
                assert!(one.start > datetime(2026, 11, 22, 11, 0, 0, 0));
            }
        }
    }
}

#[test]
fn without_a_weekend_of_the_other_parent_another_day_is_suggested() {
    // Pim is with Elias on Saturdays from ten to four, and nowhere else.
    let family = family();
    let noon = datetime(2026, 11, 14, 12, 0, 0, 0);
    let span = suggested(&family, (&["pim"], Side::B), (noon, 3));
    let monday = datetime(2026, 11, 23, 12, 0, 0, 0);
    assert_eq!(span, Some((monday, monday + 3.hours())));
    // An evening that is always the same parent's is nobody else's to give.
    let evening = datetime(2026, 11, 14, 18, 0, 0, 0);
    let with_mara = suggested(&family, (&["pim"], Side::A), (evening, 3));
    assert_eq!(with_mara, None);
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
