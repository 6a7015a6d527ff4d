//! Texts that people write: trimmed, bounded, free of control characters.

use std::fmt;
use std::sync::Arc;

/// Why a text cannot be taken as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadText {
    /// Nothing is left after trimming.
    #[error("this is empty")]
    Empty,
    /// Longer than `limit` characters.
    #[error("this has {found} characters; at most {limit} fit")]
    TooLong {
        /// Characters given.
        found: usize,
        /// Characters allowed.
        limit: usize,
    },
    /// Contains a control character other than a line break.
    #[error("this contains a character that cannot be shown")]
    Control,
}

pub(crate) fn checked(text: &str, limit: usize, lines: Lines) -> Result<Arc<str>, BadText> {
    let text = text.trim();
    if text.is_empty() {
        return Err(BadText::Empty);
    }
    let found = text.chars().count();
    if found > limit {
        return Err(BadText::TooLong { found, limit });
    }
    let allowed = |c: char| {
        matches!((c, lines), ('\n' | '\r', Lines::Many)) || !(c.is_control() || reorders(c))
    };
    if text.chars().all(allowed) {
        Ok(Arc::from(text.replace("\r\n", "\n")))
    } else {
        Err(BadText::Control)
    }
}

/// Characters that turn the direction of the text around them, so that a name could make a
/// sentence of the record say something else (Unicode Annex 9, explicit formatting).
fn reorders(c: char) -> bool {
    matches!(c, '\u{200E}' | '\u{200F}' | '\u{061C}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

#[derive(Clone, Copy)]
pub(crate) enum Lines {
    One,
    Many,
}

/// A name of a person or a family: one line, at most [`Name::MAX_CHARS`] characters.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Name(Arc<str>);

impl Name {
    /// Longest name, in characters.
    pub const MAX_CHARS: usize = 80;

    /// Takes a name as typed.
    ///
    /// # Errors
    /// Says what is wrong with it: empty, too long, or not printable.
    pub fn new(text: &str) -> Result<Self, BadText> {
        checked(text, Self::MAX_CHARS, Lines::One).map(Self)
    }

    /// The name as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An address to which something was sent: one line, at most [`Address::MAX_CHARS`] characters.
/// Whether it exists is not known here.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Address(Arc<str>);

impl Address {
    /// Longest address, in characters (RFC 5321, 4.5.3.1.3, less the angle brackets).
    pub const MAX_CHARS: usize = 254;

    /// Takes an address as typed.
    ///
    /// # Errors
    /// Says what is wrong with it: empty, too long, or not printable.
    pub fn new(text: &str) -> Result<Self, BadText> {
        checked(text, Self::MAX_CHARS, Lines::One).map(Self)
    }

    /// The address as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Why somebody proposes, counters, declines or withdraws: some sentences, at most
/// [`Reason::MAX_CHARS`] characters.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Reason(Arc<str>);

impl Reason {
    /// Longest reason, in characters.
    pub const MAX_CHARS: usize = 1_000;

    /// Takes a reason as typed.
    ///
    /// # Errors
    /// Says what is wrong with it: empty, too long, or not printable.
    pub fn new(text: &str) -> Result<Self, BadText> {
        checked(text, Self::MAX_CHARS, Lines::Many).map(Self)
    }

    /// As [`Reason::new`], where an empty field means that no reason is given.
    ///
    /// # Errors
    /// As [`Reason::new`], but never [`BadText::Empty`].
    pub fn optional(text: &str) -> Result<Option<Self>, BadText> {
        match Self::new(text) {
            Ok(reason) => Ok(Some(reason)),
            Err(BadText::Empty) => Ok(None),
            Err(other) => Err(other),
        }
    }

    /// The reason as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_one_line_and_reasons_may_be_several() {
        assert_eq!(Name::new("  Mara ").unwrap().as_str(), "Mara");
        assert_eq!(Name::new("a\nb"), Err(BadText::Control));
        assert_eq!(Name::new("Ma\u{202E}ra"), Err(BadText::Control));
        assert_eq!(Reason::new("a\r\nb").unwrap().as_str(), "a\nb");
        assert_eq!(Reason::optional("  "), Ok(None));
        assert_eq!(
            Name::new(&"x".repeat(81)),
            Err(BadText::TooLong {
                found: 81,
                limit: 80
            })
        );
    }
}
