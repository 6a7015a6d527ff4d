//! The page of faces, and what stands there when this browser is no tablet.
//!
//! May touch: the family in memory, and which calls ring.

use app::{Store, TabletSession};
use axum::http::StatusCode;
use axum::response::Response;

use super::markup::{ended_page, faces_page, ringing_page};
use super::rooms;
use super::view::{self, RingingView, Source, View};
use crate::door::handler::frame;
use crate::http::{Answer, Reader, TabletVisit, Web, lang_of};
use crate::page::paths;
use crate::text::{Text, list, t};

const MARK_PURPOSE: &str = "web tablet page";

/// What a tablet shows at a moment.
#[derive(Debug)]
pub(crate) enum Shown {
    /// Who can be called.
    Faces(View),
    /// Who calls.
    Ringing(RingingView),
}

/// What a tablet shows now, and 16 hexadecimal digits that stand for that: they differ once it would
/// show something else, and say nothing to whoever does not have the instance's key.
pub(crate) fn shown<S: Store>(web: &Web<S>, tablet: &TabletSession) -> (Shown, String) {
    let text = Text::of(lang_of(tablet.choice.language));
    let source = Source::of(tablet, web.app.now());
    let shown = match rooms::ringing(web, tablet) {
        Some(ring) => Shown::Ringing(RingingView {
            from: rooms::caller_face(text, tablet, &ring.by, &ring.children),
            call: ring.call.to_string(),
        }),
        None => Shown::Faces(view::build(source, |names| list(text, names))),
    };
    let mark = web.app.mac(MARK_PURPOSE, format!("{shown:?}").as_bytes());
    let mut first = [0; 8];
    first.copy_from_slice(&mark[..8]);
    (shown, format!("{:016x}", u64::from_be_bytes(first)))
}

/// `GET /tablet`.
pub(crate) async fn get<S: Store>(web: Web<S>, visit: TabletVisit) -> Answer {
    let (shown, mark) = shown(&web, &visit.tablet);
    let title = t!(visit.text(), "tablet-title");
    Ok(web.kid_page(StatusCode::OK, &visit, |tokens| {
        let frame = frame(&visit.reader, &title, &tokens.frame, paths::TABLET);
        match &shown {
            Shown::Faces(view) => faces_page(&frame, &tokens.own, view, &mark),
            Shown::Ringing(view) => ringing_page(&frame, &tokens.own, view, &mark),
        }
    }))
}

/// What a browser gets that is no tablet, or none any more: the same, whatever it asks for.
pub(crate) fn ended<S: Store>(web: &Web<S>, reader: &Reader) -> Response {
    let title = t!(reader.text(), "tablet-title");
    let token = web.quiet_token(reader);
    let frame = frame(reader, &title, &token, paths::TABLET);
    web.page(StatusCode::NOT_FOUND, reader, ended_page(&frame))
}
