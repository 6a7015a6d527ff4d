//! What terms have in common: of which kind they are, which alternatives they leave, and which time
//! changes hands by them.

use super::{Alternative, Decision, HandoverChange, TimeOffer, Trip};
use crate::{Move, Terms};
use plan::ChildId;

/// What an offer is about. An answer with another offer is about the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OfferKind {
    /// A parenting plan.
    Plan,
    /// Who has the children when: swaps and time with a purpose.
    Time,
    /// A handover.
    Handover,
    /// A trip.
    Trip,
    /// A decision.
    Decision,
    /// Words that are destroyed.
    Erase,
    /// A hold that is lifted.
    LiftHold,
    /// The family's end.
    Close,
    /// Somebody who is let in.
    LetIn,
}

impl OfferKind {
    /// Whether it is about the children and their care, so that a parent without an account can
    /// answer it by a link, and each parent can answer it with another offer.
    #[must_use]
    pub const fn is_about_care(self) -> bool {
        match self {
            Self::Plan | Self::Time | Self::Handover | Self::Trip | Self::Decision => true,
            Self::Erase | Self::LiftHold | Self::Close | Self::LetIn => false,
        }
    }
}

impl Terms {
    /// What they are about.
    #[must_use]
    pub const fn kind(&self) -> OfferKind {
        match self {
            Self::Plan(_) => OfferKind::Plan,
            Self::Swap(_) | Self::Time(_) => OfferKind::Time,
            Self::Handover(_) => OfferKind::Handover,
            Self::Trip(_) => OfferKind::Trip,
            Self::Decision(_) => OfferKind::Decision,
            Self::Erase(_) => OfferKind::Erase,
            Self::LiftHold(_) => OfferKind::LiftHold,
            Self::Close => OfferKind::Close,
            Self::LetIn(_) => OfferKind::LetIn,
        }
    }

    /// Time with a purpose, if that is what they are.
    #[must_use]
    pub fn time(&self) -> Option<&TimeOffer> {
        let Self::Time(offer) = self else {
            return None;
        };
        Some(offer)
    }

    /// The change of a handover that they are, if they are one.
    #[must_use]
    pub fn handover(&self) -> Option<&HandoverChange> {
        let Self::Handover(change) = self else {
            return None;
        };
        Some(change)
    }

    /// The trip that they are, if they are one.
    #[must_use]
    pub fn trip(&self) -> Option<&Trip> {
        let Self::Trip(trip) = self else {
            return None;
        };
        Some(trip)
    }

    /// The decision that they are, if they are one.
    #[must_use]
    pub fn decision(&self) -> Option<&Decision> {
        let Self::Decision(decision) = self else {
            return None;
        };
        Some(decision)
    }

    /// How many alternatives there are to choose from; 1 where there is nothing to choose.
    #[must_use]
    pub fn alternatives(&self) -> usize {
        match self {
            Self::Time(offer) => offer.options.len(),
            Self::Plan(_)
            | Self::Swap(_)
            | Self::Handover(_)
            | Self::Trip(_)
            | Self::Decision(_)
            | Self::Erase(_)
            | Self::LiftHold(_)
            | Self::Close
            | Self::LetIn(_) => 1,
        }
    }

    /// Whether there is such an alternative.
    #[must_use]
    pub fn has(&self, alternative: Alternative) -> bool {
        alternative.index() < self.alternatives()
    }

    /// The time that changes hands by one alternative; empty where there is no such alternative,
    /// and where none changes hands.
    #[must_use]
    pub fn moves(&self, alternative: Alternative) -> Vec<Move> {
        if !self.has(alternative) {
            return Vec::new();
        }
        match self {
            Self::Swap(moves) => moves.clone(),
            Self::Time(offer) => {
                let chosen = offer.options.get(alternative.index());
                chosen.cloned().unwrap_or_default()
            }
            Self::Handover(change) => change.moved().into_iter().collect(),
            Self::Trip(trip) => trip.moves.clone(),
            Self::Plan(_)
            | Self::Decision(_)
            | Self::Erase(_)
            | Self::LiftHold(_)
            | Self::Close
            | Self::LetIn(_) => Vec::new(),
        }
    }

    /// Whether these concern a child; a plan concerns all of them.
    pub(super) fn shares_a_child(&self, other: &Self) -> bool {
        match (self.named(), other.named()) {
            (Some(ours), Some(theirs)) => ours.iter().any(|child| theirs.contains(child)),
            (None, _) | (_, None) => true,
        }
    }

    fn named(&self) -> Option<Vec<&ChildId>> {
        match self {
            Self::Swap(moves) => Some(moves.iter().flat_map(|one| &one.children).collect()),
            Self::Time(offer) => {
                let moves = offer.options.iter().flatten();
                Some(moves.flat_map(|one| &one.children).collect())
            }
            Self::Handover(change) => Some(change.children.iter().collect()),
            Self::Trip(trip) => Some(trip.children.iter().collect()),
            Self::Decision(decision) => Some(decision.children.iter().collect()),
            Self::Plan(_) | Self::Erase(_) | Self::LiftHold(_) | Self::Close | Self::LetIn(_) => {
                None
            }
        }
    }
}
