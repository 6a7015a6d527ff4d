//! The small words of the plan language: clock times, weekdays, weekly windows. Each gives a
//! value, or what is wrong with which part of the text and what would be right.

use std::ops::Range;

use jiff::civil::{Time, Weekday};

use crate::rule::WeeklyWindow;

/// What is wrong with a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Misfit {
    /// The bytes of the text that are meant.
    pub(crate) part: Range<usize>,
    pub(crate) message: String,
    pub(crate) help: String,
}

/// A clock time, or midnight at the end of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Clock {
    At(Time),
    EndOfDay,
}

/// The weekdays as they are written, Monday first.
pub(crate) const WEEKDAYS: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// The name of a weekday in a sentence.
pub(crate) fn weekday_name(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}

/// A weekday by its English name or the first three letters of it.
pub(crate) fn weekday(word: &str) -> Option<Weekday> {
    let word = word.to_ascii_lowercase();
    let offset = WEEKDAYS
        .iter()
        .position(|name| *name == word || name.get(..3) == Some(&*word))?;
    Weekday::from_monday_zero_offset(i8::try_from(offset).ok()?).ok()
}

/// `HH:MM`, or `24:00` for the end of a day.
pub(crate) fn clock(text: &str) -> Result<Clock, Misfit> {
    let whole = 0..text.len();
    let digits = |part: &str| {
        (part.len() == 2)
            .then(|| part.parse::<i8>().ok().filter(|value| *value >= 0))
            .flatten()
    };
    let parts = text
        .split_once(':')
        .and_then(|(hour, minute)| Some((digits(hour)?, digits(minute)?)));
    match parts {
        Some((24, 0)) => Ok(Clock::EndOfDay),
        Some((hour, minute)) => Time::new(hour, minute, 0, 0)
            .map(Clock::At)
            .map_err(|_| Misfit {
                part: whole,
                message: format!("{text} is not a time of day."),
                help: "Hours go from 00 to 23 and minutes from 00 to 59.".to_owned(),
            }),
        None => Err(Misfit {
            part: whole,
            message: format!("`{}` is not a clock time.", shortened(text)),
            help: "Write hours and minutes with two digits each, such as \"08:30\".".to_owned(),
        }),
    }
}

/// A text short enough for a sentence.
pub(crate) fn shortened(text: &str) -> String {
    let mut short: String = text
        .chars()
        .take(40)
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

const WINDOW_HELP: &str = "Write \"tue 16:00 - 18:30\", or \"sat 10:00 - sun 10:00\" over a night.";

/// `tue 16:00 - 18:30` or `sat 10:00 - sun 10:00`.
pub(crate) fn window(text: &str) -> Result<WeeklyWindow, Misfit> {
    let misfit = |part: Range<usize>, message: String, help: &str| Misfit {
        part,
        message,
        help: help.to_owned(),
    };
    let whole = 0..text.len();
    let words = words(text);
    let (day, from, end_day, until) = match words.as_slice() {
        [day, from, (_, "-"), until] => (day, from, day, until),
        [day, from, (_, "-"), end_day, until] => (day, from, end_day, until),
        _ => {
            return Err(misfit(
                whole,
                format!("`{}` is not a weekly window.", shortened(text)),
                WINDOW_HELP,
            ));
        }
    };
    let weekday_of = |(part, word): &(Range<usize>, &str)| {
        weekday(word).ok_or_else(|| {
            misfit(
                part.clone(),
                format!("`{}` is not a weekday.", shortened(word)),
                "Write mon, tue, wed, thu, fri, sat or sun.",
            )
        })
    };
    let clock_of = |(part, word): &(Range<usize>, &str)| {
        clock(word).map_err(|inner| Misfit {
            part: part.clone(),
            ..inner
        })
    };
    let (first, last) = (weekday_of(day)?, weekday_of(end_day)?);
    let Clock::At(begins) = clock_of(from)? else {
        return Err(misfit(
            from.0.clone(),
            "A window cannot begin at 24:00.".to_owned(),
            "Write 00:00 of the next day.",
        ));
    };
    let (extra, ends) = match clock_of(until)? {
        Clock::At(time) => (0, time),
        Clock::EndOfDay => (1, Time::midnight()),
    };
    let days = last.to_monday_zero_offset() - first.to_monday_zero_offset();
    let days = u8::try_from(days.rem_euclid(7)).unwrap_or(0) + extra;
    if (days, ends) <= (0, begins) {
        let message = format!(
            "The window `{}` ends no later than it begins.",
            shortened(text)
        );
        return Err(misfit(
            whole,
            message,
            "To end on another day, name it, as in \"fri 18:00 - sat 09:00\"; a window is shorter than a week.",
        ));
    }
    Ok(WeeklyWindow {
        day: first,
        from: begins,
        days,
        until: ends,
    })
}

/// The words with their places; `-`, `–` and `to` become `-`.
pub(crate) fn words(text: &str) -> Vec<(Range<usize>, &str)> {
    let mut words = Vec::new();
    let mut begin = None;
    for (at, letter) in text
        .char_indices()
        .chain(std::iter::once((text.len(), ' ')))
    {
        let separates = letter.is_whitespace() || letter == '-' || letter == '–';
        match (begin, separates) {
            (None, false) => begin = Some(at),
            (Some(start), true) => {
                let word = text.get(start..at).unwrap_or_default();
                words.push((start..at, if word == "to" { "-" } else { word }));
                begin = None;
            }
            (None, true) | (Some(_), false) => {}
        }
        if letter == '-' || letter == '–' {
            words.push((at..at + letter.len_utf8(), "-"));
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<(Weekday, &str, u8, &str)>) {
        let found = window(text).ok().map(|window| {
            (
                window.day,
                window.from.strftime("%H:%M").to_string(),
                window.days,
                window.until.strftime("%H:%M").to_string(),
            )
        });
        let expected =
            expected.map(|(day, from, days, until)| (day, from.to_owned(), days, until.to_owned()));
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn windows_are_read_in_the_ways_people_write_them() {
        check(
            "tue 16:00-18:30",
            Some((Weekday::Tuesday, "16:00", 0, "18:30")),
        );
        check(
            "Tuesday 16:00 to 18:30",
            Some((Weekday::Tuesday, "16:00", 0, "18:30")),
        );
        check(
            "sat 10:00 – sun 10:00",
            Some((Weekday::Saturday, "10:00", 1, "10:00")),
        );
        check(
            "fri 17:00 - mon 08:30",
            Some((Weekday::Friday, "17:00", 3, "08:30")),
        );
        check(
            "fri 17:00 - 24:00",
            Some((Weekday::Friday, "17:00", 1, "00:00")),
        );
        check(
            "sun 00:00 - sat 24:00",
            Some((Weekday::Sunday, "00:00", 7, "00:00")),
        );
        for bad in [
            "",
            "tue",
            "tue 16:00",
            "16:00-18:30",
            "tue 18:30-16:00",
            "tue 24:00 - wed 08:00",
            "di 16:00-18:30",
            "tue 25:00-26:00",
            "tue 16:00-18:30-19:00",
            "tue 16:00 - tue 16:00",
        ] {
            check(bad, None);
        }
    }

    #[test]
    fn the_part_that_is_wrong_is_named() {
        assert_eq!(window("tue 16:00 - 25:00").unwrap_err().part, 12..17);
        assert_eq!(window("di 16:00 - 18:30").unwrap_err().part, 0..2);
    }
}
