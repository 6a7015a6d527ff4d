//! What is changed stands in the text and nothing else does; what cannot be read is not kept, stays
//! in its form and is named at its place.

use std::sync::Arc;

use family::{DraftVersion, DraftedPlan, KeptDraft, Name};
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use plan::{ParentingPlan, edit, library};
use proptest::prelude::*;

use super::change::{At, Change, change, rewritten};
use super::clause_markup::form_page;
use super::form::{Act, ClauseForm, Elsewhere, FieldError, Spot, Wrong};
use super::told::{Done, Meanwhile, Place, Told};
use super::view::FormView;
use crate::swap::sample::{PLAN, cast_of_two, frame};
use crate::text::Lang;

pub(super) const TODAY: Date = date(2026, 11, 22);

pub(super) fn at(lang: Lang) -> At {
    At { today: TODAY, lang }
}

/// A draft that was kept twice, from answers.
pub(super) fn kept(plan: &str) -> KeptDraft {
    let version = |entry, at: &str| DraftVersion {
        entry,
        at: at.parse().unwrap(),
    };
    KeptDraft {
        draft: Arc::new(DraftedPlan {
            id: "d-1".parse().unwrap(),
            name: Name::new("After the move").unwrap(),
            answers: vec![("from".to_owned(), "2026-02-02".to_owned())],
            plan: plan.into(),
        }),
        versions: vec![
            version(4, "2026-11-20T19:00:00Z"),
            version(6, "2026-11-21T20:30:00Z"),
        ],
    }
}

/// The plan with a clause that waits for the Saturdays of Pim.
pub(super) fn waiting() -> String {
    format!(
        "{PLAN}
[[clause]]
id = \"later\"
title = {{ en = \"Later\" }}
sentence = {{ en = \"Pim stays the night after six Saturdays.\" }}
children = [\"pim\"]
rank = \"visit\"
from_event = {{ completed = \"pim\", count = 6 }}
weekly = {{ parent = \"elias\", windows = [\"sat 16:00 - sun 10:00\"] }}
"
    )
}

pub(super) fn spot(value: &str) -> Spot {
    Spot::read(value).unwrap()
}

pub(super) fn done(text: &str, act: &Act) -> Change {
    let change = change(text, act, at(Lang::En)).unwrap();
    assert!(ParentingPlan::read(&change.text, TODAY).is_ok());
    change
}

fn wrongs(text: &str, act: &Act) -> Vec<FieldError> {
    change(text, act, at(Lang::En)).unwrap_err()
}

fn ids(text: &str) -> Vec<String> {
    let clauses = edit::clauses(text).unwrap();
    clauses.into_iter().map(|clause| clause.id).collect()
}

/// The form of a clause as it stands.
fn form(text: &str, place: usize) -> ClauseForm {
    ClauseForm::of(&edit::clauses(text).unwrap()[place])
}

#[test]
fn a_clause_is_changed_and_the_others_stay_byte_for_byte() {
    let mut typed = form(PLAN, 2);
    typed.title = ["Saturdays".to_owned(), " Zaterdagen ".to_owned()];
    let act = Act::Write(Some(spot("3.pim")), typed);
    let change = done(PLAN, &act);
    assert_eq!(change.place, 2);
    let (before, after) = change.text.split_once("id = \"pim\"\ntitle").unwrap();
    assert!(PLAN.starts_with(before));
    assert!(after.starts_with(" = { en = \"Saturdays\", nl = \"Zaterdagen\" }"));
    let (_, rest) = after.split_once("[[clause]]").unwrap();
    assert!(PLAN.ends_with(rest));
}

#[test]
fn a_clause_is_found_by_its_id_when_the_list_has_changed() {
    let moved = done(PLAN, &Act::Up(spot("3.pim"))).text;
    assert_eq!(ids(&moved), ["rhythm", "pim", "cato", "home"]);
    let removed = done(&moved, &Act::Remove(spot("3.pim")));
    assert_eq!((ids(&removed.text).len(), removed.place), (3, 1));
    assert_eq!(
        wrongs(&removed.text, &Act::Down(spot("3.pim"))),
        [FieldError::whole(Wrong::Gone)]
    );
    assert_eq!(done(PLAN, &Act::Down(spot("4.home"))).text, PLAN);
}

#[test]
fn a_clause_in_own_words_stands_with_the_others_of_its_section() {
    let typed = ClauseForm {
        title: ["Swimming".to_owned(), String::new()],
        sentence: ["Both may come\nand watch.".to_owned(), String::new()],
        section: "school".to_owned(),
        rule: String::new(),
    };
    let act = Act::Write(None, typed.clone());
    let first = done(PLAN, &act);
    assert_eq!((first.place, ids(&first.text)[4].as_str()), (4, "swimming"));
    let earlier = ClauseForm {
        section: "authority".to_owned(),
        ..typed.clone()
    };
    assert_eq!(done(&first.text, &Act::Write(None, earlier)).place, 0);
    let again = done(&first.text, &act);
    assert_eq!(ids(&again.text)[4..], ["swimming", "swimming-2"]);
    let nowhere = ClauseForm {
        section: String::new(),
        ..typed
    };
    assert_eq!(done(&again.text, &Act::Write(None, nowhere)).place, 6);
}

#[test]
fn a_rule_is_wrong_at_the_line_where_it_was_typed() {
    let lines = |rule: &str| {
        let typed = ClauseForm {
            rule: rule.to_owned(),
            ..form(PLAN, 2)
        };
        let (old, new) = (Some(spot("3.pim")), None);
        [old, new].map(|which| {
            let mut errors = wrongs(PLAN, &Act::Write(which, typed.clone()));
            assert_eq!(errors.len(), 1, "{errors:?}");
            let error = errors.remove(0);
            assert_eq!(error.field, "rule");
            let Wrong::Problems(problems) = error.wrong else {
                panic!("no problems of the rule");
            };
            assert!(problems.iter().all(|one| one.column > 0));
            problems.iter().map(|one| one.line).collect::<Vec<u32>>()
        })
    };
    for (rule, line) in [
        (
            "weekly = { parent = \"elias\", windows = [\"sat 25:00 - 16:00\"] }",
            1,
        ),
        ("\n\nchildren   = [\"nobody\"]\nalways=\"mara\"", 3),
        ("# Ours.\nalways = \"noor\"", 2),
        ("title = { en = \"x\" }\nalways = \"mara\"", 1),
    ] {
        for found in lines(rule) {
            assert_eq!(found, [line], "{rule}");
        }
    }
    // Where TOML itself is broken, the line is said as well.
    for found in lines("always = \"mara\"\nrank = [") {
        assert!(found.iter().all(|line| [2, 3].contains(line)), "{found:?}");
    }
}

#[test]
fn what_a_change_does_to_another_clause_is_named_there() {
    let text = waiting();
    let errors = wrongs(&text, &Act::Remove(spot("3.pim")));
    let [
        FieldError {
            field,
            wrong: Wrong::Elsewhere(found),
        },
    ] = &errors[..]
    else {
        panic!("{errors:?}");
    };
    assert_eq!(*field, FieldError::WHOLE);
    let [
        Elsewhere {
            clause: Some((number, titles)),
            problem,
        },
    ] = &found[..]
    else {
        panic!("{found:?}");
    };
    assert_eq!((*number, titles[0].as_str()), (4, "Later"));
    assert_eq!(problem.message, "The plan has no clause `pim`.");
    // The same when its rule is taken out of it.
    let typed = ClauseForm {
        rule: "children = [\"pim\"]".to_owned(),
        ..form(&text, 2)
    };
    let errors = wrongs(&text, &Act::Write(Some(spot("3.pim")), typed));
    assert_eq!(errors.len(), 1, "{errors:?}");
    assert_eq!(errors[0].field, FieldError::WHOLE);
}

#[test]
fn words_are_asked_for_in_one_language_at_least() {
    let typed = ClauseForm {
        title: [" ".to_owned(), String::new()],
        sentence: ["x".repeat(5_001), "Kort.".to_owned()],
        ..ClauseForm::default()
    };
    for which in [None, Some(spot("1.rhythm"))] {
        let act = Act::Write(which, typed.clone());
        let wrong = change(PLAN, &act, at(Lang::Nl)).unwrap_err();
        let fields: Vec<&str> = wrong.iter().map(|error| error.field).collect();
        assert_eq!(fields, ["title-nl", "sentence-en"]);
        assert_eq!(wrong[1].wrong, Wrong::TooLong { limit: 5_000 });
    }
}

#[test]
fn every_wording_of_the_library_can_be_added() {
    for wording in library::all() {
        let change = done(PLAN, &Act::Add(wording.id.to_owned()));
        assert_eq!(ids(&change.text)[change.place], wording.id);
        if wording.keys.is_empty() {
            let again = done(&change.text, &Act::Add(wording.id.to_owned()));
            assert_eq!(ids(&again.text).len(), 6, "{}", wording.id);
        }
    }
    let none = [FieldError::whole(Wrong::NoWording)];
    assert_eq!(wrongs(PLAN, &Act::Add("no-such".to_owned())), none);
}

#[test]
fn only_an_older_save_is_offered_to_be_brought_back() {
    let kept = kept(PLAN);
    let told = |done: &str, before: &str| Told::of(&kept, done, before);
    let removed = Some(Done::Removed);
    assert_eq!(told("removed", "4").before, Some(4));
    for before in ["6", "5", "", "x"] {
        let expected = Told {
            done: removed,
            before: None,
        };
        assert_eq!(told("removed", before), expected, "{before}");
    }
    assert_eq!(told("nothing", "4"), Told::default());
    let id = &kept.draft.id;
    assert_eq!(
        Place::read("clauses").after(id, Done::Removed, Some(4)),
        "/plan/drafts/d-1/clauses?done=removed&before=4"
    );
    assert_eq!(Place::read("//elsewhere"), Place::History);
}

#[test]
fn a_page_knows_what_was_kept_while_it_was_open() {
    let kept = kept(PLAN);
    let found = |shown: &str| Meanwhile::of(&kept, &TimeZone::UTC, shown);
    assert_eq!(found("6"), None, "it shows the newest save");
    let older = found("4").unwrap();
    assert_eq!((older.shown, older.newest), (Some(4), 6));
    let id = &kept.draft.id;
    assert_eq!(
        older.differs(id),
        "/plan/drafts/d-1/history?from=4&to=6#changes"
    );
    for unknown in ["", "5", "x"] {
        let found = found(unknown).unwrap();
        assert_eq!(found.differs(id), "/plan/drafts/d-1/history", "{unknown}");
    }
}

#[test]
fn a_clause_is_written_over_only_where_it_says_something_else() {
    let mut typed = form(PLAN, 2);
    typed.title = ["Saturdays".to_owned(), "Zaterdagen".to_owned()];
    let pim = spot("3.pim");
    let now = done(PLAN, &Act::Write(Some(pim.clone()), typed)).text;
    assert!(rewritten(PLAN, &now, &pim));
    assert!(!rewritten(PLAN, &now, &spot("1.rhythm")), "another clause");
    let moved = done(PLAN, &Act::Up(pim.clone())).text;
    assert!(!rewritten(PLAN, &moved, &pim), "it only moved");
    let removed = done(PLAN, &Act::Remove(pim.clone())).text;
    assert!(!rewritten(PLAN, &removed, &pim), "that it is gone is said");
}

fn names() -> impl Strategy<Value = String> {
    prop_oneof![
        proptest::sample::select(vec![
            "up",
            "down",
            "remove",
            "add",
            "clause",
            "title-en",
            "title-nl",
            "sentence-en",
            "sentence-nl",
            "section",
            "rule",
        ])
        .prop_map(str::to_owned),
        "\\PC{0,12}",
    ]
}

fn values() -> impl Strategy<Value = String> {
    prop_oneof![
        proptest::sample::select(vec![
            "new",
            "1.rhythm",
            "3.pim",
            "9.pim",
            "0.home",
            "swaps",
            "school",
            "always = \"mara\"",
            "children = [\"pim\"]\r\nfrom = 2027-01-01",
        ])
        .prop_map(str::to_owned),
        "(?s).{0,40}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_comes_is_carried_out_or_named(
        pairs in proptest::collection::vec((names(), values()), 0..10),
    ) {
        if let Some(act) = Act::read(&pairs) {
            match change(PLAN, &act, at(Lang::En)) {
                Ok(change) => prop_assert!(ParentingPlan::read(&change.text, TODAY).is_ok()),
                Err(errors) => prop_assert!(!errors.is_empty()),
            }
        }
    }

    #[test]
    fn a_clause_with_anything_in_it_is_kept_or_stays_in_its_form(
        title in "(?s).{0,20}",
        rule in prop_oneof!["(?s).{0,60}", "[a-z_]{1,12} = [\\[{\"0-9a-z, =}\\]\n]{0,40}"],
        new in any::<bool>(),
    ) {
        let typed = ClauseForm {
            title: [title, String::new()],
            rule,
            ..form(PLAN, 2)
        };
        let which = (!new).then(|| spot("3.pim"));
        let act = Act::Write(which.clone(), typed.clone());
        match change(PLAN, &act, at(Lang::Nl)) {
            Ok(change) => {
                prop_assert!(ParentingPlan::read(&change.text, TODAY).is_ok());
                let own = ids(&change.text)[change.place].clone();
                prop_assert!(new || own == "pim");
            }
            Err(errors) => {
                prop_assert!(!errors.is_empty());
                let draft = kept(PLAN).draft;
                let written = (which.as_ref(), typed.clone());
                let view = FormView {
                    errors,
                    ..FormView::typed(&draft, written, Lang::Nl, "c-1".to_owned())
                };
                prop_assert_eq!(&view.form, &typed);
                let people = cast_of_two();
                let page = form_page(&frame(Lang::Nl, &people[0]), &view);
                prop_assert!(page.0.contains("class=\"error-summary\""));
            }
        }
    }
}
