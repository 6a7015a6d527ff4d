//! What the guard lets through, at moments that are chosen, and what it makes of arbitrary bytes.

use super::*;
use crate::limits::Limits;
use proptest::prelude::*;
use std::net::IpAddr;
use std::time::Duration;
use stun::agent::TransactionId;
use stun::message::{MessageType, Method, Setter};
use stun::textattrs::{Nonce, Realm, Username};
use turn::proto::reqtrans::RequestedTransport;

const SECRET: [u8; 32] = [7; 32];

struct World {
    guard: Guard,
    keys: Arc<Keys>,
    table: Arc<Table>,
    start: Instant,
}

fn world() -> World {
    let start = Instant::now();
    let shown = IpAddr::from([192, 0, 2, 1]);
    let table = Arc::new(Table::new(shown, Limits::default(), start));
    let keys = Arc::new(Keys::new(SECRET));
    World {
        guard: Guard::new(Arc::clone(&keys), Arc::clone(&table)),
        keys,
        table,
        start,
    }
}

impl World {
    fn at(&self, unix: u64) -> Now {
        Now {
            instant: self.start + Duration::from_secs(unix),
            unix,
        }
    }

    fn signed(&self, method: Method, username: &str, source: SocketAddr, unix: u64) -> Vec<u8> {
        let parts: Vec<Box<dyn Setter>> = vec![
            Box::new(TransactionId::new()),
            Box::new(MessageType::new(method, CLASS_REQUEST)),
            Box::new(RequestedTransport {
                protocol: turn::proto::PROTO_UDP,
            }),
            Box::new(Username::new(ATTR_USERNAME, username.to_owned())),
            Box::new(Realm::new(ATTR_REALM, REALM.to_owned())),
            Box::new(Nonce::new(ATTR_NONCE, nonce(&self.keys, source, unix))),
            Box::new(self.keys.integrity(username)),
        ];
        let mut message = Message::new();
        message.build(&parts).unwrap();
        message.raw
    }

    /// What becomes of it, as a word.
    fn judged(&self, datagram: &[u8], source: SocketAddr, unix: u64) -> String {
        match self.guard.judge(datagram, source, self.at(unix)) {
            Verdict::Drop => "dropped".to_owned(),
            Verdict::Pass => "passed".to_owned(),
            Verdict::Serve { asking: None, .. } => "served".to_owned(),
            Verdict::Serve {
                asking: Some(asking),
                ..
            } => {
                self.table.ask(Some(asking));
                let now = self.at(unix).instant;
                self.table.give(0, now).map(std::mem::forget).unwrap();
                "given".to_owned()
            }
            Verdict::Answer(bytes) => {
                let mut message = Message {
                    raw: bytes,
                    ..Message::default()
                };
                message.decode().unwrap();
                let mut code = stun::error_code::ErrorCodeAttribute::default();
                code.get_from(&message).unwrap();
                code.code.0.to_string()
            }
        }
    }
}

fn source(port: u16) -> SocketAddr {
    SocketAddr::from(([198, 51, 100, 1], port))
}

#[test]
fn what_was_begun_in_time_goes_on_and_nothing_new_is_begun_later() {
    let world = world();
    let username = "1600:call/a";
    let judged = |method, source, unix| {
        let datagram = world.signed(method, username, source, unix);
        world.judged(&datagram, source, unix)
    };
    assert_eq!(judged(METHOD_ALLOCATE, source(1), 1_000), "given");
    assert_eq!(judged(METHOD_REFRESH, source(1), 1_599), "served");
    assert_eq!(judged(METHOD_REFRESH, source(1), 1_700), "served");
    assert_eq!(judged(METHOD_ALLOCATE, source(2), 1_599), "given");
    assert_eq!(judged(METHOD_ALLOCATE, source(3), 1_600), "401");
    // Nobody made these: they would be good for too long.
    let long = format!("{}:call/a", MAX_SECONDS + 1_651);
    let datagram = world.signed(METHOD_ALLOCATE, &long, source(4), 1_650);
    assert_eq!(world.judged(&datagram, source(4), 1_650), "401");
    world.table.end("call/a", 1_700);
    assert_eq!(judged(METHOD_REFRESH, source(1), 1_701), "401");
}

#[test]
fn a_nonce_serves_whoever_asked_for_it_and_for_an_hour() {
    let world = world();
    let datagram = world.signed(METHOD_ALLOCATE, "5000:a", source(1), 2_500);
    assert_eq!(world.judged(&datagram, source(2), 2_500), "438");
    let old = world.signed(METHOD_ALLOCATE, "6500:a", source(1), 100);
    assert_eq!(world.judged(&old, source(1), 3_700), "438");
    assert_eq!(world.judged(&datagram, source(1), 2_500), "given");
}

#[test]
fn nothing_is_added_behind_what_signs_a_request() {
    let world = world();
    let datagram = world.signed(METHOD_ALLOCATE, "1600:a", source(1), 1_000);
    let mut message = Message {
        raw: datagram,
        ..Message::default()
    };
    message.decode().unwrap();
    message.add(ATTR_XOR_PEER_ADDRESS, &[0, 1, 0, 0, 0, 0, 0, 0]);
    assert_eq!(world.judged(&message.raw, source(1), 1_000), "400");
}

#[test]
fn without_an_allocation_data_goes_nowhere_and_strangers_are_soon_not_heard() {
    let world = world();
    assert_eq!(world.judged(&[0x40, 0, 0, 0], source(1), 1_000), "dropped");
    let mut ask = Message::new();
    let kind = MessageType::new(METHOD_ALLOCATE, CLASS_REQUEST);
    ask.build(&[Box::new(TransactionId::new()), Box::new(kind)])
        .unwrap();
    let heard = (0..100u16)
        .filter(|port| world.judged(&ask.raw, source(*port), 1_000) == "401")
        .count();
    assert_eq!(heard, 20);
    // Whoever has an allocation is none of them, and credentials let anybody in.
    let good = world.signed(METHOD_ALLOCATE, "1600:a", source(1), 1_000);
    assert_eq!(world.judged(&good, source(1), 1_000), "given");
}

proptest! {
    #[test]
    fn arbitrary_bytes_are_never_served(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let world = world();
        let verdict = world.guard.judge(&bytes, source(1), world.at(1_000));
        let served = matches!(verdict, Verdict::Serve { .. });
        prop_assert!(!served);
    }

    #[test]
    fn a_request_with_one_byte_changed_is_not_served(at in any::<prop::sample::Index>(), to in any::<u8>()) {
        let world = world();
        let mut datagram = world.signed(METHOD_ALLOCATE, "1600:a", source(1), 1_000);
        let at = at.index(datagram.len());
        prop_assume!(datagram[at] != to);
        datagram[at] = to;
        let verdict = world.guard.judge(&datagram, source(1), world.at(1_000));
        let served = matches!(verdict, Verdict::Serve { .. });
        prop_assert!(!served, "byte {at} as {to}");
    }
}
