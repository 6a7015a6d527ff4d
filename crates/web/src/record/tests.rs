//! Snapshots of the record in both languages, and what must hold for its pages.

use super::markup::record_page;
use super::view::{DeviceView, Entries, RecordLine, RecordView, TreeHead, What};
use super::{line, page_of};
use crate::swap::sample::{family, frame, looking, main_of, now, story};
use crate::text::Lang;
use family::{Event, Language, PersonalEvent};
use plan::Side;

const LEAF: &str = "parenthesis/entry@v1\ntree family 00\nkind swap.proposed/1\ncommit 0 c0ffee\n";

fn entry(sequence: u64, by: Option<Side>, what: app::What) -> app::RecordLine {
    app::RecordLine {
        sequence,
        at: now(),
        by,
        what,
        leaf: LEAF.to_owned(),
    }
}

fn shared_page(from: u64, until: u64, size: u64) -> app::RecordPage {
    let by = |name: &str| if name == "m-mara" { Side::A } else { Side::B };
    let mut lines: Vec<app::RecordLine> = story()
        .into_iter()
        .filter(|one| (from..until).contains(&one.sequence))
        .map(|one| app::RecordLine {
            at: one.at,
            ..entry(
                one.sequence,
                Some(by(one.by.as_str())),
                app::What::Shared(one.event),
            )
        })
        .collect();
    lines.reverse();
    let head = app::Head {
        size,
        root: [0xa5; 32],
        checkpoint: [].into(),
    };
    app::RecordPage {
        lines,
        head,
        older: (from > 0).then_some(from),
    }
}

fn own_page() -> app::RecordPage {
    let events = [
        PersonalEvent::Opened,
        PersonalEvent::SignedIn {
            device: "Firefox on Linux".into(),
        },
        PersonalEvent::LanguageChosen(Language::Nl),
        PersonalEvent::LanguageChosen(Language::En),
        PersonalEvent::SignedIn { device: " ".into() },
        PersonalEvent::SignedOut,
    ];
    let mut lines: Vec<_> = (0..)
        .zip(events)
        .map(|(sequence, event)| entry(sequence, Some(Side::A), app::What::Own(event)))
        .collect();
    lines.reverse();
    lines.insert(
        0,
        app::RecordLine {
            leaf: LEAF.replace("tree family", "tree person"),
            ..entry(6, None, app::What::Erased)
        },
    );
    let head = app::Head {
        size: 7,
        root: [1; 32],
        checkpoint: [].into(),
    };
    app::RecordPage {
        lines,
        head,
        older: None,
    }
}

impl RecordView {
    /// The record as Mara sees it, with every kind of entry.
    fn sample(lang: Lang) -> Self {
        let family = family();
        let look = looking(&family, Side::A, lang);
        let mut shared = page_of(&look, shared_page(0, 17, 17));
        shared.lines.insert(
            0,
            RecordLine {
                what: What::Other,
                ..shared.lines[0].clone()
            },
        );
        shared.lines[0].number = 17;
        shared.head.size = 18;
        Self {
            cast: crate::swap::cast(&family, Side::A),
            zone: family.zone().clone(),
            shared,
            own: page_of(&look, own_page()),
            devices: vec![DeviceView {
                key: "O2onvM62pC1io6jQKm8Nc2UyFXcd4kOmOsBIoYtZ2ik=".to_owned(),
                since: "2026-10-14T08:12:00Z".parse().unwrap(),
            }],
            command: "c-1".to_owned(),
        }
    }
}

#[test]
fn the_record_in_both_languages() {
    for lang in Lang::ALL {
        let view = RecordView::sample(lang);
        let me = view.cast.parent(Side::A).clone();
        let page = record_page(&frame(lang, &me), &view);
        insta::assert_snapshot!(format!("record-{}", lang.tag()), main_of(&page));
    }
}

#[test]
fn pages_lead_to_their_neighbours() {
    let family = family();
    let look = looking(&family, Side::A, Lang::En);
    let around = |from, until, size| {
        let Entries { newer, older, .. } = page_of(&look, shared_page(from, until, size));
        (newer, older)
    };
    assert_eq!(around(0, 16, 16), (None, None));
    assert_eq!(around(6, 16, 16), (None, Some(6)));
    assert_eq!(around(0, 6, 16), (Some(16), None));
    assert_eq!(around(0, 16, 200), (Some(66), None));
}

#[test]
fn the_newest_page_has_an_address_without_a_number() {
    let mut view = RecordView::sample(Lang::En);
    view.shared.newer = Some(18);
    view.shared.older = Some(3);
    view.own.older = Some(2);
    let me = view.cast.parent(Side::A).clone();
    let page = main_of(&record_page(&frame(Lang::En, &me), &view));
    for address in [
        "/record#shared-h",
        "/record?before=3#shared-h",
        "/record?tree=own&amp;before=2#own-h",
    ] {
        assert!(page.contains(&format!("href=\"{address}\"")), "{address}");
    }
}

#[test]
fn every_id_on_the_page_is_there_once() {
    let view = RecordView::sample(Lang::En);
    let me = view.cast.parent(Side::A).clone();
    let page = record_page(&frame(Lang::En, &me), &view).into_string();
    let mut ids: Vec<&str> = page
        .split(" id=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all);
}

#[test]
fn an_entry_about_an_unknown_proposal_gets_a_neutral_sentence() {
    let family = family();
    let look = looking(&family, Side::A, Lang::En);
    let proposal = "p-later".parse().unwrap();
    let event = Event::Accepted {
        proposal,
        revision: family::Revision::FIRST,
        assertion: None,
    };
    let said = line(&look, entry(99, Some(Side::B), app::What::Shared(event)));
    assert_eq!(said.what, What::Other);
}

#[test]
fn an_empty_tree_has_a_page() {
    let family = family();
    let look = looking(&family, Side::A, Lang::En);
    let entries = page_of(&look, shared_page(0, 0, 0));
    assert_eq!(
        entries.head,
        TreeHead {
            size: 0,
            root: [0xa5; 32]
        }
    );
    assert_eq!(
        (entries.newer, entries.older, entries.lines.len()),
        (None, None, 0)
    );
}
