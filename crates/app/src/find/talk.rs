//! The words of messages and of what was told of care, as they are searched. Pure.

use super::words::Said;
use family::{About, CareFact, CareSaid, Family, HandoverNote, Message};
use plan::ClauseId;

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

/// What a clause of an offered plan is called, in both languages.
fn of_clause(about: &About, clause: &ClauseId, family: &Family, said: &mut Said) {
    let offered = match about {
        About::Proposal(id) => family.proposal(id),
        About::Child(_) | About::Subject(_) => None,
    };
    if let Some(clause) = offered.and_then(|one| one.clause_once(clause)) {
        said.add(clause.title(plan::Language::En));
        said.add(clause.title(plan::Language::Nl));
    }
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

/// Of whom, when, and what the note says.
pub(super) fn of_care(told: &CareSaid, family: &Family, said: &mut Said) {
    for id in &told.children {
        of_child(id, family, said);
    }
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
