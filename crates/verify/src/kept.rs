//! What a parent kept, out of files: receipts, bundles, checkpoints, e-mails with either.
//! Works on bytes that were read before.

use std::path::Path;

use ledger::{
    bundle::Pace,
    evidence::{
        Evidence, EvidenceError, Held, evidence_in, looks_like_bundle, looks_like_receipts,
    },
};

use crate::mail;

/// A file that was read, or an attachment in it.
pub struct KeptFile {
    /// How it is called in what is said about it.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A file, and when it is an e-mail, each of its parts.
pub fn open(path: &Path, bytes: Vec<u8>) -> Vec<KeptFile> {
    let name = path.display().to_string();
    let binary = looks_like_bundle(&bytes) || looks_like_receipts(&bytes);
    let parts = if binary { None } else { mail::parts(&bytes) };
    let Some(parts) = parts else {
        return vec![KeptFile { name, bytes }];
    };
    let kept = parts.into_iter().map(|part| KeptFile {
        name: match part.name {
            Some(attachment) => format!("{name} ({attachment})"),
            None => name.clone(),
        },
        bytes: part.bytes,
    });
    kept.collect()
}

/// The evidence in a file.
///
/// # Errors
/// When it begins like a bundle or a receipt and is none.
pub fn evidence<'a>(
    file: &'a KeptFile,
    pace: &dyn Pace,
) -> Result<Vec<Evidence<'a>>, EvidenceError> {
    let held = evidence_in(&file.bytes, pace)?;
    let several = held.len() > 1;
    let named = |(at, held): (usize, Held<'a>)| {
        let name = if several {
            format!("{}, number {}", file.name, at + 1)
        } else {
            file.name.clone()
        };
        Evidence { name, held }
    };
    Ok(held.into_iter().enumerate().map(named).collect())
}
