//! Pages and forms: what people see of a family in their browser.
//!
//! [`router`] serves the pages over an [`app::App`]; [`serve`] runs it on a listener with limits
//! on everything that a slow client could hold. Every page is made on the server and works
//! without script. A page is a plain function of the family, the moment, the reader and the
//! language, so it is kept ready for as long as none of these changes.
//!
//! This crate decides nothing about families and stores nothing: rules are in `family`, use
//! cases in `app`. It knows no other site: no page loads anything from elsewhere.
//!
//! Invariants:
//! - All addresses stand in [`routes`]; what is not declared there does not exist.
//! - A GET changes nothing that both parents may know; only a look by a professional for both is an
//!   entry, before anything is shown. What changes something is a form from one
//!   of our own pages, with the token of that browser's session, and is answered by a redirect.
//! - Every answer, also an error, carries the same standing headers; no page has inline script
//!   or style.
//! - What somebody may not see and what does not exist are answered with the same bytes.
//! - The log gets routes as declared, never a path, name, address, cookie or body.
//!
//! ```
//! use app::{App, Config, SystemClock, SystemEntropy};
//! use std::sync::Arc;
//!
//! # tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(async {
//! let folder = tempfile::tempdir().unwrap();
//! let store = store::SqliteStore::open(folder.path()).await.unwrap();
//! let config = Config {
//!     instance_key: [7; 32],
//!     clock: Arc::new(SystemClock),
//!     entropy: Arc::new(SystemEntropy),
//! };
//! let app = Arc::new(App::open(store, config).unwrap());
//! let settings = web::Settings::new("http://localhost:8080").unwrap();
//! let router = web::router(app, settings);
//! // let listener = tokio::net::TcpListener::bind("127.0.0.1:8080").await?;
//! // web::serve(listener, router, web::Serving::plain(), until_told_to_stop()).await?;
//! # drop(router);
//! # });
//! ```

pub mod access;
pub mod begin;
pub mod bundle;
pub mod by_link;
pub mod calendar;
pub mod calls;
pub mod calm;
pub mod care;
pub mod door;
pub mod ending;
pub mod feeds;
pub mod guest;
mod http;
mod live;
pub mod mail;
pub mod messages;
pub mod offers;
pub mod page;
pub mod people;
pub mod plan_change;
pub mod plan_page;
pub mod push;
pub mod record;
pub mod recover;
pub mod rhythm;
mod routes;
pub mod safety;
pub mod studio;
pub mod swap;
pub mod tablet;
pub mod text;
pub mod today;

use std::any::Any;
use std::sync::Arc;

use app::{App, Store};
use axum::Router;
use axum::body::Body;
use axum::middleware::from_fn_with_state;
use axum::response::Response;
use tower_http::catch_panic::CatchPanicLayer;

pub use begin::SetUp;
pub use calls::CallSettings;
pub use http::client::{BadRange, Proxies, Range};
pub use http::{BadUrl, Peer, Serving, Settings, redirecting, serve};
pub use routes::{Access, For, Opens, Route, Verb, routes};

/// The pages over an app, reached under `settings`.
pub fn router<S: Store>(app: Arc<App<S>>, settings: Settings) -> Router {
    router_before(app, settings, None)
}

/// The same over an app without a family: with `set_up`, whoever has its link begins one; until
/// then every other page says so.
pub fn router_before<S: Store>(
    app: Arc<App<S>>,
    settings: Settings,
    set_up: Option<SetUp>,
) -> Router {
    http::prepare_files();
    let web = http::Web::new(app, settings, set_up);
    dressed(routes::build(&web), web)
}

/// What stands around every answer.
fn dressed<S: Store>(router: Router, web: http::Web<S>) -> Router {
    router
        .layer(CatchPanicLayer::custom(panicked))
        .layer(from_fn_with_state(web, http::finish))
}

/// Marks the answer; [`http::finish`] makes a page of it. What the panic said goes nowhere: it
/// may hold what somebody wrote.
fn panicked(_: Box<dyn Any + Send>) -> Response {
    let mut response = Response::new(Body::empty());
    response.extensions_mut().insert(http::Panicked);
    response
}

#[cfg(test)]
mod tests;
