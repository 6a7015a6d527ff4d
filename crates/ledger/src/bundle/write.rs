//! Writing a bundle. It checks what it is given as far as that is cheap, so that no bundle leaves
//! the house whose range is not complete or whose parts are not those of its leaves.
//! Pure: leaves, parts, texts, time and signer are handed in.

use std::{borrow::Cow, collections::BTreeMap};

use sha2::{Digest as _, Sha256};

use crate::{
    AuthorId, Checkpoint, Commitment, CosignerKey, EntryTime, Handover, Hash, Leaf, PartIndex,
    Sequence, Signer, Tree, VerifierKey, lines::base64,
};

use super::{
    BundleError, BundleFile, ListedFile, MAX_BUNDLE_FILES, Manifest, RangeProof, manifest, names,
    range::root_of_range, zip,
};

/// A body or attachment to disclose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disclosed<'a> {
    /// The entry's place in the tree.
    pub sequence: Sequence,
    /// The body, or which attachment.
    pub index: PartIndex,
    /// The salt with which the leaf commits to it.
    pub salt: [u8; 32],
    /// Its bytes.
    pub bytes: Cow<'a, [u8]>,
}

/// All that goes into a bundle.
#[derive(Clone, Debug)]
pub struct BundleDraft<'a> {
    /// The tree.
    pub tree: Tree,
    /// The first place of the range.
    pub first: Sequence,
    /// Every leaf of the range in order, also of entries that are not disclosed.
    pub leaves: &'a [Vec<u8>],
    /// What leads from the range to the root; see [`crate::prove_range`].
    pub proof: RangeProof,
    /// The disclosed parts, in any order.
    pub parts: Vec<Disclosed<'a>>,
    /// The name of whoever stands behind a pseudonym.
    pub people: BTreeMap<AuthorId, String>,
    /// The newest checkpoint, with its cosignatures: a signed note.
    pub checkpoint: &'a [u8],
    /// Earlier checkpoints that were cosigned, by size. Those outside the range do not belong here.
    pub earlier: BTreeMap<u64, Vec<u8>>,
    /// The log's earlier keys, newest first.
    pub log_before: Vec<VerifierKey>,
    /// For each earlier key the handover to the next one, by size.
    pub handovers: BTreeMap<u64, Vec<u8>>,
    /// The keys of all cosignatures in the checkpoints, in any order.
    pub cosigners: Vec<CosignerKey>,
    /// When it is made.
    pub made: EntryTime,
    /// The language tag of what is for people.
    pub language: &'a str,
    /// Whom it is for.
    pub recipient: &'a str,
    /// `READ-ME.txt`.
    pub read_me: &'a [u8],
    /// `record.pdf`, or the volumes in order; may be none.
    pub volumes: Vec<Cow<'a, [u8]>>,
}

/// A file on its way into the ZIP.
type Named<'a> = (String, Cow<'a, [u8]>);

/// Writes a bundle and signs its manifest. The same draft always gives the same bytes.
///
/// `signer` is the log's key that signed the newest checkpoint.
///
/// # Errors
/// When what was given does not fit together, with what and where.
pub fn write(draft: &BundleDraft<'_>, signer: &Signer) -> Result<Vec<u8>, BundleError> {
    if !manifest::is_language(draft.language) {
        return Err(BundleError::Language);
    }
    let named = draft.people.values().all(|name| manifest::is_name(name));
    if !named || !manifest::is_name(draft.recipient) {
        return Err(BundleError::Name);
    }
    let newest = read_checkpoint(draft, draft.checkpoint, None)?;
    complete(draft, newest)?;
    let parts = parts(draft)?;
    let bodies = parts.iter().filter(|part| part.index == PartIndex::BODY);
    let undisclosed = draft.leaves.len() - bodies.count();
    let files = files(draft, newest.size, &parts, signer)?;
    let first = draft.first.get();
    let manifest = Manifest {
        tree: draft.tree,
        first,
        end: first + u64::try_from(draft.leaves.len()).map_err(|_| BundleError::TooLarge)?,
        size: newest.size,
        root: newest.root,
        made: draft.made,
        language: draft.language.to_owned(),
        recipient: draft.recipient.to_owned(),
        undisclosed: u64::try_from(undisclosed).map_err(|_| BundleError::TooLarge)?,
        files: files.iter().map(listed).collect(),
    };
    let text = manifest.to_string();
    let manifest = format!("{text}\n{}", signer.line(&text)).into_bytes();
    let first = BundleFile {
        name: names::MANIFEST,
        bytes: &manifest,
    };
    let others = files.iter().map(|(name, bytes)| BundleFile {
        name,
        bytes: bytes.as_ref(),
    });
    let files: Vec<BundleFile<'_>> = [first].into_iter().chain(others).collect();
    zip::write(&files).ok_or(BundleError::TooLarge)
}

fn listed((name, bytes): &Named<'_>) -> ListedFile {
    ListedFile {
        hash: Hash::new(Sha256::digest(bytes).into()),
        // A file that is larger than any number is refused when the ZIP is written.
        bytes: u64::try_from(bytes.len()).unwrap_or(u64::MAX),
        name: name.clone(),
    }
}

fn read_checkpoint(
    draft: &BundleDraft<'_>,
    note: &[u8],
    size: Option<u64>,
) -> Result<Checkpoint, BundleError> {
    let wrong = BundleError::Checkpoint {
        size: size.unwrap_or_default(),
    };
    let read = Checkpoint::claimed(note).map_err(|_| wrong)?;
    let fits = read.origin == draft.tree.origin && size.is_none_or(|size| size == read.size);
    fits.then_some(read).ok_or(wrong)
}

/// Leaves and proof must give the root of the newest checkpoint.
fn complete(draft: &BundleDraft<'_>, newest: Checkpoint) -> Result<(), BundleError> {
    if draft.leaves.is_empty() {
        return Err(BundleError::NoEntry);
    }
    let hashes: Vec<Hash> = draft
        .leaves
        .iter()
        .map(|leaf| Hash::of_leaf(leaf))
        .collect();
    let root = root_of_range(draft.first.get(), &hashes, newest.size, &draft.proof);
    if root == Some(newest.root) {
        Ok(())
    } else {
        Err(BundleError::Incomplete)
    }
}

/// The disclosed parts in order, each held against the commitment in its leaf.
fn parts<'a>(draft: &'a BundleDraft<'_>) -> Result<Vec<&'a Disclosed<'a>>, BundleError> {
    let mut parts: Vec<&Disclosed<'_>> = draft.parts.iter().collect();
    parts.sort_by_key(|part| (part.sequence, part.index));
    let mut leaf: Option<Leaf> = None;
    let mut last = None;
    for part in &parts {
        let sequence = part.sequence.get();
        let wrong = BundleError::Part {
            sequence,
            index: part.index.get(),
        };
        if last == Some((part.sequence, part.index)) {
            return Err(wrong);
        }
        if leaf.as_ref().map(Leaf::sequence) != Some(part.sequence) {
            if part.index != PartIndex::BODY {
                return Err(BundleError::AttachmentAlone { sequence });
            }
            let at = sequence.checked_sub(draft.first.get()).ok_or(wrong)?;
            let at = usize::try_from(at).map_err(|_| wrong)?;
            let bytes = draft.leaves.get(at).ok_or(wrong)?;
            let read = Leaf::parse(bytes);
            let at = sequence;
            leaf = Some(read.map_err(|error| BundleError::Leaf { at, error })?);
        }
        let statement = leaf.as_ref().map(Leaf::statement).ok_or(wrong)?;
        let (origin, command) = (draft.tree.origin, statement.command);
        let found = Commitment::of(origin, command, part.index, &part.salt, &part.bytes);
        if statement.commitments.get(part.index.get()) != Some(&found) {
            return Err(wrong);
        }
        last = Some((part.sequence, part.index));
    }
    Ok(parts)
}

/// Every file but the manifest, in order.
fn files<'a>(
    draft: &'a BundleDraft<'a>,
    size: u64,
    parts: &[&'a Disclosed<'a>],
    signer: &Signer,
) -> Result<Vec<Named<'a>>, BundleError> {
    let mut files: Vec<Named<'a>> = vec![(names::READ_ME.to_owned(), Cow::Borrowed(draft.read_me))];
    for (at, volume) in draft.volumes.iter().enumerate() {
        let name = match draft.volumes.len() {
            1 => "record.pdf".to_owned(),
            _ => format!("record-{}.pdf", at + 1),
        };
        files.push((name, Cow::Borrowed(volume.as_ref())));
    }
    if files.iter().any(|(_, bytes)| bytes.is_empty()) {
        return Err(BundleError::EmptyFile);
    }
    let texts = [
        (names::LEAVES, draft.leaves.concat()),
        (names::PARTS, parts_text(parts).into_bytes()),
        (names::PEOPLE, people_text(&draft.people).into_bytes()),
        (names::PROOF, proof_text(&draft.proof).into_bytes()),
        (names::KEYS, keys_text(draft, signer)?.into_bytes()),
    ];
    let texts = texts.into_iter().filter(|(_, text)| !text.is_empty());
    files.extend(texts.map(|(name, text)| (name.to_owned(), Cow::Owned(text))));
    files.push((
        names::CHECKPOINT.to_owned(),
        Cow::Borrowed(draft.checkpoint),
    ));
    let first = draft.first.get();
    for (&earlier, note) in &draft.earlier {
        read_checkpoint(draft, note, Some(earlier))?;
        let end = u64::try_from(draft.leaves.len()).map_or(u64::MAX, |leaves| first + leaves);
        if earlier <= first || earlier > end || earlier >= size {
            return Err(BundleError::Checkpoint { size: earlier });
        }
        files.push((
            format!("checkpoints/{earlier}.txt"),
            Cow::Borrowed(note.as_slice()),
        ));
    }
    for (&at, note) in &draft.handovers {
        let said = Handover::claimed(note).map_err(|_| BundleError::Checkpoint { size: at })?;
        if (said.checkpoint.origin, said.checkpoint.size) != (draft.tree.origin, at) {
            return Err(BundleError::Checkpoint { size: at });
        }
        files.push((
            format!("handovers/{at}.txt"),
            Cow::Borrowed(note.as_slice()),
        ));
    }
    for part in parts.iter().filter(|part| part.index != PartIndex::BODY) {
        let name = format!("attachments/{}-{}", part.sequence, part.index);
        files.push((name, Cow::Borrowed(part.bytes.as_ref())));
    }
    if files.len() < MAX_BUNDLE_FILES {
        Ok(files)
    } else {
        Err(BundleError::TooLarge)
    }
}

fn parts_text(parts: &[&Disclosed<'_>]) -> String {
    let mut text = String::new();
    for part in parts {
        let body = match part.index {
            PartIndex::BODY => base64(&part.bytes),
            _ => "-".to_owned(),
        };
        let salt = base64(&part.salt);
        text.push_str(&format!("{} {} {salt} {body}\n", part.sequence, part.index));
    }
    text
}

fn people_text(people: &BTreeMap<AuthorId, String>) -> String {
    let lines = people
        .iter()
        .map(|(author, name)| format!("{author} {name}\n"));
    lines.collect()
}

fn proof_text(proof: &RangeProof) -> String {
    let left = proof.left.iter().map(|hash| format!("left {hash}\n"));
    let right = proof.right.iter().map(|hash| format!("right {hash}\n"));
    left.chain(right).collect()
}

fn keys_text(draft: &BundleDraft<'_>, signer: &Signer) -> Result<String, BundleError> {
    let log = signer.verifier_key().to_string();
    let mut text = format!("log {log}\n");
    let mut once = vec![log];
    for key in &draft.log_before {
        once.push(key.to_string());
        text.push_str(&format!("log-before {key}\n"));
    }
    let mut cosigners: Vec<String> = draft.cosigners.iter().map(ToString::to_string).collect();
    cosigners.sort_unstable();
    for key in &cosigners {
        text.push_str(&format!("cosigner {key}\n"));
    }
    once.extend(cosigners);
    once.sort_unstable();
    let twice = once.windows(2).any(|pair| pair.first() == pair.last());
    if twice || draft.handovers.len() != draft.log_before.len() {
        return Err(BundleError::Keys);
    }
    Ok(text)
}
