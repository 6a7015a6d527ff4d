//! Where messages about signing in go, and setting aside what a page told of sign-ins.
//!
//! May touch: `app`'s use cases of access.

use app::{AlertsTo, Email, Store};
use axum::http::StatusCode;
use jiff::Timestamp;
use maud::{Markup, html};

use super::handler::{again, changed};
use super::view::{AlertsView, Told};
use crate::http::{Answer, Visit, Web, safe_path, see_other};
use crate::page::{Field, Frame, token_field};
use crate::text::t;

/// What the page shows of the choice.
pub(super) fn view(chosen: AlertsTo) -> AlertsView {
    match chosen {
        AlertsTo::Account => AlertsView::Account,
        AlertsTo::Other(other) => AlertsView::Other(other.as_str().to_owned()),
        AlertsTo::Nowhere => AlertsView::Nowhere,
    }
}

/// `POST /access/alerts`.
pub(crate) async fn choose<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let chosen = match visit.field("alerts") {
        "account" => Some(AlertsTo::Account),
        "nowhere" => Some(AlertsTo::Nowhere),
        _ => Email::normalise(visit.field("alerts-mail")).map(AlertsTo::Other),
    };
    let Some(chosen) = chosen else {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return again(&web, &visit, status, Some(Told::AlertsMail)).await;
    };
    let chosen = web.app.choose_alerts(&visit.session, chosen).await;
    changed(&web, &visit, chosen).await
}

/// `POST /access/sign-ins/seen`.
pub(crate) async fn seen<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let until = visit.field("until").parse().ok();
    let until = until.and_then(|ms: i64| Timestamp::from_millisecond(ms).ok());
    if let Some(until) = until {
        web.app.seen_sign_ins(&visit.session, until).await?;
    }
    Ok(see_other(safe_path(visit.field("path"))))
}

/// The part of the page where it is chosen.
pub(super) fn section(frame: &Frame<'_>, view: &AlertsView, wrong: Option<&str>) -> Markup {
    let text = frame.text;
    let (chosen, other) = match view {
        AlertsView::Account => ("account", ""),
        AlertsView::Other(other) => ("other", other.as_str()),
        AlertsView::Nowhere => ("nowhere", ""),
    };
    // What was typed and is no address was meant for another one.
    let chosen = if wrong.is_some() { "other" } else { chosen };
    let account = t!(text, "access-alerts-account");
    let elsewhere = t!(text, "access-alerts-other");
    let nowhere = t!(text, "access-alerts-nowhere");
    let options = [
        ("account", &*account),
        ("other", &*elsewhere),
        ("nowhere", &*nowhere),
    ];
    html! {
        section.stack-tight aria-labelledby="alerts-h" {
            h2 #alerts-h { (t!(text, "access-alerts")) }
            p { (t!(text, "access-alerts-what")) }
            form.form method="post" action=(super::ALERTS) novalidate {
                (token_field(frame.token))
                (Field::new("alerts", &t!(text, "access-alerts-to")).select(&options, chosen))
                (Field::new("alerts-mail", &t!(text, "access-alerts-mail"))
                    .hint(&t!(text, "access-alerts-mail-hint"))
                    .wrong(wrong)
                    .input("email", "off", other))
                div.btn-row { button.btn { (t!(text, "access-alerts-send")) } }
            }
        }
    }
}
