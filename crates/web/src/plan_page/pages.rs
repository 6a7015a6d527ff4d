//! From the family to the page of the plan in force, and to the page of any plan that was
//! offered: what is shown, and over which days it is measured.
//!
//! May touch: the family it is given. Compiles the days that are measured.

use std::sync::Arc;

use family::{AgreedVersion, Family, Proposal, ProposalId, State, Terms};
use jiff::civil::Date;
use plan::{OneOff, ParentingPlan, Side, Warning, Window, compile};

use super::facts::{Days, Facts};
use super::marks::Marking;
use super::view::{Agreed, Content, Inputs, Shown, Standing, VersionLine, View, build, window};
use crate::calendar::scene::Reach;
use crate::calendar::{Query, Scene};
use crate::care::told::Told;
use crate::page::{Versions, paths};
use crate::studio::see::checks::{broken, framed};
use crate::studio::year::{self, Marks, Year};
use crate::swap::Looking;
use crate::swap::prospect::{Prospect, prospect};

/// What a page is made with beside its plan.
#[derive(Clone, Copy, Debug, Default)]
pub struct Asked<'a> {
    /// For the forms that the page may have.
    pub command: &'a str,
    /// What `plan::warnings` says of the plan.
    pub warned: &'a [Warning],
    /// The month that is opened.
    pub query: Option<Query>,
}

/// The text of the plan in force today, or that will be first.
pub fn text_in_force(look: &Looking<'_>) -> Option<Arc<str>> {
    let version = look.family.version_on(look.family.date_at(look.now))?;
    text_of(look.family, &version.proposal)
}

/// The text of the plan that a proposal is about; `None` where it is about something else.
pub fn text_of(family: &Family, id: &ProposalId) -> Option<Arc<str>> {
    let offer = family.proposal(id)?.current();
    // Words that were erased are nobody's to read.
    offer.plan.as_ref()?;
    match &offer.terms {
        Terms::Plan(text) => Some(Arc::clone(text)),
        Terms::Swap(_)
        | Terms::Time(_)
        | Terms::Handover(_)
        | Terms::Trip(_)
        | Terms::Decision(_)
        | Terms::Erase(_)
        | Terms::LiftHold(_)
        | Terms::Close
        | Terms::LetIn(_) => None,
    }
}

/// The page of the plan in force today, or that will be first.
pub fn in_force(look: &Looking<'_>, asked: Asked<'_>) -> View {
    let mut view = held(look);
    let version = look.family.version_on(look.family.date_at(look.now));
    if let (View::Plan(content), Some(version)) = (&mut view, version) {
        let plan = (&*version.plan, asked.warned);
        content.facts = facts(look, content, plan, (Days::Calendar, asked.query));
    }
    view
}

/// The same without what it comes to by itself.
fn held(look: &Looking<'_>) -> View {
    let family = look.family;
    let today = family.date_at(look.now);
    let shown = family.version_on(today).and_then(|version| {
        let proposal = family.proposal(&version.proposal)?;
        let place = place_of(family, &version.proposal)?;
        let shown = Shown {
            plan: &version.plan,
            standing: agreed(family, place)?,
            agreed: who_agreed(proposal),
            before: None,
            versions: lines(family),
        };
        Some((family.plan()?.as_ref(), shown))
    });
    let page = shown.and_then(|(all, shown)| {
        // Before the plan begins there is nothing to count.
        let first = match &shown.standing {
            Standing::Agreed { from, .. } => today.max(*from),
            Standing::Offered(_) | Standing::Closed => today,
        };
        let (from, to) = window(first);
        let days = Window::new(from, to).ok()?;
        Some(made(look, (all, family.agreed()), days, &shown))
    });
    page.unwrap_or_else(|| build(&Inputs::NoPlan))
}

/// The plan in force for somebody whom the parents let in: its words and numbers, not how it came
/// about.
pub fn for_guest(look: &Looking<'_>) -> View {
    match held(look) {
        View::NoPlan => View::NoPlan,
        View::Plan(mut content) => {
            content.versions.clear();
            content.changes = None;
            content.year = None;
            content.reach = Reach::Plan;
            View::Plan(content)
        }
    }
}

/// The page of the plan that a proposal is about; `None` when there is no such proposal, or it
/// is about something else.
pub fn of_proposal(look: &Looking<'_>, id: &ProposalId, asked: Asked<'_>) -> Option<View> {
    let mut view = words_of_proposal(look, id)?;
    if let View::Plan(content) = &mut view {
        let proposal = look.family.proposal(id)?;
        let plan = proposal.current().plan.as_deref()?;
        let marking = Marking::of(look.family, proposal, look.viewer, look.now);
        content.marking = marking.map(|marking| Marking {
            command: asked.command.to_owned(),
            ..marking
        });
        // The calendar shows what is agreed, and no other plan.
        let days = match &content.standing {
            Standing::Agreed { .. } => Days::Calendar,
            Standing::Offered(_) | Standing::Closed => Days::Here(paths::plan_of(id.as_str())),
        };
        content.facts = facts(look, content, (plan, asked.warned), (days, asked.query));
    }
    Some(view)
}

/// The page of the plan that a proposal is about for somebody whom the parents let in to that
/// proposal: its words, what each parent says to them, and what it comes to by itself. What it changes
/// only for who `sees_plan` in force, too; of what was agreed beside it nothing.
pub fn offered_for_guest(
    look: &Looking<'_>,
    id: &ProposalId,
    (sees_plan, asked): (bool, Asked<'_>),
) -> Option<View> {
    let proposal = look.family.proposal(id)?;
    let plan = proposal.current().plan.as_deref()?;
    let mut view = words_of_proposal(look, id)?;
    if let View::Plan(content) = &mut view {
        content.reach = Reach::Plan;
        content.back = Some((id.to_string(), proposal.number));
        content.numbers.clear();
        if !sees_plan {
            content.changes = None;
            // When another plan follows is not for everybody to know.
            if let Standing::Agreed { until, .. } = &mut content.standing {
                *until = plan.until();
            }
        }
        let marking = Marking::of(look.family, proposal, look.viewer, look.now);
        content.marking = marking.map(|marking| Marking {
            asked: false,
            ..marking
        });
        let days = Days::Here(paths::plan_of(id.as_str()));
        content.facts = facts(look, content, (plan, asked.warned), (days, asked.query));
        content.year = content.facts.as_ref().map(|facts| facts.seen.year.clone());
    }
    Some(view)
}

/// What the plan of a page comes to by itself, from the first day that is measured there.
fn facts(
    look: &Looking<'_>,
    content: &Content,
    plan: (&ParentingPlan, &[Warning]),
    shown: (Days, Option<Query>),
) -> Option<Facts> {
    let (begins, until) = match &content.standing {
        Standing::Agreed { from, until } => (*from, *until),
        Standing::Offered(_) | Standing::Closed => (plan.0.from(), plan.0.until()),
    };
    let first = content.measured.0.max(begins);
    Facts::of(look, plan, (first, until), shown)
}

/// The page of the plan that a proposal is about, without what can be said to single clauses and
/// what it comes to by itself.
pub fn words_of_proposal(look: &Looking<'_>, id: &ProposalId) -> Option<View> {
    let family = look.family;
    let proposal = family.proposal(id)?;
    let plan = proposal.current().plan.as_deref()?;
    let today = family.date_at(look.now);
    let shown = |standing, before| Shown {
        plan,
        standing,
        agreed: who_agreed(proposal),
        before,
        versions: Vec::new(),
    };
    let alone = |standing| {
        let days = four_weeks(today.max(plan.from()), plan.until())?;
        Some(made(look, (plan, &[]), days, &shown(standing, None)))
    };
    if let State::Accepted(_) = &proposal.state {
        let place = place_of(family, id)?;
        let standing = agreed(family, place)?;
        let Standing::Agreed { from, until } = standing else {
            return None;
        };
        let held = until.is_some_and(|until| until <= today);
        let first = if held { from } else { from.max(today) };
        let days = four_weeks(first, until)?;
        let before = place.checked_sub(1).and_then(|n| family.versions().get(n));
        let all = (family.plan()?.as_ref(), family.agreed());
        return Some(made(look, all, days, &shown(standing, before.map(written))));
    }
    match prospect(family, proposal, look.now) {
        None => alone(Standing::Closed),
        Some(prospect @ (Prospect::Refused(_) | Prospect::Holds(_))) => {
            alone(Standing::Offered(prospect))
        }
        Some(prospect @ Prospect::WouldHold(_)) => {
            let (all, from) = family.with_version(plan, today).ok()?;
            let days = four_weeks(from.max(today), plan.until())?;
            let before = family.versions().last().map(written);
            let shown = shown(Standing::Offered(prospect), before);
            Some(made(look, (&all, family.agreed()), days, &shown))
        }
    }
}

/// The page of a plan that nobody has offered yet, as it would be if it were; `None` when it cannot
/// follow the plan so far, or begins too far away to be measured.
pub fn of_draft(look: &Looking<'_>, plan: &ParentingPlan) -> Option<View> {
    let family = look.family;
    let today = family.date_at(look.now);
    let (all, from) = family.with_version(plan, today).ok()?;
    let days = four_weeks(from.max(today), plan.until())?;
    let begins = Some(from).filter(|from| *from > today);
    let shown = Shown {
        plan,
        standing: Standing::Offered(Prospect::WouldHold(begins)),
        agreed: [Agreed::NotYet; 2],
        before: family.versions().last().map(written),
        versions: Vec::new(),
    };
    Some(made(look, (&all, family.agreed()), days, &shown))
}

/// The page, measured over some days of what the calendar follows or would follow.
fn made(
    look: &Looking<'_>,
    (plan, swaps): (&ParentingPlan, &[OneOff]),
    days: Window,
    shown: &Shown<'_>,
) -> View {
    let timeline = compile(plan, days, swaps);
    let scene = Scene {
        plan,
        timeline: &timeline,
        versions: Versions::ALONE,
        open: &[],
        now: look.now,
        viewer: look.viewer,
        lang: look.lang,
        reach: Reach::Parent,
        told: Told::NOTHING,
    };
    match build(&Inputs::Plan { scene, shown }) {
        View::NoPlan => View::NoPlan,
        View::Plan(mut content) => {
            content.year = year_of(&scene, swaps, days.from());
            View::Plan(content)
        }
    }
}

/// Twelve months from the first day that is measured.
fn year_of(scene: &Scene<'_>, swaps: &[OneOff], first: Date) -> Option<Year> {
    let days = year::window(first, scene.plan.until())?;
    let timeline = compile(scene.plan, days, swaps);
    let scene = Scene {
        timeline: &timeline,
        ..*scene
    };
    let framed = framed(&broken(&scene));
    let marks = Marks {
        framed: &framed,
        differing: None,
    };
    Some(year::build(&scene, &marks))
}

/// Four weeks from a day, or until the plan ends.
fn four_weeks(first: Date, until: Option<Date>) -> Option<Window> {
    let (from, far) = window(first);
    let to = until.filter(|until| *until > from);
    Window::new(from, to.map_or(far, |until| until.min(far))).ok()
}

fn written(version: &AgreedVersion) -> (&ParentingPlan, Date) {
    (&version.plan, version.begins)
}

fn place_of(family: &Family, id: &ProposalId) -> Option<usize> {
    let mut versions = family.versions().iter();
    versions.position(|version| version.proposal == *id)
}

/// The dates of an agreed version: the next one ends it, or its own end does.
fn agreed(family: &Family, place: usize) -> Option<Standing> {
    let version = family.versions().get(place)?;
    let next = family.versions().get(place + 1).map(|next| next.begins);
    let ends = [next, version.plan.until()].into_iter().flatten().min();
    Some(Standing::Agreed {
        from: version.begins,
        until: ends,
    })
}

fn lines(family: &Family) -> Vec<VersionLine> {
    let versions = family.versions().iter().enumerate();
    versions
        .filter_map(|(place, version)| {
            let Standing::Agreed { from, until } = agreed(family, place)? else {
                return None;
            };
            Some(VersionLine {
                number: place + 1,
                from,
                until,
                proposal: version.proposal.to_string(),
            })
        })
        .collect()
}

/// Who agreed to a proposal's last offer and when, side A first.
fn who_agreed(proposal: &Proposal) -> [Agreed; 2] {
    let offer = proposal.current();
    Side::BOTH.map(|side| match &proposal.state {
        _ if offer.by == side => Agreed::On {
            at: offer.at,
            entry: offer.entry,
        },
        State::Accepted(answer) => Agreed::On {
            at: answer.at,
            entry: answer.entry,
        },
        State::Open | State::Declined(_) | State::Withdrawn(_) => Agreed::NotYet,
    })
}

#[cfg(test)]
#[path = "pages_tests.rs"]
mod tests;
