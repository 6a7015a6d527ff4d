//! Sessions as browsers describe them to each other (SDP, RFC 8866), and ways by which they may be
//! reached (RFC 8839), without the addresses of people: what is not known to be plain is left out.
//!
//! Text in, text out. It needs the standard library alone, so that it can be fuzzed by itself.
//!
//! What is kept of a session: times, parts and their formats, the names of keys (fingerprints and
//! fragments), and the addresses of relays. What goes: every candidate that is no relay's, also those
//! with a name under `.local`; to what a relay's candidate is related; the addresses in `o=`, `c=` and
//! `a=rtcp`; every attribute that is not in [`KEPT`]; and any other line in which an address stands.

use std::fmt;
use std::net::IpAddr;

/// Most bytes of a session.
const BYTES_MAX: usize = 64_000;
/// Most lines of a session.
const LINES_MAX: usize = 2_000;
/// Most bytes of a line.
const LINE_BYTES_MAX: usize = 4_000;
/// Most candidates that are kept.
const CANDIDATES_MAX: usize = 64;
/// Longest foundation of a candidate (RFC 8839, section 5.1), in bytes.
const FOUNDATION_BYTES_MAX: usize = 32;
/// Longest fragment of a name (RFC 8839, section 5.4), in bytes.
const FRAGMENT_BYTES_MAX: usize = 256;

/// Attributes that say nothing of where somebody is.
const KEPT: [&str; 36] = [
    "bundle-only",
    "content",
    "end-of-candidates",
    "extmap",
    "extmap-allow-mixed",
    "fingerprint",
    "fmtp",
    "framerate",
    "group",
    "ice-lite",
    "ice-options",
    "ice-pwd",
    "ice-ufrag",
    "imageattr",
    "inactive",
    "max-message-size",
    "maxptime",
    "mid",
    "msid",
    "msid-semantic",
    "ptime",
    "recvonly",
    "rid",
    "rtcp-fb",
    "rtcp-mux",
    "rtcp-mux-only",
    "rtcp-rsize",
    "rtpmap",
    "sctp-port",
    "sctpmap",
    "sendonly",
    "sendrecv",
    "setup",
    "simulcast",
    "ssrc",
    "ssrc-group",
];

/// Why a text is not passed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadSignal {
    /// It is longer than such texts are.
    TooLong,
    /// It is not what it is sent as.
    Unreadable,
}

impl fmt::Display for BadSignal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::TooLong => "this is longer than what browsers say to each other",
            Self::Unreadable => "this is not what browsers say to each other",
        })
    }
}

impl std::error::Error for BadSignal {}

/// Whether a text is a session within the limits.
///
/// # Errors
/// [`BadSignal`], where it is not.
pub fn check(session: &str) -> Result<(), BadSignal> {
    if session.len() > BYTES_MAX {
        return Err(BadSignal::TooLong);
    }
    let mut lines = lines(session);
    if lines.next() != Some("v=0") {
        return Err(BadSignal::Unreadable);
    }
    let mut count = 1;
    for line in lines {
        count += 1;
        if count > LINES_MAX || line.len() > LINE_BYTES_MAX {
            return Err(BadSignal::TooLong);
        }
        let mut letters = line.bytes();
        let kind = letters.next().is_some_and(|b| b.is_ascii_lowercase());
        let typed = kind && letters.next() == Some(b'=');
        if !typed || line.chars().any(char::is_control) {
            return Err(BadSignal::Unreadable);
        }
    }
    Ok(())
}

/// Lines end with CR and LF, or LF alone; nothing stands behind the last end.
fn lines(session: &str) -> impl Iterator<Item = &str> {
    let lines = session
        .split('\n')
        .map(|line| line.strip_suffix('\r').unwrap_or(line));
    lines.filter(|line| !line.is_empty())
}

/// The session without any address but those of relays. The same again gives the same.
///
/// # Errors
/// [`BadSignal`] for what is no session, or too long.
pub fn relay_only(session: &str) -> Result<String, BadSignal> {
    check(session)?;
    let mut clean = String::with_capacity(session.len());
    let mut candidates = 0;
    for line in lines(session) {
        let Some((kind, value)) = line.split_once('=') else {
            return Err(BadSignal::Unreadable);
        };
        let kept = match kind {
            "v" => Some("v=0".to_owned()),
            "o" => Some(origin(value)),
            "s" => Some("s=-".to_owned()),
            "t" => Some("t=0 0".to_owned()),
            "c" => Some("c=IN IP4 0.0.0.0".to_owned()),
            "b" => bandwidth(value),
            "m" => Some(medium(value).ok_or(BadSignal::Unreadable)?),
            "a" => attribute(value),
            _ => None,
        };
        let Some(kept) = kept else { continue };
        if kept.starts_with("a=candidate:") {
            candidates += 1;
            if candidates > CANDIDATES_MAX {
                continue;
            }
        }
        clean.push_str(&kept);
        clean.push_str("\r\n");
    }
    Ok(clean)
}

/// Only the two numbers are kept of who made the session.
fn origin(value: &str) -> String {
    let mut words = value.split(' ').skip(1);
    let mut number = || {
        let word = words.next().filter(|word| is_number(word, 20));
        word.unwrap_or("0").to_owned()
    };
    let (session, version) = (number(), number());
    format!("o=- {session} {version} IN IP4 0.0.0.0")
}

fn bandwidth(value: &str) -> Option<String> {
    let (kind, number) = value.split_once(':')?;
    let fine = is_word(kind, 16, "-") && is_number(number, 12);
    fine.then(|| format!("b={kind}:{number}"))
}

/// A part: its port is not where anybody listens. 0 says that the part is not wanted.
fn medium(value: &str) -> Option<String> {
    let mut words = value.split(' ');
    let (kind, port, way) = (words.next()?, words.next()?, words.next()?);
    let formats: Vec<&str> = words.collect();
    let fine = is_word(kind, 16, "")
        && is_word(way, 32, "/")
        && is_number(port, 5)
        && formats.iter().all(|format| is_word(format, 32, "-"));
    let port = if port.bytes().all(|b| b == b'0') {
        0
    } else {
        9
    };
    let line = format!("m={kind} {port} {way} {}", formats.join(" "));
    fine.then(|| line.trim_end().to_owned())
}

fn attribute(value: &str) -> Option<String> {
    let (name, said) = value.split_once(':').unwrap_or((value, ""));
    match name {
        "candidate" => Some(format!("a={}", candidate(value)?)),
        "rtcp" => Some("a=rtcp:9 IN IP4 0.0.0.0".to_owned()),
        "fingerprint" => is_fingerprint(said).then(|| format!("a={value}")),
        _ if KEPT.contains(&name) && !names_somewhere(value) => Some(format!("a={value}")),
        _ => None,
    }
}

/// A hash's name, and bytes with colons between them: these look like an address, and are none.
fn is_fingerprint(said: &str) -> bool {
    let Some((hash, bytes)) = said.split_once(' ') else {
        return false;
    };
    let byte = |byte: &str| byte.len() == 2 && byte.bytes().all(|b| b.is_ascii_hexdigit());
    // SHA-1 has 20 bytes. An address has 16 at most.
    is_word(hash, 16, "-") && bytes.split(':').count() >= 20 && bytes.split(':').all(byte)
}

/// A candidate as `a=` or a browser's event has it, without `a=`: the same way to a relay, put together
/// anew without what it is related to; `None` for any other way.
#[must_use]
pub fn candidate(line: &str) -> Option<String> {
    let way = read_candidate(line)?;
    let address: IpAddr = way.address.parse().ok()?;
    if way.kind != "relay" {
        return None;
    }
    let Way {
        foundation,
        component,
        transport,
        priority,
        port,
        ..
    } = way;
    let mut clean = format!(
        "candidate:{foundation} {component} {transport} {priority} {address} {port} typ relay \
         raddr 0.0.0.0 rport 0"
    );
    for pair in way.more.chunks_exact(2) {
        let &[name, value] = pair else { continue };
        let fine = match name {
            "generation" => is_number(value, 6),
            "ufrag" => is_word(value, FRAGMENT_BYTES_MAX, "+/"),
            // Of the others, some tell by which network somebody is reached.
            _ => false,
        };
        if fine {
            clean = format!("{clean} {name} {value}");
        }
    }
    Some(clean)
}

/// Whether this is a candidate, of whatever kind.
#[must_use]
pub fn is_candidate(line: &str) -> bool {
    line.len() <= LINE_BYTES_MAX
        && !line.chars().any(char::is_control)
        && read_candidate(line).is_some()
}

/// The words of a candidate.
struct Way<'l> {
    foundation: &'l str,
    component: &'l str,
    transport: &'l str,
    priority: &'l str,
    address: &'l str,
    port: &'l str,
    kind: &'l str,
    more: Vec<&'l str>,
}

fn read_candidate(line: &str) -> Option<Way<'_>> {
    let mut words = line.trim_end().strip_prefix("candidate:")?.split(' ');
    let way = Way {
        foundation: words.next()?,
        component: words.next()?,
        transport: words.next()?,
        priority: words.next()?,
        address: words.next()?,
        port: words.next()?,
        kind: words
            .next()
            .filter(|word| *word == "typ")
            .and_then(|_| words.next())?,
        more: words.take(64).collect(),
    };
    let fine = is_word(way.foundation, FOUNDATION_BYTES_MAX, "+/")
        && is_number(way.component, 3)
        && is_word(way.transport, 8, "-")
        && is_number(way.priority, 10)
        && is_number(way.port, 5);
    fine.then_some(way)
}

fn is_number(text: &str, most: usize) -> bool {
    (1..=most).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
}

/// Letters and digits, and these signs.
fn is_word(text: &str, most: usize, signs: &str) -> bool {
    let fine = |b: char| b.is_ascii_alphanumeric() || signs.contains(b);
    (1..=most).contains(&text.len()) && text.chars().all(fine)
}

/// Whether an address, or the name of a device in a home's network, stands anywhere in a text. In doubt
/// it does.
#[must_use]
pub fn names_somewhere(text: &str) -> bool {
    if !text.is_ascii() {
        return true;
    }
    let lower = text.to_ascii_lowercase();
    lower.contains(".local") || has_four(&lower) || has_six(&lower)
}

/// Whether four numbers with dots between them stand in a text.
fn has_four(text: &str) -> bool {
    let runs = text.split(|letter: char| !letter.is_ascii_digit() && letter != '.');
    runs.filter(|run| run.len() >= "0.0.0.0".len()).any(|run| {
        let numbers: Vec<&str> = run.split('.').collect();
        let is_part = |number: &&str| (1..=3).contains(&number.len());
        numbers.windows(4).any(|four| four.iter().all(is_part))
    })
}

/// Whether an IPv6 address stands in a text.
fn has_six(text: &str) -> bool {
    let runs = text.split(|letter: char| !letter.is_ascii_hexdigit() && letter != ':');
    runs.filter(|run| run.len() >= "::".len()).any(|run| {
        let groups = run.split(':').filter(|group| !group.is_empty()).count();
        run.contains("::") || groups >= 8
    })
}

#[cfg(test)]
mod tests;
