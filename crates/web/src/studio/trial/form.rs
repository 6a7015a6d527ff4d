//! The choices that can be tried: what the draft says now, what was chosen, and what that means.
//!
//! May touch: its arguments.

use jiff::civil::{Time, Weekday};
use plan::edit::WhatIf;
use plan::pattern::{self, Pattern};
use plan::{Change, Nights, ParentingPlan, Rule, Side};

use crate::page::side_tag;
use crate::studio::questions::{first_rhythms, other_rhythms};

/// Nights of two weeks, of which the second parent has some.
pub const FORTNIGHT: u8 = 14;
/// The least and the most of them that can be chosen.
pub const NIGHTS: std::ops::RangeInclusive<u8> = 1..=13;
/// When children can change homes, in half hours from midnight: 7:00 to 21:00.
pub const CHANGES: std::ops::RangeInclusive<u8> = 14..=42;
/// Into which every length of a cycle goes.
const ALL_CYCLES: usize = 84;
/// Longest text that is kept of a field.
const MAX_TYPED: usize = 60;

/// What a draft says now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Present {
    /// The first rhythm of nights; `None` where no clause is one.
    pub rhythm: Option<Rhythm>,
    /// Whether a clause speaks of school holidays.
    pub holidays: bool,
}

/// A rhythm of nights.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rhythm {
    /// Nights of fourteen with the parent named second, rounded, as far as they can be chosen.
    pub second: u8,
    /// Its name, if it has one.
    pub pattern: Option<&'static Pattern>,
    /// With whom it begins.
    pub first: Side,
    /// When the children change homes on a Monday.
    pub change: Time,
    /// The same in half hours, as far as it can be chosen.
    pub half_hours: u8,
    /// Whether that is so on each day.
    pub daily: bool,
}

impl Present {
    /// What a plan says.
    #[must_use]
    pub fn of(plan: &ParentingPlan) -> Self {
        let mut rules = plan
            .clauses()
            .iter()
            .filter_map(|clause| clause.rule.as_ref());
        let holidays = plan
            .clauses()
            .iter()
            .any(|clause| matches!(clause.rule, Some(Rule::SchoolHolidays(_))));
        let nights = rules.find_map(|rule| {
            if let Rule::Nights(nights) = rule {
                Some(nights)
            } else {
                None
            }
        });
        Self {
            rhythm: nights.map(Rhythm::of),
            holidays,
        }
    }
}

impl Rhythm {
    fn of(nights: &Nights) -> Self {
        let change = nights.change.on(Weekday::Monday);
        let known = |pattern: &&Pattern| {
            Side::BOTH
                .into_iter()
                .any(|first| turned(pattern, first) == nights.cycle)
        };
        Self {
            second: second(&nights.cycle),
            pattern: pattern::ALL.iter().find(known),
            first: nights.cycle.first().copied().unwrap_or(Side::A),
            change,
            half_hours: half_hours(change),
            daily: matches!(nights.change, Change::Daily(_)),
        }
    }
}

/// The nights of a schedule, in a plan in which this parent comes first.
fn turned(pattern: &Pattern, first: Side) -> Vec<Side> {
    let side = |side: Side| match side {
        Side::A => first,
        Side::B => first.other(),
    };
    pattern.cycle().into_iter().map(side).collect()
}

/// Nights of fourteen with the parent named second.
fn second(cycle: &[Side]) -> u8 {
    let all = cycle.len().max(1);
    let with_b = cycle.iter().filter(|night| **night == Side::B).count();
    let rounded = (with_b * usize::from(FORTNIGHT) + all / 2) / all;
    let rounded = u8::try_from(rounded).unwrap_or(FORTNIGHT);
    rounded.clamp(*NIGHTS.start(), *NIGHTS.end())
}

fn half_hours(time: Time) -> u8 {
    let minutes =
        u16::from(time.hour().unsigned_abs()) * 60 + u16::from(time.minute().unsigned_abs());
    let rounded = u8::try_from((minutes + 15) / 30).unwrap_or(*CHANGES.end());
    rounded.clamp(*CHANGES.start(), *CHANGES.end())
}

/// A time of a slider.
#[must_use]
pub fn time_of(half_hours: u8) -> Option<Time> {
    let hour = i8::try_from(half_hours / 2).ok()?;
    let minute = i8::try_from(half_hours % 2).ok()? * 30;
    Time::new(hour, minute, 0, 0).ok()
}

/// What was chosen, as it came.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TrialForm {
    /// Nights of fourteen with the parent named second.
    pub nights: Option<u8>,
    /// The name of a schedule; empty: as now, or the nearest to the nights.
    pub rhythm: String,
    /// With whom it begins: `a` or `b`; empty: as now.
    pub first: String,
    /// When the children change homes, in half hours from midnight.
    pub change: Option<u8>,
    /// `halves` or `whole`; empty: as now.
    pub holidays: String,
    /// Whether odd and even years change places.
    pub swap: bool,
}

impl TrialForm {
    /// Takes values of an address or a form; others are passed over.
    #[must_use]
    pub fn of(pairs: &[(String, String)]) -> Self {
        let mut form = Self::default();
        let within = |value: &str, range: std::ops::RangeInclusive<u8>| {
            value.parse::<u8>().ok().filter(|one| range.contains(one))
        };
        for (name, value) in pairs {
            let value: String = value.chars().take(MAX_TYPED).collect();
            match name.as_str() {
                "nights" => form.nights = within(&value, NIGHTS),
                "change" => form.change = within(&value, CHANGES),
                "rhythm" => form.rhythm = value,
                "first" => form.first = value,
                "holidays" => form.holidays = value,
                "swap" => form.swap = value == "1",
                _ => {}
            }
        }
        form
    }

    /// Every value by its name, as a hidden copy carries it.
    #[must_use]
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let number = |one: Option<u8>| one.map(|one| one.to_string());
        let text = |one: &String| Some(one.clone()).filter(|one| !one.is_empty());
        let swap = self.swap.then(|| "1".to_owned());
        [
            ("nights", number(self.nights)),
            ("rhythm", text(&self.rhythm)),
            ("first", text(&self.first)),
            ("change", number(self.change)),
            ("holidays", text(&self.holidays)),
            ("swap", swap),
        ]
        .into_iter()
        .filter_map(|(name, value)| Some((name, value?)))
        .collect()
    }

    /// What it would change in a draft that is so now.
    #[must_use]
    pub fn what(&self, present: &Present) -> WhatIf {
        let halves = match self.holidays.as_str() {
            "halves" => Some(true),
            "whole" => Some(false),
            _ => None,
        };
        let (pattern, first) = match &present.rhythm {
            Some(rhythm) => self.rhythm(rhythm),
            None => (None, None),
        };
        let now = present.rhythm.map(|rhythm| rhythm.half_hours);
        let change = self
            .change
            .filter(|chosen| now.is_some_and(|now| now != *chosen));
        WhatIf {
            pattern,
            first,
            change: change.and_then(time_of),
            swap_holidays: self.swap && present.holidays,
            halves: halves.filter(|_| present.holidays),
        }
    }

    /// The schedule and with whom it begins, where they become others.
    fn rhythm(&self, now: &Rhythm) -> (Option<&'static Pattern>, Option<Side>) {
        let named = pattern::find(&self.rhythm);
        let nights = self.nights.unwrap_or(now.second);
        let nearest = || (nights != now.second).then(|| nearest(nights)).flatten();
        let pattern = match named {
            Some(named) => Some(named).filter(|named| now.pattern != Some(*named)),
            None => nearest(),
        };
        let chosen = Side::BOTH
            .into_iter()
            .find(|side| side_tag(*side) == self.first);
        // Where one has more nights, the schedule begins with that one.
        let home = if nights > FORTNIGHT / 2 {
            Side::B
        } else {
            Side::A
        };
        let first = match pattern {
            Some(pattern) if !is_even(pattern) && named.is_none() => Some(home),
            Some(pattern) if !is_even(pattern) => chosen.or(Some(home)),
            Some(_) => chosen.or(Some(now.first)),
            None => chosen.filter(|side| *side != now.first),
        };
        (pattern, first)
    }
}

/// Whether nothing would change.
#[must_use]
pub fn is_nothing(what: &WhatIf) -> bool {
    let WhatIf {
        pattern,
        first,
        change,
        swap_holidays,
        halves,
    } = what;
    pattern.is_none() && first.is_none() && change.is_none() && !swap_holidays && halves.is_none()
}

/// Whether both have the same number of nights.
fn is_even(pattern: &Pattern) -> bool {
    let cycle = pattern.cycle();
    cycle.iter().filter(|side| **side == Side::B).count() * 2 == cycle.len()
}

/// The schedule whose nights are nearest to so many of fourteen for the parent named second; of
/// several the one that is shown first.
#[must_use]
pub fn nearest(nights: u8) -> Option<&'static Pattern> {
    // In a schedule the parent who comes first has as many nights as the other, or more.
    let fewer = usize::from(nights.min(FORTNIGHT.saturating_sub(nights)));
    let away = |pattern: &Pattern| {
        let cycle = pattern.cycle();
        let with_b = cycle.iter().filter(|side| **side == Side::B).count();
        let all = cycle.len().max(1);
        (with_b * usize::from(FORTNIGHT)).abs_diff(fewer * all) * (ALL_CYCLES / all)
    };
    let all = first_rhythms().into_iter().chain(other_rhythms());
    all.map(|named| named.pattern)
        .min_by_key(|pattern| away(pattern))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_schedule_has_about_so_many_nights() {
        for (nights, name) in [
            (7, "alternating-weeks"),
            (6, "4-3"),
            (8, "4-3"),
            (5, "alternate-weekends-monday-wednesday"),
            (4, "alternate-weekends-thursday"),
            (3, "alternate-weekends-monday"),
            (2, "alternate-weekends"),
            (12, "alternate-weekends"),
            (1, "every-third-weekend"),
            (13, "every-third-weekend"),
        ] {
            assert_eq!(nearest(nights).unwrap().name, name, "{nights}");
        }
        assert!(NIGHTS.into_iter().all(|nights| nearest(nights).is_some()));
    }

    #[test]
    fn every_cycle_goes_into_the_common_one() {
        for pattern in &pattern::ALL {
            assert_eq!(ALL_CYCLES % pattern.cycle().len(), 0, "{}", pattern.name);
        }
    }

    #[test]
    fn times_are_half_hours() {
        assert_eq!(time_of(17), Time::new(8, 30, 0, 0).ok());
        for half_hours_of in CHANGES {
            assert_eq!(time_of(half_hours_of).map(half_hours), Some(half_hours_of));
        }
        let early = Time::new(0, 0, 0, 0).unwrap();
        assert_eq!(half_hours(early), 14, "no earlier than can be chosen");
    }
}
