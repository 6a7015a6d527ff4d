//! Events about people who are let in survive being stored.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

use super::*;
use family::{DaySpan, Grant, GuestRole, Look, Professional, Relative, Subject};
use jiff::civil::date;
use proptest::prelude::*;

fn days() -> impl Strategy<Value = DaySpan> {
    (0..4_000_i32, prop::option::of(0..4_000_i32)).prop_map(|(from, until)| {
        let day = |n: i32| date(2020, 1, 1) + jiff::Span::new().days(n);
        DaySpan {
            from: day(from),
            until: until.map(day),
        }
    })
}

fn role() -> impl Strategy<Value = GuestRole> {
    prop_oneof![
        prop::sample::select(&Relative::ALL[..]).prop_map(GuestRole::Relative),
        prop::sample::select(&Professional::ALL[..]).prop_map(GuestRole::Professional),
        "[a-z]{1,8}".prop_map(|child| GuestRole::Child(child.parse().unwrap())),
    ]
}

pub(super) fn grant() -> impl Strategy<Value = Grant> {
    let subject = prop_oneof![
        Just(Subject::Calendar),
        Just(Subject::Plan),
        days().prop_map(Subject::Record),
        "[a-z0-9-]{1,8}".prop_map(|id| Subject::Proposal(id.parse().unwrap())),
    ];
    let subjects = prop::collection::vec(subject, 0..4);
    let children = prop::collection::vec("[a-z]{1,8}", 0..3);
    (
        "[0-9a-f]{32}",
        "[A-Za-zé ]{0,10}[a-z]",
        role(),
        subjects,
        children,
        days(),
    )
        .prop_map(|(member, name, role, subjects, children, days)| Grant {
            member: member.parse().unwrap(),
            name: Name::new(&name).unwrap(),
            role,
            subjects,
            children: children
                .iter()
                .map(|child| child.parse().unwrap())
                .collect(),
            days,
        })
}

pub(super) fn look() -> impl Strategy<Value = Look> {
    prop_oneof![
        Just(Look::Plan),
        (any::<u64>(), any::<u64>()).prop_map(|(first, end)| Look::Record { first, end }),
        any::<u64>().prop_map(|entry| Look::Proposal { entry }),
        (0..4_000_i32, 1..90_i32).prop_map(|(from, length)| {
            let from = date(2020, 1, 1) + jiff::Span::new().days(from);
            let until = from + jiff::Span::new().days(length);
            Look::Calendar { from, until }
        }),
    ]
}

/// What a private record says of somebody who was let in.
fn of_a_guest() -> impl Strategy<Value = PersonalEvent> {
    let member = || "[0-9a-f]{32}".prop_map(|member| member.parse::<MemberId>().unwrap());
    prop_oneof![
        grant().prop_map(|grant| PersonalEvent::LetIn(std::sync::Arc::new(grant))),
        member().prop_map(|member| PersonalEvent::GuestJoined { member }),
        member().prop_map(|member| PersonalEvent::GuestEnded { member }),
        member().prop_map(|member| PersonalEvent::GuestLeft { member }),
        (member(), look()).prop_map(|(member, look)| PersonalEvent::Looked { member, look }),
    ]
}

proptest! {
    #[test]
    fn every_private_event_of_a_guest_survives(event in of_a_guest()) {
        let stored = encode_personal(&event);
        prop_assert_eq!(decode_personal(stored.kind, &stored.body), Ok(event));
    }
}

/// A single proposal is seen only by the later shapes, and those are for nothing else.
#[test]
fn one_shape_is_never_read_as_the_other() {
    let grant = |sees: &str| {
        format!(
            r#"{{"member":"0a","name":"Ms de Wit","role":{{"mediator":{{}}}},"sees":[{sees}],"children":[],"from":"2026-11-23","until":"2027-01-22"}}"#
        )
    };
    let (plan, one) = (grant(r#"{"plan":{}}"#), grant(r#"{"proposal":"p1"}"#));
    let offer =
        |grant: &str| format!(r#"{{"proposal":"p2","revision":1,"terms":{{"let-in":{grant}}}}}"#);
    let look = |at: &str| format!(r#"{{"at":{at}}}"#);
    let (whole, single) = (look(r#"{"plan":{}}"#), look(r#"{"proposal":{"entry":5}}"#));
    for (first, second, one, other) in [
        ("people.let-in/1", "people.let-in/2", &plan, &one),
        ("people.looked/1", "people.looked/2", &whole, &single),
        (
            "proposal.made/3",
            "proposal.made/4",
            &offer(&plan),
            &offer(&one),
        ),
    ] {
        for (kind, good, bad) in [(first, one, other), (second, other, one)] {
            let event = decode(kind, good.as_bytes()).unwrap();
            let stored = encode(&event);
            assert_eq!(
                (stored.kind, stored.body.as_slice()),
                (kind, good.as_bytes())
            );
            assert!(decode(kind, bad.as_bytes()).is_err(), "{kind} {bad}");
        }
    }
}
