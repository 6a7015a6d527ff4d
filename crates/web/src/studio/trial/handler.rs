//! `GET` and `POST /plan/drafts/{id}/try`: what if, and keeping it.
//!
//! May touch: the family in memory; keeps drafts through `app`.

use app::Store;
use axum::http::StatusCode;
use axum::response::Response;
use family::{DraftId, Name};

use super::form::TrialForm;
use super::markup::trial_page;
use super::view::{View, kept_with};
use crate::http::{Answer, Failure, Visit, Web, see_other};
use crate::page::Tab;
use crate::studio::desk::{self, Desk};
use crate::text::t;

/// `GET /plan/drafts/{id}/try`; the choices stand in the address.
pub(crate) async fn get<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let desk = desk::open(&web, &visit).await?;
    let view = viewed(&web, &desk, TrialForm::of(&visit.query()));
    Ok(shown(&web, &visit, &desk, StatusCode::OK, &view))
}

/// `POST /plan/drafts/{id}/try`: keeps it `here`, or as a `new` draft.
pub(crate) async fn post<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let desk = desk::open(&web, &visit).await?;
    let form = TrialForm::of(&visit.fields);
    let copy = match visit.field("keep") {
        "new" => Some(copy(&web, &visit, &desk)?),
        _ => None,
    };
    let today = desk.stage.today();
    let text = desk.stage.text();
    let refused = match kept_with(&desk.kept.draft, (&form, today), copy) {
        // Nothing was chosen, or there is no plan to change: the page says so.
        None => return Ok(see_other(&desk::path(&desk.kept.draft.id, "/try"))),
        // The page says why.
        Some(Err(_)) => None,
        Some(Ok(draft)) => {
            let id = draft.id.clone();
            match desk::keep(&web, &visit, draft).await? {
                Ok(()) => return Ok(see_other(&desk::path(&id, ""))),
                Err(why) => Some(desk::refusal(text, &why)),
            }
        }
    };
    let mut view = viewed(&web, &desk, form);
    view.refused = refused;
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(shown(&web, &visit, &desk, status, &view))
}

/// The id and the name of another draft.
fn copy<S: Store>(web: &Web<S>, visit: &Visit, desk: &Desk) -> Result<(DraftId, Name), Failure> {
    let id = web.id_for(web.command(visit)).parse::<DraftId>();
    let own = &desk.kept.draft.name;
    let after = t!(desk.stage.text(), "trial-name", name = "");
    let room = Name::MAX_CHARS.saturating_sub(after.chars().count());
    let short: String = own.as_str().chars().take(room).collect();
    let name = Name::new(&t!(desk.stage.text(), "trial-name", name = short));
    Ok((
        id.map_err(|_| Failure::NotFound)?,
        name.unwrap_or_else(|_| own.clone()),
    ))
}

fn viewed<S: Store>(web: &Web<S>, desk: &Desk, form: TrialForm) -> View {
    let command = web.app.fresh_command().to_string();
    View::of(&desk.stage.looking(), &desk.kept, form, command)
}

fn shown<S: Store>(
    web: &Web<S>,
    visit: &Visit,
    desk: &Desk,
    status: StatusCode,
    view: &View,
) -> Response {
    let title = t!(desk.stage.text(), "trial-title");
    let frame = desk.stage.frame(&title, Tab::Plan);
    web.page(status, &visit.reader, trial_page(&frame, view))
}
