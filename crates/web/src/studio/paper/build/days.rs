//! Where children are from moment to moment, on the family's own clock, as paper draws it: a day has
//! whoever has it as it begins and whoever has it as it ends.
//!
//! May touch: the timeline that it is given.

use jiff::civil::{Date, DateTime, Weekday};
use jiff::tz::TimeZone;
use plan::{ChildId, ChildTimeline, ParentingPlan, Side, Timeline};
use print::{Held, PaperSide};

use crate::page::{Kid, Kids};
use crate::text::{Text, list};

/// The days of a week in order.
pub(super) const WEEK: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];

/// A side as it is drawn.
pub(super) const fn paper_side(side: Side) -> PaperSide {
    match side {
        Side::A => PaperSide::A,
        Side::B => PaperSide::B,
    }
}

/// The last minute of a day.
fn last_minute(day: Date) -> DateTime {
    day.at(23, 59, 0, 0)
}

/// A stretch with one parent, half open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    pub(super) from: DateTime,
    pub(super) until: DateTime,
    pub(super) side: Side,
}

/// All stretches of a child in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Days(Vec<Stretch>);

impl Days {
    fn of(zone: &TimeZone, child: &ChildTimeline) -> Self {
        let stays = child.stays().into_iter();
        let stretches = stays.map(|stay| Stretch {
            from: zone.to_datetime(stay.start),
            until: zone.to_datetime(stay.end),
            side: stay.parent,
        });
        Self(stretches.collect())
    }

    /// The stretch in which a moment lies.
    fn at(&self, at: DateTime) -> Option<&Stretch> {
        let after = self.0.partition_point(|one| one.from <= at);
        let found = self.0.get(after.checked_sub(1)?)?;
        (at < found.until).then_some(found)
    }

    /// Who has the child as a day begins and as it ends.
    fn ends_of(&self, day: Date) -> [Option<Side>; 2] {
        [day.at(0, 0, 0, 0), last_minute(day)].map(|at| self.at(at).map(|one| one.side))
    }

    /// Who has the child on a day, without visits by day.
    pub(super) fn held(&self, day: Date) -> Held {
        match self.ends_of(day).map(|side| side.map(paper_side)) {
            [None, None] => Held::Open,
            [Some(from), Some(to)] if from != to => Held::Change { from, to },
            [Some(one), _] | [None, Some(one)] => Held::With(one),
        }
    }

    /// When the child passes to the parent of the coming night, where the night before was with the
    /// other one.
    pub(super) fn change_on(&self, day: Date) -> Option<DateTime> {
        let before = self.at(last_minute(day.yesterday().ok()?))?;
        let after = self.at(last_minute(day))?;
        (before.side != after.side).then_some(after.from)
    }

    /// The parts of a day with a parent who has the child neither as it begins nor as it ends.
    pub(super) fn visits(&self, day: Date) -> impl Iterator<Item = &Stretch> {
        let ends = self.ends_of(day);
        let first = self.0.partition_point(|one| one.from.date() < day);
        let of_day = self.0.iter().skip(first);
        of_day
            .take_while(move |one| one.from.date() == day)
            .filter(move |one| one.until.date() == day && !ends.contains(&Some(one.side)))
    }
}

/// Children who are with the same parent at every moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Group {
    /// Oldest first; never empty.
    pub(super) kids: Vec<Kid>,
    pub(super) days: Days,
}

impl Group {
    /// `Noor, Sam and Cato`.
    pub(super) fn names(&self, text: &Text) -> String {
        let names: Vec<&str> = self.kids.iter().map(|kid| kid.name.as_str()).collect();
        list(text, &names)
    }

    /// The child who stands for all of them.
    pub(super) fn id(&self) -> Option<&ChildId> {
        self.kids.first().map(|kid| &kid.id)
    }
}

/// The children of a plan by where they are.
pub(super) fn groups(plan: &ParentingPlan, timeline: &Timeline) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for kid in Kids::of(plan).all() {
        let child = timeline.child(&kid.id);
        let days = child.map(|child| Days::of(plan.zone(), child));
        let days = days.unwrap_or_default();
        match groups.iter_mut().find(|known| known.days == days) {
            Some(known) => known.kids.push(kid.clone()),
            None => groups.push(Group {
                kids: vec![kid.clone()],
                days,
            }),
        }
    }
    groups
}
