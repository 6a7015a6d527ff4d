//! Bundles that are being made and that wait to be fetched: in memory, one a person, for a while.
//!
//! May touch: memory and the runtime's timer. Nothing of a bundle is ever written to disk.

use super::choice::ChoiceError;
use crate::{Fault, Incident};
use family::BundleMade;
use jiff::{SignedDuration, Timestamp};
use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicU8, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use store::{Erase, FamilyId, MemberId, TreeId};
use tokio::sync::Semaphore;

/// How long a bundle waits to be fetched, in minutes.
pub const BUNDLE_KEPT_MINUTES: i64 = 30;
/// So many bundles may be in the making or waiting on one server.
pub const BUNDLES_MAX: usize = 8;
/// So many bytes may those that wait have together; no other is begun before some are gone.
const WAITING_BYTES_MAX: usize = 256 * 1_024 * 1_024;

/// Why no bundle came of it.
#[derive(Debug)]
pub enum BundleFailure {
    /// The choice does not hold.
    Choice(ChoiceError),
    /// Something of the choice cannot be printed.
    Print(print::PrintError),
    /// Our fault.
    Fault(Fault),
}

impl From<Fault> for BundleFailure {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl From<ChoiceError> for BundleFailure {
    fn from(error: ChoiceError) -> Self {
        Self::Choice(error)
    }
}

/// Why a bundle is not begun.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotBegun {
    /// One is in the making for the same person.
    #[error("a bundle is being made already")]
    Running,
    /// Too many are in the making or wait to be fetched.
    #[error("too many bundles are in memory; try again in half an hour")]
    Busy,
}

/// How far a bundle is.
#[derive(Debug, Clone, PartialEq)]
pub enum BundleState {
    /// In the making.
    Working(BundleProgress),
    /// To be fetched.
    Ready(BundleFile),
    /// No bundle came of it.
    Failed(BundleFailed),
}

/// Why no bundle came of it, as it can be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BundleFailed {
    /// The choice does not hold.
    Choice(ChoiceError),
    /// Something of it cannot be printed.
    Print(print::PrintError),
    /// Words of its record were erased meanwhile.
    Erased,
    /// Our fault, under this number.
    Fault(Incident),
}

/// What is being done, and how much of it is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BundleProgress {
    /// What.
    pub stage: BundleStage,
    /// Entries done.
    pub done: u64,
    /// Entries in all.
    pub of: u64,
}

/// The stages of a bundle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BundleStage {
    /// Reads and opens entries, or waits until it can. Both look the same to whoever waits, since a
    /// stage of its own would tell that somebody else makes a bundle.
    Reading,
    /// Sets pages.
    Printing,
    /// Packs, hashes and signs.
    Packing,
}

/// A bundle in memory.
#[derive(Debug, Clone, PartialEq)]
pub struct BundleFile {
    /// What names this one in addresses.
    pub id: Arc<str>,
    /// The file.
    pub bytes: Arc<[u8]>,
    /// What the history says of it.
    pub made: BundleMade,
    /// When it was made.
    pub at: Timestamp,
    /// From when on it is gone.
    pub expires: Timestamp,
}

/// How far one is, told by whoever makes it and read by whoever waits.
#[derive(Debug, Default)]
pub(crate) struct Progress {
    stage: AtomicU8,
    done: AtomicU64,
    of: AtomicU64,
}

impl Progress {
    pub(crate) fn begin(&self, of: u64) {
        self.done.store(0, Ordering::Relaxed);
        self.of.store(of, Ordering::Relaxed);
    }

    pub(crate) fn stage(&self, stage: BundleStage) {
        let number = match stage {
            BundleStage::Reading => 0,
            BundleStage::Printing => 1,
            BundleStage::Packing => 2,
        };
        self.stage.store(number, Ordering::Relaxed);
    }

    pub(crate) fn add(&self, entries: u64) {
        self.done.fetch_add(entries, Ordering::Relaxed);
    }

    fn read(&self) -> BundleProgress {
        BundleProgress {
            stage: match self.stage.load(Ordering::Relaxed) {
                0 => BundleStage::Reading,
                1 => BundleStage::Printing,
                _ => BundleStage::Packing,
            },
            done: self.done.load(Ordering::Relaxed),
            of: self.of.load(Ordering::Relaxed),
        }
    }
}

type Owner = (FamilyId, MemberId);

/// All bundles of this process.
#[derive(Debug)]
pub(crate) struct Bundles {
    jobs: Mutex<HashMap<Owner, Arc<Job>>>,
    /// Two are read and set at a time: memory holds no more, and neither parent of a family waits
    /// for the other.
    pub(crate) desk: Semaphore,
    /// Two are counted at a time: it opens as many entries as making one.
    pub(crate) glances: Semaphore,
}

/// One bundle.
#[derive(Debug)]
pub(crate) struct Job {
    id: Arc<str>,
    begun: Timestamp,
    /// Of which record it is, once that is about to be read.
    tree: OnceLock<TreeId>,
    /// Words of that record were erased since.
    spoiled: AtomicBool,
    pub(crate) progress: Progress,
    outcome: OnceLock<Result<BundleFile, BundleFailed>>,
}

impl Default for Bundles {
    fn default() -> Self {
        Self {
            jobs: Mutex::default(),
            desk: Semaphore::new(2),
            glances: Semaphore::new(2),
        }
    }
}

impl Bundles {
    fn jobs(&self, now: Timestamp) -> MutexGuard<'_, HashMap<Owner, Arc<Job>>> {
        let mut jobs = self.jobs.lock().unwrap_or_else(PoisonError::into_inner);
        jobs.retain(|_, job| !job.is_over(now));
        jobs
    }

    /// A place for a new bundle of this person.
    pub(crate) fn begin(
        &self,
        owner: Owner,
        id: Arc<str>,
        now: Timestamp,
    ) -> Result<Arc<Job>, NotBegun> {
        let mut jobs = self.jobs(now);
        match jobs.get(&owner) {
            Some(job) if job.outcome.get().is_none() => return Err(NotBegun::Running),
            Some(_) => {}
            None if jobs.len() >= BUNDLES_MAX => return Err(NotBegun::Busy),
            None => {}
        }
        let others = jobs.iter().filter(|(of, _)| **of != owner);
        let waiting: usize = others.map(|(_, job)| job.bytes()).sum();
        if waiting > WAITING_BYTES_MAX {
            return Err(NotBegun::Busy);
        }
        let job = Arc::new(Job {
            id,
            begun: now,
            tree: OnceLock::new(),
            spoiled: AtomicBool::new(false),
            progress: Progress::default(),
            outcome: OnceLock::new(),
        });
        jobs.insert(owner, Arc::clone(&job));
        Ok(job)
    }

    /// How far this person's bundle is; `None` where there is none.
    pub(crate) fn state(&self, owner: &Owner, now: Timestamp) -> Option<BundleState> {
        let jobs = self.jobs(now);
        let job = jobs.get(owner)?;
        Some(match job.outcome.get() {
            None => BundleState::Working(job.progress.read()),
            Some(Ok(file)) => BundleState::Ready(file.clone()),
            Some(Err(failed)) => BundleState::Failed(failed.clone()),
        })
    }

    /// Forgets this person's bundle, unless it is in the making.
    pub(crate) fn forget(&self, owner: &Owner, now: Timestamp) {
        let mut jobs = self.jobs(now);
        if jobs
            .get(owner)
            .is_some_and(|job| job.outcome.get().is_some())
        {
            jobs.remove(owner);
        }
    }

    /// Lets go of what may hold words that were erased just now.
    pub(crate) fn forget_erased(&self, erasures: &[Erase]) {
        let mut jobs = self.jobs.lock().unwrap_or_else(PoisonError::into_inner);
        for erased in erasures {
            let of_it = |job: &Job| job.tree.get() == Some(erased.tree());
            jobs.retain(|_, job| !(of_it(job) && matches!(job.outcome.get(), Some(Ok(_)))));
            for job in jobs.values().filter(|job| of_it(job)) {
                job.spoiled.store(true, Ordering::SeqCst);
            }
        }
    }

    /// What became of a bundle in the making.
    pub(crate) fn finish(&self, job: &Job, outcome: Result<BundleFile, BundleFailed>) {
        // Under the same lock as an erasure, so that none comes between.
        let _jobs = self.jobs.lock().unwrap_or_else(PoisonError::into_inner);
        let outcome = match outcome {
            Ok(_) if job.spoiled.load(Ordering::SeqCst) => Err(BundleFailed::Erased),
            outcome => outcome,
        };
        // A job is finished once, by the task that makes it.
        let _ = job.outcome.set(outcome);
    }

    /// Lets go of what has waited long enough.
    pub(crate) fn sweep(&self, now: Timestamp) {
        drop(self.jobs(now));
    }
}

impl Job {
    /// Says of which record it is. To be called before anything of it is read.
    pub(crate) fn is_of(&self, tree: &TreeId) {
        // One job is of one record.
        let _ = self.tree.set(tree.clone());
    }

    fn bytes(&self) -> usize {
        match self.outcome.get() {
            Some(Ok(file)) => file.bytes.len(),
            Some(Err(_)) | None => 0,
        }
    }

    pub(crate) fn id(&self) -> Arc<str> {
        Arc::clone(&self.id)
    }

    fn is_over(&self, now: Timestamp) -> bool {
        match self.outcome.get() {
            None => false,
            Some(Ok(file)) => now >= file.expires,
            Some(Err(_)) => now >= kept_until(self.begun),
        }
    }
}

/// Until when a bundle waits that is made now.
pub(crate) fn kept_until(made: Timestamp) -> Timestamp {
    made.saturating_add(SignedDuration::from_mins(BUNDLE_KEPT_MINUTES))
        .unwrap_or(Timestamp::MAX)
}
