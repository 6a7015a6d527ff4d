//! `bundle.made/1`: what somebody made of the record, in that person's own tree.

use super::{Reader, Undecodable, shapes};
use crate::world::hex;
use family::{BundleMade, BundleOf};

pub(super) fn stored(made: &BundleMade) -> shapes::Bundle {
    shapes::Bundle {
        recipient: made.recipient.to_string(),
        of: match made.of {
            BundleOf::Shared => shapes::BundleOf::Shared,
            BundleOf::Own => shapes::BundleOf::Own,
        },
        first: made.first,
        end: made.end,
        shown: made.shown,
        size: made.size,
        bytes: made.bytes,
        sha256: hex(&made.sha256),
    }
}

pub(super) fn read(reader: &Reader<'_>) -> Result<BundleMade, Undecodable> {
    let shape: shapes::Bundle = reader.shape()?;
    let sha256 = unhex(&shape.sha256).ok_or_else(|| reader.wrong("a hash has 64 hex digits"))?;
    Ok(BundleMade {
        recipient: shape.recipient.into(),
        of: match shape.of {
            shapes::BundleOf::Shared => BundleOf::Shared,
            shapes::BundleOf::Own => BundleOf::Own,
        },
        first: shape.first,
        end: shape.end,
        shown: shape.shown,
        size: shape.size,
        bytes: shape.bytes,
        sha256,
    })
}

/// 32 bytes from lower-case hexadecimal, spelled as [`hex`] spells them.
fn unhex(text: &str) -> Option<[u8; 32]> {
    let mut bytes = [0; 32];
    for (index, byte) in bytes.iter_mut().enumerate() {
        let digits = text.get(2 * index..2 * index + 2)?;
        *byte = u8::from_str_radix(digits, 16).ok()?;
    }
    (hex(&bytes) == text).then_some(bytes)
}
