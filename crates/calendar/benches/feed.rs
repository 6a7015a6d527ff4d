//! How long the text of a feed takes: four children over seventeen months with a swap every other
//! week, which is some 2,300 items, in each kind of title; and beside it the plain `icalendar()` of
//! the same timeline.
//!
//! Run with `cargo bench -p calendar`. Needs nothing from outside.
//!
//! How to read it: compare the figures of one run with each other. A feed compiles the plan anew,
//! joins what children share, and has handovers, calls and what was agreed beside care;
//! `plain_icalendar` has an item for each stretch of care and is given its timeline. So compare
//! items a second. The goal is some milliseconds a feed.

#![allow(clippy::unwrap_used, reason = "a benchmark may stop")]

use calendar::{Feed, Titles, feed, feed_window, icalendar};
use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};
use jiff::civil::date;
use jiff::{Timestamp, ToSpan as _};
use plan::{Language, OneOff, ParentingPlan, Passed, Side, Timeline, Window, compile};

const FOUR_CHILDREN: &str = include_str!("../../../examples/plans/four-children.toml");
const HOLIDAYS: &str = include_str!("../../../examples/plans/dutch-co-parenting.toml");

fn main() {
    divan::main();
}

/// What a feed is made of, but for the borrows.
struct Family {
    plan: ParentingPlan,
    agreed: Vec<OneOff>,
    passed: Passed,
    shown: Window,
}

impl Family {
    /// A plan with a swap every other week.
    fn new(text: &str) -> Family {
        let plan = ParentingPlan::read(text, date(2026, 9, 1)).unwrap();
        let children: Vec<_> = plan.children().iter().map(|one| one.id.clone()).collect();
        let agreed = (0..30).map(|number: i32| {
            let day = date(2026, 12, 5) + (number * 14).days();
            OneOff {
                id: format!("swap-{number}"),
                children: children.clone(),
                parent: if number % 2 == 0 { Side::A } else { Side::B },
                start: day.at(9, 0, 0, 0),
                end: day.at(19, 0, 0, 0),
            }
        });
        Family {
            agreed: agreed.collect(),
            passed: Passed::default(),
            shown: feed_window(date(2027, 2, 10)).unwrap(),
            plan,
        }
    }

    fn feed(&self, titles: Titles) -> Feed<'_> {
        Feed {
            plan: &self.plan,
            agreed: &self.agreed,
            arranged: &[],
            passed: &self.passed,
            shown: self.shown,
            children: None,
            with: None,
            proposals: &[],
            titles,
            language: Language::En,
            scope: "f1",
            sequence: 7,
            stamp: Timestamp::UNIX_EPOCH,
        }
    }

    fn timeline(&self) -> Timeline {
        compile(&self.plan, self.shown, &self.agreed)
    }
}

fn items(text: &str) -> ItemsCount {
    ItemsCount::new(text.matches("BEGIN:VEVENT").count())
}

fn measure(bencher: Bencher<'_, '_>, family: &Family, titles: Titles) {
    let text = feed(&family.feed(titles));
    bencher
        .counter(items(&text))
        .counter(BytesCount::of_str(&text))
        .bench(|| feed(black_box(&family.feed(titles))));
}

#[divan::bench]
fn four_children(bencher: Bencher<'_, '_>) {
    measure(bencher, &Family::new(FOUR_CHILDREN), Titles::Named);
}

#[divan::bench]
fn four_children_neutral(bencher: Bencher<'_, '_>) {
    measure(bencher, &Family::new(FOUR_CHILDREN), Titles::Neutral);
}

#[divan::bench]
fn thirty_clauses_with_every_holiday(bencher: Bencher<'_, '_>) {
    measure(bencher, &Family::new(HOLIDAYS), Titles::Named);
}

#[divan::bench]
fn plain_icalendar(bencher: Bencher<'_, '_>) {
    let family = Family::new(FOUR_CHILDREN);
    let timeline = family.timeline();
    let write = |timeline: &Timeline| {
        icalendar(
            &family.plan,
            timeline,
            None,
            Language::En,
            Timestamp::UNIX_EPOCH,
        )
    };
    let text = write(&timeline);
    bencher
        .counter(items(&text))
        .counter(BytesCount::of_str(&text))
        .bench(|| write(black_box(&timeline)));
}

#[divan::bench]
fn compiling_the_timeline_alone(bencher: Bencher<'_, '_>) {
    let family = Family::new(FOUR_CHILDREN);
    bencher.bench(|| black_box(&family).timeline());
}
