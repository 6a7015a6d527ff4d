//! What is not right with a plan: time that two clauses claim or none, limits that it does not keep
//! to, what is probably not meant, and what the law asks and it does not have.
//!
//! May touch: the scene it is given. Everything is found by `plan`.

use jiff::Timestamp;
use jiff::civil::DateTime;
use plan::library;
use plan::{
    ChildId, ChildTimeline, ClauseIndex, ParentingPlan, Side, Source, Warning, WarningFacts,
    WarningKind, breaches,
};

use crate::calendar::Scene;
use crate::calendar::scene::Words;
use crate::offers::build::limit_kind;
use crate::offers::view::{BreachView, LimitKind};
use crate::page::Kids;
use crate::studio::dutch::law_applies;
use crate::studio::year::view::Framed;

/// So many of each kind are listed; how many more there are is said.
pub const LISTED: usize = 12;

/// What is not right with a plan.
#[derive(Clone, Debug, PartialEq)]
pub struct Checks {
    /// Time that clauses of equal rank give to both.
    pub clashes: Vec<Claimed>,
    /// Time of which no clause speaks.
    pub gaps: Vec<Claimed>,
    /// Limits that the plan states and does not keep to.
    pub breaches: Vec<BreachView>,
    /// What is probably not meant.
    pub warnings: Vec<Remark>,
    /// What the Dutch law asks and no clause is of; `None` where that law is not this plan's.
    pub missing: Option<Vec<Asked>>,
}

/// Something that the law asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The section of the plan, by its id.
    pub section: &'static str,
    /// What it is called, in English and Dutch.
    pub title: [&'static str; 2],
    /// The article that asks it.
    pub article: &'static str,
    /// What it asks, in English and Dutch.
    pub note: [&'static str; 2],
}

/// Time that is nobody's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claimed {
    /// From when, in the plan's own time.
    pub from: DateTime,
    /// Until when.
    pub until: DateTime,
    /// Which children, by place.
    pub kids: Vec<usize>,
    /// What each clause says; empty where none speaks.
    pub between: Vec<(Named, Side)>,
}

/// A clause by its number and title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Its number, from 1.
    pub number: u16,
    /// Its title.
    pub title: Words,
}

/// Something that is probably not meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The clause that it is about; `None`: the plan.
    pub clause: Option<Named>,
    /// What it is.
    pub kind: WarningKind,
    /// Its dates, and whom it is about.
    pub facts: WarningFacts,
    /// The clauses to which that one gives way.
    pub stronger: Vec<Named>,
}

/// Looks a plan over: its year. What it is warned of was found before, in all the years ahead.
#[must_use]
pub fn checks(scene: &Scene<'_>, kids: &Kids, warned: &[Warning]) -> Checks {
    Checks {
        clashes: clashes(scene, kids),
        gaps: gaps(scene, kids),
        breaches: broken(scene),
        warnings: warned.iter().map(|one| remark(scene, one)).collect(),
        missing: law_applies(scene.plan.zone_name()).then(|| missing(scene.plan)),
    }
}

/// What the Dutch law asks and a plan does not have.
#[must_use]
pub fn missing(plan: &ParentingPlan) -> Vec<Asked> {
    let all = library::missing(plan).into_iter();
    all.filter_map(|section| {
        let law = section.law.as_ref()?;
        Some(Asked {
            section: section.id,
            title: section.title,
            article: law.article,
            note: law.note,
        })
    })
    .collect()
}

impl Checks {
    /// Whether all time is somebody's, and every limit is kept to.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.clashes.is_empty() && self.gaps.is_empty() && self.breaches.is_empty()
    }
}

fn named(scene: &Scene<'_>, index: ClauseIndex) -> Option<Named> {
    let clause = scene.plan.clauses().get(index.get())?;
    Some(Named {
        number: clause.number,
        title: Words::of(&clause.title, scene.lang),
    })
}

/// Adds a stretch of one child to those of others that are the same.
fn add(all: &mut Vec<Claimed>, kid: usize, next: Claimed) {
    let alike = |known: &&mut Claimed| {
        (known.from, known.until) == (next.from, next.until) && known.between == next.between
    };
    match all.iter_mut().find(alike) {
        Some(known) => known.kids.push(kid),
        None => all.push(next),
    }
}

fn each<'s>(
    scene: &'s Scene<'_>,
    kids: &'s Kids,
) -> impl Iterator<Item = (usize, &'s ChildTimeline)> {
    let all = kids.all().iter().enumerate();
    all.filter_map(|(place, kid)| Some((place, scene.timeline.child(&kid.id)?)))
}

fn claimed(
    scene: &Scene<'_>,
    (start, end): (Timestamp, Timestamp),
    kid: usize,
    between: Vec<(Named, Side)>,
) -> Claimed {
    Claimed {
        from: scene.local(start),
        until: scene.local(end),
        kids: vec![kid],
        between,
    }
}

fn clashes(scene: &Scene<'_>, kids: &Kids) -> Vec<Claimed> {
    let mut all = Vec::new();
    for (kid, child) in each(scene, kids) {
        for clash in &child.clashes {
            let between = clash.between.iter().filter_map(|(source, side)| {
                let Source::Clause(index) = source else {
                    return None;
                };
                Some((named(scene, *index)?, *side))
            });
            let next = claimed(scene, (clash.start, clash.end), kid, between.collect());
            add(&mut all, kid, next);
        }
    }
    all.sort_by_key(|one| one.from);
    all
}

fn gaps(scene: &Scene<'_>, kids: &Kids) -> Vec<Claimed> {
    let mut all = Vec::new();
    for (kid, child) in each(scene, kids) {
        for gap in &child.gaps {
            let next = claimed(scene, (gap.start, gap.end), kid, Vec::new());
            add(&mut all, kid, next);
        }
    }
    all.sort_by_key(|one| one.from);
    all
}

/// Limits that a plan states and that its timeline does not keep to.
#[must_use]
pub fn broken(scene: &Scene<'_>) -> Vec<BreachView> {
    let all = breaches(scene.plan, scene.timeline).into_iter();
    let view = |breach: plan::Breach| {
        let clause = scene.plan.clauses().get(breach.clause.get())?;
        Some(BreachView {
            clause: scene.versions.clause(clause),
            kind: limit_kind(clause.rule.as_ref()),
            children: breach.children,
            parent: breach.parent,
            from: breach.from,
            last: breach.to.yesterday().unwrap_or(breach.to),
            found: breach.found,
            limit: breach.limit,
        })
    };
    all.filter_map(view).collect()
}

/// Where limits of time away are passed, to be framed in the year: other limits are about whole
/// weeks or months, which no frame in a lane would explain.
#[must_use]
pub fn framed(breaches: &[BreachView]) -> Vec<Framed> {
    let away = breaches
        .iter()
        .filter(|breach| breach.kind == LimitKind::Away);
    away.map(|breach| {
        let children: Vec<ChildId> = breach.children.clone();
        let after = breach.last.tomorrow().unwrap_or(breach.last);
        Framed {
            children,
            span: (breach.from.at(0, 0, 0, 0), after.at(0, 0, 0, 0)),
        }
    })
    .collect()
}

fn remark(scene: &Scene<'_>, warning: &Warning) -> Remark {
    let stronger = if let WarningFacts::GivesWay { to } = &warning.facts {
        to.as_slice()
    } else {
        &[]
    };
    Remark {
        clause: warning.clause.and_then(|index| named(scene, index)),
        kind: warning.kind,
        stronger: stronger
            .iter()
            .filter_map(|index| named(scene, *index))
            .collect(),
        facts: warning.facts.clone(),
    }
}
