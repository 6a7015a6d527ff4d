//! `GET` and `POST /plan/drafts/{id}/history`: the saves of a draft, what changed between two of
//! them, and bringing one back.
//!
//! May touch: the reader's own draft and its older saves, through `app`.

use app::Store;
use axum::http::StatusCode;
use axum::response::Response;

use super::markup::history_page;
use super::view::{Asked, Compared, View, again, compared};
use crate::http::{Answer, Failure, Visit, Web, first, see_other};
use crate::page::Tab;
use crate::studio::desk::{self, Desk};
use crate::studio::editor::told::{Done, Place, Told, newest};
use crate::text::t;

/// `GET /plan/drafts/{id}/history`.
pub(crate) async fn get<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let desk = desk::open(&web, &visit).await?;
    let view = viewed(&web, &visit, &desk).await?;
    Ok(shown(&web, &visit, &desk, StatusCode::OK, &view))
}

/// `POST /plan/drafts/{id}/history`: `entry` is kept again.
pub(crate) async fn post<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let desk = desk::open(&web, &visit).await?;
    let draft = &desk.kept.draft;
    let place = Place::read(visit.field("back"));
    if let Some(sent) = desk::sent(&web, &visit, &desk.kept).await? {
        let then = place.after(&draft.id, Done::Back, sent.before);
        return Ok(see_other(&then));
    }
    let older = match visit.field("entry").parse() {
        Ok(entry) => {
            web.app
                .draft_version(&visit.session, &draft.id, entry)
                .await?
        }
        Err(_) => None,
    };
    let (gone, refused) = match older {
        None => (true, None),
        Some(older) => {
            let wanted = again(draft, &older);
            let before = newest(&desk.kept).filter(|_| wanted != **draft);
            match desk::keep(&web, &visit, wanted).await? {
                Ok(()) => return Ok(see_other(&place.after(&draft.id, Done::Back, before))),
                Err(why) => (false, Some(desk::refusal(desk.stage.text(), &why))),
            }
        }
    };
    let view = View {
        gone,
        refused,
        ..viewed(&web, &visit, &desk).await?
    };
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(shown(&web, &visit, &desk, status, &view))
}

async fn viewed<S: Store>(web: &Web<S>, visit: &Visit, desk: &Desk) -> Result<View, Failure> {
    let query = visit.query();
    let number = |name: &str| first(&query, name).parse().ok();
    let asked = Asked {
        from: number("from"),
        to: number("to"),
        older: number("older"),
    };
    let told = Told::of(&desk.kept, first(&query, "done"), first(&query, "before"));
    let compared = between(web, visit, desk, asked).await?;
    let zone = desk.stage.family().zone();
    let command = web.app.fresh_command().to_string();
    Ok(View::of(
        &desk.kept,
        (zone, asked),
        (told, compared),
        command,
    ))
}

/// What differs between the two saves that were asked for.
async fn between<S: Store>(
    web: &Web<S>,
    visit: &Visit,
    desk: &Desk,
    asked: Asked,
) -> Result<Option<Compared>, Failure> {
    let Some((from, to)) = asked.pair(&desk.kept.versions) else {
        return Ok(None);
    };
    let (session, id) = (&visit.session, &desk.kept.draft.id);
    let old = web.app.draft_version(session, id, from).await?;
    let new = web.app.draft_version(session, id, to).await?;
    Ok(Some(compared(old.as_deref(), new.as_deref())))
}

fn shown<S: Store>(
    web: &Web<S>,
    visit: &Visit,
    desk: &Desk,
    status: StatusCode,
    view: &View,
) -> Response {
    let title = t!(desk.stage.text(), "history-title");
    let page = history_page(&desk.stage.frame(&title, Tab::Plan), view);
    web.page(status, &visit.reader, page)
}
