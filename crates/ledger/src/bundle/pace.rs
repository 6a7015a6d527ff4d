//! How long work is spread over threads, and who is told how far it is: the caller's affair, since
//! this crate starts no threads and shows nothing.

use std::sync::Mutex;

/// What long work is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stage {
    /// Leaves are read, with the signatures of devices in them.
    Leaves,
    /// Files are hashed and compared with the manifest.
    Files,
    /// Disclosed bodies and attachments are held against their commitments.
    Parts,
    /// Signatures made with passkeys are checked.
    Passkeys,
}

/// Does pieces of work, in whatever order and on however many threads.
pub trait Pace: Sync {
    /// Calls `work` once with each number below `pieces` and returns when all are done.
    fn spread(&self, stage: Stage, pieces: usize, work: &(dyn Fn(usize) + Sync));
}

/// One piece after the other, on the caller's thread.
#[derive(Clone, Copy, Debug, Default)]
pub struct Alone;

impl Pace for Alone {
    fn spread(&self, _stage: Stage, pieces: usize, work: &(dyn Fn(usize) + Sync)) {
        (0..pieces).for_each(work);
    }
}

/// How many leaves or parts are one piece of work.
pub(crate) const PIECE: usize = 128;

/// What `work` gives for each piece of `items` (with the place of its first), in order.
pub(crate) fn in_pieces<T: Sync, R: Send>(
    pace: &dyn Pace,
    stage: Stage,
    items: &[T],
    work: impl Fn(usize, &[T]) -> R + Sync,
) -> Vec<R> {
    let pieces: Vec<&[T]> = items.chunks(PIECE).collect();
    let numbered: Vec<(usize, &[T])> = pieces.into_iter().enumerate().collect();
    one_by_one(pace, stage, &numbered, |(number, piece)| {
        work(number * PIECE, piece)
    })
}

/// What `work` gives for each of `items`, in order. What was not done is done here, so that
/// nothing is ever passed over.
pub(crate) fn one_by_one<T: Sync, R: Send>(
    pace: &dyn Pace,
    stage: Stage,
    items: &[T],
    work: impl Fn(&T) -> R + Sync,
) -> Vec<R> {
    let results: Vec<Mutex<Option<R>>> = items.iter().map(|_| Mutex::new(None)).collect();
    pace.spread(stage, items.len(), &|number| {
        if let (Some(item), Some(result)) = (items.get(number), results.get(number)) {
            let done = work(item);
            if let Ok(mut result) = result.lock() {
                *result = Some(done);
            }
        }
    });
    let results = results.into_iter().zip(items);
    results
        .map(|(result, item)| match result.into_inner() {
            Ok(Some(done)) => done,
            Ok(None) | Err(_) => work(item),
        })
        .collect()
}
