//! Another address to sign in with.
//!
//! May touch: the store, the counted guesses. Both addresses are told by mail; the family is not.

use crate::mail::Letter;
use crate::people::Noted;
use crate::{App, Fault, Session};
use family::{AccessChange, PersonalEvent};
use std::sync::Arc;
use store::{Conflict, Email, Row, Store};

/// How often in an hour one person may try another address: each try tells whether somebody signs
/// in with it.
pub const ADDRESSES_AN_HOUR: usize = 5;

/// Why an address was not taken.
#[derive(Debug, thiserror::Error)]
pub enum AddressError {
    /// The text is no e-mail address.
    #[error("this is not an e-mail address")]
    BadEmail,
    /// Somebody signs in with it already.
    #[error("this e-mail address is in use")]
    Taken,
    /// A way back in waits, whose link went to the address of now.
    #[error("a way back in waits; it must be stopped first")]
    RecoveryWaits,
    /// The session is a sign-in on a device that was not known, which nobody has set aside.
    #[error("this device is new here")]
    NewHere,
    /// Too many addresses were tried within an hour.
    #[error("at most {ADDRESSES_AN_HOUR} addresses are tried in an hour")]
    TooMany,
    /// It is our fault.
    #[error(transparent)]
    Fault(#[from] Fault),
}

impl<S: Store> App<S> {
    /// Signs the person in with another address from now on. The session must have been confirmed;
    /// the caller sees to that. Sessions and devices stay as they are.
    ///
    /// # Errors
    /// [`AddressError`] when it cannot be taken; then nothing is changed.
    pub async fn change_address(
        self: &Arc<Self>,
        session: &Session,
        typed: &str,
    ) -> Result<(), AddressError> {
        let doing = "changing an address";
        let to = Email::normalise(typed).ok_or(AddressError::BadEmail)?;
        let account = self.account_of(session, doing).await?;
        if account.email == to {
            return Ok(());
        }
        if self.new_here(session).await? {
            return Err(AddressError::NewHere);
        }
        let now = self.now();
        if self.recovery_that_waits(&account.id, now).await?.is_some() {
            return Err(AddressError::RecoveryWaits);
        }
        let whose = self.against("addresses", account.id.as_str(), None);
        let counted = self.attempts.begin_within(ADDRESSES_AN_HOUR, whose, now);
        if counted.is_none() {
            return Err(AddressError::TooMany);
        }
        let other = self.other_address(&account.id).await?;
        let before = [Some(account.email.clone()), other];
        let told = before.into_iter().flatten().filter(|one| *one != to);
        let mut letters: Vec<_> = told.map(|one| (one, Letter::AddressMoved)).collect();
        letters.push((to.clone(), Letter::AddressHere));
        let mut rows = self.letters(&account, session.actor(), letters).await?;
        rows.push(Row::Email {
            account: account.id.clone(),
            email: to,
        });
        let event = PersonalEvent::Access(AccessChange::AddressChanged);
        let noted = self.note(session.actor().clone(), self.fresh_command(), event, rows);
        match noted.await? {
            Noted::Now | Noted::Already => {}
            Noted::Conflict(Conflict::EmailTaken) => return Err(AddressError::Taken),
            Noted::Conflict(conflict) => {
                return Err(Fault::new(doing, conflict.to_string()).into());
            }
        }
        self.mail_written();
        Ok(())
    }
}
