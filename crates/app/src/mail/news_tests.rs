//! Stored shapes of news and overviews: golden, and read back whatever stands in them.

use super::*;
use proptest::prelude::*;

fn name() -> impl Strategy<Value = Name> {
    "[a-zA-Zé\"\\\\ ]{0,70}x".prop_map(|text| Name::new(&text).unwrap())
}

fn time() -> impl Strategy<Value = DateTime> {
    (2000_i16..2100, 1_i8..=12, 1_i8..=28, 0_i8..24, 0_i8..60)
        .prop_map(|(y, m, d, h, min)| DateTime::constant(y, m, d, h, min, 0, 0))
}

fn news() -> impl Strategy<Value = News> {
    let counts = prop::array::uniform6(0_u32..5);
    prop_oneof![
        Just(News::Neutral),
        (name(), counts).prop_map(|(from, counts)| News::Named {
            from,
            counts: NoticeKind::ALL
                .into_iter()
                .zip(counts)
                .fold(Counts::default(), |all, (kind, count)| all
                    .with(kind, count)),
        })
    ]
}

fn handover() -> impl Strategy<Value = ComingHandover> {
    let moves = prop_oneof![Just(Moves::Children), Just(Moves::Parents)];
    let names = prop::collection::vec(name(), 1..5);
    let place = prop::option::of(".{0,200}".prop_map(Into::into));
    (time(), names, name(), moves, place).prop_map(|(at, children, to, moves, place)| {
        ComingHandover {
            at,
            children,
            to,
            moves,
            place,
        }
    })
}

fn question() -> impl Strategy<Value = OpenQuestion> {
    (1_u64..10_000, prop::option::of(time()))
        .prop_map(|(number, until)| OpenQuestion { number, until })
}

fn amounts() -> impl Strategy<Value = Amounts> {
    (1_u8..8, 0_u32..99, 0_u32..99, 0_u32..9_999).prop_map(
        |(days, handovers, questions, messages)| Amounts {
            days,
            handovers,
            questions,
            messages,
        },
    )
}

fn coming() -> impl Strategy<Value = Coming> {
    let handovers = prop::collection::vec(handover(), 0..40);
    let questions = prop::collection::vec(question(), 0..40);
    (amounts(), name(), handovers, questions).prop_map(|(amounts, from, handovers, questions)| {
        Coming {
            amounts,
            from,
            handovers,
            questions,
        }
    })
}

fn overview() -> impl Strategy<Value = Overview> {
    prop_oneof![
        amounts().prop_map(Overview::Neutral),
        coming().prop_map(Overview::Named)
    ]
}

/// Letters wait for days: what one version stored, the next one reads.
#[test]
fn the_stored_shapes_stay() {
    let said = |text: &str| {
        serde_json::from_str::<NewsShape>(text)
            .unwrap()
            .read()
            .unwrap()
    };
    let neutral = r#"{"neutral":{}}"#;
    assert_eq!(said(neutral), News::Neutral);
    let named = r#"{"named":{"from":"Elias","counts":[["message",3],["reminder",1]]}}"#;
    let counts = Counts::default().with(NoticeKind::Message, 3);
    let expected = News::Named {
        from: Name::new("Elias").unwrap(),
        counts: counts.with(NoticeKind::Reminder, 1),
    };
    assert_eq!(said(named), expected);
    for (news, stored) in [(News::Neutral, neutral), (expected, named)] {
        assert_eq!(
            serde_json::to_string(&NewsShape::of(&news)).unwrap(),
            stored
        );
    }
    let stored = r#"{"named":{"amounts":{"days":2,"handovers":1,"questions":2,"messages":4},"from":"Elias","handovers":[{"at":"2026-11-25T08:30:00","children":["Noor"],"to":"Elias","moves":"children","place":"At school"}],"questions":[{"number":7,"until":"2026-12-01T17:00:00"},{"number":9}]}}"#;
    let amounts = Amounts {
        days: 2,
        handovers: 1,
        questions: 2,
        messages: 4,
    };
    let name = |text: &str| Name::new(text).unwrap();
    let until = Some("2026-12-01T17:00".parse().unwrap());
    let coming = Coming {
        amounts,
        from: name("Elias"),
        handovers: vec![ComingHandover {
            at: "2026-11-25T08:30".parse().unwrap(),
            children: vec![name("Noor")],
            to: name("Elias"),
            moves: Moves::Children,
            place: Some("At school".into()),
        }],
        questions: vec![
            OpenQuestion { number: 7, until },
            OpenQuestion {
                number: 9,
                until: None,
            },
        ],
    };
    let overview = Overview::Named(coming);
    let written = serde_json::to_string(&OverviewShape::of(&overview)).unwrap();
    assert_eq!(written, stored);
    let read = serde_json::from_str::<OverviewShape>(stored)
        .unwrap()
        .read();
    assert_eq!(read, Some(overview));
    let neutral = r#"{"neutral":{"days":2,"handovers":1,"questions":2,"messages":4}}"#;
    let read = serde_json::from_str::<OverviewShape>(neutral)
        .unwrap()
        .read();
    assert_eq!(read, Some(Overview::Neutral(amounts)));
    let written = serde_json::to_string(&OverviewShape::of(&Overview::Neutral(amounts)));
    assert_eq!(written.unwrap(), neutral);
}

proptest! {
    #[test]
    fn what_is_stored_is_read_back(news in news(), overview in overview()) {
        let stored = serde_json::to_vec(&NewsShape::of(&news)).unwrap();
        let read = serde_json::from_slice::<NewsShape>(&stored).unwrap().read();
        prop_assert_eq!(read, Some(news));
        let stored = serde_json::to_vec(&OverviewShape::of(&overview)).unwrap();
        let read = serde_json::from_slice::<OverviewShape>(&stored).unwrap().read();
        prop_assert_eq!(read, Some(overview));
    }

    /// A letter fits, whatever there is; what is there stays in order, and its amounts stay.
    #[test]
    fn an_overview_fits(coming in coming()) {
        let fitting = coming.clone().fitting();
        let stored = serde_json::to_vec(&ComingShape::of(&fitting)).unwrap();
        prop_assert!(stored.len() <= OVERVIEW_BYTES);
        prop_assert!(coming.handovers.starts_with(&fitting.handovers));
        prop_assert!(coming.questions.starts_with(&fitting.questions));
        prop_assert_eq!((coming.amounts, &coming.from), (fitting.amounts, &fitting.from));
    }
}
