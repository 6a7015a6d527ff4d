//! What holds for every plan with holidays: a window gives what a longer one gives inside it, an
//! explanation says what the timeline says, occurrences are in order and meet the window.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test may stop, and reads the files that it checks"
)]

use crate::common::random::holidays::holiday;
use crate::common::{TODAY, read};
use jiff::civil::{Date, date};
use jiff::{Span, Timestamp};
use plan::{
    ChildTimeline, Confirmed, OneOff, Outcome, ParentingPlan, Passed, Side, Window, compile_after,
    explain, holiday_occurrences, school_time,
};
use proptest::prelude::*;
use proptest::sample::select;

fn clause() -> impl Strategy<Value = String> {
    let regular = select(vec![
        "nights = { sequence = \"MMEEMMM MMEEEEE\", start = 2027-02-01, change = \"08:30\" }",
        "weeks = { odd = \"elias\", day = \"friday\", change = \"18:00\" }",
        "weekly = { parent = \"elias\", windows = [\"fri 18:00 - sun 18:00\"], every = 2, start = 2027-02-05 }",
        "spans = [{ parent = \"elias\", from = 2027-07-10T10:00:00, until = 2027-08-10T10:00:00 }]",
        "always = \"mara\"",
    ]);
    let rule = prop_oneof![1 => regular.prop_map(str::to_owned), 2 => holiday()];
    // Three of the ranks, since more than three must not ask.
    let rank = select(vec!["order", "holiday", "school-holiday"]);
    let dates = select(vec![
        "",
        "",
        "",
        "from = 2027-12-25\n",
        "until = 2027-12-26\n",
        "until_birthday = 9\n",
    ]);
    let children = select(vec![
        "",
        "",
        "children = [\"noor\"]\n",
        "children = [\"pim\"]\n",
    ]);
    (children, dates, rank, rule).prop_map(|(children, dates, rank, rule)| {
        let rank = if rule.contains("holiday = {") {
            format!("rank = \"{rank}\"\n")
        } else {
            String::new()
        };
        format!("{children}{dates}{rank}{rule}")
    })
}

fn plan_text() -> impl Strategy<Value = String> {
    let zone = select(vec![
        "Europe/Amsterdam",
        "America/Chicago",
        "Australia/Lord_Howe",
    ]);
    let pim = select(vec![
        "",
        "school = { region = \"noord\" }\n",
        "school = { from = 2027-08-23 }\n",
        "school = { own = [{ holiday = \"summer\", first = 2027-07-05, last = 2027-08-15 }] }\n",
    ]);
    (zone, pim, prop::collection::vec(clause(), 1..9)).prop_map(|(zone, pim, clauses)| {
        let clauses: Vec<&str> = clauses.iter().map(String::as_str).collect();
        let school = "country = \"NL\"\n[school]\nregion = \"zuid\"\nstarts = \"08:30\"\nends = { other = \"15:15\", wednesday = \"12:15\" }\n\n[[parent]]\nid = \"mara\"";
        crate::common::with_clauses_from("2026-07-01", &clauses)
            .replace("Europe/Amsterdam", zone)
            .replacen("[[parent]]\nid = \"mara\"", school, 1)
            .replacen("name = \"Elias\"", "name = \"Elias\"\nbirthday = \"02-29\"", 1)
            .replacen("\n[[clause]]", &format!("\n[[child]]\nid = \"pim\"\nname = \"Pim\"\nborn = 2026-10-15\n{pim}\n[[clause]]"), 1)
    })
}

fn passed() -> impl Strategy<Value = Passed> {
    let feast = select(vec!["eid-al-fitr", "c0", "c1", "c2", "c3"]);
    let day = (0..900_i32).prop_map(|days| date(2026, 8, 1).saturating_add(Span::new().days(days)));
    prop::collection::vec((feast, day), 0..8).prop_map(|confirmed| Passed {
        confirmed: confirmed
            .into_iter()
            .map(|(feast, date)| Confirmed {
                feast: feast.to_owned(),
                date,
            })
            .collect(),
        ..Passed::default()
    })
}

fn window() -> impl Strategy<Value = Window> {
    (0..700_i32, 1..200_i32).prop_map(|(from, days)| {
        let from = date(2026, 6, 1).saturating_add(Span::new().days(from));
        Window::new(from, from.saturating_add(Span::new().days(days))).unwrap()
    })
}

fn agreed(from: Date) -> Vec<OneOff> {
    vec![OneOff {
        id: "swap".to_owned(),
        children: vec!["noor".parse().unwrap()],
        parent: Side::B,
        start: from.at(9, 0, 0, 0),
        end: from.saturating_add(Span::new().days(3)).at(17, 0, 0, 0),
    }]
}

/// What is said of a child between two instants.
fn cut(
    child: &ChildTimeline,
    start: Timestamp,
    end: Timestamp,
) -> Vec<(Timestamp, Timestamp, String)> {
    let care = child.care.iter().map(|care| {
        (
            care.start,
            care.end,
            format!("{:?} {:?} {:?}", care.parent, care.source, care.overrode),
        )
    });
    let clashes = child
        .clashes
        .iter()
        .map(|clash| (clash.start, clash.end, format!("{:?}", clash.between)));
    let gaps = child
        .gaps
        .iter()
        .map(|gap| (gap.start, gap.end, "gap".to_owned()));
    let mut all: Vec<_> = care
        .chain(clashes)
        .chain(gaps)
        .map(|(from, to, what)| (from.max(start), to.min(end), what))
        .filter(|(from, to, _)| from < to)
        .collect();
    all.sort();
    all
}

fn check_occurrences(plan: &ParentingPlan, window: Window, passed: &Passed) {
    for clause in plan.clauses() {
        for child in plan.children() {
            let found = holiday_occurrences(plan, clause, child, window, passed);
            for occurrence in &found {
                assert!(occurrence.first <= occurrence.last && occurrence.from < occurrence.until);
                assert!(occurrence.until > window.from().at(0, 0, 0, 0));
                assert!(occurrence.from < window.to().at(0, 0, 0, 0));
            }
            assert!(found.windows(2).all(|pair| pair[0].first < pair[1].first));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_window_is_the_same_inside_a_longer_one(text in plan_text(), passed in passed(), window in window(), before in 0..500_i32, after in 0..500_i32) {
        let plan = read(&text);
        let agreed = agreed(window.from());
        let long = Window::new(window.from().saturating_sub(Span::new().days(before)), window.to().saturating_add(Span::new().days(after))).unwrap();
        let (short, long) = (compile_after(&plan, window, &agreed, &passed), compile_after(&plan, long, &agreed, &passed));
        for (one, other) in short.children().iter().zip(long.children()) {
            prop_assert_eq!(cut(one, short.start(), short.end()), cut(other, short.start(), short.end()));
        }
        for child in plan.children() {
            let (few, many) = (school_time(&plan, &child.id, window), school_time(&plan, &child.id, long.window()));
            let inside: Vec<_> = many.into_iter().filter(|(start, _)| *start >= short.start() && *start < short.end()).collect();
            prop_assert_eq!(few, inside);
        }
    }

    #[test]
    fn explanations_and_occurrences_fit_the_timeline(text in plan_text(), passed in passed(), window in window(), share in 0..1000_i64) {
        let plan = read(&text);
        check_occurrences(&plan, window, &passed);
        let timeline = compile_after(&plan, window, &agreed(window.from()), &passed);
        let length = timeline.end().as_second() - timeline.start().as_second();
        let at = Timestamp::from_second(timeline.start().as_second() + length * share / 1000).unwrap();
        for child in timeline.children() {
            let outcome = explain(&plan, &timeline, &child.child, at).map(|explanation| explanation.outcome);
            let clash = child.clashes.iter().any(|clash| clash.start <= at && at < clash.end);
            match (child.at(at), outcome) {
                (Some(care), Some(Outcome::Care(parent))) => prop_assert_eq!(care.parent, parent),
                (None, Some(Outcome::Clash(_))) => prop_assert!(clash),
                (care, outcome) => prop_assert!(care.is_none() && !clash && matches!(outcome, None | Some(Outcome::Gap)), "{outcome:?}"),
            }
        }
    }

    #[test]
    fn a_damaged_plan_is_read_or_refused_without_a_panic(text in plan_text(), at in any::<prop::sample::Index>(), length in 0..40_usize, new in "[-+a-z0-9: \"={}]{0,12}") {
        let floor = |mut at: usize| { while !text.is_char_boundary(at) { at -= 1; } at };
        let start = floor(at.index(text.len()));
        let end = floor((start + length).min(text.len()));
        let damaged = format!("{}{new}{}", &text[..start], &text[end..]);
        if let Ok(plan) = ParentingPlan::read(&damaged, TODAY) {
            let window = Window::new(date(2027, 2, 1), date(2027, 3, 1)).unwrap();
            prop_assert_eq!(compile_after(&plan, window, &[], &Passed::default()).children().len(), plan.children().len());
        }
    }
}
