//! The promises about cosignatures, signing keys and lists. Touches the store that it is
//! given.

use std::sync::Arc;

use super::families::{family_of, founding, keys_of, private_tree_of};
use super::sample::{append_of, batch_of, checkpoint_of, tree_of};
use crate::{
    Appended, Batch, Conflict, Cosignature, FamilyId, Fault, Handover, Head, MemberId,
    PastHandover, Rewrap, Row, Store, TreeId, WrappedKeys, Written, limits,
};

type Result = std::result::Result<(), Fault>;

fn signed(tree: &TreeId, size: u64, key: &str) -> Cosignature {
    Cosignature {
        tree: tree.clone(),
        size,
        key: key.to_owned(),
        line: format!("— {key} over {size}"),
        checkpoint: checkpoint_of(tree, size),
    }
}

/// Cosignatures come back by size and key, each once, and only over what was there.
pub async fn cosignatures_are_kept_once<S: Store>(store: Arc<S>) -> Result {
    let (tree, other) = (tree_of("signed"), tree_of("other"));
    assert_eq!(store.newest_cosigned(&tree).await?, []);
    let first = append_of(&tree, 0, &["a", "b", "c"]);
    let both = vec![first, append_of(&other, 0, &["a"])];
    assert_eq!(store.append(batch_of("c1", both)).await?, Appended::Done);
    let row = |size, key| Row::Cosignature(signed(&tree, size, key));
    let rows = vec![row(3, "w2"), row(1, "w1"), row(3, "w1"), row(2, "w1")];
    assert_eq!(store.write(rows).await?, Written::Done);
    // The first one stays: a later signature over the same is no news.
    let again = Cosignature {
        line: "another".to_owned(),
        ..signed(&tree, 3, "w1")
    };
    let again = vec![Row::Cosignature(again), row(1, "w1")];
    assert_eq!(store.write(again).await?, Written::Done);
    let of = |sizes: &[(u64, &str)]| -> Vec<Cosignature> {
        let each = sizes.iter().map(|(size, key)| signed(&tree, *size, key));
        each.collect()
    };
    let all = of(&[(1, "w1"), (2, "w1"), (3, "w1"), (3, "w2")]);
    assert_eq!(store.cosignatures(&tree, 0, u64::MAX).await?, all);
    assert_eq!(store.cosignatures(&tree, 2, 2).await?, &all[1..2]);
    assert_eq!(store.cosignatures(&tree, 4, 9).await?, []);
    assert_eq!(store.cosignatures(&other, 0, 9).await?, []);
    assert_eq!(store.newest_cosigned(&tree).await?, &all[2..]);

    let missing = Written::Conflict(Conflict::Missing);
    assert_eq!(store.write(vec![row(4, "w1")]).await?, missing);
    let unknown = Row::Cosignature(signed(&tree_of("none"), 1, "w1"));
    assert_eq!(store.write(vec![row(2, "w3"), unknown]).await?, missing);
    let zero = store.write(vec![row(0, "w1")]).await;
    assert!(matches!(zero, Err(Fault::Malformed(_))), "{zero:?}");
    let long = Row::Cosignature(Cosignature {
        line: "x".repeat(1025),
        ..signed(&tree, 1, "w9")
    });
    let long = store.write(vec![long]).await;
    assert!(matches!(long, Err(Fault::Malformed(_))), "{long:?}");
    assert_eq!(store.cosignatures(&tree, 0, 9).await?, all);
    // With the act of the device, over what stood before it.
    let with_act = Batch {
        rows: vec![row(3, "w3")],
        ..batch_of("c2", vec![append_of(&tree, 3, &["d"])])
    };
    assert_eq!(store.append(with_act).await?, Appended::Done);
    assert_eq!(store.newest_cosigned(&tree).await?.len(), 3);
    Ok(())
}

/// A handover puts another checkpoint of the same size in the place of the last one and
/// keeps the note with both signatures.
pub async fn a_handover_changes_the_key_at_one_size<S: Store>(store: Arc<S>) -> Result {
    assert_eq!(store.append(founding("one", "mara")).await?, Appended::Done);
    let tree = tree_of("one");
    let handover = |size: u64, byte: u8| Handover {
        tree: tree.clone(),
        size,
        note: format!("note {size}").into_bytes(),
        old_key: format!("old key {size}"),
        checkpoint: format!("by the new key {size}").into_bytes(),
        wrapped_signing_key: vec![byte; 73],
    };
    let row = |size, byte| vec![Row::Handover(handover(size, byte))];
    let moved = Written::Conflict(Conflict::Moved);
    assert_eq!(store.write(row(2, 8)).await?, moved);
    assert_eq!(store.write(row(1, 8)).await?, Written::Done);
    let head = Head {
        size: 1,
        checkpoint: b"by the new key 1".to_vec(),
    };
    assert_eq!(store.head(&tree).await?, Some(head));
    let one = FamilyId::new("one");
    let keys = |byte| {
        Some(WrappedKeys {
            signing_key: vec![byte; 73],
            ..keys_of(1)
        })
    };
    let family = store.family(&one).await?;
    assert_eq!(family.and_then(|family| family.keys), keys(8));
    let taken = Written::Conflict(Conflict::Taken);
    assert_eq!(store.write(row(1, 9)).await?, taken);

    // Sent together with an entry, it fits or it does not: it never hides the entry's.
    let more = batch_of("more", vec![append_of(&tree, 1, &["b"])]);
    let (more, late) = tokio::join!(biased; store.append(more), store.write(row(1, 9)));
    assert_eq!(more?, Appended::Done);
    assert_ne!(late?, Written::Done);
    let head = store.head(&tree).await?;
    let expected = checkpoint_of(&tree, 2);
    assert_eq!(head.map(|head| head.checkpoint), Some(expected));
    assert_eq!(store.write(row(2, 9)).await?, Written::Done);
    let notes: Vec<_> = [1, 2]
        .map(|size| PastHandover {
            size,
            checkpoint: handover(size, 0).note,
            old_key: Some(handover(size, 0).old_key),
        })
        .to_vec();
    assert_eq!(store.handovers(&tree).await?, notes);
    assert_eq!(store.handovers(&tree_of("one-mara")).await?, []);

    // After a restored copy: another key without a note, with the entry that says so.
    let restored = Batch {
        rows: vec![Row::SigningKey {
            tree: tree.clone(),
            wrapped_signing_key: vec![10; 73],
        }],
        ..batch_of("restored", vec![append_of(&tree, 2, &["restored"])])
    };
    assert_eq!(store.append(restored).await?, Appended::Done);
    let family = store.family(&one).await?;
    assert_eq!(family.and_then(|family| family.keys), keys(10));
    assert_eq!(store.handovers(&tree).await?.len(), 2);
    Ok(())
}

/// All keys are replaced or none.
pub async fn keys_are_replaced_all_together<S: Store>(store: Arc<S>) -> Result {
    for family in ["one", "two"] {
        let account = format!("account-{family}");
        let mut batch = founding(family, &account);
        // The token of the invitation counts in all families.
        batch.rows.pop();
        assert_eq!(store.append(batch).await?, Appended::Done);
    }
    let rewrap = |tree: &str, from, to| Rewrap {
        tree: tree_of(tree),
        from: keys_of(from),
        to: keys_of(to),
    };
    let all = [("one", 1), ("two", 1), ("one-mara", 3), ("two-mara", 3)];
    let all = |more| all.map(|(tree, byte)| rewrap(tree, byte, byte + more));
    let incomplete = Written::Conflict(Conflict::Incomplete);
    assert_eq!(
        store.rewrap(all(20)[..3].to_vec(), Vec::new()).await?,
        incomplete
    );
    let twice = [&all(20)[..3], &[rewrap("one", 21, 1)]].concat();
    let twice = store.rewrap(twice, Vec::new()).await;
    assert!(matches!(twice, Err(Fault::Malformed(_))), "{twice:?}");
    let missing = Written::Conflict(Conflict::Missing);
    let wrong = [&all(20)[..3], &[rewrap("two-mara", 4, 24)]].concat();
    assert_eq!(store.rewrap(wrong, Vec::new()).await?, missing);
    let unknown = [&all(20)[..], &[rewrap("none", 1, 2)]].concat();
    assert_eq!(store.rewrap(unknown, Vec::new()).await?, missing);
    assert_eq!(store.families(None).await?[0], family_of("one"));

    assert_eq!(
        store.rewrap(all(20).to_vec(), Vec::new()).await?,
        Written::Done
    );
    let keys: Vec<_> = store
        .families(None)
        .await?
        .into_iter()
        .map(|f| f.keys)
        .collect();
    assert_eq!(keys, [Some(keys_of(21)), Some(keys_of(21))]);
    let trees = store.private_trees(None).await?;
    let keys: Vec<_> = trees.into_iter().map(|tree| tree.keys).collect();
    assert_eq!(keys, [Some(keys_of(23)), Some(keys_of(23))]);
    assert_eq!(store.rewrap(all(20).to_vec(), Vec::new()).await?, missing);
    Ok(())
}

/// Pages of families, private trees and trees join without a hole or an overlap.
pub async fn lists_come_in_pages<S: Store>(store: Arc<S>) -> Result {
    const COUNT: usize = 300;
    let names: Vec<String> = (0..COUNT).map(|n| format!("family{n:04}")).collect();
    for some in names.chunks(8) {
        let mut rows = Vec::new();
        let mut appends = Vec::new();
        for name in some {
            rows.push(Row::Family(family_of(name)));
            rows.push(Row::PrivateTree(private_tree_of(name, "mara")));
            rows.push(Row::PrivateTree(private_tree_of(name, "elias")));
            appends.push(append_of(&tree_of(name), 0, &["founded"]));
        }
        let batch = Batch {
            rows,
            ..batch_of("c", appends)
        };
        assert_eq!(store.append(batch).await?, Appended::Done);
    }
    let limit = usize::try_from(limits::LIST).unwrap_or(0);
    let page = store.families(None).await?;
    assert_eq!(page.len(), limit);
    let mut families = page;
    families.extend(
        store
            .families(families.last().map(|family| &family.id))
            .await?,
    );
    let expected: Vec<_> = names.iter().map(|name| family_of(name)).collect();
    assert_eq!(families, expected);
    let last = families.last().map(|family| &family.id);
    assert_eq!(store.families(last).await?, []);

    let mut private = store.private_trees(None).await?;
    assert_eq!(private.len(), limit);
    while let Some(last) = private.last() {
        let after = (last.family.clone(), last.member.clone());
        let page = store.private_trees(Some((&after.0, &after.1))).await?;
        if page.is_empty() {
            break;
        }
        private.extend(page);
    }
    let both = |name: &String| ["elias", "mara"].map(|member| private_tree_of(name, member));
    let expected: Vec<_> = names.iter().flat_map(both).collect();
    assert_eq!(private, expected);
    let between = (FamilyId::new("family0001"), MemberId::new("f"));
    let page = store.private_trees(Some((&between.0, &between.1))).await?;
    assert_eq!(page.first(), Some(&private_tree_of("family0001", "mara")));

    let mut trees = store.trees(None).await?;
    assert_eq!(trees.len(), limit);
    let last = trees.last().map(|(tree, _)| tree.clone());
    trees.extend(store.trees(last.as_ref()).await?);
    let expected: Vec<_> = names
        .iter()
        .map(|name| {
            let tree = tree_of(name);
            let checkpoint = checkpoint_of(&tree, 1);
            (
                tree,
                Head {
                    size: 1,
                    checkpoint,
                },
            )
        })
        .collect();
    assert_eq!(trees, expected);
    Ok(())
}
