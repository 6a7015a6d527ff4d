//! What evidence shows of that which it is held against, and what comes of it. Pure values.

use crate::{EntryTime, ReceiptError, SignatureError};

use super::Outcome;

/// What evidence shows.
#[derive(Clone, Debug, PartialEq)]
pub enum Shows {
    /// It agrees: the same root at this size, or the same entry at its place.
    Agrees {
        /// The size.
        size: u64,
    },
    /// It agrees: this entry stands at its place.
    AgreesEntry {
        /// The place.
        sequence: u64,
    },
    /// Its size lies where this bundle or receipt shows nothing.
    Outside {
        /// The size.
        size: u64,
    },
    /// It is about another tree.
    OtherTree,
    /// It does not hold itself, so it shows nothing.
    Invalid(Invalid),
    /// Two different roots for one size.
    Fork {
        /// The size.
        size: u64,
    },
    /// Two different entries at one place.
    ForkEntry {
        /// The place.
        sequence: u64,
    },
    /// It and another one name different roots for one size.
    ForkBetween {
        /// The other one.
        other: String,
        /// The size.
        size: u64,
    },
    /// It and another one show different entries at one place.
    ForkEntryBetween {
        /// The other one.
        other: String,
        /// The place.
        sequence: u64,
    },
    /// The tree was larger at or after the time at which the bundle says that it was made.
    Later {
        /// The size that it had.
        size: u64,
        /// The size that the bundle says.
        now: u64,
        /// When it had it.
        time: EntryTime,
    },
    /// By the log's own word, the tree became smaller.
    Shrunk {
        /// The size that it had.
        size: u64,
        /// When it had it.
        time: EntryTime,
        /// The smaller size that it had later.
        now: u64,
        /// When it had that.
        later: EntryTime,
    },
    /// The bundle says that it was made before the time of an entry of its tree.
    MadeEarly {
        /// The entry.
        sequence: u64,
        /// Its time.
        time: EntryTime,
        /// When the bundle says that it was made.
        made: EntryTime,
    },
    /// An entry has an earlier time than one that stands before it.
    TimeBack {
        /// The entry.
        sequence: u64,
        /// Its time.
        time: EntryTime,
        /// The one before it.
        before: u64,
        /// The time of that.
        there: EntryTime,
    },
    /// The tree had been larger before the bundle was made.
    RolledBack {
        /// The size that it had.
        size: u64,
        /// The size that the bundle says.
        now: u64,
        /// When it had it.
        time: EntryTime,
    },
    /// It shows what was lost when the tree was restored from an older copy.
    Lost {
        /// The size that it had.
        size: u64,
        /// The entry that says that it was restored.
        restored: u64,
    },
    /// It says that the tree was restored from an older copy, which this was not in.
    LostThere {
        /// The entry that says that it was restored.
        restored: u64,
    },
    /// Another entry stands at this place.
    WithheldEntry {
        /// The place.
        sequence: u64,
    },
    /// An entry that came after this size was the newest has a time before that.
    Backdated {
        /// The entry.
        sequence: u64,
        /// Its time.
        time: EntryTime,
        /// The size.
        size: u64,
        /// When it was the newest, by the log's own word.
        there: EntryTime,
    },
    /// Two entries have one signature by a passkey.
    PasskeyAgain {
        /// The entry.
        sequence: u64,
        /// The earlier one.
        first: u64,
    },
    /// The tree has this size, though an entry says that it was erased whole before.
    AfterClosed {
        /// The entry that says so.
        sequence: u64,
        /// The size.
        size: u64,
    },
    /// The author of an entry had seen another root for a size.
    SeenElsewhere {
        /// The entry.
        sequence: u64,
        /// The size.
        size: u64,
    },
    /// An entry repeats a command, after one of another command.
    CommandAgain {
        /// The entry.
        sequence: u64,
        /// The earlier one.
        first: u64,
    },
    /// It is signed by a key that the bundle or receipt knows nothing of.
    AnotherKey {
        /// `name+id` of the key.
        key: String,
        /// Whether the key is at hand, and the signature by it holds.
        checked: bool,
    },
}

impl Shows {
    /// What comes of it.
    #[must_use]
    pub const fn outcome(&self) -> Outcome {
        match self {
            Self::Agrees { .. } | Self::AgreesEntry { .. } => Outcome::Holds,
            Self::Outside { .. } | Self::Later { .. } | Self::OtherTree => Outcome::CannotTell,
            Self::Invalid(_)
            | Self::Fork { .. }
            | Self::ForkEntry { .. }
            | Self::ForkBetween { .. }
            | Self::ForkEntryBetween { .. }
            | Self::Shrunk { .. }
            | Self::MadeEarly { .. }
            | Self::TimeBack { .. }
            | Self::RolledBack { .. }
            | Self::WithheldEntry { .. }
            | Self::Lost { .. }
            | Self::LostThere { .. }
            | Self::Backdated { .. }
            | Self::PasskeyAgain { .. }
            | Self::AfterClosed { .. }
            | Self::SeenElsewhere { .. }
            | Self::CommandAgain { .. }
            | Self::AnotherKey { .. } => Outcome::Fails,
        }
    }
}

/// Why evidence does not hold.
#[derive(Clone, Debug, PartialEq)]
pub enum Invalid {
    /// A receipt.
    Receipt(ReceiptError),
    /// A checkpoint or a dated head.
    Checkpoint(SignatureError),
    /// A bundle.
    Bundle,
    /// A receipt, whose body is not what its kind asks for.
    Bodies,
}
