//! How a draft begins: what was chosen, and what stands in it at first.
//!
//! May touch: the family it is given.

use std::sync::Arc;

use family::{DraftId, DraftedPlan, Family, Name};
use jiff::civil::{Date, Weekday};
use plan::library::{self, People};
use plan::{KnownPeople, NewPlan, Side, new_plan_for};

use crate::plan_change::form::newest_text;

/// Names the people of the family; its one clause is put away.
const TEMPLATE: &str = "alternating-weeks";
/// The section of the clause with which an empty draft begins, since a plan has at least one.
const FIRST_SECTION: &str = "authority";
/// Longest text that is kept of a field.
const MAX_TYPED: usize = 200;

/// How a draft begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// With questions.
    Questions,
    /// With the newest version that both agreed to.
    Agreed,
    /// With the people of the family and one clause.
    Empty,
}

impl How {
    /// All of them, in the order of the page.
    pub const ALL: [Self; 3] = [Self::Questions, Self::Agreed, Self::Empty];

    /// Its name in a form.
    #[must_use]
    pub const fn value(self) -> &'static str {
        match self {
            Self::Questions => "questions",
            Self::Agreed => "agreed",
            Self::Empty => "empty",
        }
    }

    /// The page on which it goes on: what comes after the id of the draft.
    #[must_use]
    pub const fn next(self) -> &'static str {
        match self {
            Self::Questions => "/questions",
            Self::Agreed => "",
            Self::Empty => "/clauses",
        }
    }

    fn read(value: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|how| how.value() == value)
    }
}

/// The form, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BeginForm {
    /// How it is to begin.
    pub how: Option<How>,
    /// What it is to be called; a date where nothing was typed.
    pub name: String,
}

impl BeginForm {
    /// Takes the fields of the form; others are passed over.
    #[must_use]
    pub fn of(fields: &[(String, String)]) -> Self {
        let mut form = Self::default();
        for (name, value) in fields {
            match name.as_str() {
                "how" => form.how = How::read(value),
                "name" => form.name = value.chars().take(MAX_TYPED).collect(),
                _ => {}
            }
        }
        form
    }
}

/// A draft as it begins; `None` where there is nothing to begin with in this way.
#[must_use]
pub fn begun(
    family: &Family,
    (how, today): (How, Date),
    (id, name): (DraftId, Name),
) -> Option<DraftedPlan> {
    let plan: Arc<str> = match how {
        How::Questions => Arc::from(""),
        How::Agreed => newest_text(family)?.into(),
        How::Empty => bare(family, today)?.into(),
    };
    Some(DraftedPlan {
        id,
        name,
        answers: Vec::new(),
        plan,
    })
}

/// The people of a family and one clause in words.
fn bare(family: &Family, today: Date) -> Option<String> {
    let parent = |side: Side| &family.seat(side).parent;
    let children = family.children();
    let wanted = NewPlan {
        template: TEMPLATE.to_owned(),
        parents: Side::BOTH.map(|side| parent(side).name.to_string()),
        children: children
            .iter()
            .map(|child| (child.name.to_string(), child.born))
            .collect(),
        zone: family.zone().iana_name()?.to_owned(),
        start: today.nth_weekday(1, Weekday::Monday).unwrap_or(today),
        language: None,
    };
    let known = KnownPeople {
        parents: Side::BOTH.map(|side| parent(side).id.clone()),
        children: children.iter().map(|child| child.id.clone()).collect(),
        first: Side::A,
    };
    let text = new_plan_for(&wanted, &known, today).ok()?;
    let (people, _) = text.split_once("\n[[clause]]")?;
    // What the template says about itself above the first key.
    let people = people
        .lines()
        .skip_while(|line| line.starts_with('#') || line.is_empty());
    let names: Vec<&str> = children.iter().map(|child| child.name.as_str()).collect();
    let who = People {
        parents: Side::BOTH.map(|side| (parent(side).id.as_str(), parent(side).name.as_str())),
        children: &names,
    };
    let first = library::wordings(FIRST_SECTION).next()?;
    let mut draft: String = people.flat_map(|line| [line, "\n"]).collect();
    draft.push('\n');
    draft.push_str(&library::clause_text(first, &who));
    Some(draft)
}
