//! Confirming that whoever holds the device is the person whose session it is.
//!
//! May touch: `app`'s use cases of access.

use app::{Confirmed, Password, Secret, Store};
use axum::http::StatusCode;

use super::markup::confirm_page;
use super::view::{ConfirmView, ConfirmWrong};
use crate::http::{Answer, Visit, Web, first, safe_path, see_other};
use crate::text::t;

/// `GET /access/confirm`.
pub(crate) async fn get<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let query = visit.query();
    let back = safe_path(first(&query, "back")).to_owned();
    again(&web, &visit, StatusCode::OK, (back, None)).await
}

async fn again<S: Store>(
    web: &Web<S>,
    visit: &Visit,
    status: StatusCode,
    (back, wrong): (String, Option<ConfirmWrong>),
) -> Answer {
    let stage = web.hall(visit).await?.at(super::CONFIRM);
    let ways = web.app.ways_in(&visit.session).await?;
    let view = ConfirmView {
        back,
        code: ways.authenticator.is_some(),
        password: ways.password,
        passkey: web.party.is_some() && !ways.passkeys.is_empty(),
        wrong,
    };
    let title = t!(stage.text(), "access-confirm");
    let page = confirm_page(&stage.frame(&title), &view);
    Ok(web.page(status, &visit.reader, page))
}

/// `POST /access/confirm`.
pub(crate) async fn post<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let back = safe_path(visit.field("back")).to_owned();
    let wrong = match (&web.party, Secret::read(visit.field("ceremony"))) {
        (Some(party), Some(ceremony)) => {
            let said = visit.field("credential");
            let session = &visit.session;
            let confirmed = web
                .app
                .confirm_with_passkey(party, session, &ceremony, said)
                .await?;
            (!confirmed).then_some(ConfirmWrong::Passkey)
        }
        _ => {
            let password = Password::typed(visit.field("pass").to_owned());
            let code = visit.field("code");
            let confirmed = web
                .app
                .confirm_session(&visit.session, password, code)
                .await?;
            match confirmed {
                Confirmed::Yes => None,
                Confirmed::No => Some(ConfirmWrong::No),
                Confirmed::Waits => Some(ConfirmWrong::Waits),
            }
        }
    };
    match wrong {
        None => Ok(see_other(&back)),
        Some(wrong) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            again(&web, &visit, status, (back, Some(wrong))).await
        }
    }
}
