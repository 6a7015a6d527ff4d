//! Every event survives being stored; the stored bytes of today are pinned, since they are hashed
//! and kept for ever.
//! Long on purpose: a strategy and a pinned line for each event.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

use super::guest_tests::{grant, look};
use super::offer_tests::{alternative, deadline, new_terms};
use super::*;
use family::{
    Address, Alternative, Assertion, BundleMade, BundleOf, CallWish, ErasedEntry, LinkAnswer,
    LinkSent, Move, Terms,
};
use proptest::prelude::*;

pub(super) fn side() -> impl Strategy<Value = Side> {
    prop_oneof![Just(Side::A), Just(Side::B)]
}

fn reason() -> impl Strategy<Value = Option<Reason>> {
    prop::option::of("[a-zA-Zéß€ \n\"\\\\]{1,40}")
        .prop_map(|text| text.and_then(|text| Reason::optional(&text).ok().flatten()))
}

pub(super) fn a_move() -> impl Strategy<Value = Move> {
    let children = prop::collection::vec("[a-z][a-z0-9-]{0,8}", 1..4);
    (children, side(), 0..50_000_i64, 1..10_000_i64).prop_map(|(children, to, start, minutes)| {
        let begin: jiff::civil::DateTime = "2026-01-01T00:00".parse().unwrap();
        let start = begin + jiff::Span::new().minutes(start);
        Move {
            children: children.iter().map(|c| c.parse().unwrap()).collect(),
            to,
            start,
            end: start + jiff::Span::new().minutes(minutes),
        }
    })
}

fn terms() -> impl Strategy<Value = Terms> {
    prop_oneof![
        ".{0,60}".prop_map(|text| Terms::Plan(text.into())),
        prop::collection::vec(a_move(), 0..4).prop_map(Terms::Swap),
        prop::collection::vec(any::<u64>(), 0..5).prop_map(Terms::Erase),
        side().prop_map(Terms::LiftHold),
        Just(Terms::Close),
        grant().prop_map(|grant| Terms::LetIn(std::sync::Arc::new(grant))),
        new_terms(),
    ]
}

fn founding() -> Founding {
    let parent = |member: &str, name: &str| Parent {
        member: member.parse().unwrap(),
        id: name.to_lowercase().parse().unwrap(),
        name: Name::new(name).unwrap(),
    };
    Founding {
        name: Name::new("Mara and Elias").unwrap(),
        zone: "Europe/Amsterdam".into(),
        parents: [parent("0a", "Mara"), parent("0b", "Elias")],
        children: vec![Child {
            id: "noor".parse().unwrap(),
            name: Name::new("Noor").unwrap(),
            born: "2019-03-04".parse().unwrap(),
        }],
        founder: Side::B,
    }
}

fn restored() -> Restored {
    Restored {
        size: 120,
        root: "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=".into(),
        key: "parenthesis/10171e252c333a41484f565d646b7279+645ac9f9+\
              AcbAocqqmMcS7UqehfMyQcq1GZ7jI8Vq2F4onPsVz0kp"
            .into(),
    }
}

fn assertion() -> impl Strategy<Value = Assertion> {
    let bytes = || prop::collection::vec(any::<u8>(), 0..80).prop_map(std::sync::Arc::from);
    (
        any::<u32>(),
        "[a-z.]{1,30}",
        -300..300_i64,
        [bytes(), bytes(), bytes(), bytes()],
    )
        .prop_map(
            |(over, rp, algorithm, [key, authenticator_data, client_data, signature])| Assertion {
                over: over.into(),
                rp: rp.as_str().into(),
                key,
                algorithm,
                authenticator_data,
                client_data,
                signature,
            },
        )
}

fn erased() -> impl Strategy<Value = Vec<ErasedEntry>> {
    let parts = prop::collection::btree_set(0..64_u32, 1..4);
    prop::collection::btree_map(any::<u32>(), parts, 1..6).prop_map(|entries| {
        let entry = |(sequence, parts): (u32, std::collections::BTreeSet<u32>)| ErasedEntry {
            sequence: sequence.into(),
            parts: parts.into_iter().collect(),
        };
        entries.into_iter().map(entry).collect()
    })
}

#[expect(clippy::too_many_lines, reason = "one line or few for each event")]
fn event() -> impl Strategy<Value = Event> {
    let id = || "[a-z0-9-]{1,16}".prop_map(|id| id.parse::<ProposalId>().unwrap());
    let revision = || (1..1_000_u32).prop_map(Revision);
    let later = || (2..1_000_u32).prop_map(Revision);
    prop_oneof![
        Just(Event::Founded(founding())),
        Just(Event::Restored(restored())),
        (
            id(),
            revision(),
            prop::collection::vec("[a-z][a-z0-9-]{0,15}", 1..4),
            any::<bool>()
        )
            .prop_map(|(proposal, revision, clauses, agreed)| {
                let clauses = clauses.iter().map(|id| id.parse().unwrap());
                Event::ClausesMarked {
                    proposal,
                    revision,
                    clauses: clauses.collect(),
                    agreed,
                }
            }),
        (side(), prop::option::of("[a-z0-9-]{1,16}")).prop_map(|(side, member)| Event::Invited {
            side,
            member: member.map(|member| member.parse().unwrap()),
        }),
        side().prop_map(|side| Event::Joined { side }),
        (id(), terms(), reason(), deadline()).prop_map(|(proposal, terms, reason, answer_by)| {
            Event::Proposed {
                proposal,
                terms,
                reason,
                answer_by,
            }
        }),
        (id(), later(), terms(), reason(), deadline()).prop_map(
            |(proposal, revision, terms, reason, answer_by)| Event::Countered {
                proposal,
                revision,
                terms,
                reason,
                answer_by,
            }
        ),
        (
            id(),
            revision(),
            alternative(),
            prop::option::of(assertion())
        )
            .prop_map(|(proposal, revision, alternative, assertion)| {
                Event::Accepted {
                    proposal,
                    revision,
                    alternative,
                    assertion: assertion.map(std::sync::Arc::new),
                }
            }),
        (id(), revision(), assertion()).prop_map(|(proposal, revision, assertion)| {
            Event::OfferSigned {
                proposal,
                revision,
                assertion: std::sync::Arc::new(assertion),
            }
        }),
        (erased(), "[0-9a-f]{32}").prop_map(|(entries, asked)| Event::Erased {
            entries,
            asked: asked.parse().unwrap(),
        }),
        reason().prop_map(|reason| Event::HoldSet { reason }),
        side().prop_map(|side| Event::HoldLifted { side }),
        side().prop_map(|side| Event::Left { side }),
        Just(Event::Closed),
        (id(), revision(), reason()).prop_map(|(proposal, revision, reason)| Event::Declined {
            proposal,
            revision,
            reason
        }),
        (id(), revision(), reason()).prop_map(|(proposal, revision, reason)| Event::Withdrawn {
            proposal,
            revision,
            reason
        }),
        grant().prop_map(|grant| Event::LetIn(std::sync::Arc::new(grant))),
        Just(Event::GuestJoined),
        "[0-9a-f]{32}".prop_map(|member| Event::GuestEnded {
            member: member.parse().unwrap(),
        }),
        look().prop_map(Event::Looked),
        (
            id(),
            revision(),
            alternative(),
            prop::option::of(reason()),
            ("[a-z@.]{1,40}", any::<bool>())
        )
            .prop_map(
                |(proposal, revision, alternative, declined, (address, mailed))| {
                    Event::AnsweredByLink {
                        proposal,
                        revision,
                        answer: declined.map_or(LinkAnswer::Accepted { alternative }, |reason| {
                            LinkAnswer::Declined { reason }
                        }),
                        sent: LinkSent {
                            address: Address::new(&address).unwrap(),
                            mailed,
                        },
                    }
                }
            ),
        (any::<bool>(), "[A-Za-z0-9+/]{43}=").prop_map(|(enrolled, key)| {
            let key = key.parse().unwrap();
            if enrolled {
                Event::DeviceEnrolled { key }
            } else {
                Event::DeviceRevoked { key }
            }
        }),
    ]
}

proptest! {
    #[test]
    fn every_event_survives(event in event()) {
        let stored = encode(&event);
        prop_assert_eq!(decode(stored.kind, &stored.body), Ok(event));
    }

    #[test]
    fn no_body_panics(kind in "[a-z.]{0,20}/[0-9]", body in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = decode(&kind, &body);
        let _ = decode_personal(&kind, &body);
    }
}

#[test]
fn every_private_event_survives() {
    for event in [
        PersonalEvent::Opened,
        PersonalEvent::SignedIn {
            device: "Firefox".into(),
        },
        PersonalEvent::SignedOut,
        PersonalEvent::CallsWished(CallWish::More),
        PersonalEvent::CallsWished(CallWish::AsItIs),
        PersonalEvent::LanguageChosen(Language::Nl),
        PersonalEvent::Restored(restored()),
        PersonalEvent::Erased {
            entries: vec![ErasedEntry::body(3)],
            asked: "0a".parse().unwrap(),
        },
        PersonalEvent::Closed,
        PersonalEvent::BundleMade(bundle(BundleOf::Own)),
    ] {
        let stored = encode_personal(&event);
        assert_eq!(decode_personal(stored.kind, &stored.body), Ok(event));
    }
}

fn bundle(of: BundleOf) -> BundleMade {
    BundleMade {
        recipient: "Mr. A. Jansen".into(),
        of,
        first: 2,
        end: 9,
        shown: 5,
        size: 12,
        bytes: 48_213,
        sha256: [0x0a; 32],
    }
}

/// What somebody wishes of calls is a yes or a no, and nothing beside it is passed over.
#[test]
fn the_wish_to_call_more_stays_as_it_is() {
    let stored = encode_personal(&PersonalEvent::CallsWished(CallWish::More));
    let body = String::from_utf8(stored.body).unwrap();
    assert_eq!(
        (stored.kind, body.as_str()),
        ("calls.wished/1", r#"{"more":true}"#)
    );
    for wrong in ["{}", r#"{"more":"yes"}"#, r#"{"more":true,"and":1}"#] {
        assert!(decode_personal("calls.wished/1", wrong.as_bytes()).is_err());
    }
}

/// A hash has one spelling, and nothing is passed over.
#[test]
fn the_note_of_a_bundle_stays_as_it_is() {
    let stored = encode_personal(&PersonalEvent::BundleMade(bundle(BundleOf::Shared)));
    let body = String::from_utf8(stored.body).unwrap();
    let hash = "0a".repeat(32);
    let expected = [
        r#"{"recipient":"Mr. A. Jansen","of":"shared","first":2,"end":9,"shown":5,"#,
        r#""size":12,"bytes":48213,"sha256":""#,
        &hash,
        r#""}"#,
    ];
    assert_eq!(
        (stored.kind, body.as_str()),
        ("bundle.made/1", &*expected.concat())
    );
    for (from, to) in [
        ("0a0a", "0A0A"),
        ("0a0a", "0a"),
        ("0a0a", "+a0a"),
        ("shared", "theirs"),
        ("\"first\":2,", ""),
        ("{", "{\"more\":1,"),
    ] {
        let wrong = body.replacen(from, to, 1);
        assert!(
            decode_personal("bundle.made/1", wrong.as_bytes()).is_err(),
            "{wrong}"
        );
    }
}

#[test]
fn stored_bytes_stay_as_they_are() {
    let swap = Event::Countered {
        proposal: "p1".parse().unwrap(),
        revision: Revision(2),
        terms: Terms::Swap(vec![Move {
            children: vec!["noor".parse().unwrap()],
            to: Side::B,
            start: "2026-11-28T10:00".parse().unwrap(),
            end: "2026-11-29T18:00".parse().unwrap(),
        }]),
        reason: Reason::optional("A birthday.").unwrap(),
        answer_by: None,
    };
    let check = |stored: Encoded, kind: &str, body: &str| {
        assert_eq!(stored.kind, kind);
        assert_eq!(String::from_utf8(stored.body).unwrap(), body);
    };
    check(
        encode(&Event::Founded(founding())),
        "family.founded/1",
        r#"{"name":"Mara and Elias","zone":"Europe/Amsterdam","parents":[{"member":"0a","id":"mara","name":"Mara"},{"member":"0b","id":"elias","name":"Elias"}],"children":[{"id":"noor","name":"Noor","born":"2019-03-04"}],"founder":"b"}"#,
    );
    check(
        encode(&swap),
        "proposal.countered/1",
        r#"{"proposal":"p1","revision":2,"terms":{"swap":[{"children":["noor"],"to":"b","start":"2026-11-28T10:00:00","end":"2026-11-29T18:00:00"}]},"reason":"A birthday."}"#,
    );
    let accepted = Event::Accepted {
        proposal: "p1".parse().unwrap(),
        revision: Revision(2),
        assertion: None,
        alternative: Alternative::FIRST,
    };
    check(
        encode(&accepted),
        "proposal.accepted/1",
        r#"{"proposal":"p1","revision":2}"#,
    );
    let key: DeviceKey = "O2onvM62pC1io6jQKm8Nc2UyFXcd4kOmOsBIoYtZ2ik="
        .parse()
        .unwrap();
    check(
        encode(&Event::DeviceEnrolled { key: key.clone() }),
        "record.device/1",
        r#"{"key":"O2onvM62pC1io6jQKm8Nc2UyFXcd4kOmOsBIoYtZ2ik=","state":"enrolled"}"#,
    );
    check(
        encode(&Event::DeviceRevoked { key }),
        "record.device/1",
        r#"{"key":"O2onvM62pC1io6jQKm8Nc2UyFXcd4kOmOsBIoYtZ2ik=","state":"revoked"}"#,
    );
    check(
        encode_personal(&PersonalEvent::LanguageChosen(Language::Nl)),
        "person.language/1",
        r#"{"language":"nl"}"#,
    );
}

/// The shapes that stand in `docs/record-format.md`, section 14, and those of this product's own
/// matters beside them.
#[test]
fn stored_bytes_of_endings_stay_as_they_are() {
    let check = |event: Event, kind: &str, body: &str| {
        let stored = encode(&event);
        assert_eq!(stored.kind, kind);
        assert_eq!(String::from_utf8(stored.body).unwrap(), body);
    };
    let assertion = std::sync::Arc::new(Assertion {
        over: 4,
        rp: "family.example".into(),
        key: [1, 2, 3].into(),
        algorithm: -7,
        authenticator_data: [4].into(),
        client_data: (*b"{}").into(),
        signature: [5, 6].into(),
    });
    let signed = Event::Accepted {
        proposal: "p1".parse().unwrap(),
        revision: Revision(1),
        assertion: Some(std::sync::Arc::clone(&assertion)),
        alternative: Alternative::FIRST,
    };
    let offer_signed = Event::OfferSigned {
        proposal: "p1".parse().unwrap(),
        revision: Revision(1),
        assertion,
    };
    check(
        offer_signed,
        "proposal.signed/1",
        r#"{"proposal":"p1","revision":1,"assertion":{"over":4,"rp":"family.example","key":"AQID","alg":-7,"authenticator_data":"BA==","client_data":"e30=","signature":"BQY="}}"#,
    );
    check(
        signed,
        "proposal.accepted/2",
        r#"{"proposal":"p1","revision":1,"assertion":{"over":4,"rp":"family.example","key":"AQID","alg":-7,"authenticator_data":"BA==","client_data":"e30=","signature":"BQY="}}"#,
    );
    let erased = Event::Erased {
        entries: vec![ErasedEntry::body(4)],
        asked: "60676e757c838a91989fa6adb4bbc2c9".parse().unwrap(),
    };
    check(
        erased,
        "record.erased/1",
        r#"{"entries":[{"sequence":4,"parts":[0]}],"asked":"60676e757c838a91989fa6adb4bbc2c9"}"#,
    );
    check(Event::Closed, "record.closed/1", "{}");
    check(
        Event::Left { side: Side::B },
        "person.left/1",
        r#"{"side":"b"}"#,
    );
    check(
        Event::HoldLifted { side: Side::A },
        "hold.lifted/1",
        r#"{"side":"a"}"#,
    );
    check(Event::HoldSet { reason: None }, "hold.set/1", "{}");
    for (terms, stored) in [
        (Terms::Erase(vec![5, 6]), r#"{"erase":[5,6]}"#),
        (Terms::LiftHold(Side::A), r#"{"lift-hold":"a"}"#),
        (Terms::Close, r#"{"close":{}}"#),
    ] {
        let made = Event::Proposed {
            proposal: "p1".parse().unwrap(),
            terms,
            reason: None,
            answer_by: None,
        };
        let body = format!(r#"{{"proposal":"p1","revision":1,"terms":{stored}}}"#);
        check(made, "proposal.made/2", &body);
    }
}

#[test]
fn an_erasure_names_what_it_erases_once_and_in_order() {
    for entries in [
        "[]",
        r#"[{"sequence":4,"parts":[]}]"#,
        r#"[{"sequence":4,"parts":[1,0]}]"#,
        r#"[{"sequence":4,"parts":[0]},{"sequence":4,"parts":[0]}]"#,
        r#"[{"sequence":4,"parts":[0]},{"sequence":3,"parts":[0]}]"#,
    ] {
        let body = format!(r#"{{"entries":{entries},"asked":"0a"}}"#);
        assert!(
            decode("record.erased/1", body.as_bytes()).is_err(),
            "{body}"
        );
    }
}

#[test]
fn only_what_binds_nobody_may_be_without_words() {
    for kind in ["proposal.made/1", "proposal.made/2", "proposal.declined/1"] {
        assert!(was(kind).is_ok(), "{kind}");
    }
    for kind in [
        "family.founded/1",
        "proposal.accepted/2",
        "record.erased/1",
        "x",
    ] {
        assert!(was(kind).is_err(), "{kind}");
    }
}

#[test]
fn what_is_not_known_fails_closed() {
    let invited = |member: Option<&str>| Event::Invited {
        side: Side::A,
        member: member.map(|member| member.parse().unwrap()),
    };
    let good = encode(&invited(None));
    assert_eq!(
        (good.kind, good.body.as_slice()),
        ("family.invited/1", &br#"{"side":"a"}"#[..])
    );
    let anew = encode(&invited(Some("m-new")));
    assert_eq!(anew.kind, "family.invited/2");
    assert_eq!(anew.body, br#"{"side":"a","member":"m-new"}"#);
    // One shape is never read as the other.
    assert!(decode(anew.kind, &good.body).is_err());
    assert!(decode(good.kind, &anew.body).is_err());
    assert!(decode("family.invited/3", &good.body).is_err());
    assert!(decode(good.kind, br#"{"side":"a","more":1}"#).is_err());
    assert!(decode(good.kind, br#"{"side":"c"}"#).is_err());
    assert!(
        decode(
            "proposal.made/1",
            br#"{"proposal":"p1","revision":2,"terms":{"swap":[]}}"#
        )
        .is_err()
    );
    // Nobody can have accepted with a reason: this body was not written here.
    assert!(
        decode(
            "proposal.accepted/1",
            br#"{"proposal":"p1","revision":1,"reason":"x"}"#
        )
        .is_err()
    );
}
