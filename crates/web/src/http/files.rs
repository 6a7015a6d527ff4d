//! The files that pages load, packed once and kept by browsers for ever: each address carries
//! the hash of what it serves.
//!
//! May touch: the files compiled into the binary.

use std::sync::OnceLock;

use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, header};
use axum::response::Response;

use super::encode::{self, Takes};
use super::{Answer, Failure};
use crate::page::assets;

const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

struct Packed {
    url: &'static str,
    content_type: &'static str,
    plain: Bytes,
    gzip: Bytes,
    brotli: Bytes,
}

fn all() -> &'static [Packed] {
    static ALL: OnceLock<Vec<Packed>> = OnceLock::new();
    ALL.get_or_init(|| {
        let files = assets::all().iter();
        files
            .map(|file| Packed {
                url: &file.url,
                content_type: file.content_type,
                plain: Bytes::from_static(&file.bytes),
                gzip: encode::gzip_file(&file.bytes),
                brotli: encode::brotli_file(&file.bytes),
            })
            .collect()
    })
}

/// Packs every file now rather than at the first request.
pub(crate) fn prepare() {
    all();
}

/// The file with this address, in the tightest form that the browser takes.
pub(crate) fn serve(path: &str, takes: Takes) -> Answer {
    let file = all().iter().find(|file| file.url == path);
    let file = file.ok_or(Failure::NotFound)?;
    let (bytes, encoding) = match (takes.brotli, takes.gzip) {
        (true, _) => (&file.brotli, Some("br")),
        (false, true) => (&file.gzip, Some("gzip")),
        (false, false) => (&file.plain, None),
    };
    let mut response = Response::new(Body::from(bytes.clone()));
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static(file.content_type),
    );
    headers.insert(header::CACHE_CONTROL, FOR_EVER);
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if let Some(encoding) = encoding {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    Ok(response)
}
