//! Other rhythms and other school holidays: sound plans, with the measures that one expects and
//! sentences that say what the rules say.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test may stop, and reads the files that it checks"
)]

use crate::common::{TODAY, measure_dates, read, text, with_clauses};
use crate::edit::{assert_others_stay, examples, fields};
use jiff::civil::{Date, date, time};
use plan::edit::{EditError, WhatIf, what_if};
use plan::{ParentingPlan, Rule, Sharing, Side, Who, format, pattern};

/// February 2027, four weeks.
const FOUR_WEEKS: (Date, Date) = (date(2027, 2, 1), date(2027, 3, 1));

#[test]
fn another_rhythm_changes_the_measures_as_expected() {
    let pattern = pattern::find("alternating-weeks");
    let what = WhatIf {
        pattern,
        change: Some(time(17, 0, 0, 0)),
        ..WhatIf::default()
    };
    let text = what_if(plan::EXAMPLE, TODAY, &what).unwrap();
    let (old, new) = (read(plan::EXAMPLE), read(&text));
    let [old, new] = [&old, &new].map(|plan| measure_dates(plan, FOUR_WEEKS).children.remove(0));
    assert_eq!((old.overnights.a, old.overnights.b), (14, 14));
    assert_eq!((new.overnights.a, new.overnights.b), (14, 14));
    assert_eq!((old.handovers, new.handovers), (8, 4));
    assert_eq!((old.longest_nights.a, new.longest_nights.a), (5, 7));
    let clause = fields(&text).remove(0);
    assert_eq!(
        clause.sentence,
        [
            "Noor is in turn seven nights with Mara and seven with Elias. This is counted from the night of Monday 1 February 2027. Changes are at 17:00.",
            "Noor is om de beurt zeven nachten bij Mara en zeven bij Elias. Er wordt geteld vanaf de nacht van maandag 1 februari 2027. Gewisseld wordt om 17:00.",
        ]
    );
    assert_eq!(clause.title, ["The weekly rhythm", "Het weekritme"]);

    let what = WhatIf {
        pattern: pattern::find("alternate-weekends"),
        first: Some(Side::B),
        ..WhatIf::default()
    };
    let text = what_if(plan::EXAMPLE, TODAY, &what).unwrap();
    let measures = measure_dates(&read(&text), FOUR_WEEKS).children.remove(0);
    assert_eq!((measures.overnights.a, measures.overnights.b), (4, 24));
    assert!(fields(&text)[0].sentence[0].starts_with(
        "Noor is with Elias, and every other weekend from Friday to Sunday with Mara. The first such weekend is that of Friday 5 February 2027. Changes are at 08:30."
    ));
}

#[test]
fn a_schedule_by_weekdays_begins_on_the_nearest_such_day() {
    let clause = |start: &str| {
        with_clauses(&[&format!(
            "nights = {{ sequence = \"MMEE\", start = {start}, change = \"17:00\" }}"
        )])
    };
    for (start, expected) in [
        ("2027-02-01", "2027-02-01"),
        ("2027-02-04", "2027-02-01"),
        ("2027-02-05", "2027-02-08"),
        ("1900-01-02", "1900-01-01"),
        ("1900-01-04", "1900-01-01"),
        ("2199-12-31", "2199-12-30"),
    ] {
        let what = WhatIf {
            pattern: pattern::find("every-weekend"),
            ..WhatIf::default()
        };
        let text = what_if(&clause(start), TODAY, &what).unwrap();
        assert!(text.contains(&format!("start = {expected}")), "{text}");
    }
}

#[test]
fn clock_times_by_weekday_stay_where_they_can() {
    let text = with_clauses(&[
        "nights = { sequence = \"MMMMEEE\", start = 2027-02-01, begins = \"monday\", change = { monday = \"08:30\", friday = \"15:15\" } } # ours",
    ]);
    let with = |name: &str| {
        let pattern = pattern::find(name);
        let what = WhatIf {
            pattern,
            ..WhatIf::default()
        };
        fields(&what_if(&text, TODAY, &what).unwrap())
            .remove(0)
            .rest
    };
    assert_eq!(
        with("alternate-weekends-monday"),
        "nights = { pattern = \"alternate-weekends-monday\", first = \"mara\", start = 2027-02-01, begins = \"monday\", change = { monday = \"08:30\", friday = \"15:15\" } } # ours"
    );
    assert_eq!(
        with("2-2-3"),
        "nights = { pattern = \"2-2-3\", first = \"mara\", start = 2027-02-01, begins = \"monday\", change = { monday = \"08:30\", friday = \"15:15\", other = \"08:30\" } } # ours"
    );
    assert_eq!(
        with("alternating-two-days"),
        "nights = { pattern = \"alternating-two-days\", first = \"mara\", start = 2027-02-01, change = \"08:30\" } # ours"
    );
    let what = WhatIf {
        first: Some(Side::B),
        ..WhatIf::default()
    };
    let turned = fields(&what_if(&text, TODAY, &what).unwrap()).remove(0);
    assert!(
        turned.rest.contains("sequence = \"EEEEMMM\""),
        "{}",
        turned.rest
    );
    assert_eq!(
        turned.sentence[0],
        "Noor is in turn four nights with Elias and three with Mara. This is counted from the night of Monday 1 February 2027. Changes are on Monday at 08:30 and on Friday at 15:15."
    );
}

#[test]
fn every_rhythm_tried_in_every_example_is_a_sound_plan() {
    for text in examples() {
        let plan = read(&text);
        assert_eq!(what_if(&text, TODAY, &WhatIf::default()).unwrap(), text);
        let is_nights = |rule: &Rule| matches!(rule, Rule::Nights(_));
        let mut clauses = plan.clauses().iter();
        let place = clauses.position(|clause| clause.rule.as_ref().is_some_and(is_nights));
        for (number, pattern) in pattern::ALL.iter().enumerate() {
            let first = Side::BOTH[number % 2];
            let what = WhatIf {
                pattern: pattern::find(pattern.name),
                first: Some(first),
                ..WhatIf::default()
            };
            let Some(place) = place else {
                assert_eq!(what_if(&text, TODAY, &what), Err(EditError::NoNights));
                continue;
            };
            let tried = what_if(&text, TODAY, &what).unwrap();
            let new = read(&tried);
            let Some(Rule::Nights(nights)) = &new.clauses()[place].rule else {
                panic!("{tried}");
            };
            let mut cycle = pattern.cycle();
            if first == Side::B {
                cycle = cycle.into_iter().map(Side::other).collect();
            }
            assert_eq!(nights.cycle, cycle);
            assert_others_stay(&text, &tried, place);
            assert_eq!(format(&tried).unwrap(), tried);
        }
    }
}

#[test]
fn school_holidays_are_swapped_halved_and_made_whole() {
    for text in examples() {
        let plan = read(&text);
        let try_it = |swap_holidays, halves| {
            let what = WhatIf {
                swap_holidays,
                halves,
                ..WhatIf::default()
            };
            read(&what_if(&text, TODAY, &what).unwrap())
        };
        let sharings = |plan: &ParentingPlan| -> Vec<Sharing> {
            let rules = plan
                .clauses()
                .iter()
                .filter_map(|clause| clause.rule.as_ref());
            let sharing = |rule: &Rule| {
                if let Rule::SchoolHolidays(holidays) = rule {
                    Some(holidays.sharing.clone())
                } else {
                    None
                }
            };
            rules.filter_map(sharing).collect()
        };
        let old = sharings(&plan);
        let swapped = sharings(&try_it(true, None));
        for (old, new) in old.iter().zip(&swapped) {
            match (old.first(), new.first()) {
                (
                    Who::ByYear { even, odd, year },
                    Who::ByYear {
                        even: new_even,
                        odd: new_odd,
                        year: new_year,
                    },
                ) => assert_eq!((even, odd, year), (new_odd, new_even, new_year)),
                (old, new) => assert_eq!(old, new),
            }
        }
        let firsts = |sharings: &[Sharing]| -> Vec<Who> {
            sharings
                .iter()
                .map(|sharing| sharing.first().clone())
                .collect()
        };
        for (halves, all) in [
            (true, sharings(&try_it(false, Some(true)))),
            (false, sharings(&try_it(false, Some(false)))),
        ] {
            assert_eq!(firsts(&all), firsts(&old));
            assert!(all.iter().all(|sharing| match sharing {
                Sharing::Halves { .. } => halves,
                Sharing::Whole(_) => !halves,
                Sharing::Parts { .. } | Sharing::Weeks { .. } => false,
            }));
        }
    }
}

#[test]
fn sentences_about_school_holidays_say_what_the_rule_says() {
    let text = text("dutch-co-parenting");
    let what = WhatIf {
        swap_holidays: true,
        ..WhatIf::default()
    };
    let all = fields(&what_if(&text, TODAY, &what).unwrap());
    let sentence = |id: &str| {
        let clause = all.iter().find(|clause| clause.id == id).unwrap();
        clause.sentence.clone()
    };
    assert_eq!(
        sentence("spring"),
        [
            "In the spring holiday Fleur and Daan are with Bas in even years and with Annelies in odd years. This is from Friday when school ends until Monday when school starts.",
            "In de voorjaarsvakantie zijn Fleur en Daan in even jaren bij Bas en in oneven jaren bij Annelies. Dit is van vrijdag als de school uit is tot maandag als de school begint.",
        ]
    );
    assert_eq!(
        sentence("christmas-holiday"),
        [
            "In the Christmas holiday Fleur and Daan are with Bas in even years and with Annelies in odd years for the first half and with the other parent for the second. The first half ends seven days after its first day at 12:00. The year in which it begins counts. This is from Friday when school ends until Monday when school starts.",
            "In de kerstvakantie zijn Fleur en Daan de eerste helft in even jaren bij Bas en in oneven jaren bij Annelies en de tweede helft bij de andere ouder. De eerste helft eindigt zeven dagen na de eerste dag om 12:00. Het jaar waarin de vakantie begint telt. Dit is van vrijdag als de school uit is tot maandag als de school begint.",
        ]
    );
    assert!(sentence("costs")[0].starts_with("Each pays for the stay."));
}
