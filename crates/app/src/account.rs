//! Signing in and out, sessions, and the language a person chose.

mod open;

use crate::families::Actor;
use crate::people::Noted;
use crate::world::random;
use crate::{App, Entrance, Fault, Password, Secret};
use family::{Language, MemberId, PersonalEvent};
use jiff::{SignedDuration, Timestamp};
use ledger::CommandId;
use plan::Side;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use store::{Account, AccountId, Row, Store, TokenHash, UnixMillis};

/// A session ends at the latest after this many days.
const ABSOLUTE_DAYS: i64 = 90;
/// A session ends after this many days without use.
const IDLE_DAYS: i64 = 30;
/// A session on a device that others use too ends at the latest after this many hours.
pub const SHORT_HOURS: i64 = 12;
/// Such a session ends after this many minutes without use.
pub const SHORT_IDLE_MINUTES: i64 = 15;
/// How often the use of a session is written down, in minutes.
const TOUCH_MINUTES: i64 = 10;
/// Longest description of a device, in characters.
const DEVICE_CHARS: usize = 120;

/// The device on which somebody signs in.
#[derive(Debug, Clone, Copy)]
pub struct OnDevice<'d> {
    /// How the browser describes itself.
    pub text: &'d str,
    /// Whether others use it too: then the session is short.
    pub shared: bool,
}

impl<'d> From<&'d str> for OnDevice<'d> {
    fn from(text: &'d str) -> Self {
        Self {
            text,
            shared: false,
        }
    }
}

/// Somebody signed in on a device.
#[derive(Debug)]
pub struct Session {
    actor: Actor,
    account: AccountId,
    token: TokenHash,
    language: Mutex<Option<Language>>,
    since: Timestamp,
    expires: Timestamp,
    short: bool,
    /// Milliseconds since 1970, as last noted in memory.
    last_seen: AtomicI64,
    /// As last written to the store.
    last_written: AtomicI64,
    /// Set the moment that somebody signs out, before it is written.
    pub(crate) ended: AtomicBool,
    /// When its person was last asked for more than the cookie, in milliseconds since 1970.
    pub(crate) confirmed_at: AtomicI64,
}

impl Session {
    /// Who this is in the family.
    #[must_use]
    pub fn member(&self) -> &MemberId {
        &self.actor.member
    }

    /// On which side; `None` for somebody who is no parent of this family.
    #[must_use]
    pub fn side(&self) -> Option<Side> {
        self.actor.side
    }

    /// The family's id.
    #[must_use]
    pub fn family_id(&self) -> &str {
        self.actor.family.as_str()
    }

    /// What stands for this session where its secret may not.
    #[must_use]
    pub fn hash(&self) -> TokenHash {
        self.token
    }

    /// The language that this person chose, if any.
    #[must_use]
    pub fn language(&self) -> Option<Language> {
        *self.language.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn actor(&self) -> &Actor {
        &self.actor
    }

    pub(crate) fn account(&self) -> &AccountId {
        &self.account
    }

    /// The same session, of the same person as another member of another family.
    pub(crate) fn in_family(&self, actor: Actor) -> Self {
        let same = |from: &AtomicI64| AtomicI64::new(from.load(Ordering::Acquire));
        Self {
            actor,
            account: self.account.clone(),
            token: self.token,
            since: self.since,
            language: Mutex::new(self.language()),
            expires: self.expires,
            short: self.short,
            last_seen: same(&self.last_seen),
            last_written: same(&self.last_written),
            ended: AtomicBool::new(self.ended.load(Ordering::Acquire)),
            confirmed_at: same(&self.confirmed_at),
        }
    }

    /// When it began.
    pub(crate) fn since(&self) -> Timestamp {
        self.since
    }

    /// Whether it is one on a device that others use too.
    #[must_use]
    pub fn short(&self) -> bool {
        self.short
    }

    fn ended(&self, now: Timestamp) -> bool {
        let last = self.last_seen.load(Ordering::Relaxed);
        let idle = now.as_millisecond() - last > idle_millis(self.short);
        self.ended.load(Ordering::Acquire) || now >= self.expires || idle
    }
}

const MILLIS_A_MINUTE: i64 = 60 * 1_000;

/// How long a session may be without use.
const fn idle_millis(short: bool) -> i64 {
    if short {
        SHORT_IDLE_MINUTES * MILLIS_A_MINUTE
    } else {
        IDLE_DAYS * 24 * 60 * MILLIS_A_MINUTE
    }
}

/// Whether a stored session is a short one: no other has so little time from its beginning on.
fn is_short(row: &store::Session) -> bool {
    row.expires.0 - row.created.0 <= SHORT_HOURS * 60 * MILLIS_A_MINUTE
}

/// Whether a stored session has ended for want of use, as far as its use was written down.
pub(crate) fn is_idle(row: &store::Session, now: UnixMillis) -> bool {
    now.0 - row.last_seen.0 > idle_millis(is_short(row)) + TOUCH_MINUTES * MILLIS_A_MINUTE
}

/// Whether somebody signed in on this device before, as far as it shows that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Novelty {
    /// It does.
    Known,
    /// It does not: pages tell of it, and a letter.
    New,
    /// It does not, and a letter tells of it already.
    Told,
}

/// A fresh session and the secret for its cookie.
#[derive(Debug)]
pub struct SignedIn {
    /// For the cookie; nobody keeps it.
    pub secret: Secret,
    /// Who signed in.
    pub session: Arc<Session>,
}

pub(crate) fn millis(at: Timestamp) -> UnixMillis {
    UnixMillis(at.as_millisecond())
}

/// The stored tag; `und` (BCP 47: undetermined) for somebody who has not chosen.
pub(crate) fn tag(language: Option<Language>) -> &'static str {
    language.map_or("und", Language::code)
}

pub(crate) fn language(tag: &str) -> Option<Language> {
    match tag {
        "en" => Some(Language::En),
        "nl" => Some(Language::Nl),
        _ => None,
    }
}

fn device(text: &str) -> Arc<str> {
    let plain: String = text
        .chars()
        .filter(|c| !c.is_control())
        .take(DEVICE_CHARS)
        .collect();
    plain.into()
}

impl<S: Store> App<S> {
    /// Signs somebody in with address and password alone. `None` when the two do not fit
    /// together, when a code is asked for as well, or after too many guesses; see
    /// [`App::enter`].
    ///
    /// The sign-in stands on that person's private record.
    ///
    /// # Errors
    /// A [`Fault`] when storing fails.
    pub async fn sign_in(
        self: &Arc<Self>,
        email: &str,
        password: Password,
        device_text: &str,
    ) -> Result<Option<SignedIn>, Fault> {
        Ok(
            match self.enter(email, password, device_text, None).await? {
                Entrance::In(signed_in, _) => Some(signed_in),
                Entrance::Refused | Entrance::Waits | Entrance::Second(_) => None,
            },
        )
    }

    /// Begins a session in the chosen language, on a device as it calls itself.
    pub(crate) async fn begin_session(
        self: &Arc<Self>,
        account: &Account,
        actor: Actor,
        (language, on): (Option<Language>, OnDevice<'_>),
        novelty: Novelty,
    ) -> Result<SignedIn, Fault> {
        let now = self.clock.now();
        let secret = Secret::fresh(&*self.entropy);
        let told = match novelty {
            Novelty::Known => Vec::new(),
            novelty @ (Novelty::New | Novelty::Told) => {
                let letter = novelty == Novelty::New;
                self.sign_in_rows(account, (&actor, secret.hash()), letter)
                    .await?
            }
        };
        let account = account.id.clone();
        let device = device(on.text);
        let hours = if on.shared {
            SHORT_HOURS
        } else {
            ABSOLUTE_DAYS * 24
        };
        let expires = now + SignedDuration::from_hours(hours);
        let row = store::Session {
            token: secret.hash(),
            account: account.clone(),
            // The entry says it, and its words can be erased; a copy here could not.
            device: String::new(),
            created: millis(now),
            last_seen: millis(now),
            expires: millis(expires),
            revoked: None,
            family: Some(actor.family.clone()),
            entry: None,
        };
        let event = PersonalEvent::SignedIn { device };
        let rows = move |entry| {
            let entry = Some(entry);
            let mut rows = vec![Row::Session(store::Session {
                entry,
                ..row.clone()
            })];
            rows.extend(told.iter().cloned());
            rows
        };
        let noted = self
            .note_at(actor.clone(), self.fresh_command(), event, rows)
            .await;
        if novelty != Novelty::Known {
            // Whatever was answered: it may be stored.
            self.alerts_changed(&account);
            self.mail_written();
        }
        match noted? {
            Noted::Now => {}
            Noted::Already | Noted::Conflict(_) => {
                return Err(Fault::new("signing in", "the session's token was taken"));
            }
        }
        let session = Arc::new(Session {
            actor,
            account,
            token: secret.hash(),
            language: Mutex::new(language),
            since: now,
            expires,
            short: on.shared,
            last_seen: AtomicI64::new(now.as_millisecond()),
            last_written: AtomicI64::new(now.as_millisecond()),
            ended: AtomicBool::new(false),
            confirmed_at: AtomicI64::new(now.as_millisecond()),
        });
        self.sessions.insert(session.token, Arc::clone(&session));
        Ok(SignedIn { secret, session })
    }

    /// Who an account is: in this family if it belongs to it, else in the first by id.
    pub(crate) async fn actor_of(
        &self,
        account: &AccountId,
        family: Option<&store::FamilyId>,
    ) -> Result<Option<Actor>, Fault> {
        let doing = "finding an account's family";
        let memberships = self
            .store
            .memberships(account)
            .await
            .map_err(|e| Fault::new(doing, e))?;
        let here = memberships
            .iter()
            .position(|one| Some(&one.family) == family);
        let Some(membership) = memberships.into_iter().nth(here.unwrap_or(0)) else {
            return Ok(None);
        };
        let member: MemberId = membership
            .member
            .as_str()
            .parse()
            .map_err(|e: family::BadId| Fault::new(doing, e))?;
        let snapshot = self.slot(&membership.family).await?.snapshot();
        Ok(Some(Actor {
            side: snapshot.family.side_of(&member),
            family: membership.family,
            member,
        }))
    }

    /// Puts a short session in the place of this one, since others use the device too. Whoever was
    /// asked lately who it is was so, and nobody is by this.
    ///
    /// # Errors
    /// A [`Fault`] when storing fails.
    pub async fn shorten(
        self: &Arc<Self>,
        session: &Session,
        device_text: &str,
    ) -> Result<SignedIn, Fault> {
        let account = self.account_of(session, "shortening a session").await?;
        // Whoever is told of as new stays so.
        let novelty = if self.alerts(session).await?.new_here {
            Novelty::Told
        } else {
            Novelty::Known
        };
        let on = OnDevice {
            text: device_text,
            shared: true,
        };
        let short = self
            .begin_session(
                &account,
                session.actor.clone(),
                (session.language(), on),
                novelty,
            )
            .await?;
        let confirmed = session.confirmed_at.load(Ordering::Relaxed);
        short
            .session
            .confirmed_at
            .store(confirmed, Ordering::Relaxed);
        self.sign_out(session).await?;
        Ok(short)
    }

    /// The account of a session.
    pub(crate) async fn account_of(
        &self,
        session: &Session,
        doing: &'static str,
    ) -> Result<Account, Fault> {
        let account = self.store.account(&session.account).await;
        let account = account.map_err(|e| Fault::new(doing, e))?;
        account.ok_or_else(|| Fault::new(doing, "the account is gone"))
    }

    /// Ends a session. From the first moment on its secret opens nothing here, whatever becomes
    /// of the request; the rest goes on when the caller stops waiting.
    ///
    /// # Errors
    /// A [`Fault`] when it could not be written down: then the session is over in this process,
    /// and may come back after a restart.
    pub async fn sign_out(self: &Arc<Self>, session: &Session) -> Result<(), Fault> {
        session.ended.store(true, Ordering::Release);
        self.signed_out.insert(session.token, ());
        self.sessions.invalidate(&session.token);
        let row = Row::RevokeSession {
            token: session.token,
            at: millis(self.clock.now()),
        };
        self.note(
            session.actor.clone(),
            self.fresh_command(),
            PersonalEvent::SignedOut,
            vec![row],
        )
        .await
        .map(|_| ())
    }

    /// Ends all sessions of an account that was closed. The store has removed them already.
    pub(crate) fn end_sessions(&self, account: &AccountId) {
        self.closed.insert(account.clone(), ());
        for (token, session) in &self.sessions {
            if session.account == *account {
                session.ended.store(true, Ordering::Release);
                self.sessions.invalidate(&*token);
            }
        }
    }

    /// Ends all sessions of an account that stays, as the store has them ended already.
    pub(crate) fn revoke_sessions(&self, account: &AccountId) {
        for (token, session) in &self.sessions {
            if session.account == *account {
                session.ended.store(true, Ordering::Release);
                self.signed_out.insert(*token, ());
                self.sessions.invalidate(&*token);
            }
        }
    }

    /// Lets the sessions of an account go from memory, so that the store is asked whether they are
    /// still there.
    pub(crate) fn read_sessions_again(&self, account: &AccountId) {
        for (token, session) in &self.sessions {
            if session.account == *account {
                self.sessions.invalidate(&*token);
            }
        }
    }

    /// Keeps the language that a person chose, for all their devices.
    ///
    /// # Errors
    /// A [`Fault`] when storing fails.
    pub async fn choose_language(
        self: &Arc<Self>,
        session: &Session,
        language: Language,
    ) -> Result<(), Fault> {
        if session.language() == Some(language) {
            return Ok(());
        }
        let row = Row::Language {
            account: session.account.clone(),
            language: tag(Some(language)).to_owned(),
        };
        self.note(
            session.actor.clone(),
            self.fresh_command(),
            PersonalEvent::LanguageChosen(language),
            vec![row],
        )
        .await?;
        *session
            .language
            .lock()
            .unwrap_or_else(PoisonError::into_inner) = Some(language);
        Ok(())
    }

    /// A fresh id for a command; a form carries it, so that sending it twice does it once.
    #[must_use]
    pub fn fresh_command(&self) -> CommandId {
        CommandId::from_random(random(&*self.entropy))
    }
}
