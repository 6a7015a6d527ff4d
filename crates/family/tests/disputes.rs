//! What follows when the same matter was declined twice, who can be let in to one proposal, which
//! limits of the plan an offer would break, and how offers of every kind are erased.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

mod common;

use common::offers::*;
use common::*;
use family::{
    Command, DaySpan, Grant, GuestRefusal, GuestRole, Look, MemberId, Professional, Purpose,
    Refusal, Relative, Subject, Terms, Ties, limits_broken,
};
use jiff::{SignedDuration, ToSpan};
use plan::{DisputeStep, Side};
use proptest::prelude::*;
use std::sync::Arc;

fn with_clause(rule: &str) -> String {
    format!(
        "{}\n[[clause]]\nid = \"more\"\ntitle = {{ en = \"More\" }}\nsentence = {{ en = \"As the rule says.\" }}\n{rule}\n",
        plan::EXAMPLE
    )
}

/// Offers and declines; the hours that pass in between.
fn declined(world: &mut World, n: u32, by: Side, terms: Terms) {
    world.ok(by, propose(n, terms));
    world.ok(by.other(), decline(n, 1));
}

#[test]
fn declined_twice_leads_to_the_plan_s_own_clause() {
    let text = with_clause("disputes = { steps = [\"mediator\", \"talk\"], days = 14 }");
    let mut world = World::agreed_on(&text);
    declined(&mut world, 1, Side::A, decision("Which school"));
    assert_eq!(world.family().dispute(&id(1)), None);
    world.now += SignedDuration::from_hours(60 * 24);
    declined(&mut world, 2, Side::B, decision("which SCHOOL"));
    let dispute = world.family().dispute(&id(2)).unwrap();
    assert_eq!((dispute.earlier, dispute.later), (id(1), id(2)));
    assert_eq!(dispute.steps, [DisputeStep::Mediator, DisputeStep::Talk]);
    let plan = world.family().plan().unwrap();
    assert_eq!(plan.clause(dispute.clause.unwrap()).id.as_str(), "more");
    let day = world.family().date_at(world.now) + 14.days();
    assert_eq!(dispute.until, Some(day));
    // The first one was no dispute yet, and is none now.
    assert_eq!(world.family().dispute(&id(1)), None);
    // Long after it is another matter.
    world.now += SignedDuration::from_hours(60 * 24 + 1);
    declined(&mut world, 3, Side::A, decision("Which school"));
    assert_eq!(world.family().dispute(&id(3)), None);
}

#[test]
fn a_plan_without_such_a_clause_offers_all_steps() {
    let mut world = World::agreed();
    let days = visits(&world, &[4, 9]);
    declined(&mut world, 1, Side::A, days);
    let swap = Terms::Swap(vec![visit(&world, 9, 8)]);
    declined(&mut world, 2, Side::B, swap);
    let dispute = world.family().dispute(&id(2)).unwrap();
    assert_eq!((dispute.clause, dispute.until), (None, None));
    assert_eq!(dispute.steps, DisputeStep::ALL);
}

#[test]
fn only_the_same_matter_is_a_dispute() {
    let mut world = World::agreed();
    let missed = miss(&mut world, Side::A);
    let make_up = |in_days: i32, missed: u64| {
        let moves = vec![stay(Side::A, in_days, 5)];
        time(Purpose::MakeUp { missed }, vec![moves])
    };
    let pairs: [(Terms, Terms, bool); 10] = [
        (visits(&world, &[4]), visits(&world, &[6]), false),
        (visits(&world, &[4]), visits(&world, &[6, 4]), true),
        (decision("Which school"), decision("Which club"), false),
        (visits(&world, &[13]), away(trip(Side::A, 12)), false),
        (away(trip(Side::A, 12)), away(trip(Side::B, 18)), true),
        (away(trip(Side::A, 12)), away(trip(Side::B, 19)), false),
        (
            handover(later(&world, Side::B, 30)),
            handover(later(&world, Side::B, 60)),
            true,
        ),
        (make_up(9, missed), visits(&world, &[20]), false),
        (make_up(9, missed), make_up(20, missed), true),
        (make_up(9, missed), make_up(9, missed + 1), false),
    ];
    for (one, other, same) in pairs {
        assert_eq!(one.is_same_matter(&other), same, "{one:?} {other:?}");
        assert_eq!(other.is_same_matter(&one), same, "{one:?} {other:?}");
        assert!(one.is_same_matter(&one));
    }
    // Taken back is not declined.
    world.ok(Side::A, propose(1, decision("Which school")));
    world.ok(Side::A, withdraw(1, 1));
    declined(&mut world, 2, Side::A, decision("Which school"));
    assert_eq!(world.family().dispute(&id(2)), None);
}

fn mediator(member: &str, proposals: &[u32]) -> Grant {
    let today = "2026-11-23".parse().unwrap();
    Grant {
        member: member.parse().unwrap(),
        name: name("Ms de Wit"),
        role: GuestRole::Professional(Professional::Mediator),
        subjects: proposals
            .iter()
            .map(|n| Subject::Proposal(id(*n)))
            .collect(),
        children: Vec::new(),
        days: DaySpan {
            from: today,
            until: Some(today + 60.days()),
        },
    }
}

fn let_in(grant: Grant) -> Terms {
    Terms::LetIn(Arc::new(grant))
}

/// A mediator is let in to that one proposal, by both, and each look is an entry.
#[test]
fn a_mediator_is_let_in_to_one_proposal() {
    let mut world = World::agreed();
    declined(&mut world, 1, Side::A, decision("Which school"));
    let none = mediator("m-wit", &[7]);
    let limit = family::MAX_GUEST_PROPOSALS;
    assert_eq!(
        world.refused(Side::A, propose(2, let_in(none))),
        GuestRefusal::Proposals { limit }.into()
    );
    let relative = Grant {
        role: GuestRole::Relative(Relative::Grandparent),
        ..mediator("m-wit", &[1])
    };
    assert_eq!(
        world.refused(Side::A, propose(2, let_in(relative))),
        GuestRefusal::ProposalNeedsProfessional.into()
    );
    let grant = mediator("m-wit", &[1]);
    assert!(grant.proposals().eq([&id(1)]));
    assert!(!grant.calendar() && !grant.plan() && grant.record().is_none());
    world.ok(Side::A, propose(2, let_in(grant)));
    world.ok(Side::B, accept(2, 1));
    let member: MemberId = "m-wit".parse().unwrap();
    let guest = |world: &mut World, command| {
        let context = family::Context {
            now: world.now,
            actor: member.clone(),
        };
        let events = family::decide(world.family.as_ref(), &context, command)?;
        for event in events {
            world.put(&member, event);
        }
        Ok::<(), Refusal>(())
    };
    guest(&mut world, Command::Join).unwrap();
    guest(&mut world, Command::Look(Look::Proposal { entry: 5 })).unwrap();
}

#[test]
fn one_person_sees_so_many_proposals() {
    let mut world = World::agreed();
    for n in 1..=21 {
        declined(&mut world, n, Side::A, decision("Which school"));
    }
    let mut all = mediator("m-wit", &(1..=21).collect::<Vec<_>>());
    all.subjects.sort();
    let limit = family::MAX_GUEST_PROPOSALS;
    assert_eq!(
        world.refused(Side::A, propose(30, let_in(all.clone()))),
        GuestRefusal::Proposals { limit }.into()
    );
    all.subjects.pop();
    world.ok(Side::A, propose(30, let_in(all)));
}

/// Only what an offer would break besides is said.
#[test]
fn limits_that_would_be_broken_are_said() {
    let limit = "limit = { nights_away = { from = \"mara\", at_most = 5 } }";
    let world = World::agreed_on(&with_clause(limit));
    let away = |world: &World, in_days: i32, days: i32| {
        let one = stay(Side::B, in_days, 24 * days);
        limits_broken(world.family(), &[one])
    };
    // Elias has her from 2 to 7 December anyway; five nights are allowed.
    assert!(away(&world, 9, 2).is_empty());
    let broken = away(&world, 9, 6);
    assert_eq!(broken.len(), 1);
    assert_eq!(broken[0].parent, Some(Side::A));
    assert_eq!(broken[0].found, plan::Amount::Nights(6));
    // What was broken before is said only if it becomes worse.
    let strict = "limit = { nights_away = { from = \"mara\", at_most = 3 } }";
    let strict = World::agreed_on(&with_clause(strict));
    assert!(away(&strict, 9, 2).is_empty());
    assert_eq!(away(&strict, 9, 6).len(), 1);
    // A year counts as a whole, and a plan without limits breaks none.
    let year = "limit = { nights_with_each = { at_least = 181, per = \"year\" } }";
    let year = World::agreed_on(&with_clause(year));
    let one = stay(Side::B, 60, 24 * 60);
    assert_eq!(
        limits_broken(year.family(), std::slice::from_ref(&one)).len(),
        1
    );
    assert!(limits_broken(World::agreed().family(), &[one]).is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    /// A declined proposal of any kind can be erased by both, and the family is the same without
    /// its words; one that both accepted cannot.
    #[test]
    fn proposals_of_every_kind_are_erased_like_others(kind in 0..KINDS, agreed in any::<bool>()) {
        let mut world = World::agreed();
        let missed = miss(&mut world, Side::A);
        world.ok(Side::B, propose(1, offered(&world, kind, Side::B, missed)));
        let entry = world.entries.len() as u64 - 1;
        world.ok(Side::A, if agreed { accept(1, 1) } else { decline(1, 1) });
        let ties = world.family().matter(entry).unwrap().ties;
        prop_assert_eq!(ties, if agreed { Ties::Agreed } else { Ties::Free });
        let asked = propose(2, erase(&[entry, entry + 1]));
        if agreed {
            ending_refused(&mut world, Side::A, asked);
        } else {
            world.ok(Side::A, asked);
            world.ok(Side::B, accept(2, 1));
            prop_assert!(world.family().proposal(&id(1)).is_none());
            let again = read_again(&world.entries);
            prop_assert_eq!(again.as_ref(), Ok(world.family()));
        }
    }
}
