//! Answering one offer by a link, without an account: for a parent who has not joined yet.
//!
//! Where the server mails it, whoever asks never sees the link, so that an answer by it came from
//! somebody who reads that mailbox. Where it does not, the one who asks hands it over, and could
//! answer in the other's place; the entry says which of the two it was.
//!
//! The link carries all that it says, sealed with the instance key: which offer, at which revision,
//! until when, and the address that it was made for. Nothing of it is stored; it opens that one
//! matter and nothing else, and ends with the matter.
//!
//! May touch: families in memory; sends the answer to the record.

use crate::families::Actor;
use crate::mail::Letter;
use crate::world::random;
use crate::{ActError, App, By, Fault, Session, Snapshot};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use family::{
    Address, Alternative, Command, LinkAnswer, LinkSent, ProposalId, Refusal, Revision, Terms,
};
use jiff::{SignedDuration, Timestamp};
use ledger::CommandId;
use plan::Side;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use store::{Email, FamilyId, Store, Written};

/// How long such a link works, in days, while the offer stands.
pub const ANSWER_LINK_DAYS: i64 = 14;
/// What a link is sealed for.
const BOUND: &[u8] = b"parenthesis answer link 1";
/// No link that we make is longer, in characters.
const MAX_LINK: usize = 2_048;
/// How many links of one person are mailed in an hour, to whatever addresses.
pub const MAILED_LINKS_AN_HOUR: usize = 10;
/// How many are mailed to one address in a day, whoever asks.
pub const MAILED_LINKS_A_DAY: usize = 5;

/// What a link says.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sealed {
    family: String,
    proposal: String,
    revision: u32,
    address: String,
    #[serde(default)]
    mailed: bool,
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

/// Why a link was not mailed.
#[derive(Debug, thiserror::Error)]
pub enum MailLinkError {
    /// The text is no e-mail address.
    #[error("this is not an e-mail address")]
    NoAddress,
    /// The address is the asker's own.
    #[error("this is your own address")]
    OwnAddress,
    /// As many as there may be went out within an hour, or to this address within a day.
    #[error(
        "at most {MAILED_LINKS_AN_HOUR} links are mailed in an hour, and {MAILED_LINKS_A_DAY} in a \
         day to one address"
    )]
    TooMany,
    /// No such link can be made.
    #[error(transparent)]
    Act(#[from] ActError),
}

impl From<Fault> for MailLinkError {
    fn from(fault: Fault) -> Self {
        Self::Act(fault.into())
    }
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
    /// How the link came there.
    pub sent: LinkSent,
    family: FamilyId,
}

impl<S: Store> App<S> {
    /// Makes a link with which the other parent, who has no account yet, can answer an own offer.
    /// Whoever asks for it hands it over.
    ///
    /// # Errors
    /// [`ActError`] when that parent takes part, or the offer cannot be answered so.
    pub async fn answer_link(
        &self,
        session: &Session,
        proposal: &ProposalId,
        address: &Address,
    ) -> Result<AnswerLink, ActError> {
        self.link_to(session, proposal, (address, false)).await
    }

    /// Mails such a link to the address, in the language of whoever asks, and shows it to nobody.
    /// Says until when it works.
    ///
    /// # Errors
    /// [`MailLinkError`] when the offer cannot be answered so, or too many were mailed.
    pub async fn mail_answer_link(
        &self,
        session: &Session,
        proposal: &ProposalId,
        address: &Address,
    ) -> Result<Timestamp, MailLinkError> {
        let doing = "mailing a link";
        let to = Email::normalise(address.as_str()).ok_or(MailLinkError::NoAddress)?;
        let account = self.account_of(session, doing).await?;
        let other = self.other_address(&account.id).await?;
        if account.email == to || other.as_ref() == Some(&to) {
            return Err(MailLinkError::OwnAddress);
        }
        let made = self.link_to(session, proposal, (address, true)).await?;
        let whose = self.against("mailed links", session.account().as_str(), None);
        let counted = self
            .attempts
            .begin_within(MAILED_LINKS_AN_HOUR, whose, self.now());
        let theirs = self.against("mailed links to", to.as_str(), None);
        let theirs = || {
            self.written_to
                .begin_within(MAILED_LINKS_A_DAY, theirs, self.now())
        };
        if counted.and_then(|_| theirs()).is_none() {
            return Err(MailLinkError::TooMany);
        }
        let letter = Letter::Answer {
            token: made.token.into(),
            until: made.until,
        };
        let rows = self.letters(&account, session.actor(), vec![(to, letter)]);
        let written = self.store.write(rows.await?).await;
        self.mail_written();
        match written.map_err(|e| Fault::new(doing, e))? {
            Written::Done => Ok(made.until),
            Written::Conflict(_) => Err(Fault::new(doing, "the letter was there already").into()),
        }
    }

    async fn link_to(
        &self,
        session: &Session,
        proposal: &ProposalId,
        (address, mailed): (&Address, bool),
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
            mailed,
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
            sent: LinkSent {
                address,
                mailed: sealed.mailed,
            },
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
            LinkAnswer::Accepted {
                alternative: Alternative::FIRST,
            } => "accepted".to_owned(),
            LinkAnswer::Accepted { alternative } => format!("accepted {}", alternative.0),
            LinkAnswer::Declined { .. } => "declined".to_owned(),
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
            sent: opened.sent.clone(),
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
    Email::normalise(address.as_str()).is_some()
}

/// Whether an offer of this kind can be answered without an account.
fn by_link(terms: &Terms) -> bool {
    terms.kind().is_about_care()
}
