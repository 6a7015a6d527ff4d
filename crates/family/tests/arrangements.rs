//! Given a family, when a parent offers another time or place of a handover, a trip or a decision,
//! then this happens. The example plan has Noor with Elias (side B) from Wednesday 25 November 2026,
//! 08:30.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

mod common;

use common::offers::*;
use common::*;
use family::{Command, HandoverChange, Move, OfferRefusal, Paper, Refusal, Terms};
use jiff::ToSpan;
use jiff::civil::{DateTime, date};
use plan::{Side, Window};

fn at(text: &str) -> DateTime {
    text.parse().unwrap()
}

fn refused(world: &mut World, side: Side, terms: Terms) -> Refusal {
    world.refused(side, propose(90, terms))
}

#[test]
fn a_handover_later_or_earlier_gives_the_stretch_between() {
    for (minutes, between) in [(90, Side::A), (-90, Side::B)] {
        let mut world = World::agreed();
        let change = later(&world, Side::B, minutes);
        assert_eq!(change.planned, at("2026-11-25T08:30"));
        world.ok(Side::A, propose(1, handover(change.clone())));
        world.ok(Side::B, accept(1, 1));
        let half = change.planned + (minutes / 2).minutes();
        assert_eq!(holder(&world, half), between);
        let at = change.becomes();
        assert_eq!(local(&world, handovers_of(&world, Side::B)[0]), at);
        assert_eq!(world.family().handover_changes().len(), 1);
    }
}

fn handovers_of(world: &World, to: Side) -> Vec<jiff::Timestamp> {
    let window = Window::new(date(2026, 11, 24), date(2026, 12, 24)).unwrap();
    let all = world.family().timeline(window).unwrap().handovers();
    all.iter()
        .filter(|one| one.to == to)
        .map(|one| one.at)
        .collect()
}

/// The place and who brings stand by the handover, also when its time changes again.
#[test]
fn the_place_of_a_handover_goes_along_with_its_time() {
    let mut world = World::agreed();
    let change = |planned: &str, to: Option<&str>, place: Option<&str>| HandoverChange {
        planned: at(planned),
        at: to.map(at),
        place: place.map(name),
        brings: place.map(|_| Side::B),
        ..later(&world, Side::B, 0)
    };
    let first = change("2026-11-25T08:30", None, Some("Station"));
    let second = change("2026-11-25T08:30", Some("2026-11-25T12:00"), None);
    let third = change("2026-11-25T12:00", None, Some("Swimming pool"));
    for (n, change) in [(1, first), (2, second), (3, third)] {
        world.ok(Side::A, propose(n, handover(change)));
        world.ok(Side::B, accept(n, 1));
    }
    let arranged = |when: &str| world.family().arranged(&noor(), Side::B, at(when));
    let noon = arranged("2026-11-25T12:00");
    assert_eq!(noon.place, Some(name("Swimming pool")));
    assert_eq!(noon.brings, Some(Side::B));
    assert_eq!(noon.by, [id(1), id(2), id(3)]);
    assert_eq!(arranged("2026-11-25T08:30"), family::Arranged::default());
}

#[test]
fn a_handover_says_what_is_wrong_with_it() {
    let mut world = World::agreed();
    let plain = later(&world, Side::B, 0);
    let mut check = |change: HandoverChange, expected: Refusal| {
        assert_eq!(refused(&mut world, Side::A, handover(change)), expected);
    };
    check(plain.clone(), Refusal::ChangesNothing);
    let same = HandoverChange {
        place: Some(name("School")),
        brings: Some(Side::A),
        ..plain.clone()
    };
    check(same, Refusal::ChangesNothing);
    let planned = at("2026-11-25T09:00");
    let none = HandoverChange {
        planned,
        at: Some(at("2026-11-25T10:00")),
        ..plain.clone()
    };
    check(none, OfferRefusal::NoHandover { planned }.into());
    let moved = |to: &str| HandoverChange {
        at: Some(at(to)),
        ..plain.clone()
    };
    let far = OfferRefusal::HandoverFar { hours: 24 };
    check(moved("2026-11-26T08:31"), far.into());
    let start = at("2026-11-23T09:59");
    check(moved("2026-11-23T09:59"), Refusal::MovePast { start });
    let nobody = HandoverChange {
        children: Vec::new(),
        ..plain.clone()
    };
    check(nobody, Refusal::MoveChildren);
    // A visit of Elias on the evening before ends at 20:00: the handover cannot go before that.
    let visit = vec![Move {
        children: vec![noor()],
        to: Side::B,
        start: at("2026-11-24T17:00"),
        end: at("2026-11-24T20:00"),
    }];
    world.ok(Side::A, propose(1, Terms::Swap(visit)));
    world.ok(Side::B, accept(1, 1));
    let (start, end) = (at("2026-11-24T20:00"), at("2026-11-25T08:30"));
    for earlier in ["2026-11-24T20:00", "2026-11-24T19:00"] {
        let start = start.min(at(earlier));
        assert_eq!(
            refused(&mut world, Side::A, handover(moved(earlier))),
            OfferRefusal::HandoverCrosses { start, end }.into()
        );
    }
    world.ok(Side::A, propose(2, handover(moved("2026-11-24T20:01"))));
}

#[test]
fn a_trip_stands_and_moves_care_only_as_it_says() {
    let mut world = World::agreed();
    let plain = trip(Side::A, 12);
    world.ok(Side::A, propose(1, away(plain.clone())));
    let before = world.family().agreed().len();
    world.ok(Side::B, accept(1, 1));
    assert_eq!(world.family().agreed().len(), before);
    let mut longer = trip(Side::B, 40);
    longer.moves = vec![visit(&world, 41, 30)];
    world.ok(Side::B, propose(2, away(longer.clone())));
    world.ok(Side::A, accept(2, 1));
    assert_eq!(world.family().agreed().len(), before + 1);
    let trips = world.family().trips();
    let stand: Vec<_> = trips.iter().map(|one| one.terms.clone()).collect();
    assert_eq!(stand, [plain, longer]);
    assert_eq!(trips[1].answer.by, Side::A);
}

#[test]
fn a_trip_says_what_is_wrong_with_it() {
    let mut world = World::agreed();
    let mut check = |change: &dyn Fn(&mut family::Trip), expected: Refusal| {
        let mut wrong = trip(Side::A, 12);
        change(&mut wrong);
        assert_eq!(refused(&mut world, Side::A, away(wrong)), expected);
    };
    let from = date(2026, 12, 5);
    check(
        &|t| t.until = t.from,
        OfferRefusal::TripBackwards { from }.into(),
    );
    let past = OfferRefusal::TripPast {
        from: date(2026, 11, 22),
    };
    check(&|t| t.from = date(2026, 11, 22), past.into());
    let long = OfferRefusal::TripLong { days: 366 };
    check(&|t| t.until = t.from + 367.days(), long.into());
    check(
        &|t| {
            t.from = date(2031, 1, 1);
            t.until = date(2031, 1, 8);
        },
        OfferRefusal::TripFar {
            from: date(2031, 1, 1),
        }
        .into(),
    );
    check(
        &|t| t.papers = vec![Paper::Medicine, Paper::Passport],
        OfferRefusal::Papers.into(),
    );
    check(
        &|t| t.papers = vec![Paper::Passport; 2],
        OfferRefusal::Papers.into(),
    );
    check(&|t| t.children.push(noor()), Refusal::MoveChildren);
    check(
        &|t| t.children = vec!["pim".parse().unwrap()],
        Refusal::UnknownChild("pim".to_owned()),
    );
    // On the day itself it can still be offered, and answered until that day is over.
    world.ok(Side::A, propose(1, away(trip(Side::A, 0))));
    let over = world
        .family()
        .proposal(&id(1))
        .unwrap()
        .expires(world.family());
    assert_eq!(over, Some(world.family().instant(at("2026-11-24T00:00"))));
}

#[test]
fn a_decision_stands_once_both_agreed() {
    let mut world = World::new();
    world.ok(Side::A, Command::Found(founding()));
    world.ok(Side::A, Command::Invite);
    world.ok(Side::B, Command::Join);
    // It needs no plan.
    world.ok(Side::A, propose(1, decision("Which school")));
    assert!(world.family().decisions().is_empty());
    world.ok(Side::B, accept(1, 1));
    let decided = world.family().decisions();
    assert_eq!(decided[0].terms.title, name("Which school"));
    assert_eq!(decided[0].proposal.id, id(1));
    assert_eq!(
        world
            .family()
            .proposal(&id(1))
            .unwrap()
            .expires(world.family()),
        None
    );
}
