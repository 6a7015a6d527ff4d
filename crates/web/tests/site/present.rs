//! A mediator who is present: the plan that is offered, with what both say to its clauses, for
//! whoever was let in to that proposal, and not a byte of it for anybody else. What both parents are
//! told of a plan is the same to the byte.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests may stop at once, like tests"
)]

use crate::access::{ask, check_answer};
use crate::common::{Agreed, Browser, Reply, World, addresses};
use crate::roles::{WHOLE_RECORD, grant, let_in};
use axum::http::StatusCode;
use family::{Command, GuestRole, Professional, ProposalId, Revision, Subject, Terms};

/// The agreed plan with a clause about the telephone.
fn with_a_clause() -> Terms {
    let clause = "\n[[clause]]\nid = \"telephone\"\ntitle = { en = \"The telephone\", nl = \"Bellen\" }\n\
         sentence = { en = \"Each may call at seven.\", nl = \"Ieder mag om zeven bellen.\" }\n";
    Terms::Plan(format!("{}{clause}", plan::EXAMPLE).into())
}

struct Offered {
    world: World,
    family: Agreed,
    proposal: ProposalId,
    /// The page of the proposal.
    place: String,
    /// The page of its plan.
    plan: String,
}

/// Mara offers a plan; Elias agrees with one clause of it.
async fn offered() -> Offered {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let proposal = world.app.fresh_proposal().unwrap();
    let offer = Command::Propose {
        proposal: proposal.clone(),
        terms: with_a_clause(),
        reason: None,
        answer_by: None,
    };
    world.act(&family.mara, offer).await;
    let mark = Command::MarkClauses {
        proposal: proposal.clone(),
        revision: Revision::FIRST,
        clauses: vec!["telephone".parse().unwrap()],
        agreed: true,
    };
    world.act(&family.elias, mark).await;
    Offered {
        place: format!("/proposals/{proposal}"),
        plan: format!("/proposals/{proposal}/plan"),
        world,
        family,
        proposal,
    }
}

impl Offered {
    /// A mediator who sees this, in a browser.
    async fn mediator(&self, name: &str, sees: &[Subject]) -> Browser {
        let role = GuestRole::Professional(Professional::Mediator);
        let asked = grant(&self.world, name, role, sees);
        let (_, email) = let_in(&self.world, &self.family, asked).await;
        self.world.signed_in(&email).await
    }

    async fn entries(&self) -> u64 {
        self.world.head(&self.family.mara).await.0
    }
}

/// What stands between two places of a page.
fn between(page: &Reply, from: &str, until: &str) -> String {
    let text = page.text();
    let found = text.split_once(from);
    let (_, rest) = found.unwrap_or_else(|| panic!("{from} is not in {text}"));
    let (part, _) = rest.split_once(until).unwrap();
    part.to_owned()
}

#[tokio::test]
async fn a_mediator_reads_the_offered_plan_with_the_marks_of_both_and_each_look_is_noted() {
    let it = offered().await;
    let mut ines = it
        .mediator("Ines", &[Subject::Proposal(it.proposal.clone())])
        .await;
    let proposal = ines.get(&it.place).await;
    let link = format!("href=\"{}\"", it.plan);
    assert!(proposal.has(&link), "{}", proposal.text());

    let before = it.entries().await;
    let page = ines.get(&it.plan).await;
    assert_eq!(page.status, StatusCode::OK);
    check_answer(&it.plan, &page);
    assert_eq!(it.entries().await, before + 1);
    for said in [
        "Each may call at seven.",
        "Both parents agree with this clause.",
        "Mara agrees with this clause.",
        "id=\"year\"",
        "id=\"facts\"",
        "id=\"law\"",
    ] {
        assert!(page.has(said), "{said} in {}", page.text());
    }
    let main = between(&page, "<main", "</main>");
    // Nothing to press, nothing of what else was agreed, and no way to where nothing is.
    for hidden in [
        "/clauses\"",
        "/accept\"",
        "href=\"/messages",
        "href=\"/plan",
        "href=\"/calendar",
        "href=\"/record",
        "id=\"changes\"",
    ] {
        assert!(!main.contains(hidden), "{hidden} in {main}");
    }
    // A month of it opens on the same page.
    let month = ines.get(&format!("{}?month=2027-01", it.plan)).await;
    assert!(month.has("id=\"month\""), "{}", month.text());
}

/// Who may see the plan in force, too, sees what the offer changes in it.
#[tokio::test]
async fn a_mediator_who_sees_the_plan_sees_what_the_offer_changes() {
    let it = offered().await;
    let sees = [Subject::Plan, Subject::Proposal(it.proposal.clone())];
    let mut ines = it.mediator("Ines", &sees).await;
    assert!(ines.get(&it.plan).await.has("id=\"changes\""));
}

/// A2: without that proposal in the grant, each of its addresses answers as for an id that does not
/// exist, in the same bytes, and nothing is noted.
#[tokio::test]
async fn whoever_was_not_let_in_to_the_proposal_finds_nothing_there() {
    let it = offered().await;
    let swap = it.world.offer(&it.family.elias, 7).await;
    let everything_else = [Subject::Calendar, Subject::Plan, WHOLE_RECORD];
    let other = [Subject::Proposal(swap.parse().unwrap())];
    for (name, sees) in [("Bo", &everything_else[..]), ("Cas", &other)] {
        let mut guest = it.mediator(name, sees).await;
        let nothing = guest.get("/nothing").await;
        let before = it.entries().await;
        let unknown = "0123456789abcdef0123456789abcdef";
        for place in [
            it.plan.clone(),
            it.place.clone(),
            format!("/proposals/{unknown}/plan"),
            // A swap has no plan to read, whoever was let in to it.
            format!("/proposals/{swap}/plan"),
        ] {
            let reply = guest.get(&place).await;
            assert_eq!(reply.status, StatusCode::NOT_FOUND, "{place} for {name}");
            assert_eq!(
                (&reply.body, &reply.headers),
                (&nothing.body, &nothing.headers),
                "{place} for {name}"
            );
        }
        assert_eq!(it.entries().await, before, "{name}");
    }
}

/// A3: what was ended opens nothing from the next request on.
#[tokio::test]
async fn a_mediator_whose_time_was_ended_finds_nothing_there() {
    let it = offered().await;
    let role = GuestRole::Professional(Professional::Mediator);
    let sees = [Subject::Proposal(it.proposal.clone())];
    let asked = grant(&it.world, "Ines", role, &sees);
    let (member, email) = let_in(&it.world, &it.family, asked).await;
    let mut ines = it.world.signed_in(&email).await;
    assert_eq!(ines.get(&it.plan).await.status, StatusCode::OK);
    let end = Command::EndGuest { member };
    it.world.act(&it.family.elias, end).await;
    assert_eq!(ines.get(&it.plan).await.status, StatusCode::NOT_FOUND);
}

/// A draft is its author's own: no page of one is there for anybody whom the parents let in,
/// whatever to, in the same bytes as for a draft that does not exist.
#[tokio::test]
async fn drafts_are_closed_to_everybody_whom_the_parents_let_in() {
    let it = offered().await;
    let mut mara = it.world.signed_in(&it.family.emails[0]).await;
    let form = mara.get("/plan/drafts").await.form("/plan/drafts");
    let form = form.without("how").with("how", "agreed");
    let begun = mara.post("/plan/drafts", &form).await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.text());
    let draft = begun.place().split('/').nth(3).unwrap().to_owned();
    let sees = [
        Subject::Calendar,
        Subject::Plan,
        WHOLE_RECORD,
        Subject::Proposal(it.proposal.clone()),
    ];
    let mut ines = it.mediator("Ines", &sees).await;
    let nothing = ines.get("/nothing").await;
    let token = ines.token().await;
    let (before, own) = (
        it.entries().await,
        it.world.own_entries(&it.family.mara).await,
    );
    let mut asked = 0;
    for (verb, path, _) in addresses(&draft) {
        let studio = ["/plan/drafts", "/plan/compare", "/plan/import"];
        if studio.iter().any(|one| path.starts_with(one)) {
            let reply = ask(&mut ines, verb, &path, &token).await;
            assert_eq!(reply.status, StatusCode::NOT_FOUND, "{verb:?} {path}");
            assert_eq!(
                (&reply.body, &reply.headers),
                (&nothing.body, &nothing.headers),
                "{verb:?} {path}"
            );
            asked += 1;
        }
    }
    assert!(asked > 12, "{asked}");
    let after = (
        it.entries().await,
        it.world.own_entries(&it.family.mara).await,
    );
    assert_eq!(after, (before, own));
}

#[tokio::test]
async fn both_parents_are_told_the_same_of_the_plan_in_force_and_of_an_offer_to_the_byte() {
    let it = offered().await;
    for path in [it.plan.as_str(), "/plan"] {
        let mut told = Vec::new();
        for email in &it.family.emails {
            let page = it.world.signed_in(email).await.get(path).await;
            assert_eq!(page.status, StatusCode::OK, "{path}");
            told.push((
                between(&page, "id=\"year\"", "</section>"),
                between(&page, "id=\"facts\"", "</main>"),
            ));
        }
        let (year, facts) = &told[0];
        assert!(year.contains("<svg") && year.contains("<table"), "{year}");
        for part in ["id=\"nights\"", "id=\"right\"", "id=\"law\""] {
            assert!(facts.contains(part), "{part} in {facts}");
        }
        assert_eq!(told[0], told[1], "{path}");
    }
}
