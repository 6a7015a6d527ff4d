//! What whoever takes part reads of messages: found again from their page, folded for whoever wants it so,
//! pictures without what a camera wrote into them, and no choice of a reader that its writer could notice
//! (SAFETY: S1, W3).

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests may stop at once, like tests"
)]

use crate::common::{Browser, Fields, Reply};
use crate::messages::{NEW, answers, begin, family, pdf, post_files, say};
use axum::http::StatusCode;

/// A photo of 8 by 8 pixels, from red to blue.
const JPEG: &[u8] = b"\
    \xFF\xD8\xFF\xE0\x00\x10\x4A\x46\x49\x46\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xFF\xDB\x00\x43\
    \x00\x28\x1C\x1E\x23\x1E\x19\x28\x23\x21\x23\x2D\x2B\x28\x30\x3C\x64\x41\x3C\x37\x37\x3C\x7B\x58\
    \x5D\x49\x64\x91\x80\x99\x96\x8F\x80\x8C\x8A\xA0\xB4\xE6\xC3\xA0\xAA\xDA\xAD\x8A\x8C\xC8\xFF\xCB\
    \xDA\xEE\xF5\xFF\xFF\xFF\x9B\xC1\xFF\xFF\xFF\xFA\xFF\xE6\xFD\xFF\xF8\xFF\xDB\x00\x43\x01\x2B\x2D\
    \x2D\x3C\x35\x3C\x76\x41\x41\x76\xF8\xA5\x8C\xA5\xF8\xF8\xF8\xF8\xF8\xF8\xF8\xF8\xF8\xF8\xF8\xF8\
    \xF8\xF8\xF8\xF8\xF8\xF8\xF8\xF8\xF8\xF8\xF8\xF8\xF8\xF8\xF8\xF8\xF8\xF8\xF8\xF8\xF8\xF8\xF8\xF8\
    \xF8\xF8\xF8\xF8\xF8\xF8\xF8\xF8\xF8\xF8\xF8\xF8\xF8\xF8\xFF\xC0\x00\x11\x08\x00\x08\x00\x08\x03\
    \x01\x22\x00\x02\x11\x01\x03\x11\x01\xFF\xC4\x00\x15\x00\x01\x01\x00\x00\x00\x00\x00\x00\x00\x00\
    \x00\x00\x00\x00\x00\x00\x00\x04\xFF\xC4\x00\x15\x10\x01\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\
    \x00\x00\x00\x00\x00\x00\x13\xFF\xC4\x00\x15\x01\x01\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\
    \x00\x00\x00\x00\x03\x04\xFF\xC4\x00\x19\x11\x00\x02\x03\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\
    \x00\x00\x00\x00\x51\x02\x03\x13\x14\xFF\xDA\x00\x0C\x03\x01\x00\x02\x11\x03\x11\x00\x3F\x00\x82\
    \x80\x2F\xE7\xAD\x09\xBC\xD9\xFF\xD9";

/// Whose camera it was.
const OWNER: &[u8] = b"Mara of the lighthouse\0";

/// The numbers of the messages on a page of a topic, oldest first.
fn entries(thread: &Reply) -> Vec<u64> {
    let text = thread.text();
    let ids = text.split("id=\"message-").skip(1);
    ids.map(|rest| rest.split('"').next().unwrap().parse().unwrap())
        .collect()
}

/// A message as it stands on a page of a topic.
fn message(thread: &Reply, entry: u64) -> String {
    let text = thread.text();
    let from = text.split(&format!("id=\"message-{entry}\"")).nth(1);
    let message = from.unwrap_or_else(|| panic!("no message {entry} in {text}"));
    message.split("</article>").next().unwrap().to_owned()
}

fn holds(bytes: &[u8], what: &[u8]) -> bool {
    bytes.windows(what.len()).any(|part| part == what)
}

/// Searches from the page of messages as a browser does: with the one field that is typed into.
async fn search(browser: &mut Browser, words: &str) -> Reply {
    let mut form = browser.get("/messages").await.form("/record");
    let typed: Vec<_> = form.0.iter_mut().filter(|it| it.1.is_empty()).collect();
    assert_eq!(typed.len(), 1);
    for field in typed {
        words.clone_into(&mut field.1);
    }
    let found = browser.get(&format!("/record?{}", form.encoded())).await;
    assert_eq!(found.status, StatusCode::OK, "{}", found.text());
    found
}

#[tokio::test]
async fn the_search_of_the_messages_finds_words_and_files() {
    let (world, family) = family().await;
    let mut mara = world.signed_in(&family.emails[0]).await;
    let topic = begin(&mut mara, "Autumn", "The lantern walk begins at six.").await;
    let form = mara.get(&topic).await.form(&format!("{topic}#write"));
    let form = form.with("text", "The letter.").with("step", "send");
    let sent = post_files(&mut mara, &topic, &form, &[("gymnastics.pdf", &pdf())]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    let [walk, letter] = entries(&mara.get(&topic).await)[..] else {
        panic!("two messages");
    };
    let mut elias = world.signed_in(&family.emails[1]).await;
    for browser in [&mut mara, &mut elias] {
        for (words, hit, other) in [("lantern", walk, letter), ("gymnastics", letter, walk)] {
            let found = search(browser, words).await;
            let row = |entry| format!("<li id=\"entry-{entry}\"");
            assert!(found.has(&row(hit)), "{words}: {}", found.text());
            assert!(!found.has(&row(other)), "{words}: {}", found.text());
            assert!(!found.has("Nothing here fits"), "{words}");
        }
        assert!(search(browser, "zeppelin").await.has("Nothing here fits"));
    }
}

/// Who wants harsh and long messages folded has them folded, whole and a press away; whoever wrote them,
/// the record and the paper have them as they were written.
#[tokio::test]
async fn what_is_harsh_or_long_is_folded_for_whoever_wants_it_so_alone() {
    const FOLDED: &str = "<details class=\"folded\"";
    let (world, family) = family().await;
    let mut mara = world.signed_in(&family.emails[0]).await;
    let mut elias = world.signed_in(&family.emails[1]).await;
    let form = elias.get("/calm").await.form("/calm");
    let form = form.with("soft", "yes").with("long", "100");
    let kept = elias.post("/calm", &form).await;
    assert_eq!(kept.location(), "/calm?kept=1", "{}", kept.text());
    let topic = begin(&mut mara, "The bag", "Sam was ill. You idiot.").await;
    let long = ["sandcastle"; 150].join(" ");
    let sent = say(&mut mara, &topic, &long).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());

    let thread = elias.get(&topic).await;
    let [harsh, lengthy] = entries(&thread)[..] else {
        panic!("two messages: {}", thread.text());
    };
    let seen = message(&thread, harsh);
    let (open, inside) = seen.split_once(FOLDED).unwrap();
    let inside = inside.split("</details>").next().unwrap();
    assert!(open.contains("Sam was ill.") && !open.contains("You idiot."));
    assert!(inside.contains("<p>You idiot.</p>"), "{seen}");
    let seen = message(&thread, lengthy);
    let (open, inside) = seen.split_once("<details>").unwrap();
    let inside = inside.split("</details>").next().unwrap();
    assert!(!open.contains("sandcastle"), "{seen}");
    assert!(inside.contains("Long message, 150 words"), "{seen}");
    assert!(inside.contains(&long), "{seen}");

    let own = mara.get(&topic).await;
    for (entry, words) in [(harsh, "You idiot."), (lengthy, long.as_str())] {
        let seen = message(&own, entry);
        assert!(seen.contains(words) && !seen.contains("<details"), "{seen}");
    }
    for browser in [&mut mara, &mut elias] {
        let paper = browser.get(&format!("{topic}/print")).await;
        assert!(paper.has("You idiot.") && paper.has(&long));
        assert!(!paper.has(FOLDED), "{}", paper.text());
        let record = browser.get("/record?topic=messages").await;
        assert!(record.has(&format!("<li id=\"entry-{harsh}\"")));
        assert!(!record.has(FOLDED), "{}", record.text());
    }
}

/// The photo as a camera gives it: with its owner and where it was taken.
fn photo() -> Vec<u8> {
    let owner_length = u8::try_from(OWNER.len()).unwrap();
    let mut place = Vec::new();
    for number in [52_u32, 1, 22, 1, 3, 1] {
        place.extend(number.to_le_bytes());
    }
    let gps = 8 + 2 + 2 * 12 + 4;
    let degrees = gps + 2 + 2 * 12 + 4;
    let owner = degrees + 24;
    let exif = [
        &b"Exif\0\0II*\0\x08\0\0\0\x02\0"[..],
        &[0x3B, 0x01, 2, 0, owner_length, 0, 0, 0, owner, 0, 0, 0],
        &[0x25, 0x88, 4, 0, 1, 0, 0, 0, gps, 0, 0, 0],
        &[0; 4],
        b"\x02\0",
        b"\x01\0\x02\0\x02\0\0\0N\0\0\0",
        &[2, 0, 5, 0, 3, 0, 0, 0, degrees, 0, 0, 0],
        &[0; 4],
        &place,
        OWNER,
    ]
    .concat();
    let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
    [&JPEG[..2], b"\xFF\xE1", &length, &exif, &JPEG[2..]].concat()
}

/// W3: what goes on is made of the pixels alone.
#[tokio::test]
async fn a_photo_goes_without_its_place_and_its_camera() {
    let (world, family) = family().await;
    let mut mara = world.signed_in(&family.emails[0]).await;
    let sent = photo();
    assert!(holds(&sent, b"Exif") && holds(&sent, OWNER));
    let form = mara.get(NEW).await.form("/messages/new#write");
    let form = form.with("title", "The beach").with("text", "See this.");
    let form = form.with("step", "send");
    let answer = post_files(&mut mara, NEW, &form, &[("beach.jpg", &sent)]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    let topic = answer.place().to_owned();
    let mut elias = world.signed_in(&family.emails[1]).await;
    for browser in [&mut mara, &mut elias] {
        let text = browser.get(&topic).await.text();
        let mut links = text.split("href=\"");
        let file = links.find(|it| it.starts_with("/messages/file/")).unwrap();
        let file = file.split('"').next().unwrap();
        let got = browser.get(file).await;
        assert_eq!(got.status, StatusCode::OK);
        assert_eq!(got.headers["content-type"], "image/jpeg");
        assert!(got.body.starts_with(b"\xFF\xD8\xFF"));
        assert_ne!(got.body.as_ref(), sent);
        for trace in [&b"Exif"[..], b"II*\0", b"lighthouse"] {
            assert!(!holds(&got.body, trace));
        }
    }
}

/// The form with this box ticked, or not ticked if it was.
fn flipped(form: Fields, name: &str) -> Fields {
    if form.0.iter().any(|(known, _)| known == name) {
        form.without(name)
    } else {
        form.with(name, "yes")
    }
}

/// S1, for each choice that the form of calm offers beside when messages come, by itself.
#[tokio::test]
async fn no_choice_of_a_reader_by_itself_shows_to_whoever_wrote() {
    let (world, family) = family().await;
    let mut mara = world.signed_in(&family.emails[0]).await;
    let mut elias = world.signed_in(&family.emails[1]).await;
    world.set_aside(&family.mara).await;
    world.set_aside(&family.elias).await;
    let harsh = format!("You idiot. The bag is packed: {}.", ["shell"; 30].join(" "));
    let topic = begin(&mut mara, "Quiet", &harsh).await;
    let before = answers(&world, &mut mara, &topic).await;
    let head = world.head(&family.mara).await;
    let usual = elias.get("/calm").await.form("/calm");

    let mut choices = Vec::new();
    for way in ["email", "push"] {
        for kind in [
            "message", "proposal", "answer", "care", "reminder", "people",
        ] {
            choices.push(flipped(usual.clone(), &format!("{way}-{kind}")));
        }
    }
    let others: [&[(&str, &str)]; 9] = [
        &[("delivery", "hourly"), ("urgent", "yes")],
        &[("quiet", "yes")],
        &[("quiet", "yes"), ("through", "yes")],
        &[("soft", "yes")],
        &[("long", "20")],
        &[("long", "400")],
        &[("named", "yes")],
        &[("digest", "weekly"), ("day", "monday"), ("at", "07:00")],
        &[("digest", "none")],
    ];
    for fields in others {
        let chosen = fields
            .iter()
            .fold(usual.clone(), |form, (name, value)| form.with(name, value));
        choices.push(chosen);
    }
    for chosen in choices {
        let fresh = elias.get("/calm").await.form("/calm");
        let form = chosen
            .with("form_token", fresh.value("form_token"))
            .with("command", fresh.value("command"));
        let kept = elias.post("/calm", &form).await;
        assert_eq!(kept.location(), "/calm?kept=1", "{}", kept.text());
        let now = answers(&world, &mut mara, &topic).await;
        assert_eq!(now.len(), before.len());
        for ((path, was), (_, is)) in before.iter().zip(&now) {
            assert_eq!(is, was, "{path} after {form:?}");
        }
        assert_eq!(world.head(&family.mara).await, head, "{form:?}");
    }
}
