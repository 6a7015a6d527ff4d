//! The page with all that one signs in with, and what changes it.
//!
//! May touch: `app`'s use cases of access. Whether the person was confirmed is looked at before a
//! handler runs, see `routes`.

use app::{AccessError, Password, SessionFacts, Store};
use axum::http::StatusCode;
use axum::response::Response;

use super::ACCESS;
use super::markup::{access_page, authenticator_page, codes_page};
use super::view::{AccessView, AuthenticatorView, PasskeyLine, SessionLine, Told};
use crate::door::handler::know;
use crate::http::{Answer, Failure, Visit, Web, see_other};
use crate::record::device;
use crate::text::t;

/// `GET /access`.
pub(crate) async fn get<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let told = match visit.uri.query() {
        Some("changed") => Some(Told::Changed),
        Some("stopped") => Some(Told::Stopped),
        Some("recovered") => Some(Told::Recovered),
        _ => None,
    };
    again(&web, &visit, StatusCode::OK, told).await
}

/// The page with what was wrong, or what was done.
pub(crate) async fn again<S: Store>(
    web: &Web<S>,
    visit: &Visit,
    status: StatusCode,
    told: Option<Told>,
) -> Answer {
    let stage = web.hall(visit).await?.at(ACCESS);
    let ways = web.app.ways_in(&visit.session).await?;
    let sessions = web.app.sessions(&visit.session).await?;
    let alerts = web.app.alerts_go_to(&visit.session).await?;
    let zone = stage.zone().clone();
    let local = |at| zone.to_datetime(at);
    let line = |one: SessionFacts| SessionLine {
        device: one
            .device
            .and_then(|text| device::short(stage.text(), &text)),
        name: one.name,
        since: local(one.since),
        used: local(one.used),
        this: one.this,
    };
    let passkey = |one: app::PasskeyFacts| PasskeyLine {
        id: one.id,
        name: one.name,
        since: local(one.since),
        used: one.used.map(local),
        backed_up: one.backed_up,
    };
    let view = AccessView {
        address: ways.address.as_str().to_owned(),
        passkeys: ways.passkeys.into_iter().map(passkey).collect(),
        passkeys_possible: web.party.is_some(),
        password: ways.password,
        authenticator: ways.authenticator.map(local),
        paper: ways.paper,
        sessions: sessions.into_iter().map(line).collect(),
        alerts: super::alerts::view(alerts),
        told,
    };
    let title = t!(stage.text(), "access-title");
    let page = access_page(&stage.frame(&title), &view);
    Ok(web.page(status, &visit.reader, page))
}

/// Where a change leads, and what is told of one that was not made.
pub(crate) async fn changed<S: Store>(
    web: &Web<S>,
    visit: &Visit,
    result: Result<(), AccessError>,
) -> Answer {
    let told = match result {
        Ok(()) => return Ok(done()),
        Err(AccessError::Gone) => Told::Gone,
        Err(AccessError::Last) => Told::Last,
        Err(AccessError::NewHere) => Told::NewHere,
        Err(AccessError::Fault(fault)) => return Err(fault.into()),
    };
    again(web, visit, StatusCode::CONFLICT, Some(told)).await
}

/// Back to the page, which says that it was changed.
pub(crate) fn done() -> Response {
    see_other(&format!("{ACCESS}?changed"))
}

/// `POST /access/sessions/end`. Asks for nothing more: whoever finds a session that should not be
/// must be able to end it at once.
pub(crate) async fn end_session<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let ended = match visit.field("session") {
        "others" => web.app.end_other_sessions(&visit.session).await,
        name => web.app.end_session(&visit.session, name).await,
    };
    changed(&web, &visit, ended).await
}

/// `POST /access/password`.
pub(crate) async fn password<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let known = web.app.names_near(&visit.session).await?;
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    let chosen = match Password::chosen(visit.field("pass").to_owned(), &known) {
        Ok(_) if visit.field("pass") != visit.field("again") => Err(Told::PasswordTwice),
        Ok(chosen) => Ok(chosen),
        Err(weak) => Err(Told::PasswordWeak(weak)),
    };
    let chosen = match chosen {
        Ok(chosen) => chosen,
        Err(told) => {
            return again(&web, &visit, StatusCode::UNPROCESSABLE_ENTITY, Some(told)).await;
        }
    };
    match web.app.change_password(&visit.session, chosen).await {
        Ok(known) => {
            let mut response = done();
            know(&mut response, &visit.session, &known);
            Ok(response)
        }
        Err(error) => changed(&web, &visit, Err(error)).await,
    }
}

/// `GET /access/authenticator`.
pub(crate) async fn authenticator_form<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let (secret, sealed) = web.app.new_authenticator(&visit.session)?;
    draw(&web, &visit, StatusCode::OK, (&secret, sealed, false)).await
}

async fn draw<S: Store>(
    web: &Web<S>,
    visit: &Visit,
    status: StatusCode,
    (secret, sealed, wrong): (&app::NewAuthenticator, String, bool),
) -> Answer {
    let stage = web.hall(visit).await?;
    let label = stage.name();
    let view = AuthenticatorView {
        typed: secret.typed(),
        uri: secret.uri(label)?,
        sealed,
        wrong,
    };
    let title = t!(stage.text(), "access-totp");
    let page = authenticator_page(&stage.frame(&title), &view);
    Ok(web.page(status, &visit.reader, page))
}

/// `POST /access/authenticator`.
pub(crate) async fn authenticator<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let sealed = visit.field("secret");
    let new = web.app.read_new_authenticator(&visit.session, sealed);
    let new = new.ok_or(Failure::NotFound)?;
    let code = visit.field("code");
    match web.app.set_authenticator(&visit.session, &new, code).await {
        Ok(true) => Ok(done()),
        Ok(false) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            draw(&web, &visit, status, (&new, sealed.to_owned(), true)).await
        }
        Err(error) => changed(&web, &visit, Err(error)).await,
    }
}

/// `POST /access/authenticator/remove`.
pub(crate) async fn no_authenticator<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let removed = web.app.remove_authenticator(&visit.session).await;
    changed(&web, &visit, removed).await
}

/// `POST /access/codes`. The codes are in this answer and nowhere else.
pub(crate) async fn codes<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let codes = match web.app.make_recovery_codes(&visit.session).await {
        Ok(codes) => codes,
        Err(error) => return changed(&web, &visit, Err(error)).await,
    };
    let stage = web.hall(&visit).await?.at(ACCESS);
    let title = t!(stage.text(), "access-paper");
    let page = codes_page(&stage.frame(&title), &codes);
    Ok(web.page(StatusCode::OK, &visit.reader, page))
}
