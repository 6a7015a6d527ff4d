//! What one version of a plan changes against the one before it, clause by clause.
//!
//! May touch: the two plans that it is given.

use plan::library::section_of;
use plan::{Clause, ParentingPlan};

use crate::calendar::scene::Words;
use crate::text::Lang;

/// What a plan changes against another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changes {
    /// The clauses that are new or changed in the order of the plan, then those that are gone.
    pub clauses: Vec<Change>,
    /// How many clauses stay as they are.
    pub unchanged: usize,
    /// What changes beside the clauses.
    pub whole: Vec<WholePart>,
}

/// What becomes of a clause. Clauses are the same when they have the same id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// It is new.
    New(Said),
    /// It says something else.
    Changed(Box<Changed>),
    /// It is no longer there; its number is that in the plan before.
    Gone(Said),
}

/// A clause in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// Its number in the plan that it stands in.
    pub number: u16,
    /// Its title.
    pub title: Words,
    /// Its sentence.
    pub sentence: Words,
}

/// A clause that says something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// As it was.
    pub was: Said,
    /// As it becomes.
    pub becomes: Said,
    /// What else of it changes than the words that the reader sees.
    pub parts: Vec<Part>,
}

/// Something of a clause that is not its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Its words in the language that the reader does not see.
    OtherLanguage,
    /// Under which section it stands.
    Section,
    /// What the calendar follows.
    Rule,
    /// For which children.
    Children,
    /// From when or until when.
    When,
    /// What it goes before.
    Rank,
    /// How handovers go.
    Handover,
    /// Who is present, and where.
    Supervision,
    /// In which home.
    Home,
}

/// Something of a plan that stands in no clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WholePart {
    /// Its title.
    Title,
    /// The homes that it names.
    Homes,
    /// The parents and children.
    People,
    /// How handovers usually go.
    Handover,
    /// The order of precedence.
    Order,
    /// Its end.
    End,
}

impl Changes {
    /// What `after` changes against `before`, in the words of a language. Both are single
    /// versions, as they were written.
    pub fn between(before: &ParentingPlan, after: &ParentingPlan, lang: Lang) -> Changes {
        let mut clauses = Vec::new();
        let mut unchanged = 0;
        for clause in after.clauses() {
            match before.find_clause(&clause.id) {
                None => clauses.push(Change::New(Said::of(clause, lang))),
                Some((_, was)) => match changed((before, was), (after, clause), lang) {
                    Some(change) => clauses.push(Change::Changed(Box::new(change))),
                    None => unchanged += 1,
                },
            }
        }
        let gone = before.clauses().iter();
        let gone = gone.filter(|clause| after.find_clause(&clause.id).is_none());
        clauses.extend(gone.map(|clause| Change::Gone(Said::of(clause, lang))));
        Changes {
            clauses,
            unchanged,
            whole: whole(before, after),
        }
    }
}

impl Said {
    fn of(clause: &Clause, lang: Lang) -> Said {
        Said {
            number: clause.number,
            title: Words::of(&clause.title, lang),
            sentence: Words::of(&clause.sentence, lang),
        }
    }
}

/// `None` where the clause stays as it is; another number alone is no change.
fn changed(
    (before, was): (&ParentingPlan, &Clause),
    (after, becomes): (&ParentingPlan, &Clause),
    lang: Lang,
) -> Option<Changed> {
    let (old, new) = (Said::of(was, lang), Said::of(becomes, lang));
    let same_words = old.title == new.title && old.sentence == new.sentence;
    let same_texts = was.title == becomes.title && was.sentence == becomes.sentence;
    let terms = |clause: &Clause| {
        let birthdays = (clause.from_birthday, clause.until_birthday);
        let ages = (clause.from_age, clause.until_age);
        let events = (clause.from_event.clone(), clause.until_event.clone());
        (clause.from, clause.until, birthdays, ages, events)
    };
    let parts: Vec<Part> = [
        (same_words && !same_texts, Part::OtherLanguage),
        (moves(was, becomes), Part::Section),
        (
            was.rule != becomes.rule || was.zone != becomes.zone,
            Part::Rule,
        ),
        (was.children != becomes.children, Part::Children),
        (terms(was) != terms(becomes), Part::When),
        (
            before.rank_name(was) != after.rank_name(becomes),
            Part::Rank,
        ),
        (was.handover != becomes.handover, Part::Handover),
        (was.supervision != becomes.supervision, Part::Supervision),
        (was.home != becomes.home, Part::Home),
    ]
    .into_iter()
    .filter_map(|(differs, part)| differs.then_some(part))
    .collect();
    (!same_words || !parts.is_empty()).then_some(Changed {
        was: old,
        becomes: new,
        parts,
    })
}

/// Whether it states another section than it stood in. A section that is stated where the rule says
/// the same is no change.
fn moves(was: &Clause, becomes: &Clause) -> bool {
    was.section != becomes.section && section_of(was) != section_of(becomes)
}

fn whole(before: &ParentingPlan, after: &ParentingPlan) -> Vec<WholePart> {
    let people = before.parents() != after.parents() || before.children() != after.children();
    [
        (before.title() != after.title(), WholePart::Title),
        (people, WholePart::People),
        (before.homes() != after.homes(), WholePart::Homes),
        (before.handover() != after.handover(), WholePart::Handover),
        (before.precedence() != after.precedence(), WholePart::Order),
        (before.until() != after.until(), WholePart::End),
    ]
    .into_iter()
    .filter_map(|(differs, part)| differs.then_some(part))
    .collect()
}
