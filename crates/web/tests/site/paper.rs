//! A plan to print, over a real store: the pages that lead to it, PDFs that a browser shows by itself,
//! and to whom there is none.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests may stop at once, like tests"
)]

use axum::http::{StatusCode, header};
use family::{Command, GuestRole, Professional, Subject, Terms};
use lopdf::Document;

use crate::common::{Browser, Reply, World};
use crate::roles::{grant, let_in};

/// The text of a PDF without any space.
fn read(reply: &Reply) -> String {
    let document = Document::load_mem(&reply.body).unwrap();
    let pages = document.get_pages().into_keys();
    let text: String = pages
        .map(|page| document.extract_text(&[page]).unwrap())
        .collect();
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// A PDF at an address, shown by the browser and kept nowhere.
async fn printed(browser: &mut Browser, address: &str) -> Reply {
    let pdf = browser.get(address).await;
    assert_eq!(pdf.status, StatusCode::OK, "{address}");
    let said = |name: header::HeaderName| pdf.headers.get(name).unwrap().to_str().unwrap();
    assert_eq!(said(header::CONTENT_TYPE), "application/pdf");
    assert!(said(header::CONTENT_DISPOSITION).starts_with("inline; filename=\""));
    assert_eq!(said(header::CACHE_CONTROL), "private, no-store");
    assert!(said(header::CONTENT_SECURITY_POLICY).contains("frame-ancestors 'none'"));
    assert!(pdf.body.starts_with(b"%PDF-1.7"));
    pdf
}

#[tokio::test]
async fn both_parents_print_the_plan_in_force_in_both_languages() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let before = world.head(&family.mara).await;
    for email in &family.emails {
        let mut browser = world.signed_in(email).await;
        let page = browser.get("/plan/paper").await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.has("/plan/paper?as=children&amp;lang=nl&amp;for=0"));
        let dutch = read(&printed(&mut browser, "/plan/paper?as=plan&lang=nl").await);
        for said in ["Versie1,geldt", "Hetweekritme", "nummer", "Kortecode"] {
            assert!(dutch.contains(said), "{said} in {dutch}");
        }
        let english = read(&printed(&mut browser, "/plan/paper?as=plan&lang=en").await);
        assert!(english.contains("Theweeklyrhythm") && english.contains("thewordoftheserver"));
        let pages = printed(&mut browser, "/plan/paper?as=children&lang=nl&for=0").await;
        assert!(read(&pages).contains("Waarslaapik?"));
        let nobody = browser.get("/plan/paper?as=children&lang=nl&for=9").await;
        assert_eq!(nobody.status, StatusCode::NOT_FOUND);
    }
    assert_eq!(
        world.head(&family.mara).await,
        before,
        "looking writes nothing"
    );
}

#[tokio::test]
async fn an_offered_plan_is_printed_as_what_it_is_and_a_swap_is_none() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let text = plan::EXAMPLE
        .replace("2-2-5-5", "alternating-weeks")
        .replace("from = 2026-09-07", "from = 2027-03-01");
    let proposal = world.app.fresh_proposal().unwrap();
    let propose = Command::Propose {
        proposal: proposal.clone(),
        terms: Terms::Plan(text.into()),
        reason: None,
        answer_by: None,
    };
    world.act(&family.mara, propose).await;
    let swap = world.offer(&family.elias, 7).await;
    let mut browser = world.signed_in(&family.emails[1]).await;
    let address = format!("/proposals/{proposal}/paper");
    assert!(browser.get(&address).await.has("not agreed yet"));
    let pdf = printed(&mut browser, &format!("{address}?as=plan&lang=en")).await;
    let said = read(&pdf);
    assert!(
        said.contains("notagreedyet") && said.contains("Notagreedyet."),
        "{said}"
    );
    for none in [swap.as_str(), "p-none"] {
        let reply = browser
            .get(&format!("/proposals/{none}/paper?as=plan"))
            .await;
        assert_eq!(reply.status, StatusCode::NOT_FOUND, "{none}");
    }
}

#[tokio::test]
async fn a_draft_is_printed_by_its_author_alone() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let mut mara = world.signed_in(&family.emails[0]).await;
    let form = mara.get("/plan/drafts").await.form("/plan/drafts");
    let form = form.without("how").with("how", "agreed");
    let begun = mara.post("/plan/drafts", &form).await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER);
    let draft: String = begun
        .place()
        .split('/')
        .take(4)
        .collect::<Vec<_>>()
        .join("/");
    let address = format!("{draft}/paper");
    assert!(mara.get(&address).await.has("as=plan"));
    let pdf = printed(&mut mara, &format!("{address}?as=plan&lang=nl")).await;
    assert!(read(&pdf).contains("Concept,nognietafgesproken"));
    let mut elias = world.signed_in(&family.emails[1]).await;
    for query in ["", "?as=plan", "?as=children"] {
        let reply = elias.get(&format!("{address}{query}")).await;
        assert_eq!(reply.status, StatusCode::NOT_FOUND, "{query}");
    }
}

#[tokio::test]
async fn who_was_let_in_to_the_plan_prints_its_words_and_no_record() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let role = GuestRole::Professional(Professional::Mediator);
    let with_plan = grant(&world, "Ada", role.clone(), &[Subject::Plan]);
    let (_, ada) = let_in(&world, &family, with_plan).await;
    let without = grant(&world, "Bo", role, &[Subject::Calendar]);
    let (_, bo) = let_in(&world, &family, without).await;
    let mut guest = world.signed_in(&ada).await;
    assert!(guest.get("/plan/paper").await.has("as=plan"));
    let said = read(&printed(&mut guest, "/plan/paper?as=plan&lang=en").await);
    assert!(
        said.contains("Theweeklyrhythm") && !said.contains("Shortcode"),
        "{said}"
    );
    let mut other = world.signed_in(&bo).await;
    let reply = other.get("/plan/paper?as=plan").await;
    assert_eq!(reply.status, StatusCode::NOT_FOUND);
}
