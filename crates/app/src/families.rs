//! The families in memory: each folded once, kept by its head, and changed by one act at a time.

use crate::attachments::{Sealing, check_named};
use crate::codec::{decode, was};
use crate::device::{By, decided};
use crate::ending::Ending;
use crate::tree::{Act, Files, Head, Keys, Opened, Tree};
use crate::{ActError, App, Fault};
use family::{Command, Context, Entry, Event, Family, Gone, MemberId, evolve, evolve_gone};
use jiff::Timestamp;
use ledger::{AuthorId, CommandId, Seen, TreeKind};
use plan::Side;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use store::{Appended, Batch, FamilyId, Row, Store, TreeAppend};
use tokio::sync::{MutexGuard, OnceCell};

/// How often a decision is made anew when another process was faster.
const ATTEMPTS: usize = 3;

/// A family at one head. What pages show.
#[derive(Debug, Clone)]
pub struct Snapshot {
    /// The family.
    pub family: Family,
    /// How far its record has come.
    pub head: Head,
    /// The key that signs its checkpoints, as `name+id+key`.
    pub log_key: Arc<str>,
}

/// Who acts: a member of a family; a parent on a side, or somebody whom they let in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Actor {
    pub family: FamilyId,
    pub member: MemberId,
    pub side: Option<Side>,
}

impl Actor {
    /// The pseudonym that stands in leaves.
    pub(crate) fn author(&self) -> Result<AuthorId, Fault> {
        author(&self.member)
    }
}

pub(crate) fn author(member: &MemberId) -> Result<AuthorId, Fault> {
    member
        .as_str()
        .parse()
        .map_err(|e| Fault::new("naming an author", e))
}

/// The acknowledgement of a command: what stands on the record because of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acknowledged {
    /// Whether it was carried out now.
    pub done: Done,
    /// The numbers of its entries in the family's record; empty when nothing was to be recorded.
    pub entries: Range<u64>,
    /// How far the record had come with them at least, and the checkpoint that says so.
    pub head: Head,
}

/// What became of a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Done {
    /// It was carried out.
    Now,
    /// It was carried out before; nothing was added.
    Already,
}

/// All families of this process.
#[derive(Default)]
pub(crate) struct Families {
    slots: Mutex<HashMap<FamilyId, Arc<OnceCell<Slot>>>>,
}

/// One family: what acts on it one at a time, and what everyone reads meanwhile.
pub(crate) struct Slot {
    /// For reading entries while somebody acts.
    pub(crate) keys: Arc<Keys>,
    /// How many entries there are, for whoever follows the record.
    pub(crate) grown: tokio::sync::watch::Sender<u64>,
    writer: tokio::sync::Mutex<Writer>,
    snapshot: RwLock<Arc<Snapshot>>,
}

/// The family's tree and its fold. They are always at the same entry.
pub(crate) struct Writer {
    pub(crate) tree: Tree,
    family: Option<Family>,
    /// Set when it is not known whether the last append is stored.
    doubtful: bool,
}

impl Writer {
    /// What was read anew takes its place; what was dated stays so.
    fn renew(&mut self, mut fresh: Self) {
        fresh.tree.not_before(self.tree.last());
        *self = fresh;
    }

    fn acknowledged(&self, done: Done, entries: Range<u64>) -> Acknowledged {
        Acknowledged {
            done,
            entries,
            head: self.tree.head(),
        }
    }
}

impl Families {
    fn cell(&self, id: &FamilyId) -> Arc<OnceCell<Slot>> {
        let mut slots = self.slots.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(slots.entry(id.clone()).or_default())
    }

    /// Forgets a family that was closed.
    pub(crate) fn forget(&self, id: &FamilyId) {
        let mut slots = self.slots.lock().unwrap_or_else(PoisonError::into_inner);
        slots.remove(id);
    }
}

impl Slot {
    pub(crate) fn snapshot(&self) -> Arc<Snapshot> {
        Arc::clone(&self.snapshot.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn show(&self, writer: &Writer) {
        if let Some(family) = &writer.family {
            let snapshot = Arc::new(Snapshot {
                family: family.clone(),
                head: writer.tree.head(),
                log_key: writer.tree.keys.log_key(),
            });
            *self
                .snapshot
                .write()
                .unwrap_or_else(PoisonError::into_inner) = snapshot;
            self.grew(writer.tree.size());
        }
    }
}

/// Folds an opened entry onto the family.
pub(crate) fn fold(family: Option<Family>, opened: Opened) -> Result<Option<Family>, Fault> {
    let doing = "folding an entry";
    let by = opened
        .author
        .to_string()
        .parse()
        .map_err(|e: family::BadId| Fault::new(doing, e))?;
    let Some(body) = opened.body else {
        let gone = Gone {
            sequence: opened.sequence,
            by,
            was: was(&opened.kind).map_err(|e| Fault::new(doing, e))?,
        };
        return evolve_gone(family, &gone)
            .map(Some)
            .map_err(|e| Fault::new(doing, e));
    };
    let event = decode(&opened.kind, &body.bytes).map_err(|e| Fault::new(doing, e))?;
    let entry = Entry {
        sequence: opened.sequence,
        at: opened.at,
        by,
        event,
    };
    evolve(family, &entry)
        .map(Some)
        .map_err(|e| Fault::new(doing, e))
}

impl<S: Store> App<S> {
    pub(crate) async fn slot(&self, id: &FamilyId) -> Result<SlotRef, Fault> {
        let cell = self.families.cell(id);
        cell.get_or_try_init(|| self.load_slot(id)).await?;
        Ok(SlotRef(cell))
    }

    async fn load_slot(&self, id: &FamilyId) -> Result<Slot, Fault> {
        let writer = self.load_writer(id).await?;
        let family = writer
            .family
            .clone()
            .ok_or_else(|| Fault::new("loading a family", "its record has not begun"))?;
        let snapshot = Arc::new(Snapshot {
            family,
            head: writer.tree.head(),
            log_key: writer.tree.keys.log_key(),
        });
        Ok(Slot {
            keys: Arc::clone(&writer.tree.keys),
            grown: tokio::sync::watch::Sender::new(snapshot.head.size),
            writer: tokio::sync::Mutex::new(writer),
            snapshot: RwLock::new(snapshot),
        })
    }

    async fn load_writer(&self, id: &FamilyId) -> Result<Writer, Fault> {
        let doing = "loading a family";
        let row = self
            .store
            .family(id)
            .await
            .map_err(|e| Fault::new(doing, e))?
            .ok_or_else(|| Fault::new(doing, "there is no such family"))?;
        let keys = Keys::unwrap(
            TreeKind::Family,
            &row.tree,
            row.keys.as_ref(),
            &self.instance,
        )?;
        let mut family = None;
        let tree = Tree::load(keys, &self.store, |opened| {
            family = fold(family.take(), opened)?;
            Ok(())
        })
        .await?;
        if let Some(family) = &family {
            family.settled().map_err(|e| Fault::new(doing, e))?;
        }
        Ok(Writer {
            tree,
            family,
            doubtful: false,
        })
    }

    /// Puts a family into memory that was founded just now.
    pub(crate) async fn adopt(&self, id: &FamilyId) -> Result<(), Fault> {
        self.slot(id).await?;
        self.changed();
        Ok(())
    }

    /// Decides a command and puts what comes of it on the record, with `rows` in the same
    /// transaction.
    ///
    /// The work goes on when the caller stops waiting: an act that was stored is always shown.
    pub(crate) async fn act_as(
        self: &Arc<Self>,
        actor: Actor,
        command: CommandId,
        seen: Seen,
        what: Command,
        by: By,
        rows: Vec<Row>,
    ) -> Result<Acknowledged, ActError> {
        let along = Along {
            rows,
            ..Along::default()
        };
        self.act_with(actor, command, seen, what, by, along).await
    }

    /// As [`App::act_as`], with all that may go along.
    pub(crate) async fn act_with(
        self: &Arc<Self>,
        actor: Actor,
        command: CommandId,
        seen: Seen,
        what: Command,
        by: By,
        along: Along,
    ) -> Result<Acknowledged, ActError> {
        let app = Arc::clone(self);
        tokio::spawn(async move {
            let _turn = app.desks.turn(&along.files).await?;
            let slot = app.slot(&actor.family).await?;
            let mut writer = slot.writer.lock().await;
            for _ in 0..ATTEMPTS {
                if writer.doubtful {
                    writer.renew(app.load_writer(&actor.family).await?);
                    slot.show(&writer);
                }
                let act = Act {
                    author: actor.author()?,
                    command,
                    seen,
                };
                let asked = Asked {
                    act,
                    what: what.clone(),
                    by: &by,
                    along: &along,
                };
                let made = app.attempt(&mut writer, &actor, asked).await;
                match made {
                    Ok(Some(done)) => {
                        slot.show(&writer);
                        app.changed();
                        return Ok(done);
                    }
                    Ok(None) => writer.doubtful = true,
                    Err(error) => {
                        app.settle(&slot, &mut writer, &actor.family).await;
                        return Err(error);
                    }
                }
            }
            Err(ActError::Stale)
        })
        .await
        .map_err(|e| Fault::new("carrying out an act", e))?
    }

    /// After a fault nobody knows whether the last append is durable: read what is there, so that
    /// pages show it. When that fails too, the next act tries again.
    async fn settle(&self, slot: &Slot, writer: &mut Writer, id: &FamilyId) {
        if !writer.doubtful {
            return;
        }
        if let Ok(fresh) = self.load_writer(id).await {
            writer.renew(fresh);
            slot.show(writer);
        } else if matches!(self.store.family(id).await, Ok(Some(row)) if row.keys.is_none()) {
            // The act closed it, although that was answered otherwise.
            self.families.forget(id);
        }
    }

    /// The newest state of a family's record, dated and signed.
    pub(crate) async fn dated(&self, id: &FamilyId) -> Result<(Head, Vec<u8>), Fault> {
        let slot = self.slot(id).await?;
        let mut writer = self.sure(&slot, id).await?;
        writer.tree.dated(self.clock.now())
    }

    /// A family as all that is recorded leaves it, and when that was: nothing that is not in it
    /// gets an earlier time, whatever is under way and however the clock is turned.
    pub(crate) async fn as_of(&self, id: &FamilyId) -> Result<(Arc<Snapshot>, Timestamp), Fault> {
        let slot = self.slot(id).await?;
        let mut writer = self.sure(&slot, id).await?;
        let at = writer.tree.as_of(self.clock.now());
        Ok((slot.snapshot(), at))
    }

    /// Keeps everybody else from acting, once it is known what is stored.
    pub(crate) async fn sure<'a>(
        &self,
        slot: &'a Slot,
        id: &FamilyId,
    ) -> Result<MutexGuard<'a, Writer>, Fault> {
        let mut writer = slot.writer.lock().await;
        if writer.doubtful {
            writer.renew(self.load_writer(id).await?);
            slot.show(&writer);
        }
        Ok(writer)
    }

    /// One attempt; `None` when the tree moved on below us and the decision must be made anew.
    async fn attempt(
        &self,
        writer: &mut Writer,
        actor: &Actor,
        asked: Asked<'_>,
    ) -> Result<Option<Acknowledged>, ActError> {
        let Asked {
            act,
            what,
            by,
            along,
        } = asked;
        if let Some(entries) = writer.tree.entries_of(act.command) {
            return Ok(Some(writer.acknowledged(Done::Already, entries)));
        }
        let context = Context {
            now: self.clock.now(),
            actor: actor.member.clone(),
        };
        // A page from before a restored copy shows a record that is not this one.
        if !self.is_of(&writer.tree, act.seen).await? {
            return Err(ActError::Stale);
        }
        let mut events = decided(writer.family.as_ref(), &context, what, by)?;
        check_named(events.last(), &along.files).map_err(|e| Fault::new("attaching files", e))?;
        self.name_parts(&writer.tree.keys.id, &mut events).await?;
        let now = (act, context.now);
        let sealing = Sealing::new(&writer.tree, now, &events, (by, &along.files));
        let (prepared, cosigned) = self.seal(sealing).await?;
        let (append, stored) = prepared.split();
        let ending = match &writer.family {
            Some(family) => {
                let whose = (actor, &writer.tree.keys.id, act.command);
                self.ending(family, whose, &events).await?
            }
            None => Ending::default(),
        };
        let next = folded(writer, actor, stored.at, events)?;
        let batch = Batch {
            command: store::CommandId::new(act.command.to_string()),
            scope: writer.tree.keys.id.clone(),
            appends: [append]
                .into_iter()
                .chain(along.beside.iter().chain(&ending.appends).cloned())
                .collect(),
            rows: [along.rows.as_slice(), &ending.rows]
                .into_iter()
                .flatten()
                .chain(&cosigned)
                .cloned()
                .collect(),
            erasures: ending.erasures.clone(),
        };
        // Until the store has answered, nobody knows whether this is durable.
        writer.doubtful = true;
        let answer = self.store.append(batch).await;
        if !matches!(answer, Ok(Appended::Done)) {
            self.perhaps_ended(&ending);
        }
        match answer.map_err(|e| Fault::new("writing an entry", e))? {
            Appended::Done => {
                let before = writer.tree.size();
                writer.tree.advance(stored);
                writer.family = next;
                writer.doubtful = false;
                self.forget_erased(&ending.erasures);
                self.ended(&actor.family, &ending);
                let entries = before..writer.tree.size();
                Ok(Some(writer.acknowledged(Done::Now, entries)))
            }
            // Another process was faster: its entries are read before the next attempt.
            Appended::AlreadyDone | Appended::Stale { .. } => Ok(None),
            Appended::Conflict(conflict) => Err(ActError::Conflict(conflict)),
        }
    }
}

/// What is asked of one attempt.
struct Asked<'a> {
    act: Act,
    what: Command,
    by: &'a By,
    along: &'a Along,
}

/// What goes along with an act, in its transaction.
#[derive(Default)]
pub(crate) struct Along {
    pub rows: Vec<Row>,
    /// Entries of other trees.
    pub beside: Vec<TreeAppend>,
    /// What is attached to the last entry that the act leads to.
    pub files: Files,
}

/// The family as it will be. What `decide` gave must fold; if not, nothing is written.
fn folded(
    writer: &Writer,
    actor: &Actor,
    at: Timestamp,
    events: Vec<Event>,
) -> Result<Option<Family>, Fault> {
    let mut family = writer.family.clone();
    for (sequence, event) in (writer.tree.size()..).zip(events) {
        let entry = Entry {
            sequence,
            at,
            by: actor.member.clone(),
            event,
        };
        family = evolve(family, &entry)
            .map(Some)
            .map_err(|e| Fault::new("folding what was decided", e))?;
    }
    Ok(family)
}

/// A slot that is loaded.
pub(crate) struct SlotRef(Arc<OnceCell<Slot>>);

impl std::ops::Deref for SlotRef {
    type Target = Slot;

    #[expect(
        clippy::expect_used,
        reason = "a SlotRef is only made after its cell was filled, and a OnceCell is never emptied"
    )]
    fn deref(&self) -> &Slot {
        self.0.get().expect("the slot was loaded")
    }
}
