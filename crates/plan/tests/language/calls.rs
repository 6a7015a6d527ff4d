//! Calls: who calls whom when, on whose clock, and that they are never care.

#![allow(clippy::too_many_lines, reason = "tables of cases")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test may stop, and reads the files that it checks"
)]

use std::fmt::Write as _;

use crate::common::{
    TODAY, compile_dates, everything_of, id, read, with_clauses, with_clauses_from,
};
use jiff::civil::{Date, date};
use plan::{
    Call, CallClock, OneOff, ParentingPlan, Rule, Side, Timeline, calls, compile, explain, sessions,
};
use proptest::prelude::*;

const WEEKS: &str =
    "nights = { pattern = \"alternating-weeks\", start = 2027-02-01, change = \"18:30\" }";
const ALWAYS_MARA: &str = "always = \"mara\"";

/// `noor calls Elias 02-01 18:30+01:00 - 18:45`, one line a call, on the plan's clock.
fn lines(plan: &ParentingPlan, timeline: &Timeline) -> Vec<String> {
    let line = |call: &Call| {
        let local = |at: jiff::Timestamp| at.to_zoned(plan.zone().clone());
        format!(
            "{} calls {} {} - {}",
            call.child,
            plan.parent(call.parent).name,
            local(call.at).strftime("%m-%d %H:%M%:z"),
            local(call.end).strftime("%H:%M")
        )
    };
    calls(plan, timeline).iter().map(line).collect()
}

fn check(clauses: &[&str], dates: (Date, Date), expected: &[&str]) {
    let plan = read(&with_clauses(clauses));
    assert_eq!(lines(&plan, &compile_dates(&plan, dates, &[])), expected);
}

#[test]
fn the_absent_parent_is_the_one_who_does_not_have_the_child_at_that_instant() {
    // The change of 8 February is at the very moment of the call: Elias has Noor by then.
    let daily = "calls = { with = \"absent\", at = [\"daily 18:30\"], minutes = 15 }";
    check(
        &[WEEKS, daily],
        (date(2027, 2, 6), date(2027, 2, 10)),
        &[
            "noor calls Elias 02-06 18:30+01:00 - 18:45",
            "noor calls Elias 02-07 18:30+01:00 - 18:45",
            "noor calls Mara 02-08 18:30+01:00 - 18:45",
            "noor calls Mara 02-09 18:30+01:00 - 18:45",
        ],
    );
}

#[test]
fn a_named_parent_who_has_the_child_is_not_called() {
    let elias =
        "calls = { with = \"elias\", at = [\"mon thu 18:00\", \"sun 10:00\"], minutes = 30 }";
    check(
        &[WEEKS, elias],
        (date(2027, 2, 1), date(2027, 2, 16)),
        &[
            "noor calls Elias 02-04 18:00+01:00 - 18:30",
            "noor calls Elias 02-07 10:00+01:00 - 10:30",
            "noor calls Elias 02-08 18:00+01:00 - 18:30",
        ],
    );
}

#[test]
fn in_a_gap_a_named_parent_is_called_and_an_absent_one_is_nobody() {
    let weekend = "weekly = { parent = \"elias\", windows = [\"fri 17:00 - mon 08:30\"] }";
    let named = "calls = { with = \"mara\", at = [\"wed sat 17:00\"], minutes = 10 }";
    let absent = "calls = { with = \"absent\", at = [\"wed sat 19:00\"], minutes = 10 }";
    check(
        &[weekend, named, absent],
        (date(2027, 2, 1), date(2027, 2, 8)),
        &[
            "noor calls Mara 02-03 17:00+01:00 - 17:10",
            "noor calls Mara 02-06 17:00+01:00 - 17:10",
            "noor calls Mara 02-06 19:00+01:00 - 19:10",
        ],
    );
}

#[test]
fn dates_ages_and_children_of_the_clause_hold() {
    let rule = "calls = { with = \"elias\", at = [\"daily 18:30\"], minutes = 5 }";
    // Noor was born on 21 May 2019.
    for (limits, first, count) in [
        ("from = 2027-05-20", "05-20", 6),
        ("from_birthday = 8", "05-21", 5),
        ("until = 2027-05-20", "05-17", 3),
        ("until_birthday = 8", "05-17", 4),
    ] {
        let plan = read(&with_clauses(&[ALWAYS_MARA, &format!("{limits}\n{rule}")]));
        let timeline = compile_dates(&plan, (date(2027, 5, 17), date(2027, 5, 26)), &[]);
        let lines = lines(&plan, &timeline);
        assert_eq!(lines.len(), count, "{limits}");
        assert!(lines[0].contains(first), "{limits}: {}", lines[0]);
    }
}

#[test]
fn calls_stay_inside_the_plan_and_follow_what_was_agreed() {
    let rule =
        "calls = { with = \"absent\", at = [\"daily 00:00\", \"daily 23:59\"], minutes = 15 }";
    let text = with_clauses_from("2027-02-03", &[ALWAYS_MARA, rule])
        .replace("from = 2027-02-03", "from = 2027-02-03\nuntil = 2027-02-05");
    let plan = read(&text);
    let swap = OneOff {
        id: "swap".to_owned(),
        children: vec![id("noor")],
        parent: Side::B,
        start: date(2027, 2, 4).at(12, 0, 0, 0),
        end: date(2027, 2, 8).at(12, 0, 0, 0),
    };
    let timeline = compile_dates(&plan, (date(2027, 2, 1), date(2027, 2, 8)), &[swap]);
    assert_eq!(
        lines(&plan, &timeline),
        [
            "noor calls Elias 02-03 00:00+01:00 - 00:15",
            "noor calls Elias 02-03 23:59+01:00 - 00:14",
            "noor calls Elias 02-04 00:00+01:00 - 00:15",
            "noor calls Mara 02-04 23:59+01:00 - 00:14",
        ]
    );
}

/// Elias lives in New York. Its clocks change on 14 March and 7 November 2027, those of
/// Amsterdam on 28 March and 31 October, so that the two are nearer for two weeks and for one.
#[test]
fn half_past_six_in_new_york_over_all_four_changes_of_the_clocks() {
    let rule = "calls = { with = \"elias\", at = [\"sun 18:30\"], minutes = 20, zone = \"elias\" }";
    let text = with_clauses(&[ALWAYS_MARA, rule]).replace(
        "name = \"Elias\"",
        "name = \"Elias\"\nzone = \"America/New_York\"",
    );
    let by_name = with_clauses(&[
        ALWAYS_MARA,
        &rule.replace("zone = \"elias\"", "zone = \"America/New_York\""),
    ]);
    let by_clause = with_clauses(&[
        ALWAYS_MARA,
        &format!(
            "zone = \"America/New_York\"\n{}",
            rule.replace(", zone = \"elias\"", "")
        ),
    ]);
    for text in [text, by_name, by_clause] {
        let plan = read(&text);
        let spring = compile_dates(&plan, (date(2027, 3, 7), date(2027, 4, 6)), &[]);
        assert_eq!(
            lines(&plan, &spring),
            [
                "noor calls Elias 03-08 00:30+01:00 - 00:50",
                "noor calls Elias 03-14 23:30+01:00 - 23:50",
                "noor calls Elias 03-21 23:30+01:00 - 23:50",
                "noor calls Elias 03-29 00:30+02:00 - 00:50",
                "noor calls Elias 04-05 00:30+02:00 - 00:50",
            ]
        );
        let autumn = compile_dates(&plan, (date(2027, 10, 25), date(2027, 11, 16)), &[]);
        assert_eq!(
            lines(&plan, &autumn),
            [
                "noor calls Elias 10-25 00:30+02:00 - 00:50",
                "noor calls Elias 10-31 23:30+01:00 - 23:50",
                "noor calls Elias 11-08 00:30+01:00 - 00:50",
                "noor calls Elias 11-15 00:30+01:00 - 00:50",
            ]
        );
    }
}

#[test]
fn a_parent_without_a_zone_lives_in_that_of_the_plan_whatever_the_clause_says() {
    let rule = "zone = \"America/New_York\"\ncalls = { with = \"elias\", at = [\"sun 18:30\"], minutes = 20, zone = \"mara\" }";
    check(
        &[ALWAYS_MARA, rule],
        (date(2027, 2, 1), date(2027, 2, 8)),
        &["noor calls Elias 02-07 18:30+01:00 - 18:50"],
    );
}

/// Supervised contact: monitored video on Wednesdays at 17:00 for 15 minutes; four calls, one
/// hour, in February 2027.
#[test]
fn monitored_video_is_four_calls_and_one_hour_a_month() {
    let rule = "calls = { with = \"elias\", at = [\"wed 17:00\"], minutes = 15, monitored_by = { en = \"The centre\", nl = \"Het centrum\" } }";
    let plan = read(&with_clauses(&[ALWAYS_MARA, rule]));
    let timeline = compile_dates(&plan, (date(2027, 2, 1), date(2027, 3, 1)), &[]);
    let calls = calls(&plan, &timeline);
    assert_eq!(calls.len(), 4);
    let seconds: i64 = calls
        .iter()
        .map(|call| call.end.as_second() - call.at.as_second())
        .sum();
    assert_eq!(seconds, 3_600);
    let Some(Rule::Calls(rule)) = &plan.clauses()[1].rule else {
        panic!("a rule for calls")
    };
    let by = rule.monitored_by.as_ref().unwrap();
    assert_eq!(by.get(plan::Language::Nl), "Het centrum");
    assert_eq!(rule.clock, CallClock::OfTheClause);
}

#[test]
fn calls_are_no_care() {
    let rule = "calls = { with = \"absent\", at = [\"daily 18:30\"], minutes = 240 }";
    let (with, without) = (
        read(&with_clauses(&[WEEKS, rule])),
        read(&with_clauses(&[WEEKS])),
    );
    let dates = (date(2027, 2, 1), date(2027, 3, 1));
    let (one, other) = (
        compile_dates(&with, dates, &[]),
        compile_dates(&without, dates, &[]),
    );
    assert_eq!(
        everything_of(&with, &one, 0),
        everything_of(&without, &other, 0)
    );
    let at = one.instant(date(2027, 2, 3).at(18, 40, 0, 0));
    let steps = explain(&with, &one, &id("noor"), at).unwrap().steps;
    assert_eq!(steps.len(), 1);
}

#[test]
fn two_clauses_of_one_length_make_one_session_and_another_length_a_second_one() {
    let clause = |children: &str, minutes: u8| {
        format!(
            "children = [\"{children}\"]\ncalls = {{ with = \"elias\", at = [\"wed 18:30\"], minutes = {minutes} }}"
        )
    };
    let rules = [clause("noor", 15), clause("sam", 15), clause("sam", 30)];
    let clauses: Vec<&str> = std::iter::once(ALWAYS_MARA)
        .chain(rules.iter().map(String::as_str))
        .collect();
    let text = with_clauses(&clauses).replacen(
        "\n[[clause]]",
        "\n[[child]]\nid = \"sam\"\nname = \"Sam\"\nborn = 2021-04-09\n\n[[clause]]",
        1,
    );
    let plan = read(&text);
    let timeline = compile_dates(&plan, (date(2027, 2, 1), date(2027, 2, 8)), &[]);
    let sessions = sessions(&calls(&plan, &timeline));
    let children: Vec<&[plan::ChildId]> = sessions
        .iter()
        .map(|session| session.children.as_slice())
        .collect();
    assert_eq!(children, [&[id("noor"), id("sam")][..], &[id("sam")][..]]);
    assert_eq!(sessions[0].clauses.len(), 2);
}

/// Each case is the rule of a clause; the reports go into one snapshot.
#[test]
fn what_can_be_wrong_with_calls() {
    let cases = [
        ("nobody", "calls = { at = [\"daily 18:30\"], minutes = 15 }"),
        (
            "a stranger",
            "calls = { with = \"granny\", at = [\"daily 18:30\"], minutes = 15 }",
        ),
        (
            "a slip",
            "calls = { with = \"abscent\", at = [\"daily 18:30\"], minutes = 15 }",
        ),
        (
            "no time",
            "calls = { with = \"absent\", at = [\"wed\"], minutes = 15 }",
        ),
        (
            "no day",
            "calls = { with = \"absent\", at = [\"18:30\"], minutes = 15 }",
        ),
        (
            "a wrong day",
            "calls = { with = \"absent\", at = [\"wed freitag 18:30\"], minutes = 15 }",
        ),
        (
            "daily and a day",
            "calls = { with = \"absent\", at = [\"daily wed 18:30\"], minutes = 15 }",
        ),
        (
            "a wrong time",
            "calls = { with = \"absent\", at = [\"wed 25:30\"], minutes = 15 }",
        ),
        (
            "the end of a day",
            "calls = { with = \"absent\", at = [\"wed 24:00\"], minutes = 15 }",
        ),
        (
            "twice",
            "calls = { with = \"absent\", at = [\"daily 18:30\", \"wed 18:30\"], minutes = 15 }",
        ),
        (
            "no length",
            "calls = { with = \"absent\", at = [\"daily 18:30\"] }",
        ),
        (
            "five hours",
            "calls = { with = \"absent\", at = [\"daily 18:30\"], minutes = 300 }",
        ),
        (
            "an unknown clock",
            "calls = { with = \"absent\", at = [\"daily 18:30\"], minutes = 15, zone = \"granny\" }",
        ),
        (
            "an unknown zone",
            "calls = { with = \"absent\", at = [\"daily 18:30\"], minutes = 15, zone = \"America/NewYork\" }",
        ),
        (
            "an empty name",
            "calls = { with = \"absent\", at = [\"daily 18:30\"], minutes = 15, monitored_by = \"\" }",
        ),
        (
            "a rank",
            "rank = \"holiday\"\ncalls = { with = \"absent\", at = [\"daily 18:30\"], minutes = 15 }",
        ),
        (
            "an unknown key",
            "calls = { whit = \"absent\", at = [\"daily 18:30\"], minutes = 15 }",
        ),
        ("no table", "calls = \"daily 18:30\""),
    ];
    let mut reports = String::new();
    for (title, clause) in cases {
        let problems = ParentingPlan::read(&with_clauses(&[clause]), TODAY).unwrap_err();
        writeln!(reports, "# {title}\n{problems}\n").unwrap();
    }
    insta::with_settings!({ omit_expression => true }, { insta::assert_snapshot!(reports.trim_end()) });
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    /// The calls of a window are those of a longer one that begin inside it, and each is with a
    /// parent who does not have the child.
    #[test]
    fn a_window_has_the_same_calls_inside_a_longer_one(
        hour in 0..24_u8, length in 1..60_i32, before in 0..300_i32, after in 0..300_i32,
        with in prop_oneof![Just("absent"), Just("mara")],
        zone in prop_oneof![Just("Europe/Amsterdam"), Just("America/Chicago"), Just("Pacific/Auckland")],
    ) {
        let rule = format!("calls = {{ with = \"{with}\", at = [\"daily {hour:02}:30\"], minutes = 15, zone = \"{zone}\" }}");
        let plan = read(&with_clauses(&[WEEKS, &rule]));
        let from = date(2027, 2, 20);
        let days = |days: i32| jiff::Span::new().days(days);
        let short = plan::Window::new(from, from + days(length)).unwrap();
        let long = plan::Window::new(from - days(before), short.to() + days(after)).unwrap();
        let (short, long) = (compile(&plan, short, &[]), compile(&plan, long, &[]));
        let inside: Vec<Call> = calls(&plan, &long)
            .into_iter()
            .filter(|call| short.start() <= call.at && call.at < short.end())
            .collect();
        let found = calls(&plan, &short);
        prop_assert!(found.iter().all(|call| short.child(&call.child).unwrap().at(call.at).unwrap().parent != call.parent));
        prop_assert_eq!(found, inside);
    }
}
