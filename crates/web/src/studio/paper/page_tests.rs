//! The page leads to every sheet in every language, says what the law asks and is missing, and what
//! to do first where there is no plan.

#![allow(clippy::unwrap_used, reason = "a test may stop at what must not be")]

use plan::library;

use super::build::whom;
use super::markup::print_page;
use super::tests::{example, source};
use super::view::{Body, View, nothing, view};
use crate::page::tests::check_page;
use crate::swap::sample::{cast_of_two, frame, main_of};
use crate::text::Lang;

fn html(view: &View, lang: Lang) -> String {
    let people = cast_of_two();
    let page = print_page(&frame(lang, &people[0]), view);
    check_page(&page.0);
    main_of(&page)
}

#[test]
fn the_page_leads_to_each_sheet_in_each_language_and_says_what_is_missing() {
    let plan = example("four-children");
    let source = source(&plan);
    let places = ("/plan/drafts/d-1/paper", "/plan/drafts/d-1");
    for lang in Lang::ALL {
        let view = view(&source, lang, places, Some("d-1".parse().unwrap()));
        let html = html(&view, lang);
        for tag in ["nl", "en"] {
            let plan = format!("href=\"/plan/drafts/d-1/paper?as=plan&amp;lang={tag}\"");
            assert!(html.contains(&plan), "{plan} in {html}");
            for place in 0..whom(&source).len() {
                let query = format!("?as=children&amp;lang={tag}&amp;for={place}\"");
                assert!(html.contains(&query), "{query} in {html}");
            }
        }
        assert!(html.contains("href=\"/plan/drafts/d-1\""));
        assert!(!html.contains("paper-"), "a sentence is missing: {html}");
        for section in library::missing(&plan) {
            let link = format!("href=\"/plan/drafts/d-1/library?section={}\"", section.id);
            assert!(html.contains(&link), "{link} in {html}");
        }
    }
}

#[test]
fn without_a_plan_the_page_says_what_to_do_first() {
    let places = ("/plan/paper", "/plan");
    let id = || "d-1".parse().unwrap();
    for (body, way) in [
        (Body::NoPlan, "/plan/drafts\""),
        (Body::Unanswered(id()), "/plan/drafts/d-1/questions\""),
        (Body::Unsound(id()), "/plan/drafts/d-1/text\""),
    ] {
        for lang in Lang::ALL {
            let view = nothing(body.clone(), String::new(), places);
            let html = html(&view, lang);
            assert!(html.contains(way), "{way} in {html}");
            assert!(!html.contains("as=plan"));
        }
    }
}
