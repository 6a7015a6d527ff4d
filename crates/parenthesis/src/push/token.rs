//! The token by which a push service knows who asks (RFC 8292): three claims, signed with ES256
//! (RFC 7515, RFC 7518). Pure.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::{SignedDuration, Timestamp};
use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey};

/// A token is good for so long; a service refuses more than a day.
const LASTS: SignedDuration = SignedDuration::from_hours(12);

/// The value of the header `Authorization` for a service, in the name of a contact; `None` when the
/// key is none.
pub(super) fn authorization(
    key: &[u8; 32],
    service: &str,
    contact: &str,
    now: Timestamp,
) -> Option<String> {
    let key = SigningKey::from_slice(key).ok()?;
    let claims = serde_json::json!({
        "aud": service,
        "exp": (now + LASTS).as_second(),
        "sub": contact,
    });
    let part = |json: &str| URL_SAFE_NO_PAD.encode(json);
    let header = part(r#"{"typ":"JWT","alg":"ES256"}"#);
    let signed = format!("{header}.{}", part(&claims.to_string()));
    let signature: Signature = key.sign(signed.as_bytes());
    let signature = URL_SAFE_NO_PAD.encode(signature.to_bytes());
    let point = key.verifying_key().to_sec1_point(false);
    let public = URL_SAFE_NO_PAD.encode(point.as_bytes());
    Some(format!("vapid t={signed}.{signature}, k={public}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use p256::ecdsa::VerifyingKey;
    use p256::ecdsa::signature::Verifier as _;

    #[test]
    fn a_token_is_signed_by_the_key_that_it_names_and_says_three_things() {
        let now: Timestamp = "2026-11-23T09:00:00Z".parse().unwrap();
        let said = authorization(
            &[7; 32],
            "https://push.example",
            "https://parenthesis.example",
            now,
        );
        let said = said.unwrap();
        let (token, key) = said
            .strip_prefix("vapid t=")
            .unwrap()
            .split_once(", k=")
            .unwrap();
        let (signed, signature) = token.rsplit_once('.').unwrap();
        let read = |text: &str| URL_SAFE_NO_PAD.decode(text).unwrap();
        let key = VerifyingKey::from_sec1_bytes(&read(key)).unwrap();
        let signature = Signature::from_slice(&read(signature)).unwrap();
        key.verify(signed.as_bytes(), &signature).unwrap();
        let (header, claims) = signed.split_once('.').unwrap();
        assert_eq!(read(header), br#"{"typ":"JWT","alg":"ES256"}"#);
        let claims: serde_json::Value = serde_json::from_slice(&read(claims)).unwrap();
        assert_eq!(
            claims,
            serde_json::json!({
                "aud": "https://push.example",
                "exp": now.as_second() + 12 * 3600,
                "sub": "https://parenthesis.example",
            })
        );
    }

    #[test]
    fn a_number_that_is_no_key_signs_nothing() {
        let now = Timestamp::UNIX_EPOCH;
        assert_eq!(authorization(&[0; 32], "a", "b", now), None);
        assert_eq!(authorization(&[255; 32], "a", "b", now), None);
    }
}
