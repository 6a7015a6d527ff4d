//! Erasing for real (SAFETY R5): what was erased is found nowhere any more, what was proven before
//! is still proven, and whoever is gone is gone. The search is tested too: it finds what a database
//! keeps that only pretends to erase.
//!
//! Long on purpose: one search, one check and one small family serve everything that erases.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

use crate::common::*;
use app::{ActError, Done, EraseError, Password, Seen, Session, Tree, What};
use family::{
    Command, EndingRefusal, Event, PersonalEvent, ProposalId, Reason, Refusal, Revision, SeatState,
    Terms,
};
use ledger::{FamilyKey, InstanceKey, SealedEntry, Sequence, TreeKind};
use plan::Side;
use std::collections::BTreeSet;
use std::path::Path;
use std::str::FromStr as _;
use store::{Store as _, StoredEntry, TreeId};

/// Words that stand nowhere else.
const WORDS: &str = "Zonnebloemen bij Tante Lotte in Terschelling";

async fn act(world: &World, who: &Session, what: Command) -> Done {
    let command = world.app.fresh_command();
    world
        .app
        .act(who, command, Seen::NOTHING, what)
        .await
        .unwrap()
        .done
}

async fn propose(world: &World, who: &Session, terms: Terms) -> ProposalId {
    let proposal = world.app.fresh_proposal().unwrap();
    let what = Command::Propose {
        proposal: proposal.clone(),
        terms,
        reason: Some(Reason::new(WORDS).unwrap()),
        answer_by: None,
    };
    act(world, who, what).await;
    proposal
}

fn accept(proposal: ProposalId) -> Command {
    Command::Accept {
        proposal,
        revision: Revision::FIRST,
        alternative: family::Alternative::FIRST,
    }
}

/// A swap with [`WORDS`], declined with them: entries 5 and 6 of the family's tree.
async fn declined(world: &World, [mara, elias]: [&Session; 2]) {
    let proposal = propose(world, mara, swap(3)).await;
    let decline = Command::Decline {
        proposal,
        revision: Revision::FIRST,
        reason: Some(Reason::new(WORDS).unwrap()),
    };
    act(world, elias, decline).await;
}

async fn erased_by_both(world: &World, mara: &Session, elias: &Session) {
    let proposal = world.app.fresh_proposal().unwrap();
    let ask = Command::Propose {
        proposal: proposal.clone(),
        terms: Terms::Erase(vec![5, 6]),
        reason: None,
        answer_by: None,
    };
    act(world, mara, ask).await;
    act(world, elias, accept(proposal)).await;
}

/// The families' and private trees in the store, with what opens them.
async fn trees(world: &World) -> Vec<(TreeKind, TreeId, Option<store::WrappedKeys>)> {
    let families = world.store.families(None).await.unwrap();
    let people = world.store.private_trees(None).await.unwrap();
    let families = families
        .into_iter()
        .map(|f| (TreeKind::Family, f.tree, f.keys));
    families
        .chain(
            people
                .into_iter()
                .map(|p| (TreeKind::Person, p.tree, p.keys)),
        )
        .collect()
}

async fn entries(world: &World, tree: &TreeId) -> Vec<StoredEntry> {
    world.store.load(tree, 0, 1_024).await.unwrap()
}

/// Something secret of an entry, by what it is called.
type Trace = (&'static str, Vec<u8>);

/// All that must be gone of one entry: its words, salt, sealed bytes and wrapped key.
fn traces(
    kind: TreeKind,
    tree: &TreeId,
    keys: &store::WrappedKeys,
    entry: &StoredEntry,
) -> Vec<Trace> {
    let origin = ledger::Origin::from_str(tree.as_str()).unwrap();
    let instance = InstanceKey::new([42; 32]);
    let family_key = FamilyKey::unwrap(&keys.key, &instance, origin).unwrap();
    let sealed = SealedEntry {
        leaf: entry.leaf.clone(),
        body: entry.body.clone().unwrap(),
        wrapped_key: entry.wrapped_key.clone().unwrap(),
    };
    let place = Sequence::new(entry.sequence).unwrap();
    let tree = ledger::Tree { kind, origin };
    let open = ledger::open(tree, place, &sealed, &family_key).unwrap();
    let middle = sealed.body.len() / 2;
    let mut found = vec![
        ("sealed body, its beginning", sealed.body[..24].to_vec()),
        (
            "sealed body, its middle",
            sealed.body[middle - 8..middle + 8].to_vec(),
        ),
        ("wrapped key", sealed.wrapped_key[1..25].to_vec()),
        ("salt", open.salt.to_vec()),
    ];
    if open.body.len() >= 16 {
        found.push(("words", open.body));
    }
    found
}

/// Where traces are found in the files under a folder, and how often.
fn search(folder: &Path, traces: &[Trace]) -> Vec<(String, &'static str)> {
    let mut found = Vec::new();
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        if path.is_dir() {
            found.extend(search(&path, traces));
            continue;
        }
        let bytes = std::fs::read(&path).unwrap();
        for (what, trace) in traces {
            if bytes.windows(trace.len()).any(|window| window == trace) {
                found.push((
                    path.file_name().unwrap().to_string_lossy().into_owned(),
                    *what,
                ));
            }
        }
    }
    found
}

/// The data folder with its write-ahead log, and a copy as a backup makes it.
async fn search_all(world: &World, traces: &[Trace]) -> Vec<(String, &'static str)> {
    let copies = tempfile::tempdir().unwrap();
    let copy = copies.path().join("copy");
    store::snapshot(world.folder.path(), &copy).await.unwrap();
    let mut found = search(world.folder.path(), traces);
    found.extend(search(copies.path(), traces));
    found
}

async fn traces_of(world: &World, wanted: impl Fn(TreeKind, u64) -> bool) -> Vec<Trace> {
    let mut all = vec![("the words themselves", WORDS.as_bytes().to_vec())];
    for (kind, tree, keys) in trees(world).await {
        let keys = keys.unwrap();
        for entry in entries(world, &tree).await {
            if wanted(kind, entry.sequence) {
                all.extend(traces(kind, &tree, &keys, &entry));
            }
        }
    }
    all
}

fn matter(kind: TreeKind, sequence: u64) -> bool {
    kind == TreeKind::Family && [5, 6].contains(&sequence)
}

/// What the database holds of each erased entry before it is erased: all but words and salt.
const SEALED_TRACES: usize = 2 * 3;

#[tokio::test(flavor = "multi_thread")]
async fn what_both_erased_is_found_nowhere_and_earlier_proofs_hold() {
    let world = World::new().await;
    let [mara, elias] = world.agreed().await;
    declined(&world, [&mara, &elias]).await;
    let before = world
        .app
        .record(&mara, Tree::Shared, None, 200)
        .await
        .unwrap();
    let looked_for = traces_of(&world, matter).await;
    let there = search_all(&world, &looked_for).await;
    assert!(
        there.len() >= SEALED_TRACES,
        "the search finds what is there: {there:?}"
    );
    assert!(
        there
            .iter()
            .all(|(_, what)| !what.contains("words") && *what != "salt")
    );

    erased_by_both(&world, &mara, &elias).await;
    let found = search_all(&world, &looked_for).await;
    assert!(found.is_empty(), "{found:?}");

    // The page says that something was here, and the roots of before still hold.
    let after = world
        .app
        .record(&elias, Tree::Shared, None, 200)
        .await
        .unwrap();
    let gone: Vec<u64> = after
        .lines
        .iter()
        .filter(|line| line.what == What::Erased)
        .map(|line| line.sequence)
        .collect();
    assert_eq!(gone, [6, 5]);
    let leaves: Vec<String> = after.lines.iter().rev().map(|l| l.leaf.clone()).collect();
    let tree = *ledger::Leaf::parse(leaves[0].as_bytes()).unwrap().tree();
    ledger::verify_tree(tree, &leaves).unwrap();
    let earlier = usize::try_from(before.head.size).unwrap();
    let again = ledger::verify_tree(tree, &leaves[..earlier]).unwrap();
    assert_eq!(again.root().as_bytes(), &before.head.root);

    // A start that finds no words there gives the same family.
    let shown = world.app.family(&mara).await.unwrap();
    assert_eq!(shown.family.proposals().len(), 2);
    let world = world.restarted().await;
    let mara = world.sign_in("mara@example.org").await.unwrap();
    let read = world.app.family(&mara).await.unwrap();
    assert_eq!((&read.family, &read.head), (&shown.family, &shown.head));
    assert_eq!(checked(&world).await, (2, 0, Vec::new()));
}

/// A database that writes each wrapped key back after it was erased.
#[tokio::test(flavor = "multi_thread")]
async fn a_store_that_keeps_the_key_is_caught() {
    let world = World::new().await;
    let [mara, elias] = world.agreed().await;
    declined(&world, [&mara, &elias]).await;
    let looked_for = traces_of(&world, matter).await;
    let keeps = "CREATE TRIGGER keeps AFTER UPDATE OF wrapped_key ON entries BEGIN \
                 UPDATE entries SET wrapped_key = old.wrapped_key WHERE place = old.place; END";
    run_on_database(&world, keeps).await;
    erased_by_both(&world, &mara, &elias).await;
    let found = search_all(&world, &looked_for).await;
    assert!(
        found.iter().any(|(_, what)| *what == "wrapped key"),
        "{found:?}"
    );
    let (_, _, faults) = checked(&world).await;
    assert!(faults[0].contains("something of it is left"), "{faults:?}");
}

/// What a check of everything finds: entries without words, closed records, and faults.
async fn checked(world: &World) -> (u64, u64, Vec<String>) {
    let found = world.store.inspect().await.unwrap();
    let checked = app::check::check(&world.store, [42; 32], &[], found, &mut |_, _| {}).await;
    let checked = checked.unwrap();
    (checked.erased, checked.closed, checked.faults)
}

async fn run_on_database(world: &World, text: &'static str) {
    use sqlx::Connection as _;
    let file = std::fs::read_dir(world.folder.path())
        .unwrap()
        .map(|file| file.unwrap().path())
        .find(|path| std::fs::read(path).is_ok_and(|b| b.starts_with(b"SQLite format 3")))
        .unwrap();
    let address = format!("sqlite://{}", file.display());
    let mut connection = sqlx::SqliteConnection::connect(&address).await.unwrap();
    sqlx::raw_sql(text).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
}

/// Words that are missing without an erasure that names them: reading stops.
#[tokio::test(flavor = "multi_thread")]
async fn missing_words_that_no_erasure_names_stop_the_family() {
    let world = World::new().await;
    let [mara, elias] = world.agreed().await;
    declined(&world, [&mara, &elias]).await;
    run_on_database(
        &world,
        "INSERT INTO erased (tree, sequence) SELECT tree, sequence FROM entries \
         WHERE sequence = 6 AND tree = (SELECT number FROM trees ORDER BY size DESC LIMIT 1)",
    )
    .await;
    let world = world.restarted().await;
    let password = Password::typed(PASSWORD.to_owned());
    let stopped = world.app.sign_in("mara@example.org", password, "t").await;
    assert!(stopped.is_err());
    let (_, _, faults) = checked(&world).await;
    let unnamed = "entry 6: its body is gone, and no entry says that it was erased";
    assert!(faults.iter().any(|f| f.contains(unnamed)), "{faults:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hold_stops_an_erasure_and_nothing_is_touched() {
    let world = World::new().await;
    let [mara, elias] = world.agreed().await;
    declined(&world, [&mara, &elias]).await;
    act(&world, &elias, Command::SetHold { reason: None }).await;
    let ask = Command::Propose {
        proposal: world.app.fresh_proposal().unwrap(),
        terms: Terms::Erase(vec![5, 6]),
        reason: None,
        answer_by: None,
    };
    let command = world.app.fresh_command();
    let refused = world.app.act(&mara, command, Seen::NOTHING, ask).await;
    assert!(
        matches!(
            &refused,
            Err(ActError::Refused(Refusal::Ending(
                EndingRefusal::Held { .. }
            )))
        ),
        "{refused:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn who_closes_an_account_is_gone_and_the_other_keeps_the_record() {
    let world = World::new().await;
    let [mara, elias] = world.agreed().await;
    let secret = world
        .app
        .sign_in(
            "elias@example.org",
            Password::typed(PASSWORD.to_owned()),
            "telephone of Elias",
        )
        .await
        .unwrap()
        .unwrap()
        .secret;
    let wrong = Password::typed("another password".to_owned());
    assert!(!world.app.confirm(&elias, wrong).await.unwrap());
    let right = Password::typed(PASSWORD.to_owned());
    assert!(world.app.confirm(&elias, right).await.unwrap());
    let private = world.app.record(&elias, Tree::Own, None, 50).await.unwrap();
    let origin = ledger::Leaf::parse(private.lines[0].leaf.as_bytes())
        .unwrap()
        .tree()
        .origin;
    let mut looked_for = Vec::new();
    for (kind, tree, keys) in trees(&world).await {
        if tree.as_str() == origin.to_string() {
            for entry in entries(&world, &tree).await {
                looked_for.extend(traces(kind, &tree, keys.as_ref().unwrap(), &entry));
            }
        }
    }
    looked_for.push(("address", b"elias@example.org".to_vec()));
    assert!(!search_all(&world, &looked_for).await.is_empty());

    act(&world, &elias, Command::Leave).await;
    assert!(world.app.session(&secret).await.unwrap().is_none());
    assert!(world.sign_in("elias@example.org").await.is_none());
    let found = search_all(&world, &looked_for).await;
    assert!(found.is_empty(), "{found:?}");
    let last = entries(&world, &TreeId::new(origin.to_string())).await;
    let leaf = ledger::Leaf::parse(&last.last().unwrap().leaf).unwrap();
    assert_eq!(leaf.statement().kind.to_string(), "record.closed/1");

    let family = world.app.family(&mara).await.unwrap();
    assert!(family.family.plan().is_some());
    assert!(matches!(
        family.family.seat(Side::B).state,
        SeatState::Left(_)
    ));
    // The place can be offered and taken again, also by the same address.
    let link = world
        .app
        .invite(&mara, world.app.fresh_command(), Seen::NOTHING)
        .await
        .unwrap();
    let back = world
        .app
        .join(&link, account("elias@example.org"), "t")
        .await;
    let own = back.unwrap().session;
    let record = world.app.record(&own, Tree::Own, None, 50).await.unwrap();
    assert_eq!(record.lines.len(), 2, "a private record of its own");
    let world = world.restarted().await;
    let (_, closed, faults) = checked(&world).await;
    assert_eq!((closed, faults), (1, Vec::new()));
    assert!(world.sign_in("elias@example.org").await.is_some());
    assert!(world.sign_in("mara@example.org").await.is_some());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_family_that_both_close_leaves_leaves_and_nothing_else() {
    let world = World::new().await;
    let [mara, elias] = world.agreed().await;
    declined(&world, [&mara, &elias]).await;
    let mut looked_for = traces_of(&world, |_, _| true).await;
    for (_, _, keys) in trees(&world).await {
        let keys = keys.unwrap();
        looked_for.push(("family key", keys.key[1..25].to_vec()));
        looked_for.push(("signing key", keys.signing_key[1..25].to_vec()));
    }
    for address in ["mara@example.org", "elias@example.org"] {
        looked_for.push(("address", address.as_bytes().to_vec()));
    }
    let proposal = propose(&world, &mara, Terms::Close).await;
    act(&world, &elias, accept(proposal)).await;
    let found = search_all(&world, &looked_for).await;
    assert!(found.is_empty(), "{found:?}");
    for address in ["mara@example.org", "elias@example.org"] {
        assert!(world.sign_in(address).await.is_none());
    }
    let mut last = Vec::new();
    for (_, tree, keys) in trees(&world).await {
        assert!(keys.is_none());
        let entries = entries(&world, &tree).await;
        assert!(
            entries
                .iter()
                .all(|e| e.body.is_none() && e.wrapped_key.is_none())
        );
        let leaf = ledger::Leaf::parse(&entries.last().unwrap().leaf).unwrap();
        last.push(leaf.statement().kind.to_string());
    }
    assert_eq!(last, ["record.closed/1"; 3]);
    let (_, closed, faults) = checked(&world).await;
    assert_eq!((closed, faults), (3, Vec::new()));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_founder_who_is_alone_closes_the_family_alone() {
    let world = World::new().await;
    let mara = world.found().await;
    let link = world
        .app
        .invite(&mara, world.app.fresh_command(), Seen::NOTHING)
        .await
        .unwrap();
    act(&world, &mara, Command::CloseFamily).await;
    assert!(world.sign_in("mara@example.org").await.is_none());
    assert!(world.app.invitation(&link).await.unwrap().is_none());
    let world = world.restarted().await;
    assert!(world.app.invitation(&link).await.unwrap().is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn private_words_are_erased_by_their_owner_alone_and_nobody_else_sees_it() {
    let world = World::new().await;
    let [mara, elias] = world.agreed().await;
    let device = "ZebraPhone in the kitchen of Terschelling";
    let password = Password::typed(PASSWORD.to_owned());
    world
        .app
        .sign_in("mara@example.org", password, device)
        .await
        .unwrap()
        .unwrap();
    let own = async |who: &Session| world.app.record(who, Tree::Own, None, 50).await.unwrap();
    let entry = own(&mara).await.lines[0].sequence;
    let origin = ledger::Leaf::parse(own(&mara).await.lines[0].leaf.as_bytes())
        .unwrap()
        .tree()
        .origin;
    let shared = world.app.family(&elias).await.unwrap().head.clone();
    let mut looked_for = Vec::new();
    for (kind, tree, keys) in trees(&world).await {
        if tree.as_str() == origin.to_string() {
            let entries = entries(&world, &tree).await;
            let entry = &entries[usize::try_from(entry).unwrap()];
            looked_for.extend(traces(kind, &tree, &keys.unwrap(), entry));
        }
    }
    looked_for.push(("device", b"ZebraPhone".to_vec()));
    let erase = async |entries: &[u64]| {
        let entries: BTreeSet<u64> = entries.iter().copied().collect();
        let command = world.app.fresh_command();
        world.app.erase_own(&mara, command, &entries).await
    };
    assert!(matches!(erase(&[]).await, Err(EraseError::HowMany)));
    assert!(matches!(erase(&[99]).await, Err(EraseError::NotThis(99))));
    assert!(!search_all(&world, &looked_for).await.is_empty());
    assert_eq!(erase(&[entry]).await.unwrap(), Done::Now);
    let found = search_all(&world, &looked_for).await;
    assert!(found.is_empty(), "{found:?}");
    assert!(matches!(erase(&[entry]).await, Err(EraseError::NotThis(_))));
    assert!(
        matches!(erase(&[entry + 1]).await, Err(EraseError::NotThis(_))),
        "an erasure stays"
    );
    let lines = own(&mara).await.lines;
    assert!(matches!(
        &lines[0].what,
        What::Own(PersonalEvent::Erased { .. })
    ));
    assert_eq!(lines[1].what, What::Erased);
    assert_eq!(world.app.family(&elias).await.unwrap().head, shared);
    world.store.close().await;
    let found = search(world.folder.path(), &looked_for);
    assert!(found.is_empty(), "{found:?}");
    let world = world.restarted().await;
    assert!(world.sign_in("mara@example.org").await.is_some());
}

/// One person in both places, the second under another address: the hold and the words of who
/// left stay, whichever of the two asks.
#[tokio::test(flavor = "multi_thread")]
async fn who_took_a_place_cannot_lift_the_hold_of_who_left_nor_erase() {
    let world = World::new().await;
    let [mara, elias] = world.agreed().await;
    declined(&world, [&mara, &elias]).await;
    act(&world, &elias, Command::SetHold { reason: None }).await;
    act(&world, &elias, Command::Leave).await;
    let command = world.app.fresh_command();
    let link = world
        .app
        .invite(&mara, command, Seen::NOTHING)
        .await
        .unwrap();
    let joined = world
        .app
        .join(&link, account("second@example.org"), "t")
        .await;
    let second = joined.unwrap().session;
    let before = world.app.family(&mara).await.unwrap().head.size;
    let ask = |terms| Command::Propose {
        proposal: world.app.fresh_proposal().unwrap(),
        terms,
        reason: None,
        answer_by: None,
    };
    for (who, what) in [
        (&second, Command::LiftHold),
        (&second, ask(Terms::LiftHold(Side::B))),
        (&mara, ask(Terms::LiftHold(Side::B))),
        (&mara, ask(Terms::Erase(vec![5, 6]))),
        (&second, ask(Terms::Close)),
    ] {
        let command = world.app.fresh_command();
        let refused = world.app.act(who, command, Seen::NOTHING, what).await;
        assert!(
            matches!(
                &refused,
                Err(ActError::Refused(Refusal::Ending(
                    EndingRefusal::HoldOfEarlier { .. } | EndingRefusal::Held { .. }
                )))
            ),
            "{refused:?}"
        );
    }
    let after = world.app.family(&mara).await.unwrap();
    assert_eq!(after.head.size, before);
    assert!(after.family.held().is_some());
}

/// The kinds and their order on the family's tree after an erasure.
#[tokio::test(flavor = "multi_thread")]
async fn an_erasure_stands_beside_the_acceptance_that_grants_it() {
    let world = World::new().await;
    let [mara, elias] = world.agreed().await;
    declined(&world, [&mara, &elias]).await;
    erased_by_both(&world, &mara, &elias).await;
    let page = world
        .app
        .record(&mara, Tree::Shared, None, 3)
        .await
        .unwrap();
    let leaf = |n: usize| ledger::Leaf::parse(page.lines[n].leaf.as_bytes()).unwrap();
    assert_eq!(leaf(0).statement().kind.to_string(), "record.erased/1");
    assert_eq!(leaf(0).statement().command, leaf(1).statement().command);
    let What::Shared(Event::Erased { entries, asked }) = &page.lines[0].what else {
        panic!("{:?}", page.lines[0].what);
    };
    assert_eq!(
        entries.iter().map(|e| e.sequence).collect::<Vec<_>>(),
        [5, 6]
    );
    assert_eq!((asked, page.lines[0].by), (mara.member(), Some(Side::B)));
}
