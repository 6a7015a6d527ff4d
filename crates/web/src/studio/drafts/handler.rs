//! `GET` and `POST /plan/drafts`: the reader's drafts, and one more.
//!
//! May touch: the family in memory; reads and keeps drafts through `app`.

use app::Store;
use axum::http::StatusCode;
use axum::response::Response;
use family::{DraftId, Name};

use super::form::{BeginForm, begun};
use super::markup::drafts_page;
use super::view::View;
use crate::http::{Answer, Failure, Stage, Visit, Web, see_other};
use crate::page::Tab;
use crate::studio::desk;
use crate::studio::see::handler::bad_name;
use crate::text::{date_only, t};

/// `GET /plan/drafts`.
pub(crate) async fn get<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let stage = web.stage(&visit).await?;
    let view = viewed(&web, &visit, &stage).await?;
    Ok(shown(&web, &visit, &stage, StatusCode::OK, &view))
}

/// `POST /plan/drafts`: begins one.
pub(crate) async fn post<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let stage = web.stage(&visit).await?;
    let form = BeginForm::of(&visit.fields);
    let name = named(&stage, &form.name);
    let (refused, unchosen, wrong) = match (form.how, name) {
        (Some(how), Ok(name)) => {
            let id = web.id_for(web.command(&visit)).parse::<DraftId>();
            let id = id.map_err(|_| Failure::NotFound)?;
            let what = (how, stage.today());
            let draft = begun(stage.family(), what, (id.clone(), name));
            let draft = draft.ok_or(Failure::NotFound)?;
            match desk::keep(&web, &visit, draft).await? {
                Ok(()) => return Ok(see_other(&desk::path(&id, how.next()))),
                Err(why) => (Some(desk::refusal(stage.text(), &why)), false, None),
            }
        }
        (how, name) => (None, how.is_none(), name.err()),
    };
    let view = View {
        refused,
        unchosen,
        wrong,
        form,
        ..viewed(&web, &visit, &stage).await?
    };
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(shown(&web, &visit, &stage, status, &view))
}

/// What a new draft is called; what is wrong with what was typed.
fn named(stage: &Stage, typed: &str) -> Result<Name, String> {
    let text = stage.text();
    let usual = t!(
        text,
        "drafts-usual-name",
        day = date_only(text, stage.today())
    );
    let name = if typed.trim().is_empty() {
        usual.as_str()
    } else {
        typed
    };
    Name::new(name).map_err(|why| bad_name(text, why))
}

async fn viewed<S: Store>(web: &Web<S>, visit: &Visit, stage: &Stage) -> Result<View, Failure> {
    let drafts = web.app.drafts(&visit.session).await?;
    let command = web.app.fresh_command().to_string();
    Ok(View::of(&stage.looking(), &drafts, command))
}

fn shown<S: Store>(
    web: &Web<S>,
    visit: &Visit,
    stage: &Stage,
    status: StatusCode,
    view: &View,
) -> Response {
    let title = t!(stage.text(), "drafts-title");
    let frame = stage.frame(&title, Tab::Plan);
    web.page(status, &visit.reader, drafts_page(&frame, view))
}
