//! Erasing, holding, leaving, closing, and signing what is agreed: the rules one by one.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

mod common;

use common::*;
use family::{
    Assertion, Command, EndingRefusal, ErasedEntry, Event, Reason, Refusal, Revision, SeatState,
    State, Terms,
};
use plan::Side;

/// The matters, and 11: both agreed on the swap of entry 10.
fn story() -> World {
    let mut world = with_matters();
    world.ok(Side::B, accept(4, 1));
    world
}

fn local(world: &World) -> jiff::civil::DateTime {
    world.now.to_zoned(world.family().zone().clone()).datetime()
}

#[test]
fn only_both_together_erase_and_the_words_are_gone() {
    let mut world = story();
    world.ok(Side::A, propose(5, erase(&[5, 6])));
    assert!(world.family().proposal(&id(1)).is_some());
    assert_eq!(world.refused(Side::A, accept(5, 1)), Refusal::OwnOffer);
    let events = world.act(Side::B, accept(5, 1)).unwrap();
    let asked = world.family().seat(Side::A).parent.member.clone();
    assert_eq!(
        events[1],
        Event::Erased {
            entries: vec![ErasedEntry::body(5), ErasedEntry::body(6)],
            asked
        }
    );
    let family = world.family();
    assert!(family.proposal(&id(1)).is_none());
    assert_eq!(family.proposal(&id(2)).unwrap().number, 3, "numbers stay");
    let erasure = family.erasure_of(6).unwrap();
    assert_eq!(
        (erasure.asked, erasure.by, erasure.entry),
        (Side::A, Side::B, 14)
    );
    assert_eq!(read_again(&world.entries).as_ref(), Ok(family));
    assert_eq!(
        ending_refused(&mut world, Side::B, propose(6, erase(&[5, 6]))),
        EndingRefusal::AlreadyErased { entry: 5 }
    );
}

#[test]
fn an_erasure_can_be_taken_back_or_declined_and_then_nothing_happens() {
    let mut world = story();
    world.ok(Side::A, propose(5, erase(&[5, 6])));
    world.ok(Side::A, withdraw(5, 1));
    world.ok(Side::A, propose(6, erase(&[5, 6])));
    assert_eq!(
        ending_refused(&mut world, Side::B, counter(6, 1, swap(8))),
        EndingRefusal::NoCounter
    );
    world.ok(Side::B, decline(6, 1));
    assert!(world.family().proposal(&id(1)).is_some());
    // The asking has ended too and binds nobody, so it may go with what it asked for.
    world.ok(Side::B, propose(7, erase(&[5, 6, 12, 13])));
    world.ok(Side::A, accept(7, 1));
    assert!(world.family().proposal(&id(5)).is_none());
    assert_eq!(read_again(&world.entries).as_ref(), Ok(world.family()));
}

#[test]
fn what_may_not_be_erased_says_why() {
    let check = |entries: &[u64], expected: EndingRefusal| {
        let mut world = story();
        assert_eq!(
            ending_refused(&mut world, Side::A, propose(9, erase(entries))),
            expected
        );
    };
    check(&[], EndingRefusal::NothingToErase);
    check(&[6, 5], EndingRefusal::NothingToErase);
    check(&[0], EndingRefusal::NeverErased { entry: 0 });
    check(&[2], EndingRefusal::NeverErased { entry: 2 });
    check(&[3, 4], EndingRefusal::Binds { entry: 3 });
    check(&[10, 11], EndingRefusal::Binds { entry: 10 });
    check(&[9], EndingRefusal::StillOpen { entry: 9 });
    check(&[5], EndingRefusal::WholeMatter { entry: 5 });
    check(&[5, 6, 7], EndingRefusal::WholeMatter { entry: 7 });
    check(&[12], EndingRefusal::NoEntry { entry: 12 });
    let many: Vec<u64> = (0..2_000).collect();
    check(&many, EndingRefusal::TooManyToErase { limit: 1_000 });
}

/// Two open requests for the same words: the second comes too late.
#[test]
fn words_are_erased_once() {
    let mut world = story();
    world.ok(Side::A, propose(5, erase(&[5, 6])));
    // As in records from before only one could be asked for.
    let second = Event::Proposed {
        proposal: id(6),
        terms: erase(&[5, 6]),
        reason: None,
        answer_by: None,
    };
    world.put(&world.member(Side::B), second);
    world.ok(Side::B, accept(5, 1));
    assert_eq!(
        ending_refused(&mut world, Side::A, accept(6, 1)),
        EndingRefusal::AlreadyErased { entry: 5 }
    );
    let family = world.family();
    let moot = family.proposal(&id(6)).unwrap();
    assert!(moot.is_open() && family.is_moot(moot) && !family.is_live(moot, world.now));
    // It is not in the way of anything, and can be put away.
    world.ok(Side::A, decline(6, 1));
}

#[test]
fn a_hold_of_either_keeps_everything_until_it_is_lifted() {
    let mut world = story();
    world.ok(Side::A, propose(5, erase(&[5, 6])));
    world.ok(Side::A, propose(6, Terms::Close));
    let since = local(&world);
    let reason = Reason::optional("My lawyer asked for it.").unwrap();
    world.ok(
        Side::B,
        Command::SetHold {
            reason: reason.clone(),
        },
    );
    assert_eq!(world.family().held().unwrap().reason, reason);
    let again = Command::SetHold { reason: None };
    assert_eq!(
        ending_refused(&mut world, Side::B, again),
        EndingRefusal::AlreadyHeld { since }
    );
    for answer in [accept(5, 1), accept(6, 1)] {
        assert_eq!(
            ending_refused(&mut world, Side::B, answer),
            EndingRefusal::Held { since }
        );
    }
    for terms in [erase(&[7, 8]), Terms::Close] {
        assert_eq!(
            ending_refused(&mut world, Side::A, propose(7, terms)),
            EndingRefusal::Held { since }
        );
    }
    assert_eq!(
        ending_refused(&mut world, Side::A, Command::LiftHold),
        EndingRefusal::NoHold
    );
    world.ok(Side::B, Command::LiftHold);
    world.ok(Side::B, accept(5, 1));
    assert_eq!(read_again(&world.entries).as_ref(), Ok(world.family()));
}

#[test]
fn both_can_lift_a_hold_together() {
    let mut world = story();
    let lift = || Terms::LiftHold(Side::B);
    assert_eq!(
        ending_refused(&mut world, Side::A, propose(5, lift())),
        EndingRefusal::NoHold
    );
    world.ok(Side::B, Command::SetHold { reason: None });
    assert_eq!(
        ending_refused(&mut world, Side::B, propose(5, lift())),
        EndingRefusal::OwnHold
    );
    world.ok(Side::A, propose(5, lift()));
    world.ok(Side::B, accept(5, 1));
    assert_eq!(world.family().held(), None);
    world.ok(Side::B, Command::SetHold { reason: None });
    world.ok(Side::A, propose(6, lift()));
    world.ok(Side::B, Command::LiftHold);
    assert_eq!(
        ending_refused(&mut world, Side::B, accept(6, 1)),
        EndingRefusal::NoHold
    );
    assert_eq!(read_again(&world.entries).as_ref(), Ok(world.family()));
}

#[test]
fn who_leaves_is_gone_and_the_place_can_be_offered_again() {
    let mut world = story();
    world.ok(Side::B, propose(5, swap(12)));
    world.ok(Side::B, Command::Leave);
    let left = world.family().seat(Side::B).state;
    assert_eq!(left, SeatState::Left(world.now));
    assert_eq!(
        world.refused(Side::B, propose(6, swap(9))),
        Refusal::NotTakingPart
    );
    assert!(world.family().plan().is_some(), "the record stays");
    assert_eq!(
        ending_refused(&mut world, Side::A, accept(5, 1)),
        EndingRefusal::OtherLeft
    );
    assert_eq!(
        ending_refused(&mut world, Side::A, Command::CloseFamily),
        EndingRefusal::NotAlone
    );
    assert_eq!(world.refused(Side::B, Command::Join), Refusal::NotInvited);
    world.ok(Side::A, Command::Invite);
    assert_eq!(
        ending_refused(&mut world, Side::A, Command::CloseFamily),
        EndingRefusal::NotAlone
    );
    world.ok(Side::B, Command::Join);
    assert_eq!(
        ending_refused(&mut world, Side::A, accept(5, 1)),
        EndingRefusal::OfferOfEarlier
    );
    assert_eq!(read_again(&world.entries).as_ref(), Ok(world.family()));
}

/// The story, in which a parent sets a hold and leaves, and somebody else takes the place. With
/// `side` who left; the hold stands, or the other parent had it lifted together before.
fn taken_over(side: Side, held: bool) -> World {
    let mut world = story();
    if held {
        world.ok(side, Command::SetHold { reason: None });
    }
    world.ok(side, Command::Leave);
    world.ok(side.other(), Command::Invite);
    world.ok(side, Command::Join);
    world
}

/// One person who holds both places gets nothing of what needed two: see the module's rules.
#[test]
fn who_took_a_place_ends_nothing_that_was_there_before() {
    for side in Side::BOTH {
        let mut world = taken_over(side, true);
        let since = local(&world);
        let held = EndingRefusal::HoldOfEarlier { since };
        assert_eq!(ending_refused(&mut world, side, Command::LiftHold), held);
        for (n, by) in [(5, side), (6, side.other())] {
            let lift = propose(n, Terms::LiftHold(side));
            assert_eq!(ending_refused(&mut world, by, lift), held);
        }
        let mut world = taken_over(side, false);
        for by in Side::BOTH {
            assert_eq!(
                ending_refused(&mut world, by, propose(5, erase(&[5, 6]))),
                EndingRefusal::ErasureOfEarlier { entry: 5 }
            );
            assert_eq!(
                ending_refused(&mut world, by, propose(5, Terms::Close)),
                EndingRefusal::ClosingOfEarlier
            );
        }
        assert_eq!(read_again(&world.entries).as_ref(), Ok(world.family()));
    }
}

/// What was asked before somebody left is not granted in that parent's stead either.
#[test]
fn what_waited_when_a_parent_left_is_not_granted_by_who_came_after() {
    let mut world = story();
    world.ok(Side::B, Command::SetHold { reason: None });
    world.ok(Side::A, propose(5, Terms::LiftHold(Side::B)));
    world.ok(Side::B, Command::Leave);
    world.ok(Side::A, Command::Invite);
    world.ok(Side::B, Command::Join);
    assert_eq!(
        ending_refused(&mut world, Side::B, accept(5, 1)),
        EndingRefusal::OfferOfEarlier
    );
    let mut world = story();
    world.ok(Side::A, propose(5, erase(&[5, 6])));
    world.ok(Side::A, propose(6, Terms::Close));
    world.ok(Side::B, propose(7, erase(&[7, 8])));
    world.ok(Side::B, Command::Leave);
    // While nobody has the place, nobody could agree later.
    assert_eq!(
        ending_refused(&mut world, Side::A, propose(8, erase(&[5, 6]))),
        EndingRefusal::ErasureOfEarlier { entry: 5 }
    );
    world.ok(Side::A, Command::Invite);
    world.ok(Side::B, Command::Join);
    for (side, n) in [(Side::B, 5), (Side::B, 6), (Side::A, 7)] {
        assert_eq!(
            ending_refused(&mut world, side, accept(n, 1)),
            EndingRefusal::OfferOfEarlier
        );
    }
}

/// What came after is between the two who are there: erased, held and lifted as ever.
#[test]
fn who_took_a_place_and_the_other_end_what_came_after() {
    let mut world = taken_over(Side::B, false);
    let first = world.entries.len() as u64;
    world.ok(Side::B, propose(5, swap(12)));
    world.ok(Side::A, decline(5, 1));
    world.ok(Side::B, Command::SetHold { reason: None });
    world.ok(Side::A, propose(6, Terms::LiftHold(Side::B)));
    world.ok(Side::B, accept(6, 1));
    world.ok(Side::B, Command::SetHold { reason: None });
    world.ok(Side::B, Command::LiftHold);
    world.ok(Side::A, propose(7, erase(&[first, first + 1])));
    world.ok(Side::B, accept(7, 1));
    assert!(world.family().proposal(&id(5)).is_none());
    // Who was there from the beginning lifts the own hold, whoever came meanwhile.
    let mut world = story();
    world.ok(Side::A, Command::SetHold { reason: None });
    world.ok(Side::B, Command::Leave);
    world.ok(Side::A, Command::Invite);
    world.ok(Side::B, Command::Join);
    world.ok(Side::A, Command::LiftHold);
    assert_eq!(world.family().held(), None);
}

/// A record from before these rules, in which one who took a place did all of that, still folds.
#[test]
fn records_from_before_these_rules_are_read() {
    let mut world = taken_over(Side::B, true);
    let by = world.family().seat(Side::B).parent.member.clone();
    let asked = world.family().seat(Side::A).parent.member.clone();
    let mut put = |by: &family::MemberId, event| world.put(by, event);
    let agreed = |n| Event::Accepted {
        proposal: id(n),
        revision: Revision::FIRST,
        assertion: None,
        alternative: family::Alternative::FIRST,
    };
    let proposed = |n, terms| Event::Proposed {
        proposal: id(n),
        terms,
        reason: None,
        answer_by: None,
    };
    put(&by, Event::HoldLifted { side: Side::B });
    put(&asked, proposed(5, erase(&[5, 6])));
    put(&by, agreed(5));
    let entries = vec![ErasedEntry::body(5), ErasedEntry::body(6)];
    let whose = asked.clone();
    put(
        &by,
        Event::Erased {
            entries,
            asked: whose,
        },
    );
    put(&asked, proposed(6, Terms::Close));
    put(&by, agreed(6));
    put(&by, Event::Closed);
    assert!(world.family().closed().is_some());
    assert_eq!(read_again(&world.entries).as_ref(), Ok(world.family()));
}

#[test]
fn a_family_ends_by_both_or_by_a_founder_who_is_alone() {
    let mut alone = World::new();
    alone.ok(Side::A, Command::Found(founding()));
    alone.ok(Side::A, Command::Invite);
    assert_eq!(
        ending_refused(&mut alone, Side::A, Command::Leave),
        EndingRefusal::AloneHere
    );
    alone.ok(Side::A, Command::SetHold { reason: None });
    let since = local(&alone);
    assert_eq!(
        ending_refused(&mut alone, Side::A, Command::CloseFamily),
        EndingRefusal::Held { since }
    );
    alone.ok(Side::A, Command::LiftHold);
    alone.ok(Side::A, Command::CloseFamily);
    assert_eq!(alone.family().closed(), Some(alone.now));

    let mut world = story();
    assert_eq!(
        ending_refused(&mut world, Side::A, Command::CloseFamily),
        EndingRefusal::NotAlone
    );
    world.ok(Side::A, propose(5, Terms::Close));
    world.ok(Side::B, accept(5, 1));
    assert_eq!(world.family().closed(), Some(world.now));
    let later = family::Entry {
        sequence: world.entries.len() as u64,
        at: world.now,
        by: world.family().seat(Side::A).parent.member.clone(),
        event: Event::HoldSet { reason: None },
    };
    assert!(family::evolve(world.family.clone(), &later).is_err());
}

/// Entries that no decision of ours gives are refused when they are read.
#[test]
fn what_needs_both_is_never_read_as_done_by_one() {
    let world = story();
    let entry = |side: Side, event| family::Entry {
        sequence: world.entries.len() as u64,
        at: world.now,
        by: world.family().seat(side).parent.member.clone(),
        event,
    };
    let asked = world.family().seat(Side::A).parent.member.clone();
    let erased = Event::Erased {
        entries: vec![ErasedEntry::body(5), ErasedEntry::body(6)],
        asked,
    };
    for event in [
        erased,
        Event::Closed,
        Event::HoldLifted { side: Side::A },
        Event::Left { side: Side::A },
    ] {
        let refused = family::evolve(world.family.clone(), &entry(Side::B, event.clone()));
        assert!(refused.is_err(), "{event:?}");
    }
}

/// An acceptance of an erasure that was not carried out: somebody cut the record there.
#[test]
fn what_was_agreed_is_carried_out_or_the_record_is_refused() {
    let mut world = story();
    world.ok(Side::A, propose(5, erase(&[5, 6])));
    world.ok(Side::B, accept(5, 1));
    world.entries.pop();
    assert!(read_again(&world.entries).is_err());
    let gone = |e: &family::Entry| [5, 6].contains(&e.sequence);
    assert!(without(&world.entries, gone).is_err());
}

fn assertion(over: u64) -> std::sync::Arc<Assertion> {
    std::sync::Arc::new(Assertion {
        over,
        rp: "family.example".into(),
        key: [1; 44].into(),
        algorithm: -8,
        authenticator_data: [2; 37].into(),
        client_data: (*b"{}").into(),
        signature: [3; 64].into(),
    })
}

#[test]
fn a_signature_is_over_the_entry_that_is_accepted() {
    let mut world = story();
    world.ok(Side::A, propose(5, swap(12)));
    world.ok(Side::B, counter(5, 1, swap(13)));
    let sign = |over| Command::AcceptSigned {
        proposal: id(5),
        revision: Revision(2),
        assertion: assertion(over),
        alternative: family::Alternative::FIRST,
    };
    assert_eq!(
        ending_refused(&mut world, Side::A, sign(12)),
        EndingRefusal::SignedOther
    );
    world.ok(Side::A, sign(13));
    let State::Accepted(answer) = &world.family().proposal(&id(5)).unwrap().state else {
        panic!("it was accepted");
    };
    assert_eq!(answer.assertion, Some(assertion(13)));
}
