//! The page of a draft as data.
//!
//! May touch: the family in memory and the draft. Compiles the twelve months that are shown, the
//! calendar year that a standard of the law asks for, and the month that was asked for. What the plan
//! is warned of is given.

use std::sync::Arc;

use family::{DraftedPlan, KeptDraft};
use jiff::civil::{Date, DateTime};
use plan::{ParentingPlan, SuccessionError, Warning, Window, compile};

use super::checks::{Checks, checks, framed};
use super::law::{Standard, calendar_year, found};
use super::measured::{Measured, measured};
use super::month::{Month, month};
use crate::calendar::Query;
use crate::page::Kids;
use crate::studio::questions::Step;
use crate::studio::questions::form::{About, Kept};
use crate::studio::year::{Marks, Year, alone, build, first_day, window};
use crate::swap::Looking;
use crate::swap::view::Cast;

/// The page of a draft.
#[derive(Clone, Debug, PartialEq)]
pub struct View {
    /// The draft as it was kept last.
    pub draft: Arc<DraftedPlan>,
    /// When that was, in the family's own time; `None` where it was never kept.
    pub kept: Option<DateTime>,
    /// The name of the other parent.
    pub other: String,
    /// Whether both have agreed on a plan, with which it can be compared.
    pub agreed: bool,
    /// What it comes to.
    pub body: Body,
    /// A name that was typed and cannot be kept, and why.
    pub wrong: Option<(String, String)>,
    /// Why it was not kept otherwise.
    pub refused: Option<String>,
    /// A fresh command id for its forms.
    pub command: String,
}

/// What a draft comes to.
#[derive(Clone, Debug, PartialEq)]
pub enum Body {
    /// The answers make no plan yet.
    Unanswered {
        /// The questions that were not answered, in their order.
        open: Vec<Step>,
    },
    /// Its text has places that cannot be understood.
    Unsound {
        /// How many.
        problems: usize,
    },
    /// Its first day is too far away to look at.
    Far,
    /// A plan.
    Seen(Box<Seen>),
}

/// A plan that can be looked at.
#[derive(Clone, Debug, PartialEq)]
pub struct Seen {
    /// Its title.
    pub title: String,
    /// How many clauses it has.
    pub clauses: usize,
    /// When it would hold.
    pub follows: Follows,
    /// The people as the draft names them.
    pub cast: Cast,
    /// The children, oldest first.
    pub kids: Kids,
    /// Its year.
    pub year: Year,
    /// Its numbers.
    pub measured: Measured,
    /// What is not right with it.
    pub checks: Checks,
    /// What the law counts.
    pub law: Vec<Standard>,
    /// The month that was asked for.
    pub month: Option<Month>,
}

/// How a draft stands to the plan in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Follows {
    /// Agreed to today, it would hold from this date.
    From(Date),
    /// It cannot follow the plan so far.
    Not(SuccessionError),
}

/// Builds the page of a draft as it was kept last. `warned` is what `plan::warnings` says of it.
#[must_use]
pub fn view(
    look: &Looking<'_>,
    (kept, warned): (&KeptDraft, &[Warning]),
    query: Option<Query>,
    command: String,
) -> View {
    let family = look.family;
    View {
        draft: Arc::clone(&kept.draft),
        kept: kept.versions.last().map(|last| look.local(last.at)),
        other: family.seat(look.viewer.other()).parent.name.to_string(),
        agreed: family.plan().is_some(),
        body: body(look, (&kept.draft, warned), query),
        wrong: None,
        refused: None,
        command,
    }
}

/// What a draft comes to.
#[must_use]
pub fn body(
    look: &Looking<'_>,
    (draft, warned): (&DraftedPlan, &[Warning]),
    query: Option<Query>,
) -> Body {
    let today = look.family.date_at(look.now);
    if draft.plan.trim().is_empty() {
        let open = open(look, draft, today);
        return Body::Unanswered { open };
    }
    let plan = match ParentingPlan::read(&draft.plan, today) {
        Ok(plan) => plan,
        Err(problems) => {
            return Body::Unsound {
                problems: problems.as_slice().len(),
            };
        }
    };
    let days = (first_day(&plan, today), plan.until());
    match of_plan(look, (&plan, warned), days, query) {
        Some(found) => Body::Seen(Box::new(found)),
        None => Body::Far,
    }
}

/// What a plan comes to by itself, in twelve months from a day on or until the date on which it no
/// longer holds; `None` where that is too far away to look at.
#[must_use]
pub fn of_plan(
    look: &Looking<'_>,
    plan: (&ParentingPlan, &[Warning]),
    (first, until): (Date, Option<Date>),
    query: Option<Query>,
) -> Option<Seen> {
    let days = window(first, until)?;
    Some(seen(look, plan, (days, until), query))
}

/// The questions that were not answered.
fn open(look: &Looking<'_>, draft: &DraftedPlan, today: Date) -> Vec<Step> {
    let about = About::of(look.family, look.viewer, today, String::new());
    let answered = Kept::of(&draft.answers).answered(&about);
    let mut all = Step::ALL.to_vec();
    all.retain(|step| !answered.contains(step));
    all
}

/// A plan over some days.
fn seen(
    look: &Looking<'_>,
    (plan, warned): (&ParentingPlan, &[Warning]),
    (days, until): (Window, Option<Date>),
    query: Option<Query>,
) -> Seen {
    let today = look.family.date_at(look.now);
    let timeline = compile(plan, days, &[]);
    let scene = alone(plan, &timeline, look);
    let kids = scene.kids();
    let checks = checks(&scene, &kids, warned);
    let framed = framed(&checks.breaches);
    let marks = Marks {
        framed: &framed,
        differing: None,
    };
    let whole = calendar_year(days.from(), until);
    let whole = whole.map(|year| compile(plan, year, &[]));
    Seen {
        title: plan.title().to_owned(),
        clauses: plan.clauses().len(),
        follows: follows(look, plan, today),
        cast: Cast {
            parents: scene.people(),
            viewer: look.viewer,
            kids: kids.all().to_vec(),
        },
        year: build(&scene, &marks),
        measured: measured(&scene),
        law: found(plan, &kids, (&timeline, whole.as_ref())),
        month: query.and_then(|query| of_month(look, plan, query)),
        checks,
        kids,
    }
}

fn of_month(look: &Looking<'_>, plan: &ParentingPlan, query: Query) -> Option<Month> {
    let (from, to) = query.window();
    let timeline = compile(plan, Window::new(from, to).ok()?, &[]);
    month(&alone(plan, &timeline, look), query)
}

fn follows(look: &Looking<'_>, plan: &ParentingPlan, today: Date) -> Follows {
    match look.family.with_version(plan, today) {
        Ok((_, from)) => Follows::From(from),
        Err(why) => Follows::Not(why),
    }
}
