//! The rhythm of the nights, and when the children change homes in it. Its sentence is written from
//! the rule.

use jiff::civil::{Time, Weekday};

use super::people::Cast;
use super::words::{Ids, clock};
use super::{ComposeError, Part, RhythmAnswer, SchoolAnswer, Sentence};
use crate::read::words::{WEEKDAYS, weekday_name};
use crate::{Side, day, template};

/// What is said beside the clock times of changes at school.
const AT_SCHOOL: [&str; 2] = [
    "On a school day that is when school starts or ends; on days without school the same times hold.",
    "Op een schooldag is dat als de school begint of uit is; op dagen zonder school gelden dezelfde tijden.",
];

/// The clause of the rhythm.
pub(super) fn part(cast: &Cast<'_>, ids: &mut Ids) -> Result<Part, ComposeError> {
    let rhythm = &cast.answers.rhythm;
    begins_on_its_weekday(rhythm)?;
    let times = school_times(rhythm, cast.answers.school.as_ref());
    let at_school = times.iter().any(|change| change.at_school);
    let change = if at_school {
        let times: Vec<String> = times
            .iter()
            .map(|change| format!("{} = \"{}\"", change.weekday, clock(change.time)))
            .collect();
        format!("{{ {} }}", times.join(", "))
    } else {
        format!("\"{}\"", clock(rhythm.change))
    };
    let pattern = rhythm.pattern;
    let title = template::clause_title(pattern.name).unwrap_or([pattern.title; 2]);
    Ok(Part {
        section: "care",
        id: ids.fresh("rhythm"),
        title: title.map(str::to_owned),
        sentence: Sentence::OfItsRule(if at_school { AT_SCHOOL } else { ["", ""] }),
        keys: format!(
            "nights = {{ pattern = \"{}\", first = \"{}\", start = {}, change = {change} }}",
            pattern.name,
            cast.id(rhythm.first),
            rhythm.start
        ),
    })
}

fn begins_on_its_weekday(rhythm: &RhythmAnswer) -> Result<(), ComposeError> {
    let (start, found) = (rhythm.start, rhythm.start.weekday());
    let Some(begins) = rhythm.pattern.begins.filter(|begins| *begins != found) else {
        return Ok(());
    };
    let nearest = |nth| start.nth_weekday(nth, begins).unwrap_or(start);
    Err(ComposeError::Start {
        title: rhythm.pattern.title,
        begins: weekday_name(begins),
        start,
        found: weekday_name(found),
        before: nearest(-1),
        after: nearest(1),
    })
}

/// When the children change homes on a weekday.
struct Change {
    /// The weekday as plans write it.
    weekday: &'static str,
    time: Time,
    at_school: bool,
}

/// The times of changes by weekday; none where they are not to be at school, or the schedule knows
/// no weekdays.
fn school_times(rhythm: &RhythmAnswer, school: Option<&SchoolAnswer>) -> Vec<Change> {
    let cycle = rhythm.pattern.cycle();
    let whole_weeks = cycle.len().is_multiple_of(7);
    let Some(school) = school.filter(|_| rhythm.at_school && whole_weeks) else {
        return Vec::new();
    };
    let changes = changes(&cycle);
    let first = day::weekday_offset(rhythm.start.weekday());
    let week = Weekday::Monday.cycle_forward().zip(WEEKDAYS);
    let times = week.filter_map(|(weekday, name)| {
        let night_of = day::weekday_offset(weekday) - first;
        let night_of = usize::try_from(night_of.rem_euclid(7)).unwrap_or(0);
        let here = changes.iter().filter(|change| change.night % 7 == night_of);
        let shorter: Vec<bool> = here.map(|change| change.to_shorter).collect();
        if shorter.is_empty() {
            return None;
        }
        let bell = bell(weekday, shorter.contains(&true), school);
        Some(Change {
            weekday: name,
            time: bell.unwrap_or(rhythm.change),
            at_school: bell.is_some(),
        })
    });
    times.collect()
}

/// When school brings a change on a weekday: a weekend ends in the morning and begins in the
/// afternoon, and so does a stay that is shorter than the one before it. None without school.
fn bell(weekday: Weekday, begins_shorter: bool, school: &SchoolAnswer) -> Option<Time> {
    let in_the_afternoon = match weekday {
        Weekday::Monday => false,
        Weekday::Friday => true,
        Weekday::Tuesday | Weekday::Wednesday | Weekday::Thursday => begins_shorter,
        Weekday::Saturday | Weekday::Sunday => return None,
    };
    let ends = match school.wednesday {
        Some(wednesday) if weekday == Weekday::Wednesday => wednesday,
        Some(_) | None => school.ends,
    };
    Some(if in_the_afternoon {
        ends
    } else {
        school.starts
    })
}

/// A change from one parent to the other in a cycle.
struct Turn {
    /// The first night of the new stay, by its place in the cycle.
    night: usize,
    /// Whether the new stay is shorter than the one before it.
    to_shorter: bool,
}

/// The changes of a cycle that repeats.
fn changes(cycle: &[Side]) -> Vec<Turn> {
    let before = cycle.iter().cycle().skip(cycle.len().saturating_sub(1));
    let pairs = before.zip(cycle);
    let starts: Vec<usize> = pairs
        .enumerate()
        .filter(|(_, (before, night))| before != night)
        .map(|(place, _)| place)
        .collect();
    let length = |place: usize| {
        let start = starts
            .get(place % starts.len().max(1))
            .copied()
            .unwrap_or(0);
        let next = starts.get((place + 1) % starts.len().max(1)).copied();
        let next = next.unwrap_or(0);
        (next + cycle.len() - start - 1) % cycle.len().max(1) + 1
    };
    let last = starts.len().saturating_sub(1);
    let places = starts.iter().enumerate();
    places
        .map(|(place, night)| Turn {
            night: *night,
            to_shorter: length(place) < length(place + last),
        })
        .collect()
}
