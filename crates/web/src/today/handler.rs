//! `GET /today`.
//!
//! May touch: the family in memory.

use app::Store;
use maud::Markup;

use super::{Inputs, OfferedPlan, Other, build, render, window};
use crate::calendar::handler::Compiled;
use crate::http::{Answer, Stage, Visit, Web};
use crate::page::Tab;
use crate::text::t;

/// Where each child is now, the next handover, what waits.
pub(crate) async fn get<S: Store>(web: Web<S>, visit: Visit) -> Answer {
    web.family_page(&visit, page).await
}

fn page(stage: &Stage) -> Markup {
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
    render(text, &build(&inputs), &stage.frame(&title, Tab::Today))
}

/// The plans that wait for an answer.
fn offered(stage: &Stage) -> Vec<OfferedPlan> {
    let family = stage.family();
    let live = family.proposals().iter();
    live.filter(|one| family.is_live(one, stage.now))
        .filter_map(|one| {
            let offer = one.current();
            Some(OfferedPlan {
                id: one.id.to_string(),
                title: offer.plan.as_deref()?.title().to_owned(),
                by: offer.by,
                at: family.zone().to_datetime(offer.at),
            })
        })
        .collect()
}
