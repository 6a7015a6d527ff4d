//! Whether the plan asks a parent who will be away to offer the care to the other one first.

use crate::Family;
use jiff::ToSpan;
use jiff::civil::DateTime;
use plan::{ChildId, ClauseIndex, Side, Window};

/// Care that is to be offered to the other parent first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FirstRefusalDue {
    /// The clause that asks for it.
    pub clause: ClauseIndex,
    /// It asks for it for more than so many hours.
    pub hours: u16,
    /// For which children, in the plan's order.
    pub children: Vec<ChildId>,
}

impl Family {
    /// What the plan asks of a parent who will be away from `from` until `until`, in the plan's
    /// zone. Counted is the time of that parent's own agreed care within it, in elapsed hours; the
    /// clause is the one that holds for a child on the first day. `None` where nothing is asked.
    #[must_use]
    pub fn first_refusal(
        &self,
        side: Side,
        from: DateTime,
        until: DateTime,
    ) -> Option<FirstRefusalDue> {
        let plan = self.plan()?;
        let day_after = until.date().saturating_add(1.day());
        let timeline = self.timeline(Window::new(from.date(), day_after).ok()?)?;
        let (start, end) = (timeline.instant(from), timeline.instant(until));
        if end <= start {
            return None;
        }
        let mut due: Option<FirstRefusalDue> = None;
        for child in timeline.children() {
            let Some((clause, rule)) =
                plan::first_refusal(plan, &timeline, &child.child, from.date())
            else {
                continue;
            };
            let own = child.overlapping(start, end).iter();
            let seconds: i64 = own
                .filter(|care| care.parent == side)
                .map(|care| care.end.min(end).as_second() - care.start.max(start).as_second())
                .sum();
            if seconds <= i64::from(rule.hours) * 3_600 {
                continue;
            }
            let found = due.get_or_insert(FirstRefusalDue {
                clause,
                hours: rule.hours,
                children: Vec::new(),
            });
            if rule.hours < found.hours {
                (found.clause, found.hours) = (clause, rule.hours);
            }
            found.children.push(child.child.clone());
        }
        due
    }
}

/// Whether the plan asks a parent who will be away over this time to offer the care to the other
/// one first; see [`Family::first_refusal`].
#[must_use]
pub fn first_refusal_due(family: &Family, side: Side, from: DateTime, until: DateTime) -> bool {
    family.first_refusal(side, from, until).is_some()
}
