//! The rows with which people sign in: passkeys, authenticators, recovery codes, ways back in, and
//! what is told of sign-ins. Pure. What is sealed here was sealed by the caller.

use crate::id::{AccountId, FamilyId, MemberId, TokenHash, UnixMillis};
use crate::mail::MailId;
use crate::reader::PushId;

/// A passkey of an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passkey {
    /// The credential's id, 1 to 1023 bytes; no two accounts share one.
    pub id: Vec<u8>,
    /// Whose it is.
    pub account: AccountId,
    /// Its name and public key, sealed; at most 8192 bytes.
    pub sealed: Vec<u8>,
    /// When it was added.
    pub created: UnixMillis,
    /// When somebody last signed in with it.
    pub used: Option<UnixMillis>,
}

/// The secret that an app shares with us to show codes of six digits (RFC 6238).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Authenticator {
    /// Whose it is.
    pub account: AccountId,
    /// The secret, sealed; at most 8192 bytes.
    pub sealed: Vec<u8>,
    /// The last time step of which a code was taken: none of it or before is taken again.
    pub step: u64,
    /// When it was added.
    pub created: UnixMillis,
}

/// A code on paper that takes the place of a second factor once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecoveryCode {
    /// A keyed hash of it.
    pub hash: [u8; 32],
    /// When it was used, if it was.
    pub used: Option<UnixMillis>,
}

/// Who asked for a way back in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecoveryBy {
    /// Somebody who knew the address; the link was mailed.
    Mail,
    /// Whoever runs the server; the link was printed.
    Operator,
}

/// A sign-in on a device that was not known, until the other sessions have seen it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewSignIn {
    /// The session that began.
    pub token: TokenHash,
    /// Whose.
    pub account: AccountId,
    /// When.
    pub at: UnixMillis,
}

/// A way back in that somebody asked for, and that waits so that the owner can stop it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recovery {
    /// Into which account.
    pub account: AccountId,
    /// Hash of the link's secret.
    pub token: TokenHash,
    /// When it was asked for.
    pub asked: UnixMillis,
    /// From when on the link opens.
    pub due: UnixMillis,
    /// From when on it does no longer.
    pub expires: UnixMillis,
    /// Who asked.
    pub by: RecoveryBy,
    /// When a mail with the link was written last.
    pub mailed: UnixMillis,
}

/// A write that concerns with what people sign in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AccessRow {
    /// A new passkey; a conflict when the credential is known already.
    AddPasskey(Passkey),
    /// Notes that a passkey was used, and keeps what it said of itself. A conflict unless the
    /// account has it.
    UsePasskey {
        /// Whose.
        account: AccountId,
        /// Which.
        id: Vec<u8>,
        /// As it is now, sealed.
        sealed: Vec<u8>,
        /// Now.
        at: UnixMillis,
    },
    /// Gives a passkey another name, sealed with the rest. A conflict unless the account has it.
    SealPasskey {
        /// Whose.
        account: AccountId,
        /// Which.
        id: Vec<u8>,
        /// As it is now, sealed.
        sealed: Vec<u8>,
    },
    /// Removes a passkey. A conflict unless the account has it.
    RemovePasskey {
        /// Whose.
        account: AccountId,
        /// Which.
        id: Vec<u8>,
    },
    /// A new authenticator in the place of the one before.
    SetAuthenticator(Authenticator),
    /// Takes the code of a time step. A conflict when that step or a later one was taken before:
    /// each code works once.
    TakeStep {
        /// Whose.
        account: AccountId,
        /// The step, in 30 seconds since 1970.
        step: u64,
    },
    /// Removes the authenticator. A conflict unless there is one.
    RemoveAuthenticator {
        /// Whose.
        account: AccountId,
    },
    /// New recovery codes in the place of all that were there.
    SetRecoveryCodes {
        /// Whose.
        account: AccountId,
        /// Their keyed hashes; at most 32.
        hashes: Vec<[u8; 32]>,
    },
    /// Uses a recovery code. A conflict unless the account has it and it was not used.
    UseRecoveryCode {
        /// Whose.
        account: AccountId,
        /// Which.
        hash: [u8; 32],
        /// Now.
        at: UnixMillis,
    },
    /// A way back in; one asked for before is void.
    BeginRecovery(Recovery),
    /// The link of a way back in was mailed again. A conflict unless it waits still.
    RenewRecovery {
        /// Into which account.
        account: AccountId,
        /// Which.
        token: TokenHash,
        /// The link from now on.
        to: TokenHash,
        /// Now.
        mailed: UnixMillis,
    },
    /// Ends a way back in, because it was used or stopped. A conflict unless it waits.
    EndRecovery {
        /// Into which account.
        account: AccountId,
        /// Which.
        token: TokenHash,
    },
    /// No way back in by mail before this instant, in the place of the one before.
    PauseRecovery {
        /// Into which account.
        account: AccountId,
        /// Until when.
        until: UnixMillis,
    },
    /// Where alerts go, in the place of what was chosen before.
    SetAlerts {
        /// Whose.
        account: AccountId,
        /// Where, sealed, at most 8192 bytes; `None` for the address that is signed in with.
        sealed: Option<Vec<u8>>,
    },
    /// A sign-in on a device that was not known.
    NewSignIn(NewSignIn),
    /// Sign-ins that were seen. Does nothing to those that are gone.
    SeenSignIns {
        /// Whose.
        account: AccountId,
        /// Those after this instant,
        after: UnixMillis,
        /// until this one, included,
        until: UnixMillis,
        /// and not this session's own.
        not: TokenHash,
    },
    /// Another family for a session that is neither revoked nor gone.
    MoveSession {
        /// Which.
        token: TokenHash,
        /// Where its person is now.
        family: FamilyId,
    },
}

/// Where a sealed secret lies.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SecretOf {
    /// The passkey with this credential id.
    Passkey(Vec<u8>),
    /// The authenticator of this account.
    Authenticator(AccountId),
    /// This mail on its way, or given up.
    Mail(MailId),
    /// Where the alerts of this account go.
    Alerts(AccountId),
    /// What the calendar at this address shows.
    Feed(TokenHash),
    /// Where messages to this browser go.
    Push(PushId),
    /// What is remembered of telling this member of this family.
    Notified(FamilyId, MemberId),
    /// What the page of this tablet is.
    Tablet(TokenHash),
}

/// A sealed secret, sealed anew with another key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reseal {
    /// Which.
    pub of: SecretOf,
    /// As it was read.
    pub from: Vec<u8>,
    /// What takes its place.
    pub to: Vec<u8>,
}
