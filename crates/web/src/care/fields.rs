//! Single fields of what somebody tells of care: read, or said what is wrong with them.
//!
//! May touch: its arguments.

use family::{BadText, Line, Medicine, Name, Reason, RoughPlace};
use jiff::civil::{Date, DateTime, Time};
use plan::{ChildId, Side};

use super::form::{MedicineForm, medicine_field};
use crate::swap::form::side_value;

/// A field and what is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// The id of the input (its name; for choices, of the group).
    pub field: String,
    /// What is wrong.
    pub wrong: Wrong,
}

/// What can be wrong with a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrong {
    /// No child is ticked.
    NoChild,
    /// A ticked child is not one of this family's.
    UnknownChild,
    /// Nobody is chosen.
    NoParent,
    /// A day and a time are missing.
    NoMoment,
    /// A day and a time cannot be read.
    BadMoment,
    /// The end is not after the beginning, which is this.
    Backwards {
        /// The beginning that the end must follow.
        from: DateTime,
    },
    /// A medicine without its name.
    NoMedicine,
    /// A medicine without its dose.
    NoDose,
    /// It has too many characters.
    TooLong {
        /// Characters typed.
        found: usize,
        /// Characters allowed.
        limit: usize,
    },
    /// It has a character that cannot be shown.
    Unprintable,
    /// There is no such place.
    NoPlace,
}

/// Collects what is wrong.
pub(super) struct Fields<'e> {
    errors: &'e mut Vec<FieldError>,
}

impl<'e> Fields<'e> {
    pub(super) fn new(errors: &'e mut Vec<FieldError>) -> Self {
        Self { errors }
    }

    pub(super) fn wrong(&mut self, field: &str, wrong: Wrong) {
        self.errors.push(FieldError {
            field: field.to_owned(),
            wrong,
        });
    }

    pub(super) fn keep<T>(&mut self, field: &str, read: Result<T, Wrong>) -> Option<T> {
        read.map_err(|wrong| self.wrong(field, wrong)).ok()
    }

    pub(super) fn line(&mut self, field: &str, typed: &str) -> Option<Line> {
        self.keep(field, Line::optional(typed).map_err(bad_text))
            .flatten()
    }

    pub(super) fn reason(&mut self, field: &str, typed: &str) -> Option<Reason> {
        self.keep(field, Reason::optional(typed).map_err(bad_text))
            .flatten()
    }

    pub(super) fn medicine(&mut self, row: usize, typed: &MedicineForm) -> Option<Medicine> {
        if typed.is_blank() {
            return None;
        }
        let field = |name| medicine_field(row, name);
        let missing = |missing: Wrong| {
            move |why: BadText| match why {
                BadText::Empty => missing,
                BadText::TooLong { .. } | BadText::Control => bad_text(why),
            }
        };
        let name = Name::new(&typed.name).map_err(missing(Wrong::NoMedicine));
        let name = self.keep(&field("name"), name);
        let dose = Line::new(&typed.dose).map_err(missing(Wrong::NoDose));
        let dose = self.keep(&field("dose"), dose);
        let at = self.keep(&field("at"), read_moment(&typed.at));
        Some(Medicine {
            name: name?,
            dose: dose?,
            at: at?,
        })
    }
}

fn bad_text(why: BadText) -> Wrong {
    match why {
        BadText::TooLong { found, limit } => Wrong::TooLong { found, limit },
        // What is empty is left out before.
        BadText::Control | BadText::Empty => Wrong::Unprintable,
    }
}

pub(super) fn read_children(ticked: &[String], known: &[ChildId]) -> Result<Vec<ChildId>, Wrong> {
    let is_known = |id: &String| known.iter().any(|child| child.as_str() == id);
    if !ticked.iter().all(is_known) {
        return Err(Wrong::UnknownChild);
    }
    let is_ticked = |child: &&ChildId| ticked.iter().any(|id| child.as_str() == id);
    let children: Vec<ChildId> = known.iter().filter(is_ticked).cloned().collect();
    if children.is_empty() {
        return Err(Wrong::NoChild);
    }
    Ok(children)
}

/// Hundredths of degrees, both or neither.
pub(super) fn read_place(north: &str, east: &str) -> Result<Option<RoughPlace>, Wrong> {
    let (north, east) = (north.trim(), east.trim());
    if north.is_empty() && east.is_empty() {
        return Ok(None);
    }
    let read = |typed: &str| typed.parse::<i16>().map_err(|_| Wrong::NoPlace);
    let place = RoughPlace::new(read(north)?, read(east)?);
    place.map(Some).ok_or(Wrong::NoPlace)
}

/// `a` or `b`.
#[must_use]
pub fn read_side(value: &str) -> Option<Side> {
    Side::BOTH
        .into_iter()
        .find(|side| side_value(*side) == value.trim())
}

/// A day and a time as `<input type="datetime-local">` sends it, `2026-11-23T08:30`; where there is no
/// such field, also with a space between. Seconds are dropped.
///
/// # Errors
/// [`Wrong::NoMoment`] when there is nothing, [`Wrong::BadMoment`] when it cannot be read.
pub fn read_moment(typed: &str) -> Result<DateTime, Wrong> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Err(Wrong::NoMoment);
    }
    let read = || {
        let (day, time) = typed.split_once(['T', 't', ' '])?;
        let plain = day.len() == 10 && day.bytes().all(|b| b.is_ascii_digit() || b == b'-');
        let day: Date = day.parse().ok().filter(|_| plain)?;
        Some(day.to_datetime(read_time(time.trim())?))
    };
    read().ok_or(Wrong::BadMoment)
}

/// `HH:MM` or `HH:MM:SS`; also as people type it, `9.30`.
fn read_time(typed: &str) -> Option<Time> {
    let mut parts = typed.split([':', '.']);
    let digits = |text: &str| {
        let fits = (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        fits.then(|| text.parse::<i8>().ok()).flatten()
    };
    let hour = digits(parts.next()?)?;
    let minute = digits(parts.next().filter(|text| text.len() == 2)?)?;
    let seconds = parts.next().map_or(Some(0), digits)?;
    let whole = parts.next().is_none() && seconds < 60;
    Time::new(hour, minute, 0, 0).ok().filter(|_| whole)
}

/// `2026-11-23T08:30`, as `<input type="datetime-local">` wants it, and as addresses carry it.
#[must_use]
pub fn moment(at: DateTime) -> String {
    at.strftime("%Y-%m-%dT%H:%M").to_string()
}
