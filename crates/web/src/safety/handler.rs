//! `GET /safety`, and `GET`, `POST /device`.
//!
//! May touch: cookies, and `app`'s sessions where a device is said to be shared.

use app::Store;
use axum::http::{HeaderValue, StatusCode, header};

use super::markup::{DeviceView, Offline, device_page, safety_page};
use crate::door::handler::frame;
use crate::http::{
    Answer, Ask, KeepId, Visit, Web, begin_keeping, begin_short_session, choose_privacy,
    end_keeping, forget_known, see_other,
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
        offline: offline(&visit),
        changed: visit.uri.query() == Some("changed"),
    };
    let title = t!(hall.text(), "device-title");
    let page = device_page(&hall.frame(&title), view);
    Ok(web.page(StatusCode::OK, &visit.reader, page))
}

/// What this device keeps of pages.
fn offline(visit: &Visit) -> Offline {
    match visit.reader.keep {
        _ if visit.session.short() || visit.session.side().is_none() => Offline::NotHere,
        Some(_) => Offline::Kept,
        None => Offline::NotKept,
    }
}

/// The cookie for what is chosen about pages without a connection, if that is what the form asks.
fn keeping<S: Store>(web: &Web<S>, visit: &Visit) -> Option<HeaderValue> {
    match (visit.field("offline"), offline(visit)) {
        ("keep", Offline::NotKept | Offline::Kept) => {
            let keep = KeepId::of(&web.app, &visit.session);
            Some(begin_keeping(&keep))
        }
        ("forget", _) => Some(end_keeping()),
        (_, Offline::NotHere | Offline::NotKept | Offline::Kept) => None,
    }
}

/// `POST /device`. A choice of this device alone. Where others use it too, a short session takes
/// the place of the one before; the way back is to sign out.
pub(crate) async fn device<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let mut response = see_other(&format!("{}?changed", paths::DEVICE));
    let cookies = match visit.field("look") {
        "" => match keeping(&web, &visit) {
            Some(cookie) => vec![cookie],
            None => return Ok(see_other(paths::DEVICE)),
        },
        _ if visit.session.short() => return Ok(see_other(paths::DEVICE)),
        "shared" => {
            let short = web.app.shorten(&visit.session, visit.device()).await?;
            vec![
                begin_short_session(&short.secret),
                choose_privacy(Privacy::Shared),
                forget_known(),
                end_keeping(),
            ]
        }
        "neutral" => {
            web.app.tell_discreetly(&visit.session, true).await?;
            vec![choose_privacy(Privacy::Neutral)]
        }
        "usual" => {
            web.app.tell_discreetly(&visit.session, false).await?;
            vec![choose_privacy(Privacy::Usual)]
        }
        _ => return Ok(see_other(paths::DEVICE)),
    };
    for cookie in cookies {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    Ok(response)
}
