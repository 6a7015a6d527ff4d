//! What was asked already: one open proposal for the same erasure, lifting or end.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

mod common;

use common::*;
use family::{Command, EndingRefusal, Refusal, Terms};
use plan::Side;

/// Entries 5 and 6 are a declined swap, 7 and 8 one that was taken back; proposals 1 to 5.
fn story() -> World {
    let mut world = World::agreed();
    world.ok(Side::A, propose(1, swap(3)));
    world.ok(Side::B, decline(1, 1));
    world.ok(Side::B, propose(2, swap(4)));
    world.ok(Side::B, withdraw(2, 1));
    world.ok(Side::A, propose(3, swap(5)));
    world.ok(Side::A, propose(4, swap(30)));
    world
}

fn erase(entries: &[u64]) -> Terms {
    Terms::Erase(entries.to_vec())
}

fn refused(world: &mut World, side: Side, command: Command) -> EndingRefusal {
    let refusal = world.refused(side, command);
    let Refusal::Ending(why) = refusal else {
        panic!("{refusal:?}");
    };
    why
}

/// One open proposal for the same erasure, lifting or end: a second one says which.
#[test]
fn what_was_asked_already_is_not_asked_again() {
    let mut world = story();
    world.ok(Side::B, Command::SetHold { reason: None });
    world.ok(Side::A, propose(5, Terms::LiftHold(Side::B)));
    let asked = |n: u32, by| EndingRefusal::AskedAlready {
        number: usize::try_from(n).unwrap() + 1,
        proposal: id(n),
        by,
    };
    let again = propose(6, Terms::LiftHold(Side::B));
    assert_eq!(
        refused(&mut world, Side::A, again.clone()),
        asked(5, Side::A)
    );
    // Lifted otherwise, and set anew: the first is about another hold, and is never accepted.
    world.ok(Side::B, Command::LiftHold);
    assert!(
        world
            .family()
            .is_moot(world.family().proposal(&id(5)).unwrap())
    );
    world.ok(Side::B, Command::SetHold { reason: None });
    assert_eq!(
        refused(&mut world, Side::B, accept(5, 1)),
        EndingRefusal::NoHold
    );
    world.ok(Side::A, again);
    world.ok(Side::B, accept(6, 1));

    world.ok(Side::A, propose(7, erase(&[5, 6])));
    for (by, entries) in [(Side::A, vec![5, 6]), (Side::B, vec![5, 6, 7, 8])] {
        assert_eq!(
            refused(&mut world, by, propose(8, erase(&entries))),
            asked(7, Side::A)
        );
    }
    world.ok(Side::A, propose(8, erase(&[7, 8])));
    world.ok(Side::B, propose(9, Terms::Close));
    assert_eq!(
        refused(&mut world, Side::A, propose(10, Terms::Close)),
        asked(9, Side::B)
    );
    // Whatever ends the first makes room, but for what came about.
    world.ok(Side::A, decline(9, 1));
    world.ok(Side::A, propose(10, Terms::Close));
    world.ok(Side::B, accept(7, 1));
    assert_eq!(
        refused(&mut world, Side::A, propose(11, erase(&[5, 6]))),
        EndingRefusal::AlreadyErased { entry: 5 }
    );
}
