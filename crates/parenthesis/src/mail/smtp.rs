//! A mail server: how it is named on the command line, and handing it letters. Touches the network.
//!
//! Nothing is sent in the clear but to this very machine: elsewhere TLS is asked for from the first
//! byte (`smtps`) or before anything is said of a letter (`smtp`, STARTTLS), or nothing is sent.

use super::message::message;
use crate::output::Failure;
use app::mail::{Carried, Parcel};
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use lettre::{Address, AsyncSmtpTransport, AsyncTransport as _, Tokio1Executor};
use std::net::IpAddr;
use std::time::Duration;
use web::mail::Words;

/// The password, which stands neither on the command line nor in a file of ours.
pub const PASSWORD_VARIABLE: &str = "PARENTHESIS_SMTP_PASSWORD";
/// Longest text that is taken for a server.
const MAX_URL_BYTES: usize = 1_000;
/// A server is reached within this time,
const CONNECT_TIME: Duration = Duration::from_secs(30);
/// and has taken a letter within this one, or it is tried again later.
const SEND_TIME: Duration = Duration::from_secs(120);

/// How the connection is secured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Security {
    /// Not at all; on this machine only.
    Clear,
    /// By STARTTLS, before anything else is said.
    StartTls,
    /// From the first byte on.
    Wrapped,
}

/// A mail server as it was named.
#[derive(Debug, PartialEq, Eq)]
struct Named {
    security: Security,
    user: Option<String>,
    host: String,
    port: u16,
}

/// A mail server.
pub struct Smtp {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Address,
    limit: Duration,
}

impl std::fmt::Debug for Smtp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Smtp(…)")
    }
}

/// The address that letters come from.
///
/// # Errors
/// A [`Failure`] when it is none.
pub fn sender(text: &str) -> Result<Address, Failure> {
    let wrong = |_| Failure::new(format!("--mail-from '{text}' is not an e-mail address"));
    text.parse().map_err(wrong)
}

impl Named {
    fn read(url: &str) -> Result<Self, Failure> {
        let shown: String = url.chars().take(200).collect();
        let wrong = |why: &str| {
            Failure::new(format!(
                "--smtp {shown}: {why}, as in smtps://user@mail.example.org:465 or \
                 smtp://mail.example.org:587"
            ))
        };
        if url.len() > MAX_URL_BYTES || url.chars().any(|c| c.is_control() || c.is_whitespace()) {
            return Err(wrong("this is no address of a mail server"));
        }
        let (wrapped, rest) = match (url.strip_prefix("smtps://"), url.strip_prefix("smtp://")) {
            (Some(rest), _) => (true, rest),
            (None, Some(rest)) => (false, rest),
            (None, None) => return Err(wrong("it begins with smtps:// or smtp://")),
        };
        let rest = rest.strip_suffix('/').unwrap_or(rest);
        // A user's name is often an address, so the last sign counts.
        let (user, place) = match rest.rsplit_once('@') {
            Some((user, place)) => (Some(user), place),
            None => (None, rest),
        };
        if user.is_some_and(|user| user.contains(':')) {
            // Not shown: it has a password in it.
            return Err(Failure::new(format!(
                "--smtp has a password in it, which others on this machine can read. Put it into \
                 the environment variable {PASSWORD_VARIABLE}, and give smtps://user@host."
            )));
        }
        if user.is_some_and(str::is_empty) {
            return Err(wrong("there is no user before the @"));
        }
        let (host, port) = host_and_port(place).ok_or_else(|| wrong("this is no host"))?;
        let port = port.unwrap_or(if wrapped { 465 } else { 587 });
        let security = match (wrapped, is_here(&host)) {
            (true, _) => Security::Wrapped,
            (false, true) => Security::Clear,
            (false, false) => Security::StartTls,
        };
        Ok(Self {
            security,
            user: user.map(str::to_owned),
            host,
            port,
        })
    }

    fn connect(&self, password: Option<&str>, from: Address) -> Result<Smtp, Failure> {
        let parameters = || {
            TlsParameters::new(self.host.clone())
                .map_err(|_| Failure::new(format!("'{}' is no host for TLS", self.host)))
        };
        let tls = match self.security {
            Security::Clear => Tls::None,
            Security::StartTls => Tls::Required(parameters()?),
            Security::Wrapped => Tls::Wrapper(parameters()?),
        };
        let builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&self.host);
        let mut builder = builder
            .port(self.port)
            .tls(tls)
            .timeout(Some(CONNECT_TIME))
            .hello_name(ClientId::Domain(from.domain().to_owned()));
        match (&self.user, password) {
            (Some(user), Some(password)) => {
                let both = Credentials::new(user.clone(), password.to_owned());
                builder = builder.credentials(both);
            }
            (Some(_), None) => {
                return Err(Failure::new(format!(
                    "--smtp names a user, so put the password into the environment variable \
                     {PASSWORD_VARIABLE}"
                )));
            }
            (None, _) => {}
        }
        Ok(Smtp {
            transport: builder.build(),
            from,
            limit: SEND_TIME,
        })
    }
}

/// `host`, `host:port`, `[::1]:port`.
fn host_and_port(place: &str) -> Option<(String, Option<u16>)> {
    let (host, port) = match place.strip_prefix('[') {
        Some(rest) => {
            let (host, rest) = rest.split_once(']')?;
            let _: std::net::Ipv6Addr = host.parse().ok()?;
            let port = match rest {
                "" => None,
                rest => Some(rest.strip_prefix(':')?),
            };
            (host, port)
        }
        None => match place.split_once(':') {
            Some((host, port)) => (host, Some(port)),
            None => (place, None),
        },
    };
    let plain = |c: char| c.is_ascii_alphanumeric() || ".-:".contains(c);
    if host.is_empty() || host.len() > 255 || !host.chars().all(plain) {
        return None;
    }
    let port = match port {
        Some(port) => Some(port.parse().ok().filter(|port| *port > 0)?),
        None => None,
    };
    Some((host.to_owned(), port))
}

/// Whether this is the machine itself, so that nothing goes over a network.
fn is_here(host: &str) -> bool {
    let address: Result<IpAddr, _> = host.parse();
    host.eq_ignore_ascii_case("localhost") || address.is_ok_and(|address| address.is_loopback())
}

impl Smtp {
    /// The server at an address such as `smtps://user@mail.example.org:465`.
    ///
    /// # Errors
    /// A [`Failure`] that says what is wrong; it never shows a password.
    pub fn new(url: &str, password: Option<&str>, from: &str) -> Result<Self, Failure> {
        Named::read(url)?.connect(password, sender(from)?)
    }

    /// Hands a letter over.
    pub async fn send(&self, parcel: &Parcel, words: Words) -> Carried {
        let untaken = match self.hand(parcel, words).await {
            Ok(()) => return Carried::Taken,
            Err(untaken) => untaken,
        };
        // The words of an answer may hold the address; its number does not.
        tracing::warn!(code = untaken.code(), "a mail was not taken");
        match untaken {
            Untaken::Address | Untaken::Said(550..=559, _) => Carried::Never,
            // Other refusals are about the sender's own account, or how we speak: whoever hosts can
            // set that right.
            Untaken::Said(..) | Untaken::Failed(_) | Untaken::Silent => Carried::Later,
        }
    }

    /// Hands a letter over, and says why it was not taken.
    pub async fn hand(&self, parcel: &Parcel, words: Words) -> Result<(), Untaken> {
        let message = message(parcel, words, &self.from).ok_or(Untaken::Address)?;
        let sent = tokio::time::timeout(self.limit, self.transport.send(message));
        match sent.await {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(error)) => Err(match error.status() {
                Some(code) => Untaken::Said(code.into(), error.to_string()),
                None => Untaken::Failed(error.to_string()),
            }),
            Err(_) => Err(Untaken::Silent),
        }
    }
}

/// Why a mail server did not take a letter. What is said of it may hold the address: it is for who
/// typed that, and for no log.
#[derive(Debug, thiserror::Error)]
pub enum Untaken {
    /// Mail cannot be sent to this address.
    #[error("mail cannot be sent to this address")]
    Address,
    /// It answered with this number, and what else it said.
    #[error("it said no: {1}")]
    Said(u16, String),
    /// It was not reached, or did not speak as a mail server does.
    #[error("it could not be spoken to ({0})")]
    Failed(String),
    /// It did not answer in time.
    #[error("it did not answer in time")]
    Silent,
}

impl Untaken {
    fn code(&self) -> Option<u16> {
        match self {
            Self::Said(code, _) => Some(*code),
            Self::Address | Self::Failed(_) | Self::Silent => None,
        }
    }
}

#[cfg(test)]
#[path = "smtp_tests.rs"]
pub(super) mod tests;
