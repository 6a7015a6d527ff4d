//! What was ended opens nothing from the next request on, on any address of the table
//! (SAFETY: A3).

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests may stop at once, like tests"
)]

use crate::access::ask;
use crate::common::{Browser, Fields, Reply, World, addresses};
use crate::roles::{WHOLE_RECORD, grant, let_in, own_lawyer};
use axum::http::StatusCode;
use family::{GuestRole, MemberId, Professional, Relative, Subject};
use web::{Access, For, Verb};

/// Every address that a grant opens.
fn let_in_to() -> Vec<(Verb, String)> {
    let all = addresses("0123456789abcdef").into_iter();
    let opened = all.filter(|(_, _, access)| match access {
        Access::SignedIn(For::LetIn(_)) | Access::Confirmed(For::LetIn(_)) => true,
        Access::SignedIn(For::Parents | For::Everybody | For::AllLetIn | For::Guests)
        | Access::Confirmed(For::Parents | For::Everybody | For::AllLetIn | For::Guests)
        | Access::Anyone
        | Access::Tablet => false,
    });
    // One proposal is opened by a grant of its own, a call by being asked to it.
    let opened = opened
        .filter(|(_, path, _)| !path.starts_with("/proposals/") && !path.starts_with("/calls/"));
    let opened: Vec<_> = opened.map(|(verb, path, _)| (verb, path)).collect();
    assert!(opened.len() > 2, "{opened:?}");
    opened
}

/// Fails unless all of it is open to this browser.
async fn open(browser: &mut Browser) {
    let token = browser.token().await;
    for (verb, path) in let_in_to() {
        let reply = ask(browser, verb, &path, &token).await;
        assert_eq!(reply.status, StatusCode::OK, "{path}: {}", reply.text());
    }
}

/// Fails unless each of these addresses answers as one that nobody declared.
async fn not_there(browser: &mut Browser) {
    let token = browser.token().await;
    let nothing = browser.get("/nothing").await.plain();
    for (verb, path) in let_in_to() {
        let reply = ask(browser, verb, &path, &token).await;
        assert_eq!(reply.plain(), nothing, "{path}");
    }
}

/// Ends what was granted with the form of a parent's page.
async fn end(parent: &mut Browser, member: &MemberId) -> Reply {
    let fields = Fields::default()
        .with("form_token", &parent.token().await)
        .with("member", member.as_str());
    parent.post("/people/end", &fields).await
}

/// A3, of grants: ended by either parent where both gave it, by its own parent alone where one did;
/// the session that was open is left with nothing of the family.
#[tokio::test]
async fn a_grant_that_was_ended_opens_nothing_at_the_next_request() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let all = [Subject::Calendar, Subject::Plan, WHOLE_RECORD];
    let mut mara = world.signed_in(&family.emails[0]).await;
    let mut elias = world.signed_in(&family.emails[1]).await;
    let guests = [
        ("Ada", GuestRole::Professional(Professional::Mediator)),
        ("Truus", GuestRole::Relative(Relative::Grandparent)),
    ];
    for (name, role) in guests {
        for parent in [&mut mara, &mut elias] {
            let asked = grant(&world, name, role.clone(), &all);
            let (member, email) = let_in(&world, &family, asked).await;
            let mut guest = world.signed_in(&email).await;
            open(&mut guest).await;
            let ended = end(parent, &member).await;
            assert_eq!(ended.location(), "/people", "{}", ended.text());
            not_there(&mut guest).await;
            assert_eq!(guest.get("/today").await.status, StatusCode::OK);
        }
    }
    let (own, email) = own_lawyer(&world, &family).await;
    let mut lawyer = world.signed_in(&email).await;
    open(&mut lawyer).await;
    let refused = end(&mut elias, &own).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    open(&mut lawyer).await;
    let ended = end(&mut mara, &own).await;
    assert_eq!(ended.location(), "/people", "{}", ended.text());
    not_there(&mut lawyer).await;
}

/// A3, of sessions: one that was ended on another device leads to signing in on every address that
/// needs one, and nothing that it sends is taken.
#[tokio::test]
async fn a_session_that_was_ended_elsewhere_opens_no_address_at_all() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let id = world.offer(&family.elias, 7).await;
    let relative = GuestRole::Relative(Relative::Grandparent);
    let asked = grant(&world, "Truus", relative, &[Subject::Calendar]);
    let (_, truus) = let_in(&world, &family, asked).await;
    let (_, lawyer) = own_lawyer(&world, &family).await;
    for email in [&family.emails[0], &truus, &lawyer] {
        let mut lost = world.signed_in(email).await;
        let token = lost.token().await;
        let mut phone = world.signed_in(email).await;
        let page = phone.get("/access").await;
        let others = page.form("/access/sessions/end").with("session", "others");
        let ended = phone.post("/access/sessions/end", &others).await;
        assert_eq!(ended.location(), "/access?changed", "{}", ended.text());
        let before = world.head(&family.elias).await;
        for (verb, path, access) in addresses(&id) {
            match access {
                Access::Anyone | Access::Tablet => continue,
                Access::SignedIn(_) | Access::Confirmed(_) => {}
            }
            let reply = ask(&mut lost, verb, &path, &token).await;
            let what = format!("{verb:?} {path} for {email}");
            assert_eq!(reply.status, StatusCode::SEE_OTHER, "{what}");
            assert_eq!(reply.location(), "/sign-in?ended", "{what}");
            assert!(reply.body.is_empty(), "{what}");
        }
        assert_eq!(world.head(&family.elias).await, before);
        assert_eq!(phone.get("/today").await.status, StatusCode::OK, "{email}");
    }
}
