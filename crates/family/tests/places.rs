//! Places that are left and taken again: who came after is somebody else, and nobody is bound by
//! what was offered before.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

mod common;

use common::*;
use family::{Command, EndingRefusal, Event, Family, MemberId, Refusal, Tenure, Terms};
use plan::Side;

fn another_plan() -> Terms {
    Terms::Plan(plan::EXAMPLE.replace("2-2-5-5", "alternating-weeks").into())
}

fn later(world: &mut World) -> jiff::Timestamp {
    world.now += jiff::SignedDuration::from_hours(1);
    world.now
}

fn is_moot(family: &Family, n: u32) -> bool {
    family.is_moot(family.proposal(&id(n)).unwrap())
}

/// The side that stays offers 1, the one that leaves 2 and, in answer to 3, a counter; then the
/// place is taken again.
#[test]
fn nobody_is_bound_by_what_was_offered_before_somebody_left() {
    let kinds: [fn(i32) -> Terms; 2] = [|n| swap(3 + n), |_| another_plan()];
    for terms in kinds {
        for leaves in Side::BOTH {
            let stays = leaves.other();
            let mut world = World::agreed();
            world.ok(stays, propose(1, terms(0)));
            world.ok(leaves, propose(2, terms(1)));
            world.ok(stays, propose(3, terms(2)));
            world.ok(leaves, counter(3, 1, terms(3)));
            world.ok(leaves, Command::Leave);
            let left = Refusal::Ending(EndingRefusal::OtherLeft);
            assert_eq!(world.refused(stays, accept(2, 1)), left);
            assert_eq!(world.refused(stays, counter(3, 2, terms(4))), left);
            // Offered while nobody has the place: to whoever comes.
            world.ok(stays, propose(4, terms(5)));
            world.ok(stays, Command::Invite);
            world.ok(leaves, Command::Join);
            let earlier = Refusal::Ending(EndingRefusal::OfferOfEarlier);
            for (side, act) in [
                (stays, accept(2, 1)),
                (stays, accept(3, 2)),
                (stays, counter(2, 1, terms(4))),
                (leaves, accept(1, 1)),
                (leaves, counter(1, 1, terms(4))),
                (leaves, decline(2, 1)),
            ] {
                assert_eq!(world.refused(side, act), earlier);
            }
            assert_eq!(world.refused(leaves, withdraw(2, 1)), Refusal::NotYourOffer);
            let earlier = world.family().proposal(&id(2)).unwrap();
            assert!(!world.family().may_withdraw(earlier, leaves));
            assert!([1, 2, 3].iter().all(|n| is_moot(world.family(), *n)));
            assert!(!is_moot(world.family(), 4));
            assert_eq!(world.family().versions().len(), 1);
            assert!(world.family().agreed().is_empty());
            // They can be put away, and what was offered since binds.
            world.ok(stays, decline(2, 1));
            world.ok(stays, withdraw(1, 1));
            world.ok(leaves, accept(4, 1));
            assert_eq!(read_again(&world.entries).as_ref(), Ok(world.family()));
        }
    }
}

#[test]
fn whoever_takes_a_place_again_is_somebody_else() {
    let mut world = World::agreed();
    let side = Side::B;
    let first = world.member(side);
    let anew = |member: &MemberId| Command::InviteAnew {
        member: member.clone(),
    };
    let new: MemberId = "m-new".parse().unwrap();
    assert_eq!(world.refused(Side::A, anew(&new)), Refusal::BothJoined);
    let left = later(&mut world);
    world.ok(side, Command::Leave);
    let last_of_first = world.family().entries() - 1;
    assert_eq!(world.family().tenure(side, 0), Tenure::Only);
    for used in [&first, &world.member(Side::A)] {
        let refused = world.refused(Side::A, anew(used));
        assert_eq!(refused, Refusal::SameId(used.to_string()));
    }
    world.ok(Side::A, anew(&new));
    assert_eq!(
        world.refused(Side::A, anew(&"m-x".parse().unwrap())),
        Refusal::PlaceChanged
    );
    // A newer link is for the same newcomer.
    world.ok(Side::A, Command::Invite);
    let came = later(&mut world);
    world.ok(side, Command::Join);
    assert_eq!(world.member(side), new);
    let family = world.family();
    assert_eq!(
        (family.side_of(&first), family.side_of(&new)),
        (None, Some(side))
    );
    assert_eq!(
        (family.author(&first), family.author(&new)),
        (Some(side), Some(side))
    );
    assert_eq!(family.author(&"m-x".parse().unwrap()), None);
    assert_eq!(family.tenure(side, last_of_first), Tenure::Until(left));
    assert_eq!(family.tenure(side, family.entries()), Tenure::Since(came));
    assert_eq!(family.tenure(Side::A, 0), Tenure::Only);
    let held = |entry| {
        family
            .holder(side, entry)
            .map(|holder| holder.member.clone())
    };
    assert_eq!(held(last_of_first), Some(first.clone()));
    assert_eq!(held(family.entries() - 1), Some(new));
    // Who left acts no more, and is taken for nobody.
    let acted = family::decide(
        world.family.as_ref(),
        &family::Context {
            now: world.now,
            actor: first.clone(),
        },
        propose(5, swap(3)),
    );
    assert_eq!(acted, Err(Refusal::NotTakingPart));
    let entry = family::Entry {
        sequence: world.family().entries(),
        at: world.now,
        by: first,
        event: Event::HoldSet { reason: None },
    };
    assert!(family::evolve(world.family.clone(), &entry).is_err());
    assert_eq!(read_again(&world.entries).as_ref(), Ok(world.family()));
}

/// The members of a family are what nobody's invitation can change.
#[test]
fn only_a_place_that_was_left_gets_another_member() {
    let world = World::agreed();
    let invited = |member: &str| family::Entry {
        sequence: world.family().entries(),
        at: world.now,
        by: world.member(Side::A),
        event: Event::Invited {
            side: Side::B,
            member: Some(member.parse().unwrap()),
        },
    };
    assert!(family::evolve(world.family.clone(), &invited("m-new")).is_err());
    let mut left = world.clone();
    left.ok(Side::B, Command::Leave);
    let at = |member: &str| family::Entry {
        sequence: left.family().entries(),
        ..invited(member)
    };
    for known in Side::BOTH {
        let member = world.member(known);
        assert!(family::evolve(left.family.clone(), &at(member.as_str())).is_err());
    }
    assert!(family::evolve(left.family.clone(), &at("m-new")).is_ok());
}

/// A record from before newcomers were members of their own: one pseudonym, told apart by entry.
#[test]
fn a_record_in_which_a_newcomer_goes_by_the_same_pseudonym_is_read() {
    let mut world = World::agreed();
    let (mara, elias, side) = (world.member(Side::A), world.member(Side::B), Side::B);
    let left = later(&mut world);
    world.put(&elias, Event::Left { side });
    world.put(&mara, Event::Invited { side, member: None });
    let came = later(&mut world);
    world.put(&elias, Event::Joined { side });
    let family = world.family();
    let first = family.entries() - 1;
    assert_eq!(family.seat(side).taken_over, Some(first));
    assert_eq!(family.author(&elias), Some(side));
    assert_eq!(family.tenure(side, first - 1), Tenure::Until(left));
    assert_eq!(family.tenure(side, first), Tenure::Since(came));
}
