//! The one clause of an offered plan that a message is about: what it is called, and where it stands.
//!
//! May touch: the family it is given.

use family::{About, Family};
use maud::{Markup, html};
use plan::ClauseId;

use crate::calendar::scene::Words;
use crate::page::paths;
use crate::text::{Lang, Text, t};

/// A clause that something is said about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClauseView {
    /// Its name in the plan.
    pub id: ClauseId,
    /// What it is called, in the newest offer that has it; its id where no offer does.
    pub title: Words,
    /// Its number and its address in the plan that is offered now; nothing where that has it no more.
    pub stands: Option<(u16, String)>,
}

impl ClauseView {
    /// Of the clause that a message in a topic is about.
    #[must_use]
    pub fn of(family: &Family, about: &About, id: &ClauseId, lang: Lang) -> Self {
        let proposal = match about {
            About::Proposal(proposal) => family.proposal(proposal),
            About::Child(_) | About::Subject(_) => None,
        };
        let stands = proposal.and_then(|proposal| {
            let number = proposal.clause(id)?.number;
            let page = paths::plan_of(proposal.id.as_str());
            Some((number, format!("{page}#clause-{number}")))
        });
        let nameless = || Words {
            said: id.to_string(),
            foreign: None,
        };
        let clause = proposal.and_then(|proposal| proposal.clause_once(id));
        Self {
            id: id.clone(),
            title: clause.map_or_else(nameless, |clause| Words::of(&clause.title, lang)),
            stands,
        }
    }
}

/// `About clause 4, The telephone`, for a reader who is not led there.
pub(super) fn words(text: &Text, clause: &ClauseView) -> Markup {
    html! {
        @if let Some((number, _)) = &clause.stands {
            (t!(text, "message-clause", number = *number)) ", "
        } @else {
            (t!(text, "message-clause-gone")) ": "
        }
        span lang=[clause.title.foreign] { (clause.title.said) }
    }
}

/// The same, leading to the clause in the plan that is offered now.
pub(super) fn link(text: &Text, clause: &ClauseView) -> Markup {
    html! {
        @if let Some((_, path)) = &clause.stands { a href=(path) { (words(text, clause)) } }
        @else { (words(text, clause)) }
    }
}

#[cfg(test)]
#[path = "clause_tests.rs"]
mod tests;
