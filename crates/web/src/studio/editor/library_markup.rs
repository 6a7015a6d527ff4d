//! The library, drawn.
//!
//! May touch: the view it is given. All buttons stand in one form; the value of each says which
//! wording is meant.

use maud::{Markup, html};
use plan::library::said;

use super::clause_markup::by_hand;
use super::library_view::{LibraryView, Offered, Part};
use super::told::{Place, told};
use crate::page::{Frame, Icon, Note, icon_small, note, page, token_field};
use crate::studio::desk::{self, Page, path};
use crate::text::{Text, language_of, t};

/// The page.
pub fn library_page(frame: &Frame<'_>, view: &LibraryView) -> Markup {
    let text = frame.text;
    let id = &view.draft.id;
    page(
        frame,
        html! {
            header.page-head {
                div {
                    h1 { (t!(text, "library-title")) }
                    p.kicker { (view.draft.name) ". " (t!(text, "library-lead")) }
                }
            }
            (desk::pages(text, &view.draft, Page::Clauses))
            div.stack {
                (told(frame, (view.told, Place::Library), (id, &view.command)))
                @if let Some(number) = view.added {
                    p { a href=(path(id, &format!("/clauses?clause={number}"))) { (t!(text, "library-added", number = number)) } }
                }
                (by_hand(text, &view.draft.answers))
                p.btn-row {
                    a.btn href=(path(id, "/clauses")) { (icon_small(Icon::Prev)) (t!(text, "editor-back-to-clauses")) }
                    @if view.alone { a.btn data-kind="quiet" href=(path(id, "/library")) { (t!(text, "library-all")) } }
                }
                @match &view.parts {
                    Some(parts) => (sections(frame, view, parts)),
                    None => (note(Note::Ask, html! {
                        p { (t!(text, "library-unsound")) }
                        p { a href=(path(id, "/text")) { (t!(text, "see-open-text")) } }
                    })),
                }
            }
        },
    )
}

fn sections(frame: &Frame<'_>, view: &LibraryView, parts: &[Part]) -> Markup {
    let text = frame.text;
    let missing = parts.iter().filter(|part| part.missing).count();
    html! {
        @if missing > 0 && !view.alone {
            (note(Note::Ask, html! {
                p { (t!(text, "editor-missing", n = missing)) }
                ul.rows {
                    @for part in parts.iter().filter(|part| part.missing) {
                        li { a.quiet-row href={ "#s-" (part.section.id) } { span { (said(part.section.title, language_of(text.lang()))) } (icon_small(Icon::Next)) } }
                    }
                }
            }))
        }
        form.stack method="post" action=(path(&view.draft.id, "/clauses")) {
            (token_field(frame.token))
            input type="hidden" name="command" value=(view.command);
            @for part in parts { (section(text, view, part)) }
        }
        @if view.dutch { p.tiny { (t!(text, "library-law-note")) } }
    }
}

fn section(text: &Text, view: &LibraryView, part: &Part) -> Markup {
    let language = language_of(text.lang());
    let section = part.section;
    let heading = format!("s-{}-h", section.id);
    let own = path(
        &view.draft.id,
        &format!("/clauses?clause=new&section={}", section.id),
    );
    html! {
        section.stack-tight id={ "s-" (section.id) } aria-labelledby=(heading) {
            h2 id=(heading) { (said(section.title, language)) }
            p { (said(section.about, language)) }
            @if let Some(law) = section.law.as_ref().filter(|_| view.dutch) {
                p.small { (said(law.note, language)) " " span.muted { "(" (law.article) ")" } }
            }
            (there(text, view, part))
            @if !part.wordings.is_empty() {
                ul.rows { @for one in &part.wordings { li { (wording(text, view, one)) } } }
            } @else {
                p.small { (t!(text, "library-no-wordings")) }
            }
            p.no-print { a href=(own) { (t!(text, "editor-own")) span.vh { ": " (said(section.title, language)) } } }
        }
    }
}

/// The clauses of the section that are there, or that it is missing.
fn there(text: &Text, view: &LibraryView, part: &Part) -> Markup {
    html! {
        @if part.missing {
            p { strong { (t!(text, "library-missing")) } }
        } @else if part.clauses.is_empty() {
            p.small.muted { (t!(text, "library-none")) }
        } @else {
            p.small.muted { (t!(text, "library-there", n = part.clauses.len())) }
            ul.rows {
                @for (number, title) in &part.clauses {
                    li {
                        a.quiet-row href=(path(&view.draft.id, &format!("/clauses#clause-{number}"))) {
                            span { (t!(text, "clause", number = *number)) ": " span lang=[title.foreign] { (title.said) } }
                            (icon_small(Icon::Next))
                        }
                    }
                }
            }
        }
    }
}

fn wording(text: &Text, view: &LibraryView, one: &Offered) -> Markup {
    html! {
        div class="stack-tight row-tall" {
            h3 { (one.title) }
            p.plan-words { (one.sentence) }
            @if !one.rule.is_empty() { pre.proof lang="en" translate="no" { (one.rule) } }
            @if let Some(number) = one.there {
                p class="small with-icon" {
                    (icon_small(Icon::Check))
                    a href=(path(&view.draft.id, &format!("/clauses#clause-{number}"))) { (t!(text, "library-taken", number = number)) }
                }
            }
            div class="btn-row no-print" {
                button.btn data-kind=[one.there.map(|_| "quiet")] name="add" value=(one.id) {
                    (icon_small(Icon::Plus))
                    @if one.there.is_some() { (t!(text, "library-add-again")) } @else { (t!(text, "library-add")) }
                    span.vh { ": " (one.title) }
                }
            }
        }
    }
}
