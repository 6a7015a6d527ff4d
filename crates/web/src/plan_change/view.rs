//! The two pages of a change of the plan as data: the fields, and what would change.
//!
//! May touch: its arguments. Compiles the days that are measured.

use jiff::civil::DateTime;

use super::form::{FieldError, PlanDraft, PlanForm};
use crate::plan_page::pages::of_draft;
use crate::plan_page::view::{Content, View};
use crate::swap::view::{Cast, Purpose};
use crate::swap::{Looking, cast};

/// The page with the fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeView {
    /// The people.
    pub cast: Cast,
    /// Whether it is a new proposal or answers one.
    pub purpose: Purpose,
    /// Whether there is no plan yet.
    pub first: bool,
    /// What was typed.
    pub form: PlanForm,
    /// What is wrong; empty at first.
    pub errors: Vec<FieldError>,
}

/// The page with what would change.
#[derive(Debug, Clone, PartialEq)]
pub struct DraftView {
    /// The people.
    pub cast: Cast,
    /// Whether it is a new proposal or answers one.
    pub purpose: Purpose,
    /// What was typed, to be sent on.
    pub form: PlanForm,
    /// The reason, if one is given.
    pub reason: Option<String>,
    /// Until when an answer is asked for, in the family's zone.
    pub answer_by: Option<DateTime>,
    /// What the plan would change, and its words.
    pub content: Box<Content>,
}

/// The page with the fields.
#[must_use]
pub fn change_view(
    look: &Looking<'_>,
    purpose: Purpose,
    form: PlanForm,
    errors: Vec<FieldError>,
) -> ChangeView {
    ChangeView {
        cast: cast(look.family, look.viewer),
        purpose,
        first: look.family.plan().is_none(),
        form,
        errors,
    }
}

/// The page with what would change; `None` where its first day is too far away to be measured.
#[must_use]
pub fn draft_view(
    look: &Looking<'_>,
    purpose: Purpose,
    form: PlanForm,
    draft: &PlanDraft,
) -> Option<DraftView> {
    let View::Plan(content) = of_draft(look, &draft.plan)? else {
        return None;
    };
    Some(DraftView {
        cast: cast(look.family, look.viewer),
        purpose,
        form,
        reason: draft.reason.as_ref().map(|why| why.as_str().to_owned()),
        answer_by: draft.answer_by.map(|by| look.local(by)),
        content,
    })
}
