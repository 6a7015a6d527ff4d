//! Confirming that whoever holds the device is the person whose session it is: before what would
//! hurt most in other hands.
//!
//! May touch: the session, the store, the counted guesses.

use crate::world::hex;
use crate::{App, Fault, Password, Session};
use jiff::{SignedDuration, Timestamp};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use store::{Store, Written};

/// For how many minutes a page may be opened that asks for it; what was begun on such a page can
/// be sent for an hour.
pub const CONFIRMED_MINUTES: i64 = 10;
const SENT_MINUTES: i64 = 60;

/// What became of confirming.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Confirmed {
    /// It is the person.
    Yes,
    /// The password or the code is not right.
    No,
    /// Too many guesses; this one was not looked at.
    Waits,
}

impl Session {
    /// Whether it was confirmed lately enough to open a page with something that needs it.
    #[must_use]
    pub fn confirmed(&self, now: Timestamp) -> bool {
        self.confirmed_within(now, CONFIRMED_MINUTES)
    }

    /// Whether it was confirmed lately enough to send what was filled in on such a page.
    #[must_use]
    pub fn confirmed_to_send(&self, now: Timestamp) -> bool {
        self.confirmed_within(now, SENT_MINUTES)
    }

    fn confirmed_within(&self, now: Timestamp, minutes: i64) -> bool {
        let at = self.confirmed_at.load(Ordering::Acquire);
        let age = now.as_millisecond().saturating_sub(at);
        (0..=SignedDuration::from_mins(minutes).as_secs() * 1_000).contains(&age)
    }

    pub(crate) fn confirm(&self, now: Timestamp) {
        self.confirmed_at
            .store(now.as_millisecond(), Ordering::Release);
    }
}

impl<S: Store> App<S> {
    /// Confirms a session by the password and, where codes are asked for, a code.
    ///
    /// # Errors
    /// A [`Fault`] when reading or storing fails.
    pub async fn confirm_session(
        self: &Arc<Self>,
        session: &Session,
        password: Password,
        code: &str,
    ) -> Result<Confirmed, Fault> {
        let doing = "confirming a session";
        let id = session.account();
        let now = self.clock.now();
        // By session: whoever guesses in one keeps nobody from confirming in another.
        let against = self.against("confirm", &hex(&session.hash().0), None);
        let Some(guess) = self.attempts.begin(against, now) else {
            return Ok(Confirmed::Waits);
        };
        let account = self.store.account(id).await;
        let account = account.map_err(|e| Fault::new(doing, e))?;
        let stored = account.as_ref().and_then(|a| a.password.as_ref());
        let stored = stored.map(|p| Arc::from(p.as_str()));
        let fits = self.passwords.fits(password, stored).await?;
        let Some(account) = account.filter(|_| fits) else {
            return Ok(Confirmed::No);
        };
        let asked = self.store.authenticator(id).await;
        if asked.map_err(|e| Fault::new(doing, e))?.is_some() {
            let Some(row) = self.second_row(&account, code).await? else {
                return Ok(Confirmed::No);
            };
            let taken = self.store.write(vec![row]).await;
            match taken.map_err(|e| Fault::new(doing, e))? {
                Written::Done => {}
                Written::Conflict(_) => return Ok(Confirmed::No),
            }
        }
        guess.right();
        session.confirm(now);
        Ok(Confirmed::Yes)
    }

    /// What somebody close knows of the person of a session: the address, and the names that they
    /// see themselves. A new password is held against it.
    ///
    /// # Errors
    /// A [`Fault`] when reading fails.
    pub async fn names_near(&self, session: &Session) -> Result<Vec<String>, Fault> {
        let account = self
            .account_of(session, "reading whom a person knows")
            .await?;
        let mut names = vec![account.email.as_str().to_owned()];
        if let Some(place) = self.place(session).await? {
            names.push(place.guest.grant.name.to_string());
        } else if session.side().is_some() {
            let snapshot = self.family(session).await?;
            let parents = snapshot.family.seats().iter();
            names.extend(parents.map(|seat| seat.parent.name.to_string()));
            let children = snapshot.family.children().iter();
            names.extend(children.map(|child| child.name.to_string()));
        }
        Ok(names)
    }

    /// Gives the account another password and ends all other sessions. The session must have been
    /// confirmed; the caller sees to that.
    ///
    /// # Errors
    /// [`super::AccessError`] when storing fails.
    pub async fn change_password(
        self: &Arc<Self>,
        session: &Session,
        password: Password,
    ) -> Result<super::KnownDevice, super::AccessError> {
        let doing = "changing a password";
        let id = session.account().clone();
        let hash = store::PasswordHash::new(self.passwords.hash(password).await?);
        let rows = vec![
            store::Row::Password {
                account: id.clone(),
                password: hash,
            },
            store::Row::RevokeSessions {
                account: id.clone(),
                keep: vec![session.hash()],
                at: crate::account::millis(self.clock.now()),
            },
        ];
        self.change_access(session, family::AccessChange::PasswordChanged, rows)
            .await?;
        self.end_all_but(session.account(), Some(session.hash()))
            .await?;
        let account = self.account_of(session, doing).await?;
        Ok(self.known_device(&account))
    }
}
