//! The stored shapes of calls with the children, and of the tablets with which they call. Of a call
//! only that it happened is kept.

use super::{Encoded, Reader, Undecodable, json, shapes};
use family::{CallHeld, CallOutcome, Caller, Event, Name, TabletId};
use jiff::Timestamp;
use plan::ChildId;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

const HELD: &str = "call.held/1";
const PAIRED: &str = "tablet.paired/1";
const ENDED: &str = "tablet.ended/1";

#[derive(Debug, Serialize, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
struct Held {
    call: String,
    by: By,
    parent: shapes::Side,
    /// Brothers and sisters called each other.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    siblings: bool,
    children: Vec<String>,
    at: String,
    outcome: Outcome,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    supervisor: Option<String>,
}

#[derive(Debug, Serialize, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
enum By {
    Parent(shapes::Side),
    Tablet(String),
}

#[derive(Debug, Serialize, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
enum Outcome {
    Answered(Answered),
    Missed,
    Declined,
    Cancelled,
}

#[derive(Debug, Serialize, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
struct Answered {
    minutes: u16,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    ended_by: Option<By>,
}

#[derive(Debug, Serialize, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
struct Paired {
    tablet: String,
    name: String,
    children: Vec<String>,
}

#[derive(Debug, Serialize, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
struct Ended {
    tablet: String,
}

pub(super) fn held(held: &CallHeld) -> Encoded {
    let shape = Held {
        call: held.call.to_string(),
        by: stored(&held.by),
        parent: held.parent.into(),
        siblings: held.siblings,
        children: ids(&held.children),
        at: held.at.to_string(),
        outcome: match &held.outcome {
            CallOutcome::Answered { minutes, ended_by } => Outcome::Answered(Answered {
                minutes: *minutes,
                ended_by: ended_by.as_ref().map(stored),
            }),
            CallOutcome::Missed => Outcome::Missed,
            CallOutcome::Declined => Outcome::Declined,
            CallOutcome::Cancelled => Outcome::Cancelled,
        },
        supervisor: held.supervisor.as_ref().map(ToString::to_string),
    };
    json(HELD, &shape)
}

pub(super) fn paired(tablet: &TabletId, name: &Name, children: &[ChildId]) -> Encoded {
    let shape = Paired {
        tablet: tablet.to_string(),
        name: name.to_string(),
        children: ids(children),
    };
    json(PAIRED, &shape)
}

pub(super) fn ended(tablet: &TabletId) -> Encoded {
    let tablet = tablet.to_string();
    json(ENDED, &Ended { tablet })
}

fn ids(children: &[ChildId]) -> Vec<String> {
    children.iter().map(ToString::to_string).collect()
}

fn stored(caller: &Caller) -> By {
    match caller {
        Caller::Parent(side) => By::Parent((*side).into()),
        Caller::Tablet(tablet) => By::Tablet(tablet.to_string()),
    }
}

impl Reader<'_> {
    /// A call or a tablet; `None` for an event of another kind.
    pub(super) fn call(&self) -> Option<Result<Event, Undecodable>> {
        match self.kind {
            HELD => Some(self.held().map(|held| Event::CallHeld(Arc::new(held)))),
            PAIRED => Some(self.paired()),
            ENDED => Some(self.tablet_ended()),
            _ => None,
        }
    }

    fn held(&self) -> Result<CallHeld, Undecodable> {
        let shape: Held = self.shape()?;
        let outcome = match &shape.outcome {
            Outcome::Answered(answered) => {
                let ended_by = answered.ended_by.as_ref().map(|by| self.caller(by));
                CallOutcome::Answered {
                    minutes: answered.minutes,
                    ended_by: ended_by.transpose()?,
                }
            }
            Outcome::Missed => CallOutcome::Missed,
            Outcome::Declined => CallOutcome::Declined,
            Outcome::Cancelled => CallOutcome::Cancelled,
        };
        let supervisor = shape.supervisor.as_deref().map(|who| self.parsed(who));
        Ok(CallHeld {
            call: self.parsed(&shape.call)?,
            by: self.caller(&shape.by)?,
            parent: shape.parent.into(),
            siblings: shape.siblings,
            children: self.child_ids(&shape.children)?,
            at: self.parsed::<Timestamp>(&shape.at)?,
            outcome,
            supervisor: supervisor.transpose()?,
        })
    }

    fn paired(&self) -> Result<Event, Undecodable> {
        let shape: Paired = self.shape()?;
        Ok(Event::TabletPaired {
            tablet: self.parsed(&shape.tablet)?,
            name: self.name(&shape.name)?,
            children: self.child_ids(&shape.children)?,
        })
    }

    fn tablet_ended(&self) -> Result<Event, Undecodable> {
        let shape: Ended = self.shape()?;
        Ok(Event::TabletEnded {
            tablet: self.parsed(&shape.tablet)?,
        })
    }

    fn caller(&self, by: &By) -> Result<Caller, Undecodable> {
        Ok(match by {
            By::Parent(side) => Caller::Parent((*side).into()),
            By::Tablet(tablet) => Caller::Tablet(self.parsed(tablet)?),
        })
    }

    fn child_ids(&self, ids: &[String]) -> Result<Vec<ChildId>, Undecodable> {
        ids.iter().map(|id| self.parsed(id)).collect()
    }
}
