//! Another key for the same tree: a note in which the old key names the new one, signed by both.
//! Pure. That the old key signs nothing more afterwards is the caller's duty.

use std::fmt;

use crate::{
    Checkpoint, CheckpointError, Origin, SignatureError, Signer, VerifierKey,
    signatures::{Signed, log_signed, shown},
};

/// The first line of a handover.
pub const HANDOVER_FORMAT: &str = "parenthesis/handover@v1";

/// What a handover says: from this size on, that key signs. A checkpoint can never serve as one,
/// since whoever has a checkpoint could add a signature of their own to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handover {
    /// The tree, the size from which on the new key signs, and the root there.
    pub checkpoint: Checkpoint,
    /// The new key.
    pub to: VerifierKey,
}

impl Handover {
    /// What a signed note says, without asking who has signed it.
    ///
    /// # Errors
    /// When it is no signed note, or its text is not a handover of a tree of this record.
    pub fn claimed(note: &[u8]) -> Result<Self, CheckpointError> {
        Self::read(&Signed::read(note)?.text)
    }

    fn read(text: &[u8]) -> Result<Self, CheckpointError> {
        let read = || {
            let text = std::str::from_utf8(text).ok()?;
            let text = text.strip_prefix(HANDOVER_FORMAT)?.strip_prefix('\n')?;
            let (checkpoint, key) = text.strip_suffix('\n')?.rsplit_once('\n')?;
            Some((format!("{checkpoint}\n"), key.parse().ok()?))
        };
        let (checkpoint, to) = read().ok_or(CheckpointError::Malformed)?;
        let checkpoint = Checkpoint::read(checkpoint.as_bytes())?;
        Ok(Self { checkpoint, to })
    }
}

impl fmt::Display for Handover {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { checkpoint, to } = self;
        writeln!(f, "{HANDOVER_FORMAT}\n{checkpoint}{to}")
    }
}

/// Hands a tree over from one key to another: the note with a signature by each, the old key's
/// first. Whoever trusts the old key thereby trusts the new one from this size on.
#[must_use]
pub fn handover(checkpoint: &Checkpoint, old: &Signer, new: &Signer) -> Vec<u8> {
    let said = Handover {
        checkpoint: *checkpoint,
        to: new.verifier_key().clone(),
    };
    let text = said.to_string();
    let (old, new) = (old.line(&text), new.line(&text));
    format!("{text}\n{old}{new}").into_bytes()
}

/// Checks that `note` hands this tree over from `old` to `new`: it names the new key, and has
/// exactly two signatures, by the old key and then by the new one. Gives the size from which on
/// the new key signs, and the root there.
///
/// # Errors
/// When it is no handover of this tree or to another key, or when it is signed otherwise. From a
/// key to itself nothing can be handed over.
pub fn verify_handover(
    note: &[u8],
    origin: Origin,
    old: &VerifierKey,
    new: &VerifierKey,
) -> Result<Checkpoint, SignatureError> {
    let read = Signed::read(note)?;
    let said = Handover::read(&read.text)?;
    if said.checkpoint.origin != origin {
        return Err(CheckpointError::OtherTree.into());
    }
    let missing = |key: &VerifierKey| SignatureError::Missing(shown(key.name(), key.id()));
    if said.to != *new || (old.name(), old.id()) == (new.name(), new.id()) {
        return Err(missing(new));
    }
    let mut lines = read.signatures.iter();
    for key in [old, new] {
        let line = lines.next().ok_or_else(|| missing(key))?;
        let (name, id) = (line.name(), line.id());
        if (name, id) != (key.name(), key.id()) {
            return Err(SignatureError::Stranger(shown(name, id)));
        }
        if !log_signed(key, &read.text, line) {
            return Err(SignatureError::Wrong(shown(name, id)));
        }
    }
    match lines.next() {
        None => Ok(said.checkpoint),
        Some(more) => Err(SignatureError::Stranger(shown(more.name(), more.id()))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Hash, SigningKey};

    /// Somebody who has a checkpoint, or both keys' signatures over something, makes a handover.
    #[test]
    fn nobody_but_the_old_key_hands_over() {
        let origin = Origin::from_random([7; 16]);
        let signer = |seed| Signer::for_tree(origin, &SigningKey::new([seed; 32]));
        let (old, new, stranger) = (signer(1), signer(2), signer(3));
        let at = Checkpoint {
            origin,
            size: 10,
            root: Hash::of_leaf(b"ten"),
        };
        let check = |text: &str, by: &[&Signer]| {
            let lines: String = by.iter().map(|by| by.line(text)).collect();
            let note = format!("{text}\n{lines}");
            verify_handover(
                note.as_bytes(),
                origin,
                old.verifier_key(),
                new.verifier_key(),
            )
        };
        let to = new.verifier_key().clone();
        let said = Handover { checkpoint: at, to }.to_string();
        assert_eq!(check(&said, &[&old, &new]), Ok(at));
        let no_text = check(&at.to_string(), &[&old, &new]);
        assert_eq!(no_text, Err(CheckpointError::Malformed.into()));
        let forged: [&[&Signer]; 7] = [
            &[&new, &old],
            &[&new, &new],
            &[&old, &stranger],
            &[&stranger, &new],
            &[&old],
            &[&new],
            &[&old, &new, &stranger],
        ];
        for by in forged {
            assert!(check(&said, by).is_err());
        }
        let to = stranger.verifier_key().clone();
        let said = Handover { checkpoint: at, to }.to_string();
        assert!(check(&said, &[&old, &new]).is_err());
        assert!(check(&said, &[&old, &stranger]).is_err());
    }
}
