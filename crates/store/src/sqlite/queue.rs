//! What waits for the writer: small writes go together, in the order in which they came; a large
//! one goes alone, and in turns with them, so that neither holds the other up for long. Pure.

use std::collections::VecDeque;

/// Most writes in one transaction.
const GROUP: usize = 256;
/// A transaction takes no further write once it has so many bytes.
const GROUP_BYTES: usize = 8 * 1024 * 1024;
/// A write with more bytes is large: whoever sent a few words does not wait for it to be on the
/// disk.
const LARGE_BYTES: usize = 1024 * 1024;

/// Writes that wait, each with its bytes.
pub(super) struct Queue<T> {
    small: VecDeque<(usize, T)>,
    large: VecDeque<T>,
    /// Whose turn it is when both wait.
    large_next: bool,
}

impl<T> Default for Queue<T> {
    fn default() -> Self {
        Self {
            small: VecDeque::new(),
            large: VecDeque::new(),
            large_next: false,
        }
    }
}

impl<T> Queue<T> {
    pub(super) fn push(&mut self, bytes: usize, write: T) {
        if bytes > LARGE_BYTES {
            self.large.push_back(write);
        } else {
            self.small.push_back((bytes, write));
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.small.is_empty() && self.large.is_empty()
    }

    /// Whether there is no use in taking more before some of it is written.
    pub(super) fn is_full(&self) -> bool {
        self.small.len() + self.large.len() >= GROUP
    }

    /// What is written next, as one transaction; nothing where nothing waits.
    pub(super) fn group(&mut self) -> Vec<T> {
        if (self.large_next || self.small.is_empty())
            && let Some(large) = self.large.pop_front()
        {
            self.large_next = false;
            return vec![large];
        }
        self.large_next = true;
        let mut group = Vec::new();
        let mut sum = 0;
        while sum < GROUP_BYTES
            && let Some((bytes, write)) = self.small.pop_front()
        {
            sum += bytes;
            group.push(write);
        }
        group
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LARGE: usize = 20 * 1024 * 1024;

    fn queue(sizes: &[usize]) -> Queue<usize> {
        let mut queue = Queue::default();
        for (number, size) in sizes.iter().enumerate() {
            queue.push(*size, number);
        }
        queue
    }

    #[test]
    fn large_writes_and_groups_of_small_ones_take_turns() {
        let mut queue = queue(&[LARGE, 400, LARGE, 400, LARGE_BYTES]);
        assert_eq!(queue.group(), [1, 3, 4]);
        // What comes meanwhile does not keep the large one waiting again, nor the next large one
        // what came meanwhile.
        queue.push(400, 5);
        assert_eq!(queue.group(), [0]);
        queue.push(400, 6);
        assert_eq!(queue.group(), [5, 6]);
        assert_eq!(queue.group(), [2]);
        assert!(queue.is_empty());
        assert_eq!(queue.group(), [0; 0]);
        queue.push(LARGE, 7);
        queue.push(LARGE, 8);
        assert_eq!((queue.group(), queue.group()), (vec![7], vec![8]));
    }

    #[test]
    fn a_group_ends_when_it_has_many_bytes_and_the_queue_when_it_is_long() {
        let mut queue = queue(&[LARGE_BYTES; 10]);
        assert_eq!(queue.group(), [0, 1, 2, 3, 4, 5, 6, 7]);
        assert_eq!(queue.group(), [8, 9]);
        for number in 0..GROUP {
            assert!(!queue.is_full());
            let bytes = if number % 2 == 0 { LARGE } else { 400 };
            queue.push(bytes, number);
        }
        assert!(queue.is_full());
        let turns = [(); 3].map(|()| queue.group().len());
        assert_eq!(turns, [1, GROUP / 2, 1]);
    }

    /// Whatever comes, and whenever: each write goes once, small ones and large ones each in
    /// their order, and nothing waits for more than one large write and one group at a time.
    #[test]
    fn everything_goes_once_and_in_order() {
        let mut queue = Queue::default();
        let (mut gone, mut next, mut state) = (Vec::new(), 0_usize, 7_u32);
        while next < 2_000 || !queue.is_empty() {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            for _ in 0..state >> 30 {
                let large = (state >> 8) % 5 == 0;
                queue.push(if large { LARGE } else { 400 }, (next, large));
                next += 1;
            }
            let before = queue.small.len();
            let group = queue.group();
            assert!(group.len() <= 1 || group.len() == before);
            gone.extend(group);
        }
        for kind in [true, false] {
            let of_kind = gone.iter().filter(|(_, large)| *large == kind);
            assert!(of_kind.is_sorted_by(|(one, _), (other, _)| one < other));
        }
        assert_eq!(gone.len(), next);
    }
}
