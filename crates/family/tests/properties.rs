//! What holds for any sequence of commands, whoever sends them and in whatever order.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

mod common;

use common::*;
use family::{Command, Entry, Event, Move, Offer, State, Terms, Ties, evolve, fold};
use jiff::civil::date;
use plan::{Side, Window};
use proptest::prelude::*;

/// A command as a number of choices, so that shrinking stays simple.
#[derive(Debug, Clone)]
struct Step {
    side: Side,
    verb: u8,
    proposal: u32,
    revision: u32,
    moves: Vec<Move>,
    later_minutes: i64,
}

impl Step {
    /// An erasure of two or three neighbouring entries, a hold's lifting, or everything's end.
    fn terms_of_an_end(&self) -> Terms {
        let first = u64::try_from(self.later_minutes).unwrap() % 24 + 5;
        match self.later_minutes % 10 {
            0 => Terms::LiftHold(self.side.other()),
            1 if self.revision == 3 => Terms::Close,
            2 => Terms::Erase(vec![first, first + 1, first + 2]),
            _ => Terms::Erase(vec![first, first + 1]),
        }
    }
}

fn side() -> impl Strategy<Value = Side> {
    prop_oneof![Just(Side::A), Just(Side::B)]
}

fn moves() -> impl Strategy<Value = Vec<Move>> {
    let one = (side(), -1..20_i32, -2..72_i32).prop_map(|(to, days, hours)| stay(to, days, hours));
    prop::collection::vec(one, 0..3)
}

fn step() -> impl Strategy<Value = Step> {
    (side(), 0..14_u8, 0..6_u32, 1..4_u32, moves(), 0..600_i64).prop_map(
        |(side, verb, proposal, revision, moves, later_minutes)| Step {
            side,
            verb,
            proposal,
            revision,
            moves,
            later_minutes,
        },
    )
}

/// The example plan, another rhythm from the next day on, and that rhythm in a week.
fn plan_number(number: u32) -> Terms {
    let other = || plan::EXAMPLE.replace("2-2-5-5", "alternating-weeks");
    let text = match number {
        1 => plan::EXAMPLE.to_owned(),
        2 => other(),
        _ => other().replace("from = 2026-09-07", "from = 2026-11-30"),
    };
    Terms::Plan(text.into())
}

fn command(step: &Step) -> Command {
    let terms = Terms::Swap(step.moves.clone());
    match step.verb {
        0 => Command::Invite,
        1 => Command::Join,
        2 => propose(step.proposal, plan_number(step.revision)),
        3 => propose(step.proposal, terms),
        4 => counter(step.proposal, step.revision, terms),
        5 => accept(step.proposal, step.revision),
        6 => decline(step.proposal, step.revision),
        7 => propose(step.proposal, step.terms_of_an_end()),
        8 => Command::SetHold { reason: None },
        9 => Command::LiftHold,
        10 if step.later_minutes < 100 => Command::Leave,
        // An acceptance of what was last offered, so that erasures happen often enough.
        11 | 12 => accept(step.proposal, 1),
        _ => withdraw(step.proposal, step.revision),
    }
}

/// Runs the steps on a world that has begun; refusals are part of life.
fn run(mut world: World, steps: &[Step]) -> World {
    for step in steps {
        world.now += jiff::SignedDuration::from_mins(step.later_minutes);
        let before = world.family.clone();
        if world.act(step.side, command(step)).is_err() {
            assert_eq!(world.family, before, "a refusal changes nothing");
        }
    }
    world
}

fn founded() -> World {
    let mut world = World::new();
    world.ok(Side::A, Command::Found(founding()));
    world
}

fn worlds() -> impl Strategy<Value = World> {
    let steps = prop::collection::vec(step(), 0..40);
    (any::<bool>(), steps).prop_map(|(agreed, steps)| {
        let start = if agreed { World::agreed() } else { founded() };
        run(start, &steps)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    /// The record is the database: folding it again gives the same family.
    #[test]
    fn replay_gives_the_same_family(world in worlds()) {
        prop_assert_eq!(fold(&world.entries).unwrap(), world.family);
    }

    /// What is erased can be destroyed: a start that finds no words there gives the same family.
    #[test]
    fn replay_without_the_erased_words_gives_the_same_family(world in worlds()) {
        let again = read_again(&world.entries);
        prop_assert_eq!(again.as_ref(), Ok(world.family()));
    }

    /// Words that are missing without an erasure that names them stop the reading.
    #[test]
    fn missing_words_are_never_passed_over(world in worlds(), at in any::<prop::sample::Index>()) {
        let at = at.get(&world.entries).sequence;
        let named = world.family().erasure_of(at).is_some();
        prop_assert_eq!(without(&world.entries, |e| e.sequence == at || world.family().erasure_of(e.sequence).is_some()).is_ok(), named);
    }

    /// Nothing is erased that binds, waits, or happened while a hold stood; both were needed.
    #[test]
    fn an_erasure_needs_both_and_touches_nothing_that_binds(world in worlds()) {
        for erasure in world.family().erasures() {
            prop_assert_eq!(erasure.asked, erasure.by.other());
            let until = usize::try_from(erasure.entry).unwrap();
            let before = fold(&world.entries[..until - 1]).unwrap().unwrap();
            prop_assert!(before.held().is_none());
            for one in &erasure.entries {
                prop_assert_eq!(before.matter(one.sequence).unwrap().ties, Ties::Free);
            }
            let after = fold(&world.entries[..=until]).unwrap().unwrap();
            prop_assert_eq!(before.agreed(), after.agreed());
            prop_assert_eq!(before.versions(), after.versions());
        }
    }

    /// No act of one parent changes what binds both.
    #[test]
    fn what_binds_was_accepted_by_the_other(world in worlds()) {
        let family = world.family();
        let mut binding: Vec<&Offer> = Vec::new();
        let mut moves = 0;
        for proposal in family.proposals() {
            if let State::Accepted(answer) = &proposal.state {
                prop_assert_eq!(answer.by, proposal.current().by.other());
                binding.push(proposal.current());
                moves += proposal.agreed_moves().len();
            }
        }
        prop_assert_eq!(family.agreed().len(), moves);
        let plans = binding.iter().filter(|o| o.plan.is_some()).count();
        prop_assert_eq!(family.versions().len(), plans);
        prop_assert_eq!(family.plan().is_some(), plans > 0);
        let counted = family.plan().map_or(0, |plan| usize::from(plan.version()));
        prop_assert_eq!(counted, plans);
    }

    /// Each version begins after the one before it, and after the day on which it was agreed;
    /// what the family lived by until then stays as it was.
    #[test]
    fn a_new_version_changes_nothing_that_has_begun(world in worlds()) {
        let versions = world.family().versions();
        for two in versions.windows(2) {
            prop_assert!(two[0].begins < two[1].begins);
        }
        for (place, version) in versions.iter().enumerate().skip(1) {
            let accepted = |entry: &&Entry| matches!(
                &entry.event,
                Event::Accepted { proposal, .. } if *proposal == version.proposal
            );
            let entry = world.entries.iter().find(accepted).unwrap();
            let until = usize::try_from(entry.sequence).unwrap();
            let before = fold(&world.entries[..until]).unwrap().unwrap();
            let after = fold(&world.entries[..=until]).unwrap().unwrap();
            prop_assert_eq!(before.versions().len(), place);
            prop_assert!(before.date_at(entry.at) < version.begins);
            let past = Window::new(date(2026, 10, 1), version.begins).unwrap();
            let stays = |family: &family::Family| -> Vec<_> {
                let timeline = family.timeline(past).unwrap();
                timeline.children().iter().flat_map(|child| child.stays().to_vec()).collect()
            };
            prop_assert_eq!(stays(&before), stays(&after));
        }
    }

    /// A proposal ends at most once, and nothing follows its end.
    #[test]
    fn a_proposal_ends_once(world in worlds()) {
        let mut ended = std::collections::HashSet::new();
        for entry in &world.entries {
            match &entry.event {
                Event::Accepted { proposal, .. }
                | Event::Declined { proposal, .. }
                | Event::Withdrawn { proposal, .. } => prop_assert!(ended.insert(proposal)),
                Event::Countered { proposal, .. } => prop_assert!(!ended.contains(proposal)),
                Event::Founded(_)
                | Event::Invited { .. }
                | Event::Joined { .. }
                | Event::Proposed { .. }
                | Event::DeviceEnrolled { .. }
                | Event::DeviceRevoked { .. }
                | Event::Restored(_)
                | Event::Erased { .. }
                | Event::HoldSet { .. }
                | Event::HoldLifted { .. }
                | Event::Left { .. }
                | Event::Closed
                | Event::LetIn(_)
                | Event::GuestJoined
                | Event::GuestEnded { .. }
                | Event::GuestLeft
                | Event::Looked(_)
                | Event::AnsweredByLink { .. }
                | Event::TopicOpened { .. }
                | Event::Said(_)
                | Event::ReadSaid { .. }
                | Event::OfferSigned { .. }
                | Event::ClausesMarked { .. }
                | Event::CallHeld(_)
                | Event::TabletPaired { .. }
                | Event::TabletEnded { .. }
                | Event::CareSaid(_) => {}
            }
        }
    }

    /// A record with an entry missing, doubled or exchanged is never folded quietly.
    #[test]
    fn a_damaged_record_is_refused(world in worlds(), at in any::<prop::sample::Index>()) {
        let n = world.entries.len();
        let at = at.index(n);
        let mut missing = world.entries.clone();
        missing.remove(at);
        // The last entry missing is a shorter record; that is what checkpoints are for.
        if at + 1 < n {
            prop_assert!(fold(&missing).is_err());
        }
        let mut doubled = world.entries.clone();
        doubled.insert(at, world.entries[at].clone());
        prop_assert!(fold(&doubled).is_err());
        if at > 0 {
            let mut exchanged = world.entries.clone();
            exchanged.swap(at, at - 1);
            prop_assert!(fold(&exchanged).is_err());
        }
    }

    /// An entry by somebody without a place is never taken.
    #[test]
    fn strangers_write_nothing(world in worlds()) {
        let stranger = Entry {
            sequence: world.entries.len() as u64,
            at: world.now,
            by: "stranger".parse().unwrap(),
            event: Event::Invited {
                side: Side::B,
                member: None,
            },
        };
        prop_assert!(evolve(world.family, &stranger).is_err());
    }
}
