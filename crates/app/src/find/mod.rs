//! Finding entries of the record by words, person, topic and time.
//!
//! Bodies are opened in memory and searched there; nothing that could be searched is ever
//! written to a disk. What was opened is kept for a while, by tree, within a limit on its bytes,
//! and let go as soon as something in that tree is erased. Opening ten years takes most of a second,
//! so pages from which people search ask for it when they are opened: the words that somebody types
//! find it done.

mod index;
mod offers;
mod talk;
mod words;

use crate::reading::{PAGE_ENTRIES, Readable, RecordPage, Tree, What};
use crate::tree::Opened;
use crate::{App, Fault, Session};
pub(crate) use index::{topic_of_offer, topic_of_own};

use family::{Event, Terms};
use index::Index;
use jiff::Timestamp;
use moka::sync::Cache;
use plan::Side;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use store::{Erase, Store, TreeId};

/// Most bytes of opened words in memory, over all families. A tree with more is opened anew for
/// each search.
const MAX_BYTES: u64 = 128 * 1024 * 1024;
/// How long opened words stay in memory when nobody searches.
const LIFE: Duration = Duration::from_secs(10 * 60);
/// Most words that are looked for at once; further ones are passed over.
pub const MAX_WORDS: usize = 16;

/// What an entry is about, in the words of a parent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Topic {
    /// Swaps, other time and handovers that were proposed, and what became of them.
    Swaps,
    /// The parenting plan: offered, agreed, turned down; of one's own record the drafts.
    Plan,
    /// Trips and decisions, offered and agreed.
    Decisions,
    /// Messages between the parents.
    Messages,
    /// How handovers and care went, and calls with the children.
    Care,
    /// Who takes part in the family.
    People,
    /// Devices that sign, signing in and out, and with what.
    Devices,
    /// Erasing, holds against it, closing, and copies that were restored.
    Keeping,
    /// One's own settings.
    Settings,
    /// Bundles that one made, with the names of whom they were for.
    Bundles,
}

impl Topic {
    /// Those that the entries of a tree can have, in the order in which pages name them.
    #[must_use]
    pub const fn of(tree: Tree) -> &'static [Self] {
        match tree {
            Tree::Shared => &[
                Self::Swaps,
                Self::Plan,
                Self::Decisions,
                Self::Messages,
                Self::Care,
                Self::People,
                Self::Devices,
                Self::Keeping,
            ],
            Tree::Own => &[
                Self::Plan,
                Self::People,
                Self::Devices,
                Self::Keeping,
                Self::Settings,
                Self::Bundles,
            ],
        }
    }
}

/// What is looked for. Everything that is set must hold; nothing set is everything.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Words that must all stand in the entry, in any order, as parts of longer words too.
    /// Upper case and accents do not matter.
    pub words: String,
    /// Who wrote it.
    pub by: Option<Side>,
    /// What it is about.
    pub topic: Option<Topic>,
    /// Recorded at this instant or later.
    pub from: Option<Timestamp>,
    /// Recorded before this instant.
    pub until: Option<Timestamp>,
}

impl Filter {
    /// Whether every entry fits.
    #[must_use]
    pub fn is_everything(&self) -> bool {
        self.words.trim().is_empty()
            && self.by.is_none()
            && self.topic.is_none()
            && self.from.is_none()
            && self.until.is_none()
    }
}

/// Whether an entry of this kind takes words of others away.
fn erases(kind: &str) -> bool {
    ["record.erased/", "record.closed/", "record.restored/"]
        .iter()
        .any(|known| kind.starts_with(known))
}

/// Whether an entry gives clauses, of which earlier entries speak, other titles.
fn renames(what: &What) -> bool {
    let What::Shared(Event::Countered { terms, .. }) = what else {
        return false;
    };
    matches!(terms, Terms::Plan(_))
}

/// The words of trees that were searched lately.
pub(crate) struct Indexes {
    kept: Cache<TreeId, Arc<Index>>,
    /// Who waits for a tree's words to be read waits here, and finds them read.
    turns: Cache<TreeId, Arc<tokio::sync::Mutex<()>>>,
    /// How often something was erased. An index that was begun before is not kept.
    erasures: Mutex<u64>,
}

impl Default for Indexes {
    fn default() -> Self {
        let weigh =
            |_: &TreeId, index: &Arc<Index>| u32::try_from(index.bytes()).unwrap_or(u32::MAX);
        Self {
            kept: Cache::builder()
                .max_capacity(MAX_BYTES)
                .weigher(weigh)
                .time_to_idle(LIFE)
                .build(),
            turns: Cache::builder().time_to_idle(LIFE).build(),
            erasures: Mutex::default(),
        }
    }
}

impl Indexes {
    /// Lets the words of trees go in which something was erased.
    pub(crate) fn forget_erased(&self, erasures: &[Erase]) {
        if erasures.is_empty() {
            return;
        }
        let mut count = self.count();
        *count = count.wrapping_add(1);
        for erased in erasures {
            self.kept.invalidate(erased.tree());
        }
    }

    fn count(&self) -> MutexGuard<'_, u64> {
        self.erasures.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How often something was erased so far.
    fn so_far(&self) -> u64 {
        *self.count()
    }

    /// Keeps an index that was begun when so much had been erased, unless more was since: it may
    /// hold words that are gone.
    fn keep(&self, tree: &TreeId, index: &Arc<Index>, begun: u64) {
        let count = self.count();
        if *count == begun {
            self.kept.insert(tree.clone(), Arc::clone(index));
        }
    }
}

impl<S: Store> App<S> {
    /// Reads the words of a tree beforehand, beside whatever else is done: a search that follows
    /// finds them in memory. What goes wrong here goes wrong again, and is told, in that search.
    pub fn make_ready_to_find(self: &Arc<Self>, session: &Arc<Session>, tree: Tree) {
        let (app, session) = (Arc::clone(self), Arc::clone(session));
        tokio::spawn(async move {
            if let Ok(readable) = app.readable(&session, tree).await {
                let _ = app.index(&readable).await;
            }
        });
    }

    /// A page of the entries that fit, newest first: those before `before`, at most `limit` and
    /// at most [`PAGE_ENTRIES`]. The page's total counts all that fit.
    ///
    /// # Errors
    /// A [`Fault`] when an entry cannot be opened or reading fails.
    pub async fn find(
        &self,
        session: &Session,
        tree: Tree,
        filter: &Filter,
        before: Option<u64>,
        limit: u64,
    ) -> Result<RecordPage, Fault> {
        if filter.is_everything() {
            return self.record(session, tree, before, limit).await;
        }
        let readable = self.readable(session, tree).await?;
        let index = self.index(&readable).await?;
        let found = index.matching(filter);
        let limit = usize::try_from(limit.clamp(1, PAGE_ENTRIES)).unwrap_or(1);
        let before = before.unwrap_or(u64::MAX);
        let start = found.partition_point(|sequence| *sequence >= before);
        let end = start.saturating_add(limit).min(found.len());
        let shown = found.get(start..end).unwrap_or_default();
        let newer = (start > 0).then(|| {
            let first = found.get(start.saturating_sub(limit));
            first.map_or(0, |sequence| sequence.saturating_add(1))
        });
        let older = (end < found.len()).then(|| shown.last().copied()).flatten();
        let lines = self.picked(&readable, shown).await?;
        Ok(RecordPage {
            cosigned: self.cosigned(&readable, &lines).await?,
            lines,
            total: u64::try_from(found.len()).unwrap_or(u64::MAX),
            newer,
            older,
            head: readable.head,
        })
    }

    /// The entries with these numbers, which come newest first, as they stand in the store now.
    pub(crate) async fn picked(
        &self,
        readable: &Readable,
        mut sequences: &[u64],
    ) -> Result<Vec<crate::RecordLine>, Fault> {
        let mut lines = Vec::with_capacity(sequences.len());
        while let Some(first) = sequences.first().copied() {
            let run = (0..=first)
                .rev()
                .zip(sequences)
                .take_while(|(expected, found)| expected == *found)
                .count();
            let (together, rest) = sequences.split_at(run);
            let lowest = together.last().copied().unwrap_or(first);
            let mut read = self
                .lines(readable, lowest..first.saturating_add(1))
                .await?;
            read.reverse();
            lines.append(&mut read);
            sequences = rest;
        }
        Ok(lines)
    }

    /// The words of a tree up to its head, from memory as far as they are there.
    async fn index(&self, readable: &Readable) -> Result<Arc<Index>, Fault> {
        let id = &readable.keys.id;
        let size = readable.head.size;
        let turn = self.indexes.turns.get_with_by_ref(id, Arc::default);
        let _turn = turn.lock().await;
        let begun = self.indexes.so_far();
        let kept = self.indexes.kept.get(id);
        if let Some(kept) = &kept
            && kept.size() == size
        {
            return Ok(Arc::clone(kept));
        }
        let kept = kept.filter(|kept| kept.size() < size);
        let mut from_memory = kept.is_some();
        let mut index = kept.map_or_else(Index::default, |kept| (*kept).clone());
        while index.size() < size {
            let end = index.size().saturating_add(u64::from(store::limits::LOAD));
            let range = index.size()..end.min(size);
            let opened = self.opened(&readable.keys, range).await?;
            if opened.is_empty() {
                return Err(Fault::new("searching the record", "entries are missing"));
            }
            let read = opened.iter().map(|one| readable.what(one));
            let read = read.collect::<Result<Vec<What>, Fault>>()?;
            let others = |one: &Opened, what: &What| erases(&one.kind) || renames(what);
            if from_memory
                && opened
                    .iter()
                    .zip(&read)
                    .any(|(one, what)| others(one, what))
            {
                // What is in memory may have been erased meanwhile, or be called something else:
                // begin again.
                from_memory = false;
                index = Index::default();
                continue;
            }
            for (one, what) in opened.iter().zip(&read) {
                index.push(one, readable.by(one), what, &readable.family.family);
            }
        }
        let index = Arc::new(index);
        self.indexes.keep(id, &index, begun);
        Ok(index)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An index that was begun before an erasure is not kept after it, in whatever order the two
    /// come to their ends.
    #[test]
    fn an_older_index_never_follows_an_erasure() {
        let tree = TreeId::new("tree");
        let erased = [Erase::Body {
            tree: tree.clone(),
            sequence: 3,
        }];
        let index = Arc::new(Index::default());
        let indexes = Indexes::default();
        let begun = indexes.so_far();
        indexes.keep(&tree, &index, begun);
        assert!(indexes.kept.contains_key(&tree));
        indexes.forget_erased(&[]);
        assert!(indexes.kept.contains_key(&tree));
        indexes.forget_erased(&erased);
        assert!(!indexes.kept.contains_key(&tree));
        indexes.keep(&tree, &index, begun);
        assert!(!indexes.kept.contains_key(&tree));
        indexes.keep(&tree, &index, indexes.so_far());
        assert!(indexes.kept.contains_key(&tree));
    }
}
