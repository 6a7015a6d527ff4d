//! One way through for every request: where it comes from, who asks, whether the form carries
//! its token, whether the route is for them; only then the handler.
//!
//! May touch: the request and `app`'s sessions.

use std::net::IpAddr;
use std::sync::Arc;

use app::{Fault, Seen, Session, Store, ToSign};
use axum::extract::{FromRequestParts as _, RawPathParams, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method};
use axum::response::Response;
use jiff::Timestamp;

use super::ask::{
    MAX_FORM_BYTES, MAX_LONG_FORM_BYTES, MAX_OPEN_FORM_BYTES, UNATTENDED, read_fields,
};
use super::client::counted;
use super::cookies::Cookies;
use super::keep::{self, KeepId};
use super::patience::Peer;
use super::tablet::paired;
use super::upload::{self, is_multipart};
use super::{Answer, Ask, Failure, Reader, Visit, Web, failure, origin, stale, token};
use crate::page::{STREAM, paths};
use crate::routes::Handler;
use crate::{begin, door};

/// Answers a request to a declared route.
pub(crate) async fn answer<S: Store>(
    web: Web<S>,
    handler: Handler<S>,
    request: Request,
) -> Response {
    let (parts, body) = request.into_parts();
    let cookies = Cookies::read(&parts.headers);
    let mut reader = Reader::of(&parts.headers, &cookies);
    let leaving = parts.method == Method::POST && parts.uri.path() == paths::LEAVE;
    let kept = keep::is_kept(&parts.method, &parts.uri);
    let ours = leaving && origin::is_sure(&parts.headers, web.settings.origin());
    let made = attempt(&web, &handler, &cookies, &mut reader, parts, body).await;
    match made {
        Ok(mut response) => {
            if let Some(keep) = reader.keep.as_ref().filter(|_| kept) {
                keep::mark(&mut response, keep);
            }
            response
        }
        // Who wants to leave sees nothing of ours, whatever is wrong with the form.
        Err(_) if leaving => {
            door::handler::left_anyway(&web, &reader, ours.then_some(&cookies)).await
        }
        Err(failure) => failure::answer(&web, &reader, &failure),
    }
}

async fn attempt<S: Store>(
    web: &Web<S>,
    handler: &Handler<S>,
    cookies: &Cookies,
    reader: &mut Reader,
    mut parts: Parts,
    body: axum::body::Body,
) -> Answer {
    let changes = !matches!(parts.method, Method::GET | Method::HEAD);
    if changes && !origin::is_ours(&parts.headers, web.settings.origin()) {
        return Err(Failure::Forbidden);
    }
    if web.not_set_up() && !before_set_up(handler, parts.uri.path()) {
        return Err(Failure::NotSetUp);
    }
    let session = session_of(web, handler, cookies, &parts).await?;
    if let Some(session) = &session {
        reader.know(session);
        reader.keep = KeepId::chosen(&web.app, session, cookies.keep.as_ref());
    }
    let tablet = paired(web, handler, &parts.headers, reader).await?;
    let form = read_form(handler, session.as_deref(), changes, (&parts.headers, body)).await?;
    let place = place(web, &parts);
    let parameter = parameter(&mut parts).await;
    let ask = Ask {
        uri: parts.uri,
        headers: parts.headers,
        parameter,
        fields: form.fields,
        files: form.files,
        reader: reader.clone(),
        place,
        session,
    };
    let seen = if changes {
        token::read(&web.app, &ask.reader.binding, ask.field("form_token"))
            .ok_or(Failure::Forbidden)?
    } else {
        Seen::NOTHING
    };
    if let Some(session) = &ask.session
        && of_a_family(handler, ask.uri.path())
        && !web.app.was_shown(session, seen).await?
    {
        return Err(stale());
    }
    let asks = ask.field("device.step") == "prepare";
    let made = match handler {
        Handler::Plain(run) | Handler::Anyone(run) => run(web.clone(), ask).await,
        Handler::Tablet(run) => {
            let visit = tablet.and_then(|tablet| tablet.visit(ask));
            run(web.clone(), visit.ok_or(Failure::NoTablet)?).await
        }
        Handler::SignedIn(inside) | Handler::Files(inside) | Handler::Long(inside) => {
            let session = ask.session.clone().ok_or(Failure::SignIn)?;
            inside
                .answer(web.clone(), Visit { ask, session, seen })
                .await
        }
        Handler::Confirmed(inside, place) => {
            let session = ask.session.clone().ok_or(Failure::SignIn)?;
            // Asking for more would say that there is something here.
            if !inside.is_for(&session) {
                return Err(Failure::NotFound);
            }
            confirmed(&session, &ask, changes.then_some(place), web.app.now())?;
            inside
                .answer(web.clone(), Visit { ask, session, seen })
                .await
        }
    };
    match made {
        // A script asked what its device has to sign. Whatever else the answer would have been,
        // the form itself gets it, sent without a signature.
        Ok(_) | Err(Failure::NotFound | Failure::Signature) if asks => {
            Err(Failure::ToSign(ToSign::Entries(Vec::new())))
        }
        made => made,
    }
}

/// The session of whoever asks, where that is looked at.
async fn session_of<S: Store>(
    web: &Web<S>,
    handler: &Handler<S>,
    cookies: &Cookies,
    parts: &Parts,
) -> Result<Option<Arc<Session>>, Fault> {
    match (handler, &cookies.session) {
        (Handler::Plain(_) | Handler::Tablet(_), _) | (_, None) => Ok(None),
        (_, Some(secret)) if is_unattended(parts) => web.app.session_unused(secret).await,
        (_, Some(secret)) => web.app.session(secret).await,
    }
}

/// Whether an open page asks by itself, so that a session that nobody uses ends in its time.
fn is_unattended(parts: &Parts) -> bool {
    let looks = matches!(parts.method, Method::GET | Method::HEAD);
    looks && (parts.uri.path() == STREAM || parts.headers.contains_key(UNATTENDED))
}

/// What was sent with a request, within the limits of its route.
async fn read_form<S: Store>(
    handler: &Handler<S>,
    session: Option<&Session>,
    changes: bool,
    (headers, body): (&HeaderMap, axum::body::Body),
) -> Result<upload::Form, Failure> {
    match (changes, handler, session) {
        (false, ..) => Ok(upload::Form::default()),
        // Only whoever may send files is listened to for so long.
        (true, Handler::Files(inside), Some(session))
            if is_multipart(headers) && inside.is_for(session) =>
        {
            upload::read_form(headers, body).await
        }
        (true, Handler::Long(inside), Some(session)) if inside.is_for(session) => {
            Ok(upload::Form {
                fields: read_fields(headers, body, MAX_LONG_FORM_BYTES).await?,
                files: Vec::new(),
            })
        }
        (true, ..) => Ok(upload::Form {
            fields: read_fields(headers, body, most_bytes(handler)).await?,
            files: Vec::new(),
        }),
    }
}

/// Whether the person was asked lately who it is. `place`, for a form: where it is filled in.
fn confirmed(
    session: &Session,
    ask: &Ask,
    place: Option<&str>,
    now: Timestamp,
) -> Result<(), Failure> {
    // Only what was filled in on a page that asked already may take its time.
    let filled_in = place == Some(ask.uri.path()) && session.confirmed_to_send(now);
    if filled_in || session.confirmed(now) {
        return Ok(());
    }
    let back_at = place.unwrap_or_else(|| ask.address());
    Err(Failure::Confirm(back_at.to_owned()))
}

/// Whether what is asked concerns one family of the person. How one gets in, and in which family
/// one is, is the same in all of them: signing out works from any page.
fn of_a_family<S>(handler: &Handler<S>, path: &str) -> bool {
    let person = ["/access", paths::FAMILIES, paths::SIGN_OUT, paths::DEVICE];
    match handler {
        Handler::Plain(_) | Handler::Anyone(_) | Handler::Tablet(_) => false,
        Handler::SignedIn(..) | Handler::Files(..) | Handler::Long(..) | Handler::Confirmed(..) => {
            !person.iter().any(|own| path.starts_with(own))
        }
    }
}

/// What answers although there is no family yet: what looks at nobody, the set-up itself, and the
/// forms that its pages carry.
fn before_set_up<S>(handler: &Handler<S>, path: &str) -> bool {
    match handler {
        Handler::Plain(_) => true,
        Handler::Anyone(_) => {
            path.starts_with(begin::PATH)
                || [paths::LEAVE, paths::LANGUAGE, paths::THEME].contains(&path)
        }
        Handler::Tablet(..)
        | Handler::SignedIn(..)
        | Handler::Files(..)
        | Handler::Long(..)
        | Handler::Confirmed(..) => false,
    }
}

/// How large a form may be, by who may send it.
fn most_bytes<S>(handler: &Handler<S>) -> usize {
    match handler {
        Handler::Plain(_) | Handler::Anyone(_) => MAX_OPEN_FORM_BYTES,
        Handler::Tablet(..)
        | Handler::SignedIn(..)
        | Handler::Files(..)
        | Handler::Long(..)
        | Handler::Confirmed(..) => MAX_FORM_BYTES,
    }
}

/// From where a request comes, as far as that is counted.
fn place<S: Store>(web: &Web<S>, parts: &Parts) -> Option<IpAddr> {
    let Peer(peer) = *parts.extensions.get()?;
    let values = |name: &str| -> Vec<&[u8]> {
        let all = parts.headers.get_all(name).iter();
        all.map(HeaderValue::as_bytes).collect()
    };
    let (one, other) = (values("forwarded"), values("x-forwarded-for"));
    let proxies = web.settings.proxies();
    let client = proxies.client(peer, &one, &other);
    // Whom a proxy does not name, or who contradicts it, is one of all who do.
    if proxies.trust(client) {
        Some(client)
    } else {
        counted(client)
    }
}

/// The first parameter of the path. A route has at most one.
async fn parameter(parts: &mut Parts) -> Option<String> {
    let all = RawPathParams::from_request_parts(parts, &()).await.ok()?;
    all.iter().next().map(|(_, value)| value.to_owned())
}

/// The answer to an address or method that no route declares.
pub(crate) async fn not_found<S: Store>(web: &Web<S>, headers: &HeaderMap) -> Response {
    let cookies = Cookies::read(headers);
    let mut reader = Reader::of(headers, &cookies);
    if let Some(secret) = &cookies.session
        && let Ok(Some(session)) = web.app.session(secret).await
    {
        reader.know(&session);
    }
    let failure = if web.not_set_up() {
        Failure::NotSetUp
    } else {
        Failure::NotFound
    };
    failure::answer(web, &reader, &failure)
}
