//! Days as numbers (0 = 1 January 1970), so that years of care are plain arithmetic.
//! Touches nothing else.

use jiff::civil::{Date, DateTime, Time, Weekday};

/// Seconds in a day of the wall clock.
pub(crate) const DAY_SECONDS: i64 = 86_400;

/// Days of a common year before each month.
const BEFORE_MONTH: [i32; 12] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];

/// Days from 1 January of the year 1 to 1 January 1970.
const BEFORE_EPOCH: i32 = 719_162;

/// The number of a date. By hand, because dated spans ask for it a thousand times.
pub(crate) fn number(date: Date) -> i32 {
    let years = i32::from(date.year()) - 1;
    let leap_days = years.div_euclid(4) - years.div_euclid(100) + years.div_euclid(400);
    let month = usize::from(date.month().unsigned_abs());
    let before_month = BEFORE_MONTH.get(month - 1).copied().unwrap_or(0);
    let leap_day = i32::from(month > 2 && date.in_leap_year());
    years * 365 + leap_days + before_month + leap_day + i32::from(date.day()) - 1 - BEFORE_EPOCH
}

/// Days from 1 March of the year 0 to 1 January 1970.
const MARCH_TO_EPOCH: i64 = 719_468;

/// The date of a number. Numbers beyond the years that a date can hold give the last such date.
/// By hand like [`number`]; years are counted from March, so that a leap day is the last day.
pub(crate) fn date(number: i32) -> Date {
    let days = i64::from(number) + MARCH_TO_EPOCH;
    let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * of_year + 2) / 153;
    let of_month = of_year - (153 * from_march + 2) / 5 + 1;
    let january_or_february = from_march >= 10;
    let month = from_march + if january_or_february { -9 } else { 3 };
    let year = era * 400 + year_of_era + i64::from(january_or_february);
    let part = |part: i64| i8::try_from(part).unwrap_or(i8::MAX);
    i16::try_from(year)
        .ok()
        .and_then(|year| Date::new(year, part(month), part(of_month)).ok())
        .unwrap_or(if number < 0 { Date::MIN } else { Date::MAX })
}

/// Monday = 0 … Sunday = 6.
pub(crate) fn weekday_index(number: i32) -> usize {
    usize::try_from((i64::from(number) + 3).rem_euclid(7)).unwrap_or(0)
}

/// Monday = 0 … Sunday = 6.
pub(crate) fn weekday_offset(weekday: Weekday) -> i32 {
    i32::from(weekday.to_monday_zero_offset())
}

/// The Monday of the week in which a day lies.
pub(crate) fn monday(number: i32) -> i32 {
    let offset = (i64::from(number) + 3).rem_euclid(7);
    number.saturating_sub(i32::try_from(offset).unwrap_or(0))
}

/// The first Monday of a year.
pub(crate) fn first_monday(year: i16) -> i32 {
    let new_year = number(Date::new(year, 1, 1).unwrap_or(Date::MAX));
    monday(new_year.saturating_add(6))
}

/// Seconds since 00:00.
pub(crate) fn clock_seconds(time: Time) -> i64 {
    i64::from(time.hour()) * 3_600 + i64::from(time.minute()) * 60 + i64::from(time.second())
}

/// Seconds of the wall clock since 1 January 1970, 00:00.
pub(crate) fn local_seconds(datetime: DateTime) -> i64 {
    i64::from(number(datetime.date())) * DAY_SECONDS + clock_seconds(datetime.time())
}

/// The birthday of an age; 1 March where a year has no 29 February.
pub(crate) fn birthday(born: Date, age: u8) -> Date {
    let year = born.year().saturating_add(i16::from(age));
    Date::new(year, born.month(), born.day())
        .or_else(|_| Date::new(year, 3, 1))
        .unwrap_or(Date::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_dates_are_each_others_inverse() {
        for day in -800_000..900_000 {
            assert_eq!(number(date(day)), day);
        }
        assert_eq!((date(i32::MIN), date(i32::MAX)), (Date::MIN, Date::MAX));
        assert_eq!(date(0).to_string(), "1970-01-01");
        assert_eq!(number(Date::constant(2027, 2, 1)), 20_850);
    }

    #[test]
    fn weeks_begin_on_monday() {
        let monday_number = number(Date::constant(2027, 2, 1));
        for offset in 0..7 {
            assert_eq!(monday(monday_number + offset), monday_number);
            assert_eq!(
                weekday_index(monday_number + offset),
                usize::try_from(offset).unwrap()
            );
        }
        assert_eq!(
            monday(number(Date::constant(1969, 12, 31))),
            number(Date::constant(1969, 12, 29))
        );
    }

    #[test]
    fn a_leap_day_child_has_a_birthday_each_year() {
        let born = Date::constant(2024, 2, 29);
        assert_eq!(birthday(born, 1).to_string(), "2025-03-01");
        assert_eq!(birthday(born, 4).to_string(), "2028-02-29");
        assert_eq!(
            birthday(Date::constant(2026, 2, 15), 1).to_string(),
            "2027-02-15"
        );
    }
}
