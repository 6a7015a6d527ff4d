//! The door through the forms: signing in, inviting and joining, languages.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests may stop at once, like tests"
)]

use crate::common::{PASSWORD, World};
use axum::http::StatusCode;

#[tokio::test]
async fn an_unknown_address_and_a_wrong_password_get_the_same_answer() {
    let world = World::new().await;
    world.agreed("a").await;
    let mut bodies = Vec::new();
    // Same length, so that the answer can be compared with what was typed put aside.
    for mail in ["mara@a.example", "nobo@a.example"] {
        let mut browser = world.browser();
        let page = browser.get("/sign-in").await;
        let fields = page
            .form("/sign-in")
            .with("mail", mail)
            .with("pass", "not the password");
        let reply = browser.post("/sign-in", &fields).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(!reply.headers.contains_key("set-cookie"));
        assert!(!reply.has("not the password"));
        let token = reply.form("/sign-in").value("form_token").to_owned();
        let plain = reply.text().replace(&token, "TOKEN").replace(mail, "MAIL");
        bodies.push((plain, format!("{:?}", reply.headers)));
    }
    assert_eq!(bodies[0], bodies[1]);
}

#[tokio::test]
async fn signing_in_again_ends_the_session_before() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let first = world.signed_in(&family.emails[0]).await;
    let mut browser = first.clone();
    let token = browser.token().await;
    let fields = crate::common::Fields::default()
        .with("form_token", &token)
        .with("mail", &family.emails[1])
        .with("pass", PASSWORD);
    let reply = browser.post("/sign-in", &fields).await;
    assert_eq!(reply.location(), "/today");
    assert_ne!(
        browser.cookies["__Host-session"],
        first.cookies["__Host-session"]
    );
    assert!(browser.get("/today").await.has("You are Elias."));
    assert_eq!(
        first.clone().get("/today").await.location(),
        "/sign-in?ended"
    );
}

#[tokio::test]
async fn the_other_parent_joins_by_a_link_that_works_once() {
    let world = World::new().await;
    let mara = world.found("mara@a.example").await;
    let mut inviting = world.signed_in("mara@a.example").await;
    let page = inviting.get("/invitation").await;
    let form = page.form("/invitation");
    let made = inviting.post("/invitation", &form).await;
    let link = link_in(&made);
    let again = inviting.post("/invitation", &form).await;
    assert_eq!(link_in(&again), link, "the same form gives the same link");
    assert!(
        !inviting.get("/invitation").await.has("/join/"),
        "the link is shown once"
    );

    let mut joining = world.browser();
    let page = joining.get(&link).await;
    assert_eq!(page.status, StatusCode::OK);
    let form = page
        .form(&link)
        .with("mail", "elias@a.example")
        .with("pass", "short")
        .with("again", "short");
    let short = joining.post(&link, &form).await;
    assert_eq!(short.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(short.has("elias@a.example") && !short.has("value=\"short\""));
    let good = form.with("pass", PASSWORD).with("again", PASSWORD);
    let taken = joining
        .post(&link, &good.clone().with("mail", "Mara@A.example"))
        .await;
    assert_eq!(taken.status, StatusCode::UNPROCESSABLE_ENTITY);
    let joined = joining.post(&link, &good).await;
    assert_eq!(joined.location(), "/today");
    assert!(joining.follow(&joined).await.has("You are Elias."));
    assert!(
        world
            .app
            .family(&mara)
            .await
            .unwrap()
            .family
            .seats()
            .iter()
            .all(family::Seat::joined)
    );

    // A used link, an old one and one that never was are the same.
    let never = format!("/join/{}", "a".repeat(43));
    let mut stranger = world.browser();
    stranger.token().await;
    let mut gone = Vec::new();
    for path in [link.as_str(), never.as_str(), "/join/x"] {
        let reply = stranger.get(path).await;
        assert_eq!(reply.status, StatusCode::NOT_FOUND);
        gone.push((reply.body, reply.headers));
    }
    assert!(gone.windows(2).all(|two| two[0] == two[1]));
    let full = inviting
        .post(
            "/invitation",
            &inviting.clone().get("/invitation").await.form("/sign-out"),
        )
        .await;
    assert_eq!(full.status, StatusCode::CONFLICT);
}

fn link_in(reply: &crate::common::Reply) -> String {
    let text = reply.text();
    let rest = text
        .split("https://parenthesis.example/join/")
        .nth(1)
        .expect("a link");
    format!("/join/{}", &rest[..43])
}

#[tokio::test]
async fn a_language_is_chosen_by_header_then_by_device_then_by_person() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let mut browser = world.browser();
    browser
        .headers
        .insert("accept-language", "nl-NL, en;q=0.5".parse().unwrap());
    let page = browser.get("/sign-in").await;
    assert!(page.has("<html lang=\"nl\""));
    let reply = browser
        .post("/language", &page.form("/language").with("lang", "en"))
        .await;
    assert_eq!(reply.location(), "/sign-in");
    assert!(browser.follow(&reply).await.has("<html lang=\"en\""));

    let mut mara = world.signed_in(&family.emails[0]).await;
    let page = mara.get("/calendar?view=week&from=2026-12-01").await;
    assert!(page.has("<html lang=\"en\""));
    let reply = mara
        .post("/language", &page.form("/language").with("lang", "nl"))
        .await;
    assert_eq!(reply.location(), "/calendar?view=week&from=2026-12-01");
    assert!(mara.follow(&reply).await.has("<html lang=\"nl\""));
    let mut elsewhere = world.signed_in(&family.emails[0]).await;
    assert!(
        elsewhere.get("/today").await.has("<html lang=\"nl\""),
        "on every device"
    );
    assert!(
        world
            .signed_in(&family.emails[1])
            .await
            .get("/today")
            .await
            .has("<html lang=\"en\"")
    );

    let evil = page
        .form("/language")
        .with("lang", "nl")
        .with("path", "//evil.example");
    assert_eq!(mara.post("/language", &evil).await.location(), "/");
}

#[tokio::test]
async fn leaving_works_even_from_a_page_that_is_too_old() {
    let world = World::new().await;
    let mut browser = world.browser();
    let page = browser.get("/sign-in").await;
    let old = page.form("/leave").with("form_token", "of another time");
    let reply = browser.post("/leave", &old).await;
    assert_eq!(reply.status, StatusCode::FORBIDDEN);
    assert!(!reply.has("Parenthesis") && !reply.has("/assets/"));
}
