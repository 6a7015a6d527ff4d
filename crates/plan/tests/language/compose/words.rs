//! Names, ids and sentences in plans from answers, and what is said of answers that do not fit.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test may stop, and reads the files that it checks"
)]

use std::collections::BTreeSet;

use super::{
    check, check_sentence, check_stays, child, family, ids, plan_of, school, turns, with_feasts,
    with_holidays,
};
use crate::common::TODAY;
use jiff::civil::{Weekday, date};
use plan::compose::{
    Answers, BirthdayAnswer, BringsAnswer, ComposeError, HandoverAnswer, SchoolAnswer, USUAL_PLACE,
    compose,
};
use plan::library::missing;
use plan::{Language, MonthDay, Side, pattern};

#[test]
fn registration_and_the_law() {
    let mut answers = Answers {
        handover: HandoverAnswer {
            place: Some("School".to_owned()),
            brings: BringsAnswer::Giver,
            bag: None,
        },
        clauses: [
            "costs-in-halves",
            "decided-together",
            "children-were-asked",
            "swaps",
            "swaps",
        ]
        .map(str::to_owned)
        .to_vec(),
        ..family()
    };
    answers.children[0].registered = Some(Side::B);
    answers.children[1].registered = Some(Side::A);
    let plan = plan_of(&answers);
    check_sentence(
        &plan,
        "registration",
        "Sam is registered at the address of Mara, and Noor at that of Elias.",
        "Sam staat ingeschreven op het adres van Mara, en Noor op dat van Elias.",
    );
    assert!(missing(&plan).is_empty());
    let ids: BTreeSet<&str> = ids(&plan).into_iter().collect();
    assert_eq!(ids.len(), plan.clauses().len());
    assert_eq!(plan.title(), "Ouderschapsplan van Mara en Elias");
    check(&answers);
}

/// Whichever parent answered, both read in their own language where the children change homes; what
/// somebody typed stays as it is.
#[test]
fn the_usual_place_is_said_in_both_languages() {
    let place = |said: &str| {
        let mut answers = family();
        answers.handover.place = Some(said.to_owned());
        let plan = plan_of(&answers);
        let place = plan.handover().both.place.clone().unwrap();
        [Language::En, Language::Nl].map(|language| place.get(language).to_owned())
    };
    for said in USUAL_PLACE {
        assert_eq!(place(said), USUAL_PLACE);
    }
    assert_eq!(place("The station"), ["The station", "The station"]);
}

#[test]
fn an_only_child_is_called_by_its_name() {
    let mut answers = with_feasts([turns("kings-day", Side::A)]);
    answers.children.truncate(1);
    answers.child_birthdays = BirthdayAnswer::OtherForDinner;
    let plan = plan_of(&answers);
    check_sentence(
        &plan,
        "kings-day",
        "On King's Day, from 10:00 until 20:00, Noor is with Mara in even years and with Elias in odd years.",
        "Op Koningsdag, van 10:00 tot 20:00, is Noor in even jaren bij Mara en in oneven jaren bij Elias.",
    );
    check_sentence(
        &plan,
        "birthday-noor",
        "On the birthday of Noor, from 17:00 until 19:30, Noor has dinner with the parent with whom the child would not be otherwise.",
        "Op de verjaardag van Noor, van 17:00 tot 19:30, eet Noor bij de ouder bij wie het kind anders niet zou zijn.",
    );
}

#[test]
fn ids_that_are_long_or_taken_get_others() {
    let mut answers = family();
    answers.child_birthdays = BirthdayAnswer::OtherForDinner;
    answers.parent_birthdays = true;
    answers.parents[0].birthday = Some(MonthDay { month: 6, day: 1 });
    let long = "a".repeat(32);
    // The last is the id of a clause of the library, and one of a parent.
    answers.children = vec![
        child(&long, "Ann", date(2019, 1, 2)),
        child("call", "Bo", date(2019, 1, 3)),
        child("mara", "Mara", date(2019, 1, 4)),
    ];
    answers.clauses = vec!["birthday-call".to_owned()];
    let plan = plan_of(&answers);
    let birthdays: Vec<&str> = ids(&plan)
        .into_iter()
        .filter(|id| id.starts_with("birthday"))
        .collect();
    let cut = format!("birthday-{}", "a".repeat(23));
    assert_eq!(
        birthdays,
        [
            &*cut,
            "birthday-call-2",
            "birthday-mara",
            "birthday-mara-2",
            "birthday-call"
        ]
    );
    // The dinner of the mother is on her own day.
    check_stays(
        &plan,
        (date(2027, 6, 1), date(2027, 6, 2)),
        &[
            "E 06-01 00:00+02:00 - 06-01 17:00+02:00",
            "M 06-01 17:00+02:00 - 06-01 20:00+02:00",
            "E 06-01 20:00+02:00 - 06-02 00:00+02:00",
        ],
    );
}

#[test]
fn what_does_not_fit_together_is_said() {
    let check = |change: fn(&mut Answers), expected: &str| {
        let mut answers = with_holidays();
        change(&mut answers);
        let error: ComposeError = compose(&answers, TODAY).unwrap_err();
        assert_eq!(error.to_string(), expected);
    };
    check(
        |answers| answers.children.clear(),
        "A plan is about at least one child.",
    );
    check(
        |answers| answers.school = None,
        "The school holidays follow the school, and no school was answered.",
    );
    check(
        |answers| {
            answers.rhythm.pattern = pattern::find("alternate-weekends").unwrap();
            answers.rhythm.start = date(2027, 1, 6);
            assert_eq!(answers.rhythm.start.weekday(), Weekday::Wednesday);
        },
        "The rhythm “Every other weekend, Friday to Sunday” begins on a Monday, but 2027-01-06 is a Wednesday. The nearest such days are 2027-01-04 and 2027-01-11.",
    );
    check(
        |answers| answers.feasts = vec![turns("easter", Side::A), turns("easter", Side::B)],
        "`easter` was answered twice.",
    );
    check(
        |answers| answers.feasts = vec![turns("eastre", Side::A)],
        "No feast is called `eastre`. Did you mean `easter`?",
    );
    check(
        |answers| answers.clauses = vec!["swap".to_owned()],
        "The library has no clause `swap`. Did you mean `swaps`?",
    );
    check(
        |answers| answers.zone = "Europe/Amsterdm".to_owned(),
        "`Europe/Amsterdm` is not a time zone. Did you mean `Europe/Amsterdam`?",
    );
    check(
        |answers| answers.children[0].born = date(2030, 1, 1),
        "Noor's date of birth, 2030-01-01, is in the future: today is 2026-11-20. A child can be added to the plan once it is born.",
    );
    check(
        |answers| {
            answers.school = Some(SchoolAnswer {
                region: "miden".to_owned(),
                ..school()
            });
        },
        "NL has no school region `miden`. Did you mean `midden`?",
    );
}
