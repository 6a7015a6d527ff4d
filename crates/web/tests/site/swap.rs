//! A swap from asking to the changed calendar, through the forms, in both languages; and what
//! somebody sees whose answer came too late.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests may stop at once, like tests"
)]

use crate::common::{Browser, World};
use axum::http::StatusCode;

async fn in_language(world: &World, email: &str, lang: &str) -> Browser {
    let mut browser = world.signed_in(email).await;
    let form = browser
        .get("/today")
        .await
        .form("/language")
        .with("lang", lang);
    browser.post("/language", &form).await;
    browser
}

struct Words {
    lang: &'static str,
    preview: &'static str,
    accepted: &'static str,
}

/// Asks through the forms; the page shows what would change before anything is sent. Gives the
/// proposal's address.
async fn asked(mara: &mut Browser, words: &Words) -> String {
    let page = mara.get("/proposals/new?day=2026-12-05").await;
    let fields = page
        .form("/proposals/new")
        .without("m1-child")
        .with("m1-child", "noor")
        .with("m1-start-day", "2026-11-30")
        .with("m1-start-time", "10:00")
        .with("m1-end-day", "2026-12-14")
        .with("m1-end-time", "10:00")
        .with("m1-to", "a")
        .with("reason", "Tante Lotte")
        .with("step", "preview");
    let preview = mara.post("/proposals/new", &fields).await;
    assert!(preview.has(words.preview), "{}", preview.text());
    let list = mara.get("/proposals").await;
    assert!(!list.has("Tante Lotte"), "nothing is sent yet");
    let form = preview.form("/proposals/new");
    let back = mara
        .post("/proposals/new", &form.clone().with("step", "change"))
        .await;
    assert_eq!(
        back.form("/proposals/new").value("m1-end-day"),
        "2026-12-14"
    );
    let sent = mara
        .post("/proposals/new", &form.with("step", "send"))
        .await;
    let place = sent.place().to_owned();
    let shown = mara.follow(&sent).await;
    assert!(shown.has("Tante Lotte") && shown.has(&format!("action=\"{place}/withdraw\"")));
    place
}

async fn swap_through_the_forms(words: &Words) {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let (size, _) = world.head(&family.mara).await;
    let mut mara = in_language(&world, &family.emails[0], words.lang).await;
    let mut elias = in_language(&world, &family.emails[1], words.lang).await;
    let calendar = "/calendar?month=2026-12&day=2026-12-05";
    let before = [mara.get(calendar).await, elias.get(calendar).await];

    let place = asked(&mut mara, words).await;
    assert_eq!(world.head(&family.mara).await.0, size + 1);

    // Elias sees it on Today, answers with something else; Mara accepts that.
    assert!(elias.get("/today").await.has(&place));
    let counter = format!("{place}/counter");
    let form = elias
        .get(&counter)
        .await
        .form(&counter)
        .with("m1-end-day", "2026-12-13")
        .with("step", "send");
    let countered = elias.post(&counter, &form).await;
    assert_eq!(countered.place(), place);
    let accept = format!("{place}/accept");
    let form = mara.get(&place).await.form(&accept);
    assert_eq!(form.value("revision"), "2");
    let accepted = mara.post(&accept, &form).await;
    assert!(mara.follow(&accepted).await.has(words.accepted));

    // Both calendars and both records have changed.
    let after = [mara.get(calendar).await, elias.get(calendar).await];
    for (before, after) in before.iter().zip(&after) {
        assert_ne!(before.form("/language").value("path"), "");
        assert!(!before.has(&format!("href=\"{place}")) && after.has(&format!("href=\"{place}")));
    }
    for browser in [&mut mara, &mut elias] {
        let record = browser.get("/record").await;
        assert_eq!(record.status, StatusCode::OK);
        assert!(record.text().matches(&format!("href=\"{place}")).count() >= 3);
    }
    assert_eq!(world.head(&family.mara).await.0, size + 3);
}

#[tokio::test]
async fn a_swap_is_asked_countered_and_accepted_in_english() {
    let words = Words {
        lang: "en",
        preview: "Before you send",
        accepted: "Agreed",
    };
    swap_through_the_forms(&words).await;
}

#[tokio::test]
async fn a_swap_is_asked_countered_and_accepted_in_dutch() {
    let words = Words {
        lang: "nl",
        preview: "<html lang=\"nl\"",
        accepted: "fgesproken",
    };
    swap_through_the_forms(&words).await;
}

#[tokio::test]
async fn an_answer_that_comes_too_late_is_not_sent_and_the_page_says_what_happened() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let id = world.offer(&family.elias, 7).await;
    let mut mara = world.signed_in(&family.emails[0]).await;
    let mut elias = world.signed_in(&family.emails[1]).await;
    let place = format!("/proposals/{id}");
    let accept = mara.get(&place).await.form(&format!("{place}/accept"));
    let decline = mara
        .get(&format!("{place}/decline"))
        .await
        .form(&format!("{place}/decline"));

    let withdraw = format!("{place}/withdraw");
    let form = elias.get(&place).await.form(&withdraw);
    assert_eq!(elias.post(&withdraw, &form).await.place(), place);
    let (size, _) = world.head(&family.mara).await;
    for (action, form) in [("accept", accept), ("decline", decline)] {
        let late = mara.post(&format!("{place}/{action}"), &form).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        assert!(
            late.has("Elias") && late.has("role=\"status\""),
            "{}",
            late.text()
        );
        assert_eq!(late.form("/language").value("path"), place);
    }
    assert_eq!(world.head(&family.mara).await.0, size);
    assert_eq!(
        mara.get(&format!("{place}/counter")).await.location(),
        place
    );
}

#[tokio::test]
async fn declining_asks_for_a_reason_and_keeps_what_was_typed() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let id = world.offer(&family.elias, 7).await;
    let mut mara = world.signed_in(&family.emails[0]).await;
    let path = format!("/proposals/{id}/decline");
    let form = mara.get(&path).await.form(&path);
    let long = mara
        .post(&path, &form.clone().with("reason", &"é".repeat(1_001)))
        .await;
    assert_eq!(long.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(long.has(&"é".repeat(1_001)));
    let sent = mara.post(&path, &form.with("reason", "Zwemles")).await;
    assert!(mara.follow(&sent).await.has("Zwemles"));
}

#[tokio::test]
async fn pages_that_are_kept_ready_never_outlive_what_they_show() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let mut mara = world.signed_in(&family.emails[0]).await;
    let mut elias = world.signed_in(&family.emails[1]).await;
    let first = mara.get("/today").await;
    assert_eq!(
        first.body,
        mara.get("/today").await.body,
        "kept for the minute"
    );
    assert_ne!(
        first.body,
        elias.get("/today").await.body,
        "one person's page is nobody else's"
    );
    mara.headers
        .insert("accept-encoding", "gzip".parse().unwrap());
    let packed = mara.get("/today").await;
    assert_eq!(packed.headers.get("content-encoding").unwrap(), "gzip");
    assert!(packed.body.len() < first.body.len() / 2);
    mara.headers.clear();

    let id = world.offer(&family.elias, 7).await;
    assert!(
        mara.get("/today").await.has(&id),
        "the record moved on, so did the page"
    );
    let before = mara.get("/today").await.body;
    world.clock.set("2026-11-23T09:01:00Z".parse().unwrap());
    assert_ne!(before, mara.get("/today").await.body, "so did the minute");
}
