//! Codes of six digits from an app (RFC 6238), asked for beside the password.
//!
//! May touch: the store and random numbers. Each code is taken once: the store keeps the step of
//! the last one.

use super::{AUTHENTICATOR, AccessError, row};
use crate::account::millis;
use crate::world::random;
use crate::{App, Fault, Session};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use family::AccessChange;
use jiff::Timestamp;
use std::sync::Arc;
use store::{AccessRow, AccountId, Authenticator, Row, Store};
use totp_rs::{Builder, Totp};
use zeroize::Zeroizing;

/// Bytes of a secret (RFC 4226, section 4: 160 bits).
const SECRET_BYTES: usize = 20;
/// Seconds in which a code stays the same.
const STEP_SECONDS: u64 = 30;

/// A secret on its way into somebody's app, before the first code shows that it arrived.
pub struct NewAuthenticator(Zeroizing<[u8; SECRET_BYTES]>);

impl std::fmt::Debug for NewAuthenticator {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("NewAuthenticator(…)")
    }
}

impl NewAuthenticator {
    /// The secret as people type it into an app: base32 in groups of four.
    #[must_use]
    pub fn typed(&self) -> String {
        let letters = totp_rs::Secret::from(&self.0[..]).to_base32();
        let groups = letters.as_bytes().chunks(4);
        let groups: Vec<_> = groups.map(String::from_utf8_lossy).collect();
        groups.join(" ")
    }

    /// The address in the QR code (the key URI format). The app shows the label.
    ///
    /// # Errors
    /// A [`Fault`] when the label is empty.
    pub fn uri(&self, label: &str) -> Result<String, Fault> {
        // A colon parts the label from the issuer.
        let label = label.replace(':', " ");
        let builder = builder(&self.0[..])
            .with_account_name(label)
            .with_issuer(Some("Parenthesis"));
        let totp = builder.build().and_then(|totp| totp.to_url());
        totp.map_err(|e| Fault::new("drawing an authenticator", e.to_string()))
    }
}

fn builder(secret: &[u8]) -> Builder {
    Builder::new()
        .with_secret(secret)
        .with_skew(1)
        .with_step_duration(STEP_SECONDS)
}

fn totp(secret: &[u8]) -> Result<Totp, Fault> {
    let built = builder(secret).build();
    built.map_err(|e| Fault::new("reading an authenticator", e.to_string()))
}

/// The step whose code this is; a minute of difference between the clocks does no harm.
fn step(secret: &[u8], typed: &str, now: Timestamp) -> Result<Option<u64>, Fault> {
    let digits: String = typed
        .chars()
        .filter(|c| !c.is_whitespace())
        .take(7)
        .collect();
    if digits.len() != 6 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Ok(None);
    }
    let seconds = u64::try_from(now.as_second()).unwrap_or(0);
    Ok(totp(secret)?.check(&digits, seconds))
}

impl<S: Store> App<S> {
    /// A fresh secret for the person's app. It stands in the form until a code shows that the app
    /// has it: sealed, for that account only.
    ///
    /// # Errors
    /// A [`Fault`] when sealing fails.
    pub fn new_authenticator(
        &self,
        session: &Session,
    ) -> Result<(NewAuthenticator, String), Fault> {
        let secret = NewAuthenticator(Zeroizing::new(random(&*self.entropy)));
        let sealed = self.seal_secret(AUTHENTICATOR, session.account(), &*secret.0)?;
        Ok((secret, URL_SAFE_NO_PAD.encode(sealed)))
    }

    /// What [`App::new_authenticator`] put into the form. `None` when it was not made here for
    /// this account.
    pub fn read_new_authenticator(
        &self,
        session: &Session,
        sealed: &str,
    ) -> Option<NewAuthenticator> {
        let sealed = (sealed.len() <= 200).then(|| URL_SAFE_NO_PAD.decode(sealed).ok())??;
        let bound = super::bound(AUTHENTICATOR, session.account());
        let clear = self.instance.open_secret(&bound, &sealed).ok()?;
        let secret: [u8; SECRET_BYTES] = clear.as_slice().try_into().ok()?;
        Some(NewAuthenticator(Zeroizing::new(secret)))
    }

    /// Begins to ask for codes of six digits, once a code shows that the app has the secret.
    /// `false` when the code is another.
    ///
    /// # Errors
    /// [`AccessError::Fault`] when storing fails.
    pub async fn set_authenticator(
        self: &Arc<Self>,
        session: &Session,
        new: &NewAuthenticator,
        typed: &str,
    ) -> Result<bool, AccessError> {
        let now = self.clock.now();
        let Some(step) = step(&*new.0, typed, now)? else {
            return Ok(false);
        };
        let account = session.account();
        let rows = vec![row(AccessRow::SetAuthenticator(Authenticator {
            account: account.clone(),
            sealed: self.seal_secret(AUTHENTICATOR, account, &*new.0)?,
            step,
            created: millis(now),
        }))];
        self.change_access(session, AccessChange::AuthenticatorSet, rows)
            .await?;
        Ok(true)
    }

    /// Asks for no codes of six digits any more.
    ///
    /// # Errors
    /// [`AccessError::Gone`] when none were asked for; a fault when storing fails.
    pub async fn remove_authenticator(
        self: &Arc<Self>,
        session: &Session,
    ) -> Result<(), AccessError> {
        let rows = vec![row(AccessRow::RemoveAuthenticator {
            account: session.account().clone(),
        })];
        self.change_access(session, AccessChange::AuthenticatorRemoved, rows)
            .await
    }

    /// The row that takes a code; `None` when it is not the code of now. The row is a conflict
    /// when the code was taken before.
    pub(super) async fn step_row(
        &self,
        account: &AccountId,
        typed: &str,
    ) -> Result<Option<Row>, Fault> {
        let doing = "checking a code of six digits";
        let kept = self.store.authenticator(account).await;
        let Some(kept) = kept.map_err(|e| Fault::new(doing, e))? else {
            return Ok(None);
        };
        let secret = self.open_secret(AUTHENTICATOR, account, &kept.sealed)?;
        let step = step(&secret, typed, self.clock.now())?;
        Ok(step.map(|step| {
            row(AccessRow::TakeStep {
                account: account.clone(),
                step,
            })
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 6238, appendix B: the last six digits of its codes for SHA-1.
    #[test]
    fn codes_are_those_of_the_standard() {
        let secret = b"12345678901234567890";
        for (second, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
        ] {
            let now = Timestamp::from_second(second).unwrap();
            let at = u64::try_from(second).unwrap() / STEP_SECONDS;
            assert_eq!(step(secret, code, now).unwrap(), Some(at), "{second}");
            let late = now + jiff::SignedDuration::from_secs(70);
            assert_eq!(step(secret, code, late).unwrap(), None);
        }
        let now = Timestamp::from_second(59).unwrap();
        assert_eq!(step(secret, " 287 082 ", now).unwrap(), Some(1));
        for wrong in ["", "28708", "2870820", "28708x", "٢٨٧٠٨٢"] {
            assert_eq!(step(secret, wrong, now).unwrap(), None, "{wrong}");
        }
    }

    #[test]
    fn the_secret_is_shown_as_apps_read_it() {
        let secret = NewAuthenticator(Zeroizing::new(*b"12345678901234567890"));
        // RFC 4648, section 6.
        assert_eq!(
            secret.typed().replace(' ', ""),
            "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
        );
        assert_eq!(secret.typed().split(' ').count(), 8);
        let uri = secret.uri("Mara: thuis").unwrap();
        assert!(
            uri.starts_with("otpauth://totp/Parenthesis:Mara%20"),
            "{uri}"
        );
        assert!(
            uri.contains("secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"),
            "{uri}"
        );
    }
}
