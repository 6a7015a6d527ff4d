//! Templates give plans that are sound from their first line.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test may stop, and reads the files that it checks"
)]

use crate::common::{TODAY, compile_dates, read};
use jiff::Span;
use jiff::civil::{Date, date};
use plan::{
    KnownPeople, Language, NewPlan, Side, format, new_plan, new_plan_for, pattern, templates,
};

/// A Monday.
const START: Date = date(2027, 2, 1);

fn wanted(template: &str) -> NewPlan {
    NewPlan {
        template: template.to_owned(),
        parents: ["Mara", "Elias"].map(str::to_owned),
        children: vec![
            ("Noor".to_owned(), date(2019, 5, 21)),
            ("Pim".to_owned(), date(2026, 2, 15)),
        ],
        zone: "Europe/Amsterdam".to_owned(),
        start: START,
        language: None,
    }
}

#[test]
fn every_template_is_sound_whole_and_formatted() {
    for template in templates() {
        for language in [None, Some(Language::En), Some(Language::Nl)] {
            let new = NewPlan {
                language,
                ..wanted(template.name)
            };
            let text = new_plan(&new, TODAY).unwrap();
            assert_eq!(format(&text).unwrap(), text);
            assert!(!text.contains("{a}") && !text.contains("{b}"), "{text}");
            let plan = read(&text);
            for clause in plan.clauses() {
                for asked in Language::ALL {
                    let written = language.is_none_or(|only| only == asked);
                    assert_eq!(clause.sentence.exact(asked).is_some(), written);
                }
            }
            let dates = (START, START.saturating_add(Span::new().years(10)));
            for child in compile_dates(&plan, dates, &[]).children() {
                assert!(child.clashes.is_empty() && child.gaps.is_empty(), "{text}");
                assert!(child.care.iter().any(|care| care.parent == Side::B));
            }
        }
    }
}

#[test]
fn every_schedule_has_a_template_with_its_nights() {
    for pattern in pattern::ALL {
        let plan = read(&new_plan(&wanted(pattern.name), TODAY).unwrap());
        let cycle = pattern.cycle();
        let days = i32::try_from(cycle.len()).unwrap();
        let dates = (START, START.saturating_add(Span::new().days(days)));
        let nights = compile_dates(&plan, dates, &[]).nights(&crate::common::id("noor"));
        let expected: Vec<_> = cycle.into_iter().map(Some).collect();
        assert_eq!(nights, expected, "{}", pattern.name);
    }
    for template in templates() {
        assert!(!template.title.is_empty() && template.description.ends_with('.'));
    }
}

#[test]
fn names_of_all_kinds_can_stand_in_a_plan() {
    let check = |parents: [&str; 2], children: &[&str], expected: &[&str]| {
        let new = NewPlan {
            parents: parents.map(str::to_owned),
            children: children
                .iter()
                .map(|name| ((*name).to_owned(), date(2019, 5, 21)))
                .collect(),
            ..wanted("2-2-3")
        };
        let plan = read(&new_plan(&new, TODAY).unwrap());
        let parents_of = plan.parents().iter().map(|parent| parent.id.as_str());
        let ids: Vec<&str> = parents_of
            .chain(plan.children().iter().map(|child| child.id.as_str()))
            .collect();
        assert_eq!(ids, expected);
        let names = plan.parents().iter().map(|parent| parent.name.as_str());
        assert!(names.eq(parents));
    };
    check(["Mara", "Elias"], &["Noor"], &["mara", "elias", "noor"]);
    check(
        ["Ann", "Ann"],
        &["Bo", "Bo"],
        &["ann", "parent-2", "bo", "child-2"],
    );
    check(
        ["Zoë {b}", "\"J.\" O'Neil \\"],
        &["李"],
        &["zo-b", "j-o-neil", "child-1"],
    );
    check(
        NewPlan::PLACEHOLDER_PARENTS,
        &[NewPlan::PLACEHOLDER_CHILD],
        &["first-parent", "second-parent", "first-child"],
    );
}

#[test]
fn what_cannot_be_is_said() {
    let check = |change: fn(&mut NewPlan), expected: &str| {
        let mut new = wanted("alternate-weekends");
        change(&mut new);
        assert_eq!(new_plan(&new, TODAY).unwrap_err().to_string(), expected);
    };
    check(
        |new| new.start = date(2027, 2, 3),
        "The template `alternate-weekends` begins on a Monday, but 2027-02-03 is a Wednesday. \
         The nearest such days are 2027-02-01 and 2027-02-08.",
    );
    check(
        |new| new.template = "2-2-55".to_owned(),
        "There is no template `2-2-55`. Did you mean `2-2-5-5`?",
    );
    check(
        |new| new.zone = "Europe/Amsterdm".to_owned(),
        "`Europe/Amsterdm` is not a time zone. Did you mean `Europe/Amsterdam`?",
    );
    check(
        |new| new.children[0].1 = date(2030, 1, 1),
        "Noor's date of birth, 2030-01-01, is in the future: today is 2026-11-20. A child can \
         be added to the plan once it is born.",
    );
}

#[test]
fn a_family_that_is_there_keeps_its_ids_and_either_parent_may_begin() {
    let known = |first| KnownPeople {
        parents: ["one", "two"].map(|id| id.parse().unwrap()),
        children: ["c-9", "c-3"].map(|id| id.parse().unwrap()).to_vec(),
        first,
    };
    for pattern in pattern::ALL {
        let wanted = wanted(pattern.name);
        let mut nights = Vec::new();
        for first in Side::BOTH {
            let text = new_plan_for(&wanted, &known(first), TODAY).unwrap();
            assert_eq!(format(&text).unwrap(), text);
            let plan = read(&text);
            let parents = plan.parents().iter().map(|parent| parent.id.as_str());
            assert!(parents.eq(["one", "two"]));
            let names = plan.parents().iter().map(|parent| parent.name.as_str());
            assert!(names.eq(["Mara", "Elias"]), "the order stays");
            let dates = (START, START.saturating_add(Span::new().days(28)));
            let timeline = compile_dates(&plan, dates, &[]);
            nights.push(timeline.nights(&crate::common::id("c-3")));
        }
        let [a, b] = [&nights[0], &nights[1]];
        assert!(
            a.iter().zip(b).all(|(a, b)| a.map(Side::other) == *b),
            "{}",
            pattern.name
        );
    }
}
