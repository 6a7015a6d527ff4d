//! Bundles from one parent's hands: what is in them, what stays out, and what nobody else notices.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

use crate::common::bundles::*;
use crate::common::*;
use app::{BundleState, ChoiceError, NotBegun, Seen, Session, Span, Topic, Tree, choosable};
use family::Command;
use jiff::SignedDuration;
use jiff::civil::date;
use ledger::bundle::read;
use plan::Side;
use std::sync::Arc;

#[tokio::test(flavor = "multi_thread")]
async fn a_bundle_of_everything_holds_every_entry() {
    let world = World::new().await;
    let [mara, _] = world.agreed().await;
    let file = file(&world, &mara, choice(Span::All, choosable(Tree::Shared))).await;
    let bundle = read(&file.bytes).unwrap();
    assert_eq!((bundle.manifest.first, bundle.manifest.end), (0, 5));
    assert_eq!(bundle.manifest.undisclosed, 0);
    assert_eq!(bundle.manifest.recipient, "Mr. A. Jansen");
    assert_eq!((bundle.leaves.len(), bundle.parts.len()), (5, 5));
    let names: Vec<&str> = bundle.people.values().copied().collect();
    assert_eq!(names.len(), 2);
    let of = |name: &str| bundle.files.iter().find(|file| file.name == name).unwrap();
    assert_eq!(of("READ-ME.txt").bytes, b"for Mr. A. Jansen\n");
    assert!(of("record.pdf").bytes.starts_with(b"%PDF-1.7"));
    assert_eq!(file.made.bytes, u64::try_from(file.bytes.len()).unwrap());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_chosen_goes_along_as_a_commitment_only() {
    let world = World::new().await;
    let [mara, _] = world.agreed().await;
    let counts = world
        .app
        .bundle_preview(&mara, &choice(Span::All, &[Topic::People]))
        .await
        .ok()
        .unwrap();
    assert_eq!((counts.shown, counts.kept()), (3, 2));
    assert!(counts.pages >= 2 && counts.volumes == 1, "{counts:?}");
    assert_eq!(counts.kept.get(&Topic::Plan), Some(&2));
    let span = Span::Entries { first: 1, last: 3 };
    let file = file(&world, &mara, choice(span, &[Topic::People])).await;
    let bundle = read(&file.bytes).unwrap();
    assert_eq!((bundle.manifest.first, bundle.manifest.end), (1, 4));
    assert_eq!(bundle.manifest.undisclosed, 1);
    assert_eq!((bundle.leaves.len(), bundle.parts.len()), (3, 2));
    // The plan's words are nowhere in the file, not even packed: nothing in it is compressed but
    // the PDF, which lists the entry as not shown.
    let plan = b"[[clause]]";
    assert!(!file.bytes.windows(plan.len()).any(|bytes| bytes == plan));
    assert_eq!((file.made.first, file.made.end, file.made.shown), (1, 4, 2));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stretch_of_days_takes_its_first_and_last_entry() {
    let world = World::new().await;
    let [mara, _] = world.agreed().await;
    let today = |first, last| choice(Span::Days { first, last }, choosable(Tree::Shared));
    let all = today(date(2026, 1, 1), date(2027, 1, 1));
    let counts = world.app.bundle_preview(&mara, &all).await.ok().unwrap();
    assert_eq!((counts.first, counts.end), (0, 5));
    let nothing = today(date(2020, 1, 1), date(2020, 1, 2));
    let refused = world.app.bundle_preview(&mara, &nothing).await;
    let Err(app::BundleFailure::Choice(error)) = refused else {
        panic!("{refused:?}");
    };
    assert_eq!(error, ChoiceError::Nothing);
    let beyond = choice(Span::Entries { first: 5, last: 9 }, choosable(Tree::Shared));
    let state = made(&world, &mara, beyond).await;
    let failed = app::BundleFailed::Choice(ChoiceError::Nothing);
    assert_eq!(state, BundleState::Failed(failed));
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_else_notices() {
    let world = World::new().await;
    let [mara, elias] = world.agreed().await;
    let before = world.app.family(&elias).await.unwrap();
    let file = file(&world, &mara, choice(Span::All, choosable(Tree::Shared))).await;
    let after = world.app.family(&elias).await.unwrap();
    assert_eq!(before.head, after.head);
    assert!(world.app.bundle_state(&elias).is_none());
    assert!(world.app.bundles_made(&elias).await.unwrap().is_empty());
    let history = world.app.bundles_made(&mara).await.unwrap();
    assert_eq!(history.len(), 1);
    assert_eq!(history[0].made, file.made);
    assert_eq!(file.made.of, family::BundleOf::Shared);
}

#[tokio::test(flavor = "multi_thread")]
async fn it_waits_half_an_hour_and_can_be_forgotten_before() {
    let world = World::new().await;
    let [mara, _] = world.agreed().await;
    let all = || choice(Span::All, choosable(Tree::Shared));
    let file = file(&world, &mara, all()).await;
    world.clock.set(file.expires - SignedDuration::from_secs(1));
    assert!(world.app.bundle_state(&mara).is_some());
    world.clock.set(file.expires);
    assert!(world.app.bundle_state(&mara).is_none());
    made(&world, &mara, all()).await;
    world.app.bundle_forget(&mara);
    assert!(world.app.bundle_state(&mara).is_none());
    assert_eq!(world.app.bundles_made(&mara).await.unwrap().len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_makes_one_at_a_time() {
    let world = World::new().await;
    let [mara, elias] = world.agreed().await;
    let all = || choice(Span::All, choosable(Tree::Shared));
    let begin = |who: &Arc<Session>| {
        world
            .app
            .bundle_begin(who, all(), Arc::new(Words::default()))
    };
    assert_eq!(begin(&mara), Ok(()));
    // No time for the first to be read, printed and noted has passed on this thread's account.
    assert_eq!(begin(&mara), Err(NotBegun::Running));
    assert_eq!(begin(&elias), Ok(()));
    for who in [&mara, &elias] {
        while matches!(world.app.bundle_state(who), Some(BundleState::Working(_))) {
            tokio::task::yield_now().await;
        }
        assert!(matches!(
            world.app.bundle_state(who),
            Some(BundleState::Ready(_))
        ));
    }
}

/// Three people had two places: each has a pseudonym and a name of their own.
#[tokio::test(flavor = "multi_thread")]
async fn whoever_took_a_place_is_told_apart_from_who_left_it() {
    let world = World::new().await;
    let [mara, elias] = world.agreed().await;
    let first = elias.member().clone();
    world.clock.set("2026-11-25T09:00:00Z".parse().unwrap());
    act(&world, &elias, Command::Leave).await;
    let command = world.app.fresh_command();
    let invite = || world.app.invite(&mara, command, Seen::NOTHING);
    let link = invite().await.unwrap();
    assert_eq!(
        invite().await.unwrap(),
        link,
        "the same command, the same link"
    );
    // Another link is for the same newcomer.
    let newer = world.app.fresh_command();
    let newer = world.app.invite(&mara, newer, Seen::NOTHING).await.unwrap();
    assert!(world.app.invitation(&link).await.unwrap().is_none());
    world.clock.set("2026-11-27T09:00:00Z".parse().unwrap());
    let joined = world.app.join(&newer, account("elias@example.org"), "t");
    let second = joined.await.unwrap().session;
    assert_ne!(*second.member(), first);
    assert_eq!(second.side(), Some(Side::B));
    act(&world, &second, Command::SetHold { reason: None }).await;

    let all = || choice(Span::All, choosable(Tree::Shared));
    let file = file(&world, &mara, all()).await;
    let bundle = read(&file.bytes).unwrap();
    let names = |member: &family::MemberId| {
        let author: ledger::AuthorId = member.as_str().parse().unwrap();
        bundle.people.get(&author).copied()
    };
    assert_eq!(names(mara.member()), Some("Mara"));
    assert_eq!(names(&first), Some("Elias (left on 2026-11-25)"));
    assert_eq!(names(second.member()), Some("Elias (came on 2026-11-27)"));
    assert_eq!(bundle.people.len(), 3);
    // Every entry is known to be of a parent, and each carries its own author.
    let record = world
        .app
        .record(&mara, Tree::Shared, None, 50)
        .await
        .unwrap();
    assert!(record.lines.iter().all(|line| line.by.is_some()));
    let by = |member: &family::MemberId| {
        let author = format!("author {member}");
        let of = |line: &&app::RecordLine| line.leaf.lines().any(|text| text == author);
        record.lines.iter().filter(of).count()
    };
    assert_eq!((by(&first), by(second.member())), (3, 2));

    // All of it stands after a restart, and each private record is its owner's alone.
    let world = world.restarted().await;
    let again = world.sign_in("elias@example.org").await.unwrap();
    assert_eq!(again.member(), second.member());
    let found = world.store.inspect().await.unwrap();
    let checked = app::check::check(&world.store, [42; 32], &[], found, &mut |_, _| {}).await;
    assert_eq!(checked.unwrap().faults, Vec::<String>::new());
}
