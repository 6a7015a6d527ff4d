//! The address that one signs in with, and choosing another.
//!
//! May touch: `app`'s use cases of access.

use app::{AddressError, Store};
use axum::http::StatusCode;
use maud::{Markup, html};

use super::ADDRESS;
use super::handler::{again, done};
use super::view::{AddressWrong, Told};
use crate::http::{Answer, Visit, Web};
use crate::page::{Field, Frame, token_field};
use crate::text::t;

/// `POST /access/address`.
pub(crate) async fn change<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let typed = visit.field("mail");
    let (status, wrong) = match web.app.change_address(&visit.session, typed).await {
        Ok(()) => return Ok(done()),
        Err(AddressError::Fault(fault)) => return Err(fault.into()),
        Err(AddressError::BadEmail) => (StatusCode::UNPROCESSABLE_ENTITY, AddressWrong::Bad),
        Err(AddressError::Taken) => (StatusCode::UNPROCESSABLE_ENTITY, AddressWrong::Taken),
        Err(AddressError::RecoveryWaits) => (StatusCode::CONFLICT, AddressWrong::RecoveryWaits),
        Err(AddressError::NewHere) => {
            return again(&web, &visit, StatusCode::CONFLICT, Some(Told::NewHere)).await;
        }
        Err(AddressError::TooMany) => (StatusCode::TOO_MANY_REQUESTS, AddressWrong::TooMany),
    };
    again(&web, &visit, status, Some(Told::Address(wrong))).await
}

/// The part of the page with the address.
pub(super) fn section(frame: &Frame<'_>, address: &str, wrong: Option<&str>) -> Markup {
    let text = frame.text;
    html! {
        section.stack-tight aria-labelledby="address-h" {
            h2 #address-h { (t!(text, "access-address")) }
            p { (t!(text, "access-address-now", address = address)) }
            p { (t!(text, "access-address-what")) }
            form.form method="post" action=(ADDRESS) novalidate {
                (token_field(frame.token))
                (Field::new("mail", &t!(text, "access-address-new"))
                    .hint(&t!(text, "join-mail-hint"))
                    .wrong(wrong)
                    .input("email", "email", ""))
                div.btn-row { button.btn { (t!(text, "access-address-send")) } }
            }
        }
    }
}
