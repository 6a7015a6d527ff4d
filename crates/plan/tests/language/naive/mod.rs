//! The rules of the language once more, as a specification: who speaks of one instant, asked of
//! each clause by its definition in civil time, and the strongest of them. Slow, with no idea
//! shared with the compiler: no spans, no sweep, no flattened zone; each clock time goes through
//! `jiff`. Random plans are compiled and compared with it at each quarter of an hour.
//!
//! A new kind of rule gets a function of its own that answers for one instant, called in
//! [`Case::answers`], and joins the random plans in `common/random.rs`.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test may stop"
)]

mod calendar;
mod holidays;
mod regular;

use std::cell::RefCell;
use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::common::random::{BORDERS, agreements, passed, plan_text};
use crate::common::read;
use calendar::{dates, instant, later, midnight};
use holidays::Share;
use jiff::Timestamp;
use jiff::civil::{Date, DateTime, date};
use jiff::tz::TimeZone;
use plan::{
    Child, ChildId, ChildTimeline, Clause, OneOff, ParentingPlan, Passed, Rank, Rule, Side, Source,
    Window, compile_after,
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

/// The smaller one wins: by rank, at the same rank what was agreed before what the plan says, and
/// what was agreed later before what was agreed earlier.
type Strength = (Rank, bool, Reverse<usize>);

/// Something that speaks of the instant.
struct Voice {
    name: Name,
    side: Side,
    strength: Strength,
}

/// Who is heard.
#[derive(Clone, Copy)]
enum Heard {
    Everything,
    /// What gives way to this.
    Weaker(Strength),
    /// That to which this gives way, but no holiday that itself asks what is weaker.
    Stronger(Strength),
}

/// What is the same for all questions, and answers that many of them need.
struct World<'w> {
    plan: &'w ParentingPlan,
    agreed: &'w [OneOff],
    passed: &'w Passed,
    /// After all that is asked.
    end: Date,
    /// Who has each weekend from the start of an alternation on, by clause and child.
    alternations: RefCell<BTreeMap<(usize, ChildId), Vec<Side>>>,
    /// The parts of all holidays of a clause for a child.
    shares: RefCell<BTreeMap<(usize, ChildId), Vec<Share>>>,
}

/// Who has this child at this instant?
#[derive(Clone, Copy)]
struct Question<'q> {
    world: &'q World<'q>,
    child: &'q Child,
    at: Timestamp,
}

/// What does this clause say to a question?
struct Case<'q> {
    question: &'q Question<'q>,
    index: usize,
    clause: &'q Clause,
    /// Of the clause's dates and clock times.
    zone: &'q TimeZone,
    /// From which date and until which; None while it waits for something to happen.
    holds: Option<(Date, Date)>,
}

impl Question<'_> {
    fn answer(&self) -> Answer {
        let voices = self.voices(Heard::Everything);
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

    /// The parent whom the strongest of those that are heard name, if they name one.
    fn who_has(&self, heard: Heard) -> Option<Side> {
        let voices = self.voices(heard);
        let first = voices.first()?;
        let mut equal = voices.iter();
        let one = equal.all(|voice| voice.strength != first.strength || voice.side == first.side);
        one.then_some(first.side)
    }

    /// Everything that speaks of the instant, the strongest first.
    fn voices(&self, heard: Heard) -> Vec<Voice> {
        let mut voices = self.agreements(heard);
        if self.in_plan() {
            voices.extend(self.clauses(heard));
        }
        // A stable sort: equals stay in the order of the plan.
        voices.sort_by_key(|voice| voice.strength);
        voices
    }

    /// What was agreed holds in the whole window, also outside the plan's dates.
    fn agreements(&self, heard: Heard) -> Vec<Voice> {
        let zone = self.world.plan.zone();
        let agreed = self.world.agreed.iter().enumerate();
        agreed
            .map(|(index, one_off)| (index, one_off, (Rank::AGREED, false, Reverse(index))))
            .filter(|(_, one_off, strength)| {
                heard.hears(*strength)
                    && one_off.children.contains(&self.child.id)
                    && instant(one_off.start, zone) <= self.at
                    && self.at < instant(one_off.end, zone)
            })
            .map(|(index, one_off, strength)| Voice {
                name: Name::Agreed(index),
                side: one_off.parent,
                strength,
            })
            .collect()
    }

    fn clauses(&self, heard: Heard) -> Vec<Voice> {
        let mut voices = Vec::new();
        for (index, clause) in self.world.plan.clauses().iter().enumerate() {
            let case = self.case(index, clause);
            let left_out = matches!(heard, Heard::Stronger(_)) && asks(clause);
            if !heard.hears(case.strength()) || left_out || !clause.concerns(&self.child.id) {
                continue;
            }
            voices.extend(case.answers().into_iter().map(|side| Voice {
                name: Name::Clause(index),
                side,
                strength: case.strength(),
            }));
        }
        voices
    }

    fn case<'q>(&'q self, index: usize, clause: &'q Clause) -> Case<'q> {
        let own = clause.zone.as_ref().map(plan::NamedZone::zone);
        Case {
            question: self,
            index,
            clause,
            zone: own.unwrap_or(self.world.plan.zone()),
            holds: dates(clause, self.child, self.world.passed),
        }
    }

    fn care_begins(&self) -> Date {
        self.world.plan.from().max(self.child.born)
    }

    fn in_plan(&self) -> bool {
        let plan = self.world.plan;
        let midnight = |date: Date| instant(midnight(date), plan.zone());
        midnight(self.care_begins()) <= self.at
            && plan.until().is_none_or(|until| self.at < midnight(until))
    }
}

impl Heard {
    fn hears(self, strength: Strength) -> bool {
        match self {
            Heard::Everything => true,
            Heard::Weaker(than) => strength > than,
            Heard::Stronger(than) => strength < than,
        }
    }
}

impl Case<'_> {
    fn strength(&self) -> Strength {
        (self.clause.rank, true, Reverse(0))
    }

    /// The first date on which the clause holds for the child, and the first on which it no
    /// longer does; no date while it waits.
    fn holds(&self) -> (Date, Date) {
        self.holds.unwrap_or((calendar::FAR.0, calendar::FAR.0))
    }

    fn holds_on(&self, date: Date) -> bool {
        let (first, end) = self.holds();
        (first..end).contains(&date)
    }

    /// Whether the instant lies between two clock times of the clause's zone.
    fn within(&self, from: DateTime, until: DateTime) -> bool {
        let at = self.question.at;
        instant(from, self.zone) <= at && at < instant(until, self.zone)
    }

    /// The date of the instant by the clause's clock, so many before it and the next.
    fn dates_around(&self, before: i32) -> impl Iterator<Item = Date> + use<> {
        let today = self.question.at.to_zoned(self.zone.clone()).date();
        (-before..=1).map(move |days| later(today, days))
    }
}

/// Whether a clause leaves a holiday to who has the child otherwise.
fn asks(clause: &Clause) -> bool {
    let sharing = if let Some(Rule::Holiday(rule)) = &clause.rule {
        &rule.sharing
    } else if let Some(Rule::SchoolHolidays(rule)) = &clause.rule {
        &rule.sharing
    } else {
        return false;
    };
    matches!(
        sharing.first(),
        plan::Who::Holder { .. } | plan::Who::Other { .. }
    )
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

/// Dates on which the clauses of a plan begin and end, and the plan itself.
fn borders(plan: &ParentingPlan, passed: &Passed) -> Vec<Date> {
    let mut found = vec![plan.from()];
    found.extend(plan.until());
    for child in plan.children() {
        found.push(child.born);
        let concerned = |clause: &&Clause| clause.concerns(&child.id);
        for clause in plan.clauses().iter().filter(concerned) {
            let dates = dates(clause, child, passed);
            found.extend(dates.into_iter().flat_map(|(first, end)| [first, end]));
        }
    }
    found.retain(|found| (2026..2029).contains(&found.year()));
    found.sort();
    found.dedup();
    found
}

/// A date anywhere or on a border of the calendar, perhaps one of the plan's borders instead, and
/// how many days from two days before it on are looked at.
fn days() -> impl Strategy<Value = (Date, Option<prop::sample::Index>, i32)> {
    let anywhere = (0..600).prop_map(|days| later(date(2026, 6, 1), days));
    let calendar = prop::sample::select(BORDERS.to_vec());
    let border = prop::option::weighted(0.6, any::<prop::sample::Index>());
    (prop_oneof![anywhere, calendar], border, 3..10)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_timeline_says_what_each_clause_says_by_definition(text in plan_text(), agreed in agreements(), passed in passed(), (date, border, length) in days()) {
        let plan = read(&text);
        let own = border.map(|border| *border.get(&borders(&plan, &passed)));
        let from = later(own.unwrap_or(date), -2);
        let window = Window::new(from, later(from, length)).unwrap();
        let timeline = compile_after(&plan, window, &agreed, &passed);
        let world = World {
            plan: &plan,
            agreed: &agreed,
            passed: &passed,
            end: later(window.to(), 10),
            alternations: RefCell::default(),
            shares: RefCell::default(),
        };
        for (child, timeline_of) in plan.children().iter().zip(timeline.children()) {
            let (start, end) = (timeline.start().as_second(), timeline.end().as_second());
            for seconds in (start..end).step_by(900) {
                let at = Timestamp::from_second(seconds).unwrap();
                let question = Question { world: &world, child, at };
                prop_assert_eq!(of_timeline(timeline_of, at), question.answer(), "{} at {}\n{}", child.name, at, text);
            }
        }
    }
}
