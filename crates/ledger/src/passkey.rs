//! Passkeys: that a person agreed to an earlier entry, checked without a network (WebAuthn).
//! Pure. Reading the assertion is here, reading what the authenticator signed in `client_data`
//! and `authenticator_data`, the keys in `public_key`.
//!
//! Whose passkey it is, is not said here: an assertion shows that the holder of a key agreed.

mod authenticator_data;
mod client_data;
mod public_key;
mod rsa;

use serde::Serialize;
use sha2::{Digest, Sha256};

pub use authenticator_data::{DataFault, MAX_AUTHENTICATOR_DATA_BYTES};
pub use client_data::{ClientFault, MAX_CLIENT_DATA_BYTES};
pub use public_key::{Algorithm, KeyFault, MAX_PUBLIC_KEY_BYTES, PublicKey};

use crate::{
    Commitment, Sequence,
    json::Json,
    lines::{base64, bytes_of},
};

/// The most bytes of a signature: that of an RSA key of 4096 bits.
pub const MAX_SIGNATURE_BYTES: usize = 512;

/// That the author of an entry agreed to an earlier entry of the same tree with a passkey: the
/// member `assertion` of the entry's body. As read; whether it holds, [`verify`] says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assertion {
    /// The entry agreed to.
    pub over: Sequence,
    /// The relying party's id: the domain that the passkey belongs to.
    pub rp: String,
    /// How the passkey signs.
    pub algorithm: Algorithm,
    /// The public key, as DER SubjectPublicKeyInfo.
    pub key: Vec<u8>,
    /// What the authenticator says of itself and of the person.
    pub authenticator_data: Vec<u8>,
    /// What the browser says of the page and the challenge: JSON.
    pub client_data: Vec<u8>,
    /// The signature over `authenticator_data` and the SHA-256 of `client_data`.
    pub signature: Vec<u8>,
}

/// Why an assertion is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AssertionError {
    /// It is no JSON object with exactly the members that it must have, each once.
    #[error("the assertion cannot be read: {0}")]
    Json(String),
    /// A member of it is not as it must be.
    #[error("the assertion cannot be read: expected `{member}` to be {wanted}")]
    Member {
        /// Which.
        member: &'static str,
        /// What would be right; the end of a sentence that starts with "expected".
        wanted: &'static str,
    },
    /// What the browser says does not fit.
    #[error("what the browser says: {0}")]
    Client(#[from] ClientFault),
    /// What the authenticator says does not fit.
    #[error("what the authenticator says: {0}")]
    Data(#[from] DataFault),
    /// The public key is not accepted.
    #[error("the passkey's public key: {0}")]
    Key(#[from] KeyFault),
    /// The signature is not by this key over these data.
    #[error("the passkey's signature does not hold")]
    Signature,
}

/// The members of an assertion, in the order in which they are written.
const MEMBERS: [&str; 7] = [
    "over",
    "rp",
    "key",
    "alg",
    "authenticator_data",
    "client_data",
    "signature",
];

/// What an assertion is written as.
#[derive(Serialize)]
struct Written<'w> {
    over: u64,
    rp: &'w str,
    key: String,
    alg: i64,
    authenticator_data: String,
    client_data: String,
    signature: String,
}

impl Assertion {
    /// Reads the assertion in the body of an entry, if there is one: the member `assertion` of
    /// the outermost object. A body that is no JSON object (RFC 8259 in UTF-8, at most 64 levels
    /// deep, without lone surrogates) has none; `null` is none.
    ///
    /// # Errors
    /// When the member stands twice or is not as it must be.
    pub fn in_body(body: &[u8]) -> Result<Option<Self>, AssertionError> {
        let Some(body) = Json::read(body) else {
            return Ok(None);
        };
        let twice = |_| AssertionError::Json("it stands in the body twice".to_owned());
        match body.member("assertion").map_err(twice)? {
            None | Some(Json::Null) => Ok(None),
            Some(assertion) => Self::from_json(assertion).map(Some),
        }
    }

    /// Reads an assertion that stands alone: the JSON object, without a body around it.
    ///
    /// # Errors
    /// When it is no JSON, or a member is missing, too many, or not as it must be.
    pub fn read(json: &[u8]) -> Result<Self, AssertionError> {
        let json = Json::read(json);
        let json = json.ok_or_else(|| AssertionError::Json("it is no JSON".to_owned()))?;
        Self::from_json(&json)
    }

    fn from_json(json: &Json) -> Result<Self, AssertionError> {
        let [over, rp, key, alg, data, client, signature] =
            json.members(MEMBERS).ok_or_else(|| {
                let members = MEMBERS.join("`, `");
                AssertionError::Json(format!(
                    "expected an object with exactly `{members}`, each once"
                ))
            })?;
        let bytes = |member, json: &Json, most| {
            let bytes = json.text().and_then(bytes_of);
            let bytes = bytes.filter(|bytes| (1..=most).contains(&bytes.len()));
            let wanted = "bytes in padded standard base64, not more than a passkey gives";
            bytes.ok_or(AssertionError::Member { member, wanted })
        };
        let over = over.number().and_then(Sequence::new);
        let over = over.ok_or(AssertionError::Member {
            member: "over",
            wanted: "the sequence of an earlier entry",
        })?;
        let rp = rp.text().filter(|rp| client_data::is_host(rp));
        let rp = rp.ok_or(AssertionError::Member {
            member: "rp",
            wanted: "a domain in lower case, as in family.example",
        })?;
        let algorithm = alg.spelled().and_then(|alg| alg.parse().ok());
        let algorithm = algorithm.and_then(Algorithm::from_cose);
        let algorithm = algorithm.ok_or(AssertionError::Member {
            member: "alg",
            wanted: "-7 (ES256), -8 (Ed25519) or -257 (RS256)",
        })?;
        Ok(Self {
            over,
            rp: rp.to_owned(),
            algorithm,
            key: bytes("key", key, MAX_PUBLIC_KEY_BYTES)?,
            authenticator_data: bytes("authenticator_data", data, MAX_AUTHENTICATOR_DATA_BYTES)?,
            client_data: bytes("client_data", client, MAX_CLIENT_DATA_BYTES)?,
            signature: bytes("signature", signature, MAX_SIGNATURE_BYTES)?,
        })
    }

    /// What two copies of one signature share, also where somebody has spelled it in another way:
    /// of (r, s) on P-256, (r, -s) is as good, so only r counts there.
    #[must_use]
    pub fn mark(&self) -> &[u8] {
        if self.algorithm != Algorithm::Es256 {
            return &self.signature;
        }
        // DER: 0x30, length, 0x02, length of r, r.
        let length = self
            .signature
            .get(3)
            .map_or(0, |&length| usize::from(length));
        self.signature.get(4..4 + length).unwrap_or(&self.signature)
    }

    /// The JSON object, for the member `assertion` of a body.
    #[must_use]
    pub fn to_json(&self) -> String {
        let written = Written {
            over: self.over.get(),
            rp: &self.rp,
            key: base64(&self.key),
            alg: self.algorithm.cose(),
            authenticator_data: base64(&self.authenticator_data),
            client_data: base64(&self.client_data),
            signature: base64(&self.signature),
        };
        // Strings and numbers only: there is nothing in it that JSON could not hold.
        serde_json::to_string(&written).unwrap_or_default()
    }
}

/// The challenge for agreeing to an entry: the commitment to its body. So the signature is over
/// the very words of that entry, in that tree, by that command.
#[must_use]
pub const fn challenge(commitment: &Commitment) -> [u8; 32] {
    *commitment.as_bytes()
}

/// Checks that an assertion holds for this challenge (see [`challenge`]): the browser says that
/// it was asked for it on a page of the relying party, the authenticator says that it has seen
/// and verified the person, and the passkey has signed both.
///
/// # Errors
/// With the first thing that does not hold.
pub fn verify(assertion: &Assertion, challenge: [u8; 32]) -> Result<(), AssertionError> {
    verify_with(assertion, Some(&challenge))
}

/// As [`verify`], where the leaf of the entry agreed to is not at hand: the challenge is not
/// compared, so that it stays open to what the person agreed. That must be said.
///
/// # Errors
/// With the first thing that does not hold.
pub fn verify_unseen(assertion: &Assertion) -> Result<(), AssertionError> {
    verify_with(assertion, None)
}

fn verify_with(assertion: &Assertion, challenge: Option<&[u8; 32]>) -> Result<(), AssertionError> {
    client_data::check(&assertion.client_data, &assertion.rp, challenge)?;
    authenticator_data::check(&assertion.authenticator_data, &assertion.rp)?;
    let key = PublicKey::read(assertion.algorithm, &assertion.key)?;
    let client_hash = Sha256::digest(&assertion.client_data);
    let message = [assertion.authenticator_data.as_slice(), &client_hash].concat();
    if key.verifies(&message, &assertion.signature) {
        Ok(())
    } else {
        Err(AssertionError::Signature)
    }
}
