//! Turns at work that takes long: few at once for everybody, one for each person. It is done on
//! threads of its own, never on those that answer requests.
//!
//! May touch: threads of its own. Who waits for whom is in memory only.

use std::sync::Arc;
use std::time::Duration;

use app::Fault;
use moka::sync::Cache;
use tokio::sync::{Mutex, Semaphore};

use crate::http::Failure;

/// How long the turn of somebody who asks for nothing is remembered.
const LIFE: Duration = Duration::from_secs(600);

/// The turns of one kind of work.
pub(crate) struct Turns {
    all: Arc<Semaphore>,
    /// Whoever has a turn, or waits for one, waits here for the next.
    own: Cache<String, Arc<Mutex<()>>>,
}

impl Turns {
    /// So many at once.
    pub(crate) fn new(at_once: usize) -> Self {
        Self {
            all: Arc::new(Semaphore::new(at_once)),
            own: Cache::builder().time_to_idle(LIFE).build(),
        }
    }

    /// Does this as soon as it is this person's turn. It goes on although nobody waits for it any
    /// more, and its turn lasts until it is done.
    ///
    /// # Errors
    /// A [`Failure`] when it stopped halfway.
    pub(crate) async fn work<T: Send + 'static>(
        &self,
        (whose, doing): (&str, &'static str),
        job: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Failure> {
        // One's own first: whoever waits for oneself takes no turn from others.
        let own = self.own.get_with_by_ref(whose, Arc::default);
        let own = own.lock_owned().await;
        let turn = Arc::clone(&self.all).acquire_owned().await;
        let turn = turn.map_err(|_| Failure::Slow)?;
        let done = tokio::task::spawn_blocking(move || {
            let done = job();
            drop((own, turn));
            done
        });
        Ok(done.await.map_err(|e| Fault::new(doing, e))?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Somebody who asks for much at once keeps nobody else waiting.
    #[tokio::test]
    async fn a_person_has_one_turn_and_others_have_theirs() {
        let turns = Arc::new(Turns::new(2));
        let (open, gate) = std::sync::mpsc::channel::<()>();
        let (begun, has_begun) = tokio::sync::oneshot::channel();
        let first = tokio::spawn({
            let turns = Arc::clone(&turns);
            async move {
                let job = move || {
                    begun.send(()).unwrap();
                    gate.recv().unwrap();
                };
                turns.work(("mara", "testing"), job).await
            }
        });
        has_begun.await.unwrap();
        let second = turns.work(("mara", "testing"), || "second");
        tokio::pin!(second);
        tokio::select! {
            biased;
            _ = &mut second => panic!("it began beside the first"),
            theirs = turns.work(("elias", "testing"), || "theirs") => {
                assert_eq!(theirs.unwrap(), "theirs");
            }
        }
        open.send(()).unwrap();
        first.await.unwrap().unwrap();
        assert_eq!(second.await.unwrap(), "second");
    }

    /// A turn is free again when what was done in it stopped halfway.
    #[tokio::test]
    async fn work_that_stops_halfway_keeps_no_turn() {
        let turns = Turns::new(1);
        let broken = turns.work(("mara", "testing"), || panic!("on purpose"));
        let broken: Result<(), Failure> = broken.await;
        assert!(broken.is_err());
        let next = turns.work(("mara", "testing"), || 1).await;
        assert_eq!(next.unwrap(), 1);
    }
}
