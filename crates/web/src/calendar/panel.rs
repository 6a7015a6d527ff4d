//! One day, opened: its handovers, who has the night, what is asked, and why it looks like this.
//!
//! May touch: the scene it is given.

use family::TOLD_WITHIN_DAYS;
use jiff::civil::{Date, DateTime};
use jiff::{Timestamp, ToSpan as _};
use plan::{ChildTimeline, Side};

use super::beside::TripLine;
use super::calls::CallLine;
use super::days::Day;
use super::days::{Holder, Place};
use super::moves::{self, Move};
use super::scene::{Ask, Basis, Reach, Scene};
use crate::care::passes::{Pass, passes, untold};
use crate::care::told::{Accounts, Told, midnight};
use crate::page::Kids;

/// One day, opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Panel {
    /// The day with its lanes.
    pub day: Day,
    /// Its handovers.
    pub moves: Vec<Move>,
    /// Open proposals that touch it.
    pub asks: Vec<Ask>,
    /// Who has the night after it: holder, children by place.
    pub night: Vec<(Holder, Vec<usize>)>,
    /// What its care rests on, by clause.
    pub why: Vec<Why>,
    /// Where clauses disagree.
    pub disagreements: Vec<Disagreement>,
    /// Trips to which both consented, for a parent.
    pub trips: Vec<TripLine>,
    /// Its planned calls, for a parent.
    pub calls: Vec<CallLine>,
    /// How it went, for a parent.
    pub went: Went,
}

/// How a day went, beside what was agreed for it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Went {
    /// What was told of it.
    pub told: Vec<Accounts>,
    /// Its handovers that have passed, and of which nobody told anything.
    pub untold: Vec<Pass>,
    /// The day as it was, if that was otherwise than agreed.
    pub actual: Option<Day>,
    /// The day by the plan alone, if something else was agreed.
    pub planned: Option<Day>,
}

impl Went {
    fn of(scene: &Scene<'_>, kids: &Kids, agreed: &Day) -> Went {
        let (told, date) = (scene.told, agreed.date);
        let accounts = told.accounts.iter();
        let accounts = accounts.map(|one| Accounts::of(one, |at| scene.local(at)));
        let beside = |timeline| {
            let scene = Scene {
                timeline,
                told: Told::NOTHING,
                ..*scene
            };
            Day::build(&scene, kids, date, Place::Inside)
        };
        let another = |day: &Day| day.lanes != agreed.lanes;
        let now = scene.local(scene.now);
        let ends = date.tomorrow().map_or(DateTime::MAX, midnight);
        let old = now.saturating_sub(TOLD_WITHIN_DAYS.days());
        let begins = midnight(date).max(old);
        let passed = passes(scene.timeline, scene.zone(), begins, ends.min(now));
        Went {
            told: accounts.filter(|one| one.touches(date)).collect(),
            untold: untold(passed, told.accounts),
            actual: told.actual.map(beside).filter(another),
            planned: told.planned.map(beside).filter(another),
        }
    }

    /// Whether there is nothing to say of it.
    pub fn is_empty(&self) -> bool {
        *self == Went::default()
    }
}

/// What some care of the day rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Why {
    /// The clause or the swap.
    pub basis: Basis,
    /// Which children, by place.
    pub kids: Vec<usize>,
    /// What would have held without it.
    pub over: Vec<Basis>,
}

/// Two clauses of equal rank over the same time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disagreement {
    /// From when.
    pub start: DateTime,
    /// Until when.
    pub end: DateTime,
    /// Which children, by place.
    pub kids: Vec<usize>,
    /// What each of them says.
    pub between: Vec<(Basis, Side)>,
}

impl Panel {
    /// The panel of a day.
    pub fn build(scene: &Scene<'_>, kids: &Kids, date: Date) -> Panel {
        let start = scene.start_of(date);
        let end = date
            .tomorrow()
            .map_or(Timestamp::MAX, |next| scene.start_of(next));
        let mut panel = Panel {
            day: Day::build(scene, kids, date, Place::Inside),
            moves: moves::between(scene, kids, start, end, 24),
            asks: scene.asks(kids),
            night: Vec::new(),
            why: Vec::new(),
            disagreements: Vec::new(),
            trips: Vec::new(),
            calls: Vec::new(),
            went: Went::default(),
        };
        if scene.reach == Reach::Parent {
            panel.went = Went::of(scene, kids, &panel.day);
        }
        panel.asks.retain(|ask| ask.touches(date));
        for (place, kid) in kids.all().iter().enumerate() {
            let Some(child) = scene.timeline.child(&kid.id) else {
                continue;
            };
            panel.note_why(scene, child, place, start, end);
            panel.note_clashes(scene, child, place, start, end);
            panel.note_night(scene, child, place, date);
        }
        panel
            .why
            .sort_by(|a, b| a.basis.cmp(&b.basis).then_with(|| a.kids.cmp(&b.kids)));
        panel
    }

    fn note_why(
        &mut self,
        scene: &Scene<'_>,
        child: &ChildTimeline,
        place: usize,
        start: Timestamp,
        end: Timestamp,
    ) {
        for care in child.overlapping(start, end) {
            let Some(basis) = scene.basis(care.source) else {
                continue;
            };
            let over: Vec<Basis> = care
                .overrode
                .iter()
                .filter_map(|source| scene.basis(*source))
                .collect();
            match self.why.iter_mut().find(|why| why.basis == basis) {
                Some(why) => {
                    if !why.kids.contains(&place) {
                        why.kids.push(place);
                    }
                    for one in over {
                        if !why.over.contains(&one) {
                            why.over.push(one);
                        }
                    }
                }
                None => self.why.push(Why {
                    basis,
                    kids: vec![place],
                    over,
                }),
            }
        }
    }

    fn note_clashes(
        &mut self,
        scene: &Scene<'_>,
        child: &ChildTimeline,
        place: usize,
        start: Timestamp,
        end: Timestamp,
    ) {
        let first = child.clashes.partition_point(|clash| clash.end <= start);
        for clash in child.clashes[first..]
            .iter()
            .take_while(|clash| clash.start < end)
        {
            let between: Vec<(Basis, Side)> = clash
                .between
                .iter()
                .filter_map(|(source, side)| scene.basis(*source).map(|basis| (basis, *side)))
                .collect();
            let (start, end) = (scene.local(clash.start), scene.local(clash.end));
            match self
                .disagreements
                .iter_mut()
                .find(|d| d.start == start && d.end == end && d.between == between)
            {
                Some(known) => known.kids.push(place),
                None => self.disagreements.push(Disagreement {
                    start,
                    end,
                    kids: vec![place],
                    between,
                }),
            }
        }
    }

    fn note_night(&mut self, scene: &Scene<'_>, child: &ChildTimeline, place: usize, date: Date) {
        let Ok(next) = date.tomorrow() else { return };
        let Ok(counted) = scene
            .zone()
            .to_zoned(next.to_datetime(scene.plan.night_at()))
        else {
            return;
        };
        let holder = holder_at(child, counted.timestamp());
        match self.night.iter_mut().find(|(known, _)| *known == holder) {
            Some((_, kids)) => kids.push(place),
            None => self.night.push((holder, vec![place])),
        }
    }
}

/// Who has the care of a child at an instant.
pub fn holder_at(child: &ChildTimeline, at: Timestamp) -> Holder {
    if let Some(care) = child.at(at) {
        return Holder::With(care.parent);
    }
    if child
        .clashes
        .iter()
        .any(|clash| clash.start <= at && at < clash.end)
    {
        return Holder::Clash;
    }
    if child.gaps.iter().any(|gap| gap.start <= at && at < gap.end) {
        return Holder::Silent;
    }
    Holder::Outside
}
