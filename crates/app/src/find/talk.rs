//! The words of messages, of what was told of care, and of calls, as they are searched. Pure.

use super::words::Said;
use family::{
    About, CallHeld, CareFact, CareSaid, Family, HandoverNote, Message, Offer, ProposalId, Revision,
};
use plan::{ClauseId, Language};
use std::collections::BTreeSet;

/// What a message says, where, and the names of what goes with it.
pub(super) fn of_message(message: &Message, family: &Family, said: &mut Said) {
    of_topic(&message.about, family, said);
    if let Some(clause) = &message.clause {
        of_clause(&message.about, clause, family, said);
    }
    said.add(message.words.as_str());
    for file in &message.files {
        said.add(file.name.as_str());
    }
}

/// What a clause of an offered plan is or was called in any of the offers, in both languages: the
/// message is about it as it stood, and pages name it as the newest offer does.
fn of_clause(about: &About, clause: &ClauseId, family: &Family, said: &mut Said) {
    let offered = match about {
        About::Proposal(id) => family.proposal(id),
        About::Child(_) | About::Subject(_) => None,
    };
    let offers = offered.map_or(&[][..], |one| one.offers.as_slice());
    let titles: BTreeSet<&str> = offers
        .iter()
        .flat_map(|offer| titles(offer, clause))
        .collect();
    for title in titles {
        said.add(title);
    }
}

/// What the clauses are called that a parent spoke of, in the offer that was looked at.
pub(super) fn of_marked(
    (proposal, revision): (&ProposalId, Revision),
    clauses: &[ClauseId],
    family: &Family,
    said: &mut Said,
) {
    let offers = family
        .proposal(proposal)
        .map_or(&[][..], |one| one.offers.as_slice());
    for offer in offers.iter().filter(|offer| offer.revision == revision) {
        for title in clauses.iter().flat_map(|clause| titles(offer, clause)) {
            said.add(title);
        }
    }
}

/// What a clause is called in an offer, in both languages; nothing where it has no such clause.
fn titles<'o>(offer: &'o Offer, clause: &ClauseId) -> impl Iterator<Item = &'o str> + use<'o> {
    let found = offer
        .plan
        .as_deref()
        .and_then(|plan| plan.find_clause(clause));
    found
        .into_iter()
        .flat_map(|(_, clause)| [Language::En, Language::Nl].map(|language| clause.title(language)))
}

/// What a topic is called.
pub(super) fn of_topic(about: &About, family: &Family, said: &mut Said) {
    match about {
        About::Child(id) => of_child(id, family, said),
        About::Proposal(_) => {}
        About::Subject(_) => {
            if let Some(title) = family
                .thread(about)
                .and_then(|thread| thread.title.as_ref())
            {
                said.add(title.as_str());
            }
        }
    }
}

fn of_child(id: &plan::ChildId, family: &Family, said: &mut Said) {
    if let Some(child) = family.children().iter().find(|child| child.id == *id) {
        said.add(child.name.as_str());
    }
}

/// What children are called.
pub(super) fn of_children(ids: &[plan::ChildId], family: &Family, said: &mut Said) {
    for id in ids {
        of_child(id, family, said);
    }
}

/// Of a call: with whom, and when.
pub(super) fn of_call(held: &CallHeld, family: &Family, said: &mut Said) {
    of_children(&held.children, family, said);
    said.add(family.seat(held.parent).parent.name.as_str());
    said.add(&family.date_at(held.at).to_string());
}

/// Of whom, when, and what the note says.
pub(super) fn of_care(told: &CareSaid, family: &Family, said: &mut Said) {
    of_children(&told.children, family, said);
    let (from, until) = told.about();
    said.add(&from.date().to_string());
    match &told.fact {
        CareFact::HandedOver { at, .. } => said.add(&at.date().to_string()),
        CareFact::Missed { .. } | CareFact::TookPlace { .. } => said.add(&until.date().to_string()),
    }
    of_note(&told.note, said);
}

fn of_note(note: &HandoverNote, said: &mut Said) {
    for line in [&note.meal, &note.sleep, &note.bag].into_iter().flatten() {
        said.add(line.as_str());
    }
    for medicine in &note.medicines {
        said.add(medicine.name.as_str());
        said.add(medicine.dose.as_str());
    }
    if let Some(more) = &note.more {
        said.add(more.as_str());
    }
}
