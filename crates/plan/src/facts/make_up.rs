//! The ledger of make-up time: what each parent missed, what made up for it, what is still
//! open. Reads facts and timelines, decides nothing.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::DateTime;

use super::{Fact, Facts, Happened, TimelineKind, compile_facts};
use crate::day;
use crate::timeline::ChildTimeline;
use crate::{ChildId, ParentingPlan, PerParent, Side, Timeline, Window};

/// Time in two measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CareAmount {
    /// Elapsed seconds.
    pub seconds: i64,
    /// Nights, counted as the plan counts them.
    pub nights: i64,
}

impl CareAmount {
    fn plus(self, other: CareAmount) -> CareAmount {
        CareAmount {
            seconds: self.seconds.saturating_add(other.seconds),
            nights: self.nights.saturating_add(other.nights),
        }
    }

    fn minus(self, other: CareAmount) -> CareAmount {
        CareAmount {
            seconds: self.seconds.saturating_sub(other.seconds),
            nights: self.nights.saturating_sub(other.nights),
        }
    }
}

/// What was missed and made up, one entry a child in the order of the plan.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ledger {
    /// One entry a child.
    pub children: Vec<ChildLedger>,
}

/// What was missed and made up of one child's time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChildLedger {
    /// The child.
    pub child: ChildId,
    /// Every missed stretch that begins in the window, in order of time.
    pub missed: Vec<MissedTime>,
    /// What is still to be made up to each parent; never below zero.
    pub open: PerParent<CareAmount>,
    /// What each parent had more (or, below zero, less) than was agreed, from the missed
    /// stretches and what made up for them. The two sum to zero.
    pub balance: PerParent<CareAmount>,
}

/// One stretch of care that did not take place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissedTime {
    /// The id of the fact.
    pub id: String,
    /// The parent who would have had the child.
    pub parent: Side,
    /// When it would have begun.
    pub from: DateTime,
    /// When it would have ended.
    pub until: DateTime,
    /// What the parent lost: the part of the stretch that was theirs as agreed.
    pub lost: CareAmount,
    /// What was agreed to make up for it, in order of time.
    pub made_up: Vec<MadeUp>,
    /// What is still to be made up; never below zero.
    pub open: CareAmount,
}

/// One stretch that makes up for missed care.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MadeUp {
    /// The name of the fact.
    pub id: String,
    /// When it begins.
    pub from: DateTime,
    /// When it ends.
    pub until: DateTime,
    /// What the parent gained: the part of the stretch that was planned with the other.
    pub gained: CareAmount,
}

/// The ledger of missed care that begins on the dates of the window. What makes up for it
/// counts wherever it lies, also when it lies before, or after the window.
///
/// A make-up that is itself missed has been given: the new loss is an entry of its own.
pub fn make_up(plan: &ParentingPlan, facts: &Facts, window: Window) -> Ledger {
    let Some(around) = facts.window() else {
        return Ledger::default();
    };
    let planned = compile_facts(plan, around, facts, TimelineKind::Planned);
    let agreed = compile_facts(plan, around, facts, TimelineKind::Agreed);
    let children = planned.children().iter().zip(agreed.children());
    let children = children
        .map(|(was_planned, was_agreed)| {
            let books = Books {
                plan,
                facts,
                window,
                planned: Book::new(&planned, was_planned),
                agreed: Book::new(&agreed, was_agreed),
            };
            books.child(&was_planned.child)
        })
        .collect();
    Ledger { children }
}

/// What the entries of one child are taken from.
struct Books<'f> {
    plan: &'f ParentingPlan,
    facts: &'f Facts,
    window: Window,
    planned: Book<'f>,
    agreed: Book<'f>,
}

/// One child's timeline with its nights.
struct Book<'t> {
    timeline: &'t Timeline,
    child: &'t ChildTimeline,
    nights: Vec<Option<Side>>,
}

impl<'t> Book<'t> {
    fn new(timeline: &'t Timeline, child: &'t ChildTimeline) -> Book<'t> {
        Book {
            timeline,
            child,
            nights: timeline.nights_of(child),
        }
    }

    /// How much of a stretch a parent has.
    fn amount(
        &self,
        plan: &ParentingPlan,
        parent: Side,
        (from, until): (DateTime, DateTime),
    ) -> CareAmount {
        let (start, end) = (self.timeline.instant(from), self.timeline.instant(until));
        if start >= end {
            return CareAmount::default();
        }
        let seconds = self
            .child
            .overlapping(start, end)
            .iter()
            .filter(|care| care.parent == parent)
            .map(|care| care.end.min(end).as_second() - care.start.max(start).as_second())
            .sum();
        let first = day::number(self.timeline.window().from());
        let counted = |number: i32| -> Timestamp {
            let next = day::date(number.saturating_add(1));
            self.timeline.instant(next.to_datetime(plan.night_at()))
        };
        let nights = (day::number(from.date()).saturating_sub(2)..=day::number(until.date()))
            .filter(|number| (start..end).contains(&counted(*number)))
            .filter(|number| {
                let place = usize::try_from(number.saturating_sub(first)).ok();
                place.and_then(|place| self.nights.get(place)) == Some(&Some(parent))
            })
            .count();
        CareAmount {
            seconds,
            nights: i64::try_from(nights).unwrap_or(i64::MAX),
        }
    }
}

impl Books<'_> {
    fn child(&self, child: &ChildId) -> ChildLedger {
        let of_child = |fact: &&Fact| fact.children.contains(child);
        let facts = || self.facts.as_slice().iter().filter(of_child);
        let mut making_up: BTreeMap<&str, Vec<MadeUp>> = BTreeMap::new();
        for (missed, made_up) in facts().filter_map(|fact| self.made_up(fact)) {
            making_up.entry(missed).or_default().push(made_up);
        }
        let mut missed: Vec<MissedTime> = facts()
            .filter_map(|fact| self.missed(fact, &mut making_up))
            .collect();
        missed.sort_by_key(|time| time.from);
        let mut open = PerParent::<CareAmount>::default();
        let mut balance = PerParent::<CareAmount>::default();
        for time in &missed {
            let gained = total(&time.made_up);
            let own = open.get_mut(time.parent);
            *own = own.plus(time.open);
            let own = balance.get_mut(time.parent);
            *own = own.plus(gained).minus(time.lost);
            let others = balance.get_mut(time.parent.other());
            *others = others.minus(gained).plus(time.lost);
        }
        ChildLedger {
            child: child.clone(),
            missed,
            open,
            balance,
        }
    }

    fn missed(
        &self,
        fact: &Fact,
        making_up: &mut BTreeMap<&str, Vec<MadeUp>>,
    ) -> Option<MissedTime> {
        let Happened::Missed {
            parent,
            from,
            until,
            ..
        } = &fact.happened
        else {
            return None;
        };
        if !(self.window.from()..self.window.to()).contains(&from.date()) {
            return None;
        }
        let id = fact.name();
        let lost = self.agreed.amount(self.plan, *parent, (*from, *until));
        let mut made_up = making_up.remove(id.as_str()).unwrap_or_default();
        made_up.sort_by_key(|made_up| made_up.from);
        let left = lost.minus(total(&made_up));
        Some(MissedTime {
            id,
            parent: *parent,
            from: *from,
            until: *until,
            lost,
            made_up,
            open: CareAmount {
                seconds: left.seconds.max(0),
                nights: left.nights.max(0),
            },
        })
    }

    /// The id of what was missed, and what makes up for it.
    fn made_up<'f>(&self, fact: &'f Fact) -> Option<(&'f str, MadeUp)> {
        let Happened::Agreed {
            parent,
            from,
            until,
            makes_up: Some(makes_up),
        } = &fact.happened
        else {
            return None;
        };
        let gained = self
            .planned
            .amount(self.plan, parent.other(), (*from, *until));
        let made_up = MadeUp {
            id: fact.name(),
            from: *from,
            until: *until,
            gained,
        };
        Some((makes_up, made_up))
    }
}

fn total(made_up: &[MadeUp]) -> CareAmount {
    made_up.iter().fold(CareAmount::default(), |sum, made_up| {
        sum.plus(made_up.gained)
    })
}
