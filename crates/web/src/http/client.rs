//! From where a request comes: the address at the other end, or the one that a trusted proxy
//! says it passes on. Plain bytes in, an address out; no page, log or store gets it.
//!
//! A proxy appends to `X-Forwarded-For` or `Forwarded` whom it speaks with. What stands to the
//! left of the first address that is not a trusted proxy's was written by a stranger, so the
//! lists are read from the right and no further than that.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::str::FromStr;

/// Most bytes of such headers that are looked at, from the right.
const MAX_BYTES: usize = 4 * 1024;
/// Most hops that are looked at, from the right.
const MAX_HOPS: usize = 16;

/// A range of addresses, such as `10.0.0.0/8` or `::1`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range {
    /// Its bits; those behind the prefix are zero.
    bits: u128,
    prefix: u8,
    four: bool,
}

/// Why a text is not a range of addresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BadRange;

impl std::fmt::Display for BadRange {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("this is no address and no range of addresses, such as 192.0.2.7 or 10.0.0.0/8")
    }
}

impl std::error::Error for BadRange {}

/// The bits of an address from the left, and how many it has.
fn bits(address: IpAddr) -> (u128, u8) {
    match address {
        IpAddr::V4(four) => (u128::from(four.to_bits()) << 96, 32),
        IpAddr::V6(six) => (six.to_bits(), 128),
    }
}

fn mask(prefix: u8) -> u128 {
    u128::MAX
        .checked_shl(128 - u32::from(prefix))
        .unwrap_or_default()
}

impl Range {
    fn new(address: IpAddr, prefix: Option<u8>) -> Option<Self> {
        let (bits, length) = bits(address);
        let prefix = prefix.unwrap_or(length);
        let exact = prefix <= length && bits & !mask(prefix) == 0;
        exact.then_some(Self {
            bits,
            prefix,
            four: address.is_ipv4(),
        })
    }

    /// Whether an address lies in it.
    #[must_use]
    pub fn contains(&self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        let (bits, _) = bits(address);
        address.is_ipv4() == self.four && bits & mask(self.prefix) == self.bits
    }
}

impl FromStr for Range {
    type Err = BadRange;

    fn from_str(text: &str) -> Result<Self, BadRange> {
        let (address, prefix) = match text.split_once('/') {
            None => (text, None),
            Some((address, prefix)) => {
                let digits = prefix.bytes().all(|b| b.is_ascii_digit());
                let prefix = prefix.parse().ok().filter(|_| digits).ok_or(BadRange)?;
                (address, Some(prefix))
            }
        };
        let address: IpAddr = address.parse().map_err(|_| BadRange)?;
        Self::new(address, prefix).ok_or(BadRange)
    }
}

/// The proxies whose word about an address is taken.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Proxies(Vec<Range>);

impl Proxies {
    /// These ranges and no others.
    #[must_use]
    pub fn new(ranges: Vec<Range>) -> Self {
        Self(ranges)
    }

    /// Whether this is one of them.
    #[must_use]
    pub fn trust(&self, address: IpAddr) -> bool {
        self.0.iter().any(|range| range.contains(address))
    }

    /// Who asks: the address at the other end, or whom a trusted proxy names. Each argument has
    /// the values of that header in the order in which they came.
    ///
    /// Where the two headers contradict each other, one of them comes from a stranger, and
    /// nobody can tell which: then it is the proxy that asks.
    #[must_use]
    pub fn client(&self, peer: IpAddr, forwarded: &[&[u8]], x_forwarded_for: &[&[u8]]) -> IpAddr {
        let peer = peer.to_canonical();
        if !self.trust(peer) {
            return peer;
        }
        let one = (!forwarded.is_empty()).then(|| self.walk(peer, forwarded, forwarded_hop));
        let other =
            (!x_forwarded_for.is_empty()).then(|| self.walk(peer, x_forwarded_for, plain_hop));
        match (one, other) {
            (Some(one), Some(other)) if one != other => peer,
            (Some(found), _) | (None, Some(found)) => found,
            (None, None) => peer,
        }
    }

    /// From the right to the first address that is not a trusted proxy's. Where a hop cannot be
    /// read, the last proxy that could be is all that is known.
    fn walk(&self, peer: IpAddr, lines: &[&[u8]], read: fn(&[u8]) -> Option<IpAddr>) -> IpAddr {
        let mut known = peer;
        let mut bytes = 0;
        let hops = lines
            .iter()
            .rev()
            .flat_map(|line| line.rsplit(|byte| *byte == b','));
        for hop in hops.take(MAX_HOPS) {
            bytes += hop.len() + 1;
            if bytes > MAX_BYTES {
                return known;
            }
            let Some(address) = read(hop.trim_ascii()) else {
                return known;
            };
            known = address.to_canonical();
            if !self.trust(known) {
                return known;
            }
        }
        known
    }
}

/// `192.0.2.7`, `192.0.2.7:80`, `2001:db8::7` or `[2001:db8::7]:80`.
fn plain_hop(hop: &[u8]) -> Option<IpAddr> {
    let text = std::str::from_utf8(hop).ok()?;
    if let Some(rest) = text.strip_prefix('[') {
        let (address, port) = rest.split_once(']')?;
        let fine = port.is_empty() || port.strip_prefix(':').is_some_and(is_port);
        return address
            .parse::<Ipv6Addr>()
            .ok()
            .filter(|_| fine)
            .map(Into::into);
    }
    if let Ok(address) = text.parse() {
        return Some(address);
    }
    let (address, port) = text.split_once(':')?;
    let address: Ipv4Addr = address.parse().ok()?;
    is_port(port).then(|| address.into())
}

fn is_port(text: &str) -> bool {
    (1..=5).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The `for` of one element of `Forwarded` (RFC 7239).
fn forwarded_hop(element: &[u8]) -> Option<IpAddr> {
    let mut found = None;
    for pair in element.split(|byte| *byte == b';') {
        let at = pair.iter().position(|byte| *byte == b'=')?;
        let (name, value) = pair.split_at(at);
        if !name.trim_ascii().eq_ignore_ascii_case(b"for") {
            continue;
        }
        // Twice in one element is not to be understood.
        if found.is_some() {
            return None;
        }
        let value = value.get(1..)?.trim_ascii();
        let bare = value.strip_prefix(b"\"");
        let value = match bare {
            Some(quoted) => quoted.strip_suffix(b"\"")?,
            None => value,
        };
        found = Some(plain_hop(value)?);
    }
    found
}

/// What of an address is counted: all of it, or the part of an IPv6 address that one household
/// has for itself. `None` for addresses of a private network or this machine: behind one may be
/// everybody, by a proxy that was not named.
#[must_use]
pub fn counted(address: IpAddr) -> Option<IpAddr> {
    match address.to_canonical() {
        IpAddr::V4(four) => {
            let [a, b, ..] = four.octets();
            let shared = a == 100 && (64..128).contains(&b);
            let private = four.is_private() || four.is_loopback() || four.is_link_local();
            (!private && !shared && !four.is_unspecified()).then_some(four.into())
        }
        IpAddr::V6(six) => {
            let private = six.is_unique_local() || six.is_loopback() || six.is_unicast_link_local();
            let network = Ipv6Addr::from_bits(six.to_bits() & mask(64));
            (!private && !six.is_unspecified()).then_some(network.into())
        }
    }
}
