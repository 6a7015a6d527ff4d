//! A draft that is worked on, over a real store: a form that comes twice does what it did once, and a
//! page that was open for long writes over nothing unseen.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests may stop at once, like tests"
)]

use axum::http::StatusCode;

use crate::common::{Browser, Reply, World};

/// A draft with the agreed plan; its address.
async fn begun(browser: &mut Browser) -> String {
    let form = browser.get("/plan/drafts").await.form("/plan/drafts");
    let form = form.without("how").with("how", "agreed");
    let begun = browser.post("/plan/drafts", &form).await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER);
    begun.place().to_owned()
}

/// A wording that has no rule, in the library of the program.
fn wording() -> &'static str {
    let mut all = plan::library::all();
    all.find(|one| one.keys.is_empty()).unwrap().id
}

/// The clause of that wording as the list names it.
fn spot(list: &Reply) -> String {
    let text = list.text();
    let end = format!(".{}", wording());
    let mut all = text.split("name=\"remove\" value=\"").skip(1);
    let found = all.find_map(|rest| {
        let (spot, _) = rest.split_once('"')?;
        spot.ends_with(&end).then(|| spot.to_owned())
    });
    found.unwrap_or_else(|| panic!("no {end} in {text}"))
}

/// Adds the wording; where the answer leads.
async fn added(browser: &mut Browser, draft: &str) {
    let clauses = format!("{draft}/clauses");
    let library = browser.get(&format!("{draft}/library")).await;
    let form = library.form(&clauses).with("add", wording());
    let first = browser.post(&clauses, &form).await;
    assert_eq!(first.status, StatusCode::SEE_OTHER);
    let again = browser.post(&clauses, &form).await;
    assert_eq!(again.location(), first.location(), "it was added once");
}

#[tokio::test]
async fn a_draft_that_is_ended_twice_is_ended() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let mut mara = world.signed_in(&family.emails[0]).await;
    let draft = begun(&mut mara).await;
    let form = mara.get(&draft).await.form(&draft).with("end", "1");
    let elsewhere = mara.get(&draft).await.form(&draft).with("end", "1");
    let before = world.own_entries(&family.mara).await;
    for form in [&form, &form, &elsewhere] {
        let reply = mara.post(&draft, form).await;
        assert_eq!(reply.status, StatusCode::SEE_OTHER);
        assert_eq!(reply.location(), "/plan/drafts");
    }
    assert_eq!(world.own_entries(&family.mara).await, before + 1);
    assert_eq!(mara.get(&draft).await.status, StatusCode::NOT_FOUND);
    // One that was never there has no end, and nobody ends another one's.
    let none = mara.post("/plan/drafts/d-none", &form).await;
    assert_eq!(none.status, StatusCode::NOT_FOUND);
    let theirs = begun(&mut mara).await;
    let mut elias = world.signed_in(&family.emails[1]).await;
    let own = begun(&mut elias).await;
    let form = elias.get(&own).await.form(&own).with("end", "1");
    let foreign = elias.post(&theirs, &form).await;
    assert_eq!(foreign.status, StatusCode::NOT_FOUND);
    assert_eq!(mara.get(&theirs).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_clause_that_is_added_and_removed_twice_is_so_once() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let mut mara = world.signed_in(&family.emails[0]).await;
    let draft = begun(&mut mara).await;
    added(&mut mara, &draft).await;
    let clauses = format!("{draft}/clauses");
    let list = mara.get(&clauses).await;
    let form = list.form(&clauses).with("remove", &spot(&list));
    let first = mara.post(&clauses, &form).await;
    assert_eq!(first.status, StatusCode::SEE_OTHER);
    assert!(first.location().contains("done=removed&before="));
    let again = mara.post(&clauses, &form).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER);
    assert_eq!(again.location(), first.location());
    // Undone twice, too.
    let history = format!("{draft}/history");
    let undo = mara.follow(&first).await.form(&history);
    let before = first.location().split("before=").nth(1).unwrap().to_owned();
    let undo = undo.with("entry", &before);
    let first = mara.post(&history, &undo).await;
    let again = mara.post(&history, &undo).await;
    assert_eq!(first.status, StatusCode::SEE_OTHER);
    assert_eq!(again.location(), first.location());
    // Another page on which the clause still stood says that it is gone.
    let stale = list.form(&clauses).with("remove", &spot(&list));
    let form = mara.get(&clauses).await.form(&clauses);
    let form = form.with("remove", &spot(&list));
    assert_eq!(
        mara.post(&clauses, &form).await.status,
        StatusCode::SEE_OTHER
    );
    let stale = stale.with("command", form.value("command"));
    let stale = stale.with("other", "1");
    let reply = mara.post(&clauses, &stale).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_text_that_was_open_for_long_writes_over_nothing_unseen() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let mut mara = world.signed_in(&family.emails[0]).await;
    let draft = begun(&mut mara).await;
    let address = format!("{draft}/text");
    let written = |words: &str| format!("{}\n# {words}\n", plan::EXAMPLE);
    let open = mara.get(&address).await.form(&address);
    let other = mara.get(&address).await.form(&address);
    let other = other.with("plan", &written("From the other page."));
    let first = mara.post(&address, &other).await;
    assert_eq!(first.status, StatusCode::SEE_OTHER);
    let again = mara.post(&address, &other).await;
    assert_eq!(again.location(), first.location(), "a second tap");
    let mine = open.with("plan", &written("From this page."));
    let stopped = mara.post(&address, &mine).await;
    assert_eq!(stopped.status, StatusCode::CONFLICT);
    assert!(stopped.has("# From this page.\n</textarea>"), "it is kept");
    assert!(stopped.has(&format!("{draft}/history?from=")));
    assert!(mara.get(&address).await.has("# From the other page."));
    let sure = stopped.form(&address);
    let sure = sure.with("plan", &written("From this page."));
    let kept = mara.post(&address, &sure).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER);
    assert!(mara.get(&address).await.has("# From this page."));
}

#[tokio::test]
async fn a_clause_that_was_open_for_long_writes_over_nothing_unseen() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let mut mara = world.signed_in(&family.emails[0]).await;
    let draft = begun(&mut mara).await;
    added(&mut mara, &draft).await;
    let clauses = format!("{draft}/clauses");
    let spot = spot(&mara.get(&clauses).await);
    let (number, _) = spot.split_once('.').unwrap();
    let address = format!("{clauses}?clause={number}");
    let open = mara.get(&address).await.form(&clauses);
    let other = mara.get(&address).await.form(&clauses);
    let saved = mara
        .post(&clauses, &other.with("sentence-en", "From the other."))
        .await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER);
    let stopped = mara
        .post(&clauses, &open.with("sentence-en", "From this one."))
        .await;
    assert_eq!(stopped.status, StatusCode::CONFLICT);
    assert!(stopped.has("From this one."), "it is kept");
    assert!(mara.get(&clauses).await.has("From the other."));
    let sure = stopped.form(&clauses).with("sentence-en", "From this one.");
    let kept = mara.post(&clauses, &sure).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER);
    assert!(mara.get(&clauses).await.has("From this one."));
}
