//! The way back in waits, is told of in every session, and any of them stops it; nobody else learns
//! of it.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

use crate::access::{inside, later, with_codes};
use crate::common::*;
use crate::mail::delivered;
use crate::passkeys::added;
use app::mail::Letter;
use app::{
    AccessError, Alerts, AlertsTo, Email, Entrance, KnownDevice, Password, Recovery, RecoveryAsked,
    Secret, Session, TRIES_AN_HOUR, Tree, What,
};
use family::{AccessChange, PersonalEvent, RecoveryBy};
use std::sync::Arc;

pub const MARA: &str = "mara@example.org";
const ELIAS: &str = "elias@example.org";
const NEXT: &str = "a sentence that nobody knows";
const HOURS: i64 = 60;
pub const DAYS: i64 = 24 * HOURS;

fn chosen() -> Password {
    Password::chosen(NEXT.to_owned(), &[]).unwrap()
}

pub fn email(text: &str) -> Email {
    Email::normalise(text).unwrap()
}

/// Asks, and waits until it was looked at.
async fn ask(world: &World, email: &str) {
    match world.app.ask_recovery(email) {
        RecoveryAsked::Taken(looked_at) => looked_at.await.unwrap(),
        other @ (RecoveryAsked::Waits | RecoveryAsked::BadEmail) => panic!("{other:?}"),
    }
}

/// The secret in the one letter with a link that was written since the last look.
async fn link(world: &World) -> Option<Secret> {
    let mut found = None;
    for parcel in delivered(&world.app).await {
        if let Letter::Recovery { secret, .. } = parcel.letter {
            assert_eq!(parcel.to, email(MARA));
            assert!(found.is_none(), "one link");
            found = Secret::read(&secret);
            assert!(found.is_some());
        }
    }
    found
}

pub async fn told(world: &World, session: &Session) -> Alerts {
    world.app.alerts(session).await.unwrap()
}

/// What a person's own record says of getting in, oldest first.
pub async fn changes(world: &World, session: &Session) -> Vec<AccessChange> {
    let page = world.app.record(session, Tree::Own, None, 200).await;
    let mut found = Vec::new();
    for line in page.unwrap().lines {
        if let What::Own(PersonalEvent::Access(change)) = line.what {
            found.insert(0, change);
        }
    }
    found
}

/// Whether the session is over, in memory and in the store.
async fn over(world: &World, session: &Session) -> bool {
    let listed = world.app.sessions(session).await.unwrap();
    !listed.iter().any(|one| one.this)
}

pub async fn enter(world: &World, pass: &str, known: Option<&KnownDevice>) -> Entrance {
    let typed = Password::typed(pass.to_owned());
    let entered = world.app.enter(MARA, typed, "a browser", known);
    entered.await.unwrap()
}

const BY_MAIL: AccessChange = AccessChange::RecoveryBegun {
    by: RecoveryBy::Mail,
};

#[tokio::test(flavor = "multi_thread")]
async fn a_link_opens_after_three_days_once_and_for_a_week() {
    let world = World::new().await;
    let [mara, elias] = world.agreed().await;
    let before = world.app.family(&elias).await.unwrap().head.clone();
    ask(&world, " Mara@Example.org ").await;
    let secret = link(&world).await.unwrap();
    let due = world.app.now() + jiff::SignedDuration::from_hours(72);
    let waits = told(&world, &mara).await.recovery.unwrap();
    assert_eq!((waits.by, waits.due), (RecoveryBy::Mail, due));
    let shown = world.app.recovery(&secret).await.unwrap();
    assert!(matches!(shown, Recovery::Waits { due: shown, .. } if shown == due));
    for wait in [0, 72 * HOURS - 1] {
        later(&world, wait);
        let early = world.app.recover(&secret, chosen(), "x").await.unwrap();
        assert!(early.is_none());
    }
    assert!(!over(&world, &mara).await);
    let world = world.restarted().await;
    later(&world, 1);
    let shown = world.app.recovery(&secret).await.unwrap();
    assert!(matches!(shown, Recovery::Open { .. }), "{shown:?}");
    let entered = world.app.recover(&secret, chosen(), "x").await.unwrap();
    let (signed_in, known) = entered.unwrap();
    assert!(over(&world, &mara).await, "all others are out");
    assert!(told(&world, &signed_in.session).await.is_empty());
    let old = enter(&world, PASSWORD, None).await;
    assert!(matches!(old, Entrance::Refused), "{old:?}");
    inside(enter(&world, NEXT, Some(&known)).await);
    let again = world.app.recover(&secret, chosen(), "x").await.unwrap();
    assert!(again.is_none());
    assert_eq!(world.app.recovery(&secret).await.unwrap(), Recovery::Gone);
    let letters = delivered(&world.app).await;
    let done = letters.iter().map(|one| (&one.to, &one.letter));
    assert_eq!(
        done.collect::<Vec<_>>(),
        [(&email(MARA), &Letter::RecoveryDone)]
    );
    assert_eq!(
        changes(&world, &signed_in.session).await,
        [BY_MAIL, AccessChange::RecoveryDone]
    );
    // Nothing of it shows anywhere else.
    let elias = world.sign_in(ELIAS).await.unwrap();
    assert_eq!(world.app.family(&elias).await.unwrap().head, before);
    assert_eq!(changes(&world, &elias).await, []);

    ask(&world, MARA).await;
    let late = link(&world).await.unwrap();
    later(&world, 3 * DAYS + 7 * DAYS - 1);
    let open = world.app.recovery(&late).await.unwrap();
    assert!(matches!(open, Recovery::Open { .. }));
    later(&world, 1);
    assert_eq!(world.app.recovery(&late).await.unwrap(), Recovery::Gone);
    let late = world.app.recover(&late, chosen(), "x").await.unwrap();
    assert!(late.is_none());
}

/// Known and unknown addresses are taken and turned away alike; the answer is given before the
/// address is looked up, since asking waits for nothing.
#[tokio::test(flavor = "multi_thread")]
async fn whoever_asks_learns_nothing() {
    let world = World::new().await;
    world.agreed().await;
    for address in [MARA, "nobody@example.org"] {
        for _ in 0..TRIES_AN_HOUR {
            ask(&world, address).await;
        }
        let more = world.app.ask_recovery(address);
        assert!(matches!(more, RecoveryAsked::Waits), "{more:?}");
    }
    for bad in ["", "mara", "a b@c", "a@b\r\nBcc: c@d"] {
        let answer = world.app.ask_recovery(bad);
        assert!(matches!(answer, RecoveryAsked::BadEmail), "{bad}");
    }
    assert_eq!(delivered(&world.app).await.len(), 1, "one message in all");
}

#[tokio::test(flavor = "multi_thread")]
async fn asking_again_sends_the_same_link_and_moves_no_time() {
    let world = World::new().await;
    let [mara, _] = world.agreed().await;
    ask(&world, MARA).await;
    let first = link(&world).await.unwrap();
    let waits = told(&world, &mara).await.recovery;
    later(&world, 12 * HOURS - 1);
    ask(&world, MARA).await;
    assert!(link(&world).await.is_none(), "not yet");
    later(&world, 1);
    ask(&world, MARA).await;
    assert_eq!(link(&world).await.as_ref(), Some(&first));
    later(&world, 59 * HOURS);
    ask(&world, MARA).await;
    assert_eq!(link(&world).await.as_ref(), Some(&first));
    assert_eq!(told(&world, &mara).await.recovery, waits);
    later(&world, HOURS);
    let entered = world.app.recover(&first, chosen(), "x").await.unwrap();
    let (signed_in, _) = entered.unwrap();
    assert_eq!(
        changes(&world, &signed_in.session).await,
        [BY_MAIL, AccessChange::RecoveryDone],
        "it was begun once"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn any_session_stops_it_and_it_does_not_come_back_at_once() {
    let world = World::new().await;
    let [mara, elias] = world.agreed().await;
    let phone = world.sign_in(MARA).await.unwrap();
    world
        .app
        .choose_alerts(&mara, AlertsTo::Other(email("own@example.net")))
        .await
        .unwrap();
    delivered(&world.app).await;
    ask(&world, MARA).await;
    let letters = delivered(&world.app).await;
    let alert = letters
        .iter()
        .find(|one| one.to == email("own@example.net"));
    assert!(matches!(
        alert.unwrap().letter,
        Letter::RecoveryBegun { .. }
    ));
    assert_eq!(letters.len(), 2);
    let Letter::Recovery { secret, .. } = &letters[0].letter else {
        panic!("the link goes to the account's address");
    };
    let secret = Secret::read(secret).unwrap();
    for session in [&mara, &phone] {
        assert!(told(&world, session).await.recovery.is_some());
    }
    assert!(told(&world, &elias).await.is_empty());
    let foreign = world.app.stop_recovery(&elias).await;
    assert!(matches!(foreign, Err(AccessError::Gone)), "{foreign:?}");
    world.app.stop_recovery(&phone).await.unwrap();
    assert!(told(&world, &mara).await.recovery.is_none());
    let twice = world.app.stop_recovery(&mara).await;
    assert!(matches!(twice, Err(AccessError::Gone)), "{twice:?}");
    let letters = delivered(&world.app).await;
    assert_eq!(letters.len(), 2);
    assert!(
        letters
            .iter()
            .all(|one| one.letter == Letter::RecoveryStopped)
    );
    later(&world, 3 * DAYS);
    assert_eq!(world.app.recovery(&secret).await.unwrap(), Recovery::Gone);
    let stopped = world.app.recover(&secret, chosen(), "x").await.unwrap();
    assert!(stopped.is_none() && !over(&world, &mara).await);

    ask(&world, MARA).await;
    let world = world.restarted().await;
    ask(&world, MARA).await;
    assert!(delivered(&world.app).await.is_empty(), "a week's peace");
    later(&world, 4 * DAYS);
    ask(&world, MARA).await;
    let anew = link(&world).await.unwrap();
    assert_ne!(anew, secret);
    let mara = world.sign_in(MARA).await.unwrap();
    assert_eq!(
        changes(&world, &mara).await,
        [
            AccessChange::AlertsMoved,
            BY_MAIL,
            AccessChange::RecoveryStopped,
            BY_MAIL
        ]
    );
}

/// One that is taken cannot be stopped any more, and the other way round.
#[tokio::test(flavor = "multi_thread")]
async fn taking_and_stopping_at_once_ends_in_one_of_the_two() {
    let world = World::new().await;
    let [mara, _] = world.agreed().await;
    for _ in 0..4 {
        later(&world, 10 * DAYS);
        let mara = world
            .sign_in(MARA)
            .await
            .unwrap_or_else(|| Arc::clone(&mara));
        ask(&world, MARA).await;
        let secret = link(&world).await.unwrap();
        later(&world, 3 * DAYS);
        let app = Arc::clone(&world.app);
        let again = Password::chosen(PASSWORD.to_owned(), &[]).unwrap();
        let take = tokio::spawn(async move { app.recover(&secret, again, "x").await });
        let stopped = world.app.stop_recovery(&mara).await;
        let taken = take.await.unwrap().unwrap();
        assert_ne!(taken.is_some(), stopped.is_ok());
        assert_eq!(taken.is_some(), over(&world, &mara).await);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn codes_go_and_passkeys_stay() {
    let world = World::new().await;
    let [mara, _] = world.agreed().await;
    added(&world, &mara, 1).await;
    with_codes(&world, &mara).await;
    world.app.make_recovery_codes(&mara).await.unwrap();
    ask(&world, MARA).await;
    let secret = link(&world).await.unwrap();
    later(&world, 3 * DAYS);
    let entered = world.app.recover(&secret, chosen(), "x").await.unwrap();
    let (signed_in, _) = entered.unwrap();
    let ways = world.app.ways_in(&signed_in.session).await.unwrap();
    assert!(ways.password && ways.authenticator.is_none());
    assert_eq!((ways.passkeys.len(), ways.paper), (1, (0, 0)));
    inside(enter(&world, NEXT, None).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_runs_the_server_waits_as_long_and_is_seen() {
    let world = World::new().await;
    let [mara, elias] = world.agreed().await;
    let before = world.app.family(&elias).await.unwrap().head.clone();
    assert!(
        world
            .app
            .reset_member("nobody@example.org")
            .await
            .unwrap()
            .is_none()
    );
    let begun = world.app.reset_member(MARA).await.unwrap().unwrap();
    let letters = delivered(&world.app).await;
    assert_eq!(letters.len(), 1);
    let by = RecoveryBy::Operator;
    let due = begun.due;
    assert_eq!(letters[0].letter, Letter::RecoveryBegun { by, due });
    assert_eq!(told(&world, &mara).await.recovery.unwrap().by, by);
    // Whoever reads the mailbox gets nothing out of it.
    later(&world, 13 * HOURS);
    ask(&world, MARA).await;
    assert!(delivered(&world.app).await.is_empty());
    assert_eq!(
        changes(&world, &mara).await,
        [AccessChange::RecoveryBegun { by }]
    );
    assert_eq!(world.app.family(&elias).await.unwrap().head, before);

    world.app.stop_recovery(&mara).await.unwrap();
    assert_eq!(
        world.app.recovery(&begun.secret).await.unwrap(),
        Recovery::Gone
    );
    delivered(&world.app).await;
    ask(&world, MARA).await;
    let mailed = link(&world).await.unwrap();
    let anew = world.app.reset_member(MARA).await.unwrap().unwrap();
    assert_eq!(world.app.recovery(&mailed).await.unwrap(), Recovery::Gone);
    later(&world, 3 * DAYS - 1);
    assert!(
        world
            .app
            .recover(&anew.secret, chosen(), "x")
            .await
            .unwrap()
            .is_none()
    );
    later(&world, 1);
    assert!(
        world
            .app
            .recover(&anew.secret, chosen(), "x")
            .await
            .unwrap()
            .is_some()
    );
}

/// With another instance key, what was sealed before is delivered, and links open.
#[tokio::test(flavor = "multi_thread")]
async fn another_instance_key_loses_no_letter_and_no_link() {
    let world = World::new().await;
    let [mara, _] = world.agreed().await;
    let elsewhere = AlertsTo::Other(email("own@example.net"));
    world
        .app
        .choose_alerts(&mara, elsewhere.clone())
        .await
        .unwrap();
    delivered(&world.app).await;
    ask(&world, MARA).await;
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
    let world = World { app, ..world };
    let secret = link(&world).await.unwrap();
    let mara = world.sign_in(MARA).await.unwrap();
    assert_eq!(world.app.alerts_go_to(&mara).await.unwrap(), elsewhere);
    delivered(&world.app).await;
    // The link is made from the key, so the message that is sent again has another one.
    later(&world, 12 * HOURS);
    ask(&world, MARA).await;
    let anew = link(&world).await.unwrap();
    assert_ne!(anew, secret);
    assert_eq!(world.app.recovery(&secret).await.unwrap(), Recovery::Gone);
    later(&world, 60 * HOURS);
    assert!(
        world
            .app
            .recover(&anew, chosen(), "x")
            .await
            .unwrap()
            .is_some()
    );
}

/// Neither a chosen address nor the secret of a link lies anywhere in the folder.
#[tokio::test(flavor = "multi_thread")]
async fn what_letters_hold_is_sealed() {
    let world = World::new().await;
    let [mara, _] = world.agreed().await;
    let chosen = AlertsTo::Other(email("zebra@quagga.example"));
    world.app.choose_alerts(&mara, chosen).await.unwrap();
    ask(&world, MARA).await;
    let files = || {
        let files = std::fs::read_dir(world.folder.path()).unwrap();
        let files = files.map(|file| std::fs::read(file.unwrap().path()).unwrap());
        files.collect::<Vec<_>>().concat()
    };
    let kept = files();
    let letters = delivered(&world.app).await;
    let secret = letters.iter().find_map(|one| {
        if let Letter::Recovery { secret, .. } = &one.letter {
            Some(secret.clone())
        } else {
            None
        }
    });
    for private in [
        "zebra@quagga",
        secret.unwrap().as_str(),
        "parenthesis/newest",
    ] {
        let found = |bytes: &[u8]| {
            bytes
                .windows(private.len())
                .any(|w| w == private.as_bytes())
        };
        assert!(!found(&kept) && !found(&files()), "{private}");
    }
}
