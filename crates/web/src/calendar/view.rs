//! The calendar as data: a month with one day open, a week, or a list of days.
//!
//! May touch: the scene it is given.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};

use super::calls::CallLine;
use super::days::{Day, Place, Week, days_after, monday_of};
use super::moves::{self, Move};
use super::panel::Panel;
use super::query::{AGENDA_DAYS, Query};
use super::scene::{Ask, Reach, Scene};
use crate::page::{Kids, Person};

/// The most handovers in the list below a month; the list of days has all of them.
const MOVES_MAX: usize = 24;

/// The calendar, ready to be drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// What was asked for.
    pub query: Query,
    /// Today, for the family.
    pub today: Date,
    /// Both parents, side A first.
    pub people: [Person; 2],
    /// The children, oldest first.
    pub kids: Kids,
    /// The name of the zone of all times.
    pub zone: String,
    /// When the clock changes among the days shown, and whether it goes forward.
    pub clock_change: Option<(DateTime, Shift)>,
    /// What is shown.
    pub body: Body,
    /// What else the reader may see.
    pub reach: Reach,
}

/// Which way the clock changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shift {
    /// An hour is skipped.
    Forward,
    /// An hour comes twice.
    Back,
}

/// One of the three views.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// A month.
    Month {
        /// Its weeks.
        weeks: Vec<Week>,
        /// The day that is open.
        panel: Box<Panel>,
        /// Handovers from today, or from the first of the month.
        moves: Vec<Move>,
    },
    /// A week: the row of lanes, and its days in words.
    Week {
        /// The row.
        week: Week,
        /// Its days.
        days: Vec<Listed>,
    },
    /// Days in words.
    Agenda {
        /// The days.
        days: Vec<Listed>,
    },
}

/// A day in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The day with its lanes.
    pub day: Day,
    /// Its handovers.
    pub moves: Vec<Move>,
    /// Open proposals whose time begins here, or that run on from before the first listed day.
    pub asks: Vec<Ask>,
    /// Its planned calls, for a parent.
    pub calls: Vec<CallLine>,
}

/// Builds what was asked for. The timeline should cover [`Query::window`]; days that it does
/// not cover are shown as days on which the plan is not in force.
pub fn build(scene: &Scene<'_>, query: Query) -> View {
    let kids = scene.kids();
    let (from, to) = query.window();
    let body = match query {
        Query::Month { first, day } => month(scene, &kids, first, day),
        Query::Week { monday } => Body::Week {
            week: Week::build(scene, &kids, monday, |_| true),
            days: listed(scene, &kids, monday, 7),
        },
        Query::Agenda { from } => Body::Agenda {
            days: listed(scene, &kids, from, AGENDA_DAYS),
        },
    };
    View {
        query,
        today: scene.today(),
        people: scene.people(),
        zone: scene.plan.zone_name().to_owned(),
        clock_change: clock_change(scene, from, to),
        kids,
        body,
        reach: scene.reach,
    }
}

fn month(scene: &Scene<'_>, kids: &Kids, first: Date, day: Date) -> Body {
    let last = first.last_of_month();
    let mut weeks = Vec::with_capacity(6);
    let mut monday = monday_of(first);
    while monday <= last {
        weeks.push(Week::build(scene, kids, monday, |date| {
            (first..=last).contains(&date)
        }));
        monday = days_after(monday, 7);
    }
    let today = scene.today();
    let begin = if (first..=last).contains(&today) {
        today
    } else {
        first
    };
    let (begin, end) = (scene.start_of(begin), scene.start_of(days_after(last, 1)));
    Body::Month {
        weeks,
        panel: Box::new(Panel::build(scene, kids, day)),
        moves: moves::between(scene, kids, begin, end, MOVES_MAX),
    }
}

fn listed(scene: &Scene<'_>, kids: &Kids, from: Date, count: i32) -> Vec<Listed> {
    let end = scene.start_of(days_after(from, count));
    let all = moves::between(scene, kids, scene.start_of(from), end, usize::MAX);
    let asks = scene.asks(kids);
    (0..count)
        .map(|n| days_after(from, n))
        .map(|date| Listed {
            day: Day::build(scene, kids, date, Place::Inside),
            moves: all
                .iter()
                .filter(|step| step.at.date() == date)
                .cloned()
                .collect(),
            asks: asks
                .iter()
                .filter(|ask| {
                    ask.touches(date) && (date == from || !ask.touches(days_after(date, -1)))
                })
                .cloned()
                .collect(),
            calls: Vec::new(),
        })
        .collect()
}

fn clock_change(scene: &Scene<'_>, from: Date, to: Date) -> Option<(DateTime, Shift)> {
    let (start, end) = (scene.start_of(from), scene.start_of(to));
    let change = scene
        .zone()
        .following(start)
        .next()
        .filter(|change| change.timestamp() < end)?;
    let at = change.timestamp();
    let before = Timestamp::from_second(at.as_second() - 1).ok()?;
    let (old, new) = (scene.zone().to_offset(before), change.offset());
    let shift = if new > old {
        Shift::Forward
    } else {
        Shift::Back
    };
    (new != old).then(|| (old.to_datetime(at), shift))
}
