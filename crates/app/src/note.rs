//! The words about the record that go with whatever leaves this house: how far it had come, and
//! the checkpoint that says so. Pure.

use crate::tree::Head;
use family::Language;

/// The block of text that every e-mail carries: size, root and short code in the reader's
/// language, then the checkpoint as it was signed, byte for byte.
///
/// Whoever keeps the e-mail holds evidence: a verifier finds the checkpoint in it and compares
/// (`docs/record-format.md`, section 15). It names nobody.
#[must_use]
pub fn record_note(head: &Head, language: Language) -> String {
    let (size, code, root) = (head.size, head.short_code(), head.seen().root);
    let checkpoint = String::from_utf8_lossy(&head.checkpoint);
    let words = match (language, size) {
        (Language::En, 1) => format!(
            "The record that you both see had 1 entry when this was sent.\n\
             Short code: {code}\nRoot: {root}\n\n\
             Keep this message. Whoever has it can show later whether that entry was changed.\n\
             The lines below are the signed checkpoint; leave them as they are."
        ),
        (Language::En, size) => format!(
            "The record that you both see had {size} entries when this was sent.\n\
             Short code: {code}\nRoot: {root}\n\n\
             Keep this message. Whoever has it can show later whether any of those entries was \
             changed or left out.\n\
             The lines below are the signed checkpoint; leave them as they are."
        ),
        (Language::Nl, size) => format!(
            "In het logboek dat jullie allebei zien, was {size} keer iets vastgelegd toen dit \
             bericht werd verstuurd.\n\
             Korte code: {code}\nWortel: {root}\n\n\
             Bewaar dit bericht. Wie het heeft, kan later laten zien of daar iets van is \
             gewijzigd of weggelaten.\n\
             De regels hieronder zijn de ondertekende stand; laat ze zoals ze zijn."
        ),
    };
    format!("{words}\n\n{checkpoint}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use ledger::{Hash, Origin, Signer, SigningKey, checkpoint, verify_checkpoint};

    #[test]
    fn the_note_says_where_the_record_stands_and_holds_the_checkpoint_verbatim() {
        let origin = Origin::from_random([7; 16]);
        let signer = Signer::for_tree(origin, &SigningKey::new([9; 32]));
        for language in [Language::En, Language::Nl] {
            for size in [1, 42] {
                let root = Hash::new([5; 32]);
                let signed = checkpoint(origin, size, root, &signer);
                let head = Head {
                    size,
                    root: [5; 32],
                    checkpoint: signed.clone().into(),
                };
                let note = record_note(&head, language);
                let (words, rest) = note.split_once("\n\nparenthesis/").unwrap();
                let found = format!("parenthesis/{rest}");
                assert_eq!(found.as_bytes(), signed);
                let stated = verify_checkpoint(found.as_bytes(), origin, signer.verifier_key());
                assert_eq!(stated.unwrap().size, size);
                for said in [size.to_string(), root.to_string(), head.short_code()] {
                    assert!(words.contains(&said), "{said} in {words}");
                }
                assert_eq!(head.short_code(), ledger::short_code(&stated.unwrap()));
            }
        }
    }
}
