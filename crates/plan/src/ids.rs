//! The names that a plan gives to its parents, children and clauses. Touches nothing else.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

/// The longest id, in characters.
pub const ID_LENGTH_MAX: usize = 32;

/// A text that is not an id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{text}` is not an id: write a lower-case letter first, then letters, digits and hyphens, {ID_LENGTH_MAX} characters at most"
)]
pub struct IdError {
    /// What was written instead.
    pub text: String,
}

/// Whether `text` is a lower-case slug: `[a-z][a-z0-9-]{0,31}`.
pub(crate) fn is_slug(text: &str) -> bool {
    let mut bytes = text.bytes();
    text.len() <= ID_LENGTH_MAX
        && bytes.next().is_some_and(|first| first.is_ascii_lowercase())
        && bytes.all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

/// An id that is free: this one, or with a number at its end, shortened where it must be.
pub(crate) fn free(id: &str, is_free: impl Fn(&str) -> bool) -> String {
    if is_free(id) {
        return id.to_owned();
    }
    let numbered = (2_usize..).map(|number| {
        let ending = format!("-{number}");
        let room = ID_LENGTH_MAX.saturating_sub(ending.len());
        let kept: String = id.chars().take(room).collect();
        format!("{}{ending}", kept.trim_end_matches('-'))
    });
    let mut free = numbered.filter(|id| is_free(id));
    free.next().unwrap_or_default()
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        ///
        /// A lower-case slug, `[a-z][a-z0-9-]{0,31}`; cheap to clone.
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// The id as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = IdError;

            fn from_str(text: &str) -> Result<Self, IdError> {
                if is_slug(text) {
                    Ok(Self(Arc::from(text)))
                } else {
                    let text = text.chars().take(2 * ID_LENGTH_MAX).collect();
                    Err(IdError { text })
                }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), self.0)
            }
        }
    };
}

id!(
    /// Names a parent within a plan.
    ParentId
);
id!(
    /// Names a child within a plan.
    ChildId
);
id!(
    /// Names a home within a plan.
    HomeId
);
id!(
    /// Names a clause within a plan; stays the same when the clause is amended.
    ClauseId
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_ids_and_nothing_else_is() {
        for good in ["a", "noor", "week-53", "a1", &"a".repeat(32)] {
            assert_eq!(good.parse::<ChildId>().unwrap().as_str(), good);
        }
        for bad in ["", "1a", "-a", "Noor", "a b", "é", "a_b", &"a".repeat(33)] {
            assert!(bad.parse::<ChildId>().is_err(), "{bad}");
        }
    }
}
