//! Asking for a way back in, taking it, stopping it.
//!
//! May touch: `app`'s use cases of access, and cookies. Passwords go straight to `app`.

use app::{AccessError, Password, Recovery, RecoveryAsked, Secret, Store};
use axum::http::StatusCode;
use axum::response::Response;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::view::{LostState, LostView, Open, RecoverView, Wait};
use super::{LOST, lost_page, recover_page, recover_path};
use crate::access;
use crate::door::form::{FieldError, Wrong};
use crate::door::handler::{frame, here, know, welcome};
use crate::http::{Answer, Ask, Visit, Web, see_other};
use crate::page::paths;
use crate::text::t;

/// `GET /sign-in/lost`.
pub(crate) async fn lost_form<S: Store>(web: Web<S>, ask: Ask) -> Answer {
    if ask.session.is_some() {
        return Ok(see_other(paths::ACCESS));
    }
    Ok(lost_again(&web, &ask, StatusCode::OK, LostState::Fresh))
}

fn lost_again<S: Store>(web: &Web<S>, ask: &Ask, status: StatusCode, state: LostState) -> Response {
    let title = t!(ask.text(), "lost-title");
    let view = LostView {
        mail: ask.field("mail").to_owned(),
        state,
    };
    web.door_page(status, &ask.reader, |token| {
        lost_page(&frame(&ask.reader, &title, token, LOST), &view)
    })
}

/// `POST /sign-in/lost`. Whoever has no account gets the same bytes, and neither waits for what
/// becomes of it.
pub(crate) async fn lost<S: Store>(web: Web<S>, ask: Ask) -> Answer {
    let mail = ask.field("mail");
    let refused = |state| {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        Ok(lost_again(&web, &ask, status, state))
    };
    let wrong = |wrong| {
        let field = "mail";
        refused(LostState::Wrong(FieldError { field, wrong }))
    };
    if mail.trim().is_empty() {
        return wrong(Wrong::NoMail);
    }
    match web.app.ask_recovery(mail) {
        RecoveryAsked::BadEmail => wrong(Wrong::BadMail),
        RecoveryAsked::Waits => refused(LostState::Waits),
        RecoveryAsked::Taken(_) => {
            let title = t!(ask.text(), "lost-title");
            let token = web.quiet_token(&ask.reader);
            let view = LostView {
                mail: String::new(),
                state: LostState::Asked,
            };
            let page = lost_page(&frame(&ask.reader, &title, &token, LOST), &view);
            Ok(web.page(StatusCode::OK, &ask.reader, page))
        }
    }
}

/// `GET /recover/{secret}`.
pub(crate) async fn recover_form<S: Store>(web: Web<S>, ask: Ask) -> Answer {
    behind_the_link(&web, &ask, StatusCode::OK, Vec::new()).await
}

/// The page behind the link, as it is now.
async fn behind_the_link<S: Store>(
    web: &Web<S>,
    ask: &Ask,
    status: StatusCode,
    errors: Vec<FieldError>,
) -> Answer {
    let Some(secret) = ask.parameter.as_deref().and_then(Secret::read) else {
        return Ok(gone(web, ask));
    };
    let (status, view) = match web.app.recovery(&secret).await? {
        Recovery::Gone => return Ok(gone(web, ask)),
        Recovery::Waits { due, zone } => (StatusCode::OK, RecoverView::Waits(wait(due, &zone))),
        Recovery::Open { expires, zone } => {
            let open = Open {
                secret: secret.reveal(),
                until: wait(expires, &zone),
                errors,
            };
            (status, RecoverView::Open(open))
        }
    };
    let path = recover_path(&secret.reveal());
    let title = t!(ask.text(), "recover-title");
    Ok(web.door_page(status, &ask.reader, |token| {
        recover_page(&frame(&ask.reader, &title, token, &path), &view)
    }))
}

fn wait(at: Timestamp, zone: &TimeZone) -> Wait {
    Wait {
        at: zone.to_datetime(at),
        zone: zone.iana_name().unwrap_or("UTC").to_owned(),
    }
}

/// The same bytes for a link that was used, stopped, is over, or never was.
fn gone<S: Store>(web: &Web<S>, ask: &Ask) -> Response {
    let title = t!(ask.text(), "recover-title");
    let token = web.quiet_token(&ask.reader);
    let frame = frame(&ask.reader, &title, &token, paths::SIGN_IN);
    let page = recover_page(&frame, &RecoverView::Gone);
    web.page(StatusCode::NOT_FOUND, &ask.reader, page)
}

/// `POST /recover/{secret}`.
pub(crate) async fn recover<S: Store>(web: Web<S>, ask: Ask) -> Answer {
    let secret = ask.parameter.as_deref().and_then(Secret::read);
    let opens = match &secret {
        Some(secret) => matches!(web.app.recovery(secret).await?, Recovery::Open { .. }),
        None => false,
    };
    // Nobody else's words are judged.
    let Some(secret) = secret.filter(|_| opens) else {
        return behind_the_link(&web, &ask, StatusCode::CONFLICT, Vec::new()).await;
    };
    let wrong = |field, wrong| FieldError { field, wrong };
    let chosen = match Password::chosen(ask.field("pass").to_owned(), &[]) {
        Ok(_) if ask.field("pass") != ask.field("again") => Err(wrong("again", Wrong::NotTheSame)),
        Ok(chosen) => Ok(chosen),
        Err(_) if ask.field("pass").is_empty() => Err(wrong("pass", Wrong::NoPassword)),
        Err(weak) => Err(wrong("pass", weak.into())),
    };
    let chosen = match chosen {
        Ok(chosen) => chosen,
        Err(wrong) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return behind_the_link(&web, &ask, status, vec![wrong]).await;
        }
    };
    let recovered = web.app.recover(&secret, chosen, here(&ask)).await?;
    let Some((signed_in, known)) = recovered else {
        return behind_the_link(&web, &ask, StatusCode::CONFLICT, Vec::new()).await;
    };
    let to = format!("{}?recovered", paths::ACCESS);
    let mut response = welcome(&web, &ask, &signed_in, &to).await?;
    know(&mut response, &signed_in.session, &known);
    Ok(response)
}

/// `POST /access/recovery/stop`. Asks for nothing more: whoever sees that somebody else wants in
/// must be able to stop it at once.
pub(crate) async fn stop<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    match web.app.stop_recovery(&visit.session).await {
        Ok(()) => Ok(see_other(&format!("{}?stopped", paths::ACCESS))),
        Err(
            error @ (AccessError::Gone
            | AccessError::NewHere
            | AccessError::Last
            | AccessError::Fault(_)),
        ) => access::handler::changed(&web, &visit, Err(error)).await,
    }
}
