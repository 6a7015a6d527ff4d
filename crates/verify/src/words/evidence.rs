//! The sentences about evidence: what was kept, and what it shows. Pure.

use ledger::verdict::{Invalid, Shows};

use super::{entries, time};

/// What is said of a piece of evidence.
pub(super) fn sentence(source: &str, shows: &Shows) -> String {
    of_evidence(source, shows)
        .or_else(|| of_times(source, shows))
        .or_else(|| together(source, shows))
        .unwrap_or_else(|| of_keys(source, shows))
}

fn of_evidence(source: &str, shows: &Shows) -> Option<String> {
    Some(match shows {
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
        Shows::ForkBetween { other, size } => format!(
            "FORK: {source} and {other} show different records of {}. The host has signed two \
             different records and shown them to different people.",
            entries(*size)
        ),
        Shows::ForkEntryBetween { other, sequence } => format!(
            "FORK: {source} and {other} show different entries {sequence}. The host has shown \
             different records to different people, or exchanged what was recorded."
        ),
        Shows::WithheldEntry { sequence } => format!(
            "WITHHELD: {source} shows another entry {sequence} than this one. What was recorded \
             there was taken away or exchanged."
        ),
        _ => return None,
    })
}

/// What times show.
fn of_times(source: &str, shows: &Shows) -> Option<String> {
    Some(match shows {
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
        Shows::Later {
            size,
            now,
            time: at,
        } => format!(
            "Whether entries were taken away: by {source}, the record had {} on {}, and the bundle \
             with {now} says that it was made by then. If you got that bundle after {}, the record \
             was rolled back.",
            entries(*size),
            time(*at),
            time(*at)
        ),
        Shows::Shrunk {
            size,
            time: at,
            now,
            later,
        } => format!(
            "ROLLED BACK ({source}): on {} the record had {}, but on {}, later, it had {now}. \
             Entries were taken away.",
            time(*at),
            entries(*size),
            time(*later)
        ),
        Shows::MadeEarly {
            sequence,
            time: at,
            made,
        } => format!(
            "MADE TOO EARLY ({source}): the bundle says that it was made on {}, but entry \
             {sequence}, which it counts, has the later time {}. One of the two is not true.",
            time(*made),
            time(*at)
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
        Shows::TimeBack {
            sequence,
            time: at,
            before,
            there,
        } => format!(
            "BACKDATED ({source}): entry {sequence} has the time {}, but entry {before}, which \
             stands before it, has the later time {}. An honest host never records that.",
            time(*at),
            time(*there)
        ),
        _ => return None,
    })
}

/// What several things show only together.
fn together(source: &str, shows: &Shows) -> Option<String> {
    Some(match shows {
        Shows::PasskeyAgain { sequence, first } => format!(
            "COPIED ({source}): the passkey's signature in entry {sequence} is a copy of the one in \
             entry {first}. Each is made once, so somebody has put it there a second time."
        ),
        Shows::AfterClosed { sequence, size } => format!(
            "ENTRIES AFTER THE END ({source}): entry {sequence} says that the whole record was erased, \
             but the host has signed a record of {} as well.",
            entries(*size)
        ),
        Shows::SeenElsewhere { sequence, size } => format!(
            "FORK ({source}): the author of entry {sequence} was shown another record of {} than the \
             one that the host has signed.",
            entries(*size)
        ),
        Shows::CommandAgain { sequence, first } => format!(
            "REPEATED ({source}): entry {sequence} repeats the act of entry {first}. The same act \
             counts once."
        ),
        _ => return None,
    })
}

/// What keys show.
fn of_keys(source: &str, shows: &Shows) -> String {
    match shows {
        Shows::Lost { size, restored } => format!(
            "LOST: {source} shows a record of {}, signed with the key that was in use before the \
             record was restored from an older copy (entry {restored} says so). What it shows is \
             missing here.",
            entries(*size)
        ),
        Shows::LostThere { restored } => format!(
            "LOST: by {source} the record was restored from an older copy (entry {restored} says \
             so), with another key. What this file shows is missing there."
        ),
        Shows::AnotherKey { key, checked: true } => format!(
            "ANOTHER KEY: {source} is signed with the key {key}, which this record neither has nor \
             was handed over from. Anybody can make up a key; ask the host whose it is."
        ),
        Shows::AnotherKey {
            key,
            checked: false,
        } => format!(
            "ANOTHER KEY: {source} names the key {key}, which this record neither has nor was \
             handed over from. Its signature was not checked."
        ),
        // Every other one has its sentence above; a test goes through all of them.
        _ => String::new(),
    }
}

fn invalid(why: &Invalid) -> String {
    match why {
        Invalid::Receipt(why) => why.to_string(),
        Invalid::Checkpoint(why) => why.to_string(),
        Invalid::Bodies => {
            "an entry in it does not say what its kind promises; verify it by itself to see why"
                .to_owned()
        }
        Invalid::Bundle => "verify it by itself to see why".to_owned(),
    }
}
