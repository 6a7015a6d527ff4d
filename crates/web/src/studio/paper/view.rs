//! The page from which a plan is printed, as data.
//!
//! May touch: its arguments. Compiles the year ahead, to know which children share their pages.

use family::DraftId;
use plan::ParentingPlan;

use super::build::{Source, is_dutch, whom, worth};
use crate::studio::see::checks::{Asked, missing};
use crate::text::{Lang, language_of};

/// The page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// What is printed; empty where there is nothing.
    pub title: String,
    /// What it is worth.
    pub worth: String,
    /// Where the reader came from.
    pub back: String,
    /// The address of the page, without a query.
    pub address: String,
    /// What can be printed.
    pub body: Body,
}

/// What can be printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// Nothing, since no plan has been agreed.
    NoPlan,
    /// Nothing, since the questions of a draft make no plan yet.
    Unanswered(DraftId),
    /// Nothing, since the text of a draft cannot be understood.
    Unsound(DraftId),
    /// A plan.
    Sheets(Sheets),
}

/// What there is of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheets {
    /// For whom there are children's pages, by name; in the order of the addresses.
    pub children: Vec<Vec<String>>,
    /// How many clauses are not written in each language.
    pub unwritten: Vec<(Lang, usize)>,
    /// What the law asks and no clause is of; `None` where that law is not this plan's.
    pub missing: Option<Vec<Asked>>,
    /// The draft that is printed, where something can be added to it.
    pub draft: Option<DraftId>,
}

/// The page of a plan.
#[must_use]
pub fn view(
    source: &Source<'_>,
    lang: Lang,
    (address, back): (&str, &str),
    draft: Option<DraftId>,
) -> View {
    View {
        title: source.plan.title().to_owned(),
        worth: worth(source, lang),
        back: back.to_owned(),
        address: address.to_owned(),
        body: Body::Sheets(Sheets {
            children: whom(source),
            unwritten: unwritten(source.plan),
            missing: is_dutch(source.plan).then(|| missing(source.plan)),
            draft,
        }),
    }
}

/// The page where nothing can be printed.
#[must_use]
pub fn nothing(body: Body, title: String, (address, back): (&str, &str)) -> View {
    View {
        title,
        worth: String::new(),
        back: back.to_owned(),
        address: address.to_owned(),
        body,
    }
}

fn unwritten(plan: &ParentingPlan) -> Vec<(Lang, usize)> {
    let count = |lang: Lang| {
        let language = language_of(lang);
        let lacks = |text: &plan::Text| text.exact(language).is_none();
        let clauses = plan.newest_clauses();
        clauses
            .filter(|clause| lacks(&clause.title) || lacks(&clause.sentence))
            .count()
    };
    Lang::ALL.map(|lang| (lang, count(lang))).to_vec()
}
