//! What a private record comes to when words of it are erased: the same for who watched it grow and
//! for who reads it from the start.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use family::{
    CallWish, Calm, Delivery, DraftId, DraftVersion, DraftedPlan, ErasedEntry, Name, Own,
    PersonalEvent, Soft,
};
use jiff::Timestamp;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

#[derive(Debug, Clone)]
enum Step {
    Choose(Calm),
    Wish(CallWish),
    SignOut,
    /// Keeps one of a few drafts.
    Keep(u8),
    /// Ends one of them.
    End(u8),
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
        2 => prop::sample::select(vec![CallWish::AsItIs, CallWish::More]).prop_map(Step::Wish),
        1 => Just(Step::SignOut),
        4 => (0..3_u8).prop_map(Step::Keep),
        1 => (0..3_u8).prop_map(Step::End),
        4 => any::<prop::sample::Index>().prop_map(Step::Erase),
    ]
}

fn draft_id(number: u8) -> DraftId {
    format!("d{number}").parse().unwrap()
}

/// A save that says which entry it is.
fn saved(number: u8, entry: usize) -> PersonalEvent {
    PersonalEvent::DraftKept(Arc::new(DraftedPlan {
        id: draft_id(number),
        name: Name::new("After the summer").unwrap(),
        answers: Vec::new(),
        plan: entry.to_string().into(),
    }))
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
    let mut ended = BTreeSet::new();
    for step in steps {
        let event = match step {
            Step::Choose(calm) => PersonalEvent::CalmChosen(*calm),
            Step::Wish(wish) => PersonalEvent::CallsWished(*wish),
            Step::SignOut => PersonalEvent::SignedOut,
            Step::Keep(number) if ended.contains(number) => continue,
            Step::Keep(number) => saved(*number, record.len()),
            Step::End(number) => {
                ended.insert(*number);
                PersonalEvent::DraftEnded {
                    draft: draft_id(*number),
                }
            }
            Step::Erase(which) => {
                let entry = which.index(record.len());
                let sequence = u64::try_from(entry).unwrap();
                // What says what became of others stays, and nothing is erased twice.
                let stays = matches!(
                    record[entry],
                    PersonalEvent::Erased { .. } | PersonalEvent::DraftEnded { .. }
                );
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

fn at() -> Timestamp {
    "2026-11-23T09:00:00Z".parse().unwrap()
}

/// Folds a record as it comes about, and reads it again where that is asked for.
fn watched(record: &[PersonalEvent]) -> Own {
    let mut own = Own::default();
    let mut gone = BTreeSet::new();
    for (sequence, event) in (0_u64..).zip(record) {
        own.evolve(event, (sequence, at())).unwrap();
        if let PersonalEvent::Erased { entries, .. } = event {
            gone.extend(entries.iter().map(|one| one.sequence));
        }
        if !own.is_whole() {
            let so_far = usize::try_from(sequence).unwrap() + 1;
            own = folded(&record[..so_far], &gone);
            assert!(own.is_whole(), "what was read is whole");
        }
    }
    own
}

/// Folds a record as it is read, where some of its words are gone.
fn folded(record: &[PersonalEvent], gone: &BTreeSet<u64>) -> Own {
    let mut own = Own::default();
    for (sequence, event) in (0_u64..).zip(record) {
        let there = !gone.contains(&sequence);
        if there {
            own.evolve(event, (sequence, at())).unwrap();
        } else if matches!(event, PersonalEvent::CalmChosen(_)) {
            own.calm_gone();
        } else if matches!(event, PersonalEvent::CallsWished(_)) {
            own.calls_wished_gone();
        }
    }
    own
}

proptest! {
    #[test]
    fn memory_and_a_restart_agree_on_what_was_chosen(steps in prop::collection::vec(step(), 0..16)) {
        let (record, gone) = record(&steps);
        let in_memory = watched(&record);
        prop_assert_eq!(&in_memory, &folded(&record, &gone));
        let newest = (0_u64..).zip(&record).filter_map(|(sequence, event)| match event {
            PersonalEvent::CalmChosen(calm) if !gone.contains(&sequence) => Some(Some(*calm)),
            PersonalEvent::CalmChosen(_) => Some(None),
            PersonalEvent::Opened
            | PersonalEvent::CallsWished(_)
            | PersonalEvent::FeedMade { .. }
            | PersonalEvent::FeedEnded { .. }
            | PersonalEvent::DraftKept(_)
            | PersonalEvent::DraftEnded { .. }
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
        let wishes = (0_u64..).zip(&record).filter_map(|(sequence, event)| {
            let PersonalEvent::CallsWished(wish) = event else {
                return None;
            };
            Some((!gone.contains(&sequence)).then_some(*wish))
        });
        let wish = wishes.last().flatten().unwrap_or_default();
        prop_assert_eq!(in_memory.calls_wished(), wish);
    }

    /// A draft is what its newest save says of those whose words are there, with all of those.
    #[test]
    fn memory_and_a_restart_agree_on_drafts(steps in prop::collection::vec(step(), 0..24)) {
        let (record, gone) = record(&steps);
        let in_memory = watched(&record);
        prop_assert_eq!(&in_memory, &folded(&record, &gone));
        let mut left: BTreeMap<&DraftId, Vec<u64>> = BTreeMap::new();
        for (sequence, event) in (0_u64..).zip(&record) {
            if let PersonalEvent::DraftEnded { draft } = event {
                left.remove(draft);
            } else if let PersonalEvent::DraftKept(draft) = event
                && !gone.contains(&sequence)
            {
                left.entry(&draft.id).or_default().push(sequence);
            }
        }
        let drafts = in_memory.drafts();
        prop_assert_eq!(drafts.all().count(), left.len());
        for (id, entries) in left {
            let kept = drafts.of(id).unwrap();
            let version = |entry: &u64| DraftVersion { entry: *entry, at: at() };
            let versions: Vec<DraftVersion> = entries.iter().map(version).collect();
            prop_assert_eq!(&kept.versions, &versions);
            let newest = entries.last().unwrap().to_string();
            prop_assert_eq!(&*kept.draft.plan, newest.as_str());
        }
        let saved = drafts.all().map(|one| one.versions.last().unwrap().entry);
        prop_assert!(saved.is_sorted_by(|later, earlier| later > earlier), "newest saved first");
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
