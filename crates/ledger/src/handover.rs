//! Another key for the same tree: a checkpoint that the old and the new key have both signed.
//! Pure. That the old key signs nothing more afterwards is the caller's duty.

use crate::{
    Checkpoint, Origin, SignatureError, Signer, VerifierKey, signatures::shown, verify_signatures,
};

/// Hands a tree over from one key to another: the checkpoint with a signature by each, the old
/// key's first. Whoever trusts the old key thereby trusts the new one from this size on.
#[must_use]
pub fn handover(checkpoint: &Checkpoint, old: &Signer, new: &Signer) -> Vec<u8> {
    let text = checkpoint.to_string();
    let (old, new) = (old.line(&text), new.line(&text));
    format!("{text}\n{old}{new}").into_bytes()
}

/// Checks that `note` hands this tree over from `old` to `new`: a checkpoint with exactly two
/// signatures, one by each, in either order.
///
/// # Errors
/// When it is no checkpoint of this tree, when a signature is by another key or does not hold,
/// or when one of the two is missing. From a key to itself nothing can be handed over.
pub fn verify_handover(
    note: &[u8],
    origin: Origin,
    old: &VerifierKey,
    new: &VerifierKey,
) -> Result<Checkpoint, SignatureError> {
    let keys = [old.clone(), new.clone()];
    let attested = verify_signatures(note, origin, &keys, &[])?;
    for key in &keys {
        let lines = attested.signed.iter().filter(|signed| *signed == key);
        if lines.count() != 1 || old == new {
            return Err(SignatureError::Missing(shown(key.name(), key.id())));
        }
    }
    Ok(attested.checkpoint)
}
