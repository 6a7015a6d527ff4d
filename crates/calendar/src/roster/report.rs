//! What is wrong with a roster's text: collected as it is read, all of it in one go.
//! Touches nothing else.

use std::fmt;

use plan::Problem;
use plan::limits::PROBLEMS_MAX;

use super::Shift;

/// Everything that is wrong with a roster, in the order of the text; never empty, and at most
/// [`PROBLEMS_MAX`] problems.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RosterError(Vec<Problem>);

impl RosterError {
    /// The problems, at least one.
    pub fn as_slice(&self) -> &[Problem] {
        &self.0
    }

    /// The problems one by one.
    pub fn iter(&self) -> std::slice::Iter<'_, Problem> {
        self.0.iter()
    }
}

impl<'a> IntoIterator for &'a RosterError {
    type Item = &'a Problem;
    type IntoIter = std::slice::Iter<'a, Problem>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Display for RosterError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.0.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            write!(f, "{problem}")?;
        }
        Ok(())
    }
}

impl std::error::Error for RosterError {}

/// A place in a text, both counted from 1; the column in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) line: u32,
    pub(crate) column: u32,
}

/// The problems so far.
#[derive(Debug, Default)]
pub(crate) struct Report {
    problems: Vec<Problem>,
}

impl Report {
    pub(crate) fn wrong(&mut self, place: Place, message: String, help: impl Into<String>) {
        if !self.is_full() {
            self.problems.push(Problem {
                line: place.line,
                column: place.column,
                message,
                help: Some(help.into()),
            });
        }
    }

    /// Whether something is wrong already.
    pub(crate) fn any(&self) -> bool {
        !self.problems.is_empty()
    }

    /// Whether there is no room for another problem, so that reading on tells nobody anything.
    pub(crate) fn is_full(&self) -> bool {
        self.problems.len() >= PROBLEMS_MAX
    }

    /// The shifts in order of time, or the problems in order of the text.
    pub(crate) fn finish(mut self, mut shifts: Vec<Shift>) -> Result<Vec<Shift>, RosterError> {
        if self.problems.is_empty() {
            shifts.sort();
            return Ok(shifts);
        }
        self.problems
            .sort_by_key(|problem| (problem.line, problem.column));
        self.problems.dedup();
        Err(RosterError(self.problems))
    }
}

/// What was written, short enough to be repeated in a sentence.
pub(crate) fn quoted(written: &str) -> String {
    const CHARS_MAX: usize = 60;
    let line = crate::words::one_line(written);
    if line.chars().nth(CHARS_MAX).is_none() {
        return format!("`{line}`");
    }
    let short: String = line.chars().take(CHARS_MAX).collect();
    format!("`{short}…`")
}

/// A count or place as a `u32`; what does not fit is the largest.
pub(crate) fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
