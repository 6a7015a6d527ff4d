//! Every rhythm that may be meant, how many nights it explains, and which come first.

use std::collections::BTreeMap;

use super::nights::Calendar;
use super::{
    CYCLE_NIGHTS_MAX, CYCLES_MIN, EXPLAINED_PERCENT_MIN, Found, SUGGESTIONS_MAX, Suggestion,
    describe, is_odd,
};
use crate::rule::WeekNumbering;
use crate::{PerParent, Side, day, pattern};

/// What a night costs that is not explained.
const NIGHT_COST: u32 = 4;
/// What a schedule costs that has a name: there are about a thousand of them, each from each day.
const NAMED_COST: u32 = 10;
/// What another one costs beside 1 for each night of its cycle.
const UNNAMED_COST: u32 = 10;
/// Odd and even weeks are as long as alternating weeks.
const FORTNIGHT: usize = 14;

/// A rhythm without its clock times.
pub(super) enum Kind {
    /// By the day's number modulo the length; see [`place`].
    Cycle(Vec<Side>),
    /// Odd and even weeks that begin on a weekday (Monday = 0).
    Weeks {
        begins: i32,
        odd: Side,
        numbering: WeekNumbering,
    },
}

/// A rhythm and what it leaves.
pub(super) struct Candidate {
    pub(super) kind: Kind,
    pub(super) length: usize,
    /// Nights that it does not explain.
    pub(super) exceptions: u32,
    cost: u32,
}

impl Candidate {
    /// What is smaller goes first.
    fn key(&self) -> (bool, usize, u32, usize) {
        let inexact = self.exceptions > 0;
        let first = if inexact { 0 } else { self.length };
        (inexact, first, self.cost, self.length)
    }
}

/// How often each parent has the nights at each place of a cycle; by the length of the cycle, for
/// those of which enough was seen.
type Counts = BTreeMap<usize, Vec<PerParent<u32>>>;

/// The place of a day in a cycle that begins with day 0. A length of 0 counts as 1.
pub(super) fn place(number: i32, length: usize) -> usize {
    let length = i32::try_from(length).unwrap_or(i32::MAX).max(1);
    usize::try_from(number.rem_euclid(length)).unwrap_or(0)
}

/// The day on which the seven days begin in which a day lies, by a weekday (Monday = 0).
pub(super) fn began(number: i32, begins: i32) -> i32 {
    let weekday = i32::try_from(day::weekday_index(number)).unwrap_or(0);
    number.saturating_sub((weekday - begins).rem_euclid(7))
}

/// The suggestions, or why there is none.
pub(super) fn found(calendar: &Calendar) -> Found {
    let counts = counts(calendar);
    let Some(longest) = counts.keys().next_back().copied() else {
        return Found::TooLittle;
    };
    let nights = calendar.known();
    let by_parent = calendar.by_parent();
    let (usual, others) = if by_parent.a >= by_parent.b {
        (Side::A, by_parent.b)
    } else {
        (Side::B, by_parent.a)
    };
    let one_parent_cost = others.saturating_mul(NIGHT_COST);
    let mut candidates = named(&counts);
    candidates.extend(weeks(calendar, &counts));
    candidates.extend(counts.values().filter_map(|counts| unnamed(counts)));
    candidates.retain(|candidate| {
        explains_enough(candidate.exceptions, nights)
            && (candidate.exceptions == 0
                || (candidate.cost < one_parent_cost && candidate.cost <= nights))
    });
    // A stable sort, so that of equals a name goes before odd and even weeks, and these go before
    // a cycle without a name.
    candidates.sort_by_key(Candidate::key);
    let suggestions: Vec<Suggestion> = best(candidates)
        .iter()
        .map(|candidate| describe::suggestion(calendar, candidate))
        .collect();
    if !suggestions.is_empty() {
        Found::Suggestions(suggestions)
    } else if explains_enough(others, nights) {
        Found::OneParent(usual)
    } else {
        Found::NoRhythm { longest }
    }
}

fn explains_enough(exceptions: u32, nights: u32) -> bool {
    let explained = u64::from(nights.saturating_sub(exceptions));
    explained * 100 >= u64::from(nights) * u64::from(EXPLAINED_PERCENT_MIN)
}

/// The first ones, each shorter than all before it or explaining more than all of them.
fn best(sorted: Vec<Candidate>) -> Vec<Candidate> {
    let mut kept: Vec<Candidate> = Vec::new();
    for candidate in sorted {
        let adds = |before: &Candidate| {
            candidate.length < before.length || candidate.exceptions < before.exceptions
        };
        if kept.len() < SUGGESTIONS_MAX && kept.iter().all(adds) {
            kept.push(candidate);
        }
    }
    kept
}

fn counts(calendar: &Calendar) -> Counts {
    let mut counts: Counts = (2..=CYCLE_NIGHTS_MAX)
        .map(|length| (length, vec![PerParent::default(); length]))
        .collect();
    for (number, side) in calendar.nights() {
        for (length, counts) in &mut counts {
            if let Some(count) = counts.get_mut(place(number, *length)) {
                *count.get_mut(side) += 1;
            }
        }
    }
    counts.retain(|_, counts| {
        counts
            .iter()
            .all(|count| count.a.saturating_add(count.b) >= CYCLES_MIN)
    });
    counts
}

/// Nights that a cycle of the same length as the counts does not explain.
fn exceptions(cycle: &[Side], counts: &[PerParent<u32>]) -> u32 {
    cycle
        .iter()
        .zip(counts)
        .map(|(side, count)| *count.get(side.other()))
        .sum()
}

/// Each schedule with a name, from each day on, with either parent first.
fn named(counts: &Counts) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    for pattern in &pattern::ALL {
        let nights = pattern.cycle();
        let length = nights.len();
        let Some(counts) = counts.get(&length) else {
            continue;
        };
        for begin in (0_i32..).take(length) {
            // Day 0 was a Thursday; a schedule that speaks of weekdays has whole weeks.
            let fits = pattern
                .begins
                .is_none_or(|weekday| day::date(begin).weekday() == weekday);
            if !fits {
                continue;
            }
            let cycle: Vec<Side> = (0_i32..)
                .take(length)
                .filter_map(|number| nights.get(place(number - begin, length)).copied())
                .collect();
            let swapped: Vec<Side> = cycle.iter().map(|side| side.other()).collect();
            for cycle in [cycle, swapped] {
                let exceptions = exceptions(&cycle, counts);
                candidates.push(Candidate {
                    kind: Kind::Cycle(cycle),
                    length,
                    exceptions,
                    cost: NAMED_COST.saturating_add(exceptions.saturating_mul(NIGHT_COST)),
                });
            }
        }
    }
    candidates
}

/// Odd and even weeks, from each weekday, with either parent in the odd ones.
fn weeks(calendar: &Calendar, counts: &Counts) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    if !counts.contains_key(&FORTNIGHT) {
        return candidates;
    }
    for numbering in [WeekNumbering::Iso, WeekNumbering::FirstMonday] {
        for begins in 0..7 {
            // Whose nights would be exceptions, were the odd weeks with A, and with B.
            let mut wrong: PerParent<u32> = PerParent::default();
            for (number, side) in calendar.nights() {
                let odd = is_odd(began(number, begins), numbering);
                let odd_parent = if odd { side } else { side.other() };
                *wrong.get_mut(odd_parent.other()) += 1;
            }
            for odd in Side::BOTH {
                let exceptions = *wrong.get(odd);
                candidates.push(Candidate {
                    kind: Kind::Weeks {
                        begins,
                        odd,
                        numbering,
                    },
                    length: FORTNIGHT,
                    exceptions,
                    cost: NAMED_COST.saturating_add(exceptions.saturating_mul(NIGHT_COST)),
                });
            }
        }
    }
    candidates
}

/// At each place of a cycle the parent who mostly has it; `None` when that is always the same one.
fn unnamed(counts: &[PerParent<u32>]) -> Option<Candidate> {
    let cycle = majority(counts);
    if cycle.iter().all(|side| Some(side) == cycle.first()) {
        return None;
    }
    let exceptions = exceptions(&cycle, counts);
    let cycle = shortest(cycle);
    let length = cycle.len();
    let length_cost = u32::try_from(length).unwrap_or(u32::MAX);
    Some(Candidate {
        kind: Kind::Cycle(cycle),
        length,
        exceptions,
        cost: UNNAMED_COST
            .saturating_add(length_cost)
            .saturating_add(exceptions.saturating_mul(NIGHT_COST)),
    })
}

/// Where both have a place as often, it goes with the place before it. That needs a beginning: the
/// place where one parent has the most more than the other.
fn majority(counts: &[PerParent<u32>]) -> Vec<Side> {
    let clear = |(_, count): &(usize, &PerParent<u32>)| count.a.abs_diff(count.b);
    let begin = counts.iter().enumerate().max_by_key(clear);
    let begin = begin.map_or(0, |(place, _)| place);
    let mut before = Side::A;
    let mut cycle: Vec<Side> = counts
        .iter()
        .cycle()
        .skip(begin)
        .take(counts.len())
        .map(|count| {
            if count.a != count.b {
                before = if count.a > count.b { Side::A } else { Side::B };
            }
            before
        })
        .collect();
    cycle.rotate_right(begin);
    cycle
}

/// The cycle without repeats of itself.
fn shortest(cycle: Vec<Side>) -> Vec<Side> {
    let repeats = |length: &usize| {
        let head = cycle.get(..*length).unwrap_or_default();
        cycle.len().is_multiple_of(*length) && cycle.chunks(*length).all(|part| part == head)
    };
    let length = (1..cycle.len()).find(repeats);
    match length {
        Some(length) => cycle.into_iter().take(length).collect(),
        None => cycle,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(a: u32, b: u32) -> PerParent<u32> {
        PerParent { a, b }
    }

    #[test]
    fn a_place_without_a_majority_goes_with_the_one_before_it() {
        let counts = [count(1, 1), count(4, 0), count(2, 2), count(0, 3)];
        let cycle = majority(&counts);
        assert_eq!(cycle, [Side::B, Side::A, Side::A, Side::B]);
    }

    #[test]
    fn a_cycle_is_written_once() {
        let (a, b) = (Side::A, Side::B);
        assert_eq!(shortest(vec![a, b, b, a, b, b]), [a, b, b]);
        assert_eq!(shortest(vec![a, b, b, a, b, a]), [a, b, b, a, b, a]);
    }

    #[test]
    fn seven_days_begin_on_their_weekday() {
        // Day 0 was a Thursday.
        assert_eq!([began(0, 3), began(0, 0), began(0, 4)], [0, -3, -6]);
        assert_eq!((place(-1, 7), place(15, 14), place(5, 0)), (6, 1, 0));
    }
}
