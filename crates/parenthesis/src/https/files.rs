//! A certificate and its key in two PEM files, read again when they change. Touches those files.

use super::named;
use crate::output::Failure;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, SystemTime};
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio_rustls::rustls::client::verify_server_name;
use tokio_rustls::rustls::crypto::ring::sign::any_supported_type;
use tokio_rustls::rustls::pki_types::pem::{Error as PemError, PemObject as _};
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName};
use tokio_rustls::rustls::server::{ClientHello, ParsedCertificate, ResolvesServerCert};
use tokio_rustls::rustls::sign::CertifiedKey;
use tokio_rustls::rustls::{Error as TlsError, InconsistentKeys};
use x509_parser::prelude::{FromDer as _, X509Certificate};

/// How often the files are looked at.
const LOOK: Duration = Duration::from_secs(60);

/// The two files, and what was read from them last.
#[derive(Debug)]
pub struct Files {
    cert: PathBuf,
    key: PathBuf,
    host: String,
    shown: Arc<Shown>,
    stamp: Option<Stamp>,
}

/// The certificate that is shown.
#[derive(Debug)]
struct Shown(RwLock<Arc<CertifiedKey>>);

/// By which a changed file is recognised: when it was written, and how long it is.
type Stamp = [(SystemTime, u64); 2];

impl ResolvesServerCert for Shown {
    fn resolve(&self, _: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        let shown = self.0.read().unwrap_or_else(PoisonError::into_inner);
        Some(Arc::clone(&shown))
    }
}

impl Files {
    /// Reads both files.
    ///
    /// # Errors
    /// A [`Failure`] that names the file, what is wrong with it, and what would be right.
    pub fn open(cert: &Path, key: &Path, host: &str) -> Result<Self, Failure> {
        let stamp = stamp(cert, key);
        let read = read(cert, key, host)?;
        Ok(Self {
            cert: cert.to_owned(),
            key: key.to_owned(),
            host: host.to_owned(),
            shown: Arc::new(Shown(RwLock::new(Arc::new(read)))),
            stamp,
        })
    }

    /// Looks at the files every minute and at each SIGHUP from now on.
    ///
    /// # Errors
    /// A [`Failure`] when the system gives no signals.
    pub fn begin(mut self) -> Result<Arc<dyn ResolvesServerCert>, Failure> {
        let shown = Arc::clone(&self.shown);
        let mut told =
            signal(SignalKind::hangup()).map_err(|e| Failure::while_doing("starting", e))?;
        tokio::spawn(async move {
            loop {
                let now = wait(&mut told).await;
                // The disk may be slow, so not on a thread that serves others.
                let looked = tokio::task::spawn_blocking(move || {
                    self.look(now);
                    self
                });
                match looked.await {
                    Ok(files) => self = files,
                    Err(_) => return,
                }
            }
        });
        Ok(shown)
    }

    /// Reads the files again if they changed, or in any case when told to. What cannot be read is
    /// said in the log, and the certificate that was read last goes on being shown.
    fn look(&mut self, told: bool) {
        let stamp = stamp(&self.cert, &self.key);
        if !told && stamp == self.stamp {
            return;
        }
        match read(&self.cert, &self.key, &self.host) {
            Ok(read) => {
                let mut shown = self.shown.0.write().unwrap_or_else(PoisonError::into_inner);
                *shown = Arc::new(read);
                self.stamp = stamp;
                tracing::info!("another certificate is shown from now on");
            }
            // Perhaps one of the two is not there yet, so they are looked at again.
            Err(failure) => tracing::error!(%failure, "the certificate stays as it was"),
        }
    }
}

/// Waits for the next look, and says whether somebody asked for it.
async fn wait(told: &mut Signal) -> bool {
    tokio::select! {
        _ = told.recv() => true,
        () = tokio::time::sleep(LOOK) => false,
    }
}

fn stamp(cert: &Path, key: &Path) -> Option<Stamp> {
    let one = |file: &Path| {
        let facts = fs::metadata(file).ok()?;
        Some((facts.modified().ok()?, facts.len()))
    };
    Some([one(cert)?, one(key)?])
}

fn read(cert: &Path, key: &Path, host: &str) -> Result<CertifiedKey, Failure> {
    let chain = certificates("--tls-cert", cert)?;
    let private = private_key(key)?;
    let signs = any_supported_type(&private).map_err(|_| {
        Failure::new(format!(
            "--tls-key: the key in {} is of a kind that is not supported. Use an ECDSA key (P-256 \
             or P-384), an Ed25519 key, or an RSA key of 2048 to 4096 bits.",
            named(key)
        ))
    })?;
    let first = chain.first().cloned();
    let pair = CertifiedKey::new(chain, signs);
    match pair.keys_match() {
        Ok(()) | Err(TlsError::InconsistentKeys(InconsistentKeys::Unknown)) => {}
        Err(TlsError::InconsistentKeys(_)) => {
            return Err(Failure::new(format!(
                "the key in {} is not the key of the certificate in {}. If they were renewed, name \
                 both of the same renewal; the server's own certificate must be the first one in \
                 its file.",
                named(key),
                named(cert)
            )));
        }
        Err(_) => return Err(broken(cert)),
    }
    if let Some(first) = first {
        must_name(cert, &first, host)?;
        warn_of_its_time(&first);
    }
    Ok(pair)
}

fn broken(cert: &Path) -> Failure {
    Failure::new(format!(
        "--tls-cert: the first certificate in {} cannot be understood. The file must hold the \
         server's certificate and then those of its issuers, as certbot's fullchain.pem does.",
        named(cert)
    ))
}

/// The certificate must be one for the host that people type: browsers would refuse it.
fn must_name(cert: &Path, first: &CertificateDer<'static>, host: &str) -> Result<(), Failure> {
    let parsed = ParsedCertificate::try_from(first).map_err(|_| broken(cert))?;
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    let name = ServerName::try_from(bare)
        .map_err(|_| Failure::new(format!("{host} is no name of a server")))?;
    verify_server_name(&parsed, &name).map_err(|_| {
        Failure::new(format!(
            "the certificate in {} is not for {host}, the host of --public-url, so browsers would \
             refuse it. Get one for {host}, or give the address that it is for.",
            named(cert)
        ))
    })
}

fn warn_of_its_time(first: &CertificateDer<'static>) {
    let Ok((_, parsed)) = X509Certificate::from_der(first) else {
        return;
    };
    if !parsed.validity().is_valid() {
        tracing::warn!(
            from = %parsed.validity().not_before,
            until = %parsed.validity().not_after,
            "browsers refuse this certificate: its time is over, or has not begun"
        );
    }
}

/// The certificates in a PEM file.
pub(super) fn certificates(
    option: &str,
    file: &Path,
) -> Result<Vec<CertificateDer<'static>>, Failure> {
    let bytes = contents(option, file)?;
    let found = CertificateDer::pem_slice_iter(&bytes).collect::<Result<Vec<_>, _>>();
    match found {
        Ok(found) if !found.is_empty() => Ok(found),
        Ok(_) | Err(PemError::NoItemsFound) => {
            let instead = if PrivateKeyDer::from_pem_slice(&bytes).is_ok() {
                " It holds a private key; are the two files the wrong way round?"
            } else {
                ""
            };
            Err(Failure::new(format!(
                "{option}: there is no certificate in {}. It must be in PEM, with a line \
                 -----BEGIN CERTIFICATE-----.{instead}",
                named(file)
            )))
        }
        Err(error) => Err(Failure::new(format!(
            "{option}: {} is not sound PEM: {error}",
            named(file)
        ))),
    }
}

fn private_key(file: &Path) -> Result<PrivateKeyDer<'static>, Failure> {
    let bytes = zeroize::Zeroizing::new(contents("--tls-key", file)?);
    let text = String::from_utf8_lossy(&bytes);
    if text.contains("BEGIN ENCRYPTED PRIVATE KEY") || text.contains("Proc-Type: 4,ENCRYPTED") {
        return Err(Failure::new(format!(
            "--tls-key: the key in {} is locked with a password, and nobody is there to type it. \
             Give a key without one, in a file that only the server may read.",
            named(file)
        )));
    }
    match PrivateKeyDer::from_pem_slice(&bytes) {
        Ok(key) => Ok(key),
        Err(PemError::NoItemsFound) => {
            let instead = if CertificateDer::from_pem_slice(&bytes).is_ok() {
                " It holds a certificate; are the two files the wrong way round?"
            } else {
                ""
            };
            Err(Failure::new(format!(
                "--tls-key: there is no private key in {}. It must be in PEM, with a line \
                 -----BEGIN PRIVATE KEY-----.{instead}",
                named(file)
            )))
        }
        Err(_) => Err(Failure::new(format!(
            "--tls-key: {} is not sound PEM",
            named(file)
        ))),
    }
}

fn contents(option: &str, file: &Path) -> Result<Vec<u8>, Failure> {
    fs::read(file)
        .map_err(|error| Failure::new(format!("{option}: {} cannot be read: {error}", named(file))))
}

#[cfg(test)]
#[path = "files_tests.rs"]
mod tests;
