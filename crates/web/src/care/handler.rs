//! Telling how handovers and care went, and looking at what was told.
//!
//! May touch: the family in memory; sends commands to `app`.

use std::sync::Arc;

use app::{Acknowledged, Store};
use axum::http::StatusCode;
use axum::response::Response;
use family::{CareFact, CareRefusal, CareSaid, Command, HandoverNote, Refusal, SaidOfCare};
use maud::Markup;

use super::build::{self, known};
use super::form::{HandoverForm, MissedForm, parse_handover, parse_missed};
use super::markup::{handover_page, missed_page, title};
use super::measures::Period;
use super::overview_markup::overview_page;
use super::view::Arrival;
use super::which::{Which, page_of};
use crate::http::{Answer, Failure, Kept, Stage, Visit, Web, first, see_other};
use crate::page::{Tab, paths};
use crate::swap::handler::outcome;
use crate::text::t;

/// `GET /care`.
pub(crate) async fn all<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let (stage, key) = match web.kept(&visit).await? {
        Kept::Ready(response) => return Ok(response),
        Kept::Missing(stage, key) => (stage, key),
    };
    let period = Period::read(first(&visit.query(), "period"));
    let command = web.app.fresh_command().to_string();
    // Without a plan there is no care to tell of; Today says so.
    let Some(view) = build::overview(&stage.looking(), period, command) else {
        return Ok(see_other(paths::TODAY));
    };
    let title = t!(stage.text(), "care-title");
    let page = overview_page(&stage.frame(&title, Tab::Calendar), &view);
    Ok(web.keep(&visit, key, page))
}

/// How the reader came to a page: the entry that the address names, if it is their own.
fn arrival(query: &[(String, String)]) -> Arrival {
    let recorded = first(query, paths::RECORDED).parse().ok();
    recorded.map_or(Arrival::Looking, Arrival::Recorded)
}

/// `GET /care/handover?to=&at=`.
pub(crate) async fn handover<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let (stage, key) = match web.kept(&visit).await? {
        Kept::Ready(response) => return Ok(response),
        Kept::Missing(stage, key) => (stage, key),
    };
    let query = visit.query();
    let which = Which::read(first(&query, "to"), first(&query, "at"));
    let Some(which) = which.filter(|_| stage.family().plan().is_some()) else {
        return Ok(see_other(paths::CARE));
    };
    let form = HandoverForm {
        command: web.app.fresh_command().to_string(),
        ..HandoverForm::default()
    };
    let with = (form, Vec::new(), arrival(&query));
    let page = page_of_handover(&stage, which, with).ok_or(Failure::NotFound)?;
    Ok(web.keep(&visit, key, page))
}

fn page_of_handover(
    stage: &Stage,
    which: Which,
    with: build::With<HandoverForm>,
) -> Option<Markup> {
    let view = build::handover(&stage.looking(), which, with)?;
    let title = title(stage.text(), &view);
    Some(handover_page(&stage.frame(&title, Tab::Calendar), &view))
}

/// `POST /care/handover`.
pub(crate) async fn tell<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let form = HandoverForm::from_pairs(visit.fields.clone());
    let which = form.which().ok_or(Failure::NotFound)?;
    let stage = web.stage(&visit).await?;
    let now = stage.family().zone().to_datetime(stage.now);
    let said = match parse_handover(&form, which, &known(stage.family()), now) {
        Ok(said) => said,
        Err(errors) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            let with = (form, errors, Arrival::Looking);
            return again(&web, &visit, which, status, with).await;
        }
    };
    match record(&web, &visit, said).await? {
        Ok(response) => Ok(response),
        Err(refusal) => {
            let status = status_of(&refusal);
            let with = (form, Vec::new(), Arrival::Refused(refusal));
            again(&web, &visit, which, status, with).await
        }
    }
}

/// The page of a handover after words that were not recorded.
async fn again<S: Store>(
    web: &Web<S>,
    visit: &Visit,
    which: Which,
    status: StatusCode,
    with: build::With<HandoverForm>,
) -> Answer {
    let mut stage = web.stage(visit).await?;
    stage.path = which.path();
    // Without a plan the rules have refused it, and there is no page to say so on.
    let page = page_of_handover(&stage, which, with).ok_or(Failure::NotFound)?;
    Ok(web.page(status, &visit.reader, page))
}

/// `GET /care/missed`: of a stretch of care, or of the care that a handover begins.
pub(crate) async fn missed<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let (stage, key) = match web.kept(&visit).await? {
        Kept::Ready(response) => return Ok(response),
        Kept::Missing(stage, key) => (stage, key),
    };
    if stage.family().plan().is_none() {
        return Ok(see_other(paths::CARE));
    }
    let query = visit.query();
    let which = Which::read(first(&query, "to"), first(&query, "at"));
    let begun = which.and_then(|which| build::begun_by(&stage.looking(), which));
    let arrived = arrival(&query);
    let mut form = begun.map_or_else(
        || MissedForm::from_pairs(query),
        |stretch| MissedForm::of(&stretch),
    );
    form.command = web.app.fresh_command().to_string();
    form.reason = String::new();
    let page = page_of_missed(&stage, (form, Vec::new(), arrived));
    Ok(web.keep(&visit, key, page))
}

fn page_of_missed(stage: &Stage, with: build::With<MissedForm>) -> Markup {
    let view = build::missed(&stage.looking(), with);
    let title = t!(stage.text(), "care-missed-title");
    missed_page(&stage.frame(&title, Tab::Calendar), &view)
}

/// `POST /care/missed`.
pub(crate) async fn tell_missed<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let form = MissedForm::from_pairs(visit.fields.clone());
    let stage = web.stage(&visit).await?;
    let said = match parse_missed(&form, &known(stage.family())) {
        Ok(said) => said,
        Err(errors) => {
            let with = (form, errors, Arrival::Looking);
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return missed_again(&web, &visit, status, with).await;
        }
    };
    match record(&web, &visit, said).await? {
        Ok(response) => Ok(response),
        Err(refusal) => {
            let status = status_of(&refusal);
            let with = (form, Vec::new(), Arrival::Refused(refusal));
            missed_again(&web, &visit, status, with).await
        }
    }
}

async fn missed_again<S: Store>(
    web: &Web<S>,
    visit: &Visit,
    status: StatusCode,
    with: build::With<MissedForm>,
) -> Answer {
    let mut stage = web.stage(visit).await?;
    let stretch = with.0.stretch(&known(stage.family()));
    stage.path = stretch.map_or_else(|| paths::CARE_MISSED.to_owned(), |one| one.path());
    let page = page_of_missed(&stage, with);
    Ok(web.page(status, &visit.reader, page))
}

/// `POST /care/took-place`: an answer to the other parent's words.
pub(crate) async fn answer<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let stage = web.stage(&visit).await?;
    let family = stage.family();
    let entry: Option<u64> = visit.field("entry").parse().ok();
    let theirs = entry.and_then(|entry| family.care().said(entry));
    let theirs = theirs.filter(|one| one.by == stage.side.other());
    let theirs = theirs.ok_or(Failure::NotFound)?;
    let said = answered(visit.field("answer"), theirs).ok_or(Failure::NotFound)?;
    let newest = family.care().account_of(&theirs.said, theirs.by);
    if newest.map(|one| one.entry) != entry {
        return answered_again(&web, &visit, &theirs.said, Arrival::MovedOn).await;
    }
    match record(&web, &visit, said).await? {
        Ok(response) => Ok(response),
        Err(refusal) => answered_again(&web, &visit, &theirs.said, Arrival::Refused(refusal)).await,
    }
}

/// The words of an answer; `None` for one that is none.
fn answered(answer: &str, theirs: &SaidOfCare) -> Option<CareSaid> {
    let fact = match (answer, &theirs.said.fact) {
        ("same", CareFact::HandedOver { .. } | CareFact::Missed { .. }) => theirs.said.fact.clone(),
        (
            "took-place",
            CareFact::Missed {
                parent,
                from,
                until,
            },
        ) => CareFact::TookPlace {
            parent: *parent,
            from: *from,
            until: *until,
        },
        _ => return None,
    };
    Some(CareSaid {
        children: theirs.said.children.clone(),
        fact,
        reason: None,
        note: HandoverNote::default(),
        place: None,
    })
}

/// The page of what was answered, after an answer that was not recorded.
async fn answered_again<S: Store>(
    web: &Web<S>,
    visit: &Visit,
    theirs: &CareSaid,
    arrival: Arrival,
) -> Answer {
    let status = StatusCode::CONFLICT;
    let command = web.app.fresh_command().to_string();
    match &theirs.fact {
        CareFact::HandedOver { to, planned, .. } => {
            let which = Which {
                to: *to,
                planned: *planned,
            };
            let form = HandoverForm {
                command,
                ..HandoverForm::default()
            };
            again(web, visit, which, status, (form, Vec::new(), arrival)).await
        }
        CareFact::Missed {
            parent,
            from,
            until,
        }
        | CareFact::TookPlace {
            parent,
            from,
            until,
        } => {
            let stretch = super::which::Stretch {
                children: theirs.children.clone(),
                parent: *parent,
                from: *from,
                until: *until,
            };
            let form = MissedForm {
                command,
                ..MissedForm::of(&stretch)
            };
            missed_again(web, visit, status, (form, Vec::new(), arrival)).await
        }
    }
}

/// Puts words on the record; then their page confirms it.
async fn record<S: Store>(
    web: &Web<S>,
    visit: &Visit,
    said: CareSaid,
) -> Result<Result<Response, Refusal>, Failure> {
    let page = page_of(&said);
    let command = Command::SayCare(Arc::new(said));
    let result = web
        .app
        .act_by(
            &visit.session,
            web.command(visit),
            visit.seen,
            command,
            visit.by()?,
        )
        .await;
    let confirmed = |acknowledged: &Acknowledged| match acknowledged.entries.clone().next() {
        Some(entry) => see_other(&format!("{page}&{}={entry}", paths::RECORDED)),
        None => see_other(&page),
    };
    Ok(outcome(result)?.map(|acknowledged| confirmed(&acknowledged)))
}

/// What was told meanwhile is a conflict; everything else does not fit.
fn status_of(refusal: &Refusal) -> StatusCode {
    let meanwhile = matches!(
        refusal,
        Refusal::Care(CareRefusal::SaidAlready | CareRefusal::NothingToAnswer)
    );
    if meanwhile {
        StatusCode::CONFLICT
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    }
}
