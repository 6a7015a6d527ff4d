//! Asks for a password: from a file, at a terminal without showing it, or from standard input.

use crate::output::Failure;
use app::{MAX_PASSWORD_CHARS, Password};
use std::fs::File;
use std::io::{self, BufRead as _, BufReader, IsTerminal as _, Read};
use std::path::Path;
use tokio::runtime::Runtime;
use tokio::signal::unix::{SignalKind, signal};

/// Longest first line that is read, in bytes; no password that is taken is longer.
const MAX_LINE_BYTES: u64 = 4 * MAX_PASSWORD_CHARS as u64 + 2;

/// A new password; `known` is what somebody close knows of the person. At a terminal it is typed
/// twice, since nobody sees it.
///
/// # Errors
/// A [`Failure`] when it cannot be read, is too short, too long or guessed soon, or the two differ.
pub fn chosen(file: Option<&Path>, known: &[&str], runtime: &Runtime) -> Result<Password, Failure> {
    let text = match source(file) {
        Source::File(file) => from_file(file)?,
        Source::Input => first_line(io::stdin().lock())?,
        Source::Terminal => {
            let first = typed("Your password (at least 12 characters): ", runtime)?;
            let again = typed("The same again: ", runtime)?;
            if first != again {
                return Err(Failure::new("the two passwords are not the same"));
            }
            first
        }
    };
    Password::chosen(text, known).map_err(Failure::of)
}

/// The password of an account that exists.
///
/// # Errors
/// A [`Failure`] when it cannot be read.
pub fn known(file: Option<&Path>, runtime: &Runtime) -> Result<Password, Failure> {
    let text = match source(file) {
        Source::File(file) => from_file(file)?,
        Source::Input => first_line(io::stdin().lock())?,
        Source::Terminal => typed("Your password: ", runtime)?,
    };
    Ok(Password::typed(text))
}

enum Source<'a> {
    File(&'a Path),
    Terminal,
    Input,
}

fn source(file: Option<&Path>) -> Source<'_> {
    match file {
        Some(file) => Source::File(file),
        None if io::stdin().is_terminal() => Source::Terminal,
        None => Source::Input,
    }
}

/// Asks at the terminal. Ctrl-C comes back as an error, so that the terminal shows again what is
/// typed before the program ends: for that, somebody must listen to the signal.
fn typed(prompt: &str, runtime: &Runtime) -> Result<String, Failure> {
    let _inside = runtime.enter();
    let _listening =
        signal(SignalKind::interrupt()).map_err(|e| Failure::while_doing("starting", e))?;
    rpassword::prompt_password(prompt)
        .map_err(|e| Failure::while_doing("asking for the password", e))
}

fn from_file(file: &Path) -> Result<String, Failure> {
    let opened = File::open(file).map_err(|e| {
        Failure::new(format!(
            "the password file {} cannot be read: {e}",
            file.display()
        ))
    })?;
    first_line(opened)
}

fn first_line(from: impl Read) -> Result<String, Failure> {
    let failed = |error: io::Error| Failure::while_doing("reading the password", error);
    let mut bytes = Vec::new();
    BufReader::new(from.take(MAX_LINE_BYTES))
        .read_until(b'\n', &mut bytes)
        .map_err(failed)?;
    let line = bytes.strip_suffix(b"\n").unwrap_or(&bytes);
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    // What was cut is too long in any case, also where the cut goes through a letter.
    Ok(String::from_utf8_lossy(line).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_counts_and_no_more_than_a_password_is_read() {
        let line = |text: &str| first_line(text.as_bytes()).unwrap();
        assert_eq!(line("one\ntwo\n"), "one");
        assert_eq!(line("one\r\ntwo"), "one");
        assert_eq!(line(""), "");
        let endless = first_line(io::repeat(b'x')).unwrap();
        assert!(Password::chosen(endless, &[]).is_err());
        let most = "é".repeat(MAX_PASSWORD_CHARS);
        assert_eq!(line(&format!("{most}\n")), most);
    }
}
