//! Making a browser the tablet of children, with a parent's code. Looking at the code uses nothing up;
//! the one form does, and then the code opens nothing any more.
//!
//! May touch: `app`'s codes, and the tablet's cookie.

use app::{ActError, Secret, Store};
use axum::http::{StatusCode, header};
use axum::response::Response;

use super::markup::{PairView, pair_over_page, pair_page};
use super::pair_path;
use crate::door::handler::frame;
use crate::http::{Answer, Ask, Web, begin_tablet, see_other, stale};
use crate::page::paths;
use crate::text::{clock, t};

fn code(ask: &Ask) -> Option<Secret> {
    Secret::read(ask.parameter.as_deref()?)
}

/// `GET /tablet/pair/{secret}`.
pub(crate) async fn get<S: Store>(web: Web<S>, ask: Ask) -> Answer {
    let Some(code) = code(&ask) else {
        return Ok(over(&web, &ask, StatusCode::NOT_FOUND));
    };
    let Some(choice) = web.app.pairing(&code).await? else {
        return Ok(over(&web, &ask, StatusCode::NOT_FOUND));
    };
    let text = ask.text();
    let view = PairView {
        name: choice.name.to_string(),
        quiet: choice
            .quiet
            .map(|(from, until)| (clock(text, from), clock(text, until))),
        path: pair_path(&code),
        signed_in: ask.session.is_some(),
    };
    let title = t!(text, "tablet-title");
    Ok(web.door_page(StatusCode::OK, &ask.reader, |token| {
        pair_page(&frame(&ask.reader, &title, token, &view.path), &view)
    }))
}

/// `POST /tablet/pair/{secret}`.
pub(crate) async fn post<S: Store>(web: Web<S>, ask: Ask) -> Answer {
    let Some(code) = code(&ask) else {
        return Ok(over(&web, &ask, StatusCode::NOT_FOUND));
    };
    match web.app.take_pairing(&code).await {
        Ok(Some((_, secret))) => {
            let mut response = see_other(paths::TABLET);
            let cookie = begin_tablet(&secret);
            response.headers_mut().append(header::SET_COOKIE, cookie);
            Ok(response)
        }
        Ok(None) => Ok(over(&web, &ask, StatusCode::NOT_FOUND)),
        Err(ActError::Refused(_)) => Ok(over(&web, &ask, StatusCode::CONFLICT)),
        Err(ActError::Fault(fault)) => Err(fault.into()),
        Err(
            ActError::Stale | ActError::Conflict(_) | ActError::ToSign(_) | ActError::Signature,
        ) => Err(stale()),
    }
}

/// The same for a code that was used, that is over, and that never was.
fn over<S: Store>(web: &Web<S>, ask: &Ask, status: StatusCode) -> Response {
    let title = t!(ask.text(), "tablet-title");
    let token = web.quiet_token(&ask.reader);
    let frame = frame(&ask.reader, &title, &token, paths::SIGN_IN);
    web.page(status, &ask.reader, pair_over_page(&frame))
}
