//! What is to be printed, as plain values: a record's cover, its people and its entries.
//!
//! May touch: nothing. It holds texts as they are; what paper cannot show is replaced later.

use jiff::Zoned;

use crate::preset::Preset;

/// A language that everything of ours in a document is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Language {
    /// English.
    En,
    /// Dutch.
    Nl,
}

impl Language {
    /// The language's tag, as in a document's metadata.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Nl => "nl",
        }
    }
}

/// A record, or a range of one, for one recipient.
///
/// Names and texts are anybody's: none of them is read as markup, whatever it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordDocument {
    /// Of everything that is not a text of the record.
    pub language: Language,
    /// For what kind of reader; see [`crate::PRESETS`].
    pub preset: &'static Preset,
    /// How entries are numbered as exhibits.
    pub exhibits: Exhibits,
    /// A number of its own on each page, or none.
    pub bates: Option<Bates>,
    /// What names this very document in letters: 1 to [`crate::NAME_CHARS_MAX`] characters.
    pub document_id: String,
    /// The family's name: 1 to [`crate::NAME_CHARS_MAX`] characters.
    pub family: String,
    /// Whose own record it is, and not the family's: 1 to [`crate::NAME_CHARS_MAX`] characters.
    pub owner: Option<String>,
    /// Whom it is made for, on each page: 1 to [`crate::NAME_CHARS_MAX`] characters.
    pub recipient: String,
    /// When it was made, on the clock that all its times are written on.
    pub made: Zoned,
    /// Who made it: 1 to [`crate::NAME_CHARS_MAX`] characters.
    pub made_by: String,
    /// What was asked for, a sentence each: the range, the topics, the people.
    pub chosen: Vec<String>,
    /// What was left out by choice, a sentence each.
    pub left_out: Vec<String>,
    /// The record that it is of.
    pub tree: Tree,
    /// Who is behind which pseudonym.
    pub people: Vec<Person>,
    /// The entries in the record's order, and where others lie between them.
    pub items: Vec<Item>,
}

/// How entries are numbered as exhibits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Exhibits {
    /// Entries have only their number in the record.
    None,
    /// Each printed entry is an exhibit: `word first`, `word first+1`, …
    Each {
        /// Such as `Exhibit` or `Productie`: at most [`crate::WORD_CHARS_MAX`] characters.
        word: String,
        /// The number of the first one.
        first: u32,
    },
    /// The document is one exhibit, `word number`, and its entries are `word number.1` and so on.
    Whole {
        /// Such as `Exhibit` or `Productie`: at most [`crate::WORD_CHARS_MAX`] characters.
        word: String,
        /// The number of the document.
        number: u32,
    },
}

/// Page numbers after Bates: a prefix and a running number of fixed width on each page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bates {
    /// At most [`crate::WORD_CHARS_MAX`] characters; MAY be empty.
    pub prefix: String,
    /// The number of the first page.
    pub first: u32,
    /// How many digits at least: 1 to 10.
    pub digits: u8,
}

/// The record that a document is of, as its newest signed checkpoint states it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tree {
    /// The tree's name.
    pub origin: String,
    /// How many entries it had.
    pub size: u64,
    /// Its root then, in base64.
    pub root: String,
    /// The checkpoint's short code.
    pub short_code: String,
    /// The checkpoint with its signatures, byte for byte; becomes the QR code. At most
    /// [`crate::CHECKPOINT_BYTES_MAX`] bytes.
    pub checkpoint: String,
    /// The key that signed it: the eight hex digits of its id.
    pub key_id: String,
}

/// Somebody who wrote entries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The name.
    pub name: String,
    /// Such as `parent`, in the document's language; MAY be empty.
    pub role: String,
    /// The pseudonym in the record.
    pub pseudonym: String,
}

/// One thing in the record's order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// An entry that is shown, or that was erased.
    Entry(Box<Entry>),
    /// Entries that are not shown, by choice.
    NotShown {
        /// The number of the first of them.
        first: u64,
        /// How many follow one another.
        count: u64,
    },
}

/// An entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its place in the record, counted from 0.
    pub sequence: u64,
    /// When the server recorded it.
    pub time: Zoned,
    /// Whose it is.
    pub who: String,
    /// What it is, in words of the document's language.
    pub kind: String,
    /// What it says.
    pub content: Content,
    /// The commitment to what it says, in base64; MAY be empty.
    pub commitment: String,
    /// Who vouches for its author.
    pub voucher: Voucher,
    /// Who else signed a checkpoint that it lies under.
    pub witnessed: Vec<Witnessed>,
    /// What belongs to it.
    pub attachments: Vec<Attachment>,
}

/// What an entry says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// Its texts, in order.
    Said(Vec<Passage>),
    /// Its text was destroyed, by an entry of the record.
    Erased {
        /// When.
        when: Zoned,
        /// By whom.
        by: String,
    },
}

/// A text with, perhaps, what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Such as `Reason`; MAY be empty.
    pub label: String,
    /// The text, with its own line ends.
    pub text: String,
}

/// Who vouches that an entry's author is its author.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voucher {
    /// The author's passkey.
    Passkey,
    /// A device that was enrolled as the author's.
    Device,
    /// A device whose enrolment is not among what is shown.
    DeviceUntold,
    /// Only the server that recorded it.
    Server,
}

/// A cosigned checkpoint above an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Witnessed {
    /// Who signed.
    pub name: String,
    /// When, by the signer's clock.
    pub when: Zoned,
    /// How many entries the record had.
    pub size: u64,
}

/// A file that belongs to an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// Its name.
    pub name: String,
    /// How many bytes it has.
    pub bytes: u64,
    /// Its SHA-256, as 64 hex digits; of one that was left out, what its entry commits to.
    pub sha256: String,
    /// Whether it comes with the document or was left out.
    pub given: Given,
}

/// Whether a file comes with the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Given {
    /// It lies beside the document.
    Enclosed,
    /// It was left out by choice.
    LeftOut,
    /// It was destroyed.
    Erased,
}
