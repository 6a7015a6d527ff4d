//! The canonical layout of a plan's text: keys in the documented order, one space around `=`,
//! one blank line between tables. Values and comments stay. Touches only the text.

mod comments;
mod order;
mod sections;
mod value;

use toml_edit::{DocumentMut, Key};

use self::comments::Block;
use self::sections::Section;
use self::value::Line;
use crate::problem::{Problem, Problems};
use crate::read;

/// The text of a plan in its canonical layout.
///
/// Top-level keys stand in the order of the documentation, then the tables: schools, homes,
/// parents, children, handovers, clauses; clauses stay in their order, which has a meaning. Keys
/// that the language does not know keep their order at the end of their table. A list that does
/// not fit into 100 columns has one entry a line; an inline table is one line, and a list in it
/// has one entry a line only when it is longer than that by itself. No value changes and no comment is lost: a
/// comment moves with what stands below it, one at the end of a line with that line, and the
/// comment at the top of the text stays there.
///
/// Formatting again changes nothing more. The text need not be a sound plan.
///
/// # Errors
/// What [`ParentingPlan::read`](crate::ParentingPlan::read) reports of a text that is too long
/// or not TOML.
///
/// ```
/// let text = "title='A plan'   # ours\nedition=1\n";
/// assert_eq!(plan::format(text)?, "edition = 1\ntitle = 'A plan' # ours\n");
/// # Ok::<(), plan::Problems>(())
/// ```
pub fn format(text: &str) -> Result<String, Problems> {
    read::parse(text)?;
    let document: DocumentMut = text.parse().map_err(|error| strange(&error))?;
    let trailing = Block::below(document.trailing().as_str().unwrap_or_default());
    let mut sections = sections::of(document.as_table());
    let top = sections::take_top(&mut sections);
    let end = sections::settle_tails(&mut sections, trailing);
    let mut out = Lines(top.lines);
    for (number, section) in sections.iter().enumerate() {
        if number > 0 || !top.over_first {
            out.blank();
        }
        out.section(section);
    }
    if !end.is_empty() {
        out.blank();
        out.0.extend(end);
    }
    Ok(out.text())
}

/// The reader and the formatter parse alike, so this is for the case that they once do not.
pub(crate) fn strange(error: &toml_edit::TomlError) -> Problems {
    Problems::one(Problem {
        line: 1,
        column: 1,
        message: format!("This is not valid TOML: {}.", error.message()),
        help: None,
    })
}

/// The lines of the formatted text. A text of several lines is one entry.
struct Lines(Vec<String>);

impl Lines {
    /// A blank line, unless there is one already or nothing above it.
    fn blank(&mut self) {
        if self.0.last().is_some_and(|line| !line.is_empty()) {
            self.0.push(String::new());
        }
    }

    fn section(&mut self, section: &Section<'_>) {
        self.0.extend_from_slice(&section.head.lines);
        if !section.path.is_empty() {
            self.0.push(header(section));
        }
        for entry in &section.entries {
            self.0.extend_from_slice(&entry.above);
            let mut line = Line::new();
            line.push(&joined(&entry.path));
            line.push(" = ");
            line.value(entry.value, 0);
            let comment = comments::beside(entry.value.decor().suffix());
            self.0.push(with_comment(line.text, comment));
        }
        self.0.extend_from_slice(&section.tail);
    }

    fn text(self) -> String {
        let mut text = self.0.join("\n");
        if !text.is_empty() {
            text.push('\n');
        }
        text
    }
}

fn header(section: &Section<'_>) -> String {
    let path = joined(&section.path);
    let header = if section.listed {
        format!("[[{path}]]")
    } else {
        format!("[{path}]")
    };
    with_comment(header, comments::beside(section.table.decor().suffix()))
}

fn with_comment(line: String, comment: Option<String>) -> String {
    match comment {
        Some(comment) => format!("{line} {comment}"),
        None => line,
    }
}

/// `a.b.c`, each part as it was written.
fn joined(path: &[&Key]) -> String {
    let parts: Vec<_> = path.iter().map(|key| key.display_repr()).collect();
    parts.join(".")
}
