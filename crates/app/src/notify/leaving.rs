//! What leaves the server for a notice: the rows that go into the transaction in which it is noted
//! that it was told. Each way of telling has a function here that gives its rows; they are stored
//! together or not at all, and carried on by whoever runs beside the server.
//!
//! May touch: the store, families in memory. Nothing leaves from here.

use super::work::Reader;
use crate::mail::{Letter, News};
use crate::{App, Fault};
use family::{Calm, Counts, Naming, Notice};
use store::{Row, Store};

impl<S: Store> App<S> {
    /// All that leaves for a notice, in each way that its reader chose.
    pub(super) async fn leaving(
        &self,
        reader: &Reader,
        calm: &Calm,
        notice: &Notice,
    ) -> Result<Vec<Row>, Fault> {
        self.news(reader, calm, notice.email).await
    }

    /// The letter that tells of some things; none where there is nothing.
    async fn news(&self, reader: &Reader, calm: &Calm, counts: Counts) -> Result<Vec<Row>, Fault> {
        if counts.is_empty() {
            return Ok(Vec::new());
        }
        let news = match calm.words {
            Naming::Neutral => News::Neutral,
            Naming::Named => News::Named {
                from: reader.other().clone(),
                counts,
            },
        };
        self.letter_to(reader, Letter::News(news)).await
    }

    /// The rows of a letter to a parent, at the address that is signed in with.
    pub(super) async fn letter_to(
        &self,
        reader: &Reader,
        letter: Letter,
    ) -> Result<Vec<Row>, Fault> {
        let account = self.store.account(&reader.account).await;
        let account = account.map_err(|e| Fault::new("looking for an account", e))?;
        let Some(account) = account else {
            return Ok(Vec::new());
        };
        let to = account.email.clone();
        self.letters(&account, &reader.actor, vec![(to, letter)])
            .await
    }
}

impl Reader {
    /// The other parent's name.
    pub(super) fn other(&self) -> &family::Name {
        &self.family().seat(self.side.other()).parent.name
    }
}
