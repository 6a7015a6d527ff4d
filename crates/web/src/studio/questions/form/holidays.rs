//! How each school holiday of the region is shared.
//!
//! May touch: its arguments.

use plan::Side;
use plan::compose::{self, HolidayAnswer, HolidayShare, SchoolAnswer};

use super::{Errors, FieldError, Sheet};

/// How a holiday is shared: `rhythm`, or `whole-a`, `whole-b`, `halves-a`, `halves-b`, where the
/// letter is whose the even years are, or the first halves of even years.
#[must_use]
pub fn holiday_field(holiday: &str) -> String {
    format!("holidays-{holiday}")
}

/// The holidays that are asked about: those of the region, none without a school.
#[must_use]
pub fn asked(school: Option<&SchoolAnswer>) -> Vec<&'static str> {
    school.map_or_else(Vec::new, |school| compose::school_holidays(&school.region))
}

/// Holidays that are long enough to halve.
const LONG: [&str; 2] = ["christmas", "summer"];

pub(super) fn proposal(school: Option<&SchoolAnswer>) -> Sheet {
    let holidays = asked(school).into_iter();
    let begins = Side::BOTH.into_iter().cycle();
    let each = holidays.zip(begins).map(|(holiday, side)| {
        let share = match (LONG.contains(&holiday), side) {
            (true, Side::A) => "halves-a",
            (true, Side::B) => "halves-b",
            (false, Side::A) => "whole-a",
            (false, Side::B) => "whole-b",
        };
        (holiday_field(holiday), share)
    });
    each.collect()
}

pub(super) fn read(
    sheet: &Sheet,
    school: Option<&SchoolAnswer>,
) -> Result<Vec<HolidayAnswer>, Vec<FieldError>> {
    let mut errors = Errors::default();
    let mut answers = Vec::new();
    for holiday in asked(school) {
        let field = holiday_field(holiday);
        let share = errors.chosen(&field, share(sheet.one(&field))).flatten();
        answers.extend(share.map(|share| HolidayAnswer {
            holiday: holiday.to_owned(),
            share,
        }));
    }
    errors.or(Some(answers))
}

/// What was chosen; `Some(None)` for the rhythm.
fn share(typed: &str) -> Option<Option<HolidayShare>> {
    let share = match typed {
        "rhythm" => None,
        "whole-a" => Some(HolidayShare::Whole { even: Side::A }),
        "whole-b" => Some(HolidayShare::Whole { even: Side::B }),
        "halves-a" => Some(HolidayShare::Halves {
            even_first: Side::A,
        }),
        "halves-b" => Some(HolidayShare::Halves {
            even_first: Side::B,
        }),
        _ => return None,
    };
    Some(share)
}
