//! The record from outside: properties, attachments, golden vectors, trees, checkpoints, receipts, devices,
//! witnesses, passkeys, public vectors, and the specification's example. One program, so that it
//! is linked once.

#![expect(clippy::unwrap_used, reason = "a test may stop where it does not hold")]

mod attachments;
mod authenticator;
mod c2sp;
mod checkpoints;
mod devices;
mod document;
mod golden;
mod golden_receipts;
mod merkle_vectors;
mod passkeys;
mod properties;
mod receipts;
mod trees;
mod vectors;
mod witnesses;
