//! Dates of feasts against the tables of those who set them.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]

use jiff::ToSpan;
use jiff::civil::{Date, Weekday, date};
use plan::dates::{
    Certainty, FeastError, easter, feast, feast_slugs, nth_weekday, orthodox_easter,
};
use proptest::prelude::*;

fn days(slug: &str, country: Option<&str>, year: i16) -> Vec<Date> {
    let feast = feast(slug, country).unwrap_or_else(|error| panic!("{error}"));
    feast.on(year).iter().map(|day| day.date).collect()
}

/// One day in each of the years 2026, 2027 and 2028, by month and day.
fn check(slug: &str, countries: &[&str], expected: [(i8, i8); 3]) {
    let somewhere = countries.iter().map(|code| Some(*code));
    let places: Vec<_> = if countries.is_empty() {
        vec![None]
    } else {
        somewhere.collect()
    };
    for country in places {
        for (year, (month, day)) in (2026..).zip(expected) {
            let found = days(slug, country, year);
            assert_eq!(found, [date(year, month, day)], "{slug} {country:?}");
        }
    }
}

/// Easter and what hangs on it: the table of the Gregorian computus. Mother's and Father's Day: US
/// 36 U.S.C. §§ 109 and 117, FR law 50-577 of 24 May 1950, elsewhere custom. Thanksgiving: 5 U.S.C.
/// § 6103(a). Chinese New Year: the official calendar (GB/T 33661-2017).
#[test]
fn feasts_fall_on_the_days_of_the_table() {
    check("easter", &[], [(4, 5), (3, 28), (4, 16)]);
    check("ascension", &[], [(5, 14), (5, 6), (5, 25)]);
    check("fathers-day", &["DE"], [(5, 14), (5, 6), (5, 25)]);
    check("pentecost", &[], [(5, 24), (5, 16), (6, 4)]);
    let second_sunday = ["NL", "BE", "DE", "US", "AT", "CH", "IT", "CA", "AU"];
    check("mothers-day", &second_sunday, [(5, 10), (5, 9), (5, 14)]);
    check("mothers-day", &["GB", "IE"], [(3, 15), (3, 7), (3, 26)]);
    check("mothers-day", &["FR"], [(5, 31), (5, 30), (5, 28)]);
    check("mothers-day", &["ES", "PT"], [(5, 3), (5, 2), (5, 7)]);
    let third_sunday = ["NL", "GB", "US", "FR", "CA", "IE"];
    check("fathers-day", &third_sunday, [(6, 21), (6, 20), (6, 18)]);
    check("fathers-day", &["BE"], [(6, 14), (6, 13), (6, 11)]);
    check("fathers-day", &["ES", "PT", "IT"], [(3, 19); 3]);
    check("fathers-day", &["AU"], [(9, 6), (9, 5), (9, 3)]);
    check("thanksgiving", &["US"], [(11, 26), (11, 25), (11, 23)]);
    check("thanksgiving", &["CA"], [(10, 12), (10, 11), (10, 9)]);
    check("chinese-new-year", &[], [(2, 17), (2, 6), (1, 26)]);
}

/// 5 U.S.C. § 6103(a): the Monday holidays, and the days with a date. Dates of 2026 to 2028 as the
/// US Office of Personnel Management lists them.
#[test]
fn american_holidays_fall_on_their_mondays_and_dates() {
    check("martin-luther-king-day", &[], [(1, 19), (1, 18), (1, 17)]);
    check("presidents-day", &[], [(2, 16), (2, 15), (2, 21)]);
    check("memorial-day", &[], [(5, 25), (5, 31), (5, 29)]);
    check("labor-day", &["US", "CA"], [(9, 7), (9, 6), (9, 4)]);
    check("columbus-day", &[], [(10, 12), (10, 11), (10, 9)]);
    check("juneteenth", &[], [(6, 19); 3]);
    check("independence-day", &[], [(7, 4); 3]);
    check("veterans-day", &[], [(11, 11); 3]);
    // Holidays Act, R.S.C. 1985, c. H-5: the Monday before 25 May.
    check("victoria-day", &[], [(5, 18), (5, 24), (5, 22)]);
}

#[test]
fn days_with_a_date_of_their_own_are_on_it() {
    check("christmas-day", &[], [(12, 25); 3]);
    check("boxing-day", &[], [(12, 26); 3]);
    check("new-years-eve", &[], [(12, 31); 3]);
    check("new-years-day", &[], [(1, 1); 3]);
    check("sinterklaas", &[], [(12, 5); 3]);
    check("liberation-day", &["NL"], [(5, 5); 3]);
    check("halloween", &[], [(10, 31); 3]);
    check("valentines-day", &[], [(2, 14); 3]);
    check("good-friday", &[], [(4, 3), (3, 26), (4, 14)]);
}

/// A Jewish day begins on the evening before, so Hanukkah begins at the eve of 4 December 2026 and
/// of 24 December 2027 (the fixed Hebrew calendar: 25 Kislev 5787 and 5788).
#[test]
fn hanukkah_begins_on_the_evening_before_its_first_day() {
    for (year, eve) in [(2026, date(2026, 12, 4)), (2027, date(2027, 12, 24))] {
        let first = days("hanukkah", None, year)[0];
        assert_eq!(first.yesterday().unwrap(), eve);
    }
}

/// Koningsdag: 27 April, or 26 April when the 27th is a Sunday.
#[test]
fn kings_day_is_never_on_a_sunday() {
    for year in 2014..2100 {
        let day = days("kings-day", Some("NL"), year)[0];
        let moved = date(year, 4, 27).weekday() == Weekday::Sunday;
        assert_eq!(day, date(year, 4, if moved { 26 } else { 27 }));
    }
    for year in [2025, 2031, 2036] {
        assert_eq!(days("kings-day", None, year), [date(year, 4, 26)]);
    }
}

/// Law 50-577 of 24 May 1950: the last Sunday of May, unless Pentecost falls on it.
#[test]
fn french_mothers_day_gives_way_to_pentecost() {
    for (year, expected) in [
        (2012, date(2012, 6, 3)),
        (2023, date(2023, 6, 4)),
        (2025, date(2025, 5, 25)),
        (2034, date(2034, 6, 4)),
    ] {
        assert_eq!(days("mothers-day", Some("fr"), year), [expected]);
    }
}

/// Eid al-Fitr falls twice in 2033 and Ashura twice in 2042; a lunar year has 354 or 355 days.
#[test]
fn a_lunar_feast_may_fall_twice_and_is_tentative() {
    let eid = feast("eid-al-fitr", None).unwrap();
    let found = eid.on(2033);
    assert_eq!(found.len(), 2);
    assert_eq!(found[0].date, date(2033, 1, 2));
    assert_eq!(found[1].date, date(2033, 12, 23));
    assert!(
        found
            .iter()
            .all(|day| day.certainty == Certainty::Tentative)
    );
    assert_eq!(eid.known_until(), Some(2050));
    assert_eq!(eid.on(2051), []);
    let passover = feast("passover", None).unwrap().on(2026);
    assert_eq!(passover[0].date, date(2026, 4, 2));
    assert_eq!(passover[0].certainty, Certainty::Certain);
    assert_eq!(feast("easter", None).unwrap().known_until(), None);
}

/// The Jewish feasts hang together: Shavuot is 50 days after Passover, Rosh Hashanah 163, Yom
/// Kippur 9 days after it and Sukkot 14, Purim 30 before Passover (Maimonides, *Hilkhot Kiddush
/// ha-Chodesh*). Islamic ones: Ashura is the tenth day of the year.
#[test]
fn listed_feasts_keep_their_distances() {
    let apart = |from: &str, to: &str, expected: i32| {
        for year in 2024..=2050 {
            for first in days(from, None, year) {
                let then = first.checked_add(expected.days()).unwrap();
                let found = days(to, None, then.year());
                assert!(found.contains(&then), "{from} {first}, {to} {found:?}");
            }
        }
    };
    apart("passover", "shavuot", 50);
    apart("passover", "rosh-hashanah", 163);
    apart("rosh-hashanah", "yom-kippur", 9);
    apart("rosh-hashanah", "sukkot", 14);
    apart("purim", "passover", 30);
    apart("islamic-new-year", "ashura", 9);
}

#[test]
fn every_name_leads_to_a_feast_with_days() {
    for slug in feast_slugs() {
        let countries = match feast(slug, None) {
            Ok(found) => {
                assert_eq!(found.on(2029).len(), 1, "{slug}");
                continue;
            }
            Err(FeastError::NeedsCountry { known, .. }) => known,
            Err(error) => panic!("{error}"),
        };
        for country in countries {
            let found = feast(slug, Some(country)).unwrap();
            assert_eq!(found.on(2029).len(), 1, "{slug} in {country}");
        }
    }
}

#[test]
fn errors_of_feasts_say_what_is_known() {
    let says = |slug, country| feast(slug, country).unwrap_err().to_string();
    assert_eq!(says("eastr", None), "no feast is called `eastr`");
    assert_eq!(
        says("thanksgiving", None),
        "`thanksgiving` falls on another day in each country, so write the country too: one of CA, US"
    );
    assert_eq!(
        says("thanksgiving", Some("NL")),
        "the day of `thanksgiving` in `NL` is not known: the countries that are known are CA, US"
    );
    let FeastError::Unknown { slug } = feast(&"é".repeat(1_000), None).unwrap_err() else {
        panic!("a feast");
    };
    assert_eq!(slug.chars().count(), 64);
}

/// Gauss's rule for Easter with his correction of 1816 and the two exceptions, which shares no step
/// with the algorithm in the program.
fn easter_by_gauss(year: i32) -> Date {
    let (a, b, c) = (year % 19, year % 4, year % 7);
    let k = year / 100;
    let p = (13 + 8 * k) / 25;
    let m = (15 - p + k - k / 4).rem_euclid(30);
    let n = (4 + k - k / 4).rem_euclid(7);
    let d = (19 * a + m) % 30;
    let e = (2 * b + 4 * c + 6 * d + n) % 7;
    let exception = (d == 29 && e == 6) || (d == 28 && e == 6 && (11 * m + 11) % 30 < 19);
    let days = 21 + d + e - if exception { 7 } else { 0 };
    let march = date(i16::try_from(year).unwrap(), 3, 1);
    march.checked_add(days.days()).unwrap()
}

/// The first Sunday after the Julian calendar's full moon, found by walking: the moon by golden
/// number on 5 April less eleven days a year, the day by its number since the calendars met in 300.
fn orthodox_easter_by_walking(year: i32) -> Date {
    let golden = year % 19;
    let moon = (15 + 19 * golden) % 30;
    let behind = year / 100 - year / 400 - 2;
    let march = date(i16::try_from(year).unwrap(), 3, 21);
    let mut day = march.checked_add((moon + behind).days()).unwrap();
    loop {
        day = day.tomorrow().unwrap();
        if day.weekday() == Weekday::Sunday {
            return day;
        }
    }
}

/// Each Easter of 1900 to 2199, by a second algorithm and by the fingerprint (FNV-1a over the ISO
/// dates, a line each) of what the Python package `dateutil` 2.9.0 computes.
#[test]
fn easter_agrees_with_other_algorithms_and_with_dateutil() {
    let print = |dates: &mut dyn Iterator<Item = Date>| {
        let text: String = dates.map(|day| format!("{day}\n")).collect();
        text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        })
    };
    assert_eq!(print(&mut (1900..2200).map(easter)), 0x8624_9753_e054_ef5c);
    assert_eq!(
        print(&mut (1900..2200).map(orthodox_easter)),
        0x81c9_50d0_d868_9980
    );
    for year in 1583..=9999 {
        assert_eq!(easter(year), easter_by_gauss(i32::from(year)));
        assert_eq!(
            orthodox_easter(year),
            orthodox_easter_by_walking(i32::from(year))
        );
    }
}

#[test]
fn no_year_is_too_far() {
    for year in [i16::MIN, -9999, -1, 0, 1, 9999, i16::MAX] {
        assert_eq!(easter(year).weekday(), Weekday::Sunday, "{year}");
        assert_eq!(orthodox_easter(year).weekday(), Weekday::Sunday, "{year}");
        for slug in feast_slugs() {
            for country in [None, Some("NL"), Some("US"), Some("FR"), Some("GB")] {
                if let Ok(feast) = feast(slug, country) {
                    assert!(feast.on(year).len() <= 1, "{slug} {year}");
                }
            }
        }
    }
}

fn nth_by_counting(year: i16, month: i8, nth: i8, weekday: Weekday) -> Option<Date> {
    let all: Vec<_> = date(year, month, 1)
        .series(1.day())
        .take_while(|day| (day.year(), day.month()) == (year, month))
        .filter(|day| day.weekday() == weekday)
        .collect();
    match nth {
        -1 => all.last().copied(),
        _ => all.get(usize::try_from(nth).ok()?.checked_sub(1)?).copied(),
    }
}

proptest! {
    #[test]
    fn nth_weekday_is_what_counting_finds(
        year in 1583_i16..=9998,
        month in 1_i8..=12,
        nth in -1_i8..=6,
        weekday in 1_i8..=7,
    ) {
        let weekday = Weekday::from_monday_one_offset(weekday).unwrap();
        prop_assert_eq!(
            nth_weekday(year, month, nth, weekday),
            nth_by_counting(year, month, nth, weekday)
        );
    }

    #[test]
    fn no_month_or_number_stops_it(year: i16, month: i8, nth: i8) {
        let found = nth_weekday(year, month, nth, Weekday::Friday);
        prop_assert!(found.is_none_or(|day| day.weekday() == Weekday::Friday));
    }

    #[test]
    fn no_name_stops_a_look_up(slug in ".*", country in proptest::option::of(".*")) {
        let _ = feast(&slug, country.as_deref());
    }
}
