//! Choices of the form of a bundle, one by one and in groups, with what is wrong with them.
//!
//! May touch: its arguments.

use maud::{Markup, html};

use super::form::FieldError;
use crate::messages::words::size;
use crate::page::{Icon, icon_small};
use crate::text::Text;

/// An error of a field in words.
pub(super) fn said(text: &Text, error: &FieldError) -> String {
    match error.bytes {
        None => text.get(error.key).into_owned(),
        Some(bytes) => text.with(error.key, &[("size", size(text, bytes).into())]),
    }
}

/// What is wrong with a field, if something is.
pub(super) fn wrong(text: &Text, errors: &[FieldError], field: &str) -> Option<String> {
    let error = errors.iter().find(|error| error.field == field)?;
    Some(said(text, error))
}

/// A group of choices with its error. The first option has the group's id, so that the summary
/// leads to it.
pub(super) fn group(
    text: &Text,
    errors: &[FieldError],
    name: &str,
    legend: &str,
    options: &Markup,
) -> Markup {
    let wrong = wrong(text, errors, name);
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

/// One of several, with what stands beside its button.
pub(super) fn radio(name: &str, value: &str, first: bool, chosen: &str, beside: &str) -> Markup {
    let id = if first {
        name.to_owned()
    } else {
        format!("{name}-{value}")
    };
    html! {
        label.choice { input id=(id) type="radio" name=(name) value=(value) checked[chosen == value]; (beside) }
    }
}

/// One of several that may be ticked, with what stands beside its box.
pub(super) fn tick(
    name: &str,
    value: &str,
    first: bool,
    ticked: &[String],
    beside: &Markup,
) -> Markup {
    let id = if first {
        name.to_owned()
    } else {
        format!("{name}-{value}")
    };
    let checked = ticked.iter().any(|one| one == value);
    html! {
        label.choice { input id=(id) type="checkbox" name=(name) value=(value) checked[checked]; (beside) }
    }
}
