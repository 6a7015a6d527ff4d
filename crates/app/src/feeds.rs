//! Addresses under which calendar programs read: made, listed, ended, found by their secret.
//!
//! May touch: the store, the person's own record, families in memory. Whoever has an address reads
//! what it was made for and nothing else; it ends with its person's place in the family.

use crate::account::millis;
use crate::people::Noted;
use crate::readers::feed_bound;
use crate::world::{hex, random};
use crate::{ActError, App, Fault, Secret, Session, Snapshot};
use family::{Language, Name, PersonalEvent};
use jiff::Timestamp;
use ledger::CommandId;
use plan::{ChildId, Side};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use store::{Conflict, Feed, MemberId, ReaderRow, Row, Store, TokenHash};

/// Most calendar addresses of one person.
pub const FEEDS_MAX: usize = 20;
const _: () = assert!(FEEDS_MAX == store::limits::FEEDS as usize);

/// How much the items of a feed say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FeedTitles {
    /// Names, places and clauses.
    Named,
    /// That there is an appointment, and when.
    Neutral,
}

/// What an address shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedChoice {
    /// What its person calls it.
    pub name: Name,
    /// The children whose care is shown; all of them where none is named.
    pub children: Vec<ChildId>,
    /// Care by this parent alone; by both where none is named.
    pub with: Option<Side>,
    /// How much the items say.
    pub titles: FeedTitles,
    /// In which language.
    pub language: Language,
}

/// An address that was made; its secret is known only to whoever it was shown to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedFacts {
    /// Stands for it on pages: 64 hexadecimal digits.
    pub id: String,
    /// What it shows.
    pub choice: FeedChoice,
    /// When it was made.
    pub made: Timestamp,
}

/// A feed that somebody asks for.
#[derive(Debug, Clone)]
pub struct FeedFound {
    /// What it shows.
    pub choice: FeedChoice,
    /// Stands for the address; not its secret.
    pub token: TokenHash,
    /// The family as it stands.
    pub snapshot: Arc<Snapshot>,
    /// Tells the family's items from those of others: sixteen hexadecimal digits.
    pub scope: String,
}

/// Why no address was made.
#[derive(Debug, thiserror::Error)]
pub enum FeedError {
    /// There are too many.
    #[error("There are {FEEDS_MAX} addresses already. End one that is no longer used.")]
    TooMany,
    /// Storing failed.
    #[error(transparent)]
    Fault(#[from] Fault),
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Shape {
    name: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    children: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    with: Option<SideShape>,
    titles: FeedTitles,
    language: String,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum SideShape {
    A,
    B,
}

fn encode(choice: &FeedChoice) -> Vec<u8> {
    let shape = Shape {
        name: choice.name.to_string(),
        children: choice.children.iter().map(ToString::to_string).collect(),
        with: choice.with.map(|side| match side {
            Side::A => SideShape::A,
            Side::B => SideShape::B,
        }),
        titles: choice.titles,
        language: choice.language.code().to_owned(),
    };
    // Texts always become JSON.
    serde_json::to_vec(&shape).unwrap_or_default()
}

fn decode(bytes: &[u8]) -> Option<FeedChoice> {
    let shape: Shape = serde_json::from_slice(bytes).ok()?;
    let children = shape.children.iter().map(|id| id.parse().ok());
    Some(FeedChoice {
        name: Name::new(&shape.name).ok()?,
        children: children.collect::<Option<_>>()?,
        with: shape.with.map(|side| match side {
            SideShape::A => Side::A,
            SideShape::B => Side::B,
        }),
        titles: shape.titles,
        language: crate::account::language(&shape.language)?,
    })
}

impl<S: Store> App<S> {
    /// Makes an address; the secret is for whoever asked, and nobody keeps it.
    ///
    /// # Errors
    /// [`FeedError`] when there are too many, or storing fails.
    pub async fn make_feed(
        self: &Arc<Self>,
        session: &Session,
        command: CommandId,
        choice: &FeedChoice,
    ) -> Result<Secret, FeedError> {
        let doing = "making a calendar address";
        let actor = session.actor().clone();
        if self.feeds(session).await?.len() >= FEEDS_MAX {
            return Err(FeedError::TooMany);
        }
        let secret = self.fresh_secret();
        let token = secret.hash();
        let nonce = random(&*self.entropy);
        let sealed = self
            .instance
            .seal_secret(&nonce, &feed_bound(&token), &encode(choice));
        let row = Row::Reader(ReaderRow::Feed(Feed {
            token,
            family: actor.family.clone(),
            member: MemberId::new(actor.member.as_str()),
            sealed: sealed.ok_or_else(|| Fault::new(doing, "it is too long"))?,
            created: millis(self.now()),
        }));
        let event = PersonalEvent::FeedMade {
            name: choice.name.clone(),
        };
        match self.note(actor, command, event, vec![row]).await? {
            Noted::Now => Ok(secret),
            // The first time it was shown; nobody knows that secret any more.
            Noted::Already => Err(Fault::new(doing, "it was made before").into()),
            Noted::Conflict(Conflict::TooMany) => Err(FeedError::TooMany),
            Noted::Conflict(conflict) => Err(Fault::new(doing, conflict).into()),
        }
    }

    /// The addresses of a session's person, oldest first.
    ///
    /// # Errors
    /// A [`Fault`] when they cannot be read.
    pub async fn feeds(&self, session: &Session) -> Result<Vec<FeedFacts>, Fault> {
        let doing = "reading calendar addresses";
        let actor = session.actor();
        let member = MemberId::new(actor.member.as_str());
        let feeds = self.store.feeds(&actor.family, &member).await;
        let feeds = feeds.map_err(|e| Fault::new(doing, e))?;
        feeds.iter().map(|feed| self.facts_of(feed)).collect()
    }

    fn facts_of(&self, feed: &Feed) -> Result<FeedFacts, Fault> {
        let doing = "reading a calendar address";
        let clear = self
            .instance
            .open_secret(&feed_bound(&feed.token), &feed.sealed);
        let clear = clear.map_err(|e| Fault::new(doing, e))?;
        Ok(FeedFacts {
            id: hex(&feed.token.0),
            choice: decode(&clear).ok_or_else(|| Fault::new(doing, "it cannot be read"))?,
            made: Timestamp::from_millisecond(feed.created.0).map_err(|e| Fault::new(doing, e))?,
        })
    }

    /// Ends an address of a session's person, at once. One that is not there is passed over.
    ///
    /// # Errors
    /// [`ActError`] when storing fails.
    pub async fn end_feed(
        self: &Arc<Self>,
        session: &Session,
        command: CommandId,
        id: &str,
    ) -> Result<(), ActError> {
        let own = self.feeds(session).await?;
        let Some(feed) = own.into_iter().find(|feed| feed.id == id) else {
            return Ok(());
        };
        let mut token = [0; 32];
        for (byte, at) in token.iter_mut().zip((0..64).step_by(2)) {
            let digits = feed.id.get(at..at + 2).unwrap_or("00");
            *byte = u8::from_str_radix(digits, 16).unwrap_or(0);
        }
        let row = Row::Reader(ReaderRow::EndFeed {
            token: TokenHash(token),
        });
        let event = PersonalEvent::FeedEnded {
            name: feed.choice.name,
        };
        let actor = session.actor().clone();
        match self.note(actor, command, event, vec![row]).await? {
            Noted::Now | Noted::Already => Ok(()),
            Noted::Conflict(conflict) => Err(ActError::Conflict(conflict)),
        }
    }

    /// The feed at an address, if there is one and its family goes on.
    ///
    /// # Errors
    /// A [`Fault`] when it cannot be read.
    pub async fn feed(&self, secret: &Secret) -> Result<Option<FeedFound>, Fault> {
        let doing = "finding a feed";
        let token = secret.hash();
        let feed = self.store.feed(&token).await;
        let Some(feed) = feed.map_err(|e| Fault::new(doing, e))? else {
            return Ok(None);
        };
        let choice = self.facts_of(&feed)?.choice;
        let snapshot = self.slot(&feed.family).await?.snapshot();
        let member: Result<family::MemberId, _> = feed.member.as_str().parse();
        let takes_part = member.is_ok_and(|member| snapshot.family.side_of(&member).is_some());
        if snapshot.family.closed().is_some() || !takes_part {
            return Ok(None);
        }
        let scope = self.mac("feed scope", feed.family.as_str().as_bytes());
        Ok(Some(FeedFound {
            choice,
            token,
            snapshot,
            scope: hex(&scope[..8]),
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_choice_is_read_back() {
        for with in [None, Some(Side::A), Some(Side::B)] {
            for titles in [FeedTitles::Named, FeedTitles::Neutral] {
                let choice = FeedChoice {
                    name: Name::new("My \"phone\"").unwrap(),
                    children: vec!["noor".parse().unwrap()],
                    with,
                    titles,
                    language: Language::Nl,
                };
                assert_eq!(decode(&encode(&choice)), Some(choice));
            }
        }
    }

    proptest! {
        #[test]
        fn other_bytes_do_no_harm(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = decode(&bytes);
        }
    }
}
