//! The rhythm of calls as data. The same for both parents, but for whose page it is.
//!
//! May touch: the family it is given.

use family::{CallStanding, CallTally, Contact, Family};
use jiff::civil::{Date, DateTime};
use jiff::{Timestamp, ToSpan as _};
use plan::{ChildId, Side, Window};

use crate::page::paths;
use crate::swap::cast;
use crate::swap::view::Cast;

/// Weeks that are shown at once.
pub const WEEKS: i32 = 8;

/// What the address asks for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Asked {
    /// One child; else all of them.
    pub child: Option<ChildId>,
    /// A day of the last week; else this week is the last one.
    pub week: Option<Date>,
}

impl Asked {
    /// Reads an address such as `/calls?child=noor&week=2026-11-23`. What it cannot be is not asked for.
    #[must_use]
    pub fn read(address: &str) -> Self {
        let query = address.split_once('?').map_or("", |(_, query)| query);
        let value = |name: &str| {
            let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
            pairs.find(|(key, _)| *key == name).map(|(_, value)| value)
        };
        Self {
            child: value("child").and_then(|id| id.parse().ok()),
            week: value("week").and_then(|day| day.parse().ok()),
        }
    }

    /// The address that asks for this.
    #[must_use]
    pub fn path(&self) -> String {
        let child = self.child.as_ref().map(|child| format!("child={child}"));
        let week = self.week.map(|week| format!("week={week}"));
        let asked: Vec<String> = [child, week].into_iter().flatten().collect();
        let mark = if asked.is_empty() { "" } else { "?" };
        format!("{}{mark}{}#rhythm", paths::CALLS, asked.join("&"))
    }
}

/// The rhythm of some weeks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RhythmView {
    /// The people.
    pub cast: Cast,
    /// What was asked for: the child only if it is one of the family.
    pub asked: Asked,
    /// The Monday of the first week.
    pub first: Date,
    /// The last day of the last week.
    pub last: Date,
    /// The week to ask for to see earlier ones, if the plan held then.
    pub earlier: Option<Date>,
    /// The week to ask for to see later ones.
    pub later: Option<Date>,
    /// A picture for each child that is shown and has a call in these weeks.
    pub pictures: Vec<Picture>,
    /// All of them together.
    pub total: CallTally,
}

/// A child's calls.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Who.
    pub child: ChildId,
    /// The parents with whom there was or is to be a call; side A first.
    pub parents: Vec<Side>,
    /// The weeks, the first one first.
    pub weeks: Vec<Week>,
    /// All calls of the child in these weeks.
    pub tally: CallTally,
}

/// A child's week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Week {
    /// Its Monday.
    pub monday: Date,
    /// A row for each parent of the picture.
    pub rows: Vec<Row>,
}

/// A child's week with a parent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The parent.
    pub parent: Side,
    /// What is counted.
    pub tally: CallTally,
    /// From Monday, what each day has, in order of time.
    pub days: [Vec<Dot>; 7],
}

/// A call in the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dot {
    /// When, on the family's clock: when it was planned, or when an extra one began.
    pub at: DateTime,
    /// How it looks.
    pub look: Look,
}

/// How a call looks. No two differ by their colour alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Look {
    /// Full: it took place as planned.
    Kept,
    /// Half: it took place at another time.
    Moved,
    /// A ring: it did not take place.
    NotHeld,
    /// A dotted ring: still to come.
    Open,
    /// Small: an extra one.
    Extra,
}

impl Look {
    /// In the order of the legend.
    pub const ALL: [Look; 5] = [
        Look::Kept,
        Look::Moved,
        Look::NotHeld,
        Look::Open,
        Look::Extra,
    ];

    fn of(standing: CallStanding) -> Self {
        match standing {
            CallStanding::Kept { .. } => Look::Kept,
            CallStanding::Moved { .. } => Look::Moved,
            CallStanding::NotHeld => Look::NotHeld,
            CallStanding::Open => Look::Open,
        }
    }
}

/// Builds what was asked for; `None` without a plan, or beyond the days that can be compiled.
#[must_use]
pub fn build(family: &Family, viewer: Side, asked: &Asked, now: Timestamp) -> Option<RhythmView> {
    let begins = monday(family.plan()?.from());
    let this = monday(family.date_at(now));
    let last = asked
        .week
        .map_or(this, monday)
        .min(this)
        .max(begins.min(this));
    let first = weeks_after(last, 1 - WEEKS);
    let end = weeks_after(last, 1);
    let contact = family.contact(Window::new(first, end).ok()?, now)?;
    let cast = cast(family, viewer);
    let known = |id: &ChildId| cast.kids.iter().any(|kid| kid.id == *id);
    let child = asked.child.clone().filter(known);
    let shown = |id: &ChildId| child.as_ref().is_none_or(|child| child == id);
    let kids = cast.kids.iter().filter(|kid| shown(&kid.id));
    let pictures = kids.filter_map(|kid| picture(family, &contact, &kid.id, first));
    Some(RhythmView {
        pictures: pictures.collect(),
        total: contact.tally(|id, _| shown(id)),
        first,
        last: end.yesterday().unwrap_or(end),
        earlier: (first > begins).then(|| weeks_after(last, -WEEKS).max(begins)),
        later: (last < this).then(|| weeks_after(last, WEEKS).min(this)),
        asked: Asked {
            child: child.clone(),
            week: (last < this).then_some(last),
        },
        cast,
    })
}

/// A child's picture; `None` without a call in these weeks.
fn picture(family: &Family, contact: &Contact, child: &ChildId, first: Date) -> Option<Picture> {
    let with = |side: Side| {
        let planned = contact.planned().iter();
        let mut planned = planned.filter(|one| one.child == *child && one.parent == side);
        let held = contact.held().iter();
        let mut held = held.filter(|one| one.child == *child && one.parent == side);
        planned.next().is_some() || held.next().is_some()
    };
    let parents: Vec<Side> = Side::BOTH.into_iter().filter(|side| with(*side)).collect();
    if parents.is_empty() {
        return None;
    }
    let tallies = contact.weeks();
    let week = |n: i32| {
        let monday = weeks_after(first, n);
        let counted = tallies.iter().find(|week| week.monday == monday);
        let rows = parents.iter().map(|side| {
            let rows = counted.map(|week| week.rows.as_slice());
            let mut rows = rows.unwrap_or_default().iter();
            let row = rows.find(|row| row.child == *child && row.parent == *side);
            Row {
                parent: *side,
                tally: row.map_or_else(CallTally::default, |row| row.tally),
                days: days(family, contact, (child, *side), monday),
            }
        });
        Week {
            monday,
            rows: rows.collect(),
        }
    };
    Some(Picture {
        weeks: (0..WEEKS).map(week).collect(),
        tally: contact.tally(|id, _| id == child),
        child: child.clone(),
        parents,
    })
}

fn days(
    family: &Family,
    contact: &Contact,
    (child, side): (&ChildId, Side),
    monday: Date,
) -> [Vec<Dot>; 7] {
    let mut date = monday;
    [(); 7].map(|()| {
        let planned = contact.planned().iter();
        let planned = planned
            .filter(|one| one.date == date && one.child == *child && one.parent == side)
            .map(|one| Dot {
                at: family.zone().to_datetime(one.at),
                look: Look::of(one.standing),
            });
        let extra = contact
            .extra()
            .filter(|one| one.date == date && one.child == *child && one.parent == side)
            .map(|one| Dot {
                at: family.zone().to_datetime(one.at),
                look: Look::Extra,
            });
        let mut dots: Vec<Dot> = planned.chain(extra).collect();
        dots.sort_by_key(|dot| dot.at);
        date = date.tomorrow().unwrap_or(date);
        dots
    })
}

/// The Monday on or before a date.
fn monday(date: Date) -> Date {
    let back = i64::from(date.weekday().to_monday_zero_offset());
    date.checked_sub(back.days()).unwrap_or(date)
}

fn weeks_after(date: Date, weeks: i32) -> Date {
    date.saturating_add(weeks.weeks())
}
