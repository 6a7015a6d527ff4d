//! Getting in: guesses are limited without locking the owner out, codes count once, sessions end at once, and nothing of it shows in the family's record.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

use crate::common::*;
use crate::passkeys::added;
use app::{
    AccessError, Confirmed, Entrance, KnownDevice, NewAuthenticator, Password, Secret, Session,
    TRIES_AN_HOUR, Tree,
};
use jiff::SignedDuration;
use std::sync::Arc;

const MARA: &str = "mara@example.org";

fn typed(text: &str) -> Password {
    Password::typed(text.to_owned())
}

async fn enter(world: &World, email: &str, pass: &str, known: Option<&KnownDevice>) -> Entrance {
    let entered = world.app.enter(email, typed(pass), "a browser", known);
    entered.await.unwrap()
}

pub fn inside(entrance: Entrance) -> (Arc<Session>, KnownDevice) {
    match entrance {
        Entrance::In(signed_in, known) => (signed_in.session, known),
        other @ (Entrance::Refused | Entrance::Waits | Entrance::Second(_)) => {
            panic!("not in: {other:?}")
        }
    }
}

pub fn later(world: &World, minutes: i64) {
    let now = world.app.now() + SignedDuration::from_mins(minutes);
    world.clock.set(now);
}

/// SAFETY.md, U2: a thousand wrong passwords from elsewhere.
#[tokio::test(flavor = "multi_thread")]
async fn a_guesser_is_stopped_and_the_owner_is_not() {
    let world = World::new().await;
    world.agreed().await;
    let (_, known) = inside(enter(&world, MARA, PASSWORD, None).await);
    for email in [MARA, "nobody@example.org"] {
        let mut looked_at = 0;
        for n in 0..1_000 {
            match enter(&world, email, &format!("guess {n}"), None).await {
                Entrance::Refused => looked_at += 1,
                Entrance::Waits => {}
                other @ (Entrance::Second(_) | Entrance::In(..)) => panic!("{other:?}"),
            }
        }
        assert_eq!(looked_at, TRIES_AN_HOUR, "{email}");
    }
    let stopped = enter(&world, MARA, PASSWORD, None).await;
    assert!(matches!(stopped, Entrance::Waits), "{stopped:?}");
    // The owner's device gets in, however it shows what it was given.
    let shown = KnownDevice::read(&known.reveal()).unwrap();
    inside(enter(&world, MARA, PASSWORD, Some(&shown)).await);
    // What a device was given for one account is nothing for another's guesses.
    let (_, elias) = inside(enter(&world, "elias@example.org", PASSWORD, None).await);
    let stopped = enter(&world, MARA, PASSWORD, Some(&elias)).await;
    assert!(matches!(stopped, Entrance::Waits), "{stopped:?}");
    later(&world, 61);
    inside(enter(&world, MARA, PASSWORD, None).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn guesses_at_once_count_as_many() {
    let world = World::new().await;
    world.agreed().await;
    let guesses = (0..40).map(|n| {
        let app = Arc::clone(&world.app);
        tokio::spawn(async move {
            let entered = app.enter(MARA, typed(&format!("guess {n}")), "x", None);
            entered.await.unwrap()
        })
    });
    let mut looked_at = 0;
    for guess in guesses.collect::<Vec<_>>() {
        looked_at += usize::from(matches!(guess.await.unwrap(), Entrance::Refused));
    }
    assert_eq!(looked_at, TRIES_AN_HOUR);
}

/// The code that an app with this secret shows now.
fn code(world: &World, secret: &NewAuthenticator) -> String {
    let letters = secret.typed().replace(' ', "");
    let secret = totp_rs::Secret::try_from_base32(&letters).unwrap();
    let totp = totp_rs::Builder::new().with_secret(secret).build().unwrap();
    let now = u64::try_from(world.app.now().as_second()).unwrap();
    totp.generate(now).to_string()
}

pub async fn with_codes(world: &World, session: &Session) -> NewAuthenticator {
    let (_, sealed) = world.app.new_authenticator(session).unwrap();
    let secret = world.app.read_new_authenticator(session, &sealed).unwrap();
    let first = code(world, &secret);
    let wrong = if first == "000000" {
        "000001"
    } else {
        "000000"
    };
    let set = async |typed: &str| {
        let set = world.app.set_authenticator(session, &secret, typed);
        set.await.unwrap()
    };
    assert!(!set(wrong).await);
    assert!(
        world
            .app
            .ways_in(session)
            .await
            .unwrap()
            .authenticator
            .is_none()
    );
    assert!(set(&first).await);
    secret
}

async fn second(world: &World, secret: &Secret, typed: &str) -> Entrance {
    let entered = world.app.enter_second(secret, typed).await;
    entered.unwrap().unwrap()
}

async fn half_way(world: &World) -> Secret {
    match enter(world, MARA, PASSWORD, None).await {
        Entrance::Second(second) => second.secret,
        other @ (Entrance::In(..) | Entrance::Refused | Entrance::Waits) => panic!("{other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_is_asked_for_and_counts_once() {
    let world = World::new().await;
    let [mara, elias] = world.agreed().await;
    let secret = with_codes(&world, &mara).await;
    // A secret that was made for one account is nothing to another.
    let (_, sealed) = world.app.new_authenticator(&elias).unwrap();
    assert!(world.app.read_new_authenticator(&mara, &sealed).is_none());
    assert!(
        world.sign_in(MARA).await.is_none(),
        "the password alone opens nothing"
    );

    let waits = half_way(&world).await;
    assert!(world.app.second_waits(&waits));
    // The code that set it up was taken.
    let taken = second(&world, &waits, &code(&world, &secret)).await;
    assert!(matches!(taken, Entrance::Refused), "{taken:?}");
    later(&world, 1);
    let now = code(&world, &secret);
    inside(second(&world, &waits, &now).await);
    assert!(
        world
            .app
            .enter_second(&waits, &now)
            .await
            .unwrap()
            .is_none()
    );
    let again = half_way(&world).await;
    let taken = second(&world, &again, &now).await;
    assert!(matches!(taken, Entrance::Refused), "{taken:?}");

    later(&world, 11);
    assert!(!world.app.second_waits(&again), "it waits ten minutes");
    let late = world.app.enter_second(&again, &code(&world, &secret)).await;
    assert!(late.unwrap().is_none());
    world.app.remove_authenticator(&mara).await.unwrap();
    assert!(world.sign_in(MARA).await.is_some());
    let twice = world.app.remove_authenticator(&mara).await;
    assert!(matches!(twice, Err(AccessError::Gone)));
}

/// Whoever came half way in with the old password comes no further.
#[tokio::test(flavor = "multi_thread")]
async fn another_password_ends_what_waits_for_a_code() {
    let world = World::new().await;
    let [mara, _] = world.agreed().await;
    let secret = with_codes(&world, &mara).await;
    later(&world, 1);
    let waits = half_way(&world).await;
    let chosen = Password::chosen("a sentence that nobody knows".to_owned(), &[]).unwrap();
    world.app.change_password(&mara, chosen).await.unwrap();
    let right = code(&world, &secret);
    assert!(
        world
            .app
            .enter_second(&waits, &right)
            .await
            .unwrap()
            .is_none()
    );
    assert!(!world.app.second_waits(&waits));
}

#[tokio::test(flavor = "multi_thread")]
async fn codes_are_not_guessed_either() {
    let world = World::new().await;
    let [mara, _] = world.agreed().await;
    let secret = with_codes(&world, &mara).await;
    later(&world, 1);
    let waits = half_way(&world).await;
    let right = code(&world, &secret);
    let mut looked_at = 0;
    for n in 0..50 {
        let guess = format!("{n:06}");
        assert_ne!(guess, right);
        looked_at += usize::from(matches!(
            second(&world, &waits, &guess).await,
            Entrance::Refused
        ));
    }
    assert_eq!(looked_at, TRIES_AN_HOUR);
    let stopped = second(&world, &waits, &right).await;
    assert!(matches!(stopped, Entrance::Waits), "{stopped:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_on_paper_works_once_also_after_a_restart_and_with_another_instance_key() {
    let world = World::new().await;
    let [mara, _] = world.agreed().await;
    let secret = with_codes(&world, &mara).await;
    let before = world.app.make_recovery_codes(&mara).await.unwrap();
    let codes = world.app.make_recovery_codes(&mara).await.unwrap();
    assert_eq!(codes.len(), app::RECOVERY_CODES);
    let waits = half_way(&world).await;
    let void = second(&world, &waits, &before[0]).await;
    assert!(matches!(void, Entrance::Refused), "{void:?}");
    inside(second(&world, &waits, &codes[0].to_uppercase().replace('-', " ")).await);
    assert_eq!(world.app.ways_in(&mara).await.unwrap().paper, (9, 10));

    let world = world.restarted().await;
    let waits = half_way(&world).await;
    let used = second(&world, &waits, &codes[0]).await;
    assert!(matches!(used, Entrance::Refused), "{used:?}");
    inside(second(&world, &waits, &codes[1]).await);

    let (old, new) = ([42; 32], [43; 32]);
    let entropy = Counted::from(1 << 50);
    app::keys::rewrap(&world.store, &old, &new, &entropy)
        .await
        .unwrap();
    let config = app::Config {
        instance_key: new,
        clock: Arc::clone(&world.clock) as Arc<dyn app::Clock>,
        entropy: Arc::new(Counted::from(1 << 51)),
    };
    let app = Arc::new(app::App::open(world.store.clone(), config).unwrap());
    let rekeyed = World { app, ..world };
    later(&rekeyed, 5);
    let waits = half_way(&rekeyed).await;
    inside(second(&rekeyed, &waits, &code(&rekeyed, &secret)).await);
    let waits = half_way(&rekeyed).await;
    inside(second(&rekeyed, &waits, &codes[2]).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn sessions_are_listed_and_end_at_once() {
    let world = World::new().await;
    let [mara, elias] = world.agreed().await;
    let phone = world.app.enter(MARA, typed(PASSWORD), "a phone", None);
    let (phone, _) = inside(phone.await.unwrap());
    let listed = world.app.sessions(&mara).await.unwrap();
    let devices: Vec<_> = listed.iter().map(|one| one.device.as_deref()).collect();
    assert_eq!(listed.len(), 2);
    assert!(devices.contains(&Some("a phone")) && devices.contains(&Some("test")));
    let other = listed.iter().find(|one| !one.this).unwrap();
    assert_eq!(other.device.as_deref(), Some("a phone"));

    let foreign = world.app.end_session(&elias, &other.name).await;
    assert!(matches!(foreign, Err(AccessError::Gone)));
    assert!(living(&world, &phone).await);
    world.app.end_session(&mara, &other.name).await.unwrap();
    assert!(!living(&world, &phone).await);
    let gone = world.app.end_session(&mara, &other.name).await;
    assert!(matches!(gone, Err(AccessError::Gone)));

    let tablet = world.sign_in(MARA).await.unwrap();
    world.app.end_other_sessions(&mara).await.unwrap();
    assert!(!living(&world, &tablet).await && living(&world, &mara).await);
    assert!(
        living(&world, &elias).await,
        "another person's session is not touched"
    );
    let world = world.restarted().await;
    assert!(!living(&world, &tablet).await && living(&world, &mara).await);
}

/// Whether the store and the memory still take the session for open.
async fn living(world: &World, session: &Session) -> bool {
    let listed = world.app.sessions(session).await.unwrap();
    listed.iter().any(|one| one.this)
}

#[tokio::test(flavor = "multi_thread")]
async fn another_password_ends_what_the_old_one_opened() {
    let world = World::new().await;
    let [mara, _] = world.agreed().await;
    let (phone, known) = inside(enter(&world, MARA, PASSWORD, None).await);
    let next = "a sentence that nobody knows";
    let chosen = Password::chosen(next.to_owned(), &[]).unwrap();
    let anew = world.app.change_password(&mara, chosen).await.unwrap();
    assert!(!living(&world, &phone).await && living(&world, &mara).await);
    let old = enter(&world, MARA, PASSWORD, None).await;
    assert!(matches!(old, Entrance::Refused), "{old:?}");
    for _ in 0..TRIES_AN_HOUR {
        enter(&world, MARA, PASSWORD, None).await;
    }
    // The device that was known with the old password counts like any other now.
    let waits = enter(&world, MARA, next, Some(&known)).await;
    assert!(matches!(waits, Entrance::Waits), "{waits:?}");
    inside(enter(&world, MARA, next, Some(&anew)).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_is_confirmed_for_a_while() {
    let world = World::new().await;
    let [mara, _] = world.agreed().await;
    assert!(mara.confirmed(world.app.now()), "signing in confirms");
    later(&world, 11);
    let now = world.app.now();
    assert!(!mara.confirmed(now) && mara.confirmed_to_send(now));
    later(&world, 50);
    assert!(!mara.confirmed_to_send(world.app.now()));
    let confirm = async |pass: &str| {
        let confirmed = world.app.confirm_session(&mara, typed(pass), "");
        confirmed.await.unwrap()
    };
    assert_eq!(confirm("something else").await, Confirmed::No);
    assert!(!mara.confirmed(world.app.now()));
    assert_eq!(confirm(PASSWORD).await, Confirmed::Yes);
    assert!(mara.confirmed(world.app.now()));
    for _ in 0..TRIES_AN_HOUR {
        confirm("something else").await;
    }
    assert_eq!(confirm(PASSWORD).await, Confirmed::Waits);

    let secret = with_codes(&world, &mara).await;
    later(&world, 61);
    assert_eq!(
        confirm(PASSWORD).await,
        Confirmed::No,
        "a code belongs to it now"
    );
    let now = code(&world, &secret);
    let confirmed = world.app.confirm_session(&mara, typed(PASSWORD), &now);
    assert_eq!(confirmed.await.unwrap(), Confirmed::Yes);
}

/// SAFETY.md, S1: nothing of it can be seen or measured by the other parent.
#[tokio::test(flavor = "multi_thread")]
async fn nothing_of_it_touches_the_family_s_record() {
    let world = World::new().await;
    let [mara, elias] = world.agreed().await;
    let before = world.app.family(&elias).await.unwrap().head.clone();
    let own = world
        .app
        .record(&elias, Tree::Own, None, 100)
        .await
        .unwrap();
    added(&world, &mara, 1).await;
    with_codes(&world, &mara).await;
    world.app.make_recovery_codes(&mara).await.unwrap();
    world.app.end_other_sessions(&mara).await.unwrap();
    let ways = world.app.ways_in(&mara).await.unwrap();
    world
        .app
        .remove_passkey(&mara, &ways.passkeys[0].id)
        .await
        .unwrap();
    assert_eq!(world.app.family(&elias).await.unwrap().head, before);
    let after = world
        .app
        .record(&elias, Tree::Own, None, 100)
        .await
        .unwrap();
    assert_eq!(after, own);
    let mine = world.app.record(&mara, Tree::Own, None, 100).await.unwrap();
    let changes = mine
        .lines
        .iter()
        .filter(|line| matches!(line.what, app::What::Own(family::PersonalEvent::Access(_))));
    assert_eq!(changes.count(), 5);
    let world = world.restarted().await;
    assert!(world.app.ways_in(&mara).await.unwrap().passkeys.is_empty());
}
