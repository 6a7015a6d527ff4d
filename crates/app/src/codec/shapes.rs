//! The stored shapes of entries' bodies, as JSON. They are hashed and kept for ever: a shape that
//! was once written is never changed. A new meaning is a new kind with a new shape beside the old.

use serde::{Deserialize, Serialize};

#[derive(Debug, Serialize, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub(super) struct Founded {
    pub name: String,
    pub zone: String,
    pub parents: [Parent; 2],
    pub children: Vec<Child>,
    pub founder: Side,
}

#[derive(Debug, Serialize, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub(super) struct Parent {
    pub member: String,
    pub id: String,
    pub name: String,
}

#[derive(Debug, Serialize, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub(super) struct Child {
    pub id: String,
    pub name: String,
    pub born: String,
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize, PartialEq, Eq)]
pub(super) enum Side {
    #[serde(rename = "a")]
    A,
    #[serde(rename = "b")]
    B,
}

#[derive(Debug, Serialize, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub(super) struct Seat {
    pub side: Side,
}

#[derive(Debug, Serialize, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub(super) struct Offer {
    pub proposal: String,
    pub revision: u32,
    pub terms: Terms,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

#[derive(Debug, Serialize, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub(super) enum Terms {
    Plan(String),
    Swap(Vec<Move>),
}

#[derive(Debug, Serialize, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub(super) struct Move {
    pub children: Vec<String>,
    pub to: Side,
    pub start: String,
    pub end: String,
}

#[derive(Debug, Serialize, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub(super) struct Answer {
    pub proposal: String,
    pub revision: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

#[derive(Debug, Serialize, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub(super) struct Device {
    pub device: String,
}

/// A device's key and what became of it: the shape that verifiers read, see
/// `docs/record-format.md`, section 14.
#[derive(Debug, Serialize, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub(super) struct RecordDevice {
    pub key: String,
    pub state: DeviceState,
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub(super) enum DeviceState {
    Enrolled,
    Revoked,
}

#[derive(Debug, Serialize, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub(super) struct Language {
    pub language: String,
}

#[derive(Debug, Serialize, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub(super) struct Empty {}

#[derive(Debug, Serialize, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub(super) struct Restored {
    pub size: u64,
    pub root: String,
    pub key: String,
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub(super) enum BundleOf {
    Shared,
    Own,
}

#[derive(Debug, Serialize, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub(super) struct Bundle {
    pub recipient: String,
    pub of: BundleOf,
    pub first: u64,
    pub end: u64,
    pub shown: u64,
    pub size: u64,
    pub bytes: u64,
    pub sha256: String,
}

impl From<plan::Side> for Side {
    fn from(side: plan::Side) -> Self {
        match side {
            plan::Side::A => Self::A,
            plan::Side::B => Self::B,
        }
    }
}

impl From<Side> for plan::Side {
    fn from(side: Side) -> Self {
        match side {
            Side::A => Self::A,
            Side::B => Self::B,
        }
    }
}
