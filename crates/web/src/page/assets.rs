//! The files that a page loads: two style sheets, the mark and a script, compiled in, each under
//! an address that carries its own hash, so that a browser may keep it for ever.
//!
//! May touch: nothing outside the binary.

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
    pub bytes: &'static [u8],
}

const FILES: [(&str, &str, &[u8]); 4] = [
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
        "leave.js",
        "text/javascript; charset=utf-8",
        include_bytes!("../../assets/leave.js"),
    ),
];

/// Every file, in a fixed order.
pub fn all() -> &'static [Asset] {
    static ALL: OnceLock<Vec<Asset>> = OnceLock::new();
    ALL.get_or_init(|| {
        FILES
            .into_iter()
            .map(|(name, content_type, bytes)| Asset {
                name,
                url: url(name, bytes),
                content_type,
                bytes,
            })
            .collect()
    })
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
    fn style_sheets_load_nothing_from_elsewhere() {
        for asset in all()
            .iter()
            .filter(|a| a.content_type.starts_with("text/css"))
        {
            let css = std::str::from_utf8(asset.bytes).unwrap();
            assert!(
                !css.contains("@import") && !css.contains("http"),
                "{}",
                asset.name
            );
        }
    }
}
