//! A store that counts what is asked of it, dies at any call, and cannot read one tree.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use store::{
    Account, AccountId, Appended, AttachmentFacts, Batch, Cosignature, Email, Family, FamilyId,
    Fault, Head, Invitation, MemberId, Membership, PastHandover, PrivateTree, Rewrap, Row,
    SealedPart, SqliteStore, Store, StoredEntry, TokenHash, TreeId, Written,
};

/// What is known of the calls.
pub struct Calls {
    /// How many were made.
    pub made: AtomicU64,
    /// This one and all after it fail.
    pub last: AtomicU64,
    /// Whether the first that fails is carried out all the same.
    pub done: AtomicBool,
    /// The entries of each append, and the rows with them.
    pub appends: Mutex<Vec<(usize, usize)>>,
    /// The rows of each other write.
    pub writes: Mutex<Vec<usize>>,
    /// No entry of this tree can be read.
    pub broken: Mutex<Option<TreeId>>,
}

impl Default for Calls {
    fn default() -> Self {
        Self {
            made: AtomicU64::new(0),
            last: AtomicU64::new(u64::MAX),
            done: AtomicBool::new(false),
            appends: Mutex::default(),
            writes: Mutex::default(),
            broken: Mutex::default(),
        }
    }
}

/// Passes everything on, as long as it lives.
#[derive(Clone)]
pub struct Watched {
    pub store: SqliteStore,
    pub calls: Arc<Calls>,
}

impl Watched {
    pub fn over(store: &SqliteStore) -> Self {
        Self {
            store: store.clone(),
            calls: Arc::default(),
        }
    }

    async fn call<T>(&self, what: impl Future<Output = Result<T, Fault>>) -> Result<T, Fault> {
        let last = self.calls.last.load(Ordering::SeqCst);
        let number = self.calls.made.fetch_add(1, Ordering::SeqCst);
        if number < last {
            return what.await;
        }
        if number == last && self.calls.done.load(Ordering::SeqCst) {
            let _done = what.await;
        }
        Err(Fault::Closed)
    }
}

/// Passes calls on.
macro_rules! pass {
    ($($name:ident($($arg:ident: $kind:ty),*) -> $answer:ty;)*) => {
        $(async fn $name(&self, $($arg: $kind),*) -> Result<$answer, Fault> {
            self.call(self.store.$name($($arg),*)).await
        })*
    };
}

impl Store for Watched {
    async fn append(&self, batch: Batch) -> Result<Appended, Fault> {
        let entries = batch.appends.iter().map(|one| one.entries.len()).sum();
        let rows = batch.rows.len();
        self.calls.appends.lock().unwrap().push((entries, rows));
        self.call(self.store.append(batch)).await
    }

    async fn write(&self, rows: Vec<Row>) -> Result<Written, Fault> {
        self.calls.writes.lock().unwrap().push(rows.len());
        self.call(self.store.write(rows)).await
    }

    async fn load(&self, tree: &TreeId, from: u64, limit: u32) -> Result<Vec<StoredEntry>, Fault> {
        if self.calls.broken.lock().unwrap().as_ref() == Some(tree) {
            return Err(Fault::Corrupt("a page that cannot be read".into()));
        }
        self.call(self.store.load(tree, from, limit)).await
    }

    pass! {
        rewrap(keys: Vec<Rewrap>, secrets: Vec<store::Reseal>) -> Written;
        attachment(tree: &TreeId, sequence: u64, index: u32) -> Option<SealedPart>;
        attachments(tree: &TreeId, after: Option<(u64, u32)>) -> Vec<AttachmentFacts>;
        head(tree: &TreeId) -> Option<Head>;
        hashes(tree: &TreeId, indexes: &[u64]) -> Vec<[u8; 32]>;
        trees(after: Option<&TreeId>) -> Vec<(TreeId, Head)>;
        cosignatures(tree: &TreeId, from: u64, to: u64) -> Vec<Cosignature>;
        newest_cosigned(tree: &TreeId) -> Vec<Cosignature>;
        handovers(tree: &TreeId) -> Vec<PastHandover>;
        instance() -> Option<String>;
        family(id: &FamilyId) -> Option<Family>;
        families(after: Option<&FamilyId>) -> Vec<Family>;
        private_trees(after: Option<(&FamilyId, &MemberId)>) -> Vec<PrivateTree>;
        private_tree(family: &FamilyId, member: &MemberId) -> Option<PrivateTree>;
        account(id: &AccountId) -> Option<Account>;
        account_by_email(email: &Email) -> Option<Account>;
        memberships(account: &AccountId) -> Vec<Membership>;
        family_memberships(family: &FamilyId) -> Vec<Membership>;
        invitation(token: &TokenHash) -> Option<Invitation>;
        invitations(family: &FamilyId) -> Vec<Invitation>;
        session(token: &TokenHash) -> Option<store::Session>;
        sessions(account: &AccountId) -> Vec<store::Session>;
        secrets(after: Option<&store::SecretOf>) -> Vec<(store::SecretOf, Vec<u8>)>;
        passkey(id: &[u8]) -> Option<store::Passkey>;
        passkeys(account: &AccountId) -> Vec<store::Passkey>;
        authenticator(account: &AccountId) -> Option<store::Authenticator>;
        recovery_codes(account: &AccountId) -> Vec<store::RecoveryCode>;
        recovery(account: &AccountId) -> Option<store::Recovery>;
        recovery_by_token(token: &TokenHash) -> Option<store::Recovery>;
        recovery_pause(account: &AccountId) -> Option<store::UnixMillis>;
        mails() -> Vec<store::Mail>;
        alerts_to(account: &AccountId) -> Option<Vec<u8>>;
        new_sign_ins(account: &AccountId) -> Vec<store::NewSignIn>;
        shown(family: &FamilyId, member: &MemberId) -> Vec<(store::TopicMark, u64)>;
        notified(family: &FamilyId, member: &MemberId) -> Option<store::Notified>;
        feed(token: &TokenHash) -> Option<store::Feed>;
        feeds(family: &FamilyId, member: &MemberId) -> Vec<store::Feed>;
        pushes(account: &AccountId) -> Vec<store::Push>;
    }
}
