//! Ending somebody: at once, and for good.

use crate::client::{Client, lasting, pair, relay, soon};
use relay::Limits;
use std::time::{Duration, Instant};
use stun::message::METHOD_REFRESH;

#[tokio::test]
async fn a_running_flow_stops_within_a_second_and_is_not_begun_again() {
    let relay = relay(Limits::default()).await;
    let credentials = relay.credentials("call/a", soon());
    let ((mut a, at_a), (b, at_b)) = pair(&relay).await;
    for round in 0..20_u8 {
        a.send(at_b, &[round; 1_000]).await;
        assert_eq!(b.received().await, (vec![round; 1_000], at_a));
    }

    let began = Instant::now();
    relay.end("call/a").await;
    let passed = relay.load().passed_bytes;
    for _ in 0..20 {
        a.send(at_b, b"late").await;
        b.send(at_a, b"late").await;
    }
    a.round_trip().await;
    b.round_trip().await;
    assert_eq!(relay.load().passed_bytes, passed);
    assert!(began.elapsed() < Duration::from_secs(1));

    let refreshed = a.signed(METHOD_REFRESH, lasting(600)).await;
    assert_eq!(refreshed.map(drop), Err(401));
    assert_eq!(a.permit(&[at_b]).await, Err(401));
    assert_eq!(a.allocate().await, Err(401));
    let mut again = Client::new(&relay, &credentials).await;
    assert_eq!(again.allocate().await, Err(401));
    let mut anew = Client::new(&relay, &relay.credentials("call/a", soon() + 60)).await;
    assert_eq!(anew.allocate().await, Err(401));
    let load = relay.load();
    assert_eq!((load.allocations, load.users, load.ended), (1, 1, 1));
}

#[tokio::test]
async fn the_others_go_on() {
    let relay = relay(Limits::default()).await;
    let ((_a, _), (b, at_b)) = pair(&relay).await;
    let mut c = Client::new(&relay, &relay.credentials("call/c", soon())).await;
    let at_c = c.allocate().await.unwrap();
    c.permit(&[at_b]).await.unwrap();
    b.permit(&[at_c]).await.unwrap();
    relay.end("call/a").await;
    relay.end("nobody").await;
    c.send(at_b, b"still here").await;
    assert_eq!(b.received().await, (b"still here".to_vec(), at_c));
}

#[tokio::test]
async fn all_allocations_of_a_name_end_also_with_different_credentials() {
    let relay = relay(Limits::default()).await;
    for later in 0..5 {
        let credentials = relay.credentials("call/a", soon() + later);
        let mut client = Client::new(&relay, &credentials).await;
        client.allocate().await.unwrap();
    }
    assert_eq!(relay.load().allocations, 5);
    relay.end("call/a").await;
    assert_eq!(relay.load().allocations, 0);
}
