//! What a person chooses from: deliveries, quiet hours, folds, the words of notices, digests. Plain
//! values that keep their own limits. Pure.

use jiff::civil::{Time, Weekday};
use std::fmt;

/// Why a setting cannot be taken as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadCalm {
    /// Not a time of day in whole minutes.
    #[error("A time of day lies from 00:00 to 23:59, in whole minutes.")]
    Time,
    /// Quiet hours of no length, or of a whole day.
    #[error("Quiet hours end at another time than they begin.")]
    QuietEmpty,
    /// Quiet hours that leave too little of the day.
    #[error("Quiet hours leave at least one hour of the day, so that what waits can come.")]
    QuietTooLong,
    /// The two times of a day are one.
    #[error("Twice a day takes two different times.")]
    SameTime,
    /// A number of words out of bounds.
    #[error("Messages can be folded from {min} to {max} words.")]
    Words {
        /// The fewest that may be chosen.
        min: u16,
        /// The most.
        max: u16,
    },
}

/// A wall-clock time in whole minutes, 00:00 to 23:59, in the family's zone.
///
/// On a day whose clock skips it, it shifts forward as far as the clock does; on a day that has it
/// twice, it is the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TimeOfDay(Time);

impl TimeOfDay {
    /// Takes an hour of 0 to 23 and a minute of 0 to 59.
    ///
    /// # Errors
    /// [`BadCalm::Time`] if there is no such time.
    pub fn new(hour: u8, minute: u8) -> Result<Self, BadCalm> {
        let part = |number: u8| i8::try_from(number).map_err(|_| BadCalm::Time);
        Time::new(part(hour)?, part(minute)?, 0, 0)
            .map(Self)
            .map_err(|_| BadCalm::Time)
    }

    /// As jiff writes it; seconds are zero.
    #[must_use]
    pub const fn time(self) -> Time {
        self.0
    }

    fn minutes(self) -> i32 {
        i32::from(self.0.hour()) * 60 + i32::from(self.0.minute())
    }
}

impl TryFrom<Time> for TimeOfDay {
    type Error = BadCalm;

    /// # Errors
    /// [`BadCalm::Time`] if it is not a whole minute.
    fn try_from(time: Time) -> Result<Self, BadCalm> {
        if time.second() == 0 && time.subsec_nanosecond() == 0 {
            Ok(Self(time))
        } else {
            Err(BadCalm::Time)
        }
    }
}

impl fmt::Display for TimeOfDay {
    /// Writes `07:05`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0.hour(), self.0.minute())
    }
}

/// Two different times of a day, the earlier one first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Twice([TimeOfDay; 2]);

impl Twice {
    /// Takes them in any order.
    ///
    /// # Errors
    /// [`BadCalm::SameTime`] if they are one.
    pub fn new(one: TimeOfDay, other: TimeOfDay) -> Result<Self, BadCalm> {
        if one == other {
            return Err(BadCalm::SameTime);
        }
        Ok(Self([one.min(other), one.max(other)]))
    }

    /// Both, the earlier one first.
    #[must_use]
    pub const fn times(&self) -> &[TimeOfDay; 2] {
        &self.0
    }
}

/// When messages are shown, and when notices of all kinds go out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Delivery {
    /// As they come. Notices keep to [`super::USUAL_PACE`].
    #[default]
    AtOnce,
    /// Shown on the hour; told together, an hour after the first of them came.
    Hourly,
    /// Shown and told at two times of the day.
    TwiceADay(Twice),
    /// Shown and told at one time of the day.
    Daily(TimeOfDay),
    /// At once what is about a child today; everything else at this time of the day.
    UrgentOnly(TimeOfDay),
}

/// What holds for something that is about a child today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Urgent {
    /// It does not wait.
    #[default]
    AtOnce,
    /// It waits like everything else.
    Waits,
}

/// Hours of each day in which nothing is shown as new and no notice goes out: whenever the clock of
/// the family's zone shows a time from `from` to before `until`. They may cross midnight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Quiet {
    from: TimeOfDay,
    until: TimeOfDay,
    urgent_through: Urgent,
}

impl Quiet {
    /// The longest quiet hours, in minutes: all but one hour.
    pub const MAX_MINUTES: i32 = 23 * 60;

    /// Quiet hours, and whether what is about a child today comes through. What waits with the rest
    /// ([`super::Calm::urgent`]) waits here too.
    ///
    /// # Errors
    /// [`BadCalm::QuietEmpty`] or [`BadCalm::QuietTooLong`].
    pub fn new(from: TimeOfDay, until: TimeOfDay, urgent_through: Urgent) -> Result<Self, BadCalm> {
        let minutes = (until.minutes() - from.minutes()).rem_euclid(24 * 60);
        if minutes == 0 {
            return Err(BadCalm::QuietEmpty);
        }
        if minutes > Self::MAX_MINUTES {
            return Err(BadCalm::QuietTooLong);
        }
        Ok(Self {
            from,
            until,
            urgent_through,
        })
    }

    /// The first quiet time of the clock.
    #[must_use]
    pub const fn from(&self) -> TimeOfDay {
        self.from
    }

    /// The first time of the clock that is quiet no more.
    #[must_use]
    pub const fn until(&self) -> TimeOfDay {
        self.until
    }

    /// Whether what is about a child today comes through.
    #[must_use]
    pub const fn urgent_through(&self) -> Urgent {
        self.urgent_through
    }

    /// Whether a clock that shows `time` is in these hours.
    #[must_use]
    pub fn holds(&self, time: Time) -> bool {
        let (from, until) = (self.from.0, self.until.0);
        if from < until {
            from <= time && time < until
        } else {
            from <= time || time < until
        }
    }
}

/// How harsh passages look. The original is always one tap away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Soft {
    /// As they were written.
    #[default]
    Plain,
    /// Folded behind a notice.
    Fold,
}

/// A number of words from which a message is long.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WordLimit(u16);

impl WordLimit {
    /// The fewest words that can be chosen.
    pub const MIN: u16 = 20;
    /// The most.
    pub const MAX: u16 = 2_000;

    /// Takes a number of words.
    ///
    /// # Errors
    /// [`BadCalm::Words`] outside [`WordLimit::MIN`] to [`WordLimit::MAX`].
    pub fn new(words: u16) -> Result<Self, BadCalm> {
        if (Self::MIN..=Self::MAX).contains(&words) {
            Ok(Self(words))
        } else {
            Err(BadCalm::Words {
                min: Self::MIN,
                max: Self::MAX,
            })
        }
    }

    /// How many words are not yet long.
    #[must_use]
    pub const fn words(self) -> u16 {
        self.0
    }
}

/// How long messages look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Long {
    /// In full.
    #[default]
    Plain,
    /// Folded when they have more words than this.
    FoldOver(WordLimit),
}

impl Long {
    /// Whether a message of that many words is folded.
    #[must_use]
    pub fn folds(self, words: usize) -> bool {
        match self {
            Self::Plain => false,
            Self::FoldOver(limit) => words > usize::from(limit.0),
        }
    }
}

/// What a notice may say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Naming {
    /// That there is something new, and nothing else: no kind, no name, no number.
    #[default]
    Neutral,
    /// What kind of thing it is and whom it is from may stand in it. Never its content.
    Named,
}

/// A regular overview: the coming days, and what awaits an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Digest {
    /// None.
    #[default]
    None,
    /// Each day at this time.
    Daily(TimeOfDay),
    /// Each week on this day at this time.
    Weekly(Weekday, TimeOfDay),
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::time;

    fn at(hour: u8, minute: u8) -> TimeOfDay {
        TimeOfDay::new(hour, minute).unwrap()
    }

    #[test]
    fn times_are_whole_minutes_of_one_day() {
        assert_eq!(at(7, 5).to_string(), "07:05");
        assert_eq!(TimeOfDay::try_from(time(23, 59, 0, 0)), Ok(at(23, 59)));
        assert_eq!(TimeOfDay::try_from(time(7, 5, 1, 0)), Err(BadCalm::Time));
        assert_eq!(TimeOfDay::try_from(time(7, 5, 0, 1)), Err(BadCalm::Time));
        for (hour, minute) in [(24, 0), (0, 60), (200, 0), (0, 255)] {
            assert_eq!(TimeOfDay::new(hour, minute), Err(BadCalm::Time));
        }
    }

    #[test]
    fn quiet_hours_leave_an_hour_and_last_a_minute() {
        let quiet = |from, until| Quiet::new(from, until, Urgent::Waits);
        assert_eq!(quiet(at(22, 0), at(22, 0)), Err(BadCalm::QuietEmpty));
        assert_eq!(quiet(at(8, 0), at(7, 1)), Err(BadCalm::QuietTooLong));
        assert!(quiet(at(8, 0), at(7, 0)).is_ok());
        assert!(quiet(at(8, 0), at(8, 1)).is_ok());
    }

    #[test]
    fn quiet_hours_hold_their_first_minute_and_not_their_last() {
        let night = Quiet::new(at(22, 0), at(7, 0), Urgent::Waits).unwrap();
        let noon = Quiet::new(at(12, 0), at(13, 0), Urgent::Waits).unwrap();
        let held = |quiet: Quiet, hour, minute| quiet.holds(time(hour, minute, 0, 0));
        assert!(held(night, 22, 0) && held(night, 0, 0) && held(night, 6, 59));
        assert!(!held(night, 21, 59) && !held(night, 7, 0) && !held(night, 12, 30));
        assert!(held(noon, 12, 0) && held(noon, 12, 59));
        assert!(!held(noon, 11, 59) && !held(noon, 13, 0) && !held(noon, 0, 0));
        assert!(night.holds(time(6, 59, 59, 999_999_999)));
    }

    #[test]
    fn limits_say_what_they_are() {
        assert_eq!(Twice::new(at(9, 0), at(9, 0)), Err(BadCalm::SameTime));
        let twice = Twice::new(at(18, 0), at(8, 0)).unwrap();
        assert_eq!(twice.times(), &[at(8, 0), at(18, 0)]);
        assert_eq!(
            WordLimit::new(19).unwrap_err().to_string(),
            "Messages can be folded from 20 to 2000 words."
        );
        let long = Long::FoldOver(WordLimit::new(300).unwrap());
        assert!(long.folds(301) && !long.folds(300) && !Long::Plain.folds(usize::MAX));
    }
}
