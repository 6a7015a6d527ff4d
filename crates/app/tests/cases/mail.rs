//! Letters are delivered at least once and not for ever, whatever carries them and whenever the
//! server ends.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

use crate::common::*;
use app::mail::{Carried, Carrier, Letter, MAIL_TRIES, Parcel};
use app::{AlertsTo, App};
use jiff::{SignedDuration, Timestamp};
use std::sync::{Arc, Mutex};
use store::{SqliteStore, Store as _};

/// Answers every letter alike, and remembers them.
struct Answers(Carried, Mutex<Vec<Parcel>>);

impl Answers {
    fn new(carried: Carried) -> Self {
        Self(carried, Mutex::default())
    }

    fn taken(&self) -> usize {
        self.1.lock().unwrap().len()
    }
}

impl Carrier for Answers {
    async fn carry(&self, parcel: &Parcel) -> Carried {
        self.1.lock().unwrap().push(parcel.clone());
        self.0
    }

    async fn push(&self, _: &app::Subscription, _: &app::Nudge) -> Carried {
        self.0
    }
}

/// Hands over all that is due.
async fn all(app: &App<SqliteStore>, carrier: &impl Carrier) -> Option<Timestamp> {
    loop {
        let next = app.deliver(carrier).await.unwrap();
        if next.is_none_or(|at| at > app.now()) {
            return next;
        }
    }
}

/// The letters that were written since the last look, by when they were written.
pub async fn delivered(app: &App<SqliteStore>) -> Vec<Parcel> {
    let carrier = Answers::new(Carried::Taken);
    assert_eq!(all(app, &carrier).await, None);
    let mut letters = carrier.1.into_inner().unwrap();
    // The link before what tells of it.
    letters.sort_by_key(|one| (one.written, !matches!(one.letter, Letter::Recovery { .. })));
    letters
}

/// A family, and a letter to one of its parents.
async fn written() -> World {
    let world = World::new().await;
    let [mara, _] = world.agreed().await;
    let chosen = world.app.choose_alerts(&mara, AlertsTo::Nowhere);
    chosen.await.unwrap();
    world
}

fn later(world: &World, by: SignedDuration) {
    world.clock.set(world.app.now() + by);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_is_tried_with_growing_pauses_and_then_given_up() {
    let world = written().await;
    let carrier = Answers::new(Carried::Later);
    let begun = world.app.now();
    let mut pauses = Vec::new();
    while let Some(next) = all(&world.app, &carrier).await {
        pauses.push(next.duration_since(world.app.now()));
        assert_eq!(carrier.taken(), pauses.len());
        // Nothing is tried before its time.
        all(&world.app, &carrier).await;
        assert_eq!(carrier.taken(), pauses.len());
        world.clock.set(next);
        assert!(pauses.len() < 100);
    }
    assert_eq!(carrier.taken(), MAIL_TRIES);
    assert!(pauses.is_sorted() && pauses[0] == SignedDuration::from_mins(1));
    assert!(world.app.now() - SignedDuration::from_hours(3 * 24) > begun);
    let tried = carrier.1.lock().unwrap().clone();
    assert!(tried.iter().all(|one| *one == tried[0]), "always the same");
    later(&world, SignedDuration::from_hours(240));
    assert!(delivered(&world.app).await.is_empty(), "it was given up");
    let kept = world.store.secrets(None).await.unwrap();
    assert_eq!(kept.len(), 2, "and kept for a while, beside the choice");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_that_will_never_be_taken_is_tried_once() {
    let world = written().await;
    let carrier = Answers::new(Carried::Never);
    assert_eq!(all(&world.app, &carrier).await, None);
    assert_eq!(carrier.taken(), 1);
}

/// Takes a letter, and then the server ends before that is known.
struct Killed(Mutex<Vec<String>>, tokio::sync::Notify);

impl Carrier for Killed {
    async fn carry(&self, parcel: &Parcel) -> Carried {
        self.0.lock().unwrap().push(parcel.id.clone());
        self.1.notify_one();
        std::future::pending().await
    }

    async fn push(&self, _: &app::Subscription, nudge: &app::Nudge) -> Carried {
        self.0.lock().unwrap().push(nudge.id.clone());
        self.1.notify_one();
        std::future::pending().await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_killed_between_sending_and_noting_it_sends_twice_at_most_and_loses_nothing() {
    let world = written().await;
    let killed = Arc::new(Killed(Mutex::default(), tokio::sync::Notify::new()));
    let (app, carrier) = (Arc::clone(&world.app), Arc::clone(&killed));
    let under_way = tokio::spawn(async move { app.deliver(&*carrier).await });
    killed.1.notified().await;
    under_way.abort();
    assert!(under_way.await.is_err());
    let world = world.restarted().await;
    assert!(
        all(&world.app, &Answers::new(Carried::Taken))
            .await
            .is_some()
    );
    later(&world, SignedDuration::from_mins(1));
    let again = delivered(&world.app).await;
    assert_eq!(again.len(), 1);
    assert_eq!(again[0].id, killed.0.lock().unwrap()[0], "known by its id");
    later(&world, SignedDuration::from_hours(24));
    assert!(delivered(&world.app).await.is_empty());

    // Killed before it was sent, or while: never lost.
    let mara = world.sign_in("mara@example.org").await.unwrap();
    later(&world, SignedDuration::from_hours(72));
    let chosen = world.app.choose_alerts(&mara, AlertsTo::Account);
    chosen.await.unwrap();
    let world = world.restarted().await;
    assert_eq!(delivered(&world.app).await.len(), 1);
}

/// A clock that is turned back by years keeps nobody's letters for years.
#[tokio::test(flavor = "multi_thread")]
async fn a_clock_that_is_turned_back_holds_up_no_letter() {
    let world = written().await;
    later(&world, -SignedDuration::from_hours(24 * 400));
    assert_eq!(delivered(&world.app).await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_carries_the_newest_state_of_its_reader_s_record() {
    let world = written().await;
    let letters = delivered(&world.app).await;
    let mara = world.sign_in("mara@example.org").await.unwrap();
    let head = world.app.family(&mara).await.unwrap().head.clone();
    let record = &letters[0].record;
    let found = record.split("\n\nparenthesis/newest@v1\n").nth(1).unwrap();
    let lines: Vec<_> = found.lines().collect();
    assert_eq!(lines[2], head.size.to_string());
    assert!(record.contains(&ledger::Hash::new(head.root).to_string()));
}
