//! Passkeys: adding, naming, removing them, and signing in or confirming with one.
//!
//! May touch: the store, and ceremonies in memory. What an authenticator says is judged by
//! `webauthn-rs`: origin, challenge, that the person was verified, and the signature. A ceremony
//! is used once, so what was said in it cannot be said again.

use super::sign_in::novelty;
use super::{AccessError, Entrance, KnownDevice, PASSKEY, row};
use crate::account::{OnDevice, millis};
use crate::{App, Fault, Secret, Session};
use family::{AccessChange, Name};
use jiff::{SignedDuration, Timestamp};
use moka::policy::EvictionPolicy;
use moka::sync::Cache;
use serde::{Deserialize, Serialize};
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use store::{AccessRow, AccountId, Store, TokenHash};
use webauthn_rs::prelude::{
    COSEKey, Credential, DiscoverableAuthentication, DiscoverableKey, Passkey, PasskeyRegistration,
    PublicKeyCredential, RegisterPublicKeyCredential, Url, Uuid, Webauthn, WebauthnBuilder,
};
use webauthn_rs_proto::ResidentKeyRequirement;

/// Most passkeys of a person.
pub const PASSKEYS_MAX: usize = 20;
/// How long the person may take at the authenticator, in minutes.
const CEREMONY_MINUTES: i64 = 5;
/// Most ceremonies at once; beginning one costs next to nothing.
const CEREMONIES: u64 = 10_000;
/// Ceremonies begun in an hour from one address of the internet by people who are not signed in:
/// a flood would push out those of others.
const CEREMONIES_FROM_ONE_PLACE: usize = 600;
/// How long one is kept at most, by the machine's own clock.
const KEPT: Duration = Duration::from_secs(15 * 60);

/// For whom passkeys are made: this site, by its address.
pub struct RelyingParty(Webauthn, String);

impl std::fmt::Debug for RelyingParty {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "RelyingParty({:?})", self.0.get_allowed_origins())
    }
}

impl RelyingParty {
    /// The site with this origin. `None` where browsers make no passkeys: at an address that is a
    /// number, or without a secure connection.
    #[must_use]
    pub fn new(origin: &str) -> Option<Self> {
        let url = Url::parse(origin).ok()?;
        let host = url.domain()?;
        if url.scheme() != "https" && host != "localhost" {
            return None;
        }
        let builder = WebauthnBuilder::new(host, &url).ok()?;
        let built = builder.rp_name("Parenthesis").build().ok()?;
        Some(Self(built, host.to_owned()))
    }

    /// Whether verifiers take what its passkeys sign: only of a site over HTTPS.
    pub(super) fn verifiable(&self) -> bool {
        let mut origins = self.0.get_allowed_origins().iter();
        origins.all(|origin| origin.scheme() == "https")
    }

    /// The domain that its passkeys belong to.
    pub(super) fn id(&self) -> &str {
        &self.1
    }
}

/// A passkey, as its person sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PasskeyFacts {
    /// Names it in a form: its credential's id in hexadecimal.
    pub id: String,
    /// What the person calls it.
    pub name: String,
    /// When it was added.
    pub since: Timestamp,
    /// When somebody last signed in with it.
    pub used: Option<Timestamp>,
    /// Whether it is kept in several places, so that losing a device does not lose it.
    pub backed_up: bool,
}

/// A ceremony that was begun: what goes to the browser.
#[derive(Debug)]
pub struct Asked {
    /// Stands for the ceremony in the form that ends it.
    pub ceremony: Ceremony,
    /// The options for `navigator.credentials`, as JSON.
    pub options: String,
}

/// Stands for a ceremony.
pub type Ceremony = Secret;

/// Why a passkey was not taken.
#[derive(Debug, thiserror::Error)]
pub enum PasskeyError {
    /// The ceremony is over, or was never begun here.
    #[error("this took too long; begin again")]
    Over,
    /// What the authenticator said is not right.
    #[error("this passkey was not accepted")]
    Refused,
    /// There are as many as there may be.
    #[error("there are {PASSKEYS_MAX} passkeys already")]
    TooMany,
    /// The name is empty, too long, or cannot be shown.
    #[error(transparent)]
    Name(#[from] family::BadText),
    /// The change was not made.
    #[error(transparent)]
    Access(#[from] AccessError),
}

impl From<Fault> for PasskeyError {
    fn from(fault: Fault) -> Self {
        Self::Access(fault.into())
    }
}

/// What is waited for.
enum Waited {
    Adding(AccountId, PasskeyRegistration),
    Using(DiscoverableAuthentication),
}

/// A ceremony under way; whoever takes it out of its place uses it up.
struct UnderWay {
    until: Timestamp,
    waited: Mutex<Option<Waited>>,
}

/// The ceremonies under way.
pub(crate) struct Ceremonies(Cache<TokenHash, Arc<UnderWay>>);

impl Default for Ceremonies {
    fn default() -> Self {
        // The newest is taken in whatever else is under way, so that nobody is kept out by many.
        let under_way = Cache::builder().eviction_policy(EvictionPolicy::lru());
        Self(
            under_way
                .max_capacity(CEREMONIES)
                .time_to_live(KEPT)
                .build(),
        )
    }
}

impl Ceremonies {
    fn begin(&self, secret: &Secret, now: Timestamp, waited: Waited) {
        let until = now + SignedDuration::from_mins(CEREMONY_MINUTES);
        let waited = Mutex::new(Some(waited));
        self.0
            .insert(secret.hash(), Arc::new(UnderWay { until, waited }));
    }

    fn end(&self, secret: &Secret, now: Timestamp) -> Option<Waited> {
        let under_way = self.0.get(&secret.hash())?;
        self.0.invalidate(&secret.hash());
        let mut waited = under_way
            .waited
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        waited.take().filter(|_| now < under_way.until)
    }
}

/// A passkey as it is sealed.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sealed {
    name: String,
    passkey: Passkey,
    backed_up: bool,
}

fn handle(account: &AccountId) -> Result<Uuid, Fault> {
    // Account ids are 32 hexadecimal digits of our own making.
    Uuid::try_parse(account.as_str()).map_err(|e| Fault::new("naming an account", e))
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let even = text.len().is_multiple_of(2) && text.len() <= 2_046 && text.is_ascii();
    let pair = |at: usize| u8::from_str_radix(text.get(at..at + 2)?, 16).ok();
    even.then(|| (0..text.len()).step_by(2).map(pair).collect())?
}

impl<S: Store> App<S> {
    fn sealed(&self, account: &AccountId, kept: &Sealed) -> Result<Vec<u8>, Fault> {
        let clear = serde_json::to_vec(kept).map_err(|e| Fault::new("keeping a passkey", e))?;
        self.seal_secret(PASSKEY, account, &zeroize::Zeroizing::new(clear))
    }

    fn unsealed(&self, passkey: &store::Passkey) -> Result<Sealed, Fault> {
        let clear = self.open_secret(PASSKEY, &passkey.account, &passkey.sealed)?;
        // The library's message could quote what was sealed.
        serde_json::from_slice(&clear)
            .map_err(|_| Fault::new("reading a passkey", "it has another shape"))
    }

    /// The key by which a passkey's signatures are checked.
    pub(super) fn public_key(&self, passkey: &store::Passkey) -> Result<COSEKey, Fault> {
        let sealed = self.unsealed(passkey)?;
        Ok(sealed.passkey.get_public_key().clone())
    }

    /// The passkeys of an account, oldest first.
    pub(super) async fn passkeys(&self, account: &AccountId) -> Result<Vec<PasskeyFacts>, Fault> {
        let doing = "listing passkeys";
        let rows = self.store.passkeys(account).await;
        let at = |ms: i64| Timestamp::from_millisecond(ms).map_err(|e| Fault::new(doing, e));
        let facts = |row: store::Passkey| {
            let kept = self.unsealed(&row)?;
            Ok(PasskeyFacts {
                id: crate::world::hex(&row.id),
                name: kept.name,
                since: at(row.created.0)?,
                used: row.used.map(|used| at(used.0)).transpose()?,
                backed_up: kept.backed_up,
            })
        };
        let rows = rows.map_err(|e| Fault::new(doing, e))?;
        rows.into_iter().map(facts).collect()
    }

    /// Begins to add a passkey. `label` is what the authenticator shows for the account.
    ///
    /// # Errors
    /// [`PasskeyError`] when there are enough, or reading fails.
    pub async fn begin_passkey(
        &self,
        party: &RelyingParty,
        session: &Session,
        label: &str,
    ) -> Result<Asked, PasskeyError> {
        let doing = "beginning to add a passkey";
        let account = session.account();
        let rows = self.store.passkeys(account).await;
        let rows = rows.map_err(|e| Fault::new(doing, e))?;
        if rows.len() >= PASSKEYS_MAX {
            return Err(PasskeyError::TooMany);
        }
        let there = rows.into_iter().map(|row| row.id).collect();
        let user = handle(account)?;
        let begun = party
            .0
            .start_passkey_registration(user, label, label, Some(there));
        let (mut options, state) = begun.map_err(|e| Fault::new(doing, e))?;
        // So that one can sign in without typing an address first. The library leaves it out for
        // keys with little room; "preferred" lets those go on without.
        if let Some(choice) = &mut options.public_key.authenticator_selection {
            choice.resident_key = Some(ResidentKeyRequirement::Preferred);
        }
        let options = serde_json::to_string(&options.public_key);
        let options = options.map_err(|e| Fault::new(doing, e))?;
        let ceremony = Secret::fresh(&*self.entropy);
        let waited = Waited::Adding(account.clone(), state);
        self.ceremonies.begin(&ceremony, self.clock.now(), waited);
        Ok(Asked { ceremony, options })
    }

    /// Adds the passkey that the browser made.
    ///
    /// # Errors
    /// [`PasskeyError`] when it is not right, or storing fails.
    pub async fn add_passkey(
        self: &Arc<Self>,
        party: &RelyingParty,
        session: &Session,
        ceremony: &Ceremony,
        (name, credential): (&str, &str),
    ) -> Result<(), PasskeyError> {
        let now = self.clock.now();
        let name = Name::new(name)?;
        let account = session.account();
        let state = match self.ceremonies.end(ceremony, now) {
            Some(Waited::Adding(whose, state)) if whose == *account => state,
            Some(Waited::Adding(..) | Waited::Using(_)) | None => return Err(PasskeyError::Over),
        };
        let credential: RegisterPublicKeyCredential =
            serde_json::from_str(credential).map_err(|_| PasskeyError::Refused)?;
        let passkey = party.0.finish_passkey_registration(&credential, &state);
        let passkey = passkey.map_err(|_| PasskeyError::Refused)?;
        let id: Vec<u8> = passkey.cred_id().to_vec();
        let kept = Sealed {
            name: name.to_string(),
            backed_up: backed_up(&passkey),
            passkey,
        };
        let rows = vec![row(AccessRow::AddPasskey(store::Passkey {
            id,
            account: account.clone(),
            sealed: self.sealed(account, &kept)?,
            created: millis(now),
            used: None,
        }))];
        let change = AccessChange::PasskeyAdded { name };
        self.change_access(session, change, rows).await?;
        Ok(())
    }

    /// Removes a passkey.
    ///
    /// # Errors
    /// [`AccessError::Gone`] when there is none of that name, [`AccessError::Last`] when nothing
    /// would be left to sign in with.
    pub async fn remove_passkey(
        self: &Arc<Self>,
        session: &Session,
        named: &str,
    ) -> Result<(), AccessError> {
        let account = session.account();
        let id = unhex(named).ok_or(AccessError::Gone)?;
        let ways = self.ways_in(session).await?;
        let going = ways.passkeys.iter().find(|one| one.id == named);
        let Some(going) = going else {
            return Err(AccessError::Gone);
        };
        if !ways.password && ways.passkeys.len() == 1 {
            return Err(AccessError::Last);
        }
        let name = Name::new(&going.name).map_err(|e| Fault::new("naming a passkey", e))?;
        let rows = vec![row(AccessRow::RemovePasskey {
            account: account.clone(),
            id,
        })];
        let change = AccessChange::PasskeyRemoved { name };
        self.change_access(session, change, rows).await
    }

    /// Begins to sign in, or to confirm, with whatever passkey the person has for this site. `None`
    /// when too many began from that address of the internet.
    ///
    /// # Errors
    /// A [`Fault`] when that cannot be begun.
    pub fn ask_passkey(
        &self,
        party: &RelyingParty,
        from: Option<IpAddr>,
    ) -> Result<Option<Asked>, Fault> {
        let doing = "asking for a passkey";
        if let Some(from) = from {
            let against = self.against("ceremonies", &from.to_string(), None);
            let now = self.clock.now();
            let counted = self
                .attempts
                .begin_within(CEREMONIES_FROM_ONE_PLACE, against, now);
            if counted.is_none() {
                return Ok(None);
            }
        }
        let begun = party.0.start_discoverable_authentication();
        let (options, state) = begun.map_err(|e| Fault::new(doing, e))?;
        let options = serde_json::to_string(&options.public_key);
        let options = options.map_err(|e| Fault::new(doing, e))?;
        let ceremony = Secret::fresh(&*self.entropy);
        self.ceremonies
            .begin(&ceremony, self.clock.now(), Waited::Using(state));
        Ok(Some(Asked { ceremony, options }))
    }

    /// Whose passkey this is, and the row that notes its use. `None` when it is not right.
    async fn passkey_used(
        &self,
        party: &RelyingParty,
        ceremony: &Ceremony,
        credential: &str,
    ) -> Result<Option<(AccountId, store::Row)>, Fault> {
        let now = self.clock.now();
        let Some(Waited::Using(state)) = self.ceremonies.end(ceremony, now) else {
            return Ok(None);
        };
        let Ok(credential) = serde_json::from_str::<PublicKeyCredential>(credential) else {
            return Ok(None);
        };
        let Ok((user, id)) = party.0.identify_discoverable_authentication(&credential) else {
            return Ok(None);
        };
        let kept = self.store.passkey(id).await;
        let Some(kept) = kept.map_err(|e| Fault::new("finding a passkey", e))? else {
            return Ok(None);
        };
        let mut sealed = self.unsealed(&kept)?;
        let key = DiscoverableKey::from(&sealed.passkey);
        let judged = party
            .0
            .finish_discoverable_authentication_v2(&credential, state, &key);
        let Ok(judged) = judged else {
            return Ok(None);
        };
        if handle(&kept.account)? != user || !judged.user_verified() {
            return Ok(None);
        }
        sealed.passkey.update_credential(&judged);
        sealed.backed_up = judged.backup_state();
        let used = row(AccessRow::UsePasskey {
            account: kept.account.clone(),
            id: kept.id,
            sealed: self.sealed(&kept.account, &sealed)?,
            at: millis(now),
        });
        Ok(Some((kept.account, used)))
    }

    /// Signs in with a passkey, on a device as it calls itself and with what it shows of an earlier
    /// sign-in: nothing else is asked for, since the authenticator verified the person.
    ///
    /// # Errors
    /// A [`Fault`] when reading or storing fails.
    pub async fn enter_with_passkey(
        self: &Arc<Self>,
        party: &RelyingParty,
        ceremony: &Ceremony,
        credential: &str,
        (device, known): (impl Into<OnDevice<'_>>, Option<&KnownDevice>),
    ) -> Result<Entrance, Fault> {
        let device = device.into();
        let used = self.passkey_used(party, ceremony, credential).await?;
        let Some((id, used)) = used else {
            return Ok(Entrance::Refused);
        };
        let account = self.store.account(&id).await;
        let account = account.map_err(|e| Fault::new("signing in", e))?;
        let (Some(account), Some(actor)) = (account, self.actor_of(&id, None).await?) else {
            return Ok(Entrance::Refused);
        };
        let known = known.filter(|device| self.knows(&account, device));
        let device = (device, novelty(known));
        self.let_in(&account, actor, device, vec![used]).await
    }

    /// Confirms a session with a passkey of its person. `false` when it is another's or not right.
    ///
    /// # Errors
    /// A [`Fault`] when reading or storing fails.
    pub async fn confirm_with_passkey(
        self: &Arc<Self>,
        party: &RelyingParty,
        session: &Session,
        ceremony: &Ceremony,
        credential: &str,
    ) -> Result<bool, Fault> {
        let used = self.passkey_used(party, ceremony, credential).await?;
        let Some((_, used)) = used.filter(|(whose, _)| whose == session.account()) else {
            return Ok(false);
        };
        let written = self.store.write(vec![used]).await;
        let written = written.map_err(|e| Fault::new("confirming a session", e))?;
        let done = written == store::Written::Done;
        if done {
            session.confirm(self.clock.now());
        }
        Ok(done)
    }
}

/// What the authenticator said when it made the passkey.
fn backed_up(passkey: &Passkey) -> bool {
    Credential::from(passkey.clone()).backup_state
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passkeys_need_a_name_and_a_secure_connection() {
        for origin in [
            "https://parenthesis.example",
            "http://localhost:8420",
            "https://a.b.example:8443",
        ] {
            assert!(RelyingParty::new(origin).is_some(), "{origin}");
        }
        for origin in [
            "http://parenthesis.example",
            "http://127.0.0.1:8420",
            "https://[::1]:1",
            "",
            "parenthesis",
        ] {
            assert!(RelyingParty::new(origin).is_none(), "{origin}");
        }
    }

    #[test]
    fn an_id_is_read_back_from_a_form() {
        assert_eq!(unhex("00ff1a"), Some(vec![0, 255, 26]));
        for bad in ["0", "zz", "é", &"00".repeat(1_024)] {
            assert_eq!(unhex(bad), None, "{bad}");
        }
    }
}
