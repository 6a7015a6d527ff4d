//! What a parenting plan speaks of, and sentences to begin with: the sections of a Dutch plan, what
//! the law asks of them, and wordings for each in English and Dutch. Data and look-ups; touches plans
//! only to read them.
//!
//! **Wordings never give care.** Days, nights and holidays differ in each family and may clash, so
//! the clauses for them come of a family's own answers. What stands here is in words only, or has
//! a rule that gives no care (`calls`, `limit`, `first_refusal`, `disputes`): any of them can be
//! added to any plan, and the timeline of care stays as it is.
//!
//! **The law is a hint, not a judgement.** A section has a [`Law`] only where the Dutch law names it
//! as part of a parenting plan. Whether a clause says enough is for the parents and those who advise
//! them; [`missing`] knows only whether there is one.

mod money;
mod sections;
mod together;
mod upbringing;
mod with_whom;

pub use self::sections::SECTIONS;

use crate::handover::Terms;
use crate::rule::{AnyDay, NamedDay, Rule};
use crate::toml_text::{self, filled, listed};
use crate::{Clause, Language, ParentingPlan};

/// What a section is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// When the children are with whom, and what goes with it: what the calendar follows.
    Care,
    /// Money.
    Money,
    /// Everything else that the parents agree in words.
    Words,
}

/// What the Dutch law asks of a section. Texts are in English and Dutch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Law {
    /// The articles, as they are cited in both languages: Rv is the code of civil procedure, BW the
    /// civil code.
    pub article: &'static str,
    /// What they say, in a sentence for a parent.
    pub note: [&'static str; 2],
}

/// A part of a parenting plan. Texts are in English and Dutch; see [`said`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Section {
    /// The name in a plan file, such as `school`.
    pub id: &'static str,
    /// The heading.
    pub title: [&'static str; 2],
    /// What it is about.
    pub kind: Kind,
    /// What the law asks of it; `None` where the law does not name it.
    pub law: Option<Law>,
    /// What belongs in it, for a parent who writes a plan.
    pub about: [&'static str; 2],
}

/// A clause to begin with. Texts are in English and Dutch.
///
/// In `sentence` the places `{a}` and `{b}` stand for the parents' names and `{children}` for the
/// children's; in `keys` the places `{a}` and `{b}` stand for the parents' ids.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wording {
    /// The id, also that of the clause which it becomes.
    pub id: &'static str,
    /// The id of its section.
    pub section: &'static str,
    /// The title of the clause.
    pub title: [&'static str; 2],
    /// The sentence of the clause.
    pub sentence: [&'static str; 2],
    /// The other keys of the clause as lines of TOML; empty for one in words only.
    pub keys: &'static str,
    /// Whether most families want something like it, so that it can be suggested.
    pub usual: bool,
}

/// The people of whom a wording speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct People<'a> {
    /// The id and the name of each parent, in the order of the plan.
    pub parents: [(&'a str, &'a str); 2],
    /// The names of the children, in the order of the plan.
    pub children: &'a [&'a str],
}

/// The clauses of a plan by what they are about.
#[derive(Debug, Clone, PartialEq)]
pub struct BySection<'p> {
    /// Each section that has a clause, in the order of [`SECTIONS`], with its clauses in the order
    /// of the plan; none of the lists is empty.
    pub sections: Vec<(&'static Section, Vec<&'p Clause>)>,
    /// The clauses that belong to no section, in the order of the plan.
    pub others: Vec<&'p Clause>,
}

/// The section of an id.
pub fn section(id: &str) -> Option<&'static Section> {
    SECTIONS.iter().find(|section| section.id == id)
}

/// Every wording, in the order of the sections.
pub fn all() -> impl Iterator<Item = &'static Wording> {
    let groups = [
        with_whom::WORDINGS,
        upbringing::WORDINGS,
        money::WORDINGS,
        together::WORDINGS,
    ];
    groups.into_iter().flatten()
}

/// The wordings of a section by its id; none where there is no such section.
pub fn wordings(section: &str) -> impl Iterator<Item = &'static Wording> + use<> {
    let known = self::section(section).map(|section| section.id);
    all().filter(move |wording| known == Some(wording.section))
}

/// The wording of an id.
pub fn wording(id: &str) -> Option<&'static Wording> {
    all().find(|wording| wording.id == id)
}

/// A text of this library in a language.
pub fn said([en, nl]: [&'static str; 2], language: Language) -> &'static str {
    match language {
        Language::En => en,
        Language::Nl => nl,
    }
}

/// A wording as the text of a clause, beginning with `[[clause]]` and ending with a line break, in
/// the layout of [`crate::format()`].
///
/// ```
/// use plan::library::{People, clause_text, wording};
///
/// let people = People {
///     parents: [("mara", "Mara"), ("elias", "Elias")],
///     children: &["Noor", "Sam"],
/// };
/// let swaps = wording("swaps").ok_or("no such wording")?;
/// let text = clause_text(swaps, &people);
/// assert!(text.starts_with("[[clause]]\nid = \"swaps\"\nsection = \"deviating\"\n"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn clause_text(wording: &Wording, people: &People<'_>) -> String {
    let [(a_id, a_name), (b_id, b_name)] = people.parents;
    let sentence = |text: &str, and: &str| {
        let children = listed(people.children, and);
        let places = [
            ("{a}", a_name),
            ("{b}", b_name),
            ("{children}", children.as_str()),
        ];
        filled(text, &places)
    };
    let [en, nl] = wording.sentence;
    toml_text::clause(
        (wording.id, wording.section),
        wording.title,
        [&sentence(en, "and"), &sentence(nl, "en")],
        &filled(wording.keys, &[("{a}", a_id), ("{b}", b_id)]),
    )
}

/// The section to which a clause belongs: the one that it states, or else that of its rule. `None`
/// for a clause in words only that states none.
pub fn section_of(clause: &Clause) -> Option<&'static Section> {
    let of_rule = || clause.rule.as_ref().map(by_rule);
    section(clause.section.or_else(of_rule)?)
}

/// The clauses of a plan's newest version by section.
pub fn by_section(plan: &ParentingPlan) -> BySection<'_> {
    let of = |section: Option<&'static Section>| {
        let clauses = plan.newest_clauses();
        clauses.filter(move |clause| section_of(clause) == section)
    };
    let sections = SECTIONS.iter().map(|section| {
        let clauses: Vec<&Clause> = of(Some(section)).collect();
        (section, clauses)
    });
    BySection {
        sections: sections
            .filter(|(_, clauses)| !clauses.is_empty())
            .collect(),
        others: of(None).collect(),
    }
}

/// The sections of which the Dutch law speaks and no clause of the plan's newest version does. That
/// on handovers is not missing where the plan states its usual terms for them.
pub fn missing(plan: &ParentingPlan) -> Vec<&'static Section> {
    let asked = SECTIONS.iter().filter(|section| section.law.is_some());
    asked.filter(|section| !speaks_of(plan, section)).collect()
}

/// The section that the plan's own `[handover]` speaks of.
const HANDOVERS: &str = "handovers";

fn speaks_of(plan: &ParentingPlan, section: &Section) -> bool {
    let terms = section.id == HANDOVERS && *plan.handover() != Terms::default();
    let mut clauses = plan.newest_clauses();
    terms || clauses.any(|clause| section_of(clause) == Some(section))
}

/// The section of a rule.
fn by_rule(rule: &Rule) -> &'static str {
    match rule {
        Rule::Nights(_)
        | Rule::Weeks(_)
        | Rule::Weekly(_)
        | Rule::Days(_)
        | Rule::Roster(_)
        | Rule::Weekends(_)
        | Rule::Always(_)
        | Rule::Limit(_) => "care",
        // Dated stretches are holidays that have no name.
        Rule::Spans(_) | Rule::SchoolHolidays(_) => "school-holidays",
        Rule::Holiday(holiday) if holiday.on.iter().all(is_of_a_person) => "birthdays",
        Rule::Holiday(_) => "feasts",
        Rule::Calls(_) => "contact",
        Rule::FirstRefusal(_) => "deviating",
        Rule::Disputes(_) => "disputes",
    }
}

/// Whether a day is that of a person: a birthday, Mother's Day, Father's Day.
fn is_of_a_person(named: &NamedDay) -> bool {
    match &named.day {
        AnyDay::Birthday { .. } => true,
        AnyDay::Feast(feast) => ["mothers-day", "fathers-day"].contains(&feast.slug()),
        AnyDay::Yearly(_) | AnyDay::Nth { .. } | AnyDay::Dates(_) => false,
    }
}
