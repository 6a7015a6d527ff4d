//! A small family for tests: Mara and Elias with Noor, under the plan engine's example plan.

#![allow(dead_code, reason = "each test file uses its part of this")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

use family::{
    Child, Command, Context, EndingRefusal, Entry, Event, Family, Founding, Gone, Impossible,
    MemberId, Move, Name, Parent, ProposalId, Refusal, Revision, SeatState, Terms, Was, decide,
    evolve, evolve_gone,
};
use jiff::{Timestamp, ToSpan, civil::DateTime};
use plan::Side;
use std::collections::HashSet;

pub mod offers;

/// 10:00 in Amsterdam, some months into the example plan.
pub const NOW: &str = "2026-11-23T09:00:00Z";

pub fn id(n: u32) -> ProposalId {
    format!("p{n}").parse().unwrap()
}

pub fn founding() -> Founding {
    let example = plan::ParentingPlan::read(plan::EXAMPLE, "2026-11-23".parse().unwrap()).unwrap();
    let parent = |side: Side| Parent {
        member: format!("m-{}", example.parent(side).id).parse().unwrap(),
        id: example.parent(side).id.clone(),
        name: Name::new(&example.parent(side).name).unwrap(),
    };
    Founding {
        name: Name::new("Mara and Elias").unwrap(),
        zone: "Europe/Amsterdam".into(),
        parents: Side::BOTH.map(parent),
        children: example
            .children()
            .iter()
            .map(|c| Child {
                id: c.id.clone(),
                name: Name::new(&c.name).unwrap(),
                born: c.born,
            })
            .collect(),
        founder: Side::A,
    }
}

/// A family with its record, acted on through `decide` alone.
#[derive(Debug, Clone)]
pub struct World {
    pub family: Option<Family>,
    pub entries: Vec<Entry>,
    pub now: Timestamp,
}

impl World {
    pub fn new() -> Self {
        Self {
            family: None,
            entries: Vec::new(),
            now: NOW.parse().unwrap(),
        }
    }

    /// Both joined and the example plan is in force.
    pub fn agreed() -> Self {
        Self::agreed_on(plan::EXAMPLE)
    }

    /// Both joined and a plan is in force.
    pub fn agreed_on(plan: &str) -> Self {
        let mut world = Self::new();
        world.ok(Side::A, Command::Found(founding()));
        world.ok(Side::A, Command::Invite);
        world.ok(Side::B, Command::Join);
        world.ok(Side::A, propose(0, Terms::Plan(plan.into())));
        world.ok(Side::B, accept(0, 1));
        world
    }

    pub fn family(&self) -> &Family {
        self.family.as_ref().unwrap()
    }

    /// Who acts for a side: whoever has its place, or is invited to it.
    pub fn member(&self, side: Side) -> MemberId {
        let seat = self.family.as_ref().map(|family| family.seat(side));
        seat.map_or_else(
            || founding().parents[side.index()].member.clone(),
            |seat| seat.parent.member.clone(),
        )
    }

    /// An invitation to a place that was left is for somebody new.
    pub fn act(&mut self, side: Side, command: Command) -> Result<Vec<Event>, Refusal> {
        let left = self
            .family
            .as_ref()
            .is_some_and(|family| matches!(family.seat(side.other()).state, SeatState::Left(_)));
        let command = if left && command == Command::Invite {
            let member = format!("m-{}", self.entries.len()).parse().unwrap();
            Command::InviteAnew { member }
        } else {
            command
        };
        let context = Context {
            now: self.now,
            actor: self.member(side),
        };
        let events = decide(self.family.as_ref(), &context, command)?;
        for event in &events {
            self.put(&context.actor, event.clone());
        }
        Ok(events)
    }

    /// Puts an entry on the record that nobody decided on here.
    pub fn put(&mut self, by: &MemberId, event: Event) {
        let entry = Entry {
            sequence: self.entries.len() as u64,
            at: self.now,
            by: by.clone(),
            event,
        };
        self.family = Some(evolve(self.family.take(), &entry).unwrap());
        self.entries.push(entry);
    }

    pub fn ok(&mut self, side: Side, command: Command) {
        self.act(side, command).unwrap();
    }

    pub fn refused(&mut self, side: Side, command: Command) -> Refusal {
        self.act(side, command).unwrap_err()
    }
}

/// Noor to a side, from so many days after today 10:00, for so many hours.
pub fn stay(to: Side, in_days: i32, hours: i32) -> Move {
    let start: DateTime = "2026-11-23T10:00".parse().unwrap();
    let start = start + in_days.days();
    Move {
        children: vec![founding().children[0].id.clone()],
        to,
        start,
        end: start + hours.hours(),
    }
}

/// Something that surely changes: Noor with each side for part of the same fortnight.
pub fn swap(in_days: i32) -> Terms {
    Terms::Swap(vec![
        stay(Side::A, in_days, 24 * 7),
        stay(Side::B, in_days + 7, 24 * 7),
    ])
}

pub fn propose(n: u32, terms: Terms) -> Command {
    Command::Propose {
        proposal: id(n),
        terms,
        reason: None,
        answer_by: None,
    }
}

pub fn counter(n: u32, revision: u32, terms: Terms) -> Command {
    Command::Counter {
        proposal: id(n),
        revision: Revision(revision),
        terms,
        reason: None,
        answer_by: None,
    }
}

pub fn accept(n: u32, revision: u32) -> Command {
    Command::Accept {
        proposal: id(n),
        revision: Revision(revision),
        alternative: family::Alternative::FIRST,
    }
}

pub fn decline(n: u32, revision: u32) -> Command {
    Command::Decline {
        proposal: id(n),
        revision: Revision(revision),
        reason: None,
    }
}

pub fn withdraw(n: u32, revision: u32) -> Command {
    Command::Withdraw {
        proposal: id(n),
        revision: Revision(revision),
        reason: None,
    }
}

/// A family read from its record after the words of erased entries are gone: what a later start
/// finds.
pub fn read_again(entries: &[Entry]) -> Result<Family, Impossible> {
    let erased: HashSet<u64> = entries
        .iter()
        .flat_map(|entry| {
            let Event::Erased { entries, .. } = &entry.event else {
                return Vec::new();
            };
            entries.iter().map(|e| e.sequence).collect()
        })
        .collect();
    without(entries, |entry| erased.contains(&entry.sequence))
}

/// A family read from its record when the words of some entries are missing.
pub fn without(entries: &[Entry], missing: impl Fn(&Entry) -> bool) -> Result<Family, Impossible> {
    let mut family = None;
    for entry in entries {
        family = Some(if missing(entry) {
            let was = if matches!(entry.event, Event::Proposed { .. }) {
                Was::Proposed
            } else {
                Was::Answered
            };
            let gone = Gone {
                sequence: entry.sequence,
                by: entry.by.clone(),
                was,
            };
            evolve_gone(family, &gone)?
        } else {
            evolve(family, entry)?
        });
    }
    let family = family.unwrap();
    family.settled()?;
    Ok(family)
}

/// Entries 0 to 4 found, invite, join, offer and agree on the plan; 5 and 6 are a declined swap,
/// 7 and 8 a swap that was taken back; 9 and 10 are two that wait, proposals 3 and 4.
pub fn with_matters() -> World {
    let mut world = World::agreed();
    world.ok(Side::A, propose(1, swap(3)));
    world.ok(Side::B, decline(1, 1));
    world.ok(Side::B, propose(2, swap(4)));
    world.ok(Side::B, withdraw(2, 1));
    world.ok(Side::A, propose(3, swap(5)));
    world.ok(Side::A, propose(4, swap(30)));
    world
}

pub fn erase(entries: &[u64]) -> Terms {
    Terms::Erase(entries.to_vec())
}

/// Why an ending is refused.
pub fn ending_refused(world: &mut World, side: Side, command: Command) -> EndingRefusal {
    let refusal = world.refused(side, command);
    let Refusal::Ending(why) = refusal else {
        panic!("{refusal:?}");
    };
    why
}
