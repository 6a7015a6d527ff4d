//! Names that never change and say nothing about a person.
//!
//! All of them are made outside (this crate has no randomness) and only checked here.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

/// Longest id accepted, in bytes.
pub const MAX_ID_BYTES: usize = 64;

/// Why a text is not an id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("an id has 1 to {MAX_ID_BYTES} characters out of a-z, 0-9 and '-'; found {0:?}")]
pub struct BadId(String);

fn checked(text: &str) -> Result<Arc<str>, BadId> {
    let fits = (1..=MAX_ID_BYTES).contains(&text.len());
    let plain = text
        .bytes()
        .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    if fits && plain {
        Ok(Arc::from(text))
    } else {
        Err(BadId(text.chars().take(MAX_ID_BYTES).collect()))
    }
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// The id as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = BadId;
            fn from_str(text: &str) -> Result<Self, BadId> {
                checked(text).map(Self)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }
    };
}

id!(
    /// One person in one family. Pseudonymous: leaves carry it, names stay in sealed bodies.
    MemberId
);
id!(
    /// One offer and all its revisions.
    ProposalId
);
id!(
    /// A topic of messages that a parent gave a title.
    TopicId
);
id!(
    /// A draft of a plan and all its saves. It stands in its author's private record alone.
    DraftId
);
id!(
    /// One call with the children.
    CallId
);
id!(
    /// A tablet with which children call.
    TabletId
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_short_and_plain() {
        assert_eq!("m-1f".parse::<MemberId>().unwrap().as_str(), "m-1f");
        for bad in ["", "M", "a b", "é", &"a".repeat(65)] {
            assert!(bad.parse::<ProposalId>().is_err(), "{bad:?}");
        }
    }
}
