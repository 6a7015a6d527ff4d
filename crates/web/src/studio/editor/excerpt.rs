//! The places of a text that cannot be understood: each with the lines around it, and with what is
//! wrong right below its line.
//!
//! May touch: its arguments.

use std::iter::repeat_n;

use maud::{Markup, html};
use plan::{Problem, Problems};

use crate::plan_change::markup::problem;
use crate::text::{Text, t};

/// So many places are shown; how many more there are is said.
pub const SHOWN: usize = 20;
/// Lines that are shown above a place, and below it.
const AROUND: usize = 2;
/// Most signs of a line that are shown.
const WIDE: usize = 120;
/// Of a longer line, so many come before the place.
const BEFORE: usize = 40;
/// Stands for what is left out.
const ELLIPSIS: char = '…';

/// A line of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its number, from 1.
    pub number: usize,
    /// What it says, or a part of it.
    pub said: String,
    /// What stands below it up to the place, where that is on this line: as wide as what is said
    /// before it.
    pub place: Option<String>,
}

/// The lines around a problem; none where the text has no such line.
#[must_use]
pub fn around(lines: &[&str], problem: &Problem) -> Vec<Line> {
    let number = |line: u32| usize::try_from(line).unwrap_or(usize::MAX);
    let wrong = number(problem.line);
    if wrong == 0 || wrong > lines.len() {
        return Vec::new();
    }
    let column = number(problem.column).saturating_sub(1);
    let first = wrong.saturating_sub(AROUND).max(1);
    let numbered = (1..).zip(lines).skip(first - 1);
    let near = numbered.take_while(|(number, _)| *number <= wrong + AROUND);
    near.map(|(number, line)| {
        if number == wrong {
            let from = begin(line, column);
            Line {
                number,
                said: part(line, from),
                place: Some(up_to(line, from, column)),
            }
        } else {
            Line {
                number,
                said: part(line, 0),
                place: None,
            }
        }
    })
    .collect()
}

/// How much of the beginning of a line is left out, so that a column is in sight.
fn begin(line: &str, column: usize) -> usize {
    if line.chars().nth(WIDE).is_some() {
        column.saturating_sub(BEFORE)
    } else {
        0
    }
}

/// A line from a column on.
fn part(line: &str, from: usize) -> String {
    let mut rest = line.chars().skip(from);
    let left = (from > 0).then_some(ELLIPSIS);
    let shown: String = left.into_iter().chain(rest.by_ref().take(WIDE)).collect();
    match rest.next() {
        Some(_) => format!("{shown}{ELLIPSIS}"),
        None => shown,
    }
}

/// As wide as a line from one column to another.
fn up_to(line: &str, from: usize, to: usize) -> String {
    let before = line.chars().skip(from).take(to.saturating_sub(from));
    let wide = before.map(|sign| if sign == '\t' { '\t' } else { ' ' });
    repeat_n(' ', usize::from(from > 0)).chain(wide).collect()
}

/// The first places of a text that cannot be understood, and how many more there are.
pub(super) fn excerpts(text: &Text, typed: &str, problems: &Problems) -> Markup {
    let lines: Vec<&str> = typed.split('\n').collect();
    let all = problems.as_slice();
    html! {
        section.stack-tight aria-labelledby="places-h" {
            h2 #places-h { (t!(text, "editor-places")) }
            @for (number, one) in (1_usize..).zip(all.iter().take(SHOWN)) {
                (excerpt(text, (number, one), &around(&lines, one)))
            }
            @if all.len() > SHOWN { p class="small muted" { (t!(text, "editor-places-more", n = all.len() - SHOWN)) } }
        }
    }
}

fn excerpt(text: &Text, (number, one): (usize, &Problem), lines: &[Line]) -> Markup {
    let (Some(first), Some(last)) = (lines.first(), lines.last()) else {
        return html! { div.field { (problem(text, one)) } };
    };
    let (from, to) = (first.number, last.number);
    let label = t!(text, "editor-place", number = number, from = from, to = to);
    html! {
        div class="excerpt scroll" tabindex="0" role="region" aria-label=(label) {
            ol {
                @for line in lines {
                    li value=(line.number) {
                        // A line without a sign has no height.
                        code translate="no" { @if line.said.is_empty() { " " } @else { (line.said) } }
                        @if let Some(place) = &line.place {
                            code aria-hidden="true" { (place) "^ " (t!(text, "editor-here")) }
                            div.field { (problem(text, one)) }
                        }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(line: u32, column: u32) -> Problem {
        Problem {
            line,
            column,
            message: "This is wrong.".to_owned(),
            help: None,
        }
    }

    fn numbers(lines: &[Line]) -> Vec<usize> {
        lines.iter().map(|line| line.number).collect()
    }

    #[test]
    fn a_place_stands_between_two_lines_and_two_lines() {
        let lines = ["one", "two", "\tthree = 25:00", "four", "five", "six"];
        let found = around(&lines, &at(3, 10));
        assert_eq!(numbers(&found), [1, 2, 3, 4, 5]);
        assert_eq!(found[2].said, "\tthree = 25:00");
        assert_eq!(found[2].place.as_deref(), Some("\t        "));
        assert!(found[1].place.is_none() && found[3].place.is_none());
        assert_eq!(numbers(&around(&lines, &at(1, 1))), [1, 2, 3]);
        assert_eq!(numbers(&around(&lines, &at(6, 4))), [4, 5, 6]);
        for none in [0, 7, u32::MAX] {
            assert!(around(&lines, &at(none, 1)).is_empty());
        }
    }

    #[test]
    fn of_a_long_line_the_part_around_the_place_is_shown() {
        let long = format!("{}here{}", "a".repeat(300), "b".repeat(300));
        let found = around(&[long.as_str()], &at(1, 301));
        assert!(found[0].said.starts_with("…a") && found[0].said.ends_with("b…"));
        let place = found[0].place.as_deref().unwrap_or_default().len();
        let rest: String = found[0].said.chars().skip(place).collect();
        assert!(rest.starts_with("here"), "{rest}");
    }

    proptest! {
        #[test]
        fn every_place_of_any_text_has_its_line_below_which_it_is_marked(
            text in "(?s).{0,400}",
            line in 0_u32..12,
            column in 0_u32..400,
        ) {
            let lines: Vec<&str> = text.split('\n').collect();
            let found = around(&lines, &at(line, column));
            let there = usize::try_from(line).is_ok_and(|line| (1..=lines.len()).contains(&line));
            prop_assert_eq!(found.iter().filter(|one| one.place.is_some()).count(), usize::from(there));
            for one in &found {
                prop_assert!(one.said.chars().count() <= WIDE + 2);
                let place = one.place.as_deref().unwrap_or_default();
                prop_assert!(place.chars().count() <= one.said.chars().count());
            }
        }
    }
}
