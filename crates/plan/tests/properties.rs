//! What holds for every plan: time is covered once, measures add up, a window does not depend on
//! how much more was compiled, and no text makes reading panic.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test may stop, and reads the files that it checks"
)]

mod common;

use common::random::{agreements, plan_text};
use common::{TODAY, read};
use jiff::civil::date;
use jiff::{Span, Timestamp};
use plan::{ChildTimeline, ParentingPlan, Timeline, Window, compile, explain, measure};
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
    let handovers: usize = timeline
        .handovers()
        .iter()
        .map(|handover| handover.children.len())
        .sum();
    let counted: u32 = measures.children.iter().map(|child| child.handovers).sum();
    assert_eq!(handovers, usize::try_from(counted).unwrap());
    let all = measures.together.a + measures.together.b + measures.apart;
    assert!(all <= timeline.window().nights());
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
    fn each_instant_is_covered_once_and_measures_add_up(text in plan_text(), agreed in agreements(), window in window()) {
        let plan = read(&text);
        let timeline = compile(&plan, window, &agreed);
        assert_covered_once(&plan, &timeline);
        assert_measures_add_up(&plan, &timeline);
    }

    #[test]
    fn a_window_is_the_same_inside_a_longer_one(text in plan_text(), agreed in agreements(), window in window(), before in 0..400_i32, after in 0..400_i32) {
        let plan = read(&text);
        let long = Window::new(window.from().saturating_sub(Span::new().days(before)), window.to().saturating_add(Span::new().days(after))).unwrap();
        let (short, long) = (compile(&plan, window, &agreed), compile(&plan, long, &agreed));
        for (one, other) in short.children().iter().zip(long.children()) {
            prop_assert_eq!(cut(one, short.start(), short.end()), cut(other, short.start(), short.end()));
            let nights = long.nights(&one.child);
            let skipped = usize::try_from(before).unwrap();
            let inside = &nights[skipped..skipped + usize::try_from(window.nights()).unwrap()];
            prop_assert_eq!(short.nights(&one.child), inside);
        }
    }

    #[test]
    fn explanations_say_what_the_timeline_says(text in plan_text(), agreed in agreements(), window in window(), share in 0..1000_i64) {
        let plan = read(&text);
        let timeline = compile(&plan, window, &agreed);
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
                prop_assert!(plan::warnings(&plan, TODAY).iter().all(|warning| !warning.message.is_empty()));
            }
            Err(problems) => prop_assert!(problems.iter().all(|problem| problem.line >= 1 && problem.column >= 1)),
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
