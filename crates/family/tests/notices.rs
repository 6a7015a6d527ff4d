//! Of what each parent is told, and when each is reminded of what waits.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

mod common;

use common::offers::{decision, later, offered, visits};
use common::{World, accept, counter, decline, propose, stay, swap, with_matters, withdraw};
use family::{
    About, Command, Entry, Event, Family, Message, NoticeKind, PendingNotice, Terms, Urgency,
    Words, notice_of, reminders,
};
use jiff::{SignedDuration, Timestamp};
use plan::Side;
use proptest::prelude::*;
use std::sync::Arc;

fn told(family: &Family, entry: &Entry, to: Side) -> Option<(NoticeKind, Urgency)> {
    notice_of(family, entry, to).map(|notice| {
        assert_eq!(notice.at, entry.at);
        (notice.kind, notice.urgency)
    })
}

/// Of what both sides are told of the newest entry.
fn newest(world: &World) -> [Option<(NoticeKind, Urgency)>; 2] {
    let entry = world.entries.last().unwrap();
    Side::BOTH.map(|side| told(world.family(), entry, side))
}

fn say(urgency: Urgency) -> Command {
    Command::Say {
        opens: None,
        message: Arc::new(Message {
            about: About::Child(common::offers::noor()),
            clause: None,
            words: Words::new("She has a cold.").unwrap(),
            urgency,
            corrects: None,
            files: Vec::new(),
        }),
    }
}

#[test]
fn each_is_told_of_what_the_other_did() {
    use NoticeKind::{Answer, Message, People, Proposal};
    use Urgency::{ChildToday, Usual};
    let mut world = World::new();
    world.ok(Side::A, Command::Found(common::founding()));
    assert_eq!(newest(&world), [None, None]);
    world.ok(Side::A, Command::Invite);
    assert_eq!(newest(&world), [None, None]);
    world.ok(Side::B, Command::Join);
    assert_eq!(newest(&world), [Some((People, Usual)), None]);
    let plan = Terms::Plan(plan::EXAMPLE.into());
    for (side, command, kind) in [
        (Side::A, propose(0, plan), Some(Proposal)),
        (Side::B, accept(0, 1), Some(Answer)),
        (Side::B, propose(1, swap(9)), Some(Proposal)),
        (Side::A, counter(1, 1, swap(10)), Some(Proposal)),
        (Side::B, decline(1, 2), Some(Answer)),
        (Side::A, propose(2, swap(9)), Some(Proposal)),
        (Side::A, withdraw(2, 1), Some(Answer)),
        (Side::B, say(Usual), Some(Message)),
        (Side::A, Command::SetHold { reason: None }, None),
        (Side::A, Command::LiftHold, None),
    ] {
        world.ok(side, command);
        let mut expected = [None, None];
        expected[side.other().index()] = kind.map(|kind| (kind, Usual));
        assert_eq!(newest(&world), expected, "{:?}", world.entries.last());
    }
    world.ok(Side::B, say(ChildToday));
    assert_eq!(newest(&world), [Some((Message, ChildToday)), None]);
    common::offers::miss(&mut world, Side::A);
    assert_eq!(newest(&world), [None, Some((NoticeKind::Care, Usual))]);
    let up_to = world.entries.len() as u64 - 2;
    let about = About::Child(common::offers::noor());
    world.ok(Side::A, Command::SayRead { about, up_to });
    assert_eq!(newest(&world), [None, None]);
    world.ok(Side::B, Command::Leave);
    assert_eq!(newest(&world), [Some((People, Usual)), None]);
}

/// Somebody whom both let in comes and goes: both are told, and that person is no side.
#[test]
fn both_are_told_of_who_comes_and_goes() {
    let world = with_matters();
    let people = Some((NoticeKind::People, Urgency::Usual));
    let guest: family::MemberId = "m-guest".parse().unwrap();
    for (event, expected) in [
        (Event::GuestJoined, [people, people]),
        (Event::GuestLeft, [people, people]),
        (Event::Looked(family::Look::Plan), [None, None]),
    ] {
        let entry = Entry {
            sequence: world.entries.len() as u64,
            at: world.now,
            by: guest.clone(),
            event,
        };
        let found = Side::BOTH.map(|side| told(world.family(), &entry, side));
        assert_eq!(found, expected, "{:?}", entry.event);
    }
}

/// What begins on the day on which it is offered cannot wait for a daily notice, nor the answer.
#[test]
fn what_is_offered_for_today_is_about_a_child_today() {
    let mut world = World::agreed();
    let begins = |world: &World| {
        let Event::Proposed { terms, .. } = &world.entries.last().unwrap().event else {
            panic!("an offer");
        };
        terms.begins(family::Alternative::FIRST).unwrap()
    };
    let change = later(&world, Side::B, 30);
    world.now = world.family().instant(change.planned) - SignedDuration::from_hours(3);
    let today = Terms::Handover(Arc::new(change));
    world.ok(Side::A, propose(1, today));
    assert_eq!(begins(&world).date(), world.family().date_at(world.now));
    let urgent = |kind| Some((kind, Urgency::ChildToday));
    assert_eq!(newest(&world), [None, urgent(NoticeKind::Proposal)]);
    world.ok(Side::B, decline(1, 1));
    assert_eq!(newest(&world), [urgent(NoticeKind::Answer), None]);
    // Of several alternatives the first counts; what has no time is never urgent.
    let usual = |kind| Some((kind, Urgency::Usual));
    let soon = visits(&world, &[8, 9]);
    world.ok(Side::A, propose(2, soon));
    assert_eq!(newest(&world), [None, usual(NoticeKind::Proposal)]);
    world.ok(Side::A, propose(3, decision("Which school")));
    assert_eq!(newest(&world), [None, usual(NoticeKind::Proposal)]);
}

fn hours(from: Timestamp, hours: i64) -> Timestamp {
    from + SignedDuration::from_hours(hours)
}

/// The hours after the offer at which its reader is reminded of it.
fn reminded(world: &World, side: Side, offered: Timestamp) -> Vec<i64> {
    let all = reminders(world.family(), side, Timestamp::MIN, Timestamp::MAX);
    let after = all
        .iter()
        .map(|(at, _)| at.duration_since(offered).as_hours());
    after.collect()
}

#[test]
fn an_offer_reminds_a_day_before_its_end_and_after_three_days() {
    // Hours from the offer to its end; when its reader is reminded.
    for (lasts, expected) in [
        (24, &[][..]),
        (48, &[]),
        (49, &[25]),
        (72, &[48]),
        // The other one would come within a day of it.
        (90, &[66]),
        (120, &[96]),
        (121, &[72, 97]),
        (24 * 20, &[72, 24 * 19]),
    ] {
        let mut world = World::agreed();
        let offered = world.now;
        let mut change = stay(Side::A, 0, 4);
        change.start = common::offers::local(&world, hours(offered, lasts));
        change.to = common::offers::holder(&world, change.start).other();
        change.end = change.start + jiff::ToSpan::hours(3);
        world.ok(Side::A, propose(1, Terms::Swap(vec![change])));
        assert_eq!(reminded(&world, Side::B, offered), expected, "{lasts}");
        assert_eq!(reminded(&world, Side::A, offered), &[] as &[i64]);
        // The window is open below and closed above.
        for at in expected.iter().map(|at| hours(offered, *at)) {
            let milli = SignedDuration::from_millis(1);
            let in_window = |after, until| reminders(world.family(), Side::B, after, until).len();
            assert_eq!(in_window(at - milli, at), 1);
            assert_eq!(in_window(at, at + milli), 0);
            assert_eq!(in_window(at - milli - milli, at - milli), 0);
        }
    }
}

#[test]
fn what_has_no_end_reminds_once_and_what_was_answered_never() {
    let mut world = World::agreed();
    let offered = world.now;
    world.ok(Side::A, propose(1, decision("Which school")));
    assert_eq!(reminded(&world, Side::B, offered), [72]);
    // A counter-offer waits for the other, from its own time on.
    world.now = hours(offered, 80);
    world.ok(Side::B, counter(1, 1, decision("Another school")));
    assert_eq!(reminded(&world, Side::B, offered), &[] as &[i64]);
    assert_eq!(reminded(&world, Side::A, offered), [152]);
    world.ok(Side::A, accept(1, 2));
    assert_eq!(reminded(&world, Side::A, offered), &[] as &[i64]);
    // A deadline that its author set counts as its end.
    world.ok(
        Side::A,
        Command::Propose {
            proposal: common::id(2),
            terms: decision("Swimming"),
            reason: None,
            answer_by: Some(hours(world.now, 100)),
        },
    );
    assert_eq!(reminded(&world, Side::B, world.now), [76]);
    // Nobody is reminded of what was offered by a parent who left.
    world.ok(Side::A, Command::Leave);
    assert_eq!(reminded(&world, Side::B, world.now), &[] as &[i64]);
}

fn act() -> impl Strategy<Value = (Side, usize)> {
    (prop_oneof![Just(Side::A), Just(Side::B)], 0..16_usize)
}

fn command(world: &World, (side, which): (Side, usize), n: u32, missed: u64) -> Command {
    match which {
        0..=8 => propose(n, offered(world, which, side, missed)),
        9 => accept(n.saturating_sub(1), 1),
        10 => decline(n.saturating_sub(1), 1),
        11 => withdraw(n.saturating_sub(1), 1),
        12 => counter(n.saturating_sub(1), 1, swap(15)),
        13 => say(Urgency::Usual),
        14 => say(Urgency::ChildToday),
        _ => Command::SetHold { reason: None },
    }
}

proptest! {
    /// Whatever two parents do: nobody is told of the own acts, everything that asks for an answer is
    /// told, and reminders of windows that meet are those of the whole.
    #[test]
    fn nobody_is_told_of_the_own_acts(
        acts in prop::collection::vec((act(), 0_i64..30), 1..24),
        cut in 0_i64..30 * 24,
    ) {
        let mut world = World::agreed();
        let missed = common::offers::miss(&mut world, Side::A);
        let begun = world.now;
        for (n, (act, pause)) in (1..).zip(acts) {
            let command = command(&world, act, n, missed);
            let _refused = world.act(act.0, command);
            world.now = hours(world.now, pause);
        }
        let family = world.family();
        for entry in &world.entries {
            let by = family.author(&entry.by).unwrap();
            prop_assert_eq!(notice_of(family, entry, by), None);
            let other = notice_of(family, entry, by.other()).map(|PendingNotice { kind, .. }| kind);
            let asks = matches!(entry.event, Event::Proposed { .. } | Event::Countered { .. });
            prop_assert_eq!(other == Some(NoticeKind::Proposal), asks);
            let says = matches!(entry.event, Event::Said(_));
            prop_assert_eq!(other == Some(NoticeKind::Message), says);
        }
        for side in Side::BOTH {
            let all = reminders(family, side, begun, Timestamp::MAX);
            prop_assert!(all.is_sorted());
            let cut = hours(begun, cut);
            let mut parts = reminders(family, side, begun, cut);
            parts.extend(reminders(family, side, cut, Timestamp::MAX));
            prop_assert_eq!(&parts, &all);
            for (at, id) in all {
                let proposal = family.proposal(&id).unwrap();
                prop_assert!(proposal.waits_for() == Some(side) && family.is_live(proposal, at));
            }
        }
    }
}
