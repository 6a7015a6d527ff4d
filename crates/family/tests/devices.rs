//! Whose device signs for whom: enrolled by its owner, never shared, never back once revoked.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

mod common;

use common::*;
use family::{Command, Context, DeviceKey, Event, MAX_DEVICES, Refusal};
use plan::Side;

fn key(n: usize) -> DeviceKey {
    format!("{n:0>43}=").parse().unwrap()
}

fn enrol(n: usize) -> Command {
    Command::EnrolDevice { key: key(n) }
}

fn revoke(n: usize) -> Command {
    Command::RevokeDevice { key: key(n) }
}

#[test]
fn a_device_signs_for_one_parent_until_it_is_revoked() {
    let mut world = World::agreed();
    let enrolled = world.act(Side::A, enrol(1)).unwrap();
    assert_eq!(enrolled, [Event::DeviceEnrolled { key: key(1) }]);
    let check = |world: &World, side: Side, keys: &[usize]| {
        let found: Vec<_> = world
            .family()
            .devices_of(side)
            .map(|d| d.key.clone())
            .collect();
        assert_eq!(found, keys.iter().map(|n| key(*n)).collect::<Vec<_>>());
    };
    assert_eq!(world.refused(Side::A, enrol(1)), Refusal::DeviceKnown);
    assert_eq!(world.refused(Side::B, enrol(1)), Refusal::DeviceOfAnother);
    assert_eq!(world.refused(Side::B, revoke(1)), Refusal::NoDevice);
    assert_eq!(world.refused(Side::A, revoke(2)), Refusal::NoDevice);
    world.ok(Side::B, enrol(2));
    world.ok(Side::A, enrol(3));
    check(&world, Side::A, &[1, 3]);
    world.ok(Side::A, revoke(1));
    check(&world, Side::A, &[3]);
    check(&world, Side::B, &[2]);
    for again in [enrol(1), revoke(1)] {
        assert_eq!(world.refused(Side::A, again), Refusal::DeviceRevoked);
    }
    assert_eq!(world.family().devices().len(), 3);
}

#[test]
fn what_a_device_needs_before_it_signs() {
    let mut world = World::agreed();
    let needs = |world: &World, side: Side| {
        let actor = founding().parents[side.index()].member.clone();
        let context = Context {
            now: world.now,
            actor,
        };
        world.family().enrolment(&context, &key(1))
    };
    assert_eq!(needs(&world, Side::A), Ok(Some(enrol(1))));
    world.ok(Side::A, enrol(1));
    assert_eq!(needs(&world, Side::A), Ok(None));
    assert_eq!(needs(&world, Side::B), Err(Refusal::DeviceOfAnother));
    world.ok(Side::A, revoke(1));
    assert_eq!(needs(&world, Side::A), Err(Refusal::DeviceRevoked));
}

#[test]
fn there_is_an_end_to_devices_and_revoking_makes_room() {
    let mut world = World::agreed();
    for n in 0..MAX_DEVICES {
        world.ok(Side::A, enrol(n));
    }
    let limit = MAX_DEVICES;
    let refused = world.refused(Side::A, enrol(limit));
    assert_eq!(refused, Refusal::TooManyDevices { limit });
    world.ok(Side::B, enrol(limit));
    world.ok(Side::A, revoke(0));
    world.ok(Side::A, enrol(limit + 1));
}

/// Whoever takes a place finds no device of who left it there, and none signs for them.
#[test]
fn devices_stay_with_who_left() {
    let mut world = World::agreed();
    world.ok(Side::B, enrol(1));
    world.ok(Side::B, enrol(2));
    world.ok(Side::B, revoke(2));
    world.ok(Side::A, enrol(3));
    world.ok(Side::B, Command::Leave);
    let left = world.now;
    world.ok(Side::A, Command::Invite);
    world.ok(Side::B, Command::Join);
    assert_eq!(world.family().devices_of(Side::B).count(), 0);
    assert_eq!(world.family().devices_of(Side::A).count(), 1);
    let device = world.family().device(&key(1)).unwrap();
    assert_eq!((device.of, device.revoked), (Side::B, Some(left)));
    for again in [enrol(1), revoke(1), revoke(2)] {
        assert_eq!(world.refused(Side::B, again), Refusal::DeviceRevoked);
    }
    world.ok(Side::B, enrol(4));
    // A record from before this rule, in which one of them was revoked later, is read.
    let entry = |at: &World, n| family::Entry {
        sequence: at.entries.len() as u64,
        at: at.now,
        by: at.family().seat(Side::B).parent.member.clone(),
        event: Event::DeviceRevoked { key: key(n) },
    };
    let once = family::evolve(world.family.clone(), &entry(&world, 1)).unwrap();
    assert!(once.device(&key(1)).unwrap().revoked.is_some());
    let again = family::Entry {
        sequence: once.entries(),
        ..entry(&world, 1)
    };
    assert!(family::evolve(Some(once), &again).is_err());
    assert!(family::evolve(world.family.clone(), &entry(&world, 2)).is_err());
}

#[test]
fn only_who_takes_part_has_devices() {
    let mut world = World::new();
    world.ok(Side::A, Command::Found(founding()));
    assert_eq!(world.refused(Side::B, enrol(1)), Refusal::NotTakingPart);
    world.ok(Side::A, enrol(1));
}
