//! School holidays against the tables of those who set them.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]

use jiff::civil::{Date, Weekday, date};
use plan::dates::{SchoolCalendar, SchoolError, school_countries, school_holidays, school_regions};
use proptest::prelude::*;

type Stretch = ((i8, i8), (i8, i8));

/// A school year's holidays by region: autumn, Christmas, spring, May, summer.
struct SchoolYear {
    begins: i16,
    autumn: [Stretch; 3],
    christmas: Stretch,
    spring: [Stretch; 3],
    may: Stretch,
    summer: [Stretch; 3],
}

/// The government's published dates, regions noord, midden, zuid: Stcrt 2021-25317 for 24/25 and
/// Stcrt 2024-19237 for the years after it.
const NETHERLANDS: [SchoolYear; 5] = [
    SchoolYear {
        begins: 2024,
        autumn: [
            ((10, 26), (11, 3)),
            ((10, 26), (11, 3)),
            ((10, 19), (10, 27)),
        ],
        christmas: ((12, 21), (1, 5)),
        spring: [((2, 15), (2, 23)), ((2, 22), (3, 2)), ((2, 22), (3, 2))],
        may: ((4, 26), (5, 4)),
        summer: [((7, 12), (8, 24)), ((7, 19), (8, 31)), ((7, 5), (8, 17))],
    },
    SchoolYear {
        begins: 2025,
        autumn: [
            ((10, 18), (10, 26)),
            ((10, 18), (10, 26)),
            ((10, 11), (10, 19)),
        ],
        christmas: ((12, 20), (1, 4)),
        spring: [((2, 21), (3, 1)), ((2, 14), (2, 22)), ((2, 14), (2, 22))],
        may: ((4, 25), (5, 3)),
        summer: [((7, 4), (8, 16)), ((7, 18), (8, 30)), ((7, 11), (8, 23))],
    },
    SchoolYear {
        begins: 2026,
        autumn: [
            ((10, 10), (10, 18)),
            ((10, 17), (10, 25)),
            ((10, 17), (10, 25)),
        ],
        christmas: ((12, 19), (1, 3)),
        spring: [((2, 20), (2, 28)), ((2, 20), (2, 28)), ((2, 13), (2, 21))],
        may: ((4, 24), (5, 2)),
        summer: [((7, 10), (8, 22)), ((7, 17), (8, 29)), ((7, 24), (9, 5))],
    },
    SchoolYear {
        begins: 2027,
        autumn: [
            ((10, 16), (10, 24)),
            ((10, 16), (10, 24)),
            ((10, 23), (10, 31)),
        ],
        christmas: ((12, 25), (1, 9)),
        spring: [((2, 19), (2, 27)), ((2, 26), (3, 5)), ((2, 26), (3, 5))],
        may: ((4, 29), (5, 7)),
        summer: [((7, 15), (8, 27)), ((7, 8), (8, 20)), ((7, 22), (9, 3))],
    },
    SchoolYear {
        begins: 2028,
        autumn: [
            ((10, 14), (10, 22)),
            ((10, 21), (10, 29)),
            ((10, 21), (10, 29)),
        ],
        christmas: ((12, 23), (1, 7)),
        spring: [((2, 17), (2, 25)), ((2, 17), (2, 25)), ((2, 10), (2, 18))],
        may: ((4, 28), (5, 6)),
        summer: [((7, 21), (9, 2)), ((7, 7), (8, 19)), ((7, 14), (8, 26))],
    },
];

fn holds(calendar: &SchoolCalendar, slug: &str, years: (i16, i16), stretch: Stretch) {
    let ((first_month, first_day), (last_month, last_day)) = stretch;
    let expected = (
        date(years.0, first_month, first_day),
        date(years.1, last_month, last_day),
    );
    let all = calendar.holidays().iter();
    let found: Vec<_> = all
        .filter(|holiday| holiday.slug == slug && holiday.first.year() == years.0)
        .map(|holiday| (holiday.first, holiday.last))
        .collect();
    assert_eq!(found, [expected], "{slug} {}", years.0);
    assert_eq!(expected.0.weekday(), Weekday::Saturday);
    assert_eq!(expected.1.weekday(), Weekday::Sunday);
}

#[test]
fn dutch_school_holidays_are_the_governments() {
    for (place, region) in ["noord", "midden", "zuid"].iter().enumerate() {
        let calendar = school_holidays("NL", region).unwrap();
        assert_eq!(
            calendar.slugs(),
            ["autumn", "christmas", "may", "spring", "summer"]
        );
        for year in NETHERLANDS {
            let (begins, ends) = (year.begins, year.begins + 1);
            holds(&calendar, "autumn", (begins, begins), year.autumn[place]);
            holds(&calendar, "christmas", (begins, ends), year.christmas);
            holds(&calendar, "spring", (ends, ends), year.spring[place]);
            holds(&calendar, "may", (ends, ends), year.may);
            holds(&calendar, "summer", (ends, ends), year.summer[place]);
        }
        assert!(calendar.known_until() >= date(2029, 8, 19));
    }
}

/// A holiday each of the other countries: AT Schulzeitgesetz 1985 § 2 with the ordinance for Tirol,
/// AU published term dates, BE Flemish order of 17 April 1991, DE Kultusministerkonferenz, FR arrêté
/// of 7 December 2022, PL announced winter breaks.
#[test]
fn other_countries_have_their_own_holidays() {
    let check = |place: (&str, &str), (slug, title): (&str, &str), first: Date, last: Date| {
        let calendar = school_holidays(place.0, place.1).unwrap();
        let mut all = calendar.holidays().iter();
        let holiday = all.find(|holiday| holiday.first == first);
        let holiday = holiday.unwrap_or_else(|| panic!("no {slug} in {place:?}"));
        assert_eq!((holiday.slug, holiday.title), (slug, title));
        assert_eq!(holiday.last, last, "{slug} in {place:?}");
    };
    let named = ("semester", "Semesterferien");
    check(("AT", "tirol"), named, date(2027, 2, 15), date(2027, 2, 20));
    let named = ("autumn", "Herbstferien");
    check(
        ("AT", "wien"),
        named,
        date(2026, 10, 27),
        date(2026, 10, 31),
    );
    let named = ("term-1", "Term 1 school holidays");
    check(("AU", "vic"), named, date(2026, 4, 3), date(2026, 4, 19));
    let named = ("easter", "Paasvakantie");
    check(
        ("BE", "flemish"),
        named,
        date(2026, 4, 6),
        date(2026, 4, 19),
    );
    let named = ("summer", "Sommerferien");
    check(("DE", "by"), named, date(2026, 8, 3), date(2026, 9, 14));
    let named = ("winter", "Vacances d'hiver");
    check(("FR", "zone-c"), named, date(2026, 2, 21), date(2026, 3, 8));
    let named = ("winter", "Ferie zimowe");
    check(
        ("PL", "lodzkie"),
        named,
        date(2026, 2, 2),
        date(2026, 2, 15),
    );
    assert_eq!(
        school_countries(),
        ["AT", "AU", "BE", "DE", "FR", "NL", "PL"]
    );
}

#[test]
fn holidays_of_a_region_are_in_order_and_apart() {
    for country in school_countries() {
        assert!(!school_regions(country).is_empty());
        for region in school_regions(country) {
            let calendar = school_holidays(country, region).unwrap();
            for pair in calendar.holidays().windows(2) {
                assert!(pair[0].last < pair[1].first, "{country} {region} {pair:?}");
            }
            assert!(calendar.slugs().contains(&"summer"), "{country} {region}");
            let last = calendar.holidays().last().unwrap().last;
            assert_eq!(calendar.known_until(), last);
        }
    }
}

#[test]
fn countries_and_regions_are_found_in_any_case_and_errors_say_which_there_are() {
    assert_eq!(
        school_holidays("nl", "Noord"),
        school_holidays("NL", "noord")
    );
    assert_ne!(
        school_holidays("NL", "zuid"),
        school_holidays("NL", "noord")
    );
    let says = |country, region| school_holidays(country, region).unwrap_err().to_string();
    assert_eq!(
        says("XX", "noord"),
        "the school holidays of `XX` are not known: the countries that are known are AT, AU, BE, DE, FR, NL, PL"
    );
    assert_eq!(
        says("nl", "oost"),
        "NL has no school region `oost`: write one of midden, noord, zuid"
    );
    assert!(matches!(
        school_holidays("NL", "*"),
        Err(SchoolError::NoSuchRegion { .. })
    ));
    assert!(school_regions("XX").is_empty());
}

proptest! {
    #[test]
    fn no_name_stops_a_look_up(country in ".*", region in ".*") {
        prop_assert!(school_holidays(&country, "nowhere").is_err());
        let known = school_regions("NL").contains(&region.to_lowercase().as_str());
        prop_assert_eq!(school_holidays("NL", &region).is_ok(), known);
    }
}
