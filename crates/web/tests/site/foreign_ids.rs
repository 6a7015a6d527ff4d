//! Ids of another family, and what is private of the other parent, in every place of an address and
//! of a form that takes one: answered byte for byte as an id that does not exist (SAFETY: A2).
//! Long on purpose: one table of every place that takes an id.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests may stop at once, like tests"
)]

use crate::access::ask;
use crate::bundle::everything;
use crate::common::{Agreed, Browser, Fields, PASSWORD, Reply, World, account};
use crate::roles::{grant, let_in};
use app::{BundleState, Session};
use axum::http::StatusCode;
use family::{
    Address, Command, GuestRole, Language, MemberId, Professional, Relative, Revision, Subject,
    Terms,
};
use std::sync::Arc;
use store::{AccessRow, Email, Passkey, Row, Store as _, UnixMillis};
use web::Verb::{self, Get, Post};
use web::bundle::words::Words;
use web::text::Lang;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Proposal,
    Member,
    Family,
    Session,
    Push,
    Passkey,
    Bundle,
    Call,
    Tablet,
    /// The secret of a link that opens to whoever has it, on the address that begins so.
    Link(&'static str),
    /// The secret of a link that was used, or of a ceremony.
    Secret,
    /// What is sealed: a link to answer with, a secret for codes.
    Sealed,
}

/// An id that is not the asker's, and one like it that names nothing.
#[derive(Debug, Clone)]
struct Foreign {
    kind: Kind,
    id: String,
    unknown: String,
}

fn foreign(world: &World, kind: Kind, id: &str) -> Foreign {
    let same = |letter: &str| letter.repeat(id.len());
    let unknown = match kind {
        Kind::Proposal => world.app.fresh_proposal().unwrap().to_string(),
        Kind::Member => world.app.fresh_member().unwrap().to_string(),
        Kind::Link(_) | Kind::Secret => world.app.fresh_secret().reveal(),
        Kind::Sealed => same("A"),
        Kind::Family
        | Kind::Session
        | Kind::Push
        | Kind::Passkey
        | Kind::Bundle
        | Kind::Call
        | Kind::Tablet => same("f"),
    };
    assert_eq!(unknown.len(), id.len(), "{kind:?}");
    let id = id.to_owned();
    Foreign { kind, id, unknown }
}

/// A family with everything that has an id.
struct Household {
    family: Agreed,
    offer: String,
    /// What anybody else has no part in.
    all: Vec<Foreign>,
    /// What is Elias's own.
    elias: Vec<Foreign>,
}

/// Mara offers the plan and makes a link to answer it with; Elias joins by another one, and agrees.
async fn agreed(world: &World, name: &str) -> (Agreed, Vec<Foreign>) {
    let emails = ["mara", "elias"].map(|who| format!("{who}@{name}.example"));
    let mara = world.found(&emails[0]).await;
    let proposal = world.app.fresh_proposal().unwrap();
    let propose = Command::Propose {
        proposal: proposal.clone(),
        terms: Terms::Plan(plan::EXAMPLE.into()),
        reason: None,
        answer_by: None,
    };
    world.act(&mara, propose).await;
    let address = Address::new("elias@elsewhere.example").unwrap();
    let link = world.app.answer_link(&mara, &proposal, &address).await;
    let command = world.app.fresh_command();
    let invitation = world.app.invite(&mara, command, app::Seen::NOTHING).await;
    let invitation = invitation.unwrap();
    let joined = world.app.join(&invitation, account(&emails[1]), "test");
    let elias = joined.await.unwrap().session;
    let all = vec![
        foreign(world, Kind::Proposal, proposal.as_str()),
        foreign(world, Kind::Sealed, &link.unwrap().token),
        foreign(world, Kind::Secret, &invitation.reveal()),
        foreign(world, Kind::Family, mara.family_id()),
        foreign(world, Kind::Member, mara.member().as_str()),
        foreign(world, Kind::Member, elias.member().as_str()),
    ];
    let revision = Revision::FIRST;
    let accept = Command::Accept {
        proposal,
        revision,
        alternative: family::Alternative::FIRST,
    };
    world.act(&elias, accept).await;
    let family = Agreed {
        emails,
        mara,
        elias,
    };
    (family, all)
}

async fn link_of(world: &World, parent: &Session, member: &MemberId) -> Foreign {
    let command = world.app.fresh_command();
    let link = world.app.guest_link(parent, command, member).await;
    foreign(world, Kind::Link("/join/"), &link.unwrap().reveal())
}

/// One guest who came, and one who has a link.
async fn guests(world: &World, family: &Agreed) -> Vec<Foreign> {
    let role = GuestRole::Relative(Relative::Grandparent);
    let asked = grant(world, "Truus", role, &[Subject::Calendar]);
    let (came, _) = let_in(world, family, asked).await;
    let role = GuestRole::Relative(Relative::Sitter);
    let asked = grant(world, "Bo", role, &[Subject::Calendar]);
    let invited = asked.member.clone();
    let proposal = world.app.fresh_proposal().unwrap();
    let propose = Command::Propose {
        proposal: proposal.clone(),
        terms: Terms::LetIn(Arc::new(asked)),
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
    vec![
        foreign(world, Kind::Member, came.as_str()),
        foreign(world, Kind::Member, invited.as_str()),
        link_of(world, &family.mara, &invited).await,
    ]
}

/// A bundle that Elias makes and fetches.
async fn bundle(world: &World, family: &Agreed, elias: &mut Browser) -> Foreign {
    let words = Arc::new(Words { lang: Lang::En });
    let begun = world.app.bundle_begin(&family.elias, everything(), words);
    assert_eq!(begun, Ok(()));
    let id = loop {
        match world.app.bundle_state(&family.elias) {
            Some(BundleState::Ready(file)) => break file.id.to_string(),
            Some(BundleState::Working(_)) => tokio::task::yield_now().await,
            Some(BundleState::Failed(_)) | None => panic!("no bundle was made"),
        }
    };
    let fetched = elias.get(&format!("/bundles/file/{id}")).await;
    assert_eq!(fetched.status, StatusCode::OK);
    foreign(world, Kind::Bundle, &id)
}

/// A passkey as it is stored. Nobody opens it here.
async fn passkey(world: &World, email: &str, byte: u8) -> Foreign {
    let email = Email::normalise(email).unwrap();
    let account = world.store.account_by_email(&email).await.unwrap();
    let row = Row::Access(AccessRow::AddPasskey(Passkey {
        id: vec![byte; 16],
        account: account.unwrap().id,
        sealed: vec![1; 64],
        created: UnixMillis(0),
        used: None,
    }));
    world.store.write(vec![row]).await.unwrap();
    foreign(world, Kind::Passkey, &format!("{byte:02x}").repeat(16))
}

/// What only Elias has: a lawyer of his own with a link, sessions, ways in, a way back.
async fn own_of_elias(world: &World, family: &Agreed, byte: u8) -> Vec<Foreign> {
    let mut elias = world.signed_in(&family.emails[1]).await;
    let role = GuestRole::Professional(Professional::Lawyer);
    let lawyer = grant(world, "His Lawyer", role, &[Subject::Plan]);
    let member = lawyer.member.clone();
    let command = world.app.fresh_command();
    let lawyer = Arc::new(lawyer);
    let let_in = world.app.let_in_alone(&family.elias, command, lawyer).await;
    let_in.unwrap();
    let mut own = vec![
        foreign(world, Kind::Member, member.as_str()),
        link_of(world, &family.elias, &member).await,
        bundle(world, family, &mut elias).await,
    ];
    let sessions = world.app.sessions(&family.elias).await.unwrap();
    let names = sessions.iter().map(|one| one.name.as_str());
    own.extend(names.map(|name| foreign(world, Kind::Session, name)));
    let endpoint = format!("https://push.example.net/p/{byte}");
    let page = crate::push::begin(&mut elias, &endpoint).await;
    let form = page.form("/calm/notices-here/end");
    own.push(foreign(world, Kind::Push, form.value("id")));
    let page = elias.get("/access/authenticator").await;
    let form = page.form("/access/authenticator");
    own.push(foreign(world, Kind::Sealed, form.value("secret")));
    let token = Fields::default().with("form_token", form.value("form_token"));
    let begun = elias.post("/access/passkeys/begin", &token).await;
    let begun: serde_json::Value = serde_json::from_str(&begun.text()).unwrap();
    let ceremony = begun["ceremony"].as_str().unwrap();
    own.push(foreign(world, Kind::Secret, ceremony));
    own.push(passkey(world, &family.emails[1], byte).await);
    let reset = world.app.reset_member(&family.emails[1]).await;
    let secret = reset.unwrap().unwrap().secret.reveal();
    own.push(foreign(world, Kind::Link("/recover/"), &secret));
    own
}

/// A tablet, and a call that rings.
async fn calls(world: &World, family: &Agreed) -> Vec<Foreign> {
    let choice = app::TabletChoice {
        name: family::Name::new("Blue").unwrap(),
        children: vec!["noor".parse().unwrap()],
        quiet: None,
        language: Language::En,
    };
    let (command, seen) = (world.app.fresh_command(), app::Seen::NOTHING);
    let paired = world.app.pair_tablet(&family.elias, command, seen, &choice);
    let (tablet, _) = paired.await.unwrap();
    let [mut caller, _] = crate::calls::both(world, family).await;
    let call = crate::calls::begin(&mut caller).await;
    vec![
        foreign(world, Kind::Tablet, tablet.as_str()),
        foreign(world, Kind::Call, call.strip_prefix("/calls/").unwrap()),
    ]
}

async fn household(world: &World, name: &str, byte: u8) -> Household {
    let (family, mut all) = agreed(world, name).await;
    let offer = world.offer(&family.elias, 7).await;
    all.push(foreign(world, Kind::Proposal, &offer));
    all.extend(guests(world, &family).await);
    all.extend(calls(world, &family).await);
    let elias = own_of_elias(world, &family, byte).await;
    Household {
        family,
        offer,
        all,
        elias,
    }
}

/// How far every record of both families had come.
async fn records(world: &World, both: [&Household; 2]) -> Vec<(u64, [u8; 32], usize, usize)> {
    let mut found = Vec::new();
    for Household { family, .. } in both {
        let (size, root) = world.head(&family.mara).await;
        let own = world.own_entries(&family.mara).await;
        let his = world.own_entries(&family.elias).await;
        found.push((size, root, own, his));
    }
    found
}

/// An answer without the id that was asked for, which stands in it as it was sent.
fn without(reply: &Reply, id: &str) -> String {
    reply.plain().replace(id, "THE-ID")
}

/// What is foreign to Mara of `ours`.
fn foreign_to_mara(ours: &Household, theirs: &Household) -> Vec<Foreign> {
    let all = ours.elias.iter().chain(&theirs.all).chain(&theirs.elias);
    all.cloned().collect()
}

/// A2, in addresses: each foreign id in the place of each parameter of each route.
#[tokio::test(flavor = "multi_thread")]
async fn no_address_tells_a_foreign_id_from_one_that_does_not_exist() {
    let world = World::new().await;
    let ours = household(&world, "ours", 1).await;
    let theirs = household(&world, "theirs", 2).await;
    let mut mara = world.signed_in(&ours.family.emails[0]).await;
    let token = mara.token().await;
    let before = records(&world, [&ours, &theirs]).await;
    let routes = web::routes::<store::SqliteStore>();
    let with_one: Vec<_> = routes
        .iter()
        .filter(|one| one.path().contains('{'))
        .collect();
    assert!(with_one.len() > 20);
    for one in foreign_to_mara(&ours, &theirs) {
        for route in &with_one {
            let path = route.path();
            // Whoever has such a link is whom it is for.
            let link = matches!(one.kind, Kind::Link(opens) if path.starts_with(opens));
            if link {
                continue;
            }
            let (head, rest) = path.split_once('{').unwrap();
            let (_, tail) = rest.split_once('}').unwrap();
            let mut answers = Vec::new();
            for id in [&one.id, &one.unknown] {
                let address = format!("{head}{id}{tail}");
                let reply = ask(&mut mara, route.verb(), &address, &token).await;
                answers.push(without(&reply, id));
            }
            let what = format!("{:?} {path} with a {:?}", route.verb(), one.kind);
            assert_eq!(answers[0], answers[1], "{what}");
        }
    }
    assert_eq!(records(&world, [&ours, &theirs]).await, before);
    assert_eq!(mara.get("/today").await.status, StatusCode::OK);
}

/// Where an id stands in a form or a query: how it is asked, the address, the name, of which kind.
const PLACES: &[(Verb, &str, &str, Kind)] = &[
    (Get, "/people/new", "again", Kind::Member),
    (Get, "/people/new/own", "again", Kind::Member),
    (Post, "/people", "again", Kind::Member),
    (Post, "/people/new/own", "again", Kind::Member),
    (Post, "/people/link", "member", Kind::Member),
    (Post, "/people/end", "member", Kind::Member),
    (Post, "/calls/tablets/end", "tablet", Kind::Tablet),
    (Post, "/families", "family", Kind::Family),
    (Post, "/access/sessions/end", "session", Kind::Session),
    (Post, "/calm/notices-here/end", "id", Kind::Push),
    (Post, "/access/passkeys/remove", "passkey", Kind::Passkey),
    (Post, "/access/authenticator", "secret", Kind::Sealed),
    (Post, "/access/passkeys", "ceremony", Kind::Secret),
    (Post, "/access/confirm", "ceremony", Kind::Secret),
    (Post, "/sign-in/passkey", "ceremony", Kind::Secret),
];

/// A2, in forms and queries: for a parent, and for somebody whom both let in.
#[tokio::test(flavor = "multi_thread")]
async fn no_field_tells_a_foreign_id_from_one_that_does_not_exist() {
    let world = World::new().await;
    let ours = household(&world, "ours", 1).await;
    let theirs = household(&world, "theirs", 2).await;
    let role = GuestRole::Relative(Relative::Other);
    let asked = grant(&world, "Kees", role, &[Subject::Calendar]);
    let (_, kees) = let_in(&world, &ours.family, asked).await;
    let all = foreign_to_mara(&ours, &theirs);
    let askers = [ours.family.emails[0].clone(), kees];
    let mut browsers = Vec::new();
    for email in &askers {
        browsers.push(world.signed_in(email).await);
    }
    let before = records(&world, [&ours, &theirs]).await;
    for browser in &mut browsers {
        let token = browser.token().await;
        for (verb, address, name, kind) in PLACES {
            let fitting: Vec<_> = all.iter().filter(|one| one.kind == *kind).collect();
            assert!(!fitting.is_empty(), "{kind:?}");
            for one in fitting {
                let mut answers = Vec::new();
                for id in [&one.id, &one.unknown] {
                    let reply = match verb {
                        Get => browser.get(&format!("{address}?{name}={id}")).await,
                        Post => {
                            let fields = Fields::default()
                                .with("form_token", &token)
                                .with("name", "Phone")
                                .with("credential", "{}")
                                .with(name, id);
                            browser.post(address, &fields).await
                        }
                    };
                    answers.push(without(&reply, id));
                }
                assert_eq!(answers[0], answers[1], "{verb:?} {address} {name}");
            }
        }
        assert_eq!(browser.get("/today").await.status, StatusCode::OK);
    }
    assert_eq!(records(&world, [&ours, &theirs]).await, before);
    for one in [&ours, &theirs] {
        let mut elias = world.signed_in(&one.family.emails[1]).await;
        assert_eq!(elias.get("/today").await.status, StatusCode::OK);
        let kept = world.app.bundle_state(&one.family.elias);
        assert!(matches!(kept, Some(BundleState::Ready(_))));
    }
}

/// A2, where an id would be taken over: somebody whom others let in is let in anew by nobody else,
/// and a pseudonym of another family never stands in this one's record.
#[tokio::test(flavor = "multi_thread")]
async fn nobody_of_others_is_let_in_by_the_id_they_have_there() {
    let world = World::new().await;
    let ours = household(&world, "ours", 1).await;
    let theirs = household(&world, "theirs", 2).await;
    let mut mara = world.signed_in(&ours.family.emails[0]).await;
    let all = foreign_to_mara(&ours, &theirs);
    let members = all.iter().filter(|one| one.kind == Kind::Member);
    for (n, one) in members.enumerate() {
        let name = format!("Somebody {n}");
        let page = mara.get("/people/new").await;
        let form = page.form("/people").with("role", "grandparent");
        let form = form.with("name", &name).with("again", &one.id);
        let sent = mara.post("/people", &form).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
        let id = sent.place().strip_prefix("/proposals/").unwrap();
        let snapshot = world.app.family(&ours.family.mara).await.unwrap();
        let made = snapshot.family.proposal(&id.parse().unwrap()).unwrap();
        let Terms::LetIn(asked) = &made.current().terms else {
            panic!("{name} is not let in by {:?}", made.current().terms)
        };
        assert_eq!(asked.name.to_string(), name);
        assert_ne!(asked.member.as_str(), one.id, "{name}");

        let page = mara.get("/people/new/own").await;
        let form = page.form("/people/new/own").with("role", "lawyer");
        let form = form.with("name", &name).with("again", &one.id);
        let form = form.with("until", "2027-02-01");
        let sent = mara.post("/people/new/own", &form).await;
        assert_eq!(sent.location(), "/people", "{}", sent.text());
        let own = world.app.own_guests(&ours.family.mara).await.unwrap();
        let (last, before) = own.all().split_last().unwrap();
        assert_eq!((last.grant.name.to_string(), before.len()), (name, n));
        assert_ne!(last.grant.member.as_str(), one.id);
    }
}

/// An answer without numbers that were asked for, wherever it repeats them.
fn without_numbers(reply: &Reply, numbers: [u64; 2]) -> String {
    let mut text = reply.plain();
    for n in numbers {
        for (said, then) in [("=", "\""), ("\"", "\""), ("entry-", "\""), ("Entry ", " ")] {
            text = text.replace(&format!("{said}{n}{then}"), &format!("{said}N{then}"));
        }
    }
    text
}

/// Both records of others go further than one's own: the newest number of each, and one that no
/// record has come to.
async fn numbers(world: &World, ours: &Household, theirs: &Household) -> [[u64; 2]; 2] {
    for in_days in [30, 60, 90, 120, 150, 180, 210, 240] {
        world.offer(&theirs.family.elias, in_days).await;
    }
    let elias = &ours.family.elias;
    while world.own_entries(elias).await < 24 {
        for language in [Language::Nl, Language::En] {
            let chosen = world.app.choose_language(elias, language).await;
            chosen.unwrap();
        }
    }
    let (here, _) = world.head(&ours.family.mara).await;
    let (there, _) = world.head(&theirs.family.mara).await;
    let own = world.own_entries(&ours.family.mara).await;
    let his = world.own_entries(elias).await;
    assert!((10..95).contains(&there) && here < there, "{here} {there}");
    assert!((10..95).contains(&his) && own + 1 < his, "{own} {his}");
    let newest = [there - 1, his as u64 - 1];
    for newest in newest {
        assert!(here <= newest && own as u64 <= newest, "{newest}");
    }
    newest.map(|newest| [newest, 97])
}

/// A2, of entries and receipts: a number that another record has come to, and this one not, is one
/// that no record has.
#[tokio::test(flavor = "multi_thread")]
async fn no_number_of_another_record_is_told_from_one_that_no_record_has() {
    let world = World::new().await;
    let ours = household(&world, "ours", 1).await;
    let theirs = household(&world, "theirs", 2).await;
    let mut mara = world.signed_in(&ours.family.emails[0]).await;
    let [shared, own] = numbers(&world, &ours, &theirs).await;
    let token = mara.token().await;
    let mut asked: Vec<(Verb, String)> = Vec::new();
    for route in web::routes::<store::SqliteStore>() {
        let address = route.path().replace("{number}", "N");
        let address = address.replace("{size}", "N");
        if address != route.path() {
            asked.push((route.verb(), address));
        }
    }
    assert!(asked.len() > 2, "{asked:?}");
    for query in [
        "/record?at=N",
        "/record?before=N",
        "/record?recorded=N",
        "/record?recorded-own=N",
        "/record?tree=own&before=N",
        "/record/own?before=N",
        "/record/receipts?from=N",
        "/record/own/receipts?from=N",
        "/record/keeping?recorded=N",
    ] {
        asked.push((Get, query.to_owned()));
    }
    asked.push((Get, format!("/proposals/{}?recorded=N", ours.offer)));
    for both in [shared, own] {
        for (verb, address) in &asked {
            let mut answers = Vec::new();
            for n in both {
                let address = address.replace('N', &n.to_string());
                let reply = ask(&mut mara, *verb, &address, &token).await;
                answers.push(without_numbers(&reply, both));
            }
            assert_eq!(answers[0], answers[1], "{verb:?} {address} {both:?}");
        }
        let mut answers = Vec::new();
        for n in both {
            let entry = Fields::default()
                .with("form_token", &token)
                .with("entry", &n.to_string())
                .with("pass", PASSWORD);
            let erased = mara.post("/record/own", &entry).await;
            assert_eq!(erased.status, StatusCode::UNPROCESSABLE_ENTITY);
            answers.push(without_numbers(&erased, both));
        }
        assert_eq!(answers[0], answers[1], "/record/own {both:?}");
        let mut answers = Vec::new();
        for n in both {
            let page = mara.get("/bundles").await.form("/bundles");
            let part = page
                .with("recipient", "The court")
                .with("span", "entries")
                .with("first", &n.to_string())
                .with("last", &n.to_string())
                .with("step", "preview");
            let preview = mara.post("/bundles", &part).await;
            assert_eq!(preview.status, StatusCode::UNPROCESSABLE_ENTITY);
            answers.push(without_numbers(&preview, both));
        }
        assert_eq!(answers[0], answers[1], "/bundles {both:?}");
    }
}
