//! Any bytes as a request to a witness: refused, or exactly what the writer writes. A witness
//! that knows the tree by another key never cosigns.
#![no_main]

use ledger::witness::{AddCheckpoint, consider};
use ledger::{Seen, Signer, SigningKey};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(request) = AddCheckpoint::read(bytes) else {
        return;
    };
    assert_eq!(request.to_bytes(), bytes);
    let Ok(origin) = request.origin() else {
        panic!("what was read has an origin");
    };
    let signer = Signer::for_tree(origin, &SigningKey::new([0xa7; 32]));
    let keys = [signer.verifier_key().clone()];
    let refused = consider(&request, &keys, Seen::NOTHING);
    assert!(refused.is_err_and(|refusal| (400..500).contains(&refusal.status())));
});
