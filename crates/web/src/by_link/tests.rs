//! Snapshots of the page where a link is made, in every state and both languages.

use family::Refusal;
use jiff::civil::date;

use super::markup::{gone_page, make_page};
use super::view::{MakeState, MakeView};
use crate::page::Frame;
use crate::swap::sample::{cast_of_two, frame, main_of};
use crate::text::Lang;

const LINK: &str = "https://parenthesis.example/answer/dG9rZW4";

fn states() -> [(&'static str, bool, MakeState); 7] {
    let until = date(2026, 12, 7).at(11, 0, 0, 0);
    let link = LINK.to_owned();
    [
        ("fresh", false, MakeState::Fresh),
        ("fresh-mailing", true, MakeState::Fresh),
        ("bad", true, MakeState::BadAddress),
        ("own", true, MakeState::OwnAddress),
        ("too-many", true, MakeState::TooMany),
        ("mailed", true, MakeState::Mailed { until }),
        ("made", false, MakeState::Made { link, until }),
    ]
}

fn view(mails: bool, state: MakeState) -> MakeView {
    MakeView {
        id: "0123456789abcdef".to_owned(),
        number: 3,
        other: "Elias".to_owned(),
        typed: "\"><b>@example.org".to_owned(),
        mails,
        state,
    }
}

#[test]
fn every_page_in_both_languages() {
    let [mara, _] = cast_of_two();
    for lang in Lang::ALL {
        let frame = frame(lang, &mara);
        for (name, mails, state) in states() {
            let page = make_page(&frame, &view(mails, state));
            assert!(!page.0.contains("<b>"), "{name}");
            insta::assert_snapshot!(format!("{name}-{}", lang.tag()), main_of(&page));
        }
        let refused = view(false, MakeState::Refused(Refusal::AlreadyAnswered));
        let page = make_page(&frame, &refused);
        insta::assert_snapshot!(format!("refused-{}", lang.tag()), main_of(&page));
        let outside = Frame {
            viewer: None,
            tab: None,
            ..frame
        };
        let page = gone_page(&outside);
        insta::assert_snapshot!(format!("gone-{}", lang.tag()), main_of(&page));
    }
}

/// What was mailed stands on no page of whoever asked for it.
#[test]
fn a_mailed_link_is_on_no_page() {
    let [mara, _] = cast_of_two();
    for (name, mails, state) in states() {
        let page = make_page(&frame(Lang::En, &mara), &view(mails, state));
        assert_eq!(page.0.contains("/answer/"), name == "made", "{name}");
    }
}
