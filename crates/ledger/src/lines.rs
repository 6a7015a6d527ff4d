//! Reading texts line by line, strictly: it says the line and what would be right there.
//! Pure. Whoever reads sets the limits; nothing here allocates but what is read.

use std::str::FromStr;

use base64::{Engine as _, prelude::BASE64_STANDARD};

use crate::{Hash, ids};

/// Where a text is wrong, and what would be right there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: expected {wanted}")]
pub struct LineError {
    /// The line, counted from 1.
    pub line: u32,
    /// What would be right there; the end of a sentence that starts with "expected".
    pub wanted: &'static str,
}

/// The lines of a text, read one after the other.
pub(crate) struct Lines<'a> {
    pub(crate) rest: &'a str,
    /// The line that was read last.
    pub(crate) line: u32,
}

impl<'a> Lines<'a> {
    pub(crate) const fn new(text: &'a str) -> Self {
        Self {
            rest: text,
            line: 0,
        }
    }

    /// The lines of bytes that must be UTF-8.
    pub(crate) fn of(bytes: &'a [u8]) -> Result<Self, LineError> {
        std::str::from_utf8(bytes).map(Self::new).map_err(|error| {
            let before = bytes.get(..error.valid_up_to()).unwrap_or(bytes);
            let newlines = before.iter().filter(|&&byte| byte == b'\n').count();
            LineError {
                line: u32::try_from(newlines)
                    .unwrap_or(u32::MAX)
                    .saturating_add(1),
                wanted: "text in UTF-8",
            }
        })
    }

    /// The fault of the line that was read last.
    pub(crate) const fn wrong(&self, wanted: &'static str) -> LineError {
        LineError {
            line: self.line,
            wanted,
        }
    }

    /// The fault of the line that comes next.
    pub(crate) const fn wrong_next(&self, wanted: &'static str) -> LineError {
        LineError {
            line: self.line.saturating_add(1),
            wanted,
        }
    }

    /// The next line without its newline, which must be there.
    pub(crate) fn next(&mut self, wanted: &'static str) -> Result<&'a str, LineError> {
        self.line = self.line.saturating_add(1);
        let (line, rest) = self.rest.split_once('\n').ok_or_else(|| {
            let missing = self.rest.is_empty();
            self.wrong(if missing {
                wanted
            } else {
                "a newline at the end of the line"
            })
        })?;
        self.rest = rest;
        Ok(line)
    }

    /// The next line, which must be this one.
    pub(crate) fn exactly(&mut self, line: &str, wanted: &'static str) -> Result<(), LineError> {
        if self.next(wanted)? == line {
            Ok(())
        } else {
            Err(self.wrong(wanted))
        }
    }

    /// The value on the next line, which starts with `key`.
    pub(crate) fn value<T: FromStr>(
        &mut self,
        key: &str,
        wanted: &'static str,
    ) -> Result<T, LineError> {
        let line = self.next(wanted)?;
        let value = line.strip_prefix(key).and_then(|value| value.parse().ok());
        value.ok_or_else(|| self.wrong(wanted))
    }

    /// The number on the next line, which starts with `key`.
    pub(crate) fn number(&mut self, key: &str, wanted: &'static str) -> Result<u64, LineError> {
        let line = self.next(wanted)?;
        let number = line.strip_prefix(key).and_then(ids::number);
        number.ok_or_else(|| self.wrong(wanted))
    }

    /// The number and the hash on the next line, which starts with `key`.
    pub(crate) fn pair(
        &mut self,
        key: &str,
        wanted: &'static str,
    ) -> Result<(u64, Hash), LineError> {
        let line = self.next(wanted)?;
        let read = || {
            let (number, hash) = line.strip_prefix(key)?.split_once(' ')?;
            Some((ids::number(number)?, hash.parse().ok()?))
        };
        read().ok_or_else(|| self.wrong(wanted))
    }

    /// Hashes, one a line, up to an empty line, which is read too.
    pub(crate) fn hashes(
        &mut self,
        most: usize,
        wanted: &'static str,
    ) -> Result<Vec<Hash>, LineError> {
        let mut hashes = Vec::new();
        loop {
            let line = self.next(wanted)?;
            if line.is_empty() {
                return Ok(hashes);
            }
            let hash = line.parse().map_err(|_| self.wrong(wanted))?;
            if hashes.len() == most {
                return Err(self.wrong(wanted));
            }
            hashes.push(hash);
        }
    }
}

/// The bytes that this base64 stands for, in its one spelling: standard alphabet, padded.
pub(crate) fn bytes_of(text: &str) -> Option<Vec<u8>> {
    BASE64_STANDARD.decode(text).ok()
}

/// Exactly `N` bytes, as [`bytes_of`].
pub(crate) fn array_of<const N: usize>(text: &str) -> Option<[u8; N]> {
    bytes_of(text)?.try_into().ok()
}

/// Bytes as base64: standard alphabet, padded.
pub(crate) fn base64(bytes: &[u8]) -> String {
    BASE64_STANDARD.encode(bytes)
}
