//! A plan with another rhythm or other school holidays, to look at before anybody proposes it.
//! Changes those rules and the sentences that go with them; leaves the rest of the text alone.

use std::collections::BTreeMap;

use jiff::civil::{Date, Time, Weekday};
use toml_edit::{InlineTable, Item, Table, TableLike, Value};

use super::clause::{self, ClauseFields, arrange, put};
use super::layout::Layout;
use super::sentence::{changing, rule_sentence};
use super::{EditError, sized};
use crate::day;
use crate::model::{Clause, ParentingPlan, Side};
use crate::pattern::{self, Pattern};
use crate::read::limits;
use crate::read::words;
use crate::rule::{Nights, Rule};
use crate::template;

/// What is to be tried; nothing unless stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct WhatIf {
    /// Another schedule.
    pub pattern: Option<&'static Pattern>,
    /// Who comes first in the schedule.
    pub first: Option<Side>,
    /// Another clock time for all changes of home.
    pub change: Option<Time>,
    /// Even and odd years of the school holidays the other way round.
    pub swap_holidays: bool,
    /// All school holidays in halves, or each of them whole with one parent.
    pub halves: Option<bool>,
}

impl WhatIf {
    fn asks_for_nights(&self) -> bool {
        self.pattern.is_some() || self.first.is_some() || self.change.is_some()
    }

    fn asks_for_holidays(&self) -> bool {
        self.swap_holidays || self.halves.is_some()
    }
}

/// In which order the keys of a rule stand.
const NIGHTS: [&str; 6] = ["sequence", "pattern", "first", "start", "begins", "change"];
const SCHOOL: [&str; 8] = [
    "holiday", "from", "until", "parent", "halves", "parts", "weeks", "of",
];
const YEARS: [&str; 3] = ["even", "odd", "year"];

/// The keys of which one says how a holiday is shared.
const SHARING: [&str; 4] = ["parent", "halves", "parts", "weeks"];

/// The text of a plan as it would be with another rhythm: that of the first clause with a rule by
/// `nights`, and of every clause on school holidays. The sentence of a clause whose rule changes
/// is written anew from the rule, in the languages that it has; everything else stays.
///
/// A schedule that speaks of weekdays begins on the nearest such day. Clock times by weekday stay
/// where the new schedule can have them.
///
/// # Errors
/// When the text is no sound plan or would not be one, or a rhythm is asked for and no clause
/// has a rule by `nights`.
///
/// ```
/// # use jiff::civil::date;
/// use plan::edit::{WhatIf, what_if};
///
/// let pattern = plan::pattern::find("alternating-weeks");
/// let what = WhatIf { pattern, ..WhatIf::default() };
/// let text = what_if(plan::EXAMPLE, date(2026, 9, 1), &what)?;
/// assert!(text.contains("pattern = \"alternating-weeks\", first = \"mara\", start = 2027-02-01"));
/// assert!(text.contains("Noor is in turn seven nights with Mara and seven with Elias."));
/// # Ok::<(), plan::edit::EditError>(())
/// ```
pub fn what_if(text: &str, today: Date, what: &WhatIf) -> Result<String, EditError> {
    let plan = ParentingPlan::read(text, today).map_err(EditError::Text)?;
    let layout = Layout::to_edit(text)?;
    let tried = tried_rules(&plan, &layout, what)?;
    let next = ParentingPlan::read(&layout.with(&tried), today).map_err(EditError::Outcome)?;
    let mut written = BTreeMap::new();
    for (place, unit) in &tried {
        let (Some(was), Some(is)) = (plan.clauses().get(*place), next.clauses().get(*place)) else {
            continue;
        };
        if was.rule == is.rule {
            continue;
        }
        let mut fields = clause::fields(unit).map_err(EditError::Outcome)?;
        if let Some(sentence) = rule_sentence(&next, is) {
            say(&mut fields.sentence, sentence);
        }
        if let (Some(pattern), Some(_)) = (what.pattern, nights_of(is)) {
            call(&mut fields, pattern);
        }
        written.insert(*place, clause::written(unit, &fields)?);
    }
    sized(layout.with(&written))
}

/// The clauses whose rule may be another one, each with its place.
fn tried_rules(
    plan: &ParentingPlan,
    layout: &Layout<'_>,
    what: &WhatIf,
) -> Result<BTreeMap<usize, String>, EditError> {
    let mut tried = BTreeMap::new();
    if what.asks_for_nights() {
        let mut clauses = plan.clauses().iter().enumerate();
        let found = clauses.find_map(|(place, clause)| Some((place, nights_of(clause)?)));
        let (place, rule) = found.ok_or(EditError::NoNights)?;
        let change = |table: &mut Table| try_nights(table, plan, rule, what);
        tried.insert(place, clause::edited(&layout.clause(place)?, change)?);
    }
    if what.asks_for_holidays() {
        for (place, clause) in plan.clauses().iter().enumerate() {
            if matches!(clause.rule, Some(Rule::SchoolHolidays(_))) {
                let change = |table: &mut Table| try_school(table, what);
                tried.insert(place, clause::edited(&layout.clause(place)?, change)?);
            }
        }
    }
    Ok(tried)
}

fn nights_of(clause: &Clause) -> Option<&Nights> {
    if let Some(Rule::Nights(nights)) = &clause.rule {
        Some(nights)
    } else {
        None
    }
}

/// A new sentence, in the languages in which there was one.
fn say(old: &mut [String; 2], new: [String; 2]) {
    for (old, new) in old.iter_mut().zip(new) {
        if !old.is_empty() {
            *old = new;
        }
    }
}

/// A title that only named the old schedule names the new one.
fn call(fields: &mut ClauseFields, pattern: &Pattern) {
    let Some(new) = template::clause_title(pattern.name) else {
        return;
    };
    for (place, (title, new)) in fields.title.iter_mut().zip(new).enumerate() {
        let mut known = pattern::ALL
            .iter()
            .filter_map(|pattern| template::clause_title(pattern.name));
        if known.any(|titles| {
            titles
                .get(place)
                .is_some_and(|known| *known == title.as_str())
        }) {
            *title = new.to_owned();
        }
    }
}

fn try_nights(clause: &mut Table, plan: &ParentingPlan, old: &Nights, what: &WhatIf) {
    let Some(item) = clause.get_mut("nights") else {
        return;
    };
    if let Some(rule) = item.as_table_like_mut() {
        let now = old.cycle.first().copied().unwrap_or(Side::A);
        let first = what.first.unwrap_or(now);
        if let Some(pattern) = what.pattern {
            named(rule, plan, (pattern, first), old);
        } else if first != now {
            begun_by(rule, plan, first);
        }
        if let Some(time) = what.change {
            put(rule, "change", clock(time));
        }
    }
    arrange(item, &NIGHTS);
}

/// A schedule by name in place of what was there.
fn named(
    rule: &mut dyn TableLike,
    plan: &ParentingPlan,
    (pattern, first): (&Pattern, Side),
    old: &Nights,
) {
    rule.remove("sequence");
    put(rule, "pattern", Value::from(pattern.name));
    put(rule, "first", Value::from(plan.parent(first).id.as_str()));
    let start = nearest(old.start, pattern.begins);
    if start != old.start
        && let Some(date) = date(start)
    {
        put(rule, "start", date);
    }
    let mut cycle = pattern.cycle();
    if first == Side::B {
        cycle = cycle.into_iter().map(Side::other).collect();
    }
    let whole_weeks = cycle.len().is_multiple_of(7);
    let begins = rule.get("begins").and_then(Item::as_str);
    let begins = begins.and_then(words::weekday);
    if !whole_weeks || begins != Some(start.weekday()) {
        rule.remove("begins");
    }
    let times = rule.get("change").and_then(Item::as_table_like);
    let Some(times) = times else {
        return;
    };
    let stated: Vec<Weekday> = times
        .iter()
        .filter_map(|(key, _)| words::weekday(key))
        .collect();
    let lacks = changing(&cycle, start)
        .iter()
        .any(|weekday| !stated.contains(weekday));
    let lacks = lacks && !times.contains_key("other");
    // The time of the first change stands for those that nobody stated.
    let usual = clock(old.change.on(old.start.weekday()));
    if !whole_weeks {
        put(rule, "change", usual);
    } else if lacks && let Some(times) = rule.get_mut("change").and_then(Item::as_table_like_mut) {
        put(times, "other", usual);
    }
}

/// The other parent first, in the same schedule.
fn begun_by(rule: &mut dyn TableLike, plan: &ParentingPlan, first: Side) {
    let sequence = rule.get("sequence").and_then(Item::as_str);
    let Some(sequence) = sequence.map(|sequence| swapped(plan, sequence)) else {
        put(rule, "first", Value::from(plan.parent(first).id.as_str()));
        return;
    };
    put(rule, "sequence", Value::from(sequence));
}

/// A sequence with the nights of each parent given to the other one.
fn swapped(plan: &ParentingPlan, sequence: &str) -> String {
    let [a, b] = Side::BOTH.map(|side| plan.parent(side).letter);
    let other = |letter: char| match letter {
        letter if letter == a => b,
        letter if letter == b => a,
        letter => letter,
    };
    sequence.chars().map(other).collect()
}

/// The nearest date on a weekday, within the years that a plan may name.
fn nearest(date: Date, weekday: Option<Weekday>) -> Date {
    let Some(weekday) = weekday else {
        return date;
    };
    let ahead = day::weekday_offset(weekday) - day::weekday_offset(date.weekday());
    let ahead = ahead.rem_euclid(7);
    let (near, far) = if ahead > 3 {
        (ahead - 7, ahead)
    } else {
        (ahead, ahead - 7)
    };
    let at = |days: i32| day::date(day::number(date) + days);
    let years = limits::YEAR_MIN..=limits::YEAR_MAX;
    if years.contains(&at(near).year()) {
        at(near)
    } else {
        at(far)
    }
}

fn try_school(clause: &mut Table, what: &WhatIf) {
    let Some(item) = clause.get_mut("school_holiday") else {
        return;
    };
    if let Some(rule) = item.as_table_like_mut() {
        let stated = SHARING.into_iter().find(|key| rule.contains_key(key));
        let Some(key) = stated else {
            return;
        };
        if what.swap_holidays
            && let Some(who) = who(rule, key)
        {
            swap_years(who);
        }
        let wanted = what
            .halves
            .map(|halves| if halves { "halves" } else { "parent" });
        if let Some(wanted) = wanted.filter(|wanted| *wanted != key) {
            share(rule, key, wanted);
        }
    }
    arrange(item, &SCHOOL);
}

/// Who has the whole of a holiday or the first part of it.
fn who<'r>(rule: &'r mut dyn TableLike, key: &str) -> Option<&'r mut Item> {
    if key == "parent" {
        return rule.get_mut(key);
    }
    let shared = rule.get_mut(key).and_then(Item::as_table_like_mut);
    shared.and_then(|shared| shared.get_mut("first"))
}

fn swap_years(who: &mut Item) {
    let Some(years) = who.as_table_like_mut() else {
        return;
    };
    let (even, odd) = (years.remove("even"), years.remove("odd"));
    for (key, item) in [("even", odd), ("odd", even)] {
        if let Some(item) = item {
            years.insert(key, item);
        }
    }
    arrange(who, &YEARS);
}

/// A holiday in halves or whole. Whoever had the first part has the first half, or all of it.
fn share(rule: &mut dyn TableLike, key: &str, wanted: &str) {
    let first = who(rule, key).cloned();
    let first = first.and_then(|first| first.into_value().ok());
    let Some(mut first) = first else {
        return;
    };
    first.decor_mut().clear();
    rule.remove(key);
    let shared = if wanted == "halves" {
        let mut halves = InlineTable::new();
        halves.insert("first", first);
        halves.insert("at", Value::from("midpoint"));
        Value::InlineTable(halves)
    } else {
        first
    };
    rule.insert(wanted, Item::Value(shared));
}

fn clock(time: Time) -> Value {
    Value::from(time.strftime("%H:%M").to_string())
}

fn date(date: Date) -> Option<Value> {
    date.to_string().parse().ok()
}
