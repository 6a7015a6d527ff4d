//! What the pages about the way back in need to know, as plain data.
//!
//! May touch: its own fields. No view holds a password.

use jiff::civil::DateTime;

use crate::door::form::FieldError;

/// How far asking is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LostState {
    /// Somebody came to ask.
    Fresh,
    /// What was typed is no address.
    Wrong(FieldError),
    /// Too many asked.
    Waits,
    /// It was taken. The same for every address.
    Asked,
}

/// The page that asks for an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LostView {
    /// The address as typed before; empty once it was taken.
    pub mail: String,
    /// How far it is.
    pub state: LostState,
}

/// A moment by a clock that is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wait {
    /// When, by that clock.
    pub at: DateTime,
    /// The zone's name, such as `Europe/Amsterdam`.
    pub zone: String,
}

/// A way back in that is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Open {
    /// The secret, as it stands in the address.
    pub secret: String,
    /// Until when.
    pub until: Wait,
    /// What is wrong with the form; empty at first.
    pub errors: Vec<FieldError>,
}

/// The page behind the link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RecoverView {
    /// It opens later.
    Waits(Wait),
    /// A password can be chosen.
    Open(Open),
    /// It is used, stopped, over, or never was: which of these is not said.
    Gone,
}

impl LostView {
    /// One page for every state.
    #[must_use]
    pub fn sample() -> Vec<(&'static str, Self)> {
        use crate::door::form::Wrong;
        let view = |mail: &str, state| Self {
            mail: mail.to_owned(),
            state,
        };
        let wrong = FieldError {
            field: "mail",
            wrong: Wrong::BadMail,
        };
        vec![
            ("fresh", view("", LostState::Fresh)),
            ("wrong", view("mara\"><b>", LostState::Wrong(wrong))),
            ("waits", view("mara@example.org", LostState::Waits)),
            ("asked", view("", LostState::Asked)),
        ]
    }
}

impl RecoverView {
    /// One page for every state.
    #[must_use]
    pub fn sample() -> Vec<(&'static str, Self)> {
        use crate::door::form::Wrong;
        let at = |day| Wait {
            at: jiff::civil::datetime(2026, 11, day, 10, 15, 0, 0),
            zone: "Europe/Amsterdam".to_owned(),
        };
        let open = Open {
            secret: "c2VjcmV0".to_owned(),
            until: at(30),
            errors: Vec::new(),
        };
        let short = FieldError {
            field: "pass",
            wrong: Wrong::Short { found: 7 },
        };
        let wrong = Open {
            errors: vec![short],
            ..open.clone()
        };
        vec![
            ("waits", Self::Waits(at(26))),
            ("open", Self::Open(open)),
            ("wrong", Self::Open(wrong)),
            ("gone", Self::Gone),
        ]
    }
}
