//! Long work on all cores, with a progress bar when somebody watches. Starts threads that end
//! before it returns, and writes to standard error only.

use std::{
    num::NonZero,
    sync::atomic::{AtomicUsize, Ordering},
    thread,
};

use indicatif::{ProgressBar, ProgressStyle};
use ledger::bundle::{Pace, Stage};

/// Work of fewer pieces is over before a bar could be read.
const PIECES_WITH_BAR: usize = 40;

/// Whether progress is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// A bar on standard error, for long work.
    Shown,
    /// Nothing.
    Silent,
}

impl Progress {
    /// Shown when standard error is a terminal.
    #[must_use]
    pub const fn on(terminal: bool) -> Self {
        if terminal { Self::Shown } else { Self::Silent }
    }
}

/// Spreads work over as many threads as the machine has cores.
#[derive(Clone, Copy, Debug)]
pub struct Threads {
    progress: Progress,
    threads: usize,
}

impl Threads {
    /// On all cores.
    #[must_use]
    pub fn new(progress: Progress) -> Self {
        let threads = thread::available_parallelism().map_or(1, NonZero::get);
        Self { progress, threads }
    }

    fn bar(&self, stage: Stage, pieces: usize) -> ProgressBar {
        if self.progress == Progress::Silent || pieces < PIECES_WITH_BAR {
            return ProgressBar::hidden();
        }
        let bar = ProgressBar::new(u64::try_from(pieces).unwrap_or(u64::MAX));
        let what = match stage {
            Stage::Leaves => "reading entries",
            Stage::Files => "hashing files",
            Stage::Parts => "checking contents",
            Stage::Passkeys => "reading what was agreed",
        };
        if let Ok(style) = ProgressStyle::with_template("{msg:24} {bar:40} {percent:>3} %  {eta}") {
            bar.set_style(style);
        }
        bar.set_message(what);
        bar
    }
}

impl Pace for Threads {
    fn spread(&self, stage: Stage, pieces: usize, work: &(dyn Fn(usize) + Sync)) {
        let bar = self.bar(stage, pieces);
        let next = AtomicUsize::new(0);
        let run = || {
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                if number >= pieces {
                    break;
                }
                work(number);
                bar.inc(1);
            }
        };
        thread::scope(|scope| {
            for _ in 1..self.threads.min(pieces) {
                scope.spawn(run);
            }
            run();
        });
        bar.finish_and_clear();
    }
}
