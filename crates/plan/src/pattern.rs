//! The schedules that parents commonly choose, by name. Data only.

use jiff::civil::Weekday;

use crate::Side;

/// A schedule with a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pattern {
    /// The name in a plan file.
    pub name: &'static str,
    /// The name on a page, in English.
    pub title: &'static str,
    /// The nights in order, as groups of letters: A is the parent who comes first, B the other.
    pub nights: &'static str,
    /// Where the schedule speaks of weekdays: the weekday of the first night.
    pub begins: Option<Weekday>,
}

impl Pattern {
    /// Who has each night of a cycle.
    pub fn cycle(&self) -> Vec<Side> {
        self.nights
            .chars()
            .filter_map(|letter| match letter {
                'A' => Some(Side::A),
                'B' => Some(Side::B),
                _ => None,
            })
            .collect()
    }
}

/// A schedule that may begin on any day.
const fn free(name: &'static str, title: &'static str, nights: &'static str) -> Pattern {
    Pattern {
        name,
        title,
        nights,
        begins: None,
    }
}

/// A schedule that speaks of weekdays, so that its sequence begins with a Monday night.
const fn monday(name: &'static str, title: &'static str, nights: &'static str) -> Pattern {
    Pattern {
        name,
        title,
        nights,
        begins: Some(Weekday::Monday),
    }
}

/// Every named schedule.
pub const ALL: [Pattern; 19] = [
    free("alternating-weeks", "Alternating weeks", "AAAAAAA BBBBBBB"),
    monday(
        "alternating-weeks-wednesday",
        "Alternating weeks with a Wednesday night swapped",
        "AABAAAA BBABBBB",
    ),
    free("2-2-3", "2-2-3", "AABBAAA BBAABBB"),
    free("2-2-5-5", "2-2-5-5", "AABBAAA AABBBBB"),
    free("3-4-4-3", "3-4-4-3", "AAABBBB AAAABBB"),
    free("alternating-two-days", "Alternating two days", "AABB"),
    free(
        "two-weeks-each",
        "Two weeks each",
        "AAAAAAA AAAAAAA BBBBBBB BBBBBBB",
    ),
    free("4-3", "4-3", "AAAABBB"),
    free("5-2", "5-2", "AAAAABB"),
    monday(
        "every-weekend",
        "Every weekend, Friday to Sunday",
        "AAAABBA",
    ),
    free("6-1", "6-1", "AAAAAAB"),
    free("every-third-day", "Every third day", "AAB"),
    free(
        "every-third-week",
        "Every third week",
        "AAAAAAA AAAAAAA BBBBBBB",
    ),
    monday(
        "alternate-weekends",
        "Every other weekend, Friday to Sunday",
        "AAAABBA AAAAAAA",
    ),
    monday(
        "alternate-weekends-monday",
        "Every other weekend, Friday to Monday",
        "AAAABBB AAAAAAA",
    ),
    monday(
        "alternate-weekends-thursday",
        "Every other weekend, Thursday to Monday",
        "AAABBBB AAAAAAA",
    ),
    monday(
        "alternate-weekends-wednesday",
        "Every other weekend, Friday to Sunday, and each Wednesday night",
        "AABABBA AABAAAA",
    ),
    monday(
        "alternate-weekends-monday-wednesday",
        "Every other weekend, Friday to Monday, and each Wednesday night",
        "AABABBB AABAAAA",
    ),
    monday(
        "every-third-weekend",
        "Every third weekend, Friday to Sunday",
        "AAAABBA AAAAAAA AAAAAAA",
    ),
];

/// The schedule of a name.
pub fn find(name: &str) -> Option<&'static Pattern> {
    ALL.iter().find(|pattern| pattern.name == name)
}
