//! Reading the record: pages of entries, newest first, each opened and checked.

use crate::codec::{decode, decode_personal};
use crate::tree::{Head, Opened};
use crate::{App, Fault, Session};
use family::{Event, Family, PersonalEvent};
use jiff::Timestamp;
use plan::Side;
use store::{MemberId, Store};

/// Most entries on one page.
pub const PAGE_ENTRIES: u64 = 200;

/// Which record is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tree {
    /// The family's: what both parents may know.
    Shared,
    /// One's own, which nobody else sees.
    Own,
}

/// A page of entries.
#[derive(Debug, Clone, PartialEq)]
pub struct RecordPage {
    /// Newest first.
    pub lines: Vec<RecordLine>,
    /// How far the record had come when this was read.
    pub head: Head,
    /// Where the next older page begins; `None` at the first entry.
    pub older: Option<u64>,
}

/// One entry.
#[derive(Debug, Clone, PartialEq)]
pub struct RecordLine {
    /// Its number, from 0.
    pub sequence: u64,
    /// The server's word for when.
    pub at: Timestamp,
    /// Who did it, when it was a parent.
    pub by: Option<Side>,
    /// What happened.
    pub what: What,
    /// The leaf: the text that the tree is made of.
    pub leaf: String,
}

/// What an entry says.
#[derive(Debug, Clone, PartialEq)]
pub enum What {
    /// Something that both parents may know.
    Shared(Event),
    /// Something of one's own.
    Own(PersonalEvent),
    /// Its body was erased; the leaf stays.
    Erased,
}

impl<S: Store> App<S> {
    /// A page of the record: entries before `before` (or the newest), at most `limit` and at most
    /// [`PAGE_ENTRIES`].
    ///
    /// # Errors
    /// A [`Fault`] when an entry cannot be opened or reading fails.
    pub async fn record(
        &self,
        session: &Session,
        tree: Tree,
        before: Option<u64>,
        limit: u64,
    ) -> Result<RecordPage, Fault> {
        let limit = limit.clamp(1, PAGE_ENTRIES);
        let slot = self.slot(&session.actor().family).await?;
        let family = slot.snapshot();
        match tree {
            Tree::Shared => {
                let head = family.head.clone();
                let range = range(head.size, before, limit);
                let opened = self.opened(&slot.keys, range.clone()).await?;
                page(&family.family, opened, head, range, |o, body| {
                    decode(&o.kind, body)
                        .map(What::Shared)
                        .map_err(|e| Fault::new("reading the record", e))
                })
            }
            Tree::Own => {
                let actor = session.actor();
                let member = MemberId::new(actor.member.as_str());
                let cell = self.people.cell(&actor.family, &member);
                let mut own = cell.lock().await;
                let tree = match own.take() {
                    Some(tree) => tree,
                    None => self.load_private(&actor.family, &member).await?,
                };
                let head = tree.head();
                let range = range(head.size, before, limit);
                let opened = self.opened(&tree.keys, range.clone()).await;
                *own = Some(tree);
                page(&family.family, opened?, head, range, |o, body| {
                    decode_personal(&o.kind, body)
                        .map(What::Own)
                        .map_err(|e| Fault::new("reading the private record", e))
                })
            }
        }
    }

    async fn opened(
        &self,
        keys: &crate::tree::Keys,
        range: std::ops::Range<u64>,
    ) -> Result<Vec<Opened>, Fault> {
        let limit = u32::try_from(range.end - range.start).unwrap_or(u32::MAX);
        let entries = self
            .store
            .load(&keys.id, range.start, limit)
            .await
            .map_err(|e| Fault::new("reading the record", e))?;
        entries.iter().map(|entry| keys.open(entry)).collect()
    }
}

fn range(size: u64, before: Option<u64>, limit: u64) -> std::ops::Range<u64> {
    let end = before.unwrap_or(size).min(size);
    end.saturating_sub(limit)..end
}

fn page(
    family: &Family,
    opened: Vec<Opened>,
    head: Head,
    range: std::ops::Range<u64>,
    what: impl Fn(&Opened, &[u8]) -> Result<What, Fault>,
) -> Result<RecordPage, Fault> {
    let line = |o: Opened| -> Result<RecordLine, Fault> {
        let what = match &o.body {
            Some(body) => what(&o, body)?,
            None => What::Erased,
        };
        let author = o.author.to_string();
        let by = Side::BOTH
            .into_iter()
            .find(|side| family.seat(*side).parent.member.as_str() == author);
        Ok(RecordLine {
            sequence: o.sequence,
            at: o.at,
            by,
            what,
            leaf: String::from_utf8_lossy(&o.leaf).into_owned(),
        })
    };
    let lines = opened
        .into_iter()
        .rev()
        .map(line)
        .collect::<Result<_, _>>()?;
    Ok(RecordPage {
        lines,
        head,
        older: (range.start > 0).then_some(range.start),
    })
}
