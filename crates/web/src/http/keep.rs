//! What a device keeps of pages, to be looked at offline: only where its person chose that, for that
//! session alone.
//!
//! May touch: headers. The choice is a cookie that names the session by a keyed hash, so that it is
//! worth nothing to whoever signs in next in the same browser.

use app::{App, Session, Store};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::Response;

use super::token::hex;
use crate::page::paths;

const PURPOSE: &str = "web kept pages";
/// Says to the script that keeps pages that this one may be kept, and for which session.
pub(crate) const KEEP: HeaderName = HeaderName::from_static("x-keep");

/// Stands for a session in what its browser keeps: 32 hexadecimal digits. It opens nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct KeepId(String);

impl KeepId {
    /// The one of a session.
    pub(crate) fn of<S: Store>(app: &App<S>, session: &Session) -> Self {
        Self(hex(&app.mac(PURPOSE, &session.hash().0)[..16]))
    }

    /// The one of a session whose parent chose it; `chosen` is what the browser says.
    pub(crate) fn chosen<S: Store>(
        app: &App<S>,
        session: &Session,
        chosen: Option<&Self>,
    ) -> Option<Self> {
        if session.side().is_none() || session.short() {
            return None;
        }
        let own = Self::of(app, session);
        (chosen == Some(&own)).then_some(own)
    }

    pub(crate) fn read(text: &str) -> Option<Self> {
        let hex = |b: u8| b.is_ascii_digit() || (b'a'..=b'f').contains(&b);
        (text.len() == 32 && text.bytes().all(hex)).then(|| Self(text.to_owned()))
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether an answer to this is one of the pages that are kept: where the children are, the
/// calendar, messages. What somebody searched for is not.
pub(crate) fn is_kept(method: &Method, uri: &Uri) -> bool {
    let under = |place: &str| {
        let rest = uri.path().strip_prefix(place);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    let query = uri.query().unwrap_or("");
    let mut fields = form_urlencoded::parse(query.as_bytes());
    let searched = fields.any(|(name, _)| name == "q");
    let place = uri.path() == "/"
        || [paths::TODAY, paths::CALENDAR, paths::MESSAGES]
            .into_iter()
            .any(under);
    *method == Method::GET && place && !searched
}

/// Says on a page that it may be kept.
pub(crate) fn mark(response: &mut Response, keep: &KeepId) {
    let kind = response.headers().get(header::CONTENT_TYPE);
    let page = kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if page
        && response.status() == StatusCode::OK
        && let Ok(value) = HeaderValue::from_str(keep.as_str())
    {
        response.headers_mut().insert(KEEP, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_days_and_messages_are_kept() {
        let kept = |path: &str| is_kept(&Method::GET, &path.parse().unwrap());
        for path in [
            "/",
            "/today",
            "/calendar?month=2026-12",
            "/messages",
            "/messages/0a1b?recorded=3",
        ] {
            assert!(kept(path), "{path}");
        }
        for path in [
            "/record",
            "/plan",
            "/access",
            "/todays",
            "/messages?q=doctor",
            "/device",
            "/bundles",
        ] {
            assert!(!kept(path), "{path}");
        }
        assert!(!is_kept(&Method::POST, &"/messages".parse().unwrap()));
    }
}
