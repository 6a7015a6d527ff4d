//! The pages of the first run in both languages, and the link that works once.

use super::markup::{begun_page, form_page, gone_page, waiting_page};
use super::view::{BegunView, FormView};
use super::*;
use crate::page::Frame;
use crate::page::tests::check_page;
use crate::swap::sample::{cast_of_two, frame, main_of};
use crate::text::Lang;
use maud::Markup;

fn pages(lang: Lang) -> Vec<(String, Markup)> {
    let [mara, _] = cast_of_two();
    let inside = frame(lang, &mara);
    let outside = Frame {
        viewer: None,
        tab: None,
        ..inside
    };
    let mut pages = vec![
        ("waiting".to_owned(), waiting_page(&outside)),
        ("gone".to_owned(), gone_page(&outside)),
    ];
    for (name, view) in FormView::sample() {
        pages.push((format!("form-{name}"), form_page(&outside, &view)));
    }
    for (name, view) in BegunView::sample() {
        pages.push((format!("begun-{name}"), begun_page(&inside, &view)));
    }
    pages
}

#[test]
fn every_page_in_both_languages() {
    for lang in Lang::ALL {
        for (name, page) in pages(lang) {
            // The link of the sample is an address of ours, shown as text.
            check_page(&page.0.replace("http://localhost:8080/join/", "/join/"));
            insta::assert_snapshot!(format!("{name}-{}", lang.tag()), main_of(&page));
        }
    }
}

#[test]
fn no_password_comes_back_and_what_was_typed_is_escaped() {
    for (name, page) in pages(Lang::En) {
        let inputs = page.0.split("<input");
        for input in inputs.filter(|input| input.contains("type=\"password\"")) {
            assert!(input.contains("value=\"\""), "{name}");
        }
        assert!(!page.0.contains("\"><b>"), "{name}");
    }
}

#[tokio::test]
async fn the_link_opens_until_a_family_has_begun() {
    let secret = |byte: &str| Secret::read(&byte.repeat(43)).unwrap();
    let set_up = SetUp::new(&secret("A"));
    assert!(set_up.waits() && set_up.opens(&secret("A")) && !set_up.opens(&secret("E")));
    let alone = set_up.alone().await;
    assert!(alone.is_some());
    let other = set_up.alone();
    set_up.end();
    drop(alone);
    assert!(other.await.is_none(), "whoever waited begins no second one");
    assert!(!set_up.opens(&secret("A")) && !set_up.waits());
    assert!(!format!("{set_up:?}").contains("AAAA"));
}
