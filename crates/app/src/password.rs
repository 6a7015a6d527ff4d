//! Passwords: what is accepted, how they are kept, and how they are checked in even time.

use crate::Fault;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use argon2::{Algorithm, Argon2, Params, Version};
use std::fmt;
use std::sync::Arc;
use tokio::sync::Semaphore;

/// Shortest password, in characters. Length is the only rule (NIST SP 800-63B-4, 3.1.1.2).
pub const MIN_PASSWORD_CHARS: usize = 12;
/// Longest password, in characters; enough for any sentence.
pub const MAX_PASSWORD_CHARS: usize = 200;

/// Memory of one hash in KiB, passes and lanes: the second choice of RFC 9106 scaled to the
/// OWASP minimum, so that a small machine can check two at once.
const MEMORY_KIB: u32 = 19_456;
const PASSES: u32 = 2;
const LANES: u32 = 1;

/// A password as typed. Never printed, and gone when dropped.
pub struct Password(zeroize::Zeroizing<String>);

impl Password {
    /// Takes what was typed to sign in; any text may be tried.
    #[must_use]
    pub fn typed(text: String) -> Self {
        Self(zeroize::Zeroizing::new(text))
    }

    /// Takes a new password.
    ///
    /// # Errors
    /// [`WeakPassword`] when it is too short or too long.
    pub fn chosen(text: String) -> Result<Self, WeakPassword> {
        let found = text.chars().count();
        let password = Self::typed(text);
        if found < MIN_PASSWORD_CHARS {
            Err(WeakPassword::Short { found })
        } else if found > MAX_PASSWORD_CHARS {
            Err(WeakPassword::Long)
        } else {
            Ok(password)
        }
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(…)")
    }
}

/// Why a new password is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WeakPassword {
    /// Fewer than [`MIN_PASSWORD_CHARS`] characters.
    #[error("a password has at least {MIN_PASSWORD_CHARS} characters; this one has {found}")]
    Short {
        /// Characters typed.
        found: usize,
    },
    /// More than [`MAX_PASSWORD_CHARS`] characters.
    #[error("a password has at most {MAX_PASSWORD_CHARS} characters")]
    Long,
}

/// Hashes and checks passwords with Argon2id, at most two at a time so that memory stays bounded.
#[derive(Debug)]
pub(crate) struct Passwords {
    permits: Arc<Semaphore>,
    /// Checked when there is no such account, so that both answers take the same time.
    nobody: Arc<str>,
}

fn argon() -> Argon2<'static> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None).unwrap_or_default();
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

fn hash(password: &str) -> Result<String, Fault> {
    argon()
        .hash_password(password.as_bytes())
        .map(|h| h.to_string())
        .map_err(|e| Fault::new("hashing a password", e))
}

impl Passwords {
    pub(crate) fn new() -> Result<Self, Fault> {
        Ok(Self {
            permits: Arc::new(Semaphore::new(2)),
            nobody: hash("nobody has this password")?.into(),
        })
    }

    pub(crate) async fn hash(&self, password: Password) -> Result<String, Fault> {
        self.blocking(move || hash(&password.0)).await?
    }

    /// Whether the password fits; `None` stands for an account that does not exist and takes as
    /// long as any other.
    pub(crate) async fn fits(
        &self,
        password: Password,
        stored: Option<Arc<str>>,
    ) -> Result<bool, Fault> {
        let known = stored.is_some();
        let stored = stored.unwrap_or_else(|| Arc::clone(&self.nobody));
        let fits = self
            .blocking(move || {
                PasswordHash::new(&stored).is_ok_and(|stored| {
                    argon()
                        .verify_password(password.0.as_bytes(), &stored)
                        .is_ok()
                })
            })
            .await?;
        Ok(fits && known)
    }

    async fn blocking<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Fault> {
        let permit = Arc::clone(&self.permits)
            .acquire_owned()
            .await
            .map_err(|e| Fault::new("waiting to check a password", e))?;
        tokio::task::spawn_blocking(move || {
            let result = work();
            drop(permit);
            result
        })
        .await
        .map_err(|e| Fault::new("checking a password", e))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_the_right_password_of_a_known_account_fits() {
        let passwords = Passwords::new().unwrap();
        let typed = |t: &str| Password::typed(t.to_owned());
        let stored: Arc<str> = passwords
            .hash(typed("twelve letters"))
            .await
            .unwrap()
            .into();
        assert!(stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        let fits = async |text, stored| passwords.fits(typed(text), stored).await.unwrap();
        assert!(fits("twelve letters", Some(Arc::clone(&stored))).await);
        assert!(!fits("twelve letterz", Some(stored)).await);
        assert!(!fits("nobody has this password", None).await);
    }

    #[test]
    fn length_is_the_only_rule() {
        let chosen = |n: usize| Password::chosen("é".repeat(n)).map(|_| ());
        assert_eq!(chosen(11), Err(WeakPassword::Short { found: 11 }));
        assert_eq!(chosen(12), Ok(()));
        assert_eq!(chosen(201), Err(WeakPassword::Long));
    }
}
