//! What somebody asks for, and what is known when it is decided.

use crate::{
    About, Alternative, Assertion, CallHeld, CareSaid, DeviceKey, Founding, LinkAnswer, LinkSent,
    Look, MemberId, Message, Name, ProposalId, Reason, Revision, TabletId, Terms,
};
use jiff::Timestamp;
use plan::{ChildId, ClauseId};
use std::sync::Arc;

/// What somebody asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Begin a family.
    Found(Founding),
    /// Invite the parent on the other side.
    Invite,
    /// Invite somebody to the other side's place, which was left: also who left it comes as
    /// somebody new.
    InviteAnew {
        /// A fresh pseudonym.
        member: MemberId,
    },
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
        /// Until when an answer is asked for: not after it takes effect. `None` for until then.
        answer_by: Option<Timestamp>,
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
        /// Until when an answer is asked for: not after it takes effect. `None` for until then.
        answer_by: Option<Timestamp>,
    },
    /// Take an offer.
    Accept {
        /// The offer.
        proposal: ProposalId,
        /// The revision that was looked at.
        revision: Revision,
        /// Which of its alternatives.
        alternative: Alternative,
    },
    /// Take an offer and sign it with a passkey.
    AcceptSigned {
        /// The offer.
        proposal: ProposalId,
        /// The revision that was looked at.
        revision: Revision,
        /// Which of its alternatives. The passkey signs the offer, and not which of them is taken.
        alternative: Alternative,
        /// What the passkey signed: the commitment of the entry that holds this revision.
        assertion: Arc<Assertion>,
    },
    /// Sign one's own offer of a plan with a passkey.
    SignOffer {
        /// The offer.
        proposal: ProposalId,
        /// The revision that was looked at.
        revision: Revision,
        /// What the passkey signed: the commitment of the entry that holds this revision.
        assertion: Arc<Assertion>,
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
    /// Say something to the other parent.
    Say {
        /// The title of the topic that this opens, where it does.
        opens: Option<Name>,
        /// What.
        message: Arc<Message>,
    },
    /// Say to agree with some clauses of the plan that the other parent offered, or no longer.
    MarkClauses {
        /// The offer.
        proposal: ProposalId,
        /// The revision that was looked at.
        revision: Revision,
        /// The clauses, by id.
        clauses: Vec<ClauseId>,
        /// Whether one agrees with them.
        agreed: bool,
    },
    /// Let the other parent know that everything up to a message was read.
    SayRead {
        /// In which topic.
        about: About,
        /// The number of that message.
        up_to: u64,
    },
    /// Say how a handover or a stretch of care went.
    SayCare(Arc<CareSaid>),
    /// Note that a call happened, for the parent who acts and was in it.
    NoteCall(Arc<CallHeld>),
    /// Pair a tablet with which children call.
    PairTablet {
        /// A fresh id.
        tablet: TabletId,
        /// What to call it.
        name: Name,
        /// The children who call with it, in the family's order.
        children: Vec<ChildId>,
    },
    /// Let a tablet open nothing any more. Either parent does it alone.
    EndTablet {
        /// Which.
        tablet: TabletId,
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
    /// Keep everything: nothing of the family is erased until this is lifted.
    SetHold {
        /// Why. Both parents read it.
        reason: Option<Reason>,
    },
    /// Lift one's own hold.
    LiftHold,
    /// Close one's own account. The family's record stays for the other parent.
    Leave,
    /// Close the family, alone, when the other parent never took part.
    CloseFamily,
    /// Let somebody in no more. Either parent does it alone, and whoever it is about.
    EndGuest {
        /// Who.
        member: MemberId,
    },
    /// Close one's own account, of somebody who was let in.
    LeaveAsGuest,
    /// Note what a professional for both parents, who acts, is about to be shown.
    Look(Look),
    /// Answer an offer by a link, for the parent who acts and has no account yet.
    AnswerByLink {
        /// The offer.
        proposal: ProposalId,
        /// The revision that the link is about.
        revision: Revision,
        /// The answer.
        answer: LinkAnswer,
        /// How the link came to whoever answers.
        sent: LinkSent,
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
