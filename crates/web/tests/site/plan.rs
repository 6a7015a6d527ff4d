//! A second version of the plan from the offer to the day on which it holds, through the pages, in
//! both languages.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests may stop at once, like tests"
)]

use crate::common::{Browser, World};
use axum::http::StatusCode;
use family::{Command, Terms};

/// The example plan with another rhythm, from a day on.
fn another(from: &str) -> Terms {
    let text = plan::EXAMPLE
        .replace("2-2-5-5", "alternating-weeks")
        .replace("from = 2026-09-07", &format!("from = {from}"));
    assert!(text.contains("alternating-weeks") && text.contains(from));
    Terms::Plan(text.into())
}

async fn offered(world: &World, who: &app::Session, from: &str) -> String {
    let proposal = world.app.fresh_proposal().unwrap();
    let propose = Command::Propose {
        proposal: proposal.clone(),
        terms: another(from),
        reason: None,
        answer_by: None,
    };
    world.act(who, propose).await;
    format!("/proposals/{proposal}")
}

async fn in_language(world: &World, email: &str, lang: &str) -> Browser {
    let mut browser = world.signed_in(email).await;
    let today = browser.get("/today").await;
    let form = today.form("/language").with("lang", lang);
    browser.post("/language", &form).await;
    browser
}

async fn accepted(browser: &mut Browser, place: &str) -> StatusCode {
    let accept = format!("{place}/accept");
    let form = browser.get(place).await.form(&accept);
    browser.post(&accept, &form).await.status
}

struct Words {
    lang: &'static str,
    would_hold: &'static str,
    changes: &'static str,
    later: &'static str,
    of_later: &'static str,
    since: &'static str,
    of_earlier: &'static str,
    refused: &'static str,
}

const ENGLISH: Words = Words {
    lang: "en",
    would_hold: "If you both agree today, it holds from Monday 1 March 2027.",
    changes: "What changes",
    later: "From Monday 1 March 2027 another version holds.",
    of_later: "of the plan from 1 March 2027",
    since: "In force since Monday 1 March 2027.",
    of_earlier: "of the plan until 1 March 2027",
    refused: "Since this plan was offered, you two agreed on another one.",
};

const DUTCH: Words = Words {
    lang: "nl",
    would_hold: "Als jullie het vandaag eens worden, geldt het vanaf maandag 1 maart 2027.",
    changes: "Wat er verandert",
    later: "Vanaf maandag 1 maart 2027 geldt een andere versie.",
    of_later: "van het plan vanaf 1 maart 2027",
    since: "Geldt sinds maandag 1 maart 2027.",
    of_earlier: "van het plan tot 1 maart 2027",
    refused: "Dit plan kan nu niet worden afgesproken.",
};

async fn a_version_follows(words: &Words) {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let older = offered(&world, &family.mara, "2027-02-01").await;
    let newer = offered(&world, &family.mara, "2027-03-01").await;
    let mut elias = in_language(&world, &family.emails[1], words.lang).await;
    assert!(elias.get("/today").await.has(&format!("href=\"{newer}\"")));
    assert!(elias.get(&newer).await.has(words.would_hold));
    let page = elias.get(&format!("{newer}/plan")).await;
    assert!(page.has(words.would_hold) && page.has(words.changes));

    assert_eq!(accepted(&mut elias, &newer).await, StatusCode::SEE_OTHER);
    assert_eq!(accepted(&mut elias, &older).await, StatusCode::CONFLICT);
    for path in [older.clone(), format!("{older}/plan")] {
        assert!(elias.get(&path).await.has(words.refused), "{path}");
    }

    // Before its first day: the plan's page shows what holds, the calendar names the other.
    let plan = elias.get("/plan").await;
    assert!(plan.has(words.later) && plan.has(&format!("{newer}/plan")));
    let march = "/calendar?month=2027-03&day=2027-03-10";
    let later = elias.get(march).await;
    assert!(later.has(words.of_later) && later.has(&format!("{newer}/plan#clause-1")));
    let december = "/calendar?month=2026-12&day=2026-12-09";
    let before = elias.get(december).await;
    assert!(before.has("\"/plan#clause-1\"") && !before.has("data-version"));

    // After it: the other way round.
    world.clock.set("2027-03-15T09:00:00Z".parse().unwrap());
    let mut elias = in_language(&world, &family.emails[1], words.lang).await;
    let plan = elias.get("/plan").await;
    assert!(plan.has(words.since) && !plan.has(words.later));
    let later = elias.get(march).await;
    assert!(later.has("\"/plan#clause-1\"") && !later.has("data-version"));
    let before = elias.get(december).await;
    assert!(before.has(words.of_earlier), "{}", before.text());
    let link = before.text();
    let (_, link) = link.split_once("data-version").unwrap();
    let path = link.split('"').nth(1).unwrap();
    let (path, clause) = path.split_once('#').unwrap();
    let words_of_then = elias.get(path).await;
    assert_eq!(words_of_then.status, StatusCode::OK);
    assert!(words_of_then.has(&format!("id=\"{clause}\"")));
    assert!(words_of_then.has("href=\"/plan\""));
    for path in ["/today", &newer] {
        assert_eq!(elias.get(path).await.status, StatusCode::OK, "{path}");
    }
}

#[tokio::test]
async fn a_second_version_follows_the_first_in_english() {
    a_version_follows(&ENGLISH).await;
}

#[tokio::test]
async fn a_second_version_follows_the_first_in_dutch() {
    a_version_follows(&DUTCH).await;
}
