//! The sentences: what was found, so that a parent or a judge understands it. Pure.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "each function has the sentences of some matters; a test goes through all of them"
)]

use std::collections::BTreeMap;

use ledger::{
    AuthorId, Cosignature, EntryTime, VerifierKey,
    verdict::{DeviceFault, Invalid, Matter, Shows, VouchedBy},
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

fn range(first: u64, end: u64) -> String {
    match end.saturating_sub(1) {
        last if last == first => format!("entry {first}"),
        last => format!("entries {first} to {last}"),
    }
}

fn seconds(cosigned: &[Cosignature]) -> String {
    let said = |by: &Cosignature| {
        let millis = i64::try_from(by.seconds)
            .ok()
            .and_then(|at| at.checked_mul(1_000));
        let when = millis.and_then(|millis| EntryTime::from_unix_millis(millis).ok());
        let when = when.map_or_else(|| "an impossible time".to_owned(), time);
        let name = by.key.name();
        let who = match name.split_once("/device/") {
            Some((_, device)) => format!("the device {device} of a parent"),
            None => name.to_owned(),
        };
        format!("{who}, by its clock on {when}")
    };
    let said: Vec<String> = cosigned.iter().map(said).collect();
    said.join("; ")
}

/// What is said of a finding.
pub fn sentence(matter: &Matter, people: &People) -> String {
    of_seals(matter)
        .or_else(|| of_log(matter))
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
        Matter::Undisclosed { count } => format!(
            "The contents of {} in the range are not shown here. That these entries exist, when, \
             and under which pseudonym, is shown; what they say is not.",
            entries(*count)
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
                said.push_str(&format!(" It was also seen by {}.", seconds(cosigned)));
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
        Matter::KeyKnown(key) => format!(
            "The key of the record ({}) is the one that you named, or was handed over from it.",
            short(key)
        ),
        Matter::KeyNotKnown(key) => format!(
            "Whether {} is the right key of this record (in full: {key} ). You named none. Compare \
             these eight signs with an older receipt or with the other parent, or name a key that \
             you trust with --key.",
            short(key)
        ),
        Matter::KeyOther(key) => format!(
            "The record is signed with the key {}. That is not a key that you named, and none of \
             those was handed over to it. Ask the host why, and look at what you kept before you \
             trust it.",
            short(key)
        ),
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
        } => {
            let list: Vec<String> = entries.iter().map(u64::to_string).collect();
            format!(
                "Contents of entry {} were erased on {} at the wish of {}; entry {sequence} says so.",
                list.join(", "),
                time(*at),
                person(*asked, people)
            )
        }
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
            "{} a signature made with a passkey over the very words that were agreed to.",
            many(*count, "entry carries", "entries carry")
        ),
        Matter::PasskeyUnknown { sequence, over } => format!(
            "Whether the passkey's signature in entry {sequence} holds: it is about entry {over}, \
             which lies outside the range."
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
                    seconds(cosigned)
                ));
            }
            said
        }
        Matter::ReceiptWrong(why) => format!("The receipt does not hold: {why}."),
        Matter::Evidence { source, shows } => of_evidence(source, shows),
        // Every other matter has its sentence above; a test goes through all of them.
        _ => String::new(),
    }
}

fn of_evidence(source: &str, shows: &Shows) -> String {
    match shows {
        Shows::Agrees { size } => format!(
            "{source} agrees: it shows the same record of {}.",
            entries(*size)
        ),
        Shows::AgreesEntry { sequence } => {
            format!("{source} agrees: it shows the same entry {sequence}.")
        }
        Shows::Outside { size } => format!(
            "What {source} says of this: it is about the record of {}, of which nothing is shown \
             here.",
            entries(*size)
        ),
        Shows::OtherTree => {
            format!("What {source} says of this: it is about another record.")
        }
        Shows::Invalid(why) => format!("{source} does not hold itself: {}.", invalid(why)),
        Shows::Fork { size } => format!(
            "FORK: {source} shows another record of {} than this one. The host has signed two \
             different records and shown them to different people.",
            entries(*size)
        ),
        Shows::ForkEntry { sequence } => format!(
            "FORK: {source} shows another entry {sequence} than this one. The host has shown \
             different records to different people, or exchanged what was recorded."
        ),
        Shows::Lost { size, restored } => format!(
            "LOST: {source} shows a record of {}, signed with the key that was in use before the \
             record was restored from an older copy (entry {restored} says so). What it shows is \
             missing here.",
            entries(*size)
        ),
        Shows::RolledBack {
            size,
            now,
            time: at,
        } => format!(
            "ROLLED BACK ({source}): on {} the record had {}. The bundle was made later and says \
             that it has {now}. Entries were taken away.",
            time(*at),
            entries(*size)
        ),
        Shows::WithheldEntry { sequence } => format!(
            "WITHHELD: {source} shows another entry {sequence} than this one. What was recorded \
             there was taken away or exchanged."
        ),
        Shows::Backdated {
            sequence,
            time: at,
            size,
            there,
        } => format!(
            "BACKDATED: entry {sequence} has the time {}, but by {source} the record had only {} on \
             {}. So it was put in later and dated back.",
            time(*at),
            entries(*size),
            time(*there)
        ),
        Shows::AnotherKey { key } => format!(
            "ANOTHER KEY: {source} is signed with the key {key}, which this record neither has nor \
             was handed over from. One of the two is not what the host really keeps."
        ),
    }
}

fn invalid(why: &Invalid) -> String {
    match why {
        Invalid::Receipt(why) => why.to_string(),
        Invalid::Checkpoint(why) => why.to_string(),
        Invalid::Bundle => "verify it by itself to see why".to_owned(),
    }
}

/// Who vouches for the author of an entry.
pub const fn vouched(by: VouchedBy) -> &'static str {
    match by {
        VouchedBy::Passkey => "the author agreed with a passkey",
        VouchedBy::Device => "signed by a device that the author had enrolled",
        VouchedBy::UnknownDevice => "signed by a device; whose it is, is not shown here",
        VouchedBy::Server => {
            "recorded by the server as the author's; nothing else vouches for that"
        }
        VouchedBy::WrongDevice => "signed by a device that is not the author's",
    }
}

/// What no verifier can know.
pub const LIMITS: &str = "What nobody can see from these files: who really is behind a name \
     (names, devices and passkeys are assigned by the host); when something really happened (times \
     are those of the server's clock); who the witnesses are (their keys and their times are what \
     the file says, unless you know them); and what was never recorded. The program that shows a page comes from the host as well.";
