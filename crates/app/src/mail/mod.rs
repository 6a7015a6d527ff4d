//! Mail to people: what is said to whom, kept sealed until somebody carried it on.
//!
//! May touch: the store, the instance key, random numbers, the clock; never a network. A letter is
//! an event in plain values; its words are written, in the language of whoever reads it, where
//! pages are (`web::mail`), and it is carried by whoever runs beside the server (a [`Carrier`]).
//!
//! To send something new: add a [`Letter`] and its stored shape (`letter.rs`), its sentences in
//! `web`, and put the rows that `App::letters` makes into the transaction of the act that causes
//! them; then call `App::mail_written`. A row that was stored is delivered, at least once.
//!
//! - Subjects name nobody and no matter, and neither do words, unless their reader chose that; that is
//!   up to `web::mail`, and tested there.
//! - Every letter to a parent carries the newest size and root of the family's record, dated and
//!   signed; one to anybody else, or to an address without an account, does not.
//! - Nothing of a letter, its reader or an address reaches a log.

mod deliver;
mod letter;
mod news;

pub use deliver::{Carried, Carrier, MAIL_TRIES};
pub use letter::{Letter, Parcel};
pub(crate) use news::NewsShape;
pub use news::{Amounts, Coming, ComingHandover, News, OpenQuestion, Overview};

use crate::account::{language, millis};
use crate::families::Actor;
use crate::world::random;
use crate::{App, Fault, Nudge, push};
use family::Language;
use store::{Account, Email, Mail, MailId, MailRow, PushId, Row, Store};
use tokio::sync::watch;

/// What waits in the outbox.
enum Outgoing {
    /// A letter.
    Letter(Box<Parcel>),
    /// A notice to a browser.
    Nudge(PushId, Nudge),
}

/// What a sealed letter, or a notice to a browser, is bound to.
pub(crate) fn bound(id: MailId) -> Vec<u8> {
    format!("parenthesis mail {id}").into_bytes()
}

impl<S: Store> App<S> {
    /// The rows that send letters to one person, each to an address. They go into the transaction
    /// of the act that causes them; call `App::mail_written` once that is stored.
    pub(crate) async fn letters(
        &self,
        account: &Account,
        actor: &Actor,
        letters: Vec<(Email, Letter)>,
    ) -> Result<Vec<Row>, Fault> {
        if letters.is_empty() {
            return Ok(Vec::new());
        }
        let language = language(&account.language).unwrap_or(Language::En);
        let snapshot = self.slot(&actor.family).await?.snapshot();
        let record = match actor.side {
            Some(_) => self.note_of(&actor.family, language).await?.text,
            // How far the record has come is not for everybody who was let in.
            None => String::new(),
        };
        let now = self.clock.now();
        let row = |(to, letter): (Email, Letter)| -> Result<Row, Fault> {
            let id = MailId(random(&*self.entropy));
            let parcel = Parcel {
                id: id.to_string(),
                to,
                language,
                zone: snapshot.family.zone().iana_name().unwrap_or("UTC").into(),
                written: now,
                // Who has no account takes part in nothing yet.
                record: if letter.is_to_a_stranger() {
                    "".into()
                } else {
                    record.as_str().into()
                },
                letter,
            };
            Ok(Row::Mail(MailRow::Put(Mail {
                id,
                account: Some(account.id.clone()),
                sealed: self.seal_parcel(id, &parcel)?,
                created: millis(now),
                due: millis(now),
                tries: 0,
                given_up: None,
                notice: false,
            })))
        };
        letters.into_iter().map(row).collect()
    }

    fn seal_parcel(&self, id: MailId, parcel: &Parcel) -> Result<Vec<u8>, Fault> {
        let nonce = random(&*self.entropy);
        let clear = letter::encode(parcel);
        let sealed = self.instance.seal_secret(&nonce, &bound(id), &clear);
        sealed.ok_or_else(|| Fault::new("sealing a letter", "it is too long"))
    }

    fn open_outgoing(&self, mail: &Mail) -> Result<Outgoing, Fault> {
        let doing = "opening a letter";
        let clear = self.instance.open_secret(&bound(mail.id), &mail.sealed);
        let clear = clear.map_err(|e| Fault::new(doing, e))?;
        let nudge = push::decode(mail.id, &clear);
        let nudge = nudge.map(|(to, nudge)| Outgoing::Nudge(to, nudge));
        let letter = || letter::decode(mail.id, &clear).map(|one| Outgoing::Letter(Box::new(one)));
        // What is wrong with it may quote it.
        nudge
            .or_else(letter)
            .ok_or_else(|| Fault::new(doing, "it cannot be read"))
    }

    /// Says that letters were stored, so that whoever carries them looks.
    pub(crate) fn mail_written(&self) {
        self.mail
            .send_modify(|count| *count = count.wrapping_add(1));
    }

    /// Changes its value whenever letters were stored.
    #[must_use]
    pub fn mail_changes(&self) -> watch::Receiver<u64> {
        self.mail.subscribe()
    }
}
