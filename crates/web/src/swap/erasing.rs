//! Which matter an erasure is about: its proposal, and what each of its entries says.
//!
//! May touch: the family it is given.

use family::{Family, Proposal, State};
use plan::Side;

use super::build::bare_terms;
use super::view::TermsView;
use crate::text::Lang;

/// Words that are to be destroyed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Erasing {
    /// The number of the proposal that all of them belong to, while the record has it.
    pub proposal: Option<usize>,
    /// The entries, ascending.
    pub entries: Vec<ToErase>,
}

/// An entry whose words are to be destroyed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToErase {
    /// Its number on the record.
    pub number: u64,
    /// What it says, while the record has its words.
    pub said: Option<Said>,
}

/// What somebody did with an offer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// Who.
    pub by: Side,
    /// What.
    pub act: Act,
    /// The offer.
    pub terms: TermsView,
}

/// What can be done with an offer on which nobody agreed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// Made, as the first one.
    Proposed,
    /// Made, in answer to another.
    Countered,
    /// Turned down.
    Declined,
    /// Taken back.
    Withdrawn,
}

/// These entries with what they say. The offers among them are told without what they in turn
/// would erase, so that this ends.
#[must_use]
pub fn erasing(family: &Family, entries: &[u64], lang: Lang) -> Erasing {
    let matter = matter(family, entries);
    Erasing {
        proposal: matter.map(|proposal| proposal.number),
        entries: entries
            .iter()
            .map(|number| ToErase {
                number: *number,
                said: matter.and_then(|proposal| said(family, proposal, *number, lang)),
            })
            .collect(),
    }
}

/// The same without what the entries say.
pub(super) fn counted(family: &Family, entries: &[u64]) -> Erasing {
    Erasing {
        proposal: matter(family, entries).map(|proposal| proposal.number),
        entries: entries
            .iter()
            .map(|number| ToErase {
                number: *number,
                said: None,
            })
            .collect(),
    }
}

/// The proposal that all of them belong to.
fn matter<'f>(family: &'f Family, entries: &[u64]) -> Option<&'f Proposal> {
    let first = entries.first()?;
    let mut all = family.proposals().iter().map(AsRef::as_ref);
    let found: &Proposal = all.find(|one: &&Proposal| one.entries().contains(first))?;
    let own = found.entries();
    entries.iter().all(|one| own.contains(one)).then_some(found)
}

fn said(family: &Family, proposal: &Proposal, number: u64, lang: Lang) -> Option<Said> {
    let offered = proposal.offers.iter().enumerate();
    let mut offered = offered.filter(|(_, offer)| offer.entry == number);
    if let Some((place, offer)) = offered.next() {
        return Some(Said {
            by: offer.by,
            act: if place == 0 {
                Act::Proposed
            } else {
                Act::Countered
            },
            terms: bare_terms(family, offer, lang),
        });
    }
    let (act, answer) = match &proposal.state {
        State::Declined(answer) => (Act::Declined, answer),
        State::Withdrawn(answer) => (Act::Withdrawn, answer),
        State::Open | State::Accepted(_) => return None,
    };
    (answer.entry == number).then(|| Said {
        by: answer.by,
        act,
        terms: bare_terms(family, proposal.current(), lang),
    })
}
