//! The standards of the law over compiled plans, with the numbers that the field gives
//! (DOMAIN, sections 5 and 6).

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test may stop, and reads the files that it checks"
)]

use crate::common::{compile_dates, example, read, with_clauses};
use jiff::civil::{Date, date};
use plan::{
    Applicability, CareClass, Finding, Fraction, NIGHT_THRESHOLDS, Needs, NightThreshold, Side,
    StandardResult, parenting_quarters, standards,
};

const YEAR_2027: (Date, Date) = (date(2027, 1, 1), date(2028, 1, 1));
const HOUR: i64 = 3_600;

/// What all standards find over these dates, for a child with these clauses.
fn results(clauses: &[&str], dates: (Date, Date)) -> Vec<StandardResult> {
    let plan = read(&with_clauses(clauses));
    standards(&plan, &compile_dates(&plan, dates, &[]), &NIGHT_THRESHOLDS)
}

fn named<'r>(results: &'r [StandardResult], name: &str) -> Vec<&'r StandardResult> {
    results
        .iter()
        .filter(|result| result.name == name)
        .collect()
}

/// What one standard finds over 2027 for both parents.
fn find(clauses: &[&str], name: &str) -> (Finding, Finding) {
    let results = results(clauses, YEAR_2027);
    let [result] = named(&results, name)[..] else {
        panic!("one result of {name}")
    };
    assert_eq!(result.applicability, Applicability::Applies);
    (result.findings.a, result.findings.b)
}

/// Nights with Elias from Monday on, changes in the morning.
fn week(nights: &str) -> String {
    format!("nights = {{ sequence = \"{nights}\", start = 2027-01-04, change = \"08:30\" }}")
}

/// DOMAIN 5, care discount: one day a week 15 %, two 25 %, three 35 %, less than one 5 %.
#[test]
fn the_dutch_care_discount_of_a_weekly_rhythm() {
    let rows = [
        ("MMMMMMM MMMMMMM MMMMEEM", 5),
        ("MMMMMME", 15),
        ("MMMMEEM MMMMMMM", 15),
        ("MMMMMEE", 25),
        ("MMMMEEE", 35),
        ("MMMMMMM EEEEEEE", 35),
        ("MMMMMMM", 0),
    ];
    for (nights, expected) in rows {
        let (_, found) = find(&[&week(nights)], "nl-care-discount");
        let Finding::CareDiscount { weeks, percent, .. } = found else {
            panic!("{found:?}")
        };
        assert_eq!((weeks, percent), (52, expected), "{nights}");
    }
}

/// Holidays count too: five weeks more make two nights a week of one and a half.
#[test]
fn the_dutch_care_discount_averages_holidays_in() {
    let rhythm = week("MMMMEEM MMMMMME");
    let summer = "spans = [{ parent = \"elias\", from = 2027-07-12T08:30:00, until = 2027-08-16T08:30:00 }]\nrank = \"holiday\"";
    let percent = |clauses: &[&str]| {
        let (_, found) = find(clauses, "nl-care-discount");
        let Finding::CareDiscount { percent, .. } = found else {
            panic!("{found:?}")
        };
        percent
    };
    assert_eq!(percent(&[&rhythm]), 15);
    assert_eq!(percent(&[&rhythm, summer]), 25);
}

/// DOMAIN 5, days tests: 3 of 7 nights in 2027 give 157 for Fri-Sun and 156 for Mon-Wed.
#[test]
fn the_dutch_test_of_156_days() {
    let rows = [
        ("MMMMEEE", 157, true),
        ("EEEMMMM", 156, true),
        ("MEEMMMM", 104, false),
    ];
    for (nights, days, met) in rows {
        let (_, found) = find(&[&week(nights)], "nl-156-days");
        let expected = Finding::AtLeastNights {
            nights: days,
            at_least: 156,
            met,
        };
        assert_eq!(found, expected, "{nights}");
    }
}

/// DOMAIN 6: 52-127 regular, 128-237 shared, 238-313 primary; below half rounds down, above up.
#[test]
fn the_australian_percentage_of_care() {
    let care = |nights, percent, class| Finding::PercentageOfCare {
        nights,
        of: 365,
        percent,
        class,
    };
    let rows = [
        (
            "MMMMMME",
            care(313, 86, CareClass::Primary),
            care(52, 14, CareClass::Regular),
        ),
        (
            "MMMMEEM",
            care(260, 72, CareClass::Primary),
            care(105, 28, CareClass::Regular),
        ),
        (
            "MMMMEEE",
            care(208, 57, CareClass::Shared),
            care(157, 43, CareClass::Shared),
        ),
        (
            "MMMMMMM",
            care(365, 100, CareClass::AbovePrimary),
            care(0, 0, CareClass::BelowRegular),
        ),
    ];
    for (nights, of_mara, of_elias) in rows {
        let found = find(&[&week(nights)], "au-percentage-of-care");
        assert_eq!(found, (of_mara, of_elias), "{nights}");
    }
}

/// DOMAIN 6: 52-103 one seventh, 104-155 two, 156-174 three, 175 and more a half.
#[test]
fn the_british_bands() {
    let rows = [
        ("MMMMMMM MMMMMMM MMMMEEM", None),
        ("MMMMMME", Some((1, 7))),
        ("MMMMMEE", Some((2, 7))),
        ("EEEMMMM", Some((3, 7))),
        ("MMMMMMM EEEEEEE", Some((1, 2))),
    ];
    for (nights, expected) in rows {
        let (_, found) = find(&[&week(nights)], "uk-shared-care");
        let Finding::SharedCare { reduction, .. } = found else {
            panic!("{found:?}")
        };
        let expected = expected.map(|(numerator, denominator)| Fraction {
            numerator,
            denominator,
        });
        assert_eq!(reduction, expected, "{nights}");
    }
}

/// DOMAIN 6, Canada: 40 % of the year, by time: an afternoon a week lifts 11 of 28 nights over it.
#[test]
fn the_canadian_share_of_time() {
    let met = |clauses: &[&str]| match find(clauses, "ca-shared-time") {
        (Finding::ShareOfTime { met: a, of, .. }, Finding::ShareOfTime { met: b, .. }) => {
            assert_eq!(of, 365 * 24 * HOUR);
            (a, b)
        }
        other => panic!("{other:?}"),
    };
    let rhythm = week("MMMMEEE MMMMEEE MMMMMEE MMMMEEE");
    let evenings =
        "weekly = { parent = \"elias\", windows = [\"tue 15:00 - 19:00\"] }\nrank = \"holiday\"";
    assert_eq!(met(&[&rhythm]), (true, false));
    assert_eq!(met(&[&rhythm, evenings]), (true, true));
}

/// DOMAIN 6, Arizona: each 24 h = 1; the remainder ≥ 12 h = 1, from 6 h = ½, from 3 h = ¼.
#[test]
fn quarters_of_a_parenting_day() {
    let rows = [
        (0, 0),
        (3 * HOUR - 1, 0),
        (3 * HOUR, 1),
        (6 * HOUR - 1, 1),
        (6 * HOUR, 2),
        (12 * HOUR - 1, 2),
        (12 * HOUR, 4),
        (24 * HOUR, 4),
        (27 * HOUR, 5),
        (36 * HOUR, 8),
        // Thursday 21:00 to Monday 08:00: 3.5 days.
        (83 * HOUR, 14),
        (-HOUR, 0),
    ];
    for (seconds, quarters) in rows {
        assert_eq!(parenting_quarters(seconds), quarters, "{seconds} seconds");
    }
}

/// DOMAIN 6, Arizona: Thursday 21:00 to Monday 08:00 = 3.5, here every other week of 2027, in
/// Phoenix, whose clocks do not change.
#[test]
fn the_parenting_days_of_a_year() {
    let weekends = "weekly = { parent = \"elias\", windows = [\"thu 21:00 - mon 08:00\"], every = 2, start = 2027-01-07 }";
    let quarters = |zone: &str| {
        let text = with_clauses(&["always = \"mara\"\nrank = \"fallback\"", weekends]);
        let plan = read(&text.replace("Europe/Amsterdam", zone));
        let results = standards(&plan, &compile_dates(&plan, YEAR_2027, &[]), &[]);
        named(&results, "us-az-parenting-days")[0].findings.b
    };
    let expected = |quarters| Finding::ParentingDays { quarters };
    assert_eq!(quarters("America/Phoenix"), expected(26 * 14));
    // Where the clocks go back in the weekend of 31 October, its rest is 12 hours: a whole day.
    assert_eq!(quarters("Europe/Amsterdam"), expected(25 * 14 + 16));
}

#[test]
fn thresholds_are_the_callers_data() {
    let own = [NightThreshold {
        name: "own",
        source: "The order of 3 May",
        nights_per_year: 157,
    }];
    let plan = read(&with_clauses(&[&week("MMMMEEE")]));
    let results = standards(&plan, &compile_dates(&plan, YEAR_2027, &[]), &own);
    let [result] = named(&results, "own")[..] else {
        panic!("one result")
    };
    assert_eq!(result.source, "The order of 3 May");
    let expected = Finding::AtLeastNights {
        nights: 157,
        at_least: 157,
        met: true,
    };
    assert_eq!(result.findings.b, expected);
    assert!(named(&results, "us-oh").is_empty());
}

#[test]
fn a_short_window_says_what_it_lacks() {
    let results = results(&[&week("MMMMEEE")], (date(2027, 2, 1), date(2028, 1, 31)));
    for result in &results {
        let needs = match result.name.as_str() {
            "nl-156-days" => Needs::CalendarYear,
            "nl-care-discount" => Needs::AtLeastTwelveMonths,
            _ => Needs::TwelveMonths,
        };
        assert_eq!(result.applicability, Applicability::WindowTooShort(needs));
        assert_eq!(
            (result.from, result.to),
            (date(2027, 2, 1), date(2028, 1, 31))
        );
    }
    assert_eq!(results.len(), 6 + NIGHT_THRESHOLDS.len());
}

#[test]
fn each_year_of_a_longer_window_is_counted_by_itself() {
    let results = results(&[&week("MMMMEEE")], (date(2026, 7, 1), date(2029, 3, 1)));
    let dates = |name| -> Vec<String> {
        named(&results, name)
            .iter()
            .map(|result| format!("{} {} {:?}", result.from, result.to, result.applicability))
            .collect()
    };
    assert_eq!(
        dates("nl-156-days"),
        [
            "2027-01-01 2028-01-01 Applies",
            "2028-01-01 2029-01-01 Applies"
        ]
    );
    assert_eq!(
        dates("uk-shared-care"),
        [
            "2026-07-01 2027-07-01 Applies",
            "2027-07-01 2028-07-01 Applies"
        ]
    );
    assert_eq!(dates("nl-care-discount"), ["2026-07-01 2029-03-01 Applies"]);
}

#[test]
fn nights_before_the_plan_are_open() {
    let text = with_clauses(&[&week("MMMMEEE")]).replace("from = 2020-01-01", "from = 2027-03-01");
    let plan = read(&text);
    let results = standards(&plan, &compile_dates(&plan, YEAR_2027, &[]), &[]);
    assert!(results.iter().all(|result| result.open_nights == 59));
}

#[test]
fn each_child_has_its_own_findings() {
    let plan = example("four-children");
    let results = standards(&plan, &compile_dates(&plan, YEAR_2027, &[]), &[]);
    let days: Vec<(String, bool)> = named(&results, "nl-156-days")
        .iter()
        .map(|result| {
            let met = matches!(
                result.findings.get(Side::B),
                Finding::AtLeastNights { met: true, .. }
            );
            (result.child.to_string(), met)
        })
        .collect();
    let expected = [
        ("noor", true),
        ("sam", true),
        ("cato", true),
        ("pim", false),
    ];
    assert_eq!(days, expected.map(|(child, met)| (child.to_owned(), met)));
}

#[test]
fn findings_as_json_are_stable() {
    let all = results(&[&week("MMMMEEE")], YEAR_2027);
    insta::assert_snapshot!(serde_json::to_string_pretty(&all).unwrap());
}

#[test]
fn a_short_window_as_json_names_what_it_needs() {
    let short = results(&[&week("MMMMEEE")], (date(2027, 2, 1), date(2027, 3, 1)));
    let json = serde_json::to_value(&short).unwrap();
    let needs: Vec<&str> = json
        .as_array()
        .unwrap()
        .iter()
        .map(|result| result["needs"].as_str().unwrap())
        .collect();
    assert_eq!(
        needs[..3],
        ["twelve_months", "calendar_year", "twelve_months"]
    );
    assert_eq!(json[0]["applies"], false);
}
