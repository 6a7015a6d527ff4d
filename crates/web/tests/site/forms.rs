//! Forms: only from our own pages, only with their token, and once however often they are sent.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests may stop at once, like tests"
)]

use crate::common::{Browser, Fields, ORIGIN, World, addresses};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use web::Verb;

/// Every way in which a form is not ours: what is wrong, where it says it comes from, its token.
fn not_ours(token: &str, another: &str) -> Vec<(&'static str, [Option<&'static str>; 2], String)> {
    let evil = Some("https://evil.example");
    let sibling = Some("https://blog.parenthesis.example");
    let ours = [Some("same-origin"), Some(ORIGIN)];
    let first = if token.starts_with('0') { '1' } else { '0' };
    let good = || token.to_owned();
    vec![
        ("cross-site", [Some("cross-site"), evil], good()),
        (
            "cross-site that names us",
            [Some("cross-site"), Some(ORIGIN)],
            good(),
        ),
        ("same-site", [Some("same-site"), sibling], good()),
        ("another origin", [None, evil], good()),
        ("a sandbox", [None, Some("null")], good()),
        ("no token", ours, String::new()),
        ("wrong token", ours, format!("{first}{}", &token[1..])),
        ("half a token", ours, token[..40].to_owned()),
        ("another's token", ours, another.to_owned()),
    ]
}

pub(crate) async fn refused(browser: &mut Browser, path: &str, another: &str) {
    let token = browser.token().await;
    for (case, [site, origin], token) in not_ours(&token, another) {
        let mut request = Request::post(path);
        for (name, value) in [("sec-fetch-site", site), ("origin", origin)] {
            request = match value {
                Some(value) => request.header(name, value),
                None => request,
            };
        }
        let fields = match token.as_str() {
            "" => Fields::default(),
            token => Fields::default().with("form_token", token),
        };
        let reply = browser.post_as(request, &fields).await;
        assert_eq!(reply.status, StatusCode::FORBIDDEN, "{path}: {case}");
        assert!(
            !reply.headers.contains_key(header::SET_COOKIE),
            "{path}: {case}"
        );
    }
    // A form in another coat carries no fields, so no token.
    let fields = Fields::default().with("form_token", &token).encoded();
    let plain = Request::post(path).header(header::CONTENT_TYPE, "text/plain");
    let reply = browser.send(plain.body(Body::from(fields)).unwrap()).await;
    assert_eq!(reply.status, StatusCode::FORBIDDEN, "{path}");
}

/// Whoever leaves with an old page leaves: the browser says that it is ours. From anywhere else the
/// session goes on.
#[tokio::test]
async fn leaving_locks_the_session_also_from_an_old_page() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let mut elias = world.signed_in(&family.emails[1]).await;
    let another = elias.token().await;
    let mut mara = world.signed_in(&family.emails[0]).await;
    let token = mara.token().await;
    for (case, [site, origin], token) in not_ours(&token, &another) {
        let mut request = Request::post("/leave");
        for (name, value) in [("sec-fetch-site", site), ("origin", origin)] {
            if let Some(value) = value {
                request = request.header(name, value);
            }
        }
        let fields = Fields::default().with("form_token", &token);
        let cookies = mara.cookies.clone();
        let reply = mara.post_as(request, &fields).await;
        assert_eq!(reply.status, StatusCode::FORBIDDEN, "{case}");
        assert!(!reply.has("Parenthesis"), "{case}: {}", reply.text());
        mara.cookies = cookies;
        let there = mara.get("/today").await.status == StatusCode::OK;
        assert_eq!(there, !case.contains("token"), "{case}");
        if !there {
            mara = world.signed_in(&family.emails[0]).await;
        }
    }
}

#[tokio::test]
async fn nothing_is_taken_from_elsewhere_or_without_the_token() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let id = world.offer(&family.elias, 7).await;
    let before = world.head(&family.mara).await;
    let mut signed_out = world.browser();
    let mut mara = world.signed_in(&family.emails[0]).await;
    let mut elias = world.signed_in(&family.emails[1]).await;
    let another = elias.token().await;
    for browser in [&mut signed_out, &mut mara] {
        for (verb, path, _) in addresses(&id) {
            if verb == Verb::Post && path != "/leave" {
                refused(browser, &path, &another).await;
            }
        }
    }
    assert_eq!(world.head(&family.mara).await, before);
    let still = mara.get("/today").await;
    assert_eq!(still.status, StatusCode::OK, "still signed in");
}

#[tokio::test]
async fn tokens_differ_at_every_rendering_and_all_of_them_work() {
    let world = World::new().await;
    let mut browser = world.browser();
    let (one, other) = (browser.token().await, browser.token().await);
    assert_ne!(one, other);
    for token in [one, other] {
        let fields = Fields::default()
            .with("form_token", &token)
            .with("theme", "dark")
            .with("path", "/sign-in");
        let reply = browser.post("/theme", &fields).await;
        assert_eq!(
            (reply.status, reply.location()),
            (StatusCode::SEE_OTHER, "/sign-in")
        );
    }
    assert!(browser.get("/sign-in").await.has("data-theme=\"dark\""));
}

#[tokio::test]
async fn a_form_that_is_too_large_is_refused_before_it_is_read() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let mut browser = world.signed_in(&family.emails[0]).await;
    let token = browser.token().await;
    let fields = Fields::default()
        .with("form_token", &token)
        .with("reason", &"x".repeat(65 * 1024));
    let reply = browser.post("/proposals/new", &fields).await;
    assert_eq!(reply.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(reply.has("This was too long"));
    let told = Request::post("/proposals/new")
        .header(header::CONTENT_LENGTH, "99999999")
        .body(Body::from(fields.encoded()))
        .unwrap();
    assert_eq!(
        browser.send(told).await.status,
        StatusCode::PAYLOAD_TOO_LARGE
    );
}

fn week_swap(page: &crate::common::Reply) -> Fields {
    page.form("/proposals/new")
        .without("m1-child")
        .with("m1-child", "noor")
        .with("m1-start-day", "2026-11-30")
        .with("m1-start-time", "10:00")
        .with("m1-end-day", "2026-12-14")
        .with("m1-end-time", "10:00")
        .with("m1-to", "a")
}

async fn previewed(browser: &mut Browser) -> Fields {
    let page = browser.get("/proposals/new").await;
    let fields = week_swap(&page).with("step", "preview");
    let preview = browser.post("/proposals/new", &fields).await;
    assert_eq!(preview.status, StatusCode::OK, "{}", preview.text());
    preview.form("/proposals/new").with("step", "send")
}

#[tokio::test]
async fn the_same_form_sent_five_times_is_one_entry() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let mut browser = world.signed_in(&family.emails[0]).await;
    let fields = previewed(&mut browser).await;
    let (size, _) = world.head(&family.mara).await;
    let sends = (0..5).map(|_| {
        let (mut browser, fields) = (browser.clone(), fields.clone());
        tokio::spawn(async move { browser.post("/proposals/new", &fields).await })
    });
    let mut places = Vec::new();
    for send in sends.collect::<Vec<_>>() {
        let reply = send.await.unwrap();
        assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.text());
        places.push(reply.place().to_owned());
    }
    assert!(places.windows(2).all(|two| two[0] == two[1]), "{places:?}");
    assert_eq!(world.head(&family.mara).await.0, size + 1);

    // Changed before it was sent again, it is another proposal and not passed over.
    let changed = fields.with("reason", "Grandmother is here.");
    let reply = browser.post("/proposals/new", &changed).await;
    assert_ne!(reply.place(), places[0]);
    assert_eq!(world.head(&family.mara).await.0, size + 2);

    // Accepting twice is accepting once.
    let mut elias = world.signed_in(&family.emails[1]).await;
    let page = elias.get(&places[0]).await;
    let accept = format!("{}/accept", places[0]);
    for _ in 0..3 {
        let reply = elias.post(&accept, &page.form(&accept)).await;
        assert_eq!(
            (reply.status, reply.place()),
            (StatusCode::SEE_OTHER, &*places[0])
        );
    }
    assert_eq!(world.head(&family.mara).await.0, size + 3);
}

#[tokio::test]
async fn a_form_with_errors_comes_back_with_what_was_typed() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let (size, _) = world.head(&family.mara).await;
    let mut browser = world.signed_in(&family.emails[0]).await;
    let page = browser.get("/proposals/new?day=2026-12-05").await;
    let fields = week_swap(&page)
        .with("m1-end-day", "2026-11-29")
        .with("reason", "A & <b>")
        .with("step", "preview");
    let reply = browser.post("/proposals/new", &fields).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(reply.has("The proposal is not sent yet") && reply.has("A &amp; &lt;b&gt;"));
    assert_eq!(
        reply.form("/proposals/new").value("m1-end-day"),
        "2026-11-29"
    );

    // What the rules refuse is said on the page before sending, and again when sent anyway.
    let past = week_swap(&page).with("m1-start-day", "2026-11-20");
    let shown = browser
        .post("/proposals/new", &past.clone().with("step", "preview"))
        .await;
    assert!(shown.has("It cannot be sent like this"));
    let sent = browser
        .post("/proposals/new", &past.with("step", "send"))
        .await;
    assert_eq!(sent.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(sent.has("It cannot be sent like this") && sent.has("has passed"));
    assert_eq!(world.head(&family.mara).await.0, size);
}
