//! Where notices to a browser go and with which keys: what a browser may give, and its stored shape.
//! Pure.
//!
//! The address comes from whoever signed in, and this server will ask it: so it must be one of the
//! public network, by name and over HTTPS, unless the operator named its origin. Names that lead to
//! other machines are refused where it is asked.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};
use url::{Host, Url};
use zeroize::Zeroizing;

/// Longest address of a push service, in characters.
pub const ENDPOINT_CHARS_MAX: usize = 2_000;
/// Names that never lead out of a machine or a house.
const AT_HOME: [&str; 6] = [
    "localhost",
    "local",
    "internal",
    "lan",
    "home.arpa",
    "onion",
];

/// Where notices to one browser go (RFC 8030), and with which keys (RFC 8291, RFC 8292).
#[derive(Clone, PartialEq, Eq)]
pub struct Subscription {
    /// The address at its push service.
    pub endpoint: Box<str>,
    /// The browser's public key: a point of P-256, uncompressed.
    pub browser_key: [u8; 65],
    /// What both share.
    pub auth: [u8; 16],
    /// The private key that signs for this server towards this browser's service alone: a scalar of
    /// P-256.
    pub signing_key: Zeroizing<[u8; 32]>,
    /// Whether notices there do not say of what they are.
    pub discreet: bool,
}

impl std::fmt::Debug for Subscription {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Subscription(…)")
    }
}

/// What a browser gave: an address, and two values in base64 for addresses, without padding.
#[derive(Clone, PartialEq, Eq)]
pub struct PushAsked {
    /// The address at its push service.
    pub endpoint: String,
    /// Its public key.
    pub p256dh: String,
    /// What both share.
    pub auth: String,
    /// What [`PushOffer::sealed`](crate::PushOffer) was.
    pub sealed: String,
    /// Whether notices there are not to say of what they are: titles are neutral on that device.
    pub discreet: bool,
}

impl std::fmt::Debug for PushAsked {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PushAsked(…)")
    }
}

/// Bytes of base64 as browsers write it; `None` for another number of bytes.
fn fixed<const N: usize>(text: &str) -> Option<[u8; N]> {
    let text = text.trim_end_matches('=');
    if text.len() > N * 4 / 3 + 2 {
        return None;
    }
    URL_SAFE_NO_PAD.decode(text).ok()?.try_into().ok()
}

/// The address of a push service, written in one way; `None` for one that is not asked. `nearby` are
/// origins that the operator named.
fn endpoint(typed: &str, nearby: &[String]) -> Option<Box<str>> {
    if typed.chars().count() > ENDPOINT_CHARS_MAX {
        return None;
    }
    let url = Url::parse(typed).ok()?;
    let plain = url.username().is_empty() && url.password().is_none() && url.fragment().is_none();
    let web = matches!(url.scheme(), "http" | "https");
    if !plain || !web || url.as_str().len() > ENDPOINT_CHARS_MAX {
        return None;
    }
    let origin = url.origin().ascii_serialization();
    let named = nearby.contains(&origin);
    (named || (url.scheme() == "https" && is_public_name(&url))).then(|| url.as_str().into())
}

fn is_public_name(url: &Url) -> bool {
    let Some(Host::Domain(name)) = url.host() else {
        return false;
    };
    let name = name.trim_end_matches('.');
    let at_home = |end: &str| {
        let before = name.strip_suffix(end);
        before.is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    };
    name.contains('.') && !AT_HOME.iter().any(|end| at_home(end))
}

impl Subscription {
    /// What a browser gave, with the key that signs towards it; `None` when it cannot be used.
    pub(super) fn checked(
        asked: &PushAsked,
        signing_key: Zeroizing<[u8; 32]>,
        nearby: &[String],
    ) -> Option<Self> {
        let browser_key: [u8; 65] = fixed(&asked.p256dh)?;
        p256::PublicKey::from_sec1_bytes(&browser_key).ok()?;
        Some(Self {
            endpoint: endpoint(&asked.endpoint, nearby)?,
            browser_key,
            auth: fixed(&asked.auth)?,
            signing_key,
            discreet: asked.discreet,
        })
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Shape {
    endpoint: String,
    browser: String,
    auth: String,
    signing: Zeroizing<String>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    discreet: bool,
}

/// The bytes that are sealed.
pub(super) fn encode(of: &Subscription) -> Zeroizing<Vec<u8>> {
    let shape = Shape {
        endpoint: of.endpoint.to_string(),
        browser: URL_SAFE_NO_PAD.encode(of.browser_key),
        auth: URL_SAFE_NO_PAD.encode(of.auth),
        signing: URL_SAFE_NO_PAD.encode(*of.signing_key).into(),
        discreet: of.discreet,
    };
    // Texts always become JSON.
    Zeroizing::new(serde_json::to_vec(&shape).unwrap_or_default())
}

/// Reads what [`encode`] wrote. `None` for anything else.
pub(super) fn decode(bytes: &[u8]) -> Option<Subscription> {
    let shape: Shape = serde_json::from_slice(bytes).ok()?;
    Some(Subscription {
        endpoint: shape.endpoint.into(),
        browser_key: fixed(&shape.browser)?,
        auth: fixed(&shape.auth)?,
        signing_key: Zeroizing::new(fixed(&shape.signing)?),
        discreet: shape.discreet,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn asked(endpoint: &str) -> PushAsked {
        // The keys of RFC 8291, appendix A.
        PushAsked {
            endpoint: endpoint.to_owned(),
            p256dh: "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4".to_owned(),
            auth: "BTBZMqHH6r4Tts7J_aSIgg".to_owned(),
            sealed: String::new(),
            discreet: false,
        }
    }

    fn checked(asked: &PushAsked, nearby: &[String]) -> Option<Subscription> {
        Subscription::checked(asked, Zeroizing::new([7; 32]), nearby)
    }

    #[test]
    fn only_addresses_of_the_public_network_are_asked() {
        for good in [
            "https://fcm.googleapis.com/fcm/send/abc:def",
            "https://updates.push.services.mozilla.com/wpush/v2/gAAA",
            "https://web.push.apple.com/QN-1",
            "https://push.example:8443/x?y=1",
        ] {
            let found = checked(&asked(good), &[]).unwrap();
            assert_eq!(
                (&*found.endpoint, decode(&encode(&found))),
                (good, Some(found.clone()))
            );
        }
        for bad in [
            "",
            "push.example",
            "http://push.example/x",
            "ftp://push.example/x",
            "https://127.0.0.1/x",
            "https://2130706433/x",
            "https://0x7f.1/x",
            "https://[::1]/x",
            "https://[::ffff:10.0.0.1]/x",
            "https://192.168.1.1/x",
            "https://localhost/x",
            "https://localhost./x",
            "https://router/x",
            "https://a.localhost/x",
            "https://printer.local/x",
            "https://nas.home.arpa/x",
            "https://db.internal/x",
            "https://user@push.example/x",
            "https://user:word@push.example/x",
            "https://push.example/x#y",
        ] {
            assert_eq!(checked(&asked(bad), &[]), None, "{bad}");
        }
        let long = format!("https://push.example/{}", "x".repeat(ENDPOINT_CHARS_MAX));
        assert_eq!(checked(&asked(&long), &[]), None);
    }

    #[test]
    fn what_the_operator_named_is_asked_and_nothing_beside_it() {
        let nearby = ["http://127.0.0.1:9000".to_owned()];
        let found = |address: &str| checked(&asked(address), &nearby).is_some();
        assert!(found("http://127.0.0.1:9000/a"));
        assert!(!found("http://127.0.0.1:9001/a"));
        assert!(!found("https://127.0.0.1:9000/a"));
        assert!(!found("http://127.0.0.1:9000@10.0.0.1/a"));
    }

    #[test]
    fn keys_are_what_they_claim_to_be() {
        let good = asked("https://push.example/x");
        let mut point = good.clone();
        point.p256dh = URL_SAFE_NO_PAD.encode([4; 65]);
        let mut short = good.clone();
        short.auth = "BTBZ".to_owned();
        let mut padded = good.clone();
        padded.auth.push_str("==");
        assert!(checked(&point, &[]).is_none() && checked(&short, &[]).is_none());
        assert_eq!(checked(&padded, &[]), checked(&good, &[]));
    }

    #[test]
    fn nothing_of_it_is_printed() {
        let good = asked("https://push.example/x");
        let said = format!("{good:?} {:?}", checked(&good, &[]));
        assert_eq!(said, "PushAsked(…) Some(Subscription(…))");
    }

    proptest! {
        #[test]
        fn whatever_a_browser_gives_does_no_harm(
            address in ".{0,80}", host in "[a-z0-9.:@\\[\\]-]{0,30}", key in ".{0,100}", auth in ".{0,30}",
        ) {
            for typed in [address, format!("https://{host}/x")] {
                let mut given = asked(&typed);
                if let Some(found) = checked(&given, &[]) {
                    prop_assert!(found.endpoint.starts_with("https://"));
                    let url = Url::parse(&found.endpoint).unwrap();
                    let host = url.host_str().unwrap();
                    prop_assert!(host.contains('.') && host.parse::<std::net::IpAddr>().is_err());
                    prop_assert!(encode(&found).len() <= 4_000);
                }
                given.p256dh = key.clone();
                given.auth = auth.clone();
                let _ = checked(&given, &[]);
            }
        }

        #[test]
        fn other_bytes_do_no_harm(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            let _ = decode(&bytes);
        }
    }
}
