//! `GET /plan/compare`: two plans side by side (`a`, `b`).
//!
//! May touch: the family in memory; reads drafts through `app`.

use app::Store;
use axum::http::StatusCode;

use super::markup::compare_page;
use super::view::View;
use crate::http::{Answer, Visit, Web, first};
use crate::page::Tab;
use crate::text::t;

/// `GET /plan/compare`.
pub(crate) async fn get<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let stage = web.stage(&visit).await?;
    let drafts = web.app.drafts(&visit.session).await?;
    let pairs = visit.query();
    let chosen = [first(&pairs, "a"), first(&pairs, "b")];
    let view = View::of(&stage.looking(), &drafts, chosen);
    let title = t!(stage.text(), "compare-title");
    let frame = stage.frame(&title, Tab::Plan);
    let page = compare_page(&frame, &view);
    Ok(web.page(StatusCode::OK, &visit.reader, page))
}
