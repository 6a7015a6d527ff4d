//! Who else has signed a record's checkpoints: parents' devices, and witnesses. What is shown was
//! verified here when it was read.

use crate::reading::{Readable, RecordLine};
use crate::tree::{Head, Keys};
use crate::{App, Fault};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use family::{Device, Family};
use jiff::Timestamp;
use ledger::{Checkpoint, CosignerKey, verify_cosignature_line};
use plan::Side;
use std::collections::BTreeMap;
use store::Store;

const DOING: &str = "reading cosignatures";

/// Most cosigners of one checkpoint whose signatures go into a receipt.
const MAX_COSIGNERS: usize = 16;

/// Somebody besides the server has signed a checkpoint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cosigned {
    /// Who.
    pub by: CosignedBy,
    /// How many entries the record had then; all of them are covered.
    pub size: u64,
    /// When, by the clock of who signed.
    pub at: Timestamp,
}

/// Who signed a checkpoint besides the server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CosignedBy {
    /// A device that was enrolled for the parent on this side.
    Device(Side),
    /// A witness, by the name of its key.
    Witness(String),
}

/// The cosignatures of one checkpoint, ready for a receipt.
#[derive(Debug, Default)]
pub(crate) struct Cosignatures {
    pub keys: Vec<CosignerKey>,
    /// The signature lines, one after the other.
    pub lines: String,
}

/// Verifies a stored cosignature: its key, and the time that it states.
fn verified(row: &store::Cosignature, keys: &Keys) -> Result<(CosignerKey, u64), Fault> {
    let key: CosignerKey = row.key.parse().map_err(|e| Fault::new(DOING, e))?;
    let checkpoint = Checkpoint::claimed(&row.checkpoint).map_err(|e| Fault::new(DOING, e))?;
    if checkpoint.origin != keys.tree.origin || checkpoint.size != row.size {
        return Err(Fault::new(DOING, "a checkpoint of another tree or size"));
    }
    let seconds = verify_cosignature_line(&checkpoint, &line_of(row), &key)
        .map_err(|e| Fault::new(DOING, e))?;
    Ok((key, seconds))
}

/// The signature line with its newline, however it was stored.
fn line_of(row: &store::Cosignature) -> String {
    format!("{}\n", row.line.trim_end_matches('\n'))
}

impl<S: Store> App<S> {
    /// For each cosigner the earliest checkpoint that covers an entry of this page, for every
    /// entry of it.
    pub(crate) async fn cosigned(
        &self,
        readable: &Readable,
        lines: &[RecordLine],
    ) -> Result<Vec<Cosigned>, Fault> {
        let sequences = || lines.iter().map(|line| line.sequence);
        let Some(lowest) = sequences().min() else {
            return Ok(Vec::new());
        };
        let rows = self
            .store
            .cosignatures(
                &readable.keys.id,
                lowest.saturating_add(1),
                readable.head.size,
            )
            .await
            .map_err(|e| Fault::new(DOING, e))?;
        let mut by_key: BTreeMap<&str, Vec<&store::Cosignature>> = BTreeMap::new();
        for row in &rows {
            by_key.entry(row.key.as_str()).or_default().push(row);
        }
        let mut found = Vec::new();
        for rows in by_key.values() {
            // They come by size, so the first that is larger is the earliest that covers it.
            let covers = |sequence| rows.partition_point(|row| row.size <= sequence);
            let mut used: Vec<usize> = sequences().map(covers).collect();
            used.sort_unstable();
            used.dedup();
            for row in used.into_iter().filter_map(|at| rows.get(at)) {
                let (key, seconds) = verified(row, &readable.keys)?;
                let seconds = i64::try_from(seconds).map_err(|e| Fault::new(DOING, e))?;
                found.push(Cosigned {
                    by: by(&readable.family.family, &key),
                    size: row.size,
                    at: Timestamp::from_second(seconds).map_err(|e| Fault::new(DOING, e))?,
                });
            }
        }
        found.sort_by_key(|one| one.size);
        Ok(found)
    }

    /// The cosignatures of the newest checkpoint.
    pub(crate) async fn cosignatures(
        &self,
        keys: &Keys,
        head: &Head,
    ) -> Result<Cosignatures, Fault> {
        let rows = self
            .store
            .cosignatures(&keys.id, head.size, head.size)
            .await
            .map_err(|e| Fault::new(DOING, e))?;
        let mut found = Cosignatures::default();
        for row in rows.iter().take(MAX_COSIGNERS) {
            let (key, _) = verified(row, keys)?;
            found.keys.push(key);
            found.lines.push_str(&line_of(row));
        }
        Ok(found)
    }
}

/// Whose key it is.
pub(crate) fn by(family: &Family, key: &CosignerKey) -> CosignedBy {
    match device_of(family, key) {
        Some(device) => CosignedBy::Device(device.of),
        None => CosignedBy::Witness(key.name().to_owned()),
    }
}

/// The device that has this key.
pub(crate) fn device_of<'a>(family: &'a Family, key: &CosignerKey) -> Option<&'a Device> {
    let public = BASE64_STANDARD.encode(key.public());
    let mut devices = family.devices().iter();
    devices.find(|device| device.key.as_str() == public)
}
