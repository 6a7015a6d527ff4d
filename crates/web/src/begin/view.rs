//! What the pages of the first run need to know, as plain data.
//!
//! May touch: its own fields. No view holds a password.

use super::form::{ChildRow, FieldError, Typed, Wrong};
use jiff::civil::DateTime;

/// The page with the form that begins a family.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormView {
    /// The secret, as it stands in the address.
    pub secret: String,
    /// What was typed before.
    pub typed: Typed,
    /// What is wrong; empty at first.
    pub errors: Vec<FieldError>,
}

/// The page after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BegunView {
    /// The other parent.
    pub other: String,
    /// The address for the other parent, and until when it works in the family's zone; `None`
    /// when no name was given, or making it failed.
    pub link: Option<(String, DateTime)>,
}

impl FormView {
    /// One page for every state.
    #[must_use]
    pub fn sample() -> Vec<(&'static str, Self)> {
        let typed = Typed {
            zone: "Europe/Amsterdam".to_owned(),
            children: vec![ChildRow::default()],
            ..Typed::default()
        };
        let fresh = Self {
            secret: "c2VjcmV0".to_owned(),
            typed,
            errors: Vec::new(),
        };
        let row = |name: &str, born: &str| ChildRow {
            name: name.to_owned(),
            born: born.to_owned(),
        };
        let error = |field: &str, wrong| FieldError {
            field: field.to_owned(),
            wrong,
        };
        let wrong = Self {
            typed: Typed {
                you: "Mara\"><b>".to_owned(),
                other: "Elias".to_owned(),
                children: vec![row("Noor", ""), row("Sam", "next year")],
                mail: "mara".to_owned(),
                zone: "Mars".to_owned(),
            },
            errors: vec![
                error("c1-born", Wrong::NoBorn),
                error("c2-born", Wrong::BadBorn),
                error("mail", Wrong::Door(crate::door::form::Wrong::BadMail)),
                error("zone", Wrong::NoZone),
            ],
            ..fresh.clone()
        };
        vec![("fresh", fresh), ("wrong", wrong)]
    }
}

impl BegunView {
    /// One page for every state.
    #[must_use]
    pub fn sample() -> Vec<(&'static str, Self)> {
        let at = jiff::civil::datetime(2026, 10, 28, 9, 15, 0, 0);
        let link = "http://localhost:8080/join/c2VjcmV0".to_owned();
        let view = |link| Self {
            other: "Elias".to_owned(),
            link,
        };
        vec![("invited", view(Some((link, at)))), ("alone", view(None))]
    }
}
