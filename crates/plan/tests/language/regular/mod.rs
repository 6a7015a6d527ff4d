//! Regular care beyond a rhythm of nights: numbered weeks, weekends of the month, each n-th day,
//! rosters, homes, supervised contact, ages, zones. Worked examples and what holds for all.

#![allow(clippy::too_many_lines, reason = "tables of cases")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test may stop, and reads the files that it checks"
)]

mod ages;
mod days;
mod homes;
mod weeks;
mod zones;

use crate::common::{TODAY, compile_dates, id, read, stays, with_clauses, with_clauses_from};
use jiff::civil::{Date, date};
use plan::{Moves, ParentingPlan, Side, Timeline, Window, compile};
use proptest::prelude::*;

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

fn any_clause() -> impl Strategy<Value = String> {
    let clock =
        (0..24_u8, 0..4_u8).prop_map(|(hour, quarter)| format!("{hour:02}:{:02}", quarter * 15));
    let parent = prop_oneof![Just("mara"), Just("elias")];
    let day = (0..700_i32)
        .prop_map(|offset| date(2026, 6, 1).saturating_add(jiff::Span::new().days(offset)));
    let window = (clock.clone(), 1..10_u8, clock)
        .prop_map(|(from, days, until)| format!("\"{from} - +{days} {until}\""));
    let weekday = prop_oneof![Just("friday"), Just("saturday"), Just("sunday")];
    let places = prop::sample::subsequence(vec!["1", "2", "3", "4", "5", "\"last\""], 1..6);
    let rule = prop_oneof![
        (parent.clone(), weekday, places).prop_map(|(parent, weekday, places)| format!(
            "weekly = {{ parent = \"{parent}\", windows = [\"fri 17:00 - mon 08:30\", \"wed 12:00 - 19:00\"], nth = [{}], counted_by = \"{weekday}\" }}",
            places.join(", ")
        )),
        (parent.clone(), 1..30_u16, day.clone(), window.clone()).prop_map(|(parent, every, start, window)| format!(
            "days = {{ parent = \"{parent}\", every = {every}, start = {start}, window = {window} }}"
        )),
        (parent.clone(), prop::collection::btree_set(day, 1..20), window).prop_map(|(parent, dates, window)| {
            let dates: Vec<String> = dates.iter().map(Date::to_string).collect();
            format!("roster = {{ parent = \"{parent}\", window = {window}, dates = [{}] }}", dates.join(", "))
        }),
        (parent, 0..2_u8).prop_map(|(parent, odd)| format!(
            "weeks = {{ {} = \"{parent}\", change = \"17:00\", numbering = \"first-monday\" }}",
            if odd == 0 { "odd" } else { "even" }
        )),
    ];
    let extra = prop_oneof![
        3 => Just(""),
        1 => Just("zone = \"America/New_York\"\n"),
        1 => Just("zone = \"Pacific/Auckland\"\n"),
        1 => Just("from_age = \"95 months\"\n"),
        1 => Just("until_age = \"400 weeks\"\n"),
    ];
    (extra, rule).prop_map(|(extra, rule)| format!("{extra}{rule}"))
}

/// Who has the child, or what else is the matter, from when to when; cut at a window.
fn cut(timeline: &Timeline, window: (jiff::Timestamp, jiff::Timestamp)) -> Vec<(i64, i64, String)> {
    let noor = &timeline.children()[0];
    let care = noor.care.iter().map(|care| {
        (
            care.start,
            care.end,
            format!("{:?} {:?} {:?}", care.parent, care.source, care.overrode),
        )
    });
    let clashes = noor
        .clashes
        .iter()
        .map(|clash| (clash.start, clash.end, format!("{:?}", clash.between)));
    let gaps = noor
        .gaps
        .iter()
        .map(|gap| (gap.start, gap.end, "gap".to_owned()));
    let mut all: Vec<_> = care
        .chain(clashes)
        .chain(gaps)
        .map(|(start, end, what)| {
            (
                start.max(window.0).as_second(),
                end.min(window.1).as_second(),
                what,
            )
        })
        .filter(|(start, end, _)| start < end)
        .collect();
    all.sort();
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn a_window_is_covered_once_and_equals_that_of_a_longer_compile(
        clauses in prop::collection::vec(any_clause(), 1..5), from in 0..500_i32, days in 1..60_i32
    ) {
        let clauses: Vec<&str> = clauses.iter().map(String::as_str).collect();
        let plan = read(&with_clauses_from("2026-07-01", &clauses));
        let date_of = |offset: i32| date(2026, 7, 1).saturating_add(jiff::Span::new().days(offset));
        let window = |from, to| compile(&plan, Window::new(from, to).unwrap(), &[]);
        let short = window(date_of(from), date_of(from + days));
        let long = window(date(2026, 6, 1), date(2028, 6, 1));
        let extent = (short.start(), short.end());
        let stretches = cut(&short, extent);
        prop_assert_eq!(&stretches, &cut(&long, extent));
        let mut now = short.start().as_second();
        for (start, end, what) in &stretches {
            prop_assert_eq!(now, *start, "before {}", what);
            now = *end;
        }
        prop_assert_eq!(now, short.end().as_second());
        for handover in short.handovers() {
            prop_assert_eq!(handover.moves, Moves::Children);
        }
    }
}
