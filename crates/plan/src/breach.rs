//! Whether the care of a timeline keeps to the limits that the plan states. Reads a timeline,
//! changes nothing.

use std::fmt;

use jiff::civil::Date;

use crate::compile::{Context, clause_days};
use crate::day;
use crate::rule::{Limit, Period, Rule};
use crate::timeline::changes;
use crate::{
    Child, ChildId, ChildTimeline, Clause, ClauseIndex, ParentingPlan, Side, Timeline, Window,
    compile_after,
};

/// A limit of the plan that care does not keep to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Breach {
    /// The clause that states the limit.
    pub clause: ClauseIndex,
    /// The child, or all children of the clause where the limit is about them together.
    pub children: Vec<ChildId>,
    /// The parent of whom there is too little; `None` where the limit is about neither.
    pub parent: Option<Side>,
    /// The first date of the stretch or period.
    pub from: Date,
    /// The first date after it.
    pub to: Date,
    /// What there is.
    pub found: Amount,
    /// What the plan states.
    pub limit: Amount,
}

/// How much there is of what a limit counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Amount {
    /// Nights.
    Nights(u32),
    /// Dates.
    Days(u32),
    /// Changes of carer.
    Handovers(u32),
    /// Elapsed time, in seconds.
    Seconds(i64),
}

impl fmt::Display for Amount {
    /// `4 nights`, `1 handover`, `72 hours and 30 minutes`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counted = |f: &mut fmt::Formatter<'_>, count: i64, what: &str| {
            let plural = if count == 1 { "" } else { "s" };
            write!(f, "{count} {what}{plural}")
        };
        match *self {
            Amount::Nights(count) => counted(f, count.into(), "night"),
            Amount::Days(count) => counted(f, count.into(), "day"),
            Amount::Handovers(count) => counted(f, count.into(), "handover"),
            Amount::Seconds(seconds) => {
                let (hours, minutes) = (seconds / 3_600, seconds % 3_600 / 60);
                counted(f, hours, "hour")?;
                if minutes > 0 {
                    f.write_str(" and ")?;
                    counted(f, minutes, "minute")?;
                }
                Ok(())
            }
        }
    }
}

impl Breach {
    /// The breach in a plain English sentence with its dates, the last of them included.
    pub fn sentence(&self, plan: &ParentingPlan) -> String {
        let names = self.children.iter().map(|id| {
            let child = plan.child(id);
            child.map_or(id.as_str(), |child| child.name.as_str())
        });
        let names = joined(&names.collect::<Vec<_>>());
        let parent = self
            .parent
            .map_or("", |side| plan.parent(side).name.as_str());
        let (from, last) = (self.from, day::date(day::number(self.to) - 1));
        let (found, limit) = (self.found, self.limit);
        let clause = plan.clauses().get(self.clause.get());
        let rule = clause.and_then(|clause| clause.rule.as_ref());
        match rule {
            Some(Rule::Limit(Limit::NightsAway { .. } | Limit::HoursAway { .. })) => format!(
                "{names} is away from {parent} for {found} at a stretch, {from} to {last}; the plan allows at most {limit}."
            ),
            Some(Rule::Limit(Limit::Handovers { .. })) => {
                format!(
                    "{names} has {found} from {from} to {last}; the plan allows at most {limit}."
                )
            }
            Some(Rule::Limit(Limit::Together { .. })) => format!(
                "{names} are together on {found} from {from} to {last}; the plan asks for at least {limit}."
            ),
            _ => format!(
                "{names} has {found} with {parent} from {from} to {last}; the plan asks for at least {limit}."
            ),
        }
    }
}

/// `Noor, Sam and Pim`.
fn joined(names: &[&str]) -> String {
    match names {
        [rest @ .., before, last] => {
            let mut text: String = rest.iter().flat_map(|name| [*name, ", "]).collect();
            text.push_str(before);
            text.push_str(" and ");
            text.push_str(last);
            text
        }
        [one] => (*one).to_owned(),
        [] => String::new(),
    }
}

/// Every breach of a limit that the plan states, in the order of the clauses, then of the
/// children, then of time.
///
/// Judged are the dates on which a clause holds for a child and that lie in the plan and in the
/// window. A stretch is cut there. Of periods only those that lie wholly inside are judged, so
/// that a period which lies in two windows is judged the same in both. A night that is nobody's
/// ends a run of nights and is together with none.
pub fn breaches(plan: &ParentingPlan, timeline: &Timeline) -> Vec<Breach> {
    let judge = Judge {
        plan,
        timeline,
        context: Context::of(plan, timeline),
        longer: handovers_matter(plan)
            .then(|| from_the_beginning(plan, timeline))
            .flatten(),
    };
    let mut found = Vec::new();
    for (index, clause) in plan.indexed_clauses() {
        if let Some(Rule::Limit(limit)) = clause.rule {
            judge.clause(index, clause, limit, &mut found);
        }
    }
    found
}

fn handovers_matter(plan: &ParentingPlan) -> bool {
    let rules = plan.clauses().iter().map(|clause| &clause.rule);
    rules
        .into_iter()
        .any(|rule| matches!(rule, Some(Rule::Limit(Limit::Handovers { .. }))))
}

/// The same from the plan's beginning on, as far as a window can be. What happened at the very
/// beginning of the window is a handover only when one knows who had the child before.
fn from_the_beginning(plan: &ParentingPlan, timeline: &Timeline) -> Option<Timeline> {
    let window = timeline.window();
    let agreed = timeline.agreed().iter().map(|one_off| one_off.start.date());
    let first = agreed.fold(plan.from(), Date::min).min(window.from());
    let farthest = window.to().saturating_sub(jiff::Span::new().years(99));
    let from = first.max(farthest).max(Date::constant(1900, 1, 1));
    let longer = Window::new(from, window.to()).ok()?;
    Some(compile_after(
        plan,
        longer,
        timeline.agreed(),
        timeline.passed(),
    ))
}

/// Days, half open.
type Days = (i32, i32);

/// The dates of one child, or of several, on which a clause is judged.
#[derive(Debug, Clone, Copy)]
struct Judged {
    /// The first date on which it holds, from which periods of 28 nights count.
    anchor: i32,
    /// The dates inside the window.
    days: Days,
}

struct Judge<'p> {
    plan: &'p ParentingPlan,
    timeline: &'p Timeline,
    context: Context<'p>,
    longer: Option<Timeline>,
}

impl Judge<'_> {
    fn clause(&self, index: ClauseIndex, clause: &Clause, limit: Limit, out: &mut Vec<Breach>) {
        let children = self.plan.children().iter().zip(self.timeline.children());
        let children: Vec<_> = children
            .filter(|(child, _)| clause.concerns(&child.id))
            .collect();
        if let Limit::Together { at_least, per } = limit {
            let breach = |((from, to), found)| Breach {
                clause: index,
                children: children.iter().map(|(child, _)| child.id.clone()).collect(),
                parent: None,
                from: day::date(from),
                to: day::date(to),
                found: Amount::Nights(found),
                limit: Amount::Nights(at_least.into()),
            };
            out.extend(
                self.together(clause, &children, (at_least, per))
                    .into_iter()
                    .map(breach),
            );
            return;
        }
        for (child, care) in children {
            let Some(judged) = self.judged(clause, child) else {
                continue;
            };
            let breach = |(days, parent, found, limit): Found| Breach {
                clause: index,
                children: vec![child.id.clone()],
                parent,
                from: day::date(days.0),
                to: day::date(days.1),
                found,
                limit,
            };
            out.extend(self.child(limit, care, judged).into_iter().map(breach));
        }
    }

    fn judged(&self, clause: &Clause, child: &Child) -> Option<Judged> {
        let (first, end) = clause_days(self.context, clause, child)?;
        let window = self.timeline.window();
        let days = (
            first.max(day::number(window.from())),
            end.min(day::number(window.to())),
        );
        (days.0 < days.1).then_some(Judged {
            anchor: first,
            days,
        })
    }

    fn child(&self, limit: Limit, care: &ChildTimeline, judged: Judged) -> Vec<Found> {
        match limit {
            Limit::NightsAway { from, at_most } => self.nights_away(care, judged, from, at_most),
            Limit::HoursAway { from, at_most } => self.hours_away(care, judged, from, at_most),
            Limit::NightsWithEach { at_least, per } => {
                let nights = self.timeline.nights_of(care);
                let first = day::number(self.timeline.window().from());
                let holder = |day: i32| at(&nights, day - first);
                with_each(per, judged, at_least, Amount::Nights, holder)
            }
            Limit::DaysWithEach { at_least, per } => {
                with_each(per, judged, at_least, Amount::Days, |day| {
                    self.day_with(care, day)
                })
            }
            Limit::Handovers { at_most, per } => self.handovers(care, judged, at_most, per),
            Limit::Together { .. } => Vec::new(),
        }
    }

    fn nights_away(
        &self,
        care: &ChildTimeline,
        judged: Judged,
        from: Side,
        at_most: u16,
    ) -> Vec<Found> {
        let nights = self.timeline.nights_of(care);
        let first = day::number(self.timeline.window().from());
        let mut found = Vec::new();
        let mut since = None;
        for day in judged.days.0..=judged.days.1 {
            let away = day < judged.days.1 && at(&nights, day - first) == Some(from.other());
            match (since, away) {
                (None, true) => since = Some(day),
                (Some(start), false) => {
                    let run = (day - start).unsigned_abs();
                    if run > u32::from(at_most) {
                        let limit = Amount::Nights(at_most.into());
                        found.push(((start, day), Some(from), Amount::Nights(run), limit));
                    }
                    since = None;
                }
                (None, false) | (Some(_), true) => {}
            }
        }
        found
    }

    fn hours_away(
        &self,
        care: &ChildTimeline,
        judged: Judged,
        from: Side,
        at_most: u16,
    ) -> Vec<Found> {
        let (start, end) = (self.midnight(judged.days.0), self.midnight(judged.days.1));
        let limit = i64::from(at_most) * 3_600;
        let mut found = Vec::new();
        let mut since = start;
        let mut ends = |since: i64, until: i64| {
            if until - since > limit {
                let days = (self.date_of(since), self.date_of(until - 1) + 1);
                let amounts = (Amount::Seconds(until - since), Amount::Seconds(limit));
                found.push((days, Some(from), amounts.0, amounts.1));
            }
        };
        for stay in care.stays().iter().filter(|stay| stay.parent == from) {
            let (begins, stops) = (stay.start.as_second(), stay.end.as_second());
            if stops <= start || begins >= end {
                continue;
            }
            ends(since, begins);
            since = stops;
        }
        ends(since, end);
        found
    }

    fn handovers(
        &self,
        care: &ChildTimeline,
        judged: Judged,
        at_most: u16,
        per: Period,
    ) -> Vec<Found> {
        let longer = self.longer.as_ref();
        let care = longer
            .and_then(|longer| longer.child(&care.child))
            .unwrap_or(care);
        let stays = care.stays();
        let days: Vec<i32> = changes(&stays)
            .map(|(_, after)| self.date_of(after.start.as_second()))
            .collect();
        let count = |(from, to): Days| {
            let first = days.partition_point(|&day| day < from);
            let last = days.partition_point(|&day| day < to);
            u32::try_from(last - first).unwrap_or(u32::MAX)
        };
        let counted = |days: Days| (days, count(days));
        let limit = u32::from(at_most);
        periods(per, judged)
            .into_iter()
            .map(counted)
            .filter(|(_, count)| *count > limit)
            .map(|(days, count)| {
                let amounts = (Amount::Handovers(count), Amount::Handovers(limit));
                (days, None, amounts.0, amounts.1)
            })
            .collect()
    }

    /// The periods in which all children have too few nights in the same home.
    fn together(
        &self,
        clause: &Clause,
        children: &[(&Child, &ChildTimeline)],
        (at_least, per): (u16, Period),
    ) -> Vec<(Days, u32)> {
        let judged: Option<Vec<Judged>> = children
            .iter()
            .map(|(child, _)| self.judged(clause, child))
            .collect();
        let shared = judged
            .unwrap_or_default()
            .into_iter()
            .reduce(|one, other| Judged {
                anchor: one.anchor.max(other.anchor),
                days: (one.days.0.max(other.days.0), one.days.1.min(other.days.1)),
            });
        let Some(shared) = shared else {
            return Vec::new();
        };
        let nights: Vec<_> = children
            .iter()
            .map(|(_, care)| self.timeline.nights_of(care))
            .collect();
        let first = day::number(self.timeline.window().from());
        let same = |day: i32| {
            let mut homes = nights.iter().map(|nights| at(nights, day - first));
            let home = homes.next().flatten();
            home.is_some() && homes.all(|other| other == home)
        };
        periods(per, shared)
            .into_iter()
            .map(|days| (days, count(days, same)))
            .filter(|(_, found)| *found < u32::from(at_least))
            .collect()
    }

    /// The parent who has a child for more than half of a date.
    fn day_with(&self, care: &ChildTimeline, day: i32) -> Option<Side> {
        let (start, end) = (
            self.timeline.midnight(day::date(day)),
            self.timeline.midnight(day::date(day + 1)),
        );
        let mut seconds = [0, 0];
        for stretch in care.overlapping(start, end) {
            let part = stretch.end.min(end).as_second() - stretch.start.max(start).as_second();
            if let Some(sum) = seconds.get_mut(stretch.parent.index()) {
                *sum += part;
            }
        }
        let whole = end.as_second() - start.as_second();
        let most = |side: &Side| seconds.get(side.index()).is_some_and(|sum| sum * 2 > whole);
        Side::BOTH.into_iter().find(most)
    }

    fn midnight(&self, day: i32) -> i64 {
        self.timeline.midnight(day::date(day)).as_second()
    }

    fn date_of(&self, seconds: i64) -> i32 {
        let at = crate::compile::timestamp(seconds);
        day::number(self.plan.zone().to_datetime(at).date())
    }
}

/// The dates, of which parent there is too little, what there is, what the plan states.
type Found = (Days, Option<Side>, Amount, Amount);

fn at(nights: &[Option<Side>], place: i32) -> Option<Side> {
    let place = usize::try_from(place).ok()?;
    nights.get(place).copied().flatten()
}

fn count((from, to): Days, counts: impl Fn(i32) -> bool) -> u32 {
    let days = (from..to).filter(|&day| counts(day));
    u32::try_from(days.count()).unwrap_or(u32::MAX)
}

fn with_each(
    per: Period,
    judged: Judged,
    at_least: u16,
    amount: fn(u32) -> Amount,
    holder: impl Fn(i32) -> Option<Side>,
) -> Vec<Found> {
    let limit = u32::from(at_least);
    let mut found = Vec::new();
    for days in periods(per, judged) {
        for side in Side::BOTH {
            let has = count(days, |day| holder(day) == Some(side));
            if has < limit {
                found.push((days, Some(side), amount(has), amount(limit)));
            }
        }
    }
    found
}

/// The whole periods inside the judged dates, in order.
fn periods(per: Period, judged: Judged) -> Vec<Days> {
    let (first, end) = judged.days;
    let mut periods = Vec::new();
    let mut begin = match per {
        Period::Week => day::monday(first),
        Period::FourWeeks => first - (first - judged.anchor).rem_euclid(28),
        Period::Month => day::number(day::date(first).first_of_month()),
        Period::Year => day::number(day::date(first).first_of_year()),
    };
    while begin < end {
        let next = match per {
            Period::Week => begin + 7,
            Period::FourWeeks => begin + 28,
            Period::Month => day::number(day::date(begin).last_of_month()) + 1,
            Period::Year => day::number(day::date(begin).last_of_year()) + 1,
        };
        if begin >= first && next <= end {
            periods.push((begin, next));
        }
        begin = next;
    }
    periods
}
