//! Codes by which a tablet is paired: each is used once, within minutes, and is never written down.
//!
//! May touch: codes in memory.

use super::TabletChoice;
use crate::families::Actor;
use crate::{ActError, App, Fault, Secret, Session};
use family::{Command, Context, TabletId, decide};
use jiff::{SignedDuration, Timestamp};
use ledger::Seen;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use store::{Store, TokenHash};

/// A code pairs for so many minutes.
pub const PAIRING_MINUTES: i64 = 10;
/// Most codes of one parent that wait. A further one takes the place of the oldest.
pub const PAIRING_CODES_MAX: usize = 5;

/// A code that waits for its tablet.
#[derive(Debug, Clone)]
struct Offered {
    actor: Actor,
    /// The session in which it was made; it ends with it.
    session: TokenHash,
    seen: Seen,
    choice: TabletChoice,
    until: Timestamp,
}

/// The codes that wait, by the hashes of their secrets.
#[derive(Default)]
pub(crate) struct Codes(Mutex<HashMap<TokenHash, Offered>>);

impl Codes {
    fn with<T>(
        &self,
        now: Timestamp,
        look: impl FnOnce(&mut HashMap<TokenHash, Offered>) -> T,
    ) -> T {
        let mut codes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        codes.retain(|_, offered| now < offered.until);
        look(&mut codes)
    }

    fn offer(&self, code: TokenHash, offered: Offered, now: Timestamp) {
        self.with(now, |codes| {
            let own = codes.iter().filter(|(_, one)| one.actor == offered.actor);
            let mut own: Vec<_> = own.map(|(code, one)| (one.until, *code)).collect();
            own.sort_unstable();
            let over = (own.len() + 1).saturating_sub(PAIRING_CODES_MAX);
            for (_, oldest) in own.into_iter().take(over) {
                codes.remove(&oldest);
            }
            codes.insert(code, offered);
        });
    }

    fn look(&self, code: &TokenHash, now: Timestamp) -> Option<Offered> {
        self.with(now, |codes| codes.get(code).cloned())
    }

    fn take(&self, code: &TokenHash, now: Timestamp) -> Option<Offered> {
        self.with(now, |codes| codes.remove(code))
    }
}

impl<S: Store> App<S> {
    /// Makes a code by which a tablet is paired, once, within [`PAIRING_MINUTES`] and while this
    /// session goes on. Nothing is recorded before it is used. Of more than [`PAIRING_CODES_MAX`]
    /// codes of a parent the oldest ends.
    ///
    /// # Errors
    /// [`ActError`] when the tablet could not be paired as things stand, or reading fails.
    pub async fn offer_pairing(
        &self,
        session: &Session,
        seen: Seen,
        choice: &TabletChoice,
    ) -> Result<Secret, ActError> {
        let actor = session.actor().clone();
        let now = self.now();
        let tablet: Result<TabletId, _> = "not-yet".parse();
        let what = Command::PairTablet {
            tablet: tablet.map_err(|e| Fault::new("offering to pair a tablet", e))?,
            name: choice.name.clone(),
            children: choice.children.clone(),
        };
        let context = Context {
            now,
            actor: actor.member.clone(),
        };
        let snapshot = self.slot(&actor.family).await?.snapshot();
        decide(Some(&snapshot.family), &context, what)?;
        let until = now.checked_add(SignedDuration::from_mins(PAIRING_MINUTES));
        let offered = Offered {
            actor,
            session: session.hash(),
            seen,
            choice: choice.clone(),
            until: until.map_err(|e| Fault::new("offering to pair a tablet", e))?,
        };
        let code = self.fresh_secret();
        self.codes.offer(code.hash(), offered, now);
        Ok(code)
    }

    /// What a code would pair, without using it; `None` for one that is over or was used.
    ///
    /// # Errors
    /// A [`Fault`] when reading fails.
    pub async fn pairing(&self, code: &Secret) -> Result<Option<TabletChoice>, Fault> {
        let Some(offered) = self.codes.look(&code.hash(), self.now()) else {
            return Ok(None);
        };
        let goes_on = self.still_open(&offered).await?;
        Ok(goes_on.then_some(offered.choice))
    }

    /// Pairs the tablet that shows this code, and gives the secret for its cookie. A code is used
    /// up by this whatever becomes of it; `None` for one that is over or was used.
    ///
    /// # Errors
    /// [`ActError`] when the tablet cannot be paired any more, or storing fails.
    pub async fn take_pairing(
        self: &Arc<Self>,
        code: &Secret,
    ) -> Result<Option<(TabletId, Secret)>, ActError> {
        let Some(offered) = self.codes.take(&code.hash(), self.now()) else {
            return Ok(None);
        };
        if !self.still_open(&offered).await? {
            return Ok(None);
        }
        let act = (self.fresh_command(), offered.seen);
        let paired = self.paired(offered.actor, act, &offered.choice).await?;
        Ok(Some(paired))
    }

    async fn still_open(&self, offered: &Offered) -> Result<bool, Fault> {
        let session = self.living(offered.session).await?;
        Ok(session.is_some_and(|session| *session.actor() == offered.actor))
    }
}
