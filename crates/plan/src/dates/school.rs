//! The school holidays that `data/school-holidays.txt` lists. Touches that text and nothing else.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use jiff::civil::Date;

use super::echo;

const TEXT: &str = include_str!("../../data/school-holidays.txt");

/// Stands for each region of a country.
const EVERY_REGION: &str = "*";

/// The school holidays of a region; cheap to clone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchoolCalendar(&'static Region);

#[derive(Debug, PartialEq, Eq)]
struct Region {
    holidays: Vec<SchoolHoliday>,
    slugs: Vec<&'static str>,
    known_until: Date,
}

/// A holiday of one school year, such as the summer of 2027.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SchoolHoliday {
    /// Its name in a plan, such as `summer`; the same each year. In Germany a holiday may come in
    /// two parts, or with a day off of its own.
    pub slug: &'static str,
    /// What the region itself calls it, such as `Zomervakantie`.
    pub title: &'static str,
    /// Its first day.
    pub first: Date,
    /// Its last day, which belongs to it.
    pub last: Date,
}

/// Why there are no such school holidays.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SchoolError {
    /// No school holidays of this country are known.
    #[error(
        "the school holidays of `{country}` are not known: the countries that are known are {}",
        known.join(", ")
    )]
    NoSuchCountry {
        /// What was written, shortened.
        country: String,
        /// The codes of the countries that are known.
        known: &'static [&'static str],
    },
    /// The country has no such region.
    #[error("{country} has no school region `{region}`: write one of {}", known.join(", "))]
    NoSuchRegion {
        /// The country's code.
        country: &'static str,
        /// What was written, shortened.
        region: String,
        /// The country's regions.
        known: &'static [&'static str],
    },
}

/// The school holidays of a region, by the country's ISO 3166 code and the region's slug, both in
/// upper or lower case: `NL` and `noord`.
///
/// Existing dates never change within an edition of the plan language; later years may be added.
///
/// # Errors
/// As [`SchoolError`] says.
pub fn school_holidays(country: &str, region: &str) -> Result<SchoolCalendar, SchoolError> {
    let Some(found) = find(country) else {
        return Err(SchoolError::NoSuchCountry {
            country: echo(country),
            known: school_countries(),
        });
    };
    let place = found
        .names
        .iter()
        .position(|name| name.eq_ignore_ascii_case(region));
    place
        .and_then(|place| found.regions.get(place))
        .map(SchoolCalendar)
        .ok_or_else(|| SchoolError::NoSuchRegion {
            country: found.code,
            region: echo(region),
            known: &found.names,
        })
}

/// The codes of the countries whose school holidays are known, in alphabetical order.
pub fn school_countries() -> &'static [&'static str] {
    &table().codes
}

/// The regions of a country, in alphabetical order; none when the country is not known.
pub fn school_regions(country: &str) -> &'static [&'static str] {
    find(country).map_or(&[], |country| &country.names)
}

impl SchoolCalendar {
    /// The holidays, by their first day.
    pub fn holidays(&self) -> &'static [SchoolHoliday] {
        &self.0.holidays
    }

    /// The names of the holidays, in alphabetical order.
    pub fn slugs(&self) -> &'static [&'static str] {
        &self.0.slugs
    }

    /// The last day of the last holiday that is known. Nothing is known of the days after it.
    pub fn known_until(&self) -> Date {
        self.0.known_until
    }
}

struct Table {
    codes: Vec<&'static str>,
    countries: Vec<Country>,
}

struct Country {
    code: &'static str,
    names: Vec<&'static str>,
    /// In the order of `names`.
    regions: Vec<Region>,
}

fn find(country: &str) -> Option<&'static Country> {
    let mut countries = table().countries.iter();
    countries.find(|known| known.code.eq_ignore_ascii_case(country))
}

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut by_country = BTreeMap::<_, BTreeMap<_, Vec<_>>>::new();
        for (country, region, holiday) in lines().filter_map(parse) {
            let regions = by_country.entry(country).or_default();
            regions.entry(region).or_default().push(holiday);
        }
        let countries: Vec<_> = by_country
            .into_iter()
            .map(|(code, regions)| Country::new(code, regions))
            .collect();
        Table {
            codes: countries.iter().map(|country| country.code).collect(),
            countries,
        }
    })
}

impl Country {
    fn new(code: &'static str, mut regions: BTreeMap<&'static str, Vec<SchoolHoliday>>) -> Self {
        let shared = regions.remove(EVERY_REGION).unwrap_or_default();
        let names = regions.keys().copied().collect();
        let regions = regions
            .into_values()
            .map(|own| Region::new(own.into_iter().chain(shared.iter().copied()).collect()))
            .collect();
        Self {
            code,
            names,
            regions,
        }
    }
}

impl Region {
    fn new(mut holidays: Vec<SchoolHoliday>) -> Self {
        holidays.sort_by_key(|holiday| (holiday.first, holiday.last, holiday.slug));
        let mut slugs: Vec<_> = holidays.iter().map(|holiday| holiday.slug).collect();
        slugs.sort_unstable();
        slugs.dedup();
        let last = holidays.iter().map(|holiday| holiday.last).max();
        Self {
            holidays,
            slugs,
            known_until: last.unwrap_or(Date::MIN),
        }
    }
}

fn lines() -> impl Iterator<Item = &'static str> {
    TEXT.lines().filter(|line| !line.starts_with('#'))
}

/// A line: the country, the region, the slug, the first and the last day, the title.
fn parse(line: &'static str) -> Option<(&'static str, &'static str, SchoolHoliday)> {
    let mut parts = line.splitn(6, ' ');
    let country = parts.next()?;
    let region = parts.next()?;
    let holiday = SchoolHoliday {
        slug: parts.next()?,
        first: parts.next()?.parse().ok()?,
        last: parts.next()?.parse().ok()?,
        title: parts.next()?,
    };
    (holiday.first <= holiday.last).then_some((country, region, holiday))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::is_slug;

    #[test]
    fn each_line_is_a_holiday_and_they_are_in_order() {
        for line in lines() {
            let (country, region, holiday) =
                parse(line).unwrap_or_else(|| panic!("no holiday: {line}"));
            assert!(country.len() == 2 && country.bytes().all(|b| b.is_ascii_uppercase()));
            assert!(region == EVERY_REGION || is_slug(region), "{line}");
            assert!(is_slug(holiday.slug), "{line}");
            assert!(!holiday.title.is_empty(), "{line}");
        }
        let all: Vec<_> = lines().collect();
        for pair in all.windows(2) {
            assert!(pair[0] < pair[1], "{} before {}", pair[1], pair[0]);
        }
        assert!(all.len() > 1_000, "{} lines", all.len());
    }

    #[test]
    fn other_lines_are_none() {
        for bad in [
            "",
            "NL noord may 2026-04-25 2026-05-03",
            "NL noord may 2026-04-31 2026-05-03 Meivakantie",
            "NL noord may 2026-05-03 2026-04-25 Meivakantie",
        ] {
            assert_eq!(parse(bad), None, "{bad}");
        }
    }
}
