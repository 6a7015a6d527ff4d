//! Persons' private trees: sign-ins and settings, which nobody else can see or measure.

use crate::codec::encode_personal;
use crate::ending::{Accounts, destroyed_by};
use crate::families::{Actor, author};
use crate::tree::{Act, Keys, Stored, Tree};
use crate::{App, Fault};
use family::{Own, PersonalEvent};
use jiff::Timestamp;
use ledger::{CommandId, Seen, TreeKind};
use std::collections::HashMap;
use std::convert::Infallible;
use std::sync::{Arc, Mutex, PoisonError};
use store::{Appended, Batch, Conflict, FamilyId, MemberId, Row, Store};

/// One person's tree, behind its lock.
type Cell = Arc<tokio::sync::Mutex<Private>>;

/// One person's tree, once it is loaded.
#[derive(Default)]
pub(crate) struct Private {
    tree: Option<Tree>,
    /// What it comes to; as new as the tree.
    own: Own,
    /// What was dated stays so, also when the tree is read anew.
    last: Option<Timestamp>,
}

impl Private {
    /// What the tree comes to that [`App::private`] gave last.
    pub(crate) fn own(&self) -> &Own {
        &self.own
    }

    /// Gives back what [`App::private`] took. What is not given back is read anew.
    pub(crate) fn keep(&mut self, tree: Tree) {
        self.last = self.last.max(tree.last());
        self.tree = Some(tree);
    }
}

/// The private trees in memory, each behind its own lock.
#[derive(Default)]
pub(crate) struct People {
    trees: Mutex<HashMap<(FamilyId, MemberId), Cell>>,
}

impl People {
    pub(crate) fn cell(&self, family: &FamilyId, member: &MemberId) -> Cell {
        let mut trees = self.trees.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(trees.entry((family.clone(), member.clone())).or_default())
    }
}

/// What became of a private entry.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Noted {
    Now,
    Already,
    Conflict(Conflict),
}

/// What is put on a private record: by whom, what comes of what the record says so far, and what
/// is stored with it.
pub(crate) struct NoteBy<D, R> {
    pub author: family::MemberId,
    pub decide: D,
    pub rows: R,
    pub beside: Vec<store::TreeAppend>,
}

/// The first entry of a private tree, for the batch that makes the account.
pub(crate) fn opening(
    app: &App<impl Store>,
    tree: &Tree,
    actor: &Actor,
    command: CommandId,
) -> Result<(store::TreeAppend, Stored), Fault> {
    let act = Act {
        author: actor.author()?,
        command,
        seen: Seen::NOTHING,
    };
    let body = encode_personal(&PersonalEvent::Opened);
    tree.prepare(act, app.clock.now(), &[body], &*app.entropy)
        .map(crate::tree::Prepared::split)
}

impl<S: Store> App<S> {
    /// Puts an event on a person's private record, with `rows` in the same transaction.
    pub(crate) async fn note(
        self: &Arc<Self>,
        actor: Actor,
        command: CommandId,
        event: PersonalEvent,
        rows: Vec<Row>,
    ) -> Result<Noted, Fault> {
        self.note_at(actor, command, event, move |_| rows.clone())
            .await
    }

    /// As [`App::note`], with rows that name the entry's number.
    pub(crate) async fn note_at(
        self: &Arc<Self>,
        actor: Actor,
        command: CommandId,
        event: PersonalEvent,
        rows: impl Fn(u64) -> Vec<Row> + Send + 'static,
    ) -> Result<Noted, Fault> {
        let author = actor.member.clone();
        let what = NoteBy {
            author,
            decide: move |_: &Own| Ok::<_, Infallible>(event.clone()),
            rows,
            beside: Vec::new(),
        };
        let noted = self.note_by(actor, command, what).await?;
        noted.map_err(|refusal| Fault::new("writing a private entry", refusal))
    }

    /// Decides what to put on the private record of `actor`, given what it comes to, and puts it
    /// there: by its owner, or by somebody whom its owner let in. What is decided against is
    /// answered with why.
    pub(crate) async fn note_by<D, R, W>(
        self: &Arc<Self>,
        actor: Actor,
        command: CommandId,
        what: NoteBy<D, R>,
    ) -> Result<Result<Noted, W>, Fault>
    where
        D: Fn(&Own) -> Result<PersonalEvent, W> + Send + 'static,
        R: Fn(u64) -> Vec<Row> + Send + 'static,
        W: Send + 'static,
    {
        let app = Arc::clone(self);
        tokio::spawn(async move {
            let member = MemberId::new(actor.member.as_str());
            let cell = app.people.cell(&actor.family, &member);
            let mut slot = cell.lock().await;
            // At most twice: a tree in memory may be behind the store's, a fresh one is not.
            for _ in 0..2 {
                let mut tree = app.private(&mut slot, &actor.family, &member).await?;
                if tree.entries_of(command).is_some() {
                    slot.keep(tree);
                    return Ok(Ok(Noted::Already));
                }
                let event = match (what.decide)(slot.own()) {
                    Ok(event) => event,
                    Err(refusal) => {
                        slot.keep(tree);
                        return Ok(Err(refusal));
                    }
                };
                let act = Act {
                    author: author(&what.author)?,
                    command,
                    // Its owner sees all of it at any time.
                    seen: tree.head().seen(),
                };
                let body = encode_personal(&event);
                let (append, stored) = tree
                    .prepare(act, app.clock.now(), &[body], &*app.entropy)?
                    .split();
                let batch = Batch {
                    command: store::CommandId::new(command.to_string()),
                    scope: tree.keys.id.clone(),
                    appends: [append].into_iter().chain(what.beside.clone()).collect(),
                    rows: (what.rows)(tree.size()),
                    erasures: destroyed_by(&tree.keys.id, &event),
                };
                let answer = app.store.append(batch).await;
                // Whatever was answered: it may be durable.
                app.forget_erased(&destroyed_by(&tree.keys.id, &event));
                match answer.map_err(|e| Fault::new("writing a private entry", e))? {
                    Appended::Done => {
                        let at = (tree.size(), stored.at);
                        tree.advance(stored);
                        // What does not fold is found, and said, when the tree is read again; and
                        // what an erasure leaves of a draft is known only then.
                        if slot.own.evolve(&event, at).is_ok() && slot.own.is_whole() {
                            slot.keep(tree);
                        }
                        return Ok(Ok(Noted::Now));
                    }
                    Appended::AlreadyDone => return Ok(Ok(Noted::Already)),
                    Appended::Stale { .. } => {}
                    Appended::Conflict(conflict) => {
                        slot.keep(tree);
                        return Ok(Ok(Noted::Conflict(conflict)));
                    }
                }
            }
            Err(Fault::new("writing a private entry", "the tree moved on"))
        })
        .await
        .map_err(|e| Fault::new("writing a private entry", e))?
    }

    /// Takes a person's tree out of memory, or reads it from the store.
    pub(crate) async fn private(
        &self,
        own: &mut Private,
        family: &FamilyId,
        member: &MemberId,
    ) -> Result<Tree, Fault> {
        let mut tree = match own.tree.take() {
            Some(tree) => tree,
            None => {
                let (tree, folded) = self.load_private(family, member).await?;
                own.own = folded;
                tree
            }
        };
        tree.not_before(own.last);
        Ok(tree)
    }

    async fn load_private(
        &self,
        family: &FamilyId,
        member: &MemberId,
    ) -> Result<(Tree, Own), Fault> {
        let keys = self.private_keys(family, member).await?;
        let mut accounts = Accounts::default();
        let tree = Tree::load(keys, &self.store, |opened| accounts.take(&opened)).await?;
        Ok((tree, accounts.settled()?))
    }

    async fn private_keys(&self, family: &FamilyId, member: &MemberId) -> Result<Keys, Fault> {
        let doing = "loading a private tree";
        let row = self
            .store
            .private_tree(family, member)
            .await
            .map_err(|e| Fault::new(doing, e))?
            .ok_or_else(|| Fault::new(doing, "there is none"))?;
        Keys::unwrap(
            TreeKind::Person,
            &row.tree,
            row.keys.as_ref(),
            &self.instance,
        )
    }
}
