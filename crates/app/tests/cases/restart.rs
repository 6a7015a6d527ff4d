//! Random sequences of commands fold to the same family after a restart.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

use crate::common::*;
use app::Seen;
use family::{Command, Family, ProposalId, Revision};
use plan::Side;
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::{Config, TestRunner};

/// How many sequences are tried in one run.
const SEQUENCES: u32 = 200;

fn commands() -> impl Strategy<Value = Vec<(Side, Command)>> {
    let side = prop_oneof![Just(Side::A), Just(Side::B)];
    let command = (0..6_u8, 0..5_u32, 1..4_u32, 1..20_i32).prop_map(|(verb, n, revision, days)| {
        let proposal: ProposalId = format!("p{n}").parse().unwrap();
        let revision = Revision(revision);
        let terms = swap(days);
        match verb {
            0 | 1 => Command::Propose {
                proposal,
                terms,
                reason: None,
                answer_by: None,
            },
            2 => Command::Counter {
                proposal,
                revision,
                terms,
                reason: family::Reason::optional("Something else.").unwrap(),
                answer_by: None,
            },
            3 => Command::Accept {
                proposal,
                revision,
                alternative: family::Alternative::FIRST,
            },
            4 => Command::Decline {
                proposal,
                revision,
                reason: None,
            },
            _ => Command::Withdraw {
                proposal,
                revision,
                reason: None,
            },
        }
    });
    prop::collection::vec((side, command), 1..15)
}

/// One folder for all sequences: each is a family of its own, and all are read again at once.
#[test]
fn random_sequences_fold_to_the_same_family_after_a_restart() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let mut runner = TestRunner::new_with_rng(
        Config::default(),
        proptest::test_runner::TestRng::deterministic_rng(
            proptest::test_runner::RngAlgorithm::ChaCha,
        ),
    );
    let sequences: Vec<_> = (0..SEQUENCES)
        .map(|_| commands().new_tree(&mut runner).unwrap().current())
        .collect();
    runtime.block_on(async {
        let world = World::new().await;
        let [mara, elias] = world.agreed().await;
        let mut families: Vec<Family> = Vec::new();
        let mut entries = Vec::new();
        for sequence in &sequences {
            for (side, command) in sequence {
                let who = if *side == Side::A { &mara } else { &elias };
                // Refusals are part of life; what is accepted must stand.
                let _ = world
                    .app
                    .act(
                        who,
                        world.app.fresh_command(),
                        Seen::NOTHING,
                        renamed(command, families.len()),
                    )
                    .await;
            }
            let snapshot = world.app.family(&mara).await.unwrap();
            families.push(snapshot.family.clone());
            entries.push(snapshot.head.size);
            withdraw_all(&world, &[&mara, &elias]).await;
        }
        let last = world.app.family(&mara).await.unwrap();
        assert!(
            last.head.size > 600,
            "the sequences did something: {:?}",
            last.head
        );
        let world = world.restarted().await;
        let mara = world.sign_in("mara@example.org").await.unwrap();
        let again = world.app.family(&mara).await.unwrap();
        assert_eq!((&again.family, &again.head), (&last.family, &last.head));
        // Each sequence's end is a prefix of the record: fold it again up to there.
        let page = all_entries(&world, &mara).await;
        for (family, size) in families.iter().zip(entries) {
            let upto = page.iter().filter(|e| e.sequence < size);
            assert_eq!(family::fold(upto).unwrap().as_ref(), Some(family));
        }
    });
}

/// Clears the table, so that the next sequence is not stopped by the limit on open offers.
async fn withdraw_all(world: &World, sessions: &[&app::Session; 2]) {
    let snapshot = world.app.family(sessions[0]).await.unwrap();
    for proposal in snapshot.family.proposals().iter().filter(|p| p.is_open()) {
        let offer = proposal.current();
        let withdraw = Command::Withdraw {
            proposal: proposal.id.clone(),
            revision: offer.revision,
            reason: None,
        };
        let who = sessions[offer.by.index()];
        let command = world.app.fresh_command();
        world
            .app
            .act(who, command, Seen::NOTHING, withdraw)
            .await
            .unwrap();
    }
}

/// The same command about this sequence's own proposals.
fn renamed(command: &Command, sequence: usize) -> Command {
    let name = |id: &ProposalId| format!("s{sequence}-{id}").parse().unwrap();
    let mut command = command.clone();
    match &mut command {
        Command::Propose { proposal, .. }
        | Command::Counter { proposal, .. }
        | Command::Accept { proposal, .. }
        | Command::AcceptSigned { proposal, .. }
        | Command::SignOffer { proposal, .. }
        | Command::Decline { proposal, .. }
        | Command::Withdraw { proposal, .. }
        | Command::AnswerByLink { proposal, .. }
        | Command::MarkClauses { proposal, .. } => *proposal = name(proposal),
        Command::Found(_)
        | Command::Invite
        | Command::InviteAnew { .. }
        | Command::Join
        | Command::EnrolDevice { .. }
        | Command::RevokeDevice { .. }
        | Command::SetHold { .. }
        | Command::LiftHold
        | Command::Leave
        | Command::LeaveAsGuest
        | Command::CloseFamily
        | Command::EndGuest { .. }
        | Command::Say { .. }
        | Command::SayRead { .. }
        | Command::SayCare(_)
        | Command::NoteCall(_)
        | Command::PairTablet { .. }
        | Command::EndTablet { .. }
        | Command::Look(_) => {}
    }
    command
}

async fn all_entries(world: &World, who: &app::Session) -> Vec<family::Entry> {
    let family = world.app.family(who).await.unwrap();
    let member = |side: Side| family.family.seat(side).parent.member.clone();
    let (mut entries, mut before) = (Vec::new(), None);
    loop {
        let page = world
            .app
            .record(who, app::Tree::Shared, before, 200)
            .await
            .unwrap();
        for line in page.lines {
            let app::What::Shared(event) = line.what else {
                panic!("the shared record holds shared events");
            };
            entries.push(family::Entry {
                sequence: line.sequence,
                at: line.at,
                by: member(line.by.unwrap()),
                event,
            });
        }
        match page.older {
            Some(older) => before = Some(older),
            None => break,
        }
    }
    entries.reverse();
    entries
}
