//! The picture of a child's calls: weeks below each other, the days of a week beside each other, a line
//! for each parent, a dot for each call.
//!
//! May touch: its arguments. Positions are attributes, never styles. A parent's line has that parent's
//! letter; dots of side B are ribbed. The picture says nothing that the sentence and the table beside
//! it do not say, so it is hidden from who cannot see it.

use jiff::civil::Weekday;
use maud::{Markup, html};
use plan::Side;

use super::view::{Dot, Look, Picture, Row};
use crate::page::{Person, side_tag};
use crate::text::{Text, date_short, weekday_short};

/// Room for the name of a week.
const NAME: usize = 92;
/// Room for a parent's letter.
const LETTER: usize = 20;
/// How wide a day is.
const DAY: usize = 36;
/// How high a line is.
const LINE: usize = 18;
/// Between weeks.
const GAP: usize = 8;
/// Above the first week, for the names of days.
const HEAD: usize = 20;
/// From one dot to the next.
const STEP: usize = 11;
/// So many dots fit into a day.
const DOTS: usize = 3;

const WEEKDAYS: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];

/// The picture.
pub fn picture(text: &Text, people: &[Person; 2], picture: &Picture) -> Markup {
    let week_height = picture.parents.len() * LINE + GAP;
    let (width, height) = (
        NAME + LETTER + WEEKDAYS.len() * DAY,
        HEAD + picture.weeks.len() * week_height,
    );
    html! {
        svg.call-weeks viewBox={ "0 0 " (width) " " (height) } aria-hidden="true" focusable="false" {
            @for (n, day) in WEEKDAYS.iter().enumerate() {
                text.call-day x=(NAME + LETTER + n * DAY + DAY / 2) y=(HEAD / 2) { (weekday_short(text, *day)) }
            }
            @for (n, week) in picture.weeks.iter().enumerate() {
                @let top = HEAD + n * week_height;
                line.call-line x1="0" x2=(width) y1=(top) y2=(top) {}
                text x="0" y=(top + week_height / 2) { (date_short(text, week.monday)) }
                @for (n, row) in week.rows.iter().enumerate() {
                    (line(people, row, top + GAP / 2 + n * LINE + LINE / 2))
                }
            }
        }
    }
}

/// A parent's line of a week, at its middle.
fn line(people: &[Person; 2], row: &Row, y: usize) -> Markup {
    let letter = people[row.parent.index()].letter;
    html! {
        g data-side=(side_tag(row.parent)) {
            text.call-letter x=(NAME + LETTER / 2) y=(y) { (letter) }
            @for (n, dots) in row.days.iter().enumerate() {
                (day(row.parent, dots, NAME + LETTER + n * DAY + DAY / 2, y))
            }
        }
    }
}

/// The dots of a day around its middle; where they do not fit, how many more there are.
fn day(side: Side, dots: &[Dot], middle: usize, y: usize) -> Markup {
    let fit = if dots.len() > DOTS { DOTS - 1 } else { DOTS };
    let more = dots.len().saturating_sub(fit);
    let places = dots.len().min(DOTS);
    let x = |n: usize| middle + n * STEP - places.saturating_sub(1) * STEP / 2;
    html! {
        @for (n, one) in dots.iter().take(fit).enumerate() { (dot(side, one.look, x(n), y)) }
        @if more > 0 { text.call-more x=(x(fit)) y=(y) { "+" (more) } }
    }
}

/// One dot.
fn dot(side: Side, look: Look, x: usize, y: usize) -> Markup {
    let (class, ribs) = match side {
        Side::A => (Some("band-a"), None),
        Side::B => (None, Some("url(#ribs)")),
    };
    html! {
        @match look {
            Look::Kept => circle class=[class] fill=[ribs] cx=(x) cy=(y) r="5" {},
            Look::Moved => {
                circle.call-ring cx=(x) cy=(y) r="4.5" {}
                path class=[class] fill=[ribs] d={ "M" (x) " " (y - 5) "a5 5 0 0 0 0 10z" } {}
            }
            Look::NotHeld => circle.call-ring cx=(x) cy=(y) r="4.5" {},
            Look::Open => circle.call-ring data-open cx=(x) cy=(y) r="4.5" {},
            Look::Extra => circle class=[class] fill=[ribs] cx=(x) cy=(y) r="2.75" {},
        }
    }
}

/// A dot alone, for the legend.
pub fn sample(look: Look) -> Markup {
    html! {
        svg.call-sample viewBox="0 0 14 14" width="18" height="18" aria-hidden="true" focusable="false" {
            g data-side="a" { (dot(Side::A, look, 7, 7)) }
        }
    }
}
