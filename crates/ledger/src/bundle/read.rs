//! The strict reader of bundles: every file in its one spelling, and what the files say of one
//! another. Signatures, hashes and roots are judged by `verdict`. Pure; bounded by the ZIP's limits.

use std::{borrow::Cow, collections::BTreeMap};

use crate::{
    AuthorId, Checkpoint, CosignerKey, Handover, Hash, Leaf, LeafError, MAX_CHECKPOINT_BYTES,
    Sequence,
    lines::{LineError, bytes_of},
};

use super::{
    BundleFault, BundleFile, BundleKeys, Manifest, Place, RangeProof,
    names::{self, Role},
    note::SignedNote,
    pace::{Alone, Pace, Stage, in_pieces},
    texts::{self, PartLine},
    zip,
};

/// A leaf of the range, and its hash in the tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RangeLeaf {
    /// The leaf.
    pub leaf: Leaf,
    /// Its hash as the tree has it.
    pub hash: Hash,
}

/// A disclosed body or attachment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part<'a> {
    /// The entry's place in the tree.
    pub sequence: u64,
    /// 0 for the body; from 1 for attachments.
    pub index: u8,
    /// The salt with which the entry commits to it.
    pub salt: [u8; 32],
    content: Content<'a>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Content<'a> {
    /// Base64 that was found to be right when it was read. It is decoded when asked for, so that
    /// memory holds a large bundle once and not twice.
    Base64(&'a str),
    Plain(&'a [u8]),
}

impl<'a> Part<'a> {
    /// The body's or attachment's bytes.
    #[must_use]
    pub fn bytes(&self) -> Cow<'a, [u8]> {
        match self.content {
            Content::Base64(text) => Cow::Owned(bytes_of(text).unwrap_or_default()),
            Content::Plain(bytes) => Cow::Borrowed(bytes),
        }
    }
}

/// A checkpoint in a bundle, with its signature lines. Nothing of it is checked yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BundleCheckpoint<'a> {
    /// The file's name in the bundle.
    pub name: &'a str,
    /// What it says.
    pub checkpoint: Checkpoint,
    /// The signed note.
    pub note: &'a [u8],
}

/// A bundle that was read. What it says fits together; whether it is true, `verdict` says.
#[derive(Clone, Debug)]
pub struct Bundle<'a> {
    /// Every file, in order; `manifest.txt` first.
    pub files: Vec<BundleFile<'a>>,
    /// What the bundle says of itself.
    pub manifest: Manifest,
    /// The signed note of the manifest.
    signed_manifest: SignedNote<'a>,
    /// Every leaf of the range, in order.
    pub leaves: Vec<RangeLeaf>,
    /// The disclosed parts, ascending by sequence and index.
    pub parts: Vec<Part<'a>>,
    /// Who is behind which pseudonym, by the host's word.
    pub people: BTreeMap<AuthorId, &'a str>,
    /// What leads from the range to the root.
    pub proof: RangeProof,
    /// The verifier keys.
    pub keys: BundleKeys,
    /// The newest checkpoint.
    pub checkpoint: BundleCheckpoint<'a>,
    /// Earlier checkpoints that were cosigned, ascending by size.
    pub earlier: Vec<BundleCheckpoint<'a>>,
    /// Handovers of the log's key, ascending by size.
    pub handovers: Vec<BundleCheckpoint<'a>>,
}

impl<'a> Bundle<'a> {
    /// Whether the manifest is signed by the key of `keys.txt` that is in use, and by it alone.
    #[must_use]
    pub fn manifest_is_signed(&self) -> bool {
        self.signed_manifest.signed_only_by(&self.keys.log)
    }

    /// The leaf at this place of the tree, when it lies in the range.
    #[must_use]
    pub fn leaf(&self, sequence: u64) -> Option<&RangeLeaf> {
        let at = sequence.checked_sub(self.manifest.first)?;
        self.leaves.get(usize::try_from(at).ok()?)
    }

    /// The disclosed part of this entry with this index.
    #[must_use]
    pub fn part(&self, sequence: u64, index: u8) -> Option<&Part<'a>> {
        let at = self
            .parts
            .binary_search_by_key(&(sequence, index), |part| (part.sequence, part.index));
        self.parts.get(at.ok()?)
    }
}

fn in_text(file: &str) -> impl Fn(LineError) -> BundleFault {
    move |error| {
        let line = usize::try_from(error.line).unwrap_or(usize::MAX);
        BundleFault::new(file, Place::Line(line), error.wanted)
    }
}

/// Reads a bundle, one piece after the other. As [`read_paced`].
///
/// # Errors
/// With the file, the place in it, and what would be right there.
pub fn read(bytes: &[u8]) -> Result<Bundle<'_>, BundleFault> {
    read_paced(bytes, &Alone)
}

/// Reads a bundle strictly. Leaves are checked with the signatures of devices in them; other
/// signatures, hashes, commitments and roots are not.
///
/// # Errors
/// With the file, the place in it, and what would be right there.
pub fn read_paced<'a>(bytes: &'a [u8], pace: &dyn Pace) -> Result<Bundle<'a>, BundleFault> {
    let files = zip::read(bytes)?;
    let known = names::in_order(&files)?;
    let of = |wanted: Role| -> &'a [u8] {
        let found = known.binary_search_by_key(&wanted, |(role, _)| *role);
        let file = found.ok().and_then(|at| known.get(at));
        file.map(|(_, file)| file.bytes).unwrap_or_default()
    };
    let (manifest, signed_manifest) = manifest(of(Role::Manifest), &files)?;
    let (first, end, size) = (manifest.first, manifest.end, manifest.size);
    let leaves = leaves(of(Role::Leaves), &manifest, pace)?;
    let lines = texts::parts(of(Role::Parts)).map_err(in_text(names::PARTS))?;
    let parts = parts(lines, &leaves, &known, &manifest)?;
    let people = texts::people(of(Role::People)).map_err(in_text(names::PEOPLE))?;
    let proof = texts::proof(of(Role::Proof), first, end, size).map_err(in_text(names::PROOF))?;
    let keys = texts::keys(of(Role::Keys)).map_err(in_text(names::KEYS))?;
    let mut newest = None;
    let (mut earlier, mut handovers) = (Vec::new(), Vec::new());
    for (role, file) in &known {
        match role {
            Role::Checkpoint => newest = Some(checkpoint(file, &manifest, size)?),
            Role::Earlier(at) => earlier.push(checkpoint(file, &manifest, *at)?),
            Role::Handover(at) => handovers.push(handover(file, &manifest, *at)?),
            Role::Manifest
            | Role::ReadMe
            | Role::Record(_)
            | Role::Leaves
            | Role::Parts
            | Role::People
            | Role::Proof
            | Role::Keys
            | Role::Attachment(..) => {}
        }
    }
    let missing = || BundleFault::new(names::CHECKPOINT, Place::Whole, "this file to be there");
    let bundle = Bundle {
        manifest,
        signed_manifest,
        leaves,
        parts,
        people,
        proof,
        keys,
        checkpoint: newest.ok_or_else(missing)?,
        earlier,
        handovers,
        files,
    };
    fits_together(&bundle)?;
    Ok(bundle)
}

/// Reads the manifest and holds names and sizes of the files against it.
fn manifest<'a>(
    bytes: &'a [u8],
    files: &[BundleFile<'a>],
) -> Result<(Manifest, SignedNote<'a>), BundleFault> {
    let wrong = |line: usize, wanted| BundleFault::new(names::MANIFEST, Place::Line(line), wanted);
    let signed = SignedNote::read(bytes).map_err(in_text(names::MANIFEST))?;
    let manifest = Manifest::read(signed.text).map_err(in_text(names::MANIFEST))?;
    let lines = signed.text.lines().count();
    if signed.signatures.len() != 1 {
        return Err(wrong(lines + 3, "exactly one signature"));
    }
    let others = files.get(1..).unwrap_or_default();
    // The lines before the first `file` line.
    let head = lines.saturating_sub(manifest.files.len());
    for (at, file) in others.iter().enumerate() {
        let bytes = u64::try_from(file.bytes.len());
        let listed = manifest.files.get(at);
        if !listed.is_some_and(|listed| listed.name == file.name && Ok(listed.bytes) == bytes) {
            let wanted = format!("the line of `{}` with its bytes", file.name);
            let place = Place::Line(head + at + 1);
            return Err(BundleFault::new(names::MANIFEST, place, wanted));
        }
    }
    if manifest.files.len() > others.len() {
        let wanted = "no line of a file that the bundle does not have";
        return Err(wrong(head + others.len() + 1, wanted));
    }
    Ok((manifest, signed))
}

/// The leaves of `leaves.txt`: each begins at a line with the name of the format.
fn leaves(
    bytes: &[u8],
    manifest: &Manifest,
    pace: &dyn Pace,
) -> Result<Vec<RangeLeaf>, BundleFault> {
    let whole = |wanted: String| BundleFault::new(names::LEAVES, Place::Whole, wanted);
    let text = std::str::from_utf8(bytes).map_err(|_| whole("text in ASCII".to_owned()))?;
    let begin = format!("\n{}\n", crate::LEAF_FORMAT);
    let mut starts: Vec<usize> = vec![0];
    starts.extend(text.match_indices(&begin).map(|(at, _)| at + 1));
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    let texts: Vec<&str> = starts
        .iter()
        .zip(ends)
        .filter_map(|(&start, end)| text.get(start..end))
        .collect();
    let wanted = manifest.end - manifest.first;
    if u64::try_from(texts.len()) != Ok(wanted) {
        let found = texts.len();
        return Err(whole(format!(
            "{wanted} leaves as the manifest says, not {found}"
        )));
    }
    let read = in_pieces(pace, Stage::Leaves, &texts, |at, piece| {
        let places = (manifest.first..).skip(at);
        let leaves = places.zip(piece);
        leaves
            .map(|(sequence, text)| leaf(text, sequence, manifest))
            .collect::<Result<Vec<_>, _>>()
    });
    let mut leaves = Vec::with_capacity(texts.len());
    for piece in read {
        leaves.extend(piece?);
    }
    Ok(leaves)
}

fn leaf(text: &str, sequence: u64, manifest: &Manifest) -> Result<RangeLeaf, BundleFault> {
    let fault = |error: LeafError| BundleFault::leaf(sequence, error);
    let leaf = Leaf::parse(text.as_bytes()).map_err(fault)?;
    let wanted = if *leaf.tree() != manifest.tree {
        format!("the tree of the manifest: {}", manifest.tree)
    } else if Some(leaf.sequence()) != Sequence::new(sequence) {
        format!("`sequence {sequence}`, since leaves stand in order without a gap")
    } else {
        let hash = Hash::of_leaf(text.as_bytes());
        return Ok(RangeLeaf { leaf, hash });
    };
    let line = if *leaf.tree() == manifest.tree {
        u32::try_from(leaf.statement().commitments.len() + 7).unwrap_or(u32::MAX)
    } else {
        2
    };
    let place = Place::Leaf(sequence, line);
    Err(BundleFault::new(names::LEAVES, place, wanted))
}

/// The disclosed parts, with the attachments' bytes from their files.
fn parts<'a>(
    lines: Vec<PartLine<'a>>,
    leaves: &[RangeLeaf],
    known: &[(Role, BundleFile<'a>)],
    manifest: &Manifest,
) -> Result<Vec<Part<'a>>, BundleFault> {
    let mut parts = Vec::with_capacity(lines.len());
    let (mut bodies, mut attachments) = (0_u64, 0_usize);
    for line in lines {
        let place = Place::Line(usize::try_from(line.line).unwrap_or(usize::MAX));
        let wrong = |wanted: &'static str| BundleFault::new(names::PARTS, place, wanted);
        let at = line.sequence.checked_sub(manifest.first);
        let leaf = at
            .and_then(|at| leaves.get(usize::try_from(at).ok()?))
            .ok_or_else(|| wrong("the sequence of an entry of the range"))?;
        let index = u8::try_from(line.index)
            .ok()
            .filter(|&index| usize::from(index) < leaf.leaf.statement().commitments.len())
            .ok_or_else(|| wrong("the index of a part to which the entry commits"))?;
        let content = if let Some(body) = line.body {
            bodies += 1;
            Content::Base64(body)
        } else {
            attachments += 1;
            let role = Role::Attachment(line.sequence, line.index);
            let found = known.binary_search_by_key(&role, |(role, _)| *role);
            let file = found.ok().and_then(|at| known.get(at));
            let (_, file) = file.ok_or_else(|| wrong("an attachment whose file is there"))?;
            Content::Plain(file.bytes)
        };
        parts.push(Part {
            sequence: line.sequence,
            index,
            salt: line.salt,
            content,
        });
    }
    let files = known
        .iter()
        .filter(|(role, _)| matches!(role, Role::Attachment(..)));
    if files.count() != attachments {
        let wanted = "a line for each file in `attachments/`";
        return Err(BundleFault::new(names::PARTS, Place::Whole, wanted));
    }
    let undisclosed = (manifest.end - manifest.first).saturating_sub(bodies);
    if undisclosed != manifest.undisclosed {
        let wanted = format!("`undisclosed {undisclosed}`, as `parts.txt` shows");
        return Err(BundleFault::new(names::MANIFEST, Place::Line(9), wanted));
    }
    Ok(parts)
}

fn handover<'a>(
    file: &BundleFile<'a>,
    manifest: &Manifest,
    size: u64,
) -> Result<BundleCheckpoint<'a>, BundleFault> {
    let wrong = |line, wanted| BundleFault::new(file.name, Place::Line(line), wanted);
    let said = Handover::claimed(file.bytes).map_err(|_| {
        wrong(
            1,
            "`parenthesis/handover@v1`, an origin, a size, a root and a key, each on its line, an \
             empty line, and two signatures",
        )
    })?;
    if said.checkpoint.origin != manifest.tree.origin {
        return Err(wrong(2, "the origin of the tree in the manifest"));
    }
    if said.checkpoint.size != size {
        return Err(wrong(3, "the size in the file's name"));
    }
    Ok(BundleCheckpoint {
        name: file.name,
        checkpoint: said.checkpoint,
        note: file.bytes,
    })
}

fn checkpoint<'a>(
    file: &BundleFile<'a>,
    manifest: &Manifest,
    size: u64,
) -> Result<BundleCheckpoint<'a>, BundleFault> {
    let wrong = |line, wanted| BundleFault::new(file.name, Place::Line(line), wanted);
    if file.bytes.len() > MAX_CHECKPOINT_BYTES {
        return Err(wrong(1, "a checkpoint of at most 131072 bytes"));
    }
    let checkpoint = Checkpoint::claimed(file.bytes).map_err(|_| {
        wrong(
            1,
            "an origin, a size and a root, each on its line, an empty line, and signatures",
        )
    })?;
    if checkpoint.origin != manifest.tree.origin {
        return Err(wrong(1, "the origin of the tree in the manifest"));
    }
    if checkpoint.size != size {
        return Err(wrong(2, "the size in the file's name or in the manifest"));
    }
    Ok(BundleCheckpoint {
        name: file.name,
        checkpoint,
        note: file.bytes,
    })
}

/// What files say of one another, beyond what reading each of them asked for.
fn fits_together(bundle: &Bundle<'_>) -> Result<(), BundleFault> {
    let Manifest {
        first,
        end,
        size,
        root,
        ..
    } = bundle.manifest;
    if bundle.checkpoint.checkpoint.root != root {
        let wanted = "the root of the newest checkpoint";
        return Err(BundleFault::new(names::MANIFEST, Place::Line(5), wanted));
    }
    for earlier in &bundle.earlier {
        let at = earlier.checkpoint.size;
        if at <= first || at > end || at >= size {
            let wanted = "a size in the range and less than that of the newest checkpoint";
            return Err(BundleFault::new(earlier.name, Place::Line(2), wanted));
        }
    }
    for handover in &bundle.handovers {
        if handover.checkpoint.size > size {
            let wanted = "a size that is not greater than that of the newest checkpoint";
            return Err(BundleFault::new(handover.name, Place::Line(2), wanted));
        }
    }
    let origin = bundle.manifest.tree.origin;
    let misnamed = |key: &CosignerKey| !key.is_named_right(origin);
    if bundle.keys.cosigners.iter().any(misnamed) {
        let wanted = "devices of this tree under the name that their key gives them";
        return Err(BundleFault::new(names::KEYS, Place::Whole, wanted));
    }
    if bundle.handovers.len() != bundle.keys.before.len() {
        let wanted = "one handover for each `log-before` line";
        return Err(BundleFault::new(names::KEYS, Place::Whole, wanted));
    }
    Ok(())
}
