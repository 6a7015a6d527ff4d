//! What a browser gave of its push service, as it came with the form.
//!
//! May touch: its arguments. Whether an address may be sent to is decided in `app`.

use app::{ENDPOINT_CHARS_MAX, PushAsked};

use crate::http::first;

/// Most characters of a key, in base64url.
const MAX_KEY: usize = 200;
/// Most characters of the sealed half of our key.
const MAX_SEALED: usize = 400;

/// Why a device is not told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrong {
    /// The form came without anything of a browser.
    Nothing,
    /// What the browser gave cannot be used.
    Malformed,
    /// The key was made for another session, or long ago.
    OldKey,
}

/// The fields as they came.
///
/// # Errors
/// [`Wrong::Nothing`] when the browser gave nothing, [`Wrong::Malformed`] when a field is missing, too
/// long, or holds what no browser gives.
pub fn read(fields: &[(String, String)]) -> Result<PushAsked, Wrong> {
    let field = |name| first(fields, name).trim();
    let (endpoint, p256dh, auth) = (field("endpoint"), field("p256dh"), field("auth"));
    if endpoint.is_empty() && p256dh.is_empty() && auth.is_empty() {
        return Err(Wrong::Nothing);
    }
    let printed = endpoint.bytes().all(|b| (b'!'..=b'~').contains(&b));
    let fits = (1..=ENDPOINT_CHARS_MAX).contains(&endpoint.len());
    let sealed = field("sealed");
    if printed && fits && is_key(p256dh) && is_key(auth) && sealed.len() <= MAX_SEALED {
        Ok(PushAsked {
            endpoint: endpoint.to_owned(),
            p256dh: p256dh.to_owned(),
            auth: auth.to_owned(),
            sealed: sealed.to_owned(),
            discreet: false,
        })
    } else {
        Err(Wrong::Malformed)
    }
}

/// Whether it is base64url; some browsers fill it up with `=`.
fn is_key(text: &str) -> bool {
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'=');
    (1..=MAX_KEY).contains(&text.len()) && text.bytes().all(plain)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn fields(values: [&str; 4]) -> Vec<(String, String)> {
        let names = ["endpoint", "p256dh", "auth", "sealed"];
        let pairs = names.into_iter().zip(values);
        pairs
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect()
    }

    const FINE: [&str; 4] = ["https://push.example.net/p/1", "BCVx", "BTBZ-_", "c2VhbGVk"];

    #[test]
    fn what_a_browser_gives_is_read_as_it_came() {
        let asked = read(&fields(FINE)).unwrap();
        assert_eq!(asked.endpoint, FINE[0]);
        assert_eq!(
            (
                asked.p256dh.as_str(),
                asked.auth.as_str(),
                asked.sealed.as_str()
            ),
            (FINE[1], FINE[2], FINE[3])
        );
    }

    #[test]
    fn what_no_browser_gives_is_told_apart_from_nothing() {
        let check = |at: usize, value: &str, wrong: Wrong| {
            let mut values = FINE;
            values[at] = value;
            assert_eq!(
                read(&fields(values)).err(),
                Some(wrong),
                "{at}: {value:.40}"
            );
        };
        assert_eq!(read(&[]).err(), Some(Wrong::Nothing));
        assert_eq!(
            read(&fields(["", " ", "", FINE[3]])).err(),
            Some(Wrong::Nothing)
        );
        for at in 0..3 {
            check(at, "", Wrong::Malformed);
        }
        check(0, "https://push.example.net/a b", Wrong::Malformed);
        check(0, "https://push.example.net/\u{e9}", Wrong::Malformed);
        check(0, &"h".repeat(ENDPOINT_CHARS_MAX + 1), Wrong::Malformed);
        for at in [1, 2] {
            check(at, "a+b/", Wrong::Malformed);
            check(at, &"A".repeat(MAX_KEY + 1), Wrong::Malformed);
        }
        check(3, &"A".repeat(MAX_SEALED + 1), Wrong::Malformed);
    }

    proptest! {
        #[test]
        fn nothing_that_is_sent_panics_and_nothing_long_comes_through(
            values in prop::collection::vec("\\PC{0,60}", 4),
            times in 1_usize..60,
        ) {
            let long: Vec<String> = values.iter().map(|value| value.repeat(times)).collect();
            let given = [0, 1, 2, 3].map(|at: usize| long[at].as_str());
            if let Ok(asked) = read(&fields(given)) {
                prop_assert!(asked.endpoint.len() <= ENDPOINT_CHARS_MAX && asked.sealed.len() <= MAX_SEALED);
                prop_assert!(asked.p256dh.len() <= MAX_KEY && asked.auth.len() <= MAX_KEY);
            }
        }
    }
}
