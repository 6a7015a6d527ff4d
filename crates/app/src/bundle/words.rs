//! What a bundle says in words, which `app` does not know: who answers pages does.
//!
//! May touch: nothing.

use super::choice::{Attachments, Choice};
use crate::What;
use crate::find::Topic;
use family::{Family, Tenure};
use jiff::Timestamp;
use jiff::civil::Date;
use plan::Side;
use std::collections::BTreeMap;

/// The words of one language, for the reader of a bundle.
pub trait BundleWords: Send + Sync + 'static {
    /// What an entry is and says.
    fn entry(&self, family: &Family, said: &SaidBy<'_>) -> BundleEntry;

    /// What an erased entry was: all that is known of it is the kind in its leaf.
    fn erased(&self, kind: &str) -> String;

    /// Such as `parent`.
    fn role(&self) -> String;

    /// The name of a parent who left on this day, and whose place and name somebody else has now.
    fn who_left(&self, name: &str, day: Date) -> String;

    /// The name of a parent who came on this day to the place that somebody of that name had left.
    fn who_came(&self, name: &str, day: Date) -> String;

    /// The name of a parent at an entry of the family's record: told apart from others where
    /// several people had the place.
    fn named(&self, family: &Family, side: Side, entry: u64) -> String {
        let name = family.seat(side).parent.name.as_str();
        match family.tenure(side, entry) {
            Tenure::Only => name.to_owned(),
            Tenure::Until(at) => self.who_left(name, family.date_at(at)),
            Tenure::Since(at) => self.who_came(name, family.date_at(at)),
        }
    }

    /// Who erased something: who asked for it, and who consented, where somebody else did.
    fn erased_by(&self, asked: &str, by: &str) -> String;

    /// A device of this parent, as one who signs.
    fn device_of(&self, name: &str) -> String;

    /// What was asked for, a sentence each.
    fn chosen(&self, facts: &BundleFacts<'_>) -> Vec<String>;

    /// What was left out by choice, a sentence each; none where nothing was.
    fn left_out(&self, facts: &BundleFacts<'_>) -> Vec<String>;

    /// The text of `READ-ME.txt`.
    fn read_me(&self, facts: &BundleFacts<'_>) -> String;
}

/// An entry and who wrote it.
#[derive(Debug, Clone, Copy)]
pub struct SaidBy<'a> {
    /// Which parent, where it was one.
    pub by: Option<Side>,
    /// Whom that they let in it is about, or who did it.
    pub guest: Option<&'a family::Name>,
    /// What happened; never [`What::Erased`].
    pub what: &'a What,
}

/// An entry in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BundleEntry {
    /// What it is, in a few words.
    pub kind: String,
    /// What it says: label (which may be empty) and text.
    pub passages: Vec<(String, String)>,
}

/// What is known of a bundle before its words are.
#[derive(Debug, Clone, Copy)]
pub struct BundleFacts<'a> {
    /// What was asked for.
    pub choice: &'a Choice,
    /// The family.
    pub family: &'a Family,
    /// Who makes it.
    pub maker: Side,
    /// What goes along.
    pub counts: &'a BundleCounts,
    /// When it is made.
    pub made: Timestamp,
    /// The id of the key that signs, as eight hex digits.
    pub key_id: &'a str,
    /// The short code of the checkpoint.
    pub short_code: &'a str,
}

/// How much of a range goes along, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BundleCounts {
    /// The first entry of the range.
    pub first: u64,
    /// The first entry after it.
    pub end: u64,
    /// How many entries the record has.
    pub size: u64,
    /// When the first entry of the range was made.
    pub from: Timestamp,
    /// When the last one was made.
    pub until: Timestamp,
    /// Entries whose text goes along.
    pub shown: u64,
    /// Entries of which only the commitment goes along, by topic.
    pub kept: BTreeMap<Topic, u64>,
    /// Entries whose text was erased.
    pub erased: u64,
    /// Files of the entries whose text goes along; whether they do too, the choice says.
    pub files: u64,
    /// How many bytes those files have together.
    pub file_bytes: u64,
    /// Roughly how many pages the PDF has.
    pub pages: u64,
    /// Roughly in how many volumes.
    pub volumes: u64,
}

impl BundleFacts<'_> {
    /// How many files of shown entries stay out, by choice.
    #[must_use]
    pub fn files_left_out(&self) -> u64 {
        match self.choice.attachments {
            Attachments::With => 0,
            Attachments::Without => self.counts.files,
        }
    }
}

impl BundleCounts {
    /// How many entries have only their commitment in the bundle, by choice.
    #[must_use]
    pub fn kept(&self) -> u64 {
        self.kept.values().sum()
    }
}
