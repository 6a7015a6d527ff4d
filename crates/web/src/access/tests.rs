//! Snapshots of the pages about getting in, in both languages, and what must hold for them.

use app::WeakPassword;
use family::{AccessChange, Name, RecoveryBy};
use jiff::civil::date;
use plan::Side;

use super::view::{
    AccessView, AddressWrong, AlertsView, AuthenticatorView, ConfirmView, ConfirmWrong,
    PasskeyLine, SecondView, SessionLine, Told,
};
use super::{access_page, authenticator_page, codes_page, confirm_page, second_page, sentence};
use crate::swap::cast;
use crate::swap::sample::{family, frame, main_of};
use crate::text::{Lang, Text};

fn full(told: Option<Told>) -> AccessView {
    let at = |day| date(2026, 11, day).at(9, 30, 0, 0);
    AccessView {
        passkeys: vec![
            PasskeyLine {
                id: "0a".into(),
                name: "my <phone>".into(),
                since: at(2),
                used: Some(at(20)),
                backed_up: true,
            },
            PasskeyLine {
                id: "0b".into(),
                name: "the key".into(),
                since: at(3),
                used: None,
                backed_up: false,
            },
        ],
        address: "<mara>@example.org".into(),
        passkeys_possible: true,
        password: true,
        authenticator: Some(at(4)),
        paper: (1, 10),
        sessions: vec![
            SessionLine {
                name: "s1".into(),
                device: Some("Firefox on Linux".into()),
                since: at(20),
                used: at(22),
                this: true,
            },
            SessionLine {
                name: "s2".into(),
                device: None,
                since: at(1),
                used: at(5),
                this: false,
            },
        ],
        alerts: AlertsView::Other("mara@\"<x>.example".into()),
        told,
    }
}

fn bare() -> AccessView {
    AccessView {
        passkeys: Vec::new(),
        address: "m@example.org".into(),
        passkeys_possible: false,
        password: true,
        authenticator: None,
        paper: (0, 0),
        sessions: full(None).sessions[..1].to_vec(),
        alerts: AlertsView::Account,
        told: Some(Told::Changed),
    }
}

const TOLD: [Told; 18] = [
    Told::Changed,
    Told::Gone,
    Told::Last,
    Told::NewHere,
    Told::PasskeyRefused,
    Told::TooManyPasskeys,
    Told::PasskeyName,
    Told::PasswordWeak(WeakPassword::Short { found: 3 }),
    Told::PasswordWeak(WeakPassword::Long),
    Told::PasswordWeak(WeakPassword::Guessable),
    Told::PasswordTwice,
    Told::AlertsMail,
    Told::Address(AddressWrong::Bad),
    Told::Address(AddressWrong::Taken),
    Told::Address(AddressWrong::RecoveryWaits),
    Told::Address(AddressWrong::TooMany),
    Told::Stopped,
    Told::Recovered,
];

#[test]
fn every_page_in_both_languages() {
    let viewer = cast(&family(), Side::A).parents[0].clone();
    for lang in Lang::ALL {
        let frame = frame(lang, &viewer);
        let confirm = |code, wrong| ConfirmView {
            back: "/bundles?a=1&b=2".into(),
            code,
            password: true,
            passkey: true,
            wrong,
        };
        let secret = AuthenticatorView {
            typed: "ABCD EFGH".into(),
            uri: "otpauth://totp/x?secret=ABCDEFGH".into(),
            sealed: "sealed".into(),
            wrong: true,
        };
        for (name, page) in [
            ("full", access_page(&frame, &full(None))),
            ("bare", access_page(&frame, &bare())),
            ("authenticator", authenticator_page(&frame, &secret)),
            ("codes", codes_page(&frame, &["abcd-efgh".to_owned()])),
            ("confirm", confirm_page(&frame, &confirm(false, None))),
            (
                "confirm-wrong",
                confirm_page(&frame, &confirm(true, Some(ConfirmWrong::No))),
            ),
            ("second", second_page(&frame, SecondView { wrong: None })),
        ] {
            insta::assert_snapshot!(format!("{name}-{}", lang.tag()), main_of(&page));
        }
    }
}

#[test]
fn everything_told_has_its_sentence() {
    let viewer = cast(&family(), Side::A).parents[0].clone();
    for lang in Lang::ALL {
        let frame = frame(lang, &viewer);
        let mut pages: Vec<String> = TOLD
            .into_iter()
            .map(|told| main_of(&access_page(&frame, &full(Some(told)))))
            .collect();
        pages.sort();
        pages.dedup();
        assert_eq!(pages.len(), TOLD.len());
        let name = Name::new("my phone").unwrap();
        let changes = [
            AccessChange::PasskeyAdded { name: name.clone() },
            AccessChange::PasskeyRemoved { name },
            AccessChange::AuthenticatorSet,
            AccessChange::AuthenticatorRemoved,
            AccessChange::RecoveryCodesMade,
            AccessChange::RecoveryCodeUsed,
            AccessChange::PasswordChanged,
            AccessChange::SessionsEnded { others: false },
            AccessChange::SessionsEnded { others: true },
            AccessChange::RecoveryBegun {
                by: RecoveryBy::Mail,
            },
            AccessChange::RecoveryBegun {
                by: RecoveryBy::Operator,
            },
            AccessChange::RecoveryStopped,
            AccessChange::RecoveryDone,
            AccessChange::AlertsMoved,
            AccessChange::AddressChanged,
        ];
        let mut said = changes
            .map(|change| sentence(Text::of(lang), &change))
            .to_vec();
        said.sort();
        said.dedup();
        assert_eq!(said.len(), 15);
    }
}
