//! What stands in one person's private tree: settings and sign-ins, which nobody else may know.

use crate::{ErasedEntry, MemberId, Restored};
use plan::Language;
use std::sync::Arc;

/// What happened to one person alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PersonalEvent {
    /// The private record began, with the account.
    Opened,
    /// Signed in, on a device as its browser names it.
    SignedIn {
        /// The browser's own description, shortened.
        device: Arc<str>,
    },
    /// Signed out.
    SignedOut,
    /// Chose a language.
    LanguageChosen(Language),
    /// The private record was restored from an older copy. The host's word.
    Restored(Restored),
    /// The words of earlier private entries were destroyed.
    Erased {
        /// Which, ascending by number.
        entries: Vec<ErasedEntry>,
        /// Who asked for it: the person whose record this is.
        asked: MemberId,
    },
    /// The private record ended, with the account. Nothing follows.
    Closed,
}
