//! The reader's drafts as data.
//!
//! May touch: the family in memory and the reader's drafts.

use family::{DraftId, Drafts, KeptDraft};
use jiff::civil::{Date, DateTime};
use plan::ParentingPlan;

use super::form::BeginForm;
use crate::studio::dutch;
use crate::studio::questions::Step;
use crate::studio::questions::form::{About, Kept};
use crate::swap::Looking;

/// The page of the drafts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    /// The name of the other parent.
    pub other: String,
    /// The drafts, the one that was kept last first.
    pub drafts: Vec<Line>,
    /// Whether both have agreed on a plan, with which one can begin.
    pub agreed: bool,
    /// What was chosen and typed.
    pub form: BeginForm,
    /// What is wrong with the name.
    pub wrong: Option<String>,
    /// Whether nothing was chosen.
    pub unchosen: bool,
    /// Why no draft was begun otherwise.
    pub refused: Option<String>,
    /// A fresh command id.
    pub command: String,
}

/// One draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Which.
    pub id: DraftId,
    /// What it is called.
    pub name: String,
    /// When it was kept last, in the family's own time.
    pub kept: Option<DateTime>,
    /// How far it is.
    pub state: State,
}

/// How far a draft is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Its answers make no plan yet.
    Questions {
        /// How many questions were not answered.
        open: usize,
    },
    /// Its text has places that cannot be understood.
    Unsound,
    /// It is a plan.
    Plan {
        /// How many clauses it has.
        clauses: usize,
        /// Its first day.
        from: Date,
        /// How much of what the law asks it does not have.
        missing: usize,
    },
}

impl View {
    /// The page as it is shown first.
    #[must_use]
    pub fn of(look: &Looking<'_>, drafts: &Drafts, command: String) -> Self {
        Self {
            other: look
                .family
                .seat(look.viewer.other())
                .parent
                .name
                .to_string(),
            drafts: drafts.all().map(|one| Line::of(look, one)).collect(),
            agreed: look.family.plan().is_some(),
            form: BeginForm::default(),
            wrong: None,
            unchosen: false,
            refused: None,
            command,
        }
    }

    /// Whether there are two plans to look at beside each other.
    #[must_use]
    pub fn can_compare(&self) -> bool {
        self.drafts.len() + usize::from(self.agreed) > 1
    }
}

impl Line {
    fn of(look: &Looking<'_>, kept: &KeptDraft) -> Self {
        let draft = &kept.draft;
        let today = look.family.date_at(look.now);
        let state = if draft.plan.trim().is_empty() {
            let about = About::of(look.family, look.viewer, today, String::new());
            let answered = Kept::of(&draft.answers).answered(&about);
            State::Questions {
                open: Step::ALL.len().saturating_sub(answered.len()),
            }
        } else {
            match ParentingPlan::read(&draft.plan, today) {
                Ok(plan) => State::Plan {
                    clauses: plan.clauses().len(),
                    from: plan.from(),
                    missing: dutch::missing(&plan).len(),
                },
                Err(_) => State::Unsound,
            }
        };
        Self {
            id: draft.id.clone(),
            name: draft.name.to_string(),
            kept: kept.versions.last().map(|last| look.local(last.at)),
            state,
        }
    }
}
