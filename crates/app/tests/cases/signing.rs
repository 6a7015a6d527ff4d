//! Signing what is agreed with a passkey: a software authenticator signs the challenge that the app
//! gives; whatever does not fit is refused, and what was recorded is verified from its bytes.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

use crate::common::*;
use app::{ActError, Challenge, Done, Seen, Tree};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ed25519_dalek::{Signer as _, SigningKey};
use family::{Assertion, Command, EndingRefusal, ProposalId, Refusal, Revision, State};
use ledger::passkey;
use sha2::{Digest as _, Sha256};
use std::sync::Arc;

const RP: &str = "family.example";

/// What an authenticator and a browser do together, with an Ed25519 passkey.
fn sign(over: u64, challenge: [u8; 32]) -> Assertion {
    let key = SigningKey::from_bytes(&[7; 32]);
    // RFC 8410: the fixed beginning of an Ed25519 SubjectPublicKeyInfo.
    let mut spki = vec![
        0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00,
    ];
    spki.extend(key.verifying_key().as_bytes());
    let mut data = Sha256::digest(RP).to_vec();
    // User present and verified; a counter of 1.
    data.extend([0x05, 0, 0, 0, 1]);
    let client = format!(
        r#"{{"type":"webauthn.get","challenge":"{}","origin":"https://{RP}","crossOrigin":false}}"#,
        URL_SAFE_NO_PAD.encode(challenge)
    );
    let mut message = data.clone();
    message.extend(Sha256::digest(&client));
    Assertion {
        over,
        rp: RP.into(),
        key: spki.into(),
        algorithm: -8,
        authenticator_data: data.into(),
        client_data: client.into_bytes().into(),
        signature: key.sign(&message).to_bytes().into(),
    }
}

async fn offered(world: &World, who: &app::Session) -> (ProposalId, Challenge) {
    let proposal = world.app.fresh_proposal().unwrap();
    let what = Command::Propose {
        proposal: proposal.clone(),
        terms: swap(3),
        reason: None,
        answer_by: None,
    };
    let command = world.app.fresh_command();
    world
        .app
        .act(who, command, Seen::NOTHING, what)
        .await
        .unwrap();
    let challenge = world.app.challenge(who, &proposal, Revision::FIRST).await;
    (proposal, challenge.unwrap().unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_signed_acceptance_is_recorded_and_verifies_from_its_bytes() {
    let world = World::new().await;
    let [mara, elias] = world.agreed().await;
    let (proposal, asked) = offered(&world, &mara).await;
    let accept = Command::AcceptSigned {
        proposal: proposal.clone(),
        revision: Revision::FIRST,
        assertion: Arc::new(sign(asked.entry, asked.challenge)),
        alternative: family::Alternative::FIRST,
    };
    let command = world.app.fresh_command();
    let done = world.app.act(&elias, command, Seen::NOTHING, accept).await;
    assert_eq!(done.unwrap().done, Done::Now);
    let world = world.restarted().await;
    let mara = world.sign_in("mara@example.org").await.unwrap();
    let page = world
        .app
        .record(&mara, Tree::Shared, None, 1)
        .await
        .unwrap();
    let app::What::Shared(event) = &page.lines[0].what else {
        panic!("{:?}", page.lines[0].what);
    };
    let stored = app::codec::encode(event);
    assert_eq!(stored.kind, "proposal.accepted/2");
    let read = passkey::Assertion::in_body(&stored.body).unwrap().unwrap();
    passkey::verify(&read, asked.challenge).unwrap();
    let family = world.app.family(&mara).await.unwrap();
    let State::Accepted(answer) = &family.family.proposal(&proposal).unwrap().state else {
        panic!("it was accepted");
    };
    assert!(answer.assertion.is_some());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_does_not_fit_is_refused_and_changes_nothing() {
    let world = World::new().await;
    let [mara, elias] = world.agreed().await;
    let (other, another) = offered(&world, &mara).await;
    let (proposal, asked) = offered(&world, &mara).await;
    assert_ne!(another.challenge, asked.challenge);
    let good = || sign(asked.entry, asked.challenge);
    let check = async |proposal: &ProposalId, assertion: Assertion, expected: EndingRefusal| {
        let accept = Command::AcceptSigned {
            proposal: proposal.clone(),
            revision: Revision::FIRST,
            assertion: Arc::new(assertion),
            alternative: family::Alternative::FIRST,
        };
        let command = world.app.fresh_command();
        let refused = world.app.act(&elias, command, Seen::NOTHING, accept).await;
        assert!(
            matches!(&refused, Err(ActError::Refused(Refusal::Ending(why))) if *why == expected),
            "{refused:?}"
        );
    };
    check(&other, good(), EndingRefusal::SignedOther).await;
    let replayed = sign(asked.entry, another.challenge);
    check(&proposal, replayed, EndingRefusal::SignatureWrong).await;
    let wrong = |change: fn(&mut Assertion)| {
        let mut assertion = good();
        change(&mut assertion);
        check(&proposal, assertion, EndingRefusal::SignatureWrong)
    };
    wrong(|a| a.signature = [0; 64].into()).await;
    wrong(|a| a.rp = "elsewhere.example".into()).await;
    wrong(|a| a.algorithm = -9).await;
    wrong(|a| a.key = [0; 44].into()).await;
    wrong(|a| a.client_data = (*b"{}").into()).await;
    wrong(|a| {
        // The person was there, but did not show that it was the owner.
        let mut data = a.authenticator_data.to_vec();
        data[32] = 0x01;
        a.authenticator_data = data.into();
    })
    .await;
    assert!(
        world
            .app
            .family(&mara)
            .await
            .unwrap()
            .family
            .agreed()
            .is_empty()
    );
    let unknown = world.app.challenge(&elias, &proposal, Revision(9)).await;
    assert_eq!(unknown.unwrap(), None);
}
