//! Browsers that are told of what came, each by its own push service (RFC 8030): asked for, listed,
//! tried, ended, and what leaves for them.
//!
//! May touch: the store, the clock, random numbers, the instance key; never a network. What is
//! carried on by whoever runs beside the server ([`crate::mail::Carrier`]) waits in the outbox of
//! letters and goes through the same hands.
//!
//! - A browser is told for one session, and not after it: whoever signs out hears nothing more there.
//! - Each browser has a key of its own for the signature by which its service knows this server, so
//!   that no service can tell by keys which browsers belong together.
//! - What waits holds no address and no key: both are looked up when it goes, so that nothing goes to
//!   a browser that was taken away meanwhile.

mod nudge;
mod subscription;

pub(crate) use nudge::decode;
pub use nudge::{Nudge, NudgeSays, Opens};
pub use subscription::{ENDPOINT_CHARS_MAX, PushAsked, Subscription};

use crate::account::{is_idle, language, millis};
use crate::readers::push_bound;
use crate::world::{hex, random};
use crate::{App, Fault, Session};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use family::Language;
use jiff::{SignedDuration, Timestamp};
use p256::elliptic_curve::sec1::ToSec1Point as _;
use sha2::{Digest as _, Sha256};
use std::collections::HashSet;
use store::{
    AccountId, Conflict, Mail, MailId, MailRow, Push, PushId, ReaderRow, Row, Store, TokenHash,
    Written,
};
use zeroize::Zeroizing;

/// A key that was offered can be used for so long.
const OFFERED_FOR: SignedDuration = SignedDuration::from_hours(24);
/// A key and the time at which it was offered.
const OFFER_BYTES: usize = 32 + 8;

/// What a browser needs to ask its push service.
#[derive(Clone)]
pub struct PushOffer {
    /// The public key: a point of P-256 in 65 bytes, in base64 for addresses.
    pub key: String,
    /// The private key, sealed for this session; comes back with what the browser was given.
    pub sealed: String,
}

/// A browser that is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PushFacts {
    /// Stands for it on pages: 32 hexadecimal digits.
    pub id: String,
    /// When it was asked for.
    pub made: Timestamp,
    /// Whether that was in this session.
    pub here: bool,
    /// How often in a row a notice could not be handed to the service.
    pub failed: u32,
}

/// Why a browser is not told.
#[derive(Debug, thiserror::Error)]
pub enum PushError {
    /// What it gave cannot be used.
    #[error("This browser gave no address of a push service that can be used.")]
    Malformed,
    /// The key was made for another session, or too long ago.
    #[error("The page was open for too long. Load it again.")]
    OldKey,
    /// Storing failed.
    #[error(transparent)]
    Fault(#[from] Fault),
}

fn offer_bound(token: &TokenHash) -> Vec<u8> {
    format!("parenthesis push key {}", hex(&token.0)).into_bytes()
}

impl<S: Store> App<S> {
    /// A fresh key for a session's browser.
    ///
    /// # Errors
    /// A [`Fault`] when none can be made.
    pub fn offer_push(&self, session: &Session) -> Result<PushOffer, Fault> {
        let doing = "making a key for notices";
        let mut clear = Zeroizing::new([0; OFFER_BYTES]);
        let (private, at) = clear.split_at_mut(32);
        // Fewer than one in four thousand million numbers is no key.
        self.entropy.fill(private);
        let secret = p256::SecretKey::from_slice(private).map_err(|e| Fault::new(doing, e))?;
        at.copy_from_slice(&self.now().as_millisecond().to_be_bytes());
        let nonce = random(&*self.entropy);
        let bound = offer_bound(&session.hash());
        let sealed = self.instance.seal_secret(&nonce, &bound, &*clear);
        let sealed = sealed.ok_or_else(|| Fault::new(doing, "it is too long"))?;
        let point = secret.public_key().to_sec1_point(false);
        Ok(PushOffer {
            key: URL_SAFE_NO_PAD.encode(point.as_bytes()),
            sealed: URL_SAFE_NO_PAD.encode(sealed),
        })
    }

    fn offered(&self, session: &Session, sealed: &str) -> Option<Zeroizing<[u8; 32]>> {
        if sealed.len() > 400 {
            return None;
        }
        let sealed = URL_SAFE_NO_PAD.decode(sealed).ok()?;
        let bound = offer_bound(&session.hash());
        let clear = self.instance.open_secret(&bound, &sealed).ok()?;
        let (private, at) = clear.split_at_checked(32)?;
        let at = Timestamp::from_millisecond(i64::from_be_bytes(at.try_into().ok()?)).ok()?;
        let known = self.now().duration_since(at) < OFFERED_FOR;
        let private = private.try_into().ok()?;
        known.then(|| Zeroizing::new(private))
    }

    /// Tells a session's browser from now on, in the place of what was asked for in this session
    /// before. `nearby` are origins of push services that the operator named.
    ///
    /// # Errors
    /// [`PushError`] when what the browser gave cannot be used, or storing fails.
    pub async fn begin_push(
        &self,
        session: &Session,
        asked: &PushAsked,
        nearby: &[String],
    ) -> Result<(), PushError> {
        let doing = "asking for notices";
        let key = self.offered(session, &asked.sealed);
        let key = key.ok_or(PushError::OldKey)?;
        let subscription = Subscription::checked(asked, key, nearby).ok_or(PushError::Malformed)?;
        let mut id = [0; 16];
        id.copy_from_slice(&Sha256::digest(subscription.endpoint.as_bytes())[..16]);
        let id = PushId(id);
        let before = self.store.pushes(session.account()).await;
        let before = before.map_err(|e| Fault::new(doing, e))?;
        let here = before
            .iter()
            .filter(|push| push.token == session.hash() && push.id != id);
        let mut rows: Vec<Row> = here
            .map(|push| Row::Reader(ReaderRow::EndPush { id: push.id }))
            .collect();
        let push = Push {
            id,
            account: session.account().clone(),
            token: session.hash(),
            sealed: self.seal_subscription(id, &subscription)?,
            created: millis(self.now()),
            failed: 0,
        };
        rows.push(Row::Reader(ReaderRow::Push(push)));
        match self.store.write(rows).await {
            Ok(Written::Done) => Ok(()),
            // The session ended meanwhile.
            Ok(Written::Conflict(Conflict::Missing)) => Err(PushError::OldKey),
            Ok(Written::Conflict(other)) => Err(Fault::new(doing, other).into()),
            Err(e) => Err(Fault::new(doing, e).into()),
        }
    }

    fn seal_subscription(&self, id: PushId, of: &Subscription) -> Result<Vec<u8>, Fault> {
        let nonce = random(&*self.entropy);
        let clear = subscription::encode(of);
        let sealed = self.instance.seal_secret(&nonce, &push_bound(id), &clear);
        sealed.ok_or_else(|| Fault::new("sealing where notices go", "it is too long"))
    }

    pub(crate) fn open_subscription(&self, push: &Push) -> Result<Subscription, Fault> {
        let doing = "reading where notices go";
        let clear = self
            .instance
            .open_secret(&push_bound(push.id), &push.sealed);
        let clear = clear.map_err(|e| Fault::new(doing, e))?;
        subscription::decode(&clear).ok_or_else(|| Fault::new(doing, "it cannot be read"))
    }

    /// The browsers of an account that are told: those whose session goes on.
    pub(crate) async fn live_pushes(&self, account: &AccountId) -> Result<Vec<Push>, Fault> {
        let doing = "looking for browsers that are told";
        let pushes = self.store.pushes(account).await;
        let pushes = pushes.map_err(|e| Fault::new(doing, e))?;
        if pushes.is_empty() {
            return Ok(pushes);
        }
        let sessions = self.store.sessions(account).await;
        let sessions = sessions.map_err(|e| Fault::new(doing, e))?;
        let now = millis(self.now());
        let live = |row: &&store::Session| {
            row.revoked.is_none() && row.expires > now && !is_idle(row, now)
        };
        let live: HashSet<TokenHash> = sessions.iter().filter(live).map(|row| row.token).collect();
        let told = pushes.into_iter();
        Ok(told.filter(|push| live.contains(&push.token)).collect())
    }

    /// The browsers of a session's person that are told, oldest first.
    ///
    /// # Errors
    /// A [`Fault`] when they cannot be read.
    pub async fn pushes(&self, session: &Session) -> Result<Vec<PushFacts>, Fault> {
        let doing = "reading browsers that are told";
        let pushes = self.live_pushes(session.account()).await?;
        let facts = pushes.iter().map(|push| {
            let made = Timestamp::from_millisecond(push.created.0);
            Ok(PushFacts {
                id: push.id.to_string(),
                made: made.map_err(|e| Fault::new(doing, e))?,
                here: push.token == session.hash(),
                failed: push.failed,
            })
        });
        facts.collect()
    }

    /// Whether notices to a session's browser say of what they are, from now on.
    ///
    /// # Errors
    /// A [`Fault`] when storing fails.
    pub async fn tell_discreetly(&self, session: &Session, discreet: bool) -> Result<(), Fault> {
        let doing = "choosing how notices look";
        let here = self.live_pushes(session.account()).await?;
        for push in here.into_iter().filter(|push| push.token == session.hash()) {
            let known = self.open_subscription(&push)?;
            if known.discreet == discreet {
                continue;
            }
            let sealed = self.seal_subscription(push.id, &Subscription { discreet, ..known })?;
            let row = Row::Reader(ReaderRow::PushChanged {
                id: push.id,
                sealed,
            });
            let written = self.store.write(vec![row]).await;
            written.map_err(|e| Fault::new(doing, e))?;
        }
        Ok(())
    }

    /// Tells one of a session's person's browsers no more. One that is not there is passed over.
    ///
    /// # Errors
    /// A [`Fault`] when storing fails.
    pub async fn end_push(&self, session: &Session, id: &str) -> Result<(), Fault> {
        let doing = "ending notices";
        let Some(id) = nudge::push_id(id) else {
            return Ok(());
        };
        let own = self.store.pushes(session.account()).await;
        let own = own.map_err(|e| Fault::new(doing, e))?;
        if !own.iter().any(|push| push.id == id) {
            return Ok(());
        }
        let row = Row::Reader(ReaderRow::EndPush { id });
        let written = self.store.write(vec![row]).await;
        written.map(|_| ()).map_err(|e| Fault::new(doing, e))
    }

    /// Sends a trial to the browser of a session; `false` when it is not told.
    ///
    /// # Errors
    /// A [`Fault`] when storing fails.
    pub async fn try_push(&self, session: &Session) -> Result<bool, Fault> {
        let doing = "trying notices";
        let account = self.account_of(session, doing).await?;
        let here = self.live_pushes(session.account()).await?;
        let here = here
            .into_iter()
            .filter(|push| push.token == session.hash())
            .collect::<Vec<_>>();
        let rows = self.nudge_rows(
            (&account, &here),
            &NudgeSays::Trial,
            (&Opens::Notices, false),
        )?;
        if rows.is_empty() {
            return Ok(false);
        }
        let written = self.store.write(rows).await;
        written.map_err(|e| Fault::new(doing, e))?;
        self.mail_written();
        Ok(true)
    }

    /// The rows of a notice to each of some browsers.
    pub(crate) fn nudge_rows(
        &self,
        (account, pushes): (&store::Account, &[Push]),
        says: &NudgeSays,
        (opens, urgent): (&Opens, bool),
    ) -> Result<Vec<Row>, Fault> {
        let language = language(&account.language).unwrap_or(Language::En);
        let now = self.now();
        let row = |push: &Push| -> Result<Row, Fault> {
            let id = MailId(random(&*self.entropy));
            let nudge = Nudge {
                id: id.to_string(),
                language,
                written: now,
                says: says.clone(),
                opens: opens.clone(),
                urgent,
            };
            let nonce = random(&*self.entropy);
            let clear = nudge::encode(push.id, &nudge);
            let bound = crate::mail::bound(id);
            let sealed = self.instance.seal_secret(&nonce, &bound, &clear);
            Ok(Row::Mail(MailRow::Put(Mail {
                id,
                account: Some(account.id.clone()),
                sealed: sealed.ok_or_else(|| Fault::new("sealing a notice", "it is too long"))?,
                created: millis(now),
                due: millis(now),
                tries: 0,
                given_up: None,
                notice: true,
            })))
        };
        pushes.iter().map(row).collect()
    }
}
