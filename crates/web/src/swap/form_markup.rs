//! The form of a swap and the page between the form and the sending.
//!
//! May touch: the view it is given. Both work without script: every button sends the whole
//! form, and its value says what happens next.

use maud::{Markup, html};
use plan::Side;

use super::change_markup::{self, Tense};
use super::form::{FieldError, MAX_MOVES, MoveForm, Step, SwapForm, field_name, side_value};
use super::view::{Cast, FormView, PreviewView, Purpose, RemarkView};
use super::{counter_path, words};
use crate::offers;
use crate::page::{
    Field, Frame, Icon, Note, face_small, icon_small, note, page, paths, side_letter, token_field,
};
use crate::text::{Text, deadline, t};
use family::{Reason, Refusal};

fn action(purpose: &Purpose) -> String {
    match purpose {
        Purpose::New => paths::PROPOSE.to_owned(),
        Purpose::Counter { id, .. } => counter_path(id),
    }
}

fn head(text: &Text, cast: &Cast, purpose: &Purpose) -> Markup {
    let (title, lead) = match purpose {
        Purpose::New => (
            t!(text, "swap-new-title"),
            t!(text, "swap-new-lead").into_owned(),
        ),
        Purpose::Counter { number, .. } => (
            t!(text, "swap-counter-title"),
            t!(
                text,
                "swap-counter-lead",
                number = *number,
                name = cast.other()
            ),
        ),
    };
    html! { header.page-head { div { h1 { (title) } p.kicker { (lead) } } } }
}

/// The fields of a swap.
pub fn form_page(frame: &Frame<'_>, view: &FormView) -> Markup {
    let text = frame.text;
    let form = &view.form;
    page(
        frame,
        html! {
            (head(text, &view.cast, &view.purpose))
            form.form method="post" action=(action(&view.purpose)) novalidate {
                (change_markup::errors(text, &t!(text, "swap-error-title"), &view.errors))
                (token_field(frame.token))
                (carried(form))
                @for (index, change) in form.moves.iter().enumerate() {
                    (move_fields(text, view, index, change))
                }
                @if form.moves.len() == 1 { (in_return(text, view)) }
                @if (2..MAX_MOVES).contains(&form.moves.len()) {
                    div.btn-row { button.btn data-kind="quiet" name="step" value=(Step::More.value()) { (icon_small(Icon::Plus)) (t!(text, "swap-more")) } }
                }
                (answer_by(text, view))
                (reason_field(text, &t!(text, "swap-reason"), &t!(text, "swap-reason-hint", name = view.cast.other()), &form.reason, &view.errors))
                div.btn-row {
                    button.btn data-kind="main" name="step" value=(Step::Preview.value()) { (t!(text, "swap-preview")) }
                    a.btn data-kind="quiet" href=(back(&view.purpose)) { (t!(text, "swap-back")) }
                }
            }
        },
    )
}

fn back(purpose: &Purpose) -> String {
    match purpose {
        Purpose::New => paths::PROPOSALS.to_owned(),
        Purpose::Counter { id, .. } => paths::proposal(id),
    }
}

/// Until when an answer is asked for, folded away until somebody wants it.
fn answer_by(text: &Text, view: &FormView) -> Markup {
    let form = &view.form;
    let open = !(form.by_day.is_empty() && form.by_time.is_empty());
    let fields = [
        ("by-day", "date", t!(text, "swap-day"), &form.by_day),
        ("by-time", "time", t!(text, "swap-time"), &form.by_time),
    ];
    html! {
        details open[open] {
            summary { (t!(text, "offer-answer-by")) (icon_small(Icon::Next)) }
            p.small.muted { (t!(text, "offer-answer-by-hint")) }
            div class="stack-tight pair" {
                @for (name, kind, label, typed) in &fields {
                    @let wrong = wrong_at(text, &view.errors, name);
                    (Field::new(name, label).wrong(wrong.as_deref()).input(kind, "off", typed))
                }
            }
        }
    }
}

/// What the form carries without showing it.
fn carried(form: &SwapForm) -> Markup {
    html! {
        input type="hidden" name="command" value=(form.command);
        @if !form.revision.is_empty() { input type="hidden" name="revision" value=(form.revision); }
    }
}

/// The second change, folded away until somebody wants it.
fn in_return(text: &Text, view: &FormView) -> Markup {
    html! {
        details {
            summary { (t!(text, "swap-return")) (icon_small(Icon::Next)) }
            p.small.muted { (t!(text, "swap-return-hint")) }
            (fields(text, view, 1, &view.form.in_return()))
        }
    }
}

fn move_fields(text: &Text, view: &FormView, index: usize, change: &MoveForm) -> Markup {
    if view.form.moves.len() == 1 {
        return fields(text, view, index, change);
    }
    let heading = match index {
        0 => t!(text, "swap-first").into_owned(),
        1 => t!(text, "swap-return").into_owned(),
        later => t!(text, "swap-next-change", number = later + 1),
    };
    html! {
        section class="card form" aria-labelledby={ "m" (index + 1) "-h" } {
            h2 id={ "m" (index + 1) "-h" } { (heading) }
            (fields(text, view, index, change))
        }
    }
}

fn fields(text: &Text, view: &FormView, index: usize, change: &MoveForm) -> Markup {
    let moment = |heading: &str, ends: [(&str, &str, &str); 2]| {
        html! {
            fieldset.choices {
                legend { (heading) }
                div class="stack-tight pair" {
                    @for (field, kind, value) in ends {
                        @let label = if kind == "date" { t!(text, "swap-day") } else { t!(text, "swap-time") };
                        @let name = field_name(index, field);
                        @let wrong = wrong_at(text, &view.errors, &name);
                        (Field::new(&name, &label).wrong(wrong.as_deref()).input(kind, "off", value))
                    }
                }
            }
        }
    };
    html! {
        div.form {
            (children(text, view, index, change))
            (moment(
                &t!(text, "swap-from"),
                [("start-day", "date", &change.start_day), ("start-time", "time", &change.start_time)],
            ))
            (moment(
                &t!(text, "swap-until"),
                [("end-day", "date", &change.end_day), ("end-time", "time", &change.end_time)],
            ))
            (parents(text, view, index, change))
        }
    }
}

/// A group of choices with its error; `options` draws them and gives the first the group's id,
/// so that the summary leads to it.
fn group(text: &Text, view: &FormView, name: &str, legend: &str, options: &Markup) -> Markup {
    let wrong = wrong_at(text, &view.errors, name);
    let described = wrong.as_ref().map(|_| format!("{name}-wrong"));
    html! {
        fieldset.field.choices aria-describedby=[described] {
            legend { (legend) }
            (options)
            @if let Some(wrong) = &wrong {
                p.wrong id={ (name) "-wrong" } { (icon_small(Icon::Stop)) (wrong) }
            }
        }
    }
}

fn children(text: &Text, view: &FormView, index: usize, change: &MoveForm) -> Markup {
    let name = field_name(index, "child");
    let options = html! {
        @for (place, kid) in view.cast.kids.iter().enumerate() {
            @let id = if place == 0 { name.clone() } else { format!("{name}-{}", kid.id) };
            label.choice {
                input id=(id) type="checkbox" name=(name) value=(kid.id)
                    checked[change.children.iter().any(|ticked| ticked == kid.id.as_str())];
                (face_small(kid.face)) (kid.name)
            }
        }
    };
    group(text, view, &name, &t!(text, "swap-children"), &options)
}

fn parents(text: &Text, view: &FormView, index: usize, change: &MoveForm) -> Markup {
    let name = field_name(index, "to");
    let options = html! {
        @for side in Side::BOTH {
            @let value = side_value(side);
            @let id = if side == Side::A { name.clone() } else { format!("{name}-{value}") };
            label.choice {
                input id=(id) type="radio" name=(name) value=(value) checked[change.to == value];
                (side_letter(view.cast.parent(side))) (view.cast.name(side))
            }
        }
    };
    group(text, view, &name, &t!(text, "swap-to"), &options)
}

/// The field for a reason, with its error if there is one.
pub(crate) fn reason_field(
    text: &Text,
    label: &str,
    hint: &str,
    value: &str,
    errors: &[FieldError],
) -> Markup {
    let wrong = wrong_at(text, errors, "reason");
    Field::new("reason", label)
        .hint(hint)
        .wrong(wrong.as_deref())
        .lines(Reason::MAX_CHARS, value)
}

fn wrong_at(text: &Text, errors: &[FieldError], field: &str) -> Option<String> {
    errors
        .iter()
        .find(|error| error.field == field)
        .map(|error| words::wrong(text, error))
}

/// What would change, before anything is sent.
pub fn preview_page(frame: &Frame<'_>, view: &PreviewView) -> Markup {
    let text = frame.text;
    let cast = &view.cast;
    let edge = |side| (side != cast.viewer).then_some("open");
    page(
        frame,
        html! {
            header.page-head {
                div {
                    h1 { (t!(text, "preview-title")) }
                    p.kicker {
                        @if view.blocked.is_none() { (t!(text, "preview-lead", name = cast.other())) }
                        @else { (t!(text, "preview-lead-blocked")) }
                    }
                }
            }
            form.thread method="post" action=(action(&view.purpose)) {
                (token_field(frame.token))
                @for (name, value) in view.form.pairs() { input type="hidden" name=(name) value=(value); }
                section class="held proposal" data-a=[edge(Side::A)] data-b=[edge(Side::B)] aria-labelledby="preview-h" {
                    header {
                        p.tiny { (t!(text, "preview-moves")) }
                        @for (place, change) in view.moves.iter().enumerate() {
                            @if place == 0 { h2 #preview-h { (words::move_sentence(text, cast, change)) } }
                            @else { p { strong { (words::move_sentence(text, cast, change)) } } }
                        }
                    }
                    @match &view.reason {
                        Some(reason) => div.stack-tight {
                            p.small.muted { (t!(text, "preview-reason")) }
                            @for line in reason.lines().filter(|line| !line.trim().is_empty()) { p { (line) } }
                        },
                        None => p.small.muted { (t!(text, "preview-no-reason")) },
                    }
                    @if let Some(effect) = &view.effect { (change_markup::effect(text, cast, effect, Tense::Would)) }
                }
                (blocked(text, view.blocked.as_ref()))
                (offers::markup::limits(text, cast, &view.breaches))
                (change_markup::remarks(text, &unsaid(&view.remarks, view.blocked.as_ref())))
                @if view.blocked.is_none() {
                    p.small { (t!(text, "preview-then", name = cast.other())) }
                    @if let Some(by) = view.answer_by { p.small { (t!(text, "offer-by", by = deadline(text, by))) } }
                }
                div.btn-row {
                    @if view.blocked.is_none() {
                        button.btn data-kind="main" name="step" value=(Step::Send.value()) data-act=(sent(view)) { (t!(text, "preview-send")) }
                    }
                    button.btn name="step" value=(Step::Change.value()) { (t!(text, "preview-change")) }
                }
            }
        },
    )
}

/// The kinds of entries that sending may lead to: what a device of the reader will sign.
const fn sent(view: &PreviewView) -> &'static str {
    match view.answer_by {
        None => "proposal.made/1 proposal.countered/1",
        Some(_) => offers::SENT,
    }
}

fn blocked(text: &Text, refusal: Option<&Refusal>) -> Markup {
    html! {
        @if let Some(refusal) = refusal {
            div role="alert" {
                (note(Note::Ask, html! {
                    p { strong { (t!(text, "preview-blocked")) } }
                    p { (words::refusal(text, refusal)) }
                }))
            }
        }
    }
}

/// The remarks that the refusal does not say already.
fn unsaid(remarks: &[RemarkView], refusal: Option<&Refusal>) -> Vec<RemarkView> {
    let said = |remark: &RemarkView| match remark {
        RemarkView::Nothing => matches!(refusal, Some(Refusal::ChangesNothing)),
        RemarkView::Past { .. } => matches!(refusal, Some(Refusal::MovePast { .. })),
        RemarkView::Overlaps { .. } => false,
    };
    remarks
        .iter()
        .filter(|remark| !said(remark))
        .cloned()
        .collect()
}
