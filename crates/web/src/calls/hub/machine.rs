//! All calls that are going on. Pure: what happened and the time are handed in, and what a shell has to
//! do because of it is handed out.

use std::collections::BTreeMap;
use std::sync::Arc;

use family::CallId;
use jiff::Timestamp;

use super::pace::Pace;
use super::room::{Effect, Ended, Room};
use super::said::Heard;
use super::signal::Signal;
use super::words::{Beginning, Joining, Look, Party, Refused, Revoked, Ring, SeatId, Who};
use super::{CALLS_MAX, CALLS_OF_FAMILY_MAX, CALLS_OF_ONE_MAX};

/// What became of beginning a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Begun {
    /// It rings.
    New(CallId),
    /// There is one with a child of these, to which this one was called.
    Joined(CallId),
}

impl Begun {
    /// The call.
    pub(crate) fn call(&self) -> &CallId {
        match self {
            Self::New(call) | Self::Joined(call) => call,
        }
    }
}

/// All calls.
#[derive(Debug, Default)]
pub(crate) struct Machine {
    rooms: BTreeMap<CallId, Room>,
    /// How often whoever rings.
    pace: Pace,
    effects: Vec<Effect>,
}

impl Machine {
    /// What a shell has to do since it was asked last.
    pub(crate) fn effects(&mut self) -> Vec<Effect> {
        std::mem::take(&mut self.effects)
    }

    /// Begins a call; where one of the children is in a call to which whoever begins has a part, that
    /// one is it.
    pub(crate) fn begin(&mut self, beginning: Beginning, now: Timestamp) -> Result<Begun, Refused> {
        self.turn_family(&beginning.family, now);
        let family = Arc::clone(&beginning.family);
        let own = |room: &&Room| room.is_live() && *room.family() == family;
        let by = Party::from(&beginning.by);
        let mut busy = false;
        for room in self.rooms.values().filter(own) {
            let known = &room.beginning().children;
            if beginning.children.iter().any(|child| known.contains(child)) {
                if room.has_part(&family, &by) {
                    return Ok(Begun::Joined(room.beginning().call.clone()));
                }
                busy = true;
            }
        }
        if busy {
            return Err(Refused::Busy);
        }
        let of_family = self.rooms.values().filter(own).count();
        let began = |room: &&Room| own(room) && room.beginning().by == beginning.by;
        let of_one = self.rooms.values().filter(began).count();
        let live = self.rooms.values().filter(|room| room.is_live()).count();
        if of_one >= CALLS_OF_ONE_MAX || of_family >= CALLS_OF_FAMILY_MAX || live >= CALLS_MAX {
            return Err(Refused::Full);
        }
        // Rooms that are over are known for a moment: an id that is used is one of theirs or a mistake.
        if self.rooms.contains_key(&beginning.call) {
            return Err(Refused::Full);
        }
        self.pace.begin(&beginning, now)?;
        let call = beginning.call.clone();
        self.rooms.insert(call.clone(), Room::new(beginning, now));
        self.gather(&call);
        Ok(Begun::New(call))
    }

    fn turn_family(&mut self, family: &str, now: Timestamp) {
        let own = self
            .rooms
            .values()
            .filter(|room| **room.family() == *family);
        let own: Vec<CallId> = own.map(|room| room.beginning().call.clone()).collect();
        for call in own {
            self.turn(&call, now);
        }
    }

    /// Looks at the clock for one call; whether it is known after that.
    pub(crate) fn turn(&mut self, call: &CallId, now: Timestamp) -> bool {
        let Some(room) = self.rooms.get_mut(call) else {
            return false;
        };
        room.turn(now);
        let forgotten = room.is_forgotten(now);
        self.gather(call);
        if forgotten {
            self.rooms.remove(call);
        }
        !forgotten
    }

    fn gather(&mut self, call: &CallId) {
        if let Some(room) = self.rooms.get_mut(call) {
            self.effects.append(&mut room.effects());
        }
    }

    /// Something done in a room in which whoever asks has a part.
    fn within<T>(
        &mut self,
        (who, call): (&Who, &CallId),
        act: impl FnOnce(&mut Room) -> Result<T, Refused>,
    ) -> Result<T, Refused> {
        let room = self.rooms.get_mut(call);
        let room = room.filter(|room| room.has_part(&who.family, &who.party));
        let done = act(room.ok_or(Refused::Unknown)?);
        self.gather(call);
        done
    }

    /// Ends a call, or says not now: for whom it rang until then, both are a not now.
    fn parted(
        &mut self,
        (who, call): (&Who, &CallId),
        now: Timestamp,
        act: impl FnOnce(&mut Room) -> Result<(), Refused>,
    ) -> Result<(), Refused> {
        let room = self.rooms.get(call);
        let rang = room.is_some_and(|room| room.ring(&who.party).is_some());
        self.within((who, call), act)?;
        if rang && let Some(room) = self.rooms.get(call) {
            self.pace.not_now(room.beginning(), who.party.clone(), now);
        }
        Ok(())
    }

    /// What this one may know of a call.
    pub(crate) fn look(&self, who: &Who, call: &CallId) -> Result<Look, Refused> {
        self.rooms.get(call).ok_or(Refused::Unknown)?.look(who)
    }

    /// What rings for somebody: of several, the one that began first.
    pub(crate) fn ringing_for(&self, family: &str, party: &Party) -> Option<Ring> {
        let own = self
            .rooms
            .values()
            .filter(|room| **room.family() == *family);
        let ringing = own.filter_map(|room| Some((room.begun(), room.ring(party)?)));
        ringing
            .min_by_key(|(begun, _)| *begun)
            .map(|(_, ring)| ring)
    }

    /// Takes a seat: its id, and the number of its stream.
    pub(crate) fn join(
        &mut self,
        who: &Who,
        call: &CallId,
        joining: Joining,
        now: Timestamp,
    ) -> Result<(SeatId, u64), Refused> {
        self.within((who, call), |room| room.join(who, joining, now))
    }

    /// Passes a signal from one seat to another.
    pub(crate) fn say(
        &mut self,
        (who, call): (&Who, &CallId),
        seats: (&SeatId, &SeatId),
        signal: Signal,
        now: Timestamp,
    ) -> Result<(), Refused> {
        self.within((who, call), |room| room.say(who, seats, signal, now))
    }

    /// Leaves a seat.
    pub(crate) fn leave(
        &mut self,
        who: &Who,
        call: &CallId,
        seat: &SeatId,
        now: Timestamp,
    ) -> Result<(), Refused> {
        self.within((who, call), |room| room.leave(who, seat, now))
    }

    /// Ends a call.
    pub(crate) fn end(&mut self, who: &Who, call: &CallId, now: Timestamp) -> Result<(), Refused> {
        self.parted((who, call), now, |room| room.end(who, now))
    }

    /// Says not now.
    pub(crate) fn decline(
        &mut self,
        who: &Who,
        call: &CallId,
        now: Timestamp,
    ) -> Result<(), Refused> {
        self.parted((who, call), now, |room| room.decline(who, now))
    }

    /// Ends somebody's part in all calls of a family.
    pub(crate) fn revoke(&mut self, family: &str, revoked: &Revoked, now: Timestamp) {
        let own = self.rooms.iter_mut();
        for (_, room) in own.filter(|(_, room)| **room.family() == *family) {
            room.revoke(revoked, now);
            self.effects.append(&mut room.effects());
        }
    }

    /// A stream of a seat ended.
    pub(crate) fn gone(&mut self, call: &CallId, seat: &SeatId, stream: u64) {
        if let Some(room) = self.rooms.get_mut(call) {
            room.gone(seat, stream);
        }
    }

    /// What waits for a stream next. `Err` when it is to end.
    pub(crate) fn take(
        &mut self,
        call: &CallId,
        seat: &SeatId,
        stream: u64,
    ) -> Result<Option<Heard>, Ended> {
        self.rooms.get_mut(call).ok_or(Ended)?.take(seat, stream)
    }

    /// The rooms that are known.
    #[cfg(test)]
    pub(crate) fn rooms(&self) -> impl Iterator<Item = &Room> {
        self.rooms.values()
    }
}
