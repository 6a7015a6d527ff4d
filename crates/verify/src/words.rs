//! The sentences: what was found, so that a parent or a judge understands it. Pure.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "each function has the sentences of some matters; a test goes through all of them"
)]

mod cosigned;
mod evidence;

pub use cosigned::{only_devices, seen_by_devices};

use std::collections::BTreeMap;

use ledger::{
    AuthorId, EntryTime, TreeKind, VerifierKey,
    verdict::{DeviceFault, Matter, Vouched, VouchedBy},
};

/// Who is who in a file, by the host's word.
pub type People = BTreeMap<AuthorId, String>;

/// A time as it is read aloud.
pub fn time(time: EntryTime) -> String {
    let text = time.to_string();
    let (date, clock) = text.split_once('T').unwrap_or((&text, ""));
    let clock = clock.get(..8).unwrap_or(clock);
    format!("{date} {clock} UTC")
}

/// Somebody, by name when the file has one.
pub fn person(author: AuthorId, people: &People) -> String {
    let pseudonym = author.to_string();
    let short = pseudonym.get(..8).unwrap_or(&pseudonym);
    match people.get(&author) {
        Some(name) => format!("{name} ({short})"),
        None => format!("the person with the pseudonym {short}"),
    }
}

/// The short form of a key, for comparing.
pub fn short(key: &VerifierKey) -> String {
    format!("{:08x}", key.id())
}

fn many(count: u64, one: &str, more: &str) -> String {
    match count {
        1 => format!("1 {one}"),
        _ => format!("{count} {more}"),
    }
}

fn entries(count: u64) -> String {
    many(count, "entry", "entries")
}

/// Entries by their places: entry 4; entries 4 and 7; entries 4, 7 and 9.
fn places(places: &[u64]) -> String {
    let spelled: Vec<String> = places.iter().map(u64::to_string).collect();
    match spelled.as_slice() {
        [] => "no entry".to_owned(),
        [one] => format!("entry {one}"),
        [most @ .., last] => format!("entries {} and {last}", most.join(", ")),
    }
}

fn range(first: u64, end: u64) -> String {
    match end.saturating_sub(1) {
        last if last == first => format!("entry {first}"),
        last => format!("entries {first} to {last}"),
    }
}

/// What is said of a finding.
pub fn sentence(matter: &Matter, people: &People) -> String {
    of_seals(matter)
        .or_else(|| of_log(matter))
        .or_else(|| of_key(matter))
        .or_else(|| of_entries(matter))
        .or_else(|| of_bodies(matter, people))
        .or_else(|| of_vouchers(matter))
        .unwrap_or_else(|| of_others(matter))
}

fn of_seals(matter: &Matter) -> Option<String> {
    Some(match matter {
        Matter::NoBundle(fault) => format!("It cannot be read as a bundle. {fault}."),
        Matter::Files { count } => format!(
            "{} of the bundle, the printed record among them where there is one, are those that \
             the host signed for. Not a byte of them was changed since.",
            many(u64::try_from(*count).unwrap_or(u64::MAX), "file", "files")
        ),
        Matter::FileChanged { name } => {
            format!("The file {name} is not the one that the host signed for. It was changed.")
        }
        Matter::Manifest(key) => format!(
            "The list of the files is signed with the key of the record ({}).",
            short(key)
        ),
        Matter::ManifestUnsigned(key) => format!(
            "The list of the files (manifest.txt) is not signed with the key of the record ({}). \
             Somebody else made or changed it.",
            short(key)
        ),
        Matter::Commitments {
            bodies,
            attachments,
        } => format!(
            "The contents of {} and {} are word for word those that were recorded.",
            entries(*bodies),
            many(*attachments, "attachment", "attachments")
        ),
        Matter::CommitmentWrong { sequence, index: 0 } => format!(
            "The content shown for entry {sequence} is not the one that was recorded there."
        ),
        Matter::CommitmentWrong { sequence, index } => format!(
            "Attachment {index} shown for entry {sequence} is not the one that was recorded there."
        ),
        Matter::Undisclosed { count, erased } => format!(
            "The contents of {} in the range are not shown here{}. That these entries exist, when, \
             and under which pseudonym, is shown; what they say is not.",
            entries(*count),
            match *erased {
                0 => String::new(),
                erased if erased == *count => " (erased)".to_owned(),
                erased => format!(" ({erased} of them erased)"),
            }
        ),
        _ => return None,
    })
}

fn of_log(matter: &Matter) -> Option<String> {
    Some(match matter {
        Matter::Checkpoint {
            file,
            checkpoint,
            cosigned,
        } => {
            let mut said = format!(
                "The state of the record at {} is signed with its key ({file}).",
                entries(checkpoint.size)
            );
            if !cosigned.is_empty() {
                said.push_str(&format!(
                    " It was also seen by {}.",
                    cosigned::seconds(checkpoint, cosigned)
                ));
            }
            said
        }
        Matter::CheckpointWrong { file, why } => {
            format!("The signatures in {file} do not hold: {why}.")
        }
        Matter::KeyOutOfTurn { source, key, size } => format!(
            "{source}: the key {} has signed a state with {}, after it had been given up for a \
             newer one. Two records may be kept.",
            short(key),
            entries(*size)
        ),
        Matter::Handover { size, old, new } => format!(
            "At {} the key of the record changed from {} to {}; both keys have signed that.",
            entries(*size),
            short(old),
            short(new)
        ),
        Matter::HandoverUnseen { size, old, new } => format!(
            "Which record of {} it was whose key changed from {} to {}: both keys have signed that, \
             but that state is not shown here.",
            entries(*size),
            short(old),
            short(new)
        ),
        Matter::HandedOverTwice { key, to } => {
            let [(one, by), (other, there)] = to.as_ref();
            format!(
                "KEY GIVEN UP TWICE: the key {} was handed over to {} ({by}), and to {} ({there}). \
                 Either the host leads two people apart, or somebody has the old key who should not. \
                 Ask the host which of the two is right; what the other one signed accuses nobody.",
                short(key),
                short(one),
                short(other)
            )
        }
        Matter::Complete { first, end, size } => format!(
            "Nothing is left out: {} are all that the record of {} has there, in this order.",
            range(*first, *end),
            entries(*size)
        ),
        Matter::Incomplete { first, end } => format!(
            "The entries shown are not those of the signed record: somewhere in {} one was \
             changed, left out, put in, or moved.",
            range(*first, *end)
        ),
        Matter::EarlierRoot { file, size } => format!(
            "{file} shows another record of {} than this bundle does. Two different records were \
             signed.",
            entries(*size)
        ),
        _ => return None,
    })
}

fn of_key(matter: &Matter) -> Option<String> {
    Some(match matter {
        Matter::KeyKnown(key) => format!(
            "The key of the record ({}) is one that you named, or one of the two was handed over to \
             the other.",
            short(key)
        ),
        Matter::KeyNotKnown {
            key,
            kind: TreeKind::Family,
        } => format!(
            "Whether {} is the right key of this record (in full: {key} ). You named none. Compare \
             these eight characters with an older receipt or with the other parent, or name a key \
             that you trust with --key.",
            short(key)
        ),
        // Nobody but its owner knows that such a record is there.
        Matter::KeyNotKnown {
            key,
            kind: TreeKind::Person,
        } => format!(
            "Whether {} is the right key of this record (in full: {key} ). You named none. Only one \
             person sees this record: compare these eight characters with receipts that this person \
             kept of it, or name a key that you trust with --key.",
            short(key)
        ),
        Matter::KeyOther(key) => format!(
            "The record is signed with the key {}. That is not a key that you named, and no \
             handover that is shown here leads to it from one of those. Ask the host why, and look at what you kept before you \
             trust it.",
            short(key)
        ),
        _ => return None,
    })
}

fn of_entries(matter: &Matter) -> Option<String> {
    Some(match matter {
        Matter::Seen { count } => format!(
            "{} the state of the record that the author was shown, and that state lies in the past of \
             this very record.",
            many(*count, "entry names", "entries name")
        ),
        Matter::SeenBefore { count } => format!(
            "What the authors of {} were shown, since that lies before the range.",
            entries(*count)
        ),
        Matter::SeenElsewhere { sequence, size } => format!(
            "The author of entry {sequence} was shown another record of {} than this one.",
            entries(*size)
        ),
        Matter::Commands => "No act stands in the range twice.".to_owned(),
        Matter::CommandsBefore => {
            "Whether an act of the range also stands outside it, which only a bundle of the whole \
             record shows."
                .to_owned()
        }
        Matter::CommandAgain { sequence } => format!(
            "Entry {sequence} repeats an act that was recorded before. The same act counts once."
        ),
        Matter::Times => {
            "The times of the entries never go back, as their order demands.".to_owned()
        }
        Matter::TimeBack { sequence } => format!(
            "Entry {sequence} has a time before that of the entry before it. An honest host never \
             records that; somebody has dated it back or put it in."
        ),
        Matter::MadeBefore {
            sequence,
            time: at,
            made,
        } => format!(
            "The bundle says that it was made on {}, but entry {sequence} in it has the later time \
             {}. An honest host never makes such a bundle.",
            time(*made),
            time(*at)
        ),
        Matter::CosignatureEarly { size, by } => format!(
            "{} has dated its signature under {} more than a day before the last of them. One of \
             two clocks was wrong.",
            by.key.name(),
            entries(*size)
        ),
        _ => return None,
    })
}

fn of_bodies(matter: &Matter, people: &People) -> Option<String> {
    Some(match matter {
        Matter::BodyShape { sequence, wanted } => {
            format!("Entry {sequence} does not say what its kind promises: expected {wanted}.")
        }
        Matter::KindUnknown { sequence, kind } => format!(
            "Entry {sequence} is of the kind {kind}, which this program does not know. A newer \
             verifier is needed."
        ),
        Matter::RecordHidden { count, first } => format!(
            "What {} about devices, erasures or the record itself say (the first is entry \
             {first}): they are not shown here.",
            entries(*count)
        ),
        Matter::Erased {
            sequence,
            time: at,
            asked,
            entries,
            ..
        } => format!(
            "Contents of {} were erased on {} at the request of {}; entry {sequence} says so.",
            places(entries),
            time(*at),
            person(*asked, people)
        ),
        Matter::ErasedShown {
            sequence,
            index,
            by,
        } => format!(
            "Part {index} of entry {sequence} is shown, although entry {by} says that it was erased."
        ),
        Matter::Closed { sequence } => {
            format!("The whole record was erased; entry {sequence} says so.")
        }
        Matter::AfterClosed { sequence } => format!(
            "Entry {sequence} says that the whole record was erased, but entries follow it."
        ),
        Matter::Restored {
            sequence,
            size,
            key,
            ..
        } => format!(
            "Which entries were lost: entry {sequence} says that the record was restored from an \
             older copy, and that before it had {} under the key {}. Whoever kept receipts from \
             before should hold them against this bundle.",
            entries(*size),
            short(key)
        ),
        _ => return None,
    })
}

fn of_vouchers(matter: &Matter) -> Option<String> {
    Some(match matter {
        Matter::Devices { count } => format!(
            "{} signed by a device that their author had enrolled in this record.",
            many(*count, "entry is", "entries are")
        ),
        Matter::DevicesUnknown { count } => format!(
            "Whose devices signed {}: their enrolment is not shown here.",
            entries(*count)
        ),
        Matter::Device {
            sequence, fault, ..
        } => match fault {
            DeviceFault::OfAnother => {
                format!("Entry {sequence} is signed by a device that somebody else had enrolled.")
            }
            DeviceFault::Revoked => format!(
                "Entry {sequence} is signed by a device that its author had revoked before."
            ),
            DeviceFault::EnrolledByAnother => {
                format!("Entry {sequence} enrols a device without that device's own signature.")
            }
        },
        Matter::Passkeys { count } => format!(
            "In {} the author agreed with a passkey to the very words of an earlier entry. What else \
             {} not covered by that.",
            entries(*count),
            if *count == 1 {
                "the entry itself says, is"
            } else {
                "these entries say themselves, is"
            }
        ),
        Matter::PasskeyUnknown { sequence, over } => format!(
            "Whether the passkey's signature in entry {sequence} holds: it is about entry {over}, \
             which lies outside the range."
        ),
        Matter::PasskeyAgain { sequence, first } => format!(
            "The passkey's signature in entry {sequence} is a copy of the one in entry {first}. Each \
             is made once, so somebody has put it there a second time."
        ),
        Matter::Passkey { sequence, why } => {
            format!("The passkey's signature in entry {sequence} does not hold: {why}.")
        }
        _ => return None,
    })
}

fn of_others(matter: &Matter) -> String {
    match matter {
        Matter::Receipt {
            sequence,
            checkpoint,
            cosigned,
        } => {
            let mut said = format!(
                "Entry {sequence} is in the record of {}, and what is shown of it is word for word \
                 what was recorded.",
                entries(checkpoint.size)
            );
            if !cosigned.is_empty() {
                said.push_str(&format!(
                    " This state was also seen by {}.",
                    cosigned::seconds(checkpoint, cosigned)
                ));
            }
            said
        }
        Matter::ReceiptWrong(why) => format!("The receipt does not hold: {why}."),
        Matter::NotCompared => {
            "Whether what you kept agrees with it: since this file does not hold \
                                by itself, nothing was held against it."
                .to_owned()
        }
        Matter::NoneOfThisRecord { count } => format!(
            "Whether what you kept agrees with it: nothing of this record was handed in with \
             --against, only {} of other records. If you did keep something of this family's \
             record, then this is not that record.",
            many(u64::try_from(*count).unwrap_or(u64::MAX), "piece", "pieces")
        ),
        Matter::Evidence { source, shows } => evidence::sentence(source, shows),
        Matter::More { like, count } => {
            let like = sentence(like, &People::new());
            format!(
                "{} of this kind. The first of them: {like}",
                many(*count, "more finding", "more findings")
            )
        }
        // Every other matter has its sentence above; a test goes through all of them.
        _ => String::new(),
    }
}

/// Who vouches for the author of an entry.
pub const fn vouched(by: VouchedBy) -> &'static str {
    match by {
        VouchedBy::Passkey => {
            "the author agreed to an earlier entry with a passkey; further words are not covered by it"
        }
        VouchedBy::Device => "signed by a device that the author had enrolled",
        VouchedBy::UnknownDevice => "signed by a device; whose it is, is not shown here",
        VouchedBy::Server => {
            "recorded by the server as the author's; nothing else vouches for that"
        }
        VouchedBy::WrongDevice => "signed by a device that is not the author's",
    }
}

/// Who vouches for the author of this very entry.
pub fn vouched_entry(entry: &Vouched) -> String {
    match (entry.by, entry.agreed_to) {
        (VouchedBy::Passkey, Some(over)) => format!(
            "the author agreed to entry {over} with a passkey; the entry's own further words are \
             not covered by it"
        ),
        (by, _) => vouched(by).to_owned(),
    }
}

/// What is said behind the result where nothing that was kept is about a file.
pub const NOTHING_KEPT: &str = "But for at least one file named above, nothing that was handed in with \
     --against is about the same record. A record that was begun anew holds by itself, too: compare \
     its name with what you kept.";

/// What is said of a saved state that was handed in to be verified.
pub const STATE_ALONE: &str = "This is a saved state of the record. Alone it cannot be checked; hold it \
     against a bundle: parenthesis-verify BUNDLE.zip --against THIS-FILE";

/// What no verifier can know.
pub const LIMITS: &str = "What nobody can see from these files: who really is behind a name \
     (names, devices and passkeys are assigned by the host); when something really happened (times \
     are those of the server's clock); who the witnesses are (their keys and their times are what \
     the file says, unless you know them); and what was never recorded. The program that shows a page comes from the host as well.";
