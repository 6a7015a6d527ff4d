//! Devices on which somebody signed in before: their guesses are counted apart, so that whoever
//! guesses from elsewhere does not lock the owner out.
//!
//! May touch: the keyed hash of the app; the store, for an account. The server keeps no list; a device shows what it was
//! given. It opens nothing, and another password makes it worthless.

use crate::world::{hex, random};
use crate::{App, Fault, Secret, Session};
use store::{Account, PasswordHash, Store};

/// What a device shows that somebody signed in on before: 32 hexadecimal digits of its own and a
/// keyed hash over them and the account.
#[derive(Clone, PartialEq, Eq)]
pub struct KnownDevice {
    own: [u8; 32],
    tag: Secret,
}

impl std::fmt::Debug for KnownDevice {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("KnownDevice(…)")
    }
}

impl KnownDevice {
    /// Reads what [`KnownDevice::reveal`] wrote.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let (own, tag) = text.split_once('.')?;
        let plain = |b: &u8| b.is_ascii_digit() || (b'a'..=b'f').contains(b);
        let own: [u8; 32] = own.as_bytes().try_into().ok()?;
        if !own.iter().all(plain) {
            return None;
        }
        let tag = Secret::read(tag)?;
        Some(Self { own, tag })
    }

    /// As it stands in a cookie.
    #[must_use]
    pub fn reveal(&self) -> String {
        let own = String::from_utf8_lossy(&self.own);
        format!("{own}.{}", self.tag.reveal())
    }

    /// What tells it apart from other devices.
    pub(crate) fn own(&self) -> &[u8; 32] {
        &self.own
    }
}

impl<S: Store> App<S> {
    /// What the device gets on which somebody has just signed in.
    pub(crate) fn known_device(&self, account: &Account) -> KnownDevice {
        let mut own = [0; 32];
        own.copy_from_slice(hex(&random::<16>(&*self.entropy)).as_bytes());
        let tag = self.known_tag(account, &own);
        KnownDevice { own, tag }
    }

    /// What the device gets on which a session has just begun by other ways than signing in.
    ///
    /// # Errors
    /// A [`Fault`] when reading fails.
    pub async fn device_of(&self, session: &Session) -> Result<KnownDevice, Fault> {
        let account = self.account_of(session, "signing in").await?;
        Ok(self.known_device(&account))
    }

    /// Whether a device was given this for the account.
    pub(crate) fn knows(&self, account: &Account, device: &KnownDevice) -> bool {
        // Both are hashed before they are compared, so the time says nothing about where they
        // differ.
        self.known_tag(account, &device.own).hash() == device.tag.hash()
    }

    fn known_tag(&self, account: &Account, own: &[u8; 32]) -> Secret {
        let password = account.password.as_ref().map_or("", PasswordHash::as_str);
        let own = String::from_utf8_lossy(own);
        let said = format!("{} {own} {password}", account.id);
        Secret::derived(self.mac("known device", said.as_bytes()))
    }
}
