//! A family that talks about a plan that was offered, clause by clause, for tests.

use std::sync::Arc;

use family::{
    About, Entry, Event, Family, Message, ProposalId, Revision, Terms, Urgency, Words, fold,
};
use jiff::{Timestamp, ToSpan as _};
use plan::Side;

use crate::swap::sample::{PLAN, id, story};

/// The proposal by which Mara offers the next plan.
pub(crate) fn offered() -> ProposalId {
    id("p-next")
}

/// Its topic.
pub(crate) fn topic() -> About {
    About::Proposal(offered())
}

/// The moment after all of it.
pub(crate) fn now() -> Timestamp {
    "2026-11-03T20:00:00Z".parse().unwrap()
}

/// The agreed plan once more, from later on. Its clauses are `rhythm`, `cato`, `pim` and `home`.
fn next_plan() -> String {
    PLAN.replace("from = 2026-02-02", "from = 2027-03-01")
}

/// Elias offers in answer the same with another clause in place of `home`.
pub(crate) fn countered() -> Event {
    let terms = next_plan().replace("id = \"home\"", "id = \"otherwise\"");
    Event::Countered {
        proposal: offered(),
        revision: Revision::FIRST.next(),
        terms: Terms::Plan(terms.into()),
        reason: None,
        answer_by: None,
    }
}

/// Something about a clause of it, or about all of it.
pub(crate) fn said(clause: Option<&str>) -> Event {
    Event::Said(Arc::new(Message {
        about: topic(),
        clause: clause.map(|id| id.parse().unwrap()),
        words: Words::new("How do you mean this?").unwrap(),
        urgency: Urgency::Usual,
        corrects: None,
        files: Vec::new(),
    }))
}

/// The family after Mara's offer, which is entry 5, and what happens then, a minute apart.
pub(crate) fn family_after(events: Vec<(Side, Event)>) -> Family {
    let offer = Event::Proposed {
        proposal: offered(),
        terms: Terms::Plan(next_plan().into()),
        reason: None,
        answer_by: None,
    };
    let mut entries: Vec<Entry> = story().into_iter().take(5).collect();
    let begin: Timestamp = "2026-11-03T09:00:00Z".parse().unwrap();
    let all = std::iter::once((Side::A, offer)).chain(events);
    for (n, (side, event)) in (0_i64..).zip(all) {
        entries.push(Entry {
            sequence: u64::try_from(entries.len()).unwrap(),
            at: begin + n.minutes(),
            by: entries[if side == Side::A { 0 } else { 2 }].by.clone(),
            event,
        });
    }
    fold(&entries).unwrap().unwrap()
}
