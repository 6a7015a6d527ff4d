//! Through what calls go: starts the relay of this server, and reads which TURN servers there are
//! elsewhere. Touches the network (one UDP port), and one file.

use crate::cli::{CallOptions, RelayAt};
use crate::output::Failure;
use app::{Entropy as _, SystemEntropy};
use relay::{Config, Limits, NOWHERE, Relay, RelayError};
use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::sync::Arc;
use web::calls::CallSettings;
use web::calls::settings::TurnSecret;

/// Where TURN servers listen (RFC 8656, section 15).
const PORT: u16 = 3478;
/// Longest address or secret that is taken, in bytes.
const LONGEST: usize = 255;

/// What was asked for, before anything is started.
#[derive(Debug)]
pub struct Asked {
    relay: Option<RelayAt>,
    /// Where browsers reach it, and at which port if it is another.
    address: Option<(String, Option<u16>)>,
    turn: Vec<String>,
    turn_secret: Option<TurnSecret>,
}

/// Reads what the command line says of calls.
///
/// # Errors
/// A [`Failure`] that says what is wrong with an address, or that the file cannot be read.
pub fn read(options: &CallOptions) -> Result<Asked, Failure> {
    let address = options.relay_address.as_deref().map(reached).transpose()?;
    for url in &options.turn {
        elsewhere(url)?;
    }
    let turn_secret = options
        .turn_secret_file
        .as_deref()
        .map(secret)
        .transpose()?;
    Ok(Asked {
        relay: options.relay,
        address,
        turn: options.turn.clone(),
        turn_secret,
    })
}

/// A host, with a port if it says one.
fn reached(typed: &str) -> Result<(String, Option<u16>), Failure> {
    let wrong = || {
        Failure::new(format!(
            "--relay-address {typed}: give a host or an address, such as turn.example.org, \
             203.0.113.7:3478 or [2001:db8::7]"
        ))
    };
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || ".-:[]".contains(c);
    if typed.is_empty() || typed.len() > LONGEST || !typed.chars().all(plain) {
        return Err(wrong());
    }
    let behind = typed.rfind(']').unwrap_or(0);
    let colon = typed.get(behind..).and_then(|tail| tail.find(':'));
    let (host, port) = match colon {
        Some(colon) => typed.split_at(behind + colon),
        None => (typed, ""),
    };
    let port = match port.strip_prefix(':') {
        Some(port) => Some(port.parse().map_err(|_| wrong())?),
        None => None,
    };
    if host.is_empty() || port == Some(0) {
        return Err(wrong());
    }
    Ok((host.to_owned(), port))
}

/// Checks the address of a TURN server elsewhere (RFC 7065).
fn elsewhere(url: &str) -> Result<(), Failure> {
    let rest = url.strip_prefix("turn:").or(url.strip_prefix("turns:"));
    let plain = |c: char| c.is_ascii_alphanumeric() || ".-:[]?=".contains(c);
    let fits = rest.is_some_and(|rest| !rest.is_empty() && rest.chars().all(plain));
    if fits && url.len() <= LONGEST {
        Ok(())
    } else {
        Err(Failure::new(format!(
            "--turn {url}: give the address of a TURN server, such as \
             turn:turn.example.org:3478?transport=udp or turns:turn.example.org:443?transport=tcp"
        )))
    }
}

/// The first line of a file.
fn secret(file: &Path) -> Result<TurnSecret, Failure> {
    let text = std::fs::read_to_string(file)
        .map_err(|e| Failure::new(format!("{}: {e}", file.display())))?;
    let line = text.lines().next().unwrap_or_default().trim();
    if line.is_empty() || line.len() > LONGEST {
        return Err(Failure::new(format!(
            "{}: the secret of the TURN server is its first line, of at most {LONGEST} bytes",
            file.display()
        )));
    }
    Ok(TurnSecret::new(line.to_owned()))
}

impl Asked {
    /// Starts what was asked for. Where nothing was said of the relay, calls go on without it when its
    /// port is taken; the log says so.
    ///
    /// # Errors
    /// A [`Failure`] when the relay that was asked for cannot start.
    pub async fn begin(self, settings: &web::Settings) -> Result<CallSettings, Failure> {
        let relay = match self.relay {
            Some(RelayAt::Nowhere) => None,
            Some(RelayAt::Here(listen)) => Some(started(listen).await?),
            None => usual(settings).await?,
        };
        let relay_urls = relay.iter().map(|relay| {
            let listens = relay.local_addr();
            let (host, port) = match &self.address {
                Some((host, port)) => (host.clone(), *port),
                None => (host_of(settings, listens), None),
            };
            let port = port.unwrap_or(listens.port());
            format!("turn:{host}:{port}?transport=udp")
        });
        Ok(CallSettings {
            relay_urls: relay_urls.collect(),
            relay,
            turn: self.turn,
            turn_secret: self.turn_secret,
        })
    }
}

/// The relay of a server on which only this machine calls: the demo's.
///
/// # Errors
/// A [`Failure`] when the system gives no port.
pub async fn on_this_machine() -> Result<CallSettings, Failure> {
    let relay = started(SocketAddr::from((Ipv4Addr::LOCALHOST, 0))).await?;
    let listens = relay.local_addr();
    Ok(CallSettings {
        relay_urls: vec![format!("turn:{listens}?transport=udp")],
        relay: Some(relay),
        ..CallSettings::default()
    })
}

/// What is started where nothing was said: a port that others reach where others reach the pages.
async fn usual(settings: &web::Settings) -> Result<Option<Arc<Relay>>, Failure> {
    if settings.is_local() {
        let listen = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        return started(listen).await.map(Some);
    }
    let listen = SocketAddr::from((Ipv4Addr::UNSPECIFIED, PORT));
    match start(listen).await {
        Ok(relay) => Ok(Some(relay)),
        Err(RelayError::Listen { .. }) => {
            tracing::warn!(
                port = PORT,
                "the port for calls (UDP) is taken, so calls have no relay of this server"
            );
            Ok(None)
        }
        Err(error @ (RelayError::Shown(_) | RelayError::Limits)) => Err(Failure::of(error)),
    }
}

async fn started(listen: SocketAddr) -> Result<Arc<Relay>, Failure> {
    start(listen).await.map_err(Failure::of)
}

/// Its secret lives as long as it does: credentials of an earlier start are no good.
async fn start(listen: SocketAddr) -> Result<Arc<Relay>, RelayError> {
    let mut secret = [0; 32];
    SystemEntropy.fill(&mut secret);
    let relay = Relay::start(Config {
        listen,
        shown: NOWHERE,
        secret,
        limits: Limits::default(),
    });
    relay.await.map(Arc::new)
}

/// The host of the pages; for this machine alone the number at which the relay listens.
fn host_of(settings: &web::Settings, listens: SocketAddr) -> String {
    if !settings.is_local() || listens.ip().is_unspecified() {
        return settings.host().to_owned();
    }
    match listens {
        SocketAddr::V4(address) => address.ip().to_string(),
        SocketAddr::V6(address) => format!("[{}]", address.ip()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options() -> CallOptions {
        CallOptions {
            relay: Some(RelayAt::Nowhere),
            relay_address: None,
            turn: Vec::new(),
            turn_secret_file: None,
        }
    }

    #[test]
    fn a_relay_is_reached_by_a_host_and_perhaps_a_port() {
        let found = |typed| reached(typed).ok();
        let host = |host: &str, port| Some((host.to_owned(), port));
        assert_eq!(found("turn.example.org"), host("turn.example.org", None));
        assert_eq!(found("203.0.113.7:3479"), host("203.0.113.7", Some(3479)));
        assert_eq!(found("[2001:db8::7]"), host("[2001:db8::7]", None));
        assert_eq!(found("[2001:db8::7]:1"), host("[2001:db8::7]", Some(1)));
        for bad in [
            "",
            ":1",
            "a:",
            "a:0",
            "a:99999",
            "a b",
            "turn:a",
            "A.example",
            "a?b",
        ] {
            assert_eq!(found(bad), None, "{bad}");
        }
    }

    #[test]
    fn servers_elsewhere_are_turn_servers_with_a_secret() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("secret");
        std::fs::write(&file, "north\nsouth\n").unwrap();
        let with = |url: &str| CallOptions {
            turn: vec![url.to_owned()],
            turn_secret_file: Some(file.clone()),
            ..options()
        };
        let asked = read(&with("turns:turn.example.org:443?transport=tcp")).unwrap();
        assert_eq!(asked.turn_secret, Some(TurnSecret::new("north".to_owned())));
        for bad in [
            "stun:a.example",
            "turn:",
            "https://a.example",
            "turn:a b",
            "a",
        ] {
            assert!(read(&with(bad)).is_err(), "{bad}");
        }
        std::fs::write(&file, "\n").unwrap();
        assert!(read(&with("turn:a.example")).is_err());
    }

    #[tokio::test]
    async fn the_relay_is_started_where_it_was_asked_for_and_told_of_as_it_is_reached() {
        let settings = web::Settings::new("https://family.example.org").unwrap();
        let none = read(&options()).unwrap().begin(&settings).await.unwrap();
        assert!(none.relay.is_none() && !none.has_relay());

        let here = CallOptions {
            relay: Some(RelayAt::Here("127.0.0.1:0".parse().unwrap())),
            ..options()
        };
        let calls = read(&here).unwrap().begin(&settings).await.unwrap();
        let listens = calls.relay.as_ref().unwrap().local_addr();
        let port = listens.port();
        let expected = format!("turn:family.example.org:{port}?transport=udp");
        assert_eq!(calls.relay_urls, [expected]);

        let taken = CallOptions {
            relay: Some(RelayAt::Here(listens)),
            ..options()
        };
        let failed = read(&taken).unwrap().begin(&settings).await.unwrap_err();
        assert!(failed.to_string().contains("(UDP)"), "{failed}");

        let named = CallOptions {
            relay_address: Some("turn.example.org:443".to_owned()),
            ..here
        };
        let calls = read(&named).unwrap().begin(&settings).await.unwrap();
        assert_eq!(
            calls.relay_urls,
            ["turn:turn.example.org:443?transport=udp"]
        );
    }
}
