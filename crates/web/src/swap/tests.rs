//! Snapshots of every page about proposals, in both languages, and what must hold for all.

use super::markup::{decline_page, form_page, list_page, preview_page, proposal_page};
use super::sample::{early_family, frame, id, looking, main_of, signed_family};
use super::view::{Arrival, DeclineView, FormView, ListView, PreviewView, ProposalView};
use crate::text::Lang;
use maud::Markup;
use plan::Side;

/// Every page of this folder by name, in a language, as Mara sees it.
fn pages(lang: Lang) -> Vec<(String, Markup)> {
    let mut pages = Vec::new();
    for (name, view) in ProposalView::sample(Side::A, lang) {
        let me = view.cast.parent(view.cast.viewer).clone();
        pages.push((
            format!("proposal-{name}"),
            proposal_page(&frame(lang, &me), &view),
        ));
    }
    for (name, view) in ListView::sample(Side::A, lang) {
        let me = view.cast.parent(view.cast.viewer).clone();
        pages.push((format!("list-{name}"), list_page(&frame(lang, &me), &view)));
    }
    for (name, view) in FormView::sample(lang) {
        let me = view.cast.parent(view.cast.viewer).clone();
        pages.push((format!("form-{name}"), form_page(&frame(lang, &me), &view)));
    }
    for (name, view) in PreviewView::sample(lang) {
        let me = view.cast.parent(view.cast.viewer).clone();
        pages.push((
            format!("preview-{name}"),
            preview_page(&frame(lang, &me), &view),
        ));
    }
    for (name, view) in DeclineView::sample(lang) {
        let me = view.cast.parent(view.cast.viewer).clone();
        pages.push((
            format!("decline-{name}"),
            decline_page(&frame(lang, &me), &view),
        ));
    }
    pages
}

#[test]
fn every_page_in_both_languages() {
    for lang in Lang::ALL {
        for (name, page) in pages(lang) {
            insta::assert_snapshot!(format!("{name}-{}", lang.tag()), main_of(&page));
        }
    }
}

#[test]
fn the_other_parent_is_asked_and_the_asker_may_withdraw() {
    for (name, view) in ProposalView::sample(Side::B, Lang::En) {
        let me = view.cast.parent(view.cast.viewer).clone();
        let page = main_of(&proposal_page(&frame(Lang::En, &me), &view));
        let (asked, asks) = (page.contains("/accept\""), page.contains("/withdraw\""));
        let expected = match name {
            "open" | "countered-moved" | "two" | "lapsed" => (false, true),
            "open-other" | "plan" | "recorded" => (true, false),
            _ => (false, false),
        };
        assert_eq!((asked, asks), expected, "{name}");
    }
}

/// Its author is asked to sign an offered plan, once; both see that it was done, also once it was agreed.
#[test]
fn an_offered_plan_says_that_its_author_signed_it() {
    let page = |family: &family::Family, viewer, lang| {
        let look = looking(family, viewer, lang);
        let id = id("p-plan");
        let view = super::proposal(&look, &id, Arrival::Looking, "c-1".to_owned()).unwrap();
        let me = view.cast.parent(viewer).clone();
        main_of(&proposal_page(&frame(lang, &me), &view))
    };
    let asks = "action=\"/proposals/p-plan/sign\" data-sign=\"/proposals/p-plan/accept/passkey\"";
    let open = early_family();
    assert!(page(&open, Side::A, Lang::En).contains(asks));
    assert!(!page(&open, Side::B, Lang::En).contains(asks));
    for accepted in [false, true] {
        let family = signed_family(accepted);
        for viewer in Side::BOTH {
            for (lang, said) in [
                (Lang::En, "Mara signed this proposal with a passkey."),
                (
                    Lang::Nl,
                    "Mara ondertekende dit voorstel met een toegangssleutel.",
                ),
            ] {
                let page = page(&family, viewer, lang);
                assert!(
                    page.contains(said) && page.contains("/record?at=4#entry-4"),
                    "{page}"
                );
                assert!(!page.contains(asks), "{page}");
            }
        }
    }
}

#[test]
fn whoever_answers_sees_every_change_wherever_an_answer_is_given() {
    let views = ProposalView::sample(Side::A, Lang::En);
    let (_, view) = views.into_iter().find(|(name, _)| *name == "two").unwrap();
    let me = view.cast.parent(Side::A).clone();
    let page = main_of(&proposal_page(&frame(Lang::En, &me), &view));
    let (card, sheet) = page.split_once("id=\"accept\"").unwrap();
    let second =
        "Noor is with Mara from Wednesday 6 January, 17:30 until Thursday 7 January, 17:30";
    assert!(card.contains(second) && sheet.contains(second));
    // An offer that a newer one replaced is shown whole too.
    let views = ProposalView::sample(Side::A, Lang::En);
    let (_, view) = views
        .into_iter()
        .find(|(name, _)| *name == "countered-moved")
        .unwrap();
    let page = main_of(&proposal_page(&frame(Lang::En, &me), &view));
    let (earlier, _) = page.split_once("id=\"proposal-8\"").unwrap();
    assert!(earlier.contains("Noor and Sam are with Mara from Friday 4 December, 17:30"));
}

#[test]
fn no_page_has_inline_style_or_script_or_an_unescaped_word() {
    for lang in Lang::ALL {
        for (name, page) in pages(lang) {
            let page = page.into_string();
            for bad in [
                " style=",
                "<script>",
                " onclick=",
                "<b>show",
                "http://",
                "https://",
            ] {
                assert!(!page.contains(bad), "{name}: {bad}");
            }
        }
    }
}

#[test]
fn no_key_of_a_sentence_shows_on_a_page() {
    let keys: Vec<&str> = include_str!("../../locales/en/swap.ftl")
        .lines()
        .filter_map(|line| line.split_once(" = ").map(|(key, _)| key))
        .filter(|key| key.contains('-') && !key.contains(' '))
        .collect();
    assert!(keys.len() > 100);
    for lang in Lang::ALL {
        for (name, page) in pages(lang) {
            let page = main_of(&page);
            for key in &keys {
                assert!(!page.contains(&format!(">{key}<")), "{name}: {key}");
            }
        }
    }
}
