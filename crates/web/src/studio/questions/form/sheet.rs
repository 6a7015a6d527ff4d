//! A page of answers as it was typed.
//!
//! May touch: its arguments.

use super::Step;
use crate::http::first;

/// What follows the tag in the name of the mark of a step.
pub(super) const MARK: &str = "answered";
/// Longest value that is kept, in characters: what a draft takes.
const VALUE_CHARS_MAX: usize = 2_000;
/// Longest name that is kept, in bytes: what a draft takes.
const NAME_BYTES_MAX: usize = 64;

/// Names and values as they were typed, in the order of the page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sheet(Vec<(String, String)>);

impl Sheet {
    /// The fields of a step among others. What is longer than a draft takes is cut.
    #[must_use]
    pub fn typed(step: Step, fields: &[(String, String)]) -> Self {
        let of_step = |name: &str| {
            let rest = name.strip_prefix(step.tag());
            let field = rest.and_then(|rest| rest.strip_prefix('-'));
            name.len() <= NAME_BYTES_MAX && field.is_some_and(|field| field != MARK)
        };
        let pairs = fields
            .iter()
            .filter(|(name, _)| of_step(name))
            .map(|(name, value)| (name.clone(), value.chars().take(VALUE_CHARS_MAX).collect()));
        Self(pairs.take(step.pairs_max()).collect())
    }

    /// The value of a field; empty when there is none.
    #[must_use]
    pub fn one(&self, name: &str) -> &str {
        first(&self.0, name)
    }

    /// Whether the field was there, empty or not.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(known, _)| known == name)
    }

    /// All values of a field that can be chosen more than once.
    pub fn all<'s>(&'s self, name: &'s str) -> impl Iterator<Item = &'s str> {
        let of_name = self.0.iter().filter(move |(known, _)| known == name);
        of_name.map(|(_, value)| value.as_str())
    }

    /// Adds a field.
    pub fn put(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.0.push((name.into(), value.into()));
    }

    /// Every field as a name and a value.
    #[must_use]
    pub fn pairs(&self) -> &[(String, String)] {
        &self.0
    }

    /// The same with the fields of another one that are not in this one.
    #[must_use]
    pub fn completed(mut self, other: &Self) -> Self {
        let missing: Vec<_> = other
            .0
            .iter()
            .filter(|(name, _)| !self.has(name))
            .cloned()
            .collect();
        self.0.extend(missing);
        self
    }
}

impl<N: Into<String>, V: Into<String>> FromIterator<(N, V)> for Sheet {
    fn from_iter<P: IntoIterator<Item = (N, V)>>(pairs: P) -> Self {
        let owned = pairs.into_iter();
        Self(
            owned
                .map(|(name, value)| (name.into(), value.into()))
                .collect(),
        )
    }
}
