//! Acts that a parent's own device vouches for: what it is asked to sign, and whether it did.
//! What the device signs are the author's lines of each entry (`docs/record-format.md`,
//! section 3), so it is asked first and the act is decided again when the signatures come.

use crate::codec::Encoded;
use crate::tree::{Act, Keys};
use crate::{ActError, Fault};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use family::{Command, Context, Entry, Event, Family, Refusal, decide, evolve};
use ledger::{
    Checkpoint, Commitment, CosignerKey, DeviceKey, DeviceVoucher, Kind, PartIndex, Seen,
    Statement, Voucher, verify_cosignature_line,
};
use serde::Serialize;
use store::{Cosignature, Row};

/// Most entries that one act of a device leads to.
pub const MAX_SIGNED: usize = 8;

/// Who vouches for the author of an act.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum By {
    /// The server, which knows the session.
    #[default]
    Server,
    /// The author's device, which asks what it has to sign. Nothing is recorded.
    Asking(Asking),
    /// The author's device, which has signed.
    Device(Signed),
}

/// What a device says when it asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asking {
    /// Its key.
    pub key: DeviceKey,
    /// A salt for each entry that there may be, random and used once.
    pub salts: Vec<[u8; 32]>,
}

/// What a device has signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
    /// Its key.
    pub key: DeviceKey,
    /// The salt and the signature of each entry, in order.
    pub entries: Vec<([u8; 32], [u8; 64])>,
    /// The signature line by which it cosigns the checkpoint that the author had seen.
    pub cosignature: Option<String>,
}

/// The answer to [`By::Asking`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ToSign {
    /// The author's lines and the body of each entry that would be recorded. None when there is
    /// nothing to sign.
    Entries(Vec<(Statement, Vec<u8>)>),
    /// The key was revoked and comes back never.
    Revoked,
}

impl ToSign {
    /// `{"entries":[{"statement":"…","body":"<base64>"}]}`; with `"why":"revoked"` when the
    /// device needs another key.
    #[must_use]
    pub fn to_json(&self) -> String {
        #[derive(Serialize)]
        struct Lines {
            statement: String,
            body: String,
        }
        #[derive(Serialize)]
        struct Answer<'a> {
            entries: Vec<Lines>,
            #[serde(skip_serializing_if = "Option::is_none")]
            why: Option<&'a str>,
        }
        let (entries, why) = match self {
            Self::Entries(entries) => (entries.as_slice(), None),
            Self::Revoked => (&[][..], Some("revoked")),
        };
        let entries = entries.iter().map(|(statement, body)| Lines {
            statement: statement.to_string(),
            body: BASE64_STANDARD.encode(body),
        });
        let answer = Answer {
            entries: entries.collect(),
            why,
        };
        // Strings always serialise; an empty answer would be read as nothing to sign.
        serde_json::to_string(&answer).unwrap_or_default()
    }
}

impl By {
    /// Reads the fields of a form: `device.step`, `device.key`, `device.salts`,
    /// `device.signatures` and `device.cosignature`, each empty when absent. Lists are separated
    /// by spaces. `None` when they are not as a device sends them.
    #[must_use]
    pub fn read<'f>(field: impl Fn(&str) -> &'f str) -> Option<Self> {
        let text = field("device.key");
        if text.is_empty() {
            let nothing = field("device.signatures").is_empty() && field("device.step").is_empty();
            return nothing.then_some(Self::Server);
        }
        let key = text.parse().ok()?;
        let salts: Vec<[u8; 32]> = list(field("device.salts"))?;
        match field("device.step") {
            "prepare" => Some(Self::Asking(Asking { key, salts })),
            "" => {
                let signatures: Vec<[u8; 64]> = list(field("device.signatures"))?;
                if salts.len() != signatures.len() || salts.is_empty() {
                    return None;
                }
                let line = field("device.cosignature");
                Some(Self::Device(Signed {
                    key,
                    entries: salts.into_iter().zip(signatures).collect(),
                    cosignature: (!line.is_empty()).then(|| format!("{line}\n")),
                }))
            }
            _ => None,
        }
    }

    fn key(&self) -> Option<DeviceKey> {
        match self {
            Self::Server => None,
            Self::Asking(asking) => Some(asking.key),
            Self::Device(signed) => Some(signed.key),
        }
    }
}

fn list<const N: usize>(text: &str) -> Option<Vec<[u8; N]>> {
    let words = text.split(' ');
    if words.clone().count() > MAX_SIGNED {
        return None;
    }
    words
        .map(|word| BASE64_STANDARD.decode(word).ok()?.try_into().ok())
        .collect()
}

/// Decides a command, after the enrolment of the device when it is new.
pub(crate) fn decided(
    family: Option<&Family>,
    context: &Context,
    what: Command,
    by: &By,
) -> Result<Vec<Event>, ActError> {
    let (Some(family), Some(key)) = (family, by.key()) else {
        return Ok(decide(family, context, what)?);
    };
    let key = key
        .to_string()
        .parse()
        .map_err(|e: family::BadKey| Fault::new("naming a device", e))?;
    let enrolment = match (family.enrolment(context, &key), by) {
        (Err(Refusal::DeviceRevoked), By::Asking(_)) => {
            return Err(ActError::ToSign(ToSign::Revoked));
        }
        (enrolment, _) => enrolment?,
    };
    let Some(enrolment) = enrolment else {
        return Ok(decide(Some(family), context, what)?);
    };
    let mut events = decide(Some(family), context, enrolment)?;
    let mut with_it = Some(family.clone());
    for (sequence, event) in (family.entries()..).zip(&events) {
        let entry = Entry {
            sequence,
            at: context.now,
            by: context.actor.clone(),
            event: event.clone(),
        };
        let next = evolve(with_it, &entry).map_err(|e| Fault::new("enrolling a device", e))?;
        with_it = Some(next);
    }
    events.extend(decide(with_it.as_ref(), context, what)?);
    Ok(events)
}

/// Who vouches for each entry, and with which salt. Empty when the server does.
pub(crate) fn vouched(
    keys: &Keys,
    act: Act,
    bodies: &[Encoded],
    by: &By,
) -> Result<Vec<([u8; 32], Voucher)>, ActError> {
    match by {
        By::Server => Ok(Vec::new()),
        By::Asking(asking) if bodies.len() > asking.salts.len() => {
            Err(ActError::ToSign(ToSign::Entries(Vec::new())))
        }
        By::Asking(asking) => {
            let entries = bodies.iter().zip(&asking.salts).map(|(body, salt)| {
                let statement = statement(keys, act, body, salt)?;
                Ok((statement, body.body.clone()))
            });
            let entries = entries.collect::<Result<_, Fault>>()?;
            Err(ActError::ToSign(ToSign::Entries(entries)))
        }
        By::Device(signed) => {
            if bodies.len() != signed.entries.len() {
                return Err(ActError::Signature);
            }
            let each = bodies.iter().zip(&signed.entries);
            each.map(|(body, (salt, signature))| {
                let voucher = DeviceVoucher {
                    key: signed.key,
                    signature: *signature,
                };
                if voucher.holds_for(&statement(keys, act, body, salt)?) {
                    Ok((*salt, Voucher::Device(voucher)))
                } else {
                    Err(ActError::Signature)
                }
            })
            .collect()
        }
    }
}

/// The author's lines of an entry, as it would be recorded with this salt.
fn statement(
    keys: &Keys,
    act: Act,
    encoded: &Encoded,
    salt: &[u8; 32],
) -> Result<Statement, Fault> {
    let kind: Kind = encoded
        .kind
        .parse()
        .map_err(|e| Fault::new("naming a kind", e))?;
    let (tree, command) = (keys.tree, act.command);
    let commitment = Commitment::of(tree.origin, command, PartIndex::BODY, salt, &encoded.body);
    Ok(Statement {
        tree,
        kind,
        author: act.author,
        command,
        seen: act.seen,
        commitments: vec![commitment],
    })
}

/// Checks the cosignature that came with an act, and gives the row that keeps it: over the
/// checkpoint that its author had seen, which is known here to be one of this tree.
pub(crate) fn cosigned(keys: &Keys, seen: Seen, by: &By) -> Result<Option<Row>, ActError> {
    let By::Device(Signed {
        key,
        cosignature: Some(line),
        ..
    }) = by
    else {
        return Ok(None);
    };
    let origin = keys.tree.origin;
    let checkpoint = Checkpoint {
        origin,
        size: seen.size,
        root: seen.root,
    };
    let cosigner = CosignerKey::of_device(origin, key);
    if seen.size == 0 || verify_cosignature_line(&checkpoint, line, &cosigner).is_err() {
        return Err(ActError::Signature);
    }
    let signed = ledger::checkpoint(origin, seen.size, seen.root, &keys.signer);
    Ok(Some(Row::Cosignature(Cosignature {
        tree: keys.id.clone(),
        size: seen.size,
        key: cosigner.to_string(),
        line: line.clone(),
        checkpoint: signed,
    })))
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "O2onvM62pC1io6jQKm8Nc2UyFXcd4kOmOsBIoYtZ2ik=";

    #[test]
    fn fields_of_a_device_are_read_strictly() {
        let salt = BASE64_STANDARD.encode([1; 32]);
        let signature = BASE64_STANDARD.encode([2; 64]);
        let read = |fields: &[(&str, &str)]| {
            By::read(|name| {
                let found = fields.iter().find(|(known, _)| *known == name);
                found.map_or("", |(_, value)| value)
            })
        };
        assert_eq!(read(&[]), Some(By::Server));
        let asking = [
            ("device.step", "prepare"),
            ("device.key", KEY),
            ("device.salts", salt.as_str()),
        ];
        assert!(matches!(read(&asking), Some(By::Asking(a)) if a.salts == [[1; 32]]));
        let signed = [
            ("device.key", KEY),
            ("device.salts", salt.as_str()),
            ("device.signatures", signature.as_str()),
        ];
        assert!(matches!(read(&signed), Some(By::Device(s)) if s.cosignature.is_none()));
        let many = [salt.as_str(); MAX_SIGNED + 1].join(" ");
        for (at, name, value) in [
            (0, "device.step", "sign"),
            (1, "device.key", "AAAA"),
            (1, "device.key", ""),
            (2, "device.salts", "AAAA"),
            (2, "device.salts", ""),
            (2, "device.salts", &many),
        ] {
            let mut fields = asking;
            fields[at] = (name, value);
            assert_eq!(read(&fields), None, "{name} {value}");
        }
        for value in ["", "AAAA", salt.as_str()] {
            let mut fields = signed;
            fields[2].1 = value;
            assert_eq!(read(&fields), None, "{value}");
        }
    }
}
