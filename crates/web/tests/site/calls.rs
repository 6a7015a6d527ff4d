//! Calls through the router: who may see and do what, what is told to whom and what is taken out of it,
//! what is noted, and that a session that was ended ends its part at once (SAFETY: A1, A2, A3).

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests may stop at once, like tests"
)]

use crate::access::{ask, check_answer};
use crate::common::{Agreed, Browser, Fields, World};
use crate::roles::{WHOLE_RECORD, grant, let_in, own_lawyer};
use axum::body::{Body, BodyDataStream, Bytes};
use axum::http::{Request, StatusCode, header};
use family::{CallOutcome, GuestRole, Professional, Relative, Subject};
use futures_util::StreamExt as _;
use serde_json::{Value, json};
use std::time::Duration;
use tokio::time::timeout;
use tower::ServiceExt as _;
use web::Verb;

/// By when a stream that is to end has ended.
const A_SECOND: Duration = Duration::from_secs(1);
/// By when something that is to come has come, on a machine that does much else.
const SOON: Duration = Duration::from_secs(10);

/// What is done in a call, and how.
const DEEDS: [(Verb, &str); 8] = [
    (Verb::Get, ""),
    (Verb::Get, "/ring"),
    (Verb::Get, "/stream"),
    (Verb::Post, "/say"),
    (Verb::Post, "/ice"),
    (Verb::Post, "/leave"),
    (Verb::Post, "/end"),
    (Verb::Post, "/decline"),
];

/// A page that is open.
struct Open {
    status: StatusCode,
    parts: BodyDataStream,
}

impl Open {
    /// The next event, and its data.
    async fn told(&mut self) -> (String, Value) {
        let part = timeout(SOON, self.parts.next()).await.unwrap();
        let bytes: Bytes = part.expect("the stream goes on").unwrap();
        let text = String::from_utf8(bytes.to_vec()).unwrap();
        let line = |name: &str| {
            let mut lines = text.lines();
            let found = lines.find_map(|line| line.strip_prefix(&format!("{name}: ")));
            found.unwrap_or_else(|| panic!("{text:?}")).to_owned()
        };
        (line("event"), serde_json::from_str(&line("data")).unwrap())
    }

    /// The data of the next event of this name; others are passed over.
    async fn until(&mut self, name: &str) -> Value {
        loop {
            let (found, data) = self.told().await;
            if found == name {
                return data;
            }
        }
    }

    /// Fails unless it ends within a second.
    async fn ends_at_once(&mut self, why: &str) {
        let end = timeout(A_SECOND, async {
            while self.parts.next().await.is_some() {}
        });
        assert!(end.await.is_ok(), "open a second after {why}");
    }
}

async fn follow(browser: &Browser, address: &str) -> Open {
    let pairs = browser.cookies.iter();
    let pairs: Vec<_> = pairs
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    let request = Request::get(address)
        .header(header::COOKIE, pairs.join("; "))
        .header(header::ACCEPT, "text/event-stream");
    let request = request.body(Body::empty()).unwrap();
    let response = browser.router.clone().oneshot(request).await.unwrap();
    Open {
        status: response.status(),
        parts: response.into_body().into_data_stream(),
    }
}

/// Who can call now, and the other parent, who has the children.
pub(crate) async fn both(world: &World, family: &Agreed) -> [Browser; 2] {
    let mut one = world.signed_in(&family.emails[0]).await;
    let other = world.signed_in(&family.emails[1]).await;
    let page = one.get("/calls").await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    if page.has("method=\"post\" action=\"/calls\"") {
        [one, other]
    } else {
        [other, one]
    }
}

/// Begins a call with all whom one can call; its address.
pub(crate) async fn begin(caller: &mut Browser) -> String {
    let page = caller.get("/calls").await;
    let begun = caller.post("/calls", &page.form("/calls")).await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.text());
    assert!(
        begun.location().starts_with("/calls/"),
        "{}",
        begun.location()
    );
    begun.location().to_owned()
}

/// A form of a call with its token.
async fn act(browser: &mut Browser, address: &str, fields: &[(&str, &str)]) -> StatusCode {
    let token = browser.token().await;
    let mut form = Fields::default().with("form_token", &token);
    for (name, value) in fields {
        form = form.with(name, value);
    }
    browser.post(address, &form).await.status
}

/// Waits until so many calls stand on the record.
async fn noted(world: &World, family: &Agreed, calls: usize) -> CallOutcome {
    let mut growth = world.app.growth(&family.mara).await.unwrap();
    loop {
        let snapshot = world.app.family(&family.mara).await.unwrap();
        let found = snapshot.family.calls();
        assert!(found.len() <= calls);
        if found.len() == calls {
            return found.all().next_back().unwrap().held.outcome.clone();
        }
        timeout(SOON, growth.changed()).await.unwrap().unwrap();
    }
}

#[tokio::test]
async fn a_call_is_there_for_those_in_it_and_for_nobody_else() {
    let world = World::new().await;
    let family = world.agreed("ours").await;
    let theirs = world.agreed("theirs").await;
    let [mut caller, mut called] = both(&world, &family).await;
    let call = begin(&mut caller).await;
    for browser in [&mut caller, &mut called] {
        let page = browser.get(&call).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text());
        check_answer(&call, &page);
        assert!(page.has("data-policy=\"relay\"") && page.has("id=\"call-words\""));
    }
    let rings = called.get(&format!("{call}/ring")).await;
    assert_eq!(rings.status, StatusCode::OK);
    assert!(rings.has("data-ring=") && rings.has("data-do=\"answer\""));
    assert_eq!(
        caller.get(&format!("{call}/ring")).await.status,
        StatusCode::NOT_FOUND
    );

    let all = [Subject::Calendar, Subject::Plan, WHOLE_RECORD];
    let mediator = GuestRole::Professional(Professional::Mediator);
    let grandma = GuestRole::Relative(Relative::Grandparent);
    let child = GuestRole::Child("noor".parse().unwrap());
    let mut strangers = vec![theirs.emails[0].clone(), theirs.emails[1].clone()];
    strangers.push(own_lawyer(&world, &family).await.1);
    for (name, role, subjects) in [
        ("Ada", mediator, &all[..]),
        ("Truus", grandma, &all[..1]),
        ("Noor", child, &all[..1]),
    ] {
        let asked = grant(&world, name, role, subjects);
        strangers.push(let_in(&world, &family, asked).await.1);
    }
    for email in strangers {
        let mut browser = world.signed_in(&email).await;
        let token = browser.token().await;
        let nothing = browser.get("/nothing").await.plain();
        for (verb, deed) in DEEDS {
            let path = format!("{call}{deed}");
            let reply = ask(&mut browser, verb, &path, &token).await;
            assert_eq!(reply.plain(), nothing, "{verb:?} {deed} for {email}");
        }
    }
    // Nothing of it ended the call.
    assert_eq!(called.get(&call).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_form_that_is_sent_twice_begins_one_call_and_the_other_comes_to_it() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let [mut caller, called] = both(&world, &family).await;
    let page = caller.get("/calls").await;
    let form = page.form("/calls");
    let one = caller.post("/calls", &form).await;
    let two = caller.post("/calls", &form).await;
    assert_eq!(one.location(), two.location());
    let choice = form.clone().with("audio", "1");
    let three = caller.post("/calls", &choice).await;
    assert_eq!(three.place(), one.location());
    let room = caller.follow(&three).await;
    assert!(room.has("data-policy=\"relay\"") && room.has("data-audio=\"1\""));
    // No link makes anybody tell an address.
    let linked = caller.get(&format!("{}?direct=1", one.location())).await;
    assert!(linked.has("data-policy=\"relay\"") && !linked.has("data-direct"));
    drop(called);
    let none = caller.post("/calls", &form.without("child")).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_call_that_is_declined_is_over_for_both_and_noted() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let [mut caller, mut called] = both(&world, &family).await;
    let call = begin(&mut caller).await;
    let mut open = follow(&caller, &format!("{call}/stream")).await;
    open.until("seat").await;
    let ring = called.get(&format!("{call}/ring")).await;
    let decline = format!("{call}/decline");
    let declined = called.post(&decline, &ring.form(&decline)).await;
    assert_eq!(declined.location(), "/calls?declined");
    assert_eq!(open.until("over").await, json!({ "why": "declined" }));
    assert_eq!(noted(&world, &family, 1).await, CallOutcome::Declined);
    assert_eq!(called.get(&call).await.status, StatusCode::NOT_FOUND);
    // To ring again at once is held back, and the page says until when.
    let page = caller.get("/calls").await;
    let again = caller.post("/calls", &page.form("/calls")).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
    assert!(again.has("You can ring again at "), "{}", again.text());
}

/// Two pages come to each other; whatever one says of its addresses does not reach the other, also
/// where both were led to an address that asks for it.
#[tokio::test]
async fn two_pages_hear_of_each_other_and_of_no_address() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let [mut caller, mut called] = both(&world, &family).await;
    let call = begin(&mut caller).await;
    let stream = format!("{call}/stream?direct=1");
    let mut one = follow(&caller, &stream).await;
    assert_eq!(one.status, StatusCode::OK);
    let first = one.until("seat").await["seat"].as_str().unwrap().to_owned();
    assert_eq!(one.until("here").await, json!({ "seats": [] }));
    let mut two = follow(&called, &stream).await;
    let second = two.until("seat").await["seat"].as_str().unwrap().to_owned();
    let here = two.until("here").await;
    assert_eq!(here["seats"][0]["seat"], first.as_str());
    assert_eq!(one.until("joined").await["seat"], second.as_str());
    one.until("open").await;
    two.until("open").await;

    let say = format!("{call}/say");
    let to = [("seat", first.as_str()), ("to", second.as_str())];
    let host = "candidate:1 1 udp 2122260223 192.0.2.77 50000 typ host";
    let relay =
        "candidate:2 1 udp 41885439 198.51.100.9 49160 typ relay raddr 192.0.2.77 rport 50000";
    for line in [host, relay] {
        let data = json!({ "candidate": line, "sdpMid": "0", "sdpMLineIndex": 0 }).to_string();
        let fields = [to[0], to[1], ("kind", "candidate"), ("data", &data)];
        assert_eq!(
            act(&mut caller, &say, &fields).await,
            StatusCode::NO_CONTENT
        );
    }
    let heard = two.until("signal").await;
    assert_eq!(heard["from"], first.as_str());
    let heard = heard.to_string();
    assert!(
        heard.contains("198.51.100.9") && !heard.contains("192.0.2.77"),
        "{heard}"
    );
    for (kind, data) in [("candidate", "{"), ("other", "{}"), ("offer", "{}")] {
        let fields = [to[0], to[1], ("kind", kind), ("data", data)];
        let status = act(&mut caller, &say, &fields).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{kind}");
    }
    // A seat of the other is not one's own.
    let swapped = [("seat", second.as_str()), ("to", first.as_str())];
    let fields = [swapped[0], swapped[1], ("kind", "state"), ("data", "{}")];
    assert_eq!(act(&mut caller, &say, &fields).await, StatusCode::NOT_FOUND);

    assert_eq!(
        act(&mut called, &format!("{call}/end"), &[]).await,
        StatusCode::SEE_OTHER
    );
    for open in [&mut one, &mut two] {
        assert_eq!(open.until("over").await, json!({ "why": "ended" }));
        open.ends_at_once("the end of the call").await;
    }
    let CallOutcome::Answered { minutes: 0, .. } = noted(&world, &family, 1).await else {
        panic!("it was answered");
    };
}

/// A3: a session that was ended is out of its call within a second.
#[tokio::test]
async fn a_session_that_was_ended_is_out_of_its_call_at_once() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let [mut caller, mut called] = both(&world, &family).await;
    let call = begin(&mut caller).await;
    let stream = format!("{call}/stream");
    let mut one = follow(&caller, &stream).await;
    one.until("seat").await;
    let mut two = follow(&called, &stream).await;
    two.until("open").await;
    let page = called.get("/today").await;
    called.post("/leave", &page.form("/leave")).await;
    two.ends_at_once("leaving").await;
    let refused = follow(&called, &stream).await;
    assert_eq!(refused.status, StatusCode::SEE_OTHER);
    // The other one hears of it.
    let left = timeout(SOON, async {
        loop {
            let (name, _) = one.told().await;
            if name == "left" || name == "over" {
                return;
            }
        }
    });
    left.await.unwrap();
}

/// An open page of whoever is called hears that it rings, by the call's id alone, and that it is over.
#[tokio::test]
async fn an_open_page_hears_who_rings_by_a_number_alone() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let [mut caller, called] = both(&world, &family).await;
    let size = world.head(&family.mara).await.0;
    let mut page = follow(&called, &format!("/live?size={size}")).await;
    let call = begin(&mut caller).await;
    let id = call.strip_prefix("/calls/").unwrap().to_owned();
    let said = |part: Option<Result<Bytes, axum::Error>>| {
        String::from_utf8(part.unwrap().unwrap().to_vec()).unwrap()
    };
    let rang = said(timeout(SOON, page.parts.next()).await.unwrap());
    assert_eq!(rang, format!("event: ring\ndata: {id}\n\n"));
    assert_eq!(
        act(&mut caller, &format!("{call}/end"), &[]).await,
        StatusCode::SEE_OTHER
    );
    loop {
        // That it took place is an entry, of which the page hears too.
        let next = said(timeout(SOON, page.parts.next()).await.unwrap());
        if next.starts_with("event: ring\n") {
            assert!(!next.contains(&id), "{next}");
            return;
        }
    }
}

/// In quiet hours an open page is told of no call that the plan does not have; whoever calls sees a
/// call that rings.
#[tokio::test]
async fn in_quiet_hours_an_open_page_does_not_ring() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let [mut caller, mut called] = both(&world, &family).await;
    let page = called.get("/calm").await;
    let form = page.form("/calm").with("quiet", "yes");
    let form = form.with("from", "00:00").with("until", "23:00");
    assert_eq!(called.post("/calm", &form).await.location(), "/calm?kept=1");
    let size = world.head(&family.mara).await.0;
    let mut page = follow(&called, &format!("/live?size={size}")).await;
    let call = begin(&mut caller).await;
    let id = call.strip_prefix("/calls/").unwrap();
    let part = timeout(SOON, page.parts.next()).await.unwrap();
    let said = String::from_utf8(part.unwrap().unwrap().to_vec()).unwrap();
    assert!(!said.contains(id), "{said}");
    assert_eq!(caller.get(&call).await.status, StatusCode::OK);
}

/// Where the plan asks for somebody, that person is chosen, is asked, and is in it by name.
#[tokio::test]
async fn somebody_whom_both_let_in_is_there_where_the_plan_asks_for_it() {
    let world = World::new().await;
    let clause = "\n[[clause]]\nid = \"calls\"\n\
         title = { en = \"Calls\", nl = \"Bellen\" }\n\
         sentence = { en = \"Somebody is there.\", nl = \"Er is iemand bij.\" }\n\
         calls = { with = \"absent\", at = [\"wed 17:00\"], minutes = 15, monitored_by = { en = \"the centre\", nl = \"het centrum\" } }\n";
    let family = world
        .agreed_on("a", &format!("{}{clause}", plan::EXAMPLE))
        .await;
    let [mut caller, mut called] = {
        let one = world.signed_in(&family.emails[0]).await;
        let other = world.signed_in(&family.emails[1]).await;
        [one, other]
    };
    let pages = [caller.get("/calls").await, called.get("/calls").await];
    if !pages[0].has("the centre") {
        std::mem::swap(&mut caller, &mut called);
    }
    let page = caller.get("/calls").await;
    assert!(
        page.has("the centre") && !page.has("name=\"supervisor\""),
        "{}",
        page.text()
    );
    let role = GuestRole::Professional(Professional::Guardian);
    let asked = grant(&world, "Ada", role, &[Subject::Plan]);
    let (_, ada) = let_in(&world, &family, asked).await;
    let call = begin(&mut caller).await;
    let mut ada = world.signed_in(&ada).await;
    let home = ada.get("/today").await;
    assert!(home.has(&format!("href=\"{call}\"")), "{}", home.text());
    let room = ada.get(&call).await;
    assert_eq!(room.status, StatusCode::OK);
    for browser in [&mut caller, &mut called] {
        assert!(
            browser
                .get(&call)
                .await
                .has("<span data-slot=\"awaited\">Waiting for Ada.")
        );
    }
    let stream = format!("{call}/stream");
    let mut one = follow(&caller, &stream).await;
    let mut two = follow(&called, &stream).await;
    two.until("wait").await;
    let mut watching = follow(&ada, &stream).await;
    for open in [&mut one, &mut two, &mut watching] {
        open.until("open").await;
    }
    let there = "<span data-slot=\"there\">Ada is there for the children";
    assert!(caller.get(&call).await.has(there));
    // Any adult in it ends it.
    assert_eq!(
        act(&mut ada, &format!("{call}/end"), &[]).await,
        StatusCode::SEE_OTHER
    );
    assert_eq!(one.until("over").await, json!({ "why": "ended" }));
    noted(&world, &family, 1).await;
}

#[tokio::test]
async fn a_tablet_is_offered_with_a_code_that_is_shown_once_and_recorded_by_nobody_yet() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let mut mara = world.signed_in(&family.emails[0]).await;
    let before = world.head(&family.mara).await;
    let page = mara.get("/calls/tablets").await;
    let form = page.form("/calls/tablets").with("name", "Blue");
    let wrong = form.clone().with("quiet-from", "19:30");
    let wrong = mara.post("/calls/tablets", &wrong).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.has("Choose at least one child.") && wrong.has("two different times"));
    assert!(wrong.has("value=\"Blue\"") && wrong.has("value=\"19:30\""));
    let good = form.with("child", "noor").with("quiet-from", "19:30");
    let good = good.with("quiet-until", "07:00");
    let offered = mara.post("/calls/tablets", &good).await;
    assert_eq!(offered.status, StatusCode::OK, "{}", offered.text());
    assert!(offered.has("class=\"qr\"") && offered.has("/tablet/pair/"));
    assert!(!mara.get("/calls/tablets").await.has("/tablet/pair/"));
    assert_eq!(world.head(&family.mara).await, before);
}
