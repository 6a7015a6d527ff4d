//! What if: what nobody touched changes nothing, what was chosen comes to what it says, and nothing
//! is kept before its button.

use family::{DraftId, KeptDraft, Name};
use jiff::civil::{date, time};
use plan::edit::{EditError, WhatIf};
use plan::{ParentingPlan, Side, pattern};

use super::form::{Present, TrialForm, is_nothing};
use super::markup::trial_page;
use super::view::{Outcome, Then, Tried, View, kept_with};
use crate::page::tests::check_page;
use crate::studio::see::sample::{kept, later};
use crate::studio::year::view::Foot;
use crate::swap::sample::{cast_of_two, family, frame, looking, main_of};
use crate::text::Lang;

fn form(pairs: &[(&str, &str)]) -> TrialForm {
    let pairs: Vec<(String, String)> = pairs
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect();
    TrialForm::of(&pairs)
}

/// The plan of the sample with school holidays.
fn with_holidays() -> String {
    let more = r#"
[[clause]]
id = "autumn"
title = { en = "Autumn", nl = "Herfst" }
sentence = { en = "In turn.", nl = "Om en om." }
school_holiday = { holiday = "autumn", from = "friday 18:00", until = "sunday 18:00", parent = { even = "mara", odd = "elias" } }
"#;
    let text = later().replace(
        "[[parent]]\nid = \"mara\"",
        "[school]\ncountry = \"NL\"\nregion = \"midden\"\n\n[[parent]]\nid = \"mara\"",
    );
    format!("{text}{more}")
}

fn present(text: &str) -> Present {
    Present::of(&ParentingPlan::read(text, date(2026, 11, 22)).unwrap())
}

fn of(kept: &KeptDraft, form: TrialForm, lang: Lang) -> View {
    let family = family();
    View::of(
        &looking(&family, Side::A, lang),
        kept,
        form,
        "c-1".to_owned(),
    )
}

fn tried(view: &View) -> &Tried {
    match &view.outcome {
        Outcome::Plan(tried) => tried,
        Outcome::NoPlan => panic!("it is a plan"),
    }
}

fn html(view: &View, lang: Lang) -> String {
    let people = cast_of_two();
    let page = trial_page(&frame(lang, &people[0]), view);
    check_page(&page.0);
    main_of(&page)
}

#[test]
fn what_a_draft_says_now_is_found_in_its_first_rhythm() {
    let rhythm = present(&later()).rhythm.unwrap();
    assert_eq!(rhythm.pattern.map(|one| one.name), Some("2-2-5-5"));
    assert_eq!((rhythm.second, rhythm.first), (7, Side::A));
    assert_eq!((rhythm.change, rhythm.half_hours), (time(17, 30, 0, 0), 35));
    assert!(rhythm.daily && !present(&later()).holidays);
    let own = later().replace("MMEEMMM MMEEEEE", "EEMMEEE EEMMMMM");
    assert_eq!(present(&own).rhythm.unwrap().first, Side::B);
    let strange = later().replace("MMEEMMM MMEEEEE", "MMMMMME MMEEEEE");
    let rhythm = present(&strange).rhythm.unwrap();
    assert_eq!((rhythm.pattern, rhythm.second), (None, 6));
}

#[test]
fn what_nobody_touched_changes_nothing() {
    let present = present(&later());
    for pairs in [
        &[][..],
        &[
            ("nights", "7"),
            ("change", "35"),
            ("rhythm", ""),
            ("first", ""),
            ("holidays", ""),
        ],
        &[("rhythm", "2-2-5-5"), ("first", "a")],
        // There are no school holidays that could be shared otherwise.
        &[("holidays", "halves"), ("swap", "1")],
        &[
            ("nights", "99"),
            ("change", "0"),
            ("rhythm", "no such"),
            ("first", "c"),
        ],
    ] {
        let what = form(pairs).what(&present);
        assert!(is_nothing(&what), "{pairs:?} {what:?}");
    }
}

#[test]
fn choices_mean_what_they_say() {
    let check = |pairs: &[(&str, &str)], expected: WhatIf| {
        assert_eq!(form(pairs).what(&present(&later())), expected, "{pairs:?}");
    };
    let none = WhatIf {
        pattern: None,
        first: None,
        change: None,
        swap_holidays: false,
        halves: None,
    };
    let named = |name: &str| pattern::find(name);
    check(
        &[("nights", "2")],
        WhatIf {
            pattern: named("alternate-weekends"),
            first: Some(Side::A),
            ..none
        },
    );
    // Twelve nights with the second parent: the children live there.
    check(
        &[("nights", "12"), ("first", "a")],
        WhatIf {
            pattern: named("alternate-weekends"),
            first: Some(Side::B),
            ..none
        },
    );
    check(
        &[("rhythm", "2-2-3"), ("first", "b")],
        WhatIf {
            pattern: named("2-2-3"),
            first: Some(Side::B),
            ..none
        },
    );
    check(
        &[("first", "b"), ("change", "17")],
        WhatIf {
            first: Some(Side::B),
            change: Some(time(8, 30, 0, 0)),
            ..none
        },
    );
    let what = form(&[("holidays", "whole"), ("swap", "1")]).what(&present(&with_holidays()));
    assert_eq!((what.halves, what.swap_holidays), (Some(false), true));
}

#[test]
fn the_numbers_stand_beside_those_of_now() {
    let view = of(
        &kept("d-1", &later()),
        form(&[("rhythm", "alternating-weeks")]),
        Lang::En,
    );
    let tried = tried(&view);
    let Then::Other(then) = &tried.then else {
        panic!("{:?}", tried.then)
    };
    let (now, other) = (&tried.now.measured.numbers[0], &then.measured.numbers[0]);
    assert_eq!((now.longest.a, other.longest.a), (5, 7));
    assert!(other.handovers < now.handovers);
    assert_eq!(then.year.foot, Foot::Differing);
    assert!(then.year.has_foot());
    // Pim has a rhythm of his own.
    assert_eq!(tried.now.measured.numbers[3], then.measured.numbers[3]);
}

#[test]
fn the_page_works_by_its_address_and_keeps_by_its_button() {
    for (lang, said) in [
        (
            Lang::En,
            ["of fourteen", "Keep in this draft", "Keep as a new draft"],
        ),
        (
            Lang::Nl,
            [
                "van veertien",
                "Bewaar in dit concept",
                "Bewaar als nieuw concept",
            ],
        ),
    ] {
        let choices = form(&[("nights", "5"), ("change", "17")]);
        let html = html(&of(&kept("d-1", &later()), choices, lang), lang);
        for part in said {
            assert!(html.contains(part), "{part} in {html}");
        }
        assert!(html.contains("method=\"get\" action=\"/plan/drafts/d-1/try#outcome\""));
        let place = |part: &str| html.find(part).unwrap();
        assert!(
            place("id=\"choices-h\"") < place("id=\"outcome\""),
            "what is chosen stands before what comes of it"
        );
        assert!(html.contains("type=\"range\" min=\"1\" max=\"13\" step=\"1\" value=\"5\""));
        assert!(html.contains("type=\"hidden\" name=\"nights\" value=\"5\""));
        assert!(html.contains("type=\"hidden\" name=\"change\" value=\"17\""));
    }
    let untouched = html(&of(&kept("d-1", &later()), form(&[]), Lang::En), Lang::En);
    assert!(
        !untouched.contains("name=\"keep\""),
        "there is nothing to keep"
    );
    let none = of(&kept("d-1", ""), form(&[]), Lang::En);
    assert_eq!(none.outcome, Outcome::NoPlan);
    html(&none, Lang::En);
}

#[test]
fn holidays_can_be_tried_where_there_are_some() {
    let view = of(
        &kept("d-1", &with_holidays()),
        form(&[("swap", "1")]),
        Lang::Nl,
    );
    assert!(
        matches!(tried(&view).then, Then::Other(_)),
        "{:?}",
        tried(&view).then
    );
    let html = html(&view, Lang::Nl);
    assert!(html.contains("name=\"swap\" value=\"1\" checked"));
}

#[test]
fn keeping_changes_the_text_and_puts_the_answers_away() {
    let today = date(2026, 11, 22);
    let kept = kept("d-1", &later());
    let mut draft = family::DraftedPlan::clone(&kept.draft);
    draft.answers = vec![("rhythm-pattern".to_owned(), "2-2-5-5".to_owned())];
    let choices = form(&[("first", "b")]);
    let here = kept_with(&draft, (&choices, today), None).unwrap().unwrap();
    assert_eq!((here.id.as_str(), here.answers.len()), ("d-1", 0));
    assert_ne!(here.plan, draft.plan);
    assert!(ParentingPlan::read(&here.plan, today).is_ok());
    let other: (DraftId, Name) = ("d-2".parse().unwrap(), Name::new("Another").unwrap());
    let new = kept_with(&draft, (&choices, today), Some(other))
        .unwrap()
        .unwrap();
    assert_eq!((new.id.as_str(), new.name.as_str()), ("d-2", "Another"));
    assert_eq!(new.plan, here.plan);
    assert_eq!(kept_with(&draft, (&form(&[]), today), None), None);
}

/// Why something cannot be tried is said in the language of the page, as far as it is typed.
#[test]
fn what_cannot_be_tried_says_why() {
    let choices = form(&[("first", "b")]);
    let mut view = of(&kept("d-1", &later()), choices, Lang::Nl);
    for (why, said) in [
        (EditError::NotTables, "één lijst tussen haken"),
        (EditError::NoNights, "een ritme van nachten"),
        (
            EditError::TooLong {
                key: "sentence",
                limit: 600,
            },
            "600 tekens",
        ),
    ] {
        if let Outcome::Plan(tried) = &mut view.outcome {
            tried.then = Then::Cannot(why);
        }
        let html = html(&view, Lang::Nl);
        assert!(html.contains(said), "{html}");
    }
}
