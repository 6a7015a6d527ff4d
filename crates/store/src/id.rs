//! Newtypes for what the store is handed: ids, addresses, hashes and times. Pure.

use std::fmt;
use std::sync::Arc;

macro_rules! text_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        ///
        /// Text of 1 to [`limits::ID_BYTES`](crate::limits::ID_BYTES) bytes, made by the
        /// caller; a longer one is turned away when it is written.
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// Takes the id as it is.
            #[must_use]
            pub fn new(text: impl Into<Arc<str>>) -> Self {
                Self(text.into())
            }

            /// The id as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// The id as shared text, without copying it.
            #[must_use]
            pub fn shared(&self) -> Arc<str> {
                Arc::clone(&self.0)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

text_id!(
    /// A tree, named by its origin (`parenthesis/<32 hex>`): a family's or a person's own.
    TreeId
);
text_id!(
    /// A command, named by whoever sends it, so that sending it twice does it once.
    CommandId
);
text_id!(
    /// A family.
    FamilyId
);
text_id!(
    /// A member of a family.
    MemberId
);
text_id!(
    /// An account: one person's way of signing in, for any number of families.
    AccountId
);

/// An e-mail address, normalised so that one mailbox has one account.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Email(Arc<str>);

impl Email {
    /// The longest address, in bytes (RFC 5321, section 4.5.3.1.3, less the brackets).
    pub const LONGEST_BYTES: usize = 254;

    /// Trims, lower-cases and checks the shape `local@domain` without blanks or control
    /// characters. `None` if the text is no address.
    ///
    /// ```
    /// use store::Email;
    ///
    /// let mara = Email::normalise(" Mara@Example.org ").ok_or("no address")?;
    /// assert_eq!(mara.as_str(), "mara@example.org");
    /// assert_eq!(Email::normalise("mara"), None);
    /// # Ok::<(), &str>(())
    /// ```
    #[must_use]
    pub fn normalise(text: &str) -> Option<Self> {
        let text = text.trim().to_lowercase();
        let (local, domain) = text.split_once('@')?;
        let plain = !text.chars().any(|c| c.is_whitespace() || c.is_control());
        let shaped = !local.is_empty() && !domain.is_empty() && !domain.contains('@');
        (plain && shaped && text.len() <= Self::LONGEST_BYTES).then(|| Self(text.into()))
    }

    /// The normalised address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The text of an Argon2id hash (PHC string). Its `Debug` shows nothing of it.
#[derive(Clone, PartialEq, Eq)]
pub struct PasswordHash(Arc<str>);

impl PasswordHash {
    /// Takes the PHC string as it is; 1 to 512 bytes.
    #[must_use]
    pub fn new(phc: impl Into<Arc<str>>) -> Self {
        Self(phc.into())
    }

    /// The PHC string, to verify a password against.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for PasswordHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PasswordHash(..)")
    }
}

/// The SHA-256 of a token that someone carries in a cookie or a link. The token itself is
/// never stored. Its `Debug` shows nothing of it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TokenHash(pub [u8; 32]);

impl fmt::Debug for TokenHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TokenHash(..)")
    }
}

/// An instant: milliseconds since 1970-01-01T00:00Z.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnixMillis(pub i64);
