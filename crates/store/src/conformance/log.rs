//! The promises about trees, heads and commands. Touches the store that it is given.

use std::sync::Arc;

use super::sample::{append_of, batch_of, checkpoint_of, entry_of, hash_of, tree_of};
use crate::{
    Appended, Batch, CommandId, Fault, Head, Store, StoredEntry, TreeAppend, TreeId, limits,
};

type Result = std::result::Result<(), Fault>;

async fn size<S: Store>(store: &S, tree: &TreeId) -> std::result::Result<u64, Fault> {
    Ok(store.head(tree).await?.map_or(0, |head| head.size))
}

/// Leaves of a tree as text, all of them.
async fn leaves<S: Store>(store: &S, tree: &TreeId) -> std::result::Result<Vec<String>, Fault> {
    let entries = store.load(tree, 0, limits::LOAD).await?;
    let text = |entry: StoredEntry| String::from_utf8_lossy(&entry.leaf).into_owned();
    Ok(entries.into_iter().map(text).collect())
}

/// Entries, erased ones too, hashes and head come back byte for byte; what is not there is
/// not there.
pub async fn entries_come_back_as_they_were<S: Store>(store: Arc<S>) -> Result {
    let tree = tree_of("mara-and-elias");
    let other = tree_of("other");
    assert_eq!(store.head(&tree).await?, None);
    let mut append = append_of(
        &tree,
        0,
        &["founded", "joined", "agreed", "swap", "refused"],
    );
    append.entries[1].body = None;
    append.entries[1].wrapped_key = None;
    append.entries[2].body = Some((0..=255).collect());
    let batch = batch_of(
        "c1",
        vec![append.clone(), append_of(&other, 0, &["private"])],
    );
    assert_eq!(store.append(batch).await?, Appended::Done);

    assert_eq!(store.load(&tree, 0, 100).await?, append.entries);
    let head = Head {
        size: 5,
        checkpoint: checkpoint_of(&tree, 5),
    };
    assert_eq!(store.head(&tree).await?, Some(head));
    // Eight hashes for five entries (2n - popcount), in any order, also twice.
    let asked = [7, 0, 2, 6, 6, 1, 3, 4, 5];
    let expected: Vec<_> = asked.iter().map(|i| hash_of(&tree, *i)).collect();
    assert_eq!(store.hashes(&tree, &asked).await?, expected);
    assert_eq!(store.hashes(&other, &[0]).await?, [hash_of(&other, 0)]);
    assert_eq!(store.hashes(&tree, &[]).await?, Vec::<[u8; 32]>::new());
    for (tree, index) in [
        (&tree, 8),
        (&other, 1),
        (&tree_of("none"), 0),
        (&tree, u64::MAX),
    ] {
        let answer = store.hashes(tree, &[index]).await;
        assert!(matches!(answer, Err(Fault::Malformed(_))), "hash {index}");
    }
    assert_eq!(store.load(&tree_of("none"), 0, 100).await?, []);
    assert_eq!(store.load(&tree, u64::MAX, 100).await?, []);
    Ok(())
}

/// Pages join without a hole or an overlap, and a page is never larger than asked for.
pub async fn pages_of_entries_join<S: Store>(store: Arc<S>) -> Result {
    let tree = tree_of("pages");
    let texts: Vec<String> = (0..50).map(|n| format!("entry {n}")).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let append = append_of(&tree, 0, &texts);
    let entries = append.entries.clone();
    assert_eq!(
        store.append(batch_of("c", vec![append])).await?,
        Appended::Done
    );
    let mut joined = Vec::new();
    for from in (0..60).step_by(7) {
        let page = store.load(&tree, from, 7).await?;
        assert!(page.len() <= 7, "a page of {}", page.len());
        joined.extend(page);
    }
    assert_eq!(joined, entries);
    assert_eq!(store.load(&tree, 3, 0).await?, []);
    Ok(())
}

/// The head has the newest size and checkpoint after each append.
pub async fn each_append_moves_the_head<S: Store>(store: Arc<S>) -> Result {
    let tree = tree_of("head");
    for n in 0..10 {
        let batch = batch_of(&format!("c{n}"), vec![append_of(&tree, n, &["entry"])]);
        assert_eq!(store.append(batch).await?, Appended::Done);
        let head = Head {
            size: n + 1,
            checkpoint: checkpoint_of(&tree, n + 1),
        };
        assert_eq!(store.head(&tree).await?, Some(head));
    }
    Ok(())
}

/// An append that expects another size, smaller or larger, is stale and writes nothing.
pub async fn stale_appends_write_nothing<S: Store>(store: Arc<S>) -> Result {
    let tree = tree_of("stale");
    let first = batch_of("c1", vec![append_of(&tree, 0, &["one", "two"])]);
    assert_eq!(store.append(first).await?, Appended::Done);
    for expected in [0, 1, 3, 100] {
        let late = batch_of("c2", vec![append_of(&tree, expected, &["late"])]);
        let stale = Appended::Stale {
            tree: tree.clone(),
            size: 2,
        };
        assert_eq!(store.append(late).await?, stale, "expecting {expected}");
    }
    assert_eq!(leaves(&*store, &tree).await?, ["one", "two"]);
    // A stale command was not carried out: it may be sent again with the right head.
    let again = batch_of("c2", vec![append_of(&tree, 2, &["three"])]);
    assert_eq!(store.append(again).await?, Appended::Done);
    let new = tree_of("new");
    let ahead = batch_of("c1", vec![append_of(&new, 1, &["one"])]);
    let stale = Appended::Stale {
        tree: new.clone(),
        size: 0,
    };
    assert_eq!(store.append(ahead).await?, stale);
    assert_eq!(store.head(&new).await?, None);
    Ok(())
}

/// Eight senders add twenty entries each to one tree, loading again when they are stale.
/// All 160 are there, each once.
pub async fn stale_never_loses_an_update<S: Store>(store: Arc<S>) -> Result {
    let tree = tree_of("busy");
    let mut senders = tokio::task::JoinSet::new();
    for sender in 0..8 {
        let (store, tree) = (Arc::clone(&store), tree.clone());
        senders.spawn(async move {
            for n in 0..20 {
                let command = format!("{sender:02}-{n:02}");
                loop {
                    let head = size(&*store, &tree).await?;
                    let append = append_of(&tree, head, &[&command]);
                    let answer = store.append(batch_of(&command, vec![append])).await?;
                    let Appended::Stale { size, .. } = answer else {
                        assert_eq!(answer, Appended::Done);
                        break;
                    };
                    assert_ne!(size, head);
                }
            }
            Ok::<(), Fault>(())
        });
    }
    for sender in senders.join_all().await {
        sender?;
    }
    let mut found = leaves(&*store, &tree).await?;
    found.sort();
    let all = (0..8).flat_map(|sender| (0..20).map(move |n| format!("{sender:02}-{n:02}")));
    assert_eq!(found, all.collect::<Vec<_>>());
    Ok(())
}

/// A command sent five times adds its entries once, whatever head it expects by then.
pub async fn a_repeated_command_adds_nothing<S: Store>(store: Arc<S>) -> Result {
    let tree = tree_of("repeat");
    let batch = batch_of("c1", vec![append_of(&tree, 0, &["one"])]);
    assert_eq!(store.append(batch.clone()).await?, Appended::Done);
    assert_eq!(store.append(batch.clone()).await?, Appended::AlreadyDone);
    let next = batch_of("c2", vec![append_of(&tree, 1, &["two"])]);
    assert_eq!(store.append(next).await?, Appended::Done);
    assert_eq!(store.append(batch).await?, Appended::AlreadyDone);
    let decided_again = batch_of("c1", vec![append_of(&tree, 2, &["one"])]);
    assert_eq!(
        store.append(decided_again.clone()).await?,
        Appended::AlreadyDone
    );
    assert_eq!(store.append(decided_again).await?, Appended::AlreadyDone);
    assert_eq!(leaves(&*store, &tree).await?, ["one", "two"]);
    Ok(())
}

/// Sixteen senders of one command at once: one is told that it is done.
pub async fn a_command_sent_sixteen_times_at_once_adds_one_entry<S: Store>(
    store: Arc<S>,
) -> Result {
    let tree = tree_of("at-once");
    for round in 0..8 {
        let mut senders = tokio::task::JoinSet::new();
        for _ in 0..16 {
            let append = append_of(&tree, round, &["once"]);
            let batch = batch_of(&format!("c{round}"), vec![append]);
            let store = Arc::clone(&store);
            senders.spawn(async move { store.append(batch).await });
        }
        let mut done = 0;
        for answer in senders.join_all().await {
            let answer = answer?;
            if answer == Appended::Done {
                done += 1;
            } else {
                assert_eq!(answer, Appended::AlreadyDone);
            }
        }
        assert_eq!(done, 1);
        assert_eq!(size(&*store, &tree).await?, round + 1);
    }
    Ok(())
}

/// The same command id in two families is two commands, and one that several trees took
/// part in counts within its scope only.
pub async fn a_command_counts_within_its_scope<S: Store>(store: Arc<S>) -> Result {
    let (one, two) = (tree_of("one"), tree_of("two"));
    for tree in [&one, &two] {
        let batch = batch_of("same", vec![append_of(tree, 0, &["entry"])]);
        assert_eq!(store.append(batch).await?, Appended::Done);
    }
    let both = |sizes: [u64; 2]| {
        let append = |tree, size| append_of(tree, size, &["first", "second"]);
        vec![append(&one, sizes[0]), append(&two, sizes[1])]
    };
    let batch = batch_of("both", both([1, 1]));
    assert_eq!(store.append(batch.clone()).await?, Appended::Done);
    assert_eq!(store.append(batch).await?, Appended::AlreadyDone);
    let other_scope = Batch {
        scope: two.clone(),
        ..batch_of("both", both([3, 3]))
    };
    assert_eq!(store.append(other_scope.clone()).await?, Appended::Done);
    assert_eq!(store.append(other_scope).await?, Appended::AlreadyDone);
    assert_eq!(size(&*store, &one).await?, 5);
    assert_eq!(size(&*store, &two).await?, 5);
    Ok(())
}

/// If one tree of a batch is stale, none is written.
pub async fn several_trees_stand_or_fall_together<S: Store>(store: Arc<S>) -> Result {
    let (family, private) = (tree_of("family"), tree_of("private"));
    let both = |command: &str, in_family, in_private| {
        let family = append_of(&family, in_family, &["shared"]);
        let private = append_of(&private, in_private, &["own", "own too"]);
        batch_of(command, vec![family, private])
    };
    assert_eq!(store.append(both("c1", 0, 0)).await?, Appended::Done);
    let stale = Appended::Stale {
        tree: private.clone(),
        size: 2,
    };
    assert_eq!(store.append(both("c2", 1, 1)).await?, stale);
    assert_eq!(size(&*store, &family).await?, 1);
    assert_eq!(store.append(both("c2", 1, 2)).await?, Appended::Done);
    assert_eq!(size(&*store, &family).await?, 2);
    assert_eq!(size(&*store, &private).await?, 4);
    Ok(())
}

/// Batches that no caller should send are turned away, and nothing of them is written.
pub async fn malformed_batches_are_turned_away<S: Store>(store: Arc<S>) -> Result {
    let tree = tree_of("malformed");
    let good = || append_of(&tree, 0, &["one", "two"]);
    let spoilt = |spoil: fn(&mut TreeAppend)| {
        let mut append = good();
        spoil(&mut append);
        batch_of("c", vec![append])
    };
    let long = "x".repeat(limits::ID_BYTES + 1);
    let batches = [
        spoilt(|append| append.entries.clear()),
        spoilt(|append| append.entries[1].sequence = 2),
        spoilt(|append| append.expected_size = 1),
        spoilt(|append| append.hashes.truncate(2)),
        spoilt(|append| append.hashes[2].0 = 3),
        spoilt(|append| append.hashes.push((3, [0; 32]))),
        spoilt(|append| append.hashes.swap(0, 1)),
        spoilt(|append| append.entries[0].leaf = vec![0; limits::LEAF_BYTES + 1]),
        spoilt(|append| append.entries[0].body = Some(vec![0; limits::BODY_BYTES + 1])),
        spoilt(|append| append.entries[0].wrapped_key = Some(vec![0; limits::KEY_BYTES + 1])),
        spoilt(|append| append.checkpoint = vec![0; limits::CHECKPOINT_BYTES + 1]),
        spoilt(|append| append.tree = TreeId::new("")),
        batch_of("c", vec![good(), good()]),
        batch_of("", vec![good()]),
        batch_of(&long, vec![good()]),
        batch_of(
            "c",
            vec![append_of(&TreeId::new(long.as_str()), 0, &["one"])],
        ),
        batch_of("c", vec![append_of(&tree, 0, &["x"; limits::ENTRIES + 1])]),
        Batch {
            scope: tree_of("elsewhere"),
            ..batch_of("c", vec![good()])
        },
        Batch {
            appends: Vec::new(),
            ..batch_of("c", vec![good()])
        },
    ];
    for (place, batch) in batches.into_iter().enumerate() {
        let answer = store.append(batch).await;
        assert!(
            matches!(answer, Err(Fault::Malformed(_))),
            "batch {place}: {answer:?}"
        );
    }
    assert_eq!(store.head(&tree).await?, None);
    assert_eq!(
        store.append(batch_of("c", vec![good()])).await?,
        Appended::Done
    );
    Ok(())
}

/// A batch at its limits is taken and comes back.
pub async fn the_largest_batch_is_taken<S: Store>(store: Arc<S>) -> Result {
    let trees: Vec<TreeId> = (0..limits::APPENDS)
        .map(|n| tree_of(&format!("t{n}")))
        .collect();
    let texts = vec!["entry"; limits::ENTRIES / limits::APPENDS];
    let mut appends: Vec<_> = trees
        .iter()
        .map(|tree| append_of(tree, 0, &texts))
        .collect();
    let largest = StoredEntry {
        leaf: vec![1; limits::LEAF_BYTES],
        body: Some(vec![2; limits::BODY_BYTES]),
        wrapped_key: Some(vec![3; limits::KEY_BYTES]),
        ..entry_of(0, "")
    };
    appends[0].entries[0] = largest.clone();
    appends[0].checkpoint = vec![4; limits::CHECKPOINT_BYTES];
    let command = CommandId::new("c".repeat(limits::ID_BYTES));
    let batch = batch_of(command.as_str(), appends);
    assert_eq!(store.append(batch).await?, Appended::Done);
    assert_eq!(store.load(&trees[0], 0, 1).await?, [largest]);
    for tree in &trees {
        assert_eq!(size(&*store, tree).await?, 16);
    }
    Ok(())
}
