//! Where a child lives while a parent cares for it: home apart from carer. Reads a plan.

use std::sync::Arc;

use crate::{Clause, HomeId, ParentingPlan, Side, Source};

/// A home that the plan names, such as a nest in which the children stay while the parents
/// take turns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedHome {
    /// The id within the plan.
    pub id: HomeId,
    /// The name as written.
    pub name: String,
}

/// A home in which a child is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Home<'p> {
    /// The parent's own.
    Of(Side),
    /// One that the plan names.
    Named(&'p NamedHome),
}

/// Who moves at a change of carer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Moves {
    /// The children, from home to home.
    Children,
    /// The parents; the children stay where they are.
    Parents,
}

/// A home as a number that can be compared: the two parents' own, then the named ones.
pub(crate) type HomeNumber = usize;

/// The homes of a plan by clause and parent, so that a timeline can tell who moves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Homes {
    /// By the place of the clause and [`Side::index`]; empty where no home has a name.
    clauses: Arc<[[HomeNumber; 2]]>,
    /// By [`Side::index`].
    parents: [HomeNumber; 2],
}

impl Homes {
    pub(crate) fn of(plan: &ParentingPlan) -> Homes {
        let home = |id: Option<&HomeId>, side: Side| {
            let named = id.and_then(|id| number(plan, id));
            named.unwrap_or(side.index())
        };
        let of_clause = |clause: &Clause| {
            let version = plan.version_of(clause);
            Side::BOTH.map(|side| {
                let stated = clause.home.as_ref();
                home(stated.or(version.parent(side).home.as_ref()), side)
            })
        };
        let clauses = plan.clauses();
        let named = if plan.homes.is_empty() {
            0
        } else {
            clauses.len()
        };
        Homes {
            clauses: clauses.iter().take(named).map(of_clause).collect(),
            parents: Side::BOTH.map(|side| home(plan.parent(side).home.as_ref(), side)),
        }
    }

    /// The home of care from a source by a parent.
    pub(crate) fn number(&self, source: Source, carer: Side) -> HomeNumber {
        let of_clause = match source {
            Source::Clause(index) => self.clauses.get(index.get()).copied(),
            Source::Agreed(_) => None,
        };
        let [a, b] = of_clause.unwrap_or(self.parents);
        match carer {
            Side::A => a,
            Side::B => b,
        }
    }
}

fn number(plan: &ParentingPlan, id: &HomeId) -> Option<HomeNumber> {
    let place = plan.homes().iter().position(|home| home.id == *id)?;
    Some(Side::BOTH.len() + place)
}

impl ParentingPlan {
    /// The homes that the plan names beside the parents' own, in the order of the file.
    pub fn homes(&self) -> &[NamedHome] {
        &self.homes
    }

    /// Where a child is while `carer` has it by `source`: the home of the clause, else the one
    /// that the parent names, else the parent's own. For what was agreed beside the plan it is
    /// that of the parent.
    pub fn home_of(&self, source: Source, carer: Side) -> Home<'_> {
        let of_clause = match source {
            Source::Clause(index) => self.clauses.get(index.get()),
            Source::Agreed(_) => None,
        };
        let version = of_clause.map_or(self, |clause| self.version_of(clause));
        let id = of_clause
            .and_then(|clause| clause.home.as_ref())
            .or(version.parent(carer).home.as_ref());
        let named = id.and_then(|id| self.homes.iter().find(|home| home.id == *id));
        named.map_or(Home::Of(carer), Home::Named)
    }
}
