//! What happened: the events that the record keeps.

use crate::{
    About, Address, Alternative, CallHeld, CareSaid, Decision, DeviceKey, Grant, HandoverChange,
    Look, MemberId, Message, Name, ProposalId, Reason, TabletId, TimeOffer, TopicId, Trip,
};
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use plan::{ChildId, ClauseId, ParentId, Side};
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
    /// The words of these entries are destroyed, by number, ascending. What they were about has
    /// ended and binds nobody.
    Erase(Vec<u64>),
    /// The hold that the parent on this side set is lifted.
    LiftHold(Side),
    /// The family's record and both private records are destroyed whole.
    Close,
    /// Somebody is let in, or otherwise than before.
    LetIn(Arc<Grant>),
    /// Time with a purpose, perhaps in several alternatives.
    Time(Arc<TimeOffer>),
    /// Another time or place of a handover, or somebody else who brings.
    Handover(Arc<HandoverChange>),
    /// A trip with the children.
    Trip(Arc<Trip>),
    /// Something that both decide.
    Decision(Arc<Decision>),
}

/// Which words of one entry were destroyed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ErasedEntry {
    /// The entry's number.
    pub sequence: u64,
    /// The indexes of its parts, ascending: 0 is the body, the others are attachments.
    pub parts: Vec<u32>,
}

impl ErasedEntry {
    /// All that an entry without attachments has.
    #[must_use]
    pub fn body(sequence: u64) -> Self {
        Self {
            sequence,
            parts: vec![0],
        }
    }
}

/// What an authenticator gave when its owner agreed to an entry: the shape of
/// `docs/record-format.md`, section 14. Carried here, verified by whoever puts it on the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assertion {
    /// The entry whose commitment was signed.
    pub over: u64,
    /// The site for which the passkey was made.
    pub rp: Arc<str>,
    /// The public key, DER SubjectPublicKeyInfo.
    pub key: Arc<[u8]>,
    /// COSE algorithm: -7, -8 or -257.
    pub algorithm: i64,
    /// The authenticator's own data.
    pub authenticator_data: Arc<[u8]>,
    /// The JSON that the browser made.
    pub client_data: Arc<[u8]>,
    /// The signature over both.
    pub signature: Arc<[u8]>,
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
        /// The pseudonym of whoever takes a place that was left; `None` while it is still for
        /// whom the family has there.
        member: Option<MemberId>,
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
        /// Until when an answer is asked for, where that is before it takes effect.
        answer_by: Option<Timestamp>,
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
        /// Until when an answer is asked for, where that is before it takes effect.
        answer_by: Option<Timestamp>,
    },
    /// The offer was taken: from now on it binds both.
    Accepted {
        /// The offer.
        proposal: ProposalId,
        /// Which revision was accepted.
        revision: Revision,
        /// Which of its alternatives.
        alternative: Alternative,
        /// What the passkey of the accepting parent signed, if it did.
        assertion: Option<Arc<Assertion>>,
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
    /// The words of earlier entries were destroyed. Follows the acceptance that grants it.
    Erased {
        /// Which, ascending by number.
        entries: Vec<ErasedEntry>,
        /// Who asked for it; the entry's author consented.
        asked: MemberId,
    },
    /// A parent wants everything kept: while this stands nothing of the family is erased.
    HoldSet {
        /// Why. Both parents read it.
        reason: Option<Reason>,
    },
    /// The hold of the parent on this side no longer stands.
    HoldLifted {
        /// Whose hold it was.
        side: Side,
    },
    /// A parent closed the own account; the place can be offered again.
    Left {
        /// Whose place is free.
        side: Side,
    },
    /// The family's record ended. Nothing follows.
    Closed,
    /// Somebody was let in. Follows the acceptance that grants it.
    LetIn(Arc<Grant>),
    /// Who was let in came; its author.
    GuestJoined,
    /// Somebody is let in no more: a parent ended it, or that person did.
    GuestEnded {
        /// Who.
        member: MemberId,
    },
    /// Who was let in closed the own account; its author. Whoever is let in again comes anew.
    GuestLeft,
    /// A professional for both parents, its author, was shown this.
    Looked(Look),
    /// A topic of messages was opened. Follows nothing; its first message follows it.
    TopicOpened {
        /// Its id.
        topic: TopicId,
        /// Its title.
        title: Name,
    },
    /// A parent said something to the other.
    Said(Arc<Message>),
    /// A parent let the other know that everything up to a message was read.
    ReadSaid {
        /// In which topic.
        about: About,
        /// The number of that message.
        up_to: u64,
    },
    /// A parent said how a handover or a stretch of care went.
    CareSaid(Arc<CareSaid>),
    /// A call with the children happened, or was missed. Its author is the parent for whom it is
    /// noted.
    CallHeld(Arc<CallHeld>),
    /// A parent paired a tablet with which children call.
    TabletPaired {
        /// Its id.
        tablet: TabletId,
        /// What that parent calls it.
        name: Name,
        /// The children who call with it, in the family's order.
        children: Vec<ChildId>,
    },
    /// A tablet opens nothing any more.
    TabletEnded {
        /// Which.
        tablet: TabletId,
    },
    /// A parent said to agree with some clauses of the plan that the other offered, or no longer. It
    /// binds nobody; only the acceptance of the whole does.
    ClausesMarked {
        /// The offer.
        proposal: ProposalId,
        /// Which revision.
        revision: Revision,
        /// The clauses, by id; at least one.
        clauses: Vec<ClauseId>,
        /// Whether that parent agrees with them.
        agreed: bool,
    },
    /// Whoever offered a plan, its author, signed that offer with a passkey. It changes nothing of
    /// how the offer stands.
    OfferSigned {
        /// The offer.
        proposal: ProposalId,
        /// Which revision was signed.
        revision: Revision,
        /// What the passkey signed.
        assertion: Arc<Assertion>,
    },
    /// An offer was answered by a link, without an account: by whoever opened what was sent to
    /// this address. Its author is the parent to whom the offer was made.
    AnsweredByLink {
        /// The offer.
        proposal: ProposalId,
        /// Which revision was answered.
        revision: Revision,
        /// The answer.
        answer: LinkAnswer,
        /// How the link came there.
        sent: LinkSent,
    },
}

/// How a link came to the parent who answered by it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkSent {
    /// The address that it was made for, as the other parent typed it.
    pub address: Address,
    /// Whether the server mailed it there and showed it to nobody. Otherwise the other parent had
    /// it, to hand it over.
    pub mailed: bool,
}

/// An answer by a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkAnswer {
    /// The offer was taken.
    Accepted {
        /// Which of its alternatives.
        alternative: Alternative,
    },
    /// The offer was turned down.
    Declined {
        /// Why.
        reason: Option<Reason>,
    },
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
