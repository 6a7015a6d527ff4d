//! Clauses whose clock times are those of another zone than the plan's.

use jiff::civil::date;

use super::{ALWAYS_MARA, check, nights_with_elias};
use crate::common::{compile_dates, id, read, stays, with_clauses, with_clauses_from};

const SUNDAYS: &str = "zone = \"America/New_York\"\nweekly = { parent = \"elias\", windows = [\"sun 12:00 - 15:00\"] }";

/// DOMAIN.md section 3, Traps: clocks change in the EU on 28 March and 31 October 2027, in the
/// United States on 14 March and 7 November 2027.
#[test]
fn a_clause_in_another_zone_follows_the_clock_there() {
    let check = |dates, expected: &[&str]| {
        let plan = read(&with_clauses(&[ALWAYS_MARA, SUNDAYS]));
        let timeline = compile_dates(&plan, dates, &[]);
        let visits: Vec<String> = stays(&plan, &timeline)
            .into_iter()
            .filter(|stay| stay.starts_with('E'))
            .collect();
        assert_eq!(visits, expected);
    };
    check(
        (date(2027, 3, 7), date(2027, 3, 29)),
        &[
            "E 03-07 18:00+01:00 - 03-07 21:00+01:00",
            "E 03-14 17:00+01:00 - 03-14 20:00+01:00",
            "E 03-21 17:00+01:00 - 03-21 20:00+01:00",
            "E 03-28 18:00+02:00 - 03-28 21:00+02:00",
        ],
    );
    check(
        (date(2027, 10, 24), date(2027, 11, 8)),
        &[
            "E 10-24 18:00+02:00 - 10-24 21:00+02:00",
            "E 10-31 17:00+01:00 - 10-31 20:00+01:00",
            "E 11-07 18:00+01:00 - 11-07 21:00+01:00",
        ],
    );
}

#[test]
fn a_window_and_the_nights_are_those_of_the_plan_also_for_a_clause_in_another_zone() {
    // Saturday 10:00 to 20:00 in Tokyo is over in Amsterdam before midnight comes, Friday 20:00
    // to Saturday 04:00 in New York holds it.
    let nights = |zone: &str, window: &str| {
        let visit = format!(
            "zone = \"{zone}\"\nweekly = {{ parent = \"elias\", windows = [\"{window}\"] }}"
        );
        nights_with_elias(&[ALWAYS_MARA, &visit], (date(2027, 2, 1), date(2027, 2, 8)))
    };
    assert!(nights("Asia/Tokyo", "sat 10:00 - 20:00").is_empty());
    assert_eq!(
        nights("America/New_York", "sat 10:00 - 20:00"),
        [date(2027, 2, 6)]
    );
    // The dates of such a clause are those of its own zone: 6 February begins in New York at
    // 06:00 of Amsterdam.
    check(
        &[
            ALWAYS_MARA,
            "zone = \"America/New_York\"\nrank = \"visit\"\nfrom = 2027-02-06\nuntil = 2027-02-07\nalways = \"elias\"",
        ],
        (date(2027, 2, 5), date(2027, 2, 8)),
        &[
            "M 02-05 00:00+01:00 - 02-06 06:00+01:00",
            "E 02-06 06:00+01:00 - 02-07 06:00+01:00",
            "M 02-07 06:00+01:00 - 02-08 00:00+01:00",
        ],
    );
}

#[test]
fn a_rhythm_in_another_zone_fills_the_plan_to_its_first_and_last_instant() {
    let rhythms = [
        "nights = { sequence = \"ME\", start = 2027-02-01, change = \"08:30\" }",
        "weeks = { odd = \"mara\", even = \"elias\", change = \"08:30\" }",
    ];
    for zone in [
        "Asia/Tokyo",
        "America/New_York",
        "Pacific/Kiritimati",
        "Pacific/Pago_Pago",
    ] {
        for rhythm in rhythms {
            let clause = format!("zone = \"{zone}\"\n{rhythm}");
            let text = with_clauses_from("2027-02-01", &[&clause]).replace(
                "from = 2027-02-01\n",
                "from = 2027-02-01\nuntil = 2027-03-01\n",
            );
            let plan = read(&text);
            let timeline = compile_dates(&plan, (date(2027, 1, 1), date(2027, 4, 1)), &[]);
            let noor = &timeline.children()[0];
            assert_eq!(noor.gaps, [], "{zone} {rhythm}");
            let (first, last) = (noor.care.first().unwrap(), noor.care.last().unwrap());
            assert_eq!(
                first.start,
                timeline.midnight(date(2027, 2, 1)),
                "{zone} {rhythm}"
            );
            assert_eq!(
                last.end,
                timeline.midnight(date(2027, 3, 1)),
                "{zone} {rhythm}"
            );
            let nights = timeline.nights(&id("noor"));
            assert_eq!(nights.iter().flatten().count(), 28, "{zone} {rhythm}");
        }
    }
}
