//! Answers that are not what was asked for: nothing here, not from there, too much, our fault.
//!
//! May touch: its arguments and the words of the pages. None of these pages repeats what the
//! request said, so a page that somebody may not see and one that does not exist are the same.

use app::{ActError, Fault, Store, ToSign};
use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use maud::{Markup, html};

use super::cache::Ready;
use super::{Binding, Reader, Web, see_other, token};
use crate::door::handler::frame;
use crate::page::{Note, door, mark, note, paths};
use crate::text::{Text, t};
use crate::{access, begin, tablet};

/// Why something else is shown than what was asked for.
#[derive(Debug)]
pub(crate) enum Failure {
    /// There is nothing at this address for whoever asks.
    NotFound,
    /// There is no such proposal for whoever asks; the same whether there ever was one or not.
    NoProposal,
    /// The form came from elsewhere or without its token.
    Forbidden,
    /// The form is too large.
    TooLarge,
    /// It took too long.
    Slow,
    /// There is no family yet.
    NotSetUp,
    /// Only for a tablet with which children call; this browser is none, or none any more.
    NoTablet,
    /// Only for somebody who is signed in.
    SignIn,
    /// Only for somebody who was asked lately who it is; then on to this address.
    Confirm(String),
    /// A device asked what it has to sign.
    ToSign(ToSign),
    /// What a device signed is not what would be recorded.
    Signature,
    /// It is our fault.
    Fault(Fault),
}

impl From<Fault> for Failure {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

/// An act that stayed behind although it was tried again: nothing is wrong with what was asked.
pub(crate) fn stale() -> Failure {
    Failure::Fault(Fault::new("acting on the newest entry", ActError::Stale))
}

/// The answer.
pub(crate) fn answer<S: Store>(web: &Web<S>, reader: &Reader, failure: &Failure) -> Response {
    let text = reader.text();
    let (status, title, inside) = match failure {
        Failure::SignIn => {
            return match reader.binding {
                Binding::Session(_) => see_other(&format!("{}?ended", paths::SIGN_IN)),
                Binding::Form(_) | Binding::Tablet(_) | Binding::Nothing => {
                    see_other(paths::SIGN_IN)
                }
            };
        }
        Failure::NotSetUp => return begin::handler::waiting(web, reader),
        Failure::NoTablet => return tablet::handler::ended(web, reader),
        Failure::Confirm(back) => return confirm_first(back),
        Failure::NotFound => (
            StatusCode::NOT_FOUND,
            t!(text, "error-not-found"),
            html! { p { (t!(text, "error-not-found-why")) } },
        ),
        Failure::NoProposal => (
            StatusCode::NOT_FOUND,
            t!(text, "error-not-found"),
            no_proposal(text),
        ),
        Failure::Forbidden => (
            StatusCode::FORBIDDEN,
            t!(text, "error-forbidden"),
            html! { p { (t!(text, "error-forbidden-why")) } },
        ),
        Failure::TooLarge => (
            StatusCode::PAYLOAD_TOO_LARGE,
            t!(text, "error-too-large"),
            html! { p { (t!(text, "error-too-large-why")) } },
        ),
        Failure::Slow => (
            StatusCode::SERVICE_UNAVAILABLE,
            t!(text, "error-slow"),
            note(Note::Stop, html! { p { (t!(text, "error-fault-kept")) } }),
        ),
        Failure::ToSign(what) => return to_sign(what),
        Failure::Signature => (
            StatusCode::UNPROCESSABLE_ENTITY,
            t!(text, "device-refused"),
            note(Note::Stop, html! { p { (t!(text, "device-refused-why")) } }),
        ),
        Failure::Fault(fault) if fault.is_full() => (
            StatusCode::INSUFFICIENT_STORAGE,
            t!(text, "error-full"),
            full_note(text, fault),
        ),
        Failure::Fault(fault) => (
            StatusCode::INTERNAL_SERVER_ERROR,
            t!(text, "error-fault"),
            fault_note(text, fault),
        ),
    };
    let token = token::quiet(&web.app, &reader.binding);
    let frame = frame(reader, &title, &token, paths::TODAY);
    let page = match reader.binding {
        // Whoever is not there to read a reason gets a picture, and the way back to the faces.
        Binding::Tablet(_) => tablet::markup::trouble_page(&frame),
        Binding::Session(_) | Binding::Form(_) | Binding::Nothing => {
            door(&frame, sheet(text, &title, &inside))
        }
    };
    let mut response = Ready::new(page).answer(status, reader.takes);
    mark_answer(&mut response, failure);
    response
}

/// What an answer carries beside its page.
fn mark_answer(response: &mut Response, failure: &Failure) {
    if let Failure::Fault(fault) = failure {
        response.extensions_mut().insert(fault.incident());
    }
    if matches!(failure, Failure::Slow | Failure::TooLarge) {
        // What is left of the request is not worth waiting for.
        let close = HeaderValue::from_static("close");
        response.headers_mut().insert(header::CONNECTION, close);
    }
}

/// What becomes of an erased proposal, said of every proposal that is not there.
fn no_proposal(text: &Text) -> Markup {
    html! {
        p { (t!(text, "error-not-found-why")) }
        p { (t!(text, "error-no-proposal")) }
        p { a href=(paths::RECORD) { (t!(text, "error-no-proposal-record")) } }
    }
}

/// Asks who it is, and goes on at this address afterwards.
fn confirm_first(back: &str) -> Response {
    let back: String = form_urlencoded::byte_serialize(back.as_bytes()).collect();
    see_other(&format!("{}?back={back}", access::CONFIRM))
}

/// What a device has to sign, for its script.
pub(crate) fn to_sign(what: &ToSign) -> Response {
    let mut response = Response::new(Body::from(what.to_json()));
    let json = HeaderValue::from_static("application/json");
    response.headers_mut().insert(header::CONTENT_TYPE, json);
    response
}

fn sheet(text: &Text, title: &str, inside: &Markup) -> Markup {
    html! {
        div.door-mark { (mark()) h1 { (title) } }
        div.stack-tight { (inside) }
        p { a.btn href=(paths::TODAY) { (t!(text, "error-home")) } }
    }
}

fn full_note(text: &Text, fault: &Fault) -> Markup {
    note(
        Note::Stop,
        html! {
            p { (t!(text, "error-full-why")) }
            p { (t!(text, "error-full-what")) }
            p { (incident(text, fault)) }
        },
    )
}

fn fault_note(text: &Text, fault: &Fault) -> Markup {
    note(
        Note::Stop,
        html! { p { (t!(text, "error-fault-kept")) } p { (incident(text, fault)) } },
    )
}

fn incident(text: &Text, fault: &Fault) -> String {
    let number = fault.incident().to_string();
    t!(text, "error-fault-number", number = number)
}
