//! The largest file that goes with a message: taken as it is at the limit that pages state, and refused one byte
//! above it in a sentence that says so, with what was typed still in the form.

#![allow(
    clippy::unwrap_used,
    reason = "helpers of tests may stop at once, like tests"
)]

use crate::common::{Browser, Fields};
use crate::messages::{NEW, family, pdf, post_files};
use axum::http::StatusCode;

const MOST: usize = media::Limits::ATTACHMENT.bytes;
const FORM: &str = "/messages/new#write";
const WORDS: &str = "These are the rules of the school.";

/// A document of one empty page with exactly so many bytes: empty lines before its last words.
fn document(bytes: usize) -> Vec<u8> {
    let small = pdf();
    let last = b"startxref";
    let at = small.windows(last.len()).position(|some| some == last);
    let (file, end) = small.split_at(at.unwrap());
    let lines = vec![b'\n'; bytes - small.len()];
    [file, &lines, end].concat()
}

/// A message in a new topic, as somebody filled it in.
async fn filled_in(browser: &mut Browser) -> Fields {
    let page = browser.get(NEW).await;
    assert!(page.has("of 20 MB each"), "{}", page.text());
    let form = page.form(FORM).with("title", "The school");
    form.with("text", WORDS)
        .with("today", "yes")
        .with("step", "send")
}

#[tokio::test]
async fn a_file_of_the_most_bytes_that_pages_state_is_taken_as_it_is() {
    let (world, family) = family().await;
    let mut mara = world.signed_in(&family.emails[0]).await;
    let form = filled_in(&mut mara).await;
    let file = document(MOST);
    assert_eq!(file.len(), 20_000_000);
    let sent = post_files(&mut mara, NEW, &form, &[("rules.pdf", &file)]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());

    let (_, entry) = sent.location().split_once("#message-").unwrap();
    let entry: u64 = entry.parse().unwrap();
    let kept = world.app.attachment(&family.elias, entry, 1).await.unwrap();
    assert!(kept == Some(file), "it is kept byte for byte");
    let mut elias = world.signed_in(&family.emails[1]).await;
    let thread = elias.get(sent.place()).await;
    assert!(
        thread.has(WORDS) && thread.has("rules.pdf"),
        "{}",
        thread.text()
    );
}

#[tokio::test]
async fn one_byte_more_is_refused_in_a_sentence_and_nothing_typed_is_lost() {
    let (world, family) = family().await;
    let mut mara = world.signed_in(&family.emails[0]).await;
    let form = filled_in(&mut mara).await;
    let before = world.head(&family.mara).await;
    let file = document(MOST + 1);
    let refused = post_files(&mut mara, NEW, &form, &[("rules.pdf", &file)]).await;
    assert!(
        refused.has("rules.pdf") && refused.has("is larger than 20 MB."),
        "{}",
        refused.text()
    );
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let again = refused.form(FORM);
    assert_eq!(again.value("title"), "The school");
    assert_eq!(again.value("today"), "yes");
    assert!(
        refused.has(&format!("{WORDS}</textarea>")),
        "{}",
        refused.text()
    );
    assert_eq!(
        world.head(&family.mara).await,
        before,
        "nothing is recorded"
    );

    // The form that came back is whole: without the file it goes.
    let rest = again.with("text", WORDS).with("step", "send");
    let sent = post_files(&mut mara, NEW, &rest, &[]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
}
