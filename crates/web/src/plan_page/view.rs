//! The plan as data.
//!
//! May touch: the inputs it is given.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use plan::{Clause, PerParent, Side, measure};

use crate::calendar::Scene;
use crate::calendar::days::days_after;
use crate::calendar::scene::Words;
use crate::page::{Kids, Person};

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
    /// A plan, its timeline over exactly [`window`], and who agreed, side A first.
    Plan {
        /// The plan and its timeline.
        scene: Scene<'a>,
        /// Who agreed, side A first.
        agreed: [Agreed; 2],
    },
}

/// The days to compile, half open: the coming four weeks.
pub fn window(today: Date) -> (Date, Date) {
    (today, days_after(today, MEASURED_DAYS))
}

/// The page, ready to be drawn.
#[derive(Clone, Debug, PartialEq)]
pub enum View {
    /// No plan has been agreed.
    NoPlan,
    /// The plan in force.
    Plan(Box<Content>),
}

/// What the page shows of a plan.
#[derive(Clone, Debug, PartialEq)]
pub struct Content {
    /// The plan's title.
    pub title: String,
    /// Its first day.
    pub from: Date,
    /// The first day on which it no longer holds.
    pub until: Option<Date>,
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
    /// The numbers of each child, oldest first.
    pub numbers: Vec<Numbers>,
    /// Nights on which all children are with the same parent.
    pub together: PerParent<u32>,
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
    /// From when, if not from the beginning.
    pub from: Option<Date>,
    /// Until when, if not to the end.
    pub until: Option<Date>,
    /// From which birthday of the child.
    pub from_birthday: Option<u8>,
    /// Until which birthday of the child.
    pub until_birthday: Option<u8>,
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
    let Inputs::Plan { scene, agreed } = inputs else {
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
        title: scene.plan.title().to_owned(),
        from: scene.plan.from(),
        until: scene.plan.until(),
        people: scene.people(),
        agreed: agreed.map(|agreed| match agreed {
            Agreed::On { at, entry } => Some((scene.local(at), entry)),
            Agreed::NotYet => None,
        }),
        clauses: scene
            .plan
            .newest_clauses()
            .map(|clause| item(scene, &kids, clause))
            .collect(),
        measured: (measures.from, days_after(measures.to, -1)),
        numbers,
        together: measures.together,
        kids,
    }))
}

fn item(scene: &Scene<'_>, kids: &Kids, clause: &Clause) -> Item {
    Item {
        number: clause.number,
        title: Words::of(&clause.title, scene.lang),
        sentence: Words::of(&clause.sentence, scene.lang),
        kids: scene.places(kids, &clause.children),
        from: clause.from,
        until: clause.until,
        from_birthday: clause.from_birthday,
        until_birthday: clause.until_birthday,
    }
}

impl Content {
    /// What a parent of a side is called.
    pub fn name(&self, side: Side) -> &str {
        &self.people[side.index()].name
    }
}
