//! The stored shape of an answer that came by a link, without an account.

use super::{Encoded, Reader, Undecodable, json};
use family::{Address, Alternative, Event, LinkAnswer, LinkSent, ProposalId, Revision};
use serde::{Deserialize, Serialize};

pub(super) const ANSWERED: &str = "proposal.answered-by-link/1";
/// The same with another alternative than the first.
pub(super) const ANSWERED_2: &str = "proposal.answered-by-link/2";

#[derive(Debug, Serialize, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
struct Answered {
    proposal: String,
    revision: u32,
    answer: Answer,
    /// The address for which the link was made.
    address: String,
    /// Whether the server mailed it there; otherwise whoever asked handed it over.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    mailed: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    /// Only in the second shape, and there never 0.
    #[serde(default, skip_serializing_if = "is_first")]
    alternative: u8,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "as serde calls it")]
fn is_first(alternative: &u8) -> bool {
    *alternative == 0
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum Answer {
    Accepted,
    Declined,
}

pub(super) fn encoded(
    proposal: &ProposalId,
    revision: Revision,
    answer: &LinkAnswer,
    sent: &LinkSent,
) -> Encoded {
    let (answer, reason, alternative) = match answer {
        LinkAnswer::Accepted { alternative } => (Answer::Accepted, None, alternative.0),
        LinkAnswer::Declined { reason } => (Answer::Declined, reason.as_ref(), 0),
    };
    let kind = if alternative == 0 {
        ANSWERED
    } else {
        ANSWERED_2
    };
    let shape = Answered {
        proposal: proposal.to_string(),
        revision: revision.0,
        answer,
        address: sent.address.as_str().to_owned(),
        mailed: sent.mailed,
        reason: reason.map(|reason| reason.as_str().to_owned()),
        alternative,
    };
    json(kind, &shape)
}

pub(super) fn read(reader: &Reader<'_>) -> Result<Event, Undecodable> {
    let shape: Answered = reader.shape()?;
    let reason = reader.reason(shape.reason.as_deref())?;
    if (shape.alternative != 0) != (reader.kind == ANSWERED_2) {
        return Err(reader.wrong("the second shape names another alternative than the first"));
    }
    let alternative = Alternative(shape.alternative);
    let answer = match (shape.answer, reason) {
        (Answer::Accepted, None) => LinkAnswer::Accepted { alternative },
        (Answer::Accepted, Some(_)) => return Err(reader.wrong("an acceptance has no reason")),
        (Answer::Declined, _) if alternative != Alternative::FIRST => {
            return Err(reader.wrong("who declines takes no alternative"));
        }
        (Answer::Declined, reason) => LinkAnswer::Declined { reason },
    };
    Ok(Event::AnsweredByLink {
        proposal: reader.parsed(&shape.proposal)?,
        revision: Revision(shape.revision),
        answer,
        sent: LinkSent {
            address: Address::new(&shape.address).map_err(|e| reader.wrong(e))?,
            mailed: shape.mailed,
        },
    })
}
