//! A plan's text is taken when it reads and is of this family; a calendar leads to a rhythm and a plan
//! that says the same nights; nothing that is sent makes it panic.

use std::fmt::Write as _;

use jiff::ToSpan as _;
use jiff::civil::date;
use plan::detect::Found;
use plan::{ParentingPlan, Side, Window, compile, measure};
use proptest::prelude::*;

use super::calendar::{Items, Whose, items};
use super::form::{Given, ImportForm, Step, Wrong, detected, given, taken};
use super::markup::{ImportView, Stage, import_page};
use crate::page::tests::check_page;
use crate::swap::sample::{PLAN, cast_of_two, family, frame};
use crate::text::Lang;

const TODAY: jiff::civil::Date = date(2026, 11, 23);

/// Weeks in turn from a Friday at 17:00, with Mara's first; a weekend of one of hers is with Elias.
fn weeks() -> String {
    let mut text = String::from("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//EN\r\n");
    let mut item = |number: i64, name: &str, (from, until)| {
        let (from, until): (jiff::civil::DateTime, jiff::civil::DateTime) = (from, until);
        let stamp = "%Y%m%dT%H%M%S";
        let _ = write!(
            text,
            "BEGIN:VEVENT\r\nUID:{number}\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:{}\r\nDTEND:{}\r\nSUMMARY:{name}\r\nEND:VEVENT\r\n",
            from.strftime(stamp),
            until.strftime(stamp)
        );
    };
    let first = date(2026, 1, 2).at(17, 0, 0, 0);
    for number in 0..20_i64 {
        let from = first.saturating_add((7 * number).days());
        let until = from.saturating_add(7.days());
        let name = if number % 2 == 0 {
            "at Mara's"
        } else {
            "with Elias"
        };
        if number == 6 {
            let change = from.saturating_add(4.days());
            item(number, name, (from, change));
            item(100, "with Elias", (change, until));
        } else {
            item(number, name, (from, until));
        }
    }
    item(200, "Dentist", (first, first.saturating_add(1.hours())));
    text.push_str("END:VCALENDAR\r\n");
    text
}

fn looked(text: &str) -> ImportForm {
    let family = family();
    let items = items(text, family.zone(), TODAY).unwrap();
    let whose = items.labels.iter().map(|label| match label.as_str() {
        "at Mara's" => Whose::Of(Side::A),
        "with Elias" => Whose::Of(Side::B),
        _ => Whose::Nobody,
    });
    ImportForm {
        whose: whose.collect(),
        items,
        step: Step::Look,
        ..ImportForm::default()
    }
}

#[test]
fn weeks_in_a_calendar_become_a_plan_with_the_same_nights() {
    let form = looked(&weeks());
    assert_eq!(form.items.labels.len(), 3);
    let detection = detected(&form).unwrap();
    let Found::Suggestions(suggestions) = &detection.found else {
        panic!("{detection:?}");
    };
    let first = &suggestions[0];
    assert_eq!(
        first.name.map(|name| name.pattern.name),
        Some("alternating-weeks")
    );
    assert_eq!(first.exceptions.len(), 1, "the stretch that was otherwise");
    let text = taken(&detection.found, 0, &family(), TODAY)
        .unwrap()
        .unwrap();
    let plan = ParentingPlan::read(&text, TODAY).unwrap();
    let window = Window::new(date(2027, 1, 1), date(2027, 1, 29)).unwrap();
    let measured = measure(&plan, &compile(&plan, window, &[]));
    for child in &measured.children {
        assert_eq!((child.overnights.a, child.overnights.b), (14, 14));
        assert_eq!((child.longest_nights.a, child.longest_nights.b), (7, 7));
    }
    assert_eq!(taken(&detection.found, 9, &family(), TODAY), Ok(None));
}

#[test]
fn what_the_first_step_found_comes_back_in_the_second() {
    let form = looked(&weeks());
    let mut pairs = vec![
        ("items", form.items.written()),
        ("between", form.between.value().to_owned()),
        ("step", "look".to_owned()),
    ];
    pairs.extend(
        form.items
            .labels
            .iter()
            .map(|label| ("label", label.clone())),
    );
    pairs.extend(
        form.whose
            .iter()
            .map(|one| ("whose", one.value().to_owned())),
    );
    assert_eq!(ImportForm::from_pairs(pairs), form);
}

#[test]
fn a_calendar_of_one_parent_needs_the_word_that_the_rest_is_the_other_s() {
    let only: String = weeks();
    let mut form = looked(&only);
    for (label, whose) in form.items.labels.iter().zip(&mut form.whose) {
        if label == "with Elias" {
            *whose = Whose::Nobody;
        }
    }
    assert!(matches!(
        detected(&form).unwrap().found,
        Found::OneParent(Side::A)
    ));
    form.between = Whose::Of(Side::B);
    assert!(matches!(
        detected(&form).unwrap().found,
        Found::Suggestions(_)
    ));
}

#[test]
fn a_plan_of_the_family_is_taken_and_one_of_others_is_named() {
    let family = family();
    let text = |text: &str| ImportForm {
        text: text.to_owned(),
        ..ImportForm::default()
    };
    assert_eq!(
        given(&text(PLAN), &family, TODAY),
        Ok(Given::Plan(PLAN.to_owned()))
    );
    let other = PLAN.replace("\"mara\"", "\"marie\"");
    assert!(
        matches!(given(&text(&other), &family, TODAY), Err(Wrong::Others(names)) if names == ["Mara"])
    );
    let odd = PLAN.replacen("[[parent]]", "[[parents]]", 1);
    assert!(matches!(
        given(&text(&odd), &family, TODAY),
        Err(Wrong::Plan(_))
    ));
    assert_eq!(given(&text(" \n"), &family, TODAY), Err(Wrong::Nothing));
    assert_eq!(
        given(&text("a\u{fffd}b"), &family, TODAY),
        Err(Wrong::NoText)
    );
    let broken = text("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:never\nEND:VEVENT\nEND:VCALENDAR\n");
    assert!(matches!(
        given(&broken, &family, TODAY),
        Err(Wrong::Calendar(_))
    ));
}

#[test]
fn each_step_is_a_whole_page_in_both_languages() {
    let people = cast_of_two();
    let form = looked(&weeks());
    let detection = detected(&form).unwrap();
    for lang in Lang::ALL {
        for shows in [
            Stage::Begin(None),
            Stage::Begin(Some(Wrong::Nothing)),
            Stage::Whose(None),
            Stage::Whose(Some(Wrong::NobodyChosen)),
            Stage::Found(detection.clone()),
            Stage::Refused("No.".to_owned()),
        ] {
            let view = ImportView {
                people: people.clone(),
                form: form.clone(),
                shows,
                back: "/plan/drafts",
            };
            check_page(&import_page(&frame(lang, &people[0]), &view).into_string());
        }
    }
}

proptest! {
    /// Whatever is sent is answered.
    #[test]
    fn nothing_that_is_sent_panics(
        pairs in prop::collection::vec(("(text|items|label|whose|between|step)", ".{0,60}|2026-0[1-9]-0[1-9]T1[0-9]:00 2026-0[1-9]-0[1-9]T1[0-9]:00 [0-2]|a|b|take-[0-9]"), 0..40)
    ) {
        let form = ImportForm::from_pairs(pairs);
        let family = family();
        let _ = given(&form, &family, TODAY);
        if let Ok(detection) = detected(&form) {
            for place in 0..4 {
                if let Ok(Some(text)) = taken(&detection.found, place, &family, TODAY) {
                    prop_assert!(ParentingPlan::read(&text, TODAY).is_ok());
                }
            }
        }
    }

    /// Items survive the form that carries them.
    #[test]
    fn items_are_read_as_they_were_written(lines in prop::collection::vec((0..400_i64, 1..60_i64, 0..3_usize), 0..30)) {
        let first = date(2026, 1, 1).at(8, 30, 0, 0);
        let labels: Vec<String> = ["a", "b", "c"].map(str::to_owned).to_vec();
        let items = Items {
            labels: labels.clone(),
            items: lines.iter().map(|(day, hours, label)| {
                let from = first.saturating_add(day.days());
                (from, from.saturating_add(hours.hours()), *label)
            }).collect(),
            left_out: 0,
        };
        prop_assert_eq!(Items::read(&items.written(), labels), items);
    }
}
