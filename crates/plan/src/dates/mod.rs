//! The dates of named days and of school holidays. Touches nothing but its own tables.
//!
//! Feasts are computed by rule ([`feast`]) where the rule holds for ever, and listed in
//! `data/feasts.txt` where they follow another calendar; school holidays are listed in
//! `data/school-holidays.txt`. `scripts/holiday-data` writes both files and says where each date
//! comes from. They belong to edition 1 of the plan language: lines for later years may be added,
//! but no line may change or go, and no rule either, because plans that families agreed on were
//! compiled with them.

mod catalogue;
mod computus;
mod feast;
mod listed;
mod school;

pub use computus::{easter, nth_weekday, orthodox_easter};
pub use feast::{Certainty, Feast, FeastDay, FeastError, feast, feast_slugs};
pub use school::{
    SchoolCalendar, SchoolError, SchoolHoliday, school_countries, school_holidays, school_regions,
};

use crate::ids::ID_LENGTH_MAX;

/// What somebody wrote, short enough for a sentence.
fn echo(text: &str) -> String {
    text.chars().take(2 * ID_LENGTH_MAX).collect()
}
