//! The rhythms that are drawn: their facts as they were computed elsewhere, the form, the page.

use super::*;
use crate::page::tests::check_page;
use crate::swap::sample::{cast_of_two, frame, main_of};
use crate::text::Lang;
use jiff::civil::{Date, date};
use plan::pattern;

const TODAY: Date = date(2026, 11, 23);

fn form(rhythm: &str, first: &str, start: &str) -> RhythmForm {
    RhythmForm::from_pairs([("rhythm", rhythm), ("first", first), ("start", start)])
}

#[test]
fn facts_are_those_of_the_field() {
    // Nights of B, longest of A and B; changes in two weeks.
    for (name, nights, longest, changes) in [
        ("alternating-weeks", 7, [7, 7], 2),
        ("alternating-weeks-wednesday", 7, [4, 4], 6),
        ("2-2-3", 7, [3, 3], 6),
        ("2-2-5-5", 7, [5, 5], 4),
        ("alternate-weekends", 2, [12, 2], 2),
        ("alternate-weekends-monday-wednesday", 5, [6, 3], 6),
    ] {
        assert!(RHYTHMS.iter().any(|(known, ..)| *known == name), "{name}");
        let found = facts(pattern::find(name).unwrap());
        let expected = Facts {
            nights: [14 - nights, nights],
            longest,
            changes,
        };
        assert_eq!(found, expected, "{name}");
    }
    assert_eq!(RHYTHMS.len(), 6);
}

#[test]
fn a_choice_is_read_or_says_what_is_wrong() {
    let good = form("2-2-3", "b", "2026-12-01").parse(TODAY).unwrap();
    assert_eq!((good.pattern.name, good.first), ("2-2-3", Side::B));
    assert_eq!(good.start, date(2026, 12, 1));
    let wrong = |form: RhythmForm| form.parse(TODAY).unwrap_err();
    let all = wrong(form("every-weekend", "c", "soon"));
    let fields: Vec<_> = all.iter().map(|error| error.field).collect();
    assert_eq!(fields, ["rhythm", "first", "start"]);
    let monday = wrong(form("alternate-weekends", "a", "2026-12-01"));
    let (before, after) = (date(2026, 11, 30), date(2026, 12, 7));
    assert_eq!(monday[0].wrong, Wrong::NotMonday { before, after });
    for far in ["2024-01-01", "2028-01-03", "9999-12-31", "-009999-01-01"] {
        assert_eq!(
            wrong(form("2-2-3", "a", far))[0].wrong,
            Wrong::FarStart,
            "{far}"
        );
    }
}

#[test]
fn the_first_form_begins_with_the_coming_monday_and_chooses_nothing() {
    let fresh = RhythmForm::fresh(Side::B, TODAY, "c-1".to_owned());
    assert_eq!(
        (fresh.start.as_str(), fresh.first.as_str()),
        ("2026-11-30", "b")
    );
    assert_eq!(fresh.parse(TODAY).unwrap_err()[0].wrong, Wrong::NoRhythm);
}

#[test]
fn the_page_in_both_languages() {
    let people = cast_of_two();
    let view = |form, errors| RhythmView {
        people: people.clone(),
        viewer: Side::A,
        form,
        errors,
        refused: None,
    };
    for lang in Lang::ALL {
        let fresh = RhythmForm::fresh(Side::A, TODAY, "c-1".to_owned());
        let wrong = form("alternate-weekends", "b", "2026-12-01");
        let errors = wrong.parse(TODAY).unwrap_err();
        for (name, view) in [
            ("fresh", view(fresh, Vec::new())),
            ("wrong", view(wrong, errors)),
        ] {
            let page = rhythm_page(&frame(lang, &people[0]), &view);
            check_page(&page.0);
            insta::assert_snapshot!(format!("{name}-{}", lang.tag()), main_of(&page));
        }
    }
}
