//! What relaying costs: 20 calls at once, each with 1 Mbit/s either way in packets of 1,200 bytes, as
//! the share of one core and as memory for each call. Beside it the same packets by a loop that reads a
//! socket, looks up who is meant and writes: what the system takes by itself.
//!
//! `cargo bench -p relay [-- SECONDS]` (10). The relay and the bare loop have a thread each, whose time
//! on the processor is counted by the kernel; whoever sends is on another thread and not counted. Linux
//! only. How to read it: the ratio is the figure; both go up and down with the machine.

#![expect(clippy::print_stdout, reason = "a benchmark says what it measured")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a benchmark may stop, and takes ports of its own"
)]

#[allow(dead_code, reason = "it uses its part of this")]
#[path = "../tests/calls/client.rs"]
mod client;

use client::{Client, named, relay as started, soon};
use relay::{Limits, Relay};
use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::mpsc;
use std::time::Duration;
use stun::message::METHOD_CHANNEL_BIND;
use tokio::net::UdpSocket;
use tokio::time::{MissedTickBehavior, interval};
use turn::proto::channum::ChannelNumber;

const CALLS: usize = 20;
const PACKET_BYTES: usize = 1_200;
const BITS_PER_SECOND: usize = 1_000_000;
const CHANNEL: u16 = 0x4000;
const TICK: Duration = Duration::from_millis(10);

fn main() {
    let seconds = std::env::args().filter_map(|one| one.parse().ok()).next();
    let seconds: usize = seconds.unwrap_or(10);
    let clients = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let by_relay = clients.block_on(relayed(seconds));
    let bare = clients.block_on(forwarded(seconds));
    println!("relay / bare loop: {:.2}", by_relay / bare);
}

/// A thread with a runtime that makes something, and goes on with it. Gives it, and the thread's number.
fn thread<T: Send + 'static>(make: impl AsyncFnOnce() -> T + Send + 'static) -> (T, String) {
    let (give, given) = mpsc::channel();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        runtime.block_on(async {
            let own = std::fs::read_link("/proc/thread-self").unwrap();
            let number = own.file_name().unwrap().to_string_lossy().into_owned();
            give.send((make().await, number)).unwrap();
            std::future::pending::<()>().await;
        });
    });
    given.recv().unwrap()
}

/// How long a thread has been on a processor.
fn on_processor(thread: &str) -> Duration {
    let said = std::fs::read_to_string(format!("/proc/self/task/{thread}/schedstat")).unwrap();
    let nanos = said.split(' ').next().unwrap().parse().unwrap();
    Duration::from_nanos(nanos)
}

/// What the process has in memory, in kB.
fn in_memory() -> usize {
    let statm = std::fs::read_to_string("/proc/self/statm").unwrap();
    let pages: usize = statm.split(' ').nth(1).unwrap().parse().unwrap();
    pages * 4
}

async fn relayed(seconds: usize) -> f64 {
    let limits = Limits {
        unproven_per_second: 10_000,
        ..Limits::default()
    };
    let (relay, thread): (Arc<Relay>, String) =
        thread(async move || Arc::new(started(limits).await));
    let before = in_memory();
    let mut clients = Vec::new();
    for call in 0..CALLS {
        let who = |seat: &str| relay.credentials(&format!("call-{call}/{seat}"), soon());
        let mut a = Client::new(&relay, &who("a")).await;
        let mut b = Client::new(&relay, &who("b")).await;
        let (at_a, at_b) = (a.allocate().await.unwrap(), b.allocate().await.unwrap());
        for (one, peer) in [(&a, at_b), (&b, at_a)] {
            let number = Box::new(ChannelNumber(CHANNEL));
            let bound = one.signed(METHOD_CHANNEL_BIND, vec![number, named(peer)]);
            bound.await.unwrap();
        }
        clients.push(a);
        clients.push(b);
    }
    let mut packet = vec![7; PACKET_BYTES + 4];
    packet[..2].copy_from_slice(&CHANNEL.to_be_bytes());
    packet[2..4].copy_from_slice(&u16::try_from(PACKET_BYTES).unwrap().to_be_bytes());
    let began = on_processor(&thread);
    let sent = paced(seconds, clients.len(), async |who| {
        clients[who].raw(&packet).await;
    })
    .await;
    let share = share(&thread, began, seconds);
    let memory = (in_memory() - before) / CALLS;
    let passed = relay.load().passed_bytes / u64::try_from(PACKET_BYTES).unwrap();
    println!("relay: {CALLS} calls, {sent} packets sent, {passed} passed on");
    println!("relay: {share:.1} % of a core, {memory} kB for each call (with both clients)");
    share
}

async fn forwarded(seconds: usize) -> f64 {
    let (address, thread): (SocketAddr, String) = thread(async || {
        let socket = UdpSocket::bind("127.0.0.1:0").await.unwrap();
        let address = socket.local_addr().unwrap();
        tokio::spawn(forward(socket));
        address
    });
    let mut clients = Vec::new();
    for _ in 0..2 * CALLS {
        let socket = UdpSocket::bind("127.0.0.1:0").await.unwrap();
        socket.connect(address).await.unwrap();
        clients.push(socket);
    }
    for (at, socket) in clients.iter().enumerate() {
        // The first packet says whom the others are for.
        let other = clients[at ^ 1].local_addr().unwrap().to_string();
        socket.send(other.as_bytes()).await.unwrap();
    }
    let packet = vec![7; PACKET_BYTES + 4];
    let began = on_processor(&thread);
    let sent = paced(seconds, clients.len(), async |who| {
        clients[who].send(&packet).await.unwrap();
    })
    .await;
    let share = share(&thread, began, seconds);
    println!("bare loop: {share:.1} % of a core for {sent} packets");
    share
}

async fn forward(socket: UdpSocket) {
    let mut peers: HashMap<SocketAddr, SocketAddr> = HashMap::new();
    let mut buffer = vec![0; 1_500];
    loop {
        let (length, from) = socket.recv_from(&mut buffer).await.unwrap();
        match peers.get(&from) {
            Some(peer) => {
                let _ = socket.try_send_to(&buffer[..length], *peer);
            }
            None => {
                let peer = std::str::from_utf8(&buffer[..length]).unwrap();
                peers.insert(from, peer.parse().unwrap());
            }
        }
    }
}

/// Sends what each client has to send in these seconds, a little every hundredth of one. Gives how many
/// packets that were.
async fn paced(seconds: usize, clients: usize, send: impl AsyncFn(usize)) -> usize {
    let each = seconds * BITS_PER_SECOND / 8 / PACKET_BYTES;
    let ticks = seconds * 100;
    let mut ticking = interval(TICK);
    ticking.set_missed_tick_behavior(MissedTickBehavior::Burst);
    let mut sent = 0;
    for tick in 1..=ticks {
        ticking.tick().await;
        while sent < each * tick / ticks {
            for who in 0..clients {
                send(who).await;
            }
            sent += 1;
        }
    }
    sent * clients
}

/// The share of a core that a thread took since then, in per cent.
fn share(thread: &str, began: Duration, seconds: usize) -> f64 {
    let took = on_processor(thread).saturating_sub(began);
    let seconds = u32::try_from(seconds).unwrap();
    100.0 * took.as_secs_f64() / f64::from(seconds)
}
