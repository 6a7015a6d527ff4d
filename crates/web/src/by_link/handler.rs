//! Makes links for the answer to one offer, and answers whoever opens them.
//!
//! May touch: `app`'s use cases of such links. Who opens a link is known by nothing but the link.

use app::{ActError, MailLinkError, Opened, Store};
use axum::http::StatusCode;
use axum::response::Response;
use family::{Address, LinkAnswer, ProposalId, Reason, Refusal, State};

use super::markup::{answer_page, gone_page, make_page, plan_page};
use super::view::{AnswerView, MakeState, MakeView};
use super::{answer_path, link_path};
use crate::door::handler::frame;
use crate::http::{Answer, Ask, Failure, Visit, Web, see_other, stale};
use crate::offers::view::More;
use crate::page::Tab;
use crate::plan_page as plans;
use crate::swap::form::AnswerForm;
use crate::swap::view::{Arrival, RemarkView};
use crate::swap::{Looking, proposal};
use crate::text::t;

fn named(visit: &Visit) -> Result<ProposalId, Failure> {
    let id = visit.parameter.as_deref().and_then(|id| id.parse().ok());
    id.ok_or(Failure::NoProposal)
}

/// `GET /proposals/{id}/link`.
pub(crate) async fn make_form<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    make_again(
        &web,
        &visit,
        (StatusCode::OK, String::new(), MakeState::Fresh),
    )
    .await
}

async fn make_again<S: Store>(
    web: &Web<S>,
    visit: &Visit,
    (status, typed, state): (StatusCode, String, MakeState),
) -> Answer {
    let id = named(visit)?;
    let mut stage = web.stage(visit).await?;
    let found = stage.family().proposal(&id).ok_or(Failure::NoProposal)?;
    let (number, own) = (found.number, found.current().by == stage.side);
    if !own {
        return Err(Failure::NoProposal);
    }
    stage.path = link_path(id.as_str());
    let view = MakeView {
        id: id.to_string(),
        number,
        other: stage.people[stage.side.other().index()].name.clone(),
        typed,
        mails: web.settings.mails(),
        state,
    };
    let title = t!(stage.text(), "link-title", other = view.other.as_str());
    let page = make_page(&stage.frame(&title, Tab::Proposals), &view);
    Ok(web.page(status, &visit.reader, page))
}

/// `POST /proposals/{id}/link`.
pub(crate) async fn make<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let id = named(&visit)?;
    let typed = visit.field("address").trim().to_owned();
    let Some(address) = address(&typed) else {
        let again = (
            StatusCode::UNPROCESSABLE_ENTITY,
            typed,
            MakeState::BadAddress,
        );
        return make_again(&web, &visit, again).await;
    };
    let mail = web.settings.mails() && visit.field("how") == "mail";
    let made = if mail {
        mailed(&web, &visit, &id, &address).await
    } else {
        handed(&web, &visit, &id, &address).await
    };
    let (status, state) = match made {
        Ok(state) => (StatusCode::OK, state),
        Err(MailLinkError::TooMany) => (StatusCode::TOO_MANY_REQUESTS, MakeState::TooMany),
        Err(MailLinkError::OwnAddress) => (StatusCode::UNPROCESSABLE_ENTITY, MakeState::OwnAddress),
        Err(MailLinkError::NoAddress) => (StatusCode::UNPROCESSABLE_ENTITY, MakeState::BadAddress),
        Err(MailLinkError::Act(error)) => not_made(error)?,
    };
    make_again(&web, &visit, (status, typed, state)).await
}

async fn mailed<S: Store>(
    web: &Web<S>,
    visit: &Visit,
    id: &ProposalId,
    address: &Address,
) -> Result<MakeState, MailLinkError> {
    let until = web.app.mail_answer_link(&visit.session, id, address);
    let until = until.await?;
    let snapshot = web.app.family(&visit.session).await?;
    let until = snapshot.family.zone().to_datetime(until);
    Ok(MakeState::Mailed { until })
}

async fn handed<S: Store>(
    web: &Web<S>,
    visit: &Visit,
    id: &ProposalId,
    address: &Address,
) -> Result<MakeState, MailLinkError> {
    let made = web.app.answer_link(&visit.session, id, address).await?;
    let snapshot = web.app.family(&visit.session).await?;
    let link = format!("{}{}", web.settings.origin(), answer_path(&made.token));
    let until = snapshot.family.zone().to_datetime(made.until);
    Ok(MakeState::Made { link, until })
}

fn not_made(error: ActError) -> Result<(StatusCode, MakeState), Failure> {
    match error {
        ActError::Refused(Refusal::NoProposal | Refusal::NotYourOffer) => Err(Failure::NoProposal),
        ActError::Refused(refusal) => Ok((StatusCode::CONFLICT, MakeState::Refused(refusal))),
        ActError::Fault(fault) => Err(fault.into()),
        ActError::Stale | ActError::Conflict(_) | ActError::ToSign(_) | ActError::Signature => {
            Err(stale())
        }
    }
}

/// An e-mail address, as far as that can be told without asking anybody.
fn address(typed: &str) -> Option<Address> {
    Address::new(typed).ok().filter(app::is_mail_address)
}

fn gone<S: Store>(web: &Web<S>, ask: &Ask) -> Response {
    let title = t!(ask.text(), "answer-page-title");
    let token = web.quiet_token(&ask.reader);
    let frame = frame(&ask.reader, &title, &token, crate::page::paths::SIGN_IN);
    web.page(StatusCode::NOT_FOUND, &ask.reader, gone_page(&frame))
}

async fn opened<S: Store>(web: &Web<S>, ask: &Ask) -> Result<Option<(String, Opened)>, Failure> {
    let Some(token) = ask.parameter.clone() else {
        return Ok(None);
    };
    let opened = web.app.open_answer_link(&token).await?;
    Ok(opened.map(|opened| (token, opened)))
}

/// What was typed in answer, and why it was not taken.
#[derive(Default)]
struct Typed {
    reason: String,
    wrong: Option<String>,
    refused: Option<Refusal>,
}

fn shown<S: Store>(
    web: &Web<S>,
    ask: &Ask,
    status: StatusCode,
    (token, opened): (String, &Opened),
    typed: Typed,
) -> Answer {
    let family = &opened.snapshot.family;
    let now = web.app.now();
    let look = Looking {
        family,
        viewer: opened.side,
        now,
        lang: ask.reader.lang,
    };
    let arrival = Arrival::Looking;
    let Some(mut view) = proposal(&look, &opened.proposal, arrival, String::new()) else {
        return Ok(gone(web, ask));
    };
    let Some(found) = family.proposal(&opened.proposal) else {
        return Ok(gone(web, ask));
    };
    let newest = found.current().revision == opened.revision;
    // What was offered since is another matter, which this link does not open.
    view.offers
        .retain(|offer| offer.revision == opened.revision.0);
    // Other proposals are none of this link's matter.
    view.remarks
        .retain(|remark| !matches!(remark, RemarkView::Overlaps { .. }));
    view.more = if newest {
        view.more.alone()
    } else {
        More::default()
    };
    if !newest {
        view.effect = None;
        view.remarks.clear();
    }
    let name = |side: plan::Side| family.seat(side).parent.name.to_string();
    let view = AnswerView {
        asker: name(opened.side.other()),
        asked: name(opened.side),
        open: newest && found.state == State::Open && family.is_live(found, now),
        proposal: view,
        mailed: opened.sent.mailed,
        refused: typed.refused,
        reason: typed.reason,
        wrong: typed.wrong,
        token,
    };
    let path = answer_path(&view.token);
    let title = t!(ask.text(), "answer-page-title");
    Ok(web.door_page(status, &ask.reader, |token| {
        answer_page(&frame(&ask.reader, &title, token, &path), &view)
    }))
}

/// `GET /answer/{token}`. Looking leaves no trace.
pub(crate) async fn get<S: Store>(web: Web<S>, ask: Ask) -> Answer {
    let Some((token, opened)) = opened(&web, &ask).await? else {
        return Ok(gone(&web, &ask));
    };
    shown(
        &web,
        &ask,
        StatusCode::OK,
        (token, &opened),
        Typed::default(),
    )
}

/// `GET /answer/{token}/plan`: the words of the plan that is offered.
pub(crate) async fn plan<S: Store>(web: Web<S>, ask: Ask) -> Answer {
    let Some((token, opened)) = opened(&web, &ask).await? else {
        return Ok(gone(&web, &ask));
    };
    let family = &opened.snapshot.family;
    let found = family.proposal(&opened.proposal);
    let newest = found.is_some_and(|found| found.current().revision == opened.revision);
    let look = Looking {
        family,
        viewer: opened.side,
        now: web.app.now(),
        lang: ask.reader.lang,
    };
    let view = plans::pages::words_of_proposal(&look, &opened.proposal).filter(|_| newest);
    let Some(plans::View::Plan(content)) = view else {
        return Ok(gone(&web, &ask));
    };
    let words = plans::markup::words_of(ask.text(), &content);
    let path = answer_path(&token);
    Ok(web.door_page(StatusCode::OK, &ask.reader, |form| {
        plan_page(
            &frame(&ask.reader, &content.title, form, &path),
            &token,
            &words,
        )
    }))
}

/// `POST /answer/{token}`.
pub(crate) async fn post<S: Store>(web: Web<S>, ask: Ask) -> Answer {
    let Some((token, opened)) = opened(&web, &ask).await? else {
        return Ok(gone(&web, &ask));
    };
    let typed = ask.field("reason").to_owned();
    let wrong = StatusCode::UNPROCESSABLE_ENTITY;
    let answer = match ask.field("answer") {
        "accept" => LinkAnswer::Accepted {
            alternative: AnswerForm::from_pairs(ask.fields.clone()).alternative(),
        },
        "decline" => match Reason::optional(&typed) {
            Ok(reason) => LinkAnswer::Declined { reason },
            Err(bad) => {
                let typed = Typed {
                    wrong: Some(crate::people::words::bad_text(ask.text(), bad)),
                    reason: typed,
                    refused: None,
                };
                return shown(&web, &ask, wrong, (token, &opened), typed);
            }
        },
        _ => return shown(&web, &ask, wrong, (token, &opened), Typed::default()),
    };
    match web.app.answer_by_link(&opened, answer).await {
        Ok(()) => Ok(see_other(&answer_path(&token))),
        Err(ActError::Refused(refusal)) => {
            let typed = Typed {
                refused: Some(refusal),
                reason: typed,
                wrong: None,
            };
            shown(&web, &ask, StatusCode::CONFLICT, (token, &opened), typed)
        }
        Err(ActError::Fault(fault)) => Err(fault.into()),
        Err(
            ActError::Stale | ActError::Conflict(_) | ActError::ToSign(_) | ActError::Signature,
        ) => Err(stale()),
    }
}
