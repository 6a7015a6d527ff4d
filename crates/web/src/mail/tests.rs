//! Snapshots of the letters in both languages, and what must hold for all of them.

use app::Email;
use app::mail::{Letter, Parcel};
use family::{Language, RecoveryBy};
use jiff::Timestamp;
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
    ]
}

fn parcel(letter: Letter, language: Language) -> Parcel {
    Parcel {
        id: "00".repeat(16),
        to: Email::normalise("mara@example.org").unwrap(),
        language,
        zone: "Europe/Amsterdam".into(),
        written: "2026-11-23T09:00:00Z".parse().unwrap(),
        record: if matches!(letter, Letter::Answer { .. }) {
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
        for (name, letter) in letters() {
            let said = words(&parcel(letter, language), &settings());
            let said = format!("{}\n\n{}", said.subject, said.body);
            insta::assert_snapshot!(format!("{name}-{tag}"), said);
        }
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
            assert_eq!(said.subject == all[0].1.subject, !answer, "one subject");
            let stated = said.body.ends_with("THE STATE OF THE RECORD\n");
            assert_eq!(stated, !answer, "{name}");
            // Their addresses, who the reader is, and what the product is about.
            for word in [
                "mara@", "Mara", "Elias", "child", "kind", "parent ", "ouder", "plan",
            ] {
                assert!(!said.body.contains(word), "{word} in {name}");
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
        for (_, letter) in letters() {
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
