//! Offers beside a plan and a swap, through the forms: each kind from asking to the page where it
//! stands, answers with something else, too late and at once, by a link, and what a mediator sees.
//! Long on purpose: every kind of offer over one family.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests may stop at once, like tests"
)]

use crate::common::{Browser, Fields, Reply, World};
use crate::roles::{grant, let_in};
use axum::http::{StatusCode, header};
use family::{CareFact, CareSaid, Command, GuestRole, HandoverNote, Professional, Subject};
use jiff::civil::DateTime;
use plan::Side;

/// Fills a form in, looks at what would change and sends it. Gives the proposal's address.
pub(crate) async fn sent(who: &mut Browser, address: &str, fields: &[(&str, &str)]) -> String {
    let path = address.split('?').next().unwrap();
    let page = who.get(address).await;
    assert_eq!(page.status, StatusCode::OK, "{address}");
    let mut form = page.form(path);
    for (name, value) in fields {
        form = form.with(name, value);
    }
    let preview = who.post(path, &form.with("step", "preview")).await;
    assert_eq!(preview.status, StatusCode::OK, "{}", preview.text());
    let form = preview.form(path);
    let sent = who.post(path, &form.with("step", "send")).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    sent.place().to_owned()
}

async fn answered(who: &mut Browser, place: &str, fields: &[(&str, &str)]) -> Reply {
    let accept = format!("{place}/accept");
    let mut form = who.get(place).await.form(&accept);
    for (name, value) in fields {
        form = form.with(name, value);
    }
    who.post(&accept, &form).await
}

pub(crate) async fn accepted(who: &mut Browser, place: &str, fields: &[(&str, &str)]) -> Reply {
    let reply = answered(who, place, fields).await;
    let page = who.follow(&reply).await;
    assert!(page.has("Agreed by both"), "{}", page.text());
    page
}

pub(crate) async fn declined(who: &mut Browser, place: &str) -> Reply {
    let path = format!("{place}/decline");
    let form = who.get(&path).await.form(&path);
    let reply = who.post(&path, &form).await;
    who.follow(&reply).await
}

struct Two {
    world: World,
    family: crate::common::Agreed,
    mara: Browser,
    elias: Browser,
}

async fn two() -> Two {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let mara = world.signed_in(&family.emails[0]).await;
    let elias = world.signed_in(&family.emails[1]).await;
    Two {
        world,
        family,
        mara,
        elias,
    }
}

/// Two times of Mara's that Elias asks for.
const VISIT: &[(&str, &str)] = &[
    ("o1-start-day", "2026-11-24"),
    ("o1-start-time", "15:00"),
    ("o1-end-day", "2026-11-24"),
    ("o1-end-time", "18:00"),
    ("o2-start-day", "2026-11-28"),
    ("o2-start-time", "10:00"),
    ("o2-end-day", "2026-11-28"),
    ("o2-end-time", "17:00"),
];
const ASK: &str = "/proposals/new/visit?way=ask&day=2026-11-24";

#[tokio::test]
async fn everything_can_be_chosen_and_every_form_opens() {
    let mut two = two().await;
    let list = two.mara.get("/proposals").await;
    assert!(list.has("href=\"/proposals/choose\""));
    for page in ["/today", "/calendar?month=2026-11&day=2026-11-28"] {
        assert!(
            two.mara.get(page).await.has("href=\"/proposals/choose"),
            "{page}"
        );
    }
    let chooser = two.mara.get("/proposals/choose?day=2026-11-28").await;
    for kind in web::offers::Kind::ALL {
        let link = format!("{}?day=2026-11-28", kind.path());
        assert!(chooser.has(&format!("href=\"{link}\"")), "{link}");
        let page = two.mara.get(&link).await;
        assert_eq!(page.status, StatusCode::OK, "{link}");
        let empty =
            Fields::default().with("form_token", page.form(&kind.path()).value("form_token"));
        let wrong = two.mara.post(&kind.path(), &empty).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{link}");
        assert!(wrong.has("error-summary"), "{link}");
    }
    assert_eq!(
        two.mara.get("/proposals/new/nothing").await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn a_visit_is_asked_for_and_its_second_alternative_taken() {
    let mut two = two().await;
    let (size, _) = two.world.head(&two.family.mara).await;
    let place = sent(&mut two.elias, ASK, VISIT).await;
    for day in ["2026-11-24", "2026-11-28"] {
        let calendar = format!("/calendar?month=2026-11&day={day}");
        assert!(
            two.mara.get(&calendar).await.has(&place),
            "{day} is asked for"
        );
    }
    let page = two.mara.get(&place).await;
    assert!(page.has("Alternative 2") && page.has("name=\"alternative\""));
    let none = answered(&mut two.mara, &place, &[("alternative", "3")]).await;
    assert_eq!(none.status, StatusCode::CONFLICT);
    let page = accepted(&mut two.mara, &place, &[("alternative", "2")]).await;
    assert!(page.has("Saturday 28 November, 10:00") && !page.has("or another time"));
    for browser in [&mut two.mara, &mut two.elias] {
        let first = browser.get("/calendar?month=2026-11&day=2026-11-24").await;
        assert!(!first.has(&place), "the first alternative was left");
        let second = browser.get("/calendar?month=2026-11&day=2026-11-28").await;
        assert!(second.has(&place), "the second one stands");
    }
    assert_eq!(two.world.head(&two.family.mara).await.0, size + 2);
}

/// On 26 November Noor is with Elias anyway: that alternative alone is named, at its own fields.
#[tokio::test]
async fn an_alternative_that_changes_nothing_is_named_at_its_fields() {
    let mut two = two().await;
    let path = "/proposals/new/visit";
    let day = [
        ("o2-start-day", "2026-11-26"),
        ("o2-end-day", "2026-11-26"),
        ("reason", "Grandma is here"),
    ];
    let mut form = two.elias.get(ASK).await.form(path);
    for (name, value) in [VISIT, &day[..]].concat() {
        form = form.with(name, value);
    }
    let (size, _) = two.world.head(&two.family.mara).await;
    for step in ["preview", "send"] {
        let form = form.clone().with("step", step);
        let page = two.elias.post(path, &form).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{step}");
        assert!(
            page.has("href=\"#o2-start-day\"") && page.has("id=\"o2-start-day-wrong\""),
            "{}",
            page.text()
        );
        assert!(page.has("Alternative 2 cannot be proposed like this. Nothing would change"));
        assert!(!page.has("id=\"o1-start-day-wrong\""), "{}", page.text());
        let kept = page.form(path);
        assert_eq!(kept.value("o1-start-day"), "2026-11-24");
        assert_eq!(kept.value("o2-start-day"), "2026-11-26");
        assert_eq!(kept.value("o2-end-time"), "17:00");
        assert!(page.has("Grandma is here"));
    }
    assert_eq!(two.world.head(&two.family.mara).await.0, size);
}

#[tokio::test]
async fn what_is_sent_twice_is_offered_once() {
    let mut two = two().await;
    let path = "/proposals/new/visit";
    let mut form = two.elias.get(ASK).await.form(path);
    for (name, value) in VISIT {
        form = form.with(name, value);
    }
    let form = form.with("step", "send");
    let first = two.elias.post(path, &form).await;
    let (size, _) = two.world.head(&two.family.mara).await;
    let second = two.elias.post(path, &form).await;
    assert_eq!(first.place(), second.place());
    assert_eq!(two.world.head(&two.family.mara).await.0, size);
    // Another offer about the same time says so before it is sent.
    let page = two.elias.get(ASK).await.form(path);
    let preview = two.elias.post(path, &page.with("step", "preview")).await;
    assert!(preview.has(first.place()), "{}", preview.text());
}

#[tokio::test]
async fn an_answer_with_something_else_is_accepted_and_the_old_one_is_not() {
    let mut two = two().await;
    let place = sent(&mut two.elias, ASK, VISIT).await;
    let accept = format!("{place}/accept");
    let old = two.mara.get(&place).await.form(&accept);
    let counter = format!("{place}/counter");
    let countered = sent(&mut two.mara, &counter, &[("o1-end-time", "19:00")]).await;
    assert_eq!(countered, place);
    let late = two.mara.post(&accept, &old).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    accepted(&mut two.elias, &place, &[("alternative", "1")]).await;
    let day = two.mara.get("/calendar?month=2026-11&day=2026-11-24").await;
    assert!(day.has("19:00"), "{}", day.text());
}

#[tokio::test]
async fn a_deadline_ends_an_offer_and_so_does_its_time() {
    let mut two = two().await;
    let by = [("by-day", "2026-11-23"), ("by-time", "20:00")];
    let place = sent(&mut two.elias, ASK, &[VISIT, &by[..]].concat()).await;
    let page = two.mara.get(&place).await;
    // Who answers is told so once; who asks sees what was asked.
    let asked = "An answer is asked for by Monday 23 November, 20:00";
    assert!(page.has("Your answer is asked for, before Monday 23 November, 20:00"));
    assert!(!page.has(asked) && two.elias.get(&place).await.has(asked));
    let accept = format!("{place}/accept");
    let form = page.form(&accept);
    two.world.clock.set("2026-11-23T19:00:00Z".parse().unwrap());
    let page = two.mara.get(&place).await;
    assert!(
        page.has("There was no answer in the time"),
        "{}",
        page.text()
    );
    assert_eq!(
        two.mara.post(&accept, &form).await.status,
        StatusCode::CONFLICT
    );
    // Who offered it can still put it away.
    assert!(!page.has("/withdraw\""), "{}", page.text());
    let withdraw = format!("{place}/withdraw");
    let form = two.elias.get(&place).await.form(&withdraw);
    let back = two.elias.post(&withdraw, &form).await;
    let page = two.elias.follow(&back).await;
    assert!(page.has("Elias withdrew this"), "{}", page.text());
    // Of two alternatives one begins, the other can still be taken.
    let place = sent(&mut two.elias, ASK, VISIT).await;
    two.world.clock.set("2026-11-24T15:00:00Z".parse().unwrap());
    let page = two.mara.get(&place).await;
    assert!(page.has("Its time has begun"), "{}", page.text());
    let form = page.form(&format!("{place}/accept"));
    assert_eq!(form.value("alternative"), "2");
    accepted(&mut two.mara, &place, &[]).await;
}

/// What both would end, and had no answer in time, is not taken for asked already.
#[tokio::test]
async fn what_had_no_answer_in_time_can_be_asked_for_again() {
    let mut two = two().await;
    let proposal = two.world.app.fresh_proposal().unwrap();
    let close = Command::Propose {
        proposal: proposal.clone(),
        terms: family::Terms::Close,
        reason: None,
        answer_by: Some("2026-11-23T19:00:00Z".parse().unwrap()),
    };
    two.world.act(&two.family.mara, close).await;
    let place = format!("href=\"/proposals/{proposal}\"");
    assert!(two.elias.get("/record/keeping").await.has(&place));
    two.world.clock.set("2026-11-23T19:00:00Z".parse().unwrap());
    assert!(!two.elias.get("/record/keeping").await.has(&place));
}

/// A swap asks for an answer by a time in the same fields and words as every other offer.
#[tokio::test]
async fn a_swap_asks_for_an_answer_by_a_time() {
    let mut two = two().await;
    let path = "/proposals/new";
    let form = two.elias.get("/proposals/new?day=2026-11-28").await;
    let form = form.form(path);
    // After its beginning there is nothing to answer.
    let late = form.clone().with("by-day", "2027-01-02");
    let preview = two.elias.post(path, &late.with("step", "preview")).await;
    assert!(preview.has("Choose an earlier time for the answer"));
    let bad = form.clone().with("by-time", "20:00");
    let page = two.elias.post(path, &bad.with("step", "preview")).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.has("id=\"by-day-wrong\""), "{}", page.text());
    let by = [("by-day", "2026-11-23"), ("by-time", "20:00")];
    let place = sent(&mut two.elias, "/proposals/new?day=2026-11-28", &by).await;
    let said = "Your answer is asked for, before Monday 23 November, 20:00";
    assert!(two.mara.get(&place).await.has(said));
    let form = two.mara.get(&place).await.form(&format!("{place}/accept"));
    two.world.clock.set("2026-11-23T19:00:00Z".parse().unwrap());
    let late = two.mara.post(&format!("{place}/accept"), &form).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn accepting_and_withdrawing_at_once_end_in_exactly_one() {
    let mut two = two().await;
    let place = sent(&mut two.elias, ASK, VISIT).await;
    let (accept, withdraw) = (format!("{place}/accept"), format!("{place}/withdraw"));
    let taken = two.mara.get(&place).await.form(&accept);
    let back = two.elias.get(&place).await.form(&withdraw);
    let (size, _) = two.world.head(&two.family.mara).await;
    let (mut mara, mut elias) = (two.mara.clone(), two.elias.clone());
    let one = tokio::spawn(async move { mara.post(&accept, &taken).await.status });
    let other = tokio::spawn(async move { elias.post(&withdraw, &back).await.status });
    let mut ends = [one.await.unwrap(), other.await.unwrap()];
    ends.sort();
    assert_eq!(ends, [StatusCode::SEE_OTHER, StatusCode::CONFLICT]);
    assert_eq!(two.world.head(&two.family.mara).await.0, size + 1);
}

#[tokio::test]
async fn another_place_of_a_handover_stands_in_the_calendar() {
    let mut two = two().await;
    let form = "/proposals/new/handover?to=b&at=2026-11-25T08:30";
    let fields = [("place", "At the swimming pool"), ("brings", "b")];
    let place = sent(&mut two.mara, form, &fields).await;
    assert!(
        two.elias.get("/today").await.has(&place),
        "it waits on Today"
    );
    accepted(&mut two.elias, &place, &[]).await;
    for page in ["/calendar?month=2026-11&day=2026-11-25", "/today"] {
        assert!(
            two.mara.get(page).await.has("At the swimming pool"),
            "{page}"
        );
    }
    // And another time, over the same handover.
    let fields = [("time", "12:00")];
    let place = sent(&mut two.elias, form, &fields).await;
    accepted(&mut two.mara, &place, &[]).await;
    let day = two.mara.get("/calendar?month=2026-11&day=2026-11-25").await;
    assert!(
        day.has("12:00") && day.has("At the swimming pool"),
        "{}",
        day.text()
    );
}

#[tokio::test]
async fn care_that_is_not_taken_leaves_its_parent_free() {
    let mut two = two().await;
    let form = "/proposals/new/first-refusal?day=2026-11-24";
    let place = sent(&mut two.mara, form, &[]).await;
    let page = declined(&mut two.elias, &place).await;
    assert!(page.has("Mara is free to arrange"), "{}", page.text());
    // Nobody offers the care of the other parent.
    let path = "/proposals/new/first-refusal";
    let form = two.elias.get(form).await.form(path);
    let preview = two.elias.post(path, &form.with("step", "preview")).await;
    assert!(
        preview.has("It cannot be sent like this"),
        "{}",
        preview.text()
    );
}

const TRIP: &[(&str, &str)] = &[
    ("from-day", "2026-12-12"),
    ("last-day", "2026-12-13"),
    ("destination", "Antwerp"),
    ("address", "Grote Markt 1"),
];

#[tokio::test]
async fn both_consent_to_a_trip_and_print_it() {
    let mut two = two().await;
    let place = sent(&mut two.mara, "/proposals/new/trip", TRIP).await;
    let paper = format!("{place}/consent");
    assert_eq!(two.mara.get(&paper).await.status, StatusCode::NOT_FOUND);
    let page = accepted(&mut two.elias, &place, &[]).await;
    assert!(page.has(&paper) && page.has("Grote Markt 1"));
    for browser in [&mut two.mara, &mut two.elias] {
        let pdf = browser.get(&paper).await;
        assert_eq!(
            pdf.headers.get(header::CONTENT_TYPE).unwrap(),
            "application/pdf"
        );
        assert!(pdf.body.starts_with(b"%PDF-1.7"));
        let day = browser.get("/calendar?month=2026-12&day=2026-12-13").await;
        assert!(day.has("Antwerp"), "{}", day.text());
        let after = browser.get("/calendar?month=2026-12&day=2026-12-14").await;
        assert!(!after.has("Antwerp"));
    }
}

#[tokio::test]
async fn what_is_declined_twice_leads_on() {
    let mut two = two().await;
    let fields = [("about", "school"), ("title", "Swimming lessons")];
    let text = [("text", "Noor has lessons on Wednesdays.")];
    let fields = [&fields[..], &text[..]].concat();
    let first = sent(&mut two.mara, "/proposals/new/decision", &fields).await;
    let page = declined(&mut two.elias, &first).await;
    assert!(!page.has("/people/new?proposal="));
    let id = first.rsplit('/').next().unwrap();
    let again = format!("/proposals/new/decision?again={id}");
    let second = sent(&mut two.mara, &again, &text).await;
    let page = declined(&mut two.elias, &second).await;
    let id = second.rsplit('/').next().unwrap();
    for link in [
        format!("/people/new?proposal={id}"),
        format!("/messages/proposal-{id}"),
        format!("/proposals/new/decision?again={id}"),
        first,
    ] {
        assert!(page.has(&link), "{link} in {}", page.text());
    }
    let form = two.elias.get(&format!("/people/new?proposal={id}")).await;
    assert_eq!(form.form("/people").value("proposal"), id);
}

#[tokio::test]
async fn missed_time_is_made_up_for() {
    let mut two = two().await;
    let at = |text: &str| text.parse::<DateTime>().unwrap();
    let said = CareSaid {
        children: vec!["noor".parse().unwrap()],
        fact: CareFact::Missed {
            parent: Side::B,
            from: at("2026-11-19T10:00"),
            until: at("2026-11-20T10:00"),
        },
        reason: None,
        note: HandoverNote::default(),
        place: None,
    };
    let (entry, _) = two.world.head(&two.family.elias).await;
    two.world
        .act(&two.family.elias, Command::SayCare(said.into()))
        .await;
    let form = format!("/proposals/new/make-up?missed={entry}");
    // Both parents find the way to it where the care was told missed, and where it still counts.
    let told = "/care/missed?parent=b&from=2026-11-19T10:00&until=2026-11-20T10:00&child=noor";
    for browser in [&mut two.mara, &mut two.elias] {
        for page in [told, "/care"] {
            let page = browser.get(page).await;
            assert!(page.has(&format!("href=\"{form}\"")), "{}", page.text());
        }
    }
    let page = two.mara.get(&form).await.form("/proposals/new/make-up");
    assert_eq!(page.value("missed"), entry.to_string());
    assert_eq!(page.value("child"), "noor");
    assert_eq!(page.value("o1-start-time"), "10:00");
    assert_eq!(page.value("o1-start-day"), "2026-11-28");
    let place = sent(&mut two.elias, &form, &[]).await;
    let page = accepted(&mut two.mara, &place, &[]).await;
    assert!(page.has("To make up for missed time"), "{}", page.text());
    for browser in [&mut two.mara, &mut two.elias] {
        for page in [told, "/care"] {
            let page = browser.get(page).await;
            assert!(!page.has(&format!("href=\"{form}\"")), "{}", page.text());
        }
    }
    let day = two.mara.get("/calendar?month=2026-11&day=2026-11-28").await;
    assert!(day.has(&place), "{}", day.text());
}

#[tokio::test]
async fn a_holiday_is_chosen_among_alternatives() {
    let mut two = two().await;
    let fields = [
        ("o1-start-day", "2026-12-24"),
        ("o1-start-time", "10:00"),
        ("o1-end-day", "2026-12-25"),
        ("o1-end-time", "10:00"),
        ("o1-to", "a"),
        ("o2-start-day", "2026-12-26"),
        ("o2-start-time", "10:00"),
        ("o2-end-day", "2026-12-27"),
        ("o2-end-time", "10:00"),
        ("o2-to", "b"),
    ];
    let place = sent(&mut two.elias, "/proposals/new/holiday", &fields).await;
    let page = accepted(&mut two.mara, &place, &[("alternative", "2")]).await;
    assert!(page.has("Holiday:"), "{}", page.text());
    let day = two.mara.get("/calendar?month=2026-12&day=2026-12-26").await;
    assert!(day.has(&place));
}

/// Whoever has no account answers by a link, and sees that one offer.
#[tokio::test]
async fn an_alternative_is_taken_by_a_link() {
    let world = World::new().await;
    let mara = world.found("mara@alone.example").await;
    let mut asker = world.signed_in("mara@alone.example").await;
    let mut elias = world.browser();
    let proposal = world.app.fresh_proposal().unwrap();
    let plan = Command::Propose {
        proposal: proposal.clone(),
        terms: family::Terms::Plan(plan::EXAMPLE.into()),
        reason: None,
        answer_by: None,
    };
    world.act(&mara, plan).await;
    let path = link(&mut asker, &format!("/proposals/{proposal}")).await;
    let form = elias.get(&path).await.form(&path);
    elias.post(&path, &form.with("answer", "accept")).await;
    // Elias has Noor on 26 November; Mara asks for one of two times of his.
    let fields = [
        ("o1-start-day", "2026-11-26"),
        ("o1-end-day", "2026-11-26"),
        ("o2-start-day", "2026-12-04"),
        ("o2-start-time", "15:00"),
        ("o2-end-day", "2026-12-04"),
        ("o2-end-time", "18:00"),
    ];
    let ask = "/proposals/new/visit?way=ask&day=2026-11-26";
    let place = sent(&mut asker, ask, &fields).await;
    let other = sent(&mut asker, ask, &fields[..2]).await;
    let path = link(&mut asker, &place).await;
    let page = elias.get(&path).await;
    assert!(page.has("I agree to alternative 1") && page.has("I agree to alternative 2"));
    for leak in [other.as_str(), place.as_str(), "/messages/", "/people"] {
        assert!(!page.has(leak), "{leak}");
    }
    let form = page
        .form(&path)
        .with("answer", "accept")
        .with("alternative", "2");
    let reply = elias.post(&path, &form).await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.text());
    let day = asker.get("/calendar?month=2026-12&day=2026-12-04").await;
    assert!(day.has(&place), "{}", day.text());
}

async fn link(asker: &mut Browser, place: &str) -> String {
    let make = format!("{place}/link");
    let form = asker.get(&make).await.form(&make);
    let form = form.with("address", "elias.elsewhere@example.org");
    let made = asker.post(&make, &form).await.text();
    let from = made.find("/answer/").unwrap();
    made[from..].split('"').next().unwrap().to_owned()
}

/// A mediator sees the one proposal and nothing else, and each look is on the record first.
#[tokio::test]
async fn a_mediator_is_let_in_to_one_proposal() {
    let mut two = two().await;
    let place = sent(&mut two.elias, ASK, VISIT).await;
    let other = sent(&mut two.mara, "/proposals/new/trip", TRIP).await;
    let id = place.rsplit('/').next().unwrap().parse().unwrap();
    let role = GuestRole::Professional(Professional::Mediator);
    let grant = grant(&two.world, "Ines", role, &[Subject::Proposal(id)]);
    let (_, email) = let_in(&two.world, &two.family, grant).await;
    let mut ines = two.world.signed_in(&email).await;
    let home = ines.get("/today").await;
    assert!(home.has(&format!("href=\"{place}\"")) && !home.has(&other));
    let (size, _) = two.world.head(&two.family.mara).await;
    let page = ines.get(&place).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.has("Saturday 28 November, 10:00"), "{}", page.text());
    assert!(!page.has("/accept\"") && !page.has("/messages/"));
    assert_eq!(two.world.head(&two.family.mara).await.0, size + 1);
    for hidden in [
        other.as_str(),
        "/proposals",
        "/calendar",
        "/record",
        "/plan",
    ] {
        assert_eq!(
            ines.get(hidden).await.status,
            StatusCode::NOT_FOUND,
            "{hidden}"
        );
    }
    assert_eq!(two.world.head(&two.family.mara).await.0, size + 1);
}
