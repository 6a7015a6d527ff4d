//! A draft that is changed, offered and agreed clause by clause: nothing that is wrong is kept, nothing else
//! changes, and each press counts once.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests may stop at once, like tests"
)]

use crate::common::{Browser, Fields, Reply};
use crate::studio::{IMPORT, Studio, form, forms, with, wrong_at};
use axum::http::StatusCode;
use family::Terms;

/// Two clauses in words, as somebody wrote them by hand.
const BY_HAND: &str = r#"
# Agreed at the kitchen table.
[[clause]]
id = "telephone"
title = {nl="Bellen",   en = "Calling" }
sentence = { en = "Each may call.", nl = "Ieder mag bellen." }

[[clause]]
id   = "savings" # for later
title = {nl="Sparen",   en = "Savings" }
sentence = { en = "We both save.", nl = "We sparen allebei." }
"#;

pub(crate) fn three_clauses() -> String {
    format!("{}{BY_HAND}", plan::EXAMPLE)
}

impl Studio {
    /// Sends the same twice, as somebody does who presses a button twice: that is one save.
    async fn twice(&mut self, action: &str, form: &Fields) -> Reply {
        let before = self.world.own_entries(&self.family.mara).await;
        let first = self.mara.post(action, form).await;
        assert_eq!(first.status, StatusCode::SEE_OTHER, "{}", first.text());
        let again = self.mara.post(action, form).await;
        assert_eq!(again.status, StatusCode::SEE_OTHER, "{}", again.text());
        let now = self.world.own_entries(&self.family.mara).await;
        assert_eq!(now, before + 1, "{action}");
        first
    }

    /// Offers a draft by its pages; the address of the proposal.
    async fn offered(&mut self, draft: &str) -> String {
        let page = self.mara.get(&format!("{draft}/offer")).await;
        let fields = form(&page, "/plan/change");
        let text = fields.value("plan").replace('\n', "\r\n");
        let fields = with(fields, &[("plan", &text), ("step", "preview")]);
        let preview = self.mara.post("/plan/change", &fields).await;
        assert_eq!(preview.status, StatusCode::OK, "{}", preview.text());
        let send = form(&preview, "/plan/change").with("step", "send");
        let sent = self.mara.post("/plan/change", &send).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
        sent.place().to_owned()
    }

    /// The text of the newest version that both agreed to, and how many versions there are.
    async fn agreed(&self) -> (String, usize) {
        let snapshot = self.world.app.family(&self.family.mara).await.unwrap();
        let versions = snapshot.family.versions();
        let newest = &versions.last().unwrap().proposal;
        let Terms::Plan(text) = &snapshot.family.proposal(newest).unwrap().current().terms else {
            panic!("a version is a plan")
        };
        (text.to_string(), versions.len())
    }
}

async fn accepted(browser: &mut Browser, place: &str) {
    let accept = format!("{place}/accept");
    let answer = form(&browser.get(place).await, &accept);
    let accepted = browser.post(&accept, &answer).await;
    assert_eq!(
        accepted.status,
        StatusCode::SEE_OTHER,
        "{}",
        accepted.text()
    );
}

#[tokio::test]
async fn an_agreed_draft_leaves_every_other_clause_as_it_was_written() {
    let mut two = Studio::on(&three_clauses()).await;
    let (before, _) = two.agreed().await;
    let draft = two.begun("agreed", "Kept to myself").await;
    let page = format!("{draft}/clauses?clause=2");
    let typed = [("sentence-en", "Each may call until \"eight\".")];
    let saved = two.send(&page, &format!("{draft}/clauses"), &typed).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    let place = two.offered(&draft).await;
    let mut elias = two.world.signed_in(&two.family.emails[1]).await;
    for page in [place.clone(), format!("{place}/plan")] {
        let page = elias.get(&page).await;
        let id = draft.rsplit('/').next().unwrap();
        assert!(
            !page.has("Kept to myself") && !page.has(id),
            "{}",
            page.text()
        );
    }
    accepted(&mut elias, &place).await;

    let (after, versions) = two.agreed().await;
    assert_eq!(versions, 2);
    let above = before.find("# Agreed at the kitchen table.").unwrap();
    let below = before.find("[[clause]]\nid   = \"savings\"").unwrap();
    let (above, below) = (&before[..above], &before[below..]);
    assert!(
        after.starts_with(above) && after.ends_with(below),
        "{after}"
    );
    let own = &after[above.len()..after.len() - below.len()];
    assert_eq!(own.matches("[[clause]]").count(), 1, "{own}");
    assert!(own.contains("# Agreed at the kitchen table."), "{own}");
    let sentence = &plan::edit::clauses(&after).unwrap()[1].sentence;
    assert_eq!(sentence[0], "Each may call until \"eight\".");
    assert_eq!(sentence[1], "Ieder mag bellen.");
}

/// The form of an offered plan's page that is about exactly these clauses.
fn mark(page: &Reply, action: &str, clauses: &[&str]) -> Fields {
    let about = |form: &Fields| {
        let named = form.0.iter().filter(|(name, _)| name == "clause");
        named.map(|(_, id)| id.as_str()).eq(clauses.iter().copied())
    };
    let mut found = forms(page, action).into_iter();
    found
        .find(about)
        .unwrap_or_else(|| panic!("no form for {clauses:?} in {}", page.text()))
}

/// With how many clauses both agree, on the record and on the page of each.
async fn both_agree(two: &mut Studio, elias: &mut Browser, place: &str, count: usize) {
    let id = place.strip_prefix("/proposals/").unwrap().parse().unwrap();
    let snapshot = two.world.app.family(&two.family.mara).await.unwrap();
    let marks = &snapshot.family.proposal(&id).unwrap().marks;
    assert_eq!(marks.by_both(), count);
    for browser in [&mut two.mara, elias] {
        let page = browser.get(&format!("{place}/plan")).await;
        assert!(page.has(&format!("{count} of 3")), "{}", page.text());
    }
}

#[tokio::test]
async fn clauses_are_agreed_one_by_one_and_the_plan_as_a_whole() {
    let mut two = Studio::on(plan::EXAMPLE).await;
    let draft = two.begun("agreed", "").await;
    let text = format!("{draft}/text");
    two.send(&text, &text, &[("plan", &three_clauses())]).await;
    let place = two.offered(&draft).await;
    let (page, action) = (format!("{place}/plan"), format!("{place}/clauses"));
    let mut elias = two.world.signed_in(&two.family.emails[1]).await;
    both_agree(&mut two, &mut elias, &place, 0).await;
    for (clauses, agreed, count) in [
        (&["telephone"][..], "1", 1),
        (&["savings"][..], "1", 2),
        (&["telephone"][..], "0", 1),
        (&["rhythm", "telephone"][..], "1", 3),
    ] {
        let said = mark(&elias.get(&page).await, &action, clauses);
        assert_eq!(said.value("agreed"), agreed, "{clauses:?}");
        let (size, _) = two.world.head(&two.family.mara).await;
        for _ in ["once", "pressed twice"] {
            let reply = elias.post(&action, &said).await;
            assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.text());
            assert_eq!(reply.location().split('#').next(), Some(page.as_str()));
        }
        let (now, _) = two.world.head(&two.family.mara).await;
        assert_eq!(now, size + 1, "{clauses:?}");
        both_agree(&mut two, &mut elias, &place, count).await;
    }
    // Whoever offers agrees with all of it, and has nothing to take back but the offer.
    let own = two.mara.get(&page).await;
    assert!(forms(&own, &action).is_empty(), "{}", own.text());
    let forged = [("revision", "1"), ("agreed", "0"), ("clause", "savings")];
    let token = two.mara.token().await;
    let forged = with(Fields::default().with("form_token", &token), &forged);
    let reply = two.mara.post(&action, &forged).await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER);
    both_agree(&mut two, &mut elias, &place, 3).await;

    // It binds nobody, and leads to what does.
    assert_eq!(two.agreed().await.1, 1);
    let shown = elias.get(&page).await;
    let mut ways = ["\"", "#", "/accept\""].into_iter();
    let leads = ways.any(|end| shown.has(&format!("=\"{place}{end}")));
    assert!(leads, "no way to the answer: {}", shown.text());
    accepted(&mut elias, &place).await;
    assert_eq!(two.agreed().await, (three_clauses(), 2));
}

#[tokio::test]
async fn what_is_wrong_with_a_clause_stands_at_its_line_and_is_not_kept() {
    let mut two = Studio::on(&three_clauses()).await;
    let draft = two.begun("agreed", "").await;
    let before = two.kept(&draft).await;
    let (page, action) = (
        format!("{draft}/clauses?clause=1"),
        format!("{draft}/clauses"),
    );
    let late = "children = [\"noor\"]\n\
                nights = { pattern = \"2-2-5-5\", start = 2027-02-01, change = \"25:00\" }";
    for (field, typed, words) in [
        (
            "rule",
            [("rule", late), ("title-nl", "Nieuw")],
            "Line 2, column",
        ),
        (
            "rule",
            [("rule", late), ("title-nl", "Nieuw")],
            "25:00 is not a time of day.",
        ),
        (
            "rule",
            [("rule", "nights = {"), ("title-nl", "Nieuw")],
            "Line ",
        ),
        (
            "rule",
            [("rule", "nigths = 1"), ("title-nl", "Nieuw")],
            "Line 1, column",
        ),
        ("title-en", [("title-en", " "), ("title-nl", "")], "title"),
        (
            "sentence-en",
            [("sentence-en", ""), ("sentence-nl", "")],
            "sentence",
        ),
    ] {
        let refused = two.send(&page, &action, &typed).await;
        assert_eq!(
            refused.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{typed:?}"
        );
        assert!(
            wrong_at(&refused, field).contains(words),
            "{words}: {}",
            refused.text()
        );
        assert!(refused.has(&format!("href=\"#{field}\"")), "{typed:?}");
        let again = form(&refused, &action);
        assert_eq!(again.value("clause"), "1.rhythm");
        for (name, value) in typed {
            assert_eq!(again.value(name), value, "{name} is lost");
        }
        assert_eq!(two.kept(&draft).await, before, "{typed:?} was kept");
    }
    let page = format!("{draft}/text");
    let text = three_clauses().replace("change = \"08:30\"", "change = \"25:00\"");
    let line = text.lines().position(|line| line.contains("25:00"));
    let refused = two.send(&page, &page, &[("plan", &text)]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let words = format!("Line {}, column", line.unwrap() + 1);
    assert!(refused.has(&words), "{words}: {}", refused.text());
    assert!(refused.has("id=\"plan-wrong\""), "{}", refused.text());
    assert_eq!(form(&refused, &page).value("plan"), text);
    assert_eq!(two.kept(&draft).await, before);
}

#[tokio::test]
async fn clauses_are_added_moved_removed_and_brought_back() {
    let mut two = Studio::on(&three_clauses()).await;
    let draft = two.begun("agreed", "").await;
    let page = format!("{draft}/clauses");
    let library = format!("{draft}/library");
    two.send(&library, &page, &[("add", "authority-together")])
        .await;
    let own = [
        ("title-en", "Swimming on Saturdays"),
        (
            "sentence-en",
            "Whoever has Noor on Saturday takes her to swim.",
        ),
    ];
    let added = two.send(&format!("{page}?clause=new"), &page, &own).await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.text());
    let mut order = two.order(&draft).await;
    assert_eq!(order.len(), 5, "{order:?}");
    assert!(
        order.contains(&"authority-together".to_owned()),
        "{order:?}"
    );
    assert_eq!(order.last().unwrap(), "swimming-on-saturdays");

    for (button, from, to) in [("up", 4, 3), ("down", 0, 1)] {
        let spot = format!("{}.{}", from + 1, order[from]);
        assert!(two.mara.get(&page).await.has(&format!("value=\"{spot}\"")));
        let moved = two.send(&page, &page, &[(button, &spot)]).await;
        assert_eq!(moved.status, StatusCode::SEE_OTHER, "{}", moved.text());
        order.swap(from, to);
        assert_eq!(two.order(&draft).await, order, "{button}");
    }
    let whole = two.kept(&draft).await.draft;
    let removed = two
        .send(&page, &page, &[("remove", &format!("4.{}", order[3]))])
        .await;
    assert_eq!(removed.status, StatusCode::SEE_OTHER, "{}", removed.text());
    order.remove(3);
    assert_eq!(two.order(&draft).await, order);
    // What is gone meanwhile is said, and nothing else is taken for it.
    let gone = two
        .send(&page, &page, &[("up", "4.swimming-on-saturdays")])
        .await;
    assert_eq!(gone.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(two.order(&draft).await, order);

    let shown = two.mara.follow(&removed).await;
    let (_, entry) = removed.location().split_once("before=").unwrap();
    assert!(shown.has(&format!("value=\"{entry}\"")), "{}", shown.text());
    let history = format!("{draft}/history");
    let undo = form(&shown, &history).with("entry", entry);
    let undone = two.mara.post(&history, &undo).await;
    assert_eq!(undone.place(), page, "{}", undone.text());
    assert_eq!(two.kept(&draft).await.draft, whole);
}

#[tokio::test]
async fn whatever_is_sent_twice_is_kept_once() {
    let mut two = Studio::on(&three_clauses()).await;
    let page = two.mara.get("/plan/drafts").await;
    let begin = with(
        form(&page, "/plan/drafts"),
        &[("how", "agreed"), ("name", "")],
    );
    let draft = two.twice("/plan/drafts", &begin).await.place().to_owned();
    assert_eq!(two.drafts().await, 1);
    let first = two.kept(&draft).await.versions[0].entry.to_string();
    let other = three_clauses().replace("Each may call", "Both may call");
    for (page, action, typed) in [
        ("", "", [("name", "Another name")]),
        (
            "/clauses?clause=2",
            "/clauses",
            [("title-en", "The telephone")],
        ),
        ("/clauses", "/clauses", [("up", "3.savings")]),
        ("/clauses", "/clauses", [("down", "1.rhythm")]),
        ("/library", "/clauses", [("add", "authority-together")]),
        ("/try?rhythm=alternating-weeks", "/try", [("keep", "new")]),
        ("/try?rhythm=alternating-weeks", "/try", [("keep", "here")]),
        ("/text", "/text", [("plan", other.as_str())]),
        ("/history", "/history", [("entry", first.as_str())]),
    ] {
        let action = format!("{draft}{action}");
        let shown = two.mara.get(&format!("{draft}{page}")).await;
        let sent = with(form(&shown, &action), &typed);
        two.twice(&action, &sent).await;
    }
    assert_eq!(two.drafts().await, 2, "what if made another one");
    assert_eq!(two.kept(&draft).await.versions.len(), 9);

    let questions = two.begun("questions", "").await;
    let action = format!("{questions}/questions?step=people");
    let sent = form(&two.mara.get(&action).await, &action).with("go", "next");
    two.twice(&action, &sent).await;
    let page = two.mara.get(IMPORT).await;
    let sent = with(
        form(&page, IMPORT),
        &[("text", plan::EXAMPLE), ("step", "read")],
    );
    two.twice(IMPORT, &sent).await;
    assert_eq!(two.drafts().await, 4);
}

/// What one takes away is not there the second time: that is no mistake of whoever pressed twice.
#[tokio::test]
async fn what_is_taken_away_twice_is_answered_as_done() {
    let mut two = Studio::on(&three_clauses()).await;
    let draft = two.begun("agreed", "").await;
    let clauses = format!("{draft}/clauses");
    let shown = two.mara.get(&clauses).await;
    let sent = form(&shown, &clauses).with("remove", "2.telephone");
    two.twice(&clauses, &sent).await;
    assert_eq!(two.order(&draft).await, ["rhythm", "savings"]);
    let shown = two.mara.get(&draft).await;
    let sent = form(&shown, &draft).without("name").with("end", "1");
    let ended = two.twice(&draft, &sent).await;
    assert_eq!(ended.location(), "/plan/drafts");
    assert_eq!(two.drafts().await, 0);
}
