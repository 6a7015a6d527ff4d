//! The form of an answer to a proposal: what was typed, and what it means.
//!
//! May touch: its arguments.

use family::{Alternative, Reason};

use super::form::{FieldError, read_reason};

/// The answer to a proposal, as typed: accept, decline or withdraw.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AnswerForm {
    /// Why; always optional.
    pub reason: String,
    /// Makes sending twice harmless.
    pub command: String,
    /// The revision that was looked at.
    pub revision: String,
    /// The number of the alternative that is taken, from 1; empty where there is nothing to choose.
    pub alternative: String,
}

impl AnswerForm {
    /// Takes the fields of a submitted form; unknown names are passed over.
    pub fn from_pairs<N, V>(pairs: impl IntoIterator<Item = (N, V)>) -> Self
    where
        N: AsRef<str>,
        V: Into<String>,
    {
        let mut form = Self::default();
        for (name, value) in pairs {
            match name.as_ref() {
                "reason" => form.reason = value.into(),
                "command" => form.command = value.into(),
                "revision" => form.revision = value.into(),
                "alternative" => form.alternative = value.into(),
                _ => {}
            }
        }
        form
    }

    /// The alternative that is taken: the first where none is named; a number that cannot be one
    /// names none that there is.
    #[must_use]
    pub fn alternative(&self) -> Alternative {
        match self.alternative.trim() {
            "" => Alternative::FIRST,
            typed => {
                let number = typed.parse::<u8>().ok();
                Alternative(number.and_then(|n| n.checked_sub(1)).unwrap_or(u8::MAX))
            }
        }
    }

    /// The reason, if one was given.
    ///
    /// # Errors
    /// What is wrong with the reason.
    pub fn reason(&self) -> Result<Option<Reason>, Vec<FieldError>> {
        let mut errors = Vec::new();
        let reason = read_reason(&self.reason, &mut errors);
        if errors.is_empty() {
            Ok(reason)
        } else {
            Err(errors)
        }
    }
}

/// A revision number as a hidden field carries it; `None` for anything else.
#[must_use]
pub fn read_revision(typed: &str) -> Option<family::Revision> {
    if typed.is_empty() || !typed.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    typed.parse().ok().filter(|n| *n > 0).map(family::Revision)
}
