//! Any bytes: a leaf is refused, or is exactly what the writer writes. Never a panic.
#![no_main]

use ledger::Leaf;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(leaf) = Leaf::parse(bytes) {
        assert_eq!(leaf.to_bytes(), bytes);
    }
});
