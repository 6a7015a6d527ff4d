//! A certificate by ACME (RFC 8555), proved by TLS-ALPN-01 (RFC 8737) on the server's own port, so
//! that no other port need be open. Touches the issuer, and a folder for the account's key and the
//! certificates: a restart asks for nothing anew.

use super::files::certificates;
use super::named;
use crate::cli::HttpsOptions;
use crate::kept::private_folder;
use crate::output::Failure;
use futures_util::StreamExt as _;
use rustls_acme::acme::LETS_ENCRYPT_PRODUCTION_DIRECTORY;
use rustls_acme::caches::DirCache;
use rustls_acme::{AcmeConfig, EventOk};
use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::sync::Arc;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::CertificateDer;
use tokio_rustls::rustls::server::ResolvesServerCert;
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

/// Which issuer is asked, and for what.
#[derive(Debug)]
pub struct Acme {
    host: String,
    directory: String,
    contact: Option<String>,
    /// Who may vouch for the issuer's own address; `None` for those that browsers know.
    roots: Option<Vec<CertificateDer<'static>>>,
}

impl Acme {
    /// Reads what was asked for.
    ///
    /// # Errors
    /// A [`Failure`] that says what is wrong with it.
    pub fn read(options: &HttpsOptions, host: &str) -> Result<Self, Failure> {
        let letters = host.bytes().any(|byte| byte.is_ascii_alphabetic());
        if !letters || host.contains(':') || !host.contains('.') {
            return Err(Failure::new(format!(
                "--acme gets certificates for names such as family.example.org, and {host} of \
                 --public-url is none"
            )));
        }
        let directory = options.acme_directory.as_deref();
        let directory = directory.unwrap_or(LETS_ENCRYPT_PRODUCTION_DIRECTORY);
        if !directory.starts_with("https://") {
            return Err(Failure::new(format!(
                "--acme-directory {directory}: the address of an issuer begins with https://"
            )));
        }
        let contact = options.acme_contact.as_deref().map(|address| {
            let bare = address.strip_prefix("mailto:").unwrap_or(address);
            crate::asked::email(bare).map(|()| format!("mailto:{bare}"))
        });
        let ca = options.acme_ca.as_ref();
        Ok(Self {
            host: host.to_owned(),
            directory: directory.to_owned(),
            contact: contact.transpose()?,
            roots: ca.map(|file| certificates("--acme-ca", file)).transpose()?,
        })
    }

    /// Takes what the folder has, and asks the issuer for what it lacks, in the background: now
    /// and whenever a certificate has had two thirds of its time.
    ///
    /// # Errors
    /// A [`Failure`] when the folder cannot be used.
    pub fn begin(self, folder: &Path) -> Result<Arc<dyn ResolvesServerCert>, Failure> {
        private_folder(folder)?;
        // Also when somebody made it before, or a copy of it was put back.
        fs::set_permissions(folder, Permissions::from_mode(0o700))
            .map_err(|error| Failure::new(format!("{} cannot be used: {error}", named(folder))))?;
        let config = match self.roots {
            None => AcmeConfig::new([&self.host]),
            Some(roots) => {
                let client = trusting(roots)?;
                AcmeConfig::new_with_client_config([&self.host], Arc::new(client))
            }
        };
        let mut state = config
            .contact(self.contact)
            .directory(self.directory)
            .cache(DirCache::new(folder.to_owned()))
            .state();
        let shown = state.resolver();
        tokio::spawn(async move {
            while let Some(event) = state.next().await {
                match event {
                    Ok(EventOk::DeployedCachedCert) => {
                        tracing::info!("the certificate of before is shown");
                    }
                    Ok(EventOk::DeployedNewCert) => {
                        tracing::info!("a new certificate is shown from now on");
                    }
                    Ok(EventOk::CertCacheStore | EventOk::AccountCacheStore) => {}
                    Err(error) => {
                        tracing::error!(%error, "no certificate was got; it is tried again");
                    }
                }
            }
        });
        Ok(shown)
    }
}

/// A client that trusts these roots and no others.
fn trusting(roots: Vec<CertificateDer<'static>>) -> Result<ClientConfig, Failure> {
    let mut store = RootCertStore::empty();
    for root in roots {
        let added = store.add(root);
        added
            .map_err(|e| Failure::new(format!("--acme-ca: a certificate is no authority: {e}")))?;
    }
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(Failure::of)?
        .with_root_certificates(store)
        .with_no_client_auth();
    Ok(config)
}
