//! Which handover or stretch of care a page is about, and the addresses of these pages.
//!
//! May touch: its arguments.

use family::{CareFact, CareSaid};
use jiff::civil::DateTime;
use plan::{ChildId, Side};

use super::fields::{moment, read_moment, read_side};
use crate::page::paths;
use crate::swap::form::side_value;

/// Which handover: to whom, and when it was to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Which {
    /// To whom.
    pub to: Side,
    /// When it was to be, in the family's own time.
    pub planned: DateTime,
}

impl Which {
    /// Reads it from an address or a form; `None` for what names no handover.
    #[must_use]
    pub fn read(to: &str, planned: &str) -> Option<Self> {
        Some(Self {
            to: read_side(to)?,
            planned: read_moment(planned).ok()?,
        })
    }

    /// Its page.
    #[must_use]
    pub fn path(self) -> String {
        paths::care_handover(side_value(self.to), &moment(self.planned))
    }
}

/// Which stretch of care: whose, from when until when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// Of which children.
    pub children: Vec<ChildId>,
    /// Whose time it was to be.
    pub parent: Side,
    /// From when.
    pub from: DateTime,
    /// Until when.
    pub until: DateTime,
}

impl Stretch {
    /// Its page.
    #[must_use]
    pub fn path(&self) -> String {
        let mut path = paths::care_missed(
            side_value(self.parent),
            &moment(self.from),
            &moment(self.until),
        );
        for child in &self.children {
            path.push_str("&child=");
            path.push_str(child.as_str());
        }
        path
    }
}

/// The page of what somebody told.
#[must_use]
pub fn page_of(said: &CareSaid) -> String {
    match &said.fact {
        CareFact::HandedOver { to, planned, .. } => Which {
            to: *to,
            planned: *planned,
        }
        .path(),
        CareFact::Missed {
            parent,
            from,
            until,
        }
        | CareFact::TookPlace {
            parent,
            from,
            until,
        } => Stretch {
            children: said.children.clone(),
            parent: *parent,
            from: *from,
            until: *until,
        }
        .path(),
    }
}
