//! Agreeing with a passkey: what the browser is asked to sign, and what is recorded of its answer.
//!
//! May touch: the store. The key that is recorded is the one that the person signs in with, never
//! one that the browser names; whether the signature holds, `signing` checks before anything is
//! recorded.

use super::RelyingParty;
use crate::{App, Fault, Session};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use family::{Alternative, Assertion, Command, ProposalId, Revision};
use ledger::passkey::Algorithm;
use serde::Serialize;
use std::sync::Arc;
use store::Store;
use webauthn_rs::prelude::{COSEKey, COSEKeyType, ECDSACurve, EDDSACurve, PublicKeyCredential};

/// How long the person may take at the authenticator, in milliseconds.
const TIMEOUT_MILLIS: u32 = 5 * 60 * 1_000;

/// What `navigator.credentials.get` is asked for.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Options<'o> {
    challenge: String,
    rp_id: &'o str,
    allow_credentials: Vec<Allowed>,
    user_verification: &'static str,
    timeout: u32,
}

#[derive(Serialize)]
struct Allowed {
    r#type: &'static str,
    id: String,
}

impl<S: Store> App<S> {
    /// What a passkey of this person is to sign to agree to an offer, or to sign their own: the options
    /// for the browser, as JSON. `None` when the person has no passkey, there is no such offer, or the site is not
    /// reached over HTTPS, since no verifier would take the signature.
    ///
    /// # Errors
    /// A [`Fault`] when reading fails.
    pub async fn ask_to_sign(
        &self,
        party: &RelyingParty,
        session: &Session,
        (proposal, revision): (&ProposalId, Revision),
    ) -> Result<Option<String>, Fault> {
        let doing = "asking for a signature";
        let passkeys = self.store.passkeys(session.account()).await;
        let passkeys = passkeys.map_err(|e| Fault::new(doing, e))?;
        if passkeys.is_empty() || !party.verifiable() {
            return Ok(None);
        }
        let Some(asked) = self.challenge(session, proposal, revision).await? else {
            return Ok(None);
        };
        let allowed = |passkey: store::Passkey| Allowed {
            r#type: "public-key",
            id: URL_SAFE_NO_PAD.encode(passkey.id),
        };
        let options = Options {
            challenge: URL_SAFE_NO_PAD.encode(asked.challenge),
            rp_id: party.id(),
            allow_credentials: passkeys.into_iter().map(allowed).collect(),
            user_verification: "required",
            timeout: TIMEOUT_MILLIS,
        };
        let options = serde_json::to_string(&options);
        options.map(Some).map_err(|e| Fault::new(doing, e))
    }

    /// The acceptance that a passkey's answer makes. `None` when the answer cannot be read, or is
    /// by no passkey of this person; whether it holds is checked when it is acted on.
    ///
    /// # Errors
    /// A [`Fault`] when reading fails.
    pub async fn signed_acceptance(
        &self,
        party: &RelyingParty,
        session: &Session,
        (proposal, revision, alternative): (&ProposalId, Revision, Alternative),
        credential: &str,
    ) -> Result<Option<Command>, Fault> {
        let offer = (proposal, revision);
        let assertion = self.assertion(party, session, offer, credential).await?;
        Ok(assertion.map(|assertion| Command::AcceptSigned {
            proposal: proposal.clone(),
            revision,
            alternative,
            assertion: Arc::new(assertion),
        }))
    }

    /// The same for the author of an offer, who signs it.
    ///
    /// # Errors
    /// A [`Fault`] when reading fails.
    pub async fn signed_offer(
        &self,
        party: &RelyingParty,
        session: &Session,
        (proposal, revision): (&ProposalId, Revision),
        credential: &str,
    ) -> Result<Option<Command>, Fault> {
        let offer = (proposal, revision);
        let assertion = self.assertion(party, session, offer, credential).await?;
        Ok(assertion.map(|assertion| Command::SignOffer {
            proposal: proposal.clone(),
            revision,
            assertion: Arc::new(assertion),
        }))
    }

    /// What a passkey of this person answered, as it is recorded.
    async fn assertion(
        &self,
        party: &RelyingParty,
        session: &Session,
        (proposal, revision): (&ProposalId, Revision),
        credential: &str,
    ) -> Result<Option<Assertion>, Fault> {
        let doing = "taking a signature";
        let Ok(said) = serde_json::from_str::<PublicKeyCredential>(credential) else {
            return Ok(None);
        };
        let kept = self.store.passkey(&said.raw_id).await;
        let kept = kept.map_err(|e| Fault::new(doing, e))?;
        let Some(kept) = kept.filter(|kept| kept.account == *session.account()) else {
            return Ok(None);
        };
        let Some(asked) = self.challenge(session, proposal, revision).await? else {
            return Ok(None);
        };
        let key = self.public_key(&kept)?;
        let Some((algorithm, key)) = spelled(&key) else {
            return Ok(None);
        };
        Ok(Some(Assertion {
            over: asked.entry,
            rp: party.id().into(),
            key: key.into(),
            algorithm: algorithm.cose(),
            authenticator_data: said.response.authenticator_data.into(),
            client_data: said.response.client_data_json.into(),
            signature: said.response.signature.into(),
        }))
    }
}

/// A public key as the record spells it: DER SubjectPublicKeyInfo. `None` for a kind of key that
/// verifiers do not take.
fn spelled(key: &COSEKey) -> Option<(Algorithm, Vec<u8>)> {
    match &key.key {
        COSEKeyType::EC_EC2(key) if key.curve == ECDSACurve::SECP256R1 => {
            let point = [&[0, 4], key.x.as_slice(), key.y.as_slice()].concat();
            let curve = [der(0x06, EC_PUBLIC_KEY), der(0x06, PRIME256V1)].concat();
            Some((Algorithm::Es256, info(&curve, &point)))
        }
        COSEKeyType::EC_OKP(key) if key.curve == EDDSACurve::ED25519 => {
            let bits = [&[0], key.x.as_slice()].concat();
            Some((Algorithm::Ed25519, info(&der(0x06, ED25519), &bits)))
        }
        COSEKeyType::RSA(key) => {
            let numbers = [der(0x02, &positive(&key.n)), der(0x02, &positive(&key.e))].concat();
            let bits = [vec![0], der(0x30, &numbers)].concat();
            let name = [der(0x06, RSA_ENCRYPTION), der(0x05, &[])].concat();
            Some((Algorithm::Rs256, info(&name, &bits)))
        }
        COSEKeyType::EC_EC2(_) | COSEKeyType::EC_OKP(_) => None,
    }
}

const EC_PUBLIC_KEY: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01];
const PRIME256V1: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07];
const ED25519: &[u8] = &[0x2b, 0x65, 0x70];
const RSA_ENCRYPTION: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01];

/// SubjectPublicKeyInfo (RFC 5280, 4.1): which kind of key, and its bits.
fn info(kind: &[u8], bits: &[u8]) -> Vec<u8> {
    der(0x30, &[der(0x30, kind), der(0x03, bits)].concat())
}

/// A value of DER: tag, length, content (X.690, 10.1).
fn der(tag: u8, content: &[u8]) -> Vec<u8> {
    let length = content.len().to_be_bytes();
    let short: Vec<u8> = length.iter().copied().skip_while(|b| *b == 0).collect();
    let mut out = vec![tag];
    match (short.as_slice(), u8::try_from(short.len())) {
        ([], _) => out.push(0),
        ([one], _) if *one < 0x80 => out.push(*one),
        (bytes, count) => {
            out.push(0x80 | count.unwrap_or(0x7f));
            out.extend_from_slice(bytes);
        }
    }
    out.extend_from_slice(content);
    out
}

/// The shortest spelling of a number that is not negative.
fn positive(bytes: &[u8]) -> Vec<u8> {
    let mut number: Vec<u8> = bytes.iter().copied().skip_while(|b| *b == 0).collect();
    if number.first().is_none_or(|first| *first >= 0x80) {
        number.insert(0, 0);
    }
    number
}

#[cfg(test)]
mod tests {
    use super::*;
    use ledger::passkey::PublicKey;
    use webauthn_rs::prelude::{COSEAlgorithm, COSEEC2Key, COSEOKPKey, COSERSAKey};

    fn taken(type_: COSEAlgorithm, key: COSEKeyType) -> Algorithm {
        let (algorithm, der) = spelled(&COSEKey { type_, key }).unwrap();
        PublicKey::read(algorithm, &der).unwrap();
        algorithm
    }

    #[test]
    fn keys_are_spelled_as_verifiers_read_them() {
        let secret = p256::ecdsa::SigningKey::from_slice(&[7; 32]).unwrap();
        let point = secret.verifying_key().to_sec1_point(false);
        let key = COSEEC2Key {
            curve: ECDSACurve::SECP256R1,
            x: point.x().unwrap().to_vec(),
            y: point.y().unwrap().to_vec(),
        };
        let algorithm = taken(COSEAlgorithm::ES256, COSEKeyType::EC_EC2(key.clone()));
        assert_eq!(algorithm, Algorithm::Es256);
        let secret = ed25519_dalek::SigningKey::from_bytes(&[7; 32]);
        let okp = COSEKeyType::EC_OKP(COSEOKPKey {
            curve: EDDSACurve::ED25519,
            x: secret.verifying_key().as_bytes().to_vec(),
        });
        assert_eq!(taken(COSEAlgorithm::EDDSA, okp), Algorithm::Ed25519);
        for (bytes, first) in [(256, 0xc1), (384, 0x81), (512, 0xff)] {
            let mut n = vec![0x5b; bytes];
            n[0] = first;
            let key = COSERSAKey { n, e: [1, 0, 1] };
            let algorithm = taken(COSEAlgorithm::RS256, COSEKeyType::RSA(key));
            assert_eq!(algorithm, Algorithm::Rs256);
        }
        let other = COSEEC2Key {
            curve: ECDSACurve::SECP384R1,
            ..key
        };
        let other = COSEKey {
            type_: COSEAlgorithm::ES384,
            key: COSEKeyType::EC_EC2(other),
        };
        assert!(spelled(&other).is_none());
    }
}
