//! What passes between those who are in a call, and that nothing else does.

use crate::client::{Client, named, pair, relay, soon};
use relay::{Credentials, Limits, Relay};
use std::net::{IpAddr, SocketAddr, UdpSocket};
use std::sync::Arc;
use std::time::Duration;
use stun::message::{METHOD_CHANNEL_BIND, Setter};
use tokio::time::timeout;
use turn::client::{Client as TurnClient, ClientConfig};
use turn::proto::channum::ChannelNumber;
use webrtc_util::Conn;

/// Addresses of the machine, of networks around it, that are reserved for something else, and of anybody.
const ELSEWHERE: [&str; 28] = [
    "0.0.0.0",
    "0.1.2.3",
    "10.0.0.1",
    "100.64.0.1",
    "127.0.0.1",
    "127.255.255.254",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.1",
    "192.0.2.2",
    "192.168.1.1",
    "198.18.0.1",
    "198.51.100.1",
    "203.0.113.9",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "9.9.9.9",
    "::",
    "::1",
    "::ffff:127.0.0.1",
    "64:ff9b::7f00:1",
    "2001:db8::1",
    "2620:fe::9",
    "fc00::1",
    "fe80::1",
    "ff02::1",
];

#[tokio::test]
async fn no_peer_but_a_relayed_address_is_permitted_and_nothing_leaves() {
    let relay = relay(Limits::default()).await;
    let everywhere = UdpSocket::bind("0.0.0.0:0").unwrap();
    everywhere.set_nonblocking(true).unwrap();
    let port = everywhere.local_addr().unwrap().port();
    let mut client = Client::new(&relay, &relay.credentials("call/a", soon())).await;
    let relayed = client.allocate().await.unwrap();

    for text in ELSEWHERE {
        let ip: IpAddr = text.parse().unwrap();
        let peer = SocketAddr::new(ip, port);
        assert_eq!(client.permit(&[peer]).await, Err(403), "{text}");
        // Nor behind one that is.
        assert_eq!(client.permit(&[relayed, peer]).await, Err(403), "{text}");
        let channel: Vec<Box<dyn Setter>> = vec![Box::new(ChannelNumber(0x4000)), named(peer)];
        let bound = client.signed(METHOD_CHANNEL_BIND, channel).await;
        assert_eq!(bound.map(drop), Err(403), "{text}");
        client.send(peer, b"hello").await;
    }
    // Also not with the permission that there is.
    client.permit(&[relayed]).await.unwrap();
    for text in ELSEWHERE {
        client
            .send(SocketAddr::new(text.parse().unwrap(), port), b"hello")
            .await;
        client.raw(&[0x40, 0, 0, 4, 1, 2, 3, 4]).await;
    }
    client.round_trip().await;
    let heard = everywhere.recv_from(&mut [0; 64]);
    assert_eq!(heard.unwrap_err().kind(), std::io::ErrorKind::WouldBlock);
    assert_eq!(relay.load().passed_bytes, 0);
}

#[tokio::test]
async fn nothing_comes_from_whom_one_did_not_permit() {
    let relay = relay(Limits::default()).await;
    let mut a = Client::new(&relay, &relay.credentials("call/a", soon())).await;
    let mut b = Client::new(&relay, &relay.credentials("call/b", soon())).await;
    let at_a = a.allocate().await.unwrap();
    let at_b = b.allocate().await.unwrap();
    // Who has permitted nobody reaches nobody.
    a.send(at_b, b"before").await;
    a.round_trip().await;
    assert_eq!(relay.load().passed_bytes, 0);
    a.permit(&[at_b]).await.unwrap();
    a.send(at_b, b"too soon").await;
    a.round_trip().await;
    b.permit(&[at_a]).await.unwrap();
    a.send(at_b, b"now").await;
    assert_eq!(b.received().await, (b"now".to_vec(), at_a));
}

#[tokio::test]
async fn nobody_reaches_another_call() {
    let relay = relay(Limits::default()).await;
    let ((a, _), (b, at_b)) = pair(&relay).await;
    let mut stranger = Client::new(&relay, &relay.credentials("other/a", soon())).await;
    let at_stranger = stranger.allocate().await.unwrap();
    stranger.permit(&[at_b]).await.unwrap();
    b.permit(&[at_stranger]).await.unwrap();
    stranger.send(at_b, b"from elsewhere").await;
    stranger.round_trip().await;
    assert_eq!(relay.load().passed_bytes, 0);
    a.send(at_b, b"from the call").await;
    assert_eq!(b.received().await.0, b"from the call");
}

async fn turn_client(relay: &Relay, credentials: &Credentials) -> TurnClient {
    let socket = tokio::net::UdpSocket::bind("127.0.0.1:0").await.unwrap();
    let address = relay.local_addr().to_string();
    let client = TurnClient::new(ClientConfig {
        stun_serv_addr: address.clone(),
        turn_serv_addr: address,
        username: credentials.username.clone(),
        password: credentials.password.clone(),
        realm: String::new(),
        software: String::new(),
        rto_in_ms: 0,
        conn: Arc::new(socket),
        vnet: None,
    })
    .await
    .unwrap();
    client.listen().await.unwrap();
    client
}

/// The next datagram for a relayed address.
async fn next(conn: &impl Conn) -> (Vec<u8>, SocketAddr) {
    let mut buffer = vec![0; 1_500];
    let received = timeout(Duration::from_secs(20), conn.recv_from(&mut buffer)).await;
    let (length, from) = received.expect("something arrives").unwrap();
    buffer.truncate(length);
    (buffer, from)
}

#[tokio::test]
async fn two_clients_of_another_hand_talk_by_indications_and_then_by_channels() {
    let relay = relay(Limits::default()).await;
    let one = turn_client(&relay, &relay.credentials("call/a", soon())).await;
    let two = turn_client(&relay, &relay.credentials("call/b", soon())).await;
    let a = one.allocate().await.unwrap();
    let b = two.allocate().await.unwrap();
    let (at_a, at_b) = (a.local_addr().unwrap(), b.local_addr().unwrap());
    // Each permits the other by sending; the first one may come too soon.
    a.send_to(b"hello", at_b).await.unwrap();
    for round in 0..200_u8 {
        let said = vec![round; 1_000];
        b.send_to(&said, at_a).await.unwrap();
        assert_eq!(next(&a).await, (said.clone(), at_b));
        a.send_to(&said, at_b).await.unwrap();
        let mut heard = next(&b).await;
        if heard.0 == b"hello" {
            heard = next(&b).await;
        }
        assert_eq!(heard, (said, at_a));
    }
    assert_eq!(
        one.send_binding_request().await.unwrap().ip(),
        IpAddr::from([127, 0, 0, 1])
    );
    a.close().await.unwrap();
    b.close().await.unwrap();
    one.close().await.unwrap();
    two.close().await.unwrap();
}

#[tokio::test]
async fn a_relay_that_closes_answers_nobody_and_gives_its_port_back() {
    let relay = relay(Limits::default()).await;
    let address = relay.local_addr();
    let (_a, _b) = pair(&relay).await;
    relay.close().await;
    assert_eq!(relay.load().allocations, 0);
    drop(relay);
    // The tasks of its allocations let the socket go when they next run.
    for _ in 0..1_000 {
        tokio::task::yield_now().await;
    }
    assert!(UdpSocket::bind(address).is_ok());
}
