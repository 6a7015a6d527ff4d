//! With whom the children are on each feast.
//!
//! May touch: its arguments.

use plan::Side;
use plan::compose::{self, FeastAnswer, FeastShare};

use super::birthdays::is_day_of_parents;
use super::{Errors, FieldError, Sheet};

/// How a feast is shared: `none`, `turns-a`, `turns-b` (who has the even years), `with-a` or
/// `with-b`.
#[must_use]
pub fn feast_field(feast: &str) -> String {
    format!("feasts-{feast}")
}

/// The feasts that are asked about, in the order of the year.
#[must_use]
pub fn asked(country: Option<&str>) -> Vec<&'static str> {
    let feasts = compose::feasts(country).into_iter();
    feasts.filter(|feast| !is_day_of_parents(feast)).collect()
}

/// Feasts of other calendars and customs, which some families keep.
const MORE: [&str; 14] = [
    "eid-al-fitr",
    "eid-al-adha",
    "passover",
    "rosh-hashanah",
    "yom-kippur",
    "hanukkah",
    "holi",
    "diwali",
    "chinese-new-year",
    "orthodox-easter",
    "carnival-monday",
    "saint-martin",
    "halloween",
    "christmas-eve",
];

/// The feasts that are asked about on demand.
#[must_use]
pub fn more(country: Option<&str>) -> Vec<&'static str> {
    let usual = asked(country);
    let more = MORE.into_iter();
    more.filter(|feast| !usual.contains(feast)).collect()
}

pub(super) fn proposal(country: Option<&str>) -> Sheet {
    let feasts = asked(country).into_iter();
    let begins = ["turns-a", "turns-b"].into_iter().cycle();
    let rest = more(country).into_iter().map(|feast| (feast, "none"));
    let each = feasts.zip(begins).chain(rest);
    each.map(|(feast, share)| (feast_field(feast), share))
        .collect()
}

pub(super) fn read(
    sheet: &Sheet,
    country: Option<&str>,
) -> Result<Vec<FeastAnswer>, Vec<FieldError>> {
    let mut errors = Errors::default();
    let mut answers = Vec::new();
    for feast in asked(country).into_iter().chain(more(country)) {
        let field = feast_field(feast);
        let share = errors.chosen(&field, share(sheet.one(&field))).flatten();
        answers.extend(share.map(|share| FeastAnswer { feast, share }));
    }
    errors.or(Some(answers))
}

/// What was chosen; `Some(None)` for no rule.
fn share(typed: &str) -> Option<Option<FeastShare>> {
    let share = match typed {
        "none" => None,
        "turns-a" => Some(FeastShare::Turns { even: Side::A }),
        "turns-b" => Some(FeastShare::Turns { even: Side::B }),
        "with-a" => Some(FeastShare::With(Side::A)),
        "with-b" => Some(FeastShare::With(Side::B)),
        _ => return None,
    };
    Some(share)
}
