//! The sentences about those who have cosigned a state. Pure.

use ledger::{Checkpoint, Cosignature, EntryTime};

use super::{many, time};

/// Whether a cosigner bears the name of a device of this very record, which is made from its key.
fn is_device(checkpoint: &Checkpoint, by: &Cosignature) -> bool {
    let devices = format!("{}/device/", checkpoint.origin);
    by.key.name().starts_with(&devices)
}

/// Whether devices of this record alone have cosigned a state.
pub fn only_devices(checkpoint: &Checkpoint, cosigned: &[Cosignature]) -> bool {
    let mut cosigned = cosigned.iter().peekable();
    cosigned.peek().is_some() && cosigned.all(|by| is_device(checkpoint, by))
}

/// What is said of earlier states that only devices have cosigned.
pub fn seen_by_devices(states: u64) -> String {
    format!(
        "Those that call themselves devices of this record have also signed {}; all of these hold \
         (--json lists them).",
        many(states, "earlier state", "earlier states")
    )
}

/// Who has cosigned a state. Names are what the cosigners call themselves; only those of devices of
/// this very record were made from their keys.
pub(super) fn seconds(checkpoint: &Checkpoint, cosigned: &[Cosignature]) -> String {
    let said = |by: &Cosignature| {
        let millis = i64::try_from(by.seconds)
            .ok()
            .and_then(|at| at.checked_mul(1_000));
        let when = millis.and_then(|millis| EntryTime::from_unix_millis(millis).ok());
        let when = when.map_or_else(|| "an impossible time".to_owned(), time);
        let name = by.key.name();
        let who = match name.rsplit_once('/').filter(|_| is_device(checkpoint, by)) {
            Some((_, device)) => format!("a device of this record, {device}"),
            None => name.to_owned(),
        };
        format!("one that calls itself {who}, by its clock on {when}")
    };
    let said: Vec<String> = cosigned.iter().map(said).collect();
    said.join("; ")
}
