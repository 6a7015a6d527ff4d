//! Any bytes: receipts, files of them and the proofs that they are made of are refused, or are
//! exactly what the writer writes. Checking one that was read ends in a word, never a panic.
#![no_main]

use ledger::{Receipt, TlogProof, read_receipts};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(proof) = TlogProof::read(bytes) {
        assert_eq!(proof.to_bytes(), bytes);
    }
    if let Ok(receipt) = Receipt::read(bytes) {
        assert_eq!(receipt.to_bytes(), bytes);
        let _ = receipt.verify(None);
    }
    if let Ok(receipts) = read_receipts(bytes) {
        let again: Vec<u8> = receipts.iter().flat_map(Receipt::to_bytes).collect();
        assert_eq!(again, bytes);
    }
});
