//! Answering one offer by a link, without an account: for a parent who has not joined yet.
//!
//! The link carries all that it says, sealed with the instance key: which offer, at which revision,
//! until when, and the address that it was made for. Nothing of it is stored; it opens that one
//! matter and nothing else, and ends with the matter.
//!
//! May touch: families in memory; sends the answer to the record.

use crate::families::Actor;
use crate::world::random;
use crate::{ActError, App, By, Fault, Session, Snapshot};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use family::{Address, Command, LinkAnswer, ProposalId, Refusal, Revision, Terms};
use jiff::{SignedDuration, Timestamp};
use ledger::CommandId;
use plan::Side;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use store::{FamilyId, Store};

/// How long such a link works, in days, while the offer stands.
pub const ANSWER_LINK_DAYS: i64 = 14;
/// What a link is sealed for.
const BOUND: &[u8] = b"parenthesis answer link 1";
/// No link that we make is longer, in characters.
const MAX_LINK: usize = 2_048;

/// What a link says.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sealed {
    family: String,
    proposal: String,
    revision: u32,
    address: String,
    until_second: i64,
}

/// A link that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerLink {
    /// What stands in its address.
    pub token: String,
    /// Until when it works, while the offer stands.
    pub until: Timestamp,
}

/// What a link opens.
#[derive(Debug, Clone)]
pub struct Opened {
    /// The family as it stands.
    pub snapshot: Arc<Snapshot>,
    /// For whom of the two parents it answers.
    pub side: Side,
    /// The offer.
    pub proposal: ProposalId,
    /// At which revision.
    pub revision: Revision,
    /// For which address it was made.
    pub address: Address,
    family: FamilyId,
}

impl<S: Store> App<S> {
    /// Makes a link with which the other parent, who has no account yet, can answer an own offer.
    ///
    /// # Errors
    /// [`ActError`] when that parent takes part, or the offer cannot be answered so.
    pub async fn answer_link(
        &self,
        session: &Session,
        proposal: &ProposalId,
        address: &Address,
    ) -> Result<AnswerLink, ActError> {
        let side = session.side().ok_or(Refusal::NotTakingPart)?;
        let snapshot = self.family(session).await?;
        let family = &snapshot.family;
        let found = family.proposal(proposal).ok_or(Refusal::NoProposal)?;
        let offer = found.current();
        if offer.by != side {
            return Err(Refusal::NotYourOffer.into());
        }
        if family.seat(side.other()).first_joined.is_some() {
            return Err(Refusal::BothJoined.into());
        }
        if !family.is_live(found, self.now()) || !by_link(&offer.terms) {
            return Err(Refusal::AlreadyAnswered.into());
        }
        let until = self.now() + SignedDuration::from_hours(ANSWER_LINK_DAYS * 24);
        let sealed = Sealed {
            family: session.family_id().to_owned(),
            proposal: proposal.to_string(),
            revision: offer.revision.0,
            address: address.as_str().to_owned(),
            until_second: until.as_second(),
        };
        let doing = "making a link";
        let clear = serde_json::to_vec(&sealed).map_err(|e| Fault::new(doing, e))?;
        let nonce = random(&*self.entropy);
        let sealed = self.instance.seal_secret(&nonce, BOUND, &clear);
        let sealed = sealed.ok_or_else(|| Fault::new(doing, "it is too long"))?;
        let token = URL_SAFE_NO_PAD.encode(sealed);
        Ok(AnswerLink { token, until })
    }

    /// What a link opens. `None` when it was not made here, is over, or the parent whom it is for
    /// takes part by now and signs in: the caller says the same of all three.
    ///
    /// # Errors
    /// A [`Fault`] when the record cannot be read.
    pub async fn open_answer_link(&self, token: &str) -> Result<Option<Opened>, Fault> {
        let Some(sealed) = self.read_answer_link(token) else {
            return Ok(None);
        };
        let family = FamilyId::new(sealed.family);
        let stored = self.store.family(&family).await;
        let stored = stored.map_err(|e| Fault::new("opening a link", e))?;
        if stored.is_none_or(|row| row.keys.is_none()) {
            return Ok(None);
        }
        let snapshot = self.slot(&family).await?.snapshot();
        let named = (
            sealed.proposal.parse().ok(),
            Address::new(&sealed.address).ok(),
        );
        let (Some(proposal), Some(address)) = named else {
            return Ok(None);
        };
        let revision = Revision(sealed.revision);
        let found = snapshot.family.proposal(&proposal);
        let offer = found.and_then(|one| one.offers.iter().find(|one| one.revision == revision));
        let Some(side) = offer.map(|offer| offer.by.other()) else {
            return Ok(None);
        };
        if snapshot.family.seat(side).first_joined.is_some() {
            return Ok(None);
        }
        Ok(Some(Opened {
            snapshot,
            side,
            proposal,
            revision,
            address,
            family,
        }))
    }

    fn read_answer_link(&self, token: &str) -> Option<Sealed> {
        if token.len() > MAX_LINK {
            return None;
        }
        let bytes = URL_SAFE_NO_PAD.decode(token).ok()?;
        let clear = self.instance.open_secret(BOUND, &bytes).ok()?;
        let sealed: Sealed = serde_json::from_slice(&clear).ok()?;
        (self.now().as_second() < sealed.until_second).then_some(sealed)
    }

    /// Answers by a link. Sending it twice answers once.
    ///
    /// # Errors
    /// [`ActError`] when the rules refuse it, or storing fails.
    pub async fn answer_by_link(
        self: &Arc<Self>,
        opened: &Opened,
        answer: LinkAnswer,
    ) -> Result<(), ActError> {
        let said = match answer {
            LinkAnswer::Accepted => "accepted",
            LinkAnswer::Declined { .. } => "declined",
        };
        let Opened {
            proposal,
            revision,
            family,
            ..
        } = opened;
        let once = format!("{family} {proposal} {} {said}", revision.0);
        let mut id = [0; 16];
        id.copy_from_slice(&self.mac("answer by link", once.as_bytes())[..16]);
        let seat = opened.snapshot.family.seat(opened.side);
        let actor = Actor {
            family: family.clone(),
            member: seat.parent.member.clone(),
            side: Some(opened.side),
        };
        let what = Command::AnswerByLink {
            proposal: proposal.clone(),
            revision: *revision,
            answer,
            address: opened.address.clone(),
        };
        let (command, seen) = (CommandId::from_random(id), opened.snapshot.head.seen());
        self.act_as(actor, command, seen, what, By::Server, Vec::new())
            .await
            .map(|_| ())
    }
}

/// Whether an address has the form of an e-mail address.
#[must_use]
pub fn is_mail_address(address: &Address) -> bool {
    store::Email::normalise(address.as_str()).is_some()
}

/// Whether an offer of this kind can be answered without an account.
fn by_link(terms: &Terms) -> bool {
    match terms {
        Terms::Plan(_) | Terms::Swap(_) => true,
        Terms::Erase(_) | Terms::LiftHold(_) | Terms::Close | Terms::LetIn(_) => false,
    }
}
