//! Whoever was let in closes the own account; a parent of two families sees the days of both.

#![allow(
    clippy::unwrap_used,
    reason = "helpers of tests may stop at once, like tests"
)]

use crate::common::{Agreed, World};
use crate::roles::{come, grant, let_in, own_lawyer};
use axum::http::StatusCode;
use family::{Command, Grant, GuestRole, Professional, Relative, Revision, Subject, Terms};

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
    for said in ["Truus closed the own account", "Ada closed the own account"] {
        assert!(mara.get("/record").await.has(said), "{said}");
    }
    assert!(
        mara.get("/record")
            .await
            .has("Own Lawyer closed the own account")
    );
    for tree in [app::Tree::Shared, app::Tree::Own] {
        let lines = world.app.record(&family.mara, tree, None, 1_000).await;
        assert!(lines.unwrap().lines.len() > 2);
    }
    // The address is free again.
    let (_, again) = own_lawyer(&world, &family).await;
    assert!(world.has_account(&again).await);
    // A parent closes an account elsewhere.
    assert_eq!(mara.get(LEAVE).await.status, StatusCode::NOT_FOUND);
}

/// Let in again, the person comes anew, with a link: the account of before is gone.
#[tokio::test]
async fn whoever_closed_the_account_comes_anew_when_let_in_again() {
    let world = World::new().await;
    let family = world.agreed("ours").await;
    let role = GuestRole::Relative(Relative::Grandparent);
    let truus = grant(&world, "Truus", role, &[Subject::Calendar]);
    let (member, email) = let_in(&world, &family, truus.clone()).await;
    let mut guest = world.signed_in(&email).await;
    let page = guest.get(LEAVE).await;
    let form = page.form(LEAVE);
    assert_eq!(guest.post(LEAVE, &form).await.status, StatusCode::SEE_OTHER);
    let mut mara = world.signed_in(&family.emails[0]).await;
    assert!(mara.get("/people").await.has("Ended on"));
    agree(&world, &family, truus).await;
    let again = come(&world, &family.mara, &member).await;
    let mut guest = world.signed_in(&again).await;
    assert_eq!(guest.get("/calendar").await.status, StatusCode::OK);
}

/// A link that was made before the end stays dead, also when the person is let in again.
#[tokio::test]
async fn a_link_from_before_the_end_stays_dead() {
    let world = World::new().await;
    let family = world.agreed("ours").await;
    let role = GuestRole::Relative(Relative::Sitter);
    let sitter = grant(&world, "Sitter", role, &[Subject::Calendar]);
    let member = sitter.member.clone();
    agree(&world, &family, sitter.clone()).await;
    let command = world.app.fresh_command();
    let link = world.app.guest_link(&family.mara, command, &member).await;
    let path = format!("/join/{}", link.unwrap().reveal());
    assert_eq!(world.browser().get(&path).await.status, StatusCode::OK);
    let end = Command::EndGuest { member };
    world.act(&family.elias, end).await;
    agree(&world, &family, sitter).await;
    let now = world.browser().get(&path).await;
    assert_eq!(now.status, StatusCode::NOT_FOUND);
}

async fn agree(world: &World, family: &Agreed, grant: Grant) {
    let proposal = world.app.fresh_proposal().unwrap();
    let propose = Command::Propose {
        proposal: proposal.clone(),
        terms: Terms::LetIn(grant.into()),
        reason: None,
        answer_by: None,
    };
    world.act(&family.mara, propose).await;
    let revision = Revision::FIRST;
    let accept = Command::Accept {
        proposal,
        revision,
        alternative: family::Alternative::FIRST,
    };
    world.act(&family.elias, accept).await;
}

/// Whoever stands in one parent's list is not put into the other by a form: nobody would be closed
/// twice when the family ends.
#[tokio::test]
async fn nobody_is_in_both_lists() {
    let world = World::new().await;
    let family = world.agreed("ours").await;
    let (member, _) = own_lawyer(&world, &family).await;
    let mut mara = world.signed_in(&family.emails[0]).await;
    let form = mara.get("/people/new").await.form("/people");
    let form = form
        .with("again", member.as_str())
        .with("name", "Aunt")
        .with("role", "relative")
        .with("sees", "calendar")
        .with("child", "noor")
        .with("from", "2026-11-23");
    let sent = mara.post("/people", &form).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    let snapshot = world.app.family(&family.mara).await.unwrap();
    let offered = snapshot.family.proposals().iter();
    let granted = offered.filter_map(|one| match &one.current().terms {
        Terms::LetIn(grant) => Some(grant.member.clone()),
        Terms::Plan(_)
        | Terms::Swap(_)
        | Terms::Time(_)
        | Terms::Handover(_)
        | Terms::Trip(_)
        | Terms::Decision(_)
        | Terms::Erase(_)
        | Terms::LiftHold(_)
        | Terms::Close => None,
    });
    let granted: Vec<_> = granted.collect();
    assert!(granted.len() == 1 && granted[0] != member, "{granted:?}");
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
    agree(&world, &theirs, asked).await;
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
    // And goes on to further ones, with the same sign-in.
    let pim = world.found("pim@further.example").await;
    let command = world.app.fresh_command();
    let link = world.app.invite(&pim, command, app::Seen::NOTHING).await;
    let path = format!("/join/{}", link.unwrap().reveal());
    let page = mara.get(&path).await;
    let joined = mara.post(&path, &page.form(&path)).await;
    assert_eq!(joined.status, StatusCode::SEE_OTHER, "{}", joined.text());
    assert_eq!(mara.get("/today").await.status, StatusCode::OK);
}

/// Mara has one side here and the other there, by the same plan: at every hour the child of one of
/// the two is with her. Nobody else learns of it.
#[tokio::test]
#[expect(clippy::too_many_lines, reason = "one story, told once")]
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
    // A page of one family sends nothing into the other, but signing out works from it.
    let old = browser.get("/record/keeping").await;
    let list = browser.get("/families").await;
    let go = list.form("/families");
    let gone = browser.post("/families", &go).await;
    assert_eq!(gone.status, StatusCode::SEE_OTHER, "{}", gone.text());
    let held = browser
        .post("/record/keeping/hold", &old.form("/record/keeping/hold"))
        .await;
    assert!(
        !held.status.is_success() && held.status != StatusCode::SEE_OTHER,
        "{}",
        held.status
    );
    let mut other = world.signed_in(&ours.emails[0]).await;
    let old = other.get("/today").await;
    let go = other.get("/families").await.form("/families");
    other.post("/families", &go).await;
    let out = other.post("/sign-out", &old.form("/sign-out")).await;
    assert_eq!(out.headers["location"], "/sign-in?signed-out");
    // They agree in the other family, too.
    let proposal = world.app.fresh_proposal().unwrap();
    let propose = Command::Propose {
        proposal: proposal.clone(),
        terms: Terms::Plan(plan::EXAMPLE.into()),
        reason: None,
        answer_by: None,
    };
    world.act(&pim, propose).await;
    assert!(world.app.go_to_family(&mara.session, theirs).await.unwrap());
    let there = world.app.session(&mara.secret).await.unwrap().unwrap();
    let revision = Revision::FIRST;
    world
        .act(
            &there,
            Command::Accept {
                proposal,
                revision,
                alternative: family::Alternative::FIRST,
            },
        )
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
