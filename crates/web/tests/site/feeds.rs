//! Calendar addresses as a calendar program reads them: what was agreed beside the plan, what waits for
//! an answer, and an address of one child that says nobody's name.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests may stop at once, like tests"
)]

use std::collections::BTreeSet;

use crate::common::{Browser, World, account, founding};
use crate::messages::family;
use crate::offers::{accepted, sent};
use axum::http::StatusCode;
use family::{Alternative, Child, Command, Founding, Name, Revision, Terms};
use plan::ParentingPlan;

const ADDRESSES: &str = "/calendar/addresses";
const FOUR: &str = include_str!("../../../../examples/plans/four-children.toml");

/// Makes an address through the form, of one child or of all. Gives the path of its feed.
async fn made(who: &mut Browser, child: Option<&str>, fields: &[(&str, &str)]) -> String {
    let page = who.get(ADDRESSES).await;
    let mut form = page.form(ADDRESSES).with("name", "My phone");
    if let Some(child) = child {
        form.0.retain(|(name, id)| name != "child" || id == child);
    }
    for (name, value) in fields {
        form = form.with(name, value);
    }
    let made = who.post(ADDRESSES, &form).await;
    assert_eq!(made.status, StatusCode::OK, "{}", made.text());
    let text = made.text();
    let (_, rest) = text.split_once("/feed/").unwrap();
    format!("/feed/{}", rest.split('"').next().unwrap())
}

/// What a program gets that knows nothing but the address, its long lines whole.
async fn fetched(world: &World, path: &str) -> String {
    let feed = world.browser().get(path).await;
    assert_eq!(feed.status, StatusCode::OK);
    feed.text().replace("\r\n ", "")
}

/// The one item that has all of this.
fn item(feed: &str, parts: &[&str]) -> String {
    let items = feed.split("BEGIN:VEVENT").skip(1);
    let mut found = items.filter(|item| parts.iter().all(|part| item.contains(part)));
    let item = found
        .next()
        .unwrap_or_else(|| panic!("no {parts:?} in {feed}"));
    assert!(found.next().is_none(), "{parts:?} stands once");
    item.to_owned()
}

const HANDOVER: &str = "/proposals/new/handover?to=b&at=2026-11-25T08:30";
const POOL: &[(&str, &str)] = &[("place", "At the swimming pool"), ("brings", "b")];

#[tokio::test]
async fn an_agreed_place_of_a_handover_is_where_the_calendar_has_it() {
    let (world, family) = family().await;
    let mut mara = world.signed_in(&family.emails[0]).await;
    let mut elias = world.signed_in(&family.emails[1]).await;
    let path = made(&mut mara, None, &[]).await;
    let handover = "X-PARENTHESIS-KIND:handover";
    let planned = ["DTSTART;TZID=Europe/Amsterdam:20261125T083000", handover];
    let before = item(&fetched(&world, &path).await, &planned);
    assert!(before.contains("LOCATION:School\r\n"), "{before}");
    assert!(before.contains("Mara brings Noor."), "{before}");

    let place = sent(&mut mara, HANDOVER, POOL).await;
    accepted(&mut elias, &place, &[]).await;
    let after = item(&fetched(&world, &path).await, &planned);
    assert!(
        after.contains("LOCATION:At the swimming pool\r\n"),
        "{after}"
    );
    assert!(after.contains("Elias collects Noor."), "{after}");

    // Another time takes the place along.
    let place = sent(&mut elias, HANDOVER, &[("time", "12:00")]).await;
    accepted(&mut mara, &place, &[]).await;
    let later = ["DTSTART;TZID=Europe/Amsterdam:20261125T120000", handover];
    let later = item(&fetched(&world, &path).await, &later);
    assert!(
        later.contains("LOCATION:At the swimming pool\r\n"),
        "{later}"
    );
}

#[tokio::test]
async fn a_trip_and_another_handover_that_wait_are_tentative() {
    let (world, family) = family().await;
    let mut mara = world.signed_in(&family.emails[0]).await;
    let mut elias = world.signed_in(&family.emails[1]).await;
    let path = made(&mut elias, None, &[]).await;
    let neutral = made(&mut elias, None, &[("titles", "neutral")]).await;
    assert!(!fetched(&world, &path).await.contains("STATUS:TENTATIVE"));

    let trip = [
        ("from-day", "2026-12-12"),
        ("last-day", "2026-12-13"),
        ("destination", "Antwerp"),
    ];
    let trip = sent(&mut mara, "/proposals/new/trip", &trip).await;
    let place = sent(&mut mara, HANDOVER, POOL).await;
    let feed = fetched(&world, &path).await;
    let away = item(&feed, &["SUMMARY:Proposed: Antwerp\r\n"]);
    let pool = item(&feed, &["SUMMARY:Proposed: handover to Elias"]);
    assert!(pool.contains("At the swimming pool"), "{pool}");
    for (item, start, end) in [
        (&away, "20261212T000000", "20261214T000000"),
        (&pool, "20261125T083000", "20261125T084500"),
    ] {
        for part in [
            "STATUS:TENTATIVE\r\n".to_owned(),
            format!("DTSTART;TZID=Europe/Amsterdam:{start}\r\n"),
            format!("DTEND;TZID=Europe/Amsterdam:{end}\r\n"),
        ] {
            assert!(item.contains(&part), "{part}: {item}");
        }
    }
    let feed = fetched(&world, &neutral).await;
    assert_eq!(feed.matches("STATUS:TENTATIVE").count(), 2);
    for words in ["Antwerp", "swimming", "Elias", "handover"] {
        assert!(!feed.contains(words), "{words}");
    }

    // What was answered waits no longer.
    for place in [trip, place] {
        accepted(&mut elias, &place, &[]).await;
    }
    assert!(!fetched(&world, &path).await.contains("STATUS:TENTATIVE"));
}

/// Mara and Elias with four children and a plan for them. Gives Mara's address.
async fn four(world: &World) -> String {
    let read = ParentingPlan::read(FOUR, "2026-11-23".parse().unwrap()).unwrap();
    let children = read.children().iter().map(|child| Child {
        id: child.id.clone(),
        name: Name::new(&child.name).unwrap(),
        born: child.born,
    });
    let founding = Founding {
        children: children.collect(),
        ..founding(&world.app)
    };
    let app = &world.app;
    let email = "mara@four.example";
    let founded = app.found(founding, account(email), "test").await.unwrap();
    let mara = founded.founder.session;
    let link = app
        .invite(&mara, app.fresh_command(), app::Seen::NOTHING)
        .await
        .unwrap();
    let joined = app.join(&link, account("elias@four.example"), "test").await;
    let elias = joined.unwrap().session;
    let proposal = app.fresh_proposal().unwrap();
    let propose = Command::Propose {
        proposal: proposal.clone(),
        terms: Terms::Plan(FOUR.into()),
        reason: None,
        answer_by: None,
    };
    world.act(&mara, propose).await;
    let accept = Command::Accept {
        proposal,
        revision: Revision::FIRST,
        alternative: Alternative::FIRST,
    };
    world.act(&elias, accept).await;
    email.to_owned()
}

/// When the items of a feed begin, by the clock.
fn clocks(feed: &str) -> BTreeSet<&str> {
    let starts = feed.split("DTSTART;TZID=Europe/Amsterdam:").skip(1);
    starts.map(|rest| rest.get(9..15).unwrap()).collect()
}

#[tokio::test]
async fn a_neutral_address_of_one_child_has_its_hours_and_nobodys_name() {
    let world = World::new().await;
    let email = four(&world).await;
    let mut mara = world.signed_in(&email).await;
    let all = made(&mut mara, None, &[]).await;
    let all = fetched(&world, &all).await;
    assert!(all.contains("Sam") && clocks(&all).contains("083000"));

    let one = [("with", "b"), ("titles", "neutral")];
    let one = made(&mut mara, Some("pim"), &one).await;
    let one = fetched(&world, &one).await;
    for name in ["Mara", "Elias", "Noor", "Sam", "Cato", "Pim"] {
        let lower = name.to_lowercase();
        assert!(!one.to_lowercase().contains(&lower), "{name} in {one}");
    }
    // Two afternoons and the Saturday of the plan, the handovers of those, and the evening call.
    let hours = BTreeSet::from(["100000", "160000", "183000"]);
    assert_eq!(clocks(&one), hours);
    assert!(one.contains(":20261124T160000\r\n"), "{one}");
    let summaries = one.matches("SUMMARY:").count();
    assert_eq!(one.matches("SUMMARY:Appointment\r\n").count(), summaries);
}
