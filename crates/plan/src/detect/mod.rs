//! Which rhythm a calendar follows: nights as they were or are planned, turned into the repeating
//! sequence that explains them best. Arithmetic on what it is given; touches nothing else.
//!
//! **How.** Each date's night is with whoever has the child at the last second of that date, which
//! is the night of [`Nights`] for each clock time of change. Every cycle of 2 to 28 nights of which
//! each place was seen twice is tried: at each place the parent who mostly has it. So is each
//! schedule of [`pattern::ALL`](crate::pattern::ALL) from each day on and with either parent first,
//! and odd and even weeks.
//!
//! **Which comes first.** What explains every night goes before what does not, the shortest first.
//! Among the others the cheapest: a night that is not explained costs 4, a schedule with a name
//! costs 10, another one 10 and 1 for each night of its cycle. So of two cycles without a name the
//! longer one must explain more than one night more for each four nights that it is longer.
//!
//! **What is left out,** unless it explains every night: what explains fewer than 80 nights of a
//! hundred; what costs as much as saying that all nights are with one parent, which costs 4 for each
//! night with the other; and what costs more than the nights themselves, 1 each, because so much
//! can be made of a few nights at random. Below 50 nights the last is stricter than the first. Of the
//! rest, one is given only when it is shorter, or explains more, than each one before it.
//!
//! **Cost.** For *s* stretches over *n* nights: O(*s* log *s*) to sort them, and a fixed number of
//! steps for each night: 27 counts, 14 ways to begin odd and even weeks, and one pass for each
//! suggestion. A cycle is judged by its counts, whatever *n* is. At most 7,306 nights are looked at.

mod candidates;
mod describe;
mod nights;

use jiff::civil::{Date, DateTime};

use crate::day;
use crate::pattern::Pattern;
use crate::rule::{DatedSpan, Nights, WeekNumbering, Weeks};
use crate::{Side, limits};

/// The most stretches that are looked at.
pub const STRETCHES_MAX: usize = 4_000;
/// The most years from the first stretch to the last.
pub const YEARS_MAX: i32 = 20;
/// The fewest nights of which it must be known who has them: two weeks.
pub const NIGHTS_MIN: u32 = 14;
/// How often each place of a cycle must have been seen: two whole cycles.
pub const CYCLES_MIN: u32 = 2;
/// The longest cycle that is tried, in nights.
pub const CYCLE_NIGHTS_MAX: usize = 28;
/// The percentage of the known nights that a suggestion explains at least.
pub const EXPLAINED_PERCENT_MIN: u32 = 80;
/// The most suggestions.
pub const SUGGESTIONS_MAX: usize = 3;

/// What was found in a child's stretches of care.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Detection {
    /// Nights of which it is known who has them.
    pub nights: u32,
    /// Nights between the first and the last known one that nobody has.
    pub unknown: u32,
    /// The places, from 0, of stretches in which no night lies, such as an afternoon. They do not
    /// count for the rhythm.
    pub by_day: Vec<usize>,
    /// The rhythms that explain the nights, or why there is none.
    pub found: Found,
}

/// The rhythms, or why there is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// From one to [`SUGGESTIONS_MAX`], the best first.
    Suggestions(Vec<Suggestion>),
    /// All known nights, or nearly all, are with one parent, and the others follow no rhythm. A calendar
    /// with one parent's time alone gives this too: whether its gaps are the other's, only people
    /// know, who can be asked, and the gaps then given as stretches.
    OneParent(Side),
    /// Nothing explains enough of the nights: [`EXPLAINED_PERCENT_MIN`] of a hundred, more of few.
    NoRhythm {
        /// The longest cycle, in nights, for which enough was known.
        longest: usize,
    },
    /// Fewer than [`NIGHTS_MIN`] nights, or no cycle of which each place was seen
    /// [`CYCLES_MIN`] times.
    TooLittle,
}

/// A rhythm that explains most nights.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// The rule as a plan would state it, its clock times the most usual ones.
    pub rhythm: Rhythm,
    /// The schedule's name, where it has one.
    pub name: Option<Name>,
    /// The same nights, over all dates of the calendar, by odd and even weeks, where
    /// [`rhythm`](Self::rhythm) is alternating weeks and no week 53 tells the two apart.
    pub weeks: Option<Weeks>,
    /// The first day of the first cycle that begins within the calendar's dates. For
    /// [`Rhythm::Nights`] it is the start of the sequence.
    pub from: Date,
    /// The length of the cycle in nights.
    pub cycle: usize,
    /// Of so many known nights …
    pub nights: u32,
    /// … so many are as the rhythm says.
    pub explained: u32,
    /// Changes of parent that were seen where the rhythm has one. When 0, the clock time of the
    /// rule is 00:00 for want of a better one, and must be asked.
    pub changes: u32,
    /// How many of them were at the clock time of the rule.
    pub changes_on_time: u32,
    /// What the rhythm does not explain, in order of time.
    pub exceptions: Vec<Exception>,
}

impl Suggestion {
    /// Nights that are not as the rhythm says.
    pub fn unexplained(&self) -> u32 {
        self.nights.saturating_sub(self.explained)
    }
}

/// A rule that gives each night to a parent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rhythm {
    /// A repeating sequence.
    Nights(Nights),
    /// Odd and even weeks; suggested where it explains more than alternating weeks, which takes a
    /// year with a week 53.
    Weeks(Weeks),
}

impl Rhythm {
    /// Who has the night of a date; `None` where the rule gives it to nobody.
    pub fn side_of(&self, date: Date) -> Option<Side> {
        let number = day::number(date);
        match self {
            Rhythm::Nights(nights) => {
                let since = number.saturating_sub(day::number(nights.start));
                nights
                    .cycle
                    .get(candidates::place(since, nights.cycle.len()))
                    .copied()
            }
            Rhythm::Weeks(weeks) => {
                let began = candidates::began(number, day::weekday_offset(weeks.day));
                if is_odd(began, weeks.numbering) {
                    weeks.odd
                } else {
                    weeks.even
                }
            }
        }
    }
}

/// A schedule's name and who is the first parent in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Name {
    /// The schedule.
    pub pattern: &'static Pattern,
    /// Whose nights are its letter A.
    pub first: Side,
}

/// Nights in a row, all with one parent, that a rhythm gives to the other one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exception {
    /// Who has the child, and from when until when: as a clause with dated spans would say it. It
    /// begins and ends where the calendar changes, or where the rhythm does in the midst of a stay.
    pub span: DatedSpan,
    /// Who would have the child by the rhythm.
    pub would: Side,
    /// The date of the first night.
    pub first: Date,
    /// How many nights.
    pub nights: u32,
}

/// Why stretches cannot be looked at. Numbers of stretches count from 1, in the order given.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DetectError {
    /// More than [`STRETCHES_MAX`].
    #[error("The calendar has {found} stretches of care; {STRETCHES_MAX} are possible.")]
    TooMany {
        /// How many there are.
        found: usize,
    },
    /// A stretch that ends no later than it begins.
    #[error(
        "Stretch {number} ends at {}, which is not after its beginning at {}.",
        moment(.until),
        moment(.from)
    )]
    Backwards {
        /// Which one.
        number: usize,
        /// When it begins.
        from: DateTime,
        /// When it ends.
        until: DateTime,
    },
    /// A stretch in a year that no plan may name.
    #[error(
        "Stretch {number}, from {} to {}, is outside the years {} to {}.",
        moment(.from),
        moment(.until),
        limits::YEAR_MIN,
        limits::YEAR_MAX
    )]
    OutOfRange {
        /// Which one.
        number: usize,
        /// When it begins.
        from: DateTime,
        /// When it ends.
        until: DateTime,
    },
    /// More than [`YEARS_MAX`] years.
    #[error("The calendar from {from} to {until} is longer than {YEARS_MAX} years.")]
    TooLong {
        /// The first date.
        from: Date,
        /// The last date.
        until: Date,
    },
    /// Two stretches that give the same time to different parents.
    #[error(
        "Stretch {first}, until {}, and stretch {second}, from {}, give the same time to both \
         parents.",
        moment(.until),
        moment(.from)
    )]
    Overlap {
        /// The one that begins first.
        first: usize,
        /// When it ends.
        until: DateTime,
        /// The other one.
        second: usize,
        /// When that begins.
        from: DateTime,
    },
}

/// A date and a clock time without its seconds.
fn moment(at: &DateTime) -> String {
    format!("{} {:02}:{:02}", at.date(), at.hour(), at.minute())
}

/// The rhythm of one child's stretches of care, which are in wall-clock time of one zone, in any
/// order, with gaps as they come.
///
/// Stretches of the same parent may touch or overlap and are then one stay. One that ends in the last
/// minute of a day ends at midnight, unless the other parent's time begins before that. Where nobody
/// has the child between two parents, such as at school, the change is when the second one's time
/// begins.
///
/// # Errors
/// When there are more than [`STRETCHES_MAX`] stretches, they are over more than [`YEARS_MAX`] years
/// or outside the years of a plan, one of them ends no later than it begins, or two give the
/// same time to different parents.
///
/// ```
/// use jiff::civil::date;
/// use plan::detect::{Found, detect};
/// use plan::{DatedSpan, Side};
///
/// let week = |number: i64| DatedSpan {
///     parent: if number % 2 == 0 { Side::A } else { Side::B },
///     from: date(2026, 9, 4).at(17, 0, 0, 0).saturating_add(jiff::Span::new().weeks(number)),
///     until: date(2026, 9, 11).at(17, 0, 0, 0).saturating_add(jiff::Span::new().weeks(number)),
/// };
/// let weeks: Vec<DatedSpan> = (0..8).map(week).collect();
/// let Found::Suggestions(suggestions) = detect(&weeks)?.found else {
///     return Err("eight weeks in turn".into());
/// };
/// assert_eq!(suggestions[0].name.map(|name| name.pattern.name), Some("alternating-weeks"));
/// assert_eq!(suggestions[0].from, date(2026, 9, 4));
/// assert_eq!(suggestions[0].unexplained(), 0);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn detect(stretches: &[DatedSpan]) -> Result<Detection, DetectError> {
    let calendar = nights::calendar(stretches)?;
    let found = if calendar.known() < NIGHTS_MIN {
        Found::TooLittle
    } else {
        candidates::found(&calendar)
    };
    Ok(Detection {
        nights: calendar.known(),
        unknown: calendar.unknown(),
        by_day: calendar.by_day,
        found,
    })
}

/// Whether the week, Monday to Sunday, of a day has an odd number.
fn is_odd(number: i32, numbering: WeekNumbering) -> bool {
    match numbering {
        WeekNumbering::Iso => day::date(number).iso_week_date().week() % 2 != 0,
        WeekNumbering::FirstMonday => {
            let monday = day::monday(number);
            let first = day::first_monday(day::date(monday).year());
            (monday - first).div_euclid(7) % 2 == 0
        }
    }
}
