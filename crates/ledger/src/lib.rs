//! The record: leaves, commitments, sealing, Merkle trees and checkpoints.
//!
//! What happens in a family is a list of entries. An entry has a *leaf*, a few lines of text in
//! the clear that name no one, and a sealed *body*, to which the leaf commits. The leaves of a
//! family, and those of each person's private matters, form a Merkle tree (RFC 6962). A signed
//! *checkpoint* names its size and root, so that nothing in it can be changed, inserted or left
//! out later without showing. `docs/record-format.md` specifies every byte.
//!
//! What leaves the house can be checked without it: a [`Receipt`] shows that one entry is in the
//! tree, other people's witnesses and devices cosign checkpoints ([`cosign`], [`witness`]), a
//! device signs what its author states ([`DeviceVoucher`]), and a person agrees to an entry with
//! a [`passkey`]. A [`bundle`] shows a range of a tree to somebody else; what can be found out
//! about it, also against [`evidence`] that a parent kept, is its [`verdict`].
//!
//! # What it is not
//! It keeps nothing, and it knows neither what bodies mean nor who may do what. It has no clock,
//! no randomness, no files and no network: times, random bytes, keys and stored hashes are
//! arguments.
//!
//! # Invariants
//! - One leaf has one spelling: [`Leaf::parse`] accepts exactly what [`Leaf::to_bytes`] writes.
//! - A leaf never holds a name, an address or a word of a body.
//! - [`open`] gives a body only when leaf, body and key are byte for byte what [`seal`] made for
//!   this place of this tree, and the body is the one that the leaf commits to. The same holds of
//!   each attachment, [`seal_with`] and [`open_attachment`].
//! - The author's lines come first in a leaf and hold nothing that the server chooses, so that a
//!   device can sign them.
//! - No byte of a receipt or bundle that holds can be changed without its being refused.
//! - A leaf that a device vouches for exists only with a signature that holds.
//! - Without the wrapped key, or the sealed bytes, nothing of a body is left; its leaf, and with
//!   it every proof, stays.
//! - Nothing read from outside makes this crate panic or work without bound.
//!
//! # Example
//! ```
//! use ledger::*;
//!
//! let tree = Tree { kind: TreeKind::Family, origin: Origin::from_random([1; 16]) };
//! let family_key = FamilyKey::new([2; 32]); // random bytes, in earnest
//! let signer = Signer::for_tree(tree.origin, &SigningKey::new([3; 32]));
//!
//! let draft = Draft {
//!     kind: Kind::new("swap.proposed", 1)?,
//!     author: AuthorId::from_random([4; 16]),
//!     command: CommandId::from_random([5; 16]),
//!     seen: Seen::NOTHING,
//!     body: br#"{"weekend":"2026-07-04"}"#.to_vec(),
//!     salt: None,
//!     voucher: Voucher::Server,
//! };
//! let time = EntryTime::from_unix_millis(1_783_260_207_512)?;
//! let entropy = Entropy::from_bytes([6; Entropy::BYTES]);
//! let entry = seal(tree, Sequence::FIRST, time, &draft, entropy, &family_key)?;
//!
//! let mut frontier = Frontier::new();
//! let hashes_to_store = frontier.push(&entry.leaf);
//! let note = checkpoint(tree.origin, frontier.size(), frontier.root(), &signer);
//!
//! // Later, from what was stored:
//! let opened = open(tree, Sequence::FIRST, &entry, &family_key)?;
//! assert_eq!(opened.body, draft.body);
//! let signed = verify_checkpoint(&note, tree.origin, signer.verifier_key())?;
//! assert_eq!(verify_tree(tree, [&entry.leaf])?.root(), signed.root);
//! assert_eq!(hashes_to_store, [(0, signed.root)]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod bundle;
mod checkpoint;
mod commitment;
mod cosign;
mod dated_head;
mod device;
pub mod evidence;
mod frontier;
mod handover;
mod hash;
mod ids;
mod json;
mod keys;
mod leaf;
mod leaf_read;
mod lines;
mod note_key;
pub mod passkey;
mod proof;
mod receipt;
mod seal;
mod short_code;
mod signatures;
mod time;
mod tlog_proof;
pub mod verdict;
mod verify;
pub mod witness;

pub use bundle::{RangeNeeds, RangeProof, prove_range, range_needs};
pub use checkpoint::{
    Checkpoint, CheckpointError, MAX_CHECKPOINT_BYTES, Signer, VerifierKey, checkpoint,
    verify_checkpoint,
};
pub use commitment::{Commitment, PartIndex};
pub use cosign::{Cosigner, CosignerKey, cosign, verify_cosignature, verify_cosignature_line};
pub use dated_head::{DATED_HEAD_FORMAT, DatedHead, dated_head, verify_dated_head};
pub use device::{DeviceKey, DeviceVoucher, device_name};
pub use frontier::{Frontier, FrontierError};
pub use handover::{HANDOVER_FORMAT, Handover, handover, verify_handover};
pub use hash::Hash;
pub use ids::{AuthorId, CommandId, Kind, Origin, Sequence, Tree, TreeKind};
pub use keys::{
    CannotOpen, Entropy, FamilyKey, InstanceKey, SigningKey, WRAPPED_KEY_BYTES, WrappedKey,
};
pub use leaf::{LEAF_FORMAT, Leaf, LeafRule, MAX_LEAF_BYTES, MAX_PARTS, Seen, Statement, Voucher};
pub use leaf_read::LeafError;
pub use lines::LineError;
pub use proof::{
    MAX_PROOF_HASHES, ProofError, ReadHashes, check_consistency, check_inclusion,
    consistency_needs, inclusion_needs, prove_consistency, prove_inclusion,
};
pub use receipt::{
    Checked, DisclosedPart, MAX_RECEIPT_BYTES, MAX_RECEIPTS_BYTES, RECEIPT_FORMAT, Receipt,
    ReceiptError, ReceiptsError, read_receipts, split_receipts,
};
pub use seal::{
    ATTACHMENT_OVERHEAD, Corrupt, Draft, DraftAttachment, MAX_ATTACHMENT_BYTES, MAX_BODY_BYTES,
    OpenAttachment, OpenEntry, SealError, SealedAttachment, SealedEntry, open, open_attachment,
    seal, seal_with,
};
pub use short_code::short_code;
pub use signatures::{
    Attested, Cosignature, MAX_SIGNATURES, SignatureError, add_signatures, verify_signatures,
};
pub use time::EntryTime;
pub use tlog_proof::{TLOG_PROOF_FORMAT, TlogProof};
pub use verify::{TreeFault, TreeWalk, verify_tree};

/// The most entries that a tree has: 2^53 - 1, so that every number in the record is exact in
/// JavaScript and JSON too.
pub const MAX_TREE_SIZE: u64 = (1 << 53) - 1;

/// A value is not spelled as it must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected {wanted}")]
pub struct ValueError {
    /// What would be right; the end of a sentence that starts with "expected".
    pub wanted: &'static str,
}
