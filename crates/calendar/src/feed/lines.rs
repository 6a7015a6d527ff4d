//! Content lines of RFC 5545 (3.1): folded at 75 octets, ended by CRLF. Touches nothing else.
//!
//! By hand, where `icalendar()` has the library: a feed has thousands of long lines, and the
//! library looks through a line from its beginning for each fold. The tests read what is
//! written with two other libraries.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::words;
use crate::zone::{self, Clock};

/// The most octets of a line, without its CRLF.
const LINE_OCTETS_MAX: usize = 75;

/// A text as it may stand in a value: no control character, and escaped. There is no way to get
/// what somebody wrote into a line but through this.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Escaped(String);

impl Escaped {
    /// What somebody wrote, on one line.
    pub(super) fn line(written: &str) -> Escaped {
        let mut escaped = Escaped::default();
        escaped.add(&words::one_line(written));
        escaped
    }

    /// What somebody wrote, with its line breaks.
    pub(super) fn text(written: &str) -> Escaped {
        let mut escaped = Escaped::default();
        escaped.add(&words::text(written));
        escaped
    }

    /// Adds a phrase of ours, or a text that was cleaned.
    pub(super) fn add(&mut self, text: &str) {
        for part in text.split_inclusive(['\\', ';', ',', '\n']) {
            let (plain, escape) = match part.chars().next_back() {
                Some('\\') => (part.strip_suffix('\\'), "\\\\"),
                Some(';') => (part.strip_suffix(';'), "\\;"),
                Some(',') => (part.strip_suffix(','), "\\,"),
                Some('\n') => (part.strip_suffix('\n'), "\\n"),
                Some(_) | None => (None, ""),
            };
            self.0.push_str(plain.unwrap_or(part));
            self.0.push_str(escape);
        }
    }

    /// Adds what is escaped already.
    pub(super) fn join(&mut self, other: &Escaped) {
        self.0.push_str(&other.0);
    }

    /// Begins a new line of the text, unless it is the first.
    pub(super) fn new_line(&mut self) {
        if !self.0.is_empty() {
            self.0.push_str("\\n");
        }
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Lines in the making.
#[derive(Debug, Default)]
pub(super) struct Lines {
    text: String,
    /// Octets of the line so far.
    column: usize,
}

impl Lines {
    pub(super) fn with_capacity(octets: usize) -> Lines {
        Lines {
            text: String::with_capacity(octets),
            column: 0,
        }
    }

    pub(super) fn into_text(self) -> String {
        self.text
    }

    /// A whole line of ours.
    pub(super) fn line(&mut self, line: &'static str) {
        self.put(line);
        self.end();
    }

    /// Whole lines that stand as they must.
    pub(super) fn lines(&mut self, lines: &str) {
        self.text.push_str(lines);
    }

    /// A property whose value is a text.
    pub(super) fn escaped(&mut self, name: &'static str, value: &Escaped) {
        self.value(name, &[&value.0]);
    }

    /// A property whose value is put together from what needs no escape or has it: numbers, ids,
    /// our own words.
    pub(super) fn value(&mut self, name: &'static str, parts: &[&str]) {
        self.put(name);
        self.put(":");
        for part in parts {
            self.put(part);
        }
        self.end();
    }

    /// A property whose value is a moment.
    pub(super) fn moment(&mut self, name: &'static str, clock: Clock<'_>, at: Timestamp) {
        match clock.local(at) {
            Some((local, zone)) => {
                self.put(name);
                self.put(";TZID=");
                self.put(zone);
                self.put(":");
                self.put(&zone::basic(local));
                self.end();
            }
            None => self.value(name, &[&zone::utc(at)]),
        }
    }

    /// A property whose value is a date.
    pub(super) fn date(&mut self, name: &'static str, date: Date) {
        self.put(name);
        self.put(";VALUE=DATE:");
        self.put(&zone::day(date));
        self.end();
    }

    fn put(&mut self, text: &str) {
        let mut rest = text;
        while self.column + rest.len() > LINE_OCTETS_MAX {
            let room = LINE_OCTETS_MAX - self.column;
            let (here, later) = rest.split_at(rest.floor_char_boundary(room));
            self.text.push_str(here);
            self.text.push_str("\r\n ");
            self.column = 1;
            rest = later;
        }
        self.text.push_str(rest);
        self.column += rest.len();
    }

    fn end(&mut self) {
        self.text.push_str("\r\n");
        self.column = 0;
    }
}

/// A name that can stand in a UID as it is: letters, digits and hyphens, 64 of them at most.
pub(super) fn slug(written: &str) -> String {
    written
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || *c == '-')
        .take(64)
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn summary(text: &Escaped) -> String {
        let mut lines = Lines::default();
        lines.escaped("SUMMARY", text);
        lines.into_text()
    }

    #[test]
    fn lines_are_folded_between_characters() {
        let text = Escaped::line(&"é".repeat(60));
        let first = "é".repeat(33);
        let rest = "é".repeat(27);
        assert_eq!(summary(&text), format!("SUMMARY:{first}\r\n {rest}\r\n"));
        let exact = Escaped::line(&"x".repeat(67));
        assert_eq!(summary(&exact).len(), 77);
        let longer = Escaped::line(&"x".repeat(68));
        assert!(summary(&longer).ends_with("x\r\n x\r\n"));
    }

    #[test]
    fn marks_are_escaped() {
        assert_eq!(
            summary(&Escaped::text("a\\b;c,d\ne:f")),
            "SUMMARY:a\\\\b\\;c\\,d\\ne:f\r\n"
        );
        assert_eq!(summary(&Escaped::line("a\r\nb")), "SUMMARY:a b\r\n");
        assert_eq!(slug("a.b@c-1\r\n:é"), "abc-1");
    }

    proptest! {
        #[test]
        fn every_line_fits_and_says_what_the_library_would_say(written in any::<String>()) {
            use ::icalendar::Property;
            let cleaned = words::text(&written);
            let ours = summary(&Escaped::text(&written));
            let theirs: String = Property::new("SUMMARY", cleaned).try_into().unwrap();
            prop_assert_eq!(ours.replace("\r\n ", ""), theirs.replace("\r\n ", ""));
            prop_assert!(ours.ends_with("\r\n"));
            prop_assert!(!ours.replace("\r\n", "").contains(['\r', '\n']));
            for line in ours.split_terminator("\r\n") {
                prop_assert!(line.len() <= LINE_OCTETS_MAX);
            }
        }

        #[test]
        fn it_matters_not_in_how_many_pieces_a_line_is_put(parts in prop::collection::vec("\\PC{0,40}", 0..8)) {
            let mut one = Lines::default();
            one.put(&parts.concat());
            let mut many = Lines::default();
            for part in &parts {
                many.put(part);
            }
            prop_assert_eq!(one.text, many.text);
        }
    }
}
