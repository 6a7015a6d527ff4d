//! Answering one offer by a link, without an account: what it opens, and what it never opens.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests may stop at once, like tests"
)]

use crate::access::check_answer;
use crate::common::{Browser, Reply, World, account, addresses, letters, swap};
use app::Session;
use app::mail::Letter;
use axum::http::StatusCode;
use family::{Command, Terms};
use std::sync::Arc;
use web::{Access, Verb};

const ADDRESS: &str = "elias.elsewhere@example.org";

/// Mara alone, with a plan that waits for Elias, who has not joined.
async fn alone(world: &World) -> (Arc<Session>, String) {
    let mara = world.found("mara@alone.example").await;
    let id = offer(world, &mara, Terms::Plan(plan::EXAMPLE.into())).await;
    (mara, id)
}

async fn offer(world: &World, who: &Session, terms: Terms) -> String {
    let proposal = world.app.fresh_proposal().unwrap();
    let id = proposal.to_string();
    let reason = None;
    world
        .act(
            who,
            Command::Propose {
                proposal,
                terms,
                reason,
                answer_by: None,
            },
        )
        .await;
    id
}

/// The path of a link that Mara makes through her pages.
async fn link(world: &World, id: &str) -> String {
    let mut mara = world.signed_in("mara@alone.example").await;
    let place = format!("/proposals/{id}/link");
    assert!(mara.get(&format!("/proposals/{id}")).await.has(&place));
    let page = mara.get(&place).await;
    let made = mara
        .post(&place, &page.form(&place).with("address", ADDRESS))
        .await;
    assert_eq!(made.status, StatusCode::OK, "{}", made.text());
    let text = made.text();
    let from = text.find("/answer/").unwrap();
    text[from..].split('"').next().unwrap().to_owned()
}

/// To whom links to answer with are mailed, and their paths. Takes them.
async fn answers(world: &World) -> Vec<(String, String)> {
    let mut links = Vec::new();
    for parcel in letters(world).await {
        if let Letter::Answer { token, .. } = parcel.letter {
            links.push((parcel.to.to_string(), format!("/answer/{}", token.as_str())));
        }
    }
    links
}

async fn answer(browser: &mut Browser, path: &str, page: &Reply, fields: &[(&str, &str)]) -> Reply {
    let mut form = page.form(path);
    for (name, value) in fields {
        form = form.with(name, value);
    }
    browser.post(path, &form).await
}

#[tokio::test]
async fn one_parent_alone_agrees_with_the_other_by_links() {
    let world = World::new().await;
    let (mara, id) = alone(&world).await;
    let path = link(&world, &id).await;
    let before = world.head(&mara).await;
    let mut elias = world.browser();
    let page = elias.get(&path).await;
    check_answer(&path, &page);
    assert!(page.has("Elias, Mara asks you something"));
    let words = elias.get(&format!("{path}/plan")).await;
    assert_eq!(words.status, StatusCode::OK);
    assert!(words.has("class=\"clauses\""));
    assert_eq!(world.head(&mara).await, before, "looking leaves no trace");
    let reply = answer(&mut elias, &path, &page, &[("answer", "accept")]).await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.text());
    let after = elias.follow(&reply).await;
    assert!(
        after.has("standing") || after.has("Agreed"),
        "{}",
        after.text()
    );
    let family = world.app.family(&mara).await.unwrap();
    assert!(family.family.plan().is_some());
    // Sent twice, it counts once.
    let again = answer(&mut elias, &path, &page, &[("answer", "accept")]).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER);
    let size = world.head(&mara).await.0;
    assert_eq!(size, before.0 + 1);
    // Where the answer came from stands with it.
    let mut browser = world.signed_in("mara@alone.example").await;
    for place in ["/record".to_owned(), format!("/proposals/{id}")] {
        assert!(browser.get(&place).await.has(ADDRESS), "{place}");
    }
    // And a swap after that, declined with a reason.
    let id = offer(&world, &mara, swap(7)).await;
    let path = link(&world, &id).await;
    let page = elias.get(&path).await;
    let no = [("answer", "decline"), ("reason", "I work that week.")];
    let mut form = page.form(&path);
    for (name, value) in no {
        form = form.with(name, value);
    }
    let reply = elias.post(&path, &form).await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.text());
    assert!(
        browser
            .get(&format!("/proposals/{id}"))
            .await
            .has("I work that week.")
    );
}

/// Whoever asks could answer in the other's place by a link that is shown. Mailed, it is not.
#[tokio::test]
async fn a_mailed_link_is_shown_to_nobody_who_asks() {
    let world = World::mailing().await;
    let (mara, id) = alone(&world).await;
    let place = format!("/proposals/{id}/link");
    let mut asker = world.signed_in("mara@alone.example").await;
    let form = asker
        .get(&place)
        .await
        .form(&place)
        .with("address", ADDRESS);
    let before = world.head(&mara).await;
    let sent = asker.post(&place, &form.clone().with("how", "mail")).await;
    assert_eq!(sent.status, StatusCode::OK, "{}", sent.text());
    assert!(
        sent.has("on its way") && !sent.has("/answer/"),
        "{}",
        sent.text()
    );
    assert_eq!(
        world.head(&mara).await,
        before,
        "nothing is said of it before the answer"
    );
    let mailed = answers(&world).await;
    let [(to, path)] = &mailed[..] else {
        panic!("one letter, not {}", mailed.len())
    };
    assert_eq!(to, ADDRESS);
    let mut elias = world.browser();
    let page = elias.get(path).await;
    assert!(page.has("to which this link was sent"), "{}", page.text());
    let reply = answer(&mut elias, path, &page, &[("answer", "accept")]).await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.text());
    let record = asker.get("/record").await;
    assert!(record.has("that the server mailed to"), "{}", record.text());
    // One that is shown says so, to both.
    let id = offer(&world, &mara, swap(7)).await;
    let place = format!("/proposals/{id}/link");
    let form = asker
        .get(&place)
        .await
        .form(&place)
        .with("address", ADDRESS);
    let shown = asker.post(&place, &form.with("how", "hand")).await.text();
    let from = shown.find("/answer/").unwrap();
    let path = shown[from..].split('"').next().unwrap().to_owned();
    let page = elias.get(&path).await;
    assert!(page.has("Mara asked for this link"), "{}", page.text());
    answer(&mut elias, &path, &page, &[("answer", "decline")]).await;
    assert!(asker.get("/record").await.has("handed over"));
    assert!(answers(&world).await.is_empty());
}

/// Nobody's mailbox is flooded from here.
#[tokio::test]
async fn ten_links_an_hour_are_mailed() {
    let world = World::mailing().await;
    let (_, id) = alone(&world).await;
    let place = format!("/proposals/{id}/link");
    let mut asker = world.signed_in("mara@alone.example").await;
    let form = asker.get(&place).await.form(&place);
    for n in 0..app::MAILED_LINKS_AN_HOUR {
        let form = form.clone().with("address", &format!("{n}@example.org"));
        let sent = asker.post(&place, &form.with("how", "mail")).await;
        assert_eq!(sent.status, StatusCode::OK, "{n}");
    }
    let form = form.with("address", ADDRESS).with("how", "mail");
    let sent = asker.post(&place, &form).await;
    assert_eq!(sent.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(sent.has("Try again later"));
    assert_eq!(answers(&world).await.len(), app::MAILED_LINKS_AN_HOUR);
    let now = world.app.now() + jiff::SignedDuration::from_mins(61);
    world.clock.set(now);
    for n in 0..=app::MAILED_LINKS_A_DAY {
        let sent = asker.post(&place, &form).await.status;
        let fine = n < app::MAILED_LINKS_A_DAY;
        assert_eq!(sent == StatusCode::OK, fine, "{n}: {sent}");
    }
    // To oneself is no way to another's answer.
    let own = form.with("address", "MARA@alone.example");
    let sent = asker.post(&place, &own).await;
    assert_eq!(sent.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(sent.has("This is your own address"));
}

#[tokio::test]
async fn a_link_opens_its_matter_and_nothing_else() {
    let world = World::new().await;
    let (mara, id) = alone(&world).await;
    let path = link(&world, &id).await;
    let mut elias = world.browser();
    elias.get(&path).await;
    for (verb, address, access) in addresses(&id) {
        if verb == Verb::Get && matches!(access, Access::SignedIn(_) | Access::Confirmed(_)) {
            let reply = elias.get(&address).await;
            assert_eq!(reply.location(), "/sign-in", "{address}");
        }
    }
    // Another offer needs another link, and a changed link is none.
    let gone = elias.get("/answer/AAAA").await;
    assert_eq!(gone.status, StatusCode::NOT_FOUND);
    let middle = path.len() - 20;
    let mut changed = path.clone();
    let other = if &path[middle..=middle] == "A" {
        "B"
    } else {
        "A"
    };
    changed.replace_range(middle..=middle, other);
    for bad in [
        changed,
        format!("{path}A"),
        path[..path.len() - 1].to_owned(),
        format!("/answer/{}", "A".repeat(5_000)),
    ] {
        let reply = elias.get(&bad).await;
        assert_eq!(
            (reply.status, &reply.body),
            (gone.status, &gone.body),
            "{bad}"
        );
    }
    // No script and no form from elsewhere answers with it.
    let reply = elias
        .post_as(
            axum::http::Request::post(&path).header("sec-fetch-site", "cross-site"),
            &crate::common::Fields::default().with("answer", "accept"),
        )
        .await;
    assert_eq!(reply.status, StatusCode::FORBIDDEN);
    let family = world.app.family(&mara).await.unwrap();
    assert!(family.family.plan().is_none());
}

#[tokio::test]
async fn a_link_ends_with_its_days_its_offer_and_with_joining() {
    let world = World::new().await;
    let (mara, id) = alone(&world).await;
    let path = link(&world, &id).await;
    let mut elias = world.browser();
    let page = elias.get(&path).await;
    // Taken back: it says so, and takes no answer.
    let second = offer(&world, &mara, Terms::Plan(plan::EXAMPLE.into())).await;
    let other = link(&world, &second).await;
    let withdraw = Command::Withdraw {
        proposal: second.parse().unwrap(),
        revision: family::Revision::FIRST,
        reason: None,
    };
    world.act(&mara, withdraw).await;
    let withdrawn = elias.get(&other).await;
    assert_eq!(withdrawn.status, StatusCode::OK);
    assert!(!withdrawn.has("name=\"answer\""));
    // Fourteen days.
    for (at, status) in [
        ("2026-12-07T08:59:59Z", StatusCode::OK),
        ("2026-12-07T09:00:00Z", StatusCode::NOT_FOUND),
    ] {
        world.clock.set(at.parse().unwrap());
        assert_eq!(elias.get(&path).await.status, status, "{at}");
    }
    let gone = elias.get("/answer/AAAA").await;
    assert_eq!(elias.get(&path).await.body, gone.body);
    world.clock.set("2026-11-24T09:00:00Z".parse().unwrap());
    // Whoever has an account signs in.
    let command = world.app.fresh_command();
    let invitation = world
        .app
        .invite(&mara, command, app::Seen::NOTHING)
        .await
        .unwrap();
    world
        .app
        .join(&invitation, account("elias@alone.example"), "test")
        .await
        .unwrap();
    let gone = elias.get("/answer/AAAA").await;
    assert_eq!(elias.get(&path).await.body, gone.body);
    let late = answer(&mut elias, &path, &page, &[("answer", "accept")]).await;
    assert_eq!(late.status, StatusCode::NOT_FOUND);
    let mut browser = world.signed_in("mara@alone.example").await;
    let place = format!("/proposals/{id}/link");
    let page = browser.get(&place).await;
    let refused = browser
        .post(&place, &page.form(&place).with("address", ADDRESS))
        .await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn what_is_typed_wrong_is_said_and_kept() {
    let world = World::new().await;
    let (_, id) = alone(&world).await;
    let mut mara = world.signed_in("mara@alone.example").await;
    let place = format!("/proposals/{id}/link");
    for bad in ["", "elias", "elias at home"] {
        let page = mara.get(&place).await;
        let reply = mara
            .post(&place, &page.form(&place).with("address", bad))
            .await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{bad}");
        assert!(reply.has("This is not an e-mail address"));
        assert!(reply.has(&format!("value=\"{bad}\"")));
    }
    let path = link(&world, &id).await;
    let mut elias = world.browser();
    let page = elias.get(&path).await;
    let long = "x".repeat(1_001);
    let reply = answer(
        &mut elias,
        &path,
        &page,
        &[("answer", "decline"), ("reason", &long)],
    )
    .await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        reply.has("This has 1001 characters") && reply.has(&long),
        "{}",
        reply.text()
    );
}
