//! The saves of a draft, drawn.
//!
//! May touch: the view it is given.

use maud::{Markup, html};

use super::differences_markup::{changes, unreadable};
use super::view::{Compared, Save, View};
use crate::page::{Field, Frame, Icon, Note, icon_small, note, page, token_field};
use crate::studio::desk::{self, Page, path};
use crate::studio::editor::told::{Place, told};
use crate::text::{Text, clock, date_with_year, t};

/// The page.
pub fn history_page(frame: &Frame<'_>, view: &View) -> Markup {
    let text = frame.text;
    let id = &view.draft.id;
    page(
        frame,
        html! {
            header.page-head {
                div {
                    h1 { (t!(text, "history-title")) }
                    p.kicker { (view.draft.name) ". " (t!(text, "history-lead")) }
                }
            }
            (desk::pages(text, &view.draft, Page::History))
            div.stack {
                (told(frame, (view.told, Place::History), (id, &view.command)))
                @if view.gone { div role="alert" { (note(Note::Stop, html! { p { (t!(text, "history-gone")) } })) } }
                @if let Some(refused) = &view.refused { div role="alert" { (note(Note::Stop, html! { p { (refused) } })) } }
                @if let Some(compared) = &view.compared { (between(text, view, compared)) }
                (choose(text, view))
                (saves(frame, view))
            }
        },
    )
}

/// `Save 3, Wednesday 21 October 2026, 12:00`.
fn named(text: &Text, save: &Save) -> String {
    t!(
        text,
        "history-save",
        number = save.number,
        day = date_with_year(text, save.at.date()),
        time = clock(text, save.at.time())
    )
}

/// What differs between two saves.
fn between(text: &Text, view: &View, compared: &Compared) -> Markup {
    let find = |entry: u64| view.choices.iter().find(|save| save.entry == entry);
    let two = view
        .pair
        .and_then(|(from, to)| Some((find(from)?, find(to)?)));
    html! {
        section.stack-tight #changes aria-labelledby="changes-h" {
            h2 #changes-h { (t!(text, "history-changes")) }
            @if let Some((from, to)) = two {
                p.small { (t!(text, "history-from-to", from = named(text, from), to = named(text, to))) }
            }
            @match compared {
                Compared::Gone => p { (t!(text, "history-gone-compare")) },
                Compared::Unreadable => (unreadable(text)),
                Compared::Same => p { (t!(text, "history-same")) },
                Compared::Differs(differs) => (changes(text, differs)),
            }
        }
    }
}

/// Two saves to look at beside each other.
fn choose(text: &Text, view: &View) -> Markup {
    let Some((from, to)) = view.pair.filter(|_| view.choices.len() > 1) else {
        return html! {};
    };
    let named: Vec<(String, String)> = view
        .choices
        .iter()
        .map(|save| (save.entry.to_string(), named(text, save)))
        .collect();
    let options: Vec<(&str, &str)> = named
        .iter()
        .map(|(entry, said)| (entry.as_str(), said.as_str()))
        .collect();
    let (from, to) = (from.to_string(), to.to_string());
    html! {
        section class="stack-tight no-print" aria-labelledby="choose-h" {
            h2 #choose-h { (t!(text, "history-choose")) }
            form.form method="get" action=(path(&view.draft.id, "/history")) {
                div class="field-row row-wide" {
                    (Field::new("from", &t!(text, "history-from")).select(&options, &from))
                    (Field::new("to", &t!(text, "history-to")).select(&options, &to))
                }
                div.btn-row { button.btn { (t!(text, "history-compare")) } }
            }
        }
    }
}

/// Every save, with what it changed and a way back to it.
fn saves(frame: &Frame<'_>, view: &View) -> Markup {
    let text = frame.text;
    let id = &view.draft.id;
    html! {
        section.stack-tight aria-labelledby="saves-h" {
            h2 #saves-h { (t!(text, "history-saves")) }
            form method="post" action=(path(id, "/history")) {
                (token_field(frame.token))
                input type="hidden" name="command" value=(view.command);
                ul.rows { @for save in &view.saves { li { (row(text, view, save)) } } }
            }
            @if view.older.is_some() || !view.at_newest {
                nav class="btn-row no-print" aria-label=(t!(text, "history-saves")) {
                    @if !view.at_newest { a.btn data-kind="quiet" href=(path(id, "/history")) { (icon_small(Icon::Prev)) (t!(text, "history-newest")) } }
                    @if let Some(older) = view.older { a.btn data-kind="quiet" href=(path(id, &format!("/history?older={older}"))) { (t!(text, "history-older")) (icon_small(Icon::Next)) } }
                }
            }
        }
    }
}

fn row(text: &Text, view: &View, save: &Save) -> Markup {
    let said = named(text, save);
    let changed = |before: u64| {
        let rest = format!("/history?from={before}&to={}#changes", save.entry);
        path(&view.draft.id, &rest)
    };
    html! {
        div class="stack-tight row-tall" {
            p {
                strong { (said) }
                @if save.newest { " " span.small.muted { (t!(text, "history-now")) } }
            }
            div class="btn-row no-print" {
                @if let Some(before) = save.before {
                    a.btn data-kind="quiet" href=(changed(before)) { (t!(text, "history-what-changed")) span.vh { ": " (said) } }
                }
                @if !save.newest {
                    button.btn data-kind="quiet" name="entry" value=(save.entry) { (t!(text, "history-bring-back")) span.vh { ": " (said) } }
                }
            }
        }
    }
}
