//! `GET` and `POST /plan/change`, and the answer to an offered plan with another one: the text,
//! what it would change, sending.
//!
//! May touch: the family in memory; sends commands to `app`. Nothing is sent before the page with
//! what would change was shown; the button of that page sends it.

use app::Store;
use axum::http::StatusCode;
use family::{Command, Proposal, ProposalId, Terms};

use super::form::{FieldError, Known, PlanDraft, PlanForm, Wrong, newest_text, parse};
use super::markup::{change_page, draft_page};
use super::view::{change_view, draft_view};
use crate::http::{Answer, Failure, Stage, Visit, Web, see_other};
use crate::page::{Tab, paths};
use crate::studio::desk::{self, Desk};
use crate::swap::form::Step;
use crate::swap::handler::{looked_at, outcome, recorded};
use crate::swap::purpose;
use crate::text::t;

/// `GET /plan/change`. While there is no plan, there are rhythms to begin with.
pub(crate) async fn get<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let stage = web.stage(&visit).await?;
    let Some(newest) = newest_text(stage.family()) else {
        return Ok(see_other(paths::RHYTHM));
    };
    let form = PlanForm {
        plan: newest.to_owned(),
        command: web.app.fresh_command().to_string(),
        ..PlanForm::default()
    };
    let about = About {
        stage: &stage,
        answers: None,
    };
    fields(&web, &visit, &about, StatusCode::OK, (form, Vec::new()))
}

/// `GET /plan/drafts/{id}/offer`: a draft's text, to be looked at once more and sent. A draft without
/// a plan has questions to be answered first.
pub(crate) async fn of_draft<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let Desk { stage, kept } = desk::open(&web, &visit).await?;
    let draft = &kept.draft;
    if draft.plan.is_empty() {
        return Ok(see_other(&desk::path(&draft.id, "")));
    }
    let form = PlanForm {
        plan: draft.plan.to_string(),
        draft: draft.id.to_string(),
        command: web.app.fresh_command().to_string(),
        ..PlanForm::default()
    };
    let about = About {
        stage: &stage,
        answers: None,
    };
    fields(&web, &visit, &about, StatusCode::OK, (form, Vec::new()))
}

/// `POST /plan/change`.
pub(crate) async fn post<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    step(&web, &visit, None).await
}

/// The form of an answer to an offered plan; `None` for an offer of something else.
pub(crate) fn counter_form<S: Store>(
    web: &Web<S>,
    visit: &Visit,
    stage: &Stage,
    id: &ProposalId,
) -> Option<Answer> {
    let offer = stage.family().proposal(id)?.current();
    let Terms::Plan(offered) = &offer.terms else {
        return None;
    };
    let form = PlanForm {
        plan: offered.to_string(),
        command: web.app.fresh_command().to_string(),
        revision: offer.revision.0.to_string(),
        ..PlanForm::default()
    };
    let about = About {
        stage,
        answers: Some(id),
    };
    let form = (form, Vec::new());
    Some(fields(web, visit, &about, StatusCode::OK, form))
}

/// Carries out a form in answer to an offered plan.
pub(crate) async fn counter<S: Store>(web: &Web<S>, visit: &Visit, id: &ProposalId) -> Answer {
    step(web, visit, Some(id)).await
}

/// The family, and what is answered in it.
struct About<'a> {
    stage: &'a Stage,
    answers: Option<&'a ProposalId>,
}

impl<'a> About<'a> {
    fn proposal(&self) -> Option<&'a Proposal> {
        self.stage.family().proposal(self.answers?)
    }
}

async fn step<S: Store>(web: &Web<S>, visit: &Visit, answers: Option<&ProposalId>) -> Answer {
    let stage = web.stage(visit).await?;
    let about = About {
        stage: &stage,
        answers,
    };
    let answered = about.proposal();
    let form = PlanForm::from_pairs(visit.fields.clone());
    match answers {
        Some(_) if answered.is_none() => return Err(Failure::NoProposal),
        None if stage.family().plan().is_none() && form.draft.is_empty() => {
            return Ok(see_other(paths::RHYTHM));
        }
        Some(_) | None => {}
    }
    match form.step {
        Step::Preview | Step::Send => {}
        Step::Change | Step::More => {
            return fields(web, visit, &about, StatusCode::OK, (form, Vec::new()));
        }
    }
    let known = Known {
        family: stage.family(),
        actor: visit.session.member(),
        answers: answered.map(|one| &one.current().terms),
        now: stage.now,
    };
    let draft = match parse(&form, &known) {
        Ok(draft) => draft,
        Err(errors) => return wrong(web, visit, &about, (form, errors)),
    };
    if form.step == Step::Preview {
        return shown(web, visit, &about, (form, draft));
    }
    send(web, visit, answers, (form, draft)).await
}

/// The page with the fields.
fn fields<S: Store>(
    web: &Web<S>,
    visit: &Visit,
    about: &About<'_>,
    status: StatusCode,
    (form, errors): (PlanForm, Vec<FieldError>),
) -> Answer {
    let stage = about.stage;
    let look = stage.looking();
    let purpose = purpose(&look, about.answers).ok_or(Failure::NoProposal)?;
    let (title, tab) = match about.answers {
        None if stage.family().plan().is_none() => {
            (t!(stage.text(), "amend-first-title"), Tab::Plan)
        }
        None => (t!(stage.text(), "amend-title"), Tab::Plan),
        Some(_) => (t!(stage.text(), "swap-counter-title"), Tab::Proposals),
    };
    let view = change_view(&look, purpose, form, errors);
    let page = change_page(&stage.frame(&title, tab), &view);
    Ok(web.page(status, &visit.reader, page))
}

/// The same with what is wrong.
fn wrong<S: Store>(
    web: &Web<S>,
    visit: &Visit,
    about: &About<'_>,
    both: (PlanForm, Vec<FieldError>),
) -> Answer {
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    fields(web, visit, about, status, both)
}

/// The page with what would change.
fn shown<S: Store>(
    web: &Web<S>,
    visit: &Visit,
    about: &About<'_>,
    (form, draft): (PlanForm, PlanDraft),
) -> Answer {
    let stage = about.stage;
    let look = stage.looking();
    let purpose = purpose(&look, about.answers).ok_or(Failure::NoProposal)?;
    let Some(view) = draft_view(&look, purpose, form.clone(), &draft) else {
        let errors = vec![FieldError::of_text(Wrong::Far)];
        return wrong(web, visit, about, (form, errors));
    };
    let title = t!(stage.text(), "preview-title");
    let tab = match about.answers {
        None => Tab::Plan,
        Some(_) => Tab::Proposals,
    };
    let page = draft_page(&stage.frame(&title, tab), &view);
    Ok(web.page(StatusCode::OK, &visit.reader, page))
}

async fn send<S: Store>(
    web: &Web<S>,
    visit: &Visit,
    answers: Option<&ProposalId>,
    (form, draft): (PlanForm, PlanDraft),
) -> Answer {
    let command = web.command(visit);
    let PlanDraft {
        plan: _,
        terms,
        reason,
        answer_by,
    } = draft;
    let (id, what) = match answers {
        None => {
            let id: ProposalId = web.id_for(command).parse().map_err(|_| Failure::NotFound)?;
            let proposal = id.clone();
            let what = Command::Propose {
                proposal,
                terms,
                reason,
                answer_by,
            };
            (id, what)
        }
        Some(id) => {
            let what = Command::Counter {
                proposal: id.clone(),
                revision: looked_at(&form.revision),
                terms,
                reason,
                answer_by,
            };
            (id.clone(), what)
        }
    };
    let by = visit.by()?;
    let sent = web
        .app
        .act_by(&visit.session, command, visit.seen, what, by);
    let refusal = match outcome(sent.await)? {
        Ok(acknowledged) => return Ok(see_other(&recorded(&id, &acknowledged))),
        Err(refusal) => refusal,
    };
    let stage = web.stage(visit).await?;
    let about = About {
        stage: &stage,
        answers,
    };
    let errors = vec![FieldError::refused(refusal)];
    wrong(web, visit, &about, (form, errors))
}
