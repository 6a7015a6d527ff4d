//! Files that go with an entry, from the act to reading them again: whole, for the family's parents,
//! until they are erased. They go with offers here: which entries may have files is not for this
//! crate to say.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

use crate::common::*;
use crate::guests::{come, lawyer};
use app::{Acknowledged, ActError, By, Done, FILES_MAX, Seen, Session, Tree, What};
use family::{Command, Event, ProposalId, Revision, Terms};
use ledger::Leaf;
use std::path::Path;
use store::{SqliteStore, Store as _, TreeId};

/// Bytes that stand nowhere else, of this length.
pub fn photo(seed: u8, bytes: usize) -> Vec<u8> {
    let name = format!("photo {seed} of the sunflowers in Terschelling, ");
    name.bytes().cycle().take(bytes).collect()
}

pub async fn send(
    world: &World,
    who: &Session,
    what: Command,
    files: &[Vec<u8>],
) -> Result<Acknowledged, ActError> {
    let command = world.app.fresh_command();
    let (seen, by) = (Seen::NOTHING, By::Server);
    let app = &world.app;
    app.act_with_files(who, command, seen, what, by, files.to_vec())
        .await
}

pub fn offer(world: &World, day: i32) -> (ProposalId, Command) {
    let proposal = world.app.fresh_proposal().unwrap();
    let what = Command::Propose {
        proposal: proposal.clone(),
        terms: swap(day),
        reason: None,
        answer_by: None,
    };
    (proposal, what)
}

/// The number of the entry that an offer with these files made.
pub async fn offered(world: &World, who: &Session, day: i32, files: &[Vec<u8>]) -> u64 {
    let made = send(world, who, offer(world, day).1, files).await.unwrap();
    assert_eq!(
        (made.done, made.entries.end - made.entries.start),
        (Done::Now, 1)
    );
    made.entries.start
}

pub async fn read_file(world: &World, who: &Session, entry: u64, index: u32) -> Option<Vec<u8>> {
    world.app.attachment(who, entry, index).await.unwrap()
}

async fn tree_of(world: &World) -> TreeId {
    let families = world.store.families(None).await.unwrap();
    families[0].tree.clone()
}

/// What a check of everything finds: attachments that hold, and faults.
pub async fn checked(store: &SqliteStore) -> (u64, Vec<String>) {
    let found = store.inspect().await.unwrap();
    let checked = app::check::check(store, [42; 32], &[], found, &mut |_, _| {}).await;
    let checked = checked.unwrap();
    (checked.attachments, checked.faults)
}

#[tokio::test(flavor = "multi_thread")]
async fn both_parents_read_what_was_attached_and_nobody_finds_more() {
    let world = World::new().await;
    let [mara, elias] = world.agreed().await;
    let files = [photo(1, 200_000), Vec::new(), photo(2, 31)];
    let entry = offered(&world, &mara, 3, &files).await;
    let without = offered(&world, &elias, 30, &[]).await;
    let world = {
        for who in [&mara, &elias] {
            for (index, file) in (1..).zip(&files) {
                assert_eq!(
                    read_file(&world, who, entry, index).await.as_ref(),
                    Some(file)
                );
            }
        }
        world.restarted().await
    };
    let [mara, elias] = ["mara@example.org", "elias@example.org"];
    let mara = world.sign_in(mara).await.unwrap();
    let elias = world.sign_in(elias).await.unwrap();
    for who in [&mara, &elias] {
        for (index, file) in (1..).zip(&files) {
            assert_eq!(
                read_file(&world, who, entry, index).await.as_ref(),
                Some(file)
            );
        }
        for (entry, index) in [
            (entry, 0),
            (entry, 4),
            (entry, u32::MAX),
            (without, 1),
            (0, 1),
            (without + 1, 1),
            (u64::MAX, 1),
        ] {
            assert_eq!(read_file(&world, who, entry, index).await, None);
        }
    }
    // The leaf commits to each, and nothing of them is in the clear.
    let page = world.app.record(&mara, Tree::Shared, None, 2).await;
    let leaf = Leaf::parse(page.unwrap().lines[1].leaf.as_bytes()).unwrap();
    assert_eq!(leaf.statement().commitments.len(), 4);
    assert_eq!(checked(&world.store).await, (3, Vec::new()));
    world.store.close().await;
    assert_eq!(found_in(world.folder.path(), b"of the sunflowers"), 0);
}

pub fn found_in(folder: &Path, what: &[u8]) -> usize {
    let files = std::fs::read_dir(folder).unwrap();
    let bytes = files.map(|file| std::fs::read(file.unwrap().path()).unwrap());
    bytes
        .map(|bytes| bytes.windows(what.len()).filter(|one| *one == what).count())
        .sum()
}

/// A family sees its own files only, by whatever number it asks; somebody whom a parent let in sees
/// none.
#[tokio::test(flavor = "multi_thread")]
async fn another_family_is_told_what_is_told_of_nothing() {
    let world = World::new().await;
    let [mara, _] = world.agreed().await;
    let entry = offered(&world, &mara, 3, &[photo(1, 900)]).await;
    let other = world
        .app
        .found(founding(&world.app), account("noor@example.org"), "test")
        .await
        .unwrap();
    let noor = other.founder.session;
    assert_eq!(read_file(&world, &noor, entry, 1).await, None);
    let own = lawyer(&world, &mara).await;
    let tess = come(&world, &mara, &own, "tess@example.org").await;
    assert_eq!(read_file(&world, &tess, entry, 1).await, None);
    assert!(read_file(&world, &mara, entry, 1).await.is_some());
}

/// A command counts once, also with files; a refused one leaves nothing.
#[tokio::test(flavor = "multi_thread")]
async fn files_go_with_their_entry_or_not_at_all() {
    let world = World::new().await;
    let [mara, elias] = world.agreed().await;
    let (proposal, what) = offer(&world, 3);
    let command = world.app.fresh_command();
    let once = async |who: &Session, what: &Command, file: Vec<u8>| {
        let (seen, by) = (Seen::NOTHING, By::Server);
        world
            .app
            .act_with_files(who, command, seen, what.clone(), by, vec![file])
            .await
    };
    let first = once(&mara, &what, photo(1, 500)).await.unwrap();
    let again = once(&mara, &what, photo(2, 500)).await.unwrap();
    assert_eq!((first.done, again.done), (Done::Now, Done::Already));
    assert_eq!(first.entries, again.entries);
    let entry = first.entries.start;
    assert_eq!(
        read_file(&world, &elias, entry, 1).await,
        Some(photo(1, 500))
    );
    let own = Command::Accept {
        proposal,
        revision: Revision::FIRST,
        alternative: family::Alternative::FIRST,
    };
    let refused = send(&world, &mara, own, &[photo(3, 500)]).await;
    assert!(matches!(refused, Err(ActError::Refused(_))), "{refused:?}");
    let tree = tree_of(&world).await;
    let listed = world.store.attachments(&tree, None).await.unwrap();
    assert_eq!(listed.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn too_many_or_too_large_files_are_a_fault_and_nothing_is_recorded() {
    let world = World::new().await;
    let [mara, _] = world.agreed().await;
    let before = world.app.family(&mara).await.unwrap().head.clone();
    for files in [
        vec![Vec::new(); FILES_MAX + 1],
        vec![vec![0; app::FILE_BYTES_MAX + 1]],
    ] {
        let refused = send(&world, &mara, offer(&world, 3).1, &files).await;
        assert!(matches!(refused, Err(ActError::Fault(_))), "{refused:?}");
    }
    assert_eq!(world.app.family(&mara).await.unwrap().head, before);
    let files = vec![photo(1, 10); FILES_MAX];
    let entry = offered(&world, &mara, 3, &files).await;
    let last = u32::try_from(FILES_MAX).unwrap();
    assert_eq!(
        read_file(&world, &mara, entry, last).await,
        Some(photo(1, 10))
    );
}

/// As large as a file may be, and at the same time as others act.
#[tokio::test(flavor = "multi_thread")]
async fn the_largest_file_is_kept_whole() {
    let world = World::new().await;
    let [mara, elias] = world.agreed().await;
    let largest = photo(1, app::FILE_BYTES_MAX);
    let files = [largest.clone()];
    let one = send(&world, &mara, offer(&world, 3).1, &files);
    let other = send(&world, &elias, offer(&world, 30).1, &[]);
    let (one, other) = tokio::join!(one, other);
    assert_eq!(other.unwrap().done, Done::Now);
    let entry = one.unwrap().entries.start;
    assert!(read_file(&world, &elias, entry, 1).await == Some(largest));
}

/// Declined and erased by both: entry and all its files.
pub async fn erased(world: &World, [mara, elias]: [&Session; 2], files: &[Vec<u8>]) -> u64 {
    let (proposal, what) = offer(world, 3);
    let made = send(world, mara, what, files).await.unwrap();
    let entry = made.entries.start;
    let decline = Command::Decline {
        proposal,
        revision: Revision::FIRST,
        reason: None,
    };
    send(world, elias, decline, &[photo(9, 77)]).await.unwrap();
    let proposal = world.app.fresh_proposal().unwrap();
    let ask = Command::Propose {
        proposal: proposal.clone(),
        terms: Terms::Erase(vec![entry, entry + 1]),
        reason: None,
        answer_by: None,
    };
    send(world, mara, ask, &[]).await.unwrap();
    let accept = Command::Accept {
        proposal,
        revision: Revision::FIRST,
        alternative: family::Alternative::FIRST,
    };
    send(world, elias, accept, &[]).await.unwrap();
    entry
}

#[tokio::test(flavor = "multi_thread")]
async fn what_both_erased_takes_its_files_along() {
    let world = World::new().await;
    let [mara, elias] = world.agreed().await;
    let kept = offered(&world, &mara, 60, &[photo(7, 5_000)]).await;
    let files = [photo(1, 9_000), photo(2, 300)];
    let entry = erased(&world, [&mara, &elias], &files).await;
    for (entry, index) in [(entry, 1), (entry, 2), (entry + 1, 1), (entry, 3)] {
        assert_eq!(read_file(&world, &mara, entry, index).await, None);
    }
    assert_eq!(
        read_file(&world, &elias, kept, 1).await,
        Some(photo(7, 5_000))
    );
    // The record says which parts are gone.
    let page = world
        .app
        .record(&mara, Tree::Shared, None, 1)
        .await
        .unwrap();
    let What::Shared(Event::Erased { entries, .. }) = &page.lines[0].what else {
        panic!("{:?}", page.lines[0].what);
    };
    let named: Vec<_> = entries
        .iter()
        .map(|one| (one.sequence, &*one.parts))
        .collect();
    assert_eq!(named, [(entry, &[0, 1, 2][..]), (entry + 1, &[0, 1])]);
    assert_eq!(checked(&world.store).await, (1, Vec::new()));
    let world = world.restarted().await;
    let mara = world.sign_in("mara@example.org").await.unwrap();
    assert_eq!(read_file(&world, &mara, entry, 1).await, None);
    assert_eq!(
        read_file(&world, &mara, kept, 1).await,
        Some(photo(7, 5_000))
    );
}

/// Sealed bytes and wrapped keys of attachments, looked for in every file and in a copy.
#[tokio::test(flavor = "multi_thread")]
async fn nothing_of_an_erased_file_is_left_on_the_disk() {
    let world = World::new().await;
    let [mara, elias] = world.agreed().await;
    let tree = tree_of(&world).await;
    let (proposal, what) = offer(&world, 3);
    let files = [photo(1, 70_000), photo(2, 40)];
    let entry = send(&world, &mara, what, &files)
        .await
        .unwrap()
        .entries
        .start;
    let mut traces = Vec::new();
    for index in [1, 2] {
        let part = world.store.attachment(&tree, entry, index).await;
        let part = part.unwrap().unwrap();
        let (first, last) = (&part.sealed[..24], &part.sealed[part.sealed.len() - 24..]);
        traces.extend([
            first.to_vec(),
            last.to_vec(),
            part.wrapped_key[1..40].to_vec(),
        ]);
    }
    let count = |folder: &Path| -> usize {
        let found = traces.iter().map(|trace| found_in(folder, trace).min(1));
        found.sum()
    };
    assert_eq!(count(world.folder.path()), traces.len());
    let withdraw = Command::Withdraw {
        proposal,
        revision: Revision::FIRST,
        reason: None,
    };
    send(&world, &mara, withdraw, &[]).await.unwrap();
    let proposal = world.app.fresh_proposal().unwrap();
    let ask = Command::Propose {
        proposal: proposal.clone(),
        terms: Terms::Erase(vec![entry, entry + 1]),
        reason: None,
        answer_by: None,
    };
    send(&world, &mara, ask, &[]).await.unwrap();
    let accept = Command::Accept {
        proposal,
        revision: Revision::FIRST,
        alternative: family::Alternative::FIRST,
    };
    send(&world, &elias, accept, &[]).await.unwrap();
    assert_eq!(count(world.folder.path()), 0);
    let copies = tempfile::tempdir().unwrap();
    let copy = copies.path().join("parenthesis.db");
    store::snapshot(world.folder.path(), &copy).await.unwrap();
    assert_eq!(count(copies.path()), 0);
}

async fn run_on_database(world: &World, text: &'static str) {
    use sqlx::Connection as _;
    let file = world.folder.path().join("parenthesis.db");
    let address = format!("sqlite://{}", file.display());
    let mut connection = sqlx::SqliteConnection::connect(&address).await.unwrap();
    sqlx::raw_sql(text).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
}

/// What is missing or otherwise than it was is never passed over: reading stops, a check says it.
#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_was_tampered_with_is_found() {
    for (damage, says) in [
        (
            "DELETE FROM attachments WHERE part = 1",
            "its attachment 1 is gone, and no entry says",
        ),
        (
            "UPDATE attachments SET destroyed = 1 WHERE part = 1",
            "its attachment 1 is gone, and no entry says",
        ),
        (
            "UPDATE attachments SET sealed = substr(sealed, 1, 2000) WHERE part = 1",
            "attachment 1: what is sealed does not open",
        ),
        (
            "UPDATE attachments SET part = CASE part WHEN 1 THEN 20 ELSE 1 END; \
             UPDATE attachments SET part = 2 WHERE part = 20",
            "attachment 1: what is sealed does not open",
        ),
        (
            "UPDATE attachments SET sequence = sequence - 1",
            "attachment 1: its entry does not commit to it",
        ),
    ] {
        let world = World::new().await;
        let [mara, _] = world.agreed().await;
        let files = [photo(1, 4_000), photo(2, 4_000)];
        let entry = offered(&world, &mara, 3, &files).await;
        run_on_database(&world, damage).await;
        assert!(
            world.app.attachment(&mara, entry, 1).await.is_err(),
            "{damage}"
        );
        let (_, faults) = checked(&world.store).await;
        assert!(
            faults.iter().any(|fault| fault.contains(says)),
            "{faults:?}"
        );
    }
}

/// An erasure that names what is still there is no erasure.
#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_outlives_its_erasure_is_found() {
    let world = World::new().await;
    let [mara, elias] = world.agreed().await;
    let keeps = "CREATE TRIGGER keeps AFTER UPDATE OF destroyed ON attachments BEGIN \
                 UPDATE attachments SET destroyed = 0, sealed = old.sealed, \
                 wrapped_key = old.wrapped_key WHERE place = old.place; END";
    run_on_database(&world, keeps).await;
    let entry = erased(&world, [&mara, &elias], &[photo(1, 400)]).await;
    let (_, faults) = checked(&world.store).await;
    let says = format!("entry {entry}: its attachment 1 is said to be erased, and is still there");
    assert!(
        faults.iter().any(|fault| fault.contains(&says)),
        "{faults:?}"
    );
}

/// One's own words are erased with their parts too, and a closed record keeps no file.
#[tokio::test(flavor = "multi_thread")]
async fn a_closed_family_keeps_no_file() {
    let world = World::new().await;
    let [mara, elias] = world.agreed().await;
    let tree = tree_of(&world).await;
    offered(&world, &mara, 3, &[photo(1, 4_000)]).await;
    let proposal = world.app.fresh_proposal().unwrap();
    let ask = Command::Propose {
        proposal: proposal.clone(),
        terms: Terms::Close,
        reason: None,
        answer_by: None,
    };
    send(&world, &mara, ask, &[photo(2, 4_000)]).await.unwrap();
    assert_eq!(world.store.attachments(&tree, None).await.unwrap().len(), 2);
    let accept = Command::Accept {
        proposal,
        revision: Revision::FIRST,
        alternative: family::Alternative::FIRST,
    };
    send(&world, &elias, accept, &[]).await.unwrap();
    assert_eq!(world.store.attachments(&tree, None).await, Ok(Vec::new()));
    assert_eq!(checked(&world.store).await, (0, Vec::new()));
}
