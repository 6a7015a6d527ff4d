//! The ordinary tables: what a row holds, and the writes that rows allow. Pure.

use crate::id::{
    AccountId, Email, FamilyId, MemberId, PasswordHash, TokenHash, TreeId, UnixMillis,
};

/// A family: where its record is, and its wrapped keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Family {
    /// The family.
    pub id: FamilyId,
    /// The origin of its tree.
    pub tree: TreeId,
    /// The family key, wrapped by the instance key.
    pub wrapped_key: Vec<u8>,
    /// The key that signs the tree's checkpoints, wrapped.
    pub wrapped_signing_key: Vec<u8>,
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
    /// The key of the tree's bodies, wrapped by the instance key.
    pub wrapped_key: Vec<u8>,
    /// The key that signs the tree's checkpoints, wrapped.
    pub wrapped_signing_key: Vec<u8>,
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
    /// What the person reads in the list of sessions; at most 256 characters.
    pub device: String,
    /// When it began.
    pub created: UnixMillis,
    /// When it was last used, as last written (see [`Row::TouchSession`]).
    pub last_seen: UnixMillis,
    /// The absolute end.
    pub expires: UnixMillis,
    /// When it was revoked, if it was.
    pub revoked: Option<UnixMillis>,
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
    /// A new private tree.
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
    /// Revokes a session. Does nothing to one that is revoked or gone.
    RevokeSession {
        /// Which.
        token: TokenHash,
        /// Now.
        at: UnixMillis,
    },
    /// Revokes all sessions of an account but those named (usually the one in use).
    RevokeSessions {
        /// Whose.
        account: AccountId,
        /// Sessions that stay; at most [`limits::ROWS`](crate::limits::ROWS).
        keep: Vec<TokenHash>,
        /// Now.
        at: UnixMillis,
    },
    /// Removes sessions that expired or were revoked, and invitations that expired or were
    /// used, before an instant.
    PurgeBefore {
        /// The instant.
        at: UnixMillis,
    },
}
