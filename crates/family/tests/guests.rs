//! Letting people in: by both, ended by either, as long as it says.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

mod common;

use common::*;
use family::{
    Command, Context, DaySpan, Event, Grant, GuestRefusal, GuestRole, GuestState, Look,
    MAX_PROFESSIONAL_DAYS, MemberId, Name, Own, PersonalEvent, Professional, Refusal, Relative,
    Subject, Terms, decide, fold, let_in_alone,
};
use jiff::civil::date;
use plan::Side;
use std::sync::Arc;

fn grant(role: GuestRole) -> Grant {
    Grant {
        member: "g-ines".parse().unwrap(),
        name: Name::new("Ines").unwrap(),
        role,
        subjects: vec![Subject::Calendar],
        children: vec!["noor".parse().unwrap()],
        days: DaySpan {
            from: date(2026, 11, 23),
            until: Some(date(2026, 12, 24)),
        },
    }
}

fn mediator() -> Grant {
    grant(GuestRole::Professional(Professional::Mediator))
}

fn let_in(grant: Grant) -> Terms {
    Terms::LetIn(Arc::new(grant))
}

fn refused(world: &mut World, grant: Grant) -> GuestRefusal {
    match world.act(Side::A, propose(90, let_in(grant))) {
        Err(Refusal::Guest(refusal)) => refusal,
        other => panic!("{other:?}"),
    }
}

/// Whoever is let in acts for nobody else, and only as a guest may.
fn as_guest(world: &mut World, member: &MemberId, command: Command) -> Result<Vec<Event>, Refusal> {
    let context = Context {
        now: world.now,
        actor: member.clone(),
    };
    let events = decide(world.family.as_ref(), &context, command)?;
    for event in &events {
        world.put(member, event.clone());
    }
    Ok(events)
}

#[test]
fn both_let_somebody_in_and_either_ends_it() {
    for ends in Side::BOTH {
        let mut world = World::agreed();
        let grant = mediator();
        let member = grant.member.clone();
        world.ok(Side::A, propose(7, let_in(grant.clone())));
        assert!(
            world.family().guests().all().is_empty(),
            "one parent alone lets nobody in"
        );
        world.ok(Side::B, accept(7, 1));
        let guest = world.family().guests().of(&member).unwrap();
        assert_eq!((guest.state, &*guest.grant), (GuestState::Invited, &grant));
        let look = Look::Plan;
        assert_eq!(
            as_guest(&mut world, &member, Command::Look(look)),
            Err(Refusal::NotTakingPart)
        );
        as_guest(&mut world, &member, Command::Join).unwrap();
        assert_eq!(
            as_guest(&mut world, &member, Command::Join),
            Err(Refusal::BothJoined)
        );
        as_guest(&mut world, &member, Command::Look(look)).unwrap();
        world.ok(
            ends,
            Command::EndGuest {
                member: member.clone(),
            },
        );
        assert_eq!(
            as_guest(&mut world, &member, Command::Look(look)),
            Err(Refusal::NotTakingPart)
        );
        let again = world.act(
            ends,
            Command::EndGuest {
                member: member.clone(),
            },
        );
        assert_eq!(again, Err(GuestRefusal::Ended.into()));
        // Both may let the same person in again, who need not come anew.
        world.ok(Side::B, propose(8, let_in(grant)));
        world.ok(Side::A, accept(8, 1));
        assert!(world.family().guests().of(&member).unwrap().joined());
        assert_eq!(fold(&world.entries).unwrap().unwrap(), *world.family());
    }
}

#[test]
fn who_was_let_in_does_nothing_that_parents_do() {
    let mut world = World::agreed();
    let grant = mediator();
    let member = grant.member.clone();
    world.ok(Side::A, propose(7, let_in(grant)));
    world.ok(Side::B, accept(7, 1));
    as_guest(&mut world, &member, Command::Join).unwrap();
    world.ok(Side::A, propose(8, Terms::Swap(vec![stay(Side::B, 7, 24)])));
    let other = Command::EndGuest {
        member: "g-other".parse().unwrap(),
    };
    for command in [
        Command::Invite,
        propose(9, Terms::Swap(vec![stay(Side::B, 9, 24)])),
        accept(8, 1),
        decline(8, 1),
        Command::SetHold { reason: None },
        Command::Leave,
        Command::CloseFamily,
        other,
    ] {
        assert_eq!(
            as_guest(&mut world, &member, command),
            Err(Refusal::NotTakingPart)
        );
    }
    as_guest(
        &mut world,
        &member,
        Command::EndGuest {
            member: member.clone(),
        },
    )
    .unwrap();
    assert!(world.family().guests().of(&member).unwrap().ended());
}

#[test]
fn a_grant_says_what_for_whom_and_until_when() {
    let mut world = World::agreed();
    let relative = || grant(GuestRole::Relative(Relative::Grandparent));
    let with = |change: fn(&mut Grant)| {
        let mut grant = mediator();
        change(&mut grant);
        grant
    };
    for (bad, why) in [
        (with(|g| g.subjects.clear()), GuestRefusal::NoSubject),
        (
            with(|g| g.subjects = vec![Subject::Plan, Subject::Calendar]),
            GuestRefusal::NoSubject,
        ),
        (with(|g| g.children.clear()), GuestRefusal::NoChild),
        (
            with(|g| g.children.push("noor".parse().unwrap())),
            GuestRefusal::NoChild,
        ),
        (
            with(|g| g.days.until = Some(g.days.from)),
            GuestRefusal::Backwards {
                from: date(2026, 11, 23),
            },
        ),
        (
            with(|g| g.days.until = None),
            GuestRefusal::EndNeeded {
                days: MAX_PROFESSIONAL_DAYS,
            },
        ),
        (
            with(|g| g.days.until = Some(date(2029, 1, 1))),
            GuestRefusal::EndNeeded {
                days: MAX_PROFESSIONAL_DAYS,
            },
        ),
        (
            with(|g| {
                g.days.from = date(2026, 10, 1);
                g.days.until = Some(date(2026, 11, 23));
            }),
            GuestRefusal::Past {
                until: date(2026, 11, 23),
            },
        ),
        (
            with(|g| g.member = "m-mara".parse().unwrap()),
            GuestRefusal::OtherPerson,
        ),
    ] {
        assert_eq!(refused(&mut world, bad), why);
    }
    let unknown = with(|g| g.children = vec!["nobody".parse().unwrap()]);
    let refusal = world.act(Side::A, propose(91, let_in(unknown)));
    assert_eq!(refusal, Err(Refusal::UnknownChild("nobody".to_owned())));
    // A relative may stay without an end.
    let mut always = relative();
    always.days.until = None;
    world.ok(Side::A, propose(7, let_in(always.clone())));
    world.ok(Side::B, accept(7, 1));
    // The same pseudonym is the same person.
    let mut other = always;
    other.name = Name::new("Somebody else").unwrap();
    assert_eq!(refused(&mut world, other), GuestRefusal::OtherPerson);
}

#[test]
fn a_child_has_one_account_and_sees_the_own_days() {
    let mut world = World::agreed();
    let noor = world.family().children()[0].clone();
    let child = |member: &str| {
        let mut grant = grant(GuestRole::Child(noor.id.clone()));
        grant.member = member.parse().unwrap();
        grant.name = noor.name.clone();
        grant.children = vec![noor.id.clone()];
        grant.days.until = None;
        grant
    };
    let mut more = child("g-1");
    more.subjects.push(Subject::Plan);
    assert_eq!(refused(&mut world, more), GuestRefusal::ChildSees);
    let mut named = child("g-1");
    named.name = Name::new("Somebody").unwrap();
    assert_eq!(refused(&mut world, named), GuestRefusal::OtherPerson);
    world.ok(Side::A, propose(7, let_in(child("g-1"))));
    world.ok(Side::B, accept(7, 1));
    let second = refused(&mut world, child("g-2"));
    assert_eq!(
        second,
        GuestRefusal::ChildHasOne {
            name: noor.name.clone()
        }
    );
    world.ok(
        Side::B,
        Command::EndGuest {
            member: "g-1".parse().unwrap(),
        },
    );
    world.ok(Side::A, propose(8, let_in(child("g-2"))));
}

#[test]
fn only_the_own_lawyer_mediator_or_therapist_is_let_in_alone() {
    let world = World::agreed();
    let own = Own::default();
    let alone = |role| {
        let grant = Arc::new(grant(role));
        let_in_alone(world.family(), (Side::A, &own), grant, world.now)
    };
    for one in Professional::ALL {
        let let_in = alone(GuestRole::Professional(one));
        assert_eq!(let_in.is_ok(), one.can_be_own(), "{one:?}");
    }
    for role in [
        GuestRole::Relative(Relative::Partner),
        GuestRole::Child("noor".parse().unwrap()),
    ] {
        assert_eq!(alone(role), Err(GuestRefusal::NeedsBoth.into()));
    }
}

/// The private fold takes what these rules give, and refuses what they never give.
#[test]
fn a_private_record_knows_whom_its_owner_let_in() {
    let world = World::agreed();
    let at = world.now;
    let grant = Arc::new(grant(GuestRole::Professional(Professional::Lawyer)));
    let member = grant.member.clone();
    let mut own = Own::default();
    let looked = PersonalEvent::Looked {
        member: member.clone(),
        look: Look::Plan,
    };
    let joined = PersonalEvent::GuestJoined {
        member: member.clone(),
    };
    let ended = PersonalEvent::GuestEnded {
        member: member.clone(),
    };
    assert!(own.clone().evolve(&joined, (1, at)).is_err());
    own.evolve(&PersonalEvent::LetIn(grant), (1, at)).unwrap();
    assert!(own.clone().evolve(&looked, (2, at)).is_err());
    own.evolve(&joined, (2, at)).unwrap();
    own.evolve(&looked, (3, at)).unwrap();
    own.evolve(&ended, (4, at)).unwrap();
    assert!(own.clone().evolve(&looked, (5, at)).is_err());
    assert!(own.evolve(&ended, (5, at)).is_err());
}

/// A record that lets somebody in without both is refused.
#[test]
fn nobody_is_let_in_by_one_entry_alone() {
    let mut world = World::agreed();
    let by = world.member(Side::A);
    let entry = family::Entry {
        sequence: world.entries.len() as u64,
        at: world.now,
        by,
        event: Event::LetIn(Arc::new(mediator())),
    };
    world.entries.push(entry);
    assert!(fold(&world.entries).is_err());
}
