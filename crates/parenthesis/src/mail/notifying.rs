//! Telling people of what came, in the background: rounds of `App::notify`, which writes letters into
//! the outbox. Touches the store through `app`, the clock, and nothing else.

use super::{AFTER_FAULT, LONGEST_PAUSE, STOP_TIME, until};
use crate::serve::DiskApp;
use std::time::Duration;
use tokio::sync::watch;

/// The shortest pause between rounds: what is recorded meanwhile is looked at together.
const SHORTEST_PAUSE: Duration = Duration::from_secs(1);

/// Tells until told to stop.
pub struct Notifying {
    task: tokio::task::JoinHandle<()>,
    stop: watch::Sender<bool>,
}

impl Notifying {
    /// Begins.
    pub fn begin(app: DiskApp) -> Self {
        let (stop, stopping) = watch::channel(false);
        let task = tokio::spawn(notify(app, stopping));
        Self { task, stop }
    }

    /// Ends, after the round that is under way. One that takes too long is left: what it did not
    /// write down is told after the next start.
    pub async fn end(mut self) {
        // It may have ended already.
        let _ = self.stop.send(true);
        if tokio::time::timeout(STOP_TIME, &mut self.task)
            .await
            .is_err()
        {
            self.task.abort();
            let _ = self.task.await;
        }
    }
}

async fn notify(app: DiskApp, mut stopping: watch::Receiver<bool>) {
    let mut changed = app.changes();
    loop {
        if *stopping.borrow() {
            return;
        }
        // What is recorded from here on is seen by the next round.
        changed.borrow_and_update();
        let pause = match app.notify().await {
            Ok(next) => next.map_or(LONGEST_PAUSE, |at| until(at, app.now())),
            // It has written its line in the log.
            Err(_) => AFTER_FAULT,
        };
        tokio::select! {
            _ = stopping.changed() => return,
            () = tokio::time::sleep(SHORTEST_PAUSE) => {}
        }
        tokio::select! {
            _ = stopping.changed() => return,
            _ = changed.changed() => {}
            () = tokio::time::sleep(pause.saturating_sub(SHORTEST_PAUSE)) => {}
        }
    }
}
