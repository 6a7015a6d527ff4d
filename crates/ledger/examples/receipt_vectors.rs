//! Prints the golden receipts. They were made once:
//! `cargo run -p ledger --example receipt_vectors > crates/ledger/tests/vectors/receipt-v1.json`.
//! A change of them is a change of the format, which must never happen under the same edition.

#![expect(clippy::unwrap_used, reason = "fixed values that the tests use too")]

use std::io::Write as _;

#[allow(dead_code, reason = "the tests use the rest")]
#[path = "../tests/record/golden.rs"]
mod golden;
#[allow(dead_code, reason = "the tests use the rest")]
#[path = "../tests/record/golden_receipts.rs"]
mod golden_receipts;

fn main() -> std::io::Result<()> {
    std::io::stdout().write_all(golden_receipts::vectors().as_bytes())
}
