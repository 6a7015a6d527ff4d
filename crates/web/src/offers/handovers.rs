//! The handovers to come, as a form names them.
//!
//! May touch: the family it is given.

use family::{Family, HandoverChange};
use jiff::civil::{Date, DateTime};
use jiff::{Timestamp, ToSpan};
use plan::{ChildId, Side, Window};

use crate::swap::form::{read_side, side_value};

/// How far ahead a handover can be chosen from the list, in days.
const AHEAD_DAYS: i32 = 42;
/// How many are listed.
const LISTED_MAX: usize = 12;

/// A handover that both agreed on: by the plan, and by what came beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coming {
    /// To whom.
    pub to: Side,
    /// When, in the plan's zone.
    pub at: DateTime,
    /// Who passes, in the family's order.
    pub children: Vec<ChildId>,
}

impl Coming {
    /// The handover that a change is about.
    #[must_use]
    pub fn of(change: &HandoverChange) -> Self {
        Self {
            to: change.to,
            at: change.planned,
            children: change.children.clone(),
        }
    }

    /// How a form names it: `b@2026-11-27T17:30`.
    #[must_use]
    pub fn value(&self) -> String {
        let at = self.at.strftime("%Y-%m-%dT%H:%M");
        format!("{}@{at}", side_value(self.to))
    }

    /// The handover that a form names, if that was agreed.
    #[must_use]
    pub fn read(family: &Family, value: &str) -> Option<Self> {
        let (to, at) = value.trim().split_once('@')?;
        Self::find(family, read_side(to)?, at.parse().ok()?)
    }

    /// The handover to a parent at a time.
    #[must_use]
    pub fn find(family: &Family, to: Side, at: DateTime) -> Option<Self> {
        let around = within(family, at.date(), 1)?;
        around.into_iter().find(|one| one.to == to && one.at == at)
    }

    /// Those that come next.
    #[must_use]
    pub fn all(family: &Family, now: Timestamp) -> Vec<Self> {
        let today = family.date_at(now);
        let local = family.zone().to_datetime(now);
        let mut all = within(family, today, AHEAD_DAYS).unwrap_or_default();
        all.retain(|one| one.at > local);
        all.truncate(LISTED_MAX);
        all
    }
}

/// The handovers from a date on for so many days, and those of the day before, in order.
fn within(family: &Family, from: Date, days: i32) -> Option<Vec<Coming>> {
    let first = from.checked_sub(1.days()).ok()?;
    let last = from.checked_add((days + 1).days()).ok()?;
    let timeline = family.timeline(Window::new(first, last).ok()?)?;
    let mut all: Vec<Coming> = Vec::new();
    for handover in timeline.handovers() {
        let at = family.zone().to_datetime(handover.at);
        let same = |one: &&mut Coming| one.at == at && one.to == handover.to;
        match all.iter_mut().find(same) {
            Some(one) => one.children.extend(handover.children),
            None => all.push(Coming {
                to: handover.to,
                at,
                children: handover.children,
            }),
        }
    }
    for one in &mut all {
        let order = |id: &ChildId| family.children().iter().position(|child| child.id == *id);
        one.children.sort_by_key(order);
        one.children.dedup();
    }
    Some(all)
}
