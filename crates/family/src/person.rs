//! What stands in one person's private tree: settings and sign-ins, which nobody else may know.

use crate::{
    CallWish, Calm, DraftId, DraftedPlan, ErasedEntry, Grant, Look, MemberId, Name, Restored,
};
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
    /// Made a bundle of a record for somebody.
    BundleMade(BundleMade),
    /// Changed with what they sign in, or where they are signed in.
    Access(AccessChange),
    /// Let somebody in of whom the other parent learns nothing, or otherwise than before.
    LetIn(Arc<Grant>),
    /// Whom this parent let in alone has come.
    GuestJoined {
        /// Who.
        member: MemberId,
    },
    /// Whom this parent let in alone is let in no more.
    GuestEnded {
        /// Who.
        member: MemberId,
    },
    /// Somebody whom this person let in alone closed the own account; its author.
    GuestLeft {
        /// Who.
        member: MemberId,
    },
    /// Chose how messages and notices reach this person.
    CalmChosen(Calm),
    /// Chose whether to be told when the children are free to be called.
    CallsWished(CallWish),
    /// Made an address under which a calendar program reads.
    FeedMade {
        /// What the person calls it.
        name: Name,
    },
    /// Ended such an address.
    FeedEnded {
        /// What the person called it.
        name: Name,
    },
    /// Kept a draft of a plan, whole, as it was at that moment.
    DraftKept(Arc<DraftedPlan>),
    /// Ended a draft: it is shown among the drafts no more, and nothing is kept under it again.
    DraftEnded {
        /// Which.
        draft: DraftId,
    },
    /// A professional whom this parent let in alone was shown this.
    Looked {
        /// Who.
        member: MemberId,
        /// What.
        look: Look,
    },
}

/// Which record a bundle is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BundleOf {
    /// The family's, which both parents see.
    Shared,
    /// The maker's own, which nobody else sees.
    Own,
}

/// What a bundle was, for the history of its maker. Its content is not kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BundleMade {
    /// For whom.
    pub recipient: Arc<str>,
    /// Of which record.
    pub of: BundleOf,
    /// The first entry of its range.
    pub first: u64,
    /// The first entry after its range.
    pub end: u64,
    /// How many of those entries it shows.
    pub shown: u64,
    /// How many entries the record had.
    pub size: u64,
    /// How many bytes the file has.
    pub bytes: u64,
    /// The SHA-256 of the file.
    pub sha256: [u8; 32],
}

/// What changed in how a person gets in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AccessChange {
    /// A passkey was added.
    PasskeyAdded {
        /// What the person calls it.
        name: Name,
    },
    /// A passkey was removed.
    PasskeyRemoved {
        /// What the person called it.
        name: Name,
    },
    /// Codes of six digits are asked for from now on.
    AuthenticatorSet,
    /// Codes of six digits are asked for no more.
    AuthenticatorRemoved,
    /// New recovery codes were made; those before work no more.
    RecoveryCodesMade,
    /// A recovery code was used up.
    RecoveryCodeUsed,
    /// Another password was chosen, and all other sessions ended.
    PasswordChanged,
    /// Sessions were ended from another one.
    SessionsEnded {
        /// All others, or one.
        others: bool,
    },
    /// A way back in was asked for. It opens later, unless it is stopped.
    RecoveryBegun {
        /// Who asked.
        by: RecoveryBy,
    },
    /// The way back in that waited was stopped.
    RecoveryStopped,
    /// The way back in was used: another password was chosen, all sessions ended, and codes are
    /// asked for no more.
    RecoveryDone,
    /// Another place was chosen for alerts.
    AlertsMoved,
    /// Another address was chosen to sign in with.
    AddressChanged,
}

/// Who asked for a way back in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RecoveryBy {
    /// Somebody who typed the address; the link was mailed there.
    Mail,
    /// Whoever runs the server; the link was printed there.
    Operator,
}
