//! Drafts of a plan: how many and how large, and that what was ended stays so.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

mod common;

use common::*;
use family::{
    Command, DraftRefusal, DraftedPlan, MAX_ANSWER_CHARS, MAX_ANSWER_KEY_CHARS, MAX_DRAFT_ANSWERS,
    MAX_DRAFTS, Name, Own, PersonalEvent, keep_draft,
};
use plan::Side;
use plan::limits::TEXT_BYTES_MAX;
use std::sync::Arc;

fn draft(number: usize) -> DraftedPlan {
    DraftedPlan {
        id: format!("d{number}").parse().unwrap(),
        name: Name::new("After the summer").unwrap(),
        answers: vec![("rhythm".to_owned(), "2-2-5-5".to_owned())],
        plan: "title = \"Ours\"\n".into(),
    }
}

/// Keeps a draft, as the next entry of a private record.
fn keep(world: &World, own: &mut Own, draft: DraftedPlan) -> Result<(), DraftRefusal> {
    let event = keep_draft(world.family(), (Side::A, own), Arc::new(draft))?;
    put(world, own, &event);
    Ok(())
}

fn put(world: &World, own: &mut Own, event: &PersonalEvent) {
    let saves = own.drafts().all().map(|one| one.versions.len());
    let entry = u64::try_from(saves.sum::<usize>()).unwrap() + 1;
    own.evolve(event, (entry, world.now)).unwrap();
}

fn end(world: &World, own: &mut Own, number: usize) {
    let ended = PersonalEvent::DraftEnded {
        draft: draft(number).id,
    };
    put(world, own, &ended);
}

#[test]
fn twelve_are_kept_at_a_time_and_each_as_often_as_one_likes() {
    let world = World::agreed();
    let mut own = Own::default();
    for number in 0..MAX_DRAFTS {
        keep(&world, &mut own, draft(number)).unwrap();
    }
    let full = Err(DraftRefusal::TooMany { limit: MAX_DRAFTS });
    assert_eq!(keep(&world, &mut own, draft(MAX_DRAFTS)), full);
    keep(&world, &mut own, draft(3)).unwrap();
    let first = own.drafts().all().next().unwrap();
    assert_eq!((&first.draft.id, first.versions.len()), (&draft(3).id, 2));
    end(&world, &mut own, 5);
    assert_eq!(own.drafts().of(&draft(5).id), None);
    keep(&world, &mut own, draft(MAX_DRAFTS)).unwrap();
    assert_eq!(own.drafts().all().count(), MAX_DRAFTS);
}

#[test]
fn what_was_ended_is_not_kept_again() {
    let world = World::agreed();
    let mut own = Own::default();
    keep(&world, &mut own, draft(1)).unwrap();
    end(&world, &mut own, 1);
    assert_eq!(
        keep(&world, &mut own, draft(1)),
        Err(DraftRefusal::NotThere)
    );
    // Nor does the fold take what these rules never give.
    let kept = PersonalEvent::DraftKept(Arc::new(draft(1)));
    assert!(own.clone().evolve(&kept, (9, world.now)).is_err());
    // A second end, as of one whose words are all gone, changes nothing.
    let before = own.clone();
    end(&world, &mut own, 1);
    assert_eq!(own, before);
}

#[test]
fn who_takes_no_part_keeps_nothing() {
    let mut world = World::new();
    world.ok(Side::A, Command::Found(founding()));
    let own = Own::default();
    let kept = |side, world: &World| keep_draft(world.family(), (side, &own), Arc::new(draft(1)));
    assert_eq!(kept(Side::B, &world), Err(DraftRefusal::NotThere));
    // Who is alone yet may write already.
    assert!(kept(Side::A, &world).is_ok());
    world.ok(Side::A, Command::CloseFamily);
    assert_eq!(kept(Side::A, &world), Err(DraftRefusal::NotThere));
}

/// Each limit holds exactly: what fits is kept, one more is refused with both numbers.
#[test]
fn limits_are_exact() {
    let world = World::agreed();
    let kept = |draft: DraftedPlan| {
        let own = Own::default();
        keep_draft(world.family(), (Side::A, &own), Arc::new(draft)).map(|_| ())
    };
    let answers = |count: usize, key: usize, value: usize| DraftedPlan {
        answers: vec![("k".repeat(key), "é".repeat(value)); count],
        plan: "".into(),
        ..draft(1)
    };
    let written = |text: &str, count: usize| DraftedPlan {
        answers: Vec::new(),
        plan: text.repeat(count).into(),
        ..draft(1)
    };
    let refused = |found, limit| Err(DraftRefusal::TooLarge { found, limit });
    for (limit, fits, too_large) in [
        (
            MAX_DRAFT_ANSWERS,
            answers(MAX_DRAFT_ANSWERS, 1, 1),
            answers(MAX_DRAFT_ANSWERS + 1, 1, 1),
        ),
        (
            MAX_ANSWER_KEY_CHARS,
            answers(1, MAX_ANSWER_KEY_CHARS, 1),
            answers(1, MAX_ANSWER_KEY_CHARS + 1, 1),
        ),
        (
            MAX_ANSWER_CHARS,
            answers(1, 1, MAX_ANSWER_CHARS),
            answers(1, 1, MAX_ANSWER_CHARS + 1),
        ),
        (
            TEXT_BYTES_MAX,
            written("a", TEXT_BYTES_MAX),
            written("a", TEXT_BYTES_MAX + 1),
        ),
    ] {
        assert_eq!(kept(fits), Ok(()));
        assert_eq!(kept(too_large), refused(limit + 1, limit));
    }
    // Quotes and ends of lines take two bytes, other control characters six.
    assert_eq!(kept(written("\n", TEXT_BYTES_MAX / 2)), Ok(()));
    let lines = kept(written("\"", TEXT_BYTES_MAX / 2 + 1));
    assert_eq!(lines, refused(TEXT_BYTES_MAX + 2, TEXT_BYTES_MAX));
    assert_eq!(written("\u{1}\u{7f}", 1).bytes_kept(), 7);
    // Answers and text count together.
    let both = DraftedPlan {
        answers: vec![("k".to_owned(), "v".to_owned())],
        ..written("a", TEXT_BYTES_MAX - 1)
    };
    assert_eq!(kept(both), refused(TEXT_BYTES_MAX + 1, TEXT_BYTES_MAX));
}

/// A draft may be anything that somebody has typed so far.
#[test]
fn a_draft_need_not_be_a_plan() {
    let world = World::agreed();
    let mut own = Own::default();
    for (number, text) in ["", "title = ", "[[clause]]\nnonsense", "\u{0}\u{7f}"]
        .into_iter()
        .enumerate()
    {
        let typed = DraftedPlan {
            plan: text.into(),
            ..draft(number)
        };
        keep(&world, &mut own, typed.clone()).unwrap();
        assert_eq!(*own.drafts().of(&typed.id).unwrap().draft, typed);
    }
}
