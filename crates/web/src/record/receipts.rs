//! Receipts as files: of one entry, and of all.
//!
//! May touch: the stored entries of the family and of the reader, which `app` opens, proves and
//! verifies. A file of many receipts is sent while it is made.

use app::{ReceiptFile, Store};
use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use futures_util::stream;
use maud::{Markup, html};

use super::form::{Tree, number};
use crate::http::{Answer, Failure, Stage, Visit, Web, first, language_of};
use crate::page::{Icon, Tab, icon_small, page, paths};
use crate::text::t;

/// Receipts are text (C2SP tlog-proof); there is no narrower type that is registered for them.
const KIND: HeaderValue = HeaderValue::from_static("text/plain; charset=utf-8");

/// `GET /record/{number}/receipt`.
pub(crate) async fn shared<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    one(&web, &visit, Tree::Shared).await
}

/// `GET /record/own/{number}/receipt`.
pub(crate) async fn own<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    one(&web, &visit, Tree::Own).await
}

/// `GET /record/receipts`.
pub(crate) async fn all_shared<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    all(web, visit, Tree::Shared).await
}

/// `GET /record/own/receipts`.
pub(crate) async fn all_own<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    all(web, visit, Tree::Own).await
}

/// `GET /record/state`: the newest state, dated and signed, for whoever wants to keep it.
pub(crate) async fn state<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let language = language_of(visit.reader.lang);
    let note = web.app.record_note(&visit.session, language).await?;
    let name = format!("record-state-{}.txt", note.size);
    Ok(file(&name, Body::from(note.text)))
}

async fn one<S: Store>(web: &Web<S>, visit: &Visit, tree: Tree) -> Answer {
    let asked = visit.parameter.as_deref().and_then(number);
    let asked = asked.ok_or(Failure::NotFound)?;
    let receipt = web
        .app
        .receipt(&visit.session, tree.to_app(), asked)
        .await?
        .ok_or(Failure::NotFound)?;
    let name = match tree {
        Tree::Shared => format!("receipt-{asked}.tlog-proof"),
        Tree::Own => format!("own-receipt-{asked}.tlog-proof"),
    };
    Ok(file(&name, Body::from(receipt)))
}

/// All receipts from an entry on, if they fit into one file. If not, a page with several links.
async fn all<S: Store>(web: Web<S>, visit: Visit, tree: Tree) -> Answer {
    let query = visit.query();
    let from = match first(&query, "from") {
        "" => None,
        asked => Some(number(asked).ok_or(Failure::NotFound)?),
    };
    let begin = from.unwrap_or(0);
    let receipts = web
        .app
        .receipts(&visit.session, tree.to_app(), begin..u64::MAX)
        .await?
        .ok_or(Failure::NotFound)?;
    // Whoever asked for a part gets it; whoever asked for all of them is told that it is one.
    if let (None, Some(rest)) = (from, receipts.rest()) {
        let stage = web.stage(&visit).await?;
        let page = parts_page(&stage, tree, &parts(&web, &visit, tree, rest).await?);
        return Ok(web.page(StatusCode::OK, &visit.reader, page));
    }
    let range = receipts.range();
    let last = range.end.saturating_sub(1);
    let name = match tree {
        Tree::Shared => format!("receipts-{}-{last}.tlog-proof", range.start),
        Tree::Own => format!("own-receipts-{}-{last}.tlog-proof", range.start),
    };
    Ok(file(&name, streamed(web, receipts)))
}

/// Where each file begins, the first one included.
async fn parts<S: Store>(
    web: &Web<S>,
    visit: &Visit,
    tree: Tree,
    second: u64,
) -> Result<Vec<u64>, Failure> {
    let mut begins = vec![0];
    let mut next = Some(second);
    while let Some(from) = next {
        begins.push(from);
        let file = web
            .app
            .receipts(&visit.session, tree.to_app(), from..u64::MAX)
            .await?;
        next = file.and_then(|file| file.rest());
    }
    Ok(begins)
}

fn parts_page(stage: &Stage, tree: Tree, begins: &[u64]) -> Markup {
    let text = stage.text();
    let title = t!(text, "receipts-title");
    let path = match tree {
        Tree::Shared => paths::RECEIPTS,
        Tree::Own => paths::OWN_RECEIPTS,
    };
    page(
        &stage.frame(&title, Tab::Record),
        html! {
            header.page-head {
                p { a.btn data-kind="quiet" data-shape="back" href=(paths::RECORD) { (icon_small(Icon::Prev)) (t!(text, "record-title")) } }
                h1 { (title) }
            }
            div.stack-tight {
                p { (t!(text, "receipts-parts", n = begins.len())) }
                ul.rows {
                    @for from in begins {
                        li { p { a.btn href={ (path) "?from=" (from) } { (icon_small(Icon::Inbox)) (t!(text, "receipts-part", number = *from)) } } }
                    }
                }
            }
        },
    )
}

/// The file, made while it is sent. When something fails half-way the connection breaks, so that
/// no browser takes the beginning for the whole.
fn streamed<S: Store>(web: Web<S>, receipts: ReceiptFile) -> Body {
    let parts = stream::try_unfold((web, receipts), |(web, mut receipts)| async move {
        let bytes = web.app.next_receipts(&mut receipts).await?;
        Ok::<_, app::Fault>(bytes.map(|bytes| (bytes, (web, receipts))))
    });
    Body::from_stream(parts)
}

/// An answer that the browser keeps as a file with this name.
fn file(name: &str, body: Body) -> Response {
    let mut response = Response::new(body);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, KIND);
    // The names are made here of letters, digits, dots and dashes.
    let kept = HeaderValue::from_str(&format!("attachment; filename=\"{name}\""))
        .unwrap_or(HeaderValue::from_static("attachment"));
    headers.insert(header::CONTENT_DISPOSITION, kept);
    response
}
