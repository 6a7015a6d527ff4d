//! Every address of the server, in one list: method, path, who may, and what answers.
//!
//! The router is built from this list and from nothing else, so an address that is not declared
//! does not exist; tests walk the same list. A handler for somebody who is signed in gets a
//! session by its type: it cannot be declared for anyone else.

use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;

use app::Store;
use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::any;

use crate::http::{Answer, Ask, Visit, Web, answer, not_found, serve_file};
use crate::page::paths;
use crate::{access, bundle, calendar, door, ending, plan_page, record, swap, today};

/// How an address is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verb {
    /// Changes nothing. `HEAD` is answered too.
    Get,
    /// Sends a form.
    Post,
}

/// Who may ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Anyone, signed in or not.
    Anyone,
    /// Who is signed in and has this part in the family.
    SignedIn(Role),
    /// The same, asked lately who it is: the password or a passkey once more.
    Confirmed(Role),
}

/// A part in a family.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// One of the two parents.
    Parent,
}

type Later = Pin<Box<dyn Future<Output = Answer> + Send>>;

/// What answers.
pub(crate) enum Handler<S> {
    /// Answers without a look at who asks.
    Plain(fn(Web<S>, Ask) -> Later),
    /// Answers anyone.
    Anyone(fn(Web<S>, Ask) -> Later),
    /// Answers who is signed in.
    SignedIn(Role, fn(Web<S>, Visit) -> Later),
    /// Answers who is signed in and was asked lately who it is. Whoever sends a form without that
    /// goes on at the address here.
    Confirmed(Role, &'static str, fn(Web<S>, Visit) -> Later),
}

impl<S> Clone for Handler<S> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<S> Copy for Handler<S> {}

/// One declared address.
pub struct Route<S> {
    verb: Verb,
    path: &'static str,
    handler: Handler<S>,
}

impl<S> std::fmt::Debug for Route<S> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?} {} for {:?}", self.verb, self.path, self.access())
    }
}

impl<S> Route<S> {
    /// How it is asked.
    #[must_use]
    pub fn verb(&self) -> Verb {
        self.verb
    }

    /// The path; a parameter stands in braces, and a path has at most one.
    #[must_use]
    pub fn path(&self) -> &'static str {
        self.path
    }

    /// Who may ask.
    #[must_use]
    pub fn access(&self) -> Access {
        match self.handler {
            Handler::Plain(_) | Handler::Anyone(_) => Access::Anyone,
            Handler::SignedIn(role, _) => Access::SignedIn(role),
            Handler::Confirmed(role, ..) => Access::Confirmed(role),
        }
    }
}

/// A route: `route!(Get paths::PLAN, parent plan_page::handler::get)`.
macro_rules! route {
    ($verb:ident $path:expr, parent $run:path) => {
        Route {
            verb: Verb::$verb,
            path: $path,
            handler: Handler::SignedIn(Role::Parent, |web, visit| Box::pin($run(web, visit))),
        }
    };
    ($verb:ident $path:expr, confirmed($place:expr) parent $run:path) => {
        Route {
            verb: Verb::$verb,
            path: $path,
            handler: Handler::Confirmed(Role::Parent, $place, |web, visit| {
                Box::pin($run(web, visit))
            }),
        }
    };
    ($verb:ident $path:expr, anyone $run:path) => {
        Route {
            verb: Verb::$verb,
            path: $path,
            handler: Handler::Anyone(|web, ask| Box::pin($run(web, ask))),
        }
    };
    ($verb:ident $path:expr, plain $run:path) => {
        Route {
            verb: Verb::$verb,
            path: $path,
            handler: Handler::Plain(|web, ask| Box::pin($run(web, ask))),
        }
    };
}

/// The list.
#[must_use]
pub fn routes<S: Store>() -> Vec<Route<S>> {
    vec![
        route!(Get "/", parent today::handler::get),
        route!(Get paths::TODAY, parent today::handler::get),
        route!(Get paths::CALENDAR, parent calendar::handler::get),
        route!(Get paths::PLAN, parent plan_page::handler::get),
        route!(Get paths::PROPOSALS, parent swap::handler::all),
        route!(Get paths::PROPOSE, parent swap::handler_new::new_form),
        route!(Post paths::PROPOSE, parent swap::handler_new::new),
        route!(Get "/proposals/{id}", parent swap::handler::one),
        route!(Get "/proposals/{id}/plan", parent plan_page::handler::offered),
        route!(Get "/proposals/{id}/counter", parent swap::handler_new::counter_form),
        route!(Post "/proposals/{id}/counter", parent swap::handler_new::counter),
        route!(Post "/proposals/{id}/accept", parent swap::handler::accept),
        route!(Get "/proposals/{id}/decline", parent swap::handler::decline_form),
        route!(Post "/proposals/{id}/decline", parent swap::handler::decline_it),
        route!(Post "/proposals/{id}/withdraw", parent swap::handler::withdraw),
        route!(Get "/proposals/{id}/erase", parent ending::handler::erase_form),
        route!(Post "/proposals/{id}/erase", parent ending::handler::erase),
        route!(Get paths::RECORD, parent record::handler::get),
        route!(Get "/record/consistency/{size}", parent record::handler::continuation),
        route!(Get paths::HANDOVERS, parent record::handler::handovers),
        route!(Post paths::REVOKE_DEVICE, parent record::handler::revoke),
        route!(Get paths::KEEPING, parent ending::handler::keeping),
        route!(Post ending::HOLD, parent ending::handler::hold),
        route!(Post ending::LIFT, parent ending::handler::lift),
        route!(Post ending::FAMILY, parent ending::handler::family),
        route!(Post ending::ACCOUNT, parent ending::handler::account),
        route!(Get ending::OWN, parent ending::handler::own),
        route!(Post ending::OWN, parent ending::handler::erase_own),
        route!(Get paths::STATE, parent record::receipts::state),
        route!(Get paths::RECEIPTS, parent record::receipts::all_shared),
        route!(Get paths::OWN_RECEIPTS, parent record::receipts::all_own),
        route!(Get "/record/{number}/receipt", parent record::receipts::shared),
        route!(Get "/record/own/{number}/receipt", parent record::receipts::own),
        route!(Get paths::BUNDLES, confirmed(paths::BUNDLES) parent bundle::handler::get),
        route!(Post paths::BUNDLES, confirmed(paths::BUNDLES) parent bundle::handler::post),
        route!(Get paths::BUNDLE_PROGRESS, parent bundle::handler::progress),
        route!(Get "/bundles/file/{id}", parent bundle::handler::file),
        route!(Post paths::BUNDLE_FORGET, parent bundle::handler::forget),
        route!(Get door::INVITATION, parent door::handler::invite_form),
        route!(Post door::INVITATION, parent door::handler::invite),
        route!(Get paths::ACCESS, parent access::handler::get),
        route!(Post access::END_SESSION, parent access::handler::end_session),
        route!(Post access::PASSWORD, confirmed(paths::ACCESS) parent access::handler::password),
        route!(Get access::AUTHENTICATOR, confirmed(paths::ACCESS) parent access::handler::authenticator_form),
        route!(Post access::AUTHENTICATOR, confirmed(paths::ACCESS) parent access::handler::authenticator),
        route!(Post access::NO_AUTHENTICATOR, confirmed(paths::ACCESS) parent access::handler::no_authenticator),
        route!(Post access::CODES, confirmed(paths::ACCESS) parent access::handler::codes),
        route!(Post access::BEGIN_PASSKEY, confirmed(paths::ACCESS) parent access::passkey::begin),
        route!(Post access::PASSKEYS, confirmed(paths::ACCESS) parent access::passkey::add),
        route!(Post access::REMOVE_PASSKEY, confirmed(paths::ACCESS) parent access::passkey::remove),
        route!(Get access::CONFIRM, parent access::confirm::get),
        route!(Post access::CONFIRM, parent access::confirm::post),
        route!(Post access::ASK_PASSKEY, anyone access::passkey::ask),
        route!(Post access::ENTER_PASSKEY, anyone access::passkey::enter),
        route!(Get access::SECOND, anyone access::second::get),
        route!(Post access::SECOND, anyone access::second::post),
        route!(Post paths::SIGN_OUT, parent door::handler::sign_out),
        route!(Get paths::SIGN_IN, anyone door::handler::sign_in_form),
        route!(Post paths::SIGN_IN, anyone door::handler::sign_in),
        route!(Get "/join/{secret}", anyone door::handler::join_form),
        route!(Post "/join/{secret}", anyone door::handler::join),
        route!(Post paths::LEAVE, anyone door::handler::leave),
        route!(Get door::AWAY, plain door::handler::away),
        route!(Post paths::LANGUAGE, anyone door::handler::language),
        route!(Post "/theme", anyone door::handler::theme),
        route!(Get "/assets/{name}", plain asset),
        route!(Get "/healthz", plain health),
    ]
}

/// A file that pages load.
async fn asset<S: Store>(_: Web<S>, ask: Ask) -> Answer {
    serve_file(ask.uri.path(), ask.reader.takes)
}

/// Whether the server answers. Says nothing else.
async fn health<S: Store>(_: Web<S>, _: Ask) -> Answer {
    let mut response = Response::new(Body::from("ready\n"));
    let text = HeaderValue::from_static("text/plain; charset=utf-8");
    response.headers_mut().insert(header::CONTENT_TYPE, text);
    Ok(response)
}

/// What answers at one path.
struct Place<S> {
    get: Option<Handler<S>>,
    post: Option<Handler<S>>,
}

impl<S> Clone for Place<S> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<S> Copy for Place<S> {}

/// The router over the list. Everything else is not there, whatever the method: axum's own
/// answer to a wrong method would name the right ones.
pub(crate) fn build<S: Store>(web: &Web<S>) -> Router {
    let mut places: BTreeMap<&'static str, Place<S>> = BTreeMap::new();
    for route in routes::<S>() {
        let place = places.entry(route.path).or_insert(Place {
            get: None,
            post: None,
        });
        let handler = match route.verb {
            Verb::Get => &mut place.get,
            Verb::Post => &mut place.post,
        };
        debug_assert!(handler.is_none(), "{route:?} is declared twice");
        *handler = Some(route.handler);
    }
    let mut router = Router::new();
    for (path, place) in places {
        let run = async move |State(web): State<Web<S>>, request: Request| {
            let handler = match *request.method() {
                Method::GET | Method::HEAD => place.get,
                Method::POST => place.post,
                _ => None,
            };
            match handler {
                Some(handler) if request.method() == Method::POST => {
                    to_its_end(answer(web, handler, request)).await
                }
                Some(handler) => answer(web, handler, request).await,
                None => not_found(&web, request.headers()).await,
            }
        };
        router = router.route(path, any(run));
    }
    let nothing =
        async |State(web): State<Web<S>>, headers: HeaderMap| not_found(&web, &headers).await;
    router.fallback(nothing).with_state(web.clone())
}

/// What was sent is carried out also when the browser does not wait for the answer: whoever
/// closes the page right after signing out is signed out.
async fn to_its_end(work: impl Future<Output = Response> + Send + 'static) -> Response {
    match tokio::spawn(work).await {
        Ok(response) => response,
        Err(stopped) => match stopped.try_into_panic() {
            Ok(panic) => std::panic::resume_unwind(panic),
            Err(_) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
        },
    }
}
