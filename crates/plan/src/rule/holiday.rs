//! Holidays: named days and school holidays, where they begin and end, and how the parents
//! share them. Plain data only; the days themselves come from `dates` and from a child's school.

use jiff::Span;
use jiff::civil::{Date, Time, Weekday};

use crate::dates::{Certainty, Feast, nth_weekday};
use crate::{ChildId, Side};

/// Named days, each with the time around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holiday {
    /// The days; never empty.
    pub on: Vec<NamedDay>,
    /// When it begins, seen from the day.
    pub from: Moment,
    /// When it ends, seen from the day.
    pub until: Moment,
    /// Who has it. Years are those of the day.
    pub sharing: Sharing,
}

/// School holidays of some names, by each child's own school.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchoolHolidays {
    /// The names, such as `summer`; never empty.
    pub holidays: Vec<String>,
    /// When it begins, seen from the first day.
    pub from: Moment,
    /// When it ends, seen from the last day.
    pub until: Moment,
    /// Who has it.
    pub sharing: Sharing,
}

/// A day that has a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedDay {
    /// The day.
    pub day: AnyDay,
    /// So many days later, or earlier where negative.
    pub plus: i16,
    /// The part of the year in which it falls, where it is a part: the first such day of the
    /// year, counted from 0, and how many days may follow. Spares most looks at the calendar.
    part_of_year: Option<(i32, i32)>,
}

/// The years over which a day's part of the year is found.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2300;

impl NamedDay {
    pub(crate) fn new(day: AnyDay, plus: i16) -> NamedDay {
        let mut named = NamedDay {
            day,
            plus,
            part_of_year: None,
        };
        let mut part: Option<(i16, i16)> = None;
        for year in YEARS {
            named.day.in_year(year, |date, _| {
                let date = date.saturating_add(Span::new().days(plus));
                let (low, high) = part.unwrap_or((i16::MAX, i16::MIN));
                part = Some((low.min(date.day_of_year()), high.max(date.day_of_year())));
            });
        }
        named.part_of_year = part.map(|(low, high)| (i32::from(low) - 1, i32::from(high - low)));
        named
    }

    /// Whether it can fall between two days of the year, both counted from some 1 January, with
    /// some days to spare.
    pub(crate) fn may_fall(&self, (low, high): (i32, i32), spare: i32) -> bool {
        let Some((first, length)) = self.part_of_year else {
            return false;
        };
        // Years of 365 days are near enough over the few years between, given two days more.
        let spare = spare.saturating_add(2 + (high - low) / 365);
        let ahead = (first - low).rem_euclid(365);
        ahead <= high - low + spare || ahead + length + spare >= 365
    }
}

impl AnyDay {
    /// Each of its dates in a year, and whether it is settled.
    pub(crate) fn in_year(&self, year: i16, mut found: impl FnMut(Date, Certainty)) {
        let certain = match self {
            AnyDay::Feast(feast) => {
                for day in feast.on(year) {
                    found(day.date, day.certainty);
                }
                None
            }
            AnyDay::Dates(dates) => {
                for (date, certainty) in dates.iter().filter(|(date, _)| date.year() == year) {
                    found(*date, *certainty);
                }
                None
            }
            AnyDay::Yearly(day) => day.in_year(year),
            AnyDay::Birthday {
                day, first_year, ..
            } => day.in_year(year).filter(|_| year >= *first_year),
            AnyDay::Nth {
                nth,
                weekday,
                month,
            } => nth_weekday(year, *month, *nth, *weekday),
        };
        if let Some(date) = certain {
            found(date, Certainty::Certain);
        }
    }
}

/// What gives a day its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AnyDay {
    /// A feast that `dates` knows.
    Feast(Feast),
    /// The same date each year; 29 February is 1 March in a common year.
    Yearly(MonthDay),
    /// The n-th such weekday of a month.
    Nth {
        /// 1 to 4, or -1 for the last.
        nth: i8,
        /// The weekday.
        weekday: Weekday,
        /// The month, 1 to 12.
        month: i8,
    },
    /// A birthday, the first of them a year after birth.
    Birthday {
        /// Whose.
        of: Person,
        /// The day of the year.
        day: MonthDay,
        /// The first year that has one.
        first_year: i16,
    },
    /// Dates written by hand, in order.
    Dates(Vec<(Date, Certainty)>),
}

/// Whose birthday it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Person {
    /// A child.
    Child(ChildId),
    /// A parent.
    Parent(Side),
}

/// A day of the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MonthDay {
    /// 1 to 12.
    pub month: i8,
    /// 1 to 31, as far as the month goes.
    pub day: i8,
}

impl MonthDay {
    /// Its date in a year; 29 February is 1 March where the year has none.
    pub fn in_year(self, year: i16) -> Option<Date> {
        Date::new(year, self.month, self.day)
            .or_else(|_| Date::new(year, 3, 1))
            .ok()
    }
}

/// A moment seen from the first or the last day of a holiday.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// On which day.
    pub day: MomentDay,
    /// At which time of that day.
    pub time: MomentTime,
}

/// The day of a [`Moment`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MomentDay {
    /// So many days after the day from which it is seen, before it where negative.
    Plus(i16),
    /// The nearest such weekday, the day itself included: backwards from the first day,
    /// forwards from the last.
    Weekday(Weekday),
    /// The nearest school day, the day itself not included: backwards from the first day,
    /// forwards from the last. Monday to Friday for a child that has no school yet.
    SchoolDay,
}

/// The time of a [`Moment`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MomentTime {
    /// Minutes since 00:00, up to 1440 for the end of the day.
    At(u16),
    /// When the child's school starts or ends on that weekday.
    School {
        /// Which of the two.
        bell: Bell,
        /// The clock time where the child has no school then.
        or: Option<Time>,
    },
}

/// An edge of a school day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bell {
    /// Where school starts.
    Starts,
    /// Where school ends.
    Ends,
}

/// How the parents share a holiday.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sharing {
    /// One of them has the whole.
    Whole(Who),
    /// One has the first half, the other one the second.
    Halves {
        /// Who has the first half.
        first: Who,
        /// Where it ends.
        at: Middle,
    },
    /// They alternate, changing at fixed moments of the year.
    Parts {
        /// Who has the first part.
        first: Who,
        /// The changes, each at its time nearest to the holiday; one that lies before the holiday
        /// counts as made, one after it never comes.
        at: Vec<YearlyMoment>,
    },
    /// They alternate week by week.
    Weeks {
        /// Who has the first week.
        first: Who,
        /// The weekday and clock time of a change; `None`: each seven days after the beginning.
        change: Option<(Weekday, Time)>,
    },
}

impl Sharing {
    /// Who has the whole or the first part.
    pub fn first(&self) -> &Who {
        match self {
            Sharing::Whole(first)
            | Sharing::Halves { first, .. }
            | Sharing::Parts { first, .. }
            | Sharing::Weeks { first, .. } => first,
        }
    }
}

/// Which parent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Who {
    /// Always this one.
    Parent(Side),
    /// By the year. Where a parent is `None`, the rule leaves such years to other clauses.
    ByYear {
        /// Who has it in even years.
        even: Option<Side>,
        /// Who has it in odd years.
        odd: Option<Side>,
        /// Which year counts; the first day's unless stated.
        year: Option<YearOf>,
    },
    /// Whoever has the child, by weaker clauses, just before it begins.
    Holder {
        /// The child who is meant; the child itself unless stated.
        of: Option<ChildId>,
    },
    /// Whoever does not have the child, by weaker clauses, when it begins.
    Other {
        /// The child who is meant; the child itself unless stated.
        of: Option<ChildId>,
    },
}

impl Who {
    /// Whether the answer depends on what weaker clauses say.
    pub fn asks(&self) -> bool {
        matches!(self, Who::Holder { .. } | Who::Other { .. })
    }
}

/// Which year counts for a holiday that crosses 1 January.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum YearOf {
    /// That of its first day.
    First,
    /// That of its last day.
    Last,
}

/// Where the first half of a holiday ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Middle {
    /// Halfway by elapsed time, down to the minute.
    Midpoint,
    /// Halfway by the elapsed time that does not lie on these days.
    MidpointWithout(Vec<NamedDay>),
    /// At a fixed moment of the year.
    Yearly(YearlyMoment),
    /// So many days after the first day, at a time of that day.
    After {
        /// Days after the first day.
        days: i16,
        /// Minutes since 00:00, up to 1440.
        minutes: u16,
    },
}

/// A moment that comes back each year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct YearlyMoment {
    /// The day.
    pub day: MonthDay,
    /// Minutes since 00:00, up to 1440.
    pub minutes: u16,
}
