//! Writing about one clause of an offered plan: from the clause on the plan's page to the topic and back, in
//! answer to another offer, and with nothing told of what waits for its reader's time.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests may stop at once, like tests"
)]

use crate::common::{Agreed, Browser, Reply, World};
use crate::messages::say;
use axum::http::StatusCode;
use family::{Command, Revision, Terms};

/// The agreed plan with a clause about the telephone, under an id.
fn with_a_clause(id: &str) -> Terms {
    let clause = format!(
        "\n[[clause]]\nid = \"{id}\"\ntitle = {{ en = \"The <telephone>\", nl = \"Bellen\" }}\n\
         sentence = {{ en = \"Each may call.\", nl = \"Ieder mag bellen.\" }}\n"
    );
    Terms::Plan(format!("{}{clause}", plan::EXAMPLE).into())
}

struct Talk {
    world: World,
    family: Agreed,
    mara: Browser,
    elias: Browser,
    proposal: family::ProposalId,
    /// The offered plan's page.
    plan: String,
    /// The address of its topic.
    topic: String,
}

/// Mara offers a plan whose second clause is about the telephone.
async fn offered() -> Talk {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let proposal = world.app.fresh_proposal().unwrap();
    let offer = Command::Propose {
        proposal: proposal.clone(),
        terms: with_a_clause("telephone"),
        reason: None,
        answer_by: None,
    };
    world.act(&family.mara, offer).await;
    Talk {
        mara: world.signed_in(&family.emails[0]).await,
        elias: world.signed_in(&family.emails[1]).await,
        plan: format!("/proposals/{proposal}/plan"),
        topic: format!("/messages/proposal-{proposal}"),
        world,
        family,
        proposal,
    }
}

/// Writes about a clause, from the page to which the plan's page leads.
async fn say_of(browser: &mut Browser, topic: &str, clause: &str, words: &str) -> Reply {
    let page = browser.get(&format!("{topic}?clause={clause}")).await;
    let form = page.form(&format!("{topic}#write"));
    assert_eq!(form.value("clause"), clause);
    let form = form.with("text", words).with("step", "send");
    browser.post(topic, &form).await
}

const LINE: &str = "About clause 2, <span>The &lt;telephone&gt;</span>";

#[tokio::test]
async fn a_clause_of_an_offered_plan_is_written_about_and_found_again() {
    let mut two = offered().await;
    let page = two.elias.get(&two.plan).await;
    assert!(
        page.has("Say something about this clause"),
        "{}",
        page.text()
    );
    assert!(!page.has("message about this clause"), "{}", page.text());
    let write = format!("href=\"{}?clause=telephone#write\"", two.topic);
    assert!(page.has(&write), "{}", page.text());

    let sent = say_of(&mut two.elias, &two.topic, "telephone", "On Sundays too?").await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    say(&mut two.elias, &two.topic, "And thank you.").await;

    let thread = two.mara.get(&two.topic).await;
    let text = thread.text();
    let link = format!("<a href=\"{}#clause-2\">{LINE}</a>", two.plan);
    assert_eq!(text.matches(&link).count(), 1, "{text}");
    let page = two.mara.get(&two.plan).await;
    assert!(page.has("1 message about this clause"), "{}", page.text());
    let first = format!("href=\"{}?at=", two.topic);
    assert_eq!(page.text().matches(&first).count(), 1, "{}", page.text());
    assert!(page.has("id=\"clause-2\""));

    let paper = two.mara.get(&format!("{}/print", two.topic)).await;
    assert_eq!(paper.text().matches(LINE).count(), 1, "{}", paper.text());
    let record = two.mara.get("/record").await;
    assert!(record.has("wrote about clause"), "{}", record.text());
    let found = two.mara.get("/record?q=bellen&topic=messages").await;
    assert!(found.has("wrote about clause"), "{}", found.text());
}

/// A correction is about the clause of what it corrects, and its form asks for none.
#[tokio::test]
async fn a_correction_stays_with_its_clause() {
    let mut two = offered().await;
    let sent = say_of(&mut two.elias, &two.topic, "telephone", "On Sundays?").await;
    let (_, entry) = sent.location().split_once("#message-").unwrap();
    let page = two
        .elias
        .get(&format!("{}?correct={entry}", two.topic))
        .await;
    assert_eq!(page.text().matches(LINE).count(), 2, "{}", page.text());
    let form = page.form(&format!("{}#write", two.topic));
    assert!(form.0.iter().all(|(name, _)| name != "clause"), "{form:?}");
    let form = form.with("text", "On Saturdays?").with("step", "send");
    let sent = two.elias.post(&two.topic, &form).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    let thread = two.mara.get(&two.topic).await;
    assert_eq!(thread.text().matches(LINE).count(), 2, "{}", thread.text());
    assert!(
        two.mara
            .get(&two.plan)
            .await
            .has("2 messages about this clause")
    );
}

/// What is asked for and is not in the offer is left out of the form; what an offer in answer left out meanwhile
/// is refused with the words kept.
#[tokio::test]
async fn a_clause_that_is_offered_no_more_is_said_and_nothing_is_lost() {
    let mut two = offered().await;
    let unknown = two.mara.get(&format!("{}?clause=garden", two.topic)).await;
    assert_eq!(unknown.status, StatusCode::OK);
    assert!(!unknown.has("name=\"clause\"") && !unknown.has("About a clause"));
    say_of(&mut two.elias, &two.topic, "telephone", "On Sundays?").await;
    let page = two
        .mara
        .get(&format!("{}?clause=telephone", two.topic))
        .await;
    let form = page.form(&format!("{}#write", two.topic));
    let form = form.with("text", "Not on Sundays.").with("step", "send");
    let counter = Command::Counter {
        proposal: two.proposal.clone(),
        revision: Revision::FIRST,
        terms: with_a_clause("calls"),
        reason: None,
        answer_by: None,
    };
    two.world.act(&two.family.elias, counter).await;
    let (before, _) = two.world.head(&two.family.mara).await;
    let refused = two.mara.post(&two.topic, &form).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    for part in [
        "The plan that is offered now does not have this clause.",
        "Not on Sundays.",
        "About a clause that is no longer in the proposed plan: <span>The &lt;telephone&gt;</span>",
    ] {
        assert!(refused.has(part), "{part}: {}", refused.text());
    }
    assert_eq!(two.world.head(&two.family.mara).await.0, before);
    // Sent once more, it is about the whole of it, as the sentence says.
    let form = refused.form(&format!("{}#write", two.topic));
    assert!(form.0.iter().all(|(name, _)| name != "clause"), "{form:?}");
    let form = form.with("text", "Not on Sundays.").with("step", "send");
    let sent = two.mara.post(&two.topic, &form).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    let page = two.elias.get(&two.plan).await;
    assert!(!page.has("message about this clause"), "{}", page.text());
}

/// Under its clause a message counts when its reader is shown it, and not before.
#[tokio::test]
async fn what_waits_for_its_time_is_not_counted_under_its_clause() {
    let mut two = offered().await;
    say_of(&mut two.elias, &two.topic, "telephone", "Open words.").await;
    two.mara.get(&two.topic).await;
    let page = two.mara.get("/calm").await;
    let form = page
        .form("/calm")
        .with("delivery", "daily")
        .with("first", "03:00");
    assert_eq!(
        two.mara.post("/calm", &form).await.location(),
        "/calm?kept=1"
    );
    let sent = say_of(&mut two.elias, &two.topic, "telephone", "Hidden words.").await;
    let (_, held) = sent.location().split_once("#message-").unwrap();
    let own = two.elias.get(&two.plan).await;
    assert!(own.has("2 messages about this clause"), "{}", own.text());
    let page = two.mara.get(&two.plan).await;
    assert!(page.has("1 message about this clause"), "{}", page.text());
    // Nor does a form that claims to correct it say what it is about.
    let page = two.mara.get(&two.topic).await;
    let form = page.form(&format!("{}#write", two.topic));
    let form = form.with("text", "x").with("corrects", held);
    let refused = two.mara.post(&two.topic, &form).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        refused.text().matches(LINE).count(),
        1,
        "{}",
        refused.text()
    );

    let form = page.form("/messages/show");
    two.mara.post("/messages/show", &form).await;
    let page = two.mara.get(&two.plan).await;
    assert!(page.has("2 messages about this clause"), "{}", page.text());
}
