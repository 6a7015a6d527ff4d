//! Who may call whom now, whose pages and tablets ring, and who has to be there. Pure: reads the
//! agreed timeline. Where nobody knows with whom a child is, nobody calls.

use super::{Caller, Tablet};
use crate::{Family, GuestRole, MemberId, Professional, TabletId};
use jiff::Timestamp;
use jiff::civil::Date;
use plan::{
    CallWith, ChildId, Clause, ClauseIndex, ParentingPlan, Rule, Side, Text, Timeline, Window,
};

/// Whom a child may call with a tablet now.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MayCall {
    /// Parents, each with the children of the tablet who are with the other parent.
    pub parents: Vec<(Side, Vec<ChildId>)>,
    /// Tablets of brothers and sisters who are in the other home, each with those.
    pub tablets: Vec<(TabletId, Vec<ChildId>)>,
}

/// Who is called.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Called {
    /// Children, wherever they are.
    Children(Vec<ChildId>),
    /// A parent.
    Parent(Side),
    /// Whoever is at this tablet.
    Tablet(TabletId),
}

/// Whose open pages and tablets ring. Empty for a call that may not be made now.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rings {
    /// The parents.
    pub parents: Vec<Side>,
    /// The tablets.
    pub tablets: Vec<TabletId>,
}

impl Rings {
    /// Whether nothing rings.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.parents.is_empty() && self.tablets.is_empty()
    }
}

/// By which clause somebody has to be there for a child in a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonitoredBy {
    /// Who, in the clause's words.
    pub by: Text,
    /// The clause.
    pub clause: ClauseIndex,
}

/// With whom a child is, as agreed.
fn with(timeline: &Timeline, child: &ChildId, now: Timestamp) -> Option<Side> {
    let care = timeline.child(child)?.at(now)?;
    Some(care.parent)
}

fn takes_part(family: &Family, side: Side) -> bool {
    family.closed().is_none() && family.seat(side).joined()
}

fn in_use<'f>(family: &'f Family, tablet: &TabletId) -> Option<&'f Tablet> {
    let open = family.closed().is_none();
    let tablet = family.tablets().of(tablet);
    tablet.filter(|tablet| open && tablet.is_live())
}

/// Whether somebody has to be there now in calls of a child with either parent.
fn is_watched(family: &Family, child: &ChildId, now: Timestamp) -> bool {
    let asks = |clause: &Clause| match &clause.rule {
        Some(Rule::Calls(rule)) => rule.monitored_by.is_some(),
        _ => false,
    };
    // Most plans ask nobody to be there: of those no days are looked at.
    let plan = family.plan().filter(|plan| plan.clauses().iter().any(asks));
    let mut sides = Side::BOTH.into_iter();
    plan.is_some_and(|plan| sides.any(|side| monitored(plan, side, child, now).is_some()))
}

/// Whom a child may call now with a tablet: the parent with whom the child is not, and brothers and
/// sisters who are with the other one. Nobody, where the tablet was ended. Where somebody has to be
/// there in calls of any child of either tablet, brothers and sisters do not call each other: nobody
/// would be there then.
#[must_use]
pub fn tablet_may_call(
    family: &Family,
    timeline: &Timeline,
    tablet: &TabletId,
    now: Timestamp,
) -> MayCall {
    let Some(tablet) = in_use(family, tablet) else {
        return MayCall::default();
    };
    let parents = Side::BOTH.into_iter().filter_map(|side| {
        let away = |child: &&ChildId| with(timeline, child, now) == Some(side.other());
        let away: Vec<ChildId> = tablet.children.iter().filter(away).cloned().collect();
        (takes_part(family, side) && !away.is_empty()).then_some((side, away))
    });
    let others = family.tablets().live().filter(|one| one.id != tablet.id);
    let tablets = others.filter_map(|other| {
        let elsewhere = |child: &&ChildId| {
            let there = with(timeline, child, now);
            let apart = |own: &ChildId| {
                let here = with(timeline, own, now);
                own != *child && here.is_some() && here == there.map(Side::other)
            };
            tablet.children.iter().any(apart)
        };
        let elsewhere: Vec<ChildId> = other.children.iter().filter(elsewhere).cloned().collect();
        let watched = |child: &ChildId| is_watched(family, child, now);
        let offered = !elsewhere.is_empty()
            && !tablet.children.iter().any(watched)
            && !other.children.iter().any(watched);
        offered.then(|| (other.id.clone(), elsewhere))
    });
    MayCall {
        parents: parents.collect(),
        tablets: tablets.collect(),
    }
}

/// The children whom a parent may call now: those who are with the other one, each with the tablets
/// on which that child can be reached.
#[must_use]
pub fn parent_may_call(
    family: &Family,
    timeline: &Timeline,
    side: Side,
    now: Timestamp,
) -> Vec<(ChildId, Vec<TabletId>)> {
    if !takes_part(family, side) {
        return Vec::new();
    }
    let all = family.children().iter().map(|child| &child.id);
    let away = all.filter(|child| with(timeline, child, now) == Some(side.other()));
    away.map(|child| {
        let tablets = family.tablets().live();
        let of_child = tablets.filter(|tablet| tablet.children.contains(child));
        let ids = of_child.map(|tablet| tablet.id.clone());
        (child.clone(), ids.collect())
    })
    .collect()
}

/// Whose open pages and tablets ring when somebody calls. Children ring where they are: at the parent
/// who has them, and on the tablets with which they call. A brother or sister who is called from a
/// tablet rings on the tablet alone.
#[must_use]
pub fn rings(
    family: &Family,
    timeline: &Timeline,
    (by, to): (&Caller, &Called),
    now: Timestamp,
) -> Rings {
    match by {
        Caller::Parent(side) => by_parent(family, timeline, (*side, to), now),
        Caller::Tablet(tablet) => {
            let may = tablet_may_call(family, timeline, tablet, now);
            by_tablet(&may, to)
        }
    }
}

fn by_parent(
    family: &Family,
    timeline: &Timeline,
    (side, to): (Side, &Called),
    now: Timestamp,
) -> Rings {
    let may = parent_may_call(family, timeline, side, now);
    let mut tablets: Vec<TabletId> = Vec::new();
    match to {
        Called::Children(children) => {
            let reached: Vec<_> = may.iter().filter(|one| children.contains(&one.0)).collect();
            for tablet in reached.iter().flat_map(|one| &one.1) {
                if !tablets.contains(tablet) {
                    tablets.push(tablet.clone());
                }
            }
            let reaches = |other: &Side| !reached.is_empty() && takes_part(family, *other);
            let other = Some(side.other()).filter(reaches);
            Rings {
                parents: other.into_iter().collect(),
                tablets,
            }
        }
        Called::Tablet(tablet) => {
            if may.iter().any(|(_, tablets)| tablets.contains(tablet)) {
                tablets.push(tablet.clone());
            }
            Rings {
                parents: Vec::new(),
                tablets,
            }
        }
        Called::Parent(_) => Rings::default(),
    }
}

fn by_tablet(may: &MayCall, to: &Called) -> Rings {
    let parents = may.parents.iter().map(|(side, _)| *side);
    let parents = parents.filter(|side| *to == Called::Parent(*side));
    let tablets = may.tablets.iter().filter(|(tablet, children)| match to {
        Called::Children(called) => children.iter().any(|child| called.contains(child)),
        Called::Tablet(called) => tablet == called,
        Called::Parent(_) => false,
    });
    Rings {
        parents: parents.collect(),
        tablets: tablets.map(|(tablet, _)| tablet.clone()).collect(),
    }
}

/// Who has to be there when a child and a parent call: where any clause on their calls that holds on
/// that day says so, it counts for each of their calls on it, also for one that is not planned.
#[must_use]
pub fn monitored(
    plan: &ParentingPlan,
    side: Side,
    child: &ChildId,
    at: Timestamp,
) -> Option<MonitoredBy> {
    let date = at.to_zoned(plan.zone().clone()).date();
    let window = Window::new(date, date.tomorrow().ok()?).ok()?;
    let timeline = plan::compile(plan, window, &[]);
    let clauses = plan::call_clauses(plan, &timeline, child, date).into_iter();
    let theirs = clauses.filter(|(_, rule)| match rule.with {
        CallWith::Absent => true,
        CallWith::Parent(parent) => parent == side,
    });
    let mut monitored = theirs.filter_map(|(clause, rule)| {
        let by = rule.monitored_by.clone()?;
        Some(MonitoredBy { by, clause })
    });
    monitored.next()
}

/// Whether somebody in this role may be there for the children: who supervises, a guardian, a relative.
/// No child does, and nobody who works for the parents.
pub(super) fn attends(role: &GuestRole) -> bool {
    match role {
        GuestRole::Professional(Professional::Supervisor | Professional::Guardian)
        | GuestRole::Relative(_) => true,
        GuestRole::Professional(
            Professional::Lawyer | Professional::Mediator | Professional::Therapist,
        )
        | GuestRole::Child(_) => false,
    }
}

/// Whether somebody may be there for the children in a call on this day: a supervisor, guardian or
/// relative whom both let in, and who has come.
#[must_use]
pub fn may_supervise(family: &Family, member: &MemberId, today: Date) -> bool {
    let guest = family.guests().of(member);
    guest.is_some_and(|guest| attends(&guest.grant.role) && guest.is_in(today))
}
