//! The promises about attachments: with their entry or not at all, read one at a time, destroyed
//! one at a time or with their tree. Touches the store that it is given.

use std::sync::Arc;

use super::families::founding;
use super::sample::{append_of, batch_of, parts_of, tree_of};
use super::sessions::account_of;
use crate::{
    Appended, AttachmentFacts, Batch, Conflict, Erase, Fault, Row, SealedPart, Store, StoredEntry,
    TreeAppend, TreeId, limits,
};

type Result = std::result::Result<(), Fault>;

/// An append of one entry for each number, with so many attachments.
fn attached(tree: &TreeId, expected_size: u64, counts: &[u32]) -> TreeAppend {
    let texts = vec!["entry"; counts.len()];
    let mut append = append_of(tree, expected_size, &texts);
    for (entry, count) in append.entries.iter_mut().zip(counts) {
        entry.attachments = parts_of(tree, entry.sequence, *count);
    }
    append
}

fn part(tree: &TreeId, sequence: u64, index: u32) -> Erase {
    let tree = tree.clone();
    Erase::Attachment {
        tree,
        sequence,
        index,
    }
}

fn erasing(tree: &TreeId, size: u64, command: &str, erasures: Vec<Erase>) -> Batch {
    Batch {
        erasures,
        ..batch_of(command, vec![append_of(tree, size, &[command])])
    }
}

/// All that is listed of a tree, page after page.
async fn listed<S: Store>(
    store: &S,
    tree: &TreeId,
) -> std::result::Result<Vec<AttachmentFacts>, Fault> {
    let mut all: Vec<AttachmentFacts> = Vec::new();
    loop {
        let after = all.last().map(|last| (last.sequence, last.index));
        let page = store.attachments(tree, after).await?;
        if page.is_empty() {
            return Ok(all);
        }
        all.extend(page);
    }
}

/// The places of all that are there, each of which can be read and is what was given.
async fn there<S: Store>(store: &S, tree: &TreeId) -> std::result::Result<Vec<(u64, u32)>, Fault> {
    let listed = listed(store, tree).await?;
    for one in &listed {
        let found = store.attachment(tree, one.sequence, one.index).await?;
        let given = parts_of(tree, one.sequence, one.index).pop();
        assert_eq!(found, given, "{one:?}");
        let bytes = given.map(|part| part.sealed.len());
        assert_eq!(bytes.and_then(|n| u64::try_from(n).ok()), Some(one.bytes));
    }
    Ok(listed.iter().map(|one| (one.sequence, one.index)).collect())
}

/// Attachments come back byte for byte, each by itself; entries are loaded without them.
pub async fn attachments_are_read_singly<S: Store>(store: Arc<S>) -> Result {
    let (tree, other) = (tree_of("photos"), tree_of("other"));
    let append = attached(&tree, 0, &[0, 3, 0, 1]);
    let beside = attached(&other, 0, &[2]);
    let both = batch_of("c1", vec![append.clone(), beside]);
    assert_eq!(store.append(both).await?, Appended::Done);
    let bare = |mut entry: StoredEntry| {
        entry.attachments.clear();
        entry
    };
    let entries: Vec<_> = append.entries.into_iter().map(bare).collect();
    assert_eq!(store.load(&tree, 0, 9).await?, entries);
    assert_eq!(
        there(&*store, &tree).await?,
        [(1, 1), (1, 2), (1, 3), (3, 1)]
    );
    assert_eq!(there(&*store, &other).await?, [(0, 1), (0, 2)]);
    let after = store.attachments(&tree, Some((1, 2))).await?;
    let after: Vec<_> = after.iter().map(|one| (one.sequence, one.index)).collect();
    assert_eq!(after, [(1, 3), (3, 1)]);
    for (sequence, index) in [(1, 0), (1, 4), (0, 1), (4, 1), (u64::MAX, 1), (1, u32::MAX)] {
        let found = store.attachment(&tree, sequence, index).await?;
        assert_eq!(found, None, "{sequence} {index}");
    }
    let unknown = tree_of("none");
    assert_eq!(store.attachment(&unknown, 1, 1).await?, None);
    assert_eq!(store.attachments(&unknown, None).await?, []);
    let beyond = Some((u64::MAX, u32::MAX));
    assert_eq!(store.attachments(&tree, beyond).await?, []);
    // Gaps are the sender's business: a part may have been erased where the entry comes from.
    let mut gap = attached(&tree, 4, &[5]);
    gap.entries[0].attachments.remove(1);
    assert_eq!(
        store.append(batch_of("c2", vec![gap])).await?,
        Appended::Done
    );
    let after: Vec<_> = there(&*store, &tree).await?.split_off(4);
    assert_eq!(after, [(4, 1), (4, 3), (4, 4), (4, 5)]);
    Ok(())
}

/// A list is in pages that join.
pub async fn attachments_are_listed_in_pages<S: Store>(store: Arc<S>) -> Result {
    let tree = tree_of("photos");
    let most = u32::try_from(limits::ATTACHMENTS_PER_ENTRY).unwrap_or(1);
    let entries = limits::LIST / most + 3;
    let counts = vec![most; usize::try_from(entries).unwrap_or(0)];
    let batch = batch_of("c", vec![attached(&tree, 0, &counts)]);
    assert_eq!(store.append(batch).await?, Appended::Done);
    let first = store.attachments(&tree, None).await?;
    assert!(first.len() <= usize::try_from(limits::LIST).unwrap_or(0));
    let all = (0..u64::from(entries)).flat_map(|entry| (1..=most).map(move |n| (entry, n)));
    assert_eq!(there(&*store, &tree).await?, all.collect::<Vec<_>>());
    Ok(())
}

/// Where the entry is not written, neither is what is attached to it.
pub async fn attachments_stand_or_fall_with_their_entry<S: Store>(store: Arc<S>) -> Result {
    let tree = tree_of("photos");
    let first = batch_of("c1", vec![attached(&tree, 0, &[1])]);
    assert_eq!(store.append(first.clone()).await?, Appended::Done);
    assert_eq!(store.append(first).await?, Appended::AlreadyDone);
    let again = batch_of("c1", vec![attached(&tree, 1, &[2])]);
    assert_eq!(store.append(again).await?, Appended::AlreadyDone);
    let stale = batch_of("c2", vec![attached(&tree, 0, &[2])]);
    let moved = Appended::Stale {
        tree: tree.clone(),
        size: 1,
    };
    assert_eq!(store.append(stale).await?, moved);
    let conflicting = Batch {
        rows: vec![Row::Language {
            account: account_of("nobody").id,
            language: "nl".to_owned(),
        }],
        ..batch_of("c3", vec![attached(&tree, 1, &[2])])
    };
    let missing = Appended::Conflict(Conflict::Missing);
    assert_eq!(store.append(conflicting).await?, missing);
    assert_eq!(there(&*store, &tree).await?, [(0, 1)]);
    let second = batch_of("c2", vec![attached(&tree, 1, &[2])]);
    assert_eq!(store.append(second).await?, Appended::Done);
    assert_eq!(there(&*store, &tree).await?, [(0, 1), (1, 1), (1, 2)]);
    Ok(())
}

/// What no caller should attach or erase is turned away, and nothing of it is written.
pub async fn malformed_attachments_are_turned_away<S: Store>(store: Arc<S>) -> Result {
    let tree = tree_of("photos");
    let spoilt = |spoil: &dyn Fn(&mut Vec<SealedPart>)| {
        let mut append = attached(&tree, 0, &[0, 2]);
        spoil(&mut append.entries[1].attachments);
        batch_of("c", vec![append])
    };
    let many = u32::try_from(limits::ATTACHMENTS_PER_ENTRY).unwrap_or(0) + 1;
    let large = |index| SealedPart {
        index,
        sealed: vec![0; limits::ATTACHMENT_BYTES],
        wrapped_key: vec![1],
    };
    let batches = [
        spoilt(&|parts| parts[0].index = 0),
        spoilt(&|parts| parts[1].index = 1),
        spoilt(&|parts| parts[1].index = limits::ATTACHMENT_INDEX + 1),
        spoilt(&|parts| parts.swap(0, 1)),
        spoilt(&|parts| parts[0].sealed.clear()),
        spoilt(&|parts| parts[1].wrapped_key.clear()),
        spoilt(&|parts| parts[0].wrapped_key = vec![0; limits::KEY_BYTES + 1]),
        spoilt(&|parts| parts[0].sealed.resize(limits::ATTACHMENT_BYTES + 1, 0)),
        spoilt(&|parts| *parts = parts_of(&tree, 0, many)),
        spoilt(&|parts| *parts = (1..=4).map(large).collect()),
    ];
    for (place, batch) in batches.into_iter().enumerate() {
        let answer = store.append(batch).await;
        assert!(matches!(answer, Err(Fault::Malformed(_))), "batch {place}");
    }
    let other = tree_of("other");
    let both = vec![attached(&tree, 0, &[2]), attached(&other, 0, &[2])];
    assert_eq!(store.append(batch_of("c", both)).await?, Appended::Done);
    for erase in [
        part(&tree, 1, 1),
        part(&tree, u64::MAX, 1),
        part(&tree, 0, 0),
        part(&tree, 0, limits::ATTACHMENT_INDEX + 1),
        part(&other, 0, 1),
    ] {
        let erasures = vec![part(&tree, 0, 1), erase];
        let answer = store.append(erasing(&tree, 1, "e", erasures)).await;
        assert!(matches!(answer, Err(Fault::Malformed(_))), "{answer:?}");
    }
    assert_eq!(there(&*store, &tree).await?, [(0, 1), (0, 2)]);
    assert_eq!(there(&*store, &other).await?, [(0, 1), (0, 2)]);
    Ok(())
}

/// As much as one batch may carry is taken and comes back.
pub async fn the_largest_attachments_are_taken<S: Store>(store: Arc<S>) -> Result {
    let tree = tree_of("photos");
    let sealed = |index: u32, bytes: usize| SealedPart {
        index,
        sealed: vec![u8::try_from(index).unwrap_or(0); bytes],
        wrapped_key: vec![7; limits::KEY_BYTES],
    };
    let mut parts: Vec<_> = (1..=3)
        .map(|index| sealed(index, limits::ATTACHMENT_BYTES))
        .collect();
    let left = limits::BATCH_ATTACHMENT_BYTES - 3 * limits::ATTACHMENT_BYTES;
    parts.push(sealed(limits::ATTACHMENT_INDEX, left));
    let mut append = append_of(&tree, 0, &["entry"]);
    append.entries[0].attachments.clone_from(&parts);
    let batch = batch_of("c", vec![append]);
    assert_eq!(store.append(batch).await?, Appended::Done);
    for part in parts {
        let found = store.attachment(&tree, 0, part.index).await?;
        // Not told byte for byte what differs.
        assert!(found.as_ref() == Some(&part), "attachment {}", part.index);
    }
    Ok(())
}

/// An attachment goes without the others and without the body, and the body without them: the
/// caller says what belongs together.
pub async fn erased_attachments_are_gone<S: Store>(store: Arc<S>) -> Result {
    let (tree, other) = (tree_of("photos"), tree_of("other"));
    let both = vec![
        attached(&tree, 0, &[3, 2, 1]),
        attached(&other, 0, &[3, 2, 1]),
    ];
    assert_eq!(store.append(batch_of("c1", both)).await?, Appended::Done);
    let all = there(&*store, &other).await?;
    let two = vec![part(&tree, 0, 2), part(&tree, 1, 1), part(&tree, 0, 2)];
    let batch = erasing(&tree, 3, "c2", two);
    assert_eq!(store.append(batch.clone()).await?, Appended::Done);
    let left = [(0, 1), (0, 3), (1, 2), (2, 1)];
    assert_eq!(there(&*store, &tree).await?, left);
    assert_eq!(store.attachment(&tree, 0, 2).await?, None);
    let whole = |entries: Vec<StoredEntry>| entries.iter().all(|entry| entry.body.is_some());
    assert!(whole(store.load(&tree, 0, 9).await?));
    // Once, however often it is sent; and what is erased or was never there may be erased.
    let again = Batch {
        erasures: vec![part(&tree, 2, 1)],
        ..batch
    };
    assert_eq!(store.append(again).await?, Appended::AlreadyDone);
    let gone = vec![part(&tree, 0, 2), part(&tree, 2, 9), part(&tree, 3, 1)];
    let batch = erasing(&tree, 4, "c3", gone);
    assert_eq!(store.append(batch).await?, Appended::Done);
    assert_eq!(there(&*store, &tree).await?, left);
    let body = Erase::Body {
        tree: tree.clone(),
        sequence: 0,
    };
    let batch = erasing(&tree, 5, "c4", vec![body, part(&tree, 0, 1)]);
    assert_eq!(store.append(batch).await?, Appended::Done);
    assert_eq!(there(&*store, &tree).await?, left[1..]);
    assert_eq!(store.load(&tree, 0, 1).await?[0].body, None);
    let stale = erasing(&tree, 5, "c5", vec![part(&tree, 0, 3)]);
    assert!(matches!(store.append(stale).await?, Appended::Stale { .. }));
    assert_eq!(there(&*store, &tree).await?, left[1..]);
    assert_eq!(there(&*store, &other).await?, all);
    Ok(())
}

/// Of a closed tree nothing that was attached remains, also not to the entry that closes it.
pub async fn a_closed_tree_keeps_no_attachment<S: Store>(store: Arc<S>) -> Result {
    assert_eq!(store.append(founding("one", "mara")).await?, Appended::Done);
    let (tree, private) = (tree_of("one"), tree_of("one-mara"));
    for (tree, command) in [(&tree, "more"), (&private, "own")] {
        let more = batch_of(command, vec![attached(tree, 1, &[2, 1])]);
        assert_eq!(store.append(more).await?, Appended::Done);
    }
    let closing = Batch {
        erasures: vec![Erase::Tree(tree.clone())],
        ..batch_of("close", vec![attached(&tree, 3, &[1])])
    };
    assert_eq!(store.append(closing).await?, Appended::Done);
    assert_eq!(there(&*store, &tree).await?, []);
    for (sequence, index) in [(1, 1), (1, 2), (2, 1), (3, 1)] {
        assert_eq!(store.attachment(&tree, sequence, index).await?, None);
    }
    assert_eq!(there(&*store, &private).await?, [(1, 1), (1, 2), (2, 1)]);
    Ok(())
}

/// Large and small writes sent at the same time: all are carried out, each once, and what was
/// just attached can be erased.
pub async fn large_and_small_writes_go_side_by_side<S: Store>(store: Arc<S>) -> Result {
    let mut senders = tokio::task::JoinSet::new();
    for sender in 0..12 {
        let (store, tree) = (Arc::clone(&store), tree_of(&format!("tree{sender}")));
        senders.spawn(async move {
            for n in 0..6_u64 {
                let mut append = append_of(&tree, n, &["entry"]);
                if sender % 4 == 0 {
                    let sealed = vec![u8::try_from(n).unwrap_or(0); 2 * 1024 * 1024];
                    let wrapped_key = vec![1; 72];
                    append.entries[0].attachments = vec![SealedPart {
                        index: 1,
                        sealed,
                        wrapped_key,
                    }];
                }
                let mut batch = batch_of(&format!("c{n}"), vec![append]);
                if let Some(before) = n.checked_sub(1) {
                    batch.erasures = vec![part(&tree, before, 1)];
                }
                assert_eq!(store.append(batch).await?, Appended::Done);
            }
            Ok::<(), Fault>(())
        });
    }
    for sender in senders.join_all().await {
        sender?;
    }
    for sender in 0..12 {
        let tree = tree_of(&format!("tree{sender}"));
        assert_eq!(store.load(&tree, 0, 9).await?.len(), 6);
        let listed = listed(&*store, &tree).await?;
        let expected: &[u64] = if sender % 4 == 0 { &[5] } else { &[] };
        assert!(listed.iter().map(|one| &one.sequence).eq(expected));
    }
    Ok(())
}
