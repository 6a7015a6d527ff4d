//! Bundles: a range of a tree for somebody else, as a ZIP file with something to read for people
//! and the data for a verifier, all of it covered by one signed manifest.
//!
//! [`write()`] makes one; [`read()`] takes one apart, strictly, and says what is wrong where. Whether
//! what it says is true (signatures, hashes, roots, commitments), is for a verifier to judge.
//! Bytes in, bytes out; section 13 of `docs/record-format.md`.

mod fault;
mod manifest;
mod names;
pub(crate) mod note;
pub(crate) mod pace;
pub(crate) mod range;
mod read;
mod texts;
mod write;
mod zip;

pub use fault::{BundleError, BundleFault, Place};
pub use manifest::{ListedFile, MAX_NAME_CHARS, Manifest};
pub use pace::{Alone, Pace, Stage};
pub use range::{RangeNeeds, RangeProof, prove_range, range_needs};
pub use read::{Bundle, BundleCheckpoint, Part, RangeLeaf, read, read_paced};
pub use texts::BundleKeys;
pub use write::{BundleDraft, Disclosed, write};
pub use zip::{BundleFile, MAX_BUNDLE_BYTES, MAX_BUNDLE_FILES};
