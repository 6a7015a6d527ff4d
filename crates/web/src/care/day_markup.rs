//! How days went, on the pages about days: in the panel of the calendar, and on Today.
//!
//! May touch: its arguments.

use maud::{Markup, html};
use plan::Side;

use super::fields::moment;
use super::markup::Tap;
use super::overview_markup::{ask, goes};
use super::passes::{Due, DueKind, Pass};
use super::told_markup;
use super::which::{Which, page_of};
use crate::calendar::panel::Went;
use crate::calendar::say;
use crate::calendar::view::View;
use crate::page::{Frame, Icon, Kids, Person, icon_small};
use crate::swap::view::Cast;
use crate::text::{Text, clock, on_day, t, with_capital};
use crate::today::view as today;

/// What was told of the day, how it was and would have been by the plan alone, and what may be told.
pub(crate) fn went(text: &Text, view: &View, went: &Went) -> Markup {
    let (people, kids) = (&view.people, &view.kids);
    let cast = cast(people, kids);
    html! {
        div.stack-tight {
            h3 { (t!(text, "care-title")) }
            @if let Some(day) = &went.planned { p.small { strong { (t!(text, "care-day-planned")) } " " (say::day(text, people, kids, day)) } }
            @if let Some(day) = &went.actual { p.small { strong { (t!(text, "care-day-was")) } " " (say::day(text, people, kids, day)) } }
            @for one in &went.told {
                (told_markup::accounts(text, &cast, one))
                @if let Some(first) = one.all().next() { p.small { a href=(page_of(&first.said)) { (t!(text, "care-more")) } } }
            }
            @if !went.untold.is_empty() { ul.rows { @for pass in &went.untold { li { (tell(text, &cast, pass)) } } } }
        }
    }
}

/// The way to the page of a handover of which nobody told anything.
fn tell(text: &Text, cast: &Cast, pass: &Pass) -> Markup {
    let which = Which {
        to: pass.to,
        planned: pass.at,
    };
    html! {
        a.quiet-row href=(which.path()) {
            span { (t!(text, "care-tell-of", at = clock(text, pass.at.time()), what = goes(text, cast, pass))) }
            (icon_small(Icon::Next))
        }
    }
}

/// The people that the sentences name. They do not depend on who looks.
fn cast(people: &[Person; 2], kids: &Kids) -> Cast {
    Cast {
        parents: people.clone(),
        viewer: Side::A,
        kids: kids.all().to_vec(),
    }
}

/// The handovers of these hours, on Today: one tap that each took place, or what the other told.
pub(crate) fn due(frame: &Frame<'_>, view: &today::View, content: &today::Content) -> Markup {
    let text = frame.text;
    let cast = cast(&view.people, &content.kids);
    html! {
        @if !content.due.is_empty() {
            section class="card stack-tight due" aria-labelledby="due-h" {
                h2 #due-h { (t!(text, "care-due-h")) }
                ul.rows {
                    @for one in &content.due { li { (due_row(frame, &cast, view, (one, &content.command))) } }
                }
            }
        }
    }
}

fn due_row(
    frame: &Frame<'_>,
    cast: &Cast,
    view: &today::View,
    (due, command): (&Due, &str),
) -> Markup {
    let text = frame.text;
    let pass = &due.pass;
    let which = Which {
        to: pass.to,
        planned: pass.at,
    };
    html! {
        div.stack-tight.untold {
            p {
                time datetime=(moment(pass.at)) { strong { (with_capital(&on_day(text, pass.at, view.now.date()))) } } br;
                (goes(text, cast, pass))
            }
            @match &due.kind {
                DueKind::Untold(when) => (ask(frame, cast, (pass, *when), (Tap::Main, command))),
                DueKind::Told(words) => {
                    @for one in words { (told_markup::said(text, cast, one)) }
                    p { a href=(which.path()) { (t!(text, "care-more")) } }
                }
            }
        }
    }
}
