//! Who may use the relay, and until when: a name with a time, and a password that follows from it.
//! The scheme is coturn's (`use-auth-secret`), so another TURN server with the same secret takes what is
//! made here. Pure.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha1::{Digest as _, Sha1};
use std::fmt;
use std::net::SocketAddr;
use stun::integrity::MessageIntegrity;
use turn::auth::{AuthHandler, generate_auth_key};

/// Credentials are good for at most so long.
pub const MAX_SECONDS: u64 = 3_000;

/// What the relay calls itself towards clients; part of every key.
pub(crate) const REALM: &str = "parenthesis";

/// Longest name in a username, in bytes.
const WHO_MAX: usize = 128;
/// One block of SHA-1, in bytes.
const BLOCK: usize = 64;

/// What a browser shows to a TURN server.
#[derive(Clone, PartialEq, Eq)]
pub struct Credentials {
    /// `{until}:{who}`.
    pub username: String,
    /// The base64 of the HMAC-SHA1 of the username under the server's secret.
    pub password: String,
    /// In seconds since 1970; from then on nothing new is begun with them.
    pub until: u64,
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credentials")
            .field("until", &self.until)
            .finish_non_exhaustive()
    }
}

/// Credentials for a TURN server elsewhere that was given this secret, such as coturn with
/// `static-auth-secret`.
#[must_use]
pub fn external_credentials(secret: &str, who: &str, until: u64) -> Credentials {
    made(secret.as_bytes(), who, until)
}

fn made(secret: &[u8], who: &str, until: u64) -> Credentials {
    let username = format!("{until}:{who}");
    Credentials {
        password: password(secret, &username),
        username,
        until,
    }
}

fn password(secret: &[u8], username: &str) -> String {
    STANDARD.encode(mac(secret, &[username.as_bytes()]))
}

/// HMAC-SHA1 (RFC 2104) of the parts, one after the other.
pub(crate) fn mac(secret: &[u8], parts: &[&[u8]]) -> [u8; 20] {
    // A long key is hashed, a short one filled up with zeros to one block.
    let mut block = [0; BLOCK];
    let hashed: [u8; 20];
    let key = if secret.len() > BLOCK {
        hashed = Sha1::digest(secret).into();
        &hashed[..]
    } else {
        secret
    };
    for (place, byte) in block.iter_mut().zip(key) {
        *place = *byte;
    }
    let mut mac = Hmac::<Sha1>::new(&block.into());
    for part in parts {
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

/// The parts of a username: until when, and who.
pub(crate) fn named(username: &str) -> Option<(u64, &str)> {
    let (until, who) = username.split_once(':')?;
    let digits = !until.is_empty() && until.bytes().all(|byte| byte.is_ascii_digit());
    let fits = !who.is_empty() && who.len() <= WHO_MAX;
    let until = until.parse().ok()?;
    (digits && fits).then_some((until, who))
}

/// Which call a name belongs to: what stands before its first `/`. Names without one are together.
pub(crate) fn call_of(who: &str) -> &str {
    who.split_once('/').map_or("", |(call, _)| call)
}

/// The secret of our own relay, and what follows from it.
pub(crate) struct Keys {
    secret: [u8; 32],
}

impl Keys {
    pub(crate) fn new(secret: [u8; 32]) -> Self {
        Self { secret }
    }

    /// Credentials for one name. What is asked for beyond [`MAX_SECONDS`] is cut off.
    pub(crate) fn credentials(&self, who: &str, until: u64, now: u64) -> Credentials {
        made(
            &self.secret,
            who,
            until.min(now.saturating_add(MAX_SECONDS)),
        )
    }

    /// The key that signs the requests of a username.
    pub(crate) fn integrity(&self, username: &str) -> MessageIntegrity {
        MessageIntegrity(self.key(username))
    }

    pub(crate) fn mac(&self, parts: &[&[u8]]) -> [u8; 20] {
        mac(&self.secret, parts)
    }

    fn key(&self, username: &str) -> Vec<u8> {
        generate_auth_key(username, REALM, &password(&self.secret, username))
    }
}

impl AuthHandler for Keys {
    /// The guard has judged the username; here only its key follows.
    fn auth_handle(&self, username: &str, _: &str, _: SocketAddr) -> Result<Vec<u8>, turn::Error> {
        Ok(self.key(username))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mac_is_that_of_the_standard() {
        // RFC 2202, section 3: test cases 1, 2 and 6.
        let check = |key: &[u8], data: &[u8], expected: &str| {
            let found: String = mac(key, &[data])
                .iter()
                .map(|b| format!("{b:02x}"))
                .collect();
            assert_eq!(found, expected);
        };
        let first = "b617318655057264e28bc0b6fb378c8ef146be00";
        check(&[0x0b; 20], b"Hi There", first);
        let jefe = "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79";
        check(b"Jefe", b"what do ya want for nothing?", jefe);
        let long = "aa4ae5e15272d00e95705637ce8a3b55ed402112";
        let data = b"Test Using Larger Than Block-Size Key - Hash Key First";
        check(&[0xaa; 80], data, long);
    }

    #[test]
    fn another_server_with_the_secret_takes_them() {
        let made = external_credentials("north", "call/seat", 1_800_000_000);
        assert_eq!(made.username, "1800000000:call/seat");
        let again = STANDARD.encode(mac(b"north", &[b"1800000000:call/seat"]));
        assert_eq!(made.password, again);
        assert_ne!(
            made.password,
            external_credentials("south", "call/seat", 1_800_000_000).password
        );
        let shown = format!("{made:?}");
        assert!(!shown.contains(&made.password), "{shown}");
    }

    #[test]
    fn none_is_good_for_longer_than_the_most() {
        let keys = Keys::new([1; 32]);
        assert_eq!(keys.credentials("a", 2_000, 1_000).until, 2_000);
        let longest = keys.credentials("a", u64::MAX, 1_000);
        assert_eq!(longest.until, 1_000 + MAX_SECONDS);
        assert_eq!(longest.username, "4000:a");
    }

    #[test]
    fn a_username_is_a_time_and_a_name() {
        assert_eq!(named("12:call/seat"), Some((12, "call/seat")));
        assert_eq!(named("12:a:b"), Some((12, "a:b")));
        let long = format!("12:{}", "a".repeat(WHO_MAX + 1));
        for bad in [
            "",
            "12",
            "12:",
            ":a",
            "+12:a",
            "-1:a",
            "1.5:a",
            "99999999999999999999999:a",
            &long,
        ] {
            assert_eq!(named(bad), None, "{bad}");
        }
        assert_eq!(call_of("call/seat/x"), "call");
        assert_eq!(call_of("seat"), "");
    }
}
