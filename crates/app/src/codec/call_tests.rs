//! Calls and tablets survive being stored; the stored bytes of today are pinned, since they are hashed
//! and kept for ever.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use super::*;
use family::{CallHeld, CallOutcome, Caller, Was};
use jiff::Timestamp;
use proptest::prelude::*;
use std::sync::Arc;

fn side() -> impl Strategy<Value = Side> {
    prop_oneof![Just(Side::A), Just(Side::B)]
}

fn caller() -> impl Strategy<Value = Caller> {
    prop_oneof![
        side().prop_map(Caller::Parent),
        "[a-z0-9-]{1,16}".prop_map(|id| Caller::Tablet(id.parse().unwrap())),
    ]
}

fn outcome() -> impl Strategy<Value = CallOutcome> {
    prop_oneof![
        Just(CallOutcome::Missed),
        Just(CallOutcome::Declined),
        Just(CallOutcome::Cancelled),
        (any::<u16>(), prop::option::of(caller()))
            .prop_map(|(minutes, ended_by)| CallOutcome::Answered { minutes, ended_by }),
    ]
}

fn children() -> impl Strategy<Value = Vec<plan::ChildId>> {
    prop::collection::vec("[a-z][a-z0-9-]{0,8}", 0..4)
        .prop_map(|ids| ids.iter().map(|id| id.parse().unwrap()).collect())
}

fn held() -> impl Strategy<Value = Event> {
    let what = (caller(), side(), any::<bool>(), children());
    let when = (0..4_000_000_000_000_i64, outcome());
    let who = prop::option::of("[a-z0-9-]{1,16}");
    (what, when, who).prop_map(|((by, parent, siblings, children), (at, outcome), who)| {
        Event::CallHeld(Arc::new(CallHeld {
            call: "c-1".parse().unwrap(),
            by,
            parent,
            siblings,
            children,
            at: Timestamp::from_millisecond(at).unwrap(),
            outcome,
            supervisor: who.map(|who| who.parse().unwrap()),
        }))
    })
}

fn tablet() -> impl Strategy<Value = Event> {
    (
        "[a-z0-9-]{1,16}",
        "[a-zA-Zéß€\"\\\\{}]{1,12}",
        children(),
        any::<bool>(),
    )
        .prop_map(|(id, name, children, paired)| {
            let tablet = id.parse().unwrap();
            if paired {
                let name = Name::new(&name).unwrap();
                Event::TabletPaired {
                    tablet,
                    name,
                    children,
                }
            } else {
                Event::TabletEnded { tablet }
            }
        })
}

proptest! {
    #[test]
    fn calls_and_tablets_are_read_back(event in prop_oneof![held(), tablet()]) {
        let stored = encode(&event);
        prop_assert_eq!(decode(stored.kind, &stored.body), Ok(event));
    }

    #[test]
    fn other_bytes_do_no_harm(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        for kind in ["call.held/1", "tablet.paired/1", "tablet.ended/1"] {
            let _ = decode(kind, &bytes);
        }
    }
}

fn pinned(event: Event, kind: &str, body: &str) {
    let stored = encode(&event);
    assert_eq!(stored.kind, kind);
    assert_eq!(String::from_utf8(stored.body).unwrap(), body);
    assert_eq!(decode(kind, body.as_bytes()), Ok(event));
}

#[test]
fn stored_bytes_of_calls_stay_as_they_are() {
    let missed = CallHeld {
        call: "c-1".parse().unwrap(),
        by: Caller::Parent(Side::B),
        parent: Side::B,
        siblings: false,
        children: vec!["noor".parse().unwrap()],
        at: "2026-11-25T17:30:00Z".parse().unwrap(),
        outcome: CallOutcome::Missed,
        supervisor: None,
    };
    let answered = CallHeld {
        by: Caller::Tablet("t-1".parse().unwrap()),
        siblings: true,
        outcome: CallOutcome::Answered {
            minutes: 12,
            ended_by: Some(Caller::Parent(Side::A)),
        },
        supervisor: Some("m-ruth".parse().unwrap()),
        ..missed.clone()
    };
    let lost = CallHeld {
        outcome: CallOutcome::Answered {
            minutes: 0,
            ended_by: None,
        },
        ..missed.clone()
    };
    let declined = CallHeld {
        outcome: CallOutcome::Declined,
        ..missed.clone()
    };
    let cancelled = CallHeld {
        outcome: CallOutcome::Cancelled,
        ..missed.clone()
    };
    let held = |held: CallHeld| Event::CallHeld(Arc::new(held));
    let begin = r#"{"call":"c-1","by":{"parent":"b"},"parent":"b","children":["noor"],"at":"2026-11-25T17:30:00Z","outcome":"#;
    let one = |outcome: &str| format!("{begin}{outcome}}}");
    pinned(held(missed), "call.held/1", &one(r#""missed""#));
    pinned(held(declined), "call.held/1", &one(r#""declined""#));
    pinned(held(cancelled), "call.held/1", &one(r#""cancelled""#));
    pinned(
        held(lost),
        "call.held/1",
        &one(r#"{"answered":{"minutes":0}}"#),
    );
    pinned(
        held(answered),
        "call.held/1",
        r#"{"call":"c-1","by":{"tablet":"t-1"},"parent":"b","siblings":true,"children":["noor"],"at":"2026-11-25T17:30:00Z","outcome":{"answered":{"minutes":12,"ended_by":{"parent":"a"}}},"supervisor":"m-ruth"}"#,
    );
}

#[test]
fn stored_bytes_of_tablets_stay_as_they_are() {
    pinned(
        Event::TabletPaired {
            tablet: "t-1".parse().unwrap(),
            name: Name::new("The blue one").unwrap(),
            children: vec!["noor".parse().unwrap(), "sam".parse().unwrap()],
        },
        "tablet.paired/1",
        r#"{"tablet":"t-1","name":"The blue one","children":["noor","sam"]}"#,
    );
    pinned(
        Event::TabletEnded {
            tablet: "t-1".parse().unwrap(),
        },
        "tablet.ended/1",
        r#"{"tablet":"t-1"}"#,
    );
}

/// What has another shape stops the record; nothing of it is passed over.
#[test]
fn another_shape_is_refused() {
    for (kind, body) in [
        ("call.held/1", "{}"),
        (
            "call.held/1",
            r#"{"call":"c-1","by":{"child":"noor"},"parent":"b","children":["noor"],"at":"2026-11-25T17:30:00Z","outcome":"missed"}"#,
        ),
        (
            "call.held/1",
            r#"{"call":"c-1","by":{"parent":"b"},"parent":"b","children":["noor"],"at":"half past five","outcome":"missed"}"#,
        ),
        (
            "call.held/1",
            r#"{"call":"c-1","by":{"parent":"b"},"parent":"b","children":["noor"],"at":"2026-11-25T17:30:00Z","outcome":"busy"}"#,
        ),
        (
            "call.held/1",
            r#"{"call":"c-1","by":{"parent":"b"},"parent":"b","children":["noor"],"at":"2026-11-25T17:30:00Z","outcome":{"answered":{"minutes":70000}}}"#,
        ),
        (
            "call.held/1",
            r#"{"call":"c-1","by":{"parent":"b"},"parent":"b","children":["noor"],"at":"2026-11-25T17:30:00Z","outcome":"missed","words":"x"}"#,
        ),
        (
            "tablet.paired/1",
            r#"{"tablet":"t-1","name":"","children":["noor"]}"#,
        ),
        (
            "tablet.paired/1",
            r#"{"tablet":"T 1","name":"Blue","children":["noor"]}"#,
        ),
        ("tablet.ended/1", r#"{"tablet":"t-1","name":"Blue"}"#),
    ] {
        assert!(decode(kind, body.as_bytes()).is_err(), "{kind} {body}");
    }
}

/// A call binds nobody, so its words may be gone; what opens a page to a tablet is never without.
#[test]
fn a_call_may_be_without_words_and_a_tablet_not() {
    assert_eq!(was("call.held/1"), Ok(Was::CallHeld));
    assert!(was("tablet.paired/1").is_err());
    assert!(was("tablet.ended/1").is_err());
}
