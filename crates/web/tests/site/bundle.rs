//! A bundle from the form to the file, through the real router; and who else can see it.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests may stop at once, like tests"
)]

use crate::common::{Browser, Reply, World};
use axum::http::{StatusCode, header};

/// Fills in the form and looks at what would go along.
async fn previewed(browser: &mut Browser, topics: &[&str]) -> Reply {
    let page = browser.get("/bundles").await;
    let mut fields = page.form("/bundles").with("recipient", "Mr. A. Jansen");
    fields = fields
        .with("language", "nl")
        .with("step", "preview")
        .without("topic");
    for topic in topics {
        fields.0.push(("topic".to_owned(), (*topic).to_owned()));
    }
    browser.post("/bundles", &fields).await
}

/// Waits until the page of progress is done, as a browser does that loads it again.
async fn waited(browser: &mut Browser) -> Reply {
    loop {
        let page = browser.get("/bundles/progress").await;
        assert_eq!(page.status, StatusCode::OK);
        if !page.has("http-equiv=\"refresh\"") {
            return page;
        }
        tokio::task::yield_now().await;
    }
}

fn file_of(page: &Reply) -> String {
    let text = page.text();
    let (_, after) = text.split_once("href=\"/bundles/file/").unwrap();
    format!("/bundles/file/{}", after.split_once('"').unwrap().0)
}

#[tokio::test(flavor = "multi_thread")]
async fn from_the_form_to_the_file() {
    let world = World::new().await;
    let agreed = world.agreed("home").await;
    let mut mara = world.signed_in(&agreed.emails[0]).await;
    let before = world.head(&agreed.mara).await;
    let preview = previewed(&mut mara, &["people"]).await;
    assert_eq!(preview.status, StatusCode::OK);
    assert!(
        preview.has("go along as commitments only"),
        "{}",
        preview.text()
    );
    let form = preview.form("/bundles");
    assert_eq!(form.value("recipient"), "Mr. A. Jansen");
    let back = mara
        .post("/bundles", &form.clone().with("step", "change"))
        .await;
    assert_eq!(back.form("/bundles").value("recipient"), "Mr. A. Jansen");
    let begun = mara.post("/bundles", &form.with("step", "make")).await;
    assert_eq!(begun.location(), "/bundles/progress");
    let ready = waited(&mut mara).await;
    let path = file_of(&ready);
    let file = mara.get(&path).await;
    assert_eq!(file.headers[header::CONTENT_TYPE], "application/zip");
    let name = "attachment; filename=\"record-0-4.zip\"";
    assert_eq!(file.headers[header::CONTENT_DISPOSITION], name);
    assert_eq!(file.headers[header::CACHE_CONTROL], "private, no-store");
    let bundle = ledger::bundle::read(&file.body).unwrap();
    assert_eq!((bundle.manifest.undisclosed, bundle.parts.len()), (2, 3));
    let read_me = bundle
        .files
        .iter()
        .find(|file| file.name == "READ-ME.txt")
        .unwrap();
    let read_me = std::str::from_utf8(read_me.bytes).unwrap();
    assert!(
        read_me.contains("gemaakt voor Mr. A. Jansen door Mara"),
        "{read_me}"
    );
    assert!(!read_me.contains('{'), "{read_me}");

    // Elias finds neither the file nor a trace of it.
    let mut elias = world.signed_in(&agreed.emails[1]).await;
    assert_eq!(elias.get(&path).await.status, StatusCode::NOT_FOUND);
    assert_eq!(elias.get("/bundles/progress").await.location(), "/bundles");
    for page in ["/bundles", "/record"] {
        assert!(!elias.get(page).await.has("Jansen"), "{page}");
    }
    assert_eq!(world.head(&agreed.elias).await, before);
    for page in ["/bundles", "/record"] {
        assert!(mara.get(page).await.has("Jansen"), "{page}");
    }

    let token = ready.form("/bundles/forget");
    let gone = mara.post("/bundles/forget", &token).await;
    assert_eq!(gone.location(), "/bundles");
    assert_eq!(mara.get(&path).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_missing_is_said_and_nothing_is_made() {
    let world = World::new().await;
    let agreed = world.agreed("home").await;
    let mut mara = world.signed_in(&agreed.emails[0]).await;
    let form = mara.get("/bundles").await.form("/bundles");
    let answer = mara
        .post("/bundles", &form.clone().with("step", "make"))
        .await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        answer.has("Give the name of whoever it is for."),
        "{}",
        answer.text()
    );
    let far = form
        .with("recipient", "A")
        .with("span", "entries")
        .with("first", "90")
        .with("last", "99")
        .with("step", "make");
    let preview = mara.post("/bundles", &far.with("step", "preview")).await;
    assert_eq!(preview.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        preview.has("No entry lies in this part"),
        "{}",
        preview.text()
    );
    assert_eq!(mara.get("/bundles/progress").await.location(), "/bundles");
}
