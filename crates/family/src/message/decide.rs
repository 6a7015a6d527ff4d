//! Whether something may be said. Pure.

use super::{About, MAX_FILES, MAX_TOPICS, Message, MessageRefusal, Said};
use crate::{Event, Family, Name, Refusal};
use plan::Side;
use std::sync::Arc;

/// Says something, in a topic that is there or that this opens with a title.
pub(crate) fn say(
    family: &Family,
    side: Side,
    opens: Option<Name>,
    message: Arc<Message>,
) -> Result<Vec<Event>, Refusal> {
    let found = message.files.len();
    if found > MAX_FILES {
        let limit = MAX_FILES;
        return Err(MessageRefusal::TooManyFiles { found, limit }.into());
    }
    let thread = family.thread(&message.about);
    let corrected = |entry: u64| {
        let own = thread.and_then(|t| t.said(entry));
        own.filter(|said| said.by == side && said.corrected_by.is_none())
            .ok_or(MessageRefusal::NothingToCorrect)
    };
    let corrected = message.corrects.map(corrected).transpose()?;
    let mut events = Vec::with_capacity(2);
    match (&message.about, opens) {
        (About::Subject(topic), Some(title)) => {
            if thread.is_some() {
                return Err(MessageRefusal::NoTopic.into());
            }
            if family.threads().subjects() >= MAX_TOPICS {
                let limit = MAX_TOPICS;
                return Err(MessageRefusal::TooManyTopics { limit }.into());
            }
            events.push(Event::TopicOpened {
                topic: topic.clone(),
                title,
            });
        }
        (about, None) if family.can_be_about(about) => {}
        (About::Child(_) | About::Proposal(_) | About::Subject(_), _) => {
            return Err(MessageRefusal::NoTopic.into());
        }
    }
    events.push(Event::Said(about_a_clause(family, corrected, message)?));
    Ok(events)
}

/// The message with the clause that it may be about: one of the plan that its proposal offers now.
/// A correction keeps the clause of what it corrects, whatever is offered now.
fn about_a_clause(
    family: &Family,
    corrected: Option<&Said>,
    message: Arc<Message>,
) -> Result<Arc<Message>, Refusal> {
    if let Some(said) = corrected {
        if said.clause == message.clause {
            return Ok(message);
        }
        let clause = said.clause.clone();
        return Ok(Arc::new(Message {
            clause,
            ..Arc::unwrap_or_clone(message)
        }));
    }
    let Some(clause) = &message.clause else {
        return Ok(message);
    };
    let offered = match &message.about {
        About::Proposal(id) => family.proposal(id).and_then(|one| one.clause(clause)),
        About::Child(_) | About::Subject(_) => None,
    };
    if offered.is_some() {
        Ok(message)
    } else {
        Err(MessageRefusal::NoClause.into())
    }
}

/// Tells the other parent that everything up to a message was read. Nobody has to.
pub(crate) fn read(
    family: &Family,
    side: Side,
    about: About,
    up_to: u64,
) -> Result<Vec<Event>, Refusal> {
    let thread = family.thread(&about).ok_or(MessageRefusal::NoTopic)?;
    let theirs = thread.said(up_to).filter(|said| said.by != side);
    let read = family.threads().read_by(&about, side);
    let newer = read.is_none_or(|read| read.up_to < up_to);
    if theirs.is_none() || !newer {
        return Err(MessageRefusal::NothingToRead.into());
    }
    Ok(vec![Event::ReadSaid { about, up_to }])
}
