//! What a message sounds like, in Dutch and English: to help before sending, and to fold harsh passages
//! of what arrives.
//!
//! **What it is.** [`look`] takes a text and gives a [`Look`]: places in the text with what may be the
//! matter there. Insults and contempt, sweeping words about the other person ("you never"), threats,
//! capitals, many questions in a row, and a request for a change that does not say when or for whom. For
//! the soft view, [`Look::harsh`] gives the sentences to fold, and [`Look::is_long`] whether a text is long.
//!
//! **What it is not.** It changes no text and proposes none, refuses nothing and keeps nothing. It does
//! not understand language: it compares words with lists and patterns that lie in `src/words`, and both
//! misses and mistakes happen. How many is measured: `docs/tone.md`. It has no clock, no randomness, no
//! files and no network, and asks no service.
//!
//! **Invariants.**
//! - The same text and the same [`Known`] give the same [`Look`].
//! - Every range lies within the text, on the boundaries of its signs, and is not empty.
//! - Time and memory grow in step with the text, which is looked at up to [`MAX_BYTES`].
//! - No text makes it panic.
//!
//! # Example
//! ```
//! use tone::{Kind, Known, Severity, look};
//!
//! let text = "Thanks for the form. You never think of anybody but yourself.";
//! let look = look(text, &Known::default());
//! let finding = look.findings.iter().find(|finding| finding.kind == Kind::Absolute).unwrap();
//! assert_eq!(&text[finding.range.clone()], "You never");
//! assert!(tone::look("I never saw that letter.", &Known::default()).findings.is_empty());
//!
//! let text = "See you at six. What an idiot you are.";
//! let harsh = tone::look(text, &Known::default()).harsh();
//! assert_eq!(&text[harsh[0].clone()], "What an idiot you are.");
//! ```

mod children;
mod fold;
mod form;
mod judge;
mod lexicon;
mod missing;
mod pattern;
mod purpose;
mod questions;
mod quotes;
mod shouting;
mod split;

use std::ops::Range;

use crate::children::Children;
use crate::judge::Judged;
use crate::lexicon::Lexicon;

/// How much of a text is looked at, in bytes. What lies behind counts as neither harsh nor fine.
pub const MAX_BYTES: usize = 65_536;

/// How many names of children are looked for. Further ones are not known.
pub const MAX_CHILDREN: usize = 24;

/// What is known besides the text.
#[derive(Debug, Clone, Copy, Default)]
pub struct Known<'a> {
    /// The first names of the family's children. With none or one, a request need not name a child.
    pub children: &'a [&'a str],
    /// In which languages the text may be.
    pub languages: Languages,
}

/// The languages in which a text is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Languages {
    /// Dutch alone.
    Dutch,
    /// English alone.
    English,
    /// Either, or both in one text.
    #[default]
    Both,
}

impl Languages {
    fn lexicons(self) -> Vec<&'static Lexicon> {
        match self {
            Self::Dutch => vec![Lexicon::dutch()],
            Self::English => vec![Lexicon::english()],
            Self::Both => vec![Lexicon::dutch(), Lexicon::english()],
        }
    }
}

/// What may be the matter with a passage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// It calls the other person, or somebody of theirs, names.
    Insult,
    /// It looks down on the other person, or says that they are a bad parent.
    Contempt,
    /// It says what the other person always or never does.
    Absolute,
    /// It announces harm, or a lawyer or judge as a punishment.
    Threat,
    /// It is in capitals.
    Shouting,
    /// Three questions or question marks in a row.
    Questions,
    /// It asks for a change and leaves this out.
    Missing(Fact),
}

impl Kind {
    /// Whether the soft view folds it.
    #[must_use]
    pub fn is_harsh(self) -> bool {
        match self {
            Self::Insult | Self::Contempt | Self::Threat | Self::Shouting => true,
            Self::Absolute | Self::Questions | Self::Missing(_) => false,
        }
    }
}

/// What a request for a change needs, so that the other parent can answer it at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fact {
    /// A date or a day of the week.
    Date,
    /// A time of day.
    Time,
    /// Which child, in a family with several.
    Child,
}

/// How heavy a passage is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth a second look.
    Mild,
    /// Most people would be hurt, or could not answer.
    Clear,
    /// Abuse, or a threat to somebody's safety or to the contact with the children.
    Strong,
}

/// One passage with what may be the matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What may be the matter.
    pub kind: Kind,
    /// Where, in bytes of the text.
    pub range: Range<usize>,
    /// How heavy it is.
    pub severity: Severity,
}

/// What a text sounds like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// What may be the matter and where: in the order of the text, and no two of one kind overlap (except
    /// the kinds of [`Kind::Missing`], which share the place of the request).
    pub findings: Vec<Finding>,
    /// How many words the text has, as far as it was looked at.
    pub words: usize,
    /// How many bytes were looked at: all of the text, or close to [`MAX_BYTES`].
    pub bytes: usize,
    /// Whether the text goes on behind that.
    pub is_cut: bool,
    sentences: Vec<Range<usize>>,
}

impl Look {
    /// The passages to fold: whole sentences that hold a harsh finding, in bytes, in order. Neighbours
    /// are one passage.
    #[must_use]
    pub fn harsh(&self) -> Vec<Range<usize>> {
        let mut harsh = self
            .findings
            .iter()
            .filter(|finding| finding.kind.is_harsh());
        let mut next = harsh.next();
        // The end of the farthest finding so far: a finding may reach over several sentences.
        let mut reaches = 0;
        let mut passages: Vec<Range<usize>> = Vec::new();
        let mut before_was_harsh = false;
        for sentence in &self.sentences {
            while let Some(finding) = next
                && finding.range.start < sentence.end
            {
                reaches = reaches.max(finding.range.end);
                next = harsh.next();
            }
            let is_harsh = reaches > sentence.start;
            match passages.last_mut() {
                Some(passage) if is_harsh && before_was_harsh => passage.end = sentence.end,
                Some(_) | None if is_harsh => passages.push(sentence.clone()),
                Some(_) | None => {}
            }
            before_was_harsh = is_harsh;
        }
        passages
    }

    /// Whether the text has more than `words_max` words. A text that was cut is long.
    #[must_use]
    pub fn is_long(&self, words_max: usize) -> bool {
        self.is_cut || self.words > words_max
    }
}

/// Looks at a text, up to [`MAX_BYTES`] of it.
#[must_use]
pub fn look(text: &str, known: &Known<'_>) -> Look {
    let seen = &text[..text.floor_char_boundary(MAX_BYTES)];
    let split = split::split(seen);
    let lexicons = known.languages.lexicons();
    let children = Children::find(&split.words, known.children);
    let mut judged = Judged::default();
    for lexicon in &lexicons {
        judge::judge(&split, lexicon, &children, &mut judged);
    }
    let mut findings = judged.findings;
    findings.extend(shouting::shouting(
        &split,
        &lexicons,
        &children,
        &judged.joyful,
    ));
    findings.extend(questions::questions(&split));
    let mut findings = tidied(findings);
    findings.extend(missing::missing(
        &split,
        &judged.said,
        &children,
        known.children.len(),
    ));
    findings.sort_by_key(|finding| (finding.range.start, finding.range.end, finding.kind));
    Look {
        findings,
        words: split.written,
        bytes: seen.len(),
        is_cut: seen.len() < text.len(),
        sentences: split
            .sentences
            .into_iter()
            .map(|sentence| sentence.range)
            .collect(),
    }
}

/// One finding where several of a kind overlap, and only the heavier where one says the same as another:
/// no contempt within an insult or a threat, and nothing absolute within a threat.
fn tidied(mut findings: Vec<Finding>) -> Vec<Finding> {
    findings.sort_by_key(|finding| (finding.kind, finding.range.start, finding.range.end));
    let mut tidy: Vec<Finding> = Vec::new();
    for finding in findings {
        match tidy.last_mut() {
            Some(last) if last.kind == finding.kind && finding.range.start < last.range.end => {
                last.range.end = last.range.end.max(finding.range.end);
                last.severity = last.severity.max(finding.severity);
            }
            Some(_) | None => tidy.push(finding),
        }
    }
    let of = |kind: Kind| -> Vec<Range<usize>> {
        let findings = tidy.iter().filter(|finding| finding.kind == kind);
        findings.map(|finding| finding.range.clone()).collect()
    };
    let (insults, threats) = (of(Kind::Insult), of(Kind::Threat));
    tidy.retain(|finding| match finding.kind {
        Kind::Contempt => !meets(&insults, &finding.range) && !meets(&threats, &finding.range),
        Kind::Absolute => !meets(&threats, &finding.range),
        Kind::Insult | Kind::Threat | Kind::Shouting | Kind::Questions | Kind::Missing(_) => true,
    });
    tidy
}

/// Whether one of these ranges, which are in order and apart, overlaps `range`.
fn meets(ranges: &[Range<usize>], range: &Range<usize>) -> bool {
    let after = ranges.partition_point(|other| other.end <= range.start);
    ranges
        .get(after)
        .is_some_and(|other| other.start < range.end)
}
