//! Handing letters to whoever carries them on: each at least once, and never for ever.
//!
//! May touch: the store, the clock, the carrier. A try is written down before it is made, so that
//! a server that is killed in it tries again, and not more often than [`MAIL_TRIES`].

use super::Parcel;
use crate::account::millis;
use crate::{App, Fault};
use jiff::{SignedDuration, Timestamp};
use std::future::Future;
use store::{Mail, MailRow, Row, Store, Written};

/// How long is waited after each try, in minutes: about four days in all.
const PAUSES_MINUTES: [i64; 10] = [1, 5, 15, 60, 240, 720, 1_440, 1_440, 1_440, 1_440];
/// After so many tries a letter is given up.
pub const MAIL_TRIES: usize = PAUSES_MINUTES.len();
/// A letter that would wait for longer waits for a clock that was turned back.
const LONGEST: SignedDuration = SignedDuration::from_mins(1_440);

/// What became of a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Carried {
    /// It was taken; what becomes of it further on is not known here.
    Taken,
    /// Not now: try again later.
    Later,
    /// Not ever: it would be turned away again.
    Never,
}

/// Carries letters on.
pub trait Carrier: Send + Sync {
    /// Takes one letter, which may be one that was taken before.
    fn carry(&self, parcel: &Parcel) -> impl Future<Output = Carried> + Send;
}

impl<S: Store> App<S> {
    /// Hands the next letter that is due to a carrier, and says when to come again: at once when
    /// there was one, never before something new is written when there is none at all. One at a
    /// time: nobody else may deliver meanwhile.
    ///
    /// # Errors
    /// A [`Fault`] when the store fails. What was under way is tried again then.
    pub async fn deliver<C: Carrier>(&self, carrier: &C) -> Result<Option<Timestamp>, Fault> {
        let doing = "delivering mail";
        let now = self.clock.now();
        let waiting = self.waiting_mail().await?;
        let Some(mail) = waiting.into_iter().next() else {
            return Ok(None);
        };
        let at = due(&mail, now)?;
        if at > now {
            return Ok(Some(at));
        }
        let tried = usize::try_from(mail.tries).unwrap_or(usize::MAX);
        let pause = PAUSES_MINUTES.get(tried).copied().unwrap_or(0);
        let begun = MailRow::Try {
            id: mail.id,
            tries: mail.tries,
            due: millis(now + SignedDuration::from_mins(pause)),
        };
        let begun = self.store.write(vec![Row::Mail(begun)]).await;
        if begun.map_err(|e| Fault::new(doing, e))? != Written::Done {
            return Ok(Some(now));
        }
        // A fault has written its line in the log; nothing else can be done about it.
        let carried = match self.open_parcel(&mail) {
            Ok(parcel) => carrier.carry(&parcel).await,
            Err(_) => Carried::Never,
        };
        let id = mail.id;
        let row = match carried {
            Carried::Taken => MailRow::Sent { id },
            Carried::Later if tried + 1 < MAIL_TRIES => return Ok(Some(now)),
            Carried::Later | Carried::Never => {
                tracing::warn!(tries = tried + 1, "a mail was given up");
                let at = millis(self.clock.now());
                MailRow::GiveUp { id, at }
            }
        };
        let written = self.store.write(vec![Row::Mail(row)]).await;
        written.map_err(|e| Fault::new(doing, e))?;
        Ok(Some(now))
    }

    async fn waiting_mail(&self) -> Result<Vec<Mail>, Fault> {
        let waiting = self.store.mails().await;
        waiting.map_err(|e| Fault::new("looking for mail", e))
    }
}

/// When a letter is tried next, whatever was done to the clock.
fn due(mail: &Mail, now: Timestamp) -> Result<Timestamp, Fault> {
    let due = Timestamp::from_millisecond(mail.due.0);
    let due = due.map_err(|e| Fault::new("looking for mail", e))?;
    Ok(if due > now + LONGEST { now } else { due })
}
