//! Regular care beyond a rhythm of nights: numbered weeks, weekends of the month, each n-th day,
//! rosters, homes, supervised contact, ages, zones. Worked examples and what holds for all.

#![allow(clippy::too_many_lines, reason = "tables of cases")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test may stop, and reads the files that it checks"
)]

#[path = "../common/mod.rs"]
mod common;

mod ages;
mod days;
mod weeks;

use common::{TODAY, compile_dates, id, read, stays, with_clauses};
use jiff::civil::Date;
use plan::{ParentingPlan, Side};

const ALWAYS_MARA: &str = "always = \"mara\"";

/// The stays over a window under clauses.
fn check(clauses: &[&str], dates: (Date, Date), expected: &[&str]) {
    let plan = read(&with_clauses(clauses));
    let timeline = compile_dates(&plan, dates, &[]);
    assert_eq!(stays(&plan, &timeline), expected);
}

/// What is said of each text: a snapshot, under its name.
fn check_reports(name: &str, cases: &[(&str, String)]) {
    let report = |(title, text): &(&str, String)| match ParentingPlan::read(text, TODAY) {
        Ok(_) => panic!("this was read as a plan: {title}\n{text}"),
        Err(problems) => format!("# {title}\n{problems}"),
    };
    let reports: Vec<String> = cases.iter().map(report).collect();
    insta::with_settings!({ omit_expression => true }, { insta::assert_snapshot!(name, reports.join("\n\n")) });
}

/// The dates of a window on which Elias has the night.
fn nights_with_elias(clauses: &[&str], dates: (Date, Date)) -> Vec<Date> {
    let plan = read(&with_clauses(clauses));
    let timeline = compile_dates(&plan, dates, &[]);
    let nights = timeline.nights(&id("noor"));
    let of_elias = |(date, night): (Date, Option<Side>)| (night == Some(Side::B)).then_some(date);
    timeline
        .window()
        .dates()
        .zip(nights)
        .filter_map(of_elias)
        .collect()
}
