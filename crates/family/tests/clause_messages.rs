//! Messages about one clause of an offered plan: only of a clause that the offer has, and the same whatever is
//! offered in answer.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

mod common;

use common::{World, counter, decline, founding, id, propose, read_again, swap};
use family::{
    About, Command, Entry, Event, Message, MessageRefusal, ProposalId, Refusal, Revision, Said,
    Terms, TopicId, Urgency, Words, evolve,
};
use plan::{ClauseId, Side};
use proptest::prelude::*;
use std::sync::Arc;

/// The clauses that offers may have beside the rhythm of the example.
const ALL: [&str; 3] = ["school", "telephone", "garden"];

/// The example with clauses in words behind its rhythm, said in a manner.
fn plan(clauses: &[&str], manner: &str) -> Terms {
    let mut text = plan::EXAMPLE.to_owned();
    for id in clauses {
        text.push_str(&format!(
            "\n[[clause]]\nid = \"{id}\"\ntitle = {{ en = \"{id}\" }}\nsentence = {{ en = \"{manner}\" }}\n"
        ));
    }
    Terms::Plan(text.into())
}

fn clause(name: &str) -> ClauseId {
    name.parse().unwrap()
}

fn message(about: About, of: Option<&str>, corrects: Option<u64>) -> Message {
    Message {
        about,
        clause: of.map(clause),
        words: Words::new("How do you mean this?").unwrap(),
        urgency: Urgency::Usual,
        corrects,
        files: Vec::new(),
    }
}

fn say(about: About, of: Option<&str>, corrects: Option<u64>) -> Command {
    Command::Say {
        opens: None,
        message: Arc::new(message(about, of, corrects)),
    }
}

fn topic() -> About {
    About::Proposal(id(0))
}

/// A family whose first plan waits for Elias, with these clauses.
fn offered(clauses: &[&str]) -> World {
    let mut world = World::new();
    world.ok(Side::A, Command::Found(founding()));
    world.ok(Side::A, Command::Invite);
    world.ok(Side::B, Command::Join);
    world.ok(Side::A, propose(0, plan(clauses, "As we do now.")));
    world
}

/// Says something that the family takes; the entry that holds it.
fn said(world: &mut World, side: Side, of: Option<&str>, corrects: Option<u64>) -> u64 {
    world.ok(side, say(topic(), of, corrects));
    world.entries.last().unwrap().sequence
}

fn found(world: &World, entry: u64) -> &Said {
    world
        .family()
        .thread(&topic())
        .unwrap()
        .said(entry)
        .unwrap()
}

#[test]
fn both_write_about_clauses_of_the_plan_that_is_offered() {
    let mut world = offered(&ALL);
    for (side, of) in [
        (Side::B, Some("telephone")),
        (Side::A, Some("telephone")),
        (Side::B, Some("rhythm")),
        (Side::A, None),
    ] {
        let entry = said(&mut world, side, of, None);
        assert_eq!(found(&world, entry).clause, of.map(clause));
        assert_eq!(found(&world, entry).by, side);
    }
    // Also when the plan was answered: there may be something to say still.
    world.ok(Side::B, decline(0, 1));
    said(&mut world, Side::A, Some("garden"), None);
}

/// What was said of a clause stays said of it, and it has its name, when another offer leaves it out.
#[test]
fn what_was_said_of_a_clause_survives_offers_in_answer() {
    let mut world = offered(&ALL);
    let of_garden = said(&mut world, Side::B, Some("garden"), None);
    let of_school = said(&mut world, Side::A, Some("school"), None);
    let fewer = plan(&["school", "telephone"], "In another way.");
    world.ok(Side::B, counter(0, 1, fewer));
    assert_eq!(found(&world, of_garden).clause, Some(clause("garden")));
    assert_eq!(found(&world, of_school).clause, Some(clause("school")));
    let proposal = world.family().proposal(&id(0)).unwrap();
    assert!(proposal.clause(&clause("garden")).is_none());
    let once = proposal.clause_once(&clause("garden")).unwrap();
    assert_eq!(once.sentence(plan::Language::En), "As we do now.");
    let now = proposal.clause_once(&clause("school")).unwrap();
    assert_eq!(now.sentence(plan::Language::En), "In another way.");
    let again = read_again(&world.entries).unwrap();
    assert_eq!(again.threads(), world.family().threads());
}

#[test]
fn a_clause_that_is_not_offered_there_is_refused_in_a_sentence() {
    let mut world = World::agreed();
    world.ok(Side::A, propose(1, swap(9)));
    world.ok(Side::A, propose(2, plan(&ALL, "As we do now.")));
    let of = |proposal: ProposalId, name: &str| say(About::Proposal(proposal), Some(name), None);
    let child = About::Child(common::offers::noor());
    let subject: TopicId = "t-1".parse().unwrap();
    let opens = Command::Say {
        opens: Some(common::offers::name("School")),
        message: Arc::new(message(About::Subject(subject), Some("school"), None)),
    };
    for (what, refused) in [
        ("no such clause", of(id(2), "balcony")),
        ("a swap has none", of(id(1), "rhythm")),
        ("nor has a child", say(child, Some("rhythm"), None)),
        ("nor has a topic of one's own", opens),
    ] {
        let why = world.refused(Side::B, refused);
        assert_eq!(why, Refusal::Message(MessageRefusal::NoClause), "{what}");
        assert!(why.to_string().ends_with('.'), "{why}");
    }
    let unknown = world.refused(Side::B, of(id(7), "rhythm"));
    assert_eq!(unknown, Refusal::Message(MessageRefusal::NoTopic));
    world.ok(Side::B, of(id(2), "garden"));
    world.ok(Side::B, counter(2, 1, plan(&["school"], "In another way.")));
    let gone = world.refused(Side::A, of(id(2), "garden"));
    assert_eq!(gone, Refusal::Message(MessageRefusal::NoClause));
}

/// Whatever its form names, a correction is about what it corrects, also when that is offered no more.
#[test]
fn a_correction_keeps_the_clause_of_what_it_corrects() {
    let mut world = offered(&ALL);
    let mut of_garden = said(&mut world, Side::B, Some("garden"), None);
    let mut of_all = said(&mut world, Side::B, None, None);
    for named in [None, Some("school"), Some("garden"), Some("balcony")] {
        of_garden = said(&mut world, Side::B, named, Some(of_garden));
        assert_eq!(found(&world, of_garden).clause, Some(clause("garden")));
        of_all = said(&mut world, Side::B, named, Some(of_all));
        assert_eq!(found(&world, of_all).clause, None);
    }
    world.ok(Side::B, counter(0, 1, plan(&["school"], "In another way.")));
    let after = said(&mut world, Side::B, None, Some(of_garden));
    assert_eq!(found(&world, after).clause, Some(clause("garden")));
    let theirs = world.refused(Side::A, say(topic(), None, Some(after)));
    assert_eq!(theirs, Refusal::Message(MessageRefusal::NothingToCorrect));
}

/// A record in which a clause is spoken of where none can be offered is not of this family.
#[test]
fn a_clause_beside_an_offer_cannot_be_on_the_record() {
    let world = World::agreed();
    let child = About::Child(common::offers::noor());
    let entry = Entry {
        sequence: world.entries.len() as u64,
        at: world.now,
        by: world.member(Side::A),
        event: Event::Said(Arc::new(message(child, Some("rhythm"), None))),
    };
    assert!(evolve(world.family.clone(), &entry).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    /// A message is about a clause that the offer of its moment has, or about that of the message that it
    /// corrects; what is offered afterwards changes nothing of it.
    #[test]
    fn a_message_is_about_what_was_offered_when_it_was_said(
        steps in prop::collection::vec((0..4_u8, any::<bool>(), 0..3_usize), 1..10),
    ) {
        let mut world = offered(&ALL[..2]);
        let mut expected: Vec<(u64, Side, Option<ClauseId>)> = Vec::new();
        for (round, (kind, first, place)) in steps.into_iter().enumerate() {
            let side = if first { Side::A } else { Side::B };
            let proposal = world.family().proposal(&id(0)).unwrap();
            let has = proposal.clause(&clause(ALL[place])).is_some();
            match kind {
                0 => {
                    let by = proposal.waits_for().unwrap();
                    let Revision(last) = proposal.current().revision;
                    let mut left = ALL.to_vec();
                    left.remove(place);
                    let next = plan(&left, &format!("In manner {round}."));
                    world.ok(by, counter(0, last, next));
                }
                1 => {
                    let own = expected.iter().rev().find(|(_, by, _)| *by == side);
                    let Some((entry, _, of)) = own.cloned() else { continue };
                    let now = said(&mut world, side, Some(ALL[place]), Some(entry));
                    expected.push((now, side, of));
                }
                _ if has => {
                    let now = said(&mut world, side, Some(ALL[place]), None);
                    expected.push((now, side, Some(clause(ALL[place]))));
                }
                _ => {
                    let why = world.refused(side, say(topic(), Some(ALL[place]), None));
                    prop_assert_eq!(why, Refusal::Message(MessageRefusal::NoClause));
                }
            }
        }
        for (entry, by, of) in &expected {
            let said = found(&world, *entry);
            prop_assert_eq!((said.by, &said.clause), (*by, of));
        }
    }
}
