//! The children's tablet: paired once, ended at once, shown nothing but faces of who may be called now;
//! everywhere else it is nobody (SAFETY: A1, A2, A3, W2, S1).
//! Long on purpose: one tablet, and all that it must not open.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests may stop at once, like tests"
)]

use crate::access::check_answer;
use crate::common::{Agreed, Browser, Fields, Reply, World, account, addresses, founding};
use crate::forms::refused;
use app::{Secret, Session, TabletChoice};
use axum::body::{Body, BodyDataStream, Bytes};
use axum::http::{Request, StatusCode, header};
use family::{Alternative, Child, Command, Founding, Language, Name, Revision, TabletId, Terms};
use futures_util::StreamExt as _;
use jiff::SignedDuration;
use jiff::civil::{Time, time};
use std::time::Duration;
use tokio::time::{Instant, timeout};
use tower::ServiceExt as _;
use web::Verb;

const A_SECOND: Duration = Duration::from_secs(1);
const SOON: Duration = Duration::from_secs(10);

/// Noor lives with Mara and Sam with Elias; each calls the other parent at 19:45.
const APART: &str = r#"
edition = 1
title = "Parenting plan of Mara and Elias"
zone = "Europe/Amsterdam"
from = 2026-09-07

[[parent]]
id = "mara"
name = "Mara"
letter = "M"

[[parent]]
id = "elias"
name = "Elias"
letter = "E"

[[child]]
id = "noor"
name = "Noor"
born = 2019-03-04

[[child]]
id = "sam"
name = "Sam"
born = 2021-05-10

[[clause]]
id = "noor"
rank = "fallback"
title = { en = "Noor", nl = "Noor" }
sentence = { en = "Noor lives with Mara.", nl = "Noor woont bij Mara." }
children = ["noor"]
always = "mara"

[[clause]]
id = "sam"
rank = "fallback"
title = { en = "Sam", nl = "Sam" }
sentence = { en = "Sam lives with Elias.", nl = "Sam woont bij Elias." }
children = ["sam"]
always = "elias"

[[clause]]
id = "calls"
title = { en = "Calls", nl = "Bellen" }
sentence = { en = "Every evening at 19:45.", nl = "Elke avond om 19.45 uur." }
calls = { with = "absent", at = ["daily 19:45"], minutes = 15 }
"#;

fn choice(children: &[&str], quiet: Option<(Time, Time)>) -> TabletChoice {
    TabletChoice {
        name: Name::new("Blue tablet").unwrap(),
        children: children.iter().map(|id| id.parse().unwrap()).collect(),
        quiet,
        language: Language::En,
    }
}

async fn code(world: &World, who: &Session, choice: &TabletChoice) -> Secret {
    let code = world
        .app
        .offer_pairing(who, app::Seen::NOTHING, choice)
        .await;
    code.unwrap()
}

fn pairing(code: &Secret) -> String {
    format!("/tablet/pair/{}", code.reveal())
}

/// A browser that was made a tablet by its form.
async fn paired(world: &World, who: &Session, choice: &TabletChoice) -> Browser {
    let path = pairing(&code(world, who, choice).await);
    let mut tablet = world.browser();
    let page = tablet.get(&path).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    let done = tablet.post(&path, &page.form(&path)).await;
    assert_eq!(done.location(), "/tablet", "{}", done.text());
    tablet
}

/// A browser that carries the tablet's cookie and nothing else.
fn bare(world: &World, tablet: &Browser) -> Browser {
    let mut other = world.browser();
    let secret = tablet.cookies.get("__Host-tablet").unwrap();
    other
        .cookies
        .insert("__Host-tablet".to_owned(), secret.clone());
    other
}

/// Mara and Elias with two children who live apart.
async fn apart(world: &World) -> Agreed {
    let app = &world.app;
    let read = plan::ParentingPlan::read(APART, "2026-11-23".parse().unwrap()).unwrap();
    let children = read.children().iter().map(|child| Child {
        id: child.id.clone(),
        name: Name::new(&child.name).unwrap(),
        born: child.born,
    });
    let founding = Founding {
        children: children.collect(),
        ..founding(app)
    };
    let emails = ["mara@apart.example", "elias@apart.example"].map(str::to_owned);
    let founded = app.found(founding, account(&emails[0]), "test").await;
    let mara = founded.unwrap().founder.session;
    let link = app.invite(&mara, app.fresh_command(), app::Seen::NOTHING);
    let link = link.await.unwrap();
    let joined = app.join(&link, account(&emails[1]), "test").await;
    let elias = joined.unwrap().session;
    let proposal = app.fresh_proposal().unwrap();
    let propose = Command::Propose {
        proposal: proposal.clone(),
        terms: Terms::Plan(APART.into()),
        reason: None,
        answer_by: None,
    };
    world.act(&mara, propose).await;
    let accept = Command::Accept {
        proposal,
        revision: Revision::FIRST,
        alternative: Alternative::FIRST,
    };
    world.act(&elias, accept).await;
    Agreed {
        emails,
        mara,
        elias,
    }
}

async fn live_tablets(world: &World, who: &Session) -> Vec<TabletId> {
    let snapshot = world.app.family(who).await.unwrap();
    let live = snapshot.family.tablets().live();
    live.map(|tablet| tablet.id.clone()).collect()
}

async fn end(world: &World, who: &Session) {
    for tablet in live_tablets(world, who).await {
        let command = world.app.fresh_command();
        let ended = world
            .app
            .end_tablet(who, command, app::Seen::NOTHING, tablet)
            .await;
        ended.unwrap();
    }
}

/// Which parents' faces can be touched on a page.
fn faces(page: &Reply) -> Vec<&'static str> {
    let there = |side: &&str| page.has(&format!("name=\"parent\" value=\"{side}\""));
    ["a", "b"].into_iter().filter(there).collect()
}

fn set(world: &World, at: &str) {
    world.clock.set(at.parse().unwrap());
}

#[tokio::test]
async fn a_code_pairs_one_tablet_once_and_looking_uses_nothing_up() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let before = world.head(&family.mara).await;
    let path = pairing(&code(&world, &family.mara, &choice(&["noor"], None)).await);
    let mut tablet = world.browser();
    for _ in 0..3 {
        let page = tablet.get(&path).await;
        check_answer(&path, &page);
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.has("Blue tablet"));
    }
    assert_eq!(world.head(&family.mara).await, before);

    let page = tablet.get(&path).await;
    let done = tablet.post(&path, &page.form(&path)).await;
    assert_eq!(done.location(), "/tablet");
    let cookies = done.headers.get_all(header::SET_COOKIE).iter();
    let cookies: Vec<&str> = cookies.map(|line| line.to_str().unwrap()).collect();
    let [cookie] = cookies.as_slice() else {
        panic!("{cookies:?}");
    };
    let attributes = "; Max-Age=31536000; Path=/; Secure; HttpOnly; SameSite=Lax";
    assert!(cookie.starts_with("__Host-tablet=") && cookie.ends_with(attributes));
    assert_eq!(world.head(&family.mara).await.0, before.0 + 1);

    // A second time, in this browser and in another one, it is as one that never was.
    let never = format!("/tablet/pair/{}", "a".repeat(43));
    let mut other = world.browser();
    for browser in [&mut tablet, &mut other] {
        let token = browser.token().await;
        let fields = Fields::default().with("form_token", &token);
        let unknown = browser.get(&never).await.plain();
        assert_eq!(browser.get(&path).await.plain(), unknown);
        let again = browser.post(&path, &fields).await;
        assert_eq!(again.status, StatusCode::NOT_FOUND);
        assert!(!again.headers.contains_key(header::SET_COOKIE));
    }
    assert_eq!(live_tablets(&world, &family.mara).await.len(), 1);
    assert_eq!(tablet.get("/tablet").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_code_is_over_after_ten_minutes() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let path = pairing(&code(&world, &family.mara, &choice(&["noor"], None)).await);
    let mut tablet = world.browser();
    let page = tablet.get(&path).await;
    let now = world.app.now() + SignedDuration::from_mins(10);
    world.clock.set(now);
    let late = tablet.post(&path, &page.form(&path)).await;
    assert_eq!(late.status, StatusCode::NOT_FOUND);
    assert!(!tablet.cookies.contains_key("__Host-tablet"));
}

/// Who may be called follows the agreed days: nobody else is on the page at all.
#[tokio::test]
async fn the_parent_with_whom_the_child_is_not_is_there_and_nobody_else() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let mut tablet = paired(&world, &family.mara, &choice(&["noor"], None)).await;
    let page = tablet.get("/tablet").await;
    check_answer("/tablet", &page);
    assert_eq!(faces(&page), ["b"], "{}", page.text());
    assert!(page.has("Tonight with Mara"));
    // Wednesday at half past eight Noor goes to Elias.
    set(&world, "2026-11-25T07:29:00Z");
    assert_eq!(faces(&tablet.get("/tablet").await), ["b"]);
    set(&world, "2026-11-25T07:31:00Z");
    let page = tablet.get("/tablet").await;
    assert_eq!(faces(&page), ["a"]);
    assert!(page.has("Tonight with Elias"));
    for words in [
        "disabled",
        "/today",
        "/messages",
        "/calendar",
        "/record",
        "/calls\"",
    ] {
        assert!(!page.has(words), "{words}");
    }
    // A form for a face that is there no more calls nobody.
    let stale = page.form("/tablet/call").with("parent", "b");
    let reply = tablet.post("/tablet/call", &stale).await;
    assert_eq!(reply.location(), "/tablet");
}

#[tokio::test]
async fn while_it_is_quiet_only_a_call_of_the_plan_has_a_face() {
    let world = World::new().await;
    let family = apart(&world).await;
    let quiet = Some((time(19, 30, 0, 0), time(7, 0, 0, 0)));
    let mut tablet = paired(&world, &family.mara, &choice(&["noor"], quiet)).await;
    for (at, hour, there) in [
        ("2026-11-23T18:29:00Z", "awake", true),
        ("2026-11-23T18:31:00Z", "asleep", false),
        ("2026-11-23T18:35:00Z", "asleep", true),
        ("2026-11-23T18:59:00Z", "asleep", true),
        ("2026-11-23T19:00:00Z", "asleep", false),
        ("2026-11-24T05:59:00Z", "asleep", false),
        ("2026-11-24T06:00:00Z", "awake", true),
    ] {
        set(&world, at);
        let page = tablet.get("/tablet").await;
        assert!(page.has(&format!("data-hour=\"{hour}\"")), "{at}");
        assert_eq!(page.has("action=\"/tablet/call\""), there, "{at}");
        assert_eq!(
            page.has("href=\"#p-asleep\""),
            hour == "asleep" && !there,
            "{at}"
        );
    }
}

/// What the page shows depends on nothing that one parent does alone, and says nothing of it.
#[tokio::test]
async fn what_either_parent_keeps_changes_not_a_byte_of_the_page() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let mut tablet = paired(&world, &family.mara, &choice(&["noor"], None)).await;
    tablet.get("/tablet").await;
    let before = tablet.get("/tablet").await.plain();
    world.offer(&family.elias, 7).await;
    for (email, form) in [
        (&family.emails[0], "/theme"),
        (&family.emails[1], "/device"),
        (&family.emails[0], "/record/keeping/hold"),
    ] {
        let mut parent = world.signed_in(email).await;
        let token = parent.token().await;
        let fields = Fields::default()
            .with("form_token", &token)
            .with("theme", "dark")
            .with("look", "neutral");
        parent.post(form, &fields).await;
        parent.get("/messages").await;
        assert_eq!(tablet.get("/tablet").await.plain(), before, "{form}");
    }
    let page = tablet.get("/tablet").await;
    for words in ["@", "mara@", "elias@", "Amsterdam", "School", "proposal"] {
        assert!(!page.has(words), "{words}");
    }
}

/// A1: with nothing but its cookie, every other address answers a tablet as it answers nobody.
#[tokio::test]
async fn everywhere_else_a_tablet_is_nobody() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let id = world.offer(&family.elias, 7).await;
    let tablet = paired(&world, &family.mara, &choice(&["noor"], None)).await;
    let before = world.head(&family.mara).await;
    let plain = |mut reply: Reply| {
        reply.headers.remove(header::SET_COOKIE);
        reply.plain()
    };
    for (verb, path, _) in addresses(&id) {
        if path.starts_with("/tablet") {
            continue;
        }
        let (mut tablet, mut nobody) = (bare(&world, &tablet), world.browser());
        let (one, other) = match verb {
            Verb::Get => (tablet.get(&path).await, nobody.get(&path).await),
            Verb::Post => {
                let fields = |token: String| Fields::default().with("form_token", &token);
                let (own, none) = (tablet.token().await, nobody.token().await);
                let one = tablet.post(&path, &fields(own)).await;
                (one, nobody.post(&path, &fields(none)).await)
            }
        };
        // A challenge is another one each time.
        if path == "/sign-in/passkey/begin" {
            assert_eq!(one.status, other.status, "{path}");
            continue;
        }
        assert_eq!(plain(one), plain(other), "{verb:?} {path}");
    }
    assert_eq!(world.head(&family.mara).await, before);
}

/// W2: a tablet's forms come from its own pages, with its own token.
#[tokio::test]
async fn nothing_is_taken_from_elsewhere_or_without_the_tablet_s_token() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let mut tablet = paired(&world, &family.mara, &choice(&["noor"], None)).await;
    let mut other = paired(&world, &family.elias, &choice(&["noor"], None)).await;
    let fields = tablet.get("/tablet").await.form("/tablet/call");
    let another = other.get("/tablet").await.form("/tablet/call");
    let another = another.value("form_token").to_owned();
    for (verb, path, _) in addresses("0123456789abcdef") {
        if verb == Verb::Post && path.starts_with("/tablet/c") {
            refused(&mut tablet, &path, &another).await;
            let cross = Request::post(&path).header("sec-fetch-site", "cross-site");
            let reply = tablet.post_as(cross, &fields).await;
            assert_eq!(reply.status, StatusCode::FORBIDDEN, "{path}");
        }
    }
    // Nothing was begun by any of it.
    let page = other.get("/tablet").await;
    assert!(!page.has("data-rings"));
    let called = tablet.post("/tablet/call", &fields).await;
    assert!(called.location().starts_with("/tablet/calls/"));
}

/// An open stream of events.
struct Open {
    status: StatusCode,
    parts: BodyDataStream,
}

impl Open {
    async fn of(browser: &Browser, address: &str) -> Self {
        let pairs = browser.cookies.iter();
        let pairs: Vec<_> = pairs
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let request = Request::get(address).header(header::COOKIE, pairs.join("; "));
        let request = request.body(Body::empty()).unwrap();
        let response = browser.router.clone().oneshot(request).await.unwrap();
        Self {
            status: response.status(),
            parts: response.into_body().into_data_stream(),
        }
    }

    /// Everything that is said until this is.
    async fn until(&mut self, words: &str) -> String {
        let mut all = String::new();
        while !all.contains(words) {
            let part = timeout(SOON, self.parts.next()).await.unwrap();
            let bytes: Bytes = part.unwrap_or_else(|| panic!("ended after {all}")).unwrap();
            all.push_str(str::from_utf8(&bytes).unwrap());
        }
        all
    }

    /// Fails unless it ends within a second.
    async fn ends_at_once(&mut self) {
        let begun = Instant::now();
        while timeout(A_SECOND, self.parts.next())
            .await
            .unwrap()
            .is_some()
        {}
        assert!(begun.elapsed() < A_SECOND);
    }
}

/// A3: a tablet that was ended, by either parent, follows nothing a second later, and opens nothing.
#[tokio::test]
async fn a_tablet_that_was_ended_opens_nothing_and_its_streams_end_within_a_second() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    for by in [&family.mara, &family.elias] {
        // Whatever rang before rings no more.
        let now = world.app.now() + SignedDuration::from_mins(5);
        world.clock.set(now);
        let mut tablet = paired(&world, &family.mara, &choice(&["noor"], None)).await;
        let page = tablet.get("/tablet").await;
        let called = tablet
            .post("/tablet/call", &page.form("/tablet/call"))
            .await;
        let call = called.location().to_owned();
        let room = tablet.get(&call).await;
        assert!(room.has("id=\"call\"") && room.has("data-policy=\"relay\""));
        let mut waits = Open::of(&tablet, "/tablet/stream").await;
        let mut talks = Open::of(&tablet, &format!("{call}/stream")).await;
        assert_eq!(
            (waits.status, talks.status),
            (StatusCode::OK, StatusCode::OK)
        );
        talks.until("event: seat").await;
        waits.until("event: page").await;
        end(&world, by).await;
        waits.ends_at_once().await;
        talks.ends_at_once().await;
        for path in ["/tablet", &call, "/tablet/stream"] {
            let reply = tablet.get(path).await;
            assert_eq!(reply.status, StatusCode::NOT_FOUND, "{path}");
            assert!(reply.has("Ask a parent") && !reply.has("Noor"), "{path}");
        }
        let late = tablet
            .post("/tablet/call", &page.form("/tablet/call"))
            .await;
        assert_eq!(late.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn a_call_of_the_other_parent_rings_and_is_answered_or_not() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let mut tablet = paired(&world, &family.mara, &choice(&["noor"], None)).await;
    let mut elias = world.signed_in(&family.emails[1]).await;
    let token = elias.token().await;
    let fields = Fields::default()
        .with("form_token", &token)
        .with("child", "noor");
    let mut waits = Open::of(&tablet, "/tablet/stream").await;
    let called = elias.post("/calls", &fields).await;
    let call = called.place().strip_prefix("/calls/").unwrap().to_owned();
    let rang = waits.until("event: ring").await;
    assert!(rang.contains(&call), "{rang}");
    let page = tablet.get("/tablet").await;
    check_answer("/tablet", &page);
    assert!(page.has(&format!("data-rings=\"{call}\"")));
    assert!(page.has("Elias is calling") && page.has("href=\"#p-b\""));
    assert!(page.has(&format!("href=\"/tablet/calls/{call}\"")));
    let path = format!("/tablet/calls/{call}/decline");
    let declined = tablet.post(&path, &page.form(&path)).await;
    assert_eq!(declined.location(), "/tablet");
    assert!(!tablet.get("/tablet").await.has("data-rings"));
}

#[tokio::test]
async fn brothers_and_sisters_call_from_one_home_to_the_other() {
    let world = World::new().await;
    let family = apart(&world).await;
    let mut noor = paired(&world, &family.mara, &choice(&["noor"], None)).await;
    let mut sam = paired(&world, &family.elias, &choice(&["sam"], None)).await;
    let page = noor.get("/tablet").await;
    assert_eq!(faces(&page), ["b"]);
    let text = page.text();
    let (_, rest) = text.split_once("name=\"tablet\" value=\"").unwrap();
    let id = rest.split('"').next().unwrap();
    assert!(page.has("Call Sam"));
    let fields = Fields::default()
        .with("form_token", page.form("/tablet/call").value("form_token"))
        .with("tablet", id);
    let called = noor.post("/tablet/call", &fields).await;
    let call = called.location().to_owned();
    assert!(call.starts_with("/tablet/calls/"), "{call}");
    let rings = sam.get("/tablet").await;
    assert!(rings.has("Noor is calling"), "{}", rings.text());
    assert!(sam.get(&call).await.has("id=\"call\""));
    // It is nothing of the parents': neither of them is called.
    for email in &family.emails {
        let mut parent = world.signed_in(email).await;
        let path = call.replace("/tablet", "");
        assert_eq!(parent.get(&path).await.status, StatusCode::NOT_FOUND);
    }
    // A child ends it in one tap.
    let room = noor.get(&call).await;
    let path = format!("{call}/end");
    let ended = noor.post(&path, &room.form(&path)).await;
    assert_eq!(ended.location(), "/tablet");
    assert_eq!(sam.get(&call).await.location(), "/tablet");
}

/// A2: a call and a tablet of another family are as those that never were.
#[tokio::test]
async fn another_family_s_call_and_tablet_are_not_there() {
    let world = World::new().await;
    let ours = world.agreed("ours").await;
    let theirs = apart(&world).await;
    let mut our = paired(&world, &ours.mara, &choice(&["noor"], None)).await;
    let mut their = paired(&world, &theirs.mara, &choice(&["noor"], None)).await;
    let form = their.get("/tablet").await.form("/tablet/call");
    let called = their.post("/tablet/call", &form).await;
    let call = called.location().to_owned();
    let never = format!("/tablet/calls/{}", "f".repeat(32));
    let token = our.get("/tablet").await.form("/tablet/call");
    let fields = Fields::default()
        .with("form_token", token.value("form_token"))
        .with("seat", "0123456789abcdef")
        .with("to", "0123456789abcdef")
        .with("kind", "state")
        .with("data", "{}");
    assert_eq!(our.get(&call).await.plain(), our.get(&never).await.plain());
    for what in ["say", "ice", "leave", "end", "decline"] {
        let one = our.post(&format!("{call}/{what}"), &fields).await;
        let other = our.post(&format!("{never}/{what}"), &fields).await;
        assert_eq!(one.plain(), other.plain(), "{what}");
    }
    let one = our.get(&format!("{call}/stream")).await;
    assert_eq!(one.status, StatusCode::NOT_FOUND);
    assert!(their.get(&call).await.has("id=\"call\""), "it goes on");
    for tablet in live_tablets(&world, &theirs.mara).await {
        let fields = Fields::default()
            .with("form_token", token.value("form_token"))
            .with("tablet", tablet.as_str());
        let reply = our.post("/tablet/call", &fields).await;
        assert_eq!(reply.location(), "/tablet");
    }
}

/// Who is signed in opens nothing here, and changes nothing of what a tablet shows.
#[tokio::test]
async fn the_session_of_a_parent_counts_for_nothing_on_the_children_s_pages() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let mut mara = world.signed_in(&family.emails[0]).await;
    let reply = mara.get("/tablet").await;
    assert_eq!(reply.status, StatusCode::NOT_FOUND);
    assert!(reply.has("Ask a parent") && !reply.has("Mara"));
    // On a tablet where somebody is signed in the page is the same.
    let mut tablet = paired(&world, &family.mara, &choice(&["noor"], None)).await;
    tablet.get("/tablet").await;
    let before = tablet.get("/tablet").await.plain();
    let session = mara.cookies.get("__Host-session").unwrap().clone();
    tablet.cookies.insert("__Host-session".to_owned(), session);
    assert_eq!(tablet.get("/tablet").await.plain(), before);
}
