//! When a digest goes out. Pure.

use super::clock::on_days;
use super::{Calm, Digest, Urgent};
use jiff::Timestamp;
use jiff::tz::TimeZone;

/// Where a person stands with digests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct DigestTurn {
    /// The time of the digest that goes out now. Of several that were missed it is the last.
    pub due: Option<Timestamp>,
    /// When to ask again, if none goes out before.
    pub next: Timestamp,
}

impl Calm {
    /// Whether a digest goes out at `now`, and when to ask again; nothing if none was chosen.
    ///
    /// `last` is when the last one went out, or when digests were chosen if none did. Without either,
    /// that of the last day or week is due at once. A digest that falls in quiet hours goes out after
    /// them.
    #[must_use]
    pub fn next_digest(
        &self,
        zone: &TimeZone,
        last: Option<Timestamp>,
        now: Timestamp,
    ) -> Option<DigestTurn> {
        let times = self.digests_around(zone, now);
        let coming = times.iter().copied().find(|time| *time > now);
        let coming = coming.unwrap_or(Timestamp::MAX);
        // One that went out after the next time to come went out by a clock that was wrong.
        let last = last.filter(|last| *last <= coming);
        let missed = times.iter().copied().rfind(|time| *time <= now);
        let missed = missed.filter(|time| last.is_none_or(|last| *time > last));
        let loud = self.after_quiet(zone, now, Urgent::Waits);
        match (self.digest, missed) {
            (Digest::None, _) => None,
            (Digest::Daily(_) | Digest::Weekly(..), Some(_)) if loud > now => Some(DigestTurn {
                due: None,
                next: loud,
            }),
            (Digest::Daily(_) | Digest::Weekly(..), due) => Some(DigestTurn { due, next: coming }),
        }
    }

    /// The times of digests around `now`, at least one before it and one after it, ascending.
    fn digests_around(&self, zone: &TimeZone, now: Timestamp) -> Vec<Timestamp> {
        // A skipped time or quiet hours can shift one to the next day.
        let instants: Vec<Timestamp> = match self.digest {
            Digest::None => Vec::new(),
            Digest::Daily(time) => on_days(zone, time, now, -3..=3)
                .map(|(_, instant)| instant)
                .collect(),
            Digest::Weekly(day, time) => on_days(zone, time, now, -10..=10)
                .filter(|(date, _)| date.weekday() == day)
                .map(|(_, instant)| instant)
                .collect(),
        };
        let quiet = |at: Timestamp| self.after_quiet(zone, at, Urgent::Waits);
        instants.into_iter().map(quiet).collect()
    }
}
