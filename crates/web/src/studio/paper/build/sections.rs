//! The clauses by section, in the order of a Dutch plan, with what the law says of each and what is
//! not agreed on.
//!
//! May touch: its arguments.

use plan::library::{self, SECTIONS, Section, said as in_language};
use plan::{Brings, Clause, DirectionTerms, Side};
use print::{PLAN_TITLE_CHARS_MAX, PLAN_WORDS_CHARS_MAX, PaperClause, PaperSection};

use super::{Pen, is_dutch, said};
use crate::page::Kids;
use crate::plan_page::terms::{Bound, Terms, age};
use crate::text::{date_with_year, list, t, with_capital};

/// The section that the plan's own terms for handovers belong to.
const HANDOVERS: &str = "handovers";
/// The section that stands at the end of the document, with room to sign.
const SIGNATURES: &str = "signatures";

/// The sections of a document. Those of which no clause is have a place of their own where the law
/// asks for them; the others are named together at the end.
pub(super) fn sections(pen: &Pen<'_>) -> Vec<PaperSection> {
    let by_section = library::by_section(pen.plan);
    let missing = library::missing(pen.plan);
    let dutch = is_dutch(pen.plan);
    let mut sections: Vec<PaperSection> = Vec::new();
    let mut unnamed: Vec<&'static str> = Vec::new();
    for section in SECTIONS {
        let number = sections.len() + 1;
        let found = by_section.sections.iter();
        let own = found.filter(|(known, _)| known.id == section.id);
        let clauses: Vec<&Clause> = own.flat_map(|(_, clauses)| clauses).copied().collect();
        let usual = (section.id == HANDOVERS)
            .then(|| usual_handovers(pen))
            .flatten();
        let lacks = dutch && missing.iter().any(|one| one.id == section.id);
        if clauses.is_empty() && usual.is_none() && !lacks {
            if section.id != SIGNATURES {
                unnamed.push(in_language(section.title, pen.language));
            }
            continue;
        }
        let mut paper = numbered(number, in_language(section.title, pen.language));
        paper.note = dutch.then(|| law(pen, section)).flatten();
        paper.missing = lacks.then(|| t!(pen.text, "paper-missing").into_owned());
        add(pen, &mut paper, usual, &clauses);
        sections.push(paper);
    }
    if !by_section.others.is_empty() {
        let number = sections.len() + 1;
        let mut paper = numbered(number, &t!(pen.text, "paper-others"));
        add(pen, &mut paper, None, &by_section.others);
        sections.push(paper);
    }
    sections.extend(nothing_on(pen, &unnamed));
    sections
}

/// A section without anything in it yet.
fn numbered(number: usize, title: &str) -> PaperSection {
    PaperSection {
        number: number.to_string(),
        title: said::shown(title, PLAN_TITLE_CHARS_MAX),
        note: None,
        clauses: Vec::new(),
        missing: None,
    }
}

/// What the law says of a section, with its article.
fn law(pen: &Pen<'_>, section: &Section) -> Option<String> {
    let law = section.law.as_ref()?;
    Some(t!(
        pen.text,
        "paper-law",
        note = in_language(law.note, pen.language),
        article = law.article
    ))
}

/// The sections of which the plan says nothing, by their names.
fn nothing_on(pen: &Pen<'_>, unnamed: &[&'static str]) -> Option<PaperSection> {
    if unnamed.is_empty() {
        return None;
    }
    let names = list(pen.text, unnamed);
    let missing = t!(pen.text, "paper-nothing-on", names = names);
    Some(PaperSection {
        number: String::new(),
        title: t!(pen.text, "paper-nothing").into_owned(),
        note: None,
        clauses: Vec::new(),
        missing: Some(said::fit(&missing, PLAN_WORDS_CHARS_MAX)),
    })
}

/// Adds clauses to a section, numbered under it.
fn add(
    pen: &Pen<'_>,
    paper: &mut PaperSection,
    usual: Option<(String, String)>,
    clauses: &[&Clause],
) {
    let under = paper.number.clone();
    let mut place = 0_usize;
    let mut number = || {
        place += 1;
        format!("{under}.{place}")
    };
    if let Some((title, words)) = usual {
        paper.clauses.push(PaperClause {
            number: number(),
            title,
            words,
            meta: String::new(),
        });
    }
    for clause in clauses {
        paper.clauses.push(PaperClause {
            number: number(),
            title: said::shown(clause.title(pen.language), PLAN_TITLE_CHARS_MAX),
            words: said::fit(clause.sentence(pen.language), PLAN_WORDS_CHARS_MAX),
            meta: said::fit(&meta(pen, clause), PLAN_WORDS_CHARS_MAX),
        });
    }
}

/// Its number in the plan's text, for whom it is, when it holds, and in which language it is written.
fn meta(pen: &Pen<'_>, clause: &Clause) -> String {
    let text = pen.text;
    let mut parts = vec![t!(text, "paper-clause-number", number = clause.number)];
    if clause.children.len() < pen.plan.children().len() {
        let names = Kids::of(pen.plan).names(text, &clause.children);
        parts.push(t!(text, "paper-for", names = names));
    }
    parts.extend(terms(pen, &Terms::of(pen.plan, clause, text.lang())));
    let written = [&clause.title, &clause.sentence].map(|one| one.written_in(pen.language));
    if let Some(other) = written.into_iter().find(|one| *one != pen.language) {
        parts.push(
            match other {
                plan::Language::En => t!(text, "paper-only-english"),
                plan::Language::Nl => t!(text, "paper-only-dutch"),
            }
            .into_owned(),
        );
    }
    let mut said = with_capital(&parts.join("; "));
    said.push('.');
    said
}

/// When a clause holds, who is present and where.
fn terms(pen: &Pen<'_>, terms: &Terms) -> Vec<String> {
    let text = pen.text;
    let mut parts: Vec<String> = Vec::new();
    parts.extend(terms.from.iter().map(|bound| from(pen, bound)));
    parts.extend(terms.until.iter().map(|bound| until(pen, bound)));
    parts.extend(
        terms
            .supervised_by
            .as_ref()
            .map(|by| format!("{} {}", t!(text, "plan-supervised-by"), by.said)),
    );
    parts.extend(
        terms
            .supervised_at
            .as_ref()
            .map(|place| format!("{} {}", t!(text, "plan-supervised-at"), place.said)),
    );
    let home = terms.home.as_deref();
    parts.extend(home.map(|home| t!(text, "plan-in-home", home = home)));
    let zone = terms.zone.as_deref();
    parts.extend(zone.map(|zone| t!(text, "plan-in-zone", zone = zone)));
    parts
}

fn from(pen: &Pen<'_>, bound: &Bound) -> String {
    let text = pen.text;
    match bound {
        Bound::Date(day) => t!(text, "plan-holds-from", day = date_with_year(text, *day)),
        Bound::Birthday(age) => t!(text, "plan-from-birthday", age = *age),
        Bound::Age(reached) => t!(text, "plan-from-age", age = age(text, *reached)),
        Bound::Event(name) => t!(text, "plan-from-event", event = name.as_str()),
        Bound::Times { clause, count } => {
            let times = t!(text, "plan-from-times", n = *count);
            format!("{times} “{}”", clause.said)
        }
    }
}

fn until(pen: &Pen<'_>, bound: &Bound) -> String {
    let text = pen.text;
    match bound {
        Bound::Date(day) => {
            let last = day.yesterday().unwrap_or(*day);
            t!(text, "plan-holds-until", day = date_with_year(text, last))
        }
        Bound::Birthday(age) => t!(text, "plan-until-birthday", age = *age),
        Bound::Age(reached) => t!(text, "plan-until-age", age = age(text, *reached)),
        Bound::Event(name) => t!(text, "plan-until-event", event = name.as_str()),
        Bound::Times { clause, count } => {
            let times = t!(text, "plan-until-times", n = *count);
            format!("{times} “{}”", clause.said)
        }
    }
}

/// The plan's usual terms for handovers, which stand beside its clauses: a title, and a line each.
fn usual_handovers(pen: &Pen<'_>) -> Option<(String, String)> {
    let terms = pen.plan.handover();
    let mut lines = direction(pen, &terms.both);
    for (side, own) in Side::BOTH.into_iter().zip(&terms.to) {
        let said = direction(pen, own).into_iter();
        lines.extend(said.map(|said| {
            t!(
                pen.text,
                "paper-handover-to",
                name = pen.name(side),
                said = said
            )
        }));
    }
    if lines.is_empty() {
        return None;
    }
    let title = t!(pen.text, "paper-handovers").into_owned();
    Some((title, said::fit(&lines.join("\n"), PLAN_WORDS_CHARS_MAX)))
}

fn direction(pen: &Pen<'_>, terms: &DirectionTerms) -> Vec<String> {
    let text = pen.text;
    let place = terms.place.as_ref().map(|place| {
        let place = place.get(pen.language);
        t!(text, "paper-handover-place", place = place)
    });
    let brings = terms.brings.map(|brings| match brings {
        Brings::Giver => t!(text, "paper-handover-giver").into_owned(),
        Brings::Receiver => t!(text, "paper-handover-receiver").into_owned(),
        Brings::Parent(side) => t!(text, "paper-handover-parent", name = pen.name(side)),
    });
    let bag = terms.bag.as_ref().map(|bag| {
        let bag = bag.get(pen.language);
        t!(text, "paper-handover-bag", bag = bag)
    });
    [place, brings, bag].into_iter().flatten().collect()
}
