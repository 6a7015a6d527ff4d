//! Calls with the children: that a call happened, the tablets with which a child calls, and who may
//! call whom now. Nothing of what is said in a call is ever known here. Pure.

mod contact;
mod decide;
mod free;
mod log;
mod rules;
mod tablet;

use crate::{CallId, Entry, Family, MemberId, Name, TabletId};
use jiff::Timestamp;
use plan::{ChildId, Side};
use std::sync::Arc;

pub use contact::{
    CALL_KEPT_WITHIN_MINUTES, CALL_MOVED_WITHIN_HOURS, CallStanding, CallTally, Contact,
    ContactRow, ContactSessions, ContactWeek, HeldCall, PlannedCall, contact,
};
pub(crate) use decide::{end_tablet, note, pair};
pub use free::{CALL_DAY, FreeTime, free_time};
pub use log::{Calls, NotedCall};
pub use rules::{
    Called, MayCall, MonitoredBy, Rings, may_supervise, monitored, parent_may_call, rings,
    tablet_may_call,
};
pub use tablet::{Tablet, Tablets};

/// Most tablets that may be in use in a family at once.
pub const MAX_TABLETS: usize = 8;
/// Longest call that is noted, in minutes.
pub const MAX_CALL_MINUTES: u16 = 240;
/// A call is noted for so many hours after it began.
pub const CALL_NOTED_WITHIN_HOURS: i64 = 24;

/// Who began a call, or ended it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Caller {
    /// A parent.
    Parent(Side),
    /// A child, with this tablet.
    Tablet(TabletId),
}

/// How a call went.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum CallOutcome {
    /// Somebody answered.
    Answered {
        /// How long it lasted, in whole minutes; 0 for less than one. At most
        /// [`MAX_CALL_MINUTES`].
        minutes: u16,
        /// Who ended it. `None` where that was neither of those who called: the connection was lost,
        /// or who was there for the children ended it.
        ended_by: Option<Caller>,
    },
    /// It rang for the full time, and nobody answered.
    Missed,
    /// Somebody said not now.
    Declined,
    /// It was not held: it ended before it had rung for the full time, or while it waited for whoever
    /// has to be there for the children.
    Cancelled,
}

/// That a call happened. Of what was said nothing is kept.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct CallHeld {
    /// Its id, which no other call has.
    pub call: CallId,
    /// Who began it.
    pub by: Caller,
    /// The parent in the call, for whom it is noted. Of brothers and sisters who call each other:
    /// the parent who began it, or whose tablet did.
    pub parent: Side,
    /// Whether brothers and sisters called each other, from one home to the other.
    pub siblings: bool,
    /// The children in it, in the family's order.
    pub children: Vec<ChildId>,
    /// When it began.
    pub at: Timestamp,
    /// How it went.
    pub outcome: CallOutcome,
    /// Who was there for the children the whole time, where the plan asks for that.
    pub supervisor: Option<MemberId>,
}

/// Why a call is not noted, or a tablet not paired or ended.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CallRefusal {
    /// No child, one twice, or out of order.
    #[error("Choose for which children this is, each once.")]
    Children,
    /// The call is on the record.
    #[error("This call is on the record already.")]
    NotedAlready,
    /// The call is of another parent.
    #[error("A call is put on the record for the parent who was in it.")]
    NotYours,
    /// The call lies ahead.
    #[error("A call is put on the record once it has begun.")]
    ToCome,
    /// The call was long ago.
    #[error("A call is put on the record within {hours} hours.")]
    LongAgo {
        /// How many hours there are.
        hours: i64,
    },
    /// The call lasted longer than calls do.
    #[error("A call lasts {minutes} minutes at most.")]
    TooLong {
        /// How many minutes it may last.
        minutes: u16,
    },
    /// Nobody of that name may be there for the children.
    #[error("Only somebody whom you two let in can be there for the children in a call.")]
    Supervisor,
    /// The tablet's id is used.
    #[error("There is a tablet with this id already.")]
    TabletExists,
    /// There is no such tablet.
    #[error("There is no such tablet.")]
    NoTablet,
    /// It was ended before.
    #[error("This tablet has ended already.")]
    TabletEnded,
    /// Too many tablets.
    #[error("{limit} tablets are in use. End one that is no longer used.")]
    TooManyTablets {
        /// How many may be in use at once.
        limit: usize,
    },
}

impl CallHeld {
    /// Whether the children talked to the parent: only that counts as contact.
    #[must_use]
    pub fn is_contact(&self) -> bool {
        !self.siblings && matches!(self.outcome, CallOutcome::Answered { .. })
    }

    /// How long it lasted, for counting: 1 to [`MAX_CALL_MINUTES`]; `None` where nobody answered.
    #[must_use]
    pub fn minutes(&self) -> Option<u8> {
        match &self.outcome {
            CallOutcome::Answered { minutes, .. } => {
                let counted = (*minutes).clamp(1, MAX_CALL_MINUTES);
                Some(u8::try_from(counted).unwrap_or(u8::MAX))
            }
            CallOutcome::Missed | CallOutcome::Declined | CallOutcome::Cancelled => None,
        }
    }
}

/// What evolving does with calls and tablets.
impl Family {
    pub(crate) fn call_held(
        &mut self,
        held: &Arc<CallHeld>,
        entry: &Entry,
        by: Side,
    ) -> Result<(), &'static str> {
        if held.parent != by || !self.seat(by).joined() {
            return Err("a call is noted for a parent who takes part and was in it");
        }
        if !self.names_children(&held.children) {
            return Err("a call is with children of the family, each once");
        }
        self.calls.note(held, entry)
    }

    pub(crate) fn tablet_paired(
        &mut self,
        (tablet, name, children): (&TabletId, &Name, &[ChildId]),
        entry: &Entry,
        by: Side,
    ) -> Result<(), &'static str> {
        if !self.seat(by).joined() {
            return Err("only a parent who takes part pairs a tablet");
        }
        if !self.names_children(children) {
            return Err("a tablet is for children of the family, each once");
        }
        let tablet = Tablet {
            id: tablet.clone(),
            side: by,
            name: name.clone(),
            children: children.to_vec(),
            entry: entry.sequence,
            at: entry.at,
            ended: None,
        };
        self.tablets.paired(tablet)
    }

    /// Whether these are children of the family, one at least, each once and in its order.
    pub(crate) fn names_children(&self, children: &[ChildId]) -> bool {
        let mut all = self.children().iter();
        !children.is_empty() && children.iter().all(|id| all.any(|child| child.id == *id))
    }

    /// The tablets that were paired, also those that were ended.
    #[must_use]
    pub fn tablets(&self) -> &Tablets {
        &self.tablets
    }

    /// The calls that were noted.
    #[must_use]
    pub fn calls(&self) -> &Calls {
        &self.calls
    }
}
