//! Words and names that come from files, as they may be shown: without what a terminal obeys, and
//! without what cannot be seen or turns the order of other letters around. Pure.

use std::fmt::Write as _;

/// The characters of Unicode's category Cf (format), from and to. Edition 17.0.
const FORMAT: &[(char, char)] = &[
    ('\u{ad}', '\u{ad}'),
    ('\u{600}', '\u{605}'),
    ('\u{61c}', '\u{61c}'),
    ('\u{6dd}', '\u{6dd}'),
    ('\u{70f}', '\u{70f}'),
    ('\u{890}', '\u{891}'),
    ('\u{8e2}', '\u{8e2}'),
    ('\u{180e}', '\u{180e}'),
    ('\u{200b}', '\u{200f}'),
    ('\u{202a}', '\u{202e}'),
    ('\u{2060}', '\u{2064}'),
    ('\u{2066}', '\u{206f}'),
    ('\u{feff}', '\u{feff}'),
    ('\u{fff9}', '\u{fffb}'),
    ('\u{110bd}', '\u{110bd}'),
    ('\u{110cd}', '\u{110cd}'),
    ('\u{13430}', '\u{1343f}'),
    ('\u{1bca0}', '\u{1bca3}'),
    ('\u{1d173}', '\u{1d17a}'),
    ('\u{e0001}', '\u{e0001}'),
    ('\u{e0020}', '\u{e007f}'),
];

/// Whether a character is not shown: control and format characters, and what parts lines and
/// paragraphs.
pub fn is_hidden(letter: char) -> bool {
    let parts = matches!(letter, '\u{2028}' | '\u{2029}');
    let format = FORMAT
        .iter()
        .any(|&(from, to)| (from..=to).contains(&letter));
    letter.is_control() || parts || format
}

/// What is shown of a text: all but what is hidden.
pub fn shown(text: &str) -> String {
    text.chars().filter(|&letter| !is_hidden(letter)).collect()
}

/// JSON in which hidden characters are spelled as `\uXXXX`. Outside of strings, JSON has none but
/// newlines.
pub fn shown_json(json: &str) -> String {
    let mut shown = String::with_capacity(json.len());
    for letter in json.chars() {
        if letter == '\n' || !is_hidden(letter) {
            shown.push(letter);
            continue;
        }
        for unit in letter.encode_utf16(&mut [0; 2]) {
            // Writing to a string does not fail.
            let _ = write!(shown, "\\u{unit:04x}");
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::{shown, shown_json};

    #[test]
    fn what_is_hidden_is_not_shown() {
        let check = |text: &str, expected: &str| {
            assert_eq!(shown(text), expected);
            let json = serde_json::to_string(text).unwrap();
            let json = shown_json(&json);
            assert_eq!(shown(&json), json, "{json}");
            let read: String = serde_json::from_str(&json).unwrap();
            assert_eq!(read, text);
        };
        check(
            "Elias de Vries \u{1f600} \u{e9}",
            "Elias de Vries \u{1f600} \u{e9}",
        );
        check("\u{1b}[2J\nRESULT\r\u{7f}\u{9b}", "[2JRESULT");
        check("a\u{202e}b\u{200b}\u{2028}\u{e0041}c\u{ad}", "abc");
    }
}
