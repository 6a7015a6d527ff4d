//! A text as words, clauses and sentences, each with its place in bytes. One pass from left to right;
//! knows spellings and abbreviations, and nothing of what words mean.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::OnceLock;

use crate::fold::{fold, is_apostrophe, is_mask, is_silent};
use crate::quotes::Quotes;

/// Whether a word stands between quotation marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Quoted {
    No,
    /// Among others: somebody's words are told.
    Among,
    /// By itself: a word that is held at arm's length.
    Alone,
}

/// In which letters a word is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Letters {
    Small,
    /// The first is a capital.
    First,
    /// At least two, all of them capitals.
    Capitals,
    /// A capital by itself, or no letter at all.
    None,
}

/// One word. "Don't" is two, of which both have the place of the whole.
#[derive(Debug, Clone)]
pub(crate) struct Word {
    pub(crate) range: Range<usize>,
    pub(crate) text: String,
    /// Its other spelling, if a letter is drawn out.
    pub(crate) drawn_out: Option<String>,
    /// Whether it is what was written, or the first piece of it.
    pub(crate) leads: bool,
    pub(crate) letters: Letters,
    pub(crate) sentence: usize,
    pub(crate) clause: usize,
    pub(crate) quoted: Quoted,
}

/// One sentence without the spaces around it, and how it ends.
#[derive(Debug, Clone)]
pub(crate) struct Sentence {
    pub(crate) range: Range<usize>,
    /// Of the words of the text.
    pub(crate) words: Range<usize>,
    pub(crate) questions: usize,
    pub(crate) exclamations: usize,
}

/// A text taken apart.
#[derive(Debug, Default)]
pub(crate) struct Text {
    pub(crate) words: Vec<Word>,
    pub(crate) sentences: Vec<Sentence>,
    /// Where marks stand together, with how many question marks are among them.
    pub(crate) marks: Vec<(Range<usize>, usize)>,
    /// How many words were written.
    pub(crate) written: usize,
}

/// Takes a text apart.
pub(crate) fn split(text: &str) -> Text {
    let (at, signs): (Vec<usize>, Vec<char>) = text.char_indices().unzip();
    let mut splitter = Splitter {
        source: text,
        at,
        signs,
        text: Text::default(),
        quotes: Quotes::default(),
        clause: 0,
        begun: None,
        first_word: 0,
        end: 0,
    };
    splitter.run();
    let Splitter {
        mut text, quotes, ..
    } = splitter;
    mark_quoted(&mut text.words, &quotes.closed);
    begin_clauses(&mut text.words);
    text
}

struct Splitter<'a> {
    source: &'a str,
    at: Vec<usize>,
    signs: Vec<char>,
    text: Text,
    quotes: Quotes,
    clause: usize,
    /// Where the sentence in hand begins, in bytes.
    begun: Option<usize>,
    first_word: usize,
    /// Where the last sign that is no space ends, in bytes.
    end: usize,
}

impl Splitter<'_> {
    fn run(&mut self) {
        let mut index = 0;
        while index < self.signs.len() {
            index = self.step(index);
        }
        self.end_sentence(0, 0);
    }

    fn sign(&self, index: usize) -> Option<char> {
        self.signs.get(index).copied()
    }

    fn byte(&self, index: usize) -> usize {
        self.at.get(index).copied().unwrap_or(self.source.len())
    }

    fn before(&self, index: usize) -> Option<char> {
        index.checked_sub(1).and_then(|before| self.sign(before))
    }

    fn letter(&self, index: usize) -> bool {
        self.sign(index).is_some_and(char::is_alphabetic)
    }

    fn digit(&self, index: usize) -> bool {
        self.sign(index).is_some_and(|sign| sign.is_ascii_digit())
    }

    /// Takes what stands at `index` and says where the next begins.
    fn step(&mut self, index: usize) -> usize {
        let sign = self.signs[index];
        if matches!(sign, '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}') {
            self.end_sentence(0, 0);
            self.quotes.end_paragraph();
            return index + 1;
        }
        if sign.is_whitespace() {
            return index + 1;
        }
        self.begun.get_or_insert(self.at[index]);
        let next = if sign.is_alphanumeric() {
            self.word(index)
        } else if matches!(sign, '.' | '!' | '?' | '…') {
            self.stop(index)
        } else {
            self.other(index);
            index + 1
        };
        self.end = self.end.max(self.byte(next));
        next
    }

    fn other(&mut self, index: usize) {
        let sign = self.signs[index];
        let after = &self.signs[index + 1..self.signs.len().min(index + 3)];
        self.quotes
            .take(self.at[index], sign, self.before(index), after);
        let breaks = match sign {
            ',' | ';' | ':' | '(' | ')' | '[' | ']' | '{' | '}' | '|' | '–' | '—' => true,
            '-' => !self.letter(index + 1) && !self.digit(index + 1),
            '“' | '”' | '„' | '«' | '»' | '‘' | '’' | '€' | '£' | '´' => false,
            other => !other.is_ascii() && !is_silent(other),
        };
        if breaks {
            self.clause += 1;
        }
    }

    /// Takes a word, a number, a time or a date.
    fn word(&mut self, from: usize) -> usize {
        let mut to = from + 1;
        while let Some(sign) = self.sign(to) {
            let next = to + 1;
            let in_number =
                matches!(sign, '.' | ':' | '/' | '-') && self.digit(to - 1) && self.digit(next);
            let in_word = is_apostrophe(sign) && self.letter(to - 1) && self.letter(next);
            to = if sign.is_alphanumeric() || is_silent(sign) || in_number || in_word {
                next
            } else if is_mask(sign) && self.letter(to - 1) {
                match self.masked(from, to) {
                    Some(behind) => behind,
                    None => break,
                }
            } else {
                break;
            };
        }
        self.push(self.byte(from)..self.byte(to));
        to
    }

    /// Where the signs that hide letters end, if that is what they do, and not the stars of *emphasis*.
    fn masked(&self, word: usize, from: usize) -> Option<usize> {
        let run = self.signs[from..].iter().take_while(|sign| is_mask(**sign));
        let to = from + run.count();
        let inside = self.sign(to).is_some_and(char::is_alphanumeric);
        let emphasis = self.before(word).is_some_and(is_mask);
        (inside || (to - from >= 2 && !emphasis)).then_some(to)
    }

    fn push(&mut self, range: Range<usize>) {
        let written = &self.source[range.clone()];
        let letters = letters(written);
        let (text, drawn_out) = fold(written);
        let pieces = pieces(&text);
        self.text.written += 1;
        let whole = pieces.is_none();
        for (index, piece) in pieces.unwrap_or_else(|| vec![text]).into_iter().enumerate() {
            self.text.words.push(Word {
                range: range.clone(),
                text: piece,
                drawn_out: drawn_out.clone().filter(|_| whole),
                leads: index == 0,
                letters,
                sentence: self.text.sentences.len(),
                clause: self.clause,
                quoted: Quoted::No,
            });
        }
    }

    /// Takes marks that stand together, and ends the sentence if that is what they do.
    fn stop(&mut self, from: usize) -> usize {
        let run = self.signs[from..]
            .iter()
            .take_while(|sign| matches!(sign, '.' | '!' | '?' | '…'));
        let mut to = from + run.count();
        let count = |wanted: char| {
            let marks = self.signs[from..to].iter();
            marks.filter(|sign| **sign == wanted).count()
        };
        let (questions, exclamations) = (count('?'), count('!'));
        let range = self.byte(from)..self.byte(to);
        let ends = match (questions + exclamations, to - from) {
            (0, 1) if self.signs[from] == '.' => self.dot_ends(from),
            (0, _) => self.dots_end(to),
            (_, _) => true,
        };
        self.text.marks.push((range, questions));
        if !ends {
            self.clause += usize::from(to - from > 1 || self.signs[from] == '…');
            return to;
        }
        while let Some(sign) = self.sign(to)
            && matches!(sign, ')' | ']' | '"' | '\'' | '”' | '’' | '»')
        {
            self.other(to);
            to += 1;
        }
        self.end = self.end.max(self.byte(to));
        self.end_sentence(questions, exclamations);
        to
    }

    /// Whether the full stop at `index` ends a sentence.
    fn dot_ends(&self, index: usize) -> bool {
        match self.sign(index + 1) {
            Some(next) if next.is_alphanumeric() => {
                next.is_uppercase() && self.before(index).is_some_and(char::is_lowercase)
            }
            Some(_) | None => !self.is_abbreviation(index),
        }
    }

    /// Whether several dots before `index` end a sentence, and not only trail off.
    fn dots_end(&self, index: usize) -> bool {
        let mut rest = self.signs[index..].iter();
        let next = rest.find(|sign| !matches!(sign, ' ' | '\t' | '"' | '”' | '\'' | '’' | ')'));
        !next.is_some_and(|next| next.is_lowercase())
    }

    /// Whether the word before the full stop at `index` is one that is written with it.
    fn is_abbreviation(&self, index: usize) -> bool {
        let Some(last) = self.text.words.last() else {
            return false;
        };
        if last.range.end != self.at[index] {
            return false;
        }
        let dotted = self.source[..last.range.start].ends_with('.');
        let letter = self.source[last.range.clone()].chars().count() == 1;
        (letter && dotted) || ABBREVIATIONS.contains(&last.text.as_str())
    }

    fn end_sentence(&mut self, questions: usize, exclamations: usize) {
        self.clause += 1;
        if let Some(start) = self.begun.take() {
            self.text.sentences.push(Sentence {
                range: start..self.end,
                words: self.first_word..self.text.words.len(),
                questions,
                exclamations,
            });
            self.first_word = self.text.words.len();
        }
    }
}

/// Words that are written with a full stop within a sentence.
const ABBREVIATIONS: [&str; 30] = [
    "aub", "bijv", "blz", "bv", "ca", "drs", "dr", "eig", "enz", "etc", "evt", "excl", "fam",
    "gem", "incl", "inz", "jl", "max", "mevr", "min", "mr", "mrs", "mvg", "nr", "pag", "resp",
    "st", "tel", "vs", "zgn",
];

/// Words that begin a new clause wherever they stand.
const BEGIN: [&str; 6] = [
    "because", "although", "omdat", "hoewel", "terwijl", "whereas",
];
/// Words that do so before a subject; elsewhere they mean something else ("pas maar op", "nothing but").
const BEGIN_BEFORE_SUBJECT: [&str; 3] = ["but", "maar", "want"];
const SUBJECTS: [&str; 26] = [
    "ik", "je", "jij", "jullie", "u", "we", "wij", "ze", "zij", "hij", "het", "dat", "de", "die",
    "i", "you", "he", "she", "they", "it", "this", "that", "there", "your", "my", "please",
];

fn begin_clauses(words: &mut [Word]) {
    let mut added = 0;
    for index in 0..words.len() {
        let next = words
            .get(index + 1)
            .filter(|next| next.sentence == words[index].sentence)
            .map(|next| next.text.as_str());
        let text = words[index].text.as_str();
        let begins = BEGIN.contains(&text)
            || (BEGIN_BEFORE_SUBJECT.contains(&text)
                && next.is_some_and(|next| SUBJECTS.contains(&next)));
        added += usize::from(begins);
        words[index].clause += added;
    }
}

fn mark_quoted(words: &mut [Word], quotes: &[Range<usize>]) {
    let mut words = words.iter_mut().peekable();
    for quote in quotes {
        while words
            .next_if(|word| word.range.start < quote.start)
            .is_some()
        {}
        let mut inside = Vec::new();
        while let Some(word) = words.next_if(|word| word.range.end <= quote.end) {
            inside.push(word);
        }
        let alone = inside.iter().filter(|word| word.leads).count() == 1;
        let quoted = if alone { Quoted::Alone } else { Quoted::Among };
        for word in inside {
            word.quoted = quoted;
        }
    }
}

fn letters(written: &str) -> Letters {
    let (mut capitals, mut others) = (0, 0);
    for letter in written.chars().filter(|sign| sign.is_alphabetic()) {
        if letter.is_uppercase() {
            capitals += 1;
        } else {
            others += 1;
        }
    }
    let first = written.chars().next().is_some_and(char::is_uppercase);
    match (capitals, others) {
        (0, 0) | (1, 0) => Letters::None,
        (_, 0) => Letters::Capitals,
        (_, _) if first => Letters::First,
        (_, _) => Letters::Small,
    }
}

/// The words of which one spelling is made up, or none if it is one word: `don't` is `do not`.
fn pieces(text: &str) -> Option<Vec<String>> {
    if let Some(words) = spellings().get(text) {
        return Some(words.iter().map(|word| (*word).to_owned()).collect());
    }
    let (stem, ending) = text.rsplit_once('\'')?;
    let (stem, ending) = match ending {
        "t" => (stem.strip_suffix('n')?, "not"),
        "re" => (stem, "are"),
        "ve" => (stem, "have"),
        "ll" => (stem, "will"),
        "d" => (stem, "would"),
        "m" => (stem, "am"),
        "s" => (stem, "'s"),
        _ => return None,
    };
    Some(vec![stem.to_owned(), ending.to_owned()])
}

/// Spellings and the words that they stand for, from `words/spellings.txt`.
fn spellings() -> &'static BTreeMap<&'static str, Vec<&'static str>> {
    static SPELLINGS: OnceLock<BTreeMap<&'static str, Vec<&'static str>>> = OnceLock::new();
    SPELLINGS.get_or_init(|| {
        include_str!("words/spellings.txt")
            .lines()
            .filter(|line| !line.starts_with('#'))
            .filter_map(|line| line.split_once('='))
            .map(|(written, words)| (written.trim(), words.split_whitespace().collect()))
            .collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentences(text: &str, expected: &[&str]) {
        let split = split(text);
        let found: Vec<&str> = split
            .sentences
            .iter()
            .map(|sentence| &text[sentence.range.clone()])
            .collect();
        assert_eq!(found, expected);
    }

    /// The words of each clause, joined.
    fn clauses(text: &str, expected: &[&str]) {
        let split = split(text);
        let clauses = split.words.chunk_by(|one, next| one.clause == next.clause);
        let found: Vec<String> = clauses
            .map(|clause| {
                let words: Vec<&str> = clause.iter().map(|word| word.text.as_str()).collect();
                words.join(" ")
            })
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn sentences_end_where_a_reader_ends_them() {
        sentences(
            "One. Two? \"Three!\" Four",
            &["One.", "Two?", "\"Three!\"", "Four"],
        );
        sentences(
            "Om 19.30 uur a.u.b. bij dr. Vos.",
            &["Om 19.30 uur a.u.b. bij dr. Vos."],
        );
        sentences(
            "I mean... no. Well... Yes",
            &["I mean... no.", "Well...", "Yes"],
        );
        sentences("stop.Jij weer", &["stop.", "Jij weer"]);
        sentences("  no stop \n\n next line ", &["no stop", "next line"]);
        sentences("www.school.nl is down", &["www.school.nl is down"]);
    }

    #[test]
    fn clauses_and_pieces_of_words() {
        clauses(
            "You're late, don't go - he can't",
            &["you are late", "do not go", "he can not"],
        );
        clauses("pas maar op maar ik ga", &["pas maar op", "maar ik ga"]);
        clauses(
            "zo'n self-made foto's 's avonds",
            &["zo'n self made foto 's s avonds"],
        );
        clauses("f**k **bold** kl*tzak *so*", &["f*k bold kl*tzak so"]);
        clauses("om 19:30-20:00 op 7-11", &["om 19:30-20:00 op 7-11"]);
    }

    #[test]
    fn quotes_end_in_their_paragraph() {
        let quoted = |text: &str| {
            let words = split(text).words.into_iter();
            let quoted = words.filter(|word| word.quoted != Quoted::No);
            quoted.map(|word| word.text).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(quoted("he said \"you fool\" and left"), "you fool");
        assert_eq!(quoted("zei ‘jij bent stom’ tegen"), "jij bent stom");
        assert_eq!(quoted("zei 'stom' en 's avonds 't"), "stom");
        assert_eq!(quoted("the kids' bags' left"), "");
        assert_eq!(quoted("an \"open\nquote"), "");
        assert_eq!(quoted("«a b» „c“ “d”"), "a b c d");
    }
}
