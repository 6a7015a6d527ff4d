//! What happened: the events that the record keeps, and the commands that ask for them.

use crate::{DeviceKey, MemberId, Name, ProposalId, Reason};
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use plan::{ChildId, ParentId, Side};
use std::sync::Arc;

/// A parent's place in the family, from the day it is founded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parent {
    /// The pseudonym under which this parent acts.
    pub member: MemberId,
    /// How the plan names this parent.
    pub id: ParentId,
    /// The parent's name.
    pub name: Name,
}

/// A child of the family.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Child {
    /// How the plan names this child.
    pub id: ChildId,
    /// The child's name.
    pub name: Name,
    /// Date of birth.
    pub born: Date,
}

/// The first event of every family.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Founding {
    /// What the parents call their family.
    pub name: Name,
    /// IANA time zone of the family's clock, such as `Europe/Amsterdam`.
    pub zone: Arc<str>,
    /// Both parents; the first is side A, whoever founds the family.
    pub parents: [Parent; 2],
    /// The children, in the order in which pages show them.
    pub children: Vec<Child>,
    /// Which of the two founds the family and so takes part from the start.
    pub founder: Side,
}

/// Which revision of a proposal; the first is 1, each counter adds one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Revision(pub u32);

impl Revision {
    /// What is first offered.
    pub const FIRST: Self = Self(1);

    /// The revision that a counter makes.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }
}

/// One stretch of time that a swap gives to a parent. Wall-clock time in the plan's zone,
/// half-open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    /// For which children.
    pub children: Vec<ChildId>,
    /// Who has them then.
    pub to: Side,
    /// From when.
    pub start: DateTime,
    /// Until when.
    pub end: DateTime,
}

/// What is offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Terms {
    /// A parenting plan, as the text of its file.
    Plan(Arc<str>),
    /// Time that changes hands.
    Swap(Vec<Move>),
}

/// What happened. Each event stands on the record with its time and author.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// The family began.
    Founded(Founding),
    /// An invitation was made for the parent on this side.
    Invited {
        /// Whose place the invitation opens.
        side: Side,
    },
    /// The invited parent took the place.
    Joined {
        /// Whose place was taken.
        side: Side,
    },
    /// Something was offered.
    Proposed {
        /// The offer.
        proposal: ProposalId,
        /// What is offered.
        terms: Terms,
        /// Why.
        reason: Option<Reason>,
    },
    /// Something else was offered in answer.
    Countered {
        /// The offer.
        proposal: ProposalId,
        /// The revision that this makes.
        revision: Revision,
        /// What is offered now.
        terms: Terms,
        /// Why.
        reason: Option<Reason>,
    },
    /// The offer was taken: from now on it binds both.
    Accepted {
        /// The offer.
        proposal: ProposalId,
        /// Which revision was accepted.
        revision: Revision,
    },
    /// The offer was turned down.
    Declined {
        /// The offer.
        proposal: ProposalId,
        /// Which revision was declined.
        revision: Revision,
        /// Why.
        reason: Option<Reason>,
    },
    /// The offer was taken back by who made its last revision.
    Withdrawn {
        /// The offer.
        proposal: ProposalId,
        /// Which revision was withdrawn.
        revision: Revision,
        /// Why.
        reason: Option<Reason>,
    },
    /// From now on this device signs for its author.
    DeviceEnrolled {
        /// Its public key.
        key: DeviceKey,
    },
    /// From now on this device does not sign for its author any more.
    DeviceRevoked {
        /// Its public key.
        key: DeviceKey,
    },
    /// The record was restored from an older copy: entries that were there are lost. The host's
    /// word, by nobody of the family.
    Restored(Restored),
}

/// The newest state that was known when an older copy took its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// How many entries there were.
    pub size: u64,
    /// The root over them, in base64.
    pub root: Arc<str>,
    /// The verifier key that had signed them.
    pub key: Arc<str>,
}

/// An event with the place, time and author that the record gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its number on the family's record; the first is 0.
    pub sequence: u64,
    /// The server's word for when.
    pub at: Timestamp,
    /// Who did it.
    pub by: MemberId,
    /// What happened.
    pub event: Event,
}

/// What somebody asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Begin a family.
    Found(Founding),
    /// Invite the parent on the other side.
    Invite,
    /// Take one's place; whoever checked the invitation names the side by the actor.
    Join,
    /// Offer something.
    Propose {
        /// A fresh id.
        proposal: ProposalId,
        /// What is offered.
        terms: Terms,
        /// Why.
        reason: Option<Reason>,
    },
    /// Answer an offer with another.
    Counter {
        /// The offer.
        proposal: ProposalId,
        /// The revision that is answered.
        revision: Revision,
        /// What is offered instead.
        terms: Terms,
        /// Why.
        reason: Option<Reason>,
    },
    /// Take an offer.
    Accept {
        /// The offer.
        proposal: ProposalId,
        /// The revision that was looked at.
        revision: Revision,
    },
    /// Turn an offer down.
    Decline {
        /// The offer.
        proposal: ProposalId,
        /// The revision that was looked at.
        revision: Revision,
        /// Why.
        reason: Option<Reason>,
    },
    /// Take one's own offer back.
    Withdraw {
        /// The offer.
        proposal: ProposalId,
        /// The revision that was looked at.
        revision: Revision,
        /// Why.
        reason: Option<Reason>,
    },
    /// Let a device sign for oneself; it has signed this itself.
    EnrolDevice {
        /// Its public key.
        key: DeviceKey,
    },
    /// Let a device sign no more.
    RevokeDevice {
        /// Its public key.
        key: DeviceKey,
    },
}

/// What a decision may know besides the family: when it is, and who acts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Context {
    /// The time of the decision; the entry will carry it.
    pub now: Timestamp,
    /// Who acts.
    pub actor: MemberId,
}
