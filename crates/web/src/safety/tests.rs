//! The pages about safety in both languages, and what they must and must not hold.

use super::places::{EUROPE, NETHERLANDS};
use super::*;
use crate::page::tests::check_page;
use crate::page::{Frame, Privacy};
use crate::swap::sample::{cast_of_two, frame, main_of};
use crate::text::{Lang, Text};

#[test]
fn the_pages_in_both_languages() {
    let [mara, _] = cast_of_two();
    for lang in Lang::ALL {
        let inside = frame(lang, &mara);
        let outside = Frame {
            viewer: None,
            tab: None,
            ..inside
        };
        let page = safety_page(&outside);
        check_page(&page.0);
        insta::assert_snapshot!(format!("safety-{}", lang.tag()), main_of(&page));
        for (name, privacy, offline) in [
            ("usual", Privacy::Usual, Offline::NotKept),
            ("neutral", Privacy::Neutral, Offline::Kept),
            ("shared", Privacy::Shared, Offline::NotHere),
        ] {
            let view = DeviceView {
                privacy,
                offline,
                changed: privacy == Privacy::Neutral,
            };
            let page = device_page(&inside, view);
            check_page(&page.0);
            insta::assert_snapshot!(format!("device-{name}-{}", lang.tag()), main_of(&page));
        }
    }
}

#[test]
fn every_number_has_its_words_and_can_be_dialled() {
    for place in NETHERLANDS.iter().chain(&EUROPE) {
        let digits = place.dial();
        assert!(digits.len() >= 7, "{digits}");
        for lang in Lang::ALL {
            for key in [place.name, place.what] {
                assert_ne!(Text::of(lang).get(key), key);
            }
        }
    }
    assert_eq!(NETHERLANDS[3].dial(), "tel:0880767000");
}

#[test]
fn a_neutral_page_names_nothing_in_its_title_or_sign() {
    let [mara, _] = cast_of_two();
    for lang in Lang::ALL {
        for privacy in [Privacy::Neutral, Privacy::Shared] {
            let frame = Frame {
                title: "Elias offers Noor",
                privacy,
                ..frame(lang, &mara)
            };
            let html = crate::page::page(&frame, maud::html! { h1 { "A page" } }).into_string();
            let head = html.split("</head>").next().unwrap();
            for word in ["Elias", "Noor", "Parenthesis", "mark."] {
                assert!(!head.contains(word), "{word} in {head}");
            }
            check_page(&html);
        }
    }
}

/// The limits that the page states are those that hold.
#[test]
fn the_page_states_the_limits_that_hold() {
    for lang in Lang::ALL {
        let text = Text::of(lang);
        for key in [
            "device-holds-idle",
            "safety-device-shared",
            "device-not-restore",
        ] {
            let minutes = app::SHORT_IDLE_MINUTES.to_string();
            assert!(text.get(key).contains(&minutes), "{key}");
        }
        let hours = app::SHORT_HOURS.to_string();
        assert!(text.get("device-holds-idle").contains(&hours));
    }
}
