//! Leaves that a device vouches for: made, read, refused, and sealed.

use crate::golden::{self, bytes, family_key, family_tree, sequence, time};
use crate::golden_receipts::{device_draft, device_key, grown};
use ledger::{
    DeviceKey, DeviceVoucher, Entropy, Leaf, LeafRule, SealError, Seen, SigningKey, Voucher, open,
    seal,
};
use proptest::{prelude::*, sample::Index};

fn leaf() -> Leaf {
    Leaf::parse(&grown().leaves[8]).unwrap()
}

fn sealed(draft: &ledger::Draft) -> Result<ledger::SealedEntry, SealError> {
    let (tree, key) = (family_tree(), family_key());
    let entropy = Entropy::from_bytes(golden::entropy(8));
    seal(tree, sequence(8), time(8), draft, entropy, &key)
}

/// RFC 8032 over a line that names the purpose and the author's lines, by hand.
#[test]
fn a_device_signs_the_authors_lines() {
    let leaf = leaf();
    let Voucher::Device(device) = leaf.voucher() else {
        panic!("a device vouches for it");
    };
    let lines: String = leaf.to_string().split_inclusive('\n').take(7).collect();
    let signed = format!("parenthesis/author@v1\n{lines}");
    assert_eq!(leaf.statement().signed_bytes(), signed.as_bytes());
    let key = ed25519_dalek::VerifyingKey::from_bytes(device.key.as_bytes()).unwrap();
    let signature = ed25519_dalek::Signature::from_bytes(&device.signature);
    assert!(key.verify_strict(signed.as_bytes(), &signature).is_ok());
    assert_eq!(device.key, DeviceKey::of(&device_key()));
    assert_eq!(Leaf::parse(&leaf.to_bytes()), Ok(leaf));
}

#[test]
fn an_entry_of_a_device_opens_with_its_salt() {
    let draft = device_draft(grown().states[8]);
    let entry = sealed(&draft).unwrap();
    assert_eq!(entry.leaf, grown().leaves[8]);
    let opened = open(family_tree(), sequence(8), &entry, &family_key()).unwrap();
    assert_eq!((opened.salt, opened.body), (bytes(0x55), draft.body));
    assert_eq!(opened.leaf.voucher(), draft.voucher);
}

#[test]
fn a_draft_that_the_device_has_not_signed_is_not_sealed() {
    let right = device_draft(grown().states[8]);
    let refused = |change: &dyn Fn(&mut ledger::Draft)| {
        let mut draft = right.clone();
        change(&mut draft);
        let expected = Err(SealError::Rule(LeafRule::DeviceSignature));
        assert_eq!(sealed(&draft), expected);
    };
    refused(&|draft| draft.salt = None);
    refused(&|draft| draft.salt = Some([1; 32]));
    refused(&|draft| draft.body.push(b' '));
    refused(&|draft| draft.seen = Seen::NOTHING);
    refused(&|draft| draft.author = ledger::AuthorId::from_random([9; 16]));
    refused(&|draft| draft.command = ledger::CommandId::from_random([9; 16]));
    refused(&|draft| draft.kind = "message.sent/2".parse().unwrap());
    // The server may record it later, elsewhere in the same tree, but not in another tree.
    let (entropy, key) = (Entropy::from_bytes(golden::entropy(9)), family_key());
    assert!(seal(family_tree(), sequence(9), time(9), &right, entropy, &key).is_ok());
    let entropy = Entropy::from_bytes(golden::entropy(9));
    let elsewhere = seal(
        golden::person_tree(),
        sequence(9),
        time(9),
        &right,
        entropy,
        &key,
    );
    assert_eq!(elsewhere, Err(SealError::Rule(LeafRule::DeviceSignature)));
}

#[test]
fn every_changed_byte_of_what_the_device_signed_is_refused() {
    let right = leaf().to_string();
    let [server, voucher] = ["sequence ", "voucher "].map(|word| right.find(word).unwrap());
    for place in 0..right.len() {
        let mut wrong = right.clone().into_bytes();
        wrong[place] ^= 1;
        let of_the_server = (server..voucher).contains(&place);
        assert!(Leaf::parse(&wrong).is_err() || of_the_server, "{place}");
    }
}

#[test]
fn what_is_wrong_with_a_voucher_is_told() {
    let right = leaf().to_string();
    let (lines, voucher) = right.rsplit_once("voucher ").unwrap();
    let check = |voucher: &str, wanted: &str| {
        let error = Leaf::parse(format!("{lines}voucher {voucher}\n").as_bytes()).unwrap_err();
        assert_eq!(error.line, 10);
        assert!(error.wanted.contains(wanted), "{error}");
    };
    let words: Vec<&str> = voucher.split_whitespace().collect();
    let [_, key, signature] = words[..] else {
        panic!("three words");
    };
    check("passkey", "newer verifier");
    check("Server", "newer verifier");
    check("device", "newer verifier");
    check(&format!("device {key}"), "a signature (64 bytes)");
    check(
        &format!("device  {key} {signature}"),
        "a public key (32 bytes)",
    );
    check(
        &format!("device {key} {signature} "),
        "a signature (64 bytes)",
    );
    check(
        &format!("device {signature} {key}"),
        "a public key (32 bytes)",
    );
    let other = DeviceVoucher::sign(leaf().statement(), &SigningKey::new([7; 32]));
    check(
        &format!("device {} {signature}", other.key),
        "a valid signature",
    );
    let weak = format!("device {} {signature}", "A".repeat(43) + "=");
    check(&weak, "a public key (32 bytes)");
}

proptest! {
    #[test]
    fn a_voucher_holds_for_its_statement_and_key(seed: [u8; 32], which: Index) {
        let leaves = grown().leaves;
        let which: &Vec<u8> = which.get(&leaves);
        let statement = Leaf::parse(which).unwrap().statement().clone();
        let voucher = DeviceVoucher::sign(&statement, &SigningKey::new(seed));
        prop_assert!(voucher.holds_for(&statement));
        let place = sequence(50);
        let leaf = Leaf::new(statement, place, time(9), Voucher::Device(voucher)).unwrap();
        prop_assert_eq!(Leaf::parse(&leaf.to_bytes()), Ok(leaf));
        for other in leaves.iter().filter(|other| *other != which) {
            prop_assert!(!voucher.holds_for(Leaf::parse(other).unwrap().statement()));
        }
    }
}
