//! `GET /record`.
//!
//! May touch: the stored entries of the family and of the reader, which `app` opens and checks.

use app::Store;
use axum::http::StatusCode;

use super::form::{PAGE, Query, Tree};
use super::markup::record_page;
use super::page_of;
use super::view::RecordView;
use crate::http::{Answer, Visit, Web};
use crate::page::Tab;
use crate::swap::cast;
use crate::text::t;

/// Every entry, newest first. Never kept ready: the reader's own record is no part of the
/// family's head.
pub(crate) async fn get<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let query = Query::from_pairs(visit.query());
    let read = async |tree, own| {
        let before = query.before_in(own);
        web.app.record(&visit.session, tree, before, PAGE).await
    };
    let shared = read(app::Tree::Shared, Tree::Shared).await?;
    let own = read(app::Tree::Own, Tree::Own).await?;
    // Read after the entries, so that it knows whatever they speak of.
    let stage = web.stage(&visit).await?;
    let look = stage.looking();
    let view = RecordView {
        cast: cast(stage.family(), stage.side),
        zone: stage.family().zone().clone(),
        shared: page_of(&look, shared),
        own: page_of(&look, own),
    };
    let title = t!(stage.text(), "tab-record");
    let page = record_page(&stage.frame(&title, Tab::Record), &view);
    Ok(web.page(StatusCode::OK, &visit.reader, page))
}
