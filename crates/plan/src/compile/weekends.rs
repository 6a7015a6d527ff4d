//! Alternate weekends as spans. An alternation that counts weekends in a row looks back at who
//! had them, from its start on, so that every window gives the same; it asks only clauses that
//! are stronger than itself, and those once, so that no two rules ask each other.

use super::layers::Span;
use super::rules::{self, Sink};
use super::scope::{ClauseScope, Scope};
use super::zone::{Cursor, Zones};
use super::{Asked, Case, Context, MARGIN_SECONDS, agreed_spans, clause_key};
use crate::day::{self, DAY_SECONDS};
use crate::rule::{InARow, Rule, Weekends};
use crate::timeline::Source;
use crate::{Clause, ClauseIndex, Side};

/// The weekends that meet the clip, each for whom the rule gives it.
pub(crate) fn weekends_spans(
    weekends: &Weekends,
    scope: &ClauseScope<'_>,
    sink: &mut Sink<'_, '_>,
) {
    match limit(weekends) {
        None => rolling(weekends, scope, sink),
        Some(limit) => {
            let (earliest, last) = (earliest_start(weekends, scope.case), scope.days(0).1);
            if last < day::number(weekends.start) {
                return;
            }
            // The window's own zones say nothing about the years before it.
            let context = scope.case.context;
            let zones = Zones::new(
                context.plan,
                i64::from(earliest) * DAY_SECONDS - MARGIN_SECONDS,
                scope.plan.clip.1.saturating_add(MARGIN_SECONDS),
            );
            let context = Context {
                zones: &zones,
                ..context
            };
            let asking = Case {
                context,
                ..scope.case
            };
            let since = earliest.max(scope.plan.first_day);
            let begin = zones.plan().instant(i64::from(since) * DAY_SECONDS);
            let stretch = Scope::new(
                scope.plan.first_day,
                scope.plan.end_day,
                (begin, scope.plan.clip.1),
            );
            let Some(stretch) = stretch.of_version(asking).narrowed(asking) else {
                return;
            };
            let mut stronger = stronger_spans(&stretch, clause_key(scope.case.clause));
            stronger.sort_by_key(|span| span.start);
            let cut = scope.days(9).0;
            counted(weekends, limit, &stretch, &stronger, |day, side| {
                if day >= cut {
                    push(weekends, day, side, sink);
                }
            });
        }
    }
}

/// How many weekends in a row are allowed, and whether one more begins a new alternation.
fn limit(weekends: &Weekends) -> Option<(u32, bool)> {
    match weekends.in_a_row {
        InARow::RollOn => None,
        InARow::Continue { at_most } => Some((u32::from(at_most.max(1)), false)),
        InARow::Restart { at_most } => Some((u32::from(at_most.max(1)), true)),
    }
}

/// Alternation by the calendar, in both directions from the start.
fn rolling(weekends: &Weekends, scope: &ClauseScope<'_>, sink: &mut Sink<'_, '_>) {
    let (first, end) = scope.days(9);
    let first = first.max(scope.own_first);
    let end = end.min(scope.own_end);
    let start = day::number(weekends.start);
    let distance = (i64::from(first) - i64::from(start)).div_euclid(7);
    let Ok(mut index) = i32::try_from(distance) else {
        return;
    };
    loop {
        let day = start.saturating_add(index.saturating_mul(7));
        if day >= end {
            return;
        }
        if scope.holds_on(day) {
            let side = match index.rem_euclid(2) {
                0 => weekends.first,
                _ => weekends.first.other(),
            };
            push(weekends, day, side, sink);
        }
        index += 1;
    }
}

fn push(weekends: &Weekends, day: i32, side: Side, sink: &mut Sink<'_, '_>) {
    let (start, end) = times(weekends, day, &mut sink.clock);
    sink.push(start, end, side);
}

/// When the weekend that begins on a day begins and ends, in UTC seconds.
fn times(weekends: &Weekends, day: i32, clock: &mut Cursor<'_>) -> (i64, i64) {
    let local = i64::from(day) * DAY_SECONDS;
    let window = &weekends.window;
    let days = i64::from(window.days) * DAY_SECONDS;
    (
        clock.instant(local + day::clock_seconds(window.from)),
        clock.instant(local + days + day::clock_seconds(window.until)),
    )
}

/// The first day of this alternation or of a stronger one that counts weekends for the child.
fn earliest_start(weekends: &Weekends, case: Case<'_>) -> i32 {
    let key = clause_key(case.clause);
    let others = case
        .context
        .plan
        .clauses()
        .iter()
        .filter(|clause| clause_key(clause) < key && clause.concerns(&case.child.id));
    let counting = others.filter_map(|clause| match &clause.rule {
        Some(Rule::Weekends(other)) if limit(other).is_some() => Some(day::number(other.start)),
        _ => None,
    });
    counting.fold(day::number(weekends.start), i32::min)
}

/// Everything over a stretch that is stronger than `key`. The clauses are taken from the
/// strongest down, so that each alternation among them is handed what is above it.
fn stronger_spans(stretch: &ClauseScope<'_>, key: u64) -> Vec<Span> {
    let Case { context, child, .. } = stretch.case;
    let asked = Asked::Stronger(key);
    let context = context.as_agreed();
    let mut spans: Vec<Span> = agreed_spans(context, stretch.plan.clip)
        .iter()
        .filter(|(one_off, span)| one_off.children.contains(&child.id) && asked.admits(span.key))
        .map(|(_, span)| *span)
        .collect();
    let mut clauses: Vec<(u64, ClauseIndex, &Clause)> = context
        .plan
        .indexed_clauses()
        .map(|(index, clause)| (clause_key(clause), index, clause))
        .filter(|(own, _, clause)| asked.admits(*own) && clause.concerns(&child.id))
        .collect();
    clauses.sort_by_key(|(own, index, _)| (*own, *index));
    for (own, index, clause) in clauses {
        let Some(case) = Case::new(context, clause, child, asked) else {
            continue;
        };
        let scope = stretch.plan.of_version(case).narrowed(case);
        let (Some(rule), Some(scope)) = (&clause.rule, scope) else {
            continue;
        };
        let template = Span {
            start: 0,
            end: 0,
            key: own,
            order: u32::from(index.0) << 16,
            source: Source::Clause(index),
            side: Side::A,
        };
        if let Rule::Weekends(other) = rule
            && let Some(limit) = limit(other)
        {
            let above = spans.iter().filter(|span| span.key < own);
            let mut above: Vec<Span> = above.copied().collect();
            above.sort_by_key(|span| span.start);
            let mut sink = Sink::new(&scope, template, &mut spans);
            counted(other, limit, &scope, &above, |day, side| {
                push(other, day, side, &mut sink);
            });
        } else {
            rules::spans(rule, &scope, template, &mut spans);
        }
    }
    spans
}

/// Goes through the weekends from the start of an alternation on, each given on with the day
/// on which it begins and the parent who has it by the rule. `stronger` is sorted.
fn counted(
    weekends: &Weekends,
    (at_most, restarts): (u32, bool),
    stretch: &ClauseScope<'_>,
    stronger: &[Span],
    mut give: impl FnMut(i32, Side),
) {
    let context = stretch.case.context;
    let mut clock = context.zones.of(stretch.case.clause).cursor();
    let mut holders = Holders::new(stronger);
    let end = stretch.days(0).1.min(stretch.own_end);
    let mut day = day::number(weekends.start);
    let mut turn = weekends.first;
    let mut row: Option<(Side, u32)> = None;
    while day < end {
        let (start, until) = times(weekends, day, &mut clock);
        let middle = start.midpoint(until);
        let swapped = row.is_some_and(|(side, count)| side == turn && count >= at_most);
        let side = if swapped { turn.other() } else { turn };
        let holds = stretch.holds_on(day);
        if holds {
            give(day, side);
        }
        let by_rule = (holds && middle >= stretch.plan.clip.0).then_some(side);
        let had = holders.at(middle).or(by_rule);
        row = had.map(|had| match row {
            Some((side, count)) if side == had => (side, count.saturating_add(1)),
            _ => (had, 1),
        });
        turn = if restarts && swapped && had == Some(side) {
            side.other()
        } else {
            turn.other()
        };
        day = day.saturating_add(7);
    }
}

/// Who has the child at instants that only go forward.
struct Holders<'s> {
    waiting: std::iter::Peekable<std::slice::Iter<'s, Span>>,
    active: Vec<Span>,
}

impl<'s> Holders<'s> {
    /// From spans sorted by their beginning.
    fn new(spans: &'s [Span]) -> Holders<'s> {
        Holders {
            waiting: spans.iter().peekable(),
            active: Vec::new(),
        }
    }

    /// `None` when nobody has, or equals clash.
    fn at(&mut self, at: i64) -> Option<Side> {
        while let Some(span) = self.waiting.next_if(|span| span.start <= at) {
            self.active.push(*span);
        }
        self.active.retain(|span| span.end > at);
        let key = self.active.iter().map(|span| span.key).min()?;
        let mut strongest = self.active.iter().filter(|span| span.key == key);
        let side = strongest.next()?.side;
        strongest.all(|span| span.side == side).then_some(side)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;
    use crate::compile::{layers, speakers};
    use crate::{OneOff, ParentingPlan, Passed};

    fn text(zone: &str, clauses: &[String]) -> String {
        let clauses: Vec<String> = clauses
            .iter()
            .enumerate()
            .map(|(index, clause)| {
                format!("[[clause]]\nid = \"c{index}\"\ntitle = {{ en = \"T\" }}\nsentence = {{ en = \"S\" }}\n{clause}\n")
            })
            .collect();
        format!(
            "edition = 1\ntitle = \"T\"\nzone = \"{zone}\"\nfrom = 2027-01-09\n\
             [[parent]]\nid = \"mara\"\nname = \"Mara\"\n[[parent]]\nid = \"elias\"\nname = \"Elias\"\n\
             [[child]]\nid = \"noor\"\nname = \"Noor\"\nborn = 2020-05-21\n{}",
            clauses.concat()
        )
    }

    fn parent() -> impl Strategy<Value = &'static str> {
        prop_oneof![Just("mara"), Just("elias")]
    }

    fn alternation(rank: &'static str) -> impl Strategy<Value = String> {
        let then = prop_oneof![Just("continue"), Just("restart")];
        let start = prop_oneof![Just("2026-10-02"), Just("2027-02-05"), Just("2027-03-12")];
        (parent(), start, 1..4_u8, then).prop_map(move |(first, start, most, then)| {
            format!("rank = \"{rank}\"\nweekends = {{ first = \"{first}\", start = {start}, window = \"fri 18:00 - sun 18:00\", at_most = {most}, then = \"{then}\" }}")
        })
    }

    fn holidays() -> impl Strategy<Value = String> {
        let span =
            (parent(), 1..8_u8, 1..28_u8, 1..20_i32).prop_map(|(parent, month, day, days)| {
                let from = date(
                    2027,
                    i8::try_from(month).unwrap(),
                    i8::try_from(day).unwrap(),
                );
                let until = from.saturating_add(jiff::Span::new().days(days));
                format!("{{ parent = \"{parent}\", from = {from}T11:00:00, until = {until} }}")
            });
        prop::collection::vec(span, 1..6)
            .prop_map(|spans| format!("spans = [{}]", spans.join(", ")))
    }

    /// One question a weekend, each to everything that is stronger.
    fn asked_one_by_one(
        weekends: &Weekends,
        scope: &ClauseScope<'_>,
        key: u64,
    ) -> Vec<(i32, Side)> {
        let Case { context, child, .. } = scope.case;
        let (at_most, restarts) = limit(weekends).unwrap();
        let mut clock = context.zones.of(scope.case.clause).cursor();
        let mut given = Vec::new();
        let mut had: Vec<Option<Side>> = Vec::new();
        let mut turn = weekends.first;
        let mut day = day::number(weekends.start);
        let last = scope.days(0).1;
        while day < last {
            let (start, end) = times(weekends, day, &mut clock);
            let middle = start.midpoint(end);
            let before: Vec<_> = had
                .iter()
                .rev()
                .take(usize::try_from(at_most).unwrap())
                .collect();
            let many = before.len() == usize::try_from(at_most).unwrap();
            let swapped = many && before.iter().all(|had| **had == Some(turn));
            let side = if swapped { turn.other() } else { turn };
            given.push((day, side));
            let in_plan = middle >= scope.plan.clip.0;
            let stronger = in_plan
                .then(|| layers::holder(&speakers(context, child, middle, Asked::Stronger(key))))
                .flatten();
            let who = stronger.or(in_plan.then_some(side));
            had.push(who);
            turn = if restarts && swapped && who == Some(side) {
                side.other()
            } else {
                turn.other()
            };
            day += 7;
        }
        given
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn what_is_asked_once_is_what_is_asked_weekend_by_weekend(
            weaker in alternation("visit"),
            stronger in prop::option::of(alternation("school-holiday")),
            spans in prop::collection::vec(holidays(), 0..3),
            swap in prop::option::of((1..8_i8, 1..28_i8, any::<bool>())),
            zone in prop_oneof![Just("Europe/Amsterdam"), Just("America/Chicago"), Just("Australia/Lord_Howe")],
            rhythm in any::<bool>(),
        ) {
            let mut clauses = vec![weaker];
            clauses.extend(stronger);
            clauses.extend(spans);
            if rhythm {
                clauses.push("from = 2027-05-01\nrank = \"school-holiday\"\nnights = { sequence = \"MMMEEE\", start = 2027-05-01, change = \"17:00\" }".to_owned());
            }
            let plan = ParentingPlan::read(&text(zone, &clauses), date(2026, 11, 20)).unwrap();
            let child = &plan.children()[0];
            let agreed: Vec<OneOff> = swap
                .map(|(month, day, first)| OneOff {
                    id: "swap".to_owned(),
                    children: vec![child.id.clone()],
                    parent: if first { Side::A } else { Side::B },
                    start: date(2027, month, day).at(9, 0, 0, 0),
                    end: date(2027, month, day).at(21, 0, 0, 0),
                })
                .into_iter()
                .collect();
            let begin = day::local_seconds(date(2026, 9, 1).at(0, 0, 0, 0));
            let end = day::local_seconds(date(2027, 12, 1).at(0, 0, 0, 0));
            let zones = Zones::new(&plan, begin, end);
            let passed = Passed::default();
            let context = Context { plan: &plan, agreed: &agreed, on_top: agreed.len(), passed: &passed, zones: &zones };
            let case = Case::new(context, &plan.clauses()[0], child, Asked::Everything).unwrap();
            let first_day = day::number(plan.from());
            let plan_start = zones.plan().instant(i64::from(first_day) * DAY_SECONDS);
            let scope = Scope::new(first_day, i32::MAX, (plan_start, end)).narrowed(case).unwrap();
            let Some(Rule::Weekends(weekends)) = &plan.clauses()[0].rule else {
                panic!("the first clause is an alternation");
            };
            let key = clause_key(case.clause);
            let mut stronger = stronger_spans(&scope, key);
            stronger.sort_by_key(|span| span.start);
            let mut found = Vec::new();
            counted(weekends, limit(weekends).unwrap(), &scope, &stronger, |day, side| found.push((day, side)));
            prop_assert_eq!(found, asked_one_by_one(weekends, &scope, key));
        }
    }
}
