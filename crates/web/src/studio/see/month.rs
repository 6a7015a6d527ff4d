//! One month of a draft day by day, with one of its days open.
//!
//! May touch: the scene it is given. The grid is that of the calendar; its days lead back to the page
//! of the draft.

use jiff::civil::Date;
use maud::{Markup, html};

use super::checks::Named;
use super::checks_markup::clause_link;
use crate::calendar::days::Week;
use crate::calendar::markup::Table;
use crate::calendar::panel::{Disagreement, Panel};
use crate::calendar::scene::Basis;
use crate::calendar::{Params, Query, Scene, View, build};
use crate::calendar::{moves, say, view::Body};
use crate::page::{Kids, Note, Person, note};
use crate::text::{Text, date_long, day_and_clock, month_year, t, with_capital};

/// What an address asks for: `month=2027-03`, `day=2027-03-09`.
#[must_use]
pub fn asked(month: &str, day: &str, today: Date) -> Option<Query> {
    let value = |value| Some(value).filter(|value: &&str| !value.is_empty());
    let params = Params {
        view: None,
        month: value(month),
        day: value(day),
        from: None,
    };
    (!(month.is_empty() && day.is_empty())).then(|| Query::read(params, today))
}

/// A month, ready to be drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Month {
    /// Its first day.
    pub first: Date,
    /// Its weeks.
    pub weeks: Vec<Week>,
    /// The day that is open.
    pub open: Panel,
    /// The children.
    pub kids: Kids,
    /// Both parents.
    pub people: [Person; 2],
    /// Today.
    pub today: Date,
}

/// Builds the month of a scene whose timeline has the days of the query's window.
#[must_use]
pub fn month(scene: &Scene<'_>, query: Query) -> Option<Month> {
    let Query::Month { first, day: _ } = query else {
        return None;
    };
    let View {
        body,
        kids,
        people,
        today,
        ..
    } = build(scene, query);
    match body {
        Body::Month { weeks, panel, .. } => Some(Month {
            first,
            weeks,
            open: *panel,
            kids,
            people,
            today,
        }),
        Body::Week { .. } | Body::Agenda { .. } => None,
    }
}

/// The month with its open day. `day` is where a day leads, `clauses` where a clause does.
#[must_use]
pub fn markup(
    text: &Text,
    month: &Month,
    day: &dyn Fn(Date) -> String,
    clauses: &dyn Fn(u16) -> String,
) -> Markup {
    let name = month_year(text, month.first);
    let caption = t!(text, "calendar-caption", span = name.as_str());
    let table = Table {
        text,
        people: &month.people,
        kids: &month.kids,
        today: month.today,
        picked: Some(month.open.day.date),
        caption: &caption,
        href: day,
    };
    html! {
        section.stack-tight #month aria-labelledby="month-h" {
            h2 #month-h { (with_capital(&name)) }
            (table.render(&month.weeks))
            (open(text, month, clauses))
        }
    }
}

fn open(text: &Text, month: &Month, clauses: &dyn Fn(u16) -> String) -> Markup {
    let (people, kids, panel) = (&month.people, &month.kids, &month.open);
    html! {
        div class="card stack-tight" {
            h3 { (with_capital(&date_long(text, panel.day.date))) }
            p.small { (say::day(text, people, kids, &panel.day)) }
            @if panel.moves.is_empty() { p class="small muted" { (t!(text, "day-no-handover")) } }
            @else { (moves::list_of(text, people, kids, &panel.moves)) }
            @for item in &panel.disagreements { (disagreement(text, month, item, clauses)) }
            @if !panel.why.is_empty() {
                h4 { (t!(text, "day-why")) }
                ul.rows {
                    @for why in &panel.why {
                        li {
                            @if let Some(named) = named(&why.basis) { (clause_link(text, &named, clauses)) " " }
                            span class="tiny muted" { (t!(text, "day-why-for", kids = moves::names(text, kids, &why.kids))) }
                        }
                    }
                }
            }
        }
    }
}

/// A clause; a draft knows no swaps.
fn named(basis: &Basis) -> Option<Named> {
    match basis {
        Basis::Clause {
            clause,
            title,
            sentence: _,
        } => Some(Named {
            number: clause.number,
            title: title.clone(),
        }),
        Basis::Swap { .. } => None,
    }
}

fn disagreement(
    text: &Text,
    month: &Month,
    item: &Disagreement,
    clauses: &dyn Fn(u16) -> String,
) -> Markup {
    note(
        Note::Ask,
        html! {
            p {
                strong { (t!(text, "clash-title", kids = moves::names(text, &month.kids, &item.kids))) } " "
                (t!(text, "clash-span", start = day_and_clock(text, item.start), end = day_and_clock(text, item.end)))
            }
            ul.rows {
                @for (basis, side) in &item.between {
                    @if let Some(named) = named(basis) {
                        li { (clause_link(text, &named, clauses)) " " (t!(text, "clash-says", name = month.people[side.index()].name.as_str())) }
                    }
                }
            }
            p { (t!(text, "clash-nobody")) }
        },
    )
}
