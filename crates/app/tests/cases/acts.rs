//! The use cases over a real store: signing in, joining, acting once, and never losing an update.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

use crate::common::*;
use app::{ActError, Done, JoinError, Password, Seen, Tree, What};
use family::{Command, Event, Language, PersonalEvent, Refusal, Revision, Terms};
use plan::Side;
use std::sync::Arc;

#[tokio::test(flavor = "multi_thread")]
async fn two_parents_found_join_and_agree() {
    let world = World::new().await;
    let [mara, elias] = world.agreed().await;
    assert_eq!((mara.side(), elias.side()), (Some(Side::A), Some(Side::B)));
    let family = world.app.family(&elias).await.unwrap();
    assert!(family.family.plan().is_some());
    assert_eq!(family.head.size, 5);
    let again = world.sign_in("MARA@example.org ").await.unwrap();
    assert_eq!(again.member(), mara.member());
    assert!(world.sign_in("nobody@example.org").await.is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invitation_works_once_until_it_expires_or_is_renewed() {
    let world = World::new().await;
    let mara = world.found().await;
    let app = &world.app;
    let command = app.fresh_command();
    let first = app.invite(&mara, command, Seen::NOTHING).await.unwrap();
    assert_eq!(
        app.invite(&mara, command, Seen::NOTHING).await.unwrap(),
        first
    );
    let shown = app.invitation(&first).await.unwrap().unwrap();
    assert_eq!(
        (shown.inviter.as_str(), shown.invited.as_str()),
        ("Mara", "Elias")
    );
    let second = app
        .invite(&mara, app.fresh_command(), Seen::NOTHING)
        .await
        .unwrap();
    assert!(app.invitation(&first).await.unwrap().is_none());
    let taken = app.join(&second, account("mara@example.org"), "test").await;
    assert!(matches!(taken, Err(JoinError::EmailTaken)), "{taken:?}");
    let bad = app.join(&second, account("no address"), "test").await;
    assert!(matches!(bad, Err(JoinError::BadEmail)));
    world.clock.set("2026-12-07T09:00:00Z".parse().unwrap());
    assert!(app.invitation(&second).await.unwrap().is_none(), "expired");
    world.clock.set("2026-12-07T08:59:00Z".parse().unwrap());
    let joins = (0..4).map(|n| {
        let (app, link) = (Arc::clone(app), second.clone());
        tokio::spawn(async move {
            app.join(&link, account(&format!("e{n}@example.org")), "t")
                .await
        })
    });
    let mut joined = 0;
    for join in joins.collect::<Vec<_>>() {
        match join.await.unwrap() {
            Ok(_) => joined += 1,
            Err(JoinError::Gone) => {}
            Err(other) => panic!("{other:?}"),
        }
    }
    assert_eq!(joined, 1);
    assert!(app.invitation(&second).await.unwrap().is_none(), "used");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_ends_when_signed_out_or_left_alone() {
    let world = World::new().await;
    world.found().await;
    let password = || Password::typed(PASSWORD.to_owned());
    let sign_in = async || {
        let signed = world
            .app
            .sign_in("mara@example.org", password(), "Firefox")
            .await;
        signed.unwrap().unwrap()
    };
    let one = sign_in().await;
    let two = sign_in().await;
    world.app.sign_out(&one.session).await.unwrap();
    let session = async |secret| world.app.session(secret).await.unwrap().is_some();
    assert!(!session(&one.secret).await);
    assert!(session(&two.secret).await);
    // In use every three weeks it lasts, but not beyond its absolute end.
    for day in ["2026-12-14", "2027-01-04", "2027-01-25", "2027-02-15"] {
        world.clock.set(format!("{day}T09:00:00Z").parse().unwrap());
        assert!(session(&two.secret).await, "{day}");
    }
    world.clock.set("2027-02-21T09:00:00Z".parse().unwrap());
    assert!(!session(&two.secret).await, "after 90 days");
    let three = sign_in().await;
    world.clock.set("2027-03-24T09:00:00Z".parse().unwrap());
    assert!(!session(&three.secret).await, "after 30 days without use");
}

/// Closing the page right after pressing Leave: the caller is gone before anything is written.
#[tokio::test(flavor = "multi_thread")]
async fn whoever_signs_out_is_signed_out_also_without_waiting() {
    let world = World::new().await;
    world.found().await;
    let password = Password::typed(PASSWORD.to_owned());
    let one = world.app.sign_in("mara@example.org", password, "a").await;
    let one = one.unwrap().unwrap();
    {
        let mut leaving = Box::pin(world.app.sign_out(&one.session));
        let waker = std::task::Waker::noop();
        let mut context = std::task::Context::from_waker(waker);
        // Looked at once and dropped.
        let _ = leaving.as_mut().poll(&mut context);
    }
    assert!(world.app.session(&one.secret).await.unwrap().is_none());
    // The next private entry comes after it in the same tree, so by then it is written.
    world.sign_in("mara@example.org").await.unwrap();
    let world = world.restarted().await;
    assert!(world.app.session(&one.secret).await.unwrap().is_none());
}

/// The leaf says what its author was shown, not what the server knew meanwhile.
#[tokio::test(flavor = "multi_thread")]
async fn a_leaf_says_what_its_author_had_seen() {
    let world = World::new().await;
    let [mara, elias] = world.agreed().await;
    let app = &world.app;
    let shown = app.family(&mara).await.unwrap().head.seen();
    let propose = |n| Command::Propose {
        proposal: app.fresh_proposal().unwrap(),
        terms: swap(n),
        reason: None,
        answer_by: None,
    };
    let newer = app.family(&elias).await.unwrap().head.seen();
    app.act(&elias, app.fresh_command(), newer, propose(3))
        .await
        .unwrap();
    app.act(&mara, app.fresh_command(), shown, propose(4))
        .await
        .unwrap();
    let page = app.record(&mara, Tree::Shared, None, 200).await.unwrap();
    assert!(
        page.lines[0].leaf.contains("\nseen 5 "),
        "{}",
        page.lines[0].leaf
    );
    let leaves: Vec<String> = page.lines.iter().rev().map(|l| l.leaf.clone()).collect();
    let tree = *ledger::Leaf::parse(leaves[0].as_bytes()).unwrap().tree();
    let whole = ledger::verify_tree(tree, &leaves).unwrap();
    assert_eq!(whole.root().as_bytes(), &page.head.root);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_survives_a_restart_and_a_signed_out_one_does_not() {
    let world = World::new().await;
    world.found().await;
    let password = || Password::typed(PASSWORD.to_owned());
    let one = world.app.sign_in("mara@example.org", password(), "a").await;
    let two = world.app.sign_in("mara@example.org", password(), "b").await;
    let (one, two) = (one.unwrap().unwrap(), two.unwrap().unwrap());
    world.app.sign_out(&one.session).await.unwrap();
    world
        .app
        .choose_language(&two.session, Language::Nl)
        .await
        .unwrap();
    let world = world.restarted().await;
    assert!(world.app.session(&one.secret).await.unwrap().is_none());
    let back = world.app.session(&two.secret).await.unwrap().unwrap();
    assert_eq!(back.language(), Some(Language::Nl));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_repeated_command_adds_no_entry_also_when_sent_at_once() {
    let world = World::new().await;
    let [mara, _] = world.agreed().await;
    let app = &world.app;
    let command = app.fresh_command();
    let propose = Command::Propose {
        proposal: app.fresh_proposal().unwrap(),
        terms: swap(3),
        reason: None,
        answer_by: None,
    };
    let sent = (0..5).map(|_| {
        let (app, mara, propose) = (Arc::clone(app), Arc::clone(&mara), propose.clone());
        tokio::spawn(async move {
            app.act(&mara, command, Seen::NOTHING, propose)
                .await
                .unwrap()
        })
    });
    let mut now = 0;
    for sent in sent.collect::<Vec<_>>() {
        now += usize::from(sent.await.unwrap().done == Done::Now);
    }
    assert_eq!(now, 1);
    assert_eq!(app.family(&mara).await.unwrap().head.size, 6);
    let world = world.restarted().await;
    let mara = world.sign_in("mara@example.org").await.unwrap();
    let again = world
        .app
        .act(&mara, command, Seen::NOTHING, propose)
        .await
        .unwrap();
    assert_eq!((again.done, again.entries), (Done::Already, 5..6));
    assert_eq!(world.app.family(&mara).await.unwrap().head.size, 6);
}

/// Two processes over one database, each with its own idea of the newest entry.
#[tokio::test(flavor = "multi_thread")]
async fn a_stale_head_never_loses_an_update() {
    let world = World::new().await;
    let [mara, elias] = world.agreed().await;
    let other = open(&world.store, &world.clock, 1 << 41);
    // The other process has loaded the family and is now behind, again and again.
    assert_eq!(other.family(&elias).await.unwrap().head.size, 5);
    let mut sent = Vec::new();
    for n in 0..10 {
        for (app, who) in [(&world.app, &mara), (&other, &elias)] {
            let (app, who) = (Arc::clone(app), Arc::clone(who));
            let propose = Command::Propose {
                proposal: app.fresh_proposal().unwrap(),
                terms: swap(3 + n),
                reason: None,
                answer_by: None,
            };
            sent.push(tokio::spawn(async move {
                // Stale is an answer, not a loss: whoever gets it tries again.
                loop {
                    match app
                        .act(&who, app.fresh_command(), Seen::NOTHING, propose.clone())
                        .await
                    {
                        Ok(done) => return done,
                        Err(ActError::Stale) => {}
                        Err(other) => panic!("{other:?}"),
                    }
                }
            }));
        }
    }
    for sent in sent {
        assert_eq!(sent.await.unwrap().done, Done::Now);
    }
    let world = world.restarted().await;
    let mara = world.sign_in("mara@example.org").await.unwrap();
    let family = world.app.family(&mara).await.unwrap();
    assert_eq!(family.head.size, 25);
    assert_eq!(family.family.proposals().len(), 21);
}

#[tokio::test(flavor = "multi_thread")]
async fn accept_and_withdraw_at_once_end_in_exactly_one() {
    let world = World::new().await;
    let [mara, elias] = world.agreed().await;
    let app = &world.app;
    for n in 0..20 {
        let proposal = app.fresh_proposal().unwrap();
        let propose = Command::Propose {
            proposal: proposal.clone(),
            terms: swap(3 + n),
            reason: None,
            answer_by: None,
        };
        app.act(&mara, app.fresh_command(), Seen::NOTHING, propose)
            .await
            .unwrap();
        let revision = Revision::FIRST;
        let accept = Command::Accept {
            proposal: proposal.clone(),
            revision,
            alternative: family::Alternative::FIRST,
        };
        let withdraw = Command::Withdraw {
            proposal,
            revision,
            reason: None,
        };
        let (a, b) = tokio::join!(
            app.act(&elias, app.fresh_command(), Seen::NOTHING, accept),
            app.act(&mara, app.fresh_command(), Seen::NOTHING, withdraw),
        );
        let lost = match (a.map(|a| a.done), b.map(|b| b.done)) {
            (Ok(Done::Now), Err(lost)) | (Err(lost), Ok(Done::Now)) => lost,
            other => panic!("{other:?}"),
        };
        assert!(matches!(lost, ActError::Refused(Refusal::AlreadyAnswered)));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_record_is_read_newest_first_and_ones_own_stays_ones_own() {
    let world = World::new().await;
    let [mara, elias] = world.agreed().await;
    let shared = async |who, before, limit| {
        world
            .app
            .record(who, Tree::Shared, before, limit)
            .await
            .unwrap()
    };
    let page = shared(&mara, None, 2).await;
    let kinds: Vec<_> = page.lines.iter().map(|l| (l.sequence, l.by)).collect();
    assert_eq!(kinds, [(4, Some(Side::B)), (3, Some(Side::A))]);
    assert!(matches!(
        page.lines[0].what,
        What::Shared(Event::Accepted { .. })
    ));
    let rest = shared(&mara, page.older, 200).await;
    assert_eq!(rest.lines.len(), 3);
    assert_eq!(rest.older, None);
    assert_eq!(
        shared(&mara, None, 200).await,
        shared(&elias, None, 200).await
    );
    let before = shared(&elias, None, 200).await;
    world
        .app
        .choose_language(&mara, Language::Nl)
        .await
        .unwrap();
    world.sign_in("mara@example.org").await.unwrap();
    assert_eq!(
        shared(&elias, None, 200).await,
        before,
        "no private act shows"
    );
    let own = world.app.record(&mara, Tree::Own, None, 50).await.unwrap();
    assert!(
        own.lines
            .iter()
            .any(|l| l.what == What::Own(PersonalEvent::LanguageChosen(Language::Nl)))
    );
    let others = world.app.record(&elias, Tree::Own, None, 50).await.unwrap();
    assert!(
        !others
            .lines
            .iter()
            .any(|l| matches!(l.what, What::Own(PersonalEvent::LanguageChosen(_))))
    );
}

/// A second version is agreed like the first one, holds from its own date on, and is there after
/// a restart; an offer from before it can no longer be accepted.
#[tokio::test(flavor = "multi_thread")]
async fn a_second_version_of_the_plan_survives_a_restart() {
    let world = World::new().await;
    let [mara, elias] = world.agreed().await;
    let app = &world.app;
    let other = plan::EXAMPLE.replace("2-2-5-5", "alternating-weeks");
    let from = |day: &str| {
        let text = other.replace("from = 2026-09-07", &format!("from = {day}"));
        assert_ne!(text, other);
        Terms::Plan(text.into())
    };
    let propose = async |terms| {
        let proposal = app.fresh_proposal().unwrap();
        let command = Command::Propose {
            proposal: proposal.clone(),
            terms,
            reason: None,
            answer_by: None,
        };
        app.act(&mara, app.fresh_command(), Seen::NOTHING, command)
            .await
            .unwrap();
        proposal
    };
    let accept = async |proposal| {
        let command = Command::Accept {
            proposal,
            revision: Revision::FIRST,
            alternative: family::Alternative::FIRST,
        };
        app.act(&elias, app.fresh_command(), Seen::NOTHING, command)
            .await
    };
    let older = propose(from("2027-01-01")).await;
    let newer = propose(from("2027-03-01")).await;
    assert_eq!(accept(newer.clone()).await.unwrap().done, Done::Now);
    let refused = accept(older).await;
    assert!(
        matches!(refused, Err(ActError::Refused(Refusal::PlanAgreed))),
        "{refused:?}"
    );
    let before = app.family(&mara).await.unwrap();
    let world = world.restarted().await;
    let mara = world.sign_in("mara@example.org").await.unwrap();
    let after = world.app.family(&mara).await.unwrap();
    assert_eq!(after.family, before.family);
    let begins: Vec<String> = after
        .family
        .versions()
        .iter()
        .map(|version| version.begins.to_string())
        .collect();
    assert_eq!(begins, ["2026-09-07", "2027-03-01"]);
    let held = |day: &str| after.family.version_on(day.parse().unwrap()).unwrap();
    assert_ne!(held("2027-02-28").proposal, newer);
    assert_eq!(held("2027-03-01").proposal, newer);
    assert_eq!(after.family.plan().unwrap().version(), 2);
}

/// Leaves are what a verifier sees: no name, address or word of a person may stand there.
#[tokio::test(flavor = "multi_thread")]
async fn leaves_say_nothing_of_a_person() {
    let world = World::new().await;
    let [mara, _] = world.agreed().await;
    for tree in [Tree::Shared, Tree::Own] {
        let page = world.app.record(&mara, tree, None, 200).await.unwrap();
        for line in page.lines {
            for word in ["Mara", "mara", "Elias", "elias", "noor", "Noor", "example"] {
                assert!(!line.leaf.contains(word), "{word} in {}", line.leaf);
            }
        }
    }
}

/// What an erased, exchanged or damaged entry does: nothing is passed over.
#[tokio::test(flavor = "multi_thread")]
async fn a_family_opens_only_with_its_own_instance_key() {
    let world = World::new().await;
    world.agreed().await;
    let config = app::Config {
        instance_key: [43; 32],
        clock: world.clock.clone(),
        entropy: Arc::new(Counted::from(7)),
    };
    let wrong = Arc::new(app::App::open(world.store.clone(), config).unwrap());
    let password = Password::typed(PASSWORD.to_owned());
    assert!(
        wrong
            .sign_in("mara@example.org", password, "t")
            .await
            .is_err()
    );
}
