//! Authenticators in software, one of each algorithm: they sign whatever they are given, as a
//! passkey would. Their keys are fixed here and in `tests/vectors/rsa-keys.txt`.

use crate::golden::bytes;
use base64::{Engine as _, prelude::BASE64_STANDARD, prelude::BASE64_URL_SAFE_NO_PAD};
use ledger::{
    Sequence,
    passkey::{Algorithm, Assertion},
};
use p256::ecdsa::signature::Signer as _;
use rsa::{
    RsaPrivateKey, pkcs1v15, pkcs8::DecodePrivateKey as _, pkcs8::EncodePublicKey as _,
    signature::SignatureEncoding as _,
};
use sha2::{Digest as _, Sha256};

const RSA_KEYS: &str = include_str!("../vectors/rsa-keys.txt");
pub const CHALLENGE: [u8; 32] = [7; 32];
pub const RP: &str = "family.example";

pub fn rsa_key(bits: usize) -> RsaPrivateKey {
    let lead = format!("{bits} ");
    let line = RSA_KEYS
        .lines()
        .find_map(|line| line.strip_prefix(&lead))
        .unwrap();
    let der = BASE64_STANDARD.decode(line).unwrap();
    RsaPrivateKey::from_pkcs8_der(&der).unwrap()
}

/// An authenticator in software, which signs whatever it is given.
#[derive(Clone)]
pub enum Authenticator {
    Es256(Box<p256::ecdsa::SigningKey>),
    Ed25519(Box<ed25519_dalek::SigningKey>),
    Rs256(Box<RsaPrivateKey>),
}

impl Authenticator {
    pub fn all() -> [Self; 3] {
        let p256 = p256::ecdsa::SigningKey::from_slice(&bytes::<32>(0x11)).unwrap();
        let ed25519 = ed25519_dalek::SigningKey::from_bytes(&bytes::<32>(0x12));
        [
            Self::Es256(Box::new(p256)),
            Self::Ed25519(Box::new(ed25519)),
            Self::Rs256(Box::new(rsa_key(2048))),
        ]
    }

    pub fn algorithm(&self) -> Algorithm {
        match self {
            Self::Es256(_) => Algorithm::Es256,
            Self::Ed25519(_) => Algorithm::Ed25519,
            Self::Rs256(_) => Algorithm::Rs256,
        }
    }

    /// DER SubjectPublicKeyInfo, as a browser's `getPublicKey()` gives it.
    pub fn public(&self) -> Vec<u8> {
        let unhex = |text: &str| -> Vec<u8> {
            let at = (0..text.len()).step_by(2);
            at.map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap())
                .collect()
        };
        match self {
            Self::Es256(key) => {
                let lead = "3059301306072a8648ce3d020106082a8648ce3d030107034200";
                let point = key.verifying_key().to_sec1_point(false);
                [unhex(lead), point.as_bytes().to_vec()].concat()
            }
            Self::Ed25519(key) => {
                let lead = unhex("302a300506032b6570032100");
                [lead, key.verifying_key().to_bytes().to_vec()].concat()
            }
            Self::Rs256(key) => key.to_public_key().to_public_key_der().unwrap().into_vec(),
        }
    }

    pub fn sign(&self, message: &[u8]) -> Vec<u8> {
        match self {
            Self::Es256(key) => {
                let signature: p256::ecdsa::Signature = key.sign(message);
                signature.to_der().as_bytes().to_vec()
            }
            Self::Ed25519(key) => ed25519_dalek::Signer::sign(&**key, message).to_vec(),
            Self::Rs256(key) => {
                let key = pkcs1v15::SigningKey::<rsa::sha2::Sha256>::new((**key).clone());
                rsa::signature::Signer::sign(&key, message).to_vec()
            }
        }
    }

    /// An assertion over these data, properly signed.
    pub fn assert(&self, client_data: &str, authenticator_data: &[u8]) -> Assertion {
        let hash = Sha256::digest(client_data);
        Assertion {
            over: Sequence::new(4).unwrap(),
            rp: RP.to_owned(),
            algorithm: self.algorithm(),
            key: self.public(),
            authenticator_data: authenticator_data.to_vec(),
            client_data: client_data.as_bytes().to_vec(),
            signature: self.sign(&[authenticator_data, &hash].concat()),
        }
    }
}

pub fn client_data(kind: &str, challenge: &[u8], origin: &str, more: &str) -> String {
    let challenge = BASE64_URL_SAFE_NO_PAD.encode(challenge);
    format!(r#"{{"type":"{kind}","challenge":"{challenge}","origin":"{origin}"{more}}}"#)
}

pub fn at(origin: &str) -> String {
    client_data(
        "webauthn.get",
        &CHALLENGE,
        origin,
        r#","crossOrigin":false"#,
    )
}

pub fn data(rp: &str, flags: u8, extensions: &[u8]) -> Vec<u8> {
    let rp = Sha256::digest(rp);
    [rp.as_slice(), &[flags], &[0, 0, 0, 9], extensions].concat()
}
