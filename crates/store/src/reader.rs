//! The rows of those who read: what a member was shown and told, the secret addresses of calendars,
//! the tablets with which children call, and the browsers that are told. Pure. What is sealed here was sealed by the caller.

use std::fmt;

use crate::id::{AccountId, FamilyId, MemberId, TokenHash, UnixMillis};

/// Stands for a topic: 16 bytes, which the caller makes. What they say is not the store's business.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TopicMark(pub [u8; 16]);

impl fmt::Debug for TopicMark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TopicMark(")?;
        hex(&self.0, f)?;
        f.write_str(")")
    }
}

/// Names a browser that is told: 16 bytes, which the caller makes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PushId(pub [u8; 16]);

impl fmt::Display for PushId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        hex(&self.0, f)
    }
}

impl fmt::Debug for PushId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PushId({self})")
    }
}

fn hex(bytes: &[u8], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    bytes.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
}

/// Up to which entry of the family's record a topic was shown to its reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The family.
    pub family: FamilyId,
    /// The reader; a member with a membership.
    pub member: MemberId,
    /// The topic.
    pub topic: TopicMark,
    /// How far it was shown; below 2^63.
    pub up_to: u64,
}

/// Up to which entry of the family's record a member was told of what came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notified {
    /// The family.
    pub family: FamilyId,
    /// Who is told; a member with a membership.
    pub member: MemberId,
    /// How far that came; below 2^63.
    pub up_to: u64,
    /// What the schedule of telling remembers, sealed; 1 to 1024 bytes.
    pub state: Vec<u8>,
}

/// A secret address of a calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feed {
    /// Hash of the secret in the address.
    pub token: TokenHash,
    /// The family.
    pub family: FamilyId,
    /// Whose address it is; a member with a membership.
    pub member: MemberId,
    /// What it shows, sealed; 1 to 1024 bytes.
    pub sealed: Vec<u8>,
    /// When it was made.
    pub created: UnixMillis,
}

/// A tablet with which children call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tablet {
    /// Hash of the secret in its cookie.
    pub token: TokenHash,
    /// The family.
    pub family: FamilyId,
    /// Who paired it; a member with a membership.
    pub member: MemberId,
    /// Which it is and how its page looks, sealed; 1 to 1024 bytes.
    pub sealed: Vec<u8>,
    /// When it was paired.
    pub created: UnixMillis,
}

/// A browser that asked to be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Push {
    /// Which.
    pub id: PushId,
    /// Whose.
    pub account: AccountId,
    /// The session in which that was asked; it ends with it.
    pub token: TokenHash,
    /// Where messages go and with which keys, sealed; 1 to 4096 bytes.
    pub sealed: Vec<u8>,
    /// When it was asked.
    pub created: UnixMillis,
    /// How often sending there failed.
    pub failed: u32,
}

/// A write that concerns readers.
///
/// What belongs to a member is a conflict ([`Missing`](crate::Conflict::Missing)) without a
/// membership, and goes with it, with the member's private tree
/// ([`Erase::Tree`](crate::Erase::Tree)) and with the family's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReaderRow {
    /// A topic was shown. Never lowers what was noted before. Beyond
    /// [`limits::SHOWN`](crate::limits::SHOWN) topics of a member, the other topics with the lowest
    /// entries are forgotten, as if they had not been shown.
    Shown(Shown),
    /// A member was told, or the schedule remembers something else.
    ///
    /// A conflict ([`Moved`](crate::Conflict::Moved)) unless the row that is there says
    /// `expected_up_to`, or there is none and that is `None`: of two that tell the same at once, one
    /// is turned away. Two writes that leave `up_to` as it is are not told apart. Malformed when
    /// `up_to` is below `expected_up_to`.
    Notified {
        /// As it is from now on.
        row: Notified,
        /// What [`Notified::up_to`] was when it was read; `None` for no row yet.
        expected_up_to: Option<u64>,
    },
    /// A new address. A conflict when the token is known ([`Taken`](crate::Conflict::Taken)) or the
    /// member has [`limits::FEEDS`](crate::limits::FEEDS) ([`TooMany`](crate::Conflict::TooMany)).
    Feed(Feed),
    /// Ends an address. Does nothing to one that is gone.
    EndFeed {
        /// Which.
        token: TokenHash,
    },
    /// A new tablet. A conflict when the token is known ([`Taken`](crate::Conflict::Taken)) or the
    /// family has [`limits::TABLETS`](crate::limits::TABLETS)
    /// ([`TooMany`](crate::Conflict::TooMany)).
    Tablet(Tablet),
    /// Ends a tablet. Does nothing to one that is gone.
    EndTablet {
        /// Which.
        token: TokenHash,
    },
    /// A browser, in the place of the one with that id, whoever asked for that. A conflict
    /// ([`Missing`](crate::Conflict::Missing)) unless the session is the account's and not revoked.
    /// Beyond [`limits::PUSHES`](crate::limits::PUSHES) of an account, the oldest others go.
    Push(Push),
    /// Ends a browser's. Does nothing to one that is gone.
    EndPush {
        /// Which.
        id: PushId,
    },
    /// Sending to a browser failed once more. Does nothing to one that is gone.
    PushFailed {
        /// Which.
        id: PushId,
    },
    /// Sending to a browser went well. Does nothing to one that is gone.
    PushReached {
        /// Which.
        id: PushId,
    },
    /// What is kept of a browser, in the place of what was. Does nothing to one that is gone.
    PushChanged {
        /// Which.
        id: PushId,
        /// As [`Push::sealed`].
        sealed: Vec<u8>,
    },
}
