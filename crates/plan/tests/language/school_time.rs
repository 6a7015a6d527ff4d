//! The hours that children are at school.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test may stop, and reads the files that it checks"
)]

use crate::common::{read, with_clauses};
use jiff::civil::date;
use plan::{Window, school_time};

/// A short Wednesday, nothing before the first school day, at weekends or in the autumn holiday.
#[test]
fn school_takes_its_hours_on_school_days_only() {
    let school = "\n[school]\ncountry = \"NL\"\nregion = \"zuid\"\nstarts = \"08:30\"\nends = { other = \"15:15\", wednesday = \"12:15\" }\n\n[[parent]]";
    let text = with_clauses(&["always = \"elias\""])
        .replacen("\n[[parent]]", school, 1)
        .replacen(
            "born = 2019-05-21\n",
            "born = 2019-05-21\nschool = { from = 2027-10-13 }\n",
            1,
        );
    let plan = read(&text);
    let window = Window::new(date(2027, 10, 11), date(2027, 11, 4)).unwrap();
    let found: Vec<String> = school_time(&plan, &plan.children()[0].id, window)
        .into_iter()
        .map(|(start, end)| {
            let local = |at: jiff::Timestamp| at.to_zoned(plan.zone().clone());
            format!(
                "{} {}",
                local(start).strftime("%a %m-%d %H:%M"),
                local(end).strftime("%H:%M")
            )
        })
        .collect();
    assert_eq!(
        found,
        [
            "Wed 10-13 08:30 12:15",
            "Thu 10-14 08:30 15:15",
            "Fri 10-15 08:30 15:15",
            "Mon 10-18 08:30 15:15",
            "Tue 10-19 08:30 15:15",
            "Wed 10-20 08:30 12:15",
            "Thu 10-21 08:30 15:15",
            "Fri 10-22 08:30 15:15",
            "Mon 11-01 08:30 15:15",
            "Tue 11-02 08:30 15:15",
            "Wed 11-03 08:30 12:15",
        ]
    );
    let none = read(&with_clauses(&["always = \"elias\""]));
    assert!(school_time(&none, &none.children()[0].id, window).is_empty());
}
