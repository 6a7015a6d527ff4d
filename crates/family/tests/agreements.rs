//! Given a family, when a parent acts, then this happens: the rules of agreeing, one by one.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

mod common;

use common::*;
use family::{Command, Context, Event, Refusal, Revision, SeatState, State, Terms, decide};
use jiff::Timestamp;
use jiff::civil::date;
use plan::{Side, Window};

fn window() -> Window {
    Window::new("2026-11-23".parse().unwrap(), "2026-12-21".parse().unwrap()).unwrap()
}

#[test]
fn a_family_begins_once_and_only_by_its_founder() {
    let mut world = World::new();
    assert_eq!(world.refused(Side::A, Command::Invite), Refusal::NotFounded);
    let context = Context {
        now: NOW.parse().unwrap(),
        actor: "somebody-else".parse().unwrap(),
    };
    assert_eq!(
        decide(None, &context, Command::Found(founding())),
        Err(Refusal::NotTakingPart)
    );
    world.ok(Side::A, Command::Found(founding()));
    assert_eq!(
        world.refused(Side::A, Command::Found(founding())),
        Refusal::AlreadyFounded
    );
}

#[test]
fn founding_names_what_is_wrong() {
    let mut twice = founding();
    twice.children.push(twice.children[0].clone());
    let mut later = founding();
    later.children[0].born = "2027-01-01".parse().unwrap();
    let mut nowhere = founding();
    nowhere.zone = "Europe/Atlantis".into();
    let mut nobody = founding();
    nobody.children.clear();
    let mut world = World::new();
    let mut refused = |f| world.refused(Side::A, Command::Found(f));
    assert!(matches!(refused(twice), Refusal::SameId(_)));
    assert!(matches!(refused(later), Refusal::BornLater { .. }));
    assert!(matches!(refused(nowhere), Refusal::NoZone(_)));
    assert!(matches!(
        refused(nobody),
        Refusal::ChildCount { found: 0, .. }
    ));
}

#[test]
fn the_other_parent_joins_once_and_only_when_invited() {
    let mut world = World::new();
    world.ok(Side::A, Command::Found(founding()));
    assert_eq!(world.refused(Side::B, Command::Join), Refusal::NotInvited);
    assert_eq!(
        world.refused(Side::B, propose(1, swap(3))),
        Refusal::NotTakingPart
    );
    world.ok(Side::A, Command::Invite);
    // A lost link: the invitation is made anew.
    world.ok(Side::A, Command::Invite);
    world.ok(Side::B, Command::Join);
    let joined: Timestamp = NOW.parse().unwrap();
    assert_eq!(
        world.family().seat(Side::B).state,
        SeatState::Joined(joined)
    );
    assert_eq!(world.refused(Side::B, Command::Join), Refusal::BothJoined);
    assert_eq!(world.refused(Side::A, Command::Invite), Refusal::BothJoined);
}

#[test]
fn a_plan_counts_once_both_agreed_and_an_older_offer_does_not_undo_it() {
    let mut world = World::new();
    let plan = || Terms::Plan(plan::EXAMPLE.into());
    world.ok(Side::A, Command::Found(founding()));
    assert_eq!(world.refused(Side::A, propose(1, swap(3))), Refusal::NoPlan);
    world.ok(Side::A, propose(1, plan()));
    world.ok(Side::A, propose(2, plan()));
    assert!(world.family().timeline(window()).is_none());
    assert_eq!(world.refused(Side::A, accept(1, 1)), Refusal::OwnOffer);
    world.ok(Side::A, Command::Invite);
    world.ok(Side::B, Command::Join);
    world.ok(Side::B, accept(1, 1));
    assert!(world.family().timeline(window()).is_some());
    assert_eq!(world.refused(Side::B, accept(2, 1)), Refusal::PlanAgreed);
    assert_eq!(
        world.refused(Side::B, propose(3, plan())),
        Refusal::ChangesNothing
    );
}

/// The example plan with another rhythm.
fn another_plan() -> String {
    plan::EXAMPLE.replace("2-2-5-5", "alternating-weeks")
}

#[test]
fn a_new_version_holds_from_the_next_day_and_the_past_stays() {
    let mut world = World::agreed();
    let before = world.family().timeline(window());
    world.ok(Side::A, propose(1, Terms::Plan(another_plan().into())));
    assert_eq!(world.family().timeline(window()), before);
    world.ok(Side::B, accept(1, 1));
    let family = world.family();
    let today = family.date_at(world.now);
    let tomorrow = today.tomorrow().unwrap();
    assert_eq!(family.versions().len(), 2);
    assert_eq!(family.versions()[1].begins, tomorrow);
    assert_eq!(family.version_on(today), family.versions().first());
    assert_eq!(family.version_on(tomorrow), family.versions().last());
    assert_eq!(family.plan().unwrap().version(), 2);
    let dates = |from, to| Window::new(from, to).unwrap();
    let past = dates(date(2026, 9, 7), tomorrow);
    let alone = plan::compile(&family.versions()[0].plan, past, &[]);
    let now = family.timeline(past).unwrap();
    assert_eq!(now.children()[0].stays(), alone.children()[0].stays());
    let new = plan::compile(&family.versions()[1].plan, window(), &[]);
    let child = &new.children()[0].child;
    let counted = family.timeline(window()).unwrap();
    assert_eq!(counted.nights(child)[7..], new.nights(child)[7..]);
}

#[test]
fn a_version_that_cannot_follow_is_refused() {
    let mut world = World::agreed();
    let offer = |from: &str, to: &str| Terms::Plan(another_plan().replacen(from, to, 1).into());
    let zone = offer("Europe/Amsterdam", "Europe/Berlin");
    assert!(matches!(
        world.refused(Side::A, propose(1, zone)),
        Refusal::PlanSuccession(plan::SuccessionError::OtherZone { .. })
    ));
    let late = offer("from = 2026-09-07", "from = 2027-06-01");
    world.ok(Side::A, propose(2, late));
    world.ok(Side::A, propose(3, offer("", "")));
    world.ok(Side::B, accept(2, 1));
    assert_eq!(world.refused(Side::B, accept(3, 1)), Refusal::PlanAgreed);
    assert!(matches!(
        world.refused(Side::A, propose(4, offer("", ""))),
        Refusal::PlanSuccession(plan::SuccessionError::NotLater { .. })
    ));
}

#[test]
fn a_plan_must_be_whole_and_about_this_family() {
    let mut world = World::new();
    world.ok(Side::A, Command::Found(founding()));
    let mut refused = |text: &str| world.refused(Side::A, propose(1, Terms::Plan(text.into())));
    assert!(matches!(refused("nonsense"), Refusal::PlanProblems(_)));
    let names = founding();
    let child = names.children[0].id.as_str();
    let other = plan::EXAMPLE.replace(&format!("\"{child}\""), "\"somebody\"");
    assert!(matches!(refused(&other), Refusal::PlanPeople(_)));
}

#[test]
fn an_accepted_swap_changes_the_agreed_timeline_and_nothing_else_does() {
    let mut world = World::agreed();
    let before = world.family().timeline(window());
    world.ok(Side::A, propose(1, swap(3)));
    assert_eq!(world.family().timeline(window()), before);
    world.ok(Side::B, counter(1, 1, swap(4)));
    assert_eq!(world.family().timeline(window()), before);
    world.ok(Side::A, accept(1, 2));
    let after = world.family().timeline(window());
    assert_ne!(after, before);
    let child = &after.unwrap().children()[0].clone();
    let at = "2026-11-28T12:00:00Z".parse().unwrap();
    assert_eq!(child.at(at).unwrap().parent, Side::A);
}

#[test]
fn an_answer_is_about_the_last_revision() {
    let mut world = World::agreed();
    world.ok(Side::A, propose(1, swap(3)));
    world.ok(Side::B, counter(1, 1, swap(4)));
    let newer = Refusal::NewerRevision(Revision(2));
    assert_eq!(world.refused(Side::A, accept(1, 1)), newer);
    assert_eq!(world.refused(Side::B, accept(1, 1)), newer);
    assert_eq!(world.refused(Side::A, withdraw(1, 1)), newer);
    assert_eq!(world.refused(Side::A, counter(1, 1, swap(5))), newer);
    assert_eq!(world.refused(Side::B, accept(1, 2)), Refusal::OwnOffer);
    assert_eq!(
        world.refused(Side::A, withdraw(1, 2)),
        Refusal::NotYourOffer
    );
    world.ok(Side::B, withdraw(1, 2));
    assert_eq!(
        world.refused(Side::A, accept(1, 2)),
        Refusal::AlreadyAnswered
    );
}

#[test]
fn a_declined_offer_leaves_the_plan_as_it_is() {
    let mut world = World::agreed();
    let before = world.family().timeline(window());
    world.ok(Side::B, propose(1, swap(3)));
    let events = world.act(Side::A, decline(1, 1)).unwrap();
    assert!(matches!(events[..], [Event::Declined { .. }]));
    assert!(matches!(
        world.family().proposals()[1].state,
        State::Declined(_)
    ));
    assert_eq!(world.family().timeline(window()), before);
}

#[test]
fn a_swap_says_what_is_wrong_with_it() {
    let mut world = World::agreed();
    let mut refused = |moves| world.refused(Side::A, propose(1, Terms::Swap(moves)));
    let good = || stay(Side::B, 3, 24);
    let with = |change: fn(&mut family::Move)| {
        let mut m = good();
        change(&mut m);
        vec![m]
    };
    assert!(matches!(
        refused(vec![]),
        Refusal::MoveCount { found: 0, .. }
    ));
    assert!(matches!(
        refused(vec![good(); 9]),
        Refusal::MoveCount { found: 9, .. }
    ));
    assert_eq!(refused(with(|m| m.children.clear())), Refusal::MoveChildren);
    assert!(matches!(
        refused(with(|m| m.children = vec!["nobody".parse().unwrap()])),
        Refusal::UnknownChild(_)
    ));
    assert!(matches!(
        refused(with(|m| m.end = m.start)),
        Refusal::MoveBackwards { .. }
    ));
    assert!(matches!(
        refused(vec![stay(Side::A, 3, 24 * 63)]),
        Refusal::MoveLong { .. }
    ));
    assert!(matches!(
        refused(vec![stay(Side::A, 0, 24 * 7)]),
        Refusal::MovePast { .. }
    ));
    assert!(matches!(
        refused(vec![stay(Side::A, 5 * 365, 24)]),
        Refusal::MoveOutside { .. }
    ));
    assert_eq!(refused(vec![good(), good()]), Refusal::MovesOverlap);
}

#[test]
fn what_is_so_already_is_no_swap() {
    let mut world = World::agreed();
    let timeline = world.family().timeline(window()).unwrap();
    let holder = timeline.children()[0]
        .at("2026-11-26T12:00:00Z".parse().unwrap())
        .unwrap()
        .parent;
    let same = Terms::Swap(vec![stay(holder, 3, 1)]);
    assert_eq!(
        world.refused(Side::A, propose(1, same)),
        Refusal::ChangesNothing
    );
    let other = Terms::Swap(vec![stay(holder.other(), 3, 1)]);
    world.ok(Side::A, propose(1, other));
}

#[test]
fn a_swap_lapses_when_its_time_has_come() {
    let mut world = World::agreed();
    world.ok(Side::A, propose(1, swap(3)));
    let live = |w: &World| w.family().is_live(&w.family().proposals()[1], w.now);
    assert!(live(&world));
    world.now = "2026-11-26T08:59:59Z".parse().unwrap();
    assert!(live(&world));
    world.now = "2026-11-26T09:00:00Z".parse().unwrap();
    assert!(!live(&world));
    assert!(matches!(
        world.refused(Side::B, accept(1, 1)),
        Refusal::TooLate { .. }
    ));
    // Nothing is left to answer; who offered it can put it away.
    assert!(matches!(
        world.refused(Side::B, decline(1, 1)),
        Refusal::TooLate { .. }
    ));
    world.ok(Side::A, withdraw(1, 1));
}

#[test]
fn an_older_offer_does_not_undo_what_was_agreed_later() {
    let mut world = World::agreed();
    world.ok(Side::A, propose(1, swap(3)));
    world.ok(Side::B, propose(2, Terms::Swap(vec![stay(Side::B, 5, 48)])));
    world.ok(Side::A, accept(2, 1));
    assert!(matches!(
        world.refused(Side::B, accept(1, 1)),
        Refusal::AgreedMeanwhile { .. }
    ));
    // A counter is a new offer, made in the knowledge of what was agreed.
    world.ok(Side::B, counter(1, 1, swap(4)));
    world.ok(Side::A, accept(1, 2));
    // What touches nothing newer is as good as before.
    world.ok(Side::A, propose(3, swap(40)));
    world.ok(Side::A, propose(4, swap(60)));
    world.ok(Side::B, accept(4, 1));
    world.ok(Side::B, accept(3, 1));
}

#[test]
fn a_lapsed_offer_is_not_revived_by_a_counter() {
    let mut world = World::agreed();
    world.ok(Side::A, propose(1, swap(3)));
    world.now = "2026-11-26T09:00:00Z".parse().unwrap();
    assert!(matches!(
        world.refused(Side::B, counter(1, 1, swap(14))),
        Refusal::TooLate { .. }
    ));
}

#[test]
fn a_plan_that_is_over_or_leaves_time_open_is_not_offered() {
    let mut world = World::new();
    world.ok(Side::A, Command::Found(founding()));
    let mut refused = |text: String| world.refused(Side::A, propose(1, Terms::Plan(text.into())));
    let from = "from = 2026-09-07";
    assert!(plan::EXAMPLE.contains(from), "the example begins then");
    let over = plan::EXAMPLE.replace(from, "from = 2020-09-07\nuntil = 2021-09-07");
    assert!(matches!(refused(over), Refusal::PlanEnded { .. }));
    let open = plan::EXAMPLE.replace(from, "from = 2020-09-07");
    let open = format!("{open}until = 2024-01-01\n");
    assert!(matches!(refused(open), Refusal::PlanGap { .. }));
}

#[test]
fn only_so_many_offers_are_open_at_once() {
    let mut world = World::agreed();
    for n in 1..=50 {
        world.ok(Side::A, propose(n, swap(3)));
    }
    assert_eq!(
        world.refused(Side::A, propose(51, swap(3))),
        Refusal::TooManyOpen { limit: 50 }
    );
    // One parent's pile does not silence the other.
    world.ok(Side::B, propose(52, swap(3)));
    world.ok(Side::A, withdraw(1, 1));
    world.ok(Side::A, propose(51, swap(3)));
}
