//! How often a look is right: on sentences that were written and labelled without knowledge of the rules.
//! The figures are printed, compared with `quality.txt` (written with UPDATE_DOCS=1), and must be good
//! enough. It reads `sentences/*.tsv` and knows only the public API; it never prints a sentence.

#![allow(clippy::unwrap_used, reason = "tests")]
#![expect(clippy::panic, reason = "helpers of tests fail as tests do")]
#![allow(
    clippy::disallowed_methods,
    reason = "the crate is pure; what measures it reads its files"
)]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use tone::{Kind, Known, look};

/// The children of the family in the sentences.
const KNOWN: Known<'_> = Known {
    children: &["Noor", "Sam", "Cato", "Pim"],
    languages: tone::Languages::Both,
};
/// What `docs/tone.md` promises.
const PRECISION_MIN_PERCENT: usize = 80;

const HEAD: &str = "How often a look is right. Written by the test in quality.rs; how it is measured: docs/tone.md.
marked: sentences so labelled; found: sentences so pointed at; right: both.
harsh is insult, threat or shouting; any is everything but missing. Both languages' lists are asked.

";

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Label {
    Insult,
    Absolute,
    Threat,
    Shouting,
    Questions,
    Missing,
}

impl Label {
    fn read(word: &str) -> Option<Self> {
        match word {
            "insult" => Some(Self::Insult),
            "absolute" => Some(Self::Absolute),
            "threat" => Some(Self::Threat),
            "shouting" => Some(Self::Shouting),
            "questions" => Some(Self::Questions),
            "missing" => Some(Self::Missing),
            _ => None,
        }
    }

    fn of(kind: Kind) -> Self {
        match kind {
            Kind::Insult | Kind::Contempt => Self::Insult,
            Kind::Absolute => Self::Absolute,
            Kind::Threat => Self::Threat,
            Kind::Shouting => Self::Shouting,
            Kind::Questions => Self::Questions,
            Kind::Missing(_) => Self::Missing,
        }
    }
}

const HARSH: [Label; 3] = [Label::Insult, Label::Threat, Label::Shouting];
const ROWS: [(&str, &[Label]); 8] = [
    ("insult", &[Label::Insult]),
    ("absolute", &[Label::Absolute]),
    ("threat", &[Label::Threat]),
    ("shouting", &[Label::Shouting]),
    ("questions", &[Label::Questions]),
    ("missing", &[Label::Missing]),
    ("harsh", &HARSH),
    (
        "any",
        &[
            Label::Insult,
            Label::Absolute,
            Label::Threat,
            Label::Shouting,
            Label::Questions,
        ],
    ),
];

type Labels = BTreeSet<Label>;

/// What the labels and the look say of each sentence.
type Sentences = Vec<(Labels, Labels)>;

struct Row {
    name: &'static str,
    marked: usize,
    found: usize,
    right: usize,
}

impl Row {
    fn of(name: &'static str, labels: &[Label], sentences: &Sentences) -> Self {
        let any = |of: &Labels| labels.iter().any(|label| of.contains(label));
        let count = |test: &dyn Fn(&(Labels, Labels)) -> bool| {
            sentences.iter().filter(|sentence| test(sentence)).count()
        };
        Self {
            name,
            marked: count(&|(marked, _)| any(marked)),
            found: count(&|(_, found)| any(found)),
            right: count(&|(marked, found)| any(marked) && any(found)),
        }
    }

    fn line(&self) -> String {
        let Self {
            name,
            marked,
            found,
            right,
        } = self;
        let precision = share(*right, *found);
        let recall = share(*right, *marked);
        format!("{name:<10} {marked:>6} {found:>6} {right:>6} {precision:>10} {recall:>7}\n")
    }
}

/// A share with two decimals, rounded to the nearest.
fn share(part: usize, whole: usize) -> String {
    if whole == 0 {
        return "-".to_owned();
    }
    let hundredths = (part * 200 + whole) / (whole * 2);
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

fn sentences(language: &str) -> Sentences {
    let file = folder().join(format!("sentences/{language}.tsv"));
    let text = std::fs::read_to_string(&file)
        .unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let lines = text.lines().enumerate();
    lines
        .filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'))
        .map(|(index, line)| {
            let place = format!("{language}.tsv:{}", index + 1);
            let (labels, sentence) = line
                .split_once('\t')
                .unwrap_or_else(|| panic!("{place}: no tab"));
            let marked = match labels.trim() {
                "fine" => Labels::new(),
                some => some
                    .split('+')
                    .map(|word| Label::read(word).unwrap_or_else(|| panic!("{place}: {word}?")))
                    .collect(),
            };
            let findings = look(sentence, &KNOWN).findings;
            let found = findings.iter().map(|finding| Label::of(finding.kind));
            (marked, found.collect())
        })
        .collect()
}

fn rows(sentences: &Sentences) -> Vec<Row> {
    ROWS.iter()
        .map(|(name, labels)| Row::of(name, labels, sentences))
        .collect()
}

fn table() -> String {
    let mut table = HEAD.to_owned();
    for (language, name) in [("en", "English"), ("nl", "Dutch")] {
        let sentences = sentences(language);
        let fine = sentences
            .iter()
            .filter(|(marked, _)| marked.is_empty())
            .count();
        writeln!(
            table,
            "{name}: {} sentences, {fine} of them fine",
            sentences.len()
        )
        .unwrap();
        table.push_str("           marked  found  right  precision  recall\n");
        for row in rows(&sentences) {
            table.push_str(&row.line());
        }
        table.push('\n');
    }
    table
}

#[test]
fn the_published_figures_are_true() {
    let table = table();
    println!("{table}");
    let file = folder().join("quality.txt");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&file, &table).unwrap();
    }
    let published = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(
        published == table,
        "quality.txt is not what is measured; run this test with UPDATE_DOCS=1 and read the figures:\n{table}"
    );
}

#[test]
fn what_is_pointed_at_is_mostly_right() {
    for language in ["en", "nl"] {
        let sentences = sentences(language);
        assert!(
            sentences.len() >= 300,
            "{language}: {} sentences",
            sentences.len()
        );
        for row in rows(&sentences) {
            assert!(
                row.right * 100 >= row.found * PRECISION_MIN_PERCENT,
                "{language}: {}",
                row.line()
            );
        }
    }
}
