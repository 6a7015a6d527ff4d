//! Planned calls, put on the days on which they begin. For the parents alone: whoever is let in to the
//! days does not see these.
//!
//! May touch: the scene it is given.

use std::collections::BTreeSet;

use jiff::civil::{Date, DateTime};
use maud::{Markup, html};
use plan::Side;

use super::moves;
use super::scene::{Basis, Scene};
use super::view::{Body, View};
use crate::page::{Icon, Kids, Person, clause_ref, icon_small};
use crate::text::{Text, clock, clock_short, t};

/// A planned call of children who talk to the same parent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallLine {
    /// When it begins, in the family's own time.
    pub at: DateTime,
    /// When it ends.
    pub end: DateTime,
    /// The children, by place.
    pub kids: Vec<usize>,
    /// The parent at the other end.
    pub parent: Side,
    /// The clauses that say so.
    pub bases: BTreeSet<Basis>,
}

/// The calendar with the planned calls.
pub fn add(scene: &Scene<'_>, view: &mut View) {
    let calls = calls(scene, &view.kids);
    let on = |day: Date| -> Vec<CallLine> {
        let of_day = calls.iter().filter(|call| call.at.date() == day);
        of_day.cloned().collect()
    };
    match &mut view.body {
        Body::Month { panel, .. } => panel.calls = on(panel.day.date),
        Body::Week { days, .. } | Body::Agenda { days } => {
            for one in days {
                one.calls = on(one.day.date);
            }
        }
    }
}

/// All planned calls of the scene, in order of time.
fn calls(scene: &Scene<'_>, kids: &Kids) -> Vec<CallLine> {
    let calls = plan::calls(scene.plan, scene.timeline);
    let sessions = plan::sessions(&calls).into_iter();
    let lines = sessions.map(|session| CallLine {
        at: scene.local(session.at),
        end: scene.local(session.end),
        kids: scene.places(kids, &session.children),
        parent: session.parent,
        bases: session
            .clauses
            .into_iter()
            .filter_map(|index| scene.basis(plan::Source::Clause(index)))
            .collect(),
    });
    lines.filter(|line| !line.kids.is_empty()).collect()
}

/// Planned calls, a line each, with the clauses that say so.
pub fn lines(text: &Text, people: &[Person; 2], kids: &Kids, calls: &[CallLine]) -> Markup {
    html! {
        @if !calls.is_empty() {
            ul.rows {
                @for call in calls {
                    li { p.small {
                        (icon_small(Icon::Video)) " " (sentence(text, people, kids, call))
                        @for basis in &call.bases {
                            @if let Basis::Clause { clause, .. } = basis { " " (clause_ref(text, clause)) }
                        }
                    } }
                }
            }
        }
    }
}

fn sentence(text: &Text, people: &[Person; 2], kids: &Kids, call: &CallLine) -> String {
    t!(
        text,
        "call-rhythm-day",
        children = moves::names(text, kids, &call.kids),
        name = people[call.parent.index()].name.as_str(),
        from = clock_short(text, call.at.time()),
        until = clock(text, call.end.time()),
    )
}
