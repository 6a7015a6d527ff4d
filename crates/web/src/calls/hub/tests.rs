//! Worked stories: calls as families make them.
//! Long on purpose: every way in which a call ends.

use family::{CallHeld, CallOutcome, Caller, MemberId, TabletId};
use jiff::{SignedDuration, Timestamp};
use plan::{ChildId, Side};
use serde_json::json;

use super::machine::Machine;
use super::room::Effect;
use super::*;

pub(super) const FAMILY: &str = "f-1";

pub(super) fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_800_000_000).unwrap() + SignedDuration::from_secs(seconds)
}

pub(super) fn tablet(name: &str) -> TabletId {
    name.parse().unwrap()
}

pub(super) fn ria() -> MemberId {
    "m-ria".parse().unwrap()
}

pub(super) fn child(name: &str) -> ChildId {
    name.parse().unwrap()
}

pub(super) fn who(party: Party, holder: u8) -> Who {
    Who {
        family: FAMILY.into(),
        party,
        holder: Holder([holder; 32]),
    }
}

pub(super) fn elias() -> Who {
    who(Party::Parent(Side::B), 2)
}

fn mara() -> Who {
    who(Party::Parent(Side::A), 1)
}

fn noor() -> Who {
    who(Party::Tablet(tablet("t-noor")), 3)
}

fn sam() -> Who {
    who(Party::Tablet(tablet("t-sam")), 4)
}

fn supervisor() -> Who {
    who(Party::Supervisor(ria()), 5)
}

pub(super) fn beginning(call: &str) -> Beginning {
    Beginning {
        call: call.parse().unwrap(),
        family: FAMILY.into(),
        by: Caller::Parent(Side::B),
        called: vec![mara().party, noor().party],
        supervised: Supervised::No,
        children: vec![child("noor")],
        parent: Side::B,
        siblings: false,
        audio_only: false,
    }
}

pub(super) fn joining(fresh: u64) -> Joining {
    Joining {
        back_to: None,
        heard: None,
        fresh: SeatId::from_random(fresh.to_be_bytes()),
        name: "Somebody".into(),
        direct: false,
        audio_only: false,
    }
}

fn offer() -> Signal {
    let sdp = "v=0\r\no=- 1 2 IN IP4 192.168.1.9\r\na=mid:0\r\n";
    Signal::read("offer", &json!({ "type": "offer", "sdp": sdp }).to_string()).unwrap()
}

/// A machine, what it had noted, and who sits where.
struct Story {
    machine: Machine,
    call: family::CallId,
    next: u64,
    noted: Vec<CallHeld>,
    cuts: Vec<CutFor>,
}

impl Story {
    fn begun(beginning: Beginning) -> Self {
        let mut machine = Machine::default();
        let begun = machine.begin(beginning, at(0)).unwrap();
        Self {
            machine,
            call: begun.call().clone(),
            next: 0,
            noted: Vec::new(),
            cuts: Vec::new(),
        }
    }

    fn usual() -> Self {
        Self::begun(beginning("c-1"))
    }

    fn monitored() -> Self {
        Self::begun(Beginning {
            supervised: Supervised::By {
                name: "Oma Ria".into(),
                supervisors: vec![ria()],
            },
            ..beginning("c-1")
        })
    }

    fn gather(&mut self) {
        for effect in self.machine.effects() {
            match effect {
                Effect::Note(noted) => self.noted.push((*noted.held).clone()),
                Effect::Cut(cut) => self.cuts.push(cut.why),
                Effect::Wake(..) | Effect::Rang(_) => {}
            }
        }
    }

    fn join(&mut self, who: &Who, seconds: i64) -> (SeatId, u64) {
        self.next += 1;
        let joining = joining(self.next);
        let joined = self.machine.join(who, &self.call, joining, at(seconds));
        self.gather();
        joined.unwrap()
    }

    fn turn(&mut self, seconds: i64) {
        self.machine.turn(&self.call, at(seconds));
        self.gather();
    }

    fn stands(&self, who: &Who) -> Stands {
        self.machine.look(who, &self.call).unwrap().stands
    }

    /// The names of the events that wait for a seat.
    fn told(&mut self, seat: &(SeatId, u64)) -> Vec<&'static str> {
        let mut told = Vec::new();
        while let Ok(Some(heard)) = self.machine.take(&self.call, &seat.0, seat.1) {
            told.push(heard.said.event().0);
        }
        told
    }

    fn rings(&self, who: &Who) -> bool {
        self.machine.ringing_for(FAMILY, &who.party).is_some()
    }

    fn only(&self) -> &CallHeld {
        assert_eq!(self.noted.len(), 1);
        &self.noted[0]
    }
}

fn answered(minutes: u16, ended_by: Option<Caller>) -> CallOutcome {
    CallOutcome::Answered { minutes, ended_by }
}

#[test]
fn a_call_rings_is_answered_and_ended() {
    let mut story = Story::usual();
    assert!(story.rings(&mara()) && story.rings(&noor()));
    assert!(!story.rings(&elias()) && !story.rings(&sam()));
    let papa = story.join(&elias(), 1);
    assert_eq!(story.told(&papa), ["seat", "here"]);
    let child = story.join(&noor(), 5);
    assert_eq!(story.told(&child), ["seat", "here", "open"]);
    assert_eq!(story.told(&papa), ["joined", "open"]);
    assert!(!story.rings(&mara()), "it was answered");
    let call = story.call.clone();
    let ends = (&child.0, &papa.0);
    story
        .machine
        .say((&noor(), &call), ends, offer(), at(6))
        .unwrap();
    let heard = story.machine.take(&call, &papa.0, papa.1).unwrap().unwrap();
    let (event, data) = heard.said.event();
    assert_eq!(event, "signal");
    assert!(
        data.contains("IN IP4 0.0.0.0") && !data.contains("192.168"),
        "{data}"
    );
    story
        .machine
        .end(&noor(), &call, at(5 + 12 * 60 + 59))
        .unwrap();
    story.gather();
    assert_eq!(story.told(&papa), ["over"]);
    assert!(
        story.machine.take(&call, &papa.0, papa.1).is_err(),
        "the stream ends"
    );
    let held = story.only();
    assert_eq!(
        held.outcome,
        answered(12, Some(Caller::Tablet(tablet("t-noor"))))
    );
    assert_eq!(
        (held.at, held.parent, held.supervisor.clone()),
        (at(5), Side::B, None)
    );
    assert_eq!(story.cuts, [CutFor::Over, CutFor::Over]);
    story.turn(5 + 12 * 60 + 59 + KNOWN_SECONDS);
    assert_eq!(story.machine.rooms().count(), 0);
}

#[test]
fn who_drops_comes_back_within_twenty_seconds() {
    let mut story = Story::usual();
    let (papa, child) = (story.join(&elias(), 0), story.join(&noor(), 0));
    story.told(&papa);
    let call = story.call.clone();
    story.machine.gone(&call, &papa.0, papa.1);
    story
        .machine
        .say((&noor(), &call), (&child.0, &papa.0), offer(), at(10))
        .unwrap();
    story.turn(19);
    assert_eq!(story.stands(&noor()), Stands::Open);
    let back = Joining {
        back_to: Some(papa.0.clone()),
        ..joining(99)
    };
    let papa = story.machine.join(&elias(), &call, back, at(19)).unwrap();
    assert_eq!(story.told(&papa), ["seat", "here", "open", "signal"]);
    story.machine.gone(&call, &papa.0, papa.1 - 1);
    story.turn(60);
    assert_eq!(
        story.stands(&noor()),
        Stands::Open,
        "an old stream ended, not the new one"
    );
    story.machine.gone(&call, &papa.0, papa.1);
    story.turn(80);
    assert_eq!(story.only().outcome, answered(1, None));
    assert_eq!(story.stands(&noor()), Stands::Over(Why::Lost));
}

/// What was on its way when the connection was lost is given again.
#[test]
fn a_signal_that_was_given_but_not_heard_comes_again() {
    let mut story = Story::usual();
    let (papa, child) = (story.join(&elias(), 0), story.join(&noor(), 0));
    let call = story.call.clone();
    story.told(&papa);
    story
        .machine
        .say((&noor(), &call), (&child.0, &papa.0), offer(), at(1))
        .unwrap();
    let lost = story.machine.take(&call, &papa.0, papa.1).unwrap().unwrap();
    for (heard, expected) in [(lost.number - 1, 4), (u64::MAX, 3)] {
        let back = Joining {
            back_to: Some(papa.0.clone()),
            heard: Some(heard),
            ..joining(99)
        };
        let papa = story.machine.join(&elias(), &call, back, at(2)).unwrap();
        assert_eq!(story.told(&papa).len(), expected);
    }
}

#[test]
fn brothers_and_sisters_call_each_other() {
    let mut story = Story::begun(Beginning {
        by: Caller::Tablet(tablet("t-noor")),
        called: vec![sam().party],
        children: vec![child("noor"), child("sam")],
        parent: Side::A,
        siblings: true,
        ..beginning("c-1")
    });
    assert!(story.rings(&sam()) && !story.rings(&mara()) && !story.rings(&elias()));
    story.join(&noor(), 1);
    let other = story.join(&sam(), 2);
    let call = story.call.clone();
    story
        .machine
        .leave(&sam(), &call, &other.0, at(62))
        .unwrap();
    assert_eq!(story.stands(&noor()), Stands::Alone);
    story.turn(62 + GONE_SECONDS);
    let held = story.only();
    assert!(held.siblings);
    assert_eq!(
        held.outcome,
        answered(1, Some(Caller::Tablet(tablet("t-sam"))))
    );
    let gone = story.machine.join(&elias(), &call, joining(50), at(90));
    assert_eq!(gone.unwrap_err(), Refused::Unknown);
}

#[test]
fn a_call_waits_for_whoever_has_to_be_there() {
    let mut story = Story::monitored();
    assert!(story.rings(&supervisor()));
    let papa = story.join(&elias(), 0);
    let child = story.join(&noor(), 0);
    assert_eq!(story.told(&papa), ["seat", "here", "joined", "wait"]);
    let call = story.call.clone();
    let say = |story: &mut Story, seconds| {
        let seats = (&child.0, &papa.0);
        story
            .machine
            .say((&noor(), &call), seats, offer(), at(seconds))
    };
    assert_eq!(say(&mut story, 1), Err(Refused::NotOpen));
    let oma = story.join(&supervisor(), 60);
    assert_eq!(story.told(&oma), ["seat", "here", "wait", "open"]);
    assert_eq!(story.told(&papa), ["joined", "open"]);
    assert_eq!(say(&mut story, 61), Ok(()));
    story
        .machine
        .leave(&supervisor(), &call, &oma.0, at(180))
        .unwrap();
    story.gather();
    assert_eq!(story.told(&papa), ["signal", "left", "wait"]);
    assert_eq!(say(&mut story, 181), Err(Refused::NotOpen));
    assert!(story.cuts.contains(&CutFor::Waiting) && story.rings(&supervisor()));
    let oma = story.join(&supervisor(), 300);
    story.machine.gone(&call, &oma.0, oma.1);
    story.turn(300 + SUPERVISOR_GONE_SECONDS);
    assert_eq!(story.stands(&elias()), Stands::Waiting);
    story.turn(300 + SUPERVISOR_GONE_SECONDS + WAIT_SECONDS);
    let held = story.only();
    assert_eq!(held.outcome, answered(2, None));
    assert_eq!(held.supervisor, Some(ria()));
}

#[test]
fn nobody_there_for_the_children_is_no_call() {
    let mut story = Story::monitored();
    story.join(&elias(), 0);
    story.join(&noor(), 0);
    story
        .machine
        .decline(&supervisor(), &story.call.clone(), at(5))
        .unwrap();
    story.gather();
    assert_eq!(story.only().outcome, CallOutcome::Declined);
}

#[test]
fn one_caller_leaves_room_for_the_calls_of_others() {
    let mut machine = Machine::default();
    let with = |call: &str, kid: &str| Beginning {
        children: vec![child(kid)],
        ..beginning(call)
    };
    assert!(machine.begin(with("c-1", "noor"), at(0)).is_ok());
    assert!(machine.begin(with("c-2", "sam"), at(0)).is_ok());
    assert_eq!(
        machine.begin(with("c-3", "cato"), at(0)),
        Err(Refused::Full)
    );
    let by_tablet = Beginning {
        by: Caller::Tablet(tablet("t-pim")),
        called: vec![elias().party],
        ..with("c-4", "pim")
    };
    assert!(machine.begin(by_tablet, at(0)).is_ok());
}

/// To ring again at once is no answer to a not now, whichever button said it.
#[test]
fn after_not_now_it_rings_again_only_later() {
    for ends in [false, true] {
        let mut story = Story::usual();
        let call = story.call.clone();
        let said = if ends {
            story.machine.end(&mara(), &call, at(5))
        } else {
            story.machine.decline(&mara(), &call, at(5))
        };
        assert_eq!(said, Ok(()));
        let again = story.machine.begin(beginning("c-2"), at(6));
        assert_eq!(again, Err(Refused::Later(at(5 + RING_AGAIN_SECONDS))));
    }
    // Who hangs up may ring again, and so may who was not answered.
    let mut story = Story::usual();
    let call = story.call.clone();
    story.machine.end(&elias(), &call, at(5)).unwrap();
    assert!(story.machine.begin(beginning("c-2"), at(6)).is_ok());
    assert!(story.machine.begin(beginning("c-3"), at(60)).is_ok());
}

/// Only a call that rang for the full time, and that nobody answered, was missed.
#[test]
fn a_call_that_ended_before_it_had_rung_for_the_full_time_was_not_held() {
    let mut hung_up = Story::usual();
    let call = hung_up.call.clone();
    hung_up.machine.end(&elias(), &call, at(5)).unwrap();
    let mut left = Story::usual();
    let papa = left.join(&elias(), 0);
    left.machine.leave(&elias(), &call, &papa.0, at(5)).unwrap();
    left.turn(RING_SECONDS * 2);
    let mut revoked = Story::usual();
    for gone in [mara(), noor()] {
        let gone = Revoked::Party(gone.party);
        revoked.machine.revoke(FAMILY, &gone, at(5));
    }
    let mut waited = Story::monitored();
    waited.join(&elias(), 0);
    waited.join(&noor(), 0);
    waited.turn(WAIT_SECONDS);
    let mut answered_alone = Story::usual();
    answered_alone.join(&noor(), 0);
    answered_alone.turn(RING_SECONDS);
    for mut story in [hung_up, left, revoked, waited, answered_alone] {
        story.gather();
        assert_eq!(story.only().outcome, CallOutcome::Cancelled);
    }
}

#[test]
fn not_now_of_a_parent_ends_the_ring_and_of_a_tablet_its_own() {
    let mut story = Story::usual();
    let call = story.call.clone();
    story.machine.decline(&noor(), &call, at(3)).unwrap();
    assert!(!story.rings(&noor()) && story.rings(&mara()));
    story.machine.end(&mara(), &call, at(4)).unwrap();
    story.gather();
    assert_eq!(story.only().outcome, CallOutcome::Declined);
    assert!(!story.rings(&mara()));
}

#[test]
fn nobody_answers() {
    let mut story = Story::usual();
    story.join(&elias(), 1);
    story.turn(RING_SECONDS - 1);
    assert!(story.rings(&mara()));
    story.turn(RING_SECONDS);
    assert!(!story.rings(&mara()));
    assert_eq!(story.only().outcome, CallOutcome::Missed);
    assert_eq!(story.stands(&elias()), Stands::Over(Why::Missed));
}

#[test]
fn a_tablet_that_is_ended_is_out_at_once() {
    let mut story = Story::usual();
    let papa = story.join(&elias(), 0);
    let child = story.join(&noor(), 0);
    story.told(&papa);
    let revoked = Revoked::Party(noor().party);
    story.machine.revoke("f-2", &revoked, at(70));
    assert_eq!(
        story.stands(&noor()),
        Stands::Open,
        "another family's has no such tablet"
    );
    story.machine.revoke(FAMILY, &revoked, at(70));
    story.gather();
    assert_eq!(story.cuts, [CutFor::Revoked, CutFor::Over]);
    assert!(story.machine.take(&story.call, &child.0, child.1).is_err());
    assert_eq!(story.told(&papa), ["over"]);
    assert_eq!(story.only().outcome, answered(1, None));
    let call = story.call.clone();
    let again = story.machine.join(&noor(), &call, joining(50), at(71));
    assert_eq!(again.unwrap_err(), Refused::Unknown);
}

/// Both call at the same moment: that is one call. Who was not called to it is told that it is busy.
#[test]
fn one_child_is_in_one_call() {
    let mut story = Story::usual();
    let back = Beginning {
        by: Caller::Tablet(tablet("t-noor")),
        called: vec![elias().party],
        ..beginning("c-2")
    };
    let begun = story.machine.begin(back, at(1)).unwrap();
    assert_eq!(begun, Begun::Joined(story.call.clone()));
    let other = Beginning {
        by: Caller::Tablet(tablet("t-sam")),
        ..beginning("c-3")
    };
    assert_eq!(story.machine.begin(other, at(1)), Err(Refused::Busy));
    let elsewhere = Beginning {
        family: "f-2".into(),
        ..beginning("c-4")
    };
    assert!(matches!(
        story.machine.begin(elsewhere, at(1)),
        Ok(Begun::New(_))
    ));
}

/// A page that is opened anew takes the place of the one before: nobody hears oneself.
#[test]
fn a_page_opened_anew_takes_its_own_place() {
    let mut story = Story::usual();
    let (before, child) = (story.join(&elias(), 0), story.join(&noor(), 0));
    story.told(&child);
    story.join(&elias(), 5);
    assert!(
        story
            .machine
            .take(&story.call, &before.0, before.1)
            .is_err()
    );
    assert_eq!(story.told(&child), ["left", "joined"]);
    assert_eq!(story.stands(&noor()), Stands::Open);
}

#[test]
fn what_is_no_signal_is_turned_away() {
    let sdp = "v=0\r\na=mid:0\r\n";
    for (kind, data) in [
        ("offer", json!({ "type": "answer", "sdp": sdp })),
        ("offer", json!({ "type": "offer" })),
        ("candidate", json!({ "candidate": "192.168.1.9" })),
        (
            "candidate",
            json!({ "candidate": "", "sdpMid": "192.168.1.9" }),
        ),
        ("state", json!({ "video": "192.168.1.9" })),
        ("state", json!({ "video": [1] })),
        ("chat", json!({})),
    ] {
        assert!(
            Signal::read(kind, &data.to_string()).is_err(),
            "{kind} {data}"
        );
    }
    let extra = json!({ "type": "offer", "sdp": sdp, "address": "192.168.1.9" });
    let read = Signal::read("offer", &extra.to_string()).unwrap();
    assert_eq!(read.data(), &json!({ "type": "offer", "sdp": sdp }));
    let host = json!({ "candidate": "candidate:0 1 UDP 2122252543 192.168.1.9 51688 typ host" });
    let host = Signal::read("candidate", &host.to_string()).unwrap();
    assert_eq!(host.relay_only(), Ok(None));
    let none = Signal::read("candidate", "null").unwrap();
    assert!(
        none.relay_only().unwrap().is_some(),
        "that there are no more is said"
    );
}
