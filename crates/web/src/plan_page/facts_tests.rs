//! What a plan comes to by itself, on its page: the same for both parents and as on the draft, and
//! what of it a mediator is shown.

use super::*;
use crate::studio::see::month::asked;
use crate::studio::see::sample::{kept, unruly as unruly_text};
use crate::studio::see::view::{Body, view};
use crate::swap::sample::looking;

/// What a page says of a plan by itself, and its year, as one parent is told it.
fn told(family: &Family, viewer: Side, lang: Lang, which: Option<&str>) -> String {
    let look = looking(family, viewer, lang);
    let text = Text::of(lang);
    let content = content(match which {
        Some(which) => of_proposal(&look, &id(which), Asked::default()).unwrap(),
        None => in_force(&look, Asked::default()),
    });
    let year = crate::plan_page::markup::the_year(text, &content).into_string();
    let facts = crate::plan_page::facts::markup(text, &content).into_string();
    format!("{year}{facts}")
}

/// An offer of a plan in which two clauses claim a Saturday and a limit is not kept to.
fn unruly() -> Family {
    let text = unruly_text();
    after(vec![proposed("p-next", &text)])
}

#[test]
fn both_parents_are_told_the_same_of_a_plan_to_the_byte() {
    for family in [unruly(), offered(), agreed_again()] {
        for lang in Lang::ALL {
            for which in [Some("p-next"), Some("p-plan"), None] {
                let hers = told(&family, Side::A, lang, which);
                for part in ["year", "nights", "numbers", "right", "law"] {
                    assert!(hers.contains(&format!("id=\"{part}\"")), "{part}: {hers}");
                }
                assert_eq!(hers, told(&family, Side::B, lang, which), "{which:?}");
            }
        }
    }
}

#[test]
fn an_offered_plan_comes_to_what_its_author_was_shown_of_the_draft() {
    let text = unruly_text();
    let kept = kept("d-1", &text);
    let plan = ParentingPlan::read(&text, date(2026, 11, 22)).unwrap();
    let warned = plan::warnings(&plan, date(2026, 11, 22));
    let family = unruly();
    for viewer in Side::BOTH {
        let look = looking(&family, viewer, Lang::En);
        let draft = view(&look, (&kept, &warned), None, String::new());
        let Body::Seen(draft) = draft.body else {
            panic!("it is a plan")
        };
        let asked = Asked {
            warned: &warned,
            ..Asked::default()
        };
        let offered = content(of_proposal(&look, &id("p-next"), asked).unwrap());
        assert_eq!(offered.year.as_ref(), Some(&draft.year));
        assert_eq!(offered.facts.unwrap().seen, *draft);
    }
}

#[test]
fn what_is_not_right_with_an_offer_leads_to_its_clause_and_its_day_on_the_same_page() {
    let family = unruly();
    let asked = Asked {
        query: asked("2027-05", "", date(2026, 11, 22)),
        ..Asked::default()
    };
    for lang in Lang::ALL {
        let view = of_proposal(&look(&family, now(), lang), &id("p-next"), asked).unwrap();
        let html = html(&view, lang);
        for part in [
            "href=\"#clause-5\"",
            "href=\"#clause-6\"",
            "href=\"/proposals/p-next/plan?month=2027-05&amp;day=2027-05-01#month\"",
            "href=\"/proposals/p-next/plan?month=2027-06#month\"",
            "id=\"month\"",
        ] {
            assert!(html.contains(part), "{part} in {html}");
        }
        assert!(
            !html.contains("/library"),
            "nothing can be added to an offer"
        );
        assert!(
            !html.contains("href=\"/calendar"),
            "it shows what is agreed"
        );
    }
}

/// A version is looked at until the next one, and not after it.
#[test]
fn an_agreed_version_comes_to_what_it_does_while_it_holds() {
    let family = agreed_again();
    let facts = |view: View| content(view).facts.unwrap().seen.measured;
    let first = facts(in_force(&look(&family, now(), Lang::En), Asked::default()));
    assert_eq!(
        (first.from, first.last),
        (date(2026, 11, 22), date(2027, 2, 28))
    );
    let second = facts(of(&family, now(), "p-next"));
    assert_eq!(
        (second.from, second.last),
        (date(2027, 3, 1), date(2028, 2, 29))
    );
}

#[test]
fn a_mediator_reads_an_offered_plan_with_what_both_say_and_has_nothing_to_press() {
    let family = offered();
    for (lang, said) in [
        (Lang::En, "Both parents agree with 0 of 4 clauses."),
        (
            Lang::Nl,
            "Beide ouders zijn het eens met 0 van de 4 artikelen.",
        ),
    ] {
        let look = look(&family, now(), lang);
        let page = |sees_plan| {
            let asked = (sees_plan, Asked::default());
            let view = offered_for_guest(&look, &id("p-next"), asked).unwrap();
            html(&view, lang)
        };
        let alone = page(false);
        assert!(alone.contains(said), "{alone}");
        assert_eq!(alone.matches("clause-marks").count(), 4);
        for part in [
            "id=\"clause-4\"",
            "id=\"year\"",
            "id=\"nights\"",
            "id=\"right\"",
            "href=\"/proposals/p-next\"",
        ] {
            assert!(alone.contains(part), "{part} in {alone}");
        }
        // Of what was agreed beside it nothing: no other version, no swaps, no entries.
        for hidden in [
            "<form",
            "id=\"changes\"",
            "id=\"weeks\"",
            "href=\"/plan",
            "href=\"/calendar",
            "href=\"/record",
            "href=\"/messages",
            "/paper\"",
        ] {
            assert!(!alone.contains(hidden), "{hidden} in {alone}");
        }
        assert!(page(true).contains("id=\"changes\""));
    }
}

#[test]
fn a_mediator_does_not_learn_of_a_later_version() {
    let family = agreed_again();
    let until = |sees_plan| {
        let look = look(&family, now(), Lang::En);
        let asked = (sees_plan, Asked::default());
        let view = offered_for_guest(&look, &id("p-plan"), asked).unwrap();
        match content(view).standing {
            Standing::Agreed { until, .. } => until,
            Standing::Offered(_) | Standing::Closed => unreachable!("it was agreed"),
        }
    };
    assert_eq!(until(false), None);
    assert_eq!(until(true), Some(date(2027, 3, 1)));
}
