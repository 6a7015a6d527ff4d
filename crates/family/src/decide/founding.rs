//! Beginning a family, and the other parent's joining.

use super::MAX_CHILDREN;
use crate::{Context, Event, Family, Founding, MemberId, Refusal, SeatState};
use jiff::tz::TimeZone;
use plan::Side;
use std::collections::HashSet;

pub(super) fn found(context: &Context, founding: Founding) -> Result<Vec<Event>, Refusal> {
    let zone =
        TimeZone::get(&founding.zone).map_err(|_| Refusal::NoZone(founding.zone.to_string()))?;
    let found = founding.children.len();
    if !(1..=MAX_CHILDREN).contains(&found) {
        return Err(Refusal::ChildCount {
            found,
            limit: MAX_CHILDREN,
        });
    }
    let [a, b] = &founding.parents;
    if a.member == b.member || a.id == b.id {
        return Err(Refusal::SameId(b.id.to_string()));
    }
    if founding.parents[founding.founder.index()].member != context.actor {
        return Err(Refusal::NotTakingPart);
    }
    let today = context.now.to_zoned(zone).date();
    let mut seen = HashSet::new();
    for child in &founding.children {
        if !seen.insert(&child.id) {
            return Err(Refusal::SameId(child.id.to_string()));
        }
        if child.born > today {
            return Err(Refusal::BornLater {
                name: child.name.to_string(),
            });
        }
    }
    Ok(vec![Event::Founded(founding)])
}

/// The invitation is renewed as often as asked: an older link stops working when a newer one
/// is made, which the shell sees to.
pub(super) fn invite(family: &Family, side: Side) -> Result<Vec<Event>, Refusal> {
    let other = side.other();
    match family.seat(other).state {
        SeatState::Joined(_) => Err(Refusal::BothJoined),
        SeatState::Left(_) => Err(Refusal::PlaceChanged),
        SeatState::Named | SeatState::Invited(_) => Ok(vec![Event::Invited {
            side: other,
            member: None,
        }]),
    }
}

/// Whoever comes is somebody else on the record than who left, so that nobody's entries are taken
/// for another's.
pub(super) fn invite_anew(
    family: &Family,
    side: Side,
    member: MemberId,
) -> Result<Vec<Event>, Refusal> {
    let other = side.other();
    match family.seat(other).state {
        SeatState::Joined(_) => Err(Refusal::BothJoined),
        SeatState::Named | SeatState::Invited(_) => Err(Refusal::PlaceChanged),
        SeatState::Left(_) if family.author(&member).is_some() => {
            Err(Refusal::SameId(member.to_string()))
        }
        SeatState::Left(_) => Ok(vec![Event::Invited {
            side: other,
            member: Some(member),
        }]),
    }
}

pub(super) fn join(family: &Family, side: Side) -> Result<Vec<Event>, Refusal> {
    match family.seat(side).state {
        SeatState::Invited(_) => Ok(vec![Event::Joined { side }]),
        SeatState::Named | SeatState::Left(_) => Err(Refusal::NotInvited),
        SeatState::Joined(_) => Err(Refusal::BothJoined),
    }
}
