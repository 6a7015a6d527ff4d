//! How people get in: passwords with a limit on guesses, codes of six digits, passkeys, codes on
//! paper, the sessions of a person, confirming that it is still they, the way back in, and what
//! the person is told of all that.
//!
//! May touch: the store, the clock, random numbers. Each change of how somebody signs in is an
//! entry of that person's private record, in the same transaction, and of nothing else.

mod address;
mod agreeing;
mod alerts;
mod attempts;
mod authenticator;
mod confirm;
mod known;
mod paper;
mod passkeys;
mod recovery;
mod sessions;
mod sign_in;

pub use address::{ADDRESSES_AN_HOUR, AddressError};
pub use alerts::{Alerts, AlertsTo, RecoveryWaits};
pub use attempts::{TRIES_AN_HOUR, TRIES_FROM_ONE_PLACE};
pub use authenticator::NewAuthenticator;
pub use confirm::{CONFIRMED_MINUTES, Confirmed};
pub use known::KnownDevice;
pub use paper::RECOVERY_CODES;
pub use passkeys::{Asked, Ceremony, PASSKEYS_MAX, PasskeyError, PasskeyFacts, RelyingParty};
pub use recovery::{
    RECOVERY_HOURS, RECOVERY_OPEN_DAYS, RECOVERY_PAUSE_DAYS, Recovery, RecoveryAsked, Reset,
};
pub use sessions::SessionFacts;
pub use sign_in::{Entrance, Second};

pub(crate) use alerts::AlertsKept;
pub(crate) use attempts::Attempts;
pub(crate) use passkeys::Ceremonies;
pub(crate) use recovery::Recovering;
pub(crate) use sign_in::Pending;

use crate::people::Noted;
use crate::{App, Fault, Session};
use family::{AccessChange, PersonalEvent};
use store::{AccessRow, AccountId, Row, Store};

/// With what an account can be entered now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ways {
    /// The address.
    pub address: store::Email,
    /// Whether there is a password.
    pub password: bool,
    /// The passkeys, oldest first.
    pub passkeys: Vec<PasskeyFacts>,
    /// Since when codes of six digits are asked for beside the password, in milliseconds since
    /// 1970.
    pub authenticator: Option<jiff::Timestamp>,
    /// How many recovery codes are left, and how many were made.
    pub paper: (usize, usize),
}

/// Why a change of how somebody signs in was not made.
#[derive(Debug, thiserror::Error)]
pub enum AccessError {
    /// What was to be changed is not there, or another change came first.
    #[error("this is no longer as the page showed it")]
    Gone,
    /// This session is a sign-in on a device that was not known, which nobody has set aside: from
    /// here alerts are not turned off.
    #[error("this device is new here")]
    NewHere,
    /// Nothing would be left to sign in with.
    #[error("nothing would be left to sign in with")]
    Last,
    /// It is our fault.
    #[error(transparent)]
    Fault(#[from] Fault),
}

impl<S: Store> App<S> {
    /// With what the person of a session can sign in.
    ///
    /// # Errors
    /// A [`Fault`] when reading fails or a secret does not open.
    pub async fn ways_in(&self, session: &Session) -> Result<Ways, Fault> {
        let doing = "reading how somebody signs in";
        let id = session.account();
        let account = self.account_of(session, doing).await?;
        let codes = self.store.recovery_codes(id).await;
        let codes = codes.map_err(|e| Fault::new(doing, e))?;
        let authenticator = self.store.authenticator(id).await;
        let authenticator = authenticator.map_err(|e| Fault::new(doing, e))?;
        let since = authenticator.map(|one| jiff::Timestamp::from_millisecond(one.created.0));
        Ok(Ways {
            address: account.email,
            password: account.password.is_some(),
            passkeys: self.passkeys(id).await?,
            authenticator: since.transpose().map_err(|e| Fault::new(doing, e))?,
            paper: (
                codes.iter().filter(|code| code.used.is_none()).count(),
                codes.len(),
            ),
        })
    }

    /// Writes a change and the entry that says so.
    async fn change_access(
        self: &std::sync::Arc<Self>,
        session: &Session,
        change: AccessChange,
        rows: Vec<Row>,
    ) -> Result<(), AccessError> {
        let actor = session.actor().clone();
        let event = PersonalEvent::Access(change);
        match self.note(actor, self.fresh_command(), event, rows).await? {
            Noted::Now | Noted::Already => Ok(()),
            Noted::Conflict(_) => Err(AccessError::Gone),
        }
    }

    /// Seals a secret of an account, so that it opens for that account and purpose only.
    pub(crate) fn seal_secret(
        &self,
        purpose: &str,
        account: &AccountId,
        clear: &[u8],
    ) -> Result<Vec<u8>, Fault> {
        let nonce = crate::world::random(&*self.entropy);
        let bound = bound(purpose, account);
        self.instance
            .seal_secret(&nonce, &bound, clear)
            .ok_or_else(|| Fault::new("sealing a secret", "it is too long"))
    }

    /// Opens what [`App::seal_secret`] made.
    pub(crate) fn open_secret(
        &self,
        purpose: &str,
        account: &AccountId,
        sealed: &[u8],
    ) -> Result<zeroize::Zeroizing<Vec<u8>>, Fault> {
        self.instance
            .open_secret(&bound(purpose, account), sealed)
            .map_err(|e| Fault::new("opening a secret", e))
    }
}

/// What a sealed secret is bound to.
pub(crate) fn bound(purpose: &str, account: &AccountId) -> Vec<u8> {
    format!("parenthesis {purpose} {account}").into_bytes()
}

/// The purpose of a sealed passkey.
pub(crate) const PASSKEY: &str = "passkey";
/// The purpose of a sealed place for alerts.
pub(crate) const ALERTS: &str = "alerts";
/// The purpose of a sealed authenticator.
pub(crate) const AUTHENTICATOR: &str = "authenticator";

fn row(row: AccessRow) -> Row {
    Row::Access(row)
}
