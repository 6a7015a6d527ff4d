//! A plan's text, from a file or from standard input, and the dates of the command line.
//! It reads; it writes nothing.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::string::FromUtf8Error;

use jiff::civil::Date;
use plan::limits::TEXT_BYTES_MAX;
use plan::{ChildId, ParentingPlan, Window};

use super::report::{self, Position};
use super::{Dates, Failure, PlanSource, show};

/// A plan that was read, with its text for messages that point into it.
#[derive(Debug)]
pub(super) struct PlanFile {
    /// The name for messages.
    pub(super) name: String,
    pub(super) text: String,
    pub(super) plan: ParentingPlan,
    /// Whether standard input is used up.
    pub(super) from_stdin: bool,
}

impl PlanFile {
    /// Reads the plan that the command line names.
    pub(super) fn read(source: &PlanSource) -> Result<PlanFile, Failure> {
        let (name, text) = text(&source.file)?;
        match ParentingPlan::read(&text, source.today()) {
            Ok(plan) => Ok(PlanFile {
                name,
                text,
                plan,
                from_stdin: is_stdin(&source.file),
            }),
            Err(problems) => Err(Failure(report::problems(&name, &text, &problems))),
        }
    }
}

/// The name of a file for messages, and its text.
pub(super) fn text(file: &Path) -> Result<(String, String), Failure> {
    let name = name(file);
    let bytes = bytes(file).map_err(|error| {
        let reason = reason(&error);
        Failure::sentence(format!("{name} could not be read: {reason}."))
    })?;
    if bytes.len() > TEXT_BYTES_MAX {
        return Err(too_long(&name));
    }
    let text = String::from_utf8(bytes).map_err(|error| not_utf8(&name, &error))?;
    Ok((name, text))
}

/// Why a file could not be read or written, without the number of the error.
pub(super) fn reason(error: &io::Error) -> String {
    let reason = show::plain(&error.to_string());
    let reason = reason.split(" (os error").next().unwrap_or_default();
    reason.to_owned()
}

/// A child of the plan by the id that the command line names.
pub(super) fn child(plan: &ParentingPlan, id: &str) -> Result<ChildId, Failure> {
    let mut children = plan.children().iter();
    let known = children.find(|child| child.id.as_str() == id);
    known.map(|child| child.id.clone()).ok_or_else(|| {
        let ids: Vec<String> = plan
            .children()
            .iter()
            .map(|child| child.id.to_string())
            .collect();
        let (id, ids) = (show::plain(id), show::listed(&ids));
        Failure::sentence(format!(
            "The plan has no child with the id `{id}`. It has {ids}."
        ))
    })
}

/// The window that the command line names.
pub(super) fn window(dates: &Dates) -> Result<Window, Failure> {
    Window::new(dates.from, dates.to).map_err(Failure::sentence)
}

/// Notes on a window that reaches beyond the dates of the plan.
pub(super) fn beyond(plan: &ParentingPlan, window: Window) -> String {
    let (from, to) = (window.from(), window.to());
    let mut notes = String::new();
    if to <= plan.from() {
        notes = format!(
            "note: The plan begins on {}, so it says nothing from {from} to {to}.\n",
            plan.from()
        );
    } else if from < plan.from() {
        notes = format!(
            "note: The plan begins on {}; before that date it says nothing.\n",
            plan.from()
        );
    }
    if let Some(until) = plan.until() {
        if from >= until {
            notes = format!(
                "note: The plan ends on {until}, so it says nothing from {from} to {to}.\n"
            );
        } else if to > until {
            notes.push_str(&format!(
                "note: The plan ends on {until}; from that date on it says nothing.\n"
            ));
        }
    }
    notes
}

/// A date as the command line takes it: year, month and day, and nothing else.
pub(super) fn date(text: &str) -> Result<Date, String> {
    let shaped = text.len() == 10
        && text.bytes().enumerate().all(|(place, byte)| match place {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    if !shaped {
        return Err("write a date as year, month and day, such as 2027-02-01".to_owned());
    }
    text.parse()
        .map_err(|_| "there is no such date in the calendar".to_owned())
}

/// A file's name for messages.
pub(super) fn name(path: &Path) -> String {
    if is_stdin(path) {
        "<stdin>".to_owned()
    } else {
        show::plain(&path.display().to_string())
    }
}

/// Whether a file stands for standard input.
pub(super) fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

fn bytes(path: &Path) -> io::Result<Vec<u8>> {
    if is_stdin(path) {
        limited(io::stdin().lock())
    } else {
        limited(File::open(path)?)
    }
}

/// One byte more than a plan may have is enough to know that it is too long.
fn limited(from: impl Read) -> io::Result<Vec<u8>> {
    let most = u64::try_from(TEXT_BYTES_MAX).unwrap_or(u64::MAX);
    let mut bytes = Vec::new();
    from.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn too_long(name: &str) -> Failure {
    let sentence = format!("The file is too long: it has at most {TEXT_BYTES_MAX} bytes.");
    Failure(report::headline(
        name,
        Position { line: 1, column: 1 },
        &sentence,
    ))
}

fn not_utf8(name: &str, error: &FromUtf8Error) -> Failure {
    let valid = error.utf8_error().valid_up_to();
    let text = String::from_utf8_lossy(error.as_bytes().get(..valid).unwrap_or_default());
    let at = Position::of(&text, text.len());
    let mut report = report::headline(name, at, "The file is not text in UTF-8 from here on.");
    report.push_str(&report::help("Save it as UTF-8 in your editor."));
    Failure(report)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_have_one_form() {
        assert_eq!(date("2027-02-01").unwrap().to_string(), "2027-02-01");
        for (bad, says) in [
            ("2027-2-1", "write a date"),
            ("20270201", "write a date"),
            ("2027-02-01T10:00", "write a date"),
            ("2027-02-30", "no such date"),
            ("2027-13-01", "no such date"),
            ("", "write a date"),
        ] {
            assert!(date(bad).unwrap_err().contains(says), "{bad}");
        }
    }
}
