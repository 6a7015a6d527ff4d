//! Looking at proposals and answering them. Making one stands in [`super::handler_new`].
//!
//! May touch: the family in memory; sends commands to `app`.

use app::{Acknowledged, ActError, Store};
use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use family::{
    Alternative, Command, EndingRefusal, OfferRefusal, ProposalId, Refusal, Revision, Terms,
};

use super::form::{AnswerForm, FieldError, read_revision};
use super::markup::{decline_page, list_page, proposal_page};
use super::view::Arrival;
use super::{decline, list, proposal};
use crate::ending;
use crate::http::{Answer, Failure, Kept, Stage, Visit, Web, first, see_other, stale};
use crate::page::{Tab, paths};
use crate::text::t;

/// `GET /proposals`.
pub(crate) async fn all<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let query = visit.query();
    let skip = first(&query, "skip").parse().unwrap_or(0);
    web.family_page(&visit, |stage| {
        let title = t!(stage.text(), "list-title");
        list_page(
            &stage.frame(&title, Tab::Proposals),
            &list(&stage.looking(), skip),
        )
    })
    .await
}

/// `GET /proposals/{id}`.
pub(crate) async fn one<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let (stage, key) = match web.kept(&visit).await? {
        Kept::Ready(response) => return Ok(response),
        Kept::Missing(stage, key) => (stage, key),
    };
    let id = named(&visit)?;
    let recorded = first(&visit.query(), paths::RECORDED).parse().ok();
    let arrival = recorded.map_or(Arrival::Looking, Arrival::Recorded);
    let page = page_of(&web, &stage, &id, arrival)?;
    Ok(web.keep(&visit, key, page))
}

/// The proposal that the path names. What is no id names nothing.
pub(crate) fn named(visit: &Visit) -> Result<ProposalId, Failure> {
    let id = visit.parameter.as_deref().and_then(|id| id.parse().ok());
    id.ok_or(Failure::NoProposal)
}

fn page_of<S: Store>(
    web: &Web<S>,
    stage: &Stage,
    id: &ProposalId,
    arrival: Arrival,
) -> Result<maud::Markup, Failure> {
    let command = web.app.fresh_command().to_string();
    let mut view = proposal(&stage.looking(), id, arrival, command).ok_or(Failure::NoProposal)?;
    if let Arrival::Recorded(entry) = view.arrival {
        // The enrolment of a new device stands before the act itself.
        let entries = [entry, entry.saturating_add(1)];
        let own = entries.into_iter().find(|entry| view.is_own(*entry));
        view.arrival = own.map_or(Arrival::Looking, Arrival::Recorded);
    }
    let title = t!(stage.text(), "proposal-title", number = view.number);
    Ok(proposal_page(&stage.frame(&title, Tab::Proposals), &view))
}

/// The page of a proposal after an answer that was not sent.
pub(crate) async fn not_sent<S: Store>(
    web: &Web<S>,
    visit: &Visit,
    id: &ProposalId,
    refusal: &Refusal,
) -> Answer {
    let moved_on = matches!(
        refusal,
        Refusal::AlreadyAnswered
            | Refusal::NewerRevision(_)
            | Refusal::TooLate { .. }
            | Refusal::Offer(OfferRefusal::Expired { .. })
    );
    let arrival = if moved_on {
        Arrival::AnswerNotSent
    } else {
        Arrival::Refused(refusal.clone())
    };
    shown(web, visit, id, arrival).await
}

/// The page of a proposal whose answer changed nothing.
async fn shown<S: Store>(web: &Web<S>, visit: &Visit, id: &ProposalId, arrival: Arrival) -> Answer {
    let mut stage = web.stage(visit).await?;
    stage.path = paths::proposal(id.as_str());
    let page = page_of(web, &stage, id, arrival)?;
    Ok(web.page(StatusCode::CONFLICT, &visit.reader, page))
}

/// What an act came to: done, or refused with a sentence for the person.
pub(crate) fn outcome(
    result: Result<Acknowledged, ActError>,
) -> Result<Result<Acknowledged, Refusal>, Failure> {
    match result {
        Ok(acknowledged) => Ok(Ok(acknowledged)),
        Err(ActError::Refused(refusal)) => Ok(Err(refusal)),
        Err(ActError::Stale | ActError::Conflict(_)) => Err(stale()),
        Err(ActError::ToSign(what)) => Err(Failure::ToSign(what)),
        Err(ActError::Signature) => Err(Failure::Signature),
        Err(ActError::Fault(fault)) => Err(fault.into()),
    }
}

/// The page of a proposal that confirms the entry that was just made.
pub(crate) fn recorded(id: &ProposalId, acknowledged: &Acknowledged) -> String {
    let first = acknowledged.entries.clone().next();
    paths::confirming(&paths::proposal(id.as_str()), paths::RECORDED, first)
}

/// Sends an answer and shows what became of it.
async fn answer<S: Store>(
    web: &Web<S>,
    visit: &Visit,
    id: &ProposalId,
    command: Command,
) -> Answer {
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
    match outcome(result)? {
        Ok(acknowledged) => Ok(see_other(&recorded(id, &acknowledged))),
        Err(refusal) => not_sent(web, visit, id, &refusal).await,
    }
}

/// What an acceptance needs beside the button, and what it leaves behind.
enum Weight {
    /// Nothing.
    Usual,
    /// Words are destroyed: what is kept ready of them is forgotten.
    Erases,
    /// Everything is destroyed: the password is asked again.
    Closes,
}

async fn weight<S: Store>(web: &Web<S>, visit: &Visit, id: &ProposalId) -> Result<Weight, Failure> {
    let snapshot = web.app.family(&visit.session).await?;
    let proposal = snapshot.family.proposal(id);
    Ok(match proposal.map(|one| &one.current().terms) {
        Some(Terms::Close) => Weight::Closes,
        Some(Terms::Erase(_)) => Weight::Erases,
        Some(
            Terms::Plan(_)
            | Terms::Swap(_)
            | Terms::Time(_)
            | Terms::Handover(_)
            | Terms::Trip(_)
            | Terms::Decision(_)
            | Terms::LiftHold(_)
            | Terms::LetIn(_),
        )
        | None => Weight::Usual,
    })
}

/// The revision that was looked at; one that cannot be read is none that ever was.
pub(crate) fn looked_at(typed: &str) -> Revision {
    read_revision(typed).unwrap_or(Revision(0))
}

/// `POST /proposals/{id}/accept`.
pub(crate) async fn accept<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let id = named(&visit)?;
    let form = AnswerForm::from_pairs(visit.fields.clone());
    let revision = looked_at(&form.revision);
    let alternative = form.alternative();
    let command = if visit.field("sign") == "passkey" {
        match signed(&web, &visit, (&id, revision, alternative)).await? {
            Some(command) => command,
            None => {
                let refusal = EndingRefusal::SignatureWrong.into();
                return not_sent(&web, &visit, &id, &refusal).await;
            }
        }
    } else {
        Command::Accept {
            proposal: id.clone(),
            revision,
            alternative,
        }
    };
    match weight(&web, &visit, &id).await? {
        Weight::Usual => answer(&web, &visit, &id, command).await,
        Weight::Erases => {
            let answered = answer(&web, &visit, &id, command).await;
            web.forget_pages();
            answered
        }
        Weight::Closes => {
            if !ending::handler::confirmed(&web, &visit).await? {
                return shown(&web, &visit, &id, Arrival::WrongPassword).await;
            }
            match ending::handler::ended(&web, &visit, command).await? {
                Ok(response) => Ok(response),
                Err(refusal) => not_sent(&web, &visit, &id, &refusal).await,
            }
        }
    }
}

/// The acceptance with what the person's passkey said, if it is theirs.
async fn signed<S: Store>(
    web: &Web<S>,
    visit: &Visit,
    offer: (&ProposalId, Revision, Alternative),
) -> Result<Option<Command>, Failure> {
    let Some(party) = &web.party else {
        return Ok(None);
    };
    let said = visit.field("credential");
    let signed = web
        .app
        .signed_acceptance(party, &visit.session, offer, said)
        .await?;
    Ok(signed)
}

/// `POST /proposals/{id}/sign`: the author of an offered plan signs it with a passkey.
pub(crate) async fn sign_offer<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let id = named(&visit)?;
    let snapshot = web.app.family(&visit.session).await?;
    snapshot.family.proposal(&id).ok_or(Failure::NoProposal)?;
    let revision = looked_at(visit.field("revision"));
    let said = visit.field("credential");
    let signed = match &web.party {
        Some(party) => {
            web.app
                .signed_offer(party, &visit.session, (&id, revision), said)
                .await?
        }
        None => None,
    };
    match signed {
        Some(command) => answer(&web, &visit, &id, command).await,
        None => {
            let refusal = EndingRefusal::SignatureWrong.into();
            not_sent(&web, &visit, &id, &refusal).await
        }
    }
}

/// `POST /proposals/{id}/accept/passkey`: what a passkey is to sign, for a script; nothing for a
/// person without one.
pub(crate) async fn sign<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let id = named(&visit)?;
    let snapshot = web.app.family(&visit.session).await?;
    snapshot.family.proposal(&id).ok_or(Failure::NoProposal)?;
    let revision = looked_at(visit.field("revision"));
    let options = match &web.party {
        Some(party) => {
            web.app
                .ask_to_sign(party, &visit.session, (&id, revision))
                .await?
        }
        None => None,
    };
    let options = options.as_deref().unwrap_or("null");
    let mut response = Response::new(Body::from(format!(r#"{{"options":{options}}}"#)));
    let json = HeaderValue::from_static("application/json");
    response.headers_mut().insert(header::CONTENT_TYPE, json);
    Ok(response)
}

/// `POST /proposals/{id}/withdraw`.
pub(crate) async fn withdraw<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let id = named(&visit)?;
    let form = AnswerForm::from_pairs(visit.fields.clone());
    let command = Command::Withdraw {
        proposal: id.clone(),
        revision: looked_at(&form.revision),
        reason: form.reason().unwrap_or_default(),
    };
    answer(&web, &visit, &id, command).await
}

/// `GET /proposals/{id}/decline`. What does not wait for the reader shows itself instead.
pub(crate) async fn decline_form<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let id = named(&visit)?;
    let stage = web.stage(&visit).await?;
    if !waits_here(&stage, &id)? {
        return Ok(see_other(&paths::proposal(id.as_str())));
    }
    let form = AnswerForm {
        command: web.app.fresh_command().to_string(),
        ..AnswerForm::default()
    };
    decline_again(
        &web,
        &visit,
        &stage,
        &id,
        StatusCode::OK,
        (form, Vec::new()),
    )
}

/// Whether a proposal waits for the reader's answer.
pub(super) fn waits_here(stage: &Stage, id: &ProposalId) -> Result<bool, Failure> {
    let family = stage.family();
    let proposal = family.proposal(id).ok_or(Failure::NoProposal)?;
    let live = family.is_live(proposal, stage.now);
    Ok(live && proposal.waits_for() == Some(stage.side))
}

fn decline_again<S: Store>(
    web: &Web<S>,
    visit: &Visit,
    stage: &Stage,
    id: &ProposalId,
    status: StatusCode,
    (form, errors): (AnswerForm, Vec<FieldError>),
) -> Answer {
    let view = decline(&stage.looking(), id, form, errors).ok_or(Failure::NoProposal)?;
    let title = t!(stage.text(), "decline-title", number = view.number);
    let page = decline_page(&stage.frame(&title, Tab::Proposals), &view);
    Ok(web.page(status, &visit.reader, page))
}

/// `POST /proposals/{id}/decline`.
pub(crate) async fn decline_it<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let id = named(&visit)?;
    let form = AnswerForm::from_pairs(visit.fields.clone());
    let reason = match form.reason() {
        Ok(reason) => reason,
        Err(errors) => {
            let stage = web.stage(&visit).await?;
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return decline_again(&web, &visit, &stage, &id, status, (form, errors));
        }
    };
    let command = Command::Decline {
        proposal: id.clone(),
        revision: looked_at(&form.revision),
        reason,
    };
    answer(&web, &visit, &id, command).await
}
