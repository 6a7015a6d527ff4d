//! The children as the pages show them: oldest first, each with a letter and a face.
//!
//! May touch: the plan it is given.

use jiff::civil::Date;
use plan::{ChildId, ParentingPlan};

use crate::text::{Text, list};

/// One child on a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kid {
    /// The child in the plan.
    pub id: ChildId,
    /// The first name.
    pub name: String,
    /// One or two letters that no other child of the family has, for the edge of a lane.
    pub letters: String,
    /// Which face is drawn: the place among the children, oldest first.
    pub face: usize,
    /// The date of birth.
    pub born: Date,
}

impl Kid {
    /// The age in whole years on a day; 0 before the first birthday.
    pub fn age_on(&self, day: Date) -> i16 {
        let had_birthday = (day.month(), day.day()) >= (self.born.month(), self.born.day());
        (day.year() - self.born.year() - i16::from(!had_birthday)).max(0)
    }
}

/// All children of a plan, oldest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kids(Vec<Kid>);

impl Kids {
    /// The children of a plan.
    pub fn of(plan: &ParentingPlan) -> Kids {
        let mut born: Vec<_> = plan.children().iter().collect();
        born.sort_by(|a, b| a.born.cmp(&b.born).then_with(|| a.name.cmp(&b.name)));
        let names: Vec<&str> = born.iter().map(|child| child.name.as_str()).collect();
        let kids = born.iter().enumerate().map(|(face, child)| Kid {
            id: child.id.clone(),
            name: child.name.clone(),
            letters: letters(&child.name, &names),
            face,
            born: child.born,
        });
        Kids(kids.collect())
    }

    /// Those of them for whom this holds, as they are called among all.
    #[must_use]
    pub fn only(mut self, holds: impl Fn(&ChildId) -> bool) -> Kids {
        self.0.retain(|kid| holds(&kid.id));
        self
    }

    /// The children, oldest first.
    pub fn all(&self) -> &[Kid] {
        &self.0
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether the plan names no child.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The children among these ids, oldest first.
    pub fn among<'k>(&'k self, ids: &'k [ChildId]) -> impl Iterator<Item = &'k Kid> {
        self.0.iter().filter(|kid| ids.contains(&kid.id))
    }

    /// The names of the children among these ids, oldest first: `Noor, Sam and Cato`.
    pub fn names(&self, text: &Text, ids: &[ChildId]) -> String {
        let names: Vec<&str> = self.among(ids).map(|kid| kid.name.as_str()).collect();
        list(text, &names)
    }
}

/// The first letter, or the first two where another child begins with the same.
fn letters(name: &str, all: &[&str]) -> String {
    let first = name.chars().next();
    let shared = all
        .iter()
        .filter(|other| other.chars().next() == first)
        .count()
        > 1;
    name.chars().take(if shared { 2 } else { 1 }).collect()
}
