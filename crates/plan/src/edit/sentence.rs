//! The sentence that says what a rule says, for clauses that are written anew: nights here, weeks
//! and school holidays beside. Reads a plan; makes text.

use jiff::Span;
use jiff::civil::{Date, Weekday};

use super::said::{Said, sentences};
use super::{holiday_sentence, weeks_sentence};
use crate::Language;
use crate::model::{Clause, ParentingPlan, Side};
use crate::pattern::{self, Pattern};
use crate::rule::{Change, Nights, Rule};

/// A sequence with more stretches than this is given by its letters.
const STRETCHES_MAX: usize = 12;

/// What a clause agrees by its rule, in English and Dutch; `None` for a rule other than nights, odd
/// and even weeks, and school holidays. The names of the children and the parents are those of the
/// plan.
pub fn rule_sentence(plan: &ParentingPlan, clause: &Clause) -> Option<[String; 2]> {
    let said = |language| Said {
        plan,
        clause,
        language,
    };
    match clause.rule.as_ref()? {
        Rule::Nights(rule) => Some(Language::ALL.map(|language| nights(&said(language), rule))),
        Rule::Weeks(rule) => {
            Some(Language::ALL.map(|language| weeks_sentence::weeks(&said(language), rule)))
        }
        Rule::SchoolHolidays(rule) => {
            Some(Language::ALL.map(|language| holiday_sentence::school(&said(language), rule)))
        }
        Rule::Weekly(_)
        | Rule::Days(_)
        | Rule::Roster(_)
        | Rule::Spans(_)
        | Rule::Holiday(_)
        | Rule::Weekends(_)
        | Rule::Always(_)
        | Rule::Calls(_)
        | Rule::Limit(_)
        | Rule::FirstRefusal(_)
        | Rule::Disputes(_) => None,
    }
}

/// The weekdays on which a sequence changes from one parent to the other, Monday first.
pub(super) fn changing(cycle: &[Side], start: Date) -> Vec<Weekday> {
    let before = cycle.iter().rev().take(1).chain(cycle);
    let begins = start.weekday().cycle_forward();
    let changes = before.zip(cycle).zip(begins);
    let on: Vec<Weekday> = changes
        .filter(|((before, night), _)| before != night)
        .map(|(_, weekday)| weekday)
        .collect();
    let week = Weekday::Monday.cycle_forward().take(7);
    week.filter(|weekday| on.contains(weekday)).collect()
}

/// How a schedule that speaks of weekdays goes on after "Noor is"; `{a}` comes first in it.
const OF_WEEKDAYS: [(&str, [&str; 2]); 8] = [
    (
        "alternating-weeks-wednesday",
        [
            "with each parent in turn for a week from Monday, beginning with {a}, and on the night of each Wednesday with the other one",
            "om de beurt een week bij elke ouder, vanaf maandag en te beginnen bij {a}, en elke woensdagnacht bij de ander",
        ],
    ),
    (
        "every-weekend",
        [
            "with {a}, and every weekend from Friday to Sunday with {b}",
            "bij {a}, en elk weekend van vrijdag tot zondag bij {b}",
        ],
    ),
    (
        "alternate-weekends",
        [
            "with {a}, and every other weekend from Friday to Sunday with {b}",
            "bij {a}, en om het weekend van vrijdag tot zondag bij {b}",
        ],
    ),
    (
        "alternate-weekends-monday",
        [
            "with {a}, and every other weekend from Friday to Monday with {b}",
            "bij {a}, en om het weekend van vrijdag tot maandag bij {b}",
        ],
    ),
    (
        "alternate-weekends-thursday",
        [
            "with {a}, and every other weekend from Thursday to Monday with {b}",
            "bij {a}, en om het weekend van donderdag tot maandag bij {b}",
        ],
    ),
    (
        "alternate-weekends-wednesday",
        [
            "with {a}, and every other weekend from Friday to Sunday and each Wednesday night with {b}",
            "bij {a}, en om het weekend van vrijdag tot zondag en elke woensdagnacht bij {b}",
        ],
    ),
    (
        "alternate-weekends-monday-wednesday",
        [
            "with {a}, and every other weekend from Friday to Monday and each Wednesday night with {b}",
            "bij {a}, en om het weekend van vrijdag tot maandag en elke woensdagnacht bij {b}",
        ],
    ),
    (
        "every-third-weekend",
        [
            "with {a}, and every third weekend from Friday to Sunday with {b}",
            "bij {a}, en elk derde weekend van vrijdag tot zondag bij {b}",
        ],
    ),
];

fn nights(said: &Said<'_>, rule: &Nights) -> String {
    let words = of_weekdays(rule);
    let (who, since) = match words {
        Some((pattern, first, phrase)) => (
            format!(
                "{} {} {}.",
                said.children(),
                said.are(),
                filled(said, said.pick(phrase), first)
            ),
            first_weekend(said, rule, pattern),
        ),
        None => (in_turn(said, &rule.cycle), counted(said, rule)),
    };
    let changes = changes(said, rule);
    sentences(&[who, since, changes, said.holds()])
}

/// The schedule by name, where it speaks of weekdays: who comes first, and its words.
fn of_weekdays(rule: &Nights) -> Option<(&'static Pattern, Side, [&'static str; 2])> {
    let first = *rule.cycle.first()?;
    let fits = |pattern: &&Pattern| {
        let nights = pattern.cycle().into_iter();
        let nights = nights.map(|night| match first {
            Side::A => night,
            Side::B => night.other(),
        });
        pattern.begins == Some(rule.start.weekday()) && nights.eq(rule.cycle.iter().copied())
    };
    let pattern = pattern::ALL.iter().find(fits)?;
    let (_, phrase) = OF_WEEKDAYS.iter().find(|(name, _)| *name == pattern.name)?;
    Some((pattern, first, *phrase))
}

/// A phrase with the names of the parents. Names come last, so that nothing in them is taken for
/// a place to fill.
fn filled(said: &Said<'_>, phrase: &str, first: Side) -> String {
    let (a, b) = (said.parent(first), said.parent(first.other()));
    let halves = phrase.split("{a}");
    let halves: Vec<String> = halves
        .map(|part| part.split("{b}").collect::<Vec<_>>().join(b))
        .collect();
    halves.join(a)
}

/// From which weekend or week a schedule by weekdays counts; empty where each week is alike.
fn first_weekend(said: &Said<'_>, rule: &Nights, pattern: &Pattern) -> String {
    if rule.cycle.len() <= 7 {
        return String::new();
    }
    if !pattern.name.contains("weekend") {
        return counted(said, rule);
    }
    // These schedules begin on a Monday, and with a week that has such a weekend.
    let friday = rule.start.saturating_add(Span::new().days(4));
    let begin = said.pick([
        "The first such weekend is that of",
        "Het eerste van die weekenden is dat van",
    ]);
    format!("{begin} {}.", said.full_date(friday))
}

fn counted(said: &Said<'_>, rule: &Nights) -> String {
    if rule
        .cycle
        .iter()
        .all(|night| Some(night) == rule.cycle.first())
    {
        return String::new();
    }
    let begin = said.pick([
        "This is counted from the night of",
        "Er wordt geteld vanaf de nacht van",
    ]);
    format!("{begin} {}.", said.full_date(rule.start))
}

/// Any sequence, stretch by stretch.
fn in_turn(said: &Said<'_>, cycle: &[Side]) -> String {
    let mut stretches: Vec<(Side, usize)> = Vec::new();
    for &night in cycle {
        match stretches.last_mut() {
            Some((side, length)) if *side == night => *length += 1,
            Some(_) | None => stretches.push((night, 1)),
        }
    }
    let (children, are) = (said.children(), said.are());
    match &stretches[..] {
        [(side, _)] => {
            let always = said.pick(["every night", "elke nacht"]);
            format!("{children} {are} {always} {}.", said.with(*side))
        }
        [(first, length), others @ ..] if others.len() < STRETCHES_MAX => {
            let nights = if *length == 1 {
                said.pick(["night", "nacht"])
            } else {
                said.pick(["nights", "nachten"])
            };
            let first = format!("{} {nights} {}", said.number(*length), said.with(*first));
            let others = others
                .iter()
                .map(|(side, length)| format!("{} {}", said.number(*length), said.with(*side)));
            let parts: Vec<String> = std::iter::once(first).chain(others).collect();
            let turns = said.pick(["in turn", "om de beurt"]);
            format!("{children} {are} {turns} {}.", said.list(&parts))
        }
        _ => by_letters(said, cycle),
    }
}

fn by_letters(said: &Said<'_>, cycle: &[Side]) -> String {
    let letters = Side::BOTH.map(|side| {
        let letter = said.plan.parent(side).letter;
        format!("{letter} {}", said.with(side))
    });
    let weeks: Vec<String> = cycle
        .chunks(7)
        .map(|week| {
            let letter = |side: &Side| said.plan.parent(*side).letter;
            week.iter().map(letter).collect()
        })
        .collect();
    let begin = said.pick(["The nights of", "De nachten van"]);
    let order = said.pick(["repeat in this order", "herhalen zich in deze volgorde"]);
    format!(
        "{begin} {} {order}, {}: {}.",
        said.children(),
        said.list(&letters),
        weeks.join(" ")
    )
}

/// When the children change home.
fn changes(said: &Said<'_>, rule: &Nights) -> String {
    let days = changing(&rule.cycle, rule.start);
    let Some(first) = days.first() else {
        return String::new();
    };
    let begin = said.pick(["Changes are", "Gewisseld wordt"]);
    let time = rule.change.on(*first);
    let alike = days.iter().all(|day| rule.change.on(*day) == time);
    if alike || matches!(rule.change, Change::Daily(_)) {
        return format!("{begin} {}.", said.at(time));
    }
    let days: Vec<String> = days
        .iter()
        .map(|day| {
            let on = said.pick(["on", "op"]);
            let time = said.at(rule.change.on(*day));
            format!("{on} {} {time}", said.weekday(*day))
        })
        .collect();
    format!("{begin} {}.", said.list(&days))
}
