//! What the law of several countries counts in a plan, with its thresholds.
//!
//! May touch: its arguments. Everything is counted by `plan`; none of it decides what a court or an
//! office will find.

use jiff::ToSpan as _;
use jiff::civil::Date;
use plan::{
    Applicability, ChildId, Finding, NIGHT_THRESHOLDS, ParentingPlan, PerParent, StandardResult,
    Timeline, Window, standards,
};

use crate::page::Kids;
use crate::studio::dutch::law_applies;

/// Counts whole calendar years.
const CALENDAR_YEAR: &str = "nl-156-days";

/// What one standard finds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standard {
    /// A name that stays, such as `nl-care-discount`.
    pub name: String,
    /// Where it is written.
    pub source: String,
    /// Whether it is of the country whose time the plan keeps.
    pub here: bool,
    /// The first day that was counted.
    pub from: Date,
    /// The last day.
    pub last: Date,
    /// Whether that is enough for it; if not, what it finds is only a first impression.
    pub enough: bool,
    /// What it finds for each parent, by the children of whom it finds the same.
    pub found: Vec<(Vec<usize>, PerParent<Finding>)>,
}

/// The first whole calendar year of a plan from a day on; `None` where it ends before.
#[must_use]
pub fn calendar_year(first: Date, until: Option<Date>) -> Option<Window> {
    let year = first.first_of_year();
    let begin = if year == first {
        year
    } else {
        year.saturating_add(1.year())
    };
    let end = begin.saturating_add(1.year());
    if until.is_some_and(|until| until < end) {
        return None;
    }
    Window::new(begin, end).ok()
}

/// What every standard finds in twelve months, and in the calendar year where one asks for that.
/// Those of the plan's own country come first.
#[must_use]
pub fn found(
    plan: &ParentingPlan,
    kids: &Kids,
    (months, year): (&Timeline, Option<&Timeline>),
) -> Vec<Standard> {
    let country = country(plan.zone_name());
    let of_months = standards(plan, months, &NIGHT_THRESHOLDS);
    let of_year = year.map(|year| standards(plan, year, &[]));
    let mut all: Vec<Standard> = Vec::new();
    let counted = of_months
        .iter()
        .filter(|one| one.name != CALENDAR_YEAR || of_year.is_none());
    let whole = of_year.iter().flatten();
    for one in whole.filter(|one| one.name == CALENDAR_YEAR).chain(counted) {
        add(&mut all, kids, country, one);
    }
    all.sort_by_key(|one| !one.here);
    all
}

fn add(all: &mut Vec<Standard>, kids: &Kids, country: &str, one: &StandardResult) {
    let Some(place) = place(kids, &one.child) else {
        return;
    };
    let known = all.iter_mut().find(|known| known.name == one.name);
    match known {
        Some(known) => {
            let mut groups = known.found.iter_mut();
            match groups.find(|(_, findings)| *findings == one.findings) {
                Some((places, _)) => places.push(place),
                None => known.found.push((vec![place], one.findings)),
            }
            for (places, _) in &mut known.found {
                places.sort_unstable();
            }
        }
        None => all.push(Standard {
            name: one.name.clone(),
            source: one.source.clone(),
            here: one.name.split('-').next() == Some(country),
            from: one.from,
            last: one.to.yesterday().unwrap_or(one.to),
            enough: one.applicability == Applicability::Applies,
            found: vec![(vec![place], one.findings)],
        }),
    }
}

fn place(kids: &Kids, child: &ChildId) -> Option<usize> {
    kids.all().iter().position(|kid| kid.id == *child)
}

/// The country of a time zone, as the names of standards begin; empty for one without standards.
fn country(zone: &str) -> &'static str {
    const CANADA: [&str; 8] = [
        "America/Toronto",
        "America/Vancouver",
        "America/Edmonton",
        "America/Winnipeg",
        "America/Regina",
        "America/Halifax",
        "America/Moncton",
        "America/St_Johns",
    ];
    const STATES: [&str; 7] = [
        "America/New_York",
        "America/Chicago",
        "America/Denver",
        "America/Phoenix",
        "America/Los_Angeles",
        "America/Anchorage",
        "America/Detroit",
    ];
    match zone {
        _ if law_applies(zone) => "nl",
        "Europe/London" | "Europe/Belfast" => "uk",
        _ if zone.starts_with("Australia/") => "au",
        _ if zone.starts_with("Canada/") || CANADA.contains(&zone) => "ca",
        _ if zone.starts_with("US/") || STATES.contains(&zone) => "us",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_calendar_year_is_whole_and_within_the_plan() {
        let of = |first, until| calendar_year(first, until).map(|one| (one.from(), one.to()));
        let (next, after) = (date(2027, 1, 1), date(2028, 1, 1));
        assert_eq!(of(date(2026, 3, 2), None), Some((next, after)));
        assert_eq!(of(next, None), Some((next, after)));
        assert_eq!(of(next, Some(after)), Some((next, after)));
        assert_eq!(of(next, Some(date(2027, 12, 31))), None);
    }

    #[test]
    fn the_country_is_that_of_the_clock() {
        for (zone, expected) in [
            ("Europe/Amsterdam", "nl"),
            ("Europe/London", "uk"),
            ("Australia/Perth", "au"),
            ("America/Toronto", "ca"),
            ("America/Phoenix", "us"),
            ("Europe/Paris", ""),
        ] {
            assert_eq!(country(zone), expected, "{zone}");
        }
    }
}
