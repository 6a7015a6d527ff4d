//! Snapshots of the pages about keeping and ending in both languages, and what must hold for them.

use family::{Entry, Event, MemberId, Refusal, Revision, Terms, fold};
use jiff::ToSpan as _;
use plan::Side;

use super::markup::{erase_page, keeping_page, own_page};
use super::view::{OwnTrouble, OwnView, Trouble};
use super::{build, words};
use crate::swap::sample::{family, frame, id, looking, main_of, now, story};
use crate::swap::view::TermsView;
use crate::text::{Lang, Text};

/// The story with more that happened after it, by `m-mara` and `m-elias`.
fn after(events: Vec<(&str, Event)>) -> family::Family {
    let mut all = story();
    for (by, event) in events {
        let sequence = u64::try_from(all.len()).unwrap();
        all.push(Entry {
            sequence,
            at: now() - 1.hours(),
            by: by.parse::<MemberId>().unwrap(),
            event,
        });
    }
    fold(&all).unwrap().unwrap()
}

fn held() -> family::Family {
    let reason = family::Reason::optional("A case in <court>.").unwrap();
    after(vec![
        ("m-elias", Event::HoldSet { reason }),
        ("m-mara", Event::HoldSet { reason: None }),
    ])
}

fn left() -> family::Family {
    after(vec![("m-elias", Event::Left { side: Side::B })])
}

/// Elias set a hold and left; somebody else has the place since.
fn taken_over() -> family::Family {
    let side = Side::B;
    after(vec![
        ("m-elias", Event::HoldSet { reason: None }),
        ("m-elias", Event::Left { side }),
        ("m-mara", Event::Invited { side, member: None }),
        ("m-elias", Event::Joined { side }),
    ])
}

/// Nothing is offered that would be refused: no form but that for the own account.
#[test]
fn who_took_a_place_is_offered_no_end_of_what_was_before() {
    let family = taken_over();
    let text = Text::of(Lang::En);
    for (viewer, forms) in [
        (Side::A, vec!["hold.set/1", "person.left/1"]),
        (Side::B, vec!["person.left/1"]),
    ] {
        let look = looking(&family, viewer, Lang::En);
        let view = build::keeping(&look, (String::new(), None), "c-1".to_owned());
        let me = view.cast.parent(viewer).clone();
        let page = main_of(&keeping_page(&frame(Lang::En, &me), &view));
        let found: Vec<&str> = page
            .split("data-act=\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .collect();
        assert_eq!(found, forms);
        let since = family.zone().to_datetime(family.held().unwrap().since);
        let why = words::refusal(text, &family::EndingRefusal::HoldOfEarlier { since });
        assert!(page.contains(&why), "{page}");
    }
}

fn alone() -> family::Family {
    fold(&story()[..2]).unwrap().unwrap()
}

#[test]
fn keeping_in_both_languages() {
    for lang in Lang::ALL {
        for (name, family, trouble) in [
            ("both", family(), None),
            ("held", held(), None),
            ("left", left(), Some(Trouble::WrongPassword)),
            ("alone", alone(), None),
        ] {
            let look = looking(&family, Side::A, lang);
            let view = build::keeping(&look, (String::new(), trouble), "c-1".to_owned());
            let me = view.cast.parent(Side::A).clone();
            let page = keeping_page(&frame(lang, &me), &view);
            insta::assert_snapshot!(format!("keeping-{name}-{}", lang.tag()), main_of(&page));
        }
    }
}

#[test]
fn erasing_in_both_languages() {
    for lang in Lang::ALL {
        for (name, family, which) in [
            ("free", family(), "p-no"),
            ("open", family(), "p-weekend"),
            ("held", held(), "p-no"),
        ] {
            let look = looking(&family, Side::A, lang);
            let typed = (String::new(), Vec::new());
            let view = build::erase(&look, &id(which), typed, "c-1".to_owned()).unwrap();
            let me = view.cast.parent(Side::A).clone();
            let page = erase_page(&frame(lang, &me), &view);
            insta::assert_snapshot!(format!("erase-{name}-{}", lang.tag()), main_of(&page));
        }
    }
}

#[test]
fn ones_own_record_in_both_languages() {
    for lang in Lang::ALL {
        let family = family();
        let look = looking(&family, Side::A, lang);
        let line = |sequence, what| app::RecordLine {
            sequence,
            at: now(),
            by: Some(Side::A),
            guest: None,
            what,
            leaf: "tree person parenthesis/00\n".to_owned(),
            vouched: app::Vouched::Server,
        };
        let signed_in = family::PersonalEvent::SignedIn {
            device: "Firefox on Linux".into(),
        };
        let lines = [
            line(2, app::What::Erased),
            line(1, app::What::Own(signed_in)),
            line(0, app::What::Own(family::PersonalEvent::Opened)),
        ];
        let view = |trouble| OwnView {
            cast: crate::swap::cast(&family, Side::A),
            zone: family.zone().clone(),
            lines: lines
                .clone()
                .map(|one| crate::record::line(&look, one))
                .into(),
            before: Some(9),
            older: Some(7),
            chosen: [1].into(),
            trouble: Some(trouble),
            command: "c-1".to_owned(),
        };
        for (name, trouble) in [
            ("own", OwnTrouble::NotThis(2)),
            ("own-password", OwnTrouble::WrongPassword),
        ] {
            let view = view(trouble);
            let me = view.cast.parent(Side::A).clone();
            let page = own_page(&frame(lang, &me), &view);
            insta::assert_snapshot!(format!("{name}-{}", lang.tag()), main_of(&page));
        }
    }
}

/// An erasure, a hold's lifting and an end as proposals, and how the record speaks of them.
#[test]
fn endings_as_proposals_and_on_the_record() {
    let propose = |which: &str, terms| Event::Proposed {
        proposal: id(which),
        terms,
        reason: None,
        answer_by: None,
    };
    let erased = Event::Erased {
        entries: vec![family::ErasedEntry::body(9), family::ErasedEntry::body(10)],
        asked: "m-mara".parse().unwrap(),
    };
    let accepted = Event::Accepted {
        proposal: id("p-erase"),
        revision: Revision::FIRST,
        assertion: None,
        alternative: family::Alternative::FIRST,
    };
    let family = after(vec![
        ("m-mara", propose("p-erase", Terms::Erase(vec![9, 10]))),
        ("m-elias", accepted),
        ("m-elias", erased.clone()),
        ("m-mara", Event::HoldSet { reason: None }),
        ("m-elias", propose("p-lift", Terms::LiftHold(Side::A))),
        ("m-mara", Event::HoldLifted { side: Side::A }),
        ("m-mara", propose("p-close", Terms::Close)),
    ]);
    for lang in Lang::ALL {
        for which in ["p-erase", "p-lift", "p-close"] {
            for viewer in Side::BOTH {
                let look = looking(&family, viewer, lang);
                let arrival = crate::swap::view::Arrival::Looking;
                let view = crate::swap::proposal(&look, &id(which), arrival, "c".to_owned());
                let view = view.unwrap();
                let me = view.cast.parent(viewer).clone();
                let page = crate::swap::markup::proposal_page(&frame(lang, &me), &view);
                let name = format!("{which}-{}-{}", view.cast.name(viewer), lang.tag());
                insta::assert_snapshot!(name, main_of(&page));
            }
        }
        let look = looking(&family, Side::A, lang);
        let text = Text::of(lang);
        let said: Vec<String> = [
            app::What::Erased,
            app::What::Shared(erased.clone()),
            app::What::Shared(Event::HoldSet { reason: None }),
            app::What::Shared(Event::HoldLifted { side: Side::A }),
            app::What::Shared(Event::HoldLifted { side: Side::B }),
            app::What::Shared(Event::Left { side: Side::B }),
        ]
        .into_iter()
        .map(|what| {
            let line = crate::record::line(
                &look,
                app::RecordLine {
                    sequence: 9,
                    at: now(),
                    by: Some(Side::B),
                    guest: None,
                    what,
                    leaf: "tree family parenthesis/00\n".to_owned(),
                    vouched: app::Vouched::Server,
                },
            );
            let cast = crate::swap::cast(&family, Side::A);
            crate::record::markup::line_sentence(text, &cast, family.zone(), &line)
        })
        .collect();
        insta::assert_snapshot!(format!("sentences-{}", lang.tag()), said.join("\n"));
    }
}

/// English is what the rules say themselves, word for word but for the date; Dutch is another text.
#[test]
fn every_refusal_is_said_in_both_languages() {
    use family::EndingRefusal as R;
    let since = jiff::civil::datetime(2026, 11, 1, 9, 0, 0, 0);
    for refusal in [
        R::NoCounter,
        R::OtherLeft,
        R::OfferOfEarlier,
        R::AskedAlready {
            number: 4,
            proposal: "p-4".parse().unwrap(),
            by: Side::A,
        },
        R::NothingToErase,
        R::TooManyToErase { limit: 9 },
        R::NoEntry { entry: 4 },
        R::AlreadyErased { entry: 4 },
        R::WholeMatter { entry: 4 },
        R::StillOpen { entry: 4 },
        R::Binds { entry: 4 },
        R::NeverErased { entry: 4 },
        R::Held { since },
        R::AlreadyHeld { since },
        R::NoHold,
        R::OwnHold,
        R::ErasureOfEarlier { entry: 4 },
        R::HoldOfEarlier { since },
        R::ClosingOfEarlier,
        R::NotAlone,
        R::AloneHere,
        R::SignedOther,
        R::SignatureWrong,
    ] {
        let [english, dutch] =
            [Lang::En, Lang::Nl].map(|lang| words::refusal(Text::of(lang), &refusal));
        assert!(english.len() > 20 && dutch.len() > 20 && english != dutch);
        let through = crate::swap::words::refusal(Text::of(Lang::Nl), &Refusal::Ending(refusal));
        assert_eq!(through, dutch);
    }
}

#[test]
fn terms_that_end_nothing_have_nothing_that_stays() {
    let family = family();
    let cast = crate::swap::cast(&family, Side::A);
    let said = words::what_stays(Text::of(Lang::En), &cast, &TermsView::Swap(Vec::new()));
    assert_eq!(said, "");
}
