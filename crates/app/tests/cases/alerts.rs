//! A sign-in on a new device is told of in the sessions before it and where its person chose, and
//! nobody else learns of it.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

use crate::access::{inside, later};
use crate::common::*;
use crate::mail::delivered;
use crate::recovery::{DAYS, MARA, changes, email, enter, told};
use app::mail::Letter;
use app::{AccessError, AddressError, AlertsTo, Tree};

#[tokio::test(flavor = "multi_thread")]
async fn a_new_device_is_told_of_and_a_known_one_is_not() {
    let world = World::new().await;
    let [mara, elias] = world.agreed().await;
    let before = world.app.family(&elias).await.unwrap().head.clone();
    let own = world
        .app
        .record(&elias, Tree::Own, None, 100)
        .await
        .unwrap();
    later(&world, 1);
    let (phone, known) = inside(enter(&world, PASSWORD, None).await);
    let letters = delivered(&world.app).await;
    assert_eq!(letters.len(), 1);
    assert_eq!(
        (&letters[0].to, &letters[0].letter),
        (&email(MARA), &Letter::NewSignIn)
    );
    let at = world.app.now();
    assert_eq!(told(&world, &mara).await.sign_ins, [at]);
    assert!(told(&world, &phone).await.is_empty(), "not of itself");
    later(&world, 1);
    let (again, _) = inside(enter(&world, PASSWORD, Some(&known)).await);
    assert!(delivered(&world.app).await.is_empty());
    assert_eq!(told(&world, &mara).await.sign_ins, [at]);
    assert_eq!(
        told(&world, &again).await.sign_ins,
        [at],
        "whenever it began"
    );

    // Nobody who signs in sets aside that they did, nor does one help the other.
    later(&world, 1);
    let (thief, _) = inside(enter(&world, PASSWORD, None).await);
    let theft = world.app.now();
    for session in [&phone, &thief] {
        let seen = world.app.seen_sign_ins(session, world.app.now());
        seen.await.unwrap();
    }
    assert_eq!(told(&world, &mara).await.sign_ins, [at, theft]);
    let world = world.restarted().await;
    assert_eq!(told(&world, &mara).await.sign_ins, [at, theft]);
    world.app.seen_sign_ins(&mara, at).await.unwrap();
    assert_eq!(told(&world, &mara).await.sign_ins, [theft]);
    world.app.seen_sign_ins(&mara, theft).await.unwrap();
    assert!(told(&world, &mara).await.is_empty());

    // The other parent can see or measure nothing of it.
    assert!(told(&world, &elias).await.is_empty());
    assert_eq!(world.app.family(&elias).await.unwrap().head, before);
    let after = world
        .app
        .record(&elias, Tree::Own, None, 100)
        .await
        .unwrap();
    assert_eq!(after, own);
}

/// Whoever has a stolen password ends the sessions that would be told, and chooses another
/// password: who comes back is told all the same, and the thief turns nothing off for three days.
#[tokio::test(flavor = "multi_thread")]
async fn a_thief_who_ends_all_sessions_is_told_of() {
    let world = World::new().await;
    world.agreed().await;
    let (_, known) = inside(enter(&world, PASSWORD, None).await);
    later(&world, 1);
    let (thief, _) = inside(enter(&world, PASSWORD, None).await);
    let theft = world.app.now();
    world.app.end_other_sessions(&thief).await.unwrap();
    let shorter = world.app.shorten(&thief, "test").await.unwrap().session;
    for session in [&thief, &shorter] {
        let seen = world.app.seen_sign_ins(session, theft);
        seen.await.unwrap();
    }
    let off = world.app.choose_alerts(&shorter, AlertsTo::Nowhere).await;
    assert!(matches!(off, Err(AccessError::NewHere)));
    let moved = world
        .app
        .change_address(&shorter, "thief@example.org")
        .await;
    assert!(matches!(moved, Err(AddressError::NewHere)));
    later(&world, 1);
    let (owner, _) = inside(enter(&world, PASSWORD, Some(&known)).await);
    assert!(told(&world, &owner).await.sign_ins.contains(&theft));
    world.app.seen_sign_ins(&owner, theft).await.unwrap();
    assert!(told(&world, &owner).await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn alerts_go_where_their_person_chose() {
    let world = World::new().await;
    let [mara, _] = world.agreed().await;
    let other = email("own@example.net");
    let mut expected = Vec::new();
    for (chosen, goes_to) in [
        (AlertsTo::Other(other.clone()), Some(other.clone())),
        (AlertsTo::Nowhere, None),
        (AlertsTo::Other(email(MARA)), Some(email(MARA))),
    ] {
        let before = world.app.alerts_go_to(&mara).await.unwrap();
        world
            .app
            .choose_alerts(&mara, chosen.clone())
            .await
            .unwrap();
        let again = world.app.choose_alerts(&mara, chosen).await;
        again.unwrap();
        let told: Vec<_> = delivered(&world.app).await;
        let told: Vec<_> = told.into_iter().map(|one| (one.to, one.letter)).collect();
        expected.clear();
        match before {
            AlertsTo::Account => expected.push((email(MARA), Letter::AlertsMoved)),
            AlertsTo::Other(other) => expected.push((other, Letter::AlertsMoved)),
            AlertsTo::Nowhere => {}
        }
        expected.extend(goes_to.clone().map(|to| (to, Letter::AlertsHere)));
        expected.sort_by_key(|(to, _)| to.to_string());
        let mut told_sorted = told;
        told_sorted.sort_by_key(|(to, _)| to.to_string());
        assert_eq!(told_sorted, expected);
        later(&world, DAYS + 1);
        inside(enter(&world, PASSWORD, None).await);
        let letters = delivered(&world.app).await;
        let letters: Vec<_> = letters.into_iter().map(|one| one.to).collect();
        assert_eq!(letters, goes_to.into_iter().collect::<Vec<_>>());
    }
    assert_eq!(
        world.app.alerts_go_to(&mara).await.unwrap(),
        AlertsTo::Account
    );
    assert_eq!(changes(&world, &mara).await.len(), 3);
}

/// Whoever knows the password fills no mailbox; the pages tell of all.
#[tokio::test(flavor = "multi_thread")]
async fn mails_of_sign_ins_end_and_pages_go_on() {
    let world = World::new().await;
    let [mara, _] = world.agreed().await;
    for _ in 0..9 {
        later(&world, 1);
        inside(enter(&world, PASSWORD, None).await);
    }
    assert_eq!(delivered(&world.app).await.len(), 5);
    assert_eq!(told(&world, &mara).await.sign_ins.len(), 9);
}
