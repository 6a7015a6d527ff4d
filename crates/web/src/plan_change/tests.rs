//! What is typed is kept and read, or named at its field; the pages in both languages.

use family::{Event, Refusal, Revision, Terms, fold};
use jiff::civil::date;
use plan::Side;
use proptest::prelude::*;

use super::form::{FieldError, Known, PlanDraft, PlanForm, Wrong, newest_text, parse};
use super::markup::{change_page, draft_page};
use super::view::{change_view, draft_view};
use crate::page::tests::check_page;
use crate::swap::form::{Step, Wrong as Usual};
use crate::swap::sample::{
    PLAN, cast_of_two, early_family, family, frame, id, looking, now, story,
};
use crate::swap::view::Purpose;
use crate::text::Lang;

fn form(plan: &str) -> PlanForm {
    PlanForm::from_pairs([("plan", plan), ("command", "c-1")])
}

/// Handovers half an hour later.
fn later() -> String {
    let text = PLAN.replace("change = \"17:30\"", "change = \"18:00\"");
    assert_ne!(text, PLAN);
    text
}

/// Reads a form that Mara sends.
fn read(form: &PlanForm) -> Result<PlanDraft, Vec<FieldError>> {
    let family = family();
    let known = Known {
        family: &family,
        actor: &family.seat(Side::A).parent.member,
        answers: None,
        now: now(),
    };
    parse(form, &known)
}

/// The one thing that is wrong with a text.
fn wrong(plan: &str) -> Wrong {
    let mut errors = read(&form(plan)).unwrap_err();
    assert_eq!(errors.len(), 1, "{errors:?}");
    let error = errors.remove(0);
    assert_eq!(error.field, "plan");
    error.wrong
}

#[test]
fn the_newest_agreed_text_is_where_it_begins() {
    assert_eq!(newest_text(&family()), Some(PLAN));
    assert_eq!(newest_text(&early_family()), None);
}

#[test]
fn the_plan_as_it_is_changes_nothing_whatever_ends_its_lines() {
    let nothing = Wrong::Refused(Box::new(Refusal::ChangesNothing));
    for text in [
        PLAN.to_owned(),
        PLAN.replace('\n', "\r\n"),
        PLAN.replace('\n', "\r"),
        format!("{PLAN}# A remark.\n"),
    ] {
        assert_eq!(wrong(&text), nothing);
    }
    let sent = form(&PLAN.replace('\n', "\r\n"));
    assert_eq!(sent.plan, PLAN);
}

#[test]
fn another_time_is_a_draft() {
    let typed = PlanForm::from_pairs([
        ("plan", later().as_str()),
        ("reason", "School ends later."),
        ("by-day", "2026-12-01"),
        ("by-time", ""),
        ("step", "send"),
    ]);
    assert_eq!(typed.step, Step::Send);
    let draft = read(&typed).unwrap();
    assert_eq!(draft.terms, Terms::Plan(later().into()));
    assert_eq!(draft.reason.unwrap().as_str(), "School ends later.");
    let by = draft.answer_by.unwrap();
    assert_eq!(
        family().zone().to_datetime(by),
        date(2026, 12, 1).at(23, 59, 0, 0)
    );
}

#[test]
fn a_problem_has_its_line_and_column() {
    let text = PLAN.replacen("\"17:30\"", "\"25:00\"", 1);
    let line = text
        .lines()
        .position(|line| line.contains("25:00"))
        .unwrap()
        + 1;
    let Wrong::Problems(problems) = wrong(&text) else {
        panic!("25:00 is no time");
    };
    let first = &problems.as_slice()[0];
    assert_eq!(usize::try_from(first.line).unwrap(), line);
    assert_eq!(first.message, "25:00 is not a time of day.");
    assert!(matches!(wrong("edition = \n"), Wrong::Problems(_)));
}

#[test]
fn an_empty_text_and_one_that_is_too_large_are_named() {
    assert_eq!(wrong(""), Wrong::Empty);
    assert_eq!(wrong(" \r\n\t"), Wrong::Empty);
    let limit = plan::limits::TEXT_BYTES_MAX;
    let found = limit + 1;
    assert_eq!(wrong(&"x".repeat(found)), Wrong::TooLarge { found, limit });
}

#[test]
fn other_fields_are_named_at_their_places() {
    let typed = |day: &str, reason: &str| {
        PlanForm::from_pairs([
            ("plan", later().as_str()),
            ("by-day", day),
            ("reason", reason),
        ])
    };
    let errors = read(&typed("soon", &"x".repeat(1_001))).unwrap_err();
    let fields: Vec<&str> = errors.iter().map(|error| error.field.as_str()).collect();
    assert_eq!(fields, ["by-day", "reason"]);
    assert_eq!(errors[0].wrong, Wrong::Usual(Usual::BadDay));
    let past = read(&typed("2026-11-01", "")).unwrap_err();
    assert_eq!(past[0].field, "by-day");
    assert!(matches!(past[0].wrong, Wrong::Refused(_)));
}

#[test]
fn what_is_sent_through_the_preview_comes_back_the_same() {
    let typed = PlanForm::from_pairs([
        ("plan", later().as_str()),
        ("reason", "<b>Why</b>"),
        ("by-day", "2026-12-01"),
        ("by-time", "9.30"),
        ("command", "c-1"),
        ("revision", "2"),
    ]);
    assert_eq!(PlanForm::from_pairs(typed.pairs()), typed);
}

fn names() -> impl Strategy<Value = String> {
    prop_oneof![
        proptest::sample::select(vec![
            "plan", "reason", "by-day", "by-time", "command", "revision", "step",
        ])
        .prop_map(str::to_owned),
        "\\PC{0,12}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn whatever_comes_is_read_or_named(
        pairs in proptest::collection::vec((names(), "(?s).{0,60}"), 0..12),
    ) {
        let form = PlanForm::from_pairs(pairs);
        prop_assert!(!form.plan.contains('\r'));
        if let Err(errors) = read(&form) {
            prop_assert!(!errors.is_empty());
            for error in errors {
                prop_assert!(["plan", "by-day", "by-time", "reason"].contains(&error.field.as_str()));
            }
        }
    }

    #[test]
    fn a_plan_with_anything_written_into_it_is_read_or_named(
        at in 0..PLAN.len(),
        gone in 0_usize..12,
        instead in "(?s).{0,8}",
    ) {
        let end = (at + gone).min(PLAN.len());
        let text = format!("{}{instead}{}", &PLAN[..at], &PLAN[end..]);
        let form = form(&text);
        if let Err(errors) = read(&form) {
            prop_assert_eq!(errors[0].field.as_str(), "plan");
        }
    }
}

#[test]
fn the_pages_in_both_languages() {
    let family = family();
    let people = cast_of_two();
    for lang in Lang::ALL {
        let look = looking(&family, Side::A, lang);
        let broken = PLAN.replacen("\"17:30\"", "\"25:00\"", 1);
        let errors = read(&form(&broken)).unwrap_err();
        let fresh = change_view(&look, Purpose::New, form(PLAN), Vec::new());
        let wrong = change_view(&look, Purpose::New, form(&broken), errors);
        let frame = frame(lang, &people[0]);
        for (view, words) in [
            (&fresh, "change = &quot;17:30&quot;"),
            (&wrong, "&quot;25:00&quot;"),
        ] {
            let page = change_page(&frame, view).into_string();
            check_page(&page);
            assert!(page.contains(words), "{page}");
            // The first line of this text is empty, and the page's parser takes one away.
            assert!(page.contains("\">\n\nedition = 1"), "{page}");
        }
        let page = change_page(&frame, &wrong).into_string();
        let (place, foreign) = match lang {
            Lang::En => ("Line ", "<span>25:00 is not a time of day."),
            Lang::Nl => ("Regel ", "<span lang=\"en\">25:00 is not a time of day."),
        };
        assert!(page.contains(place) && page.contains(foreign), "{page}");

        let typed = form(&later());
        let draft = read(&typed).unwrap();
        let view = draft_view(&look, Purpose::New, typed, &draft).unwrap();
        let (changes, _) = view.content.changes.as_ref().unwrap();
        assert_eq!(changes.clauses.len(), 2, "both rhythms");
        let page = draft_page(&frame, &view).into_string();
        check_page(&page);
        for words in [
            "id=\"changes\"",
            "value=\"send\"",
            "value=\"change\"",
            "id=\"weeks\"",
        ] {
            assert!(page.contains(words), "{words}: {page}");
        }
        assert!(page.contains("change = &quot;18:00&quot;"));
    }
}

/// A draft was made and looked at on other pages, so its text stands folded below the buttons, until
/// something is wrong with it. Every other text is what the page is for.
#[test]
fn the_text_of_a_draft_is_folded_until_something_is_wrong_with_it() {
    let (family, people) = (family(), cast_of_two());
    let look = looking(&family, Side::A, Lang::En);
    let page = |draft: &str, errors| {
        let form = PlanForm {
            draft: draft.to_owned(),
            ..form(PLAN)
        };
        let view = change_view(&look, Purpose::New, form, errors);
        let page = change_page(&frame(Lang::En, &people[0]), &view).into_string();
        check_page(&page);
        page
    };
    let open = |page: &str| {
        let (before, _) = page.split_once("<summary>The plan as text").unwrap();
        assert!(before.contains("value=\"preview\""), "{page}");
        before.trim_end().ends_with("<details open>")
    };
    assert!(!open(&page("d-1", Vec::new())));
    assert!(open(&page("d-1", vec![FieldError::of_text(Wrong::Empty)])));
    assert!(!page("", Vec::new()).contains("The plan as text"));
}

/// Elias offered another plan; Mara's answer to it begins with his text.
#[test]
fn an_offered_plan_can_be_answered_with_another() {
    let mut entries = story();
    let last = entries.last().unwrap().clone();
    let by = entries[2].by.clone();
    entries.push(family::Entry {
        sequence: last.sequence + 1,
        at: now(),
        by,
        event: Event::Proposed {
            proposal: id("p-later"),
            terms: Terms::Plan(later().into()),
            reason: None,
            answer_by: None,
        },
    });
    let family = fold(&entries).unwrap().unwrap();
    let offer = family.proposal(&id("p-later")).unwrap().current();
    assert_eq!(offer.revision, Revision::FIRST);
    let known = Known {
        family: &family,
        actor: &family.seat(Side::A).parent.member,
        answers: Some(&offer.terms),
        now: now(),
    };
    let text = later().replace("18:00", "18:30");
    let typed = form(&text);
    let draft = parse(&typed, &known).unwrap();
    let look = looking(&family, Side::A, Lang::En);
    let purpose = crate::swap::purpose(&look, Some(&id("p-later"))).unwrap();
    let view = draft_view(&look, purpose, typed, &draft).unwrap();
    let people = cast_of_two();
    let page = draft_page(&frame(Lang::En, &people[0]), &view).into_string();
    assert!(
        page.contains("action=\"/proposals/p-later/counter\""),
        "{page}"
    );
}
