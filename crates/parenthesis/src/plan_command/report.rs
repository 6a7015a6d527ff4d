//! Messages that point into a plan's text: the place, the sentence, the line with a caret under
//! it, and what would be right. Makes text; prints nothing.

use plan::Problem;

use super::show;

/// How much of a long line is shown, in characters.
const EXCERPT_CHARS_MAX: usize = 72;

/// A place in a text: line and column in characters, both counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Position {
    pub(super) line: u32,
    pub(super) column: u32,
}

impl Position {
    /// The place of a byte of `text`; its end when the text is shorter.
    pub(super) fn of(text: &str, byte: usize) -> Position {
        let before = text.get(..byte).unwrap_or(text);
        let last = before.rsplit('\n').next().unwrap_or_default();
        Position {
            line: counted(before.matches('\n').count()),
            column: counted(last.chars().count()),
        }
    }
}

fn counted(before: usize) -> u32 {
    u32::try_from(before).unwrap_or(u32::MAX).saturating_add(1)
}

/// Everything that is wrong with a text.
pub(super) fn problems<'p>(
    name: &str,
    text: &str,
    problems: impl IntoIterator<Item = &'p Problem>,
) -> String {
    let mut report = String::new();
    for problem in problems {
        let at = Position {
            line: problem.line,
            column: problem.column,
        };
        report.push_str(&headline(name, at, &problem.message));
        report.push_str(&excerpt(text, at));
        if let Some(sentence) = &problem.help {
            report.push_str(&help(sentence));
        }
    }
    report
}

/// `FILE:LINE:COLUMN: sentence`.
pub(super) fn headline(name: &str, at: Position, sentence: &str) -> String {
    let sentence = show::plain(sentence);
    format!("{name}:{}:{}: {sentence}\n", at.line, at.column)
}

/// What would be right.
pub(super) fn help(sentence: &str) -> String {
    format!("  help: {}\n", show::plain(sentence))
}

/// The line of the text with a caret under the column; of a long line the part around it.
pub(super) fn excerpt(text: &str, at: Position) -> String {
    let index = usize::try_from(at.line.saturating_sub(1)).unwrap_or(usize::MAX);
    let column = usize::try_from(at.column.saturating_sub(1)).unwrap_or(usize::MAX);
    let Some(line) = text.lines().nth(index) else {
        return String::new();
    };
    let start = column.saturating_sub(EXCERPT_CHARS_MAX / 2);
    let start = if column < EXCERPT_CHARS_MAX { 0 } else { start };
    let mut shown = String::new();
    let mut caret = String::new();
    for (place, c) in line.chars().enumerate().skip(start).take(EXCERPT_CHARS_MAX) {
        // A tab stays one in both lines; what could steer the terminal does not.
        shown.push(if c.is_control() && c != '\t' {
            '\u{fffd}'
        } else {
            c
        });
        if place < column {
            caret.push(if c == '\t' { '\t' } else { ' ' });
        }
    }
    if line.chars().nth(start + EXCERPT_CHARS_MAX).is_some() {
        shown.push('…');
    }
    let number = at.line.to_string();
    let margin = " ".repeat(number.len());
    format!("  {number} | {}\n  {margin} | {caret}^\n", shown.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(line: u32, column: u32) -> Position {
        Position { line, column }
    }

    #[test]
    fn places_count_characters_from_one() {
        let text = "één\ntwee\n";
        assert_eq!(Position::of(text, 0), at(1, 1));
        assert_eq!(Position::of(text, 5), at(1, 4));
        assert_eq!(Position::of(text, 7), at(2, 2));
        assert_eq!(Position::of(text, 999), at(3, 1));
    }

    #[test]
    fn the_caret_stands_under_the_column() {
        let check = |text: &str, place, expected: &str| assert_eq!(excerpt(text, place), expected);
        check(
            "a\n\tb = é 1\r\n",
            at(2, 8),
            "  2 | \tb = é 1\n    | \t      ^\n",
        );
        check("abc", at(1, 4), "  1 | abc\n    |    ^\n");
        check(
            "\u{1b}[31mred",
            at(1, 2),
            "  1 | \u{fffd}[31mred\n    |  ^\n",
        );
        check("", at(1, 1), "");
        check("a", at(9, 1), "");
    }

    #[test]
    fn of_a_long_line_the_part_around_the_column_is_shown() {
        let line = format!("{}X{}", "a".repeat(500), "b".repeat(500));
        let shown = excerpt(&line, at(1, 501));
        let (text, caret) = shown.split_once('\n').unwrap();
        assert!(
            shown.lines().all(|line| line.chars().count() <= 80),
            "{shown}"
        );
        assert_eq!(text.find('X'), caret.find('^'));
    }
}
