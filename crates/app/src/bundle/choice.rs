//! What somebody wants in a bundle, and how much may be asked for.
//!
//! May touch: its arguments.

use crate::find::{Topic, topic_of_offer, topic_of_own};
use crate::{Tree, What};
use family::{Event, Family, Language, ProposalId, Terms};
use jiff::civil::Date;
use plan::Side;
use std::collections::BTreeSet;

/// So many entries may the range of one bundle have.
pub const RANGE_ENTRIES_MAX: u64 = 50_000;
/// So many bytes may the shown texts of one bundle have, with the files that go along.
pub const SHOWN_BYTES_MAX: usize = 16 * 1_024 * 1_024;
/// The longest name of a recipient, in characters.
pub const RECIPIENT_CHARS_MAX: usize = 200;

/// What a bundle is to hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Whom it is for: 1 to [`RECIPIENT_CHARS_MAX`] characters, no control characters.
    pub recipient: String,
    /// In which language its texts for people are.
    pub language: Language,
    /// For what kind of reader.
    pub preset: &'static print::Preset,
    /// How entries are numbered.
    pub exhibits: print::Exhibits,
    /// A number of its own on each page, or none.
    pub bates: Option<print::Bates>,
    /// Which record: the family's, or the maker's own.
    pub tree: Tree,
    /// Which stretch of it. All its leaves go along.
    pub span: Span,
    /// Whose texts of it are shown; of one's own record, all are one's own.
    pub sides: BTreeSet<Side>,
    /// Which texts of it are shown.
    pub topics: BTreeSet<Topic>,
    /// Whether the files of what is shown go along.
    pub attachments: Attachments,
}

/// Whether files go along with the entries that they belong to, where those are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Attachments {
    /// They do.
    #[default]
    With,
    /// They do not: of each only its commitment goes along.
    Without,
}

/// A stretch of the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Span {
    /// All of it.
    All,
    /// From one entry to another, both included.
    Entries {
        /// The first.
        first: u64,
        /// The last; the newest where there are fewer.
        last: u64,
    },
    /// From one day to another in the family's zone, both included.
    Days {
        /// The first.
        first: Date,
        /// The last.
        last: Date,
    },
}

/// The topics that can be chosen of a record. Entries that a verifier reads are always shown, and
/// in the family's record those about devices are no others.
#[must_use]
pub const fn choosable(tree: Tree) -> &'static [Topic] {
    match tree {
        Tree::Shared => &[
            Topic::Swaps,
            Topic::Plan,
            Topic::Decisions,
            Topic::Messages,
            Topic::Care,
            Topic::People,
            Topic::Keeping,
        ],
        Tree::Own => &[
            Topic::People,
            Topic::Plan,
            Topic::Devices,
            Topic::Keeping,
            Topic::Settings,
            Topic::Bundles,
        ],
    }
}

/// Why no bundle can be made of a choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ChoiceError {
    /// The range has no entry.
    #[error("no entry lies in this range")]
    Nothing,
    /// The range is too long.
    #[error("the range has {entries} entries; at most {RANGE_ENTRIES_MAX} can go into one bundle")]
    Long {
        /// How many it has.
        entries: u64,
    },
    /// The shown texts are too long.
    #[error("the shown texts have more than {SHOWN_BYTES_MAX} bytes")]
    Large,
    /// The shown texts would fit, but not with their files.
    #[error("with {files} files the shown texts have {bytes} bytes; {SHOWN_BYTES_MAX} fit")]
    LargeFiles {
        /// How many files there are.
        files: u64,
        /// How many bytes texts and files have together.
        bytes: u64,
    },
}

impl Choice {
    /// Whether an entry of this author about this is shown.
    pub(crate) fn shows(&self, topic: Topic, by: Option<Side>) -> bool {
        // What neither parent did is part of both stories.
        let both = self.sides.len() == Side::BOTH.len();
        let chosen = by.map_or(both, |side| self.sides.contains(&side));
        self.topics.contains(&topic) && (chosen || self.tree == Tree::Own)
    }
}

/// What an entry is about.
pub(crate) fn topic_of(family: &Family, what: &What) -> Topic {
    let terms = |terms: &Terms| topic_of_offer(terms.kind());
    let answered = |id: &ProposalId| {
        let proposal = family.proposal(id);
        proposal.map_or(Topic::Swaps, |proposal| terms(&proposal.first().terms))
    };
    let event = match what {
        What::Shared(event) => event,
        What::Own(event) => return topic_of_own(event),
        What::Erased => return Topic::Keeping,
    };
    match event {
        Event::Founded(_)
        | Event::Invited { .. }
        | Event::Joined { .. }
        | Event::Left { .. }
        | Event::LetIn(_)
        | Event::GuestJoined
        | Event::GuestEnded { .. }
        | Event::GuestLeft
        | Event::TabletPaired { .. }
        | Event::TabletEnded { .. }
        | Event::Looked(_) => Topic::People,
        Event::Proposed { terms: offer, .. } | Event::Countered { terms: offer, .. } => {
            terms(offer)
        }
        Event::Accepted { proposal, .. }
        | Event::Declined { proposal, .. }
        | Event::Withdrawn { proposal, .. }
        | Event::OfferSigned { proposal, .. }
        | Event::AnsweredByLink { proposal, .. } => answered(proposal),
        Event::DeviceEnrolled { .. } | Event::DeviceRevoked { .. } => Topic::Devices,
        Event::Restored(_)
        | Event::Erased { .. }
        | Event::HoldSet { .. }
        | Event::HoldLifted { .. }
        | Event::Closed => Topic::Keeping,
        Event::TopicOpened { .. } | Event::Said(_) | Event::ReadSaid { .. } => Topic::Messages,
        Event::CareSaid(_) | Event::CallHeld(_) => Topic::Care,
        Event::ClausesMarked { .. } => Topic::Plan,
    }
}
