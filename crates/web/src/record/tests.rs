//! Snapshots of the record in both languages, and what must hold for its pages.

use super::form::{Query, Search, Tree, Wrong};
use super::markup::record_page;
use super::sentences::line_sentence;
use super::view::{DeviceView, RecordLine, RecordView, Shown, TreeHead, What};
use super::{line, page_of};
use crate::swap::sample::{
    family, frame, looking, main_of, now, offer_signed, signed_family, story,
};
use crate::text::{Lang, Text};
use family::{Event, Language, PersonalEvent};
use plan::Side;

const LEAF: &str = "parenthesis/entry@v1\ntree family 00\nkind swap.proposed/1\ncommit 0 c0ffee\n";

fn entry(sequence: u64, by: Option<Side>, what: app::What) -> app::RecordLine {
    app::RecordLine {
        sequence,
        at: now(),
        by,
        guest: None,
        what,
        vouched: app::Vouched::Server,
        leaf: LEAF.to_owned(),
    }
}

fn head(size: u64, byte: u8) -> app::Head {
    app::Head {
        size,
        root: [byte; 32],
        checkpoint: (*b"parenthesis/10171e252c333a41484f565d646b7279\n").into(),
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
    app::RecordPage {
        lines,
        head: head(size, 0xa5),
        total: size,
        cosigned: Vec::new(),
        newer: None,
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
    app::RecordPage {
        lines,
        head: head(7, 1),
        total: 7,
        cosigned: Vec::new(),
        newer: None,
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
        let at = "2026-11-20T08:00:00Z".parse().unwrap();
        let cosigned = |size, by| app::Cosigned { by, size, at };
        shared.cosigned = vec![
            cosigned(4, app::CosignedBy::Device(Side::B)),
            cosigned(9, app::CosignedBy::Device(Side::B)),
            cosigned(12, app::CosignedBy::Witness("mediator.example".to_owned())),
        ];
        shared.lines[1].vouched = app::Vouched::Device;
        shared.lines[2].vouched = app::Vouched::Passkey;
        Self {
            recorded: None,
            cast: crate::swap::cast(&family, Side::A),
            zone: family.zone().clone(),
            search: Search::default(),
            shown: Shown::Both {
                shared,
                own: page_of(&look, own_page()),
            },
            devices: vec![DeviceView {
                key: "O2onvM62pC1io6jQKm8Nc2UyFXcd4kOmOsBIoYtZ2ik=".to_owned(),
                since: "2026-10-14T08:12:00Z".parse().unwrap(),
                sign_in: Some("Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0".to_owned()),
            }],
            command: "c-1".to_owned(),
        }
    }

    /// What a search for an address gives, with these entries.
    fn found(lang: Lang, address: &str, page: app::RecordPage) -> Self {
        let family = family();
        let look = looking(&family, Side::A, lang);
        let search = Query::from_pairs(form_urlencoded::parse(address.as_bytes())).search;
        Self {
            shown: Shown::Found(search.tree(), page_of(&look, page)),
            search,
            ..Self::sample(lang)
        }
    }
}

fn drawn(lang: Lang, view: &RecordView) -> String {
    let me = view.cast.parent(Side::A).clone();
    main_of(&record_page(&frame(lang, &me), view))
}

#[test]
fn the_record_in_both_languages() {
    for lang in Lang::ALL {
        let view = RecordView::sample(lang);
        insta::assert_snapshot!(format!("record-{}", lang.tag()), drawn(lang, &view));
    }
}

#[test]
fn what_was_found_in_both_languages() {
    for lang in Lang::ALL {
        let mut two = shared_page(3, 5, 17);
        two.total = 2;
        let searched = "q=grandma&who=a&topic=swaps&from=2026-01-01&until=2026-12-31&tree=shared";
        let view = RecordView::found(lang, searched, two);
        insta::assert_snapshot!(format!("found-{}", lang.tag()), drawn(lang, &view));
        let mut none = shared_page(0, 0, 17);
        none.total = 0;
        let view = RecordView::found(lang, "q=lantern&tree=own", none);
        insta::assert_snapshot!(format!("found-none-{}", lang.tag()), drawn(lang, &view));
    }
}

#[test]
fn a_day_that_is_none_is_said_at_its_field() {
    let check = |wrong: Wrong, field: &str, said: &str| {
        let mut view = RecordView::found(Lang::En, "from=soon&until=later", own_page());
        view.shown = Shown::Wrong(wrong);
        let page = drawn(Lang::En, &view);
        assert!(page.contains(&format!("id=\"{field}-wrong\"")), "{page}");
        assert!(page.contains(said), "{page}");
        assert!(page.contains("value=\"soon\""), "{page}");
    };
    let fine = Wrong::default();
    check(Wrong { from: true, ..fine }, "from", "This is not a day.");
    check(
        Wrong {
            until: true,
            ..fine
        },
        "until",
        "This is not a day.",
    );
    check(
        Wrong {
            order: true,
            ..fine
        },
        "until",
        "lies before the first day",
    );
}

#[test]
fn pages_have_addresses_and_the_newest_one_without_a_number() {
    let mut view = RecordView::sample(Lang::En);
    if let Shown::Both { shared, own } = &mut view.shown {
        shared.newer = Some(18);
        shared.older = Some(3);
        own.older = Some(2);
    }
    let page = drawn(Lang::En, &view);
    for address in [
        "/record#shared-h",
        "/record?before=3#shared-h",
        "/record?tree=own&amp;before=2#own-h",
    ] {
        assert!(page.contains(&format!("href=\"{address}\"")), "{address}");
    }
    let mut some = shared_page(3, 5, 17);
    some.newer = Some(17);
    let view = RecordView::found(Lang::En, "q=a&who=b&before=5", some);
    let page = drawn(Lang::En, &view);
    for address in [
        "/record?q=a&amp;who=b&amp;tree=shared#shared-h",
        "/record?q=a&amp;who=b&amp;tree=shared&amp;before=3#shared-h",
    ] {
        assert!(page.contains(&format!("href=\"{address}\"")), "{address}");
    }
}

/// Each mark says where the entry stands and who vouches for it, and gives its receipt.
#[test]
fn every_entry_has_one_mark_with_its_receipt() {
    let view = RecordView::sample(Lang::En);
    let page = drawn(Lang::En, &view);
    let Shown::Both { shared, own } = &view.shown else {
        panic!("the sample shows both trees");
    };
    let marks = page.matches("class=\"proof-mark\"").count();
    assert_eq!(marks, shared.lines.len() + own.lines.len());
    for line in &shared.lines {
        let receipt = format!("href=\"/record/{}/receipt\"", line.number);
        assert!(page.contains(&receipt), "{receipt}");
    }
    assert!(page.contains("href=\"/record/own/0/receipt\""));
    assert!(page.contains(&shared.head.code) && shared.head.code.len() == 9);
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
        alternative: family::Alternative::FIRST,
    };
    let said = line(&look, entry(99, Some(Side::B), app::What::Shared(event)));
    assert_eq!(said.what, What::Other);
}

/// The author's signature has a line of its own, and stands behind the mark at the offer and at its
/// acceptance, so that both signatures are found there.
#[test]
fn both_signatures_of_a_plan_are_named() {
    let family = signed_family(true);
    let signed = offer_signed();
    let [offered, accepted] = [3, 4].map(|at: usize| story()[at].event.clone());
    for (lang, sentence, proof) in [
        (
            Lang::En,
            "Mara signed the plan they proposed with a passkey: ",
            "Mara signed the offered words with a passkey, by no. 4.",
        ),
        (
            Lang::Nl,
            "Mara ondertekende het eigen voorstel voor een plan met een toegangssleutel: ",
            "Mara ondertekende de voorgestelde woorden met een toegangssleutel, met nr. 4.",
        ),
    ] {
        let text = Text::of(lang);
        let look = looking(&family, Side::B, lang);
        let entries = page_of(&look, shared_page(0, 0, 6));
        let view = RecordView::sample(lang);
        let lined = |sequence, by, event: &Event| {
            let what = app::What::Shared(event.clone());
            line(&look, entry(sequence, Some(by), what))
        };
        let behind = |line: &RecordLine| {
            super::proof::mark(text, &view, line, Tree::Shared, &entries).into_string()
        };
        let own = lined(4, Side::A, &signed);
        let cast = crate::swap::cast(&family, Side::B);
        let said = line_sentence(text, &cast, family.zone(), &own);
        assert!(said.starts_with(sentence), "{said}");
        assert!(!behind(&own).contains(proof));
        for line in [lined(3, Side::A, &offered), lined(5, Side::B, &accepted)] {
            assert!(behind(&line).contains(proof), "{}", behind(&line));
        }
    }
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
            root: [0xa5; 32],
            code: head(0, 0xa5).short_code(),
        }
    );
    assert_eq!(
        (entries.newer, entries.older, entries.lines.len()),
        (None, None, 0)
    );
}

/// Of several alternatives the line says which one was taken, and that one alone.
#[test]
fn an_acceptance_names_the_alternative_that_was_taken() {
    let (family, [_, taken]) = crate::offers::sample::with_a_choice();
    for (lang, number, first, second) in [
        (
            Lang::En,
            "accepted alternative 2:",
            "8 December",
            "10 December",
        ),
        (
            Lang::Nl,
            "akkoord met alternatief 2:",
            "8 december",
            "10 december",
        ),
    ] {
        let look = looking(&family, Side::A, lang);
        let entry = entry(18, Some(Side::B), app::What::Shared(taken.clone()));
        let line = line(&look, entry);
        let cast = crate::swap::cast(&family, Side::A);
        let said = line_sentence(Text::of(lang), &cast, family.zone(), &line);
        assert!(said.contains(number) && said.contains(second), "{said}");
        assert!(!said.contains(first), "{said}");
    }
}

/// A draft is named and nothing of it is said; what says that it was ended has no words to erase.
#[test]
fn what_became_of_a_draft_is_said_in_both_languages() {
    let family = family();
    let cast = crate::swap::cast(&family, Side::A);
    let draft = family::DraftedPlan {
        id: "d-1".parse().unwrap(),
        name: family::Name::new("After the summer").unwrap(),
        answers: vec![("place".to_owned(), "the lantern".to_owned())],
        plan: "title = \"The lantern\"".into(),
    };
    let ended = PersonalEvent::DraftEnded {
        draft: draft.id.clone(),
    };
    let kept = PersonalEvent::DraftKept(std::sync::Arc::new(draft));
    for (lang, event, said, words) in [
        (
            Lang::En,
            &kept,
            "You kept a draft of a plan: \u{2068}After the summer\u{2069}.",
            true,
        ),
        (
            Lang::Nl,
            &kept,
            "Je bewaarde een concept van een plan: \u{2068}After the summer\u{2069}.",
            true,
        ),
        (Lang::En, &ended, "You ended a draft of a plan.", false),
        (
            Lang::Nl,
            &ended,
            "Je beëindigde een concept van een plan.",
            false,
        ),
    ] {
        let look = looking(&family, Side::A, lang);
        let entry = entry(3, Some(Side::A), app::What::Own(event.clone()));
        let line = line(&look, entry);
        let sentence = line_sentence(Text::of(lang), &cast, family.zone(), &line);
        assert_eq!(sentence, said);
        assert_eq!(line.has_words(), words);
    }
}
