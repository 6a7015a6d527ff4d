//! What the commands say: sentences on standard output, and why one of them failed. Touches
//! nothing but those two streams.

use std::fmt;
use std::io::{self, Write as _};

/// Why the program stops, as a sentence.
#[derive(Debug)]
pub struct Failure(String);

impl Failure {
    /// A failure that says this.
    pub fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }

    /// An error that is a sentence already.
    pub fn of(error: impl fmt::Display) -> Self {
        Self(error.to_string())
    }

    /// Something failed while doing something.
    pub fn while_doing(doing: &str, error: impl fmt::Display) -> Self {
        Self(format!("{doing} failed: {error}"))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Says something on standard output, all of it at once, with a line break at the end.
///
/// # Errors
/// A [`Failure`] when nobody takes it, such as a pipe whose reader has gone.
pub fn say(text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    out.write_all(format!("{text}\n").as_bytes())
        .and_then(|()| out.flush())
        .map_err(|e| Failure::while_doing("writing to standard output", e))
}

/// Says on standard error why the program stops.
pub fn complain(failure: &Failure) {
    // Nothing is left to do when standard error fails as well.
    let _ = writeln!(io::stderr(), "parenthesis: {failure}");
}
