//! Birthdays of the children and of the parents, Mother's and Father's Day.
//!
//! May touch: its arguments.

use plan::compose::{BirthdayAnswer, FeastAnswer, FeastShare};
use plan::{MonthDay, Side, dates};

use super::{Errors, FieldError, Sheet, Wrong, side_or_none};

/// The children's birthdays: `none`, `turns-a`, `turns-b` (who has the even years), `dinner`.
pub const CHILDREN: &str = "birthdays-children";
/// Whether the children have dinner with a parent on that parent's birthday: `yes`, `no`.
pub const PARENTS: &str = "birthdays-parents";
/// With whom they are on Mother's Day: `a`, `b`, or nothing.
pub const MOTHERS_DAY: &str = "birthdays-mothers-day";
/// The same of Father's Day.
pub const FATHERS_DAY: &str = "birthdays-fathers-day";

/// How the catalogue of feasts names the two days.
const DAYS_OF_PARENTS: [&str; 2] = ["mothers-day", "fathers-day"];

/// The day of a parent's birthday: 1 to 31, or nothing.
#[must_use]
pub fn day_field(side: Side) -> &'static str {
    match side {
        Side::A => "birthdays-day-a",
        Side::B => "birthdays-day-b",
    }
}

/// Its month: 1 to 12, or nothing.
#[must_use]
pub fn month_field(side: Side) -> &'static str {
    match side {
        Side::A => "birthdays-month-a",
        Side::B => "birthdays-month-b",
    }
}

/// Whether a feast is one of the two days that are asked about with the birthdays.
#[must_use]
pub fn is_day_of_parents(feast: &str) -> bool {
    DAYS_OF_PARENTS.contains(&feast)
}

/// What the page of the birthdays means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Birthdays {
    /// What holds on the children's.
    pub(super) children: BirthdayAnswer,
    /// Whether there is a dinner on the parents'.
    pub(super) parents: bool,
    /// The day of each parent's, as far as it was told.
    pub(super) days: [Option<MonthDay>; 2],
    /// With whom they are on Mother's Day and on Father's Day.
    with: [Option<Side>; 2],
}

/// What a plan says of birthdays before anything was answered.
pub(super) fn nothing() -> Birthdays {
    Birthdays {
        children: BirthdayAnswer::None,
        parents: false,
        days: [None; 2],
        with: [None; 2],
    }
}

pub(super) fn proposal() -> Sheet {
    let days = Side::BOTH.into_iter();
    let days = days.flat_map(|side| [(day_field(side), ""), (month_field(side), "")]);
    // Whose day is whose is nothing to guess.
    let usual = [
        (CHILDREN, "dinner"),
        (PARENTS, "yes"),
        (MOTHERS_DAY, ""),
        (FATHERS_DAY, ""),
    ];
    usual.into_iter().chain(days).collect()
}

pub(super) fn read(sheet: &Sheet) -> Result<Birthdays, Vec<FieldError>> {
    let mut errors = Errors::default();
    let turns = |even| BirthdayAnswer::Turns { even };
    let children = match sheet.one(CHILDREN) {
        "none" => Some(BirthdayAnswer::None),
        "turns-a" => Some(turns(Side::A)),
        "turns-b" => Some(turns(Side::B)),
        "dinner" => Some(BirthdayAnswer::OtherForDinner),
        _ => None,
    };
    let children = errors.chosen(CHILDREN, children);
    let parents = match sheet.one(PARENTS) {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    };
    let parents = errors.chosen(PARENTS, parents);
    let days = Side::BOTH.map(|side| {
        let day = month_day(sheet.one(day_field(side)), sheet.one(month_field(side)));
        errors.found(day_field(side), day).flatten()
    });
    let with = [MOTHERS_DAY, FATHERS_DAY].map(|field| {
        let with = side_or_none(sheet.one(field));
        errors.chosen(field, with).flatten()
    });
    let whole = || {
        Some(Birthdays {
            children: children?,
            parents: parents?,
            days,
            with,
        })
    };
    errors.or(whole())
}

/// A day of the year; `None` where neither of the two was chosen.
fn month_day(day: &str, month: &str) -> Result<Option<MonthDay>, Wrong> {
    if day.is_empty() && month.is_empty() {
        return Ok(None);
    }
    if day.is_empty() || month.is_empty() {
        return Err(Wrong::HalfDay);
    }
    let number = |typed: &str| typed.parse::<i8>().map_err(|_| Wrong::NotChosen);
    let (day, month) = (number(day)?, number(month)?);
    // A leap year has every day that any year has.
    jiff::civil::Date::new(2024, month, day)
        .map(|_| Some(MonthDay { month, day }))
        .map_err(|_| Wrong::NoSuchDay)
}

/// Mother's and Father's Day as feasts, where the country is known to keep them.
pub(super) fn days_of_parents(birthdays: &Birthdays, country: Option<&str>) -> Vec<FeastAnswer> {
    let days = DAYS_OF_PARENTS.into_iter().zip(birthdays.with);
    let kept = days.filter(|(feast, _)| dates::feast(feast, country).is_ok());
    kept.filter_map(|(feast, with)| {
        let share = FeastShare::With(with?);
        Some(FeastAnswer { feast, share })
    })
    .collect()
}

/// The two days that are asked about in a country: the field of each.
#[must_use]
pub fn days_asked(country: Option<&str>) -> Vec<&'static str> {
    let fields = DAYS_OF_PARENTS.into_iter().zip([MOTHERS_DAY, FATHERS_DAY]);
    let kept = fields.filter(|(feast, _)| dates::feast(feast, country).is_ok());
    kept.map(|(_, field)| field).collect()
}
