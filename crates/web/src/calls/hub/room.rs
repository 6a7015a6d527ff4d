//! One call, from its ring to its end. Pure: the time is handed in.

mod parting;
mod settle;

use std::collections::BTreeSet;
use std::sync::Arc;

use family::{CallId, Caller, MemberId};
use jiff::{SignedDuration, Timestamp};

use super::queue::Queue;
use super::said::{Card, Heard, Said, Why};
use super::signal::Signal;
use super::words::{
    Beginning, Cut, Holder, Joining, Look, Noted, Party, Refused, Ring, SeatId, Stands, Supervised,
    Who,
};
use super::{JOINS_MAX, RING_SECONDS, SEATS_MAX, SIGNALS_MAX};

/// Longest name that others see, in characters.
const NAME_CHARS: usize = 80;

/// What a shell has to do because something happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Effect {
    /// Something waits for this seat, or its stream ends.
    Wake(CallId, SeatId),
    /// What rings in this family may have changed.
    Rang(Arc<str>),
    /// The relay carries nothing more for this seat.
    Cut(Cut),
    /// The call is over: once for each.
    Note(Noted),
}

/// On which end somebody is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Caller,
    Called,
    Supervisor,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Presence {
    Here,
    Gone(Timestamp),
}

#[derive(Debug, Clone)]
struct Seat {
    id: SeatId,
    party: Party,
    end: End,
    holder: Holder,
    name: String,
    direct: bool,
    audio_only: bool,
    /// How many came before.
    place: u32,
    /// Which of its streams is the newest one.
    stream: u64,
    presence: Presence,
    signals: u32,
    queue: Queue,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum State {
    Ringing {
        until: Timestamp,
    },
    Waiting {
        until: Timestamp,
    },
    Open {
        since: Timestamp,
    },
    Alone {
        until: Timestamp,
        by: Option<Caller>,
    },
    Over {
        why: Why,
        until: Timestamp,
    },
}

/// A call.
#[derive(Debug, Clone)]
pub(crate) struct Room {
    beginning: Beginning,
    begun: Timestamp,
    /// The newest time that was handed in.
    now: Timestamp,
    state: State,
    seats: Vec<Seat>,
    joins: u32,
    streams: u64,
    /// Who said not now.
    declined: BTreeSet<Party>,
    /// Who was let in and is so no longer.
    revoked: BTreeSet<Party>,
    /// When they began to talk.
    talked: Option<Timestamp>,
    talked_seconds: i64,
    /// Who was there for the children all the time that they talked.
    watched: Option<Vec<MemberId>>,
    effects: Vec<Effect>,
}

/// So many seconds later.
fn later(now: Timestamp, seconds: i64) -> Timestamp {
    let later = now.checked_add(SignedDuration::from_secs(seconds));
    later.unwrap_or(Timestamp::MAX)
}

fn passed(since: Timestamp, now: Timestamp, seconds: i64) -> bool {
    now >= later(since, seconds)
}

impl Room {
    pub(crate) fn new(beginning: Beginning, now: Timestamp) -> Self {
        let rang = Effect::Rang(Arc::clone(&beginning.family));
        Self {
            beginning,
            begun: now,
            now,
            state: State::Ringing {
                until: later(now, RING_SECONDS),
            },
            seats: Vec::new(),
            joins: 0,
            streams: 0,
            declined: BTreeSet::new(),
            revoked: BTreeSet::new(),
            talked: None,
            talked_seconds: 0,
            watched: None,
            effects: vec![rang],
        }
    }

    pub(crate) fn family(&self) -> &Arc<str> {
        &self.beginning.family
    }

    pub(crate) fn beginning(&self) -> &Beginning {
        &self.beginning
    }

    pub(crate) fn begun(&self) -> Timestamp {
        self.begun
    }

    pub(crate) fn is_live(&self) -> bool {
        !matches!(self.state, State::Over { .. })
    }

    /// Whether nobody asks for it any more.
    pub(crate) fn is_forgotten(&self, now: Timestamp) -> bool {
        matches!(self.state, State::Over { until, .. } if now >= until)
    }

    pub(crate) fn effects(&mut self) -> Vec<Effect> {
        std::mem::take(&mut self.effects)
    }

    /// On which end this one is; `None` for whoever has no part in the call.
    fn end_of(&self, party: &Party) -> Option<End> {
        if self.revoked.contains(party) {
            return None;
        }
        if Party::from(&self.beginning.by) == *party {
            return Some(End::Caller);
        }
        if self.beginning.called.contains(party) {
            return Some(End::Called);
        }
        match (&self.beginning.supervised, party) {
            (Supervised::By { supervisors, .. }, Party::Supervisor(member)) => {
                supervisors.contains(member).then_some(End::Supervisor)
            }
            (Supervised::No | Supervised::By { .. }, _) => None,
        }
    }

    /// Whether this one has a part in the call.
    pub(crate) fn has_part(&self, family: &str, party: &Party) -> bool {
        *self.beginning.family == *family && self.end_of(party).is_some()
    }

    fn part(&self, who: &Who) -> Result<End, Refused> {
        let own = *self.beginning.family == *who.family;
        let end = self.end_of(&who.party).filter(|_| own);
        end.ok_or(Refused::Unknown)
    }

    pub(crate) fn look(&self, who: &Who) -> Result<Look, Refused> {
        self.part(who)?;
        let told = self.beginning.clone();
        Ok(Look {
            stands: match &self.state {
                State::Ringing { .. } => Stands::Ringing,
                State::Waiting { .. } => Stands::Waiting,
                State::Open { .. } => Stands::Open,
                State::Alone { .. } => Stands::Alone,
                State::Over { why, .. } => Stands::Over(*why),
            },
            by: told.by,
            parent: told.parent,
            children: told.children,
            siblings: told.siblings,
            audio_only: told.audio_only,
            supervised: told.supervised,
            begun: self.begun,
        })
    }

    /// What rings for this one.
    pub(crate) fn ring(&self, party: &Party) -> Option<Ring> {
        let end = self.end_of(party)?;
        let rings = match (&self.state, end) {
            (State::Ringing { .. }, End::Called | End::Supervisor)
            | (State::Waiting { .. }, End::Supervisor) => true,
            (
                State::Ringing { .. }
                | State::Waiting { .. }
                | State::Open { .. }
                | State::Alone { .. }
                | State::Over { .. },
                End::Caller | End::Called | End::Supervisor,
            ) => false,
        };
        let seated = self.seats.iter().any(|seat| seat.party == *party);
        (rings && !seated && !self.declined.contains(party)).then(|| Ring {
            call: self.beginning.call.clone(),
            by: self.beginning.by.clone(),
            children: self.beginning.children.clone(),
            siblings: self.beginning.siblings,
            audio_only: self.beginning.audio_only,
        })
    }

    /// Takes a seat, or comes back to one: its id, and the number of its stream.
    pub(crate) fn join(
        &mut self,
        who: &Who,
        joining: Joining,
        now: Timestamp,
    ) -> Result<(SeatId, u64), Refused> {
        let end = self.part(who)?;
        if !self.is_live() {
            return Err(Refused::Over);
        }
        self.turn(now);
        if !self.is_live() {
            return Err(Refused::Over);
        }
        self.streams += 1;
        let stream = self.streams;
        let own = |seat: &Seat| seat.holder == who.holder && seat.party == who.party;
        let back = self.seats.iter_mut().find(|seat| own(seat));
        if let Some(seat) = back.filter(|seat| joining.back_to.as_ref() == Some(&seat.id)) {
            seat.stream = stream;
            seat.presence = Presence::Here;
            let id = seat.id.clone();
            self.welcome(&id, joining.heard);
            self.settle(None);
            return Ok((id, stream));
        }
        let held = self.seats.iter().filter(|seat| seat.holder == who.holder);
        let held: Vec<SeatId> = held.map(|seat| seat.id.clone()).collect();
        let taken = self.seats.iter().any(|seat| seat.id == joining.fresh);
        if self.seats.len() - held.len() >= SEATS_MAX || self.joins >= JOINS_MAX || taken {
            return Err(Refused::Full);
        }
        // A page that was opened anew takes the place of the one before.
        for seat in held {
            self.take_out(&seat);
        }
        self.joins += 1;
        let id = joining.fresh;
        self.seats.push(Seat {
            id: id.clone(),
            party: who.party.clone(),
            end,
            holder: who.holder,
            name: joining.name.chars().take(NAME_CHARS).collect(),
            direct: joining.direct,
            audio_only: joining.audio_only,
            place: self.joins,
            stream,
            presence: Presence::Here,
            signals: 0,
            queue: Queue::default(),
        });
        self.introduce(&id);
        self.welcome(&id, None);
        self.rang();
        self.settle(None);
        Ok((id, stream))
    }

    /// Tells the others who came.
    fn introduce(&mut self, id: &SeatId) {
        let Some(card) = self.seat(id).map(|seat| seat.card(0)) else {
            return;
        };
        self.tell(&Said::Joined(card), Some(id));
    }

    /// Tells a seat where it is, who is there and how the call stands.
    fn welcome(&mut self, id: &SeatId, heard: Option<u64>) {
        let Some(place) = self.seat(id).map(|seat| seat.place) else {
            return;
        };
        let others = self.seats.iter().filter(|seat| seat.id != *id);
        let cards: Vec<Card> = others.map(|seat| seat.card(place)).collect();
        let there = cards.iter().map(|card| card.seat.clone()).collect();
        let mut first = vec![Said::Seat(id.clone()), Said::Here(cards)];
        match &self.state {
            State::Waiting { .. } => first.push(Said::Wait(self.awaited())),
            State::Open { .. } => first.push(Said::Open),
            State::Ringing { .. } | State::Alone { .. } | State::Over { .. } => {}
        }
        if let Some(seat) = self.seat_mut(id) {
            seat.queue.again(heard, first, &there);
        }
        self.wake(id);
    }

    fn awaited(&self) -> String {
        match &self.beginning.supervised {
            Supervised::No => String::new(),
            Supervised::By { name, .. } => name.clone(),
        }
    }

    /// A stream of a seat ended. The seat is kept for a while.
    pub(crate) fn gone(&mut self, id: &SeatId, stream: u64) {
        let now = self.now;
        if let Some(seat) = self.seat_mut(id)
            && seat.stream == stream
        {
            seat.presence = Presence::Gone(now);
        }
    }

    /// What waits for a stream next. `Err` when it is to end.
    pub(crate) fn take(&mut self, id: &SeatId, stream: u64) -> Result<Option<Heard>, Ended> {
        let live = self.is_live();
        let seat = self.seat_mut(id).filter(|seat| seat.stream == stream);
        match seat.ok_or(Ended)?.queue.take() {
            None if !live => Err(Ended),
            heard => Ok(heard),
        }
    }

    /// Passes a signal on.
    pub(crate) fn say(
        &mut self,
        who: &Who,
        (from, to): (&SeatId, &SeatId),
        signal: Signal,
        now: Timestamp,
    ) -> Result<(), Refused> {
        self.part(who)?;
        self.turn(now);
        if !self.is_live() {
            return Err(Refused::Over);
        }
        let sender = self.own_seat_mut(who, from)?;
        if sender.signals >= SIGNALS_MAX {
            return Err(Refused::Full);
        }
        sender.signals += 1;
        let direct = sender.direct;
        let there = self.seat(to).filter(|seat| seat.id != *from);
        let both = there.ok_or(Refused::Unknown)?.direct && direct;
        if !matches!(self.state, State::Open { .. }) {
            return Err(Refused::NotOpen);
        }
        let signal = if both {
            Some(signal)
        } else {
            signal.relay_only()?
        };
        let Some(signal) = signal else {
            return Ok(());
        };
        let from = from.clone();
        let said = Said::Signal { from, signal };
        let seat = self.seat_mut(to).ok_or(Refused::Unknown)?;
        if !seat.queue.has_room(&said) {
            return Err(Refused::Full);
        }
        seat.queue.push(said);
        self.wake(to);
        Ok(())
    }
}

/// The stream is to end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Ended;
