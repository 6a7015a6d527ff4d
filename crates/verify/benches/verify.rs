//! What verifying costs: a bundle of 100,000 entries, every hundredth signed by a device or every
//! one, on all cores and on one. Run with `cargo bench -p verify`. Needs nothing from outside.

#![expect(
    clippy::unwrap_used,
    reason = "a benchmark may stop where it does not hold"
)]

#[allow(dead_code, reason = "the tests use the rest")]
#[path = "../tests/verdicts/host.rs"]
mod host;

use divan::{Bencher, black_box, counter::ItemsCount};
use host::{Act, Host};
use ledger::{
    bundle::{self, Alone, Pace},
    verdict::judge_bundle,
};
use verify::{Progress, Threads};

const ENTRIES: u64 = 100_000;

fn main() {
    divan::main();
}

/// A bundle of the whole tree; one entry in `signed` by a device.
fn whole(signed: u64) -> Vec<u8> {
    let mut host = Host::new(1);
    let mara = host.person("Mara");
    let words = "x".repeat(380);
    for number in 0..ENTRIES {
        host.act(&Act {
            device: (number % signed == 0).then_some([5; 32]),
            ..Act::message(mara, &words)
        });
    }
    host.bundle()
}

fn verify(bytes: &[u8], pace: &dyn Pace) {
    let bundle = bundle::read_paced(black_box(bytes), pace).unwrap();
    let verdict = judge_bundle(&bundle, &[], &[], pace);
    assert!(verdict.holds());
}

#[divan::bench(args = [100, 1], sample_count = 3)]
fn verify_100_000_entries(bencher: Bencher<'_, '_>, one_signed_in: u64) {
    let bytes = whole(one_signed_in);
    let pace = Threads::new(Progress::Silent);
    bencher
        .counter(ItemsCount::new(ENTRIES))
        .bench(|| verify(&bytes, &pace));
}

#[divan::bench(args = [100], sample_count = 3)]
fn verify_100_000_entries_on_one_core(bencher: Bencher<'_, '_>, one_signed_in: u64) {
    let bytes = whole(one_signed_in);
    bencher
        .counter(ItemsCount::new(ENTRIES))
        .bench(|| verify(&bytes, &Alone));
}
