//! When the same matter was declined twice: what the plan says then, and which steps are next.

use super::{OfferKind, Purpose};
use crate::{Answer, Family, Proposal, ProposalId, State, Terms};
use jiff::civil::Date;
use jiff::{SignedDuration, Span};
use plan::{ClauseIndex, DisputeStep, Window};

/// Two refusals within so many days are about the same quarrel.
pub const DISPUTE_WITHIN_DAYS: i32 = 60;

/// A matter that was declined twice, and what can be done next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dispute {
    /// The proposal that was declined before.
    pub earlier: ProposalId,
    /// The proposal that was declined now.
    pub later: ProposalId,
    /// The plan's clause for this, where it has one.
    pub clause: Option<ClauseIndex>,
    /// What to do next, in this order: the clause's steps, or all that there are.
    pub steps: Vec<DisputeStep>,
    /// The last day of the first step, where the clause says how long a step takes.
    pub until: Option<Date>,
}

impl Proposal {
    fn declined(&self) -> Option<&Answer> {
        match &self.state {
            State::Declined(answer) => Some(answer),
            State::Open | State::Accepted(_) | State::Withdrawn(_) => None,
        }
    }
}

impl Terms {
    /// Whether a refusal of these and one of others are about the same matter: the same kind and
    /// children, and the same time, handover or title. What ends something, and who is let in, is
    /// no matter of dispute here.
    #[must_use]
    pub fn is_same_matter(&self, other: &Self) -> bool {
        if self.kind() != other.kind() || !self.shares_a_child(other) {
            return false;
        }
        match (self, other) {
            (Self::Decision(one), Self::Decision(two)) => {
                let plain = |title: &crate::Name| title.as_str().to_lowercase();
                plain(&one.title) == plain(&two.title)
            }
            (Self::Handover(one), Self::Handover(two)) => one.is_of_the_same(two),
            (Self::Time(one), Self::Time(two)) => match (&one.purpose, &two.purpose) {
                // Made up for at another time, it is the same that was missed.
                (Purpose::MakeUp { missed: one }, Purpose::MakeUp { missed: two }) => one == two,
                // Other days, but the same choice that the plan leaves open.
                (
                    Purpose::HolidayChoice { clause: Some(one) },
                    Purpose::HolidayChoice { clause: Some(two) },
                ) => one == two || self.touches(other),
                _ => self.touches(other),
            },
            _ => match self.kind() {
                OfferKind::Plan => true,
                OfferKind::Time | OfferKind::Trip => self.touches(other),
                OfferKind::Handover
                | OfferKind::Decision
                | OfferKind::Erase
                | OfferKind::LiftHold
                | OfferKind::Close
                | OfferKind::LetIn => false,
            },
        }
    }
}

impl Family {
    /// What follows when a proposal was declined whose matter was declined before, by either parent
    /// and within [`DISPUTE_WITHIN_DAYS`] days; `None` for any other proposal. Of several earlier
    /// ones the newest is named.
    #[must_use]
    pub fn dispute(&self, id: &ProposalId) -> Option<Dispute> {
        let later = self.proposal(id)?;
        let answer = later.declined()?;
        let within = SignedDuration::from_hours(i64::from(DISPUTE_WITHIN_DAYS) * 24);
        let earlier = self.proposals().iter().filter_map(|proposal| {
            let before = proposal.declined()?;
            let near = before.entry < answer.entry && answer.at.duration_since(before.at) <= within;
            let same = || {
                later
                    .current()
                    .terms
                    .is_same_matter(&proposal.current().terms)
            };
            (near && same()).then_some((before.entry, proposal))
        });
        let (_, earlier) = earlier.max_by_key(|(entry, _)| *entry)?;
        let day = self.date_at(answer.at);
        let rule = self.plan().and_then(|plan| {
            let window = Window::new(day, day.tomorrow().ok()?).ok()?;
            plan::disputes(plan, &self.timeline(window)?, day)
        });
        let until = rule.and_then(|(_, rule)| {
            let days = Span::new().days(rule.days?);
            day.checked_add(days).ok()
        });
        Some(Dispute {
            earlier: earlier.id.clone(),
            later: later.id.clone(),
            clause: rule.map(|(clause, _)| clause),
            steps: rule.map_or_else(|| DisputeStep::ALL.to_vec(), |(_, rule)| rule.steps.clone()),
            until,
        })
    }
}
