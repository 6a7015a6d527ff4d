//! The percentage of care of the Australian child support scheme. Pure arithmetic.

use super::{CareClass, Finding, Needs, Standard};

/// The highest rounded percentage of each class. In a year of 365 nights they are the nights
/// that the guide names: to 51, 127, 237, 313.
const CLASSES: [(u8, CareClass); 4] = [
    (13, CareClass::BelowRegular),
    (34, CareClass::Regular),
    (65, CareClass::Shared),
    (86, CareClass::Primary),
];

/// Nights in twelve months as a whole percentage, rounded down below 50 and up above, and its
/// class.
///
/// Source: Child Support (Assessment) Act 1989 (Cth), sections 5 and 54D; Child Support Guide
/// 4.1.2. The law states percentages, so a leap year is measured by its own 366 nights.
pub(super) fn standard() -> Standard<'static> {
    Standard {
        name: "au-percentage-of-care",
        source: "Child Support (Assessment) Act 1989 (Cth), ss 5 and 54D; Child Support Guide 4.1.2",
        needs: Needs::TwelveMonths,
        find: Box::new(|counts, side| {
            let (nights, of) = (*counts.nights.get(side), counts.all_nights);
            let percent = percent(nights, of);
            Finding::PercentageOfCare {
                nights,
                of,
                percent,
                class: class(percent),
            }
        }),
    }
}

fn percent(nights: u32, of: u32) -> u8 {
    let hundredfold = nights.saturating_mul(100);
    let rounded = if nights.saturating_mul(2) < of {
        hundredfold / of.max(1)
    } else {
        hundredfold.div_ceil(of.max(1))
    };
    u8::try_from(rounded).unwrap_or(100)
}

fn class(percent: u8) -> CareClass {
    CLASSES
        .into_iter()
        .find(|(highest, _)| percent <= *highest)
        .map_or(CareClass::AbovePrimary, |(_, class)| class)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Nights a year: 0-51 below regular, 52-127 regular, 128-237 shared, 238-313 primary, 314+.
    #[test]
    fn the_classes_are_those_of_the_table_of_nights() {
        for nights in 0..=365 {
            let expected = match nights {
                0..=51 => CareClass::BelowRegular,
                52..=127 => CareClass::Regular,
                128..=237 => CareClass::Shared,
                238..=313 => CareClass::Primary,
                _ => CareClass::AbovePrimary,
            };
            assert_eq!(class(percent(nights, 365)), expected, "{nights} nights");
        }
    }

    /// Half of 365 nights is recorded as 49 and 51 (Child Support Guide 1.4.3.20).
    #[test]
    fn below_half_rounds_down_and_above_half_rounds_up() {
        assert_eq!((percent(182, 365), percent(183, 365)), (49, 51));
        assert_eq!(percent(183, 366), 50);
        assert_eq!((percent(0, 365), percent(365, 365)), (0, 100));
        assert_eq!(percent(0, 0), 0);
    }
}
