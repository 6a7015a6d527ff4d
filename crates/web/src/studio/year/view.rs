//! Twelve months as data: who has which child from minute to minute, and the nights of each month.
//!
//! May touch: the scene it is given. Positions are minutes on the family's own clock from the first
//! of a month, so that 17:30 stands at the same place on every day.

use std::collections::BTreeMap;

use jiff::civil::{Date, DateTime};
use jiff::{Timestamp, ToSpan as _};
use plan::{
    ChildId, ChildTimeline, ParentingPlan, Passed, PerParent, Period, PeriodMeasures, Rule, Source,
    Timeline, Window, holiday_occurrences, measure_by,
};

use crate::calendar::Scene;
use crate::calendar::days::Holder;
use crate::calendar::scene::{Reach, Words};
use crate::care::told::Told;
use crate::page::{Kids, Person, Versions};
use crate::swap::Looking;

/// Minutes in a day on the clock.
const DAY: u32 = 24 * 60;
/// Rows of twelve months that begin within a month.
const ROWS: i32 = 13;

/// The first day to look at: today or the plan's first, whichever is later; the plan's first where
/// the plan is over.
#[must_use]
pub fn first_day(plan: &ParentingPlan, today: Date) -> Date {
    let first = today.max(plan.from());
    match plan.until() {
        Some(until) if until <= first => plan.from(),
        Some(_) | None => first,
    }
}

/// Twelve months from a day, or until the plan ends; `None` beyond the calendar.
#[must_use]
pub fn window(first: Date, until: Option<Date>) -> Option<Window> {
    let far = first.saturating_add(1.year());
    let to = until.filter(|until| *until > first);
    Window::new(first, to.map_or(far, |until| until.min(far))).ok()
}

/// A plan that stands alone, with its timeline, for a reader.
#[must_use]
pub fn alone<'a>(plan: &'a ParentingPlan, timeline: &'a Timeline, look: &Looking<'_>) -> Scene<'a> {
    Scene {
        plan,
        timeline,
        versions: Versions::ALONE,
        open: &[],
        now: look.now,
        viewer: look.viewer,
        lang: look.lang,
        reach: Reach::Plan,
        told: Told::NOTHING,
    }
}

/// What is marked in a year beside who has whom.
#[derive(Clone, Copy, Debug, Default)]
pub struct Marks<'a> {
    /// Where a limit of the plan is passed: framed in the lanes of these children.
    pub framed: &'a [Framed],
    /// Where two plans differ, along the foot; without it the school holidays stand there.
    pub differing: Option<&'a [Span]>,
}

/// A stretch on the family's own clock, half open.
pub type Span = (DateTime, DateTime);

/// A stretch that is framed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Framed {
    /// Which children.
    pub children: Vec<ChildId>,
    /// From when until when.
    pub span: Span,
}

/// Twelve months.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Year {
    /// The first day.
    pub first: Date,
    /// The last day.
    pub last: Date,
    /// Both parents, side A first.
    pub people: [Person; 2],
    /// The children, oldest first.
    pub kids: Kids,
    /// The children of each lane, by place; those whose whole year is the same share one.
    pub lanes: Vec<Vec<usize>>,
    /// Each month, the first one first.
    pub months: Vec<Month>,
    /// The clauses of the version with which it begins that give care in it, by number.
    pub clauses: Vec<(u16, Words)>,
    /// What stands along the foot.
    pub foot: Foot,
}

/// What stands along the foot of each month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Foot {
    /// School holidays.
    Holidays,
    /// Where two plans differ.
    Differing,
}

/// One month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Month {
    /// Its first day.
    pub first: Date,
    /// The bands of each lane.
    pub lanes: Vec<Vec<Band>>,
    /// When all children are with the same parent; empty where there is one lane only.
    pub together: Vec<Band>,
    /// Along the foot.
    pub foot: Vec<Part>,
    /// What is framed: the lane, and where.
    pub framed: Vec<(usize, Part)>,
    /// This moment, if it is in this month.
    pub now: Option<u32>,
    /// The nights of each lane's children with each parent.
    pub nights: Vec<PerParent<u32>>,
}

/// From a minute until another one, counted from the beginning of the month.
pub type Part = (u32, u32);

/// A stretch of one lane in one month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Band {
    /// First minute and first minute after it.
    pub part: Part,
    /// Who has the children.
    pub holder: Holder,
    /// The number of the clause that gives it; 0 for what is not of a clause of the version with
    /// which the year begins.
    pub clause: u16,
}

/// The same before it is cut into months.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece {
    span: Span,
    holder: Holder,
    clause: u16,
}

impl Year {
    /// Nights of a lane's children with each parent, in all months.
    #[must_use]
    pub fn nights(&self, lane: usize) -> PerParent<u32> {
        PerParent::from_fn(|side| {
            let of = |month: &Month| month.nights.get(lane).map_or(0, |all| *all.get(side));
            self.months.iter().map(of).sum()
        })
    }

    /// The names of a lane's children, by id.
    #[must_use]
    pub fn ids(&self, lane: usize) -> Vec<ChildId> {
        let places = self.lanes.get(lane).map_or(&[][..], Vec::as_slice);
        let kids = places
            .iter()
            .filter_map(|place| self.kids.all().get(*place));
        kids.map(|kid| kid.id.clone()).collect()
    }

    /// Whether a band of this kind stands anywhere.
    #[must_use]
    pub fn has(&self, holder: Holder) -> bool {
        let lanes = self.months.iter().flat_map(|month| &month.lanes);
        lanes.flatten().any(|band| band.holder == holder)
    }

    /// Whether something is framed.
    #[must_use]
    pub fn is_framed(&self) -> bool {
        self.months.iter().any(|month| !month.framed.is_empty())
    }

    /// Whether something stands along the foot.
    #[must_use]
    pub fn has_foot(&self) -> bool {
        self.months.iter().any(|month| !month.foot.is_empty())
    }
}

/// Builds the year of a scene whose timeline has exactly its days.
#[must_use]
pub fn build(scene: &Scene<'_>, marks: &Marks<'_>) -> Year {
    let kids = scene.kids();
    let pieces: Vec<Vec<Piece>> = kids
        .all()
        .iter()
        .map(|kid| {
            let child = scene.timeline.child(&kid.id);
            child.map_or_else(Vec::new, |child| pieces(scene, child))
        })
        .collect();
    let lanes = lanes(&pieces);
    let together = if lanes.len() > 1 {
        together(&pieces)
    } else {
        Vec::new()
    };
    let foot = match marks.differing {
        Some(spans) => spans.to_vec(),
        None => school_holidays(scene),
    };
    let window = scene.timeline.window();
    let framed = framed(&kids, &lanes, marks.framed);
    let counted = measure_by(scene.plan, scene.timeline, Period::Month);
    let months = months(window).map(|first| Month {
        first,
        lanes: lanes
            .iter()
            .map(|places| bands(first, of_lane(&pieces, places)))
            .collect(),
        together: bands(first, &together),
        foot: foot.iter().filter_map(|span| cut(first, *span)).collect(),
        framed: framed
            .iter()
            .filter_map(|(lane, span)| Some((*lane, cut(first, *span)?)))
            .collect(),
        now: now(scene, first),
        nights: nights(&kids, &lanes, first, &counted),
    });
    Year {
        first: window.from(),
        last: window.to().yesterday().unwrap_or(window.to()),
        people: scene.people(),
        months: months.collect(),
        clauses: clauses(scene),
        foot: match marks.differing {
            Some(_) => Foot::Differing,
            None => Foot::Holidays,
        },
        lanes,
        kids,
    }
}

/// The first day of each month of a window.
fn months(window: Window) -> impl Iterator<Item = Date> {
    let first = window.from().first_of_month();
    (0..ROWS)
        .map(move |number| first.saturating_add(number.months()))
        .take_while(move |month| *month < window.to())
}

/// The clause that gives care, if it is of the version with which the year begins: the words of that
/// one stand on the page around the year.
fn number(scene: &Scene<'_>, source: Source) -> u16 {
    let Source::Clause(index) = source else {
        return 0;
    };
    let clause = scene.plan.clause(index);
    let version = scene.plan.version_on(scene.timeline.window().from());
    if clause.version == version {
        clause.number
    } else {
        0
    }
}

fn pieces(scene: &Scene<'_>, child: &ChildTimeline) -> Vec<Piece> {
    let piece = |(start, end): (Timestamp, Timestamp), holder, clause| Piece {
        span: (scene.local(start), scene.local(end)),
        holder,
        clause,
    };
    let care = child.care.iter().map(|care| {
        let clause = number(scene, care.source);
        piece((care.start, care.end), Holder::With(care.parent), clause)
    });
    let clashes = child
        .clashes
        .iter()
        .map(|clash| piece((clash.start, clash.end), Holder::Clash, 0));
    let gaps = child
        .gaps
        .iter()
        .map(|gap| piece((gap.start, gap.end), Holder::Silent, 0));
    let mut all: Vec<Piece> = care.chain(clashes).chain(gaps).collect();
    all.sort_by_key(|piece| piece.span);
    joined(all)
}

/// The same with neighbours joined where nothing changes.
fn joined(mut pieces: Vec<Piece>) -> Vec<Piece> {
    pieces.dedup_by(|next, kept| {
        let same = (kept.holder, kept.clause) == (next.holder, next.clause);
        let joins = same && kept.span.1 == next.span.0;
        if joins {
            kept.span.1 = next.span.1;
        }
        joins
    });
    pieces
}

/// Children whose pieces are the same stand in one lane.
fn lanes(pieces: &[Vec<Piece>]) -> Vec<Vec<usize>> {
    let mut lanes: Vec<Vec<usize>> = Vec::new();
    for (place, own) in pieces.iter().enumerate() {
        let alike = |lane: &&mut Vec<usize>| of_lane(pieces, lane) == own.as_slice();
        match lanes.iter_mut().find(alike) {
            Some(lane) => lane.push(place),
            None => lanes.push(vec![place]),
        }
    }
    lanes
}

/// What the children of a lane have in common.
fn of_lane<'p>(pieces: &'p [Vec<Piece>], places: &[usize]) -> &'p [Piece] {
    let first = places.first().and_then(|place| pieces.get(*place));
    first.map_or(&[][..], Vec::as_slice)
}

/// When all children are with the same parent.
fn together(pieces: &[Vec<Piece>]) -> Vec<Piece> {
    let mut all = pieces.iter();
    let plain = |own: &Vec<Piece>| -> Vec<Piece> {
        let with = own
            .iter()
            .filter(|piece| matches!(piece.holder, Holder::With(_)));
        let without = with.map(|piece| Piece {
            clause: 0,
            ..*piece
        });
        joined(without.collect())
    };
    let first = all.next().map(plain).unwrap_or_default();
    all.fold(first, |both, next| joined(shared(&both, &plain(next))))
}

/// Where two say the same at the same time.
fn shared(one: &[Piece], other: &[Piece]) -> Vec<Piece> {
    let (mut one, mut other) = (one, other);
    let mut found = Vec::new();
    while let ([first, rest_one @ ..], [second, rest_other @ ..]) = (one, other) {
        let from = first.span.0.max(second.span.0);
        let until = first.span.1.min(second.span.1);
        if from < until && first.holder == second.holder {
            found.push(Piece {
                span: (from, until),
                ..*first
            });
        }
        if first.span.1 <= second.span.1 {
            one = rest_one;
        } else {
            other = rest_other;
        }
    }
    found
}

fn bands(month: Date, pieces: &[Piece]) -> Vec<Band> {
    let first = month.at(0, 0, 0, 0);
    let begin = pieces.partition_point(|piece| piece.span.1 <= first);
    let end = month.last_of_month();
    pieces
        .iter()
        .skip(begin)
        .take_while(|piece| piece.span.0.date() <= end)
        .filter_map(|piece| {
            Some(Band {
                part: cut(month, piece.span)?,
                holder: piece.holder,
                clause: piece.clause,
            })
        })
        .collect()
}

/// The part of a stretch that lies in a month.
fn cut(month: Date, (from, until): Span) -> Option<Part> {
    let part = (minute(month, from), minute(month, until));
    (part.0 < part.1).then_some(part)
}

/// A moment counted from the beginning of a month, and no further than the month goes.
fn minute(month: Date, at: DateTime) -> u32 {
    let part = |part: i8| u32::from(part.unsigned_abs());
    let date = at.date();
    if date < month {
        0
    } else if date > month.last_of_month() {
        part(month.days_in_month()) * DAY
    } else {
        (part(date.day()) - 1) * DAY + part(at.hour()) * 60 + part(at.minute())
    }
}

fn now(scene: &Scene<'_>, month: Date) -> Option<u32> {
    let now = scene.local(scene.now);
    let window = scene.timeline.window();
    let shown = window.from() <= now.date() && now.date() < window.to();
    (shown && now.date().first_of_month() == month).then(|| minute(month, now))
}

/// Each stretch in each lane that has one of its children.
fn framed(kids: &Kids, lanes: &[Vec<usize>], all: &[Framed]) -> Vec<(usize, Span)> {
    let mut found = Vec::new();
    for one in all {
        for (lane, places) in lanes.iter().enumerate() {
            let mut kids = places.iter().filter_map(|place| kids.all().get(*place));
            if kids.any(|kid| one.children.contains(&kid.id)) {
                found.push((lane, one.span));
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

fn nights(
    kids: &Kids,
    lanes: &[Vec<usize>],
    month: Date,
    counted: &[PeriodMeasures],
) -> Vec<PerParent<u32>> {
    let period = counted
        .iter()
        .find(|period| period.from.first_of_month() == month);
    let of = |places: &Vec<usize>| {
        let kid = places.first().and_then(|place| kids.all().get(*place))?;
        let mut children = period?.children.iter();
        let own = children.find(|child| child.child == kid.id)?;
        Some(own.overnights)
    };
    lanes
        .iter()
        .map(|places| of(places).unwrap_or_default())
        .collect()
}

/// The days of the school holidays that clauses speak of, for any child.
fn school_holidays(scene: &Scene<'_>) -> Vec<Span> {
    let window = scene.timeline.window();
    let passed = Passed::default();
    let mut spans = Vec::new();
    let of_school = scene
        .plan
        .clauses()
        .iter()
        .filter(|clause| matches!(clause.rule, Some(Rule::SchoolHolidays(_))));
    for clause in of_school {
        for child in scene.plan.children() {
            let found = holiday_occurrences(scene.plan, clause, child, window, &passed);
            spans.extend(found.into_iter().map(|one| {
                let after = one.last.tomorrow().unwrap_or(one.last);
                (one.first.at(0, 0, 0, 0), after.at(0, 0, 0, 0))
            }));
        }
    }
    merged(spans)
}

/// In order, without overlaps.
pub(crate) fn merged(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    spans.dedup_by(|next, kept| {
        let joins = next.0 <= kept.1;
        if joins {
            kept.1 = kept.1.max(next.1);
        }
        joins
    });
    spans
}

/// The clauses of the first version that give any of the care, by number.
fn clauses(scene: &Scene<'_>) -> Vec<(u16, Words)> {
    let mut found: BTreeMap<u16, Words> = BTreeMap::new();
    let children = scene.timeline.children().iter();
    for care in children.flat_map(|child| &child.care) {
        let number = number(scene, care.source);
        if let (Source::Clause(index), 1..) = (care.source, number) {
            found
                .entry(number)
                .or_insert_with(|| Words::of(&scene.plan.clause(index).title, scene.lang));
        }
    }
    found.into_iter().collect()
}
