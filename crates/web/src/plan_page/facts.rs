//! What the plan of a page comes to by itself: its nights in twelve months, what to look at in it,
//! what the law counts. Both parents are told the same, and the same as on the page of a draft.
//!
//! May touch: the family and the plan that it is given. Everything is found and drawn by
//! [`crate::studio::see`].

use jiff::civil::Date;
use maud::{Markup, html};
use plan::{ParentingPlan, Warning};

use super::view::Content;
use crate::calendar::Query;
use crate::page::paths;
use crate::studio::see::checks_markup::{Places, checks};
use crate::studio::see::law_markup::standards;
use crate::studio::see::measured_markup::{Whose, measured};
use crate::studio::see::month;
use crate::studio::see::view::{Seen, of_plan};
use crate::studio::year::Year;
use crate::studio::year::markup::months;
use crate::swap::Looking;
use crate::text::Text;

/// What a plan comes to by itself, and where its days are looked at.
#[derive(Clone, Debug, PartialEq)]
pub struct Facts {
    /// What it comes to.
    pub seen: Seen,
    /// Where its days are.
    pub days: Days,
}

/// Where the days of a plan are looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Days {
    /// In the calendar, which follows it.
    Calendar,
    /// In a month on its own page, which has this address.
    Here(String),
}

impl Days {
    fn month(&self, month: Date) -> String {
        match self {
            Self::Calendar => paths::month(month),
            Self::Here(page) => {
                let (year, month) = (month.year(), month.month());
                format!("{page}?month={year:04}-{month:02}#month")
            }
        }
    }

    fn day(&self, day: Date) -> String {
        match self {
            Self::Calendar => paths::day(day),
            Self::Here(page) => {
                let (year, month) = (day.year(), day.month());
                format!("{page}?month={year:04}-{month:02}&day={day}#month")
            }
        }
    }
}

impl Facts {
    /// Of a plan and what it is warned of, from a day on or until the date on which it no longer
    /// holds; `query` opens a month.
    #[must_use]
    pub fn of(
        look: &Looking<'_>,
        plan: (&ParentingPlan, &[Warning]),
        span: (Date, Option<Date>),
        (days, query): (Days, Option<Query>),
    ) -> Option<Self> {
        let seen = of_plan(look, plan, span, query)?;
        Some(Self { seen, days })
    }

    /// Where a month of the year leads.
    pub(super) fn month_path(&self, month: Date) -> String {
        self.days.month(month)
    }
}

/// Below the drawing of the year: its months as links, where one of them can be opened here.
pub(super) fn below_year(text: &Text, facts: &Facts, year: &Year) -> Markup {
    let current = facts.seen.month.as_ref().map(|month| month.first);
    let link = |month: Date| facts.days.month(month);
    match &facts.days {
        Days::Calendar => html! {},
        Days::Here(_) => months(text, year, current, &link),
    }
}

/// The month that was asked for.
pub(super) fn open_month(text: &Text, facts: &Facts) -> Markup {
    let day = |day: Date| facts.days.day(day);
    html! {
        @if let Some(open) = &facts.seen.month { (month::markup(text, open, &day, &clause)) }
    }
}

/// A clause on this page.
fn clause(number: u16) -> String {
    format!("#clause-{number}")
}

/// Its numbers, what to look at in it, and what the law counts.
pub(super) fn markup(text: &Text, content: &Content) -> Markup {
    let Some(facts) = &content.facts else {
        return html! {};
    };
    let seen = &facts.seen;
    let whose = Whose {
        people: &seen.cast.parents,
        kids: &seen.kids,
    };
    let day = |day: Date| facts.days.day(day);
    let places = Places {
        clause: &clause,
        day: &day,
        section: None,
    };
    html! {
        div class="plan-grid plan-versions" id="facts" {
            div class="plan-left stack" { (measured(text, whose, &seen.measured)) }
            div.stack {
                (checks(text, (&seen.checks, &seen.cast, &seen.kids), places))
                (standards(text, whose, &seen.law))
            }
        }
    }
}
