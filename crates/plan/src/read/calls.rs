//! Calls: with whom, when in the week, how long, by whose clock.

use jiff::civil::{Time, Weekday};

use crate::model::Side;
use crate::read::fields::{self, Fields, Value};
use crate::read::limits;
use crate::read::people::People;
use crate::read::report::Report;
use crate::read::suggest::nearest;
use crate::read::terms;
use crate::read::words::{self, Clock, Misfit, shortened, weekday_name};
use crate::read::zone;
use crate::rule::{CallClock, CallTime, CallWith, Calls};

const KEYS: &[&str] = &["with", "at", "minutes", "zone", "monitored_by"];

const TIME_HELP: &str = "Write \"daily 18:30\", \"wed 17:00\" or \"mon thu 18:00\".";

/// `{ with = "absent", at = ["daily 18:30"], minutes = 15 }`.
pub(crate) fn calls(report: &mut Report<'_>, people: &People, value: &Value<'_>) -> Option<Calls> {
    let table = Fields::open(report, value, "a rule for calls", KEYS)?;
    let with = table
        .need(report, "with", "with = \"absent\" or with = \"elias\"")
        .and_then(|value| with(report, people, value));
    let at = times(report, &table);
    let minutes = table
        .need(report, "minutes", "minutes = 15")
        .and_then(|value| fields::number(report, value, 1, limits::CALL_MINUTES_MAX));
    let clock = match table.get("zone") {
        Some(value) => clock(report, people, value),
        None => Some(CallClock::OfTheClause),
    };
    let monitored_by = terms::words(report, &table, "monitored_by", "a name");
    Some(Calls {
        with: with?,
        at: at?,
        minutes: minutes?,
        clock: clock?,
        monitored_by,
    })
}

fn with(report: &mut Report<'_>, people: &People, value: &Value<'_>) -> Option<CallWith> {
    let written = fields::any_text(report, value, "\"absent\" or a parent's id")?;
    if written == "absent" {
        return Some(CallWith::Absent);
    }
    if nearest(written, ["absent"]).is_some() && !people.has_parent(written) {
        let message = format!("`{}` is neither `absent` nor a parent.", shortened(written));
        report.wrong_with(&value.span(), message, "Did you mean `absent`?");
        return None;
    }
    people
        .side_named(report, written, &value.span())
        .map(CallWith::Parent)
}

/// A parent's id, or the name of a zone.
fn clock(report: &mut Report<'_>, people: &People, value: &Value<'_>) -> Option<CallClock> {
    let written = fields::any_text(report, value, "\"elias\" or \"America/New_York\"")?;
    if people.has_parent(written) {
        let side: Option<Side> = people.side_named(report, written, &value.span());
        return side.map(CallClock::OfParent);
    }
    if crate::ids::is_slug(written) && zone::is_unknown(written) {
        let message = format!(
            "`{}` is neither a parent nor a time zone.",
            shortened(written)
        );
        let help = "Write a parent's id for the clock where that parent lives, or the name of a zone such as \"America/New_York\".";
        report.wrong_with(&value.span(), message, help);
        return None;
    }
    zone::zone(report, value).map(CallClock::Zone)
}

fn times(report: &mut Report<'_>, table: &Fields<'_, '_>) -> Option<Vec<CallTime>> {
    let value = table.need(report, "at", "at = [\"daily 18:30\"]")?;
    let list = fields::list(report, value, "[\"daily 18:30\"]", limits::CALL_TIMES_MAX)?;
    let mut times: Vec<CallTime> = Vec::new();
    let mut sound = true;
    for entry in list {
        let Some(text) = fields::any_text(report, entry, "\"daily 18:30\"") else {
            sound = false;
            continue;
        };
        match call_time(text) {
            Ok(time) => {
                if let Some(day) = times.iter().find_map(|other| both(other, &time)) {
                    let message = format!(
                        "The call on {} at {} is named twice.",
                        weekday_name(day),
                        time.time.strftime("%H:%M")
                    );
                    report.wrong(&entry.span(), message);
                    sound = false;
                }
                times.push(time);
            }
            Err(misfit) => {
                let place = report.inside(&entry.span(), text, misfit.part);
                report.wrong_with(&place, misfit.message, misfit.help);
                sound = false;
            }
        }
    }
    sound.then_some(times)
}

/// A weekday on which both are, at the same clock time.
fn both(one: &CallTime, other: &CallTime) -> Option<Weekday> {
    let shared = |day: &Weekday| one.falls_on(*day) && other.falls_on(*day);
    Weekday::Monday
        .cycle_forward()
        .take(7)
        .find(shared)
        .filter(|_| one.time == other.time)
}

/// `daily 18:30`, `wed 17:00` or `mon thu 18:00`.
fn call_time(text: &str) -> Result<CallTime, Misfit> {
    let words = words::words(text);
    let Some(((part, last), days)) = words.split_last().filter(|(_, days)| !days.is_empty()) else {
        return Err(Misfit {
            part: 0..text.len(),
            message: format!("`{}` does not say when a call is.", shortened(text)),
            help: TIME_HELP.to_owned(),
        });
    };
    let time: Time = match words::clock(last) {
        Ok(Clock::At(time)) => time,
        Ok(Clock::EndOfDay) => {
            return Err(Misfit {
                part: part.clone(),
                message: "A call cannot begin at 24:00.".to_owned(),
                help: "Write 00:00 of the next day.".to_owned(),
            });
        }
        Err(misfit) => {
            return Err(Misfit {
                part: part.clone(),
                ..misfit
            });
        }
    };
    if let [(_, "daily")] = days {
        return Ok(CallTime {
            days: [true; 7],
            time,
        });
    }
    let mut on = [false; 7];
    for (part, word) in days {
        let Some(weekday) = words::weekday(word) else {
            return Err(Misfit {
                part: part.clone(),
                message: format!("`{}` is not a weekday.", shortened(word)),
                help: TIME_HELP.to_owned(),
            });
        };
        let index = usize::from(weekday.to_monday_zero_offset().unsigned_abs());
        if let Some(day) = on.get_mut(index) {
            *day = true;
        }
    }
    Ok(CallTime { days: on, time })
}
