//! The two places of a family: named, invited, taken, left.

use crate::{Entry, Family, MemberId, device};
use jiff::Timestamp;
use plan::Side;

/// A parent's place and whether it is taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seat {
    /// Who the place is for.
    pub parent: crate::Parent,
    /// Since when the parent takes part.
    pub state: SeatState,
    /// When somebody first took the place, if anybody did.
    pub first_joined: Option<Timestamp>,
    /// The entry with which whoever has the place now took it after somebody had left it; `None`
    /// for its first holder.
    pub taken_over: Option<u64>,
}

/// How far a parent has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SeatState {
    /// Named by the founder, not yet invited.
    Named,
    /// Invited at this time.
    Invited(Timestamp),
    /// Takes part since this time.
    Joined(Timestamp),
    /// Took part, and closed the account at this time.
    Left(Timestamp),
}

impl Seat {
    /// Whether this parent takes part.
    #[must_use]
    pub fn joined(&self) -> bool {
        matches!(self.state, SeatState::Joined(_))
    }

    /// Whether this is the member's place.
    #[must_use]
    pub fn is(&self, member: &MemberId) -> bool {
        self.parent.member == *member
    }
}

/// What evolving does with places.
impl Family {
    pub(crate) fn invited(&mut self, side: Side, entry: &Entry) -> Result<(), &'static str> {
        let seat = &mut self.seats[side.index()];
        if seat.joined() {
            return Err("a parent who takes part needs no invitation");
        }
        seat.state = SeatState::Invited(entry.at);
        Ok(())
    }

    pub(crate) fn joined(&mut self, side: Side, entry: &Entry) -> Result<(), &'static str> {
        let seat = &mut self.seats[side.index()];
        if !seat.is(&entry.by) {
            return Err("a parent takes only the own place");
        }
        match seat.state {
            SeatState::Invited(_) => {
                seat.state = SeatState::Joined(entry.at);
                if seat.first_joined.is_some() {
                    seat.taken_over = Some(entry.sequence);
                }
                seat.first_joined.get_or_insert(entry.at);
                Ok(())
            }
            SeatState::Named | SeatState::Joined(_) | SeatState::Left(_) => {
                Err("a parent joins once, when invited")
            }
        }
    }

    pub(crate) fn left(&mut self, side: Side, at: Timestamp, by: Side) -> Result<(), &'static str> {
        let seat = &mut self.seats[side.index()];
        if side != by || !seat.joined() {
            return Err("a parent leaves only the own place");
        }
        seat.state = SeatState::Left(at);
        device::left(&mut self.devices, side, at);
        Ok(())
    }

    /// Entries below this number are from before whoever has the place of `side` now; none of
    /// those that stand so far is theirs when the place was left. `None` while its first holder
    /// has it, or nobody has ever had it.
    fn newcomer(&self, side: Side) -> Option<u64> {
        let seat = self.seat(side);
        match seat.first_joined {
            Some(_) if !seat.joined() => Some(self.entries),
            _ => seat.taken_over,
        }
    }

    /// Whether both who could agree now were there when an entry was recorded.
    pub(crate) fn both_were_there(&self, entry: u64) -> bool {
        Side::BOTH
            .into_iter()
            .all(|side| self.was_there(side, entry))
    }

    pub(crate) fn was_there(&self, side: Side, entry: u64) -> bool {
        self.newcomer(side).is_none_or(|first| entry >= first)
    }
}
