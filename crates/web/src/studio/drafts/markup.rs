//! The reader's drafts, drawn.
//!
//! May touch: the view it is given.

use family::Name;
use maud::{Markup, html};

use super::form::How;
use super::view::{Line, State, View};
use crate::page::{
    Field, Frame, Icon, Note, empty, error_summary, icon_small, note, page, paths, token_field,
};
use crate::studio::desk::path;
use crate::studio::see::markup::end_sheet;
use crate::text::{Text, date_with_year, day_and_clock, t};

/// The page.
pub fn drafts_page(frame: &Frame<'_>, view: &View) -> Markup {
    let text = frame.text;
    page(
        frame,
        html! {
            header.page-head {
                div {
                    h1 { (t!(text, "drafts-title")) }
                    p.kicker { (t!(text, "drafts-lead", name = view.other.as_str())) }
                }
            }
            div.stack {
                (wrong(text, view))
                (list(frame, view))
                (begin(frame, view))
                p.btn-row {
                    a.btn href=(paths::IMPORT) { (icon_small(Icon::File)) (t!(text, "drafts-import")) }
                    @if view.can_compare() { a.btn href=(paths::COMPARE) { (icon_small(Icon::Two)) (t!(text, "drafts-compare")) } }
                    @if view.agreed { a.btn data-kind="quiet" href=(paths::PLAN) { (icon_small(Icon::Plan)) (t!(text, "plan-in-force")) } }
                }
            }
        },
    )
}

fn wrong(text: &Text, view: &View) -> Markup {
    let unchosen = t!(text, "drafts-unchosen");
    let mut wrongs: Vec<(&str, &str)> = Vec::new();
    if view.unchosen {
        wrongs.push(("how", &unchosen));
    }
    wrongs.extend(view.wrong.as_deref().map(|why| ("name", why)));
    html! {
        @if !wrongs.is_empty() { (error_summary(text, &t!(text, "drafts-not-begun"), &wrongs)) }
        @if let Some(refused) = &view.refused { div role="alert" { (note(Note::Stop, html! { p { (refused) } })) } }
    }
}

fn list(frame: &Frame<'_>, view: &View) -> Markup {
    let text = frame.text;
    html! {
        @if view.drafts.is_empty() {
            (empty(&t!(text, "drafts-none-title"), html! { p { (t!(text, "drafts-none")) } }))
        } @else {
            section.stack-tight aria-labelledby="drafts-h" {
                h2 #drafts-h { (t!(text, "drafts-yours")) }
                ul.rows { @for line in &view.drafts { li { (row(frame, view, line)) } } }
            }
        }
    }
}

fn row(frame: &Frame<'_>, view: &View, line: &Line) -> Markup {
    let text = frame.text;
    let end = format!("end-{}", line.id);
    html! {
        div class="stack-tight row-tall" {
            a.quiet-row href=(path(&line.id, "")) { span { strong { (line.name) } } (icon_small(Icon::Next)) }
            p.small {
                (state(text, line.state))
                @if let Some(kept) = line.kept { " " (t!(text, "see-kept", at = day_and_clock(text, kept))) }
            }
            div.btn-row {
                button.btn type="button" data-kind="quiet" popovertarget=(end) { (t!(text, "see-end")) span.vh { ", " (line.name) } }
            }
            (end_sheet(frame, (&line.id, &view.command), &end))
        }
    }
}

fn state(text: &Text, state: State) -> String {
    match state {
        State::Questions { open } => t!(text, "drafts-questions-open", n = open),
        State::Unsound => t!(text, "see-state-unsound").into_owned(),
        State::Plan {
            clauses,
            from,
            missing,
        } => {
            let from = date_with_year(text, from);
            let mut said = t!(text, "drafts-plan", n = clauses, day = from);
            if missing > 0 {
                said.push(' ');
                said.push_str(&t!(text, "drafts-missing", n = missing));
            }
            said
        }
    }
}

/// The ways to begin.
fn begin(frame: &Frame<'_>, view: &View) -> Markup {
    let text = frame.text;
    let ways = How::ALL
        .into_iter()
        .filter(|how| view.agreed || *how != How::Agreed);
    let hint = t!(text, "drafts-name-hint", n = Name::MAX_CHARS);
    html! {
        section.stack-tight aria-labelledby="begin-h" {
            h2 #begin-h { (t!(text, "drafts-begin")) }
            form.form method="post" action=(paths::DRAFTS) novalidate {
                (token_field(frame.token))
                input type="hidden" name="command" value=(view.command);
                fieldset.choices #how tabindex="-1" {
                    legend { (t!(text, "drafts-how")) }
                    @if view.unchosen { p.wrong { (icon_small(Icon::Stop)) (t!(text, "drafts-unchosen")) } }
                    @for how in ways { (way(text, how, view.form.how == Some(how))) }
                }
                (Field::new("name", &t!(text, "see-name")).hint(&hint).wrong(view.wrong.as_deref()).input("text", "off", &view.form.name))
                div.btn-row { button.btn data-kind="main" { (t!(text, "drafts-begin-now")) } }
            }
        }
    }
}

fn way(text: &Text, how: How, chosen: bool) -> Markup {
    let (title, more) = match how {
        How::Questions => (
            t!(text, "drafts-by-questions"),
            t!(text, "drafts-by-questions-more"),
        ),
        How::Agreed => (
            t!(text, "drafts-by-agreed"),
            t!(text, "drafts-by-agreed-more"),
        ),
        How::Empty => (
            t!(text, "drafts-by-empty"),
            t!(text, "drafts-by-empty-more"),
        ),
    };
    html! {
        label class="choice rhythm" {
            input type="radio" name="how" value=(how.value()) checked[chosen];
            span.rhythm-words { strong { (title) } span.small { (more) } }
        }
    }
}
