//! Tablets with which children call: paired by a code that is used once, listed, ended, found by the
//! secret in their cookie. A tablet is no session: it opens a page of faces and nothing of an account.
//!
//! May touch: the store, families in memory, codes in memory.

mod code;

use crate::account::millis;
use crate::device::By;
use crate::families::Actor;
use crate::readers::tablet_bound;
use crate::world::{hex, random};
use crate::{Acknowledged, ActError, App, Done, Fault, Secret, Session, Snapshot};
use family::{Command, Family, Language, Name, TabletId};
use jiff::civil::Time;
use ledger::{CommandId, Seen};
use plan::{ChildId, Side};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use store::{FamilyId, MemberId, ReaderRow, Row, Store, Tablet, TokenHash};

pub(crate) use code::Codes;
pub use code::{PAIRING_CODES_MAX, PAIRING_MINUTES};

const _: () = assert!(family::MAX_TABLETS == store::limits::TABLETS as usize);

/// What a tablet is for and how its page looks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TabletChoice {
    /// What its parent calls it. It stands on the record.
    pub name: Name,
    /// The children who call with it, in the family's order. They stand on the record.
    pub children: Vec<ChildId>,
    /// From when until when it neither rings nor calls, on the family's clock; over midnight where
    /// the second is the earlier one.
    pub quiet: Option<(Time, Time)>,
    /// In which language it speaks.
    pub language: Language,
}

impl TabletChoice {
    /// Whether it is quiet at a time of the family's day.
    #[must_use]
    pub fn is_quiet(&self, time: Time) -> bool {
        self.quiet.is_some_and(|(from, until)| {
            if from <= until {
                from <= time && time < until
            } else {
                from <= time || time < until
            }
        })
    }
}

/// A tablet whose cookie was read.
#[derive(Debug, Clone)]
pub struct TabletSession {
    /// Which it is on the record.
    pub tablet: TabletId,
    /// Who paired it.
    pub side: Side,
    /// What it is for and how it looks.
    pub choice: TabletChoice,
    /// The family as it stands.
    pub snapshot: Arc<Snapshot>,
    /// Stands for its secret.
    pub token: TokenHash,
    family: FamilyId,
}

impl TabletSession {
    /// The family's id.
    #[must_use]
    pub fn family_id(&self) -> &str {
        self.family.as_str()
    }
}

/// What is kept of a tablet besides the record. Names and children stand there.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Shape {
    tablet: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    quiet: Option<[String; 2]>,
    language: String,
}

/// What is kept of a tablet besides the record, read.
#[derive(Debug, PartialEq, Eq)]
struct Kept {
    tablet: TabletId,
    quiet: Option<(Time, Time)>,
    language: Language,
}

fn encode(kept: &Kept) -> Vec<u8> {
    let shape = Shape {
        tablet: kept.tablet.to_string(),
        quiet: kept
            .quiet
            .map(|(from, until)| [from.to_string(), until.to_string()]),
        language: kept.language.code().to_owned(),
    };
    // Texts always become JSON.
    serde_json::to_vec(&shape).unwrap_or_default()
}

fn decode(bytes: &[u8]) -> Option<Kept> {
    let shape: Shape = serde_json::from_slice(bytes).ok()?;
    let quiet = match shape.quiet {
        None => None,
        Some([from, until]) => Some((from.parse().ok()?, until.parse().ok()?)),
    };
    Some(Kept {
        tablet: shape.tablet.parse().ok()?,
        quiet,
        language: crate::account::language(&shape.language)?,
    })
}

/// The tablet of the record that still opens its page.
fn open<'f>(family: &'f Family, tablet: &TabletId) -> Option<&'f family::Tablet> {
    let tablet = family.tablets().of(tablet)?;
    let goes_on = family.closed().is_none() && family.seat(tablet.side).joined();
    (goes_on && tablet.is_live()).then_some(tablet)
}

impl<S: Store> App<S> {
    /// Pairs a tablet: an entry on the family's record, and a secret for the tablet's cookie, which
    /// nobody keeps.
    ///
    /// # Errors
    /// [`ActError`] when the family's rules refuse it, there are too many, or storing fails.
    pub async fn pair_tablet(
        self: &Arc<Self>,
        session: &Session,
        command: CommandId,
        seen: Seen,
        choice: &TabletChoice,
    ) -> Result<(TabletId, Secret), ActError> {
        let actor = session.actor().clone();
        self.paired(actor, (command, seen), choice).await
    }

    async fn paired(
        self: &Arc<Self>,
        actor: Actor,
        (command, seen): (CommandId, Seen),
        choice: &TabletChoice,
    ) -> Result<(TabletId, Secret), ActError> {
        let doing = "pairing a tablet";
        let tablet: Result<TabletId, _> = hex(&random::<8>(&*self.entropy)).parse();
        let tablet = tablet.map_err(|e| Fault::new(doing, e))?;
        let secret = self.fresh_secret();
        let token = secret.hash();
        let kept = Kept {
            tablet: tablet.clone(),
            quiet: choice.quiet,
            language: choice.language,
        };
        let nonce = random(&*self.entropy);
        let sealed = self
            .instance
            .seal_secret(&nonce, &tablet_bound(&token), &encode(&kept));
        let row = Row::Reader(ReaderRow::Tablet(Tablet {
            token,
            family: actor.family.clone(),
            member: MemberId::new(actor.member.as_str()),
            sealed: sealed.ok_or_else(|| Fault::new(doing, "it is too long"))?,
            created: millis(self.now()),
        }));
        let what = Command::PairTablet {
            tablet: tablet.clone(),
            name: choice.name.clone(),
            children: choice.children.clone(),
        };
        let acted = self
            .act_as(actor, command, seen, what, By::Server, vec![row])
            .await?;
        match acted.done {
            Done::Now => Ok((tablet, secret)),
            // The first time it was shown; nobody knows that secret any more.
            Done::Already => Err(Fault::new(doing, "it was paired before").into()),
        }
    }

    /// Ends a tablet of the family, at once, whoever paired it. Its open pages are closed by whoever
    /// asks [`App::tablet_is_open`].
    ///
    /// # Errors
    /// [`ActError`] when there is no such tablet in use, or storing fails.
    pub async fn end_tablet(
        self: &Arc<Self>,
        session: &Session,
        command: CommandId,
        seen: Seen,
        tablet: TabletId,
    ) -> Result<Acknowledged, ActError> {
        let actor = session.actor().clone();
        let all = self.store.tablets(&actor.family).await;
        let all = all.map_err(|e| Fault::new("ending a tablet", e))?;
        let mut rows = Vec::new();
        for row in all {
            if self.kept_of(&row)?.tablet == tablet {
                rows.push(Row::Reader(ReaderRow::EndTablet { token: row.token }));
            }
        }
        let what = Command::EndTablet { tablet };
        self.act_as(actor, command, seen, what, By::Server, rows)
            .await
    }

    /// The tablet to which a cookie's secret belongs, if it still opens its page.
    ///
    /// # Errors
    /// A [`Fault`] when reading fails.
    pub async fn tablet(&self, secret: &Secret) -> Result<Option<TabletSession>, Fault> {
        let token = secret.hash();
        let row = self.store.tablet(&token).await;
        let Some(row) = row.map_err(|e| Fault::new("finding a tablet", e))? else {
            return Ok(None);
        };
        let kept = self.kept_of(&row)?;
        let snapshot = self.slot(&row.family).await?.snapshot();
        let Some(tablet) = open(&snapshot.family, &kept.tablet) else {
            return Ok(None);
        };
        Ok(Some(TabletSession {
            tablet: kept.tablet,
            side: tablet.side,
            choice: TabletChoice {
                name: tablet.name.clone(),
                children: tablet.children.clone(),
                quiet: kept.quiet,
                language: kept.language,
            },
            token,
            family: row.family,
            snapshot: Arc::clone(&snapshot),
        }))
    }

    /// Whether a tablet still opens what it opened when it was found: nobody ended it since.
    ///
    /// # Errors
    /// A [`Fault`] when reading fails.
    pub async fn tablet_is_open(&self, session: &TabletSession) -> Result<bool, Fault> {
        let row = self.store.tablet(&session.token).await;
        let row = row.map_err(|e| Fault::new("finding a tablet", e))?;
        if row.is_none() {
            return Ok(false);
        }
        let snapshot = self.slot(&session.family).await?.snapshot();
        Ok(open(&snapshot.family, &session.tablet).is_some())
    }

    fn kept_of(&self, row: &Tablet) -> Result<Kept, Fault> {
        let doing = "reading a tablet";
        let clear = self
            .instance
            .open_secret(&tablet_bound(&row.token), &row.sealed);
        let clear = clear.map_err(|e| Fault::new(doing, e))?;
        decode(&clear).ok_or_else(|| Fault::new(doing, "it cannot be read"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::time;
    use proptest::prelude::*;

    fn choice(quiet: Option<(Time, Time)>) -> TabletChoice {
        TabletChoice {
            name: Name::new("Blue").unwrap(),
            children: vec!["noor".parse().unwrap()],
            quiet,
            language: Language::Nl,
        }
    }

    #[test]
    fn what_is_kept_is_read_back() {
        let evening = (time(19, 30, 0, 0), time(7, 0, 0, 0));
        for quiet in [None, Some(evening)] {
            for language in Language::ALL {
                let kept = Kept {
                    tablet: "t-1".parse().unwrap(),
                    quiet,
                    language,
                };
                assert_eq!(decode(&encode(&kept)), Some(kept));
            }
        }
    }

    #[test]
    fn quiet_hours_may_last_over_midnight() {
        let at = |hour| time(hour, 0, 0, 0);
        let night = choice(Some((at(19), at(7))));
        let quiet: Vec<i8> = (0..24).filter(|hour| night.is_quiet(at(*hour))).collect();
        assert_eq!(quiet, [0, 1, 2, 3, 4, 5, 6, 19, 20, 21, 22, 23]);
        let nap = choice(Some((at(13), at(15))));
        let quiet: Vec<i8> = (0..24).filter(|hour| nap.is_quiet(at(*hour))).collect();
        assert_eq!(quiet, [13, 14]);
        assert!((0..24).all(|hour| !choice(None).is_quiet(at(hour))));
        // From a time until the same one is no time at all.
        assert!((0..24).all(|hour| !choice(Some((at(9), at(9)))).is_quiet(at(hour))));
    }

    proptest! {
        #[test]
        fn other_bytes_do_no_harm(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = decode(&bytes);
        }
    }
}
