//! Whoever was let in closes the own account; a parent of two families sees the days of both.

use crate::common::World;
use crate::roles::{grant, let_in, own_lawyer};
use axum::http::StatusCode;
use family::{Command, GuestRole, Professional, Relative, Revision, Subject, Terms};

const LEAVE: &str = "/access/leave";

/// What was opened ends, the account is gone to the last row, and the parents' records stay whole.
#[tokio::test]
async fn whoever_was_let_in_closes_the_own_account() {
    let world = World::new().await;
    let family = world.agreed("ours").await;
    let relative = GuestRole::Relative(Relative::Grandparent);
    let mediator = GuestRole::Professional(Professional::Mediator);
    let subjects = [Subject::Calendar];
    let (_, grandma) = let_in(&world, &family, grant(&world, "Truus", relative, &subjects)).await;
    let (ended, helper) = let_in(&world, &family, grant(&world, "Ada", mediator, &subjects)).await;
    let (_, lawyer) = own_lawyer(&world, &family).await;
    // A parent was faster: what is left is the account.
    let end = Command::EndGuest { member: ended };
    world.act(&family.elias, end).await;
    for (email, looks) in [(&grandma, false), (&helper, true), (&lawyer, true)] {
        let mut guest = world.signed_in(email).await;
        assert!(guest.get("/today").await.has(LEAVE), "{email}");
        let page = guest.get(LEAVE).await;
        assert_eq!(page.status, StatusCode::OK, "{email}");
        assert!(page.has("erased whole"), "{email}");
        assert_eq!(page.has("as a professional"), looks, "{email}");
        let reply = guest.post(LEAVE, &page.form(LEAVE)).await;
        assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.text());
        assert!(
            guest
                .follow(&reply)
                .await
                .has("Your account here is closed")
        );
        assert_eq!(guest.get("/today").await.status, StatusCode::SEE_OTHER);
        let words = crate::common::PASSWORD.to_owned();
        let words = app::Password::typed(words);
        let again = world.app.sign_in(email, words, "test").await.unwrap();
        assert!(again.is_none(), "{email}");
        assert!(!world.has_account(email).await, "{email}");
    }
    let mut mara = world.signed_in(&family.emails[0]).await;
    let people = mara.get("/people").await;
    assert!(people.has("Truus") && people.has("Own Lawyer"));
    // The address is free again.
    let (_, again) = own_lawyer(&world, &family).await;
    assert!(world.has_account(&again).await);
    // A parent closes an account elsewhere.
    assert_eq!(mara.get(LEAVE).await.status, StatusCode::NOT_FOUND);
}

/// Whoever belongs to several families leaves one of them, and stays in the others.
#[tokio::test]
async fn whoever_is_in_several_families_stays_in_the_others() {
    let world = World::new().await;
    let ours = world.agreed("ours").await;
    let theirs = world.agreed("theirs").await;
    let role = GuestRole::Relative(Relative::Partner);
    let asked = grant(&world, "Mara elsewhere", role, &[Subject::Calendar]);
    let member = asked.member.clone();
    let proposal = world.app.fresh_proposal().unwrap();
    let propose = Command::Propose {
        proposal: proposal.clone(),
        terms: Terms::LetIn(asked.into()),
        reason: None,
    };
    world.act(&theirs.mara, propose).await;
    let revision = Revision::FIRST;
    let accept = Command::Accept { proposal, revision };
    world.act(&theirs.elias, accept).await;
    let command = world.app.fresh_command();
    let link = world.app.guest_link(&theirs.mara, command, &member).await;
    let path = format!("/join/{}", link.unwrap().reveal());
    let mut mara = world.signed_in(&ours.emails[0]).await;
    let page = mara.get(&path).await;
    mara.post(&path, &page.form(&path)).await;
    let page = mara.get(LEAVE).await;
    assert!(page.has("You stay in your other families"));
    let reply = mara.post(LEAVE, &page.form(LEAVE)).await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.text());
    let mut mara = world.signed_in(&ours.emails[0]).await;
    assert_eq!(mara.get("/people").await.status, StatusCode::OK);
    assert!(!mara.get("/families").await.has("Mara elsewhere"));
}

/// Mara has one side here and the other there, by the same plan: at every hour the child of one of
/// the two is with her. Nobody else learns of it.
#[tokio::test]
async fn a_parent_of_two_families_sees_the_days_of_both() {
    let world = World::new().await;
    let ours = world.agreed("ours").await;
    let pim = world.found("pim@theirs.example").await;
    let command = world.app.fresh_command();
    let link = world.app.invite(&pim, command, app::Seen::NOTHING).await;
    let joined = world.app.join_signed_in(&ours.mara, &link.unwrap()).await;
    joined.unwrap();
    let words = app::Password::typed(crate::common::PASSWORD.to_owned());
    let mara = world.app.sign_in(&ours.emails[0], words, "test").await;
    let mara = mara.unwrap().unwrap();
    let theirs = pim.family_id();
    let days = "/families/days?from=2026-12-07";
    let mut browser = world.signed_in(&ours.emails[0]).await;
    let list = browser.get("/families").await;
    assert!(list.has("/families/days"));
    let alone = browser.get(days).await;
    assert!(alone.has("has no agreed plan yet"), "{}", alone.text());
    assert!(alone.has("No child, by what is agreed"));
    // They agree in the other family, too.
    let proposal = world.app.fresh_proposal().unwrap();
    let propose = Command::Propose {
        proposal: proposal.clone(),
        terms: Terms::Plan(plan::EXAMPLE.into()),
        reason: None,
    };
    world.act(&pim, propose).await;
    assert!(world.app.go_to_family(&mara.session, theirs).await.unwrap());
    let there = world.app.session(&mara.secret).await.unwrap().unwrap();
    let revision = Revision::FIRST;
    world
        .act(&there, Command::Accept { proposal, revision })
        .await;
    let both = browser.get(days).await;
    assert_eq!(both.status, StatusCode::OK);
    assert!(both.has("Noor") && both.has("Mara and Elias"));
    assert!(!both.has("No child, by what is agreed"), "{}", both.text());
    assert!(!both.has("no agreed plan"));
    // Any first day is taken, or this week's.
    for from in ["9999-12-31", "-9999-01-01", "0001-01-01", "x", ""] {
        let page = browser.get(&format!("/families/days?from={from}")).await;
        assert_eq!(page.status, StatusCode::OK, "{from}");
    }
    // Elias learns nothing of her other family, and has no second one.
    let mut elias = world.signed_in(&ours.emails[1]).await;
    assert!(!elias.get("/families").await.has("/families/days"));
    let own = elias.get(days).await.text();
    assert!(!own.contains("pim") && own.contains("No child, by what is agreed"));
}
