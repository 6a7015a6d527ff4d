//! Any bytes as a body, as an assertion, as what a browser or an authenticator says, and as a
//! public key: refused, or read and written again. Checking ends in a word, never a panic.
#![no_main]

use ledger::Sequence;
use ledger::passkey::{Algorithm, Assertion, PublicKey, verify};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    assert!(verify(&held(bytes), [0; 32]).is_err());
    if let Ok(Some(assertion)) = Assertion::in_body(bytes) {
        let _ = verify(&assertion, [0; 32]);
    }
    if let Ok(assertion) = Assertion::read(bytes) {
        let again = Assertion::read(assertion.to_json().as_bytes());
        assert_eq!(again, Ok(assertion));
    }
    for algorithm in [Algorithm::Es256, Algorithm::Ed25519, Algorithm::Rs256] {
        if let Ok(key) = PublicKey::read(algorithm, bytes) {
            assert!(!key.verifies(b"", b""));
        }
    }
});

/// An assertion that holds these bytes wherever it can.
fn held(bytes: &[u8]) -> Assertion {
    Assertion {
        over: Sequence::FIRST,
        rp: "family.example".to_owned(),
        algorithm: Algorithm::Es256,
        key: bytes.to_vec(),
        authenticator_data: bytes.to_vec(),
        client_data: bytes.to_vec(),
        signature: bytes.to_vec(),
    }
}
