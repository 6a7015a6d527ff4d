//! Attachments: each is sealed apart, opens only in its own place, and not at all once a byte of
//! it changed. Needs nothing from outside.

use crate::golden;
use ledger::{
    ATTACHMENT_OVERHEAD, AuthorId, CannotOpen, Commitment, Corrupt, DeviceVoucher, Draft,
    DraftAttachment, Entropy, FamilyKey, Leaf, LeafRule, MAX_ATTACHMENT_BYTES, MAX_PARTS,
    PartIndex, SealError, SealedAttachment, SealedEntry, Seen, Sequence, SigningKey, Statement,
    Voucher, open, open_attachment, seal, seal_with,
};
use proptest::{collection::vec, prelude::*, sample::Index};

fn index(number: usize) -> PartIndex {
    PartIndex::new(u8::try_from(number).unwrap()).unwrap()
}

/// The randomness of a part: nothing of it is that of another part.
fn entropy(part: usize) -> Entropy {
    Entropy::from_bytes(golden::bytes(u8::try_from(part % 256).unwrap()))
}

fn attached(bytes: &[u8], part: usize) -> DraftAttachment<'_> {
    DraftAttachment {
        bytes,
        salt: None,
        entropy: entropy(part),
    }
}

/// The golden entry at this place, with attachments.
fn sealed(
    place: usize,
    draft: &Draft,
    attachments: Vec<DraftAttachment<'_>>,
) -> Result<(SealedEntry, Vec<SealedAttachment>), SealError> {
    let at = (golden::family_tree(), golden::sequence(place));
    let key = golden::family_key();
    seal_with(at, golden::time(0), draft, entropy(200), attachments, &key)
}

fn entry(place: usize, files: &[&[u8]]) -> (SealedEntry, Vec<SealedAttachment>) {
    let attachments = (1..).zip(files).map(|(part, file)| attached(file, part));
    let draft = golden::draft(place, Seen::NOTHING);
    sealed(place, &draft, attachments.collect()).unwrap()
}

fn opened(
    place: usize,
    leaf: &[u8],
    attachment: &SealedAttachment,
) -> Result<([u8; 32], Vec<u8>), Corrupt> {
    let (tree, key) = (golden::family_tree(), golden::family_key());
    let open = open_attachment(tree, golden::sequence(place), leaf, attachment, &key)?;
    Ok((open.salt, open.bytes))
}

proptest! {
    #[test]
    fn sealed_parts_open_and_are_what_the_leaf_commits_to(
        body in vec(any::<u8>(), 0..200), files in vec(vec(any::<u8>(), 0..300), 0..MAX_PARTS),
        key: [u8; 32], number in 0_u64..99,
    ) {
        let (tree, place) = (golden::family_tree(), Sequence::new(number).unwrap());
        let key = FamilyKey::new(key);
        let draft = Draft { body, ..golden::draft(0, Seen::NOTHING) };
        let attachments = (1..).zip(&files).map(|(part, file)| attached(file, part)).collect();
        let at = (tree, place);
        let (entry, parts) =
            seal_with(at, golden::time(0), &draft, entropy(200), attachments, &key).unwrap();
        prop_assert_eq!(open(tree, place, &entry, &key).unwrap().body, draft.body);
        let leaf = Leaf::parse(&entry.leaf).unwrap();
        prop_assert_eq!(leaf.statement().commitments.len(), files.len() + 1);
        prop_assert_eq!(parts.len(), files.len());
        for (number, (part, file)) in (1..).zip(parts.iter().zip(&files)) {
            prop_assert_eq!(part.index, index(number));
            prop_assert_eq!(part.sealed.len(), file.len() + ATTACHMENT_OVERHEAD);
            let open = open_attachment(tree, place, &entry.leaf, part, &key).unwrap();
            prop_assert_eq!(&open.bytes, file);
            let found =
                Commitment::of(tree.origin, draft.command, part.index, &open.salt, &open.bytes);
            prop_assert_eq!(leaf.statement().commitments[number], found);
        }
    }

    #[test]
    fn a_changed_byte_or_length_is_rejected(
        file in vec(any::<u8>(), 0..200), at: Index, change in 1..=255_u8, cut: bool, of_key: bool,
    ) {
        let (entry, parts) = entry(4, &[b"before", &file, b"after"]);
        let mut wrong = parts[1].clone();
        let bytes = if of_key { &mut wrong.wrapped_key } else { &mut wrong.sealed };
        let at = at.index(bytes.len());
        if cut {
            bytes.truncate(at);
        } else {
            bytes[at] ^= change;
        }
        prop_assert!(opened(4, &entry.leaf, &wrong).is_err());
        prop_assert_eq!(opened(4, &entry.leaf, &parts[1]).unwrap().1, file);
    }
}

/// Every byte of a small attachment, of its key and of its leaf, changed.
#[test]
fn every_changed_byte_is_rejected() {
    let (entry, parts) = entry(4, &[b"a photo", b"a letter"]);
    let right = &parts[1];
    for place in 0..right.sealed.len() {
        let mut wrong = right.clone();
        wrong.sealed[place] ^= 1;
        assert!(opened(4, &entry.leaf, &wrong).is_err());
        wrong.sealed.truncate(place);
        assert!(opened(4, &entry.leaf, &wrong).is_err());
    }
    for place in 0..right.wrapped_key.len() {
        let mut wrong = right.clone();
        wrong.wrapped_key[place] ^= 1;
        assert!(opened(4, &entry.leaf, &wrong).is_err());
        wrong.wrapped_key.truncate(place);
        assert!(opened(4, &entry.leaf, &wrong).is_err());
    }
    for place in 0..entry.leaf.len() {
        let mut leaf = entry.leaf.clone();
        leaf[place] ^= 1;
        assert!(opened(4, &leaf, right).is_err());
    }
    assert_eq!(opened(4, &entry.leaf, right).unwrap().1, b"a letter");
}

/// The same bytes in several parts of several entries: bytes, key and index open only together, in
/// their own place.
#[test]
fn parts_cannot_be_exchanged() {
    let files: [&[u8]; 3] = [b"the same"; 3];
    let entries = [entry(4, &files), entry(5, &files)];
    let places = [4, 5];
    let mut opens = 0;
    for (leaf_of, at) in [(0, 0), (0, 1), (1, 0), (1, 1)] {
        for (sealed, key, number) in (0..6 * 6 * 3).map(|n| (n / 18, n / 3 % 6, n % 3)) {
            let of = |part: usize| &entries[part / 3].1[part % 3];
            let mixed = SealedAttachment {
                index: index(number + 1),
                sealed: of(sealed).sealed.clone(),
                wrapped_key: of(key).wrapped_key.clone(),
            };
            let opened = opened(places[at], &entries[leaf_of].0.leaf, &mixed);
            let own = leaf_of == at && sealed == key && sealed == 3 * at + number;
            assert_eq!(
                opened.is_ok(),
                own,
                "{leaf_of} {at} {sealed} {key} {number}"
            );
            opens += u32::from(own);
        }
    }
    assert_eq!(opens, 6);
}

/// A body is no attachment, and an attachment no body; nor does either open with another key.
#[test]
fn a_body_is_no_attachment() {
    let (entry, parts) = entry(4, &[b"a photo"]);
    let as_attachment = |index| SealedAttachment {
        index,
        sealed: entry.body.clone(),
        wrapped_key: entry.wrapped_key.clone(),
    };
    for number in [0, 1, 2, 63] {
        let opened = opened(4, &entry.leaf, &as_attachment(index(number)));
        assert_eq!(opened, Err(Corrupt::Sealed(CannotOpen)));
    }
    let as_body = SealedEntry {
        body: parts[0].sealed.clone(),
        wrapped_key: parts[0].wrapped_key.clone(),
        ..entry.clone()
    };
    let (tree, at) = (golden::family_tree(), golden::sequence(4));
    let opened = open(tree, at, &as_body, &golden::family_key());
    assert_eq!(opened, Err(Corrupt::Sealed(CannotOpen)));
    let other = FamilyKey::new([0; 32]);
    let opened = open_attachment(tree, at, &entry.leaf, &parts[0], &other);
    assert_eq!(opened, Err(Corrupt::Sealed(CannotOpen)));
    let elsewhere = open_attachment(
        golden::person_tree(),
        at,
        &entry.leaf,
        &parts[0],
        &golden::family_key(),
    );
    assert!(matches!(elsewhere, Err(Corrupt::Misplaced { .. })));
}

/// Without attachments nothing is other than it was: the golden vectors stay.
#[test]
fn an_entry_without_attachments_is_sealed_as_before() {
    let draft = golden::draft(4, Seen::NOTHING);
    let (tree, at, key) = (
        golden::family_tree(),
        golden::sequence(4),
        golden::family_key(),
    );
    let alone = seal(tree, at, golden::time(0), &draft, entropy(200), &key).unwrap();
    assert_eq!(sealed(4, &draft, Vec::new()), Ok((alone, Vec::new())));
}

#[test]
fn attachments_have_limits() {
    let draft = golden::draft(4, Seen::NOTHING);
    let many = |count: usize| (1..=count).map(|part| attached(b"", part)).collect();
    let (_, most) = sealed(4, &draft, many(MAX_PARTS - 1)).unwrap();
    assert_eq!(most.len(), MAX_PARTS - 1);
    let refused = sealed(4, &draft, many(MAX_PARTS));
    assert_eq!(refused, Err(SealError::Rule(LeafRule::TooManyParts)));
    let bytes = vec![7; MAX_ATTACHMENT_BYTES + 1];
    let (entry, parts) = sealed(4, &draft, vec![attached(&bytes[1..], 1)]).unwrap();
    let opened = opened(4, &entry.leaf, &parts[0]).unwrap();
    assert!(opened.1 == bytes[1..]);
    let refused = sealed(4, &draft, vec![attached(&bytes, 1)]);
    let bytes = bytes.len();
    assert_eq!(refused, Err(SealError::AttachmentTooLarge { bytes }));
}

/// A device chooses all salts and signs all commitments; with other files or other salts its
/// signature does not hold.
#[test]
fn a_device_vouches_for_every_attachment() {
    let device = SigningKey::new([9; 32]);
    let salts = [[1; 32], [2; 32], [3; 32]];
    let files: [&[u8]; 2] = [b"a photo", b"a letter"];
    let mut draft = golden::draft(4, Seen::NOTHING);
    draft.author = AuthorId::from_random([7; 16]);
    draft.salt = Some(salts[0]);
    let tree = golden::family_tree();
    let parts = [draft.body.as_slice(), files[0], files[1]];
    let commit = |(number, part): (usize, &&[u8])| {
        Commitment::of(
            tree.origin,
            draft.command,
            index(number),
            &salts[number],
            part,
        )
    };
    let statement = Statement {
        tree,
        kind: draft.kind.clone(),
        author: draft.author,
        command: draft.command,
        seen: draft.seen,
        commitments: parts.iter().enumerate().map(commit).collect(),
    };
    draft.voucher = Voucher::Device(DeviceVoucher::sign(&statement, &device));
    let attachments = |files: [&'static [u8]; 2], salts: [Option<[u8; 32]>; 2]| {
        let each = (1..).zip(files).zip(salts);
        each.map(|((part, bytes), salt)| DraftAttachment {
            salt,
            ..attached(bytes, part)
        })
        .collect()
    };
    let chosen = [Some(salts[1]), Some(salts[2])];
    let (entry, parts) = sealed(4, &draft, attachments(files, chosen)).unwrap();
    let found = opened(4, &entry.leaf, &parts[1]);
    assert_eq!(found, Ok((salts[2], files[1].to_vec())));
    for (files, salts) in [
        (files, [None, chosen[1]]),
        (files, [chosen[1], chosen[0]]),
        ([files[1], files[0]], chosen),
        ([files[0], b"another"], chosen),
    ] {
        let refused = sealed(4, &draft, attachments(files, salts));
        assert_eq!(refused, Err(SealError::Rule(LeafRule::DeviceSignature)));
    }
    let without = sealed(4, &draft, Vec::new());
    assert_eq!(without, Err(SealError::Rule(LeafRule::DeviceSignature)));
}
