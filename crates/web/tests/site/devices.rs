//! What the server tells a parent's device, and what it takes from it.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests may stop at once, like tests"
)]

use crate::common::World;
use axum::http::StatusCode;

/// A public key that is a point of the curve; nobody signs with it here.
const KEY: &str = "O2onvM62pC1io6jQKm8Nc2UyFXcd4kOmOsBIoYtZ2ik=";

#[tokio::test]
async fn every_page_says_how_far_the_record_had_come() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let mut browser = world.signed_in(&family.emails[0]).await;
    let snapshot = world.app.family(&family.mara).await.unwrap();
    let note = String::from_utf8(snapshot.head.checkpoint.to_vec()).unwrap();
    for path in ["/today", "/calendar", "/plan", "/proposals", "/record"] {
        let page = browser.get(path).await;
        for said in [
            format!("data-checkpoint=\"{note}\""),
            format!("data-key=\"{}\"", snapshot.log_key),
            format!("data-author=\"{}\"", family.mara.member()),
        ] {
            assert!(page.has(&said), "{said} on {path}");
        }
        let other = family.elias.member().as_str();
        assert!(!page.has(&format!("data-author=\"{other}\"")), "{path}");
    }
    let door = world.browser().get("/sign-in").await;
    assert!(!door.has("record-watch") && !door.has("record."));
}

#[tokio::test]
async fn a_device_gets_the_proof_from_what_it_remembers() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let other = world.agreed("b").await;
    let mut browser = world.signed_in(&family.emails[0]).await;
    let snapshot = world.app.family(&family.mara).await.unwrap();
    let note = String::from_utf8(snapshot.head.checkpoint.to_vec()).unwrap();
    for (asked, old) in [
        ("0", "0"),
        ("3", "3"),
        ("5", "5"),
        ("6", "5"),
        ("9007199254740991", "5"),
    ] {
        let reply = browser.get(&format!("/record/consistency/{asked}")).await;
        assert_eq!(reply.status, StatusCode::OK, "{asked}");
        assert_eq!(reply.headers["content-type"], "text/plain; charset=utf-8");
        assert_eq!(reply.headers["cache-control"], "private, no-store");
        let text = reply.text();
        let (proof, checkpoint) = text.split_once("\n\n").unwrap();
        assert_eq!(checkpoint, note, "{asked}");
        assert_eq!(proof.lines().next(), Some(format!("old {old}").as_str()));
        assert_eq!(proof.lines().count() > 1, asked == "3", "{asked}");
    }
    for wrong in ["", "x", "-1", "05", "1.5", "9007199254740992", "5%2F"] {
        let reply = browser.get(&format!("/record/consistency/{wrong}")).await;
        assert_eq!(reply.status, StatusCode::NOT_FOUND, "{wrong}");
    }
    // The family is the one of the session, whatever is asked.
    let mut elsewhere = world.signed_in(&other.emails[0]).await;
    let reply = elsewhere.get("/record/consistency/3").await;
    assert!(!reply.has(note.lines().next().unwrap()));
}

/// Asking what there is to sign records nothing, and the form then does what it would have done.
#[tokio::test]
async fn a_device_is_told_what_it_would_sign() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let id = world.offer(&family.elias, 7).await;
    let before = world.head(&family.mara).await;
    let mut browser = world.signed_in(&family.emails[0]).await;
    let path = format!("/proposals/{id}/accept");
    let form = browser.get(&format!("/proposals/{id}")).await.form(&path);
    let salts = [
        "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=",
        "AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI=",
    ]
    .join(" ");
    let asks = form
        .clone()
        .with("device.step", "prepare")
        .with("device.key", KEY)
        .with("device.salts", &salts);
    let told = browser.post(&path, &asks).await;
    assert_eq!(told.status, StatusCode::OK);
    assert_eq!(told.headers["content-type"], "application/json");
    for said in ["kind record.device/1", "kind proposal.accepted/1"] {
        assert_eq!(told.text().matches(said).count(), 1, "{}", told.text());
    }
    assert!(told.has(&format!("author {}", family.mara.member())));
    assert_eq!(
        world.head(&family.mara).await,
        before,
        "nothing is recorded"
    );
    // What is no act has nothing to sign, and is not carried out by asking either.
    let nothing = browser.post("/proposals/new", &asks).await;
    assert_eq!(nothing.text(), r#"{"entries":[]}"#);
    for wrong in [
        form.clone().with("device.signatures", "AAAA"),
        form.clone().with("device.key", "AAAA"),
        form.clone()
            .with("device.key", KEY)
            .with("device.salts", &salts),
        form.clone()
            .with("device.key", KEY)
            .with("device.salts", &salts)
            .with(
                "device.signatures",
                &[["A"; 86].concat(), "==".to_owned()].concat(),
            ),
    ] {
        let refused = browser.post(&path, &wrong).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.has("Nothing was recorded."));
        assert_eq!(world.head(&family.mara).await, before);
    }
    let done = browser.post(&path, &form).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    assert_eq!(world.head(&family.mara).await.0, before.0 + 1);
    // The same form again is the same command, with or without a device.
    let again = browser.post(&path, &asks).await;
    assert_eq!(again.text(), r#"{"entries":[]}"#);
    assert_eq!(world.head(&family.mara).await.0, before.0 + 1);
}

#[tokio::test]
async fn a_device_that_is_not_ones_own_is_not_removed() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let before = world.head(&family.mara).await;
    let mut browser = world.signed_in(&family.emails[0]).await;
    let token = browser.token().await;
    for key in [KEY, "", "x"] {
        let fields = crate::common::Fields::default()
            .with("form_token", &token)
            .with("key", key);
        let reply = browser.post("/record/devices/revoke", &fields).await;
        assert_eq!(reply.status, StatusCode::NOT_FOUND, "{key}");
    }
    assert_eq!(world.head(&family.mara).await, before);
}
