//! What pages about days know of actual care: what was told, and the timelines beside the agreed one.
//!
//! May touch: its arguments.

use std::sync::Arc;

use family::{Account, CareFact, CareSaid, Family, SaidOfCare};
use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use plan::{Happened, ParentingPlan, Side, Timeline, TimelineKind, Window, compile_facts};

/// What was told of some days, beside what was agreed for them.
#[derive(Clone, Copy, Debug)]
pub struct Told<'a> {
    /// What both tell, in order of time.
    pub accounts: &'a [Account],
    /// How it was, where that is not simply as agreed.
    pub actual: Option<&'a Timeline>,
    /// What the plan alone says, where both agreed on something else since.
    pub planned: Option<&'a Timeline>,
}

impl Told<'_> {
    /// For pages that show nothing of it.
    pub const NOTHING: Told<'static> = Told {
        accounts: &[],
        actual: None,
        planned: None,
    };
}

/// What stands behind a [`Told`].
#[derive(Clone, Debug)]
pub(crate) struct Was {
    accounts: Vec<Account>,
    actual: Option<Timeline>,
    planned: Option<Timeline>,
}

impl Was {
    /// What was told of the days of a window.
    pub(crate) fn of(family: &Family, plan: &ParentingPlan, window: Window) -> Self {
        let facts = family.facts(window);
        let otherwise = facts.as_slice().iter().any(|fact| match &fact.happened {
            Happened::Missed { .. } => true,
            Happened::Handover { planned, at, .. } => planned != at,
            Happened::Agreed { .. }
            | Happened::Completed { .. }
            | Happened::Event { .. }
            | Happened::Feast { .. }
            | Happened::Call { .. } => false,
        });
        let (from, until) = (midnight(window.from()), midnight(window.to()));
        let swapped = family
            .agreed()
            .iter()
            .any(|one| one.start < until && from < one.end);
        let compiled = |kind| compile_facts(plan, window, &facts, kind);
        Self {
            accounts: family.care().accounts(from, until),
            actual: otherwise.then(|| compiled(TimelineKind::Actual)),
            planned: swapped.then(|| compiled(TimelineKind::Planned)),
        }
    }

    /// The same for pages.
    pub(crate) fn told(&self) -> Told<'_> {
        Told {
            accounts: &self.accounts,
            actual: self.actual.as_ref(),
            planned: self.planned.as_ref(),
        }
    }
}

pub(crate) fn midnight(date: Date) -> DateTime {
    date.to_datetime(Time::midnight())
}

/// What a parent tells, ready to be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// Who tells it.
    pub by: Side,
    /// When it came onto the record, in the family's own time.
    pub at: DateTime,
    /// The entry that holds it.
    pub entry: u64,
    /// What.
    pub said: Arc<CareSaid>,
}

/// What both tell of the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accounts {
    /// By side; empty for a parent who tells nothing.
    pub by: [Vec<Words>; 2],
    /// Whether the two say otherwise.
    pub differ: bool,
    /// Whether nothing of what was missed is still to be made up. Only worked out for the pages of
    /// one handover or stretch; `false` elsewhere.
    pub made_up: bool,
}

impl Accounts {
    /// From what the family knows; `local` turns an instant into the family's own time.
    pub fn of(account: &Account, local: impl Fn(Timestamp) -> DateTime) -> Self {
        let words = |one: &SaidOfCare| Words {
            by: one.by,
            at: local(one.at),
            entry: one.entry,
            said: Arc::clone(&one.said),
        };
        Self {
            by: Side::BOTH.map(|side| account.of(side).iter().map(words).collect()),
            differ: account.differ(),
            made_up: false,
        }
    }

    /// What a parent tells.
    pub fn by(&self, side: Side) -> &[Words] {
        &self.by[side.index()]
    }

    /// What both tell, side A first.
    pub fn all(&self) -> impl Iterator<Item = &Words> {
        self.by.iter().flatten()
    }

    /// The newest entry by which care was missed, for which other time may make up; `None` where nobody
    /// tells that, or the other parent says otherwise.
    pub fn missed(&self) -> Option<u64> {
        let is_missed = |words: &&Words| matches!(words.said.fact, CareFact::Missed { .. });
        let missed = self.all().filter(is_missed).map(|words| words.entry);
        missed.max().filter(|_| !self.differ)
    }

    /// The earliest time that it speaks of.
    pub fn begins(&self) -> Option<DateTime> {
        self.all().map(|words| words.said.reach().0).min()
    }

    /// Whether it speaks of a part of a day.
    pub fn touches(&self, day: Date) -> bool {
        let next = day.tomorrow().map_or(DateTime::MAX, midnight);
        self.all().any(|words| {
            let (from, until) = words.said.reach();
            from < next && midnight(day) < until
        })
    }
}
