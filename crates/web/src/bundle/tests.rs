//! The pages of bundles, drawn in both languages, and the words on paper.

use std::collections::BTreeMap;
use std::sync::Arc;

use app::{
    BundleCounts, BundleFailed, BundleProgress, BundleStage, BundleWords as _, ChoiceError,
    NotBegun, SaidBy, Topic, What,
};
use family::{ErasedEntry, Event, PersonalEvent, Terms};
use insta::assert_snapshot;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use plan::Side;

use super::form::BundleForm;
use super::markup::{form_page, preview_page, progress_page, sample_form};
use super::view::{FormView, Past, PreviewView, ProgressState, ProgressView, Waiting};
use super::words::Words;
use crate::page::{Frame, Person, Tab, Theme};
use crate::swap::sample;
use crate::text::{Lang, Text};

fn at() -> Timestamp {
    "2026-11-23T09:00:00Z".parse().expect("a time")
}

fn zone() -> TimeZone {
    TimeZone::get("Europe/Amsterdam").expect("a zone")
}

fn person(name: &str, side: Side) -> Person {
    Person {
        name: name.to_owned(),
        letter: name.chars().next().expect("a letter"),
        side,
    }
}

fn frame<'a>(lang: Lang, viewer: &'a Person) -> Frame<'a> {
    Frame {
        text: Text::of(lang),
        title: "Bundle",
        viewer: Some(viewer),
        tab: Some(Tab::Record),
        token: "token",
        waits: 0,
        new: 0,
        path: "/bundles",
        theme: Theme::default(),
        privacy: crate::page::Privacy::Usual,
        shown: None,
        banner: None,
        live: None,
    }
}

fn past() -> Past {
    Past {
        at: at(),
        recipient: "Mr. A. Jansen".to_owned(),
        first: 0,
        last: 8,
        of: family::BundleOf::Shared,
        shown: 7,
        bytes: 48_213,
        sha256: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855".to_owned(),
    }
}

fn form_view(form: BundleForm) -> FormView {
    FormView {
        people: [person("Mara", Side::A), person("Elias", Side::B)],
        zone: zone(),
        errors: form.read().err().unwrap_or_default(),
        form,
        waiting: Waiting::One,
        history: vec![past()],
        newest: Some(8),
        newest_own: Some(3),
        name: "Elias".to_owned(),
    }
}

fn counts() -> BundleCounts {
    BundleCounts {
        first: 0,
        end: 9,
        size: 12,
        from: at(),
        until: at() + SignedDuration::from_hours(48),
        shown: 5,
        kept: BTreeMap::from([(Topic::Swaps, 2), (Topic::Plan, 1)]),
        erased: 1,
        files: 0,
        file_bytes: 0,
        pages: 4,
        volumes: 1,
    }
}

fn preview_view(lang: Lang, blocked: Option<NotBegun>) -> PreviewView {
    PreviewView {
        form: sample_form(),
        zone: zone(),
        kept: Words { lang }.kept(&counts()),
        counts: counts(),
        other: "Elias".to_owned(),
        replaces: blocked.map(|_| "Mr. de Vries".to_owned()),
        blocked,
    }
}

#[test]
fn the_pages_are_as_they_were_looked_at() {
    let mara = person("Mara", Side::A);
    for lang in Lang::ALL {
        let tag = lang.tag();
        let frame = frame(lang, &mara);
        let form = form_page(&frame, &form_view(sample_form()));
        assert_snapshot!(format!("form-{tag}"), sample::main_of(&form));
        let preview = preview_page(&frame, &preview_view(lang, None));
        assert_snapshot!(format!("preview-{tag}"), sample::main_of(&preview));
        let ready = ProgressView {
            zone: zone(),
            state: ProgressState::Ready {
                id: "0123456789abcdef".to_owned(),
                past: past(),
                expires: at() + SignedDuration::from_mins(30),
            },
        };
        assert_snapshot!(
            format!("ready-{tag}"),
            sample::main_of(&progress_page(&frame, &ready))
        );
    }
}

#[test]
fn each_stage_and_each_failure_has_its_sentence() {
    let mara = person("Mara", Side::A);
    let frame = frame(Lang::En, &mara);
    let check = |state: ProgressState, said: &str| {
        let zone = zone();
        let page = progress_page(&frame, &ProgressView { state, zone }).into_string();
        assert!(page.contains(said), "{said} in {page}");
    };
    for (stage, said) in [
        (BundleStage::Reading, "Reading the entries"),
        (BundleStage::Printing, "Setting the pages"),
        (BundleStage::Packing, "Packing and signing"),
    ] {
        let (done, of) = (300, 1_200);
        check(
            ProgressState::Working(BundleProgress { stage, done, of }),
            said,
        );
        let again = "<noscript><meta http-equiv=\"refresh\" content=\"2\">";
        check(
            ProgressState::Working(BundleProgress { stage, done, of }),
            again,
        );
    }
    let failed = |failed| ProgressState::Failed(failed);
    let long = ChoiceError::Long { entries: 60_000 };
    check(
        failed(BundleFailed::Choice(ChoiceError::Nothing)),
        "No entry lies in this part",
    );
    check(
        failed(BundleFailed::Choice(long)),
        "more than 50,000 entries",
    );
    check(
        failed(BundleFailed::Choice(ChoiceError::Large)),
        "more than 16 MB",
    );
    check(failed(BundleFailed::Erased), "were erased while");
    let digits = print::PrintError::Digits { digits: 0 };
    check(failed(BundleFailed::Print(digits)), "could not be set");
}

#[test]
fn wrong_fields_are_named_with_the_way_to_them() {
    let mara = person("Mara", Side::A);
    let form =
        BundleForm::from_pairs([("span", "days"), ("from-day", "2026-07-01"), ("page", "x")]);
    let page = form_page(&frame(Lang::Nl, &mara), &form_view(form)).into_string();
    for there in [
        "href=\"#recipient\"",
        "href=\"#until-day\"",
        "href=\"#topic\"",
        "href=\"#person\"",
        "href=\"#page\"",
        "<details open",
        "Geef de naam van degene voor wie de bundel is.",
    ] {
        assert!(page.contains(there), "{there} in {page}");
    }
}

#[test]
fn a_server_that_is_full_says_so_before_anything_is_made() {
    let mara = person("Mara", Side::A);
    let view = preview_view(Lang::En, Some(NotBegun::Busy));
    let page = preview_page(&frame(Lang::En, &mara), &view).into_string();
    assert!(page.contains("Try again in half an hour"), "{page}");
}

/// What is said of one entry: its kind, and below it what it says.
fn said(words: &Words, family: &family::Family, by: Side, what: &What) -> String {
    let said = SaidBy {
        by: Some(by),
        guest: None,
        what,
    };
    let entry = words.entry(family, &said);
    let mut text = format!("{}\n", entry.kind);
    for (label, passage) in entry.passages {
        text.push_str(&format!(
            "  {label} | {}\n",
            passage.lines().last().unwrap_or("")
        ));
    }
    text
}

/// What erased entries are called.
fn gone(words: &Words) -> String {
    [
        "proposal.made/1",
        "proposal.countered/2",
        "proposal.declined/1",
        "person.signed-in/1",
        "bundle.made/1",
        "plan.draft/1",
        "something.new/1",
    ]
    .map(|kind| format!("erased: {}\n", words.erased(kind)))
    .concat()
}

fn made() -> family::BundleMade {
    family::BundleMade {
        recipient: "Mr. A. Jansen".into(),
        of: family::BundleOf::Shared,
        first: 0,
        end: 9,
        shown: 7,
        size: 9,
        bytes: 48_213,
        sha256: [7; 32],
    }
}

fn drafted() -> family::DraftedPlan {
    let pair = |key: &str, value: &str| (key.to_owned(), value.to_owned());
    family::DraftedPlan {
        id: "d-1".parse().expect("an id"),
        name: family::Name::new("After the summer").expect("a name"),
        answers: vec![pair("rhythm", "2-2-5-5"), pair("feast", "christmas")],
        plan: "title = \"Ours\"\n".into(),
    }
}

#[test]
fn the_words_on_paper_in_both_languages() {
    let family = sample::family();
    let mara: family::MemberId = "m-mara".parse().expect("an id");
    let hold = Event::HoldSet {
        reason: family::Reason::new("A hearing is coming up.").ok(),
    };
    let restored = family::Restored {
        size: 12,
        root: "root".into(),
        key: "key".into(),
    };
    let erased = || vec![ErasedEntry::body(3), ErasedEntry::body(4)];
    let terms = |terms| Event::Proposed {
        proposal: sample::id("p-erase"),
        terms,
        reason: None,
        answer_by: None,
    };
    for lang in Lang::ALL {
        let words = Words { lang };
        let mut paper = String::new();
        for entry in sample::story() {
            let side = family.side_of(&entry.by).expect("a parent");
            paper += &said(&words, &family, side, &What::Shared(entry.event));
        }
        for event in [
            terms(Terms::Erase(vec![3, 4])),
            terms(Terms::LiftHold(Side::B)),
            terms(Terms::Close),
            Event::Erased {
                entries: erased(),
                asked: mara.clone(),
            },
            hold.clone(),
            Event::HoldLifted { side: Side::A },
            Event::Restored(restored.clone()),
            Event::Left { side: Side::B },
            Event::Closed,
        ] {
            paper += &said(&words, &family, Side::B, &What::Shared(event));
        }
        for event in [
            PersonalEvent::Opened,
            PersonalEvent::SignedIn {
                device: "Firefox on Linux".into(),
            },
            PersonalEvent::SignedOut,
            PersonalEvent::LanguageChosen(family::Language::Nl),
            PersonalEvent::Erased {
                entries: erased(),
                asked: mara.clone(),
            },
            PersonalEvent::BundleMade(made()),
            PersonalEvent::DraftKept(Arc::new(drafted())),
            PersonalEvent::DraftEnded {
                draft: drafted().id,
            },
        ] {
            paper += &said(&words, &family, Side::A, &What::Own(event));
        }
        paper += &gone(&words);
        paper += &format!(
            "{}\n{}\n{}\n",
            words.erased_by("Mara", "Elias"),
            words.erased_by("Mara", "Mara"),
            words.device_of("Mara")
        );
        assert_snapshot!(format!("paper-{}", lang.tag()), paper);
    }
}
