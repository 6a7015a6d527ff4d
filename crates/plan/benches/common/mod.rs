//! The plans and windows that the benchmarks share.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    dead_code,
    reason = "a benchmark may stop, and each uses its part"
)]

use jiff::civil::{Date, date};
use plan::{ParentingPlan, Timeline, Window, compile};

pub const TEXT: &str = include_str!("../../../../examples/plans/four-children.toml");
const FROM: Date = date(2026, 2, 15);
const TO: Date = date(2044, 2, 15);

/// Four children on three rhythms.
pub fn plan() -> ParentingPlan {
    ParentingPlan::read(TEXT, date(2026, 11, 20)).unwrap()
}

/// The same with 26 holidays more, each with its dates in 18 years: 33 clauses, of which 32 have
/// a rule and 29 override another one.
pub fn long_plan() -> ParentingPlan {
    let mut text = TEXT.to_owned();
    for holiday in 0..26 {
        text.push_str(&format!(
            "\n[[clause]]\nid = \"holiday-{holiday}\"\ntitle = {{ en = \"A holiday\" }}\nsentence = {{ en = \"By turns.\" }}\nspans = [\n"
        ));
        for year in 2026..2044 {
            let parent = if (year + holiday) % 2 == 0 {
                "mara"
            } else {
                "elias"
            };
            let (month, first) = (holiday % 12 + 1, 1 + holiday / 12 * 9);
            text.push_str(&format!(
                "  {{ parent = \"{parent}\", from = {year}-{month:02}-{first:02}T10:00:00, until = {year}-{month:02}-{:02}T18:00:00 }},\n",
                first + 7
            ));
        }
        text.push_str("]\n");
    }
    ParentingPlan::read(&text, date(2026, 11, 20)).unwrap()
}

/// The days of 25 holidays; the first seven, around December, go to whoever has the child.
const HOLIDAYS: [&str; 25] = [
    "12-05",
    "12-06",
    "12-13",
    "12-24",
    "12-25",
    "12-26",
    "12-31",
    "01-01",
    "01-06",
    "02-14",
    "03-17",
    "good-friday",
    "easter",
    "easter-monday",
    "04-27",
    "05-05",
    "ascension",
    "pentecost",
    "pentecost-monday",
    "2nd sunday of may",
    "3rd sunday of june",
    "1st monday of september",
    "10-31",
    "11-11",
    "12-21",
];

/// The four children with 25 holidays that are found in the calendar, 7 of them by who has the
/// child: 32 clauses.
pub fn holiday_plan() -> ParentingPlan {
    let mut text = TEXT.to_owned();
    for (index, day) in HOLIDAYS.iter().enumerate() {
        let parent = if index < 7 {
            "\"holder\""
        } else {
            "{ even = \"mara\", odd = \"elias\" }"
        };
        text.push_str(&format!(
            "\n[[clause]]\nid = \"holiday-{index}\"\ntitle = {{ en = \"A holiday\" }}\nsentence = {{ en = \"By turns.\" }}\n\
             holiday = {{ on = \"{day}\", from = \"-1 18:00\", until = \"18:00\", parent = {parent} }}\n"
        ));
    }
    ParentingPlan::read(&text, date(2026, 11, 20)).unwrap()
}

pub fn december() -> Window {
    Window::new(date(2027, 12, 1), date(2028, 1, 1)).unwrap()
}

pub fn eighteen_years() -> Window {
    Window::new(FROM, TO).unwrap()
}

pub fn month() -> Window {
    Window::new(date(2027, 2, 1), date(2027, 3, 1)).unwrap()
}

/// How many stretches of care 18 years of a plan have, all children together.
pub fn stretches(plan: &ParentingPlan) -> usize {
    let timeline: Timeline = compile(plan, eighteen_years(), &[]);
    let children = timeline.children().iter();
    children.map(|child| child.care.len()).sum()
}
