//! Which machines may be asked at an address that somebody typed: those of the public network, by the
//! registries of special addresses (RFC 6890 and what came after it). Touches the resolver of names.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;
use url::Url;

/// Finds the machines behind a name, and knows only those that may be asked. What it finds is what is
/// connected to, so that a name cannot lead elsewhere in between.
#[derive(Debug)]
pub(super) struct Guarded {
    inner: DefaultResolver,
    nearby: Vec<String>,
}

impl Guarded {
    /// `nearby` are origins that may be asked wherever they are.
    pub(super) fn new(nearby: Vec<String>) -> Self {
        Self {
            inner: DefaultResolver::default(),
            nearby,
        }
    }
}

impl Resolver for Guarded {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = self.inner.resolve(uri, config, timeout)?;
        let url = Url::parse(&uri.to_string()).map_err(|_| ureq::Error::HostNotFound)?;
        if self.nearby.contains(&url.origin().ascii_serialization()) {
            return Ok(found);
        }
        // One name that leads to both is not trusted at all.
        if found.iter().all(|one: &SocketAddr| is_public(one.ip())) {
            Ok(found)
        } else {
            Err(ureq::Error::HostNotFound)
        }
    }
}

/// Whether an address is one of the public network.
fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let within = |net: [u8; 4], bits: u32| {
        let mask = u32::MAX << (32 - bits);
        address.to_bits() & mask == Ipv4Addr::from(net).to_bits()
    };
    let special = [
        ([0, 0, 0, 0], 8),
        ([10, 0, 0, 0], 8),
        ([100, 64, 0, 0], 10),
        ([127, 0, 0, 0], 8),
        ([169, 254, 0, 0], 16),
        ([172, 16, 0, 0], 12),
        ([192, 0, 0, 0], 24),
        ([192, 0, 2, 0], 24),
        ([192, 88, 99, 0], 24),
        ([192, 168, 0, 0], 16),
        ([198, 18, 0, 0], 15),
        ([198, 51, 100, 0], 24),
        ([203, 0, 113, 0], 24),
        // Groups, what is kept for later, and everybody.
        ([224, 0, 0, 0], 3),
    ];
    !special.into_iter().any(|(net, bits)| within(net, bits))
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    // An address of the old network that is written as a new one (RFC 4291, RFC 6052).
    let [a, b, c, d, e, f, g, h] = address.segments();
    let old = Ipv4Addr::from((u32::from(g) << 16) | u32::from(h));
    if [a, b, c, d, e, f] == [0, 0, 0, 0, 0, 0xffff]
        || [a, b, c, d, e, f] == [0x64, 0xff9b, 0, 0, 0, 0]
    {
        return is_public_v4(old);
    }
    let special = [
        // Protocols, among them Teredo; documentation.
        a == 0x2001 && b < 0x200,
        (a, b) == (0x2001, 0xdb8),
        a == 0x3fff && b < 0x1000,
        // 6to4 (RFC 3056) leads to an address of the old network.
        a == 0x2002,
    ];
    // All that is given out (RFC 4291, section 2.4).
    a & 0xe000 == 0x2000 && !special.contains(&true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn public(text: &str) -> bool {
        is_public(text.parse().unwrap())
    }

    #[test]
    fn machines_of_the_public_network_are_asked() {
        for address in [
            "8.8.8.8",
            "142.250.179.138",
            "100.63.255.255",
            "100.128.0.1",
            "172.15.0.1",
            "172.32.0.1",
            "192.0.1.1",
            "198.20.0.1",
            "223.255.255.255",
            "2a00:1450:400e:811::200a",
            "2606:4700::1111",
            "2001:200::1",
            "::ffff:8.8.8.8",
            "64:ff9b::808:808",
        ] {
            assert!(public(address), "{address}");
        }
    }

    #[test]
    fn machines_of_a_house_or_of_nobody_are_not() {
        for address in [
            "0.0.0.0",
            "10.1.2.3",
            "100.64.0.1",
            "127.0.0.1",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.8",
            "192.0.2.1",
            "192.168.178.1",
            "198.19.255.255",
            "203.0.113.7",
            "224.0.0.251",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::ffff:127.0.0.1",
            "::ffff:192.168.1.1",
            "64:ff9b::a00:1",
            "fe80::1",
            "fd00::1",
            "fec0::1",
            "ff02::1",
            "2001:db8::1",
            "2001:0:1::1",
            "2002:7f00:1::",
            "3fff::1",
            "4000::1",
        ] {
            assert!(!public(address), "{address}");
        }
    }

    proptest! {
        /// The standard library knows some of them too.
        #[test]
        fn nothing_that_the_library_calls_private_is_asked(bits in any::<u32>()) {
            let address = Ipv4Addr::from(bits);
            let private = address.is_private()
                || address.is_loopback()
                || address.is_link_local()
                || address.is_broadcast()
                || address.is_documentation()
                || address.is_multicast()
                || address.is_unspecified();
            prop_assert!(!private || !is_public(IpAddr::V4(address)), "{address}");
            prop_assert_eq!(is_public(IpAddr::V6(address.to_ipv6_mapped())), is_public_v4(address));
        }
    }
}
