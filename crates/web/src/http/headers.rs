//! The headers that stand on every answer, whatever it is.
//!
//! May touch: headers. They are made once; an answer gets cheap copies.

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};

use super::Settings;

/// No inline script or style, nothing from elsewhere, no frame around us.
pub(crate) const POLICY: &str = "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'";

/// Camera and microphone are for calls; the sound of others plays, and the screen stays on, while one
/// talks. A call brings no other source of content: pictures and sound come from a connection between
/// browsers, which no directive of the policy above knows.
const PERMISSIONS: &str = "camera=(self), microphone=(self), accelerometer=(), autoplay=(self), \
     browsing-topics=(), display-capture=(), encrypted-media=(), geolocation=(self), \
     gyroscope=(), hid=(), magnetometer=(), midi=(), payment=(), picture-in-picture=(), \
     screen-wake-lock=(self), serial=(), usb=(), xr-spatial-tracking=()";

/// What a browser keeps of a page: nothing, so that Back after signing out shows nothing.
pub(crate) const NO_STORE: HeaderValue = HeaderValue::from_static("private, no-store");

/// The headers, ready to be copied.
#[derive(Debug)]
pub(crate) struct Standing(Vec<(HeaderName, HeaderValue)>);

impl Standing {
    /// For answers from this address.
    pub(crate) fn new(settings: &Settings) -> Self {
        Self::made(settings.is_https())
    }

    /// For answers over plain HTTP.
    pub(crate) fn plain() -> Self {
        Self::made(false)
    }

    fn made(https: bool) -> Self {
        let text = HeaderValue::from_static;
        let mut all = vec![
            (header::CONTENT_SECURITY_POLICY, text(POLICY)),
            (header::X_CONTENT_TYPE_OPTIONS, text("nosniff")),
            (header::REFERRER_POLICY, text("same-origin")),
            (
                HeaderName::from_static("permissions-policy"),
                text(PERMISSIONS),
            ),
            (
                HeaderName::from_static("cross-origin-opener-policy"),
                text("same-origin"),
            ),
            (
                HeaderName::from_static("cross-origin-resource-policy"),
                text("same-origin"),
            ),
        ];
        if https {
            let two_years = text("max-age=63072000");
            all.push((header::STRICT_TRANSPORT_SECURITY, two_years));
        }
        Self(all)
    }

    /// Puts them on an answer. What says nothing about keeping is not kept.
    pub(crate) fn put(&self, headers: &mut HeaderMap) {
        headers.reserve(self.0.len() + 1);
        for (name, value) in &self.0 {
            // A file that somebody sent is handed out under a policy that allows it nothing.
            if *name == header::CONTENT_SECURITY_POLICY {
                headers.entry(name).or_insert_with(|| value.clone());
            } else {
                headers.insert(name.clone(), value.clone());
            }
        }
        headers.entry(header::CACHE_CONTROL).or_insert(NO_STORE);
    }
}
