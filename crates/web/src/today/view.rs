//! Today as data.
//!
//! May touch: the inputs it is given.

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use plan::Side;

use crate::calendar::OpenProposal;
use crate::calendar::Scene;
use crate::calendar::beside::TripLine;
use crate::calendar::days::{Holder, Week, days_after, monday_of};
use crate::calendar::moves::{self, Move};
use crate::calendar::panel::{Disagreement, Panel, holder_at};
use crate::calendar::scene::Ask;
use crate::care::passes::{Due, due};
use crate::page::{Kids, Person};

/// How far ahead the next handover is looked for, in days.
const AHEAD_DAYS: i32 = 63;
/// How many days back handovers are looked for that somebody may tell of.
const LATELY_DAYS: i32 = 2;
/// How many handovers stand after the next one.
const AFTER_MAX: usize = 3;

/// The other parent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Other {
    /// Takes part.
    Joined,
    /// Is invited and has not joined yet.
    Invited,
}

/// What Today is made from.
#[derive(Clone, Copy, Debug)]
pub enum Inputs<'a> {
    /// No plan has been agreed.
    NoPlan {
        /// Both parents, side A first.
        people: &'a [Person; 2],
        /// Whose page this is.
        viewer: Side,
        /// Whether the other parent takes part.
        other: Other,
        /// This moment.
        now: Timestamp,
        /// The zone to tell the time in.
        zone: &'a TimeZone,
        /// Plans that are put forward and wait for an answer.
        offered: &'a [OfferedPlan],
    },
    /// A plan has been agreed; it may begin later or have ended.
    Plan {
        /// The plan and its timeline over at least [`window`].
        scene: Scene<'a>,
        /// Whether the other parent takes part.
        other: Other,
        /// Plans that are put forward to follow it and wait for an answer.
        offered: &'a [OfferedPlan],
        /// Makes sending a form of the page twice harmless.
        command: &'a str,
    },
}

/// A plan that is put forward, as Today shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfferedPlan {
    /// The proposal's id, as it stands in addresses.
    pub id: String,
    /// What the plan is called.
    pub title: String,
    /// Who put it forward: the other parent answers.
    pub by: Side,
    /// When, in the family's own time.
    pub at: DateTime,
}

/// The days to compile for Today, half open: this week, far enough ahead for the next handovers, and
/// as far back as somebody is asked how one went.
pub fn window(today: Date) -> (Date, Date) {
    let lately = days_after(today, -LATELY_DAYS);
    (monday_of(today).min(lately), days_after(today, AHEAD_DAYS))
}

/// Today, ready to be drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// This moment, in the family's own time.
    pub now: DateTime,
    /// Whose page this is.
    pub viewer: Side,
    /// Both parents, side A first.
    pub people: [Person; 2],
    /// The other parent.
    pub other: Other,
    /// What there is to show.
    pub body: Body,
}

impl View {
    /// The parent whose page this is.
    pub fn me(&self) -> &Person {
        &self.people[self.viewer.index()]
    }

    /// The other parent.
    pub fn them(&self) -> &Person {
        &self.people[self.viewer.other().index()]
    }
}

/// Without a plan there is nothing to draw; with one, everything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// No plan has been agreed; some may be put forward.
    NoPlan(Vec<OfferedPlan>),
    /// What the plan says.
    Plan(Box<Content>),
}

/// Whether the plan speaks today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Force {
    /// It holds.
    Now,
    /// It begins later.
    From(Date),
    /// It has ended; the date is the first on which it no longer holds.
    Ended(Date),
}

/// Everything that Today shows of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content {
    /// The children, oldest first.
    pub kids: Kids,
    /// Whether the plan speaks today.
    pub force: Force,
    /// Who is with side A and with side B now.
    pub homes: [Home; 2],
    /// Children whom the plan gives to nobody now.
    pub nobody: Vec<(Holder, Vec<usize>)>,
    /// Where two clauses disagree now or later today.
    pub disagreements: Vec<Disagreement>,
    /// The next handover; more than one step where children pass both ways at once.
    pub next: Vec<Move>,
    /// How long until then.
    pub ahead: SignedDuration,
    /// The handovers after that.
    pub after: Vec<Move>,
    /// Trips today to which both consented.
    pub trips: Vec<TripLine>,
    /// When the children are free to be called, for a reader who chose to be told.
    pub free: Option<String>,
    /// Recent handovers about which somebody is asked, or told something.
    pub due: Vec<Due>,
    /// Open proposals, those that the viewer answers first.
    pub asks: Vec<Ask>,
    /// Plans that are put forward to follow this one.
    pub offered: Vec<OfferedPlan>,
    /// Makes sending a form of the page twice harmless.
    pub command: String,
    /// This week, and the next one once this one is nearly over.
    pub weeks: Vec<Week>,
}

/// The children who are with a parent now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Home {
    /// Children by place, with the moment at which their stay ends; `None`: not in the
    /// weeks that were compiled. Children with the same moment together, oldest first.
    pub stays: Vec<(Vec<usize>, Option<DateTime>)>,
    /// Where nobody is here: when somebody comes.
    pub next_arrival: Option<DateTime>,
}

/// Builds Today.
pub fn build(inputs: &Inputs<'_>) -> View {
    match inputs {
        Inputs::NoPlan {
            people,
            viewer,
            other,
            now,
            zone,
            offered,
        } => View {
            now: zone.to_datetime(*now),
            viewer: *viewer,
            people: (*people).clone(),
            other: *other,
            body: Body::NoPlan(offered.to_vec()),
        },
        Inputs::Plan {
            scene,
            other,
            offered,
            command,
        } => View {
            now: scene.local(scene.now),
            viewer: scene.viewer,
            people: scene.people(),
            other: *other,
            body: Body::Plan(Box::new(content(scene, offered, command))),
        },
    }
}

fn content(scene: &Scene<'_>, offered: &[OfferedPlan], command: &str) -> Content {
    let kids = scene.kids();
    let today = scene.today();
    let mut coming = moves::between(scene, &kids, scene.now, scene.timeline.end(), AFTER_MAX + 4);
    let at_once = coming
        .iter()
        .take_while(|step| Some(step.at) == coming.first().map(|first| first.at))
        .count();
    let mut after = coming.split_off(at_once);
    after.truncate(AFTER_MAX);
    let homes = Side::BOTH.map(|side| home(scene, &kids, side));
    Content {
        force: force(scene, today),
        homes,
        nobody: nobody(scene, &kids),
        disagreements: Panel::build(scene, &kids, today).disagreements,
        ahead: ahead(scene, &coming),
        next: coming,
        after,
        trips: Vec::new(),
        free: None,
        due: due(scene),
        asks: scene.asks(&kids),
        offered: offered.to_vec(),
        command: command.to_owned(),
        weeks: weeks(scene, &kids, today),
        kids,
    }
}

/// From Friday on, this week alone would show little that is still to come.
fn weeks(scene: &Scene<'_>, kids: &Kids, today: Date) -> Vec<Week> {
    let this = monday_of(today);
    let late = today >= days_after(this, 4);
    let next = days_after(this, 7);
    [Some(this), late.then_some(next)]
        .into_iter()
        .flatten()
        .map(|monday| Week::build(scene, kids, monday, |_| true))
        .collect()
}

fn ahead(scene: &Scene<'_>, next: &[Move]) -> SignedDuration {
    let at = next
        .first()
        .and_then(|step| scene.zone().to_timestamp(step.at).ok());
    at.map_or(SignedDuration::ZERO, |at| at.duration_since(scene.now))
}

fn force(scene: &Scene<'_>, today: Date) -> Force {
    if today < scene.plan.from() {
        return Force::From(scene.plan.from());
    }
    match scene.plan.until() {
        Some(until) if until <= today => Force::Ended(until),
        Some(_) | None => Force::Now,
    }
}

fn home(scene: &Scene<'_>, kids: &Kids, side: Side) -> Home {
    let mut home = Home::default();
    for (place, kid) in kids.all().iter().enumerate() {
        let Some(child) = scene.timeline.child(&kid.id) else {
            continue;
        };
        if child.at(scene.now).is_none_or(|care| care.parent != side) {
            continue;
        }
        // The stay may go on under another clause, so it ends where the parent changes.
        let mut end = scene.now;
        for care in child.overlapping(scene.now, scene.timeline.end()) {
            if care.parent != side || care.start > end {
                break;
            }
            end = care.end;
        }
        let until = (end < scene.timeline.end()).then(|| scene.local(end));
        match home.stays.iter_mut().find(|(_, known)| *known == until) {
            Some((places, _)) => places.push(place),
            None => home.stays.push((vec![place], until)),
        }
    }
    if home.stays.is_empty() {
        let arrivals = kids.all().iter().filter_map(|kid| {
            let child = scene.timeline.child(&kid.id)?;
            let coming = child.overlapping(scene.now, scene.timeline.end());
            coming
                .iter()
                .find(|care| care.parent == side)
                .map(|care| care.start)
        });
        home.next_arrival = arrivals.min().map(|at| scene.local(at));
    }
    home
}

fn nobody(scene: &Scene<'_>, kids: &Kids) -> Vec<(Holder, Vec<usize>)> {
    let mut found: Vec<(Holder, Vec<usize>)> = Vec::new();
    for (place, kid) in kids.all().iter().enumerate() {
        let holder = scene
            .timeline
            .child(&kid.id)
            .map_or(Holder::Outside, |child| holder_at(child, scene.now));
        if matches!(holder, Holder::With(_)) {
            continue;
        }
        match found.iter_mut().find(|(known, _)| *known == holder) {
            Some((_, places)) => places.push(place),
            None => found.push((holder, vec![place])),
        }
    }
    found
}

/// Proposals that wait for a parent's answer, for the number beside the tab.
pub fn waiting_for(viewer: Side, open: &[OpenProposal]) -> u32 {
    u32::try_from(open.iter().filter(|proposal| proposal.by != viewer).count()).unwrap_or(u32::MAX)
}
