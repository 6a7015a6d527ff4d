//! How long a schedule keeps a child with one parent, beside what is common at its age. A hint for who
//! chooses a schedule; decides nothing.

use jiff::civil::Date;

use crate::day;
use crate::pattern::Pattern;

/// A schedule keeps a young child longer with one parent than is common at its age.
///
/// This is common practice and no rule: guidance for parents mostly has the youngest children see
/// both parents every few days, and lets the stretches grow with them. Families do otherwise for good
/// reasons, and no page should say more than that it is unusual.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AgeHint {
    /// Younger than three: three nights in a row are common.
    UnderThree {
        /// The most nights in a row with one parent in the schedule.
        longest: usize,
    },
    /// From three, younger than six: five nights are common.
    UnderSix {
        /// The most nights in a row with one parent in the schedule.
        longest: usize,
    },
    /// From six, younger than twelve: a week is common.
    UnderTwelve {
        /// The most nights in a row with one parent in the schedule.
        longest: usize,
    },
}

/// Nights in a row that are common before a child is three, six and twelve years old.
const COMMON_NIGHTS: [(u8, usize); 3] = [(3, 3), (6, 5), (12, 7)];

impl AgeHint {
    /// The most nights in a row with one parent in the schedule.
    pub fn longest_nights(self) -> usize {
        match self {
            AgeHint::UnderThree { longest }
            | AgeHint::UnderSix { longest }
            | AgeHint::UnderTwelve { longest } => longest,
        }
    }

    /// The age in years that the youngest child has not reached.
    pub fn under_years(self) -> u8 {
        self.common().0
    }

    /// About how many nights in a row are common before that age.
    pub fn common_nights(self) -> usize {
        self.common().1
    }

    fn common(self) -> (u8, usize) {
        let [three, six, twelve] = COMMON_NIGHTS;
        match self {
            AgeHint::UnderThree { .. } => three,
            AgeHint::UnderSix { .. } => six,
            AgeHint::UnderTwelve { .. } => twelve,
        }
    }
}

/// What there is to say of a schedule for a family whose youngest child was born on `youngest`.
/// `None` where its stretches are common at that age, and from twelve years on.
pub fn age_hint(pattern: &Pattern, youngest: Date, today: Date) -> Option<AgeHint> {
    let longest = longest_nights(pattern);
    let under = |(years, _): &(u8, usize)| today < day::birthday(youngest, *years);
    let (years, common) = COMMON_NIGHTS.into_iter().find(under)?;
    let hint = match years {
        ..=3 => AgeHint::UnderThree { longest },
        4..=6 => AgeHint::UnderSix { longest },
        7.. => AgeHint::UnderTwelve { longest },
    };
    (longest > common).then_some(hint)
}

/// The most nights in a row with one parent, while the schedule repeats.
fn longest_nights(pattern: &Pattern) -> usize {
    let cycle = pattern.cycle();
    let twice: Vec<_> = cycle.iter().chain(&cycle).collect();
    let runs = twice.chunk_by(|one, next| one == next);
    let longest = runs.map(<[_]>::len).max().unwrap_or(0);
    longest.min(cycle.len())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::pattern;

    /// The longest stretches of the table of schedules.
    #[test]
    fn the_longest_stretch_is_that_of_the_table() {
        let check = |name, nights| {
            let pattern = pattern::find(name).unwrap();
            assert_eq!(longest_nights(pattern), nights, "{name}");
        };
        check("alternating-weeks", 7);
        check("alternating-weeks-wednesday", 4);
        check("2-2-3", 3);
        check("2-2-5-5", 5);
        check("two-weeks-each", 14);
        check("alternate-weekends", 12);
        check("every-third-weekend", 19);
    }

    #[test]
    fn a_hint_comes_for_who_is_younger_than_is_common() {
        let today = date(2027, 1, 4);
        let check = |name, born, expected: Option<(u8, usize, usize)>| {
            let hint = age_hint(pattern::find(name).unwrap(), born, today);
            let found = hint.map(|hint| {
                (
                    hint.under_years(),
                    hint.common_nights(),
                    hint.longest_nights(),
                )
            });
            assert_eq!(found, expected, "{name} {born}");
        };
        check("2-2-3", date(2025, 6, 1), None);
        check("2-2-5-5", date(2024, 1, 5), Some((3, 3, 5)));
        check("2-2-5-5", date(2024, 1, 4), None);
        check("alternating-weeks", date(2021, 1, 5), Some((6, 5, 7)));
        check("alternating-weeks", date(2021, 1, 4), None);
        check("two-weeks-each", date(2015, 1, 5), Some((12, 7, 14)));
        check("every-third-weekend", date(2015, 1, 4), None);
    }
}
