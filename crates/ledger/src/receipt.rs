//! Receipts: that one entry is in the tree, with all that is needed to check it without us.
//! A receipt is a C2SP tlog-proof whose extra data hold keys, leaf and disclosed parts.
//! Pure; bounded by `MAX_RECEIPT_BYTES` and `MAX_RECEIPTS_BYTES`.

use std::str::FromStr;

use crate::{
    Attested, Checkpoint, Commitment, Cosignature, CosignerKey, Hash, Leaf, LeafError, LineError,
    PartIndex, ProofError, SignatureError, TLOG_PROOF_FORMAT, TlogProof, VerifierKey,
    check_inclusion, ids,
    lines::{Lines, array_of, base64, bytes_of},
    signatures::shown,
    verify_signatures,
};

/// The first line of a receipt's extra data.
pub const RECEIPT_FORMAT: &str = "parenthesis/receipt@v1";

/// The most bytes of a receipt: 2 MiB.
pub const MAX_RECEIPT_BYTES: usize = 1 << 21;

/// The most bytes of a file of receipts: 64 MiB.
pub const MAX_RECEIPTS_BYTES: usize = 1 << 26;

const WANTED_FORMAT: &str = "`parenthesis/receipt@v1`";
const WANTED_KEY: &str = "`key ` and a verifier key: its name, `+`, 8 hexadecimal digits, `+`, and \
     33 bytes (1, then an Ed25519 public key) in padded standard base64";
const WANTED_COSIGNER: &str = "`cosigner ` and a verifier key that does not stand in a line \
     before: its name, `+`, 8 hexadecimal digits, `+`, and 33 bytes (4, then an Ed25519 public \
     key) in padded standard base64";
const WANTED_PART: &str = "`part `, an index of a commitment in the leaf, greater than that of the \
     part before, a space, a salt (32 bytes), a space, and the part, both in padded standard base64";
const WANTED_EMPTY: &str = "`cosigner `, `part `, or an empty line before the leaf";

/// A body or attachment that is shown, with the salt that lets anyone check it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DisclosedPart {
    /// Its place in the entry.
    pub index: PartIndex,
    /// Its salt.
    pub salt: [u8; 32],
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl DisclosedPart {
    /// Whether this is the part that the leaf commits to at its place.
    #[must_use]
    pub fn fits(&self, leaf: &Leaf) -> bool {
        let statement = leaf.statement();
        let (origin, command) = (statement.tree.origin, statement.command);
        let found = Commitment::of(origin, command, self.index, &self.salt, &self.bytes);
        statement.commitments.get(self.index.get()) == Some(&found)
    }
}

/// A receipt for one entry. It is well spelled; whether it holds, [`Receipt::verify`] says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    key: VerifierKey,
    cosigners: Vec<CosignerKey>,
    parts: Vec<DisclosedPart>,
    leaf: Leaf,
    inclusion: Vec<Hash>,
    checkpoint: Vec<u8>,
}

/// What follows from a receipt that holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// The tree, its size and its root, as the log's key has signed them.
    pub checkpoint: Checkpoint,
    /// Who else has seen this checkpoint, and when by their clocks.
    pub cosigned: Vec<Cosignature>,
    /// Whether the log's key is the one that the verifier knew. If not, its short form
    /// ([`VerifierKey::id`]) is to be shown and compared.
    pub key_known: bool,
}

/// Why a receipt is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReceiptError {
    /// It is larger than a receipt may be.
    #[error("a receipt has at most {MAX_RECEIPT_BYTES} bytes")]
    TooLarge,
    /// It is no proof.
    #[error("{0}")]
    Proof(LineError),
    /// It is a proof without what makes it a receipt.
    #[error("it has no `extra` line, so it is a proof but no receipt")]
    NoExtra,
    /// What the `extra` line holds is not spelled as it must be.
    #[error("in what `extra` holds, {0}")]
    Extra(LineError),
    /// The leaf cannot be read.
    #[error("in the leaf, {0}")]
    Leaf(LeafError),
    /// Parts do not stand in the order of their index, or the leaf commits to no such part.
    #[error("part {} does not stand in order, or the leaf commits to no such part", .0.get())]
    Parts(PartIndex),
    /// Proof and leaf are of different places.
    #[error("the proof is for entry {proof}, the leaf says that it is entry {leaf}")]
    OtherEntry {
        /// The place that the proof is for.
        proof: u64,
        /// The place that the leaf names.
        leaf: u64,
    },
    /// The verifier knows the log by another key.
    #[error("it is signed by {found}, not by {known}, the key that is known for this tree")]
    OtherKey {
        /// The key in the receipt, as `name+id`.
        found: String,
        /// The key that the verifier knows, as `name+id`.
        known: String,
    },
    /// The checkpoint or one of its signatures is not accepted.
    #[error("the checkpoint: {0}")]
    Checkpoint(#[from] SignatureError),
    /// The entry does not follow from the proof.
    #[error("the entry: {0}")]
    Inclusion(#[from] ProofError),
    /// A part is not the one that the leaf commits to.
    #[error("part {} is not the one that the leaf commits to", .0.get())]
    Commitment(PartIndex),
}

impl Receipt {
    /// A receipt of these things. `inclusion` leads from the leaf to the root that `checkpoint`
    /// names; `key` has signed `checkpoint`, each of `cosigners` has cosigned it, and nobody
    /// else. Verify it before it is given to anybody.
    ///
    /// # Errors
    /// When it would not be well spelled: parts that are not in order, a cosigner twice, or too
    /// many bytes.
    pub fn new(
        key: VerifierKey,
        cosigners: Vec<CosignerKey>,
        parts: Vec<DisclosedPart>,
        leaf: Leaf,
        inclusion: Vec<Hash>,
        checkpoint: Vec<u8>,
    ) -> Result<Self, ReceiptError> {
        let receipt = Self {
            key,
            cosigners,
            parts,
            leaf,
            inclusion,
            checkpoint,
        };
        receipt.check_parts()?;
        // What it would be read as, it is: so a receipt that was made can be read.
        match Self::read(&receipt.to_bytes())? {
            read if read == receipt => Ok(receipt),
            _ => Err(ReceiptError::Proof(LineError {
                line: 1,
                wanted: "a receipt that is read as it was made",
            })),
        }
    }

    /// The log's key, by the receipt's own word.
    #[must_use]
    pub const fn key(&self) -> &VerifierKey {
        &self.key
    }

    /// Who has cosigned the checkpoint.
    #[must_use]
    pub fn cosigners(&self) -> &[CosignerKey] {
        &self.cosigners
    }

    /// What is shown of the entry, in the order of the index.
    #[must_use]
    pub fn parts(&self) -> &[DisclosedPart] {
        &self.parts
    }

    /// The entry.
    #[must_use]
    pub const fn leaf(&self) -> &Leaf {
        &self.leaf
    }

    /// The signed checkpoint.
    #[must_use]
    pub fn checkpoint(&self) -> &[u8] {
        &self.checkpoint
    }

    /// The proof from the leaf to the checkpoint's root.
    #[must_use]
    pub fn inclusion(&self) -> &[Hash] {
        &self.inclusion
    }

    /// The bytes of the receipt; in a file, its name ends in `.tlog-proof`.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut extra = format!("{RECEIPT_FORMAT}\nkey {}\n", self.key);
        for cosigner in &self.cosigners {
            extra.push_str(&format!("cosigner {cosigner}\n"));
        }
        for DisclosedPart { index, salt, bytes } in &self.parts {
            let (salt, bytes) = (base64(salt), base64(bytes));
            extra.push_str(&format!("part {index} {salt} {bytes}\n"));
        }
        extra.push_str(&format!("\n{}", self.leaf));
        let proof = TlogProof {
            extra: Some(extra.into_bytes()),
            index: self.leaf.sequence(),
            inclusion: self.inclusion.clone(),
            checkpoint: self.checkpoint.clone(),
        };
        proof.to_bytes()
    }

    /// Reads a receipt. Accepts exactly the bytes that [`Receipt::to_bytes`] writes. Of what it
    /// claims, only a device's signature in the leaf is checked here.
    ///
    /// # Errors
    /// With the place and what would be right there.
    pub fn read(bytes: &[u8]) -> Result<Self, ReceiptError> {
        if bytes.len() > MAX_RECEIPT_BYTES {
            return Err(ReceiptError::TooLarge);
        }
        let proof = TlogProof::read(bytes).map_err(ReceiptError::Proof)?;
        let extra = proof.extra.as_ref().ok_or(ReceiptError::NoExtra)?;
        let mut lines = Lines::of(extra).map_err(ReceiptError::Extra)?;
        let (key, cosigners, parts) = head(&mut lines).map_err(ReceiptError::Extra)?;
        let leaf = Leaf::parse(lines.rest.as_bytes()).map_err(ReceiptError::Leaf)?;
        if leaf.sequence() != proof.index {
            return Err(ReceiptError::OtherEntry {
                proof: proof.index.get(),
                leaf: leaf.sequence().get(),
            });
        }
        let receipt = Self {
            key,
            cosigners,
            parts,
            leaf,
            inclusion: proof.inclusion,
            checkpoint: proof.checkpoint,
        };
        receipt.check_parts()?;
        Ok(receipt)
    }

    fn check_parts(&self) -> Result<(), ReceiptError> {
        let committed = self.leaf.statement().commitments.len();
        let mut least = 0;
        for part in &self.parts {
            let place = part.index.get();
            if place < least || place >= committed {
                return Err(ReceiptError::Parts(part.index));
            }
            least = place + 1;
        }
        Ok(())
    }

    /// Checks that the receipt holds: the leaf is in the tree that its checkpoint names, the
    /// checkpoint is signed by the receipt's key and by every listed cosigner and by nobody
    /// else, and each disclosed part is the one that the leaf commits to.
    ///
    /// The key in a receipt is only what the receipt says: hand in the key of this tree when it
    /// is known from elsewhere.
    ///
    /// # Errors
    /// With the first thing that does not hold.
    pub fn verify(&self, known_key: Option<&VerifierKey>) -> Result<Checked, ReceiptError> {
        if let Some(known) = known_key
            && *known != self.key
        {
            return Err(ReceiptError::OtherKey {
                found: shown(self.key.name(), self.key.id()),
                known: shown(known.name(), known.id()),
            });
        }
        let origin = self.leaf.tree().origin;
        let keys = std::slice::from_ref(&self.key);
        let Attested {
            checkpoint,
            cosigned,
            ..
        } = verify_signatures(&self.checkpoint, origin, keys, &self.cosigners)?;
        let silent = |key: &&CosignerKey| !cosigned.iter().any(|by| by.key == **key);
        if let Some(silent) = self.cosigners.iter().find(silent) {
            let shown = shown(silent.name(), silent.id());
            return Err(SignatureError::Missing(shown).into());
        }
        let leaf = Hash::of_leaf(&self.leaf.to_bytes());
        let (size, root, place) = (checkpoint.size, checkpoint.root, self.leaf.sequence());
        check_inclusion(&self.inclusion, size, root, place, leaf)?;
        match self.parts.iter().find(|part| !part.fits(&self.leaf)) {
            Some(part) => Err(ReceiptError::Commitment(part.index)),
            None => Ok(Checked {
                checkpoint,
                cosigned,
                key_known: known_key.is_some(),
            }),
        }
    }
}

type Head = (VerifierKey, Vec<CosignerKey>, Vec<DisclosedPart>);

/// What stands before the leaf.
fn head(lines: &mut Lines<'_>) -> Result<Head, LineError> {
    lines.exactly(RECEIPT_FORMAT, WANTED_FORMAT)?;
    let key = lines.value("key ", WANTED_KEY)?;
    let mut cosigners = Vec::new();
    while lines.rest.starts_with("cosigner ") {
        let key: CosignerKey = lines.value("cosigner ", WANTED_COSIGNER)?;
        if cosigners.len() == crate::MAX_SIGNATURES || cosigners.contains(&key) {
            return Err(lines.wrong(WANTED_COSIGNER));
        }
        cosigners.push(key);
    }
    let mut parts = Vec::new();
    while lines.rest.starts_with("part ") {
        let part = lines.value("part ", WANTED_PART)?;
        if parts.len() == crate::MAX_PARTS {
            return Err(lines.wrong(WANTED_PART));
        }
        parts.push(part);
    }
    lines.exactly("", WANTED_EMPTY)?;
    Ok((key, cosigners, parts))
}

/// The three words that stand after `part`.
impl FromStr for DisclosedPart {
    type Err = crate::ValueError;

    fn from_str(words: &str) -> Result<Self, Self::Err> {
        let read = || {
            let (index, rest) = words.split_once(' ')?;
            let (salt, bytes) = rest.split_once(' ')?;
            Some(Self {
                index: PartIndex::new(u8::try_from(ids::number(index)?).ok()?)?,
                salt: array_of(salt)?,
                bytes: bytes_of(bytes)?,
            })
        };
        read().ok_or(crate::ValueError {
            wanted: WANTED_PART,
        })
    }
}

/// Why a file of receipts is refused. Receipts are counted from 1.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReceiptsError {
    /// It is larger than a file of receipts may be.
    #[error("a file of receipts has at most {MAX_RECEIPTS_BYTES} bytes")]
    TooLarge,
    /// It does not begin with a receipt.
    #[error("line 1: expected `c2sp.org/tlog-proof@v1`, with which each receipt begins")]
    NoReceipt,
    /// One of them is refused.
    #[error("receipt {number}: {error}")]
    Receipt {
        /// Which, counted from 1.
        number: usize,
        /// Why.
        error: ReceiptError,
    },
}

/// The receipts of a file, each as its bytes, none of them read yet.
///
/// # Errors
/// When the file is too large or does not begin with a receipt.
pub fn split_receipts(bytes: &[u8]) -> Result<Vec<&[u8]>, ReceiptsError> {
    let begins = |rest: &[u8]| {
        let rest = rest.strip_prefix(TLOG_PROOF_FORMAT.as_bytes());
        rest.is_some_and(|rest| rest.first() == Some(&b'\n'))
    };
    if bytes.len() > MAX_RECEIPTS_BYTES {
        return Err(ReceiptsError::TooLarge);
    }
    if !begins(bytes) {
        return Err(ReceiptsError::NoReceipt);
    }
    let (mut receipts, mut start) = (Vec::new(), 0);
    let newlines = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n');
    for next in newlines.map(|(place, _)| place + 1) {
        if bytes.get(next..).is_some_and(begins) {
            receipts.extend(bytes.get(start..next));
            start = next;
        }
    }
    receipts.extend(bytes.get(start..));
    Ok(receipts)
}

/// Reads a file of receipts: one after the other, also only one.
///
/// # Errors
/// When the file is too large, or with the first receipt that is refused.
pub fn read_receipts(bytes: &[u8]) -> Result<Vec<Receipt>, ReceiptsError> {
    let receipts = split_receipts(bytes)?;
    let read = |(at, bytes)| {
        Receipt::read(bytes).map_err(|error| ReceiptsError::Receipt {
            number: at + 1,
            error,
        })
    };
    receipts.into_iter().enumerate().map(read).collect()
}
