//! Collects what a bundle is made of: every leaf of the range, and the texts that are shown, with
//! what is attached to them.
//!
//! May touch: the store, for reading, with the keys of one tree. Entries are opened a few at a time
//! and beside the runtime's own threads.

use super::BundleFailure;
use super::choice::{
    Attachments, Choice, ChoiceError, RANGE_ENTRIES_MAX, SHOWN_BYTES_MAX, Span, topic_of,
};
use super::job::Progress;
use super::signed::Signatures;
use crate::find::Topic;
use crate::reading::{Readable, side_of};
use crate::tree::Opened;
use crate::{App, Fault, Tree, What};
use family::{Name, PersonalEvent};
use jiff::Timestamp;
use jiff::civil::Date;
use ledger::{ATTACHMENT_OVERHEAD, Hash, OpenAttachment, RangeProof, range_needs};
use plan::Side;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;
use store::{Store, StoredEntry};

/// So many entries are in memory with all their words at a time. A body has a megabyte at most.
const READ_ENTRIES: u64 = 64;
/// How kinds begin that verifiers read.
const OF_THE_RECORD: &str = "record.";
pub(super) const DOING: &str = "making a bundle";

/// All of a range that a bundle needs.
pub(crate) struct Gathered {
    /// Which places.
    pub range: Range<u64>,
    /// What stands there, in order.
    pub found: Vec<Found>,
    /// What leads from the range to the root.
    pub proof: RangeProof,
    /// Who erased a text and when, by its place.
    pub erased: BTreeMap<u64, Erasure>,
    /// Who signed the record, now and before.
    pub signatures: Signatures,
}

/// What stands at one place.
pub(crate) struct Found {
    /// The entry, with its words where they are shown.
    pub opened: Opened,
    pub by: Option<Side>,
    /// Who did it, when it was somebody whom the parents let in.
    pub guest: Option<Name>,
    /// Whom that they let in this is about, or who did it.
    pub about: Option<Name>,
    pub text: Text,
    /// What is attached to it, whether it goes along or not; only where the text does.
    pub attached: Vec<Attached>,
    /// What is attached to it and goes along.
    pub enclosed: Vec<Enclosed>,
}

/// An attachment of an entry that is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Attached {
    /// Its place in the entry, from 1.
    pub index: u32,
    /// How many bytes it has.
    pub bytes: u64,
}

/// An attachment that goes along.
pub(crate) struct Enclosed {
    /// Its place in the entry, from 1.
    pub index: u8,
    pub file: OpenAttachment,
}

/// What becomes of an entry's text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Text {
    /// It goes along.
    Shown(What),
    /// It stays here; only its commitment goes along.
    Kept(Topic),
    /// It is nowhere any more.
    Erased,
}

/// How a text came to be erased.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Erasure {
    pub at: Timestamp,
    /// The entry that says so.
    pub entry: u64,
    /// Who asked for it.
    pub asked: Option<Side>,
    /// Who consented, and so carried it out.
    pub by: Option<Side>,
}

/// What is read, for whom it is chosen, and where to say how far it is.
#[derive(Clone, Copy)]
pub(crate) struct Source<'a> {
    pub readable: &'a Arc<Readable>,
    pub choice: &'a Arc<Choice>,
    pub progress: &'a Progress,
}

impl<S: Store> App<S> {
    /// Collects a choice.
    pub(crate) async fn gather(&self, source: Source<'_>) -> Result<Gathered, BundleFailure> {
        let readable = source.readable;
        let range = self.places(readable, source.choice.span).await?;
        let mut found = Vec::new();
        self.walk(source, range.clone(), |one| found.push(one))
            .await?;
        if source.choice.attachments == Attachments::With {
            for one in &mut found {
                self.enclose(readable, one).await?;
            }
        }
        let erased = self.erasures(readable, &range, &found).await?;
        Ok(Gathered {
            proof: self.range_proof(readable, &range).await?,
            signatures: self.signatures(readable, &range).await?,
            erased,
            found,
            range,
        })
    }

    /// Gives each entry of a range to `each`, in order.
    pub(crate) async fn walk(
        &self,
        source: Source<'_>,
        range: Range<u64>,
        mut each: impl FnMut(Found) + Send,
    ) -> Result<(), BundleFailure> {
        source.progress.begin(range.end - range.start);
        let mut size = Size::default();
        let mut from = range.start;
        while from < range.end {
            let entries = self.stretch(source.readable, from..range.end).await?;
            let (readable, choice) = (Arc::clone(source.readable), Arc::clone(source.choice));
            let opened = tokio::task::spawn_blocking(move || -> Result<Vec<Found>, Fault> {
                let found = |entry| find(&readable, &choice, entry);
                entries.iter().map(found).collect()
            });
            for mut found in opened.await.map_err(|e| Fault::new(DOING, e))?? {
                found.attached = self.attached(source.readable, &found).await?;
                size.add(&found);
                if size.words > most(SHOWN_BYTES_MAX) {
                    return Err(ChoiceError::Large.into());
                }
                each(found);
                from += 1;
                source.progress.add(1);
            }
        }
        // Only now, so that it can be said how much it is. The files themselves are not read yet.
        match source.choice.attachments {
            Attachments::With => size.check().map_err(BundleFailure::from),
            Attachments::Without => Ok(()),
        }
    }

    /// What is attached to an entry that is shown.
    async fn attached(&self, readable: &Readable, found: &Found) -> Result<Vec<Attached>, Fault> {
        if found.enclosable() == 0 {
            return Ok(Vec::new());
        }
        let sequence = found.opened.sequence;
        let after = Some((sequence, 0));
        let listed = self.store.attachments(&readable.keys.id, after).await;
        let listed = listed.map_err(|e| Fault::new(DOING, e))?;
        let of_it = listed.iter().take_while(|one| one.sequence == sequence);
        let attached = of_it.map(|one| Attached {
            index: one.index,
            bytes: one.bytes.saturating_sub(most(ATTACHMENT_OVERHEAD)),
        });
        Ok(attached.collect())
    }

    /// Reads what is attached to an entry that is shown.
    async fn enclose(&self, readable: &Arc<Readable>, found: &mut Found) -> Result<(), Fault> {
        let sequence = found.opened.sequence;
        for index in 1..=found.enclosable() {
            let part = self
                .store
                .attachment(&readable.keys.id, sequence, index.into());
            let Some(part) = part.await.map_err(|e| Fault::new(DOING, e))? else {
                let now = self.stretch(readable, sequence..sequence + 1).await?;
                if now.first().is_some_and(|entry| entry.body.is_none()) {
                    // It was erased meanwhile, so that this bundle comes to nothing anyhow.
                    found.enclosed.clear();
                    return Ok(());
                }
                return Err(Fault::new(DOING, "an attachment is missing"));
            };
            let (readable, leaf) = (Arc::clone(readable), found.opened.leaf.clone());
            let opened = tokio::task::spawn_blocking(move || {
                readable.keys.open_attachment((sequence, &leaf), part)
            });
            let opened = opened.await.map_err(|e| Fault::new(DOING, e))?;
            let file = opened.map_err(|e| Fault::new(DOING, e))?;
            found.enclosed.push(Enclosed { index, file });
        }
        Ok(())
    }

    /// Which places of the record a stretch takes.
    pub(crate) async fn places(
        &self,
        readable: &Readable,
        span: Span,
    ) -> Result<Range<u64>, BundleFailure> {
        let size = readable.head.size;
        let range = match span {
            Span::All => 0..size,
            Span::Entries { first, last } => first..last.saturating_add(1).min(size),
            Span::Days { first, last } => {
                let start = self.begins(readable, |day| day >= first).await?;
                start..self.begins(readable, |day| day > last).await?
            }
        };
        if range.is_empty() {
            return Err(ChoiceError::Nothing.into());
        }
        let entries = range.end - range.start;
        if entries > RANGE_ENTRIES_MAX {
            return Err(ChoiceError::Long { entries }.into());
        }
        Ok(range)
    }

    /// The first entry whose day fits; all after it fit too, since times never go back.
    async fn begins(
        &self,
        readable: &Readable,
        fits: impl Fn(Date) -> bool + Send,
    ) -> Result<u64, Fault> {
        let (mut low, mut high) = (0, readable.head.size);
        while low < high {
            let middle = low.midpoint(high);
            let one = self.stretch(readable, middle..middle + 1).await?;
            let leaf = one.first().map(|entry| ledger::Leaf::parse(&entry.leaf));
            let leaf = leaf.ok_or_else(|| Fault::new(DOING, "an entry is missing"))?;
            let millis = leaf.map_err(|e| Fault::new(DOING, e))?.time().unix_millis();
            let at = Timestamp::from_millisecond(millis).map_err(|e| Fault::new(DOING, e))?;
            if fits(readable.family.family.date_at(at)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        Ok(low)
    }

    /// The next entries of a range: at least one.
    async fn stretch(
        &self,
        readable: &Readable,
        range: Range<u64>,
    ) -> Result<Vec<StoredEntry>, Fault> {
        let left = (range.end - range.start).min(READ_ENTRIES);
        let limit = u32::try_from(left).unwrap_or(u32::MAX);
        let loaded = self.store.load(&readable.keys.id, range.start, limit).await;
        let entries = loaded.map_err(|e| Fault::new(DOING, e))?;
        if entries.is_empty() {
            return Err(Fault::new(DOING, "entries are missing"));
        }
        Ok(entries)
    }

    async fn range_proof(
        &self,
        readable: &Readable,
        range: &Range<u64>,
    ) -> Result<RangeProof, Fault> {
        let needs = range_needs(range.start, range.end, readable.head.size)
            .map_err(|e| Fault::new(DOING, e))?;
        let hashes = async |indexes: &[u64]| -> Result<Vec<Hash>, Fault> {
            let hashes = self.store.hashes(&readable.keys.id, indexes).await;
            let hashes = hashes.map_err(|e| Fault::new(DOING, e))?;
            Ok(hashes.into_iter().map(Hash::new).collect())
        };
        Ok(RangeProof {
            left: hashes(&needs.left).await?,
            right: hashes(&needs.right).await?,
        })
    }

    /// Who erased the texts that are gone. What both parents share, the family knows; of one's own
    /// record, an entry after it says so.
    async fn erasures(
        &self,
        readable: &Readable,
        range: &Range<u64>,
        found: &[Found],
    ) -> Result<BTreeMap<u64, Erasure>, Fault> {
        let gone = || {
            let gone = found.iter().filter(|found| found.text == Text::Erased);
            gone.map(|found| found.opened.sequence)
        };
        let mut erased = BTreeMap::new();
        if readable.tree == Tree::Shared {
            for sequence in gone() {
                if let Some(erasure) = readable.family.family.erasure_of(sequence) {
                    let (asked, by) = (Some(erasure.asked), Some(erasure.by));
                    let (at, entry) = (erasure.at, erasure.entry);
                    let erasure = Erasure {
                        at,
                        entry,
                        asked,
                        by,
                    };
                    erased.insert(sequence, erasure);
                }
            }
            return Ok(erased);
        }
        let Some(first) = gone().next() else {
            return Ok(erased);
        };
        let mut from = first.max(range.start);
        while from < readable.head.size {
            for entry in self.stretch(readable, from..readable.head.size).await? {
                let opened = readable.keys.open(&entry)?;
                let by = side_of(&readable.family.family, &opened);
                let at = opened.at;
                if let What::Own(PersonalEvent::Erased { entries, .. }) = readable.what(&opened)? {
                    for one in entries {
                        let erasure = Erasure {
                            at,
                            entry: opened.sequence,
                            asked: by,
                            by,
                        };
                        erased.insert(one.sequence, erasure);
                    }
                }
                from += 1;
            }
        }
        Ok(erased)
    }
}

/// How much of a range is shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Size {
    /// Bytes of words.
    words: u64,
    /// Files.
    files: u64,
    /// Bytes of files.
    attached: u64,
}

impl Size {
    fn add(&mut self, found: &Found) {
        let body = found.opened.body.as_ref();
        let words = body.map_or(0, |body| most(body.bytes.len()));
        self.words = self.words.saturating_add(words);
        for one in &found.attached {
            self.files = self.files.saturating_add(1);
            self.attached = self.attached.saturating_add(one.bytes);
        }
    }

    /// Whether the words fit with their files.
    fn check(self) -> Result<(), ChoiceError> {
        let bytes = self.words.saturating_add(self.attached);
        if bytes > most(SHOWN_BYTES_MAX) {
            let files = self.files;
            return Err(ChoiceError::LargeFiles { files, bytes });
        }
        Ok(())
    }
}

/// A count of the machine, as it is told.
fn most(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}

impl Found {
    /// How many attachments it has that can be shown.
    fn enclosable(&self) -> u8 {
        match self.text {
            // A leaf has at most 63.
            Text::Shown(_) => u8::try_from(self.opened.attachments).unwrap_or(u8::MAX),
            Text::Kept(_) | Text::Erased => 0,
        }
    }
}

fn find(readable: &Readable, choice: &Choice, entry: &StoredEntry) -> Result<Found, Fault> {
    let mut opened = readable.keys.open(entry)?;
    let by = readable.by(&opened);
    let what = readable.what(&opened)?;
    let about = readable.guest(&opened, &what);
    let text = match what {
        What::Erased => Text::Erased,
        what @ (What::Shared(_) | What::Own(_)) => {
            let topic = topic_of(&readable.family.family, &what);
            if opened.kind.starts_with(OF_THE_RECORD) || choice.shows(topic, by) {
                Text::Shown(what)
            } else {
                opened.body = None;
                Text::Kept(topic)
            }
        }
    };
    Ok(Found {
        guest: readable.guest_author(&opened),
        opened,
        by,
        about,
        text,
        attached: Vec::new(),
        enclosed: Vec::new(),
    })
}
