//! The executable half of a clause: what its rule says, free of any window. Plain data only.

mod calls;
mod days;
mod dealings;
mod holiday;
mod limit;
mod numbering;
mod weekends;

use jiff::civil::{Date, DateTime, Time, Weekday};

pub use self::calls::{CallClock, CallTime, CallWith, Calls};
pub use self::days::{DayWindow, Days, Roster, Shift};
pub use self::dealings::{DisputeStep, Disputes, FirstRefusal};
pub use self::holiday::{
    AnyDay, Bell, Holiday, Middle, Moment, MomentDay, MomentTime, MonthDay, NamedDay, Person,
    SchoolHolidays, Sharing, Who, YearOf, YearlyMoment,
};
pub use self::limit::{Limit, Period};
pub use self::numbering::{MonthWeeks, WeekNumbering};
pub use self::weekends::{InARow, Weekends};
use crate::Side;

/// What a clause says in a form that can be computed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rule {
    /// A repeating sequence of nights.
    Nights(Nights),
    /// Odd and even weeks.
    Weeks(Weeks),
    /// Windows that come back each week, with or without a night.
    Weekly(Weekly),
    /// Windows on each n-th day.
    Days(Days),
    /// Windows on stated dates.
    Roster(Roster),
    /// Dated spans, each given to a parent.
    Spans(Vec<DatedSpan>),
    /// Named days with the time around them.
    Holiday(Holiday),
    /// School holidays of some names.
    SchoolHolidays(SchoolHolidays),
    /// Alternate weekends, each for one of the two parents in turn.
    Weekends(Weekends),
    /// One parent at all times: the fallback.
    Always(Side),
    /// Calls with a parent, which are no care.
    Calls(Calls),
    /// A limit to which the care of the other clauses must keep.
    Limit(Limit),
    /// Care that a parent who will be away must offer to the other one first.
    FirstRefusal(FirstRefusal),
    /// What follows when the parents cannot agree.
    Disputes(Disputes),
}

impl Rule {
    /// The rank that a clause with this rule has unless it states another one; `None` for a
    /// rule that gives no care and so has no place in the order.
    pub fn default_rank(&self) -> Option<&'static str> {
        match self {
            Rule::Nights(_) | Rule::Weeks(_) => Some("regular"),
            Rule::Weekly(_) => Some("visit"),
            Rule::Days(_) | Rule::Roster(_) | Rule::Weekends(_) => Some("visit"),
            Rule::Spans(_) | Rule::Holiday(_) => Some("holiday"),
            Rule::SchoolHolidays(_) => Some("school-holiday"),
            Rule::Always(_) => Some("fallback"),
            Rule::Calls(_) | Rule::Limit(_) | Rule::FirstRefusal(_) | Rule::Disputes(_) => None,
        }
    }
}

/// A repeating sequence of nights.
///
/// The night of date *d* runs from the change of *d* to the change of *d + 1*.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Nights {
    /// Who has each night of the cycle; never empty.
    pub cycle: Vec<Side>,
    /// The date of a first night of the cycle. The cycle runs in both directions from here.
    pub start: Date,
    /// The clock time of a change of carer.
    pub change: Change,
}

/// The clock time at which one night's care passes into the next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// The same on each day.
    Daily(Time),
    /// By weekday, Monday first.
    ByWeekday([Time; 7]),
}

impl Change {
    /// The clock time on a weekday.
    pub fn on(&self, weekday: Weekday) -> Time {
        match self {
            Change::Daily(time) => *time,
            Change::ByWeekday(times) => {
                let index = usize::from(weekday.to_monday_zero_offset().unsigned_abs());
                times.get(index).copied().unwrap_or_else(Time::midnight)
            }
        }
    }
}

/// Odd and even weeks. A stretch of seven days begins on `day` and takes the parity of the week
/// in which that day lies. Week 53 and week 1 are both odd, so the rule as such can give
/// fourteen days in a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weeks {
    /// Who has the stretches that begin in odd weeks; nobody by this rule when `None`.
    pub odd: Option<Side>,
    /// Who has the stretches that begin in even weeks; nobody by this rule when `None`.
    pub even: Option<Side>,
    /// The weekday on which a stretch begins.
    pub day: Weekday,
    /// The clock time at which it begins.
    pub change: Time,
    /// How the weeks are numbered.
    pub numbering: WeekNumbering,
}

/// Windows that come back each week, all for one parent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weekly {
    /// The parent who has the child in them.
    pub parent: Side,
    /// The windows; never empty.
    pub windows: Vec<WeeklyWindow>,
    /// In which weeks they take place.
    pub recurrence: Recurrence,
}

/// In which weeks (Monday to Sunday) the windows of a [`Weekly`] rule begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recurrence {
    /// In each week.
    EveryWeek,
    /// In each n-th week, counted in both directions from the week of a date.
    EveryNthWeek {
        /// The distance in weeks, 2 or more.
        weeks: u8,
        /// A date in one of the weeks.
        start: Date,
    },
    /// In weeks with an odd number.
    OddWeeks(WeekNumbering),
    /// In weeks with an even number.
    EvenWeeks(WeekNumbering),
    /// In the weeks of some weekends of the month.
    OfTheMonth(MonthWeeks),
}

impl Recurrence {
    /// How its weeks are numbered, where that matters.
    pub(crate) fn numbering(self) -> WeekNumbering {
        match self {
            Recurrence::OddWeeks(numbering) | Recurrence::EvenWeeks(numbering) => numbering,
            Recurrence::EveryWeek | Recurrence::EveryNthWeek { .. } | Recurrence::OfTheMonth(_) => {
                WeekNumbering::default()
            }
        }
    }
}

/// From a weekday and clock time to a later one, less than a week later.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WeeklyWindow {
    /// The weekday on which it begins.
    pub day: Weekday,
    /// The clock time at which it begins.
    pub from: Time,
    /// How many days after `day` it ends, 0 to 7.
    pub days: u8,
    /// The clock time at which it ends.
    pub until: Time,
}

/// A stretch of time, half open, in the plan's wall-clock time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DatedSpan {
    /// The parent who has the child in it.
    pub parent: Side,
    /// When it begins.
    pub from: DateTime,
    /// When it ends.
    pub until: DateTime,
}
