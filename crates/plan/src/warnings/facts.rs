//! What the sentence of a warning names, as values: a page says the same in its own words and
//! language.

use jiff::civil::{Date, Time};

use crate::{ChildId, ClauseIndex, Side};

/// What a warning names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WarningFacts {
    /// Odd and even weeks give two weeks in a row to one parent.
    TwoWeeks {
        /// To whom.
        side: Side,
        /// The first days of such weeks, the next ones first.
        days: Vec<Date>,
    },
    /// Odd and even weeks leave out two weeks in a row.
    NoWeeks {
        /// The first days of such weeks, the next ones first.
        days: Vec<Date>,
    },
    /// The clocks go forward over a time of the rule.
    ClockSkips {
        /// On which date first.
        day: Date,
        /// The time that does not exist.
        at: Time,
        /// What it is then.
        then: Time,
        /// How often it happens again later.
        more: usize,
    },
    /// The clocks go back over a time of the rule; the first of the two is meant.
    ClockRepeats {
        /// On which date first.
        day: Date,
        /// The time that comes twice.
        at: Time,
        /// How often it happens again later.
        more: usize,
    },
    /// The clause begins when the plan has ended.
    AfterThePlan {
        /// When the clause begins.
        from: Date,
        /// When the plan ends.
        end: Date,
    },
    /// The clause has ended when the plan begins.
    BeforeThePlan {
        /// When the clause ends.
        until: Date,
        /// When the plan begins.
        begin: Date,
    },
    /// No child is of the age that the clause names on the dates that it names.
    NoChild,
    /// Whenever the clause speaks, others go before it.
    GivesWay {
        /// Which ones, the first few of them.
        to: Vec<ClauseIndex>,
    },
    /// Nothing of the rule lies on the dates on which the clause holds.
    NoTime,
    /// The whole rhythm is with one parent.
    AllWith {
        /// With whom.
        side: Side,
    },
    /// A list of dates ends while the plan runs on.
    LastDate {
        /// The last of them.
        last: Date,
        /// Whether it lies behind already.
        over: bool,
    },
    /// In even or in odd years no clause gives the holiday.
    YearsLeftOut {
        /// Whether it is the even years.
        even: bool,
        /// When that is first.
        first: Date,
    },
    /// No clause gives a school holiday.
    HolidayLeftOut {
        /// The name of the holiday in the dates of the school.
        holiday: String,
        /// When it is first.
        first: Date,
        /// Whose holiday it is.
        children: Vec<ChildId>,
    },
    /// The dates of the holiday are known until a date.
    KnownUntil(Date),
    /// The day of the holiday is an estimate.
    Estimate(Date),
    /// The clause begins on a date when each of its children is 18 already.
    BeginsOfAge(Date),
    /// These children turn 18 while the plan runs on.
    TurnEighteen(Vec<(ChildId, Date)>),
}
