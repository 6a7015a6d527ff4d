//! Rules of repetition (RFC 5545, 3.3.10): checked here, followed by a library on the wall clock,
//! so that zones stay with the callers. Touches nothing else.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use plan::limits::YEAR_MAX;
use rrule::RRuleSet;

use super::content::Line;
use super::report::{Place, Report, quoted};
use super::value::{Moment, moment};

/// Times that the rules of one text may yield: 500 years of days, and far beyond any roster.
const TIMES_MAX: u32 = 200_000;
/// Rules in one text.
const RULES_MAX: u32 = 500;
/// Times that a rule may name within one day.
const TIMES_A_DAY_MAX: usize = 24;

/// What is left of the work that one text may cause.
#[derive(Debug)]
pub(crate) struct Budget {
    times: u32,
    rules: u32,
}

impl Default for Budget {
    fn default() -> Budget {
        Budget {
            times: TIMES_MAX,
            rules: RULES_MAX,
        }
    }
}

/// A rule, and apart from it when it ends: that depends on a zone.
#[derive(Debug, Clone)]
pub(crate) struct Rule {
    without_end: String,
    pub(crate) until: Option<Moment>,
}

impl Rule {
    /// Takes a rule apart and refuses what no roster has and what would take too long.
    pub(crate) fn read(report: &mut Report, line: &Line) -> Option<Rule> {
        match parse(&line.value) {
            Ok(rule) => Some(rule),
            Err(why) => {
                refuse(report, line.place, &line.value, why);
                None
            }
        }
    }

    /// The times of the rule from `start` on, in order, while `goes_on` says so.
    pub(crate) fn starts(
        &self,
        report: &mut Report,
        place: Place,
        start: DateTime,
        budget: &mut Budget,
        mut goes_on: impl FnMut(DateTime) -> bool,
    ) -> Option<Vec<DateTime>> {
        let rule = &self.without_end;
        let Some(rules) = budget.rules.checked_sub(1) else {
            let message = format!("The calendar has more than {RULES_MAX} rules of repetition.");
            report.wrong(place, message, "Export the roster alone.");
            return None;
        };
        budget.rules = rules;
        let begins = start.strftime("%Y%m%dT%H%M%S");
        let text = format!("DTSTART:{begins}Z\nRRULE:{rule}");
        let Ok(set) = text.parse::<RRuleSet>() else {
            refuse(report, place, rule, "It contradicts itself.");
            return None;
        };
        let set = set.limit();
        let mut starts = Vec::new();
        for at in &set {
            let Ok(at) = Timestamp::from_second(at.timestamp()) else {
                break;
            };
            let at = TimeZone::UTC.to_datetime(at);
            if !goes_on(at) {
                break;
            }
            let Some(times) = budget.times.checked_sub(1) else {
                refuse(report, place, rule, "It begins too long ago.");
                return None;
            };
            budget.times = times;
            starts.push(at);
        }
        Some(starts)
    }
}

fn refuse(report: &mut Report, place: Place, rule: &str, why: &str) {
    report.wrong(
        place,
        format!(
            "The rule of repetition {} cannot be followed. {why}",
            quoted(rule)
        ),
        "A rule is written like FREQ=WEEKLY;BYDAY=MO,TU.",
    );
}

fn parse(written: &str) -> Result<Rule, &'static str> {
    let mut parts: Vec<String> = Vec::new();
    let (mut until, mut hours, mut minutes, mut often) = (None, 1, 1, None);
    let written = written.trim().trim_end_matches(';').to_ascii_uppercase();
    for part in written.split(';') {
        let (key, value) = part.split_once('=').ok_or("It has a part without `=`.")?;
        let values = value.split(',').count();
        match key {
            "UNTIL" => {
                until = end(value)?;
                continue;
            }
            "FREQ" => often = Some(matches!(value, "YEARLY" | "MONTHLY" | "WEEKLY" | "DAILY")),
            "BYHOUR" => hours = values,
            "BYMINUTE" => minutes = values,
            "BYSECOND" if value != "0" && value != "00" => {
                return Err("Shifts begin on whole minutes.");
            }
            "INTERVAL" | "COUNT" | "BYSECOND" | "BYDAY" | "BYMONTHDAY" | "BYYEARDAY"
            | "BYWEEKNO" | "BYMONTH" | "BYSETPOS" | "WKST" => {}
            _ => return Err("It has a part that is not known."),
        }
        let sound = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b',' | b'+' | b'-');
        if value.is_empty() || !value.bytes().all(sound) {
            return Err("It has a value that is not known.");
        }
        parts.push(part.to_owned());
    }
    match often {
        None => Err("It does not say how often."),
        Some(false) => Err("Shifts come back by the day, week, month or year."),
        Some(true) if hours.saturating_mul(minutes) > TIMES_A_DAY_MAX => {
            Err("It has too many times a day.")
        }
        Some(true) => Ok(Rule {
            without_end: parts.join(";"),
            until,
        }),
    }
}

/// When a rule ends; `None` after the years of a plan, as in `99991231T235959Z`.
fn end(written: &str) -> Result<Option<Moment>, &'static str> {
    let year: Option<i16> = written.get(..4).and_then(|year| year.parse().ok());
    if year.is_some_and(|year| year > YEAR_MAX) {
        return Ok(None);
    }
    let end = moment(written).ok_or("Its end is not a date.")?;
    Ok(Some(end))
}
