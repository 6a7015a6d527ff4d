//! Finding the session of a cookie: in memory, or as it was written down; and noting its use, or
//! not, where an open page asks by itself.
//!
//! May touch: the store, the sessions in memory, the clock.

use super::{MILLIS_A_MINUTE, Session, TOUCH_MINUTES, is_short, language};
use crate::{App, Fault, Secret};
use jiff::Timestamp;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::{Arc, Mutex};
use store::{Row, Store, TokenHash, UnixMillis};

impl<S: Store> App<S> {
    /// The session to which a cookie's secret belongs, if it has not ended.
    ///
    /// # Errors
    /// A [`Fault`] when reading fails.
    pub async fn session(self: &Arc<Self>, secret: &Secret) -> Result<Option<Arc<Session>>, Fault> {
        let session = self.living(secret.hash()).await?;
        if let Some(session) = &session {
            self.touch(session, self.clock.now());
        }
        Ok(session)
    }

    /// As [`App::session`], and no use of it: for what an open page asks by itself. The session
    /// ends when it would have ended without.
    ///
    /// # Errors
    /// A [`Fault`] when reading fails.
    pub async fn session_unused(&self, secret: &Secret) -> Result<Option<Arc<Session>>, Fault> {
        self.living(secret.hash()).await
    }

    /// Whether a session still opens what it opened when it was found: it has not ended, whoever
    /// ended it, and its person has not gone on in another family. No use of it.
    ///
    /// # Errors
    /// A [`Fault`] when reading fails.
    pub async fn is_open(&self, session: &Session) -> Result<bool, Fault> {
        let now = self.living(session.token).await?;
        Ok(now.is_some_and(|now| now.actor == session.actor))
    }

    /// The session of a token, if it has not ended.
    pub(crate) async fn living(&self, token: TokenHash) -> Result<Option<Arc<Session>>, Fault> {
        let session = match self.sessions.get(&token) {
            Some(session) => session,
            None => match self.load_session(token).await? {
                Some(session) => session,
                None => return Ok(None),
            },
        };
        if session.ended(self.clock.now()) {
            self.sessions.invalidate(&token);
            return Ok(None);
        }
        Ok(Some(session))
    }

    async fn load_session(&self, token: TokenHash) -> Result<Option<Arc<Session>>, Fault> {
        let doing = "finding a session";
        let row = self
            .store
            .session(&token)
            .await
            .map_err(|e| Fault::new(doing, e))?;
        let Some(row) = row.filter(|row| row.revoked.is_none()) else {
            return Ok(None);
        };
        let account = self
            .store
            .account(&row.account)
            .await
            .map_err(|e| Fault::new(doing, e))?;
        let (Some(account), Some(actor)) = (
            account,
            self.actor_of(&row.account, row.family.as_ref()).await?,
        ) else {
            return Ok(None);
        };
        let short = is_short(&row);
        let session = Arc::new(Session {
            actor,
            account: row.account,
            token,
            language: Mutex::new(language(&account.language)),
            since: Timestamp::from_millisecond(row.created.0).map_err(|e| Fault::new(doing, e))?,
            expires: Timestamp::from_millisecond(row.expires.0)
                .map_err(|e| Fault::new(doing, e))?,
            short,
            last_seen: AtomicI64::new(row.last_seen.0),
            last_written: AtomicI64::new(row.last_seen.0),
            ended: AtomicBool::new(false),
            // Not known any more: asked for again where it matters.
            confirmed_at: AtomicI64::new(i64::MIN),
        });
        self.sessions.insert(token, Arc::clone(&session));
        // Signed out, or the account closed, while the row was read: the row was older.
        if self.signed_out.contains_key(&token) || self.closed.contains_key(session.account()) {
            self.sessions.invalidate(&token);
            return Ok(None);
        }
        Ok(Some(session))
    }

    /// Puts another one in the place of a session, unless it has ended.
    pub(crate) fn replace_session(&self, session: &Arc<Session>) {
        let token = session.token;
        self.sessions.insert(token, Arc::clone(session));
        if self.signed_out.contains_key(&token) || self.closed.contains_key(session.account()) {
            self.sessions.invalidate(&token);
        }
    }

    /// Notes the use of a session; every now and then also in the store, beside the request.
    fn touch(self: &Arc<Self>, session: &Arc<Session>, now: Timestamp) {
        let at = now.as_millisecond();
        session.last_seen.fetch_max(at, Ordering::Relaxed);
        let written = session.last_written.load(Ordering::Relaxed);
        if at - written < TOUCH_MINUTES * MILLIS_A_MINUTE {
            return;
        }
        let free = session.last_written.compare_exchange(
            written,
            at,
            Ordering::Relaxed,
            Ordering::Relaxed,
        );
        if free.is_ok() {
            let app = Arc::clone(self);
            let row = Row::TouchSession {
                token: session.token,
                at: UnixMillis(at),
            };
            tokio::spawn(async move {
                if let Err(fault) = app.store.write(vec![row]).await {
                    tracing::warn!(%fault, "the use of a session was not written down");
                }
            });
        }
    }
}
