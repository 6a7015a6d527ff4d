//! Looking at how messages and notices come, and choosing it.
//!
//! May touch: the reader's own settings, through `app`.

use app::Store;
use axum::http::StatusCode;

use super::form::CalmForm;
use super::markup::{CalmView, calm_page};
use crate::http::{Answer, Visit, Web, first, see_other};
use crate::page::{Tab, paths};
use crate::text::t;

/// `GET /calm`.
pub(crate) async fn get<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let mine = web.app.mine(&visit.session).await?;
    let form = CalmForm::of(mine.calm());
    let kept = !first(&visit.query(), "kept").is_empty();
    shown(&web, &visit, StatusCode::OK, (form, Vec::new(), kept)).await
}

/// `POST /calm`.
pub(crate) async fn post<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let form = CalmForm::read(&visit.fields);
    match form.calm() {
        Ok(calm) => {
            let command = web.command(&visit);
            web.app.choose_calm(&visit.session, command, calm).await?;
            Ok(see_other(&format!("{}?kept=1", paths::CALM)))
        }
        Err(wrongs) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            shown(&web, &visit, status, (form, wrongs, false)).await
        }
    }
}

async fn shown<S: Store>(
    web: &Web<S>,
    visit: &Visit,
    status: StatusCode,
    (form, wrongs, kept): (CalmForm, Vec<super::form::Wrong>, bool),
) -> Answer {
    let stage = web.stage(visit).await?;
    let zone = stage.family().zone();
    let pushes = web.app.pushes(&visit.session).await?;
    let view = CalmView {
        form,
        wrongs,
        kept,
        other: stage.people[stage.side.other().index()].name.clone(),
        zone: zone.iana_name().unwrap_or("UTC").to_owned(),
        device: !pushes.is_empty(),
        command: web.app.fresh_command().to_string(),
    };
    let title = t!(stage.text(), "calm-title");
    let page = calm_page(&stage.frame(&title, Tab::Messages), &view);
    Ok(web.page(status, &visit.reader, page))
}
