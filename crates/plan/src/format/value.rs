//! The layout of a value on one line or on several. Makes text; touches nothing else.

use toml_edit::{Array, InlineTable, Key, RawString, Value};

use super::comments;

/// The columns into which a list must fit to stay on one line.
const COLUMNS_MAX: usize = 100;
const INDENT: &str = "  ";

/// A key and its value, perhaps on several lines.
pub(super) struct Line {
    pub(super) text: String,
    /// How many characters the last line has. Counted on the way: lines may be long.
    column: usize,
    /// Whether it is inside an inline table that stands on one line.
    inline: bool,
}

/// One of a list between brackets or braces, with the comments around it.
struct Part<'v> {
    /// The space before it, which holds the comments above it.
    before: &'v str,
    path: Vec<&'v Key>,
    value: &'v Value,
    /// The space between it and the comma.
    after: &'v str,
}

impl Line {
    pub(super) fn new() -> Line {
        Line {
            text: String::new(),
            column: 0,
            inline: false,
        }
    }

    pub(super) fn push(&mut self, text: &str) {
        self.column = match text.rsplit_once('\n') {
            Some((_, last)) => last.chars().count(),
            None => self.column + text.chars().count(),
        };
        self.text.push_str(text);
    }

    /// A value, `depth` levels inside the lists that stand on several lines.
    pub(super) fn value(&mut self, value: &Value, depth: usize) {
        match value {
            Value::Array(array) => match flat(value) {
                Some(flat) if self.fits(&flat, depth) => self.push(&flat),
                _ => self.several("[", &entries(array), array.trailing(), "]", depth),
            },
            Value::InlineTable(table) if is_annotated(table) => {
                self.several("{", &pairs(table), table.trailing(), "}", depth);
            }
            Value::InlineTable(table) => self.braces(table, depth),
            Value::String(_)
            | Value::Integer(_)
            | Value::Float(_)
            | Value::Boolean(_)
            | Value::Datetime(_) => self.push(&scalar(value)),
        }
    }

    /// An inline table is one line, however long; only a list in it that would not fit into a
    /// line of its own is broken up.
    fn fits(&self, flat: &str, depth: usize) -> bool {
        let start = if self.inline {
            INDENT.len() * depth
        } else {
            self.column
        };
        !flat.contains('\n') && start + flat.chars().count() <= COLUMNS_MAX
    }

    /// `{ a = 1, b = 2 }`, whose lists may stand on several lines.
    fn braces(&mut self, table: &InlineTable, depth: usize) {
        let outer = std::mem::replace(&mut self.inline, true);
        let mut between = "{ ";
        for part in pairs(table) {
            self.push(between);
            self.push(&super::joined(&part.path));
            self.push(" = ");
            self.value(part.value, depth);
            between = ", ";
        }
        self.push(if between == ", " { " }" } else { "{}" });
        self.inline = outer;
    }

    /// One entry a line, with its comments.
    fn several(
        &mut self,
        open: &str,
        parts: &[Part<'_>],
        trailing: &RawString,
        close: &str,
        depth: usize,
    ) {
        let indent = format!("\n{}", INDENT.repeat(depth + 1));
        let outer = std::mem::replace(&mut self.inline, false);
        self.push(open);
        // A comment after a comma stands in the space before the next entry.
        let mut waiting: Vec<(bool, String)> = Vec::new();
        for (number, part) in parts.iter().enumerate() {
            waiting.extend(comments::between(part.before));
            self.comments(&mut waiting, number > 0, &indent);
            self.push(&indent);
            if !part.path.is_empty() {
                self.push(&super::joined(&part.path));
                self.push(" = ");
            }
            self.value(part.value, depth + 1);
            self.push(",");
            waiting.extend(comments::between(part.after));
        }
        waiting.extend(comments::between(trailing.as_str().unwrap_or_default()));
        self.comments(&mut waiting, !parts.is_empty(), &indent);
        self.push(&format!("\n{}{close}", INDENT.repeat(depth)));
        self.inline = outer;
    }

    /// The first comment may stand at the end of a line, where it stood there; the others
    /// stand on lines of their own.
    fn comments(&mut self, waiting: &mut Vec<(bool, String)>, beside: bool, indent: &str) {
        for (number, (alone, comment)) in waiting.drain(..).enumerate() {
            let begin = if beside && number == 0 && !alone {
                " "
            } else {
                indent
            };
            self.push(begin);
            self.push(&comment);
        }
    }
}

/// A value on one line; `None` where comments stand in it.
fn flat(value: &Value) -> Option<String> {
    match value {
        Value::Array(array) => {
            if entries(array).iter().any(Part::is_annotated) || has_comment(array.trailing()) {
                return None;
            }
            let flat: Option<Vec<String>> = array.iter().map(flat).collect();
            Some(format!("[{}]", flat?.join(", ")))
        }
        Value::InlineTable(table) => {
            if is_annotated(table) {
                return None;
            }
            let pairs = pairs(table).into_iter().map(|part| {
                let value = flat(part.value)?;
                Some(format!("{} = {value}", super::joined(&part.path)))
            });
            let pairs: Option<Vec<String>> = pairs.collect();
            let pairs = pairs?;
            if pairs.is_empty() {
                return Some("{}".to_owned());
            }
            Some(format!("{{ {} }}", pairs.join(", ")))
        }
        Value::String(_)
        | Value::Integer(_)
        | Value::Float(_)
        | Value::Boolean(_)
        | Value::Datetime(_) => Some(scalar(value)),
    }
}

/// A value that is neither a list nor a table, as it was written. The line breaks inside a text
/// are part of the value, of whatever kind they are.
fn scalar(value: &Value) -> String {
    let written = match value {
        Value::String(written) => written.display_repr(),
        Value::Integer(written) => written.display_repr(),
        Value::Float(written) => written.display_repr(),
        Value::Boolean(written) => written.display_repr(),
        Value::Datetime(written) => written.display_repr(),
        Value::Array(_) | Value::InlineTable(_) => return String::new(),
    };
    written.into_owned()
}

impl Part<'_> {
    fn is_annotated(&self) -> bool {
        self.before.contains('#') || self.after.contains('#')
    }
}

fn has_comment(space: &RawString) -> bool {
    space.as_str().is_some_and(|space| space.contains('#'))
}

fn is_annotated(table: &InlineTable) -> bool {
    has_comment(table.trailing()) || pairs(table).iter().any(Part::is_annotated)
}

fn entries(array: &Array) -> Vec<Part<'_>> {
    let part = |value| Part {
        before: comments::text(Value::decor(value).prefix()),
        path: Vec::new(),
        value,
        after: comments::text(value.decor().suffix()),
    };
    array.iter().map(part).collect()
}

fn pairs(table: &InlineTable) -> Vec<Part<'_>> {
    let pairs = table.get_values().into_iter();
    let pairs = pairs.map(|(path, value)| Part {
        before: comments::text(path.last().and_then(|key| key.leaf_decor().prefix())),
        path,
        value,
        after: comments::text(value.decor().suffix()),
    });
    pairs.collect()
}
