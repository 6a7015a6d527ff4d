//! The schools of the children: `[school]` for all of them, and what a child states beside it.

use jiff::civil::{Date, Time, Weekday};

use crate::dates;
use crate::day;
use crate::read::fields::{self, Fields, Value};
use crate::read::limits;
use crate::read::report::{Place, Report};
use crate::read::rules::{is_table, weekday};
use crate::read::suggest::did_you_mean;
use crate::read::words::{self, WEEKDAYS, shortened, weekday_name};
use crate::school::{DaysOff, FAR_DAYS, School};

/// The keys of `[school]`.
const KEYS: &[&str] = &["country", "region", "starts", "ends", "days", "own"];

/// The keys of a child's own `school`.
const CHILD_KEYS: &[&str] = &["from", "country", "region", "starts", "ends", "days", "own"];

type Times = [Option<Time>; 7];

/// What one table states. Each key of a child's own goes before the plan's.
#[derive(Clone, Default)]
struct Stated {
    place: Place,
    from: Option<Date>,
    country: Option<(String, Place)>,
    region: Option<(String, Place)>,
    starts: Option<Times>,
    ends: Option<Times>,
    days: Option<Vec<Weekday>>,
    own: Option<Vec<DaysOff>>,
}

/// `{ country = "NL", region = "midden", starts = "08:30", ends = "15:15" }`.
fn stated(report: &mut Report<'_>, value: &Value<'_>, keys: &[&str]) -> Option<Stated> {
    let table = Fields::open(report, value, "a school", keys)?;
    let mut sound = true;
    let mut keep = |found: bool| sound &= found;
    let mut stated = Stated {
        place: table.place.clone(),
        ..Stated::default()
    };
    if let Some(value) = table.get("from") {
        stated.from = fields::date(report, value);
        keep(stated.from.is_some());
    }
    for (key, example) in [("country", "\"NL\""), ("region", "\"midden\"")] {
        if let Some(value) = table.get(key) {
            let text = fields::any_text(report, value, example);
            let text = text.map(|text| (text.to_owned(), value.span()));
            keep(text.is_some());
            if key == "country" {
                stated.country = text;
            } else {
                stated.region = text;
            }
        }
    }
    if let Some(value) = table.get("starts") {
        stated.starts = times(report, value);
        keep(stated.starts.is_some());
    }
    if let Some(value) = table.get("ends") {
        stated.ends = times(report, value);
        keep(stated.ends.is_some());
    }
    if let Some(value) = table.get("days") {
        stated.days = days(report, value);
        keep(stated.days.is_some());
    }
    if let Some(value) = table.get("own") {
        stated.own = own(report, value);
        keep(stated.own.is_some());
    }
    sound.then_some(stated)
}

/// A clock time, or `{ other = "15:15", wednesday = "12:15" }`.
fn times(report: &mut Report<'_>, value: &Value<'_>) -> Option<Times> {
    if !is_table(value) {
        return fields::clock(report, value).map(|time| [Some(time); 7]);
    }
    let mut known = vec!["other"];
    known.extend(WEEKDAYS);
    let short = WEEKDAYS.map(|name| name.get(..3).unwrap_or(name));
    known.extend(short);
    let table = Fields::open(report, value, "the times of a school", &known)?;
    let other = match table.get("other") {
        Some(value) => Some(fields::clock(report, value)?),
        None => None,
    };
    let mut times = [other; 7];
    for (key, _, value) in table.entries() {
        let day = words::weekday(key).map(day::weekday_offset);
        let Some(place) = day.and_then(|day| times.get_mut(usize::try_from(day).ok()?)) else {
            continue;
        };
        *place = Some(fields::clock(report, value)?);
    }
    Some(times)
}

fn days(report: &mut Report<'_>, value: &Value<'_>) -> Option<Vec<Weekday>> {
    let list = fields::list(report, value, "[\"monday\", \"tuesday\"]", 7)?;
    let days: Vec<Weekday> = list
        .iter()
        .filter_map(|entry| weekday(report, entry))
        .collect();
    (days.len() == list.len()).then_some(days)
}

/// `[{ holiday = "summer", first = 2027-07-05, last = 2027-08-15 }]`.
fn own(report: &mut Report<'_>, value: &Value<'_>) -> Option<Vec<DaysOff>> {
    let example = "[{ holiday = \"summer\", first = 2027-07-05, last = 2027-08-15 }]";
    let list = fields::list(report, value, example, limits::OWN_HOLIDAYS_MAX)?;
    let own: Vec<DaysOff> = list
        .iter()
        .filter_map(|entry| days_off(report, entry))
        .collect();
    (own.len() == list.len()).then_some(own)
}

fn days_off(report: &mut Report<'_>, value: &Value<'_>) -> Option<DaysOff> {
    let keys = ["holiday", "first", "last"];
    let table = Fields::open(report, value, "a school holiday", &keys)?;
    let holiday = table.need(report, "holiday", "holiday = \"summer\"");
    let holiday = holiday.and_then(|value| {
        let name = fields::any_text(report, value, "\"summer\"")?;
        if !crate::ids::is_slug(name) {
            let message = format!("`{}` cannot be the name of a holiday.", shortened(name));
            let help = "Use lower-case letters, digits and hyphens.";
            report.wrong_with(&value.span(), message, help);
            return None;
        }
        Some(name.to_owned())
    });
    let mut date = |key: &str, example: &str| {
        let value = table.need(report, key, example)?;
        fields::date(report, value)
    };
    let first = date("first", "first = 2027-07-05");
    let last = date("last", "last = 2027-08-15, the last day without school");
    let (holiday, first, last) = (holiday?, first?, last?);
    let length = day::number(last) - day::number(first) + 1;
    if !(1..=FAR_DAYS).contains(&length) {
        let message = format!(
            "The school holiday from {first} to {last} has {} days; from 1 to {FAR_DAYS} are possible.",
            length.max(0)
        );
        report.wrong(&table.place, message);
        return None;
    }
    Some(DaysOff::new(holiday, first, last))
}

/// What the schools of all children are read against; of none unless stated.
#[derive(Default)]
pub(crate) struct Schools {
    /// The country of the plan.
    pub(crate) country: Option<String>,
    all: Option<Stated>,
    /// Whether every school could be read, so that what a school lacks is a mistake.
    pub(crate) sound: bool,
}

impl Schools {
    /// The plan's country and its `[school]`.
    pub(crate) fn read(report: &mut Report<'_>, plan: &Fields<'_, '_>) -> Schools {
        let country = plan.get("country");
        let all = plan.get("school");
        let mut schools = Schools {
            country: country.and_then(|value| self::country(report, value)),
            all: all.and_then(|value| stated(report, value, KEYS)),
            sound: true,
        };
        schools.sound = country.is_some() == schools.country.is_some()
            && all.is_some() == schools.all.is_some();
        schools
    }

    /// The school of a child by its table.
    pub(crate) fn of(&mut self, report: &mut Report<'_>, child: &Fields<'_, '_>) -> Option<School> {
        let own = match child.get("school") {
            Some(value) => match stated(report, value, CHILD_KEYS) {
                None => {
                    self.sound = false;
                    return None;
                }
                own => own,
            },
            None => None,
        };
        let found = school(report, self.all.as_ref(), own, self.country.as_deref());
        self.sound &= found.is_ok();
        found.ok().flatten()
    }
}

/// The country of a plan, as two upper-case letters.
fn country(report: &mut Report<'_>, value: &Value<'_>) -> Option<String> {
    let written = fields::any_text(report, value, "\"NL\"")?;
    if written.len() == 2 && written.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return Some(written.to_owned());
    }
    let message = format!("`{}` is not the code of a country.", shortened(written));
    let help = "Write its two upper-case letters, such as country = \"NL\".";
    report.wrong_with(&value.span(), message, help);
    None
}

/// A child's school: its own keys before those of all children. `Err` when something is wrong.
fn school(
    report: &mut Report<'_>,
    all: Option<&Stated>,
    own: Option<Stated>,
    plan_country: Option<&str>,
) -> Result<Option<School>, ()> {
    if all.is_none() && own.is_none() {
        return Ok(None);
    }
    let all = all.cloned().unwrap_or_default();
    let own = own.unwrap_or_else(|| all.clone());
    let place = own.place.clone();
    let days = own.days.or(all.days);
    let hours = hours(
        report,
        &place,
        own.starts.or(all.starts),
        own.ends.or(all.ends),
        days.as_deref(),
    );
    let country = own.country.or(all.country);
    let calendar = calendar(
        report,
        &place,
        country,
        own.region.or(all.region),
        plan_country,
    );
    let (hours, calendar) = (hours?, calendar?);
    let mut holidays = own.own.or(all.own).unwrap_or_default();
    let by_hand = holidays.clone();
    let known = calendar
        .as_ref()
        .map_or(&[][..], dates::SchoolCalendar::holidays);
    let replaced: Vec<Date> = by_hand
        .iter()
        .filter_map(|own| replaced_by(own, known))
        .collect();
    holidays.extend(
        known
            .iter()
            .filter(|holiday| {
                let by_this = by_hand.iter().any(|own| own.holiday == holiday.slug);
                !(by_this && replaced.contains(&holiday.first))
            })
            .map(|holiday| DaysOff::new(holiday.slug.to_owned(), holiday.first, holiday.last)),
    );
    holidays.sort_by_key(|holiday| (holiday.first, holiday.last));
    Ok(Some(School {
        from: own.from,
        hours,
        holidays,
        known_until: calendar.map(|calendar| calendar.known_until()),
    }))
}

fn hours(
    report: &mut Report<'_>,
    place: &Place,
    starts: Option<Times>,
    ends: Option<Times>,
    days: Option<&[Weekday]>,
) -> Result<[Option<(Time, Time)>; 7], ()> {
    let mut hours = [None; 7];
    let (starts, ends) = match (starts, ends) {
        (None, None) => return Ok(hours),
        (Some(starts), Some(ends)) => (starts, ends),
        (starts, _) => {
            let (message, help) = if starts.is_some() {
                (
                    "The plan says when school starts, but not when it ends.",
                    "Write, for example, ends = \"15:15\".",
                )
            } else {
                (
                    "The plan says when school ends, but not when it starts.",
                    "Write, for example, starts = \"08:30\".",
                )
            };
            report.wrong_with(place, message, help);
            return Err(());
        }
    };
    let mut sound = Ok(());
    for ((place_of, offset), (starts, ends)) in hours
        .iter_mut()
        .zip(0_i8..)
        .zip(starts.into_iter().zip(ends))
    {
        let Ok(weekday) = Weekday::from_monday_zero_offset(offset) else {
            continue;
        };
        let on = days.map_or(offset < 5, |days| days.contains(&weekday));
        if !on {
            continue;
        }
        match (starts, ends) {
            (Some(starts), Some(ends)) if starts < ends => *place_of = Some((starts, ends)),
            (Some(starts), Some(ends)) => {
                let name = weekday_name(weekday);
                let message = format!(
                    "On {name} the school ends at {}, which is not after its start, {}.",
                    clock(ends),
                    clock(starts)
                );
                report.wrong(place, message);
                sound = Err(());
            }
            _ => {
                let name = weekday_name(weekday);
                let message = format!("The times of the school leave {name} out.");
                let help = "Add `other` for all weekdays that are not named, or say with `days` on which there is school.";
                report.wrong_with(place, message, help);
                sound = Err(());
            }
        }
    }
    sound.map(|()| hours)
}

fn clock(time: Time) -> String {
    time.strftime("%H:%M").to_string()
}

/// The holidays of a region. None where no region is stated.
fn calendar(
    report: &mut Report<'_>,
    place: &Place,
    country: Option<(String, Place)>,
    region: Option<(String, Place)>,
    plan_country: Option<&str>,
) -> Result<Option<dates::SchoolCalendar>, ()> {
    let (country, country_place) = match (country, plan_country) {
        (Some((country, place)), _) => (country, Some(place)),
        (None, Some(country)) => (country.to_owned(), None),
        (None, None) => {
            let Some((_, region_place)) = region else {
                return Ok(None);
            };
            let help = "Add, for example, country = \"NL\".";
            report.wrong_with(&region_place, "The school's region has no country.", help);
            return Err(());
        }
    };
    let Some((region, region_place)) = region else {
        let Some(country_place) = country_place else {
            return Ok(None);
        };
        let regions = dates::school_regions(&country);
        let message = "The school's country is stated, but not its region.";
        let help = if regions.is_empty() {
            format!(
                "The countries are {}.",
                dates::school_countries().join(", ")
            )
        } else {
            format!("Add the `region`: {}.", regions.join(", "))
        };
        report.wrong_with(&country_place, message, help);
        return Err(());
    };
    dates::school_holidays(&country, &region)
        .map(Some)
        .map_err(|error| match error {
            dates::SchoolError::NoSuchCountry { known, .. } => {
                let message = format!(
                    "The school holidays of `{}` are not known.",
                    shortened(&country)
                );
                let help = did_you_mean(&country, known, "The countries are");
                report.wrong_with(country_place.as_ref().unwrap_or(place), message, help);
            }
            dates::SchoolError::NoSuchRegion { known, .. } => {
                let message = format!("{country} has no school region `{}`.", shortened(&region));
                let help = did_you_mean(&region, known, "The regions are");
                report.wrong_with(&region_place, message, help);
            }
        })
}

/// The first day of that holiday of a region whose place a school's own one takes: the nearest of
/// its name, within half a year. The calendar year would not do: a Christmas holiday may begin in
/// January.
fn replaced_by(own: &DaysOff, known: &[dates::SchoolHoliday]) -> Option<Date> {
    const HALF_A_YEAR_DAYS: u32 = 183;
    let distance = |first: Date| day::number(own.first).abs_diff(day::number(first));
    let alike = known.iter().filter(|holiday| holiday.slug == own.holiday);
    let nearest = alike
        .map(|holiday| holiday.first)
        .min_by_key(|first| distance(*first))?;
    (distance(nearest) <= HALF_A_YEAR_DAYS).then_some(nearest)
}
