//! The page of a draft: what it comes to is what the plan language counts, what is not right with it
//! leads to its clause and its day, and nothing of it is anybody else's.

use family::{Family, KeptDraft};
use jiff::civil::date;
use plan::{ParentingPlan, Side, Warning, WarningKind, warnings};

use super::markup::draft_page;
use super::month::asked;
use super::sample::{kept, later, unruly};
use super::view::{Body, Follows, Seen, View, view};
use crate::page::tests::check_page;
use crate::swap::sample::{cast_of_two, family, frame, looking, main_of};
use crate::text::Lang;

fn of(family: &Family, kept: &KeptDraft, lang: Lang, month: &str) -> View {
    let look = looking(family, Side::A, lang);
    let query = asked(month, "", date(2026, 11, 22));
    let warned = warned(kept);
    view(&look, (kept, &warned), query, "c-1".to_owned())
}

/// What the plan language says is probably not meant.
fn warned(kept: &KeptDraft) -> Vec<Warning> {
    let today = date(2026, 11, 22);
    let plan = ParentingPlan::read(&kept.draft.plan, today);
    plan.map_or_else(|_| Vec::new(), |plan| warnings(&plan, today))
}

fn html(view: &View, lang: Lang) -> String {
    let people = cast_of_two();
    let page = draft_page(&frame(lang, &people[0]), view);
    check_page(&page.0);
    main_of(&page)
}

fn seen(view: &View) -> &Seen {
    match &view.body {
        Body::Seen(seen) => seen,
        Body::Unanswered { .. } | Body::Unsound { .. } | Body::Far => panic!("{:?}", view.body),
    }
}

#[test]
fn a_draft_says_what_it_comes_to_and_that_nobody_else_sees_it() {
    let family = family();
    for (lang, words) in [
        (
            Lang::En,
            [
                "nobody else can see it",
                "Offer to Elias",
                "Monday 1 March 2027",
                "All time is somebody’s",
            ],
        ),
        (
            Lang::Nl,
            [
                "niemand anders kan het zien",
                "Stel voor aan Elias",
                "maandag 1 maart 2027",
                "Alle tijd is van iemand",
            ],
        ),
    ] {
        let view = of(&family, &kept("d-1", &later()), lang, "");
        let html = html(&view, lang);
        for said in words {
            assert!(html.contains(said), "{said} in {html}");
        }
        for rest in ["/offer", "/clauses", "/try", "/paper"] {
            let link = format!("href=\"/plan/drafts/d-1{rest}\"");
            assert_eq!(html.matches(&link).count(), 1, "once, {rest}");
        }
        assert_eq!(html.matches("data-kind=\"main\"").count(), 1);
        assert!(html.contains("href=\"/plan/compare?a=agreed&amp;b=d-1\""));
        assert!(html.contains("name=\"end\"") && html.contains("popovertarget=\"end\""));
    }
}

#[test]
fn its_numbers_are_those_of_twelve_months_from_its_first_day() {
    let family = family();
    let view = of(&family, &kept("d-1", &later()), Lang::En, "");
    let seen = seen(&view);
    assert_eq!(seen.follows, Follows::From(date(2027, 3, 1)));
    assert_eq!(seen.measured.from, date(2027, 3, 1));
    assert_eq!(seen.measured.last, date(2028, 2, 29));
    assert_eq!(seen.year.months.len(), 12);
    let noor = &seen.measured.numbers[0];
    assert_eq!(noor.nights.a + noor.nights.b, 366);
    assert_eq!(seen.measured.numbers[0].longest.b, 5);
    assert_eq!(
        seen.measured.groups()[0].0,
        [0, 1],
        "they share their numbers"
    );
    assert!(seen.checks.is_sound());
    // 156 nights are asked of a calendar year, the discount of any twelve months.
    let days = seen.law.iter().find(|one| one.name == "nl-156-days");
    let days = days.unwrap();
    assert!(days.here && days.enough && days.from == date(2028, 1, 1));
    assert!(seen.law.iter().take(2).all(|one| one.here));
    assert!(seen.law.iter().any(|one| one.name == "us-oh" && !one.here));
}

#[test]
fn what_is_not_right_leads_to_its_clause_and_its_day() {
    let family = family();
    let view = of(&family, &kept("d-1", &unruly()), Lang::En, "");
    let found = seen(&view);
    assert_eq!(found.checks.clashes.len(), 1);
    let numbers = found.checks.clashes[0].between.iter();
    let numbers: Vec<u16> = numbers.map(|(named, _)| named.number).collect();
    assert_eq!(numbers, [3, 5]);
    assert!(found.checks.breaches.len() > 12, "each fortnight has one");
    assert!(found.year.is_framed());
    let html = html(&view, Lang::En);
    for part in [
        "href=\"/plan/drafts/d-1/clauses?clause=5\"",
        "href=\"/plan/drafts/d-1/clauses?clause=6\"",
        "href=\"/plan/drafts/d-1?month=2027-05&amp;day=2027-05-01#month\"",
        "And ",
        "5 nights away from Mara",
    ] {
        assert!(html.contains(part), "{part} in {html}");
    }
    assert!(!html.contains("data-kind=\"main\" href=\"/plan/drafts/d-1/offer\""));
}

#[test]
fn what_is_probably_not_meant_is_said_of_all_the_years_ahead() {
    let family = family();
    let kept = kept("d-1", &later());
    let found = warned(&kept);
    let view = of(&family, &kept, Lang::En, "");
    let said = seen(&view).checks.warnings.iter();
    let said: Vec<_> = said.map(|one| (one.kind, &one.facts)).collect();
    let expected: Vec<_> = found.iter().map(|one| (one.kind, &one.facts)).collect();
    assert_eq!(said, expected);
}

#[test]
fn what_the_law_asks_and_is_missing_leads_to_the_library() {
    let family = family();
    for lang in Lang::ALL {
        let view = of(&family, &kept("d-1", &later()), lang, "");
        let missing = seen(&view).checks.missing.as_ref().unwrap();
        assert!(missing.iter().any(|one| one.section == "information"));
        assert!(
            missing.iter().all(|one| one.section != "care"),
            "it has a rhythm"
        );
        let html = html(&view, lang);
        assert!(html.contains("href=\"/plan/drafts/d-1/library?section=information\""));
        assert!(html.contains("815"), "the article is named");
    }
}

#[test]
fn of_a_family_elsewhere_the_dutch_law_asks_nothing() {
    let family = family();
    let elsewhere = later().replace("Europe/Amsterdam", "Europe/Brussels");
    for lang in Lang::ALL {
        let view = of(&family, &kept("d-1", &elsewhere), lang, "");
        assert_eq!(seen(&view).checks.missing, None);
        assert!(!html(&view, lang).contains("id=\"asked\""));
    }
}

#[test]
fn a_month_is_open_day_by_day_and_leads_back_here() {
    let family = family();
    let view = of(&family, &kept("d-1", &unruly()), Lang::Nl, "2027-05");
    let month = seen(&view).month.as_ref().unwrap();
    assert_eq!(month.first, date(2027, 5, 1));
    assert_eq!(month.open.disagreements.len(), 1);
    let html = html(&view, Lang::Nl);
    assert!(html.contains("Mei 2027") && html.contains("band-clash"));
    assert!(html.contains("href=\"/plan/drafts/d-1?month=2027-05&amp;day=2027-05-08#month\""));
    assert!(
        !html.contains("href=\"/calendar"),
        "the calendar knows no drafts"
    );
    assert!(
        !html.contains("href=\"/proposals/new"),
        "nothing is proposed here"
    );
    assert!(asked("", "", date(2026, 11, 22)).is_none());
}

#[test]
fn a_draft_without_a_plan_says_which_questions_are_open() {
    let family = family();
    for (lang, said) in [(Lang::En, "questions"), (Lang::Nl, "vragen")] {
        let view = of(&family, &kept("d-1", ""), lang, "");
        let Body::Unanswered { open } = &view.body else {
            panic!("{:?}", view.body)
        };
        assert_eq!(open.len(), 8);
        let html = html(&view, lang);
        assert!(html.contains("href=\"/plan/drafts/d-1/questions?step=rhythm\""));
        assert!(html.contains(said) && !html.contains("/offer"));
    }
}

#[test]
fn a_text_that_cannot_be_understood_leads_to_the_text() {
    let family = family();
    let broken = later().replace("change = \"17:30\"", "change = \"25:30\"");
    let view = of(&family, &kept("d-1", &broken), Lang::En, "");
    assert!(matches!(view.body, Body::Unsound { problems: 1.. }));
    let html = html(&view, Lang::En);
    assert!(html.contains("href=\"/plan/drafts/d-1/text\"") && !html.contains("/offer"));
}

#[test]
fn a_draft_that_cannot_follow_says_why() {
    let family = family();
    let berlin = later().replace("Europe/Amsterdam", "Europe/Berlin");
    let view = of(&family, &kept("d-1", &berlin), Lang::En, "");
    assert!(matches!(seen(&view).follows, Follows::Not(_)));
    assert!(html(&view, Lang::En).contains("Europe/Berlin"));
}

#[test]
fn a_name_that_cannot_be_kept_stays_in_its_field() {
    let family = family();
    let mut view = of(&family, &kept("d-1", &later()), Lang::En, "");
    view.wrong = Some(("<b>".to_owned(), "Give the draft a name.".to_owned()));
    let html = html(&view, Lang::En);
    assert!(html.contains("value=\"&lt;b&gt;\"") && html.contains("aria-invalid=\"true\""));
    assert!(html.contains("href=\"#name\""));
}

#[test]
fn both_parents_count_the_same() {
    let family = family();
    let kept = kept("d-1", &unruly());
    let of = |viewer: Side| {
        let look = looking(&family, viewer, Lang::En);
        match view(&look, (&kept, &[]), None, String::new()).body {
            Body::Seen(seen) => (seen.measured, seen.year, seen.law),
            Body::Unanswered { .. } | Body::Unsound { .. } | Body::Far => panic!("it is a plan"),
        }
    };
    assert_eq!(of(Side::A), of(Side::B));
}

/// Each measure that both parents have a part of is a bar, with the same in its label and in a table.
#[test]
fn measures_are_bars_with_their_words_and_a_table() {
    let family = family();
    let view = of(&family, &kept("d-1", &later()), Lang::Nl, "");
    let noor = &seen(&view).measured.numbers[0];
    assert!((noor.time.a + noor.time.b - 1.0).abs() < 1e-9);
    let monthly: u32 = noor.monthly.iter().map(|(_, handovers)| handovers).sum();
    assert_eq!((monthly, noor.monthly.len()), (noor.handovers, 12));
    assert!(noor.weekends.a + noor.weekends.b + noor.split <= noor.all_weekends);
    let html = html(&view, Lang::Nl);
    for part in [
        "aria-label=\"Nachten van Noor en Sam: ",
        "aria-label=\"Deel van de tijd, Noor en Sam: ",
        "aria-label=\"Hele weekenden, Noor en Sam: ",
        "Langste verblijf, in nachten, Noor en Sam: 5 bij Elias.",
        "Overdrachten van Noor en Sam per maand",
        "class=\"bar-plain\"",
        "tegenover 156. Op of boven de grens.",
        "Van maandag 1 maart 2027 tot en met dinsdag 29 februari 2028",
    ] {
        assert!(html.contains(part), "{part} in {html}");
    }
    let bars = html.matches("<svg class=\"bar\" role=\"img\"").count();
    let silent = html
        .matches("<svg class=\"bar\" aria-hidden=\"true\"")
        .count();
    assert_eq!(bars + silent, html.matches("<svg class=\"bar\"").count());
    assert_eq!(silent % 12, 0, "only those beside the number of a month");
    let standards = seen(&view).law.iter();
    let with_limit = standards.filter(|one| {
        let first = one.found.first().map(|(_, found)| found.a);
        matches!(
            first,
            Some(plan::Finding::AtLeastNights { .. } | plan::Finding::ShareOfTime { .. })
        )
    });
    assert_eq!(
        html.matches("Hetzelfde als tabel").count(),
        with_limit.count()
    );
}

/// What is probably not meant is said in the language of the page, with its dates as elsewhere.
#[test]
fn warnings_are_in_the_language_of_the_page() {
    let family = family();
    let early = format!(
        "{}\n{}",
        later(),
        r#"
[[clause]]
id = "over"
title = { en = "Over", nl = "Voorbij" }
sentence = { en = "A week in 2026.", nl = "Een week in 2026." }
children = ["pim"]
until = 2026-12-01
rank = "visit"
spans = [{ parent = "mara", from = 2026-11-02T10:00:00, until = 2026-11-09T16:00:00 }]
"#
    );
    for (lang, said) in [
        (
            Lang::En,
            "ends on Tuesday 1 December 2026, but the plan begins on Monday 1 March 2027",
        ),
        (
            Lang::Nl,
            "eindigt op dinsdag 1 december 2026, maar het plan begint op maandag 1 maart 2027",
        ),
    ] {
        let view = of(&family, &kept("d-1", &early), lang, "");
        let mut warned = seen(&view).checks.warnings.iter();
        assert!(warned.any(|one| one.kind == WarningKind::OutsideThePlan));
        let html = html(&view, lang);
        assert!(html.contains(said), "{html}");
        assert!(!html.contains("2026-12-01") && !html.contains("`until`"));
    }
}
