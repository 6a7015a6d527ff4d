//! Every address for everybody whom the parents let in, what ends at once, and what leaves no
//! trace (SAFETY: A1, A2, A3, W2, S1).

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests may stop at once, like tests"
)]

use crate::access::{ask, check_answer};
use crate::common::{Agreed, World, account, addresses};
use axum::http::StatusCode;
use family::{
    Command, DaySpan, Grant, GuestRole, MemberId, Name, Professional, Relative, Revision, Subject,
    Terms,
};
use jiff::civil::date;
use std::sync::Arc;
use web::{Access, For, Opens, Verb};

pub(crate) const WHOLE_RECORD: Subject = Subject::Record(DaySpan {
    from: date(2026, 11, 1),
    until: None,
});

pub(crate) fn grant(world: &World, name: &str, role: GuestRole, subjects: &[Subject]) -> Grant {
    let calendar = subjects.contains(&Subject::Calendar);
    Grant {
        member: world.app.fresh_member().unwrap(),
        name: Name::new(name).unwrap(),
        role,
        subjects: subjects.to_vec(),
        children: if calendar {
            vec!["noor".parse().unwrap()]
        } else {
            Vec::new()
        },
        days: DaySpan {
            from: date(2026, 11, 23),
            until: Some(date(2027, 2, 1)),
        },
    }
}

/// Both agree; the person comes with the link.
pub(crate) async fn let_in(world: &World, family: &Agreed, grant: Grant) -> (MemberId, String) {
    let proposal = world.app.fresh_proposal().unwrap();
    let member = grant.member.clone();
    let propose = Command::Propose {
        proposal: proposal.clone(),
        terms: Terms::LetIn(Arc::new(grant)),
        reason: None,
        answer_by: None,
    };
    world.act(&family.mara, propose).await;
    let revision = Revision::FIRST;
    world
        .act(
            &family.elias,
            Command::Accept {
                proposal,
                revision,
                alternative: family::Alternative::FIRST,
            },
        )
        .await;
    let email = come(world, &family.mara, &member).await;
    (member, email)
}

pub(crate) async fn come(world: &World, parent: &app::Session, member: &MemberId) -> String {
    let command = world.app.fresh_command();
    let link = world.app.guest_link(parent, command, member).await.unwrap();
    let email = format!("{member}@guests.example");
    world
        .app
        .join(&link, account(&email), "test")
        .await
        .unwrap();
    email
}

/// Mara's own lawyer.
pub(crate) async fn own_lawyer(world: &World, family: &Agreed) -> (MemberId, String) {
    let all = [Subject::Calendar, Subject::Plan, WHOLE_RECORD];
    let role = GuestRole::Professional(Professional::Lawyer);
    let grant = grant(world, "Own Lawyer", role, &all);
    let member = grant.member.clone();
    let command = world.app.fresh_command();
    let grant = Arc::new(grant);
    world
        .app
        .let_in_alone(&family.mara, command, grant)
        .await
        .unwrap();
    let email = come(world, &family.mara, &member).await;
    (member, email)
}

struct Guest {
    name: &'static str,
    email: String,
    opens: &'static [Opens],
}

const ALL: &[Opens] = &[Opens::Calendar, Opens::Plan, Opens::Record];

/// One of each kind.
async fn guests(world: &World, family: &Agreed) -> Vec<Guest> {
    let relative = GuestRole::Relative(Relative::Grandparent);
    let mediator = GuestRole::Professional(Professional::Mediator);
    let guardian = GuestRole::Professional(Professional::Guardian);
    let child = GuestRole::Child("noor".parse().unwrap());
    let mut guests = Vec::new();
    for (name, role, subjects, opens) in [
        (
            "Grandma",
            relative,
            vec![Subject::Calendar],
            &[Opens::Calendar][..],
        ),
        (
            "Mediator",
            mediator,
            vec![Subject::Calendar, Subject::Plan, WHOLE_RECORD],
            ALL,
        ),
        ("Guardian", guardian, vec![Subject::Plan], &[Opens::Plan]),
        ("Noor", child, vec![Subject::Calendar], &[Opens::Calendar]),
    ] {
        let grant = grant(world, name, role, &subjects);
        let (_, email) = let_in(world, family, grant).await;
        guests.push(Guest { name, email, opens });
    }
    let (_, email) = own_lawyer(world, family).await;
    guests.push(Guest {
        name: "Own Lawyer",
        email,
        opens: ALL,
    });
    guests
}

fn may(opens: &[Opens], access: Access) -> bool {
    match access {
        // A tablet is in `tablet.rs`.
        Access::Anyone | Access::Tablet => true,
        Access::SignedIn(whom) | Access::Confirmed(whom) => match whom {
            For::Parents => false,
            For::Everybody | For::AllLetIn | For::Guests => true,
            For::LetIn(what) => opens.contains(&what),
        },
    }
}

/// A1: every address answers each of them as declared; what is not for them is not there, in the
/// same bytes as an address that nobody declared.
#[tokio::test]
async fn every_address_answers_whom_the_parents_let_in_as_declared() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let id = world.offer(&family.elias, 7).await;
    for guest in guests(&world, &family).await {
        let mut browser = world.signed_in(&guest.email).await;
        let mut mara = world.signed_in(&family.emails[0]).await;
        let hers = mara.token().await;
        let nothing = browser.get("/nothing").await;
        let token = browser.token().await;
        for (verb, path, access) in addresses(&id) {
            let ends = ["/sign-out", "/leave", "/access/sessions/end"];
            let leaves = verb == Verb::Post && path == "/access/leave";
            let open = matches!(access, Access::Anyone | Access::Tablet);
            if open || leaves || ends.contains(&path.as_str()) {
                continue;
            }
            let what = format!("{verb:?} {path} for {}", guest.name);
            let reply = ask(&mut browser, verb, &path, &token).await;
            check_answer(&path, &reply);
            if may(guest.opens, access) {
                let fine = match (verb, path.as_str()) {
                    (Verb::Get, _) => reply.status == StatusCode::OK,
                    // As it answers a parent who sends nothing else.
                    (Verb::Post, path) => {
                        let same = ask(&mut mara, verb, path, &hers).await;
                        reply.status == same.status
                    }
                };
                assert!(fine, "{what}: {}", reply.status);
                assert_ne!(reply.status, StatusCode::FORBIDDEN, "{what}");
            } else {
                assert_eq!(reply.status, StatusCode::NOT_FOUND, "{what}");
                assert_eq!(
                    (&reply.body, &reply.headers),
                    (&nothing.body, &nothing.headers),
                    "{what}"
                );
            }
        }
        let reply = browser.get("/record?before=3").await;
        assert_eq!(
            reply.status == StatusCode::OK,
            guest.opens.contains(&Opens::Record)
        );
    }
}

/// W2: looking leaves the family's record as it was, but for the looks of a professional for both.
#[tokio::test]
async fn looking_leaves_a_trace_only_where_a_professional_looks() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let guests = guests(&world, &family).await;
    for guest in guests {
        let mut browser = world.signed_in(&guest.email).await;
        let (before, _) = world.head(&family.mara).await;
        let mut looks = 0;
        for (verb, path, access) in addresses("0123456789abcdef") {
            if verb == Verb::Get {
                let reply = browser.get(&path).await;
                let shown = matches!(access, Access::SignedIn(For::LetIn(_)));
                looks += u64::from(shown && reply.status == StatusCode::OK);
            }
        }
        let (after, _) = world.head(&family.mara).await;
        let noted = matches!(guest.name, "Mediator" | "Guardian");
        assert_eq!(
            after - before,
            if noted { looks } else { 0 },
            "{}",
            guest.name
        );
        // The plan opens two addresses: its page, and the papers of it.
        let opens = guest.opens.len() + usize::from(guest.opens.contains(&Opens::Plan));
        assert_eq!(looks, opens as u64, "{}", guest.name);
    }
}

/// S1: whom one parent lets in alone, and what that person looks at, changes not a byte of what
/// the other parent is shown.
#[tokio::test]
async fn an_own_lawyer_leaves_no_trace_for_the_other_parent() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let mut elias = world.signed_in(&family.emails[1]).await;
    let paths: Vec<String> = addresses("0123456789abcdef")
        .into_iter()
        .filter(|(verb, _, access)| *verb == Verb::Get && *access != Access::Anyone)
        .map(|(_, path, _)| path)
        // A secret that is made for each showing.
        .filter(|path| path != "/access/authenticator")
        .collect();
    let mut before = Vec::new();
    for path in &paths {
        before.push(elias.get(path).await.plain());
    }
    let head = world.head(&family.elias).await;
    let (_, lawyer) = own_lawyer(&world, &family).await;
    let mut browser = world.signed_in(&lawyer).await;
    for path in ["/", "/calendar", "/plan", "/record"] {
        assert_eq!(browser.get(path).await.status, StatusCode::OK, "{path}");
    }
    for (path, before) in paths.iter().zip(&before) {
        assert_eq!(elias.get(path).await.plain(), *before, "{path}");
    }
    assert_eq!(world.head(&family.elias).await, head);
    // Mara sees each look on her own record.
    let mut mara = world.signed_in(&family.emails[0]).await;
    let record = mara.get("/record").await;
    for said in [
        "was shown the plan",
        "was shown the calendar",
        "was shown the entries",
    ] {
        assert!(record.has(said), "{said}");
    }
}

/// A3: what was ended opens nothing from the next request on, for a session that is open.
#[tokio::test]
async fn what_was_ended_opens_nothing_any_more() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let role = GuestRole::Professional(Professional::Mediator);
    let grant = grant(
        &world,
        "Mediator",
        role,
        &[Subject::Calendar, Subject::Plan],
    );
    let (member, email) = let_in(&world, &family, grant).await;
    let (own, lawyer) = own_lawyer(&world, &family).await;
    let mut mediator = world.signed_in(&email).await;
    let mut lawyer = world.signed_in(&lawyer).await;
    assert_eq!(mediator.get("/plan").await.status, StatusCode::OK);
    assert_eq!(lawyer.get("/record").await.status, StatusCode::OK);
    // Either parent ends what both granted; the own one only who granted it.
    world.act(&family.elias, Command::EndGuest { member }).await;
    let command = world.app.fresh_command();
    let ended = world
        .app
        .end_own_guest(&family.elias, command, own.clone())
        .await;
    assert!(matches!(ended, Err(app::ActError::Refused(_))));
    assert_eq!(lawyer.get("/plan").await.status, StatusCode::OK);
    let command = world.app.fresh_command();
    world
        .app
        .end_own_guest(&family.mara, command, own)
        .await
        .unwrap();
    for browser in [&mut mediator, &mut lawyer] {
        for path in ["/calendar", "/plan", "/record"] {
            assert_eq!(
                browser.get(path).await.status,
                StatusCode::NOT_FOUND,
                "{path}"
            );
        }
        let home = browser.get("/").await;
        assert!(home.has("This was ended on"), "{}", home.text());
    }
}

/// A grant opens nothing before its first day nor after its last.
#[tokio::test]
async fn a_grant_holds_on_its_days_only() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let role = GuestRole::Relative(Relative::Sitter);
    let mut later = grant(&world, "Sitter", role, &[Subject::Calendar]);
    later.days.from = date(2026, 11, 25);
    later.days.until = Some(date(2026, 11, 26));
    let (_, email) = let_in(&world, &family, later).await;
    for (at, status, said) in [
        (
            "2026-11-24T22:59:59Z",
            StatusCode::NOT_FOUND,
            "open to you from",
        ),
        (
            "2026-11-24T23:00:00Z",
            StatusCode::OK,
            "the calendar of Noor",
        ),
        (
            "2026-11-25T22:59:59Z",
            StatusCode::OK,
            "the calendar of Noor",
        ),
        (
            "2026-11-25T23:00:00Z",
            StatusCode::NOT_FOUND,
            "The last day has passed",
        ),
    ] {
        world.clock.set(at.parse().unwrap());
        let mut browser = world.signed_in(&email).await;
        assert_eq!(browser.get("/calendar").await.status, status, "{at}");
        assert!(browser.get("/").await.has(said), "{at}");
    }
}

/// Who sees the days of a child alone sees no words of the plan, and no proposals.
#[tokio::test]
async fn the_calendar_alone_shows_no_words_of_the_plan() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let snapshot = world.app.family(&family.mara).await.unwrap();
    let plan = snapshot.family.plan().unwrap();
    let sentences: Vec<_> = plan
        .clauses()
        .iter()
        .map(|clause| clause.sentence.get(plan::Language::En).to_owned())
        .collect();
    assert!(!sentences.is_empty());
    let role = GuestRole::Child("noor".parse().unwrap());
    let (_, email) = let_in(
        &world,
        &family,
        grant(&world, "Noor", role, &[Subject::Calendar]),
    )
    .await;
    let mut browser = world.signed_in(&email).await;
    for path in [
        "/",
        "/calendar",
        "/calendar?view=week",
        "/calendar?view=agenda",
    ] {
        let page = browser.get(path).await;
        assert_eq!(page.status, StatusCode::OK);
        for word in &sentences {
            assert!(!page.has(word), "{word} on {path}");
        }
        assert!(!page.has("/proposals"), "{path}");
    }
    assert!(browser.get("/calendar").await.has("Noor"));
}

/// One sign-in, two families: what one shows is nowhere in the other, and an id of a family of
/// others is answered like one that does not exist.
#[tokio::test]
async fn one_person_in_two_families_sees_one_at_a_time() {
    let world = World::new().await;
    let ours = world.agreed("ours").await;
    let theirs = world.agreed("theirs").await;
    let third = world.agreed("third").await;
    let role = GuestRole::Relative(Relative::Partner);
    let asked = grant(&world, "Mara elsewhere", role, &[Subject::Calendar]);
    let member = asked.member.clone();
    let proposal = world.app.fresh_proposal().unwrap();
    let terms = Terms::LetIn(Arc::new(asked));
    let reason = None;
    let propose = Command::Propose {
        proposal: proposal.clone(),
        terms,
        reason,
        answer_by: None,
    };
    world.act(&theirs.mara, propose).await;
    let revision = Revision::FIRST;
    world
        .act(
            &theirs.elias,
            Command::Accept {
                proposal,
                revision,
                alternative: family::Alternative::FIRST,
            },
        )
        .await;
    let command = world.app.fresh_command();
    let link = world
        .app
        .guest_link(&theirs.mara, command, &member)
        .await
        .unwrap();

    let mut mara = world.signed_in(&ours.emails[0]).await;
    let path = format!("/join/{}", link.reveal());
    let page = mara.get(&path).await;
    assert!(page.has("You are signed in here"));
    let joined = mara.post(&path, &page.form(&path)).await;
    let home = mara.follow(&joined).await;
    assert!(home.has("Hello Mara elsewhere"), "{}", home.text());
    assert_eq!(mara.get("/people").await.status, StatusCode::NOT_FOUND);
    assert_eq!(mara.get(&path).await.status, StatusCode::NOT_FOUND);

    let list = mara.get("/families").await;
    let id = ours.mara.family_id().to_owned();
    let form = list.form("/families");
    assert_eq!(form.value("family"), id);
    for foreign in [third.mara.family_id(), "0123456789abcdef0123456789abcdef"] {
        let reply = mara
            .post("/families", &form.clone().with("family", foreign))
            .await;
        assert_eq!(reply.status, StatusCode::NOT_FOUND);
    }
    let reply = mara.post("/families", &form).await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER);
    assert_eq!(mara.get("/people").await.status, StatusCode::OK);
    assert!(!mara.get("/").await.has("Mara elsewhere"));
    // The session is there also after a restart, and ends everywhere with one sign-out.
    let page = mara.get("/today").await;
    mara.post("/sign-out", &page.form("/sign-out")).await;
    assert_eq!(mara.get("/families").await.status, StatusCode::SEE_OTHER);
    let again = world.signed_in(&ours.emails[0]).await;
    assert!(!again.cookies.is_empty());
}
