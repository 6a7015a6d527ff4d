//! People who are let in: links, joining, looks on the record, ends, and what a restart keeps.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests may stop at once, like tests"
)]

use crate::common::bundles::{act, choice, file, propose};
use crate::common::*;
use app::check::check;
use app::{ActError, Choice, JoinError, LetInBy, Session, Span, Tree, What, choosable};
use family::{
    Command, DaySpan, Event, Grant, GuestRole, Look, MemberId, Name, PersonalEvent, Professional,
    Refusal, Revision, Subject, Terms,
};
use jiff::civil::date;
use ledger::bundle::{Alone, read};
use ledger::verdict::{Outcome, judge_bundle};
use plan::Side;
use std::sync::Arc;
use store::Store as _;

fn grant(world: &World, name: &str, role: Professional) -> Arc<Grant> {
    Arc::new(Grant {
        member: world.app.fresh_member().unwrap(),
        name: Name::new(name).unwrap(),
        role: GuestRole::Professional(role),
        subjects: vec![
            Subject::Calendar,
            Subject::Plan,
            Subject::Record(DaySpan {
                from: date(2026, 11, 1),
                until: None,
            }),
        ],
        children: vec!["noor".parse().unwrap()],
        days: DaySpan {
            from: date(2026, 11, 23),
            until: Some(date(2027, 6, 1)),
        },
    })
}

/// A mediator whom both let in.
async fn mediator(world: &World, [mara, elias]: &[Arc<Session>; 2]) -> MemberId {
    let grant = grant(world, "Ines the mediator", Professional::Mediator);
    let member = grant.member.clone();
    let proposal = propose(world, mara, Terms::LetIn(grant), "Together").await;
    let revision = Revision::FIRST;
    act(
        world,
        elias,
        Command::Accept {
            proposal,
            revision,
            alternative: family::Alternative::FIRST,
        },
    )
    .await;
    member
}

/// Mara's own lawyer.
pub async fn lawyer(world: &World, mara: &Session) -> MemberId {
    let grant = grant(world, "Tess the lawyer", Professional::Lawyer);
    let member = grant.member.clone();
    let command = world.app.fresh_command();
    world.app.let_in_alone(mara, command, grant).await.unwrap();
    member
}

pub async fn come(world: &World, parent: &Session, member: &MemberId, email: &str) -> Arc<Session> {
    let command = world.app.fresh_command();
    let link = world.app.guest_link(parent, command, member).await.unwrap();
    let joined = world.app.join(&link, account(email), "test").await;
    let again = world
        .app
        .join(&link, account("again@example.org"), "test")
        .await;
    assert!(matches!(again, Err(JoinError::Gone)), "a link is used once");
    joined.unwrap().session
}

async fn last(world: &World, who: &Session, tree: Tree) -> app::RecordLine {
    let page = world.app.record(who, tree, None, 1).await.unwrap();
    page.lines.into_iter().next().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_look_is_on_the_record_of_whoever_let_in_and_a_restart_keeps_it() {
    let world = World::new().await;
    let both = world.agreed().await;
    let member = mediator(&world, &both).await;
    let own = lawyer(&world, &both[0]).await;
    let ines = come(&world, &both[0], &member, "ines@example.org").await;
    let tess = come(&world, &both[0], &own, "tess@example.org").await;
    let shared = last(&world, &both[1], Tree::Shared).await;
    assert_eq!(shared.what, What::Shared(Event::GuestJoined));
    assert_eq!(shared.guest.unwrap().as_str(), "Ines the mediator");

    let place = world.app.look(&ines, Look::Plan).await.unwrap().unwrap();
    assert_eq!(place.by, LetInBy::Both);
    let looked = last(&world, &both[1], Tree::Shared).await;
    assert_eq!(looked.what, What::Shared(Event::Looked(Look::Plan)));
    let size = last(&world, &both[1], Tree::Shared).await.sequence;

    let place = world.app.look(&tess, Look::Plan).await.unwrap().unwrap();
    assert_eq!(place.by, LetInBy::One(Side::A));
    let looked = last(&world, &both[0], Tree::Own).await;
    let look = Look::Plan;
    assert_eq!(
        looked.what,
        What::Own(PersonalEvent::Looked {
            member: own.clone(),
            look
        })
    );
    assert_eq!(looked.guest.unwrap().as_str(), "Tess the lawyer");
    assert!(
        looked.leaf.contains(own.as_str()),
        "its author is who looked"
    );
    assert_eq!(last(&world, &both[1], Tree::Shared).await.sequence, size);

    let world = world.restarted().await;
    let tess = world.sign_in("tess@example.org").await.unwrap();
    assert!(tess.side().is_none());
    assert!(world.app.look(&tess, Look::Plan).await.unwrap().is_some());
    let mara = world.sign_in("mara@example.org").await.unwrap();
    let elias = world.sign_in("elias@example.org").await.unwrap();
    assert_eq!(world.app.own_guests(&mara).await.unwrap().all().len(), 1);
    assert!(world.app.own_guests(&elias).await.unwrap().all().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn one_parent_makes_no_link_for_the_other_s_own_lawyer_and_ends_nothing_of_it() {
    let world = World::new().await;
    let [mara, elias] = world.agreed().await;
    let own = lawyer(&world, &mara).await;
    let command = world.app.fresh_command();
    let unknown: MemberId = "0123456789abcdef0123456789abcdef".parse().unwrap();
    let theirs = world.app.guest_link(&elias, command, &own).await;
    let nobody = world.app.guest_link(&elias, command, &unknown).await;
    assert_eq!(format!("{theirs:?}"), format!("{nobody:?}"));
    let ended = world.app.end_own_guest(&elias, command, own.clone()).await;
    assert!(matches!(ended, Err(ActError::Refused(Refusal::Guest(_)))));
    // A command is carried out once; its link is the same one.
    let command = world.app.fresh_command();
    let one = world.app.guest_link(&mara, command, &own).await.unwrap();
    let two = world.app.guest_link(&mara, command, &own).await.unwrap();
    assert_eq!(one.reveal(), two.reveal());
    let size = last(&world, &mara, Tree::Own).await.sequence;
    let command = world.app.fresh_command();
    for _ in 0..3 {
        world
            .app
            .end_own_guest(&mara, command, own.clone())
            .await
            .unwrap();
    }
    assert_eq!(last(&world, &mara, Tree::Own).await.sequence, size + 1);
    assert!(world.app.invitation(&one).await.unwrap().is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_grant_says_is_never_erased_and_a_look_may_be() {
    let world = World::new().await;
    let [mara, _] = world.agreed().await;
    let own = lawyer(&world, &mara).await;
    let granted = last(&world, &mara, Tree::Own).await.sequence;
    let tess = come(&world, &mara, &own, "tess@example.org").await;
    world.app.look(&tess, Look::Plan).await.unwrap().unwrap();
    let looked = last(&world, &mara, Tree::Own).await.sequence;
    let erase = async |world: &World, who: &Session, entry| {
        let command = world.app.fresh_command();
        world
            .app
            .erase_own(who, command, &std::iter::once(entry).collect())
            .await
    };
    for kept in [granted, granted + 1] {
        let refused = erase(&world, &mara, kept).await;
        assert!(
            matches!(refused, Err(app::EraseError::NotThis(_))),
            "{kept}: {refused:?}"
        );
    }
    erase(&world, &mara, looked).await.unwrap();
    let world = world.restarted().await;
    let tess = world.sign_in("tess@example.org").await.unwrap();
    assert!(world.app.place(&tess).await.unwrap().is_some());
}

/// Whose lawyer it is leaves: nothing of the lawyer stays either. A family that is closed takes
/// everybody's account with it.
#[tokio::test(flavor = "multi_thread")]
async fn who_was_let_in_goes_with_whoever_let_in() {
    let world = World::new().await;
    let both = world.agreed().await;
    let member = mediator(&world, &both).await;
    let own = lawyer(&world, &both[0]).await;
    come(&world, &both[0], &member, "ines@example.org").await;
    let tess = come(&world, &both[0], &own, "tess@example.org").await;
    act(&world, &both[0], Command::Leave).await;
    assert!(world.sign_in("tess@example.org").await.is_none());
    assert!(world.app.place(&tess).await.unwrap().is_none());
    assert!(world.sign_in("ines@example.org").await.is_some());

    let world = World::new().await;
    let both = world.agreed().await;
    let member = mediator(&world, &both).await;
    let own = lawyer(&world, &both[1]).await;
    come(&world, &both[0], &member, "ines@example.org").await;
    come(&world, &both[1], &own, "tess@example.org").await;
    let proposal = propose(&world, &both[0], Terms::Close, "Together").await;
    let revision = Revision::FIRST;
    act(
        &world,
        &both[1],
        Command::Accept {
            proposal,
            revision,
            alternative: family::Alternative::FIRST,
        },
    )
    .await;
    for email in ["ines@example.org", "tess@example.org", "mara@example.org"] {
        assert!(world.sign_in(email).await.is_none(), "{email}");
    }
}

/// What a check and a verifier say of records in which others look.
#[tokio::test(flavor = "multi_thread")]
async fn records_with_looks_are_whole_and_so_are_their_bundles() {
    let world = World::new().await;
    let both = world.agreed().await;
    let member = mediator(&world, &both).await;
    let own = lawyer(&world, &both[0]).await;
    let ines = come(&world, &both[0], &member, "ines@example.org").await;
    let tess = come(&world, &both[0], &own, "tess@example.org").await;
    for (who, first) in [(&ines, 0), (&tess, 3)] {
        let look = Look::Record { first, end: 5 };
        assert!(world.app.look(who, look).await.unwrap().is_some());
    }
    for tree in [Tree::Shared, Tree::Own] {
        let choice = Choice {
            tree,
            ..choice(Span::All, choosable(tree))
        };
        let made = file(&world, &both[0], choice).await;
        let bundle = read(&made.bytes).unwrap();
        let keys = std::slice::from_ref(&bundle.keys.log);
        let verdict = judge_bundle(&bundle, keys, &[], &Alone);
        let wrong = verdict.findings.iter();
        let wrong: Vec<_> = wrong.filter(|one| one.outcome == Outcome::Fails).collect();
        assert!(wrong.is_empty(), "{wrong:?}");
    }
    let heads = world.store.trees(None).await.unwrap().into_iter();
    let kept: Vec<_> = heads
        .map(|(tree, head)| store::KeptHead { tree, head })
        .collect();
    let found = world.store.inspect().await.unwrap();
    let checked = check(&world.store, [42; 32], &kept, found, &mut |_, _| {}).await;
    assert_eq!(checked.unwrap().faults, Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn one_account_takes_part_in_a_family_once() {
    let world = World::new().await;
    let both = world.agreed().await;
    let member = mediator(&world, &both).await;
    let command = world.app.fresh_command();
    let link = world
        .app
        .guest_link(&both[0], command, &member)
        .await
        .unwrap();
    let joined = world.app.join_signed_in(&both[1], &link).await;
    assert!(matches!(joined, Err(JoinError::HereAlready)));
    assert!(world.app.invitation(&link).await.unwrap().is_some());
}
