//! The stored golden vectors are what the code makes, and hold by themselves.

use crate::golden::{self, family_key, family_tree, instance_key, sequence, signer};
use ledger::{
    Corrupt, FamilyKey, Hash, Leaf, OpenEntry, SealedEntry, SigningKey, VerifierKey,
    check_consistency, check_inclusion, open, verify_checkpoint, verify_tree,
};
use serde_json::Value;

const STORED: &str = include_str!("../vectors/record-v1.json");
const REFUSED: &str = include_str!("../vectors/leaf-refused.txt");

fn unhex(value: &Value) -> Vec<u8> {
    let text = value.as_str().unwrap();
    (0..text.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap())
        .collect()
}

fn stored() -> Value {
    serde_json::from_str(STORED).unwrap()
}

fn hashes(value: &Value) -> Vec<Hash> {
    value
        .as_array()
        .unwrap()
        .iter()
        .map(|h| h.as_str().unwrap().parse().unwrap())
        .collect()
}

fn entry(value: &Value) -> SealedEntry {
    SealedEntry {
        leaf: value["leaf"].as_str().unwrap().as_bytes().to_vec(),
        body: unhex(&value["sealed_body"]),
        wrapped_key: unhex(&value["wrapped_key"]),
    }
}

#[test]
fn the_code_makes_the_stored_vectors() {
    assert!(
        golden::vectors() == STORED,
        "the format changed; see examples/vectors.rs"
    );
}

#[test]
fn stored_entries_open() {
    let stored = stored();
    for (number, vector) in stored["entries"].as_array().unwrap().iter().enumerate() {
        let entry = entry(vector);
        let OpenEntry { leaf, body, salt } =
            open(family_tree(), sequence(number), &entry, &family_key()).unwrap();
        assert_eq!(body, vector["body"].as_str().unwrap().as_bytes());
        assert_eq!(
            golden::hex(&salt),
            vector["entropy"].as_str().unwrap()[..64]
        );
        assert_eq!(leaf.to_bytes(), entry.leaf);
        assert_eq!(leaf.time(), golden::time(number as u64));
        let other = open(
            golden::person_tree(),
            sequence(number),
            &entry,
            &family_key(),
        );
        assert!(matches!(other, Err(Corrupt::Misplaced { .. })));
    }
}

#[test]
fn stored_keys_unwrap() {
    let (stored, origin) = (stored(), family_tree().origin);
    let family = unhex(&stored["wrapped_family_key"]);
    let signing = unhex(&stored["wrapped_signing_key"]);
    let family_key = FamilyKey::unwrap(&family, &instance_key(), origin).unwrap();
    let first = entry(&stored["entries"][0]);
    assert!(open(family_tree(), sequence(0), &first, &family_key).is_ok());
    let signing_key = SigningKey::unwrap(&signing, &instance_key(), origin).unwrap();
    let signer = ledger::Signer::for_tree(origin, &signing_key);
    assert_eq!(
        signer.verifier_key().to_string(),
        stored["tree"]["verifier_key"].as_str().unwrap()
    );
    // One kind of key is not taken for the other, nor for that of another tree.
    assert!(SigningKey::unwrap(&family, &instance_key(), origin).is_err());
    assert!(FamilyKey::unwrap(&signing, &instance_key(), origin).is_err());
    assert!(FamilyKey::unwrap(&family, &instance_key(), golden::person_tree().origin).is_err());
}

#[test]
fn the_stored_tree_holds() {
    let stored = stored();
    let tree = &stored["tree"];
    let key: VerifierKey = tree["verifier_key"].as_str().unwrap().parse().unwrap();
    assert_eq!(&key, signer().verifier_key());
    let leaves: Vec<&str> = stored["entries"]
        .as_array()
        .unwrap()
        .iter()
        .map(|e| e["leaf"].as_str().unwrap())
        .collect();
    let roots = hashes(&tree["roots"]);
    for (size, note) in tree["checkpoints"].as_array().unwrap().iter().enumerate() {
        let note = note.as_str().unwrap().as_bytes();
        let signed = verify_checkpoint(note, family_tree().origin, &key).unwrap();
        assert_eq!((signed.size, signed.root), (size as u64, roots[size]));
        let recomputed = verify_tree(family_tree(), &leaves[..size]).unwrap();
        assert_eq!(recomputed.root(), signed.root);
    }
    let (size, root) = (leaves.len() as u64, roots[leaves.len()]);
    for (number, leaf) in leaves.iter().enumerate() {
        let proof = hashes(&tree["inclusion_in_the_last"][number]);
        let leaf = Hash::of_leaf(leaf.as_bytes());
        check_inclusion(&proof, size, root, sequence(number), leaf).unwrap();
        let proof = hashes(&tree["consistency_from_1_to_the_last"][number]);
        check_consistency(&proof, number as u64 + 1, roots[number + 1], size, root).unwrap();
    }
}

/// The file holds blocks: a line that says the fault, the leaf with `|` before each line (a
/// last line without newline ends in `\`), and the error after `>`.
#[test]
fn broken_leaves_are_refused_with_line_and_help() {
    let mut cases = 0;
    for block in REFUSED
        .split("\n\n")
        .map(str::trim_end)
        .filter(|block| block.contains('|'))
    {
        let name = block
            .lines()
            .find(|line| !line.starts_with(['|', '>']))
            .unwrap_or("");
        let mut leaf: String = block
            .lines()
            .filter_map(|line| line.strip_prefix('|'))
            .map(|line| format!("{line}\n"))
            .collect();
        if leaf.ends_with("\\\n") {
            leaf.truncate(leaf.len() - 2);
        }
        let wanted: Vec<&str> = block
            .lines()
            .filter_map(|line| line.strip_prefix("> "))
            .collect();
        let error = Leaf::parse(leaf.as_bytes()).expect_err(name);
        assert_eq!(error.to_string(), wanted.join(" "), "{name}");
        cases += 1;
    }
    assert_eq!(cases, 28);
}
