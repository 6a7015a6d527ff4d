//! Drafts of a plan survive being stored; the stored bytes of today are pinned, since they are
//! hashed and kept for ever.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

use super::*;
use family::{DraftId, DraftedPlan, MAX_DRAFT_ANSWERS};
use proptest::prelude::*;
use std::sync::Arc;

/// What a body takes at most beside answers and text: its members with id and name, and eight signs
/// around each answer.
const BESIDE: usize = 1_000 + 8 * MAX_DRAFT_ANSWERS;

fn typed(most: usize) -> impl Strategy<Value = String> {
    prop::collection::vec(any::<char>(), 0..most).prop_map(|chars| chars.into_iter().collect())
}

fn draft() -> impl Strategy<Value = DraftedPlan> {
    let answers = prop::collection::vec((typed(6), typed(12)), 0..8);
    ("[a-z0-9-]{1,16}", "[A-Za-zé\"]{1,20}", answers, typed(60)).prop_map(
        |(id, name, answers, plan)| DraftedPlan {
            id: id.parse().unwrap(),
            name: Name::new(&name).unwrap(),
            answers,
            plan: plan.into(),
        },
    )
}

fn id() -> DraftId {
    "d-1".parse().unwrap()
}

proptest! {
    #[test]
    fn every_event_of_a_draft_survives(draft in draft()) {
        let ended = PersonalEvent::DraftEnded { draft: draft.id.clone() };
        for event in [PersonalEvent::DraftKept(Arc::new(draft)), ended] {
            let stored = encode_personal(&event);
            prop_assert_eq!(decode_personal(stored.kind, &stored.body), Ok(event));
        }
    }

    /// What the rules count is what is stored: a draft within the limit fits into an entry.
    #[test]
    fn a_draft_takes_as_many_bytes_as_the_rules_say(draft in draft()) {
        let counted = draft.bytes_kept();
        let (text, answers) = (Arc::clone(&draft.plan), draft.answers.clone());
        let stored = encode_personal(&PersonalEvent::DraftKept(Arc::new(draft)));
        prop_assert!(counted <= stored.body.len());
        prop_assert!(stored.body.len() <= counted + BESIDE);
        // Less its quotes.
        let spelled = |text: &str| serde_json::to_vec(text).unwrap().len() - 2;
        let pairs = answers.iter().map(|(key, value)| spelled(key) + spelled(value));
        prop_assert_eq!(counted, pairs.sum::<usize>() + spelled(&text));
    }
}

#[test]
fn the_largest_draft_fits_into_an_entry() {
    let largest = plan::limits::TEXT_BYTES_MAX + BESIDE;
    assert!(largest <= ledger::MAX_BODY_BYTES, "{largest}");
}

#[test]
fn stored_bytes_of_drafts_stay_as_they_are() {
    let check = |event: PersonalEvent, kind: &str, body: &str| {
        let stored = encode_personal(&event);
        assert_eq!(stored.kind, kind);
        assert_eq!(String::from_utf8(stored.body).unwrap(), body);
        assert_eq!(decode_personal(kind, body.as_bytes()), Ok(event));
    };
    let pair = |key: &str, value: &str| (key.to_owned(), value.to_owned());
    let full = DraftedPlan {
        id: id(),
        name: Name::new("After the summer").unwrap(),
        answers: vec![pair("rhythm", "2-2-5-5"), pair("feast", "christmas")],
        plan: "title = \"Ours\"\n".into(),
    };
    let empty = DraftedPlan {
        answers: Vec::new(),
        plan: "".into(),
        ..full.clone()
    };
    check(
        PersonalEvent::DraftKept(Arc::new(full)),
        "plan.draft/1",
        r#"{"draft":"d-1","name":"After the summer","answers":[["rhythm","2-2-5-5"],["feast","christmas"]],"plan":"title = \"Ours\"\n"}"#,
    );
    check(
        PersonalEvent::DraftKept(Arc::new(empty)),
        "plan.draft/1",
        r#"{"draft":"d-1","name":"After the summer"}"#,
    );
    check(
        PersonalEvent::DraftEnded { draft: id() },
        "plan.draft-ended/1",
        r#"{"draft":"d-1"}"#,
    );
}

#[test]
fn what_is_no_draft_is_refused() {
    for (kind, body) in [
        ("plan.draft/1", r#"{"draft":"d-1"}"#),
        ("plan.draft/1", r#"{"name":"x"}"#),
        ("plan.draft/1", r#"{"draft":"D 1","name":"x"}"#),
        ("plan.draft/1", r#"{"draft":"d-1","name":""}"#),
        ("plan.draft/1", r#"{"draft":"d-1","name":"x","more":1}"#),
        (
            "plan.draft/1",
            r#"{"draft":"d-1","name":"x","answers":[["a"]]}"#,
        ),
        (
            "plan.draft/1",
            r#"{"draft":"d-1","name":"x","answers":[["a","b","c"]]}"#,
        ),
        (
            "plan.draft/1",
            r#"{"draft":"d-1","name":"x","answers":{"a":"b"}}"#,
        ),
        ("plan.draft/2", r#"{"draft":"d-1","name":"x"}"#),
        ("plan.draft-ended/1", r#"{"draft":"d-1","name":"x"}"#),
        ("plan.draft-ended/1", "{}"),
    ] {
        assert!(
            decode_personal(kind, body.as_bytes()).is_err(),
            "{kind} {body}"
        );
    }
    // It is no event of the family's record.
    for (kind, body) in [
        ("plan.draft/1", r#"{"draft":"d-1","name":"x"}"#),
        ("plan.draft-ended/1", r#"{"draft":"d-1"}"#),
    ] {
        assert!(decode(kind, body.as_bytes()).is_err(), "{kind}");
    }
}
