//! `GET` and `POST /plan/begin`: putting a usual rhythm forward.
//!
//! May touch: the family in memory; sends one command to `app`.

use app::Store;
use axum::http::StatusCode;
use family::{Command, Family, ProposalId, Terms};
use plan::{KnownPeople, NewPlan, Side, new_plan_for};

use super::form::{Choice, FieldError, RhythmForm};
use super::markup::{RhythmView, rhythm_page};
use crate::http::{Answer, Failure, Stage, Visit, Web, see_other};
use crate::page::{Tab, paths};
use crate::swap::handler::{outcome, recorded};
use crate::swap::words::refusal as refusal_words;
use crate::text::t;

/// `GET /plan/begin`. Where both have agreed on a plan, that is shown.
pub(crate) async fn get<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let stage = web.stage(&visit).await?;
    if stage.family().plan().is_some() {
        return Ok(see_other(paths::PLAN));
    }
    let command = web.app.fresh_command().to_string();
    let form = RhythmForm::fresh(stage.side, stage.today(), command);
    Ok(web.page(
        StatusCode::OK,
        &visit.reader,
        page(&stage, form, Vec::new(), None),
    ))
}

fn page(
    stage: &Stage,
    form: RhythmForm,
    errors: Vec<FieldError>,
    refused: Option<String>,
) -> maud::Markup {
    let view = RhythmView {
        people: stage.people.clone(),
        viewer: stage.side,
        form,
        errors,
        refused,
    };
    let title = t!(stage.text(), "rhythm-title");
    rhythm_page(&stage.frame(&title, Tab::Plan), &view)
}

/// `POST /plan/begin`.
pub(crate) async fn post<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let stage = web.stage(&visit).await?;
    let form = RhythmForm::from_pairs(visit.fields.clone());
    let wrong = |stage: &Stage, form, errors, refused| {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        Ok(web.page(status, &visit.reader, page(stage, form, errors, refused)))
    };
    let choice = match form.parse(stage.today()) {
        Ok(choice) => choice,
        Err(errors) => return wrong(&stage, form, errors, None),
    };
    let Some(text) = text(stage.family(), choice, stage.today()) else {
        let why = t!(stage.text(), "rhythm-wrong-people").into_owned();
        return wrong(&stage, form, Vec::new(), Some(why));
    };
    let command = web.command(&visit);
    let id: ProposalId = web.id_for(command).parse().map_err(|_| Failure::NotFound)?;
    let what = Command::Propose {
        proposal: id.clone(),
        terms: Terms::Plan(text.into()),
        reason: None,
        answer_by: None,
    };
    let (seen, by) = (visit.seen, visit.by()?);
    let sent = web
        .app
        .act_by(&visit.session, command, seen, what, by)
        .await;
    match outcome(sent)? {
        Ok(acknowledged) => Ok(see_other(&recorded(&id, &acknowledged))),
        Err(refusal) => {
            let why = refusal_words(stage.text(), &refusal);
            wrong(&stage, form, Vec::new(), Some(why))
        }
    }
}

/// The plan: the family's people, with the ids that they have, and the schedule.
fn text(family: &Family, choice: Choice, today: jiff::civil::Date) -> Option<String> {
    let parent = |side: Side| &family.seat(side).parent;
    let children = family.children();
    let wanted = NewPlan {
        template: choice.pattern.name.to_owned(),
        parents: Side::BOTH.map(|side| parent(side).name.to_string()),
        children: children
            .iter()
            .map(|child| (child.name.to_string(), child.born))
            .collect(),
        zone: family.zone().iana_name()?.to_owned(),
        start: choice.start,
        language: None,
    };
    let known = KnownPeople {
        parents: Side::BOTH.map(|side| parent(side).id.clone()),
        children: children.iter().map(|child| child.id.clone()).collect(),
        first: choice.first,
    };
    new_plan_for(&wanted, &known, today).ok()
}
