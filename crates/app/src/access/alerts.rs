//! What a person is told of getting in: a new sign-in, a way back in that waits. In the sessions
//! that were there before, until it was seen; and by mail, where the person chose.
//!
//! May touch: the store and its own memory. Nothing of it shows or counts for anybody else.

use super::{ALERTS, AccessError, row};
use crate::families::Actor;
use crate::mail::Letter;
use crate::{App, Fault, Session};
use family::{AccessChange, RecoveryBy};
use jiff::{SignedDuration, Timestamp};
use moka::sync::Cache;
use std::sync::Arc;
use store::{AccessRow, Account, AccountId, Email, NewSignIn, Row, Store, TokenHash, UnixMillis};
use tokio::sync::OnceCell;

/// Most people of whom it is kept in memory what they are told.
const KEPT: u64 = 20_000;
/// Sign-ins within a day of which mails tell; pages tell of all.
const MAILS_A_DAY: usize = 5;

/// A way back in that waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct RecoveryWaits {
    /// Who asked for it.
    pub by: RecoveryBy,
    /// When.
    pub asked: Timestamp,
    /// From when on it opens.
    pub due: Timestamp,
    /// From when on it does no longer.
    pub expires: Timestamp,
}

/// What one session is told of on every page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Alerts {
    /// A way back in that waits: any session can stop it.
    pub recovery: Option<RecoveryWaits>,
    /// When others signed in on devices that were not known, and nobody has set it aside; oldest
    /// first.
    pub sign_ins: Vec<Timestamp>,
    /// Whether this session is such a sign-in itself, of late: then it sets none aside. One that
    /// were set aside by another new one could set that one aside.
    pub new_here: bool,
}

impl Alerts {
    /// Whether there is nothing to tell.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.recovery.is_none() && self.sign_ins.is_empty()
    }
}

/// Where alerts of new sign-ins go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AlertsTo {
    /// To the address that is signed in with.
    Account,
    /// To another one.
    Other(Email),
    /// Nowhere: pages tell of them all the same.
    Nowhere,
}

/// What an account is told of.
#[derive(Debug, Default)]
pub(crate) struct Known {
    recovery: Option<RecoveryWaits>,
    sign_ins: Vec<(TokenHash, Timestamp)>,
}

/// What accounts are told of, in memory.
#[derive(Debug)]
pub(crate) struct AlertsKept(Cache<AccountId, Arc<OnceCell<Known>>>);

impl Default for AlertsKept {
    fn default() -> Self {
        Self(Cache::new(KEPT))
    }
}

impl<S: Store> App<S> {
    /// What a session is told of, from memory.
    ///
    /// # Errors
    /// A [`Fault`] when it has to be read and reading fails.
    pub async fn alerts(&self, session: &Session) -> Result<Alerts, Fault> {
        let account = session.account();
        // Whoever changes something lets the cell go after it is stored: what is read into a cell
        // that is found afterwards is not older.
        let cell = self.alerts.0.get_with_by_ref(account, Arc::default);
        let known = cell.get_or_try_init(|| self.known_alerts(account)).await?;
        let now = self.clock.now();
        let others = known.sign_ins.iter();
        let others = others.filter(|(token, _)| *token != session.hash());
        let sign_ins: Vec<_> = others.map(|(_, at)| *at).collect();
        let new_here = is_new_here(known, session, now);
        Ok(Alerts {
            recovery: known.recovery.filter(|waits| waits.expires > now),
            sign_ins,
            new_here,
        })
    }

    /// Whether a session began on a device that was not known, less than three days ago, and no
    /// other one has set that aside: it could be anybody with the password.
    pub(super) async fn new_here(&self, session: &Session) -> Result<bool, Fault> {
        Ok(self.alerts(session).await?.new_here)
    }

    async fn known_alerts(&self, account: &AccountId) -> Result<Known, Fault> {
        let doing = "reading what somebody is told";
        let at = |ms: i64| Timestamp::from_millisecond(ms).map_err(|e| Fault::new(doing, e));
        let recovery = self.store.recovery(account).await;
        let recovery = recovery.map_err(|e| Fault::new(doing, e))?;
        let sign_ins = self.store.new_sign_ins(account).await;
        let sign_ins = sign_ins.map_err(|e| Fault::new(doing, e))?.into_iter();
        let recovery = recovery.map(|kept| {
            Ok::<_, Fault>(RecoveryWaits {
                by: super::recovery::by(kept.by),
                asked: at(kept.asked.0)?,
                due: at(kept.due.0)?,
                expires: at(kept.expires.0)?,
            })
        });
        let sign_ins = sign_ins.map(|one| Ok::<_, Fault>((one.token, at(one.at.0)?)));
        Ok(Known {
            recovery: recovery.transpose()?,
            sign_ins: sign_ins.collect::<Result<_, _>>()?,
        })
    }

    /// Lets go of what is in memory of it, after something was stored, or may have been.
    pub(crate) fn alerts_changed(&self, account: &AccountId) {
        self.alerts.0.invalidate(account);
    }

    /// Notes that the person has seen the sign-ins until one, as a page of this session showed
    /// them. A session that is told of itself sets nothing aside for three days, so that nobody
    /// who signs in can set aside that they did, whatever else they end.
    ///
    /// # Errors
    /// A [`Fault`] when storing fails.
    pub async fn seen_sign_ins(&self, session: &Session, until: Timestamp) -> Result<(), Fault> {
        if self.new_here(session).await? {
            return Ok(());
        }
        let seen = row(AccessRow::SeenSignIns {
            account: session.account().clone(),
            after: UnixMillis(0),
            until: crate::account::millis(until),
            not: session.hash(),
        });
        let written = self.store.write(vec![seen]).await;
        self.alerts_changed(session.account());
        let written = written.map_err(|e| Fault::new("noting what was seen", e));
        written.map(|_| ())
    }

    /// The rows by which a sign-in on a device that was not known is told of.
    pub(crate) async fn sign_in_rows(
        &self,
        account: &Account,
        (actor, token): (&Actor, TokenHash),
        letter: bool,
    ) -> Result<Vec<Row>, Fault> {
        let now = self.clock.now();
        let told = self.store.new_sign_ins(&account.id).await;
        let told = told.map_err(|e| Fault::new("telling of a sign-in", e))?;
        let day_ago = crate::account::millis(now - SignedDuration::from_hours(24));
        let today = told.iter().filter(|one| one.at > day_ago).count();
        let to = match self.alerts_to(&account.id).await? {
            _ if today >= MAILS_A_DAY || !letter => None,
            AlertsTo::Account => Some(account.email.clone()),
            AlertsTo::Other(other) => Some(other),
            AlertsTo::Nowhere => None,
        };
        let letters = to.into_iter().map(|to| (to, Letter::NewSignIn)).collect();
        let mut rows = self.letters(account, actor, letters).await?;
        rows.push(row(AccessRow::NewSignIn(NewSignIn {
            token,
            account: account.id.clone(),
            at: crate::account::millis(now),
        })));
        Ok(rows)
    }

    /// Where alerts of a session's person go.
    ///
    /// # Errors
    /// A [`Fault`] when reading fails.
    pub async fn alerts_go_to(&self, session: &Session) -> Result<AlertsTo, Fault> {
        self.alerts_to(session.account()).await
    }

    pub(super) async fn alerts_to(&self, account: &AccountId) -> Result<AlertsTo, Fault> {
        let doing = "reading where alerts go";
        let sealed = self.store.alerts_to(account).await;
        let Some(sealed) = sealed.map_err(|e| Fault::new(doing, e))? else {
            return Ok(AlertsTo::Account);
        };
        let clear = self.open_secret(ALERTS, account, &sealed)?;
        if clear.is_empty() {
            return Ok(AlertsTo::Nowhere);
        }
        let text = str::from_utf8(&clear).ok();
        let other = text.and_then(Email::normalise).map(AlertsTo::Other);
        other.ok_or_else(|| Fault::new(doing, "this is no address"))
    }

    /// Where messages about getting in go besides the address that is signed in with.
    pub(crate) async fn other_address(&self, account: &AccountId) -> Result<Option<Email>, Fault> {
        Ok(match self.alerts_to(account).await? {
            AlertsTo::Other(other) => Some(other),
            AlertsTo::Account | AlertsTo::Nowhere => None,
        })
    }

    /// Sends alerts elsewhere from now on, and tells that to where they went before. The session
    /// must have been confirmed; the caller sees to that.
    ///
    /// # Errors
    /// [`AccessError::NewHere`] on a device that was not known until now; [`AccessError::Fault`]
    /// when storing fails.
    pub async fn choose_alerts(
        self: &Arc<Self>,
        session: &Session,
        chosen: AlertsTo,
    ) -> Result<(), AccessError> {
        let doing = "choosing where alerts go";
        if self.new_here(session).await? {
            return Err(AccessError::NewHere);
        }
        let account = self.account_of(session, doing).await?;
        let chosen = match chosen {
            AlertsTo::Other(other) if other == account.email => AlertsTo::Account,
            chosen @ (AlertsTo::Account | AlertsTo::Other(_) | AlertsTo::Nowhere) => chosen,
        };
        let before = self.alerts_to(&account.id).await?;
        if chosen == before {
            return Ok(());
        }
        let address = |to: &AlertsTo| match to {
            AlertsTo::Account => Some(account.email.clone()),
            AlertsTo::Other(other) => Some(other.clone()),
            AlertsTo::Nowhere => None,
        };
        let moved = address(&before).map(|to| (to, Letter::AlertsMoved));
        let here = address(&chosen).map(|to| (to, Letter::AlertsHere));
        let letters = moved.into_iter().chain(here).collect();
        let mut rows = self.letters(&account, session.actor(), letters).await?;
        let clear = match &chosen {
            AlertsTo::Account => None,
            AlertsTo::Other(other) => Some(other.as_str()),
            AlertsTo::Nowhere => Some(""),
        };
        let seal = |clear: &str| self.seal_secret(ALERTS, &account.id, clear.as_bytes());
        rows.push(row(AccessRow::SetAlerts {
            account: account.id.clone(),
            sealed: clear.map(seal).transpose()?,
        }));
        self.change_access(session, AccessChange::AlertsMoved, rows)
            .await?;
        self.mail_written();
        Ok(())
    }
}

fn is_new_here(known: &Known, session: &Session, now: Timestamp) -> bool {
    let told_of = known
        .sign_ins
        .iter()
        .any(|(token, _)| *token == session.hash());
    let held = SignedDuration::from_hours(super::RECOVERY_HOURS);
    told_of && now < session.since() + held
}
