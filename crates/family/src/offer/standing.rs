//! What stands by what both accepted, and what somebody is free to arrange because the other parent
//! did not take it. Reads the family, changes nothing.

use super::{Decision, HandoverChange, Purpose, Trip};
use crate::{Answer, Family, Move, Name, Proposal, ProposalId, State, Terms};
use jiff::Timestamp;
use jiff::civil::DateTime;
use plan::{ChildId, Side};

/// Something that both agreed on, and by what.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Standing<'f, T> {
    /// How it was agreed.
    pub proposal: &'f Proposal,
    /// Who accepted it, and when.
    pub answer: &'f Answer,
    /// What.
    pub terms: &'f T,
}

/// What was agreed about one handover beside the plan; all empty where nothing was.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Arranged {
    /// Where it is.
    pub place: Option<Name>,
    /// Who brings the children.
    pub brings: Option<Side>,
    /// By which proposals, oldest first.
    pub by: Vec<ProposalId>,
}

/// Care that a parent offered first and the other one did not take: that parent may arrange
/// something else for it.
#[derive(Debug, Clone, PartialEq)]
pub struct Freed<'f> {
    /// The offer.
    pub proposal: &'f Proposal,
    /// Who may arrange something.
    pub side: Side,
    /// For which time.
    pub moves: &'f [Move],
}

impl Proposal {
    /// The answer by which it was accepted.
    #[must_use]
    pub fn accepted(&self) -> Option<&Answer> {
        match &self.state {
            State::Accepted(answer) => Some(answer),
            State::Open | State::Declined(_) | State::Withdrawn(_) => None,
        }
    }

    /// The time that changed hands by it; empty unless it was accepted.
    #[must_use]
    pub fn agreed_moves(&self) -> Vec<Move> {
        let accepted = self.accepted();
        accepted.map_or_else(Vec::new, |answer| {
            self.current().terms.moves(answer.alternative)
        })
    }

    /// The entry by which care was missed that the last offer makes up for.
    #[must_use]
    pub fn makes_up(&self) -> Option<u64> {
        match self.current().terms.time()?.purpose {
            Purpose::MakeUp { missed } => Some(missed),
            Purpose::Visit | Purpose::FirstRefusal | Purpose::HolidayChoice { .. } => None,
        }
    }

    /// The care that this offers first, and whose it is; `None` for any other offer.
    fn offers_first(&self) -> Option<(Side, &[Move])> {
        let offer = self.current().terms.time()?;
        let moves = offer.options.first()?;
        let to = moves.first()?.to;
        (offer.purpose == Purpose::FirstRefusal).then_some((to.other(), moves))
    }
}

impl Family {
    /// What both accepted, in the order of acceptance, as far as `of` finds in it what is asked.
    fn standing<'f, T>(&'f self, of: impl Fn(&'f Terms) -> Option<&'f T>) -> Vec<Standing<'f, T>> {
        let all = self.proposals().iter().map(AsRef::as_ref);
        let accepted = all.filter_map(|proposal| {
            Some(Standing {
                proposal,
                answer: proposal.accepted()?,
                terms: of(&proposal.current().terms)?,
            })
        });
        let mut standing: Vec<_> = accepted.collect();
        standing.sort_by_key(|one| one.answer.entry);
        standing
    }

    /// The trips to which both consented, in the order of consent.
    #[must_use]
    pub fn trips(&self) -> Vec<Standing<'_, Trip>> {
        self.standing(Terms::trip)
    }

    /// What both decided, in the order of agreement.
    #[must_use]
    pub fn decisions(&self) -> Vec<Standing<'_, Decision>> {
        self.standing(Terms::decision)
    }

    /// The changes of handovers to which both agreed, in the order of agreement. Those of the time
    /// stand in the agreed timeline already.
    #[must_use]
    pub fn handover_changes(&self) -> Vec<Standing<'_, HandoverChange>> {
        self.standing(Terms::handover)
    }

    /// What was agreed beside the plan about the handover of a child to `to` that takes place at
    /// `at` as agreed now. A later change of the same handover speaks for what it names; a change of
    /// its time takes the place and the parent who brings along.
    #[must_use]
    pub fn arranged(&self, child: &ChildId, to: Side, at: DateTime) -> Arranged {
        let mut known: Vec<(DateTime, Arranged)> = Vec::new();
        for one in self.handover_changes() {
            let change = one.terms;
            if change.to != to || !change.children.contains(child) {
                continue;
            }
            let place = known.iter().position(|(at, _)| *at == change.planned);
            let (_, mut arranged) = place.map_or_else(
                || (change.planned, Arranged::default()),
                |place| known.remove(place),
            );
            if change.place.is_some() {
                arranged.place.clone_from(&change.place);
            }
            arranged.brings = change.brings.or(arranged.brings);
            arranged.by.push(one.proposal.id.clone());
            known.push((change.becomes(), arranged));
        }
        let mut newest = known.into_iter().rev();
        let found = newest.find(|(when, _)| *when == at);
        found.map(|(_, arranged)| arranged).unwrap_or_default()
    }

    /// The care to come that a parent offered first and the other one declined, or did not answer
    /// in time: that parent is free to arrange something for it. In the order of the proposals.
    #[must_use]
    pub fn free_to_arrange(&self, now: Timestamp) -> Vec<Freed<'_>> {
        let freed = |proposal| {
            let proposal: &Proposal = proposal;
            let offer = proposal.current();
            let (side, moves) = proposal.offers_first()?;
            let refused = match &proposal.state {
                State::Declined(_) => true,
                State::Open => offer.expires(self).is_some_and(|at| at <= now),
                State::Accepted(_) | State::Withdrawn(_) => false,
            };
            let to_come = moves.iter().any(|one| self.instant(one.end) > now);
            (refused && offer.by == side && to_come).then_some(Freed {
                proposal,
                side,
                moves,
            })
        };
        self.proposals()
            .iter()
            .map(AsRef::as_ref)
            .filter_map(freed)
            .collect()
    }
}
