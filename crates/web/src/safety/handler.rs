//! `GET /safety`, and `GET`, `POST /device`.
//!
//! May touch: cookies, and `app`'s sessions where a device is said to be shared.

use app::Store;
use axum::http::{StatusCode, header};

use super::markup::{DeviceView, device_page, safety_page};
use crate::door::handler::frame;
use crate::http::{
    Answer, Ask, Visit, Web, begin_short_session, choose_privacy, forget_known, see_other,
};
use crate::page::{Privacy, paths};
use crate::text::t;

/// `GET /safety`. No session is looked at, so that opening it is no use of one.
pub(crate) async fn get<S: Store>(web: Web<S>, ask: Ask) -> Answer {
    let title = t!(ask.text(), "safety-title");
    Ok(web.door_page(StatusCode::OK, &ask.reader, |token| {
        safety_page(&frame(&ask.reader, &title, token, paths::SAFETY))
    }))
}

/// `GET /device`.
pub(crate) async fn device_form<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let hall = web.hall(&visit).await?.at(paths::DEVICE);
    let view = DeviceView {
        privacy: visit.reader.privacy,
        changed: visit.uri.query() == Some("changed"),
    };
    let title = t!(hall.text(), "device-title");
    let page = device_page(&hall.frame(&title), view);
    Ok(web.page(StatusCode::OK, &visit.reader, page))
}

/// `POST /device`. A choice of this device alone. Where others use it too, a short session takes
/// the place of the one before; the way back is to sign out.
pub(crate) async fn device<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let mut response = see_other(&format!("{}?changed", paths::DEVICE));
    let cookies = match visit.field("look") {
        _ if visit.session.short() => return Ok(see_other(paths::DEVICE)),
        "shared" => {
            let short = web.app.shorten(&visit.session, visit.device()).await?;
            vec![
                begin_short_session(&short.secret),
                choose_privacy(Privacy::Shared),
                forget_known(),
            ]
        }
        "neutral" => vec![choose_privacy(Privacy::Neutral)],
        "usual" => vec![choose_privacy(Privacy::Usual)],
        _ => return Ok(see_other(paths::DEVICE)),
    };
    for cookie in cookies {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    Ok(response)
}
