//! What one parent does alone changes not a byte of what the other one is answered, on any address
//! that is for who is signed in (SAFETY: S1).

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests may stop at once, like tests"
)]

use crate::common::{Agreed, Browser, ORIGIN, World, addresses};
use crate::roles::own_lawyer;
use app::RecoveryAsked;
use axum::http::StatusCode;
use family::{Command, Revision, Terms};
use std::sync::Arc;
use web::{Access, Verb};

/// What Elias is answered, and how far the family's record had come.
pub(crate) struct Watched {
    elias: Browser,
    id: String,
    answers: Vec<(String, String)>,
    head: (u64, [u8; 32]),
    own: usize,
}

/// All answers of one person, made anew: nothing that was kept ready of them.
async fn answers(world: &World, elias: &mut Browser, id: &str) -> Vec<(String, String)> {
    let settings = web::Settings::new(ORIGIN).unwrap();
    elias.router = web::router(Arc::clone(&world.app), settings);
    let mut answers = Vec::new();
    for (verb, path, access) in addresses(id) {
        match access {
            Access::Anyone | Access::Tablet => continue,
            Access::SignedIn(_) | Access::Confirmed(_) => {}
        }
        // One's own secret for an app is another one each time.
        if verb == Verb::Get && path != "/access/authenticator" {
            let answer = elias.get(&path).await.plain();
            answers.push((path, answer));
        }
    }
    assert!(answers.len() > 20, "{}", answers.len());
    answers
}

impl Watched {
    pub(crate) async fn of(world: &World, family: &Agreed) -> Self {
        let id = world.offer(&family.elias, 7).await;
        let mut elias = world.signed_in(&family.emails[1]).await;
        let answers = answers(world, &mut elias, &id).await;
        Self {
            head: world.head(&family.elias).await,
            own: world.own_entries(&family.elias).await,
            elias,
            id,
            answers,
        }
    }

    /// Fails if Elias can tell that this has happened.
    pub(crate) async fn sees_nothing_of(&mut self, what: &str, world: &World, family: &Agreed) {
        let now = answers(world, &mut self.elias, &self.id).await;
        assert_eq!(now.len(), self.answers.len());
        for ((path, before), (_, after)) in self.answers.iter().zip(&now) {
            assert_eq!(after, before, "{path} after {what}");
        }
        assert_eq!(world.head(&family.elias).await, self.head, "{what}");
        assert_eq!(world.own_entries(&family.elias).await, self.own, "{what}");
    }
}

/// S1: nobody learns of the other parent's own lawyer, from the first to the last of it.
#[tokio::test]
async fn an_own_lawyer_comes_looks_and_goes_without_a_trace() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let mut elias = Watched::of(&world, &family).await;
    let (member, email) = own_lawyer(&world, &family).await;
    elias.sees_nothing_of("letting in", &world, &family).await;
    let mut lawyer = world.signed_in(&email).await;
    for path in ["/", "/calendar", "/plan", "/record", "/access", "/families"] {
        let page = lawyer.get(path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
    }
    elias.sees_nothing_of("looking", &world, &family).await;
    let mut mara = world.signed_in(&family.emails[0]).await;
    let page = mara.get("/people").await;
    let form = page.form("/people/end");
    assert_eq!(form.value("member"), member.as_str());
    let ended = mara.post("/people/end", &form).await;
    assert_eq!(ended.location(), "/people", "{}", ended.text());
    assert_eq!(lawyer.get("/plan").await.status, StatusCode::NOT_FOUND);
    elias.sees_nothing_of("ending it", &world, &family).await;
    let page = lawyer.get("/access/leave").await;
    let closed = lawyer
        .post("/access/leave", &page.form("/access/leave"))
        .await;
    assert_eq!(closed.status, StatusCode::SEE_OTHER, "{}", closed.text());
    assert!(!world.has_account(&email).await);
    elias.sees_nothing_of("closing", &world, &family).await;
    // One who closes the account while it is open.
    let (_, email) = own_lawyer(&world, &family).await;
    let mut lawyer = world.signed_in(&email).await;
    let page = lawyer.get("/access/leave").await;
    let form = page.form("/access/leave");
    let closed = lawyer.post("/access/leave", &form).await;
    assert_eq!(closed.status, StatusCode::SEE_OTHER, "{}", closed.text());
    elias.sees_nothing_of("leaving", &world, &family).await;
}

/// S1: nobody learns that a device of the other parent is told, what of, and that it is told no more.
#[tokio::test]
async fn notices_on_a_device_begin_and_end_without_a_trace() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let mut elias = Watched::of(&world, &family).await;
    let mut mara = world.signed_in(&family.emails[0]).await;
    let page = crate::push::begin(&mut mara, "https://push.example.net/p/1").await;
    elias.sees_nothing_of("beginning", &world, &family).await;
    for path in ["/calm/notices-here/try", "/calm/notices-here/end"] {
        let sent = mara.post(path, &page.form(path)).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{path}");
        elias.sees_nothing_of(path, &world, &family).await;
    }
}

/// S1: another family of one parent is nothing that the other one is shown.
#[tokio::test]
async fn a_second_family_is_joined_and_looked_at_without_a_trace() {
    let world = World::new().await;
    let family = world.agreed("ours").await;
    let mut elias = Watched::of(&world, &family).await;
    let pim = world.found("pim@theirs.example").await;
    let command = world.app.fresh_command();
    let link = world.app.invite(&pim, command, app::Seen::NOTHING).await;
    let path = format!("/join/{}", link.unwrap().reveal());
    let mut mara = world.signed_in(&family.emails[0]).await;
    let page = mara.get(&path).await;
    let joined = mara.post(&path, &page.form(&path)).await;
    assert_eq!(joined.location(), "/today", "{}", joined.text());
    elias.sees_nothing_of("joining", &world, &family).await;

    // There they agree on a plan.
    let proposal = world.app.fresh_proposal().unwrap();
    let propose = Command::Propose {
        proposal: proposal.clone(),
        terms: Terms::Plan(plan::EXAMPLE.into()),
        reason: None,
        answer_by: None,
    };
    world.act(&pim, propose).await;
    let place = format!("/proposals/{proposal}");
    let accept = format!("{place}/accept");
    let page = mara.get(&place).await;
    let accepted = mara.post(&accept, &page.form(&accept)).await;
    assert_eq!(accepted.place(), place, "{}", accepted.text());
    let theirs = world.app.family(&pim).await.unwrap();
    let state = theirs.family.proposal(&proposal).unwrap();
    assert_eq!(state.current().revision, Revision::FIRST);
    assert!(theirs.family.plan().is_some());
    for there in [false, true, false] {
        let id = if there {
            pim.family_id()
        } else {
            family.mara.family_id()
        };
        let list = mara.get("/families").await;
        let form = list.form("/families");
        assert_eq!(form.value("family"), id);
        let gone = mara.post("/families", &form).await;
        assert_eq!(gone.location(), "/today", "{}", gone.text());
        let days = mara.get("/families/days").await;
        assert_eq!(days.status, StatusCode::OK);
        elias
            .sees_nothing_of("going between them", &world, &family)
            .await;
    }
}

/// S1: where one parent's messages go, and a way back in that waits, is nobody else's to know.
#[tokio::test]
async fn alerts_move_and_a_way_back_waits_without_a_trace() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let mut elias = Watched::of(&world, &family).await;
    let mut mara = world.signed_in(&family.emails[0]).await;
    world.set_aside(&family.mara).await;
    elias.sees_nothing_of("signing in", &world, &family).await;
    for chosen in ["other", "nowhere", "account"] {
        let page = mara.get("/access").await;
        let form = page.form("/access/alerts").with("alerts", chosen);
        let form = form.with("alerts-mail", "own@b.example");
        let changed = mara.post("/access/alerts", &form).await;
        assert_eq!(changed.location(), "/access?changed", "{chosen}");
        elias.sees_nothing_of(chosen, &world, &family).await;
    }
    match world.app.ask_recovery(&family.emails[0]) {
        RecoveryAsked::Taken(looked_up) => looked_up.await.unwrap(),
        RecoveryAsked::Waits | RecoveryAsked::BadEmail => panic!("it was not looked at"),
    }
    let stop = "/access/recovery/stop";
    let page = mara.get("/today").await;
    assert!(page.has(stop), "{}", page.text());
    elias.sees_nothing_of("a way back", &world, &family).await;
    let stopped = mara.post(stop, &page.form(stop)).await;
    assert_eq!(stopped.location(), "/access?stopped");
    elias.sees_nothing_of("stopping it", &world, &family).await;
    // The same, begun by whoever runs the server.
    let reset = world.app.reset_member(&family.emails[0]).await;
    assert!(reset.unwrap().is_some());
    assert!(mara.get("/today").await.has(stop));
    elias.sees_nothing_of("a reset", &world, &family).await;
}

/// S1: another address to sign in with shows to nobody else.
#[tokio::test]
async fn another_address_is_chosen_without_a_trace() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let mut elias = Watched::of(&world, &family).await;
    let mut mara = world.signed_in(&family.emails[0]).await;
    world.set_aside(&family.mara).await;
    let form = mara.get("/access").await.form("/access/alerts");
    let form = form.with("mail", "mara.alone@example.org");
    let changed = mara.post("/access/address", &form).await;
    assert_eq!(changed.status, StatusCode::SEE_OTHER, "{}", changed.text());
    assert!(world.has_account("mara.alone@example.org").await);
    elias.sees_nothing_of("the address", &world, &family).await;
    assert_eq!(mara.get("/today").await.status, StatusCode::OK);
}

/// S1: that one parent wants to call more shows to nobody else, and the sentence to that parent alone.
#[tokio::test]
async fn a_wish_to_call_more_is_kept_without_a_trace() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let mut elias = Watched::of(&world, &family).await;
    let mut mara = world.signed_in(&family.emails[0]).await;
    for wish in ["more", "as-it-is", "more"] {
        let own = world.own_entries(&family.mara).await;
        let form = mara.get("/calls").await.form("/calls/wish");
        let sent = mara.post("/calls/wish", &form.with("wish", wish)).await;
        assert_eq!(sent.location(), "/calls", "{}", sent.text());
        assert_eq!(world.own_entries(&family.mara).await, own + 1, "{wish}");
        elias.sees_nothing_of(wish, &world, &family).await;
    }
    // What is chosen already is no entry, and neither is what the form does not offer.
    let own = world.own_entries(&family.mara).await;
    for wish in ["more", "sometimes"] {
        let form = mara.get("/calls").await.form("/calls/wish");
        mara.post("/calls/wish", &form.with("wish", wish)).await;
        assert_eq!(world.own_entries(&family.mara).await, own, "{wish}");
    }
    for path in ["/today", "/calls"] {
        assert_eq!(mara.get(path).await.status, StatusCode::OK, "{path}");
        elias.sees_nothing_of(path, &world, &family).await;
    }
}
