//! What a private record comes to when words of it are erased: the same for who watched it grow and
//! for who reads it from the start.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use family::{Calm, Delivery, ErasedEntry, Own, PersonalEvent, Soft};
use jiff::Timestamp;
use proptest::prelude::*;
use std::collections::BTreeSet;

#[derive(Debug, Clone)]
enum Step {
    Choose(Calm),
    SignOut,
    /// Erases the words of an earlier entry, wherever it stands.
    Erase(prop::sample::Index),
}

fn fold() -> Calm {
    Calm {
        soft: Soft::Fold,
        ..Calm::default()
    }
}

fn hourly() -> Calm {
    Calm {
        delivery: Delivery::Hourly,
        ..Calm::default()
    }
}

fn step() -> impl Strategy<Value = Step> {
    let calm = prop::sample::select(vec![Calm::default(), fold(), hourly()]);
    prop_oneof![
        3 => calm.prop_map(Step::Choose),
        1 => Just(Step::SignOut),
        3 => any::<prop::sample::Index>().prop_map(Step::Erase),
    ]
}

fn erased(sequence: u64) -> PersonalEvent {
    PersonalEvent::Erased {
        asked: "0123456789abcdef0123456789abcdef".parse().unwrap(),
        entries: vec![ErasedEntry::body(sequence)],
    }
}

/// The record that these steps make, and the entries whose words are gone in the end.
fn record(steps: &[Step]) -> (Vec<PersonalEvent>, BTreeSet<u64>) {
    let mut record = vec![PersonalEvent::Opened];
    let mut gone = BTreeSet::new();
    for step in steps {
        let event = match step {
            Step::Choose(calm) => PersonalEvent::CalmChosen(*calm),
            Step::SignOut => PersonalEvent::SignedOut,
            Step::Erase(which) => {
                let entry = which.index(record.len());
                let sequence = u64::try_from(entry).unwrap();
                // What says what was erased stays, and nothing is erased twice.
                let stays = matches!(record[entry], PersonalEvent::Erased { .. });
                if stays || !gone.insert(sequence) {
                    continue;
                }
                erased(sequence)
            }
        };
        record.push(event);
    }
    (record, gone)
}

/// Folds a record as it is read, where some of its words are gone.
fn folded(record: &[PersonalEvent], gone: &BTreeSet<u64>) -> Own {
    let at: Timestamp = "2026-11-23T09:00:00Z".parse().unwrap();
    let mut own = Own::default();
    for (sequence, event) in (0_u64..).zip(record) {
        let there = !gone.contains(&sequence);
        if there {
            own.evolve(event, (sequence, at)).unwrap();
        } else if matches!(event, PersonalEvent::CalmChosen(_)) {
            own.calm_gone();
        }
    }
    own
}

proptest! {
    #[test]
    fn memory_and_a_restart_agree_on_what_was_chosen(steps in prop::collection::vec(step(), 0..16)) {
        let (record, gone) = record(&steps);
        let in_memory = folded(&record, &BTreeSet::new());
        prop_assert_eq!(&in_memory, &folded(&record, &gone));
        let newest = (0_u64..).zip(&record).filter_map(|(sequence, event)| match event {
            PersonalEvent::CalmChosen(calm) if !gone.contains(&sequence) => Some(Some(*calm)),
            PersonalEvent::CalmChosen(_) => Some(None),
            PersonalEvent::Opened
            | PersonalEvent::FeedMade { .. }
            | PersonalEvent::FeedEnded { .. }
            | PersonalEvent::SignedIn { .. }
            | PersonalEvent::SignedOut
            | PersonalEvent::LanguageChosen(_)
            | PersonalEvent::Restored(_)
            | PersonalEvent::Erased { .. }
            | PersonalEvent::Closed
            | PersonalEvent::BundleMade(_)
            | PersonalEvent::Access(_)
            | PersonalEvent::LetIn(_)
            | PersonalEvent::GuestJoined { .. }
            | PersonalEvent::GuestEnded { .. }
            | PersonalEvent::GuestLeft { .. }
            | PersonalEvent::Looked { .. } => None,
        });
        let newest = newest.last().flatten().unwrap_or_default();
        prop_assert_eq!(*in_memory.calm(), newest);
    }
}

#[test]
fn no_older_choice_comes_back_when_the_newest_is_erased() {
    let chosen = |calm| PersonalEvent::CalmChosen(calm);
    let before = [chosen(fold()), chosen(hourly())];
    let (newest, oldest) = (erased(1), erased(0));
    let erases = |one: PersonalEvent| [before.to_vec(), vec![one]].concat();
    let in_memory = |record: &[PersonalEvent]| *folded(record, &BTreeSet::new()).calm();
    assert_eq!(in_memory(&before), hourly());
    assert_eq!(in_memory(&erases(newest.clone())), Calm::default());
    assert_eq!(
        *folded(&erases(newest), &BTreeSet::from([1])).calm(),
        Calm::default()
    );
    assert_eq!(in_memory(&erases(oldest.clone())), hourly());
    assert_eq!(
        *folded(&erases(oldest), &BTreeSet::from([0])).calm(),
        hourly()
    );
}
