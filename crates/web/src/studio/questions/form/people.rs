//! When the plan begins, and where each child is registered.
//!
//! May touch: its arguments.

use jiff::civil::Date;
use plan::compose::{ChildAnswer, ParentAnswer};
use plan::{ChildId, MonthDay, Side};

use super::{About, Errors, FieldError, Sheet, near, side_or_none};

/// The first date of the plan.
pub const FROM: &str = "people-from";

/// With whom a child is registered: `a`, `b`, or nothing where the plan does not say.
#[must_use]
pub fn home_field(child: &ChildId) -> String {
    format!("people-home-{child}")
}

/// What the page of the people means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct People {
    /// The first date of the plan.
    pub(super) from: Date,
    /// With whom each child is registered, in the order of the children.
    pub(super) homes: Vec<Option<Side>>,
}

pub(super) fn proposal(about: &About) -> Sheet {
    let mut sheet = Sheet::default();
    sheet.put(FROM, about.coming_monday().to_string());
    for child in &about.children {
        // Where a child is registered is nothing to guess.
        sheet.put(home_field(&child.id), "");
    }
    sheet
}

pub(super) fn read(sheet: &Sheet, about: &About) -> Result<People, Vec<FieldError>> {
    let mut errors = Errors::default();
    let from = errors.found(FROM, near(sheet.one(FROM), about.today));
    let homes: Vec<Option<Side>> = about
        .children
        .iter()
        .map(|child| {
            let field = home_field(&child.id);
            let home = side_or_none(sheet.one(&field));
            errors.chosen(&field, home).flatten()
        })
        .collect();
    errors.or(from.map(|from| People { from, homes }))
}

/// The parents, with the days of their birthdays as far as they are known.
pub(super) fn parents(about: &About, birthdays: [Option<MonthDay>; 2]) -> [ParentAnswer; 2] {
    Side::BOTH.map(|side| {
        let parent = &about.parents[side.index()];
        ParentAnswer {
            id: parent.id.clone(),
            name: parent.name.clone(),
            birthday: birthdays[side.index()],
        }
    })
}

/// The children, and with whom each is registered.
pub(super) fn children(about: &About, homes: &[Option<Side>]) -> Vec<ChildAnswer> {
    let children = about.children.iter().zip(homes);
    children
        .map(|(child, home)| ChildAnswer {
            id: child.id.clone(),
            name: child.name.clone(),
            born: child.born,
            registered: *home,
        })
        .collect()
}
