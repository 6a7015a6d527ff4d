//! Who has the time when several speak of it, what gives way, and how that is explained.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test may stop, and reads the files that it checks"
)]

use crate::common::{compile_dates, id, read, stays, with_clauses};
use jiff::civil::{DateTime, date};
use plan::{Because, ClauseIndex, OneOff, Outcome, Side, Source, explain};

const ALWAYS_MARA: &str = "always = \"mara\"";
const WEEKEND: &str = "weekly = { parent = \"elias\", windows = [\"fri 17:00 - mon 08:30\"] }";

fn one_off(id: &str, parent: Side, start: DateTime, end: DateTime) -> OneOff {
    OneOff {
        id: id.to_owned(),
        children: vec!["noor".parse().unwrap()],
        parent,
        start,
        end,
    }
}

#[test]
fn an_agreement_stands_above_the_rhythm_and_a_later_one_above_an_earlier() {
    let plan = read(&with_clauses(&[ALWAYS_MARA, WEEKEND]));
    let (friday, saturday) = (
        date(2027, 2, 5).at(17, 0, 0, 0),
        date(2027, 2, 6).at(12, 0, 0, 0),
    );
    let agreed = [
        one_off("first", Side::A, friday, date(2027, 2, 8).at(8, 30, 0, 0)),
        one_off(
            "second",
            Side::B,
            saturday,
            date(2027, 2, 7).at(12, 0, 0, 0),
        ),
        one_off("backwards", Side::B, saturday, friday),
    ];
    let timeline = compile_dates(&plan, (date(2027, 2, 5), date(2027, 2, 9)), &agreed);
    assert_eq!(
        stays(&plan, &timeline),
        [
            "M 02-05 00:00+01:00 - 02-06 12:00+01:00",
            "E 02-06 12:00+01:00 - 02-07 12:00+01:00",
            "M 02-07 12:00+01:00 - 02-09 00:00+01:00"
        ]
    );
    let care = timeline.children()[0]
        .at(timeline.instant(saturday))
        .unwrap();
    let names: Vec<String> = care
        .overrode
        .iter()
        .map(|source| format!("{source:?}"))
        .collect();
    assert_eq!(
        names,
        [
            "Agreed(AgreedIndex(0))",
            "Clause(ClauseIndex(1))",
            "Clause(ClauseIndex(0))"
        ]
    );
    assert!(timeline.children()[0].clashes.is_empty());
}

#[test]
fn two_of_equal_rank_for_one_parent_do_not_clash_and_the_first_listed_applies() {
    let spans = "spans = [{ parent = \"elias\", from = 2027-02-02, until = 2027-02-04 }]";
    let plan = read(&with_clauses(&[ALWAYS_MARA, spans, spans]));
    let timeline = compile_dates(&plan, (date(2027, 2, 1), date(2027, 2, 5)), &[]);
    let child = &timeline.children()[0];
    assert!(child.clashes.is_empty());
    let care = child.at(timeline.midnight(date(2027, 2, 3))).unwrap();
    let first = plan.find_clause(&"c1".parse().unwrap()).unwrap().0;
    let second = plan.find_clause(&"c2".parse().unwrap()).unwrap().0;
    let fallback = plan.find_clause(&"c0".parse().unwrap()).unwrap().0;
    assert_eq!(care.source, Source::Clause(first));
    assert_eq!(
        *care.overrode,
        [Source::Clause(second), Source::Clause(fallback)]
    );
}

#[test]
fn two_spans_of_one_clause_can_clash() {
    let spans = "spans = [{ parent = \"elias\", from = 2027-02-02, until = 2027-02-04 }, { parent = \"mara\", from = 2027-02-03, until = 2027-02-05 }]";
    let plan = read(&with_clauses(&[ALWAYS_MARA, spans]));
    let timeline = compile_dates(&plan, (date(2027, 2, 1), date(2027, 2, 6)), &[]);
    let child = &timeline.children()[0];
    let [clash] = child.clashes.as_slice() else {
        panic!("one clash")
    };
    assert_eq!(
        (clash.start, clash.end),
        (
            timeline.midnight(date(2027, 2, 3)),
            timeline.midnight(date(2027, 2, 4))
        )
    );
    assert_eq!(
        clash
            .between
            .iter()
            .map(|(_, side)| *side)
            .collect::<Vec<_>>(),
        [Side::B, Side::A]
    );
}

#[test]
fn what_stands_above_a_clash_settles_it() {
    let spans = |parent: &str| {
        format!("spans = [{{ parent = \"{parent}\", from = 2027-02-02, until = 2027-02-04 }}]")
    };
    let order = format!("rank = \"order\"\n{}", spans("elias"));
    let plan = read(&with_clauses(&[
        &spans("mara"),
        &spans("elias"),
        &order,
        ALWAYS_MARA,
    ]));
    let timeline = compile_dates(&plan, (date(2027, 2, 1), date(2027, 2, 6)), &[]);
    let child = &timeline.children()[0];
    assert!(child.clashes.is_empty());
    assert_eq!(
        child
            .at(timeline.midnight(date(2027, 2, 3)))
            .unwrap()
            .overrode
            .len(),
        3
    );
}

#[test]
fn precedence_is_the_plans_own() {
    let spans = "spans = [{ parent = \"elias\", from = 2027-02-02, until = 2027-02-04 }]";
    let text = with_clauses(&[
        "nights = { sequence = \"M\", start = 2027-02-01, change = \"08:30\" }",
        spans,
    ]);
    let turned = text.replace(
        "zone =",
        "precedence = [\"agreed\", \"regular\", \"holiday\"]\nzone =",
    );
    let at = |text: &str| {
        let plan = read(text);
        let timeline = compile_dates(&plan, (date(2027, 2, 1), date(2027, 2, 6)), &[]);
        timeline.children()[0]
            .at(timeline.midnight(date(2027, 2, 3)))
            .map(|care| care.parent)
    };
    assert_eq!(at(&text), Some(Side::B));
    assert_eq!(at(&turned), Some(Side::A));
}

/// A birthday on a feast day: which of the two goes first is the plan's to say.
#[test]
fn a_birthday_stands_above_or_below_a_holiday() {
    let born = |order: &str| {
        let feast = "holiday = { on = \"05-21\", parent = \"mara\" }";
        let birthday =
            "rank = \"birthday\"\nholiday = { on = \"birthday of noor\", parent = \"elias\" }";
        let text = with_clauses(&["always = \"mara\"", feast, birthday]);
        let text = text.replacen(
            "\n[[parent]]",
            &format!("precedence = [\"agreed\", {order}, \"fallback\"]\n\n[[parent]]"),
            1,
        );
        let plan = read(&text);
        stays(
            &plan,
            &compile_dates(&plan, (date(2027, 5, 21), date(2027, 5, 22)), &[]),
        )
    };
    let day = |letter: char| vec![format!("{letter} 05-21 00:00+02:00 - 05-22 00:00+02:00")];
    assert_eq!(born("\"birthday\", \"holiday\""), day('E'));
    assert_eq!(born("\"holiday\", \"birthday\""), day('M'));
}

#[test]
fn an_explanation_names_the_whole_chain() {
    let spans = "spans = [{ parent = \"elias\", from = 2027-02-02, until = 2027-02-04 }]";
    let nights = "nights = { sequence = \"M\", start = 2027-02-01, change = \"08:30\" }";
    let plan = read(&with_clauses(&[ALWAYS_MARA, nights, spans]));
    let swap = one_off(
        "swap-1",
        Side::A,
        date(2027, 2, 3).at(9, 0, 0, 0),
        date(2027, 2, 3).at(18, 0, 0, 0),
    );
    let timeline = compile_dates(&plan, (date(2027, 2, 1), date(2027, 2, 6)), &[swap]);
    let at = timeline.instant(date(2027, 2, 3).at(12, 0, 0, 0));
    let explanation = explain(&plan, &timeline, &id("noor"), at).unwrap();
    assert_eq!(explanation.outcome, Outcome::Care(Side::A));
    let chain: Vec<(&str, Side)> = explanation
        .steps
        .iter()
        .map(|step| (step.rank, step.parent))
        .collect();
    assert_eq!(
        chain,
        [
            ("agreed", Side::A),
            ("holiday", Side::B),
            ("regular", Side::A),
            ("fallback", Side::A)
        ]
    );
    assert!(
        matches!(explanation.steps[0].because, Because::Agreed(agreed) if agreed.id == "swap-1")
    );
    assert!(matches!(explanation.steps[1].because, Because::Clause(clause) if clause.number == 3));
    assert_eq!(explain(&plan, &timeline, &id("noor"), timeline.end()), None);
    assert_eq!(explain(&plan, &timeline, &id("nobody"), at), None);
}

#[test]
fn an_explanation_agrees_with_the_timeline_at_each_hour() {
    let plan = crate::common::example("four-children");
    let timeline = compile_dates(&plan, (date(2027, 1, 25), date(2027, 3, 1)), &[]);
    for child in timeline.children() {
        let mut at = timeline.start();
        while at < timeline.end() {
            let explanation = explain(&plan, &timeline, &child.child, at).unwrap();
            let care = child.at(at).unwrap();
            assert_eq!(explanation.outcome, Outcome::Care(care.parent));
            let sources: Vec<Source> = explanation.steps.iter().map(|step| step.source).collect();
            let expected: Vec<Source> = std::iter::once(care.source)
                .chain(care.overrode.iter().copied())
                .collect();
            assert_eq!(sources, expected, "{at}");
            at += jiff::SignedDuration::from_mins(30);
        }
    }
}

#[test]
fn a_foreign_clause_index_cannot_be_made_outside() {
    let plan = crate::common::example("clash");
    let indexes: Vec<ClauseIndex> = plan.indexed_clauses().map(|(index, _)| index).collect();
    assert!(
        indexes
            .iter()
            .all(|&index| plan.clauses().get(index.get()) == Some(plan.clause(index)))
    );
}
