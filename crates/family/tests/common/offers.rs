//! Offers of every kind that hold in the small family, found from what is agreed there.

use super::{World, founding, stay};
use family::{
    CareFact, CareSaid, Command, Decision, DecisionAbout, HandoverChange, HandoverNote, Move, Name,
    Paper, Purpose, Statement, Terms, TimeOffer, Trip,
};
use jiff::civil::DateTime;
use jiff::{SignedDuration, Timestamp, ToSpan};
use plan::{ChildId, Handover, Side, Stay, Window};
use std::sync::Arc;

pub fn noor() -> ChildId {
    founding().children[0].id.clone()
}

pub fn name(text: &str) -> Name {
    Name::new(text).unwrap()
}

/// The plan's clock.
pub fn local(world: &World, at: Timestamp) -> DateTime {
    world.family().zone().to_datetime(at)
}

/// Who has Noor then, as agreed.
pub fn holder(world: &World, at: DateTime) -> Side {
    let window = Window::new(at.date(), at.date() + 1.day()).unwrap();
    let timeline = world.family().timeline(window).unwrap();
    let child = timeline.child(&noor()).unwrap();
    child.at(world.family().instant(at)).unwrap().parent
}

fn ahead(world: &World) -> plan::Timeline {
    let today = world.family().date_at(world.now);
    let window = Window::new(today - 30.days(), today + 60.days()).unwrap();
    world.family().timeline(window).unwrap()
}

/// The handovers of Noor to a side that are still to come, a day away at least.
pub fn handovers(world: &World, to: Side) -> Vec<Handover> {
    let mut all = ahead(world).handovers();
    let after = world.now + SignedDuration::from_hours(24);
    all.retain(|one| one.to == to && one.at > after);
    all
}

fn stays(world: &World, side: Side, fits: impl Fn(&Stay) -> bool) -> Vec<Stay> {
    let timeline = ahead(world);
    let all = timeline.child(&noor()).unwrap().stays().into_iter();
    all.filter(|stay| stay.parent == side && fits(stay))
        .collect()
}

/// Some hours of a side's own care to come, from an hour after it begins, for the other parent.
pub fn own_care(world: &World, side: Side, hours: i32) -> Move {
    let after = world.now + SignedDuration::from_hours(24);
    let stay = stays(world, side, |stay| stay.start > after)[0];
    let start = local(world, stay.start) + 1.hour();
    Move {
        children: vec![noor()],
        to: side.other(),
        start,
        end: start + hours.hours(),
    }
}

/// Puts on the record that the last finished stay of a side did not take place; its entry.
pub fn miss(world: &mut World, side: Side) -> u64 {
    let stay = *stays(world, side, |stay| stay.end < world.now)
        .last()
        .unwrap();
    let (from, until) = (local(world, stay.start), local(world, stay.end));
    let said = CareSaid {
        children: vec![noor()],
        fact: CareFact::Missed {
            parent: side,
            from,
            until,
        },
        reason: None,
        note: HandoverNote::default(),
        place: None,
    };
    let entry = world.entries.len() as u64;
    world.ok(side, Command::SayCare(Arc::new(said)));
    entry
}

pub fn time(purpose: Purpose, options: Vec<Vec<Move>>) -> Terms {
    Terms::Time(Arc::new(TimeOffer { purpose, options }))
}

/// Noor with the parent who has her not, from so many days after the tests' day at 10:00.
pub fn visit(world: &World, in_days: i32, hours: i32) -> Move {
    let mut one = stay(Side::A, in_days, hours);
    one.to = holder(world, one.start).other();
    one
}

/// Alternatives, so many days after the tests' day.
pub fn visits(world: &World, in_days: &[i32]) -> Terms {
    let options = in_days.iter().map(|days| vec![visit(world, *days, 5)]);
    time(Purpose::Visit, options.collect())
}

/// The next handover to a side, so many minutes later.
pub fn later(world: &World, to: Side, minutes: i64) -> HandoverChange {
    let planned = local(world, handovers(world, to)[0].at);
    HandoverChange {
        children: vec![noor()],
        to,
        planned,
        at: (minutes != 0).then(|| planned + minutes.minutes()),
        place: None,
        brings: None,
    }
}

pub fn handover(change: HandoverChange) -> Terms {
    Terms::Handover(Arc::new(change))
}

/// A week away with a side, so many days after the tests' day.
pub fn trip(with: Side, in_days: i32) -> Trip {
    let from = stay(with, in_days, 1).start.date();
    Trip {
        children: vec![noor()],
        with,
        from,
        until: from + 7.days(),
        destination: name("Texel"),
        address: None,
        contact: None,
        travel: None,
        papers: vec![Paper::Passport, Paper::Medicine],
        moves: Vec::new(),
    }
}

pub fn away(trip: Trip) -> Terms {
    Terms::Trip(Arc::new(trip))
}

pub fn decision(title: &str) -> Terms {
    Terms::Decision(Arc::new(Decision {
        about: DecisionAbout::School,
        children: vec![noor()],
        title: name(title),
        text: Statement::new("Noor goes to the school at the park.").unwrap(),
    }))
}

/// How many kinds of offers [`offered`] knows.
pub const KINDS: usize = 9;

/// An offer of each kind by a side, which the family takes; `missed` is an entry by which care of
/// side A was missed.
pub fn offered(world: &World, kind: usize, by: Side, missed: u64) -> Terms {
    match kind {
        0 => Terms::Swap(vec![visit(world, 9, 20)]),
        1 => visits(world, &[4, 6, 8]),
        2 => time(Purpose::FirstRefusal, vec![vec![own_care(world, by, 6)]]),
        3 => time(
            Purpose::HolidayChoice { clause: None },
            vec![vec![visit(world, 30, 48)]],
        ),
        4 => {
            let mut made_up = own_care(world, Side::B, 5);
            made_up.to = Side::A;
            time(Purpose::MakeUp { missed }, vec![vec![made_up]])
        }
        5 => handover(later(world, by, 90)),
        6 => away(trip(by, 12)),
        7 => decision("Which school"),
        _ => Terms::Plan(plan::EXAMPLE.replace("2-2-5-5", "alternating-weeks").into()),
    }
}
