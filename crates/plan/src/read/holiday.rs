//! Holidays as a clause writes them: the days, the moments around them, and what the children
//! whom it concerns must have for it.

use jiff::civil::Date;

use crate::ChildId;
use crate::dates::{self, Certainty, FeastError};
use crate::model::{Child, Clause, Rank};
use crate::read::fields::{self, Fields, Value};
use crate::read::holiday_share::{self, Years};
use crate::read::holiday_words;
use crate::read::limits;
use crate::read::people::People;
use crate::read::report::{Place, Report};
use crate::read::suggest::{did_you_mean, nearest};
use crate::read::words::{shortened, weekday_name};
use crate::rule::{
    AnyDay, Holiday, Moment, MomentDay, MomentTime, NamedDay, Rule, SchoolHolidays, Who,
};

const ON_HELP: &str = "Write a feast such as \"easter\", a day such as \"12-05\" or \"last monday of may\", or \"birthday of noor\".";

/// `{ on = "christmas-day", from = "-1 17:00", until = "+1 10:00", parent = "mara" }`.
pub(crate) fn holiday(
    report: &mut Report<'_>,
    people: &People,
    value: &Value<'_>,
) -> Option<Holiday> {
    let mut keys = vec!["on", "tentative", "from", "until", "of"];
    keys.extend(holiday_share::KEYS);
    let table = Fields::open(report, value, "a holiday", &keys)?;
    let on = table
        .need(report, "on", "on = \"christmas-day\"")
        .and_then(|value| named_days(report, people, value, limits::HOLIDAY_DAYS_MAX));
    let on = match table.get("tentative") {
        Some(value) => tentative(report, value, on),
        None => on,
    };
    let mut moment = |key: &str, usual: i16| match table.get(key) {
        Some(value) => holiday_words::moment(report, value),
        None => Some(Moment {
            day: MomentDay::Plus(usual),
            time: MomentTime::At(0),
        }),
    };
    let (from, until) = (moment("from", 0), moment("until", 1));
    let sharing = holiday_share::sharing(report, people, &table, Years::OfTheDay);
    let (from, until) = (from?, until?);
    in_order(report, &table, from, until)?;
    Some(Holiday {
        on: on?,
        from,
        until,
        sharing: sharing?,
    })
}

/// `{ holiday = "summer", from = "school ends", until = "school starts", halves = { … } }`.
pub(crate) fn school(
    report: &mut Report<'_>,
    people: &People,
    value: &Value<'_>,
) -> Option<SchoolHolidays> {
    let mut keys = vec!["holiday", "from", "until", "of"];
    keys.extend(holiday_share::KEYS);
    let table = Fields::open(report, value, "a school holiday", &keys)?;
    let holidays = table
        .need(report, "holiday", "holiday = \"summer\"")
        .and_then(|value| names(report, value));
    let mut moment = |key: &str, example: &str| {
        let value = table.need(report, key, example)?;
        holiday_words::moment(report, value)
    };
    let from = moment("from", "from = \"school ends\" or from = \"friday 18:00\"");
    let until = moment(
        "until",
        "until = \"school starts\" or until = \"sunday 18:00\"",
    );
    let sharing = holiday_share::sharing(report, people, &table, Years::OfTheHoliday);
    Some(SchoolHolidays {
        holidays: holidays?,
        from: from?,
        until: until?,
        sharing: sharing?,
    })
}

/// One name or a list of them.
fn names(report: &mut Report<'_>, value: &Value<'_>) -> Option<Vec<String>> {
    if let Some(name) = value.get_ref().as_str() {
        return Some(vec![name.to_owned()]);
    }
    let example = "\"summer\" or [\"autumn\", \"spring\"]";
    let list = fields::list(report, value, example, limits::HOLIDAY_CHANGES_MAX)?;
    let names: Vec<String> = list
        .iter()
        .filter_map(|entry| fields::any_text(report, entry, "\"summer\"").map(str::to_owned))
        .collect();
    (names.len() == list.len()).then_some(names)
}

/// One named day, one date, or a list of them.
pub(crate) fn named_days(
    report: &mut Report<'_>,
    people: &People,
    value: &Value<'_>,
    max: usize,
) -> Option<Vec<NamedDay>> {
    let mut days = Vec::new();
    let mut by_hand = Vec::new();
    let mut take = |report: &mut Report<'_>, value: &Value<'_>| -> bool {
        if value.get_ref().is_datetime() {
            let date = fields::date(report, value);
            by_hand.extend(date.map(|date| (date, Certainty::Certain)));
            return date.is_some();
        }
        let day = named_day(report, people, value);
        let sound = day.is_some();
        days.extend(day);
        sound
    };
    if value.get_ref().is_array() {
        let list = fields::list(report, value, "\"easter\" or [\"easter\", \"12-05\"]", max)?;
        let mut sound = true;
        for entry in list {
            sound &= take(report, entry);
        }
        sound.then_some(())?;
    } else if !take(report, value) {
        return None;
    }
    if !by_hand.is_empty() {
        by_hand.sort_unstable_by_key(|(date, _)| *date);
        let day = AnyDay::Dates(by_hand);
        days.push(NamedDay::new(day, 0));
    }
    Some(days)
}

fn named_day(report: &mut Report<'_>, people: &People, value: &Value<'_>) -> Option<NamedDay> {
    let text = fields::any_text(report, value, "\"christmas-day\", or a date without quotes")?;
    let (name, plus) = holiday_words::said(report, value, holiday_words::without_days(text))?;
    let day = if let Some(who) = name.strip_prefix("birthday of ") {
        let (of, day, born) = people.birthday(report, who.trim(), &value.span())?;
        let first_year = born.saturating_add(1);
        AnyDay::Birthday {
            of,
            day,
            first_year,
        }
    } else if let Some(day) = holiday_words::month_day(name) {
        AnyDay::Yearly(holiday_words::said(report, value, day)?)
    } else if let Some(nth) = holiday_words::nth_of_month(name) {
        let (nth, weekday, month) = holiday_words::said(report, value, nth)?;
        AnyDay::Nth {
            nth,
            weekday,
            month,
        }
    } else {
        feast(report, people, name, &value.span())?
    };
    Some(NamedDay::new(day, plus))
}

fn feast(report: &mut Report<'_>, people: &People, name: &str, place: &Place) -> Option<AnyDay> {
    let country = people.schools.country.as_deref();
    match dates::feast(name, country) {
        Ok(feast) => return Some(AnyDay::Feast(feast)),
        Err(FeastError::Unknown { .. }) => {
            let message = format!("No feast or day is called `{}`.", shortened(name));
            let help = match nearest(name, dates::feast_slugs().iter().copied()) {
                Some(near) => format!("Did you mean `{near}`?"),
                None => ON_HELP.to_owned(),
            };
            report.wrong_with(place, message, help);
        }
        Err(FeastError::NeedsCountry { known, .. }) if people.schools.sound => {
            let message =
                format!("The day of `{name}` differs by country, and the plan names none.");
            let help = format!(
                "Write country = \"NL\" beside `zone`; known are {}.",
                known.join(", ")
            );
            report.wrong_with(place, message, help);
        }
        Err(FeastError::NeedsCountry { .. }) => {}
        Err(FeastError::NoSuchCountry { known, .. }) => {
            let country = country.unwrap_or_default();
            let message = format!("The day of `{name}` is not known for {country}.");
            let help = format!(
                "Write the day itself, such as \"2nd sunday of may\"; known are {}.",
                known.join(", ")
            );
            report.wrong_with(place, message, help);
        }
    }
    None
}

/// The dates of `on` that are not settled yet.
fn tentative(
    report: &mut Report<'_>,
    value: &Value<'_>,
    on: Option<Vec<NamedDay>>,
) -> Option<Vec<NamedDay>> {
    let list = fields::list(report, value, "[2028-02-27]", limits::HOLIDAY_DAYS_MAX)?;
    let mut on = on?;
    let mut sound = true;
    for entry in list {
        let Some(date) = fields::date(report, entry) else {
            sound = false;
            continue;
        };
        if !mark(&mut on, date) {
            let message = format!("The tentative date {date} is not among the dates of `on`.");
            let help = "Name it in `on` as well.";
            report.wrong_with(&entry.span(), message, help);
            sound = false;
        }
    }
    sound.then_some(on)
}

fn mark(on: &mut [NamedDay], date: Date) -> bool {
    let mut marked = false;
    for named in on {
        if let AnyDay::Dates(dates) = &mut named.day {
            for (_, certainty) in dates.iter_mut().filter(|(of, _)| *of == date) {
                *certainty = Certainty::Tentative;
                marked = true;
            }
        }
    }
    marked
}

/// Where both moments are a number of days and a clock time, the second must be the later one.
fn in_order(
    report: &mut Report<'_>,
    table: &Fields<'_, '_>,
    from: Moment,
    until: Moment,
) -> Option<()> {
    let fixed = |moment: Moment| match (moment.day, moment.time) {
        (MomentDay::Plus(days), MomentTime::At(minutes)) => {
            Some(i32::from(days) * 24 * 60 + i32::from(minutes))
        }
        _ => None,
    };
    if let (Some(begin), Some(end)) = (fixed(from), fixed(until))
        && end <= begin
    {
        let message = "The holiday ends no later than it begins.";
        let help = "Both are seen from the day itself: \"-1 18:00\" is the evening before, \"+1 10:00\" the next morning.";
        report.wrong_with(&table.place, message, help);
        return None;
    }
    Some(())
}

/// What a clause on holidays needs of the schools of the children whom it concerns.
pub(crate) fn check(
    report: &mut Report<'_>,
    clause: &Fields<'_, '_>,
    people: &People,
    rule: Option<&Rule>,
    children: Option<&[ChildId]>,
) {
    let (Some(rule), Some(children), true) = (rule, children, people.schools.sound) else {
        return;
    };
    let (key, moments, school) = if let Rule::Holiday(rule) = rule {
        ("holiday", [rule.from, rule.until], None)
    } else if let Rule::SchoolHolidays(rule) = rule {
        ("school_holiday", [rule.from, rule.until], Some(rule))
    } else {
        return;
    };
    let place = clause.get(key).map_or(clause.place.clone(), Value::span);
    for child in people
        .children
        .iter()
        .filter(|child| children.contains(&child.id))
    {
        let needs_hours =
            |moment: &Moment| matches!(moment.time, MomentTime::School { or: None, .. });
        if moments.iter().any(needs_hours) {
            hours(report, child, &place);
        }
        for moment in moments.iter().filter(|moment| needs_hours(moment)) {
            weekday_hours(report, child, moment, &place);
        }
        if let Some(rule) = school {
            holidays(report, child, rule, &place);
        }
    }
}

fn hours(report: &mut Report<'_>, child: &Child, place: &Place) {
    let school = child.school.as_ref().filter(|school| school.has_hours());
    let name = &child.name;
    let (message, help) = match school {
        None => (
            format!("The plan does not say when {name}'s school starts and ends."),
            "State `starts` and `ends` under [school], or a clock time for a child without school: \"school ends or 15:00\".",
        ),
        Some(school) => match school.from {
            Some(from) => (
                format!(
                    "{name} goes to school from {from} on; the clause does not say what holds before."
                ),
                "Add a clock time for a child without school: \"school ends or 15:00\".",
            ),
            None => return,
        },
    };
    report.wrong_with(place, message, help);
}

/// A bell on a weekday on which the school is closed never rings.
fn weekday_hours(report: &mut Report<'_>, child: &Child, moment: &Moment, place: &Place) {
    let (MomentDay::Weekday(weekday), Some(school)) = (moment.day, child.school.as_ref()) else {
        return;
    };
    let offset = usize::try_from(weekday.to_monday_zero_offset()).unwrap_or(0);
    if school.has_hours() && school.hours.get(offset).copied().flatten().is_none() {
        let message = format!(
            "{} has no school on a {}, so it neither starts nor ends then.",
            child.name,
            weekday_name(weekday)
        );
        let help = "Name a school day, leave the weekday out for the nearest school day, or add a clock time: \"friday school ends or 15:00\".";
        report.wrong_with(place, message, help);
    }
}

fn holidays(report: &mut Report<'_>, child: &Child, rule: &SchoolHolidays, place: &Place) {
    let name = &child.name;
    let known = child
        .school
        .as_ref()
        .map_or(&[][..], |school| &school.holidays);
    if known.is_empty() {
        let message = format!("The plan does not say which school holidays {name} has.");
        let help = "State `country` and `region` under [school], or the child's `own` dates.";
        report.wrong_with(place, message, help);
        return;
    }
    for holiday in &rule.holidays {
        if known.iter().all(|known| known.holiday != *holiday) {
            let mut names: Vec<&str> = known.iter().map(|known| known.holiday.as_str()).collect();
            names.sort_unstable();
            names.dedup();
            let message = format!("{name} has no school holiday `{}`.", shortened(holiday));
            report.wrong_with(
                place,
                message,
                did_you_mean(holiday, &names, "The holidays are"),
            );
        }
    }
    let by_year = matches!(rule.sharing.first(), Who::ByYear { year: None, .. });
    let crossing = known.iter().find(|known| {
        rule.holidays.contains(&known.holiday) && known.first.year() != known.last.year()
    });
    if let (true, Some(crossing)) = (by_year, crossing) {
        let message = format!(
            "The holiday `{}` crosses 1 January, and the clause does not say which year counts.",
            crossing.holiday
        );
        let help = "Write { even = …, odd = …, year = \"first\" } for the year in which it begins, or year = \"last\".";
        report.wrong_with(place, message, help);
    }
}

/// A clause that leaves the parent to who has the child otherwise.
pub(crate) struct Asking {
    pub(crate) place: Place,
    pub(crate) rank: Rank,
}

impl Asking {
    pub(crate) fn of(clause: &Clause, place: Place) -> Option<Asking> {
        let sharing = clause.rule.as_ref()?.sharing()?;
        let rank = clause.rank;
        sharing.first().asks().then_some(Asking { place, rank })
    }
}

/// Each of them asks those below it, so that many at many ranks would ask without an end.
pub(crate) fn check_asking(report: &mut Report<'_>, asking: &[Asking]) {
    let mut ranks: Vec<Rank> = Vec::new();
    for (count, clause) in asking.iter().enumerate() {
        if !ranks.contains(&clause.rank) {
            ranks.push(clause.rank);
        }
        if count >= limits::ASKING_CLAUSES_MAX || ranks.len() > limits::ASKING_RANKS_MAX {
            let message = format!(
                "At most {} clauses, at {} ranks, can leave the parent to `holder` or `other`.",
                limits::ASKING_CLAUSES_MAX,
                limits::ASKING_RANKS_MAX
            );
            let help = "Name several days in one clause, as in on = [\"labor-day\", \"memorial-day\"], or give the clauses the same rank.";
            report.wrong_with(&clause.place, message, help);
            return;
        }
    }
}
