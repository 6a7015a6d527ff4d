//! Reading the record: pages of entries, newest first, each opened and checked.

use crate::codec::{decode, decode_personal};
use crate::families::Actor;
use crate::tree::{Head, Keys, Opened};
use crate::{App, Cosigned, Fault, Session};
use family::{Event, Family, Guests, Name, Own, PersonalEvent};
use jiff::Timestamp;
use plan::Side;
use std::ops::Range;
use std::sync::Arc;
use store::{MemberId, Store};

/// Most entries on one page.
pub const PAGE_ENTRIES: u64 = 200;

/// Which record is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
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
    /// How many entries there are, on all pages together.
    pub total: u64,
    /// Who else has signed checkpoints that cover these entries: of each the earliest for every
    /// entry, by size.
    pub cosigned: Vec<Cosigned>,
    /// The `before` of the next newer page; `None` on the newest one.
    pub newer: Option<u64>,
    /// The `before` of the next older page; `None` at the first entry.
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
    /// Somebody whom the parents let in: who did it, or who it is about.
    pub guest: Option<Name>,
    /// What happened.
    pub what: What,
    /// Who vouches that the author is the author.
    pub vouched: Vouched,
    /// The leaf: the text that the tree is made of.
    pub leaf: String,
}

/// Who vouches that the author of an entry is its author.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Vouched {
    /// Only the server: it recorded the entry as the author's.
    Server,
    /// A device, which has signed what its author states; whose it is, other entries say.
    Device,
    /// A passkey, which has signed the words agreed to. It was verified before it was recorded.
    Passkey,
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

/// A tree that a session may read: what opens it, how far it has come, and the family whose
/// members its authors are.
pub(crate) struct Readable {
    pub keys: Arc<Keys>,
    pub head: Head,
    pub family: Arc<crate::Snapshot>,
    /// Who was let in by this record.
    pub guests: Guests,
    pub tree: Tree,
}

impl Readable {
    /// What an opened entry says.
    pub(crate) fn what(&self, opened: &Opened) -> Result<What, Fault> {
        let Some(body) = &opened.body else {
            return Ok(What::Erased);
        };
        let read = match self.tree {
            Tree::Shared => decode(&opened.kind, &body.bytes).map(What::Shared),
            Tree::Own => decode_personal(&opened.kind, &body.bytes).map(What::Own),
        };
        read.map_err(|e| Fault::new("reading the record", e))
    }

    /// The parent who wrote an entry.
    pub(crate) fn by(&self, opened: &Opened) -> Option<Side> {
        side_of(&self.family.family, opened)
    }

    /// The name of who was let in and did this, or of whom it is about.
    pub(crate) fn guest(&self, opened: &Opened, what: &What) -> Option<Name> {
        let about = match what {
            What::Shared(Event::LetIn(grant)) | What::Own(PersonalEvent::LetIn(grant)) => {
                return Some(grant.name.clone());
            }
            What::Shared(Event::GuestEnded { member })
            | What::Own(
                PersonalEvent::GuestJoined { member }
                | PersonalEvent::GuestEnded { member }
                | PersonalEvent::GuestLeft { member }
                | PersonalEvent::Looked { member, .. },
            ) => member.clone(),
            What::Shared(_) | What::Own(_) | What::Erased => return self.guest_author(opened),
        };
        self.guests.of(&about).map(|guest| guest.grant.name.clone())
    }

    /// The name of who did this, when that person was let in.
    pub(crate) fn guest_author(&self, opened: &Opened) -> Option<Name> {
        let author = opened.author.to_string().parse().ok()?;
        self.guests
            .of(&author)
            .map(|guest| guest.grant.name.clone())
    }

    fn line(&self, opened: &Opened) -> Result<RecordLine, Fault> {
        let what = self.what(opened)?;
        let passkey = matches!(
            &what,
            What::Shared(
                Event::Accepted {
                    assertion: Some(_),
                    ..
                } | Event::OfferSigned { .. }
            )
        );
        Ok(RecordLine {
            guest: self.guest(opened, &what),
            what,
            by: self.by(opened),
            vouched: if passkey {
                Vouched::Passkey
            } else {
                opened.vouched
            },
            sequence: opened.sequence,
            at: opened.at,
            leaf: String::from_utf8_lossy(&opened.leaf).into_owned(),
        })
    }
}

pub(crate) fn side_of(family: &Family, opened: &Opened) -> Option<Side> {
    let author = opened.author.to_string().parse().ok()?;
    family.author(&author)
}

impl<S: Store> App<S> {
    /// Whether what a page stated of the record is of this session's family: a page of another
    /// family, or of another copy of the record, states something else.
    ///
    /// # Errors
    /// A [`Fault`] when reading fails.
    pub async fn was_shown(&self, session: &Session, seen: ledger::Seen) -> Result<bool, Fault> {
        let id = &session.actor().family;
        let slot = self.slot(id).await?;
        if seen == slot.snapshot().head.seen() {
            return Ok(true);
        }
        let writer = self.sure(&slot, id).await?;
        self.is_of(&writer.tree, seen).await
    }

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
        let readable = self.readable(session, tree).await?;
        let size = readable.head.size;
        let end = before.unwrap_or(size).min(size);
        let range = end.saturating_sub(limit)..end;
        let mut lines = self.lines(&readable, range.clone()).await?;
        lines.reverse();
        Ok(RecordPage {
            cosigned: self.cosigned(&readable, &lines).await?,
            lines,
            head: readable.head,
            total: size,
            newer: (end < size).then(|| end.saturating_add(limit).min(size)),
            older: (range.start > 0).then_some(range.start),
        })
    }

    /// What this session may read of a tree. Of the private trees it is its own, whatever is asked.
    pub(crate) async fn readable(&self, session: &Session, tree: Tree) -> Result<Readable, Fault> {
        let actor = session.actor();
        let slot = self.slot(&actor.family).await?;
        let family = slot.snapshot();
        let (keys, head, guests) = match tree {
            Tree::Shared => {
                let guests = family.family.guests().clone();
                (Arc::clone(&slot.keys), family.head.clone(), guests)
            }
            Tree::Own => {
                let look = |tree: &mut crate::tree::Tree, own: &Own| {
                    (Arc::clone(&tree.keys), tree.head(), own.guests().clone())
                };
                self.own(actor, look).await?
            }
        };
        Ok(Readable {
            keys,
            head,
            family,
            guests,
            tree,
        })
    }

    /// As [`App::readable`], all that is recorded, and when that was: nothing that is not in it
    /// gets an earlier time.
    pub(crate) async fn readable_as_of(
        &self,
        session: &Session,
        tree: Tree,
    ) -> Result<(Readable, Timestamp), Fault> {
        let actor = session.actor();
        let (family, at) = self.as_of(&actor.family).await?;
        let (keys, head, guests, at) = match tree {
            Tree::Shared => {
                let keys = Arc::clone(&self.slot(&actor.family).await?.keys);
                let guests = family.family.guests().clone();
                (keys, family.head.clone(), guests, at)
            }
            Tree::Own => {
                let look = |tree: &mut crate::tree::Tree, own: &Own| {
                    let at = tree.as_of(self.clock.now());
                    let guests = own.guests().clone();
                    (Arc::clone(&tree.keys), tree.head(), guests, at)
                };
                self.own(actor, look).await?
            }
        };
        let readable = Readable {
            keys,
            head,
            family,
            guests,
            tree,
        };
        Ok((readable, at))
    }

    /// Looks at a person's own tree.
    pub(crate) async fn own<T>(
        &self,
        actor: &Actor,
        look: impl FnOnce(&mut crate::tree::Tree, &Own) -> T + Send,
    ) -> Result<T, Fault> {
        let member = MemberId::new(actor.member.as_str());
        let cell = self.people.cell(&actor.family, &member);
        let mut held = cell.lock().await;
        let mut tree = self.private(&mut held, &actor.family, &member).await?;
        let found = look(&mut tree, held.own());
        held.keep(tree);
        Ok(found)
    }

    /// The entries of a range, oldest first.
    pub(crate) async fn lines(
        &self,
        readable: &Readable,
        range: Range<u64>,
    ) -> Result<Vec<RecordLine>, Fault> {
        let opened = self.opened(&readable.keys, range).await?;
        opened.iter().map(|one| readable.line(one)).collect()
    }

    /// The opened entries of a range, oldest first; at most as many as one load gives.
    pub(crate) async fn opened(
        &self,
        keys: &Keys,
        range: Range<u64>,
    ) -> Result<Vec<Opened>, Fault> {
        let limit = u32::try_from(range.end.saturating_sub(range.start)).unwrap_or(u32::MAX);
        let entries = self
            .store
            .load(&keys.id, range.start, limit)
            .await
            .map_err(|e| Fault::new("reading the record", e))?;
        entries.iter().map(|entry| keys.open(entry)).collect()
    }
}
