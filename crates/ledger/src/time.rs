//! The time of an entry: UTC with milliseconds, in the one spelling `2026-07-05T14:03:27.512Z`.
//! Pure arithmetic of the proleptic Gregorian calendar; no clock and no time zone.

use std::{fmt, str::FromStr};

use crate::ValueError;

pub(crate) const WANTED: &str =
    "a time in UTC with milliseconds from 1970 to 9999, as in 2026-07-05T14:03:27.512Z";

const MILLIS_A_DAY: u64 = 86_400_000;
/// 9999-12-31T23:59:59.999Z, the last time that has four digits for its year.
const LAST_MILLIS: u64 = 253_402_300_799_999;

/// When an entry was recorded, by the server's clock. Milliseconds since 1970 in UTC.
///
/// It is the server's word and no more. The order of entries is that of their sequence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryTime(u64);

impl EntryTime {
    /// The time this many milliseconds after 1970-01-01T00:00:00Z.
    ///
    /// # Errors
    /// When it lies before 1970 or after 9999.
    pub fn from_unix_millis(millis: i64) -> Result<Self, ValueError> {
        u64::try_from(millis)
            .ok()
            .filter(|&millis| millis <= LAST_MILLIS)
            .map(Self)
            .ok_or(ValueError { wanted: WANTED })
    }

    /// Milliseconds since 1970-01-01T00:00:00Z; never negative.
    #[must_use]
    pub const fn unix_millis(self) -> i64 {
        // At most LAST_MILLIS, far below the largest i64.
        self.0.cast_signed()
    }
}

fn is_leap(year: u64) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

/// Leap years from the year 1 up to and including `year`.
fn leaps_through(year: u64) -> u64 {
    year / 4 - year / 100 + year / 400
}

/// Days from 1970-01-01 to the first of January of `year`, which is 1970 or later.
fn days_before_year(year: u64) -> u64 {
    365 * (year - 1970) + leaps_through(year - 1) - leaps_through(1969)
}

fn month_days(year: u64) -> [u64; 12] {
    let february = if is_leap(year) { 29 } else { 28 };
    [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
}

impl fmt::Display for EntryTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (days, millis) = (self.0 / MILLIS_A_DAY, self.0 % MILLIS_A_DAY);
        // No year is longer than 366 days, so the guess is never too late.
        let mut year = 1970 + days / 366;
        while days_before_year(year + 1) <= days {
            year += 1;
        }
        let (mut month, mut day) = (1, days - days_before_year(year) + 1);
        for length in month_days(year) {
            if day <= length {
                break;
            }
            day -= length;
            month += 1;
        }
        let (hour, minute) = (millis / 3_600_000, millis / 60_000 % 60);
        let (second, milli) = (millis / 1000 % 60, millis % 1000);
        write!(
            f,
            "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{milli:03}Z"
        )
    }
}

/// The number in `text[at]`, when every byte there is a digit.
fn digits(text: &str, at: std::ops::Range<usize>) -> Option<u64> {
    let part = text.get(at)?;
    part.bytes()
        .all(|b| b.is_ascii_digit())
        .then(|| part.parse().ok())
        .flatten()
}

fn read(text: &str) -> Option<EntryTime> {
    let marks = [
        (4, b'-'),
        (7, b'-'),
        (10, b'T'),
        (13, b':'),
        (16, b':'),
        (19, b'.'),
        (23, b'Z'),
    ];
    let spelled = text.len() == 24 && marks.iter().all(|&(at, mark)| text.as_bytes()[at] == mark);
    if !spelled {
        return None;
    }
    let year = digits(text, 0..4).filter(|&year| year >= 1970)?;
    let month = usize::try_from(digits(text, 5..7)?).ok()?.checked_sub(1)?;
    let lengths = month_days(year);
    let length = *lengths.get(month)?;
    let day = digits(text, 8..10).filter(|day| (1..=length).contains(day))?;
    let hour = digits(text, 11..13).filter(|&hour| hour < 24)?;
    let minute = digits(text, 14..16).filter(|&minute| minute < 60)?;
    let second = digits(text, 17..19).filter(|&second| second < 60)?;
    let milli = digits(text, 20..23)?;
    let days = days_before_year(year) + lengths[..month].iter().sum::<u64>() + day - 1;
    Some(EntryTime(
        days * MILLIS_A_DAY + ((hour * 60 + minute) * 60 + second) * 1000 + milli,
    ))
}

impl FromStr for EntryTime {
    type Err = ValueError;

    fn from_str(text: &str) -> Result<Self, ValueError> {
        read(text).ok_or(ValueError { wanted: WANTED })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn agrees_with_jiff(millis in 0..=253_402_207_200_999_i64) {
            let time = EntryTime::from_unix_millis(millis).unwrap();
            let theirs = jiff::Timestamp::from_millisecond(millis).unwrap();
            prop_assert_eq!(time.to_string(), format!("{theirs:.3}"));
            prop_assert_eq!(time.to_string().parse(), Ok(time));
            prop_assert_eq!(time.unix_millis(), millis);
        }
    }

    #[test]
    fn the_edges_hold() {
        let check = |millis, text: &str| {
            let time = EntryTime::from_unix_millis(millis).unwrap();
            assert_eq!(time.to_string(), text);
            assert_eq!(text.parse(), Ok(time));
        };
        check(0, "1970-01-01T00:00:00.000Z");
        check(951_782_400_000, "2000-02-29T00:00:00.000Z");
        check(1_709_251_199_999, "2024-02-29T23:59:59.999Z");
        check(253_402_300_799_999, "9999-12-31T23:59:59.999Z");
        assert!(EntryTime::from_unix_millis(-1).is_err());
        assert!(EntryTime::from_unix_millis(253_402_300_800_000).is_err());
    }

    #[test]
    fn only_the_one_spelling_is_read() {
        for wrong in [
            "2026-07-05T14:03:27Z",
            "2026-07-05T14:03:27.5120Z",
            "2026-07-05t14:03:27.512Z",
            "2026-07-05T14:03:27.512z",
            "2026-07-05 14:03:27.512Z",
            "2026-07-05T14:03:27.512+00:00",
            "2026-02-29T14:03:27.512Z",
            "2026-13-05T14:03:27.512Z",
            "2026-00-05T14:03:27.512Z",
            "2026-07-00T14:03:27.512Z",
            "2026-07-05T24:00:00.000Z",
            "2026-07-05T23:59:60.000Z",
            "1969-12-31T23:59:59.999Z",
            "+026-07-05T14:03:27.512Z",
            "2026-07-05T14:03:27.51éZ",
            "",
        ] {
            assert_eq!(
                wrong.parse::<EntryTime>(),
                Err(ValueError { wanted: WANTED }),
                "{wrong}"
            );
        }
    }
}
