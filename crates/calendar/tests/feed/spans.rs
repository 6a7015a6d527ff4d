//! The spans of the items are those of the timelines, whatever plan and dates.

use std::collections::BTreeSet;

use jiff::civil::{Date, date};
use jiff::{Timestamp, ToSpan as _};
use plan::{OneOff, Side, calls, compile, holiday_occurrences};
use proptest::prelude::*;

use crate::read::{EXAMPLES, Family, Item, read};
use calendar::{Feed, HANDOVER_MINUTES, feed};

/// Child, parent, beginning and end.
type Stretch = (String, String, Timestamp, Timestamp);

/// What the items of a kind say of each child.
fn told(items: &[Item], kind: &str) -> BTreeSet<Stretch> {
    let mut told = BTreeSet::new();
    for item in items.iter().filter(|item| item.is(kind)) {
        let (start, end) = item.span.unwrap();
        for child in &item.children {
            let parent = item.parent.clone().unwrap_or_default();
            assert!(
                told.insert((child.clone(), parent, start, end)),
                "told once: {item:?}"
            );
        }
    }
    told
}

/// What the timeline says, by way of its own.
struct Expected {
    care: BTreeSet<Stretch>,
    clashes: BTreeSet<Stretch>,
    handovers: BTreeSet<Stretch>,
    calls: BTreeSet<Stretch>,
}

impl Expected {
    fn of(family: &Family) -> Expected {
        let plan = &family.plan;
        let timeline = family.timeline();
        let (from, to) = family.shown();
        let shows = |start: Timestamp, end: Timestamp| start < to && from < end;
        let id = |side: Side| plan.parent(side).id.to_string();
        let mut expected = Expected {
            care: BTreeSet::new(),
            clashes: BTreeSet::new(),
            handovers: BTreeSet::new(),
            calls: BTreeSet::new(),
        };
        for part in timeline.children() {
            let child = part.child.to_string();
            let stays = part.stays().into_iter();
            expected.care.extend(
                stays
                    .filter(|stay| shows(stay.start, stay.end))
                    .map(|stay| (child.clone(), id(stay.parent), stay.start, stay.end)),
            );
            let clashes = part.clashes.iter();
            expected.clashes.extend(
                clashes
                    .filter(|clash| shows(clash.start, clash.end))
                    .map(|clash| (child.clone(), String::new(), clash.start, clash.end)),
            );
        }
        for handover in timeline.handovers() {
            let end = handover.at + HANDOVER_MINUTES.minutes();
            for child in handover.children.iter().filter(|_| shows(handover.at, end)) {
                let to = id(handover.to);
                expected
                    .handovers
                    .insert((child.to_string(), to, handover.at, end));
            }
        }
        for call in calls(plan, &compile(plan, family.shown, &family.agreed)) {
            let child = call.child.to_string();
            expected
                .calls
                .insert((child, id(call.parent), call.at, call.end));
        }
        expected
    }
}

/// Care that ends after what is shown may go on longer than anybody compiled.
fn within(stretches: &BTreeSet<Stretch>, until: Timestamp) -> BTreeSet<Stretch> {
    let cut = stretches.iter().cloned();
    cut.map(|(child, parent, start, end)| (child, parent, start, end.min(until)))
        .collect()
}

fn check(family: &Family) -> Vec<Item> {
    let items = family.items();
    let expected = Expected::of(family);
    let until = family.shown().1;
    assert_eq!(
        within(&told(&items, "care"), until),
        within(&expected.care, until)
    );
    assert_eq!(
        within(&told(&items, "clash"), until),
        within(&expected.clashes, until)
    );
    assert_eq!(told(&items, "handover"), expected.handovers);
    assert_eq!(told(&items, "call"), expected.calls);
    assert_eq!(days(&items), expected_days(family));
    assert!(items.iter().all(|item| item.kind.is_some()));
    items
}

/// Child, first day and the day after the last, of each holiday; each clause by itself.
fn days(items: &[Item]) -> Vec<(String, Date, Date)> {
    let holidays = items.iter().filter(|item| item.is("holiday"));
    let mut days: Vec<_> = holidays
        .flat_map(|item| {
            let (first, after) = item.days.unwrap();
            item.children
                .iter()
                .map(move |child| (child.clone(), first, after))
        })
        .collect();
    days.sort();
    days
}

fn expected_days(family: &Family) -> Vec<(String, Date, Date)> {
    let Family { plan, shown, .. } = family;
    // Much more than is shown, so that nothing hangs on where the window ends.
    let around = plan::Window::new(shown.from() - 200.days(), shown.to() + 200.days()).unwrap();
    let mut days = Vec::new();
    for clause in plan.clauses() {
        for child in plan.children() {
            for found in holiday_occurrences(plan, clause, child, around, &family.passed) {
                if found.last >= shown.from() && found.first < shown.to() {
                    days.push((child.id.to_string(), found.first, found.last + 1.day()));
                }
            }
        }
    }
    days.sort();
    days
}

#[test]
fn each_example_over_a_year_and_both_changes_of_the_clocks() {
    for text in EXAMPLES {
        let items = check(&Family::new(text, date(2026, 12, 1), date(2028, 2, 1)));
        assert!(items.len() > 20, "{} items", items.len());
    }
}

#[test]
fn four_children_in_february_have_the_nights_and_hours_of_the_worked_scenario() {
    let family = Family::february();
    let items = check(&family);
    // Who has the child at each midnight after a night of the window.
    let nights = |child: &str, parent: &str| {
        let at_midnight = |date: Date| {
            let midnight = date
                .to_zoned(family.plan.zone().clone())
                .unwrap()
                .timestamp();
            items
                .iter()
                .filter(|item| item.is("care") && item.is_of(child))
                .any(|item| {
                    let (start, end) = item.span.unwrap();
                    item.parent.as_deref() == Some(parent) && start <= midnight && midnight < end
                })
        };
        let dates = family.shown.dates();
        dates.filter(|date| at_midnight(*date + 1.day())).count()
    };
    for child in ["noor", "sam", "cato"] {
        assert_eq!((nights(child, "mara"), nights(child, "elias")), (14, 14));
    }
    assert_eq!((nights("pim", "mara"), nights("pim", "elias")), (26, 2));
    let hours: i64 = items
        .iter()
        .filter(|item| item.is("care") && item.is_of("pim"))
        .filter(|item| item.parent.as_deref() == Some("elias"))
        .map(|item| {
            let (start, end) = item.span.unwrap();
            (end.as_second() - start.as_second()) / 3_600
        })
        .sum::<i64>();
    // Eight afternoons of 2 h 30 are counted as 2 hours here.
    assert_eq!(hours + 8 / 2, 80);

    let of = |kind: &str, child: &str| {
        let found = items.iter().filter(|item| item.is(kind));
        found.filter(|item| item.is_of(child)).count()
    };
    for (child, handovers) in [("noor", 8), ("sam", 8), ("cato", 12), ("pim", 24)] {
        assert_eq!(of("handover", child), handovers, "{child}");
        assert_eq!(of("call", child), 28, "{child}");
    }
    assert_eq!(items.iter().filter(|item| item.is("call")).count(), 46);
}

#[test]
fn a_time_that_comes_twice_is_the_right_one_of_the_two() {
    // Clocks go from 03:00 back to 02:00 on 31 October and from 02:00 to 03:00 on 28 March 2027.
    let mut family = Family::new(plan::EXAMPLE, date(2027, 10, 25), date(2027, 11, 8));
    let swap = |at: Date, parent: Side| OneOff {
        id: format!("night-{at}"),
        children: crate::read::ids(&["noor"]),
        parent,
        start: at.at(1, 30, 0, 0),
        end: at.at(2, 30, 0, 0),
    };
    family.agreed = vec![swap(date(2027, 10, 31), Side::B)];
    let items = check(&family);
    let swapped = |items: &[Item]| {
        let found = items.iter().filter(|item| item.is("care"));
        let mut found = found.filter(|item| {
            item.description
                .as_deref()
                .is_some_and(|words| words.contains("Both agreed"))
        });
        found.next().unwrap().span.unwrap()
    };
    // A time that comes twice is the first of the two.
    let (start, end) = swapped(&items);
    assert_eq!(start.to_string(), "2027-10-30T23:30:00Z");
    assert_eq!(end.to_string(), "2027-10-31T00:30:00Z");

    // A time that is skipped moves forward.
    let mut family = Family::new(plan::EXAMPLE, date(2027, 3, 22), date(2027, 4, 5));
    family.agreed = vec![swap(date(2027, 3, 28), Side::A)];
    let (start, end) = swapped(&check(&family));
    assert_eq!(start.to_string(), "2027-03-28T00:30:00Z");
    assert_eq!(end.to_string(), "2027-03-28T01:30:00Z");
}

/// A swap somewhere in the window, of some of the children.
fn swaps() -> impl Strategy<Value = Vec<(i32, i32, usize, bool)>> {
    prop::collection::vec((0..60_i32, 1..200_i32, 1..16_usize, any::<bool>()), 0..4)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_dates_of_any_example_arrive_as_they_are(
        which in 0..EXAMPLES.len(),
        start in 0..900_i32,
        length in 1..130_i32,
        swaps in swaps(),
    ) {
        let from = date(2026, 9, 1) + start.days();
        let mut family = Family::new(EXAMPLES[which], from, from + length.days());
        family.agreed = one_offs(&family, &swaps);
        check(&family);
    }

    #[test]
    fn a_feed_of_some_children_or_a_parent_has_their_part(
        which in 0..EXAMPLES.len(),
        start in 0..900_i32,
        some in 0..32_usize,
        with in prop::option::of(prop::bool::ANY),
        swaps in swaps(),
    ) {
        let from = date(2026, 9, 1) + start.days();
        let mut family = Family::new(EXAMPLES[which], from, from + 60.days());
        family.agreed = one_offs(&family, &swaps);
        let whole = family.items();
        let children = of_mask(&family, some);
        let with = with.map(|a| if a { Side::A } else { Side::B });
        let part = read(&feed(&Feed { children: Some(&children), with, ..family.feed() }));
        let names: Vec<String> = children.iter().map(ToString::to_string).collect();
        for kind in ["care", "clash", "handover", "call"] {
            let mut expected = told(&whole, kind);
            expected.retain(|(child, ..)| names.contains(child));
            if let (Some(side), "care") = (with, kind) {
                let id = family.plan.parent(side).id.to_string();
                expected.retain(|(_, parent, ..)| *parent == id);
            }
            prop_assert_eq!(told(&part, kind), expected);
        }
        let mut expected = days(&whole);
        expected.retain(|(child, ..)| names.contains(child));
        prop_assert_eq!(days(&part), expected);
    }
}

fn one_offs(family: &Family, swaps: &[(i32, i32, usize, bool)]) -> Vec<OneOff> {
    let one_off = |(number, &(day, hours, some, a)): (usize, &(i32, i32, usize, bool))| {
        let start = (family.shown.from() + day.days()).at(9, 0, 0, 0);
        OneOff {
            id: format!("swap-{number}"),
            children: of_mask(family, some),
            parent: if a { Side::A } else { Side::B },
            start,
            end: start + hours.hours(),
        }
    };
    swaps.iter().enumerate().map(one_off).collect()
}

fn of_mask(family: &Family, mask: usize) -> Vec<plan::ChildId> {
    let children = family.plan.children().iter().enumerate();
    children
        .filter(|(place, _)| mask & (1 << place) != 0)
        .map(|(_, child)| child.id.clone())
        .collect()
}
