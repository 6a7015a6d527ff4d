//! What a swap would change, drawn: the table of days, the nights, the handovers.
//!
//! May touch: its arguments.

use family::Alternative;
use jiff::civil::DateTime;
use maud::{Markup, html};

use super::effect::{Effect, HandoverChange};
use super::erasing::Erasing;
use super::form::FieldError;
use super::view::{Cast, RemarkView, Standing, TermsView};
use super::words;
use crate::page::{Note, clause_ref, error_summary, note, paths};
use crate::text::{Text, day_and_clock, t, with_capital, without_capital};
use crate::{offers, people};

/// Whether a change is still an offer or has taken place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tense {
    /// It would change.
    Would,
    /// It did change.
    Did,
}

impl Tense {
    pub(crate) const fn of(standing: &Standing) -> Self {
        match standing {
            Standing::Accepted(_) => Self::Did,
            Standing::Open
            | Standing::Lapsed
            | Standing::Settled
            | Standing::Declined(_)
            | Standing::Withdrawn(_) => Self::Would,
        }
    }
}

/// When a swap begins; a plan does not say.
pub(super) fn begins(terms: &TermsView) -> Option<DateTime> {
    match terms {
        TermsView::Swap(moves) => moves.iter().map(|change| change.start).min(),
        TermsView::Offer(terms) => terms.begins(Alternative::FIRST),
        TermsView::Plan(_)
        | TermsView::Erase(_)
        | TermsView::LiftHold(_)
        | TermsView::Close
        | TermsView::LetIn(_) => None,
    }
}

/// What the heading only counts: every change of a swap that has several, every entry that is to
/// be erased.
pub(crate) fn all_moves(text: &Text, cast: &Cast, terms: &TermsView) -> Markup {
    match terms {
        TermsView::Swap(moves) if moves.len() > 1 => html! {
            ol.changes { @for change in moves { li { (words::move_sentence(text, cast, change)) "." } } }
        },
        TermsView::Erase(erasing) => to_erase(text, cast, erasing),
        TermsView::LetIn(grant) => people::markup::terms(text, grant),
        TermsView::Offer(terms) => offers::markup::whole(text, cast, terms),
        TermsView::Swap(_) | TermsView::Plan(_) | TermsView::LiftHold(_) | TermsView::Close => {
            html! {}
        }
    }
}

/// Each entry that is to be erased: what it says, and where it stands.
pub(crate) fn to_erase(text: &Text, cast: &Cast, erasing: &Erasing) -> Markup {
    html! {
        ul.changes {
            @for entry in &erasing.entries {
                li {
                    @if let Some(said) = &entry.said { (words::said(text, cast, said)) " " }
                    a href=(paths::entry(entry.number)) { (t!(text, "erase-entry", number = entry.number)) }
                }
            }
        }
    }
}

/// The plan beside the proposal, day by day, then nights and handovers.
pub(crate) fn effect(text: &Text, cast: &Cast, effect: &Effect, tense: Tense) -> Markup {
    effect_of(text, cast, effect, (tense, None))
}

/// The same of one of several alternatives on a page: its number tells their tables apart.
pub(crate) fn effect_of(
    text: &Text,
    cast: &Cast,
    effect: &Effect,
    (tense, alternative): (Tense, Option<usize>),
) -> Markup {
    let (heading, now, gone, added) = match tense {
        Tense::Would => (
            t!(text, "effect-heading"),
            t!(text, "effect-now"),
            t!(text, "effect-gone"),
            t!(text, "effect-added"),
        ),
        Tense::Did => (
            t!(text, "effect-heading-done"),
            t!(text, "effect-before"),
            t!(text, "effect-gone-done"),
            t!(text, "effect-added-done"),
        ),
    };
    if effect.is_nothing() {
        return html! {};
    }
    let heading = match alternative {
        None => heading.into_owned(),
        Some(number) => {
            let what = without_capital(&heading);
            t!(text, "effect-of", number = number, what = what)
        }
    };
    html! {
        div.scroll tabindex="0" role="region" aria-label=(heading) {
            table.change {
                caption.vh { (heading) }
                thead { tr {
                    th scope="col" { (t!(text, "effect-day")) }
                    th scope="col" { (now) }
                    th scope="col" { (t!(text, "effect-proposal")) }
                } }
                tbody {
                    @for day in &effect.days {
                        tr {
                            th scope="row" { (words::days(text, day)) br; (cast.names(text, &day.children)) }
                            td {
                                (with_capital(&words::parts(text, cast, &day.before)))
                                @for clause in &day.clauses { " " (clause_ref(text, clause)) }
                            }
                            td { (with_capital(&words::parts(text, cast, &day.after))) }
                        }
                    }
                }
            }
        }
        div.stack-tight.small {
            h3 { (t!(text, "effect-nights")) }
            @if effect.nights.is_empty() { p { (t!(text, "effect-nights-none")) } }
            @for change in &effect.nights { p { (words::nights(text, cast, change)) "." } }
        }
        (handovers(text, cast, &gone, &effect.gone))
        (handovers(text, cast, &added, &effect.added))
    }
}

fn handovers(text: &Text, cast: &Cast, heading: &str, changes: &[HandoverChange]) -> Markup {
    if changes.is_empty() {
        return html! {};
    }
    html! {
        div.stack-tight.small {
            h3 { (heading) }
            ul.stack-tight {
                @for change in changes {
                    li { b { (with_capital(&day_and_clock(text, change.at))) } ": " (words::handover(text, cast, change)) "." }
                }
            }
        }
    }
}

/// What to know before sending or answering.
pub(crate) fn remarks(text: &Text, remarks: &[RemarkView]) -> Markup {
    html! {
        @for remark in remarks {
            (note(Note::Plain, html! {
                p { (words::remark(text, remark)) }
                @if let RemarkView::Overlaps { id, number } = remark {
                    p { a href=(paths::proposal(id)) { (t!(text, "remark-overlaps-link", number = *number)) } }
                }
            }))
        }
    }
}

/// The summary above a form with errors; nothing without.
pub(crate) fn errors(text: &Text, title: &str, errors: &[FieldError]) -> Markup {
    if errors.is_empty() {
        return html! {};
    }
    let said: Vec<String> = errors
        .iter()
        .map(|error| words::wrong(text, error))
        .collect();
    let wrongs: Vec<(&str, &str)> = errors
        .iter()
        .zip(&said)
        .map(|(error, said)| (error.field.as_str(), said.as_str()))
        .collect();
    error_summary(text, title, &wrongs)
}
