//! The pages of a change of the plan, drawn.
//!
//! May touch: the view it is given. They work without script: every button sends the whole form, and
//! its value says what happens next.

use family::Reason;
use maud::{Markup, html};
use plan::Problem;

use super::form::{FieldError, Wrong};
use super::view::{ChangeView, DraftView};
use crate::offers::SENT;
use crate::page::{Field, Frame, Icon, error_summary, icon_small, page, paths, token_field};
use crate::plan_page::markup::draft;
use crate::swap::counter_path;
use crate::swap::form::{FieldError as UsualError, Step};
use crate::swap::view::Purpose;
use crate::swap::words;
use crate::text::{Lang, Text, day_and_clock, t};

/// Rows of the field where a browser does not follow the style sheet.
const ROWS: u8 = 24;

fn action(purpose: &Purpose) -> String {
    match purpose {
        Purpose::New => paths::PLAN_CHANGE.to_owned(),
        Purpose::Counter { id, .. } => counter_path(id),
    }
}

fn back(view: &ChangeView) -> String {
    match &view.purpose {
        Purpose::New if !view.form.draft.is_empty() => {
            format!("{}/{}", paths::DRAFTS, view.form.draft)
        }
        Purpose::New => paths::PLAN.to_owned(),
        Purpose::Counter { id, .. } => paths::proposal(id),
    }
}

fn head(text: &Text, view: &ChangeView) -> Markup {
    let (title, lead) = match &view.purpose {
        Purpose::New if view.first => (
            t!(text, "amend-first-title"),
            t!(text, "amend-first-lead", name = view.cast.other()),
        ),
        Purpose::New => (t!(text, "amend-title"), t!(text, "amend-lead").into_owned()),
        Purpose::Counter { number, .. } => (
            t!(text, "swap-counter-title"),
            t!(
                text,
                "swap-counter-lead",
                number = *number,
                name = view.cast.other()
            ),
        ),
    };
    html! { header.page-head { div { h1 { (title) } p.kicker { (lead) } } } }
}

/// Whether the text stands folded below the buttons: a draft was made and looked at on other pages.
fn folds(view: &ChangeView) -> bool {
    view.purpose == Purpose::New && !view.form.draft.is_empty()
}

/// The page with the text of the plan.
pub fn change_page(frame: &Frame<'_>, view: &ChangeView) -> Markup {
    let text = frame.text;
    let form = &view.form;
    page(
        frame,
        html! {
            (head(text, view))
            form.form method="post" action=(action(&view.purpose)) novalidate {
                (summary(text, &view.errors))
                (token_field(frame.token))
                input type="hidden" name="command" value=(form.command);
                @if !form.revision.is_empty() { input type="hidden" name="revision" value=(form.revision); }
                @if !form.draft.is_empty() { input type="hidden" name="draft" value=(form.draft); }
                @if !folds(view) { (plan_field(text, view)) }
                (answer_by(text, view))
                (reason(text, view))
                div.btn-row {
                    button.btn data-kind="main" name="step" value=(Step::Preview.value()) { (t!(text, "amend-preview")) }
                    a.btn data-kind="quiet" href=(back(view)) { (t!(text, "swap-back")) }
                }
                @if folds(view) {
                    details open[at(&view.errors, "plan").is_some()] {
                        summary { (t!(text, "amend-as-text")) (icon_small(Icon::Next)) }
                        (plan_field(text, view))
                    }
                }
            }
        },
    )
}

fn summary(text: &Text, errors: &[FieldError]) -> Markup {
    if errors.is_empty() {
        return html! {};
    }
    let said: Vec<String> = errors
        .iter()
        .map(|error| wrong(text, &error.wrong))
        .collect();
    let wrongs: Vec<(&str, &str)> = errors
        .iter()
        .zip(&said)
        .map(|(error, said)| (error.field.as_str(), said.as_str()))
        .collect();
    error_summary(text, &t!(text, "swap-error-title"), &wrongs)
}

fn at<'e>(errors: &'e [FieldError], field: &str) -> Option<&'e Wrong> {
    let found = errors.iter().find(|error| error.field == field);
    found.map(|error| &error.wrong)
}

fn plan_field(text: &Text, view: &ChangeView) -> Markup {
    let hint = format!("{} {}", begins_with(text, view), t!(text, "amend-hint"));
    text_field(text, (&hint, &view.form.plan), at(&view.errors, "plan"))
}

/// The text of a plan, under the id `plan`. What is wrong with it stands below, each problem at its
/// line and column.
pub(crate) fn text_field(
    text: &Text,
    (hint, typed): (&str, &str),
    wrong: Option<&Wrong>,
) -> Markup {
    let described = match wrong {
        Some(_) => "plan-hint plan-wrong",
        None => "plan-hint",
    };
    html! {
        div.field {
            label for="plan" { (t!(text, "amend-label")) }
            p.hint id="plan-hint" { (hint) }
            // A page's parser passes over the first line break of such a field.
            textarea.code id="plan" name="plan" rows=(ROWS) spellcheck="false" autocapitalize="none" autocomplete="off"
                aria-invalid=[wrong.map(|_| "true")] aria-describedby=(described) { "\n" (typed) }
            @if let Some(wrong) = wrong { div.stack-tight id="plan-wrong" { (wrong_lines(text, wrong)) } }
        }
    }
}

/// Where the text came from before anything was changed in it.
fn begins_with(text: &Text, view: &ChangeView) -> String {
    match &view.purpose {
        Purpose::New if !view.form.draft.is_empty() => t!(text, "amend-from-draft").into_owned(),
        Purpose::New => t!(text, "amend-from-newest").into_owned(),
        Purpose::Counter { .. } => t!(text, "amend-from-offered", name = view.cast.other()),
    }
}

fn wrong_lines(text: &Text, wrong_with: &Wrong) -> Markup {
    match wrong_with {
        Wrong::Problems(problems) => html! {
            @for one in problems { (problem(text, one)) }
        },
        Wrong::Usual(_)
        | Wrong::Empty
        | Wrong::TooLarge { .. }
        | Wrong::Refused(_)
        | Wrong::Far => {
            html! { p.wrong { (icon_small(Icon::Stop)) span { (wrong(text, wrong_with)) } } }
        }
    }
}

/// The plan language says what is wrong in English.
pub(crate) fn problem(text: &Text, problem: &Problem) -> Markup {
    let foreign = (text.lang() != Lang::En).then_some("en");
    html! {
        p.wrong {
            (icon_small(Icon::Stop))
            span {
                (t!(text, "amend-place", line = problem.line, column = problem.column)) " "
                span lang=[foreign] {
                    (problem.message)
                    @if let Some(help) = &problem.help { " " (help) }
                }
            }
        }
    }
}

/// What is wrong, in a sentence.
pub(crate) fn wrong(text: &Text, wrong: &Wrong) -> String {
    match wrong {
        Wrong::Usual(usual) => {
            let error = UsualError {
                field: String::new(),
                wrong: *usual,
            };
            words::wrong(text, &error)
        }
        Wrong::Empty => t!(text, "amend-empty").into_owned(),
        Wrong::TooLarge { found, limit } => {
            t!(text, "amend-too-large", found = *found, limit = *limit)
        }
        Wrong::Problems(problems) => {
            t!(text, "amend-problems", n = problems.as_slice().len())
        }
        Wrong::Refused(why) => words::refusal(text, why),
        Wrong::Far => t!(text, "amend-far").into_owned(),
    }
}

/// Until when an answer is asked for, folded away until somebody wants it.
fn answer_by(text: &Text, view: &ChangeView) -> Markup {
    let form = &view.form;
    let open = !(form.by_day.is_empty() && form.by_time.is_empty());
    let fields = [
        ("by-day", "date", t!(text, "swap-day"), &form.by_day),
        ("by-time", "time", t!(text, "swap-time"), &form.by_time),
    ];
    html! {
        details open[open] {
            summary { (t!(text, "offer-answer-by")) (icon_small(Icon::Next)) }
            p.small.muted { (t!(text, "amend-by-hint")) }
            div class="stack-tight pair" {
                @for (name, kind, label, typed) in &fields {
                    @let said = at(&view.errors, name).map(|found| wrong(text, found));
                    (Field::new(name, label).wrong(said.as_deref()).input(kind, "off", typed))
                }
            }
        }
    }
}

fn reason(text: &Text, view: &ChangeView) -> Markup {
    let said = at(&view.errors, "reason").map(|found| wrong(text, found));
    let hint = t!(text, "swap-reason-hint", name = view.cast.other());
    let label = t!(text, "offer-reason");
    Field::new("reason", &label)
        .hint(&hint)
        .wrong(said.as_deref())
        .lines(Reason::MAX_CHARS, &view.form.reason)
}

/// What would change, before anything is sent.
pub fn draft_page(frame: &Frame<'_>, view: &DraftView) -> Markup {
    let text = frame.text;
    let other = view.cast.other();
    page(
        frame,
        html! {
            header.page-head {
                div {
                    h1 { (t!(text, "preview-title")) }
                    p.kicker { (t!(text, "preview-lead", name = other)) }
                }
            }
            (draft(text, &view.content))
            form.thread method="post" action=(action(&view.purpose)) {
                (token_field(frame.token))
                @for (name, value) in view.form.pairs() { input type="hidden" name=(name) value=(value); }
                @match &view.reason {
                    Some(reason) => div.stack-tight {
                        p.small.muted { (t!(text, "preview-reason")) }
                        @for line in reason.lines().filter(|line| !line.trim().is_empty()) { p { (line) } }
                    },
                    None => p.small.muted { (t!(text, "preview-no-reason")) },
                }
                p.small { (t!(text, "preview-then", name = other)) }
                @if let Some(by) = view.answer_by { p.small { (t!(text, "offer-by", by = day_and_clock(text, by))) } }
                div.btn-row {
                    button.btn data-kind="main" name="step" value=(Step::Send.value()) data-act=(sent(view)) { (t!(text, "preview-send")) }
                    button.btn name="step" value=(Step::Change.value()) { (t!(text, "preview-change")) }
                }
            }
        },
    )
}

/// The kinds of entries that sending may lead to: what a device of the reader will sign.
const fn sent(view: &DraftView) -> &'static str {
    match view.answer_by {
        None => "proposal.made/1 proposal.countered/1",
        Some(_) => SENT,
    }
}
