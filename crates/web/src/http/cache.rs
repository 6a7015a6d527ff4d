//! Pages kept ready for a minute: a page is a function of the reader's session, the family's
//! head, the address, language, theme and the minute, so it can be sent again as it is.
//!
//! May touch: memory, at most [`MAX_BYTES`]. What a page shows is never older than the record:
//! the family's root is part of the key.

use std::sync::{Arc, OnceLock, PoisonError, RwLock};
use std::time::Duration;

use app::Alerts;
use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use maud::Markup;
use moka::sync::Cache;

use super::encode::{self, Takes};
use crate::page::{Privacy, Theme};
use crate::text::Lang;

/// Most memory that kept pages take.
const MAX_BYTES: u64 = 8 * 1024 * 1024;
/// What an entry takes beside its bytes, roughly.
const ENTRY_BYTES: usize = 512;
/// A page's minute is over after this.
const LIFE: Duration = Duration::from_secs(90);

/// What a page is a function of. Two requests with equal keys get the same bytes.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Key {
    /// The reader's session: one person on one device.
    pub session: [u8; 32],
    /// The root of the family's record.
    pub root: [u8; 32],
    /// Path and query.
    pub address: Box<str>,
    /// The language.
    pub lang: Lang,
    /// The theme, and what the page gives away beside what it shows.
    pub theme: ThemeKey,
    /// Minutes since 1970.
    pub minute: i64,
    /// What is told of the reader's account.
    pub alerts: Alerts,
    /// The version of what is the reader's own about what comes in.
    pub mine: u64,
}

/// A [`Theme`], with a [`Privacy`], that can be hashed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct ThemeKey(u8);

impl From<Theme> for ThemeKey {
    fn from(theme: Theme) -> Self {
        Self(match theme {
            Theme::Device => 0,
            Theme::Light => 1,
            Theme::Dark => 2,
        })
    }
}

impl From<(Theme, Privacy)> for ThemeKey {
    fn from((theme, privacy): (Theme, Privacy)) -> Self {
        let Self(theme) = Self::from(theme);
        Self(match privacy {
            Privacy::Usual => theme,
            Privacy::Neutral => theme + 3,
            Privacy::Shared => theme + 6,
        })
    }
}

impl ThemeKey {
    /// The same for a page that says that it may be kept on the device.
    pub(crate) fn kept(self) -> Self {
        Self(self.0 + 9)
    }
}

/// A rendered page, and its packed form once somebody asked for it.
#[derive(Debug)]
pub(crate) struct Ready {
    plain: Bytes,
    gzip: OnceLock<Bytes>,
}

impl Ready {
    pub(crate) fn new(markup: Markup) -> Self {
        Self {
            plain: Bytes::from(markup.into_string()),
            gzip: OnceLock::new(),
        }
    }

    /// The page as an answer.
    pub(crate) fn answer(&self, status: StatusCode, takes: Takes) -> Response {
        let body = if takes.gzip {
            self.gzip.get_or_init(|| encode::gzip_page(&self.plain))
        } else {
            &self.plain
        };
        let mut response = Response::new(Body::from(body.clone()));
        *response.status_mut() = status;
        let headers = response.headers_mut();
        headers.reserve(16);
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("text/html; charset=utf-8"),
        );
        if takes.gzip {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
        }
        response
    }
}

/// The pages that are ready.
#[derive(Debug)]
pub(crate) struct Pages(RwLock<Cache<Key, Arc<Ready>>>);

/// An empty cache.
fn fresh() -> Cache<Key, Arc<Ready>> {
    // A page packs to about a quarter; both forms count.
    let weigh = |key: &Key, page: &Arc<Ready>| {
        let bytes = page.plain.len() + page.plain.len() / 4 + key.address.len() + ENTRY_BYTES;
        u32::try_from(bytes).unwrap_or(u32::MAX)
    };
    Cache::builder()
        .max_capacity(MAX_BYTES)
        .weigher(weigh)
        .time_to_live(LIFE)
        .build()
}

impl Pages {
    pub(crate) fn new() -> Self {
        Self(RwLock::new(fresh()))
    }

    fn cache(&self) -> Cache<Key, Arc<Ready>> {
        self.0
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    pub(crate) fn get(&self, key: &Key) -> Option<Arc<Ready>> {
        self.cache().get(key)
    }

    /// Forgets all pages, also those of earlier heads, which nothing asks for any more. The cache
    /// is exchanged: one that only marks its pages as gone keeps their bytes for a while.
    pub(crate) fn forget(&self) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = fresh();
    }

    pub(crate) fn keep(&self, key: Key, page: Markup) -> Arc<Ready> {
        let ready = Arc::new(Ready::new(page));
        self.cache().insert(key, Arc::clone(&ready));
        ready
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use maud::html;

    #[test]
    fn a_page_is_found_under_its_whole_key_only() {
        let key = Key {
            session: [1; 32],
            root: [2; 32],
            address: "/calendar?month=2026-10".into(),
            lang: Lang::En,
            theme: Theme::Device.into(),
            minute: 29_000_000,
            alerts: Alerts::default(),
            mine: 1,
        };
        let pages = Pages::new();
        pages.keep(key.clone(), html! { p { "ready" } });
        assert!(pages.get(&key).is_some());
        let others = [
            Key {
                session: [9; 32],
                ..key.clone()
            },
            Key {
                root: [9; 32],
                ..key.clone()
            },
            Key {
                address: "/calendar".into(),
                ..key.clone()
            },
            Key {
                lang: Lang::Nl,
                ..key.clone()
            },
            Key {
                theme: Theme::Dark.into(),
                ..key.clone()
            },
            Key {
                minute: 29_000_001,
                ..key.clone()
            },
            Key {
                alerts: Alerts {
                    recovery: None,
                    new_here: false,
                    sign_ins: vec![jiff::Timestamp::UNIX_EPOCH],
                },
                ..key.clone()
            },
            Key { mine: 2, ..key },
        ];
        for other in others {
            assert!(pages.get(&other).is_none(), "{other:?}");
        }
    }

    #[test]
    fn forgotten_pages_are_in_memory_no_more() {
        let pages = Pages::new();
        let key = Key {
            session: [1; 32],
            root: [2; 32],
            address: "/record".into(),
            lang: Lang::En,
            theme: Theme::Device.into(),
            minute: 29_000_000,
            alerts: Alerts::default(),
            mine: 1,
        };
        let kept = Arc::downgrade(&pages.keep(key.clone(), html! { p { "words" } }));
        assert!(kept.upgrade().is_some());
        pages.forget();
        assert!(pages.get(&key).is_none());
        assert!(kept.upgrade().is_none());
    }
}
