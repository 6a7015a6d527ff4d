//! What was gathered, as the document that `print` sets.
//!
//! May touch: its arguments.

use super::gather::{DOING, Erasure, Found, Gathered, Text};
use super::signed::Seen;
use super::words::{BundleCounts, BundleFacts, BundleWords, SaidBy};
use crate::cosigned::{CosignedBy, device_of};
use crate::reading::Readable;
use crate::world::hex;
use crate::{Fault, Tree, Vouched, What};
use family::{Event, Family, Language};
use jiff::{Timestamp, Zoned};
use ledger::{AuthorId, Leaf, Voucher};
use plan::Side;
use print::{Attachment, Content, Entry, Given, Item, Passage, Person, RecordDocument, Witnessed};
use sha2::{Digest as _, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Of each entry so many cosignatures are printed at most: the earliest of each parent and witness.
const WITNESSED_MAX: usize = 4;

/// The newest checkpoint, as it is shown on paper.
pub(crate) struct Seal {
    pub origin: String,
    pub root: String,
    pub short_code: String,
    /// The signed note, with the log's own signature only.
    pub note: String,
    pub key_id: String,
}

/// Counts how much of a range goes along.
pub(crate) struct Tally {
    counts: BundleCounts,
    /// Bytes of the words that are shown.
    bytes: u64,
    /// Printed items: entries, and one for each stretch that is not shown.
    items: u64,
    /// Lines of each item that say who else signed.
    seen: u64,
    last_kept: bool,
}

impl Tally {
    pub(crate) fn new(range: Range<u64>, readable: &Readable) -> Self {
        let size = readable.head.size;
        let counts = BundleCounts {
            first: range.start,
            end: range.end,
            size,
            from: Timestamp::MAX,
            until: Timestamp::MIN,
            shown: 0,
            kept: BTreeMap::new(),
            erased: 0,
            files: 0,
            file_bytes: 0,
            pages: 0,
            volumes: 0,
        };
        Self {
            counts,
            bytes: 0,
            items: 0,
            seen: match readable.tree {
                Tree::Shared => cosigning(&readable.family.family),
                Tree::Own => 0,
            },
            last_kept: false,
        }
    }

    pub(crate) fn take(&mut self, found: &Found) {
        let counts = &mut self.counts;
        counts.from = counts.from.min(found.opened.at);
        counts.until = counts.until.max(found.opened.at);
        let kept = match &found.text {
            Text::Shown(_) => {
                counts.shown += 1;
                false
            }
            Text::Kept(topic) => {
                *counts.kept.entry(*topic).or_default() += 1;
                true
            }
            Text::Erased => {
                counts.erased += 1;
                false
            }
        };
        for one in &found.attached {
            counts.files += 1;
            counts.file_bytes = counts.file_bytes.saturating_add(one.bytes);
        }
        self.items += u64::from(!(kept && self.last_kept));
        self.last_kept = kept;
        let body = found.opened.body.as_ref();
        let bytes = body.map_or(0, |body| body.bytes.len());
        self.bytes += u64::try_from(bytes).unwrap_or(u64::MAX);
    }

    /// Pages and volumes are a guess: front matter, and of each entry its frame and its words.
    pub(crate) fn counts(self) -> BundleCounts {
        let most = |number: usize| u64::try_from(number).unwrap_or(u64::MAX);
        let by_items = self.items.div_ceil(most(print::VOLUME_ITEMS_MAX));
        let by_bytes = self.bytes.div_ceil(most(print::VOLUME_BYTES_MAX));
        BundleCounts {
            pages: pages(self.items, self.seen, self.bytes),
            volumes: by_items.max(by_bytes).max(1),
            ..self.counts
        }
    }
}

const FRONT_PAGES: u64 = 1;
const LINES_OF_A_PAGE: u64 = 48;
const LINES_OF_AN_ITEM: u64 = 5;
const BYTES_OF_A_LINE: u64 = 60;

fn pages(items: u64, seen: u64, bytes: u64) -> u64 {
    let lines = items * (LINES_OF_AN_ITEM + seen) + bytes / BYTES_OF_A_LINE;
    FRONT_PAGES + lines.div_ceil(LINES_OF_A_PAGE)
}

/// How many of the two parents have devices, whose signatures stand with each entry.
fn cosigning(family: &Family) -> u64 {
    let has = |side: &Side| family.devices().iter().any(|device| device.of == *side);
    Side::BOTH.iter().map(|side| u64::from(has(side))).sum()
}

/// How much of the range goes along.
pub(crate) fn counts(gathered: &Gathered, readable: &Readable) -> BundleCounts {
    let mut tally = Tally::new(gathered.range.clone(), readable);
    for found in &gathered.found {
        tally.take(found);
    }
    tally.counts()
}

/// The document.
pub(crate) fn document(
    gathered: &Gathered,
    facts: &BundleFacts<'_>,
    words: &dyn BundleWords,
    seal: Seal,
    document_id: String,
) -> Result<RecordDocument, Fault> {
    let family = facts.family;
    let choice = facts.choice;
    let names = Names::new(facts, words);
    Ok(RecordDocument {
        language: match choice.language {
            Language::En => print::Language::En,
            Language::Nl => print::Language::Nl,
        },
        preset: choice.preset,
        exhibits: choice.exhibits.clone(),
        bates: choice.bates.clone(),
        document_id,
        family: family.name().to_string(),
        owner: match choice.tree {
            Tree::Shared => None,
            Tree::Own => Some(names.now(facts.maker)),
        },
        recipient: choice.recipient.clone(),
        made: zoned(family, facts.made),
        made_by: names.now(facts.maker),
        chosen: words.chosen(facts),
        left_out: words.left_out(facts),
        tree: print::Tree {
            origin: seal.origin,
            size: facts.counts.size,
            root: seal.root,
            short_code: seal.short_code,
            checkpoint: seal.note,
            key_id: seal.key_id,
        },
        people: people(gathered, names),
        items: Sheet::new(gathered, names).items()?,
    })
}

fn zoned(family: &Family, at: Timestamp) -> Zoned {
    at.to_zoned(family.zone().clone())
}

/// Who is who at the entries of a record.
#[derive(Clone, Copy)]
pub(crate) struct Names<'a> {
    family: &'a Family,
    words: &'a dyn BundleWords,
    tree: Tree,
}

impl<'a> Names<'a> {
    pub(crate) fn new(facts: &BundleFacts<'a>, words: &'a dyn BundleWords) -> Self {
        Self {
            family: facts.family,
            words,
            tree: facts.choice.tree,
        }
    }

    /// Who had the place when an entry of the record was made. One's own record is by its owner.
    fn at(self, side: Side, sequence: u64) -> String {
        match self.tree {
            Tree::Shared => self.words.named(self.family, side, sequence),
            Tree::Own => self.now(side),
        }
    }

    fn now(self, side: Side) -> String {
        self.words.named(self.family, side, self.family.entries())
    }
}

/// Who wrote something that is shown, or that was erased, by pseudonym and name.
pub(crate) fn authors(gathered: &Gathered, names: Names<'_>) -> BTreeSet<(AuthorId, String)> {
    gathered
        .found
        .iter()
        .filter(|found| !matches!(found.text, Text::Kept(_)))
        .filter_map(|found| {
            let parent = found.by.map(|side| names.at(side, found.opened.sequence));
            let guest = || found.guest.as_ref().map(ToString::to_string);
            Some((found.opened.author, parent.or_else(guest)?))
        })
        .collect()
}

fn people(gathered: &Gathered, names: Names<'_>) -> Vec<Person> {
    authors(gathered, names)
        .into_iter()
        .map(|(author, name)| Person {
            name,
            role: names.words.role(),
            pseudonym: author.to_string(),
        })
        .collect()
}

/// What goes from entry to entry.
struct Sheet<'a> {
    gathered: &'a Gathered,
    names: Names<'a>,
    devices: Devices,
}

impl<'a> Sheet<'a> {
    fn new(gathered: &'a Gathered, names: Names<'a>) -> Self {
        Self {
            gathered,
            names,
            devices: Devices::default(),
        }
    }

    fn items(mut self) -> Result<Vec<Item>, Fault> {
        let mut items = Vec::new();
        for found in &self.gathered.found {
            let sequence = found.opened.sequence;
            if !matches!(found.text, Text::Kept(_)) {
                items.push(Item::Entry(Box::new(self.entry(found)?)));
            } else if let Some(Item::NotShown { count, .. }) = items.last_mut() {
                *count += 1;
            } else {
                items.push(Item::NotShown {
                    first: sequence,
                    count: 1,
                });
            }
        }
        Ok(items)
    }

    fn entry(&mut self, found: &Found) -> Result<Entry, Fault> {
        let opened = &found.opened;
        let Names { family, words, .. } = self.names;
        let leaf = Leaf::parse(&opened.leaf).map_err(|e| Fault::new(DOING, e))?;
        let (kind, content) = match &found.text {
            Text::Shown(what) => {
                let by = found.by;
                let guest = found.about.as_ref();
                let said = words.entry(family, &SaidBy { by, guest, what });
                let passage = |(label, text)| Passage { label, text };
                let passages = said.passages.into_iter().map(passage).collect();
                (said.kind, Content::Said(passages))
            }
            Text::Erased | Text::Kept(_) => {
                let erasure = self.gathered.erased.get(&opened.sequence);
                let kind = words.erased(&opened.kind);
                (kind, self.erased(erasure, opened.at))
            }
        };
        let commitments = &leaf.statement().commitments;
        Ok(Entry {
            sequence: opened.sequence,
            time: zoned(family, opened.at),
            who: match (found.by, &found.guest) {
                (Some(side), _) => self.names.at(side, opened.sequence),
                (None, Some(guest)) => guest.to_string(),
                (None, None) => opened.author.to_string(),
            },
            kind,
            content,
            commitment: commitments
                .first()
                .map_or_else(String::new, ToString::to_string),
            voucher: self.devices.voucher(found, &leaf),
            witnessed: self.witnessed(opened.sequence),
            attachments: enclosed(found).chain(left_out(found, &leaf)).collect(),
        })
    }

    fn erased(&self, erasure: Option<&Erasure>, at: Timestamp) -> Content {
        let named = |side: Option<Side>| match (side, erasure) {
            (Some(side), Some(erasure)) => self.names.at(side, erasure.entry),
            (None, _) | (_, None) => "?".to_owned(),
        };
        let (asked, by) = erasure.map_or((None, None), |one| (one.asked, one.by));
        Content::Erased {
            when: zoned(self.names.family, erasure.map_or(at, |erasure| erasure.at)),
            by: self.names.words.erased_by(&named(asked), &named(by)),
        }
    }

    /// Of each parent and each witness the earliest checkpoint that this entry lies under. What
    /// else was signed stands in the data.
    fn witnessed(&self, sequence: u64) -> Vec<Witnessed> {
        let seen = &self.gathered.signatures.witnessed;
        earliest(seen, sequence, |one| self.witness(one))
            .into_iter()
            .map(|(name, one)| Witnessed {
                name,
                when: zoned(self.names.family, one.at),
                size: one.size,
            })
            .collect()
    }

    fn witness(&self, seen: &Seen) -> String {
        let Names { family, words, .. } = self.names;
        match &seen.by {
            CosignedBy::Device(side) => {
                // Whose it is, it is since its enrolment.
                let enrolled = device_of(family, &seen.key).map_or(0, |device| device.entry);
                words.device_of(&words.named(family, *side, enrolled))
            }
            CosignedBy::Witness(name) => name.clone(),
        }
    }
}

/// What is attached to an entry, by the names that the files have in the bundle.
fn enclosed(found: &Found) -> impl Iterator<Item = Attachment> {
    let sequence = found.opened.sequence;
    found.enclosed.iter().map(move |one| Attachment {
        name: format!("attachments/{sequence}-{}", one.index),
        bytes: u64::try_from(one.file.bytes.len()).unwrap_or(u64::MAX),
        sha256: hex(&Sha256::digest(&one.file.bytes)),
        given: Given::Enclosed,
    })
}

/// What is attached to an entry and stays out, each by its place and its commitment.
fn left_out(found: &Found, leaf: &Leaf) -> impl Iterator<Item = Attachment> {
    let sequence = found.opened.sequence;
    let commitments = &leaf.statement().commitments;
    let is_enclosed = move |index: u32| {
        found
            .enclosed
            .iter()
            .any(|one| u32::from(one.index) == index)
    };
    let out = found
        .attached
        .iter()
        .filter(move |one| !is_enclosed(one.index));
    out.map(move |one| Attachment {
        name: format!("{sequence}-{}", one.index),
        bytes: one.bytes,
        sha256: usize::try_from(one.index)
            .ok()
            .and_then(|index| commitments.get(index))
            .map_or_else(String::new, ToString::to_string),
        given: Given::LeftOut,
    })
}

/// Of cosignatures by size the first of each name that covers an entry.
fn earliest(seen: &[Seen], sequence: u64, name: impl Fn(&Seen) -> String) -> Vec<(String, &Seen)> {
    let from = seen.partition_point(|one| one.size <= sequence);
    let mut who = BTreeSet::new();
    seen.iter()
        .skip(from)
        .map(|one| (name(one), one))
        .filter(|(name, _)| who.insert(name.clone()))
        .take(WITNESSED_MAX)
        .collect()
}

/// Which devices were enrolled so far, as the entries of the range say.
#[derive(Default)]
struct Devices(BTreeMap<String, (AuthorId, State)>);

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Enrolled,
    Revoked,
}

impl Devices {
    /// Who vouches for an entry; enrolments are remembered on the way.
    fn voucher(&mut self, found: &Found, leaf: &Leaf) -> print::Voucher {
        let author = found.opened.author;
        match &found.text {
            Text::Shown(What::Shared(Event::DeviceEnrolled { key })) => {
                self.0.insert(key.to_string(), (author, State::Enrolled));
            }
            Text::Shown(What::Shared(Event::DeviceRevoked { key })) => {
                self.0.insert(key.to_string(), (author, State::Revoked));
            }
            Text::Shown(What::Shared(Event::Accepted { assertion, .. })) if assertion.is_some() => {
                return print::Voucher::Passkey;
            }
            Text::Shown(What::Shared(Event::OfferSigned { .. })) => {
                return print::Voucher::Passkey;
            }
            Text::Shown(_) | Text::Kept(_) | Text::Erased => {}
        }
        match (found.opened.vouched, leaf.voucher()) {
            (Vouched::Passkey, _) => print::Voucher::Passkey,
            (_, Voucher::Server) => print::Voucher::Server,
            (_, Voucher::Device(device)) => match self.0.get(&device.key.to_string()) {
                Some((enrolled, State::Enrolled)) if *enrolled == author => print::Voucher::Device,
                _ => print::Voucher::DeviceUntold,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ledger::{CosignerKey, DeviceKey, Origin, SigningKey};

    /// Mara's two devices and one of Elias sign again and again: one line each.
    #[test]
    fn each_parent_is_said_once_with_the_earliest() {
        let device = DeviceKey::of(&SigningKey::new([7; 32]));
        let key = CosignerKey::of_device(Origin::from_random([1; 16]), &device);
        let seen = |size, by| Seen {
            size,
            by,
            key: key.clone(),
            at: Timestamp::UNIX_EPOCH,
        };
        let device = CosignedBy::Device;
        let seen = [
            seen(3, device(Side::A)),
            seen(5, device(Side::A)),
            seen(6, device(Side::A)),
            seen(6, device(Side::B)),
            seen(7, CosignedBy::Witness("w".to_owned())),
            seen(8, device(Side::B)),
        ];
        let said = |sequence| {
            let name = |one: &Seen| format!("{:?}", one.by);
            let found = earliest(&seen, sequence, name).into_iter();
            found.map(|(_, one)| one.size).collect::<Vec<_>>()
        };
        assert_eq!(said(0), [3, 6, 7]);
        assert_eq!(said(3), [5, 6, 7]);
        assert_eq!(said(6), [7, 8]);
        assert_eq!(said(8), [0_u64; 0]);
    }

    #[test]
    fn who_else_signed_takes_room_on_paper() {
        assert_eq!((pages(96, 0, 0), pages(96, 2, 0)), (11, 15));
    }
}
