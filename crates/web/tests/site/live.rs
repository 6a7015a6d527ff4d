//! Open pages that follow the record: what the stream says and to whom, that it says nothing else,
//! and that it ends with its session (SAFETY: A3).

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests may stop at once, like tests"
)]

use crate::access::check_answer;
use crate::common::{Agreed, Browser, Fields, PASSWORD, Reply, World};
use crate::roles::{WHOLE_RECORD, grant, let_in, own_lawyer};
use app::SHORT_IDLE_MINUTES;
use axum::body::{Body, BodyDataStream, Bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use family::{GuestRole, Language, Professional, Relative, Subject};
use futures_util::StreamExt as _;
use jiff::SignedDuration;
use std::time::Duration;
use tokio::time::{Instant, timeout};
use tower::ServiceExt as _;

/// By when a stream that is to end has ended.
const A_SECOND: Duration = Duration::from_secs(1);
/// By when an event that is to come has come, on a machine that does much else.
const SOON: Duration = Duration::from_secs(10);
/// Longer than whatever the server waits before it tells of something.
const A_WHILE: Duration = Duration::from_millis(900);

/// A page that is open and follows the record.
struct Open {
    status: StatusCode,
    headers: HeaderMap,
    parts: BodyDataStream,
}

impl Open {
    /// What is said next.
    async fn said(&mut self) -> String {
        let part = timeout(SOON, self.parts.next()).await.unwrap();
        let bytes: Bytes = part.expect("the stream goes on").unwrap();
        String::from_utf8(bytes.to_vec()).unwrap()
    }

    /// The size that is told next.
    async fn told(&mut self) -> u64 {
        let said = self.said().await;
        let size = said.strip_prefix("event: record\ndata: ");
        let size = size.and_then(|rest| rest.strip_suffix("\n\n"));
        size.unwrap_or_else(|| panic!("{said:?}")).parse().unwrap()
    }

    /// Fails if anything is said, or if it ends.
    async fn is_quiet(&mut self) {
        let said = timeout(A_WHILE, self.parts.next()).await;
        assert!(said.is_err(), "{said:?}");
    }

    /// Fails unless it ends within a second, without another word.
    async fn ends_at_once(&mut self, why: &str) {
        let begun = Instant::now();
        let end = timeout(A_SECOND, self.parts.next()).await;
        let end = end.unwrap_or_else(|_| panic!("open a second after {why}"));
        assert!(end.is_none(), "{why}: {end:?}");
        assert!(begun.elapsed() < A_SECOND, "{why}");
    }
}

/// Opens a page that shows so many entries.
async fn follow(browser: &Browser, size: u64) -> Open {
    follow_at(browser, &format!("/live?size={size}")).await
}

async fn follow_at(browser: &Browser, address: &str) -> Open {
    let pairs = browser.cookies.iter();
    let pairs: Vec<_> = pairs
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    let request = Request::get(address)
        .header(header::COOKIE, pairs.join("; "))
        .header(header::ACCEPT, "text/event-stream")
        .header(header::ACCEPT_ENCODING, "gzip, br");
    let request = request.body(Body::empty()).unwrap();
    let response = browser.router.clone().oneshot(request).await.unwrap();
    let (head, body) = response.into_parts();
    Open {
        status: head.status,
        headers: head.headers,
        parts: body.into_data_stream(),
    }
}

async fn size(world: &World, family: &Agreed) -> u64 {
    world.head(&family.mara).await.0
}

fn later(world: &World, minutes: i64) {
    let now = world.app.now() + SignedDuration::from_mins(minutes);
    world.clock.set(now);
}

/// Signs in where others use the device too.
async fn on_a_shared_device(world: &World, mail: &str) -> Browser {
    let mut browser = world.browser();
    let page = browser.get("/sign-in").await;
    let fields = page.form("/sign-in").with("mail", mail);
    let fields = fields.with("pass", PASSWORD).with("shared", "yes");
    let reply = browser.post("/sign-in", &fields).await;
    assert_eq!(reply.location(), "/today", "{}", reply.text());
    browser
}

#[tokio::test]
async fn what_the_other_does_is_told_as_a_number_and_nothing_else() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let mara = world.signed_in(&family.emails[0]).await;
    let before = size(&world, &family).await;
    let mut open = follow(&mara, before).await;
    assert_eq!(open.status, StatusCode::OK);
    let said = |name: &str| open.headers.get(name).map(|value| value.to_str().unwrap());
    assert_eq!(said("content-type"), Some("text/event-stream"));
    assert_eq!(said("cache-control"), Some("private, no-store"));
    assert_eq!(said("x-accel-buffering"), Some("no"));
    assert_eq!(said("content-encoding"), None);
    assert_eq!(said("set-cookie"), None);
    open.is_quiet().await;
    world.offer(&family.elias, 7).await;
    let after = size(&world, &family).await;
    assert!(after > before);
    assert_eq!(
        open.said().await,
        format!("event: record\ndata: {after}\n\n")
    );
    open.is_quiet().await;
    // One's own act from another page is told too.
    world.offer(&family.mara, 21).await;
    assert_eq!(open.told().await, size(&world, &family).await);
}

#[tokio::test]
async fn a_page_that_is_behind_is_told_at_once_and_many_entries_in_one_moment_once() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let mara = world.signed_in(&family.emails[0]).await;
    let mut open = follow(&mara, 1).await;
    assert_eq!(open.told().await, size(&world, &family).await);
    for day in 0..6 {
        world.offer(&family.elias, 7 + day).await;
    }
    let last = size(&world, &family).await;
    let mut told = Vec::new();
    while told.last() != Some(&last) {
        told.push(open.told().await);
    }
    assert!(told.is_sorted(), "{told:?}");
    open.is_quiet().await;
}

/// Without the number that the page shows, or with none that is one, the size is said once.
#[tokio::test]
async fn who_does_not_say_what_the_page_shows_gets_the_size_and_no_stream() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let mut mara = world.signed_in(&family.emails[0]).await;
    let now = size(&world, &family).await;
    for address in ["/live", "/live?size=", "/live?size=-1", "/live?size=many"] {
        let reply = mara.get(address).await;
        assert_eq!(reply.status, StatusCode::OK, "{address}");
        assert_eq!(reply.text(), format!("event: record\ndata: {now}\n\n"));
        check_answer(address, &reply);
    }
}

#[tokio::test]
async fn nobody_and_nobody_s_guest_follows_anything() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let now = size(&world, &family).await;
    let nobody = follow(&world.browser(), now).await;
    assert_eq!(nobody.status, StatusCode::SEE_OTHER);
    assert_eq!(nobody.headers.get("location").unwrap(), "/sign-in");
    let all = [Subject::Calendar, Subject::Plan, WHOLE_RECORD];
    let mediator = GuestRole::Professional(Professional::Mediator);
    let relative = GuestRole::Relative(Relative::Grandparent);
    let (_, own) = own_lawyer(&world, &family).await;
    let mut emails = vec![own];
    for (name, role, subjects) in [("Ada", mediator, &all[..]), ("Truus", relative, &all[..1])] {
        let asked = grant(&world, name, role, subjects);
        emails.push(let_in(&world, &family, asked).await.1);
    }
    for email in emails {
        let mut guest = world.signed_in(&email).await;
        let nothing = guest.get("/nothing").await.plain();
        let reply = guest.get(&format!("/live?size={now}")).await;
        assert_eq!(reply.plain(), nothing, "{email}");
    }
}

/// What one parent does alone, and whatever happens in another family, makes no page stir.
#[tokio::test]
async fn nothing_private_and_nothing_of_others_is_told() {
    let world = World::new().await;
    let ours = world.agreed("ours").await;
    let theirs = world.agreed("theirs").await;
    let elias = world.signed_in(&ours.emails[1]).await;
    let mut open = follow(&elias, size(&world, &ours).await).await;
    let mut mara = world.signed_in(&ours.emails[0]).await;
    mara.get("/record").await;
    let chosen = world.app.choose_language(&ours.mara, Language::Nl).await;
    chosen.unwrap();
    own_lawyer(&world, &ours).await;
    world.offer(&theirs.mara, 7).await;
    world.offer(&theirs.elias, 14).await;
    open.is_quiet().await;
    world.offer(&ours.mara, 7).await;
    assert_eq!(open.told().await, size(&world, &ours).await);
}

/// A3: by whatever way a session ends, its streams end within a second, and say nothing more.
#[tokio::test]
async fn a_stream_ends_within_a_second_of_its_session() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let email = &family.emails[0];
    let now = size(&world, &family).await;

    let lost = world.signed_in(email).await;
    let mut phone = world.signed_in(email).await;
    let mut open = follow(&lost, now).await;
    let mut own = follow(&phone, now).await;
    let page = phone.get("/access").await;
    let others = page.form("/access/sessions/end").with("session", "others");
    phone.post("/access/sessions/end", &others).await;
    open.ends_at_once("ending it elsewhere").await;
    own.is_quiet().await;
    let refused = follow(&lost, now).await;
    assert_eq!(refused.status, StatusCode::SEE_OTHER);

    for action in ["/sign-out", "/leave"] {
        let mut browser = world.signed_in(email).await;
        let mut open = follow(&browser, now).await;
        let page = browser.get("/today").await;
        browser.post(action, &page.form(action)).await;
        open.ends_at_once(action).await;
    }
    let page = phone.get("/access").await;
    let form = page.form("/access/password");
    let form = form.with("pass", "another lantern on the bridge");
    let form = form.with("again", "another lantern on the bridge");
    let third = world.signed_in(email).await;
    let mut open = follow(&third, now).await;
    let changed = phone.post("/access/password", &form).await;
    assert_eq!(changed.status, StatusCode::SEE_OTHER, "{}", changed.text());
    open.ends_at_once("another password").await;
    // Nothing that happens afterwards reaches a page of a session that has ended.
    world.offer(&family.elias, 7).await;
    assert_eq!(own.told().await, size(&world, &family).await);
}

/// An open stream, its being opened again, and pages that a script asks for by itself are no use of
/// a session: on a device that others use too it ends in its time.
#[tokio::test]
async fn following_is_no_use_of_a_session() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let now = size(&world, &family).await;
    let mut browser = on_a_shared_device(&world, &family.emails[0]).await;
    let mut open = follow(&browser, now).await;
    let unattended =
        HeaderMap::from_iter([("x-unattended".parse().unwrap(), "1".parse().unwrap())]);
    for _ in 0..3 {
        later(&world, SHORT_IDLE_MINUTES / 3 - 1);
        let mut again = follow(&browser, now).await;
        assert_eq!(again.status, StatusCode::OK);
        again.is_quiet().await;
        browser.headers.clone_from(&unattended);
        assert_eq!(browser.get("/today").await.status, StatusCode::OK);
        browser.headers.clear();
    }
    open.is_quiet().await;
    later(&world, 5);
    open.ends_at_once("fifteen minutes without use").await;
    assert_eq!(browser.get("/today").await.location(), "/sign-in?ended");
    // Nor does it make a usual session last.
    let mut usual = world.signed_in(&family.emails[0]).await;
    let mut open = follow(&usual, now).await;
    later(&world, 29 * 24 * 60);
    assert_eq!(follow(&usual, now).await.status, StatusCode::OK);
    later(&world, 2 * 24 * 60);
    open.ends_at_once("thirty days without use").await;
    assert_eq!(usual.get("/today").await.location(), "/sign-in?ended");
}

/// A form is always a use, whatever else it says.
#[tokio::test]
async fn what_is_sent_is_never_unattended() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let mut browser = on_a_shared_device(&world, &family.emails[0]).await;
    let page = browser.get("/today").await;
    let form = page.form("/language").with("lang", "en");
    for _ in 0..3 {
        later(&world, SHORT_IDLE_MINUTES - 1);
        let request = Request::post("/language")
            .header("sec-fetch-site", "same-origin")
            .header("x-unattended", "1");
        browser.post_as(request, &form).await;
    }
    assert_eq!(browser.get("/today").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_stream_ends_when_its_person_goes_on_in_another_family() {
    let world = World::new().await;
    let ours = world.agreed("ours").await;
    let pim = world.found("pim@theirs.example").await;
    let command = world.app.fresh_command();
    let link = world.app.invite(&pim, command, app::Seen::NOTHING).await;
    let path = format!("/join/{}", link.unwrap().reveal());
    let mut mara = world.signed_in(&ours.emails[0]).await;
    let mut open = follow(&mara, size(&world, &ours).await).await;
    let page = mara.get(&path).await;
    let joined = mara.post(&path, &page.form(&path)).await;
    assert_eq!(joined.location(), "/today", "{}", joined.text());
    open.ends_at_once("joining another family").await;
}

#[tokio::test]
async fn for_one_more_page_the_oldest_stream_of_the_session_ends() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let mara = world.signed_in(&family.emails[0]).await;
    let other = world.signed_in(&family.emails[0]).await;
    let now = size(&world, &family).await;
    let mut elsewhere = follow(&other, now).await;
    let mut pages = Vec::new();
    for _ in 0..8 {
        pages.push(follow(&mara, now).await);
    }
    pages[0].is_quiet().await;
    pages.push(follow(&mara, now).await);
    pages[0].ends_at_once("a ninth page").await;
    world.offer(&family.elias, 7).await;
    let after = size(&world, &family).await;
    for page in &mut pages[1..] {
        assert_eq!(page.told().await, after);
    }
    assert_eq!(elsewhere.told().await, after);
}

/// What a page gives its scripts: how far the record had come, unless it answers a form.
#[tokio::test]
async fn only_a_page_that_was_asked_for_follows_the_record() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let mut mara = world.signed_in(&family.emails[0]).await;
    let now = size(&world, &family).await;
    let live = web::page::asset("live.js");
    let page = mara.get("/proposals/new").await;
    let mark = "data-stream=\"/live\" data-size=";
    assert!(page.has(live) && page.has(&format!("{mark}\"{now}\"")));
    let token = page.form("/proposals/new").value("form_token").to_owned();
    let form = Fields::default().with("form_token", &token);
    let again = mara.post("/proposals/new", &form).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!again.has(live) && !again.has(mark));
    assert!(again.has(web::page::asset("draft.js")));
    // Nor does what is everybody's own.
    assert!(!mara.get("/access").await.has(live));
    let mut shared = on_a_shared_device(&world, &family.emails[0]).await;
    let page = shared.get("/today").await;
    assert!(page.has(live) && !page.has(web::page::asset("draft.js")));
    assert!(!page.has("rel=\"manifest\""), "its name would stand there");
}

async fn choose(browser: &mut Browser, offline: &str) -> Reply {
    let fields = Fields::default()
        .with("form_token", &browser.token().await)
        .with("offline", offline);
    browser.post("/device", &fields).await
}

fn kept(reply: &Reply) -> Option<&str> {
    let value = reply.headers.get("x-keep");
    value.map(|value| value.to_str().unwrap())
}

/// Pages are kept on a device for one session, once its parent chose that, and never otherwise.
#[tokio::test]
async fn pages_are_kept_where_it_was_chosen_and_for_that_session_alone() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let mut mara = world.signed_in(&family.emails[0]).await;
    assert_eq!(kept(&mara.get("/calendar").await), None);
    assert!(mara.get("/device").await.has("value=\"keep\""));
    let chosen = choose(&mut mara, "keep").await;
    assert_eq!(chosen.location(), "/device?changed");
    assert!(mara.get("/device").await.has("value=\"forget\""));
    let page = mara.get("/calendar?month=2026-12").await;
    let id = kept(&page).unwrap().to_owned();
    assert!(page.has(&format!("data-keep=\"{id}\"")), "{}", page.text());
    for path in ["/", "/today"] {
        assert_eq!(kept(&mara.get(path).await), Some(id.as_str()), "{path}");
    }
    for path in [
        "/record", "/plan", "/access", "/device", "/nothing", "/sign-in",
    ] {
        assert_eq!(kept(&mara.get(path).await), None, "{path}");
    }
    // The same cookie says nothing in another session: not of the other parent, not of oneself.
    for email in [&family.emails[1], &family.emails[0]] {
        let mut next = world.signed_in(email).await;
        let cookie = mara.cookies["__Host-keep"].clone();
        next.cookies.insert("__Host-keep".to_owned(), cookie);
        let page = next.get("/calendar").await;
        assert!(kept(&page).is_none() && !page.has("data-keep="), "{email}");
    }
    choose(&mut mara, "forget").await;
    let page = mara.get("/calendar").await;
    assert!(kept(&page).is_none() && !page.has("data-keep="));
    choose(&mut mara, "keep").await;
    let page = mara.get("/today").await;
    mara.post("/leave", &page.form("/leave")).await;
    assert!(!mara.cookies.contains_key("__Host-keep"));
}

#[tokio::test]
async fn nothing_is_kept_on_a_shared_device_or_of_a_guest() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let relative = GuestRole::Relative(Relative::Grandparent);
    let asked = grant(&world, "Truus", relative, &[Subject::Calendar]);
    let (_, truus) = let_in(&world, &family, asked).await;
    let shared = on_a_shared_device(&world, &family.emails[0]).await;
    for mut browser in [shared, world.signed_in(&truus).await] {
        assert!(!browser.get("/device").await.has("value=\"keep\""));
        let refused = choose(&mut browser, "keep").await;
        assert_eq!(refused.location(), "/device");
        assert!(!browser.cookies.contains_key("__Host-keep"));
        assert_eq!(kept(&browser.get("/calendar").await), None);
    }
    // Whoever says so in the middle of a session keeps nothing from then on.
    let mut mara = world.signed_in(&family.emails[0]).await;
    choose(&mut mara, "keep").await;
    let page = mara.get("/device").await;
    let form = page.form("/device").with("look", "shared");
    mara.post("/device", &form).await;
    assert!(!mara.cookies.contains_key("__Host-keep"));
    assert_eq!(kept(&mara.get("/calendar").await), None);
}

/// What stands beside the pages looks at nobody.
#[tokio::test]
async fn what_a_browser_needs_offline_is_the_same_for_everybody() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let mut mara = world.signed_in(&family.emails[0]).await;
    let mut nobody = world.browser();
    for (path, kind) in [
        ("/offline.js", "text/javascript; charset=utf-8"),
        ("/manifest.webmanifest", "application/manifest+json"),
        ("/offline", "text/html; charset=utf-8"),
    ] {
        let (one, other) = (mara.get(path).await, nobody.get(path).await);
        assert_eq!(one.status, StatusCode::OK, "{path}");
        assert_eq!(one.headers.get("content-type").unwrap(), kind);
        check_answer(path, &one);
        assert!(!one.has("Mara"), "{path}");
        if path != "/offline" {
            assert_eq!(one.body, other.body, "{path}");
        }
    }
}
