//! The forms of calls as they are sent.
//!
//! May touch: its own fields.

use family::{Child, Name};
use jiff::civil::Time;
use plan::ChildId;

use super::view::JoinChoice;
use crate::http::first;
use crate::people::words::bad_text;
use crate::text::{Text, t};

/// The form with which a call begins.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BeginForm {
    /// The ids of the chosen children.
    pub children: Vec<String>,
    /// How one joins.
    pub choice: JoinChoice,
    /// Who is to be there for the children; empty where nobody was chosen.
    pub supervisor: String,
    /// What is wrong.
    pub wrong: Option<String>,
}

impl BeginForm {
    /// The fields as they came.
    #[must_use]
    pub fn read(fields: &[(String, String)]) -> Self {
        Self {
            children: ids(fields),
            choice: JoinChoice::read(fields),
            supervisor: first(fields, "supervisor").to_owned(),
            wrong: None,
        }
    }
}

impl JoinChoice {
    /// The fields, or values of a query, as they came.
    #[must_use]
    pub fn read(fields: &[(String, String)]) -> Self {
        Self {
            audio_only: first(fields, "audio") == "1",
        }
    }

    /// The address of a page with this choice.
    #[must_use]
    pub fn on(self, path: &str) -> String {
        if self.audio_only {
            format!("{path}?audio=1")
        } else {
            path.to_owned()
        }
    }
}

/// The form of a new tablet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TabletForm {
    /// What it is called.
    pub name: String,
    /// The ids of the chosen children.
    pub children: Vec<String>,
    /// From when it is quiet, as typed.
    pub quiet_from: String,
    /// Until when.
    pub quiet_until: String,
}

/// What a tablet is to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// What it is called.
    pub name: Name,
    /// The children who call with it, in the family's order.
    pub children: Vec<ChildId>,
    /// When it does not ring.
    pub quiet: Option<(Time, Time)>,
}

impl TabletForm {
    /// The fields as they came.
    #[must_use]
    pub fn read(fields: &[(String, String)]) -> Self {
        let field = |name| first(fields, name).trim().to_owned();
        Self {
            name: field("name"),
            children: ids(fields),
            quiet_from: field("quiet-from"),
            quiet_until: field("quiet-until"),
        }
    }

    /// What it asks for.
    ///
    /// # Errors
    /// A sentence for each field that is not right.
    pub fn asked(
        &self,
        text: &Text,
        children: &[Child],
    ) -> Result<Asked, Vec<(&'static str, String)>> {
        let mut wrong = Vec::new();
        let name = Name::new(&self.name).map_err(|bad| wrong.push(("name", bad_text(text, bad))));
        let chosen: Vec<ChildId> = chosen(&self.children, children).collect();
        if chosen.is_empty() {
            wrong.push(("children", t!(text, "calls-tablet-no-child").into_owned()));
        }
        let quiet = self.quiet();
        if quiet.is_err() {
            wrong.push(("quiet-from", t!(text, "calls-tablet-no-time").into_owned()));
        }
        match (name, quiet) {
            (Ok(name), Ok(quiet)) if wrong.is_empty() => Ok(Asked {
                name,
                children: chosen,
                quiet,
            }),
            (_, _) => Err(wrong),
        }
    }

    /// Both times or neither, and not the same.
    fn quiet(&self) -> Result<Option<(Time, Time)>, ()> {
        match (self.quiet_from.as_str(), self.quiet_until.as_str()) {
            ("", "") => Ok(None),
            (from, until) => {
                let (from, until) = (time(from).ok_or(())?, time(until).ok_or(())?);
                (from != until).then_some(Some((from, until))).ok_or(())
            }
        }
    }
}

/// A time as a browser sends it, or as somebody types it: `19:30`, `19.30`.
fn time(typed: &str) -> Option<Time> {
    let (hours, minutes) = typed.split_once([':', '.'])?;
    let digits = |part: &str| part.len() <= 2 && part.bytes().all(|b| b.is_ascii_digit());
    if !digits(hours) || !digits(minutes) {
        return None;
    }
    Time::new(hours.parse().ok()?, minutes.parse().ok()?, 0, 0).ok()
}

fn ids(fields: &[(String, String)]) -> Vec<String> {
    let children = fields.iter().filter(|(name, _)| name == "child");
    children.map(|(_, id)| id.clone()).collect()
}

/// The children with these ids, each once, in the family's order.
pub fn chosen<'c>(ids: &'c [String], children: &'c [Child]) -> impl Iterator<Item = ChildId> + 'c {
    let chosen = children
        .iter()
        .filter(|child| ids.iter().any(|id| id == child.id.as_str()));
    chosen.map(|child| child.id.clone())
}
