//! What a reader of the calendar asked for, read from the address.
//!
//! May touch: its arguments. An address that makes no sense shows today: a link from an old
//! mail should open something, not an error.

use jiff::civil::Date;

use super::days::{days_after, monday_of};

/// The years that the calendar shows; links end there.
const YEARS: std::ops::RangeInclusive<i16> = 1990..=2199;
/// Days in a list.
pub const AGENDA_DAYS: i32 = 14;

/// What to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Query {
    /// A month with one of its days open.
    Month {
        /// Its first day.
        first: Date,
        /// The day that is open.
        day: Date,
    },
    /// A week.
    Week {
        /// Its Monday.
        monday: Date,
    },
    /// A list of days.
    Agenda {
        /// The first.
        from: Date,
    },
}

/// The values of the address, as they came: `view`, `month`, `day`, `from`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Params<'a> {
    /// `week` or `agenda`; anything else is the month.
    pub view: Option<&'a str>,
    /// `2026-10`.
    pub month: Option<&'a str>,
    /// `2026-10-21`.
    pub day: Option<&'a str>,
    /// `2026-10-21`, for the week and the list.
    pub from: Option<&'a str>,
}

impl Query {
    /// Reads the values; what cannot be read falls back to today.
    pub fn read(params: Params<'_>, today: Date) -> Query {
        let from = params.from.and_then(date).unwrap_or(today);
        match params.view {
            Some("week") => Query::Week {
                monday: monday_of(from),
            },
            Some("agenda") => Query::Agenda { from },
            _ => {
                let day = params.day.and_then(date);
                let month = params.month.and_then(|month| date(&format!("{month}-01")));
                let first = month.or(day).unwrap_or(today).first_of_month();
                let last = days_after(monday_of(first.last_of_month()), 6);
                let open = day.filter(|day| (monday_of(first)..=last).contains(day));
                let fallback = if today.first_of_month() == first {
                    today
                } else {
                    first
                };
                Query::Month {
                    first,
                    day: open.unwrap_or(fallback),
                }
            }
        }
    }

    /// The days to compile, half open: what is shown and a little around it, so that every
    /// stay that is shown has its beginning or end.
    pub fn window(self) -> (Date, Date) {
        match self {
            Query::Month { first, day } => {
                let last = days_after(first.last_of_month(), 8);
                (monday_of(first).min(day), last.max(days_after(day, 2)))
            }
            Query::Week { monday } => (monday, days_after(monday, 8)),
            Query::Agenda { from } => (from, days_after(from, AGENDA_DAYS + 1)),
        }
    }

    /// The same view one step earlier, unless the calendar ends there.
    pub fn earlier(self) -> Option<Date> {
        let day = match self {
            Query::Month { first, .. } => days_after(first, -1).first_of_month(),
            Query::Week { monday } => days_after(monday, -7),
            Query::Agenda { from } => days_after(from, -AGENDA_DAYS),
        };
        YEARS.contains(&day.year()).then_some(day)
    }

    /// The same view one step later, unless the calendar ends there.
    pub fn later(self) -> Option<Date> {
        let day = match self {
            Query::Month { first, .. } => days_after(first.last_of_month(), 1),
            Query::Week { monday } => days_after(monday, 7),
            Query::Agenda { from } => days_after(from, AGENDA_DAYS),
        };
        YEARS.contains(&day.year()).then_some(day)
    }
}

fn date(text: &str) -> Option<Date> {
    let date: Date = text.parse().ok()?;
    (text.len() == 10 && YEARS.contains(&date.year())).then_some(date)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date as d;

    use super::*;

    #[test]
    fn addresses_are_read_or_show_today() {
        let today = d(2026, 10, 14);
        let read = |view, month, day, from| {
            Query::read(
                Params {
                    view,
                    month,
                    day,
                    from,
                },
                today,
            )
        };
        let month = |first, day| Query::Month { first, day };
        let october = d(2026, 10, 1);
        assert_eq!(read(None, None, None, None), month(october, today));
        assert_eq!(
            read(None, Some("2026-11"), None, None),
            month(d(2026, 11, 1), d(2026, 11, 1))
        );
        assert_eq!(
            read(None, Some("2026-10"), Some("2026-10-21"), None),
            month(october, d(2026, 10, 21))
        );
        assert_eq!(
            read(None, None, Some("2026-12-05"), None),
            month(d(2026, 12, 1), d(2026, 12, 5))
        );
        let far = read(None, Some("2026-10"), Some("2030-01-01"), None);
        assert_eq!(far, month(october, today));
        for bad in ["2026-13", "soon", "", "9999-99", "0001-01", "2026-10-01T10"] {
            assert_eq!(
                read(None, Some(bad), None, None),
                month(october, today),
                "{bad}"
            );
        }
        assert_eq!(
            read(Some("week"), None, None, Some("2026-10-18")),
            Query::Week {
                monday: d(2026, 10, 12)
            }
        );
        assert_eq!(
            read(Some("agenda"), None, None, Some("x")),
            Query::Agenda { from: today }
        );
    }

    #[test]
    fn steps_end_where_the_calendar_ends() {
        let month = Query::Month {
            first: d(2026, 3, 1),
            day: d(2026, 3, 9),
        };
        assert_eq!(
            (month.earlier(), month.later()),
            (Some(d(2026, 2, 1)), Some(d(2026, 4, 1)))
        );
        assert_eq!(
            Query::Month {
                first: d(1990, 1, 1),
                day: d(1990, 1, 1)
            }
            .earlier(),
            None
        );
        assert_eq!(
            Query::Week {
                monday: d(2199, 12, 30)
            }
            .later(),
            None
        );
    }

    #[test]
    fn the_window_holds_all_that_is_shown() {
        let (from, to) = Query::Month {
            first: d(2026, 10, 1),
            day: d(2026, 10, 1),
        }
        .window();
        assert!(from <= d(2026, 9, 28) && to > d(2026, 11, 2));
    }
}
