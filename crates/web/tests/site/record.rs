//! The record through the router: searching it, receipts as files, and the confirmation that an
//! act is on it.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests may stop at once, like tests"
)]

use crate::common::{Agreed, Browser, Reply, World};
use axum::http::{StatusCode, header};
use family::{Command, Reason};

async fn propose(world: &World, family: &Agreed, in_days: i32, reason: &str) -> String {
    let proposal = world.app.fresh_proposal().unwrap();
    let what = Command::Propose {
        proposal: proposal.clone(),
        terms: crate::common::swap(in_days),
        reason: Reason::optional(reason).unwrap(),
        answer_by: None,
    };
    world.act(&family.mara, what).await;
    proposal.to_string()
}

/// The numbers of the entries on a page, newest first.
fn numbers(page: &Reply) -> Vec<u64> {
    let text = page.text();
    let ids = text.split("<li id=\"entry-").skip(1);
    ids.map(|rest| rest.split('"').next().unwrap().parse().unwrap())
        .collect()
}

#[tokio::test]
async fn a_search_has_an_address_and_shows_what_fits() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    propose(&world, &family, 3, "A lantern walk in Ghent").await;
    propose(&world, &family, 30, "The dentist").await;
    let mut elias = world.signed_in(&family.emails[1]).await;
    for (query, found) in [
        ("", vec![6, 5, 4, 3, 2, 1, 0]),
        ("?q=LANTERN+gent", vec![]),
        (
            "?q=LANTERN+ghent&who=&topic=&from=&until=&tree=shared",
            vec![5],
        ),
        ("?who=b", vec![4, 2]),
        ("?topic=plan", vec![4, 3]),
        (
            "?topic=swaps&who=a&from=2026-11-23&until=2026-11-23",
            vec![6, 5],
        ),
        ("?until=2026-11-22", vec![]),
        ("?topic=people&before=2", vec![1, 0]),
    ] {
        let page = elias.get(&format!("/record{query}")).await;
        assert_eq!(page.status, StatusCode::OK, "{query}");
        assert_eq!(numbers(&page), found, "{query}");
        assert_eq!(page.has("Nothing here fits"), found.is_empty(), "{query}");
    }
    let wrong = elias.get("/record?from=23-11-2026&q=x").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.has("id=\"from-wrong\"") && numbers(&wrong).is_empty());
    // What was typed comes back as text, whatever it is.
    let page = elias.get("/record?q=%22%3E%3Cscript%3E").await;
    assert!(page.has("value=\"&quot;&gt;&lt;script&gt;\"") && !page.has("<script>"));
}

#[tokio::test]
async fn one_s_own_entries_are_found_by_oneself_alone() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let mut mara = world.signed_in(&family.emails[0]).await;
    let mut elias = world.signed_in(&family.emails[1]).await;
    let form = mara
        .get("/today")
        .await
        .form("/language")
        .with("lang", "nl");
    mara.post("/language", &form).await;
    for (browser, found) in [(&mut mara, true), (&mut elias, false)] {
        let page = browser.get("/record?q=nederlands&tree=own").await;
        assert_eq!(page.has("<li id=\"own-"), found);
        let shared = browser.get("/record?q=nederlands").await;
        assert!(!shared.has("id=\"own-"));
    }
}

/// The headers of a file (SAFETY: W1, and that no browser keeps or shows it as a page).
fn check_file(reply: &Reply, name: &str) {
    assert_eq!(reply.status, StatusCode::OK);
    for (header, value) in [
        (header::CONTENT_TYPE, "text/plain; charset=utf-8"),
        (
            header::CONTENT_DISPOSITION,
            &*format!("attachment; filename=\"{name}\""),
        ),
        (header::CACHE_CONTROL, "private, no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ] {
        assert_eq!(reply.headers.get(&header).unwrap(), value, "{header}");
    }
    assert!(reply.headers.contains_key("content-security-policy"));
}

async fn receipt(browser: &mut Browser, path: &str, name: &str) -> String {
    let reply = browser.get(path).await;
    check_file(&reply, name);
    let text = reply.text();
    assert!(text.starts_with("c2sp.org/tlog-proof@v1\n"), "{text}");
    text
}

#[tokio::test]
async fn a_receipt_is_a_file_and_both_parents_get_the_same() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let mut mara = world.signed_in(&family.emails[0]).await;
    let mut elias = world.signed_in(&family.emails[1]).await;
    let before = world.head(&family.mara).await;
    for number in 0..before.0 {
        let path = format!("/record/{number}/receipt");
        let name = format!("receipt-{number}.tlog-proof");
        let one = receipt(&mut mara, &path, &name).await;
        assert_eq!(one, receipt(&mut elias, &path, &name).await);
        assert!(one.contains(&format!("\nindex {number}\n")), "{one}");
    }
    let all = receipt(&mut mara, "/record/receipts", "receipts-0-4.tlog-proof").await;
    assert_eq!(all.matches("c2sp.org/tlog-proof@v1\n").count(), 5);
    let path = "/record/receipts?from=3";
    let last = receipt(&mut mara, path, "receipts-3-4.tlog-proof").await;
    assert!(all.ends_with(&last));
    let path = "/record/own/0/receipt";
    let own = receipt(&mut mara, path, "own-receipt-0.tlog-proof").await;
    let others = receipt(&mut elias, path, "own-receipt-0.tlog-proof").await;
    assert_ne!(own, others, "each has a tree of their own");
    let size = all.len();
    let own = mara.get("/record/own/receipts").await;
    assert!(own.text().len() > size / 5 && own.has("\nindex 1\n"));
    assert_eq!(world.head(&family.mara).await, before);
}

#[tokio::test]
async fn what_the_record_does_not_have_is_not_there() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let mut mara = world.signed_in(&family.emails[0]).await;
    let nothing = mara.get("/nothing").await;
    for path in [
        "/record/5/receipt",
        "/record/-1/receipt",
        "/record/%30x/receipt",
        "/record/99999999999999999999/receipt",
        "/record/9007199254740992/receipt",
        "/record/own/500/receipt",
        "/record/own/receipt",
        "/record/receipts?from=5",
        "/record/receipts?from=x",
        "/record/own/receipts?from=18446744073709551615",
    ] {
        let reply = mara.get(path).await;
        assert_eq!(reply.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(reply.body, nothing.body, "{path}");
        assert_eq!(reply.headers, nothing.headers, "{path}");
    }
}

#[tokio::test]
async fn an_act_is_confirmed_with_its_receipt_to_who_did_it() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let id = propose(&world, &family, 7, "").await;
    let place = format!("/proposals/{id}");
    let mut mara = world.signed_in(&family.emails[0]).await;
    let mut elias = world.signed_in(&family.emails[1]).await;
    let accept = format!("{place}/accept");
    let form = elias.get(&place).await.form(&accept);
    let accepted = elias.post(&accept, &form).await;
    assert_eq!(accepted.location(), format!("{place}?recorded=6"));
    let said = "It is on the record, as no. 6.";
    let page = elias.follow(&accepted).await;
    assert!(page.has(said) && page.has("href=\"/record/6/receipt\""));
    // An address that somebody made up confirms nothing: another's entry, another proposal's,
    // one that there is not.
    assert!(!mara.get(accepted.location()).await.has(said));
    for made_up in ["4", "2", "60", "x", "", "-6"] {
        let page = elias.get(&format!("{place}?recorded={made_up}")).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(!page.has("It is on the record"), "{made_up}");
    }
}

#[tokio::test]
async fn the_state_of_the_record_can_be_kept_in_the_reader_s_language() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let mut mara = world.signed_in(&family.emails[0]).await;
    let before = world.head(&family.mara).await;
    let state = mara.get("/record/state").await;
    assert_eq!(state.status, StatusCode::OK);
    let kept = state.headers["content-disposition"].to_str().unwrap();
    assert_eq!(kept, "attachment; filename=\"record-state-5.txt\"");
    assert!(state.text().starts_with("On 2026-11-23 at 09:00:00 UTC"));
    assert!(state.has("\n\nparenthesis/newest@v1\n2026-11-23T09:00:00.000Z\nparenthesis/"));
    for name in ["Mara", "Elias", "Noor"] {
        assert!(!state.has(name), "it names nobody");
    }
    assert_eq!(world.head(&family.mara).await, before);
}
