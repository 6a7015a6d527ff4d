//! The table of schedules: nights, handovers in 28 days, longest stretches, for each of them.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test may stop, and reads the files that it checks"
)]

use crate::common::{id, measure_dates, read, with_clauses};
use jiff::civil::date;
use plan::{ParentingPlan, Side, pattern};

/// A row: the name, the nights with B in so many nights, handovers in 28 days, the longest
/// stretches with A and with B.
pub type Row = (&'static str, (u32, u32), f64, (u32, u32));

pub const TABLE: [Row; 19] = [
    ("alternating-weeks", (7, 14), 4.0, (7, 7)),
    ("alternating-weeks-wednesday", (7, 14), 12.0, (4, 4)),
    ("2-2-3", (7, 14), 12.0, (3, 3)),
    ("2-2-5-5", (7, 14), 8.0, (5, 5)),
    ("3-4-4-3", (7, 14), 8.0, (4, 4)),
    ("alternating-two-days", (2, 4), 14.0, (2, 2)),
    ("two-weeks-each", (14, 28), 2.0, (14, 14)),
    ("4-3", (3, 7), 8.0, (4, 3)),
    ("5-2", (2, 7), 8.0, (5, 2)),
    ("every-weekend", (2, 7), 8.0, (5, 2)),
    ("6-1", (1, 7), 8.0, (6, 1)),
    ("every-third-day", (1, 3), 56.0 / 3.0, (2, 1)),
    ("every-third-week", (7, 21), 8.0 / 3.0, (14, 7)),
    ("alternate-weekends", (2, 14), 4.0, (12, 2)),
    ("alternate-weekends-monday", (3, 14), 4.0, (11, 3)),
    ("alternate-weekends-thursday", (4, 14), 4.0, (10, 4)),
    ("alternate-weekends-wednesday", (4, 14), 12.0, (6, 2)),
    ("alternate-weekends-monday-wednesday", (5, 14), 12.0, (6, 3)),
    ("every-third-weekend", (2, 21), 8.0 / 3.0, (19, 2)),
];

/// Twelve weeks, the least common multiple of all cycles, times 25.
const NIGHTS: u32 = 84 * 25;

fn check(row: Row, change: &str) {
    let name = row.0;
    let clause =
        format!("nights = {{ pattern = \"{name}\", start = 2027-02-01, change = \"{change}\" }}");
    check_plan(&read(&with_clauses(&[&clause])), row);
}

/// Whether the nights of Noor are those of a row: in a plan that begins before March 2021.
pub fn check_plan(plan: &ParentingPlan, (name, (b, of), per_28, longest): Row) {
    let from = date(2021, 3, 1);
    let to = from.checked_add(jiff::Span::new().days(NIGHTS)).unwrap();
    let measures = measure_dates(plan, (from, to));
    let noor = measures.child(&id("noor")).unwrap();
    assert_eq!(noor.overnights.b * of, NIGHTS * b, "{name}: nights with B");
    assert_eq!(
        noor.overnights.a + noor.overnights.b,
        NIGHTS,
        "{name}: all nights"
    );
    assert!(
        (noor.share(Side::B) - f64::from(b) / f64::from(of)).abs() < 1e-12,
        "{name}: share"
    );
    // The change exactly at the window's beginning is none, which an average does not see.
    let average = f64::from(noor.handovers) / f64::from(NIGHTS) * 28.0;
    assert!(
        (average - per_28).abs() < 0.02,
        "{name}: {average} handovers in 28 days"
    );
    assert_eq!(
        (noor.longest_nights.a, noor.longest_nights.b),
        longest,
        "{name}: longest"
    );
}

#[test]
fn each_pattern_has_the_nights_handovers_and_stretches_of_the_table() {
    assert_eq!(
        TABLE.map(|row| row.0),
        pattern::ALL.map(|pattern| pattern.name)
    );
    for row in TABLE {
        check(row, "08:30");
    }
}

#[test]
fn the_clock_time_of_the_change_does_not_matter_for_the_counts() {
    for row in TABLE {
        check(row, "17:00");
        check(row, "00:00");
    }
}

#[test]
fn the_first_parent_may_be_either() {
    let clause =
        "nights = { pattern = \"6-1\", first = \"elias\", start = 2027-02-01, change = \"08:30\" }";
    let measures = measure_dates(
        &read(&with_clauses(&[clause])),
        (date(2027, 2, 1), date(2027, 2, 8)),
    );
    let noor = measures.child(&id("noor")).unwrap();
    assert_eq!((noor.overnights.a, noor.overnights.b), (1, 6));
}

#[test]
fn every_pattern_names_both_parents_and_only_them() {
    for pattern in pattern::ALL {
        let cycle = pattern.cycle();
        let letters = pattern
            .nights
            .chars()
            .filter(|letter| !letter.is_whitespace())
            .count();
        assert_eq!(cycle.len(), letters, "{}", pattern.name);
        assert!(
            cycle.contains(&Side::A) && cycle.contains(&Side::B),
            "{}",
            pattern.name
        );
        assert!(
            pattern.begins.is_none() || cycle.len() % 7 == 0,
            "{}",
            pattern.name
        );
        assert_eq!(pattern::find(pattern.name), Some(&pattern));
    }
}
