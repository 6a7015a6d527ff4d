//! The words for every schedule, those that most parents look for first, and how often children
//! change homes in one.
//!
//! May touch: its arguments. The first ones and their words are those of [`crate::rhythm`].

use plan::pattern::{self, Pattern};

use crate::rhythm::{self, facts};
use crate::text::Text;

/// Nights of four weeks, times ten: handovers in four weeks are told to a tenth.
const TENTHS_OF_NIGHTS: usize = 280;

/// A schedule and the keys of its name and of what is said of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Named {
    /// The schedule.
    pub pattern: &'static Pattern,
    /// The key of its name.
    pub title: &'static str,
    /// The key of what is said of it.
    pub more: &'static str,
}

/// The schedules that are shown on demand, and the keys of their names and of what is said of them.
const OTHERS: [(&str, &str, &str); 13] = [
    ("3-4-4-3", "questions-344", "questions-344-more"),
    (
        "alternate-weekends-monday",
        "questions-weekends-monday",
        "questions-weekends-monday-more",
    ),
    (
        "alternate-weekends-thursday",
        "questions-weekends-thursday",
        "questions-weekends-thursday-more",
    ),
    (
        "alternate-weekends-wednesday",
        "questions-weekends-wednesday",
        "questions-weekends-wednesday-more",
    ),
    (
        "every-weekend",
        "questions-every-weekend",
        "questions-every-weekend-more",
    ),
    (
        "every-third-weekend",
        "questions-third-weekend",
        "questions-third-weekend-more",
    ),
    ("4-3", "questions-43", "questions-43-more"),
    ("5-2", "questions-52", "questions-52-more"),
    ("6-1", "questions-61", "questions-61-more"),
    (
        "alternating-two-days",
        "questions-two-days",
        "questions-two-days-more",
    ),
    (
        "every-third-day",
        "questions-third-day",
        "questions-third-day-more",
    ),
    (
        "two-weeks-each",
        "questions-two-weeks",
        "questions-two-weeks-more",
    ),
    (
        "every-third-week",
        "questions-third-week",
        "questions-third-week-more",
    ),
];

fn named(words: &'static [(&'static str, &'static str, &'static str)]) -> Vec<Named> {
    let with_words = words.iter().filter_map(|&(name, title, more)| {
        let pattern = pattern::find(name)?;
        Some(Named {
            pattern,
            title,
            more,
        })
    });
    with_words.collect()
}

/// The schedules that are shown first.
#[must_use]
pub fn first_rhythms() -> Vec<Named> {
    named(&rhythm::RHYTHMS)
}

/// All others.
#[must_use]
pub fn other_rhythms() -> Vec<Named> {
    named(&OTHERS)
}

/// What a schedule is called on the pages.
#[must_use]
pub fn called(text: &Text, pattern: &Pattern) -> String {
    let mut all = first_rhythms().into_iter().chain(other_rhythms());
    let known = all.find(|named| named.pattern.name == pattern.name);
    known.map_or_else(
        || pattern.title.to_owned(),
        |named| text.get(named.title).into_owned(),
    )
}

/// Handovers in four weeks on average, in tenths of one.
#[must_use]
pub fn tenths_in_four_weeks(pattern: &Pattern) -> usize {
    let nights = pattern.cycle().len().max(1);
    (facts(pattern).changes * TENTHS_OF_NIGHTS + nights / 2) / nights
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lang;

    #[test]
    fn every_schedule_has_words_and_stands_once() {
        let shown: Vec<&str> = first_rhythms()
            .into_iter()
            .chain(other_rhythms())
            .map(|one| one.pattern.name)
            .collect();
        assert_eq!(shown.len(), pattern::ALL.len());
        for known in &pattern::ALL {
            let times = shown.iter().filter(|name| **name == known.name).count();
            assert_eq!(times, 1, "{}", known.name);
        }
    }

    /// The plan language has English names alone; only those of numbers are the same in Dutch.
    #[test]
    fn every_schedule_has_a_name_in_both_languages() {
        let [english, dutch] = [Lang::En, Lang::Nl].map(Text::of);
        for pattern in &pattern::ALL {
            let (en, nl) = (called(english, pattern), called(dutch, pattern));
            let words = pattern.title.chars().any(char::is_alphabetic);
            assert_eq!(en != nl, words, "{en}, {nl}");
            assert_eq!(nl != pattern.title, words, "{nl}");
        }
    }

    /// DOMAIN.md, 2: averages over long windows.
    #[test]
    fn handovers_in_four_weeks_are_those_of_the_field() {
        for (name, tenths) in [
            ("alternating-weeks", 40),
            ("alternating-weeks-wednesday", 120),
            ("2-2-3", 120),
            ("2-2-5-5", 80),
            ("3-4-4-3", 80),
            ("alternating-two-days", 140),
            ("two-weeks-each", 20),
            ("4-3", 80),
            ("5-2", 80),
            ("every-weekend", 80),
            ("6-1", 80),
            ("every-third-day", 187),
            ("every-third-week", 27),
            ("alternate-weekends", 40),
            ("alternate-weekends-monday", 40),
            ("alternate-weekends-thursday", 40),
            ("alternate-weekends-wednesday", 120),
            ("alternate-weekends-monday-wednesday", 120),
            ("every-third-weekend", 27),
        ] {
            let found = tenths_in_four_weeks(pattern::find(name).unwrap());
            assert_eq!(found, tenths, "{name}");
        }
    }
}
