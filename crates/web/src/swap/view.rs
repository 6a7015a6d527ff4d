//! What the pages about proposals need to know, as plain data.
//!
//! May touch: its own fields. Times are wall-clock times in the family's zone already.

use family::{LinkSent, Move, Refusal, Terms};
use jiff::civil::{Date, DateTime};
use plan::{ChildId, Side};

use super::asked::Asked;
use super::effect::{Effect, Remark};
use super::erasing::Erasing;
use super::form::{AnswerForm, FieldError, SwapForm};
use super::prospect::Prospect;
use crate::offers::view::{BreachView, More};
use crate::page::{Kid, Person};
use crate::people::view::GrantView;
use crate::text::{Text, list};

/// The people that a page about a proposal names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cast {
    /// Both parents, side A first.
    pub parents: [Person; 2],
    /// Who looks.
    pub viewer: Side,
    /// The children, oldest first.
    pub kids: Vec<Kid>,
}

impl Cast {
    /// The parent on a side.
    #[must_use]
    pub fn parent(&self, side: Side) -> &Person {
        &self.parents[side.index()]
    }

    /// The name of the parent on a side.
    #[must_use]
    pub fn name(&self, side: Side) -> &str {
        &self.parent(side).name
    }

    /// The name of the parent who does not look.
    #[must_use]
    pub fn other(&self) -> &str {
        self.name(self.viewer.other())
    }

    /// The children among these ids, oldest first: `Noor, Sam and Cato`.
    #[must_use]
    pub fn names(&self, text: &Text, ids: &[ChildId]) -> String {
        let kids = self.kids.iter().filter(|kid| ids.contains(&kid.id));
        let names: Vec<&str> = kids.map(|kid| kid.name.as_str()).collect();
        list(text, &names)
    }
}

/// What is offered, as a page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TermsView {
    /// Time that changes hands.
    Swap(Vec<Move>),
    /// A parenting plan.
    Plan(PlanView),
    /// Words that are to be destroyed.
    Erase(Erasing),
    /// The hold of the parent on this side is to be lifted.
    LiftHold(Side),
    /// The whole family is to be closed.
    Close,
    /// Somebody is to be let in, or otherwise than before.
    LetIn(Box<GrantView>),
    /// Time with a purpose, another handover, a trip or a decision: see [`crate::offers`].
    Offer(Terms),
}

impl TermsView {
    /// Whether this can be answered with another offer.
    #[must_use]
    pub const fn can_be_countered(&self) -> bool {
        matches!(self, Self::Swap(_) | Self::Plan(_) | Self::Offer(_))
    }
}

/// An offered plan: enough to recognise it; its words are one link away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanView {
    /// The plan's own title.
    pub title: String,
    /// The day from which it is meant to hold.
    pub from: Date,
    /// Its clauses, in order.
    pub clauses: Vec<ClauseLine>,
}

/// One clause in the list of an offered plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClauseLine {
    /// Its number.
    pub number: usize,
    /// Its title, in the reader's language where the plan has it.
    pub title: String,
}

/// One revision of a proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfferView {
    /// Its number, from 1.
    pub revision: u32,
    /// Who offered it.
    pub by: Side,
    /// When.
    pub at: DateTime,
    /// The entry that holds it.
    pub entry: u64,
    /// What is offered.
    pub terms: TermsView,
    /// Why, if that was said.
    pub reason: Option<String>,
    /// The entry by which its author signed it with a passkey, if that was done.
    pub signed: Option<u64>,
}

/// Who ended a proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerView {
    /// Who answered.
    pub by: Side,
    /// When.
    pub at: DateTime,
    /// The entry that holds it.
    pub entry: u64,
    /// Why, if that was said.
    pub reason: Option<String>,
    /// What vouches for the answer beside the server's word.
    pub signed: Signed,
    /// The link by which it came, for an answer without an account.
    pub link: Option<LinkSent>,
}

/// What vouches for an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signed {
    /// The server's word.
    No,
    /// A passkey, over the words that were agreed to.
    Passkey,
}

/// How a proposal stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// It waits for the parent who did not make the last offer.
    Open,
    /// Its time came before an answer; the plan stayed as it was.
    Lapsed,
    /// What it asks for came about otherwise; no answer is needed.
    Settled,
    /// Agreed by both.
    Accepted(AnswerView),
    /// Turned down.
    Declined(AnswerView),
    /// Taken back.
    Withdrawn(AnswerView),
}

/// How the reader came to the page of a proposal.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Arrival {
    /// By a link.
    #[default]
    Looking,
    /// By an act of their own, which is now this entry of the record.
    Recorded(u64),
    /// By an answer that was not sent, because the other parent acted meanwhile.
    AnswerNotSent,
    /// By an answer that the family's rules refuse.
    Refused(Refusal),
    /// By an answer that needs the password, with a wrong one.
    WrongPassword,
}

/// The page of one proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposalView {
    /// The people.
    pub cast: Cast,
    /// The proposal's id, as it stands in addresses.
    pub id: String,
    /// Its number within the family, from 1.
    pub number: usize,
    /// The revisions, oldest first; never empty.
    pub offers: Vec<OfferView>,
    /// How it stands.
    pub standing: Standing,
    /// What the last offer would change, or changed. `None` for a plan, and for a swap that
    /// was not agreed.
    pub effect: Option<Effect>,
    /// What comes of an offered plan; `None` for a swap, and for a plan that was not agreed.
    pub prospect: Option<Prospect>,
    /// Why an erasure, a hold's lifting or an end that waits cannot be agreed to.
    pub blocked: Option<Refusal>,
    /// What to know before answering.
    pub remarks: Vec<RemarkView>,
    /// Whether both together may erase it.
    pub ties: family::Ties,
    /// Who has asked for that already.
    pub asked: Option<Asked>,
    /// How the reader came here.
    pub arrival: Arrival,
    /// A fresh command id for the answer.
    pub command: String,
    /// Who can take the last offer back; nobody once it was answered.
    pub withdrawable: Option<Side>,
    /// Whether the last offer is a plan by who looks, which they can sign with a passkey.
    pub signable: bool,
    /// Whether the other parent, who has no account yet, can be sent a link to answer with.
    pub linkable: bool,
    /// Its alternatives, what touches it, until when it can be answered, what comes after it.
    pub more: More,
}

impl ProposalView {
    /// For whose answer it waits, while it is open.
    #[must_use]
    pub fn waits_for(&self) -> Option<Side> {
        match (&self.standing, self.offers.last()) {
            (Standing::Open, Some(offer)) => Some(offer.by.other()),
            _ => None,
        }
    }

    /// Whether who looks can take the last offer back: also one whose time is over, or that needs no
    /// answer any more, so that it can be put away.
    #[must_use]
    pub fn may_withdraw(&self) -> bool {
        self.withdrawable == Some(self.cast.viewer)
    }

    /// Whether an entry of this proposal is by who looks. Only such an entry is confirmed to
    /// them: an address can be made up by anybody.
    #[must_use]
    pub fn is_own(&self, entry: u64) -> bool {
        let offers = self.offers.iter().flat_map(|offer| {
            let entries = [Some(offer.entry), offer.signed].into_iter().flatten();
            entries.map(move |entry| (offer.by, entry))
        });
        let answer = match &self.standing {
            Standing::Accepted(answer)
            | Standing::Declined(answer)
            | Standing::Withdrawn(answer) => Some((answer.by, answer.entry)),
            Standing::Open | Standing::Lapsed | Standing::Settled => None,
        };
        offers
            .chain(answer)
            .any(|one| one == (self.cast.viewer, entry))
    }
}

/// Something to know before sending or answering, with what its sentence needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RemarkView {
    /// Everybody is where they would be anyway.
    Nothing,
    /// It begins before now.
    Past {
        /// The earliest start.
        start: DateTime,
    },
    /// Another open proposal is about some of the same time.
    Overlaps {
        /// Its id.
        id: String,
        /// Its number.
        number: usize,
    },
}

impl RemarkView {
    /// A remark with the number of the proposal it names; `number` finds it by id.
    pub fn of(
        remark: Remark,
        number: impl Fn(&family::ProposalId) -> Option<usize>,
    ) -> Option<Self> {
        Some(match remark {
            Remark::Nothing => Self::Nothing,
            Remark::Past { start } => Self::Past { start },
            Remark::Overlaps { proposal } => Self::Overlaps {
                number: number(&proposal)?,
                id: proposal.to_string(),
            },
        })
    }
}

/// One line in the list of proposals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The proposal's id, as it stands in addresses.
    pub id: String,
    /// Its number within the family, from 1.
    pub number: usize,
    /// The last offer.
    pub offer: OfferView,
    /// How it stands.
    pub standing: Standing,
}

/// The list of proposals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListView {
    /// The people.
    pub cast: Cast,
    /// Those that wait for who looks, the soonest first.
    pub mine: Vec<Row>,
    /// Those that wait for the other parent, the soonest first.
    pub theirs: Vec<Row>,
    /// Those that ended, the newest first: one page of them.
    pub settled: Vec<Row>,
    /// How many to skip for the page of newer ones, if there is one.
    pub newer: Option<usize>,
    /// How many to skip for the page of older ones, if there is one.
    pub older: Option<usize>,
    /// Whether there is a plan to swap against.
    pub plan: PlanState,
}

/// Whether a swap can be proposed at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlanState {
    /// A plan is in force.
    Agreed,
    /// There is none yet.
    None,
}

/// What a swap form is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Purpose {
    /// A new proposal.
    New,
    /// An answer to an offer.
    Counter {
        /// The proposal's id.
        id: String,
        /// Its number.
        number: usize,
    },
}

/// The page with the fields of a swap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormView {
    /// The people.
    pub cast: Cast,
    /// What the form is for.
    pub purpose: Purpose,
    /// What was typed, or filled in beforehand.
    pub form: SwapForm,
    /// What is wrong with it; empty at first.
    pub errors: Vec<FieldError>,
}

/// The page between the fields and the sending: what would change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PreviewView {
    /// The people.
    pub cast: Cast,
    /// What the form is for.
    pub purpose: Purpose,
    /// What was typed, carried along.
    pub form: SwapForm,
    /// What it means.
    pub moves: Vec<Move>,
    /// Why, if that was said.
    pub reason: Option<String>,
    /// What it would change; `None` where that cannot be worked out.
    pub effect: Option<Effect>,
    /// What to know before sending.
    pub remarks: Vec<RemarkView>,
    /// The limits of the plan that it would not keep to.
    pub breaches: Vec<BreachView>,
    /// Until when an answer is asked for, if that was said.
    pub answer_by: Option<DateTime>,
    /// Why the family's rules would refuse it as it stands.
    pub blocked: Option<Refusal>,
}

/// The page that asks whether to decline, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeclineView {
    /// The people.
    pub cast: Cast,
    /// The proposal's id.
    pub id: String,
    /// Its number.
    pub number: usize,
    /// The offer that would be declined.
    pub offer: OfferView,
    /// What was typed.
    pub form: AnswerForm,
    /// What is wrong with it.
    pub errors: Vec<FieldError>,
}
