//! Every declared address, for everyone: who gets in, which headers stand on the answer, and
//! that looking changes nothing.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests may stop at once, like tests"
)]

use crate::common::{Fields, World, addresses};
use axum::http::{HeaderMap, Method, Request, StatusCode};
use web::{Access, For, Verb};

/// The headers that stand on every answer (SAFETY: W1), and nothing inline in a page.
pub(crate) fn check_answer(what: &str, reply: &crate::common::Reply) {
    let header = |name: &str| {
        let value = reply.headers.get(name);
        value
            .unwrap_or_else(|| panic!("{what} has no {name}"))
            .to_str()
            .unwrap()
            .to_owned()
    };
    assert_eq!(
        header("content-security-policy"),
        "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"
    );
    assert_eq!(header("x-content-type-options"), "nosniff");
    assert_eq!(header("referrer-policy"), "same-origin");
    assert_eq!(header("cross-origin-opener-policy"), "same-origin");
    assert_eq!(header("cross-origin-resource-policy"), "same-origin");
    assert_eq!(header("strict-transport-security"), "max-age=63072000");
    let permissions = header("permissions-policy");
    assert!(permissions.starts_with("camera=(self), microphone=(self), "));
    assert!(permissions.contains(" geolocation=(self), "));
    let kept = header("cache-control");
    if what.contains("/assets/") && reply.status == StatusCode::OK {
        assert_eq!(kept, "public, max-age=31536000, immutable");
    } else {
        assert_eq!(kept, "private, no-store", "{what}");
    }
    let kind = reply
        .headers
        .get("content-type")
        .map(|kind| kind.to_str().unwrap());
    if kind == Some("text/html; charset=utf-8") {
        let text = reply.text();
        for inline in [
            "<style",
            " style=",
            "javascript:",
            "<iframe",
            "<base",
            "<object",
            "<embed",
            "src=\"http",
            "href=\"http",
        ] {
            assert!(!text.contains(inline), "{inline} in {what}");
        }
        for script in text.split("<script").skip(1) {
            let (tag, rest) = script.split_once('>').unwrap();
            let file = tag.contains(" src=\"/assets/") && rest.starts_with("</script>");
            assert!(file, "a script in {what}: {tag}");
        }
        for tag in text.split('<').skip(1) {
            let tag = tag.split('>').next().unwrap();
            let handler = tag
                .split(' ')
                .skip(1)
                .find(|part| part.starts_with("on") && part.contains("=\""));
            assert_eq!(handler, None, "a handler in {what}: {tag}");
        }
    }
}

pub(crate) async fn ask(
    browser: &mut crate::common::Browser,
    verb: Verb,
    path: &str,
    token: &str,
) -> crate::common::Reply {
    match verb {
        Verb::Get => browser.get(path).await,
        Verb::Post => {
            let fields = Fields::default().with("form_token", token);
            browser.post(path, &fields).await
        }
    }
}

#[tokio::test]
async fn every_address_answers_as_declared_to_somebody_who_is_not_signed_in() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let id = world.offer(&family.elias, 7).await;
    let before = world.head(&family.mara).await;
    for (verb, path, access) in addresses(&id) {
        let mut browser = world.browser();
        let token = browser.token().await;
        let reply = ask(&mut browser, verb, &path, &token).await;
        let what = format!("{verb:?} {path}");
        check_answer(&what, &reply);
        match access {
            Access::SignedIn(_) | Access::Confirmed(_) => {
                assert_eq!(reply.status, StatusCode::SEE_OTHER, "{what}");
                assert_eq!(reply.location(), "/sign-in", "{what}");
                assert!(reply.body.is_empty(), "{what}");
            }
            Access::Tablet => assert_eq!(reply.status, StatusCode::NOT_FOUND, "{what}"),
            Access::Anyone => {
                let fine = match path.as_str() {
                    "/sign-in" | "/sign-in/lost" if verb == Verb::Post => {
                        StatusCode::UNPROCESSABLE_ENTITY
                    }
                    link if [
                        "/join/",
                        "/answer/",
                        "/recover/",
                        "/begin/",
                        "/feed/",
                        "/tablet/",
                    ]
                    .iter()
                    .any(|one| link.starts_with(one)) =>
                    {
                        StatusCode::NOT_FOUND
                    }
                    "/sign-in/passkey" => StatusCode::UNPROCESSABLE_ENTITY,
                    // Nobody's password was right.
                    "/leave" | "/language" | "/theme" | "/sign-in/code" => StatusCode::SEE_OTHER,
                    _ => StatusCode::OK,
                };
                assert_eq!(reply.status, fine, "{what}");
            }
        }
    }
    assert_eq!(world.head(&family.mara).await, before);
}

#[tokio::test]
async fn every_get_opens_for_a_parent_and_leaves_the_record_as_it_was() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let id = world.offer(&family.elias, 7).await;
    let before = world.head(&family.mara).await;
    for email in &family.emails {
        let mut browser = world.signed_in(email).await;
        for (verb, path, access) in addresses(&id) {
            if verb != Verb::Get {
                continue;
            }
            let reply = browser.get(&path).await;
            check_answer(&path, &reply);
            let mine = email.starts_with("elias");
            let fine = match path.as_str() {
                _ if access == Access::Confirmed(For::Guests) => StatusCode::NOT_FOUND,
                // A parent's browser is no tablet, and nobody made that code.
                link if access == Access::Tablet || link.starts_with("/tablet/pair/") => {
                    StatusCode::NOT_FOUND
                }
                // Nobody has begun a bundle.
                "/sign-in" | "/sign-in/lost" | "/sign-in/code" | "/bundles/progress" => {
                    StatusCode::SEE_OTHER
                }
                link if link.starts_with("/recover/") || link.starts_with("/feed/") => {
                    StatusCode::NOT_FOUND
                }
                // It names no topic, no file.
                topic if topic == format!("/messages/{id}") => StatusCode::NOT_FOUND,
                print if print == format!("/messages/{id}/print") => StatusCode::NOT_FOUND,
                file if file.starts_with("/messages/file/") => StatusCode::NOT_FOUND,
                // There is no such call.
                call if call.starts_with(&format!("/calls/{id}")) => StatusCode::NOT_FOUND,
                // It names no handover.
                "/care/handover" => StatusCode::SEE_OTHER,
                // Both have agreed on a plan, and a family has begun.
                "/plan/begin" => StatusCode::SEE_OTHER,
                link if link.starts_with("/begin/") => StatusCode::SEE_OTHER,
                file if file.starts_with("/bundles/file/") => StatusCode::NOT_FOUND,
                join if join.starts_with("/join/") || join.starts_with("/answer/") => {
                    StatusCode::NOT_FOUND
                }
                // Only one's own offer is answered by a link.
                link if link.ends_with("/link") && !mine => StatusCode::NOT_FOUND,
                // Only a trip needs a consent.
                consent if consent.ends_with("/consent") => StatusCode::NOT_FOUND,
                // A swap has no plan to read; one's own offer is not answered.
                plan if plan.ends_with("/plan") && plan != "/plan" => StatusCode::NOT_FOUND,
                paper if paper == format!("/proposals/{id}/paper") => StatusCode::NOT_FOUND,
                // There is no such draft.
                draft if draft.starts_with("/plan/drafts/") => StatusCode::NOT_FOUND,
                answer
                    if mine && (answer.ends_with("/counter") || answer.ends_with("/decline")) =>
                {
                    StatusCode::SEE_OTHER
                }
                _ => StatusCode::OK,
            };
            assert_eq!(reply.status, fine, "{path} for {email}");
        }
        for view in [
            "?view=week",
            "?view=agenda&from=2026-12-01",
            "?month=2027-02&day=2027-02-03",
            "?month=x",
        ] {
            let reply = browser.get(&format!("/calendar{view}")).await;
            assert_eq!(reply.status, StatusCode::OK, "{view}");
        }
    }
    assert_eq!(world.head(&family.mara).await, before);
}

/// W1 for the answers that are no page of their own: whatever is wrong, on every address. (A full
/// disk is in `full.rs`; a panic and a time that ran out in the crate's own tests.)
#[tokio::test]
async fn every_refusal_carries_the_standing_headers_too() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let id = world.offer(&family.elias, 7).await;
    let kind = "application/x-www-form-urlencoded";
    let mut seen = std::collections::BTreeSet::new();
    let large = "x".repeat(70_000);
    let mut browsers = [world.browser(), world.signed_in(&family.emails[0]).await];
    for (_, path, _) in addresses(&id) {
        for browser in &mut browsers {
            let token = browser.token().await;
            let token = format!("form_token={token}");
            for (what, site, method, body) in [
                ("from elsewhere", "cross-site", Method::POST, token.as_str()),
                ("without a token", "same-origin", Method::POST, ""),
                ("too large", "same-origin", Method::POST, &large),
                ("unknown method", "same-origin", Method::DELETE, ""),
                ("head", "none", Method::HEAD, ""),
            ] {
                let request = Request::builder().method(method).uri(&path);
                let request = request.header("sec-fetch-site", site);
                let request = request.header("content-type", kind);
                let request = request
                    .body(axum::body::Body::from(body.to_owned()))
                    .unwrap();
                let reply = browser.clone().send(request).await;
                check_answer(&format!("{what} {path}"), &reply);
                seen.insert(reply.status.as_u16());
            }
        }
    }
    for status in [200, 303, 403, 404, 413] {
        assert!(seen.contains(&status), "{status} is not among {seen:?}");
    }
}

#[tokio::test]
async fn what_is_not_declared_is_not_there_and_says_so_in_the_same_bytes() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let mut browser = world.signed_in(&family.emails[0]).await;
    let mut bodies = Vec::new();
    for (method, path) in [
        (Method::GET, "/nothing"),
        (Method::GET, "/today/"),
        (Method::GET, "/proposals/0123456789abcdef"),
        (Method::GET, "/proposals/NO%20ID"),
        (Method::GET, "/assets/nothing.css"),
        (Method::GET, "/assets/%2e%2e%2fsecret"),
        (Method::GET, "/%F0%9F"),
        (Method::PUT, "/today"),
        (Method::DELETE, "/record"),
        (Method::POST, "/today"),
        (Method::GET, "/sign-out"),
        (Method::OPTIONS, "/today"),
        (Method::TRACE, "/"),
    ] {
        let request = Request::builder().method(method.clone()).uri(path);
        let reply = browser
            .send(request.body(axum::body::Body::empty()).unwrap())
            .await;
        assert_eq!(reply.status, StatusCode::NOT_FOUND, "{method} {path}");
        check_answer(path, &reply);
        bodies.push((format!("{method} {path}"), reply.text(), reply.headers));
    }
    // Of what may have been a proposal it is said, always alike, that it may have been erased.
    let (proposals, others): (Vec<_>, Vec<_>) = bodies
        .iter()
        .partition(|(what, _, _)| what.contains(" /proposals/"));
    assert_eq!(proposals.len(), 2);
    for group in [proposals, others] {
        for (what, body, headers) in &group {
            assert_eq!((body, headers), (&group[0].1, &group[0].2), "{what}");
        }
    }
}

#[tokio::test]
async fn another_family_s_proposal_is_not_there_in_the_same_bytes() {
    let world = World::new().await;
    let ours = world.agreed("ours").await;
    let theirs = world.agreed("theirs").await;
    let foreign = world.offer(&theirs.mara, 7).await;
    let unknown = "f".repeat(foreign.len());
    let heads = (world.head(&ours.mara).await, world.head(&theirs.mara).await);
    let mut browser = world.signed_in(&ours.emails[0]).await;
    let token = browser.token().await;
    for ((verb, a, _), (_, b, _)) in addresses(&foreign).into_iter().zip(addresses(&unknown)) {
        if a == b {
            continue;
        }
        let one = ask(&mut browser, verb, &a, &token).await;
        let other = ask(&mut browser, verb, &b, &token).await;
        assert_eq!(one.status, StatusCode::NOT_FOUND, "{verb:?} {a}");
        assert_eq!(
            (one.status, one.body),
            (other.status, other.body),
            "{verb:?} {a}"
        );
        assert_eq!(one.headers, other.headers, "{verb:?} {a}");
    }
    assert_eq!(
        (world.head(&ours.mara).await, world.head(&theirs.mara).await),
        heads
    );
}

#[tokio::test]
async fn a_session_that_ended_opens_nothing() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let mut browser = world.signed_in(&family.emails[0]).await;
    let stale = browser.clone();
    for (action, then) in [("/sign-out", "/sign-in?signed-out"), ("/leave", "/away")] {
        let mut browser = if action == "/leave" {
            world.signed_in(&family.emails[0]).await
        } else {
            browser.clone()
        };
        let mut kept = browser.clone();
        let page = browser.get("/today").await;
        let reply = browser.post(action, &page.form(action)).await;
        assert_eq!(reply.location(), then);
        assert_eq!(reply.headers.get("clear-site-data").unwrap(), "\"cache\"");
        assert!(!browser.cookies.contains_key("__Host-session"));
        let after = browser.follow(&reply).await;
        assert_eq!(after.status, StatusCode::OK);
        for (verb, path, access) in addresses("0123456789abcdef") {
            if matches!(access, Access::Anyone | Access::Tablet) || verb == Verb::Post {
                continue;
            }
            let reply = kept.get(&path).await;
            assert_eq!(reply.status, StatusCode::SEE_OTHER, "{path} after {action}");
            assert_eq!(reply.location(), "/sign-in?ended", "{path} after {action}");
        }
    }
    browser = stale;
    assert_eq!(browser.get("/today").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_head_request_gets_the_head_alone() {
    let world = World::new().await;
    let family = world.agreed("a").await;
    let mut browser = world.signed_in(&family.emails[0]).await;
    let full = browser.get("/today").await;
    let head = Request::head("/today")
        .body(axum::body::Body::empty())
        .unwrap();
    let reply = browser.send(head).await;
    assert_eq!(
        (reply.status, &reply.headers),
        (StatusCode::OK, &full.headers)
    );
    assert!(reply.body.is_empty() && !full.body.is_empty());
}

#[tokio::test]
async fn the_neutral_page_says_nothing_of_ours() {
    let world = World::new().await;
    let reply = world.browser().get("/away").await;
    for word in [
        "Parenthesis",
        "parenthesis",
        "child",
        "parent",
        "/assets/",
        "sign-in",
    ] {
        assert!(!reply.has(word), "{word}");
    }
    assert!(!reply.headers.contains_key("set-cookie"));
}

#[tokio::test]
async fn files_come_packed_as_the_browser_takes_them() {
    let world = World::new().await;
    let css = web::page::asset("parenthesis.css");
    let mut lengths = Vec::new();
    for (takes, encoding) in [
        ("br, gzip", Some("br")),
        ("gzip", Some("gzip")),
        ("identity", None),
    ] {
        let mut browser = world.browser();
        browser.headers =
            HeaderMap::from_iter([("accept-encoding".parse().unwrap(), takes.parse().unwrap())]);
        let reply = browser.get(css).await;
        assert_eq!(
            reply
                .headers
                .get("content-encoding")
                .map(|e| e.to_str().unwrap()),
            encoding
        );
        assert_eq!(reply.headers.get("vary").unwrap(), "accept-encoding");
        lengths.push(reply.body.len());
    }
    assert!(
        lengths[0] < lengths[1] && lengths[1] < lengths[2] / 3,
        "{lengths:?}"
    );
}
