//! Compression: what a browser takes, and gzip for pages.
//!
//! May touch: headers and bytes.

use std::io::Write as _;

use axum::body::Bytes;
use axum::http::{HeaderMap, header};
use flate2::Compression;
use flate2::write::GzEncoder;

/// Level for pages, which are compressed while somebody waits.
const PAGE_LEVEL: u32 = 4;
/// Level for files, which are compressed once.
const FILE_LEVEL: u32 = 9;

/// What a browser can unpack.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Takes {
    /// `gzip`.
    pub gzip: bool,
    /// `br`.
    pub brotli: bool,
}

impl Takes {
    /// Reads `Accept-Encoding` (RFC 9110, 12.5.3). An encoding with weight 0 is not taken; other
    /// weights do not matter to us.
    pub(crate) fn of(headers: &HeaderMap) -> Self {
        let line = headers.get(header::ACCEPT_ENCODING);
        let line = line.and_then(|line| line.to_str().ok()).unwrap_or("");
        let mut takes = Self::default();
        for entry in line.split(',').take(16) {
            let (name, weight) = entry.split_once(';').unwrap_or((entry, ""));
            let refused = weight
                .trim()
                .strip_prefix("q=")
                .is_some_and(|q| q.trim().chars().all(|c| matches!(c, '0' | '.')));
            match name.trim() {
                "gzip" | "x-gzip" => takes.gzip = !refused,
                "br" => takes.brotli = !refused,
                _ => {}
            }
        }
        takes
    }
}

/// A page, packed.
pub(crate) fn gzip_page(bytes: &[u8]) -> Bytes {
    gzip(bytes, PAGE_LEVEL)
}

/// A file, packed as tightly as gzip can.
pub(crate) fn gzip_file(bytes: &[u8]) -> Bytes {
    gzip(bytes, FILE_LEVEL)
}

fn gzip(bytes: &[u8], level: u32) -> Bytes {
    let into = Vec::with_capacity(bytes.len() / 3 + 64);
    let mut encoder = GzEncoder::new(into, Compression::new(level));
    // Writing to memory cannot fail.
    let written = encoder.write_all(bytes);
    debug_assert!(written.is_ok(), "memory takes every byte");
    encoder.finish().map(Bytes::from).unwrap_or_default()
}

/// A file, packed by brotli.
pub(crate) fn brotli_file(bytes: &[u8]) -> Bytes {
    let mut packed = Vec::with_capacity(bytes.len() / 4 + 64);
    {
        let mut writer = brotli::CompressorWriter::new(&mut packed, 4096, 9, 22);
        let written = writer.write_all(bytes);
        debug_assert!(written.is_ok(), "memory takes every byte");
    }
    Bytes::from(packed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;
    use std::io::Read as _;

    #[test]
    fn only_what_a_browser_takes_is_sent() {
        let check = |line: &'static str, gzip: bool, brotli: bool| {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static(line));
            assert_eq!(Takes::of(&headers), Takes { gzip, brotli }, "{line}");
        };
        check("gzip, deflate, br, zstd", true, true);
        check("gzip;q=0, br;q=0.000", false, false);
        check("gzip;q=0.5", true, false);
        check("identity", false, false);
        check("", false, false);
        assert_eq!(Takes::of(&HeaderMap::new()), Takes::default());
    }

    #[test]
    fn what_is_packed_unpacks_to_the_same() {
        let text = "( • • ) ".repeat(500);
        let mut gunzipped = String::new();
        flate2::read::GzDecoder::new(&gzip_page(text.as_bytes())[..])
            .read_to_string(&mut gunzipped)
            .unwrap();
        assert_eq!(gunzipped, text);
        let mut unpacked = Vec::new();
        brotli::Decompressor::new(&brotli_file(text.as_bytes())[..], 4096)
            .read_to_end(&mut unpacked)
            .unwrap();
        assert_eq!(unpacked, text.as_bytes());
    }
}
