//! Who has whom, as it is drawn: days, weeks and months with both parents' fills.
//!
//! May touch: nothing.

use typst::foundations::{Array, Dict, IntoValue, Value};

use crate::paper::Paper;

/// One of the two parents, as the plan names them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PaperSide {
    /// The first one: smooth.
    A,
    /// The second one: ribbed.
    B,
}

impl PaperSide {
    /// How the templates call it.
    const fn key(self) -> &'static str {
        match self {
            Self::A => "a",
            Self::B => "b",
        }
    }
}

/// Who has a child on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Held {
    /// Nobody has said.
    Open,
    /// One parent, all day.
    With(PaperSide),
    /// First one parent, then the other.
    Change {
        /// Who has the child as the day begins.
        from: PaperSide,
        /// Who has the child as it ends.
        to: PaperSide,
    },
}

impl Held {
    pub(crate) fn value(self) -> Value {
        let sides = match self {
            Self::Open => Vec::new(),
            Self::With(side) => vec![side.key()],
            Self::Change { from, to } if from == to => vec![to.key()],
            Self::Change { from, to } => vec![from.key(), to.key()],
        };
        sides.into_value()
    }
}

/// Whether a day is marked, as one of a school holiday.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mark {
    /// It is like others.
    Usual,
    /// It has a dot.
    Holiday,
}

/// A day in a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayCell {
    /// Above it, such as its number or the time of a handover: at most
    /// [`crate::WORD_CHARS_MAX`] characters, best one to five. MAY be empty.
    pub label: String,
    /// Who has the children.
    pub held: Held,
    /// Whether it has a mark.
    pub mark: Mark,
}

/// Seven days from Monday.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PictureWeek {
    /// What it is called: at most [`crate::WORD_CHARS_MAX`] characters; MAY be empty.
    pub label: String,
    /// From Monday to Sunday.
    pub days: [DayCell; 7],
}

/// A month by weeks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YearMonth {
    /// What it is called: at most [`crate::WORD_CHARS_MAX`] characters; MAY be empty.
    pub label: String,
    /// How many days of its first week lie before it: 0 where it begins on a Monday, at most 6.
    pub before: usize,
    /// Its days, at most 31.
    pub days: Vec<DayCell>,
}

fn day(day: &DayCell, paper: &mut Paper) -> Value {
    let mut value = Dict::new();
    let mut put = |key: &str, content: Value| value.insert(key.into(), content);
    put("label", paper.line(&day.label).into_value());
    put("held", day.held.value());
    put("marked", matches!(day.mark, Mark::Holiday).into_value());
    value.into_value()
}

fn days(days: &[DayCell], paper: &mut Paper) -> Value {
    let days: Array = days.iter().map(|one| day(one, paper)).collect();
    days.into_value()
}

/// Weeks as pairs of their labels and days.
pub(crate) fn weeks(weeks: &[PictureWeek], paper: &mut Paper) -> Value {
    let weeks: Array = weeks
        .iter()
        .map(|week| {
            let label = paper.line(&week.label).into_value();
            let days = days(&week.days, paper);
            Array::from_iter([label, days]).into_value()
        })
        .collect();
    weeks.into_value()
}

pub(crate) fn months(months: &[YearMonth], paper: &mut Paper) -> Value {
    let months: Array = months
        .iter()
        .map(|month| {
            let mut value = Dict::new();
            let mut put = |key: &str, content: Value| value.insert(key.into(), content);
            put("label", paper.line(&month.label).into_value());
            put("before", month.before.into_value());
            put("days", days(&month.days, paper));
            value.into_value()
        })
        .collect();
    months.into_value()
}

/// Whether nobody has said who has the children on one of these days.
pub(crate) fn some_open<'a>(mut days: impl Iterator<Item = &'a DayCell>) -> bool {
    days.any(|day| matches!(day.held, Held::Open))
}

/// Whether one of these days has a mark.
pub(crate) fn some_marked<'a>(mut days: impl Iterator<Item = &'a DayCell>) -> bool {
    days.any(|day| matches!(day.mark, Mark::Holiday))
}
