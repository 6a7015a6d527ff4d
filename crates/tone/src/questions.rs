//! Three questions, or three question marks, in a row.

use std::ops::Range;

use crate::split::Text;
use crate::{Finding, Kind, Severity};

/// How many are many.
const MANY: usize = 3;

/// Where a text asks much at once.
pub(crate) fn questions(text: &Text) -> Vec<Finding> {
    let marks = text
        .marks
        .iter()
        .filter(|(_, questions)| *questions >= MANY);
    let mut findings: Vec<Finding> = marks.map(|(range, _)| finding(range.clone())).collect();
    let mut row: Vec<&Range<usize>> = Vec::new();
    let mut others = 0;
    for sentence in &text.sentences {
        if sentence.words.is_empty() {
            continue;
        }
        if sentence.questions > 0 {
            row.push(&sentence.range);
            others = 0;
            continue;
        }
        // One sentence between them does not make the pressure less.
        others += 1;
        if others > 1 {
            findings.extend(many(&row));
            row.clear();
        }
    }
    findings.extend(many(&row));
    findings
}

fn many(row: &[&Range<usize>]) -> Option<Finding> {
    match (row.first(), row.last()) {
        (Some(first), Some(last)) if row.len() >= MANY => Some(finding(first.start..last.end)),
        _ => None,
    }
}

fn finding(range: Range<usize>) -> Finding {
    Finding {
        kind: Kind::Questions,
        range,
        severity: Severity::Mild,
    }
}
