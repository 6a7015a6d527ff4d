//! The family of the proposals' samples, with care that was told: alike, with a note, otherwise,
//! missed, and denied.
//!
//! May touch: nothing outside. It is now Sunday 22 November 2026, 11:00 in Amsterdam.

use std::sync::Arc;

use family::{
    Alternative, CareFact, CareSaid, Entry, Event, Family, HandoverNote, Line, Medicine, Name,
    Purpose, Reason, Revision, RoughPlace, Terms, TimeOffer, fold,
};
use jiff::civil::{DateTime, datetime};
use plan::Side;

use crate::swap::sample::{change, children, id, now, story};

/// Noor and Sam go to Elias, as agreed.
pub(crate) const WEDNESDAY: DateTime = datetime(2026, 11, 18, 17, 30, 0, 0);
/// Cato goes to Elias; the two tell of it otherwise.
pub(crate) const FRIDAY: DateTime = datetime(2026, 11, 20, 17, 30, 0, 0);
/// Pim comes back to Mara; nobody told of it.
pub(crate) const YESTERDAY: DateTime = datetime(2026, 11, 21, 16, 0, 0, 0);
/// Noor and Sam come to Mara; it is still to come.
pub(crate) const MONDAY: DateTime = datetime(2026, 11, 23, 17, 30, 0, 0);
/// Pim's Saturday with Elias, which was missed.
pub(crate) const MISSED: [DateTime; 2] = [
    datetime(2026, 11, 14, 10, 0, 0, 0),
    datetime(2026, 11, 14, 16, 0, 0, 0),
];
/// The one before, which was missed as Mara tells, and was not as Elias tells.
pub(crate) const DENIED: [DateTime; 2] = [
    datetime(2026, 11, 7, 10, 0, 0, 0),
    datetime(2026, 11, 7, 16, 0, 0, 0),
];

pub(crate) fn said(ids: &[&str], fact: CareFact) -> CareSaid {
    CareSaid {
        children: children(ids),
        fact,
        reason: None,
        note: HandoverNote::default(),
        place: None,
    }
}

pub(crate) fn handed(ids: &[&str], to: Side, planned: DateTime, at: DateTime) -> CareSaid {
    said(ids, CareFact::HandedOver { to, planned, at })
}

/// A note with everything in it.
pub(crate) fn note() -> HandoverNote {
    let line = |text: &str| Some(Line::new(text).unwrap());
    HandoverNote {
        meal: line("Pasta at five"),
        medicines: vec![Medicine {
            name: Name::new("Paracetamol").unwrap(),
            dose: Line::new("5 ml").unwrap(),
            at: datetime(2026, 11, 18, 13, 0, 0, 0),
        }],
        sleep: line("Late; <b>show</b> was fun"),
        bag: line("Gym shoes"),
        more: Reason::optional("Sam has a loose tooth.\nNoor swims tomorrow.").unwrap(),
    }
}

fn told() -> Vec<(Side, &'static str, CareSaid)> {
    let missed = |[from, until]: [DateTime; 2]| CareFact::Missed {
        parent: Side::B,
        from,
        until,
    };
    let [from, until] = DENIED;
    let took_place = CareFact::TookPlace {
        parent: Side::B,
        from,
        until,
    };
    let with_note = CareSaid {
        note: note(),
        place: RoughPlace::new(5_209, 512),
        ..handed(&["noor", "sam"], Side::B, WEDNESDAY, WEDNESDAY)
    };
    let fever = CareSaid {
        reason: Reason::optional("Pim had a fever.").unwrap(),
        ..said(&["pim"], missed(MISSED))
    };
    let later = FRIDAY + jiff::Span::new().minutes(40);
    vec![
        (
            Side::A,
            "2026-11-07T17:00:00Z",
            said(&["pim"], missed(DENIED)),
        ),
        (Side::B, "2026-11-08T09:30:00Z", said(&["pim"], took_place)),
        (Side::B, "2026-11-14T16:10:00Z", fever),
        (Side::A, "2026-11-18T16:41:00Z", with_note),
        (
            Side::B,
            "2026-11-18T17:05:00Z",
            handed(&["noor", "sam"], Side::B, WEDNESDAY, WEDNESDAY),
        ),
        (
            Side::B,
            "2026-11-20T17:20:00Z",
            handed(&["cato"], Side::B, FRIDAY, later),
        ),
        (
            Side::A,
            "2026-11-20T19:02:00Z",
            handed(&["cato"], Side::B, FRIDAY, FRIDAY),
        ),
    ]
}

/// The family with all of it.
pub(crate) fn family() -> Family {
    fold(&entries()).unwrap().unwrap()
}

/// The family in which both agreed that Elias has Pim for so many hours, which are Mara's, to make
/// up for the Saturday that was missed.
pub(crate) fn making_up(hours: i8) -> Family {
    let [from, until] = MISSED;
    let missed = CareFact::Missed {
        parent: Side::B,
        from,
        until,
    };
    let missed = entry_of(&family(), Side::B, &said(&["pim"], missed));
    let at = |hour: i8| datetime(2026, 11, 24, hour, 0, 0, 0);
    let offer = TimeOffer {
        purpose: Purpose::MakeUp { missed },
        options: vec![vec![change(&["pim"], Side::B, at(10), at(10 + hours))]],
    };
    let proposal = id("p-make-up");
    let made = Event::Proposed {
        proposal: proposal.clone(),
        terms: Terms::Time(offer.into()),
        reason: None,
        answer_by: None,
    };
    let taken = Event::Accepted {
        proposal,
        revision: Revision::FIRST,
        assertion: None,
        alternative: Alternative::FIRST,
    };
    let mut entries = entries();
    for (by, event) in [("m-elias", made), ("m-mara", taken)] {
        entries.push(Entry {
            sequence: u64::try_from(entries.len()).unwrap(),
            at: now(),
            by: by.parse().unwrap(),
            event,
        });
    }
    fold(&entries).unwrap().unwrap()
}

fn entries() -> Vec<Entry> {
    let mut entries = story();
    for (by, at, said) in told() {
        let member = match by {
            Side::A => "m-mara",
            Side::B => "m-elias",
        };
        entries.push(Entry {
            sequence: u64::try_from(entries.len()).unwrap(),
            at: at.parse().unwrap(),
            by: member.parse().unwrap(),
            event: Event::CareSaid(Arc::new(said)),
        });
    }
    entries
}

/// The number of the entry in which somebody told of this first.
pub(crate) fn entry_of(family: &Family, by: Side, said: &CareSaid) -> u64 {
    let all = family.care().accounts_of(said);
    all[0].of(by)[0].entry
}
