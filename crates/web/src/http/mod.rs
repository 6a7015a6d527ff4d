//! Everything between the network and the pages: who asks, whether the form is ours, what is
//! kept ready, how an answer is packed and which headers stand on it.
//!
//! May touch: requests, answers, and `app`. Which address does what stands in
//! [`crate::routes`]; what a page shows stands in the screens' folders.

mod answer;
mod ask;
mod cache;
pub mod client;
mod cookies;
mod encode;
mod failure;
mod files;
mod finish;
mod hall;
mod headers;
mod keep;
mod origin;
mod patience;
mod places;
mod redirect;
mod serve;
mod settings;
mod stage;
mod tablet;
mod token;
mod upload;

use std::sync::Arc;

use app::{App, CommandId, RelyingParty, Store};
use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use maud::Markup;

pub(crate) use crate::text::language_of;
pub(crate) use answer::{answer, not_found};
pub(crate) use ask::{Ask, GuestVisit, Reader, Visit, first, lang_of};
pub(crate) use cookies::{
    Cookies, begin_keeping, begin_second, begin_session, begin_short_session, begin_tablet,
    choose_language, choose_privacy, choose_theme, end_keeping, end_second, end_session,
    forget_known, keep_known, known_of, read_theme, second_of,
};
pub(crate) use failure::{Failure, stale};
pub(crate) use files::{prepare as prepare_files, serve as serve_file};
pub(crate) use finish::{Panicked, finish};
pub(crate) use hall::{GuestStage, Hall};
pub(crate) use keep::KeepId;
pub use patience::Peer;
pub(crate) use patience::Unending;
pub use redirect::redirecting;
pub use serve::{Serving, serve};
pub use settings::{BadUrl, Settings};
pub(crate) use stage::{Kept, Stage};
pub(crate) use tablet::TabletVisit;
pub(crate) use token::Binding;
pub(crate) use upload::{Upload, is_multipart};

use cache::{Pages, Ready};
use cookies::FormId;
use headers::Standing;

use crate::begin::SetUp;
use crate::calls::Calls;
use crate::live::Streams;
use crate::studio::see::warned::Warned;

/// An answer, or why something else is shown.
pub(crate) type Answer = Result<Response, Failure>;

/// All that handlers share. Cloning is cheap.
pub(crate) struct Web<S>(Arc<Shared<S>>);

/// What stands behind a [`Web`].
pub(crate) struct Shared<S> {
    /// The use cases.
    pub app: Arc<App<S>>,
    /// Where people reach us.
    pub settings: Settings,
    /// How the first family is begun; `None` where there was one when the server started.
    pub set_up: Option<SetUp>,
    /// For whom passkeys are made; `None` where browsers make none.
    pub party: Option<RelyingParty>,
    /// The open pages that follow a record.
    pub streams: Streams,
    /// The calls that go on, and through what they go.
    pub calls: Calls,
    /// What is probably not meant with drafts that were looked at lately.
    pub warned: Warned,
    standing: Standing,
    pages: Pages,
}

impl<S> Clone for Web<S> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<S> std::ops::Deref for Web<S> {
    type Target = Shared<S>;

    fn deref(&self) -> &Shared<S> {
        &self.0
    }
}

impl<S: Store> Web<S> {
    pub(crate) fn new(app: Arc<App<S>>, settings: Settings, set_up: Option<SetUp>) -> Self {
        Self(Arc::new(Shared {
            app,
            standing: Standing::new(&settings),
            party: RelyingParty::new(settings.origin()),
            calls: Calls {
                settings: settings.calls().clone(),
                ..Calls::default()
            },
            settings,
            set_up,
            pages: Pages::new(),
            streams: Streams::default(),
            warned: Warned::new(),
        }))
    }

    /// Whether there is no family yet, and a link by which one can be begun.
    pub(crate) fn not_set_up(&self) -> bool {
        self.set_up.as_ref().is_some_and(SetUp::waits)
    }

    /// A page that is shown once and not kept.
    pub(crate) fn page(&self, status: StatusCode, reader: &Reader, page: Markup) -> Response {
        Ready::new(page).answer(status, reader.takes)
    }

    /// A page with forms for somebody who is not signed in. `page` is given the token of its
    /// forms; a browser that carries nothing yet gets a cookie to tie them to.
    pub(crate) fn door_page(
        &self,
        status: StatusCode,
        reader: &Reader,
        page: impl FnOnce(&str) -> Markup,
    ) -> Response {
        let (token, cookie) = self.loose_token(&reader.binding);
        let mut response = self.page(status, reader, page(&token));
        if let Some(cookie) = cookie {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
        response
    }

    /// A token for the forms of somebody who is not signed in; for a browser that carries nothing
    /// yet, with the cookie to tie them to.
    fn loose_token(&self, binding: &Binding) -> (String, Option<HeaderValue>) {
        if *binding != Binding::Nothing {
            return (token::fresh(&self.app, binding), None);
        }
        let id = token::hex(&self.app.random::<16>());
        let Some(form) = FormId::read(&id) else {
            return (String::new(), None);
        };
        let cookie = cookies::begin_form(&form);
        let token = token::fresh(&self.app, &Binding::Form(form));
        (token, Some(cookie))
    }

    /// The token for a page that must be the same to the byte for everything it stands for.
    pub(crate) fn quiet_token(&self, reader: &Reader) -> String {
        token::quiet(&self.app, &reader.binding)
    }

    /// The command that a form asks for; see [`token::command_bytes`].
    pub(crate) fn command(&self, visit: &Visit) -> CommandId {
        if visit.field("command").parse::<CommandId>().is_err() {
            // Not from one of our pages as it was sent: then nothing makes it a repetition.
            return self.app.fresh_command();
        }
        let member = visit.session.member().as_str();
        let path = visit.uri.path();
        let mut content = visit.fields.clone();
        // Other files are another content.
        content.extend(visit.files.iter().map(Upload::named));
        CommandId::from_random(token::command_bytes(&self.app, member, path, &content))
    }

    /// Forgets every page that is kept ready: words that were erased stand on none of them.
    pub(crate) fn forget_pages(&self) {
        self.pages.forget();
        self.warned.forget();
    }

    /// The id of the thing that a command makes: the same command makes the same thing.
    pub(crate) fn id_for(&self, command: CommandId) -> String {
        let bytes = self.app.mac("web made id", command.to_string().as_bytes());
        token::hex(&bytes[..8])
    }
}

/// Look there for the result (303).
pub(crate) fn see_other(path: &str) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::SEE_OTHER;
    // Our own paths are plain letters; anything else leads home.
    let location = HeaderValue::from_str(path).unwrap_or(HeaderValue::from_static("/"));
    response.headers_mut().insert(header::LOCATION, location);
    response
}

/// A path of our own to go back to, or home: never another site.
pub(crate) fn safe_path(path: &str) -> &str {
    let inside = path.starts_with('/') && !path.starts_with("//") && !path.starts_with("/\\");
    let plain = path
        .bytes()
        .all(|b| (b'!'..=b'~').contains(&b) && b != b'\\');
    if inside && plain && path.len() <= 1_000 {
        path
    } else {
        "/"
    }
}

/// Forgets what the browser kept of our pages.
pub(crate) fn clear_cache(response: &mut Response) {
    response
        .headers_mut()
        .insert("clear-site-data", HeaderValue::from_static("\"cache\""));
}

#[cfg(test)]
mod client_tests;
#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_goes_back_to_our_own_pages_only() {
        for path in [
            "/",
            "/calendar?month=2026-10&day=2026-10-21#day",
            "/join/abc",
        ] {
            assert_eq!(safe_path(path), path);
        }
        let long = format!("/{}", "x".repeat(1_000));
        for path in [
            "",
            "//evil.example",
            "/\\evil.example",
            "https://evil",
            "/a b",
            "/é",
            "/\r\nx:y",
            &long,
        ] {
            assert_eq!(safe_path(path), "/", "{path}");
        }
    }
}
