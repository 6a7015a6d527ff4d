//! A plan in numbers, over the days of its timeline.
//!
//! May touch: the scene it is given. Everything is counted by `plan`.

use jiff::Timestamp;
use jiff::civil::Date;
use plan::{
    Child, ChildTimeline, Passed, PerParent, Period, Rule, holiday_occurrences, measure,
    measure_by, measure_within,
};

use super::bars::part_of_time;
use crate::calendar::Scene;

/// A plan in numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Measured {
    /// The first day that is counted.
    pub from: Date,
    /// The last day.
    pub last: Date,
    /// The numbers of each child, oldest first.
    pub numbers: Vec<Numbers>,
    /// Nights on which all children are in the same home, by its parent.
    pub together: PerParent<u32>,
    /// Nights on which not all of them are.
    pub apart: u32,
}

/// The numbers of one child.
#[derive(Clone, Debug, PartialEq)]
pub struct Numbers {
    /// The child, by place.
    pub kid: usize,
    /// Nights with each parent.
    pub nights: PerParent<u32>,
    /// The share of all nights, 0 to 1.
    pub share: PerParent<f64>,
    /// The share of the time with each parent, 0 to 1.
    pub time: PerParent<f64>,
    /// Times that the child passes to the other parent.
    pub handovers: u32,
    /// The same in each month, by its first day; the first and the last month are as long as the days
    /// that are counted.
    pub monthly: Vec<(Date, u32)>,
    /// The most nights in a row with each parent.
    pub longest: PerParent<u32>,
    /// Weekends of which both nights are with the same parent.
    pub weekends: PerParent<u32>,
    /// Weekends of which each has one night.
    pub split: u32,
    /// All weekends.
    pub all_weekends: u32,
    /// Nights of the holidays and feasts of which clauses speak.
    pub holidays: PerParent<u32>,
    /// All nights of those.
    pub all_holidays: u32,
}

/// Counts a scene.
#[must_use]
pub fn measured(scene: &Scene<'_>) -> Measured {
    let kids = scene.kids();
    let measures = measure(scene.plan, scene.timeline);
    let by_month = measure_by(scene.plan, scene.timeline, Period::Month);
    let (start, end) = (scene.timeline.start(), scene.timeline.end());
    let seconds = end.as_second() - start.as_second();
    let numbers = kids.all().iter().enumerate().filter_map(|(kid, one)| {
        let counted = measures.child(&one.id)?;
        let (holidays, all_holidays) =
            match (scene.plan.child(&one.id), scene.timeline.child(&one.id)) {
                (Some(child), Some(care)) => holidays(scene, child, care),
                (Some(_) | None, _) => (PerParent::default(), 0),
            };
        let monthly = by_month.iter().filter_map(|month| {
            let own = month.children.iter().find(|own| own.child == one.id)?;
            Some((month.from.first_of_month(), own.handovers))
        });
        Some(Numbers {
            kid,
            nights: counted.overnights,
            share: PerParent::from_fn(|side| counted.share(side)),
            time: PerParent::from_fn(|side| part_of_time(*counted.seconds.get(side), seconds)),
            handovers: counted.handovers,
            monthly: monthly.collect(),
            longest: counted.longest_nights,
            weekends: counted.weekends.whole,
            split: counted.weekends.split,
            all_weekends: counted.weekends.count,
            holidays,
            all_holidays,
        })
    });
    Measured {
        from: measures.from,
        last: measures.to.yesterday().unwrap_or(measures.to),
        numbers: numbers.collect(),
        together: measures.together,
        apart: measures.apart,
    }
}

/// The nights of a child's holidays with each parent, whoever gave them, and how many there are.
fn holidays(scene: &Scene<'_>, child: &Child, care: &ChildTimeline) -> (PerParent<u32>, u32) {
    let passed = Passed::default();
    let window = scene.timeline.window();
    let mut stretches: Vec<(Timestamp, Timestamp)> = Vec::new();
    for clause in scene.plan.clauses() {
        let speaks_of_holidays = matches!(
            clause.rule,
            Some(Rule::Holiday(_) | Rule::SchoolHolidays(_))
        );
        if speaks_of_holidays {
            let found = holiday_occurrences(scene.plan, clause, child, window, &passed);
            let instant = |local| scene.timeline.instant(local);
            stretches.extend(
                found
                    .iter()
                    .map(|one| (instant(one.from), instant(one.until))),
            );
        }
    }
    let within = measure_within(scene.timeline, care, &stretches);
    (within.overnights, within.nights)
}

impl Measured {
    /// The longest stay of any child with either parent, in nights: what such stays are drawn
    /// against.
    #[must_use]
    pub fn longest(&self) -> u32 {
        let all = self.numbers.iter();
        let each = all.flat_map(|own| [own.longest.a, own.longest.b]);
        each.max().unwrap_or(0)
    }

    /// Whether there are brothers or sisters to be together or apart.
    #[must_use]
    pub fn has_siblings(&self) -> bool {
        self.numbers.len() > 1
    }

    /// The children whose numbers are the same, by place, with those numbers.
    #[must_use]
    pub fn groups(&self) -> Vec<(Vec<usize>, &Numbers)> {
        let mut groups: Vec<(Vec<usize>, &Numbers)> = Vec::new();
        for own in &self.numbers {
            let alike = |(_, known): &&mut (Vec<usize>, &Numbers)| {
                Numbers {
                    kid: own.kid,
                    ..(*known).clone()
                } == *own
            };
            match groups.iter_mut().find(alike) {
                Some((kids, _)) => kids.push(own.kid),
                None => groups.push((vec![own.kid], own)),
            }
        }
        groups
    }
}
