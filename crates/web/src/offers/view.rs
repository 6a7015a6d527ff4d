//! What the pages about offers need to know, as plain data.
//!
//! May touch: its own fields. Times are wall-clock times in the family's zone already.

use family::{Alternative, Move, Refusal, Terms};
use jiff::civil::{Date, DateTime};
use plan::{Amount, ChildId, DisputeStep, Side};

use super::Kind;
use super::form::{FieldError, OfferForm};
use super::handovers::Coming;
use crate::page::ClauseRef;
use crate::swap::effect::Effect;
use crate::swap::view::{Cast, Purpose};

/// One alternative of an offer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Its number on the page, from 1.
    pub number: usize,
    /// Which it is.
    pub alternative: Alternative,
    /// The time that would change hands; empty where none does.
    pub moves: Vec<Move>,
    /// What it would change, or changed; `None` where that is nothing, or cannot be worked out.
    pub effect: Option<Effect>,
    /// The limits of the plan that it would not keep to.
    pub breaches: Vec<BreachView>,
    /// Whether it can still be chosen.
    pub stands: Stands,
}

/// How an alternative stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stands {
    /// It can be chosen.
    Open,
    /// Its time has begun.
    Past,
    /// It was chosen.
    Chosen,
    /// Another one was chosen, or none.
    Left,
}

/// What a limit of the plan is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LimitKind {
    /// Time away from a parent.
    Away,
    /// Handovers.
    Handovers,
    /// Nights of brothers and sisters together.
    Together,
    /// Time with a parent.
    With,
}

/// A limit of the plan that would not be kept to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BreachView {
    /// The clause that states it.
    pub clause: ClauseRef,
    /// What it is about.
    pub kind: LimitKind,
    /// Which children.
    pub children: Vec<ChildId>,
    /// The parent of whom there would be too little, where it is about one.
    pub parent: Option<Side>,
    /// The first date of the stretch or period.
    pub from: Date,
    /// The last one.
    pub last: Date,
    /// What there would be.
    pub found: Amount,
    /// What the plan states.
    pub limit: Amount,
}

/// Another proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherProposal {
    /// Its id, as it stands in addresses.
    pub id: String,
    /// Its number.
    pub number: usize,
}

/// What the plan asks of a parent who will be away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueView {
    /// The clause.
    pub clause: ClauseRef,
    /// For more than so many hours.
    pub hours: u16,
}

/// A matter that was declined twice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DisputeView {
    /// The one that was declined before.
    pub earlier: OtherProposal,
    /// The plan's clause for this, where it has one.
    pub clause: Option<ClauseRef>,
    /// What to do next, in this order.
    pub steps: Vec<DisputeStep>,
    /// The last day of the first step, where the clause says so.
    pub until: Option<Date>,
    /// Where it can be proposed again with a deadline.
    pub again: Option<String>,
}

/// What a page says of an offer beside its terms.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct More {
    /// The alternatives; one where there is nothing to choose.
    pub choices: Vec<Choice>,
    /// Open proposals about the same time.
    pub touching: Vec<OtherProposal>,
    /// From when on it cannot be answered any more.
    pub expires: Option<DateTime>,
    /// Until when its author asks for an answer.
    pub answer_by: Option<DateTime>,
    /// For care that is offered first: what the plan asks.
    pub due: Option<DueView>,
    /// Who may arrange something else, since the other parent did not take the care.
    pub freed: Option<Side>,
    /// For a trip: so many of its nights are the other parent's, and stay so.
    pub nights_of_other: usize,
    /// For a choice that the plan leaves open: the clause.
    pub clause: Option<ClauseRef>,
    /// What comes next after it was declined twice.
    pub dispute: Option<DisputeView>,
}

impl More {
    /// The alternatives that can be chosen.
    pub fn open(&self) -> impl Iterator<Item = &Choice> {
        let all = self.choices.iter();
        all.filter(|choice| choice.stands == Stands::Open)
    }

    /// The same without any other proposal, for whoever sees this matter alone.
    #[must_use]
    pub fn alone(self) -> Self {
        Self {
            touching: Vec::new(),
            dispute: None,
            ..self
        }
    }

    /// Whether the deadline of its author ends it, before it would take effect.
    #[must_use]
    pub fn ended_by_deadline(&self) -> bool {
        self.answer_by.is_some() && self.answer_by == self.expires
    }

    /// Whether there is something to choose.
    #[must_use]
    pub fn has_choice(&self) -> bool {
        self.choices.len() > 1
    }
}

/// The page with the fields of an offer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfferFormView {
    /// The people.
    pub cast: Cast,
    /// What the form is for.
    pub purpose: Purpose,
    /// What was typed, or filled in beforehand.
    pub form: OfferForm,
    /// What is wrong with it; empty at first.
    pub errors: Vec<FieldError>,
    /// The handovers to choose from, in a form about one.
    pub handovers: Vec<Coming>,
    /// The care that was missed, to choose from, in a form about that.
    pub missed: Vec<MissedView>,
    /// Clauses about holidays: id and title, in a form about that.
    pub clauses: Vec<(String, String)>,
}

/// Care that was missed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissedView {
    /// The entry that says so.
    pub entry: u64,
    /// Whose care.
    pub parent: Side,
    /// Which children.
    pub children: Vec<ChildId>,
    /// From when.
    pub from: DateTime,
    /// Until when.
    pub until: DateTime,
}

/// The page between the fields and the sending.
#[derive(Debug, Clone, PartialEq)]
pub struct OfferPreview {
    /// The people.
    pub cast: Cast,
    /// What the form is for.
    pub purpose: Purpose,
    /// What was typed, carried along.
    pub form: OfferForm,
    /// What it means.
    pub terms: Terms,
    /// Why, if that was said.
    pub reason: Option<String>,
    /// What else there is to know.
    pub more: More,
    /// Why the family's rules would refuse it as it stands.
    pub blocked: Option<Refusal>,
}

/// What can be chosen where one begins to propose something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChooserView {
    /// The people.
    pub cast: Cast,
    /// The day to begin from, if one was chosen.
    pub day: Option<Date>,
    /// The kinds that can be offered now: without a plan, only those that need none.
    pub kinds: Vec<Kind>,
    /// Whether a swap can be.
    pub plan: crate::swap::view::PlanState,
}
