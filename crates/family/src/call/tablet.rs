//! The tablets with which children call. A tablet is nobody's session: it opens a page of faces, and
//! nothing of an account. Cloning is cheap.

use crate::{Name, TabletId};
use jiff::Timestamp;
use plan::{ChildId, Side};
use std::sync::Arc;

/// A tablet that a parent paired.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tablet {
    /// Its id.
    pub id: TabletId,
    /// Who paired it.
    pub side: Side,
    /// What that parent calls it.
    pub name: Name,
    /// The children who call with it, in the family's order.
    pub children: Vec<ChildId>,
    /// The entry that says so.
    pub entry: u64,
    /// Since when.
    pub at: Timestamp,
    /// Since when it opens nothing any more: a parent ended it, or who paired it left.
    pub ended: Option<Timestamp>,
}

impl Tablet {
    /// Whether it is in use.
    #[must_use]
    pub fn is_live(&self) -> bool {
        self.ended.is_none()
    }

    /// Whether any of these children calls with it.
    #[must_use]
    pub fn is_of_any(&self, children: &[ChildId]) -> bool {
        self.children.iter().any(|child| children.contains(child))
    }
}

/// All tablets of a family, oldest first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tablets(Arc<Vec<Tablet>>);

impl Tablets {
    /// All of them, also those that were ended.
    #[must_use]
    pub fn all(&self) -> &[Tablet] {
        &self.0
    }

    /// One of them, also when it was ended.
    #[must_use]
    pub fn of(&self, id: &TabletId) -> Option<&Tablet> {
        self.0.iter().find(|tablet| tablet.id == *id)
    }

    /// Those that are in use, oldest first.
    pub fn live(&self) -> impl Iterator<Item = &Tablet> {
        self.0.iter().filter(|tablet| tablet.is_live())
    }

    pub(crate) fn paired(&mut self, tablet: Tablet) -> Result<(), &'static str> {
        if self.of(&tablet.id).is_some() {
            return Err("a tablet is paired once");
        }
        Arc::make_mut(&mut self.0).push(tablet);
        Ok(())
    }

    pub(crate) fn end(&mut self, id: &TabletId, at: Timestamp) -> Result<(), &'static str> {
        let mut all = Arc::make_mut(&mut self.0).iter_mut();
        let tablet = all.find(|tablet| tablet.id == *id && tablet.is_live());
        tablet.ok_or("only a tablet in use is ended")?.ended = Some(at);
        Ok(())
    }

    /// The tablets that a parent paired end when that parent leaves.
    pub(crate) fn left(&mut self, side: Side, at: Timestamp) {
        if self.live().all(|tablet| tablet.side != side) {
            return;
        }
        let all = Arc::make_mut(&mut self.0).iter_mut();
        for tablet in all.filter(|tablet| tablet.side == side && tablet.is_live()) {
            tablet.ended = Some(at);
        }
    }
}
