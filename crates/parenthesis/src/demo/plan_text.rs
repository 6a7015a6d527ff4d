//! The demo family's parenting plan: DOMAIN scenario 2 (four children, three rhythms), with dates
//! around today. Mara is M and side A, Elias is E and side B.

use jiff::ToSpan as _;
use jiff::civil::{Date, Weekday};

/// How many weeks ago the plan came into force.
pub const WEEKS_AGO: i32 = 26;

/// Ages of Noor, Sam, Cato and Pim today, and how many days ago each had the last birthday.
/// Pim turned one five weeks ago, so that the step in his rhythm lies in the recent past.
const AGES: [(&str, i16, i32); 4] = [
    ("noor", 7, 200),
    ("sam", 5, 120),
    ("cato", 3, 290),
    ("pim", 1, 36),
];

/// When a child was born, as seen from today.
pub fn born(today: Date, child: &str) -> Date {
    AGES.iter()
        .find(|(id, ..)| *id == child)
        .map_or(today, |(_, years, days)| {
            today - days.days() - years.years()
        })
}

/// The Monday on which the plan came into force.
pub fn from(today: Date) -> Date {
    let monday = today
        .tomorrow()
        .and_then(|t| t.nth_weekday(-1, Weekday::Monday))
        .unwrap_or(today);
    monday - WEEKS_AGO.weeks()
}

/// The plan's file.
pub fn text(today: Date) -> String {
    let from = from(today);
    let mut plan = format!(
        r#"edition = 1
title = "Parenting plan of Mara and Elias"
zone = "{zone}"
from = {from}

[[parent]]
id = "mara"
name = "Mara"
letter = "M"

[[parent]]
id = "elias"
name = "Elias"
letter = "E"
"#,
        zone = super::ZONE
    );
    for (id, ..) in AGES {
        let (first, rest) = id.split_at(1);
        plan.push_str(&format!(
            "\n[[child]]\nid = \"{id}\"\nname = \"{}{rest}\"\nborn = {}\n",
            first.to_uppercase(),
            born(today, id)
        ));
    }
    plan.push_str(&CLAUSES.replace("{start}", &from.to_string()));
    plan
}

const CLAUSES: &str = include_str!("clauses.toml");
