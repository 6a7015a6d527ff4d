//! The rows of mail on its way. Pure. To whom a mail goes and what it says was sealed by the caller.

use std::fmt;

use crate::id::{AccountId, UnixMillis};

/// Names a mail: 16 random bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MailId(pub [u8; 16]);

impl fmt::Display for MailId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for MailId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "MailId({self})")
    }
}

/// A mail that is on its way, or was given up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mail {
    /// Which.
    pub id: MailId,
    /// With whose account it goes, if with any.
    pub account: Option<AccountId>,
    /// To whom and what, sealed; at most 32768 bytes.
    pub sealed: Vec<u8>,
    /// When it was written.
    pub created: UnixMillis,
    /// When it is tried next.
    pub due: UnixMillis,
    /// How often it was tried.
    pub tries: u32,
    /// When it was given up, if it was.
    pub given_up: Option<UnixMillis>,
    /// Whether it is a notice to a browser and no letter.
    pub notice: bool,
}

/// When a mail was written and tried, and nothing of whom it is to or what it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MailFacts {
    /// When it was written.
    pub created: UnixMillis,
    /// When it is tried next, unless it was given up.
    pub due: UnixMillis,
    /// How often it was tried.
    pub tries: u32,
    /// When it was given up, if it was.
    pub given_up: Option<UnixMillis>,
}

/// A write that concerns mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MailRow {
    /// A new mail; its account must exist.
    Put(Mail),
    /// It is tried now, and next at `due` if that fails. A conflict unless it waits and was tried
    /// as often as that.
    Try {
        /// Which.
        id: MailId,
        /// How often it was tried before.
        tries: u32,
        /// When it is tried next.
        due: UnixMillis,
    },
    /// It was taken by whoever carries it on. Does nothing to one that is gone.
    Sent {
        /// Which.
        id: MailId,
    },
    /// It is tried no more. Does nothing to one that is gone or was given up.
    GiveUp {
        /// Which.
        id: MailId,
        /// Now.
        at: UnixMillis,
    },
}
