//! How many connections there may be: in all, and from one household.
//!
//! May touch: its own counts. Addresses are in memory for as long as their connections are open.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::io;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::client::counted;

/// The places that are free and those that are taken.
pub(super) struct Places {
    all: Arc<Semaphore>,
    taken: Arc<Taken>,
    each: usize,
}

type Taken = Mutex<HashMap<IpAddr, usize>>;

/// A place that a connection has; free again when this is dropped.
pub(super) struct Place {
    _one_of_all: OwnedSemaphorePermit,
    _of_household: Option<OfHousehold>,
}

impl Places {
    /// So many in all, and so many from each household.
    pub(super) fn new(all: usize, each: usize) -> Self {
        Self {
            all: Arc::new(Semaphore::new(all)),
            taken: Arc::default(),
            each,
        }
    }

    /// Waits until there is a place.
    pub(super) async fn next(&self) -> io::Result<OwnedSemaphorePermit> {
        let all = Arc::clone(&self.all).acquire_owned();
        all.await.map_err(io::Error::other)
    }

    /// Gives it to a connection from this address; `None` when others from there have theirs.
    /// Who need not be counted gets one.
    pub(super) fn give(&self, place: OwnedSemaphorePermit, from: Option<IpAddr>) -> Option<Place> {
        let of_household = match from.and_then(counted) {
            None => None,
            Some(household) => Some(OfHousehold::take(&self.taken, household, self.each)?),
        };
        Some(Place {
            _one_of_all: place,
            _of_household: of_household,
        })
    }
}

struct OfHousehold {
    taken: Arc<Taken>,
    household: IpAddr,
}

impl OfHousehold {
    fn take(taken: &Arc<Taken>, household: IpAddr, most: usize) -> Option<Self> {
        let mut counts = taken.lock().unwrap_or_else(PoisonError::into_inner);
        let count = counts.entry(household).or_default();
        if *count >= most {
            return None;
        }
        *count += 1;
        Some(Self {
            taken: Arc::clone(taken),
            household,
        })
    }
}

impl Drop for OfHousehold {
    fn drop(&mut self) {
        let mut counts = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        if let Entry::Occupied(mut count) = counts.entry(self.household) {
            *count.get_mut() -= 1;
            if *count.get() == 0 {
                count.remove();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_household_takes_its_share_and_no_more() {
        let places = Places::new(100, 2);
        let from = |text: &str| Some(text.parse::<IpAddr>().unwrap());
        let mut held = Vec::new();
        // One network of IPv6 is one household, and so is one address of IPv4.
        for (address, fits) in [
            ("2001:db8::1", true),
            ("2001:db8::2", true),
            ("2001:db8::3", false),
            ("2001:db8:0:1::3", true),
            ("203.0.113.1", true),
            ("203.0.113.1", true),
            ("::ffff:203.0.113.1", false),
            ("203.0.113.2", true),
        ] {
            let given = places.give(places.next().await.unwrap(), from(address));
            assert_eq!(given.is_some(), fits, "{address}");
            held.extend(given);
        }
        for uncounted in [from("127.0.0.1"), from("10.0.0.1"), None] {
            for _ in 0..5 {
                held.extend(places.give(places.next().await.unwrap(), uncounted));
            }
        }
        assert_eq!(held.len(), 6 + 15);
        drop(held);
        assert!(places.taken.lock().unwrap().is_empty());
        assert_eq!(places.all.available_permits(), 100);
    }
}
