//! Beginning, trying and ending notices on this device, and the script that shows them.
//!
//! May touch: the reader's own browsers, through `app`. An address at a push service stands in no
//! page, path or log.

use std::sync::OnceLock;

use app::{PushAsked, PushError, PushFacts, Store};
use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use jiff::tz::TimeZone;

use super::form::{Wrong, read};
use super::markup::{Here, PushView, Told, push_page};
use crate::http::{Answer, Ask, Visit, Web, first, see_other};
use crate::page::{Frame, Live, Privacy, Tab, asset, paths};
use crate::text::t;

const SCRIPT: &str = include_str!("../../assets/push-worker.js");
/// How the script names the picture beside a notice.
const ICON: &str = "mark-192.png";

/// `GET /push.js`. No session is looked at.
pub(crate) async fn worker<S: Store>(_: Web<S>, _: Ask) -> Answer {
    static MADE: OnceLock<Bytes> = OnceLock::new();
    let made = MADE.get_or_init(|| Bytes::from(script()));
    let mut response = Response::new(Body::from(made.clone()));
    let kind = HeaderValue::from_static("text/javascript; charset=utf-8");
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    Ok(response)
}

/// The script, with the address under which the picture is served.
fn script() -> String {
    SCRIPT.replace(&format!("\"./{ICON}\""), &format!("\"{}\"", asset(ICON)))
}

/// `GET /calm/notices-here`.
pub(crate) async fn get<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let told = match visit.uri.query() {
        Some("begun") => Told::Begun,
        Some("ended") => Told::Ended,
        Some("tried") => Told::Tried,
        Some(_) | None => Told::Nothing,
    };
    shown(&web, &visit, StatusCode::OK, told).await
}

/// `POST /calm/notices-here`. On a device that others use too, nothing is begun.
pub(crate) async fn begin<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    if visit.session.short() {
        return Ok(see_other(paths::PUSH));
    }
    let begun = match read(&visit.fields) {
        Ok(asked) => {
            let nearby = web.settings.push_nearby();
            let discreet = visit.reader.privacy != Privacy::Usual;
            let asked = PushAsked { discreet, ..asked };
            web.app.begin_push(&visit.session, &asked, nearby).await
        }
        Err(wrong) => return not_begun(&web, &visit, wrong).await,
    };
    match begun {
        Ok(()) => Ok(see_other(&format!("{}?begun", paths::PUSH))),
        Err(PushError::Malformed) => not_begun(&web, &visit, Wrong::Malformed).await,
        Err(PushError::OldKey) => not_begun(&web, &visit, Wrong::OldKey).await,
        Err(PushError::Fault(fault)) => Err(fault.into()),
    }
}

async fn not_begun<S: Store>(web: &Web<S>, visit: &Visit, wrong: Wrong) -> Answer {
    let status = match wrong {
        Wrong::Nothing | Wrong::Malformed => StatusCode::UNPROCESSABLE_ENTITY,
        Wrong::OldKey => StatusCode::CONFLICT,
    };
    shown(web, visit, status, Told::Not(wrong)).await
}

/// `POST /calm/notices-here/end`.
pub(crate) async fn end<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let id = first(&visit.fields, "id");
    web.app.end_push(&visit.session, id).await?;
    Ok(see_other(&format!("{}?ended", paths::PUSH)))
}

/// `POST /calm/notices-here/try`.
pub(crate) async fn trial<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    if web.app.try_push(&visit.session).await? {
        Ok(see_other(&format!("{}?tried", paths::PUSH)))
    } else {
        Ok(see_other(paths::PUSH))
    }
}

/// What is so on this device, and how many others are told.
fn found(pushes: Vec<PushFacts>, zone: &TimeZone) -> (Here, usize) {
    let (here, others): (Vec<_>, Vec<_>) = pushes.into_iter().partition(|push| push.here);
    let here = here.into_iter().next_back().map_or(Here::Off, |push| {
        let since = zone.to_datetime(push.made).date();
        Here::On {
            id: push.id,
            since,
            failed: push.failed,
        }
    });
    (here, others.len())
}

async fn shown<S: Store>(web: &Web<S>, visit: &Visit, status: StatusCode, told: Told) -> Answer {
    let stage = web.stage(visit).await?;
    let pushes = web.app.pushes(&visit.session).await?;
    let (here, others) = found(pushes, stage.family().zone());
    let offer = if visit.session.short() {
        None
    } else {
        Some(web.app.offer_push(&visit.session)?)
    };
    let view = PushView {
        here,
        others,
        offer,
        told,
    };
    let title = t!(stage.text(), "push-title");
    let frame = stage.frame(&title, Tab::Messages);
    // Asked for again it would offer another key, and would not know what the browser said.
    let frame = Frame {
        live: frame.live.map(|live| Live {
            follows: None,
            ..live
        }),
        ..frame
    };
    let page = push_page(&frame, &view);
    Ok(web.page(status, &visit.reader, page))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::Timestamp;

    #[test]
    fn the_script_names_the_picture_as_it_is_served() {
        let script = script();
        assert!(script.contains(&format!("const ICON = \"{}\";", asset(ICON))));
        assert!(!asset(ICON).is_empty() && !script.contains("\"./"));
        for word in ["fetch", "import", "caches"] {
            assert!(!script.contains(&format!("{word}(")), "{word}");
        }
        assert!(script.contains(&format!("const HOME = \"{}\";", paths::TODAY)));
    }

    /// Days are those of the family's clock.
    #[test]
    fn what_is_here_is_told_apart_from_what_is_elsewhere() {
        let made: Timestamp = "2026-11-23T23:30:00Z".parse().unwrap();
        let push = |id: &str, here: bool, failed: u32| PushFacts {
            id: id.to_owned(),
            made,
            here,
            failed,
        };
        let zone = TimeZone::get("Europe/Amsterdam").unwrap();
        let all = vec![push("a", false, 4), push("b", true, 3), push("c", false, 0)];
        let here = Here::On {
            id: "b".to_owned(),
            since: "2026-11-24".parse().unwrap(),
            failed: 3,
        };
        assert_eq!(found(all, &zone), (here, 2));
        assert_eq!(found(vec![push("a", false, 0)], &zone), (Here::Off, 1));
        assert_eq!(found(Vec::new(), &zone), (Here::Off, 0));
    }
}
