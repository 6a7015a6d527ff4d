//! The stored shapes of messages: topics, what was said, and what a reader said to have read. The
//! bytes of files are attachments of the entry; the body names them in the same order.

use super::{Encoded, Reader, Undecodable, json};
use family::{About, Event, File, FileKind, Message, Name, TopicId, Urgency, Words};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

pub(super) const OPENED: &str = "message.topic/1";
pub(super) const SAID: &str = "message.said/1";
pub(super) const READ: &str = "message.read/1";

#[derive(Debug, Serialize, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
struct Opened {
    topic: String,
    title: String,
}

#[derive(Debug, Serialize, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum Of {
    Child(String),
    Proposal(String),
    Topic(String),
}

#[derive(Debug, Serialize, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
struct Said {
    about: Of,
    /// The id of the one clause of the offered plan that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    clause: Option<String>,
    words: String,
    /// Its author says that it is about a child today.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    today: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    corrects: Option<u64>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    files: Vec<Attached>,
}

#[derive(Debug, Serialize, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
struct Attached {
    name: String,
    kind: Kind,
    bytes: u64,
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Jpeg,
    Png,
    Pdf,
}

#[derive(Debug, Serialize, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
struct Read {
    about: Of,
    up_to: u64,
}

fn stored(about: &About) -> Of {
    match about {
        About::Child(id) => Of::Child(id.to_string()),
        About::Proposal(id) => Of::Proposal(id.to_string()),
        About::Subject(id) => Of::Topic(id.to_string()),
    }
}

pub(super) fn opened(topic: &TopicId, title: &Name) -> Encoded {
    let shape = Opened {
        topic: topic.to_string(),
        title: title.to_string(),
    };
    json(OPENED, &shape)
}

pub(super) fn said(message: &Message) -> Encoded {
    let file = |file: &File| Attached {
        name: file.name.to_string(),
        kind: match file.kind {
            FileKind::Jpeg => Kind::Jpeg,
            FileKind::Png => Kind::Png,
            FileKind::Pdf => Kind::Pdf,
        },
        bytes: file.bytes,
    };
    let shape = Said {
        about: stored(&message.about),
        clause: message.clause.as_ref().map(ToString::to_string),
        words: message.words.as_str().to_owned(),
        today: match message.urgency {
            Urgency::Usual => false,
            Urgency::ChildToday => true,
        },
        corrects: message.corrects,
        files: message.files.iter().map(file).collect(),
    };
    json(SAID, &shape)
}

pub(super) fn read_said(about: &About, up_to: u64) -> Encoded {
    let about = stored(about);
    json(READ, &Read { about, up_to })
}

impl Reader<'_> {
    fn topic_of(&self, about: &Of) -> Result<About, Undecodable> {
        Ok(match about {
            Of::Child(id) => About::Child(self.parsed(id)?),
            Of::Proposal(id) => About::Proposal(self.parsed(id)?),
            Of::Topic(id) => About::Subject(self.parsed(id)?),
        })
    }

    fn message(&self) -> Result<Message, Undecodable> {
        let shape: Said = self.shape()?;
        let file = |file: &Attached| {
            Ok(File {
                name: self.name(&file.name)?,
                kind: match file.kind {
                    Kind::Jpeg => FileKind::Jpeg,
                    Kind::Png => FileKind::Png,
                    Kind::Pdf => FileKind::Pdf,
                },
                bytes: file.bytes,
            })
        };
        let clause = shape.clause.as_deref();
        Ok(Message {
            about: self.topic_of(&shape.about)?,
            clause: clause.map(|id| self.parsed(id)).transpose()?,
            words: Words::new(&shape.words).map_err(|e| self.wrong(e))?,
            urgency: if shape.today {
                Urgency::ChildToday
            } else {
                Urgency::Usual
            },
            corrects: shape.corrects,
            files: shape.files.iter().map(file).collect::<Result<_, _>>()?,
        })
    }

    /// An event of messages; `None` for one of another kind.
    pub(super) fn talk(&self) -> Option<Result<Event, Undecodable>> {
        match self.kind {
            OPENED => Some(self.topic()),
            SAID => Some(self.message().map(|message| Event::Said(Arc::new(message)))),
            READ => Some(self.reading()),
            _ => None,
        }
    }

    fn topic(&self) -> Result<Event, Undecodable> {
        let shape: Opened = self.shape()?;
        Ok(Event::TopicOpened {
            topic: self.parsed(&shape.topic)?,
            title: self.name(&shape.title)?,
        })
    }

    fn reading(&self) -> Result<Event, Undecodable> {
        let shape: Read = self.shape()?;
        Ok(Event::ReadSaid {
            about: self.topic_of(&shape.about)?,
            up_to: shape.up_to,
        })
    }
}
