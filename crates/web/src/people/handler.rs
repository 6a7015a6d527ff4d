//! Shows whom the parents let in, and lets people in, by a proposal or alone.
//!
//! May touch: the family in memory, `app`'s use cases of guests; sends commands to `app`.

use app::{ActError, INVITATION_DAYS, LetInBy, Store};
use axum::http::StatusCode;
use family::{Command, Family, Guests, MemberId, ProposalId, Refusal, Terms};
use jiff::SignedDuration;
use std::sync::Arc;

use super::form::{Asked, Draft, FieldError};
use super::markup::{let_in_page, people_page};
use super::view::{LetInView, LinkMade, PeopleView, PersonLine};
use crate::door::join_path;
use crate::http::{Answer, Failure, Visit, Web, first, see_other};
use crate::page::{Tab, paths};
use crate::swap::handler::{outcome, recorded};
use crate::swap::words::refusal as refusal_words;
use crate::text::t;

/// `GET /people`.
pub(crate) async fn get<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    again(&web, &visit, StatusCode::OK, (None, None)).await
}

async fn again<S: Store>(
    web: &Web<S>,
    visit: &Visit,
    status: StatusCode,
    (made, refused): (Option<LinkMade>, Option<Refusal>),
) -> Answer {
    let mut stage = web.stage(visit).await?;
    paths::PEOPLE.clone_into(&mut stage.path);
    let own = web.app.own_guests(&visit.session).await?;
    let (family, today) = (stage.family(), stage.today());
    let view = PeopleView {
        other: stage.people[stage.side.other().index()].name.clone(),
        both: PersonLine::all(family, family.guests(), today),
        own: PersonLine::all(family, &own, today),
        command: web.app.fresh_command().to_string(),
        made,
        refused: refused.map(|refusal| refusal_words(stage.text(), &refusal)),
    };
    let title = t!(stage.text(), "people-title");
    let page = people_page(&stage.frame(&title, Tab::Today), &view);
    Ok(web.page(status, &visit.reader, page))
}

/// What the form shows, and what is wrong with it.
struct Filled {
    draft: Draft,
    errors: Vec<FieldError>,
    refused: Option<Refusal>,
}

impl Filled {
    fn fresh(draft: Draft) -> Self {
        Self {
            draft,
            errors: Vec::new(),
            refused: None,
        }
    }
}

async fn form_again<S: Store>(
    web: &Web<S>,
    visit: &Visit,
    by: LetInBy,
    status: StatusCode,
    filled: Filled,
) -> Answer {
    let stage = web.stage(visit).await?;
    let children = stage.family().children().iter();
    let view = LetInView {
        by,
        other: stage.people[stage.side.other().index()].name.clone(),
        children: children
            .map(|child| (child.id.to_string(), child.name.to_string()))
            .collect(),
        proposals: proposals(stage.family(), &filled.draft),
        draft: filled.draft,
        errors: filled.errors,
        refused: filled
            .refused
            .map(|refusal| refusal_words(stage.text(), &refusal)),
        command: web.app.fresh_command().to_string(),
    };
    let title = match by {
        LetInBy::Both => t!(stage.text(), "let-in-title"),
        LetInBy::One(_) => t!(stage.text(), "let-in-own-title"),
    };
    let page = let_in_page(&stage.frame(&title, Tab::Today), &view);
    Ok(web.page(status, &visit.reader, page))
}

/// The proposals that the form names, as far as there are such.
fn proposals(family: &Family, draft: &Draft) -> Vec<(String, usize)> {
    let named = draft.proposals.iter().filter_map(|id| {
        let found = family.proposal(&id.parse().ok()?)?;
        Some((id.clone(), found.number))
    });
    named.collect()
}

/// Who lets in with the form for one parent alone.
fn alone(visit: &Visit) -> Result<LetInBy, Failure> {
    visit
        .session
        .side()
        .map(LetInBy::One)
        .ok_or(Failure::NotFound)
}

/// Whom the form is about when it names somebody of before: nobody else's list counts.
async fn guests<S: Store>(
    web: &Web<S>,
    visit: &Visit,
    by: LetInBy,
    family: &Family,
) -> Result<Guests, Failure> {
    Ok(match by {
        LetInBy::Both => family.guests().clone(),
        LetInBy::One(_) => web.app.own_guests(&visit.session).await?,
    })
}

async fn draft<S: Store>(web: &Web<S>, visit: &Visit, by: LetInBy) -> Result<Draft, Failure> {
    let snapshot = web.app.family(&visit.session).await?;
    let family = &snapshot.family;
    let today = family.date_at(web.app.now());
    let known: Option<MemberId> = first(&visit.query(), "again").parse().ok();
    let guests = guests(web, visit, by, family).await?;
    let guest = known.and_then(|member| guests.of(&member).cloned());
    let asked: Option<ProposalId> = first(&visit.query(), "proposal").parse().ok();
    let asked = asked.filter(|id| family.proposal(id).is_some());
    Ok(match (guest, asked) {
        (Some(guest), _) => Draft::again(&guest.grant, today),
        (None, Some(proposal)) => Draft::for_proposal(&proposal, today),
        (None, None) => Draft::fresh(family, today),
    })
}

/// `GET /people/new`.
pub(crate) async fn form<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let filled = Filled::fresh(draft(&web, &visit, LetInBy::Both).await?);
    form_again(&web, &visit, LetInBy::Both, StatusCode::OK, filled).await
}

/// `GET /people/new/own`.
pub(crate) async fn own_form<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let by = alone(&visit)?;
    let filled = Filled::fresh(draft(&web, &visit, by).await?);
    form_again(&web, &visit, by, StatusCode::OK, filled).await
}

/// What the form asks for, or the form with what is wrong.
async fn asked<S: Store>(
    web: &Web<S>,
    visit: &Visit,
    by: LetInBy,
) -> Result<Result<(Draft, Asked), Filled>, Failure> {
    let draft = Draft::from_pairs(visit.fields.clone());
    let snapshot = web.app.family(&visit.session).await?;
    let today = snapshot.family.date_at(web.app.now());
    let known = guests(web, visit, by, &snapshot.family).await?;
    let again = draft.again.parse::<MemberId>().ok();
    let member = match again.filter(|member| known.of(member).is_some()) {
        Some(member) => member,
        None => web.app.member_for(web.command(visit))?,
    };
    Ok(match draft.parse(&snapshot.family, member, today) {
        Ok(asked) => Ok((draft, asked)),
        Err(errors) => Err(Filled {
            draft,
            errors,
            refused: None,
        }),
    })
}

/// `POST /people`: proposes to the other parent to let somebody in.
pub(crate) async fn let_in<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let by = LetInBy::Both;
    let (draft, asked) = match asked(&web, &visit, by).await? {
        Ok(both) => both,
        Err(filled) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return form_again(&web, &visit, by, status, filled).await;
        }
    };
    let command = web.command(&visit);
    let Ok(proposal) = web.id_for(command).parse::<ProposalId>() else {
        return Err(Failure::NotFound);
    };
    let what = Command::Propose {
        proposal: proposal.clone(),
        terms: Terms::LetIn(Arc::new(asked.grant)),
        reason: asked.reason,
        answer_by: None,
    };
    let sent = web
        .app
        .act_by(&visit.session, command, visit.seen, what, visit.by()?)
        .await;
    match outcome(sent)? {
        Ok(acknowledged) => Ok(see_other(&recorded(&proposal, &acknowledged))),
        Err(refusal) => {
            let filled = Filled {
                refused: Some(refusal),
                ..Filled::fresh(draft)
            };
            form_again(&web, &visit, by, StatusCode::CONFLICT, filled).await
        }
    }
}

/// `POST /people/new/own`: lets the own lawyer, mediator or therapist in.
pub(crate) async fn let_in_alone<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let by = alone(&visit)?;
    let (draft, asked) = match asked(&web, &visit, by).await? {
        Ok(both) => both,
        Err(filled) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return form_again(&web, &visit, by, status, filled).await;
        }
    };
    let command = web.command(&visit);
    let grant = Arc::new(asked.grant);
    match web.app.let_in_alone(&visit.session, command, grant).await {
        Ok(()) => Ok(see_other(paths::PEOPLE)),
        Err(ActError::Refused(refusal)) => {
            let filled = Filled {
                refused: Some(refusal),
                ..Filled::fresh(draft)
            };
            form_again(&web, &visit, by, StatusCode::CONFLICT, filled).await
        }
        Err(other) => Err(failed(other)),
    }
}

fn failed(error: ActError) -> Failure {
    match error {
        ActError::Refused(_) => Failure::NotFound,
        ActError::Stale | ActError::Conflict(_) => crate::http::stale(),
        ActError::ToSign(what) => Failure::ToSign(what),
        ActError::Signature => Failure::Signature,
        ActError::Fault(fault) => fault.into(),
    }
}

/// Whom a form is about; nobody that this parent does not see is told from nobody at all.
fn member(visit: &Visit) -> Result<MemberId, Failure> {
    visit.field("member").parse().map_err(|_| Failure::NotFound)
}

/// `POST /people/link`.
pub(crate) async fn link<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let member = member(&visit)?;
    let command = web.command(&visit);
    let made = web.app.guest_link(&visit.session, command, &member).await;
    let secret = match made {
        Ok(secret) => secret,
        Err(ActError::Refused(refusal)) => {
            let told = (None, Some(refusal));
            return again(&web, &visit, StatusCode::CONFLICT, told).await;
        }
        Err(other) => return Err(failed(other)),
    };
    let snapshot = web.app.family(&visit.session).await?;
    let own = web.app.own_guests(&visit.session).await?;
    let family = &snapshot.family;
    let guest = family.guests().of(&member).or_else(|| own.of(&member));
    let ends = web.app.now() + SignedDuration::from_hours(INVITATION_DAYS * 24);
    let made = LinkMade {
        name: guest.map_or_else(String::new, |guest| guest.grant.name.to_string()),
        link: format!("{}{}", web.settings.origin(), join_path(&secret.reveal())),
        until: family.zone().to_datetime(ends),
    };
    again(&web, &visit, StatusCode::OK, (Some(made), None)).await
}

/// `POST /people/end`. At once, for whoever sees it: to end is never to ask.
pub(crate) async fn end<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let member = member(&visit)?;
    let command = web.command(&visit);
    let snapshot = web.app.family(&visit.session).await?;
    let ended = if snapshot.family.guests().of(&member).is_some() {
        let what = Command::EndGuest { member };
        let by = visit.by()?;
        let acted = web
            .app
            .act_by(&visit.session, command, visit.seen, what, by);
        acted.await.map(|_| ())
    } else {
        web.app.end_own_guest(&visit.session, command, member).await
    };
    match ended {
        Ok(()) => Ok(see_other(paths::PEOPLE)),
        Err(ActError::Refused(refusal)) => {
            let told = (None, Some(refusal));
            again(&web, &visit, StatusCode::CONFLICT, told).await
        }
        Err(other) => Err(failed(other)),
    }
}
