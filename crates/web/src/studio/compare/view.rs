//! Two plans side by side as data.
//!
//! May touch: the family in memory and the reader's drafts.

use std::collections::BTreeSet;
use std::sync::Arc;

use family::{DraftId, Drafts};
use jiff::civil::{Date, DateTime};
use plan::edit::difference;
use plan::{
    ChildId, Comparison, Differing, ParentingPlan, Side, Source, State, Timeline, Window, compare,
    compile,
};

use crate::calendar::Scene;
use crate::page::{Kids, Person, Versions, paths};
use crate::plan_change::form::newest_text;
use crate::studio::desk;
use crate::studio::history::view::{Answers, Differs};
use crate::studio::see::measured::{Measured, measured};
use crate::studio::year::view::{Span, merged};
use crate::studio::year::{Marks, Year, alone, build, first_day, window};
use crate::swap::Looking;

/// What stands for the agreed plan in an address.
pub const AGREED: &str = "agreed";

/// A plan that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Which {
    /// What both agreed to.
    Agreed,
    /// A draft of the reader's.
    Draft {
        /// Which.
        id: DraftId,
        /// What it is called.
        name: String,
    },
}

impl Which {
    /// As an address names it.
    #[must_use]
    pub fn value(&self) -> &str {
        match self {
            Self::Agreed => AGREED,
            Self::Draft { id, .. } => id.as_str(),
        }
    }

    /// Its page.
    #[must_use]
    pub fn path(&self) -> String {
        match self {
            Self::Agreed => paths::PLAN.to_owned(),
            Self::Draft { id, .. } => desk::path(id, ""),
        }
    }
}

/// The page.
#[derive(Clone, Debug, PartialEq)]
pub struct View {
    /// What can be chosen.
    pub options: Vec<Which>,
    /// What was chosen, as the address has it.
    pub chosen: [String; 2],
    /// What comes of it.
    pub outcome: Outcome,
}

/// What comes of a choice.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// Two are still to be chosen.
    Choose,
    /// This one makes no plan yet.
    NoPlan(Which),
    /// They are about other parents, or name them in another order.
    OtherParents,
    /// They never hold on the same days.
    Never,
    /// They were compared.
    Compared(Box<Compared>),
}

/// Two plans over the same days.
#[derive(Clone, Debug, PartialEq)]
pub struct Compared {
    /// Which two.
    pub which: [Which; 2],
    /// The first day.
    pub from: Date,
    /// The last day.
    pub last: Date,
    /// Both parents, side A first.
    pub people: [Person; 2],
    /// The children whom both know, oldest first.
    pub kids: Kids,
    /// Their years, with the days marked on which they differ.
    pub years: [Year; 2],
    /// Their numbers.
    pub measured: [Measured; 2],
    /// Where they differ, in order of time.
    pub spans: Vec<DifferingSpan>,
    /// On how many dates.
    pub days: usize,
    /// The names of children whom only one of them knows.
    pub only: [Vec<String>; 2],
    /// What differs in their texts; `None` where the clauses of one cannot be told apart.
    pub texts: Option<Differs>,
}

impl Compared {
    /// Whether they say the same: on every day, and word for word.
    #[must_use]
    pub fn is_same(&self) -> bool {
        let texts = self.texts.as_ref();
        self.spans.is_empty() && texts.is_some_and(|texts| texts.text.is_empty())
    }
}

/// A stretch over which two plans differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DifferingSpan {
    /// From when.
    pub from: DateTime,
    /// Until when.
    pub until: DateTime,
    /// For which children, by place.
    pub kids: Vec<usize>,
    /// What each says.
    pub says: [Says; 2],
}

/// What a plan says of a stretch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Says {
    /// With a parent.
    With {
        /// Whom.
        side: Side,
        /// The number of the clause that says so, and its address.
        clause: Option<(u16, String)>,
    },
    /// Two of its clauses disagree.
    Clash,
    /// None of its clauses speaks.
    Silent,
    /// It does not hold.
    Outside,
}

/// A plan that was chosen.
struct Chosen {
    which: Which,
    plan: ParentingPlan,
    text: Arc<str>,
}

impl View {
    /// The page for what an address asks.
    #[must_use]
    pub fn of(look: &Looking<'_>, drafts: &Drafts, chosen: [&str; 2]) -> Self {
        let agreed = look.family.plan().map(|_| Which::Agreed);
        let drafted = drafts.all().map(|kept| Which::Draft {
            id: kept.draft.id.clone(),
            name: kept.draft.name.to_string(),
        });
        let options: Vec<Which> = agreed.into_iter().chain(drafted).collect();
        let find = |value: &str| options.iter().find(|one| one.value() == value).cloned();
        let outcome = match chosen.map(find) {
            [Some(one), Some(other)] if one != other => outcome(look, drafts, [one, other]),
            [Some(_) | None, Some(_) | None] => Outcome::Choose,
        };
        Self {
            chosen: chosen.map(str::to_owned),
            options,
            outcome,
        }
    }
}

fn outcome(look: &Looking<'_>, drafts: &Drafts, [one, other]: [Which; 2]) -> Outcome {
    let both = match (read(look, drafts, &one), read(look, drafts, &other)) {
        (Some(first), Some(second)) => [first, second],
        (None, _) => return Outcome::NoPlan(one),
        (Some(_), None) => return Outcome::NoPlan(other),
    };
    let [first, second] = both
        .each_ref()
        .map(|chosen| Side::BOTH.map(|side| &chosen.plan.parent(side).id));
    if first != second {
        return Outcome::OtherParents;
    }
    let days = days(look, &both);
    match days.and_then(|days| compared(look, both, days)) {
        Some(compared) => Outcome::Compared(Box::new(compared)),
        None => Outcome::Never,
    }
}

/// The plan that was chosen, if it is one.
fn read(look: &Looking<'_>, drafts: &Drafts, which: &Which) -> Option<Chosen> {
    let (plan, text) = match which {
        Which::Agreed => {
            let plan = ParentingPlan::clone(look.family.plan()?);
            (plan, Arc::<str>::from(newest_text(look.family)?))
        }
        Which::Draft { id, .. } => {
            let text = Arc::clone(&drafts.of(id)?.draft.plan);
            let plan = ParentingPlan::read(&text, look.family.date_at(look.now));
            (plan.ok()?, text)
        }
    };
    Some(Chosen {
        which: which.clone(),
        plan,
        text,
    })
}

/// What differs in the texts of two plans.
fn texts([one, other]: &[Chosen; 2]) -> Option<Differs> {
    let text = difference(&one.text, &other.text).ok()?;
    Some(Differs {
        name: None,
        answers: Answers::Same,
        text,
    })
}

/// Twelve months from when both hold, or until one of them ends.
fn days(look: &Looking<'_>, both: &[Chosen; 2]) -> Option<Window> {
    let today = look.family.date_at(look.now);
    let [one, other] = both.each_ref().map(|chosen| &chosen.plan);
    let first = first_day(one, today).max(first_day(other, today));
    let ends = [one.until(), other.until()].into_iter().flatten().min();
    if ends.is_some_and(|until| until <= first) {
        return None;
    }
    window(first, ends)
}

fn compared(look: &Looking<'_>, both: [Chosen; 2], days: Window) -> Option<Compared> {
    let [one, other] = &both;
    let whole = [
        compile(&one.plan, days, &[]),
        compile(&other.plan, days, &[]),
    ];
    let (first, second) = (&whole[0], &whole[1]);
    let found = compare((&one.plan, first), (&other.plan, second)).ok()?;
    let shared: Vec<ChildId> = found.children.iter().map(|one| one.child.clone()).collect();
    let [first, second] = whole.map(|timeline| timeline.of(&shared));
    let scenes = [scene(look, one, &first), scene(look, other, &second)];
    let kids = scenes[0].kids();
    let spans = spans(&scenes, [&one.which, &other.which], &kids, &found);
    let differing: Vec<Span> = merged(spans.iter().map(|one| (one.from, one.until)).collect());
    let marks = Marks {
        framed: &[],
        differing: Some(&differing),
    };
    let mut numbers = scenes.each_ref().map(measured);
    renumber(&mut numbers[1], &scenes[1].kids(), &kids);
    Some(Compared {
        from: days.from(),
        last: days.to().yesterday().unwrap_or(days.to()),
        people: scenes[0].people(),
        years: scenes.each_ref().map(|scene| build(scene, &marks)),
        measured: numbers,
        days: dates(&differing),
        only: [
            names(&one.plan, &found.only_in_a),
            names(&other.plan, &found.only_in_b),
        ],
        texts: texts(&both),
        spans,
        kids,
        which: both.map(|chosen| chosen.which),
    })
}

fn scene<'a>(look: &Looking<'a>, chosen: &'a Chosen, timeline: &'a Timeline) -> Scene<'a> {
    let versions = match chosen.which {
        Which::Agreed => Versions::of(look.family, look.family.date_at(look.now)),
        Which::Draft { .. } => Versions::ALONE,
    };
    Scene {
        versions,
        ..alone(&chosen.plan, timeline, look)
    }
}

/// The numbers of the second by the places of the first.
fn renumber(measured: &mut Measured, own: &Kids, kids: &Kids) {
    for numbers in &mut measured.numbers {
        let id = own.all().get(numbers.kid).map(|kid| &kid.id);
        let place = kids.all().iter().position(|kid| Some(&kid.id) == id);
        numbers.kid = place.unwrap_or(numbers.kid);
    }
    measured.numbers.sort_by_key(|numbers| numbers.kid);
}

fn names(plan: &ParentingPlan, ids: &[ChildId]) -> Vec<String> {
    let children = ids.iter().filter_map(|id| plan.child(id));
    children.map(|child| child.name.clone()).collect()
}

fn spans(
    scenes: &[Scene<'_>; 2],
    which: [&Which; 2],
    kids: &Kids,
    found: &Comparison,
) -> Vec<DifferingSpan> {
    let mut all: Vec<DifferingSpan> = Vec::new();
    for child in &found.children {
        let place = kids.all().iter().position(|kid| kid.id == child.child);
        let Some(place) = place else { continue };
        for one in &child.differing {
            let next = span(scenes, which, one);
            let alike = |known: &&mut DifferingSpan| {
                (known.from, known.until) == (next.from, next.until) && known.says == next.says
            };
            match all.iter_mut().find(alike) {
                Some(known) => known.kids.push(place),
                None => all.push(DifferingSpan {
                    kids: vec![place],
                    ..next
                }),
            }
        }
    }
    for one in &mut all {
        one.kids.sort_unstable();
    }
    all.sort_by_key(|one| (one.from, one.until));
    all
}

fn span(scenes: &[Scene<'_>; 2], which: [&Which; 2], one: &Differing) -> DifferingSpan {
    let [first, second] = scenes;
    DifferingSpan {
        from: first.local(one.start),
        until: first.local(one.end),
        kids: Vec::new(),
        says: [says(first, which[0], one.a), says(second, which[1], one.b)],
    }
}

fn says(scene: &Scene<'_>, which: &Which, state: State) -> Says {
    match state {
        State::Care { parent, source } => Says::With {
            side: parent,
            clause: clause(scene, which, source),
        },
        State::Clash => Says::Clash,
        State::Gap => Says::Silent,
        State::Outside => Says::Outside,
    }
}

/// The clause that says so, and where its words are.
fn clause(scene: &Scene<'_>, which: &Which, source: Source) -> Option<(u16, String)> {
    let Source::Clause(index) = source else {
        return None;
    };
    let clause = scene.plan.clauses().get(index.get())?;
    let path = match which {
        Which::Draft { id, .. } => desk::path(id, &format!("/clauses?clause={}", clause.number)),
        Which::Agreed => match scene.versions.clause(clause).elsewhere {
            None => paths::clause(clause.number),
            Some(elsewhere) => paths::clause_of(&elsewhere.proposal, clause.number),
        },
    };
    Some((clause.number, path))
}

/// How many dates some stretches touch.
fn dates(spans: &[Span]) -> usize {
    let mut dates: BTreeSet<Date> = BTreeSet::new();
    for (from, until) in spans {
        let mut day = from.date();
        while day.at(0, 0, 0, 0) < *until && dates.len() < 400 {
            dates.insert(day);
            let Ok(next) = day.tomorrow() else { break };
            day = next;
        }
    }
    dates.len()
}
