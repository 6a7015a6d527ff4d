//! Handing letters, and notices to browsers, to whoever carries them on: each at least once, and
//! never for ever. Letters go first.
//!
//! May touch: the store, the clock, the carrier. A try is written down before it is made, so that
//! a server that is killed in it tries again, and not more often than [`MAIL_TRIES`].

use super::{Outgoing, Parcel};
use crate::account::millis;
use crate::{App, Fault, Nudge, Subscription};
use jiff::{SignedDuration, Timestamp};
use std::future::Future;
use store::{Mail, MailRow, PushId, ReaderRow, Row, Store, Written};

/// How long is waited after each try, in minutes: about four days in all.
const PAUSES_MINUTES: [i64; 10] = [1, 5, 15, 60, 240, 720, 1_440, 1_440, 1_440, 1_440];
/// After so many tries a letter is given up.
pub const MAIL_TRIES: usize = PAUSES_MINUTES.len();
/// A letter that would wait for longer waits for a clock that was turned back.
const LONGEST: SignedDuration = SignedDuration::from_mins(1_440);
/// A notice that could not be handed over for so long tells of nothing new.
const NOTICE_LASTS: SignedDuration = SignedDuration::from_hours(24);

/// What became of a letter, or of a notice to a browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Carried {
    /// It was taken; what becomes of it further on is not known here.
    Taken,
    /// Not now: try again later.
    Later,
    /// Not ever: it would be turned away again.
    Never,
    /// Whoever it is for is not there any more.
    Gone,
}

/// Carries letters on.
pub trait Carrier: Send + Sync {
    /// Takes one letter, which may be one that was taken before.
    fn carry(&self, parcel: &Parcel) -> impl Future<Output = Carried> + Send;

    /// Hands one notice, which may be one that was taken before, to a browser's push service.
    fn push(&self, to: &Subscription, nudge: &Nudge) -> impl Future<Output = Carried> + Send;
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
        let mail = match next_due(waiting, now)? {
            Next::Now(mail) => mail,
            Next::Then(at) => return Ok(at),
        };
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
        let last = tried + 1 >= MAIL_TRIES;
        // A fault has written its line in the log; nothing else can be done about it.
        let carried = match self.open_outgoing(&mail).ok() {
            Some(Outgoing::Letter(parcel)) => carrier.carry(&parcel).await,
            Some(Outgoing::Nudge(to, nudge)) => {
                self.carry_nudge(carrier, &mail, (to, &nudge)).await?;
                return Ok(Some(now));
            }
            None => Carried::Never,
        };
        let id = mail.id;
        let row = match carried {
            Carried::Taken => MailRow::Sent { id },
            Carried::Later if !last => return Ok(Some(now)),
            Carried::Later | Carried::Never | Carried::Gone => {
                tracing::warn!(tries = tried + 1, "a mail was given up");
                let at = millis(self.clock.now());
                MailRow::GiveUp { id, at }
            }
        };
        let written = self.store.write(vec![Row::Mail(row)]).await;
        written.map_err(|e| Fault::new(doing, e))?;
        Ok(Some(now))
    }

    /// Hands a notice over, and writes down what became of it.
    async fn carry_nudge<C: Carrier>(
        &self,
        carrier: &C,
        mail: &Mail,
        (to, nudge): (PushId, &Nudge),
    ) -> Result<(), Fault> {
        let push = match &mail.account {
            Some(account) => self.live_pushes(account).await?,
            None => Vec::new(),
        };
        let push = push.into_iter().find(|push| push.id == to);
        let sent = Row::Mail(MailRow::Sent { id: mail.id });
        let lasts = self.now().duration_since(nudge.written) < NOTICE_LASTS;
        // Whoever signed out hears nothing more.
        let Some(push) = push.filter(|_| lasts) else {
            return self.note_carried(vec![sent]).await;
        };
        let ended = Row::Reader(ReaderRow::EndPush { id: to });
        // A fault has written its line in the log; nothing can be sent there.
        let Ok(subscription) = self.open_subscription(&push) else {
            return self.note_carried(vec![sent, ended]).await;
        };
        let failed = Row::Reader(ReaderRow::PushFailed { id: to });
        let reached = Row::Reader(ReaderRow::PushReached { id: to });
        let rows = match carrier.push(&subscription, nudge).await {
            Carried::Taken if push.failed > 0 => vec![sent, reached],
            Carried::Taken => vec![sent],
            Carried::Later => vec![failed],
            Carried::Never => vec![sent, failed],
            Carried::Gone => vec![sent, ended],
        };
        self.note_carried(rows).await
    }

    async fn note_carried(&self, rows: Vec<Row>) -> Result<(), Fault> {
        let written = self.store.write(rows).await;
        written
            .map(|_| ())
            .map_err(|e| Fault::new("noting a notice", e))
    }

    async fn waiting_mail(&self) -> Result<Vec<Mail>, Fault> {
        let waiting = self.store.mails().await;
        waiting.map_err(|e| Fault::new("looking for mail", e))
    }
}

/// What is tried next.
enum Next {
    /// This.
    Now(Mail),
    /// Nothing before then, if ever.
    Then(Option<Timestamp>),
}

/// What is tried next of what waits, letters before notices: the first that is due.
fn next_due(waiting: Vec<Mail>, now: Timestamp) -> Result<Next, Fault> {
    let mut then: Option<Timestamp> = None;
    for mail in waiting {
        let at = due(&mail, now)?;
        if at <= now {
            return Ok(Next::Now(mail));
        }
        then = Some(then.map_or(at, |then| then.min(at)));
    }
    Ok(Next::Then(then))
}

/// When a letter is tried next, whatever was done to the clock.
fn due(mail: &Mail, now: Timestamp) -> Result<Timestamp, Fault> {
    let due = Timestamp::from_millisecond(mail.due.0);
    let due = due.map_err(|e| Fault::new("looking for mail", e))?;
    Ok(if due > now + LONGEST { now } else { due })
}
