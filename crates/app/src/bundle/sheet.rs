//! What was gathered, as the document that `print` sets.
//!
//! May touch: its arguments.

use super::gather::{DOING, Erasure, Found, Gathered, Text};
use super::words::{BundleCounts, BundleFacts, BundleWords, SaidBy};
use crate::cosigned::CosignedBy;
use crate::{Fault, Tree, Vouched, What};
use family::{Event, Family, Language};
use jiff::{Timestamp, Zoned};
use ledger::{AuthorId, Leaf, Voucher};
use plan::Side;
use print::{Content, Entry, Item, Passage, Person, RecordDocument, Witnessed};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Of each entry so many cosignatures are printed at most: the earliest of each cosigner.
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
    last_kept: bool,
}

impl Tally {
    pub(crate) fn new(range: Range<u64>, size: u64) -> Self {
        let counts = BundleCounts {
            first: range.start,
            end: range.end,
            size,
            from: Timestamp::MAX,
            until: Timestamp::MIN,
            shown: 0,
            kept: BTreeMap::new(),
            erased: 0,
            pages: 0,
            volumes: 0,
        };
        Self {
            counts,
            bytes: 0,
            items: 0,
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
        self.items += u64::from(!(kept && self.last_kept));
        self.last_kept = kept;
        let body = found.opened.body.as_ref();
        let bytes = body.map_or(0, |body| body.bytes.len());
        self.bytes += u64::try_from(bytes).unwrap_or(u64::MAX);
    }

    /// Pages and volumes are a guess: front matter, and of each entry its frame and its words.
    pub(crate) fn counts(self) -> BundleCounts {
        let most = |number: usize| u64::try_from(number).unwrap_or(u64::MAX);
        let lines = self.items * LINES_OF_AN_ITEM + self.bytes / BYTES_OF_A_LINE;
        let by_items = self.items.div_ceil(most(print::VOLUME_ITEMS_MAX));
        let by_bytes = self.bytes.div_ceil(most(print::VOLUME_BYTES_MAX));
        BundleCounts {
            pages: FRONT_PAGES + lines.div_ceil(LINES_OF_A_PAGE),
            volumes: by_items.max(by_bytes).max(1),
            ..self.counts
        }
    }
}

const FRONT_PAGES: u64 = 1;
const LINES_OF_A_PAGE: u64 = 48;
const LINES_OF_AN_ITEM: u64 = 5;
const BYTES_OF_A_LINE: u64 = 60;

/// How much of the range goes along.
pub(crate) fn counts(gathered: &Gathered, size: u64) -> BundleCounts {
    let mut tally = Tally::new(gathered.range.clone(), size);
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
            Tree::Own => Some(name(family, facts.maker)),
        },
        recipient: choice.recipient.clone(),
        made: zoned(family, facts.made),
        made_by: family.seat(facts.maker).parent.name.to_string(),
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
        people: people(gathered, family, words),
        items: Sheet::new(gathered, family, words).items()?,
    })
}

fn zoned(family: &Family, at: Timestamp) -> Zoned {
    at.to_zoned(family.zone().clone())
}

fn name(family: &Family, side: Side) -> String {
    family.seat(side).parent.name.to_string()
}

/// Who wrote something that is shown, or that was erased.
pub(crate) fn authors(gathered: &Gathered) -> BTreeSet<(AuthorId, Option<Side>)> {
    gathered
        .found
        .iter()
        .filter(|found| !matches!(found.text, Text::Kept(_)))
        .map(|found| (found.opened.author, found.by))
        .collect()
}

fn people(gathered: &Gathered, family: &Family, words: &dyn BundleWords) -> Vec<Person> {
    authors(gathered)
        .into_iter()
        .filter_map(|(author, side)| {
            Some(Person {
                name: name(family, side?),
                role: words.role(),
                pseudonym: author.to_string(),
            })
        })
        .collect()
}

/// What goes from entry to entry.
struct Sheet<'a> {
    gathered: &'a Gathered,
    family: &'a Family,
    words: &'a dyn BundleWords,
    devices: Devices,
}

impl<'a> Sheet<'a> {
    fn new(gathered: &'a Gathered, family: &'a Family, words: &'a dyn BundleWords) -> Self {
        Self {
            gathered,
            family,
            words,
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
        let leaf = Leaf::parse(&opened.leaf).map_err(|e| Fault::new(DOING, e))?;
        let (kind, content) = match &found.text {
            Text::Shown(what) => {
                let by = found.by;
                let said = self.words.entry(self.family, &SaidBy { by, what });
                let passage = |(label, text)| Passage { label, text };
                let passages = said.passages.into_iter().map(passage).collect();
                (said.kind, Content::Said(passages))
            }
            Text::Erased | Text::Kept(_) => {
                let erasure = self.gathered.erased.get(&opened.sequence);
                let kind = self.words.erased(&opened.kind);
                (kind, self.erased(erasure, opened.at))
            }
        };
        let commitments = &leaf.statement().commitments;
        Ok(Entry {
            sequence: opened.sequence,
            time: zoned(self.family, opened.at),
            who: found
                .by
                .map_or_else(|| opened.author.to_string(), |side| name(self.family, side)),
            kind,
            content,
            commitment: commitments
                .first()
                .map_or_else(String::new, ToString::to_string),
            voucher: self.devices.voucher(found, &leaf),
            witnessed: self.witnessed(opened.sequence),
            attachments: Vec::new(),
        })
    }

    fn erased(&self, erasure: Option<&Erasure>, at: Timestamp) -> Content {
        let named =
            |side: Option<Side>| side.map_or("?".to_owned(), |side| name(self.family, side));
        let (asked, by) = erasure.map_or((None, None), |one| (one.asked, one.by));
        Content::Erased {
            when: zoned(self.family, erasure.map_or(at, |erasure| erasure.at)),
            by: self.words.erased_by(&named(asked), &named(by)),
        }
    }

    /// Of each cosigner the earliest checkpoint that this entry lies under.
    fn witnessed(&self, sequence: u64) -> Vec<Witnessed> {
        let seen = &self.gathered.signatures.witnessed;
        let from = seen.partition_point(|one| one.size <= sequence);
        let mut who = BTreeSet::new();
        seen.iter()
            .skip(from)
            .filter(|one| who.insert(one.key.to_string()))
            .take(WITNESSED_MAX)
            .map(|one| Witnessed {
                name: match &one.by {
                    CosignedBy::Device(side) => self.words.device_of(&name(self.family, *side)),
                    CosignedBy::Witness(name) => name.clone(),
                },
                when: zoned(self.family, one.at),
                size: one.size,
            })
            .collect()
    }
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
