//! The sessions of a person: where somebody is signed in, and ending that.
//!
//! May touch: the store and the sessions in memory.

use super::AccessError;
use crate::account::{is_idle, millis};
use crate::{App, Fault, Session, Tree, What};
use family::{AccessChange, PersonalEvent};
use jiff::Timestamp;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use store::{AccountId, Row, Store, TokenHash};

/// One session, as its person sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionFacts {
    /// Names it in a form: the first half of the hash of its secret, in hexadecimal. It opens
    /// nothing.
    pub name: String,
    /// How the browser described itself; `None` when that was erased or is not known.
    pub device: Option<String>,
    /// When it began.
    pub since: Timestamp,
    /// When it was last used, to about ten minutes.
    pub used: Timestamp,
    /// Whether it is the one that asks.
    pub this: bool,
}

fn name(token: &TokenHash) -> String {
    crate::world::hex(&token.0[..16])
}

impl<S: Store> App<S> {
    /// The living sessions of a person, last used first.
    ///
    /// # Errors
    /// A [`Fault`] when reading fails.
    pub async fn sessions(&self, session: &Session) -> Result<Vec<SessionFacts>, Fault> {
        let doing = "listing sessions";
        let now = millis(self.clock.now());
        let rows = self.store.sessions(session.account()).await;
        let rows = rows.map_err(|e| Fault::new(doing, e))?;
        let own = self.readable(session, Tree::Own).await?;
        let mut all = Vec::new();
        for row in rows {
            if row.revoked.is_some() || row.expires <= now || is_idle(&row, now) {
                continue;
            }
            let here = row.family.as_ref() == Some(&session.actor().family);
            let device = match row.entry.filter(|_| here) {
                Some(entry) => {
                    let lines = self.lines(&own, entry..entry + 1).await?;
                    lines.into_iter().find_map(|line| match line.what {
                        What::Own(PersonalEvent::SignedIn { device }) => Some(device.to_string()),
                        What::Own(_) | What::Shared(_) | What::Erased => None,
                    })
                }
                None => None,
            };
            let at = |ms: i64| Timestamp::from_millisecond(ms).map_err(|e| Fault::new(doing, e));
            all.push(SessionFacts {
                name: name(&row.token),
                device,
                since: at(row.created.0)?,
                used: at(row.last_seen.0)?,
                this: row.token == session.hash(),
            });
        }
        Ok(all)
    }

    /// Ends one session of the person.
    ///
    /// # Errors
    /// [`AccessError::Gone`] when there is none of that name; a fault when storing fails.
    pub async fn end_session(
        self: &Arc<Self>,
        session: &Session,
        named: &str,
    ) -> Result<(), AccessError> {
        let doing = "ending a session";
        let rows = self.store.sessions(session.account()).await;
        let rows = rows.map_err(|e| Fault::new(doing, e))?;
        let living = rows.into_iter().filter(|row| row.revoked.is_none());
        let Some(row) = living.into_iter().find(|row| name(&row.token) == named) else {
            return Err(AccessError::Gone);
        };
        // From here on its secret opens nothing, whatever becomes of the writing.
        self.end_in_memory(row.token);
        let rows = vec![Row::RevokeSession {
            token: row.token,
            at: millis(self.clock.now()),
        }];
        let change = AccessChange::SessionsEnded { others: false };
        self.change_access(session, change, rows).await
    }

    /// Ends all sessions of the person but this one.
    ///
    /// # Errors
    /// [`AccessError::Fault`] when storing fails.
    pub async fn end_other_sessions(
        self: &Arc<Self>,
        session: &Session,
    ) -> Result<(), AccessError> {
        self.end_others(session);
        let rows = vec![Row::RevokeSessions {
            account: session.account().clone(),
            keep: vec![session.hash()],
            at: millis(self.clock.now()),
        }];
        let change = AccessChange::SessionsEnded { others: true };
        let changed = self.change_access(session, change, rows).await;
        // Also one that was being read when they ended in memory.
        self.end_all_but(session.account(), Some(session.hash()))
            .await?;
        changed
    }

    /// Ends all sessions of an account here, but perhaps one; the store has ended them already.
    /// Also one that is being read at this moment.
    pub(super) async fn end_all_but(
        &self,
        account: &AccountId,
        kept: Option<TokenHash>,
    ) -> Result<(), Fault> {
        let listed = self.store.sessions(account).await;
        let listed = listed.map_err(|e| Fault::new("ending sessions", e))?;
        let here = self
            .sessions
            .iter()
            .filter(|(_, one)| one.account() == account);
        let here = here.map(|(token, _)| *token);
        let all = listed.into_iter().map(|row| row.token).chain(here);
        for token in all.filter(|token| Some(*token) != kept) {
            self.end_in_memory(token);
        }
        Ok(())
    }

    pub(super) fn end_others(&self, session: &Session) {
        for (token, other) in &self.sessions {
            if other.account() == session.account() && *token != session.hash() {
                self.end_in_memory(*token);
            }
        }
    }

    pub(super) fn end_in_memory(&self, token: TokenHash) {
        self.signed_out.insert(token, ());
        if let Some(session) = self.sessions.get(&token) {
            session.ended.store(true, Ordering::Release);
        }
        self.sessions.invalidate(&token);
    }
}
