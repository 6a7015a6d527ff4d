//! Tests of who asks: only what a trusted proxy appended is believed.

use super::client::{Proxies, Range, counted};
use proptest::prelude::*;
use std::net::IpAddr;

fn ip(text: &str) -> IpAddr {
    text.parse().unwrap()
}

fn proxies(ranges: &[&str]) -> Proxies {
    Proxies::new(ranges.iter().map(|text| text.parse().unwrap()).collect())
}

#[test]
fn a_range_is_an_address_or_a_prefix_of_one() {
    let within = |range: &str, address: &str| {
        let range: Range = range.parse().unwrap();
        range.contains(ip(address))
    };
    assert!(within("10.0.0.0/8", "10.255.0.1") && !within("10.0.0.0/8", "11.0.0.1"));
    assert!(within("192.0.2.7", "::ffff:192.0.2.7"));
    assert!(within("2001:db8::/32", "2001:db8:1::1") && !within("2001:db8::/32", "2001:db9::1"));
    assert!(within("0.0.0.0/0", "198.51.100.1") && !within("0.0.0.0/0", "2001:db8::1"));
    assert!(within("::/0", "2001:db8::1") && !within("::/0", "198.51.100.1"));
    for bad in [
        "",
        "10",
        "10.0.0.0/33",
        "10.0.0.1/8",
        "::1/129",
        "10.0.0.0/",
        "10.0.0.0/+8",
        "/8",
        "10.0.0.0/8/8",
        "proxy.example",
        "fe80::1%eth0",
    ] {
        assert!(bad.parse::<Range>().is_err(), "{bad}");
    }
}

/// Who asks behind proxies of these ranges.
fn asks(peer: &str, forwarded: &[&str], plain: &[&str]) -> IpAddr {
    let trusted = proxies(&["192.0.2.0/24", "2001:db8::1"]);
    let forwarded: Vec<_> = forwarded.iter().map(|line| line.as_bytes()).collect();
    let plain: Vec<_> = plain.iter().map(|line| line.as_bytes()).collect();
    trusted.client(ip(peer), &forwarded, &plain)
}

#[test]
fn the_rightmost_address_that_is_no_proxy_asks() {
    let proxy = "192.0.2.1";
    // Whoever is not trusted is who they are, whatever they say.
    let stranger = asks("198.51.100.9", &["for=203.0.113.1"], &["203.0.113.1"]);
    assert_eq!(stranger, ip("198.51.100.9"));
    for (line, client) in [
        ("203.0.113.1", "203.0.113.1"),
        ("1.1.1.1, 203.0.113.1", "203.0.113.1"),
        ("203.0.113.1, 192.0.2.2", "203.0.113.1"),
        ("203.0.113.1:4711", "203.0.113.1"),
        ("[2001:db8::7]:4711", "2001:db8::7"),
        ("::ffff:203.0.113.1", "203.0.113.1"),
        // What cannot be read hides what stands to its left.
        ("203.0.113.1, unknown", proxy),
        ("203.0.113.1, x, 192.0.2.8", "192.0.2.8"),
        ("", proxy),
        ("192.0.2.4, 192.0.2.5", "192.0.2.4"),
    ] {
        assert_eq!(asks(proxy, &[], &[line]), ip(client), "{line}");
    }
    for (line, client) in [
        ("for=203.0.113.1;proto=https", "203.0.113.1"),
        ("For=\"[2001:db8::7]:80\", for=192.0.2.3", "2001:db8::7"),
        ("for=unknown", proxy),
        ("for=_hidden", proxy),
        ("for=1.1.1.1;for=203.0.113.1", proxy),
        ("proto=https", proxy),
    ] {
        assert_eq!(asks(proxy, &[line], &[]), ip(client), "{line}");
    }
    let two = asks(proxy, &[], &["1.1.1.1", "203.0.113.1, 192.0.2.2"]);
    assert_eq!(two, ip("203.0.113.1"));
    // Both headers, and they agree or not, or neither.
    let same = asks(proxy, &["for=203.0.113.1"], &["203.0.113.1"]);
    assert_eq!(same, ip("203.0.113.1"));
    let other = asks(proxy, &["for=198.51.100.2"], &["203.0.113.1"]);
    assert_eq!(other, ip(proxy));
    assert_eq!(asks(proxy, &[], &[]), ip(proxy));
}

#[test]
fn what_is_counted_is_a_household() {
    for alone in [
        "10.1.2.3",
        "127.0.0.1",
        "100.64.1.1",
        "::1",
        "fd00::1",
        "fe80::1",
        "0.0.0.0",
    ] {
        assert_eq!(counted(ip(alone)), None, "{alone}");
    }
    assert_eq!(counted(ip("203.0.113.1")), Some(ip("203.0.113.1")));
    assert_eq!(counted(ip("::ffff:203.0.113.1")), Some(ip("203.0.113.1")));
    assert_eq!(counted(ip("2001:db8:1:2:3::4")), Some(ip("2001:db8:1:2::")));
}

fn any_ip() -> impl Strategy<Value = IpAddr> {
    prop_oneof![
        any::<[u8; 4]>().prop_map(IpAddr::from),
        any::<[u8; 16]>().prop_map(IpAddr::from),
    ]
}

proptest! {
    /// Whatever a stranger wrote before, the address that the nearest proxy appended is found.
    #[test]
    fn what_a_stranger_wrote_is_never_believed(
        told in prop::collection::vec(any::<u8>(), 0..5_000),
        client in any_ip(),
    ) {
        let proxy = ip("192.0.2.1");
        let trusted = proxies(&["192.0.2.1"]);
        prop_assume!(client.to_canonical() != proxy);
        let mut line = told.clone();
        line.extend_from_slice(format!(", {client}").as_bytes());
        prop_assert_eq!(trusted.client(proxy, &[], &[&line]), client.to_canonical());
        prop_assert_eq!(trusted.client(proxy, &[], &[&told, client.to_string().as_bytes()]), client.to_canonical());
        let named = match client {
            IpAddr::V4(four) => format!("for={four}"),
            IpAddr::V6(six) => format!("for=\"[{six}]\""),
        };
        let mut line = told.clone();
        line.extend_from_slice(format!(",{named}").as_bytes());
        prop_assert_eq!(trusted.client(proxy, &[&line], &[]), client.to_canonical());
    }

    /// Any bytes are read without a panic; who is not trusted is believed in nothing; and what
    /// comes out of a trusted one's word is the proxy or an address that stands there.
    #[test]
    fn any_bytes_are_read(
        one in prop::collection::vec(any::<u8>(), 0..300),
        other in "[0-9a-f:.,;=\" \\[\\]forFOR]{0,200}",
        peer in any_ip(),
    ) {
        let (one, other) = (&one[..], other.as_bytes());
        let nobody = Proxies::default();
        prop_assert_eq!(nobody.client(peer, &[one, other], &[other, one]), peer.to_canonical());
        let everybody = proxies(&["0.0.0.0/0", "::/0"]);
        let _ = everybody.client(peer, &[one, other], &[]);
        let _ = everybody.client(peer, &[], &[other, one]);
    }

    #[test]
    fn a_range_holds_what_begins_like_it(address in any_ip(), prefix in 0u8..=128) {
        let text = format!("{address}/{prefix}");
        if let Ok(range) = text.parse::<Range>() {
            prop_assert!(address.to_canonical() != address || range.contains(address));
        }
        let whole: Range = address.to_string().parse().unwrap();
        prop_assert!(address.to_canonical() != address || whole.contains(address));
    }
}
