//! What leaves the server for a notice: the rows that go into the transaction in which it is noted
//! that it was told. Each way of telling has a function here that gives its rows; they are stored
//! together or not at all, and carried on by whoever runs beside the server.
//!
//! May touch: the store, families in memory. Nothing leaves from here.

use super::work::Reader;
use crate::mail::{Letter, News};
use crate::{App, Fault, NudgeSays, Opens};
use family::{About, Calm, Counts, Family, Naming, Notice, Proposal, State};
use store::{Row, Store};

impl<S: Store> App<S> {
    /// All that leaves for a notice, in each way that its reader chose.
    pub(super) async fn leaving(
        &self,
        reader: &Reader,
        calm: &Calm,
        notice: &Notice,
        opens: &Opens,
    ) -> Result<Vec<Row>, Fault> {
        let mut rows = self.news(reader, calm, notice.email).await?;
        rows.extend(self.nudges(reader, calm, notice, opens).await?);
        Ok(rows)
    }

    /// What tells each of a reader's browsers of some things; nothing where there is nothing.
    async fn nudges(
        &self,
        reader: &Reader,
        calm: &Calm,
        notice: &Notice,
        opens: &Opens,
    ) -> Result<Vec<Row>, Fault> {
        if notice.push.is_empty() {
            return Ok(Vec::new());
        }
        let pushes = self.live_pushes(&reader.account).await?;
        if pushes.is_empty() {
            return Ok(Vec::new());
        }
        let account = self.store.account(&reader.account).await;
        let account = account.map_err(|e| Fault::new("looking for an account", e))?;
        let Some(account) = account else {
            return Ok(Vec::new());
        };
        // A browser shows one family at a time, and it may be another one.
        let families = self.store.memberships(&reader.account).await;
        let families = families.map_err(|e| Fault::new("looking for families", e))?;
        let opens = if families.len() > 1 {
            &Opens::Today
        } else {
            opens
        };
        let says = NudgeSays::News(in_words(reader, calm, notice.push));
        self.nudge_rows((&account, &pushes), &says, (opens, notice.urgent > 0))
    }

    /// The letter that tells of some things; none where there is nothing.
    async fn news(&self, reader: &Reader, calm: &Calm, counts: Counts) -> Result<Vec<Row>, Fault> {
        if counts.is_empty() {
            return Ok(Vec::new());
        }
        let news = in_words(reader, calm, counts);
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

/// What came, as its reader chose to be told.
fn in_words(reader: &Reader, calm: &Calm, counts: Counts) -> News {
    match calm.words {
        Naming::Neutral => News::Neutral,
        Naming::Named => News::Named {
            from: reader.other().clone(),
            counts,
        },
    }
}

/// What is opened by whoever is told of these entries: the one thing that they are all about, or
/// the first page.
pub(super) fn opens(family: &Family, entries: impl Iterator<Item = u64>) -> Opens {
    let mut all = entries.map(|entry| about(family, entry));
    let first = all.next().flatten();
    let same = all.all(|one| one == first);
    first.filter(|_| same).unwrap_or(Opens::Today)
}

fn about(family: &Family, entry: u64) -> Option<Opens> {
    if let Some(thread) = family.threads().of(entry) {
        let about: About = thread.about.clone();
        return Some(Opens::Topic(about));
    }
    let holds = |one: &Proposal| {
        let answer = match &one.state {
            State::Open => None,
            State::Accepted(answer) | State::Declined(answer) | State::Withdrawn(answer) => {
                Some(answer.entry)
            }
        };
        answer == Some(entry) || one.offers.iter().any(|offer| offer.entry == entry)
    };
    let found = family.proposals().iter().rev().find(|one| holds(one));
    found.map(|one| Opens::Proposal(one.id.clone()))
}

impl Reader {
    /// The other parent's name.
    pub(super) fn other(&self) -> &family::Name {
        &self.family().seat(self.side.other()).parent.name
    }
}
