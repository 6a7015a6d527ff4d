//! How long a timeline takes: four children over 18 years, a month, an explanation, and beside
//! them the `rrule` crate expanding only the regular part of the same plan. Compare the figures
//! of one run with each other: one stretch of care against one occurrence. What is allocated is
//! counted in `memory`, since counting slows each allocation down.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a benchmark may stop"
)]

mod common;

use common::{TEXT, december, eighteen_years, holiday_plan, long_plan, month, plan, stretches};
use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use jiff::civil::{DateTime, date};
use plan::{OneOff, ParentingPlan, Side, Window, compile, explain, measure};
use rrule::RRuleSet;

fn main() {
    divan::main();
}

/// Days of care: four children, each day of the window.
fn care_days(window: Window) -> ItemsCount {
    ItemsCount::new(window.nights() * 4)
}

#[divan::bench]
fn read_the_text(bencher: Bencher<'_, '_>) {
    bencher.bench(|| ParentingPlan::read(black_box(TEXT), date(2026, 11, 20)));
}

#[divan::bench]
fn four_children_18_years_by_care_day(bencher: Bencher<'_, '_>) {
    let plan = plan();
    let window = eighteen_years();
    bencher
        .counter(care_days(window))
        .bench(|| compile(black_box(&plan), window, &[]));
}

#[divan::bench]
fn four_children_18_years_by_stretch_of_care(bencher: Bencher<'_, '_>) {
    let plan = plan();
    let window = eighteen_years();
    bencher
        .counter(ItemsCount::new(stretches(&plan)))
        .bench(|| compile(black_box(&plan), window, &[]));
}

#[divan::bench]
fn thirty_clauses_18_years_by_care_day(bencher: Bencher<'_, '_>) {
    let plan = long_plan();
    let window = eighteen_years();
    bencher
        .counter(care_days(window))
        .bench(|| compile(black_box(&plan), window, &[]));
}

#[divan::bench]
fn thirty_clauses_18_years_by_stretch_of_care(bencher: Bencher<'_, '_>) {
    let plan = long_plan();
    let window = eighteen_years();
    bencher
        .counter(ItemsCount::new(stretches(&plan)))
        .bench(|| compile(black_box(&plan), window, &[]));
}

#[divan::bench]
fn a_month(bencher: Bencher<'_, '_>) {
    let plan = plan();
    bencher.bench(|| compile(black_box(&plan), month(), &[]));
}

#[divan::bench]
fn a_month_of_thirty_clauses(bencher: Bencher<'_, '_>) {
    let plan = long_plan();
    bencher.bench(|| compile(black_box(&plan), month(), &[]));
}

#[divan::bench]
fn a_month_of_thirty_clauses_and_200_swaps(bencher: Bencher<'_, '_>) {
    let plan = long_plan();
    let swaps: Vec<OneOff> = (0..200)
        .map(|index| OneOff {
            id: format!("swap-{index}"),
            children: plan
                .children()
                .iter()
                .map(|child| child.id.clone())
                .collect(),
            parent: if index % 2 == 0 { Side::A } else { Side::B },
            start: date(2026, 3, 1)
                .saturating_add(jiff::Span::new().days(index * 4))
                .at(10, 0, 0, 0),
            end: date(2026, 3, 2)
                .saturating_add(jiff::Span::new().days(index * 4))
                .at(10, 0, 0, 0),
        })
        .collect();
    bencher.bench(|| compile(black_box(&plan), month(), black_box(&swaps)));
}

#[divan::bench]
fn measure_18_years(bencher: Bencher<'_, '_>) {
    let plan = plan();
    let timeline = compile(&plan, eighteen_years(), &[]);
    bencher.bench(|| measure(black_box(&plan), black_box(&timeline)));
}

#[divan::bench]
fn a_december_of_25_holidays(bencher: Bencher<'_, '_>) {
    let plan = holiday_plan();
    bencher.bench(|| compile(black_box(&plan), december(), &[]));
}

#[divan::bench]
fn explain_an_instant(bencher: Bencher<'_, '_>) {
    explain_at(
        bencher,
        &long_plan(),
        eighteen_years(),
        date(2035, 1, 3).at(12, 0, 0, 0),
    );
}

/// Christmas Day, of which three holidays speak.
#[divan::bench]
fn explain_an_instant_of_25_holidays(bencher: Bencher<'_, '_>) {
    explain_at(
        bencher,
        &holiday_plan(),
        december(),
        date(2027, 12, 25).at(12, 0, 0, 0),
    );
}

fn explain_at(bencher: Bencher<'_, '_>, plan: &ParentingPlan, window: Window, local: DateTime) {
    let timeline = compile(plan, window, &[]);
    let child = plan.children()[0].id.clone();
    let at = timeline.instant(local);
    bencher.bench(|| {
        explain(black_box(plan), black_box(&timeline), &child, black_box(at))
            .map(|chain| chain.steps.len())
    });
}

/// The regular part of the same plan as recurrence rules, one for the beginning of each stretch.
fn regular_rules() -> Vec<RRuleSet> {
    let rule = |start: &str, rule: &str| {
        format!("DTSTART;TZID=Europe/Amsterdam:{start}\nRRULE:{rule};UNTIL=20440215T000000Z")
            .parse()
            .unwrap()
    };
    let two_weeks = "FREQ=WEEKLY;INTERVAL=2;BYDAY=";
    let mut rules: Vec<RRuleSet> = Vec::new();
    // Noor and Sam: four changes in two weeks each; Cato: six.
    for _ in 0..2 {
        rules.push(rule("20260216T083000", &format!("{two_weeks}MO,WE,FR")));
        rules.push(rule("20260225T083000", &format!("{two_weeks}WE")));
    }
    rules.push(rule("20260216T083000", &format!("{two_weeks}MO,WE,FR")));
    rules.push(rule("20260223T083000", &format!("{two_weeks}MO,WE,FR")));
    // Pim: two afternoons and a Saturday, their beginnings and their ends.
    rules.push(rule("20260217T160000", "FREQ=WEEKLY;BYDAY=TU,TH"));
    rules.push(rule("20260217T183000", "FREQ=WEEKLY;BYDAY=TU,TH"));
    rules.push(rule("20260221T100000", "FREQ=WEEKLY;BYDAY=SA"));
    rules.push(rule("20260222T100000", "FREQ=WEEKLY;BYDAY=SU"));
    rules
}

#[divan::bench]
fn rrule_expands_the_regular_part_by_occurrence(bencher: Bencher<'_, '_>) {
    let rules = regular_rules();
    let occurrences: usize = rules.iter().map(|set| set.into_iter().count()).sum();
    bencher.counter(ItemsCount::new(occurrences)).bench(|| {
        black_box(&rules)
            .iter()
            .map(|set| set.into_iter().map(|at| at.timestamp()).max())
            .max()
    });
}
