//! The frame keeps its promises on every page: landmarks, one language, no inline style or
//! script, only the symbols that are used, a token in every form.

use super::*;

/// What every page must hold, whatever it shows. Other tests call it with their pages.
pub(crate) fn check_page(html: &str) {
    assert!(html.starts_with("<!DOCTYPE html>"));
    for forbidden in [
        " style=",
        "<style",
        "javascript:",
        " onclick",
        " onload",
        "http://",
        "https://",
    ] {
        assert!(!html.contains(forbidden), "{forbidden} in a page");
    }
    let script = format!(
        "<script type=\"module\" src=\"{}\"></script>",
        asset("leave.js")
    );
    assert!(html.contains(&script) && html.contains("<form id=\"leave\""));
    assert_eq!(html.matches("<script").count(), 1, "one script, of our own");
    assert_eq!(html.matches("<main").count(), 1);
    assert_eq!(html.matches("<h1").count(), 1, "one h1");
    assert!(html.contains("href=\"#main\""));
    for id in ids(html, "href=\"#") {
        assert!(
            html.contains(&format!("id=\"{id}\"")),
            "nothing has the id {id}"
        );
    }
    let mut seen = std::collections::BTreeSet::new();
    for id in ids(html, " id=\"") {
        assert!(seen.insert(id), "the id {id} stands twice");
    }
    let posts = html.matches("method=\"post\"").count();
    assert_eq!(
        html.matches("name=\"form_token\"").count(),
        posts,
        "a token in every form"
    );
}

fn ids<'h>(html: &'h str, before: &str) -> Vec<&'h str> {
    html.split(before)
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect()
}

pub(crate) fn frame<'a>(lang: Lang, title: &'a str, viewer: &'a Person, tab: Tab) -> Frame<'a> {
    Frame {
        text: Text::of(lang),
        title,
        viewer: Some(viewer),
        tab: Some(tab),
        token: "token-of-this-session",
        waits: 1,
        new: 0,
        path: tab.href(),
        theme: Theme::Device,
        privacy: Privacy::Usual,
        shown: None,
        banner: None,
        live: None,
    }
}

/// What stands in `<main>`, for snapshots: one element to a line.
pub(crate) fn main_of(html: &str) -> String {
    let start = html.find("<main").unwrap();
    let end = html.find("</main>").unwrap();
    let main = html[start..end].replace("><", ">\n<");
    // A file's address changes with every byte of it.
    let mut parts = main.split("/assets/");
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, rest) = part.split_once('.').unwrap_or((part, ""));
        let rest = rest.split_once('.').map_or(rest, |(_, rest)| rest);
        text.push_str(&format!("/assets/{name}.{rest}"));
    }
    text
}

fn mara() -> Person {
    Person {
        name: "Mara".to_owned(),
        letter: 'M',
        side: Side::A,
    }
}

#[test]
fn a_page_has_its_landmarks_in_both_languages() {
    let mara = mara();
    for lang in Lang::ALL {
        let frame = frame(lang, "Today", &mara, Tab::Today);
        let html = page(&frame, html! { h1 { "Today" } }).into_string();
        check_page(&html);
        assert!(html.contains(&format!("<html lang=\"{}\">", lang.tag())));
        assert_eq!(html.matches("aria-current=\"page\"").count(), 1);
        let sizes = html.len();
        assert!(sizes < 9_000, "the frame alone is {sizes} bytes");
    }
}

#[test]
fn a_door_has_the_languages_and_the_way_out() {
    let mara = mara();
    let signed_in = frame(Lang::Nl, "Inloggen", &mara, Tab::Today);
    let frame = Frame {
        viewer: None,
        tab: None,
        waits: 0,
        theme: Theme::Dark,
        ..signed_in
    };
    let html = door(&frame, html! { h1 { "Parenthesis" } }).into_string();
    check_page(&html);
    assert!(html.contains("data-theme=\"dark\""));
    assert!(html.contains("action=\"/leave\"") && html.contains("value=\"en\""));
    assert!(!html.contains("<nav"));
}

#[test]
fn what_people_typed_stays_text() {
    let eve = Person {
        name: "<script>\"&".to_owned(),
        letter: '<',
        side: Side::B,
    };
    let html = page(
        &frame(Lang::En, "</title>", &eve, Tab::Plan),
        html! { h1 { (eve.name) } },
    )
    .into_string();
    check_page(&html);
}

#[test]
fn only_the_symbols_that_are_used_travel() {
    let one = icons::sprite(&icon(Icon::Bag).into_string()).into_string();
    assert!(one.contains("i-bag") && !one.contains("i-walk") && !one.contains("ribs"));
    assert!(
        icons::sprite("fill=\"url(#ribs)\"")
            .into_string()
            .contains("ribs")
    );
}

#[test]
fn a_field_ties_label_hint_and_error_together() {
    let html = Field::new("why", "Why?")
        .hint("One reason.")
        .wrong(Some("Say why."))
        .lines(500, "a<b")
        .into_string();
    insta::assert_snapshot!(html);
    let plain = Field::new("mail", "E-mail")
        .input("email", "username", "")
        .into_string();
    assert!(!plain.contains("aria-invalid") && !plain.contains("aria-describedby"));
}
