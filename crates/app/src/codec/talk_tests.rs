//! What parents say, of care and to each other, survives being stored; the stored bytes of today are
//! pinned, since they are hashed and kept for ever.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

use super::*;
use family::{
    About, CareFact, CareSaid, File, FileKind, HandoverNote, Line, Medicine, Message, RoughPlace,
    TopicId, Urgency, Was, Words,
};
use jiff::civil::{DateTime, datetime};
use proptest::prelude::*;
use std::sync::Arc;

fn side() -> impl Strategy<Value = Side> {
    prop_oneof![Just(Side::A), Just(Side::B)]
}

fn moment() -> impl Strategy<Value = DateTime> {
    (0..2_000_000_i64)
        .prop_map(|minutes| datetime(2026, 1, 1, 0, 0, 0, 0) + jiff::Span::new().minutes(minutes))
}

/// Words as people type them, never empty.
fn typed() -> impl Strategy<Value = String> {
    "[a-zA-Zéß€\"\\\\{}]{1,12}( [a-z0-9]{1,8}){0,3}"
}

fn line() -> impl Strategy<Value = Line> {
    typed().prop_map(|text| Line::new(&text).unwrap())
}

fn name() -> impl Strategy<Value = Name> {
    typed().prop_map(|text| Name::new(&text).unwrap())
}

fn reason() -> impl Strategy<Value = Option<Reason>> {
    prop::option::of((typed(), typed())).prop_map(|lines| {
        lines.map(|(first, second)| Reason::new(&format!("{first}\n{second}")).unwrap())
    })
}

fn fact() -> impl Strategy<Value = CareFact> {
    (0..3_u8, side(), moment(), moment()).prop_map(|(kind, side, one, two)| match kind {
        0 => CareFact::HandedOver {
            to: side,
            planned: one,
            at: two,
        },
        1 => CareFact::Missed {
            parent: side,
            from: one,
            until: two,
        },
        _ => CareFact::TookPlace {
            parent: side,
            from: one,
            until: two,
        },
    })
}

fn note() -> impl Strategy<Value = HandoverNote> {
    let medicine =
        (name(), line(), moment()).prop_map(|(name, dose, at)| Medicine { name, dose, at });
    let part = || prop::option::of(line());
    let medicines = prop::collection::vec(medicine, 0..4);
    (part(), medicines, part(), part(), reason()).prop_map(|(meal, medicines, sleep, bag, more)| {
        HandoverNote {
            meal,
            medicines,
            sleep,
            bag,
            more,
        }
    })
}

fn place() -> impl Strategy<Value = Option<RoughPlace>> {
    prop::option::of((-9_000..=9_000_i16, -18_000..=18_000_i16))
        .prop_map(|place| place.map(|(north, east)| RoughPlace::new(north, east).unwrap()))
}

fn of_care() -> impl Strategy<Value = Event> {
    let children = prop::collection::vec("[a-z][a-z0-9-]{0,8}", 0..4);
    (children, fact(), reason(), note(), place()).prop_map(
        |(children, fact, reason, note, place)| {
            Event::CareSaid(Arc::new(CareSaid {
                children: children.iter().map(|id| id.parse().unwrap()).collect(),
                fact,
                reason,
                note,
                place,
            }))
        },
    )
}

fn subject() -> impl Strategy<Value = About> {
    (0..3_u8, "[a-z][a-z0-9-]{0,15}").prop_map(|(kind, id)| match kind {
        0 => About::Child(id.parse().unwrap()),
        1 => About::Proposal(id.parse().unwrap()),
        _ => About::Subject(id.parse().unwrap()),
    })
}

fn message() -> impl Strategy<Value = Event> {
    let kind = prop::sample::select(&FileKind::ALL[..]);
    let file =
        (name(), kind, any::<u64>()).prop_map(|(name, kind, bytes)| File { name, kind, bytes });
    let words = (typed(), typed()).prop_map(|(first, second)| format!("{first}\n\n{second}"));
    (
        subject(),
        words,
        any::<bool>(),
        prop::option::of(any::<u64>()),
        prop::collection::vec(file, 0..4),
        prop::option::of("[a-z][a-z0-9-]{0,15}"),
    )
        .prop_map(|(about, words, today, corrects, files, clause)| {
            Event::Said(Arc::new(Message {
                about,
                clause: clause.map(|id| id.parse().unwrap()),
                words: Words::new(&words).unwrap(),
                urgency: if today {
                    Urgency::ChildToday
                } else {
                    Urgency::Usual
                },
                corrects,
                files,
            }))
        })
}

fn of_talk() -> impl Strategy<Value = Event> {
    let topic = "[a-z0-9-]{1,16}".prop_map(|id| id.parse::<TopicId>().unwrap());
    prop_oneof![
        of_care(),
        message(),
        (topic, name()).prop_map(|(topic, title)| Event::TopicOpened { topic, title }),
        (subject(), any::<u64>()).prop_map(|(about, up_to)| Event::ReadSaid { about, up_to }),
    ]
}

proptest! {
    #[test]
    fn what_parents_say_survives(event in of_talk()) {
        let stored = encode(&event);
        prop_assert_eq!(decode(stored.kind, &stored.body), Ok(event));
    }

    /// One body is never read as another kind, and never with anything more in it.
    #[test]
    fn nothing_is_passed_over(event in of_talk()) {
        let stored = encode(&event);
        let text = String::from_utf8(stored.body).unwrap();
        let more = text.replacen('{', "{\"more\":1,", 1);
        prop_assert!(decode(stored.kind, more.as_bytes()).is_err());
        for kind in KINDS.into_iter().filter(|kind| *kind != stored.kind) {
            prop_assert!(decode(kind, text.as_bytes()).is_err(), "{kind}");
        }
    }
}

const KINDS: [&str; 4] = [
    "care.said/1",
    "message.topic/1",
    "message.said/1",
    "message.read/1",
];

fn pinned(event: Event, kind: &str, body: &str) {
    let stored = encode(&event);
    assert_eq!(stored.kind, kind);
    assert_eq!(String::from_utf8(stored.body).unwrap(), body);
    assert_eq!(decode(kind, body.as_bytes()), Ok(event));
}

fn of_children(children: &[&str], fact: CareFact) -> CareSaid {
    CareSaid {
        children: children.iter().map(|id| id.parse().unwrap()).collect(),
        fact,
        reason: None,
        note: HandoverNote::default(),
        place: None,
    }
}

const PLANNED: DateTime = datetime(2026, 11, 25, 8, 30, 0, 0);
const LATER: DateTime = datetime(2026, 11, 25, 9, 10, 0, 0);

#[test]
fn stored_bytes_of_care_stay_as_they_are() {
    let said = |said: CareSaid| Event::CareSaid(Arc::new(said));
    let on_time = CareFact::HandedOver {
        to: Side::B,
        planned: PLANNED,
        at: PLANNED,
    };
    pinned(
        said(of_children(&["noor"], on_time)),
        "care.said/1",
        r#"{"children":["noor"],"fact":{"handed-over":{"to":"b","planned":"2026-11-25T08:30:00","at":"2026-11-25T08:30:00"}}}"#,
    );
    let missed = CareFact::Missed {
        parent: Side::A,
        from: PLANNED,
        until: LATER,
    };
    let line = |text: &str| Some(Line::new(text).unwrap());
    let full = CareSaid {
        reason: Reason::optional("A fever.").unwrap(),
        note: HandoverNote {
            meal: line("Porridge at seven"),
            medicines: vec![Medicine {
                name: Name::new("Paracetamol").unwrap(),
                dose: Line::new("5 ml").unwrap(),
                at: LATER,
            }],
            sleep: line("Well"),
            bag: line("The rabbit"),
            more: Reason::optional("Gym on Friday.").unwrap(),
        },
        place: RoughPlace::new(5_209, -12),
        ..of_children(&["noor", "sam"], missed)
    };
    let expected = [
        r#"{"children":["noor","sam"],"fact":{"missed":{"parent":"a","from":"2026-11-25T08:30:00","until":"2026-11-25T09:10:00"}},"#,
        r#""reason":"A fever.","note":{"meal":"Porridge at seven","medicines":[{"name":"Paracetamol","dose":"5 ml","at":"2026-11-25T09:10:00"}],"#,
        r#""sleep":"Well","bag":"The rabbit","more":"Gym on Friday."},"place":{"north":5209,"east":-12}}"#,
    ];
    pinned(said(full), "care.said/1", &expected.concat());
    let took_place = CareFact::TookPlace {
        parent: Side::A,
        from: PLANNED,
        until: LATER,
    };
    pinned(
        said(of_children(&["noor"], took_place)),
        "care.said/1",
        r#"{"children":["noor"],"fact":{"took-place":{"parent":"a","from":"2026-11-25T08:30:00","until":"2026-11-25T09:10:00"}}}"#,
    );
}

#[test]
fn stored_bytes_of_messages_stay_as_they_are() {
    let topic: TopicId = "t-1".parse().unwrap();
    pinned(
        Event::TopicOpened {
            topic: topic.clone(),
            title: Name::new("School").unwrap(),
        },
        "message.topic/1",
        r#"{"topic":"t-1","title":"School"}"#,
    );
    let short = Message {
        about: About::Child("noor".parse().unwrap()),
        clause: None,
        words: Words::new("She lost a tooth.").unwrap(),
        urgency: Urgency::Usual,
        corrects: None,
        files: Vec::new(),
    };
    pinned(
        Event::Said(Arc::new(short)),
        "message.said/1",
        r#"{"about":{"child":"noor"},"words":"She lost a tooth."}"#,
    );
    let file = |name: &str, kind| File {
        name: Name::new(name).unwrap(),
        kind,
        bytes: 2_048,
    };
    let full = Message {
        about: About::Subject(topic),
        clause: None,
        words: Words::new("Two lines\nof it").unwrap(),
        urgency: Urgency::ChildToday,
        corrects: Some(12),
        files: vec![
            file("form.pdf", FileKind::Pdf),
            file("a.jpg", FileKind::Jpeg),
            file("b.png", FileKind::Png),
        ],
    };
    let expected = [
        r#"{"about":{"topic":"t-1"},"words":"Two lines\nof it","today":true,"corrects":12,"#,
        r#""files":[{"name":"form.pdf","kind":"pdf","bytes":2048},{"name":"a.jpg","kind":"jpeg","bytes":2048},{"name":"b.png","kind":"png","bytes":2048}]}"#,
    ];
    pinned(
        Event::Said(Arc::new(full)),
        "message.said/1",
        &expected.concat(),
    );
    let of_a_clause = Message {
        about: About::Proposal("p1".parse().unwrap()),
        clause: Some("telephone".parse().unwrap()),
        words: Words::new("On Sundays too?").unwrap(),
        urgency: Urgency::Usual,
        corrects: None,
        files: Vec::new(),
    };
    pinned(
        Event::Said(Arc::new(of_a_clause)),
        "message.said/1",
        r#"{"about":{"proposal":"p1"},"clause":"telephone","words":"On Sundays too?"}"#,
    );
    pinned(
        Event::ReadSaid {
            about: About::Proposal("p1".parse().unwrap()),
            up_to: 17,
        },
        "message.read/1",
        r#"{"about":{"proposal":"p1"},"up_to":17}"#,
    );
}

#[test]
fn what_nobody_can_have_said_is_refused() {
    let fact = r#""fact":{"took-place":{"parent":"a","from":"2026-11-25T08:30:00","until":"2026-11-25T09:10:00"}}"#;
    for (kind, body) in [
        // Nowhere on Earth.
        ("care.said/1", format!(r#"{{"children":["noor"],{fact},"place":{{"north":9001,"east":0}}}}"#)),
        ("care.said/1", format!(r#"{{"children":["noor"],{fact},"place":{{"north":0,"east":-18001}}}}"#)),
        ("care.said/1", format!(r#"{{"children":["noor"],{fact},"place":{{"north":1}}}}"#)),
        // A note that says nothing in a part of it, or something else.
        ("care.said/1", format!(r#"{{"children":["noor"],{fact},"note":{{"meal":""}}}}"#)),
        ("care.said/1", format!(r#"{{"children":["noor"],{fact},"note":{{"mood":"glad"}}}}"#)),
        ("care.said/1", format!(r#"{{"children":["Noor!"],{fact}}}"#)),
        ("care.said/1", r#"{"children":["noor"],"fact":{"late":{}}}"#.to_owned()),
        ("care.said/1", fact.replace("took-place", "took place")),
        ("message.said/1", r#"{"about":{"child":"noor"},"words":""}"#.to_owned()),
        ("message.said/1", r#"{"about":{"nobody":"noor"},"words":"x"}"#.to_owned()),
        ("message.said/1", r#"{"about":{"child":"noor"},"words":"x","files":[{"name":"a.svg","kind":"svg","bytes":1}]}"#.to_owned()),
        ("message.said/1", r#"{"about":{"proposal":"p1"},"clause":"No 4","words":"x"}"#.to_owned()),
        ("message.said/1", r#"{"about":{"proposal":"p1"},"clause":4,"words":"x"}"#.to_owned()),
        ("message.topic/1", r#"{"topic":"T 1","title":"School"}"#.to_owned()),
        ("message.topic/1", r#"{"topic":"t-1","title":""}"#.to_owned()),
        ("message.read/1", r#"{"about":{"proposal":"p1"},"up_to":-1}"#.to_owned()),
    ] {
        assert!(decode(kind, body.as_bytes()).is_err(), "{kind} {body}");
    }
}

/// Messages and what was said of care bind nobody, so their words may be gone.
#[test]
fn words_that_bind_nobody_may_be_without_words() {
    assert_eq!(was("care.said/1"), Ok(Was::CareSaid));
    assert_eq!(was("message.said/1"), Ok(Was::Said));
}
