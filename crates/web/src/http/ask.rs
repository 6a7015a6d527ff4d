//! What a request asks for, once it is read: who, what language, which fields.
//!
//! May touch: the request. Sizes are limited here; whether the request may be made at all is
//! decided in [`super::answer`].

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use app::{By, Place, Seen, Session};
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Uri, header};
use family::Language;
use tokio::time::timeout;

use super::Failure;
use super::cookies::Cookies;
use super::encode::Takes;
use super::keep::KeepId;
use super::token::Binding;
use super::upload::Upload;
use crate::page::{Privacy, Theme};
use crate::text::{Lang, Text};

/// Most bytes of a form of somebody who is signed in.
pub(crate) const MAX_FORM_BYTES: usize = 64 * 1024;
/// Most bytes of a form that carries the text of a plan, for whoever may send it: a line's end may come
/// as six.
pub(crate) const MAX_LONG_FORM_BYTES: usize = 6 * plan::limits::TEXT_BYTES_MAX + MAX_FORM_BYTES;
/// How long a form without files may be on its way.
const FORM_TIME: Duration = Duration::from_secs(20);
/// Most bytes of a form that anyone may send.
pub(crate) const MAX_OPEN_FORM_BYTES: usize = 16 * 1024;

/// With this a script asks for a page by itself: nobody used the session. It says why: to `show` it,
/// to `look` whether it has changed, or to `keep` it.
pub(super) const UNATTENDED: &str = "x-unattended";

/// How an answer is to look for whoever reads it.
#[derive(Debug, Clone)]
pub(crate) struct Reader {
    /// The language.
    pub lang: Lang,
    /// Light, dark, or as the device has it.
    pub theme: Theme,
    /// What pages give away on this device beside what they show.
    pub privacy: Privacy,
    /// What the tokens of this reader's forms are tied to.
    pub binding: Binding,
    /// What the browser can unpack.
    pub takes: Takes,
    /// Under what this browser keeps pages of the session, where its person chose that.
    pub keep: Option<KeepId>,
}

impl Reader {
    /// Without a session: by cookie, else by what the browser prefers.
    pub(crate) fn of(headers: &HeaderMap, cookies: &Cookies) -> Self {
        let preferred = || {
            let line = headers.get(header::ACCEPT_LANGUAGE);
            let line = line.and_then(|line| line.to_str().ok()).unwrap_or("");
            Lang::from_accept_language(line)
        };
        Self {
            lang: cookies.language.unwrap_or_else(preferred),
            theme: cookies.theme,
            privacy: cookies.privacy,
            binding: Binding::of(cookies),
            takes: Takes::of(headers),
            keep: None,
        }
    }

    /// What is known of whoever is signed in. Of a device that others use, a cookie says it too;
    /// the session is what counts.
    pub(crate) fn know(&mut self, session: &Session) {
        if let Some(language) = session.language() {
            self.lang = lang_of(language);
        }
        if session.short() {
            self.privacy = Privacy::Shared;
        }
    }

    /// The words of the reader's language.
    pub(crate) fn text(&self) -> &'static Text {
        Text::of(self.lang)
    }
}

/// The language of pages for the language of a person.
pub(crate) fn lang_of(language: Language) -> Lang {
    match language {
        Language::En => Lang::En,
        Language::Nl => Lang::Nl,
    }
}

/// A request that may be answered.
#[derive(Debug)]
pub(crate) struct Ask {
    /// Path and query.
    pub uri: Uri,
    /// The headers.
    pub headers: HeaderMap,
    /// The one parameter of the path, where the route has one.
    pub parameter: Option<String>,
    /// The fields of the form, in the order in which they came; empty for a GET.
    pub fields: Vec<(String, String)>,
    /// The files of the form, where the route takes any.
    pub files: Vec<Upload>,
    /// Who reads the answer.
    pub reader: Reader,
    /// The address of the internet that the request comes from, as it is counted.
    pub place: Option<IpAddr>,
    /// Who is signed in, where the route looks for that.
    pub session: Option<Arc<Session>>,
}

impl Ask {
    /// The words of the reader's language.
    pub(crate) fn text(&self) -> &'static Text {
        self.reader.text()
    }

    /// Path and query as they came.
    pub(crate) fn address(&self) -> &str {
        self.uri.path_and_query().map_or("/", |both| both.as_str())
    }

    /// The first field with this name; empty when there is none.
    pub(crate) fn field(&self, name: &str) -> &str {
        first(&self.fields, name)
    }

    /// The values of the query, in order.
    pub(crate) fn query(&self) -> Vec<(String, String)> {
        let query = self.uri.query().unwrap_or("");
        form_urlencoded::parse(query.as_bytes())
            .into_owned()
            .collect()
    }

    /// Whether a script asks for the page only to see whether it has changed: nobody is shown it.
    pub(crate) fn is_shown_to_nobody(&self) -> bool {
        let why = self.headers.get(UNATTENDED);
        why.is_some_and(|why| why == "look")
    }

    /// How the browser describes itself.
    pub(crate) fn device(&self) -> &str {
        let line = self.headers.get(header::USER_AGENT);
        line.and_then(|line| line.to_str().ok()).unwrap_or("")
    }
}

/// The first value with this name; empty when there is none.
pub(crate) fn first<'p>(pairs: &'p [(String, String)], name: &str) -> &'p str {
    let found = pairs.iter().find(|(known, _)| known == name);
    found.map_or("", |(_, value)| value)
}

/// A request of somebody who is signed in.
#[derive(Debug)]
pub(crate) struct Visit {
    /// The request.
    pub ask: Ask,
    /// Who makes it.
    pub session: Arc<Session>,
    /// How far the record had come on the page that the form stood on.
    pub seen: Seen,
}

impl Visit {
    /// Who vouches for what the form asks for: a device that has signed it, or asks what it has
    /// to sign, or the server.
    pub(crate) fn by(&self) -> Result<By, Failure> {
        By::read(|name| self.field(name)).ok_or(Failure::Signature)
    }
}

/// A request of somebody whom the parents let in, to what the address opens.
#[derive(Debug)]
pub(crate) struct GuestVisit {
    /// The request.
    pub visit: Visit,
    /// Where the person stands.
    pub place: Place,
}

impl std::ops::Deref for Visit {
    type Target = Ask;

    fn deref(&self) -> &Ask {
        &self.ask
    }
}

/// Reads the fields of a form. What is not a form has none.
pub(crate) async fn read_fields(
    headers: &HeaderMap,
    body: Body,
    most: usize,
) -> Result<Vec<(String, String)>, Failure> {
    let told = headers.get(header::CONTENT_LENGTH);
    let told = told.and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
    if told.is_some_and(|bytes| bytes > most) {
        return Err(Failure::TooLarge);
    }
    let kind = headers.get(header::CONTENT_TYPE);
    let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or("");
    let kind = kind.split(';').next().unwrap_or("").trim();
    let bytes = timeout(FORM_TIME, to_bytes(body, most)).await;
    let bytes = bytes
        .map_err(|_| Failure::Slow)?
        .map_err(|_| Failure::TooLarge)?;
    if !kind.eq_ignore_ascii_case("application/x-www-form-urlencoded") {
        return Ok(Vec::new());
    }
    Ok(form_urlencoded::parse(&bytes).into_owned().collect())
}
