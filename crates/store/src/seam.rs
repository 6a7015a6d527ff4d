//! The seam: what a backend can do. Nothing here touches a disk.

use std::future::Future;

use crate::access::{Authenticator, NewSignIn, Passkey, Recovery, RecoveryCode, Reseal, SecretOf};
use crate::batch::{Appended, AttachmentFacts, Batch, Head, SealedPart, StoredEntry, Written};
use crate::fault::Fault;
use crate::id::{AccountId, Email, FamilyId, MemberId, TokenHash, TreeId, UnixMillis};
use crate::mail::Mail;
use crate::reader::{Feed, Notified, Push, Tablet, TopicMark};
use crate::rows::{
    Account, Cosignature, Family, Invitation, Membership, PastHandover, PrivateTree, Rewrap, Row,
    Session,
};

/// Where the record and the ordinary tables are kept.
///
/// Three ways to write, [`append`](Store::append), [`write`](Store::write) and
/// [`rewrap`](Store::rewrap); the rest reads. A read sees every write that was answered before it began. A write whose future
/// is dropped may still happen.
pub trait Store: Send + Sync + 'static {
    /// Writes entries, and rows with them, in one durable transaction.
    ///
    /// # Errors
    /// A [`Fault`]; see there what it says about the write.
    fn append(&self, batch: Batch) -> impl Future<Output = Result<Appended, Fault>> + Send;

    /// Writes rows that go with no entry, in order, in one durable transaction. At most
    /// [`limits::ROWS`](crate::limits::ROWS).
    ///
    /// # Errors
    /// A [`Fault`]; see there what it says about the write.
    fn write(&self, rows: Vec<Row>) -> impl Future<Output = Result<Written, Fault>> + Send;

    /// Replaces the wrapped keys of all trees and all sealed secrets, whatever their number, in
    /// one durable transaction: with the instance key changed, none may be left behind.
    ///
    /// The answer is [`Conflict::Missing`](crate::Conflict::Missing) where a tree has no keys
    /// or other ones than `from` says, or a secret is gone or another, and
    /// [`Conflict::Incomplete`](crate::Conflict::Incomplete) where one was left out; read
    /// them again then.
    ///
    /// # Errors
    /// A [`Fault`]; see there what it says about the write.
    fn rewrap(
        &self,
        keys: Vec<Rewrap>,
        secrets: Vec<Reseal>,
    ) -> impl Future<Output = Result<Written, Fault>> + Send;

    /// Entries of a tree in order, from sequence `from` on, at most `limit` and at most
    /// [`limits::LOAD`](crate::limits::LOAD). Empty beyond the end or for an unknown tree. Their
    /// attachments are not among what is given.
    ///
    /// # Errors
    /// A [`Fault`] if reading fails.
    fn load(
        &self,
        tree: &TreeId,
        from: u64,
        limit: u32,
    ) -> impl Future<Output = Result<Vec<StoredEntry>, Fault>> + Send;

    /// One attachment of an entry; `None` once erased, or if there is none.
    ///
    /// # Errors
    /// A [`Fault`] if reading fails.
    fn attachment(
        &self,
        tree: &TreeId,
        sequence: u64,
        index: u32,
    ) -> impl Future<Output = Result<Option<SealedPart>, Fault>> + Send;

    /// Which attachments of a tree are there, by sequence, then index: those after `after` (which
    /// names both), at most [`limits::LIST`](crate::limits::LIST). Erased ones are left out.
    ///
    /// # Errors
    /// A [`Fault`] if reading fails.
    fn attachments(
        &self,
        tree: &TreeId,
        after: Option<(u64, u32)>,
    ) -> impl Future<Output = Result<Vec<AttachmentFacts>, Fault>> + Send;

    /// A tree's size and last checkpoint; `None` if it has not begun.
    ///
    /// # Errors
    /// A [`Fault`] if reading fails.
    fn head(&self, tree: &TreeId) -> impl Future<Output = Result<Option<Head>, Fault>> + Send;

    /// Stored hashes of a tree, in the order asked for; at most
    /// [`limits::HASHES`](crate::limits::HASHES).
    ///
    /// # Errors
    /// [`Fault::Malformed`] for an index that the tree does not have, else a [`Fault`] if
    /// reading fails.
    fn hashes(
        &self,
        tree: &TreeId,
        indexes: &[u64],
    ) -> impl Future<Output = Result<Vec<[u8; 32]>, Fault>> + Send;

    /// Trees by origin, each with its head: those after `after`, at most
    /// [`limits::LIST`](crate::limits::LIST).
    ///
    /// # Errors
    /// A [`Fault`] if reading fails.
    fn trees(
        &self,
        after: Option<&TreeId>,
    ) -> impl Future<Output = Result<Vec<(TreeId, Head)>, Fault>> + Send;

    /// The cosignatures over a tree's checkpoints from one size to another, both included, by
    /// size and key; at most [`limits::LOAD`](crate::limits::LOAD).
    ///
    /// # Errors
    /// A [`Fault`] if reading fails.
    fn cosignatures(
        &self,
        tree: &TreeId,
        from_size: u64,
        to_size: u64,
    ) -> impl Future<Output = Result<Vec<Cosignature>, Fault>> + Send;

    /// The cosignatures over the newest checkpoint of a tree that has any, by key; at most
    /// [`limits::LIST`](crate::limits::LIST).
    ///
    /// # Errors
    /// A [`Fault`] if reading fails.
    fn newest_cosigned(
        &self,
        tree: &TreeId,
    ) -> impl Future<Output = Result<Vec<Cosignature>, Fault>> + Send;

    /// The handovers of a tree's signing key; oldest first, at most [`limits::LIST`](crate::limits::LIST).
    ///
    /// # Errors
    /// A [`Fault`] if reading fails.
    fn handovers(
        &self,
        tree: &TreeId,
    ) -> impl Future<Output = Result<Vec<PastHandover>, Fault>> + Send;

    /// The name of the instance, once given.
    ///
    /// # Errors
    /// A [`Fault`] if reading fails.
    fn instance(&self) -> impl Future<Output = Result<Option<String>, Fault>> + Send;

    /// A family.
    ///
    /// # Errors
    /// A [`Fault`] if reading fails.
    fn family(&self, id: &FamilyId) -> impl Future<Output = Result<Option<Family>, Fault>> + Send;

    /// Families by id: those after `after`, at most [`limits::LIST`](crate::limits::LIST).
    ///
    /// # Errors
    /// A [`Fault`] if reading fails.
    fn families(
        &self,
        after: Option<&FamilyId>,
    ) -> impl Future<Output = Result<Vec<Family>, Fault>> + Send;

    /// Private trees by family and member: those after `after`, at most
    /// [`limits::LIST`](crate::limits::LIST).
    ///
    /// # Errors
    /// A [`Fault`] if reading fails.
    fn private_trees(
        &self,
        after: Option<(&FamilyId, &MemberId)>,
    ) -> impl Future<Output = Result<Vec<PrivateTree>, Fault>> + Send;

    /// A member's private tree.
    ///
    /// # Errors
    /// A [`Fault`] if reading fails.
    fn private_tree(
        &self,
        family: &FamilyId,
        member: &MemberId,
    ) -> impl Future<Output = Result<Option<PrivateTree>, Fault>> + Send;

    /// An account.
    ///
    /// # Errors
    /// A [`Fault`] if reading fails.
    fn account(
        &self,
        id: &AccountId,
    ) -> impl Future<Output = Result<Option<Account>, Fault>> + Send;

    /// The account with an address.
    ///
    /// # Errors
    /// A [`Fault`] if reading fails.
    fn account_by_email(
        &self,
        email: &Email,
    ) -> impl Future<Output = Result<Option<Account>, Fault>> + Send;

    /// The families that an account belongs to, by family id; at most
    /// [`limits::LIST`](crate::limits::LIST).
    ///
    /// # Errors
    /// A [`Fault`] if reading fails.
    fn memberships(
        &self,
        account: &AccountId,
    ) -> impl Future<Output = Result<Vec<Membership>, Fault>> + Send;

    /// The accounts that belong to a family, by member id; at most
    /// [`limits::LIST`](crate::limits::LIST).
    ///
    /// # Errors
    /// A [`Fault`] if reading fails.
    fn family_memberships(
        &self,
        family: &FamilyId,
    ) -> impl Future<Output = Result<Vec<Membership>, Fault>> + Send;

    /// An invitation, used, expired or not.
    ///
    /// # Errors
    /// A [`Fault`] if reading fails.
    fn invitation(
        &self,
        token: &TokenHash,
    ) -> impl Future<Output = Result<Option<Invitation>, Fault>> + Send;

    /// The invitations of a family, oldest first, used and expired ones included until they
    /// are purged; at most [`limits::LIST`](crate::limits::LIST).
    ///
    /// # Errors
    /// A [`Fault`] if reading fails.
    fn invitations(
        &self,
        family: &FamilyId,
    ) -> impl Future<Output = Result<Vec<Invitation>, Fault>> + Send;

    /// A session, revoked, expired or not: the caller looks at its times.
    ///
    /// # Errors
    /// A [`Fault`] if reading fails.
    fn session(
        &self,
        token: &TokenHash,
    ) -> impl Future<Output = Result<Option<Session>, Fault>> + Send;

    /// The sessions of an account, last used first, revoked and expired ones included until
    /// they are purged; at most [`limits::LIST`](crate::limits::LIST).
    ///
    /// # Errors
    /// A [`Fault`] if reading fails.
    fn sessions(
        &self,
        account: &AccountId,
    ) -> impl Future<Output = Result<Vec<Session>, Fault>> + Send;

    /// Sealed secrets: passkeys by id, then authenticators by account, then mails by id, then where
    /// alerts go by account, then feeds by token, then pushes by id, then what is remembered of
    /// telling by family and member, then tablets by token; those after `after`, at most
    /// [`limits::LIST`](crate::limits::LIST).
    ///
    /// # Errors
    /// A [`Fault`] if reading fails.
    fn secrets(
        &self,
        after: Option<&SecretOf>,
    ) -> impl Future<Output = Result<Vec<(SecretOf, Vec<u8>)>, Fault>> + Send;

    /// The passkey with a credential id.
    ///
    /// # Errors
    /// A [`Fault`] if reading fails.
    fn passkey(&self, id: &[u8]) -> impl Future<Output = Result<Option<Passkey>, Fault>> + Send;

    /// The passkeys of an account, oldest first; at most [`limits::LIST`](crate::limits::LIST).
    ///
    /// # Errors
    /// A [`Fault`] if reading fails.
    fn passkeys(
        &self,
        account: &AccountId,
    ) -> impl Future<Output = Result<Vec<Passkey>, Fault>> + Send;

    /// The authenticator of an account.
    ///
    /// # Errors
    /// A [`Fault`] if reading fails.
    fn authenticator(
        &self,
        account: &AccountId,
    ) -> impl Future<Output = Result<Option<Authenticator>, Fault>> + Send;

    /// The recovery codes of an account, used ones included.
    ///
    /// # Errors
    /// A [`Fault`] if reading fails.
    fn recovery_codes(
        &self,
        account: &AccountId,
    ) -> impl Future<Output = Result<Vec<RecoveryCode>, Fault>> + Send;

    /// The way back into an account that waits, whatever the time: the caller looks at that.
    ///
    /// # Errors
    /// A [`Fault`] if reading fails.
    fn recovery(
        &self,
        account: &AccountId,
    ) -> impl Future<Output = Result<Option<Recovery>, Fault>> + Send;

    /// The way back in with this link, whatever the time: the caller looks at that.
    ///
    /// # Errors
    /// A [`Fault`] if reading fails.
    fn recovery_by_token(
        &self,
        token: &TokenHash,
    ) -> impl Future<Output = Result<Option<Recovery>, Fault>> + Send;

    /// Until when no way back into an account can be asked for by mail, as last set.
    ///
    /// # Errors
    /// A [`Fault`] if reading fails.
    fn recovery_pause(
        &self,
        account: &AccountId,
    ) -> impl Future<Output = Result<Option<UnixMillis>, Fault>> + Send;

    /// Mails that wait, whatever the time: letters, those that are tried first at the front, then
    /// notices in the same order; at most [`limits::MAILS`](crate::limits::MAILS) of each.
    ///
    /// # Errors
    /// A [`Fault`] if reading fails.
    fn mails(&self) -> impl Future<Output = Result<Vec<Mail>, Fault>> + Send;

    /// Where alerts of an account go, sealed, if something was chosen.
    ///
    /// # Errors
    /// A [`Fault`] if reading fails.
    fn alerts_to(
        &self,
        account: &AccountId,
    ) -> impl Future<Output = Result<Option<Vec<u8>>, Fault>> + Send;

    /// Sign-ins of an account on devices not known before that were not seen yet, oldest first; at
    /// most [`limits::LIST`](crate::limits::LIST).
    ///
    /// # Errors
    /// A [`Fault`] if reading fails.
    fn new_sign_ins(
        &self,
        account: &AccountId,
    ) -> impl Future<Output = Result<Vec<NewSignIn>, Fault>> + Send;

    /// Up to which entry each topic was shown to a member, by topic: all of them, at most
    /// [`limits::SHOWN`](crate::limits::SHOWN).
    ///
    /// # Errors
    /// A [`Fault`] if reading fails.
    fn shown(
        &self,
        family: &FamilyId,
        member: &MemberId,
    ) -> impl Future<Output = Result<Vec<(TopicMark, u64)>, Fault>> + Send;

    /// Up to which entry a member was told; `None` before the first time.
    ///
    /// # Errors
    /// A [`Fault`] if reading fails.
    fn notified(
        &self,
        family: &FamilyId,
        member: &MemberId,
    ) -> impl Future<Output = Result<Option<Notified>, Fault>> + Send;

    /// The calendar at an address.
    ///
    /// # Errors
    /// A [`Fault`] if reading fails.
    fn feed(&self, token: &TokenHash) -> impl Future<Output = Result<Option<Feed>, Fault>> + Send;

    /// The addresses of calendars of a member, oldest first; at most
    /// [`limits::FEEDS`](crate::limits::FEEDS).
    ///
    /// # Errors
    /// A [`Fault`] if reading fails.
    fn feeds(
        &self,
        family: &FamilyId,
        member: &MemberId,
    ) -> impl Future<Output = Result<Vec<Feed>, Fault>> + Send;

    /// The tablet with this token.
    ///
    /// # Errors
    /// A [`Fault`] if reading fails.
    fn tablet(
        &self,
        token: &TokenHash,
    ) -> impl Future<Output = Result<Option<Tablet>, Fault>> + Send;

    /// The tablets of a family, oldest first; at most
    /// [`limits::TABLETS`](crate::limits::TABLETS).
    ///
    /// # Errors
    /// A [`Fault`] if reading fails.
    fn tablets(&self, family: &FamilyId)
    -> impl Future<Output = Result<Vec<Tablet>, Fault>> + Send;

    /// The browsers of an account that are told, oldest first; at most
    /// [`limits::PUSHES`](crate::limits::PUSHES). None whose session was revoked; whether it expired
    /// is for the caller to look at.
    ///
    /// # Errors
    /// A [`Fault`] if reading fails.
    fn pushes(&self, account: &AccountId) -> impl Future<Output = Result<Vec<Push>, Fault>> + Send;
}
