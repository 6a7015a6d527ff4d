//! Every declared address for who is signed in: what a form without fields answers, what asks once
//! more, and what is left of it all to whoever is let in to nothing now (SAFETY: A1).

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests may stop at once, like tests"
)]

use crate::access::{ask, check_answer};
use crate::common::{Browser, Fields, Reply, World, addresses};
use crate::roles::{WHOLE_RECORD, grant, let_in};
use axum::http::StatusCode;
use family::{Command, GuestRole, Professional, Relative, Subject};
use jiff::SignedDuration;
use jiff::civil::date;
use web::{Access, For, Verb};

/// What each form answers who sends its token and nothing else: a parent who is asked by an open
/// offer, or, where it is for everybody, a guest too. Each with the reason.
const ANSWERS: &[(&str, u16, &str)] = &[
    ("/people", 422, "nobody is named"),
    ("/people/new/own", 422, "nobody is named"),
    ("/people/link", 404, "there is no such person"),
    ("/people/end", 404, "there is no such person"),
    ("/families", 404, "there is no such family"),
    ("/calls", 422, "no child was chosen"),
    ("/calls/check", 200, "it needs no fields"),
    ("/calls/tablets", 422, "it has no name"),
    ("/calls/tablets/end", 404, "there is no such tablet"),
    ("/calls/{id}/say", 404, "there is no such call"),
    ("/calls/{id}/ice", 404, "there is no such call"),
    ("/calls/{id}/leave", 404, "there is no such call"),
    ("/calls/{id}/end", 404, "there is no such call"),
    ("/calls/{id}/decline", 404, "there is no such call"),
    ("/care/handover", 404, "it names no handover"),
    ("/care/missed", 422, "it names no care"),
    ("/care/took-place", 404, "it answers nothing"),
    ("/calendar/addresses", 422, "it has no name"),
    (
        "/calendar/addresses/end",
        303,
        "there is none, and then none",
    ),
    ("/calm", 422, "nothing is chosen"),
    ("/calls/wish", 303, "nothing is chosen, and nothing changes"),
    ("/calm/notices-here", 422, "the browser gave nothing"),
    ("/calm/notices-here/try", 303, "no device is told here"),
    (
        "/calm/notices-here/end",
        303,
        "there is none, and then none",
    ),
    ("/messages/new", 422, "nothing is said"),
    ("/messages/show", 303, "it needs no fields"),
    ("/messages/{id}", 404, "there is no such topic"),
    ("/messages/{id}/read", 404, "there is no such topic"),
    ("/proposals/new", 422, "nothing is asked for"),
    ("/proposals/new/{kind}", 422, "nothing is asked for"),
    ("/proposals/{id}/counter", 422, "nothing is asked for"),
    ("/proposals/{id}/accept", 409, "no revision was looked at"),
    ("/proposals/{id}/accept/passkey", 200, "nothing to sign"),
    ("/proposals/{id}/sign", 409, "no passkey signed"),
    ("/proposals/{id}/decline", 409, "no revision was looked at"),
    ("/proposals/{id}/withdraw", 409, "it is the other's offer"),
    ("/proposals/{id}/link", 404, "there is no such own offer"),
    ("/answer/{token}", 404, "there is no such link"),
    ("/proposals/{id}/erase", 409, "it is open still"),
    ("/record/devices/revoke", 404, "there is no such device"),
    ("/record/keeping/hold", 303, "it needs no fields"),
    ("/record/keeping/lift", 409, "the other has no hold"),
    ("/record/keeping/family", 409, "there is a hold by now"),
    ("/record/keeping/account", 422, "no password"),
    ("/record/own", 422, "no entry was chosen"),
    ("/bundles", 422, "it is for nobody"),
    ("/bundles/forget", 303, "there is none, and then none"),
    ("/invitation", 409, "both are here"),
    ("/access/sessions/end", 409, "there is no such session"),
    ("/access/password", 422, "no password"),
    ("/access/address", 422, "no address"),
    ("/access/authenticator", 404, "there is no such secret"),
    ("/access/authenticator/remove", 409, "there is none"),
    ("/access/codes", 200, "it needs no fields"),
    ("/access/passkeys/begin", 200, "it needs no fields"),
    ("/access/passkeys", 422, "no ceremony was begun"),
    ("/access/passkeys/remove", 409, "there is no such passkey"),
    ("/access/leave", 404, "a parent closes an account elsewhere"),
    ("/access/confirm", 422, "no password"),
    ("/sign-in/passkey/begin", 200, "it needs no fields"),
    ("/sign-in/passkey", 422, "no ceremony was begun"),
    ("/sign-in/code", 303, "nobody waits for a code"),
    ("/access/alerts", 422, "no address"),
    ("/access/sign-ins/seen", 303, "nothing is set aside"),
    ("/access/recovery/stop", 409, "none waits"),
    ("/sign-in/lost", 422, "no address"),
    ("/recover/{secret}", 404, "there is no such link"),
    ("/sign-out", 303, "it needs no fields"),
    ("/sign-in", 422, "no address"),
    ("/join/{secret}", 404, "there is no such link"),
    ("/leave", 303, "it needs no fields"),
    ("/language", 303, "none is chosen"),
    ("/theme", 303, "none is chosen"),
    ("/begin/{secret}", 303, "a family has begun"),
    ("/plan/begin", 422, "no rhythm is chosen"),
    ("/plan/change", 422, "there is no text"),
    ("/plan/drafts", 422, "it says no way to begin"),
    ("/plan/drafts/{id}", 404, "there is no such draft"),
    ("/plan/drafts/{id}/questions", 404, "there is no such draft"),
    ("/plan/drafts/{id}/clauses", 404, "there is no such draft"),
    ("/plan/drafts/{id}/text", 404, "there is no such draft"),
    ("/plan/drafts/{id}/try", 404, "there is no such draft"),
    ("/plan/drafts/{id}/history", 404, "there is no such draft"),
    ("/plan/import", 422, "nothing was given"),
    (
        "/proposals/{id}/clauses",
        303,
        "the page says how it stands",
    ),
    ("/device", 303, "nothing is chosen"),
    ("/tablet/pair/{secret}", 404, "there is no such code"),
    ("/tablet/call", 404, "the browser is no tablet"),
    ("/tablet/calls/{id}/say", 404, "the browser is no tablet"),
    ("/tablet/calls/{id}/ice", 404, "the browser is no tablet"),
    ("/tablet/calls/{id}/leave", 404, "the browser is no tablet"),
    ("/tablet/calls/{id}/end", 404, "the browser is no tablet"),
    (
        "/tablet/calls/{id}/decline",
        404,
        "the browser is no tablet",
    ),
];

/// The forms after which a session is over.
const ENDS: [&str; 2] = ["/sign-out", "/leave"];

fn answered(path: &str) -> StatusCode {
    let row = ANSWERS.iter().find(|(known, ..)| *known == path);
    let (_, status, _) = row.unwrap_or_else(|| panic!("nobody says what {path} answers"));
    StatusCode::from_u16(*status).unwrap()
}

/// Every route: as it is declared, how it is asked, the address that is asked, for whom.
fn declared(id: &str) -> Vec<(&'static str, Verb, String, Access)> {
    let routes = web::routes::<store::SqliteStore>();
    let paths = routes.iter().map(web::Route::path);
    let filled = addresses(id);
    assert_eq!(routes.len(), filled.len());
    let both = paths.zip(filled);
    both.map(|(path, (verb, address, access))| (path, verb, address, access))
        .collect()
}

fn later(world: &World, minutes: i64) {
    let now = world.app.now() + SignedDuration::from_mins(minutes);
    world.clock.set(now);
}

/// A1: no form that is for a parent is refused or missing; what is not there is so because of what
/// it was to be about. A session ends by nothing but the two forms that say so.
#[tokio::test]
async fn every_form_answers_a_parent_who_sends_its_token_alone() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let id = world.offer(&family.elias, 7).await;
    let mut asked = Vec::new();
    let mut usual = world.signed_in(&family.emails[0]).await;
    for (path, verb, address, _) in declared(&id) {
        if verb == Verb::Get {
            continue;
        }
        // Those that could end a session have one of their own.
        let own = ENDS.contains(&path)
            || ["/record/keeping/account", "/access/sessions/end"].contains(&path);
        let mut mara = if own {
            world.signed_in(&family.emails[0]).await
        } else {
            usual.clone()
        };
        let mut kept = mara.clone();
        let token = mara.token().await;
        let reply = ask(&mut mara, verb, &address, &token).await;
        check_answer(&address, &reply);
        assert_eq!(reply.status, answered(path), "{path}: {}", reply.text());
        assert_ne!(reply.status, StatusCode::FORBIDDEN, "{path}");
        let after = kept.get("/today").await;
        let over = after.status == StatusCode::SEE_OTHER;
        assert_eq!(over, ENDS.contains(&path), "{path}");
        asked.push(path);
    }
    assert_eq!(usual.get("/today").await.status, StatusCode::OK);
    for (path, _, why) in ANSWERS {
        assert!(asked.contains(path), "no form is at {path} ({why})");
    }
}

fn for_parents(whom: For) -> bool {
    match whom {
        For::Parents | For::Everybody | For::AllLetIn | For::LetIn(_) => true,
        For::Guests => false,
    }
}

/// For somebody who is let in to nothing now.
fn for_guests(whom: For) -> bool {
    match whom {
        For::Everybody | For::AllLetIn | For::Guests => true,
        For::Parents | For::LetIn(_) => false,
    }
}

/// Fails unless everything that is to be confirmed asks for that, if it is for this person. Gives
/// how much did.
async fn asks_once_more(browser: &mut Browser, verb: Verb, mine: fn(For) -> bool, id: &str) -> u32 {
    let nothing = browser.get("/nothing").await.plain();
    let token = browser.token().await;
    let mut asked = 0;
    for (path, how, address, access) in declared(id) {
        let Access::Confirmed(whom) = access else {
            continue;
        };
        if how != verb {
            continue;
        }
        let reply = ask(browser, verb, &address, &token).await;
        let what = format!("{verb:?} {path}");
        if !mine(whom) {
            assert_eq!(reply.plain(), nothing, "{what}");
            continue;
        }
        assert_eq!(reply.status, StatusCode::SEE_OTHER, "{what}");
        assert_eq!(reply.place(), "/access/confirm", "{what}");
        let back = reply.location().split_once("?back=%2F");
        assert!(back.is_some(), "{what}: {}", reply.location());
        let page = browser.follow(&reply).await;
        assert_eq!(page.status, StatusCode::OK, "{what}");
        assert!(page.has("action=\"/access/confirm\""), "{what}");
        asked += 1;
    }
    asked
}

/// A1: whoever finds an open session opens nothing with it that would do harm: a page ten minutes
/// after the password, a form an hour after.
#[tokio::test]
async fn everything_that_is_to_be_confirmed_asks_once_more() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let id = world.offer(&family.elias, 7).await;
    let role = GuestRole::Relative(Relative::Grandparent);
    let asked = grant(&world, "Truus", role, &[Subject::Calendar]);
    let (_, truus) = let_in(&world, &family, asked).await;
    let mut found = [
        (
            world.signed_in(&family.emails[0]).await,
            for_parents as fn(For) -> bool,
            3,
        ),
        (
            world.signed_in(&truus).await,
            for_guests as fn(For) -> bool,
            2,
        ),
    ];
    let head = world.head(&family.mara).await;
    let own = world.own_entries(&family.mara).await;
    for (minutes, verb) in [(11, Verb::Get), (51, Verb::Post)] {
        later(&world, minutes);
        for (browser, mine, least) in &mut found {
            let asked = asks_once_more(browser, verb, *mine, &id).await;
            assert!(asked >= *least, "{verb:?}: {asked}");
        }
    }
    assert_eq!(world.head(&family.mara).await, head);
    assert_eq!(world.own_entries(&family.mara).await, own);
}

/// Fails unless this guest finds what is everybody's own, and of the rest not a byte more than that
/// there is nothing. Gives the last page of the walk.
async fn only_one_s_own_answers(world: &World, email: &str, id: &str) -> Reply {
    let mut guest = world.signed_in(email).await;
    let nothing = guest.get("/nothing").await.plain();
    let token = guest.token().await;
    for (path, verb, address, access) in declared(id) {
        let (Access::SignedIn(whom) | Access::Confirmed(whom)) = access else {
            continue;
        };
        // Asked by itself, and in `leaving.rs`.
        let ends = ["/sign-out", "/access/leave"].contains(&path) && verb == Verb::Post;
        if ends {
            continue;
        }
        let reply = ask(&mut guest, verb, &address, &token).await;
        let what = format!("{verb:?} {path} for {email}");
        check_answer(&address, &reply);
        if for_guests(whom) {
            let fine = match verb {
                Verb::Get => StatusCode::OK,
                Verb::Post => answered(path),
            };
            assert_eq!(reply.status, fine, "{what}: {}", reply.text());
        } else {
            assert_eq!(reply.plain(), nothing, "{what}");
        }
    }
    guest.get("/today").await
}

/// A1: a grant that was ended, that has not begun, or whose days are over opens nothing that it
/// names, on any address; what is everybody's own stays open, so that an account can be closed.
#[tokio::test]
async fn whoever_is_let_in_to_nothing_now_finds_what_is_their_own_alone() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let id = world.offer(&family.elias, 7).await;
    let role = || GuestRole::Professional(Professional::Mediator);
    let all = [Subject::Calendar, Subject::Plan, WHOLE_RECORD];
    let (member, email) = let_in(&world, &family, grant(&world, "Ada", role(), &all)).await;
    world.act(&family.elias, Command::EndGuest { member }).await;
    let home = only_one_s_own_answers(&world, &email, &id).await;
    assert!(home.has("This was ended on"), "{}", home.text());

    let mut asked = grant(&world, "Ben", role(), &all);
    asked.days.from = date(2026, 11, 25);
    asked.days.until = Some(date(2026, 11, 27));
    let (_, email) = let_in(&world, &family, asked).await;
    let home = only_one_s_own_answers(&world, &email, &id).await;
    assert!(home.has("open to you from"), "{}", home.text());

    world.clock.set("2026-11-27T09:00:00Z".parse().unwrap());
    let home = only_one_s_own_answers(&world, &email, &id).await;
    assert!(home.has("The last day has passed"), "{}", home.text());
}

/// The names of the other sessions on the page that lists them.
fn other_sessions(page: &Reply) -> Vec<String> {
    let text = page.text();
    let values = text.split("name=\"session\" value=\"").skip(1);
    let values = values.filter_map(|rest| rest.split('"').next());
    values
        .filter(|value| *value != "others")
        .map(ToOwned::to_owned)
        .collect()
}

/// A3, for a guest: a lost device is shut out from another one, and signing out ends the session
/// itself and not only its cookie.
#[tokio::test]
async fn a_guest_ends_a_session_elsewhere_and_signs_out() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let role = GuestRole::Relative(Relative::Grandparent);
    let asked = grant(&world, "Truus", role, &[Subject::Calendar]);
    let (_, truus) = let_in(&world, &family, asked).await;
    let mut lost = world.signed_in(&truus).await;
    let mut phone = world.signed_in(&truus).await;
    assert_eq!(lost.get("/calendar").await.status, StatusCode::OK);
    let before = world.head(&family.mara).await;
    let token = phone.token().await;
    // The one that began with the link, and the one that was lost.
    let others = other_sessions(&phone.get("/access").await);
    assert_eq!(others.len(), 2, "{others:?}");
    for name in &others {
        let fields = Fields::default()
            .with("form_token", &token)
            .with("session", name);
        let ended = phone.post("/access/sessions/end", &fields).await;
        assert_eq!(ended.location(), "/access?changed", "{}", ended.text());
    }
    assert!(other_sessions(&phone.get("/access").await).is_empty());
    assert_eq!(lost.get("/calendar").await.location(), "/sign-in?ended");

    let mut kept = phone.clone();
    let page = phone.get("/calendar").await;
    assert_eq!(page.status, StatusCode::OK);
    let out = phone.post("/sign-out", &page.form("/sign-out")).await;
    assert_eq!(out.location(), "/sign-in?signed-out");
    assert!(!phone.cookies.contains_key("__Host-session"));
    assert_eq!(kept.get("/calendar").await.location(), "/sign-in?ended");
    assert_eq!(world.head(&family.mara).await, before);
}
