//! The record from outside: properties, golden vectors, trees, checkpoints, public vectors, and
//! the specification's example. One program, so that it is linked once.

#![expect(clippy::unwrap_used, reason = "a test may stop where it does not hold")]

mod checkpoints;
mod document;
mod golden;
mod merkle_vectors;
mod properties;
mod trees;
mod vectors;
