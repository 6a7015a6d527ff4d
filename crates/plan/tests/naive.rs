//! The rules of the language once more, as a specification: who speaks of one instant, asked of
//! each clause by its definition in civil time, and the strongest of them. Slow, with no idea
//! shared with the compiler: no spans, no sweep, no flattened zone; each clock time goes through
//! `jiff`. Random plans are compiled and compared with it at each quarter of an hour.
//!
//! A new kind of rule gets a function of its own that answers for one instant, called in
//! [`Question::answers`], and joins the random plans in `common/random.rs`.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test may stop"
)]

mod common;

use common::random::{agreements, plan_text};
use common::read;
use jiff::civil::{Date, DateTime, Time, Weekday, date};
use jiff::{Span, Timestamp};
use plan::{
    Change, Child, ChildTimeline, Clause, DatedSpan, Nights, OneOff, ParentingPlan, Recurrence,
    Rule, Side, Source, Weekly, Weeks, Window, compile,
};
use proptest::prelude::*;

/// What is so at one instant.
#[derive(Debug, PartialEq, Eq)]
enum Answer {
    /// A parent has the child: who, by what, and over what, the strongest first.
    Care(Side, Name, Vec<Name>),
    /// Equals name different parents.
    Clash(Vec<(Name, Side)>),
    /// Nothing speaks, and the plan should.
    Gap,
    /// Nothing speaks, and nothing should.
    Outside,
}

/// What speaks, by its place: the type in `plan` cannot be made outside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Name {
    Clause(usize),
    Agreed(usize),
}

impl From<Source> for Name {
    fn from(source: Source) -> Name {
        match source {
            Source::Clause(index) => Name::Clause(index.get()),
            Source::Agreed(index) => Name::Agreed(index.get()),
        }
    }
}

/// Something that speaks of the instant.
struct Voice {
    name: Name,
    side: Side,
    /// The smaller one wins: by rank, at the same rank what was agreed before what the plan
    /// says, and what was agreed later before what was agreed earlier.
    strength: (plan::Rank, bool, std::cmp::Reverse<usize>),
}

/// Who has this child at this instant?
struct Question<'p> {
    plan: &'p ParentingPlan,
    agreed: &'p [OneOff],
    child: &'p Child,
    at: Timestamp,
}

impl Question<'_> {
    fn answer(&self) -> Answer {
        let mut voices = self.agreements();
        if self.in_plan() {
            voices.extend(self.clauses());
        }
        // A stable sort: equals stay in the order of the plan.
        voices.sort_by_key(|voice| voice.strength);
        let Some(first) = voices.first() else {
            return if self.in_plan() {
                Answer::Gap
            } else {
                Answer::Outside
            };
        };
        let equal = voices
            .iter()
            .filter(|voice| voice.strength == first.strength);
        let equal: Vec<_> = equal.map(|voice| (voice.name, voice.side)).collect();
        if equal.iter().any(|(_, side)| *side != first.side) {
            return Answer::Clash(equal);
        }
        let mut overrode = Vec::new();
        for voice in &voices {
            if voice.name != first.name && !overrode.contains(&voice.name) {
                overrode.push(voice.name);
            }
        }
        Answer::Care(first.side, first.name, overrode)
    }

    /// What was agreed holds in the whole window, also outside the plan's dates.
    fn agreements(&self) -> Vec<Voice> {
        let agreed = self.agreed.iter().enumerate();
        agreed
            .filter(|(_, one_off)| one_off.children.contains(&self.child.id))
            .filter(|(_, one_off)| self.within(one_off.start, one_off.end))
            .map(|(index, one_off)| Voice {
                name: Name::Agreed(index),
                side: one_off.parent,
                strength: (plan::Rank::AGREED, false, std::cmp::Reverse(index)),
            })
            .collect()
    }

    fn clauses(&self) -> Vec<Voice> {
        let mut voices = Vec::new();
        for (index, clause) in self.plan.clauses().iter().enumerate() {
            if clause.concerns(&self.child.id) {
                for side in self.answers(clause) {
                    voices.push(Voice {
                        name: Name::Clause(index),
                        side,
                        strength: (clause.rank, true, std::cmp::Reverse(0)),
                    });
                }
            }
        }
        voices
    }

    /// Whom a clause names at the instant: nobody, one, or several by several of its entries.
    fn answers(&self, clause: &Clause) -> Vec<Side> {
        match &clause.rule {
            None => Vec::new(),
            Some(Rule::Nights(nights)) => self.nights(clause, nights),
            Some(Rule::Weeks(weeks)) => self.weeks(clause, weeks),
            Some(Rule::Weekly(weekly)) => self.weekly(clause, weekly),
            Some(Rule::Spans(spans)) => self.dated(clause, spans),
            Some(Rule::Always(side)) => {
                let (first, end) = self.dates(clause);
                let holds = self.within(midnight(first), midnight(end));
                holds.then_some(*side).into_iter().collect()
            }
            Some(other) => panic!("the random plans hold no {other:?}"),
        }
    }

    /// The night of a date runs from its change to that of the next date. The first night of
    /// the plan begins with the plan.
    fn nights(&self, clause: &Clause, nights: &Nights) -> Vec<Side> {
        let change = |date: Date| {
            let time = match &nights.change {
                Change::Daily(time) => *time,
                Change::ByWeekday(times) => times[monday_zero(date.weekday())],
            };
            date.to_datetime(time)
        };
        let (first, end) = self.units(clause);
        self.dates_around(2)
            .filter(|date| (first..end).contains(date))
            .filter(|&date| {
                let begins = self.opening(clause, date).unwrap_or(change(date));
                self.within(begins, change(later(date, 1)))
            })
            .map(|date| {
                let length = i32::try_from(nights.cycle.len()).unwrap();
                let place = days_between(nights.start, date).rem_euclid(length);
                nights.cycle[usize::try_from(place).unwrap()]
            })
            .collect()
    }

    /// Seven days from a weekday, by the parity of the ISO week of their first date. What a
    /// clause or the plan cuts off begins and ends at the same clock time.
    fn weeks(&self, clause: &Clause, weeks: &Weeks) -> Vec<Side> {
        let change = |date: Date| date.to_datetime(weeks.change);
        let (first, end) = self.units(clause);
        self.dates_around(8)
            .filter(|date| date.weekday() == weeks.day && first.max(*date) < end)
            .filter(|&date| {
                let begins = first.max(date);
                let opening = self.opening(clause, begins).unwrap_or(change(begins));
                later(date, 7) > first && self.within(opening, change(later(date, 7).min(end)))
            })
            .filter_map(|date| if is_odd(date) { weeks.odd } else { weeks.even })
            .collect()
    }

    /// Windows of a week; the clause must hold on the date on which one begins.
    fn weekly(&self, clause: &Clause, weekly: &Weekly) -> Vec<Side> {
        let (first, end) = self.dates(clause);
        let mut sides = Vec::new();
        for window in &weekly.windows {
            let meets = |date: &Date| {
                let ends = later(*date, i32::from(window.days));
                date.weekday() == window.day
                    && (first..end).contains(date)
                    && takes_place(weekly.recurrence, *date)
                    && self.within(
                        date.to_datetime(window.from),
                        ends.to_datetime(window.until),
                    )
            };
            sides.extend(self.dates_around(9).filter(meets).map(|_| weekly.parent));
        }
        sides
    }

    /// Dated spans; the clause must hold on the date on which one begins.
    fn dated(&self, clause: &Clause, spans: &[DatedSpan]) -> Vec<Side> {
        let (first, end) = self.dates(clause);
        spans
            .iter()
            .filter(|span| (first..end).contains(&span.from.date()))
            .filter(|span| self.within(span.from, span.until))
            .map(|span| span.parent)
            .collect()
    }

    /// The first date on which a clause holds for the child, and the first on which it no
    /// longer does.
    fn dates(&self, clause: &Clause) -> (Date, Date) {
        let birthday = |age: u8| self.child.birthday(age);
        let first = clause.from.max(clause.from_birthday.map(birthday));
        let ends = [clause.until, clause.until_birthday.map(birthday)];
        let end = ends.into_iter().flatten().min();
        (first.unwrap_or(FAR.0), end.unwrap_or(FAR.1))
    }

    /// The same for a rule that goes from day to day: no day before or after the plan's.
    fn units(&self, clause: &Clause) -> (Date, Date) {
        let (first, end) = self.dates(clause);
        (
            first.max(self.care_begins()),
            end.min(self.plan.until().unwrap_or(FAR.1)),
        )
    }

    /// When the unit of a date begins, if that is with the plan and not at its clock time.
    fn opening(&self, clause: &Clause, date: Date) -> Option<DateTime> {
        let begins = self.care_begins();
        (date == begins && self.dates(clause).0 <= begins).then_some(midnight(date))
    }

    fn care_begins(&self) -> Date {
        self.plan.from().max(self.child.born)
    }

    fn in_plan(&self) -> bool {
        let end = self.plan.until().unwrap_or(FAR.1);
        self.within(midnight(self.care_begins()), midnight(end))
    }

    /// Whether the instant lies between two clock times of the plan's zone. One that does not
    /// exist shifts forward, one that comes twice is the first.
    fn within(&self, from: DateTime, until: DateTime) -> bool {
        let instant = |local: DateTime| {
            let zoned = self.plan.zone().to_ambiguous_zoned(local).compatible();
            zoned.unwrap().timestamp()
        };
        instant(from) <= self.at && self.at < instant(until)
    }

    /// The date of the instant, so many before it and the next.
    fn dates_around(&self, before: i32) -> impl Iterator<Item = Date> {
        let today = self.at.to_zoned(self.plan.zone().clone()).date();
        (-before..=1).map(move |days| later(today, days))
    }
}

/// Before and after all that is tested.
const FAR: (Date, Date) = (date(1900, 1, 1), date(2200, 1, 1));

fn midnight(date: Date) -> DateTime {
    date.to_datetime(Time::midnight())
}

fn later(date: Date, days: i32) -> Date {
    date.saturating_add(Span::new().days(days))
}

fn days_between(from: Date, to: Date) -> i32 {
    (to - from).get_days()
}

fn monday_zero(weekday: Weekday) -> usize {
    usize::try_from(weekday.to_monday_zero_offset()).unwrap()
}

fn is_odd(date: Date) -> bool {
    date.iso_week_date().week() % 2 == 1
}

fn takes_place(recurrence: Recurrence, date: Date) -> bool {
    let monday = |date: Date| later(date, -i32::try_from(monday_zero(date.weekday())).unwrap());
    match recurrence {
        Recurrence::EveryWeek => true,
        Recurrence::EveryNthWeek { weeks, start } => {
            days_between(monday(start), monday(date)) / 7 % i32::from(weeks) == 0
        }
        Recurrence::OddWeeks(_) => is_odd(date),
        Recurrence::EvenWeeks(_) => !is_odd(date),
        other => panic!("the random plans hold no {other:?}"),
    }
}

/// The same from a timeline.
fn of_timeline(child: &ChildTimeline, at: Timestamp) -> Answer {
    let care = child.at(at).map(|care| {
        let overrode = care.overrode.iter().copied().map(Name::from).collect();
        Answer::Care(care.parent, care.source.into(), overrode)
    });
    let mut clashes = child.clashes.iter();
    let clash = clashes.find(|clash| clash.start <= at && at < clash.end);
    let clash = clash.map(|clash| {
        let between = clash.between.iter();
        Answer::Clash(
            between
                .map(|&(source, side)| (source.into(), side))
                .collect(),
        )
    });
    let mut gaps = child.gaps.iter();
    let gap = gaps.find(|gap| gap.start <= at && at < gap.end);
    care.or(clash)
        .or(gap.map(|_| Answer::Gap))
        .unwrap_or(Answer::Outside)
}

/// Some days: anywhere, or around a day on which something changes.
fn days() -> impl Strategy<Value = Window> {
    let anywhere = (0..600).prop_map(|days| later(date(2026, 6, 1), days));
    // The plan's beginning, Pim's birth and first birthday, the clocks of the random zones,
    // and week 53.
    let changes = [
        date(2026, 7, 1),
        date(2026, 10, 15),
        date(2027, 10, 15),
        date(2026, 10, 4),
        date(2026, 10, 25),
        date(2026, 11, 1),
        date(2027, 1, 2),
        date(2027, 2, 7),
        date(2027, 3, 14),
        date(2027, 3, 28),
        date(2027, 4, 4),
    ];
    let around = prop::sample::select(changes.to_vec()).prop_map(|day| later(day, -2));
    (prop_oneof![anywhere, around], 1..10)
        .prop_map(|(from, days)| Window::new(from, later(from, days)).unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_timeline_says_what_each_clause_says_by_definition(text in plan_text(), agreed in agreements(), window in days()) {
        let plan = read(&text);
        let timeline = compile(&plan, window, &agreed);
        for (child, timeline_of) in plan.children().iter().zip(timeline.children()) {
            let (start, end) = (timeline.start().as_second(), timeline.end().as_second());
            for seconds in (start..end).step_by(900) {
                let at = Timestamp::from_second(seconds).unwrap();
                let question = Question { plan: &plan, agreed: &agreed, child, at };
                prop_assert_eq!(of_timeline(timeline_of, at), question.answer(), "{} at {}\n{}", child.name, at, text);
            }
        }
    }
}
