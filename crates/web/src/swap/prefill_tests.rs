//! Tests of the swap that a day suggests.

use super::super::form::{MoveForm, parse};
use super::super::sample::{children, id, plan, weekend};
use super::*;
use family::one_offs;
use jiff::civil::{date, datetime};

/// Before all that is tested here.
const BEFORE: DateTime = datetime(2025, 1, 1, 0, 0, 0, 0);

/// Children, from, until and to whom, as one line.
fn said(day: Date, agreed: &[OneOff]) -> String {
    let form = prefill(&plan(), agreed, day, BEFORE);
    let MoveForm {
        children,
        start_day,
        start_time,
        end_day,
        end_time,
        to,
    } = &form.moves[0];
    format!(
        "{} {start_day} {start_time} {end_day} {end_time} {to}",
        children.join(",")
    )
}

#[test]
fn a_day_suggests_its_stay_or_its_weekend_with_the_other_parent() {
    let cases = [
        // Friday to Sunday: the weekend out of Mara's five nights; Pim's Saturday is his own.
        (
            date(2026, 11, 27),
            "noor,sam,cato 2026-11-27 17:30 2026-11-30 17:30 b",
        ),
        (
            date(2026, 11, 28),
            "noor,sam,cato 2026-11-27 17:30 2026-11-30 17:30 b",
        ),
        (
            date(2026, 11, 29),
            "noor,sam,cato 2026-11-27 17:30 2026-11-30 17:30 b",
        ),
        // A weekday of the same five nights: that night. Cato is with Elias then.
        (
            date(2026, 12, 1),
            "noor,sam,pim 2026-12-01 17:30 2026-12-02 17:30 b",
        ),
        // A short stay: all of it.
        (
            date(2026, 11, 25),
            "noor,sam,cato 2026-11-25 17:30 2026-11-27 17:30 a",
        ),
    ];
    for (day, expected) in cases {
        assert_eq!(said(day, &[]), expected, "{day}");
    }
}

#[test]
fn what_has_begun_is_proposed_from_the_next_hour_on() {
    // Elias' short stay from Wednesday 25 November, 17:30 until Friday, 17:30.
    let from = |now: DateTime| {
        let form = prefill(&plan(), &[], date(2026, 11, 25), now);
        format!("{} {}", form.moves[0].start_day, form.moves[0].start_time)
    };
    for (now, expected) in [
        (datetime(2026, 11, 25, 17, 29, 0, 0), "2026-11-25 17:30"),
        (datetime(2026, 11, 25, 17, 30, 0, 0), "2026-11-25 18:00"),
        (datetime(2026, 11, 25, 23, 50, 0, 0), "2026-11-26 01:00"),
        (datetime(2026, 11, 27, 17, 0, 0, 0), "2026-11-25 17:30"),
        (datetime(2026, 11, 28, 9, 0, 0, 0), "2026-11-25 17:30"),
    ] {
        assert_eq!(from(now), expected, "{now}");
    }
}

#[test]
fn an_agreed_swap_is_taken_into_account() {
    let agreed: Vec<OneOff> = one_offs(&id("p-1"), &[weekend()]).collect();
    // With the weekend swapped, the oldest is with Elias from Wednesday to Monday.
    assert_eq!(
        said(date(2026, 11, 28), &agreed),
        "noor,sam,cato 2026-11-27 17:30 2026-11-30 17:30 a"
    );
}

#[test]
fn every_day_of_two_years_suggests_something_that_can_be_read() {
    let known = children(&["noor", "sam", "cato", "pim"]);
    let plan = plan();
    for day in date(2026, 2, 3).series(1.day()).take(730) {
        let form = prefill(&plan, &[], day, BEFORE);
        assert!(parse(&form, &known).is_ok(), "{day}: {form:?}");
    }
}

#[test]
fn where_nobody_is_named_only_the_day_is_filled_in() {
    let form = prefill(&plan(), &[], date(2025, 6, 1), BEFORE);
    let day = "2025-06-01".to_owned();
    let expected = MoveForm {
        start_day: day.clone(),
        end_day: day,
        ..MoveForm::default()
    };
    assert_eq!(form.moves, vec![expected]);
    assert_eq!(
        prefill(&plan(), &[], Date::MAX, BEFORE).moves[0].start_day,
        "9999-12-31"
    );
}

#[test]
fn without_a_day_the_coming_saturday_is_meant() {
    let saturday = date(2026, 11, 28);
    for day in [22, 23, 27, 28] {
        assert_eq!(coming_saturday(date(2026, 11, day)), saturday);
    }
    assert_eq!(coming_saturday(Date::MAX), Date::MAX);
}
