//! What the page of the record needs to know, as plain data.
//!
//! May touch: its own fields.

use std::sync::Arc;

use family::{AccessChange, BundleMade, CallWish, CareSaid, Language, LinkSent, Look};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::form::{Search, Tree, Wrong};
use crate::page::Person;
use crate::people::view::GrantView;
use crate::swap::view::{Cast, TermsView};

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordLine {
    /// Its number in its tree, from 0.
    pub number: u64,
    /// The server's word for when.
    pub at: Timestamp,
    /// Who did it, when it was one of the parents.
    pub who: Option<Person>,
    /// What happened.
    pub what: What,
    /// Who vouches that the author is the author.
    pub vouched: app::Vouched,
    /// The leaf: the text that the tree is made of.
    pub leaf: String,
}

impl RecordLine {
    /// Whether there is something in it that can be erased: entries that say what became of
    /// others stay readable.
    #[must_use]
    pub const fn has_words(&self) -> bool {
        !matches!(
            self.what,
            What::Ended(_)
                | What::DraftEnded
                | What::Other
                | What::Guest {
                    act: GuestAct::LetIn(_) | GuestAct::Joined | GuestAct::Ended | GuestAct::Left,
                    ..
                }
        )
    }
}

/// A proposal as an entry names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// Its id, as it stands in addresses.
    pub id: String,
    /// Its number within the family, from 1.
    pub number: usize,
    /// What was offered, or what was answered: of several alternatives the one that was taken.
    pub terms: TermsView,
    /// The number of the alternative that was taken, from 1, where there were several.
    pub taken: Option<usize>,
    /// Why, if that was said.
    pub reason: Option<String>,
    /// The link by which it came, for an answer without an account.
    pub link: Option<LinkSent>,
    /// Who made the offer, and the entry by which that person signed it with a passkey, if so.
    pub signed: Option<(String, u64)>,
}

/// Who erased the words of an entry, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ErasedBy {
    /// Who asked for it.
    pub asked: String,
    /// Who consented.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

/// What was erased, kept or left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ended {
    /// The words were erased; the leaf stays.
    Erased(Option<ErasedBy>),
    /// The words of earlier entries were erased.
    WordsErased {
        /// How many entries.
        entries: usize,
        /// Who asked for it.
        asked: String,
    },
    /// The words of earlier private entries were erased.
    OwnErased {
        /// How many entries.
        entries: usize,
    },
    /// Nothing is to be erased from now on.
    HoldSet {
        /// Why, if that was said.
        reason: Option<String>,
    },
    /// A hold no longer stands.
    HoldLifted {
        /// Whose it was, when somebody else lifted it.
        name: Option<String>,
    },
    /// A parent closed the own account.
    Left,
}

/// What somebody wrote or told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Talk {
    /// A topic was opened.
    Opened {
        /// Its title.
        title: String,
    },
    /// A message. Its words stand on its own page.
    Said {
        /// What its topic is called.
        title: String,
        /// Its address.
        path: String,
        /// What the one clause is called that it is about.
        clause: Option<String>,
        /// How many files go with it.
        files: usize,
        /// Whether it corrects an earlier one.
        corrects: bool,
    },
    /// Somebody said to have read.
    Read {
        /// What the topic is called.
        title: String,
        /// Up to which entry.
        up_to: u64,
    },
    /// How care went.
    Care(Arc<CareSaid>),
    /// That a call happened.
    Call {
        /// The whole of it, as sentences.
        said: String,
    },
    /// A tablet was paired.
    TabletPaired {
        /// What it is called.
        name: String,
        /// The children who call with it: `Noor and Sam`.
        children: String,
    },
    /// A tablet was ended.
    TabletEnded {
        /// What it was called.
        name: String,
    },
    /// A word to clauses of a plan that was offered.
    Clauses {
        /// What they are called.
        titles: Vec<String>,
        /// Whether its author agrees with them.
        agreed: bool,
    },
}

/// What happened about somebody who was let in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GuestAct {
    /// Was let in, or otherwise than before.
    LetIn(Box<GrantView>),
    /// Came.
    Joined,
    /// Is let in no more.
    Ended,
    /// Closed the own account.
    Left,
    /// Was shown this.
    Looked(Look),
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// About somebody whom the parents, or the reader, let in.
    Guest {
        /// Who.
        name: String,
        /// What.
        act: GuestAct,
    },
    /// The family began.
    Founded {
        /// What it is called.
        family: String,
    },
    /// A link was made for the other parent.
    Invited {
        /// Who is invited.
        name: String,
    },
    /// The invited parent joined.
    Joined,
    /// Something was offered.
    Proposed(About),
    /// Something else was offered in answer.
    Countered(About),
    /// An offer was taken.
    Accepted(About),
    /// An offer was turned down.
    Declined(About),
    /// An offer was taken back.
    Withdrawn(About),
    /// An offered plan was signed by who offered it.
    OfferSigned(About),
    /// A device signs for its author from now on.
    DeviceEnrolled,
    /// A device signs for its author no more.
    DeviceRevoked,
    /// The private record began.
    Opened,
    /// Signed in.
    SignedIn {
        /// The browser's own description of itself.
        device: String,
    },
    /// Signed out.
    SignedOut,
    /// A language was chosen.
    LanguageChosen(Language),
    /// Chose how messages and notices come.
    CalmChosen,
    /// Chose whether to be told when the children are free to be called.
    CallsWished(CallWish),
    /// Made an address for a calendar program.
    FeedMade {
        /// What it is called.
        name: String,
    },
    /// Ended such an address.
    FeedEnded {
        /// What it was called.
        name: String,
    },
    /// Kept a draft of a plan. Its words stand on its own pages.
    DraftKept {
        /// What it is called.
        name: String,
    },
    /// Ended one.
    DraftEnded,
    /// An older copy took the record's place.
    Restored {
        /// How many entries there were.
        size: u64,
        /// How many of them are still there.
        kept: u64,
    },
    /// Somebody wrote, or told how care went.
    Talk(Talk),
    /// Something was erased, kept or left.
    Ended(Ended),
    /// A bundle was made for somebody.
    BundleMade(BundleMade),
    /// Changed how they get in.
    Access(AccessChange),
    /// Something that this version of the program does not know how to say.
    Other,
}

/// How far a tree has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TreeHead {
    /// How many entries it has.
    pub size: u64,
    /// The root over them, 32 bytes.
    pub root: [u8; 32],
    /// The short code of the signed checkpoint.
    pub code: String,
}

/// A page of one tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entries {
    /// Newest first.
    pub lines: Vec<RecordLine>,
    /// How far the tree has come.
    pub head: TreeHead,
    /// Who else has signed checkpoints that cover these entries, by size.
    pub cosigned: Vec<app::Cosigned>,
    /// How many entries there are, or fit the search, on all pages together.
    pub total: u64,
    /// The `before` of the page with newer entries; `None` on the newest page.
    pub newer: Option<u64>,
    /// The `before` of the page with older entries; `None` at the first entry.
    pub older: Option<u64>,
}

/// What the page shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shown {
    /// The newest entries of both trees, or a page of one.
    Both {
        /// What both parents may know.
        shared: Entries,
        /// What only the reader sees.
        own: Entries,
    },
    /// What fits the search.
    Found(Tree, Entries),
    /// Nothing was searched: a day cannot be read.
    Wrong(Wrong),
}

/// What the reader has just put on the record, by its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recorded {
    /// In the record that both parents see.
    Shared(u64),
    /// In the reader's own.
    Own(u64),
}

/// The page of the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordView {
    /// The people.
    pub cast: Cast,
    /// The family's zone, in which times are shown.
    pub zone: TimeZone,
    /// What the page confirms.
    pub recorded: Option<Recorded>,
    /// What is searched for.
    pub search: Search,
    /// The entries.
    pub shown: Shown,
    /// The reader's devices that sign, in the order in which they were added.
    pub devices: Vec<DeviceView>,
    /// The id of the command by which one of them can be removed.
    pub command: String,
}

/// A device that signs for the reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeviceView {
    /// Its public key, in base64.
    pub key: String,
    /// Since when it signs.
    pub since: Timestamp,
    /// What the browser called itself with which the reader had last signed in before, if the
    /// page knows that.
    pub sign_in: Option<String>,
}
