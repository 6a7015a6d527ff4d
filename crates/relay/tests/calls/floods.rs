//! Who asks for too much gets no more than a share, and the others get theirs.

use crate::client::{Client, forged, pair, relay, soon, unsigned};
use relay::Limits;
use std::net::IpAddr;
use stun::message::{METHOD_ALLOCATE, METHOD_BINDING};

#[tokio::test]
async fn one_name_gets_so_many_allocations_and_another_name_still_gets_in() {
    let relay = relay(Limits {
        allocations_per_user: 3,
        unproven_per_second: 1_000,
        ..Limits::default()
    })
    .await;
    let greedy = relay.credentials("call/a", soon());
    let mut clients = Vec::new();
    let mut found = Vec::new();
    for _ in 0..30 {
        let mut client = Client::new(&relay, &greedy).await;
        found.push(client.allocate().await.map(drop));
        clients.push(client);
    }
    assert_eq!(found.iter().filter(|one| one.is_ok()).count(), 3);
    assert!(found[3..].iter().all(|one| *one == Err(486)), "{found:?}");
    assert_eq!(relay.load().allocations, 3);
    let mut other = Client::new(&relay, &relay.credentials("call/b", soon())).await;
    assert!(other.allocate().await.is_ok());
}

#[tokio::test]
async fn there_are_so_many_allocations_in_all() {
    let relay = relay(Limits {
        allocations: 10,
        unproven_per_second: 1_000,
        ..Limits::default()
    })
    .await;
    let mut clients = Vec::new();
    for number in 0..10 {
        let credentials = relay.credentials(&format!("call-{number}/a"), soon());
        let mut client = Client::new(&relay, &credentials).await;
        client.allocate().await.unwrap();
        clients.push(client);
    }
    let mut late = Client::new(&relay, &relay.credentials("call/a", soon())).await;
    assert_eq!(late.allocate().await, Err(508));
    relay.end("call-3/a").await;
    assert!(late.allocate().await.is_ok());
}

#[tokio::test]
async fn a_thousand_strangers_leave_nothing_behind_and_a_call_begins_meanwhile() {
    let relay = relay(Limits::default()).await;
    let nobody = forged("nobody", 1);
    let mut strangers = Vec::new();
    for number in 0..250_u8 {
        // Each from an address of its own.
        let ip = IpAddr::from([127, 9, number, 1]);
        strangers.push(Client::at(&relay, &nobody, ip).await);
    }
    let (allocate, binding) = (unsigned(METHOD_ALLOCATE).raw, unsigned(METHOD_BINDING).raw);
    for _ in 0..3 {
        for stranger in &strangers {
            stranger.raw(&allocate).await;
            stranger.raw(&binding).await;
        }
    }
    let ((a, at_a), (b, at_b)) = pair(&relay).await;
    for stranger in &strangers {
        stranger.raw(&allocate).await;
    }
    // So that there is room on the way.
    a.round_trip().await;
    a.send(at_b, b"hello").await;
    assert_eq!(b.received().await, (b"hello".to_vec(), at_a));
    let load = relay.load();
    assert_eq!((load.allocations, load.users, load.ended), (2, 2, 0));
}

#[tokio::test]
async fn one_address_that_floods_is_not_heard_and_a_call_of_another_goes_on() {
    let relay = relay(Limits::default()).await;
    let ((a, at_a), (b, at_b)) = pair(&relay).await;
    let nobody = forged("nobody", 1);
    let flooding = Client::at(&relay, &nobody, IpAddr::from([127, 9, 9, 9])).await;
    let knock = unsigned(METHOD_ALLOCATE).raw;
    for round in 0..50_u8 {
        for _ in 0..40 {
            flooding.raw(&knock).await;
        }
        a.send(at_b, &[round]).await;
        assert_eq!(b.received().await, (vec![round], at_a));
    }
    let mut other = Client::new(&relay, &relay.credentials("call/c", soon())).await;
    assert!(other.allocate().await.is_ok());
    assert!(relay.load().dropped > 0);
}

#[tokio::test]
async fn an_allocation_that_sends_too_much_is_cut_off_and_no_other() {
    let relay = relay(Limits {
        bytes_per_second: 20_000,
        ..Limits::default()
    })
    .await;
    let ((a, at_a), (b, at_b)) = pair(&relay).await;
    for _ in 0..10 {
        for _ in 0..20 {
            a.send(at_b, &[7; 1_000]).await;
        }
        a.round_trip().await;
    }
    let load = relay.load();
    assert!(load.passed_bytes < 100_000, "{load:?}");
    assert!(load.dropped > 100, "{load:?}");
    b.send(at_a, b"hello").await;
    assert_eq!(a.received().await.0, b"hello");
}
