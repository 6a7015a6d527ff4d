//! Which offers are about the same time of the same children.

use super::Alternative;
use crate::{Family, Move, ProposalId, Refusal, State, Terms};
use jiff::civil::{DateTime, Time};
use jiff::{Timestamp, ToSpan};
use plan::ChildId;

/// A stretch of time of some children that terms are about, half-open, in the plan's zone.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Claim<'t> {
    children: &'t [ChildId],
    start: DateTime,
    end: DateTime,
}

impl<'t> Claim<'t> {
    fn of(one: &'t Move) -> Self {
        Self {
            children: &one.children,
            start: one.start,
            end: one.end,
        }
    }

    fn touches(&self, other: &Claim<'_>) -> bool {
        self.start < other.end
            && other.start < self.end
            && self.children.iter().any(|c| other.children.contains(c))
    }
}

impl Terms {
    /// The time that these terms are about: of one alternative, or of all.
    fn claims(&self, alternative: Option<Alternative>) -> Vec<Claim<'_>> {
        match self {
            Self::Swap(moves) => moves.iter().map(Claim::of).collect(),
            Self::Time(offer) => {
                let options = offer.options.iter().zip(Alternative::first(usize::MAX));
                let chosen = options
                    .filter(|(_, place)| alternative.is_none_or(|chosen| chosen == *place))
                    .flat_map(|(moves, _)| moves);
                chosen.map(Claim::of).collect()
            }
            // Both stretches that meet at a handover make it.
            Self::Handover(change) => {
                let (one, other) = (change.planned, change.becomes());
                vec![Claim {
                    children: &change.children,
                    start: one.min(other).saturating_sub(1.minute()),
                    end: one.max(other).saturating_add(1.minute()),
                }]
            }
            Self::Trip(trip) => {
                let days = Claim {
                    children: &trip.children,
                    start: trip.from.to_datetime(Time::midnight()),
                    end: trip.until.to_datetime(Time::midnight()),
                };
                let moves = trip.moves.iter().map(Claim::of);
                std::iter::once(days).chain(moves).collect()
            }
            Self::Plan(_)
            | Self::Decision(_)
            | Self::Erase(_)
            | Self::LiftHold(_)
            | Self::Close
            | Self::LetIn(_) => Vec::new(),
        }
    }

    /// Where these terms are about the same time of the same children as others: the beginning of
    /// the first stretch of the others that is touched.
    fn touched(
        &self,
        alternative: Option<Alternative>,
        (other, theirs): (&Self, Option<Alternative>),
    ) -> Option<DateTime> {
        let ours = self.claims(alternative);
        let others = other.claims(theirs).into_iter();
        let mut touched = others.filter(|claim| ours.iter().any(|own| own.touches(claim)));
        touched.next().map(|claim| claim.start)
    }

    /// Whether both are about the same time of the same children, by any alternative.
    #[must_use]
    pub fn touches(&self, other: &Self) -> bool {
        self.touched(None, (other, None)).is_some()
    }
}

/// Nothing was agreed about this time since the offer was made. Otherwise an older offer that
/// still lies there would let one parent undo what both agreed later.
pub(crate) fn not_overtaken(
    family: &Family,
    offered: u64,
    terms: &Terms,
    alternative: Alternative,
) -> Result<(), Refusal> {
    for proposal in family.proposals() {
        let State::Accepted(answer) = &proposal.state else {
            continue;
        };
        if answer.entry <= offered {
            continue;
        }
        let agreed = (&proposal.current().terms, Some(answer.alternative));
        if let Some(start) = terms.touched(Some(alternative), agreed) {
            return Err(Refusal::AgreedMeanwhile { start });
        }
    }
    Ok(())
}

impl Family {
    /// The proposals that wait for an answer and are about the same time of the same children as
    /// these terms, by any alternative, oldest first; `except` is the proposal that the terms
    /// belong to, if any. When one of them is accepted, the older ones cannot be any more.
    #[must_use]
    pub fn touching(
        &self,
        terms: &Terms,
        except: Option<&ProposalId>,
        now: Timestamp,
    ) -> Vec<ProposalId> {
        let others = self.proposals().iter().filter(|proposal| {
            except != Some(&proposal.id)
                && self.is_live(proposal, now)
                && terms.touches(&proposal.current().terms)
        });
        others.map(|proposal| proposal.id.clone()).collect()
    }
}
