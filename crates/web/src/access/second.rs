//! The code after the password.
//!
//! May touch: the cookie of somebody whose password was right, and `app`'s use cases of access.

use app::{Entrance, Store};
use axum::http::StatusCode;

use super::markup::second_page;
use super::view::SecondView;
use crate::door;
use crate::http::{Answer, Ask, Web, second_of, see_other};
use crate::page::paths;
use crate::text::t;

/// `GET /sign-in/code`.
pub(crate) async fn get<S: Store>(web: Web<S>, ask: Ask) -> Answer {
    let waits = second_of(&ask.headers).is_some_and(|secret| web.app.second_waits(&secret));
    if !waits {
        return Ok(see_other(paths::SIGN_IN));
    }
    Ok(again(&web, &ask, StatusCode::OK, None))
}

fn again<S: Store>(
    web: &Web<S>,
    ask: &Ask,
    status: StatusCode,
    wrong: Option<bool>,
) -> axum::response::Response {
    let title = t!(ask.text(), "access-second");
    web.door_page(status, &ask.reader, |token| {
        let frame = door::handler::frame(&ask.reader, &title, token, paths::SIGN_IN);
        second_page(&frame, SecondView { wrong })
    })
}

/// `POST /sign-in/code`.
pub(crate) async fn post<S: Store>(web: Web<S>, ask: Ask) -> Answer {
    let Some(secret) = second_of(&ask.headers) else {
        return Ok(see_other(paths::SIGN_IN));
    };
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    match web.app.enter_second(&secret, ask.field("code")).await? {
        None => Ok(see_other(paths::SIGN_IN)),
        Some(Entrance::Refused) => Ok(again(&web, &ask, status, Some(false))),
        Some(Entrance::Waits) => Ok(again(&web, &ask, status, Some(true))),
        Some(entrance @ (Entrance::In(..) | Entrance::Second(_))) => {
            door::handler::entered(&web, &ask, entrance).await
        }
    }
}
