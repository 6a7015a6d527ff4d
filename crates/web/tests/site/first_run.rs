//! The first run through the forms: nothing opens before it but its link, which works once; the
//! family, its founder's session and the invitation that come of it; and a rhythm to begin with.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests may stop at once, like tests"
)]

use crate::common::{Browser, Fields, PASSWORD, Reply, World, addresses};
use app::Secret;
use axum::http::StatusCode;
use web::{Access, Verb};

fn secret() -> Secret {
    Secret::read(&"A".repeat(43)).unwrap()
}

fn link() -> String {
    web::begin::begin_path(&secret().reveal())
}

async fn form(browser: &mut Browser) -> Fields {
    let page = browser.get(&link()).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    page.form(&link())
        .with("you", "Mara")
        .with("other", "Elias")
        .with("c1-name", "Noor")
        .with("c1-born", "2019-05-21")
        .with("mail", "mara@example.org")
        .with("pass", PASSWORD)
        .with("again", PASSWORD)
}

#[tokio::test]
async fn without_its_link_an_empty_server_says_the_same_everywhere() {
    let world = World::with(Some(&secret())).await;
    let mut browser = world.browser();
    let plain = |page: &Reply| {
        let token = page.form("/leave").value("form_token").to_owned();
        page.text().replace(&token, "TOKEN")
    };
    let never = web::begin::begin_path(&"E".repeat(43));
    let first = browser.get(&never).await;
    assert_eq!(first.status, StatusCode::NOT_FOUND);
    assert!(first.has("not set up yet") && first.has("a family begins"));
    for (verb, path, access) in addresses("0123456789abcdef") {
        let open = [
            "/assets/",
            "/healthz",
            "/away",
            "/safety",
            "/offline",
            "/push.js",
            "/manifest.webmanifest",
            "/leave",
            "/language",
            "/theme",
        ];
        if open.iter().any(|open| path.starts_with(open)) {
            assert_eq!(access, Access::Anyone, "{path}");
            continue;
        }
        let reply = match verb {
            Verb::Get => browser.get(&path).await,
            Verb::Post => {
                let token = first.form("/leave").value("form_token").to_owned();
                let fields = Fields::default().with("form_token", &token);
                browser.post(&path, &fields).await
            }
        };
        assert_eq!(reply.status, StatusCode::NOT_FOUND, "{verb:?} {path}");
        assert_eq!(plain(&reply), plain(&first), "{verb:?} {path}");
    }
    let nothing = browser.get("/nothing").await;
    assert_eq!(plain(&nothing), plain(&first));
    assert_eq!(browser.get("/healthz").await.text(), "ready\n");
    let language = first.form("/language").with("lang", "nl");
    let changed = browser.post("/language", &language).await;
    assert_eq!(changed.status, StatusCode::SEE_OTHER);
    assert!(browser.get("/today").await.has("nog niet ingericht"));
    let left = browser.post("/leave", &first.form("/leave")).await;
    assert_eq!(left.location(), "/away");
}

#[tokio::test]
async fn two_parents_come_from_an_empty_server_to_one_family() {
    let world = World::with(Some(&secret())).await;
    let mut mara = world.browser();
    let good = form(&mut mara).await;
    let more = good.clone().with("step", "child");
    let more = mara.post(&link(), &more).await;
    assert_eq!(more.status, StatusCode::OK);
    assert!(more.has("name=\"c2-born\"") && more.has("value=\"Noor\""));
    let wrong = good.clone().with("c1-born", "soon").with("again", "x");
    let wrong = mara.post(&link(), &wrong).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.has("This is not a date") && wrong.has("value=\"soon\"") && !wrong.has(PASSWORD));

    let begun = mara.post(&link(), &good).await;
    assert_eq!(begun.status, StatusCode::OK, "{}", begun.text());
    let text = begun.text();
    let at = text.find("https://parenthesis.example/join/").unwrap();
    let join = format!(
        "/join/{}",
        &text[at + "https://parenthesis.example/join/".len()..][..43]
    );
    assert!(mara.get("/today").await.has("You are Mara."));

    // The link is used up, for whoever has it; the page that was open before begins nothing.
    let mut other = world.browser();
    for path in [link(), web::begin::begin_path(&"E".repeat(43))] {
        let gone = other.get(&path).await;
        assert_eq!(gone.status, StatusCode::NOT_FOUND);
        assert!(gone.has("does not work any more"), "{}", gone.text());
    }
    let again = mara.post(&link(), &good).await;
    assert_ne!(again.status, StatusCode::OK);

    let page = other.get(&join).await;
    let fields = page
        .form(&join)
        .with("mail", "elias@example.org")
        .with("pass", PASSWORD)
        .with("again", PASSWORD);
    let joined = other.post(&join, &fields).await;
    assert_eq!(joined.location(), "/today");
    assert!(other.get("/today").await.has("You are Elias."));
    assert_eq!(world.store_families().await, 1);
    a_rhythm_is_agreed(&mut mara, &mut other).await;
}

/// Either may put a rhythm forward; the other accepts it.
async fn a_rhythm_is_agreed(mara: &mut Browser, other: &mut Browser) {
    let page = other.get("/plan/begin").await;
    let choice = page
        .form("/plan/begin")
        .with("rhythm", "alternate-weekends")
        .with("first", "b")
        .with("start", "2026-12-01");
    let refused = other.post("/plan/begin", &choice).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.has("begins on a Monday"), "{}", refused.text());
    let choice = choice.with("start", "2026-11-30");
    let sent = other.post("/plan/begin", &choice).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    let place = sent.place().to_owned();
    let repeated = other.post("/plan/begin", &choice).await;
    assert_eq!(
        repeated.place(),
        place,
        "the same form is the same proposal"
    );
    let offered = mara.get(&place).await;
    let accept = format!("{place}/accept");
    let accepted = mara.post(&accept, &offered.form(&accept)).await;
    assert_eq!(
        accepted.status,
        StatusCode::SEE_OTHER,
        "{}",
        accepted.text()
    );
    let plan = mara.get("/plan").await;
    assert!(plan.has("The children live with Elias"), "{}", plan.text());
    assert_eq!(mara.get("/plan/begin").await.location(), "/plan");
}

#[tokio::test]
async fn two_who_send_the_form_at_once_begin_one_family() {
    let world = World::with(Some(&secret())).await;
    let mut sends = Vec::new();
    for number in 0..4 {
        let mut browser = world.browser();
        let fields = form(&mut browser)
            .await
            .with("mail", &format!("mara{number}@example.org"));
        sends.push(tokio::spawn(async move {
            browser.post(&link(), &fields).await.status
        }));
    }
    let mut begun = 0;
    for send in sends {
        begun += usize::from(send.await.unwrap() == StatusCode::OK);
    }
    assert_eq!((begun, world.store_families().await), (1, 1));
}

#[tokio::test]
async fn whoever_names_nobody_begins_alone_and_invites_later() {
    let world = World::with(Some(&secret())).await;
    let mut browser = world.browser();
    let alone = form(&mut browser).await.with("other", "");
    let begun = browser.post(&link(), &alone).await;
    assert_eq!(begun.status, StatusCode::OK, "{}", begun.text());
    assert!(!begun.has("/join/") && begun.has("Invite Other parent"));
    let page = browser.get("/invitation").await;
    let made = browser.post("/invitation", &page.form("/invitation")).await;
    assert!(made.has("/join/"));
}
