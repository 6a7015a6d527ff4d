//! Telling how care went, through the forms: one tap, both accounts, what was missed, and what nobody
//! may tell.
//!
//! Long on purpose: each test is one thing that a parent tells, from the form to both calendars.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests may stop at once, like tests"
)]

use crate::common::{Agreed, Browser, Fields, Reply, World};
use axum::http::StatusCode;
use jiff::SignedDuration;

/// By the example plan Noor went to Mara this morning, an hour and a half ago.
const THIS_MORNING: &str = "/care/handover?to=a&at=2026-11-23T08:30";
const HANDOVER: &str = "/care/handover";
const MISSED: &str = "/care/missed";
const ANSWER: &str = "/care/took-place";
/// And to Elias on the Wednesday before, for five nights.
const FIVE_NIGHTS: &str =
    "/care/missed?parent=b&from=2026-11-18T08:30&until=2026-11-23T08:30&child=noor";

struct Both {
    world: World,
    family: Agreed,
    mara: Browser,
    elias: Browser,
}

async fn both() -> Both {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let mara = world.signed_in(&family.emails[0]).await;
    let elias = world.signed_in(&family.emails[1]).await;
    Both {
        world,
        family,
        mara,
        elias,
    }
}

impl Both {
    async fn size(&self) -> u64 {
        self.world.head(&self.family.mara).await.0
    }
}

/// What stands in the page's main part.
fn main_part(reply: &Reply) -> String {
    let text = reply.text();
    let start = text.find("<main").unwrap();
    let end = text.find("</main>").unwrap();
    text[start..end].to_owned()
}

#[tokio::test]
async fn one_tap_on_today_confirms_and_sending_twice_records_once() {
    let mut both = both().await;
    let before = both.size().await;
    let today = both.mara.get("/today").await;
    let form = today.form(HANDOVER).with("how", "agreed");
    assert_eq!((form.value("to"), form.value("child")), ("a", "noor"));
    let told = both.mara.post(HANDOVER, &form).await;
    assert_eq!(told.place(), HANDOVER, "{}", told.text());
    let page = both.mara.follow(&told).await;
    assert!(
        main_part(&page).contains(&format!("as no. {before}")),
        "{}",
        page.text()
    );
    assert!(page.has("Noor went to Mara on Monday 23 November, 08:30, as agreed."));
    let again = both.mara.post(HANDOVER, &form).await;
    assert_eq!(again.location(), told.location());
    assert_eq!(both.size().await, before + 1);
    // Whoever told is not asked any more; the other parent reads it, on Today too.
    assert!(
        !both
            .mara
            .get("/today")
            .await
            .has("action=\"/care/handover\"")
    );
    let theirs = both.elias.get("/today").await;
    assert!(theirs.has("Mara tells:") && theirs.has("as agreed."));
    let page = both.elias.get(THIS_MORNING).await;
    assert!(page.has("Mara tells:") && !page.has("Elias tells:"));
    // To tell the same once more, with nothing new in it, is refused with a sentence.
    let anew = form.without("command");
    let refused = both.mara.post(HANDOVER, &anew).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.has("You have said this already."));
    assert_eq!(both.size().await, before + 1);
}

#[tokio::test]
async fn a_note_with_a_medicine_reaches_the_other_parent() {
    let mut both = both().await;
    let page = both.elias.get(THIS_MORNING).await;
    let form = page.form(HANDOVER).with("how", "at");
    let form = form
        .with("at", "2026-11-23T08:50")
        .with("meal", "Porridge")
        .with("medicine-1-name", "Paracetamol")
        .with("medicine-1-dose", "5 ml")
        .with("medicine-1-at", "2026-11-23T07:30")
        .with("sleep", "Well")
        .with("bag", "The <rabbit>")
        .with("more", "Gym at ten.\nShe is a little hoarse.");
    let told = both.elias.post(HANDOVER, &form).await;
    assert!(
        both.elias
            .follow(&told)
            .await
            .has("at 08:50; the agreed time was")
    );
    for path in [
        "/today",
        THIS_MORNING,
        "/care",
        "/calendar?month=2026-11&day=2026-11-23",
    ] {
        let page = main_part(&both.mara.get(path).await);
        assert!(
            page.contains("Paracetamol, 5 ml, Monday 23 November, 07:30"),
            "{path}: {page}"
        );
        assert!(page.contains("The &lt;rabbit&gt;") && page.contains("She is a little hoarse."));
    }
}

#[tokio::test]
async fn both_accounts_stand_side_by_side_until_they_say_the_same() {
    let mut both = both().await;
    let form = both
        .mara
        .get("/today")
        .await
        .form(HANDOVER)
        .with("how", "agreed");
    both.mara.post(HANDOVER, &form).await;
    let form = both.elias.get(THIS_MORNING).await.form(HANDOVER);
    let late = form.with("how", "at").with("at", "2026-11-23T09:15");
    let told = both.elias.post(HANDOVER, &late).await;
    assert_eq!(told.status, StatusCode::SEE_OTHER, "{}", told.text());
    for browser in [&mut both.mara, &mut both.elias] {
        let page = main_part(&browser.get(THIS_MORNING).await);
        assert!(
            page.contains("You two tell this differently. Both stand on the record"),
            "{page}"
        );
        let [mara, elias] = ["Mara tells:", "Elias tells:"].map(|who| page.find(who).unwrap());
        assert!(mara < elias);
        assert!(
            browser
                .get("/care")
                .await
                .has("You two tell this differently.")
        );
        // What is disputed marks no day.
        assert!(!browser.get("/calendar").await.has(" data-otherwise"));
    }
    // Mara says the same with a tap: then it counts, and the day is marked.
    let page = both.mara.get(THIS_MORNING).await;
    let same = page.form(ANSWER).with("answer", "same");
    let told = both.mara.post(ANSWER, &same).await;
    let page = both.mara.follow(&told).await;
    assert!(!page.has("You two tell this differently."));
    assert!(both.elias.get("/calendar").await.has(" data-otherwise"));
}

#[tokio::test]
async fn missed_care_is_told_from_the_handover_and_answered() {
    let mut both = both().await;
    let wednesday = "/care/handover?to=b&at=2026-11-18T08:30";
    let page = both.mara.get(wednesday).await;
    let link = "/care/missed?to=b&amp;at=2026-11-18T08:30";
    assert!(page.has(link), "{}", page.text());
    let page = both.mara.get(&link.replace("&amp;", "&")).await;
    let form = page.form(MISSED);
    let filled = ["child", "parent", "from", "until"].map(|name| form.value(name));
    assert_eq!(
        filled,
        ["noor", "b", "2026-11-18T08:30", "2026-11-23T08:30"]
    );
    // Nothing can be answered before it is told.
    let before = both.size().await;
    let early = Fields::default()
        .with("form_token", &both.elias.token().await)
        .with("entry", &before.to_string())
        .with("answer", "took-place");
    assert_eq!(
        both.elias.post(ANSWER, &early).await.status,
        StatusCode::NOT_FOUND
    );
    let told = both
        .mara
        .post(MISSED, &form.with("reason", "Elias was ill."))
        .await;
    assert!(both.mara.follow(&told).await.has("Elias was ill."));
    assert!(both.mara.get("/care").await.has("5 nights (120 hours)"));

    // Its author cannot answer it; the other can, also on the handover's page.
    let own = early.with("form_token", &both.mara.token().await);
    assert_eq!(
        both.mara.post(ANSWER, &own).await.status,
        StatusCode::NOT_FOUND
    );
    let page = both.elias.get(wednesday).await;
    let answer = page.form(ANSWER).with("answer", "took-place");
    assert_eq!(answer.value("entry"), before.to_string());
    let told = both.elias.post(ANSWER, &answer).await;
    let page = both.elias.follow(&told).await;
    assert!(
        page.has("You two tell this differently."),
        "{}",
        page.text()
    );
    assert!(!both.mara.get("/care").await.has("5 nights (120 hours)"));
    let again = answer.clone().without("command");
    let refused = both.elias.post(ANSWER, &again).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.has("You have said this already."));

    // Mara takes it back by telling of the handover; an answer to her old words is not recorded.
    let form = both
        .mara
        .get(wednesday)
        .await
        .form(HANDOVER)
        .with("how", "at");
    let told = both.mara.post(HANDOVER, &form).await;
    assert_eq!(told.status, StatusCode::SEE_OTHER, "{}", told.text());
    let size = both.size().await;
    let late = answer.with("answer", "same").without("command");
    let moved = both.elias.post(ANSWER, &late).await;
    assert_eq!(moved.status, StatusCode::CONFLICT);
    assert!(moved.has("Mara has told something else since."));
    assert_eq!(both.size().await, size);
    assert!(
        !both
            .mara
            .get("/care")
            .await
            .has("You two tell this differently.")
    );
}

#[tokio::test]
async fn what_cannot_be_told_is_said_at_the_page_and_nothing_typed_is_lost() {
    let mut both = both().await;
    let before = both.size().await;
    let form = both
        .mara
        .get(THIS_MORNING)
        .await
        .form(HANDOVER)
        .with("how", "at")
        .with("at", "2026-11-23T08:30");
    for (name, value, status, said) in [
        ("at", "2026-11-23T11:00", 422, "This is still to come."),
        (
            "at",
            "2026-11-21T08:00",
            422,
            "within a day of when it was to be",
        ),
        (
            "at",
            "half past",
            422,
            "Give the day and the time like this",
        ),
        ("medicine-2-dose", "5 ml", 422, "Say which medicine it was"),
        ("child", "pim", 422, "Tick only children"),
        (
            "planned",
            "2026-07-01T08:30",
            422,
            "This is more than 92 days ago.",
        ),
    ] {
        let wrong = form.clone().with("sleep", "Not much").with(name, value);
        let reply = both.mara.post(HANDOVER, &wrong).await;
        assert_eq!(
            reply.status.as_u16(),
            status,
            "{name} {value}: {}",
            reply.text()
        );
        assert!(reply.has(said), "{name} {value}: {}", reply.text());
        let kept = name != "planned";
        assert!(!kept || reply.has("value=\"Not much\""), "{name} {value}");
    }
    let form = both.mara.get(FIVE_NIGHTS).await.form(MISSED);
    for (name, value, said) in [
        ("until", "2026-11-18T08:30", "Give an end after"),
        (
            "until",
            "2026-11-24T08:30",
            "not to be with that parent over all of that time",
        ),
        ("from", "2026-11-24T08:30", "Give an end after"),
        ("parent", "c", "Choose whose time it was."),
        ("reason", &"é".repeat(1_001), "at most 1000 fit"),
    ] {
        let wrong = form.clone().with(name, value);
        let reply = both.mara.post(MISSED, &wrong).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        assert!(reply.has(said), "{name} {value}: {}", reply.text());
        assert!(reply.has(value), "{name}");
    }
    assert_eq!(both.size().await, before);
}

#[tokio::test]
async fn a_handover_is_told_a_little_before_its_time_as_of_now() {
    let mut both = both().await;
    // Wednesday 25 November, 08:30 in Amsterdam: Noor goes to Elias.
    let wednesday = "/care/handover?to=b&at=2026-11-25T08:30";
    assert!(both.mara.get(wednesday).await.has("This is still to come."));
    both.world
        .clock
        .set("2026-11-25T07:17:00Z".parse().unwrap());
    let mut mara = both.world.signed_in(&both.family.emails[0]).await;
    let form = mara.get("/today").await.form(HANDOVER);
    let page = mara.get("/today").await;
    assert!(page.has("It took place just now") && !page.has("It took place as agreed"));
    let told = mara.post(HANDOVER, &form.with("how", "now")).await;
    assert!(
        mara.follow(&told)
            .await
            .has("at 08:15; the agreed time was"),
        "{}",
        told.text()
    );
}

#[tokio::test]
async fn today_asks_from_an_hour_before_until_a_day_after() {
    let both = both().await;
    let asks = async |at: &str| {
        both.world.clock.set(at.parse().unwrap());
        let mut elias = both.world.signed_in(&both.family.emails[1]).await;
        let today = elias.get("/today").await;
        assert_eq!(today.status, StatusCode::OK);
        today.has("action=\"/care/handover\"")
    };
    for (at, expected) in [
        ("2026-11-24T07:29:00Z", true),
        ("2026-11-24T07:31:00Z", false),
        ("2026-11-25T06:29:00Z", false),
        ("2026-11-25T06:30:00Z", true),
        ("2026-11-26T07:30:00Z", true),
        ("2026-11-26T07:31:00Z", false),
    ] {
        assert_eq!(asks(at).await, expected, "{at}");
    }
}

#[tokio::test]
async fn entries_that_are_no_words_of_the_other_s_are_answered_as_if_there_were_none() {
    let mut both = both().await;
    let theirs = both.world.agreed("theirs").await;
    let mut stranger = both.world.signed_in(&theirs.emails[0]).await;
    let form = stranger
        .get("/today")
        .await
        .form(HANDOVER)
        .with("how", "agreed");
    stranger.post(HANDOVER, &form).await;
    let form = both
        .mara
        .get("/today")
        .await
        .form(HANDOVER)
        .with("how", "agreed");
    both.mara.post(HANDOVER, &form).await;
    let before = both.size().await;
    let token = both.mara.token().await;
    let mut answers = Vec::new();
    // Another kind of entry, one's own words, one that is not there, and no number.
    for entry in ["0", &(before - 1).to_string(), "999999", "-1", "x", ""] {
        for answer in ["same", "took-place", "x"] {
            let fields = Fields::default()
                .with("form_token", &token)
                .with("entry", entry)
                .with("answer", answer);
            let reply = both.mara.post(ANSWER, &fields).await;
            assert_eq!(reply.status, StatusCode::NOT_FOUND, "{entry} {answer}");
            answers.push(reply.plain());
        }
    }
    answers.dedup();
    assert_eq!(answers.len(), 1);
    assert_eq!(both.size().await, before);
    for path in [
        "/care/handover?to=b&at=2026-11-23T08:30",
        "/care/handover?to=a&at=2026-11-23T08:31",
    ] {
        let reply = both.mara.get(path).await;
        assert_eq!(reply.status, StatusCode::NOT_FOUND, "{path}");
    }
    for path in [
        "/care/handover",
        "/care/handover?to=c&at=2026-11-23T08:30",
        "/care/handover?to=a&at=now",
    ] {
        assert_eq!(both.mara.get(path).await.location(), "/care", "{path}");
    }
}

#[tokio::test]
async fn who_was_not_asked_to_tell_is_told_nothing_of_it() {
    let both = both().await;
    // One's own lawyer and a grandparent have the calendar, and nothing of what was told.
    let mut mara = both.world.signed_in(&both.family.emails[0]).await;
    let form = mara
        .get(THIS_MORNING)
        .await
        .form(HANDOVER)
        .with("how", "at");
    let late = form
        .with("at", "2026-11-23T09:15")
        .with("more", "A secret of ours");
    let told = mara.post(HANDOVER, &late).await;
    assert_eq!(told.status, StatusCode::SEE_OTHER, "{}", told.text());
    let role = family::GuestRole::Relative(family::Relative::Grandparent);
    let grant = crate::roles::grant(&both.world, "Truus", role, &[family::Subject::Calendar]);
    let (_, truus) = crate::roles::let_in(&both.world, &both.family, grant).await;
    let (_, lawyer) = crate::roles::own_lawyer(&both.world, &both.family).await;
    for email in [truus, lawyer] {
        let mut guest = both.world.signed_in(&email).await;
        for view in [
            "?month=2026-11&day=2026-11-23",
            "?view=week",
            "?view=agenda&from=2026-11-22",
        ] {
            let page = guest.get(&format!("/calendar{view}")).await;
            assert_eq!(page.status, StatusCode::OK, "{view}");
            for word in [
                "secret",
                "otherwise than agreed",
                "data-otherwise",
                "/care",
                "tells:",
            ] {
                assert!(!page.has(word), "{word} in {view} for {email}");
            }
        }
        assert_eq!(guest.get("/care").await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn without_a_plan_there_is_nothing_to_tell() {
    let world = World::new().await;
    let mara = world.found("mara@a.example").await;
    let mut browser = world.signed_in("mara@a.example").await;
    assert_eq!(browser.get("/care").await.location(), "/today");
    for path in [THIS_MORNING, FIVE_NIGHTS] {
        assert_eq!(browser.get(path).await.location(), "/care", "{path}");
    }
    let fields = Fields::default()
        .with("form_token", &browser.token().await)
        .with("to", "a")
        .with("planned", "2026-11-23T08:30")
        .with("how", "agreed")
        .with("child", "noor");
    let before = world.head(&mara).await;
    assert_eq!(
        browser.post(HANDOVER, &fields).await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(world.head(&mara).await, before);
}

#[tokio::test]
async fn the_measures_of_a_period_are_chosen_by_its_address() {
    let mut both = both().await;
    for (period, says) in [
        ("", "1 November 2026"),
        ("?period=last-month", "1 October 2026"),
        ("?period=year", "1 January 2026"),
        ("?period=x", "1 November 2026"),
    ] {
        let page = both.mara.get(&format!("/care{period}")).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.has(says), "{period}: {}", page.text());
        for word in ["Planned", "Agreed", "Actual"] {
            assert!(page.has(word), "{period}: {word}");
        }
    }
    // Looking is no entry.
    let before = both.size().await;
    both.world
        .clock
        .set(both.world.app.now() + SignedDuration::from_mins(2));
    for path in ["/care", THIS_MORNING, FIVE_NIGHTS, MISSED] {
        assert_eq!(both.elias.get(path).await.status, StatusCode::OK, "{path}");
    }
    assert_eq!(both.size().await, before);
}
