//! Snapshots of the pages at the door, in both languages, and what must hold for all.

use super::form::SignInForm;
use super::markup::{away_page, invite_page, join_page, sign_in_page};
use super::view::{InviteView, JoinView, SignInView};
use crate::page::Frame;
use crate::swap::sample::{cast_of_two, frame, main_of};
use crate::text::{Lang, Text};
use maud::Markup;

fn pages(lang: Lang) -> Vec<(String, Markup)> {
    let [mara, _] = cast_of_two();
    let inside = frame(lang, &mara);
    let outside = Frame {
        viewer: None,
        tab: None,
        ..inside
    };
    let mut pages = Vec::new();
    for (name, view) in SignInView::sample() {
        pages.push((format!("sign-in-{name}"), sign_in_page(&outside, &view)));
    }
    for (name, view) in JoinView::sample() {
        pages.push((format!("join-{name}"), join_page(&outside, &view)));
    }
    for (name, view) in InviteView::sample() {
        pages.push((format!("invite-{name}"), invite_page(&inside, &view)));
    }
    pages
}

#[test]
fn every_page_in_both_languages() {
    for lang in Lang::ALL {
        for (name, page) in pages(lang) {
            insta::assert_snapshot!(format!("{name}-{}", lang.tag()), main_of(&page));
        }
        insta::assert_snapshot!(format!("away-{}", lang.tag()), away_page(Text::of(lang)).0);
    }
}

#[test]
fn the_neutral_page_names_nothing_and_loads_nothing() {
    for lang in Lang::ALL {
        let page = away_page(Text::of(lang)).into_string().to_lowercase();
        for word in [
            "parenthesis",
            "href",
            "src",
            "<link rel",
            "<form",
            "parent",
            "ouder",
        ] {
            assert!(!page.contains(word), "{word}");
        }
    }
}

#[test]
fn no_password_comes_back_and_what_was_typed_is_escaped() {
    for (name, page) in pages(Lang::En) {
        let page = page.into_string();
        for input in page
            .split("<input")
            .filter(|input| input.contains("type=\"password\""))
        {
            assert!(input.contains("value=\"\""), "{name}");
        }
        assert!(!page.contains("\"><b>"), "{name}");
    }
}

#[test]
fn a_page_with_errors_does_not_claim_that_passwords_were_kept() {
    for (name, page) in pages(Lang::En) {
        assert!(!page.0.contains("What you typed is still here"), "{name}");
    }
}

#[test]
fn a_form_never_prints_its_password() {
    let form = SignInForm::from_pairs([("mail", "m@example.org"), ("pass", "secret words")]);
    let said = format!("{:?}", form.parse());
    assert!(!said.contains("secret"), "{said}");
}
