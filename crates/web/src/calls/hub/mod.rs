//! The calls that are going on: who is called, who has a seat, and what seats say to one another so
//! that their browsers find each other. Sound and pictures never come here.
//!
//! What happens is decided by [`machine::Machine`], to which the time is handed: pure. [`Hub`] is the
//! thin shell around it: a lock, what wakes open streams, and one task a call that looks at the clock
//! and has the call noted when it is over.
//!
//! Invariants:
//! - Of a child there is one live call at most.
//! - Who was not called, and whoever is of another family, gets the answer for a call that does not
//!   exist: no seat, no signal, no ring.
//! - After a call is over nothing is said in it. Each call that began is noted once.
//! - Where somebody has to be there for the children, no signal passes while nobody is.
//! - Addresses pass between two seats only where both chose that ([`super::sdp`]).

mod machine;
mod pace;
mod queue;
mod room;
mod said;
mod shell;
mod signal;
mod words;

#[cfg(test)]
pub(crate) use machine::Begun;
pub(crate) use said::Heard;
#[cfg(test)]
pub(crate) use said::{Said, Why};
pub(crate) use shell::{Hub, Keeps, Listening, RingWatch};
pub(crate) use signal::Signal;
pub(crate) use words::{
    Beginning, Cut, CutFor, Holder, Joining, Look, Noted, Party, Refused, Revoked, Ring, SeatId,
    Stands, Supervised, Who,
};

/// Most seats in a call.
pub(crate) const SEATS_MAX: usize = 6;
/// Most live calls of a family.
pub(crate) const CALLS_OF_FAMILY_MAX: usize = 4;
/// Most live calls in all.
pub(crate) const CALLS_MAX: usize = 1_000;
/// Most live calls that one caller began.
pub(crate) const CALLS_OF_ONE_MAX: usize = 2;
/// Most calls that a family begins within an hour: well above what both parents can begin together.
pub(crate) const BEGUN_AN_HOUR_MAX: usize = 60;
/// Most calls that one caller begins within an hour.
pub(crate) const BEGUN_BY_ONE_AN_HOUR_MAX: usize = 12;
/// After a not now, a parent rings the same people again after so long.
pub(crate) const RING_AGAIN_SECONDS: i64 = 3 * 60;
/// After a not now, a tablet does after so long.
pub(crate) const TABLET_RINGS_AGAIN_SECONDS: i64 = 60;
/// Most times that somebody takes a seat in one call.
pub(crate) const JOINS_MAX: u32 = 200;
/// Most signals that a seat gives.
pub(crate) const SIGNALS_MAX: u32 = 2_000;
/// Most bytes of a signal.
pub(crate) const SIGNAL_BYTES_MAX: usize = 64_000;
/// Most of what waits for a seat.
pub(crate) const QUEUED_MAX: usize = 300;
/// Most bytes of signals that wait for a seat.
pub(crate) const QUEUED_BYTES_MAX: usize = 512_000;
/// A call rings for so long.
pub(crate) const RING_SECONDS: i64 = 45;
/// A seat whose connection is gone is kept for so long, and a call in which one end is left.
pub(crate) const GONE_SECONDS: i64 = 20;
/// Somebody who is there for the children counts as there for so long without a connection.
pub(crate) const SUPERVISOR_GONE_SECONDS: i64 = 5;
/// A call waits for so long for whoever has to be there.
pub(crate) const WAIT_SECONDS: i64 = 10 * 60;
/// A call lasts so long at most.
pub(crate) const CALL_SECONDS_MAX: i64 = 90 * 60;
/// How long a call is known after it is over, for streams that have not heard of it.
pub(crate) const KNOWN_SECONDS: i64 = 30;

#[cfg(test)]
mod props;
#[cfg(test)]
mod shell_tests;
#[cfg(test)]
mod tests;
