//! How many pages may follow the record at once: of one session, and in all.
//!
//! May touch: its own counts.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::oneshot;

/// Most streams of one session. For one more, the oldest ends.
pub(crate) const OF_ONE_SESSION: usize = 8;
/// Most streams at once.
pub(crate) const AT_ONCE: usize = 2_000;

/// The streams that are open.
#[derive(Debug, Default)]
pub(crate) struct Streams(Arc<Mutex<Open>>);

#[derive(Debug, Default)]
struct Open {
    next: u64,
    count: usize,
    of: HashMap<[u8; 32], VecDeque<Stream>>,
}

#[derive(Debug)]
struct Stream {
    number: u64,
    /// Dropped when the stream is to end.
    _goes_on: oneshot::Sender<()>,
}

/// A place that a stream has; free again when this is dropped.
#[derive(Debug)]
pub(crate) struct Place {
    all: Arc<Mutex<Open>>,
    session: [u8; 32],
    number: u64,
    goes_on: oneshot::Receiver<()>,
}

impl Streams {
    /// A place for one more stream of the session that this stands for; `None` when there are too
    /// many in all.
    pub(crate) fn take(&self, session: [u8; 32]) -> Option<Place> {
        let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let open = &mut *open;
        if open.count >= AT_ONCE {
            return None;
        }
        open.count += 1;
        open.next += 1;
        let number = open.next;
        let (sender, goes_on) = oneshot::channel();
        let own = open.of.entry(session).or_default();
        own.push_back(Stream {
            number,
            _goes_on: sender,
        });
        if own.len() > OF_ONE_SESSION {
            // It does not count from now on, though it may end later: nobody asks for the end of one
            // that is not taken.
            own.pop_front();
            open.count -= 1;
        }
        Some(Place {
            all: Arc::clone(&self.0),
            session,
            number,
            goes_on,
        })
    }

    /// How many are open and were not ended for others.
    #[cfg(test)]
    pub(crate) fn count(&self) -> usize {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).count
    }
}

impl Place {
    /// Waits until the place is wanted for another stream.
    pub(crate) async fn is_wanted(&mut self) {
        // Nothing is ever sent: the other end goes.
        let _ = (&mut self.goes_on).await;
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut open = self.all.lock().unwrap_or_else(PoisonError::into_inner);
        let open = &mut *open;
        if let Some(own) = open.of.get_mut(&self.session) {
            let before = own.len();
            own.retain(|one| one.number != self.number);
            open.count -= before - own.len();
            if own.is_empty() {
                open.of.remove(&self.session);
            }
        }
    }
}
