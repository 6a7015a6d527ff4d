//! How many bytes a compilation allocates. Its times are not to be compared with those of
//! `timeline`: counting makes each allocation slower.

mod common;

use common::{december, eighteen_years, holiday_plan, long_plan, month, plan};
use divan::counter::BytesCount;
use divan::{AllocProfiler, Bencher, black_box};
use plan::compile;

#[global_allocator]
static ALLOCATOR: AllocProfiler = AllocProfiler::system();

fn main() {
    divan::main();
}

/// The bytes of the stretches themselves stand beside as what is put through.
fn check(bencher: Bencher<'_, '_>, plan: &plan::ParentingPlan, window: plan::Window) {
    let timeline = compile(plan, window, &[]);
    let stretches: usize = timeline
        .children()
        .iter()
        .map(|child| child.care.len())
        .sum();
    bencher
        .counter(BytesCount::of_many::<plan::Care>(stretches))
        .bench(|| compile(black_box(plan), window, &[]));
}

#[divan::bench]
fn four_children_18_years(bencher: Bencher<'_, '_>) {
    check(bencher, &plan(), eighteen_years());
}

#[divan::bench]
fn thirty_clauses_18_years(bencher: Bencher<'_, '_>) {
    check(bencher, &long_plan(), eighteen_years());
}

#[divan::bench]
fn a_month_of_thirty_clauses(bencher: Bencher<'_, '_>) {
    check(bencher, &long_plan(), month());
}

#[divan::bench]
fn a_december_of_25_holidays(bencher: Bencher<'_, '_>) {
    check(bencher, &holiday_plan(), december());
}
