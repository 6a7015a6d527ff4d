//! Passkeys: what the browser needs for one, adding and removing them, signing in with one.
//!
//! May touch: `app`'s use cases of access. Answers for a script are JSON and say only what any
//! browser may know.

use app::{Asked, PasskeyError, Secret, Store};
use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};

use super::handler::{again, changed, done};
use super::view::Told;
use crate::door;
use crate::http::{Answer, Ask, Failure, Visit, Web, known_of};

/// What a script gets: the name of the ceremony and the options for the browser.
fn asked(asked: &Asked) -> Response {
    let ceremony = asked.ceremony.reveal();
    let body = format!(r#"{{"ceremony":"{ceremony}","options":{}}}"#, asked.options);
    let mut response = Response::new(Body::from(body));
    let json = HeaderValue::from_static("application/json");
    response.headers_mut().insert(header::CONTENT_TYPE, json);
    response
}

/// `POST /access/passkeys/begin`.
pub(crate) async fn begin<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let party = web.party.as_ref().ok_or(Failure::NotFound)?;
    let stage = web.hall(&visit).await?;
    let label = stage.name();
    match web.app.begin_passkey(party, &visit.session, label).await {
        Ok(begun) => Ok(asked(&begun)),
        Err(error) => not_taken(&web, &visit, error).await,
    }
}

/// `POST /access/passkeys`.
pub(crate) async fn add<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let party = web.party.as_ref().ok_or(Failure::NotFound)?;
    let Some(ceremony) = Secret::read(visit.field("ceremony")) else {
        return not_taken(&web, &visit, PasskeyError::Over).await;
    };
    let said = (visit.field("name"), visit.field("credential"));
    let added = web.app.add_passkey(party, &visit.session, &ceremony, said);
    match added.await {
        Ok(()) => Ok(done()),
        Err(error) => not_taken(&web, &visit, error).await,
    }
}

async fn not_taken<S: Store>(web: &Web<S>, visit: &Visit, error: PasskeyError) -> Answer {
    let told = match error {
        PasskeyError::Over | PasskeyError::Refused => Told::PasskeyRefused,
        PasskeyError::TooMany => Told::TooManyPasskeys,
        PasskeyError::Name(_) => Told::PasskeyName,
        PasskeyError::Access(error) => return changed(web, visit, Err(error)).await,
    };
    again(web, visit, StatusCode::UNPROCESSABLE_ENTITY, Some(told)).await
}

/// `POST /access/passkeys/remove`.
pub(crate) async fn remove<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let removed = web
        .app
        .remove_passkey(&visit.session, visit.field("passkey"))
        .await;
    changed(&web, &visit, removed).await
}

/// `POST /sign-in/passkey/begin`. The same for everybody: no address is asked for.
pub(crate) async fn ask<S: Store>(web: Web<S>, ask: Ask) -> Answer {
    let party = web.party.as_ref().ok_or(Failure::NotFound)?;
    Ok(match web.app.ask_passkey(party, ask.place)? {
        Some(begun) => asked(&begun),
        None => StatusCode::TOO_MANY_REQUESTS.into_response(),
    })
}

/// `POST /sign-in/passkey`.
pub(crate) async fn enter<S: Store>(web: Web<S>, ask: Ask) -> Answer {
    let party = web.party.as_ref().ok_or(Failure::NotFound)?;
    let ceremony = Secret::read(ask.field("ceremony"));
    let entrance = match ceremony {
        None => app::Entrance::Refused,
        Some(ceremony) => {
            let said = ask.field("credential");
            let known = known_of(&ask.headers);
            let device = (door::handler::on_device(&ask), known.as_ref());
            web.app
                .enter_with_passkey(party, &ceremony, said, device)
                .await?
        }
    };
    door::handler::entered(&web, &ask, entrance).await
}
