//! The rhythm of calls: each planned call is kept, took place at another time, did not take place or is
//! still to come; nothing counts twice. The families are those of the worked scenarios.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

mod common;

use common::*;
use family::{
    CallHeld, CallOutcome, CallStanding, CallTally, Caller, Child, Command, Contact,
    ContactSessions, Event, Founding, HeldCall, Name, Parent, Terms, contact, free_time,
};
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use plan::{Call, ChildId, Happened, ParentingPlan, Session, Side, Window};
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;

const FOUR: &str = include_str!("../../../examples/plans/four-children.toml");
const SUPERVISED: &str = include_str!("../../../examples/plans/supervised-contact.toml");

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn february() -> Window {
    Window::new(date(2027, 2, 1), date(2027, 3, 1)).unwrap()
}

/// A family under a plan since 25 January 2027, whoever it names.
fn under(text: &str) -> World {
    let mut world = World::new();
    world.now = at("2027-01-25T09:00:00Z");
    let plan = ParentingPlan::read(text, date(2027, 1, 25)).unwrap();
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

fn planned(world: &World) -> Vec<Call> {
    let family = world.family();
    let timeline = family.timeline(february()).unwrap();
    plan::calls(family.plan().unwrap(), &timeline)
}

fn held(n: usize, session: &Session, at: Timestamp) -> CallHeld {
    CallHeld {
        call: format!("c{n}").parse().unwrap(),
        by: Caller::Parent(session.parent),
        parent: session.parent,
        siblings: false,
        children: session.children.clone(),
        at,
        outcome: CallOutcome::Answered {
            minutes: 15,
            ended_by: None,
        },
        supervisor: None,
    }
}

/// Notes a call a quarter of an hour after it began.
fn note(world: &mut World, held: CallHeld) {
    world.now = held.at + SignedDuration::from_mins(15);
    world.ok(held.parent, Command::NoteCall(Arc::new(held)));
}

fn whole(contact: &Contact) -> CallTally {
    let tally = contact.total();
    let parts = tally.kept + tally.moved + tally.not_held + tally.open;
    assert_eq!(parts, tally.planned);
    let mut weeks = CallTally::default();
    for row in contact.weeks().into_iter().flat_map(|week| week.rows) {
        weeks.planned += row.tally.planned;
        weeks.kept += row.tally.kept;
        weeks.moved += row.tally.moved;
        weeks.not_held += row.tally.not_held;
        weeks.open += row.tally.open;
        weeks.extra += row.tally.extra;
        weeks.minutes += row.tally.minutes;
    }
    assert_eq!(weeks, tally, "the weeks come to the whole");
    tally
}

/// Scenario 2 of DOMAIN.md: 28 calls a child, 112 child-calls, 46 sessions merged by parent.
#[test]
fn four_children_call_every_evening() {
    let mut world = under(FOUR);
    let sessions = plan::sessions(&planned(&world));
    assert_eq!((planned(&world).len(), sessions.len()), (112, 46));
    let before = world.family().contact(february(), world.now).unwrap();
    assert_eq!((whole(&before).open, whole(&before).planned), (112, 112));
    for (n, session) in sessions.iter().enumerate() {
        note(&mut world, held(n, session, session.at));
    }
    let contact = world
        .family()
        .contact(february(), at("2027-03-02T12:00:00Z"))
        .unwrap();
    let expected = CallTally {
        planned: 112,
        kept: 112,
        minutes: 112 * 15,
        ..CallTally::default()
    };
    assert_eq!(whole(&contact), expected);
    for child in world.family().children() {
        let own = contact.tally(|id, _| *id == child.id);
        assert_eq!((own.planned, own.kept), (28, 28), "{}", child.id);
    }
    let all = ContactSessions {
        planned: 46,
        held: 46,
    };
    assert_eq!(contact.sessions(), all);
    assert_eq!(contact.weeks().len(), 4);
}

/// Scenario 8: four monitored calls of fifteen minutes are an hour of contact, for the rhythm as for
/// the measures that read the facts.
#[test]
fn four_monitored_calls_are_an_hour() {
    let mut world = under(SUPERVISED);
    let sessions = plan::sessions(&planned(&world));
    assert_eq!(sessions.len(), 4);
    for (n, session) in sessions.iter().enumerate() {
        note(&mut world, held(n, session, session.at));
    }
    let facts = world.family().facts(february());
    let minutes = facts.as_slice().iter().filter_map(|fact| {
        let Happened::Call { minutes, .. } = fact.happened else {
            return None;
        };
        Some(u32::from(minutes))
    });
    let minutes: Vec<u32> = minutes.collect();
    assert_eq!((minutes.len(), minutes.iter().sum::<u32>()), (4, 60));
    let contact = world
        .family()
        .contact(february(), at("2027-03-02T12:00:00Z"))
        .unwrap();
    let tally = whole(&contact);
    assert_eq!((tally.planned, tally.kept, tally.minutes), (4, 4, 60));
}

/// A call at another time of the day stands for the planned one; that it did not take place is said
/// only once it can no more.
#[test]
fn a_call_is_open_until_it_can_no_more_take_place() {
    let mut world = under(SUPERVISED);
    let sessions = plan::sessions(&planned(&world));
    let standing = |world: &World, n: usize, now: &str| {
        let contact = world.family().contact(february(), at(now)).unwrap();
        contact.planned()[n].standing
    };
    // Wednesday 3 February, 17:00 in Amsterdam.
    assert_eq!(sessions[0].at, at("2027-02-03T16:00:00Z"));
    for (now, expected) in [
        ("2027-02-03T12:00:00Z", CallStanding::Open),
        ("2027-02-03T18:00:00Z", CallStanding::Open),
        ("2027-02-04T03:59:59Z", CallStanding::Open),
        ("2027-02-04T04:00:00Z", CallStanding::NotHeld),
    ] {
        assert_eq!(standing(&world, 0, now), expected, "{now}");
    }
    // In the morning of that day: until the planned time has gone by, it is an extra one.
    let morning = at("2027-02-03T08:00:00Z");
    note(&mut world, held(0, &sessions[0], morning));
    let entry = world.family().calls().all().last().unwrap().entry;
    assert_eq!(
        standing(&world, 0, "2027-02-03T12:00:00Z"),
        CallStanding::Open
    );
    let moved = CallStanding::Moved { entry, at: morning };
    assert_eq!(standing(&world, 0, "2027-02-03T17:00:00Z"), moved);
    // Kept as planned after all: the morning is an extra one again.
    note(
        &mut world,
        held(1, &sessions[0], at("2027-02-03T16:20:00Z")),
    );
    let now = at("2027-02-05T12:00:00Z");
    let contact = world.family().contact(february(), now).unwrap();
    let tally = whole(&contact);
    assert_eq!((tally.kept, tally.moved, tally.extra), (1, 0, 1));
    // On the next day but one is no other time for it.
    note(
        &mut world,
        held(
            2,
            &sessions[1],
            sessions[1].at + SignedDuration::from_hours(40),
        ),
    );
    let now = at("2027-02-12T22:00:00Z");
    let contact = world.family().contact(february(), now).unwrap();
    let tally = whole(&contact);
    assert_eq!((tally.not_held, tally.moved, tally.extra), (1, 0, 2));
}

/// What nobody answered is no contact, and nobody is named for it.
#[test]
fn a_call_that_nobody_answered_did_not_take_place() {
    let mut world = under(SUPERVISED);
    let sessions = plan::sessions(&planned(&world));
    for (n, outcome) in [CallOutcome::Missed, CallOutcome::Declined]
        .into_iter()
        .enumerate()
    {
        let session = &sessions[n];
        let held = held(n, session, session.at);
        note(&mut world, CallHeld { outcome, ..held });
    }
    let now = at("2027-03-02T12:00:00Z");
    let contact = world.family().contact(february(), now).unwrap();
    let tally = whole(&contact);
    assert_eq!((tally.not_held, tally.minutes), (4, 0));
}

/// Noted in another order, the same calls come to the same.
#[test]
fn the_order_of_entries_does_not_matter() {
    let told = |order: &[i64]| {
        let mut world = under(FOUR);
        let sessions = plan::sessions(&planned(&world));
        let first = &sessions[0];
        for n in order {
            let at = first.at + SignedDuration::from_mins(*n);
            let held = held(usize::try_from(n + 1_000).unwrap(), first, at);
            world.now = first.at + SignedDuration::from_hours(20);
            world.ok(held.parent, Command::NoteCall(Arc::new(held)));
        }
        let contact = world.family().contact(february(), world.now).unwrap();
        let moments: Vec<_> = contact
            .held()
            .iter()
            .map(|one| (one.at, one.planned))
            .collect();
        (
            whole(&contact),
            contact.weeks(),
            contact.sessions(),
            moments,
        )
    };
    let expected = told(&[-200, -20, 5, 25, 90]);
    assert_eq!(told(&[90, 25, 5, -20, -200]), expected);
    assert_eq!(told(&[5, 90, -200, 25, -20]), expected);
    assert_eq!(
        expected.2.held, 1,
        "one call is kept once, whatever is called beside it"
    );
}

/// A window has the calls that a longer one has on its dates.
#[test]
fn a_window_cuts_nothing_that_reaches_over_its_edge() {
    let mut world = under(FOUR);
    let sessions = plan::sessions(&planned(&world));
    // Planned on Sunday evening, called in the night to Monday.
    let sunday = sessions
        .iter()
        .find(|one| one.at >= at("2027-02-07T17:00:00Z"))
        .unwrap();
    note(&mut world, held(0, sunday, at("2027-02-07T23:30:00Z")));
    let now = at("2027-03-02T12:00:00Z");
    let of = |from: Date, to: Date| {
        let window = Window::new(from, to).unwrap();
        whole(&world.family().contact(window, now).unwrap())
    };
    let (monday, split) = (date(2027, 2, 1), date(2027, 2, 8));
    let (one, other) = (of(monday, split), of(split, date(2027, 2, 15)));
    let both = of(monday, date(2027, 2, 15));
    assert_eq!((one.moved, other.moved, other.extra), (both.moved, 0, 0));
    assert!(both.moved > 0 && both.extra == 0);
    assert_eq!(one.minutes, 0, "it began on Monday");
    assert_eq!(other.minutes, both.minutes);
}

/// On a Monday all four are with Mara: Elias finds them free by day, and not at night.
#[test]
fn children_are_free_by_day_with_the_other_parent() {
    let world = under(FOUR);
    let family = world.family();
    let timeline = family.timeline(february()).unwrap();
    let free = |now: &str| free_time(family, &timeline, Side::B, at(now)).unwrap();
    let morning = free("2027-02-01T09:00:00Z");
    let (from, until) = (at("2027-02-01T09:00:00Z"), at("2027-02-01T19:00:00Z"));
    assert_eq!((morning.from, morning.until), (from, until));
    assert_eq!(morning.children.len(), 4);
    // At ten in the evening it is tomorrow, until Pim is with Elias.
    let night = free("2027-02-01T21:00:00Z");
    let (from, until) = (at("2027-02-02T07:00:00Z"), at("2027-02-02T15:00:00Z"));
    assert_eq!((night.from, night.until), (from, until));
    // Mara has them all: she calls nobody before the first is with Elias.
    let own = free_time(family, &timeline, Side::A, at("2027-02-01T09:00:00Z")).unwrap();
    assert_eq!(own.from, at("2027-02-02T15:00:00Z"));
    let pim: ChildId = "pim".parse().unwrap();
    assert_eq!(own.children, [pim]);
}

/// Where the plan wants somebody there in the calls, nobody is told to call beside it.
#[test]
fn monitored_calls_are_never_suggested() {
    let world = under(SUPERVISED);
    let family = world.family();
    let timeline = family.timeline(february()).unwrap();
    let frank = family
        .plan()
        .unwrap()
        .side_of(&"frank".parse().unwrap())
        .unwrap();
    let now = at("2027-02-01T09:00:00Z");
    assert_eq!(free_time(family, &timeline, frank, now), None);
}

const CHILDREN: [&str; 2] = ["noor", "sam"];

fn child(n: usize) -> ChildId {
    CHILDREN[n].parse().unwrap()
}

fn side() -> impl Strategy<Value = Side> {
    prop_oneof![Just(Side::A), Just(Side::B)]
}

/// Planned calls of some weeks, each for a real clause.
fn plans() -> impl Strategy<Value = Vec<Call>> {
    let plan = ParentingPlan::read(FOUR, date(2027, 1, 25)).unwrap();
    let (clause, _) = plan.indexed_clauses().last().unwrap();
    let one = (0..20_i64, 0..4_i64, 0..2_usize, side(), 1..90_i64);
    let call = one.prop_map(move |(day, hours, n, parent, minutes)| {
        let begin = at("2027-02-01T09:00:00Z");
        let at = begin + SignedDuration::from_hours(day * 24 + hours * 3);
        Call {
            child: child(n),
            parent,
            at,
            end: at + SignedDuration::from_mins(minutes),
            clause,
        }
    });
    prop::collection::vec(call, 0..60)
}

/// Calls that took place, each with an entry of its own.
fn helds() -> impl Strategy<Value = Vec<HeldCall>> {
    let one = (0..20 * 96_i64, 0..2_usize, side(), 1..60_u8);
    prop::collection::vec(one, 0..60).prop_map(|all| {
        let calls = (0_u64..).zip(all);
        let calls = calls.map(|(entry, (quarter, n, parent, minutes))| {
            let at = at("2027-02-01T00:00:00Z") + SignedDuration::from_mins(quarter * 15);
            HeldCall {
                entry,
                child: child(n),
                parent,
                at,
                date: zone().to_datetime(at).date(),
                minutes,
                planned: false,
            }
        });
        calls.collect()
    })
}

fn zone() -> TimeZone {
    let plan = ParentingPlan::read(FOUR, date(2027, 1, 25)).unwrap();
    plan.zone().clone()
}

proptest! {
    /// Every planned call is one of four things, every call that took place stands for one planned
    /// call at most, and the order in which either is told does not matter.
    #[test]
    fn nothing_counts_twice(planned in plans(), held in helds(), hours in 0..600_i64) {
        let now = at("2027-02-01T00:00:00Z") + SignedDuration::from_hours(hours);
        let held: Vec<_> = held.into_iter().filter(|one| one.at <= now).collect();
        let zone = zone();
        let found = contact(&planned, held.clone(), (&zone, now));
        let tally = whole(&found);
        let asked: BTreeSet<_> = planned.iter().map(|c| (c.at, &c.child, c.parent)).collect();
        prop_assert_eq!(usize::try_from(tally.planned).unwrap(), asked.len());
        let total = u32::try_from(held.len()).unwrap();
        prop_assert_eq!(tally.kept + tally.moved + tally.extra, total);
        let minutes: u32 = held.iter().map(|one| u32::from(one.minutes)).sum();
        prop_assert_eq!(tally.minutes, minutes);
        let mut used = BTreeSet::new();
        for call in found.planned() {
            let (entry, apart) = match call.standing {
                CallStanding::Kept { entry } => (entry, None),
                CallStanding::Moved { entry, at } => (entry, Some(at)),
                CallStanding::NotHeld | CallStanding::Open => continue,
            };
            prop_assert!(used.insert(entry), "entry {} stands for two", entry);
            let one = held.iter().find(|one| one.entry == entry).unwrap();
            prop_assert_eq!((&one.child, one.parent), (&call.child, call.parent));
            prop_assert!(apart.is_none_or(|at| at == one.at));
        }
        let backwards = |calls: &[Call]| calls.iter().rev().cloned().collect::<Vec<_>>();
        let held = held.into_iter().rev().collect();
        prop_assert_eq!(contact(&backwards(&planned), held, (&zone, now)), found);
    }
}
