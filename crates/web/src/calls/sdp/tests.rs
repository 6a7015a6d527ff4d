//! No address of anybody passes, whatever browsers write, and a call can be made with what does.

use std::net::{Ipv4Addr, Ipv6Addr};

use proptest::prelude::*;

use super::*;

/// As Chromium, Firefox and Safari write sessions.
#[derive(Debug, Clone, Copy)]
enum Browser {
    Chromium,
    Firefox,
    Safari,
}

const RELAY: &str = "198.51.100.7";
const RELAYED: &str =
    "candidate:1052353102 1 udp 41885439 198.51.100.7 49203 typ relay raddr 0.0.0.0 rport 0";

fn four() -> impl Strategy<Value = String> {
    // Never the relay's, which is to be left.
    (1_u8..198, any::<u8>(), any::<u8>(), any::<u8>())
        .prop_map(|(a, b, c, d)| Ipv4Addr::new(a, b, c, d).to_string())
}

fn six() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<[u16; 8]>().prop_map(|mut groups| {
            groups[0] = 0x2001;
            Ipv6Addr::from(groups).to_string()
        }),
        (1..=u16::MAX).prop_map(|last| Ipv6Addr::new(0xfe80, 0, 0, 0, 0, 0, 0, last).to_string()),
    ]
}

fn local() -> impl Strategy<Value = String> {
    "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\\.local"
}

fn planted() -> impl Strategy<Value = String> {
    prop_oneof![four(), six(), local()]
}

fn family(address: &str) -> &'static str {
    if address.contains(':') { "IP6" } else { "IP4" }
}

fn candidates(kind: u8, address: &str, other: &str) -> String {
    match kind % 6 {
        0 => format!(
            "candidate:842163049 1 udp 1677729535 {address} 61665 typ srflx raddr {other} rport 61665 generation 0 ufrag EsAw network-id 1 network-cost 10"
        ),
        1 => format!("candidate:0 1 UDP 2122252543 {address} 51688 typ host"),
        2 => format!("candidate:1 1 TCP 2105458943 {address} 9 typ host tcptype active"),
        3 => format!(
            "candidate:7 1 udp 1845501695 {address} 5000 typ prflx raddr {other} rport 5001"
        ),
        4 => format!(
            "candidate:1052353102 1 udp 41885439 {RELAY} 49203 typ relay raddr {address} rport 61665 generation 0 ufrag EsAw network-id 1 network-cost 50"
        ),
        _ => format!(
            "candidate:3 1 UDP 92217087 {RELAY} 49204 typ relay raddr {address} rport 54400"
        ),
    }
}

/// A session with these addresses wherever browsers write addresses.
fn session(browser: Browser, at: &[String], kinds: &[u8], ends: &str) -> String {
    let mut places = at.iter().cycle();
    let mut next = || places.next().unwrap().clone();
    let mut lines = vec!["v=0".to_owned()];
    let own = next();
    let (who, tail) = match browser {
        Browser::Chromium => ("- 4611731400430051336", "a=msid-semantic: WMS 5f3c"),
        Browser::Firefox => (
            "mozilla...THIS_IS_SDPARTA-99.0 5823196473",
            "a=msid-semantic:WMS *",
        ),
        Browser::Safari => ("- 7595655801978680453", "a=msid-semantic: WMS"),
    };
    lines.push(format!("o={who} 2 IN {} {own}", family(&own)));
    lines.extend(
        [
            "s=-",
            "t=0 0",
            "a=group:BUNDLE 0 1",
            "a=extmap-allow-mixed",
            tail,
        ]
        .map(String::from),
    );
    for (mid, medium) in [
        "audio 54400 UDP/TLS/RTP/SAVPF 111 63 9 0 8 13 110 126",
        "video 9 UDP/TLS/RTP/SAVPF 96 97",
    ]
    .iter()
    .enumerate()
    {
        let (c, rtcp, far) = (next(), next(), next());
        lines.push(format!("m={medium}"));
        lines.push(format!("c=IN {} {c}", family(&c)));
        lines.push("b=AS:512".into());
        lines.push(format!("a=rtcp:54401 IN {} {rtcp}", family(&rtcp)));
        for kind in kinds {
            lines.push(format!("a={}", candidates(*kind, &next(), &next())));
        }
        lines.push(format!("a=remote-candidates:1 {far} 45664"));
        lines.push(format!("a=source-filter: incl IN IP4 239.5.2.31 {far}"));
        lines.push(format!("a=ssrc:1001 cname:somebody@{far}"));
        lines.push(format!("a=x-seen-from:{far}"));
        lines.push(format!("i=from {far}"));
        lines.extend([
            "a=ice-ufrag:EsAw", "a=ice-pwd:P2uYro0UCOQ4zxjKXaWCBui1", "a=ice-options:trickle",
            "a=fingerprint:sha-256 D2:FA:0E:C3:22:59:5E:14:95:69:92:3D:13:B4:84:24:2C:C2:A2:C0:3E:FD:34:8E:5E:EA:6F:AF:52:CE:E6:0F",
            "a=setup:actpass", "a=extmap:14 urn:ietf:params:rtp-hdrext:toffset",
            "a=extmap:2 http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time",
            "a=sendrecv", "a=msid:5f3c 9aa1f1d2-12ab-4c3d-8e9f-001122334455", "a=rtcp-mux", "a=rtcp-rsize",
            "a=rtpmap:111 opus/48000/2", "a=rtcp-fb:111 transport-cc", "a=fmtp:111 minptime=10;useinbandfec=1",
            "a=ssrc:1001 cname:Rz2k9Yq1W0c4Vb7N", "a=ssrc-group:FID 1001 1002",
        ].map(String::from));
        lines.push(format!("a=mid:{mid}"));
        if matches!(browser, Browser::Firefox) {
            lines.push("a=end-of-candidates".into());
        }
    }
    let mut text = lines.join(ends);
    text.push_str(ends);
    text
}

fn any_session() -> impl Strategy<Value = (String, Vec<String>)> {
    let browser = prop_oneof![
        Just(Browser::Chromium),
        Just(Browser::Firefox),
        Just(Browser::Safari)
    ];
    let at = prop::collection::vec(planted(), 1..12);
    let kinds = prop::collection::vec(any::<u8>(), 0..8);
    (browser, at, kinds, prop_oneof![Just("\r\n"), Just("\n")])
        .prop_map(|(browser, at, kinds, ends)| (session(browser, &at, &kinds, ends), at))
}

/// Every word that could be an address, of a line that is left.
fn addresses(line: &str) -> Vec<IpAddr> {
    line.split([' ', '=', '@'])
        .filter_map(|word| word.parse().ok())
        .collect()
}

/// Whether an address says nothing of anybody.
fn is_nowhere(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(four) => four == Ipv4Addr::UNSPECIFIED,
        IpAddr::V6(six) => six == Ipv6Addr::UNSPECIFIED,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    /// None of what was planted is left, and what a call needs is.
    #[test]
    fn no_address_but_a_relays_is_left((session, planted) in any_session()) {
        let clean = relay_only(&session).unwrap();
        for address in &planted {
            let whole = |word: &str| word == address || word.ends_with(&format!("@{address}"));
            prop_assert!(!clean.split_ascii_whitespace().any(whole), "{address} in {clean}");
        }
        prop_assert!(!clean.contains(".local"));
        for line in clean.lines() {
            for address in addresses(line) {
                let relays = line.starts_with("a=candidate:") && address.to_string() == RELAY;
                prop_assert!(relays || is_nowhere(address), "{line}");
            }
        }
        for needed in ["a=ice-ufrag:EsAw", "a=setup:actpass", "a=rtpmap:111 opus/48000/2", "a=mid:1", "m=audio 9 ", "a=fingerprint:sha-256 D2:"] {
            prop_assert!(clean.contains(needed), "{needed} not in {clean}");
        }
        let relays = session.lines().filter(|line| line.contains(" typ relay ")).count();
        prop_assert_eq!(clean.lines().filter(|line| line.contains(" typ relay ")).count(), relays);
        prop_assert_eq!(relay_only(&clean).unwrap(), clean);
    }

    /// A way to a device in a home is none; a way to a relay says nothing of who uses it.
    #[test]
    fn only_ways_to_relays_pass(kind in any::<u8>(), address in planted(), other in planted()) {
        let line = candidates(kind, &address, &other);
        prop_assert!(is_candidate(&line));
        match candidate(&line) {
            Some(clean) => {
                prop_assert!(kind % 6 >= 4);
                prop_assert!(clean.contains("typ relay raddr 0.0.0.0 rport 0"), "{}", clean);
                let planted = format!(" {address} ");
                prop_assert!(!clean.contains(&planted) && !clean.contains("network"));
                prop_assert_eq!(candidate(&clean), Some(clean.clone()));
            }
            None => prop_assert!(kind % 6 < 4),
        }
    }

    /// Any text is turned away or cleaned, and what was cleaned stays as it is.
    #[test]
    fn whatever_comes_is_cleaned_once(lines in prop::collection::vec("[a-z]=[ -~]{0,60}", 0..20)) {
        let text = format!("v=0\r\n{}\r\n", lines.join("\r\n"));
        if let Ok(clean) = relay_only(&text) {
            prop_assert_eq!(relay_only(&clean), Ok(clean));
        }
    }

    /// Wherever an address stands in a line, it is seen.
    #[test]
    fn an_address_is_seen_in_any_place(before in "[ =;@\\[]", address in planted(), after in "[ ;/%\\]]") {
        let line = format!("fmtp:96 x{before}{address}{after}y");
        prop_assert!(names_somewhere(&line));
    }
}

#[test]
fn what_is_no_session_is_turned_away() {
    let long = format!("v=0\r\n{}", "a=mid:0\r\n".repeat(LINES_MAX));
    let wide = format!("v=0\r\na={}\r\n", "x".repeat(LINE_BYTES_MAX));
    let huge = "x".repeat(BYTES_MAX + 1);
    for (text, expected) in [
        ("", BadSignal::Unreadable),
        ("v=1\r\n", BadSignal::Unreadable),
        ("hello", BadSignal::Unreadable),
        ("v=0\r\nnothing\r\n", BadSignal::Unreadable),
        ("v=0\r\nm=audio\r\n", BadSignal::Unreadable),
        ("v=0\r\na=mid:\u{7}\r\n", BadSignal::Unreadable),
        (long.as_str(), BadSignal::TooLong),
        (wide.as_str(), BadSignal::TooLong),
        (huge.as_str(), BadSignal::TooLong),
    ] {
        let shown: String = text.chars().take(20).collect();
        assert_eq!(relay_only(text), Err(expected), "{shown}");
    }
}

#[test]
fn what_only_looks_like_an_address_stays() {
    for line in [
        "extmap:14 urn:ietf:params:rtp-hdrext:ssrc-audio-level",
        "fmtp:98 profile-id=0;level=3.1",
        "msid:- 9aa1f1d2-12ab-4c3d-8e9f-001122334455",
        "ice-pwd:00.1",
        "ssrc:1001 cname:{5f3c9aa1-12ab-4c3d-8e9f-001122334455}",
    ] {
        assert!(!names_somewhere(line), "{line}");
    }
    assert_eq!(candidate(RELAYED).as_deref(), Some(RELAYED));
    assert_eq!(candidate("candidate:1 1 udp 1 x.local 9 typ relay"), None);
}

/// A part that is not wanted says so still.
#[test]
fn a_part_that_is_refused_stays_refused() {
    let text = "v=0\r\nm=video 0 UDP/TLS/RTP/SAVPF 96\r\nc=IN IP4 203.0.113.5\r\n";
    let clean = "v=0\r\nm=video 0 UDP/TLS/RTP/SAVPF 96\r\nc=IN IP4 0.0.0.0\r\n";
    assert_eq!(relay_only(text).as_deref(), Ok(clean));
}
