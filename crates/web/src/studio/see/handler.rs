//! `GET` and `POST /plan/drafts/{id}`: what a draft comes to, its name, its end.
//!
//! May touch: the family in memory; keeps and ends drafts through `app`.

use app::Store;
use axum::http::StatusCode;
use family::{BadText, DraftedPlan, Name};

use super::markup::draft_page;
use super::month::asked;
use super::view::{View, view};
use crate::http::{Answer, Failure, Visit, Web, first, see_other};
use crate::page::{Tab, paths};
use crate::studio::desk::{self, Desk};
use crate::text::{Text, t};

/// `GET /plan/drafts/{id}`; `month` and `day` open a month.
pub(crate) async fn get<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let desk = desk::open(&web, &visit).await?;
    let page = viewed(&web, &visit, &desk).await?;
    Ok(shown(&web, &visit, &desk, StatusCode::OK, &page))
}

/// `POST /plan/drafts/{id}`: another `name`, or its `end`.
pub(crate) async fn post<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    if !visit.field("end").is_empty() {
        return end(&web, &visit).await;
    }
    let desk = desk::open(&web, &visit).await?;
    let id = &desk.kept.draft.id;
    let typed = visit.field("name");
    let text = desk.stage.text();
    let (wrong, refused) = match Name::new(typed) {
        Err(why) => (Some((typed.to_owned(), bad_name(text, why))), None),
        Ok(name) => {
            let draft = DraftedPlan {
                name,
                ..DraftedPlan::clone(&desk.kept.draft)
            };
            match desk::keep(&web, &visit, draft).await? {
                Ok(()) => return Ok(see_other(&desk::path(id, ""))),
                Err(why) => (None, Some(desk::refusal(text, &why))),
            }
        }
    };
    let page = View {
        wrong,
        refused,
        ..viewed(&web, &visit, &desk).await?
    };
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(shown(&web, &visit, &desk, status, &page))
}

/// Ends the draft. One that was ended before has its end already: the button was pressed twice, or
/// on a page that was still open.
async fn end<S: Store>(web: &Web<S>, visit: &Visit) -> Answer {
    let id = desk::id(visit).ok_or(Failure::NotFound)?;
    let drafts = web.app.drafts(&visit.session).await?;
    if drafts.of(&id).is_some() {
        let command = web.command(visit);
        web.app.end_draft(&visit.session, command, id).await?;
    } else if !drafts.has_ended(&id) {
        return Err(Failure::NotFound);
    }
    Ok(see_other(paths::DRAFTS))
}

async fn viewed<S: Store>(web: &Web<S>, visit: &Visit, desk: &Desk) -> Result<View, Failure> {
    let pairs = visit.query();
    let (month, day) = (first(&pairs, "month"), first(&pairs, "day"));
    let query = asked(month, day, desk.stage.today());
    let command = web.app.fresh_command().to_string();
    let whose = visit.session.member().as_str();
    let text = &desk.kept.draft.plan;
    let warned = web.warned.of(whose, text, desk.stage.today()).await?;
    let draft = (&desk.kept, &*warned);
    Ok(view(&desk.stage.looking(), draft, query, command))
}

fn shown<S: Store>(
    web: &Web<S>,
    visit: &Visit,
    desk: &Desk,
    status: StatusCode,
    page: &View,
) -> axum::response::Response {
    let title = page.draft.name.to_string();
    let frame = desk.stage.frame(&title, Tab::Plan);
    web.page(status, &visit.reader, draft_page(&frame, page))
}

/// What is wrong with a name.
pub(crate) fn bad_name(text: &Text, why: BadText) -> String {
    match why {
        BadText::Empty => t!(text, "see-name-empty").into_owned(),
        BadText::TooLong { found, limit } => {
            t!(text, "see-name-long", found = found, limit = limit)
        }
        BadText::Control => t!(text, "see-name-control").into_owned(),
    }
}
