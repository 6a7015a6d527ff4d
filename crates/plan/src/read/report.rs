//! Collects what is wrong, each at its line and column. Touches nothing but the text.

use std::ops::Range;

use crate::Problem;
use crate::read::limits;

/// A range of bytes of the text.
pub(crate) type Place = Range<usize>;

/// What was found so far.
pub(crate) struct Report<'t> {
    text: &'t str,
    line_starts: Vec<usize>,
    problems: Vec<Problem>,
}

impl<'t> Report<'t> {
    pub(crate) fn new(text: &'t str) -> Report<'t> {
        let breaks = text.bytes().enumerate().filter(|&(_, byte)| byte == b'\n');
        let line_starts = std::iter::once(0)
            .chain(breaks.map(|(at, _)| at + 1))
            .collect();
        Report {
            text,
            line_starts,
            problems: Vec::new(),
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.problems.is_empty()
    }

    pub(crate) fn into_problems(self) -> Vec<Problem> {
        self.problems
    }

    /// Something is wrong, and what would be right is plain from the sentence.
    pub(crate) fn wrong(&mut self, place: &Place, message: impl Into<String>) {
        self.add(place, message.into(), None);
    }

    /// Something is wrong, and this would be right.
    pub(crate) fn wrong_with(
        &mut self,
        place: &Place,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.add(place, message.into(), Some(help.into()));
    }

    fn add(&mut self, place: &Place, message: String, help: Option<String>) {
        if self.problems.len() < limits::PROBLEMS_MAX {
            let (line, column) = self.line_and_column(place.start);
            self.problems.push(Problem {
                line,
                column,
                message,
                help,
            });
        }
    }

    /// The line of a byte, from 1.
    pub(crate) fn line(&self, at: usize) -> u32 {
        self.line_and_column(at).0
    }

    fn line_and_column(&self, at: usize) -> (u32, u32) {
        let line = self
            .line_starts
            .partition_point(|&start| start <= at)
            .max(1);
        let start = self.line_starts.get(line - 1).copied().unwrap_or(0);
        let before = self
            .text
            .as_bytes()
            .get(start..at.min(self.text.len()))
            .unwrap_or_default();
        // A byte that does not continue a character begins one.
        let column = before.iter().filter(|&&byte| byte & 0xC0 != 0x80).count() + 1;
        (
            u32::try_from(line).unwrap_or(u32::MAX),
            u32::try_from(column).unwrap_or(u32::MAX),
        )
    }

    /// The place of a part of a quoted text, where the text stands in the file as it is;
    /// otherwise the place of the whole.
    pub(crate) fn inside(&self, whole: &Place, value: &str, part: Range<usize>) -> Place {
        let quoted = self.text.get(whole.clone()).unwrap_or_default();
        let inner = quoted.get(1..quoted.len().saturating_sub(1));
        if inner == Some(value) {
            whole.start + 1 + part.start..whole.start + 1 + part.end
        } else {
            whole.clone()
        }
    }
}
