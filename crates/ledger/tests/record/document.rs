//! The example bytes of `docs/record-format.md` are what the code makes.

use crate::{golden, golden_receipts};
use ledger::{Frontier, Hash, Leaf, TlogProof, checkpoint, passkey, prove_inclusion};

const DOCUMENT: &str = include_str!("../../../../docs/record-format.md");

/// The text of the one fenced block with this name.
fn block(name: &str) -> &'static str {
    let fence = format!("\n```{name}\n");
    let (_, after) = DOCUMENT.split_once(&fence).expect(name);
    assert!(!after.contains(&fence), "{name} stands twice");
    let end = after.find("\n```").unwrap();
    &after[..=end]
}

fn joined(name: &str) -> String {
    block(name).split_whitespace().collect()
}

#[test]
fn the_examples_are_what_the_code_makes() {
    let entries = golden::entries();
    let entry = &entries[4];
    assert_eq!(block("leaf").as_bytes(), entry.leaf);
    let mut body = golden::draft(4, ledger::Seen::NOTHING).body;
    body.push(b'\n');
    assert_eq!(block("body").as_bytes(), body);
    assert_eq!(joined("salt"), golden::hex(&golden::entropy(4)[..32]));
    assert_eq!(joined("sealed"), golden::hex(&entry.body));
    assert_eq!(joined("wrapped"), golden::hex(&entry.wrapped_key));
    assert_eq!(
        joined("family-key"),
        golden::hex(&golden::bytes::<32>(0x40))
    );

    let (origin, signer) = (golden::family_tree().origin, golden::signer());
    assert_eq!(joined("verifier-key"), signer.verifier_key().to_string());
    let (mut frontier, mut stored) = (Frontier::new(), Vec::new());
    for (number, entry) in entries.iter().enumerate() {
        stored.extend(frontier.push(&entry.leaf).into_iter().map(|(_, hash)| hash));
        if number == 4 {
            let note = checkpoint(origin, frontier.size(), frontier.root(), &signer);
            assert_eq!(block("checkpoint").as_bytes(), note);
        }
    }
    let proof = prove_inclusion(golden::sequence(4), 8, stored.as_slice()).unwrap();
    let shown: Vec<Hash> = block("inclusion")
        .lines()
        .map(|line| line.parse().unwrap())
        .collect();
    assert_eq!(shown, proof);
}

/// The receipt and the cosigned checkpoint, which are about the tree of eight entries too.
#[test]
fn the_example_receipt_is_what_the_code_makes() {
    let grown = golden_receipts::grown();
    let receipt = grown.receipt(4, 8, &[0], &[]).to_bytes();
    assert_eq!(block("receipt").as_bytes(), receipt);
    let proof = TlogProof::read(&receipt).unwrap();
    assert_eq!(block("receipt-extra").as_bytes(), proof.extra.unwrap());
    let cosigned = grown.note(8, &[golden_receipts::device()]);
    assert_eq!(block("cosigned").as_bytes(), cosigned);
}

/// The numbers and strings that the document states are the crate's.
#[test]
fn the_limits_are_the_codes() {
    let stated = [
        format!(
            "at most {} bytes of printable ASCII",
            ledger::MAX_LEAF_BYTES
        ),
        format!("from 1 to {} of them", ledger::MAX_PARTS),
        format!("is at most {} bytes. It is JSON", ledger::MAX_BODY_BYTES),
        format!("No number is greater than {}", ledger::MAX_TREE_SIZE),
        format!("at most {} hashes", ledger::MAX_PROOF_HASHES),
        format!("is at most {} bytes.\n", ledger::MAX_CHECKPOINT_BYTES),
        format!("has at most {} signatures", ledger::MAX_SIGNATURES),
        format!("A receipt is at most {} bytes", ledger::MAX_RECEIPT_BYTES),
        format!("a file of receipts at most {}.", ledger::MAX_RECEIPTS_BYTES),
        format!("at most {} (`key`)", passkey::MAX_PUBLIC_KEY_BYTES),
        format!(
            "{} (`authenticator_data`)",
            passkey::MAX_AUTHENTICATOR_DATA_BYTES
        ),
        format!("{} (`client_data`)", passkey::MAX_CLIENT_DATA_BYTES),
        format!("{} (`signature`)", passkey::MAX_SIGNATURE_BYTES),
        format!("\n{}\n", ledger::RECEIPT_FORMAT),
        format!("\n    {}\n", ledger::DATED_HEAD_FORMAT),
        format!("1. `{}`.", ledger::LEAF_FORMAT),
        format!("that of the empty tree, `{}`", Hash::EMPTY_TREE),
    ];
    for stated in stated {
        assert!(DOCUMENT.contains(&stated), "{stated}");
    }
    let right = Leaf::parse(block("leaf").as_bytes()).unwrap();
    let author_lines = right.statement().to_string();
    assert_eq!(author_lines.lines().count(), 7);
}
