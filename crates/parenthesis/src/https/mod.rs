//! HTTPS of the server's own: which certificate it shows, from files that somebody else renews or
//! from an issuer that is asked by ACME. Touches those files, the folder of ACME, and the issuer.

mod acme;
mod files;

use crate::cli::{HttpsOptions, ServeOptions};
use crate::instance::Place;
use crate::output::Failure;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::path::Path;
use std::sync::Arc;
use tokio_rustls::rustls::server::ResolvesServerCert;

pub use acme::Acme;
pub use files::Files;

/// Where certificates come from.
#[derive(Debug)]
pub enum Certificates {
    /// From files.
    Files(Files),
    /// From an issuer.
    Acme(Acme),
}

/// What was asked for, where it fits together.
///
/// # Errors
/// A [`Failure`] that says what contradicts what.
pub fn read(
    options: &ServeOptions,
    settings: Option<&web::Settings>,
) -> Result<Option<Certificates>, Failure> {
    let https = &options.https;
    let own = one_of(https)?;
    let Some(own) = own else {
        no_leftovers(https)?;
        return Ok(None);
    };
    let Some(settings) = settings.filter(|settings| settings.is_https()) else {
        return Err(Failure::new(format!(
            "{own} needs the address that people type, with https: --public-url \
             https://family.example.org"
        )));
    };
    let host = settings.host().to_owned();
    match (&https.tls_cert, &https.tls_key) {
        (Some(cert), Some(key)) => {
            no_acme_leftovers(https)?;
            Files::open(cert, key, &host).map(|files| Some(Certificates::Files(files)))
        }
        _ => Acme::read(https, &host).map(|acme| Some(Certificates::Acme(acme))),
    }
}

/// By which option HTTPS was asked for.
fn one_of(https: &HttpsOptions) -> Result<Option<&'static str>, Failure> {
    match (&https.tls_cert, &https.tls_key, https.acme) {
        (None, None, false) => Ok(None),
        (None, None, true) => Ok(Some("--acme")),
        (Some(_), Some(_), false) => Ok(Some("--tls-cert")),
        (Some(_), None, false) => Err(Failure::new(
            "--tls-cert needs the key that belongs to the certificate: --tls-key FILE",
        )),
        (None, Some(_), false) => Err(Failure::new(
            "--tls-key needs the certificate that belongs to the key: --tls-cert FILE",
        )),
        (_, _, true) => Err(Failure::new(
            "--acme gets a certificate by itself, and --tls-cert and --tls-key bring one: give \
             one or the other",
        )),
    }
}

fn no_leftovers(https: &HttpsOptions) -> Result<(), Failure> {
    no_acme_leftovers(https)?;
    match https.redirect_from {
        None => Ok(()),
        Some(_) => Err(Failure::new(
            "--redirect-from leads to HTTPS of the server's own, and there is none: give \
             --tls-cert and --tls-key, or --acme. Behind a proxy, the proxy leads there.",
        )),
    }
}

fn no_acme_leftovers(https: &HttpsOptions) -> Result<(), Failure> {
    let given = [
        ("--acme-contact", https.acme_contact.is_some()),
        ("--acme-directory", https.acme_directory.is_some()),
        ("--acme-ca", https.acme_ca.is_some()),
    ];
    match given.iter().find(|(_, given)| *given) {
        None => Ok(()),
        Some((option, _)) => Err(Failure::new(format!(
            "{option} says nothing without --acme"
        ))),
    }
}

/// Where to listen: as asked, else on this machine only, or with HTTPS of its own on every address
/// at the port of the public address.
pub fn listen(options: &ServeOptions, settings: Option<&web::Settings>) -> Vec<SocketAddr> {
    if let Some(asked) = options.listen {
        return vec![asked];
    }
    match settings.filter(|_| asked_for(&options.https)) {
        None => vec![SocketAddr::from((Ipv4Addr::LOCALHOST, 8420))],
        // A machine without IPv6 has the second one only.
        Some(settings) => vec![
            SocketAddr::from((Ipv6Addr::UNSPECIFIED, settings.port())),
            SocketAddr::from((Ipv4Addr::UNSPECIFIED, settings.port())),
        ],
    }
}

fn asked_for(https: &HttpsOptions) -> bool {
    https.acme || https.tls_cert.is_some()
}

impl Certificates {
    /// What the server asks for the certificate of each handshake. Renewing goes on in the
    /// background from here.
    ///
    /// # Errors
    /// A [`Failure`] when the folder for what the issuer gives cannot be used.
    pub fn begin(self, place: &Place) -> Result<Arc<dyn ResolvesServerCert>, Failure> {
        match self {
            Self::Files(files) => files.begin(),
            Self::Acme(acme) => acme.begin(&place.acme()),
        }
    }
}

/// The proxies that were named.
///
/// # Errors
/// A [`Failure`] that says which one is no range of addresses.
pub fn proxies(options: &ServeOptions) -> Result<web::Proxies, Failure> {
    let read = |text: &String| {
        let range = text.parse::<web::Range>();
        range.map_err(|e| Failure::new(format!("--trusted-proxy {text}: {e}")))
    };
    let ranges = options.trusted_proxy.iter().map(read);
    ranges.collect::<Result<_, _>>().map(web::Proxies::new)
}

/// A file, as a sentence names it.
fn named(file: &Path) -> String {
    file.display().to_string()
}
