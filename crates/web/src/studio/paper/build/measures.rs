//! Time with each parent as a table, over the twelve months of the year's picture.
//!
//! May touch: its arguments. Everything is counted by `plan`.

use plan::{ChildMeasures, Measures, PerParent, Side};
use print::{PLAN_TITLE_CHARS_MAX, PaperTable};

use super::Pen;
use super::days::Group;
use super::said;
use crate::text::{date_only, percent, t};

/// The table, a few rows for each group of children.
pub(super) fn table(pen: &Pen<'_>, groups: &[Group], measures: &Measures) -> PaperTable {
    let text = pen.text;
    let last = measures.to.yesterday().unwrap_or(measures.to);
    let over = t!(
        text,
        "paper-measured",
        from = date_only(text, measures.from),
        to = date_only(text, last)
    );
    let several = groups.len() > 1;
    let mut rows = Vec::new();
    for group in groups {
        let Some(counted) = group.id().and_then(|id| measures.child(id)) else {
            continue;
        };
        let whose = several.then(|| group.names(text));
        rows.extend(rows_of(pen, counted).map(|(label, [a, b])| {
            let label = match &whose {
                Some(names) => format!("{names}: {label}"),
                None => label,
            };
            vec![said::fit(&label, PLAN_TITLE_CHARS_MAX), a, b]
        }));
    }
    if measures.children.len() > 1 {
        let label = t!(text, "paper-together").into_owned();
        let [a, b] = numbers(measures.together);
        rows.push(vec![label, a, b]);
    }
    let [a, b] = Side::BOTH.map(|side| pen.name(side).to_owned());
    PaperTable {
        columns: vec![over, a, b],
        rows,
    }
}

fn rows_of(pen: &Pen<'_>, counted: &ChildMeasures) -> [(String, [String; 2]); 4] {
    let text = pen.text;
    let nights = |n: u32| t!(text, "paper-n-nights", n = n);
    let longest = Side::BOTH.map(|side| nights(*counted.longest_nights.get(side)));
    let share = Side::BOTH.map(|side| percent(text, counted.share(side)));
    [
        (
            t!(text, "paper-nights").into_owned(),
            numbers(counted.overnights),
        ),
        (t!(text, "paper-share").into_owned(), share),
        (t!(text, "paper-longest").into_owned(), longest),
        (
            t!(text, "paper-weekends").into_owned(),
            numbers(counted.weekends.whole),
        ),
    ]
}

fn numbers(both: PerParent<u32>) -> [String; 2] {
    [both.a.to_string(), both.b.to_string()]
}
