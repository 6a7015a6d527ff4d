//! Offers of every kind, deadlines and alternatives survive being stored; the stored bytes of today
//! are pinned, since they are hashed and kept for ever.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

use super::tests::{a_move, side};
use super::*;
use family::{
    Address, Alternative, Assertion, Decision, DecisionAbout, HandoverChange, Line, LinkAnswer,
    LinkSent, Move, Paper, Purpose, Statement, Terms, TimeOffer, Trip,
};
use jiff::Timestamp;
use jiff::civil::{DateTime, date, datetime};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use std::sync::Arc;

/// Words as people type them, never empty.
fn typed() -> impl Strategy<Value = String> {
    "[a-zA-Zéß€\"\\\\{}]{1,12}( [a-z0-9]{1,8}){0,3}"
}

fn line() -> impl Strategy<Value = Option<Line>> {
    prop::option::of(typed()).prop_map(|text| text.map(|text| Line::new(&text).unwrap()))
}

fn name() -> impl Strategy<Value = Name> {
    typed().prop_map(|text| Name::new(&text).unwrap())
}

fn moment() -> impl Strategy<Value = DateTime> {
    (0..2_000_000_i64)
        .prop_map(|minutes| datetime(2026, 1, 1, 0, 0, 0, 0) + jiff::Span::new().minutes(minutes))
}

fn children() -> impl Strategy<Value = Vec<plan::ChildId>> {
    prop::collection::vec("[a-z][a-z0-9-]{0,8}", 1..4)
        .prop_map(|ids| ids.iter().map(|id| id.parse().unwrap()).collect())
}

fn moves(count: std::ops::Range<usize>) -> impl Strategy<Value = Vec<Move>> {
    prop::collection::vec(a_move(), count)
}

fn purpose() -> impl Strategy<Value = Purpose> {
    let clause = prop::option::of("[a-z][a-z0-9-]{0,8}");
    let clause = clause.prop_map(|id| Purpose::HolidayChoice {
        clause: id.map(|id| id.parse().unwrap()),
    });
    let missed = any::<u64>().prop_map(|missed| Purpose::MakeUp { missed });
    prop_oneof![
        Just(Purpose::Visit),
        Just(Purpose::FirstRefusal),
        clause,
        missed
    ]
}

fn handover() -> impl Strategy<Value = HandoverChange> {
    let brings = prop::option::of(side());
    let place = prop::option::of(name());
    let times = (moment(), prop::option::of(moment()));
    (children(), side(), times, place, brings).prop_map(
        |(children, to, (planned, at), place, brings)| HandoverChange {
            children,
            to,
            planned,
            at,
            place,
            brings,
        },
    )
}

fn trip() -> impl Strategy<Value = Trip> {
    let days = (0..4_000_i32, 1..90_i32);
    let papers = subsequence(Paper::ALL.to_vec(), 0..=Paper::ALL.len());
    let lines = (line(), line(), line());
    (children(), side(), days, name(), lines, papers, moves(0..3)).prop_map(
        |(
            children,
            with,
            (first, length),
            destination,
            (address, contact, travel),
            papers,
            moves,
        )| {
            let from = date(2026, 1, 1) + jiff::Span::new().days(first);
            Trip {
                children,
                with,
                from,
                until: from + jiff::Span::new().days(length),
                destination,
                address,
                contact,
                travel,
                papers,
                moves,
            }
        },
    )
}

fn decision() -> impl Strategy<Value = Decision> {
    let about = select(DecisionAbout::ALL.to_vec());
    (about, children(), name(), typed()).prop_map(|(about, children, title, text)| Decision {
        about,
        children,
        title,
        text: Statement::new(&text).unwrap(),
    })
}

/// What only the fourth shape can say.
pub(super) fn new_terms() -> impl Strategy<Value = Terms> {
    let options = prop::collection::vec(moves(0..4), 1..5);
    let time = (purpose(), options).prop_map(|(purpose, options)| TimeOffer { purpose, options });
    prop_oneof![
        time.prop_map(|offer| Terms::Time(Arc::new(offer))),
        handover().prop_map(|change| Terms::Handover(Arc::new(change))),
        trip().prop_map(|trip| Terms::Trip(Arc::new(trip))),
        decision().prop_map(|decision| Terms::Decision(Arc::new(decision))),
    ]
}

/// A deadline for an answer, more often none.
pub(super) fn deadline() -> impl Strategy<Value = Option<Timestamp>> {
    let at = (0..4_000_000_000_000_i64).prop_map(|at| Timestamp::from_millisecond(at).unwrap());
    prop_oneof![2 => Just(None), 1 => at.prop_map(Some)]
}

/// An alternative, more often the first.
pub(super) fn alternative() -> impl Strategy<Value = Alternative> {
    prop_oneof![Just(Alternative::FIRST), any::<u8>().prop_map(Alternative)]
}

fn check(event: &Event, kind: &str, body: &str) {
    let stored = encode(event);
    assert_eq!(stored.kind, kind);
    assert_eq!(String::from_utf8(stored.body).unwrap(), body);
    assert_eq!(decode(kind, body.as_bytes()).as_ref(), Ok(event));
}

fn made(terms: Terms) -> Event {
    Event::Proposed {
        proposal: "p1".parse().unwrap(),
        terms,
        reason: None,
        answer_by: None,
    }
}

fn noor() -> Vec<plan::ChildId> {
    vec!["noor".parse().unwrap()]
}

fn evening() -> Move {
    Move {
        children: noor(),
        to: Side::B,
        start: datetime(2026, 11, 28, 17, 0, 0, 0),
        end: datetime(2026, 11, 28, 20, 0, 0, 0),
    }
}

#[test]
fn stored_bytes_of_offers_stay_as_they_are() {
    let check_terms = |terms: Terms, stored: &str| {
        let body = format!(r#"{{"proposal":"p1","revision":1,"terms":{stored}}}"#);
        check(&made(terms), "proposal.made/4", &body);
    };
    let time = |purpose, options| Terms::Time(Arc::new(TimeOffer { purpose, options }));
    let stored = r#"{"children":["noor"],"to":"b","start":"2026-11-28T17:00:00","end":"2026-11-28T20:00:00"}"#;
    for (purpose, said) in [
        (Purpose::Visit, r#"{"visit":{}}"#),
        (Purpose::FirstRefusal, r#"{"first-refusal":{}}"#),
        (
            Purpose::HolidayChoice { clause: None },
            r#"{"holiday-choice":{}}"#,
        ),
        (
            Purpose::HolidayChoice {
                clause: Some("summer".parse().unwrap()),
            },
            r#"{"holiday-choice":{"clause":"summer"}}"#,
        ),
        (Purpose::MakeUp { missed: 17 }, r#"{"make-up":17}"#),
    ] {
        let options = vec![vec![evening()], vec![evening(), evening()]];
        let body = format!(
            r#"{{"time":{{"purpose":{said},"options":[[{stored}],[{stored},{stored}]]}}}}"#
        );
        check_terms(time(purpose, options), &body);
    }
    let plain = HandoverChange {
        children: noor(),
        to: Side::A,
        planned: datetime(2026, 11, 27, 8, 30, 0, 0),
        at: None,
        place: Some(Name::new("Station").unwrap()),
        brings: None,
    };
    check_terms(
        Terms::Handover(Arc::new(plain.clone())),
        r#"{"handover":{"children":["noor"],"to":"a","planned":"2026-11-27T08:30:00","place":"Station"}}"#,
    );
    let later = HandoverChange {
        at: Some(datetime(2026, 11, 27, 10, 0, 0, 0)),
        place: None,
        brings: Some(Side::B),
        ..plain
    };
    check_terms(
        Terms::Handover(Arc::new(later)),
        r#"{"handover":{"children":["noor"],"to":"a","planned":"2026-11-27T08:30:00","at":"2026-11-27T10:00:00","brings":"b"}}"#,
    );
}

#[test]
fn stored_bytes_of_trips_and_decisions_stay_as_they_are() {
    let line = |text: &str| Some(Line::new(text).unwrap());
    let trip = Trip {
        children: noor(),
        with: Side::B,
        from: date(2027, 7, 10),
        until: date(2027, 7, 24),
        destination: Name::new("France").unwrap(),
        address: line("Camping Les Pins"),
        contact: line("+33 1 23 45"),
        travel: line("by train"),
        papers: Paper::ALL.to_vec(),
        moves: vec![evening()],
    };
    let body = r#"{"proposal":"p1","revision":1,"terms":{"trip":{"children":["noor"],"with":"b","from":"2027-07-10","until":"2027-07-24","destination":"France","address":"Camping Les Pins","contact":"+33 1 23 45","travel":"by train","papers":["passport","identity-card","consent-form","insurance-card","medicine"],"moves":[{"children":["noor"],"to":"b","start":"2026-11-28T17:00:00","end":"2026-11-28T20:00:00"}]}}}"#;
    check(&made(Terms::Trip(Arc::new(trip))), "proposal.made/4", body);
    for (about, said) in DecisionAbout::ALL.into_iter().zip([
        "school", "medical", "passport", "activity", "moving", "religion", "other",
    ]) {
        let decision = Decision {
            about,
            children: noor(),
            title: Name::new("Which one").unwrap(),
            text: Statement::new("This\none.").unwrap(),
        };
        let body = format!(
            r#"{{"proposal":"p1","revision":1,"terms":{{"decision":{{"about":"{said}","children":["noor"],"title":"Which one","text":"This\none."}}}}}}"#
        );
        check(
            &made(Terms::Decision(Arc::new(decision))),
            "proposal.made/4",
            &body,
        );
    }
}

#[test]
fn stored_bytes_of_deadlines_and_alternatives_stay_as_they_are() {
    let swap = Event::Countered {
        proposal: "p1".parse().unwrap(),
        revision: Revision(2),
        terms: Terms::Swap(Vec::new()),
        reason: Reason::optional("A birthday.").unwrap(),
        answer_by: Some("2026-11-24T08:00:00Z".parse().unwrap()),
    };
    check(
        &swap,
        "proposal.countered/4",
        r#"{"proposal":"p1","revision":2,"terms":{"swap":[]},"reason":"A birthday.","answer_by":"2026-11-24T08:00:00Z"}"#,
    );
    let accepted = |assertion: Option<Assertion>| Event::Accepted {
        proposal: "p1".parse().unwrap(),
        revision: Revision(2),
        alternative: Alternative(3),
        assertion: assertion.map(Arc::new),
    };
    check(
        &accepted(None),
        "proposal.accepted/3",
        r#"{"proposal":"p1","revision":2,"alternative":3}"#,
    );
    let signed = Assertion {
        over: 4,
        rp: "family.example".into(),
        key: [1, 2, 3].into(),
        algorithm: -7,
        authenticator_data: [4].into(),
        client_data: (*b"{}").into(),
        signature: [5, 6].into(),
    };
    check(
        &accepted(Some(signed)),
        "proposal.accepted/3",
        r#"{"proposal":"p1","revision":2,"alternative":3,"assertion":{"over":4,"rp":"family.example","key":"AQID","alg":-7,"authenticator_data":"BA==","client_data":"e30=","signature":"BQY="}}"#,
    );
    let by_link = Event::AnsweredByLink {
        proposal: "p1".parse().unwrap(),
        revision: Revision(1),
        answer: LinkAnswer::Accepted {
            alternative: Alternative(1),
        },
        sent: LinkSent {
            address: Address::new("elias@example.org").unwrap(),
            mailed: true,
        },
    };
    check(
        &by_link,
        "proposal.answered-by-link/2",
        r#"{"proposal":"p1","revision":1,"answer":"accepted","address":"elias@example.org","mailed":true,"alternative":1}"#,
    );
}

/// What fits an earlier shape stands in that: each entry has one spelling.
#[test]
fn one_shape_is_never_read_as_the_other() {
    let offer = |terms: &str, more: &str| {
        format!(r#"{{"proposal":"p1","revision":1,"terms":{terms}{more}}}"#)
    };
    let deadline = r#","answer_by":"2026-11-24T08:00:00Z""#;
    for old in [r#"{"swap":[]}"#, r#"{"plan":"x"}"#, r#"{"close":{}}"#] {
        assert!(
            decode("proposal.made/4", offer(old, "").as_bytes()).is_err(),
            "{old}"
        );
        assert!(
            decode("proposal.made/4", offer(old, deadline).as_bytes()).is_ok(),
            "{old}"
        );
    }
    let visit = r#"{"time":{"purpose":{"visit":{}},"options":[[]]}}"#;
    assert!(decode("proposal.made/4", offer(visit, "").as_bytes()).is_ok());
    let five = r#"{"time":{"purpose":{"visit":{}},"options":[[],[],[],[],[]]}}"#;
    let none = r#"{"time":{"purpose":{"visit":{}},"options":[]}}"#;
    for (kind, body) in [
        ("proposal.made/1", offer(visit, "")),
        ("proposal.made/2", offer(visit, "")),
        ("proposal.made/3", offer(visit, "")),
        ("proposal.countered/4", offer(visit, "")),
        ("proposal.made/4", offer(five, "")),
        ("proposal.made/4", offer(none, "")),
        ("proposal.made/4", offer(visit, r#","more":1"#)),
        ("proposal.made/1", offer(r#"{"swap":[]}"#, deadline)),
        (
            "proposal.made/4",
            offer(visit, r#","answer_by":"2026-11-24T09:00:00+01:00""#),
        ),
        (
            "proposal.made/4",
            offer(visit, r#","answer_by":"2026-11-24""#),
        ),
        (
            "proposal.accepted/3",
            r#"{"proposal":"p1","revision":1,"alternative":0}"#.to_owned(),
        ),
        (
            "proposal.accepted/3",
            r#"{"proposal":"p1","revision":1,"alternative":256}"#.to_owned(),
        ),
        (
            "proposal.accepted/1",
            r#"{"proposal":"p1","revision":1,"alternative":1}"#.to_owned(),
        ),
    ] {
        assert!(decode(kind, body.as_bytes()).is_err(), "{kind} {body}");
    }
}
