//! Any headers are read; a stranger's word is never believed, and the nearest proxy's always.

#![no_main]

use libfuzzer_sys::fuzz_target;
use std::net::{IpAddr, Ipv4Addr};

// The reader needs the standard library alone, and its crate a whole web server.
#[allow(dead_code, reason = "the file has more than what is asked here")]
#[path = "../../crates/web/src/http/client.rs"]
mod client;

use client::{Proxies, Range};

const PROXY: IpAddr = IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1));
const CLIENT: IpAddr = IpAddr::V4(Ipv4Addr::new(203, 0, 113, 1));

fuzz_target!(|lines: Vec<Vec<u8>>| {
    if let Some(text) = lines
        .first()
        .and_then(|line| std::str::from_utf8(line).ok())
    {
        let _ = text.parse::<Range>();
    }
    let Ok(proxy) = "192.0.2.1".parse() else {
        return;
    };
    let trusted = Proxies::new(vec![proxy]);
    let told: Vec<&[u8]> = lines.iter().map(Vec::as_slice).collect();
    assert_eq!(trusted.client(CLIENT, &told, &told), CLIENT);
    let _ = trusted.client(PROXY, &told, &told);
    let mut appended = told.clone();
    appended.push(b"203.0.113.1");
    assert_eq!(trusted.client(PROXY, &[], &appended), CLIENT);
    appended.pop();
    appended.push(b"for=203.0.113.1");
    assert_eq!(trusted.client(PROXY, &appended, &[]), CLIENT);
});
