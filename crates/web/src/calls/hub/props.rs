//! Whatever happens in whatever order, the rules of calls hold.

use std::collections::{BTreeMap, BTreeSet};

use family::{CallId, Caller};
use plan::Side;
use proptest::prelude::*;
use serde_json::json;

use super::machine::Machine;
use super::room::{Effect, Room};
use super::tests::{at, beginning, child, joining, ria, tablet, who};
use super::*;

const FAMILIES: [&str; 2] = ["f-1", "f-2"];

/// What somebody does; numbers choose among what is there.
#[derive(Debug, Clone)]
enum Act {
    Begin {
        family: usize,
        by: usize,
        children: usize,
        watched: bool,
    },
    Join {
        whom: usize,
        call: usize,
        back: usize,
    },
    Say {
        whom: usize,
        call: usize,
        from: usize,
        to: usize,
    },
    Leave {
        whom: usize,
        call: usize,
        seat: usize,
    },
    End {
        whom: usize,
        call: usize,
    },
    Decline {
        whom: usize,
        call: usize,
    },
    Gone {
        seat: usize,
    },
    Read {
        seat: usize,
    },
    Revoke {
        whom: usize,
        party: bool,
    },
    Wait {
        seconds: i64,
    },
}

fn any_act() -> impl Strategy<Value = Act> {
    let n = || any::<usize>();
    prop_oneof![
        2 => (n(), n(), n(), any::<bool>()).prop_map(|(family, by, children, watched)| Act::Begin { family, by, children, watched }),
        6 => (n(), n(), n()).prop_map(|(whom, call, back)| Act::Join { whom, call, back }),
        6 => (n(), n(), n(), n()).prop_map(|(whom, call, from, to)| Act::Say { whom, call, from, to }),
        1 => (n(), n(), n()).prop_map(|(whom, call, seat)| Act::Leave { whom, call, seat }),
        1 => (n(), n()).prop_map(|(whom, call)| Act::End { whom, call }),
        1 => (n(), n()).prop_map(|(whom, call)| Act::Decline { whom, call }),
        2 => n().prop_map(|seat| Act::Gone { seat }),
        4 => n().prop_map(|seat| Act::Read { seat }),
        1 => (n(), any::<bool>()).prop_map(|(whom, party)| Act::Revoke { whom, party }),
        4 => (0_i64..40).prop_map(|seconds| Act::Wait { seconds }),
    ]
}

/// Everybody there is: in each family both parents, two tablets and somebody who may be let in.
fn people() -> Vec<Who> {
    let mut people = Vec::new();
    let mut holder = 0;
    for family in FAMILIES {
        for party in [
            Party::Parent(Side::A),
            Party::Parent(Side::B),
            Party::Tablet(tablet("t-noor")),
            Party::Tablet(tablet("t-sam")),
            Party::Supervisor(ria()),
        ] {
            holder += 1;
            people.push(Who {
                family: family.into(),
                ..who(party, holder)
            });
        }
    }
    people
}

/// The machine, and what a watcher knows of it.
#[derive(Default)]
struct World {
    machine: Machine,
    seconds: i64,
    /// Who has part in each call.
    parts: BTreeMap<CallId, Beginning>,
    calls: Vec<CallId>,
    seats: Vec<(CallId, SeatId, u64, Who)>,
    noted: BTreeMap<CallId, usize>,
    over: BTreeSet<CallId>,
    next: u64,
}

impl World {
    fn call(&self, number: usize) -> Option<CallId> {
        let place = number.checked_rem(self.calls.len())?;
        self.calls.get(place).cloned()
    }

    fn seat(&self, number: usize) -> Option<(CallId, SeatId, u64, Who)> {
        let place = number.checked_rem(self.seats.len())?;
        self.seats.get(place).cloned()
    }

    fn has_part(&self, who: &Who, call: &CallId) -> bool {
        let known = &self.parts[call];
        let watches = match &known.supervised {
            Supervised::No => false,
            Supervised::By { .. } => who.party == Party::Supervisor(ria()),
        };
        let called = known.called.contains(&who.party);
        who.family == known.family && (Party::from(&known.by) == who.party || called || watches)
    }

    fn begin(&mut self, family: usize, by: usize, children: usize, watched: bool) {
        self.next += 1;
        let callers = [
            Caller::Parent(Side::A),
            Caller::Parent(Side::B),
            Caller::Tablet(tablet("t-noor")),
        ];
        let by = callers[by % 3].clone();
        let called = match &by {
            Caller::Parent(side) => {
                vec![Party::Parent(side.other()), Party::Tablet(tablet("t-noor"))]
            }
            Caller::Tablet(_) => vec![Party::Parent(Side::B), Party::Tablet(tablet("t-sam"))],
        };
        let supervised = if watched {
            Supervised::By {
                name: "Oma".into(),
                supervisors: vec![ria()],
            }
        } else {
            Supervised::No
        };
        let all = [
            vec![child("noor")],
            vec![child("sam")],
            vec![child("noor"), child("sam")],
        ];
        let asked = Beginning {
            family: FAMILIES[family % 2].into(),
            by,
            called,
            supervised,
            children: all[children % 3].clone(),
            ..beginning(&format!("c-{}", self.next))
        };
        if let Ok(Begun::New(call)) = self.machine.begin(asked.clone(), at(self.seconds)) {
            self.parts.insert(call.clone(), asked);
            self.calls.push(call);
        }
    }

    fn join(&mut self, who: &Who, call: CallId, back: usize) {
        self.next += 1;
        let back_to = self.seat(back).map(|(_, seat, _, _)| seat);
        let joining = Joining {
            back_to,
            ..joining(self.next)
        };
        if let Ok((seat, stream)) = self.machine.join(who, &call, joining, at(self.seconds)) {
            assert!(self.has_part(who, &call), "{who:?} has a seat in {call}");
            assert!(!self.over.contains(&call), "nobody comes when it is over");
            self.seats.push((call, seat, stream, who.clone()));
        }
    }

    #[expect(clippy::too_many_lines, reason = "one arm for each kind of act")]
    fn act(&mut self, act: &Act) {
        let people = people();
        let now = at(self.seconds);
        let signal = Signal::read("state", &json!({ "video": true }).to_string()).unwrap();
        match *act {
            Act::Begin {
                family,
                by,
                children,
                watched,
            } => self.begin(family, by, children, watched),
            Act::Join { whom, call, back } => {
                if let Some(call) = self.call(call) {
                    self.join(&people[whom % 10], call, back);
                }
            }
            Act::Say {
                whom,
                call,
                from,
                to,
            } => {
                let (Some(call), Some(from), Some(to)) =
                    (self.call(call), self.seat(from), self.seat(to))
                else {
                    return;
                };
                let who = if whom % 3 == 0 {
                    people[whom % 10].clone()
                } else {
                    from.3.clone()
                };
                if self
                    .machine
                    .say((&who, &call), (&from.1, &to.1), signal, now)
                    .is_ok()
                {
                    assert!(who == from.3 && call == from.0 && call == to.0);
                    assert!(self.has_part(&who, &call) && !self.over.contains(&call));
                }
            }
            Act::Leave { whom, call, seat } => {
                if let (Some(call), Some(seat)) = (self.call(call), self.seat(seat)) {
                    let who = &people[whom % 10];
                    let left = self.machine.leave(who, &call, &seat.1, now);
                    assert!(left.is_err() || (*who == seat.3 && call == seat.0));
                }
            }
            Act::End { whom, call } => {
                if let Some(call) = self.call(call) {
                    let ended = self.machine.end(&people[whom % 10], &call, now);
                    assert!(ended.is_err() || self.has_part(&people[whom % 10], &call));
                }
            }
            Act::Decline { whom, call } => {
                if let Some(call) = self.call(call) {
                    let declined = self.machine.decline(&people[whom % 10], &call, now);
                    assert!(declined.is_err() || self.has_part(&people[whom % 10], &call));
                }
            }
            Act::Gone { seat } => {
                if let Some((call, seat, stream, _)) = self.seat(seat) {
                    self.machine.gone(&call, &seat, stream);
                }
            }
            Act::Read { seat } => {
                if let Some((call, seat, stream, who)) = self.seat(seat) {
                    self.read(&call, &seat, stream, &who);
                }
            }
            Act::Revoke { whom, party } => {
                let who = &people[whom % 10];
                let revoked = if party {
                    Revoked::Party(who.party.clone())
                } else {
                    Revoked::Holder(who.holder)
                };
                self.machine.revoke(&who.family, &revoked, now);
            }
            Act::Wait { seconds } => {
                self.seconds += seconds;
                for call in self.calls.clone() {
                    self.machine.turn(&call, at(self.seconds));
                }
            }
        }
    }

    /// Reads one that waits: of a call that is over, nothing but that.
    fn read(&mut self, call: &CallId, seat: &SeatId, stream: u64, who: &Who) {
        let Ok(Some(heard)) = self.machine.take(call, seat, stream) else {
            return;
        };
        assert!(self.has_part(who, call));
        let over = matches!(heard.said, Said::Over(_));
        assert_eq!(self.over.contains(call), over, "{heard:?}");
    }

    fn check(&mut self) {
        for effect in self.machine.effects() {
            match effect {
                Effect::Note(noted) => {
                    let call = noted.held.call.clone();
                    assert_eq!(*noted.family, *self.parts[&call].family);
                    *self.noted.entry(call.clone()).or_default() += 1;
                    self.over.insert(call);
                }
                Effect::Wake(..) | Effect::Rang(_) | Effect::Cut(_) => {}
            }
        }
        for family in FAMILIES {
            let own = self
                .machine
                .rooms()
                .filter(|room| room.is_live() && **room.family() == *family);
            let own: Vec<&Beginning> = own.map(Room::beginning).collect();
            assert!(own.len() <= CALLS_OF_FAMILY_MAX);
            let children: Vec<_> = own.iter().flat_map(|one| &one.children).collect();
            let once: BTreeSet<_> = children.iter().collect();
            assert_eq!(children.len(), once.len(), "a child is in one call");
        }
        for room in self.machine.rooms() {
            let queues = room.queues();
            assert!(queues.len() <= SEATS_MAX);
            assert!(
                queues
                    .iter()
                    .all(|(count, bytes)| *count <= QUEUED_MAX && *bytes <= QUEUED_BYTES_MAX)
            );
        }
        for who in people() {
            if let Some(ring) = self.machine.ringing_for(&who.family, &who.party) {
                assert!(self.has_part(&who, &ring.call) && !self.over.contains(&ring.call));
            }
            for call in &self.calls {
                let known = self.machine.look(&who, call).is_ok();
                assert!(!known || self.has_part(&who, call), "{who:?} sees {call}");
            }
        }
    }
}

proptest! {
    #[test]
    fn the_rules_of_calls_hold(acts in prop::collection::vec(any_act(), 0..120)) {
        let mut world = World::default();
        for act in &acts {
            world.act(act);
            world.check();
        }
        // In the end every call is over, was noted once, and is forgotten.
        for _ in 0..2 {
            world.act(&Act::Wait { seconds: CALL_SECONDS_MAX });
            world.check();
        }
        for call in &world.calls {
            prop_assert_eq!(world.noted.get(call), Some(&1));
        }
        prop_assert_eq!(world.noted.len(), world.calls.len());
        prop_assert_eq!(world.machine.rooms().count(), 0);
    }

    /// However much is sent to somebody who does not listen, what waits stays within limits.
    #[test]
    fn what_waits_stays_within_limits(length in 0_usize..60_000, count in 1_usize..600) {
        let mut machine = Machine::default();
        let call = machine.begin(beginning("c-1"), at(0)).unwrap().call().clone();
        let (papa, noor) = (who(Party::Parent(Side::B), 2), who(Party::Tablet(tablet("t-noor")), 3));
        let (from, _) = machine.join(&papa, &call, joining(1), at(0)).unwrap();
        let (to, _) = machine.join(&noor, &call, joining(2), at(0)).unwrap();
        let mut sdp = "v=0\r\n".to_owned();
        while sdp.len() < length {
            sdp.push_str("a=fmtp:96 level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42001f\r\n");
        }
        let data = json!({ "type": "offer", "sdp": sdp }).to_string();
        if let Ok(signal) = Signal::read("offer", &data) {
            for _ in 0..count {
                let said = machine.say((&papa, &call), (&from, &to), signal.clone(), at(1));
                prop_assert!(matches!(said, Ok(()) | Err(Refused::Full)), "{said:?}");
            }
        }
        for (count, bytes) in machine.rooms().flat_map(Room::queues) {
            prop_assert!(count <= QUEUED_MAX && bytes <= QUEUED_BYTES_MAX);
        }
    }
}
