//! The time of an entry: UTC with milliseconds, in the one spelling `2026-07-05T14:03:27.512Z`.
//! Pure: no clock and no time zone.

use std::{fmt, str::FromStr};

use jiff::Timestamp;

use crate::ValueError;

pub(crate) const WANTED: &str =
    "a time in UTC with milliseconds from 1970 to 9999, as in 2026-07-05T14:03:27.512Z";

/// 9999-12-30T21:59:59.999Z: the last whole second that the calendar library can hold.
const LAST_MILLIS: i64 = 253_402_207_199_999;
/// How long the one spelling is, in bytes.
const SPELLED_BYTES: usize = 24;

/// When an entry was recorded, by the server's clock. Milliseconds since 1970 in UTC.
///
/// It is the server's word and no more. The order of entries is that of their sequence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryTime(Timestamp);

impl EntryTime {
    /// The time this many milliseconds after 1970-01-01T00:00:00Z.
    ///
    /// # Errors
    /// When it lies before 1970 or after 9999.
    pub fn from_unix_millis(millis: i64) -> Result<Self, ValueError> {
        let wrong = ValueError { wanted: WANTED };
        if !(0..=LAST_MILLIS).contains(&millis) {
            return Err(wrong);
        }
        Timestamp::from_millisecond(millis)
            .map(Self)
            .map_err(|_| wrong)
    }

    /// Milliseconds since 1970-01-01T00:00:00Z; never negative.
    #[must_use]
    pub fn unix_millis(self) -> i64 {
        self.0.as_millisecond()
    }
}

impl fmt::Display for EntryTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.3}", self.0)
    }
}

impl FromStr for EntryTime {
    type Err = ValueError;

    fn from_str(text: &str) -> Result<Self, ValueError> {
        let wrong = ValueError { wanted: WANTED };
        if text.len() != SPELLED_BYTES {
            return Err(wrong);
        }
        let read: Timestamp = text.parse().map_err(|_| wrong)?;
        let time = Self::from_unix_millis(read.as_millisecond())?;
        // The library reads more spellings than this one.
        if time.to_string() == text {
            Ok(time)
        } else {
            Err(wrong)
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn survives_its_text(millis in 0..=LAST_MILLIS) {
            let time = EntryTime::from_unix_millis(millis).unwrap();
            prop_assert_eq!(time.to_string().len(), SPELLED_BYTES);
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
        check(LAST_MILLIS, "9999-12-30T21:59:59.999Z");
        assert!(EntryTime::from_unix_millis(-1).is_err());
        assert!(EntryTime::from_unix_millis(LAST_MILLIS + 1).is_err());
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
