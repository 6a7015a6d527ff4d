//! What holds for every plan: time is covered once, measures add up, a window does not depend on
//! how much more was compiled, versions follow each other, and no text makes reading panic.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test may stop, and reads the files that it checks"
)]

use crate::common::random::{agreements, passed, plan_text, two_versions};
use crate::common::{TODAY, read};
use jiff::civil::date;
use jiff::{Span, Timestamp};
use plan::{
    ChildTimeline, ParentingPlan, Period, Side, Source, Timeline, Window, breaches, calls, compare,
    compile, compile_after, explain, measure, measure_by, sessions, warnings,
};
use proptest::prelude::*;

fn window() -> impl Strategy<Value = Window> {
    (0..600_i32, 1..300_i32).prop_map(|(from, days)| {
        let from = date(2026, 6, 1).saturating_add(Span::new().days(from));
        Window::new(from, from.saturating_add(Span::new().days(days))).unwrap()
    })
}

/// Every stretch of a child with what it is, sorted.
fn stretches(child: &ChildTimeline) -> Vec<(Timestamp, Timestamp, String)> {
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
    let mut all: Vec<_> = care.chain(clashes).chain(gaps).collect();
    all.sort();
    all
}

fn assert_covered_once(plan: &ParentingPlan, timeline: &Timeline) {
    for (child, timeline_of) in plan.children().iter().zip(timeline.children()) {
        let all = stretches(timeline_of);
        assert!(
            all.iter().all(|(start, end, _)| start < end),
            "no stretch is empty"
        );
        assert!(
            all.windows(2).all(|pair| pair[0].1 <= pair[1].0),
            "stretches are disjoint"
        );
        let begin = timeline
            .midnight(plan.from().max(child.born))
            .max(timeline.start());
        let end = plan
            .until()
            .map_or(timeline.end(), |until| timeline.midnight(until))
            .min(timeline.end());
        let covered: i64 = all
            .iter()
            .map(|(from, to, _)| (*to).min(end).as_second() - (*from).max(begin).as_second())
            .filter(|seconds| *seconds > 0)
            .sum();
        assert_eq!(
            covered,
            (end.as_second() - begin.as_second()).max(0),
            "each instant of the plan's dates is covered"
        );
        assert!(
            all.windows(2)
                .all(|pair| pair[0].1 != pair[1].0 || pair[0].2 != pair[1].2),
            "stretches are maximal"
        );
    }
}

fn assert_measures_add_up(plan: &ParentingPlan, timeline: &Timeline) {
    let measures = measure(plan, timeline);
    for (child, of) in timeline.children().iter().zip(&measures.children) {
        let nobody = child
            .clashes
            .iter()
            .map(|clash| clash.end.as_second() - clash.start.as_second())
            .sum::<i64>()
            + child
                .gaps
                .iter()
                .map(|gap| gap.end.as_second() - gap.start.as_second())
                .sum::<i64>();
        let all: i64 = stretches(child)
            .iter()
            .map(|(start, end, _)| end.as_second() - start.as_second())
            .sum();
        assert_eq!(of.seconds.a + of.seconds.b + nobody, all);
        let nights = timeline.nights(&child.child);
        assert_eq!(u32::try_from(nights.len()).unwrap(), of.nights);
        let nobodys = nights.iter().filter(|night| night.is_none()).count();
        assert_eq!(
            of.overnights.a + of.overnights.b + u32::try_from(nobodys).unwrap(),
            of.nights
        );
        assert!(of.longest_nights.a <= of.overnights.a && of.longest_nights.b <= of.overnights.b);
    }
    let changes = |moves: Option<plan::Moves>| {
        let handovers = timeline.handovers();
        let counted = handovers
            .iter()
            .filter(|handover| moves.is_none_or(|moves| handover.moves == moves));
        counted.map(|handover| handover.children.len()).sum()
    };
    let sum = |of: &dyn Fn(&plan::ChildMeasures) -> u32| -> usize {
        let counted: u32 = measures.children.iter().map(of).sum();
        usize::try_from(counted).unwrap()
    };
    let all: usize = changes(None);
    assert_eq!(all, sum(&|child| child.handovers + child.parents_move));
    let of_children: usize = changes(Some(plan::Moves::Children));
    assert_eq!(of_children, sum(&|child| child.handovers));
    let all = measures.together.a + measures.together.b + measures.apart;
    assert!(all <= timeline.window().nights());
}

fn assert_periods_add_up(plan: &ParentingPlan, timeline: &Timeline) {
    let whole = measure(plan, timeline);
    for period in [Period::Month, Period::Year] {
        let periods = measure_by(plan, timeline, period);
        for (place, child) in whole.children.iter().enumerate() {
            let sum = |of: &dyn Fn(&plan::PeriodChild) -> i64| -> i64 {
                let children = periods.iter().map(|one| &one.children[place]);
                children.map(of).sum()
            };
            assert_eq!(sum(&|one| i64::from(one.nights)), i64::from(child.nights));
            let handovers = i64::from(child.handovers);
            assert_eq!(sum(&|one| i64::from(one.handovers)), handovers);
            for side in Side::BOTH {
                assert_eq!(sum(&|one| *one.seconds.get(side)), *child.seconds.get(side));
                let nights = i64::from(*child.overnights.get(side));
                assert_eq!(sum(&|one| i64::from(*one.overnights.get(side))), nights);
            }
        }
    }
    for child in &whole.children {
        let weekends = &child.weekends;
        let whole = weekends.whole.a + weekends.whole.b;
        assert!(whole + weekends.split <= weekends.count);
        assert!(
            Side::BOTH
                .iter()
                .all(|side| weekends.in_a_row.get(*side) <= weekends.whole.get(*side))
        );
    }
}

/// The stretches inside a window of a longer timeline, cut at its ends.
fn cut(
    child: &ChildTimeline,
    start: Timestamp,
    end: Timestamp,
) -> Vec<(Timestamp, Timestamp, String)> {
    stretches(child)
        .into_iter()
        .map(|(from, to, what)| (from.max(start), to.min(end), what))
        .filter(|(from, to, _)| from < to)
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn each_instant_is_covered_once_and_measures_add_up(text in plan_text(), agreed in agreements(), passed in passed(), window in window()) {
        let plan = read(&text);
        let timeline = compile_after(&plan, window, &agreed, &passed);
        assert_covered_once(&plan, &timeline);
        assert_measures_add_up(&plan, &timeline);
        assert_periods_add_up(&plan, &timeline);
    }

    #[test]
    fn a_plan_is_judged_and_does_not_differ_from_itself(text in plan_text(), agreed in agreements(), passed in passed(), window in window()) {
        let plan = read(&text);
        let timeline = compile_after(&plan, window, &agreed, &passed);
        let same = compare((&plan, &timeline), (&plan, &timeline)).unwrap();
        prop_assert!(same.siblings.is_empty() && same.only_in_a.is_empty() && same.only_in_b.is_empty());
        prop_assert!(same.children.iter().all(|child| child.differing.is_empty() && child.measures.is_empty()));
        for breach in breaches(&plan, &timeline) {
            prop_assert!(!breach.sentence(&plan).is_empty());
        }
        prop_assert!(warnings(&plan, TODAY).iter().all(|warning| !warning.message.is_empty()));
    }

    #[test]
    fn a_window_is_the_same_inside_a_longer_one(text in plan_text(), agreed in agreements(), passed in passed(), window in window(), before in 0..400_i32, after in 0..400_i32) {
        let plan = read(&text);
        let long = Window::new(window.from().saturating_sub(Span::new().days(before)), window.to().saturating_add(Span::new().days(after))).unwrap();
        let [short, long] = [window, long].map(|window| compile_after(&plan, window, &agreed, &passed));
        for (one, other) in short.children().iter().zip(long.children()) {
            prop_assert_eq!(cut(one, short.start(), short.end()), cut(other, short.start(), short.end()));
            let nights = long.nights(&one.child);
            let skipped = usize::try_from(before).unwrap();
            let inside = &nights[skipped..skipped + usize::try_from(window.nights()).unwrap()];
            prop_assert_eq!(short.nights(&one.child), inside);
        }
        let begins_inside = |call: &plan::Call| (short.start()..short.end()).contains(&call.at);
        let inside: Vec<_> = calls(&plan, &long).into_iter().filter(begins_inside).collect();
        let few = calls(&plan, &short);
        prop_assert_eq!(&few, &inside);
        let taking_part: usize = sessions(&few).iter().map(|session| session.children.len()).sum();
        prop_assert!(taking_part <= few.len());
    }

    #[test]
    fn explanations_say_what_the_timeline_says(text in plan_text(), agreed in agreements(), passed in passed(), window in window(), share in 0..1000_i64) {
        let plan = read(&text);
        let timeline = compile_after(&plan, window, &agreed, &passed);
        let length = timeline.end().as_second() - timeline.start().as_second();
        let at = Timestamp::from_second(timeline.start().as_second() + length * share / 1000).unwrap();
        for child in timeline.children() {
            let care = child.at(at);
            let clash = child.clashes.iter().find(|clash| clash.start <= at && at < clash.end);
            match explain(&plan, &timeline, &child.child, at).map(|explanation| (explanation.outcome, explanation.steps)) {
                Some((plan::Outcome::Care(parent), steps)) => {
                    let care = care.unwrap();
                    prop_assert_eq!(care.parent, parent);
                    prop_assert_eq!(care.source, steps[0].source);
                    let rest = steps.iter().skip(1).map(|step| step.source);
                    prop_assert!(rest.filter(|source| *source != care.source).all(|source| care.overrode.contains(&source)));
                }
                Some((plan::Outcome::Clash(count), steps)) => {
                    let between: Vec<_> = steps.iter().take(count).map(|step| (step.source, step.parent)).collect();
                    prop_assert_eq!(&clash.unwrap().between, &between);
                }
                Some((plan::Outcome::Gap, _)) | None => prop_assert!(care.is_none() && clash.is_none()),
            }
        }
    }

    #[test]
    fn any_text_is_read_or_refused_without_a_panic(text in any::<String>()) {
        prop_assert!(ParentingPlan::read(&text, TODAY).is_err());
    }

    #[test]
    fn a_damaged_plan_is_read_or_refused_without_a_panic(text in plan_text(), at in any::<prop::sample::Index>(), length in 0..40_usize, new in any::<String>()) {
        let start = floor(&text, at.index(text.len()));
        let end = floor(&text, (start + length).min(text.len()));
        let damaged = format!("{}{new}{}", &text[..start], &text[end..]);
        match ParentingPlan::read(&damaged, TODAY) {
            Ok(plan) => {
                let window = Window::new(date(2027, 2, 1), date(2027, 3, 1)).unwrap();
                assert_covered_once(&plan, &compile(&plan, window, &[]));
                prop_assert!(warnings(&plan, TODAY).iter().all(|warning| !warning.message.is_empty()));
            }
            Err(problems) => prop_assert!(problems.iter().all(|problem| problem.line >= 1 && problem.column >= 1)),
        }
    }
}

/// Who has a child between two instants, by clauses that are counted from `first` on.
fn spoken(
    child: &ChildTimeline,
    (start, end): (Timestamp, Timestamp),
    first: usize,
) -> Vec<(Timestamp, Timestamp, String)> {
    let name = |source: &Source| match source {
        Source::Clause(index) => format!("clause {}", index.get().checked_sub(first).unwrap()),
        Source::Agreed(index) => format!("agreed {}", index.get()),
    };
    let names = |sources: &mut dyn Iterator<Item = &Source>| sources.map(name).collect::<Vec<_>>();
    let care = child.overlapping(start, end).iter().map(|care| {
        let overrode = names(&mut care.overrode.iter());
        let what = format!("{:?} {} {overrode:?}", care.parent, name(&care.source));
        (care.start, care.end, what)
    });
    let clashes = child.clashes.iter();
    let clashes = clashes.filter(|clash| clash.start < end && start < clash.end);
    let clashes = clashes.map(|clash| {
        let between = clash.between.iter();
        let between: Vec<_> = between.map(|(source, side)| (name(source), side)).collect();
        (clash.start, clash.end, format!("{between:?}"))
    });
    let mut all: Vec<_> = care
        .chain(clashes)
        .map(|(from, to, what)| (from.max(start), to.min(end), what))
        .collect();
    all.sort();
    all
}

/// Whether a clause looks back at what others said before.
fn looks_back(text: &str) -> bool {
    ["\"holder\"", "\"other\"", "at_most"]
        .iter()
        .any(|word| text.contains(word))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_version_follows_another_and_nothing_before_it_changes((one, other) in two_versions(), passed in passed(), after in 0..60_i32) {
        let (old, new) = (read(&one), read(&other));
        let changes = date(2026, 12, 29).saturating_add(Span::new().days(after));
        let days = |from: i32, to: i32| {
            let day = |days| changes.saturating_add(Span::new().days(days));
            Window::new(day(from), day(to)).unwrap()
        };
        let whole = old.succeeded_by(&new, changes).unwrap();
        let timeline = compile_after(&whole, days(-120, 200), &[], &passed);
        assert_covered_once(&whole, &timeline);
        assert_measures_add_up(&whole, &timeline);
        let before = compile_after(&old, days(-120, 0), &[], &passed);
        let extent = (before.start(), before.end());
        for (found, expected) in timeline.children().iter().zip(before.children()) {
            prop_assert_eq!(spoken(found, extent, 0), spoken(expected, extent, 0));
        }
        if !looks_back(&other) {
            let held = other.replacen(&format!("\nfrom = {}\n", new.from()), &format!("\nfrom = {}\n", old.from()), 1);
            let alone = compile_after(&read(&held), days(1, 200), &[], &passed);
            let extent = (alone.start(), alone.end());
            for (found, expected) in timeline.children().iter().zip(alone.children()) {
                prop_assert_eq!(spoken(found, extent, old.clauses().len()), spoken(expected, extent, 0));
            }
        }
    }
}

/// A text with its keys and tables in another order, and comments and spaces strewn in.
fn untidy() -> impl Strategy<Value = String> {
    let comments = prop::collection::vec((any::<prop::sample::Index>(), 0..5_u8), 0..20);
    (plan_text(), 0..6_usize, 0..9_usize, comments).prop_map(|(text, lines, tables, comments)| {
        let (top, rest) = text.trim_end().split_once("\n\n").unwrap();
        let mut parts: Vec<String> = rest
            .split("\n\n")
            .map(|part| {
                let mut lines_of: Vec<&str> = part.lines().collect();
                let keys = &mut lines_of[1..];
                keys.rotate_left(lines % keys.len());
                lines_of.join("\n")
            })
            .collect();
        let by = tables % parts.len();
        parts.rotate_left(by);
        let mut text = format!("{top}\n{}\n", parts.join("\n"));
        for (number, (at, kind)) in comments.into_iter().enumerate() {
            let sign = if kind == 4 { ", " } else { "\n" };
            let places: Vec<usize> = text.match_indices(sign).map(|(at, _)| at).collect();
            if places.is_empty() {
                continue;
            }
            let place = places[at.index(places.len())];
            let new = match kind {
                0 => "\n\n".to_owned(),
                1 => format!("\n  # comment {number}.\r\n"),
                2 => format!("\n\n# comment {number}.\n\n"),
                3 if text[..place].rsplit('\n').next().unwrap().contains('#') => "\n\t".to_owned(),
                3 => format!("   # comment {number}.\n"),
                _ => format!(", # comment {number}.\n "),
            };
            text.replace_range(place..place + sign.len(), &new);
        }
        text
    })
}

fn comments(text: &str) -> Vec<&str> {
    let mut found: Vec<&str> = text
        .match_indices("# comment")
        .filter_map(|(at, _)| text[at..].split_inclusive('.').next())
        .collect();
    found.sort_unstable();
    found
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_formatted_plan_means_the_same(text in untidy(), window in window()) {
        let formatted = plan::format(&text).unwrap();
        prop_assert_eq!(plan::format(&formatted).unwrap(), formatted.clone());
        prop_assert_eq!(comments(&formatted), comments(&text));
        prop_assert!(!formatted.contains('\r') && !formatted.contains("\n\n\n"));
        let (before, after) = (read(&text), read(&formatted));
        prop_assert_eq!(&after, &before);
        let (one, other) = (compile(&before, window, &[]), compile(&after, window, &[]));
        for (one, other) in one.children().iter().zip(other.children()) {
            prop_assert_eq!(stretches(one), stretches(other));
        }
    }

    #[test]
    fn a_damaged_plan_is_formatted_or_refused_as_it_is_read(text in untidy(), at in any::<prop::sample::Index>(), length in 0..40_usize, new in any::<String>()) {
        let start = floor(&text, at.index(text.len()));
        let end = floor(&text, (start + length).min(text.len()));
        let damaged = format!("{}{new}{}", &text[..start], &text[end..]);
        match plan::format(&damaged) {
            Ok(formatted) => {
                prop_assert_eq!(plan::format(&formatted).unwrap(), formatted.clone());
                let read = ParentingPlan::read(&damaged, TODAY);
                prop_assert_eq!(ParentingPlan::read(&formatted, TODAY).ok(), read.ok());
            }
            Err(problems) => prop_assert_eq!(ParentingPlan::read(&damaged, TODAY).unwrap_err(), problems),
        }
    }
}

fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
