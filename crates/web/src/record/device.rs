//! What a browser calls itself, made short enough to recognise.
//!
//! May touch: its arguments. The text comes from the browser and proves nothing; it stands in
//! full beside the entry's proof.

use crate::text::{Text, t};

/// Longest description that is shown as it is, in characters.
const SHORT: usize = 40;

/// Words in a description and the browser they mean. The first that fits counts: most browsers
/// name others after themselves.
const BROWSERS: [(&str, &str); 10] = [
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("FxiOS/", "Firefox"),
    ("Firefox/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Chromium/", "Chromium"),
    ("Version/", "Safari"),
    ("curl/", "curl"),
];

/// The same for what the browser runs on.
const SYSTEMS: [(&str, &str); 7] = [
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux"),
];

/// `Chrome on Linux`. A short description that names neither stands as it is; of a long one
/// nothing is said.
#[must_use]
pub fn short(text: &Text, device: &str) -> Option<String> {
    let device = device.trim();
    let browser = known(&BROWSERS, device);
    let system = known(&SYSTEMS, device);
    match (browser, system) {
        (Some(browser), Some(system)) => {
            Some(t!(text, "device", browser = browser, system = system))
        }
        (Some(one), None) | (None, Some(one)) if device.chars().count() > SHORT => {
            Some(one.to_owned())
        }
        _ if device.is_empty() || device.chars().count() > SHORT => None,
        _ => Some(device.to_owned()),
    }
}

fn known(all: &[(&str, &'static str)], device: &str) -> Option<&'static str> {
    all.iter()
        .find(|(word, _)| device.contains(word))
        .map(|(_, name)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lang;

    #[test]
    fn a_browser_and_its_system_are_named() {
        let text = Text::of(Lang::En);
        for (device, said) in [
            (
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/156.0.0.0 Safari/537.36",
                "Chrome on Linux",
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36 Edg/156.0.0.0",
                "Edge on Windows",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1",
                "Safari on iPhone",
            ),
            (
                "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Mobile Safari/537.36",
                "Chrome on Android",
            ),
            (
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:140.0) Gecko/20100101 Firefox/140.0",
                "Firefox on Mac",
            ),
        ] {
            assert_eq!(short(text, device).as_deref(), Some(said));
        }
    }

    #[test]
    fn what_is_not_known_is_shown_when_it_is_short() {
        let text = Text::of(Lang::Nl);
        assert_eq!(short(text, " Demo "), Some("Demo".to_owned()));
        assert_eq!(
            short(text, "Firefox op Linux"),
            Some("Firefox op Linux".to_owned())
        );
        assert_eq!(short(text, ""), None);
        assert_eq!(short(text, &"x".repeat(SHORT + 1)), None);
        let half = format!("curl/8 {}", "x".repeat(SHORT));
        assert_eq!(short(text, &half), Some("curl".to_owned()));
        let both = "Mozilla/5.0 (X11; Linux) Firefox/140.0";
        assert_eq!(short(text, both), Some("Firefox op Linux".to_owned()));
    }
}
