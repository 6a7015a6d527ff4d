//! The promises about erasing bodies, closing trees and removing accounts. Touches the store
//! that it is given.

use std::sync::Arc;

use super::families::{family_of, founding, keys_of, membership_of, private_tree_of};
use super::sample::{append_of, batch_of, checkpoint_of, tree_of};
use super::sessions::account_of;
use crate::{
    Appended, Batch, Conflict, Erase, FamilyId, Fault, Head, MemberId, Rewrap, Row, Session, Store,
    StoredEntry, TokenHash, TreeId, UnixMillis, WrappedKeys, Written, limits,
};

type Result = std::result::Result<(), Fault>;

fn erase(tree: &TreeId, sequence: u64) -> Erase {
    let tree = tree.clone();
    Erase::Body { tree, sequence }
}

/// A batch of one entry that erases.
fn erasing(tree: &TreeId, size: u64, command: &str, erasures: Vec<Erase>) -> Batch {
    Batch {
        erasures,
        ..batch_of(command, vec![append_of(tree, size, &[command])])
    }
}

fn erased(entry: StoredEntry) -> StoredEntry {
    StoredEntry {
        body: None,
        wrapped_key: None,
        ..entry
    }
}

/// Which entries of a tree have a body; body and key are there or gone together.
async fn bodies<S: Store>(store: &S, tree: &TreeId) -> std::result::Result<Vec<bool>, Fault> {
    let entries = store.load(tree, 0, limits::LOAD).await?;
    for entry in &entries {
        assert_eq!(entry.body.is_some(), entry.wrapped_key.is_some());
    }
    Ok(entries.iter().map(|entry| entry.body.is_some()).collect())
}

/// Body and key are gone, also when asked for twice; all else stays, and a repeated command
/// erases nothing.
pub async fn erased_bodies_are_gone<S: Store>(store: Arc<S>) -> Result {
    let (tree, other) = (tree_of("erased"), tree_of("other"));
    let first = append_of(&tree, 0, &["a", "b", "c", "d"]);
    let both = vec![first.clone(), append_of(&other, 0, &["a", "b"])];
    assert_eq!(store.append(batch_of("c1", both)).await?, Appended::Done);
    let hashes = store.hashes(&tree, &[0, 1, 2, 3, 4, 5, 6]).await?;

    let two = vec![erase(&tree, 1), erase(&tree, 3), erase(&tree, 1)];
    let batch = erasing(&tree, 4, "c2", two);
    assert_eq!(store.append(batch.clone()).await?, Appended::Done);
    let mut expected = first.entries.clone();
    expected[1] = erased(expected[1].clone());
    expected[3] = erased(expected[3].clone());
    expected.extend(batch.appends[0].entries.clone());
    assert_eq!(store.load(&tree, 0, 9).await?, expected);
    assert_eq!(store.hashes(&tree, &[0, 1, 2, 3, 4, 5, 6]).await?, hashes);
    assert_eq!(bodies(&*store, &other).await?, [true, true]);

    let again = erasing(&tree, 5, "c2", vec![erase(&tree, 0)]);
    assert_eq!(store.append(again).await?, Appended::AlreadyDone);
    let twice = erasing(&tree, 5, "c3", vec![erase(&tree, 1)]);
    assert_eq!(store.append(twice).await?, Appended::Done);
    let left = [true, false, true, false, true, true];
    assert_eq!(bodies(&*store, &tree).await?, left);
    Ok(())
}

/// Nothing is erased without the entry that says so.
pub async fn an_erasure_stands_or_falls_with_its_entry<S: Store>(store: Arc<S>) -> Result {
    let tree = tree_of("erased");
    let first = batch_of("c1", vec![append_of(&tree, 0, &["a", "b"])]);
    assert_eq!(store.append(first).await?, Appended::Done);
    let stale = erasing(&tree, 1, "stale", vec![erase(&tree, 0)]);
    let moved = Appended::Stale {
        tree: tree.clone(),
        size: 2,
    };
    assert_eq!(store.append(stale).await?, moved);
    let conflicting = Batch {
        rows: vec![Row::Language {
            account: account_of("nobody").id,
            language: "nl".to_owned(),
        }],
        ..erasing(&tree, 2, "conflict", vec![erase(&tree, 0)])
    };
    let missing = Appended::Conflict(Conflict::Missing);
    assert_eq!(store.append(conflicting).await?, missing);
    assert_eq!(bodies(&*store, &tree).await?, [true, true]);
    Ok(())
}

/// A place that the batch's trees did not have is malformed, and nothing is written.
pub async fn erasures_of_unknown_places_are_turned_away<S: Store>(store: Arc<S>) -> Result {
    let (tree, other) = (tree_of("erased"), tree_of("other"));
    let both = vec![
        append_of(&tree, 0, &["a"]),
        append_of(&other, 0, &["a", "b"]),
    ];
    assert_eq!(store.append(batch_of("c1", both)).await?, Appended::Done);
    let many = vec![erase(&tree, 0); limits::ERASURES + 1];
    let cases = [
        vec![erase(&tree, 0), erase(&other, 0)],
        vec![erase(&tree, 0), Erase::Tree(other.clone())],
        vec![erase(&tree, 0), erase(&tree, 1)],
        vec![erase(&tree, 0), erase(&tree, u64::MAX)],
        many,
    ];
    for (place, erasures) in cases.into_iter().enumerate() {
        let answer = store.append(erasing(&tree, 1, "c2", erasures)).await;
        assert!(matches!(answer, Err(Fault::Malformed(_))), "case {place}");
    }
    assert_eq!(bodies(&*store, &tree).await?, [true]);
    assert_eq!(bodies(&*store, &other).await?, [true, true]);
    Ok(())
}

/// Entries and their erasures sent at the same time: an erasure that is done has erased.
pub async fn what_was_just_written_can_be_erased<S: Store>(store: Arc<S>) -> Result {
    let tree = tree_of("erased");
    let other = tree_of("other");
    let beside = batch_of("c", vec![append_of(&other, 0, &["beside"])]);
    let (first, beside, second, third) = tokio::join!(
        biased;
        store.append(batch_of("c1", vec![append_of(&tree, 0, &["a", "b"])])),
        store.append(beside),
        store.append(erasing(&tree, 2, "c2", vec![erase(&tree, 0)])),
        store.append(erasing(&tree, 3, "c3", vec![erase(&tree, 2)])),
    );
    assert_eq!((first?, beside?), (Appended::Done, Appended::Done));
    // Whether they met in one group is the store's business; what they answer must be true.
    let mut expected = vec![true, true];
    let mut size = 2;
    for (answer, place) in [(second?, 0), (third?, 2)] {
        if answer == Appended::Done {
            expected.push(true);
            expected[place] = false;
            size += 1;
        } else {
            let tree = tree.clone();
            assert_eq!(answer, Appended::Stale { tree, size });
        }
    }
    assert_eq!(bodies(&*store, &tree).await?, expected);
    assert_eq!(bodies(&*store, &other).await?, [true]);
    Ok(())
}

/// Of a closed tree the leaves and the head remain, of its keys nothing.
pub async fn a_closed_tree_keeps_its_leaves_only<S: Store>(store: Arc<S>) -> Result {
    assert_eq!(store.append(founding("one", "mara")).await?, Appended::Done);
    let (tree, private) = (tree_of("one"), tree_of("one-mara"));
    let more = batch_of("more", vec![append_of(&tree, 1, &["b", "c"])]);
    assert_eq!(store.append(more).await?, Appended::Done);
    let closing = erasing(&tree, 3, "close", vec![Erase::Tree(tree.clone())]);
    assert_eq!(store.append(closing).await?, Appended::Done);

    let entries = store.load(&tree, 0, 9).await?;
    let leaves: Vec<_> = entries.iter().map(|entry| entry.leaf.as_slice()).collect();
    let expected: [&[u8]; 4] = [b"family.founded", b"b", b"c", b"close"];
    assert_eq!(leaves, expected);
    assert_eq!(bodies(&*store, &tree).await?, [false; 4]);
    let head = Head {
        size: 4,
        checkpoint: checkpoint_of(&tree, 4),
    };
    assert_eq!(store.head(&tree).await?, Some(head));
    let family = store.family(&FamilyId::new("one")).await?;
    assert_eq!(family.map(|family| family.keys), Some(None));
    let listed = store.families(None).await?;
    assert_eq!(listed.len(), 1);
    assert_eq!(listed[0].keys, None);

    // The private tree has keys of its own.
    let one = FamilyId::new("one");
    let mara = MemberId::new("mara");
    let found = store.private_tree(&one, &mara).await?;
    assert_eq!(found, Some(private_tree_of("one", "mara")));
    assert_eq!(bodies(&*store, &private).await?, [true]);
    let rewrap = |tree: &TreeId, byte| Rewrap {
        tree: tree.clone(),
        from: keys_of(byte),
        to: keys_of(byte + 10),
    };
    let missing = Written::Conflict(Conflict::Missing);
    let both = vec![rewrap(&private, 3), rewrap(&tree, 1)];
    assert_eq!(store.rewrap(both, Vec::new()).await?, missing);
    let key = Row::SigningKey {
        tree,
        wrapped_signing_key: vec![1; 73],
    };
    assert_eq!(store.write(vec![key]).await?, missing);
    let living = vec![rewrap(&private, 3)];
    assert_eq!(store.rewrap(living, Vec::new()).await?, Written::Done);
    let closing = erasing(&private, 1, "close", vec![Erase::Tree(private.clone())]);
    assert_eq!(store.append(closing).await?, Appended::Done);
    let found = store.private_tree(&one, &mara).await?;
    assert_eq!(found.map(|tree| tree.keys), Some(None::<WrappedKeys>));
    Ok(())
}

/// Account, sessions, memberships and invitations to its places go; others stay.
pub async fn a_removed_account_leaves_nothing<S: Store>(store: Arc<S>) -> Result {
    assert_eq!(store.append(founding("one", "mara")).await?, Appended::Done);
    let (mara, elias) = (account_of("mara"), account_of("elias"));
    let session = |token, account: &crate::Account| {
        Row::Session(Session {
            token: TokenHash([token; 32]),
            account: account.id.clone(),
            device: "Firefox".to_owned(),
            created: UnixMillis(1),
            last_seen: UnixMillis(1),
            expires: UnixMillis(9),
            revoked: None,
            family: None,
            entry: None,
        })
    };
    let rows = vec![
        Row::Account(elias.clone()),
        Row::Membership(membership_of("elias", "one", "elias")),
        session(1, &mara),
        session(2, &elias),
    ];
    assert_eq!(store.write(rows).await?, Written::Done);
    let remove = |account: &crate::Account| {
        let account = account.id.clone();
        vec![Row::RemoveAccount { account }]
    };
    assert_eq!(store.write(remove(&elias)).await?, Written::Done);
    assert_eq!(store.account(&elias.id).await?, None);
    assert_eq!(store.account_by_email(&elias.email).await?, None);
    assert_eq!(store.session(&TokenHash([2; 32])).await?, None);
    assert_eq!(store.memberships(&elias.id).await?, []);
    let one = FamilyId::new("one");
    // The invitation of the founding was to this place.
    assert_eq!(store.invitations(&one).await?, []);
    let members = store.family_memberships(&one).await?;
    assert_eq!(members, [membership_of("mara", "one", "mara")]);
    assert_eq!(store.account(&mara.id).await?, Some(mara.clone()));
    assert_eq!(store.sessions(&mara.id).await?.len(), 1);
    assert_eq!(store.family(&one).await?, Some(family_of("one")));
    let missing = Written::Conflict(Conflict::Missing);
    assert_eq!(store.write(remove(&elias)).await?, missing);
    // The address is free again.
    let rows = vec![Row::Account(elias)];
    assert_eq!(store.write(rows).await?, Written::Done);
    Ok(())
}

/// A new private tree takes the place of a closed one, and of no other.
pub async fn a_closed_place_can_be_taken_again<S: Store>(store: Arc<S>) -> Result {
    assert_eq!(store.append(founding("one", "mara")).await?, Appended::Done);
    let old = private_tree_of("one", "mara");
    let new = crate::PrivateTree {
        tree: tree_of("one-mara-again"),
        ..old.clone()
    };
    let taking = vec![Row::PrivateTree(new.clone())];
    let taken = Written::Conflict(Conflict::Taken);
    assert_eq!(store.write(taking.clone()).await?, taken);
    let one = FamilyId::new("one");
    let found = store.private_tree(&one, &old.member).await?;
    assert_eq!(found, Some(old.clone()));

    let closing = erasing(&old.tree, 1, "close", vec![Erase::Tree(old.tree.clone())]);
    assert_eq!(store.append(closing).await?, Appended::Done);
    assert_eq!(store.write(taking.clone()).await?, Written::Done);
    let found = store.private_tree(&one, &old.member).await?;
    assert_eq!(found, Some(new));
    assert_eq!(bodies(&*store, &old.tree).await?, [false; 2]);
    assert_eq!(store.write(taking).await?, taken);
    Ok(())
}

/// A membership goes with the invitations to its place; the account and its others stay.
pub async fn one_membership_can_go<S: Store>(store: Arc<S>) -> Result {
    assert_eq!(store.append(founding("one", "mara")).await?, Appended::Done);
    let elias = account_of("elias");
    let rows = vec![
        Row::Account(elias.clone()),
        Row::Family(family_of("two")),
        Row::Membership(membership_of("elias", "one", "elias")),
        Row::Membership(membership_of("elias", "two", "father")),
    ];
    assert_eq!(store.write(rows).await?, Written::Done);
    let one = FamilyId::new("one");
    assert_eq!(store.invitations(&one).await?.len(), 1);
    let remove = Row::RemoveMembership {
        account: elias.id.clone(),
        family: one.clone(),
    };
    assert_eq!(store.write(vec![remove]).await?, Written::Done);
    assert_eq!(store.invitations(&one).await?, []);
    let members = store.family_memberships(&one).await?;
    assert_eq!(members, [membership_of("mara", "one", "mara")]);
    let kept = [membership_of("elias", "two", "father")];
    assert_eq!(store.memberships(&elias.id).await?, kept);
    assert_eq!(store.account(&elias.id).await?, Some(elias));
    Ok(())
}
