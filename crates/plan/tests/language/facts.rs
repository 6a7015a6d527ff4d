//! What happened: three timelines, make-up time, facts that contradict each other, and every
//! example of the documentation.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test may stop, and reads the files that it checks"
)]

use crate::common::{everything_of, example, id, read, root, stays, with_clauses};
use jiff::Span;
use jiff::civil::{Date, date};
use plan::{
    CareAmount, Facts, Happened, Ledger, ParentingPlan, Side, TimelineKind, Window, compile_facts,
    explain, make_up, measure,
};
use proptest::prelude::*;

fn facts(plan: &ParentingPlan, text: &str) -> Facts {
    Facts::read(text, plan).unwrap_or_else(|problems| panic!("{problems}\n{text}"))
}

fn window(from: Date, to: Date) -> Window {
    Window::new(from, to).unwrap()
}

fn february() -> Window {
    window(date(2027, 2, 1), date(2027, 3, 1))
}

fn contact() -> (ParentingPlan, Facts) {
    let plan = example("supervised-contact");
    let path = root().join("examples/facts/supervised-contact.toml");
    let facts = facts(&plan, &std::fs::read_to_string(path).unwrap());
    (plan, facts)
}

/// Hours of F and nights of M and F over a window.
fn check(version: TimelineKind, window: Window, expected: (f64, u32, u32)) {
    let (plan, facts) = contact();
    let measures = measure(&plan, &compile_facts(&plan, window, &facts, version));
    let finn = &measures.children[0];
    let found = (finn.hours(Side::B), finn.overnights.a, finn.overnights.b);
    assert_eq!(found, expected, "{version:?}");
}

/// DOMAIN scenario 8: M28 F0, planned 6 and 20 February = 4 h; the 20th is
/// cancelled and made up on the 27th: delivered 4 h.
#[test]
fn supervised_contact_has_its_hours() {
    check(TimelineKind::Planned, february(), (4.0, 28, 0));
    check(TimelineKind::Agreed, february(), (6.0, 28, 0));
    check(TimelineKind::Actual, february(), (4.0, 28, 0));
    let (plan, facts) = contact();
    let calls = facts.as_slice().iter().filter_map(|fact| {
        let Happened::Call { minutes, .. } = fact.happened else {
            return None;
        };
        Some(u32::from(minutes))
    });
    assert_eq!(calls.sum::<u32>(), 60);
    assert_eq!(facts.passed().completed.len(), 6);
    assert_eq!(plan.parents()[1].letter, 'F');
}

/// Unsupervised only after six completed visits, the sixth of which is on 17 April.
#[test]
fn unsupervised_contact_waits_for_six_visits() {
    let (plan, facts) = contact();
    let until = date(2027, 5, 16);
    let timeline = compile_facts(
        &plan,
        window(date(2027, 4, 1), until),
        &facts,
        TimelineKind::Actual,
    );
    let with_frank: Vec<String> = stays(&plan, &timeline)
        .into_iter()
        .filter(|line| line.starts_with('F'))
        .collect();
    let expected = [
        "F 04-03 10:00+02:00 - 04-03 12:00+02:00",
        "F 04-17 10:00+02:00 - 04-17 12:00+02:00",
        "F 05-01 10:00+02:00 - 05-01 16:00+02:00",
        "F 05-15 10:00+02:00 - 05-15 16:00+02:00",
    ];
    assert_eq!(with_frank, expected);
}

#[test]
fn the_ledger_of_supervised_contact_is_even() {
    let (plan, facts) = contact();
    let ledger = make_up(&plan, &facts, february());
    let finn = &ledger.children[0];
    let two_hours = CareAmount {
        seconds: 7_200,
        nights: 0,
    };
    assert_eq!(finn.missed.len(), 1);
    assert_eq!(finn.missed[0].lost, two_hours);
    assert_eq!(finn.missed[0].made_up[0].gained, two_hours);
    assert_eq!(finn.missed[0].made_up[0].id, "instead-of-20-february");
    assert_eq!(finn.open.b, CareAmount::default());
    assert_eq!(finn.balance.b, CareAmount::default());
    let march = window(date(2027, 3, 1), date(2027, 4, 1));
    assert_eq!(make_up(&plan, &facts, march).children[0].missed, []);
}

const HOME: &str = "always = \"mara\"";
const WEEKENDS: &str = "weekly = { parent = \"elias\", windows = [\"fri 17:00 - sun 17:00\"] }";

fn weekends(more: &str) -> (ParentingPlan, Facts) {
    let plan = read(&with_clauses(&[HOME, WEEKENDS]));
    let facts = facts(&plan, more);
    (plan, facts)
}

/// Only what was the parent's counts as lost, by the hour and by the night.
#[test]
fn what_was_missed_is_measured_by_what_was_agreed() {
    let (plan, facts) = weekends(
        "[[fact]]\nid = \"ill\"\nmissed = { parent = \"elias\", from = 2027-02-05, until = 2027-02-06T12:00:00 }\n\
         [[fact]]\nagreed = { parent = \"elias\", from = 2027-02-09T17:00:00, until = 2027-02-09T22:00:00, makes_up = \"ill\" }",
    );
    let ledger = make_up(&plan, &facts, february());
    let noor = &ledger.children[0];
    let amount = |hours: i64, nights: i64| CareAmount {
        seconds: hours * 3_600,
        nights,
    };
    assert_eq!(noor.missed[0].lost, amount(19, 1));
    assert_eq!(noor.missed[0].open, amount(14, 1));
    assert_eq!(noor.open.b, amount(14, 1));
    assert_eq!(noor.balance.b, amount(-14, -1));
    assert_eq!(noor.balance.a, amount(14, 1));
    assert_eq!(noor.missed[0].made_up[0].id, "fact-2");
}

#[test]
fn a_handover_changes_the_time_between_plan_and_fact() {
    let stays = |fact: &str| {
        let (plan, facts) = weekends(&format!("[[fact]]\n{fact}"));
        let days = window(date(2027, 2, 5), date(2027, 2, 6));
        let [planned, agreed, actual] = TimelineKind::ALL
            .map(|version| stays(&plan, &compile_facts(&plan, days, &facts, version)));
        assert_eq!(planned, agreed);
        actual[0].clone()
    };
    let handover = |at: &str| {
        stays(&format!(
            "handover = {{ to = \"elias\", planned = 2027-02-05T17:00:00, at = 2027-02-05T{at}:00 }}"
        ))
    };
    assert_eq!(handover("18:10"), "M 02-05 00:00+01:00 - 02-05 18:10+01:00");
    assert_eq!(handover("16:30"), "M 02-05 00:00+01:00 - 02-05 16:30+01:00");
    assert_eq!(handover("17:00"), "M 02-05 00:00+01:00 - 02-05 17:00+01:00");
}

/// What happened is above an order of the court, and above what was agreed.
#[test]
fn what_happened_is_above_every_rank() {
    let order = format!("rank = \"order\"\n{WEEKENDS}");
    let plan = read(&with_clauses(&[HOME, &order]));
    let facts = facts(
        &plan,
        "[[fact]]\nid = \"ill\"\nmissed = { parent = \"elias\", from = 2027-02-05T17:00:00, until = 2027-02-07T17:00:00 }",
    );
    let days = window(date(2027, 2, 1), date(2027, 2, 8));
    let actual = compile_facts(&plan, days, &facts, TimelineKind::Actual);
    assert_eq!(
        stays(&plan, &actual),
        ["M 02-01 00:00+01:00 - 02-08 00:00+01:00"]
    );
    let at = actual.instant(date(2027, 2, 6).at(12, 0, 0, 0));
    let explanation = explain(&plan, &actual, &id("noor"), at).unwrap();
    assert_eq!(explanation.outcome, plan::Outcome::Care(Side::A));
    assert_eq!(explanation.steps.len(), 3);
}

/// A weekend that was missed is not a weekend had, but turns nothing round either.
#[test]
fn what_was_missed_changes_no_alternation() {
    let rule = "weekends = { first = \"elias\", start = 2027-02-05, window = \"fri 18:00 - sun 18:00\", at_most = 2, then = \"restart\" }";
    let plan = read(&with_clauses(&[HOME, rule]));
    let facts = facts(
        &plan,
        "[[fact]]\nid = \"away\"\nmissed = { parent = \"mara\", from = 2027-02-12T18:00:00, until = 2027-02-14T18:00:00 }",
    );
    let later = window(date(2027, 2, 15), date(2027, 6, 1));
    let [planned, _, actual] =
        TimelineKind::ALL.map(|version| compile_facts(&plan, later, &facts, version));
    assert_eq!(stays(&plan, &planned), stays(&plan, &actual));
}

#[test]
fn an_empty_file_has_no_facts() {
    let (plan, facts) = weekends("# nothing yet\n");
    assert_eq!(facts, Facts::default());
    assert_eq!(make_up(&plan, &facts, february()), Ledger::default());
}

/// Each case in a file of its own, and the report under it.
fn refused(name: &str, plan: &ParentingPlan, cases: &[&str]) {
    let mut reports = String::new();
    for case in cases {
        let problems = match Facts::read(case, plan) {
            Ok(facts) => panic!("this was read: {facts:?}\n{case}"),
            Err(problems) => problems,
        };
        reports.push_str(&format!("{}\n=> {problems}\n\n", case.trim_end()));
    }
    insta::with_settings!({ omit_expression => true }, { insta::assert_snapshot!(name, reports.trim_end()) });
}

#[test]
fn what_can_be_wrong_with_a_fact() {
    let plan = read(&with_clauses(&[
        HOME,
        WEEKENDS,
        "handover = { place = \"School\" }",
    ]));
    refused(
        "wrong",
        &plan,
        &[
            "[[fact]\n",
            "facts = []\n",
            "fact = []\n",
            "[[fact]]\nid = \"one\"\n",
            "[[fact]]\nmised = { parent = \"elias\" }\n",
            "[[fact]]\nmissed = { parent = \"elias\", from = 2027-02-05, until = 2027-02-06 }\n",
            "[[fact]]\nevent = { name = \"report\", date = 2027-02-05 }\nfeast = { name = \"eid\", date = 2027-02-05 }\n",
            "[[fact]]\nevent = { name = \"The report\", date = 2027-02-30 }\n",
            "[[fact]]\ncompleted = { clause = \"c3\", date = 2027-02-05 }\n",
            "[[fact]]\ncompleted = { clause = \"c2\", date = 2027-02-05 }\n",
            "[[fact]]\ncompleted = { clause = \"c1\", children = [\"pim\"], date = 2027-02-05 }\n",
            "[[fact]]\nagreed = { parent = \"elais\", from = 2027-02-06, until = 2027-02-05 }\n",
            "[[fact]]\nagreed = { parent = \"elias\", from = 2027-02-06, until = 2029-02-05 }\n",
            "[[fact]]\nagreed = { parent = \"elias\", from = 2027-02-08, until = 2027-02-09, makes_up = \"ill\" }\n",
            "[[fact]]\nhandover = { to = \"elias\", planned = 2027-02-05T17:00:00 }\n",
            "[[fact]]\ncall = { parent = \"elias\", at = 2027-02-05T17:00:00, minutes = 600 }\n",
            "[[fact]]\nevent = { name = \"one\", date = 1927-02-05 }\n[[fact]]\nevent = { name = \"two\", date = 2027-02-05 }\n",
            "[[fact]]\nid = \"ill\"\nmissed = { parent = \"elias\", from = 2027-02-05, until = 2027-02-06 }\n[[fact]]\nid = \"ill\"\nmissed = { parent = \"elias\", from = 2027-02-12, until = 2027-02-13 }\n",
            "[[fact]]\nid = \"ill\"\nmissed = { parent = \"elias\", from = 2027-02-05, until = 2027-02-06 }\n[[fact]]\nagreed = { parent = \"mara\", from = 2027-02-12, until = 2027-02-13, makes_up = \"ill\" }\n",
        ],
    );
}

#[test]
fn facts_that_contradict_each_other_are_refused() {
    let plan = read(&with_clauses(&[HOME, WEEKENDS]));
    refused(
        "contradictions",
        &plan,
        &[
            "[[fact]]\nagreed = { parent = \"elias\", from = 2027-02-08, until = 2027-02-10 }\n[[fact]]\nagreed = { parent = \"mara\", from = 2027-02-09, until = 2027-02-11 }\n",
            "[[fact]]\nagreed = { parent = \"elias\", from = 2027-02-08, until = 2027-02-10 }\n[[fact]]\nid = \"ill\"\nmissed = { parent = \"mara\", from = 2027-02-09, until = 2027-02-11 }\n",
            "[[fact]]\nid = \"ill\"\nmissed = { parent = \"elias\", from = 2027-02-05T17:00:00, until = 2027-02-07T17:00:00 }\n[[fact]]\nhandover = { to = \"elias\", planned = 2027-02-05T17:00:00, at = 2027-02-05T18:00:00 }\n",
            "[[fact]]\nid = \"ill\"\nmissed = { parent = \"elias\", from = 2027-02-05, until = 2027-02-07 }\n[[fact]]\nid = \"away\"\nmissed = { parent = \"elias\", from = 2027-02-06, until = 2027-02-08 }\n",
            "[[fact]]\nid = \"ill\"\nmissed = { parent = \"elias\", from = 2027-02-05T17:00:00, until = 2027-02-07T17:00:00 }\n[[fact]]\ncompleted = { clause = \"c1\", date = 2027-02-05 }\n",
            "[[fact]]\nfeast = { name = \"eid\", date = 2027-03-09 }\n[[fact]]\nfeast = { name = \"eid\", date = 2027-03-10 }\n",
        ],
    );
}

#[test]
fn facts_that_only_touch_are_sound() {
    let (_, facts) = weekends(
        "[[fact]]\nid = \"late\"\nmissed = { parent = \"elias\", from = 2027-02-05T17:00:00, until = 2027-02-06T09:00:00 }\n\
         [[fact]]\nhandover = { to = \"elias\", planned = 2027-02-06T09:00:00, at = 2027-02-06T09:30:00 }\n\
         [[fact]]\ncompleted = { clause = \"c1\", date = 2027-02-05 }\n\
         [[fact]]\nfeast = { name = \"eid\", date = 2027-03-10 }\n\
         [[fact]]\nfeast = { name = \"eid\", date = 2028-02-27 }\n",
    );
    assert_eq!(facts.as_slice().len(), 5);
}

/// `finn, actual, 2027-02-20 to 2027-03-01:` and below it what comes out.
fn check_result(plan: &ParentingPlan, facts: &Facts, result: &str) {
    let (heading, expected) = result.split_once('\n').unwrap();
    let parts: Vec<&str> = heading.trim_end_matches(':').split(", ").collect();
    let version = match parts[1] {
        "planned" => TimelineKind::Planned,
        "agreed" => TimelineKind::Agreed,
        "actual" => TimelineKind::Actual,
        other => panic!("{other}"),
    };
    let (from, to) = parts[2].split_once(" to ").unwrap();
    let dates = window(from.parse().unwrap(), to.parse().unwrap());
    let child = plan
        .children()
        .iter()
        .position(|child| child.id.as_str() == parts[0]);
    let timeline = compile_facts(plan, dates, facts, version);
    let found = everything_of(plan, &timeline, child.unwrap());
    assert_eq!(found, expected.lines().collect::<Vec<_>>(), "{heading}");
}

#[test]
fn every_example_of_the_documentation_gives_what_it_says() {
    let document = std::fs::read_to_string(root().join("docs/facts.md")).unwrap();
    let plan = example("supervised-contact");
    let mut current = Facts::default();
    let (mut files, mut results) = (0, 0);
    // Every second part lies between fences.
    for block in document.split("```").skip(1).step_by(2) {
        let (language, text) = block.split_once('\n').unwrap();
        if language == "toml" {
            current = facts(&plan, text);
            files += 1;
        } else {
            assert_eq!(language, "text");
            check_result(&plan, &current, text);
            results += 1;
        }
    }
    assert_eq!((files, results), (4, 5));
}

fn parent() -> impl Strategy<Value = &'static str> {
    prop_oneof![Just("mara"), Just("elias")]
}

/// Stretches of some hours, one in each week, so that none meet.
fn stretch(week: usize, hour: u8, hours: i32) -> String {
    let days = i32::try_from(week * 7).unwrap();
    let from = date(2027, 1, 3).saturating_add(Span::new().days(days)).at(
        i8::try_from(hour).unwrap(),
        0,
        0,
        0,
    );
    let until = from.saturating_add(Span::new().hours(hours));
    format!("from = {from}, until = {until}")
}

/// Missed care, each with what made up for it or without.
fn losses() -> impl Strategy<Value = String> {
    let one = (
        parent(),
        0..24_u8,
        1..140_i32,
        prop::option::of((0..24_u8, 1..140_i32)),
    );
    prop::collection::vec(one, 0..8).prop_map(|list| {
        let mut text = String::new();
        for (index, (parent, hour, hours, made_up)) in list.into_iter().enumerate() {
            let time = stretch(2 * index, hour, hours);
            text.push_str(&format!("[[fact]]\nid = \"m{index}\"\nmissed = {{ parent = \"{parent}\", {time} }}\n"));
            if let Some((hour, hours)) = made_up {
                let time = stretch(2 * index + 1, hour, hours);
                text.push_str(&format!("[[fact]]\nagreed = {{ parent = \"{parent}\", {time}, makes_up = \"m{index}\" }}\n"));
            }
        }
        text
    })
}

fn rhythm() -> impl Strategy<Value = String> {
    let sequence = prop::collection::vec(prop_oneof![Just('M'), Just('E')], 1..20);
    (sequence, 0..24_u8, prop_oneof![Just(""), Just("rank = \"order\"\n")]).prop_map(|(sequence, hour, rank)| {
        let sequence: String = sequence.into_iter().collect();
        format!("{rank}nights = {{ sequence = \"{sequence}\", start = 2027-01-01, change = \"{hour:02}:00\" }}")
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    /// The ledger says by how much the actual time differs from the planned time. (Under an
    /// order that stands above what is agreed nothing can be made up.)
    #[test]
    fn balances_are_the_difference_and_sum_to_zero(rhythm in rhythm(), losses in losses()) {
        let ranked = rhythm.contains("order");
        let plan = read(&with_clauses(&[HOME, &rhythm]));
        let facts = facts(&plan, &losses);
        let year = window(date(2027, 1, 1), date(2028, 1, 1));
        let [planned, _, actual] = TimelineKind::ALL.map(|version| measure(&plan, &compile_facts(&plan, year, &facts, version)));
        for child in &make_up(&plan, &facts, year).children {
            prop_assert_eq!(child.balance.a.seconds + child.balance.b.seconds, 0);
            prop_assert_eq!(child.balance.a.nights + child.balance.b.nights, 0);
            if ranked {
                continue;
            }
            let (before, after) = (&planned.children[0], &actual.children[0]);
            for side in Side::BOTH {
                let balance = child.balance.get(side);
                prop_assert_eq!(balance.seconds, after.seconds.get(side) - before.seconds.get(side));
                let nights = i64::from(*after.overnights.get(side)) - i64::from(*before.overnights.get(side));
                prop_assert_eq!(balance.nights, nights);
            }
        }
    }

    #[test]
    fn what_happened_changes_only_its_own_time(rhythm in rhythm(), losses in losses(), share in 0..1000_i64) {
        let plan = read(&with_clauses(&[HOME, &rhythm]));
        let facts = facts(&plan, &losses);
        let year = window(date(2027, 1, 1), date(2028, 1, 1));
        let [_, agreed, actual] = TimelineKind::ALL.map(|version| compile_facts(&plan, year, &facts, version));
        let at = agreed.start().as_second() + (agreed.end().as_second() - agreed.start().as_second()) * share / 1000;
        let at = jiff::Timestamp::from_second(at).unwrap();
        let missed = facts.as_slice().iter().find_map(|fact| {
            let Happened::Missed { parent, from, until, .. } = &fact.happened else {
                return None;
            };
            (actual.instant(*from) <= at && at < actual.instant(*until)).then_some(*parent)
        });
        let of = |timeline: &plan::Timeline| timeline.children()[0].at(at).map(|care| care.parent);
        let expected = missed.map_or(of(&agreed), |parent| Some(parent.other()));
        prop_assert_eq!(of(&actual), expected);
    }

    #[test]
    fn any_text_is_read_or_refused_without_a_panic(text in any::<String>()) {
        let plan = example("supervised-contact");
        if let Err(problems) = Facts::read(&text, &plan) {
            prop_assert!(problems.iter().all(|problem| problem.line >= 1 && problem.column >= 1));
        }
    }

    #[test]
    fn damaged_facts_are_read_or_refused_without_a_panic(losses in losses(), at in any::<prop::sample::Index>(), length in 0..40_usize, new in any::<String>()) {
        let plan = read(&with_clauses(&[HOME]));
        let letters: Vec<char> = losses.chars().collect();
        let start = at.index(letters.len() + 1);
        let end = (start + length).min(letters.len());
        let damaged: String = letters[..start].iter().copied().chain(new.chars()).chain(letters[end..].iter().copied()).collect();
        if let Ok(facts) = Facts::read(&damaged, &plan) {
            let ledger = make_up(&plan, &facts, february());
            prop_assert!(ledger.children.iter().all(|child| child.balance.a.seconds + child.balance.b.seconds == 0));
        }
    }
}
