//! Following a family's record: whoever keeps a page open hears that it grew, and nothing of what
//! was recorded.
//!
//! May touch: the families in memory.

use crate::families::Slot;
use crate::{App, Fault, Session};
use store::Store;
use tokio::sync::watch;

impl Slot {
    /// Tells whoever follows how many entries there are. Who acts twice in one moment is one who
    /// acted: only the newest number is kept.
    pub(crate) fn grew(&self, size: u64) {
        self.grown.send_if_modified(|known| {
            let other = *known != size;
            *known = size;
            other
        });
    }
}

impl<S: Store> App<S> {
    /// How many entries the record of a session's family has, as it grows. Nothing of another
    /// family wakes whoever waits for it; it ends when the family is closed.
    ///
    /// # Errors
    /// A [`Fault`] when the record cannot be read.
    pub async fn growth(&self, session: &Session) -> Result<watch::Receiver<u64>, Fault> {
        let slot = self.slot(&session.actor().family).await?;
        Ok(slot.grown.subscribe())
    }
}
