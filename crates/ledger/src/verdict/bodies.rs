//! The bodies that a verifier reads: devices, erasures, closings, restorations, passkeys; and who
//! vouches for the author of each disclosed entry. Pure; section 14 of the specification.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, hash_map::Entry};

use crate::{
    AuthorId, DeviceKey, Hash, Kind, Leaf, VerifierKey, Voucher,
    bundle::{Pace, Stage, pace::in_pieces},
    json::Json,
    passkey::{self, Assertion, AssertionError},
};

use super::{
    DeviceFault, Matter, Verdict, Vouched, VouchedBy,
    sighting::Marks,
    view::{Shown, View},
};

/// What the disclosed body of one entry says, where a verifier reads it.
#[derive(Clone, Debug)]
enum Says {
    Device {
        key: DeviceKey,
        enrolled: bool,
    },
    Erased {
        asked: AuthorId,
        parts: BTreeSet<(u64, u64)>,
    },
    Closed,
    Restored {
        size: u64,
        root: Hash,
        key: Box<VerifierKey>,
    },
    Agreed {
        over: u64,
        /// What two copies of one signature share.
        mark: Vec<u8>,
        found: Result<(), Unsure>,
    },
    Wrong(&'static str),
    /// It is of a kind of the record's own that is not known here.
    Unknown,
}

/// Why a signature with a passkey is not found to hold.
#[derive(Clone, Debug)]
enum Unsure {
    OutOfRange,
    /// The same signature stands in this earlier entry.
    Again(u64),
    Wrong(AssertionError),
}

const WANTED_DEVICE: &str = r#"`{"key":"<base64>","state":"enrolled"}` or `"revoked"`"#;
const WANTED_ERASED: &str = r#"`{"entries":[{"sequence":4,"parts":[0]}],"asked":"<pseudonym>"}`, with parts of entries before this one"#;
const WANTED_CLOSED: &str = "`{}`";
const WANTED_RESTORED: &str = r#"`{"size":120,"root":"<base64>","key":"<verifier key>"}`, with the root of the empty tree where the size is 0"#;
const WANTED_OVER: &str = "an assertion over an earlier entry";

/// Reads the body of one of the record's own kinds.
fn of_the_record(view: &View<'_>, leaf: &Leaf, body: &[u8]) -> Says {
    let kind = &leaf.statement().kind;
    let json = || Json::read(body);
    let (read, wanted) = match (kind.name(), kind.version()) {
        ("record.device", 1) => (json().and_then(|json| device(&json)), WANTED_DEVICE),
        ("record.erased", 1) => {
            let before = leaf.sequence().get();
            (
                json().and_then(|json| erased(view, &json, before)),
                WANTED_ERASED,
            )
        }
        ("record.closed", 1) => {
            let empty = json().and_then(|json| json.members([]).map(|_| Says::Closed));
            (empty, WANTED_CLOSED)
        }
        ("record.restored", 1) => (json().and_then(|json| restored(&json)), WANTED_RESTORED),
        _ => return Says::Unknown,
    };
    read.unwrap_or(Says::Wrong(wanted))
}

fn device(json: &Json) -> Option<Says> {
    let [key, state] = json.members(["key", "state"])?;
    let enrolled = match state.text()? {
        "enrolled" => true,
        "revoked" => false,
        _ => return None,
    };
    let key = key.text()?.parse().ok()?;
    Some(Says::Device { key, enrolled })
}

fn erased(view: &View<'_>, json: &Json, before: u64) -> Option<Says> {
    let [entries, asked] = json.members(["entries", "asked"])?;
    let mut erased = BTreeSet::new();
    for entry in entries.array()? {
        let [sequence, parts] = entry.members(["sequence", "parts"])?;
        let sequence = sequence.number().filter(|&sequence| sequence < before)?;
        let named = view.leaf(sequence).map(Leaf::statement);
        let most = named.map_or(crate::MAX_PARTS, |named| named.commitments.len());
        let most = u64::try_from(most).ok()?;
        for part in parts.array()? {
            erased.insert((sequence, part.number().filter(|&part| part < most)?));
        }
    }
    Some(Says::Erased {
        asked: asked.text()?.parse().ok()?,
        parts: erased,
    })
}

fn restored(json: &Json) -> Option<Says> {
    let [size, root, key] = json.members(["size", "root", "key"])?;
    let (size, root): (u64, Hash) = (size.number()?, root.text()?.parse().ok()?);
    if size == 0 && root != Hash::EMPTY_TREE {
        return None;
    }
    Some(Says::Restored {
        size,
        root,
        key: Box::new(key.text()?.parse().ok()?),
    })
}

/// Whether a body could have a member `assertion`, also with letters spelled as escapes.
fn may_assert(body: &[u8]) -> bool {
    let has = |wanted: &[u8]| body.windows(wanted.len()).any(|found| found == wanted);
    has(b"assertion") || has(b"\\u")
}

fn agreed(view: &View<'_>, sequence: u64, body: &[u8]) -> Option<Says> {
    let assertion = match Assertion::in_body(body) {
        Ok(assertion) => assertion?,
        Err(why) => {
            return Some(Says::Agreed {
                over: sequence,
                mark: Vec::new(),
                found: Err(Unsure::Wrong(why)),
            });
        }
    };
    let over = assertion.over.get();
    if over >= sequence {
        return Some(Says::Wrong(WANTED_OVER));
    }
    let agreed_to = view.leaf(over);
    let commitment = agreed_to.and_then(|leaf| leaf.statement().commitments.first());
    let found = match commitment {
        // All but what the signature is about can be checked.
        None => passkey::verify_unseen(&assertion).map(|()| Err(Unsure::OutOfRange)),
        Some(commitment) => passkey::verify(&assertion, passkey::challenge(commitment)).map(Ok),
    };
    Some(Says::Agreed {
        over,
        mark: assertion.mark().to_vec(),
        found: found.unwrap_or_else(|why| Err(Unsure::Wrong(why))),
    })
}

/// A signature is made once. Whoever puts it into a second entry has copied it.
fn found_again(says: &mut BTreeMap<u64, Says>) -> Marks {
    let mut first: HashMap<Vec<u8>, u64> = HashMap::new();
    for (&sequence, said) in says {
        let Says::Agreed { mark, found, .. } = said else {
            continue;
        };
        if matches!(found, Err(Unsure::Wrong(_))) {
            continue;
        }
        match first.entry(std::mem::take(mark)) {
            Entry::Occupied(earlier) => *found = Err(Unsure::Again(*earlier.get())),
            Entry::Vacant(place) => drop(place.insert(sequence)),
        }
    }
    let mut marks: Marks = first.into_iter().collect();
    marks.sort_unstable_by_key(|(_, sequence)| *sequence);
    marks
}

/// What the disclosed bodies say, by entry, and the signatures by passkeys in them.
fn read(view: &View<'_>, pace: &dyn Pace) -> (BTreeMap<u64, Says>, Marks) {
    let bodies = view.parts.iter().filter(|part| part.index == 0);
    let bodies: Vec<Shown<'_>> = bodies.copied().collect();
    let says = in_pieces(pace, Stage::Passkeys, &bodies, |_, bodies| {
        let mut says = Vec::new();
        for part in bodies {
            let Some(leaf) = view.leaf(part.sequence) else {
                continue;
            };
            let body = part.bytes();
            let of_the_record = leaf.statement().kind.name().starts_with("record.");
            let found = if of_the_record {
                Some(self::of_the_record(view, leaf, &body))
            } else if may_assert(&body) {
                agreed(view, part.sequence, &body)
            } else {
                None
            };
            says.extend(found.map(|found| (part.sequence, found)));
        }
        says
    });
    let mut says: BTreeMap<u64, Says> = says.into_iter().flatten().collect();
    let marks = found_again(&mut says);
    (says, marks)
}

/// The devices of authors, as the entries so far tell of them.
#[derive(Default)]
struct Devices {
    /// Whether entries stand before those at hand, which may be about any device.
    begins_later: bool,
    /// By key and author, the last disclosed entry about it and whether it enrolled the key.
    last: HashMap<(DeviceKey, AuthorId), (u64, bool)>,
    /// The keys that somebody ever enrolled.
    enrolled: HashSet<DeviceKey>,
    /// By author, the last entry about a device that is not disclosed.
    hidden: HashMap<AuthorId, u64>,
}

impl Devices {
    fn vouches(&self, author: AuthorId, key: DeviceKey) -> Result<VouchedBy, DeviceFault> {
        let hidden = self.hidden.get(&author);
        match self.last.get(&(key, author)) {
            // What is not shown may be about this very key.
            Some((at, _)) if hidden.is_some_and(|hidden| hidden > at) => {
                Ok(VouchedBy::UnknownDevice)
            }
            Some((_, true)) => Ok(VouchedBy::Device),
            Some((_, false)) => Err(DeviceFault::Revoked),
            None if self.begins_later || hidden.is_some() => Ok(VouchedBy::UnknownDevice),
            // Its author has told nothing of it, so it was somebody else.
            None if self.enrolled.contains(&key) => Err(DeviceFault::OfAnother),
            None => Ok(VouchedBy::UnknownDevice),
        }
    }

    fn told(&mut self, author: AuthorId, key: DeviceKey, at: u64, enrolled: bool) {
        self.last.insert((key, author), (at, enrolled));
        if enrolled {
            self.enrolled.insert(key);
        }
    }
}

/// What is counted along the entries.
#[derive(Default)]
struct Counts {
    devices: u64,
    unknown_devices: u64,
    passkeys: u64,
    hidden: u64,
    first_hidden: Option<u64>,
}

impl Counts {
    fn hides(&mut self, sequence: u64) {
        self.hidden += 1;
        self.first_hidden = self.first_hidden.or(Some(sequence));
    }

    fn vouched(&mut self, by: VouchedBy) {
        match by {
            VouchedBy::Device => self.devices += 1,
            VouchedBy::UnknownDevice => self.unknown_devices += 1,
            VouchedBy::Passkey | VouchedBy::Server | VouchedBy::WrongDevice => {}
        }
    }
}

/// Whether this kind is the first version of that name.
fn is_first(kind: &Kind, name: &str) -> bool {
    kind.name() == name && kind.version() == 1
}

/// Reads the bodies that a verifier reads, and says who vouches for whom. Gives the signatures by
/// passkeys that hold, as far as that can be told.
pub(super) fn bodies(view: &View<'_>, pace: &dyn Pace, verdict: &mut Verdict) -> Marks {
    let (says, marks) = read(view, pace);
    let first = view.leaves.first().map(|leaf| leaf.sequence().get());
    let mut devices = Devices {
        begins_later: first != Some(0),
        ..Devices::default()
    };
    let (mut counts, mut closing) = (Counts::default(), None);
    for &leaf in &view.leaves {
        let (sequence, author) = (leaf.sequence().get(), leaf.statement().author);
        let (kind, said) = (&leaf.statement().kind, says.get(&sequence));
        let mut by = device_voucher(leaf, said, &devices, verdict);
        let mut agreed_to = None;
        match said {
            Some(Says::Device { key, enrolled }) => devices.told(author, *key, sequence, *enrolled),
            Some(Says::Agreed { over, found, .. }) => {
                let holds = passkey(sequence, *over, found, verdict);
                agreed_to = holds.then_some(*over);
                counts.passkeys += u64::from(holds);
            }
            Some(said) => tell(view, leaf, said, verdict),
            None => {}
        }
        if agreed_to.is_some() && by != VouchedBy::WrongDevice {
            by = VouchedBy::Passkey;
        }
        if is_first(kind, "record.closed") {
            closing = closing.or(Some(sequence));
        } else if said.is_none() && kind.name().starts_with("record.") {
            counts.hides(sequence);
            if is_first(kind, "record.device") {
                devices.hidden.insert(author, sequence);
            }
        }
        counts.vouched(by);
        if view.shows(sequence, 0) {
            verdict.vouched.push(Vouched {
                sequence,
                author,
                time: leaf.time(),
                by,
                agreed_to,
            });
        }
    }
    if let Some(closing) = closing {
        closed(view, closing, verdict);
    }
    tell_counts(&counts, verdict);
    marks
}

fn device_voucher(
    leaf: &Leaf,
    said: Option<&Says>,
    devices: &Devices,
    verdict: &mut Verdict,
) -> VouchedBy {
    let (sequence, author) = (leaf.sequence().get(), leaf.statement().author);
    let signed_by = match leaf.voucher() {
        Voucher::Server => None,
        Voucher::Device(device) => Some(device.key),
    };
    let found = match (said, signed_by) {
        // An enrolment is vouched for by the device itself.
        (
            Some(Says::Device {
                key,
                enrolled: true,
            }),
            Some(by),
        ) if *key == by => Ok(VouchedBy::Device),
        (
            Some(Says::Device {
                key,
                enrolled: true,
            }),
            _,
        ) => Err((*key, DeviceFault::EnrolledByAnother)),
        (_, None) => Ok(VouchedBy::Server),
        // It may be an enrolment, which the device itself vouches for.
        (None, Some(_)) if is_first(&leaf.statement().kind, "record.device") => {
            Ok(VouchedBy::UnknownDevice)
        }
        (_, Some(by)) => devices.vouches(author, by).map_err(|fault| (by, fault)),
    };
    found.unwrap_or_else(|(key, fault)| {
        verdict.fails(Matter::Device {
            sequence,
            key,
            fault,
        });
        VouchedBy::WrongDevice
    })
}

/// Says what came of a signature with a passkey, and whether it holds.
fn passkey(sequence: u64, over: u64, found: &Result<(), Unsure>, verdict: &mut Verdict) -> bool {
    match found {
        Ok(()) => return true,
        Err(Unsure::OutOfRange) => verdict.cannot_tell(Matter::PasskeyUnknown { sequence, over }),
        Err(Unsure::Again(first)) => verdict.fails(Matter::PasskeyAgain {
            sequence,
            first: *first,
        }),
        Err(Unsure::Wrong(why)) => {
            let why = why.clone();
            verdict.fails(Matter::Passkey { sequence, why });
        }
    }
    false
}

fn tell(view: &View<'_>, leaf: &Leaf, said: &Says, verdict: &mut Verdict) {
    let sequence = leaf.sequence().get();
    match said {
        Says::Erased { asked, parts } => {
            let shown = parts.iter().filter_map(|&(entry, index)| {
                let index = u8::try_from(index).ok()?;
                view.shows(entry, index).then_some((entry, index))
            });
            for (entry, index) in shown {
                verdict.fails(Matter::ErasedShown {
                    sequence: entry,
                    index,
                    by: sequence,
                });
            }
            let entries: BTreeSet<u64> = parts.iter().map(|&(entry, _)| entry).collect();
            let bodies = parts.iter().filter(|(_, part)| *part == 0);
            verdict.holds_that(Matter::Erased {
                sequence,
                time: leaf.time(),
                asked: *asked,
                entries: entries.into_iter().collect(),
                bodies: bodies.map(|&(entry, _)| entry).collect(),
            });
        }
        Says::Restored { size, root, key } => verdict.cannot_tell(Matter::Restored {
            sequence,
            size: *size,
            root: *root,
            key: (**key).clone(),
        }),
        Says::Wrong(wanted) => verdict.fails(Matter::BodyShape { sequence, wanted }),
        Says::Unknown => {
            let kind = leaf.statement().kind.clone();
            verdict.fails(Matter::KindUnknown { sequence, kind });
        }
        Says::Device { .. } | Says::Agreed { .. } | Says::Closed => {}
    }
}

/// The tree was erased whole: nothing follows, and nothing is left to be shown.
fn closed(view: &View<'_>, sequence: u64, verdict: &mut Verdict) {
    if sequence + 1 < view.size {
        verdict.fails(Matter::AfterClosed { sequence });
    }
    for part in &view.parts {
        verdict.fails(Matter::ErasedShown {
            sequence: part.sequence,
            index: part.index,
            by: sequence,
        });
    }
    verdict.holds_that(Matter::Closed { sequence });
}

fn tell_counts(counts: &Counts, verdict: &mut Verdict) {
    if counts.devices > 0 {
        let count = counts.devices;
        verdict.holds_that(Matter::Devices { count });
    }
    if counts.unknown_devices > 0 {
        let count = counts.unknown_devices;
        verdict.cannot_tell(Matter::DevicesUnknown { count });
    }
    if counts.passkeys > 0 {
        let count = counts.passkeys;
        verdict.holds_that(Matter::Passkeys { count });
    }
    if let Some(first) = counts.first_hidden {
        let count = counts.hidden;
        verdict.cannot_tell(Matter::RecordHidden { count, first });
    }
}
