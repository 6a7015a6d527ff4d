//! What was proposed and waits for an answer.

use super::{Entry, Gatherer, Group, Kind, Said, Settled, Time, When};
use crate::feed::lines::{Escaped, slug};
use crate::feed::{Proposed, Tentative};

impl Gatherer<'_> {
    /// An item for each change that is proposed.
    pub(super) fn proposals(&mut self) {
        let proposals = self.feed.proposals;
        for (place, proposal) in proposals.iter().enumerate() {
            let places = self.places(proposal.children);
            // The timeline knows the clock of its own years only; this one knows it for ever, and
            // like the plan lets a skipped time move forward and takes the first of two.
            let instant = |local| self.feed.plan.zone().to_timestamp(local);
            let (Ok(start), Ok(end)) = (instant(proposal.start), instant(proposal.end)) else {
                continue;
            };
            if places.is_empty() || end <= start || !self.span.shows(start, end) {
                continue;
            }
            let id = slug(proposal.id);
            // The place among the changes of the same proposal, whatever else is open.
            let before = proposals.iter().take(place);
            let number = 1 + before.filter(|other| slug(other.id) == id).count();
            let group = self.group(&places);
            self.entries.push(Entry {
                kind: Kind::Proposal,
                at: start,
                when: When::Instants(start, end),
                parent: match proposal.what {
                    Proposed::Care(parent) => Some(parent),
                    Proposed::Other(_) => None,
                },
                uid: format!("5.{id}.{number}"),
                said: self.said(|this| this.say_proposal(&group, proposal)),
                settled: Settled::Tentative,
                time: Time::Free,
                group,
            });
        }
    }

    fn say_proposal(&self, group: &Group, proposal: &Tentative<'_>) -> Said {
        let what = match proposal.what {
            Proposed::Care(parent) => self.words.with(&group.names, parent),
            Proposed::Other(words) => Escaped::line(words),
        };
        Said {
            summary: self.words.proposed(&what),
            description: self.words.waits_for(proposal.waits_for),
            place: None,
        }
    }
}
