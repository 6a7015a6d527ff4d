//! What comes of other choices as data.
//!
//! May touch: the family in memory and the draft. Compiles twelve months of the draft, and of what
//! would come of it.

use std::sync::Arc;

use family::{DraftId, DraftedPlan, KeptDraft, Name};
use jiff::civil::Date;
use plan::edit::{EditError, what_if};
use plan::{ParentingPlan, Timeline, Window, compare, compile};

use super::form::{Present, TrialForm, is_nothing};
use crate::page::{Kids, Person};
use crate::studio::see::measured::{Measured, measured};
use crate::studio::year::view::{Span, merged};
use crate::studio::year::{Marks, Year, alone, build, first_day, window};
use crate::swap::Looking;

/// The page.
#[derive(Clone, Debug, PartialEq)]
pub struct View {
    /// The draft.
    pub draft: Arc<DraftedPlan>,
    /// What was chosen.
    pub form: TrialForm,
    /// What comes of it.
    pub outcome: Outcome,
    /// Why it was not kept.
    pub refused: Option<String>,
    /// A fresh command id.
    pub command: String,
}

/// What comes of the choices.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// The draft is no plan that could be changed.
    NoPlan,
    /// A plan.
    Plan(Box<Tried>),
}

/// A plan as it is, and as it would be.
#[derive(Clone, Debug, PartialEq)]
pub struct Tried {
    /// What it says now.
    pub present: Present,
    /// Both parents, side A first.
    pub people: [Person; 2],
    /// The children, oldest first.
    pub kids: Kids,
    /// What it comes to now.
    pub now: Looked,
    /// What would come of it.
    pub then: Then,
}

/// A year and its numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Looked {
    /// The year.
    pub year: Year,
    /// Its numbers.
    pub measured: Measured,
}

/// What would come of a draft.
#[derive(Clone, Debug, PartialEq)]
pub enum Then {
    /// Nothing else was chosen.
    Same,
    /// The plan language cannot do that.
    Cannot(EditError),
    /// Another plan.
    Other(Box<Looked>),
}

/// A draft with other choices, and the days of both.
struct Made {
    plan: ParentingPlan,
    timeline: Timeline,
}

impl View {
    /// The page of a draft with these choices.
    #[must_use]
    pub fn of(look: &Looking<'_>, kept: &KeptDraft, form: TrialForm, command: String) -> Self {
        let outcome = match tried(look, &kept.draft.plan, &form) {
            Some(tried) => Outcome::Plan(Box::new(tried)),
            None => Outcome::NoPlan,
        };
        Self {
            draft: Arc::clone(&kept.draft),
            form,
            outcome,
            refused: None,
            command,
        }
    }
}

fn tried(look: &Looking<'_>, text: &str, form: &TrialForm) -> Option<Tried> {
    let today = look.family.date_at(look.now);
    let plan = ParentingPlan::read(text, today).ok()?;
    let days = window(first_day(&plan, today), plan.until())?;
    let made = Made {
        timeline: compile(&plan, days, &[]),
        plan,
    };
    let scene = alone(&made.plan, &made.timeline, look);
    let present = Present::of(&made.plan);
    let then = match changed(text, (&present, form), today) {
        None => Then::Same,
        Some(Err(why)) => Then::Cannot(why),
        Some(Ok(text)) => match ParentingPlan::read(&text, today) {
            Ok(plan) => Then::Other(Box::new(other(look, &made, plan, days))),
            Err(problems) => Then::Cannot(EditError::Outcome(problems)),
        },
    };
    Some(Tried {
        present,
        people: scene.people(),
        kids: scene.kids(),
        now: Looked {
            year: build(&scene, &Marks::default()),
            measured: measured(&scene),
        },
        then,
    })
}

/// The text with these choices; `None` where they change nothing, and why where they cannot be.
#[must_use]
pub fn changed(
    text: &str,
    (present, form): (&Present, &TrialForm),
    today: Date,
) -> Option<Result<String, EditError>> {
    let what = form.what(present);
    if is_nothing(&what) {
        return None;
    }
    Some(what_if(text, today, &what))
}

/// The other plan over the same days, with the days marked that it changes.
fn other(look: &Looking<'_>, made: &Made, plan: ParentingPlan, days: Window) -> Looked {
    let next = Made {
        timeline: compile(&plan, days, &[]),
        plan,
    };
    let differing = differing(made, &next);
    let marks = Marks {
        framed: &[],
        differing: Some(&differing),
    };
    let scene = alone(&next.plan, &next.timeline, look);
    Looked {
        year: build(&scene, &marks),
        measured: measured(&scene),
    }
}

/// Where two plans of the same people differ, for any child.
fn differing(now: &Made, next: &Made) -> Vec<Span> {
    let both = compare((&now.plan, &now.timeline), (&next.plan, &next.timeline));
    let children = both.map_or_else(|_| Vec::new(), |both| both.children);
    let zone = now.plan.zone();
    let spans = children.iter().flat_map(|child| &child.differing);
    let spans = spans.map(|one| (zone.to_datetime(one.start), zone.to_datetime(one.end)));
    merged(spans.collect())
}

/// A draft as it would be kept; `None` where nothing is changed, and why where it cannot be. With
/// the id of `copy` it is another draft, under another name.
#[must_use]
pub fn kept_with(
    draft: &DraftedPlan,
    (form, today): (&TrialForm, Date),
    copy: Option<(DraftId, Name)>,
) -> Option<Result<DraftedPlan, EditError>> {
    let plan = ParentingPlan::read(&draft.plan, today).ok()?;
    let text = match changed(&draft.plan, (&Present::of(&plan), form), today)? {
        Ok(text) => text,
        Err(why) => return Some(Err(why)),
    };
    let (id, name) = copy.unwrap_or_else(|| (draft.id.clone(), draft.name.clone()));
    Some(Ok(DraftedPlan {
        id,
        name,
        // The answers no longer say what the text says.
        answers: Vec::new(),
        plan: text.into(),
    }))
}
