//! What parents offer each other beside a plan and a swap: time with a purpose and in several
//! alternatives, another time or place of a handover, a trip, a decision. Plain data, and what
//! follows from it: until when an offer can be answered, what it touches, what stands by it. Pure.

mod dispute;
mod expiry;
mod first_refusal;
mod limits;
mod refusal;
mod standing;
mod terms;
mod touch;

use crate::{BadText, Line, Move, Name, words};
use jiff::civil::{Date, DateTime};
use plan::{ChildId, ClauseId, Side};
use std::sync::Arc;

pub(crate) use expiry::{acceptable, answerable, check_deadline};
pub(crate) use touch::not_overtaken;

pub use dispute::{DISPUTE_WITHIN_DAYS, Dispute};
pub use first_refusal::{FirstRefusalDue, first_refusal_due};
pub use limits::limits_broken;
pub use refusal::OfferRefusal;
pub use standing::{Arranged, Freed, Standing};
pub use terms::OfferKind;

/// Most alternatives in one offer of time.
pub const MAX_ALTERNATIVES: usize = 4;
/// A handover is moved by so many hours at most; more is a swap.
pub const MAX_HANDOVER_HOURS: i64 = 24;
/// The longest trip, in days.
pub const MAX_TRIP_DAYS: i32 = 366;
/// So many days from now on lies the last day on which an answer may be asked for.
pub const MAX_ANSWER_DAYS: i32 = 366;

/// Which of the alternatives of an offer, counted from 0. What has no alternatives has the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Alternative(pub u8);

impl Alternative {
    /// The first, or the only one.
    pub const FIRST: Self = Self(0);

    /// Its place, from 0.
    #[must_use]
    pub fn index(self) -> usize {
        usize::from(self.0)
    }

    /// The first so many of them.
    pub fn first(count: usize) -> impl Iterator<Item = Self> {
        (0..=u8::MAX).take(count).map(Self)
    }
}

/// Time that is offered or asked for, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeOffer {
    /// What it is for.
    pub purpose: Purpose,
    /// The alternatives, 1 to [`MAX_ALTERNATIVES`]; who accepts chooses one. Each has 1 to 8 moves.
    pub options: Vec<Vec<Move>>,
}

/// What time is offered for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Purpose {
    /// Open contact: an extra visit, a longer or a shorter one, also at short notice.
    Visit,
    /// A parent will be away and offers the own care to the other one first. Who declines leaves
    /// it to that parent to arrange something else.
    FirstRefusal,
    /// A choice that the plan leaves open.
    HolidayChoice {
        /// The clause that leaves it open, where there is one.
        clause: Option<ClauseId>,
    },
    /// Time for care that was missed.
    MakeUp {
        /// The entry by which it was missed.
        missed: u64,
    },
}

/// Another time or place for one handover that was agreed, or somebody else who brings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandoverChange {
    /// Which children pass.
    pub children: Vec<ChildId>,
    /// To whom.
    pub to: Side,
    /// When it is as agreed so far, in the plan's zone.
    pub planned: DateTime,
    /// When it would be.
    pub at: Option<DateTime>,
    /// Where it would be.
    pub place: Option<Name>,
    /// Who would bring the children.
    pub brings: Option<Side>,
}

impl HandoverChange {
    /// When the handover would be.
    #[must_use]
    pub fn becomes(&self) -> DateTime {
        self.at.unwrap_or(self.planned)
    }

    /// The time that would change hands; `None` where the time stays.
    #[must_use]
    pub fn moved(&self) -> Option<Move> {
        let at = self.at?;
        let (to, start, end) = match at.cmp(&self.planned) {
            std::cmp::Ordering::Less => (self.to, at, self.planned),
            std::cmp::Ordering::Equal => return None,
            std::cmp::Ordering::Greater => (self.to.other(), self.planned, at),
        };
        let children = self.children.clone();
        Some(Move {
            children,
            to,
            start,
            end,
        })
    }

    /// Whether both are about the same handover of some child.
    #[must_use]
    pub fn is_of_the_same(&self, other: &Self) -> bool {
        self.planned == other.planned
            && self.to == other.to
            && self.children.iter().any(|id| other.children.contains(id))
    }
}

/// A trip with the children, to which the other parent consents. By itself it moves no care.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trip {
    /// Who goes along.
    pub children: Vec<ChildId>,
    /// With which parent.
    pub with: Side,
    /// The first day, in the family's zone.
    pub from: Date,
    /// The first day after it.
    pub until: Date,
    /// The country or place.
    pub destination: Name,
    /// Where they stay.
    pub address: Option<Line>,
    /// How they can be reached.
    pub contact: Option<Line>,
    /// How they travel.
    pub travel: Option<Line>,
    /// What goes along, in order, each once.
    pub papers: Vec<Paper>,
    /// Time that changes hands for it; none where it lies in the parent's own time. 8 at most.
    pub moves: Vec<Move>,
}

/// What goes along on a trip.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Paper {
    /// A passport.
    Passport,
    /// An identity card.
    IdentityCard,
    /// The signed consent of the parent who stays.
    ConsentForm,
    /// A health insurance card.
    InsuranceCard,
    /// Medicine that a child takes.
    Medicine,
}

impl Paper {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Passport,
        Self::IdentityCard,
        Self::ConsentForm,
        Self::InsuranceCard,
        Self::Medicine,
    ];
}

/// Something that both parents decide together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// What it is about.
    pub about: DecisionAbout,
    /// For which children.
    pub children: Vec<ChildId>,
    /// What it is called.
    pub title: Name,
    /// What is decided.
    pub text: Statement,
}

/// What parents decide about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DecisionAbout {
    /// A school, or something at it.
    School,
    /// A treatment, a vaccination, a doctor.
    Medical,
    /// A passport or an identity card.
    Passport,
    /// A sport, a club, a hobby.
    Activity,
    /// Moving house.
    Moving,
    /// Religion, and what belongs to it.
    Religion,
    /// Anything else.
    Other,
}

impl DecisionAbout {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::School,
        Self::Medical,
        Self::Passport,
        Self::Activity,
        Self::Moving,
        Self::Religion,
        Self::Other,
    ];
}

/// What parents decide, in their words: at most [`Statement::MAX_CHARS`] characters.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Statement(Arc<str>);

impl Statement {
    /// Longest statement, in characters.
    pub const MAX_CHARS: usize = 4_000;

    /// Takes a statement as typed.
    ///
    /// # Errors
    /// Says what is wrong with it: empty, too long, or not printable.
    pub fn new(text: &str) -> Result<Self, BadText> {
        words::checked(text, Self::MAX_CHARS, words::Lines::Many).map(Self)
    }

    /// The statement as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
