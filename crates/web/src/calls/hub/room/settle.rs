//! What follows from who is there: whether they talk, wait, are alone or done, and what the others
//! hear of it.

use std::sync::Arc;

use family::{CallHeld, CallOutcome, Caller, MemberId};
use jiff::Timestamp;

use super::{Effect, End, Presence, Room, Seat, State, later, passed};
use crate::calls::hub::said::{Card, Said, Why};
use crate::calls::hub::words::{
    Cut, CutFor, Holder, Noted, Party, Refused, SeatId, Supervised, Who,
};
use crate::calls::hub::{
    GONE_SECONDS, KNOWN_SECONDS, RING_SECONDS, SUPERVISOR_GONE_SECONDS, WAIT_SECONDS,
};

impl Seat {
    /// What somebody sees of it who came as number `place`.
    pub(super) fn card(&self, place: u32) -> Card {
        Card {
            seat: self.id.clone(),
            name: self.name.clone(),
            party: self.party.clone(),
            polite: place > self.place,
            audio_only: self.audio_only,
        }
    }
}

impl Room {
    pub(super) fn seat(&self, id: &SeatId) -> Option<&Seat> {
        self.seats.iter().find(|seat| seat.id == *id)
    }

    pub(super) fn seat_mut(&mut self, id: &SeatId) -> Option<&mut Seat> {
        self.seats.iter_mut().find(|seat| seat.id == *id)
    }

    /// A seat, for whoever holds it.
    pub(super) fn own_seat_mut(&mut self, who: &Who, id: &SeatId) -> Result<&mut Seat, Refused> {
        let own = |seat: &&mut Seat| seat.holder == who.holder && seat.party == who.party;
        self.seat_mut(id).filter(own).ok_or(Refused::Unknown)
    }

    pub(super) fn wake(&mut self, id: &SeatId) {
        let call = self.beginning.call.clone();
        self.effects.push(Effect::Wake(call, id.clone()));
    }

    pub(super) fn rang(&mut self) {
        let family = Arc::clone(&self.beginning.family);
        self.effects.push(Effect::Rang(family));
    }

    /// Tells all but one. A page that does not listen while so much happens is gone.
    pub(super) fn tell(&mut self, said: &Said, but: Option<&SeatId>) {
        let call = self.beginning.call.clone();
        let mut deaf = Vec::new();
        for seat in self.seats.iter_mut().filter(|seat| Some(&seat.id) != but) {
            if seat.queue.has_room(said) {
                seat.queue.push(said.clone());
                let wake = Effect::Wake(call.clone(), seat.id.clone());
                self.effects.push(wake);
            } else {
                deaf.push(seat.id.clone());
            }
        }
        for seat in deaf {
            self.take_out(&seat);
        }
    }

    /// Takes a seat out, and tells the others.
    pub(super) fn take_out(&mut self, id: &SeatId) {
        self.take_out_for(id, CutFor::Left);
    }

    /// The same, and says why.
    pub(super) fn take_out_for(&mut self, id: &SeatId, why: CutFor) {
        let Some(at) = self.seats.iter().position(|seat| seat.id == *id) else {
            return;
        };
        let seat = self.seats.remove(at);
        self.cut(id, seat.holder, why);
        self.wake(id);
        self.rang();
        self.tell(&Said::Left(seat.id), None);
    }

    fn cut(&mut self, seat: &SeatId, holder: Holder, why: CutFor) {
        self.effects.push(Effect::Cut(Cut {
            call: self.beginning.call.clone(),
            seat: seat.clone(),
            holder,
            why,
        }));
    }

    fn cut_all(&mut self, why: CutFor) {
        let seats = self.seats.iter().map(|seat| (seat.id.clone(), seat.holder));
        for (seat, holder) in seats.collect::<Vec<_>>() {
            self.cut(&seat, holder, why);
        }
    }

    /// Whether anybody of this end has a seat.
    pub(super) fn is_there(&self, end: End) -> bool {
        self.seats.iter().any(|seat| seat.end == end)
    }

    /// Whether anybody of this end has a seat, or may still take one.
    pub(super) fn may_come(&self, end: End) -> bool {
        let may = |party: &Party| self.end_of(party) == Some(end) && !self.declined.contains(party);
        let coming = match (end, &self.beginning.supervised) {
            (End::Caller, _) => may(&Party::from(&self.beginning.by)),
            (End::Called, _) => self.beginning.called.iter().any(may),
            (End::Supervisor, Supervised::No) => false,
            (End::Supervisor, Supervised::By { supervisors, .. }) => {
                let mut all = supervisors.iter().cloned();
                all.any(|member| may(&Party::Supervisor(member)))
            }
        };
        coming || self.is_there(end)
    }

    /// Who is there for the children now.
    fn watching(&self) -> Vec<MemberId> {
        let there = self.seats.iter().filter(|seat| match seat.presence {
            Presence::Here => true,
            Presence::Gone(since) => !passed(since, self.now, SUPERVISOR_GONE_SECONDS),
        });
        let members = there.filter_map(|seat| match (&seat.party, seat.end) {
            (Party::Supervisor(member), End::Supervisor) => Some(member.clone()),
            (Party::Supervisor(_) | Party::Parent(_) | Party::Tablet(_), _) => None,
        });
        members.collect()
    }

    /// Brings the state in line with who is there. `by` is who left just now.
    pub(super) fn settle(&mut self, by: Option<Caller>) {
        if !self.is_live() {
            return;
        }
        let talking = self.is_there(End::Caller) && self.is_there(End::Called);
        let watching = self.watching();
        let watched = self.beginning.supervised == Supervised::No || !watching.is_empty();
        match (talking, watched) {
            (true, true) => {
                self.watch(watching);
                if !matches!(self.state, State::Open { .. }) {
                    let since = self.now;
                    self.talked.get_or_insert(since);
                    self.state = State::Open { since };
                    self.tell(&Said::Open, None);
                    self.rang();
                }
            }
            (true, false) => {
                if !matches!(self.state, State::Waiting { .. }) {
                    self.wait();
                }
            }
            (false, _) => match self.state {
                State::Open { .. } | State::Waiting { .. } => {
                    self.stop_talking(self.now);
                    let until = later(self.now, GONE_SECONDS);
                    self.state = State::Alone { until, by };
                    self.rang();
                }
                State::Ringing { .. } | State::Alone { .. } | State::Over { .. } => {}
            },
        }
    }

    /// Nobody is there for the children: nothing passes until somebody is.
    fn wait(&mut self) {
        if matches!(self.state, State::Open { .. }) {
            self.stop_talking(self.now);
            self.cut_all(CutFor::Waiting);
        }
        let until = later(self.now, WAIT_SECONDS);
        self.state = State::Waiting { until };
        self.tell(&Said::Wait(self.awaited()), None);
        self.rang();
    }

    /// Keeps who was there the whole time.
    fn watch(&mut self, now: Vec<MemberId>) {
        let all = match self.watched.take() {
            None => now,
            Some(before) => before.into_iter().filter(|one| now.contains(one)).collect(),
        };
        self.watched = Some(all);
    }

    /// Counts the time that they talked until `at`.
    pub(super) fn stop_talking(&mut self, at: Timestamp) {
        if let State::Open { since } = self.state {
            let seconds = at.duration_since(since).as_secs().max(0);
            self.talked_seconds = self.talked_seconds.saturating_add(seconds);
            self.state = State::Alone {
                until: at,
                by: None,
            };
        }
    }

    /// Ends it, once: tells all, and has it noted.
    pub(super) fn over(&mut self, why: Why, by: Option<Caller>) {
        if !self.is_live() {
            return;
        }
        self.stop_talking(self.now);
        let held = CallHeld {
            call: self.beginning.call.clone(),
            by: self.beginning.by.clone(),
            parent: self.beginning.parent,
            siblings: self.beginning.siblings,
            children: self.beginning.children.clone(),
            at: self.talked.unwrap_or(self.begun),
            outcome: self.outcome(why, by),
            supervisor: self.watched.iter().flatten().next().cloned(),
        };
        let until = later(self.now, KNOWN_SECONDS);
        self.state = State::Over { why, until };
        self.cut_all(CutFor::Over);
        let call = self.beginning.call.clone();
        for seat in &mut self.seats {
            seat.queue.only(Said::Over(why));
            let wake = Effect::Wake(call.clone(), seat.id.clone());
            self.effects.push(wake);
        }
        self.rang();
        self.effects.push(Effect::Note(Noted {
            family: Arc::clone(&self.beginning.family),
            held: Arc::new(held),
        }));
    }

    fn outcome(&self, why: Why, ended_by: Option<Caller>) -> CallOutcome {
        match (self.talked, why) {
            (Some(_), _) => CallOutcome::Answered {
                minutes: u16::try_from(self.talked_seconds / 60).unwrap_or(u16::MAX),
                ended_by,
            },
            (None, Why::Declined) => CallOutcome::Declined,
            (None, Why::Missed) if self.rang_out() => CallOutcome::Missed,
            (None, Why::Ended | Why::Missed | Why::Lost | Why::Revoked | Why::Long) => {
                CallOutcome::Cancelled
            }
        }
    }

    /// Whether it rang for the full time, and nobody who was called came.
    fn rang_out(&self) -> bool {
        let full = later(self.begun, RING_SECONDS);
        let rang = matches!(self.state, State::Ringing { until } if until >= full);
        rang && !self.is_there(End::Called)
    }

    /// What waits for each seat, in number and bytes.
    #[cfg(test)]
    pub(crate) fn queues(&self) -> Vec<(usize, usize)> {
        let queues = self.seats.iter().map(|seat| &seat.queue);
        queues.map(|queue| (queue.len(), queue.bytes())).collect()
    }
}
