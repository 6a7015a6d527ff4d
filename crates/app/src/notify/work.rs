//! The rounds: which families are looked at, what came there, and what is told of it.
//!
//! May touch: the store, families and private records in memory, the clock.

use super::waiting::{Rest, Source, Waiting};
use super::{Told, leaving};
use crate::codec::decode;
use crate::families::Actor;
use crate::mine::Mine;
use crate::tree::{Keys, Opened};
use crate::{App, Fault, Opens, Snapshot};
use family::{About, Digest, Entry, Family, NextNotice, Notice, PendingNotice, notice_of};
use jiff::{SignedDuration, Timestamp};
use plan::Side;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};
use store::{AccountId, Conflict, FamilyId, MemberId, Membership, Row, Store, Written, limits};

/// Entries read at a time.
const READ_ENTRIES: u64 = 256;
/// Most steps for one person in one round; the next round goes on.
const STEPS: usize = 16;
/// Whoever takes part for less than this is told of everything since; anybody else who is looked at
/// for the first time, of what comes from then on.
const NEW: SignedDuration = SignedDuration::from_hours(24);

/// What is known between rounds.
#[derive(Default)]
pub(crate) struct Notifying {
    /// Held during a round, so that there is one at a time.
    families: tokio::sync::Mutex<HashMap<FamilyId, Watched>>,
    /// Families in which somebody chose other settings since the last look.
    touched: Mutex<HashSet<FamilyId>>,
}

impl Notifying {
    /// Looks at a family in the next round, whatever came there.
    pub(crate) fn touched(&self, family: &FamilyId) {
        let mut touched = self.touched.lock().unwrap_or_else(PoisonError::into_inner);
        touched.insert(family.clone());
    }

    fn was_touched(&self, family: &FamilyId) -> bool {
        let mut touched = self.touched.lock().unwrap_or_else(PoisonError::into_inner);
        touched.remove(family)
    }
}

/// One family.
#[derive(Default)]
struct Watched {
    /// When it was last looked at, and how many entries there were.
    last: Option<(Timestamp, u64)>,
    /// When something is due, if anything is.
    due: Option<Timestamp>,
    rest: Rest,
    members: HashMap<MemberId, (Waiting, Rest)>,
}

impl Watched {
    /// Whether there is nothing to do before its time. A clock that was set back does not count.
    fn sleeps(&self, now: Timestamp, size: u64) -> bool {
        let known = self
            .last
            .is_some_and(|(at, then)| at <= now && then == size);
        known && self.due.is_none_or(|due| due > now)
    }
}

/// One parent of a family.
pub(super) struct Reader {
    pub actor: Actor,
    pub side: Side,
    pub member: MemberId,
    pub account: AccountId,
    pub snapshot: Arc<Snapshot>,
    keys: Arc<Keys>,
}

impl Reader {
    pub(super) fn family(&self) -> &Family {
        &self.snapshot.family
    }

    /// From which entry on somebody is told who is looked at for the first time.
    fn first(&self, now: Timestamp) -> u64 {
        let holder = self.family().seat(self.side).holders.last();
        let new = holder.filter(|holder| {
            holder.member == self.actor.member && now.duration_since(holder.joined) < NEW
        });
        new.map_or(self.snapshot.head.size, |holder| {
            holder.first.saturating_add(1)
        })
    }
}

/// What became of one step.
enum Step {
    /// There may be more to do.
    Again,
    /// Nothing to do before this time, if ever.
    Wait(Option<Timestamp>),
}

/// When there is something to write down about overviews.
enum Due {
    /// Now: what will have been told, and the rows that send it.
    Now(Told, Vec<Row>),
    /// Then, if ever.
    Then(Option<Timestamp>),
}

fn earlier(one: Option<Timestamp>, other: Option<Timestamp>) -> Option<Timestamp> {
    one.into_iter().chain(other).min()
}

impl<S: Store> App<S> {
    /// One round of telling people of what came: for each parent with an account, letters go into the
    /// outbox as that person chose. Says when to come again; never before something is recorded, or
    /// somebody chooses other settings, when that is `None`. One round at a time.
    ///
    /// A family that cannot be read, or a person's record that cannot, holds nobody else up; it is
    /// tried again after a pause.
    ///
    /// # Errors
    /// A [`Fault`] when the families cannot be listed.
    pub async fn notify(&self) -> Result<Option<Timestamp>, Fault> {
        let mut families = self.notifying.families.lock().await;
        // What is kept has no finer times.
        let now = self.clock.now();
        let now = Timestamp::from_millisecond(now.as_millisecond()).unwrap_or(now);
        let mut next = None;
        let mut after: Option<FamilyId> = None;
        loop {
            let page = self.store.families(after.as_ref()).await;
            let page = page.map_err(|e| Fault::new("looking for families", e))?;
            for row in &page {
                if row.keys.is_none() {
                    families.remove(&row.id);
                    continue;
                }
                let watched = families.entry(row.id.clone()).or_default();
                next = earlier(next, self.look_after(&row.id, watched, now).await);
            }
            let full = u32::try_from(page.len()).is_ok_and(|rows| rows >= limits::LIST);
            match page.into_iter().next_back() {
                Some(last) if full => after = Some(last.id),
                Some(_) | None => return Ok(next),
            }
        }
    }

    /// Looks at one family; says when to look again.
    async fn look_after(
        &self,
        id: &FamilyId,
        watched: &mut Watched,
        now: Timestamp,
    ) -> Option<Timestamp> {
        if let Some(until) = watched.rest.until(now) {
            return Some(until);
        }
        match self.look_into(id, watched, now).await {
            Ok(()) => watched.rest.well(),
            // It has written its line in the log.
            Err(_) => {
                watched.rest.failed(now);
                watched.due = watched.rest.until(now);
                watched.last = None;
            }
        }
        watched.due
    }

    async fn look_into(
        &self,
        id: &FamilyId,
        watched: &mut Watched,
        now: Timestamp,
    ) -> Result<(), Fault> {
        let slot = self.slot(id).await?;
        let snapshot = slot.snapshot();
        let size = snapshot.head.size;
        if !self.notifying.was_touched(id) && watched.sleeps(now, size) {
            return Ok(());
        }
        let members = self.store.family_memberships(id).await;
        let members = members.map_err(|e| Fault::new("looking for members", e))?;
        let mut due = None;
        let mut there = HashSet::new();
        for membership in members {
            let Some(reader) = reader(membership, &snapshot, &slot.keys) else {
                continue;
            };
            there.insert(reader.member.clone());
            let kept = watched.members.entry(reader.member.clone());
            let (waiting, rest) = kept.or_default();
            due = earlier(due, self.tell(&reader, waiting, rest, now).await);
        }
        watched.members.retain(|member, _| there.contains(member));
        watched.due = due;
        watched.last = Some((now, size));
        Ok(())
    }

    /// Tells one parent what is due; says when to look again.
    async fn tell(
        &self,
        reader: &Reader,
        waiting: &mut Waiting,
        rest: &mut Rest,
        now: Timestamp,
    ) -> Option<Timestamp> {
        if let Some(until) = rest.until(now) {
            return Some(until);
        }
        for _ in 0..STEPS {
            match self.step(reader, waiting, now).await {
                Ok(Step::Again) => {}
                Ok(Step::Wait(next)) => {
                    rest.well();
                    return next;
                }
                // It has written its line in the log. What is stored is read again.
                Err(_) => {
                    *waiting = Waiting::default();
                    rest.failed(now);
                    return rest.until(now);
                }
            }
        }
        Some(now)
    }

    async fn step(
        &self,
        reader: &Reader,
        waiting: &mut Waiting,
        now: Timestamp,
    ) -> Result<Step, Fault> {
        let Some(told) = waiting.told.clone() else {
            return self.begin(reader, waiting, now).await;
        };
        self.read_on(reader, waiting).await?;
        let actor = &reader.actor;
        let mine = self.mine_of(&actor.family, &actor.member).await?;
        self.pass_over_shown(reader, waiting, &mine);
        let (family, calm) = (reader.family(), mine.calm());
        let pending = waiting.pending(family, reader.side, now);
        let items: Vec<_> = pending.iter().map(|(_, item)| *item).collect();
        let next = match calm.next_notice(family.zone(), &items, &told.sent, now) {
            NextNotice::Send(notice) => {
                let (next, notice) = waiting.after(&told, (notice, &pending), calm);
                let opens = opens(family, &notice, &pending);
                let rows = self.leaving(reader, calm, &notice, &opens).await?;
                return self.keep(reader, waiting, next, rows).await;
            }
            NextNotice::WaitUntil(at) => Some(at),
            NextNotice::Nothing => None,
        };
        let due = match self.overview_due(reader, &mine, &told, now).await? {
            Due::Now(next, rows) => return self.keep(reader, waiting, next, rows).await,
            Due::Then(due) => due,
        };
        if let Some(next) = waiting.lagging(&told) {
            return self.keep(reader, waiting, next, Vec::new()).await;
        }
        let reminders = family::reminders(family, reader.side, now, Timestamp::MAX);
        let reminder = reminders.first().map(|(at, _)| *at);
        Ok(Step::Wait(earlier(earlier(next, due), reminder)))
    }

    /// Reads what a parent was told, or begins to remember it.
    async fn begin(
        &self,
        reader: &Reader,
        waiting: &mut Waiting,
        now: Timestamp,
    ) -> Result<Step, Fault> {
        if let Some(told) = self.told(&reader.actor.family, &reader.member).await? {
            *waiting = Waiting::from(told);
            return Ok(Step::Again);
        }
        let told = Told {
            up_to: reader.first(now),
            reminded: Some(now),
            ..Told::default()
        };
        *waiting = Waiting {
            read: told.up_to,
            ..Waiting::default()
        };
        self.keep(reader, waiting, told, Vec::new()).await
    }

    /// Reads what was recorded since the last look.
    async fn read_on(&self, reader: &Reader, waiting: &mut Waiting) -> Result<(), Fault> {
        let size = reader.snapshot.head.size;
        while waiting.read < size {
            let end = size.min(waiting.read.saturating_add(READ_ENTRIES));
            let opened = self.opened(&reader.keys, waiting.read..end).await?;
            if opened.is_empty() {
                return Err(Fault::new("reading what came", "entries are missing"));
            }
            for one in opened {
                let entry = one.sequence;
                let notice = entry_of(&one)?;
                let notice = notice.and_then(|one| notice_of(reader.family(), &one, reader.side));
                waiting.take(entry, notice);
            }
        }
        Ok(())
    }

    /// Lets go of messages that were shown to their reader, or whose words were destroyed.
    fn pass_over_shown(&self, reader: &Reader, waiting: &mut Waiting, mine: &Mine) {
        let threads = reader.family().threads();
        let mut shown: BTreeMap<&About, Option<u64>> = BTreeMap::new();
        waiting.pass_over(|entry| {
            let Some(thread) = threads.of(entry) else {
                return true;
            };
            let look = || self.shown_up_to(&reader.actor, mine, &thread.about);
            let up_to = shown.entry(&thread.about).or_insert_with(look);
            up_to.is_some_and(|up_to| entry <= up_to)
        });
    }

    /// The overview that is due, if one is.
    async fn overview_due(
        &self,
        reader: &Reader,
        mine: &Mine,
        told: &Told,
        now: Timestamp,
    ) -> Result<Due, Fault> {
        let calm = mine.calm();
        let since = |digest| Told {
            digest,
            ..told.clone()
        };
        let begun = match (calm.digest, told.digest) {
            (Digest::None, None) => return Ok(Due::Then(None)),
            // When overviews are chosen again, those that were missed meanwhile do not come.
            (Digest::None, Some(_)) => return Ok(Due::Now(since(None), Vec::new())),
            (Digest::Daily(_) | Digest::Weekly(..), None) => {
                return Ok(Due::Now(since(Some(now)), Vec::new()));
            }
            (Digest::Daily(_) | Digest::Weekly(..), Some(begun)) => begun,
        };
        let zone = reader.family().zone();
        let turn = calm.next_digest(zone, Some(begun), now);
        if turn.is_none_or(|turn| turn.due.is_none()) {
            return Ok(Due::Then(turn.map(|turn| turn.next)));
        }
        let rows = self.overview(reader, mine, now).await?;
        Ok(Due::Now(since(Some(now)), rows))
    }

    /// Writes down what was told, with what leaves for it, in one transaction.
    async fn keep(
        &self,
        reader: &Reader,
        waiting: &mut Waiting,
        told: Told,
        rows: Vec<Row>,
    ) -> Result<Step, Fault> {
        let Actor { family, .. } = &reader.actor;
        let before = waiting.told.as_ref();
        let shows = before.is_none_or(|before| before.sent.shown_up_to != told.sent.shown_up_to);
        let leaves = !rows.is_empty();
        let before = before.map(|before| before.up_to);
        let mut all = vec![self.told_row(family, &reader.member, (before, &told))?];
        all.extend(rows);
        let written = self.store.write(all).await;
        // Whatever was answered: it may be durable.
        if shows {
            self.mine.forget(family, &reader.member);
        }
        if leaves {
            self.mail_written();
        }
        match written.map_err(|e| Fault::new("noting what somebody was told", e))? {
            Written::Done => {
                waiting.keep(told);
                Ok(Step::Again)
            }
            // Somebody else told the same.
            Written::Conflict(Conflict::Moved) => {
                *waiting = Waiting::default();
                Ok(Step::Again)
            }
            // Whoever this is about is gone.
            Written::Conflict(Conflict::Missing) => {
                *waiting = Waiting::default();
                Ok(Step::Wait(None))
            }
            Written::Conflict(
                other @ (Conflict::EmailTaken
                | Conflict::InvitationSpent
                | Conflict::Taken
                | Conflict::TooMany
                | Conflict::Incomplete),
            ) => Err(Fault::new("noting what somebody was told", other)),
        }
    }
}

/// What is opened by whoever is told of some of what waits.
fn opens(family: &Family, notice: &Notice, pending: &[(Source, PendingNotice)]) -> Opens {
    let entries = notice.items.iter().filter_map(|place| pending.get(*place));
    let entries: Option<Vec<u64>> = entries
        .map(|(source, _)| match source {
            Source::Entry(entry) => Some(*entry),
            Source::Reminder(_) => None,
        })
        .collect();
    entries.map_or(Opens::Today, |all| leaving::opens(family, all.into_iter()))
}

/// The parent whom a membership is of; `None` for anybody else.
fn reader(membership: Membership, snapshot: &Arc<Snapshot>, keys: &Arc<Keys>) -> Option<Reader> {
    let member: family::MemberId = membership.member.as_str().parse().ok()?;
    let side = snapshot.family.side_of(&member)?;
    snapshot.family.seat(side).joined().then(|| Reader {
        actor: Actor {
            family: membership.family,
            member,
            side: Some(side),
        },
        side,
        member: membership.member,
        account: membership.account,
        snapshot: Arc::clone(snapshot),
        keys: Arc::clone(keys),
    })
}

/// An entry as the rules read it; `None` once its words were destroyed.
fn entry_of(opened: &Opened) -> Result<Option<Entry>, Fault> {
    let doing = "reading what came";
    let Some(body) = &opened.body else {
        return Ok(None);
    };
    let by = opened.author.to_string().parse();
    Ok(Some(Entry {
        sequence: opened.sequence,
        at: opened.at,
        by: by.map_err(|e: family::BadId| Fault::new(doing, e))?,
        event: decode(&opened.kind, &body.bytes).map_err(|e| Fault::new(doing, e))?,
    }))
}
