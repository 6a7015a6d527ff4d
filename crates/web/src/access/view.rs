//! What the pages about getting in need to know, as plain data.
//!
//! May touch: its own fields. No view holds a password; the secret for an app and the codes on
//! paper stand on the one page that shows them.

use app::WeakPassword;
use jiff::civil::DateTime;

/// A passkey on the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PasskeyLine {
    /// Names it in the form.
    pub id: String,
    /// What the person calls it.
    pub name: String,
    /// When it was added.
    pub since: DateTime,
    /// When somebody last signed in with it.
    pub used: Option<DateTime>,
    /// Whether it is kept in several places.
    pub backed_up: bool,
}

/// A session on the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionLine {
    /// Names it in the form.
    pub name: String,
    /// `Chrome on Linux`, where that is known.
    pub device: Option<String>,
    /// When it began.
    pub since: DateTime,
    /// When it was last used, to about ten minutes.
    pub used: DateTime,
    /// Whether it is this one.
    pub this: bool,
}

/// What the page tells besides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// Something was changed, and is so now.
    Changed,
    /// What was to be changed is not there any more.
    Gone,
    /// Nothing would be left to sign in with.
    Last,
    /// The device is new here, and nobody has set its sign-in aside.
    NewHere,
    /// The passkey was not accepted.
    PasskeyRefused,
    /// There are as many passkeys as there may be.
    TooManyPasskeys,
    /// The passkey needs a name.
    PasskeyName,
    /// The new password is not taken.
    PasswordWeak(WeakPassword),
    /// The new password was typed in two ways.
    PasswordTwice,
    /// The address for messages is none.
    AlertsMail,
    /// The address to sign in with is not taken.
    Address(AddressWrong),
    /// The way back in that waited was stopped.
    Stopped,
    /// The reader came in by a way back.
    Recovered,
}

impl Told {
    /// Whether nothing was changed.
    #[must_use]
    pub const fn wrong(self) -> bool {
        !matches!(self, Self::Changed | Self::Stopped | Self::Recovered)
    }
}

/// Why an address to sign in with is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AddressWrong {
    /// It is none.
    Bad,
    /// Somebody signs in with it.
    Taken,
    /// A way back in waits, which must be stopped first.
    RecoveryWaits,
    /// Too many were tried.
    TooMany,
}

/// Where messages about signing in go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AlertsView {
    /// To the address that is signed in with.
    Account,
    /// To this one.
    Other(String),
    /// Nowhere.
    Nowhere,
}

/// All that one signs in with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccessView {
    /// The address that is signed in with.
    pub address: String,
    /// The passkeys, oldest first.
    pub passkeys: Vec<PasskeyLine>,
    /// Whether this server's address allows passkeys.
    pub passkeys_possible: bool,
    /// Whether there is a password.
    pub password: bool,
    /// Since when codes of six digits are asked for.
    pub authenticator: Option<DateTime>,
    /// How many codes on paper are left, and how many were made.
    pub paper: (usize, usize),
    /// The sessions, last used first.
    pub sessions: Vec<SessionLine>,
    /// Where messages about signing in go.
    pub alerts: AlertsView,
    /// What is told above.
    pub told: Option<Told>,
}

/// The secret for an app.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuthenticatorView {
    /// As people type it.
    pub typed: String,
    /// The same as an address, for the QR code and for a link on a phone.
    pub uri: String,
    /// The same, sealed, for the form.
    pub sealed: String,
    /// Whether the code that was typed is another.
    pub wrong: bool,
}

/// Confirming.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfirmView {
    /// Where to go on.
    pub back: String,
    /// Whether a code is asked for beside the password.
    pub code: bool,
    /// Whether there is a password.
    pub password: bool,
    /// Whether there is a passkey that this address can use.
    pub passkey: bool,
    /// What was wrong.
    pub wrong: Option<ConfirmWrong>,
}

/// Why it was not confirmed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConfirmWrong {
    /// Password or code are not right.
    No,
    /// Too many guesses.
    Waits,
    /// The passkey was not accepted.
    Passkey,
}

/// The code after the password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SecondView {
    /// What was wrong: `Some(true)` after too many guesses.
    pub wrong: Option<bool>,
}
