//! What C2SP and its neighbours publish: notes and checkpoints that others signed.
//!
//! The example of C2SP tlog-checkpoint carries the signature of Go's checksum database, with its
//! name and origin replaced; put back, it verifies. Of the other examples the keys are not
//! published, so that only their shape can be checked.

use ledger::{
    Checkpoint, CheckpointError, Hash, SignatureError, TlogProof, VerifierKey, add_signatures,
    verify_checkpoint,
    witness::{AddCheckpoint, WitnessRefusal},
};
use signed_note::{Note, StandardVerifier, VerifierList};

use crate::golden::family_tree;

/// The key that is pinned in Go's toolchain. It has a `+` of its own.
const GO_KEY: &str = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8";
/// C2SP tlog-checkpoint: the size and root, and the signature without its name.
const SIZE_AND_ROOT: &str = "20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
const SIGNATURE: &str =
    "Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=";
/// C2SP tlog-cosignature.
const COSIGNATURE: &str = "\u{2014} witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==\n";

fn go_note(origin: &str) -> String {
    format!("{origin}\n{SIZE_AND_ROOT}\n\u{2014} sum.golang.org {SIGNATURE}\n")
}

/// The signature is looked at before the text: where it holds, what is wrong is that the tree is
/// none of ours.
#[test]
fn the_checkpoint_of_c2sp_verifies_with_the_key_that_made_it() {
    let key: VerifierKey = GO_KEY.parse().unwrap();
    assert_eq!((key.name(), key.id()), ("sum.golang.org", 0x033d_e0ae));
    let check = |note: &str, expected| {
        let verified = verify_checkpoint(note.as_bytes(), family_tree().origin, &key);
        assert_eq!(verified, Err(expected), "{note}");
    };
    let right = go_note("go.sum database tree");
    check(&right, CheckpointError::OtherTree);
    check(
        &go_note("example.com/behind-the-sofa"),
        CheckpointError::Unsigned,
    );
    check(
        &right.replacen("20852163", "20852164", 1),
        CheckpointError::Unsigned,
    );
    check(
        &right.replacen("YQ8=", "YQ4=", 1),
        CheckpointError::Unsigned,
    );
    // And it does so for `signed_note` alone.
    let verifier = StandardVerifier::new(GO_KEY).unwrap();
    let known = VerifierList::new(vec![Box::new(verifier)]);
    assert!(
        Note::from_bytes(right.as_bytes())
            .unwrap()
            .verify(&known)
            .is_ok()
    );
    // With its cosignature, too.
    let both = add_signatures(right.as_bytes(), COSIGNATURE).unwrap();
    check(
        std::str::from_utf8(&both).unwrap(),
        CheckpointError::OtherTree,
    );
}

/// The example of Go's note package, whose key is published with it.
#[test]
fn the_note_of_go_verifies() {
    let key = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    let key: VerifierKey = key.parse().unwrap();
    let check = |text: &str, expected| {
        let note = format!(
            "{text}\n\u{2014} PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FF\
             YC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
        );
        let verified = verify_checkpoint(note.as_bytes(), family_tree().origin, &key);
        assert_eq!(verified, Err(expected));
    };
    let text = "If you think cryptography is the answer to your problem,\nthen you don't know what \
                your problem is.\n";
    // Well signed, and no checkpoint.
    check(text, CheckpointError::Malformed);
    check(&text.replacen("your", "our", 1), CheckpointError::Unsigned);
}

/// C2SP signed-note's own example: the text has an empty line, and only the last one counts.
#[test]
fn the_note_of_c2sp_is_a_note() {
    let note = "Ognuno sta solo sul cuor della terra\ntrafitto da un raggio di sole:\n\ned è subito \
                sera.\n\n\u{2014} quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddn\
                GITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=\n";
    let read = Note::from_bytes(note.as_bytes()).unwrap();
    assert_eq!(read.to_bytes(), note.as_bytes());
    let claimed = Checkpoint::claimed(note.as_bytes());
    assert_eq!(claimed, Err(CheckpointError::Malformed));
}

/// C2SP tlog-cosignature: 4 bytes of id, 8 of time, 64 of signature; the time is the one that
/// the document shows in the signed message.
#[test]
fn the_cosignature_of_c2sp_has_our_shape() {
    use base64::Engine as _;
    let encoded = COSIGNATURE.trim_end().rsplit(' ').next().unwrap();
    let theirs = base64::prelude::BASE64_STANDARD.decode(encoded).unwrap();
    let seed = ledger::SigningKey::new([1; 32]);
    let ours = ledger::Cosigner::new("witness.example.com/w1", &seed).unwrap();
    let (size, root) = (20_852_163, Hash::EMPTY_TREE);
    let origin = family_tree().origin;
    let line = ledger::cosign(&Checkpoint { origin, size, root }, 1_679_315_147, &ours);
    let encoded = line.trim_end().rsplit(' ').next().unwrap();
    let ours = base64::prelude::BASE64_STANDARD.decode(encoded).unwrap();
    assert_eq!((theirs.len(), &theirs[4..12]), (76, &ours[4..12]));
    // A checkpoint of somebody else's tree is none that we take cosignatures for.
    let device = ledger::CosignerKey::of_device(origin, &ledger::DeviceKey::of(&seed));
    let note = go_note("go.sum database tree");
    let refused = ledger::verify_cosignature(note.as_bytes(), &device);
    assert_eq!(
        refused,
        Err(SignatureError::Checkpoint(CheckpointError::OtherTree))
    );
}

/// C2SP tlog-proof: the example, whose signatures the document abridges.
#[test]
fn the_proof_of_c2sp_is_read() {
    let note = go_note("go.sum database tree");
    let proof = format!(
        "c2sp.org/tlog-proof@v1\n\
         extra YWdlLXYxLjIuMS1kYXJ3aW4tYXJtNjQudGFyLmd6kYXJ3aW4tYXJ\n\
         index 73894\n\
         gSKyXoYZUgZ6jduWYrkDOARinOMGJveXjgMkBTcdPlQ=\n\
         B95lDa8R83lS8n0eG+o0buTxRKQTYFi//1U8anccXmA=\n\
         EKNzoDWG8LGC0Yp9o+sv3qllpMP9uHQ9B20KNL+Q1zs=\n\
         RoopEkOdqkYqMB4MJXrbt/hMjOxsVn0IrWjpz1ZMMes=\n\
         AHCioX9nLjsrse6YhjRRmk1WUEirVOLLRoOQ6vfO5vk=\n\n{note}"
    );
    let read = TlogProof::read(proof.as_bytes()).unwrap();
    assert_eq!((read.index.get(), read.inclusion.len()), (73_894, 5));
    assert_eq!(read.checkpoint, note.as_bytes());
    assert_eq!(read.to_bytes(), proof.as_bytes());
}

/// C2SP tlog-witness: the example request is read, and is for a log that no witness of ours
/// knows.
#[test]
fn the_request_of_c2sp_is_read() {
    let note = format!(
        "example.com/behind-the-sofa\n{SIZE_AND_ROOT}\n\
         \u{2014} example.com/behind-the-sofa {SIGNATURE}\n{COSIGNATURE}"
    );
    let request = format!(
        "old 20852014\n\
         PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=\n\
         jrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=\n\
         5+pKlUdi2LeF/BcMHBn+Ku6yhPGNCswZZD1X/6QgPd8=\n\
         /6WVhPs2CwSsb5rYBH5cjHV/wSmA79abXAwhXw3Kj/0=\n\n{note}"
    );
    let refused = AddCheckpoint::read(request.as_bytes());
    assert_eq!(refused, Err(WitnessRefusal::UnknownLog));
    assert_eq!(WitnessRefusal::UnknownLog.status(), 404);
}
