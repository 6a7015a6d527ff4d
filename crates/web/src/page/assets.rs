//! The files that a page loads: two style sheets, the mark and the scripts, compiled in, each under
//! an address that carries its own hash, so that a browser may keep it for ever. A script imports
//! others by these addresses too.
//!
//! May touch: nothing outside the binary.

use std::borrow::Cow;
use std::sync::OnceLock;

use sha2::{Digest, Sha256};

/// One file as it is served.
#[derive(Debug)]
pub struct Asset {
    /// The name in the source tree, such as `tokens.css`.
    pub name: &'static str,
    /// The address: `/assets/tokens.0a1b2c3d.css`.
    pub url: String,
    /// The `Content-Type` to send.
    pub content_type: &'static str,
    /// The bytes, not compressed.
    pub bytes: Cow<'static, [u8]>,
}

const SCRIPT: &str = "text/javascript; charset=utf-8";

/// A script stands after those that it imports.
const FILES: [(&str, &str, &[u8]); 31] = [
    (
        "tokens.css",
        "text/css; charset=utf-8",
        include_bytes!("../../assets/tokens.css"),
    ),
    (
        "parenthesis.css",
        "text/css; charset=utf-8",
        include_bytes!("../../assets/parenthesis.css"),
    ),
    (
        "mark.svg",
        "image/svg+xml",
        include_bytes!("../../assets/mark.svg"),
    ),
    (
        "plain.svg",
        "image/svg+xml",
        include_bytes!("../../assets/plain.svg"),
    ),
    (
        "mark-192.png",
        "image/png",
        include_bytes!("../../assets/mark-192.png"),
    ),
    (
        "mark-512.png",
        "image/png",
        include_bytes!("../../assets/mark-512.png"),
    ),
    ("leave.js", SCRIPT, include_bytes!("../../assets/leave.js")),
    (
        "progress.js",
        SCRIPT,
        include_bytes!("../../assets/progress.js"),
    ),
    (
        "passkey.js",
        SCRIPT,
        include_bytes!("../../assets/passkey.js"),
    ),
    (
        "care-place.js",
        SCRIPT,
        include_bytes!("../../assets/care-place.js"),
    ),
    (
        "accept-sign.js",
        SCRIPT,
        include_bytes!("../../assets/accept-sign.js"),
    ),
    (
        "record-proof.js",
        SCRIPT,
        include_bytes!("../../assets/record-proof.js"),
    ),
    (
        "record-watch.js",
        SCRIPT,
        include_bytes!("../../assets/record-watch.js"),
    ),
    (
        "record-memory.js",
        SCRIPT,
        include_bytes!("../../assets/record-memory.js"),
    ),
    (
        "record-sign.js",
        SCRIPT,
        include_bytes!("../../assets/record-sign.js"),
    ),
    (
        "record.js",
        SCRIPT,
        include_bytes!("../../assets/record.js"),
    ),
    (
        "moment.js",
        SCRIPT,
        include_bytes!("../../assets/moment.js"),
    ),
    (
        "live-swap.js",
        SCRIPT,
        include_bytes!("../../assets/live-swap.js"),
    ),
    ("live.js", SCRIPT, include_bytes!("../../assets/live.js")),
    ("draft.js", SCRIPT, include_bytes!("../../assets/draft.js")),
    ("keep.js", SCRIPT, include_bytes!("../../assets/keep.js")),
    ("push.js", SCRIPT, include_bytes!("../../assets/push.js")),
    (
        "call-bell.js",
        SCRIPT,
        include_bytes!("../../assets/call-bell.js"),
    ),
    ("ring.js", SCRIPT, include_bytes!("../../assets/ring.js")),
    (
        "tablet.js",
        SCRIPT,
        include_bytes!("../../assets/tablet.js"),
    ),
    (
        "call-page.js",
        SCRIPT,
        include_bytes!("../../assets/call-page.js"),
    ),
    (
        "call-say.js",
        SCRIPT,
        include_bytes!("../../assets/call-say.js"),
    ),
    (
        "call-media.js",
        SCRIPT,
        include_bytes!("../../assets/call-media.js"),
    ),
    (
        "call-peer.js",
        SCRIPT,
        include_bytes!("../../assets/call-peer.js"),
    ),
    ("call.js", SCRIPT, include_bytes!("../../assets/call.js")),
    (
        "call-check.js",
        SCRIPT,
        include_bytes!("../../assets/call-check.js"),
    ),
];

/// Every file, in a fixed order.
pub fn all() -> &'static [Asset] {
    static ALL: OnceLock<Vec<Asset>> = OnceLock::new();
    ALL.get_or_init(|| {
        let mut all: Vec<Asset> = Vec::with_capacity(FILES.len());
        for (name, content_type, bytes) in FILES {
            let bytes = if content_type == SCRIPT {
                linked(bytes, &all)
            } else {
                Cow::Borrowed(bytes)
            };
            all.push(Asset {
                name,
                url: url(name, &bytes),
                content_type,
                bytes,
            });
        }
        all
    })
}

/// A script whose imports lead to the addresses of the scripts before it.
fn linked(bytes: &'static [u8], before: &[Asset]) -> Cow<'static, [u8]> {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return Cow::Borrowed(bytes);
    };
    let link = |text: String, asset: &Asset| {
        text.replace(
            &format!("from \"./{}\"", asset.name),
            &format!("from \"{}\"", asset.url),
        )
    };
    Cow::Owned(before.iter().fold(text.to_owned(), link).into_bytes())
}

/// The address of a file by its name; an unknown name gives an empty text, which the tests
/// of the frame would see.
pub fn asset(name: &str) -> &'static str {
    all()
        .iter()
        .find(|asset| asset.name == name)
        .map_or("", |asset| asset.url.as_str())
}

fn url(name: &str, bytes: &[u8]) -> String {
    let hash = Sha256::digest(bytes);
    let short: String = hash
        .iter()
        .take(4)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let (stem, kind) = name.rsplit_once('.').unwrap_or((name, "bin"));
    format!("/assets/{stem}.{short}.{kind}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_address_carries_the_hash_of_its_bytes() {
        for asset in all() {
            let hash: Vec<&str> = asset.url.split('.').collect();
            assert_eq!(hash.len(), 3, "{}", asset.url);
            assert_eq!(hash[1].len(), 8);
            assert!(asset.url.starts_with("/assets/"));
        }
        assert_ne!(asset("tokens.css"), asset("parenthesis.css"));
        assert_eq!(asset("nothing.css"), "");
    }

    #[test]
    fn scripts_import_scripts_that_are_served() {
        let mut imports = 0;
        for asset in all().iter().filter(|a| a.content_type == SCRIPT) {
            let script = std::str::from_utf8(&asset.bytes).unwrap();
            for import in script.lines().filter(|l| !l.starts_with("/**")) {
                let Some((_, from)) = import.split_once(" from \"") else {
                    continue;
                };
                let url = from.split('"').next().unwrap();
                assert!(
                    all().iter().any(|a| a.url == url),
                    "{} imports {url}",
                    asset.name
                );
                imports += 1;
            }
            assert!(!script.contains("import("), "{}", asset.name);
        }
        assert_eq!(imports, 19);
    }

    #[test]
    fn style_sheets_load_nothing_from_elsewhere() {
        for asset in all()
            .iter()
            .filter(|a| a.content_type.starts_with("text/css"))
        {
            let css = std::str::from_utf8(&asset.bytes).unwrap();
            assert!(
                !css.contains("@import") && !css.contains("http"),
                "{}",
                asset.name
            );
        }
    }
}
