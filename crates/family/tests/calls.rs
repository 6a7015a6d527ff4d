//! Calls with the children: who may call whom, what is noted, and what of it counts.
//! Long on purpose: all its stories share one family and its days.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

mod common;

use common::*;
use family::{
    CallHeld, CallOutcome, CallRefusal, Called, Caller, Child, Command, DaySpan, Entry, Event,
    Family, Founding, Gone, Grant, GuestRole, MAX_CALL_MINUTES, MAX_TABLETS, MemberId, Name,
    Parent, Professional, Refusal, Rings, Subject, TabletId, Terms, Was, evolve, evolve_gone, fold,
    may_supervise, monitored, parent_may_call, rings, tablet_may_call,
};
use jiff::civil::date;
use jiff::{SignedDuration, Timestamp};
use plan::{ChildId, Happened, Language, ParentingPlan, Side, Timeline, Window};
use proptest::prelude::*;
use std::sync::Arc;

const FOUR: &str = include_str!("../../../examples/plans/four-children.toml");
const SUPERVISED: &str = include_str!("../../../examples/plans/supervised-contact.toml");

fn noor() -> ChildId {
    "noor".parse().unwrap()
}

fn tablet(n: usize) -> TabletId {
    format!("t{n}").parse().unwrap()
}

fn pair(n: usize, children: &[ChildId]) -> Command {
    Command::PairTablet {
        tablet: tablet(n),
        name: Name::new("The blue one").unwrap(),
        children: children.to_vec(),
    }
}

fn end(n: usize) -> Command {
    Command::EndTablet { tablet: tablet(n) }
}

/// Elias called Noor, at ten on the Monday on which she is with Mara.
fn held(n: usize) -> CallHeld {
    CallHeld {
        call: format!("c{n}").parse().unwrap(),
        by: Caller::Parent(Side::B),
        parent: Side::B,
        siblings: false,
        children: vec![noor()],
        at: NOW.parse().unwrap(),
        outcome: answered(12),
        supervisor: None,
    }
}

fn answered(minutes: u16) -> CallOutcome {
    CallOutcome::Answered {
        minutes,
        ended_by: None,
    }
}

fn note(held: CallHeld) -> Command {
    Command::NoteCall(Arc::new(held))
}

fn why(refusal: Refusal) -> CallRefusal {
    let Refusal::Call(why) = refusal else {
        panic!("{refusal:?}");
    };
    why
}

fn november() -> Window {
    Window::new(date(2026, 11, 1), date(2026, 12, 1)).unwrap()
}

fn now() -> Timestamp {
    NOW.parse().unwrap()
}

/// The calls that count, with their children, by entry.
fn counted(family: &Family) -> Vec<(Vec<ChildId>, Side, u8)> {
    let facts = family.facts(november());
    let calls = facts.as_slice().iter().filter_map(|fact| {
        let Happened::Call {
            parent, minutes, ..
        } = fact.happened
        else {
            return None;
        };
        Some((fact.children.clone(), parent, minutes))
    });
    calls.collect()
}

fn around(family: &Family, at: Timestamp) -> Timeline {
    let day = family.date_at(at);
    let window = Window::new(
        day.yesterday().unwrap(),
        day.tomorrow().unwrap().tomorrow().unwrap(),
    );
    family.timeline(window.unwrap()).unwrap()
}

/// A family under a plan, whoever it names.
fn under(text: &str, now: &str) -> World {
    let mut world = World::new();
    world.now = now.parse().unwrap();
    let today = world.now.to_zoned(jiff::tz::TimeZone::UTC).date();
    let plan = ParentingPlan::read(text, today).unwrap();
    let parent = |side: Side| Parent {
        member: format!("m-{}", plan.parent(side).id).parse().unwrap(),
        id: plan.parent(side).id.clone(),
        name: Name::new(&plan.parent(side).name).unwrap(),
    };
    let children = plan.children().iter().map(|child| Child {
        id: child.id.clone(),
        name: Name::new(&child.name).unwrap(),
        born: child.born,
    });
    let founding = Founding {
        name: Name::new("A family").unwrap(),
        zone: "Europe/Amsterdam".into(),
        parents: Side::BOTH.map(parent),
        children: children.collect(),
        founder: Side::A,
    };
    let founder = founding.parents[0].member.clone();
    world.put(&founder, Event::Founded(founding));
    world.ok(Side::A, Command::Invite);
    world.ok(Side::B, Command::Join);
    world.ok(Side::A, propose(0, Terms::Plan(text.into())));
    world.ok(Side::B, accept(0, 1));
    world
}

#[test]
fn a_call_is_noted_once_for_the_parent_who_was_in_it() {
    let mut world = World::agreed();
    assert_eq!(
        why(world.refused(Side::A, note(held(1)))),
        CallRefusal::NotYours
    );
    world.ok(Side::B, note(held(1)));
    assert_eq!(
        why(world.refused(Side::B, note(held(1)))),
        CallRefusal::NotedAlready
    );
    let calls = world.family().calls();
    let noted: Vec<_> = calls.all().map(|one| (one.entry, &*one.held)).collect();
    assert_eq!(noted, [(5, &held(1))]);
    assert_eq!((calls.len(), calls.is_empty()), (1, false));
}

#[test]
fn what_cannot_have_been_a_call_is_refused() {
    let mut world = World::agreed();
    let hour = SignedDuration::from_hours(1);
    let unknown = Caller::Tablet(tablet(1));
    for (held, expected) in [
        (
            CallHeld {
                children: Vec::new(),
                ..held(1)
            },
            CallRefusal::Children,
        ),
        (
            CallHeld {
                children: vec![noor(), noor()],
                ..held(1)
            },
            CallRefusal::Children,
        ),
        (
            CallHeld {
                at: now() + hour,
                ..held(1)
            },
            CallRefusal::ToCome,
        ),
        (
            CallHeld {
                at: now() - hour * 25,
                ..held(1)
            },
            CallRefusal::LongAgo { hours: 24 },
        ),
        (
            CallHeld {
                outcome: answered(MAX_CALL_MINUTES + 1),
                ..held(1)
            },
            CallRefusal::TooLong {
                minutes: MAX_CALL_MINUTES,
            },
        ),
        (
            CallHeld {
                by: unknown.clone(),
                ..held(1)
            },
            CallRefusal::NoTablet,
        ),
        (
            CallHeld {
                outcome: CallOutcome::Answered {
                    minutes: 1,
                    ended_by: Some(unknown),
                },
                ..held(1)
            },
            CallRefusal::NoTablet,
        ),
        (
            CallHeld {
                supervisor: Some("m-mara".parse().unwrap()),
                ..held(1)
            },
            CallRefusal::Supervisor,
        ),
    ] {
        assert_eq!(why(world.refused(Side::B, note(held))), expected);
    }
    assert!(world.family().calls().is_empty());
}

/// Only a parent who takes part writes a call onto the record, whoever was in it.
#[test]
fn a_call_that_nobody_of_the_family_noted_is_never_taken() {
    let mut world = World::agreed();
    let entry = |world: &World, by: &str, event: Event| Entry {
        sequence: world.entries.len() as u64,
        at: world.now,
        by: by.parse().unwrap(),
        event,
    };
    let call = |held: CallHeld| Event::CallHeld(Arc::new(held));
    for (by, event) in [
        ("m-mara", call(held(1))),
        ("stranger", call(held(1))),
        (
            "m-elias",
            call(CallHeld {
                children: vec!["somebody".parse().unwrap()],
                ..held(1)
            }),
        ),
        (
            "m-elias",
            Event::TabletPaired {
                tablet: tablet(1),
                name: Name::new("Blue").unwrap(),
                children: vec!["somebody".parse().unwrap()],
            },
        ),
        ("m-elias", Event::TabletEnded { tablet: tablet(1) }),
    ] {
        let entry = entry(&world, by, event);
        assert!(evolve(world.family.clone(), &entry).is_err(), "{entry:?}");
    }
    world.ok(Side::B, Command::Leave);
    assert_eq!(
        world.refused(Side::B, note(held(1))),
        Refusal::NotTakingPart
    );
    let entry = entry(&world, "m-elias", call(held(1)));
    assert!(evolve(world.family.clone(), &entry).is_err());
}

#[test]
fn only_answered_calls_with_a_parent_count() {
    let mut world = World::agreed();
    let (none, most) = (answered(0), answered(MAX_CALL_MINUTES));
    let hour = |n: i32| now() - SignedDuration::from_hours(20) + SignedDuration::from_hours(1) * n;
    let calls = [
        (CallOutcome::Missed, false),
        (CallOutcome::Declined, false),
        (CallOutcome::Cancelled, false),
        (answered(12), true),
        (none, false),
        (most, false),
    ];
    for (n, (outcome, siblings)) in calls.into_iter().enumerate() {
        let at = hour(i32::try_from(n).unwrap() * 2);
        let held = CallHeld {
            at,
            outcome,
            siblings,
            ..held(n)
        };
        world.ok(Side::B, note(held));
    }
    assert_eq!(
        counted(world.family()),
        [(vec![noor()], Side::B, 1), (vec![noor()], Side::B, 240)]
    );
}

/// Two entries of the same time, with the same child and parent, are no more contact than one.
#[test]
fn the_same_time_counts_once() {
    let mut world = World::agreed();
    let minutes = |n: i64| now() - SignedDuration::from_mins(60 - n);
    for (n, at, lasted) in [(1, 0, 10), (2, 0, 10), (3, 9, 10), (4, 10, 10)] {
        let held = CallHeld {
            at: minutes(at),
            outcome: answered(lasted),
            ..held(n)
        };
        world.ok(Side::B, note(held));
    }
    // With the other parent it is another call.
    let other = CallHeld {
        by: Caller::Parent(Side::A),
        parent: Side::A,
        at: minutes(0),
        ..held(5)
    };
    world.ok(Side::A, note(other));
    let entries: Vec<_> = world
        .family()
        .facts(november())
        .as_slice()
        .iter()
        .map(plan::Fact::name)
        .collect();
    assert_eq!(entries, ["entry-5", "entry-9", "entry-8"]);
}

#[test]
fn calls_are_read_by_the_time_at_which_they_began() {
    let mut world = World::agreed();
    let minutes = |n: i64| now() - SignedDuration::from_mins(n);
    for (n, at) in [(1, 10), (2, 30), (3, 20)] {
        let held = CallHeld {
            at: minutes(at),
            ..held(n)
        };
        world.ok(Side::B, note(held));
    }
    let calls = world.family().calls();
    let ids = |calls: Vec<&family::NotedCall>| -> Vec<String> {
        let ids = calls.into_iter().map(|one| one.held.call.to_string());
        ids.collect()
    };
    assert_eq!(ids(calls.all().collect()), ["c2", "c3", "c1"]);
    let between = calls.between(minutes(30), minutes(10));
    assert_eq!(ids(between.collect()), ["c2", "c3"]);
    assert_eq!(calls.between(minutes(10), minutes(30)).count(), 0);
}

/// A call binds nobody: both may have its words destroyed, and the family is then the same as one
/// that is read without them.
#[test]
fn a_call_is_erased_by_both() {
    let mut world = World::agreed();
    world.ok(Side::B, note(held(1)));
    world.ok(Side::A, propose(1, erase(&[5])));
    world.ok(Side::B, accept(1, 1));
    assert!(world.family().calls().is_empty());
    let mut family = None;
    for entry in &world.entries {
        family = Some(if entry.sequence == 5 {
            let gone = Gone {
                sequence: 5,
                by: entry.by.clone(),
                was: Was::CallHeld,
            };
            evolve_gone(family, &gone).unwrap()
        } else {
            evolve(family, entry).unwrap()
        });
    }
    assert_eq!(family, world.family);
}

#[test]
fn a_tablet_is_paired_by_one_and_ended_by_either() {
    let mut world = World::agreed();
    let somebody: ChildId = "somebody".parse().unwrap();
    for children in [vec![], vec![noor(), noor()], vec![somebody]] {
        let refused = world.refused(Side::A, pair(1, &children));
        assert_eq!(why(refused), CallRefusal::Children);
    }
    world.ok(Side::A, pair(1, &[noor()]));
    let again = world.refused(Side::B, pair(1, &[noor()]));
    assert_eq!(why(again), CallRefusal::TabletExists);
    let none = world.refused(Side::B, end(2));
    assert_eq!(why(none), CallRefusal::NoTablet);
    world.ok(Side::B, end(1));
    assert_eq!(
        why(world.refused(Side::A, end(1))),
        CallRefusal::TabletEnded
    );
    let known = world.family().tablets().of(&tablet(1)).unwrap();
    assert_eq!((known.side, known.ended), (Side::A, Some(world.now)));
    for n in 2..2 + MAX_TABLETS {
        world.ok(Side::A, pair(n, &[noor()]));
    }
    let more = world.refused(Side::B, pair(90, &[noor()]));
    let limit = MAX_TABLETS;
    assert_eq!(why(more), CallRefusal::TooManyTablets { limit });
    world.ok(Side::B, end(2));
    world.ok(Side::B, pair(90, &[noor()]));
}

/// What a tablet opened is shut the moment that it ends, or that its parent leaves.
#[test]
fn an_ended_tablet_opens_nothing() {
    let mut world = World::agreed();
    world.ok(Side::A, pair(1, &[noor()]));
    world.ok(Side::B, pair(2, &[noor()]));
    let opens = |world: &World, n: usize| {
        let family = world.family();
        let timeline = around(family, now());
        let may = tablet_may_call(family, &timeline, &tablet(n), now());
        let by = Caller::Tablet(tablet(n));
        let to = Called::Parent(Side::B);
        let rings = rings(family, &timeline, (&by, &to), now());
        assert_eq!(may.parents.is_empty(), rings.is_empty());
        !may.parents.is_empty() || !may.tablets.is_empty()
    };
    assert_eq!([opens(&world, 1), opens(&world, 2)], [true, true]);
    assert!(!opens(&world, 3), "a tablet that nobody paired");
    world.ok(Side::B, end(1));
    assert_eq!([opens(&world, 1), opens(&world, 2)], [false, true]);
    let timeline = around(world.family(), now());
    let reached = parent_may_call(world.family(), &timeline, Side::B, now());
    assert_eq!(reached, [(noor(), vec![tablet(2)])]);
    world.ok(Side::B, Command::Leave);
    assert!(!opens(&world, 2), "whoever paired it left");
    assert_eq!(world.family().tablets().live().count(), 0);
}

/// On Monday Noor is with Mara: she may call Elias, and he her.
#[test]
fn a_child_calls_the_parent_with_whom_she_is_not() {
    let mut world = World::agreed();
    world.ok(Side::A, pair(1, &[noor()]));
    let family = world.family();
    let timeline = around(family, now());
    let may = tablet_may_call(family, &timeline, &tablet(1), now());
    assert_eq!(may.parents, [(Side::B, vec![noor()])]);
    assert_eq!(may.tablets, []);
    assert_eq!(parent_may_call(family, &timeline, Side::A, now()), []);
    let ring = |by: Caller, to: Called| rings(family, &timeline, (&by, &to), now());
    let child = Caller::Tablet(tablet(1));
    assert_eq!(
        ring(child.clone(), Called::Parent(Side::B)),
        Rings {
            parents: vec![Side::B],
            tablets: Vec::new(),
        }
    );
    assert!(ring(child, Called::Parent(Side::A)).is_empty());
    // Noor rings at Mara, who has her, and on her tablet.
    let to_noor = || Called::Children(vec![noor()]);
    assert_eq!(
        ring(Caller::Parent(Side::B), to_noor()),
        Rings {
            parents: vec![Side::A],
            tablets: vec![tablet(1)],
        }
    );
    assert!(ring(Caller::Parent(Side::A), to_noor()).is_empty());
    let parent = ring(Caller::Parent(Side::B), Called::Parent(Side::A));
    assert!(parent.is_empty());
    // Where nobody knows with whom she is, nobody is called.
    let before = date(2026, 8, 1);
    let window = Window::new(before, date(2026, 8, 3)).unwrap();
    let timeline = family.timeline(window).unwrap();
    let at = "2026-08-02T10:00:00Z".parse().unwrap();
    let may = tablet_may_call(family, &timeline, &tablet(1), at);
    assert_eq!((may.parents, may.tablets), (vec![], vec![]));
}

/// In the example plan the video call with Frank is monitored, each of his calls so; Mirjam's never.
#[test]
fn calls_with_a_parent_are_monitored_where_the_plan_says_so() {
    let plan = ParentingPlan::read(SUPERVISED, date(2027, 2, 1)).unwrap();
    let child = plan.children()[0].id.clone();
    let frank = plan.side_of(&"frank".parse().unwrap()).unwrap();
    // A Thursday: nothing is planned.
    let at: Timestamp = "2027-02-04T16:00:00Z".parse().unwrap();
    let found = monitored(&plan, frank, &child, at).unwrap();
    assert_eq!(found.by.get(Language::Nl), "De zus van Mirjam");
    assert!(plan.clause(found.clause).concerns(&child));
    assert_eq!(monitored(&plan, frank.other(), &child, at), None);
    let plain = ParentingPlan::read(FOUR, date(2027, 2, 1)).unwrap();
    for child in plain.children() {
        for side in Side::BOTH {
            assert_eq!(monitored(&plain, side, &child.id, at), None);
        }
    }
}

/// Only whom both let in, and who has come, is there for the children.
#[test]
fn a_supervisor_is_somebody_whom_both_let_in() {
    let mut world = World::agreed();
    let ruth: MemberId = "m-ruth".parse().unwrap();
    let grant = Grant {
        member: ruth.clone(),
        name: Name::new("Ruth").unwrap(),
        role: GuestRole::Professional(Professional::Supervisor),
        subjects: vec![Subject::Plan],
        children: Vec::new(),
        days: DaySpan {
            from: date(2026, 11, 23),
            until: Some(date(2027, 1, 1)),
        },
    };
    world.ok(Side::A, propose(1, Terms::LetIn(Arc::new(grant))));
    world.ok(Side::B, accept(1, 1));
    let today = date(2026, 11, 23);
    assert!(!may_supervise(world.family(), &ruth, today), "not come yet");
    world.put(&ruth, Event::GuestJoined);
    assert!(may_supervise(world.family(), &ruth, today));
    assert!(!may_supervise(world.family(), &ruth, date(2027, 1, 1)));
    assert!(!may_supervise(
        world.family(),
        &world.member(Side::A),
        today
    ));
    let held = CallHeld {
        supervisor: Some(ruth),
        ..held(1)
    };
    world.ok(Side::B, note(held));
}

/// Two hours, spread over a fortnight and a day.
fn moments() -> impl Strategy<Value = Vec<(u16, u16, bool)>> {
    prop::collection::vec((0..23 * 60_u16, 0..=90_u16, any::<bool>()), 1..20)
}

proptest! {
    /// However many calls are noted: of a child and a parent no two that count overlap, and the
    /// record folds to the same again.
    #[test]
    fn calls_that_count_never_overlap(calls in moments()) {
        let mut world = World::agreed();
        for (n, (before, minutes, side)) in calls.into_iter().enumerate() {
            let side = if side { Side::A } else { Side::B };
            let call = CallHeld {
                by: Caller::Parent(side),
                parent: side,
                at: now() - SignedDuration::from_mins(i64::from(before)),
                outcome: answered(minutes),
                ..held(n)
            };
            world.ok(side, note(call));
        }
        let facts = world.family().facts(november());
        let mut last: [Option<jiff::civil::DateTime>; 2] = [None, None];
        for (number, fact) in (1..).zip(facts.as_slice()) {
            prop_assert_eq!(fact.number, number);
            let Happened::Call { parent, at, minutes } = fact.happened else {
                return Err(TestCaseError::fail("nobody told anything else"));
            };
            prop_assert!(minutes >= 1);
            let until = &mut last[parent.index()];
            prop_assert!(until.is_none_or(|until| until <= at));
            *until = Some(at + jiff::Span::new().minutes(i64::from(minutes)));
        }
        prop_assert_eq!(fold(&world.entries).unwrap(), world.family);
    }

    /// At any hour: nobody is called by or with the parent who has the child, brothers and sisters
    /// reach each other both ways, and what may be called is what rings.
    #[test]
    fn who_may_call_whom_is_the_same_from_both_ends(hours in 0..24 * 28_i64) {
        let mut world = under(FOUR, "2027-03-15T12:00:00Z");
        let kids: Vec<ChildId> = world.family().children().iter().map(|c| c.id.clone()).collect();
        for (n, child) in kids.iter().enumerate() {
            let side = if n % 2 == 0 { Side::A } else { Side::B };
            world.ok(side, pair(n, std::slice::from_ref(child)));
        }
        let family = world.family();
        let at = world.now + SignedDuration::from_hours(hours);
        let timeline = around(family, at);
        let with = |child: &ChildId| timeline.child(child).unwrap().at(at).map(|care| care.parent);
        for (n, child) in kids.iter().enumerate() {
            let may = tablet_may_call(family, &timeline, &tablet(n), at);
            let away = with(child).map(Side::other);
            let parents: Vec<Side> = may.parents.iter().map(|(side, _)| *side).collect();
            prop_assert_eq!(parents, away.into_iter().collect::<Vec<_>>());
            for side in Side::BOTH {
                let reached = parent_may_call(family, &timeline, side, at);
                let reached = reached.iter().any(|(one, _)| one == child);
                prop_assert_eq!(reached, away == Some(side));
                let to = Called::Children(vec![child.clone()]);
                let ring = rings(family, &timeline, (&Caller::Parent(side), &to), at);
                let tablets = if reached { vec![tablet(n)] } else { Vec::new() };
                prop_assert_eq!(ring.tablets, tablets);
            }
            for (m, other) in kids.iter().enumerate() {
                let there = may.tablets.iter().any(|(one, _)| *one == tablet(m));
                let back = tablet_may_call(family, &timeline, &tablet(m), at);
                let back = back.tablets.iter().any(|(one, _)| *one == tablet(n));
                prop_assert_eq!(there, back);
                let apart = with(child).is_some() && with(child) == with(other).map(Side::other);
                prop_assert_eq!(there, apart);
            }
        }
    }
}

/// Where somebody has to be there in the calls of one child, with whichever parent, the tablets of
/// that child neither call brothers and sisters nor are called by them: nobody would be there.
#[test]
fn brothers_and_sisters_do_not_call_each_other_where_somebody_has_to_be_there() {
    let watched = r#"
[[clause]]
id = "watched"
title = { en = "Somebody listens in", nl = "Iemand luistert mee" }
sentence = { en = "Ria listens in.", nl = "Ria luistert mee." }
children = ["pim"]
calls = { with = "elias", at = ["daily 18:30"], minutes = 15, monitored_by = { en = "Ria", nl = "Ria" } }
"#;
    let reached = |text: &str| {
        let mut world = under(text, "2027-03-15T12:00:00Z");
        let all = world.family().children().iter();
        let kids: Vec<ChildId> = all.map(|child| child.id.clone()).collect();
        for (n, child) in kids.iter().enumerate() {
            world.ok(Side::A, pair(n, std::slice::from_ref(child)));
        }
        let family = world.family();
        let pim = kids
            .iter()
            .position(|child| child.as_str() == "pim")
            .unwrap();
        let mut reached = (0, 0);
        for at in (0..14).map(|n| world.now + SignedDuration::from_hours(n * 25)) {
            let timeline = around(family, at);
            for n in 0..kids.len() {
                let by = Caller::Tablet(tablet(n));
                let may = tablet_may_call(family, &timeline, &tablet(n), at);
                for m in 0..kids.len() {
                    let to = Called::Tablet(tablet(m));
                    let rings = !rings(family, &timeline, (&by, &to), at).is_empty();
                    let offered = may.tablets.iter().any(|(one, _)| *one == tablet(m));
                    assert_eq!(rings, offered);
                    if n == pim || m == pim {
                        reached.0 += usize::from(rings);
                    } else {
                        reached.1 += usize::from(rings);
                    }
                }
            }
        }
        reached
    };
    let (of_pim, of_others) = reached(FOUR);
    assert!(of_pim > 0 && of_others > 0);
    assert_eq!(reached(&format!("{FOUR}{watched}")), (0, of_others));
}
