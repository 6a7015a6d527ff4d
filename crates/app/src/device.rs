//! Acts that a parent's own device vouches for: what it is asked to sign, and whether it did.
//! What the device signs are the author's lines of each entry (`docs/record-format.md`,
//! section 3), so it is asked first and the act is decided again when the signatures come.

use crate::codec::Encoded;
use crate::tree::{Act, Files, Keys, Vouching};
use crate::{ActError, Fault};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use family::{Command, Context, Entry, Event, Family, Refusal, decide, evolve};
use ledger::{
    Checkpoint, Commitment, CosignerKey, DeviceKey, DeviceVoucher, Kind, PartIndex, Seen,
    Statement, Voucher, verify_cosignature_line,
};
use serde::Serialize;
use std::sync::Arc;
use store::{Cosignature, Row};

/// Most entries that one act of a device leads to.
pub const MAX_SIGNED: usize = 8;
/// So many bytes may the files of an act have that a device signs, 8 MiB: it is shown all of them
/// beforehand. With more, the server vouches.
pub const SIGNED_FILES_BYTES_MAX: usize = 8 << 20;

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
    /// Such a salt for each file that is sent along.
    pub files: Vec<[u8; 32]>,
}

/// What a device has signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
    /// Its key.
    pub key: DeviceKey,
    /// The salt and the signature of each entry, in order.
    pub entries: Vec<([u8; 32], [u8; 64])>,
    /// The salt of each file that is sent along, in order.
    pub files: Vec<[u8; 32]>,
    /// The signature line by which it cosigns the checkpoint that the author had seen.
    pub cosignature: Option<String>,
}

/// The answer to [`By::Asking`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ToSign {
    /// Each entry that would be recorded. None when there is nothing to sign.
    Entries(Vec<Proposed>),
    /// The key was revoked and comes back never.
    Revoked,
}

/// An entry as it would be recorded. A device that does not hold body and files against the
/// commitments signs what it has not seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposed {
    /// The author's lines.
    pub statement: Statement,
    /// The body.
    pub body: Vec<u8>,
    /// The files that would be attached, as they would be kept.
    pub files: Arc<Vec<Vec<u8>>>,
}

impl ToSign {
    /// `{"entries":[{"statement":"…","body":"<base64>"}]}`, where files go along with
    /// `"files":["<base64>"]` after the body; with `"why":"revoked"` when the device needs another
    /// key.
    #[must_use]
    pub fn to_json(&self) -> String {
        #[derive(Serialize)]
        struct Lines {
            statement: String,
            body: String,
            #[serde(skip_serializing_if = "Vec::is_empty")]
            files: Vec<String>,
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
        let entries = entries.iter().map(|entry| Lines {
            statement: entry.statement.to_string(),
            body: BASE64_STANDARD.encode(&entry.body),
            files: entry
                .files
                .iter()
                .map(|file| BASE64_STANDARD.encode(file))
                .collect(),
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
    /// Reads the fields of a form: `device.step`, `device.key`, `device.salts`, `device.files`
    /// (salts too), `device.signatures` and `device.cosignature`, each empty when absent. Lists are
    /// separated by spaces. `None` when they are not as a device sends them.
    #[must_use]
    pub fn read<'f>(field: impl Fn(&str) -> &'f str) -> Option<Self> {
        let text = field("device.key");
        if text.is_empty() {
            let nothing = field("device.signatures").is_empty() && field("device.step").is_empty();
            return nothing.then_some(Self::Server);
        }
        let key = text.parse().ok()?;
        let salts: Vec<[u8; 32]> = list(field("device.salts"))?;
        let files = match field("device.files") {
            "" => Vec::new(),
            salts => list(salts)?,
        };
        match field("device.step") {
            "prepare" => Some(Self::Asking(Asking { key, salts, files })),
            "" => {
                let signatures: Vec<[u8; 64]> = list(field("device.signatures"))?;
                if salts.len() != signatures.len() || salts.is_empty() {
                    return None;
                }
                let line = field("device.cosignature");
                Some(Self::Device(Signed {
                    key,
                    entries: salts.into_iter().zip(signatures).collect(),
                    files,
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

/// Most words of a list: of entries, or of files.
const MAX_LISTED: usize = if MAX_SIGNED > crate::FILES_MAX {
    MAX_SIGNED
} else {
    crate::FILES_MAX
};

fn list<const N: usize>(text: &str) -> Option<Vec<[u8; N]>> {
    let words = text.split(' ');
    if words.clone().count() > MAX_LISTED {
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

/// Who vouches for each entry, and with which salts. Empty when the server does. The files go with
/// the last entry.
pub(crate) fn vouched(
    keys: &Keys,
    act: Act,
    (bodies, files): (&[Encoded], &Files),
    by: &By,
) -> Result<Vouching, ActError> {
    let bytes: usize = files.iter().map(Vec::len).sum();
    let none = Files::default();
    let of = |place: usize| match place + 1 == bodies.len() {
        true => files,
        false => &none,
    };
    match by {
        By::Server => Ok(Vouching::default()),
        By::Asking(asking)
            if bodies.len() > asking.salts.len()
                || files.len() > asking.files.len()
                || bytes > SIGNED_FILES_BYTES_MAX =>
        {
            Err(ActError::ToSign(ToSign::Entries(Vec::new())))
        }
        By::Asking(asking) => {
            let entries = bodies.iter().zip(&asking.salts).enumerate();
            let entries = entries.map(|(place, (body, salt))| {
                let files = of(place);
                Ok(Proposed {
                    statement: statement(keys, act, (body, salt), (files, &asking.files))?,
                    body: body.body.clone(),
                    files: Arc::clone(files),
                })
            });
            let entries = entries.collect::<Result<_, Fault>>()?;
            Err(ActError::ToSign(ToSign::Entries(entries)))
        }
        By::Device(signed) => {
            if bodies.len() != signed.entries.len() || files.len() != signed.files.len() {
                return Err(ActError::Signature);
            }
            let each = bodies.iter().zip(&signed.entries).enumerate();
            let entries = each.map(|(place, (body, (salt, signature)))| {
                let voucher = DeviceVoucher {
                    key: signed.key,
                    signature: *signature,
                };
                let said = statement(keys, act, (body, salt), (of(place), &signed.files))?;
                if voucher.holds_for(&said) {
                    Ok((*salt, Voucher::Device(voucher)))
                } else {
                    Err(ActError::Signature)
                }
            });
            Ok(Vouching {
                entries: entries.collect::<Result<_, ActError>>()?,
                files: signed.files.clone(),
            })
        }
    }
}

/// The author's lines of an entry, as it would be recorded with these salts.
fn statement(
    keys: &Keys,
    act: Act,
    (encoded, salt): (&Encoded, &[u8; 32]),
    (files, salts): (&Files, &[[u8; 32]]),
) -> Result<Statement, Fault> {
    let doing = "naming a kind";
    let kind: Kind = encoded.kind.parse().map_err(|e| Fault::new(doing, e))?;
    let (tree, command) = (keys.tree, act.command);
    let commit =
        |index, salt, bytes: &[u8]| Commitment::of(tree.origin, command, index, salt, bytes);
    let mut commitments = vec![commit(PartIndex::BODY, salt, &encoded.body)];
    for (number, (file, salt)) in (1..).zip(files.iter().zip(salts)) {
        let index = PartIndex::new(number);
        let index = index.ok_or_else(|| Fault::new(doing, "an entry has fewer parts"))?;
        commitments.push(commit(index, salt, file));
    }
    Ok(Statement {
        tree,
        kind,
        author: act.author,
        command,
        seen: act.seen,
        commitments,
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
        let [step, key, salts] = asking;
        let with = |files| read(&[step, key, salts, ("device.files", files)]);
        let two = [salt.as_str(); 2].join(" ");
        assert!(matches!(with(&two), Some(By::Asking(a)) if a.files == [[1; 32]; 2]));
        for files in ["AAAA", " ", signature.as_str()] {
            assert_eq!(with(files), None, "{files}");
        }
        let signed = [
            ("device.key", KEY),
            ("device.salts", salt.as_str()),
            ("device.signatures", signature.as_str()),
        ];
        assert!(matches!(read(&signed), Some(By::Device(s)) if s.cosignature.is_none()));
        let many = [salt.as_str(); MAX_LISTED + 1].join(" ");
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
