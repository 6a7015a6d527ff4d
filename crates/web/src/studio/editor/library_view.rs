//! The library as data: what a plan speaks of, what the law asks, what can be added.
//!
//! May touch: its arguments.

use std::sync::Arc;

use family::{DraftedPlan, KeptDraft};
use plan::edit::{self, ClauseFields};
use plan::library::{self, SECTIONS, Section, Wording};
use plan::{Language, ParentingPlan};

use super::change::{At, sections, with_people};
use super::told::Told;
use super::view::words;
use crate::calendar::scene::Words;
use crate::studio::dutch::{self, law_applies};
use crate::text::{Lang, language_of};

/// The page of the library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LibraryView {
    /// The draft.
    pub draft: Arc<DraftedPlan>,
    /// The sections in their order; `None` where the text cannot be read.
    pub parts: Option<Vec<Part>>,
    /// Whether only one section is shown, of all that there are.
    pub alone: bool,
    /// Whether the Dutch law is spoken of.
    pub dutch: bool,
    /// What was done a moment ago.
    pub told: Told,
    /// The number of the clause that was added.
    pub added: Option<usize>,
    /// A fresh command id.
    pub command: String,
}

/// A section with its wordings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The section.
    pub section: &'static Section,
    /// The clauses of the draft in it, by number.
    pub clauses: Vec<(usize, Words)>,
    /// Whether the law asks for it and no clause is of it.
    pub missing: bool,
    /// What can be added.
    pub wordings: Vec<Offered>,
}

/// A wording to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offered {
    /// Its id.
    pub id: &'static str,
    /// Its title.
    pub title: &'static str,
    /// Its sentence, with the names of this family.
    pub sentence: String,
    /// Its rule as lines of the plan language; empty for one in words only.
    pub rule: String,
    /// The number of the clause that came of it, if one did.
    pub there: Option<usize>,
}

impl LibraryView {
    /// The library for a draft; one section of it, if one is named by its id.
    #[must_use]
    pub fn of(
        kept: &KeptDraft,
        (at, section): (At, &str),
        (told, added): (Told, &str),
        command: String,
    ) -> Self {
        let draft = &kept.draft;
        let plan = ParentingPlan::read(&draft.plan, at.today).ok();
        let only = library::section(section);
        let clauses = edit::clauses(&draft.plan).unwrap_or_default();
        let count = clauses.len();
        let added: Option<usize> = added.parse().ok();
        let added = added.filter(|number| (1..=count).contains(number));
        Self {
            draft: Arc::clone(draft),
            parts: plan
                .as_ref()
                .map(|plan| parts((plan, &clauses), only, at.lang)),
            alone: only.is_some(),
            dutch: plan
                .as_ref()
                .is_some_and(|plan| law_applies(plan.zone_name())),
            added: added.filter(|_| told.done.is_some()),
            told,
            command,
        }
    }
}

fn parts(
    (plan, clauses): (&ParentingPlan, &[ClauseFields]),
    only: Option<&'static Section>,
    lang: Lang,
) -> Vec<Part> {
    let missing = dutch::missing(plan);
    let own = sections(Some(plan), clauses);
    let shown = SECTIONS
        .iter()
        .filter(|one| only.is_none_or(|only| only == *one));
    shown
        .map(|section| {
            let of_it = (1..).zip(clauses.iter().zip(&own));
            let of_it = of_it.filter(|(_, (_, id))| *id == section.id);
            Part {
                section,
                clauses: of_it
                    .map(|(number, (clause, _))| (number, words(&clause.title, lang)))
                    .collect(),
                missing: missing.contains(&section),
                wordings: library::wordings(section.id)
                    .map(|wording| offered((plan, clauses), wording, lang))
                    .collect(),
            }
        })
        .collect()
}

fn offered(
    (plan, clauses): (&ParentingPlan, &[ClauseFields]),
    wording: &'static Wording,
    lang: Lang,
) -> Offered {
    let language = language_of(lang);
    let text = with_people(plan, |people| library::clause_text(wording, people));
    let fields = edit::clauses(&text).unwrap_or_default();
    let fields = fields.into_iter().next().unwrap_or_default();
    let [english, dutch] = fields.sentence;
    let there = clauses.iter().position(|clause| clause.id == wording.id);
    Offered {
        id: wording.id,
        title: library::said(wording.title, language),
        sentence: match language {
            Language::En => english,
            Language::Nl => dutch,
        },
        rule: fields.rest,
        there: there.map(|place| place + 1),
    }
}
