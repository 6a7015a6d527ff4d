//! The stored shape of an invitation to a place that was left, for whoever comes as somebody new.

use super::{Encoded, Reader, Undecodable, json, shapes};
use family::{Event, MemberId};
use plan::Side;
use serde::{Deserialize, Serialize};

pub(super) const INVITED: &str = "family.invited/2";

#[derive(Debug, Serialize, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
struct Invited {
    side: shapes::Side,
    member: String,
}

pub(super) fn encoded(side: Side, member: &MemberId) -> Encoded {
    let shape = Invited {
        side: side.into(),
        member: member.to_string(),
    };
    json(INVITED, &shape)
}

pub(super) fn read(reader: &Reader<'_>) -> Result<Event, Undecodable> {
    let shape: Invited = reader.shape()?;
    Ok(Event::Invited {
        side: shape.side.into(),
        member: Some(reader.parsed(&shape.member)?),
    })
}
