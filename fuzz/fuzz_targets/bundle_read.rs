//! Any bytes: they are refused as a bundle with a sentence, or judged. Never a panic.
#![no_main]

use ledger::{
    bundle::{self, Alone},
    verdict::judge_bundle,
};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    match bundle::read(bytes) {
        Ok(bundle) => drop(judge_bundle(&bundle, &[], &[], &Alone)),
        Err(fault) => assert!(!fault.to_string().is_empty()),
    }
});
