//! Snapshots of the letters in both languages, and what must hold for all of them.

use app::Email;
use app::mail::{Amounts, Coming, ComingHandover, Letter, News, OpenQuestion, Overview, Parcel};
use family::{Counts, Language, Name, NoticeKind, RecoveryBy};
use jiff::Timestamp;
use plan::Moves;
use proptest::prelude::*;

use super::words;
use crate::Settings;

fn letters() -> Vec<(&'static str, Letter)> {
    let due: Timestamp = "2026-11-26T09:00:00Z".parse().unwrap();
    let begun = |by| Letter::RecoveryBegun { by, due };
    vec![
        (
            "recovery",
            Letter::Recovery {
                secret: "c2VjcmV0".to_owned().into(),
                due,
                expires: "2026-12-03T09:00:00Z".parse().unwrap(),
            },
        ),
        ("begun-mail", begun(RecoveryBy::Mail)),
        ("begun-operator", begun(RecoveryBy::Operator)),
        ("stopped", Letter::RecoveryStopped),
        ("done", Letter::RecoveryDone),
        ("sign-in", Letter::NewSignIn),
        ("moved", Letter::AlertsMoved),
        ("here", Letter::AlertsHere),
        ("address-moved", Letter::AddressMoved),
        ("address-here", Letter::AddressHere),
        (
            "answer",
            Letter::Answer {
                token: "dG9rZW4".to_owned().into(),
                until: due,
            },
        ),
        ("news", Letter::News(News::Neutral)),
        ("overview", Letter::Overview(Overview::Neutral(amounts(2)))),
        (
            "overview-empty",
            Letter::Overview(Overview::Neutral(amounts(0))),
        ),
        ("test", Letter::Test),
    ]
}

fn name(text: &str) -> Name {
    Name::new(text).unwrap()
}

fn amounts(each: u32) -> Amounts {
    Amounts {
        days: 7,
        handovers: each,
        questions: each.min(1),
        messages: each * 3,
    }
}

/// Letters of a reader who chose that they name things.
fn named() -> Vec<(&'static str, Letter)> {
    let counts = NoticeKind::ALL.into_iter().zip(1_u32..);
    let each = counts.fold(Counts::default(), |all, (kind, n)| all.with(kind, n));
    let once: Counts = NoticeKind::ALL.into_iter().collect();
    let news = |counts| {
        Letter::News(News::Named {
            from: name("Elias"),
            counts,
        })
    };
    let step = |at: &str, children: &[&str], to: &str, moves, place: Option<&str>| ComingHandover {
        at: at.parse().unwrap(),
        children: children.iter().map(|child| name(child)).collect(),
        to: name(to),
        moves,
        place: place.map(Into::into),
    };
    let (children, parents) = (Moves::Children, Moves::Parents);
    let coming = Coming {
        amounts: Amounts {
            handovers: 5,
            questions: 2,
            ..amounts(1)
        },
        from: name("Elias"),
        handovers: vec![
            step(
                "2026-11-25T08:30",
                &["Noor"],
                "Elias",
                children,
                Some("At <school>"),
            ),
            step("2026-11-27T17:00", &["Noor", "Sam"], "Mara", children, None),
            step("2026-11-29T17:00", &["Pim"], "Elias", parents, None),
        ],
        questions: vec![
            OpenQuestion {
                number: 7,
                until: Some("2026-12-01T17:00".parse().unwrap()),
            },
            OpenQuestion {
                number: 9,
                until: None,
            },
        ],
    };
    let nothing = Coming {
        amounts: amounts(0),
        handovers: Vec::new(),
        questions: Vec::new(),
        ..coming.clone()
    };
    vec![
        ("news-named", news(each)),
        ("news-named-once", news(once)),
        ("overview-named", Letter::Overview(Overview::Named(coming))),
        (
            "overview-named-empty",
            Letter::Overview(Overview::Named(nothing)),
        ),
    ]
}

fn parcel(letter: Letter, language: Language) -> Parcel {
    Parcel {
        id: "00".repeat(16),
        to: Email::normalise("mara@example.org").unwrap(),
        language,
        zone: "Europe/Amsterdam".into(),
        written: "2026-11-23T09:00:00Z".parse().unwrap(),
        record: if letter.is_to_a_stranger() {
            "".into()
        } else {
            "THE STATE OF THE RECORD\n".into()
        },
        letter,
    }
}

fn settings() -> Settings {
    Settings::new("https://parenthesis.example").unwrap()
}

#[test]
fn every_letter_in_both_languages() {
    for (language, tag) in [(Language::En, "en"), (Language::Nl, "nl")] {
        for (name, letter) in letters().into_iter().chain(named()) {
            let said = words(&parcel(letter, language), &settings());
            let said = format!("{}\n\n{}", said.subject, said.body);
            insta::assert_snapshot!(format!("{name}-{tag}"), said);
        }
    }
}

/// The HTML of some: one of an account, one that names nothing, one that names all.
#[test]
fn letters_as_html() {
    for (name, letter) in letters().into_iter().chain(named()) {
        if ["sign-in", "news", "overview-named"].contains(&name) {
            let said = words(&parcel(letter, Language::En), &settings());
            insta::assert_snapshot!(format!("{name}-html"), said.html);
        }
    }
}

/// What stands in the text stands in the HTML, and nothing else does but its title.
#[test]
fn text_and_html_of_every_letter_say_the_same() {
    for language in [Language::En, Language::Nl] {
        for (name, letter) in letters().into_iter().chain(named()) {
            let said = words(&parcel(letter, language), &settings());
            let (_, body) = said.html.split_once("<body>").unwrap();
            let mut shown = String::new();
            for part in body.split('<').skip(1) {
                shown.push_str(part.split_once('>').unwrap().1);
                shown.push(' ');
            }
            for (from, to) in [
                ("&lt;", "<"),
                ("&gt;", ">"),
                ("&quot;", "\""),
                ("&amp;", "&"),
            ] {
                shown = shown.replace(from, to);
            }
            let plain = |text: &str| {
                let words: Vec<_> = text
                    .split_whitespace()
                    .filter(|w| !w.starts_with('-'))
                    .collect();
                words.concat()
            };
            assert_eq!(plain(&shown), plain(&said.body), "{name}");
        }
    }
}

/// Each of these says how they are stopped and where to look, under a subject that says nothing.
#[test]
fn news_and_overviews_say_where_to_look_and_how_to_stop_them() {
    for language in [Language::En, Language::Nl] {
        let mut subjects = std::collections::BTreeMap::new();
        for (name, letter) in letters().into_iter().chain(named()) {
            if !(name.starts_with("news") || name.starts_with("overview")) {
                continue;
            }
            let said = words(&parcel(letter, language), &settings());
            for path in ["/today", "/calm"] {
                let link = format!("https://parenthesis.example{path}");
                assert!(said.body.contains(&link), "{name}");
                assert!(
                    said.html.contains(&format!("<a href=\"{link}\">")),
                    "{name}"
                );
            }
            assert!(said.body.ends_with("THE STATE OF THE RECORD\n"), "{name}");
            let kind = name.split('-').next().unwrap();
            let subject = subjects.entry(kind).or_insert_with(|| said.subject.clone());
            assert_eq!(*subject, said.subject, "{name}");
        }
        assert_eq!(subjects.len(), 2);
    }
}

#[test]
fn no_letter_says_more_than_it_must() {
    for language in [Language::En, Language::Nl] {
        let all = letters().into_iter();
        let all = all.map(|(name, letter)| (name, words(&parcel(letter, language), &settings())));
        let all: Vec<_> = all.collect();
        for (name, said) in &all {
            let answer = *name == "answer";
            let others = ["answer", "news", "overview", "overview-empty", "test"];
            let account = !others.contains(name);
            assert_eq!(said.subject == all[0].1.subject, account, "one subject");
            let stated = said.body.ends_with("THE STATE OF THE RECORD\n");
            assert_eq!(stated, !(answer || *name == "test"), "{name}");
            // Their addresses, who the reader is, and what the product is about.
            for word in [
                "mara@", "Mara", "Elias", "child", "kind", "parent ", "ouder", "plan",
            ] {
                assert!(!said.body.contains(word), "{word} in {name}");
                assert!(!said.html.contains(word), "{word} in {name}");
                assert!(!said.subject.contains(word), "{word} in {name}");
            }
            let link = said.body.contains("/recover/");
            assert_eq!(link, *name == "recovery", "{name}");
            assert_eq!(said.body.contains("/answer/"), answer, "{name}");
            assert!(
                !format!("{said:?}").contains("signing"),
                "nothing is printed"
            );
        }
    }
}

proptest! {
    /// Whatever was stored, a subject is one line.
    #[test]
    fn a_subject_is_one_line(record in "(?s).{0,200}", zone in ".{0,20}") {
        for (_, letter) in letters().into_iter().chain(named()) {
            let said = Parcel {
                zone: zone.as_str().into(),
                record: record.as_str().into(),
                ..parcel(letter, Language::En)
            };
            let said = words(&said, &settings());
            prop_assert!(!said.subject.chars().any(char::is_control));
        }
    }
}
