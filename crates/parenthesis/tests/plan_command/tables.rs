//! The field's tables, row by row through the command line: named schedules, feasts, and the
//! school holidays of the Netherlands.

use serde_json::Value;

use crate::{changed, measured, timeline};

/// Twelve weeks, the least common multiple of all cycles, times five.
const NIGHTS: u32 = 84 * 5;

/// A schedule: nights with B in so many nights, handovers in 28 days, longest runs of A and B.
type Row = (&'static str, (u32, u32), f64, [u32; 2]);

const PATTERNS: [Row; 19] = [
    ("alternating-weeks", (7, 14), 4.0, [7, 7]),
    ("alternating-weeks-wednesday", (7, 14), 12.0, [4, 4]),
    ("2-2-3", (7, 14), 12.0, [3, 3]),
    ("2-2-5-5", (7, 14), 8.0, [5, 5]),
    ("3-4-4-3", (7, 14), 8.0, [4, 4]),
    ("alternating-two-days", (2, 4), 14.0, [2, 2]),
    ("two-weeks-each", (14, 28), 2.0, [14, 14]),
    ("4-3", (3, 7), 8.0, [4, 3]),
    ("5-2", (2, 7), 8.0, [5, 2]),
    ("every-weekend", (2, 7), 8.0, [5, 2]),
    ("6-1", (1, 7), 8.0, [6, 1]),
    ("every-third-day", (1, 3), 56.0 / 3.0, [2, 1]),
    ("every-third-week", (7, 21), 8.0 / 3.0, [14, 7]),
    ("alternate-weekends", (2, 14), 4.0, [12, 2]),
    ("alternate-weekends-monday", (3, 14), 4.0, [11, 3]),
    ("alternate-weekends-thursday", (4, 14), 4.0, [10, 4]),
    ("alternate-weekends-wednesday", (4, 14), 12.0, [6, 2]),
    ("alternate-weekends-monday-wednesday", (5, 14), 12.0, [6, 3]),
    ("every-third-weekend", (2, 21), 8.0 / 3.0, [19, 2]),
];

fn rhythm(pattern: &str) -> String {
    changed(
        r#"nights = { sequence = "MMMMMMM EEEEEEE", start = 2026-08-31, begins = "monday", change = "08:30" }"#,
        &format!(r#"nights = {{ pattern = "{pattern}", start = 2027-02-01, change = "08:30" }}"#),
    )
}

/// Sam has the rhythm alone; the window is 420 nights.
#[test]
fn each_named_schedule_has_the_numbers_of_its_row() {
    for (name, (b, of), per_28, [longest_a, longest_b]) in PATTERNS {
        let measures = measured(&rhythm(name), "2026-11-09", "2028-01-03");
        assert_eq!(measures["nights"], NIGHTS, "{name}");
        let sam = &measures["children"]["sam"];
        let expected = NIGHTS / of * b;
        assert_eq!(sam["overnights"]["elias"], expected, "{name}");
        assert_eq!(sam["overnights"]["mara"], NIGHTS - expected, "{name}");
        let share = sam["share"]["elias"].as_f64().unwrap();
        assert!(
            (share - f64::from(b) / f64::from(of)).abs() < 1e-12,
            "{name}: {share}"
        );
        // A change exactly where the window begins is not inside it.
        let handovers = sam["handovers"].as_f64().unwrap();
        let expected = per_28 * f64::from(NIGHTS) / 28.0;
        assert!(
            (expected - 1.0..=expected).contains(&handovers),
            "{name}: {handovers}"
        );
        assert_eq!(sam["longest_nights"]["mara"], longest_a, "{name}");
        assert_eq!(sam["longest_nights"]["elias"], longest_b, "{name}");
    }
}

/// Noor lives with Mara, and is with Elias by one more clause.
fn over_mara(country: &str, clause: &str) -> String {
    changed(
        r#"weekly = { parent = "elias", windows = ["tue 16:00 - 18:30"] }"#,
        clause,
    )
    .replace(
        r#"nights = { sequence = "MMMMMMM EEEEEEE", start = 2026-08-31, begins = "monday", change = "08:30" }"#,
        r#"always = "mara""#,
    )
    .replace("from = 2026-08-31", &format!("country = \"{country}\"\nfrom = 2020-01-01"))
}

/// Noor's time with Elias in a year, as month, day and clock time.
fn days(country: &str, clause: &str, year: i16) -> Vec<String> {
    let text = over_mara(country, clause);
    let found = timeline(
        &text,
        &format!("{year}-01-01"),
        &format!("{}-01-01", year + 1),
    );
    let care = found["children"]["noor"].as_array().unwrap();
    let clock = |value: &Value| value.as_str().unwrap()[5..16].replace('T', " ");
    care.iter()
        .filter(|part| part["parent"] == "elias")
        .map(|part| format!("{} - {}", clock(&part["start"]), clock(&part["end"])))
        .collect()
}

/// The days of 2026, 2027 and 2028.
#[test]
fn feasts_fall_on_the_days_of_the_table() {
    let rows: [(&str, &str, [&str; 3]); 13] = [
        ("NL", "easter", ["04-05", "03-28", "04-16"]),
        ("DE", "fathers-day", ["05-14", "05-06", "05-25"]),
        ("NL", "ascension", ["05-14", "05-06", "05-25"]),
        ("NL", "pentecost", ["05-24", "05-16", "06-04"]),
        ("NL", "mothers-day", ["05-10", "05-09", "05-14"]),
        ("US", "mothers-day", ["05-10", "05-09", "05-14"]),
        ("GB", "mothers-day", ["03-15", "03-07", "03-26"]),
        ("FR", "mothers-day", ["05-31", "05-30", "05-28"]),
        ("FR", "fathers-day", ["06-21", "06-20", "06-18"]),
        ("BE", "fathers-day", ["06-14", "06-13", "06-11"]),
        ("US", "thanksgiving", ["11-26", "11-25", "11-23"]),
        ("NL", "chinese-new-year", ["02-17", "02-06", "01-26"]),
        ("NL", "kings-day", ["04-27", "04-27", "04-27"]),
    ];
    for (country, feast, expected) in rows {
        let clause = format!(
            r#"holiday = {{ on = "{feast}", from = "10:00", until = "18:00", parent = "elias" }}"#
        );
        for (year, day) in (2026..).zip(expected) {
            let expected = [format!("{day} 10:00 - {day} 18:00")];
            assert_eq!(
                days(country, &clause, year),
                expected,
                "{country} {feast} {year}"
            );
        }
    }
}

/// Hanukkah begins on the evening before its first day; Koningsdag is never a Sunday.
#[test]
fn an_evening_before_and_a_sunday_avoided() {
    let eve =
        r#"holiday = { on = "hanukkah", from = "-1 17:00", until = "-1 20:00", parent = "elias" }"#;
    assert_eq!(days("NL", eve, 2026), ["12-04 17:00 - 12-04 20:00"]);
    assert_eq!(days("NL", eve, 2027), ["12-24 17:00 - 12-24 20:00"]);
    let king =
        r#"holiday = { on = "kings-day", from = "10:00", until = "18:00", parent = "elias" }"#;
    for year in [2025, 2031, 2036] {
        assert_eq!(days("NL", king, year), ["04-26 10:00 - 04-26 18:00"]);
    }
}

/// Each holiday of the school years 24/25 to 28/29 by region, in order: the first day and the last.
/// Source: Stcrt 2021-25317 and Stcrt 2024-19237.
const DUTCH_SCHOOLS: [(&str, [[&str; 5]; 5]); 3] = [
    (
        "noord",
        [
            [
                "10-26 11-03",
                "12-21 01-05",
                "02-15 02-23",
                "04-26 05-04",
                "07-12 08-24",
            ],
            [
                "10-18 10-26",
                "12-20 01-04",
                "02-21 03-01",
                "04-25 05-03",
                "07-04 08-16",
            ],
            [
                "10-10 10-18",
                "12-19 01-03",
                "02-20 02-28",
                "04-24 05-02",
                "07-10 08-22",
            ],
            [
                "10-16 10-24",
                "12-25 01-09",
                "02-19 02-27",
                "04-29 05-07",
                "07-15 08-27",
            ],
            [
                "10-14 10-22",
                "12-23 01-07",
                "02-17 02-25",
                "04-28 05-06",
                "07-21 09-02",
            ],
        ],
    ),
    (
        "midden",
        [
            [
                "10-26 11-03",
                "12-21 01-05",
                "02-22 03-02",
                "04-26 05-04",
                "07-19 08-31",
            ],
            [
                "10-18 10-26",
                "12-20 01-04",
                "02-14 02-22",
                "04-25 05-03",
                "07-18 08-30",
            ],
            [
                "10-17 10-25",
                "12-19 01-03",
                "02-20 02-28",
                "04-24 05-02",
                "07-17 08-29",
            ],
            [
                "10-16 10-24",
                "12-25 01-09",
                "02-26 03-05",
                "04-29 05-07",
                "07-08 08-20",
            ],
            [
                "10-21 10-29",
                "12-23 01-07",
                "02-17 02-25",
                "04-28 05-06",
                "07-07 08-19",
            ],
        ],
    ),
    (
        "zuid",
        [
            [
                "10-19 10-27",
                "12-21 01-05",
                "02-22 03-02",
                "04-26 05-04",
                "07-05 08-17",
            ],
            [
                "10-11 10-19",
                "12-20 01-04",
                "02-14 02-22",
                "04-25 05-03",
                "07-11 08-23",
            ],
            [
                "10-17 10-25",
                "12-19 01-03",
                "02-13 02-21",
                "04-24 05-02",
                "07-24 09-05",
            ],
            [
                "10-23 10-31",
                "12-25 01-09",
                "02-26 03-05",
                "04-29 05-07",
                "07-22 09-03",
            ],
            [
                "10-21 10-29",
                "12-23 01-07",
                "02-10 02-18",
                "04-28 05-06",
                "07-14 08-26",
            ],
        ],
    ),
];

#[test]
fn dutch_school_holidays_are_the_governments() {
    for (region, years) in DUTCH_SCHOOLS {
        let clause = r#"school_holiday = { holiday = ["autumn", "christmas", "spring", "may", "summer"], from = "00:00", until = "23:00", parent = "elias" }"#;
        let school = format!("[school]\nregion = \"{region}\"\n\n[[clause]]\nid = \"rhythm\"");
        let text = over_mara("NL", clause).replace("[[clause]]\nid = \"rhythm\"", &school);
        let found = timeline(&text, "2024-09-09", "2029-09-10");
        let care = found["children"]["noor"].as_array().unwrap();
        let stretches = care.iter().filter(|part| part["parent"] == "elias");
        let found: Vec<String> = stretches
            .map(|part| {
                let at = |key: &str| {
                    part[key].as_str().unwrap()[5..16]
                        .replace("T00:00", "")
                        .replace("T23:00", "")
                };
                format!("{} {}", at("start"), at("end"))
            })
            .collect();
        assert_eq!(found, years.concat(), "{region}");
    }
}
