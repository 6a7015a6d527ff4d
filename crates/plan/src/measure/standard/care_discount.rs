//! The Dutch care discount (zorgkorting). Pure arithmetic.

use super::{Finding, Needs, Standard};

/// Days a week on average, and the discount from there on, in per cent of the child's need.
const CLASSES: [(u32, u8); 3] = [(3, 35), (2, 25), (1, 15)];

/// Below one day a week.
const LEAST: u8 = 5;

/// 5 % below one day a week on average over the year, holidays included; 15 % from one day,
/// 25 % from two, 35 % from three.
///
/// Source: the court experts' report on maintenance norms (Rapport alimentatienormen).
///
/// Days are nights. The average is over the whole weeks of the window, 52 in a year, because
/// one night in each week of a year is 52 nights, and that is one day a week.
pub(super) fn standard() -> Standard<'static> {
    Standard {
        name: "nl-care-discount",
        source: "Rapport alimentatienormen, zorgkorting",
        needs: Needs::AtLeastTwelveMonths,
        find: Box::new(|counts, side| {
            let nights = *counts.nights.get(side);
            let weeks = (counts.all_nights / 7).max(1);
            Finding::CareDiscount {
                nights,
                weeks,
                percent: percent(nights, weeks),
            }
        }),
    }
}

/// Nothing where the child never sleeps there.
fn percent(nights: u32, weeks: u32) -> u8 {
    if nights == 0 {
        return 0;
    }
    CLASSES
        .into_iter()
        .find(|(days, _)| nights >= days.saturating_mul(weeks))
        .map_or(LEAST, |(_, percent)| percent)
}

#[cfg(test)]
mod tests {
    use super::percent;

    #[test]
    fn each_class_begins_at_its_number_of_nights_in_a_year() {
        let classes = [
            (0, 0),
            (1, 5),
            (51, 5),
            (52, 15),
            (103, 15),
            (104, 25),
            (155, 25),
            (156, 35),
            (365, 35),
        ];
        for (nights, expected) in classes {
            assert_eq!(percent(nights, 52), expected, "{nights} nights");
        }
    }
}
