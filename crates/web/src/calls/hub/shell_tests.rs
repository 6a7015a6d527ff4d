//! The shell: streams are woken, rings are followed, and a call is noted when nobody is there any more.

use std::sync::{Arc, Mutex};

use family::{CallOutcome, Caller};
use jiff::{SignedDuration, Timestamp};
use plan::Side;
use tokio::sync::mpsc;
use tokio::time::Instant;

use super::tests::{FAMILY, at, beginning, elias, joining, tablet, who};
use super::*;

/// A world whose clock follows the paused one of the runtime.
struct World {
    start: Instant,
    noted: mpsc::UnboundedSender<Noted>,
    cuts: Arc<Mutex<Vec<CutFor>>>,
}

impl Keeps for World {
    fn now(&self) -> Timestamp {
        at(0) + SignedDuration::try_from(self.start.elapsed()).unwrap()
    }

    async fn note(&self, noted: Noted) {
        self.noted.send(noted).unwrap();
    }

    async fn cut(&self, cut: Cut) {
        self.cuts.lock().unwrap().push(cut.why);
    }
}

fn world() -> (World, mpsc::UnboundedReceiver<Noted>) {
    let (noted, receiver) = mpsc::unbounded_channel();
    let world = World {
        start: Instant::now(),
        noted,
        cuts: Arc::default(),
    };
    (world, receiver)
}

async fn names(listening: &mut Listening, count: usize) -> Vec<&'static str> {
    let mut names = Vec::new();
    for _ in 0..count {
        names.push(listening.next().await.unwrap().said.event().0);
    }
    names
}

#[tokio::test(start_paused = true)]
async fn a_ring_is_heard_and_a_call_noted_when_its_pages_are_gone() {
    let hub = Hub::default();
    let (world, mut noted) = world();
    let cuts = Arc::clone(&world.cuts);
    let noor = who(Party::Tablet(tablet("t-noor")), 3);
    let mut rings = hub.rings(&FAMILY.into(), noor.party.clone());
    let mut strangers = hub.rings(&"f-2".into(), noor.party.clone());
    let begun = hub.begin(beginning("c-1"), at(0), world).unwrap();
    let call = begun.call().clone();
    assert_eq!(
        rings.changed().await.map(|ring| ring.by),
        Some(Caller::Parent(Side::B))
    );
    let mut papa = hub.join(&elias(), &call, joining(1), at(0)).unwrap();
    assert_eq!(names(&mut papa, 2).await, ["seat", "here"]);
    let mut child = hub.join(&noor, &call, joining(2), at(0)).unwrap();
    assert_eq!(rings.changed().await, None);
    assert_eq!(names(&mut child, 3).await, ["seat", "here", "open"]);
    assert_eq!(names(&mut papa, 2).await, ["joined", "open"]);
    drop((papa, child));
    let noted = noted.recv().await.unwrap();
    assert_eq!(&*noted.family, FAMILY);
    let expected = CallOutcome::Answered {
        minutes: 0,
        ended_by: None,
    };
    assert_eq!(noted.held.outcome, expected);
    assert_eq!(*cuts.lock().unwrap(), [CutFor::Left, CutFor::Left]);
    tokio::select! {
        biased;
        ring = strangers.changed() => panic!("another family hears {ring:?}"),
        () = std::future::ready(()) => {}
    }
}

#[tokio::test(start_paused = true)]
async fn a_stream_ends_with_its_call_and_for_a_newer_one() {
    let hub = Hub::default();
    let (world, mut noted) = world();
    let begun = hub.begin(beginning("c-1"), at(0), world).unwrap();
    let call = begun.call().clone();
    let mut first = hub.join(&elias(), &call, joining(1), at(0)).unwrap();
    let back = Joining {
        back_to: Some(first.seat().clone()),
        ..joining(2)
    };
    let mut second = hub.join(&elias(), &call, back, at(1)).unwrap();
    assert_eq!(second.seat(), first.seat());
    assert_eq!(first.next().await, None);
    drop(first);
    assert_eq!(names(&mut second, 2).await, ["seat", "here"]);
    hub.end(&elias(), &call, at(2)).unwrap();
    assert_eq!(names(&mut second, 1).await, ["over"]);
    assert_eq!(second.next().await, None);
    assert_eq!(
        noted.recv().await.unwrap().held.outcome,
        CallOutcome::Cancelled
    );
    assert_eq!(noted.recv().await, None, "the call's task ends");
    assert_eq!(hub.look(&elias(), &call).unwrap_err(), Refused::Unknown);
}
