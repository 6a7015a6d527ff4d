//! Any bytes: evidence is found in them, or there is none. Never a panic; and a checkpoint or a
//! dated head that is found is spelled as one.
#![no_main]

use ledger::{
    Checkpoint, DatedHead,
    bundle::Alone,
    evidence::{Held, evidence_in},
};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    for held in evidence_in(bytes, &Alone).unwrap_or_default() {
        match held {
            Held::Checkpoint(note) => assert!(Checkpoint::claimed(&note).is_ok()),
            Held::DatedHead(note) => assert!(DatedHead::claimed(&note).is_ok()),
            Held::Receipt(receipt) => drop(receipt.verify(None)),
            Held::Bundle(_) => {}
        }
    }
});
