//! The lines of an iCalendar text: unfolded, taken apart (RFC 5545, 3.1) and put into their
//! components. Touches nothing else.

use super::report::{Place, Report, count, quoted};

/// How deep components lie within each other at most; RFC 5545 has three.
const DEPTH_MAX: usize = 8;

/// Properties that say when a shift is: one of them that cannot be read is reported, while other
/// broken lines do not matter.
const OF_TIME: [&str; 7] = [
    "DTSTART",
    "DTEND",
    "DURATION",
    "RRULE",
    "RDATE",
    "EXDATE",
    "RECURRENCE-ID",
];

/// A property with its parameters; names are in capitals.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    /// Where the value begins.
    pub(crate) place: Place,
    pub(crate) name: String,
    parameters: Vec<(String, String)>,
    pub(crate) value: String,
}

impl Line {
    /// The value of a parameter, by its name in capitals.
    pub(crate) fn parameter(&self, name: &str) -> Option<&str> {
        let mut all = self.parameters.iter();
        all.find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }
}

/// A component with the properties and components within it.
#[derive(Debug)]
pub(crate) struct Component {
    pub(crate) name: String,
    pub(crate) place: Place,
    pub(crate) lines: Vec<Line>,
    pub(crate) parts: Vec<Component>,
}

impl Component {
    /// The first property of a name in capitals.
    pub(crate) fn line(&self, name: &str) -> Option<&Line> {
        self.lines.iter().find(|line| line.name == name)
    }

    /// All properties of a name in capitals.
    pub(crate) fn lines<'c>(&'c self, name: &'c str) -> impl Iterator<Item = &'c Line> {
        self.lines.iter().filter(move |line| line.name == name)
    }
}

/// The components of a text that lie in none, with what lies in them.
pub(crate) fn components(report: &mut Report, text: &str) -> Vec<Component> {
    let mut done = Vec::new();
    let mut open: Vec<Component> = Vec::new();
    for (number, logical, first_chars) in unfold(text) {
        let Some(line) = line(number, &logical, first_chars) else {
            let key: String = logical
                .chars()
                .take_while(|c| c.is_ascii_alphabetic() || *c == '-')
                .collect();
            if OF_TIME.contains(&key.to_ascii_uppercase().as_str()) {
                let place = Place {
                    line: number,
                    column: 1,
                };
                report.wrong(
                    place,
                    format!("The line {} has no value.", quoted(&logical)),
                    "It would have a colon and a time behind it.",
                );
            }
            continue;
        };
        match line.name.as_str() {
            "BEGIN" if open.len() >= DEPTH_MAX => {
                let message = "Too many components lie within each other.".to_owned();
                report.wrong(line.place, message, "Export the calendar again.");
                return Vec::new();
            }
            "BEGIN" => open.push(Component {
                name: line.value.trim().to_ascii_uppercase(),
                place: line.place,
                lines: Vec::new(),
                parts: Vec::new(),
            }),
            "END" => close(report, &line, &mut open, &mut done),
            _ => {
                if let Some(component) = open.last_mut() {
                    component.lines.push(line);
                }
            }
        }
    }
    for component in open {
        report.wrong(
            component.place,
            format!("{} begins here and has no end.", quoted(&component.name)),
            "The file may have been cut off: export it again.",
        );
    }
    done
}

fn close(report: &mut Report, line: &Line, open: &mut Vec<Component>, done: &mut Vec<Component>) {
    let name = line.value.trim().to_ascii_uppercase();
    match open.pop() {
        Some(component) if component.name == name => match open.last_mut() {
            Some(parent) => parent.parts.push(component),
            None => done.push(component),
        },
        other => {
            report.wrong(
                line.place,
                format!("{} ends here and has no beginning.", quoted(&name)),
                "The file may be damaged: export it again.",
            );
            open.extend(other);
        }
    }
}

/// The unfolded lines, each with its number and the length of its first part in characters.
fn unfold(text: &str) -> Vec<(u32, String, usize)> {
    let mut lines: Vec<(u32, String, usize)> = Vec::new();
    for (index, physical) in text.split('\n').enumerate() {
        let physical = physical.strip_suffix('\r').unwrap_or(physical);
        match (physical.strip_prefix([' ', '\t']), lines.last_mut()) {
            (Some(more), Some((_, line, _))) => line.push_str(more),
            _ if physical.trim().is_empty() => {}
            _ => lines.push((
                count(index + 1),
                physical.to_owned(),
                physical.chars().count(),
            )),
        }
    }
    lines
}

/// Takes a line apart: `NAME;PARAMETER=value;OTHER="quoted":value`.
fn line(number: u32, logical: &str, first_chars: usize) -> Option<Line> {
    let mut quotes = false;
    let mut cuts = Vec::new();
    let mut colon = None;
    for (at, byte) in logical.bytes().enumerate() {
        match byte {
            b'"' => quotes = !quotes,
            b';' if !quotes => cuts.push(at),
            b':' if !quotes => {
                colon = Some(at);
                break;
            }
            _ => {}
        }
    }
    let colon = colon?;
    let value = logical.get(colon + 1..)?;
    let head = logical.get(..colon)?;
    let name_end = cuts.first().copied().unwrap_or(colon);
    let ends = cuts.iter().skip(1).copied().chain([colon]);
    let parameters = cuts
        .iter()
        .zip(ends)
        .filter_map(|(start, end)| head.get(start + 1..end)?.split_once('='))
        .map(|(key, value)| {
            let value = value.trim().trim_matches('"').to_owned();
            (key.trim().to_ascii_uppercase(), value)
        })
        .collect();
    // In a folded line only what stands before the fold keeps its column.
    let before = head.chars().count() + 1;
    let column = if before < first_chars { before + 1 } else { 1 };
    Some(Line {
        place: Place {
            line: number,
            column: count(column),
        },
        name: head.get(..name_end)?.trim().to_ascii_uppercase(),
        parameters,
        value: value.to_owned(),
    })
}

/// A TEXT value without its escapes (RFC 5545, 3.3.11).
pub(crate) fn unescape(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    let mut chars = value.chars();
    while let Some(char) = chars.next() {
        match char {
            '\\' => match chars.next() {
                Some('n' | 'N') => text.push('\n'),
                Some(other) => text.push(other),
                None => {}
            },
            other => text.push(other),
        }
    }
    text
}
