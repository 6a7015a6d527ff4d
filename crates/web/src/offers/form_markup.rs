//! The forms of offers, one for each kind.
//!
//! May touch: the view it is given. They work without script: every button sends the whole form,
//! and its value says what happens next.

use family::{DecisionAbout, Paper, Reason, Statement};
use maud::{Markup, html};

use super::Kind;
use super::field_markup::{children, group, line, parents, radios, stretch, typed, wrong_at};
use super::values::{about_value, paper_value};
use super::view::OfferFormView;
use super::words;
use crate::page::{
    Field, Frame, Icon, Note, error_summary, icon_small, note, page, paths, side_letter,
    token_field,
};
use crate::swap::counter_path;
use crate::swap::form::{MoveForm, Step};
use crate::swap::view::{Cast, Purpose};
use crate::text::{Text, day_and_clock, t};

/// Where the form is sent.
pub(super) fn action(purpose: &Purpose, kind: Kind) -> String {
    match purpose {
        Purpose::New => kind.path(),
        Purpose::Counter { id, .. } => counter_path(id),
    }
}

fn head(text: &Text, cast: &Cast, view: &OfferFormView) -> Markup {
    let (title, lead) = match &view.purpose {
        Purpose::New => words::kind(text, view.form.kind),
        Purpose::Counter { number, .. } => (
            t!(text, "swap-counter-title").into_owned(),
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

/// The summary above a form with errors; nothing without.
fn summary(text: &Text, view: &OfferFormView) -> Markup {
    if view.errors.is_empty() {
        return html! {};
    }
    let said: Vec<String> = view
        .errors
        .iter()
        .map(|error| words::wrong(text, error))
        .collect();
    let wrongs: Vec<(&str, &str)> = view
        .errors
        .iter()
        .zip(&said)
        .map(|(error, said)| (error.field.as_str(), said.as_str()))
        .collect();
    error_summary(text, &t!(text, "swap-error-title"), &wrongs)
}

/// The page with the fields of an offer.
pub fn form_page(frame: &Frame<'_>, view: &OfferFormView) -> Markup {
    let text = frame.text;
    let form = &view.form;
    let back = match &view.purpose {
        Purpose::New => paths::PROPOSALS.to_owned(),
        Purpose::Counter { id, .. } => paths::proposal(id),
    };
    page(
        frame,
        html! {
            (head(text, &view.cast, view))
            @if nothing_to_choose(view) { (note(Note::Plain, html! { p { (nothing(text, form.kind)) } })) }
            form.form method="post" action=(action(&view.purpose, form.kind)) novalidate {
                (summary(text, view))
                (token_field(frame.token))
                input type="hidden" name="command" value=(form.command);
                @if !form.revision.is_empty() { input type="hidden" name="revision" value=(form.revision); }
                (fields(text, view))
                (answer_by(text, view))
                (reason(text, view))
                div.btn-row {
                    button.btn data-kind="main" name="step" value=(Step::Preview.value()) { (t!(text, "offer-preview")) }
                    a.btn data-kind="quiet" href=(back) { (t!(text, "swap-back")) }
                }
            }
        },
    )
}

/// Whether the form has nothing to be about.
fn nothing_to_choose(view: &OfferFormView) -> bool {
    match view.form.kind {
        Kind::MakeUp => view.missed.is_empty(),
        Kind::Handover => view.handovers.is_empty(),
        Kind::Visit | Kind::FirstRefusal | Kind::Holiday | Kind::Trip | Kind::Decision => false,
    }
}

fn nothing(text: &Text, kind: Kind) -> String {
    if kind == Kind::MakeUp {
        t!(text, "offer-none-missed").into_owned()
    } else {
        t!(text, "offer-none-handover").into_owned()
    }
}

fn fields(text: &Text, view: &OfferFormView) -> Markup {
    match view.form.kind {
        Kind::Visit => html! {
            (group(text, view, "way", (&t!(text, "offer-way"), None), &ways(text, view)))
            (children(text, view))
            (stretches(text, view))
        },
        Kind::FirstRefusal => html! {
            (children(text, view))
            (stretches(text, view))
        },
        Kind::Holiday => html! {
            (clauses(text, view))
            (children(text, view))
            (stretches(text, view))
        },
        Kind::MakeUp => html! {
            (missed(text, view))
            (children(text, view))
            (stretches(text, view))
        },
        Kind::Handover => handover(text, view),
        Kind::Trip => trip(text, view),
        Kind::Decision => decision(text, view),
    }
}

fn ways(text: &Text, view: &OfferFormView) -> Markup {
    let cast = &view.cast;
    let me = cast.parent(cast.viewer);
    let other = cast.parent(cast.viewer.other());
    radios(
        "way",
        view.form.one("way"),
        &[
            (
                "ask",
                html! { (side_letter(me)) (t!(text, "offer-way-ask")) },
            ),
            (
                "offer",
                html! { (side_letter(other)) (t!(text, "offer-way-offer", name = other.name.as_str())) },
            ),
        ],
    )
}

/// The alternatives: the first one open, a further one folded away until somebody wants it.
fn stretches(text: &Text, view: &OfferFormView) -> Markup {
    let form = &view.form;
    let several = form.stretches.len() > 1;
    let more = form.stretches.len() < form.kind.most_stretches();
    html! {
        @for (place, one) in form.stretches.iter().enumerate() {
            @if several {
                section class="card form" aria-labelledby={ "o" (place + 1) "-h" } {
                    h2 id={ "o" (place + 1) "-h" } {
                        @if place == 0 { (t!(text, "offer-alternative-first")) } @else { (t!(text, "offer-or-else")) }
                    }
                    (one_stretch(text, view, place, one))
                }
            } @else { (one_stretch(text, view, place, one)) }
        }
        @if more && !several {
            details {
                summary { (t!(text, "offer-or-else")) (icon_small(Icon::Next)) }
                p.small.muted { (t!(text, "offer-or-else-hint", name = view.cast.other())) }
                div.form { (one_stretch(text, view, 1, &further(view))) }
            }
        }
        @if more && several {
            div.btn-row { button.btn data-kind="quiet" name="step" value=(Step::More.value()) { (icon_small(Icon::Plus)) (t!(text, "offer-more")) } }
        }
    }
}

/// What a second alternative starts from: with the same parent.
fn further(view: &OfferFormView) -> MoveForm {
    let first = view.form.stretches.first();
    MoveForm {
        to: first.map_or_else(String::new, |one| one.to.clone()),
        ..MoveForm::default()
    }
}

fn one_stretch(text: &Text, view: &OfferFormView, place: usize, one: &MoveForm) -> Markup {
    html! {
        (stretch(text, view, place, one))
        @if view.form.kind == Kind::Holiday {
            @let name = super::form::stretch_field(place, "to");
            (parents(text, view, &name, &t!(text, "swap-to"), &one.to))
        }
    }
}

fn clauses(text: &Text, view: &OfferFormView) -> Markup {
    if view.clauses.is_empty() {
        return html! {};
    }
    let mut options = vec![("", html! { (t!(text, "offer-clause-none")) })];
    options.extend(
        view.clauses
            .iter()
            .map(|(id, title)| (id.as_str(), html! { (title) })),
    );
    let drawn = radios("clause", view.form.one("clause"), &options);
    group(
        text,
        view,
        "clause",
        (&t!(text, "offer-clause"), None),
        &drawn,
    )
}

fn missed(text: &Text, view: &OfferFormView) -> Markup {
    let values: Vec<String> = view
        .missed
        .iter()
        .map(|one| one.entry.to_string())
        .collect();
    let options: Vec<(&str, Markup)> = view
        .missed
        .iter()
        .zip(&values)
        .map(|(one, value)| {
            (
                value.as_str(),
                html! { (words::missed(text, &view.cast, one)) },
            )
        })
        .collect();
    let drawn = radios("missed", view.form.one("missed"), &options);
    group(
        text,
        view,
        "missed",
        (&t!(text, "offer-missed-which"), None),
        &drawn,
    )
}

fn handover(text: &Text, view: &OfferFormView) -> Markup {
    let cast = &view.cast;
    let values: Vec<String> = view
        .handovers
        .iter()
        .map(super::handovers::Coming::value)
        .collect();
    let chosen = view.form.one("handover");
    let counter = matches!(view.purpose, Purpose::Counter { .. });
    let listed = view.handovers.iter().zip(&values);
    let listed = listed.filter(|(_, value)| !counter || value.as_str() == chosen);
    let options: Vec<(&str, Markup)> = listed
        .map(|(one, value)| {
            let said = t!(
                text,
                "offer-handover-which",
                at = day_and_clock(text, one.at),
                children = cast.names(text, &one.children),
                name = cast.name(one.to)
            );
            (
                value.as_str(),
                html! { (side_letter(cast.parent(one.to))) (said) },
            )
        })
        .collect();
    let drawn = radios("handover", chosen, &options);
    let brings = radios_of_brings(text, view);
    html! {
        (group(text, view, "handover", (&t!(text, "offer-which-handover"), None), &drawn))
        fieldset.choices {
            legend { (t!(text, "offer-new-time")) }
            p.hint { (t!(text, "offer-new-time-hint")) }
            div class="stack-tight pair" {
                (typed(text, view, ("day", &t!(text, "swap-day")), ("date", None)))
                (typed(text, view, ("time", &t!(text, "swap-time")), ("time", None)))
            }
        }
        (line(text, view, "place", &t!(text, "offer-new-place"), Some(&t!(text, "offer-unchanged"))))
        (group(text, view, "brings", (&t!(text, "offer-new-brings"), None), &brings))
    }
}

fn radios_of_brings(text: &Text, view: &OfferFormView) -> Markup {
    let [a, b] = &view.cast.parents;
    let chosen = view.form.one("brings");
    radios(
        "brings",
        chosen,
        &[
            ("", html! { (t!(text, "offer-brings-same")) }),
            ("a", html! { (side_letter(a)) (a.name) }),
            ("b", html! { (side_letter(b)) (b.name) }),
        ],
    )
}

fn trip(text: &Text, view: &OfferFormView) -> Markup {
    let form = &view.form;
    let papers = html! {
        @for (place, paper) in Paper::ALL.into_iter().enumerate() {
            @let value = paper_value(paper);
            @let id = if place == 0 { "paper".to_owned() } else { format!("paper-{value}") };
            label.choice {
                input id=(id) type="checkbox" name="paper" value=(value) checked[form.has("paper", value)];
                (words::paper(text, paper))
            }
        }
    };
    html! {
        (children(text, view))
        div class="stack-tight pair" {
            (typed(text, view, ("from-day", &t!(text, "trip-first-day")), ("date", None)))
            (typed(text, view, ("last-day", &t!(text, "trip-last-day")), ("date", None)))
        }
        (line(text, view, "destination", &t!(text, "trip-destination"), Some(&t!(text, "trip-destination-hint"))))
        (line(text, view, "address", &t!(text, "trip-address"), None))
        (line(text, view, "contact", &t!(text, "trip-contact"), None))
        (line(text, view, "travel", &t!(text, "trip-travel"), None))
        (group(text, view, "paper", (&t!(text, "trip-papers"), None), &papers))
        fieldset.field.choices {
            legend { (t!(text, "trip-time")) }
            p.hint { (t!(text, "trip-time-hint")) }
            label.choice {
                input id="move" type="checkbox" name="move" value="yes" checked[form.one("move") == "yes"];
                (t!(text, "trip-move"))
            }
            div class="stack-tight pair" {
                (typed(text, view, ("start-time", &t!(text, "trip-leaves")), ("time", None)))
                (typed(text, view, ("end-time", &t!(text, "trip-returns")), ("time", None)))
            }
        }
    }
}

fn decision(text: &Text, view: &OfferFormView) -> Markup {
    let options = DecisionAbout::ALL.map(|about| {
        let said = words::about(text, about);
        (about_value(about), html! { (said) })
    });
    let drawn = radios("about", view.form.one("about"), &options);
    let wrong = wrong_at(text, &view.errors, "text");
    html! {
        (group(text, view, "about", (&t!(text, "decide-about"), None), &drawn))
        (children(text, view))
        (line(text, view, "title", &t!(text, "decide-title"), Some(&t!(text, "decide-title-hint"))))
        (Field::new("text", &t!(text, "decide-text")).hint(&t!(text, "decide-text-hint", name = view.cast.other())).wrong(wrong.as_deref()).lines(Statement::MAX_CHARS, view.form.one("text")))
    }
}

fn answer_by(text: &Text, view: &OfferFormView) -> Markup {
    let open = !(view.form.one("by-day").is_empty() && view.form.one("by-time").is_empty());
    html! {
        details open[open] {
            summary { (t!(text, "offer-answer-by")) (icon_small(Icon::Next)) }
            p.small.muted { (t!(text, "offer-answer-by-hint")) }
            div class="stack-tight pair" {
                (typed(text, view, ("by-day", &t!(text, "swap-day")), ("date", None)))
                (typed(text, view, ("by-time", &t!(text, "swap-time")), ("time", None)))
            }
        }
    }
}

fn reason(text: &Text, view: &OfferFormView) -> Markup {
    let wrong = wrong_at(text, &view.errors, "reason");
    let hint = t!(text, "swap-reason-hint", name = view.cast.other());
    let label = t!(text, "offer-reason");
    Field::new("reason", &label)
        .hint(&hint)
        .wrong(wrong.as_deref())
        .lines(Reason::MAX_CHARS, view.form.one("reason"))
}
