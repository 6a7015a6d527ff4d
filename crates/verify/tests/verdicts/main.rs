//! Verdicts on bundles and receipts: those of an honest host hold; every changed byte, every
//! tampered bundle and every attack of a host that owns all keys is refused. One program, so that it
//! is linked once.

#![expect(clippy::unwrap_used, reason = "a test may stop where it does not hold")]

mod attacks;
mod bytes;
mod forge;
mod honest;
mod host;
mod hostile;
mod mails;
mod program;
mod scenes;
mod tampered;
mod tampering;
