//! Another address to sign in with: who is told, what it opens, what it refuses.

#![allow(
    clippy::unwrap_used,
    reason = "helpers of tests may stop at once, like tests"
)]

use crate::common::{PASSWORD, World, letters};
use app::Password;
use app::mail::Letter;
use axum::http::StatusCode;
use jiff::SignedDuration;

const NEW: &str = "mara.alone@example.org";

async fn signs_in(world: &World, email: &str) -> bool {
    let words = Password::typed(PASSWORD.to_owned());
    let signed_in = world.app.sign_in(email, words, "test").await.unwrap();
    signed_in.is_some()
}

/// The old mailbox may be one that the other parent reads: it opens nothing more. S1: nothing of it
/// shows to the other parent.
#[tokio::test]
async fn another_address_signs_in_and_both_mailboxes_are_told() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let old = family.emails[0].clone();
    let mut mara = world.signed_in(&old).await;
    world.set_aside(&family.mara).await;
    let mut elias = world.signed_in(&family.emails[1]).await;
    letters(&world).await;
    let head = world.head(&family.mara).await;
    let mut before = Vec::new();
    for path in ["/today", "/record", "/access", "/people", "/record/keeping"] {
        before.push((path, elias.get(path).await.plain()));
    }
    let page = mara.get("/access").await;
    assert!(page.has(&old));
    let form = page
        .form("/access/address")
        .with("mail", &NEW.to_uppercase());
    let reply = mara.post("/access/address", &form).await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.text());
    let page = mara.get("/access").await;
    assert!(page.has(NEW) && !page.has(&old), "the session goes on");
    assert!(signs_in(&world, NEW).await && !signs_in(&world, &old).await);
    let told = letters(&world).await;
    let to = |letter: &Letter| -> Vec<&str> {
        let all = told.iter().filter(|one| one.letter == *letter);
        all.map(|one| one.to.as_str()).collect()
    };
    assert_eq!(to(&Letter::AddressMoved), [old.as_str()]);
    assert_eq!(to(&Letter::AddressHere), [NEW]);
    assert_eq!(world.head(&family.mara).await, head);
    for (path, before) in before {
        assert_eq!(elias.get(path).await.plain(), before, "{path}");
    }
}

#[tokio::test]
async fn an_address_that_cannot_be_taken_changes_nothing() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let [old, theirs] = family.emails.clone();
    let mut mara = world.signed_in(&old).await;
    let page = mara.get("/access").await;
    let form = page.form("/access/address");
    // It could be anybody with the password.
    let new = mara
        .post("/access/address", &form.clone().with("mail", NEW))
        .await;
    assert_eq!(new.status, StatusCode::CONFLICT);
    assert!(new.has("This device is new here"), "{}", new.text());
    world.set_aside(&family.mara).await;
    for (typed, status, said) in [
        (
            "",
            StatusCode::UNPROCESSABLE_ENTITY,
            "This is not an e-mail address",
        ),
        (
            "a b@c",
            StatusCode::UNPROCESSABLE_ENTITY,
            "This is not an e-mail address",
        ),
        (
            &theirs,
            StatusCode::UNPROCESSABLE_ENTITY,
            "signs in with this address already",
        ),
    ] {
        let reply = mara
            .post("/access/address", &form.clone().with("mail", typed))
            .await;
        assert_eq!(reply.status, status, "{typed}");
        assert!(reply.has(said), "{typed}: {}", reply.text());
    }
    // Who tries one address after the other learns little.
    for _ in 1..app::ADDRESSES_AN_HOUR {
        mara.post("/access/address", &form.clone().with("mail", &theirs))
            .await;
    }
    let many = mara
        .post("/access/address", &form.clone().with("mail", NEW))
        .await;
    assert_eq!(many.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(signs_in(&world, &old).await && !signs_in(&world, NEW).await);
    world
        .clock
        .set(world.app.now() + SignedDuration::from_mins(61));
    // The link of a way back went to the address of now.
    let mut nobody = world.browser();
    let lost = nobody.get("/sign-in/lost").await;
    let ask = lost.form("/sign-in/lost").with("mail", &old);
    nobody.post("/sign-in/lost", &ask).await;
    letters(&world).await;
    let mut mara = world.signed_in(&old).await;
    world.set_aside(&family.mara).await;
    let page = mara.get("/access").await;
    assert!(page.has("/access/recovery/stop"), "{}", page.text());
    let form = page.form("/access/address").with("mail", NEW);
    let waits = mara.post("/access/address", &form).await;
    assert_eq!(waits.status, StatusCode::CONFLICT);
    assert!(waits.has("Stop it first"));
    let stop = page.form("/access/recovery/stop");
    mara.post("/access/recovery/stop", &stop).await;
    assert_eq!(
        mara.post("/access/address", &form).await.status,
        StatusCode::SEE_OTHER
    );
    assert!(signs_in(&world, NEW).await);
}
