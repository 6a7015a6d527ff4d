//! The ordinary tables: what a row holds, and the writes that rows allow. Pure.

use std::fmt;

use crate::access::AccessRow;
use crate::id::{
    AccountId, Email, FamilyId, MemberId, PasswordHash, TokenHash, TreeId, UnixMillis,
};
use crate::mail::MailRow;
use crate::reader::ReaderRow;

/// The keys of a tree, wrapped by the instance key. Each is 1 to
/// [`limits::KEY_BYTES`](crate::limits::KEY_BYTES) bytes. The `Debug` shows nothing of them.
#[derive(Clone, PartialEq, Eq)]
pub struct WrappedKeys {
    /// The key that wraps the keys of the tree's bodies.
    pub key: Vec<u8>,
    /// The key that signs the tree's checkpoints.
    pub signing_key: Vec<u8>,
}

impl fmt::Debug for WrappedKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("WrappedKeys(..)")
    }
}

/// A family: where its record is, and its wrapped keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Family {
    /// The family.
    pub id: FamilyId,
    /// The origin of its tree.
    pub tree: TreeId,
    /// The keys of its tree; `None` once destroyed (see [`Erase::Tree`](crate::Erase::Tree)).
    /// A new family has them.
    pub keys: Option<WrappedKeys>,
    /// When it was founded.
    pub created: UnixMillis,
}

/// The private tree of one member, and its wrapped keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrivateTree {
    /// The family.
    pub family: FamilyId,
    /// The member whose tree it is.
    pub member: MemberId,
    /// The origin of the tree.
    pub tree: TreeId,
    /// The keys of the tree; `None` once destroyed (see [`Erase::Tree`](crate::Erase::Tree)).
    /// A new tree has them.
    pub keys: Option<WrappedKeys>,
}

/// An account: how a person signs in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// The account.
    pub id: AccountId,
    /// Its address; no two accounts share one.
    pub email: Email,
    /// The password's hash; `None` for an account that signs in by passkey only.
    pub password: Option<PasswordHash>,
    /// Language tag (BCP 47), at most 35 bytes.
    pub language: String,
    /// When it was made.
    pub created: UnixMillis,
}

/// An account is a member of a family.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Membership {
    /// The account.
    pub account: AccountId,
    /// The family.
    pub family: FamilyId,
    /// Who the account is in that family.
    pub member: MemberId,
    /// Since when.
    pub created: UnixMillis,
}

/// An invitation to take a member's place, carried by a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// Hash of the token in the link.
    pub token: TokenHash,
    /// The family.
    pub family: FamilyId,
    /// The place to be taken.
    pub member: MemberId,
    /// When it was made.
    pub created: UnixMillis,
    /// From this instant on it cannot be used.
    pub expires: UnixMillis,
    /// When it was used, if it was.
    pub used: Option<UnixMillis>,
}

/// Someone signed in on a device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Hash of the token in the cookie.
    pub token: TokenHash,
    /// Who is signed in.
    pub account: AccountId,
    /// Empty since sign-ins are entries of the private record, whose words can be erased; at most
    /// 256 characters.
    pub device: String,
    /// When it began.
    pub created: UnixMillis,
    /// When it was last used, as last written (see [`Row::TouchSession`]).
    pub last_seen: UnixMillis,
    /// The absolute end.
    pub expires: UnixMillis,
    /// When it was revoked, if it was.
    pub revoked: Option<UnixMillis>,
    /// In which family its person is; not known of sessions from before it was kept.
    pub family: Option<FamilyId>,
    /// The entry of that person's private record that says with what device it began; not known
    /// of sessions from before it was kept.
    pub entry: Option<u64>,
}

/// What a witness or a person's device signed: a checkpoint of a tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cosignature {
    /// The tree.
    pub tree: TreeId,
    /// The size that the checkpoint states; 1 or more.
    pub size: u64,
    /// The verifier key (`name+id+key`), at most 1024 bytes.
    pub key: String,
    /// The signature line of the signed note, at most 1024 bytes.
    pub line: String,
    /// The checkpoint as the log signed it, at most
    /// [`limits::CHECKPOINT_BYTES`](crate::limits::CHECKPOINT_BYTES).
    pub checkpoint: Vec<u8>,
}

/// A tree passes from one signing key to another: see `Handover` in the record's format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handover {
    /// The tree.
    pub tree: TreeId,
    /// Its size; another one is a [`Conflict::Moved`](crate::Conflict::Moved).
    pub size: u64,
    /// The checkpoint of that size with the signatures of both keys. Kept for ever.
    pub note: Vec<u8>,
    /// The key that is given up (`name+id+key`), at most 1024 bytes. Kept for ever.
    pub old_key: String,
    /// What takes the place of the tree's checkpoint, by the new key.
    pub checkpoint: Vec<u8>,
    /// The new signing key, wrapped.
    pub wrapped_signing_key: Vec<u8>,
}

/// A handover that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastHandover {
    /// The tree's size then.
    pub size: u64,
    /// The checkpoint of that size with the signatures of both keys.
    pub checkpoint: Vec<u8>,
    /// The key that was given up; not known of those made before it was kept.
    pub old_key: Option<String>,
}

/// Other wrappings of a tree's keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rewrap {
    /// The tree.
    pub tree: TreeId,
    /// Its keys as they were read.
    pub from: WrappedKeys,
    /// What takes their place.
    pub to: WrappedKeys,
}

/// A write to an ordinary table.
///
/// Rows are written in the order given, in the same transaction as the appends that they
/// come with. A row that cannot be written turns the whole batch into a
/// [`Conflict`](crate::Conflict).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row {
    /// The name that this instance shows. Replaces the one before.
    Instance {
        /// The name.
        name: String,
    },
    /// A new family.
    Family(Family),
    /// A new private tree. It may take the place of one whose keys were destroyed; the leaves of
    /// that one stay where they are.
    PrivateTree(PrivateTree),
    /// A new account.
    Account(Account),
    /// Another password for an account that exists.
    Password {
        /// Whose.
        account: AccountId,
        /// The new hash.
        password: PasswordHash,
    },
    /// Another address for an account that exists. A conflict when another account has it.
    Email {
        /// Whose.
        account: AccountId,
        /// The new address.
        email: Email,
    },
    /// Another language for an account that exists.
    Language {
        /// Whose.
        account: AccountId,
        /// Language tag (BCP 47), at most 35 bytes.
        language: String,
    },
    /// A new membership; its account and family must exist or come before it.
    Membership(Membership),
    /// A new invitation; its family must exist or come before it.
    Invitation(Invitation),
    /// Uses an invitation. A conflict unless it exists, is unused and has not expired.
    UseInvitation {
        /// Which.
        token: TokenHash,
        /// Now.
        at: UnixMillis,
    },
    /// Removes the unused invitations to one place, so that earlier links stop working.
    WithdrawInvitations {
        /// The family.
        family: FamilyId,
        /// The place.
        member: MemberId,
    },
    /// A new session.
    Session(Session),
    /// Notes that a session was used. Each is a durable write: send it every few minutes,
    /// not with each request. Does nothing to a session that is revoked or gone.
    TouchSession {
        /// Which.
        token: TokenHash,
        /// Now.
        at: UnixMillis,
    },
    /// Revokes a session and ends the browsers that it asked to be told. Does nothing to one that is
    /// revoked or gone.
    RevokeSession {
        /// Which.
        token: TokenHash,
        /// Now.
        at: UnixMillis,
    },
    /// Revokes all sessions of an account but those named (usually the one in use), as one is.
    RevokeSessions {
        /// Whose.
        account: AccountId,
        /// Sessions that stay; at most [`limits::ROWS`](crate::limits::ROWS).
        keep: Vec<TokenHash>,
        /// Now.
        at: UnixMillis,
    },
    /// Removes an account with its sessions and memberships, and the invitations to the
    /// places that it held and what its person was shown and told there. The database is
    /// rewritten before the answer, so that no copy of the address stays behind; that takes as
    /// long as copying it.
    RemoveAccount {
        /// Which; a conflict unless it exists.
        account: AccountId,
    },
    /// Removes one membership of an account that stays for its other families, and the
    /// invitations to that place and what its person was shown and told there.
    RemoveMembership {
        /// Whose.
        account: AccountId,
        /// In which family.
        family: FamilyId,
    },
    /// With what somebody signs in.
    Access(AccessRow),
    /// Mail on its way.
    Mail(MailRow),
    /// What somebody was shown and told, and where that goes.
    Reader(ReaderRow),
    /// A cosignature. Does nothing if one by the same key over the same size is there; a
    /// conflict unless the tree has that size at least, before the entries that it comes with.
    Cosignature(Cosignature),
    /// Another signing key for a tree, with the proof of the handover.
    Handover(Handover),
    /// Another signing key for a tree without a handover, as after a restored copy. A
    /// conflict unless the tree has keys.
    SigningKey {
        /// The tree.
        tree: TreeId,
        /// The new signing key, wrapped.
        wrapped_signing_key: Vec<u8>,
    },
    /// Removes sessions that expired or were revoked, with the browsers that they asked to be told,
    /// invitations that expired or were used, ways back in that expired, mail that was given up
    /// and sign-ins that were told of, before an instant.
    PurgeBefore {
        /// The instant.
        at: UnixMillis,
    },
}
