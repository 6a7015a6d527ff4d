//! Which weeks are those of the n-th weekend of a month. Looks only at the calendar.

use crate::day;
use crate::rule::MonthWeeks;

/// Whether the week of a Monday is one of those that are meant.
pub(crate) fn takes_place(weeks: MonthWeeks, monday: i32) -> bool {
    let counted = day::date(monday.saturating_add(day::weekday_offset(weeks.counted_by)));
    let nth = usize::from((counted.day().unsigned_abs().saturating_sub(1)) / 7);
    let last = counted.day() > counted.days_in_month() - 7;
    weeks.nth.get(nth).copied().unwrap_or(false) || (weeks.last && last)
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Weekday, date};

    use super::*;

    /// jiff counts the weekdays of a month on its own.
    #[test]
    fn the_nth_weekday_of_a_month_is_that_of_the_calendar() {
        let monday = day::number(date(2020, 1, 6));
        for week in 0..1_500 {
            let monday = monday + 7 * week;
            for counted_by in Weekday::Monday.cycle_forward().take(7) {
                let counted = day::date(monday + day::weekday_offset(counted_by));
                let is =
                    |nth: i8| counted.nth_weekday_of_month(nth, counted_by).ok() == Some(counted);
                let found: Vec<bool> = (0..5)
                    .map(|place| only(place, counted_by, monday))
                    .collect();
                let expected: Vec<bool> = (1..=5).map(is).collect();
                assert_eq!(found, expected, "{counted}");
                let last = MonthWeeks {
                    nth: [false; 5],
                    last: true,
                    counted_by,
                };
                assert_eq!(takes_place(last, monday), is(-1), "{counted}");
            }
        }
    }

    fn only(place: usize, counted_by: Weekday, monday: i32) -> bool {
        let mut nth = [false; 5];
        nth[place] = true;
        takes_place(
            MonthWeeks {
                nth,
                last: false,
                counted_by,
            },
            monday,
        )
    }
}
