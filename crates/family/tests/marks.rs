//! Saying clause by clause what one agrees with in an offered plan: it survives offers in answer as far
//! as a clause stays the same, and binds nobody.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

mod common;

use common::{World, accept, counter, decline, founding, propose, read_again, swap};
use family::{Command, Refusal, Revision, Terms};
use plan::{ClauseId, Side};

/// The example with two clauses in words behind its rhythm.
fn plan(school: &str, telephone: &str) -> Terms {
    let mut text = plan::EXAMPLE.to_owned();
    for (id, words) in [("school", school), ("telephone", telephone)] {
        text.push_str(&format!(
            "\n[[clause]]\nid = \"{id}\"\ntitle = {{ en = \"{id}\" }}\nsentence = {{ en = \"{words}\" }}\n"
        ));
    }
    Terms::Plan(text.into())
}

fn ids(names: &[&str]) -> Vec<ClauseId> {
    names.iter().map(|name| name.parse().unwrap()).collect()
}

fn mark(revision: u32, names: &[&str], agreed: bool) -> Command {
    Command::MarkClauses {
        proposal: common::id(0),
        revision: Revision(revision),
        clauses: ids(names),
        agreed,
    }
}

/// A family whose first plan waits for Elias.
fn offered() -> World {
    let mut world = World::new();
    world.ok(Side::A, Command::Found(founding()));
    world.ok(Side::A, Command::Invite);
    world.ok(Side::B, Command::Join);
    world.ok(
        Side::A,
        propose(0, plan("We choose together.", "Each may call.")),
    );
    world
}

/// The clauses with which a parent agrees, in the order of the names.
fn agrees(world: &World, side: Side) -> Vec<&'static str> {
    let marks = &world.family().proposal(&common::id(0)).unwrap().marks;
    let all = ["rhythm", "school", "telephone"];
    all.into_iter()
        .filter(|name| marks.of(side, &name.parse().unwrap()).is_some())
        .collect()
}

#[test]
fn who_offers_a_plan_agrees_with_all_of_it_and_the_other_with_what_is_said() {
    let mut world = offered();
    assert_eq!(agrees(&world, Side::A), ["rhythm", "school", "telephone"]);
    assert!(agrees(&world, Side::B).is_empty());
    world.ok(Side::B, mark(1, &["school", "rhythm", "school"], true));
    assert_eq!(agrees(&world, Side::B), ["rhythm", "school"]);
    world.ok(Side::B, mark(1, &["school"], false));
    assert_eq!(agrees(&world, Side::B), ["rhythm"]);
    let marks = &world.family().proposal(&common::id(0)).unwrap().marks;
    assert_eq!(marks.by_both(), 1);
    assert!(world.family().plan().is_none(), "it binds nobody");
}

#[test]
fn an_offer_in_answer_keeps_what_stays_the_same() {
    let mut world = offered();
    world.ok(Side::B, mark(1, &["rhythm", "telephone"], true));
    world.ok(
        Side::B,
        counter(0, 1, plan("Mara chooses.", "Each may call.")),
    );
    assert_eq!(agrees(&world, Side::B), ["rhythm", "school", "telephone"]);
    assert_eq!(agrees(&world, Side::A), ["rhythm", "telephone"]);
    world.ok(Side::A, mark(2, &["school"], true));
    let proposal = world.family().proposal(&common::id(0)).unwrap();
    assert_eq!(proposal.marks.by_both(), 3);
    world.ok(Side::A, accept(0, 2));
    assert!(world.family().plan().is_some());
}

#[test]
fn what_cannot_be_said_is_refused_in_a_sentence() {
    let mut world = offered();
    assert_eq!(
        world.refused(Side::A, mark(1, &["rhythm"], true)),
        Refusal::OwnOffer
    );
    assert_eq!(
        world.refused(Side::B, mark(1, &["garden"], true)),
        Refusal::NoClause
    );
    assert_eq!(
        world.refused(Side::B, mark(2, &["rhythm"], true)),
        Refusal::NewerRevision(Revision(1))
    );
    for nothing in [mark(1, &["rhythm"], false), mark(1, &[], true)] {
        assert_eq!(world.refused(Side::B, nothing), Refusal::ChangesNothing);
    }
    world.ok(Side::B, decline(0, 1));
    assert_eq!(
        world.refused(Side::B, mark(1, &["rhythm"], true)),
        Refusal::AlreadyAnswered
    );
    let mut world = World::agreed();
    world.ok(Side::A, propose(1, swap(9)));
    let other = Command::MarkClauses {
        proposal: common::id(1),
        revision: Revision::FIRST,
        clauses: ids(&["rhythm"]),
        agreed: true,
    };
    assert_eq!(world.refused(Side::B, other), Refusal::OtherMatter);
}

#[test]
fn it_is_read_again_as_it_was_said() {
    let mut world = offered();
    world.ok(Side::B, mark(1, &["school"], true));
    world.ok(
        Side::B,
        counter(0, 1, plan("We choose together.", "On Sundays.")),
    );
    let again = read_again(&world.entries).unwrap();
    let marks = |family: &family::Family| family.proposal(&common::id(0)).unwrap().marks.clone();
    assert_eq!(marks(&again), marks(world.family()));
}
