//! Tablets with which children call, and calls that are noted: codes that work once, what is ended, what
//! is kept.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use crate::common::*;
use app::{
    ActError, Done, PAIRING_CODES_MAX, PAIRING_MINUTES, Secret, Seen, Session, TabletChoice,
};
use family::{
    CallHeld, CallOutcome, CallRefusal, Caller, Command, Language, Name, Refusal, TabletId,
};
use jiff::SignedDuration;
use jiff::civil::time;
use plan::Side;
use std::sync::Arc;
use store::Store as _;

fn choice() -> TabletChoice {
    TabletChoice {
        name: Name::new("The blue tablet").unwrap(),
        children: vec!["noor".parse().unwrap()],
        quiet: Some((time(19, 30, 0, 0), time(7, 0, 0, 0))),
        language: Language::Nl,
    }
}

async fn offered(world: &World, who: &Session) -> Secret {
    let code = world.app.offer_pairing(who, Seen::NOTHING, &choice()).await;
    code.unwrap()
}

async fn paired(world: &World, who: &Session) -> (TabletId, Secret) {
    let code = offered(world, who).await;
    world.app.take_pairing(&code).await.unwrap().unwrap()
}

async fn ended(world: &World, who: &Session, tablet: &TabletId) {
    let command = world.app.fresh_command();
    let ended = world
        .app
        .end_tablet(who, command, Seen::NOTHING, tablet.clone())
        .await;
    assert_eq!(ended.unwrap().done, Done::Now);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_pairs_one_tablet_once() {
    let world = World::new().await;
    let [mara, elias] = world.agreed().await;
    let code = offered(&world, &mara).await;
    let shown = world.app.pairing(&code).await.unwrap();
    assert_eq!(shown, Some(choice()), "looking at it uses nothing up");
    let before = world.app.family(&elias).await.unwrap();
    assert_eq!(before.family.tablets().all().len(), 0);
    let tries = (0..4).map(|_| {
        let (app, code) = (Arc::clone(&world.app), code.clone());
        tokio::spawn(async move { app.take_pairing(&code).await.unwrap() })
    });
    let mut all = Vec::new();
    for one in tries.collect::<Vec<_>>() {
        all.extend(one.await.unwrap());
    }
    assert_eq!(all.len(), 1);
    assert!(world.app.pairing(&code).await.unwrap().is_none());
    let (tablet, secret) = all.remove(0);
    let found = world.app.tablet(&secret).await.unwrap().unwrap();
    assert_eq!((found.side, &found.tablet), (Side::A, &tablet));
    assert_eq!(found.choice, choice());
    assert_eq!(found.family_id(), mara.family_id());
    // The code opens nothing by itself, nor does another secret.
    assert!(world.app.tablet(&code).await.unwrap().is_none());
    let other = world.app.fresh_secret();
    assert!(world.app.tablet(&other).await.unwrap().is_none());
    assert!(world.app.take_pairing(&other).await.unwrap().is_none());
    let after = world.app.family(&elias).await.unwrap();
    assert_eq!(after.family.tablets().live().count(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_ends_with_its_minutes_and_its_session() {
    let world = World::new().await;
    let [mara, elias] = world.agreed().await;
    let codes = [offered(&world, &mara).await, offered(&world, &elias).await];
    world.app.sign_out(&mara).await.unwrap();
    assert!(world.app.pairing(&codes[0]).await.unwrap().is_none());
    assert!(world.app.take_pairing(&codes[0]).await.unwrap().is_none());
    let last = world.app.now() + SignedDuration::from_mins(PAIRING_MINUTES);
    world.clock.set(last);
    assert!(world.app.take_pairing(&codes[1]).await.unwrap().is_none());
    // Of too many the oldest ends; the other parent's count apart.
    let mara = world.sign_in("mara@example.org").await.unwrap();
    let hers = offered(&world, &mara).await;
    let mut his = Vec::new();
    for n in 0..=PAIRING_CODES_MAX {
        world
            .clock
            .set(last + SignedDuration::from_secs(i64::try_from(n).unwrap()));
        his.push(offered(&world, &elias).await);
    }
    assert!(world.app.pairing(&hers).await.unwrap().is_some());
    for (n, code) in his.iter().enumerate() {
        assert_eq!(world.app.pairing(code).await.unwrap().is_some(), n > 0);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_ended_tablet_opens_nothing_whoever_ended_it() {
    let world = World::new().await;
    let [mara, elias] = world.agreed().await;
    let (first, secret) = paired(&world, &mara).await;
    let (_, other) = paired(&world, &mara).await;
    let open = world.app.tablet(&secret).await.unwrap().unwrap();
    let others = world.app.tablet(&other).await.unwrap().unwrap();
    assert!(world.app.tablet_is_open(&open).await.unwrap());
    ended(&world, &elias, &first).await;
    assert!(!world.app.tablet_is_open(&open).await.unwrap());
    assert!(world.app.tablet(&secret).await.unwrap().is_none());
    assert!(world.app.tablet_is_open(&others).await.unwrap());
    let again = world
        .app
        .end_tablet(&mara, world.app.fresh_command(), Seen::NOTHING, first)
        .await;
    let refused = |why: CallRefusal| Refusal::Call(why);
    assert!(
        matches!(again, Err(ActError::Refused(why)) if why == refused(CallRefusal::TabletEnded))
    );

    // A restart ends no tablet and brings none back.
    let world = world.restarted().await;
    assert!(world.app.tablet(&secret).await.unwrap().is_none());
    assert!(world.app.tablet(&other).await.unwrap().is_some());
    let mara = world.sign_in("mara@example.org").await.unwrap();
    let command = world.app.fresh_command();
    let left = world
        .app
        .act(&mara, command, Seen::NOTHING, Command::Leave)
        .await;
    left.unwrap();
    assert!(world.app.tablet(&other).await.unwrap().is_none());
    assert!(!world.app.tablet_is_open(&others).await.unwrap());
}

/// Neither the secret of a tablet nor what it is called stands anywhere in the folder.
#[tokio::test(flavor = "multi_thread")]
async fn nothing_of_a_tablet_is_stored_in_clear() {
    let world = World::new().await;
    let [mara, elias] = world.agreed().await;
    let code = offered(&world, &mara).await;
    let (tablet, secret) = world.app.take_pairing(&code).await.unwrap().unwrap();
    let family = store::FamilyId::new(mara.family_id());
    let rows = world.store.tablets(&family);
    assert_eq!(rows.await.unwrap().len(), 1);
    drop(elias);
    let folder = world.folder.path().to_owned();
    world.store.close().await;
    let hidden = [
        code.reveal(),
        secret.reveal(),
        tablet.to_string(),
        "The blue tablet".to_owned(),
    ];
    let mut read = 0;
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        if !path.is_file() {
            continue;
        }
        let bytes = std::fs::read(path).unwrap();
        read += bytes.len();
        for text in &hidden {
            let found = bytes
                .windows(text.len())
                .any(|part| part == text.as_bytes());
            assert!(!found, "{text}");
        }
    }
    assert!(read > 10_000, "the database was read");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_is_noted_once_as_the_parent_in_it() {
    let world = World::new().await;
    let [mara, elias] = world.agreed().await;
    let held = CallHeld {
        call: world.app.fresh_call().unwrap(),
        by: Caller::Parent(Side::B),
        parent: Side::B,
        siblings: false,
        children: vec!["noor".parse().unwrap()],
        // A clock that was turned back meanwhile loses no call.
        at: world.app.now() + SignedDuration::from_mins(5),
        outcome: CallOutcome::Answered {
            minutes: 12,
            ended_by: Some(Caller::Parent(Side::B)),
        },
        supervisor: None,
    };
    let first = world.app.note_call(mara.family_id(), held.clone()).await;
    let again = world.app.note_call(mara.family_id(), held.clone()).await;
    let (first, again) = (first.unwrap(), again.unwrap());
    assert_eq!((first.done, again.done), (Done::Now, Done::Already));
    assert_eq!(first.entries, again.entries);
    let family = world.app.family(&mara).await.unwrap();
    let noted: Vec<_> = family.family.calls().all().collect();
    assert_eq!(noted.len(), 1);
    assert_eq!(noted[0].held.at, world.app.now());
    let page = world
        .app
        .record(&mara, app::Tree::Shared, None, 1)
        .await
        .unwrap();
    assert_eq!(page.lines[0].by, elias.side());
}
