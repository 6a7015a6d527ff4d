//! The stored shape of a parent's word to single clauses of a plan that was offered.

use super::{Encoded, Reader, Undecodable, json};
use family::{Event, ProposalId, Revision};
use plan::ClauseId;
use serde::{Deserialize, Serialize};

const MARKED: &str = "proposal.clauses/1";

#[derive(Debug, Serialize, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
struct Marked {
    proposal: String,
    revision: u32,
    clauses: Vec<String>,
    agreed: bool,
}

pub(super) fn marked(
    proposal: &ProposalId,
    revision: Revision,
    clauses: &[ClauseId],
    agreed: bool,
) -> Encoded {
    let shape = Marked {
        proposal: proposal.to_string(),
        revision: revision.0,
        clauses: clauses.iter().map(ToString::to_string).collect(),
        agreed,
    };
    json(MARKED, &shape)
}

impl Reader<'_> {
    /// A word to clauses; `None` for an event of another kind.
    pub(super) fn marked(&self) -> Option<Result<Event, Undecodable>> {
        (self.kind == MARKED).then(|| {
            let shape: Marked = self.shape()?;
            let clauses = shape.clauses.iter();
            Ok(Event::ClausesMarked {
                proposal: self.parsed(&shape.proposal)?,
                revision: Revision(shape.revision),
                clauses: clauses
                    .map(|id| self.parsed(id))
                    .collect::<Result<_, _>>()?,
                agreed: shape.agreed,
            })
        })
    }
}
