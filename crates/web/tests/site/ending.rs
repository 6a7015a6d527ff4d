//! Erasing, holding and closing through the forms, as parents do it, and what each of them sees.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests may stop at once, like tests"
)]

use crate::common::{Agreed, Browser, PASSWORD, Reply, World};
use axum::http::StatusCode;

const KEEPING: &str = "/record/keeping";

/// Words that stand nowhere else.
const WORDS: &str = "Zonnebloemen bij Tante Lotte";

/// Elias asks with [`WORDS`], Mara declines. Gives the proposal's address.
async fn declined(elias: &mut Browser, mara: &mut Browser) -> String {
    let fields = elias
        .get("/proposals/new?day=2026-12-05")
        .await
        .form("/proposals/new")
        .without("m1-child")
        .with("m1-child", "noor")
        .with("m1-start-day", "2026-11-30")
        .with("m1-start-time", "10:00")
        .with("m1-end-day", "2026-12-14")
        .with("m1-end-time", "10:00")
        .with("m1-to", "a")
        .with("reason", WORDS)
        .with("step", "send");
    let sent = elias.post("/proposals/new", &fields).await;
    let place = sent.place().to_owned();
    let path = format!("{place}/decline");
    let form = mara.get(&path).await.form(&path);
    mara.post(&path, &form).await;
    place
}

/// The number of the entry that the page confirms, with its receipt.
fn confirmed(page: &Reply, before: &str) -> u64 {
    let text = page.text();
    let words = match before {
        "/record/own/" => "It is on your own record, which only you see, as no. ",
        _ => "It is on the record, as no. ",
    };
    let (_, said) = text.split_once(words).unwrap();
    let number = said.split_once('.').unwrap().0.parse().unwrap();
    assert!(said.contains(&format!("href=\"{before}{number}/receipt\"")));
    number
}

async fn both(world: &World) -> (Agreed, Browser, Browser) {
    let family = world.agreed("a").await;
    let mara = world.signed_in(&family.emails[0]).await;
    let elias = world.signed_in(&family.emails[1]).await;
    (family, mara, elias)
}

#[tokio::test]
async fn a_proposal_is_erased_once_both_agreed_and_both_pages_say_so() {
    let world = World::new().await;
    let (_, mut mara, mut elias) = both(&world).await;
    let place = declined(&mut elias, &mut mara).await;
    let path = format!("{place}/erase");
    assert!(mara.get(&place).await.has(&format!("href=\"{path}\"")));
    let asking = mara.get(&path).await;
    assert!(asking.has("stays on the record") && asking.has("backups keep the words"));
    let sent = mara.post(&path, &asking.form(&path)).await;
    let wish = sent.place().to_owned();
    confirmed(&mara.follow(&sent).await, "/record/");

    // Taken back before the other answers: nothing has happened.
    let withdraw = format!("{wish}/withdraw");
    let page = mara.get(&wish).await;
    assert!(page.has("has not answered yet"));
    mara.post(&withdraw, &page.form(&withdraw)).await;
    assert!(elias.get(&place).await.has(WORDS));

    let form = mara.get(&path).await.form(&path);
    let wish = mara.post(&path, &form).await.place().to_owned();
    assert!(elias.get("/record").await.has(WORDS));
    let accept = format!("{wish}/accept");
    let page = elias.get(&wish).await;
    assert!(!page.has("/counter\""), "there is nothing to offer instead");
    let accepted = elias.post(&accept, &page.form(&accept)).await;
    assert!(elias.follow(&accepted).await.has("Agreed by both"));
    for browser in [&mut mara, &mut elias] {
        assert_eq!(browser.get(&place).await.status, StatusCode::NOT_FOUND);
        let record = browser.get("/record").await;
        assert!(!record.has(WORDS));
        assert!(record.has("Mara asked for it, Elias consented"));
        // Later proposals keep their numbers.
        assert!(browser.get(&wish).await.has("Proposal 4"));
    }
}

#[tokio::test]
async fn what_binds_is_not_offered_for_erasing_and_the_page_says_why() {
    let world = World::new().await;
    let (family, mut mara, _) = both(&world).await;
    let snapshot = world.app.family(&family.mara).await.unwrap();
    let plan = snapshot.family.proposals()[0].id.to_string();
    assert!(
        !mara
            .get(&format!("/proposals/{plan}"))
            .await
            .has("/erase\"")
    );
    let path = format!("/proposals/{plan}/erase");
    let page = mara.get(&path).await;
    assert!(
        page.has("something that you two agreed on"),
        "{}",
        page.text()
    );
    let fields = mara.get(KEEPING).await.form("/record/keeping/account");
    assert_eq!(mara.post(&path, &fields).await.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn a_hold_is_seen_by_both_and_stops_erasing_until_it_is_lifted() {
    let world = World::new().await;
    let (_, mut mara, mut elias) = both(&world).await;
    let place = declined(&mut elias, &mut mara).await;
    let hold = "/record/keeping/hold";
    let form = mara.get(KEEPING).await.form(hold).with("step", "set");
    let long = form.clone().with("reason", &"x".repeat(1_001));
    let again = mara.post(hold, &long).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    let set = mara
        .post(hold, &form.with("reason", "A case in court."))
        .await;
    let held = mara.follow(&set).await;
    assert!(held.has("Your hold stands since"));
    let number = confirmed(&held, "/record/");
    assert_eq!(set.location(), format!("{KEEPING}?recorded={number}"));
    let said = format!("It is on the record, as no. {number}.");
    assert!(!elias.get(set.location()).await.has(&said), "Mara made it");
    let seen = elias.get(KEEPING).await;
    assert!(seen.has("Mara has put the record on hold") && seen.has("A case in court."));
    let erase = format!("{place}/erase");
    let blocked = elias.get(&erase).await;
    assert!(blocked.has("Mara has put the record on hold") && blocked.has("About the hold"));
    assert!(!blocked.has("You propose this"));

    let lift = "/record/keeping/lift";
    let asked = elias.post(lift, &seen.form(lift)).await;
    let asked = elias.follow(&asked).await;
    assert!(asked.has("Lift the hold that Mara has set"));
    confirmed(&asked, "/record/");
    let form = mara.get(KEEPING).await.form(hold).with("step", "lift");
    let lifted = mara.post(hold, &form).await;
    let lifted = mara.follow(&lifted).await;
    assert!(!lifted.has("Your hold stands since"));
    confirmed(&lifted, "/record/");
    assert!(elias.get(&erase).await.has(&format!("action=\"{erase}\"")));
}

#[tokio::test]
async fn an_account_is_closed_with_the_password_and_the_place_can_be_taken_again() {
    let world = World::new().await;
    let (_, mut mara, mut elias) = both(&world).await;
    let account = "/record/keeping/account";
    let form = elias.get(KEEPING).await.form(account);
    let wrong = elias
        .post(account, &form.clone().with("pass", "not this one"))
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.has("This is not your password"));
    let mut elsewhere = elias.clone();
    let closed = elias.post(account, &form.with("pass", PASSWORD)).await;
    assert_eq!(closed.location(), "/sign-in?closed");
    assert!(
        elias
            .follow(&closed)
            .await
            .has("Your account here is closed")
    );
    assert_eq!(elsewhere.get("/today").await.location(), "/sign-in?ended");
    let page = mara.get("/record").await;
    assert!(page.has("Elias closed the account"));
    assert!(
        mara.get("/invitation")
            .await
            .has("You can offer the place again")
    );
    assert!(mara.get(KEEPING).await.has("nobody can agree to this now"));
}

#[tokio::test]
async fn a_family_is_closed_by_both_with_a_password() {
    let world = World::new().await;
    let (family, mut mara, mut elias) = both(&world).await;
    let path = "/record/keeping/family";
    let form = mara.get(KEEPING).await.form(path);
    let asked = mara.post(path, &form).await;
    confirmed(&mara.follow(&asked).await, "/record/");
    let wish = asked.place().to_owned();
    let accept = format!("{wish}/accept");
    let form = elias.get(&wish).await.form(&accept);
    let without = elias.post(&accept, &form).await;
    assert_eq!(without.status, StatusCode::CONFLICT);
    assert!(without.has("The password was not yours"));
    let closed = elias.post(&accept, &form.with("pass", PASSWORD)).await;
    assert_eq!(closed.location(), "/sign-in?closed");
    assert_eq!(mara.get("/today").await.location(), "/sign-in?ended");
    let mut again = world.browser();
    let page = again.get("/sign-in").await;
    let fields = page
        .form("/sign-in")
        .with("mail", &family.emails[0])
        .with("pass", PASSWORD);
    let refused = again.post("/sign-in", &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn private_words_are_erased_and_the_other_sees_nothing_of_it() {
    let world = World::new().await;
    let (family, mut mara, mut elias) = both(&world).await;
    let head = world.head(&family.elias).await;
    let before = elias.get("/record").await.text();
    let own = "/record/own";
    let form = mara.get(own).await.form(own);
    let nothing = mara.post(own, &form).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    let chosen = form.with("entry", "1");
    for pass in ["", "not this one"] {
        let wrong = mara.post(own, &chosen.clone().with("pass", pass)).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{pass:?}");
        assert!(wrong.has("This is not your password"), "{pass:?}");
        assert!(wrong.has("value=\"1\" checked>"), "what was ticked stays");
    }
    assert!(!mara.get("/record").await.has("You erased the words"));
    let erased = mara.post(own, &chosen.with("pass", PASSWORD)).await;
    let record = mara.follow(&erased).await;
    let number = confirmed(&record, "/record/own/");
    assert_eq!(erased.location(), format!("/record?recorded-own={number}"));
    let receipt = mara.get(&format!("/record/own/{number}/receipt")).await;
    assert_eq!(receipt.status, StatusCode::OK);
    assert!(record.has("You erased the words of 1 entry"));
    assert!(!mara.get(own).await.has("value=\"1\">"));
    assert_eq!(world.head(&family.elias).await, head);
    let after = elias.get("/record").await.text();
    let shared = |page: &str| {
        page.split("own-h")
            .next()
            .unwrap()
            .replace(char::is_whitespace, "")
            .len()
    };
    assert_eq!(shared(&before), shared(&after));
}

/// What waits is asked once: of who asked and of who is asked. Once it is settled another way, it
/// waits for nobody.
#[tokio::test]
async fn the_same_is_asked_once_and_what_is_settled_waits_for_nobody() {
    let world = World::new().await;
    let (_, mut mara, mut elias) = both(&world).await;
    let place = declined(&mut elias, &mut mara).await;
    let path = format!("{place}/erase");
    let form = mara.get(&path).await.form(&path);
    let mirrored = elias.get(&path).await.form(&path);
    let sent = mara.post(&path, &form).await;
    let wish = sent.place().to_owned();
    assert_eq!(mara.post(&path, &form).await.place(), wish, "sent twice");

    let again = mara.get(&path).await;
    let already = "You asked this already: proposal 3 waits for Elias.";
    assert!(again.has(already) && again.has(&format!("href=\"{wish}\"")));
    assert!(mara.get(&place).await.has(already));
    let refused = elias.post(&path, &mirrored).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.has("Mara asked this already: proposal 3 waits for your answer."));
    assert!(
        elias
            .get("/proposals")
            .await
            .has("Erase proposal 2: the words of 2 entries")
    );

    let hold = "/record/keeping/hold";
    let lift = "/record/keeping/lift";
    let accept = format!("{wish}/accept");
    let form = elias.get(&wish).await.form(&accept);
    elias.post(&accept, &form).await;
    let form = mara.get(KEEPING).await.form(hold).with("step", "set");
    mara.post(hold, &form).await;
    let form = elias.get(KEEPING).await.form(lift);
    let asked = elias.post(lift, &form).await.place().to_owned();
    let twice = elias
        .post(
            lift,
            &form.with("command", &world.app.fresh_command().to_string()),
        )
        .await;
    assert_eq!(twice.status, StatusCode::CONFLICT);
    assert!(twice.has("You asked this already: proposal 4 waits for Mara."));
    assert!(!elias.get(KEEPING).await.has(&format!("action=\"{lift}\"")));
    assert!(mara.get("/today").await.has("1 waits for your answer"));

    let form = mara.get(KEEPING).await.form(hold).with("step", "lift");
    mara.post(hold, &form).await;
    assert!(!mara.get("/today").await.has("1 waits for your answer"));
    let settled = mara.get(&asked).await;
    assert!(settled.has("This is settled already; nothing needs an answer."));
    assert!(!settled.has("/accept\"") && !settled.has("/decline\""));
    let withdraw = format!("{asked}/withdraw");
    let form = elias.get(&asked).await.form(&withdraw);
    let taken = elias.post(&withdraw, &form).await;
    assert!(elias.follow(&taken).await.has("Elias withdrew this"));
}

/// Whether there ever was such a proposal is not told by its address.
#[tokio::test]
async fn an_address_without_a_proposal_says_that_it_may_have_been_erased() {
    let world = World::new().await;
    let (_, mut mara, _) = both(&world).await;
    for address in [
        "/proposals/p-none",
        "/proposals/!",
        "/proposals/p-none/decline",
    ] {
        let page = mara.get(address).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{address}");
        assert!(page.has("then the record says so"), "{address}");
    }
    assert!(!mara.get("/nothing").await.has("then the record says so"));
}
