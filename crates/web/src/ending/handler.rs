//! Sets and lifts holds, asks for erasures, erases one's own words, closes.
//!
//! May touch: the family in memory; sends commands to `app`. What cannot be undone asks for the
//! password again: a session may be open on a device that others use.

use std::collections::BTreeSet;

use app::{Acknowledged, Done, EraseError, Password, Store};
use axum::http::StatusCode;
use axum::response::Response;
use family::{Command, ProposalId, Reason, Refusal, Terms};

use super::view::{Company, OwnTrouble, OwnView, Trouble};
use super::{OWN, build, markup};
use crate::door;
use crate::http::{Answer, Failure, Visit, Web, see_other};
use crate::page::{Tab, paths};
use crate::record;
use crate::record::form::Tree;
use crate::swap::asked::{Asked, asked_already};
use crate::swap::form::read_reason;
use crate::swap::handler::{named, outcome, recorded};
use crate::text::t;

/// Entries of one's own record on one page.
const OWN_ENTRIES: u64 = 50;

/// `GET /record/keeping`.
pub(crate) async fn keeping<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    keeping_again(&web, &visit, StatusCode::OK, (String::new(), None)).await
}

async fn keeping_again<S: Store>(
    web: &Web<S>,
    visit: &Visit,
    status: StatusCode,
    typed: (String, Option<Trouble>),
) -> Answer {
    let mut stage = web.stage(visit).await?;
    paths::KEEPING.clone_into(&mut stage.path);
    let command = web.app.fresh_command().to_string();
    let mut view = build::keeping(&stage.looking(), typed, command);
    view.recorded = record::handler::just_recorded(web, visit, Tree::Shared).await?;
    let title = t!(stage.text(), "keeping-title");
    let page = markup::keeping_page(&stage.frame(&title, Tab::Record), &view);
    Ok(web.page(status, &visit.reader, page))
}

async fn refused<S: Store>(web: &Web<S>, visit: &Visit, refusal: Refusal) -> Answer {
    let typed = (String::new(), Some(Trouble::Refused(refusal)));
    keeping_again(web, visit, StatusCode::CONFLICT, typed).await
}

/// Sends a command; on a refusal the page says why.
async fn send<S: Store>(
    web: &Web<S>,
    visit: &Visit,
    command: Command,
) -> Result<Result<Acknowledged, Refusal>, Failure> {
    let id = web.command(visit);
    let by = visit.by()?;
    let result = web
        .app
        .act_by(&visit.session, id, visit.seen, command, by)
        .await;
    outcome(result)
}

/// `POST /record/keeping/hold`.
pub(crate) async fn hold<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let command = if visit.field("step") == "lift" {
        Command::LiftHold
    } else {
        let mut errors = Vec::new();
        let reason = read_reason(visit.field("reason"), &mut errors);
        if !errors.is_empty() {
            let typed = visit.field("reason").to_owned();
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            let trouble = Some(Trouble::Fields(errors));
            return keeping_again(&web, &visit, status, (typed, trouble)).await;
        }
        Command::SetHold { reason }
    };
    match send(&web, &visit, command).await? {
        Ok(done) => {
            let entry = done.entries.clone().next_back();
            let place = paths::confirming(paths::KEEPING, paths::RECORDED, entry);
            Ok(see_other(&place))
        }
        Err(refusal) => refused(&web, &visit, refusal).await,
    }
}

/// Why a proposal is not sent.
enum NotSent {
    /// The same waits for its answer.
    Asked(Asked),
    /// The family's rules say no.
    Refused(Refusal),
}

/// Offers these terms under an id that repeating the form gives again. Gives the address of the
/// proposal, with what confirms its entry.
async fn propose<S: Store>(
    web: &Web<S>,
    visit: &Visit,
    terms: Terms,
    reason: Option<Reason>,
) -> Result<Result<String, NotSent>, Failure> {
    let made = web.id_for(web.command(visit));
    let Ok(proposal) = made.parse::<ProposalId>() else {
        return Err(Failure::NotFound);
    };
    let snapshot = web.app.family(&visit.session).await?;
    // The same form sent twice finds what it made itself.
    let other = asked_already(&snapshot.family, &terms, web.app.now());
    let other = other.filter(|asked| asked.id != made);
    if let Some(asked) = other {
        return Ok(Err(NotSent::Asked(asked)));
    }
    let command = Command::Propose {
        proposal: proposal.clone(),
        terms,
        reason,
        answer_by: None,
    };
    let sent = send(web, visit, command).await?;
    Ok(sent
        .map(|acknowledged| recorded(&proposal, &acknowledged))
        .map_err(NotSent::Refused))
}

async fn proposed<S: Store>(web: &Web<S>, visit: &Visit, terms: Terms) -> Answer {
    match propose(web, visit, terms, None).await? {
        Ok(place) => Ok(see_other(&place)),
        Err(NotSent::Refused(refusal)) => refused(web, visit, refusal).await,
        Err(NotSent::Asked(asked)) => {
            let typed = (String::new(), Some(Trouble::Asked(asked)));
            keeping_again(web, visit, StatusCode::CONFLICT, typed).await
        }
    }
}

/// `POST /record/keeping/lift`.
pub(crate) async fn lift<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let side = visit.session.side().ok_or(Failure::NotFound)?;
    proposed(&web, &visit, Terms::LiftHold(side.other())).await
}

/// `POST /record/keeping/family`.
pub(crate) async fn family<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let stage = web.stage(&visit).await?;
    let view = build::keeping(&stage.looking(), (String::new(), None), String::new());
    if view.company != Company::Alone {
        return proposed(&web, &visit, Terms::Close).await;
    }
    close(&web, &visit, Command::CloseFamily).await
}

/// `POST /record/keeping/account`.
pub(crate) async fn account<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    close(&web, &visit, Command::Leave).await
}

async fn close<S: Store>(web: &Web<S>, visit: &Visit, command: Command) -> Answer {
    if !confirmed(web, visit).await? {
        let typed = (String::new(), Some(Trouble::WrongPassword));
        return keeping_again(web, visit, StatusCode::UNPROCESSABLE_ENTITY, typed).await;
    }
    match ended(web, visit, command).await? {
        Ok(response) => Ok(response),
        Err(refusal) => refused(web, visit, refusal).await,
    }
}

/// Whether the form carries the reader's password.
pub(crate) async fn confirmed<S: Store>(web: &Web<S>, visit: &Visit) -> Result<bool, Failure> {
    let typed = visit.field("pass");
    if typed.is_empty() {
        return Ok(false);
    }
    let password = Password::typed(typed.to_owned());
    Ok(web.app.confirm(&visit.session, password).await?)
}

/// Carries out what ends the reader's account; afterwards this browser is nobody's here.
pub(crate) async fn ended<S: Store>(
    web: &Web<S>,
    visit: &Visit,
    command: Command,
) -> Result<Result<Response, Refusal>, Failure> {
    let sent = send(web, visit, command).await?;
    web.forget_pages();
    Ok(sent.map(|_| door::handler::gone_to(&format!("{}?closed", paths::SIGN_IN))))
}

/// `GET /proposals/{id}/erase`.
pub(crate) async fn erase_form<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let id = named(&visit)?;
    erase_again(
        &web,
        &visit,
        &id,
        StatusCode::OK,
        (String::new(), Vec::new()),
    )
    .await
}

async fn erase_again<S: Store>(
    web: &Web<S>,
    visit: &Visit,
    id: &ProposalId,
    status: StatusCode,
    typed: (String, Vec<crate::swap::form::FieldError>),
) -> Answer {
    let stage = web.stage(visit).await?;
    let command = web.app.fresh_command().to_string();
    let view = build::erase(&stage.looking(), id, typed, command).ok_or(Failure::NoProposal)?;
    let title = t!(stage.text(), "erase-title", number = view.number);
    let page = markup::erase_page(&stage.frame(&title, Tab::Proposals), &view);
    Ok(web.page(status, &visit.reader, page))
}

/// `POST /proposals/{id}/erase`.
pub(crate) async fn erase<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let id = named(&visit)?;
    let typed = visit.field("reason").to_owned();
    let mut errors = Vec::new();
    let reason = read_reason(&typed, &mut errors);
    if !errors.is_empty() {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return erase_again(&web, &visit, &id, status, (typed, errors)).await;
    }
    let snapshot = web.app.family(&visit.session).await?;
    let proposal = snapshot.family.proposal(&id).ok_or(Failure::NoProposal)?;
    let terms = Terms::Erase(proposal.entries());
    match propose(&web, &visit, terms, reason).await? {
        Ok(place) => Ok(see_other(&place)),
        // The page says why: it asks the family the same question.
        Err(_) => erase_again(&web, &visit, &id, StatusCode::CONFLICT, (typed, errors)).await,
    }
}

/// `GET /record/own`.
pub(crate) async fn own<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    own_again(&web, &visit, StatusCode::OK, (BTreeSet::new(), None)).await
}

async fn own_again<S: Store>(
    web: &Web<S>,
    visit: &Visit,
    status: StatusCode,
    (chosen, trouble): (BTreeSet<u64>, Option<OwnTrouble>),
) -> Answer {
    let query = visit.query();
    let before = crate::http::first(&query, "before").parse().ok();
    let read = web
        .app
        .record(&visit.session, app::Tree::Own, before, OWN_ENTRIES);
    let page = read.await?;
    let mut stage = web.stage(visit).await?;
    OWN.clone_into(&mut stage.path);
    let look = stage.looking();
    let view = OwnView {
        cast: crate::swap::cast(stage.family(), stage.side),
        zone: stage.family().zone().clone(),
        before,
        older: page.older,
        lines: page
            .lines
            .into_iter()
            .map(|entry| record::line(&look, entry))
            .collect(),
        chosen,
        trouble,
        command: web.app.fresh_command().to_string(),
    };
    let title = t!(stage.text(), "own-title");
    let page = markup::own_page(&stage.frame(&title, Tab::Record), &view);
    Ok(web.page(status, &visit.reader, page))
}

/// `POST /record/own`.
pub(crate) async fn erase_own<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let chosen = visit.fields.iter().filter(|(name, _)| name == "entry");
    let entries: BTreeSet<u64> = chosen.filter_map(|(_, value)| value.parse().ok()).collect();
    let again = StatusCode::UNPROCESSABLE_ENTITY;
    if entries.is_empty() {
        return own_again(&web, &visit, again, (entries, Some(OwnTrouble::HowMany))).await;
    }
    if !confirmed(&web, &visit).await? {
        let trouble = Some(OwnTrouble::WrongPassword);
        return own_again(&web, &visit, again, (entries, trouble)).await;
    }
    let command = web.command(&visit);
    let erased = web.app.erase_own(&visit.session, command, &entries).await;
    let trouble = match erased {
        Ok(Done::Now | Done::Already) => {
            web.forget_pages();
            let entry = web.app.own_entry(&visit.session, command).await?;
            let place = paths::confirming(paths::RECORD, paths::RECORDED_OWN, entry);
            return Ok(see_other(&place));
        }
        Err(EraseError::Fault(fault)) => return Err(fault.into()),
        Err(EraseError::HowMany) => OwnTrouble::HowMany,
        Err(EraseError::NotThis(entry)) => OwnTrouble::NotThis(entry),
    };
    own_again(&web, &visit, again, (entries, Some(trouble))).await
}
