//! Where people reach this server, by whose hands, and whether it mails. Nothing here touches the network.

use super::client::Proxies;
use crate::calls::CallSettings;
use std::net::IpAddr;

/// The address under which people open the pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    origin: String,
    scheme: Scheme,
    proxies: Proxies,
    mails: bool,
    push_nearby: Vec<String>,
    calls: CallSettings,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scheme {
    Http,
    Https,
}

/// Why a text is not the address of a server.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "'{0}' is not an address such as https://parenthesis.example or http://localhost:8080 (no path, no user name)"
)]
pub struct BadUrl(String);

impl Settings {
    /// Takes the public address: `http` or `https`, a host in lower case, a port if it is not the
    /// usual one. A slash at the end is dropped.
    ///
    /// # Errors
    /// [`BadUrl`] for anything else.
    pub fn new(public_url: &str) -> Result<Self, BadUrl> {
        let bad = || BadUrl(public_url.chars().take(200).collect());
        let address = public_url.strip_suffix('/').unwrap_or(public_url);
        let (scheme, host, usual_port) = if let Some(host) = address.strip_prefix("https://") {
            (Scheme::Https, host, ":443")
        } else if let Some(host) = address.strip_prefix("http://") {
            (Scheme::Http, host, ":80")
        } else {
            return Err(bad());
        };
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || ".-:[]".contains(c);
        if host.is_empty() || host.len() > 255 || !host.chars().all(plain) {
            return Err(bad());
        }
        let origin = address.strip_suffix(usual_port).unwrap_or(address);
        Ok(Self {
            origin: origin.to_owned(),
            scheme,
            proxies: Proxies::default(),
            mails: false,
            push_nearby: Vec::new(),
            calls: CallSettings::default(),
        })
    }

    /// Believes these proxies when they say who asks.
    #[must_use]
    pub fn behind(mut self, proxies: Proxies) -> Self {
        self.proxies = proxies;
        self
    }

    /// Whether letters go to a mail server, which carries them on by itself.
    #[must_use]
    pub fn mailing(mut self, mails: bool) -> Self {
        self.mails = mails;
        self
    }

    /// Whether letters reach people without anybody's hands here.
    #[must_use]
    pub fn mails(&self) -> bool {
        self.mails
    }

    /// Lets notices go to push services at these origins, wherever they are.
    #[must_use]
    pub fn pushing_nearby(mut self, origins: Vec<String>) -> Self {
        self.push_nearby = origins;
        self
    }

    /// The origins of push services that the operator named.
    #[must_use]
    pub fn push_nearby(&self) -> &[String] {
        &self.push_nearby
    }

    /// Lets calls go through these.
    #[must_use]
    pub fn calling(mut self, calls: CallSettings) -> Self {
        self.calls = calls;
        self
    }

    /// Through what calls go.
    #[must_use]
    pub fn calls(&self) -> &CallSettings {
        &self.calls
    }

    /// The origin as browsers send it: `https://parenthesis.example`.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The host, without the scheme and the port; brackets stay around a number.
    #[must_use]
    pub fn host(&self) -> &str {
        let rest = self.origin.split_once("://").map_or("", |(_, rest)| rest);
        let behind = rest.rfind(']').unwrap_or(0);
        match rest.get(behind..).and_then(|tail| tail.find(':')) {
            Some(colon) => rest.get(..behind + colon).unwrap_or(rest),
            None => rest,
        }
    }

    /// The port, also where it is the usual one.
    #[must_use]
    pub fn port(&self) -> u16 {
        let usual = if self.is_https() { 443 } else { 80 };
        let tail = self.origin.rsplit_once(':').map(|(_, port)| port.parse());
        tail.and_then(Result::ok).unwrap_or(usual)
    }

    /// The proxies that are believed.
    #[must_use]
    pub fn proxies(&self) -> &Proxies {
        &self.proxies
    }

    /// Whether only this machine reaches the address. Browsers trust it there without HTTPS.
    #[must_use]
    pub fn is_local(&self) -> bool {
        let host = self.host();
        let address = host.trim_start_matches('[').trim_end_matches(']');
        let loopback = address.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback());
        loopback || host == "localhost" || host.ends_with(".localhost")
    }

    /// Whether people open the pages over HTTPS.
    #[must_use]
    pub fn is_https(&self) -> bool {
        self.scheme == Scheme::Https
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_an_origin_and_nothing_more() {
        let check = |typed: &str, origin: Option<&str>| {
            let found = Settings::new(typed);
            assert_eq!(found.as_ref().ok().map(Settings::origin), origin, "{typed}");
        };
        check("https://a.example/", Some("https://a.example"));
        check("https://a.example:443", Some("https://a.example"));
        check("http://localhost:8080", Some("http://localhost:8080"));
        check("http://[::1]:8080", Some("http://[::1]:8080"));
        let parts = |typed: &str| {
            let settings = Settings::new(typed).unwrap();
            (settings.host().to_owned(), settings.port())
        };
        assert_eq!(parts("https://a.example/"), ("a.example".to_owned(), 443));
        assert_eq!(parts("http://a.example"), ("a.example".to_owned(), 80));
        assert_eq!(parts("https://a.example:8"), ("a.example".to_owned(), 8));
        assert_eq!(parts("https://[::1]"), ("[::1]".to_owned(), 443));
        assert_eq!(parts("https://[::1]:8"), ("[::1]".to_owned(), 8));
        for bad in [
            "",
            "a.example",
            "ftp://a.example",
            "https://",
            "https://a.example/x",
            "https://me@a.example",
            "https://A.example",
            "https://a.example\r\nx: y",
        ] {
            check(bad, None);
        }
    }

    #[test]
    fn only_this_machine_is_local() {
        let is_local = |url: &str| Settings::new(url).unwrap().is_local();
        for url in [
            "http://localhost:8420",
            "http://a.localhost",
            "http://127.0.0.1:1",
            "http://127.9.9.9",
            "http://[::1]:8420",
        ] {
            assert!(is_local(url), "{url}");
        }
        for url in [
            "http://localhost.example",
            "http://192.168.1.2",
            "http://[2001:db8::1]",
            "https://family.example.org",
            "http://notlocalhost",
        ] {
            assert!(!is_local(url), "{url}");
        }
    }
}
