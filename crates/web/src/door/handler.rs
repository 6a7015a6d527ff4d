//! Signing in and out, leaving, joining, inviting, and the choice of language and theme.
//!
//! May touch: `app`'s accounts and sessions, and cookies. Passwords go straight to `app`.

use app::{ActError, Entrance, INVITATION_DAYS, Invitation, JoinError, NewAccount, Secret, Store};
use axum::http::{StatusCode, header};
use axum::response::Response;
use family::{Refusal, SeatState};
use jiff::SignedDuration;
use maud::Markup;

use super::form::{FieldError, JoinForm, SignInForm, join_field};
use super::markup::{away_page, invite_page, join_page, sign_in_page};
use super::view::{InviteState, InviteView, JoinView, Open, SignInState, SignInView};
use super::{AWAY, join_path};
use crate::access;
use crate::http::{
    Answer, Ask, Failure, Reader, Stage, Visit, Web, begin_second, begin_session, choose_language,
    choose_theme, clear_cache, end_second, end_session, keep_known, known_of, language_of,
    read_theme, safe_path, see_other, stale,
};
use crate::page::{Frame, Tab, paths};
use crate::text::{Lang, t};

pub(crate) fn frame<'a>(
    reader: &Reader,
    title: &'a str,
    token: &'a str,
    path: &'a str,
) -> Frame<'a> {
    Frame {
        text: reader.text(),
        title,
        viewer: None,
        tab: None,
        token,
        waits: 0,
        path,
        theme: reader.theme,
        shown: None,
    }
}

/// `GET /sign-in`.
pub(crate) async fn sign_in_form<S: Store>(web: Web<S>, ask: Ask) -> Answer {
    if ask.session.is_some() {
        return Ok(see_other(paths::TODAY));
    }
    let state = match ask.uri.query() {
        Some("ended") => SignInState::Ended,
        Some("signed-out") => SignInState::SignedOut,
        Some("closed") => SignInState::Closed,
        _ => SignInState::Fresh,
    };
    Ok(sign_in_again(
        &web,
        &ask,
        StatusCode::OK,
        String::new(),
        state,
    ))
}

fn sign_in_again<S: Store>(
    web: &Web<S>,
    ask: &Ask,
    status: StatusCode,
    mail: String,
    state: SignInState,
) -> Response {
    let title = t!(ask.text(), "door-title");
    web.door_page(status, &ask.reader, |token| {
        let frame = frame(&ask.reader, &title, token, paths::SIGN_IN);
        sign_in_page(&frame, &SignInView { mail, state })
    })
}

/// `POST /sign-in`. An unknown address and a wrong password get the same answer.
pub(crate) async fn sign_in<S: Store>(web: Web<S>, ask: Ask) -> Answer {
    let again = |mail, state| {
        Ok(sign_in_again(
            &web,
            &ask,
            StatusCode::UNPROCESSABLE_ENTITY,
            mail,
            state,
        ))
    };
    let (mail, password) = match SignInForm::from_pairs(ask.fields.clone()).parse() {
        Ok(both) => both,
        Err((mail, errors)) => return again(mail, SignInState::Incomplete(errors)),
    };
    let known = known_of(&ask.headers);
    let entered_by = web
        .app
        .enter_from(ask.place, &mail, password, ask.device(), known.as_ref())
        .await?;
    match entered_by {
        Entrance::Refused => again(mail, SignInState::Refused),
        Entrance::Waits => again(mail, SignInState::Waits),
        entrance @ (Entrance::In(..) | Entrance::Second(_)) => entered(&web, &ask, entrance).await,
    }
}

/// Goes on with whoever came as far as that.
pub(crate) async fn entered<S: Store>(web: &Web<S>, ask: &Ask, entrance: Entrance) -> Answer {
    let (signed_in, known) = match entrance {
        Entrance::In(signed_in, known) => (signed_in, known),
        Entrance::Second(second) => {
            let mut response = see_other(access::SECOND);
            let cookie = begin_second(&second.secret);
            response.headers_mut().append(header::SET_COOKIE, cookie);
            return Ok(response);
        }
        Entrance::Refused | Entrance::Waits => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            let state = SignInState::PasskeyRefused;
            return Ok(sign_in_again(web, ask, status, String::new(), state));
        }
    };
    let mut response = welcome(web, ask, &signed_in.secret).await?;
    for cookie in [keep_known(&known), end_second()] {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    Ok(response)
}

/// Opens a session in this browser. Whoever was signed in here before is not any more.
async fn welcome<S: Store>(web: &Web<S>, ask: &Ask, secret: &Secret) -> Answer {
    if let Some(earlier) = &ask.session {
        web.app.sign_out(earlier).await?;
    }
    let mut response = see_other(paths::TODAY);
    let cookie = begin_session(secret);
    response.headers_mut().append(header::SET_COOKIE, cookie);
    Ok(response)
}

/// `POST /sign-out`.
pub(crate) async fn sign_out<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    web.app.sign_out(&visit.session).await?;
    Ok(gone_to(&format!("{}?signed-out", paths::SIGN_IN)))
}

/// `POST /leave`: locks the session, then a neutral page. It opens even when locking fails.
pub(crate) async fn leave<S: Store>(web: Web<S>, ask: Ask) -> Answer {
    if let Some(session) = &ask.session {
        // A fault writes its own line in the log; whoever leaves must not wait for us.
        let _ = web.app.sign_out(session).await;
    }
    Ok(gone_to(AWAY))
}

pub(crate) fn gone_to(path: &str) -> Response {
    let mut response = see_other(path);
    response
        .headers_mut()
        .append(header::SET_COOKIE, end_session());
    clear_cache(&mut response);
    response
}

/// `GET /away`.
pub(crate) async fn away<S: Store>(web: Web<S>, ask: Ask) -> Answer {
    Ok(web.page(StatusCode::OK, &ask.reader, away_page(ask.text())))
}

/// What somebody sees whose form for leaving was not taken: still nothing of ours. The session
/// goes on, since the form may have come from anywhere.
pub(crate) fn left_anyway<S: Store>(web: &Web<S>, reader: &Reader) -> Response {
    web.page(StatusCode::FORBIDDEN, reader, away_page(reader.text()))
}

/// `POST /language`.
pub(crate) async fn language<S: Store>(web: Web<S>, ask: Ask) -> Answer {
    let mut response = see_other(safe_path(ask.field("path")));
    if let Some(lang) = Lang::from_tag(ask.field("lang")) {
        if let Some(session) = &ask.session {
            web.app.choose_language(session, language_of(lang)).await?;
        }
        response
            .headers_mut()
            .append(header::SET_COOKIE, choose_language(lang));
    }
    Ok(response)
}

/// `POST /theme`. A choice of this device alone; the server keeps nothing of it.
pub(crate) async fn theme<S: Store>(_: Web<S>, ask: Ask) -> Answer {
    let mut response = see_other(safe_path(ask.field("path")));
    if let Some(theme) = read_theme(ask.field("theme")) {
        response
            .headers_mut()
            .append(header::SET_COOKIE, choose_theme(theme));
    }
    Ok(response)
}

/// `GET /join/{secret}`.
pub(crate) async fn join_form<S: Store>(web: Web<S>, ask: Ask) -> Answer {
    let Some((secret, invitation)) = invitation(&web, &ask).await? else {
        return Ok(join_gone(&web, &ask));
    };
    Ok(join_again(
        &web,
        &ask,
        StatusCode::OK,
        &secret,
        invitation,
        (String::new(), Vec::new()),
    ))
}

async fn invitation<S: Store>(
    web: &Web<S>,
    ask: &Ask,
) -> Result<Option<(Secret, Invitation)>, Failure> {
    let Some(secret) = ask.parameter.as_deref().and_then(Secret::read) else {
        return Ok(None);
    };
    let found = web.app.invitation(&secret).await?;
    Ok(found.map(|invitation| (secret, invitation)))
}

/// The same bytes for a link that expired, was used, or never was.
fn join_gone<S: Store>(web: &Web<S>, ask: &Ask) -> Response {
    let title = t!(ask.text(), "join-page-title");
    let token = web.quiet_token(&ask.reader);
    let frame = frame(&ask.reader, &title, &token, paths::SIGN_IN);
    web.page(
        StatusCode::NOT_FOUND,
        &ask.reader,
        join_page(&frame, &JoinView::Gone),
    )
}

fn join_again<S: Store>(
    web: &Web<S>,
    ask: &Ask,
    status: StatusCode,
    secret: &Secret,
    invitation: Invitation,
    (mail, errors): (String, Vec<FieldError>),
) -> Response {
    let secret = secret.reveal();
    let path = join_path(&secret);
    let view = JoinView::Open(Open {
        secret,
        inviter: invitation.inviter,
        invited: invitation.invited,
        until: invitation.zone.to_datetime(invitation.expires),
        mail,
        errors,
    });
    let title = t!(ask.text(), "join-page-title");
    web.door_page(status, &ask.reader, |token| {
        join_page(&frame(&ask.reader, &title, token, &path), &view)
    })
}

/// `POST /join/{secret}`.
pub(crate) async fn join<S: Store>(web: Web<S>, ask: Ask) -> Answer {
    let Some((secret, invitation)) = invitation(&web, &ask).await? else {
        return Ok(join_gone(&web, &ask));
    };
    let again = |typed| {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        Ok(join_again(&web, &ask, status, &secret, invitation, typed))
    };
    let draft = match JoinForm::from_pairs(ask.fields.clone()).parse() {
        Ok(draft) => draft,
        Err(typed) => return again(typed),
    };
    let account = NewAccount {
        email: draft.mail.clone(),
        password: draft.password,
        language: Some(language_of(ask.reader.lang)),
    };
    let signed_in = match web.app.join(&secret, account, ask.device()).await {
        Ok(signed_in) => signed_in,
        Err(JoinError::Fault(fault)) => return Err(fault.into()),
        Err(JoinError::Gone | JoinError::Refused(_)) => return Ok(join_gone(&web, &ask)),
        Err(error @ (JoinError::BadEmail | JoinError::EmailTaken)) => {
            return again((draft.mail, join_field(&error).into_iter().collect()));
        }
    };
    welcome(&web, &ask, &signed_in.secret).await
}

/// `GET /invitation`.
pub(crate) async fn invite_form<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let stage = web.stage(&visit).await?;
    let page = invitation_page(&web, &stage, how_far(&stage));
    Ok(web.page(StatusCode::OK, &visit.reader, page))
}

fn how_far(stage: &Stage) -> InviteState {
    let family = stage.family();
    match family.seat(stage.side.other()).state {
        SeatState::Named => InviteState::NotInvited,
        SeatState::Invited(at) => InviteState::Waiting {
            since: family.zone().to_datetime(at),
        },
        SeatState::Joined(_) => InviteState::Joined,
        SeatState::Left(at) => InviteState::Left {
            since: family.zone().to_datetime(at),
        },
    }
}

fn invitation_page<S: Store>(web: &Web<S>, stage: &Stage, state: InviteState) -> Markup {
    let title = t!(stage.text(), "invite-page-title");
    let view = InviteView {
        other: stage.people[stage.side.other().index()].name.clone(),
        state,
        command: web.app.fresh_command().to_string(),
    };
    invite_page(&stage.frame(&title, Tab::Today), &view)
}

/// `POST /invitation`. The link is in this answer and nowhere else; the same form sent again
/// gives the same link.
pub(crate) async fn invite<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let command = web.command(&visit);
    let made = web
        .app
        .invite_by(&visit.session, command, visit.seen, visit.by()?)
        .await;
    let stage = web.stage(&visit).await?;
    let (status, state) = match made {
        Ok(secret) => {
            let link = format!("{}{}", web.settings.origin(), join_path(&secret.reveal()));
            let ends = stage.now + SignedDuration::from_hours(INVITATION_DAYS * 24);
            let until = stage.family().zone().to_datetime(ends);
            (StatusCode::OK, InviteState::Made { link, until })
        }
        Err(ActError::Refused(Refusal::BothJoined)) => (StatusCode::CONFLICT, InviteState::Joined),
        Err(ActError::Refused(_)) => return Err(Failure::NotFound),
        Err(ActError::Stale | ActError::Conflict(_)) => return Err(stale()),
        Err(ActError::ToSign(what)) => return Err(Failure::ToSign(what)),
        Err(ActError::Signature) => return Err(Failure::Signature),
        Err(ActError::Fault(fault)) => return Err(fault.into()),
    };
    let page = invitation_page(&web, &stage, state);
    Ok(web.page(status, &visit.reader, page))
}
