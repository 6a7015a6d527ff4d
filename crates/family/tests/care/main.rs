//! What parents say of actual care, and what counts of it.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

#[path = "../common/mod.rs"]
mod common;
mod examples;
mod properties;

use common::*;
use family::{
    CareFact, CareSaid, Child, Command, Event, Family, Founding, HandoverNote, Name, Parent, Terms,
};
use jiff::civil::{DateTime, date, datetime};
use plan::{ChildId, Happened, ParentingPlan, Side, TimelineKind, Window, compile_facts};
use std::sync::Arc;

const FOUR: &str = include_str!("../../../../examples/plans/four-children.toml");
const SUPERVISED: &str = include_str!("../../../../examples/plans/supervised-contact.toml");

fn founding_of(plan: &ParentingPlan) -> Founding {
    let side = |side: Side| Parent {
        member: format!("m-{}", plan.parent(side).id).parse().unwrap(),
        id: plan.parent(side).id.clone(),
        name: Name::new(&plan.parent(side).name).unwrap(),
    };
    Founding {
        name: Name::new("A family").unwrap(),
        zone: "Europe/Amsterdam".into(),
        parents: Side::BOTH.map(side),
        children: plan
            .children()
            .iter()
            .map(|child| Child {
                id: child.id.clone(),
                name: Name::new(&child.name).unwrap(),
                born: child.born,
            })
            .collect(),
        founder: Side::A,
    }
}

/// A family that agreed on a plan, at this moment.
fn under(text: &str, now: &str) -> World {
    let mut world = World::new();
    world.now = now.parse().unwrap();
    let today = world.now.to_zoned(jiff::tz::TimeZone::UTC).date();
    let plan = ParentingPlan::read(text, today).unwrap();
    let founding = founding_of(&plan);
    let founder = founding.parents[0].member.clone();
    world.put(&founder, Event::Founded(founding));
    world.ok(Side::A, Command::Invite);
    world.ok(Side::B, Command::Join);
    world.ok(Side::A, propose(0, Terms::Plan(text.into())));
    world.ok(Side::B, accept(0, 1));
    world
}

/// Monday 15 March 2027, 13:00 in Amsterdam.
const SPRING: &str = "2027-03-15T12:00:00Z";

fn spring() -> World {
    under(FOUR, SPRING)
}

fn kids(names: &[&str]) -> Vec<ChildId> {
    names.iter().map(|name| name.parse().unwrap()).collect()
}

fn about(children: &[&str], fact: CareFact) -> CareSaid {
    CareSaid {
        children: kids(children),
        fact,
        reason: None,
        note: HandoverNote::default(),
        place: None,
    }
}

fn handed(children: &[&str], to: Side, planned: DateTime, at: DateTime) -> CareSaid {
    about(children, CareFact::HandedOver { to, planned, at })
}

fn missed(children: &[&str], parent: Side, from: DateTime, until: DateTime) -> CareSaid {
    about(
        children,
        CareFact::Missed {
            parent,
            from,
            until,
        },
    )
}

fn took_place(children: &[&str], parent: Side, from: DateTime, until: DateTime) -> CareSaid {
    about(
        children,
        CareFact::TookPlace {
            parent,
            from,
            until,
        },
    )
}

fn say(said: CareSaid) -> Command {
    Command::SayCare(Arc::new(said))
}

fn march() -> Window {
    Window::new(date(2027, 2, 1), date(2027, 4, 1)).unwrap()
}

/// What counts, without the numbers of entries.
fn counted(family: &Family, window: Window) -> Vec<(Vec<ChildId>, Happened)> {
    let facts = family.facts(window);
    let said = facts.as_slice().iter().map(|fact| {
        let mut happened = fact.happened.clone();
        if let Happened::Agreed { makes_up, .. } = &mut happened {
            *makes_up = None;
        }
        (fact.children.clone(), happened)
    });
    said.collect()
}
