//! Making a proposal or a counter: fields, preview, sending.
//!
//! May touch: the family in memory; sends commands to `app`. Nothing is sent before the page
//! with what would change was shown; the button of that page sends it.

use app::Store;
use axum::http::StatusCode;
use family::{Command, ProposalId, Refusal, Terms};
use jiff::Timestamp;
use jiff::civil::Date;

use super::build::purpose;
use super::form::{FieldError, Step, SwapDraft, SwapForm, parse};
use super::handler::{looked_at, named, not_sent, outcome, recorded, waits_here};
use super::markup::{form_page as form_markup, preview_page};
use super::{again, coming_saturday, form_page, prefill, preview};
use crate::http::{Answer, Failure, Stage, Visit, Web, first, see_other};
use crate::offers::{self, Kind};
use crate::page::{Tab, paths};
use crate::plan_change::handler as plan_change;
use crate::text::t;

/// `GET /proposals/new?day=`, and `?again=` for a swap that was proposed before.
pub(crate) async fn new_form<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let stage = web.stage(&visit).await?;
    // Without a plan there is nothing to swap; the list says so.
    let Some(plan) = stage.family().plan() else {
        return Ok(see_other(paths::PROPOSALS));
    };
    let query = visit.query();
    let before = again(&stage.looking(), first(&query, "again"));
    let mut form = before.unwrap_or_else(|| {
        let asked = first(&query, "day").parse::<Date>().ok();
        let day = asked.unwrap_or_else(|| coming_saturday(stage.today()));
        let now = stage.family().zone().to_datetime(stage.now);
        prefill(plan, stage.family().agreed(), day, now)
    });
    form.command = web.app.fresh_command().to_string();
    fields(
        &web,
        &visit,
        &stage,
        None,
        StatusCode::OK,
        (form, Vec::new()),
    )
}

/// `GET /proposals/{id}/counter`. What does not wait for the reader shows itself instead.
pub(crate) async fn counter_form<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let id = named(&visit)?;
    let stage = web.stage(&visit).await?;
    let waits = waits_here(&stage, &id)?;
    let offer = stage.family().proposal(&id).map(family::Proposal::current);
    let (true, Some(offer)) = (waits, offer) else {
        return Ok(see_other(&paths::proposal(id.as_str())));
    };
    let Terms::Swap(moves) = &offer.terms else {
        let own = plan_change::counter_form(&web, &visit, &stage, &id);
        let own = own.or_else(|| offers::handler::counter_form(&web, &visit, &stage, &id));
        return own.unwrap_or_else(|| Ok(see_other(&paths::proposal(id.as_str()))));
    };
    let mut form = SwapForm::of(moves);
    form.command = web.app.fresh_command().to_string();
    form.revision = offer.revision.0.to_string();
    fields(
        &web,
        &visit,
        &stage,
        Some(&id),
        StatusCode::OK,
        (form, Vec::new()),
    )
}

/// `POST /proposals/new`.
pub(crate) async fn new<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    step(&web, &visit, None).await
}

/// `POST /proposals/{id}/counter`.
pub(crate) async fn counter<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let id = named(&visit)?;
    let snapshot = web.app.family(&visit.session).await?;
    let proposal = snapshot.family.proposal(&id).ok_or(Failure::NoProposal)?;
    let terms = &proposal.current().terms;
    if let Terms::Plan(_) = terms {
        return plan_change::counter(&web, &visit, &id).await;
    }
    match Kind::of(terms) {
        Some(kind) => offers::handler::counter(&web, &visit, kind, &id).await,
        None => step(&web, &visit, Some(&id)).await,
    }
}

async fn step<S: Store>(web: &Web<S>, visit: &Visit, answers: Option<&ProposalId>) -> Answer {
    let stage = web.stage(visit).await?;
    if let Some(id) = answers {
        stage.family().proposal(id).ok_or(Failure::NoProposal)?;
    }
    let mut form = SwapForm::from_pairs(visit.fields.clone());
    match form.step {
        Step::Preview | Step::Send => {}
        Step::More => {
            form.add_move();
            return fields(
                web,
                visit,
                &stage,
                answers,
                StatusCode::OK,
                (form, Vec::new()),
            );
        }
        Step::Change => {
            return fields(
                web,
                visit,
                &stage,
                answers,
                StatusCode::OK,
                (form, Vec::new()),
            );
        }
    }
    let known: Vec<_> = stage
        .family()
        .children()
        .iter()
        .map(|child| child.id.clone())
        .collect();
    let draft = match parse(&form, &known) {
        Ok(draft) => draft,
        Err(errors) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return fields(web, visit, &stage, answers, status, (form, errors));
        }
    };
    if form.step == Step::Preview {
        return shown(web, visit, &stage, answers, (form, draft), None);
    }
    let by = draft.answer_by.map(|by| stage.family().instant(by));
    send(web, visit, (answers, by), (form, draft)).await
}

/// The page with the fields.
fn fields<S: Store>(
    web: &Web<S>,
    visit: &Visit,
    stage: &Stage,
    answers: Option<&ProposalId>,
    status: StatusCode,
    (form, errors): (SwapForm, Vec<FieldError>),
) -> Answer {
    let look = stage.looking();
    let purpose = purpose(&look, answers).ok_or(Failure::NoProposal)?;
    let view = form_page(&look, purpose, form, errors);
    let title = match answers {
        None => t!(stage.text(), "swap-new-title"),
        Some(_) => t!(stage.text(), "swap-counter-title"),
    };
    let page = form_markup(&stage.frame(&title, Tab::Proposals), &view);
    Ok(web.page(status, &visit.reader, page))
}

/// The page with what would change; with a refusal, why it was not sent.
fn shown<S: Store>(
    web: &Web<S>,
    visit: &Visit,
    stage: &Stage,
    answers: Option<&ProposalId>,
    (form, draft): (SwapForm, SwapDraft),
    refusal: Option<Refusal>,
) -> Answer {
    let look = stage.looking();
    let purpose = purpose(&look, answers).ok_or(Failure::NoProposal)?;
    let status = match refusal {
        None => StatusCode::OK,
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let mut view = preview(&look, purpose, form, draft, visit.session.member());
    view.blocked = refusal.or(view.blocked);
    let title = t!(stage.text(), "preview-title");
    let page = preview_page(&stage.frame(&title, Tab::Proposals), &view);
    Ok(web.page(status, &visit.reader, page))
}

async fn send<S: Store>(
    web: &Web<S>,
    visit: &Visit,
    (answers, answer_by): (Option<&ProposalId>, Option<Timestamp>),
    (form, draft): (SwapForm, SwapDraft),
) -> Answer {
    let command = web.command(visit);
    let terms = Terms::Swap(draft.moves.clone());
    let reason = draft.reason.clone();
    let (id, what) = match answers {
        None => {
            let id: ProposalId = web.id_for(command).parse().map_err(|_| Failure::NotFound)?;
            let proposal = id.clone();
            (
                id,
                Command::Propose {
                    proposal,
                    terms,
                    reason,
                    answer_by,
                },
            )
        }
        Some(id) => {
            let revision = looked_at(&form.revision);
            let proposal = id.clone();
            (
                id.clone(),
                Command::Counter {
                    proposal,
                    revision,
                    terms,
                    reason,
                    answer_by,
                },
            )
        }
    };
    let result = web
        .app
        .act_by(&visit.session, command, visit.seen, what, visit.by()?)
        .await;
    let refusal = match outcome(result)? {
        Ok(acknowledged) => return Ok(see_other(&recorded(&id, &acknowledged))),
        Err(refusal) => refusal,
    };
    if answers.is_some() && offers::handler::is_about_the_offer(&refusal) {
        return not_sent(web, visit, &id, &refusal).await;
    }
    let stage = web.stage(visit).await?;
    shown(web, visit, &stage, answers, (form, draft), Some(refusal))
}
