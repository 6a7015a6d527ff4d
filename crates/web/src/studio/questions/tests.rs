//! The pages of the questions in both languages: whole, filled in, and with everything that was
//! typed still there when something is wrong.

use std::sync::Arc;

use super::form::{AT, CHANGE, FROM, Kept, PATTERN, PICK, PLACE, START, Sheet, plan_text, wrongs};
use super::markup::{by_hand_page, questions_page, step_path};
use super::*;
use crate::page::tests::check_page;
use crate::swap::sample::{cast_of_two, early_family, frame, main_of};
use crate::text::{Lang, Text, t};
use family::{DraftedPlan, Name};
use jiff::civil::{Date, date};
use plan::Side;

const TODAY: Date = date(2026, 11, 22);

fn about() -> form::About {
    form::About::of(&early_family(), Side::A, TODAY, "At the door".to_owned())
}

fn draft(kept: Kept, plan: &str) -> Arc<DraftedPlan> {
    Arc::new(DraftedPlan {
        id: "d-1".parse().unwrap(),
        name: Name::new("From the questions").unwrap(),
        answers: kept.into_answers(),
        plan: plan.into(),
    })
}

fn typed(kept: &Kept, step: Step, changes: &[(&str, &str)]) -> Sheet {
    let other: Sheet = changes.iter().copied().collect();
    other.completed(&kept.sheet(step, &about()))
}

/// Answers up to and with a step, as proposed, and a rhythm.
fn answered(last: Option<Step>) -> Kept {
    let mut kept = Kept::default();
    for step in Step::ALL.into_iter().filter(|step| Some(*step) <= last) {
        let changes: &[(&str, &str)] = if step == Step::Rhythm {
            &[(PATTERN, "alternating-weeks")]
        } else {
            &[]
        };
        kept = kept.with(step, &typed(&kept, step, changes), &about());
    }
    kept
}

fn view(kept: &Kept, step: Step, typed: Typed) -> QuestionsView {
    let plan = plan_text(kept, &about()).unwrap().unwrap_or_default();
    let draft = draft(kept.clone(), &plan);
    QuestionsView::of(
        draft,
        cast_of_two(),
        about(),
        (step, typed),
        "c-1".to_owned(),
    )
}

/// A page of a draft with these answers and this text.
fn view_of(kept: &Kept, plan: &str, about: form::About, page: (Step, Typed)) -> QuestionsView {
    let (draft, people) = (draft(kept.clone(), plan), cast_of_two());
    QuestionsView::of(draft, people, about, page, "c-1".to_owned())
}

fn drawn(lang: Lang, view: &QuestionsView) -> String {
    let page = questions_page(&frame(lang, &view.people[0]), view);
    check_page(&page.0);
    main_of(&page)
}

fn fresh(lang: Lang, step: Step) -> String {
    let kept = answered(step.previous());
    let sheet = kept.sheet(step, &about());
    drawn(lang, &view(&kept, step, Typed::shown(sheet)))
}

fn with_errors(lang: Lang, step: Step, changes: &[(&str, &str)]) -> String {
    let kept = answered(step.previous());
    let sheet = typed(&kept, step, changes);
    let errors = wrongs(step, &sheet, &kept, &about());
    assert!(!errors.is_empty(), "{changes:?}");
    let typed = Typed {
        errors,
        ..Typed::shown(sheet)
    };
    drawn(lang, &view(&kept, step, typed))
}

#[test]
fn the_children_are_asked_about_oldest_first() {
    let names: Vec<String> = about().children.into_iter().map(|one| one.name).collect();
    assert_eq!(names, ["Noor", "Sam", "Cato", "Pim"]);
    assert_eq!(about().country(), Some("NL"));
    assert!(about().any_at_school());
}

#[test]
fn every_page_in_both_languages() {
    for lang in Lang::ALL {
        let text = Text::of(lang);
        for step in Step::ALL {
            let page = fresh(lang, step);
            let said = t!(text, "questions-step", n = step.number(), all = 8);
            assert!(page.contains(&said), "{step:?}");
            assert!(page.contains(&*step.title(text)), "{step:?}");
            for (go, there) in [
                ("next", true),
                ("stop", true),
                ("back", step != Step::People),
            ] {
                let button = format!("name=\"go\" value=\"{go}\"");
                assert_eq!(page.contains(&button), there, "{step:?} {go}");
            }
            let look = t!(text, "questions-look");
            assert_eq!(page.contains(&*look), step == Step::Words);
        }
    }
}

#[test]
fn only_what_was_answered_can_be_gone_to() {
    let kept = answered(Some(Step::School));
    let sheet = kept.sheet(Step::Holidays, &about());
    let page = drawn(Lang::En, &view(&kept, Step::Holidays, Typed::shown(sheet)));
    let draft = draft(Kept::default(), "").id.clone();
    for step in Step::ALL {
        let link = format!("href=\"{}\"", step_path(&draft, step));
        assert_eq!(page.contains(&link), step <= Step::Holidays, "{step:?}");
    }
    assert_eq!(page.matches("aria-current=\"step\"").count(), 1);
    assert_eq!(page.matches("answered</span>").count(), 3);
}

#[test]
fn what_is_wrong_is_said_at_its_field_and_what_was_typed_stays() {
    for lang in Lang::ALL {
        let changes = [
            (PATTERN, "every-weekend"),
            (START, "soon"),
            (CHANGE, "early"),
        ];
        let page = with_errors(lang, Step::Rhythm, &changes);
        for field in [START, CHANGE] {
            assert!(page.contains(&format!("href=\"#{field}\"")), "{field}");
            assert!(page.contains(&format!("id=\"{field}-wrong\"")), "{field}");
        }
        for typed in ["value=\"soon\"", "value=\"early\""] {
            assert!(page.contains(typed), "{typed}");
        }
        assert!(page.contains("value=\"every-weekend\" checked"));
        assert!(
            page.contains("<details open>"),
            "the chosen rhythm is in sight"
        );

        let page = with_errors(lang, Step::Words, &[(PICK, "poetry")]);
        assert!(page.contains("href=\"#words-pick\""));
        with_errors(lang, Step::People, &[(FROM, "31-2-2027")]);
        with_errors(lang, Step::School, &[(AT, "")]);
        with_errors(lang, Step::Holidays, &[("holidays-may", "")]);
        with_errors(lang, Step::Feasts, &[("feasts-easter", "")]);
        let half = [("birthdays-day-a", "3"), ("birthdays-month-a", "")];
        with_errors(lang, Step::Birthdays, &half);
        with_errors(lang, Step::Handovers, &[(PLACE, "a\u{7}b")]);
    }
}

#[test]
fn a_refusal_stands_above_the_page() {
    let kept = answered(None);
    let typed = Typed {
        refused: Some("Not now.".to_owned()),
        ..Typed::shown(kept.sheet(Step::People, &about()))
    };
    let page = drawn(Lang::En, &view(&kept, Step::People, typed));
    assert!(page.contains("role=\"alert\"") && page.contains("Not now."));
}

#[test]
fn what_was_typed_is_no_markup() {
    let kept = answered(Some(Step::Birthdays));
    let sheet = typed(&kept, Step::Handovers, &[(PLACE, "\"><script>alert()")]);
    let page = drawn(Lang::En, &view(&kept, Step::Handovers, Typed::shown(sheet)));
    assert!(!page.contains("<script>"));
}

/// The youngest child of the family is one year old.
#[test]
fn a_rhythm_says_what_it_comes_to_and_what_is_common() {
    let page = fresh(Lang::En, Step::Rhythm);
    let rhythms = page
        .matches("type=\"radio\" name=\"rhythm-pattern\"")
        .count();
    assert_eq!(rhythms, plan::pattern::ALL.len());
    assert!(
        !page.contains("checked>\n<span class=\"rhythm-words\""),
        "none is chosen"
    );
    assert!(page.contains(
        "7 and 7 of 14 nights. On average 4 handovers in four weeks. At most 7 and 7 nights in a row."
    ));
    assert!(page.contains("For a child under 3, about 3 nights in a row is common"));
    let page = fresh(Lang::Nl, Step::Rhythm);
    assert!(page.contains("Gemiddeld 18,7 overdrachten in vier weken."));
}

#[test]
fn holidays_and_feasts_say_when_they_are_next() {
    let page = fresh(Lang::En, Step::Holidays);
    // DOMAIN.md, 4.
    assert!(page.contains("Next: 24 April 2027 to 2 May 2027"));
    let page = fresh(Lang::Nl, Step::Feasts);
    assert!(page.contains("Pakjesavond") && page.contains("zaterdag 5 december 2026"));
}

#[test]
fn without_a_school_there_is_no_holiday_to_share() {
    let kept = answered(Some(Step::School));
    let school = typed(&kept, Step::School, &[(AT, "no")]);
    let kept = kept.with(Step::School, &school, &about());
    let sheet = kept.sheet(Step::Holidays, &about());
    let view = view(&kept, Step::Holidays, Typed::shown(sheet));
    let page = drawn(Lang::En, &view);
    let school = step_path(&view.draft.id, Step::School);
    assert!(page.contains(&school) && !page.contains("<select"));
}

#[test]
fn clauses_are_read_with_the_names_of_the_family() {
    let page = fresh(Lang::En, Step::Words);
    for place in ["{a}", "{b}", "{children}"] {
        assert!(!page.contains(place), "{place}");
    }
    assert!(page.contains("Noor, Sam, Cato and Pim"));
    assert!(page.contains("art. 815"), "what the law asks for is said");
}

/// What is said of the law is said of the same families as on the other pages of the studio.
#[test]
fn the_dutch_law_is_spoken_of_in_the_netherlands_alone() {
    let kept = answered(Some(Step::Handovers));
    for lang in Lang::ALL {
        for (zone, dutch) in [
            ("Europe/Amsterdam", true),
            ("Europe/Brussels", false),
            ("America/New_York", false),
        ] {
            let about = form::About {
                zone: zone.to_owned(),
                ..about()
            };
            let typed = Typed::shown(kept.sheet(Step::Words, &about));
            let page = drawn(lang, &view_of(&kept, "", about, (Step::Words, typed)));
            let law = t!(Text::of(lang), "questions-words-law");
            assert_eq!(page.contains(&*law), dutch, "{zone}");
            assert_eq!(page.contains("art. 815"), dutch, "{zone}");
            assert!(page.contains("<details open>"), "something is in sight");
        }
    }
}

/// A draft that lay for more than a year.
#[test]
fn an_old_draft_says_at_its_field_what_to_change_and_that_nothing_is_lost() {
    let kept = answered(Some(Step::Words));
    let plan = plan_text(&kept, &about()).unwrap().unwrap();
    let later = form::About {
        today: date(2027, 12, 6),
        ..about()
    };
    for lang in Lang::ALL {
        let text = Text::of(lang);
        let page = |step| {
            let typed = Typed::kept(step, &kept, &later);
            drawn(lang, &view_of(&kept, &plan, later.clone(), (step, typed)))
        };
        let people = page(Step::People);
        for said in [
            t!(text, "questions-resumed-title"),
            t!(text, "questions-wrong-long-ago"),
            t!(text, "questions-waits"),
        ] {
            assert!(people.contains(&*said), "{said}");
        }
        assert!(people.contains("id=\"people-from-wrong\""));
        assert!(people.contains("value=\"2026-11-23\""), "what was typed");
        let night = match lang {
            Lang::En => "Monday 6 December 2027",
            Lang::Nl => "maandag 6 december 2027",
        };
        assert!(page(Step::Rhythm).contains(night));

        let handovers = page(Step::Handovers);
        assert!(!handovers.contains("error-summary"));
        assert!(handovers.contains(&*t!(text, "questions-waits")));
        for step in [Step::People, Step::Rhythm] {
            let link = step_path(&draft(Kept::default(), "").id, step);
            assert_eq!(handovers.matches(&link).count(), 2, "{step:?}");
        }
    }
}

#[test]
fn whom_the_plan_is_about_and_whose_the_rhythm_is_are_said() {
    for (lang, people, rhythm) in [
        (
            Lang::En,
            "The plan is about Noor, Sam, Cato and Pim, the children",
            "one rhythm for Noor, Sam, Cato and Pim together",
        ),
        (
            Lang::Nl,
            "Het plan gaat over Noor, Sam, Cato en Pim, de kinderen",
            "één ritme voor Noor, Sam, Cato en Pim samen",
        ),
    ] {
        assert!(fresh(lang, Step::People).contains(people));
        assert!(fresh(lang, Step::Rhythm).contains(rhythm));
    }
    let mut alone = about();
    alone.children.truncate(1);
    let kept = Kept::default();
    let page = |step| {
        let typed = Typed::shown(kept.sheet(step, &alone));
        drawn(Lang::En, &view_of(&kept, "", alone.clone(), (step, typed)))
    };
    assert!(page(Step::People).contains("about Noor, the child with whom"));
    assert!(!page(Step::Rhythm).contains("one rhythm for"));
}

#[test]
fn a_text_that_was_changed_by_hand_is_not_asked_about() {
    for lang in Lang::ALL {
        let draft = draft(Kept::default(), "edition = 1");
        let page = by_hand_page(&frame(lang, &cast_of_two()[0]), &draft);
        check_page(&page.0);
        assert!(!main_of(&page).contains("<form"));
    }
}
