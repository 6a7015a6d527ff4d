//! Signing in with address and password, and with a second factor where the person has one.
//!
//! May touch: the store, the clock, and the counted guesses. Known and unknown addresses take the
//! same way and the same time.

use super::attempts::Guess;
use super::{KnownDevice, TRIES_FROM_ONE_PLACE};
use crate::account::{Novelty, OnDevice, language};
use crate::families::Actor;
use crate::people::Noted;
use crate::{App, Fault, Password, Secret, SignedIn};
use family::{AccessChange, Language, PersonalEvent};
use jiff::{SignedDuration, Timestamp};
use std::net::IpAddr;
use std::sync::Arc;
use store::{Account, Email, Row, Store};

/// How long a second factor is waited for, in minutes.
const SECOND_MINUTES: i64 = 10;

/// How far somebody has come in.
#[derive(Debug)]
pub enum Entrance {
    /// Address and password do not fit together, or the second factor is not right.
    Refused,
    /// Too many guesses; this one was not looked at.
    Waits,
    /// The password was right; a code is asked for.
    Second(Second),
    /// Signed in, and what to give to the device so that its guesses count apart from now on.
    In(SignedIn, KnownDevice),
}

/// Stands for a right password until the code comes.
#[derive(Debug)]
pub struct Second {
    /// For a cookie; nobody keeps it.
    pub secret: Secret,
}

/// Somebody whose password was right.
#[derive(Debug)]
pub(crate) struct Pending {
    account: Account,
    actor: Actor,
    device: String,
    known: Option<KnownDevice>,
    shared: bool,
    until: Timestamp,
}

impl<S: Store> App<S> {
    /// Signs somebody in with address and password, as far as that goes. The sign-in stands on
    /// that person's private record.
    ///
    /// # Errors
    /// A [`Fault`] when storing fails.
    pub async fn enter(
        self: &Arc<Self>,
        email: &str,
        password: Password,
        device: impl Into<OnDevice<'_>>,
        known: Option<&KnownDevice>,
    ) -> Result<Entrance, Fault> {
        self.enter_from(None, email, password, device, known).await
    }

    /// The same, from an address of the internet: guesses from there count together, whatever they
    /// guess at, unless the device is known to whom it signs in. Only a keyed hash of the address
    /// is kept, in memory, for two hours at most.
    ///
    /// # Errors
    /// A [`Fault`] when storing fails.
    pub async fn enter_from(
        self: &Arc<Self>,
        from: Option<IpAddr>,
        email: &str,
        password: Password,
        device: impl Into<OnDevice<'_>>,
        known: Option<&KnownDevice>,
    ) -> Result<Entrance, Fault> {
        let doing = "signing in";
        let device = device.into();
        let normal = Email::normalise(email);
        let account = match &normal {
            Some(email) => self
                .store
                .account_by_email(email)
                .await
                .map_err(|e| Fault::new(doing, e))?,
            None => None,
        };
        let known = known.filter(|device| account.as_ref().is_some_and(|a| self.knows(a, device)));
        let typed = normal.as_ref().map_or("", Email::as_str);
        let Some(of_place) = self.of_place(from.filter(|_| known.is_none())) else {
            return Ok(Entrance::Waits);
        };
        let Some(guess) = self
            .attempts
            .begin(self.against("password", typed, known), self.clock.now())
        else {
            return Ok(Entrance::Waits);
        };
        let queued = match known {
            Some(_) => None,
            None => match self.passwords.queue() {
                Some(place) => Some(place),
                None => return Ok(Entrance::Waits),
            },
        };
        let stored = account.as_ref().and_then(|a| a.password.as_ref());
        let stored = stored.map(|p| Arc::from(p.as_str()));
        let fits = self.passwords.fits(password, stored).await?;
        drop(queued);
        let Some(account) = account.filter(|_| fits) else {
            return Ok(Entrance::Refused);
        };
        let Some(actor) = self.actor_of(&account.id, None).await? else {
            return Ok(Entrance::Refused);
        };
        guess.right();
        if let Some(guess) = of_place {
            guess.right();
        }
        let second = self.store.authenticator(&account.id).await;
        if second.map_err(|e| Fault::new(doing, e))?.is_some() {
            let secret = Secret::fresh(&*self.entropy);
            let pending = Pending {
                account,
                actor,
                device: device.text.to_owned(),
                shared: device.shared,
                known: known.cloned(),
                until: self.clock.now() + SignedDuration::from_mins(SECOND_MINUTES),
            };
            self.pending.insert(secret.hash(), Arc::new(pending));
            return Ok(Entrance::Second(Second { secret }));
        }
        self.let_in(&account, actor, (device, novelty(known)), Vec::new())
            .await
    }

    /// Counts a guess from an address, where there is one to count. `None` when it may not be
    /// looked at.
    fn of_place(&self, from: Option<IpAddr>) -> Option<Option<Guess>> {
        let Some(from) = from else {
            return Some(None);
        };
        let against = self.against("place", &from.to_string(), None);
        let now = self.clock.now();
        let guess = self
            .attempts
            .begin_within(TRIES_FROM_ONE_PLACE, against, now)?;
        Some(Some(guess))
    }

    /// Whether a code is waited for here.
    #[must_use]
    pub fn second_waits(&self, secret: &Secret) -> bool {
        self.waiting(secret).is_some()
    }

    fn waiting(&self, secret: &Secret) -> Option<Arc<Pending>> {
        let pending = self.pending.get(&secret.hash())?;
        (self.clock.now() < pending.until).then_some(pending)
    }

    /// Takes the second factor: a code of six digits, or one on paper. `None` when no code is
    /// waited for here any more.
    ///
    /// # Errors
    /// A [`Fault`] when storing fails.
    pub async fn enter_second(
        self: &Arc<Self>,
        secret: &Secret,
        typed: &str,
    ) -> Result<Option<Entrance>, Fault> {
        let Some(pending) = self.waiting(secret) else {
            return Ok(None);
        };
        let account = &pending.account;
        // Another password since then: the one that was right opens nothing any more.
        let now = self.store.account(&account.id).await;
        let now = now.map_err(|e| Fault::new("taking a second factor", e))?;
        if now.is_none_or(|now| now.password != account.password) {
            self.pending.invalidate(&secret.hash());
            return Ok(None);
        }
        let known = pending.known.as_ref();
        let against = self.against("second factor", account.id.as_str(), known);
        let Some(guess) = self.attempts.begin(against, self.clock.now()) else {
            return Ok(Some(Entrance::Waits));
        };
        let Some(row) = self.second_row(account, typed).await? else {
            return Ok(Some(Entrance::Refused));
        };
        let actor = pending.actor.clone();
        let device = OnDevice {
            text: &pending.device,
            shared: pending.shared,
        };
        let let_in = self
            .let_in(account, actor, (device, novelty(known)), vec![row])
            .await?;
        if matches!(let_in, Entrance::In(..)) {
            guess.right();
            self.pending.invalidate(&secret.hash());
        }
        Ok(Some(let_in))
    }

    /// The row that takes a second factor, which is a conflict when it was taken before; `None`
    /// when it is wrong.
    pub(super) async fn second_row(
        &self,
        account: &Account,
        typed: &str,
    ) -> Result<Option<Row>, Fault> {
        if super::paper::is_code(typed) {
            Ok(self.paper_row(&account.id, typed))
        } else {
            self.step_row(&account.id, typed).await
        }
    }

    /// Begins the session; `Refused` when a second factor among the rows is not to be had.
    pub(super) async fn let_in(
        self: &Arc<Self>,
        account: &Account,
        actor: Actor,
        (device, novelty): (OnDevice<'_>, Novelty),
        rows: Vec<Row>,
    ) -> Result<Entrance, Fault> {
        let language: Option<Language> = language(&account.language);
        if rows.iter().any(is_paper) {
            let event = PersonalEvent::Access(AccessChange::RecoveryCodeUsed);
            let command = self.fresh_command();
            let noted = self.note(actor.clone(), command, event, rows).await?;
            if noted != Noted::Now {
                return Ok(Entrance::Refused);
            }
        } else if !rows.is_empty() {
            let taken = self.store.write(rows).await;
            match taken.map_err(|e| Fault::new("taking a code", e))? {
                store::Written::Done => {}
                store::Written::Conflict(_) => return Ok(Entrance::Refused),
            }
        }
        let signed_in = self
            .begin_session(account, actor, (language, device), novelty)
            .await?;
        Ok(Entrance::In(signed_in, self.known_device(account)))
    }

    /// Against whom a guess counts. An address that nobody has counts like any other.
    pub(crate) fn against(&self, what: &str, at: &str, known: Option<&KnownDevice>) -> [u8; 32] {
        let own = known.map_or(&[0; 32], KnownDevice::own);
        let mut said = format!("{what}\n{at}\n").into_bytes();
        said.extend_from_slice(own);
        self.mac("guesses", &said)
    }
}

/// A device that shows nothing of an earlier sign-in is a new one.
pub(super) fn novelty(known: Option<&KnownDevice>) -> Novelty {
    known.map_or(Novelty::New, |_| Novelty::Known)
}

fn is_paper(row: &Row) -> bool {
    matches!(row, Row::Access(store::AccessRow::UseRecoveryCode { .. }))
}
