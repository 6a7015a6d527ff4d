//! School holidays: who has which, from which bell to which, and where halves change. Their sentences
//! are written from the rule.

use jiff::civil::Weekday;

use super::people::{Cast, turns};
use super::words::Ids;
use super::{ComposeError, HolidayAnswer, HolidayShare, Part, SchoolAnswer, Sentence, regions};
use crate::dates::{self, SchoolCalendar, SchoolHoliday};
use crate::ids::is_slug;
use crate::toml_text::quoted;
use crate::{day, edit};

/// Halves whose length differs by more than so many days from year to year change in their middle,
/// others on a day that is counted from the first.
const SPREAD_DAYS: i32 = 2;

/// The clauses of the school holidays, in the order of the answers.
pub(super) fn parts(cast: &Cast<'_>, ids: &mut Ids) -> Result<Vec<Part>, ComposeError> {
    let answers = cast.answers;
    if answers.holidays.is_empty() {
        return Ok(Vec::new());
    }
    let school = answers.school.as_ref().ok_or(ComposeError::NoSchool)?;
    let calendar = calendar(cast, school);
    let mut parts = Vec::with_capacity(answers.holidays.len());
    for (place, answer) in answers.holidays.iter().enumerate() {
        let mut before = answers.holidays.iter().take(place);
        if before.any(|other| other.holiday == answer.holiday) {
            let name = answer.holiday.clone();
            return Err(ComposeError::Twice { name });
        }
        let known = calendar.as_ref().map_or(&[][..], SchoolCalendar::holidays);
        parts.push(part(cast, answer, &Shape::of(known, &answer.holiday), ids));
    }
    Ok(parts)
}

/// The holidays of the region. None where it is not known: then the reader says so.
fn calendar(cast: &Cast<'_>, school: &SchoolAnswer) -> Option<SchoolCalendar> {
    let of_region = regions::find(&school.region).map(|region| region.country);
    let country = of_region.or(cast.answers.country.as_deref())?;
    dates::school_holidays(country, &school.region).ok()
}

/// What a holiday is like in all years that are known.
struct Shape {
    /// From a Saturday to a Sunday.
    of_whole_weeks: bool,
    /// Over 1 January, in some year.
    crosses_new_year: bool,
    /// How many days after the first the second half begins, where it is about as long each year.
    middle: Option<i32>,
}

impl Shape {
    fn of(known: &[SchoolHoliday], name: &str) -> Shape {
        let all: Vec<&SchoolHoliday> = known
            .iter()
            .filter(|holiday| holiday.slug == name)
            .collect();
        let days =
            |holiday: &&SchoolHoliday| day::number(holiday.last) - day::number(holiday.first);
        let (shortest, longest) = (all.iter().map(days).min(), all.iter().map(days).max());
        Shape {
            of_whole_weeks: all.iter().all(|holiday| {
                let edges = (holiday.first.weekday(), holiday.last.weekday());
                edges == (Weekday::Saturday, Weekday::Sunday)
            }),
            crosses_new_year: all
                .iter()
                .any(|holiday| holiday.first.year() != holiday.last.year()),
            middle: shortest
                .zip(longest)
                .filter(|(shortest, longest)| longest - shortest <= SPREAD_DAYS)
                .map(|(shortest, _)| shortest / 2),
        }
    }

    /// Where it begins and ends. The weekdays are named where they are the same each year.
    fn edges(&self) -> [&'static str; 2] {
        if self.of_whole_weeks {
            ["friday school ends", "monday school starts"]
        } else {
            ["school ends", "school starts"]
        }
    }
}

fn part(cast: &Cast<'_>, answer: &HolidayAnswer, shape: &Shape, ids: &mut Ids) -> Part {
    let name = answer.holiday.as_str();
    let year = if shape.crosses_new_year {
        ", year = \"first\""
    } else {
        ""
    };
    let share = match answer.share {
        HolidayShare::Whole { even } => format!("parent = {}", turns(cast, even, year)),
        HolidayShare::Halves { even_first } => {
            let first = turns(cast, even_first, year);
            let middle = match shape.middle {
                Some(days) => format!("+{days} 12:00"),
                None => "midpoint".to_owned(),
            };
            format!("halves = {{ first = {first}, at = \"{middle}\" }}")
        }
    };
    let id = if is_slug(name) {
        format!("{name}-holiday")
    } else {
        "school-holiday".to_owned()
    };
    let [from, until] = shape.edges();
    Part {
        section: "school-holidays",
        id: ids.fresh(&id),
        title: edit::school_holiday(name).map(|name| title(&name)),
        sentence: Sentence::OfItsRule(["", ""]),
        keys: format!(
            "school_holiday = {{ holiday = {}, from = \"{from}\", until = \"{until}\", {share} }}",
            quoted(name)
        ),
    }
}

/// `Autumn holiday`, of `the autumn holiday`.
fn title(name: &str) -> String {
    let bare = ["the ", "de "]
        .into_iter()
        .find_map(|article| name.strip_prefix(article));
    let mut letters = bare.unwrap_or(name).chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
