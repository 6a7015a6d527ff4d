//! What is a reader's own about what comes in: the calm that person chose, and what was shown. It
//! changes that person's pages and notices alone; nobody else's answer depends on it.
//!
//! May touch: the reader's private record, the store, its own memory.

use crate::families::Actor;
use crate::people::Noted;
use crate::{App, Fault, RecordLine, Session, Tree};
use family::{About, CallWish, Calm, Family, PersonalEvent, Said, Showing, Thread};
use jiff::Timestamp;
use ledger::CommandId;
use moka::sync::Cache;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use store::{FamilyId, MemberId, ReaderRow, Row, Shown, Store, TopicMark, Written};
use tokio::sync::OnceCell;

/// Most readers of whom it is kept in memory what is their own.
const KEPT: u64 = 20_000;

/// What is one reader's own.
#[derive(Debug, Clone, Default)]
pub struct Mine {
    calm: Calm,
    wish: CallWish,
    /// By what stands for each topic.
    shown: BTreeMap<TopicMark, u64>,
    /// Up to which entry everything of a topic was shown: it stays so whatever is chosen later.
    seen: BTreeMap<About, u64>,
    /// All messages below this entry were asked for.
    opened: u64,
    /// What a batch told of is shown.
    told_up_to: Option<Timestamp>,
    /// Another one each time that any of it changes.
    version: u64,
}

impl Mine {
    /// How this person chose to be reached.
    #[must_use]
    pub fn calm(&self) -> &Calm {
        &self.calm
    }

    /// Whether this person wants to call more.
    #[must_use]
    pub fn calls_wished(&self) -> CallWish {
        self.wish
    }

    /// Another number each time that any of this changes; for what is kept ready.
    #[must_use]
    pub fn version(&self) -> u64 {
        self.version
    }

    /// Whether a message of the other parent is shown now, or when it will be.
    #[must_use]
    pub fn showing(&self, family: &Family, said: &Said, now: Timestamp) -> Showing {
        let topic = family.threads().of(said.entry);
        let seen = topic.and_then(|topic| self.seen.get(&topic.about));
        if said.entry < self.opened || seen.is_some_and(|up_to| said.entry <= *up_to) {
            return Showing::Open;
        }
        let sent = (said.at, said.urgency);
        self.calm.showing(family.zone(), sent, self.told_up_to, now)
    }
}

/// What is in memory of readers.
pub(crate) struct MineKept {
    kept: Cache<(FamilyId, MemberId), Arc<OnceCell<Arc<Mine>>>>,
    versions: AtomicU64,
}

impl Default for MineKept {
    fn default() -> Self {
        Self {
            kept: Cache::new(KEPT),
            versions: AtomicU64::new(1),
        }
    }
}

impl MineKept {
    /// Reads it again the next time.
    pub(crate) fn forget(&self, family: &FamilyId, member: &MemberId) {
        self.kept.invalidate(&(family.clone(), member.clone()));
    }
}

/// What a reader's page of a topic needs of all others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct New {
    /// Messages that are shown and were not yet.
    pub unseen: usize,
    /// Messages that wait for their time.
    pub held: usize,
    /// When the first of those is shown.
    pub next: Option<Timestamp>,
}

impl New {
    fn and(self, other: Self) -> Self {
        Self {
            unseen: self.unseen + other.unseen,
            held: self.held + other.held,
            next: match (self.next, other.next) {
                (Some(one), Some(other)) => Some(one.min(other)),
                (one, other) => one.or(other),
            },
        }
    }
}

impl<S: Store> App<S> {
    /// What is this reader's own.
    ///
    /// # Errors
    /// A [`Fault`] when it cannot be read.
    pub async fn mine(&self, session: &Session) -> Result<Arc<Mine>, Fault> {
        let actor = session.actor();
        self.mine_of(&actor.family, &actor.member).await
    }

    /// As [`App::mine`], of a member.
    pub(crate) async fn mine_of(
        &self,
        family: &FamilyId,
        member: &family::MemberId,
    ) -> Result<Arc<Mine>, Fault> {
        let id = MemberId::new(member.as_str());
        let cell = self
            .mine
            .kept
            .get_with((family.clone(), id.clone()), Arc::default);
        let found = cell.get_or_try_init(|| self.read_mine(family, &id)).await?;
        Ok(Arc::clone(found))
    }

    async fn read_mine(&self, family: &FamilyId, member: &MemberId) -> Result<Arc<Mine>, Fault> {
        let doing = "reading what is a person's own";
        let (calm, wish) = self.chosen_of(family, member).await?.unwrap_or_default();
        let shown = self.store.shown(family, member).await;
        let mut shown: BTreeMap<TopicMark, u64> = shown
            .map_err(|e| Fault::new(doing, e))?
            .into_iter()
            .collect();
        let opened = shown.remove(&self.everything(family, member));
        let told = self.told(family, member).await?;
        let snapshot = self.slot(family).await?.snapshot();
        let topics = snapshot.family.threads().all().map(|topic| &topic.about);
        let seen = topics.filter_map(|about| {
            let up_to = shown.get(&self.mark(family, member, about))?;
            Some((about.clone(), *up_to))
        });
        Ok(Arc::new(Mine {
            seen: seen.collect(),
            calm,
            wish,
            shown,
            opened: opened.unwrap_or(0),
            told_up_to: told.and_then(|told| told.sent.shown_up_to),
            version: self.mine.versions.fetch_add(1, Ordering::Relaxed),
        }))
    }

    /// How a member chose to be reached, and whether that person wants to call more; `None` for who
    /// has no private record.
    async fn chosen_of(
        &self,
        family: &FamilyId,
        member: &MemberId,
    ) -> Result<Option<(Calm, CallWish)>, Fault> {
        let doing = "looking for how somebody is reached";
        let row = self.store.private_tree(family, member).await;
        let row = row.map_err(|e| Fault::new(doing, e))?;
        if row.is_none_or(|row| row.keys.is_none()) {
            return Ok(None);
        }
        let cell = self.people.cell(family, member);
        let mut held = cell.lock().await;
        let tree = self.private(&mut held, family, member).await?;
        let chosen = (*held.own().calm(), held.own().calls_wished());
        held.keep(tree);
        Ok(Some(chosen))
    }

    /// Keeps how a person wants to be reached. It stands in that person's own record.
    ///
    /// # Errors
    /// A [`Fault`] when storing fails.
    pub async fn choose_calm(
        self: &Arc<Self>,
        session: &Session,
        command: CommandId,
        calm: Calm,
    ) -> Result<(), Fault> {
        let actor = session.actor().clone();
        let (family, member) = (actor.family.clone(), MemberId::new(actor.member.as_str()));
        let noted = self
            .note(actor, command, PersonalEvent::CalmChosen(calm), Vec::new())
            .await;
        self.mine.forget(&family, &member);
        self.notifying.touched(&family);
        match noted? {
            Noted::Now | Noted::Already => {}
            Noted::Conflict(conflict) => {
                return Err(Fault::new("choosing how to be reached", conflict));
            }
        }
        self.changed();
        Ok(())
    }

    /// Keeps whether a person wants to call more. It stands in that person's own record, and changes
    /// that person's pages alone.
    ///
    /// # Errors
    /// A [`Fault`] when storing fails.
    pub async fn wish_calls(
        self: &Arc<Self>,
        session: &Session,
        command: CommandId,
        wish: CallWish,
    ) -> Result<(), Fault> {
        let actor = session.actor().clone();
        let (family, member) = (actor.family.clone(), MemberId::new(actor.member.as_str()));
        let wished = PersonalEvent::CallsWished(wish);
        let noted = self.note(actor, command, wished, Vec::new()).await;
        self.mine.forget(&family, &member);
        match noted? {
            Noted::Now | Noted::Already => {}
            Noted::Conflict(conflict) => {
                return Err(Fault::new("choosing to be told of calls", conflict));
            }
        }
        self.changed();
        Ok(())
    }

    /// How many messages of the other parent in a topic are new to this reader, or wait.
    #[must_use]
    pub fn new_in(
        &self,
        session: &Session,
        mine: &Mine,
        family: &Family,
        thread: &Thread,
        now: Timestamp,
    ) -> New {
        let actor = session.actor();
        let Some(side) = actor.side else {
            return New::default();
        };
        let member = MemberId::new(actor.member.as_str());
        let mark = self.mark(&actor.family, &member, &thread.about);
        let shown = mine.shown.get(&mark).copied();
        let mut new = New::default();
        // Newest first: what was shown once ends the search, but for what waits behind it.
        for said in thread.all().rev() {
            if shown.is_some_and(|shown| said.entry <= shown) {
                break;
            }
            if said.by == side {
                continue;
            }
            let this = match mine.showing(family, said, now) {
                Showing::Open => New {
                    unseen: 1,
                    ..New::default()
                },
                Showing::Held { until } => New {
                    held: 1,
                    next: Some(until),
                    ..New::default()
                },
            };
            new = new.and(this);
        }
        new
    }

    /// The same over all topics.
    #[must_use]
    pub fn new_to(&self, session: &Session, mine: &Mine, family: &Family, now: Timestamp) -> New {
        let each = family.threads().all();
        each.map(|thread| self.new_in(session, mine, family, thread, now))
            .fold(New::default(), New::and)
    }

    /// Up to which entry a topic was shown to a member.
    pub(crate) fn shown_up_to(&self, actor: &Actor, mine: &Mine, about: &About) -> Option<u64> {
        let member = MemberId::new(actor.member.as_str());
        let mark = self.mark(&actor.family, &member, about);
        mine.shown.get(&mark).copied()
    }

    /// How many messages of the other parent a parent was not shown yet.
    pub(crate) fn not_shown(&self, actor: &Actor, mine: &Mine, family: &Family) -> usize {
        let new = |thread: &Thread| {
            let shown = self.shown_up_to(actor, mine, &thread.about);
            // Newest first: what was shown once ends the search.
            let since = thread.all().rev();
            let since = since.take_while(|said| shown.is_none_or(|shown| said.entry > shown));
            since.filter(|said| Some(said.by) != actor.side).count()
        };
        family.threads().all().map(new).sum()
    }

    /// Notes up to which message a topic was shown to its reader, for that person's own pages.
    ///
    /// # Errors
    /// A [`Fault`] when storing fails.
    pub async fn note_shown(
        &self,
        session: &Session,
        about: &About,
        up_to: u64,
    ) -> Result<(), Fault> {
        let actor = session.actor();
        let member = MemberId::new(actor.member.as_str());
        let topic = self.mark(&actor.family, &member, about);
        let known = self.mine(session).await?.shown.get(&topic).copied();
        if known.is_some_and(|known| known >= up_to) {
            return Ok(());
        }
        self.note_mark(actor, topic, up_to).await
    }

    /// Shows a reader at once what is there and waits for its time.
    ///
    /// # Errors
    /// A [`Fault`] when storing fails.
    pub async fn open_held(&self, session: &Session) -> Result<(), Fault> {
        let actor = session.actor();
        let member = MemberId::new(actor.member.as_str());
        let everything = self.everything(&actor.family, &member);
        let size = self.family(session).await?.head.size;
        self.note_mark(actor, everything, size).await
    }

    async fn note_mark(&self, actor: &Actor, topic: TopicMark, up_to: u64) -> Result<(), Fault> {
        let doing = "noting what was shown";
        let member = MemberId::new(actor.member.as_str());
        let row = Row::Reader(ReaderRow::Shown(Shown {
            family: actor.family.clone(),
            member: member.clone(),
            topic,
            up_to,
        }));
        let written = self.store.write(vec![row]).await;
        self.mine.forget(&actor.family, &member);
        match written.map_err(|e| Fault::new(doing, e))? {
            Written::Done => Ok(()),
            Written::Conflict(conflict) => Err(Fault::new(doing, conflict)),
        }
    }

    /// What stands for a topic where its name may not.
    fn mark(&self, family: &FamilyId, member: &MemberId, about: &About) -> TopicMark {
        let (kind, id) = match about {
            About::Child(id) => ("child", id.as_str()),
            About::Proposal(id) => ("proposal", id.as_str()),
            About::Subject(id) => ("subject", id.as_str()),
        };
        self.marked(&[family.as_str(), member.as_str(), kind, id])
    }

    /// What stands for all topics together.
    fn everything(&self, family: &FamilyId, member: &MemberId) -> TopicMark {
        self.marked(&[family.as_str(), member.as_str(), "everything"])
    }

    fn marked(&self, parts: &[&str]) -> TopicMark {
        let mac = self.mac("what was shown", parts.join("\n").as_bytes());
        let mut mark = [0; 16];
        mark.copy_from_slice(&mac[..16]);
        TopicMark(mark)
    }

    /// The entries with these numbers, newest first, as they stand in the record that both parents
    /// see; those that are not there are left out.
    ///
    /// # Errors
    /// A [`Fault`] when one cannot be opened or reading fails.
    pub async fn entries(
        &self,
        session: &Session,
        newest_first: &[u64],
    ) -> Result<Vec<RecordLine>, Fault> {
        let readable = self.readable(session, Tree::Shared).await?;
        self.picked(&readable, newest_first).await
    }
}
