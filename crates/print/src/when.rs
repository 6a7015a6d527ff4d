//! Moments as people write them, to the second, with the zone and its distance from UTC.
//!
//! May touch: nothing. The zone comes with the moment; the machine's is never asked.

use jiff::Zoned;
use jiff::civil::Date;

use crate::document::Language;

const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const MONTHS_NL: [&str; 12] = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
];

/// Such as `5 juli 2026 20:07:31 CEST (UTC+2)`. Both languages put the day first.
pub(crate) fn moment(time: &Zoned, language: Language) -> String {
    format!(
        "{} {:02}:{:02}:{:02} {}",
        day(time.date(), language),
        time.hour(),
        time.minute(),
        time.second(),
        zone(time)
    )
}

/// Such as `5 juli 2026`.
pub(crate) fn day(date: Date, language: Language) -> String {
    let months = match language {
        Language::En => &MONTHS_EN,
        Language::Nl => &MONTHS_NL,
    };
    let month = usize::try_from(date.month())
        .ok()
        .and_then(|month| months.get(month.checked_sub(1)?))
        .copied()
        .unwrap_or_default();
    format!("{} {month} {}", date.day(), date.year())
}

/// Such as `CEST (UTC+2)`, or `UTC+5:30` where the zone has no letters of its own.
fn zone(time: &Zoned) -> String {
    let minutes = time.offset().seconds() / 60;
    let sign = if minutes < 0 { '-' } else { '+' };
    let (hours, rest) = (minutes.abs() / 60, minutes.abs() % 60);
    let distance = match (hours, rest) {
        (0, 0) => "UTC".to_owned(),
        (hours, 0) => format!("UTC{sign}{hours}"),
        (hours, rest) => format!("UTC{sign}{hours}:{rest:02}"),
    };
    let letters = time.strftime("%Z").to_string();
    let named = letters.starts_with(|first: char| first.is_ascii_alphabetic());
    if !named || letters == distance {
        return distance;
    }
    format!("{letters} ({distance})")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_has_seconds_zone_and_distance() {
        let check = |time: &str, en: &str, nl: &str| {
            let time: Zoned = time.parse().expect("a time");
            assert_eq!(moment(&time, Language::En), en);
            assert_eq!(moment(&time, Language::Nl), nl);
        };
        check(
            "2026-07-05T20:07:31.516[Europe/Amsterdam]",
            "5 July 2026 20:07:31 CEST (UTC+2)",
            "5 juli 2026 20:07:31 CEST (UTC+2)",
        );
        // The hour that comes twice in autumn: the letters tell them apart.
        check(
            "2026-10-25T02:30:00+01[Europe/Amsterdam]",
            "25 October 2026 02:30:00 CET (UTC+1)",
            "25 oktober 2026 02:30:00 CET (UTC+1)",
        );
        check(
            "2026-01-01T00:00:00[UTC]",
            "1 January 2026 00:00:00 UTC",
            "1 januari 2026 00:00:00 UTC",
        );
        check(
            "2026-03-01T12:00:00[Asia/Kolkata]",
            "1 March 2026 12:00:00 IST (UTC+5:30)",
            "1 maart 2026 12:00:00 IST (UTC+5:30)",
        );
        check(
            "2026-03-01T12:00:00[America/St_Johns]",
            "1 March 2026 12:00:00 NST (UTC-3:30)",
            "1 maart 2026 12:00:00 NST (UTC-3:30)",
        );
        check(
            "2026-03-01T12:00:00[America/Sao_Paulo]",
            "1 March 2026 12:00:00 UTC-3",
            "1 maart 2026 12:00:00 UTC-3",
        );
    }
}
