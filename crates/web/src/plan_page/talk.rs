//! What the parents wrote about single clauses of a plan that was offered, as the reader is shown it now,
//! and the way to write about one.
//!
//! May touch: the family it is given. Of what waits for its reader's time, nothing is counted.

use std::collections::BTreeMap;

use family::{About, ProposalId, Said, Thread};
use maud::{Markup, html};
use plan::ClauseId;

use super::view::Content;
use crate::messages::words as messages;
use crate::swap::Looking;
use crate::text::{Text, t};

/// The talk about a plan that was offered, clause by clause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Talk {
    /// The address of the proposal's topic.
    pub topic: String,
    /// Its clauses, in the order of the plan.
    pub clauses: Vec<OfClause>,
    /// Whether the plan still waits for an answer, so that writing about a clause is offered.
    pub waits: bool,
}

/// What was written about one clause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfClause {
    /// Its number in the plan.
    pub number: u16,
    /// Its name in the plan.
    pub id: ClauseId,
    /// How many messages about it the reader is shown, and the address of the first one; nothing where
    /// there is none.
    pub shown: Option<(usize, String)>,
}

impl Talk {
    /// Of the plan that a proposal offers, with the messages that its reader sees now; `None` where
    /// it offers none.
    #[must_use]
    pub fn of(look: &Looking<'_>, id: &ProposalId, shows: &dyn Fn(&Said) -> bool) -> Option<Self> {
        let family = look.family;
        let proposal = family.proposal(id)?;
        let plan = proposal.current().plan.as_deref()?;
        let about = About::Proposal(id.clone());
        let mut found: BTreeMap<&ClauseId, (usize, u64)> = BTreeMap::new();
        for said in family.thread(&about).into_iter().flat_map(Thread::all) {
            if let Some(clause) = said.clause.as_ref().filter(|_| shows(said)) {
                let (n, _) = found.entry(clause).or_insert((0, said.entry));
                *n += 1;
            }
        }
        let clauses = plan.newest_clauses().map(|clause| OfClause {
            number: clause.number,
            id: clause.id.clone(),
            shown: found
                .get(&clause.id)
                .map(|(n, first)| (*n, messages::message_path(&about, *first))),
        });
        Some(Self {
            topic: messages::path(&about),
            clauses: clauses.collect(),
            waits: family.is_live(proposal, look.now),
        })
    }
}

/// Below a clause: the messages about it, and writing one.
pub(super) fn below(text: &Text, content: &Content, number: u16) -> Markup {
    let found = content.talk.as_ref().and_then(|talk| {
        let clause = talk.clauses.iter().find(|one| one.number == number)?;
        (talk.waits || clause.shown.is_some()).then_some((talk, clause))
    });
    let Some((talk, clause)) = found else {
        return html! {};
    };
    html! {
        p class="clause-meta no-print" {
            @if let Some((n, first)) = &clause.shown {
                a href=(first) { (t!(text, "clause-messages", n = *n)) (of_which(text, number)) }
            }
            @if talk.waits {
                a href={ (talk.topic) "?clause=" (clause.id) "#write" } { (t!(text, "clause-say")) (of_which(text, number)) }
            }
        }
    }
}

/// Which clause a link is about, for who hears links without what stands around them.
fn of_which(text: &Text, number: u16) -> Markup {
    html! { span.vh { " (" (t!(text, "clause", number = number)) ")" } }
}

#[cfg(test)]
#[path = "talk_tests.rs"]
mod tests;
