//! The promises about when what readers have ends, and about another instance key. Touches the store
//! that it is given.

use std::sync::Arc;

use super::families::{keys_of, membership_of, private_tree_of};
use super::readers::{
    Place, browsers, done, feed_of, four_browsers, notified_of, push_of, session_of, shown_of,
    tablet_of, two_families,
};
use super::sample::{append_of, batch_of, tree_of};
use super::sessions::account_of;
use crate::{
    AccountId, Appended, Batch, Conflict, Erase, FamilyId, Fault, ReaderRow, Reseal, Rewrap, Row,
    SecretOf, Store, TokenHash, TreeId, UnixMillis, Written,
};

type Result = std::result::Result<(), Fault>;

/// With its session a browser is told no more: revoked alone, with others, purged or with the account.
pub async fn a_browser_goes_with_its_session<S: Store>(store: Arc<S>) -> Result {
    let [mara, elias] = four_browsers(&*store).await?;
    let at = UnixMillis(50);
    let token = |byte| TokenHash([byte; 32]);
    let rows = [
        Row::RevokeSession {
            token: token(2),
            at,
        },
        Row::RevokeSessions {
            account: mara.clone(),
            keep: vec![token(1)],
            at,
        },
    ];
    for (row, left) in rows.into_iter().zip([vec![1, 3], vec![1]]) {
        assert_eq!(store.write(vec![row]).await?, Written::Done);
        assert_eq!(browsers(&*store, &mara).await?, left);
        assert_eq!(browsers(&*store, &elias).await?, [4]);
    }
    // Session 1 expires at 101, session 4 at 104; those that were revoked go before.
    for (before, left) in [(101, [vec![1], vec![4]]), (102, [vec![], vec![4]])] {
        let at = UnixMillis(before);
        let purged = store.write(vec![Row::PurgeBefore { at }]).await?;
        assert_eq!(purged, Written::Done);
        for (account, left) in [&mara, &elias].into_iter().zip(left) {
            assert_eq!(browsers(&*store, account).await?, left);
        }
    }
    assert_eq!(store.sessions(&mara).await?, []);
    let account = elias.clone();
    let gone = store.write(vec![Row::RemoveAccount { account }]).await?;
    assert_eq!(gone, Written::Done);
    assert_eq!(store.pushes(&elias).await?, []);
    assert_eq!(store.secrets(None).await?, []);
    Ok(())
}

/// One row of each kind at each place; its bytes are counted from one on.
async fn some_of_each<S: Store>(store: &S, from: u8, places: &[Place]) -> Result {
    for (byte, place) in (from..).zip(places) {
        let telling = ReaderRow::Notified {
            row: notified_of(place, 5, byte),
            expected_up_to: None,
        };
        for row in [
            shown_of(place, 1, 2),
            telling,
            ReaderRow::Feed(feed_of(place, byte)),
            ReaderRow::Tablet(tablet_of(place, byte)),
        ] {
            done(store, row).await?;
        }
    }
    Ok(())
}

/// Whether all of a place is there; it is all there or all gone.
async fn there<S: Store>(store: &S, (family, member): &Place) -> std::result::Result<bool, Fault> {
    let shown = !store.shown(family, member).await?.is_empty();
    let notified = store.notified(family, member).await?.is_some();
    let feeds = !store.feeds(family, member).await?.is_empty();
    let tablets = store.tablets(family).await?;
    let tablets = tablets.iter().any(|tablet| tablet.member == *member);
    assert_eq!([notified, feeds, tablets], [shown; 3], "{member}");
    Ok(shown)
}

async fn all_there<S: Store>(
    store: &S,
    places: &[Place; 3],
) -> std::result::Result<[bool; 3], Fault> {
    let [a, b, c] = places;
    Ok([
        there(store, a).await?,
        there(store, b).await?,
        there(store, c).await?,
    ])
}

/// A removed membership takes what belongs to it, a removed account what belongs to all of its own.
pub async fn what_readers_have_goes_with_their_place<S: Store>(store: Arc<S>) -> Result {
    let places = two_families(&*store).await?;
    some_of_each(&*store, 1, &places).await?;
    assert_eq!(all_there(&*store, &places).await?, [true; 3]);
    let [mara, elias] = ["mara", "elias"].map(|name| account_of(name).id);
    let membership = |account: &AccountId| Row::RemoveMembership {
        account: account.clone(),
        family: FamilyId::new("two"),
    };
    let done = Written::Done;
    assert_eq!(store.write(vec![membership(&elias)]).await?, done);
    assert_eq!(all_there(&*store, &places).await?, [true; 3]);
    assert_eq!(store.write(vec![membership(&mara)]).await?, done);
    assert_eq!(all_there(&*store, &places).await?, [true, true, false]);
    // A page that is under way brings nothing back.
    let late = vec![Row::Reader(shown_of(&places[2], 1, 2))];
    let missing = Written::Conflict(Conflict::Missing);
    assert_eq!(store.write(late).await?, missing);

    let again = Row::Membership(membership_of("mara", "two", "guest"));
    assert_eq!(store.write(vec![again]).await?, done);
    assert_eq!(all_there(&*store, &places).await?, [true, true, false]);
    some_of_each(&*store, 4, &places[2..]).await?;
    let gone = Row::RemoveAccount { account: mara };
    assert_eq!(store.write(vec![gone]).await?, done);
    assert_eq!(all_there(&*store, &places).await?, [false, true, false]);
    Ok(())
}

/// A batch that closes a tree of so many entries.
fn closing(tree: &TreeId, size: u64) -> Batch {
    Batch {
        erasures: vec![Erase::Tree(tree.clone())],
        ..batch_of("close", vec![append_of(tree, size, &["closed"])])
    }
}

/// A closed private tree takes what its member has there, a family's what all members have.
pub async fn what_readers_have_goes_with_its_tree<S: Store>(store: Arc<S>) -> Result {
    let places = two_families(&*store).await?;
    let elias = private_tree_of("one", "elias");
    let begun = Batch {
        rows: vec![Row::PrivateTree(elias.clone())],
        ..batch_of("begin", vec![append_of(&elias.tree, 0, &["joined"])])
    };
    assert_eq!(store.append(begun).await?, Appended::Done);
    some_of_each(&*store, 1, &places).await?;
    // A word that goes takes nothing of this with it.
    let tree = tree_of("one");
    let word = Batch {
        erasures: vec![Erase::Body {
            tree: tree.clone(),
            sequence: 0,
        }],
        ..batch_of("word", vec![append_of(&tree, 1, &["erased"])])
    };
    for (batch, left) in [
        (word, [true; 3]),
        (closing(&elias.tree, 1), [true, false, true]),
        (closing(&tree, 2), [false, false, true]),
    ] {
        assert_eq!(store.append(batch).await?, Appended::Done);
        assert_eq!(all_there(&*store, &places).await?, left);
    }
    Ok(())
}

/// What readers have is sealed anew with everything else, or nothing is.
pub async fn what_readers_have_is_resealed<S: Store>(store: Arc<S>) -> Result {
    let places = two_families(&*store).await?;
    some_of_each(&*store, 1, &places).await?;
    let mara = account_of("mara").id;
    let mut rows = vec![session_of(&mara, 1)];
    rows.extend([1, 2].map(|byte| Row::Reader(ReaderRow::Push(push_of(&mara, 1, byte)))));
    assert_eq!(store.write(rows).await?, Written::Done);

    let all = store.secrets(None).await?;
    let telling = [1, 0, 2].map(|place: usize| {
        let (family, member) = places[place].clone();
        SecretOf::Notified(family, member)
    });
    let feeds = [1, 2, 3].map(|byte| SecretOf::Feed(TokenHash([byte; 32])));
    let pushes = [1, 2].map(|byte| SecretOf::Push(push_of(&mara, 1, byte).id));
    let tablets = [1, 2, 3].map(|byte| SecretOf::Tablet(TokenHash([byte; 32])));
    let readers = feeds.into_iter().chain(pushes);
    let named: Vec<_> = readers.chain(telling).chain(tablets).collect();
    let listed: Vec<_> = all.iter().map(|(of, _)| of.clone()).collect();
    assert_eq!(listed, named);
    for (place, after) in named.iter().enumerate() {
        assert_eq!(store.secrets(Some(after)).await?, all[place + 1..]);
    }
    let anew = |(of, from): (SecretOf, Vec<u8>)| {
        let to = vec![100, from[0]];
        Reseal { of, from, to }
    };
    let anew: Vec<_> = all.iter().cloned().map(anew).collect();
    let keys = || {
        vec![
            rewrapped("one", 1),
            rewrapped("one-mara", 3),
            rewrapped("two", 1),
        ]
    };
    for left_out in 0..anew.len() {
        let (mut some, mut wrong) = (anew.clone(), anew.clone());
        some.remove(left_out);
        let some = store.rewrap(keys(), some).await?;
        assert_eq!(some, Written::Conflict(Conflict::Incomplete));
        wrong[left_out].from = vec![0];
        let wrong = store.rewrap(keys(), wrong).await?;
        assert_eq!(wrong, Written::Conflict(Conflict::Missing));
    }
    assert_eq!(store.secrets(None).await?, all);
    assert_eq!(store.rewrap(keys(), anew.clone()).await?, Written::Done);
    let after: Vec<_> = anew.into_iter().map(|one| (one.of, one.to)).collect();
    assert_eq!(store.secrets(None).await?, after);
    let (family, member) = &places[0];
    let told = store.notified(family, member).await?;
    let told = told.map(|row| (row.up_to, row.state));
    assert_eq!(told, Some((5, vec![100, 1])));
    Ok(())
}

/// The keys of a tree as the samples have them, wrapped anew.
fn rewrapped(name: &str, byte: u8) -> Rewrap {
    Rewrap {
        tree: tree_of(name),
        from: keys_of(byte),
        to: keys_of(byte + 10),
    }
}
