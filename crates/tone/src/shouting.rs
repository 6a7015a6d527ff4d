//! Passages in capitals. Abbreviations, names of children and single capitals are none.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::OnceLock;

use crate::children::Children;
use crate::lexicon::Lexicon;
use crate::split::{Letters, Text, Word};
use crate::{Finding, Kind, Severity};

/// So many words in capitals one after the other are shouting, wherever they stand.
const ROW: usize = 3;
/// So many in one sentence are, also with others between them.
const SCATTERED: usize = 3;
/// So many in one sentence are, if they are not the words that people stress kindly.
const SCATTERED_UNKIND: usize = 2;
/// So many letters, at the least, in a row.
const LETTERS: usize = 5;

/// What a word is to somebody who looks for shouting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Loud {
    /// In capitals.
    Yes,
    /// Would be in capitals anyway, or has no letters: it neither begins nor ends a row.
    Either,
    No,
}

/// Where a text shouts. `joyful` are the numbers of sentences in which capitals are joy.
pub(crate) fn shouting(
    text: &Text,
    lexicons: &[&'static Lexicon],
    children: &Children,
    joyful: &[usize],
) -> Vec<Finding> {
    let joyful: BTreeSet<usize> = joyful.iter().copied().collect();
    let loud: Vec<Loud> = text
        .words
        .iter()
        .enumerate()
        .map(|(index, word)| {
            if joyful.contains(&word.sentence) {
                Loud::No
            } else {
                loudness(word, children.is_named(index))
            }
        })
        .collect();
    let known = |index: usize| {
        let word = &text.words[index];
        lexicons.iter().any(|lexicon| lexicon.knows(&word.text))
    };
    let mut findings = rows(text, &loud, &known);
    findings.extend(scattered(text, &loud, &known));
    findings
}

fn loudness(word: &Word, is_child: bool) -> Loud {
    let abbreviation = || abbreviations().contains(word.text.as_str());
    match word.letters {
        Letters::Small | Letters::First => Loud::No,
        Letters::None => Loud::Either,
        Letters::Capitals if is_child || abbreviation() => Loud::Either,
        Letters::Capitals => Loud::Yes,
    }
}

/// Words in capitals next to one another.
fn rows(text: &Text, loud: &[Loud], known: &impl Fn(usize) -> bool) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut row: Vec<usize> = Vec::new();
    for (index, loudness) in loud.iter().enumerate() {
        match loudness {
            Loud::Yes => row.push(index),
            Loud::Either => {}
            Loud::No => {
                findings.extend(shouted(text, loud, &row, known));
                row.clear();
            }
        }
    }
    findings.extend(shouted(text, loud, &row, known));
    findings
}

fn shouted(
    text: &Text,
    loud: &[Loud],
    row: &[usize],
    known: &impl Fn(usize) -> bool,
) -> Option<Finding> {
    let (first, last) = (*row.first()?, *row.last()?);
    let written: Vec<&Word> = row
        .iter()
        .map(|index| &text.words[*index])
        .filter(|word| word.leads)
        .collect();
    let letters: usize = written.iter().map(|word| word.range.len()).sum();
    let ordinary = row.iter().any(|index| known(*index));
    let sentence = text.sentences.get(text.words[last].sentence)?;
    let whole = sentence.words.clone().all(|index| loud[index] != Loud::No);
    let shouted = match written.len() {
        0 => false,
        1 => {
            // "You ALWAYS do", "be there at FIVE!"
            let exclaimed = sentence.exclamations > 0 && letters >= 3 && ordinary;
            emphatic().contains(text.words[first].text.as_str())
                || (exclaimed && !is_gentle(written[0]))
        }
        count if count < ROW => {
            let kind = written.iter().filter(|word| is_gentle(word)).count();
            let loud = whole || sentence.exclamations > 0 || kind < count;
            ordinary && letters >= LETTERS && loud
        }
        _ => letters >= LETTERS && (ordinary || letters >= 2 * LETTERS + ROW),
    };
    let severity = if written.len() > ROW {
        Severity::Clear
    } else {
        Severity::Mild
    };
    shouted.then(|| finding(text, first..last + 1, severity))
}

/// Several words in capitals in one sentence.
fn scattered(text: &Text, loud: &[Loud], known: &impl Fn(usize) -> bool) -> Vec<Finding> {
    let mut findings = Vec::new();
    for sentence in &text.sentences {
        let shouted: Vec<usize> = sentence
            .words
            .clone()
            .filter(|index| loud[*index] == Loud::Yes && text.words[*index].leads && known(*index))
            .collect();
        let unkind = shouted
            .iter()
            .filter(|index| !is_gentle(&text.words[**index]))
            .count();
        if let (Some(first), Some(last)) = (shouted.first(), shouted.last())
            && (shouted.len() >= SCATTERED || unkind >= SCATTERED_UNKIND)
        {
            findings.push(finding(text, *first..*last + 1, Severity::Mild));
        }
    }
    findings
}

fn finding(text: &Text, words: Range<usize>, severity: Severity) -> Finding {
    let words = &text.words[words];
    Finding {
        kind: Kind::Shouting,
        range: words.first().map_or(0, |word| word.range.start)
            ..words.last().map_or(0, |word| word.range.end),
        severity,
    }
}

/// Whether a word is one that people stress kindly, or to be safe: "do NOT forget his medicine".
fn is_gentle(word: &Word) -> bool {
    static LIST: OnceLock<BTreeSet<&'static str>> = OnceLock::new();
    let list = LIST.get_or_init(|| list(include_str!("words/gentle.txt")));
    list.contains(word.text.as_str())
}

fn abbreviations() -> &'static BTreeSet<&'static str> {
    static LIST: OnceLock<BTreeSet<&'static str>> = OnceLock::new();
    LIST.get_or_init(|| list(include_str!("words/abbreviations.txt")))
}

fn emphatic() -> &'static BTreeSet<&'static str> {
    static LIST: OnceLock<BTreeSet<&'static str>> = OnceLock::new();
    LIST.get_or_init(|| list(include_str!("words/emphatic.txt")))
}

/// The words of a list, in small letters, without its comments.
fn list(text: &'static str) -> BTreeSet<&'static str> {
    text.lines()
        .filter(|line| !line.starts_with('#'))
        .flat_map(str::split_whitespace)
        .collect()
}
