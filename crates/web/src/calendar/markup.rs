//! The calendar as HTML: a real table for the month and the week, a list of days, and the
//! panel of one day.
//!
//! May touch: its arguments.

use jiff::civil::Date;
use maud::{Markup, html};

use super::calls;
use super::days::{Day, Place, Week};
use super::draw::{self, Sheet};
use super::moves::{self, Move};
use super::panel_markup;
use super::query::Query;
use super::say;
use super::scene::{Reach, Words};
use super::view::{Body, Listed, Shift, View};
use crate::page::{Frame, Icon, Kids, Person, icon, icon_small, icon_with, page, paths};
use crate::text::{
    Text, clock, clock_short, date_long, date_short, list, month_year, t, weekday_name,
    weekday_short, with_capital,
};

/// The page of the calendar.
pub fn render(text: &Text, view: &View, frame: &Frame<'_>) -> Markup {
    let main = match &view.body {
        Body::Month {
            weeks,
            panel,
            moves,
        } => html! {
            (head(text, view))
            div.cal-grid {
                div.cal-main {
                    (grid(text, view, weeks, Some(panel.day.date)))
                    (legend(text, &view.people, weeks))
                    (remarks(text, view))
                }
                (panel_markup::render(text, view, panel))
                (month_moves(text, view, moves))
            }
        },
        Body::Week { week, days } => html! {
            (head(text, view))
            div.stack {
                div {
                    (grid(text, view, std::slice::from_ref(week), None))
                    (legend(text, &view.people, std::slice::from_ref(week)))
                    (remarks(text, view))
                }
                (listed(text, view, days))
            }
        },
        Body::Agenda { days } => html! {
            (head(text, view))
            div.stack { (listed(text, view, days)) }
        },
    };
    page(frame, main)
}

/// What this view is called: the month, or the days from and to.
pub fn title(text: &Text, query: Query) -> String {
    match query {
        Query::Month { first, .. } => with_capital(&month_year(text, first)),
        Query::Week { monday } => {
            t!(
                text,
                "calendar-week-title",
                number = monday.iso_week_date().week(),
                from = date_short(text, monday)
            )
        }
        Query::Agenda { from } => t!(text, "calendar-agenda-title", from = date_short(text, from)),
    }
}

fn href(query: Query, day: Date) -> String {
    match query {
        Query::Month { .. } => paths::month(day),
        Query::Week { .. } => paths::week(day),
        Query::Agenda { .. } => paths::agenda(day),
    }
}

fn head(text: &Text, view: &View) -> Markup {
    let step = |to: Date| match view.query {
        Query::Month { .. } => month_year(text, to),
        Query::Week { .. } | Query::Agenda { .. } => date_long(text, to),
    };
    let anchor = match view.query {
        Query::Month { first, day } if view.today.first_of_month() != first => {
            first.max(day.first_of_month())
        }
        Query::Month { day, .. } => day,
        Query::Week { monday } => monday,
        Query::Agenda { from } => from,
    };
    html! {
        div.month-nav {
            h1 { (title(text, view.query)) }
            @if let Some(to) = view.query.earlier() {
                a.btn data-kind="quiet" data-shape="square" href=(href(view.query, to)) rel="prev" {
                    (icon(Icon::Prev)) span.vh { (step(to)) }
                }
            }
            a.btn data-kind="quiet" href=(href(view.query, view.today)) {
                (t!(text, "calendar-today")) span.vh { ", " (date_long(text, view.today)) }
            }
            @if let Some(to) = view.query.later() {
                a.btn data-kind="quiet" data-shape="square" href=(href(view.query, to)) rel="next" {
                    (icon(Icon::Next)) span.vh { (step(to)) }
                }
            }
            (views(text, view.query, anchor))
        }
    }
}

fn views(text: &Text, query: Query, anchor: Date) -> Markup {
    let here = |is: bool| is.then_some("page");
    let month = here(matches!(query, Query::Month { .. }));
    let week = here(matches!(query, Query::Week { .. }));
    let agenda = here(matches!(query, Query::Agenda { .. }));
    html! {
        nav.segments aria-label=(t!(text, "calendar-views")) {
            a href=(paths::month(anchor)) aria-current=[month] { (t!(text, "calendar-month")) }
            a href=(paths::week(anchor)) aria-current=[week] { (t!(text, "calendar-week")) }
            a href=(paths::agenda(anchor)) aria-current=[agenda] { (t!(text, "calendar-agenda")) }
        }
    }
}

fn grid(text: &Text, view: &View, weeks: &[Week], picked: Option<Date>) -> Markup {
    let caption = match view.query {
        Query::Month { first, .. } => t!(text, "calendar-caption", span = month_year(text, first)),
        Query::Week { .. } | Query::Agenda { .. } => {
            t!(text, "calendar-caption", span = title(text, view.query))
        }
    };
    let table = Table {
        text,
        people: &view.people,
        kids: &view.kids,
        today: view.today,
        picked,
        caption: &caption,
        href: &paths::day,
    };
    table.render(weeks)
}

/// A grid of weeks. Today draws its one week with it too.
pub struct Table<'a> {
    /// The words.
    pub text: &'a Text,
    /// Both parents.
    pub people: &'a [Person; 2],
    /// The children, oldest first.
    pub kids: &'a Kids,
    /// Today.
    pub today: Date,
    /// The day that is open beside the grid.
    pub picked: Option<Date>,
    /// What the table is, for who cannot see it.
    pub caption: &'a str,
    /// Where a day leads.
    pub href: &'a dyn Fn(Date) -> String,
}

/// How much of a day a row of the grid has room for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Room {
    /// A month: a strip for holidays below the lanes.
    Strip,
    /// One week: taller lanes, no strip; the days in words say the holiday.
    Lanes,
}

impl Table<'_> {
    /// The table, after the drawings that its cells share.
    pub fn render(&self, weeks: &[Week]) -> Markup {
        let sheet = Sheet::draw(self.people, weeks);
        let room = if weeks.len() == 1 {
            Room::Lanes
        } else {
            Room::Strip
        };
        let one_week = (room == Room::Lanes).then_some("");
        html! {
            (sheet.symbols())
            div.month-wrap {
                table.month data-week=[one_week] {
                    caption.vh { (self.caption) }
                    thead { tr { td.wk {} @for day in weeks.iter().take(1).flat_map(|week| &week.days) {
                        @let weekday = day.date.weekday();
                        th scope="col" {
                            span aria-hidden="true" { (weekday_short(self.text, weekday)) }
                            span.vh { (weekday_name(self.text, weekday)) }
                        }
                    } } }
                    tbody {
                        @for (row, week) in weeks.iter().enumerate() {
                            tr {
                                th.wk scope="row" { span.wk-lanes {
                                    span.wk-n { span.vh { (t!(self.text, "calendar-week")) " " } (week.number) }
                                    (draw::names(self.kids))
                                } }
                                @for (column, day) in week.days.iter().enumerate() {
                                    @let named = column.checked_sub(1).and_then(|n| week.days.get(n));
                                    @let first = named.is_none_or(|before| before.holiday != day.holiday);
                                    @let label = day.holiday.as_ref().filter(|_| first);
                                    (self.cell(day, room, label, &sheet.cell(row * 7 + column)))
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    /// One day. The label of a holiday stands on its first day of each row.
    fn cell(&self, day: &Day, room: Room, label: Option<&Words>, lanes: &Markup) -> Markup {
        let flag = |on: bool| on.then_some("");
        let text = self.text;
        let today = day.date == self.today;
        html! {
            td data-out=[flag(day.place == Place::Outside)] data-today=[flag(today)]
                data-picked=[flag(self.picked == Some(day.date))] data-otherwise=[flag(day.otherwise)] data-off=[flag(day.holiday.is_some() && room == Room::Strip)] {
                a.day href=((self.href)(day.date)) aria-current=[today.then_some("date")] {
                    span.day-top {
                        span.day-n {
                            span.vh { (weekday_name(text, day.date.weekday())) " " }
                            (day.date.day())
                            span.vh { " " (crate::text::month_name(text, day.date.month())) "." }
                        }
                        @if !day.changes.is_empty() { (times(text, day)) }
                    }
                    (lanes)
                    @if day.asked { (icon_with(Icon::Swap, "day-open")) }
                    @if let Some(label) = label.filter(|_| room == Room::Strip) {
                        span.day-off aria-hidden="true" lang=[label.foreign] { (label.said) }
                    }
                    span.vh { (say::day(text, self.people, self.kids, day)) }
                }
            }
        }
    }
}

/// The times of a day's changes: two fit into a cell, then the first and how many more.
fn times(text: &Text, day: &Day) -> Markup {
    html! {
        span.day-t aria-hidden="true" {
            @match day.changes.as_slice() {
                [first, _, _, ..] => {
                    span { (clock_short(text, *first)) } span { "+" (day.changes.len() - 1) }
                }
                few => { @for time in few { span { (clock_short(text, *time)) } } }
            }
        }
    }
}

/// What the drawings of these weeks mean.
pub fn legend(text: &Text, people: &[Person; 2], weeks: &[Week]) -> Markup {
    let [a, b] = people;
    let mut days = weeks.iter().flat_map(|week| &week.days);
    let otherwise = days.any(|day| day.otherwise);
    html! {
        div.month-foot { ul.legend aria-label=(t!(text, "legend")) {
            li { span.swatch data-side="a" {} (t!(text, "legend-smooth", letter = a.letter.to_string(), name = a.name.as_str())) }
            li { span.swatch data-side="b" {} (t!(text, "legend-ribbed", letter = b.letter.to_string(), name = b.name.as_str())) }
            li { span.swatch data-kind="moment" {} (t!(text, "legend-handover")) }
            li { (icon_small(Icon::Swap)) (t!(text, "legend-open")) }
            li { span.swatch data-kind="clash" {} (t!(text, "legend-clash")) }
            @if otherwise { li { span.swatch data-kind="otherwise" {} (t!(text, "care-legend")) } }
        } }
    }
}

fn remarks(text: &Text, view: &View) -> Markup {
    let lanes: Vec<String> = view
        .kids
        .all()
        .iter()
        .map(|kid| format!("{} {}", kid.letters, kid.name))
        .collect();
    html! {
        p.tiny.month-foot {
            (t!(text, "calendar-lanes", lanes = list(text, &lanes)))
            " " (t!(text, "calendar-zone", zone = view.zone.as_str()))
            @if let Some((at, shift)) = view.clock_change {
                " "
                @let day = date_long(text, at.date());
                @let time = clock(text, at.time());
                @match shift {
                    Shift::Forward => (t!(text, "calendar-clock-forward", day = day, time = time)),
                    Shift::Back => (t!(text, "calendar-clock-back", day = day, time = time)),
                }
            }
        }
    }
}

fn month_moves(text: &Text, view: &View, moves: &[Move]) -> Markup {
    let from = moves.first().map_or(view.today, |step| step.at.date());
    html! {
        section.cal-moves aria-labelledby="moves-h" {
            div.section-head {
                h2 #moves-h { (t!(text, "calendar-handovers")) }
                a href=(paths::agenda(from)) { (t!(text, "calendar-as-list")) }
                @if view.reach == Reach::Parent { a href=(paths::CARE) { (t!(text, "care-title")) } }
            }
            @if moves.is_empty() { p.muted { (t!(text, "calendar-no-handovers")) } }
            @else {
                ul.moves-days {
                    @for day in moves.chunk_by(|a, b| a.at.date() == b.at.date()) {
                        @if let Some(first) = day.first() {
                            li {
                                h3 { (with_capital(&date_long(text, first.at.date()))) }
                                (moves::list_of(text, &view.people, &view.kids, day))
                            }
                        }
                    }
                }
            }
        }
    }
}

fn listed(text: &Text, view: &View, days: &[Listed]) -> Markup {
    html! {
        section aria-labelledby="days-h" {
            h2.vh #days-h { (t!(text, "calendar-days")) }
            ul.rows.agenda {
                @for item in days {
                    @let current = (item.day.date == view.today).then_some("date");
                    li aria-current=[current] {
                        div.section-head {
                            h3 { (with_capital(&date_long(text, item.day.date))) @if current.is_some() { " · " (t!(text, "calendar-is-today")) } }
                            a href=(paths::day(item.day.date)) { (t!(text, "calendar-open-day")) span.vh { ", " (date_long(text, item.day.date)) } }
                        }
                        p.small { (say::day(text, &view.people, &view.kids, &item.day)) }
                        @if item.day.clashes() { p.small.over { (t!(text, "calendar-clash-short")) } }
                        @if !item.moves.is_empty() { (moves::list_of(text, &view.people, &view.kids, &item.moves)) }
                        (calls::lines(text, &view.people, &view.kids, &item.calls))
                        @for ask in &item.asks { (panel_markup::ask(text, &view.people, &view.kids, ask)) }
                    }
                }
            }
        }
    }
}
