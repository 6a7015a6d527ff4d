//! The use cases over a real store, a set clock and randomness that repeats: acts, files that go with them, drafts, getting in, the way back in, mail, passkeys, devices, receipts,
//! bundles, erasure, faults, signing, restarts, and what a check finds after the database was changed.
//! One program, so that it is linked once.

mod access;
mod acts;
mod alerts;
mod attachment_uses;
mod attachments;
mod bundle_verdicts;
mod bundles;
mod common;
mod devices;
mod drafts;
mod erasure;
mod faults;
mod guests;
mod mail;
mod message_files;
mod mutations;
mod notify;
mod pass_on;
mod passkeys;
mod receipts;
mod record;
mod recovery;
mod restart;
mod signing;
mod tablets;
