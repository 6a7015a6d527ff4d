//! What holds of a plan from any answers.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test may stop, and reads the files that it checks"
)]

use super::{check, child, parent};
use jiff::Span;
use jiff::civil::{Time, date, time};
use plan::compose::{
    Answers, BirthdayAnswer, BringsAnswer, ChildAnswer, FeastAnswer, FeastShare, HandoverAnswer,
    HolidayAnswer, HolidayShare, RhythmAnswer, SchoolAnswer, feasts, regions, school_holidays,
};
use plan::pattern::{self, Pattern};
use plan::{Side, dates, library};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

/// Names that are hard on a text.
fn name() -> impl Strategy<Value = String> {
    let names = [
        "Mara",
        "Bas",
        "Zoë {b}",
        "\"J.\" O'Neil \\",
        "李",
        " Ann ",
        "{children}",
        "ß",
    ];
    select(names.map(str::to_owned).to_vec())
}

fn side() -> impl Strategy<Value = Side> {
    select(Side::BOTH.to_vec())
}

fn birthday() -> impl Strategy<Value = Option<(i8, i8)>> {
    // The days before and after a leap day, and days that feasts fall on.
    let days = [(2, 28), (2, 29), (3, 1), (5, 9), (5, 21), (12, 5), (12, 25)];
    prop::option::of(select(days.to_vec()))
}

fn children() -> impl Strategy<Value = Vec<ChildAnswer>> {
    let born = select(vec![
        date(2012, 2, 29),
        date(2015, 3, 1),
        date(2019, 5, 21),
        date(2019, 5, 21),
        date(2023, 12, 25),
        date(2026, 11, 20),
    ]);
    let one = (name(), born, prop::option::of(side()));
    prop::collection::vec(one, 1..5).prop_map(|children| {
        let numbered = children.into_iter().zip(1..);
        let answers = numbered.map(|((name, born, registered), number)| ChildAnswer {
            registered,
            ..child(&format!("c-{number}"), &name, born)
        });
        // The second has the id of a parent.
        let renamed = |mut answer: ChildAnswer| {
            if answer.id.as_str() == "c-2" {
                answer.id = "mara".parse().unwrap();
            }
            answer
        };
        answers.map(renamed).collect()
    })
}

fn any_time() -> impl Strategy<Value = Time> {
    // Half past two is skipped in spring and comes twice in autumn.
    let times = [(0, 0), (2, 30), (8, 30), (17, 0), (23, 59)];
    select(
        times
            .map(|(hour, minute)| time(hour, minute, 0, 0))
            .to_vec(),
    )
}

fn rhythm() -> impl Strategy<Value = RhythmAnswer> {
    let patterns: Vec<&'static Pattern> = pattern::ALL
        .iter()
        .map(|pattern| pattern::find(pattern.name).unwrap())
        .collect();
    (
        select(patterns),
        side(),
        0..700_i32,
        any_time(),
        any::<bool>(),
    )
        .prop_map(|(pattern, first, days, change, at_school)| {
            let day = date(2026, 1, 1).saturating_add(Span::new().days(days));
            let start = match pattern.begins {
                Some(begins) if begins != day.weekday() => day.nth_weekday(1, begins).unwrap(),
                _ => day,
            };
            RhythmAnswer {
                pattern,
                first,
                start,
                change,
                at_school,
            }
        })
}

/// A school and some of its holidays.
fn schooling() -> impl Strategy<Value = (Option<SchoolAnswer>, Vec<HolidayAnswer>)> {
    let hours = select(vec![
        (8_i8, 30_i8, 15_i8, 0_i8),
        (2, 15, 2, 45),
        (9, 45, 12, 15),
        (10, 30, 16, 0),
    ]);
    let school = (select(regions().to_vec()), hours, any::<bool>());
    let school = school.prop_flat_map(|(region, (hour, minute, ends, past), wednesday)| {
        let school = SchoolAnswer {
            region: region.id.to_owned(),
            starts: time(hour, minute, 0, 0),
            ends: time(ends, past, 0, 0),
            wednesday: wednesday.then_some(time(ends, past, 0, 0)),
        };
        let names = school_holidays(region.id);
        let count = names.len();
        let share = prop_oneof![
            side().prop_map(|even| HolidayShare::Whole { even }),
            side().prop_map(|even_first| HolidayShare::Halves { even_first }),
        ];
        (
            Just(school),
            subsequence(names, 0..=count),
            prop::collection::vec(share, count),
        )
    });
    prop::option::of(school).prop_map(|school| match school {
        None => (None, Vec::new()),
        Some((school, names, shares)) => {
            let both = names.into_iter().zip(shares);
            let holidays = both.map(|(name, share)| HolidayAnswer {
                holiday: name.to_owned(),
                share,
            });
            (Some(school), holidays.collect())
        }
    })
}

/// A country, and feasts of all kinds as far as they have a day there.
fn feasting() -> impl Strategy<Value = (Option<String>, Vec<FeastAnswer>)> {
    let country = select(vec![
        None,
        Some("NL"),
        Some("BE"),
        Some("DE"),
        Some("US"),
        Some("FR"),
    ]);
    country.prop_flat_map(|country| {
        let all = dates::feast_slugs().iter().copied();
        let known: Vec<&'static str> = all
            .filter(|slug| dates::feast(slug, country).is_ok())
            .collect();
        let share = prop_oneof![
            3 => side().prop_map(|even| FeastShare::Turns { even }),
            1 => side().prop_map(FeastShare::With),
        ];
        let chosen = prop_oneof![subsequence(known, 0..12), Just(feasts(country)),];
        (chosen, prop::collection::vec(share, 20)).prop_map(move |(chosen, shares)| {
            let both = chosen.into_iter().zip(shares);
            let answers = both.map(|(feast, share)| FeastAnswer { feast, share });
            (country.map(str::to_owned), answers.collect())
        })
    })
}

fn handover() -> impl Strategy<Value = HandoverAnswer> {
    let words = || prop::option::of(select(vec!["At the \"door\"".to_owned(), "  ".to_owned()]));
    let brings = select(vec![
        BringsAnswer::Giver,
        BringsAnswer::Receiver,
        BringsAnswer::Unsaid,
    ]);
    (words(), brings, words()).prop_map(|(place, brings, bag)| HandoverAnswer {
        place,
        brings,
        bag,
    })
}

fn answers() -> impl Strategy<Value = Answers> {
    let parents = (name(), name(), birthday(), birthday());
    let wordings: Vec<String> = library::all()
        .map(|wording| wording.id.to_owned())
        .collect();
    let birthdays = prop_oneof![
        Just(BirthdayAnswer::None),
        side().prop_map(|even| BirthdayAnswer::Turns { even }),
        Just(BirthdayAnswer::OtherForDinner),
    ];
    let zone = select(vec![
        "Europe/Amsterdam",
        "America/Chicago",
        "America/Santiago",
    ]);
    (
        (parents, children(), rhythm(), schooling(), feasting()),
        (birthdays, any::<bool>(), handover(), zone, 0..900_i32),
        subsequence(wordings, 0..12),
    )
        .prop_map(|(people, days, clauses)| {
            let ((one, other, first, second), children, rhythm, schooling, feasting) = people;
            let (child_birthdays, parent_birthdays, handover, zone, from) = days;
            Answers {
                title: None,
                zone: zone.to_owned(),
                country: feasting.0,
                from: date(2025, 6, 1).saturating_add(Span::new().days(from)),
                parents: [parent("mara", &one, first), parent("elias", &other, second)],
                children,
                rhythm,
                school: schooling.0,
                holidays: schooling.1,
                feasts: feasting.1,
                child_birthdays,
                parent_birthdays,
                handover,
                clauses,
            }
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_answers_make_a_sound_plan_without_clash_or_gap(answers in answers()) {
        check(&answers);
    }
}
