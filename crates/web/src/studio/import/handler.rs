//! `GET` and `POST /plan/import`.
//!
//! May touch: the family in memory; keeps a draft through `app`.

use app::Store;
use axum::http::StatusCode;
use family::{DraftId, DraftedPlan, Name};

use super::form::{Given, ImportForm, Step, Wrong, detected, given, taken};
use super::markup::{ImportView, Stage as Shows, import_page};
use crate::http::{Answer, Failure, Stage, Visit, Web, see_other};
use crate::page::{Tab, paths};
use crate::studio::desk;
use crate::text::t;

/// `GET /plan/import`.
pub(crate) async fn get<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let stage = web.stage(&visit).await?;
    let form = ImportForm::default();
    shown(
        &web,
        &visit,
        &stage,
        StatusCode::OK,
        (form, Shows::Begin(None)),
    )
}

/// `POST /plan/import`.
pub(crate) async fn post<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let stage = web.stage(&visit).await?;
    let mut form = ImportForm::from_pairs(visit.fields.clone());
    form.file = visit.files.first().map(|file| {
        let content = String::from_utf8_lossy(&file.bytes).into_owned();
        (file.name.clone(), content)
    });
    let wrong = StatusCode::UNPROCESSABLE_ENTITY;
    let (status, shows) = match form.step {
        Step::Read => match given(&form, stage.family(), stage.today()) {
            Ok(Given::Plan(text)) => return begun(&web, &visit, &stage, (form, text)).await,
            Ok(Given::Calendar(items)) => {
                form.whose = vec![super::calendar::Whose::Nobody; items.labels.len()];
                form.items = items;
                (StatusCode::OK, Shows::Whose(None))
            }
            Err(why) => (wrong, Shows::Begin(Some(why))),
        },
        Step::Look | Step::Take(_) if form.items.items.is_empty() => {
            (wrong, Shows::Begin(Some(Wrong::Nothing)))
        }
        Step::Look | Step::Take(_) => match detected(&form) {
            Err(why) => (wrong, Shows::Whose(Some(why))),
            Ok(detection) => {
                let place = match form.step {
                    Step::Take(place) => Some(place),
                    Step::Look | Step::Read => None,
                };
                let text = place
                    .map(|place| taken(&detection.found, place, stage.family(), stage.today()));
                match text {
                    Some(Ok(Some(text))) => {
                        return begun(&web, &visit, &stage, (form, text)).await;
                    }
                    Some(Err(why)) => (wrong, Shows::Whose(Some(why))),
                    Some(Ok(None)) | None => (StatusCode::OK, Shows::Found(detection)),
                }
            }
        },
    };
    shown(&web, &visit, &stage, status, (form, shows))
}

/// Begins a draft with a text.
async fn begun<S: Store>(
    web: &Web<S>,
    visit: &Visit,
    stage: &Stage,
    (form, plan): (ImportForm, String),
) -> Answer {
    let id: DraftId = web
        .id_for(web.command(visit))
        .parse()
        .map_err(|_| Failure::NotFound)?;
    let called = t!(stage.text(), "import-draft-name");
    let name = Name::new(&called).map_err(|e| app::Fault::new("naming a draft", e))?;
    let draft = DraftedPlan {
        id: id.clone(),
        name,
        answers: Vec::new(),
        plan: plan.into(),
    };
    match desk::keep(web, visit, draft).await? {
        Ok(()) => Ok(see_other(&desk::path(&id, ""))),
        Err(why) => {
            let shows = Shows::Refused(desk::refusal(stage.text(), &why));
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            shown(web, visit, stage, status, (form, shows))
        }
    }
}

fn shown<S: Store>(
    web: &Web<S>,
    visit: &Visit,
    stage: &Stage,
    status: StatusCode,
    (form, shows): (ImportForm, Shows),
) -> Answer {
    let view = ImportView {
        people: stage.people.clone(),
        form: ImportForm {
            command: web.app.fresh_command().to_string(),
            ..form
        },
        shows,
        back: paths::DRAFTS,
    };
    let title = t!(stage.text(), "import-title");
    let page = import_page(&stage.frame(&title, Tab::Plan), &view);
    Ok(web.page(status, &visit.reader, page))
}
