//! The stored shapes of drafts of a plan: each save holds all of it, so that each can be erased
//! alone.

use super::{Encoded, Reader, Undecodable, json};
use family::{DraftId, DraftedPlan, PersonalEvent};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

pub(super) const KEPT: &str = "plan.draft/1";
pub(super) const ENDED: &str = "plan.draft-ended/1";

/// Answers are pairs of a name and what was typed, in order.
#[derive(Debug, Serialize, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
struct Kept {
    draft: String,
    name: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    answers: Vec<(String, String)>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    plan: String,
}

#[derive(Debug, Serialize, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
struct Ended {
    draft: String,
}

pub(super) fn kept(kept: &DraftedPlan) -> Encoded {
    let shape = Kept {
        draft: kept.id.to_string(),
        name: kept.name.to_string(),
        answers: kept.answers.clone(),
        plan: kept.plan.to_string(),
    };
    json(KEPT, &shape)
}

pub(super) fn ended(draft: &DraftId) -> Encoded {
    let draft = draft.to_string();
    json(ENDED, &Ended { draft })
}

impl Reader<'_> {
    /// What became of a draft; `None` for an event of another kind.
    pub(super) fn draft(&self) -> Option<Result<PersonalEvent, Undecodable>> {
        match self.kind {
            KEPT => Some(self.draft_kept()),
            ENDED => Some(self.draft_ended()),
            _ => None,
        }
    }

    fn draft_kept(&self) -> Result<PersonalEvent, Undecodable> {
        let shape: Kept = self.shape()?;
        Ok(PersonalEvent::DraftKept(Arc::new(DraftedPlan {
            id: self.parsed(&shape.draft)?,
            name: self.name(&shape.name)?,
            answers: shape.answers,
            plan: shape.plan.into(),
        })))
    }

    fn draft_ended(&self) -> Result<PersonalEvent, Undecodable> {
        let shape: Ended = self.shape()?;
        let draft = self.parsed(&shape.draft)?;
        Ok(PersonalEvent::DraftEnded { draft })
    }
}
