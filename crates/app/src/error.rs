//! What can go wrong besides a refusal: something of ours. It gets a number that a person can
//! pass on; the log has the number and the cause, never a name, an address or a body.

use crate::ToSign;
use family::Refusal;
use std::error::Error;
use std::fmt;
use std::hash::{BuildHasher as _, RandomState};

/// Something failed that is not the person's doing.
#[derive(Debug)]
pub struct Fault {
    doing: &'static str,
    cause: Box<dyn Error + Send + Sync>,
    incident: Incident,
}

/// The number of a fault: shown to the person and written to the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Incident(u32);

impl fmt::Display for Incident {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04X}-{:04X}", self.0 >> 16, self.0 & 0xFFFF)
    }
}

impl Fault {
    /// A fault while doing something (a short phrase such as "writing an entry").
    pub fn new(doing: &'static str, cause: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        let cause = cause.into();
        // The standard library's hasher is seeded anew each time: enough for a reference number.
        let number = RandomState::new().hash_one(doing);
        let [.., a, b, c, d] = number.to_be_bytes();
        let incident = Incident(u32::from_be_bytes([a, b, c, d]));
        tracing::error!(%incident, doing, %cause, "fault");
        Self {
            doing,
            cause,
            incident,
        }
    }

    /// What lay behind it: for whoever hosts, never for a page.
    #[must_use]
    pub fn cause(&self) -> &(dyn Error + Send + Sync + 'static) {
        &*self.cause
    }

    /// Whether there was no room to write: nothing was recorded, reading goes on, and the same
    /// can be sent again once whoever hosts has made room.
    #[must_use]
    pub fn is_full(&self) -> bool {
        let mut cause: Option<&(dyn Error + 'static)> = Some(&*self.cause);
        while let Some(error) = cause {
            if error.downcast_ref() == Some(&store::Fault::Full) {
                return true;
            }
            cause = error.source();
        }
        false
    }

    /// The number under which the log has it.
    #[must_use]
    pub fn incident(&self) -> Incident {
        self.incident
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} failed ({}): {}",
            self.doing, self.incident, self.cause
        )
    }
}

impl Error for Fault {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&*self.cause)
    }
}

/// Why an act did not happen.
#[derive(Debug, thiserror::Error)]
pub enum ActError {
    /// The family's rules say no.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The record moved on while this was decided, more often than we try again.
    #[error("the record moved on; look again")]
    Stale,
    /// A row that belongs to the act could not be written, such as an invitation that was used.
    #[error(transparent)]
    Conflict(store::Conflict),
    /// Nothing was recorded: the author's device asked what it has to sign.
    #[error("this is what the device has to sign")]
    ToSign(ToSign),
    /// The device's signature is not one over what would be recorded.
    #[error("the device's signature does not fit what would be recorded")]
    Signature,
    /// It is our fault.
    #[error(transparent)]
    Fault(#[from] Fault),
}
