//! Passkeys: assertions by software authenticators of each algorithm, and all that is refused.

use crate::authenticator::{Authenticator, CHALLENGE, RP, at, client_data, data, rsa_key};
use crate::golden::{bytes, hex};
use base64::{Engine as _, prelude::BASE64_STANDARD, prelude::BASE64_URL_SAFE_NO_PAD};
use ledger::{
    Sequence, SigningKey,
    passkey::{
        Algorithm, Assertion, AssertionError, ClientFault, DataFault, KeyFault, PublicKey, verify,
        verify_unseen,
    },
};
use proptest::{collection::vec, prelude::*, sample::Index};
use rsa::{pkcs1v15, traits::PublicKeyParts as _};

/// Whether all three authenticators' assertions over these data are taken in this way.
fn check(client_data: &str, data: &[u8], expected: &Result<(), AssertionError>) {
    for authenticator in Authenticator::all() {
        let assertion = authenticator.assert(client_data, data);
        assert_eq!(
            &verify(&assertion, CHALLENGE),
            expected,
            "{client_data} {}",
            hex(data)
        );
        let json = assertion.to_json();
        assert_eq!(Assertion::read(json.as_bytes()), Ok(assertion));
    }
}

#[test]
fn assertions_of_each_algorithm_hold() {
    let (right, flags) = (at("https://family.example"), 0x05);
    check(&right, &data(RP, flags, &[]), &Ok(()));
    // Backed up, and with an extension: a CBOR map.
    check(&right, &data(RP, 0x1d, &[]), &Ok(()));
    check(
        &right,
        &data(RP, flags | 0x80, &[0xa1, 0x61, b'x', 0xf5]),
        &Ok(()),
    );
    for origin in [
        "https://www.family.example",
        "https://family.example:8443",
        "https://a.b.family.example",
    ] {
        check(&at(origin), &data(RP, flags, &[]), &Ok(()));
    }
    let bare = client_data("webauthn.get", &CHALLENGE, "https://family.example", "");
    check(&bare, &data(RP, flags, &[]), &Ok(()));
    // Browsers add members, so that nobody compares with a template.
    let more =
        r#","crossOrigin":false,"other_keys_can_be_added_here":"do not compare clientDataJSON"#;
    let more = format!("{more}\"");
    let more = client_data("webauthn.get", &CHALLENGE, "https://family.example", &more);
    check(&more, &data(RP, flags, &[]), &Ok(()));
}

/// Origins that are not at `family.example`, or not spelled as browsers spell them.
const WRONG_ORIGINS: [&str; 24] = [
    "http://family.example",
    "https://evilfamily.example",
    "https://family.example.evil.example",
    "https://family.example/",
    "https://family.example/path",
    "https://evil.example/.family.example",
    "https://evil.example?.family.example",
    "https://evil.example#.family.example",
    "https://evil@family.example",
    "https://family.example@evil.example",
    "https://.family.example",
    "https://family.example.",
    "https://FAMILY.example",
    "https://family.example:443",
    "https://family.example:0443",
    "https://family.example:",
    "https://family.example:99999",
    "https://family.example:+444",
    "https://example",
    "https:family.example",
    "android:apk-key-hash:family.example",
    "family.example",
    "null",
    "",
];

#[test]
fn what_the_browser_must_say() {
    let data = data(RP, 0x05, &[]);
    let refused = |client: &str, fault| check(client, &data, &Err(AssertionError::Client(fault)));
    for origin in WRONG_ORIGINS {
        refused(&at(origin), ClientFault::Origin);
    }
    let right = at("https://family.example");
    refused(&right.replacen(".get", ".create", 1), ClientFault::Type);
    refused(
        &right.replacen("false", "true", 1),
        ClientFault::CrossOrigin,
    );
    for json in [
        "{}",
        "[]",
        "null",
        &format!("{right} x"),
        &format!("\u{feff}{right}"),
        &right.replacen("false", "\"true\"", 1),
        &right.replacen("false", "1", 1),
        &right.replacen('{', r#"{"type":"webauthn.get","#, 1),
        &right.replacen('{', r#"{"origin":"https://family.example","#, 1),
        &right.replacen("\"origin\"", "\"Origin\"", 1),
        &"[".repeat(3000),
    ] {
        refused(json, ClientFault::Json);
    }
}

#[test]
fn the_challenge_must_be_the_one_that_was_asked() {
    let data = data(RP, 0x05, &[]);
    let with =
        |challenge: &[u8]| client_data("webauthn.get", challenge, "https://family.example", "");
    let refused = Err(AssertionError::Client(ClientFault::Challenge));
    let (right, other) = (with(&CHALLENGE), with(&[8; 32]));
    check(&right, &data, &Ok(()));
    check(&other, &data, &refused);
    check(&with(&CHALLENGE[1..]), &data, &refused);
    let spelled = BASE64_URL_SAFE_NO_PAD.encode(CHALLENGE);
    let padded = right.replacen(&spelled, &format!("{spelled}="), 1);
    check(&padded, &data, &refused);
    // Where the entry agreed to is not at hand, all but the challenge is checked.
    for authenticator in Authenticator::all() {
        let mut assertion = authenticator.assert(&other, &data);
        assert_eq!(verify_unseen(&assertion), Ok(()));
        assertion.signature[9] ^= 1;
        assert_eq!(verify_unseen(&assertion), Err(AssertionError::Signature));
    }
}

#[test]
fn what_the_authenticator_must_say() {
    let client = at("https://family.example");
    let refused = |data: &[u8], fault| check(&client, data, &Err(AssertionError::Data(fault)));
    refused(&data(RP, 0x01, &[]), DataFault::NotVerified);
    refused(&data(RP, 0x04, &[]), DataFault::NotPresent);
    refused(&data(RP, 0x00, &[]), DataFault::NotPresent);
    refused(&data("evil.example", 0x05, &[]), DataFault::OtherDomain);
    refused(
        &data("www.family.example", 0x05, &[]),
        DataFault::OtherDomain,
    );
    refused(&data(RP, 0x05, &[])[..36], DataFault::Length);
    refused(&data(RP, 0x05, &[0]), DataFault::Length);
    refused(&data(RP, 0x05, &[0xa0]), DataFault::Length);
    refused(&data(RP, 0x85, &[]), DataFault::Length);
    refused(&data(RP, 0x85, &[0]), DataFault::Length);
    refused(&data(RP, 0x45, &[0; 20]), DataFault::Length);
}

/// Every byte of what was signed, and of the signature, changed in several ways.
#[test]
fn every_changed_byte_is_refused() {
    for authenticator in Authenticator::all() {
        let right = authenticator.assert(&at("https://family.example"), &data(RP, 0x05, &[]));
        assert_eq!(verify(&right, CHALLENGE), Ok(()));
        assert!(verify(&right, [8; 32]).is_err());
        let refused = |change: &dyn Fn(&mut Assertion)| {
            let mut wrong = right.clone();
            change(&mut wrong);
            assert!(verify(&wrong, CHALLENGE).is_err(), "{wrong:?}");
        };
        for bit in [0, 5, 7] {
            for at in 0..right.signature.len() {
                refused(&|wrong| wrong.signature[at] ^= 1 << bit);
            }
            for at in 0..right.key.len() {
                refused(&|wrong| wrong.key[at] ^= 1 << bit);
            }
            for at in 0..right.authenticator_data.len() {
                refused(&|wrong| wrong.authenticator_data[at] ^= 1 << bit);
            }
            for at in 0..right.client_data.len() {
                refused(&|wrong| wrong.client_data[at] ^= 1 << bit);
            }
        }
        refused(&|wrong| wrong.signature.push(0));
        refused(&|wrong| wrong.signature.truncate(wrong.signature.len() - 1));
        refused(&|wrong| wrong.signature.insert(0, 0));
        refused(&|wrong| wrong.key.push(0));
        refused(&|wrong| wrong.key.truncate(wrong.key.len() - 1));
        refused(&|wrong| wrong.rp = "example".to_owned());
        for other in Authenticator::all() {
            if other.algorithm() != right.algorithm {
                refused(&|wrong| wrong.algorithm = other.algorithm());
                refused(&|wrong| wrong.key = other.public());
            }
        }
    }
}

#[test]
fn weak_keys_are_refused() {
    let spelled = |algorithm, der: &[u8]| PublicKey::read(algorithm, der).map(|_| ());
    for bits in [2048, 4096] {
        let key = Authenticator::Rs256(Box::new(rsa_key(bits)));
        let assertion = key.assert(&at("https://family.example"), &data(RP, 0x05, &[]));
        assert_eq!(verify(&assertion, CHALLENGE), Ok(()));
    }
    let weak = Authenticator::Rs256(Box::new(rsa_key(1024)));
    let assertion = weak.assert(&at("https://family.example"), &data(RP, 0x05, &[]));
    let refused = Err(AssertionError::Key(KeyFault::Strength));
    assert_eq!(verify(&assertion, CHALLENGE), refused);
    // The same modulus with another exponent.
    let modulus = rsa_key(2048).n().to_bytes_be();
    let with = |exponent: &[u8]| {
        let pair = [
            rsa_der(2, &[&[0], modulus.as_slice()].concat()),
            rsa_der(2, exponent),
        ]
        .concat();
        let bits = [&[0], rsa_der(0x30, &pair).as_slice()].concat();
        let algorithm = Authenticator::Rs256(Box::new(rsa_key(2048))).public()[4..19].to_vec();
        rsa_der(0x30, &[algorithm, rsa_der(3, &bits)].concat())
    };
    let right = Authenticator::Rs256(Box::new(rsa_key(2048))).public();
    assert_eq!(with(&[1, 0, 1]), right);
    for exponent in [&[1][..], &[2], &[4], &[1, 0, 0], &[1, 0, 0, 0, 1]] {
        assert_eq!(
            spelled(Algorithm::Rs256, &with(exponent)),
            Err(KeyFault::Strength)
        );
    }
    for exponent in [&[][..], &[0], &[0x81], &[0, 1, 0, 1]] {
        assert_eq!(
            spelled(Algorithm::Rs256, &with(exponent)),
            Err(KeyFault::Spelling)
        );
    }
    // Points that are none, or of small order.
    let [es256, ed25519, _] = Authenticator::all().map(|key| key.public());
    let mut off = es256.clone();
    off[90] ^= 1;
    assert_eq!(spelled(Algorithm::Es256, &off), Err(KeyFault::Point));
    let small = [&ed25519[..12], &[0; 32]].concat();
    assert_eq!(spelled(Algorithm::Ed25519, &small), Err(KeyFault::Point));
    // A compressed point is a second spelling.
    let compressed = [&es256[..26], &[2], &es256[27..59]].concat();
    assert_eq!(
        spelled(Algorithm::Es256, &compressed),
        Err(KeyFault::Spelling)
    );
}

/// One DER element.
fn rsa_der(tag: u8, content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len()).unwrap().to_be_bytes();
    let head = match content.len() {
        0..0x80 => vec![tag, length[1]],
        0x80..0x100 => vec![tag, 0x81, length[1]],
        _ => vec![tag, 0x82, length[0], length[1]],
    };
    [head.as_slice(), content].concat()
}

#[test]
fn an_assertion_is_found_in_a_body() {
    let [key, ..] = Authenticator::all();
    let assertion = key.assert(&at("https://family.example"), &data(RP, 0x05, &[]));
    let json = assertion.to_json();
    let check = |body: &str, expected: Result<Option<&Assertion>, &str>| {
        let found = Assertion::in_body(body.as_bytes());
        match (&found, expected) {
            (Ok(found), Ok(expected)) => assert_eq!(found.as_ref(), expected, "{body}"),
            (Err(error), Err(part)) => assert!(error.to_string().contains(part), "{error}"),
            (found, expected) => panic!("{body}: {found:?}, not {expected:?}"),
        }
    };
    let right = format!(r#"{{"proposal":4,"assertion":{json},"nested":{{"assertion":1}}}}"#);
    check(&right, Ok(Some(&assertion)));
    for none in [
        r#"{"proposal":4}"#,
        r#"{"assertion":null}"#,
        "[1]",
        "",
        r#""assertion""#,
        "\u{e9}",
    ] {
        check(none, Ok(None));
    }
    check("{", Ok(None));
    check(&format!("{right} {right}"), Ok(None));
    check(
        &format!(r#"{{"deep":{}{}}}"#, "[".repeat(9999), "]".repeat(9999)),
        Ok(None),
    );
    check(
        &right.replacen('{', &format!(r#"{{"assertion":{json},"#), 1),
        Err("twice"),
    );
    check(r#"{"assertion":true}"#, Err("exactly"));
    check(r#"{"assertion":{}}"#, Err("exactly"));
    let with = |from: &str, to: &str| right.replacen(from, to, 1);
    check(&with(r#""over":4"#, r#""over":4,"over":4"#), Err("exactly"));
    check(&with(r#""over":4"#, r#""over":4,"more":4"#), Err("exactly"));
    check(&with(r#""over":4"#, r#""over":-4"#), Err("`over`"));
    check(&with(r#""over":4"#, r#""over":4.0"#), Err("`over`"));
    check(
        &with(r#""over":4"#, r#""over":9007199254740991"#),
        Err("`over`"),
    );
    check(&with(r#""alg":-7"#, r#""alg":-37"#), Err("`alg`"));
    check(&with(r#""rp":"family"#, r#""rp":"Family"#), Err("`rp`"));
    check(&with(r#""rp":"family"#, r#""rp":".family"#), Err("`rp`"));
    let signature = BASE64_STANDARD.encode(&assertion.signature);
    for wrong in [
        "",
        &signature[1..],
        &format!("{signature}AAAA").replace('=', ""),
        &"A".repeat(1000),
    ] {
        check(&with(&signature, wrong), Err("`signature`"));
    }
    let key = BASE64_STANDARD.encode(&assertion.key);
    check(&with(&key, &"A".repeat(1000)), Err("`key`"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn an_assertion_is_read_as_it_was_written(
        over in 0..ledger::MAX_TREE_SIZE, rp in "[a-z]{1,9}(\\.[a-z0-9]([a-z0-9-]{0,5}[a-z])?){0,3}",
        which: Index, parts in [vec(any::<u8>(), 1..99), vec(any::<u8>(), 1..99),
            vec(any::<u8>(), 1..99), vec(any::<u8>(), 1..99)],
    ) {
        let [key, authenticator_data, client_data, signature] = parts;
        let algorithm = *which.get(&[Algorithm::Es256, Algorithm::Ed25519, Algorithm::Rs256]);
        let over = Sequence::new(over).unwrap();
        let assertion = Assertion {
            over, rp, algorithm, key, authenticator_data, client_data, signature,
        };
        let json = assertion.to_json();
        prop_assert_eq!(Assertion::read(json.as_bytes()), Ok(assertion.clone()));
        let body = format!(r#"{{"assertion":{json}}}"#);
        prop_assert_eq!(Assertion::in_body(body.as_bytes()), Ok(Some(assertion.clone())));
        prop_assert!(verify(&assertion, CHALLENGE).is_err());
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in vec(any::<u8>(), 0..200), der in vec(any::<u8>(), 0..200)) {
        let _ = Assertion::in_body(&bytes);
        prop_assert!(Assertion::read(&bytes).is_err());
        for algorithm in [Algorithm::Es256, Algorithm::Ed25519, Algorithm::Rs256] {
            prop_assert!(PublicKey::read(algorithm, &der).is_err());
        }
    }

    /// Another library agrees on what an RSA signature is, whatever becomes of it.
    #[test]
    fn rsa_signatures_are_judged_as_another_library_does(
        message in vec(any::<u8>(), 0..80), change: Option<(Index, u8)>, longer in 0_usize..3,
    ) {
        let key = rsa_key(2048);
        let authenticator = Authenticator::Rs256(Box::new(key.clone()));
        let mut signature = authenticator.sign(&message);
        if let Some((at, byte)) = change {
            let at = at.index(signature.len());
            signature[at] = byte;
        }
        signature.truncate(256 - longer / 2);
        signature.extend(vec![0; longer % 2]);
        let ours = PublicKey::read(Algorithm::Rs256, &authenticator.public()).unwrap();
        let theirs = pkcs1v15::VerifyingKey::<rsa::sha2::Sha256>::new(key.to_public_key());
        let their_word = pkcs1v15::Signature::try_from(signature.as_slice())
            .is_ok_and(|read| rsa::signature::Verifier::verify(&theirs, &message, &read).is_ok());
        prop_assert_eq!(ours.verifies(&message, &signature), their_word);
    }
}

/// A challenge is the commitment, so that the signature is over those very words.
#[test]
fn the_challenge_is_the_commitment() {
    let hash = ledger::Hash::of_leaf(&bytes::<9>(1));
    let commitment = ledger::Commitment::new(hash);
    assert_eq!(&ledger::passkey::challenge(&commitment), hash.as_bytes());
    let device = ledger::DeviceKey::of(&SigningKey::new(bytes(0x12)));
    let [_, ed25519, _] = Authenticator::all();
    assert_eq!(ed25519.public()[12..], device.as_bytes()[..]);
}
