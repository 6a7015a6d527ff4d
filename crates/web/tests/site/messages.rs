//! Messages: said with files, found again, corrected, never noticed by whoever wrote them (SAFETY: S1, S2,
//! W3), and shown only to who may see them.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests may stop at once, like tests"
)]

use crate::common::{Agreed, Browser, Fields, ORIGIN, Reply, World, addresses};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use std::fmt::Write as _;
use std::sync::Arc;
use web::{Access, Verb};

pub(crate) const NEW: &str = "/messages/new";

/// A document of one empty page.
pub(crate) fn pdf() -> Vec<u8> {
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>",
    ];
    let mut file = String::from("%PDF-1.7\n");
    let mut places = Vec::new();
    for (number, object) in (1..).zip(objects) {
        places.push(file.len());
        write!(file, "{number} 0 obj\n{object}\nendobj\n").unwrap();
    }
    let start = file.len();
    file.push_str("xref\n0 4\n0000000000 65535 f \n");
    for place in places {
        writeln!(file, "{place:010} 00000 n ").unwrap();
    }
    write!(
        file,
        "trailer\n<</Size 4/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n"
    )
    .unwrap();
    file.into_bytes()
}

/// Sends a form as browsers send one with files.
pub(crate) async fn post_files(
    browser: &mut Browser,
    path: &str,
    fields: &Fields,
    files: &[(&str, &[u8])],
) -> Reply {
    let mut body = Vec::new();
    for (name, value) in &fields.0 {
        let head = format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n");
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(value.as_bytes());
        body.extend_from_slice(b"\r\n");
    }
    for (name, bytes) in files {
        let mut head = String::from("--b\r\nContent-Disposition: form-data; name=\"files\"; ");
        write!(head, "filename=\"{name}\"\r\n\r\n").unwrap();
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(b"--b--\r\n");
    let request = Request::post(path)
        .header("sec-fetch-site", "same-origin")
        .header(header::ORIGIN, ORIGIN)
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=b")
        .body(Body::from(body))
        .unwrap();
    browser.send(request).await
}

/// Opens a topic with a message; the address of the topic.
pub(crate) async fn begin(browser: &mut Browser, title: &str, words: &str) -> String {
    let page = browser.get(NEW).await;
    let form = page.form("/messages/new#write");
    let form = form
        .with("title", title)
        .with("text", words)
        .with("step", "send");
    let sent = post_files(browser, NEW, &form, &[]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    sent.place().to_owned()
}

/// Says something in a topic.
pub(crate) async fn say(browser: &mut Browser, topic: &str, words: &str) -> Reply {
    let page = browser.get(topic).await;
    let form = page.form(&format!("{topic}#write"));
    let form = form.with("text", words).with("step", "send");
    browser.post(topic, &form).await
}

pub(crate) async fn family() -> (World, Agreed) {
    let world = World::new().await;
    let family = world.agreed("a").await;
    (world, family)
}

#[tokio::test]
async fn a_message_with_a_file_is_read_by_the_other_parent_and_by_nobody_else() {
    let (world, family) = family().await;
    let mut mara = world.signed_in(&family.emails[0]).await;
    let page = mara.get(NEW).await;
    let form = page.form("/messages/new#write");
    let form = form
        .with("title", "School <trip>")
        .with("text", "The letter is here.\n\nSee it.");
    let sent = post_files(&mut mara, NEW, &form, &[("letter.pdf", &pdf())]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    let topic = sent.place().to_owned();

    let mut elias = world.signed_in(&family.emails[1]).await;
    let list = elias.get("/messages").await;
    assert!(
        list.has("School &lt;trip&gt;") && list.has("1 new"),
        "{}",
        list.text()
    );
    let thread = elias.get(&topic).await;
    assert!(thread.has("The letter is here.") && thread.has("letter.pdf"));
    assert!(!elias.get("/messages").await.has("1 new"));

    let text = thread.text();
    let file = text
        .split("href=\"")
        .find(|it| it.starts_with("/messages/file/"));
    let file = file.unwrap().split('"').next().unwrap().to_owned();
    let got = elias.get(&file).await;
    assert_eq!(got.status, StatusCode::OK);
    assert_eq!(got.body.as_ref(), pdf());
    assert!(
        got.headers["content-disposition"]
            .to_str()
            .unwrap()
            .starts_with("attachment")
    );
    assert_eq!(
        got.headers["content-security-policy"],
        "sandbox; default-src 'none'"
    );
    assert_eq!(got.headers["x-content-type-options"], "nosniff");

    let others = world.agreed("b").await;
    let mut stranger = world.signed_in(&others.emails[0]).await;
    let nothing = stranger.get("/nothing-here").await;
    for path in [topic.as_str(), file.as_str()] {
        let foreign = stranger.get(path).await;
        assert_eq!(foreign.status, StatusCode::NOT_FOUND);
        assert_eq!(foreign.plain(), nothing.plain(), "{path}");
    }
}

#[tokio::test]
async fn sending_twice_says_it_once_and_other_files_are_another_message() {
    let (world, family) = family().await;
    let mut mara = world.signed_in(&family.emails[0]).await;
    let topic = begin(&mut mara, "Twice", "First.").await;
    let page = mara.get(&topic).await;
    let form = page
        .form(&format!("{topic}#write"))
        .with("text", "Only once.");
    let (before, _) = world.head(&family.mara).await;
    for _ in 0..3 {
        let sent = post_files(&mut mara, &topic, &form, &[]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER);
    }
    assert_eq!(world.head(&family.mara).await.0, before + 1);
    let sent = post_files(&mut mara, &topic, &form, &[("a.pdf", &pdf())]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
    assert_eq!(world.head(&family.mara).await.0, before + 2);
}

#[tokio::test]
async fn what_is_not_a_picture_or_a_pdf_is_refused_and_nothing_is_recorded() {
    let (world, family) = family().await;
    let mut mara = world.signed_in(&family.emails[0]).await;
    let topic = begin(&mut mara, "Files", "First.").await;
    let (before, _) = world.head(&family.mara).await;
    let hostile: [(&str, &[u8]); 5] = [
        ("photo.jpg", b"<!doctype html><script>alert(1)</script>"),
        (
            "photo.png",
            b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        ),
        (
            "letter.pdf",
            b"%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj",
        ),
        ("empty.pdf", b""),
        ("program.pdf", b"MZ\x90\x00"),
    ];
    for (name, bytes) in hostile {
        let page = mara.get(&topic).await;
        let form = page
            .form(&format!("{topic}#write"))
            .with("text", "See this.");
        let refused = post_files(&mut mara, &topic, &form, &[(name, bytes)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        assert!(
            refused.has("See this.") && refused.has(name),
            "{}",
            refused.text()
        );
    }
    assert_eq!(world.head(&family.mara).await.0, before);
}

#[tokio::test]
async fn only_the_own_newest_words_are_corrected_and_read_is_said_once() {
    let (world, family) = family().await;
    let mut mara = world.signed_in(&family.emails[0]).await;
    let mut elias = world.signed_in(&family.emails[1]).await;
    let topic = begin(&mut mara, "Dentist", "On Tuesday.").await;
    let thread = mara.get(&topic).await;
    let entry = thread
        .text()
        .split("id=\"message-")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap()
        .to_owned();
    let page = elias.get(&topic).await;
    let form = page.form(&format!("{topic}#write"));
    let theirs = form.with("text", "On Monday.").with("corrects", &entry);
    let refused = elias.post(&topic, &theirs).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = mara.get(&format!("{topic}?correct={entry}")).await;
    let form = page
        .form(&format!("{topic}#write"))
        .with("text", "On Wednesday.");
    assert_eq!(form.value("corrects"), entry);
    assert_eq!(mara.post(&topic, &form).await.status, StatusCode::SEE_OTHER);
    let thread = elias.get(&topic).await;
    assert!(thread.has("On Tuesday.") && thread.has("On Wednesday."));

    assert!(!mara.get(&topic).await.has("says: read up to"));
    let read = format!("{topic}/read");
    let form = thread.form(&read);
    assert_eq!(elias.post(&read, &form).await.status, StatusCode::SEE_OTHER);
    assert!(mara.get(&topic).await.has("Elias says: read up to no."));
    let again = elias.post(&read, &form.with("command", "")).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
}

/// What Mara is answered on every address, made anew.
pub(crate) async fn answers(
    world: &World,
    mara: &mut Browser,
    topic: &str,
) -> Vec<(String, String)> {
    let settings = web::Settings::new(ORIGIN).unwrap();
    mara.router = web::router(Arc::clone(&world.app), settings);
    let mut answers = Vec::new();
    let own = topic.trim_start_matches("/messages/");
    for (verb, path, access) in addresses(own) {
        let asked = verb == Verb::Get && path != "/access/authenticator" && path != "/live";
        if asked && matches!(access, Access::SignedIn(_) | Access::Confirmed(_)) {
            let answer = mara.get(&path).await.plain();
            answers.push((path, answer));
        }
    }
    answers
}

/// S1: whatever Elias chose, and whether he looked, Mara is answered the same to the byte.
#[tokio::test]
async fn nothing_that_a_reader_chose_or_opened_shows_to_whoever_wrote() {
    let (world, family) = family().await;
    let mut mara = world.signed_in(&family.emails[0]).await;
    let mut elias = world.signed_in(&family.emails[1]).await;
    world.set_aside(&family.mara).await;
    world.set_aside(&family.elias).await;
    let topic = begin(
        &mut mara,
        "Quiet",
        "What an idiot you are. The bag is packed.",
    )
    .await;
    let before = answers(&world, &mut mara, &topic).await;
    let head = world.head(&family.mara).await;
    let same = async |what: &str, mara: &mut Browser| {
        let now = answers(&world, mara, &topic).await;
        assert_eq!(now.len(), before.len());
        for ((path, was), (_, is)) in before.iter().zip(&now) {
            assert_eq!(is, was, "{path} after {what}");
        }
        assert_eq!(world.head(&family.mara).await, head, "{what}");
    };
    for delivery in ["hourly", "twice", "daily", "urgent", "at-once"] {
        for extra in ["quiet", "soft", "named"] {
            let page = elias.get("/calm").await;
            let form = page
                .form("/calm")
                .with("delivery", delivery)
                .with(extra, "yes");
            let form = form
                .with("long", "100")
                .with("digest", "daily")
                .with("day", "sunday");
            let kept = elias.post("/calm", &form).await;
            assert_eq!(kept.location(), "/calm?kept=1", "{}", kept.text());
            same(&format!("{delivery} and {extra}"), &mut mara).await;
        }
    }
    let held = elias.get("/messages").await;
    assert_eq!(held.status, StatusCode::OK);
    assert_eq!(elias.get(&topic).await.status, StatusCode::OK);
    same("looking", &mut mara).await;
    let form = Fields::default()
        .with(
            "form_token",
            elias.get("/calm").await.form("/calm").value("form_token"),
        )
        .with("path", "/messages");
    assert_eq!(
        elias.post("/messages/show", &form).await.location(),
        "/messages"
    );
    assert!(elias.get(&topic).await.has("The bag is packed."));
    same("asking for what waits", &mut mara).await;
}

/// What waits is nowhere on its reader's pages of messages, and the file of it neither; asked for, it
/// is there.
#[tokio::test]
async fn what_waits_is_not_shown_before_its_time() {
    let (world, family) = family().await;
    let mut mara = world.signed_in(&family.emails[0]).await;
    let mut elias = world.signed_in(&family.emails[1]).await;
    let page = elias.get("/calm").await;
    let form = page
        .form("/calm")
        .with("delivery", "daily")
        .with("first", "03:00");
    assert_eq!(elias.post("/calm", &form).await.location(), "/calm?kept=1");
    let topic = begin(&mut mara, "Secret title", "Hidden words.").await;
    for path in ["/messages", "/today", topic.as_str()] {
        let page = elias.get(path).await;
        assert!(!page.has("Hidden words."), "{path}");
    }
    let list = elias.get("/messages").await;
    assert!(
        list.has("1 message waits until") && !list.has("Secret title"),
        "{}",
        list.text()
    );
    let form = list.form("/messages/show");
    assert_eq!(
        elias.post("/messages/show", &form).await.location(),
        "/messages"
    );
    assert!(elias.get("/messages").await.has("Secret title"));
    assert!(elias.get(&topic).await.has("Hidden words."));
    // What comes later waits again.
    assert_eq!(
        say(&mut mara, &topic, "Later words.").await.status,
        StatusCode::SEE_OTHER
    );
    assert!(!elias.get(&topic).await.has("Later words."));
}

/// The whole conversation on one page, as it stands on the record: nothing of what its reader chose,
/// and nothing changed by looking at it.
#[tokio::test]
async fn a_conversation_is_printed_whole_with_its_files_and_the_state_of_the_record() {
    let (world, family) = family().await;
    let mut mara = world.signed_in(&family.emails[0]).await;
    let mut elias = world.signed_in(&family.emails[1]).await;
    let topic = begin(&mut mara, "The <trip>", "What an idiot you are.").await;
    let page = elias.get(&topic).await;
    let form = page.form(&format!("{topic}#write"));
    let form = form.with("text", "Here it is.").with("step", "send");
    let sent = post_files(&mut elias, &topic, &form, &[("letter.pdf", &pdf())]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    assert!(elias.get(&topic).await.has(&format!("{topic}/print")));
    let calm = elias.get("/calm").await;
    let form = calm.form("/calm").with("soft", "yes").with("long", "20");
    elias.post("/calm", &form).await;

    say(&mut mara, &topic, "The last one.").await;
    let print = format!("{topic}/print");
    let paper = elias.get(&print).await;
    assert_eq!(paper.status, StatusCode::OK, "{}", paper.text());
    let text = paper.text();
    let places = ["What an idiot you are.", "Here it is.", "The last one."];
    let places = places.map(|said| text.find(said).unwrap());
    assert!(places.is_sorted(), "{text}");
    for part in [
        "The &lt;trip&gt;",
        "letter.pdf",
        "its commitment begins with",
        "CET",
        "short code",
        "href=\"/bundles\"",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(!text.contains("<details class=\"folded\"") && !text.contains("id=\"live\""));
    // What was printed is new to its reader still.
    assert!(elias.get("/messages").await.has("1 new"));

    let year = elias.get(&format!("{print}?year=2026")).await;
    assert!(year.has("The last one.") && !year.has("2026: 3 messages"));
    let other = elias.get(&format!("{print}?year=2025")).await;
    assert!(other.status == StatusCode::OK && !other.has("The last one."));
    let from = elias.get(&format!("{print}?from=x")).await;
    assert!(from.has("What an idiot you are."));

    let others = world.agreed("b").await;
    let mut stranger = world.signed_in(&others.emails[0]).await;
    let nothing = stranger.get("/nothing-here").await;
    let asked = stranger.get(&print).await;
    assert_eq!(asked.plain(), nothing.plain());
}

/// Paper has nothing that waits for its reader's time, and the screen says that it has not.
#[tokio::test]
async fn what_waits_is_not_printed() {
    let (world, family) = family().await;
    let mut mara = world.signed_in(&family.emails[0]).await;
    let mut elias = world.signed_in(&family.emails[1]).await;
    let topic = begin(&mut mara, "Swimming", "Open words.").await;
    elias.get(&topic).await;
    let page = elias.get("/calm").await;
    let form = page
        .form("/calm")
        .with("delivery", "daily")
        .with("first", "03:00");
    assert_eq!(elias.post("/calm", &form).await.location(), "/calm?kept=1");
    say(&mut mara, &topic, "Hidden words.").await;
    let paper = elias.get(&format!("{topic}/print")).await;
    assert!(!paper.has("Hidden words."), "{}", paper.text());
    assert!(paper.has("not on this page"), "{}", paper.text());
    assert!(
        mara.get(&format!("{topic}/print"))
            .await
            .has("Hidden words.")
    );
}

#[tokio::test]
async fn a_calendar_address_works_without_signing_in_until_it_is_ended() {
    let (world, family) = family().await;
    let mut mara = world.signed_in(&family.emails[0]).await;
    let page = mara.get("/calendar/addresses").await;
    let form = page.form("/calendar/addresses").with("name", "My phone");
    let made = mara.post("/calendar/addresses", &form).await;
    assert_eq!(made.status, StatusCode::OK, "{}", made.text());
    let text = made.text();
    let address = text
        .split("value=\"https://")
        .find(|it| it.contains("/feed/"))
        .unwrap();
    let path = address
        .split('"')
        .next()
        .unwrap()
        .split_once('/')
        .unwrap()
        .1;
    let path = format!("/{path}");
    let mut program = world.browser();
    let feed = program.get(&path).await;
    assert_eq!(feed.status, StatusCode::OK);
    assert_eq!(feed.headers["content-type"], "text/calendar; charset=utf-8");
    assert!(feed.has("BEGIN:VCALENDAR") && feed.has("Elias"));
    let tag = feed.headers["etag"].clone();
    let request = Request::get(&path)
        .header("if-none-match", &tag)
        .body(Body::empty());
    let known = program.send(request.unwrap()).await;
    assert_eq!(known.status, StatusCode::NOT_MODIFIED);
    assert!(known.body.is_empty());
    // A message changes nothing that a feed says.
    begin(&mut mara, "A topic", "A message.").await;
    assert_eq!(program.get(&path).await.headers["etag"], tag);
    let page = mara.get("/calendar/addresses").await;
    assert!(page.has("My phone") && !page.has(&path));
    let ended = mara
        .post(
            "/calendar/addresses/end",
            &page.form("/calendar/addresses/end"),
        )
        .await;
    assert_eq!(ended.location(), "/calendar/addresses");
    assert_eq!(program.get(&path).await.status, StatusCode::NOT_FOUND);
}
