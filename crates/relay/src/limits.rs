//! How much of everything: the limits, the buckets that hold them, and a table of one size for addresses
//! that have proved nothing. Pure: the moment is handed in.

use std::hash::{BuildHasher as _, RandomState};
use std::net::{IpAddr, Ipv6Addr};
use std::time::{Duration, Instant};

/// No relay holds more allocations than this, whatever its limits say: half of the ports that are given
/// out, so that a free one is found soon.
pub const MOST_ALLOCATIONS: usize = 8_192;

/// What is saved up while nothing comes.
const BURST: Duration = Duration::from_secs(1);
/// Places for addresses that have proved nothing. Two addresses may share one.
const PLACES: u64 = 4_096;

/// How much the relay does for whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Allocations at once; at most [`MOST_ALLOCATIONS`]. A browser in a call has one or two for each
    /// other one in it and each network that it is on.
    pub allocations: usize,
    /// Allocations of one name at once.
    pub allocations_per_user: usize,
    /// Requests without valid credentials that are looked at, from one address (of IPv6: from one /64).
    /// Others are dropped. A client begins with one such request.
    pub unproven_per_second: u32,
    /// The same, from all addresses together. Running allocations are not concerned.
    pub unproven_in_all_per_second: u32,
    /// Bytes from one allocation; what is more is dropped. At least 2,000.
    pub bytes_per_second: u64,
    /// Datagrams that wait for one allocation; what comes then is dropped.
    pub waiting: usize,
    /// Channels that an allocation binds in its time.
    pub channels: usize,
    /// No allocation lives longer.
    pub longest: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            allocations: 2_000,
            allocations_per_user: 24,
            unproven_per_second: 20,
            unproven_in_all_per_second: 2_000,
            // Four times what a call takes.
            bytes_per_second: 500_000,
            waiting: 64,
            channels: 64,
            longest: Duration::from_secs(2 * 60 * 60),
        }
    }
}

/// Lets so much pass a second, and saves up [`BURST`].
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bucket {
    /// What was taken is paid for at this moment.
    paid: Instant,
}

impl Bucket {
    pub(crate) fn full(now: Instant) -> Self {
        Self { paid: now }
    }

    /// Takes this much, or nothing.
    pub(crate) fn take(&mut self, amount: u64, per_second: u64, now: Instant) -> bool {
        let Some(nanos) = amount.saturating_mul(1_000_000_000).checked_div(per_second) else {
            return false;
        };
        let paid = self.paid.max(now).checked_add(Duration::from_nanos(nanos));
        match paid {
            Some(paid) if paid.duration_since(now) <= BURST => {
                self.paid = paid;
                true
            }
            Some(_) | None => false,
        }
    }
}

/// What addresses that have proved nothing may still ask. Always of one size.
pub(crate) struct Strangers {
    places: Box<[Bucket]>,
    all: Bucket,
    hasher: RandomState,
}

impl Strangers {
    pub(crate) fn new(now: Instant) -> Self {
        Self {
            places: (0..PLACES).map(|_| Bucket::full(now)).collect(),
            all: Bucket::full(now),
            // Seeded by the system, so nobody can choose who shares a place with whom.
            hasher: RandomState::new(),
        }
    }

    /// Whether one more request from here is looked at.
    pub(crate) fn take(&mut self, source: IpAddr, limits: &Limits, now: Instant) -> bool {
        let place = self.hasher.hash_one(network(source)) % PLACES;
        let place = usize::try_from(place)
            .ok()
            .and_then(|at| self.places.get_mut(at));
        let each = u64::from(limits.unproven_per_second);
        let all = u64::from(limits.unproven_in_all_per_second);
        place.is_some_and(|own| own.take(1, each, now)) && self.all.take(1, all, now)
    }
}

/// One household of IPv6 has a whole /64.
fn network(source: IpAddr) -> IpAddr {
    match source.to_canonical() {
        IpAddr::V4(address) => IpAddr::V4(address),
        IpAddr::V6(address) => {
            let bits = address.to_bits() & (u128::MAX << 64);
            IpAddr::V6(Ipv6Addr::from_bits(bits))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bucket_gives_its_rate_and_saves_up_one_second() {
        let start = Instant::now();
        let at = |millis: u64| start + Duration::from_millis(millis);
        let mut bucket = Bucket::full(start);
        let taken = |bucket: &mut Bucket, now| (0..100).filter(|_| bucket.take(1, 10, now)).count();
        assert_eq!(taken(&mut bucket, at(0)), 10);
        assert_eq!(taken(&mut bucket, at(50)), 0);
        assert_eq!(taken(&mut bucket, at(100)), 1);
        assert_eq!(taken(&mut bucket, at(100_000)), 10);
        assert!(!bucket.take(1, 0, at(200_000)));
        assert!(!bucket.take(u64::MAX, 1, at(200_000)));
    }

    #[test]
    fn a_stranger_is_held_down_alone_until_there_are_too_many() {
        let now = Instant::now();
        let limits = Limits {
            unproven_per_second: 5,
            unproven_in_all_per_second: 1_000,
            ..Limits::default()
        };
        let mut strangers = Strangers::new(now);
        let ip = |text: &str| -> IpAddr { text.parse().unwrap() };
        let mut taken = |from: IpAddr| {
            (0..50)
                .filter(|_| strangers.take(from, &limits, now))
                .count()
        };
        assert_eq!(taken(ip("198.51.100.1")), 5);
        assert_eq!(taken(ip("2001:db8:0:1::1")), 5);
        // The same /64 is one household.
        assert_eq!(taken(ip("2001:db8:0:1:ffff::2")), 0);
        let many: usize = (0..=255u8)
            .flat_map(|a| (0..=3u8).map(move |b| IpAddr::from([10, 0, b, a])))
            .map(&mut taken)
            .sum();
        assert_eq!(many, 1_000 - 10);
        assert_eq!(strangers.places.len(), 4_096);
    }
}
