//! The bands of shared care of the British Child Maintenance Service. Pure arithmetic.

use super::{Finding, Fraction, Needs, Standard};

/// The first night of each band and the part by which maintenance falls.
const BANDS: [(u32, Fraction); 4] = [
    (175, fraction(1, 2)),
    (156, fraction(3, 7)),
    (104, fraction(2, 7)),
    (52, fraction(1, 7)),
];

const fn fraction(numerator: u8, denominator: u8) -> Fraction {
    Fraction {
        numerator,
        denominator,
    }
}

/// Nights in twelve months: 52-103 one seventh, 104-155 two, 156-174 three, 175 and more a half.
///
/// Source: Child Support Act 1991, Schedule 1, paragraph 7; factsheet of the Child Maintenance
/// Service on living arrangements.
pub(super) fn standard() -> Standard<'static> {
    Standard {
        name: "uk-shared-care",
        source: "Child Support Act 1991 (UK), Schedule 1, paragraph 7",
        needs: Needs::TwelveMonths,
        find: Box::new(|counts, side| {
            let nights = *counts.nights.get(side);
            Finding::SharedCare {
                nights,
                reduction: reduction(nights),
            }
        }),
    }
}

fn reduction(nights: u32) -> Option<Fraction> {
    BANDS
        .into_iter()
        .find(|(first, _)| nights >= *first)
        .map(|(_, fraction)| fraction)
}

#[cfg(test)]
mod tests {
    use super::{fraction, reduction};

    #[test]
    fn each_band_has_its_first_and_its_last_night() {
        let bands = [
            (0, 51, None),
            (52, 103, Some(fraction(1, 7))),
            (104, 155, Some(fraction(2, 7))),
            (156, 174, Some(fraction(3, 7))),
            (175, 366, Some(fraction(1, 2))),
        ];
        for (first, last, expected) in bands {
            assert_eq!(reduction(first), expected, "{first} nights");
            assert_eq!(reduction(last), expected, "{last} nights");
        }
    }
}
