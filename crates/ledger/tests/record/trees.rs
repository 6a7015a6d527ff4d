//! Frontier, proofs and whole trees: equal to `tlog_tiles`, and refused when anything changed.

use std::collections::BTreeMap;

use crate::golden::{self, family_key, family_tree, sequence};
use ledger::{
    Frontier, FrontierError, Hash, MAX_TREE_SIZE, ProofError, ReadHashes, Seen, Sequence,
    TreeFault, check_consistency, check_inclusion, consistency_needs, inclusion_needs,
    prove_consistency, prove_inclusion, verify_tree,
};
use proptest::{collection::vec, prelude::*, sample::Index};

/// All stored hashes, for `tlog_tiles`.
struct Dense<'a>(&'a [Hash]);

impl tlog_tiles::HashReader for Dense<'_> {
    fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<tlog_tiles::Hash>, tlog_tiles::Error> {
        let hashes = self
            .0
            .read(indexes)
            .ok_or(tlog_tiles::Error::IndexesNotInTree)?;
        Ok(hashes.into_iter().map(Into::into).collect())
    }
}

/// A tree of `size` leaves: its stored hashes and its root at each size.
fn grow(size: u64) -> (Vec<Hash>, Vec<Hash>) {
    let mut frontier = Frontier::new();
    let (mut stored, mut roots) = (Vec::new(), vec![frontier.root()]);
    for number in 0..size {
        for (index, hash) in frontier.push(&number.to_be_bytes()) {
            assert_eq!(index, stored.len() as u64);
            stored.push(hash);
        }
        roots.push(frontier.root());
    }
    (stored, roots)
}

fn leaf_hash(number: u64) -> Hash {
    Hash::of_leaf(&number.to_be_bytes())
}

#[test]
fn the_frontier_is_the_tree_at_every_size() {
    let (stored, roots) = grow(1_100);
    let mut theirs: Vec<Hash> = Vec::new();
    for number in 0..1_100_u64 {
        let data = number.to_be_bytes();
        let hashes = tlog_tiles::stored_hashes(number, &data, &Dense(&theirs)).unwrap();
        theirs.extend(hashes.into_iter().map(Hash::from));
        let root = tlog_tiles::tree_hash(number + 1, &Dense(&theirs)).unwrap();
        let size = usize::try_from(number).unwrap() + 1;
        assert_eq!(roots[size], root.into());
        assert_eq!(stored[..theirs.len()], theirs);
        // Rebuilt from the stored hashes, the edge is the same and grows the same way.
        let needed = stored.read(&Frontier::needs(number + 1).unwrap()).unwrap();
        let mut rebuilt = Frontier::from_hashes(number + 1, &needed).unwrap();
        assert_eq!(rebuilt.root(), roots[size]);
        if let Some(next) = roots.get(size + 1) {
            rebuilt.push(&(number + 1).to_be_bytes());
            assert_eq!(rebuilt.root(), *next);
        }
    }
}

proptest! {
    #[test]
    fn the_frontier_is_the_tree_for_any_leaves(leaves in vec(vec(any::<u8>(), 0..40), 0..70)) {
        let mut frontier = Frontier::new();
        let mut stored = Vec::new();
        for leaf in &leaves {
            stored.extend(frontier.push(leaf).into_iter().map(|(_, hash)| hash));
        }
        let root = tlog_tiles::tree_hash(leaves.len() as u64, &Dense(&stored)).unwrap();
        prop_assert_eq!(frontier.root(), root.into());
    }

    #[test]
    fn changed_proofs_do_not_hold(
        size in 2_u64..600, place: Index, at: Index, bit in 0_usize..256, other: [u8; 32],
    ) {
        let (stored, roots) = grow(size);
        let size_index = usize::try_from(size).unwrap();
        let number = place.index(size_index) as u64;
        let (root, place) = (roots[size_index], Sequence::new(number).unwrap());
        let proof = prove_inclusion(place, size, stored.as_slice()).unwrap();
        let leaf = leaf_hash(number);
        let check = |proof: &[Hash]| check_inclusion(proof, size, root, place, leaf);
        prop_assert_eq!(check(&proof), Ok(()));
        for wrong in mutants(&proof, at, bit, Hash::new(other)) {
            prop_assert_eq!(check(&wrong), Err(ProofError::Wrong));
        }
        let another = Hash::new(other);
        prop_assert!(check_inclusion(&proof, size, root, place, another).is_err());
        prop_assert!(check_inclusion(&proof, size, another, place, leaf).is_err());
        let neighbour = Sequence::new(number ^ 1).unwrap();
        prop_assert!(check_inclusion(&proof, size, root, neighbour, leaf).is_err());

        let earlier = number + 1;
        let (first, last) = (roots[usize::try_from(earlier).unwrap()], root);
        let proof = prove_consistency(earlier, size, stored.as_slice()).unwrap();
        let check = |proof: &[Hash]| check_consistency(proof, earlier, first, size, last);
        prop_assert_eq!(check(&proof), Ok(()));
        for wrong in mutants(&proof, at, bit, Hash::new(other)) {
            prop_assert_eq!(check(&wrong), Err(ProofError::Wrong));
        }
        prop_assert!(check_consistency(&proof, earlier, another, size, last).is_err());
        prop_assert!(check_consistency(&proof, earlier, first, size, another).is_err());
    }
}

/// The proof with a flipped bit, one hash less, one more at either end.
fn mutants(proof: &[Hash], at: Index, bit: usize, other: Hash) -> Vec<Vec<Hash>> {
    let mut mutants = vec![[proof, &[other]].concat(), [&[other], proof].concat()];
    if !proof.is_empty() {
        let at = at.index(proof.len());
        let mut flipped = proof.to_vec();
        let mut bytes = *flipped[at].as_bytes();
        bytes[bit / 8] ^= 1 << (bit % 8);
        flipped[at] = Hash::new(bytes);
        let mut shorter = proof.to_vec();
        shorter.remove(at);
        mutants.extend([flipped, shorter, Vec::new()]);
    }
    mutants
}

#[test]
fn every_proof_of_every_small_tree_holds_from_the_hashes_asked_for() {
    let (stored, roots) = grow(40);
    for size in 1..=40_u64 {
        let root = roots[usize::try_from(size).unwrap()];
        for number in 0..size {
            let place = Sequence::new(number).unwrap();
            let only = |needs: Vec<u64>| -> BTreeMap<u64, Hash> {
                needs
                    .iter()
                    .copied()
                    .zip(stored.read(&needs).unwrap())
                    .collect()
            };
            let some = only(inclusion_needs(place, size).unwrap());
            let proof = prove_inclusion(place, size, &some).unwrap();
            assert_eq!(
                check_inclusion(&proof, size, root, place, leaf_hash(number)),
                Ok(())
            );
            let earlier = number + 1;
            let some = only(consistency_needs(earlier, size).unwrap());
            let proof = prove_consistency(earlier, size, &some).unwrap();
            let first = roots[usize::try_from(earlier).unwrap()];
            assert_eq!(
                check_consistency(&proof, earlier, first, size, root),
                Ok(())
            );
        }
    }
}

#[test]
fn sizes_out_of_bounds_are_refused_without_work() {
    let (hash, none) = (Hash::EMPTY_TREE, BTreeMap::new());
    let huge = u64::MAX;
    let first = Sequence::FIRST;
    assert_eq!(
        check_inclusion(&[], 0, hash, first, hash),
        Err(ProofError::NoSuchEntry)
    );
    assert_eq!(
        check_inclusion(&[], huge, hash, first, hash),
        Err(ProofError::TooLarge)
    );
    assert_eq!(
        check_consistency(&[], 0, hash, 0, hash),
        Err(ProofError::Sizes)
    );
    assert_eq!(
        check_consistency(&[], 0, hash, 5, hash),
        Err(ProofError::Sizes)
    );
    assert_eq!(
        check_consistency(&[], 6, hash, 5, hash),
        Err(ProofError::Sizes)
    );
    assert_eq!(
        check_consistency(&[], 1, hash, huge, hash),
        Err(ProofError::TooLarge)
    );
    let long = vec![hash; 1_000_000];
    assert_eq!(
        check_inclusion(&long, 9, hash, first, hash),
        Err(ProofError::Wrong)
    );
    assert_eq!(prove_inclusion(first, 4, &none), Err(ProofError::Missing));
    assert_eq!(prove_consistency(1, 4, &none), Err(ProofError::Missing));
    assert_eq!(inclusion_needs(first, huge), Err(ProofError::TooLarge));
    assert_eq!(consistency_needs(1, huge), Err(ProofError::TooLarge));
    assert_eq!(Frontier::needs(huge), Err(FrontierError::TooLarge));
    assert_eq!(Frontier::needs(MAX_TREE_SIZE).unwrap().len(), 53);
    assert_eq!(
        Frontier::from_hashes(huge, &[]),
        Err(FrontierError::TooLarge)
    );
    let wrong = Err(FrontierError::Count {
        size: 3,
        needed: 2,
        given: 1,
    });
    assert_eq!(Frontier::from_hashes(3, &[hash]), wrong);
}

/// The golden leaves, to be changed.
fn leaves() -> Vec<Vec<u8>> {
    golden::entries()
        .into_iter()
        .map(|entry| entry.leaf)
        .collect()
}

#[test]
fn a_changed_tree_has_another_root_or_a_fault() {
    let right = verify_tree(family_tree(), leaves()).unwrap();
    assert_eq!(right.size(), 8);
    for number in 0..8 {
        for place in 0..leaves()[number].len() {
            let mut wrong = leaves();
            wrong[number][place] ^= 1;
            assert!(verify_tree(family_tree(), wrong).ok().as_ref() != Some(&right));
        }
        let mut without = leaves();
        without.remove(number);
        assert!(verify_tree(family_tree(), without).ok().as_ref() != Some(&right));
        let mut twice = leaves();
        twice.insert(number, leaves()[number].clone());
        assert!(verify_tree(family_tree(), twice).is_err());
    }
}

#[test]
fn each_fault_of_a_tree_is_named() {
    let check = |leaves: &[Vec<u8>], fault| {
        assert_eq!(verify_tree(family_tree(), leaves).unwrap_err(), fault);
    };
    let mut swapped = leaves();
    swapped.swap(3, 4);
    check(
        &swapped,
        TreeFault::OutOfOrder {
            at: 3,
            found: sequence(4),
        },
    );
    let mut broken = leaves();
    broken[2].pop();
    let error = ledger::Leaf::parse(&broken[2]).unwrap_err();
    check(&broken, TreeFault::Leaf { at: 2, error });
    let foreign = golden::person_tree();
    let found = family_tree();
    let fault = verify_tree(foreign, leaves()).unwrap_err();
    assert_eq!(fault, TreeFault::OtherTree { at: 0, found });
    // An author who had seen another history, sealed properly by a server that lies.
    let seal = |draft: &ledger::Draft| {
        let entropy = ledger::Entropy::from_bytes(golden::entropy(9));
        let time = golden::time(9);
        ledger::seal(
            family_tree(),
            sequence(8),
            time,
            draft,
            entropy,
            &family_key(),
        )
        .unwrap()
        .leaf
    };
    let seen = Seen {
        size: 8,
        root: verify_tree(family_tree(), leaves()).unwrap().root(),
    };
    let mut forked = leaves();
    forked.push(seal(&golden::draft(
        7,
        Seen {
            size: 5,
            root: Hash::of_leaf(b"x"),
        },
    )));
    check(&forked, TreeFault::SeenElsewhere { at: 8, size: 5 });
    // A command that had already led to entries, but for the one just before.
    let mut again = leaves();
    again.push(seal(&golden::draft(4, seen)));
    check(&again, TreeFault::CommandAgain { at: 8 });
    // A time before that of the entry before: a clock that was set back, or a hand that was.
    let mut earlier = leaves();
    let last = String::from_utf8(earlier[7].clone()).unwrap();
    let last = last.replace("time 2026-07-05T2", "time 2026-07-05T1");
    earlier[7] = last.into_bytes();
    check(&earlier, TreeFault::Earlier { at: 7 });
    let mut goes_on = leaves();
    goes_on.push(seal(&golden::draft(7, seen)));
    assert_eq!(verify_tree(family_tree(), goes_on).unwrap().size(), 9);
}
