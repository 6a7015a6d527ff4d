//! The region and the hours of the children's school.
//!
//! May touch: its arguments.

use jiff::civil::Time;
use plan::compose::{self, SchoolAnswer};

use super::{About, Errors, FieldError, Sheet, Wrong, time};

/// Whether a child goes to school: `yes` or `no`.
pub const AT: &str = "school-at";
/// The region, as [`plan::compose::regions`] names it.
pub const REGION: &str = "school-region";
/// When school starts.
pub const STARTS: &str = "school-starts";
/// When it ends.
pub const ENDS: &str = "school-ends";
/// When it ends on Wednesday; empty where that is as on other days.
pub const WEDNESDAY: &str = "school-wednesday";

/// Countries where most schools end early on Wednesday.
const SHORT_WEDNESDAY: [&str; 2] = ["BE", "NL"];

/// The regions to choose from, each with its name in English and Dutch; those of a country first.
#[must_use]
pub fn regions(country: Option<&str>) -> Vec<(&'static str, [&'static str; 2])> {
    let is_own = |region: &&compose::Region| Some(region.country) == country;
    let (own, others): (Vec<&compose::Region>, Vec<_>) =
        compose::regions().iter().partition(is_own);
    let all = own.into_iter().chain(others);
    all.map(|region| (region.id, region.label)).collect()
}

/// The country of a region, and the region as that country's dates name it.
#[must_use]
pub fn region(id: &str) -> Option<(&'static str, &'static str)> {
    let found = compose::regions().iter().find(|region| region.id == id);
    found.map(|region| (region.country, region.id))
}

pub(super) fn proposal(about: &About) -> Sheet {
    let country = about.country();
    let mut regions = compose::regions().iter();
    let region = regions.find(|region| Some(region.country) == country);
    let at = if region.is_some() && about.any_at_school() {
        "yes"
    } else {
        "no"
    };
    let short = country.is_some_and(|country| SHORT_WEDNESDAY.contains(&country));
    [
        (AT, at),
        (REGION, region.map_or("", |region| region.id)),
        (STARTS, "08:30"),
        (ENDS, "15:00"),
        (WEDNESDAY, if short { "12:30" } else { "" }),
    ]
    .into_iter()
    .collect()
}

/// What the page of the school means; `None` where nobody goes to one.
pub(super) fn read(sheet: &Sheet) -> Result<Option<SchoolAnswer>, Vec<FieldError>> {
    let mut errors = Errors::default();
    match sheet.one(AT) {
        "yes" => {}
        "no" => return Ok(None),
        _ => {
            errors.add(AT, Wrong::NotChosen);
            return Err(errors.0);
        }
    }
    let region = errors.chosen(REGION, region(sheet.one(REGION)));
    let starts = errors.found(STARTS, time(sheet.one(STARTS)));
    let later = |end: Time| match starts {
        Some(starts) if end <= starts => Err(Wrong::EndsFirst),
        Some(_) | None => Ok(end),
    };
    let ends = errors.found(ENDS, time(sheet.one(ENDS)).and_then(later));
    let wednesday = match sheet.one(WEDNESDAY).trim() {
        "" => Some(None),
        typed => errors
            .found(WEDNESDAY, time(typed).and_then(later))
            .map(Some),
    };
    let whole = || {
        let (_, region) = region?;
        Some(Some(SchoolAnswer {
            region: region.to_owned(),
            starts: starts?,
            ends: ends?,
            wednesday: wednesday?,
        }))
    };
    errors.or(whole())
}
