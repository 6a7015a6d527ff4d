//! The door: signing in, joining by an invitation, inviting, and the neutral page after leaving.
//!
//! May touch: its arguments. Whether a password fits, and who may join, is decided elsewhere;
//! here are the forms, what they mean, and the pages.
//!
//! | Address | What |
//! |---|---|
//! | `GET`, `POST /sign-in` | [`markup::sign_in_page`], [`form::SignInForm`] |
//! | `GET`, `POST /join/{secret}` | [`markup::join_page`], [`form::JoinForm`] |
//! | `GET`, `POST /invitation` | [`markup::invite_page`]; posts `command` |
//! | `GET /away` | [`markup::away_page`] |

pub mod form;
pub(crate) mod handler;
pub mod markup;
pub mod view;

/// Where a parent makes the link for the other one (page and post).
pub const INVITATION: &str = "/invitation";

/// The neutral page after leaving.
pub const AWAY: &str = "/away";

/// The address of an invitation: the secret stands in the path, so the page sends no referrer
/// and must not be kept by caches.
#[must_use]
pub fn join_path(secret: &str) -> String {
    format!("/join/{secret}")
}

#[cfg(test)]
mod tests;
