//! Given a family, when a parent offers time, then this happens. The example plan has Noor with Mara
//! (side A) from Monday 23 November 2026, with Elias from Wednesday 25 November, with Mara from Friday
//! 27 November, with Elias from Wednesday 2 December, always from 08:30.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

mod common;

use common::offers::*;
use common::*;
use family::{
    Alternative, Command, HandoverChange, Move, OfferRefusal, Purpose, Refusal, Revision, Terms,
    check_offer, check_terms, refused_alternatives,
};
use jiff::SignedDuration;
use jiff::civil::{DateTime, date};
use plan::{Side, Window};

fn at(text: &str) -> DateTime {
    text.parse().unwrap()
}

fn with(to: Side, start: &str, end: &str) -> Move {
    Move {
        children: vec![noor()],
        to,
        start: at(start),
        end: at(end),
    }
}

fn refused(world: &mut World, side: Side, terms: Terms) -> Refusal {
    world.refused(side, propose(90, terms))
}

/// Same-day offers are normal: what begins in five minutes is fine, what has begun is not.
#[test]
fn a_visit_may_begin_in_five_minutes() {
    let mut world = World::agreed();
    let soon = |minute: &str| {
        let start = format!("2026-11-23T10:{minute}");
        time(
            Purpose::Visit,
            vec![vec![with(Side::B, &start, "2026-11-23T18:00")]],
        )
    };
    assert!(matches!(
        refused(&mut world, Side::B, soon("00")),
        Refusal::MovePast { .. }
    ));
    world.ok(Side::B, propose(1, soon("05")));
    world.now += SignedDuration::from_mins(4);
    world.ok(Side::A, accept(1, 1));
    assert_eq!(holder(&world, at("2026-11-23T12:00")), Side::B);
    assert_eq!(holder(&world, at("2026-11-23T18:00")), Side::A);
}

#[test]
fn the_chosen_alternative_is_agreed_and_no_other() {
    let mut world = World::agreed();
    world.ok(Side::B, propose(1, visits(&world, &[1, 5, 12])));
    let take = |alternative| Command::Accept {
        proposal: id(1),
        revision: Revision::FIRST,
        alternative: Alternative(alternative),
    };
    assert_eq!(
        world.refused(Side::A, take(3)),
        OfferRefusal::NoAlternative.into()
    );
    world.ok(Side::A, take(1));
    let proposal = world.family().proposal(&id(1)).unwrap();
    assert_eq!(
        proposal.agreed_moves(),
        proposal.current().terms.moves(Alternative(1))
    );
    assert_eq!(proposal.accepted().unwrap().alternative, Alternative(1));
    assert_eq!(world.family().agreed().len(), 1);
}

#[test]
fn alternatives_are_few_and_differ() {
    let mut world = World::agreed();
    let none = time(Purpose::Visit, Vec::new());
    assert!(matches!(
        refused(&mut world, Side::A, none),
        Refusal::Offer(OfferRefusal::AlternativeCount { found: 0, limit: 4 })
    ));
    let many = visits(&world, &[2, 3, 4, 5, 6]);
    assert!(matches!(
        refused(&mut world, Side::A, many),
        Refusal::Offer(OfferRefusal::AlternativeCount { found: 5, .. })
    ));
    let twice = visits(&world, &[2, 2]);
    assert_eq!(
        refused(&mut world, Side::A, twice),
        OfferRefusal::SameAlternatives.into()
    );
    // Each alternative is checked like a swap.
    let nothing = time(Purpose::Visit, vec![vec![visit(&world, 3, 4)], Vec::new()]);
    assert!(matches!(
        refused(&mut world, Side::A, nothing),
        Refusal::MoveCount { found: 0, .. }
    ));
    // What has no alternatives has the first.
    world.ok(Side::A, propose(1, swap(3)));
    let other = Command::Accept {
        proposal: id(1),
        revision: Revision::FIRST,
        alternative: Alternative(1),
    };
    assert_eq!(
        world.refused(Side::B, other),
        OfferRefusal::NoAlternative.into()
    );
}

#[test]
fn a_deadline_lies_before_the_beginning() {
    let mut world = World::agreed();
    let ask = |minutes: i64| Command::Propose {
        proposal: id(1),
        terms: Terms::Swap(vec![with(Side::B, "2026-11-24T10:00", "2026-11-24T18:00")]),
        reason: None,
        answer_by: Some(
            "2026-11-23T09:00:00Z".parse::<jiff::Timestamp>().unwrap()
                + SignedDuration::from_mins(minutes),
        ),
    };
    let by = at("2026-11-23T10:00");
    assert_eq!(
        world.refused(Side::A, ask(0)),
        OfferRefusal::DeadlinePast { by }.into()
    );
    let (by, begins) = (at("2026-11-24T10:01"), at("2026-11-24T10:00"));
    assert_eq!(
        world.refused(Side::A, ask(24 * 60 + 1)),
        OfferRefusal::DeadlineLate { by, begins }.into()
    );
    world.ok(Side::A, ask(24 * 60));
    let far = Command::Propose {
        proposal: id(2),
        terms: decision("Which school"),
        reason: None,
        answer_by: Some(world.now + SignedDuration::from_hours(24 * 367)),
    };
    assert_eq!(
        world.refused(Side::A, far),
        OfferRefusal::DeadlineFar { days: 366 }.into()
    );
}

/// Who will be away offers the own care; the other one may answer with another part of it.
#[test]
fn first_refusal_is_about_ones_own_care() {
    let mut world = World::agreed();
    let first = |one: Move| time(Purpose::FirstRefusal, vec![vec![one]]);
    let own = with(Side::B, "2026-11-28T09:00", "2026-11-28T17:00");
    assert_eq!(
        refused(&mut world, Side::B, first(own.clone())),
        OfferRefusal::NotYourCare.into()
    );
    let over = with(Side::B, "2026-12-02T06:00", "2026-12-02T12:00");
    let start = at("2026-12-02T08:30");
    assert_eq!(
        refused(&mut world, Side::A, first(over)),
        OfferRefusal::NotOwnCare { start }.into()
    );
    let two = time(
        Purpose::FirstRefusal,
        vec![vec![own.clone()], vec![own_care(&world, Side::A, 3)]],
    );
    assert_eq!(
        refused(&mut world, Side::A, two),
        OfferRefusal::OneAlternative.into()
    );
    world.ok(Side::A, propose(1, first(own)));
    let part = with(Side::B, "2026-11-28T09:00", "2026-11-28T13:00");
    world.ok(Side::B, counter(1, 1, first(part)));
    world.ok(Side::A, accept(1, 2));
    assert_eq!(holder(&world, at("2026-11-28T12:00")), Side::B);
    assert_eq!(holder(&world, at("2026-11-28T14:00")), Side::A);
}

#[test]
fn what_is_declined_is_free_to_be_arranged() {
    let mut world = World::agreed();
    let own = own_care(&world, Side::A, 6);
    let offer = time(Purpose::FirstRefusal, vec![vec![own.clone()]]);
    world.ok(Side::A, propose(1, offer.clone()));
    assert!(world.family().free_to_arrange(world.now).is_empty());
    world.ok(Side::B, decline(1, 1));
    let freed = world.family().free_to_arrange(world.now);
    assert_eq!(freed.len(), 1);
    assert_eq!(
        (freed[0].side, freed[0].moves),
        (Side::A, &[own.clone()][..])
    );
    // Until that time is over.
    let over = world.family().instant(own.end);
    assert!(world.family().free_to_arrange(over).is_empty());
    // So does no answer in time; a part that the other one would take is no refusal.
    let mut silent = World::agreed();
    silent.ok(Side::A, propose(1, offer.clone()));
    silent.now = silent.family().instant(own.start);
    assert_eq!(silent.family().free_to_arrange(silent.now).len(), 1);
    let mut part = World::agreed();
    part.ok(Side::A, propose(1, offer.clone()));
    part.ok(Side::B, counter(1, 1, offer));
    part.ok(Side::A, decline(1, 2));
    assert!(part.family().free_to_arrange(part.now).is_empty());
}

#[test]
fn the_plan_says_when_care_is_offered_first() {
    let text = format!(
        "{}\n[[clause]]\nid = \"first\"\ntitle = {{ en = \"First\" }}\nsentence = {{ en = \"Who is away offers the care first.\" }}\nfirst_refusal = {{ hours = 4 }}\n",
        plan::EXAMPLE
    );
    let world = World::agreed_on(&text);
    let due = |side, from: &str, until: &str| {
        let due = world.family().first_refusal(side, at(from), at(until));
        assert_eq!(
            due.is_some(),
            family::first_refusal_due(world.family(), side, at(from), at(until))
        );
        due.map(|due| (due.hours, due.children))
    };
    let own = Some((4, vec![noor()]));
    assert_eq!(due(Side::A, "2026-11-28T09:00", "2026-11-28T13:01"), own);
    // Not longer than the hours; not the other parent's care; and only one's own hours count.
    assert_eq!(due(Side::A, "2026-11-28T09:00", "2026-11-28T13:00"), None);
    assert_eq!(due(Side::B, "2026-11-28T09:00", "2026-11-28T20:00"), None);
    assert_eq!(due(Side::A, "2026-12-02T04:30", "2026-12-02T20:00"), None);
    assert_eq!(due(Side::A, "2026-12-02T04:29", "2026-12-02T20:00"), own);
    let silent = World::agreed();
    let asked = (at("2026-11-28T09:00"), at("2026-11-29T09:00"));
    assert!(!family::first_refusal_due(
        silent.family(),
        Side::A,
        asked.0,
        asked.1
    ));
}

#[test]
fn a_choice_names_a_clause_of_the_plan() {
    let mut world = World::agreed();
    let choice = |clause: &str| {
        let clause = Some(clause.parse().unwrap());
        let options = vec![vec![visit(&World::agreed(), 40, 48)]];
        time(Purpose::HolidayChoice { clause }, options)
    };
    assert_eq!(
        refused(&mut world, Side::A, choice("summer")),
        OfferRefusal::NoClause("summer".to_owned()).into()
    );
    world.ok(Side::A, propose(1, choice("rhythm")));
}

#[test]
fn time_makes_up_for_what_was_missed() {
    let mut world = World::agreed();
    let made_up = |world: &World, to: Side, missed| {
        let mut one = own_care(world, to.other(), 5);
        one.to = to;
        time(Purpose::MakeUp { missed }, vec![vec![one]])
    };
    let before = made_up(&world, Side::A, 4);
    assert_eq!(
        refused(&mut world, Side::B, before),
        OfferRefusal::NothingMissed { entry: 4 }.into()
    );
    let missed = miss(&mut world, Side::A);
    let other = made_up(&world, Side::B, missed);
    assert_eq!(
        refused(&mut world, Side::B, other),
        OfferRefusal::MakesUpToAnother.into()
    );
    world.ok(Side::B, propose(1, made_up(&world, Side::A, missed)));
    world.ok(Side::A, accept(1, 1));
    let proposal = world.family().proposal(&id(1)).unwrap();
    assert_eq!(proposal.makes_up(), Some(missed));
    // The ledger of missed care counts it.
    let window = Window::new(date(2026, 9, 7), date(2027, 1, 1)).unwrap();
    let facts = world.family().facts(window);
    let ledger = plan::make_up(world.family().plan().unwrap(), &facts, window);
    let noor = &ledger.children[0];
    assert_eq!(noor.missed.len(), 1);
    assert_eq!(noor.missed[0].made_up[0].gained.seconds, 5 * 3_600);
}

/// A swap may be answered with alternatives, and the other way round; nothing else changes kind.
#[test]
fn an_answer_is_about_the_same_matter() {
    let mut world = World::agreed();
    world.ok(Side::A, propose(1, swap(3)));
    world.ok(Side::B, counter(1, 1, visits(&world, &[4, 5])));
    world.ok(Side::A, counter(1, 2, swap(7)));
    for wrong in [decision("Which school"), away(trip(Side::A, 20))] {
        assert_eq!(
            world.refused(Side::B, counter(1, 3, wrong)),
            Refusal::OtherMatter
        );
    }
    world.ok(Side::A, propose(2, handover(later(&world, Side::B, 60))));
    let other = HandoverChange {
        planned: local(&world, handovers(&world, Side::B)[1].at),
        at: None,
        place: Some(name("Station")),
        ..later(&world, Side::B, 0)
    };
    assert_eq!(
        world.refused(Side::B, counter(2, 1, handover(other))),
        Refusal::OtherMatter
    );
    world.ok(Side::B, counter(2, 1, handover(later(&world, Side::B, 30))));
}

/// Pages can say before sending, and before accepting, what else is about the same time.
#[test]
fn proposals_about_the_same_time_are_found() {
    let mut world = World::agreed();
    let touching = |world: &World, terms: &Terms, except: Option<u32>| {
        let except = except.map(id);
        world.family().touching(terms, except.as_ref(), world.now)
    };
    world.ok(Side::A, propose(1, visits(&world, &[4, 12])));
    world.ok(Side::B, propose(2, away(trip(Side::B, 10))));
    world.ok(Side::A, propose(3, decision("Which school")));
    let swap = Terms::Swap(vec![visit(&world, 12, 3)]);
    assert_eq!(touching(&world, &swap, None), [id(1), id(2)]);
    assert_eq!(touching(&world, &swap, Some(1)), [id(2)]);
    assert!(touching(&world, &decision("Which school"), None).is_empty());
    let early = Terms::Swap(vec![visit(&world, 2, 3)]);
    assert!(touching(&world, &early, None).is_empty());
    // One that is accepted stops the older one, in what they share.
    world.ok(Side::A, accept(2, 1));
    assert!(touching(&world, &swap, Some(1)).is_empty());
    let take = |alternative| Command::Accept {
        proposal: id(1),
        revision: Revision::FIRST,
        alternative: Alternative(alternative),
    };
    let refusal = world.refused(Side::B, take(1));
    assert!(
        matches!(refusal, Refusal::AgreedMeanwhile { .. }),
        "{refusal:?}"
    );
    world.ok(Side::B, take(0));
}

#[test]
fn checking_beforehand_says_what_sending_would() {
    let world = World::agreed();
    let context = family::Context {
        now: world.now,
        actor: world.member(Side::B),
    };
    let own = own_care(&world, Side::A, 4);
    let terms = time(Purpose::FirstRefusal, vec![vec![own]]);
    assert_eq!(check_terms(world.family(), &context, &terms), Ok(()));
    assert_eq!(
        check_offer(world.family(), &context, (&terms, None), None),
        Err(OfferRefusal::NotYourCare.into())
    );
    let stranger = family::Context {
        actor: "m-stranger".parse().unwrap(),
        ..context
    };
    assert_eq!(
        check_offer(world.family(), &stranger, (&terms, None), None),
        Err(Refusal::NotTakingPart)
    );
}

/// Of several alternatives it is said which ones may not be offered, and why.
#[test]
fn what_is_wrong_with_an_alternative_is_said_of_that_one() {
    let world = World::agreed();
    let context = family::Context {
        now: world.now,
        actor: world.member(Side::A),
    };
    let of = |options: Vec<Move>| {
        let options = options.into_iter().map(|one| vec![one]);
        let terms = time(Purpose::Visit, options.collect());
        let refused = refused_alternatives(world.family(), &context, &terms);
        // The whole is refused for the first of them.
        let first = refused.first().map(|(_, why)| why.clone());
        assert_eq!(check_terms(world.family(), &context, &terms).err(), first);
        refused
    };
    // On 28 November Noor is with Mara, on 26 November with Elias.
    let visit = with(Side::B, "2026-11-28T09:00", "2026-11-28T17:00");
    let other = with(Side::A, "2026-11-26T15:00", "2026-11-26T18:00");
    assert!(of(vec![visit.clone(), other]).is_empty());
    let nothing = with(Side::B, "2026-11-26T15:00", "2026-11-26T18:00");
    let past = with(Side::B, "2026-11-22T09:00", "2026-11-22T17:00");
    let start = past.start;
    assert_eq!(
        of(vec![nothing.clone(), visit.clone(), past, visit.clone()]),
        [
            (Alternative(0), Refusal::ChangesNothing),
            (Alternative(2), Refusal::MovePast { start }),
            (Alternative(3), OfferRefusal::SameAlternatives.into()),
        ]
    );
    // Where there is nothing to choose, there is no alternative to name.
    let alone = time(Purpose::Visit, vec![vec![nothing]]);
    assert!(refused_alternatives(world.family(), &context, &alone).is_empty());
    assert_eq!(
        check_terms(world.family(), &context, &alone),
        Err(Refusal::ChangesNothing)
    );
    assert!(refused_alternatives(world.family(), &context, &swap(3)).is_empty());
}
