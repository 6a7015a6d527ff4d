//! The feasts that `data/feasts.txt` lists. Touches that text and nothing else.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::feast::{Certainty, FeastDay};

const TEXT: &str = include_str!("../../data/feasts.txt");

/// The days of each listed feast, in the order of the calendar.
pub(super) fn listed() -> &'static BTreeMap<&'static str, Vec<FeastDay>> {
    static LISTED: OnceLock<BTreeMap<&'static str, Vec<FeastDay>>> = OnceLock::new();
    LISTED.get_or_init(|| {
        let mut listed = BTreeMap::<_, Vec<_>>::new();
        for (slug, day) in lines().filter_map(parse) {
            listed.entry(slug).or_default().push(day);
        }
        for days in listed.values_mut() {
            days.sort_unstable_by_key(|day| day.date);
        }
        listed
    })
}

fn lines() -> impl Iterator<Item = &'static str> {
    TEXT.lines().filter(|line| !line.starts_with('#'))
}

/// A line: the slug, the date, and the word `tentative` or nothing.
fn parse(line: &'static str) -> Option<(&'static str, FeastDay)> {
    let mut words = line.split(' ');
    let slug = words.next()?;
    let date = words.next()?.parse().ok()?;
    let certainty = match (words.next(), words.next()) {
        (None, _) => Certainty::Certain,
        (Some("tentative"), None) => Certainty::Tentative,
        (Some(_), _) => return None,
    };
    Some((slug, FeastDay { date, certainty }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::is_slug;

    #[test]
    fn each_line_is_a_feast_and_they_are_in_order() {
        for line in lines() {
            let (slug, _) = parse(line).unwrap_or_else(|| panic!("no feast: {line}"));
            assert!(is_slug(slug), "{line}");
        }
        let all: Vec<_> = lines().collect();
        for pair in all.windows(2) {
            assert!(pair[0] < pair[1], "{} before {}", pair[1], pair[0]);
        }
        assert!(all.len() > 400, "{} lines", all.len());
    }

    #[test]
    fn other_lines_are_none() {
        for bad in [
            "",
            "purim",
            "purim 2026-02-30",
            "purim 2026-03-03 perhaps",
            "purim 2026-03-03 tentative or not",
        ] {
            assert_eq!(parse(bad), None, "{bad}");
        }
    }
}
