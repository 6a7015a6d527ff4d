//! Use cases: who may do what; load, decide, append.
//!
//! `app` stands between the pure rules and the world. It finds out who acts, folds the family
//! from its record, asks `family` to decide, seals what comes of it with `ledger` and gives it to
//! the store, all in one durable transaction; then it shows the new family. Clock, random numbers
//! and keys are passed in.
//!
//! It does not know HTTP or pages, of languages only the few words of [`RecordNote`], and it has no rules of its own about families.
//!
//! Invariants:
//! - Nothing is shown that is not durable, and everything that is durable is shown: an act goes
//!   on when its caller stops waiting, and after doubt the record is read again.
//! - A family's acts are decided one at a time on its newest entry; a command is carried out once.
//! - An entry that does not open, decode or fold stops everything for that family. Nothing is
//!   passed over.
//! - A private act touches only its own tree.
//! - Words are missing only where a later entry of the same tree says that they were erased, and
//!   that entry and the destruction are one transaction.
//! - Secrets, names, addresses and bodies never reach a log.
//!
//! ```
//! use app::{App, Config, SystemClock, SystemEntropy};
//! use std::sync::Arc;
//!
//! # tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(async {
//! let folder = tempfile::tempdir().unwrap();
//! let store = store::SqliteStore::open(folder.path()).await.unwrap();
//! let config = Config {
//!     instance_key: [7; 32],
//!     clock: Arc::new(SystemClock),
//!     entropy: Arc::new(SystemEntropy),
//! };
//! let app = Arc::new(App::open(store, config).unwrap());
//! let nobody = app
//!     .sign_in("mara@example.org", app::Password::typed("a guess".into()), "a browser")
//!     .await
//!     .unwrap();
//! assert!(nobody.is_none());
//! # });
//! ```

mod access;
mod account;
mod attachments;
mod bundle;
mod by_link;
mod calls;
pub mod check;
pub mod codec;
mod continuation;
mod cosigned;
mod device;
mod drafts;
mod ending;
mod error;
mod families;
mod feeds;
mod find;
mod founding;
mod growth;
mod guests;
mod joining;
pub mod keys;
mod leaving;
pub mod mail;
mod mine;
mod note;
mod notify;
mod password;
mod people;
mod push;
mod readers;
mod reading;
mod receipts;
mod secret;
mod several;
mod signing;
mod tablets;
mod tree;
mod world;

pub use access::{
    ADDRESSES_AN_HOUR, AccessError, AddressError, Alerts, AlertsTo, Asked, CONFIRMED_MINUTES,
    Ceremony, Confirmed, Entrance, KnownDevice, NewAuthenticator, PASSKEYS_MAX, PasskeyError,
    PasskeyFacts, RECOVERY_CODES, RECOVERY_HOURS, RECOVERY_OPEN_DAYS, RECOVERY_PAUSE_DAYS,
    Recovery, RecoveryAsked, RecoveryWaits, RelyingParty, Reset, Second, SessionFacts,
    TRIES_AN_HOUR, TRIES_FROM_ONE_PLACE, Ways,
};
pub use account::{OnDevice, SHORT_HOURS, SHORT_IDLE_MINUTES, Session, SignedIn};
pub use attachments::{FILE_BYTES_MAX, FILES_BYTES_MAX, FILES_MAX, FilesError, check_files};
pub use bundle::{
    Attachments, BUNDLE_KEPT_MINUTES, BUNDLES_MAX, BundleCounts, BundleEntry, BundleFacts,
    BundleFailed, BundleFailure, BundleFile, BundleNoted, BundleProgress, BundleStage, BundleState,
    BundleWords, Choice, ChoiceError, NotBegun, RANGE_ENTRIES_MAX, RECIPIENT_CHARS_MAX,
    SHOWN_BYTES_MAX, SaidBy, Span, choosable,
};
pub use by_link::{
    ANSWER_LINK_DAYS, AnswerLink, MAILED_LINKS_A_DAY, MAILED_LINKS_AN_HOUR, MailLinkError, Opened,
    is_mail_address,
};
pub use continuation::Continuation;
pub use cosigned::{Cosigned, CosignedBy};
pub use device::{Asking, By, MAX_SIGNED, Proposed, SIGNED_FILES_BYTES_MAX, Signed, ToSign};
pub use drafts::DraftError;
pub use ending::EraseError;
pub use error::{ActError, Fault, Incident};
pub use families::{Acknowledged, Done, Snapshot};
pub use feeds::{FEEDS_MAX, FeedChoice, FeedError, FeedFacts, FeedFound, FeedTitles};
pub use find::{Filter, MAX_WORDS, Topic};
pub use founding::{Founded, INVITATION_DAYS, JoinError, NewAccount};
pub use guests::{LetInBy, Place, ShownRange};
pub use joining::{Invitation, InvitedAs};
pub use ledger::{CommandId, Hash, Seen};
pub use mine::{Mine, New};
pub use note::RecordNote;
pub use password::{MAX_PASSWORD_CHARS, MIN_PASSWORD_CHARS, Password, WeakPassword};
pub use push::{
    ENDPOINT_CHARS_MAX, Nudge, NudgeSays, Opens, PushAsked, PushError, PushFacts, PushOffer,
    Subscription,
};
pub use reading::{PAGE_ENTRIES, RecordLine, RecordPage, Tree, Vouched, What};
pub use receipts::ReceiptFile;
pub use secret::Secret;
pub use several::{FamilyPlace, OwnFamily, Part};
pub use signing::Challenge;
pub use store::{Email, Store};
pub use tablets::{PAIRING_CODES_MAX, PAIRING_MINUTES, TabletChoice, TabletSession};
pub use tree::Head;
pub use world::{Clock, Entropy, SetClock, SystemClock, SystemEntropy};

use bundle::Bundles;
use families::Families;
use family::{Command, ProposalId};
use find::Indexes;
use hmac::{Hmac, KeyInit as _, Mac as _};
use jiff::Timestamp;
use ledger::InstanceKey;
use moka::sync::Cache;
use password::Passwords;
use people::People;
use sha2::Sha256;
use std::sync::Arc;
use store::{AccountId, TokenHash};
use zeroize::Zeroizing;

/// Most sessions kept in memory; others are read again when they come back.
const SESSIONS_IN_MEMORY: u64 = 20_000;
/// Most people of whom a code is waited for at once.
const PENDING_IN_MEMORY: u64 = 2_000;

/// What an [`App`] needs of the world.
pub struct Config {
    /// The instance key: 32 bytes that are kept outside the database.
    pub instance_key: [u8; 32],
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// Gives random bytes.
    pub entropy: Arc<dyn Entropy>,
}

/// The use cases over one store.
pub struct App<S> {
    store: S,
    clock: Arc<dyn Clock>,
    entropy: Arc<dyn Entropy>,
    instance: InstanceKey,
    mac_key: Zeroizing<[u8; 32]>,
    passwords: Passwords,
    attempts: access::Attempts,
    /// Letters to addresses without an account.
    written_to: access::Attempts,
    ceremonies: access::Ceremonies,
    /// Those whose password was right and whose code is waited for.
    pending: Cache<TokenHash, Arc<access::Pending>>,
    families: Families,
    people: People,
    changes: tokio::sync::watch::Sender<u64>,
    mail: tokio::sync::watch::Sender<u64>,
    alerts: access::AlertsKept,
    recovering: access::Recovering,
    indexes: Indexes,
    mine: mine::MineKept,
    notifying: notify::Notifying,
    bundles: Bundles,
    desks: attachments::Desks,
    /// Codes by which tablets are paired.
    codes: tablets::Codes,
    sessions: Cache<TokenHash, Arc<Session>>,
    /// Sessions that were ended here, so that none comes back by a read that was under way.
    signed_out: Cache<TokenHash, ()>,
    /// Accounts that were closed here, for the same reason.
    closed: Cache<AccountId, ()>,
}

impl<S: Store> App<S> {
    /// An app over a store.
    ///
    /// # Errors
    /// A [`Fault`] when passwords cannot be hashed here.
    pub fn open(store: S, config: Config) -> Result<Self, Fault> {
        let key = Zeroizing::new(config.instance_key);
        Ok(Self {
            store,
            clock: config.clock,
            entropy: config.entropy,
            mac_key: mac_key(&key),
            instance: InstanceKey::new(*key),
            passwords: Passwords::new()?,
            attempts: access::Attempts::default(),
            written_to: access::Attempts::of_a_day(),
            ceremonies: access::Ceremonies::default(),
            pending: Cache::builder()
                .eviction_policy(moka::policy::EvictionPolicy::lru())
                .max_capacity(PENDING_IN_MEMORY)
                .time_to_live(std::time::Duration::from_secs(60 * 60))
                .build(),
            families: Families::default(),
            people: People::default(),
            changes: tokio::sync::watch::Sender::new(0),
            mail: tokio::sync::watch::Sender::new(0),
            alerts: access::AlertsKept::default(),
            recovering: access::Recovering::default(),
            indexes: Indexes::default(),
            mine: mine::MineKept::default(),
            notifying: notify::Notifying::default(),
            bundles: Bundles::default(),
            desks: attachments::Desks::default(),
            codes: tablets::Codes::default(),
            sessions: Cache::new(SESSIONS_IN_MEMORY),
            signed_out: Cache::new(SESSIONS_IN_MEMORY),
            closed: Cache::new(SESSIONS_IN_MEMORY),
        })
    }

    /// The time now.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Changes its value, by one or more at once, whenever a family's record has grown.
    #[must_use]
    pub fn changes(&self) -> tokio::sync::watch::Receiver<u64> {
        self.changes.subscribe()
    }

    pub(crate) fn changed(&self) {
        self.changes
            .send_modify(|count| *count = count.wrapping_add(1));
    }

    /// Lets go of whatever in memory holds words that were erased.
    pub(crate) fn forget_erased(&self, erasures: &[store::Erase]) {
        self.indexes.forget_erased(erasures);
        self.bundles.forget_erased(erasures);
    }

    /// The store, for what is not a use case: checks and benchmarks.
    #[must_use]
    pub fn store(&self) -> &S {
        &self.store
    }

    /// The family of a session as it stands, from memory.
    ///
    /// # Errors
    /// A [`Fault`] when the record cannot be read.
    pub async fn family(&self, session: &Session) -> Result<Arc<Snapshot>, Fault> {
        Ok(self.slot(&session.actor().family).await?.snapshot())
    }

    /// Carries out a command of a signed-in parent, once. `seen` is how far the record had come
    /// on the page from which it was sent; the leaf says so.
    ///
    /// # Errors
    /// [`ActError`] when the family's rules refuse it, the record moved on, or storing fails.
    pub async fn act(
        self: &Arc<Self>,
        session: &Session,
        command: CommandId,
        seen: Seen,
        what: Command,
    ) -> Result<Acknowledged, ActError> {
        self.act_by(session, command, seen, what, By::Server).await
    }

    /// As [`App::act`], vouched for by the author's device. When the device asks what it has to
    /// sign, nothing is recorded and the answer is [`ActError::ToSign`].
    ///
    /// # Errors
    /// As [`App::act`]; [`ActError::Signature`] when the device has signed something else than
    /// what would be recorded.
    pub async fn act_by(
        self: &Arc<Self>,
        session: &Session,
        command: CommandId,
        seen: Seen,
        what: Command,
        by: By,
    ) -> Result<Acknowledged, ActError> {
        self.act_with_files(session, command, seen, what, by, Vec::new())
            .await
    }

    /// A fresh id for a proposal.
    ///
    /// # Errors
    /// Never in practice: hexadecimal digits are an id.
    pub fn fresh_proposal(&self) -> Result<ProposalId, Fault> {
        world::hex(&world::random::<8>(&*self.entropy))
            .parse()
            .map_err(|e: family::BadId| Fault::new("naming a proposal", e))
    }

    /// Fresh random bytes, for masks and form cookies.
    #[must_use]
    pub fn random<const N: usize>(&self) -> [u8; N] {
        world::random(&*self.entropy)
    }

    /// A fresh secret, for a link.
    #[must_use]
    pub fn fresh_secret(&self) -> Secret {
        Secret::fresh(&*self.entropy)
    }

    /// HMAC-SHA256 of a message for one purpose, under a key that only this instance has.
    #[must_use]
    pub fn mac(&self, purpose: &str, message: &[u8]) -> [u8; 32] {
        purposed(&self.mac_key, purpose, message)
    }
}

/// What [`App::mac`] gives of an app with this instance key.
#[must_use]
pub fn mac_of(instance_key: &[u8; 32], purpose: &str, message: &[u8]) -> [u8; 32] {
    purposed(&mac_key(instance_key), purpose, message)
}

fn mac_key(instance_key: &[u8; 32]) -> Zeroizing<[u8; 32]> {
    Zeroizing::new(mac(instance_key, &[b"parenthesis/mac-key@v1"]))
}

fn purposed(key: &[u8; 32], purpose: &str, message: &[u8]) -> [u8; 32] {
    // The length in front keeps one purpose from being the beginning of another.
    let length = purpose.len().to_be_bytes();
    mac(key, &[&length, purpose.as_bytes(), message])
}

fn mac(key: &[u8; 32], parts: &[&[u8]]) -> [u8; 32] {
    // HMAC fills a short key up with zeros to one block (RFC 2104, section 2).
    let mut block = Zeroizing::new([0; 64]);
    block[..key.len()].copy_from_slice(key);
    let mut mac = Hmac::<Sha256>::new(&(*block).into());
    for part in parts {
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}
