//! Where a form was sent from: only our own pages may.
//!
//! May touch: headers. Browsers say it in `Sec-Fetch-Site`; older ones in `Origin`, which our
//! pages' `Referrer-Policy: same-origin` lets them send to ourselves (with `no-referrer` it would
//! be `null`, and an old phone could send nothing). So `null` counts only beside
//! `Sec-Fetch-Site: same-origin`. Who sends neither header is no browser, or a very old one, and
//! is held by the form token alone.

use axum::http::{HeaderMap, HeaderValue, header};

const SEC_FETCH_SITE: &str = "sec-fetch-site";

/// Whether an unsafe request may come from where it says it comes from.
pub(crate) fn is_ours(headers: &HeaderMap, our_origin: &str) -> bool {
    let site = headers.get(SEC_FETCH_SITE).map(HeaderValue::as_bytes);
    let origin = headers.get(header::ORIGIN).map(HeaderValue::as_bytes);
    let origin_is_ours = origin == Some(our_origin.as_bytes());
    match site {
        Some(b"same-origin" | b"none") => origin_is_ours || matches!(origin, None | Some(b"null")),
        Some(_) => false,
        None => origin.is_none() || origin_is_ours,
    }
}

/// Whether the browser itself says that one of our own pages sent it.
pub(crate) fn is_sure(headers: &HeaderMap, our_origin: &str) -> bool {
    let says = |name| headers.get(name).map(HeaderValue::as_bytes);
    let same = says(header::HeaderName::from_static(SEC_FETCH_SITE)) == Some(b"same-origin");
    let named = says(header::ORIGIN) == Some(our_origin.as_bytes());
    is_ours(headers, our_origin) && (same || named)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_pages_may_send_a_form() {
        let check = |site: Option<&'static str>, origin: Option<&'static str>, ours: bool| {
            let mut headers = HeaderMap::new();
            if let Some(site) = site {
                headers.insert(SEC_FETCH_SITE, HeaderValue::from_static(site));
            }
            if let Some(origin) = origin {
                headers.insert(header::ORIGIN, HeaderValue::from_static(origin));
            }
            assert_eq!(
                is_ours(&headers, "https://a.example"),
                ours,
                "{site:?} {origin:?}"
            );
        };
        check(Some("same-origin"), Some("https://a.example"), true);
        check(Some("same-origin"), Some("null"), true);
        check(Some("same-origin"), None, true);
        check(Some("none"), None, true);
        check(None, Some("https://a.example"), true);
        check(None, None, true);
        check(Some("cross-site"), None, false);
        check(Some("cross-site"), Some("https://a.example"), false);
        check(Some("same-site"), Some("https://b.a.example"), false);
        check(Some("same-origin"), Some("https://b.example"), false);
        check(Some("SAME-ORIGIN"), None, false);
        check(Some(""), None, false);
        check(None, Some("null"), false);
        check(None, Some("http://a.example"), false);
        check(None, Some("https://a.example.evil"), false);
    }
}
