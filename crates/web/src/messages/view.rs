//! What the pages of messages need to know, as plain data.
//!
//! May touch: its own fields.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use plan::ClauseId;

use super::clause::ClauseView;
use crate::page::Person;
use crate::swap::view::Cast;

/// A topic in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TopicLine {
    /// Its address.
    pub path: String,
    /// What it is called.
    pub title: String,
    /// Who wrote last and when, in the family's zone; nobody yet.
    pub last: Option<(Person, DateTime)>,
    /// When something last happened in it, for the order.
    pub at: Timestamp,
    /// How many messages are new to the reader.
    pub unseen: usize,
}

/// What waits for its time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HeldView {
    /// How many messages.
    pub n: usize,
    /// When the first of them is shown.
    pub until: DateTime,
}

/// The list of topics.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListView {
    /// The people.
    pub cast: Cast,
    /// Where the family lives it is this day.
    pub today: Date,
    /// Newest first.
    pub topics: Vec<TopicLine>,
    /// Children about whom nobody wrote yet: their names and addresses.
    pub children: Vec<(String, String)>,
    /// What waits for its time, over all topics.
    pub held: Option<HeldView>,
    /// The id of the command of the page's form.
    pub command: String,
}

/// A stretch of a message's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Passage {
    /// As it was written.
    Plain(String),
    /// Folded, since its reader chose so.
    Folded(String),
}

/// A file that goes with a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileView {
    /// Its name.
    pub name: String,
    /// Its address.
    pub path: String,
    /// What it is.
    pub kind: family::FileKind,
    /// How many bytes it has.
    pub bytes: u64,
}

/// A message as its reader sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MessageView {
    /// The number of its entry.
    pub entry: u64,
    /// Who wrote it.
    pub by: Person,
    /// When it was put on the record, in the family's zone.
    pub at: DateTime,
    /// The one clause of an offered plan that it is about.
    pub clause: Option<ClauseView>,
    /// What it says; nothing where it was erased meanwhile.
    pub passages: Option<Vec<Passage>>,
    /// How many words it has, where it is folded whole.
    pub long: Option<usize>,
    /// What goes with it.
    pub files: Vec<FileView>,
    /// Whether its author says that it is about a child today.
    pub today: bool,
    /// The message that it corrects.
    pub corrects: Option<u64>,
    /// The newest message that corrects it.
    pub corrected_by: Option<u64>,
    /// Since when it is shown to its reader, where that is later; only the reader sees this.
    pub shown: Option<DateTime>,
    /// Whether the reader may correct it.
    pub correctable: bool,
}

/// What was said to have been read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadView {
    /// Who said it.
    pub who: Person,
    /// Up to which message.
    pub up_to: u64,
    /// When.
    pub at: DateTime,
}

/// What is wrong with what was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wrong {
    /// Nothing was written.
    Empty,
    /// Too long: how many characters, how many fit.
    TooLong(usize, usize),
    /// Something in it cannot be shown.
    Control,
    /// No title.
    NoTitle,
    /// The title is too long or cannot be shown.
    BadTitle,
    /// A file is not taken: its name and why.
    File(String, media::Refused),
    /// The rules refuse it.
    Refused(family::Refusal),
}

/// What may be worth a second look before sending: a kind and the passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// What may be the matter.
    pub kind: tone::Kind,
    /// Where: the words themselves.
    pub passage: String,
}

/// The place where one writes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Compose {
    /// The title of a new topic, as typed; nothing in a topic that is there.
    pub title: Option<String>,
    /// What was typed.
    pub words: String,
    /// Whether it is about a child today.
    pub today: bool,
    /// The message that is being corrected.
    pub corrects: Option<u64>,
    /// The clause that was asked for, as it came.
    pub clause: Option<ClauseId>,
    /// The clause that it is about.
    pub about: Option<ClauseView>,
    /// What is wrong.
    pub wrongs: Vec<Wrong>,
    /// What may be worth a second look; nothing found is an empty list.
    pub hints: Option<Vec<Hint>>,
    /// Whether files were chosen that have to be chosen again.
    pub lost_files: bool,
    /// The id of the command.
    pub command: String,
}

/// A topic and what was said in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThreadView {
    /// The people.
    pub cast: Cast,
    /// Where the family lives it is this day.
    pub today: Date,
    /// Its address.
    pub path: String,
    /// How drafts of it are kept apart from others on a device.
    pub key: String,
    /// What it is called.
    pub title: String,
    /// The page of the proposal that it is about.
    pub proposal: Option<String>,
    /// The other topics, newest first.
    pub topics: Vec<TopicLine>,
    /// Messages, oldest first.
    pub messages: Vec<MessageView>,
    /// The address of the messages before these.
    pub older: Option<String>,
    /// The address of those after these.
    pub newer: Option<String>,
    /// What waits for its time here.
    pub held: Option<HeldView>,
    /// What each parent said to have read.
    pub read: Vec<ReadView>,
    /// The message up to which the reader may say to have read.
    pub may_say_read: Option<u64>,
    /// The entry that was just recorded.
    pub recorded: Option<u64>,
    /// The place where one writes.
    pub compose: Compose,
}

/// A new topic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewView {
    /// The people.
    pub cast: Cast,
    /// The place where one writes.
    pub compose: Compose,
}
