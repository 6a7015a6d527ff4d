//! The plan as data.
//!
//! May touch: the inputs it is given.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use plan::{Clause, ParentingPlan, PerParent, Side, Source, Timeline, measure};

use super::changes::Changes;
use super::facts::Facts;
use super::marks::Marking;
use super::talk::Talk;
use super::terms::Terms;
use crate::calendar::Scene;
use crate::calendar::days::days_after;
use crate::calendar::scene::{Reach, Words};
use crate::page::{Kids, Person};
use crate::studio::year::Year;
use crate::swap::prospect::Prospect;

/// Days over which the plan is measured.
pub const MEASURED_DAYS: i32 = 28;

/// What one parent did with this plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Agreed {
    /// Agreed to it.
    On {
        /// When.
        at: Timestamp,
        /// The number of the entry on the record.
        entry: u64,
    },
    /// Has not answered yet.
    NotYet,
}

/// What the page is made from.
#[derive(Clone, Copy, Debug)]
pub enum Inputs<'a> {
    /// No plan has been agreed.
    NoPlan,
    /// A plan, and its timeline over exactly [`window`].
    Plan {
        /// What the calendar follows, or would follow, and its timeline.
        scene: Scene<'a>,
        /// The plan whose words are shown.
        shown: &'a Shown<'a>,
    },
}

/// One version of a plan, or a plan that was offered.
#[derive(Clone, Debug)]
pub struct Shown<'a> {
    /// As it was written.
    pub plan: &'a ParentingPlan,
    /// How it stands to what is agreed.
    pub standing: Standing,
    /// Who agreed, side A first.
    pub agreed: [Agreed; 2],
    /// The version before it, as it was written, with its first date.
    pub before: Option<(&'a ParentingPlan, Date)>,
    /// All versions that were agreed, the first one first; empty on the page of a proposal's plan.
    pub versions: Vec<VersionLine>,
}

/// How a plan stands to what is agreed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Both agreed: it holds from a date until, not including it, another one.
    Agreed {
        /// Its first date.
        from: Date,
        /// The first date on which it no longer holds.
        until: Option<Date>,
    },
    /// It waits for an answer.
    Offered(Prospect),
    /// It was declined or taken back.
    Closed,
}

/// One version in the list of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersionLine {
    /// Counted from 1.
    pub number: usize,
    /// Its first date.
    pub from: Date,
    /// The first date on which it no longer holds.
    pub until: Option<Date>,
    /// The proposal by which it was agreed.
    pub proposal: String,
}

/// The days to compile, half open: four weeks from a day.
pub fn window(first: Date) -> (Date, Date) {
    (first, days_after(first, MEASURED_DAYS))
}

/// The page, ready to be drawn.
#[derive(Clone, Debug, PartialEq)]
pub enum View {
    /// No plan has been agreed.
    NoPlan,
    /// A plan.
    Plan(Box<Content>),
}

/// What the page shows of a plan.
#[derive(Clone, Debug, PartialEq)]
pub struct Content {
    /// Today, for the family.
    pub today: Date,
    /// The plan's title.
    pub title: String,
    /// The first day that is written in it.
    pub from: Date,
    /// The first day on which it no longer holds, as it is written.
    pub until: Option<Date>,
    /// How it stands to what is agreed.
    pub standing: Standing,
    /// What it changes against the version before it, which has this first date.
    pub changes: Option<(Changes, Date)>,
    /// All versions, the first one first; empty on the page of a proposal's plan.
    pub versions: Vec<VersionLine>,
    /// Both parents, side A first.
    pub people: [Person; 2],
    /// The children, oldest first.
    pub kids: Kids,
    /// Who agreed and when, side A first; `None`: not yet.
    pub agreed: [Option<(DateTime, u64)>; 2],
    /// The clauses, in the order of the plan.
    pub clauses: Vec<Item>,
    /// First and last day of the numbers, both included.
    pub measured: (Date, Date),
    /// The numbers of each child, oldest first; empty for who does not see what else was agreed.
    pub numbers: Vec<Numbers>,
    /// Whether swaps that both agreed count in the numbers.
    pub swaps: bool,
    /// Nights on which all children are with the same parent.
    pub together: PerParent<u32>,
    /// What else the reader may see.
    pub reach: Reach,
    /// What each parent says to single clauses, while the plan is offered.
    pub marking: Option<Marking>,
    /// What was written about single clauses, on the page of a proposal's plan.
    pub talk: Option<Talk>,
    /// Twelve months from the first day that is measured; `None` for who does not see single days.
    pub year: Option<Year>,
    /// What it comes to by itself; `None` where that is not shown.
    pub facts: Option<Facts>,
    /// The proposal to which the page leads back, for who was let in to that one: id and number.
    pub back: Option<(String, usize)>,
}

/// One clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The number, from 1.
    pub number: u16,
    /// The label.
    pub title: Words,
    /// What the parents agreed.
    pub sentence: Words,
    /// Which children, by place.
    pub kids: Vec<usize>,
    /// When it holds, who is present and where.
    pub terms: Terms,
}

/// What the plan comes to for one child.
#[derive(Clone, Debug, PartialEq)]
pub struct Numbers {
    /// The child, by place.
    pub kid: usize,
    /// Nights with each parent.
    pub nights: PerParent<u32>,
    /// The share of the nights, 0 to 1.
    pub share: PerParent<f64>,
    /// Changes from one parent to the other.
    pub handovers: u32,
    /// The most nights in a row.
    pub longest: PerParent<u32>,
}

/// Builds the page.
pub fn build(inputs: &Inputs<'_>) -> View {
    let Inputs::Plan { scene, shown } = inputs else {
        return View::NoPlan;
    };
    let kids = scene.kids();
    let measures = measure(scene.plan, scene.timeline);
    let numbers = kids.all().iter().enumerate().filter_map(|(kid, child)| {
        let counted = measures.child(&child.id)?;
        Some(Numbers {
            kid,
            nights: counted.overnights,
            share: PerParent::from_fn(|side| counted.share(side)),
            handovers: counted.handovers,
            longest: counted.longest_nights,
        })
    });
    let numbers = numbers.collect();
    View::Plan(Box::new(Content {
        today: scene.today(),
        title: shown.plan.title().to_owned(),
        from: shown.plan.from(),
        until: shown.plan.until(),
        standing: shown.standing.clone(),
        changes: shown
            .before
            .map(|(before, began)| (Changes::between(before, shown.plan, scene.lang), began)),
        versions: shown.versions.clone(),
        people: scene.people(),
        agreed: shown.agreed.map(|agreed| match agreed {
            Agreed::On { at, entry } => Some((scene.local(at), entry)),
            Agreed::NotYet => None,
        }),
        clauses: shown
            .plan
            .clauses()
            .iter()
            .map(|clause| item(scene, &kids, clause))
            .collect(),
        measured: (measures.from, days_after(measures.to, -1)),
        numbers,
        swaps: swapped(scene.timeline),
        together: measures.together,
        reach: scene.reach,
        year: None,
        facts: None,
        back: None,
        marking: None,
        talk: None,
        kids,
    }))
}

/// Whether anything that both agreed beside the plan gives some of the time.
fn swapped(timeline: &Timeline) -> bool {
    let mut care = timeline.children().iter().flat_map(|child| &child.care);
    care.any(|care| matches!(care.source, Source::Agreed(_)))
}

fn item(scene: &Scene<'_>, kids: &Kids, clause: &Clause) -> Item {
    Item {
        number: clause.number,
        title: Words::of(&clause.title, scene.lang),
        sentence: Words::of(&clause.sentence, scene.lang),
        kids: scene.places(kids, &clause.children),
        terms: Terms::of(scene.plan, clause, scene.lang),
    }
}

impl Content {
    /// Whether the numbers are of this plan alone, since it was not agreed and cannot be.
    pub fn is_alone(&self) -> bool {
        match &self.standing {
            Standing::Closed | Standing::Offered(Prospect::Refused(_)) => true,
            Standing::Agreed { .. } | Standing::Offered(_) => false,
        }
    }

    /// Whether the reader is one of both parents.
    pub fn is_for_parents(&self) -> bool {
        self.reach == Reach::Parent
    }

    /// What a parent of a side is called.
    pub fn name(&self, side: Side) -> &str {
        &self.people[side.index()].name
    }
}
