//! The clauses of a draft as data: all of them to read, or one to write.
//!
//! May touch: its arguments.

use std::sync::Arc;

use family::{DraftedPlan, KeptDraft};
use plan::edit::{self, ClauseFields};
use plan::library::{self, Section};
use plan::{Clause, Language, ParentingPlan};

use super::change::{At, elsewhere, sections};
use super::form::{ClauseForm, FieldError, Spot, Wrong};
use super::told::{Meanwhile, Told};
use crate::calendar::scene::Words;
use crate::plan_page::terms::Terms;
use crate::studio::dutch;
use crate::text::{Lang, language_of};

/// The page with all clauses.
#[derive(Debug, Clone, PartialEq)]
pub struct ListView {
    /// The draft.
    pub draft: Arc<DraftedPlan>,
    /// The clauses in the order of the plan; what stands together in a section is one group.
    pub groups: Vec<Group>,
    /// How much of what the law asks no clause is of.
    pub missing: usize,
    /// What was done a moment ago.
    pub told: Told,
    /// What is wrong, with the text or with what was asked for.
    pub errors: Vec<FieldError>,
    /// Why nothing was kept otherwise.
    pub refused: Option<String>,
    /// The form of a clause in the reader's own words.
    pub own: FormView,
    /// A fresh command id.
    pub command: String,
}

/// Clauses of one section that follow one another.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// The section; `None` for clauses of none.
    pub section: Option<&'static Section>,
    /// The clauses, at least one.
    pub clauses: Vec<Item>,
}

/// A clause to read.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Its number and id.
    pub spot: Spot,
    /// The label.
    pub title: Words,
    /// What the parents agree.
    pub sentence: Words,
    /// For whom and when it holds, where the plan can be read.
    pub terms: Option<(Whom, Terms)>,
    /// The rule and whatever else it says, as lines of the plan language.
    pub rule: String,
}

/// Of which children a clause speaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whom {
    /// Of all, and there are several.
    All,
    /// Of these, by name.
    These(Vec<String>),
}

impl ListView {
    /// The page of a draft.
    #[must_use]
    pub fn of(kept: &KeptDraft, at: At, told: Told, command: String) -> Self {
        let draft = &kept.draft;
        let plan = ParentingPlan::read(&draft.plan, at.today);
        let clauses = edit::clauses(&draft.plan).unwrap_or_default();
        let errors = match &plan {
            Ok(_) => Vec::new(),
            Err(problems) => {
                let found = elsewhere(&draft.plan, problems);
                vec![FieldError::whole(Wrong::Elsewhere(found))]
            }
        };
        let plan = plan.ok();
        Self {
            draft: Arc::clone(draft),
            groups: groups(plan.as_ref(), &clauses, at.lang),
            missing: plan.as_ref().map_or(0, |plan| dutch::missing(plan).len()),
            told,
            errors,
            refused: None,
            own: FormView::new(draft, "", command.clone()),
            command,
        }
    }

    /// How many clauses there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.groups.iter().map(|group| group.clauses.len()).sum()
    }
}

fn groups(plan: Option<&ParentingPlan>, clauses: &[ClauseFields], lang: Lang) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let sections = sections(plan, clauses);
    for (place, (fields, section)) in clauses.iter().zip(&sections).enumerate() {
        let section = library::section(section);
        let clause = plan.and_then(|plan| Some((plan, plan.clauses().get(place)?)));
        let item = Item {
            spot: Spot::of(place, &fields.id),
            title: words(&fields.title, lang),
            sentence: words(&fields.sentence, lang),
            terms: clause.map(|(plan, clause)| (whom(plan, clause), Terms::of(plan, clause, lang))),
            rule: fields.rest.clone(),
        };
        match groups.last_mut().filter(|last| last.section == section) {
            Some(last) => last.clauses.push(item),
            None => groups.push(Group {
                section,
                clauses: vec![item],
            }),
        }
    }
    groups
}

fn whom(plan: &ParentingPlan, clause: &Clause) -> Whom {
    let all = plan.children();
    if all.len() > 1 && clause.children.len() == all.len() {
        return Whom::All;
    }
    let named = all.iter().filter(|child| clause.concerns(&child.id));
    Whom::These(named.map(|child| child.name.clone()).collect())
}

/// Words for a reader, in the other language where they stand only there.
#[must_use]
pub fn words([english, dutch]: &[String; 2], lang: Lang) -> Words {
    let (own, other) = match language_of(lang) {
        Language::En => (english, (dutch, Language::Nl)),
        Language::Nl => (dutch, (english, Language::En)),
    };
    let (other, written) = other;
    if own.trim().is_empty() && !other.trim().is_empty() {
        Words {
            said: other.clone(),
            foreign: Some(written.code()),
        }
    } else {
        Words {
            said: own.clone(),
            foreign: None,
        }
    }
}

/// The page with the form of one clause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormView {
    /// The draft.
    pub draft: Arc<DraftedPlan>,
    /// The clause as it stands; `None` for one that is not there yet.
    pub clause: Option<(Spot, Words)>,
    /// What was typed.
    pub form: ClauseForm,
    /// What is wrong with it.
    pub errors: Vec<FieldError>,
    /// Why nothing was kept otherwise.
    pub refused: Option<String>,
    /// The save that the page shows.
    pub newest: Option<u64>,
    /// What was kept while the page was open.
    pub meanwhile: Option<Meanwhile>,
    /// A fresh command id.
    pub command: String,
}

impl FormView {
    /// The form of a clause that is there, by its place from 0; `None` where there is none.
    #[must_use]
    pub fn of(draft: &Arc<DraftedPlan>, place: usize, lang: Lang, command: String) -> Option<Self> {
        let clauses = edit::clauses(&draft.plan).ok()?;
        let fields = clauses.get(place)?;
        Some(Self {
            draft: Arc::clone(draft),
            clause: Some((Spot::of(place, &fields.id), words(&fields.title, lang))),
            form: ClauseForm::of(fields),
            errors: Vec::new(),
            refused: None,
            newest: None,
            meanwhile: None,
            command,
        })
    }

    /// The form of one that is not there yet, in a section by its id.
    #[must_use]
    pub fn new(draft: &Arc<DraftedPlan>, section: &str, command: String) -> Self {
        let section = library::section(section).map_or("", |section| section.id);
        Self {
            draft: Arc::clone(draft),
            clause: None,
            form: ClauseForm {
                section: section.to_owned(),
                ..ClauseForm::default()
            },
            errors: Vec::new(),
            refused: None,
            newest: None,
            meanwhile: None,
            command,
        }
    }

    /// The form as it was typed, with what is wrong. A clause that is gone meanwhile can be added as
    /// a new one.
    #[must_use]
    pub fn typed(
        draft: &Arc<DraftedPlan>,
        (spot, form): (Option<&Spot>, ClauseForm),
        lang: Lang,
        command: String,
    ) -> Self {
        let clauses = edit::clauses(&draft.plan).unwrap_or_default();
        let place = spot.and_then(|spot| spot.find(&clauses));
        let shown = place.and_then(|place| Self::of(draft, place, lang, command.clone()));
        let shown = shown.unwrap_or_else(|| Self::new(draft, "", command));
        Self { form, ..shown }
    }
}
