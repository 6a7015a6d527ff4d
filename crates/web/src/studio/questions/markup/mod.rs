//! The pages of the questions, drawn.
//!
//! May touch: the view it is given. They work without script: every button sends the whole page,
//! and its value says what happens next.

mod days;
mod parts;
mod people;
mod rhythm;
mod words;

use family::{DraftId, DraftedPlan};
use maud::{Markup, html};

use super::Step;
use super::view::QuestionsView;
use crate::page::{Frame, Icon, Note, error_summary, icon_small, note, page, paths, token_field};
use crate::studio::desk;
use crate::text::{Text, t};
use parts::{Pen, said};

/// The address of a page of the questions.
#[must_use]
pub fn step_path(draft: &DraftId, step: Step) -> String {
    desk::path(draft, &format!("/questions?step={}", step.tag()))
}

/// The page of a step.
pub fn questions_page(frame: &Frame<'_>, view: &QuestionsView) -> Markup {
    let text = frame.text;
    let pen = Pen { text, view };
    page(
        frame,
        html! {
            (places(text, &view.draft))
            header.page-head {
                div {
                    h1 { (view.step.title(text)) }
                    p.kicker { (lead(&pen)) }
                }
            }
            div.form {
                (progress(&pen))
                form.form method="post" action=(step_path(&view.draft.id, view.step)) novalidate {
                    (token_field(frame.token))
                    input type="hidden" name="command" value=(view.command);
                    // What the Enter key presses: the first button of a form is the one that it sends.
                    button.vh tabindex="-1" aria-hidden="true" name="go" value="next" { (t!(text, "questions-next")) }
                    (errors(&pen))
                    (waiting(&pen))
                    (fields(&pen))
                    (buttons(&pen))
                }
            }
        },
    )
}

/// What stands in place of the questions once the text of a draft was changed by hand.
pub fn by_hand_page(frame: &Frame<'_>, draft: &DraftedPlan) -> Markup {
    let text = frame.text;
    page(
        frame,
        html! {
            (places(text, draft))
            header.page-head { h1 { (t!(text, "questions-title")) } }
            div.stack {
                (note(Note::Plain, html! { p { (t!(text, "questions-by-hand")) } }))
                div.btn-row {
                    a.btn data-kind="main" href=(desk::path(&draft.id, "/clauses")) { (t!(text, "questions-to-clauses")) }
                    a.btn href=(paths::DRAFTS) { (t!(text, "questions-to-drafts")) }
                }
            }
        },
    )
}

/// The ways to the other pages of the draft, once there is something on them.
fn places(text: &Text, draft: &DraftedPlan) -> Markup {
    html! { @if !draft.plan.is_empty() { (desk::pages(text, draft, desk::Page::Questions)) } }
}

/// What a page asks, in a sentence.
fn lead(pen: &Pen<'_>) -> String {
    let text = pen.text;
    let said = match pen.view.step {
        Step::People => t!(text, "questions-people-lead"),
        Step::Rhythm => t!(text, "questions-rhythm-lead"),
        Step::School => t!(text, "questions-school-lead"),
        Step::Holidays => t!(text, "questions-holidays-lead"),
        Step::Feasts => t!(text, "questions-feasts-lead"),
        Step::Birthdays => t!(text, "questions-birthdays-lead"),
        Step::Handovers => t!(text, "questions-handovers-lead"),
        Step::Words => t!(text, "questions-words-lead"),
    };
    said.into_owned()
}

fn fields(pen: &Pen<'_>) -> Markup {
    match pen.view.step {
        Step::People => people::people(pen),
        Step::Rhythm => rhythm::rhythm(pen),
        Step::School => people::school(pen),
        Step::Holidays => days::holidays(pen),
        Step::Feasts => days::feasts(pen),
        Step::Birthdays => days::birthdays(pen),
        Step::Handovers => people::handovers(pen),
        Step::Words => words::words(pen),
    }
}

/// How far one is, and the way to what was answered.
fn progress(pen: &Pen<'_>) -> Markup {
    let (text, view) = (pen.text, pen.view);
    let (number, all) = (view.step.number(), Step::ALL.len());
    let said = t!(text, "questions-step", n = number, all = all);
    html! {
        nav.stack-tight aria-label=(t!(text, "questions-steps")) {
            progress.step-bar max=(all) value=(number) aria-hidden="true" {}
            details.step-list {
                summary { (said) (icon_small(Icon::Next)) }
                ol.rows {
                    @for step in Step::ALL {
                        @let title = step.title(text);
                        @let current = (step == view.step).then_some("step");
                        li {
                            @if view.is_open(step) {
                                a href=(step_path(&view.draft.id, step)) aria-current=[current] { (title) }
                            } @else {
                                span { (title) }
                            }
                            @if view.is_answered(step) { span.small.muted { (icon_small(Icon::Check)) (t!(text, "questions-answered")) } }
                        }
                    }
                }
            }
        }
    }
}

fn errors(pen: &Pen<'_>) -> Markup {
    let (text, view) = (pen.text, pen.view);
    let sentences: Vec<(&str, String)> = view
        .errors
        .iter()
        .map(|error| (error.field.as_str(), said(text, error)))
        .collect();
    let title = if view.resumed {
        t!(text, "questions-resumed-title")
    } else {
        t!(text, "questions-error-title")
    };
    let wrongs: Vec<(&str, &str)> = sentences
        .iter()
        .map(|(field, sentence)| (*field, sentence.as_str()))
        .collect();
    html! {
        @if let Some(refused) = &view.refused {
            div role="alert" {
                (note(Note::Stop, html! { p { strong { (t!(text, "questions-error-title")) } } p { (refused) } }))
            }
        }
        @if !wrongs.is_empty() { (error_summary(text, &title, &wrongs)) }
    }
}

/// The pages that must be answered anew before the plan follows the answers.
fn waiting(pen: &Pen<'_>) -> Markup {
    let (text, view) = (pen.text, pen.view);
    html! {
        @if !view.waits.is_empty() {
            (note(Note::Ask, html! {
                p { (t!(text, "questions-waits")) }
                ul.rows {
                    @for step in &view.waits {
                        li {
                            @if *step == view.step { span { (t!(text, "questions-waits-here", title = step.title(text))) } }
                            @else { a.quiet-row href=(step_path(&view.draft.id, *step)) { span { (step.title(text)) } (icon_small(Icon::Next)) } }
                        }
                    }
                }
            }))
        }
    }
}

fn buttons(pen: &Pen<'_>) -> Markup {
    let (text, view) = (pen.text, pen.view);
    let next = if view.step.next().is_some() {
        t!(text, "questions-next")
    } else {
        t!(text, "questions-look")
    };
    html! {
        div.btn-row {
            button.btn data-kind="main" name="go" value="next" { (next) }
            @if view.step.previous().is_some() {
                button.btn name="go" value="back" { (t!(text, "questions-back")) }
            }
            button.btn data-kind="quiet" name="go" value="stop" { (t!(text, "questions-stop")) }
        }
        p.small.muted { (t!(text, "questions-private")) }
    }
}
