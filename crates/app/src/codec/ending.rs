//! The stored shapes of what ends something: signed acceptances (and offers), erasures, holds, leaving,
//! closing. What begins with `record.` and the member `assertion` is read by verifiers too, and
//! stands in `docs/record-format.md`, section 14.

use super::{Encoded, Reader, Undecodable, json, shapes};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use family::{
    Assertion, ErasedEntry, Event, MemberId, PersonalEvent, ProposalId, Reason, Restored, Revision,
    Terms,
};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

pub(super) mod kind {
    pub const PROPOSED: &str = "proposal.made/2";
    pub const COUNTERED: &str = "proposal.countered/2";
    pub const ACCEPTED: &str = "proposal.accepted/2";
    pub const SIGNED: &str = "proposal.signed/1";
    pub const ERASED: &str = "record.erased/1";
    pub const CLOSED: &str = "record.closed/1";
    pub const HOLD_SET: &str = "hold.set/1";
    pub const HOLD_LIFTED: &str = "hold.lifted/1";
    pub const LEFT: &str = "person.left/1";
}

/// What the leaf of a gone entry says that it was.
///
/// # Errors
/// [`Undecodable`] for a kind whose words cannot be erased: what it did would be unknown.
pub fn was(kind: &str) -> Result<family::Was, Undecodable> {
    let name = kind.split_once('/').map_or(kind, |(name, _)| name);
    match name {
        "proposal.made" => Ok(family::Was::Proposed),
        "proposal.countered"
        | "proposal.declined"
        | "proposal.withdrawn"
        | "proposal.answered-by-link" => Ok(family::Was::Answered),
        "message.said" => Ok(family::Was::Said),
        "care.said" => Ok(family::Was::CareSaid),
        "call.held" => Ok(family::Was::CallHeld),
        _ => Err(Undecodable {
            kind: kind.to_owned(),
            why: "its words are gone, and no erasure takes those of this kind".to_owned(),
        }),
    }
}

/// An offer in the second shape: of what is neither a plan nor a swap.
#[derive(Debug, Serialize, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
struct Offer {
    proposal: String,
    revision: u32,
    terms: Ending,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
}

#[derive(Debug, Serialize, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Ending {
    Erase(Vec<u64>),
    LiftHold(shapes::Side),
    Close(shapes::Empty),
}

#[derive(Debug, Serialize, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
struct Signed {
    proposal: String,
    revision: u32,
    assertion: Passkey,
}

#[derive(Debug, Serialize, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub(super) struct Passkey {
    over: u64,
    rp: String,
    key: String,
    alg: i64,
    authenticator_data: String,
    client_data: String,
    signature: String,
}

#[derive(Debug, Serialize, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
struct Erased {
    entries: Vec<Parts>,
    asked: String,
}

#[derive(Debug, Serialize, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
struct Parts {
    sequence: u64,
    parts: Vec<u32>,
}

#[derive(Debug, Serialize, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
struct Hold {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
}

/// An offer in the second shape.
pub(super) fn offer(
    kind: &'static str,
    (proposal, revision): (&ProposalId, Revision),
    terms: Ending,
    reason: Option<&Reason>,
) -> Encoded {
    let shape = Offer {
        proposal: proposal.to_string(),
        revision: revision.0,
        terms,
        reason: reason.map(|r| r.as_str().to_owned()),
    };
    json(kind, &shape)
}

/// What a passkey signed.
pub(super) fn passkey(signed: &Assertion) -> Passkey {
    Passkey {
        over: signed.over,
        rp: signed.rp.to_string(),
        key: STANDARD.encode(&signed.key),
        alg: signed.algorithm,
        authenticator_data: STANDARD.encode(&signed.authenticator_data),
        client_data: STANDARD.encode(&signed.client_data),
        signature: STANDARD.encode(&signed.signature),
    }
}

/// What a passkey signed of an offer: of the other's to accept it, or of one's own.
pub(super) fn signed(
    kind: &'static str,
    (proposal, revision): (&ProposalId, Revision),
    signed: &Assertion,
) -> Encoded {
    let shape = Signed {
        proposal: proposal.to_string(),
        revision: revision.0,
        assertion: passkey(signed),
    };
    json(kind, &shape)
}

pub(super) fn erased(entries: &[ErasedEntry], asked: &MemberId) -> Encoded {
    let parts = |one: &ErasedEntry| Parts {
        sequence: one.sequence,
        parts: one.parts.clone(),
    };
    let shape = Erased {
        entries: entries.iter().map(parts).collect(),
        asked: asked.to_string(),
    };
    json(kind::ERASED, &shape)
}

pub(super) fn restored(what: &Restored) -> Encoded {
    json(
        super::kind::RESTORED,
        &shapes::Restored {
            size: what.size,
            root: what.root.to_string(),
            key: what.key.to_string(),
        },
    )
}

pub(super) fn closed() -> Encoded {
    json(kind::CLOSED, &shapes::Empty {})
}

pub(super) fn hold(reason: Option<&Reason>) -> Encoded {
    let shape = Hold {
        reason: reason.map(|r| r.as_str().to_owned()),
    };
    json(kind::HOLD_SET, &shape)
}

impl Reader<'_> {
    /// One of the kinds of this file; what is none is not known at all.
    pub(super) fn ending(&self) -> Result<Event, Undecodable> {
        match self.kind {
            kind::PROPOSED => {
                let (proposal, revision, terms, reason) = self.second_offer()?;
                if revision != Revision::FIRST {
                    return Err(self.wrong("a first offer has revision 1"));
                }
                Ok(Event::Proposed {
                    proposal,
                    terms,
                    reason,
                    answer_by: None,
                })
            }
            kind::COUNTERED => {
                let (proposal, revision, terms, reason) = self.second_offer()?;
                Ok(Event::Countered {
                    proposal,
                    revision,
                    terms,
                    reason,
                    answer_by: None,
                })
            }
            kind::ACCEPTED => {
                let shape: Signed = self.shape()?;
                Ok(Event::Accepted {
                    proposal: self.parsed(&shape.proposal)?,
                    revision: Revision(shape.revision),
                    alternative: family::Alternative::FIRST,
                    assertion: Some(Arc::new(self.assertion(&shape.assertion)?)),
                })
            }
            kind::SIGNED => {
                let shape: Signed = self.shape()?;
                Ok(Event::OfferSigned {
                    proposal: self.parsed(&shape.proposal)?,
                    revision: Revision(shape.revision),
                    assertion: Arc::new(self.assertion(&shape.assertion)?),
                })
            }
            kind::ERASED => {
                let (entries, asked) = self.erased()?;
                Ok(Event::Erased { entries, asked })
            }
            kind::CLOSED => self.shape::<shapes::Empty>().map(|_| Event::Closed),
            kind::HOLD_SET => {
                let shape: Hold = self.shape()?;
                let reason = self.reason(shape.reason.as_deref())?;
                Ok(Event::HoldSet { reason })
            }
            kind::HOLD_LIFTED => self.shape::<shapes::Seat>().map(|s| Event::HoldLifted {
                side: s.side.into(),
            }),
            kind::LEFT => self.shape::<shapes::Seat>().map(|s| Event::Left {
                side: s.side.into(),
            }),
            _ => Err(self.wrong("this kind is not known here")),
        }
    }

    /// The private ones among the kinds of this file.
    pub(super) fn personal_ending(&self) -> Result<PersonalEvent, Undecodable> {
        match self.kind {
            kind::ERASED => {
                let (entries, asked) = self.erased()?;
                Ok(PersonalEvent::Erased { entries, asked })
            }
            kind::CLOSED => self.shape::<shapes::Empty>().map(|_| PersonalEvent::Closed),
            _ => Err(self.wrong("this kind is not known here")),
        }
    }

    fn second_offer(&self) -> Result<(ProposalId, Revision, Terms, Option<Reason>), Undecodable> {
        let shape: Offer = self.shape()?;
        let terms = match shape.terms {
            Ending::Erase(entries) => Terms::Erase(entries),
            Ending::LiftHold(side) => Terms::LiftHold(side.into()),
            Ending::Close(shapes::Empty {}) => Terms::Close,
        };
        Ok((
            self.parsed(&shape.proposal)?,
            Revision(shape.revision),
            terms,
            self.reason(shape.reason.as_deref())?,
        ))
    }

    fn erased(&self) -> Result<(Vec<ErasedEntry>, MemberId), Undecodable> {
        let shape: Erased = self.shape()?;
        let ascending = |parts: &[u32]| parts.is_sorted_by(|a, b| a < b);
        let fits = |one: &Parts| !one.parts.is_empty() && ascending(&one.parts);
        let in_order = shape.entries.is_sorted_by(|a, b| a.sequence < b.sequence);
        if shape.entries.is_empty() || !in_order || !shape.entries.iter().all(fits) {
            return Err(self.wrong("an erasure names entries and parts in order, each once"));
        }
        let entries = shape.entries.into_iter().map(|one| ErasedEntry {
            sequence: one.sequence,
            parts: one.parts,
        });
        Ok((entries.collect(), self.parsed(&shape.asked)?))
    }

    pub(super) fn assertion(&self, shape: &Passkey) -> Result<Assertion, Undecodable> {
        let bytes = |text: &str| -> Result<Arc<[u8]>, Undecodable> {
            let bytes = STANDARD.decode(text);
            bytes
                .map(Arc::from)
                .map_err(|_| self.wrong("a value is not in base64"))
        };
        Ok(Assertion {
            over: shape.over,
            rp: shape.rp.as_str().into(),
            key: bytes(&shape.key)?,
            algorithm: shape.alg,
            authenticator_data: bytes(&shape.authenticator_data)?,
            client_data: bytes(&shape.client_data)?,
            signature: bytes(&shape.signature)?,
        })
    }
}
