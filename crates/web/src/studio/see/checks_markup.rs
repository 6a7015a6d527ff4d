//! What is not right with a plan, drawn: each with its dates, the clause that says so and the days
//! to look at.
//!
//! May touch: its arguments.

use jiff::civil::Date;
use maud::{Markup, html};

use super::checks::{Asked, Checks, Claimed, LISTED, Named};
use super::remarks::remarks;
use crate::calendar::moves;
use crate::offers::view::BreachView;
use crate::offers::words::breach as breach_words;
use crate::page::{Icon, Kids, Note, Person, icon_small, note};
use crate::swap::view::Cast;
use crate::text::{Lang, Text, date_long, day_and_clock, t};

/// Where the parts of a plan are.
#[derive(Clone, Copy)]
pub struct Places<'a> {
    /// A clause, by its number.
    pub clause: &'a dyn Fn(u16) -> String,
    /// A day.
    pub day: &'a dyn Fn(Date) -> String,
    /// The library, at a section by its id; `None` where no clause can be added.
    pub section: Option<&'a dyn Fn(&str) -> String>,
}

/// `Clause 3 The autumn break`, as a link.
#[must_use]
pub fn clause_link(text: &Text, named: &Named, clauses: &dyn Fn(u16) -> String) -> Markup {
    html! {
        a.clause-ref href=(clauses(named.number)) { (t!(text, "clause", number = named.number)) }
        " " span lang=[named.title.foreign] { (named.title.said) }
    }
}

/// Everything, the most important first.
#[must_use]
pub fn checks(
    text: &Text,
    (checks, cast, kids): (&Checks, &Cast, &Kids),
    places: Places<'_>,
) -> Markup {
    html! {
        section.stack-tight #right aria-labelledby="right-h" {
            h2 #right-h { (t!(text, "see-right")) }
            @if checks.is_sound() { p.with-icon { (icon_small(Icon::Check)) span { (t!(text, "see-sound")) } } }
            (claims(text, (&cast.parents, kids), &checks.clashes, places))
            (gaps(text, kids, &checks.gaps, places))
            (breaches(text, cast, &checks.breaches, places))
            (remarks(text, (cast, kids), &checks.warnings, places))
        }
        @if let Some(asked) = &checks.missing { (missing(text, asked, places)) }
    }
}

/// `And 3 more.`
pub(super) fn more(text: &Text, all: usize) -> Markup {
    html! {
        @if all > LISTED { p class="small muted" { (t!(text, "see-more", n = all - LISTED)) } }
    }
}

fn span(text: &Text, claimed: &Claimed) -> String {
    t!(
        text,
        "clash-span",
        start = day_and_clock(text, claimed.from),
        end = day_and_clock(text, claimed.until)
    )
}

fn look(text: &Text, day: Date, places: Places<'_>) -> Markup {
    html! { a href=((places.day)(day)) { (t!(text, "see-look", day = date_long(text, day))) } }
}

/// Time that clauses of equal rank give to both.
fn claims(
    text: &Text,
    (people, kids): (&[Person; 2], &Kids),
    clashes: &[Claimed],
    places: Places<'_>,
) -> Markup {
    html! {
        @if !clashes.is_empty() {
            h3 { (t!(text, "see-clashes", n = clashes.len())) }
            @for one in clashes.iter().take(LISTED) {
                (note(Note::Ask, html! {
                    p {
                        strong { (t!(text, "clash-title", kids = moves::names(text, kids, &one.kids))) } " "
                        (span(text, one))
                    }
                    ul.rows {
                        @for (named, side) in &one.between {
                            li { (clause_link(text, named, places.clause)) " " (t!(text, "clash-says", name = people[side.index()].name.as_str())) }
                        }
                    }
                    p.small { (t!(text, "clash-nobody")) " " (look(text, one.from.date(), places)) }
                }))
            }
            (more(text, clashes.len()))
        }
    }
}

/// Time of which no clause speaks.
fn gaps(text: &Text, kids: &Kids, gaps: &[Claimed], places: Places<'_>) -> Markup {
    html! {
        @if !gaps.is_empty() {
            h3 { (t!(text, "see-gaps", n = gaps.len())) }
            p.small { (t!(text, "see-gaps-why")) }
            ul.rows {
                @for one in gaps.iter().take(LISTED) {
                    li.row-tall {
                        p { strong { (moves::names(text, kids, &one.kids)) } ": " (span(text, one)) " " (look(text, one.from.date(), places)) }
                    }
                }
            }
            (more(text, gaps.len()))
        }
    }
}

/// Limits that the plan states and does not keep to.
fn breaches(text: &Text, cast: &Cast, breaches: &[BreachView], places: Places<'_>) -> Markup {
    html! {
        @if !breaches.is_empty() {
            h3 { (t!(text, "see-breaches", n = breaches.len())) }
            @for one in breaches.iter().take(LISTED) {
                (note(Note::Plain, html! {
                    p { (breach_words(text, cast, one)) }
                    p.small {
                        a.clause-ref href=((places.clause)(one.clause.number)) { (t!(text, "clause", number = one.clause.number)) }
                        " " (look(text, one.from, places))
                    }
                }))
            }
            (more(text, breaches.len()))
        }
    }
}

/// What is written in two languages, in the reader's.
#[must_use]
pub fn said(text: &Text, [english, dutch]: [&'static str; 2]) -> &'static str {
    match text.lang() {
        Lang::En => english,
        Lang::Nl => dutch,
    }
}

/// What the law asks and no clause is of.
fn missing(text: &Text, missing: &[Asked], places: Places<'_>) -> Markup {
    html! {
        section.stack-tight #asked aria-labelledby="asked-h" {
            h2 #asked-h { (t!(text, "see-law-asks")) }
            @if missing.is_empty() { p.with-icon { (icon_small(Icon::Check)) span { (t!(text, "see-law-all")) } } }
            @else {
                p.small { (t!(text, "see-law-missing", n = missing.len())) }
                ul.rows {
                    @for one in missing {
                        li.row-tall.stack-tight {
                            p { strong { (said(text, one.title)) } }
                            p.small { (said(text, one.note)) " " span.muted { "(" (one.article) ")" } }
                            @if let Some(section) = places.section {
                                p.small { a href=(section(one.section)) { (t!(text, "see-law-add", title = said(text, one.title))) } }
                            }
                        }
                    }
                }
                p class="tiny muted" { (t!(text, "see-law-note")) }
            }
        }
    }
}
