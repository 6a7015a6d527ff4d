//! What a browser needs to show pages without a connection, and to stand beside other programs on a
//! phone: the script that keeps pages, the manifest, and the page for whatever is not kept.
//!
//! May touch: files compiled into the binary and the words of the pages. No session is looked at.

use std::sync::OnceLock;

use app::Store;
use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use maud::{Markup, html};

use crate::door::handler::frame;
use crate::http::{Answer, Ask, Web};
use crate::page::{Frame, asset, door, mark, paths};
use crate::text::t;

/// The script that keeps pages. Its address has no hash: a browser looks there for a newer one.
/// Only what stands at the top of the site may answer for all of it.
pub(crate) const WORKER: &str = "/offline.js";

const SCRIPT: &[u8] = include_bytes!("../../assets/offline.js");

/// `GET /offline.js`.
pub(crate) async fn worker<S: Store>(_: Web<S>, _: Ask) -> Answer {
    let kind = HeaderValue::from_static("text/javascript; charset=utf-8");
    Ok(file(Bytes::from_static(SCRIPT), kind))
}

/// `GET /manifest.webmanifest`.
pub(crate) async fn manifest<S: Store>(_: Web<S>, _: Ask) -> Answer {
    static MADE: OnceLock<Bytes> = OnceLock::new();
    let made = MADE.get_or_init(|| Bytes::from(made()));
    let kind = HeaderValue::from_static("application/manifest+json");
    Ok(file(made.clone(), kind))
}

/// Every value here is ours and plain, so nothing needs an escape. Phones draw no SVG on their home
/// screens.
fn made() -> String {
    let (icon, start) = (asset("mark.svg"), paths::TODAY);
    format!(
        concat!(
            r##"{{"name":"Parenthesis","short_name":"Parenthesis","id":"/","start_url":"{start}","##,
            r##""scope":"/","display":"standalone","background_color":"#f6f5f2","##,
            r##""theme_color":"#f6f5f2","icons":[{{"src":"{icon}","sizes":"any","##,
            r##""type":"image/svg+xml"}},{{"src":"{small}","sizes":"192x192","type":"image/png"}},"##,
            r##"{{"src":"{large}","sizes":"512x512","type":"image/png"}}]}}"##,
        ),
        icon = icon,
        small = asset("mark-192.png"),
        large = asset("mark-512.png"),
        start = start,
    )
}

fn file(bytes: Bytes, kind: HeaderValue) -> Response {
    let mut response = Response::new(Body::from(bytes));
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    response
}

/// `GET /offline`: what a device shows in place of a page that it does not keep.
pub(crate) async fn page<S: Store>(web: Web<S>, ask: Ask) -> Answer {
    let title = t!(ask.text(), "offline-title");
    Ok(web.door_page(StatusCode::OK, &ask.reader, |token| {
        offline_page(&frame(&ask.reader, &title, token, paths::OFFLINE))
    }))
}

fn offline_page(frame: &Frame<'_>) -> Markup {
    let text = frame.text;
    door(
        frame,
        html! {
            div.door-mark { (mark()) h1 { (t!(text, "offline-title")) } }
            div.stack-tight {
                p { (t!(text, "offline-none")) }
                p { (t!(text, "offline-nothing-sent")) }
            }
            ul.btn-row {
                li { a.btn href=(paths::TODAY) { (t!(text, "tab-today")) } }
                li { a.btn href=(paths::CALENDAR) { (t!(text, "tab-calendar")) } }
                li { a.btn href=(paths::MESSAGES) { (t!(text, "tab-messages")) } }
            }
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::tests::check_page;
    use crate::swap::sample::{cast_of_two, frame, main_of};
    use crate::text::{Lang, Text};

    /// The limits that the page about this device states are those of the script, and what it
    /// watches for is where it says.
    #[test]
    fn the_script_does_what_pages_say() {
        let script = std::str::from_utf8(SCRIPT).unwrap();
        assert!(script.contains("const MOST_PAGES = 30;"));
        assert!(script.contains("const LONGEST_MS = 7 * 24 * 60 * 60 * 1000;"));
        for lang in Lang::ALL {
            let said = Text::of(lang).get("device-offline-what");
            assert!(said.contains(" 30") && said.contains(" 7 "), "{said}");
        }
        for path in [
            paths::LEAVE,
            paths::SIGN_OUT,
            paths::DEVICE,
            paths::FAMILIES,
            paths::SIGN_IN,
            paths::OFFLINE,
            crate::door::AWAY,
            crate::guest::LEAVE,
        ] {
            assert!(script.contains(&format!("\"{path}\"")), "{path}");
        }
    }

    #[test]
    fn the_manifest_can_be_read_and_names_what_is_served() {
        let made: serde_json::Value = serde_json::from_str(&made()).unwrap();
        assert_eq!(made["start_url"], "/today");
        assert_eq!(made["icons"][0]["src"], asset("mark.svg"));
        assert_eq!(made["icons"][0]["sizes"], "any");
        for (place, size) in [(1, 192), (2, 512)] {
            let icon = &made["icons"][place];
            assert_eq!(icon["src"], asset(&format!("mark-{size}.png")));
            assert_eq!(icon["sizes"], format!("{size}x{size}"));
        }
    }

    #[test]
    fn the_page_for_what_is_not_kept_in_both_languages() {
        let [mara, _] = cast_of_two();
        for lang in Lang::ALL {
            let outside = Frame {
                viewer: None,
                tab: None,
                ..frame(lang, &mara)
            };
            let page = offline_page(&outside);
            check_page(&page.0);
            insta::assert_snapshot!(format!("offline-{}", lang.tag()), main_of(&page));
        }
    }
}
