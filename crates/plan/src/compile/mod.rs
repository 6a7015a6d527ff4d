//! From a plan and a window to the timeline of care. Everything is resolved on UTC seconds:
//! each rule yields spans (`rules`), the zone turns their clock times into instants (`zone`),
//! and one sweep decides by precedence (`layers`). Pure; touches no clock.

mod days;
mod expand;
mod holiday;
mod holiday_days;
mod holiday_share;
mod layers;
mod month;
mod rules;
mod scope;
mod weekends;
mod zone;

use std::sync::Arc;

use crate::day::{self, DAY_SECONDS};
use crate::home::Homes;
use crate::timeline::{AgreedIndex, ChildTimeline, LastNights, OneOff, Source, Timeline, Window};
use crate::{Child, Clause, ClauseIndex, ParentingPlan, Passed, Rank, Side};

use self::expand::{Expansions, Run};
pub use self::holiday_days::{Occurrence, holiday_occurrences};
pub(crate) use self::layers::Span;
use self::layers::{Extent, Interner};
use self::scope::Near;
pub(crate) use self::scope::Scope;
pub(crate) use self::zone::{Zone, Zones, timestamp};

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
    compile_after(plan, window, agreed, &Passed::default())
}

/// The same, with what has happened that the plan's steps wait for.
pub fn compile_after(
    plan: &ParentingPlan,
    window: Window,
    agreed: &[OneOff],
    passed: &Passed,
) -> Timeline {
    compile_over(plan, window, agreed, agreed.len(), passed)
}

/// The same, where the one-offs from the place `on_top` on are what happened: they stand above
/// every rank, and no rule takes account of them.
pub(crate) fn compile_over(
    plan: &ParentingPlan,
    window: Window,
    agreed: &[OneOff],
    on_top: usize,
    passed: &Passed,
) -> Timeline {
    let midnight = |number: i32| i64::from(number) * DAY_SECONDS;
    let (first, end) = (day::number(window.from()), day::number(window.to()));
    let margin = MARGIN_SECONDS + holiday::margin_seconds(plan);
    let zones = Zones::new(plan, midnight(first) - margin, midnight(end) + margin);
    let zone = zones.plan();
    let night_seconds = day::clock_seconds(plan.night_at());
    let plan_end = plan.until().map_or(i32::MAX, day::number);
    let extent = (zone.instant(midnight(first)), zone.instant(midnight(end)));
    // The window's last night is counted after its end. Where the plan's own end is too far
    // off to be noticed, the sweep itself can say who has it.
    let goes_on = plan_end > end.saturating_add(NOTICED_DAYS);
    let night = goes_on.then(|| zone.instant(midnight(end) + night_seconds));
    let context = Context {
        plan,
        agreed,
        on_top,
        passed,
        zones: &zones,
    };
    let compiler = Compiler {
        context,
        agreed_spans: agreed_spans(context, (extent.0, after(night).max(extent.1))),
        start: extent.0,
        end: extent.1,
        night,
        plan_end: zone.instant(midnight(plan_end.min(end))),
        last_day: plan_end.min(end) - 1,
        window_last_day: end - 1,
        night_seconds,
    };
    let mut made = Made {
        expansions: Expansions::new(end.saturating_sub(first)),
        interner: Interner::default(),
        of: Vec::new(),
        children: Vec::new(),
    };
    for child in plan.children() {
        compiler.child(child, &mut made);
    }
    Timeline {
        window,
        start: timestamp(extent.0),
        end: timestamp(extent.1),
        children: made.children,
        agreed: Arc::from(agreed),
        on_top,
        passed: Arc::new(passed.clone()),
        night_seconds,
        last_day: plan_end.min(end) - 1,
        zones,
        homes: Homes::of(plan),
    }
}

/// A plan's end at least so many days after an instant is nothing to the rules at that instant.
const NOTICED_DAYS: i32 = 10;

/// The second after an instant, if there is one.
fn after(instant: Option<i64>) -> i64 {
    instant.map_or(i64::MIN, |at| at.saturating_add(1))
}

/// What everything in one compilation is asked of.
#[allow(dead_code, reason = "read by the rules that ask others")]
#[derive(Debug, Clone, Copy)]
pub(crate) struct Context<'c> {
    pub(crate) plan: &'c ParentingPlan,
    pub(crate) agreed: &'c [OneOff],
    /// The place in `agreed` from which on it is what happened.
    pub(crate) on_top: usize,
    pub(crate) passed: &'c Passed,
    pub(crate) zones: &'c Zones,
}

impl<'c> Context<'c> {
    /// What a timeline of this plan was compiled from.
    pub(crate) fn of(plan: &'c ParentingPlan, timeline: &'c Timeline) -> Context<'c> {
        Context {
            plan,
            agreed: timeline.agreed(),
            on_top: timeline.on_top,
            passed: timeline.passed(),
            zones: &timeline.zones,
        }
    }

    /// Without what happened, which is nothing to the rules.
    fn as_agreed(self) -> Self {
        let agreed = self.agreed.get(..self.on_top).unwrap_or(self.agreed);
        Context { agreed, ..self }
    }
}

/// One clause for one child: what a rule may look at beside itself.
#[allow(dead_code, reason = "read by the rules that ask others")]
#[derive(Debug, Clone, Copy)]
pub(crate) struct Case<'c> {
    pub(crate) context: Context<'c>,
    /// The version of the plan to which the clause belongs.
    pub(crate) plan: &'c ParentingPlan,
    pub(crate) clause: &'c Clause,
    /// The child as that version speaks of it.
    pub(crate) child: &'c Child,
    /// What is being asked, so that a rule which asks others does not ask in a circle.
    pub(crate) asked: Asked,
}

impl<'c> Case<'c> {
    /// `None` where the clause's version of the plan does not know the child.
    pub(crate) fn new(
        context: Context<'c>,
        clause: &'c Clause,
        child: &Child,
        asked: Asked,
    ) -> Option<Case<'c>> {
        let plan = context.plan.version_of(clause);
        Some(Case {
            context,
            plan,
            clause,
            child: plan.child(&child.id)?,
            asked,
        })
    }
}

/// What all children of one compilation share.
struct Compiler<'c> {
    context: Context<'c>,
    agreed_spans: Vec<(&'c OneOff, Span)>,
    start: i64,
    end: i64,
    /// Where the plan ends, or the window if that is earlier.
    plan_end: i64,
    /// The last day of the plan's dates inside the window.
    last_day: i32,
    window_last_day: i32,
    night_seconds: i64,
    /// When the window's last night is counted, where the plan goes on after it.
    night: Option<i64>,
}

/// What has been made for the children so far.
struct Made {
    expansions: Expansions,
    interner: Interner,
    /// Of what the timeline of each child was made, and what was told beside it.
    of: Vec<(Vec<Run>, Extent, Option<Side>)>,
    children: Vec<ChildTimeline>,
}

impl Made {
    /// The timeline of runs; a copy where a sibling has the same ones.
    fn timeline(
        &mut self,
        child: &Child,
        runs: Vec<Run>,
        extent: Extent,
    ) -> (ChildTimeline, Option<Side>) {
        let spans = |run: &Run| self.expansions.spans(run);
        let same = |other: &[Run]| {
            let pair = |(one, other): (&Run, &Run)| {
                // What was another child's own is gone.
                one.is_kept() && other.is_kept() && (one == other || spans(one) == spans(other))
            };
            runs.len() == other.len() && runs.iter().zip(other).all(pair)
        };
        let mut siblings = self.of.iter().zip(&self.children);
        let alike = siblings.find(|((other, at, _), _)| *at == extent && same(other));
        let (timeline, night) = if let Some(((.., night), sibling)) = alike {
            let child = child.id.clone();
            let timeline = ChildTimeline {
                child,
                ..sibling.clone()
            };
            (timeline, *night)
        } else {
            let runs = runs.iter().map(spans);
            layers::resolve(child.id.clone(), runs, &extent, &mut self.interner)
        };
        self.of.push((runs, extent, night));
        (timeline, night)
    }
}

impl Compiler<'_> {
    fn child(&self, child: &Child, made: &mut Made) {
        let Context { plan, zones, .. } = self.context;
        let care_begins = care_begins(plan, child);
        let plan_start = zones
            .plan()
            .instant(i64::from(care_begins) * DAY_SECONDS)
            .max(self.start);
        let end_day = plan.until().map_or(i32::MAX, day::number);
        let night = self.night.filter(|_| care_begins <= self.last_day);
        let clip = (plan_start, after(night).max(self.plan_end));
        let scope = Scope::new(care_begins, end_day, clip);
        let mut runs = made.expansions.of_child(self.context, child, scope);
        let own = self
            .agreed_spans
            .iter()
            .filter(|(one_off, _)| one_off.children.contains(&child.id));
        runs.push(made.expansions.add(own.map(|(_, span)| *span)));
        let extent = Extent {
            window: (self.start, self.end),
            plan: (plan_start, self.plan_end),
            night,
        };
        let (mut timeline, asked) = made.timeline(child, runs, extent);
        timeline.first_day = care_begins;
        let of_plan = match night {
            Some(_) => asked,
            None => self.night(child, self.last_day),
        };
        let of_window = if self.window_last_day == self.last_day {
            of_plan
        } else {
            self.night(child, self.window_last_day)
        };
        timeline.last_nights = LastNights { of_plan, of_window };
        made.children.push(timeline);
    }

    /// Who has the night of a day that may be counted after the end of the plan or window.
    fn night(&self, child: &Child, day: i32) -> Option<Side> {
        let local = (i64::from(day) + 1) * DAY_SECONDS + self.night_seconds;
        let in_plan = (care_begins(self.context.plan, child)..=self.last_day).contains(&day);
        let asked = if in_plan {
            Asked::Everything
        } else {
            Asked::Agreements
        };
        let at = self.context.zones.plan().instant(local);
        layers::holder(&speakers(self.context, child, at, asked))
    }
}

/// The first day of care of a child: the plan's or the child's own.
fn care_begins(plan: &ParentingPlan, child: &Child) -> i32 {
    day::number(plan.speaks_from(child))
}

/// The first day of care of a child, and the day at whose beginning the plan ends.
pub(crate) fn care_days(plan: &ParentingPlan, child: &Child) -> (i32, i32) {
    let end = plan.until().map_or(i32::MAX, day::number);
    (care_begins(plan, child), end)
}

/// The days of the plan on which a clause holds for a child, half open; empty where the first
/// is no earlier than the second. `None` while the clause waits for something to happen.
pub(crate) fn clause_extent(
    context: Context<'_>,
    clause: &Clause,
    child: &Child,
) -> Option<(i32, i32)> {
    let (first, end) = care_days(context.plan, child);
    let case = Case::new(context, clause, child, Asked::Everything)?;
    let scope = Scope::new(first, end, ALL_TIME).narrowed(case)?;
    let (began, ended) = context.plan.version_days(clause.version);
    let first = first.max(scope.own_first).max(began);
    Some((first, end.min(scope.own_end).min(ended)))
}

/// The same; `None` as well where there are no such days.
pub(crate) fn clause_days(
    context: Context<'_>,
    clause: &Clause,
    child: &Child,
) -> Option<(i32, i32)> {
    clause_extent(context, clause, child).filter(|(first, end)| first < end)
}

/// What one clause says by itself of a child over a stretch of time, within the plan's dates,
/// in order. `None` while it waits for something to happen.
pub(crate) fn own_spans(
    context: Context<'_>,
    (index, clause): (ClauseIndex, &Clause),
    child: &Child,
    (start, end): (i64, i64),
) -> Option<Vec<Span>> {
    let (first_day, end_day) = care_days(context.plan, child);
    let midnight = |day: i32| context.zones.plan().instant(i64::from(day) * DAY_SECONDS);
    let clip = (start.max(midnight(first_day)), end.min(midnight(end_day)));
    let case = Case::new(context, clause, child, Asked::Everything)?;
    if clip.0 >= clip.1 {
        return Some(Vec::new());
    }
    let scope = Scope::new(first_day, end_day, clip);
    let scope = scope.of_version(case).narrowed(case)?;
    let mut spans = Vec::new();
    if let Some(rule) = &clause.rule {
        rules::spans(rule, &scope, template(index, clause), &mut spans);
    }
    spans.sort_by_key(|span| span.start);
    Some(spans)
}

/// What every span of a clause has in common.
fn template(index: ClauseIndex, clause: &Clause) -> Span {
    Span {
        start: 0,
        end: 0,
        key: clause_key(clause),
        order: u32::from(index.0) << 16,
        source: Source::Clause(index),
        side: Side::A,
    }
}

/// More time than any plan can speak of, UTC seconds.
const ALL_TIME: (i64, i64) = (-40_000_000_000, 40_000_000_000);

/// What may speak of an instant.
#[allow(dead_code, reason = "made by the rules that ask others")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Asked {
    /// The clauses of the plan and what was agreed.
    Everything,
    /// Only what was agreed: the instant is outside the plan.
    Agreements,
    /// Only what would give way to this key.
    Weaker(u64),
    /// Only what this key would give way to.
    Stronger(u64),
}

impl Asked {
    fn admits(self, key: u64) -> bool {
        match self {
            Asked::Everything => true,
            Asked::Agreements => false,
            Asked::Weaker(than) => key > than,
            Asked::Stronger(than) => key < than,
        }
    }
}

/// Everything that speaks of one instant, the strongest first. The plan's own end is left
/// out of account, so that its last night can be counted after its last date.
pub(crate) fn speakers(context: Context<'_>, child: &Child, at: i64, asked: Asked) -> Vec<Span> {
    let clip = (at, at.saturating_add(1));
    let mut spans = Vec::new();
    if asked != Asked::Agreements {
        let scope = Scope::new(care_begins(context.plan, child), i32::MAX, clip);
        clause_spans(context, child, scope, asked, &mut spans);
    }
    let context = match asked {
        Asked::Everything | Asked::Agreements => context,
        Asked::Weaker(_) | Asked::Stronger(_) => context.as_agreed(),
    };
    let agreed = agreed_spans(context, clip);
    spans.extend(
        agreed
            .iter()
            .filter(|(one_off, span)| {
                one_off.children.contains(&child.id)
                    && (asked == Asked::Agreements || asked.admits(span.key))
            })
            .map(|(_, span)| span),
    );
    spans.sort_by_key(|span| (span.key, span.order));
    spans
}

/// Clauses stand below every one-off of the same rank.
fn clause_key(clause: &Clause) -> u64 {
    (u64::from(clause.rank.0) << 32) | u64::from(u32::MAX)
}

fn clause_spans(
    context: Context<'_>,
    child: &Child,
    scope: Scope,
    asked: Asked,
    spans: &mut Vec<Span>,
) {
    for (index, clause) in context.plan.indexed_clauses() {
        let Some(rule) = &clause.rule else { continue };
        let key = clause_key(clause);
        if !clause.concerns(&child.id) || !asked.admits(key) {
            continue;
        }
        let Some(case) = Case::new(context, clause, child, asked) else {
            continue;
        };
        let Some(scope) = scope.of_version(case).narrowed(case) else {
            continue;
        };
        rules::spans(rule, &scope, template(index, clause), spans);
    }
}

/// The one-offs that meet a stretch of time, as spans.
fn agreed_spans(context: Context<'_>, clip: (i64, i64)) -> Vec<(&OneOff, Span)> {
    let rank = u64::from(Rank::AGREED.0) << 32;
    let zone = context.zones.plan();
    let near = Near::new(clip);
    let span = |(one_off, index): (_, u32)| {
        let one_off: &OneOff = one_off;
        if !near.meets(one_off.start, one_off.end) {
            return None;
        }
        let start = zone.instant(day::local_seconds(one_off.start)).max(clip.0);
        let end = zone.instant(day::local_seconds(one_off.end)).min(clip.1);
        // The later of two agreements is the stronger one. What happened comes last of all,
        // so that without a rank it is above even the first rank.
        let happened = AgreedIndex(index).get() >= context.on_top;
        let rank = if happened { 0 } else { rank };
        let key = rank | u64::from(u32::MAX - 1 - index);
        let source = Source::Agreed(AgreedIndex(index));
        let span = Span {
            start,
            end,
            key,
            order: index,
            source,
            side: one_off.parent,
        };
        (start < end).then_some(span)
    };
    context
        .agreed
        .iter()
        .zip(0_u32..u32::MAX)
        .filter_map(|(one_off, index)| Some((one_off, span((one_off, index))?)))
        .collect()
}
