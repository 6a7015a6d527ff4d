//! Beginning the first family in the browser, by the link that the server printed.
//!
//! May touch: `app`'s founding and inviting, and the cookie of a session. Passwords go straight to
//! `app`.

use app::{INVITATION_DAYS, JoinError, NewAccount, Secret, SignedIn, Store};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use family::{Child, Founding, Name, Parent};
use jiff::SignedDuration;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use plan::{NewPlan, ParentingPlan, Side, new_plan};

use super::SetUp;
use super::form::{BeginForm, Draft, FieldError, Typed, Wrong};
use super::markup::{begun_page, form_page, gone_page, waiting_page};
use super::view::{BegunView, FormView};
use crate::door::handler::{frame, here};
use crate::door::{form::Wrong as DoorWrong, join_path};
use crate::http::{
    Answer, Ask, Binding, Failure, Reader, Visit, Web, begin_session, begin_short_session,
    language_of, see_other,
};
use crate::page::{Tab, paths};
use crate::text::t;

/// What every address answers while there is no family: the same page for all of them.
pub(crate) fn waiting<S: Store>(web: &Web<S>, reader: &Reader) -> Response {
    let title = t!(reader.text(), "begin-waiting");
    web.door_page(StatusCode::NOT_FOUND, reader, |token| {
        waiting_page(&frame(reader, &title, token, paths::TODAY))
    })
}

/// The set-up and its secret, if the path's secret opens it.
fn opened<'w, S: Store>(web: &'w Web<S>, ask: &Ask) -> Option<(&'w SetUp, Secret)> {
    let secret = ask.parameter.as_deref().and_then(Secret::read)?;
    let set_up = web.set_up.as_ref().filter(|one| one.opens(&secret))?;
    Some((set_up, secret))
}

/// What is shown to whoever asks with another secret.
fn closed<S: Store>(web: &Web<S>, ask: &Ask) -> Response {
    match &web.set_up {
        Some(set_up) if set_up.waits() => waiting(web, &ask.reader),
        _ => gone(web, ask),
    }
}

/// The same for a link that was used and one that never was. Whoever is signed in goes on.
fn gone<S: Store>(web: &Web<S>, ask: &Ask) -> Response {
    if ask.session.is_some() {
        return see_other(paths::TODAY);
    }
    let title = t!(ask.text(), "begin-page-title");
    let token = web.quiet_token(&ask.reader);
    let page = gone_page(&frame(&ask.reader, &title, &token, paths::SIGN_IN));
    web.page(StatusCode::NOT_FOUND, &ask.reader, page)
}

/// `GET /begin/{secret}`.
pub(crate) async fn get<S: Store>(web: Web<S>, ask: Ask) -> Answer {
    let Some((_, secret)) = opened(&web, &ask) else {
        return Ok(closed(&web, &ask));
    };
    let typed = Typed::empty(preferred(&ask.headers), ask.reader.lang);
    Ok(again(
        &web,
        &ask,
        StatusCode::OK,
        &secret,
        (typed, Vec::new()),
    ))
}

fn preferred(headers: &HeaderMap) -> &str {
    let line = headers.get(header::ACCEPT_LANGUAGE);
    line.and_then(|line| line.to_str().ok()).unwrap_or("")
}

fn again<S: Store>(
    web: &Web<S>,
    ask: &Ask,
    status: StatusCode,
    secret: &Secret,
    (typed, errors): (Typed, Vec<FieldError>),
) -> Response {
    let secret = secret.reveal();
    let path = super::begin_path(&secret);
    let view = FormView {
        secret,
        typed,
        errors,
    };
    let title = t!(ask.text(), "begin-page-title");
    web.door_page(status, &ask.reader, |token| {
        form_page(&frame(&ask.reader, &title, token, &path), &view)
    })
}

/// `POST /begin/{secret}`. The family, its founder's account and session, and the link for the
/// other parent; the link is in this answer and nowhere else.
pub(crate) async fn post<S: Store>(web: Web<S>, ask: Ask) -> Answer {
    let Some((set_up, secret)) = opened(&web, &ask) else {
        return Ok(closed(&web, &ask));
    };
    let wrong = |typed| {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        Ok(again(&web, &ask, status, &secret, typed))
    };
    let mut form = BeginForm::from_pairs(ask.fields.clone());
    if form.more {
        form.typed.add_child();
        let typed = (form.typed, Vec::new());
        return Ok(again(&web, &ask, StatusCode::OK, &secret, typed));
    }
    let typed = form.typed.clone();
    let today = TimeZone::get(typed.zone.trim()).unwrap_or(TimeZone::UTC);
    let today = today.to_datetime(web.app.now()).date();
    let draft = match form.parse(today) {
        Ok(draft) => draft,
        Err(errors) => return wrong((typed, errors)),
    };
    let invites = draft.other.is_some();
    let (founding, account) = founding(&web, &ask, draft, today)?;
    let Some(alone) = set_up.alone().await else {
        return Ok(gone(&web, &ask));
    };
    let signed_in = match web.app.found(founding, account, here(&ask)).await {
        Ok(founded) => founded.founder,
        Err(JoinError::Fault(fault)) => return Err(fault.into()),
        Err(error) => return wrong((typed, refused(&error))),
    };
    set_up.end();
    drop(alone);
    begun(&web, ask, &signed_in, invites).await
}

/// The field that a refused founding is about. The form has looked at all else before.
fn refused(error: &JoinError) -> Vec<FieldError> {
    let (field, wrong) = match error {
        JoinError::EmailTaken => ("mail", Wrong::Door(DoorWrong::MailTaken)),
        JoinError::BadEmail => ("mail", Wrong::Door(DoorWrong::BadMail)),
        JoinError::Gone | JoinError::HereAlready | JoinError::Refused(_) | JoinError::Fault(_) => {
            ("zone", Wrong::NoZone)
        }
    };
    vec![FieldError {
        field: field.to_owned(),
        wrong,
    }]
}

/// What is founded. The ids are those that a plan made of these names has.
fn founding<S: Store>(
    web: &Web<S>,
    ask: &Ask,
    draft: Draft,
    today: Date,
) -> Result<(Founding, NewAccount), Failure> {
    let text = ask.text();
    // What the plan's reader says could quote a name, which the log must not have.
    let fault = || app::Fault::new("beginning a family", "no plan can be made for these people");
    let unnamed = || Name::new(&t!(text, "begin-other-unnamed")).map_err(|_| fault());
    let other = draft.other.map_or_else(unnamed, Ok)?;
    let names = [&draft.you, &other];
    let wanted = NewPlan {
        template: "alternating-weeks".to_owned(),
        parents: names.map(ToString::to_string),
        children: draft
            .children
            .iter()
            .map(|(name, born)| (name.to_string(), *born))
            .collect(),
        zone: draft.zone.clone(),
        start: today,
        language: None,
    };
    let plan = new_plan(&wanted, today).map_err(|_| fault())?;
    let plan = ParentingPlan::read(&plan, today).map_err(|_| fault())?;
    let both = format!("{} {} {other}", draft.you, t!(text, "and"));
    // Two long names together are longer than one may be: then the family has the founder's.
    let name = Name::new(&both).unwrap_or_else(|_| draft.you.clone());
    let parent = |side: Side| -> Result<Parent, app::Fault> {
        Ok(Parent {
            member: web.app.fresh_member()?,
            id: plan.parent(side).id.clone(),
            name: names[side.index()].clone(),
        })
    };
    let children = plan.children().iter().zip(&draft.children);
    let children = children.map(|(child, (name, born))| Child {
        id: child.id.clone(),
        name: name.clone(),
        born: *born,
    });
    let founding = Founding {
        name,
        zone: draft.zone.into(),
        parents: [parent(Side::A)?, parent(Side::B)?],
        children: children.collect(),
        founder: Side::A,
    };
    let account = NewAccount {
        email: draft.mail,
        password: draft.password,
        language: Some(language_of(ask.reader.lang)),
    };
    Ok((founding, account))
}

/// The page after it, for the session that has just begun.
async fn begun<S: Store>(
    web: &Web<S>,
    mut ask: Ask,
    signed_in: &SignedIn,
    invites: bool,
) -> Answer {
    let session = std::sync::Arc::clone(&signed_in.session);
    let mut link = None;
    if invites {
        let seen = web.app.family(&session).await?.head.seen();
        let made = web.app.invite(&session, web.app.fresh_command(), seen);
        // The family has begun all the same; its page offers to make the link.
        link = made.await.ok();
    }
    ask.reader.binding = Binding::Session(signed_in.secret.clone());
    let visit = Visit {
        seen: app::Seen::NOTHING,
        session,
        ask,
    };
    let mut stage = web.stage(&visit).await?;
    paths::TODAY.clone_into(&mut stage.path);
    let until = stage.now + SignedDuration::from_hours(INVITATION_DAYS * 24);
    let until = stage.family().zone().to_datetime(until);
    let origin = web.settings.origin();
    let view = BegunView {
        other: stage.people[stage.side.other().index()].name.clone(),
        link: link.map(|secret| (format!("{origin}{}", join_path(&secret.reveal())), until)),
    };
    let title = t!(stage.text(), "begun-title");
    let page = begun_page(&stage.frame(&title, Tab::Today), &view);
    let mut response = web.page(StatusCode::OK, &visit.reader, page);
    let cookie = if signed_in.session.short() {
        begin_short_session(&signed_in.secret)
    } else {
        begin_session(&signed_in.secret)
    };
    response.headers_mut().append(header::SET_COOKIE, cookie);
    Ok(response)
}
