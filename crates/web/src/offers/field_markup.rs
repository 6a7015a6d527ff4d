//! The parts that the forms of offers are put together from: groups of choices, stretches of time.
//!
//! May touch: the view it is given.

use maud::{Markup, html};
use plan::Side;

use super::form::{FieldError, stretch_field};
use super::view::OfferFormView;
use super::words;
use crate::page::{Field, Icon, face_small, icon_small, side_letter};
use crate::swap::form::{MoveForm, side_value};
use crate::text::{Text, t};

/// What is wrong with a field, as a sentence.
pub(super) fn wrong_at(text: &Text, errors: &[FieldError], field: &str) -> Option<String> {
    let found = errors.iter().find(|error| error.field == field);
    found.map(|error| words::wrong(text, error))
}

/// A field of a form with what stands in it.
pub(super) fn line(
    text: &Text,
    view: &OfferFormView,
    name: &str,
    label: &str,
    hint: Option<&str>,
) -> Markup {
    typed(text, view, (name, label), ("text", hint))
}

/// The same of another type: `date`, `time`.
pub(super) fn typed(
    text: &Text,
    view: &OfferFormView,
    (name, label): (&str, &str),
    (kind, hint): (&str, Option<&str>),
) -> Markup {
    let wrong = wrong_at(text, &view.errors, name);
    let field = Field::new(name, label).wrong(wrong.as_deref());
    let field = match hint {
        Some(hint) => field.hint(hint),
        None => field,
    };
    field.input(kind, "off", view.form.one(name))
}

/// A group of choices with its error; `options` draws them and gives the first the group's id, so
/// that the summary leads to it.
pub(super) fn group(
    text: &Text,
    view: &OfferFormView,
    name: &str,
    (legend, hint): (&str, Option<&str>),
    options: &Markup,
) -> Markup {
    let wrong = wrong_at(text, &view.errors, name);
    let described = [
        hint.map(|_| format!("{name}-hint")),
        wrong.as_ref().map(|_| format!("{name}-wrong")),
    ];
    let described: Vec<String> = described.into_iter().flatten().collect();
    let described = (!described.is_empty()).then(|| described.join(" "));
    html! {
        fieldset.field.choices aria-describedby=[described] {
            legend { (legend) }
            @if let Some(hint) = hint { p.hint id={ (name) "-hint" } { (hint) } }
            (options)
            @if let Some(wrong) = &wrong {
                p.wrong id={ (name) "-wrong" } { (icon_small(Icon::Stop)) (wrong) }
            }
        }
    }
}

/// Radio buttons: pairs of value and what stands beside it.
pub(super) fn radios(name: &str, chosen: &str, options: &[(&str, Markup)]) -> Markup {
    html! {
        @for (place, (value, said)) in options.iter().enumerate() {
            @let id = if place == 0 { name.to_owned() } else { format!("{name}-{place}") };
            label.choice {
                input id=(id) type="radio" name=(name) value=(value) checked[chosen == *value];
                (said)
            }
        }
    }
}

/// Which children it is about.
pub(super) fn children(text: &Text, view: &OfferFormView) -> Markup {
    let options = html! {
        @for (place, kid) in view.cast.kids.iter().enumerate() {
            @let id = if place == 0 { "child".to_owned() } else { format!("child-{}", kid.id) };
            label.choice {
                input id=(id) type="checkbox" name="child" value=(kid.id)
                    checked[view.form.has("child", kid.id.as_str())];
                (face_small(kid.face)) (kid.name)
            }
        }
    };
    group(
        text,
        view,
        "child",
        (&t!(text, "swap-children"), None),
        &options,
    )
}

/// One of both parents.
pub(super) fn parents(
    text: &Text,
    view: &OfferFormView,
    name: &str,
    legend: &str,
    chosen: &str,
) -> Markup {
    let both = Side::BOTH.map(|side| {
        let parent = view.cast.parent(side);
        (
            side_value(side),
            html! { (side_letter(parent)) (parent.name) },
        )
    });
    group(
        text,
        view,
        name,
        (legend, None),
        &radios(name, chosen, &both),
    )
}

/// A moment: day and time side by side.
fn moment(
    text: &Text,
    view: &OfferFormView,
    heading: &str,
    fields: [(&str, &str, &str); 2],
    place: usize,
) -> Markup {
    html! {
        fieldset.choices {
            legend { (heading) }
            div class="stack-tight pair" {
                @for (field, kind, value) in fields {
                    @let label = if kind == "date" { t!(text, "swap-day") } else { t!(text, "swap-time") };
                    @let name = stretch_field(place, field);
                    @let wrong = wrong_at(text, &view.errors, &name);
                    (Field::new(&name, &label).wrong(wrong.as_deref()).input(kind, "off", value))
                }
            }
        }
    }
}

/// From when until when, of one alternative.
pub(super) fn stretch(text: &Text, view: &OfferFormView, place: usize, one: &MoveForm) -> Markup {
    html! {
        (moment(
            text,
            view,
            &t!(text, "swap-from"),
            [("start-day", "date", &one.start_day), ("start-time", "time", &one.start_time)],
            place,
        ))
        (moment(
            text,
            view,
            &t!(text, "swap-until"),
            [("end-day", "date", &one.end_day), ("end-time", "time", &one.end_time)],
            place,
        ))
    }
}
