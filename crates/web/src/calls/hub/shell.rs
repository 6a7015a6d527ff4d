//! The shell around the machine: a lock, what wakes open streams, and one task a call.
//!
//! May touch: memory, and the timer that says when to look at the clock.

use std::collections::HashMap;
use std::future::Future;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use family::CallId;
use jiff::Timestamp;
use tokio::sync::{Notify, mpsc, watch};
use tokio::time::{MissedTickBehavior, interval};

use super::machine::{Begun, Machine};
use super::room::Effect;
use super::said::Heard;
use super::signal::Signal;
use super::words::{
    Beginning, Cut, Joining, Look, Noted, Party, Refused, Revoked, Ring, SeatId, Who,
};

/// How often a call looks at the clock.
const LOOKS_EVERY: Duration = Duration::from_secs(1);

/// What a call needs of the world, for as long as it lasts: also when whoever began it is gone.
pub(crate) trait Keeps: Send + Sync + 'static {
    /// The time now.
    fn now(&self) -> Timestamp;

    /// Puts a call that is over on the record.
    fn note(&self, noted: Noted) -> impl Future<Output = ()> + Send;

    /// Has the relay carry nothing more for a seat.
    fn cut(&self, cut: Cut) -> impl Future<Output = ()> + Send;
}

/// What a call's task is given to do.
#[derive(Debug)]
enum Work {
    Cut(Cut),
    Note(Noted),
}

/// All calls that are going on. Cloning is cheap.
#[derive(Debug, Clone, Default)]
pub(crate) struct Hub(Arc<Mutex<Inside>>);

#[derive(Debug, Default)]
struct Inside {
    machine: Machine,
    /// Wakes the stream of a seat.
    wakes: HashMap<(CallId, SeatId), Arc<Notify>>,
    /// Tells that what rings in a family may have changed.
    rings: HashMap<Arc<str>, watch::Sender<u64>>,
    /// The tasks of calls.
    tasks: HashMap<CallId, mpsc::UnboundedSender<Work>>,
}

impl Inside {
    /// Does what follows from what happened.
    fn follow(&mut self) {
        for effect in self.machine.effects() {
            match effect {
                Effect::Wake(call, seat) => {
                    if let Some(wake) = self.wakes.get(&(call, seat)) {
                        wake.notify_one();
                    }
                }
                Effect::Rang(family) => {
                    if let Some(ring) = self.rings.get(&family) {
                        ring.send_modify(|count| *count = count.wrapping_add(1));
                    }
                }
                Effect::Cut(cut) => {
                    let call = cut.call.clone();
                    self.work(&call, Work::Cut(cut));
                }
                Effect::Note(noted) => {
                    let call = noted.held.call.clone();
                    self.work(&call, Work::Note(noted));
                }
            }
        }
    }

    fn work(&self, call: &CallId, work: Work) {
        if let Some(task) = self.tasks.get(call) {
            // A task ends after its room is forgotten, and then there is no work.
            let _ = task.send(work);
        }
    }
}

impl Hub {
    fn inside(&self) -> MutexGuard<'_, Inside> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn act<T>(&self, act: impl FnOnce(&mut Machine) -> T) -> T {
        let mut inside = self.inside();
        let done = act(&mut inside.machine);
        inside.follow();
        done
    }

    /// Begins a call, or comes to one with a child of these. Call it within a runtime: a call has a
    /// task of its own, which outlives the caller.
    ///
    /// # Errors
    /// [`Refused::Busy`], [`Refused::Later`] and [`Refused::Full`].
    pub(crate) fn begin<K: Keeps>(
        &self,
        beginning: Beginning,
        now: Timestamp,
        keeps: K,
    ) -> Result<Begun, Refused> {
        let mut inside = self.inside();
        let begun = inside.machine.begin(beginning, now);
        if let Ok(Begun::New(call)) = &begun {
            let (sender, work) = mpsc::unbounded_channel();
            inside.tasks.insert(call.clone(), sender);
            tokio::spawn(keep(self.clone(), call.clone(), keeps, work));
        }
        inside.follow();
        begun
    }

    /// What this one may know of a call; over calls are known for half a minute.
    ///
    /// # Errors
    /// [`Refused::Unknown`] for whoever has no part in it.
    pub(crate) fn look(&self, who: &Who, call: &CallId) -> Result<Look, Refused> {
        self.inside().machine.look(who, call)
    }

    /// What rings for somebody now.
    pub(crate) fn ringing_for(&self, family: &str, party: &Party) -> Option<Ring> {
        self.inside().machine.ringing_for(family, party)
    }

    /// Follows what rings for somebody, for an open page.
    pub(crate) fn rings(&self, family: &Arc<str>, party: Party) -> RingWatch {
        let mut inside = self.inside();
        let rings = &mut inside.rings;
        if !rings.contains_key(family) {
            rings.retain(|_, ring| ring.receiver_count() > 0);
        }
        let ring = rings.entry(Arc::clone(family)).or_default();
        let mut changed = ring.subscribe();
        changed.mark_changed();
        RingWatch {
            hub: self.clone(),
            family: Arc::clone(family),
            party,
            changed,
            told: None,
        }
    }

    /// Takes a seat, or comes back to one.
    ///
    /// # Errors
    /// [`Refused::Unknown`], [`Refused::Over`] and [`Refused::Full`].
    pub(crate) fn join(
        &self,
        who: &Who,
        call: &CallId,
        joining: Joining,
        now: Timestamp,
    ) -> Result<Listening, Refused> {
        let mut inside = self.inside();
        let joined = inside.machine.join(who, call, joining, now);
        let listening = joined.map(|(seat, stream)| {
            let wake = Arc::new(Notify::new());
            let place = (call.clone(), seat.clone());
            if let Some(before) = inside.wakes.insert(place, Arc::clone(&wake)) {
                before.notify_one();
            }
            Listening {
                hub: self.clone(),
                call: call.clone(),
                seat,
                stream,
                wake,
            }
        });
        inside.follow();
        listening
    }

    /// Passes a signal from one seat to another.
    ///
    /// # Errors
    /// Any [`Refused`] but [`Refused::Busy`] and [`Refused::Later`].
    pub(crate) fn say(
        &self,
        (who, call): (&Who, &CallId),
        (from, to): (&SeatId, &SeatId),
        signal: Signal,
        now: Timestamp,
    ) -> Result<(), Refused> {
        self.act(|machine| machine.say((who, call), (from, to), signal, now))
    }

    /// Leaves a seat: those who are left wait for a moment for somebody to come back.
    ///
    /// # Errors
    /// [`Refused::Unknown`] and [`Refused::Over`].
    pub(crate) fn leave(
        &self,
        who: &Who,
        call: &CallId,
        seat: &SeatId,
        now: Timestamp,
    ) -> Result<(), Refused> {
        self.act(|machine| machine.leave(who, call, seat, now))
    }

    /// Ends the call for everybody; of somebody for whom it only rings, says not now.
    ///
    /// # Errors
    /// [`Refused::Unknown`] and [`Refused::Over`].
    pub(crate) fn end(&self, who: &Who, call: &CallId, now: Timestamp) -> Result<(), Refused> {
        self.act(|machine| machine.end(who, call, now))
    }

    /// Says not now.
    ///
    /// # Errors
    /// [`Refused::Unknown`], also of whoever is in it already, and [`Refused::Over`].
    pub(crate) fn decline(&self, who: &Who, call: &CallId, now: Timestamp) -> Result<(), Refused> {
        self.act(|machine| machine.decline(who, call, now))
    }

    /// Ends somebody's part in all calls of a family at once.
    pub(crate) fn revoke(&self, family: &str, revoked: &Revoked, now: Timestamp) {
        self.act(|machine| machine.revoke(family, revoked, now));
    }
}

/// The task of a call: looks at the clock, and does what the call needs of the world, until nobody asks
/// for the call any more.
async fn keep<K: Keeps>(hub: Hub, call: CallId, keeps: K, mut work: mpsc::UnboundedReceiver<Work>) {
    let mut looks = interval(LOOKS_EVERY);
    looks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            biased;
            given = work.recv() => match given {
                Some(Work::Cut(cut)) => keeps.cut(cut).await,
                Some(Work::Note(noted)) => keeps.note(noted).await,
                None => return,
            },
            _ = looks.tick() => {
                let now = keeps.now();
                if !hub.act(|machine| machine.turn(&call, now)) {
                    // What was given before is still done: then the channel ends.
                    hub.inside().tasks.remove(&call);
                }
            }
        }
    }
}

/// A stream of a seat. When it is dropped, the seat is kept for a while.
#[derive(Debug)]
pub(crate) struct Listening {
    hub: Hub,
    call: CallId,
    seat: SeatId,
    stream: u64,
    wake: Arc<Notify>,
}

impl Listening {
    /// The seat.
    pub(crate) fn seat(&self) -> &SeatId {
        &self.seat
    }

    /// The next that it is told; `None` at the end. Nothing is lost when nobody waits for it to the
    /// end.
    pub(crate) async fn next(&mut self) -> Option<Heard> {
        loop {
            let taken = self
                .hub
                .inside()
                .machine
                .take(&self.call, &self.seat, self.stream);
            if let Some(heard) = taken.ok()? {
                return Some(heard);
            }
            self.wake.notified().await;
        }
    }
}

impl Drop for Listening {
    fn drop(&mut self) {
        let mut inside = self.hub.inside();
        inside.machine.gone(&self.call, &self.seat, self.stream);
        let place = (self.call.clone(), self.seat.clone());
        let own = inside.wakes.get(&place);
        if own.is_some_and(|wake| Arc::ptr_eq(wake, &self.wake)) {
            inside.wakes.remove(&place);
        }
    }
}

/// What rings for somebody, as it changes.
#[derive(Debug)]
pub(crate) struct RingWatch {
    hub: Hub,
    family: Arc<str>,
    party: Party,
    changed: watch::Receiver<u64>,
    told: Option<Ring>,
}

impl RingWatch {
    /// Waits until something else rings than this told last (at first: nothing). `None` says that
    /// nothing rings any more. Nothing is lost when nobody waits for it to the end.
    pub(crate) async fn changed(&mut self) -> Option<Ring> {
        loop {
            if self.changed.changed().await.is_err() {
                // The sender lasts for as long as somebody listens: this does not happen.
                std::future::pending::<()>().await;
            }
            let rings = self.hub.ringing_for(&self.family, &self.party);
            if rings != self.told {
                self.told.clone_from(&rings);
                return rings;
            }
        }
    }
}
