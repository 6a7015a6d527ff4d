//! Dates, times and lists in words, after the design language: a time never stands without
//! its weekday, and Dutch says `12.00 uur` where English says `12:00`.
//!
//! May touch: its arguments. Dates and times come in the family's own zone already.

use jiff::SignedDuration;
use jiff::civil::{Date, DateTime, Time, Weekday};

use super::{Lang, Text, language_of, t};

const DAYS_SHORT: [[&str; 7]; 2] = [
    ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
    ["ma", "di", "wo", "do", "vr", "za", "zo"],
];

/// `Wednesday`, `woensdag`.
pub fn weekday_name(text: &Text, day: Weekday) -> &'static str {
    calendar::weekday_name(language_of(text.lang()), day)
}

/// `Wed`, `wo`: for the heads of a grid, where the whole word is read aloud instead.
pub fn weekday_short(text: &Text, day: Weekday) -> &'static str {
    let [english, dutch] = DAYS_SHORT;
    let names = match text.lang() {
        Lang::En => english,
        Lang::Nl => dutch,
    };
    let place = usize::try_from(day.to_monday_zero_offset()).ok();
    place
        .and_then(|place| names.get(place).copied())
        .unwrap_or_default()
}

/// `October`, `oktober`. Months count from 1.
pub fn month_name(text: &Text, month: i8) -> &'static str {
    calendar::month_name(language_of(text.lang()), month)
}

/// `October 2026`, `oktober 2026`.
pub fn month_year(text: &Text, date: Date) -> String {
    format!("{} {}", month_name(text, date.month()), date.year())
}

/// `21 October`, `21 oktober`: only where the weekday stands beside it.
pub fn date_short(text: &Text, date: Date) -> String {
    format!("{} {}", date.day(), month_name(text, date.month()))
}

/// `21 October 2026`: for a date of birth or a version, where no weekday helps.
pub fn date_only(text: &Text, date: Date) -> String {
    format!("{} {}", date_short(text, date), date.year())
}

/// `Wednesday 21 October`, `woensdag 21 oktober`.
pub fn date_long(text: &Text, date: Date) -> String {
    format!(
        "{} {}",
        weekday_name(text, date.weekday()),
        date_short(text, date)
    )
}

/// `Wednesday 21 October 2026`.
pub fn date_with_year(text: &Text, date: Date) -> String {
    format!("{} {}", date_long(text, date), date.year())
}

/// The first day of a stretch whose last day is said with its year: with a year of its own where that
/// is another one.
pub fn date_from(text: &Text, first: Date, last: Date) -> String {
    if first.year() == last.year() {
        date_long(text, first)
    } else {
        date_with_year(text, first)
    }
}

/// `Friday 14:30`, `vrijdag 14.30 uur`: within the coming days.
pub fn weekday_time(text: &Text, at: DateTime) -> String {
    format!(
        "{} {}",
        weekday_name(text, at.weekday()),
        clock(text, at.time())
    )
}

/// `Wednesday 21 October, 12:00`, `woensdag 21 oktober, 12.00 uur`.
pub fn day_and_clock(text: &Text, at: DateTime) -> String {
    format!("{}, {}", date_long(text, at.date()), clock(text, at.time()))
}

/// Until when something can be done: `Wednesday 21 October, 12:00`. At midnight it is the end of the
/// day before that is said, `the end of Tuesday 20 October`, since the date of a midnight reads as
/// if that day still counted.
pub fn deadline(text: &Text, at: DateTime) -> String {
    let is_midnight = (at.hour(), at.minute()) == (0, 0);
    match at.date().yesterday().ok().filter(|_| is_midnight) {
        Some(day) => t!(text, "when-end-of", day = date_long(text, day)),
        None => day_and_clock(text, at),
    }
}

/// A moment as near as it is: `today 17:30`, `Friday 14:30` within six days, else
/// `Wednesday 21 October, 12:00`.
pub fn on_day(text: &Text, at: DateTime, today: Date) -> String {
    let days = (at.date() - today).get_days();
    match days {
        0 => t!(text, "when-today", time = clock(text, at.time())),
        1 => t!(text, "when-tomorrow", time = clock(text, at.time())),
        2..=6 => weekday_time(text, at),
        _ => day_and_clock(text, at),
    }
}

/// `12:00`, `12.00 uur`.
pub fn clock(text: &Text, time: Time) -> String {
    match text.lang() {
        Lang::En => clock_short(text, time),
        Lang::Nl => format!("{} uur", clock_short(text, time)),
    }
}

/// `12:00`, `12.00`: in day cells and lists of times, under a heading with the date.
pub fn clock_short(text: &Text, time: Time) -> String {
    let mark = match text.lang() {
        Lang::En => ':',
        Lang::Nl => '.',
    };
    format!("{:02}{mark}{:02}", time.hour(), time.minute())
}

/// `in 4 hours 20 minutes`; from two days on, days and hours. Less than a minute is `now`.
pub fn in_duration(text: &Text, ahead: SignedDuration) -> String {
    let minutes = ahead.as_mins().max(0);
    let (days, hours, rest) = (minutes / 1440, minutes / 60 % 24, minutes % 60);
    let parts: Vec<String> = if minutes >= 2 * 1440 {
        vec![
            some(text, "when-days", days),
            some(text, "when-hours", hours),
        ]
    } else {
        vec![
            some(text, "when-hours", minutes / 60),
            some(text, "when-minutes", rest),
        ]
    };
    let span = parts
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ");
    if span.is_empty() {
        return t!(text, "when-now").into_owned();
    }
    t!(text, "when-in", span = span)
}

fn some(text: &Text, key: &str, n: i64) -> String {
    if n == 0 {
        String::new()
    } else {
        text.with(key, &[("n", n.into())])
    }
}

/// A fraction as a share: `50.1%`, `50,1%`; whole numbers without a part.
pub fn percent(text: &Text, fraction: f64) -> String {
    let said = format!("{:.1}", fraction * 100.0);
    let said = said.strip_suffix(".0").unwrap_or(&said);
    match text.lang() {
        Lang::En => format!("{said}%"),
        Lang::Nl => format!("{}%", said.replace('.', ",")),
    }
}

/// `Noor, Sam and Cato`, `Noor, Sam en Cato`.
pub fn list<S: AsRef<str>>(text: &Text, items: &[S]) -> String {
    let Some((last, first)) = items.split_last() else {
        return String::new();
    };
    let mut said = String::new();
    for (n, item) in first.iter().enumerate() {
        if n > 0 {
            said.push_str(", ");
        }
        said.push_str(item.as_ref());
    }
    if !first.is_empty() {
        said.push(' ');
        said.push_str(&t!(text, "and"));
        said.push(' ');
    }
    said.push_str(last.as_ref());
    said
}

/// The same words with a capital at the start, for the beginning of a sentence.
pub fn with_capital(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}

/// The same words for the middle of a sentence: the first letter small.
pub fn without_capital(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(chars).collect()
    })
}
