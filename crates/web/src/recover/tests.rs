//! Snapshots of the pages about the way back in, in both languages, and what must hold for all.

use super::view::{LostView, RecoverView};
use super::{lost_page, recover_page};
use crate::page::Frame;
use crate::swap::sample::{cast_of_two, frame, main_of};
use crate::text::Lang;
use maud::Markup;

fn pages(lang: Lang) -> Vec<(String, Markup)> {
    let [mara, _] = cast_of_two();
    let outside = Frame {
        viewer: None,
        tab: None,
        ..frame(lang, &mara)
    };
    let lost = LostView::sample().into_iter();
    let lost = lost.map(|(name, view)| (format!("lost-{name}"), lost_page(&outside, &view)));
    let recover = RecoverView::sample().into_iter();
    let recover =
        recover.map(|(name, view)| (format!("link-{name}"), recover_page(&outside, &view)));
    lost.chain(recover).collect()
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
fn what_was_typed_is_escaped_and_no_password_comes_back() {
    for (name, page) in pages(Lang::En) {
        assert!(!page.0.contains("\"><b>"), "{name}");
        let inputs = page.0.split("<input");
        for input in inputs.filter(|input| input.contains("type=\"password\"")) {
            assert!(input.contains("value=\"\""), "{name}");
        }
    }
}
