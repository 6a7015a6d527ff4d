//! Ten thousand single-byte changes over bundles and receipts: every one is refused.

use ledger::{Receipt, bundle};

use crate::{honest::failures, host::Random, scenes::Scene};

const CHANGES_OF_BUNDLES: u64 = 8_000;
const CHANGES_OF_RECEIPTS: u64 = 2_000;

/// Changes one byte of each of these by turns and asks whether that is noticed.
fn check(originals: &[Vec<u8>], changes: u64, refused: impl Fn(&[u8]) -> bool) {
    let mut random = Random(4);
    for original in originals {
        assert!(!refused(original), "the original holds");
    }
    for number in 0..changes {
        let which = usize::try_from(number).unwrap() % originals.len();
        let mut bytes = originals[which].clone();
        let at = usize::try_from(random.below(bytes.len() as u64)).unwrap();
        let by = u8::try_from(1 + random.below(255)).unwrap();
        bytes[at] ^= by;
        assert!(
            refused(&bytes),
            "byte {at} of {which}, changed by {by:#04x}"
        );
    }
}

#[test]
fn no_byte_of_a_bundle_can_be_changed_unseen() {
    let bundles: Vec<Vec<u8>> = (0..40)
        .map(|seed| {
            let mut scene = Scene::random(seed, 2 + seed % 9);
            let range = scene.range();
            scene.bundle(range, 60)
        })
        .collect();
    check(&bundles, CHANGES_OF_BUNDLES, |bytes| {
        !failures(bytes).is_empty()
    });
    // What the ZIP's checksums catch first, the signed manifest catches too.
    let original = bundle::read(&bundles[0]).unwrap();
    assert!(original.files.len() >= 5);
}

#[test]
fn no_byte_of_a_receipt_can_be_changed_unseen() {
    let receipts: Vec<Vec<u8>> = (0..20)
        .map(|seed| {
            let mut scene = Scene::new(seed);
            for words in ["one", "two", "three"] {
                scene.message(words);
            }
            scene.host.receipt(seed % 3, 3).to_bytes()
        })
        .collect();
    check(&receipts, CHANGES_OF_RECEIPTS, |bytes| {
        !Receipt::read(bytes).is_ok_and(|receipt| receipt.verify(None).is_ok())
    });
}
