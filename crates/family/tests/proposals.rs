//! What holds for proposals of every kind, whoever answers them, when, and in whatever order.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

mod common;

use common::offers::*;
use common::*;
use family::{
    Alternative, Command, Event, Family, OfferRefusal, Refusal, Revision, State, Terms, fold,
};
use jiff::{SignedDuration, Timestamp};
use plan::Side;
use proptest::prelude::*;
use std::collections::{HashMap, HashSet};

/// The small family, where a stay of side A was missed; and the entry that says so.
fn begun() -> (World, u64) {
    let mut world = World::agreed();
    let missed = miss(&mut world, Side::A);
    (world, missed)
}

fn take(n: u32, revision: u32, alternative: u8) -> Command {
    Command::Accept {
        proposal: id(n),
        revision: Revision(revision),
        alternative: Alternative(alternative),
    }
}

/// The same with a deadline for an answer.
fn until(mut command: Command, by: Timestamp) -> Command {
    if let Command::Propose { answer_by, .. } = &mut command {
        *answer_by = Some(by);
    }
    command
}

/// A command as a number of choices, so that shrinking stays simple.
#[derive(Debug, Clone)]
struct Step {
    side: Side,
    verb: u8,
    kind: usize,
    /// Which of the proposals is answered, as far as there are any.
    target: usize,
    alternative: u8,
    /// How far off the revision is that is answered; mostly not at all.
    off: u32,
    later_minutes: i64,
    deadline_minutes: Option<i64>,
}

fn side() -> impl Strategy<Value = Side> {
    prop_oneof![Just(Side::A), Just(Side::B)]
}

fn step() -> impl Strategy<Value = Step> {
    let off = prop_oneof![5 => Just(0), 1 => 1..3_u32];
    let alternative = prop_oneof![2 => Just(0), 1 => 0..4_u8];
    let numbers = (0..10_u8, 0..KINDS, 0..6_usize, alternative, off);
    let deadline = prop_oneof![3 => Just(None), 1 => (-10..6_000_i64).prop_map(Some)];
    (side(), numbers, 0..600_i64, deadline).prop_map(
        |(side, (verb, kind, target, alternative, off), later_minutes, deadline_minutes)| Step {
            side,
            verb,
            kind,
            target,
            alternative,
            off,
            later_minutes,
            deadline_minutes,
        },
    )
}

impl Step {
    /// What is asked for, by whom. A first offer is `terms` of the kind that the step names.
    fn command(&self, world: &World, missed: u64) -> (Side, Command) {
        let proposals = world.family().proposals();
        // The first of all is the plan by which the family lives.
        let answered = proposals.iter().skip(1).rev().nth(self.target);
        let Some(answered) = answered.filter(|_| self.verb > 3) else {
            let number = u32::try_from(proposals.len()).unwrap();
            let propose = propose(number, offered(world, self.kind, self.side, missed));
            let by = |minutes| world.now + SignedDuration::from_mins(minutes);
            let propose = match self.deadline_minutes {
                None => propose,
                Some(minutes) => until(propose, by(minutes)),
            };
            return (self.side, propose);
        };
        let number = u32::try_from(answered.number).unwrap() - 1;
        let revision = answered.current().revision.0 + self.off;
        let other = answered.current().by.other();
        match self.verb {
            4 => {
                let kinds = (0..KINDS).map(|kind| (self.kind + kind) % KINDS);
                let mut offers = kinds.map(|kind| offered(world, kind, other, missed));
                let alike = |terms: &Terms| terms.kind() == answered.current().terms.kind();
                (
                    other,
                    counter(number, revision, offers.find(alike).unwrap()),
                )
            }
            5 => (other, decline(number, revision)),
            6 => (other.other(), withdraw(number, revision)),
            // Somebody answers who may not.
            7 => (self.side, take(number, revision, self.alternative)),
            _ => (other, take(number, revision, self.alternative)),
        }
    }
}

fn run(steps: &[Step]) -> World {
    let (mut world, missed) = begun();
    for step in steps {
        world.now += SignedDuration::from_mins(step.later_minutes);
        let (side, command) = step.command(&world, missed);
        let before = world.family.clone();
        if world.act(side, command).is_err() {
            assert_eq!(world.family, before, "a refusal changes nothing");
        }
    }
    world
}

fn worlds() -> impl Strategy<Value = World> {
    prop::collection::vec(step(), 0..40).prop_map(|steps| run(&steps))
}

/// Everything by which both live.
type Binding = (Vec<plan::OneOff>, usize, [Vec<String>; 3]);

fn binding(family: &Family) -> Binding {
    let trips = family
        .trips()
        .iter()
        .map(|one| one.proposal.id.to_string())
        .collect();
    let decided = family
        .decisions()
        .iter()
        .map(|one| one.proposal.id.to_string())
        .collect();
    let changes = family.handover_changes();
    let changes = changes
        .iter()
        .map(|one| one.proposal.id.to_string())
        .collect();
    let agreed = family.agreed().to_vec();
    (agreed, family.versions().len(), [trips, decided, changes])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    /// Folding the events again gives what deciding them one by one gave.
    #[test]
    fn replay_gives_the_same_family(world in worlds()) {
        prop_assert_eq!(fold(&world.entries).unwrap(), world.family);
    }

    /// Never two outcomes for one proposal, and nothing follows its end.
    #[test]
    fn a_proposal_ends_once(world in worlds()) {
        let mut ended = HashSet::new();
        for entry in &world.entries {
            if let Event::Proposed { proposal, .. } | Event::Countered { proposal, .. } = &entry.event {
                prop_assert!(!ended.contains(proposal));
            }
            if let Event::Accepted { proposal, .. }
            | Event::Declined { proposal, .. }
            | Event::Withdrawn { proposal, .. } = &entry.event
            {
                prop_assert!(ended.insert(proposal.clone()));
            }
        }
    }

    /// What binds both changes only by an acceptance, by the parent who did not make that offer, of
    /// the revision that stood last, of an alternative that it has, and before it was over.
    #[test]
    fn what_binds_changes_only_by_the_other_parent(world in worlds()) {
        let mut before: Option<Family> = None;
        for (place, entry) in world.entries.iter().enumerate() {
            let after = fold(&world.entries[..=place]).unwrap().unwrap();
            if let Some(before) = &before {
                if let Event::Accepted { proposal, revision, alternative, .. } = &entry.event {
                    let offer = before.proposal(proposal).unwrap().current();
                    prop_assert_eq!(offer.revision, *revision);
                    prop_assert_eq!(before.side_of(&entry.by), Some(offer.by.other()));
                    prop_assert!(offer.open_alternatives(before, entry.at).contains(alternative));
                    let moves = offer.terms.moves(*alternative).len();
                    prop_assert_eq!(after.agreed().len(), before.agreed().len() + moves);
                } else {
                    prop_assert_eq!(binding(&after), binding(before));
                }
            }
            before = Some(after);
        }
    }

    /// Of two that are about the same time, the older one is not accepted after the newer one.
    #[test]
    fn an_older_offer_never_undoes_a_newer_agreement(world in worlds()) {
        let accepted: HashMap<_, _> = world.family().proposals().iter()
            .filter_map(|one| Some((one.id.clone(), one.accepted()?.entry)))
            .collect();
        for one in world.family().proposals().iter().filter(|one| accepted.contains_key(&one.id)) {
            for other in world.family().proposals().iter().filter(|other| other.id != one.id) {
                let Some(agreed) = accepted.get(&other.id) else { continue };
                let between = *agreed > one.current().entry && *agreed < accepted[&one.id];
                let alone = one.current().terms.alternatives() == 1 && other.current().terms.alternatives() == 1;
                prop_assert!(!(between && alone && one.current().terms.touches(&other.current().terms)));
            }
        }
    }

    /// Accepting and taking back, in whatever order they arrive: one of them holds, the other one is
    /// told so.
    #[test]
    fn accept_and_withdraw_end_in_exactly_one(kind in 0..KINDS, by in side(), accept_first in any::<bool>()) {
        let (mut world, missed) = begun();
        world.ok(by, propose(1, offered(&world, kind, by, missed)));
        let both = [(by.other(), accept(1, 1)), (by, withdraw(1, 1))];
        let [first, second] = if accept_first { both } else { let [a, b] = both; [b, a] };
        world.ok(first.0, first.1);
        prop_assert_eq!(world.refused(second.0, second.1), Refusal::AlreadyAnswered);
        let state = &world.family().proposal(&id(1)).unwrap().state;
        prop_assert_eq!(matches!(state, State::Accepted(_)), accept_first);
    }

    /// Who can take an offer back is known beforehand, however it stands and however late it is.
    #[test]
    fn who_may_withdraw_can(world in worlds(), hours in 0..2_000_i64) {
        let mut world = world;
        world.now += SignedDuration::from_hours(hours);
        for proposal in world.family().proposals() {
            for side in Side::BOTH {
                let withdraw = Command::Withdraw {
                    proposal: proposal.id.clone(),
                    revision: proposal.current().revision,
                    reason: None,
                };
                let may = world.family().may_withdraw(proposal, side);
                prop_assert_eq!(world.clone().act(side, withdraw).is_ok(), may);
            }
        }
    }

    /// What was answered with another offer cannot be accepted as it was.
    #[test]
    fn a_countered_offer_is_not_accepted_in_its_old_revision(kind in 0..KINDS, by in side()) {
        let (mut world, missed) = begun();
        let terms = offered(&world, kind, by, missed);
        world.ok(by, propose(1, terms.clone()));
        let other = match (&terms, kind) {
            (Terms::Handover(_), _) => handover(later(&world, by, 30)),
            (_, 2) => terms,
            _ => offered(&world, kind, by.other(), missed),
        };
        world.ok(by.other(), counter(1, 1, other));
        for answer in [accept(1, 1), decline(1, 1), counter(1, 1, visits(&world, &[4]))] {
            for side in Side::BOTH {
                prop_assert_eq!(world.refused(side, answer.clone()), Refusal::NewerRevision(Revision(2)));
            }
        }
        prop_assert_eq!(world.refused(by.other(), accept(1, 2)), Refusal::OwnOffer);
        world.ok(by, accept(1, 2));
    }

    /// At the instant of a deadline it is over: a nanosecond before it is not.
    #[test]
    fn a_deadline_ends_at_its_instant(kind in 0..KINDS, by in side(), minutes in 1..1_400_i64, answer in 0..3_u8) {
        let (mut world, missed) = begun();
        let deadline = world.now + SignedDuration::from_mins(minutes);
        let terms = offered(&world, kind, by, missed);
        world.ok(by, until(propose(1, terms.clone()), deadline));
        let proposal = world.family().proposal(&id(1)).unwrap();
        prop_assert_eq!(proposal.expires(world.family()), Some(deadline));
        let answer = match answer {
            0 => accept(1, 1),
            1 => decline(1, 1),
            _ => counter(1, 1, terms),
        };
        world.now = deadline - SignedDuration::from_nanos(1);
        prop_assert!(world.family().is_live(world.family().proposal(&id(1)).unwrap(), world.now));
        let mut before = world.clone();
        before.ok(by.other(), answer.clone());
        world.now = deadline;
        prop_assert!(!world.family().is_live(world.family().proposal(&id(1)).unwrap(), world.now));
        let at = local(&world, deadline);
        prop_assert_eq!(world.refused(by.other(), answer), OfferRefusal::Expired { at }.into());
        // Who offered it can still put it away.
        world.ok(by, withdraw(1, 1));
    }

    /// Without a deadline it is over at the instant at which it would take effect.
    #[test]
    fn an_offer_ends_when_it_would_take_effect(kind in 0..7_usize, by in side(), answer in 0..2_u8) {
        let (mut world, missed) = begun();
        world.ok(by, propose(1, offered(&world, kind, by, missed)));
        let proposal = world.family().proposal(&id(1)).unwrap();
        let over = proposal.expires(world.family()).unwrap();
        let last = u8::try_from(proposal.current().terms.alternatives() - 1).unwrap();
        let answer = if answer == 0 { take(1, 1, last) } else { decline(1, 1) };
        world.now = over - SignedDuration::from_nanos(1);
        let mut before = world.clone();
        before.ok(by.other(), answer.clone());
        world.now = over;
        prop_assert!(!world.family().is_live(world.family().proposal(&id(1)).unwrap(), world.now));
        let refused = world.refused(by.other(), answer);
        prop_assert!(matches!(refused, Refusal::TooLate { .. }), "{:?}", refused);
    }

    /// Each alternative lapses when it begins; another one can still be taken, and the offer is over
    /// with the last of them.
    #[test]
    fn alternatives_lapse_one_by_one(days in prop::collection::btree_set(1..20_i32, 1..5), chosen in 0..5_u8, wait in 0..500_i64) {
        let (mut world, _) = begun();
        let days: Vec<i32> = days.into_iter().collect();
        world.ok(Side::A, propose(1, visits(&world, &days)));
        world.now += SignedDuration::from_hours(wait);
        let begun = |days: i32| world.family().instant(stay(Side::A, days, 1).start) <= world.now;
        let expected: Vec<Alternative> = (0..).zip(&days)
            .filter(|(_, days)| !begun(**days))
            .map(|(place, _)| Alternative(place))
            .collect();
        let proposal = world.family().proposal(&id(1)).unwrap();
        let open = proposal.current().open_alternatives(world.family(), world.now);
        prop_assert_eq!(&open, &expected);
        prop_assert_eq!(world.family().is_live(proposal, world.now), !open.is_empty());
        let exists = usize::from(chosen) < days.len();
        match world.act(Side::B, take(1, 1, chosen)) {
            Ok(_) => {
                prop_assert!(open.contains(&Alternative(chosen)));
                let agreed = world.family().agreed();
                prop_assert_eq!(agreed.len(), 1);
                prop_assert_eq!(agreed[0].start, stay(Side::A, days[usize::from(chosen)], 1).start);
            }
            Err(Refusal::TooLate { .. }) => {
                prop_assert!(open.is_empty() || (exists && !open.contains(&Alternative(chosen))));
            }
            Err(refusal) => {
                prop_assert_eq!(refusal, OfferRefusal::NoAlternative.into());
                prop_assert!(!exists);
            }
        }
    }
}
