//! The relay as clients see it, over real sockets on this machine: who gets in, what passes, what does
//! not, and what many who ask for too much can do to the others.
//!
//! Nothing waits by the clock. Where nothing may arrive, a round trip follows first: requests are carried
//! out one after the other, so what was sent before has been dealt with.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "tests stop where they fail, and take ports of their own"
)]

mod access;
mod client;
mod ended;
mod floods;
mod peers;
