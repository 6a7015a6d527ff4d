//! Calm: when a message is shown to its reader, how harsh and long ones look, and when and how that
//! person is told of anything. Pure: settings, times and a zone in, times and decisions out.
//!
//! These are one person's own settings. They stand in that person's private record, and nothing that
//! anybody else can see, count or time depends on them. A message is delivered when it is on the
//! record, whatever they say: only its showing waits, and its reader may look at any time.
//!
//! Invariants:
//! - [`Calm::release`] is never before the message, never in quiet hours (but for what is about a
//!   child today, where its reader let that through) and never turns the order of messages round.
//! - [`Calm::next_notice`] gives the same answer to the same question. Whoever waits until the time
//!   it names and keeps what it told tells of everything once.
//! - However many messages come, at most as many notices go out as the delivery says.

mod choice;
mod clock;
mod digest;
#[cfg(test)]
mod examples;
mod kinds;
mod notice;
mod release;

pub use choice::{
    BadCalm, Delivery, Digest, Long, Naming, Quiet, Soft, TimeOfDay, Twice, Urgent, WordLimit,
};
pub use digest::DigestTurn;
pub use kinds::{Channels, Counts, Kinds, NoticeKind};
pub use notice::{
    Lane, NextNotice, Notice, Pace, PendingNotice, Run, SentNotices, URGENT_PACE, USUAL_PACE,
};
pub use release::Showing;

/// One person's settings for what comes in. The default hides nothing, delays nothing, names nothing
/// in notices and tells of every kind; the rest is that person's choice.
///
/// Any value is valid: what has a limit has a type of its own that keeps it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Calm {
    /// When messages are shown and notices go out.
    pub delivery: Delivery,
    /// What is about a child today skips the wait of an hourly, twice daily or daily delivery, or
    /// not. It always does under [`Delivery::AtOnce`] and [`Delivery::UrgentOnly`].
    pub urgent: Urgent,
    /// Hours in which nothing is shown as new and no notice goes out.
    pub quiet: Option<Quiet>,
    /// Harsh passages.
    pub soft: Soft,
    /// Long messages.
    pub long: Long,
    /// Of what a notice tells, by e-mail and by push.
    pub channels: Channels,
    /// What a notice may say.
    pub words: Naming,
    /// A regular overview of the coming days.
    pub digest: Digest,
}
