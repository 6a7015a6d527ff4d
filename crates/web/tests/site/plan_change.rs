//! A change of the plan, put forward as text in the browser: what would change, what is wrong, and
//! the way until it holds. Every step is a form of a page; there is no script here.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests may stop at once, like tests"
)]

use crate::common::{Browser, Fields, Reply, World};
use axum::http::StatusCode;

const PLACE: &str = "/plan/change";

/// The example plan with handovers at another time.
fn at_another_time(time: &str) -> String {
    let text = plan::EXAMPLE.replace("08:30", time);
    assert_ne!(text, plan::EXAMPLE);
    text
}

/// The form of the page with this text in it.
async fn filled(browser: &mut Browser, text: &str) -> Fields {
    let page = browser.get(PLACE).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    page.form(PLACE).with("plan", text)
}

async fn checked(browser: &mut Browser, text: &str) -> Reply {
    let fields = filled(browser, text).await.with("step", "preview");
    browser.post(PLACE, &fields).await
}

async fn accepted(browser: &mut Browser, place: &str) {
    let accept = format!("{place}/accept");
    let form = browser.get(place).await.form(&accept);
    let reply = browser.post(&accept, &form).await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.text());
}

#[tokio::test]
async fn another_time_of_handovers_from_the_text_to_the_calendar() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let [mut mara, mut elias] = [
        world.signed_in(&family.emails[0]).await,
        world.signed_in(&family.emails[1]).await,
    ];
    let before = world.head(&family.mara).await;
    assert!(mara.get("/plan").await.has("href=\"/plan/change\""));
    let chooser = mara.get("/proposals/choose").await;
    assert!(chooser.has("href=\"/plan/change\"") && !chooser.has("/plan/begin"));
    let page = mara.get(PLACE).await;
    assert!(page.has("pattern = &quot;2-2-5-5&quot;"), "{}", page.text());

    // What a browser sends has two characters at the end of each line.
    let text = at_another_time("09:15");
    let fields = filled(&mut mara, &text.replace('\n', "\r\n")).await;
    let fields = fields
        .with("reason", "School begins later.")
        .with("by-day", "2026-11-30")
        .with("step", "preview");
    let preview = mara.post(PLACE, &fields).await;
    assert_eq!(preview.status, StatusCode::OK, "{}", preview.text());
    for words in [
        "What changes",
        "If you both agree today, it holds from Tuesday 24 November 2026.",
        "Changes are at 09:15.",
        "School begins later.",
        "Monday 30 November",
        "Send the proposal",
    ] {
        assert!(preview.has(words), "{words}: {}", preview.text());
    }
    assert_eq!(world.head(&family.mara).await, before, "nothing was sent");

    let again = preview.form(PLACE).with("step", "change");
    let changed = mara.post(PLACE, &again).await;
    assert_eq!(changed.status, StatusCode::OK);
    assert!(
        changed.has("change = &quot;09:15&quot;"),
        "{}",
        changed.text()
    );

    let send = preview.form(PLACE).with("step", "send");
    let sent = mara.post(PLACE, &send).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    let place = sent.place().to_owned();
    let repeated = mara.post(PLACE, &send).await;
    assert_eq!(
        repeated.place(),
        place,
        "the same form is the same proposal"
    );

    let day = "/calendar?month=2026-12&day=2026-12-09";
    assert!(!elias.get(day).await.has("09:15"));
    let offered = elias.get(&format!("{place}/plan")).await;
    assert!(offered.has("Changes are at 09:15."), "{}", offered.text());
    accepted(&mut elias, &place).await;
    assert!(mara.get(day).await.has("09:15"));
    let plan = mara.get("/plan").await;
    assert!(plan.has("From Tuesday 24 November 2026 another version holds."));

    world.clock.set("2026-11-25T09:00:00Z".parse().unwrap());
    let mut mara = world.signed_in(&family.emails[0]).await;
    assert!(mara.get("/plan").await.has("Changes are at 09:15."));
    // The next change begins with what was agreed last.
    let page = mara.get(PLACE).await;
    assert!(page.has("change = &quot;09:15&quot;"), "{}", page.text());
}

#[tokio::test]
async fn what_cannot_be_understood_is_named_with_its_line_and_kept() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let before = world.head(&family.mara).await;
    let mut mara = world.signed_in(&family.emails[0]).await;
    let text = plan::EXAMPLE.replace("change = \"08:30\"", "change = \"25:00\"");
    let line = text.lines().position(|line| line.contains("25:00"));
    let line = line.unwrap() + 1;
    let reply = checked(&mut mara, &text).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    for words in [
        format!("Line {line}, column "),
        "25:00 is not a time of day.".to_owned(),
        "change = &quot;25:00&quot;".to_owned(),
        "href=\"#plan\"".to_owned(),
        "aria-describedby=\"plan-hint plan-wrong\"".to_owned(),
    ] {
        assert!(reply.has(&words), "{words}: {}", reply.text());
    }
    let reply = checked(&mut mara, "title = \"Half a plan").await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(reply.has("Line 1, column ") && reply.has("This is not valid TOML"));
    // Sending at once what was never shown is looked at in the same way.
    let fields = filled(&mut mara, &text).await.with("step", "send");
    let reply = mara.post(PLACE, &fields).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(world.head(&family.mara).await, before);
}

#[tokio::test]
async fn what_changes_nothing_and_what_is_too_large_is_said() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let before = world.head(&family.mara).await;
    let mut mara = world.signed_in(&family.emails[0]).await;
    for text in [
        plan::EXAMPLE.to_owned(),
        format!("{}\r\n# A remark.\r\n", plan::EXAMPLE),
    ] {
        let reply = checked(&mut mara, &text).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(reply.has("Nothing would change"), "{}", reply.text());
    }
    let limit = plan::limits::TEXT_BYTES_MAX;
    let reply = checked(&mut mara, &"x".repeat(limit + 1)).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    let words = format!(
        "The text has {} bytes. A plan has at most {limit}.",
        limit + 1
    );
    assert!(reply.has(&words));
    // A comment of quotes is kept as twice as much.
    let quotes = format!("# {}", "\"".repeat(limit / 2));
    let reply = checked(&mut mara, &quotes).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(reply.has("A plan has at most"), "{}", reply.text());
    let reply = checked(&mut mara, &"x".repeat(6 * limit + 70_000)).await;
    assert_eq!(reply.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(world.head(&family.mara).await, before);
}

#[tokio::test]
async fn an_offered_plan_is_answered_with_another() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let mut mara = world.signed_in(&family.emails[0]).await;
    let mut elias = world.signed_in(&family.emails[1]).await;
    let preview = checked(&mut mara, &at_another_time("09:15")).await;
    let send = preview.form(PLACE).with("step", "send");
    let place = mara.post(PLACE, &send).await.place().to_owned();

    let counter = format!("{place}/counter");
    let page = elias.get(&place).await;
    assert!(page.has(&format!("href=\"{counter}\"")), "{}", page.text());
    let page = elias.get(&counter).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.has("change = &quot;09:15&quot;"), "{}", page.text());
    let form = page.form(&counter);
    let fields = form.with("plan", &at_another_time("08:45"));
    let preview = elias.post(&counter, &fields.with("step", "preview")).await;
    assert_eq!(preview.status, StatusCode::OK, "{}", preview.text());
    let send = preview.form(&counter).with("step", "send");
    let sent = elias.post(&counter, &send).await;
    assert_eq!(sent.place(), place, "{}", sent.text());
    accepted(&mut mara, &place).await;
    assert!(
        mara.get("/calendar?month=2026-12&day=2026-12-09")
            .await
            .has("08:45")
    );
}

#[tokio::test]
async fn without_a_plan_there_are_rhythms_to_begin_with() {
    let world = World::new().await;
    world.found("mara@a.example").await;
    let mut mara = world.signed_in("mara@a.example").await;
    assert_eq!(mara.get(PLACE).await.location(), "/plan/begin");
    let token = mara.token().await;
    let fields = Fields::default().with("form_token", &token);
    assert_eq!(mara.post(PLACE, &fields).await.location(), "/plan/begin");
    let chooser = mara.get("/proposals/choose").await;
    assert!(chooser.has("/plan/begin") && !chooser.has(PLACE));
}

/// Who offered a plan is asked to sign that with a passkey, as the other is who accepts it, and nobody
/// else; what no passkey signed changes nothing.
#[tokio::test]
async fn only_who_offered_a_plan_is_asked_to_sign_it() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let [mut mara, mut elias] = [
        world.signed_in(&family.emails[0]).await,
        world.signed_in(&family.emails[1]).await,
    ];
    let preview = checked(&mut mara, &at_another_time("09:15")).await;
    let send = preview.form(PLACE).with("step", "send");
    let place = mara.post(PLACE, &send).await.place().to_owned();
    let sign = format!("{place}/sign");
    let asked = format!("action=\"{sign}\" data-sign=\"{place}/accept/passkey\"");
    let page = mara.get(&place).await;
    assert!(page.has(&asked), "{}", page.text());
    assert!(!elias.get(&place).await.has(&sign));

    let before = world.head(&family.mara).await;
    let form = page.form(&sign);
    // Nobody here has a passkey: the button stays hidden.
    let options = mara.post(&format!("{place}/accept/passkey"), &form).await;
    assert_eq!(options.text(), r#"{"options":null}"#);
    for credential in ["", "{}", "null"] {
        let said = form
            .clone()
            .with("credential", credential)
            .with("sign", "passkey");
        let refused = mara.post(&sign, &said).await;
        assert_eq!(refused.status, StatusCode::CONFLICT, "{}", refused.text());
        let why = "The signature of your passkey does not fit this offer.";
        assert!(refused.has(why), "{}", refused.text());
    }
    assert_eq!(world.head(&family.mara).await, before, "nothing was signed");

    accepted(&mut elias, &place).await;
    assert!(mara.get(&place).await.has(&asked), "also once both agreed");
    let swap = world.offer(&family.mara, 7).await;
    let swap = mara.get(&format!("/proposals/{swap}")).await;
    assert!(!swap.has("/sign\""), "{}", swap.text());
}
