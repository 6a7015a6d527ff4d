//! How somebody gets in: passkeys, codes of six digits, codes on paper, the password, the
//! sessions, and confirming that it is still they.
//!
//! May touch: `app`'s use cases of access. What is shown here is the reader's own; no other member
//! of the family can see or measure any of it.

pub(crate) mod address;
pub(crate) mod alerts;
pub(crate) mod confirm;
pub(crate) mod handler;
mod markup;
pub(crate) mod passkey;
pub(crate) mod second;
#[cfg(test)]
mod tests;
mod view;

use crate::text::{Text, t};
use family::{AccessChange, RecoveryBy};

pub use markup::{access_page, authenticator_page, codes_page, confirm_page, second_page};
pub(crate) use markup::{qr, use_passkey};
pub use view::{
    AccessView, AlertsView, AuthenticatorView, ConfirmView, PasskeyLine, SecondView, SessionLine,
    Told,
};

pub(crate) use crate::page::paths::ACCESS;
/// Ends sessions (post: `session`, or `others`).
pub(crate) const END_SESSION: &str = "/access/sessions/end";
/// Another password (post).
pub(crate) const PASSWORD: &str = "/access/password";
/// Codes of six digits: the secret for an app, and the first code (form and post).
pub(crate) const AUTHENTICATOR: &str = "/access/authenticator";
/// No codes of six digits any more (post).
pub(crate) const NO_AUTHENTICATOR: &str = "/access/authenticator/remove";
/// Where messages about signing in go (post).
pub(crate) const ALERTS: &str = "/access/alerts";
/// New recovery codes (post).
pub(crate) const CODES: &str = "/access/codes";
/// A new passkey: what the browser needs (post, for a script), then the passkey (post).
pub(crate) const BEGIN_PASSKEY: &str = "/access/passkeys/begin";
/// A new passkey (post).
pub(crate) const PASSKEYS: &str = "/access/passkeys";
/// A passkey less (post).
pub(crate) const REMOVE_PASSKEY: &str = "/access/passkeys/remove";
/// Another address to sign in with (post: `mail`).
pub(crate) const ADDRESS: &str = "/access/address";
/// It is still the person (form and post).
pub(crate) const CONFIRM: &str = "/access/confirm";
/// Signing in with a passkey: what the browser needs (post, for a script).
pub(crate) const ASK_PASSKEY: &str = "/sign-in/passkey/begin";
/// Signing in with a passkey (post).
pub(crate) const ENTER_PASSKEY: &str = "/sign-in/passkey";
/// The code after the password (form and post).
pub(crate) const SECOND: &str = "/sign-in/code";

/// What changed, as a sentence.
#[must_use]
pub fn sentence(text: &Text, change: &AccessChange) -> String {
    match change {
        AccessChange::PasskeyAdded { name } => {
            t!(text, "access-did-passkey-added", name = name.as_str())
        }
        AccessChange::PasskeyRemoved { name } => {
            t!(text, "access-did-passkey-removed", name = name.as_str())
        }
        AccessChange::AuthenticatorSet => t!(text, "access-did-authenticator").into_owned(),
        AccessChange::AuthenticatorRemoved => t!(text, "access-did-no-authenticator").into_owned(),
        AccessChange::RecoveryCodesMade => t!(text, "access-did-codes").into_owned(),
        AccessChange::RecoveryCodeUsed => t!(text, "access-did-code-used").into_owned(),
        AccessChange::PasswordChanged => t!(text, "access-did-password").into_owned(),
        AccessChange::SessionsEnded { others: false } => {
            t!(text, "access-did-session-ended").into_owned()
        }
        AccessChange::SessionsEnded { others: true } => {
            t!(text, "access-did-others-ended").into_owned()
        }
        AccessChange::RecoveryBegun {
            by: RecoveryBy::Mail,
        } => t!(text, "access-did-recovery-mail").into_owned(),
        AccessChange::RecoveryBegun {
            by: RecoveryBy::Operator,
        } => t!(text, "access-did-recovery-operator").into_owned(),
        AccessChange::RecoveryStopped => t!(text, "access-did-recovery-stopped").into_owned(),
        AccessChange::RecoveryDone => t!(text, "access-did-recovered").into_owned(),
        AccessChange::AlertsMoved => t!(text, "access-did-alerts").into_owned(),
        AccessChange::AddressChanged => t!(text, "access-did-address").into_owned(),
    }
}
