//! Any bytes: evidence is found in them, or there is none, or they are refused. Never a panic; a
//! checkpoint, a dated head or a handover that is found is spelled as one; and a text that was quoted
//! holds what it held before.
#![no_main]

use ledger::{
    Checkpoint, DatedHead, Handover,
    bundle::Alone,
    evidence::{EvidenceError, Held, evidence_in, evidence_in_text},
};
use libfuzzer_sys::fuzz_target;

/// What was found, as bytes.
fn spelled(found: Result<Vec<Held<'_>>, EvidenceError>) -> Result<Vec<Vec<u8>>, EvidenceError> {
    let bytes = found?.into_iter().map(|held| match held {
        Held::Checkpoint(note) | Held::DatedHead(note) | Held::Handover(note) => note,
        Held::Receipt(receipt) => receipt.to_bytes(),
        Held::Bundle(_) => Vec::new(),
    });
    Ok(bytes.collect())
}

fuzz_target!(|bytes: &[u8]| {
    for held in evidence_in(bytes, &Alone).unwrap_or_default() {
        match held {
            Held::Checkpoint(note) => assert!(Checkpoint::claimed(&note).is_ok()),
            Held::DatedHead(note) => assert!(DatedHead::claimed(&note).is_ok()),
            Held::Handover(note) => assert!(Handover::claimed(&note).is_ok()),
            Held::Receipt(receipt) => drop(receipt.verify(None)),
            Held::Bundle(_) => {}
        }
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        let quoted: String = text.split('\n').map(|line| format!("> {line} \r\n")).collect();
        assert_eq!(
            spelled(evidence_in_text(&quoted)),
            spelled(evidence_in_text(text))
        );
    }
});
