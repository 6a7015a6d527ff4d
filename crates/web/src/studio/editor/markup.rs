//! The clauses of a draft, drawn: each beside its rule, with what can be done to it.
//!
//! May touch: the view it is given. All buttons of the list stand in one form; the value of each
//! says which clause is meant.

use maud::{Markup, html};
use plan::library::said;

use super::clause_markup::{by_hand, errors, form};
use super::told::{Place, told};
use super::view::{Group, Item, ListView, Whom};
use crate::page::{Frame, Icon, Note, empty, icon_small, note, page, token_field};
use crate::studio::desk::{self, Page, path};
use crate::text::{Text, language_of, list, t};

/// The page.
pub fn list_page(frame: &Frame<'_>, view: &ListView) -> Markup {
    let text = frame.text;
    let id = &view.draft.id;
    page(
        frame,
        html! {
            header.page-head {
                div {
                    h1 { (t!(text, "editor-title")) }
                    p.kicker { (view.draft.name) ". " (t!(text, "editor-lead")) }
                }
            }
            (desk::pages(text, &view.draft, Page::Clauses))
            div.stack {
                (told(frame, (view.told, Place::Clauses), (id, &view.command)))
                (errors(text, &view.errors, view.refused.as_deref()))
                (by_hand(text, &view.draft.answers))
                @if view.missing > 0 {
                    (note(Note::Ask, html! {
                        p { (t!(text, "editor-missing", n = view.missing)) }
                        p { a href=(path(id, "/library")) { (t!(text, "editor-library-open")) } }
                    }))
                }
                (clauses(frame, view))
                (add(frame, view))
            }
        },
    )
}

fn clauses(frame: &Frame<'_>, view: &ListView) -> Markup {
    let text = frame.text;
    let count = view.count();
    html! {
        @if view.groups.is_empty() {
            (empty(&t!(text, "editor-none-title"), html! { p { (t!(text, "editor-none")) } }))
        } @else {
            form method="post" action=(path(&view.draft.id, "/clauses")) {
                (token_field(frame.token))
                input type="hidden" name="command" value=(view.command);
                @for group in &view.groups { (group_markup(text, view, group, count)) }
            }
        }
    }
}

fn group_markup(text: &Text, view: &ListView, group: &Group, count: usize) -> Markup {
    let language = language_of(text.lang());
    html! {
        section.clause-group {
            h2 {
                @match group.section {
                    Some(section) => (said(section.title, language)),
                    None => (t!(text, "editor-no-section")),
                }
            }
            ol.clauses { @for item in &group.clauses { (clause(text, view, item, count)) } }
        }
    }
}

fn clause(text: &Text, view: &ListView, item: &Item, count: usize) -> Markup {
    let number = item.spot.number;
    html! {
        li.clause id={ "clause-" (number) } {
            span.clause-n aria-hidden="true" { (number) }
            h3 {
                span.vh { (t!(text, "clause", number = number)) ": " }
                span lang=[item.title.foreign] { (item.title.said) }
            }
            div.clause-sides {
                div.stack-tight {
                    p.plan-words lang=[item.sentence.foreign] { (item.sentence.said) }
                    @if let Some((whom, terms)) = &item.terms {
                        p.clause-meta {
                            span { (whom_words(text, whom)) }
                            @for part in terms.parts(text) { span { (part) } }
                        }
                    }
                }
                @if item.rule.is_empty() { p.tiny { (t!(text, "editor-words-only")) } }
                @else {
                    div.stack-tight {
                        p.tiny { (t!(text, "editor-rule")) }
                        pre.proof lang="en" translate="no" { (item.rule) }
                    }
                }
            }
            (buttons(text, view, item, count))
        }
    }
}

fn whom_words(text: &Text, whom: &Whom) -> String {
    match whom {
        Whom::All => t!(text, "plan-all-children").into_owned(),
        Whom::These(names) => list(text, names),
    }
}

fn buttons(text: &Text, view: &ListView, item: &Item, count: usize) -> Markup {
    let number = item.spot.number;
    let edit = path(&view.draft.id, &format!("/clauses?clause={number}"));
    let of_it = html! { span.vh { ", " (t!(text, "clause", number = number)) } };
    let spot = item.spot.to_string();
    html! {
        div class="btn-row no-print" {
            a.btn href=(edit) { (t!(text, "editor-edit")) (of_it) }
            @if number > 1 { (button(("up", &spot), &t!(text, "editor-up"), &of_it)) }
            @if number < count { (button(("down", &spot), &t!(text, "editor-down"), &of_it)) }
            (button(("remove", &spot), &t!(text, "editor-remove"), &of_it))
        }
    }
}

fn button((name, spot): (&str, &str), label: &str, of_it: &Markup) -> Markup {
    html! { button.btn data-kind="quiet" name=(name) value=(spot) { (label) (of_it) } }
}

/// One more clause: from the library, or in one's own words.
fn add(frame: &Frame<'_>, view: &ListView) -> Markup {
    let text = frame.text;
    html! {
        section class="stack-tight no-print" aria-labelledby="add-h" {
            h2 #add-h { (t!(text, "editor-add")) }
            p { (t!(text, "editor-library-what")) }
            div.btn-row {
                a.btn href=(path(&view.draft.id, "/library")) { (icon_small(Icon::Plus)) (t!(text, "editor-library-open")) }
            }
            details {
                summary { (t!(text, "editor-own")) (icon_small(Icon::Next)) }
                (form(frame, &view.own))
            }
        }
    }
}

/// The part of the page at which a clause stands.
#[must_use]
pub fn anchor(place: usize) -> String {
    format!("#clause-{}", place + 1)
}
