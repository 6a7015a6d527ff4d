//! The parts that the pages of the questions are put together from.
//!
//! May touch: the view it is given.

use jiff::civil::Time;
use maud::{Markup, html};
use plan::Side;

use super::super::form::{FieldError, Wrong};
use super::super::view::QuestionsView;
use crate::page::{Field, Icon, icon_small};
use crate::text::{Text, date_with_year, t};

/// The words and what they are about.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pen<'a> {
    /// The words, in the reader's language.
    pub(super) text: &'static Text,
    /// What the page shows.
    pub(super) view: &'a QuestionsView,
}

impl<'a> Pen<'a> {
    /// A parent's name.
    pub(super) fn name(&self, side: Side) -> &'a str {
        self.view.name(side)
    }

    /// What is wrong with a field, as a sentence.
    pub(super) fn wrong(&self, field: &str) -> Option<String> {
        let found = self.view.errors.iter().find(|error| error.field == field);
        found.map(|error| said(self.text, error))
    }

    /// A line to type in. `kind` is the type of the input.
    pub(super) fn input(&self, (field, label): (&str, &str), kind: &str, hint: &str) -> Markup {
        let wrong = self.wrong(field);
        let line = Field::new(field, label).wrong(wrong.as_deref());
        let line = if hint.is_empty() {
            line
        } else {
            line.hint(hint)
        };
        let value = self.view.value(field);
        // What is no time is shown as text: a browser would throw it away.
        let no_time = kind == "time" && !value.is_empty() && value.parse::<Time>().is_err();
        line.input(if no_time { "text" } else { kind }, "off", value)
    }

    /// One of several, as a list to open: pairs of value and label.
    pub(super) fn select(
        &self,
        (field, label): (&str, &str),
        options: &[(&str, &str)],
        hint: &str,
    ) -> Markup {
        let wrong = self.wrong(field);
        let list = Field::new(field, label).wrong(wrong.as_deref());
        let list = if hint.is_empty() {
            list
        } else {
            list.hint(hint)
        };
        list.select(options, self.view.value(field))
    }

    /// One of several, all of them in sight: pairs of value and label. The first has the id of the
    /// field, so that the summary leads to it.
    pub(super) fn radios(
        &self,
        (field, legend): (&str, &str),
        options: &[(&str, &str)],
        hint: &str,
    ) -> Markup {
        let chosen = self.view.value(field);
        let wrong = self.wrong(field);
        let described = described(field, !hint.is_empty(), wrong.is_some());
        html! {
            fieldset.field.choices aria-describedby=[described] {
                legend { (legend) }
                @if !hint.is_empty() { p.hint id={ (field) "-hint" } { (hint) } }
                @for (place, (value, label)) in options.iter().enumerate() {
                    @let id = if place == 0 { field.to_owned() } else { format!("{field}-{place}") };
                    label.choice {
                        input id=(id) type="radio" name=(field) value=(value) checked[chosen == *value];
                        (label)
                    }
                }
                (self.wrong_line(field))
            }
        }
    }

    /// What is wrong with a group, below it; nothing where nothing is.
    pub(super) fn wrong_line(&self, field: &str) -> Markup {
        html! {
            @if let Some(wrong) = self.wrong(field) {
                p.wrong id={ (field) "-wrong" } { (icon_small(Icon::Stop)) (wrong) }
            }
        }
    }
}

/// The ids of what describes a group.
fn described(field: &str, hint: bool, wrong: bool) -> Option<String> {
    let ids: Vec<String> = [(hint, "hint"), (wrong, "wrong")]
        .into_iter()
        .filter(|(there, _)| *there)
        .map(|(_, what)| format!("{field}-{what}"))
        .collect();
    (!ids.is_empty()).then(|| ids.join(" "))
}

/// What is wrong with a field, as a sentence.
pub(super) fn said(text: &Text, error: &FieldError) -> String {
    match error.wrong {
        Wrong::NotChosen => t!(text, "questions-wrong-choice").into_owned(),
        Wrong::NoRhythm => t!(text, "rhythm-wrong-none").into_owned(),
        Wrong::BadDate => t!(text, "rhythm-wrong-start").into_owned(),
        Wrong::FarDate => t!(text, "rhythm-wrong-far").into_owned(),
        Wrong::LongAgo { again: None } => t!(text, "questions-wrong-long-ago").into_owned(),
        Wrong::LongAgo { again: Some(night) } => t!(
            text,
            "questions-wrong-night-ago",
            night = date_with_year(text, night)
        ),
        Wrong::NotMonday { before, after } => t!(
            text,
            "rhythm-wrong-monday",
            before = date_with_year(text, before),
            after = date_with_year(text, after),
        ),
        Wrong::BadTime => t!(text, "questions-wrong-time").into_owned(),
        Wrong::EndsFirst => t!(text, "questions-wrong-ends").into_owned(),
        Wrong::HalfDay => t!(text, "questions-wrong-half").into_owned(),
        Wrong::NoSuchDay => t!(text, "questions-wrong-day").into_owned(),
        Wrong::TooLong { found, limit } => {
            t!(text, "questions-wrong-long", found = found, limit = limit)
        }
        Wrong::OddText => t!(text, "questions-wrong-odd").into_owned(),
        Wrong::NoWording => t!(text, "questions-wrong-wording").into_owned(),
    }
}
