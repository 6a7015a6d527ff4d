//! Bundles from one parent's hands: what is in them, what stays out, and what nobody else notices.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

use crate::common::bundles::*;
use crate::common::*;
use app::{BundleState, ChoiceError, NotBegun, Session, Span, Topic, Tree, choosable};
use jiff::SignedDuration;
use jiff::civil::date;
use ledger::bundle::read;
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
