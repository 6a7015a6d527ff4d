//! What a parent kept, out of files: receipts, bundles, checkpoints, e-mails with either.
//! Works on bytes that were read before.

use std::{collections::HashSet, path::Path};

use ledger::{
    bundle::Pace,
    evidence::{
        Evidence, Held, evidence_in, looks_like_bundle, looks_like_receipts, looks_like_zip,
    },
};

use crate::{
    mail::{self, MailError},
    shown::shown,
};

/// How many comparisons are made: of each thing to be verified with each piece of evidence.
const MAX_COMPARISONS: usize = 4_000_000;

/// A file that was read, or a part of it.
pub struct KeptFile {
    /// How it is called in what is said about it.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Whether it is a part of an e-mail.
    pub in_email: bool,
}

/// What was found in a file and its parts.
#[derive(Default)]
pub struct Found<'a> {
    /// The evidence; what stands twice in the file, as in two forms of one e-mail, is there once.
    pub evidence: Vec<Evidence<'a>>,
    /// The names of parts that are refused, and why, as sentences.
    pub refused: Vec<(String, String)>,
    /// The names of attachments that were passed over since they are ZIP files and no bundles.
    pub passed_over: Vec<String>,
}

/// A file, and when it is an e-mail, each of its parts.
///
/// # Errors
/// When it is an e-mail with more in it than is looked into.
pub fn open(path: &Path, bytes: Vec<u8>) -> Result<Vec<KeptFile>, MailError> {
    let name = shown(&path.display().to_string());
    let binary = looks_like_zip(&bytes) || looks_like_receipts(&bytes);
    let parts = if binary { None } else { mail::parts(&bytes)? };
    let Some(parts) = parts else {
        return Ok(vec![KeptFile {
            name,
            bytes,
            in_email: false,
        }]);
    };
    let kept = parts.into_iter().map(|part| KeptFile {
        name: match part.name {
            Some(attachment) => format!("{name} ({})", shown(&attachment)),
            None => name.clone(),
        },
        bytes: part.bytes,
        in_email: true,
    });
    Ok(kept.collect())
}

/// The evidence in a file, of whose parts nothing is left out silently.
pub fn evidence<'a>(file: &'a [KeptFile], pace: &dyn Pace) -> Found<'a> {
    let mut found = Found::default();
    let mut seen = HashSet::new();
    for part in file {
        if part.in_email && looks_like_zip(&part.bytes) && !looks_like_bundle(&part.bytes) {
            found.passed_over.push(part.name.clone());
            continue;
        }
        match evidence_in(&part.bytes, pace) {
            Ok(held) => {
                let named = named(part, held).filter(|evidence| match bytes_of(&evidence.held) {
                    Some(bytes) => seen.insert(bytes),
                    None => true,
                });
                found.evidence.extend(named);
            }
            Err(error) => {
                let sentence = format!("{error}.");
                found.refused.push((part.name.clone(), sentence));
            }
        }
    }
    found
}

fn named<'a>(part: &'a KeptFile, held: Vec<Held<'a>>) -> impl Iterator<Item = Evidence<'a>> {
    let several = held.len() > 1;
    held.into_iter().enumerate().map(move |(at, held)| {
        let name = if several {
            format!("{}, number {}", part.name, at + 1)
        } else {
            part.name.clone()
        };
        Evidence { name, held }
    })
}

/// The bytes of what may stand in a text.
fn bytes_of(held: &Held<'_>) -> Option<Vec<u8>> {
    match held {
        Held::Checkpoint(note) | Held::DatedHead(note) | Held::Handover(note) => Some(note.clone()),
        Held::Receipt(receipt) => Some(receipt.to_bytes()),
        Held::Bundle(_) => None,
    }
}

/// The evidence, when it is not more than is held against so many things to verify.
///
/// # Errors
/// When it is more, as a sentence.
pub fn bounded(judged: usize, evidence: Vec<Evidence<'_>>) -> Result<Vec<Evidence<'_>>, String> {
    let kept = evidence.len();
    if judged.saturating_mul(kept) <= MAX_COMPARISONS {
        return Ok(evidence);
    }
    Err(format!(
        "nothing of it was looked at: {judged} things to verify and {kept} pieces of evidence are more \
         than this program holds against each other at once ({MAX_COMPARISONS} pairs). Name fewer files."
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_than_can_be_compared_is_refused() {
        let evidence = || {
            let held = Held::Checkpoint(Vec::new());
            let name = "kept".to_owned();
            vec![Evidence { name, held }; 2]
        };
        let most = MAX_COMPARISONS / 2;
        assert_eq!(bounded(most, evidence()).unwrap().len(), 2);
        let refused = bounded(most + 1, evidence()).unwrap_err();
        assert!(
            refused.contains("2000001 things to verify and 2 pieces"),
            "{refused}"
        );
    }
}
