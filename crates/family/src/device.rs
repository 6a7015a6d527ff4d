//! Devices that sign for a parent: their keys, and who may use which.
//! Pure. That a signature holds is checked where entries are made; here are only the rules.

use crate::{Context, Entry, Event, Family, Refusal};
use jiff::Timestamp;
use plan::Side;
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

/// Most devices of one parent that may sign at the same time.
pub const MAX_DEVICES: usize = 50;

/// Why a text is not a device's key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a device's key is 32 bytes in base64: 43 letters, digits, '+' or '/', then '='")]
pub struct BadKey;

/// The public key of a device, as the record spells it: 44 characters of base64.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DeviceKey(Arc<str>);

impl DeviceKey {
    /// The key as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for DeviceKey {
    type Err = BadKey;

    fn from_str(text: &str) -> Result<Self, BadKey> {
        let digits = text.strip_suffix('=').ok_or(BadKey)?;
        let plain = |b: u8| b.is_ascii_alphanumeric() || b == b'+' || b == b'/';
        if digits.len() == 43 && digits.bytes().all(plain) {
            Ok(Self(text.into()))
        } else {
            Err(BadKey)
        }
    }
}

impl fmt::Display for DeviceKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A device that signs, or signed, for a parent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Device {
    /// Its public key.
    pub key: DeviceKey,
    /// Whose it is.
    pub of: Side,
    /// Since when it signs.
    pub enrolled: Timestamp,
    /// The entry that says so.
    pub entry: u64,
    /// Since when it does not any more: its owner revoked it, or left.
    pub revoked: Option<Timestamp>,
    /// Whether nobody revoked it, but its owner left.
    pub(crate) left: bool,
}

pub(crate) fn enrol(family: &Family, side: Side, key: DeviceKey) -> Result<Vec<Event>, Refusal> {
    match family.device(&key) {
        Some(device) if device.of != side => Err(Refusal::DeviceOfAnother),
        Some(device) if device.revoked.is_some() => Err(Refusal::DeviceRevoked),
        Some(_) => Err(Refusal::DeviceKnown),
        None if family.devices_of(side).count() >= MAX_DEVICES => {
            Err(Refusal::TooManyDevices { limit: MAX_DEVICES })
        }
        None => Ok(vec![Event::DeviceEnrolled { key }]),
    }
}

pub(crate) fn revoke(family: &Family, side: Side, key: DeviceKey) -> Result<Vec<Event>, Refusal> {
    match family.device(&key) {
        Some(device) if device.of == side && device.revoked.is_none() => {
            Ok(vec![Event::DeviceRevoked { key }])
        }
        Some(device) if device.of == side => Err(Refusal::DeviceRevoked),
        // Whose devices there are on the other side is not told by trying.
        Some(_) | None => Err(Refusal::NoDevice),
    }
}

/// The devices of both, with what an entry changes.
pub(crate) fn enrolled(
    devices: &mut Vec<Device>,
    key: &DeviceKey,
    of: Side,
    entry: &Entry,
) -> Result<(), &'static str> {
    if devices.iter().any(|device| device.key == *key) {
        return Err("a device's key is enrolled once");
    }
    devices.push(Device {
        key: key.clone(),
        of,
        enrolled: entry.at,
        entry: entry.sequence,
        revoked: None,
        left: false,
    });
    Ok(())
}

pub(crate) fn revoked(
    devices: &mut [Device],
    key: &DeviceKey,
    by: Side,
    at: Timestamp,
) -> Result<(), &'static str> {
    // Records from before leaving ended a device say so of one that somebody left behind.
    let signs = |device: &Device| device.revoked.is_none() || device.left;
    let open = |device: &&mut Device| device.key == *key && device.of == by && signs(device);
    let device = devices
        .iter_mut()
        .find(open)
        .ok_or("only an own device that signs is revoked")?;
    device.revoked = Some(at);
    device.left = false;
    Ok(())
}

/// Whoever takes a place that was left takes none of the devices: they stay with who left.
pub(crate) fn left(devices: &mut [Device], side: Side, at: Timestamp) {
    let open = |device: &&mut Device| device.of == side && device.revoked.is_none();
    for device in devices.iter_mut().filter(open) {
        device.revoked = Some(at);
        device.left = true;
    }
}

impl Family {
    /// All devices that ever signed for one of the parents, in the order of their enrolment.
    #[must_use]
    pub fn devices(&self) -> &[Device] {
        &self.devices
    }

    /// The device with this key.
    #[must_use]
    pub fn device(&self, key: &DeviceKey) -> Option<&Device> {
        self.devices.iter().find(|device| device.key == *key)
    }

    /// The devices that sign for one parent now.
    pub fn devices_of(&self, side: Side) -> impl Iterator<Item = &Device> {
        self.devices
            .iter()
            .filter(move |device| device.of == side && device.revoked.is_none())
    }

    /// What has to be recorded before a device can sign an act of this actor: its enrolment when
    /// it is new, nothing when it signs already.
    ///
    /// # Errors
    /// When it cannot sign for this actor.
    pub fn enrolment(
        &self,
        context: &Context,
        key: &DeviceKey,
    ) -> Result<Option<crate::Command>, Refusal> {
        let side = self.side_of(&context.actor).ok_or(Refusal::NotTakingPart)?;
        match enrol(self, side, key.clone()) {
            Ok(_) => Ok(Some(crate::Command::EnrolDevice { key: key.clone() })),
            Err(Refusal::DeviceKnown) => Ok(None),
            Err(refusal) => Err(refusal),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_has_one_shape() {
        let key = "O2onvM62pC1io6jQKm8Nc2UyFXcd4kOmOsBIoYtZ2ik=";
        assert_eq!(key.parse::<DeviceKey>().unwrap().as_str(), key);
        for bad in [
            "",
            "=",
            &key[1..],
            &format!("{key}="),
            &key.replace('c', "-"),
        ] {
            assert_eq!(bad.parse::<DeviceKey>(), Err(BadKey), "{bad:?}");
        }
    }
}
