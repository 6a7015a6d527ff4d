//! Safety settings through the forms: the way out on every page, a page that notes nobody, neutral
//! titles, a device that others use too, and that the other parent's pages hold no trace of it.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests may stop at once, like tests"
)]

use crate::common::{Agreed, Browser, Fields, PASSWORD, Reply, World, addresses};
use app::{SHORT_IDLE_MINUTES, Secret};
use axum::body::Body;
use axum::http::{Request, StatusCode};
use jiff::SignedDuration;
use web::Verb;

fn later(world: &World, minutes: i64) {
    let now = world.app.now() + SignedDuration::from_mins(minutes);
    world.clock.set(now);
}

/// Fails unless the page has the form for leaving, with its token, and the script for Shift.
fn has_the_way_out(what: &str, reply: &Reply) {
    let kind = reply.headers.get("content-type");
    if kind.is_none_or(|kind| kind != "text/html; charset=utf-8") {
        return;
    }
    let text = reply.text();
    assert!(
        text.contains("<form id=\"leave\" method=\"post\" action=\"/leave\">"),
        "{what}"
    );
    assert!(text.contains(web::page::asset("leave.js")), "{what}");
    assert!(
        reply
            .form("/leave")
            .0
            .iter()
            .any(|(name, _)| name == "form_token"),
        "{what}"
    );
}

async fn walk(browser: &mut Browser, id: &str) {
    for (verb, path, _) in addresses(id) {
        if verb == Verb::Get && path != "/away" {
            has_the_way_out(&path, &browser.get(&path).await);
        }
    }
    for (what, request) in [
        ("no such page", Request::get("/nothing").body(Body::empty())),
        ("no token", Request::post("/today").body(Body::empty())),
        (
            "from elsewhere",
            Request::post("/language")
                .header("sec-fetch-site", "cross-site")
                .body(Body::empty()),
        ),
        (
            "too long",
            Request::post("/language")
                .header("content-length", "99999999")
                .body(Body::empty()),
        ),
    ] {
        has_the_way_out(what, &browser.send(request.unwrap()).await);
    }
}

#[tokio::test]
async fn every_page_of_every_route_has_the_way_out() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let id = world.offer(&family.elias, 7).await;
    walk(&mut world.signed_in(&family.emails[0]).await, &id).await;
    walk(&mut world.signed_in(&family.emails[1]).await, &id).await;
    walk(&mut world.browser(), &id).await;
    let secret = Secret::read(&"A".repeat(43)).unwrap();
    let empty = World::with(Some(&secret)).await;
    let mut browser = empty.browser();
    walk(&mut browser, &id).await;
    let set_up = browser.get(&web::begin::begin_path(&secret.reveal())).await;
    assert_eq!(set_up.status, StatusCode::OK);
    has_the_way_out("the set-up", &set_up);
}

/// Signs in with the form, on a device that others use too or not.
async fn signed_in(world: &World, mail: &str, shared: bool) -> (Browser, Reply) {
    let mut browser = world.browser();
    let page = browser.get("/sign-in").await;
    let mut fields = page
        .form("/sign-in")
        .with("mail", mail)
        .with("pass", PASSWORD);
    if shared {
        fields = fields.with("shared", "yes");
    }
    let reply = browser.post("/sign-in", &fields).await;
    assert_eq!(reply.location(), "/today", "{}", reply.text());
    (browser, reply)
}

fn cookies(reply: &Reply) -> Vec<String> {
    let lines = reply.headers.get_all("set-cookie").iter();
    lines
        .map(|line| line.to_str().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn on_a_shared_device_nothing_outlives_the_browser() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let (mut browser, entered) = signed_in(&world, &family.emails[0], true).await;
    for cookie in cookies(&entered) {
        let ends = !cookie.contains("Max-Age") || cookie.contains("Max-Age=0");
        assert!(ends, "{cookie}");
        assert!(!cookie.starts_with("__Host-known"), "{cookie}");
    }
    let page = browser.get("/today").await;
    assert!(page.has("<title>Home</title>") && !page.has("record-watch") && !page.has("record.js"));
    let chosen = browser
        .post("/language", &page.form("/language").with("lang", "nl"))
        .await;
    assert!(
        cookies(&chosen)
            .iter()
            .all(|cookie| !cookie.contains("Max-Age"))
    );
    // Whatever the browser says of itself: the session is what counts.
    browser.cookies.remove("look");
    assert!(browser.get("/record").await.has("<title>Start</title>"));
    let page = browser.get("/device").await;
    let token = page.form("/sign-out").value("form_token").to_owned();
    let usual = Fields::default()
        .with("form_token", &token)
        .with("look", "usual");
    let refused = browser.post("/device", &usual).await;
    assert!(
        cookies(&refused).is_empty(),
        "no long session comes of a short one"
    );
}

#[tokio::test]
async fn a_short_session_ends_early_also_after_a_restart() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let mail = &family.emails[0];
    let (mut usual, _) = signed_in(&world, mail, false).await;
    let (mut used, _) = signed_in(&world, mail, true).await;
    let (mut idle, _) = signed_in(&world, mail, true).await;
    for _ in 0..5 {
        later(&world, SHORT_IDLE_MINUTES - 1);
        assert_eq!(used.get("/today").await.status, StatusCode::OK);
    }
    assert_eq!(idle.get("/today").await.location(), "/sign-in?ended");
    // Another process knows of the session what is stored, and nothing else.
    let again = world.another_process();
    let mut there = Browser {
        router: again,
        ..used.clone()
    };
    later(&world, SHORT_IDLE_MINUTES + 1);
    assert_eq!(there.get("/today").await.location(), "/sign-in?ended");
    assert_eq!(used.get("/today").await.location(), "/sign-in?ended");
    assert_eq!(usual.get("/today").await.status, StatusCode::OK);
    // Twelve hours at most, however much it is used.
    let (mut busy, _) = signed_in(&world, mail, true).await;
    for _ in 0..app::SHORT_HOURS * 6 {
        later(&world, 10);
        busy.get("/today").await;
    }
    assert_eq!(busy.get("/today").await.location(), "/sign-in?ended");
    let listed = world.app.sessions(&family.mara).await.unwrap();
    assert_eq!(listed.len(), 2, "the usual ones: {listed:?}");
}

#[tokio::test]
async fn a_device_is_said_to_be_shared_in_the_middle_of_a_session() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let (mut browser, _) = signed_in(&world, &family.emails[0], false).await;
    let mut before = browser.clone();
    later(&world, 11);
    let page = browser.get("/device").await;
    let neutral = page.form("/device").with("look", "neutral");
    assert_eq!(
        browser.post("/device", &neutral).await.location(),
        "/device?changed"
    );
    assert!(browser.get("/today").await.has("<title>Home</title>"));
    assert!(
        browser.get("/today").await.has("record-watch"),
        "neutral titles alone keep the watch"
    );
    let shared = browser
        .get("/device")
        .await
        .form("/device")
        .with("look", "shared");
    let changed = browser.post("/device", &shared).await;
    assert_eq!(changed.location(), "/device?changed");
    assert!(!browser.cookies.contains_key("__Host-known"));
    assert!(
        browser
            .follow(&changed)
            .await
            .has("You said that others use this device too")
    );
    assert_eq!(
        before.get("/today").await.location(),
        "/sign-in?ended",
        "the long session is over"
    );
    let confirm = browser.get("/bundles").await;
    assert!(
        confirm.location().starts_with("/access/confirm"),
        "nobody was asked who they are by it"
    );
    later(&world, SHORT_IDLE_MINUTES + 1);
    assert_eq!(browser.get("/today").await.location(), "/sign-in?ended");
}

async fn all_pages(browser: &mut Browser, id: &str) -> Vec<(String, String)> {
    let mut pages = Vec::new();
    for (verb, path, _) in addresses(id) {
        // One's own secret for an app is another one each time.
        if verb == Verb::Get && path != "/access/authenticator" {
            let page = browser.get(&path).await.plain();
            pages.push((path, page));
        }
    }
    pages
}

/// S1: whatever one parent chooses, the other one's answers are the same to the byte.
#[tokio::test]
async fn the_other_parent_s_answers_hold_no_trace_of_it() {
    let world = World::new().await;
    let family: Agreed = world.agreed("a").await;
    let id = world.offer(&family.elias, 7).await;
    let (mut elias, _) = signed_in(&world, &family.emails[1], false).await;
    let before = all_pages(&mut elias, &id).await;
    let head = world.head(&family.mara).await;
    let (mut mara, _) = signed_in(&world, &family.emails[0], true).await;
    mara.get("/today").await;
    mara.get("/safety").await;
    let (mut phone, _) = signed_in(&world, &family.emails[0], false).await;
    for look in ["neutral", "shared"] {
        let page = phone.get("/device").await;
        let form = page.form("/device").with("look", look);
        assert_eq!(
            phone.post("/device", &form).await.location(),
            "/device?changed"
        );
        phone.get("/today").await;
    }
    let page = phone.get("/today").await;
    phone.post("/leave", &page.form("/leave")).await;
    let after = all_pages(&mut elias, &id).await;
    assert_eq!(before.len(), after.len());
    for (one, other) in before.iter().zip(&after) {
        assert_eq!(one, other);
    }
    assert_eq!(world.head(&family.mara).await, head);
}

/// Opening the page is no use of a session, no entry, and sets nothing that names anybody.
#[tokio::test]
async fn the_page_about_safety_notes_nobody() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let (mut browser, _) = signed_in(&world, &family.emails[0], false).await;
    let list = async |browser: &mut Browser| browser.get("/access").await.plain();
    let head = world.head(&family.mara).await;
    let own = world.own_entries(&family.mara).await;
    let before = list(&mut browser).await;
    for _ in 0..3 {
        later(&world, 60);
        let reply = browser.get("/safety").await;
        assert_eq!(reply.status, StatusCode::OK);
        assert!(
            cookies(&reply).is_empty() && !reply.has("Mara"),
            "{}",
            reply.text()
        );
    }
    later(&world, -180);
    assert_eq!(list(&mut browser).await, before, "the session was not used");
    assert_eq!(world.head(&family.mara).await, head);
    assert_eq!(world.own_entries(&family.mara).await, own);
    let mut stranger = world.browser();
    assert!(stranger.get("/safety").await.has("0800-2000"));
}
