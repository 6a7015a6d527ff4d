//! Two plans side by side, drawn.
//!
//! May touch: the view it is given.

use maud::{Markup, html};

use super::view::{Compared, DifferingSpan, Outcome, Says, View, Which};
use crate::calendar::moves;
use crate::page::{Field, Frame, Icon, Note, empty, icon_small, note, page, paths};
use crate::studio::history::differences_markup::{changes, unreadable};
use crate::studio::see::measured_markup::{Whose, beside};
use crate::studio::year::markup::{Around, heading, year};
use crate::text::{Text, date_from, date_with_year, day_and_clock, list, t};

/// So many stretches stand open; the others are folded.
const OPEN: usize = 12;

/// The page.
pub fn compare_page(frame: &Frame<'_>, view: &View) -> Markup {
    let text = frame.text;
    page(
        frame,
        html! {
            header.page-head {
                div {
                    h1 { (t!(text, "compare-title")) }
                    p.kicker { (t!(text, "compare-lead")) }
                }
            }
            div.stack {
                @if view.options.len() > 1 { (form(text, view)) }
                @else {
                    (empty(&t!(text, "compare-one-title"), html! {
                        p { (t!(text, "compare-one")) }
                        a.btn href=(paths::DRAFTS) { (t!(text, "drafts-title")) }
                    }))
                }
                (outcome(text, &view.outcome))
            }
        },
    )
}

/// What a plan is called here.
#[must_use]
pub fn label(text: &Text, which: &Which) -> String {
    match which {
        Which::Agreed => t!(text, "compare-agreed").into_owned(),
        Which::Draft { name, .. } => name.clone(),
    }
}

/// Which two: the address keeps it, so nothing is sent.
fn form(text: &Text, view: &View) -> Markup {
    let labels: Vec<String> = view.options.iter().map(|one| label(text, one)).collect();
    let options: Vec<(&str, &str)> = view
        .options
        .iter()
        .zip(&labels)
        .map(|(one, label)| (one.value(), label.as_str()))
        .collect();
    let fallback = |place: usize| view.options.get(place).map_or("", Which::value);
    let chosen = |place: usize| match view.chosen[place].as_str() {
        "" => fallback(place),
        chosen => chosen,
    };
    html! {
        form.form method="get" action=(paths::COMPARE) {
            div class="field-row row-wide" {
                (Field::new("a", &t!(text, "compare-first")).select(&options, chosen(0)))
                (Field::new("b", &t!(text, "compare-second")).select(&options, chosen(1)))
            }
            div.btn-row { button.btn data-kind="main" { (t!(text, "compare-show")) } }
        }
    }
}

fn outcome(text: &Text, outcome: &Outcome) -> Markup {
    match outcome {
        Outcome::Choose => html! {},
        Outcome::NoPlan(which) => note(
            Note::Plain,
            html! {
                p { (t!(text, "compare-no-plan", name = label(text, which))) }
                p { a href=(which.path()) { (t!(text, "compare-open", name = label(text, which))) } }
            },
        ),
        Outcome::OtherParents => note(
            Note::Plain,
            html! { p { (t!(text, "compare-other-parents")) } },
        ),
        Outcome::Never => note(Note::Plain, html! { p { (t!(text, "compare-never")) } }),
        Outcome::Compared(compared) => both(text, compared),
    }
}

fn both(text: &Text, compared: &Compared) -> Markup {
    let labels = compared.which.each_ref().map(|which| label(text, which));
    let names = [labels[0].as_str(), labels[1].as_str()];
    let whose = Whose {
        people: &compared.people,
        kids: &compared.kids,
    };
    let (from, last) = (
        date_from(text, compared.from, compared.last),
        date_with_year(text, compared.last),
    );
    html! {
        section.stack-tight aria-labelledby="differ-h" {
            h2 #differ-h { (t!(text, "compare-differ")) }
            p {
                @if compared.is_same() { (t!(text, "compare-same")) " " }
                (t!(text, "compare-days", n = compared.days, from = from, to = last))
            }
            (only(text, compared, names))
        }
        section.stack aria-labelledby="years-h" {
            h2 #years-h { (heading(text, &compared.years[0])) }
            @for (place, name) in names.iter().enumerate() {
                div.stack-tight {
                    h3 { a href=(compared.which[place].path()) { (name) } }
                    (year(text, &compared.years[place], Around::default()))
                }
            }
        }
        section.stack-tight aria-labelledby="numbers-h" {
            h2 #numbers-h { (t!(text, "see-numbers")) }
            (beside(text, whose, names, [&compared.measured[0], &compared.measured[1]]))
            p class="tiny muted" { (t!(text, "plan-numbers-note")) }
        }
        @if !compared.spans.is_empty() { (spans(text, compared, names)) }
        (clauses(text, compared, names))
    }
}

/// Children whom only one of them knows.
fn only(text: &Text, compared: &Compared, names: [&str; 2]) -> Markup {
    html! {
        @for (children, name) in compared.only.iter().zip(names) {
            @if !children.is_empty() { p.small { (t!(text, "compare-only", children = list(text, children), name = name)) } }
        }
    }
}

/// Each stretch over which they differ.
fn spans(text: &Text, compared: &Compared, names: [&str; 2]) -> Markup {
    let (open, folded) = compared.spans.split_at(compared.spans.len().min(OPEN));
    html! {
        section.stack-tight aria-labelledby="spans-h" {
            h2 #spans-h { (t!(text, "compare-spans")) }
            ul.rows { @for one in open { li { (span(text, compared, one, names)) } } }
            @if !folded.is_empty() {
                details {
                    summary { (t!(text, "compare-more", n = folded.len())) (icon_small(Icon::Next)) }
                    ul.rows { @for one in folded { li { (span(text, compared, one, names)) } } }
                }
            }
        }
    }
}

/// What differs in their texts, whether it moves a day or not.
fn clauses(text: &Text, compared: &Compared, [first, second]: [&str; 2]) -> Markup {
    let differs = match &compared.texts {
        Some(differs) if differs.text.is_empty() => return html! {},
        Some(differs) => changes(text, differs),
        None => unreadable(text),
    };
    html! {
        section.stack-tight aria-labelledby="clauses-h" {
            h2 #clauses-h { (t!(text, "compare-clauses")) }
            @if compared.texts.is_some() {
                p.small { (t!(text, "compare-clauses-lead", first = first, second = second)) }
            }
            (differs)
        }
    }
}

fn span(text: &Text, compared: &Compared, one: &DifferingSpan, names: [&str; 2]) -> Markup {
    html! {
        div class="stack-tight row-tall" {
            p {
                strong { (moves::names(text, &compared.kids, &one.kids)) } ": "
                (t!(text, "clash-span", start = day_and_clock(text, one.from), end = day_and_clock(text, one.until)))
            }
            ul.small {
                @for (says, name) in one.says.iter().zip(names) {
                    li { (name) ": " (said(text, compared, says)) }
                }
            }
        }
    }
}

fn said(text: &Text, compared: &Compared, says: &Says) -> Markup {
    match says {
        Says::With { side, clause } => html! {
            (t!(text, "say-with", name = compared.people[side.index()].name.as_str()))
            @if let Some((number, path)) = clause {
                " (" a.clause-ref href=(path) { (t!(text, "clause", number = *number)) } ")"
            }
        },
        Says::Clash => html! { (t!(text, "say-clash")) },
        Says::Silent => html! { (t!(text, "say-silent")) },
        Says::Outside => html! { (t!(text, "say-outside")) },
    }
}
