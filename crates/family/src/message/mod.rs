//! Messages between the parents: topics, what was said in them, and what a reader said to have read.
//! Nothing that was said is ever changed; a correction refers to what it corrects. Pure.
//!
//! The words of a message stay on the record; the family keeps only what lists and rules need, so
//! that ten years of them fit in memory.

mod decide;
mod threads;

use crate::{Name, ProposalId, TopicId, words};
use plan::{ChildId, ClauseId};
use std::sync::Arc;

pub(crate) use decide::{read, say};
pub use threads::{ReadUpTo, Said, Thread, Threads};

/// Most files that one message carries.
pub const MAX_FILES: usize = 10;
/// Most topics that parents open. What is about a child or a proposal has its own beside them.
pub const MAX_TOPICS: usize = 2_000;

/// What messages are about. Each is one topic, with its messages in the order of the record.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum About {
    /// A child.
    Child(ChildId),
    /// An offer.
    Proposal(ProposalId),
    /// Something that a parent gave a title.
    Subject(TopicId),
}

/// What a message says: one line or many, at most [`Words::MAX_CHARS`] characters.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Words(Arc<str>);

impl Words {
    /// Longest message, in characters.
    pub const MAX_CHARS: usize = 10_000;

    /// Takes a message as typed.
    ///
    /// # Errors
    /// Says what is wrong with it: empty, too long, or not printable.
    pub fn new(text: &str) -> Result<Self, words::BadText> {
        words::checked(text, Self::MAX_CHARS, words::Lines::Many).map(Self)
    }

    /// The message as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether a message can wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Urgency {
    /// It comes when its reader takes messages.
    #[default]
    Usual,
    /// Its author says that it is about a child today.
    ChildToday,
}

/// What kind of file is attached. What it is, was found out from its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FileKind {
    /// A JPEG picture.
    Jpeg,
    /// A PNG picture.
    Png,
    /// A PDF.
    Pdf,
}

impl FileKind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Jpeg, Self::Png, Self::Pdf];

    /// Its type as the web names it.
    #[must_use]
    pub const fn content_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Pdf => "application/pdf",
        }
    }
}

/// A file that goes with a message. Its bytes are an attachment of the entry: the first one is part
/// 1, and so on.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct File {
    /// The name to show.
    pub name: Name,
    /// What it is.
    pub kind: FileKind,
    /// How many bytes it has; 1 or more.
    pub bytes: u64,
}

/// A message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// What it is about.
    pub about: About,
    /// The one clause that it is about, in the topic of a proposal that offers a plan.
    pub clause: Option<ClauseId>,
    /// What it says.
    pub words: Words,
    /// Whether it can wait.
    pub urgency: Urgency,
    /// The number of the author's own message that this one corrects.
    pub corrects: Option<u64>,
    /// What goes with it, at most [`MAX_FILES`].
    pub files: Vec<File>,
}

/// Why something cannot be said.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MessageRefusal {
    /// There is no such topic.
    #[error("There is no such topic. Open a new one.")]
    NoTopic,
    /// Too many topics.
    #[error("There are {limit} topics already. Write in one of them.")]
    TooManyTopics {
        /// How many there may be.
        limit: usize,
    },
    /// Too many files.
    #[error(
        "A message takes at most {limit} files; this one has {found}. Send the others with a second message."
    )]
    TooManyFiles {
        /// Files given.
        found: usize,
        /// Files allowed.
        limit: usize,
    },
    /// What it corrects is not there.
    #[error(
        "You can correct only a message of your own in this topic, and each of them by its newest correction."
    )]
    NothingToCorrect,
    /// There is no such clause to say something about.
    #[error("No plan is offered here that has this clause. Say it without naming a clause.")]
    NoClause,
    /// There is nothing of the other parent to have read.
    #[error("There is no message of the other parent that you have not said to have read.")]
    NothingToRead,
}
