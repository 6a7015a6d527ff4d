//! Signing in and out, leaving, joining, inviting, and the choice of language and theme.
//!
//! May touch: `app`'s accounts and sessions, and cookies. Passwords go straight to `app`.

use app::{
    ActError, Entrance, INVITATION_DAYS, Invitation, InvitedAs, JoinError, KnownDevice, NewAccount,
    OnDevice, Secret, Session, SignedIn, Store,
};
use axum::http::{StatusCode, header};
use axum::response::Response;
use family::{Refusal, SeatState};
use jiff::SignedDuration;
use maud::Markup;
use std::sync::Arc;
use std::time::Duration;

use super::form::{FieldError, JoinForm, SignInForm, join_field};
use super::markup::{away_page, invite_page, join_page, sign_in_page};
use super::view::{InviteState, InviteView, JoinView, Open, ReaderHere, SignInState, SignInView};
use super::{AWAY, join_path};
use crate::access;
use crate::calls::hub::{Holder, Revoked};
use crate::http::{
    Answer, Ask, Cookies, Failure, Reader, Stage, Visit, Web, begin_second, begin_session,
    begin_short_session, choose_language, choose_privacy, choose_theme, clear_cache, end_keeping,
    end_second, end_session, keep_known, known_of, language_of, read_theme, safe_path, see_other,
    stale,
};
use crate::page::{Frame, Privacy, Tab, paths};
use crate::people::view::GrantView;
use crate::text::{Lang, t};

/// How long whoever leaves waits until that is written down.
const LEAVE_WAITS: Duration = Duration::from_secs(1);

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
        new: 0,
        path,
        theme: reader.theme,
        privacy: reader.privacy,
        shown: None,
        banner: None,
        live: None,
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
        (String::new(), ask.reader.privacy == Privacy::Shared),
        state,
    ))
}

fn sign_in_again<S: Store>(
    web: &Web<S>,
    ask: &Ask,
    status: StatusCode,
    (mail, shared): (String, bool),
    state: SignInState,
) -> Response {
    let title = t!(ask.text(), "door-title");
    web.door_page(status, &ask.reader, |token| {
        let frame = frame(&ask.reader, &title, token, paths::SIGN_IN);
        let view = SignInView {
            mail,
            shared,
            state,
        };
        sign_in_page(&frame, &view)
    })
}

/// `POST /sign-in`. An unknown address and a wrong password get the same answer.
pub(crate) async fn sign_in<S: Store>(web: Web<S>, ask: Ask) -> Answer {
    let form = SignInForm::from_pairs(ask.fields.clone());
    let shared = form.shared;
    let again = |mail, state| {
        Ok(sign_in_again(
            &web,
            &ask,
            StatusCode::UNPROCESSABLE_ENTITY,
            (mail, shared),
            state,
        ))
    };
    let (mail, password) = match form.parse() {
        Ok(both) => both,
        Err((mail, errors)) => return again(mail, SignInState::Incomplete(errors)),
    };
    let known = known_of(&ask.headers);
    let entered_by = web
        .app
        .enter_from(ask.place, &mail, password, on_device(&ask), known.as_ref())
        .await?;
    match entered_by {
        Entrance::Refused => again(mail, SignInState::Refused),
        Entrance::Waits => again(mail, SignInState::Waits),
        entrance @ (Entrance::In(..) | Entrance::Second(_)) => entered(&web, &ask, entrance).await,
    }
}

/// The device as its person says it is.
pub(crate) fn on_device(ask: &Ask) -> OnDevice<'_> {
    OnDevice {
        text: ask.device(),
        shared: ask.field("shared") == "yes",
    }
}

/// The device as it was said to be before, where the form does not ask.
pub(crate) fn here(ask: &Ask) -> OnDevice<'_> {
    OnDevice {
        text: ask.device(),
        shared: ask.reader.privacy == Privacy::Shared,
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
            let typed = (String::new(), on_device(ask).shared);
            return Ok(sign_in_again(web, ask, status, typed, state));
        }
    };
    let mut response = welcome(web, ask, &signed_in, paths::TODAY).await?;
    let end = end_second();
    response.headers_mut().append(header::SET_COOKIE, end);
    know(&mut response, &signed_in.session, &known);
    Ok(response)
}

/// Lets the device count as known to whom it signs in, unless others use it too.
pub(crate) fn know(response: &mut Response, session: &Session, known: &KnownDevice) {
    if !session.short() {
        let cookie = keep_known(known);
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
}

/// Opens a session in this browser. Whoever was signed in here before is not any more.
pub(crate) async fn welcome<S: Store>(
    web: &Web<S>,
    ask: &Ask,
    signed_in: &SignedIn,
    to: &str,
) -> Answer {
    if let Some(earlier) = &ask.session {
        web.app.sign_out(earlier).await?;
    }
    let mut response = see_other(to);
    let short = signed_in.session.short();
    let mut cookies = vec![if short {
        begin_short_session(&signed_in.secret)
    } else {
        begin_session(&signed_in.secret)
    }];
    // Neutral titles alone stay as they were chosen for this device.
    match (short, ask.reader.privacy) {
        (true, _) => cookies.push(choose_privacy(Privacy::Shared)),
        (false, Privacy::Shared) => cookies.push(choose_privacy(Privacy::Usual)),
        (false, Privacy::Usual | Privacy::Neutral) => {}
    }
    for cookie in cookies {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    Ok(response)
}

/// `POST /sign-out`.
pub(crate) async fn sign_out<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    web.app.sign_out(&visit.session).await?;
    hang_up(&web, &visit.session);
    Ok(gone_to(&format!("{}?signed-out", paths::SIGN_IN)))
}

/// Nobody is in a call any more with a session that ends.
fn hang_up<S: Store>(web: &Web<S>, session: &Session) {
    let holder = Revoked::Holder(Holder(session.hash().0));
    let now = web.app.now();
    web.calls.hub.revoke(session.family_id(), &holder, now);
}

/// `POST /leave`: locks the session, then a neutral page. It opens even when locking fails.
pub(crate) async fn leave<S: Store>(web: Web<S>, ask: Ask) -> Answer {
    if let Some(session) = ask.session {
        hang_up(&web, &session);
        lock(&web, session).await;
    }
    Ok(gone_to(AWAY))
}

/// From here on the session opens nothing. Writing that down goes on by itself: whoever leaves waits
/// for a moment at most.
async fn lock<S: Store>(web: &Web<S>, session: Arc<Session>) {
    let app = Arc::clone(&web.app);
    let written = tokio::spawn(async move { app.sign_out(&session).await });
    // A fault writes its own line in the log.
    let _ = tokio::time::timeout(LEAVE_WAITS, written).await;
}

pub(crate) fn gone_to(path: &str) -> Response {
    let mut response = see_other(path);
    for cookie in [end_session(), end_keeping()] {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    clear_cache(&mut response);
    response
}

/// `GET /away`.
pub(crate) async fn away<S: Store>(web: Web<S>, ask: Ask) -> Answer {
    Ok(web.page(StatusCode::OK, &ask.reader, away_page(ask.text())))
}

/// What somebody sees whose form for leaving was not taken: still nothing of ours. With the cookies
/// of a browser that says that our own page sent it, the session is locked all the same: the page
/// may be older than the session. Otherwise it goes on, since the form may have come from anywhere.
pub(crate) async fn left_anyway<S: Store>(
    web: &Web<S>,
    reader: &Reader,
    ours: Option<&Cookies>,
) -> Response {
    let mut response = web.page(StatusCode::FORBIDDEN, reader, away_page(reader.text()));
    if let Some(cookies) = ours {
        if let Some(secret) = &cookies.session
            && let Ok(Some(session)) = web.app.session(secret).await
        {
            lock(web, session).await;
        }
        response
            .headers_mut()
            .append(header::SET_COOKIE, end_session());
        clear_cache(&mut response);
    }
    response
}

/// `POST /language`.
pub(crate) async fn language<S: Store>(web: Web<S>, ask: Ask) -> Answer {
    let mut response = see_other(safe_path(ask.field("path")));
    if let Some(lang) = Lang::from_tag(ask.field("lang")) {
        if let Some(session) = &ask.session {
            web.app.choose_language(session, language_of(lang)).await?;
        }
        response.headers_mut().append(
            header::SET_COOKIE,
            choose_language(lang, ask.reader.privacy),
        );
    }
    Ok(response)
}

/// `POST /theme`. A choice of this device alone; the server keeps nothing of it.
pub(crate) async fn theme<S: Store>(_: Web<S>, ask: Ask) -> Answer {
    let mut response = see_other(safe_path(ask.field("path")));
    if let Some(theme) = read_theme(ask.field("theme")) {
        response
            .headers_mut()
            .append(header::SET_COOKIE, choose_theme(theme, ask.reader.privacy));
    }
    Ok(response)
}

/// `GET /join/{secret}`.
pub(crate) async fn join_form<S: Store>(web: Web<S>, ask: Ask) -> Answer {
    let Some((secret, invitation)) = invitation(&web, &ask).await? else {
        return Ok(join_gone(&web, &ask));
    };
    let typed = (String::new(), Vec::new());
    join_again(&web, &ask, StatusCode::OK, (&secret, invitation), typed).await
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

/// Whether the link can be taken with the account that is signed in here.
async fn reader_here<S: Store>(
    web: &Web<S>,
    ask: &Ask,
    invitation: &Invitation,
) -> Result<ReaderHere, Failure> {
    let Some(session) = &ask.session else {
        return Ok(ReaderHere::No);
    };
    let families = web.app.families_of(session).await?;
    let here = families.iter().any(|one| one.id == invitation.family);
    Ok(if here {
        ReaderHere::HereAlready
    } else {
        ReaderHere::Yes
    })
}

async fn join_again<S: Store>(
    web: &Web<S>,
    ask: &Ask,
    status: StatusCode,
    (secret, invitation): (&Secret, Invitation),
    (mail, errors): (String, Vec<FieldError>),
) -> Answer {
    let signed_in = reader_here(web, ask, &invitation).await?;
    let guest = match invitation.as_what {
        InvitedAs::Parent => None,
        InvitedAs::Guest(grant, by) => {
            let view = GrantView::named(&grant, invitation.children);
            Some((view, by))
        }
    };
    let secret = secret.reveal();
    let path = join_path(&secret);
    let view = JoinView::Open(Open {
        secret,
        inviter: invitation.inviter,
        invited: invitation.invited,
        until: invitation.zone.to_datetime(invitation.expires),
        mail,
        errors,
        guest,
        signed_in,
    });
    let title = t!(ask.text(), "join-page-title");
    Ok(web.door_page(status, &ask.reader, |token| {
        join_page(&frame(&ask.reader, &title, token, &path), &view)
    }))
}

/// `POST /join/{secret}`.
pub(crate) async fn join<S: Store>(web: Web<S>, ask: Ask) -> Answer {
    let Some((secret, invitation)) = invitation(&web, &ask).await? else {
        return Ok(join_gone(&web, &ask));
    };
    if let Some(session) = ask
        .session
        .as_ref()
        .filter(|_| ask.field("with") == "session")
    {
        return join_with(&web, &ask, session, (&secret, invitation)).await;
    }
    let wrong = StatusCode::UNPROCESSABLE_ENTITY;
    let place = (&secret, invitation);
    let names = [place.1.inviter.as_str(), place.1.invited.as_str()];
    let draft = match JoinForm::from_pairs(ask.fields.clone()).parse(&names) {
        Ok(draft) => draft,
        Err(typed) => return join_again(&web, &ask, wrong, place, typed).await,
    };
    let account = NewAccount {
        email: draft.mail.clone(),
        password: draft.password,
        language: Some(language_of(ask.reader.lang)),
    };
    let signed_in = match web.app.join(&secret, account, here(&ask)).await {
        Ok(signed_in) => signed_in,
        Err(JoinError::Fault(fault)) => return Err(fault.into()),
        Err(JoinError::Gone | JoinError::Refused(_) | JoinError::HereAlready) => {
            return Ok(join_gone(&web, &ask));
        }
        Err(error @ (JoinError::BadEmail | JoinError::EmailTaken)) => {
            let typed = (draft.mail, join_field(&error).into_iter().collect());
            return join_again(&web, &ask, wrong, place, typed).await;
        }
    };
    let mut response = welcome(&web, &ask, &signed_in, paths::TODAY).await?;
    let known = web.app.device_of(&signed_in.session).await?;
    know(&mut response, &signed_in.session, &known);
    Ok(response)
}

/// Takes the link with the account that is signed in here.
async fn join_with<S: Store>(
    web: &Web<S>,
    ask: &Ask,
    session: &Session,
    (secret, invitation): (&Secret, Invitation),
) -> Answer {
    match web.app.join_signed_in(session, secret).await {
        Ok(()) => Ok(see_other(paths::TODAY)),
        Err(JoinError::Fault(fault)) => Err(fault.into()),
        Err(JoinError::HereAlready) => {
            let typed = (String::new(), Vec::new());
            let place = (secret, invitation);
            join_again(web, ask, StatusCode::CONFLICT, place, typed).await
        }
        Err(
            JoinError::Gone | JoinError::Refused(_) | JoinError::BadEmail | JoinError::EmailTaken,
        ) => Ok(join_gone(web, ask)),
    }
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
