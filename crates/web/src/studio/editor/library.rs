//! `GET /plan/drafts/{id}/library`: what can be added to a draft.
//!
//! May touch: the reader's own draft, through the desk.

use app::Store;
use axum::http::StatusCode;

use super::change::At;
use super::form::{CLAUSE, SECTION};
use super::library_markup::library_page;
use super::library_view::LibraryView;
use super::told::Told;
use crate::http::{Answer, Visit, Web, first, see_other};
use crate::page::Tab;
use crate::studio::desk;
use crate::text::t;

/// `GET /plan/drafts/{id}/library`; `section` shows one section.
pub(crate) async fn get<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let desk = desk::open(&web, &visit).await?;
    let draft = &desk.kept.draft;
    if draft.plan.is_empty() {
        return Ok(see_other(&desk::path(&draft.id, "")));
    }
    let at = At {
        today: desk.stage.today(),
        lang: desk.stage.lang,
    };
    let query = visit.query();
    let told = Told::of(&desk.kept, first(&query, "done"), first(&query, "before"));
    let told = (told, first(&query, CLAUSE));
    let command = web.app.fresh_command().to_string();
    let view = LibraryView::of(&desk.kept, (at, first(&query, SECTION)), told, command);
    let title = t!(desk.stage.text(), "library-title");
    let page = library_page(&desk.stage.frame(&title, Tab::Plan), &view);
    Ok(web.page(StatusCode::OK, &visit.reader, page))
}
