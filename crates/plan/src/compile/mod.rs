//! From a plan and a window to the timeline of care. Everything is resolved on UTC seconds:
//! each rule yields spans (`rules`), the zone turns their clock times into instants (`zone`),
//! and one sweep decides by precedence (`layers`). Pure; touches no clock.

mod layers;
mod rules;
mod zone;

use std::sync::Arc;

use crate::day::{self, DAY_SECONDS};
use crate::timeline::{AgreedIndex, ChildTimeline, OneOff, Source, Timeline, Window};
use crate::{Child, Clause, ParentingPlan, Side};

pub(crate) use self::layers::Span;
use self::layers::{Extent, Interner};
use self::rules::Scope;
pub(crate) use self::zone::{Zone, timestamp};

/// How far around a window clock times are still exact; longer than any unit of a rule.
const MARGIN_SECONDS: i64 = 10 * DAY_SECONDS;

/// Compiles a plan over a window, with the one-offs that were agreed beside it.
///
/// Children that a one-off names and the plan does not know are passed over, as are one-offs
/// that end before they begin. Cost: some nanoseconds a day and child; see the benchmark.
///
/// ```
/// # use jiff::civil::date;
/// # let text = plan::EXAMPLE;
/// let plan = plan::ParentingPlan::read(text, date(2026, 9, 1))?;
/// let window = plan::Window::new(date(2027, 2, 1), date(2027, 3, 1))?;
/// let timeline = plan::compile(&plan, window, &[]);
/// assert_eq!(timeline.handovers().len(), 8);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn compile(plan: &ParentingPlan, window: Window, agreed: &[OneOff]) -> Timeline {
    let midnight = |number: i32| i64::from(number) * DAY_SECONDS;
    let (first, end) = (day::number(window.from()), day::number(window.to()));
    let zone = Zone::new(plan.zone(), midnight(first) - MARGIN_SECONDS, midnight(end) + MARGIN_SECONDS);
    let night_seconds = day::clock_seconds(plan.night_at());
    let plan_end = plan.until().map_or(i32::MAX, day::number);
    let extent = (zone.instant(midnight(first)), zone.instant(midnight(end)));
    let compiler = Compiler {
        plan,
        agreed,
        zone: &zone,
        start: extent.0,
        end: extent.1,
        plan_end: zone.instant(midnight(plan_end.min(end))),
        last_night: zone.instant(midnight(plan_end.min(end)) + night_seconds),
    };
    let mut interner = Interner::default();
    let mut spans = Vec::new();
    let children = plan.children().iter().map(|child| compiler.child(child, &mut spans, &mut interner)).collect();
    Timeline {
        window,
        start: timestamp(extent.0),
        end: timestamp(extent.1),
        children,
        agreed: Arc::from(agreed),
        night_seconds,
        last_night: plan_end.min(end) - 1,
        zone,
    }
}

/// What all children of one compilation share.
struct Compiler<'p> {
    plan: &'p ParentingPlan,
    agreed: &'p [OneOff],
    zone: &'p Zone,
    start: i64,
    end: i64,
    /// Where the plan ends, or the window if that is earlier.
    plan_end: i64,
    /// When the last night of the plan's dates inside the window is counted.
    last_night: i64,
}

impl Compiler<'_> {
    fn child(&self, child: &Child, spans: &mut Vec<Span>, interner: &mut Interner) -> ChildTimeline {
        spans.clear();
        let care_begins = care_begins(self.plan, child);
        let plan_start = self.zone.instant(i64::from(care_begins) * DAY_SECONDS).max(self.start);
        let scope = Scope {
            first_day: care_begins,
            end_day: self.plan.until().map_or(i32::MAX, day::number),
            clip: (plan_start, self.plan_end),
        };
        clause_spans(self.plan, child, self.zone, scope, spans);
        agreed_spans(self.plan, self.agreed, child, self.zone, (self.start, self.end), spans);
        spans.sort_by_key(|span| span.start);
        let extent = Extent { window: (self.start, self.end), plan: (plan_start, self.plan_end) };
        let mut timeline = layers::resolve(child.id.clone(), spans, &extent, interner);
        timeline.last_night = layers::holder(&speakers(self.plan, self.agreed, child, self.zone, self.last_night));
        timeline
    }
}

/// The first day of care of a child: the plan's or the child's own.
fn care_begins(plan: &ParentingPlan, child: &Child) -> i32 {
    day::number(plan.from().max(child.born))
}

/// Everything that speaks of one instant, the strongest first. The plan's own end is left
/// out of account, so that its last night can be counted after its last date.
pub(crate) fn speakers(plan: &ParentingPlan, agreed: &[OneOff], child: &Child, zone: &Zone, at: i64) -> Vec<Span> {
    let first_day = care_begins(plan, child);
    let clip = (at, at.saturating_add(1));
    let mut spans = Vec::new();
    if at >= zone.instant(i64::from(first_day) * DAY_SECONDS) {
        let scope = Scope { first_day, end_day: i32::MAX, clip };
        clause_spans(plan, child, zone, scope, &mut spans);
    }
    agreed_spans(plan, agreed, child, zone, clip, &mut spans);
    spans.sort_by_key(|span| (span.key, span.order));
    spans
}

/// Clauses stand below every one-off of the same rank.
fn clause_key(clause: &Clause) -> u64 {
    (u64::from(clause.rank.0) << 32) | u64::from(u32::MAX)
}

fn clause_spans(plan: &ParentingPlan, child: &Child, zone: &Zone, scope: Scope, spans: &mut Vec<Span>) {
    for (index, clause) in plan.indexed_clauses() {
        let Some(rule) = &clause.rule else { continue };
        if clause.concerns(&child.id) {
            let scope = scope.narrowed(clause, child);
            let template = Span {
                start: 0,
                end: 0,
                key: clause_key(clause),
                order: u32::from(index.0) << 16,
                source: Source::Clause(index),
                side: Side::A,
            };
            rules::spans(rule, &scope, zone, template, spans);
        }
    }
}

fn agreed_spans(
    plan: &ParentingPlan,
    agreed: &[OneOff],
    child: &Child,
    zone: &Zone,
    clip: (i64, i64),
    spans: &mut Vec<Span>,
) {
    let rank = u64::from(plan.agreed_rank().0) << 32;
    for (one_off, index) in agreed.iter().zip(0_u32..u32::MAX) {
        if !one_off.children.contains(&child.id) {
            continue;
        }
        let start = zone.instant(day::local_seconds(one_off.start)).max(clip.0);
        let end = zone.instant(day::local_seconds(one_off.end)).min(clip.1);
        if start < end {
            // The later of two agreements is the stronger one.
            let key = rank | u64::from(u32::MAX - 1 - index);
            let source = Source::Agreed(AgreedIndex(index));
            spans.push(Span { start, end, key, order: index, source, side: one_off.parent });
        }
    }
}
