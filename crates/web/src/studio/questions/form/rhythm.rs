//! The rhythm of nights, with whom and when it begins, and when the children change homes.
//!
//! May touch: its arguments.

use jiff::Span;
use jiff::civil::{Date, Weekday};
use plan::Side;
use plan::compose::RhythmAnswer;
use plan::pattern::{self, Pattern};

use super::{About, Errors, FieldError, Kept, Sheet, Step, Wrong, near, people, side, time};
use crate::begin::form::read_date;
use crate::page::side_tag;

/// The name of the schedule, by [`plan::pattern`].
pub const PATTERN: &str = "rhythm-pattern";
/// With whom it begins: `a` or `b`.
pub const FIRST: &str = "rhythm-first";
/// The date of its first night.
pub const START: &str = "rhythm-start";
/// When the children change homes: at a `time`, or at `school` where there is school.
pub const WHEN: &str = "rhythm-when";
/// The time of a change; with school, that of days without it.
pub const CHANGE: &str = "rhythm-change";

/// When children change homes unless their parents say otherwise.
const USUAL_CHANGE: &str = "17:00";

pub(super) fn proposal(kept: &Kept, about: &About) -> Sheet {
    let read = |sheet: &Sheet| people::read(sheet, about);
    let people = kept.read(Step::People, about, read);
    let from = people.map_or_else(|| about.coming_monday(), |people| people.from);
    // No schedule is proposed: that is theirs to choose. Every one may begin on a Monday.
    [
        (FIRST, side_tag(about.viewer).to_owned()),
        (START, first_monday(from).to_string()),
        (WHEN, "time".to_owned()),
        (CHANGE, USUAL_CHANGE.to_owned()),
    ]
    .into_iter()
    .collect()
}

/// The date itself where it is a Monday, else the next one.
fn first_monday(from: Date) -> Date {
    match from.weekday() {
        Weekday::Monday => from,
        Weekday::Tuesday
        | Weekday::Wednesday
        | Weekday::Thursday
        | Weekday::Friday
        | Weekday::Saturday
        | Weekday::Sunday => from.nth_weekday(1, Weekday::Monday).unwrap_or(from),
    }
}

pub(super) fn read(sheet: &Sheet, about: &About) -> Result<RhythmAnswer, Vec<FieldError>> {
    let mut errors = Errors::default();
    let pattern = pattern::find(sheet.one(PATTERN));
    let pattern = errors.found(PATTERN, pattern.ok_or(Wrong::NoRhythm));
    let first: Option<Side> = errors.chosen(FIRST, side(sheet.one(FIRST)));
    let start = near(sheet.one(START), about.today)
        .map_err(|wrong| with_a_night_now(wrong, sheet.one(START), (pattern, about.today)))
        .and_then(|start| fitting(start, pattern));
    let start = errors.found(START, start);
    let at_school = match sheet.one(WHEN) {
        "time" => Some(false),
        "school" => Some(true),
        _ => None,
    };
    let at_school = errors.chosen(WHEN, at_school);
    let change = errors.found(CHANGE, time(sheet.one(CHANGE)));
    let whole = || {
        Some(RhythmAnswer {
            pattern: pattern?,
            first: first?,
            start: start?,
            change: change?,
            at_school: at_school?,
        })
    };
    errors.or(whole())
}

/// Of a first night that is long ago: the coming night from which the schedule is counted alike.
fn with_a_night_now(
    wrong: Wrong,
    typed: &str,
    (pattern, today): (Option<&'static Pattern>, Date),
) -> Wrong {
    if !matches!(wrong, Wrong::LongAgo { .. }) {
        return wrong;
    }
    let alike = || {
        let start = fitting(read_date(typed.trim())?, pattern).ok()?;
        let length = i32::try_from(pattern?.cycle().len()).ok()?.max(1);
        let ahead = (start - today).get_days().rem_euclid(length);
        Some(today.saturating_add(Span::new().days(ahead)))
    };
    Wrong::LongAgo { again: alike() }
}

/// A first date on the weekday that the schedule begins with, where it speaks of weekdays.
fn fitting(start: Date, pattern: Option<&'static Pattern>) -> Result<Date, Wrong> {
    let begins = pattern.and_then(|pattern| pattern.begins);
    match begins {
        Some(begins) if begins != start.weekday() => {
            let nearest = |nth| start.nth_weekday(nth, begins).unwrap_or(start);
            Err(Wrong::NotMonday {
                before: nearest(-1),
                after: nearest(1),
            })
        }
        Some(_) | None => Ok(start),
    }
}
