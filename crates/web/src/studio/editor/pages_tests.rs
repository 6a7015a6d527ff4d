//! The pages of the editor in both languages: each clause beside its rule, what was typed in its
//! field, what is wrong at its place.

use jiff::tz::TimeZone;
use plan::library;

use super::change::change;
use super::clause_markup::form_page;
use super::form::{Act, ClauseForm};
use super::library_markup::library_page;
use super::library_view::LibraryView;
use super::markup::list_page;
use super::tests::{TODAY, at, done, kept, spot, waiting};
use super::text::{TextView, text_page};
use super::told::{Done, Meanwhile, Told};
use super::view::{FormView, ListView};
use crate::page::tests::check_page;
use crate::plan_change::form::read;
use crate::swap::sample::{PLAN, cast_of_two, frame};
use crate::text::Lang;

fn shown(page: &maud::Markup) -> &str {
    check_page(&page.0);
    &page.0
}

#[test]
fn the_list_has_each_clause_beside_its_rule_in_both_languages() {
    let people = cast_of_two();
    let told = Told {
        done: Some(Done::Removed),
        before: Some(4),
    };
    for (lang, words) in [
        (
            Lang::En,
            [
                "Pim sees Elias",
                "Care schedule",
                "Move up",
                "The clause was removed.",
            ],
        ),
        (
            Lang::Nl,
            [
                "Pim ziet Elias",
                "Zorgregeling",
                "Omhoog",
                "Het artikel is verwijderd.",
            ],
        ),
    ] {
        let view = ListView::of(&kept(&waiting()), at(lang), told, "c-1".to_owned());
        assert_eq!((view.count(), view.groups.len()), (5, 1));
        let page = list_page(&frame(lang, &people[0]), &view);
        let html = shown(&page);
        for said in words {
            assert!(html.contains(said), "{said}: {html}");
        }
        for part in [
            "weekly = { parent = &quot;elias&quot;, windows = [&quot;sat 10:00 - 16:00&quot;] }",
            "name=\"up\" value=\"3.pim\"",
            "name=\"remove\" value=\"1.rhythm\"",
            "href=\"/plan/drafts/d-1/clauses?clause=3\"",
            "name=\"entry\" value=\"4\"",
            "name=\"clause\" value=\"new\"",
        ] {
            assert!(html.contains(part), "{part}: {html}");
        }
        assert!(
            !html.contains("value=\"1.rhythm\">Move up"),
            "it is the first"
        );
    }
    // A clause that is written in one language only says so.
    let view = ListView::of(&kept(&waiting()), at(Lang::Nl), told, "c-1".to_owned());
    assert_eq!(view.groups[0].clauses[4].title.foreign, Some("en"));
}

#[test]
fn a_form_with_errors_has_what_was_typed_in_both_languages() {
    let people = cast_of_two();
    let typed = ClauseForm {
        title: ["<b>".to_owned(), "Een \"titel\"".to_owned()],
        sentence: ["One.\n\nTwo.".to_owned(), String::new()],
        section: "no-such".to_owned(),
        rule: "\nalways = \"nobody\"".to_owned(),
    };
    for lang in Lang::ALL {
        for which in [None, Some(spot("3.pim"))] {
            let act = Act::Write(which.clone(), typed.clone());
            let errors = change(PLAN, &act, at(lang)).unwrap_err();
            let fields: Vec<&str> = errors.iter().map(|error| error.field).collect();
            assert!(
                fields.contains(&"rule") && fields.contains(&"section"),
                "{fields:?}"
            );
            let draft = kept(PLAN).draft;
            let written = (which.as_ref(), typed.clone());
            let view = FormView {
                errors,
                ..FormView::typed(&draft, written, lang, "c-1".to_owned())
            };
            assert_eq!(view.clause.is_some(), which.is_some());
            let page = form_page(&frame(lang, &people[0]), &view);
            let html = shown(&page);
            for part in [
                "value=\"&lt;b&gt;\"",
                "value=\"Een &quot;titel&quot;\"",
                "One.\n\nTwo.</textarea>",
                "<option value=\"no-such\" selected>",
                // The page's parser takes the first line break away.
                "\n\nalways = &quot;nobody&quot;</textarea>",
                "aria-describedby=\"rule-hint rule-wrong\"",
            ] {
                assert!(html.contains(part), "{part}: {html}");
            }
            let place = match lang {
                Lang::En => "Line 2, column 10:",
                Lang::Nl => "Regel 2, kolom 10:",
            };
            assert!(html.contains(place), "{html}");
        }
    }
}

#[test]
fn what_is_wrong_with_the_whole_plan_stands_on_the_list() {
    let people = cast_of_two();
    let text = waiting();
    for lang in Lang::ALL {
        let errors = change(&text, &Act::Remove(spot("3.pim")), at(lang)).unwrap_err();
        let view = ListView::of(&kept(&text), at(lang), Told::default(), "c-1".to_owned());
        let view = ListView { errors, ..view };
        let page = list_page(&frame(lang, &people[0]), &view);
        let html = shown(&page);
        assert!(html.contains("href=\"#whole\"") && html.contains("The plan has no clause `pim`."));
    }
    // A text that cannot be read says where.
    let broken = PLAN.replacen("\"17:30\"", "\"25:00\"", 1);
    let view = ListView::of(
        &kept(&broken),
        at(Lang::En),
        Told::default(),
        "c-1".to_owned(),
    );
    assert!(
        view.groups[0]
            .clauses
            .iter()
            .all(|item| item.terms.is_none())
    );
    let page = list_page(&frame(Lang::En, &people[0]), &view);
    assert!(shown(&page).contains("25:00 is not a time of day."));
}

#[test]
fn the_library_says_what_is_there_what_is_missing_and_what_can_be_added() {
    let people = cast_of_two();
    let wording = library::all().next().unwrap();
    let text = done(PLAN, &Act::Add(wording.id.to_owned())).text;
    for lang in Lang::ALL {
        let told = (
            Told {
                done: Some(Done::Added),
                before: Some(4),
            },
            "1",
        );
        let view = LibraryView::of(&kept(&text), (at(lang), ""), told, "c-1".to_owned());
        assert_eq!(view.added, Some(1));
        let parts = view.parts.as_ref().unwrap();
        assert_eq!(parts.len(), library::SECTIONS.len());
        let care = parts.iter().find(|part| part.section.id == "care").unwrap();
        assert!(!care.missing && care.clauses.len() == 4);
        assert!(parts.iter().any(|part| part.missing));
        let taken = parts.iter().flat_map(|part| &part.wordings);
        let taken: Vec<&str> = taken
            .filter(|one| one.there.is_some())
            .map(|one| one.id)
            .collect();
        assert_eq!(taken, [wording.id]);
        let page = library_page(&frame(lang, &people[0]), &view);
        let html = shown(&page);
        assert!(!html.contains("{a}") && !html.contains("{children}"));
        for one in library::all() {
            assert!(html.contains(&format!("name=\"add\" value=\"{}\"", one.id)));
        }
        let asked = (at(lang), "school");
        let told = (Told::default(), "");
        let alone = LibraryView::of(&kept(&text), asked, told, "c-1".to_owned());
        let page = library_page(&frame(lang, &people[0]), &alone);
        assert_eq!(
            shown(&page).matches("id=\"s-").count(),
            2,
            "one and its heading"
        );
    }
    let told = (Told::default(), "");
    let none = LibraryView::of(
        &kept("edition = 2"),
        (at(Lang::En), ""),
        told,
        String::new(),
    );
    let page = library_page(&frame(Lang::En, &people[0]), &none);
    assert!(shown(&page).contains("/plan/drafts/d-1/text"));
}

#[test]
fn the_text_stands_in_its_field_as_it_was_typed() {
    let people = cast_of_two();
    let typed = format!(
        "{}# A remark.\n",
        PLAN.replacen("\"17:30\"", "\"25:00\"", 1)
    );
    for lang in Lang::ALL {
        let kept = kept(PLAN);
        let fresh = TextView::of(&kept, Told::default(), "c-1".to_owned());
        let mut wrong = TextView::typed(&kept, typed.clone(), "c-1".to_owned());
        wrong.wrong = read(&wrong.typed, TODAY).err();
        for (view, words) in [
            (&fresh, "&quot;17:30&quot;"),
            (&wrong, "# A remark.\n</textarea>"),
        ] {
            let page = text_page(&frame(lang, &people[0]), view);
            let html = shown(&page);
            assert!(html.contains(words), "{html}");
            assert!(html.contains("\">\n\nedition = 1"), "{html}");
        }
        let page = text_page(&frame(lang, &people[0]), &wrong);
        let html = shown(&page);
        // Once with its lines and once below the field.
        assert_eq!(html.matches("25:00 is not a time of day.").count(), 2);
        let here = match lang {
            Lang::En => "^ here</code><div class=\"field\"><p class=\"wrong\">",
            Lang::Nl => "^ hier</code><div class=\"field\"><p class=\"wrong\">",
        };
        assert_eq!(html.matches(here).count(), 1, "{html}");
        let (_, excerpt) = html.split_once("class=\"excerpt scroll\"").unwrap();
        let (excerpt, _) = excerpt.split_once("</ol>").unwrap();
        assert!(excerpt.contains("tabindex=\"0\"") && excerpt.contains("aria-label="));
        assert_eq!(excerpt.matches("<li value=").count(), 5);
        let number = PLAN.lines().position(|line| line.contains("\"17:30\""));
        let number = number.unwrap() + 1;
        assert!(excerpt.contains(&format!("<li value=\"{number}\">")));
    }
}

#[test]
fn of_many_places_the_first_are_shown_and_the_others_counted() {
    let people = cast_of_two();
    let many: String = (0..25).map(|n| format!("unknown-{n} = 1\n")).collect();
    let mut view = TextView::typed(&kept(PLAN), format!("{many}{PLAN}"), "c-1".to_owned());
    view.wrong = read(&view.typed, TODAY).err();
    let page = text_page(&frame(Lang::En, &people[0]), &view);
    let html = shown(&page);
    assert_eq!(html.matches("class=\"excerpt scroll\"").count(), 20);
    assert!(html.contains("more places are named below the field."));
}

#[test]
fn what_was_kept_elsewhere_is_said_before_it_is_written_over() {
    let people = cast_of_two();
    let kept = kept(PLAN);
    let found = Meanwhile::of(&kept, &TimeZone::UTC, "4");
    assert!(found.is_some());
    for (lang, said) in [
        (Lang::En, "This draft was changed on Saturday 21 November"),
        (Lang::Nl, "Dit concept is op zaterdag 21 november"),
    ] {
        let mut text = TextView::typed(&kept, format!("{PLAN}# Mine.\n"), "c-1".to_owned());
        text.meanwhile = found;
        let text = text_page(&frame(lang, &people[0]), &text);
        let pim = spot("3.pim");
        let written = (Some(&pim), ClauseForm::default());
        let form = FormView {
            newest: Some(6),
            meanwhile: found,
            ..FormView::typed(&kept.draft, written, lang, "c-1".to_owned())
        };
        let form = form_page(&frame(lang, &people[0]), &form);
        for page in [&text, &form] {
            let html = shown(page);
            for part in [
                said,
                "href=\"/plan/drafts/d-1/history?from=4&amp;to=6#changes\"",
                "name=\"newest\" value=\"6\"",
            ] {
                assert!(html.contains(part), "{part}: {html}");
            }
        }
        assert!(shown(&text).contains("# Mine.\n</textarea>"));
    }
}
