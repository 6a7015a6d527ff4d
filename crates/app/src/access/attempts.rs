//! How often a secret may be guessed. Kept in memory: a restart is not the guesser's to have.
//!
//! May touch: its own memory. Each guess counts before it is looked at, so that many at once
//! count as many.

use jiff::{SignedDuration, Timestamp};
use moka::policy::EvictionPolicy;
use moka::sync::Cache;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// Guesses that are looked at within an hour, for one address and from one device. Further ones
/// are turned away without a look.
pub const TRIES_AN_HOUR: usize = 10;

/// Guesses that are looked at within an hour from one address of the internet, at whatever they
/// guess, on devices that nobody knows yet. Many people may share such an address.
pub const TRIES_FROM_ONE_PLACE: usize = 60;

/// Most addresses counted at once. More cannot be guessed at within an hour: each guess that is
/// looked at costs a hash of a password.
const PLACES: u64 = 200_000;
/// How much longer an address is kept than its guesses count.
const KEPT_LONGER: Duration = Duration::from_secs(60 * 60);

/// Whom a guess is counted against: a keyed hash of what is guessed at.
pub(crate) type Against = [u8; 32];

type Times = Arc<Mutex<VecDeque<Timestamp>>>;

/// The guesses of the last hour, or of another stretch of time.
#[derive(Debug)]
pub(crate) struct Attempts {
    times: Cache<Against, Times>,
    counts: Duration,
}

impl Default for Attempts {
    fn default() -> Self {
        Self::with(PLACES, Duration::from_secs(60 * 60))
    }
}

impl Attempts {
    /// What counts for a day.
    pub(crate) fn of_a_day() -> Self {
        Self::with(PLACES, Duration::from_secs(24 * 60 * 60))
    }

    fn with(places: u64, counts: Duration) -> Self {
        // The oldest goes first: the policy that the library prefers would not take in a new
        // address at all while many others are counted, and so never count it.
        let counted = Cache::builder().eviction_policy(EvictionPolicy::lru());
        let counted = counted.time_to_idle(counts + KEPT_LONGER);
        Self {
            times: counted.max_capacity(places).build(),
            counts,
        }
    }

    /// Counts a guess. `None` when it may not be looked at.
    pub(crate) fn begin(&self, against: Against, now: Timestamp) -> Option<Guess> {
        self.begin_within(TRIES_AN_HOUR, against, now)
    }

    /// Counts a guess of at most so many in the time that counts. `None` when it may not be looked at.
    pub(crate) fn begin_within(
        &self,
        most: usize,
        against: Against,
        now: Timestamp,
    ) -> Option<Guess> {
        let times = self.times.get_with(against, Times::default);
        // A day at most, so it fits.
        let counts = SignedDuration::try_from(self.counts).unwrap_or(SignedDuration::ZERO);
        let since = now - counts;
        let mut counted = times.lock().unwrap_or_else(PoisonError::into_inner);
        // A clock that was set back must not lock anybody out for longer.
        counted.retain(|at| *at > since && *at <= now);
        if counted.len() >= most {
            return None;
        }
        counted.push_back(now);
        drop(counted);
        Some(Guess { times, at: now })
    }
}

/// A guess that was counted.
pub(crate) struct Guess {
    times: Times,
    at: Timestamp,
}

impl Guess {
    /// It was right: it counts no more.
    pub(crate) fn right(self) {
        let mut counted = self.times.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(place) = counted.iter().position(|at| *at == self.at) {
            counted.remove(place);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn minute(n: i64) -> Timestamp {
        Timestamp::UNIX_EPOCH + SignedDuration::from_mins(1_000 + n)
    }

    #[test]
    fn ten_guesses_an_hour_are_looked_at() {
        let attempts = Attempts::default();
        let taken = |n| attempts.begin([1; 32], minute(n)).is_some();
        let looked_at = (0..1_000).filter(|n| taken(n / 100)).count();
        assert_eq!(looked_at, TRIES_AN_HOUR);
        assert!(!taken(59) && taken(61));
        assert!(attempts.begin([2; 32], minute(0)).is_some());
    }

    /// However many other addresses are guessed at, the one that is watched goes on counting.
    #[test]
    fn many_addresses_do_not_hide_one() {
        let attempts = Attempts::with(5_000, Duration::from_secs(60 * 60));
        let other = |n: u32| {
            let mut against = [0; 32];
            against[..4].copy_from_slice(&n.to_be_bytes());
            against
        };
        let mut looked_at = 0;
        for n in 0..60_000 {
            attempts.begin(other(n), minute(0));
            if n % 1_000 == 0 && attempts.begin([9; 32], minute(0)).is_some() {
                looked_at += 1;
            }
        }
        assert_eq!(looked_at, TRIES_AN_HOUR);
    }

    #[test]
    fn a_right_guess_does_not_count() {
        let attempts = Attempts::default();
        for n in 0..100 {
            attempts.begin([1; 32], minute(n)).unwrap().right();
        }
    }

    #[test]
    fn a_clock_set_back_locks_nobody_out() {
        let attempts = Attempts::default();
        for _ in 0..TRIES_AN_HOUR {
            assert!(attempts.begin([1; 32], minute(5_000)).is_some());
        }
        assert!(attempts.begin([1; 32], minute(5_000)).is_none());
        assert!(attempts.begin([1; 32], minute(0)).is_some());
    }
}
