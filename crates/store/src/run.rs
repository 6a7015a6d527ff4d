//! Which stored hashes an entry completes. Pure.
//!
//! Stored hashes are numbered as in the Go module `golang.org/x/mod/sumdb/tlog`: the
//! record hash of entry 0, then for each later entry its record hash followed by the
//! hash of each perfect subtree that it completes. So each entry brings one unbroken run,
//! and the run is kept in the entry's own row.

/// Index of the first stored hash of entry `sequence`: its record hash.
///
/// The entries 0 to n-1 bring one hash each and complete n - popcount(n) subtrees.
pub(crate) fn first_hash(sequence: u64) -> u64 {
    2 * sequence - u64::from(sequence.count_ones())
}

/// How many stored hashes entry `sequence` brings: 1 to 64.
pub(crate) fn hash_count(sequence: u64) -> u64 {
    1 + u64::from((sequence + 1).trailing_zeros())
}

/// The entry that brings stored hash `index`, and the place of the hash in its run.
pub(crate) fn bringer(index: u64) -> (u64, u64) {
    // 2n - popcount(n) <= index, so n starts at index / 2 and is at most 64 further.
    let mut sequence = index / 2;
    while first_hash(sequence + 1) <= index {
        sequence += 1;
    }
    (sequence, index - first_hash(sequence))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_those_of_tlog() {
        for sequence in 0..5_000 {
            let first = first_hash(sequence);
            assert_eq!(first, tlog_tiles::stored_hash_index(0, sequence));
            assert_eq!(
                first + hash_count(sequence),
                tlog_tiles::stored_hash_count(sequence + 1)
            );
            for place in 0..hash_count(sequence) {
                assert_eq!(bringer(first + place), (sequence, place));
            }
        }
    }
}
