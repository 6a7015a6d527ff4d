//! The forms of what can be offered beside a plan and a swap: what was typed, as it came.
//!
//! May touch: its arguments. Nothing is lost on the way, so that a page with errors shows what was
//! typed. What it means stands in [`super::parse`].

use family::{BadText, Refusal};
use jiff::civil::DateTime;

use super::Kind;
use crate::swap::form::{MoveForm, Step, Wrong as Usual};

/// The fields that every form has.
const COMMON: [&str; 3] = ["reason", "by-day", "by-time"];
/// The fields of one stretch of time.
const STRETCH: [&str; 5] = ["start-day", "start-time", "end-day", "end-time", "to"];
/// Most values of a field that may have several.
const MAX_VALUES: usize = family::MAX_CHILDREN;

/// A form of a kind, as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfferForm {
    /// What is offered.
    pub kind: Kind,
    /// The alternatives; the first one stands always, where the kind has any. The children and,
    /// mostly, who has them stand beside them.
    pub stretches: Vec<MoveForm>,
    /// All other fields with a value, in the order in which they came.
    values: Vec<(&'static str, String)>,
    /// Makes sending twice harmless: an id made with the first page.
    pub command: String,
    /// In a counter: the revision that is answered. Empty otherwise.
    pub revision: String,
    /// Which button was pressed.
    pub step: Step,
}

impl OfferForm {
    /// An empty form.
    #[must_use]
    pub fn new(kind: Kind) -> Self {
        let one = usize::from(kind.has_stretches());
        Self {
            kind,
            stretches: vec![MoveForm::default(); one],
            values: Vec::new(),
            command: String::new(),
            revision: String::new(),
            step: Step::default(),
        }
    }

    /// Takes the fields of a submitted form. Unknown names are passed over, and alternatives that
    /// nobody filled in are folded away.
    pub fn from_pairs<N, V>(kind: Kind, pairs: impl IntoIterator<Item = (N, V)>) -> Self
    where
        N: AsRef<str>,
        V: Into<String>,
    {
        let mut form = Self::new(kind);
        for (name, value) in pairs {
            let value = value.into();
            match name.as_ref() {
                "command" => form.command = value,
                "revision" => form.revision = value,
                "step" => form.step = Step::read(&value),
                name => form.take(name, value),
            }
        }
        let filled = form.stretches.iter().rposition(|one| !one.is_blank());
        let kept = filled.map_or(1, |last| last + 1);
        form.stretches.truncate(kept);
        form
    }

    fn take(&mut self, name: &str, value: String) {
        let known = |names: &'static [&'static str]| names.iter().find(|known| **known == name);
        if let Some(name) = known(&COMMON).or_else(|| known(self.kind.single())) {
            self.set(name, value);
        } else if let Some(name) = known(self.kind.several()) {
            if self.all(name).count() < MAX_VALUES {
                self.values.push((name, value));
            }
        } else {
            self.take_stretch(name, value);
        }
    }

    fn take_stretch(&mut self, name: &str, value: String) {
        let parts = name.strip_prefix('o').and_then(|rest| rest.split_once('-'));
        let Some((number, field)) = parts else { return };
        let most = self.kind.most_stretches();
        let Some(place) = (1..=most).position(|n| n.to_string() == number) else {
            return;
        };
        if !STRETCH.contains(&field) {
            return;
        }
        if self.stretches.len() <= place {
            self.stretches.resize_with(place + 1, MoveForm::default);
        }
        let Some(stretch) = self.stretches.get_mut(place) else {
            return;
        };
        match field {
            "start-day" => stretch.start_day = value,
            "start-time" => stretch.start_time = value,
            "end-day" => stretch.end_day = value,
            "end-time" => stretch.end_time = value,
            _ => stretch.to = value,
        }
    }

    /// The alternatives that were filled in, each with its place on the page; the first one stands
    /// always.
    pub fn filled(&self) -> impl Iterator<Item = (usize, &MoveForm)> {
        let all = self.stretches.iter().enumerate();
        all.filter(|(place, one)| *place == 0 || !one.is_blank())
    }

    /// The value of a field; empty where there is none.
    #[must_use]
    pub fn one(&self, name: &str) -> &str {
        let found = self.values.iter().find(|(known, _)| *known == name);
        found.map_or("", |(_, value)| value)
    }

    /// The values of a field that may have several.
    pub fn all<'f>(&'f self, name: &'f str) -> impl Iterator<Item = &'f str> {
        let found = self.values.iter().filter(move |(known, _)| *known == name);
        found.map(|(_, value)| value.as_str())
    }

    /// Whether a box is ticked, or an answer chosen.
    #[must_use]
    pub fn has(&self, name: &str, value: &str) -> bool {
        self.all(name).any(|one| one == value)
    }

    /// Gives a field its value.
    pub fn set(&mut self, name: &'static str, value: impl Into<String>) {
        let value = value.into();
        match self.values.iter_mut().find(|(known, _)| *known == name) {
            Some((_, known)) => *known = value,
            None => self.values.push((name, value)),
        }
    }

    /// Adds a value to a field that may have several.
    pub fn add(&mut self, name: &'static str, value: impl Into<String>) {
        self.values.push((name, value.into()));
    }

    /// Room for one more alternative, as far as the kind allows.
    pub fn add_stretch(&mut self) {
        if self.stretches.len() < self.kind.most_stretches() {
            let to = self.stretches.last().map(|one| one.to.clone());
            self.stretches.push(MoveForm {
                to: to.unwrap_or_default(),
                ..MoveForm::default()
            });
        }
    }

    /// Every field as a name and a value, as a hidden copy carries it through the preview.
    #[must_use]
    pub fn pairs(&self) -> Vec<(String, &str)> {
        let values = self.values.iter();
        let mut pairs: Vec<(String, &str)> = values
            .map(|(name, value)| ((*name).to_owned(), value.as_str()))
            .collect();
        for (place, one) in self.stretches.iter().enumerate() {
            let fields = [
                &one.start_day,
                &one.start_time,
                &one.end_day,
                &one.end_time,
                &one.to,
            ];
            let named = STRETCH.iter().zip(fields);
            pairs.extend(named.map(|(name, value)| (stretch_field(place, name), value.as_str())));
        }
        pairs.push(("command".to_owned(), &self.command));
        if !self.revision.is_empty() {
            pairs.push(("revision".to_owned(), &self.revision));
        }
        pairs
    }
}

/// The name of a field of an alternative: `o1-start-day` for the first one's.
#[must_use]
pub fn stretch_field(place: usize, field: &str) -> String {
    format!("o{}-{field}", place + 1)
}

/// A field and what is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// The id of the input (its name; for choices, of the group).
    pub field: String,
    /// What is wrong.
    pub wrong: Wrong,
}

/// What can be wrong with a field of an offer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wrong {
    /// What can be wrong with a swap too.
    Usual(Usual),
    /// Neither asking nor offering is chosen.
    NoWay,
    /// No handover is chosen, or none that was agreed.
    NoHandover,
    /// Nobody said that such care was missed.
    NoMissed,
    /// None of these is chosen.
    NoChoice,
    /// Something that is needed is missing.
    Missing,
    /// A text does not do.
    Text(BadText),
    /// The end is not after the start, which is this.
    Backwards {
        /// The start that the end must follow.
        start: DateTime,
    },
    /// The family's rules refuse one of several alternatives.
    Alternative {
        /// Its number among those that were filled in, from 1.
        number: usize,
        /// Why.
        why: Box<Refusal>,
    },
}

impl From<Usual> for Wrong {
    fn from(wrong: Usual) -> Self {
        Self::Usual(wrong)
    }
}

impl From<BadText> for Wrong {
    fn from(bad: BadText) -> Self {
        match bad {
            BadText::Empty => Self::Missing,
            BadText::TooLong { .. } | BadText::Control => Self::Text(bad),
        }
    }
}

#[cfg(test)]
#[path = "form_tests.rs"]
mod tests;
