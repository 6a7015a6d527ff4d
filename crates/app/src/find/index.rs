//! What can be found of one tree: for each entry its author, time, topic and folded words.
//! Pure.

use super::offers::of_terms;
use super::words::{Said, fold, of_event, of_personal};
use super::{Filter, MAX_WORDS, Topic};
use crate::reading::What;
use crate::tree::Opened;
use family::{Event, Family, OfferKind, PersonalEvent, ProposalId, Revision, Terms};
use jiff::Timestamp;
use plan::Side;
use std::collections::HashMap;
use std::sync::Arc;

/// Bytes of an entry besides its words, roughly.
const ENTRY_BYTES: usize = 64;

/// What can be found of one entry.
#[derive(Debug)]
struct Findable {
    at_millis: i64,
    by: Option<Side>,
    topic: Topic,
    words: Box<str>,
}

/// The terms of an offer, for the answers to it.
#[derive(Debug, Clone)]
struct Offered {
    topic: Topic,
    words: Arc<str>,
}

/// All entries of one tree, from the first.
#[derive(Debug, Clone, Default)]
pub(super) struct Index {
    entries: Vec<Arc<Findable>>,
    offers: HashMap<(ProposalId, Revision), Offered>,
    bytes: usize,
}

impl Index {
    /// How many entries it knows.
    pub(super) fn size(&self) -> u64 {
        u64::try_from(self.entries.len()).unwrap_or(u64::MAX)
    }

    /// Roughly what it takes in memory.
    pub(super) const fn bytes(&self) -> usize {
        self.bytes
    }

    /// Takes the next entry.
    pub(super) fn push(&mut self, opened: &Opened, by: Option<Side>, what: &What, family: &Family) {
        let mut said = Said::default();
        if let Some(side) = by {
            said.add(family.seat(side).parent.name.as_str());
        }
        let topic = match what {
            What::Shared(event) => self.shared(event, family, &mut said),
            What::Own(event) => {
                of_personal(event, &mut said);
                topic_of_own(event)
            }
            What::Erased => topic_of_kind(&opened.kind),
        };
        let words = said.folded();
        self.bytes += words.len() + ENTRY_BYTES;
        self.entries.push(Arc::new(Findable {
            at_millis: opened.at.as_millisecond(),
            by,
            topic,
            words,
        }));
    }

    fn shared(&mut self, event: &Event, family: &Family, said: &mut Said) -> Topic {
        of_event(event, family, said);
        match event {
            Event::Founded(_)
            | Event::Invited { .. }
            | Event::Joined { .. }
            | Event::Left { .. }
            | Event::LetIn(_)
            | Event::GuestJoined
            | Event::GuestEnded { .. }
            | Event::GuestLeft
            | Event::TabletPaired { .. }
            | Event::TabletEnded { .. }
            | Event::Looked(_) => Topic::People,
            Event::DeviceEnrolled { .. } | Event::DeviceRevoked { .. } => Topic::Devices,
            Event::Restored(_)
            | Event::Erased { .. }
            | Event::HoldSet { .. }
            | Event::HoldLifted { .. }
            | Event::Closed => Topic::Keeping,
            Event::TopicOpened { .. } | Event::Said(_) | Event::ReadSaid { .. } => Topic::Messages,
            Event::CareSaid(_) | Event::CallHeld(_) => Topic::Care,
            Event::ClausesMarked { .. } => Topic::Plan,
            Event::Proposed {
                proposal, terms, ..
            } => self.offer(proposal, Revision::FIRST, terms, family),
            Event::Countered {
                proposal,
                revision,
                terms,
                ..
            } => self.offer(proposal, *revision, terms, family),
            Event::Accepted {
                proposal, revision, ..
            }
            | Event::Declined {
                proposal, revision, ..
            }
            | Event::Withdrawn {
                proposal, revision, ..
            }
            | Event::OfferSigned {
                proposal, revision, ..
            }
            | Event::AnsweredByLink {
                proposal, revision, ..
            } => {
                let offered = self.offers.get(&(proposal.clone(), *revision));
                offered.map_or(Topic::Swaps, |offered| {
                    said.add(&offered.words);
                    offered.topic
                })
            }
        }
    }

    /// Keeps the terms of an offer for its answers.
    fn offer(
        &mut self,
        proposal: &ProposalId,
        revision: Revision,
        terms: &Terms,
        family: &Family,
    ) -> Topic {
        let topic = topic_of_offer(terms.kind());
        let words: Arc<str> = of_terms(terms, family).into();
        self.bytes += words.len() + ENTRY_BYTES;
        let key = (proposal.clone(), revision);
        self.offers.insert(key, Offered { topic, words });
        topic
    }

    /// The numbers of the entries that fit, newest first.
    pub(super) fn matching(&self, filter: &Filter) -> Vec<u64> {
        let wanted: Vec<String> = filter
            .words
            .split_whitespace()
            .take(MAX_WORDS)
            .map(fold)
            .collect();
        let from = filter.from.map(Timestamp::as_millisecond);
        let until = filter.until.map(Timestamp::as_millisecond);
        let fits = |entry: &Findable| {
            filter.by.is_none_or(|side| entry.by == Some(side))
                && filter.topic.is_none_or(|topic| entry.topic == topic)
                && from.is_none_or(|from| entry.at_millis >= from)
                && until.is_none_or(|until| entry.at_millis < until)
                && wanted.iter().all(|word| entry.words.contains(word))
        };
        let numbered = (0..).zip(&self.entries);
        let mut found: Vec<u64> = numbered
            .filter(|(_, entry)| fits(entry))
            .map(|(sequence, _)| sequence)
            .collect();
        found.reverse();
        found
    }
}

/// What an offer is about.
pub(crate) const fn topic_of_offer(kind: OfferKind) -> Topic {
    match kind {
        OfferKind::Plan => Topic::Plan,
        OfferKind::Time | OfferKind::Handover => Topic::Swaps,
        OfferKind::Trip | OfferKind::Decision => Topic::Decisions,
        OfferKind::Erase | OfferKind::LiftHold | OfferKind::Close => Topic::Keeping,
        OfferKind::LetIn => Topic::People,
    }
}

pub(crate) const fn topic_of_own(event: &PersonalEvent) -> Topic {
    match event {
        PersonalEvent::Opened
        | PersonalEvent::SignedIn { .. }
        | PersonalEvent::SignedOut
        | PersonalEvent::Access(_) => Topic::Devices,
        PersonalEvent::LanguageChosen(_)
        | PersonalEvent::CalmChosen(_)
        | PersonalEvent::CallsWished(_)
        | PersonalEvent::FeedMade { .. }
        | PersonalEvent::FeedEnded { .. } => Topic::Settings,
        PersonalEvent::Restored(_) | PersonalEvent::Erased { .. } | PersonalEvent::Closed => {
            Topic::Keeping
        }
        PersonalEvent::DraftKept(_) | PersonalEvent::DraftEnded { .. } => Topic::Plan,
        PersonalEvent::BundleMade(_) => Topic::Bundles,
        PersonalEvent::LetIn(_)
        | PersonalEvent::GuestJoined { .. }
        | PersonalEvent::GuestEnded { .. }
        | PersonalEvent::GuestLeft { .. }
        | PersonalEvent::Looked { .. } => Topic::People,
    }
}

/// What an erased entry was about, as far as its leaf says it.
fn topic_of_kind(kind: &str) -> Topic {
    match kind.split('.').next() {
        Some("family" | "people") => Topic::People,
        Some("person") => Topic::Devices,
        Some("bundle") => Topic::Bundles,
        Some("message") => Topic::Messages,
        Some("care") => Topic::Care,
        Some("plan") => Topic::Plan,
        _ => Topic::Swaps,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY_MILLIS: i64 = 86_400_000;

    /// One entry a day from the epoch on.
    fn index(entries: &[(Option<Side>, Topic, &str)]) -> Index {
        let mut index = Index::default();
        for (day, (by, topic, words)) in (0..).zip(entries) {
            index.entries.push(Arc::new(Findable {
                at_millis: day * DAY_MILLIS,
                by: *by,
                topic: *topic,
                words: fold(words).into(),
            }));
        }
        index
    }

    fn day(n: i64) -> Option<Timestamp> {
        Timestamp::from_millisecond(n * DAY_MILLIS).ok()
    }

    #[test]
    fn filters_combine_and_the_newest_comes_first() {
        let index = index(&[
            (Some(Side::A), Topic::People, "Mara"),
            (Some(Side::B), Topic::Swaps, "Elias één weekend in Gent"),
            (Some(Side::A), Topic::Swaps, "Mara weekend, GENT"),
            (None, Topic::Plan, "the plan"),
        ]);
        let check = |filter: Filter, found: &[u64]| assert_eq!(index.matching(&filter), found);
        let all = Filter::default;
        check(all(), &[3, 2, 1, 0]);
        let words = |words: &str| Filter {
            words: words.to_owned(),
            ..Filter::default()
        };
        check(words("gent WEEK"), &[2, 1]);
        check(words("een"), &[1]);
        check(words("ÉÉN  gent"), &[1]);
        check(words("gent holiday"), &[]);
        let by = |by| Filter { by, ..all() };
        check(by(Some(Side::A)), &[2, 0]);
        let topic = |topic| Filter { topic, ..all() };
        check(topic(Some(Topic::Swaps)), &[2, 1]);
        let span = |from, until| Filter {
            from,
            until,
            ..all()
        };
        check(span(day(1), day(3)), &[2, 1]);
        check(span(day(3), day(1)), &[]);
        check(
            Filter {
                by: Some(Side::A),
                topic: Some(Topic::Swaps),
                ..words("gent")
            },
            &[2],
        );
    }

    #[test]
    fn more_words_than_are_looked_for_are_passed_over() {
        let index = index(&[(None, Topic::Plan, "one")]);
        let words = format!("{}never", "one ".repeat(MAX_WORDS));
        let filter = Filter {
            words,
            ..Filter::default()
        };
        assert_eq!(index.matching(&filter), [0]);
    }
}
