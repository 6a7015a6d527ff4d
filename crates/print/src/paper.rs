//! Texts as paper can show them: what has no letter in the fonts is named instead, and nothing
//! hidden stays hidden.
//!
//! May touch: nothing. The texts themselves stay in the data beside the document.

use std::borrow::Cow;
use std::fmt::Write as _;

use unicode_segmentation::UnicodeSegmentation as _;

use crate::fonts::FONTS;

/// How much of what the fonts have is trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Letters {
    /// All of it.
    OfTheFonts,
    /// Western European letters only: for the rare text whose letters the fonts have, and cannot
    /// join.
    Western,
}

/// After so many replaced characters in one text only their numbers are given, so that a text of
/// nothing else does not grow beyond measure.
const NAMED_MAX: usize = 500;
/// So many characters without a space stay together on a line.
const UNBROKEN: usize = 40;
/// So many of a name: titles are large, and columns of names narrow.
const UNBROKEN_NAME: usize = 20;
/// So many of a hash or a name in the data: whoever copies it gets nothing in between.
const UNBROKEN_CODE: usize = 72;
/// Longer ones may be broken again after so many.
const BREAK_EVERY: usize = 12;
/// Where a line may be broken. It has no width.
const MAY_BREAK: char = '\u{200B}';

/// Shows texts, and remembers whether it had to replace any of them.
pub(crate) struct Paper {
    letters: Letters,
    /// Whether any character was replaced.
    pub(crate) replaced: bool,
}

impl Paper {
    pub(crate) const fn new(letters: Letters) -> Self {
        Self {
            letters,
            replaced: false,
        }
    }

    /// A text of one line: line ends and tabs become spaces.
    pub(crate) fn line(&mut self, text: &str) -> String {
        self.on_one_line(text, UNBROKEN)
    }

    /// Somebody's name.
    pub(crate) fn name(&mut self, text: &str) -> String {
        self.on_one_line(text, UNBROKEN_NAME)
    }

    fn on_one_line(&mut self, text: &str, together: usize) -> String {
        let spaced: Cow<'_, str> = if text.contains(is_line_end) {
            text.replace("\r\n", " ").replace(is_line_end, " ").into()
        } else {
            text.into()
        };
        self.show(&spaced, together)
    }

    /// A hash, a key, or another text for machines.
    pub(crate) fn code(&mut self, text: &str) -> String {
        self.show(text, UNBROKEN_CODE)
    }

    /// A text of several lines, each by itself.
    pub(crate) fn lines(&mut self, text: &str) -> Vec<String> {
        text.replace("\r\n", "\n")
            .split(is_line_end)
            .map(|line| self.show(line, UNBROKEN))
            .collect()
    }

    fn show(&mut self, line: &str, together: usize) -> String {
        if is_plain(line, together) {
            return line.to_owned();
        }
        let mut out = String::with_capacity(line.len());
        let (mut named, mut unbroken) = (0, 0);
        let mut clusters = line.graphemes(true).peekable();
        while let Some(cluster) = clusters.next() {
            if cluster == "\t" {
                out.push_str("    ");
                unbroken = 0;
                continue;
            }
            let shown = self.can_show(cluster);
            if shown {
                out.push_str(cluster);
            } else {
                let mut times = 1_usize;
                while clusters.next_if_eq(&cluster).is_some() {
                    times += 1;
                }
                if !name(&mut out, cluster, times, named < NAMED_MAX) {
                    continue;
                }
                named += 1;
                self.replaced = true;
            }
            let space = cluster.chars().any(char::is_whitespace) || !shown;
            unbroken = if space { 0 } else { unbroken + 1 };
            let too_long =
                unbroken >= together && (unbroken - together).is_multiple_of(BREAK_EVERY);
            if !shown || too_long {
                out.push(MAY_BREAK);
            }
        }
        out
    }

    fn can_show(&self, cluster: &str) -> bool {
        let mut characters = cluster.chars();
        if let (Some(' '..='~'), None) = (characters.next(), characters.next()) {
            return true;
        }
        let visible = cluster.chars().filter(|c| !is_quiet(*c));
        if visible.clone().next().is_none() || visible.clone().any(is_never_shown) {
            return false;
        }
        match self.letters {
            Letters::OfTheFonts => FONTS.can_show(&visible),
            Letters::Western => {
                let western = visible.clone().all(|c| {
                    matches!(c, ' '..='~' | '\u{A1}'..='\u{AC}' | '\u{AE}'..='\u{FF}')
                        || "€‘’“”„–—…•".contains(c)
                });
                western && FONTS.can_show(&visible)
            }
        }
    }
}

/// Whether a line is printable ASCII in words that stay together: most are, and are shown as they
/// are.
fn is_plain(line: &str, together: usize) -> bool {
    let mut words = line.split(' ');
    line.bytes().all(|byte| matches!(byte, b' '..=b'~')) && words.all(|word| word.len() < together)
}

/// Names what cannot be shown, such as `[U+1F642 slightly smiling face]`. Returns whether there was
/// anything to name.
fn name(out: &mut String, cluster: &str, times: usize, in_words: bool) -> bool {
    let mut visible = cluster.chars().filter(|c| !is_quiet(*c)).peekable();
    if visible.peek().is_none() {
        return false;
    }
    out.push('[');
    while let Some(c) = visible.next() {
        // Writing to a String cannot fail.
        let _ = write!(out, "U+{:04X}", u32::from(c));
        if in_words && let Some(words) = unicode_names2::name(c) {
            let words = words.to_string().to_lowercase();
            // The name of an ideograph only repeats its number.
            if !words.contains("ideograph") {
                let _ = write!(out, " {words}");
            }
        }
        if visible.peek().is_some() {
            out.push_str(", ");
        }
    }
    if times > 1 {
        let _ = write!(out, " ×{times}");
    }
    out.push(']');
    true
}

/// What a new line begins after, by Unicode.
const fn is_line_end(c: char) -> bool {
    matches!(
        c,
        '\n' | '\r' | '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

/// Characters without a look that join, part or vary their neighbours. Leaving them out hides
/// nothing.
pub(crate) const fn is_quiet(c: char) -> bool {
    matches!(
        c,
        '\u{AD}' | '\u{34F}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FE00}'..='\u{FE0F}'
    )
}

/// Characters that are always named: they have no look of their own, turn other text around, or
/// mean something else in each font.
const fn is_never_shown(c: char) -> bool {
    matches!(
        c,
        '\0'..='\u{1F}' | '\u{7F}'..='\u{9F}'
            | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
            | '\u{180B}'..='\u{180F}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}'
            | '\u{2061}'..='\u{206F}' | '\u{25CC}' | '\u{3164}' | '\u{E000}'..='\u{F8FF}'
            | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFF}' | '\u{1BCA0}'..='\u{1BCA3}'
            | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{10FFFF}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let mut paper = Paper::new(Letters::OfTheFonts);
        let shown: String = paper
            .show(text, UNBROKEN)
            .chars()
            .filter(|c| *c != MAY_BREAK)
            .collect();
        assert_eq!(shown, expected);
        assert_eq!(paper.replaced, text != expected && expected.contains("[U+"));
    }

    #[test]
    fn what_the_fonts_have_stays_as_it_is() {
        for text in [
            "",
            "Morgen om half negen bij school, oké?",
            "Wees zo lief – één keer… €12,50 “ja”",
            "Zażółć gęślą jaźń, Ελληνικά, Кириллица, ő ű ş ğ İ",
            "#read(\"/etc/passwd\") $x$ *a* `b` _c_ \\ @d <e> [f] //g",
        ] {
            check(text, text);
        }
    }

    #[test]
    fn a_long_name_may_break_early_and_often() {
        let mut paper = Paper::new(Letters::OfTheFonts);
        let name = paper.name(&"W".repeat(200));
        let longest = name.split(MAY_BREAK).map(str::len).max();
        assert_eq!(longest, Some(UNBROKEN_NAME));
        let usual = "Mr. Wolkenstein-Bakker";
        assert_eq!(paper.name(usual), usual);
    }

    #[test]
    fn what_they_lack_is_named() {
        check("Goed 🙂", "Goed [U+1F642 slightly smiling face]");
        check("😂😂😂!", "[U+1F602 face with tears of joy ×3]!");
        check(
            "👍🏽",
            "[U+1F44D thumbs up sign, U+1F3FD emoji modifier fitzpatrick type-4]",
        );
        check("中文", "[U+4E2D][U+6587]");
        check("a\tb", "a    b");
    }

    #[test]
    fn what_is_hidden_is_named_too() {
        check(
            "x\u{202E}txt.exe",
            "x[U+202E right-to-left override]txt.exe",
        );
        check(
            "a\u{0}b\u{7}",
            "a[U+0000][U+0007]b"
                .replace("[U+0007]b", "b[U+0007]")
                .as_str(),
        );
        check(
            "\u{FEFF}a\u{E000}",
            "[U+FEFF zero width no-break space]a[U+E000]",
        );
        // A heart with and without its colour is the same sign.
        check("a\u{200B}b", "ab");
    }

    #[test]
    fn long_words_may_be_broken_and_short_ones_not() {
        let mut paper = Paper::new(Letters::OfTheFonts);
        let long = paper.show(&"x".repeat(10_000), UNBROKEN);
        assert!(long.split(MAY_BREAK).all(|part| part.len() <= UNBROKEN));
        assert_eq!(long.replace(MAY_BREAK, "").len(), 10_000);
        let short = "y".repeat(UNBROKEN - 1);
        assert_eq!(paper.show(&short, UNBROKEN), short);
        let hash = "0".repeat(64);
        assert_eq!(paper.code(&hash), hash);
    }

    #[test]
    fn lines_are_kept_apart_and_names_are_one_line() {
        let mut paper = Paper::new(Letters::OfTheFonts);
        assert_eq!(
            paper.lines("a\r\nb\n\nc\u{2028}d"),
            ["a", "b", "", "c", "d"]
        );
        assert_eq!(paper.line("Anna\nde Vries\r\n"), "Anna de Vries ");
    }
}
