//! The small words of holidays: moments such as `friday 18:00` or `school ends or 15:00`, days of
//! the year, `last monday of may`. Each gives a value, or what is wrong and what would be right.

use jiff::civil::{Date, Time, Weekday};

use crate::read::fields::{self, Value};
use crate::read::limits;
use crate::read::report::Report;
use crate::read::words::{self, Clock, shortened};
use crate::rule::{Bell, Moment, MomentDay, MomentTime, MonthDay, YearlyMoment};

const MOMENT_HELP: &str = "Write, for example, \"18:00\", \"-1 17:00\", \"+1 10:00\", \"friday 18:00\", \"school ends\" or \"friday school ends or 15:00\".";

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// What is wrong with a text, and what would be right.
pub(crate) type Misfit = (String, String);

/// A moment as it is written for `from` or `until`.
pub(crate) fn moment(report: &mut Report<'_>, value: &Value<'_>) -> Option<Moment> {
    let text = fields::any_text(report, value, "\"friday 18:00\"")?;
    said(report, value, moment_words(text))
}

/// A value, or its misfit in the report.
pub(crate) fn said<T>(
    report: &mut Report<'_>,
    value: &Value<'_>,
    found: Result<T, Misfit>,
) -> Option<T> {
    match found {
        Ok(found) => Some(found),
        Err((message, help)) => {
            report.wrong_with(&value.span(), message, help);
            None
        }
    }
}

fn moment_words(text: &str) -> Result<Moment, Misfit> {
    let misfit = || {
        let message = format!("`{}` is not a moment of a holiday.", shortened(text));
        (message, MOMENT_HELP.to_owned())
    };
    let mut words = text.split_whitespace().peekable();
    let first = words.peek().copied().ok_or_else(misfit)?;
    let day = if let Some(weekday) = words::weekday(first) {
        Some(MomentDay::Weekday(weekday))
    } else if first.starts_with(['+', '-']) {
        Some(MomentDay::Plus(days(first)?))
    } else {
        None
    };
    if day.is_some() {
        words.next();
    }
    let time = words.next().ok_or_else(misfit)?;
    if time == "school" {
        let bell = match words.next() {
            Some("starts") => Bell::Starts,
            Some("ends") => Bell::Ends,
            _ => return Err(misfit()),
        };
        let or = match (words.next(), words.next()) {
            (None, _) => None,
            (Some("or"), Some(time)) => Some(clock(time)?),
            _ => return Err(misfit()),
        };
        if words.next().is_some() {
            return Err(misfit());
        }
        return Ok(Moment {
            day: day.unwrap_or(MomentDay::SchoolDay),
            time: MomentTime::School { bell, or },
        });
    }
    if words.next().is_some() || !time.contains(':') {
        return Err(misfit());
    }
    Ok(Moment {
        day: day.unwrap_or(MomentDay::Plus(0)),
        time: MomentTime::At(minutes(time)?),
    })
}

/// `+8` or `-1`.
fn days(word: &str) -> Result<i16, Misfit> {
    let days = word.parse::<i16>().ok();
    let max = limits::MOMENT_DAYS_MAX;
    days.filter(|days| (-max..=max).contains(days))
        .ok_or_else(|| {
            let message = format!(
                "`{}` is not a number of days from -{max} to +{max}.",
                shortened(word)
            );
            (
                message,
                "Write, for example, \"-1 17:00\" for 17:00 of the day before.".to_owned(),
            )
        })
}

/// Minutes since 00:00, up to 24:00.
fn minutes(word: &str) -> Result<u16, Misfit> {
    match words::clock(word) {
        Ok(Clock::EndOfDay) => Ok(24 * 60),
        Ok(Clock::At(time)) => {
            let part = |part: i8| u16::try_from(part).unwrap_or(0);
            Ok(part(time.hour()) * 60 + part(time.minute()))
        }
        Err(misfit) => Err((misfit.message, misfit.help)),
    }
}

fn clock(word: &str) -> Result<Time, Misfit> {
    match words::clock(word) {
        Ok(Clock::At(time)) => Ok(time),
        Ok(Clock::EndOfDay) => {
            let help = "Write a clock time up to 23:59.".to_owned();
            Err(("24:00 is the end of a day.".to_owned(), help))
        }
        Err(misfit) => Err((misfit.message, misfit.help)),
    }
}

/// `+8 12:00`: so many days after the first day.
pub(crate) fn days_after(text: &str) -> Option<Result<(i16, u16), Misfit>> {
    let mut words = text.split_whitespace();
    let first = words.next().filter(|word| word.starts_with('+'))?;
    let rest = (words.next(), words.next());
    Some(days(first).and_then(|days| match rest {
        (Some(time), None) => Ok((days, minutes(time)?)),
        _ => {
            let message = format!("`{}` says no clock time.", shortened(text));
            Err((message, "Write, for example, \"+8 12:00\".".to_owned()))
        }
    }))
}

/// `12-26 17:00`, or `07-14` for its 00:00.
pub(crate) fn yearly_moment(text: &str) -> Result<YearlyMoment, Misfit> {
    let mut words = text.split_whitespace();
    let day = words.next().unwrap_or_default();
    let day = month_day(day).unwrap_or_else(|| {
        let message = format!("`{}` is not a moment of the year.", shortened(text));
        let help = "Write month, day and clock time, as in \"12-26 17:00\".".to_owned();
        Err((message, help))
    })?;
    let minutes = match (words.next(), words.next()) {
        (None, _) => 0,
        (Some(time), None) => minutes(time)?,
        (Some(_), Some(more)) => {
            let message = format!(
                "Nothing belongs after the clock time, not `{}`.",
                shortened(more)
            );
            return Err((message, "Write, for example, \"12-26 17:00\".".to_owned()));
        }
    };
    Ok(YearlyMoment { day, minutes })
}

/// `saturday 10:00`.
pub(crate) fn weekday_time(text: &str) -> Result<(Weekday, Time), Misfit> {
    let words: Vec<&str> = text.split_whitespace().collect();
    if let [day, time] = words.as_slice()
        && let Some(weekday) = words::weekday(day)
    {
        return Ok((weekday, clock(time)?));
    }
    let message = format!("`{}` is not a weekday with a clock time.", shortened(text));
    Err((
        message,
        "Write, for example, \"saturday 10:00\".".to_owned(),
    ))
}

/// `MM-DD`. `None` when the text has another form.
pub(crate) fn month_day(text: &str) -> Option<Result<MonthDay, Misfit>> {
    let (month, day) = text.split_once('-')?;
    let digits = |part: &str| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(month) || !digits(day) {
        return None;
    }
    let (month, day): (i8, i8) = (month.parse().ok()?, day.parse().ok()?);
    // 2000 is a leap year, so 29 February is a day of the year.
    if Date::new(2000, month, day).is_ok() {
        return Some(Ok(MonthDay { month, day }));
    }
    let message = format!("There is no day `{text}` in a year.");
    let help = "Write the month first, as in \"12-05\" for 5 December.".to_owned();
    Some(Err((message, help)))
}

/// A parent's birthday.
pub(crate) fn birthday(report: &mut Report<'_>, value: &Value<'_>) -> Option<MonthDay> {
    let text = fields::any_text(report, value, "\"04-03\"")?;
    let found = month_day(text).unwrap_or_else(|| {
        let message = format!("`{}` is not a birthday.", shortened(text));
        let help = "Write month and day, as in birthday = \"04-03\" for 3 April.".to_owned();
        Err((message, help))
    });
    said(report, value, found)
}

/// `last monday of may`, `2nd sunday of june`: nth (-1 the last), weekday, month. `None` when the
/// text has another form.
pub(crate) fn nth_of_month(text: &str) -> Option<Result<(i8, Weekday, i8), Misfit>> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let [nth, weekday, "of", month] = words.as_slice() else {
        return None;
    };
    let misfit = |wrong: &str, what: &str| {
        let message = format!("`{}` is not {what}.", shortened(wrong));
        let help = "Write, for example, \"last monday of may\" or \"2nd sunday of june\".";
        Err((message, help.to_owned()))
    };
    let number = match nth.to_ascii_lowercase().as_str() {
        "1st" | "first" => 1,
        "2nd" | "second" => 2,
        "3rd" | "third" => 3,
        "4th" | "fourth" => 4,
        "last" => -1,
        _ => return Some(misfit(nth, "1st, 2nd, 3rd, 4th or last")),
    };
    let Some(day) = words::weekday(weekday) else {
        return Some(misfit(weekday, "a weekday"));
    };
    let lower = month.to_ascii_lowercase();
    let place = MONTHS
        .iter()
        .position(|name| *name == lower || name.get(..3) == Some(&*lower));
    let month_number = place.and_then(|place| i8::try_from(place + 1).ok());
    match month_number {
        Some(month) => Some(Ok((number, day, month))),
        None => Some(misfit(month, "a month")),
    }
}

/// A text without its ` + 1` or ` - 2` at the end, and the days that this adds.
pub(crate) fn without_days(text: &str) -> Result<(&str, i16), Misfit> {
    let trimmed = text.trim();
    let signed = trimmed
        .rsplit_once('+')
        .map(|(before, number)| (before, number, 1))
        .or_else(|| {
            let (before, number) = trimmed.rsplit_once(" -")?;
            Some((before, number, -1))
        });
    let Some((before, number, sign)) = signed else {
        return Ok((trimmed, 0));
    };
    let number = number.trim();
    let plain = number.bytes().all(|byte| byte.is_ascii_digit());
    let days = number.parse::<i16>().ok().filter(|_| plain);
    let days = days.filter(|days| *days <= limits::MOMENT_DAYS_MAX);
    match days {
        Some(days) => Ok((before.trim(), sign * days)),
        None => {
            let max = limits::MOMENT_DAYS_MAX;
            let message = format!(
                "`{}` is not a number of days up to {max}.",
                shortened(number)
            );
            Err((message, "Write, for example, \"easter + 1\".".to_owned()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_read_in_the_ways_people_write_them() {
        let at = |hour: u16, minute: u16| MomentTime::At(hour * 60 + minute);
        let school = |bell, or| MomentTime::School { bell, or };
        let three = Some(Time::constant(15, 0, 0, 0));
        let check = |text: &str, day, time| {
            assert_eq!(moment_words(text), Ok(Moment { day, time }), "{text}");
        };
        check("18:00", MomentDay::Plus(0), at(18, 0));
        check("24:00", MomentDay::Plus(0), at(24, 0));
        check("-1 17:30", MomentDay::Plus(-1), at(17, 30));
        check("+1 10:00", MomentDay::Plus(1), at(10, 0));
        check(
            "Friday 18:00",
            MomentDay::Weekday(Weekday::Friday),
            at(18, 0),
        );
        check(
            "school ends",
            MomentDay::SchoolDay,
            school(Bell::Ends, None),
        );
        check(
            "school starts or 15:00",
            MomentDay::SchoolDay,
            school(Bell::Starts, three),
        );
        check(
            "fri school ends or 15:00",
            MomentDay::Weekday(Weekday::Friday),
            school(Bell::Ends, three),
        );
        check(
            "-1 school ends",
            MomentDay::Plus(-1),
            school(Bell::Ends, None),
        );
        for bad in [
            "",
            "18",
            "25:00",
            "friday",
            "+1",
            "+99 10:00",
            "1 10:00",
            "school",
            "school stops",
            "school ends or",
            "school ends or noon",
            "18:00 or 19:00",
            "friday 18:00 19:00",
            "school ends or 15:00 or 16:00",
            "monday tuesday 10:00",
        ] {
            assert!(moment_words(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn days_of_the_year_and_of_the_month_are_read() {
        let day = |month, day| MonthDay { month, day };
        assert_eq!(month_day("12-05"), Some(Ok(day(12, 5))));
        assert_eq!(month_day("02-29"), Some(Ok(day(2, 29))));
        assert!(month_day("25-12").unwrap().is_err());
        assert_eq!(month_day("christmas-day"), None);
        let yearly = |month, of, minutes| YearlyMoment {
            day: day(month, of),
            minutes,
        };
        assert_eq!(yearly_moment("12-26 17:00"), Ok(yearly(12, 26, 17 * 60)));
        assert_eq!(yearly_moment("07-14"), Ok(yearly(7, 14, 0)));
        assert!(yearly_moment("july 14").is_err() && yearly_moment("07-14 12:00 noon").is_err());
        assert_eq!(
            nth_of_month("last Monday of may"),
            Some(Ok((-1, Weekday::Monday, 5)))
        );
        assert_eq!(
            nth_of_month("second sun of jun"),
            Some(Ok((2, Weekday::Sunday, 6)))
        );
        for bad in [
            "6th monday of may",
            "1st moonday of may",
            "1st monday of mai",
        ] {
            assert!(nth_of_month(bad).unwrap().is_err(), "{bad}");
        }
        assert_eq!(without_days("easter + 1"), Ok(("easter", 1)));
        assert_eq!(without_days("easter-monday - 3"), Ok(("easter-monday", -3)));
        assert_eq!(without_days("12-05"), Ok(("12-05", 0)));
        assert!(without_days("easter + some").is_err() && without_days("easter + 99").is_err());
    }
}
