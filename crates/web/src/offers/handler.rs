//! Choosing what to propose, and making an offer or an answer to one: fields, preview, sending.
//!
//! May touch: the family in memory; sends commands to `app`. Nothing is sent before the page with
//! what would change was shown; the button of that page sends it.

use app::Store;
use axum::http::StatusCode;
use family::{Command, Proposal, ProposalId, Refusal};
use jiff::civil::Date;

use super::Kind;
use super::alternatives::refused;
use super::build::{chooser, form_page as form_view, preview};
use super::form::{FieldError, OfferForm};
use super::form_markup::form_page;
use super::markup::{chooser_page, preview_page};
use super::parse::{Known, OfferDraft, parse};
use super::prefill::{fresh, of_terms};
use crate::http::{Answer, Failure, Stage, Visit, Web, first, see_other};
use crate::page::Tab;
use crate::swap::form::Step;
use crate::swap::handler::{looked_at, not_sent, outcome, recorded};
use crate::swap::purpose;
use crate::text::t;

/// `GET /proposals/choose?day=`.
pub(crate) async fn choose<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let day = first(&visit.query(), "day").parse::<Date>().ok();
    web.family_page(&visit, |stage| {
        let title = t!(stage.text(), "offer-choose");
        chooser_page(
            &stage.frame(&title, Tab::Proposals),
            &chooser(&stage.looking(), day),
        )
    })
    .await
}

/// The kind that the path names.
fn kind(visit: &Visit) -> Result<Kind, Failure> {
    let slug = visit.parameter.as_deref();
    slug.and_then(Kind::read).ok_or(Failure::NotFound)
}

/// `GET /proposals/new/{kind}`.
pub(crate) async fn new_form<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let kind = kind(&visit)?;
    let stage = web.stage(&visit).await?;
    // Without a plan there is no time to offer; the chooser says what can be.
    if kind.needs_plan() && stage.family().plan().is_none() {
        return Ok(see_other(super::CHOOSE));
    }
    let mut form = fresh(&stage.looking(), kind, &visit.query());
    form.command = web.app.fresh_command().to_string();
    let about = About {
        stage: &stage,
        answers: None,
    };
    fields(&web, &visit, &about, StatusCode::OK, (form, Vec::new()))
}

/// `POST /proposals/new/{kind}`.
pub(crate) async fn new<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let kind = kind(&visit)?;
    step(&web, &visit, kind, None).await
}

/// The form of an answer to an offer of this folder; `None` for an offer of another kind.
pub(crate) fn counter_form<S: Store>(
    web: &Web<S>,
    visit: &Visit,
    stage: &Stage,
    id: &ProposalId,
) -> Option<Answer> {
    let offer = stage.family().proposal(id)?.current();
    let mut form = of_terms(&stage.looking(), &offer.terms)?;
    form.command = web.app.fresh_command().to_string();
    form.revision = offer.revision.0.to_string();
    let about = About {
        stage,
        answers: Some(id),
    };
    Some(fields(
        web,
        visit,
        &about,
        StatusCode::OK,
        (form, Vec::new()),
    ))
}

/// Carries out a form in answer to such an offer.
pub(crate) async fn counter<S: Store>(
    web: &Web<S>,
    visit: &Visit,
    kind: Kind,
    id: &ProposalId,
) -> Answer {
    step(web, visit, kind, Some(id)).await
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

    fn known(&self) -> Known<'a> {
        Known {
            family: self.stage.family(),
            viewer: self.stage.side,
            answers: self.proposal().map(|one| &one.current().terms),
            now: self.stage.now,
        }
    }
}

async fn step<S: Store>(
    web: &Web<S>,
    visit: &Visit,
    kind: Kind,
    answers: Option<&ProposalId>,
) -> Answer {
    let stage = web.stage(visit).await?;
    let about = About {
        stage: &stage,
        answers,
    };
    if answers.is_some() && about.proposal().is_none() {
        return Err(Failure::NoProposal);
    }
    let mut form = OfferForm::from_pairs(kind, visit.fields.clone());
    match form.step {
        Step::Preview | Step::Send => {}
        Step::More => {
            form.add_stretch();
            return fields(web, visit, &about, StatusCode::OK, (form, Vec::new()));
        }
        Step::Change => {
            return fields(web, visit, &about, StatusCode::OK, (form, Vec::new()));
        }
    }
    let draft = match parse(&form, &about.known()) {
        Ok(draft) => draft,
        Err(errors) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return fields(web, visit, &about, status, (form, errors));
        }
    };
    if form.step == Step::Preview {
        return shown(web, visit, &about, (form, draft), None);
    }
    send(web, visit, answers, (form, draft)).await
}

/// The page with the fields.
fn fields<S: Store>(
    web: &Web<S>,
    visit: &Visit,
    about: &About<'_>,
    status: StatusCode,
    (form, errors): (OfferForm, Vec<FieldError>),
) -> Answer {
    let stage = about.stage;
    let look = stage.looking();
    let purpose = purpose(&look, about.answers).ok_or(Failure::NoProposal)?;
    let title = match about.answers {
        None => super::words::kind(stage.text(), form.kind).0,
        Some(_) => t!(stage.text(), "swap-counter-title").into_owned(),
    };
    let view = form_view(&look, purpose, form, errors);
    let page = form_page(&stage.frame(&title, Tab::Proposals), &view);
    Ok(web.page(status, &visit.reader, page))
}

/// The page with what would change; with a refusal, why it was not sent. What is wrong with one of
/// several alternatives is said at its own fields instead.
fn shown<S: Store>(
    web: &Web<S>,
    visit: &Visit,
    about: &About<'_>,
    both: (OfferForm, OfferDraft),
    refusal: Option<Refusal>,
) -> Answer {
    let stage = about.stage;
    let look = stage.looking();
    let wrong = refused(&look, visit.session.member(), (&both.0, &both.1));
    if !wrong.is_empty() {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return fields(web, visit, about, status, (both.0, wrong));
    }
    let purpose = purpose(&look, about.answers).ok_or(Failure::NoProposal)?;
    let status = match refusal {
        None => StatusCode::OK,
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let mut view = preview(
        &look,
        purpose,
        both,
        visit.session.member(),
        about.proposal(),
    );
    view.blocked = refusal.or(view.blocked);
    let title = t!(stage.text(), "preview-title");
    let page = preview_page(&stage.frame(&title, Tab::Proposals), &view);
    Ok(web.page(status, &visit.reader, page))
}

async fn send<S: Store>(
    web: &Web<S>,
    visit: &Visit,
    answers: Option<&ProposalId>,
    (form, draft): (OfferForm, OfferDraft),
) -> Answer {
    let command = web.command(visit);
    let (terms, reason) = (draft.terms.clone(), draft.reason.clone());
    let answer_by = draft.answer_by;
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
    let result = web
        .app
        .act_by(&visit.session, command, visit.seen, what, by);
    let refusal = match outcome(result.await)? {
        Ok(acknowledged) => return Ok(see_other(&recorded(&id, &acknowledged))),
        Err(refusal) => refusal,
    };
    if answers.is_some() && is_about_the_offer(&refusal) {
        return not_sent(web, visit, &id, &refusal).await;
    }
    let stage = web.stage(visit).await?;
    let about = About {
        stage: &stage,
        answers,
    };
    shown(web, visit, &about, (form, draft), Some(refusal))
}

/// Whether a refusal is about what is answered, and not about what is offered instead.
pub(crate) fn is_about_the_offer(refusal: &Refusal) -> bool {
    matches!(
        refusal,
        Refusal::AlreadyAnswered
            | Refusal::NewerRevision(_)
            | Refusal::NoProposal
            | Refusal::OwnOffer
            | Refusal::OtherMatter
    )
}
