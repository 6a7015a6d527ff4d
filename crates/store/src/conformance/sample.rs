//! Sample trees, entries and batches. The hashes are made up: what they mean is not the
//! store's business, only that they come back. Pure.

use crate::run::{first_hash, hash_count};
use crate::{Batch, CommandId, SealedPart, StoredEntry, TreeAppend, TreeId};

/// A tree, by a name of your choice.
#[must_use]
pub fn tree_of(name: &str) -> TreeId {
    TreeId::new(format!("parenthesis/{name}"))
}

/// A made-up stored hash, told apart by tree and index.
#[must_use]
pub fn hash_of(tree: &TreeId, index: u64) -> [u8; 32] {
    let mut hash = [0; 32];
    let name = tree.as_str().bytes().rev().take(24);
    for (place, byte) in hash
        .iter_mut()
        .zip(index.to_be_bytes().into_iter().chain(name))
    {
        *place = byte;
    }
    hash
}

/// A made-up checkpoint, told apart by tree and size.
#[must_use]
pub fn checkpoint_of(tree: &TreeId, size: u64) -> Vec<u8> {
    format!("{tree}\n{size}\n").into_bytes()
}

/// An entry whose leaf is `text`.
#[must_use]
pub fn entry_of(sequence: u64, text: &str) -> StoredEntry {
    StoredEntry {
        sequence,
        leaf: text.as_bytes().to_vec(),
        body: Some(format!("body of {text}").into_bytes()),
        wrapped_key: Some(vec![9; 72]),
        attachments: Vec::new(),
    }
}

/// Made-up attachments 1 to `count` of an entry, told apart by tree, entry and index, each of
/// another length.
#[must_use]
pub fn parts_of(tree: &TreeId, sequence: u64, count: u32) -> Vec<SealedPart> {
    let part = |index| {
        let name = format!("attachment {index} of {sequence} in {tree}. ");
        let repeated = 1 + usize::try_from(index).unwrap_or(0) * 90;
        SealedPart {
            index,
            sealed: name.repeat(repeated).into_bytes(),
            wrapped_key: format!("key of {name}").into_bytes(),
        }
    };
    (1..=count).map(part).collect()
}

/// An append of one entry for each text.
#[must_use]
pub fn append_of(tree: &TreeId, expected_size: u64, texts: &[&str]) -> TreeAppend {
    let mut entries = Vec::new();
    let mut hashes = Vec::new();
    for (sequence, text) in (expected_size..).zip(texts) {
        let first = first_hash(sequence);
        let run = first..first + hash_count(sequence);
        hashes.extend(run.map(|index| (index, hash_of(tree, index))));
        entries.push(entry_of(sequence, text));
    }
    let size = entries
        .last()
        .map_or(expected_size, |entry| entry.sequence + 1);
    TreeAppend {
        tree: tree.clone(),
        expected_size,
        entries,
        hashes,
        checkpoint: checkpoint_of(tree, size),
    }
}

/// A batch within the scope of its first tree.
///
/// # Panics
/// If there is no append.
#[must_use]
pub fn batch_of(command: &str, appends: Vec<TreeAppend>) -> Batch {
    assert!(!appends.is_empty(), "a batch needs an append");
    Batch {
        command: CommandId::new(command),
        scope: appends[0].tree.clone(),
        appends,
        rows: Vec::new(),
        erasures: Vec::new(),
    }
}
