//! `GET` and `POST /calls/check`: whether this device can call.
//!
//! May touch: the relay, for short-lived credentials. Nothing of a check is kept or sent to anybody: a
//! browser calls itself over the relay.

use app::Store;
use axum::http::StatusCode;

use super::markup::check_page;
use super::room::json;
use super::view::CheckView;
use crate::http::{Answer, Visit, Web};
use crate::page::{Frame, Live, Tab};
use crate::text::t;

/// `GET /calls/check`.
pub(crate) async fn get<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let stage = web.stage(&visit).await?;
    let view = CheckView {
        relayed: web.calls.settings.has_relay(),
    };
    let title = t!(stage.text(), "calls-check-title");
    let frame = stage.frame(&title, Tab::Today);
    // What was found would go with the page.
    let frame = Frame {
        live: frame.live.map(|live| Live {
            follows: None,
            ..live
        }),
        ..frame
    };
    Ok(web.page(StatusCode::OK, &visit.reader, check_page(&frame, view)))
}

/// `POST /calls/check`: the servers through which a call would go, for the script. What is made here
/// reaches no call.
pub(crate) async fn post<S: Store>(web: Web<S>, _: Visit) -> Answer {
    let place: [u8; 8] = web.app.random();
    let name = format!("check-{:016x}/own", u64::from_be_bytes(place));
    Ok(json(web.calls.settings.ice_json(&name, web.app.now())))
}
