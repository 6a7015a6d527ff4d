//! Signing what is offered and agreed with a passkey: what the passkey must sign, and whether it did. Whose
//! passkey it is, is not looked at here; whoever offers the challenge takes only enrolled ones.

use crate::codec::encode;
use crate::{ActError, App, Fault, Session};
use family::{Command, EndingRefusal, Event, ProposalId, Refusal, Revision};
use ledger::{Leaf, passkey};
use std::sync::Arc;
use store::Store;

/// What a passkey signs to agree to an offer, or to sign one's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Challenge {
    /// The entry that holds the offer: `over` in the assertion.
    pub entry: u64,
    /// The commitment to that entry's body, 32 bytes: the challenge for the authenticator.
    pub challenge: [u8; 32],
}

impl<S: Store> App<S> {
    /// What the passkey of either parent must sign for this revision; `None` when the proposal or the
    /// revision is unknown.
    ///
    /// # Errors
    /// A [`Fault`] when reading fails.
    pub async fn challenge(
        &self,
        session: &Session,
        proposal: &ProposalId,
        revision: Revision,
    ) -> Result<Option<Challenge>, Fault> {
        let doing = "making a challenge";
        let slot = self.slot(&session.actor().family).await?;
        let snapshot = slot.snapshot();
        let offer = snapshot
            .family
            .proposal(proposal)
            .and_then(|p| p.offers.iter().find(|offer| offer.revision == revision));
        let Some(entry) = offer.map(|offer| offer.entry) else {
            return Ok(None);
        };
        let stored = self
            .store
            .load(&slot.keys.id, entry, 1)
            .await
            .map_err(|e| Fault::new(doing, e))?;
        let stored = stored.first().filter(|one| one.sequence == entry);
        let stored = stored.ok_or_else(|| Fault::new(doing, "the entry is missing"))?;
        let leaf = Leaf::parse(&stored.leaf).map_err(|e| Fault::new(doing, e))?;
        let commitment = leaf.statement().commitments.first();
        let commitment = commitment.ok_or_else(|| Fault::new(doing, "no commitment"))?;
        Ok(Some(Challenge {
            entry,
            challenge: *commitment.as_bytes(),
        }))
    }

    /// Nothing is recorded as signed whose signature was not verified here first.
    pub(crate) async fn check_signature(
        &self,
        session: &Session,
        what: &Command,
    ) -> Result<(), ActError> {
        let Some(signed) = Signed::by(what) else {
            return Ok(());
        };
        // Without such an offer, or over another entry, the family's rules say what is wrong.
        let (proposal, revision) = signed.offer;
        match self.challenge(session, proposal, revision).await? {
            Some(asked) if asked.entry == signed.over => holds(&signed.event, asked.challenge),
            Some(_) | None => Ok(()),
        }
    }
}

/// What a command would record that carries a passkey's signature.
struct Signed<'c> {
    offer: (&'c ProposalId, Revision),
    over: u64,
    event: Event,
}

impl<'c> Signed<'c> {
    fn by(what: &'c Command) -> Option<Self> {
        if let Command::SignOffer {
            proposal,
            revision,
            assertion,
        } = what
        {
            return Some(Self {
                offer: (proposal, *revision),
                over: assertion.over,
                event: Event::OfferSigned {
                    proposal: proposal.clone(),
                    revision: *revision,
                    assertion: Arc::clone(assertion),
                },
            });
        }
        let Command::AcceptSigned {
            proposal,
            revision,
            alternative,
            assertion,
        } = what
        else {
            return None;
        };
        Some(Self {
            offer: (proposal, *revision),
            over: assertion.over,
            event: Event::Accepted {
                proposal: proposal.clone(),
                revision: *revision,
                alternative: *alternative,
                assertion: Some(Arc::clone(assertion)),
            },
        })
    }
}

/// Reads the assertion as verifiers will, out of the bytes that are stored, and checks it.
fn holds(event: &Event, challenge: [u8; 32]) -> Result<(), ActError> {
    let body = encode(event).body;
    let read = passkey::Assertion::in_body(&body);
    match read {
        Ok(Some(read)) if passkey::verify(&read, challenge).is_ok() => Ok(()),
        Ok(_) | Err(_) => Err(Refusal::from(EndingRefusal::SignatureWrong).into()),
    }
}
