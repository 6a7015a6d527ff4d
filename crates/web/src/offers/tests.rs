//! Snapshots of every page about offers, in both languages, and what must hold for all of them.

use maud::Markup;
use plan::Side;

use super::Kind;
use super::build::chooser;
use super::form_markup::form_page;
use super::markup::{chooser_page, preview_page};
use super::sample::family;
use super::view::{OfferFormView, OfferPreview};
use crate::swap::sample::{early_family, frame, looking, main_of};
use crate::text::Lang;

fn pages(lang: Lang) -> Vec<(String, Markup)> {
    let mut pages = Vec::new();
    for (name, view) in OfferFormView::sample(lang) {
        let me = view.cast.parent(view.cast.viewer).clone();
        pages.push((format!("form-{name}"), form_page(&frame(lang, &me), &view)));
    }
    for (name, view) in OfferPreview::sample(lang) {
        let me = view.cast.parent(view.cast.viewer).clone();
        let page = preview_page(&frame(lang, &me), &view);
        pages.push((format!("preview-{name}"), page));
    }
    let day = Some(jiff::civil::date(2026, 11, 24));
    for (name, family, day) in [("full", family(), day), ("no-plan", early_family(), None)] {
        let view = chooser(&looking(&family, Side::A, lang), day);
        let me = view.cast.parent(Side::A).clone();
        pages.push((
            format!("choose-{name}"),
            chooser_page(&frame(lang, &me), &view),
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
fn no_page_has_inline_style_or_script_or_an_unescaped_word() {
    for lang in Lang::ALL {
        for (name, page) in pages(lang) {
            let page = page.into_string();
            for bad in [" style=", "<script>", " onclick=", "<b>said", "<station>"] {
                assert!(!page.contains(bad), "{name}: {bad}");
            }
        }
    }
}

/// What can be sent as it is filled in, and what each of them asks first.
#[test]
fn every_kind_can_be_sent_from_its_preview() {
    for (name, view) in OfferPreview::sample(Lang::En) {
        assert_eq!(view.blocked, None, "{name}");
        let me = view.cast.parent(Side::A).clone();
        let page = main_of(&preview_page(&frame(Lang::En, &me), &view));
        assert!(page.contains("value=\"send\""), "{name}");
    }
}

#[test]
fn everything_is_in_the_chooser_and_without_a_plan_what_needs_none() {
    let full = family();
    let view = chooser(&looking(&full, Side::B, Lang::Nl), None);
    assert_eq!(view.kinds, Kind::ALL);
    let early = early_family();
    let view = chooser(&looking(&early, Side::B, Lang::Nl), None);
    assert_eq!(view.kinds, [Kind::Trip, Kind::Decision]);
}
