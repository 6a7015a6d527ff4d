//! Feasts and birthdays in plans from answers.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test may stop, and reads the files that it checks"
)]

use super::{
    check, check_sentence, check_stays, clause, family, ids, parent, plan_of, school, turns,
    with_feasts,
};
use crate::common::{compile_dates, measure_dates, stays};
use jiff::civil::date;
use plan::compose::{Answers, BirthdayAnswer, FeastAnswer, FeastShare};
use plan::{Language, ParentingPlan, Side, dates};

/// In the Easter of 2027 the week changes on Easter Monday, which is Mara's in odd years.
#[test]
fn neighbouring_feasts_meet_at_one_time() {
    let answers = with_feasts([
        turns("easter", Side::A),
        turns("easter-monday", Side::B),
        turns("christmas-day", Side::A),
        turns("boxing-day", Side::B),
    ]);
    let plan = plan_of(&answers);
    check_stays(
        &plan,
        (date(2027, 3, 22), date(2027, 4, 5)),
        &[
            "M 03-22 00:00+01:00 - 03-22 08:30+01:00",
            "E 03-22 08:30+01:00 - 03-29 10:00+02:00",
            "M 03-29 10:00+02:00 - 04-05 00:00+02:00",
        ],
    );
    // The week of 20 December is Mara's; the week after it is that of Elias.
    check_stays(
        &plan,
        (date(2027, 12, 23), date(2027, 12, 31)),
        &[
            "M 12-23 00:00+01:00 - 12-24 16:00+01:00",
            "E 12-24 16:00+01:00 - 12-26 10:00+01:00",
            "M 12-26 10:00+01:00 - 12-27 10:00+01:00",
            "E 12-27 10:00+01:00 - 12-31 00:00+01:00",
        ],
    );
    check_sentence(
        &plan,
        "christmas-day",
        "On Christmas Day, from the day before at 16:00 until the day after at 10:00, the children are with Mara in even years and with Elias in odd years.",
        "Op eerste kerstdag, van de dag ervoor 16:00 tot de dag erna 10:00, zijn de kinderen in even jaren bij Mara en in oneven jaren bij Elias.",
    );
    check_sentence(
        &plan,
        "boxing-day",
        "On Boxing Day, from 10:00 until the next day at 10:00, the children are with Elias in even years and with Mara in odd years.",
        "Op tweede kerstdag, van 10:00 tot de volgende dag 10:00, zijn de kinderen in even jaren bij Elias en in oneven jaren bij Mara.",
    );
    assert_eq!(plan.precedence().len(), 7, "the usual order is enough");
}

#[test]
fn the_day_of_a_parent_goes_before_feasts_and_ends_when_school_starts() {
    let mothers_day = FeastAnswer {
        feast: "mothers-day",
        share: FeastShare::With(Side::A),
    };
    // In Germany Father's Day is Ascension Day.
    let fathers_day = FeastAnswer {
        feast: "fathers-day",
        share: FeastShare::With(Side::B),
    };
    let ascension = FeastAnswer {
        feast: "ascension",
        share: FeastShare::With(Side::A),
    };
    let mut answers = with_feasts([mothers_day, ascension, fathers_day]);
    answers.country = Some("DE".to_owned());
    answers.school = Some(school());
    let plan = plan_of(&answers);
    assert_eq!(
        ids(&plan),
        [
            "rhythm",
            "what-goes-first",
            "ascension",
            "mothers-day",
            "fathers-day"
        ]
    );
    // 6 May 2027; that week is the one of Elias.
    check_stays(
        &plan,
        (date(2027, 5, 5), date(2027, 5, 8)),
        &[
            "E 05-05 00:00+02:00 - 05-05 18:00+02:00",
            "M 05-05 18:00+02:00 - 05-06 10:00+02:00",
            "E 05-06 10:00+02:00 - 05-07 08:30+02:00",
            "M 05-07 08:30+02:00 - 05-07 18:00+02:00",
            "E 05-07 18:00+02:00 - 05-08 00:00+02:00",
        ],
    );
}

#[test]
fn the_days_of_the_parents_never_meet() {
    for country in [
        "AT", "AU", "BE", "CA", "CH", "DE", "DK", "ES", "FI", "FR", "GB", "IE", "IT", "NL", "NO",
        "NZ", "PL", "PT", "SE", "US",
    ] {
        let [mothers, fathers] =
            ["mothers-day", "fathers-day"].map(|day| dates::feast(day, Some(country)).unwrap());
        for year in 2020..2200 {
            let (one, other) = (mothers.on(year)[0].date, fathers.on(year)[0].date);
            let days = one.until(other).unwrap().get_days().abs();
            assert!(days >= 2, "{country} {year}");
        }
    }
}

#[test]
fn feasts_that_fall_together_have_an_order_and_the_plan_says_so() {
    // The national day of the Netherlands is King's Day.
    let answers = with_feasts([
        turns("kings-day", Side::A),
        turns("national-day", Side::B),
        turns("sinterklaas", Side::A),
    ]);
    let plan = plan_of(&answers);
    let rank = |id: &str| plan.rank_name(clause(&plan, id));
    assert_eq!(rank("kings-day"), "holiday");
    assert_eq!(rank("national-day"), "holiday-2");
    assert_eq!(rank("sinterklaas"), "holiday");
    let said = clause(&plan, "what-goes-first").sentence(Language::En);
    assert!(
        said.ends_with("goes first: King's Day and the national day."),
        "{said}"
    );
    check(&answers);
}

#[test]
fn every_feast_at_once_still_has_an_order() {
    for country in ["NL", "DE", "US"] {
        let all = dates::feast_slugs().iter().copied();
        let known = all.filter(|slug| dates::feast(slug, Some(country)).is_ok());
        let sides = Side::BOTH.into_iter().cycle();
        let answers = Answers {
            country: Some(country.to_owned()),
            ..with_feasts(known.zip(sides).map(|(feast, even)| turns(feast, even)))
        };
        check(&answers);
    }
}

#[test]
fn birthdays_change_no_night() {
    let dinner = Answers {
        child_birthdays: BirthdayAnswer::OtherForDinner,
        parent_birthdays: true,
        parents: [
            parent("mara", "Mara", Some((5, 21))),
            parent("elias", "Elias", None),
        ],
        ..family()
    };
    let plan = plan_of(&dinner);
    assert_eq!(
        ids(&plan),
        [
            "rhythm",
            "what-goes-first",
            "birthday-noor",
            "birthday-sam",
            "birthday-mara"
        ]
    );
    // 21 May 2027 lies in a week of Elias. It is Mara's birthday too, and her dinner goes first.
    let day = (date(2027, 5, 21), date(2027, 5, 22));
    let stays_of_day = |plan: &ParentingPlan| stays(plan, &compile_dates(plan, day, &[]));
    assert_eq!(
        stays_of_day(&plan),
        [
            "E 05-21 00:00+02:00 - 05-21 17:00+02:00",
            "M 05-21 17:00+02:00 - 05-21 20:00+02:00",
            "E 05-21 20:00+02:00 - 05-22 00:00+02:00",
        ]
    );
    check_sentence(
        &plan,
        "birthday-noor",
        "On the birthday of Noor, from 17:00 until 19:30, the children have dinner with the parent with whom they would not be otherwise.",
        "Op de verjaardag van Noor, van 17:00 tot 19:30, eten de kinderen bij de ouder bij wie ze anders niet zouden zijn.",
    );
    let turns = Answers {
        child_birthdays: BirthdayAnswer::Turns { even: Side::B },
        ..family()
    };
    let plan = plan_of(&turns);
    assert_eq!(
        stays_of_day(&plan),
        [
            "E 05-21 00:00+02:00 - 05-21 10:00+02:00",
            "M 05-21 10:00+02:00 - 05-21 20:00+02:00",
            "E 05-21 20:00+02:00 - 05-22 00:00+02:00",
        ]
    );
    for answers in [dinner, turns] {
        let year = (date(2027, 1, 1), date(2028, 1, 1));
        let with = measure_dates(&plan_of(&answers), year);
        let without = measure_dates(&plan_of(&family()), year);
        let nights = |measures: &plan::Measures| measures.children[0].overnights;
        assert_eq!(nights(&with), nights(&without));
    }
}

/// Both parents cannot have dinner with the children at once.
#[test]
fn parents_who_share_a_birthday_have_the_dinner_in_turn() {
    for days in [[(4, 3), (4, 3)], [(2, 29), (3, 1)], [(3, 1), (2, 29)]] {
        let [one, other] = days;
        let answers = Answers {
            parent_birthdays: true,
            parents: [
                parent("mara", "Mara", Some(one)),
                parent("elias", "Elias", Some(other)),
            ],
            ..family()
        };
        check(&answers);
        let plan = plan_of(&answers);
        let said = clause(&plan, "birthday-elias").sentence(Language::Nl);
        assert!(
            said.contains("eten de kinderen in oneven jaren bij Elias."),
            "{said}"
        );
    }
}
