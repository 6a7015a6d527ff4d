//! Properties over random leaves, bodies, keys and trees. Needs nothing from outside.

use crate::golden;
use ledger::{
    AuthorId, CannotOpen, CommandId, Commitment, Corrupt, Draft, Entropy, EntryTime, FamilyKey,
    Hash, InstanceKey, Kind, Leaf, LeafRule, MAX_BODY_BYTES, MAX_PARTS, Origin, SealError, Seen,
    Sequence, SigningKey, Statement, Tree, TreeKind, Voucher, open, seal,
};
use proptest::{collection::vec, prelude::*, sample::Index};

fn hash() -> impl Strategy<Value = Hash> {
    any::<[u8; 32]>().prop_map(Hash::new)
}

fn tree() -> impl Strategy<Value = Tree> {
    let kind = prop_oneof![Just(TreeKind::Family), Just(TreeKind::Person)];
    (kind, any::<[u8; 16]>()).prop_map(|(kind, random)| Tree {
        kind,
        origin: Origin::from_random(random),
    })
}

fn kind() -> impl Strategy<Value = Kind> {
    (
        "[a-z][a-z0-9-]{0,15}(\\.[a-z][a-z0-9-]{0,15}){0,2}",
        1_u16..10_000,
    )
        .prop_map(|(name, version)| Kind::new(&name, version).unwrap())
}

fn time() -> impl Strategy<Value = EntryTime> {
    (0..=253_402_300_799_999_i64).prop_map(|millis| EntryTime::from_unix_millis(millis).unwrap())
}

prop_compose! {
    fn leaf()(
        tree in tree(),
        kind in kind(),
        author in any::<[u8; 16]>(),
        command in any::<[u8; 16]>(),
        commitments in vec(hash().prop_map(Commitment::new), 1..=MAX_PARTS),
        number in 0..ledger::MAX_TREE_SIZE,
        (size, root) in (any::<Index>(), hash()),
        time in time(),
    ) -> Leaf {
        let size = size.index(usize::try_from(number).unwrap() + 1) as u64;
        let seen = if size == 0 { Seen::NOTHING } else { Seen { size, root } };
        let author = AuthorId::from_random(author);
        let command = CommandId::from_random(command);
        let statement = Statement { tree, kind, author, command, seen, commitments };
        Leaf::new(statement, Sequence::new(number).unwrap(), time, Voucher::Server).unwrap()
    }
}

fn draft(body: Vec<u8>) -> Draft {
    Draft {
        body,
        ..golden::draft(0, Seen::NOTHING)
    }
}

proptest! {
    #[test]
    fn a_leaf_is_read_as_it_was_written(leaf in leaf()) {
        let bytes = leaf.to_bytes();
        prop_assert!(bytes.len() <= ledger::MAX_LEAF_BYTES);
        prop_assert_eq!(Leaf::parse(&bytes), Ok(leaf));
    }

    #[test]
    fn what_is_read_is_what_was_written(leaf in leaf(), at: Index, byte: u8, cut: bool) {
        let mut bytes = leaf.to_bytes();
        let at = at.index(bytes.len());
        if cut {
            bytes.remove(at);
        } else {
            bytes[at] = byte;
        }
        if let Ok(read) = Leaf::parse(&bytes) {
            prop_assert_eq!(read.to_bytes(), bytes);
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in vec(any::<u8>(), 0..200)) {
        prop_assert!(Leaf::parse(&bytes).is_err());
    }

    #[test]
    fn the_authors_lines_come_first_and_are_the_authors(
        leaf in leaf(), other in time(), later in 0_u64..9,
    ) {
        let statement = leaf.statement().clone();
        let lines = statement.to_string();
        prop_assert!(leaf.to_bytes().starts_with(lines.as_bytes()));
        let number = (leaf.sequence().get() + later).min(ledger::MAX_TREE_SIZE - 1);
        let moved = Sequence::new(number).unwrap();
        let moved = Leaf::new(statement, moved, other, Voucher::Server).unwrap();
        prop_assert!(moved.to_bytes().starts_with(lines.as_bytes()));
    }

    #[test]
    fn a_sealed_body_opens(
        body in vec(any::<u8>(), 0..500), key: [u8; 32], random: [u8; 16], number in 0_u64..99,
        family in tree(), time in time(),
    ) {
        let (key, place) = (FamilyKey::new(key), Sequence::new(number).unwrap());
        let mut entropy = golden::bytes(random[0]);
        entropy[..16].copy_from_slice(&random);
        let draft = draft(body);
        let entropy = Entropy::from_bytes(entropy);
        let entry = seal(family, place, time, &draft, entropy, &key).unwrap();
        let opened = open(family, place, &entry, &key).unwrap();
        prop_assert_eq!(opened.body, draft.body);
        prop_assert_eq!(opened.leaf.to_bytes(), entry.leaf);
    }
}

/// Every byte of a stored entry, changed in several ways, keeps it from opening.
#[test]
fn every_changed_byte_of_an_entry_is_rejected() {
    let entries = golden::entries();
    let (tree, at, key) = (
        golden::family_tree(),
        golden::sequence(4),
        golden::family_key(),
    );
    let right = &entries[4];
    let mut trials = 0;
    let mut refused = |entry: &ledger::SealedEntry| {
        assert!(open(tree, at, entry, &key).is_err());
        trials += 1;
    };
    for change in (1..=255_u8).step_by(12) {
        for place in 0..right.leaf.len() {
            let mut wrong = right.clone();
            wrong.leaf[place] ^= change;
            refused(&wrong);
        }
        for place in 0..right.body.len() {
            let mut wrong = right.clone();
            wrong.body[place] ^= change;
            refused(&wrong);
        }
        for place in 0..right.wrapped_key.len() {
            let mut wrong = right.clone();
            wrong.wrapped_key[place] ^= change;
            refused(&wrong);
        }
    }
    for cut in 0..right.body.len() {
        let mut wrong = right.clone();
        wrong.body.truncate(cut);
        refused(&wrong);
    }
    for cut in 0..right.wrapped_key.len() {
        let mut wrong = right.clone();
        wrong.wrapped_key.truncate(cut);
        refused(&wrong);
    }
    assert!(trials > 10_000, "{trials}");
}

/// Leaf, body and key of different entries never open together, wherever they are put.
#[test]
fn entries_cannot_be_exchanged() {
    let (tree, key) = (golden::family_tree(), golden::family_key());
    let entries = golden::entries();
    for place in 0..entries.len() {
        for (a, b, c) in (0..8 * 8 * 8).map(|n| (n / 64, n / 8 % 8, n % 8)) {
            let mut mixed = entries[a].clone();
            mixed.body.clone_from(&entries[b].body);
            mixed.wrapped_key.clone_from(&entries[c].wrapped_key);
            let opens = open(tree, golden::sequence(place), &mixed, &key).is_ok();
            assert_eq!(opens, (a, b, c) == (place, place, place));
        }
    }
}

#[test]
fn every_changed_byte_of_a_wrapped_key_is_rejected() {
    let (instance, origin) = (golden::instance_key(), golden::family_tree().origin);
    let nonce = golden::bytes(0xb0);
    let family = golden::family_key()
        .wrap(&instance, origin, &nonce)
        .to_vec();
    let signing = golden::signing_key()
        .wrap(&instance, origin, &nonce)
        .to_vec();
    for place in 0..family.len() {
        for bit in 0..8 {
            let (mut wrong_family, mut wrong_signing) = (family.clone(), signing.clone());
            wrong_family[place] ^= 1 << bit;
            wrong_signing[place] ^= 1 << bit;
            let opened = FamilyKey::unwrap(&wrong_family, &instance, origin);
            assert_eq!(opened.err(), Some(CannotOpen));
            let opened = SigningKey::unwrap(&wrong_signing, &instance, origin);
            assert_eq!(opened.err(), Some(CannotOpen));
        }
    }
    let other = InstanceKey::new([0; 32]);
    assert!(FamilyKey::unwrap(&family, &other, origin).is_err());
    assert!(FamilyKey::unwrap(&[], &instance, origin).is_err());
}

#[test]
fn another_key_opens_nothing() {
    let entries = golden::entries();
    let wrong = FamilyKey::new([0; 32]);
    let opened = open(
        golden::family_tree(),
        golden::sequence(0),
        &entries[0],
        &wrong,
    );
    assert_eq!(opened, Err(Corrupt::Sealed(CannotOpen)));
}

#[test]
fn a_body_has_a_limit() {
    let (tree, key) = (golden::family_tree(), golden::family_key());
    let sealed = |bytes: usize| {
        let entropy = Entropy::from_bytes(golden::entropy(0));
        seal(
            tree,
            Sequence::FIRST,
            golden::time(0),
            &draft(vec![b' '; bytes]),
            entropy,
            &key,
        )
    };
    let largest = sealed(MAX_BODY_BYTES).unwrap();
    assert!(open(tree, Sequence::FIRST, &largest, &key).is_ok());
    let bytes = MAX_BODY_BYTES + 1;
    assert_eq!(sealed(bytes), Err(SealError::BodyTooLarge { bytes }));
}

#[test]
fn a_draft_cannot_have_seen_the_future() {
    let (tree, key) = (golden::family_tree(), golden::family_key());
    let seen = Seen {
        size: 2,
        root: Hash::of_leaf(b""),
    };
    let entropy = Entropy::from_bytes(golden::entropy(0));
    let draft = golden::draft(0, seen);
    let sealed = seal(
        tree,
        golden::sequence(1),
        golden::time(0),
        &draft,
        entropy,
        &key,
    );
    assert_eq!(sealed, Err(SealError::Rule(LeafRule::SeenLater)));
}

#[test]
fn no_secret_is_shown_by_debug() {
    let bytes = [0xab; 32];
    let shown = [
        format!("{:?}", InstanceKey::new(bytes)),
        format!("{:?}", FamilyKey::new(bytes)),
        format!("{:?}", SigningKey::new(bytes)),
        format!("{:?}", Entropy::from_bytes([0xab; Entropy::BYTES])),
        format!(
            "{:?}",
            ledger::Signer::new("a", &SigningKey::new(bytes)).unwrap()
        ),
    ];
    for shown in shown {
        assert!(
            !shown.contains("ab, ab") && !shown.contains("171"),
            "{shown}"
        );
        assert!(!shown.to_lowercase().contains("abab"), "{shown}");
    }
}
