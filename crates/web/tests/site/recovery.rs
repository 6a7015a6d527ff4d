//! The way back in through its forms, what every page tells of it and of new sign-ins, and that
//! nobody learns from any of it who has an account.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests may stop at once, like tests"
)]

use crate::common::{Agreed, Browser, Fields, ORIGIN, PASSWORD, Reply, World, addresses, letters};
use app::mail::Letter;
use axum::http::StatusCode;
use jiff::SignedDuration;
use std::sync::Arc;
use web::Verb;

fn later(world: &World, minutes: i64) {
    let now = world.app.now() + SignedDuration::from_mins(minutes);
    world.clock.set(now);
}

async fn asked(browser: &mut Browser, mail: &str) -> Reply {
    let page = browser.get("/sign-in/lost").await;
    let fields = page.form("/sign-in/lost").with("mail", mail);
    browser.post("/sign-in/lost", &fields).await
}

/// Asks for a way back in and gives the address of the mailed link.
async fn link(world: &World, mail: &str) -> String {
    letters(world).await;
    let reply = asked(&mut world.browser(), mail).await;
    assert!(reply.has("a message is on its way"));
    // It is looked at beside the answer.
    loop {
        for one in letters(world).await {
            if let Letter::Recovery { secret, .. } = one.letter {
                return format!("/recover/{}", *secret);
            }
        }
        tokio::task::yield_now().await;
    }
}

/// SAFETY.md: the same bytes for known and unknown users.
#[tokio::test]
async fn asking_is_answered_with_the_same_bytes_for_every_address() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let mut browser = world.browser();
    let page = browser.get("/sign-in").await;
    assert!(page.has("href=\"/sign-in/lost\""));
    let mut replies = Vec::new();
    for mail in [
        family.emails[0].as_str(),
        "nobody@a.example",
        family.emails[1].as_str(),
    ] {
        let reply = asked(&mut browser, mail).await;
        assert_eq!(reply.status, StatusCode::OK);
        assert!(!reply.has(mail));
        replies.push((reply.body, reply.headers));
        for _ in 1..app::TRIES_AN_HOUR {
            asked(&mut browser, mail).await;
        }
    }
    assert!(replies.iter().all(|one| *one == replies[0]));
    let mut bodies = Vec::new();
    for mail in ["mara@a.example", "nobo@a.example"] {
        for _ in 0..app::TRIES_AN_HOUR {
            asked(&mut browser, mail).await;
        }
        let reply = asked(&mut browser, mail).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
        let token = reply.form("/sign-in/lost").value("form_token").to_owned();
        bodies.push(reply.text().replace(&token, "TOKEN").replace(mail, "MAIL"));
    }
    assert_eq!(bodies[0], bodies[1]);
    for wrong in ["", "mara"] {
        let reply = asked(&mut browser, wrong).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
        assert!(reply.has("id=\"mail-wrong\""));
    }
}

#[tokio::test]
async fn a_link_waits_opens_and_lets_its_person_in() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let mut old = world.signed_in(&family.emails[0]).await;
    let link = link(&world, &family.emails[0]).await;
    let mut browser = world.browser();
    for _ in 0..3 {
        let page = browser.get(&link).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.has("from Thursday 26 November, 10:00 on (time zone Europe/Amsterdam)"));
        assert!(!page.has("type=\"password\""));
    }
    let token = browser.token().await;
    let fields = Fields::default()
        .with("form_token", &token)
        .with("pass", "a sentence that nobody knows")
        .with("again", "a sentence that nobody knows");
    let early = browser.post(&link, &fields).await;
    assert!(early.has("This link opens later"), "{}", early.text());
    assert!(!browser.cookies.contains_key("__Host-session"));

    later(&world, 72 * 60);
    let page = browser.get(&link).await;
    let form = page.form(&link);
    for (pass, again) in [
        ("", ""),
        ("short", "short"),
        ("a sentence that nobody knows", "other"),
    ] {
        let fields = form.clone().with("pass", pass).with("again", again);
        let wrong = browser.post(&link, &fields).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.has("No password was chosen yet"));
    }
    assert_eq!(
        old.get("/today").await.status,
        StatusCode::OK,
        "nothing is changed by that"
    );
    let fields = form
        .with("pass", "a sentence that nobody knows")
        .with("again", "a sentence that nobody knows");
    let entered = browser.post(&link, &fields).await;
    assert_eq!(entered.location(), "/access?recovered");
    assert!(browser.follow(&entered).await.has("You are in again"));
    assert_eq!(old.get("/today").await.location(), "/sign-in?ended");
    let page = browser.get("/record?tree=own").await;
    assert_eq!(page.status, StatusCode::OK);
    // Signing in on this device again is no news.
    letters(&world).await;
    let page = browser.get("/today").await;
    browser.post("/sign-out", &page.form("/sign-out")).await;
    let page = browser.get("/sign-in").await;
    let fields = page
        .form("/sign-in")
        .with("mail", &family.emails[0])
        .with("pass", "a sentence that nobody knows");
    assert_eq!(browser.post("/sign-in", &fields).await.location(), "/today");
    assert!(letters(&world).await.is_empty());
}

/// A link that was used, stopped, is over or never was: which of these is not said.
#[tokio::test]
async fn links_that_do_not_work_are_alike() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let stopped = link(&world, &family.emails[0]).await;
    world.app.stop_recovery(&family.mara).await.unwrap();
    let over = link(&world, &family.emails[1]).await;
    later(&world, 10 * 24 * 60);
    let mut browser = world.browser();
    let unknown = format!("/recover/{}", "a".repeat(43));
    let mut replies = Vec::new();
    for path in [stopped.as_str(), &over, &unknown, "/recover/x"] {
        let reply = browser.get(path).await;
        assert_eq!(reply.status, StatusCode::NOT_FOUND, "{path}");
        replies.push((reply.body, reply.headers));
    }
    assert!(replies.iter().all(|one| *one == replies[0]));
}

/// Every page of every session tells of it, and one form without further questions stops it.
#[tokio::test]
async fn every_page_tells_of_it_and_any_session_stops_it() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let id = world.offer(&family.elias, 7).await;
    let mut mara = world.signed_in(&family.emails[0]).await;
    let mut elias = world.signed_in(&family.emails[1]).await;
    assert!(!mara.get("/today").await.has("data-alerts"));
    link(&world, &family.emails[0]).await;
    let mut shown = 0;
    for (verb, path, _) in addresses(&id) {
        let reply = match verb {
            Verb::Get => mara.get(&path).await,
            Verb::Post => continue,
        };
        // Pages with the menu are those of somebody who is signed in.
        if reply.has("id=\"menu\"") {
            assert!(reply.has("action=\"/access/recovery/stop\""), "{path}");
            shown += 1;
        }
        assert!(!elias.get(&path).await.has("data-alerts"), "{path}");
    }
    assert!(shown > 15, "{shown}");
    later(&world, 11);
    let page = mara.get("/calendar").await;
    assert!(page.has("Thursday 26 November, 10:00"));
    let stopped = mara
        .post("/access/recovery/stop", &page.form("/access/recovery/stop"))
        .await;
    assert_eq!(stopped.location(), "/access?stopped");
    assert!(
        mara.follow(&stopped)
            .await
            .has("The link opens nothing any more.")
    );
    assert!(!mara.get("/calendar").await.has("data-alerts"));
    let twice = mara
        .post("/access/recovery/stop", &page.form("/access/recovery/stop"))
        .await;
    assert_eq!(twice.status, StatusCode::CONFLICT);
}

/// SAFETY.md, S1: the other parent's pages are the same to the byte, whatever happens here.
#[tokio::test]
async fn a_new_sign_in_shows_in_the_session_before_and_nowhere_else() {
    let world = World::new().await;
    let family: Agreed = world.agreed("a").await;
    let mut first = world.signed_in(&family.emails[0]).await;
    world.set_aside(&family.mara).await;
    let mut elias = world.signed_in(&family.emails[1]).await;
    let bytes = async |elias: &mut Browser, path: &str| elias.get(path).await.plain();
    let mut before = Vec::new();
    for path in ["/today", "/record", "/access", "/record/keeping"] {
        before.push(bytes(&mut elias, path).await);
    }
    later(&world, 1);
    let mut second = world.signed_in(&family.emails[0]).await;
    let page = first.get("/today").await;
    assert!(page.has("on a device that was not known: Monday 23 November, 10:01."));
    assert!(!second.get("/today").await.has("data-alerts"));
    world.clock.set(crate::common::NOW.parse().unwrap());
    // Without what was kept ready.
    let settings = web::Settings::new(ORIGIN).unwrap();
    elias.router = web::router(Arc::clone(&world.app), settings);
    for (path, before) in ["/today", "/record", "/access", "/record/keeping"]
        .iter()
        .zip(&before)
    {
        assert_eq!(bytes(&mut elias, path).await, *before, "{path}");
    }
    later(&world, 2);
    let form = page.form("/access/sign-ins/seen");
    // The one who signed in sets nothing aside.
    let token = second.token().await;
    let theirs = form.clone().with("form_token", &token);
    second.post("/access/sign-ins/seen", &theirs).await;
    assert!(first.get("/today").await.has("data-alerts"));
    let seen = first.post("/access/sign-ins/seen", &form).await;
    assert_eq!(seen.location(), "/today");
    assert!(!first.get("/today").await.has("data-alerts"));

    // A device on which somebody was before is no news.
    let page = second.get("/today").await;
    second.post("/sign-out", &page.form("/sign-out")).await;
    later(&world, 1);
    let page = second.get("/sign-in").await;
    let fields = page
        .form("/sign-in")
        .with("mail", &family.emails[0])
        .with("pass", PASSWORD);
    second.post("/sign-in", &fields).await;
    assert!(!first.get("/today").await.has("data-alerts"));
}

/// The browser in which somebody joined is known from then on.
#[tokio::test]
async fn the_browser_that_joined_is_known() {
    let world = World::new().await;
    let mara = world.found("mara@a.example").await;
    let link = world
        .app
        .invite(&mara, world.app.fresh_command(), app::Seen::NOTHING);
    let path = format!("/join/{}", link.await.unwrap().reveal());
    let mut browser = world.browser();
    let form = browser.get(&path).await.form(&path);
    let fields = form
        .with("mail", "elias@a.example")
        .with("pass", PASSWORD)
        .with("again", PASSWORD);
    assert_eq!(browser.post(&path, &fields).await.location(), "/today");
    let page = browser.get("/today").await;
    browser.post("/sign-out", &page.form("/sign-out")).await;
    let page = browser.get("/sign-in").await;
    let fields = page
        .form("/sign-in")
        .with("mail", "elias@a.example")
        .with("pass", PASSWORD);
    assert_eq!(browser.post("/sign-in", &fields).await.location(), "/today");
    assert!(letters(&world).await.is_empty());
}

#[tokio::test]
async fn where_messages_go_is_changed_after_one_more_question() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let mut browser = world.signed_in(&family.emails[0]).await;
    world.set_aside(&family.mara).await;
    letters(&world).await;
    let page = browser.get("/access").await;
    let form = page.form("/access/alerts");
    let wrong = form
        .clone()
        .with("alerts", "other")
        .with("alerts-mail", "nowhere");
    let wrong = browser.post("/access/alerts", &wrong).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.has("id=\"alerts-mail-wrong\""));
    let other = form
        .with("alerts", "other")
        .with("alerts-mail", "own@b.example");
    let changed = browser.post("/access/alerts", &other).await;
    assert_eq!(changed.location(), "/access?changed");
    assert!(browser.get("/access").await.has("own@b.example"));
    let told: Vec<_> = letters(&world).await;
    let mut told: Vec<_> = told.iter().map(|one| one.to.as_str()).collect();
    told.sort_unstable();
    assert_eq!(told, [family.emails[0].as_str(), "own@b.example"]);
    later(&world, 11);
    let nowhere = other.with("alerts", "nowhere");
    let asks = browser.post("/access/alerts", &nowhere).await;
    assert_eq!(asks.location(), "/access/confirm?back=%2Faccess");
    assert!(letters(&world).await.is_empty());
}
