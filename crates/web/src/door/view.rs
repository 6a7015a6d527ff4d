//! What the pages at the door need to know, as plain data.
//!
//! May touch: its own fields. No view holds a password.

use app::LetInBy;
use jiff::civil::DateTime;

use super::form::FieldError;
use crate::people::view::GrantView;

/// Why the sign-in page is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SignInState {
    /// Somebody came to sign in.
    Fresh,
    /// A field was left empty.
    Incomplete(Vec<FieldError>),
    /// The two do not fit together. The same for an unknown address and a wrong password.
    Refused,
    /// The passkey was not accepted.
    PasskeyRefused,
    /// Too many attempts; the server waits before it looks at another.
    Waits,
    /// The session ended, or was locked by leaving.
    Ended,
    /// The person signed out.
    SignedOut,
    /// The person closed the account.
    Closed,
}

/// The sign-in page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignInView {
    /// The address as typed before.
    pub mail: String,
    /// Whether others use the device too.
    pub shared: bool,
    /// Why the page is shown.
    pub state: SignInState,
}

/// The page behind an invitation's link.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(clippy::large_enum_variant, reason = "there is one a page")]
pub enum JoinView {
    /// The link works.
    Open(Open),
    /// It does not: expired, used, replaced by a newer one, or never made. Which of these is not
    /// said, since the link alone proves nothing about who asks.
    Gone,
}

/// An invitation that works.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Open {
    /// The secret, as it stands in the address.
    pub secret: String,
    /// Who invites.
    pub inviter: String,
    /// Who is invited.
    pub invited: String,
    /// Until when the link works, in the family's zone.
    pub until: DateTime,
    /// The address as typed before.
    pub mail: String,
    /// What is wrong with the form; empty at first.
    pub errors: Vec<FieldError>,
    /// What is granted to somebody who is no parent, and by whom.
    pub guest: Option<(GrantView, LetInBy)>,
    /// Whoever opens the link is signed in already.
    pub signed_in: ReaderHere,
}

/// Whether whoever opens a link to join is signed in already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReaderHere {
    /// Nobody is.
    No,
    /// Somebody is, and may join with that account.
    Yes,
    /// Somebody is, who takes part in this family already.
    HereAlready,
}

/// How far the invitation of the other parent is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InviteState {
    /// No link was made yet.
    NotInvited,
    /// A link was just made; it is shown this once.
    Made {
        /// The whole address.
        link: String,
        /// Until when it works, in the family's zone.
        until: DateTime,
    },
    /// A link was made before; the server keeps no copy of it.
    Waiting {
        /// When it was made, in the family's zone.
        since: DateTime,
    },
    /// The other parent closed the account; the place can be offered again.
    Left {
        /// Since when, in the family's zone.
        since: DateTime,
    },
    /// The other parent takes part.
    Joined,
}

/// The page where a parent invites the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InviteView {
    /// The other parent.
    pub other: String,
    /// How far it is.
    pub state: InviteState,
    /// A fresh command id for making a link.
    pub command: String,
}

impl SignInView {
    /// One page for every state.
    #[must_use]
    pub fn sample() -> Vec<(&'static str, Self)> {
        use super::form::Wrong;
        let view = |mail: &str, state| Self {
            mail: mail.to_owned(),
            shared: mail.is_empty(),
            state,
        };
        let empty = vec![FieldError {
            field: "pass",
            wrong: Wrong::NoPassword,
        }];
        vec![
            ("fresh", view("", SignInState::Fresh)),
            (
                "incomplete",
                view("mara@example.org", SignInState::Incomplete(empty)),
            ),
            ("refused", view("mara@example.org", SignInState::Refused)),
            ("waits", view("mara@example.org", SignInState::Waits)),
            ("passkey", view("", SignInState::PasskeyRefused)),
            ("ended", view("", SignInState::Ended)),
            ("signed-out", view("", SignInState::SignedOut)),
            ("closed", view("", SignInState::Closed)),
        ]
    }
}

impl JoinView {
    /// One page for every state.
    #[must_use]
    pub fn sample() -> Vec<(&'static str, Self)> {
        use super::form::Wrong;
        let open = Open {
            secret: "c2VjcmV0".to_owned(),
            inviter: "Mara".to_owned(),
            invited: "Elias".to_owned(),
            until: jiff::civil::datetime(2026, 10, 28, 9, 15, 0, 0),
            mail: String::new(),
            errors: Vec::new(),
            guest: None,
            signed_in: ReaderHere::No,
        };
        let grant = GrantView::sample();
        let wrong = Open {
            mail: "elias\"><b>".to_owned(),
            errors: vec![
                FieldError {
                    field: "mail",
                    wrong: Wrong::BadMail,
                },
                FieldError {
                    field: "pass",
                    wrong: Wrong::Short { found: 7 },
                },
            ],
            ..open.clone()
        };
        vec![
            ("open", Self::Open(open.clone())),
            (
                "guest",
                Self::Open(Open {
                    guest: Some((grant, LetInBy::Both)),
                    ..open.clone()
                }),
            ),
            (
                "signed-in",
                Self::Open(Open {
                    signed_in: ReaderHere::Yes,
                    ..open
                }),
            ),
            ("wrong", Self::Open(wrong)),
            ("gone", Self::Gone),
        ]
    }
}

impl InviteView {
    /// One page for every state.
    #[must_use]
    pub fn sample() -> Vec<(&'static str, Self)> {
        let at = jiff::civil::datetime(2026, 10, 28, 9, 15, 0, 0);
        let link = "http://localhost:8080/join/c2VjcmV0".to_owned();
        let states = [
            ("not-invited", InviteState::NotInvited),
            ("made", InviteState::Made { link, until: at }),
            ("waiting", InviteState::Waiting { since: at }),
            ("joined", InviteState::Joined),
            ("left", InviteState::Left { since: at }),
        ];
        let view = |state| Self {
            other: "Elias".to_owned(),
            state,
            command: "c-1".to_owned(),
        };
        states
            .into_iter()
            .map(|(name, state)| (name, view(state)))
            .collect()
    }
}
