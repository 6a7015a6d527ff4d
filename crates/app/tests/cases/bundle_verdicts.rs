//! Bundles as a verifier without us judges them: of a family that swapped, erased, cosigned and
//! handed its key over.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

use crate::common::bundles::*;
use crate::common::*;
use app::{BundleState, Session, Span, Topic, Tree, What, choosable};
use family::{BundleOf, Command, ProposalId, Revision, Terms};
use ledger::bundle::{Alone, read};
use ledger::verdict::{Matter, Outcome, Verdict, judge_bundle};
use ledger::{Cosigner, SigningKey};
use std::sync::Arc;
use store::{Cosignature, Row, Store as _};

/// Words of a swap that was declined.
const ERASED: &str = "Zonnebloemen bij Tante Lotte";
/// Words of a swap that stays.
const KEPT: &str = "Een concert in Terschelling";
/// What only Elias may know.
const PRIVATE: &str = "Elias his own quiet telephone";

async fn answered(world: &World, who: &Session, proposal: ProposalId, yes: bool) {
    let revision = Revision::FIRST;
    let what = if yes {
        Command::Accept {
            proposal,
            revision,
            alternative: family::Alternative::FIRST,
        }
    } else {
        Command::Decline {
            proposal,
            revision,
            reason: None,
        }
    };
    act(world, who, what).await;
}

/// A witness and a device of this tree cosign its newest checkpoint.
async fn cosigned(world: &World, who: &Session) -> u64 {
    let head = world.app.family(who).await.unwrap().head.clone();
    let stated = ledger::Checkpoint::claimed(&head.checkpoint).unwrap();
    let (tree, head) = {
        let mut trees = world.store.trees(None).await.unwrap().into_iter();
        let ours = |tree: &store::TreeId| tree.as_str() == stated.origin.to_string();
        trees.find(|(tree, _)| ours(tree)).unwrap()
    };
    let witness = Cosigner::new("witness.example", &SigningKey::new([9; 32])).unwrap();
    let device = Cosigner::for_device(stated.origin, &SigningKey::new([8; 32]));
    for by in [witness, device] {
        let row = Row::Cosignature(Cosignature {
            tree: tree.clone(),
            size: head.size,
            key: by.key().to_string(),
            line: ledger::cosign(&stated, 1_795_424_500, &by),
            checkpoint: head.checkpoint.clone(),
        });
        world.store.write(vec![row]).await.unwrap();
    }
    head.size
}

/// Entries 5 and 6 are a swap that was declined and then erased by 7 to 9; 10 is another swap.
/// Cosigned at sizes 7 and 11; handed over to another key at 10.
async fn worked() -> (World, Arc<Session>) {
    let world = World::new().await;
    let [mara, elias] = world.agreed().await;
    let quiet = app::Password::typed(PASSWORD.to_owned());
    let signed = world.app.sign_in("elias@example.org", quiet, PRIVATE).await;
    assert!(signed.unwrap().is_some());
    let swapped = propose(&world, &mara, swap(3), ERASED).await;
    answered(&world, &elias, swapped, false).await;
    assert_eq!(cosigned(&world, &mara).await, 7);
    let erasing = propose(&world, &mara, Terms::Erase(vec![5, 6]), "please").await;
    answered(&world, &elias, erasing, true).await;
    let entropy = Counted::from(1 << 50);
    let handed = app::keys::hand_over(&world.store, &[42; 32], &entropy).await;
    assert_eq!(handed.unwrap().trees, 3);
    let world = world.restarted().await;
    let mara = world.sign_in("mara@example.org").await.unwrap();
    propose(&world, &mara, swap(30), KEPT).await;
    assert_eq!(cosigned(&world, &mara).await, 11);
    (world, mara)
}

fn judged(bytes: &[u8]) -> Verdict {
    let bundle = read(bytes).unwrap();
    judge_bundle(&bundle, std::slice::from_ref(&bundle.keys.log), &[], &Alone)
}

fn has(bytes: &[u8], words: &str) -> bool {
    let mut windows = bytes.windows(words.len());
    windows.any(|window| window == words.as_bytes())
}

fn count(verdict: &Verdict, matter: impl Fn(&Matter) -> bool) -> usize {
    let findings = verdict.findings.iter();
    findings.filter(|found| matter(&found.matter)).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_verifier_follows_keys_cosignatures_and_erasures() {
    let (world, mara) = worked().await;
    let words = Arc::new(Words::default());
    let all = choice(Span::All, choosable(Tree::Shared));
    let file = ready(made_in(&world, &mara, all.clone(), Arc::clone(&words)).await);
    let verdict = judged(&file.bytes);
    assert!(verdict.holds(), "{:#?}", verdict.findings);
    let bundle = read(&file.bytes).unwrap();
    let manifest = &bundle.manifest;
    assert_eq!((manifest.first, manifest.end, manifest.size), (0, 11, 11));
    assert_eq!((manifest.undisclosed, bundle.parts.len()), (2, 9));
    assert_eq!(bundle.keys.before.len(), 1);
    assert_eq!(bundle.keys.cosigners.len(), 2);
    assert_eq!(
        count(&verdict, |m| matches!(m, Matter::Handover { size: 10, .. })),
        1
    );
    let cosigned_at = |at: u64| {
        count(&verdict, |matter| {
            matches!(matter, Matter::Checkpoint { checkpoint, cosigned, .. }
                if checkpoint.size == at && cosigned.len() == 2)
        })
    };
    assert_eq!((cosigned_at(7), cosigned_at(11)), (1, 1));
    assert_eq!(count(&verdict, |m| matches!(m, Matter::Erased { .. })), 1);

    // What was erased, and what only the other parent may know, is nowhere: not in the data, and
    // nothing of it was ever given to the printer.
    let bodies: Vec<Vec<u8>> = bundle
        .parts
        .iter()
        .map(|part| part.bytes().to_vec())
        .collect();
    assert!(bodies.iter().any(|body| has(body, KEPT)));
    for secret in [ERASED, PRIVATE, "elias@example.org"] {
        assert!(!has(&file.bytes, secret), "{secret}");
        assert!(!bodies.iter().any(|body| has(body, secret)), "{secret}");
    }
    let said = words.said.lock().unwrap().clone();
    assert_eq!(said.len(), 9);
    assert!(said.iter().all(|what| matches!(what, What::Shared(_))));
    drop(said);

    // The same record through a smaller window: what is not shown goes along unopened.
    let span = Span::Entries { first: 3, last: 8 };
    let part = file_of(&world, &mara, span, &[Topic::People]).await;
    let verdict = judged(&part);
    assert!(verdict.holds(), "{:#?}", verdict.findings);
    let bundle = read(&part).unwrap();
    assert_eq!((bundle.manifest.first, bundle.manifest.end), (3, 9));
    assert_eq!((bundle.manifest.undisclosed, bundle.parts.len()), (6, 0));
    assert_eq!(bundle.earlier.len(), 1);
    assert!(!bundle.files.iter().any(|file| file.name == "parts.txt"));
}

async fn file_of(world: &World, who: &Arc<Session>, span: Span, topics: &[Topic]) -> Vec<u8> {
    let file = file(world, who, choice(span, topics)).await;
    file.bytes.to_vec()
}

#[tokio::test(flavor = "multi_thread")]
async fn one_s_own_record_goes_along_only_when_it_is_chosen() {
    let (world, mara) = worked().await;
    let mut own = choice(Span::All, choosable(Tree::Own));
    own.tree = Tree::Own;
    own.sides.clear();
    let words = Arc::new(Words::default());
    let file = ready(made_in(&world, &mara, own, Arc::clone(&words)).await);
    assert_eq!(file.made.of, BundleOf::Own);
    let verdict = judged(&file.bytes);
    assert!(verdict.holds(), "{:#?}", verdict.findings);
    assert!(
        verdict
            .findings
            .iter()
            .all(|one| one.outcome != Outcome::Fails)
    );
    let bundle = read(&file.bytes).unwrap();
    assert_eq!(bundle.manifest.tree.kind, ledger::TreeKind::Person);
    assert_eq!(bundle.manifest.undisclosed, 0);
    assert_eq!(bundle.people.len(), 1);
    let said = words.said.lock().unwrap();
    assert!(said.iter().all(|what| matches!(what, What::Own(_))));
    assert!(!bundle.parts.iter().any(|part| has(&part.bytes(), PRIVATE)));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_erased_is_in_no_bundle_that_waits() {
    let world = World::new().await;
    let [mara, elias] = world.agreed().await;
    let swapped = propose(&world, &mara, swap(3), ERASED).await;
    answered(&world, &elias, swapped, false).await;
    let all = || choice(Span::All, choosable(Tree::Shared));
    let file = file(&world, &mara, all()).await;
    assert_eq!(file.made.shown, 7);
    let erasing = propose(&world, &mara, Terms::Erase(vec![5, 6]), "please").await;
    assert!(matches!(
        world.app.bundle_state(&mara),
        Some(BundleState::Ready(_))
    ));
    answered(&world, &elias, erasing, true).await;
    assert_eq!(world.app.bundle_state(&mara), None);
    let erased = world.app.bundle_preview(&mara, &all()).await;
    assert_eq!(erased.ok().unwrap().erased, 2);
}
