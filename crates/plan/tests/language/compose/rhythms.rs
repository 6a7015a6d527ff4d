//! The rhythm of the nights in plans from answers.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test may stop, and reads the files that it checks"
)]

use super::{family, plan_of, school};
use crate::common::{TODAY, measure_dates};
use crate::patterns::{TABLE, check_plan};
use jiff::civil::{Date, date, time};
use plan::compose::{Answers, RhythmAnswer, compose};
use plan::{Side, pattern};

/// DOMAIN.md, 2: each row of the table, from answers, with changes at a time and at school.
#[test]
fn each_schedule_has_the_nights_of_the_table() {
    for row in TABLE {
        for at_school in [false, true] {
            let family = family();
            let answers = Answers {
                from: date(2020, 1, 1),
                rhythm: RhythmAnswer {
                    pattern: pattern::find(row.0).unwrap(),
                    start: date(2027, 2, 1),
                    at_school,
                    ..family.rhythm
                },
                school: Some(school()),
                ..family
            };
            check_plan(&plan_of(&answers), row);
        }
    }
}

#[test]
fn the_other_parent_can_come_first() {
    let mut answers = family();
    answers.rhythm.first = Side::B;
    let plan = plan_of(&answers);
    let measures = measure_dates(&plan, (date(2027, 1, 4), date(2027, 1, 11)));
    assert_eq!(measures.children[0].overnights.b, 7);
}

/// A weekend begins when school is out on Friday and ends when it starts on Monday; a night in the
/// week goes from school to school.
#[test]
fn the_rhythm_changes_when_school_does() {
    let check = |name: &str, start: Date, expected: &str| {
        let family = family();
        let answers = Answers {
            rhythm: RhythmAnswer {
                pattern: pattern::find(name).unwrap(),
                start,
                change: time(17, 0, 0, 0),
                at_school: true,
                ..family.rhythm
            },
            school: Some(school()),
            ..family
        };
        let text = compose(&answers, TODAY).unwrap();
        let change = format!("change = {expected} }}\n");
        assert!(text.contains(&change), "{name}: {text}");
        let at_school = text.contains("On a school day that is when school starts or ends");
        assert_eq!(at_school, expected.starts_with('{'), "{text}");
    };
    let monday = date(2027, 1, 4);
    check("alternating-weeks", monday, "{ monday = \"08:30\" }");
    check(
        "alternating-weeks",
        date(2027, 1, 8),
        "{ friday = \"15:00\" }",
    );
    check("alternating-weeks", date(2027, 1, 9), "\"17:00\"");
    check(
        "alternate-weekends-monday",
        monday,
        "{ monday = \"08:30\", friday = \"15:00\" }",
    );
    check(
        "alternate-weekends-thursday",
        monday,
        "{ monday = \"08:30\", thursday = \"15:00\" }",
    );
    check(
        "alternate-weekends-wednesday",
        monday,
        "{ wednesday = \"12:30\", thursday = \"08:30\", friday = \"15:00\", sunday = \"17:00\" }",
    );
    check(
        "2-2-5-5",
        monday,
        "{ monday = \"08:30\", wednesday = \"08:30\", friday = \"15:00\" }",
    );
    // These know no weekdays.
    check("alternating-two-days", monday, "\"17:00\"");
    check("every-third-day", monday, "\"17:00\"");
}
