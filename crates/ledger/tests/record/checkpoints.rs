//! Checkpoints: the C2SP shape, agreement with `signed_note`, and refusals.

use crate::golden::{bytes, family_tree, person_tree, signer, signing_key};
use ledger::{
    Checkpoint, CheckpointError, Hash, Signer, SigningKey, VerifierKey, checkpoint,
    verify_checkpoint,
};
use signed_note::{Note, StandardSigner};

fn signed(size: u64, root: Hash) -> Vec<u8> {
    checkpoint(family_tree().origin, size, root, &signer())
}

/// A note with any text, signed by the golden key through `signed_note` alone.
fn note(text: &str) -> Vec<u8> {
    let origin = family_tree().origin;
    let key = signer().verifier_key().to_string();
    let id = key.split('+').nth(1).unwrap();
    let mut seed = vec![1_u8];
    seed.extend(bytes::<32>(0x50));
    let seed = base64(&seed);
    let signer = StandardSigner::new(&format!("PRIVATE+KEY+{origin}+{id}+{seed}")).unwrap();
    let mut note = Note::new(text.as_bytes(), &[]).unwrap();
    note.add_sigs(&[&signer]).unwrap();
    note.to_bytes()
}

fn base64(bytes: &[u8]) -> String {
    use base64::Engine as _;
    base64::prelude::BASE64_STANDARD.encode(bytes)
}

fn check(note: &[u8], expected: Result<Checkpoint, CheckpointError>) {
    let key = signer().verifier_key().clone();
    let shown = String::from_utf8_lossy(note);
    assert_eq!(
        verify_checkpoint(note, family_tree().origin, &key),
        expected,
        "{shown}"
    );
}

/// C2SP tlog-checkpoint: origin, size, root, a blank line, and a signature whose name is the
/// origin and whose first four bytes are the key id of C2SP signed-note.
#[test]
fn it_has_the_shape_of_c2sp() {
    let (root, origin) = (Hash::of_leaf(b"x"), family_tree().origin);
    let note = String::from_utf8(signed(20_852_163, root)).unwrap();
    let lines: Vec<&str> = note.split('\n').collect();
    assert_eq!(
        lines[..4],
        [&*origin.to_string(), "20852163", &*root.to_string(), ""]
    );
    let signature = lines[4]
        .strip_prefix(&format!("\u{2014} {origin} "))
        .unwrap();
    assert_eq!(signature.len(), 92);
    assert_eq!(lines[5..], [""]);
}

#[test]
fn it_is_what_signed_note_signs() {
    let (root, origin) = (Hash::of_leaf(b"x"), family_tree().origin);
    for size in [1, 7, 9_007_199_254_740_991] {
        assert_eq!(
            signed(size, root),
            note(&format!("{origin}\n{size}\n{root}\n"))
        );
        check(&signed(size, root), Ok(Checkpoint { origin, size, root }));
    }
    let (size, root) = (0, Hash::EMPTY_TREE);
    check(&signed(size, root), Ok(Checkpoint { origin, size, root }));
}

#[test]
fn every_changed_byte_is_rejected() {
    let right = signed(41, Hash::of_leaf(b"x"));
    let key = signer().verifier_key().clone();
    for place in 0..right.len() {
        for bit in 0..8 {
            let mut wrong = right.clone();
            wrong[place] ^= 1 << bit;
            assert!(verify_checkpoint(&wrong, family_tree().origin, &key).is_err());
        }
        let mut wrong = right.clone();
        wrong.remove(place);
        assert!(verify_checkpoint(&wrong, family_tree().origin, &key).is_err());
    }
}

/// Well signed, but not a checkpoint of this edition.
#[test]
fn a_signed_text_must_be_a_checkpoint() {
    let (root, origin) = (Hash::of_leaf(b"x"), family_tree().origin);
    let malformed = Err(CheckpointError::Malformed);
    check(
        &note(&format!("{origin}\n41\n{root}\nan extension\n")),
        malformed,
    );
    check(&note(&format!("{origin}\n041\n{root}\n")), malformed);
    check(&note(&format!("{origin}\n+41\n{root}\n")), malformed);
    check(&note(&format!("{origin}\n-1\n{root}\n")), malformed);
    check(&note(&format!("{origin}\n0\n{root}\n")), malformed);
    check(
        &note(&format!("{origin}\n9007199254740992\n{root}\n")),
        malformed,
    );
    check(&note(&format!("{origin}\n41\nAAAA\n")), malformed);
    check(&note(&format!("{origin}\n41\n")), malformed);
    check(
        &note(&format!("{origin} \n41\n{root}\n")),
        Err(CheckpointError::OtherTree),
    );
    let other = person_tree().origin;
    check(
        &note(&format!("{other}\n41\n{root}\n")),
        Err(CheckpointError::OtherTree),
    );
}

#[test]
fn another_key_of_the_same_name_is_not_taken_for_it() {
    let (origin, root) = (family_tree().origin, Hash::of_leaf(b"x"));
    let other = Signer::for_tree(origin, &SigningKey::new([9; 32]));
    check(
        &checkpoint(origin, 41, root, &other),
        Err(CheckpointError::Unsigned),
    );
    // Beside a right signature it is passed over: a newer key, or a witness.
    let mut both = signed(41, root);
    let theirs = String::from_utf8(checkpoint(origin, 41, root, &other)).unwrap();
    both.extend(theirs.split("\n\n").nth(1).unwrap().as_bytes());
    check(
        &both,
        Ok(Checkpoint {
            origin,
            size: 41,
            root,
        }),
    );
    check(b"", Err(CheckpointError::NotANote));
    check(&vec![b'\n'; 1 << 20], Err(CheckpointError::NotANote));
}

/// An instance may sign in its own name; the origin is still checked.
#[test]
fn a_signer_may_have_another_name() {
    let (origin, root) = (family_tree().origin, Hash::of_leaf(b"x"));
    let signer = Signer::new("parenthesis.example/record", &signing_key()).unwrap();
    let note = checkpoint(origin, 41, root, &signer);
    let key = signer.verifier_key();
    assert_eq!(key.name(), "parenthesis.example/record");
    assert!(verify_checkpoint(&note, origin, key).is_ok());
    let other = verify_checkpoint(&note, person_tree().origin, key);
    assert_eq!(other, Err(CheckpointError::OtherTree));
    for name in ["", "a b", "a+b", "a\nb", "a\u{7f}b", &"a".repeat(256)] {
        assert!(Signer::new(name, &signing_key()).is_err(), "{name}");
    }
}

#[test]
fn verifier_keys_have_one_spelling() {
    // The example key of Go's note package.
    let example = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    assert_eq!(example.parse::<VerifierKey>().unwrap().to_string(), example);
    let weak = unchecked_key(&[0; 32]);
    for wrong in [
        "",
        "PeterNeumann",
        "PeterNeumann+c74f20a3",
        "PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "Peter+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        &weak,
    ] {
        assert!(wrong.parse::<VerifierKey>().is_err(), "{wrong}");
    }
}

/// The text of a key named `weak`, made without checking it.
fn unchecked_key(public: &[u8; 32]) -> String {
    let encoded = [&[1], &public[..]].concat();
    format!(
        "weak+{:08x}+{}",
        signed_note::key_id("weak", &encoded),
        base64(&encoded)
    )
}
