//! The shifts of a parent who works on a roster: read from iCalendar or CSV, written as clauses.
//! Texts in, values out; opens no file.

mod clause;
mod content;
mod csv;
mod ics;
mod recurrence;
mod report;
mod value;
mod zones;

use jiff::SignedDuration;
use jiff::civil::DateTime;
use plan::limits::{YEAR_MAX, YEAR_MIN};

pub use clause::{RosterKind, roster_clause};
pub use csv::roster_from_csv;
pub use ics::roster_from_ics;
pub use report::RosterError;

use report::{Place, Report};

/// The size of a roster's text, in bytes.
pub const ROSTER_BYTES_MAX: usize = 1_000_000;
/// Shifts in a roster.
pub const SHIFTS_MAX: usize = 5_000;
/// Days that a shift lasts at most.
pub const SHIFT_DAYS_MAX: u32 = 31;
/// Characters in a label.
pub const LABEL_CHARS_MAX: usize = 100;

/// A stretch of time in a roster, half open, on the wall clock of the zone that was asked for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Shift {
    /// When it begins; whole minutes.
    pub from: DateTime,
    /// When it ends; whole minutes, later than `from`, at most [`SHIFT_DAYS_MAX`] days later.
    pub until: DateTime,
    /// What the roster calls it, on one line; may be empty.
    pub label: String,
}

/// Refuses a text that is too long to be looked at.
fn fits(report: &mut Report, text: &str) -> bool {
    let fits = text.len() <= ROSTER_BYTES_MAX;
    if !fits {
        report.wrong(
            Place { line: 1, column: 1 },
            format!(
                "The roster has {} bytes; at most {ROSTER_BYTES_MAX} are possible.",
                text.len()
            ),
            "Leave out years that are past.",
        );
    }
    fits
}

/// A shift, if it is one that a plan can hold; `place` is where its end is written.
fn shift(
    report: &mut Report,
    place: impl FnOnce() -> Place,
    (from, until): (DateTime, DateTime),
    label: String,
) -> Option<Shift> {
    let years = YEAR_MIN..=YEAR_MAX;
    let whole = |at: DateTime| at.second() == 0 && at.subsec_nanosecond() == 0;
    let longest = SignedDuration::from_hours(24 * i64::from(SHIFT_DAYS_MAX));
    let (message, help) = if until <= from {
        (
            format!("The shift ends at {until}, which is not after its beginning, {from}."),
            "Write an end that is later.",
        )
    } else if from.duration_until(until) > longest {
        (
            format!("The shift from {from} to {until} is longer than {SHIFT_DAYS_MAX} days."),
            "Write it as several shifts, or mend its end.",
        )
    } else if !years.contains(&from.year()) || !years.contains(&until.year()) {
        (
            format!(
                "The shift from {from} to {until} is outside the years {YEAR_MIN} to {YEAR_MAX}."
            ),
            "Mend the year.",
        )
    } else if !whole(from) || !whole(until) {
        (
            format!("The shift from {from} to {until} does not begin and end on whole minutes."),
            "Leave out the seconds.",
        )
    } else {
        return Some(Shift { from, until, label });
    };
    report.wrong(place(), message, help);
    None
}

/// Adds a shift to those found; `false` when there are too many, which is reported.
fn keep(
    report: &mut Report,
    place: impl FnOnce() -> Place,
    shifts: &mut Vec<Shift>,
    shift: Shift,
) -> bool {
    let room = shifts.len() < SHIFTS_MAX;
    if room {
        shifts.push(shift);
    } else {
        report.wrong(
            place(),
            format!("The roster has more than {SHIFTS_MAX} shifts."),
            "Take fewer months at a time.",
        );
    }
    room
}
