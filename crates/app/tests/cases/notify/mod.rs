//! Telling people of what came: as each chose, nothing twice, nothing lost, and nothing that the other
//! parent can see.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

mod killed;
mod others;
mod pushes;
mod settings;
pub mod watched;

use crate::common::*;
use app::mail::{Carried, Carrier, Letter, News, Overview, Parcel};
use app::{App, Seen, Session, Store};
use family::{About, Calm, Command, Counts, Message, Naming, Urgency, Words};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use std::sync::{Arc, Mutex};

/// Takes every letter.
#[derive(Default)]
struct Takes(Mutex<Vec<Parcel>>);

impl Carrier for Takes {
    async fn carry(&self, parcel: &Parcel) -> Carried {
        self.0.lock().unwrap().push(parcel.clone());
        Carried::Taken
    }

    async fn push(&self, _: &app::Subscription, _: &app::Nudge) -> Carried {
        Carried::Taken
    }
}

/// The letters of what came, and overviews, that were written since the last look.
async fn letters<S: Store>(app: &App<S>) -> Vec<Parcel> {
    let takes = Takes::default();
    while app.deliver(&takes).await.unwrap().is_some() {}
    let mut all = takes.0.into_inner().unwrap();
    all.retain(|one| matches!(one.letter, Letter::News(_) | Letter::Overview(_)));
    all
}

/// A time of the clock in Amsterdam in the week of the tests, which begins with Monday the 23rd.
fn local(day: i8, time: &str) -> Timestamp {
    format!("2026-11-{day:02}T{time}:00+01:00").parse().unwrap()
}

fn clock(at: Timestamp) -> String {
    let zone = TimeZone::get("Europe/Amsterdam").unwrap();
    at.to_zoned(zone).strftime("%d %H:%M").to_string()
}

/// Both parents of an agreed family, who were looked at once, on Wednesday at nine.
struct Scene {
    world: World,
    mara: Arc<Session>,
    elias: Arc<Session>,
}

impl Scene {
    async fn new() -> Self {
        let world = World::new().await;
        let [mara, elias] = world.agreed().await;
        world.clock.set(local(25, "09:00"));
        let scene = Self { world, mara, elias };
        scene.round().await;
        assert!(letters(scene.app()).await.is_empty(), "nothing old is told");
        scene
    }

    fn app(&self) -> &Arc<App<store::SqliteStore>> {
        &self.world.app
    }

    fn set(&self, at: Timestamp) {
        self.world.clock.set(at);
    }

    async fn round(&self) -> Option<Timestamp> {
        self.app().notify().await.unwrap()
    }

    async fn act(&self, who: &Session, what: Command) {
        act(self.app(), who, what).await;
    }

    async fn choose(&self, who: &Arc<Session>, calm: Calm) {
        let command = self.app().fresh_command();
        self.app().choose_calm(who, command, calm).await.unwrap();
    }

    async fn says(&self, who: &Session, urgency: Urgency) {
        self.act(who, say(urgency)).await;
    }

    /// Lets the time pass, with a round whenever there is something to do; gives what was sent when.
    async fn until(&self, end: Timestamp) -> Vec<(Timestamp, Parcel)> {
        until(self.app(), &self.world, end).await
    }
}

async fn act<S: Store>(app: &Arc<App<S>>, who: &Session, what: Command) -> app::Acknowledged {
    let command = app.fresh_command();
    app.act(who, command, Seen::NOTHING, what).await.unwrap()
}

async fn until<S: Store>(app: &App<S>, world: &World, end: Timestamp) -> Vec<(Timestamp, Parcel)> {
    let mut sent = Vec::new();
    loop {
        let next = app.notify().await.unwrap();
        let now = app.now();
        sent.extend(letters(app).await.into_iter().map(|one| (now, one)));
        match next.filter(|next| *next <= end) {
            Some(next) => world
                .clock
                .set(next.max(now + SignedDuration::from_millis(1))),
            None if now < end => world.clock.set(end),
            None => return sent,
        }
    }
}

fn noor() -> About {
    About::Child("noor".parse().unwrap())
}

fn say(urgency: Urgency) -> Command {
    Command::Say {
        opens: None,
        message: Arc::new(Message {
            about: noor(),
            clause: None,
            words: Words::new("She has a cold.").unwrap(),
            urgency,
            corrects: None,
            files: Vec::new(),
        }),
    }
}

/// Settings whose letters say what they tell.
fn named() -> Calm {
    Calm {
        words: Naming::Named,
        ..Calm::default()
    }
}

/// What a letter tells of, where its reader chose that it says so.
fn told(parcel: &Parcel) -> Counts {
    match &parcel.letter {
        Letter::News(News::Named { counts, .. }) => *counts,
        other @ (Letter::News(News::Neutral)
        | Letter::Overview(Overview::Neutral(_) | Overview::Named(_))
        | Letter::Recovery { .. }
        | Letter::RecoveryBegun { .. }
        | Letter::RecoveryStopped
        | Letter::RecoveryDone
        | Letter::NewSignIn
        | Letter::AlertsMoved
        | Letter::AlertsHere
        | Letter::AddressMoved
        | Letter::AddressHere
        | Letter::Answer { .. }
        | Letter::Test) => panic!("{other:?}"),
    }
}

/// A setting of each sort.
fn settings_of_all() -> Vec<Calm> {
    use family::{
        Channels, Delivery, Digest, Kinds, Long, Quiet, Soft, TimeOfDay, Twice, Urgent, WordLimit,
    };
    let at = |hour| TimeOfDay::new(hour, 0).unwrap();
    let with = |delivery| Calm {
        delivery,
        ..Calm::default()
    };
    let none = Channels {
        email: Kinds::NONE,
        push: Kinds::NONE,
    };
    vec![
        Calm::default(),
        with(Delivery::Hourly),
        with(Delivery::TwiceADay(Twice::new(at(8), at(18)).unwrap())),
        with(Delivery::Daily(at(18))),
        with(Delivery::UrgentOnly(at(18))),
        Calm {
            urgent: Urgent::Waits,
            quiet: Some(Quiet::new(at(8), at(7), Urgent::Waits).unwrap()),
            ..Calm::default()
        },
        Calm {
            soft: Soft::Fold,
            long: Long::FoldOver(WordLimit::new(20).unwrap()),
            ..named()
        },
        Calm {
            channels: none,
            digest: Digest::Daily(at(9)),
            ..Calm::default()
        },
    ]
}
