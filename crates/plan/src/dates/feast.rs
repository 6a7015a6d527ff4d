//! Looking up a feast by its name, and asking on which days it falls. Touches the tables beside it.

use std::sync::OnceLock;

use jiff::civil::Date;

use super::catalogue::{CATALOGUE, Rule, Where};
use super::echo;
use super::listed::listed;

/// A named day: Easter, Mother's Day in France, Hanukkah.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feast {
    slug: &'static str,
    rule: Rule,
}

/// A day on which a feast falls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FeastDay {
    /// The civil date. A Jewish or Islamic day begins on the evening before; this is its first
    /// full day.
    pub date: Date,
    /// Whether the date is settled.
    pub certainty: Certainty,
}

/// Whether the date of a feast is settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Certainty {
    /// By rule or by publication.
    Certain,
    /// An estimate that is confirmed later, as by the sighting of the moon.
    Tentative,
}

/// Why there is no such feast.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FeastError {
    /// No feast has this name; [`feast_slugs`] has the names.
    #[error("no feast is called `{slug}`")]
    Unknown {
        /// What was written, shortened.
        slug: String,
    },
    /// The feast differs by country, and none was given.
    #[error(
        "`{slug}` falls on another day in each country, so write the country too: one of {}",
        known.join(", ")
    )]
    NeedsCountry {
        /// The feast.
        slug: &'static str,
        /// The codes of the countries whose day is known.
        known: Vec<&'static str>,
    },
    /// The feast differs by country, and its day in this country is not known.
    #[error(
        "the day of `{slug}` in `{country}` is not known: the countries that are known are {}",
        known.join(", ")
    )]
    NoSuchCountry {
        /// The feast.
        slug: &'static str,
        /// What was written, shortened.
        country: String,
        /// The codes of the countries whose day is known.
        known: Vec<&'static str>,
    },
}

/// The feast of that name, by its slug (`mothers-day`) and, where it differs by country, by the
/// country's ISO 3166 code in upper or lower case. A feast that is the same everywhere does not
/// look at the country.
///
/// # Errors
/// As [`FeastError`] says.
pub fn feast(slug: &str, country: Option<&str>) -> Result<Feast, FeastError> {
    if let Some((slug, days)) = listed().get_key_value(slug) {
        let rule = Rule::Listed(days);
        return Ok(Feast { slug, rule });
    }
    let Some((slug, place)) = CATALOGUE.iter().find(|(name, _)| *name == slug) else {
        return Err(FeastError::Unknown { slug: echo(slug) });
    };
    let countries = match place {
        Where::Everywhere(rule) => return Ok(Feast { slug, rule: *rule }),
        Where::ByCountry(countries) => *countries,
    };
    let known = || countries.iter().map(|(code, _)| *code).collect();
    let Some(country) = country else {
        let known = known();
        return Err(FeastError::NeedsCountry { slug, known });
    };
    countries
        .iter()
        .find(|(code, _)| code.eq_ignore_ascii_case(country))
        .map(|(_, rule)| Feast { slug, rule: *rule })
        .ok_or_else(|| FeastError::NoSuchCountry {
            slug,
            country: echo(country),
            known: known(),
        })
}

/// The name of each feast, in alphabetical order.
pub fn feast_slugs() -> &'static [&'static str] {
    static SLUGS: OnceLock<Vec<&'static str>> = OnceLock::new();
    SLUGS.get_or_init(|| {
        let computed = CATALOGUE.iter().map(|(slug, _)| *slug);
        let mut slugs: Vec<_> = computed.chain(listed().keys().copied()).collect();
        slugs.sort_unstable();
        slugs.dedup();
        slugs
    })
}

impl Feast {
    /// The feast's name, as [`feast`] takes it.
    pub fn slug(&self) -> &'static str {
        self.slug
    }

    /// The days on which it falls in that civil year, in order. Mostly one; a feast of a lunar
    /// calendar may fall twice or never. None before 2024 or after [`known_until`](Self::known_until)
    /// for a feast that is listed.
    pub fn on(&self, year: i16) -> Vec<FeastDay> {
        self.rule.on(year)
    }

    /// The last civil year whose days are known; None when they are computed for ever.
    pub fn known_until(&self) -> Option<i16> {
        self.rule.known_until()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::is_slug;

    #[test]
    fn names_and_countries_are_in_order_and_names_are_slugs() {
        let sorted = |names: &[&str]| names.windows(2).all(|pair| pair[0] < pair[1]);
        let computed: Vec<_> = CATALOGUE.iter().map(|(slug, _)| *slug).collect();
        assert!(sorted(&computed));
        assert_eq!(feast_slugs().len(), computed.len() + listed().len());
        for slug in feast_slugs() {
            assert!(is_slug(slug), "{slug}");
        }
        for (slug, place) in CATALOGUE {
            if let Where::ByCountry(countries) = place {
                let codes: Vec<_> = countries.iter().map(|(code, _)| *code).collect();
                assert!(sorted(&codes), "{slug}");
            }
        }
    }
}
