//! The way back in for who has lost every other: asked for by e-mail or from whoever runs the
//! server, open only after three days in which every session of the account tells of it and can
//! stop it.
//!
//! May touch: the store, the clock, random numbers. Each step is an entry of that person's private
//! record in the same transaction. Whoever asks is answered before the address is looked up, so
//! the answer says nothing about who has an account, by neither bytes nor time.

use super::{AccessError, KnownDevice, row};
use crate::account::{Novelty, OnDevice, language, millis};
use crate::families::Actor;
use crate::mail::Letter;
use crate::people::Noted;
use crate::{App, Fault, Password, Secret, Session, SignedIn};
use family::{AccessChange, PersonalEvent, RecoveryBy};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use std::sync::Arc;
use store::{
    AccessRow, Account, AccountId, Email, PasswordHash, Row, Store, TokenHash, UnixMillis,
};
use tokio::sync::{Mutex, Semaphore};
use tokio::task::JoinHandle;

/// For how many hours a way back in waits.
pub const RECOVERY_HOURS: i64 = 72;
/// For how many days it is open after that.
pub const RECOVERY_OPEN_DAYS: i64 = 7;
/// For how many days none can be asked for by mail after one was stopped.
pub const RECOVERY_PAUSE_DAYS: i64 = 7;
/// How long it takes until the same message is sent once more, in hours.
const AGAIN_HOURS: i64 = 12;
/// Most requests that wait to be looked at. Each takes a moment.
const WAITING: usize = 64;

/// Requests that are looked at, one after the other.
#[derive(Debug)]
pub(crate) struct Recovering {
    places: Arc<Semaphore>,
    one: Mutex<()>,
}

impl Default for Recovering {
    fn default() -> Self {
        Self {
            places: Arc::new(Semaphore::new(WAITING)),
            one: Mutex::new(()),
        }
    }
}

/// What whoever asks for a way back in is answered.
#[derive(Debug)]
pub enum RecoveryAsked {
    /// It is being looked at. The handle is for tests: what came of it is nobody's to know.
    Taken(JoinHandle<()>),
    /// Too many asked; this was not looked at.
    Waits,
    /// The text is no e-mail address.
    BadEmail,
}

/// What the link of a way back in shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Recovery {
    /// It is unknown, used, stopped or over: which of these is not said.
    Gone,
    /// It opens later.
    Waits {
        /// When.
        due: Timestamp,
        /// By which clock that is said.
        zone: TimeZone,
    },
    /// A password can be chosen.
    Open {
        /// Until when.
        expires: Timestamp,
        /// By which clock that is said.
        zone: TimeZone,
    },
}

/// A way back in that whoever runs the server has begun.
#[derive(Debug)]
pub struct Reset {
    /// The secret of the link.
    pub secret: Secret,
    /// From when on it opens.
    pub due: Timestamp,
    /// From when on it does no longer.
    pub expires: Timestamp,
    /// By which clock its person reads times.
    pub zone: TimeZone,
}

pub(super) fn by(by: store::RecoveryBy) -> RecoveryBy {
    match by {
        store::RecoveryBy::Mail => RecoveryBy::Mail,
        store::RecoveryBy::Operator => RecoveryBy::Operator,
    }
}

fn stored(by: RecoveryBy) -> store::RecoveryBy {
    match by {
        RecoveryBy::Mail => store::RecoveryBy::Mail,
        RecoveryBy::Operator => store::RecoveryBy::Operator,
    }
}

fn instant(ms: UnixMillis) -> Result<Timestamp, Fault> {
    Timestamp::from_millisecond(ms.0).map_err(|e| Fault::new("reading a way back in", e))
}

impl<S: Store> App<S> {
    /// Asks for a way back in by e-mail. The answer comes before the address is looked up.
    pub fn ask_recovery(self: &Arc<Self>, email: &str) -> RecoveryAsked {
        let Some(email) = Email::normalise(email) else {
            return RecoveryAsked::BadEmail;
        };
        let against = self.against("recovery", email.as_str(), None);
        if self.attempts.begin(against, self.clock.now()).is_none() {
            return RecoveryAsked::Waits;
        }
        let Ok(place) = Arc::clone(&self.recovering.places).try_acquire_owned() else {
            return RecoveryAsked::Waits;
        };
        let app = Arc::clone(self);
        RecoveryAsked::Taken(tokio::spawn(async move {
            // A fault has written its line in the log. The person asks again.
            let _ = app.recover_by_mail(&email).await;
            drop(place);
        }))
    }

    async fn recover_by_mail(self: &Arc<Self>, email: &Email) -> Result<(), Fault> {
        let doing = "asking for a way back in";
        let _one = self.recovering.one.lock().await;
        let account = self.store.account_by_email(email).await;
        let Some(account) = account.map_err(|e| Fault::new(doing, e))? else {
            return Ok(());
        };
        let Some(actor) = self.actor_of(&account.id, None).await? else {
            return Ok(());
        };
        let now = self.clock.now();
        let waits = self.recovery_that_waits(&account.id, now).await?;
        match waits {
            Some(waits) if waits.by == store::RecoveryBy::Operator => Ok(()),
            Some(waits) => self.mail_again(&account, &actor, waits).await,
            None => {
                let pause = self.store.recovery_pause(&account.id).await;
                let pause = pause.map_err(|e| Fault::new(doing, e))?;
                if pause.is_some_and(|until| until > millis(now)) {
                    return Ok(());
                }
                self.begin_recovery(&account, actor, RecoveryBy::Mail)
                    .await
                    .map(|_| ())
            }
        }
    }

    pub(super) async fn recovery_that_waits(
        &self,
        account: &AccountId,
        now: Timestamp,
    ) -> Result<Option<store::Recovery>, Fault> {
        let kept = self.store.recovery(account).await;
        let kept = kept.map_err(|e| Fault::new("reading a way back in", e))?;
        Ok(kept.filter(|kept| kept.expires > millis(now)))
    }

    /// Sends the same link once more, where that was a while ago. Its times stay: nobody who knows
    /// an address keeps its owner waiting by asking again.
    async fn mail_again(
        &self,
        account: &Account,
        actor: &Actor,
        waits: store::Recovery,
    ) -> Result<(), Fault> {
        let now = self.clock.now();
        let again = instant(waits.mailed)? + SignedDuration::from_hours(AGAIN_HOURS);
        if now < again {
            return Ok(());
        }
        let secret = self.recovery_secret(&account.id, waits.asked, RecoveryBy::Mail);
        let letter = Letter::Recovery {
            secret: secret.reveal().into(),
            due: instant(waits.due)?,
            expires: instant(waits.expires)?,
        };
        let to = account.email.clone();
        let mut rows = self.letters(account, actor, vec![(to, letter)]).await?;
        rows.push(row(AccessRow::RenewRecovery {
            account: account.id.clone(),
            token: waits.token,
            // Another instance key since then makes another link.
            to: secret.hash(),
            mailed: millis(now),
        }));
        let written = self.store.write(rows).await;
        // A conflict when it was stopped or taken meanwhile: then there is nothing to send.
        written.map_err(|e| Fault::new("asking for a way back in", e))?;
        self.mail_written();
        Ok(())
    }

    fn recovery_secret(&self, account: &AccountId, asked: UnixMillis, by: RecoveryBy) -> Secret {
        let said = format!("{account} {} {by:?}", asked.0);
        Secret::derived(self.mac("recovery", said.as_bytes()))
    }

    async fn begin_recovery(
        self: &Arc<Self>,
        account: &Account,
        actor: Actor,
        by: RecoveryBy,
    ) -> Result<Reset, Fault> {
        let doing = "beginning a way back in";
        let now = self.clock.now();
        let due = now + SignedDuration::from_hours(RECOVERY_HOURS);
        let expires = due + SignedDuration::from_hours(24 * RECOVERY_OPEN_DAYS);
        let secret = self.recovery_secret(&account.id, millis(now), by);
        let begun = Letter::RecoveryBegun { by, due };
        let first = match by {
            RecoveryBy::Mail => Letter::Recovery {
                secret: secret.reveal().into(),
                due,
                expires,
            },
            RecoveryBy::Operator => begun.clone(),
        };
        let mut letters = vec![(account.email.clone(), first)];
        let other = self.other_address(&account.id).await?;
        letters.extend(other.map(|other| (other, begun)));
        let mut rows = self.letters(account, &actor, letters).await?;
        rows.push(row(AccessRow::BeginRecovery(store::Recovery {
            account: account.id.clone(),
            token: secret.hash(),
            asked: millis(now),
            due: millis(due),
            expires: millis(expires),
            by: stored(by),
            mailed: millis(now),
        })));
        let snapshot = self.slot(&actor.family).await?.snapshot();
        let event = PersonalEvent::Access(AccessChange::RecoveryBegun { by });
        let noted = self.note(actor, self.fresh_command(), event, rows).await;
        // Whatever was answered: it may be stored.
        self.alerts_changed(&account.id);
        match noted? {
            Noted::Now => {}
            Noted::Already => return Err(Fault::new(doing, "it was begun before")),
            Noted::Conflict(conflict) => return Err(Fault::new(doing, conflict)),
        }
        self.mail_written();
        Ok(Reset {
            secret,
            due,
            expires,
            zone: snapshot.family.zone().clone(),
        })
    }

    /// Begins a way back in for whoever runs the server, in the place of one that waits. `None`
    /// when nobody signs in with this address.
    ///
    /// # Errors
    /// A [`Fault`] when storing fails.
    pub async fn reset_member(self: &Arc<Self>, email: &str) -> Result<Option<Reset>, Fault> {
        let doing = "beginning a way back in";
        let Some(email) = Email::normalise(email) else {
            return Ok(None);
        };
        let _one = self.recovering.one.lock().await;
        let account = self.store.account_by_email(&email).await;
        let Some(account) = account.map_err(|e| Fault::new(doing, e))? else {
            return Ok(None);
        };
        let Some(actor) = self.actor_of(&account.id, None).await? else {
            return Ok(None);
        };
        let begun = self.begin_recovery(&account, actor, RecoveryBy::Operator);
        begun.await.map(Some)
    }

    /// Stops the way back in that waits. Any session of the account may.
    ///
    /// # Errors
    /// [`AccessError::Gone`] when none waits any more; a fault when storing fails.
    pub async fn stop_recovery(self: &Arc<Self>, session: &Session) -> Result<(), AccessError> {
        let doing = "stopping a way back in";
        let id = session.account();
        let now = self.clock.now();
        let waits = self.recovery_that_waits(id, now).await?;
        let waits = waits.ok_or(AccessError::Gone)?;
        let account = self.account_of(session, doing).await?;
        let letters = self
            .to_all(&account, session.actor(), &Letter::RecoveryStopped)
            .await?;
        let mut rows = vec![row(AccessRow::EndRecovery {
            account: id.clone(),
            token: waits.token,
        })];
        if waits.by == store::RecoveryBy::Mail {
            rows.push(row(AccessRow::PauseRecovery {
                account: id.clone(),
                until: millis(now + SignedDuration::from_hours(24 * RECOVERY_PAUSE_DAYS)),
            }));
        }
        rows.extend(letters);
        let stopped = self.change_access(session, AccessChange::RecoveryStopped, rows);
        let stopped = stopped.await;
        self.alerts_changed(id);
        stopped?;
        self.mail_written();
        Ok(())
    }

    /// A letter to each address that is told about getting in.
    async fn to_all(
        &self,
        account: &Account,
        actor: &Actor,
        letter: &Letter,
    ) -> Result<Vec<Row>, Fault> {
        let other = self.other_address(&account.id).await?;
        let all = std::iter::once(account.email.clone()).chain(other);
        let letters = all.map(|to| (to, letter.clone())).collect();
        self.letters(account, actor, letters).await
    }

    /// What the link with this secret shows.
    ///
    /// # Errors
    /// A [`Fault`] when reading fails.
    pub async fn recovery(&self, secret: &Secret) -> Result<Recovery, Fault> {
        let Some((kept, _, actor)) = self.open_recovery(secret).await? else {
            return Ok(Recovery::Gone);
        };
        let snapshot = self.slot(&actor.family).await?.snapshot();
        let zone = snapshot.family.zone().clone();
        let (due, expires) = (instant(kept.due)?, instant(kept.expires)?);
        Ok(if self.clock.now() < due {
            Recovery::Waits { due, zone }
        } else {
            Recovery::Open { expires, zone }
        })
    }

    async fn open_recovery(
        &self,
        secret: &Secret,
    ) -> Result<Option<(store::Recovery, Account, Actor)>, Fault> {
        let doing = "reading a way back in";
        let kept = self.store.recovery_by_token(&secret.hash()).await;
        let kept = kept.map_err(|e| Fault::new(doing, e))?;
        let now = millis(self.clock.now());
        let Some(kept) = kept.filter(|kept| kept.expires > now) else {
            return Ok(None);
        };
        let account = self.store.account(&kept.account).await;
        let account = account.map_err(|e| Fault::new(doing, e))?;
        let actor = self.actor_of(&kept.account, None).await?;
        Ok(account
            .zip(actor)
            .map(|(account, actor)| (kept, account, actor)))
    }

    /// Takes the way back in: another password, no codes any more, and all sessions end but the
    /// one that begins. Passkeys stay, so that whoever has one can always undo it. `None` when the
    /// link does not open now.
    ///
    /// # Errors
    /// A [`Fault`] when storing fails; whether the password is another one is open then.
    pub async fn recover(
        self: &Arc<Self>,
        secret: &Secret,
        password: Password,
        device: impl Into<OnDevice<'_>>,
    ) -> Result<Option<(SignedIn, KnownDevice)>, Fault> {
        let doing = "taking a way back in";
        let device = device.into();
        let now = millis(self.clock.now());
        let open = self.open_recovery(secret).await?;
        let Some((kept, account, actor)) = open.filter(|(kept, ..)| kept.due <= now) else {
            return Ok(None);
        };
        let id = account.id.clone();
        let hash = PasswordHash::new(self.passwords.hash(password).await?);
        let mut rows = self.recovery_rows(&id, kept.token, hash).await?;
        rows.extend(self.to_all(&account, &actor, &Letter::RecoveryDone).await?);
        let event = PersonalEvent::Access(AccessChange::RecoveryDone);
        let noted = self.note(actor.clone(), self.fresh_command(), event, rows);
        let noted = noted.await;
        self.alerts_changed(&id);
        // A session that was let go of is looked up in the store again, which knows.
        self.read_sessions_again(&id);
        match noted? {
            Noted::Now => {}
            Noted::Already | Noted::Conflict(_) => return Ok(None),
        }
        self.end_all_but(&id, None).await?;
        self.mail_written();
        let language = language(&account.language);
        let signed_in = self
            .begin_session(&account, actor, (language, device), Novelty::Told)
            .await?;
        let account = self.store.account(&id).await;
        let account = account.map_err(|e| Fault::new(doing, e))?;
        let account = account.ok_or_else(|| Fault::new(doing, "the account is gone"))?;
        Ok(Some((signed_in, self.known_device(&account))))
    }

    /// What taking a way back in writes.
    async fn recovery_rows(
        &self,
        id: &AccountId,
        token: TokenHash,
        password: PasswordHash,
    ) -> Result<Vec<Row>, Fault> {
        let account = id.clone();
        let mut rows = vec![
            row(AccessRow::EndRecovery {
                account: account.clone(),
                token,
            }),
            Row::Password {
                account: account.clone(),
                password,
            },
            // They stand for a code from the app, which is asked for no more.
            row(AccessRow::SetRecoveryCodes {
                account: account.clone(),
                hashes: Vec::new(),
            }),
            Row::RevokeSessions {
                account: account.clone(),
                keep: Vec::new(),
                at: millis(self.clock.now()),
            },
        ];
        let second = self.store.authenticator(id).await;
        let second = second.map_err(|e| Fault::new("taking a way back in", e))?;
        if second.is_some() {
            rows.push(row(AccessRow::RemoveAuthenticator { account }));
        }
        Ok(rows)
    }
}
