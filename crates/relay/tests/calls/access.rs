//! Who gets an allocation, and who keeps it.

use crate::client::{Client, forged, lasting, relay, soon, unsigned};
use relay::{Limits, MAX_SECONDS, external_credentials, unix_now};
use stun::message::{METHOD_CHANNEL_BIND, METHOD_CREATE_PERMISSION, METHOD_REFRESH};

#[tokio::test]
async fn only_credentials_of_this_relay_that_are_good_now_get_in() {
    let limits = Limits {
        unproven_per_second: 1_000,
        ..Limits::default()
    };
    let relay = relay(limits).await;
    let good = relay.credentials("call/a", soon());
    assert_eq!(forged("call/a", good.until), good);

    let mut renamed = good.clone();
    renamed.username = format!("{}:call/b", good.until);
    let mut longer = good.clone();
    longer.username = format!("{}:call/a", good.until + 1);
    let mut without = good.clone();
    without.password.clear();
    for bad in [
        // They ended, just now and long ago.
        forged("call/a", unix_now()),
        forged("call/a", 1),
        // They would be good for longer than any are.
        forged("call/a", unix_now() + MAX_SECONDS + 600),
        // Another server made them.
        external_credentials("another secret", "call/a", soon()),
        renamed,
        longer,
        without,
        forged("", soon()),
    ] {
        let mut client = Client::new(&relay, &bad).await;
        assert_eq!(client.allocate().await, Err(401), "{}", bad.username);
    }
    assert_eq!(relay.load().allocations, 0);

    let mut client = Client::new(&relay, &good).await;
    let relayed = client.allocate().await.unwrap();
    assert_eq!(relayed.ip(), relay::NOWHERE);
    let load = relay.load();
    assert_eq!((load.allocations, load.users), (1, 1));
}

#[tokio::test]
async fn credentials_are_good_for_less_than_an_hour_whatever_is_asked() {
    let relay = relay(Limits::default()).await;
    let before = unix_now();
    let until = relay.credentials("call/a", u64::MAX).until;
    assert!((before + MAX_SECONDS..=unix_now() + MAX_SECONDS).contains(&until));
    const { assert!(MAX_SECONDS < 3_600) };
}

#[tokio::test]
async fn an_allocation_stays_with_the_name_that_asked_for_it() {
    let relay = relay(Limits::default()).await;
    let mut client = Client::new(&relay, &relay.credentials("call/a", soon())).await;
    let relayed = client.allocate().await.unwrap();
    assert!(client.signed(METHOD_REFRESH, lasting(600)).await.is_ok());
    for other in [
        relay.credentials("call/b", soon()),
        relay.credentials("call/a", soon() + 60),
    ] {
        client.becomes(&other);
        let refreshed = client.signed(METHOD_REFRESH, lasting(600)).await;
        assert_eq!(refreshed.map(drop), Err(441));
        assert_eq!(client.permit(&[relayed]).await, Err(441));
    }
}

#[tokio::test]
async fn whoever_has_no_allocation_can_do_nothing_with_one() {
    let relay = relay(Limits::default()).await;
    let mut client = Client::new(&relay, &relay.credentials("call/a", soon())).await;
    client.knock().await;
    for method in [
        METHOD_REFRESH,
        METHOD_CREATE_PERMISSION,
        METHOD_CHANNEL_BIND,
    ] {
        let answer = client.signed(method, Vec::new()).await;
        assert_eq!(answer.map(drop), Err(437));
    }
}

#[tokio::test]
async fn an_allocation_that_is_given_back_is_gone() {
    let relay = relay(Limits::default()).await;
    let mut client = Client::new(&relay, &relay.credentials("call/a", soon())).await;
    client.allocate().await.unwrap();
    client.signed(METHOD_REFRESH, lasting(0)).await.unwrap();
    assert_eq!(relay.load().allocations, 0);
    // From the same port, at once.
    client.allocate().await.unwrap();
    assert_eq!(relay.load().allocations, 1);
}

#[tokio::test]
async fn what_is_longer_than_a_datagram_may_be_or_is_none_is_passed_over() {
    let relay = relay(Limits::default()).await;
    let mut client = Client::new(&relay, &relay.credentials("call/a", soon())).await;
    let knock = unsigned(METHOD_REFRESH).raw;
    let mut state = 1_u32;
    for length in 0..300_usize {
        // Halves of messages, and messages with arbitrary bytes in them.
        let mut bytes = knock.clone();
        bytes.resize(length * 7 % 1_800, 0x40);
        for byte in bytes.iter_mut().skip(length % 24) {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            *byte = state.to_be_bytes()[0];
        }
        client.raw(&bytes).await;
    }
    assert!(client.allocate().await.is_ok());
}
