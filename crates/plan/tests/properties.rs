//! What holds for every plan: time is covered once, measures add up, a window does not depend on
//! how much more was compiled, and no text makes reading panic.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test may stop, and reads the files that it checks"
)]

mod common;

use common::{TODAY, read};
use jiff::civil::{Date, date};
use jiff::{Span, Timestamp};
use plan::{
    ChildTimeline, OneOff, ParentingPlan, Side, Timeline, Window, compile, explain, measure,
};
use proptest::prelude::*;

fn parent() -> impl Strategy<Value = &'static str> {
    prop_oneof![Just("mara"), Just("elias")]
}

fn day(from: Date, days: std::ops::Range<i32>) -> impl Strategy<Value = Date> {
    days.prop_map(move |offset| from.saturating_add(Span::new().days(offset)))
}

fn clock() -> impl Strategy<Value = String> {
    (
        0..24_u8,
        prop_oneof![Just(0_u8), Just(15), Just(30), Just(45)],
    )
        .prop_map(|(hour, minute)| format!("{hour:02}:{minute:02}"))
}

const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

fn nights() -> impl Strategy<Value = String> {
    let sequence = prop::collection::vec(prop_oneof![Just('M'), Just('E')], 1..30);
    (sequence, day(date(2026, 6, 1), 0..700), clock()).prop_map(|(sequence, start, change)| {
        let sequence: String = sequence.into_iter().collect();
        format!("nights = {{ sequence = \"{sequence}\", start = {start}, change = \"{change}\" }}")
    })
}

fn nights_by_weekday() -> impl Strategy<Value = String> {
    let sequence = prop::collection::vec(prop_oneof![Just('M'), Just('E')], 14);
    (sequence, day(date(2026, 6, 1), 0..700), clock(), clock(), 0..7_usize).prop_map(|(sequence, start, one, other, weekday)| {
        let sequence: String = sequence.into_iter().collect();
        let name = DAYS[weekday];
        format!("nights = {{ sequence = \"{sequence}\", start = {start}, change = {{ {name} = \"{one}\", other = \"{other}\" }} }}")
    })
}

fn weeks() -> impl Strategy<Value = String> {
    (parent(), prop::option::of(parent()), 0..7_usize, clock()).prop_map(
        |(odd, even, weekday, change)| {
            let even = even
                .map(|even| format!("even = \"{even}\", "))
                .unwrap_or_default();
            format!(
                "weeks = {{ odd = \"{odd}\", {even}day = \"{}\", change = \"{change}\" }}",
                DAYS[weekday]
            )
        },
    )
}

fn weekly() -> impl Strategy<Value = String> {
    let window =
        (0..7_usize, clock(), 1..7_usize, clock()).prop_map(|(first, from, days, until)| {
            format!(
                "\"{} {from} - {} {until}\"",
                DAYS[first],
                DAYS[(first + days) % 7]
            )
        });
    let every = prop_oneof![
        Just(""),
        Just(", every = 2, start = 2027-02-06"),
        Just(", every = 3, start = 2028-01-01"),
        Just(", weeks = \"odd\"")
    ];
    (parent(), prop::collection::vec(window, 1..4), every).prop_map(|(parent, windows, every)| {
        format!(
            "weekly = {{ parent = \"{parent}\", windows = [{}]{every} }}",
            windows.join(", ")
        )
    })
}

fn spans() -> impl Strategy<Value = String> {
    let span = (parent(), day(date(2026, 6, 1), 0..800), clock(), 1..40_i32).prop_map(
        |(parent, from, time, days)| {
            let until = from.saturating_add(Span::new().days(days));
            format!(
                "{{ parent = \"{parent}\", from = {from}T{time}:00, until = {until}T{time}:00 }}"
            )
        },
    );
    prop::collection::vec(span, 1..6).prop_map(|spans| format!("spans = [{}]", spans.join(", ")))
}

fn clause() -> impl Strategy<Value = String> {
    let rule = prop_oneof![
        nights(),
        nights_by_weekday(),
        weeks(),
        weekly(),
        spans(),
        parent().prop_map(|parent| format!("always = \"{parent}\"")),
    ];
    let limits = prop_oneof![
        4 => Just(String::new()),
        1 => day(date(2026, 8, 1), 0..500).prop_map(|from| format!("from = {from}\n")),
        1 => day(date(2026, 8, 1), 0..500).prop_map(|until| format!("until = {until}\n")),
        1 => (1..3_u8).prop_map(|age| format!("from_birthday = {age}\n")),
        1 => (1..3_u8).prop_map(|age| format!("until_birthday = {age}\n")),
    ];
    let rank = prop_oneof![4 => Just(""), 1 => Just("rank = \"holiday\"\n"), 1 => Just("rank = \"agreed\"\n")];
    let children = prop_oneof![2 => Just(""), 1 => Just("children = [\"noor\"]\n"), 1 => Just("children = [\"pim\"]\n")];
    (children, limits, rank, rule)
        .prop_map(|(children, limits, rank, rule)| format!("{children}{limits}{rank}{rule}"))
}

/// The text of a plan for two children, one of them born while it holds.
fn plan_text() -> impl Strategy<Value = String> {
    let zone = prop_oneof![
        Just("Europe/Amsterdam"),
        Just("America/Chicago"),
        Just("Australia/Lord_Howe"),
        Just("Africa/Casablanca"),
        Just("UTC")
    ];
    let until = prop::option::of(day(date(2027, 3, 1), 0..400));
    let night = prop_oneof![3 => Just(""), 1 => Just("night_at = \"03:00\"\n"), 1 => Just("night_at = \"23:45\"\n")];
    (zone, until, night, prop::collection::vec(clause(), 1..7)).prop_map(
        |(zone, until, night, clauses)| {
            let until = until
                .map(|until| format!("until = {until}\n"))
                .unwrap_or_default();
            let clauses: Vec<&str> = clauses.iter().map(String::as_str).collect();
            common::with_clauses_from("2026-07-01", &clauses)
                .replace("Europe/Amsterdam", zone)
                .replace(
                    "\n[[parent]]\nid = \"mara\"",
                    &format!("{until}{night}\n[[parent]]\nid = \"mara\""),
                )
                .replacen(
                    "\n[[clause]]",
                    "\n[[child]]\nid = \"pim\"\nname = \"Pim\"\nborn = 2026-10-15\n\n[[clause]]",
                    1,
                )
        },
    )
}

fn agreements() -> impl Strategy<Value = Vec<OneOff>> {
    let one = (
        day(date(2026, 9, 1), 0..500),
        0..24_i8,
        1..10_i32,
        0..3_usize,
        any::<bool>(),
    );
    prop::collection::vec(one, 0..6).prop_map(|list| {
        list.into_iter()
            .map(|(start, hour, days, whom, first)| OneOff {
                id: "swap".to_owned(),
                children: [vec!["noor"], vec!["pim"], vec!["noor", "pim"]][whom]
                    .iter()
                    .map(|id| id.parse().unwrap())
                    .collect(),
                parent: if first { Side::A } else { Side::B },
                start: start.at(hour, 30, 0, 0),
                end: start
                    .saturating_add(Span::new().days(days))
                    .at(hour, 0, 0, 0),
            })
            .collect()
    })
}

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
            }
            Err(problems) => prop_assert!(problems.iter().all(|problem| problem.line >= 1 && problem.column >= 1)),
        }
    }
}

fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
