//! What was asked already: one open proposal for the same erasure, lifting or end.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

mod common;

use common::*;
use family::{Command, EndingRefusal, Terms};
use plan::Side;

/// One open proposal for the same erasure, lifting or end: a second one says which.
#[test]
fn what_was_asked_already_is_not_asked_again() {
    let mut world = with_matters();
    world.ok(Side::B, Command::SetHold { reason: None });
    world.ok(Side::A, propose(5, Terms::LiftHold(Side::B)));
    let asked = |n: u32, by| EndingRefusal::AskedAlready {
        number: usize::try_from(n).unwrap() + 1,
        proposal: id(n),
        by,
    };
    let again = propose(6, Terms::LiftHold(Side::B));
    assert_eq!(
        ending_refused(&mut world, Side::A, again.clone()),
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
        ending_refused(&mut world, Side::B, accept(5, 1)),
        EndingRefusal::NoHold
    );
    world.ok(Side::A, again);
    world.ok(Side::B, accept(6, 1));

    world.ok(Side::A, propose(7, erase(&[5, 6])));
    for (by, entries) in [(Side::A, vec![5, 6]), (Side::B, vec![5, 6, 7, 8])] {
        assert_eq!(
            ending_refused(&mut world, by, propose(8, erase(&entries))),
            asked(7, Side::A)
        );
    }
    world.ok(Side::A, propose(8, erase(&[7, 8])));
    world.ok(Side::B, propose(9, Terms::Close));
    assert_eq!(
        ending_refused(&mut world, Side::A, propose(10, Terms::Close)),
        asked(9, Side::B)
    );
    // Whatever ends the first makes room, but for what came about.
    world.ok(Side::A, decline(9, 1));
    world.ok(Side::A, propose(10, Terms::Close));
    world.ok(Side::B, accept(7, 1));
    assert_eq!(
        ending_refused(&mut world, Side::A, propose(11, erase(&[5, 6]))),
        EndingRefusal::AlreadyErased { entry: 5 }
    );
}
