//! Ages in days, weeks, months and years, and the infant whose contact steps up by them.

use jiff::civil::date;
use plan::{Age, AgeUnit, Side};
use proptest::prelude::*;

use super::{ALWAYS_MARA, check_reports};
use crate::common::{example, id, measure_dates, with_clauses};

#[test]
fn an_age_is_reached_on_the_day_of_the_month_or_the_last_one() {
    use AgeUnit::{Days, Months, Weeks, Years};
    let cases = [
        (date(2026, 11, 10), 6, Months, date(2027, 5, 10)),
        (date(2026, 8, 31), 6, Months, date(2027, 2, 28)),
        (date(2026, 8, 31), 13, Months, date(2027, 9, 30)),
        (date(2024, 2, 29), 1, Years, date(2025, 3, 1)),
        (date(2024, 2, 29), 12, Months, date(2025, 3, 1)),
        (date(2024, 2, 29), 18, Months, date(2025, 8, 29)),
        (date(2024, 2, 29), 48, Months, date(2028, 2, 29)),
        (date(2027, 1, 1), 100, Days, date(2027, 4, 11)),
        (date(2027, 1, 1), 1, Weeks, date(2027, 1, 8)),
    ];
    for (born, count, unit, expected) in cases {
        let age = Age { count, unit };
        assert_eq!(age.reached(born), expected, "{age} from {born}");
    }
    let words = |count, unit| Age { count, unit }.to_string();
    assert_eq!(
        (words(1, Months), words(2, Weeks)),
        ("1 month".to_owned(), "2 weeks".to_owned())
    );
}

proptest! {
    #[test]
    fn of_two_ages_in_one_unit_the_lower_is_reached_no_later(
        born in 0..20_000_i32, count in 1..300_u16, unit in 0..4_usize
    ) {
        let born = date(1980, 1, 1).saturating_add(jiff::Span::new().days(born));
        let unit = [AgeUnit::Days, AgeUnit::Weeks, AgeUnit::Months, AgeUnit::Years][unit];
        let reached = |count| Age { count, unit }.reached(born);
        prop_assert!(born < reached(count));
        // Years beyond 255 are all the same, far above any that can be written.
        prop_assert!(reached(count) <= reached(count + 1));
    }
}

/// DOMAIN.md section 7, scenario 5, with all its numbers.
#[test]
fn a_breast_fed_infant_and_a_sibling_of_four() {
    let plan = example("infant-step-up");
    let measures = measure_dates(&plan, (date(2027, 4, 26), date(2027, 5, 24)));
    let jip = measures.child(&id("jip")).unwrap();
    assert_eq!((jip.overnights.a, jip.overnights.b), (28, 0));
    assert_eq!(jip.hours(Side::B), 36.0);
    assert_eq!(jip.longest_apart_hours(Side::A), 6.0);
    assert_eq!(jip.longest_apart_hours(Side::B), 70.0);
    let lotte = measures.child(&id("lotte")).unwrap();
    assert_eq!((lotte.overnights.a, lotte.overnights.b), (22, 6));
    let clause = plan
        .find_clause(&"from-six-months".parse().unwrap())
        .unwrap()
        .1;
    let six_months = Age {
        count: 6,
        unit: AgeUnit::Months,
    };
    assert_eq!(clause.from_age, Some(six_months));
}

#[test]
fn what_can_be_wrong_with_ages() {
    let ages = |inner: &str| with_clauses(&[&format!("{inner}\n{ALWAYS_MARA}")]);
    check_reports(
        "ages",
        &[
            ("no unit", ages("from_age = \"6\"")),
            ("a number", ages("from_age = 6")),
            ("an unknown unit", ages("from_age = \"6 moons\"")),
            ("half a year", ages("from_age = \"0.5 years\"")),
            ("zero", ages("from_age = \"0 weeks\"")),
            ("301 months", ages("until_age = \"301 months\"")),
            (
                "a number that is too big",
                ages("until_age = \"99999 days\""),
            ),
            (
                "both ways to begin",
                ages("from_birthday = 1\nfrom_age = \"18 months\""),
            ),
            (
                "both ways to end",
                ages("until_birthday = 1\nuntil_age = \"18 months\""),
            ),
            (
                "ages in the wrong order",
                ages("from_age = \"6 months\"\nuntil_age = \"20 weeks\""),
            ),
            (
                "an age and a birthday in the wrong order",
                ages("from_birthday = 2\nuntil_age = \"18 months\""),
            ),
        ],
    );
}
