//! `GET /today`.
//!
//! May touch: the family in memory.

use app::Store;
use family::{Alternative, Terms};
use maud::Markup;

use super::view::Body;
use super::{Inputs, OfferedPlan, Other, build, render, window};
use crate::calendar::beside;
use crate::calendar::handler::Compiled;
use crate::http::{Answer, Stage, Visit, Web};
use crate::offers::{Kind, words};
use crate::page::Tab;
use crate::swap::cast;
use crate::text::t;

/// Where each child is now, the next handover, what waits.
pub(crate) async fn get<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    let command = web.app.fresh_command().to_string();
    web.family_page(&visit, |stage| page(stage, &command)).await
}

fn page(stage: &Stage, command: &str) -> Markup {
    let (text, family) = (stage.text(), stage.family());
    let other = if family.seat(stage.side.other()).joined() {
        Other::Joined
    } else {
        Other::Invited
    };
    let offered = offered(stage);
    let compiled = Compiled::new(stage, window(stage.today()));
    let inputs = match compiled.as_ref() {
        Some(compiled) => Inputs::Plan {
            scene: compiled.scene(stage),
            other,
            offered: &offered,
            command,
        },
        None => Inputs::NoPlan {
            people: &stage.people,
            viewer: stage.side,
            other,
            now: stage.now,
            zone: family.zone(),
            offered: &offered,
        },
    };
    let title = t!(text, "tab-today");
    let mut view = build(&inputs);
    if let Body::Plan(content) = &mut view.body {
        let kids = content.kids.clone();
        beside::arrange(family, &kids, &mut content.next);
        beside::arrange(family, &kids, &mut content.after);
        content.free = crate::calls::rhythm::nudge(stage);
        content.trips = beside::trips(family, &kids, stage.today(), stage.today());
    }
    render(text, &view, &stage.frame(&title, Tab::Today))
}

/// What waits for an answer and moves no care that a calendar could show: plans, other places of
/// handovers, trips, decisions.
fn offered(stage: &Stage) -> Vec<OfferedPlan> {
    let family = stage.family();
    let live = family.proposals().iter();
    live.filter(|one| family.is_live(one, stage.now))
        .filter_map(|one| {
            let offer = one.current();
            let title = match offer.plan.as_deref() {
                Some(plan) => plan.title().to_owned(),
                None => unseen(stage, &offer.terms)?,
            };
            Some(OfferedPlan {
                id: one.id.to_string(),
                title,
                by: offer.by,
                at: family.zone().to_datetime(offer.at),
            })
        })
        .collect()
}

/// An offer that no calendar shows, in one line.
fn unseen(stage: &Stage, terms: &Terms) -> Option<String> {
    Kind::of(terms)?;
    let none = terms.moves(Alternative::FIRST).is_empty();
    none.then(|| words::terms(stage.text(), &cast(stage.family(), stage.side), terms))
}
