//! School holidays in plans from answers.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test may stop, and reads the files that it checks"
)]

use super::{check, check_sentence, check_stays, clause, family, plan_of, school, with_holidays};
use crate::common::measure_dates;
use jiff::civil::date;
use plan::compose::{Answers, HolidayAnswer, HolidayShare, SchoolAnswer};
use plan::{Language, Side};

/// The dates are those of the government for region Midden (Stcrt 2024-19237). 2027 is odd; the
/// Christmas holidays begin in 2026 and in 2027.
#[test]
fn a_dutch_family_shares_every_school_holiday_of_2027() {
    let plan = plan_of(&with_holidays());
    check_stays(
        &plan,
        (date(2027, 2, 15), date(2027, 3, 8)),
        &[
            "E 02-15 00:00+01:00 - 02-15 08:30+01:00",
            "M 02-15 08:30+01:00 - 02-19 15:00+01:00",
            "E 02-19 15:00+01:00 - 03-01 08:30+01:00",
            "M 03-01 08:30+01:00 - 03-08 00:00+01:00",
        ],
    );
    check_stays(
        &plan,
        (date(2027, 4, 19), date(2027, 5, 10)),
        &[
            "M 04-19 00:00+02:00 - 04-19 08:30+02:00",
            "E 04-19 08:30+02:00 - 04-28 12:00+02:00",
            "M 04-28 12:00+02:00 - 05-03 08:30+02:00",
            "E 05-03 08:30+02:00 - 05-10 00:00+02:00",
        ],
    );
    check_stays(
        &plan,
        (date(2027, 7, 12), date(2027, 9, 6)),
        &[
            "M 07-12 00:00+02:00 - 07-12 08:30+02:00",
            "E 07-12 08:30+02:00 - 07-16 15:00+02:00",
            "M 07-16 15:00+02:00 - 08-07 12:00+02:00",
            "E 08-07 12:00+02:00 - 08-30 08:30+02:00",
            "M 08-30 08:30+02:00 - 09-06 00:00+02:00",
        ],
    );
    check_stays(
        &plan,
        (date(2027, 10, 11), date(2027, 11, 1)),
        &[
            "E 10-11 00:00+02:00 - 10-11 08:30+02:00",
            "M 10-11 08:30+02:00 - 10-15 15:00+02:00",
            "E 10-15 15:00+02:00 - 10-25 08:30+02:00",
            "M 10-25 08:30+02:00 - 11-01 00:00+01:00",
        ],
    );
    check_stays(
        &plan,
        (date(2027, 12, 20), date(2028, 1, 17)),
        &[
            "E 12-20 00:00+01:00 - 12-20 08:30+01:00",
            "M 12-20 08:30+01:00 - 12-24 15:00+01:00",
            "E 12-24 15:00+01:00 - 01-01 12:00+01:00",
            "M 01-01 12:00+01:00 - 01-10 08:30+01:00",
            "E 01-10 08:30+01:00 - 01-17 00:00+01:00",
        ],
    );
    // Counted by hand from the stays of the year.
    let measures = measure_dates(&plan, (date(2027, 1, 1), date(2028, 1, 1)));
    for child in &measures.children {
        assert_eq!((child.overnights.a, child.overnights.b), (172, 193));
        assert!(child.clashes.is_empty() && child.gaps.is_empty());
    }
}

#[test]
fn sentences_on_nights_and_school_holidays_say_what_the_rules_compute() {
    let plan = plan_of(&with_holidays());
    check_sentence(
        &plan,
        "rhythm",
        "Noor and Sam are in turn seven nights with Mara and seven with Elias. This is counted from the night of Monday 4 January 2027. Changes are at 08:30.",
        "Noor en Sam zijn om de beurt zeven nachten bij Mara en zeven bij Elias. Er wordt geteld vanaf de nacht van maandag 4 januari 2027. Gewisseld wordt om 08:30.",
    );
    check_sentence(
        &plan,
        "autumn-holiday",
        "In the autumn holiday Noor and Sam are with Mara in even years and with Elias in odd years. This is from Friday when school ends until Monday when school starts.",
        "In de herfstvakantie zijn Noor en Sam in even jaren bij Mara en in oneven jaren bij Elias. Dit is van vrijdag als de school uit is tot maandag als de school begint.",
    );
    let may = clause(&plan, "may-holiday");
    assert_eq!(may.title(Language::En), "May holiday");
    assert_eq!(may.title(Language::Nl), "Meivakantie");
    let christmas = clause(&plan, "christmas-holiday").sentence(Language::En);
    assert!(
        christmas.contains("The year in which it begins counts."),
        "{christmas}"
    );
    check_sentence(
        &plan,
        "what-goes-first",
        "Where this plan says two things about the same time, what is named first here goes first: the school holidays and the rhythm of the nights. A swap to which both parents said yes goes before all of it.",
        "Zegt dit plan over dezelfde tijd twee dingen, dan gaat voor wat hier het eerst staat: de schoolvakanties en het ritme van de nachten. Een ruil waar beide ouders ja op zeiden, gaat overal voor.",
    );
}

#[test]
fn a_holiday_of_other_days_goes_from_bell_to_bell() {
    let holiday = |name: &str, share| HolidayAnswer {
        holiday: name.to_owned(),
        share,
    };
    let answers = Answers {
        country: Some("FR".to_owned()),
        zone: "Europe/Paris".to_owned(),
        school: Some(SchoolAnswer {
            region: "zone-c".to_owned(),
            ..school()
        }),
        holidays: vec![
            holiday("ascension", HolidayShare::Whole { even: Side::B }),
            holiday(
                "summer",
                HolidayShare::Halves {
                    even_first: Side::B,
                },
            ),
        ],
        ..family()
    };
    let plan = plan_of(&answers);
    // Ascension Day 2027 is Thursday 6 May, in a week of Elias; odd years are Mara's, and so is the
    // week after it.
    check_stays(
        &plan,
        (date(2027, 5, 4), date(2027, 5, 12)),
        &[
            "E 05-04 00:00+02:00 - 05-05 12:30+02:00",
            "M 05-05 12:30+02:00 - 05-12 00:00+02:00",
        ],
    );
    let said = clause(&plan, "ascension-holiday").sentence(Language::En);
    assert!(
        said.contains("from the last school day before it when school ends"),
        "{said}"
    );
    check(&answers);
}
