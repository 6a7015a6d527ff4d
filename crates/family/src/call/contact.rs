//! The rhythm of calls: what the plan asks, beside the calls that were noted. Whose doing it was that
//! a call did not take place is nowhere asked. Pure.

use crate::Family;
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};
use plan::{Call, ChildId, ClauseIndex, Happened, Side, Window};
use std::collections::BTreeMap;

/// A planned call took place as planned if one began within so many minutes of its time, before or
/// after; or later, while the planned one was to last.
pub const CALL_KEPT_WITHIN_MINUTES: i64 = 30;
/// It took place at another time if one began on the same date of the family's clock, or within so
/// many hours, before or after.
pub const CALL_MOVED_WITHIN_HOURS: i64 = 12;

/// Calls around the window are looked at too, for those that took place at another time.
const AROUND_DAYS: i32 = 2;

/// What became of a planned call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CallStanding {
    /// It took place as planned.
    Kept {
        /// The entry that holds it.
        entry: u64,
    },
    /// It took place at another time.
    Moved {
        /// The entry that holds it.
        entry: u64,
        /// When it began.
        at: Timestamp,
    },
    /// It did not take place.
    NotHeld,
    /// It is still to come, or can still take place at another time.
    Open,
}

/// A child's call with a parent, as planned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedCall {
    /// The child.
    pub child: ChildId,
    /// The parent at the other end.
    pub parent: Side,
    /// When it is to begin.
    pub at: Timestamp,
    /// When it is to end, not included.
    pub end: Timestamp,
    /// The date of its beginning, on the family's clock.
    pub date: Date,
    /// The clauses that ask for it, in the order of the plan.
    pub clauses: Vec<ClauseIndex>,
    /// What became of it.
    pub standing: CallStanding,
}

/// A child's call with a parent, as it was noted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldCall {
    /// The entry that holds it.
    pub entry: u64,
    /// The child.
    pub child: ChildId,
    /// The parent at the other end.
    pub parent: Side,
    /// When it began.
    pub at: Timestamp,
    /// The date of its beginning, on the family's clock.
    pub date: Date,
    /// How long it counts, in minutes; at least 1.
    pub minutes: u8,
    /// Whether it is one of the planned calls; else it is an extra one.
    pub planned: bool,
}

/// Calls, counted a child at a time. `kept + moved + not_held + open = planned`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct CallTally {
    /// Planned.
    pub planned: u32,
    /// Of these, as planned.
    pub kept: u32,
    /// At another time.
    pub moved: u32,
    /// Did not take place.
    pub not_held: u32,
    /// Still to come.
    pub open: u32,
    /// Extra ones, for which nothing was planned.
    pub extra: u32,
    /// Minutes of all that began in this time: planned, at another time and extra.
    pub minutes: u32,
}

impl CallTally {
    fn plan(&mut self, standing: CallStanding) {
        self.planned += 1;
        match standing {
            CallStanding::Kept { .. } => self.kept += 1,
            CallStanding::Moved { .. } => self.moved += 1,
            CallStanding::NotHeld => self.not_held += 1,
            CallStanding::Open => self.open += 1,
        }
    }

    fn hold(&mut self, held: &HeldCall) {
        self.minutes += u32::from(held.minutes);
        self.extra += u32::from(!held.planned);
    }
}

/// Calls of children who talk to the same parent over the same time, counted once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct ContactSessions {
    /// Planned.
    pub planned: u32,
    /// Of these, those that took place for each of the children, as planned or at another time.
    pub held: u32,
}

/// A week of the family's clock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactWeek {
    /// Its Monday.
    pub monday: Date,
    /// A row for each child and parent with a call, by child and side.
    pub rows: Vec<ContactRow>,
}

/// A child's calls with a parent in a week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactRow {
    /// The child.
    pub child: ChildId,
    /// The parent at the other end.
    pub parent: Side,
    /// The calls.
    pub tally: CallTally,
}

/// Planned calls, and those that were noted, over a stretch of time.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Contact {
    planned: Vec<PlannedCall>,
    held: Vec<HeldCall>,
}

impl Contact {
    /// The planned calls, by beginning, parent and child.
    #[must_use]
    pub fn planned(&self) -> &[PlannedCall] {
        &self.planned
    }

    /// The calls that took place, by beginning, parent and child.
    #[must_use]
    pub fn held(&self) -> &[HeldCall] {
        &self.held
    }

    /// Those of them for which nothing was planned.
    pub fn extra(&self) -> impl Iterator<Item = &HeldCall> {
        self.held.iter().filter(|held| !held.planned)
    }

    /// All calls of the children and parents for whom this holds.
    #[must_use]
    pub fn tally(&self, holds: impl Fn(&ChildId, Side) -> bool) -> CallTally {
        let mut tally = CallTally::default();
        for call in self.planned.iter().filter(|c| holds(&c.child, c.parent)) {
            tally.plan(call.standing);
        }
        for held in self.held.iter().filter(|h| holds(&h.child, h.parent)) {
            tally.hold(held);
        }
        tally
    }

    /// All calls.
    #[must_use]
    pub fn total(&self) -> CallTally {
        self.tally(|_, _| true)
    }

    /// The weeks with a call, in order. A call that took place at another time counts in the week in
    /// which it was planned, and its minutes in the week in which it began.
    #[must_use]
    pub fn weeks(&self) -> Vec<ContactWeek> {
        let mut rows: BTreeMap<(Date, &ChildId, Side), CallTally> = BTreeMap::new();
        for call in &self.planned {
            let key = (monday(call.date), &call.child, call.parent);
            rows.entry(key).or_default().plan(call.standing);
        }
        for held in &self.held {
            let key = (monday(held.date), &held.child, held.parent);
            rows.entry(key).or_default().hold(held);
        }
        let mut weeks: Vec<ContactWeek> = Vec::new();
        for ((monday, child, parent), tally) in rows {
            let row = ContactRow {
                child: child.clone(),
                parent,
                tally,
            };
            match weeks.last_mut() {
                Some(week) if week.monday == monday => week.rows.push(row),
                Some(_) | None => weeks.push(ContactWeek {
                    monday,
                    rows: vec![row],
                }),
            }
        }
        weeks
    }

    /// The planned calls as a parent has them: children who talk over the same time together.
    #[must_use]
    pub fn sessions(&self) -> ContactSessions {
        let mut all: BTreeMap<(Timestamp, Side, Timestamp), bool> = BTreeMap::new();
        for call in &self.planned {
            let held = match call.standing {
                CallStanding::Kept { .. } | CallStanding::Moved { .. } => true,
                CallStanding::NotHeld | CallStanding::Open => false,
            };
            let key = (call.at, call.parent, call.end);
            *all.entry(key).or_insert(true) &= held;
        }
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        ContactSessions {
            planned: count(all.len()),
            held: count(all.values().filter(|held| **held).count()),
        }
    }

    /// What begins in a window: a call is of the date on which it began, or was to begin.
    fn within(mut self, window: Window) -> Self {
        let dates = window.from()..window.to();
        self.planned.retain(|call| dates.contains(&call.date));
        self.held.retain(|held| dates.contains(&held.date));
        self
    }
}

/// The Monday on or before a date.
fn monday(date: Date) -> Date {
    let back = i64::from(date.weekday().to_monday_zero_offset());
    date.checked_sub(back.days()).unwrap_or(date)
}

/// Planned calls beside those that took place, on the clock of `zone`, at `now`.
///
/// Each call that took place stands for one planned call of its child and parent at most, and the
/// nearest in time first once no call was kept as planned; what stands for none is an extra one.
/// Calls of the same child and parent that two clauses plan for the same time are one.
#[must_use]
pub fn contact(
    planned: &[Call],
    held: Vec<HeldCall>,
    (zone, now): (&TimeZone, Timestamp),
) -> Contact {
    let mut pairs: BTreeMap<(ChildId, Side), (Vec<PlannedCall>, Vec<HeldCall>)> = BTreeMap::new();
    for call in planned {
        let key = (call.child.clone(), call.parent);
        let (calls, _) = pairs.entry(key).or_default();
        add(calls, call, (zone, now));
    }
    for one in held {
        let key = (one.child.clone(), one.parent);
        let (_, held) = pairs.entry(key).or_default();
        held.push(HeldCall {
            planned: false,
            ..one
        });
    }
    let mut contact = Contact::default();
    for (mut planned, mut held) in pairs.into_values() {
        planned.sort_by_key(|call| (call.at, call.end));
        held.sort_by_key(|one| (one.at, one.entry));
        keep(&mut planned, &mut held);
        moved(&mut planned, &mut held, now);
        contact.planned.append(&mut planned);
        contact.held.append(&mut held);
    }
    let calls = &mut contact.planned;
    calls.sort_by(|a, b| (a.at, a.parent, &a.child).cmp(&(b.at, b.parent, &b.child)));
    let held = &mut contact.held;
    held.sort_by(|a, b| (a.at, a.parent, &a.child).cmp(&(b.at, b.parent, &b.child)));
    contact
}

/// Adds a planned call of a child and a parent, joined with one for the same time.
fn add(calls: &mut Vec<PlannedCall>, call: &Call, (zone, now): (&TimeZone, Timestamp)) {
    if let Some(known) = calls.iter_mut().rev().find(|one| one.at == call.at) {
        known.end = known.end.max(call.end);
        if !known.clauses.contains(&call.clause) {
            known.clauses.push(call.clause);
            known.clauses.sort_unstable();
        }
        return;
    }
    let date = zone.to_datetime(call.at).date();
    calls.push(PlannedCall {
        child: call.child.clone(),
        parent: call.parent,
        at: call.at,
        end: call.end,
        date,
        clauses: vec![call.clause],
        standing: if now < settled(zone, date, call.at) {
            CallStanding::Open
        } else {
            CallStanding::NotHeld
        },
    });
}

/// From when on it is known that a call did not take place, also not at another time.
fn settled(zone: &TimeZone, date: Date, at: Timestamp) -> Timestamp {
    let midnight = date
        .tomorrow()
        .map(|next| next.to_datetime(Time::midnight()));
    let day_ends = midnight
        .and_then(|midnight| zone.to_ambiguous_timestamp(midnight).compatible())
        .unwrap_or(Timestamp::MAX);
    day_ends.max(later(at, hours()))
}

const fn hours() -> SignedDuration {
    SignedDuration::from_hours(CALL_MOVED_WITHIN_HOURS)
}

fn later(at: Timestamp, by: SignedDuration) -> Timestamp {
    at.checked_add(by).unwrap_or(Timestamp::MAX)
}

impl PlannedCall {
    /// The first and the last instant at which a call that begins is this one, as planned.
    fn kept_span(&self) -> (Timestamp, Timestamp) {
        let near = SignedDuration::from_mins(CALL_KEPT_WITHIN_MINUTES);
        let first = self.at.checked_sub(near).unwrap_or(Timestamp::MIN);
        (first, later(self.at, near).max(self.end))
    }
}

/// The calls that took place as planned: each is the first of that time which stands for no other.
fn keep(planned: &mut [PlannedCall], held: &mut [HeldCall]) {
    for call in planned {
        let (first, last) = call.kept_span();
        let mut free = held.iter_mut().filter(|one| !one.planned);
        if let Some(one) = free.find(|one| (first..=last).contains(&one.at)) {
            one.planned = true;
            call.standing = CallStanding::Kept { entry: one.entry };
        }
    }
}

/// The calls that took place at another time, the nearest first. While a call can still take place as
/// planned, none stands for it.
fn moved(planned: &mut [PlannedCall], held: &mut [HeldCall], now: Timestamp) {
    let mut near: Vec<(SignedDuration, usize, usize)> = Vec::new();
    for (p, call) in planned.iter().enumerate() {
        let kept = matches!(call.standing, CallStanding::Kept { .. });
        if kept || now <= call.kept_span().1 {
            continue;
        }
        for (h, one) in held.iter().enumerate().filter(|(_, one)| !one.planned) {
            let apart = one.at.duration_since(call.at).abs();
            if one.date == call.date || apart <= hours() {
                near.push((apart, p, h));
            }
        }
    }
    near.sort_unstable();
    for (_, p, h) in near {
        let (Some(call), Some(one)) = (planned.get_mut(p), held.get_mut(h)) else {
            continue;
        };
        let taken = matches!(call.standing, CallStanding::Moved { .. });
        if taken || one.planned {
            continue;
        }
        one.planned = true;
        call.standing = CallStanding::Moved {
            entry: one.entry,
            at: one.at,
        };
    }
}

/// What a family's plan and its record say.
impl Family {
    /// Planned calls beside those that were noted, over the dates of a window; `None` without a plan.
    /// Who had the children is read from what was agreed. A window inside a longer one has the same
    /// calls as that one.
    #[must_use]
    pub fn contact(&self, window: Window, now: Timestamp) -> Option<Contact> {
        let plan = self.plan()?;
        let wide = around(window);
        let planned = plan::calls(plan, &self.timeline(wide)?);
        let held = self.held_calls(wide);
        Some(contact(&planned, held, (self.zone(), now)).within(window))
    }

    /// The calls that count as contact, a child at a time.
    fn held_calls(&self, window: Window) -> Vec<HeldCall> {
        let midnight = |date: Date| date.to_datetime(Time::midnight());
        let (from, until) = (midnight(window.from()), midnight(window.to()));
        let noted = self
            .calls()
            .between(self.instant(from), self.instant(until));
        let begun: BTreeMap<u64, Timestamp> =
            noted.map(|noted| (noted.entry, noted.held.at)).collect();
        let mut held = Vec::new();
        for (entry, children, happened) in self.call_facts(from, until) {
            let Happened::Call {
                parent, minutes, ..
            } = happened
            else {
                continue;
            };
            let Some(at) = begun.get(&entry).copied() else {
                continue;
            };
            held.extend(children.into_iter().map(|child| HeldCall {
                entry,
                child,
                parent,
                at,
                date: self.date_at(at),
                minutes,
                planned: false,
            }));
        }
        held
    }
}

/// A window with the days around it; itself at the ends of the calendar.
fn around(window: Window) -> Window {
    let from = window.from().checked_sub(AROUND_DAYS.days());
    let to = window.to().checked_add(AROUND_DAYS.days());
    match (from, to) {
        (Ok(from), Ok(to)) => Window::new(from, to).unwrap_or(window),
        (Err(_), _) | (_, Err(_)) => window,
    }
}
