//! What a plan says of dealing with each other, through the pages: a limit that an offer would not
//! keep to, care that is offered first, and the steps after the same was declined twice.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests may stop at once, like tests"
)]

use crate::common::{Browser, Reply, World};
use crate::offers::{declined, sent};

/// Clauses 2, 3 and 4 of a plan whose rhythm keeps to the limit.
const CLAUSES: &str = r#"
[[clause]]
id = "not-too-long"
title = { en = "Not too long away", nl = "Niet te lang weg" }
sentence = { en = "Noor is away from Mara for five nights at most.", nl = "Noor is hoogstens vijf nachten weg bij Mara." }
limit = { nights_away = { from = "mara", at_most = 5 } }

[[clause]]
id = "first-refusal"
title = { en = "Who is away offers the care first", nl = "Wie weg is biedt de zorg eerst aan" }
sentence = { en = "Who is away for more than four hours offers Noor to the other parent first.", nl = "Wie langer dan vier uur weg is, biedt Noor eerst aan de andere ouder aan." }
first_refusal = { hours = 4 }

[[clause]]
id = "disputes"
title = { en = "When we cannot agree", nl = "Als we er niet uitkomen" }
sentence = { en = "We go to a mediator, within two weeks.", nl = "We gaan binnen twee weken naar een mediator." }
disputes = { steps = ["mediator"], days = 14 }
"#;

/// Mara and Elias, who agreed on these clauses; the world goes last.
async fn two() -> (Browser, Browser, World) {
    let world = World::new().await;
    let plan = format!("{}{CLAUSES}", plan::EXAMPLE);
    let family = world.agreed_on("a", &plan).await;
    let mara = world.signed_in(&family.emails[0]).await;
    let elias = world.signed_in(&family.emails[1]).await;
    (mara, elias, world)
}

/// Ten days with Elias. He has the next night by the plan, which makes eleven in a row.
const SWAP: &[(&str, &str)] = &[
    ("m1-child", "noor"),
    ("m1-start-day", "2026-11-30"),
    ("m1-start-time", "10:00"),
    ("m1-end-day", "2026-12-10"),
    ("m1-end-time", "10:00"),
    ("m1-to", "b"),
];
const NEW_SWAP: &str = "/proposals/new?day=2026-11-30";

fn says_the_limit(page: &Reply) {
    for said in [
        "The plan has a limit",
        "Noor: 11 nights away from Mara at a stretch",
        "The plan allows at most 5 nights",
        "href=\"/plan#clause-2\"",
    ] {
        assert!(page.has(said), "{said} in {}", page.text());
    }
}

#[tokio::test]
async fn a_swap_beyond_a_limit_says_so_before_it_is_sent_and_to_who_answers() {
    let (mut mara, mut elias, _world) = two().await;
    let mut form = mara.get(NEW_SWAP).await.form("/proposals/new");
    for (name, value) in SWAP {
        form = form.with(name, value);
    }
    let form = form.with("step", "preview");
    says_the_limit(&mara.post("/proposals/new", &form).await);
    let place = sent(&mut mara, NEW_SWAP, SWAP).await;
    says_the_limit(&elias.get(&place).await);
}

#[tokio::test]
async fn care_that_is_offered_first_names_the_hours_of_the_plan() {
    let (mut mara, mut elias, _world) = two().await;
    let hours = [
        ("o1-start-day", "2026-11-24"),
        ("o1-start-time", "10:00"),
        ("o1-end-day", "2026-11-24"),
        ("o1-end-time", "18:00"),
    ];
    let path = "/proposals/new/first-refusal";
    let mut form = mara.get(path).await.form(path);
    for (name, value) in hours {
        form = form.with(name, value);
    }
    let preview = mara.post(path, &form.with("step", "preview")).await;
    let place = sent(&mut mara, path, &hours).await;
    for page in [preview, elias.get(&place).await] {
        assert!(page.has("away for more than 4 hours"), "{}", page.text());
        assert!(page.has("href=\"/plan#clause-3\""), "{}", page.text());
    }
}

/// The page of what was declined twice leads on as the plan says. Gives the form of proposing it
/// once more.
async fn leads_on(who: &mut Browser, (page, place): (&Reply, &str), path: &str) -> Reply {
    let id = place.rsplit('/').next().unwrap();
    let again = format!("{path}?again={id}");
    let mediator = format!("/people/new?proposal={id}");
    for said in [
        "href=\"/plan#clause-4\"",
        "Let a mediator help",
        "7 December 2026",
        mediator.as_str(),
        again.as_str(),
    ] {
        assert!(page.has(said), "{said} in {}", page.text());
    }
    assert!(!page.has("Talk about it"), "{}", page.text());
    let form = who.get(&again).await;
    let fields = form.form(path);
    assert_eq!(fields.value("by-day"), "2026-11-25");
    assert_eq!(fields.value("by-time"), "20:00");
    form
}

#[tokio::test]
async fn a_decision_that_is_declined_twice_leads_to_the_steps_of_the_plan() {
    let (mut mara, mut elias, _world) = two().await;
    let path = "/proposals/new/decision";
    let fields = [
        ("about", "school"),
        ("title", "Swimming lessons"),
        ("text", "Noor has lessons on Wednesdays."),
    ];
    let first = sent(&mut mara, path, &fields).await;
    assert!(!declined(&mut elias, &first).await.has("?again="));
    let second = sent(&mut mara, path, &fields).await;
    let page = declined(&mut elias, &second).await;
    assert!(page.has(&first), "{}", page.text());
    let form = leads_on(&mut mara, (&page, &second), path).await;
    assert_eq!(form.form(path).value("title"), "Swimming lessons");
}

#[tokio::test]
async fn a_swap_that_is_declined_twice_leads_to_the_steps_of_the_plan() {
    let (mut mara, mut elias, _world) = two().await;
    let path = "/proposals/new";
    let reason = [("reason", "Grandma is here")];
    let first = sent(&mut mara, NEW_SWAP, &[SWAP, &reason[..]].concat()).await;
    assert!(!declined(&mut elias, &first).await.has("?again="));
    let second = sent(&mut mara, NEW_SWAP, &[SWAP, &reason[..]].concat()).await;
    let page = declined(&mut elias, &second).await;
    assert!(page.has(&first), "{}", page.text());
    let form = leads_on(&mut mara, (&page, &second), path).await;
    let fields = form.form(path);
    for (name, value) in SWAP {
        assert_eq!(fields.value(name), *value, "{name}");
    }
    assert!(!form.has("Grandma is here"), "the reason is said anew");
    // As it stands it can be sent; what is no swap fills nothing in.
    let id = second.rsplit('/').next().unwrap();
    let third = sent(&mut mara, &format!("{path}?again={id}"), &[]).await;
    let asked = "Your answer is asked for, before Wednesday 25 November, 20:00";
    assert!(elias.get(&third).await.has(asked));
    let plain = mara.get("/proposals/new?again=p-nothing").await;
    assert_eq!(plain.form(path).value("by-day"), "");
}

#[tokio::test]
async fn a_plan_that_is_declined_twice_leads_to_the_page_of_a_change() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let mut elias = world.signed_in(&family.emails[1]).await;
    let text = format!("{}{CLAUSES}", plan::EXAMPLE.replace("08:30", "09:00"));
    let mut page = None;
    for _ in 0..2 {
        let proposal = world.app.fresh_proposal().unwrap();
        let propose = family::Command::Propose {
            proposal: proposal.clone(),
            terms: family::Terms::Plan(text.as_str().into()),
            reason: None,
            answer_by: None,
        };
        world.act(&family.mara, propose).await;
        page = Some(declined(&mut elias, &format!("/proposals/{proposal}")).await);
    }
    let page = page.unwrap();
    let link = "href=\"/plan/change\">Propose it again";
    assert!(page.has(link), "{}", page.text());
}

#[tokio::test]
async fn whoever_answers_a_visit_sees_what_would_change_and_the_nights() {
    let (mut mara, mut elias, _world) = two().await;
    let night = [
        ("o1-start-day", "2026-11-28"),
        ("o1-start-time", "10:00"),
        ("o1-end-day", "2026-11-29"),
        ("o1-end-time", "10:00"),
    ];
    let ask = "/proposals/new/visit?way=ask&day=2026-11-28";
    let place = sent(&mut elias, ask, &night).await;
    let page = mara.get(&place).await;
    for said in [
        "<table class=\"change\">",
        "What would change",
        "Noor: Mara 1 night fewer, Elias 1 night more",
    ] {
        assert!(page.has(said), "{said} in {}", page.text());
    }
    // All of it stands beside the answer, which is still to be given.
    assert_eq!(page.form(&format!("{place}/accept")).value("revision"), "1");
}
