//! How seats and calls end: somebody leaves, ends it or says not now, somebody's part ends, time passes.

use jiff::Timestamp;

use super::{End, Presence, Room, Seat, State, later, passed};
use crate::calls::hub::said::Why;
use crate::calls::hub::words::{CutFor, Party, Refused, Revoked, SeatId, Who};
use crate::calls::hub::{CALL_SECONDS_MAX, GONE_SECONDS};

impl Room {
    /// Leaves a seat; the call goes on for those who are left, for a while where one end is left.
    pub(crate) fn leave(&mut self, who: &Who, id: &SeatId, now: Timestamp) -> Result<(), Refused> {
        self.part(who)?;
        self.turn(now);
        if !self.is_live() {
            return Err(Refused::Over);
        }
        let end = self.own_seat_mut(who, id)?.end;
        self.take_out(id);
        self.settle(who.party.caller());
        if let State::Ringing { until } = self.state
            && end == End::Caller
            && !self.is_there(End::Caller)
        {
            let until = until.min(later(self.now, GONE_SECONDS));
            self.state = State::Ringing { until };
        }
        Ok(())
    }

    /// Ends the call for everybody.
    pub(crate) fn end(&mut self, who: &Who, now: Timestamp) -> Result<(), Refused> {
        let end = self.part(who)?;
        self.turn(now);
        let seated = self.seats.iter().any(|seat| seat.party == who.party);
        match (&self.state, end) {
            (State::Over { .. }, _) => Err(Refused::Over),
            (State::Ringing { .. }, End::Called | End::Supervisor) if !seated => {
                self.decline(who, now)
            }
            (
                State::Ringing { .. }
                | State::Waiting { .. }
                | State::Open { .. }
                | State::Alone { .. },
                _,
            ) => {
                self.over(Why::Ended, who.party.caller());
                Ok(())
            }
        }
    }

    /// Says not now. Of a parent that ends the ring everywhere, of others where nobody is left.
    pub(crate) fn decline(&mut self, who: &Who, now: Timestamp) -> Result<(), Refused> {
        let end = self.part(who)?;
        self.turn(now);
        if !self.is_live() {
            return Err(Refused::Over);
        }
        if end == End::Caller || self.seats.iter().any(|seat| seat.party == who.party) {
            return Err(Refused::Unknown);
        }
        self.declined.insert(who.party.clone());
        self.rang();
        let ringing = matches!(self.state, State::Ringing { .. });
        let waiting = matches!(self.state, State::Waiting { .. });
        let over = match (end, &who.party) {
            (End::Called, Party::Parent(_)) => ringing,
            (End::Called, Party::Tablet(_) | Party::Supervisor(_)) => {
                ringing && !self.may_come(End::Called)
            }
            (End::Supervisor, _) => (ringing || waiting) && !self.may_come(End::Supervisor),
            (End::Caller, _) => false,
        };
        if over {
            self.over(Why::Declined, None);
        }
        Ok(())
    }

    /// Ends the part that a session, a tablet or somebody has in it.
    pub(crate) fn revoke(&mut self, revoked: &Revoked, now: Timestamp) {
        self.turn(now);
        if !self.is_live() {
            return;
        }
        let meant = |seat: &&Seat| match revoked {
            Revoked::Holder(holder) => seat.holder == *holder,
            Revoked::Party(party) => seat.party == *party,
        };
        let seats = self.seats.iter().filter(meant);
        let seats: Vec<(SeatId, End)> = seats.map(|seat| (seat.id.clone(), seat.end)).collect();
        let mut ends: Vec<End> = seats.iter().map(|(_, end)| *end).collect();
        if let Revoked::Party(party) = revoked {
            ends.extend(self.end_of(party));
            self.revoked.insert(party.clone());
            self.rang();
        }
        for (seat, _) in &seats {
            self.take_out_for(seat, CutFor::Revoked);
        }
        let talked = !matches!(self.state, State::Ringing { .. });
        let over = ends.iter().any(|end| match end {
            End::Caller => !self.is_there(End::Caller),
            End::Called if talked => !self.is_there(End::Called),
            End::Called => !self.is_there(End::Called) && !self.may_come(End::Called),
            End::Supervisor => false,
        });
        if over {
            self.over(Why::Revoked, None);
        } else {
            self.settle(None);
        }
    }

    /// Looks at the clock.
    pub(crate) fn turn(&mut self, now: Timestamp) {
        self.now = self.now.max(now);
        let now = self.now;
        if !self.is_live() {
            return;
        }
        let lost = self.seats.iter().filter_map(|seat| match seat.presence {
            Presence::Gone(since) if passed(since, now, GONE_SECONDS) => {
                Some((seat.id.clone(), since, seat.end))
            }
            Presence::Gone(_) | Presence::Here => None,
        });
        let lost: Vec<(SeatId, Timestamp, End)> = lost.collect();
        for (seat, _, _) in &lost {
            self.take_out(seat);
        }
        let talked = matches!(self.state, State::Open { .. } | State::Waiting { .. });
        let ended = |end: End| end != End::Supervisor && !self.is_there(end);
        let since = lost.iter().filter(|(_, _, end)| ended(*end));
        if let Some(since) = since.map(|(_, since, _)| *since).min()
            && talked
        {
            self.stop_talking(since);
            return self.over(Why::Lost, None);
        }
        if passed(self.begun, now, CALL_SECONDS_MAX) {
            return self.over(Why::Long, None);
        }
        match self.state.clone() {
            State::Ringing { until } | State::Waiting { until } if now >= until => {
                self.over(Why::Missed, None);
            }
            State::Alone { until, by } if now >= until => {
                let why = if by.is_some() { Why::Ended } else { Why::Lost };
                self.over(why, by);
            }
            State::Ringing { .. }
            | State::Waiting { .. }
            | State::Open { .. }
            | State::Alone { .. }
            | State::Over { .. } => self.settle(None),
        }
    }
}
